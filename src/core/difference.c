/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Comparing two plans. One pass a kind, in the order of kinds, so that the list needs no sorting:
 * both plans hold their milestones by due already.
 */
#include "matchward/core/difference.h"

#include <string.h>

#include "matchward/core/figure.h"

static bool has_finding(const struct mw_findings *findings, const struct mw_finding *wanted)
{
	for (size_t i = 0; i < findings->list.count; i++)
		if (!strcmp(findings->list.items[i].id, wanted->id) &&
		    !strcmp(findings->list.items[i].text, wanted->text))
			return true;
	return false;
}

static void add_findings(struct mw_view *view, const struct mw_findings *more, struct mw_pool *pool)
{
	for (size_t i = 0; i < more->list.count; i++)
		if (!has_finding(&view->findings, &more->list.items[i]))
			*MW_PUSH(pool, &view->findings.list) = more->list.items[i];
}

void mw_view_make(const struct mw_plan *plan, struct mw_pool *pool, struct mw_view *ret_view)
{
	struct mw_view view = { .plan = plan };
	struct mw_findings found;
	mw_assess(plan, &view.assessment);
	mw_findings_of_plan(plan, pool, &found);
	add_findings(&view, &found, pool);
	mw_findings_of_assessment(plan, &view.assessment, pool, &found);
	add_findings(&view, &found, pool);
	*ret_view = view;
}

struct work {
	const struct mw_view *before, *after;
	struct mw_pool *pool;
	struct mw_difference *difference;
};

static struct mw_change *add(struct work *work, enum mw_change_kind kind, const char *name)
{
	struct mw_change *change = MW_PUSH(work->pool, &work->difference->changes);
	change->kind = kind;
	change->name = name;
	return change;
}

/* ---- figures ---- */

static void compare_figure(struct work *work, const char *name, const struct mw_buf *was,
			   const struct mw_buf *becomes)
{
	if (!strcmp(was->text, becomes->text))
		return;
	struct mw_change *change = add(work, MW_CHANGE_FIGURE, name);
	change->was = mw_pool_string(work->pool, was->text);
	change->becomes = mw_pool_string(work->pool, becomes->text);
}

static void number(int value, struct mw_buf *out)
{
	if (value == MW_NONE)
		mw_buf_puts(out, "no number");
	else
		mw_buf_printf(out, "%d", value);
}

static void compare_number(struct work *work, const char *name, int was, int becomes)
{
	mw_auto(buf) old = MW_BUF_INIT;
	mw_auto(buf) new = MW_BUF_INIT;
	number(was, &old);
	number(becomes, &new);
	compare_figure(work, name, &old, &new);
}

static bool has_score(const struct work *work)
{
	return mw_facts_has(work->before->plan->facts, MW_FACT_SCORE) ||
	       mw_facts_has(work->after->plan->facts, MW_FACT_SCORE);
}

static void figures(struct work *work)
{
	const struct mw_plan *before = work->before->plan, *after = work->after->plan;
	compare_number(work, "Season", before->season->year + 1, after->season->year + 1);
	for (int i = 0; i < MW_FIGURE_COUNT; i++) {
		enum mw_figure figure = (enum mw_figure)i;
		mw_auto(buf) was = MW_BUF_INIT;
		mw_auto(buf) becomes = MW_BUF_INIT;
		mw_figure_value(&work->before->assessment, figure, &was);
		mw_figure_value(&work->after->assessment, figure, &becomes);
		compare_figure(work, mw_figure_name(figure), &was, &becomes);
	}
	/* With a score the study is over, and its numbers mean nothing. */
	if (has_score(work))
		return;
	compare_number(work, "Months planned", before->study->months, after->study->months);
	compare_number(work, "Questions a day", before->study->questions_a_day,
		       after->study->questions_a_day);
}

/* ---- findings ---- */

/* Per finding of the old plan and the new: its partner's place plus one; 0: none. */
struct partners {
	size_t *of_old, *of_new;
};

static void pair(struct work *work, struct partners *partners, bool by_text)
{
	const struct mw_findings *old = &work->before->findings, *new = &work->after->findings;
	for (size_t i = 0; i < new->list.count; i++)
		for (size_t k = 0; k < old->list.count && !partners->of_new[i]; k++) {
			if (partners->of_old[k] ||
			    strcmp(new->list.items[i].id, old->list.items[k].id) != 0 ||
			    (by_text &&
			     strcmp(new->list.items[i].text, old->list.items[k].text) != 0))
				continue;
			partners->of_new[i] = k + 1;
			partners->of_old[k] = i + 1;
		}
}

static void add_finding(struct work *work, enum mw_change_kind kind,
			const struct mw_finding *finding)
{
	add(work, kind, finding->id)->finding = finding;
}

static void findings(struct work *work)
{
	const struct mw_findings *old = &work->before->findings, *new = &work->after->findings;
	struct partners partners = {
		mw_pool_alloc(work->pool, (old->list.count + 1) * sizeof(size_t)),
		mw_pool_alloc(work->pool, (new->list.count + 1) * sizeof(size_t)),
	};
	pair(work, &partners, true);
	bool *same = mw_pool_alloc(work->pool, (new->list.count + 1) * sizeof *same);
	for (size_t i = 0; i < new->list.count; i++)
		same[i] = partners.of_new[i];
	pair(work, &partners, false);
	for (size_t i = 0; i < new->list.count; i++)
		if (!partners.of_new[i])
			add_finding(work, MW_CHANGE_WARNING_GAINED, &new->list.items[i]);
	for (size_t i = 0; i < new->list.count; i++)
		if (partners.of_new[i] && !same[i])
			add_finding(work, MW_CHANGE_WARNING_REWORDED, &new->list.items[i]);
	for (size_t k = 0; k < old->list.count; k++)
		if (!partners.of_old[k])
			add_finding(work, MW_CHANGE_WARNING_LOST, &old->list.items[k]);
}

/* ---- dates ---- */

bool mw_difference_same_date(const struct mw_date *a, const struct mw_zone *a_home,
			     const struct mw_date *b, const struct mw_zone *b_home)
{
	if (!mw_date_is(a) || !mw_date_is(b))
		return mw_date_is(a) == mw_date_is(b);
	if (mw_date_is_timed(a) != mw_date_is_timed(b) ||
	    mw_date_local_day(a, a_home) != mw_date_local_day(b, b_home))
		return false;
	return !mw_date_is_timed(a) || mw_date_begin_utc(a, a_home) == mw_date_begin_utc(b, b_home);
}

static void add_date(struct work *work, const char *key, const struct mw_date *old,
		     const struct mw_date *new)
{
	struct mw_change *change = add(work, MW_CHANGE_DATE, key);
	change->old_date = old;
	change->new_date = new;
}

static void dates(struct work *work)
{
	const struct mw_plan *before = work->before->plan, *after = work->after->plan;
	const struct mw_zone *old_home = before->profile->zone, *new_home = after->profile->zone;
	for (size_t i = 0; i < after->season->dates.count; i++) {
		const struct mw_season_date *new = &after->season->dates.items[i];
		const struct mw_season_date *old = mw_season_find(before->season, new->key);
		/* Who says so, and how surely, counts here: it is what an override is for. */
		if (old && (!mw_difference_same_date(&old->date, old_home, &new->date, new_home) ||
			    old->date.provenance != new->date.provenance ||
			    old->date.early_days != new->date.early_days))
			add_date(work, new->key, &old->date, &new->date);
	}
	for (int i = 0; i < MW_KEY_COUNT; i++) {
		/* Exam and study, from the first key of theirs to the last. */
		if (i >= MW_KEY_EXAM_OPENS && i <= MW_KEY_FIRST_EXAM && has_score(work))
			continue;
		const struct mw_date *old = &before->study->keys[i], *new = &after->study->keys[i];
		if (!mw_difference_same_date(old, old_home, new, new_home))
			add_date(work, mw_key_name((enum mw_key)i), old, new);
	}
}

/* ---- milestones ---- */

/* Closed by a fact, an act or the profile; an event that is merely over is not. */
static bool is_settled(const struct mw_milestone *milestone)
{
	return milestone->is_done || milestone->is_skipped || milestone->closed_by ||
	       milestone->fate == MW_FATE_SETTLED;
}

static bool is_lost(const struct mw_milestone *milestone)
{
	return !mw_milestone_is_shown(milestone) || milestone->status == MW_STATUS_MISSED;
}

static bool has_moved(const struct work *work, const struct mw_milestone *before,
		      const struct mw_milestone *after)
{
	const struct mw_zone *old = work->before->plan->profile->zone,
			     *new = work->after->plan->profile->zone;
	return !mw_difference_same_date(&before->opens, old, &after->opens, new) ||
	       !mw_difference_same_date(&before->due, old, &after->due, new) ||
	       !mw_difference_same_date(&before->latest, old, &after->latest, new);
}

/* What became of one that the new plan has; MW_CHANGE_KINDS: nothing. */
static enum mw_change_kind judge(const struct work *work, const struct mw_milestone *before,
				 const struct mw_milestone *after)
{
	if (is_lost(after))
		return before && is_lost(before) ? MW_CHANGE_KINDS : MW_CHANGE_TOO_LATE;
	if (!before)
		return MW_CHANGE_APPEARED;
	if (is_settled(after))
		return is_settled(before) ? MW_CHANGE_KINDS : MW_CHANGE_SETTLED;
	if (is_lost(before))
		return MW_CHANGE_IN_TIME;
	if (is_settled(before))
		return MW_CHANGE_REOPENED;
	return has_moved(work, before, after) ? MW_CHANGE_MOVED : MW_CHANGE_KINDS;
}

static void milestones(struct work *work, enum mw_change_kind kind)
{
	const struct mw_plan *before = work->before->plan, *after = work->after->plan;
	for (size_t i = 0; i < after->milestones.count; i++) {
		const struct mw_milestone *new = &after->milestones.items[i];
		const struct mw_milestone *old = mw_plan_find(before, new->id);
		if (judge(work, old, new) != kind)
			continue;
		struct mw_change *change = add(work, kind, new->id);
		change->before = old;
		change->after = new;
	}
}

/* One that was lost and applies no longer is no loss. */
static void vanished(struct work *work)
{
	const struct mw_plan *before = work->before->plan;
	for (size_t i = 0; i < before->milestones.count; i++) {
		const struct mw_milestone *old = &before->milestones.items[i];
		if (!is_lost(old) && !mw_plan_find(work->after->plan, old->id))
			add(work, MW_CHANGE_VANISHED, old->id)->before = old;
	}
}

void mw_difference(const struct mw_view *before, const struct mw_view *after, struct mw_pool *pool,
		   struct mw_difference *ret_difference)
{
	struct mw_difference difference = { .changes = { NULL, 0, 0 } };
	struct work work = { before, after, pool, &difference };
	figures(&work);
	findings(&work);
	for (int kind = MW_CHANGE_TOO_LATE; kind <= MW_CHANGE_APPEARED; kind++)
		milestones(&work, (enum mw_change_kind)kind);
	vanished(&work);
	dates(&work);
	*ret_difference = difference;
}
