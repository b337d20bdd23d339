/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From rules to milestones: natural dates along the graph, then late work forward, then statuses.
 */
#include "matchward/core/timeline.h"

#include <stdlib.h>
#include <string.h>

#include "matchward/core/forward.h"
#include "matchward/core/natural.h"
#include "matchward/core/status.h"
#include "matchward/core/words.h"

static void set_now(struct mw_plan *plan, int64_t now_utc)
{
	int second;
	plan->now_utc = now_utc;
	mw_zone_from_utc(plan->profile->zone, now_utc, &plan->today, &second);
}

void mw_timeline_refresh(struct mw_plan *plan, int64_t now_utc)
{
	set_now(plan, now_utc);
	for (size_t i = 0; i < plan->milestones.count; i++)
		plan->milestones.items[i].status = mw_status_of(&plan->milestones.items[i], plan);
}

/* ---- all of it ---- */

static int by_due(const void *a, const void *b)
{
	const struct mw_milestone *x = a, *y = b;
	if (x->due_day != y->due_day)
		return x->due_day < y->due_day ? -1 : 1;
	return strcmp(x->id, y->id);
}

static int by_id(const void *a, const void *b)
{
	const struct mw_milestone *const *x = a, *const *y = b;
	return strcmp((*x)->id, (*y)->id);
}

/* Neighbours by index, which is that of the rule. */
static void connect(struct mw_forward_node *nodes, const struct mw_roadmap *roadmap, size_t count,
		    struct mw_pool *pool)
{
	struct {
		MW_LIST(size_t) list;
	} *needs = mw_pool_alloc(pool, (count + 1) * sizeof *needs),
	  *dependents = mw_pool_alloc(pool, (count + 1) * sizeof *dependents);
	for (size_t i = 0; i < count; i++) {
		const struct mw_words *ids = &nodes[i].milestone->rule->needs;
		for (size_t k = 0; k < ids->list.count; k++) {
			const struct mw_rule *rule = mw_roadmap_find(roadmap, ids->list.items[k]);
			size_t at = (size_t)(rule - roadmap->rules.items);
			*MW_PUSH(pool, &needs[i].list) = at;
			*MW_PUSH(pool, &dependents[at].list) = i;
		}
	}
	for (size_t i = 0; i < count; i++) {
		nodes[i].needs = needs[i].list.items;
		nodes[i].need_count = needs[i].list.count;
		nodes[i].dependents = dependents[i].list.items;
		nodes[i].dependent_count = dependents[i].list.count;
	}
}

static const char *fill(const char *text, const struct mw_rule *rule, const struct mw_plan *plan,
			struct mw_pool *pool)
{
	if (!text)
		return NULL;
	mw_auto(buf) buf = MW_BUF_INIT;
	mw_words_fill(text, plan, rule->entry ? rule->entry->name : NULL, &buf);
	return mw_pool_copy(pool, buf.text, buf.len);
}

static const char *full_title(const struct mw_rule *rule, const struct mw_plan *plan,
			      struct mw_pool *pool)
{
	const char *title = fill(rule->title, rule, plan, pool);
	if (rule->authority == MW_AUTHORITY_YOU || rule->authority == MW_AUTHORITY_PROGRAM)
		return title;
	return mw_pool_printf(pool, "[%s] %s", mw_authority_name(rule->authority), title);
}

/* A milestone for each rule: also where it does not apply, because a fault must not wait for its
 * facts. */
static void take_naturals(struct mw_plan *plan, const struct mw_roadmap *roadmap,
			  const struct mw_natural *naturals, struct mw_pool *pool)
{
	for (size_t i = 0; i < roadmap->rules.count; i++) {
		const struct mw_rule *rule = &roadmap->rules.items[i];
		const struct mw_natural *natural = &naturals[i];
		struct mw_milestone *milestone = MW_PUSH(pool, &plan->milestones);
		*milestone = (struct mw_milestone){
			.rule = rule,
			.id = rule->id,
			.natural_opens = natural->opens,
			.natural_due = natural->due,
			.asked_latest = natural->asked_latest,
			.is_cut = natural->is_cut,
			.due_is_yours = natural->due_is_yours,
			.opens = natural->opens,
			.due = natural->due,
			.latest = natural->latest,
			.title = full_title(rule, plan, pool),
			.body = fill(rule->body, rule, plan, pool),
			.too_late = fill(rule->too_late, rule, plan, pool),
		};
	}
}

/* The facts that hold for this very rule, on this day. */
static struct mw_facts facts_for(const struct mw_plan *plan, const struct mw_rule *rule,
				 const struct mw_facts *facts, mw_day today)
{
	struct mw_facts own = *facts;
	if (rule->entry)
		own.set |= mw_entry_facts(rule->entry, today, plan->news_from, plan->news_to);
	return own;
}

/*
 * Out of reach: nothing of Step 2 CK can be done for this season, so all that is meant for those
 * without a score is lost. Given up: so is everything that asks for work (S39 C14).
 */
static bool is_lost(const struct mw_plan *plan, const struct mw_rule *rule)
{
	bool is_for_exam = rule->when.no & UINT32_C(1) << MW_FACT_SCORE;
	return (plan->study->is_out_of_reach && is_for_exam) ||
	       (plan->study->is_given_up && !rule->is_event && !rule->is_own);
}

/* What counts here is what was so when the plan began: the given acts and facts. */
static void forward_pass(struct mw_plan *plan, const struct mw_roadmap *roadmap,
			 const struct mw_acts *acts, const struct mw_acts *given_acts,
			 const struct mw_facts *given, struct mw_pool *pool)
{
	size_t count = plan->milestones.count;
	bool promises_hold = acts->first_day == plan->first_day;
	const char **closed_by = mw_status_closings(roadmap, given_acts, pool);
	struct mw_forward_node *nodes = mw_pool_alloc(pool, (count + 1) * sizeof *nodes);
	for (size_t i = 0; i < count; i++) {
		struct mw_milestone *milestone = &plan->milestones.items[i];
		const struct mw_rule *rule = milestone->rule;
		const struct mw_act *act = mw_acts_find(acts, milestone->id);
		const struct mw_act *given_act = mw_acts_find(given_acts, milestone->id);
		struct mw_facts then = facts_for(plan, rule, given, plan->first_day);
		enum mw_fact settled_by;
		nodes[i].milestone = milestone;
		nodes[i].is_fixed = !mw_facts_hold(&then, rule->when) ||
				    mw_facts_any(&then, rule->settled, &settled_by) ||
				    rule->is_skipped || closed_by[i] ||
				    (given_act && (given_act->is_done || given_act->is_skipped));
		nodes[i].is_lost = is_lost(plan, rule);
		nodes[i].promised_start = act && promises_hold ? act->planned_start : MW_DAY_NONE;
		nodes[i].promised_due = act && promises_hold ? act->planned_due : MW_DAY_NONE;
	}
	connect(nodes, roadmap, count, pool);
	plan->pace = mw_forward_plan(nodes, count, plan->profile, plan->first_day, pool);
}

/*
 * Practice exams each week want as many forms. With fewer it is every second week (C18), and with
 * fewer still it begins later, because the last two decide (S36).
 */
static void spare_forms(const struct mw_plan *plan, struct mw_milestone *milestone,
			struct mw_pool *pool)
{
	int forms = plan->profile->study.exam_forms;
	mw_day opens = mw_date_local_day(&milestone->opens, plan->profile->zone);
	int days = milestone->due_day - opens;
	if (!milestone->rule->repeat_by_forms || forms == MW_NONE || days / 7 + 1 <= forms)
		return;
	struct mw_rule *rarer = mw_pool_alloc(pool, sizeof *rarer);
	*rarer = *milestone->rule;
	rarer->repeat_days = 14;
	milestone->rule = rarer;
	if (forms > 0 && days / 14 + 1 > forms)
		milestone->opens =
			mw_date_of_day(milestone->due_day - 14 * (forms - 1), MW_PROVENANCE_ADVICE);
}

/* What is so by now; the dates stay as they are. What does not apply any more leaves. */
static void finish(struct mw_plan *plan, const struct mw_roadmap *roadmap,
		   const struct mw_acts *acts, struct mw_pool *pool)
{
	const char **closed_by = mw_status_closings(roadmap, acts, pool);
	size_t kept = 0;
	for (size_t i = 0; i < plan->milestones.count; i++) {
		struct mw_milestone milestone = plan->milestones.items[i];
		const struct mw_rule *rule = milestone.rule;
		const struct mw_act *act = mw_acts_find(acts, milestone.id);
		struct mw_facts facts = facts_for(plan, rule, plan->facts, plan->today);
		if (!mw_facts_hold(&facts, rule->when))
			continue;
		if (mw_facts_any(&facts, rule->settled, &milestone.settled_by))
			milestone.fate = MW_FATE_SETTLED;
		milestone.due_day = mw_date_local_day(&milestone.due, plan->profile->zone);
		spare_forms(plan, &milestone, pool);
		milestone.is_done = act && act->is_done;
		milestone.closed_utc = milestone.is_done ? act->closed_utc : 0;
		milestone.is_skipped =
			!milestone.is_done && ((act && act->is_skipped) || rule->is_skipped);
		milestone.closed_by = closed_by[i];
		milestone.status = mw_status_of(&milestone, plan);
		plan->milestones.items[kept++] = milestone;
	}
	plan->milestones.count = kept;
	if (kept)
		qsort(plan->milestones.items, kept, sizeof *plan->milestones.items, by_due);
	plan->by_id = mw_pool_alloc(pool, (kept + 1) * sizeof *plan->by_id);
	for (size_t i = 0; i < kept; i++)
		plan->by_id[i] = &plan->milestones.items[i];
	qsort(plan->by_id, kept, sizeof *plan->by_id, by_id);
}

/* An update letter carries what came after the application, while lists are still made (S70). */
static void set_news(struct mw_plan *plan, const struct mw_acts *acts)
{
	const struct mw_zone *home = plan->profile->zone;
	const struct mw_season_date *lists = mw_season_find(plan->season, "rol-deadline");
	const struct mw_milestone *submit = mw_plan_find(plan, "eras-submit");
	const struct mw_act *act = mw_acts_find(acts, "eras-submit");
	int second;
	plan->news_to = mw_date_local_day(&lists->date, home) - 14;
	plan->news_from = MW_DAY_LAST;
	if (act && act->is_done)
		mw_zone_from_utc(home, act->closed_utc, &plan->news_from, &second);
	else if (submit)
		plan->news_from = mw_date_local_day(&submit->natural_due, home);
}

int mw_timeline_compute(const struct mw_timeline_input *input, struct mw_pool *pool,
			struct mw_plan *ret_plan, struct mw_diags *diags)
{
	const struct mw_profile *profile = input->profile;
	const struct mw_roadmap *roadmap = input->roadmap;
	struct mw_season *season = mw_pool_alloc(pool, sizeof *season);
	struct mw_study *study = mw_pool_alloc(pool, sizeof *study);
	struct mw_facts *facts = mw_pool_alloc(pool, sizeof *facts);
	struct mw_plan plan = { .profile = profile,
				.season = season,
				.seasons = input->seasons,
				.study = study,
				.facts = facts };
	if (mw_season_compute(input->seasons, profile->application_year, profile->dates.items,
			      profile->dates.count, pool, season, diags))
		return MW_TIMELINE_E_BAD;

	struct mw_acts acts, given_acts;
	mw_acts_fold(input->ledger, profile->application_year, pool, &acts);
	set_now(&plan, input->now_utc);
	plan.first_day = profile->first_day != MW_DAY_NONE ? profile->first_day
			 : acts.first_day != MW_DAY_NONE   ? acts.first_day
							   : plan.today;
	if (acts.replanned_day > plan.first_day) /* MW_DAY_NONE is before every day */
		plan.first_day = acts.replanned_day;
	mw_acts_given(&acts, plan.first_day, profile->zone, pool, &given_acts);
	struct mw_facts given;
	mw_facts_compute(profile, &given_acts, plan.first_day, &given);
	mw_study_compute(profile, season, plan.first_day, pool, &given, study);
	mw_facts_compute(profile, &acts, plan.today, facts);
	mw_study_compute(profile, season, plan.first_day, pool, facts, study); /* the same keys */

	struct mw_natural_input natural = { profile, roadmap, season, study };
	struct mw_natural *naturals;
	if (mw_natural_compute(&natural, pool, &naturals, diags))
		return MW_TIMELINE_E_BAD;
	take_naturals(&plan, roadmap, naturals, pool);
	set_news(&plan, &acts);
	forward_pass(&plan, roadmap, &acts, &given_acts, &given, pool);
	finish(&plan, roadmap, &acts, pool);
	*ret_plan = plan;
	return 0;
}
