/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Explanations repeat the evaluation with fewer and fewer steps left out, and print what each adds.
 */
#include "matchward/core/explain.h"

#include <string.h>

#include "matchward/core/words.h"

static int lookup(void *context, const struct mw_expr *expr, struct mw_date *ret_date);

static int entry_date(const struct mw_plan *plan, const struct mw_expr *expr,
		      struct mw_date *ret_date)
{
	struct mw_expr_env env = { plan->season->year, MW_PROVENANCE_YOURS, lookup, (void *)plan };
	const struct mw_season_date *review = mw_season_find(plan->season, "eras-review");
	int outcome = mw_expr_eval(expr->entry, &env, ret_date);
	ret_date->provenance = MW_PROVENANCE_YOURS;
	if (!outcome && expr->base == MW_EXPR_IN_SEASON &&
	    mw_date_compare(ret_date, &review->date, plan->profile->zone) < 0)
		*ret_date = review->date;
	return outcome;
}

static int lookup(void *context, const struct mw_expr *expr, struct mw_date *ret_date)
{
	const struct mw_plan *plan = context;
	enum mw_key key;
	if (expr->base == MW_EXPR_KEY) {
		if (mw_key_find(expr->name, &key)) {
			*ret_date = plan->study->keys[key];
			return 0;
		}
		const struct mw_season_date *found = mw_season_find(plan->season, expr->name);
		if (found)
			*ret_date = found->date;
		return !found;
	}
	if (expr->base == MW_EXPR_ENTRY || expr->base == MW_EXPR_IN_SEASON)
		return entry_date(plan, expr, ret_date);
	const struct mw_milestone *other = mw_plan_find(plan, expr->name);
	if (other)
		*ret_date = expr->base == MW_EXPR_OPENS ? other->natural_opens : other->natural_due;
	return !other;
}

static void indent(int depth, struct mw_buf *out)
{
	for (int i = 0; i < depth; i++)
		mw_buf_puts(out, "  ");
}

static void season_key(const struct mw_plan *plan, const struct mw_season_date *date, int depth,
		       struct mw_buf *out);

static void plan_key(const struct mw_plan *plan, enum mw_key key, int depth, struct mw_buf *out);

/* Where the base of an expression comes from, one line and its own explanation below. */
static void base(const struct mw_plan *plan, const struct mw_expr *expr, const struct mw_date *date,
		 int depth, struct mw_buf *out)
{
	const struct mw_zone *home = plan->profile->zone;
	enum mw_key key;
	indent(depth, out);
	mw_buf_printf(out, "%s = ", expr->base_text);
	if (expr->base == MW_EXPR_DATE)
		mw_words_date(date, home, out); /* who wrote it shows in what it leads to */
	else
		mw_words_date_known(date, home, out);
	if (expr->base == MW_EXPR_YEAR_DATE)
		mw_buf_printf(out, " (Y is %d, the year in which ERAS opens)", plan->season->year);
	else if (expr->base == MW_EXPR_OPENS || expr->base == MW_EXPR_DUE)
		mw_buf_printf(out, " (see: why %s)", expr->name);
	else if (expr->base == MW_EXPR_ENTRY)
		mw_buf_printf(out, ": \"%s\" in your files", expr->entry->text);
	else if (expr->base == MW_EXPR_IN_SEASON)
		mw_buf_printf(out, ": %s, or the day on which programs may review if that is later",
			      expr->entry->text);
	else if (expr->base == MW_EXPR_KEY && mw_key_find(expr->name, &key))
		mw_buf_printf(out, ": %s", plan->study->reasons[key]);
	else if (expr->early)
		mw_buf_puts(out, ": the earliest day that the prediction allows");
	mw_buf_putc(out, '\n');
	if (expr->base != MW_EXPR_KEY)
		return;
	if (mw_key_find(expr->name, &key)) {
		plan_key(plan, key, depth + 1, out);
	} else {
		const struct mw_season_date *found = mw_season_find(plan->season, expr->name);
		if (found)
			season_key(plan, found, depth + 1, out);
	}
}

static void expression(const struct mw_plan *plan, const struct mw_expr *expr, int year,
		       enum mw_provenance literal, int depth, struct mw_buf *out)
{
	const struct mw_zone *home = plan->profile->zone;
	struct mw_expr_env env = { year, literal, lookup, (void *)plan };
	struct mw_date date;
	if (mw_expr_eval_part(expr, &env, 0, &date))
		return;
	base(plan, expr, &date, depth, out);
	for (int i = 1; i <= expr->step_count; i++) {
		if (mw_expr_eval_part(expr, &env, i, &date))
			return;
		indent(depth, out);
		mw_buf_printf(out, "%s = ", expr->steps[i - 1].text);
		mw_words_date(&date, home, out);
		mw_buf_putc(out, '\n');
	}
	if (expr->minute >= 0 && !mw_expr_eval(expr, &env, &date)) {
		indent(depth, out);
		mw_buf_printf(out, "at %02d:%02d %s = ", expr->minute / 60, expr->minute % 60,
			      expr->zone->name);
		mw_words_date(&date, home, out);
		mw_buf_putc(out, '\n');
	}
}

/* A key that is only a written day has nothing below it. */
static void plan_key(const struct mw_plan *plan, enum mw_key key, int depth, struct mw_buf *out)
{
	const struct mw_expr *expr = &plan->study->exprs[key];
	bool has_steps = expr->step_count || expr->base == MW_EXPR_KEY;
	if (has_steps)
		expression(plan, expr, plan->season->year, plan->study->literals[key], depth, out);
}

static void season_key(const struct mw_plan *plan, const struct mw_season_date *date, int depth,
		       struct mw_buf *out)
{
	indent(depth, out);
	mw_buf_printf(out, "%s %s: %s\n", date->key, mw_provenance_name(date->date.provenance),
		      date->expr->text);
	if (date->expr->base == MW_EXPR_KEY)
		expression(plan, date->expr, plan->season->year, date->date.provenance, depth + 1,
			   out);
}

static void field(const struct mw_plan *plan, const char *name, const struct mw_date *date,
		  const struct mw_expr *expr, bool is_yours, struct mw_buf *out)
{
	mw_buf_printf(out, "%s: ", name);
	mw_words_date_known(date, plan->profile->zone, out);
	mw_buf_putc(out, '\n');
	if (expr->base == MW_EXPR_NONE) {
		mw_buf_puts(out, "  not said; counted back from the due by its longest reminder\n");
		return;
	}
	indent(1, out);
	mw_buf_printf(out, "from \"%s\" (%s:%d)\n", expr->text,
		      expr->spot.file ? expr->spot.file : "", expr->spot.line);
	expression(plan, expr, plan->season->year,
		   is_yours ? MW_PROVENANCE_YOURS : MW_PROVENANCE_ADVICE, 1, out);
}

static bool is_same(const struct mw_date *a, const struct mw_date *b)
{
	return a->day == b->day && a->minute == b->minute;
}

static void fate(const struct mw_plan *plan, const struct mw_milestone *milestone,
		 struct mw_buf *out)
{
	const struct mw_zone *home = plan->profile->zone;
	switch (milestone->fate) {
	case MW_FATE_NATURAL:
		if (is_same(&milestone->opens, &milestone->natural_opens))
			return;
		mw_buf_puts(out, "It begins ");
		mw_words_date(&milestone->opens, home, out);
		mw_buf_puts(out,
			    ": not before your first day, and not before what must come first.\n");
		return;
	case MW_FATE_MOVED:
		mw_buf_puts(out, "Planned again: its usual time had come before your first day, ");
		mw_words_day(plan->first_day, out);
		mw_buf_puts(out, ".\n  It now starts ");
		mw_words_date(&milestone->opens, home, out);
		mw_buf_puts(out, " and is due ");
		mw_words_date(&milestone->due, home, out);
		mw_buf_printf(out,
			      ".\n  The order follows from what must come first and how late each "
			      "may finish; "
			      "at most %d starts a week.\n",
			      plan->pace);
		return;
	case MW_FATE_FOLLOWS:
		mw_buf_puts(out, "Moved behind what must come first. It is now due ");
		mw_words_date(&milestone->due, home, out);
		mw_buf_puts(out, ".\n");
		return;
	case MW_FATE_UNDER_WAY:
		mw_buf_puts(out, "Too little time is left to begin this. Finish it only if it is "
				 "under way; due ");
		mw_words_date(&milestone->due, home, out);
		mw_buf_puts(out, ".\n");
		return;
	case MW_FATE_TOO_LATE:
		if (milestone->too_late_need)
			mw_buf_printf(
				out,
				"Too late: \"%s\" comes first and cannot be finished in time.\n",
				milestone->too_late_need);
		else if (mw_date_local_day(&milestone->latest, home) < plan->first_day)
			mw_buf_puts(out,
				    "Too late: its last useful day was before your first day.\n");
		else if (plan->study->is_given_up)
			mw_buf_puts(out, "Too late: Step 2 CK cannot be taken in time any more, so "
					 "nothing of this season is planned again.\n");
		else
			mw_buf_puts(out, "Too late: no week before its last useful day has room "
					 "for it any more.\n");
		return;
	case MW_FATE_SETTLED:
		mw_buf_printf(out, "Done already: %s.\n", mw_fact_reason(milestone->settled_by));
		if (is_same(&milestone->due, &milestone->natural_due))
			return;
		mw_buf_puts(out, "Before that it was planned again, for ");
		mw_words_date(&milestone->due, home, out);
		mw_buf_puts(out, ".\n");
		return;
	}
}

void mw_explain_milestone(const struct mw_plan *plan, const struct mw_milestone *milestone,
			  struct mw_buf *out)
{
	const struct mw_rule *rule = milestone->rule;
	mw_buf_printf(out, "%s: %s\n", milestone->id, milestone->title);
	mw_buf_printf(out, "Status: %s. Strength: %s.\n", mw_status_name(milestone->status),
		      mw_strength_name(rule->strength));
	if (milestone->closed_by)
		mw_buf_printf(out, "Closed because \"%s\" is done.\n", milestone->closed_by);
	fate(plan, milestone, out);
	mw_buf_putc(out, '\n');

	bool opens_as_usual = is_same(&milestone->opens, &milestone->natural_opens);
	bool due_as_usual = is_same(&milestone->due, &milestone->natural_due);
	field(plan, opens_as_usual ? "Opens" : "Usually opens", &milestone->natural_opens,
	      &rule->opens, false, out);
	field(plan, due_as_usual ? "Due" : "Usually due", &milestone->natural_due, &rule->due,
	      rule->due_is_yours, out);
	if (milestone->is_cut)
		mw_buf_puts(out,
			    "  That would be after the last useful day, so it is cut to it.\n");
	bool is_yours = milestone->due_is_yours && is_same(&milestone->latest, &milestone->due);
	if (mw_date_is(&milestone->latest) && rule->latest.base != MW_EXPR_NONE)
		field(plan, is_yours ? "Last useful day, because you chose it" : "Last useful day",
		      &milestone->latest, &rule->latest, false, out);
	if (!strcmp(milestone->id, "step2ck-exam")) {
		mw_buf_puts(out, "Aim: ");
		(void)mw_explain_key(plan, mw_key_name(MW_KEY_EXAM_AIM), out); /* always there */
	}
	if (rule->takes_days)
		mw_buf_printf(out, "Takes: %d day%s\n", rule->takes_days,
			      rule->takes_days == 1 ? "" : "s");
	for (size_t i = 0; i < rule->needs.list.count; i++)
		mw_buf_printf(out, "%s%s", i ? " " : "Comes after: ", rule->needs.list.items[i]);
	if (rule->needs.list.count)
		mw_buf_putc(out, '\n');
	if (milestone->too_late)
		mw_buf_printf(out, "If it is missed: %s\n", milestone->too_late);
	for (size_t i = 0; i < rule->rules.list.count; i++)
		mw_buf_printf(out, "%s%s", i ? " " : "Rules: ", rule->rules.list.items[i]);
	if (rule->rules.list.count)
		mw_buf_putc(out, '\n');
	if (rule->url)
		mw_buf_printf(out, "Look here: %s\n", rule->url);
	if (milestone->body)
		mw_buf_printf(out, "\n%s\n", milestone->body);
}

bool mw_explain_key(const struct mw_plan *plan, const char *name, struct mw_buf *out)
{
	enum mw_key key;
	const struct mw_zone *home = plan->profile->zone;
	if (mw_key_find(name, &key)) {
		mw_buf_printf(out, "%s = ", name);
		mw_words_date_known(&plan->study->keys[key], home, out);
		mw_buf_printf(out, ": %s\n", plan->study->reasons[key]);
		plan_key(plan, key, 1, out);
		return true;
	}
	const struct mw_season_date *found = mw_season_find(plan->season, name);
	if (!found)
		return false;
	mw_buf_printf(out, "%s = ", name);
	mw_words_date_known(&found->date, home, out);
	mw_buf_putc(out, '\n');
	season_key(plan, found, 1, out);
	return true;
}
