/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Papers and people. Application year 2027: token 2027-06-30, review on 2027-09-22 at the earliest,
 * rank lists close on 2028-03-01 at 21:00 in New York.
 */
#include "finding_by_hand.h"

/* ---- papers ---- */

static const struct road_row oet_row[] = {
	{ .id = "oet-exam",
	  .strength = 'h',
	  .opens = "oet-aim - 4 weeks",
	  .due = "oet-aim",
	  .latest = "Y-12-15" },
	{ .id = "pathways-apply", .opens = "pathways-opens", .due = "Y-10-15" },
};

static void oet_on(struct road *road, const char *day)
{
	ROAD(road, oet_row);
	if (day)
		road_own(road, "oet-exam", day, NULL, false);
}

static void oet(void **state)
{
	(void)state;
	struct road road;
	oet_on(&road, "2025-12-31");
	expect_kind(&road, "oet-too-old", "warn: D3");
	EXPECT_PART("from when", said(&road, "oet-too-old"), "dated Thu 1 Jan 2026 or later");
	road_done(&road, "2026-11-23T09:00", "oet-exam");
	assert_non_null(said(&road, "oet-too-old")); /* that it was passed does not help */
	road_done(&road, "2026-11-23T09:00", "pathways-apply");
	expect_silent("accepted", &road, "oet-too-old");
	road_release(&road);
	oet_on(&road, "2026-01-01");
	expect_silent("young enough", &road, "oet-too-old");
	road_release(&road);

	oet_on(&road, "2027-12-15");
	expect_silent("the last day", &road, "oet-late");
	road_release(&road);
	oet_on(&road, "2027-12-16");
	expect_ids("a day later, said once", &road, "oet-late");
	expect_kind(&road, "oet-late", "warn: D3");
	EXPECT_PART("the deadline", said(&road, "oet-late"),
		    "Tue 1 Feb 2028 04:59 (Mon 31 Jan 23:59 New York). Take a day up to Wed 15 Dec "
		    "2027.");
	road_done(&road, "2026-11-23T09:00", "oet-exam");
	expect_silent("done", &road, "oet-late");
	road_release(&road);
	oet_on(&road, NULL);
	expect_ids("the plan's own day", &road, "");
	road_release(&road);
}

static void graduation(void **state)
{
	(void)state;
	struct road road;
	road_init(&road, NULL, 0);
	road.profile.graduation_year = 2028;
	road.profile.graduation = a_day("2028-01-31");
	expect_ids("in time", &road, "");
	road.profile.graduation = a_day("2028-02-29");
	expect_kind(&road, "graduation-late", "warn: D3 D7");
	EXPECT_NO_PART("it is known", said(&road, "graduation-late"), "guess");
	road.profile.graduation = MW_DAY_NONE;
	EXPECT_PART("30 June by the year", said(&road, "graduation-late"),
		    "Graduation on Fri 30 Jun 2028");
	EXPECT_PART("a guess", said(&road, "graduation-late"), "The day is a guess from the year");
	road_release(&road);
}

static void h1b(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "ecfmg-certificate", .opens = "Y-03-01", .due = "cert-due" },
		{ .id = "step3-register", .opens = "Y-08-01", .due = "Y-10-31" },
		{ .id = "step3-exam", .opens = "Y-09-01", .due = "Y-12-05" },
	};
	struct road road;
	ROAD(&road, rows);
	road.profile.visa = MW_VISA_EITHER;
	expect_silent("J-1 is open too", &road, "h1b-chain");
	road.profile.visa = MW_VISA_H1B;
	expect_kind(&road, "h1b-chain", "warn: D4 D7");
	EXPECT_TEXT("the chain", said(&road, "h1b-chain"),
		    "H-1B needs Step 3, and Step 3 needs the ECFMG certificate. In your plan: "
		    "certificate by Fri 15 Oct 2027, Step 3 application by Sun 31 Oct 2027, Step 3 "
		    "by Sun 5 Dec 2027. Sit Step 3 by 31 December 2027: later scores may come "
		    "after rank lists close.");
	road_done(&road, "2026-11-23T09:00", "ecfmg-certificate");
	EXPECT_PART("what is left", said(&road, "h1b-chain"),
		    "In your plan: Step 3 application by");
	road_done(&road, "2026-11-23T09:00", "step3-exam");
	expect_silent("done", &road, "h1b-chain");
	road_release(&road);
}

/* ---- letters ---- */

static struct mw_letter *letter(struct road *road, const char *writer, const char *asked)
{
	struct mw_letter *to = MW_PUSH(&road->pool, &road->profile.letters);
	*to = (struct mw_letter){ .id = "letter-1",
				  .writer = writer,
				  .asked = asked ? a_day(asked) : MW_DAY_NONE,
				  .received = MW_DAY_NONE,
				  .assigned = MW_DAY_NONE };
	return to;
}

static void letters(void **state)
{
	(void)state;
	struct road road;
	road_init(&road, NULL, 0);
	letter(&road, "Dr. Rao", "2027-06-09");
	road.now = "2027-06-30"; /* three weeks later, and the token */
	expect_kind(&road, "letter-late", "warn: C20 D5");
	EXPECT_PART("who", said(&road, "letter-late"), "Dr. Rao, asked 21 days ago.");
	EXPECT_PART("who else", said(&road, "letter-late"), "ask another writer.");
	letter(&road, "Dr. Lee", NULL);
	letter(&road, "Dr. Kim", "2027-06-10"); /* twenty days */
	EXPECT_PART("the reserve", said(&road, "letter-late"), "ask Dr. Lee.");
	EXPECT_NO_PART("three weeks are not over", said(&road, "letter-late"), "Kim");
	road.now = "2027-07-01";
	EXPECT_PART("now they are", said(&road, "letter-late"),
		    "Dr. Rao, asked 22 days ago; Dr. Kim, asked 21 days ago.");
	road.profile.letters.items[2].received = a_day("2027-07-01");
	EXPECT_NO_PART("it has come", said(&road, "letter-late"), "Kim");
	road.now = "2027-06-29";
	expect_silent("no link can be sent before the token", &road, "letter-late");
	road.now = "2028-03-02";
	assert_non_null(said(&road, "letter-late"));
	road.now = "2028-03-03";
	expect_silent("lists are closed", &road, "letter-late");
	road_release(&road);

	road_init(&road, NULL, 0);
	letter(&road, NULL, "2027-08-30");
	road.now = "2027-09-07";
	expect_silent("eight days", &road, "letter-late");
	road.now = "2027-09-08"; /* two weeks before 22 September */
	EXPECT_PART("close to review", said(&road, "letter-late"), "letter-1, asked 9 days ago");
	road_release(&road);
}

/* ---- interviews ---- */

static void interview(struct road *road, const char *id, const char *when)
{
	*MW_PUSH(&road->pool, &road->profile.interviews) = (struct mw_interview){
		.id = id, .program = id, .when = road_expr(road, when, "profile.ini", 7)
	};
}

static void interviews(void **state)
{
	(void)state;
	static const struct {
		const char *one, *other;
		bool clashes;
	} cases[] = {
		{ "2027-11-02 at 09:00", "2027-11-02 at 12:00", false },
		{ "2027-11-02 at 09:00", "2027-11-02 at 11:59", true },
		{ "2027-11-02 at 12:00", "2027-11-02 at 09:01", true },
		{ "2027-11-02 at 09:00", "2027-11-02 at 10:59 CT", true }, /* 11:59 Eastern */
		{ "2027-11-02 at 09:00", "2027-11-02 at 11:00 CT", false },
		{ "2027-11-02 at 23:00", "2027-11-03 at 01:00", true },
		{ "eras-review + 5 weeks at 10:00", "2027-11-03 at 11:00", true },
		{ "exam-stop + 10 weeks at 10:00", "exam-stop + 10 weeks at 12:30", true },
		{ "guest.due + 1 day at 10:00", "2027-11-02 at 11:00", true },
		{ "guest.opens + 1 day at 10:00", "2027-11-02 at 11:00", false },
		{ "guest.opens + 1 day at 10:00", "2027-10-26 at 11:00", true },
		{ "2027-11-02", "2027-11-02", false }, /* no hour is known */
	};
	static const struct road_row rows[] = {
		{ .id = "guest", .opens = "2027-10-25", .due = "2027-11-01" },
	};
	struct road road;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		ROAD(&road, rows);
		road.profile.step2ck.score = 250;
		interview(&road, "Alpha", cases[i].one);
		interview(&road, "Beta", cases[i].other);
		expect_ids(cases[i].other, &road, cases[i].clashes ? "interview-clash" : "");
		road_release(&road);
	}
	road_init(&road, NULL, 0);
	interview(&road, "Alpha", "2027-11-02 at 09:00");
	interview(&road, "Beta", "2027-11-02 at 10:00");
	expect_kind(&road, "interview-clash", "warn: S70");
	EXPECT_PART("both", said(&road, "interview-clash"),
		    "Alpha on Tue 2 Nov 2027 13:00 (09:00 New York) and Beta on Tue 2 Nov 2027 "
		    "14:00 (10:00 New York) are less than three hours apart.");
	road.now = "2027-11-02T13:01";
	expect_silent("one has begun", &road, "interview-clash");
	road_release(&road);
}

/* ---- achievements ---- */

static void achieved(struct road *road, const char *what, const char *day)
{
	*MW_PUSH(&road->pool, &road->profile.achievements) =
		(struct mw_achievement){ .id = "a-1", .day = a_day(day), .what = what };
}

static void updates(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "eras-submit", .opens = "eras-open", .due = "eras-open + 1 week" },
	};
	struct road road;
	ROAD(&road, rows);
	achieved(&road, "Prize", "2027-09-08"); /* the day on which she applies */
	achieved(&road, "Paper", "2028-02-16"); /* two weeks before lists close */
	expect_silent("what letters are for", &road, "update-not-now");
	achieved(&road, "Poster", "2027-09-07");
	achieved(&road, NULL, "2028-02-17");
	expect_kind(&road, "update-not-now", "info: S70");
	EXPECT_TEXT("both", said(&road, "update-not-now"),
		    "No update letter for this: it belongs in the application itself: Poster.\n"
		    "Too late to move a rank list; keep this for the next application: a-1.");
	road_done(&road, "2026-11-23T09:00", "eras-submit");
	EXPECT_NO_PART("applied", said(&road, "update-not-now"), "Poster");
	road_release(&road);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(oet),     cmocka_unit_test(graduation), cmocka_unit_test(h1b),
		cmocka_unit_test(letters), cmocka_unit_test(interviews), cmocka_unit_test(updates),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
