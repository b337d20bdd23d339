/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The plan keys of ROADMAP section 1.1, each row by hand. Application year 2027, all predicted:
 * programs may review from 22 September 2027 at the earliest, so the last useful exam day is 25
 * August.
 */
#include "matchward/core/study.h"

#include "expect.h"
#include "season_by_hand.h"

struct person {
	const char *name;
	int year;              /* 0: 2027 */
	const char *first_day; /* NULL: 2026-11-23 */
	const char *start, *exam, *graduation, *step1_date;
	enum mw_window window;
	enum mw_step1_result step1;
	enum mw_visa visa;
	int months, foundation, consolidation; /* 0: not given */
	int baseline, score;
	int questions, questions_done;
	int graduation_year; /* 0: 2025 */
	const char *interviews[3];
	const char *keys; /* "exam-aim 2027-06-01 ..." */
};

struct result {
	struct mw_facts facts;
	struct mw_study study;
};

static void fill(const struct person *person, struct mw_profile *profile, struct mw_pool *pool)
{
	mw_profile_init(profile);
	profile->zone = zone_by_hand("Asia/Kolkata");
	profile->application_year = person->year ? person->year : 2027;
	profile->graduation_year = person->graduation_year ? person->graduation_year : 2025;
	profile->exam_window = person->window;
	profile->step1.result = person->step1;
	profile->visa = person->visa;
	if (person->start)
		profile->study.start = a_day(person->start);
	if (person->exam)
		profile->step2ck.exam = a_day(person->exam);
	if (person->graduation)
		profile->graduation = a_day(person->graduation);
	if (person->step1_date)
		profile->step1.date = a_day(person->step1_date);
	if (person->months)
		profile->study.months = person->months;
	if (person->foundation)
		profile->study.foundation_months = person->foundation;
	if (person->consolidation)
		profile->study.consolidation_months = person->consolidation;
	if (person->score)
		profile->step2ck.score = person->score;
	if (person->questions)
		profile->study.questions = person->questions;
	profile->study.questions_done = person->questions_done;
	if (person->baseline)
		*MW_PUSH(pool, &profile->practice) = (struct mw_practice){
			.day = a_day("2026-01-02"), .name = "NBME", .score = person->baseline
		};
	for (size_t i = 0; i < 3 && person->interviews[i]; i++)
		*MW_PUSH(pool, &profile->interviews) =
			(struct mw_interview){ .when = season_expr(pool, person->interviews[i],
								   1) };
}

static struct result compute(const struct person *person)
{
	struct mw_pool pool = MW_POOL_INIT;
	struct mw_season_table table;
	struct mw_season season;
	struct mw_profile profile;
	struct mw_acts acts = { .year = 2027, .first_day = MW_DAY_NONE };
	struct result result;
	mw_day first_day = a_day(person->first_day ? person->first_day : "2026-11-23");
	fill(person, &profile, &pool);
	season_table_by_hand(&table, &pool);
	EXPECT_INT(
		"season",
		mw_season_compute(&table, profile.application_year, NULL, 0, &pool, &season, NULL),
		0);
	mw_facts_compute(&profile, &acts, first_day, &result.facts);
	mw_study_compute(&profile, &season, first_day, &pool, &result.facts, &result.study);
	mw_pool_release(&pool);
	return result;
}

static void expect_keys(const struct person *person)
{
	struct result result = compute(person);
	char name[40], day[16], label[200];
	int used;
	for (const char *p = person->keys ? person->keys : "";
	     sscanf(p, "%39s %15s%n", name, day, &used) == 2; p += used) {
		enum mw_key key;
		assert_true(mw_key_find(name, &key));
		(void)snprintf(label, sizeof label, "%s: %s", person->name, name);
		EXPECT_DAY(label, result.study.keys[key].day, day);
		EXPECT_INT("a whole day", mw_date_is_timed(&result.study.keys[key]), false);
		assert_true(strlen(result.study.reasons[key]) > 10);
	}
}

static void expect_all(const struct person *people, size_t count)
{
	for (size_t i = 0; i < count; i++)
		expect_keys(&people[i]);
}

#define EXPECT_ALL(people) expect_all(people, sizeof people / sizeof *people)

static void the_demo(void **state)
{
	(void)state;
	static const struct person demo = {
		.name = "demo",
		.step1 = MW_STEP1_PASS,
		.visa = MW_VISA_J1,
		.start = "2026-12-01",
		.baseline = 221,
		.questions = 2500,
		.keys = "first-day 2026-11-23 exam-opens 2027-04-01 exam-closes 2027-07-31 "
			"exam-stop 2027-08-25 "
			"exam-aim 2027-06-01 foundation-start 2026-12-01 consolidation-start "
			"2027-03-01 "
			"readiness-start 2027-05-01 prep-start 2026-12-01 first-exam 2027-06-01 "
			"score-stop 2027-09-22 "
			"decide-from 2027-06-15 decide-by 2027-08-03 oet-aim 2027-07-20 "
			"pathways-aim 2027-10-15 "
			"cert-due 2028-01-10 graduation 2025-06-30 diploma-aim 2027-02-28 "
			"diploma-latest 2028-01-31 "
			"interviews-end 2028-01-31",
	};
	expect_keys(&demo);
	struct result result = compute(&demo);
	EXPECT_INT("months", result.study.months, 6);
	EXPECT_INT("foundation", result.study.foundation_months, 3);
	EXPECT_INT("consolidation", result.study.consolidation_months, 2);
	EXPECT_INT("2,500 questions over 176 days", result.study.questions_a_day, 15);
	EXPECT_INT("spring was asked for", result.study.fell_to_spring, false);
	EXPECT_INT("booked", mw_facts_has(&result.facts, MW_FACT_BOOKED), false);
	EXPECT_INT("late score", mw_facts_has(&result.facts, MW_FACT_LATE_SCORE), false);
	EXPECT_INT("a guess", result.study.keys[MW_KEY_GRADUATION].provenance,
		   MW_PROVENANCE_ADVICE);
	EXPECT_INT("advice", result.study.keys[MW_KEY_EXAM_AIM].provenance, MW_PROVENANCE_ADVICE);
	EXPECT_INT("hers", result.study.keys[MW_KEY_PREP_START].provenance, MW_PROVENANCE_YOURS);
	EXPECT_INT("not said", result.study.keys[MW_KEY_FIRST_DAY].provenance,
		   MW_PROVENANCE_ADVICE);
	EXPECT_INT("predicted", result.study.keys[MW_KEY_SCORE_STOP].provenance,
		   MW_PROVENANCE_PREDICTED);
}

static void windows(void **state)
{
	(void)state;
	static const struct person people[] = {
		{ .name = "spring, no start",
		  .first_day = "2026-01-05",
		  .keys = "exam-opens 2027-04-01 exam-closes 2027-07-31 exam-aim 2027-06-01" },
		{ .name = "previous summer, no start",
		  .first_day = "2026-01-05",
		  .window = MW_WINDOW_PREVIOUS_SUMMER,
		  .baseline = 230,
		  .keys = "exam-opens 2026-07-01 exam-closes 2026-09-30 exam-aim 2026-08-31 "
			  "foundation-start 2026-04-30 consolidation-start 2026-06-30 "
			  "readiness-start 2026-07-31" },
		{ .name = "its last day",
		  .first_day = "2026-01-05",
		  .window = MW_WINDOW_PREVIOUS_SUMMER,
		  .start = "2026-05-01",
		  .months = 6,
		  .keys = "exam-aim 2026-09-30" },
		{ .name = "its first day",
		  .first_day = "2026-01-05",
		  .window = MW_WINDOW_PREVIOUS_SUMMER,
		  .start = "2026-01-10",
		  .months = 4,
		  .baseline = 230,
		  .keys = "exam-aim 2026-07-01" },
		/* four months from 30 May end on 30 September; from 1 June a day later */
		{ .name = "just reached",
		  .first_day = "2026-05-30",
		  .window = MW_WINDOW_PREVIOUS_SUMMER,
		  .baseline = 219,
		  .keys = "exam-closes 2026-09-30 exam-aim 2026-09-30" },
		{ .name = "just missed",
		  .first_day = "2026-06-01",
		  .window = MW_WINDOW_PREVIOUS_SUMMER,
		  .baseline = 219,
		  .keys = "exam-opens 2027-04-01 exam-closes 2027-07-31 exam-aim 2027-06-01" },
		{ .name = "no least study",
		  .first_day = "2026-09-30",
		  .window = MW_WINDOW_PREVIOUS_SUMMER,
		  .baseline = 230,
		  .keys = "exam-closes 2026-09-30" },
		{ .name = "a day later",
		  .first_day = "2026-10-01",
		  .window = MW_WINDOW_PREVIOUS_SUMMER,
		  .baseline = 230,
		  .keys = "exam-closes 2027-07-31" },
	};
	EXPECT_ALL(people);
	EXPECT_INT("early", compute(&people[4]).study.fell_to_spring, false);
	EXPECT_INT("fell", compute(&people[5]).study.fell_to_spring, true);
}

static void aims(void **state)
{
	(void)state;
	static const struct person people[] = {
		{ .name = "six months without a baseline",
		  .start = "2026-12-10",
		  .keys = "exam-aim 2027-06-10" },
		{ .name = "six months below 220",
		  .start = "2026-12-10",
		  .baseline = 219,
		  .keys = "exam-aim 2027-06-10" },
		{ .name = "six months, gap 16",
		  .start = "2026-12-10",
		  .baseline = 229,
		  .keys = "exam-aim 2027-06-10" },
		{ .name = "four months, gap 15",
		  .start = "2026-12-10",
		  .baseline = 230,
		  .keys = "exam-aim 2027-04-10" },
		{ .name = "own months",
		  .start = "2026-12-10",
		  .months = 5,
		  .keys = "exam-aim 2027-05-10" },
		{ .name = "not before the window",
		  .start = "2026-10-10",
		  .months = 3,
		  .first_day = "2026-10-01",
		  .keys = "exam-aim 2027-04-01" },
		{ .name = "before the delays",
		  .start = "2026-12-20",
		  .keys = "exam-aim 2027-06-19" },
		{ .name = "the last such day",
		  .start = "2026-12-19",
		  .keys = "exam-aim 2027-06-19" },
		{ .name = "three months must fit",
		  .first_day = "2027-03-05",
		  .keys = "exam-aim 2027-06-05" },
		{ .name = "four months must fit",
		  .first_day = "2027-03-05",
		  .baseline = 219,
		  .keys = "exam-aim 2027-07-05" },
		{ .name = "nothing must fit",
		  .first_day = "2027-03-05",
		  .baseline = 230,
		  .keys = "exam-aim 2027-06-01" },
		{ .name = "also after a late start",
		  .start = "2027-05-01",
		  .keys = "exam-aim 2027-08-01 exam-closes 2027-08-01" },
		{ .name = "a start long ago counts from the first day",
		  .start = "2026-03-01",
		  .months = 12,
		  .first_day = "2027-03-05",
		  .keys = "exam-aim 2027-06-05" },
		{ .name = "past the window and the last useful day",
		  .first_day = "2027-06-15",
		  .keys = "exam-aim 2027-09-15 exam-closes 2027-09-15 exam-opens 2027-04-01 "
			  "exam-stop 2027-08-25 "
			  "score-stop 2027-09-22" },
		{ .name = "score known: no study is left",
		  .first_day = "2027-05-01",
		  .score = 250,
		  .keys = "exam-aim 2027-06-01 decide-from 2027-03-01 decide-by 2027-04-30" },
	};
	EXPECT_ALL(people);
}

static void booked(void **state)
{
	(void)state;
	static const struct person people[] = {
		{ .name = "in spring",
		  .step1 = MW_STEP1_PASS,
		  .exam = "2027-05-10",
		  .start = "2026-12-01",
		  .keys = "exam-opens 2027-05-10 exam-closes 2027-05-10 exam-aim 2027-05-10 "
			  "exam-stop 2027-08-25 "
			  "score-stop 2027-09-22 first-exam 2027-05-10 decide-from 2027-05-24 "
			  "decide-by 2027-07-12" },
		{ .name = "on the last useful day",
		  .exam = "2027-08-25",
		  .keys = "exam-stop 2027-08-25 score-stop 2027-09-22" },
		{ .name = "a day too late",
		  .exam = "2027-08-26",
		  .keys = "exam-aim 2027-08-26 exam-stop 2027-08-26 score-stop 2027-10-21" },
		{ .name = "sat, the score is awaited",
		  .exam = "2026-11-10",
		  .keys = "exam-aim 2026-11-10" },
		{ .name = "sat and failed: not a booking",
		  .exam = "2026-10-01",
		  .score = 210,
		  .keys = "exam-aim 2027-06-01 exam-closes 2027-07-31" },
		{ .name = "the retake is booked",
		  .exam = "2027-05-01",
		  .score = 210,
		  .keys = "exam-aim 2027-05-01 exam-closes 2027-05-01" },
		{ .name = "the retake is on the first day",
		  .exam = "2026-11-23",
		  .score = 210,
		  .keys = "exam-aim 2026-11-23" },
		{ .name = "sat and passed",
		  .exam = "2026-10-01",
		  .score = 250,
		  .keys = "exam-aim 2026-10-01" },
	};
	static const bool is_booked[] = { true, true, true, true, false, true, true, true };
	EXPECT_ALL(people);
	for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
		struct result result = compute(&people[i]);
		EXPECT_INT(people[i].name, mw_facts_has(&result.facts, MW_FACT_BOOKED),
			   is_booked[i]);
		EXPECT_INT(people[i].name, result.study.keys[MW_KEY_EXAM_CLOSES].provenance,
			   is_booked[i] ? MW_PROVENANCE_YOURS : MW_PROVENANCE_ADVICE);
	}
}

/* Eight weeks after 7 July is 1 September, the day on which ERAS opens. */
static void late_score(void **state)
{
	(void)state;
	static const struct {
		struct person person;
		bool late;
	} cases[] = {
		{ { .name = "just in time", .exam = "2027-07-07" }, false },
		{ { .name = "a day late", .exam = "2027-07-08" }, true },
		{ { .name = "late and known: to be sent again",
		    .exam = "2027-07-08",
		    .score = 250 },
		  true },
		{ { .name = "known, no day", .first_day = "2027-08-01", .score = 250 }, false },
		{ { .name = "not known, no day", .first_day = "2027-08-01" }, true },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct result result = compute(&cases[i].person);
		EXPECT_INT(cases[i].person.name, mw_facts_has(&result.facts, MW_FACT_LATE_SCORE),
			   cases[i].late);
	}
}

/* Out of reach: the aim comes after the last useful day, 25 August. Given up: begun after the
 * window, 31 July, too. */
static void out_of_reach(void **state)
{
	(void)state;
	static const struct {
		struct person person;
		bool is_out_of_reach, is_given_up;
	} cases[] = {
		/* Without a baseline three months are the least: 25 May + 3 months is the day. */
		{ { .name = "just in reach", .first_day = "2027-05-25" }, false, false },
		{ { .name = "a day late", .first_day = "2027-05-26" }, true, false },
		{ { .name = "last day of the window", .first_day = "2027-07-31" }, true, false },
		{ { .name = "after the window", .first_day = "2027-08-01" }, true, true },
		/* 12 points to go: the guide asks for no months, so the first day itself is left.
		 */
		{ { .name = "nearly there", .first_day = "2027-08-25", .baseline = 233 },
		  false,
		  false },
		{ { .name = "nearly there, too late", .first_day = "2027-08-26", .baseline = 233 },
		  true,
		  true },
		{ { .name = "score known", .first_day = "2027-09-01", .score = 250 },
		  false,
		  false },
		{ { .name = "booked", .first_day = "2027-09-01", .exam = "2027-10-01" },
		  false,
		  false },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct result result = compute(&cases[i].person);
		EXPECT_INT(cases[i].person.name, result.study.is_out_of_reach,
			   cases[i].is_out_of_reach);
		EXPECT_INT(cases[i].person.name, result.study.is_given_up, cases[i].is_given_up);
	}
}

static void phases(void **state)
{
	(void)state;
	static const struct {
		struct person person;
		int months, foundation, consolidation;
	} cases[] = {
		{ { .name = "six: 3 + 2 + 1",
		    .exam = "2027-06-01",
		    .keys = "foundation-start 2026-12-01 consolidation-start 2027-03-01 "
			    "readiness-start 2027-05-01" },
		  6,
		  3,
		  2 },
		{ { .name = "five: 3 + 2",
		    .exam = "2027-06-01",
		    .months = 5,
		    .keys = "foundation-start 2027-01-01 consolidation-start 2027-04-01 "
			    "readiness-start 2027-05-25" },
		  5,
		  3,
		  2 },
		{ { .name = "four: 2 + 1 + 1",
		    .exam = "2027-06-01",
		    .months = 4,
		    .keys = "foundation-start 2027-02-01 consolidation-start 2027-04-01 "
			    "readiness-start 2027-05-01" },
		  4,
		  2,
		  1 },
		{ { .name = "three: 2 + 1",
		    .exam = "2027-06-01",
		    .months = 3,
		    .keys = "foundation-start 2027-03-01 consolidation-start 2027-05-01 "
			    "readiness-start 2027-05-25" },
		  3,
		  2,
		  1 },
		{ { .name = "two: 1 + 1",
		    .exam = "2027-06-01",
		    .months = 2,
		    .keys = "foundation-start 2027-04-01 consolidation-start 2027-05-01 "
			    "readiness-start 2027-05-25" },
		  2,
		  1,
		  1 },
		{ { .name = "one",
		    .exam = "2027-06-01",
		    .months = 1,
		    .keys = "foundation-start 2027-05-01 consolidation-start 2027-05-25 "
			    "readiness-start 2027-05-25" },
		  1,
		  1,
		  0 },
		{ { .name = "own phases",
		    .exam = "2027-06-01",
		    .months = 6,
		    .foundation = 2,
		    .consolidation = 1,
		    .keys = "foundation-start 2026-12-01 consolidation-start 2027-02-01 "
			    "readiness-start 2027-03-01" },
		  6,
		  2,
		  1 },
		{ { .name = "a long foundation: the other gives way",
		    .exam = "2027-06-01",
		    .months = 5,
		    .foundation = 4,
		    .keys = "foundation-start 2027-01-01 consolidation-start 2027-05-01 "
			    "readiness-start 2027-05-25" },
		  5,
		  4,
		  1 },
		{ { .name = "a long consolidation: the other gives way",
		    .exam = "2027-06-01",
		    .months = 3,
		    .consolidation = 2,
		    .keys = "foundation-start 2027-03-01 consolidation-start 2027-04-01 "
			    "readiness-start 2027-05-25" },
		  3,
		  1,
		  2 },
		{ { .name = "four days are left",
		    .exam = "2026-11-27",
		    .keys = "foundation-start 2026-11-23 consolidation-start 2026-11-23 "
			    "readiness-start 2026-11-23" },
		  1,
		  1,
		  0 },
		{ { .name = "all from the anchor",
		    .exam = "2027-05-31",
		    .first_day = "2026-01-01",
		    .keys = "foundation-start 2026-11-30 consolidation-start 2027-02-28 "
			    "readiness-start 2027-04-30" },
		  6,
		  3,
		  2 },
		/* Fewer months are left than wanted: no phase is skipped, and the odd days go to
		   the first. */
		{ { .name = "three months and 12 days are left",
		    .exam = "2027-03-07",
		    .first_day = "2026-11-25",
		    .keys = "foundation-start 2026-11-25 consolidation-start 2027-02-07 "
			    "readiness-start 2027-02-28" },
		  3,
		  2,
		  1 },
		{ { .name = "the start she entered counts too",
		    .start = "2027-01-15",
		    .exam = "2027-06-19",
		    .keys = "foundation-start 2027-01-15 consolidation-start 2027-04-19 "
			    "readiness-start 2027-06-12" },
		  5,
		  3,
		  2 },
		{ { .name = "a few days less than six months",
		    .first_day = "2026-12-05",
		    .keys = "exam-aim 2027-06-01 foundation-start 2026-12-05 "
			    "consolidation-start 2027-03-01 readiness-start 2027-05-01" },
		  6,
		  3,
		  2 },
		{ { .name = "three weeks are left",
		    .exam = "2026-12-14",
		    .keys = "foundation-start 2026-11-23 consolidation-start 2026-12-07 "
			    "readiness-start 2026-12-07" },
		  1,
		  1,
		  0 },
		{ { .name = "half a month counts as one",
		    .first_day = "2026-12-16",
		    .keys = "foundation-start 2026-12-16 consolidation-start 2027-03-01" },
		  6,
		  3,
		  2 },
		{ { .name = "a day less does not",
		    .first_day = "2026-12-17",
		    .keys = "foundation-start 2026-12-17 consolidation-start 2027-04-01" },
		  5,
		  3,
		  2 },
		{ { .name = "a foundation longer than all",
		    .exam = "2027-06-01",
		    .months = 3,
		    .foundation = 5 },
		  3,
		  3,
		  0 },
		{ { .name = "a consolidation longer than all",
		    .exam = "2027-06-01",
		    .months = 2,
		    .consolidation = 3 },
		  2,
		  0,
		  2 },
		{ { .name = "two and two in three",
		    .exam = "2027-02-23",
		    .foundation = 2,
		    .consolidation = 2 },
		  3,
		  2,
		  1 },
		{ { .name = "own phases shrink together",
		    .exam = "2027-02-23",
		    .months = 6,
		    .foundation = 3,
		    .consolidation = 2,
		    .keys = "foundation-start 2026-11-23 consolidation-start 2027-01-23 "
			    "readiness-start 2027-02-16" },
		  3,
		  2,
		  1 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct result result = compute(&cases[i].person);
		EXPECT_INT(cases[i].person.name, result.study.months, cases[i].months);
		EXPECT_INT(cases[i].person.name, result.study.foundation_months,
			   cases[i].foundation);
		EXPECT_INT(cases[i].person.name, result.study.consolidation_months,
			   cases[i].consolidation);
		expect_keys(&cases[i].person);
	}
}

static void light_study(void **state)
{
	(void)state;
	static const struct person people[] = {
		{ .name = "the guide's March",
		  .first_day = "2026-01-05",
		  .keys = "prep-start 2026-03-31 foundation-start 2026-12-01" },
		{ .name = "not after the foundation",
		  .first_day = "2026-01-05",
		  .window = MW_WINDOW_PREVIOUS_SUMMER,
		  .months = 6,
		  .keys = "foundation-start 2026-02-28 prep-start 2026-02-28" },
		{ .name = "her own start", .start = "2026-10-01", .keys = "prep-start 2026-10-01" },
	};
	EXPECT_ALL(people);
}

static void step_1_first(void **state)
{
	(void)state;
	static const struct person people[] = {
		{ .name = "open: seven months before",
		  .keys = "step1-aim 2026-11-01 first-exam 2026-11-01" },
		{ .name = "from the end of a month",
		  .exam = "2027-05-31",
		  .keys = "step1-aim 2026-10-31" },
		{ .name = "booked",
		  .step1_date = "2026-12-10",
		  .keys = "step1-aim 2026-12-10 first-exam 2026-12-10" },
		{ .name = "booked for today",
		  .step1_date = "2026-11-23",
		  .keys = "step1-aim 2026-11-23" },
		{ .name = "that one was failed",
		  .step1 = MW_STEP1_FAIL,
		  .step1_date = "2026-10-10",
		  .keys = "step1-aim 2026-11-01 first-exam 2026-11-01" },
		{ .name = "passed",
		  .step1 = MW_STEP1_PASS,
		  .step1_date = "2026-12-10",
		  .keys = "step1-aim 2026-11-01 first-exam 2027-06-01" },
	};
	EXPECT_ALL(people);
	EXPECT_INT("hers", compute(&people[2]).study.keys[MW_KEY_FIRST_EXAM].provenance,
		   MW_PROVENANCE_YOURS);
	EXPECT_INT("advice", compute(&people[0]).study.keys[MW_KEY_FIRST_EXAM].provenance,
		   MW_PROVENANCE_ADVICE);
}

static void paperwork(void **state)
{
	(void)state;
	static const struct person people[] = {
		{ .name = "J-1",
		  .visa = MW_VISA_J1,
		  .keys = "oet-aim 2027-07-20 pathways-aim 2027-10-15 cert-due 2028-01-10" },
		{ .name = "H-1B",
		  .visa = MW_VISA_H1B,
		  .keys = "oet-aim 2027-03-31 pathways-aim 2027-09-05 cert-due 2027-10-15" },
		{ .name = "either",
		  .visa = MW_VISA_EITHER,
		  .keys = "oet-aim 2027-03-31 pathways-aim 2027-09-05 cert-due 2027-10-15" },
		{ .name = "OET seven weeks after",
		  .exam = "2027-07-28",
		  .keys = "oet-aim 2027-09-15" },
		{ .name = "OET not after 15 September",
		  .exam = "2027-07-29",
		  .keys = "oet-aim 2027-09-15" },
		{ .name = "graduates in June",
		  .graduation = "2027-06-30",
		  .keys = "graduation 2027-06-30 diploma-aim 2027-07-28 diploma-latest "
			  "2028-01-31" },
		{ .name = "graduates in January",
		  .graduation = "2027-01-31",
		  .keys = "diploma-aim 2027-02-28" },
		{ .name = "graduates very late",
		  .graduation = "2028-01-31",
		  .keys = "diploma-aim 2028-02-28 diploma-latest 2028-02-28" },
		{ .name = "a leap year",
		  .year = 2028,
		  .keys = "diploma-aim 2028-02-28 oet-aim 2028-07-20" },
		{ .name = "graduated long ago",
		  .graduation_year = 1985,
		  .keys = "graduation 1985-06-30 diploma-aim 2027-02-28 diploma-latest "
			  "2028-01-31" },
	};
	EXPECT_ALL(people);
	EXPECT_INT("hers", compute(&people[5]).study.keys[MW_KEY_GRADUATION].provenance,
		   MW_PROVENANCE_YOURS);
}

/* In India an evening interview in Chicago is the next morning. */
static void interviews(void **state)
{
	(void)state;
	static const struct person people[] = {
		{ .name = "none", .keys = "interviews-end 2028-01-31" },
		{ .name = "morning",
		  .interviews = { "2027-11-03 at 09:00 CT" },
		  .keys = "interviews-end 2027-11-02" },
		{ .name = "in the application year",
		  .interviews = { "Y-11-03" },
		  .keys = "interviews-end 2027-11-02" },
		{ .name = "evening",
		  .interviews = { "2027-11-03 at 20:00 CT" },
		  .keys = "interviews-end 2027-11-03" },
		{ .name = "the first of three",
		  .interviews = { "2027-12-01", "2027-11-20 at 09:00", "2028-01-05" },
		  .keys = "interviews-end 2027-11-19" },
		{ .name = "only a late one",
		  .interviews = { "2028-02-03" },
		  .keys = "interviews-end 2028-02-02" },
		{ .name = "on a key: cannot bound it",
		  .interviews = { "eras-review + 4 weeks" },
		  .keys = "interviews-end 2028-01-31" },
	};
	EXPECT_ALL(people);
	EXPECT_INT("hers", compute(&people[1]).study.keys[MW_KEY_INTERVIEWS_END].provenance,
		   MW_PROVENANCE_YOURS);
}

static void questions(void **state)
{
	(void)state;
	/* From 1 December 2026 to a week before 1 June 2027 there are 176 days. */
	static const struct {
		struct person person;
		int a_day;
	} cases[] = {
		{ { .name = "2,500 by default", .exam = "2027-06-01", .start = "2026-12-01" }, 15 },
		{ { .name = "1,760: ten",
		    .exam = "2027-06-01",
		    .start = "2026-12-01",
		    .questions = 1760 },
		  10 },
		{ { .name = "1,761: eleven",
		    .exam = "2027-06-01",
		    .start = "2026-12-01",
		    .questions = 1761 },
		  11 },
		{ { .name = "some are done",
		    .exam = "2027-06-01",
		    .start = "2026-12-01",
		    .questions = 1961,
		    .questions_done = 201 },
		  10 },
		{ { .name = "2,500 by default: 125 days of twenty", .exam = "2027-04-03" }, 20 },
		{ { .name = "one is left",
		    .exam = "2027-06-01",
		    .questions = 2000,
		    .questions_done = 1999 },
		  1 },
		{ { .name = "all are done",
		    .exam = "2027-06-01",
		    .questions = 2000,
		    .questions_done = 2000 },
		  MW_NONE },
		{ { .name = "more than all",
		    .exam = "2027-06-01",
		    .questions = 2000,
		    .questions_done = 2100 },
		  MW_NONE },
		{ { .name = "one day is left", .exam = "2026-11-30", .questions = 50 }, 50 },
		{ { .name = "no day is left", .exam = "2026-11-29" }, MW_NONE },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		EXPECT_INT(cases[i].person.name, compute(&cases[i].person).study.questions_a_day,
			   cases[i].a_day);
}

static void names(void **state)
{
	(void)state;
	for (int i = 0; i < MW_KEY_COUNT; i++) {
		enum mw_key key = MW_KEY_COUNT;
		assert_true(mw_key_find(mw_key_name((enum mw_key)i), &key));
		assert_int_equal(key, i);
	}
	enum mw_key key;
	assert_false(mw_key_find("eras-open", &key));
	assert_false(mw_key_find("today", &key)); /* dates must not drift */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_demo),     cmocka_unit_test(windows),
		cmocka_unit_test(aims),         cmocka_unit_test(booked),
		cmocka_unit_test(late_score),   cmocka_unit_test(out_of_reach),
		cmocka_unit_test(phases),       cmocka_unit_test(light_study),
		cmocka_unit_test(step_1_first), cmocka_unit_test(paperwork),
		cmocka_unit_test(interviews),   cmocka_unit_test(questions),
		cmocka_unit_test(names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
