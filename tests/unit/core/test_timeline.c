/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From rules to a plan: natural dates by hand, what the applicant sets, and what never moves a
 * date. */
#include "matchward/core/timeline.h"

#include "expect.h"
#include "road_by_hand.h"

static void natural_dates(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "plain",
		  .opens = "Y-03-01",
		  .due = "Y-04-30",
		  .latest = "eras-open.early - 3 weeks" },
		{ .id = "before", .opens = "plain.opens - 2 weeks", .due = "plain.due - 1 month" },
		{ .id = "key", .opens = "exam-opens", .due = "exam-closes", .latest = "exam-stop" },
		{ .id = "official",
		  .opens = "rank-opens",
		  .due = "rol-deadline",
		  .latest = "rol-deadline" },
		{ .id = "cut", .opens = "Y-05-01", .due = "Y-06-30", .latest = "Y-05-31" },
		{ .id = "cut-to-an-hour",
		  .opens = "Y+1-02-01",
		  .due = "Y+1-03-02",
		  .latest = "rol-deadline" },
		{ .id = "not-cut",
		  .opens = "Y+1-02-01",
		  .due = "Y+1-03-01",
		  .latest = "rol-deadline" },
		{ .id = "cut-before-it-opens",
		  .opens = "Y-07-01",
		  .due = "Y-08-01",
		  .latest = "Y-06-15" },
		{ .id = "of-the-cut",
		  .due = "cut.due + 1 day",
		  .opens = "cut-before-it-opens.opens - 1 day" },
		{ .id = "opens-that-noon", .opens = "Y-05-05", .due = "abstract-rsna" },
		{ .id = "from-its-opening",
		  .opens = "nrmp-register",
		  .due = "from-its-opening.opens + 2 weeks" },
	};
	static const char *const want[][2] = {
		{ "plain", "2027-03-01 2027-04-30 2027-08-04 natural upcoming" },
		{ "before", "2027-02-15 2027-03-30 - natural upcoming" },
		{ "key", "2027-04-01 2027-07-31 2027-08-25 natural upcoming" },
		{ "official",
		  "2028-02-01T17:00Z 2028-03-02T02:00Z 2028-03-02T02:00Z natural upcoming" },
		{ "cut", "2027-05-01 2027-05-31 2027-05-31 natural upcoming" },
		/* 2 March ends after 02:00Z of that day; 1 March does not. */
		{ "cut-to-an-hour",
		  "2028-02-01 2028-03-02T02:00Z 2028-03-02T02:00Z natural upcoming" },
		{ "not-cut", "2028-02-01 2028-03-01 2028-03-02T02:00Z natural upcoming" },
		{ "cut-before-it-opens", "2027-06-15 2027-06-15 2027-06-15 natural upcoming" },
		/* References take the dates as they were said, cut where they are cut. */
		{ "of-the-cut", "2027-06-01 2027-06-01 - natural upcoming" },
		{ "opens-that-noon", "2027-05-05 2027-05-05T17:00Z - natural upcoming" },
		{ "from-its-opening", "2027-09-15T16:00Z 2027-09-29 - natural upcoming" },
	};
	struct road road;
	ROAD(&road, rows);
	road_plan(&road);
	for (size_t i = 0; i < sizeof want / sizeof *want; i++)
		EXPECT_ROAD(&road, want[i][0], want[i][1]);
	assert_true(road_find(&road, "cut")->is_cut && road_find(&road, "cut-to-an-hour")->is_cut);
	assert_false(road_find(&road, "not-cut")->is_cut);
	EXPECT_INT("advice", road_find(&road, "plain")->due.provenance, MW_PROVENANCE_ADVICE);
	EXPECT_INT("its own", road_find(&road, "official")->due.provenance,
		   MW_PROVENANCE_PREDICTED);
	EXPECT_INT("of its latest", road_find(&road, "cut-to-an-hour")->due.provenance,
		   MW_PROVENANCE_PREDICTED);
	road_release(&road);
}

/* Where nothing is said, it opens with its longest reminder. */
static void openings(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "by-the-profile", .due = "2027-05-31" },
		{ .id = "by-its-own", .due = "2027-05-31", .remind = "7d 1d" },
		{ .id = "by-hours-only", .due = "2027-05-31 at 17:00", .remind = "3h" },
		{ .id = "never-reminds", .due = "2027-05-31", .remind = "none" },
		{ .id = "timed", .due = "rol-deadline", .remind = "14d" },
	};
	struct road road;
	ROAD(&road, rows);
	road.profile.zone = zone_by_hand("Asia/Kolkata");
	road_plan(&road);
	EXPECT_DAY("30 days", road_find(&road, "by-the-profile")->opens.day, "2027-05-01");
	EXPECT_DAY("7 days", road_find(&road, "by-its-own")->opens.day, "2027-05-24");
	/* 17:00 Eastern is the next morning in India: it opens that day, so nothing is cut. */
	EXPECT_DATE("hours", &road_find(&road, "by-hours-only")->opens, "2027-06-01");
	EXPECT_DAY("none", road_find(&road, "never-reminds")->opens.day, "2027-05-31");
	EXPECT_DAY("from the local day, 2 March", road_find(&road, "timed")->opens.day,
		   "2028-02-17");
	road_release(&road);
}

static void in_order_with_titles(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "late-hour", .due = "rol-deadline", .title = "Lists close {rol-deadline}" },
		{ .id = "b-same-day", .due = "2028-03-02" },
		{ .id = "a-same-day", .due = "2028-03-02" },
		{ .id = "first",
		  .due = "2027-01-01",
		  .title = "Aim at {exam-aim}, {step2ck.target}" },
		{ .id = "hers", .due = "2027-02-01", .when = "visa, !score" },
		{ .id = "not-hers", .due = "2027-02-01", .when = "visa, score" },
	};
	struct road road;
	ROAD(&road, rows);
	road.profile.zone = zone_by_hand("Asia/Kolkata");
	road.shipped.rules.items[0].authority = MW_AUTHORITY_NRMP;
	road.shipped.rules.items[1].authority = MW_AUTHORITY_PROGRAM;
	road_plan(&road);
	static const char *const order[] = { "first", "hers", "a-same-day", "b-same-day",
					     "late-hour" };
	EXPECT_INT("count", road.plan.milestones.count, 5);
	for (size_t i = 0; i < 5; i++)
		EXPECT_TEXT("by local day of the due, then id", road.plan.milestones.items[i].id,
			    order[i]);
	EXPECT_TEXT("the body is named", road_find(&road, "late-hour")->title,
		    "[NRMP] Lists close Thu 2 Mar 2028 07:30 (Wed 1 Mar 21:00 New York)");
	EXPECT_TEXT("a program is not", road_find(&road, "b-same-day")->title, "b-same-day");
	EXPECT_TEXT("filled", road_find(&road, "first")->title, "Aim at Tue 1 Jun 2027, 245");
	assert_null(mw_plan_find(&road.plan, "not-hers"));
	road_release(&road);
}

static void days_that_she_sets(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "a",
		  .opens = "2027-01-01",
		  .due = "2027-02-01",
		  .latest = "2027-03-01",
		  .takes = 10 },
		{ .id = "b",
		  .opens = "2027-01-01",
		  .due = "2027-02-01",
		  .latest = "2027-03-01",
		  .takes = 10 },
		{ .id = "c",
		  .opens = "2026-01-01",
		  .due = "2026-02-01",
		  .latest = "2027-03-01",
		  .takes = 10 },
		{ .id = "after-a", .due = "a.due + 1 day" },
		{ .id = "exam",
		  .strength = 'h',
		  .opens = "exam-opens",
		  .due = "exam-closes",
		  .latest = "exam-stop" },
		{ .id = "step1",
		  .strength = 'h',
		  .opens = "step1-aim - 8 weeks",
		  .due = "step1-aim",
		  .latest = "Y-03-31",
		  .takes = 56,
		  .when = "step1-open" },
		{ .id = "prep", .opens = "Y-1-01-01", .due = "prep-start" },
		{ .id = "first-exam", .opens = "2026-11-01", .due = "first-exam", .takes = 56 },
		{ .id = "aim", .opens = "2026-11-01", .due = "exam-aim", .latest = "2027-08-25" },
		{ .id = "aim-and-a-day",
		  .opens = "2026-11-01",
		  .due = "exam-aim + 0 days",
		  .latest = "2027-08-25" },
		{ .id = "near-step1",
		  .opens = "step1-aim - 8 weeks",
		  .due = "step1-aim - 1 week",
		  .takes = 56 },
		{ .id = "acr",
		  .opens = "Y-1-11-15",
		  .due = "abstract-acr",
		  .latest = "abstract-acr" },
	};
	struct road road;
	ROAD(&road, rows);
	road.profile.step1.result = MW_STEP1_NOT_TAKEN;
	road.profile.step1.date = a_day("2027-04-15");
	road.profile.step2ck.exam = a_day("2027-09-10");
	*MW_PUSH(&road.pool, &road.profile.dates) =
		(struct mw_season_override){ "abstract-acr",
					     road_expr(&road, "2027-02-03", "profile.ini", 9) };
	road_own(&road, "a", "2027-03-10", NULL, false);
	road_own(&road, "b", "2026-12-01", NULL, false);
	road_own(&road, "c", "2026-11-01", NULL, false);
	road_own(&road, "mine", "rol-deadline", "Mine", false);
	road_own(&road, "mine-too", "rol-deadline - 1 week at 18:00 UTC", "Mine", false);
	road_plan(&road);
	/* Later than its latest: then the latest is not what it seemed. */
	EXPECT_ROAD(&road, "a", "2027-01-01 2027-03-10 2027-03-10 natural upcoming");
	EXPECT_ROAD(&road, "after-a", "2027-02-09 2027-03-11 - natural upcoming");
	/* Before it opens: then it opens that day. */
	EXPECT_ROAD(&road, "b", "2026-12-01 2026-12-01 2027-03-01 natural upcoming");
	/* Before the first day: hers, so it is late and stays where it is. */
	EXPECT_ROAD(&road, "c", "2026-01-01 2026-11-01 2027-03-01 natural late");
	EXPECT_ROAD(&road, "mine", "2028-02-01 2028-03-02T02:00Z - natural upcoming");
	EXPECT_ROAD(&road, "mine-too", "2028-01-24 2028-02-23T18:00Z - natural upcoming");
	EXPECT_INT("yours", road_find(&road, "mine")->due.provenance, MW_PROVENANCE_YOURS);
	EXPECT_INT("yours", road_find(&road, "a")->due.provenance, MW_PROVENANCE_YOURS);
	/* Exams that she has booked, whatever is advised. */
	EXPECT_ROAD(&road, "exam", "2027-09-10 2027-09-10 2027-09-10 natural upcoming");
	EXPECT_INT("yours", road_find(&road, "exam")->due.provenance, MW_PROVENANCE_YOURS);
	EXPECT_ROAD(&road, "step1", "2027-02-18 2027-04-15 2027-04-15 natural upcoming");
	EXPECT_ROAD(&road, "aim", "2026-11-01 2027-09-10 2027-09-10 natural open");
	EXPECT_ROAD(&road, "aim-and-a-day", "2026-11-01 2027-08-25 2027-08-25 natural open");
	/* An official date that she corrects keeps its hour and is still the body's deadline. */
	EXPECT_ROAD(&road, "acr", "2026-11-15 2027-02-04T04:59Z 2027-02-04T04:59Z natural open");
	EXPECT_INT("yours", road_find(&road, "acr")->due.provenance, MW_PROVENANCE_YOURS);
	road_release(&road);

	/* The booked Step 1 lies within its own eight weeks: the day stays, what comes before it
	 * moves. */
	ROAD(&road, rows);
	road.profile.step1.result = MW_STEP1_NOT_TAKEN;
	road.profile.step1.date = a_day("2026-12-20");
	road_plan(&road);
	EXPECT_ROAD(&road, "step1", "2026-10-25 2026-12-20 2027-03-31 natural open");
	EXPECT_ROAD(&road, "first-exam", "2026-11-01 2026-12-20 - natural open");
	EXPECT_INT("moved", road_find(&road, "near-step1")->fate, MW_FATE_MOVED);
	road_release(&road);

	/* A study start of hers that has gone by is advice gone by: she is told to begin. */
	ROAD(&road, rows);
	road.profile.study.start = a_day("2026-06-01");
	road_plan(&road);
	EXPECT_ROAD(&road, "prep", "2026-11-23 2026-11-24 - moved open");
	road_release(&road);

	/* Sat before the first day, the score not there yet: nobody moves that day. */
	ROAD(&road, rows);
	road.profile.step2ck.exam = a_day("2026-11-10");
	road_plan(&road);
	EXPECT_ROAD(&road, "exam", "2026-11-10 2026-11-10 2027-08-25 natural late");
	road_release(&road);
}

static void faults(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		struct road_row row;
		const char *want;
	} cases[] = {
		{ "opens",
		  { .id = "a", .opens = "Y-02-29", .due = "Y-05-01" },
		  "road.ini:11: \"Y-02-29\" gives no day in application year 2027; expected an "
		  "existing day from 1990 to "
		  "2100\n" },
		{ "due",
		  { .id = "a", .due = "Y-02-29 + 1 day" },
		  "road.ini:12: \"Y-02-29 + 1 day\" gives no day in application year 2027; "
		  "expected an existing day from "
		  "1990 to 2100\n" },
		{ "latest",
		  { .id = "a", .due = "Y-05-01", .latest = "Y-05-01 + 900 years" },
		  "road.ini:13: \"Y-05-01 + 900 years\" gives no day in application year 2027; "
		  "expected an existing day "
		  "from 1990 to 2100\n" },
		{ "of what does not apply",
		  { .id = "a", .due = "Y-02-29", .when = "!visa" },
		  "road.ini:12: \"Y-02-29\" gives no day in application year 2027; expected an "
		  "existing day from 1990 to "
		  "2100\n" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct road road;
		mw_auto(buf) text = MW_BUF_INIT;
		road_init(&road, &cases[i].row, 1);
		road_add(&road,
			 &(struct road_row){ .id = "b", .due = "a.due", .opens = "a.opens" });
		assert_int_equal(road_check(&road), 0);
		EXPECT_INT(cases[i].name, road_compute(&road), MW_TIMELINE_E_BAD);
		mw_diags_print(&road.diags, &text);
		EXPECT_TEXT(cases[i].name, text.text, cases[i].want);
		road_release(&road);
	}
	/* A season that cannot be worked out has said why. */
	struct road road;
	road_init(&road, &cases[0].row, 0);
	*MW_PUSH(&road.pool, &road.profile.dates) =
		(struct mw_season_override){ "token",
					     road_expr(&road, "token + 1 day", "profile.ini", 9) };
	assert_int_equal(road_check(&road), 0);
	EXPECT_INT("season", road_compute(&road), MW_TIMELINE_E_BAD);
	EXPECT_INT("said", road.diags.count, 1);
	road_release(&road);
}

static void the_first_day(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "a", .opens = "Y-1-01-01", .due = "Y-1-02-01", .takes = 7 }
	};
	struct road road;
	ROAD(&road, rows);
	road.now = "2026-12-24T12:00";
	road_plan(&road);
	EXPECT_DAY("the profile's", road.plan.first_day, "2026-11-23");
	EXPECT_DAY("today", road.plan.today, "2026-12-24");
	EXPECT_ROAD(&road, "a", "2026-11-23 2026-11-30 - moved late");
	road_entry(&road, "2026-12-01T09:00", MW_VERB_FIRST_DAY, "-", "2026-12-01", NULL);
	road_plan(&road);
	EXPECT_DAY("before the ledger's", road.plan.first_day, "2026-11-23");
	road.profile.first_day = MW_DAY_NONE;
	road_plan(&road);
	EXPECT_DAY("else the ledger's", road.plan.first_day, "2026-12-01");
	/* Only a replan beats the profile's, and only with a later day. */
	road_entry(&road, "2026-12-10T09:00", MW_VERB_FIRST_DAY, "-", "2026-12-10", "replan");
	road.profile.first_day = a_day("2026-11-23");
	road_plan(&road);
	EXPECT_DAY("a replan", road.plan.first_day, "2026-12-10");
	EXPECT_ROAD(&road, "a", "2026-12-10 2026-12-17 - moved late");
	road.profile.first_day = a_day("2026-12-11");
	road_plan(&road);
	EXPECT_DAY("the profile's is later", road.plan.first_day, "2026-12-11");
	road.profile.first_day = MW_DAY_NONE;
	road_plan(&road);
	EXPECT_DAY("a replan alone", road.plan.first_day, "2026-12-10");
	road_entry(&road, "2026-12-11T09:00", MW_VERB_FIRST_DAY, "-", "2026-12-05", NULL);
	road_plan(&road);
	EXPECT_DAY("later than the ledger's", road.plan.first_day, "2026-12-10");
	road.ledger.entries.count = 0;
	road_plan(&road);
	EXPECT_DAY("else today", road.plan.first_day, "2026-12-24");
	EXPECT_ROAD(&road, "a", "2026-12-24 2026-12-31 - moved open");
	/* Today is a day where she lives. */
	road.profile.zone = zone_by_hand("Pacific/Kiritimati");
	road_plan(&road);
	EXPECT_DAY("tomorrow already", road.plan.today, "2026-12-25");
	road_release(&road);
}

/* Expressions refer to natural dates: moving one milestone shifts no other. */
/* No study fits any more: what is for those without a score is lost, and from August on all that
 * asks for work. Until then the rest is planned again. */
static void a_season_out_of_reach(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "gone-by", .due = "Y-05-01", .takes = 7 },
		{ .id = "needs-it", .due = "Y-10-01", .needs = "gone-by", .takes = 7 },
		{ .id = "study", .due = "exam-aim - 2 weeks", .when = "!score" },
		{ .id = "daily",
		  .opens = "Y-07-01",
		  .due = "exam-aim",
		  .when = "!score",
		  .repeat = 1 },
		{ .id = "event", .opens = "Y-09-01", .due = "Y-10-02", .event = true },
	};
	struct road road;
	ROAD(&road, rows);
	road_own(&road, "passport", "2027-09-05", "Renew the passport", false);
	road.profile.first_day = a_day("2027-08-01");
	road.now = "2027-08-01T12:00";
	road_plan(&road);
	EXPECT_ROAD(&road, "gone-by", "2027-04-01 2027-05-01 - too-late missed");
	EXPECT_INT("work", road_find(&road, "needs-it")->fate, MW_FATE_TOO_LATE);
	EXPECT_INT("study", road_find(&road, "study")->fate, MW_FATE_TOO_LATE);
	EXPECT_INT("daily", road_find(&road, "daily")->fate, MW_FATE_TOO_LATE);
	EXPECT_ROAD(&road, "event", "2027-09-01 2027-10-02 - natural upcoming");
	EXPECT_ROAD(&road, "passport", "2027-08-06 2027-09-05 - natural upcoming");
	road_release(&road);

	ROAD(&road, rows); /* a day earlier there is still a plan for all but the exam */
	road.profile.first_day = a_day("2027-07-31");
	road.now = "2027-07-31T12:00";
	road_plan(&road);
	EXPECT_INT("moved", road_find(&road, "gone-by")->fate, MW_FATE_MOVED);
	EXPECT_INT("work", road_find(&road, "needs-it")->fate, MW_FATE_NATURAL);
	EXPECT_INT("study", road_find(&road, "study")->fate, MW_FATE_TOO_LATE);
	EXPECT_INT("daily", road_find(&road, "daily")->fate, MW_FATE_TOO_LATE);
	road_release(&road);

	ROAD(&road, rows); /* in reach by three months */
	road.profile.first_day = a_day("2027-05-25");
	road.now = "2027-05-25T12:00";
	road_plan(&road);
	EXPECT_INT("study", road_find(&road, "study")->fate, MW_FATE_NATURAL);
	road_release(&road);
}

/* Nobody has the result on the day of the exam: moved with it, it keeps its distance. */
static void results_keep_their_distance(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "exam", .opens = "Y-1-09-01", .due = "Y-1-10-01", .takes = 56 },
		{ .id = "result", .opens = "Y-1-10-15", .due = "Y-1-10-29", .needs = "exam" },
	};
	struct road road;
	ROAD(&road, rows);
	road_plan(&road);
	/* 23 November + 56 days = 18 January; the result came 28 days after the exam. */
	EXPECT_ROAD(&road, "exam", "2026-11-23 2027-01-18 - moved open");
	EXPECT_ROAD(&road, "result", "2027-01-18 2027-02-15 - moved upcoming");
	road_release(&road);
}

/* A small recurrence goes with the work that it goes over. */
static void idle_recurrences(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "project", .due = "Y-1-06-30", .latest = "Y-1-10-31" },
		{ .id = "review",
		  .strength = 's',
		  .due = "Y-06-30",
		  .needs = "project",
		  .repeat = 28 },
		{ .id = "chase", .due = "Y-06-30", .needs = "project", .repeat = 28 },
	};
	struct road road;
	ROAD(&road, rows);
	road_plan(&road);
	EXPECT_INT("review", road_find(&road, "review")->fate, MW_FATE_TOO_LATE);
	EXPECT_TEXT("because", road_find(&road, "review")->too_late_need, "project");
	EXPECT_INT("a weightier one goes on", road_find(&road, "chase")->fate, MW_FATE_NATURAL);
	road_release(&road);

	ROAD(&road, rows); /* done: then there is something to go over */
	road_done(&road, "2026-10-01T12:00", "project");
	road_plan(&road);
	EXPECT_INT("review", road_find(&road, "review")->fate, MW_FATE_NATURAL);
	road_release(&road);
}

static void references_are_natural(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "a", .opens = "Y-1-01-01", .due = "Y-1-02-01", .takes = 30 },
		{ .id = "b",
		  .opens = "a.opens + 1 year",
		  .due = "a.due + 1 year",
		  .latest = "Y-06-01" },
	};
	struct road road;
	ROAD(&road, rows);
	road_plan(&road);
	EXPECT_ROAD(&road, "a", "2026-11-23 2026-12-23 - moved open");
	EXPECT_ROAD(&road, "b", "2027-01-01 2027-02-01 2027-06-01 natural upcoming");
	EXPECT_DATE("kept", &road_find(&road, "a")->natural_due, "2026-02-01");
	EXPECT_DATE("kept", &road_find(&road, "a")->natural_opens, "2026-01-01");
	road_release(&road);
}

/* An act makes facts, and facts settle and hide; but the dates stay. */
static void acts_move_nothing(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "eras-submit",
		  .strength = 'h',
		  .opens = "eras-open",
		  .due = "eras-open + 1 week" },
		{ .id = "settled-then",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-02-01",
		  .takes = 20,
		  .settled = "applied" },
		{ .id = "hidden-then",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-02-02",
		  .takes = 10,
		  .when = "!applied" },
		{ .id = "shown-then",
		  .opens = "2027-10-01",
		  .due = "2027-10-10",
		  .when = "applied" },
		{ .id = "waits",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-03-01",
		  .takes = 5,
		  .needs = "settled-then hidden-then" },
	};
	struct road road;
	ROAD(&road, rows);
	road_plan(&road);
	EXPECT_ROAD(&road, "settled-then", "2026-11-23 2026-12-13 - moved open");
	EXPECT_ROAD(&road, "hidden-then", "2026-11-26 2026-12-06 - moved upcoming");
	EXPECT_ROAD(&road, "waits", "2026-12-13 2026-12-18 - moved upcoming");
	assert_null(mw_plan_find(&road.plan, "shown-then"));
	road_done(&road, "2027-09-02T12:00", "eras-submit");
	road_plan(&road);
	EXPECT_ROAD(&road, "settled-then", "2026-11-23 2026-12-13 - settled done");
	EXPECT_ROAD(&road, "waits", "2026-12-13 2026-12-18 - moved upcoming");
	EXPECT_ROAD(&road, "shown-then", "2027-10-01 2027-10-10 - natural upcoming");
	EXPECT_INT("each once", road.plan.milestones.count, 4);
	assert_null(mw_plan_find(&road.plan, "hidden-then"));
	road_release(&road);
}

/* What the profile dates after the first day settles its milestone, which keeps its place. */
static void entries_move_nothing(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "baseline",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-02-01",
		  .takes = 20,
		  .settled = "practised" },
		{ .id = "next",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-03-01",
		  .takes = 5,
		  .needs = "baseline" },
	};
	static const struct {
		const char *day, *now, *baseline, *next;
	} cases[] = {
		{ "2026-11-24", "2026-11-23T12:00", "2026-11-23 2026-12-13 - moved open",
		  "2026-12-13 2026-12-18 - moved upcoming" },
		{ "2026-11-24", "2026-11-24T12:00", "2026-11-23 2026-12-13 - settled done",
		  "2026-12-13 2026-12-18 - moved upcoming" },
		{ "2026-11-23", "2026-11-24T12:00", "2026-01-01 2026-02-01 - settled done",
		  "2026-11-23 2026-11-28 - moved open" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct road road;
		ROAD(&road, rows);
		*MW_PUSH(&road.pool, &road.profile.practice) = (struct mw_practice){
			.day = a_day(cases[i].day), .name = "NBME", .score = 221
		};
		road.now = cases[i].now;
		road_plan(&road);
		EXPECT_ROAD(&road, "baseline", cases[i].baseline);
		EXPECT_ROAD(&road, "next", cases[i].next);
		road_release(&road);
	}
}

/* ---- properties of random roads ---- */

static uint32_t seed;

static int roll(int sides)
{
	seed = seed * 1664525u + 1013904223u;
	return (int)((seed >> 10) % (unsigned)sides);
}

static const char *random_date(struct road *road, int rules)
{
	static const char *const keys[] = { "eras-open",    "eras-review.early", "token",
					    "rol-deadline", "exam-aim",          "foundation-start",
					    "exam-stop",    "abstract-rsna",     "nrmp-register",
					    "match-day",    "interviews-end" };
	int year = roll(3) - 1;
	switch (roll(rules ? 6 : 5)) {
	case 0:
		return mw_pool_printf(&road->pool, "%s %c %d days", keys[roll(11)],
				      roll(2) ? '-' : '+', roll(60));
	case 1:
		return mw_pool_printf(&road->pool, "%s-%02d-%02d%s",
				      year < 0 ? "Y-1"
				      : year   ? "Y+1"
					       : "Y",
				      1 + roll(12), 1 + roll(28), roll(6) ? "" : " at 23:59");
	case 2:
		return keys[roll(11)];
	case 3:
		return mw_pool_printf(&road->pool, "first-day - %d days", roll(200));
	case 4:
		return mw_pool_printf(&road->pool, "first-day + %d days", roll(60));
	default:
		return mw_pool_printf(&road->pool, "r%d.%s + %d weeks", roll(rules),
				      roll(2) ? "due" : "opens", roll(12));
	}
}

static void random_road(struct road *road)
{
	static const char *const facts[] = { NULL, NULL, NULL, NULL, "booked", "applied", "visa" };
	static const char *const whens[] = { NULL, NULL,     NULL,       NULL,
					     NULL, "!score", "!matched", "advanced" };
	static const char *const zones[] = { "Asia/Kolkata", "America/New_York", "Pacific/Honolulu",
					     "Pacific/Kiritimati" };
	road_init(road, NULL, 0);
	road->profile.zone = zone_by_hand(zones[roll(4)]);
	road->profile.first_day = a_day("2026-01-01") + roll(800);
	road->profile.reminders.pace = 1 + roll(5);
	if (roll(4))
		road->profile.step2ck.score = 240; /* else nothing moves from August on */
	if (!roll(4))
		road->profile.step2ck.exam = a_day("2027-04-01") + roll(180);
	if (!roll(4))
		road->profile.study.start = a_day("2026-06-01") + roll(300);
	int count = 2 + roll(18);
	for (int i = 0; i < count; i++) {
		char *needs = mw_pool_alloc(&road->pool, 40);
		for (int k = 0; i && k < roll(4); k++)
			(void)sprintf(needs + strlen(needs), "r%d ", roll(i));
		struct road_row row = {
			.id = mw_pool_printf(&road->pool, "r%d", i),
			.strength = "hts"[roll(3)],
			.opens = roll(8) ? random_date(road, i) : NULL,
			.due = random_date(road, i),
			.latest = roll(2)   ? mw_pool_printf(&road->pool, "first-day + %d days",
							     roll(90))
				  : roll(4) ? random_date(road, i)
					    : NULL,
			.takes = roll(3) ? roll(60) : roll(4),
			.needs = needs,
			.when = whens[roll(8)],
			.settled = facts[roll(7)],
			.closes =
				i && !roll(6) ? mw_pool_printf(&road->pool, "r%d", roll(i)) : NULL,
			.event = !roll(10),
			.repeat = roll(10) ? 0 : 7,
		};
		road_add(road, &row);
		if (!roll(12))
			road_own(road, row.id, random_date(road, 0), NULL, false);
		else if (!roll(15))
			road_own(road, row.id, NULL, NULL, true);
	}
	road->now = NULL;
}

static void plan_at(struct road *road, int64_t now)
{
	struct mw_timeline_input input = { &road->profile, &road->seasons, &road->roadmap,
					   &road->ledger, now };
	assert_int_equal(mw_timeline_compute(&input, &road->pool, &road->plan, &road->diags), 0);
}

static bool is_moved(const struct mw_milestone *milestone)
{
	return milestone->fate == MW_FATE_MOVED || milestone->fate == MW_FATE_UNDER_WAY;
}

static bool same_date(const struct mw_date *a, const struct mw_date *b)
{
	return a->day == b->day && a->minute == b->minute && a->provenance == b->provenance;
}

/* Every milestone of `now` that was in `before` has the dates of before. */
static void expect_same_dates(const struct mw_plan *now, const struct mw_plan *before)
{
	for (size_t i = 0; i < now->milestones.count; i++) {
		const struct mw_milestone *a = &now->milestones.items[i],
					  *b = mw_plan_find(before, a->id);
		if (b && !(same_date(&a->opens, &b->opens) && same_date(&a->due, &b->due) &&
			   same_date(&a->latest, &b->latest)))
			fail_msg("%s has moved", a->id);
	}
	assert_int_equal(now->pace, before->pace);
}

static void expect_sound(const struct road *road)
{
	const struct mw_plan *plan = &road->plan;
	const struct mw_zone *home = road->profile.zone;
	int week_load[200] = { 0 };
	for (size_t i = 0; i < plan->milestones.count; i++) {
		const struct mw_milestone *m = &plan->milestones.items[i];
		bool over = mw_milestone_is_closed(m),
		     passes = m->rule->is_event || m->rule->repeat_days;
		mw_day opens = mw_date_local_day(&m->opens, home);
		mw_day latest =
			mw_date_is(&m->latest) ? mw_date_local_day(&m->latest, home) : MW_DAY_LAST;
		if (opens > m->due_day ||
		    mw_date_begin_utc(&m->opens, home) > mw_date_end_utc(&m->due, home))
			fail_msg("%s opens after it is due", m->id);
		if (m->due_day > latest || mw_date_compare(&m->due, &m->latest, home) > 0)
			fail_msg("%s is due after its latest", m->id);
		if (mw_milestone_is_shown(m) && !over && !m->due_is_yours &&
		    m->due_day < plan->first_day)
			fail_msg("%s is due before the first day", m->id);
		if (mw_milestone_is_shown(m) && !over && !passes && latest < plan->first_day)
			fail_msg("%s is too late and shown", m->id);
		if (m->fate == MW_FATE_MOVED && 2 * (latest - opens) < m->rule->takes_days)
			fail_msg("%s has less than half of its time", m->id);
		if (m->due_is_yours && !same_date(&m->due, &m->natural_due))
			fail_msg("%s: her day was moved", m->id);
		if (is_moved(m)) {
			int week = (opens - plan->first_day) / 7;
			assert_true(opens >= plan->first_day && !passes && !m->due_is_yours);
			week_load[week] += m->rule->takes_days > 3 ? 2 : m->rule->takes_days > 0;
			if (week_load[week] > 2 * plan->pace)
				fail_msg("%s: more than the pace in one week", m->id);
		}
		if (m->fate != MW_FATE_MOVED && m->fate != MW_FATE_UNDER_WAY &&
		    m->fate != MW_FATE_FOLLOWS)
			continue;
		for (size_t k = 0; k < m->rule->needs.list.count; k++) {
			const struct mw_milestone *need =
				mw_plan_find(plan, m->rule->needs.list.items[k]);
			if (!need || mw_milestone_is_closed(need) ||
			    need->fate == MW_FATE_TOO_LATE || need->fate == MW_FATE_SETTLED ||
			    need->rule->is_event || need->rule->repeat_days ||
			    (m->fate == MW_FATE_FOLLOWS &&
			     (need->fate == MW_FATE_NATURAL && !need->due_is_yours)))
				continue;
			bool in_its_way = m->fate == MW_FATE_FOLLOWS &&
					  m->rule->strength == MW_STRENGTH_HARD &&
					  need->due_day > latest;
			if (need->due_day > opens && !in_its_way)
				fail_msg("%s begins before %s is finished", m->id, need->id);
		}
	}
}

static void random_roads(void **state)
{
	(void)state;
	int moved = 0, follow = 0, too_late = 0, blocked = 0, under_way = 0, raised = 0;
	for (uint32_t number = 1; number <= 300; number++) {
		struct road road;
		struct mw_plan first;
		seed = number * 2654435761u;
		random_road(&road);
		print_message("seed %u\n", (unsigned)number);
		assert_int_equal(road_check(&road), 0);
		int64_t start = mw_zone_to_utc(road.profile.zone, road.profile.first_day, 0);
		plan_at(&road, start);
		expect_sound(&road);
		first = road.plan;
		raised += first.pace > road.profile.reminders.pace;
		for (size_t i = 0; i < first.milestones.count; i++) {
			const struct mw_milestone *m = &first.milestones.items[i];
			moved += is_moved(m);
			under_way += m->fate == MW_FATE_UNDER_WAY;
			follow += m->fate == MW_FATE_FOLLOWS;
			too_late += m->fate == MW_FATE_TOO_LATE;
			blocked += m->too_late_need != NULL;
		}
		/* Asked again, and asked on any later day. */
		plan_at(&road, start);
		expect_same_dates(&road.plan, &first);
		plan_at(&road, start + (1 + roll(500)) * (int64_t)86400);
		expect_same_dates(&road.plan, &first);
		assert_int_equal(road.plan.milestones.count, first.milestones.count);

		/* Something is done, and perhaps taken back: nothing else moves. */
		if (first.milestones.count) {
			const char *id =
				first.milestones.items[roll((int)first.milestones.count)].id;
			int64_t then = start + roll(300) * (int64_t)86400;
			struct mw_ledger_entry *entry = MW_PUSH(&road.pool, &road.ledger.entries);
			*entry = (struct mw_ledger_entry){ then, MW_VERB_DONE, 2027, id, "-", "" };
			plan_at(&road, then);
			expect_same_dates(&road.plan, &first);
			entry->verb = MW_VERB_SKIPPED;
			plan_at(&road, then);
			expect_same_dates(&road.plan, &first);
			entry->verb = MW_VERB_UNDONE;
			plan_at(&road, then);
			expect_same_dates(&road.plan, &first);
		}

		/* Promises of this very plan change nothing. */
		char text[MW_DAY_TEXT_SIZE];
		const char *day = mw_pool_string(&road.pool, mw_day_format(first.first_day, text));
		*MW_PUSH(&road.pool, &road.ledger.entries) =
			(struct mw_ledger_entry){ start, MW_VERB_FIRST_DAY, 2027, "-", day, "" };
		for (size_t i = 0; i < first.milestones.count; i++) {
			const struct mw_milestone *m = &first.milestones.items[i];
			if (is_moved(m))
				*MW_PUSH(&road.pool,
					 &road.ledger.entries) = (struct mw_ledger_entry){
					start,
					MW_VERB_PLANNED,
					2027,
					m->id,
					mw_pool_string(&road.pool, mw_day_format(m->due_day, text)),
					mw_pool_string(&road.pool,
						       mw_day_format(m->opens.day, text)),
				};
		}
		plan_at(&road, start);
		for (size_t i = 0; i < first.milestones.count; i++) {
			const struct mw_milestone *a = &first.milestones.items[i],
						  *b = mw_plan_find(&road.plan, a->id);
			if (!b || !same_date(&a->opens, &b->opens) || !same_date(&a->due, &b->due))
				fail_msg("%s: the promise was not kept", a->id);
		}
		road_release(&road);
	}
	print_message(
		"moved %d, under way %d, follow %d, too late %d, blocked %d, pace raised %d\n",
		moved, under_way, follow, too_late, blocked, raised);
	/* The roads must be worth the walk. */
	assert_true(moved > 300 && follow > 15 && too_late > 200 && blocked > 50 &&
		    under_way > 30 && raised > 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(natural_dates),
		cmocka_unit_test(openings),
		cmocka_unit_test(in_order_with_titles),
		cmocka_unit_test(days_that_she_sets),
		cmocka_unit_test(faults),
		cmocka_unit_test(the_first_day),
		cmocka_unit_test(a_season_out_of_reach),
		cmocka_unit_test(idle_recurrences),
		cmocka_unit_test(results_keep_their_distance),
		cmocka_unit_test(references_are_natural),
		cmocka_unit_test(acts_move_nothing),
		cmocka_unit_test(entries_move_nothing),
		cmocka_unit_test(random_roads),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
