/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a date came about: anchor, steps, result, provenance. */
#include "matchward/core/explain.h"

#include "expect.h"
#include "road_by_hand.h"

static const struct road_row rows[] = {
	{ .id = "step2ck-exam",
	  .strength = 'h',
	  .opens = "exam-opens",
	  .due = "exam-closes",
	  .latest = "exam-stop",
	  .title = "Sit it",
	  .body = "Aim at {exam-aim}.",
	  .too_late = "Too late for most." },
	{ .id = "moved",
	  .opens = "Y-1-01-01",
	  .due = "Y-1-03-31",
	  .latest = "Y-04-30",
	  .takes = 1 },
	{ .id = "follows",
	  .opens = "2026-11-23",
	  .due = "2026-11-23",
	  .takes = 5,
	  .needs = "moved" },
	{ .id = "gone", .opens = "Y-1-01-01", .due = "Y-1-02-01", .latest = "Y-1-10-01" },
	{ .id = "slow", .opens = "Y-1-01-01", .due = "Y-1-02-01", .takes = 20 },
	{ .id = "behind",
	  .opens = "Y-1-01-01",
	  .due = "Y-1-02-02",
	  .latest = "2026-12-01",
	  .needs = "slow" },
	{ .id = "long",
	  .opens = "Y-1-01-01",
	  .due = "Y-1-02-01",
	  .latest = "2026-12-24",
	  .takes = 90 },
	{ .id = "weekly", .opens = "Y-1-10-01", .due = "weekly.opens + 1 year", .repeat = 7 },
	{ .id = "booked", .due = "2027-01-01", .settled = "visa" },
	{ .id = "cut", .opens = "Y-01-01", .due = "Y-06-30", .latest = "Y-05-31" },
	{ .id = "rol",
	  .opens = "rank-opens",
	  .due = "rol-deadline - 1 week at 12:00 CT",
	  .latest = "rol-deadline",
	  .needs = "booked cut" },
	{ .id = "hers", .due = "2027-05-01", .latest = "2027-06-01" },
};

static void explain(struct road *road, const char *id, struct mw_buf *out)
{
	mw_buf_clear(out);
	mw_explain_milestone(&road->plan, road_find(road, id), out);
}

static void plan(struct road *road)
{
	ROAD(road, rows);
	road->profile.zone = zone_by_hand("Asia/Kolkata");
	road->profile.study.start = a_day("2026-12-01");
	mw_text_split(&road->pool, "S14 C2", &road->shipped.rules.items[0].rules);
	road->shipped.rules.items[0].url = "https://www.usmle.org";
	road_own(road, "hers", "2027-06-15", NULL, false);
	road_plan(road);
}

static void every_part(void **state)
{
	(void)state;
	static const struct {
		const char *id, *part;
	} cases[] = {
		{ "step2ck-exam", "step2ck-exam: Sit it\nStatus: upcoming. Strength: hard.\n" },
		{ "step2ck-exam",
		  "Opens: Thu 1 Apr 2027, advice\n  from \"exam-opens\" (road.ini:11)\n" },
		{ "step2ck-exam",
		  "Due: Sat 31 Jul 2027, advice\n  from \"exam-closes\" (road.ini:12)\n" },
		{ "step2ck-exam", "Last useful day: Wed 25 Aug 2027, advice\n  from \"exam-stop\" "
				  "(road.ini:13)\n" },
		{ "step2ck-exam", "Aim: exam-aim = Tue 1 Jun 2027, advice: your study start plus "
				  "the study months\n" },
		{ "step2ck-exam", "If it is missed: Too late for most.\nRules: S14 C2\nLook here: "
				  "https://www.usmle.org\n" },
		{ "step2ck-exam", "\nAim at Tue 1 Jun 2027.\n" },
		{ "moved",
		  "Planned again: its usual time had come before your first day, Mon 23 Nov 2026.\n"
		  "  It now starts Mon 30 Nov 2026 and is due Tue 1 Dec 2026.\n"
		  "  The order follows from what must come first and how late each may finish; "
		  "at most 3 starts a week.\n\n" },
		{ "cut",
		  "Last useful day: Mon 31 May 2027, advice\n  from \"Y-05-31\" (road.ini:103)\n" },
		{ "moved", "Usually opens: Thu 1 Jan 2026, advice\n" },
		{ "moved",
		  "Usually due: Tue 31 Mar 2026, advice\n  from \"Y-1-03-31\" (road.ini:22)\n"
		  "  Y-1-03-31 = Tue 31 Mar 2026, advice (Y is 2027, the year in which ERAS "
		  "opens)\n" },
		{ "moved", "Takes: 1 day\n" },
		{ "follows", "Moved behind what must come first. It is now due Sun 6 Dec "
			     "2026.\n\nUsually opens: " },
		{ "follows", "Takes: 5 days\nComes after: moved\n" },
		{ "gone", "Too late: its last useful day was before your first day.\n" },
		{ "behind", "Too late: \"slow\" comes first and cannot be finished in time.\n" },
		{ "long", "Too little time is left to begin this. Finish it only if it is under "
			  "way; due Thu 24 Dec 2026.\n" },
		{ "weekly", "It begins Mon 23 Nov 2026: not before your first day, and not before "
			    "what must come first.\n" },
		{ "weekly", "Usually opens: Thu 1 Oct 2026, advice\n" },
		{ "weekly", "  weekly.opens = Thu 1 Oct 2026, advice (see: why weekly)\n  + 1 year "
			    "= Fri 1 Oct 2027\n" },
		{ "booked", "Done already: you need a visa.\n" },
		{ "booked", "  not said; counted back from the due by its longest reminder\n" },
		{ "cut", "That would be after the last useful day, so it is cut to it.\n" },
		{ "rol", "Opens: Tue 1 Feb 2028 22:30 (12:00 New York), predicted\n" },
		{ "rol", "rol-deadline = Thu 2 Mar 2028 07:30 (Wed 1 Mar 21:00 New York), "
			 "predicted, may be 7 days earlier or "
			 "later\n    rol-deadline predicted: match-monday - 12 days at 21:00\n" },
		{ "rol", "          - 4 days = Mon 13 Mar 2028\n" },
		{ "rol", "  - 1 week = Wed 23 Feb 2028\n  at 12:00 America/Chicago = Wed 23 Feb "
			 "2028 23:30 (12:00 Chicago)\n" },
		{ "rol", "Comes after: booked cut\n" },
		{ "hers", "Due: Tue 15 Jun 2027, yours\n  from \"2027-06-15\" (profile.ini:1)\n" },
		{ "hers", "Last useful day, because you chose it: Tue 15 Jun 2027, yours\n  from "
			  "\"2027-06-01\"" },
	};
	struct road road;
	plan(&road);
	mw_auto(buf) text = MW_BUF_INIT;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		explain(&road, cases[i].id, &text);
		EXPECT_PART(cases[i].id, text.text, cases[i].part);
	}
	explain(&road, "cut", &text);
	EXPECT_NO_PART("natural dates are the dates", text.text, "Usually");
	road_done(&road, "2026-11-24T10:00", "rol");
	road_plan(&road);
	explain(&road, "cut", &text);
	EXPECT_PART("closed", text.text, "Closed because \"rol\" is done.\n");
	road_release(&road);
}

/* Too late although its last day is still to come: every week is full. */
static void no_room(void **state)
{
	(void)state;
	struct road road;
	road_init(&road, NULL, 0);
	for (int i = 0; i < 8; i++) {
		const char *id = mw_pool_printf(&road.pool, "n%d", i);
		road_add(&road, &(struct road_row){ .id = id,
						    .opens = "Y-1-01-01",
						    .due = "Y-1-02-01",
						    .latest = "2026-11-29",
						    .takes = 4 });
	}
	road_plan(&road);
	mw_auto(buf) text = MW_BUF_INIT;
	explain(&road, "n7", &text);
	EXPECT_PART("n7", text.text,
		    "Too late: no week before its last useful day has room for it any more.\n");
	road_release(&road);
}

/* Moved on the first day, to the day after it; settled a week later by a practice exam. */
static void settled_later(void **state)
{
	(void)state;
	static const struct road_row baseline[] = {
		{ .id = "baseline",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-03-31",
		  .takes = 1,
		  .settled = "practised" },
	};
	struct road road;
	ROAD(&road, baseline);
	*MW_PUSH(&road.pool, &road.profile.practice) =
		(struct mw_practice){ .day = a_day("2026-11-30"), .name = "NBME", .score = 230 };
	road.now = "2026-12-05";
	road_plan(&road);
	mw_auto(buf) text = MW_BUF_INIT;
	explain(&road, "baseline", &text);
	EXPECT_PART("it says where the due came from", text.text,
		    "Done already: a practice exam is in your profile.\n"
		    "Before that it was planned again, for Tue 24 Nov 2026.\n");
	road_release(&road);
}

static void keys(void **state)
{
	(void)state;
	struct road road;
	plan(&road);
	mw_auto(buf) text = MW_BUF_INIT;
	assert_true(mw_explain_key(&road.plan, "exam-stop", &text));
	EXPECT_TEXT("a plan key", text.text,
		    "exam-stop = Wed 25 Aug 2027, advice: four weeks before the earliest day on "
		    "which programs may review\n"
		    "  eras-review.early = Wed 22 Sep 2027 18:30 (09:00 New York), predicted: the "
		    "earliest day that the "
		    "prediction allows\n"
		    "    eras-review predicted: Y-09-23 on or after Wednesday at 09:00\n"
		    "  - 4 weeks = Wed 25 Aug 2027\n");
	mw_buf_clear(&text);
	assert_true(mw_explain_key(&road.plan, "foundation-start", &text));
	EXPECT_TEXT(
		"on another", text.text,
		"foundation-start = Tue 1 Dec 2026, advice: the exam aim less all study months\n"
		"  exam-aim = Tue 1 Jun 2027, advice: your study start plus the study months\n"
		"    2026-12-01 = Tue 1 Dec 2026\n    + 6 months = Tue 1 Jun 2027\n"
		"  - 6 months = Tue 1 Dec 2026\n");
	mw_buf_clear(&text);
	assert_true(mw_explain_key(&road.plan, "first-day", &text));
	EXPECT_TEXT("a written day", text.text,
		    "first-day = Mon 23 Nov 2026, yours: the first day in your profile\n");
	mw_buf_clear(&text);
	assert_true(mw_explain_key(&road.plan, "interviews-end", &text));
	EXPECT_TEXT("a day of the year", text.text,
		    "interviews-end = Mon 31 Jan 2028, advice: most interviews are over by the end "
		    "of January\n");
	mw_buf_clear(&text);
	assert_true(mw_explain_key(&road.plan, "token", &text));
	EXPECT_TEXT("a season key", text.text,
		    "token = Wed 30 Jun 2027, predicted, may be 7 days earlier or later\n"
		    "  token predicted: myeras-opens + 3 weeks\n"
		    "    myeras-opens = Wed 9 Jun 2027 18:30 (09:00 New York), predicted, may be 7 "
		    "days earlier or later\n"
		    "      myeras-opens predicted: Y-06-03 on or after Wednesday at 09:00\n"
		    "    + 3 weeks = Wed 30 Jun 2027\n");
	mw_buf_clear(&text);
	assert_false(mw_explain_key(&road.plan, "tokens", &text));
	EXPECT_TEXT("nothing", text.text, "");
	road_release(&road);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_part),
		cmocka_unit_test(no_room),
		cmocka_unit_test(settled_later),
		cmocka_unit_test(keys),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
