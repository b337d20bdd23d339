/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which season can still be reached. Home is UTC; application year 2027, so programs review on
 * 2027-09-29, on 2027-09-22 at the earliest, and the last useful exam day is 2027-08-25.
 */
#include "finding_by_hand.h"

static void begin(struct road *road, const char *day)
{
	road->profile.first_day = a_day(day);
	road->now = day;
}

/* Without a practice exam three months are the least study: from 25 May they end on 25 August. */
static void no_exam_in_time(void **state)
{
	(void)state;
	struct road road;
	road_init(&road, NULL, 0);
	begin(&road, "2027-05-25");
	expect_silent("three months fit", &road, "season-impossible");
	begin(&road, "2027-05-26");
	expect_kind(&road, "season-impossible", "stop: S39 C14 C21");
	const char *text = said(&road, "season-impossible");
	EXPECT_PART("why", text,
		    "The last useful day for Step 2 CK, Wed 25 Aug 2027, comes too early: 3 months "
		    "of study, the least for you, end on Thu 26 Aug 2027.");
	/* 2028: 1 and 23 September are a Friday and a Saturday, 15 March 2029 is a Thursday. */
	EXPECT_PART("the next", text,
		    "The next season applies in September 2028 and matches in March 2029.");
	EXPECT_PART("its exam", text, "\nAim for Step 2 CK: Thu 1 Jun 2028, advice\n");
	EXPECT_PART("its opening", text,
		    "\nERAS opens: Wed 6 Sep 2028 13:00 (09:00 New York), predicted, may be 7 days "
		    "earlier or later\n");
	EXPECT_PART("its review", text, "\nPrograms begin to read: Wed 27 Sep 2028 13:00 ");
	EXPECT_PART("its end", text, "\nMatch Day: Fri 16 Mar 2029 ");
	EXPECT_PART("how", text,
		    "set application-year to 2028. To compare first: matchward what-if "
		    "applicant.application-year=2028");
	expect_silent("no second word on the exam", &road, "exam-too-late");
	road.profile.step2ck.exam = a_day("2027-08-20");
	expect_silent("a day is booked", &road, "season-impossible");
	road.profile.step2ck.exam = MW_DAY_NONE;
	road.profile.step2ck.score = 250;
	expect_silent("the score is known", &road, "season-impossible");
	road_release(&road);

	road_init(&road, NULL, 0);
	begin(&road, "2027-08-26");
	EXPECT_PART("the day itself has passed", said(&road, "season-impossible"),
		    "Wed 25 Aug 2027, has passed, and no score and no booked day is known.");
	road_release(&road);
}

static void given_up_once(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "hard-gone",
		  .strength = 'h',
		  .opens = "Y-01-01",
		  .due = "Y-02-01",
		  .latest = "Y-03-01" },
		{ .id = "more", .opens = "Y-01-01", .due = "Y-02-01", .latest = "Y-12-01" },
	};
	struct road road;
	ROAD(&road, rows);
	begin(&road, "2027-07-31");
	expect_ids("late", &road, "season-impossible done-before dates-unpublished late-start");
	begin(&road, "2027-08-01");
	expect_ids("given up: said once", &road, "season-impossible dates-unpublished");
	road_release(&road);
}

/* 31 January 2028 at 23:59 in New York is 1 February in UTC. */
static void pathways_passed(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "pathways-apply", .opens = "pathways-opens", .due = "pathways-deadline" },
		{ .id = "ecfmg-certificate", .opens = "Y-03-01", .due = "Y+1-01-10" },
	};
	struct road road;
	ROAD(&road, rows);
	road.profile.step2ck.score = 250;
	begin(&road, "2028-02-01");
	expect_silent("on its last day", &road, "season-impossible");
	begin(&road, "2028-02-02");
	const char *text = said(&road, "season-impossible");
	EXPECT_PART("which", text,
		    "The Pathways deadline of ECFMG, Tue 1 Feb 2028 04:59 (Mon 31 Jan 23:59 New "
		    "York), has passed, and \"pathways-apply\" is not marked as done.");
	EXPECT_PART("the next", text, "application-year to 2028");
	EXPECT_NO_PART("no exam to aim at", text, "Aim for");
	road_done(&road, "2028-02-02T00:00", "ecfmg-certificate");
	expect_silent("certified", &road, "season-impossible");
	road_release(&road);

	ROAD(&road, rows);
	road.profile.step2ck.score = 250;
	begin(&road, "2028-02-02");
	road_done(&road, "2028-02-02T00:00", "pathways-apply");
	expect_silent("applied for", &road, "season-impossible");
	road_release(&road);
}

/* 1 March 2028 at 21:00 in New York is 2 March in UTC. */
static void registration_passed(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "pathways-apply", .opens = "pathways-opens", .due = "pathways-deadline" },
		{ .id = "nrmp-register", .opens = "nrmp-register", .due = "rol-deadline" },
		{ .id = "match-day", .opens = "match-day", .due = "match-day", .event = true },
	};
	struct road road;
	ROAD(&road, rows);
	road.profile.step2ck.score = 250;
	road_done(&road, "2028-02-02T00:00", "pathways-apply");
	begin(&road, "2028-03-02");
	expect_silent("on its last day", &road, "season-impossible");
	begin(&road, "2028-03-03");
	EXPECT_PART("which", said(&road, "season-impossible"),
		    "register with NRMP, Thu 2 Mar 2028");
	begin(&road, "2028-03-18");
	expect_silent("after Match Day that is said instead", &road, "season-impossible");
	assert_non_null(said(&road, "season-over"));
	begin(&road, "2028-03-03");
	road_done(&road, "2028-03-03T00:00", "nrmp-register");
	expect_silent("registered", &road, "season-impossible");
	road_release(&road);
}

/* Seasons 2023 to 2026 are over too: 2026 was read from 23 September 2026 on. */
static void a_year_far_back(void **state)
{
	(void)state;
	struct road road;
	road_init(&road, NULL, 0);
	road.profile.application_year = 2022;
	EXPECT_PART("the one that is open", said(&road, "season-over"),
		    "The next open season applies in September 2027");
	road.profile.step2ck.score =
		250; /* no exam is to come, but review has begun all the same */
	EXPECT_PART("with a score", said(&road, "season-over"), "applies in September 2027");
	road_release(&road);
}

static void who_has_matched(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "nrmp-register",
		  .strength = 'h',
		  .opens = "nrmp-register",
		  .due = "rol-deadline",
		  .latest = "rol-deadline" },
		{ .id = "match-day", .opens = "match-day", .due = "match-day", .event = true },
		{ .id = "papers",
		  .strength = 'h',
		  .opens = "match-day",
		  .due = "Y+1-03-25",
		  .latest = "Y+1-04-01" },
	};
	struct road road;
	ROAD(&road, rows);
	road.profile.step2ck.score = 250;
	begin(&road, "2028-04-02");
	expect_ids("not said", &road, "season-over");
	road_done(&road, "2028-04-02T00:00", "match-day");
	expect_ids("only the papers are asked for", &road, "done-before");
	EXPECT_PART("which", said(&road, "done-before"), "matchward done papers");
	road_release(&road);
}

/* Once review has begun, one question is enough for all that came before it. */
static void begun_after_review(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "token",
		  .strength = 'h',
		  .opens = "token",
		  .due = "token + 1 week",
		  .latest = "eras-review.early - 3 weeks" },
		{ .id = "oet-exam",
		  .strength = 'h',
		  .opens = "Y-06-01",
		  .due = "Y-07-20",
		  .latest = "Y-10-15" },
	};
	struct road road;
	ROAD(&road, rows);
	road.profile.step2ck.score = 250;
	begin(&road, "2027-09-29");
	EXPECT_PART("on review day", said(&road, "done-before"), "done token");
	begin(&road, "2027-09-30");
	expect_ids("a day later", &road, "applied-unknown dates-unpublished late-start");
	begin(&road, "2027-10-16");
	EXPECT_PART("what came after it", said(&road, "done-before"), "done oet-exam");
	road_release(&road);
}

static void has_she_applied(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "eras-submit", .opens = "eras-open", .due = "eras-open + 1 week" },
	};
	struct road road;
	ROAD(&road, rows);
	road.profile.step2ck.score = 250;
	begin(&road, "2027-09-29");
	expect_silent("on review day", &road, "applied-unknown");
	begin(&road, "2027-09-30");
	expect_kind(&road, "applied-unknown", "ask: S70");
	EXPECT_PART("what to do", said(&road, "applied-unknown"),
		    "since Wed 29 Sep 2027. Have you applied? If yes, run \"matchward done "
		    "eras-submit\". If not, this season is over: set application-year to 2028.");

	struct mw_program *program = MW_PUSH(&road.pool, &road.profile.programs);
	*program = (struct mw_program){ .id = "a", .name = "A" };
	assert_non_null(said(&road, "applied-unknown"));
	program->status = MW_PROGRAM_DROPPED;
	assert_non_null(said(&road, "applied-unknown"));
	static const enum mw_program_status sent[] = { MW_PROGRAM_APPLIED, MW_PROGRAM_INTERVIEW,
						       MW_PROGRAM_REJECTED, MW_PROGRAM_RANKED };
	for (size_t i = 0; i < sizeof sent / sizeof *sent; i++) {
		program->status = sent[i];
		expect_silent("by the list", &road, "applied-unknown");
	}
	program->status = MW_PROGRAM_CONSIDERED;
	program->interview = road_expr(&road, "2027-11-02", "list.csv", 2);
	expect_silent("invited by the list", &road, "applied-unknown");
	road.profile.programs.count = 0;

	*MW_PUSH(&road.pool, &road.profile.interviews) =
		(struct mw_interview){ .id = "a",
				       .when = road_expr(&road, "2027-11-02", "profile.ini", 9) };
	expect_silent("invited", &road, "applied-unknown");
	road.profile.interviews.count = 0;
	road_done(&road, "2027-09-30T00:00", "eras-submit");
	expect_silent("done", &road, "applied-unknown");
	road_release(&road);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_exam_in_time), cmocka_unit_test(given_up_once),
		cmocka_unit_test(pathways_passed), cmocka_unit_test(registration_passed),
		cmocka_unit_test(a_year_far_back), cmocka_unit_test(who_has_matched),
		cmocka_unit_test(has_she_applied), cmocka_unit_test(begun_after_review),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
