/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of DESIGN section 3 and the rows "shown by assess" of ROADMAP section 2, each boundary
 * on both of its sides. Every expectation is worked out from there.
 */
#include "matchward/core/assess.h"

#include "expect.h"
#include "road_by_hand.h"

struct person {
	const char *name;
	const char *step1; /* fail, open (not taken) or a number; NULL: pass */
	int step1_attempts;
	int score, attempts; /* of Step 2 CK; 0: none, as by default */
	const char *exam;
	const char *practice; /* "2026-11-01=240 ...", in order of day */
	const char *visa;     /* none, h1b or either; NULL: j1 */
	int graduation;       /* 0: 2025; the application year is 2027 */
	bool school_unknown;
	int target;
	int tolerance;     /* 0: as by default; -1: none */
	const char *today; /* NULL: 2026-11-23 */
	/* "target/stretch tier risk backup basis programs study ready", - for null */
	const char *figures;
	const char *present, *absent; /* findings */
};

static void fill(struct road *road, const struct person *person)
{
	static const struct road_row rows[] = {
		{ .id = "a", .opens = "Y-01-01", .due = "Y-02-01" }
	};
	ROAD(road, rows);
	struct mw_profile *profile = &road->profile;
	const char *step1 = person->step1 ? person->step1 : "pass";
	profile->step1.result = !strcmp(step1, "pass")   ? MW_STEP1_PASS
				: !strcmp(step1, "fail") ? MW_STEP1_FAIL
				: !strcmp(step1, "open") ? MW_STEP1_NOT_TAKEN
							 : MW_STEP1_NUMBER;
	if (profile->step1.result == MW_STEP1_NUMBER)
		assert_int_equal(sscanf(step1, "%d", &profile->step1.number), 1);
	if (person->step1_attempts)
		profile->step1.attempts = person->step1_attempts;
	if (person->score)
		profile->step2ck.score = person->score;
	if (person->attempts)
		profile->step2ck.attempts = person->attempts;
	if (person->exam)
		profile->step2ck.exam = a_day(person->exam);
	for (const char *at = person->practice; at && *at; at += at[14] ? 15 : 14) {
		char day[11] = "";
		int score = 0;
		memcpy(day, at, 10);
		assert_int_equal(sscanf(at + 10, "=%3d", &score), 1);
		*MW_PUSH(&road->pool, &profile->practice) =
			(struct mw_practice){ .day = a_day(day), .name = "NBME", .score = score };
	}
	const char *visa = person->visa ? person->visa : "j1";
	profile->visa = !strcmp(visa, "j1")     ? MW_VISA_J1
			: !strcmp(visa, "h1b")  ? MW_VISA_H1B
			: !strcmp(visa, "none") ? MW_VISA_NONE
						: MW_VISA_EITHER;
	if (person->graduation)
		profile->graduation_year = person->graduation;
	profile->school_known = !person->school_unknown;
	if (person->target)
		profile->step2ck.target = person->target;
	if (person->tolerance)
		profile->step2ck.tolerance = person->tolerance > 0 ? person->tolerance : 0;
	if (person->today)
		road->now = person->today;
}

static const struct mw_finding *find(const struct mw_findings *found, const char *id)
{
	for (size_t i = 0; i < found->list.count; i++)
		if (!strcmp(found->list.items[i].id, id))
			return &found->list.items[i];
	return NULL;
}

/* What holds for every result, then the result. */
static struct mw_findings assess(const char *name, struct road *road,
				 struct mw_assessment *ret_assessment)
{
	struct mw_findings found;
	road_plan(road);
	mw_assess(&road->plan, ret_assessment);
	mw_findings_of_assessment(&road->plan, ret_assessment, &road->pool, &found);
	for (size_t i = 0; i < found.list.count; i++) {
		const struct mw_finding *it = &found.list.items[i];
		static const char *const severities[] = { "stop", "warn", "advice",
							  "info", "good", "ask" };
		bool known = false;
		for (size_t k = 0; k < sizeof severities / sizeof *severities; k++)
			known = known || !strcmp(it->severity, severities[k]);
		if (!known || !*it->text || !it->rules.list.count || find(&found, it->id) != it)
			fail_msg("%s: %s: severity %s, %zu rules, text \"%s\", or said twice", name,
				 it->id, it->severity, it->rules.list.count, it->text);
	}
	return found;
}

static void add_range(struct mw_buf *text, int from, int to)
{
	if (from == MW_NONE && to == MW_NONE) {
		mw_buf_printf(text, " -");
		return;
	}
	mw_buf_printf(text, " %d-", from);
	if (to != MW_NONE)
		mw_buf_printf(text, "%d", to);
}

static void expect_figures(const char *name, const struct mw_assessment *it, const char *want)
{
	static const char *const ready[] = { "-", "no", "yes" };
	mw_auto(buf) got = MW_BUF_INIT;
	mw_buf_printf(&got, "%d/%d %s %s %s %s", it->target, it->stretch, mw_tier_name(it->tier),
		      mw_risk_name(it->risk), it->backup_advised ? "yes" : "no",
		      mw_basis_name(it->backup_basis));
	add_range(&got, it->programs_min, it->programs_max);
	add_range(&got, it->study_min, it->study_max);
	mw_buf_printf(&got, " %s", ready[it->ready]);
	EXPECT_TEXT(name, got.text, want);
}

static void expect_findings(const char *name, struct road *road, const struct mw_findings *found,
			    const char *ids, bool is_wanted)
{
	struct mw_words words = { 0 };
	if (ids)
		mw_text_split(&road->pool, ids, &words);
	for (size_t i = 0; i < words.list.count; i++)
		if ((find(found, words.list.items[i]) != NULL) != is_wanted)
			fail_msg("%s: %s is %s", name, words.list.items[i],
				 is_wanted ? "missing" : "there");
}

static void expect_people(const struct person *people, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct road road;
		struct mw_assessment it;
		const char *name = people[i].name;
		fill(&road, &people[i]);
		struct mw_findings found = assess(name, &road, &it);
		expect_figures(name, &it, people[i].figures);
		expect_findings(name, &road, &found, people[i].present, true);
		expect_findings(name, &road, &found, people[i].absent, false);
		road_release(&road);
	}
}

#define PEOPLE(people) expect_people(people, sizeof people / sizeof *people)

/* Step 1 passed at once, school known, so the target is 245; J-1, graduated in 2025. */
static void scores(void **state)
{
	(void)state;
	static const struct person people[] = {
		{ .name = "nothing adverse, no score",
		  .figures = "245/250 unknown unknown yes none - - -",
		  .present = "tiers-approximate score-how-used step1-clean target-basis "
			     "would-be-extreme practice-missing visa-needed j1-home-rule "
			     "programs-no-number backup-provisional advanced-first-year",
		  .absent = "step1-numeric step1-low step1-missing step1-retake-open step1-failed "
			    "attempts attempts-limit target-lowered school-unknown below-target "
			    "score-declines salvage-list alternatives old-graduate gap-wide ready "
			    "not-ready practice-stale backup-advised research-thin programs-count "
			    "programs-broad step2ck-not-passed seven-year categorical-only" },
		/* the pass mark: 218 from 2025-07-01, 214 before; below it, a failure below 240 */
		{ .name = "217 on 2025-07-01",
		  .score = 217,
		  .exam = "2025-07-01",
		  .figures = "245/250 low extreme yes score - - -",
		  .present = "step2ck-not-passed extreme-failure extreme-score tier-low "
			     "alternatives salvage-list score-declines below-target programs-broad "
			     "backup-advised research-thin",
		  .absent = "would-be-extreme practice-missing backup-provisional programs-count "
			    "programs-no-number attempts step1-failed extreme-combined" },
		{ .name = "218 on 2025-07-01",
		  .score = 218,
		  .exam = "2025-07-01",
		  .figures = "245/250 low extreme yes score - - -",
		  .present = "extreme-score tier-low alternatives salvage-list",
		  .absent = "step2ck-not-passed extreme-failure" },
		{ .name = "217 on 2025-06-30",
		  .score = 217,
		  .exam = "2025-06-30",
		  .figures = "245/250 low extreme yes score - - -",
		  .present = "extreme-score",
		  .absent = "step2ck-not-passed extreme-failure" },
		{ .name = "213 on 2025-06-30",
		  .score = 213,
		  .exam = "2025-06-30",
		  .figures = "245/250 low extreme yes score - - -",
		  .present = "step2ck-not-passed extreme-failure extreme-score" },
		{ .name = "214 on 2025-06-30",
		  .score = 214,
		  .exam = "2025-06-30",
		  .figures = "245/250 low extreme yes score - - -",
		  .present = "extreme-score",
		  .absent = "step2ck-not-passed extreme-failure" },
		/* S8 S44 end, S7 begins */
		{ .name = "229",
		  .score = 229,
		  .figures = "245/250 low extreme yes score - - -",
		  .present = "tier-low extreme-score alternatives programs-broad",
		  .absent = "tier-borderline step2ck-not-passed" },
		{ .name = "230",
		  .score = 230,
		  .figures = "245/250 borderline elevated yes score - - -",
		  .present = "tier-borderline score-declines salvage-list programs-broad "
			     "backup-advised",
		  .absent = "tier-low extreme-score alternatives" },
		/* S37 S43 end, S76 begins */
		{ .name = "234",
		  .score = 234,
		  .figures = "245/250 borderline elevated yes score - - -",
		  .present = "score-declines salvage-list programs-broad",
		  .absent = "programs-count programs-no-number" },
		{ .name = "235",
		  .score = 235,
		  .figures = "245/250 borderline elevated yes score 60-100 - -",
		  .present = "programs-count tier-borderline below-target",
		  .absent = "score-declines salvage-list programs-broad" },
		/* S7 ends, S6 begins; S72 */
		{ .name = "239",
		  .score = 239,
		  .figures = "245/250 borderline elevated yes score 60-100 - -",
		  .present = "tier-borderline",
		  .absent = "tier-competitive tier-240-caveat" },
		{ .name = "240",
		  .score = 240,
		  .figures = "245/250 competitive none yes score 60-100 - -",
		  .present = "tier-competitive tier-240-caveat below-target backup-advised",
		  .absent = "tier-borderline failed-in-the-240s growth-missing" },
		{ .name = "244",
		  .score = 244,
		  .figures = "245/250 competitive none yes score 60-100 - -",
		  .present = "tier-240-caveat below-target" },
		{ .name = "245",
		  .score = 245,
		  .figures = "245/250 competitive none yes score 60-100 - -",
		  .present = "tier-competitive programs-count backup-advised",
		  .absent = "tier-240-caveat below-target" },
		{ .name = "246",
		  .score = 246,
		  .figures = "245/250 competitive none no score - - -",
		  .present = "programs-no-number research-thin",
		  .absent = "programs-count backup-advised backup-provisional" },
		{ .name = "249",
		  .score = 249,
		  .figures = "245/250 competitive none no score - - -",
		  .present = "tier-competitive research-thin",
		  .absent = "tier-very-strong" },
		{ .name = "250",
		  .score = 250,
		  .figures = "245/250 very-strong none no score - - -",
		  .present = "tier-very-strong",
		  .absent = "tier-competitive research-thin" },
	};
	PEOPLE(people);
}

static void failures(void **state)
{
	(void)state;
	static const struct person people[] = {
		{ .name = "Step 1 not taken",
		  .step1 = "open",
		  .figures = "245/250 unknown unknown yes none - - -",
		  .present = "step1-missing",
		  .absent = "step1-clean step1-retake-open step1-failed" },
		{ .name = "Step 1 failed", /* S73: 250; any failure: elevated before any score */
		  .step1 = "fail",
		  .figures = "250/250 unknown elevated yes none - - -",
		  .present = "step1-retake-open step1-failed salvage-list would-be-extreme "
			     "backup-advised research-thin",
		  .absent = "step1-clean step1-missing attempts alternatives" },
		{ .name = "Step 1 passed at the second attempt",
		  .step1_attempts = 2,
		  .figures = "250/250 unknown elevated yes none - - -",
		  .present = "step1-failed attempts salvage-list",
		  .absent = "step1-clean step1-retake-open attempts-limit" },
		{ .name = "Step 1 at the third",
		  .step1_attempts = 3,
		  .figures = "250/250 unknown elevated yes none - - -",
		  .present = "attempts attempts-limit" },
		{ .name = "Step 1 at the fourth",
		  .step1_attempts = 4,
		  .figures = "250/250 unknown elevated yes none - - -",
		  .present = "attempts attempts-limit" },
		{ .name = "one attempt",
		  .score = 250,
		  .attempts = 1,
		  .figures = "245/250 very-strong none no score - - -",
		  .absent = "attempts attempts-limit salvage-list" },
		/* a Step 2 CK failure is not one of Step 1: the target stays 245 */
		{ .name = "Step 2 CK failed once, no score",
		  .attempts = 2,
		  .figures = "245/250 unknown elevated yes none - - -",
		  .present = "attempts step1-clean backup-advised",
		  .absent = "attempts-limit step1-failed" },
		{ .name = "Step 2 CK sat three times",
		  .attempts = 3,
		  .figures = "245/250 unknown elevated yes none - - -",
		  .present = "attempts attempts-limit" },
		{ .name = "Step 2 CK sat four times",
		  .score = 260,
		  .attempts = 4,
		  .figures = "245/250 very-strong elevated yes score - - -",
		  .present = "attempts attempts-limit tier-very-strong backup-advised" },
		/* S45: below 240; C11: 240 to 249; S73: 250 */
		{ .name = "failure and 239",
		  .attempts = 2,
		  .score = 239,
		  .figures = "245/250 borderline extreme yes score 60-100 - -",
		  .present = "extreme-failure alternatives salvage-list",
		  .absent = "extreme-score failed-in-the-240s" },
		{ .name = "failure and 240",
		  .attempts = 2,
		  .score = 240,
		  .figures = "245/250 competitive elevated yes score 60-100 - -",
		  .present = "failed-in-the-240s salvage-list",
		  .absent = "extreme-failure alternatives" },
		{ .name = "Step 1 failure and 239",
		  .step1_attempts = 2,
		  .score = 239,
		  .figures = "250/250 borderline extreme yes score 60-100 - -",
		  .present = "extreme-failure" },
		{ .name = "Step 1 failure, open, and 240",
		  .step1 = "fail",
		  .score = 240,
		  .figures = "250/250 competitive elevated yes score 60-100 - -",
		  .present = "failed-in-the-240s step1-retake-open below-target" },
		{ .name = "Step 1 failure and 246: a backup all the same",
		  .step1_attempts = 2,
		  .score = 246,
		  .figures = "250/250 competitive elevated yes score - - -",
		  .present = "failed-in-the-240s backup-advised programs-no-number" },
		{ .name = "Step 1 failure and 249",
		  .step1_attempts = 2,
		  .score = 249,
		  .figures = "250/250 competitive elevated yes score - - -",
		  .present = "failed-in-the-240s below-target" },
		{ .name = "Step 1 failure and 250",
		  .step1_attempts = 2,
		  .score = 250,
		  .figures = "250/250 very-strong elevated yes score - - -",
		  .present = "step1-failed backup-advised research-thin",
		  .absent = "failed-in-the-240s below-target extreme-failure" },
		{ .name = "failure and 229: both reasons",
		  .attempts = 2,
		  .score = 229,
		  .figures = "245/250 low extreme yes score - - -",
		  .present = "extreme-score extreme-failure" },
	};
	PEOPLE(people);
}

static void numbers_and_years(void **state)
{
	(void)state;
	static const struct person people[] = {
		/* S29: at least number + 21, so 250 from 229; elevated before any score */
		{ .name = "number 229",
		  .step1 = "229",
		  .figures = "250/250 unknown elevated yes none - - -",
		  .present = "step1-numeric step1-low step1-clean salvage-list backup-provisional",
		  .absent = "growth-missing backup-advised" },
		{ .name = "number 230",
		  .step1 = "230",
		  .figures = "245/250 unknown unknown yes none - - -",
		  .present = "step1-numeric step1-clean",
		  .absent = "step1-low salvage-list" },
		{ .name = "number 224: 224 + 21 is 245",
		  .step1 = "224",
		  .figures = "245/250 unknown elevated yes none - - -",
		  .present = "step1-low" },
		{ .name = "number 225: 246",
		  .step1 = "225",
		  .figures = "246/250 unknown elevated yes none - - -" },
		{ .name = "number 225, own target 245: the rule says 246",
		  .step1 = "225",
		  .target = 245,
		  .figures = "245/250 unknown elevated yes none - - -",
		  .present = "target-lowered" },
		/* growth */
		{ .name = "number 220, score 240: 20 above",
		  .step1 = "220",
		  .score = 240,
		  .figures = "245/250 competitive elevated yes score 60-100 - -",
		  .present = "growth-missing step1-low salvage-list" },
		{ .name = "number 220, score 241: 21 above",
		  .step1 = "220",
		  .score = 241,
		  .figures = "245/250 competitive elevated yes score 60-100 - -",
		  .absent = "growth-missing" },
		{ .name = "number 229, score 249",
		  .step1 = "229",
		  .score = 249,
		  .figures = "250/250 competitive elevated no score - - -",
		  .present = "growth-missing below-target" },
		{ .name = "number 229, score 250",
		  .step1 = "229",
		  .score = 250,
		  .figures = "250/250 very-strong elevated no score - - -",
		  .absent = "growth-missing below-target" },
		{ .name = "number 230, score 240: no growth asked",
		  .step1 = "230",
		  .score = 240,
		  .figures = "245/250 competitive none yes score 60-100 - -",
		  .present = "step1-numeric",
		  .absent = "growth-missing step1-low" },
		/* S46: number below 230, score below 235, visa, more than five years; each undone
		 */
		{ .name = "S46",
		  .step1 = "229",
		  .score = 234,
		  .graduation = 2021,
		  .figures = "250/250 borderline extreme yes score - - -",
		  .present = "extreme-combined alternatives old-graduate",
		  .absent = "extreme-score extreme-failure" },
		{ .name = "S46 with H-1B",
		  .step1 = "229",
		  .score = 234,
		  .graduation = 2021,
		  .visa = "h1b",
		  .figures = "250/250 borderline extreme yes score - - -",
		  .present = "extreme-combined" },
		{ .name = "S46 but for the score",
		  .step1 = "229",
		  .score = 235,
		  .graduation = 2021,
		  .figures = "250/250 borderline elevated yes score 60-100 - -",
		  .absent = "extreme-combined alternatives" },
		{ .name = "S46 but for the number",
		  .step1 = "230",
		  .score = 234,
		  .graduation = 2021,
		  .figures = "245/250 borderline elevated yes score - - -",
		  .absent = "extreme-combined alternatives" },
		{ .name = "S46 but for the visa",
		  .step1 = "229",
		  .score = 234,
		  .graduation = 2021,
		  .visa = "none",
		  .figures = "250/250 borderline elevated yes score - - -",
		  .present = "old-graduate",
		  .absent = "extreme-combined alternatives" },
		{ .name = "S46 but for the years: 2022 is five before 2027",
		  .step1 = "229",
		  .score = 234,
		  .graduation = 2022,
		  .figures = "250/250 borderline elevated yes score - - -",
		  .absent = "extreme-combined alternatives old-graduate" },
		{ .name = "S46 without a number",
		  .score = 234,
		  .graduation = 2021,
		  .figures = "245/250 borderline elevated yes score - - -",
		  .absent = "extreme-combined" },
		/* C24: alone it is a note */
		{ .name = "graduated six years before",
		  .score = 250,
		  .graduation = 2021,
		  .figures = "245/250 very-strong none no score - - -",
		  .present = "old-graduate pathway-older-graduate" },
		{ .name = "graduated five years before",
		  .score = 250,
		  .graduation = 2022,
		  .figures = "245/250 very-strong none no score - - -",
		  .present = "pathway-older-graduate",
		  .absent = "old-graduate" },
		{ .name = "graduated before 2025: N is 2028", /* 1 January of N - 3 */
		  .score = 250,
		  .graduation = 2024,
		  .figures = "245/250 very-strong none no score - - -",
		  .present = "pathway-older-graduate" },
		{ .name = "graduated in 2025",
		  .score = 250,
		  .graduation = 2025,
		  .figures = "245/250 very-strong none no score - - -",
		  .absent = "pathway-older-graduate" },
		{ .name = "visa: H-1B",
		  .visa = "h1b",
		  .figures = "245/250 unknown unknown yes none - - -",
		  .present = "visa-needed h1b-narrow h1b-fee",
		  .absent = "j1-home-rule" },
		{ .name = "visa: either",
		  .visa = "either",
		  .figures = "245/250 unknown unknown yes none - - -",
		  .present = "visa-needed h1b-fee j1-home-rule",
		  .absent = "h1b-narrow" },
		{ .name = "visa: none",
		  .visa = "none",
		  .figures = "245/250 unknown unknown yes none - - -",
		  .absent = "visa-needed h1b-narrow h1b-fee j1-home-rule" },
	};
	PEOPLE(people);
}

static void targets(void **state)
{
	(void)state;
	static const struct person people[] = {
		{ .name = "school less known",
		  .school_unknown = true,
		  .figures = "250/250 unknown unknown yes none - - -",
		  .present = "school-unknown step1-clean",
		  .absent = "target-lowered step1-failed" },
		{ .name = "own target 244",
		  .target = 244,
		  .figures = "244/250 unknown unknown yes none - - -",
		  .present = "target-lowered" },
		{ .name = "own target 245",
		  .target = 245,
		  .figures = "245/250 unknown unknown yes none - - -",
		  .absent = "target-lowered" },
		{ .name = "own target 249, school less known",
		  .school_unknown = true,
		  .target = 249,
		  .figures = "249/250 unknown unknown yes none - - -",
		  .present = "target-lowered" },
		{ .name = "own target 250",
		  .target = 250,
		  .figures = "250/250 unknown unknown yes none - - -",
		  .absent = "target-lowered" },
		{ .name = "own target 251: the stretch is never below it",
		  .target = 251,
		  .figures = "251/251 unknown unknown yes none - - -",
		  .absent = "target-lowered" },
		{ .name = "249 for 250",
		  .school_unknown = true,
		  .score = 249,
		  .figures = "250/250 competitive none no score - - -",
		  .present = "below-target" },
		{ .name = "250 for 250",
		  .school_unknown = true,
		  .score = 250,
		  .figures = "250/250 very-strong none no score - - -",
		  .absent = "below-target" },
		{ .name = "240 for an own 240",
		  .target = 240,
		  .score = 240,
		  .figures = "240/250 competitive none yes score 60-100 - -",
		  .present = "target-lowered tier-240-caveat",
		  .absent = "below-target" },
	};
	PEOPLE(people);
}

static void practices(void **state)
{
	(void)state;
	static const struct person people[] = {
		/* S31: below 220; C25: 245 - baseline above 15 */
		{ .name = "baseline 219",
		  .practice = "2026-11-01=219",
		  .figures = "245/250 unknown unknown yes practice - 4-6 -",
		  .present = "baseline-low gap-wide",
		  .absent = "practice-missing ready not-ready practice-stale" },
		{ .name = "baseline 220",
		  .practice = "2026-11-01=220",
		  .figures = "245/250 unknown unknown yes practice - 3- -",
		  .present = "gap-wide",
		  .absent = "baseline-low" },
		{ .name = "baseline 229: 16 points",
		  .practice = "2026-11-01=229",
		  .figures = "245/250 unknown unknown yes practice - 3- -",
		  .present = "gap-wide" },
		{ .name = "baseline 230: 15 points",
		  .practice = "2026-11-01=230",
		  .figures = "245/250 unknown unknown yes practice - - -",
		  .absent = "gap-wide baseline-low" },
		{ .name = "baseline 234 for 250",
		  .school_unknown = true,
		  .practice = "2026-11-01=234",
		  .figures = "250/250 unknown unknown yes practice - 3- -",
		  .present = "gap-wide" },
		{ .name = "baseline 235 for 250",
		  .school_unknown = true,
		  .practice = "2026-11-01=235",
		  .figures = "250/250 unknown unknown yes practice - - -",
		  .absent = "gap-wide" },
		{ .name = "baseline 219 for an own 234: low, not wide",
		  .target = 234,
		  .practice = "2026-11-01=219",
		  .figures = "234/250 unknown unknown yes practice - 4-6 -",
		  .present = "baseline-low target-lowered",
		  .absent = "gap-wide" },
		{ .name = "the earliest is the baseline, whether or not a score is known",
		  .score = 250,
		  .practice = "2026-10-01=219 2026-11-01=248",
		  .figures = "245/250 very-strong none no score - 4-6 -",
		  .present = "baseline-low",
		  .absent = "ready not-ready practice-missing practice-stale" },
		/* S62: 246 closes the backup, without a score and without a failure */
		{ .name = "practice 245",
		  .practice = "2026-11-01=245",
		  .figures = "245/250 unknown unknown yes practice - - -",
		  .present = "backup-provisional",
		  .absent = "backup-advised" },
		{ .name = "practice 246",
		  .practice = "2026-11-01=246",
		  .figures = "245/250 unknown unknown no practice - - -",
		  .absent = "backup-provisional backup-advised" },
		{ .name = "practice 246, Step 2 CK failed once",
		  .attempts = 2,
		  .practice = "2026-11-01=246",
		  .figures = "245/250 unknown elevated yes practice - - -",
		  .present = "backup-advised" },
		{ .name = "practice 250, score 245: the score counts",
		  .score = 245,
		  .practice = "2026-11-01=250",
		  .figures = "245/250 competitive none yes score 60-100 - -",
		  .present = "backup-advised" },
		/* S36 C17: both at least 245 - 5 */
		{ .name = "240 and 240",
		  .practice = "2026-10-20=240 2026-11-01=240",
		  .figures = "245/250 unknown unknown yes practice - - yes",
		  .present = "ready",
		  .absent = "not-ready" },
		{ .name = "239 and 240",
		  .practice = "2026-10-20=239 2026-11-01=240",
		  .figures = "245/250 unknown unknown yes practice - - no",
		  .present = "not-ready",
		  .absent = "ready" },
		{ .name = "240 and 239",
		  .practice = "2026-10-20=240 2026-11-01=239",
		  .figures = "245/250 unknown unknown yes practice - - no",
		  .present = "not-ready" },
		{ .name = "the last two of three",
		  .practice = "2026-10-13=231 2026-10-20=240 2026-11-01=247",
		  .figures = "245/250 unknown unknown no practice - - yes",
		  .present = "ready" },
		{ .name = "the first two of three do not count",
		  .practice = "2026-10-13=247 2026-10-20=247 2026-11-01=239",
		  .figures = "245/250 unknown unknown yes practice - - no",
		  .present = "not-ready backup-provisional" },
		{ .name = "tolerance 0: 245 and 245",
		  .tolerance = -1,
		  .practice = "2026-10-20=245 2026-11-01=245",
		  .figures = "245/250 unknown unknown yes practice - - yes" },
		{ .name = "tolerance 0: 245 and 244",
		  .tolerance = -1,
		  .practice = "2026-10-20=245 2026-11-01=244",
		  .figures = "245/250 unknown unknown yes practice - - no" },
		{ .name = "tolerance 10: 235 and 235",
		  .tolerance = 10,
		  .practice = "2026-10-20=235 2026-11-01=235",
		  .figures = "245/250 unknown unknown yes practice - - yes" },
		{ .name = "tolerance 10: 234 and 235",
		  .tolerance = 10,
		  .practice = "2026-10-20=234 2026-11-01=235",
		  .figures = "245/250 unknown unknown yes practice - - no" },
		{ .name = "own target 250: 245 and 246",
		  .target = 250,
		  .practice = "2026-10-20=245 2026-11-01=246",
		  .figures = "250/250 unknown unknown no practice - - yes" },
		{ .name = "own target 250: 244 and 246",
		  .target = 250,
		  .practice = "2026-10-20=244 2026-11-01=246",
		  .figures = "250/250 unknown unknown no practice - - no" },
		/* up to today */
		{ .name = "the second is tomorrow's",
		  .practice = "2026-11-01=240 2026-11-24=241",
		  .figures = "245/250 unknown unknown yes practice - - -",
		  .absent = "ready not-ready" },
		{ .name = "the second is today's",
		  .practice = "2026-11-01=240 2026-11-24=241",
		  .today = "2026-11-24",
		  .figures = "245/250 unknown unknown yes practice - - yes",
		  .present = "ready" },
		/* 12 October + 42 days is 23 November */
		{ .name = "42 days old",
		  .practice = "2026-10-12=240",
		  .figures = "245/250 unknown unknown yes practice - - -",
		  .absent = "practice-stale" },
		{ .name = "43 days old",
		  .practice = "2026-10-11=240",
		  .figures = "245/250 unknown unknown yes practice - - -",
		  .present = "practice-stale" },
		{ .name = "42 days old, a day later",
		  .practice = "2026-10-12=240",
		  .today = "2026-11-24",
		  .figures = "245/250 unknown unknown yes practice - - -",
		  .present = "practice-stale" },
		{ .name = "the last one is younger",
		  .practice = "2026-09-01=240 2026-10-12=240",
		  .figures = "245/250 unknown unknown yes practice - - yes",
		  .present = "ready",
		  .absent = "practice-stale" },
		{ .name = "another one today",
		  .practice = "2026-10-11=240 2026-11-23=240",
		  .figures = "245/250 unknown unknown yes practice - - yes",
		  .absent = "practice-stale" },
		{ .name = "another one tomorrow",
		  .practice = "2026-10-11=240 2026-11-24=240",
		  .figures = "245/250 unknown unknown yes practice - - -",
		  .present = "practice-stale" },
		{ .name = "43 days old, the exam is to come",
		  .practice = "2026-10-11=240",
		  .exam = "2027-05-01",
		  .figures = "245/250 unknown unknown yes practice - - -",
		  .present = "practice-stale" },
		{ .name = "43 days old, the exam was on Friday, no score yet",
		  .practice = "2026-10-11=240",
		  .exam = "2026-11-20",
		  .figures = "245/250 unknown unknown yes practice - - -",
		  .absent = "practice-stale" },
	};
	PEOPLE(people);
}

static const char *text_of(struct road *road, const struct person *person, const char *id,
			   const char **ret_severity)
{
	struct mw_assessment it;
	fill(road, person);
	struct mw_findings found = assess(person->name, road, &it);
	const struct mw_finding *finding = find(&found, id);
	if (!finding)
		fail_msg("%s: no %s", person->name, id);
	*ret_severity = finding->severity;
	return finding->text;
}

static void texts(void **state)
{
	(void)state;
	static const struct {
		struct person person;
		const char *id, *severity, *part;
	} cases[] = {
		/* 230; 240 after a failure; 235 with a low number, visa and years */
		{ { .name = "plain" }, "would-be-extreme", "info", "below 230" },
		{ { .name = "failed", .step1 = "fail" }, "would-be-extreme", "info", "below 240" },
		{ { .name = "S46", .step1 = "229", .graduation = 2021 },
		  "would-be-extreme",
		  "info",
		  "below 235" },
		{ { .name = "S46, not so old", .step1 = "229", .graduation = 2022 },
		  "would-be-extreme",
		  "info",
		  "below 230" },
		{ { .name = "S46, no visa", .step1 = "229", .graduation = 2021, .visa = "none" },
		  "would-be-extreme",
		  "info",
		  "below 230" },
		{ { .name = "S46 and failed",
		    .step1 = "229",
		    .step1_attempts = 2,
		    .graduation = 2021 },
		  "would-be-extreme",
		  "info",
		  "below 240" },
		{ { .name = "three", .attempts = 3 }, "attempts-limit", "warn", "one attempt" },
		{ { .name = "four", .attempts = 4 }, "attempts-limit", "stop", "Four" },
		{ { .name = "one of each is three of one", .step1_attempts = 3, .attempts = 2 },
		  "attempts-limit",
		  "warn",
		  "one attempt" },
		{ { .name = "by how much", .score = 238 }, "below-target", "warn", "7 below" },
		{ { .name = "both targets", .target = 240 }, "target-lowered", "warn", "245" },
		{ { .name = "why 245" }, "target-basis", "info", "245" },
		{ { .name = "why 245, clean" }, "target-basis", "info", "clean Step 1" },
		{ { .name = "why 246", .step1 = "225" }, "target-basis", "info", "20 points" },
		{ { .name = "your own", .target = 252 }, "target-basis", "info", "you wish" },
		{ { .name = "both letters" },
		  "letters-set",
		  "advice",
		  "a radiologist and a clinician" },
		{ { .name = "why 250", .step1 = "fail" }, "target-basis", "info", "failed" },
		{ { .name = "why school", .school_unknown = true },
		  "target-basis",
		  "info",
		  "school" },
		{ { .name = "why 248", .step1 = "227" }, "target-basis", "info", "20 points" },
		{ { .name = "249 alone", .score = 249 },
		  "experience-missing",
		  "advice",
		  "without one even 240" },
		{ { .name = "250 alone", .score = 250 },
		  "experience-missing",
		  "advice",
		  "at any score" },
		{ { .name = "the range", .score = 240 }, "programs-count", "info", "60 to 100" },
		{ { .name = "no number", .score = 234 }, "programs-broad", "info", "very broadly" },
		{ { .name = "the mean", .score = 234 }, "programs-broad", "info", "72" },
		{ { .name = "what is reached", .practice = "2026-10-20=240 2026-11-01=241" },
		  "ready",
		  "good",
		  "240" },
		{ { .name = "the year", .graduation = 2021 },
		  "pathway-older-graduate",
		  "warn",
		  "2025" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct road road;
		const char *severity;
		const char *text = text_of(&road, &cases[i].person, cases[i].id, &severity);
		EXPECT_PART(cases[i].person.name, text, cases[i].part);
		EXPECT_TEXT(cases[i].person.name, severity, cases[i].severity);
		road_release(&road);
	}
}

/* The rest of the application: S6 S48 S49 S50 S51 D6. */
static void application(void **state)
{
	(void)state;
	static const struct {
		struct person person;
		int research;        /* a stage; -1: no project */
		int experience;      /* a kind; -1: none */
		const char *letters; /* R C or M(entor); a(sked), r(eceived), f(uture) or - */
		enum mw_position position;
		const char *present, *absent;
	} cases[] = {
		{ { .name = "nothing", .score = 249 },
		  -1,
		  -1,
		  "",
		  MW_POSITION_BOTH,
		  "research-thin experience-missing letters-set advanced-first-year",
		  "categorical-only" },
		{ { .name = "an idea, research only, one radiologist", .score = 249 },
		  MW_RESEARCH_IDEA,
		  MW_EXPERIENCE_RESEARCH,
		  "Ra",
		  MW_POSITION_ADVANCED,
		  "research-thin experience-missing letters-set advanced-first-year",
		  "categorical-only" },
		{ { .name = "data, observership, both asked", .score = 249 },
		  MW_RESEARCH_DATA,
		  MW_EXPERIENCE_OBSERVERSHIP,
		  "Ra Ca",
		  MW_POSITION_CATEGORICAL,
		  "categorical-only",
		  "research-thin experience-missing letters-set advanced-first-year" },
		{ { .name = "submitted, rotation, both received", .score = 230 },
		  MW_RESEARCH_SUBMITTED,
		  MW_EXPERIENCE_ROTATION,
		  "Rr Cr",
		  MW_POSITION_CATEGORICAL,
		  NULL,
		  "research-thin experience-missing letters-set" },
		{ { .name = "250", .score = 250 },
		  -1,
		  -1,
		  "Ca Ma",
		  MW_POSITION_BOTH,
		  "letters-set",
		  "research-thin" },
		{ { .name = "no score" },
		  -1,
		  -1,
		  "Ma",
		  MW_POSITION_BOTH,
		  "letters-set",
		  "research-thin" },
		{ { .name = "250 after a failure", .score = 250, .attempts = 2 },
		  MW_RESEARCH_IDEA,
		  -1,
		  "Ra Ca",
		  MW_POSITION_BOTH,
		  "research-thin",
		  "letters-set" },
		{ { .name = "named, not asked", .score = 250 },
		  -1,
		  -1,
		  "R- C-",
		  MW_POSITION_BOTH,
		  "letters-set",
		  NULL },
		{ { .name = "the clinician only from tomorrow", .score = 250 },
		  -1,
		  -1,
		  "Ra Cf",
		  MW_POSITION_BOTH,
		  "letters-set",
		  NULL },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct road road;
		struct mw_assessment it;
		const char *name = cases[i].person.name;
		fill(&road, &cases[i].person);
		struct mw_profile *profile = &road.profile;
		if (cases[i].research >= 0)
			*MW_PUSH(&road.pool, &profile->research) = (struct mw_research){
				.id = "a",
				.title = "A",
				.stage = (enum mw_research_stage)cases[i].research
			};
		if (cases[i].experience >= 0)
			*MW_PUSH(&road.pool, &profile->experience) = (struct mw_experience){
				.id = "b",
				.kind = (enum mw_experience_kind)cases[i].experience,
				.from = MW_DAY_NONE,
				.to = MW_DAY_NONE
			};
		for (const char *p = cases[i].letters; *p; p += p[2] ? 3 : 2)
			*MW_PUSH(&road.pool, &profile->letters) = (struct mw_letter){
				.id = *p == 'R'   ? "r"
				      : *p == 'C' ? "c"
						  : "m",
				.writer = "W",
				.kind = *p == 'R'   ? MW_LETTER_RADIOLOGIST
					: *p == 'C' ? MW_LETTER_CLINICIAN
						    : MW_LETTER_RESEARCH,
				.asked = p[1] == 'a'   ? a_day("2026-11-23")
					 : p[1] == 'f' ? a_day("2026-11-24")
						       : MW_DAY_NONE,
				.received = p[1] == 'r' ? a_day("2026-11-20") : MW_DAY_NONE,
				.assigned = MW_DAY_NONE,
			};
		profile->position = cases[i].position;
		struct mw_findings found = assess(name, &road, &it);
		expect_findings(name, &road, &found, cases[i].present, true);
		expect_findings(name, &road, &found, cases[i].absent, false);
		road_release(&road);
	}
}

/* D5: ERAS sends four to one program. */
static void letters_assigned(void **state)
{
	(void)state;
	static const struct person person = { .name = "letters", .score = 250 };
	struct road road;
	struct mw_assessment it;
	fill(&road, &person);
	for (int i = 1; i <= 6; i++) {
		*MW_PUSH(&road.pool, &road.profile.letters) =
			(struct mw_letter){ .id = "r",
					    .asked = MW_DAY_NONE,
					    .received = a_day("2026-11-20"),
					    .assigned =
						    i == 1 ? MW_DAY_NONE : a_day("2026-11-21") };
		struct mw_findings found = assess(person.name, &road, &it);
		expect_findings(person.name, &road, &found, "letters-too-many", i == 6);
		if (i == 6)
			EXPECT_PART("how many", find(&found, "letters-too-many")->text,
				    "5 letters");
	}
	road_release(&road);
}

/* D3: Step 1 + 7 years before the day that the certificate is due. */
static void seven_years(void **state)
{
	(void)state;
	static const struct person person = { .name = "seven years", .score = 250 };
	static const struct person open = { .name = "not passed", .step1 = "fail" };
	for (int late = 0; late < 2; late++) {
		struct road road;
		struct mw_assessment it;
		fill(&road, &person);
		road_plan(&road);
		mw_day due = road.plan.study->keys[MW_KEY_CERT_DUE].day;
		road.profile.step1.date = mw_day_add_months(due, -84) - 1 + late;
		struct mw_findings found = assess(person.name, &road, &it);
		expect_findings(person.name, &road, &found, "seven-year", !late);
		road_release(&road);
	}
	struct road road;
	struct mw_assessment it;
	fill(&road, &person);
	road.profile.step1.date = a_day("2019-01-09");
	struct mw_findings certain = assess(person.name, &road, &it);
	EXPECT_PART("until when", find(&certain, "seven-year")->text, "Fri 9 Jan 2026");
	road_done(&road, "2026-11-23T09:00", "ecfmg-certificate");
	certain = assess(person.name, &road, &it);
	expect_findings("she holds it", &road, &certain, "seven-year", false);
	road_release(&road);
	fill(&road, &open);
	road.profile.step1.date = a_day("2015-01-01");
	struct mw_findings found = assess(open.name, &road, &it);
	expect_findings("only a pass expires", &road, &found, "seven-year", false);
	road_release(&road);
}

/* D3: before 1 January of N - 3, by the day where one is given. */
static void graduation_day(void **state)
{
	(void)state;
	static const struct person people[] = {
		{ .name = "2024-12-31", .graduation = 2024, .score = 250 },
		{ .name = "2025-01-01", .graduation = 2025, .score = 250 },
	};
	for (size_t i = 0; i < 2; i++) {
		struct road road;
		struct mw_assessment it;
		fill(&road, &people[i]);
		road.profile.graduation = a_day(people[i].name);
		struct mw_findings found = assess(people[i].name, &road, &it);
		expect_findings(people[i].name, &road, &found, "pathway-older-graduate", !i);
		road_release(&road);
	}
}

/*
 * DOMAIN 1.3, season 2026: $11 for each of the first 30, $30 for each further one. 30 x 11 = 330;
 * 60: 330 + 30 x 30 = 1230; 72: 330 + 42 x 30 = 1590; 100: 330 + 70 x 30 = 2430.
 */
static void costs(void **state)
{
	(void)state;
	static const int programs[][2] = { { 1, 11 },    { 30, 330 },  { 31, 360 },
					   { 60, 1230 }, { 72, 1590 }, { 100, 2430 } };
	for (size_t i = 0; i < sizeof programs / sizeof *programs; i++)
		EXPECT_INT("so many programs", mw_assess_cost(programs[i][0]), programs[i][1]);

	static const struct {
		const char *name;
		int score, listed, cost_min, cost_max;
		const char *says;
	} cases[] = {
		{ "the guide's number", 235, 0, 1230, 2430,
		  "60 to 100 programs cost $1230 to $2430" },
		{ "the guide has none", 246, 0, MW_NONE, MW_NONE, NULL },
		{ "no score", 0, 0, MW_NONE, MW_NONE, NULL },
		{ "a list beats the guide", 240, 31, 360, 360,
		  "The 31 usable programs of your list cost $360" },
		{ "a list needs no score", 0, 1, 11, 11,
		  "The 1 usable program of your list costs $11" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct person person = { .name = cases[i].name, .score = cases[i].score };
		struct road road;
		struct mw_assessment it;
		fill(&road, &person);
		/* and two that are not: one does not sponsor the visa, one is dropped */
		for (int k = 0; k < (cases[i].listed ? cases[i].listed + 2 : 0); k++)
			*MW_PUSH(&road.pool, &road.profile.programs) = (struct mw_program){
				.id = "p",
				.name = "P",
				.expected_score = MW_NONE,
				.j1 = k == 0 ? MW_ANSWER_NO : MW_ANSWER_UNKNOWN,
				.status = k == 1 ? MW_PROGRAM_DROPPED : MW_PROGRAM_APPLIED,
			};
		struct mw_findings found = assess(cases[i].name, &road, &it);
		const struct mw_finding *cost = find(&found, "application-cost");
		EXPECT_INT(cases[i].name, it.cost_min, cases[i].cost_min);
		EXPECT_INT(cases[i].name, it.cost_max, cases[i].cost_max);
		EXPECT_INT(cases[i].name, it.cost_season, cases[i].says ? 2026 : MW_NONE);
		EXPECT_INT(cases[i].name, cost != NULL, cases[i].says != NULL);
		if (cost) {
			EXPECT_PART(cases[i].name, cost->text, cases[i].says);
			EXPECT_PART("the transcript", cost->text, "$80");
			EXPECT_PART("whose tariff", cost->text, "season 2026");
		}
		road_release(&road);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(scores),
		cmocka_unit_test(failures),
		cmocka_unit_test(numbers_and_years),
		cmocka_unit_test(targets),
		cmocka_unit_test(practices),
		cmocka_unit_test(texts),
		cmocka_unit_test(application),
		cmocka_unit_test(letters_assigned),
		cmocka_unit_test(seven_years),
		cmocka_unit_test(graduation_day),
		cmocka_unit_test(costs),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
