/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Evaluation on demand, each expression once.
 */
#include "matchward/core/natural.h"

#include <assert.h>

/* Circles have been refused by mw_roadmap_check: nothing is asked for again while it is worked out.
 */
enum mark { NEW, KNOWN, BAD };

struct marks {
	unsigned char opens, due, latest;
};

struct work {
	const struct mw_natural_input *input;
	struct mw_natural *naturals; /* by rule */
	struct marks *marks;
	struct mw_diags *diags;
};

static struct mw_natural *natural_of(const struct work *work, const struct mw_rule *rule)
{
	return &work->naturals[rule - work->input->roadmap->rules.items];
}

static struct marks *marks_of(const struct work *work, const struct mw_rule *rule)
{
	return &work->marks[rule - work->input->roadmap->rules.items];
}

static int natural_due(struct work *work, const struct mw_rule *rule);
static int natural_opens(struct work *work, const struct mw_rule *rule);
static int evaluate(struct work *work, const struct mw_expr *expr, bool is_yours,
		    struct mw_date *ret_date);

/* What the applicant wrote, or the review day where that is later. */
static int entry_date(struct work *work, const struct mw_expr *expr, struct mw_date *ret_date)
{
	int outcome = evaluate(work, expr->entry, true, ret_date);
	const struct mw_season_date *review = mw_season_find(work->input->season, "eras-review");
	if (!outcome && expr->base == MW_EXPR_IN_SEASON &&
	    mw_date_compare(ret_date, &review->date, work->input->profile->zone) < 0)
		*ret_date = review->date;
	return outcome;
}

/* Every name exists: mw_roadmap_check has seen to it. */
static int lookup(void *context, const struct mw_expr *expr, struct mw_date *ret_date)
{
	struct work *work = context;
	enum mw_key key;
	if (expr->base == MW_EXPR_KEY) {
		if (mw_key_find(expr->name, &key)) {
			*ret_date = work->input->study->keys[key];
			return 0;
		}
		const struct mw_season_date *found =
			mw_season_find(work->input->season, expr->name);
		assert(found);
		*ret_date = found->date;
		return 0;
	}
	if (expr->base == MW_EXPR_ENTRY || expr->base == MW_EXPR_IN_SEASON)
		return entry_date(work, expr, ret_date);
	const struct mw_rule *other = mw_roadmap_find(work->input->roadmap, expr->name);
	assert(other);
	bool is_opens = expr->base == MW_EXPR_OPENS;
	int outcome = is_opens ? natural_opens(work, other) : natural_due(work, other);
	if (!outcome)
		*ret_date =
			is_opens ? natural_of(work, other)->opens : natural_of(work, other)->due;
	return outcome;
}

static int evaluate(struct work *work, const struct mw_expr *expr, bool is_yours,
		    struct mw_date *ret_date)
{
	struct mw_expr_env env = { .year = work->input->season->year,
				   .literal = is_yours ? MW_PROVENANCE_YOURS : MW_PROVENANCE_ADVICE,
				   .lookup = lookup,
				   .context = work };
	int outcome = mw_expr_eval(expr, &env, ret_date);
	if (outcome == MW_EXPR_E_RANGE)
		mw_diags_add(work->diags, expr->spot,
			     "\"%s\" gives no day in application year %d; expected an existing day "
			     "from 1990 to 2100",
			     expr->text, work->input->season->year);
	if (!outcome && is_yours)
		ret_date->provenance = MW_PROVENANCE_YOURS;
	return outcome;
}

/* An exam day that the applicant has entered: the exam happens then, whatever is advised. */
static bool is_exam_of_yours(const struct work *work, const struct mw_expr *due)
{
	enum mw_key key;
	if (due->base != MW_EXPR_KEY || due->step_count || due->minute >= 0 ||
	    !mw_key_find(due->name, &key))
		return false;
	return (key == MW_KEY_EXAM_CLOSES || key == MW_KEY_EXAM_AIM || key == MW_KEY_STEP1_AIM ||
		key == MW_KEY_FIRST_EXAM) &&
	       work->input->study->keys[key].provenance == MW_PROVENANCE_YOURS;
}

static int natural_latest(struct work *work, const struct mw_rule *rule)
{
	struct mw_natural *natural = natural_of(work, rule);
	struct marks *marks = marks_of(work, rule);
	if (marks->latest == NEW) {
		marks->latest = KNOWN;
		natural->latest = natural->asked_latest = MW_DATE_NONE;
		if (rule->latest.base != MW_EXPR_NONE &&
		    evaluate(work, &rule->latest, false, &natural->latest))
			marks->latest = BAD;
	}
	return marks->latest == BAD;
}

static int natural_due(struct work *work, const struct mw_rule *rule)
{
	struct mw_natural *natural = natural_of(work, rule);
	struct marks *marks = marks_of(work, rule);
	if (marks->due != NEW)
		return marks->due == BAD;
	marks->due = BAD;
	if (evaluate(work, &rule->due, rule->due_is_yours, &natural->due) ||
	    natural_latest(work, rule))
		return 1;
	natural->due_is_yours = rule->due_is_yours || is_exam_of_yours(work, &rule->due);
	bool is_late =
		mw_date_is(&natural->latest) &&
		mw_date_compare(&natural->due, &natural->latest, work->input->profile->zone) > 0;
	if (is_late && natural->due_is_yours) {
		natural->asked_latest = natural->latest;
		natural->latest = natural->due; /* never cut; a finding says what it costs */
	} else if (is_late) {
		natural->due = natural->latest;
		natural->is_cut = true;
	}
	marks->due = KNOWN;
	return 0;
}

static int natural_opens(struct work *work, const struct mw_rule *rule)
{
	struct mw_natural *natural = natural_of(work, rule);
	struct marks *marks = marks_of(work, rule);
	const struct mw_profile *profile = work->input->profile;
	if (marks->opens != NEW)
		return marks->opens == BAD;
	marks->opens = BAD;
	if (rule->opens.base != MW_EXPR_NONE) {
		if (evaluate(work, &rule->opens, false, &natural->opens))
			return 1;
	} else {
		/* Not said: it begins with its first reminder. */
		const struct mw_leads *leads =
			rule->has_remind ? &rule->remind : &profile->reminders.lead;
		int days = leads->count && leads->items[0].minutes < 0 ? leads->items[0].days : 0;
		if (natural_due(work, rule))
			return 1;
		natural->opens =
			mw_date_of_day(mw_date_local_day(&natural->due, profile->zone) - days,
				       natural->due.provenance);
	}
	marks->opens = KNOWN;
	return 0;
}

/* Nothing opens after its due. */
static struct mw_date opens_in_time(const struct mw_natural *natural, const struct mw_zone *home)
{
	int64_t last = mw_date_end_utc(&natural->due, home) - !mw_date_is_timed(&natural->due);
	return mw_date_begin_utc(&natural->opens, home) > last ? natural->due : natural->opens;
}

int mw_natural_compute(const struct mw_natural_input *input, struct mw_pool *pool,
		       struct mw_natural **ret_naturals, struct mw_diags *diags)
{
	size_t count = input->roadmap->rules.count;
	struct work work = { input, mw_pool_alloc(pool, (count + 1) * sizeof *work.naturals),
			     mw_pool_alloc(pool, (count + 1) * sizeof *work.marks), diags };
	int outcome = 0;
	for (size_t i = 0; i < count; i++) {
		const struct mw_rule *rule = &input->roadmap->rules.items[i];
		if (natural_opens(&work, rule) || natural_due(&work, rule))
			outcome = MW_NATURAL_E_BAD;
	}
	/* Only now: an expression that asks for another's opening gets it as it was said. */
	for (size_t i = 0; i < count && !outcome; i++)
		work.naturals[i].opens = opens_in_time(&work.naturals[i], input->profile->zone);
	*ret_naturals = work.naturals;
	return outcome;
}
