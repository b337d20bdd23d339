/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Verdicts by the rules of the guide: tier 1 asks for 250, research there and support inside (S55);
 * tier 2 is the best target from 245 on (S56); tier 3 is enough from 230 on (S57); no sponsor, no
 * program (S59 S60). What a program is said to expect goes before its tier's least. Up to five
 * points below is near. Extreme risk (S44 S45 S46) makes everything a reach.
 */
#include "matchward/core/verdict.h"

#include "expect.h"
#include "road_by_hand.h"

static void begin(struct road *road)
{
	static const struct road_row rows[] = {
		{ .id = "eras-submit",
		  .strength = 'h',
		  .opens = "eras-open",
		  .due = "eras-open + 1 week" } /* 2027-09-08 */
	};
	ROAD(road, rows);
}

static struct mw_program *add(struct road *road, const char *name)
{
	struct mw_program *program = MW_PUSH(&road->pool, &road->profile.programs);
	*program = (struct mw_program){ .id = name,
					.name = name,
					.expected_score = MW_NONE,
					.j1 = MW_ANSWER_YES,
					.deadline = { .minute = -1 },
					.interview = { .minute = -1 } };
	return program;
}

static struct mw_judged_list judge(struct road *road)
{
	struct mw_judged_list judged;
	road_plan(road);
	mw_programs_judge(&road->plan, &road->pool, &judged);
	return judged;
}

/* "target: tier-target visa-unknown" */
static void expect_verdict(const char *name, const struct mw_judged *it, const char *want)
{
	mw_auto(buf) got = MW_BUF_INIT;
	mw_buf_printf(&got, "%s:", mw_verdict_name(it->verdict));
	for (size_t i = 0; i < it->reasons.list.count; i++) {
		const struct mw_finding *reason = &it->reasons.list.items[i];
		mw_buf_printf(&got, " %s", reason->id);
		assert_true(strlen(reason->text) > 20 && reason->rules.list.count > 0);
		EXPECT_PART("a severity", "stop warn advice info good ask", reason->severity);
	}
	EXPECT_TEXT(name, got.text, want);
}

static void tiers(void **state)
{
	(void)state;
	static const struct {
		enum mw_program_kind kind;
		int expected, tier;
	} cases[] = {
		{ MW_PROGRAM_TOP_ACADEMIC, MW_NONE, 1 },
		{ MW_PROGRAM_TOP_ACADEMIC, 230, 1 },
		{ MW_PROGRAM_ACADEMIC, MW_NONE, 2 },
		{ MW_PROGRAM_ACADEMIC, 249, 2 },
		{ MW_PROGRAM_ACADEMIC, 250, 1 },
		{ MW_PROGRAM_STRONG_COMMUNITY, 255, 2 },
		{ MW_PROGRAM_AFFILIATED, 245, 3 },
		{ MW_PROGRAM_COMMUNITY, MW_NONE, 3 },
		{ MW_PROGRAM_KIND_UNKNOWN, 250, 1 },
		{ MW_PROGRAM_KIND_UNKNOWN, 249, 2 },
		{ MW_PROGRAM_KIND_UNKNOWN, 241, 2 },
		{ MW_PROGRAM_KIND_UNKNOWN, 240, 3 },
		{ MW_PROGRAM_KIND_UNKNOWN, MW_NONE, MW_NONE },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mw_program program = { .kind = cases[i].kind,
					      .expected_score = cases[i].expected };
		char name[32];
		(void)snprintf(name, sizeof name, "kind %d, %d", (int)cases[i].kind,
			       cases[i].expected);
		EXPECT_INT(name, mw_program_tier(&program), cases[i].tier);
	}
}

static void scores(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		enum mw_program_kind kind;
		int expected; /* 0: none */
		bool research, support;
		int score; /* 0: none */
		int failures;
		const char *want;
	} cases[] = {
		/* Tier 1, S55: without both it stays a reach, whatever the score, known or not. */
		{ "top", MW_PROGRAM_TOP_ACADEMIC, 0, false, false, 262, 0, "reach: tier-reach" },
		{ "research only", MW_PROGRAM_TOP_ACADEMIC, 0, true, false, 262, 0,
		  "reach: tier-reach" },
		{ "support only", MW_PROGRAM_TOP_ACADEMIC, 0, false, true, 262, 0,
		  "reach: tier-reach" },
		{ "no score", MW_PROGRAM_TOP_ACADEMIC, 0, false, false, 0, 0, "reach: tier-reach" },
		{ "inside, 250", MW_PROGRAM_TOP_ACADEMIC, 0, true, true, 250, 0,
		  "possible: tier-inside" },
		{ "inside, 249", MW_PROGRAM_TOP_ACADEMIC, 0, true, true, 249, 0,
		  "possible: score-near" },
		{ "inside, 245", MW_PROGRAM_TOP_ACADEMIC, 0, true, true, 245, 0,
		  "possible: score-near" },
		{ "inside, 244", MW_PROGRAM_TOP_ACADEMIC, 0, true, true, 244, 0,
		  "reach: score-below" },
		{ "inside, 260 asked", MW_PROGRAM_TOP_ACADEMIC, 260, true, true, 254, 0,
		  "reach: score-below" },
		{ "inside, 245 asked", MW_PROGRAM_TOP_ACADEMIC, 245, true, true, 246, 0,
		  "possible: score-near" },
		{ "inside, no score", MW_PROGRAM_TOP_ACADEMIC, 0, true, true, 0, 0,
		  "unknown: score-unknown" },
		/* Tier 2, S56. */
		{ "tier 2, 245", MW_PROGRAM_ACADEMIC, 0, false, false, 245, 0,
		  "target: tier-target" },
		{ "tier 2, 244", MW_PROGRAM_ACADEMIC, 0, false, false, 244, 0,
		  "possible: score-near" },
		{ "tier 2, 240", MW_PROGRAM_STRONG_COMMUNITY, 0, false, false, 240, 0,
		  "possible: score-near" },
		{ "tier 2, 239", MW_PROGRAM_STRONG_COMMUNITY, 0, false, false, 239, 0,
		  "reach: score-below" },
		{ "tier 2, 238", MW_PROGRAM_ACADEMIC, 0, false, false, 238, 0,
		  "reach: score-below" },
		{ "tier 2, 262", MW_PROGRAM_ACADEMIC, 0, false, false, 262, 0,
		  "target: tier-target" },
		{ "more asked", MW_PROGRAM_STRONG_COMMUNITY, 250, false, false, 247, 0,
		  "possible: score-near" },
		{ "much more asked", MW_PROGRAM_STRONG_COMMUNITY, 255, false, false, 247, 0,
		  "reach: score-below" },
		/* It asks for less than its tier: enough for it, but no "best target" yet. */
		{ "less asked", MW_PROGRAM_KIND_UNKNOWN, 241, false, false, 242, 0,
		  "possible: score-near" },
		{ "no score", MW_PROGRAM_ACADEMIC, 0, false, false, 0, 0,
		  "unknown: score-unknown" },
		/* Tier 3, S57; below 230 S44 holds everywhere. */
		{ "tier 3, 230", MW_PROGRAM_COMMUNITY, 0, false, false, 230, 0, "safe: tier-safe" },
		{ "tier 3, 229", MW_PROGRAM_COMMUNITY, 0, false, false, 229, 0,
		  "reach: extreme-risk" },
		{ "tier 3, 228", MW_PROGRAM_AFFILIATED, 220, false, false, 228, 0,
		  "reach: extreme-risk" },
		{ "tier 2, 229", MW_PROGRAM_ACADEMIC, 0, false, false, 229, 0,
		  "reach: extreme-risk" },
		{ "235 asked, 233", MW_PROGRAM_COMMUNITY, 235, false, false, 233, 0,
		  "possible: score-near" },
		{ "240 asked, 233", MW_PROGRAM_COMMUNITY, 240, false, false, 233, 0,
		  "reach: score-below" },
		{ "220 asked, 231", MW_PROGRAM_COMMUNITY, 220, false, false, 231, 0,
		  "safe: tier-safe" },
		{ "no score", MW_PROGRAM_COMMUNITY, 0, false, false, 0, 0,
		  "unknown: score-unknown" },
		/* After a failure: below 240 extreme (S45), and 250 for a target (S73 C11). */
		{ "failed, 239", MW_PROGRAM_COMMUNITY, 0, false, false, 239, 1,
		  "reach: extreme-risk" },
		{ "failed, 240", MW_PROGRAM_COMMUNITY, 0, false, false, 240, 1, "safe: tier-safe" },
		{ "failed, 249", MW_PROGRAM_ACADEMIC, 0, false, false, 249, 1,
		  "possible: score-near" },
		{ "failed, 250", MW_PROGRAM_ACADEMIC, 0, false, false, 250, 1,
		  "target: tier-target" },
		/* Below the pass mark of 218 (D4) a score is none. */
		{ "not passed", MW_PROGRAM_COMMUNITY, 0, false, false, 217, 0,
		  "unknown: score-unknown" },
		/* Nothing known about it. */
		{ "empty", MW_PROGRAM_KIND_UNKNOWN, 0, false, false, 250, 0,
		  "unknown: tier-unknown" },
		{ "empty, no score", MW_PROGRAM_KIND_UNKNOWN, 0, true, true, 0, 0,
		  "unknown: tier-unknown" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct road road;
		begin(&road);
		struct mw_program *program = add(&road, cases[i].name);
		program->kind = cases[i].kind;
		if (cases[i].expected)
			program->expected_score = cases[i].expected;
		program->research_there = cases[i].research ? MW_ANSWER_YES : MW_ANSWER_UNKNOWN;
		program->support_there = cases[i].support ? MW_ANSWER_YES : MW_ANSWER_NO;
		if (cases[i].score)
			road.profile.step2ck.score = cases[i].score;
		road.profile.step1.attempts += cases[i].failures;
		struct mw_judged_list judged = judge(&road);
		expect_verdict(cases[i].name, &judged.list.items[0], cases[i].want);
		road_release(&road);
	}
}

/* In another specialty the guide has no tiers and no risks: only what the program asks for
 * counts. */
static void another_specialty(void **state)
{
	(void)state;
	static const struct {
		int expected, score; /* 0: none */
		const char *want;
	} cases[] = {
		{ 0, 250, "unknown: tier-unknown" },  { 0, 0, "unknown: tier-unknown" },
		{ 225, 0, "unknown: score-unknown" }, { 225, 225, "target: score-reached" },
		{ 225, 224, "possible: score-near" }, { 225, 220, "possible: score-near" },
		{ 225, 219, "reach: score-below" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct road road;
		begin(&road);
		road.shipped.specialty = (struct mw_specialty){ .name = "internal medicine" };
		struct mw_program *program = add(&road, "A");
		program->kind = MW_PROGRAM_TOP_ACADEMIC;
		if (cases[i].expected)
			program->expected_score = cases[i].expected;
		if (cases[i].score)
			road.profile.step2ck.score = cases[i].score;
		struct mw_judged_list judged = judge(&road);
		expect_verdict("another specialty", &judged.list.items[0], cases[i].want);
		road_release(&road);
	}
}

/* 230 after a failure is extreme because of the failure (S45), not of the score (S44). */
static void why_extreme(void **state)
{
	(void)state;
	for (int score = 229; score <= 230; score++) {
		struct road road;
		begin(&road);
		add(&road, "A")->kind = MW_PROGRAM_COMMUNITY;
		road.profile.step1.attempts = 2;
		road.profile.step2ck.score = score;
		struct mw_judged_list judged = judge(&road);
		EXPECT_TEXT("why", judged.list.items[0].reasons.list.items[0].rules.list.items[0],
			    score < 230 ? "S44" : "S45");
		road_release(&road);
	}
}

/* S46: Step 1 below 230, Step 2 CK below 235, a visa needed, more than five years out (C24). */
static void combined_risk(void **state)
{
	(void)state;
	for (int score = 234; score <= 235; score++) {
		struct road road;
		begin(&road);
		add(&road, "A")->kind = MW_PROGRAM_COMMUNITY;
		road.profile.step1.result = MW_STEP1_NUMBER;
		road.profile.step1.number = 229;
		road.profile.graduation_year = 2021;
		road.profile.step2ck.score = score;
		struct mw_judged_list judged = judge(&road);
		expect_verdict("S46", &judged.list.items[0],
			       score < 235 ? "reach: extreme-risk" : "safe: tier-safe");
		road_release(&road);
	}
}

static void visas(void **state)
{
	(void)state;
	enum { U = MW_ANSWER_UNKNOWN, N = MW_ANSWER_NO, Y = MW_ANSWER_YES };
	static const struct {
		const char *name;
		enum mw_visa visa;
		int j1, h1b, ok;
		const char *want;
	} cases[] = {
		{ "none needed, none there", MW_VISA_NONE, N, N, Y, "safe: tier-safe" },
		{ "none needed, unknown", MW_VISA_NONE, U, U, Y, "safe: tier-safe" },
		{ "J-1 there", MW_VISA_J1, Y, N, Y, "safe: tier-safe" },
		{ "only H-1B there", MW_VISA_J1, N, Y, N, "off-list: no-sponsor" },
		{ "J-1 unknown", MW_VISA_J1, U, U, U, "check-visa: visa-unknown tier-safe" },
		{ "H-1B there", MW_VISA_H1B, N, Y, Y, "safe: tier-safe" },
		{ "only J-1 there", MW_VISA_H1B, Y, N, N, "off-list: no-sponsor" },
		{ "H-1B unknown", MW_VISA_H1B, U, U, U, "check-visa: visa-unknown tier-safe" },
		{ "either, J-1 there", MW_VISA_EITHER, Y, N, Y, "safe: tier-safe" },
		{ "either, H-1B there", MW_VISA_EITHER, N, Y, Y, "safe: tier-safe" },
		{ "either, none there", MW_VISA_EITHER, N, N, N, "off-list: no-sponsor" },
		{ "either, unknown", MW_VISA_EITHER, U, U, U,
		  "check-visa: visa-unknown tier-safe" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct road road;
		begin(&road);
		struct mw_program *program = add(&road, cases[i].name);
		program->kind = MW_PROGRAM_COMMUNITY;
		program->j1 = (enum mw_answer)cases[i].j1;
		program->h1b = (enum mw_answer)cases[i].h1b;
		road.profile.visa = cases[i].visa;
		road.profile.step2ck.score = 240;
		struct mw_judged_list judged = judge(&road);
		EXPECT_INT(cases[i].name, judged.list.items[0].visa_ok, cases[i].ok);
		expect_verdict(cases[i].name, &judged.list.items[0], cases[i].want);
		EXPECT_INT(cases[i].name, judged.usable, cases[i].ok != N);
		EXPECT_INT(cases[i].name, mw_programs_usable(&road.profile), cases[i].ok != N);
		road_release(&road);
	}
}

/* ERAS opens on 2027-09-01 at 13:00 UTC; all applications are planned for 2027-09-08. */
static void deadlines(void **state)
{
	(void)state;
	static const struct {
		const char *date, *now;
		enum mw_program_status status;
		const char *want, *says;
	} cases[] = {
		{ "2027-09-08", NULL, MW_PROGRAM_CONSIDERED, "safe: tier-safe", NULL },
		{ "2027-09-07", NULL, MW_PROGRAM_CONSIDERED,
		  "safe: tier-safe program-deadline-early", "Wed 8 Sep 2027" },
		{ "2027-09-07", NULL, MW_PROGRAM_APPLIED, "safe: tier-safe", NULL },
		{ "2026-10-15", NULL, MW_PROGRAM_CONSIDERED,
		  "safe: tier-safe program-deadline-early", "year right" },
		{ "eras-open + 2 days", NULL, MW_PROGRAM_CONSIDERED,
		  "safe: tier-safe program-deadline-early", "Submit here first" },
		{ "eras-submit.due + 1 week", NULL, MW_PROGRAM_CONSIDERED, "safe: tier-safe",
		  NULL },
		/* the due, not the opening: that would be before ERAS opens */
		{ "eras-submit.due - 1 day", NULL, MW_PROGRAM_CONSIDERED,
		  "safe: tier-safe program-deadline-early", "Submit here first" },
		/* the last useful exam day is 25 August, so this is 4 September */
		{ "exam-stop + 10 days", NULL, MW_PROGRAM_CONSIDERED,
		  "safe: tier-safe program-deadline-early", "Submit here first" },
		{ "eras-submit.opens + 1 day", NULL, MW_PROGRAM_CONSIDERED,
		  "safe: tier-safe program-deadline-early", "Submit here first" },
		{ "eras-review", NULL, MW_PROGRAM_CONSIDERED, "safe: tier-safe", NULL },
		{ "2027-10-15", "2027-10-15T23:59", MW_PROGRAM_CONSIDERED, "safe: tier-safe",
		  NULL },
		{ "2027-10-15", "2027-10-16T00:00", MW_PROGRAM_CONSIDERED,
		  "safe: tier-safe program-deadline-past", "has passed" },
		{ "2027-10-15", "2027-10-16T00:00", MW_PROGRAM_INTERVIEW, "safe: tier-safe", NULL },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct road road;
		begin(&road);
		struct mw_program *program = add(&road, "A");
		program->kind = MW_PROGRAM_COMMUNITY;
		program->status = cases[i].status;
		program->deadline = road_expr(&road, cases[i].date, "p.csv", 2);
		road.profile.step2ck.score = 240;
		road.now = cases[i].now ? cases[i].now : road.now;
		struct mw_judged_list judged = judge(&road);
		const struct mw_judged *it = &judged.list.items[0];
		EXPECT_INT("checked", mw_programs_check(&road.plan, &road.diags), 0);
		EXPECT_INT("the day is the applicant's", it->deadline.provenance,
			   MW_PROVENANCE_YOURS);
		expect_verdict(cases[i].date, it, cases[i].want);
		if (cases[i].says)
			EXPECT_PART(cases[i].date,
				    it->reasons.list.items[it->reasons.list.count - 1].text,
				    cases[i].says);
		road_release(&road);
	}
}

static void impossible_dates(void **state)
{
	(void)state;
	struct road road;
	begin(&road);
	add(&road, "A")->deadline = road_expr(&road, "no-such-key + 1 week", "p.csv", 2);
	add(&road, "B")->interview = road_expr(&road, "nothing.due", "p.csv", 3);
	add(&road, "C")->deadline = road_expr(&road, "Y-02-29", "p.csv", 4);
	road_plan(&road);
	EXPECT_INT("bad", mw_programs_check(&road.plan, &road.diags), MW_VERDICT_E_BAD);
	mw_auto(buf) said = MW_BUF_INIT;
	mw_diags_print(&road.diags, &said);
	EXPECT_PART("a key", said.text,
		    "p.csv:2: \"no-such-key + 1 week\" refers to \"no-such-key\"");
	EXPECT_PART("a milestone", said.text, "p.csv:3: \"nothing.due\" refers to \"nothing\"");
	EXPECT_PART("a day", said.text,
		    "p.csv:4: \"Y-02-29\" gives no day in application year 2027");
	road_release(&road);
}

static void unfriendly(void **state)
{
	(void)state;
	struct road road;
	begin(&road);
	struct mw_program *program = add(&road, "A");
	program->kind = MW_PROGRAM_ACADEMIC;
	program->img_friendly = MW_ANSWER_NO;
	road.profile.step2ck.score = 245;
	struct mw_judged_list judged = judge(&road);
	expect_verdict("S58", &judged.list.items[0], "target: tier-target img-unfriendly");
	road_release(&road);
}

/* Rejected and dropped ones are judged but not counted; a dropped one gives its signal back. */
static void counts(void **state)
{
	(void)state;
	struct road road;
	begin(&road);
	for (int i = 0; i <= MW_PROGRAM_DROPPED; i++) {
		static const char *const names[] = { "a", "b", "c", "d", "e", "f" };
		struct mw_program *program = add(&road, names[i]);
		program->kind = MW_PROGRAM_COMMUNITY;
		program->status = (enum mw_program_status)i;
		program->signal = i % 2 ? MW_SIGNAL_SILVER : MW_SIGNAL_GOLD;
	}
	struct mw_program *off = add(&road, "g");
	off->j1 = MW_ANSWER_NO;
	road.profile.step2ck.score = 240;
	struct mw_judged_list judged = judge(&road);
	EXPECT_INT("out", judged.out, 2);
	EXPECT_INT("safe", judged.counts[MW_VERDICT_SAFE], 4);
	EXPECT_INT("off", judged.counts[MW_VERDICT_OFF_LIST], 1);
	EXPECT_INT("usable", judged.usable, 4);
	EXPECT_INT("the same", mw_programs_usable(&road.profile), 4);
	EXPECT_INT("gold: considering, interview, ranked", judged.gold, 3);
	EXPECT_INT("silver: applied, rejected", judged.silver, 2);
	road_release(&road);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tiers),
		cmocka_unit_test(scores),
		cmocka_unit_test(visas),
		cmocka_unit_test(combined_risk),
		cmocka_unit_test(deadlines),
		cmocka_unit_test(impossible_dates),
		cmocka_unit_test(counts),
		cmocka_unit_test(unfriendly),
		cmocka_unit_test(another_specialty),
		cmocka_unit_test(why_extreme),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
