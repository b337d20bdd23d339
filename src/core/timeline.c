/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From rules to milestones: natural dates along the graph, then late work forward, then statuses.
 */
#include "matchward/core/timeline.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "matchward/core/forward.h"
#include "matchward/core/status.h"
#include "matchward/core/words.h"

/* Circles have been refused by mw_roadmap_check: nothing is asked for again while it is worked out.
 */
enum mark { NEW, KNOWN, BAD };

/* The natural dates of one rule, each with its mark. */
struct natural {
	struct mw_date opens, due, latest, asked_latest;
	enum mark opens_mark, due_mark, latest_mark;
	bool is_cut, due_is_yours;
};

struct work {
	const struct mw_timeline_input *input;
	const struct mw_season *season;
	const struct mw_study *study;
	struct natural *naturals; /* by rule */
	struct mw_diags *diags;
};

static struct natural *natural_of(const struct work *work, const struct mw_rule *rule)
{
	return &work->naturals[rule - work->input->roadmap->rules.items];
}

static int natural_due(struct work *work, const struct mw_rule *rule);
static int natural_opens(struct work *work, const struct mw_rule *rule);

/* Every name exists: mw_roadmap_check has seen to it. */
static int lookup(void *context, const struct mw_expr *expr, struct mw_date *ret_date)
{
	struct work *work = context;
	enum mw_key key;
	if (expr->base == MW_EXPR_KEY) {
		if (mw_key_find(expr->name, &key)) {
			*ret_date = work->study->keys[key];
			return 0;
		}
		const struct mw_season_date *found = mw_season_find(work->season, expr->name);
		assert(found);
		*ret_date = found->date;
		return 0;
	}
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
	struct mw_expr_env env = { .year = work->season->year,
				   .literal = is_yours ? MW_PROVENANCE_YOURS : MW_PROVENANCE_ADVICE,
				   .lookup = lookup,
				   .context = work };
	int outcome = mw_expr_eval(expr, &env, ret_date);
	if (outcome == MW_EXPR_E_RANGE)
		mw_diags_add(work->diags, expr->spot,
			     "\"%s\" gives no day in application year %d; expected an existing day "
			     "from 1990 to 2100",
			     expr->text, work->season->year);
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
	       work->study->keys[key].provenance == MW_PROVENANCE_YOURS;
}

static int natural_latest(struct work *work, const struct mw_rule *rule)
{
	struct natural *natural = natural_of(work, rule);
	if (natural->latest_mark == NEW) {
		natural->latest_mark = KNOWN;
		natural->latest = natural->asked_latest = MW_DATE_NONE;
		if (rule->latest.base != MW_EXPR_NONE &&
		    evaluate(work, &rule->latest, false, &natural->latest))
			natural->latest_mark = BAD;
	}
	return natural->latest_mark == BAD;
}

static int natural_due(struct work *work, const struct mw_rule *rule)
{
	struct natural *natural = natural_of(work, rule);
	if (natural->due_mark != NEW)
		return natural->due_mark == BAD;
	natural->due_mark = BAD;
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
	natural->due_mark = KNOWN;
	return 0;
}

static int natural_opens(struct work *work, const struct mw_rule *rule)
{
	struct natural *natural = natural_of(work, rule);
	const struct mw_profile *profile = work->input->profile;
	if (natural->opens_mark != NEW)
		return natural->opens_mark == BAD;
	natural->opens_mark = BAD;
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
	natural->opens_mark = KNOWN;
	return 0;
}

/* Nothing opens after its due. */
static struct mw_date opens_in_time(const struct natural *natural, const struct mw_zone *home)
{
	int64_t last = mw_date_end_utc(&natural->due, home) - !mw_date_is_timed(&natural->due);
	return mw_date_begin_utc(&natural->opens, home) > last ? natural->due : natural->opens;
}

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

static const char *fill(const char *text, const struct mw_plan *plan, struct mw_pool *pool)
{
	if (!text)
		return NULL;
	mw_auto(buf) buf = MW_BUF_INIT;
	mw_words_fill(text, plan, &buf);
	return mw_pool_copy(pool, buf.text, buf.len);
}

static const char *full_title(const struct mw_rule *rule, const struct mw_plan *plan,
			      struct mw_pool *pool)
{
	const char *title = fill(rule->title, plan, pool);
	if (rule->authority == MW_AUTHORITY_YOU || rule->authority == MW_AUTHORITY_PROGRAM)
		return title;
	return mw_pool_printf(pool, "[%s] %s", mw_authority_name(rule->authority), title);
}

/* A milestone for each rule, with its natural dates: also where it does not apply, because a fault
 * must not wait for its facts. */
static int natural_pass(struct work *work, struct mw_pool *pool, struct mw_plan *plan)
{
	const struct mw_roadmap *roadmap = work->input->roadmap;
	int outcome = 0;
	for (size_t i = 0; i < roadmap->rules.count; i++) {
		const struct mw_rule *rule = &roadmap->rules.items[i];
		if (natural_opens(work, rule) || natural_due(work, rule)) {
			outcome = MW_TIMELINE_E_BAD;
			continue;
		}
		const struct natural *natural = &work->naturals[i];
		struct mw_milestone *milestone = MW_PUSH(pool, &plan->milestones);
		*milestone = (struct mw_milestone){
			.rule = rule,
			.id = rule->id,
			.natural_opens = opens_in_time(natural, plan->profile->zone),
			.natural_due = natural->due,
			.asked_latest = natural->asked_latest,
			.is_cut = natural->is_cut,
			.due_is_yours = natural->due_is_yours,
			.due = natural->due,
			.latest = natural->latest,
		};
		milestone->opens = milestone->natural_opens;
		milestone->title = full_title(rule, plan, pool);
		milestone->body = fill(rule->body, plan, pool);
		milestone->too_late = fill(rule->too_late, plan, pool);
	}
	return outcome;
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
		enum mw_fact settled_by;
		nodes[i].milestone = milestone;
		nodes[i].is_fixed = !mw_facts_hold(given, rule->when) ||
				    mw_facts_any(given, rule->settled, &settled_by) ||
				    rule->is_skipped || closed_by[i] ||
				    (given_act && (given_act->is_done || given_act->is_skipped));
		nodes[i].promised_start = act && promises_hold ? act->planned_start : MW_DAY_NONE;
		nodes[i].promised_due = act && promises_hold ? act->planned_due : MW_DAY_NONE;
	}
	connect(nodes, roadmap, count, pool);
	plan->pace = mw_forward_plan(nodes, count, plan->profile, plan->first_day, pool);
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
		if (!mw_facts_hold(plan->facts, rule->when))
			continue;
		if (mw_facts_any(plan->facts, rule->settled, &milestone.settled_by))
			milestone.fate = MW_FATE_SETTLED;
		milestone.due_day = mw_date_local_day(&milestone.due, plan->profile->zone);
		milestone.is_done = act && act->is_done;
		milestone.is_skipped =
			!milestone.is_done && ((act && act->is_skipped) || rule->is_skipped);
		milestone.closed_by = closed_by[i];
		milestone.status = mw_status_of(&milestone, plan);
		plan->milestones.items[kept++] = milestone;
	}
	plan->milestones.count = kept;
	if (kept)
		qsort(plan->milestones.items, kept, sizeof *plan->milestones.items, by_due);
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
	mw_acts_given(&acts, plan.first_day, profile->zone, pool, &given_acts);
	struct mw_facts given;
	mw_facts_compute(profile, &given_acts, plan.first_day, &given);
	mw_study_compute(profile, season, plan.first_day, pool, &given, study);
	mw_facts_compute(profile, &acts, plan.today, facts);
	mw_study_compute(profile, season, plan.first_day, pool, facts, study); /* the same keys */

	size_t rules = roadmap->rules.count;
	struct work work = { input, season, study,
			     mw_pool_alloc(pool, (rules + 1) * sizeof *work.naturals), diags };
	if (natural_pass(&work, pool, &plan))
		return MW_TIMELINE_E_BAD;
	forward_pass(&plan, roadmap, &acts, &given_acts, &given, pool);
	finish(&plan, roadmap, &acts, pool);
	*ret_plan = plan;
	return 0;
}
