/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Verdicts, program by program. Every boundary of the list stands here once.
 */
#include "matchward/core/verdict.h"

#include <assert.h>
#include <string.h>

#include "matchward/core/assess.h"
#include "matchward/core/words.h"

#define NEAR 5 /* points below what a program asks for that are not yet clearly below */

const char *mw_verdict_name(enum mw_verdict verdict)
{
	static const char *const names[] = { "target",  "safe",       "possible", "reach",
					     "unknown", "check-visa", "off-list" };
	return names[verdict];
}

const char *mw_verdict_title(enum mw_verdict verdict)
{
	static const char *const titles[] = {
		"Targets",
		"Safer choices",
		"Possible",
		"Reach: long shots",
		"Cannot be said yet",
		"Ask about the visa first",
		"Off the list: no visa",
	};
	return titles[verdict];
}

static bool is_out(const struct mw_program *program)
{
	return program->status == MW_PROGRAM_REJECTED || program->status == MW_PROGRAM_DROPPED;
}

/* ---- dates ---- */

static int lookup(void *context, const struct mw_expr *expr, struct mw_date *ret_date)
{
	const struct mw_plan *plan = context;
	enum mw_key key;
	if (expr->base == MW_EXPR_KEY) {
		const struct mw_season_date *found = mw_season_find(plan->season, expr->name);
		if (mw_key_find(expr->name, &key))
			*ret_date = plan->study->keys[key];
		else if (found)
			*ret_date = found->date;
		else
			return 1;
		return 0;
	}
	const struct mw_milestone *milestone = mw_plan_find(plan, expr->name);
	if (!milestone)
		return 1;
	*ret_date = expr->base == MW_EXPR_OPENS ? milestone->natural_opens : milestone->natural_due;
	return 0;
}

static int evaluate(const struct mw_plan *plan, const struct mw_expr *expr,
		    struct mw_date *ret_date)
{
	struct mw_expr_env env = { plan->season->year, MW_PROVENANCE_YOURS, lookup, (void *)plan };
	struct mw_date date;
	if (expr->base == MW_EXPR_NONE) {
		*ret_date = MW_DATE_NONE;
		return 0;
	}
	int outcome = mw_expr_eval(expr, &env, &date);
	if (outcome)
		return outcome;
	date.provenance = MW_PROVENANCE_YOURS;
	*ret_date = date;
	return 0;
}

static int check_date(const struct mw_plan *plan, const struct mw_expr *expr,
		      struct mw_diags *diags)
{
	struct mw_date date;
	int outcome = evaluate(plan, expr, &date);
	if (outcome == MW_EXPR_E_UNKNOWN)
		mw_diags_add(
			diags, expr->spot,
			"\"%s\" refers to \"%s\", which your plan does not have; expected a day, "
			"or a key or milestone of the plan",
			expr->text, expr->name);
	else if (outcome)
		mw_diags_add(diags, expr->spot,
			     "\"%s\" gives no day in application year %d; expected an existing day "
			     "from 1990 to 2100",
			     expr->text, plan->season->year);
	return outcome;
}

int mw_programs_check(const struct mw_plan *plan, struct mw_diags *diags)
{
	bool is_good = true;
	for (size_t i = 0; i < plan->profile->programs.count; i++) {
		const struct mw_program *program = &plan->profile->programs.items[i];
		is_good = !check_date(plan, &program->deadline, diags) && is_good;
		is_good = !check_date(plan, &program->interview, diags) && is_good;
	}
	return is_good ? 0 : MW_VERDICT_E_BAD;
}

/* ---- one program ---- */

struct work {
	struct mw_finding_work base;
	const struct mw_plan *plan;
	struct mw_assessment it;
	int score; /* a passing one; else MW_NONE */
};

#define say(work, ...) mw_say(&(work)->base, __VA_ARGS__)

/* Tier 1 asks for both (S55); what is not written is not there. */
static bool is_inside(const struct mw_program *program)
{
	return program->research_there == MW_ANSWER_YES && program->support_there == MW_ANSWER_YES;
}

/* The least of the tier, as the guide has it; after a failure it asks for 250 (S28 S73 C11). */
static int tier_least(const struct work *work, int tier)
{
	return tier == 1 ? 250 : tier == 2 ? (work->it.is_failed ? 250 : 245) : 230;
}

/* What the program itself is said to expect goes before the tier's least. */
static int asked(const struct work *work, const struct mw_judged *judged)
{
	int expected = judged->program->expected_score;
	return expected != MW_NONE ? expected : tier_least(work, judged->tier);
}

static bool has_bands(const struct work *work)
{
	return work->plan->profile->specialty.has_bands;
}

static enum mw_verdict below(struct work *work, int asks, const char *rules)
{
	if (asks - work->score <= NEAR) {
		say(work, "score-near", "advice", rules,
		    "It asks for about %d; your %d is close. The rest of the application has to "
		    "carry the difference.",
		    asks, work->score);
		return MW_VERDICT_POSSIBLE;
	}
	say(work, "score-below", "warn", rules, "It asks for about %d; your %d is clearly below.",
	    asks, work->score);
	return MW_VERDICT_REACH;
}

static enum mw_verdict extreme(struct work *work)
{
	if (work->score < 230)
		say(work, "extreme-risk", "warn", "S44 S74",
		    "Below 230 radiology is extremely difficult, here too.");
	else if (work->it.is_failed)
		say(work, "extreme-risk", "warn", "S45",
		    "After a failed exam and below 240 radiology is extremely difficult, here "
		    "too.");
	else
		say(work, "extreme-risk", "warn", "S46",
		    "Two low scores, a visa and an older degree together make radiology extremely "
		    "difficult, here too.");
	return MW_VERDICT_REACH;
}

/* Without the guide's tiers there is only what the program itself is said to expect. */
static enum mw_verdict by_expected(struct work *work, const struct mw_judged *judged)
{
	int asks = judged->program->expected_score;
	if (asks == MW_NONE) {
		say(work, "tier-unknown", "ask", "S58",
		    "Fill in the score that it expects: the guide's tiers are for radiology.");
		return MW_VERDICT_UNKNOWN;
	}
	if (work->score == MW_NONE) {
		say(work, "score-unknown", "info", "S58",
		    "Waits for your Step 2 CK score; it asks for about %d.", asks);
		return MW_VERDICT_UNKNOWN;
	}
	if (work->score < asks)
		return below(work, asks, "S58");
	say(work, "score-reached", "good", "S58",
	    "Your %d reaches what it is said to ask for, if the rest is solid.", work->score);
	return MW_VERDICT_TARGET;
}

static enum mw_verdict by_score(struct work *work, const struct mw_judged *judged)
{
	int least = tier_least(work, judged->tier), asks = asked(work, judged);
	if (judged->tier == 1 && !is_inside(judged->program)) {
		say(work, "tier-reach", "advice", "S55",
		    "Highly competitive. Apply only with strong research there and somebody inside "
		    "who supports you; your list does not say yes to both. Not worth a signal.");
		return MW_VERDICT_REACH;
	}
	if (work->score == MW_NONE) {
		say(work, "score-unknown", "info", "S56 S57",
		    "Waits for your Step 2 CK score; it asks for about %d.", asks);
		return MW_VERDICT_UNKNOWN;
	}
	if (work->it.risk == MW_RISK_EXTREME)
		return extreme(work);
	if (work->score < asks)
		return below(work, asks,
			     judged->tier == 1   ? "S55"
			     : judged->tier == 2 ? "S6 S7 S56"
						 : "S7 S57");
	if (work->score < least) {
		say(work, "score-near", "advice", judged->tier == 1 ? "S55" : "S6 S56 S73",
		    "Your %d reaches what it is said to ask for, but not the %d of its tier.",
		    work->score, least);
		return MW_VERDICT_POSSIBLE;
	}
	if (judged->tier == 1) {
		say(work, "tier-inside", "good", "S55",
		    "Highly competitive, but you have research there, support inside and the "
		    "score. "
		    "That is when the guide says to apply.");
		return MW_VERDICT_POSSIBLE;
	}
	if (judged->tier == 2) {
		say(work, "tier-target", "good", "S56",
		    "Among your best targets, with research and US experience beside the score.");
		return MW_VERDICT_TARGET;
	}
	say(work, "tier-safe", "good", "S57 S58",
	    "Your score is enough here if the rest is solid. Look for a history of visas and for "
	    "residents who are international graduates.");
	return MW_VERDICT_SAFE;
}

static void deadline(struct work *work, const struct mw_judged *judged)
{
	const struct mw_plan *plan = work->plan;
	const struct mw_zone *home = plan->profile->zone;
	const struct mw_milestone *submit = mw_plan_find(plan, "eras-submit");
	const struct mw_season_date *open = mw_season_find(plan->season, "eras-open");
	const struct mw_date *date = &judged->deadline;
	mw_auto(buf) day = MW_BUF_INIT;
	if (!mw_date_is(date) || judged->program->status != MW_PROGRAM_CONSIDERED)
		return;
	if (open && mw_date_compare(date, &open->date, home) < 0) {
		mw_words_day(mw_date_local_day(&open->date, home), &day);
		say(work, "program-deadline-early", "warn", "D1",
		    "Its deadline comes before ERAS opens on %s. Look it up again; is the year "
		    "right?",
		    day.text);
	} else if (mw_date_end_utc(date, home) <= plan->now_utc) {
		say(work, "program-deadline-past", "warn", "D1",
		    "Its deadline has passed. If you have applied, write applied as its status.");
	} else if (submit && !mw_milestone_is_closed(submit) &&
		   mw_date_compare(date, &submit->due, home) < 0) {
		mw_words_day(submit->due_day, &day);
		say(work, "program-deadline-early", "warn", "D1",
		    "Its deadline comes before %s, the day planned for all applications. Submit "
		    "here first.",
		    day.text);
	}
}

static void judge(struct work *work, struct mw_judged *judged)
{
	const struct mw_program *program = judged->program;
	work->base.findings = &judged->reasons;
	if (judged->visa_ok == MW_ANSWER_NO) {
		say(work, "no-sponsor", "stop", "S59 S60",
		    "It does not sponsor the visa that you need: off the list, whatever the "
		    "score.");
		judged->verdict = MW_VERDICT_OFF_LIST;
		return;
	}
	if (judged->visa_ok == MW_ANSWER_UNKNOWN)
		say(work, "visa-unknown", "ask", "S59 S60",
		    "Does it sponsor your visa? Find out before you pay for it, and fill in the "
		    "column visas.");
	if (!has_bands(work)) {
		judged->verdict = by_expected(work, judged);
	} else if (judged->tier == MW_NONE) {
		say(work, "tier-unknown", "ask", "S58",
		    "Fill in its kind or the score that it expects; without one there is no tier.");
		judged->verdict = MW_VERDICT_UNKNOWN;
	} else {
		judged->verdict = by_score(work, judged);
	}
	if (judged->visa_ok == MW_ANSWER_UNKNOWN)
		judged->verdict = MW_VERDICT_CHECK_VISA;
	if (program->img_friendly == MW_ANSWER_NO)
		say(work, "img-unfriendly", "warn", "S58",
		    "You noted that it is not friendly to international graduates. Look at who its "
		    "residents are.");
	deadline(work, judged);
}

void mw_programs_judge(const struct mw_plan *plan, struct mw_pool *pool,
		       struct mw_judged_list *ret_judged)
{
	struct mw_judged_list all = { .list = { NULL, 0, 0 } };
	struct work work = { { plan, pool, NULL }, plan, { 0 }, MW_NONE };
	mw_assess(plan, &work.it);
	if (mw_facts_has(plan->facts, MW_FACT_SCORE))
		work.score = plan->profile->step2ck.score;
	for (size_t i = 0; i < plan->profile->programs.count; i++) {
		const struct mw_program *program = &plan->profile->programs.items[i];
		struct mw_judged *it = MW_PUSH(pool, &all.list);
		it->program = program;
		it->tier = has_bands(&work) ? mw_program_tier(program) : MW_NONE;
		it->visa_ok = mw_program_visa_ok(plan->profile, program);
		it->is_out = is_out(program);
		int error = evaluate(plan, &program->deadline, &it->deadline) ||
			    evaluate(plan, &program->interview, &it->interview);
		assert(!error); /* mw_programs_check has seen to it */
		judge(&work, it);
		all.out += it->is_out;
		all.counts[it->verdict] += !it->is_out;
		all.usable += !it->is_out && it->verdict != MW_VERDICT_OFF_LIST;
		if (program->status != MW_PROGRAM_DROPPED) {
			all.gold += program->signal == MW_SIGNAL_GOLD;
			all.silver += program->signal == MW_SIGNAL_SILVER;
		}
	}
	*ret_judged = all;
}

static bool says(const struct mw_judged *it, const struct mw_finding *said)
{
	for (size_t i = 0; i < it->reasons.list.count; i++)
		if (!strcmp(it->reasons.list.items[i].text, said->text))
			return true;
	return false;
}

bool mw_judged_all_say(const struct mw_judged_list *judged, enum mw_verdict verdict,
		       const struct mw_finding *said)
{
	for (size_t i = 0; i < judged->list.count; i++) {
		const struct mw_judged *it = &judged->list.items[i];
		if (!it->is_out && it->verdict == verdict && !says(it, said))
			return false;
	}
	return judged->counts[verdict] > 1;
}
