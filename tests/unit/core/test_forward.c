/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Late starts, worked out by hand. The first day is Monday 23 November 2026; three starts a week
 * are six half starts, and work of more than three days is two of them.
 */
#include "matchward/core/forward.h"

#include "expect.h"
#include "road_by_hand.h"

/* ROADMAP section 3, applicant A: these rows of section 1.2 and the table of what becomes of them.
 */
static void applicant_a(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "goal-decide",
		  .strength = 's',
		  .opens = "Y-1-01-01",
		  .due = "Y-1-03-31",
		  .latest = "Y-04-30",
		  .takes = 3 },
		{ .id = "radiology-outreach",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-03-31",
		  .latest = "eras-review.early - 9 weeks",
		  .takes = 14,
		  .needs = "goal-decide" },
		{ .id = "us-rotations",
		  .opens = "Y-1-04-01",
		  .due = "Y-1-06-30",
		  .latest = "eras-review.early - 10 weeks",
		  .takes = 56 },
		{ .id = "research-start",
		  .opens = "Y-1-04-01",
		  .due = "Y-1-06-30",
		  .latest = "Y-04-30",
		  .takes = 28,
		  .needs = "radiology-outreach" },
		{ .id = "observership",
		  .opens = "Y-1-07-01",
		  .due = "Y-1-09-30",
		  .latest = "eras-review.early - 5 weeks",
		  .takes = 84,
		  .needs = "radiology-outreach" },
		{ .id = "cv-draft",
		  .strength = 's',
		  .opens = "Y-1-07-01",
		  .due = "Y-1-09-30",
		  .latest = "eras-open.early - 4 weeks",
		  .takes = 7 },
		{ .id = "research-review",
		  .strength = 's',
		  .opens = "research-start.due",
		  .due = "eras-open.early - 2 weeks",
		  .latest = "eras-open.early - 2 weeks",
		  .needs = "research-start",
		  .repeat = 28 },
		{ .id = "lor-ask",
		  .opens = "Y-1-10-01",
		  .due = "Y-1-12-31",
		  .latest = "eras-review.early - 8 weeks",
		  .takes = 21 },
		{ .id = "abstract-aar",
		  .strength = 's',
		  .opens = "Y-1-07-15",
		  .due = "abstract-aar",
		  .latest = "abstract-aar",
		  .takes = 28,
		  .needs = "research-start" },
		{ .id = "abstract-submit",
		  .opens = "Y-1-10-01",
		  .due = "Y-1-12-31",
		  .latest = "abstract-rsna",
		  .takes = 84,
		  .needs = "research-start" },
		{ .id = "abstract-acr",
		  .strength = 's',
		  .opens = "Y-1-11-15",
		  .due = "abstract-acr",
		  .latest = "abstract-acr",
		  .takes = 28,
		  .needs = "research-start" },
		{ .id = "step2ck-register",
		  .strength = 'h',
		  .opens = "exam-aim - 7 months",
		  .due = "exam-aim - 5 months",
		  .latest = "eras-review.early - 12 weeks",
		  .takes = 28 },
		{ .id = "myeras-fill",
		  .opens = "token",
		  .due = "eras-open.early - 4 weeks",
		  .latest = "eras-review.early - 10 days",
		  .takes = 21,
		  .needs = "cv-draft" },
		{ .id = "eras-submit",
		  .strength = 'h',
		  .opens = "eras-open",
		  .due = "eras-open + 1 week",
		  .latest = "eras-review.early - 3 days",
		  .takes = 2,
		  .needs = "myeras-fill" },
	};
	static const char *const want[][2] = {
		{ "goal-decide", "2026-11-23 2026-11-26 2027-04-30 moved open" },
		{ "radiology-outreach", "2026-11-26 2026-12-10 2027-07-21 moved upcoming" },
		{ "us-rotations", "2026-11-27 2027-01-22 2027-07-14 moved upcoming" },
		{ "cv-draft", "2026-11-30 2026-12-07 2027-07-28 moved upcoming" },
		{ "research-start", "2026-12-10 2027-01-07 2027-04-30 moved upcoming" },
		{ "observership", "2026-12-10 2027-03-04 2027-08-18 moved upcoming" },
		{ "abstract-submit", "2027-01-07 2027-04-01 2027-05-05T17:00Z moved upcoming" },
		{ "research-review", "2027-01-07 2027-08-11 2027-08-11 natural upcoming" },
		{ "lor-ask", "2026-10-01 2026-12-31 2027-07-28 natural open" },
		{ "abstract-acr", "2026-11-15 2027-01-28T04:59Z 2027-01-28T04:59Z natural open" },
		{ "abstract-aar",
		  "2026-07-15 2026-09-16T16:59Z 2026-09-16T16:59Z too-late missed" },
		{ "step2ck-register", "2026-11-01 2027-01-01 2027-06-30 natural open" },
	};
	struct road road;
	ROAD(&road, rows);
	road.profile.zone = zone_by_hand("Asia/Kolkata");
	road.profile.study.start = a_day("2026-12-01");
	road_plan(&road);
	for (size_t i = 0; i < sizeof want / sizeof *want; i++)
		EXPECT_ROAD(&road, want[i][0], want[i][1]);
	EXPECT_INT("three a week suffice", road.plan.pace, 3);
	road_release(&road);
}

static void slots_of_a_week(void **state)
{
	(void)state;
	static const struct road_row large[] = {
		{ .id = "a", .opens = "Y-1-01-01", .due = "Y-1-02-01", .takes = 7 },
		{ .id = "b", .opens = "Y-1-01-01", .due = "Y-1-02-02", .takes = 4 },
		{ .id = "c", .opens = "Y-1-01-01", .due = "Y-1-02-03", .takes = 20 },
		{ .id = "d", .opens = "Y-1-01-01", .due = "Y-1-02-04", .takes = 7 },
	};
	struct road road;
	ROAD(&road, large);
	road_plan(&road);
	EXPECT_ROAD(
		&road, "c",
		"2026-11-23 2026-12-13 - moved open"); /* the longest has the least latest start */
	EXPECT_ROAD(&road, "a", "2026-11-26 2026-12-03 - moved upcoming");
	EXPECT_ROAD(&road, "d", "2026-11-28 2026-12-05 - moved upcoming");
	EXPECT_ROAD(&road, "b", "2026-11-30 2026-12-04 - moved upcoming");
	road_release(&road);

	static const struct road_row small[] = {
		{ .id = "1", .opens = "Y-1-01-01", .due = "Y-1-02-01", .takes = 3 },
		{ .id = "2", .opens = "Y-1-01-01", .due = "Y-1-02-02", .takes = 3 },
		{ .id = "3", .opens = "Y-1-01-01", .due = "Y-1-02-03", .takes = 3 },
		{ .id = "4", .opens = "Y-1-01-01", .due = "Y-1-02-04", .takes = 3 },
		{ .id = "5", .opens = "Y-1-01-01", .due = "Y-1-02-05", .takes = 3 },
		{ .id = "6", .opens = "Y-1-01-01", .due = "Y-1-02-06", .takes = 3 },
		{ .id = "7", .opens = "Y-1-01-01", .due = "Y-1-02-07", .takes = 3 },
		{ .id = "gate",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-02-08" }, /* takes nothing: needs no room */
	};
	ROAD(&road, small);
	road_plan(&road);
	EXPECT_ROAD(&road, "1", "2026-11-23 2026-11-26 - moved open");
	EXPECT_ROAD(&road, "2", "2026-11-25 2026-11-28 - moved upcoming");
	EXPECT_ROAD(&road, "3", "2026-11-26 2026-11-29 - moved upcoming");
	EXPECT_ROAD(&road, "4", "2026-11-27 2026-11-30 - moved upcoming");
	EXPECT_ROAD(&road, "5", "2026-11-28 2026-12-01 - moved upcoming");
	EXPECT_ROAD(&road, "6", "2026-11-29 2026-12-02 - moved upcoming");
	EXPECT_ROAD(&road, "7", "2026-11-30 2026-12-03 - moved upcoming");
	EXPECT_ROAD(&road, "gate",
		    "2026-11-23 2026-11-24 - moved open"); /* never due on the first day itself */
	road_release(&road);

	/* The last slot of a full week is still in that week. */
	static const char *const starts[] = { "23", "24", "25", "26", "27", "28", "29", "29" };
	road_init(&road, NULL, 0);
	road.profile.reminders.pace = 4;
	for (int i = 0; i < 8; i++)
		road_add(&road, &(struct road_row){ .id = mw_pool_printf(&road.pool, "n%d", i),
						    .opens = "Y-1-01-01",
						    .due = "Y-1-02-01",
						    .takes = 3 });
	road_plan(&road);
	for (int i = 0; i < 8; i++)
		EXPECT_DAY(starts[i],
			   road_find(&road, mw_pool_printf(&road.pool, "n%d", i))->opens.day,
			   mw_pool_printf(&road.pool, "2026-11-%s", starts[i]));
	road_release(&road);

	/* What is due in a week anyway takes room in it; events and recurrences do not. */
	static const struct road_row natural[] = {
		{ .id = "late", .opens = "Y-1-01-01", .due = "Y-1-02-01", .takes = 7 },
		{ .id = "due", .opens = "Y-1-11-24", .due = "Y-1-11-29", .takes = 7 },
		{ .id = "event", .opens = "Y-1-11-24", .due = "Y-1-11-27", .event = true },
		{ .id = "weekly",
		  .opens = "Y-1-11-24",
		  .due = "Y-1-11-27",
		  .takes = 7,
		  .repeat = 7 },
	};
	ROAD(&road, natural);
	road_plan(&road);
	EXPECT_ROAD(&road, "late", "2026-11-26 2026-12-03 - moved upcoming");
	EXPECT_ROAD(&road, "due", "2026-11-24 2026-11-29 - natural upcoming");
	road.profile.reminders.pace = 1; /* two half starts: the week is full */
	road_plan(&road);
	EXPECT_ROAD(&road, "late", "2026-11-30 2026-12-07 - moved upcoming");
	road_release(&road);
}

/* What is moved: a due before the first day, or too little time left for what has opened. */
static void what_is_moved(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "due-yesterday", .opens = "2026-11-01", .due = "2026-11-22", .takes = 1 },
		{ .id = "due-today", .opens = "2026-11-01", .due = "2026-11-23" },
		{ .id = "opened-too-short",
		  .opens = "2026-11-22",
		  .due = "2026-12-02",
		  .takes = 10 },
		{ .id = "opened-long-enough",
		  .opens = "2026-11-22",
		  .due = "2026-12-03",
		  .takes = 10 },
		{ .id = "opens-today", .opens = "2026-11-23", .due = "2026-11-25", .takes = 10 },
		{ .id = "last-today",
		  .opens = "2026-11-23",
		  .due = "2026-11-23",
		  .latest = "2026-11-23" },
		{ .id = "latest-yesterday",
		  .opens = "2026-11-01",
		  .due = "2026-11-20",
		  .latest = "2026-11-22",
		  .takes = 1 },
		{ .id = "latest-today",
		  .opens = "2026-11-01",
		  .due = "2026-11-20",
		  .latest = "2026-11-23",
		  .takes = 1 },
		{ .id = "event-past",
		  .opens = "2026-11-01",
		  .due = "2026-11-20",
		  .latest = "2026-11-20",
		  .event = true },
		{ .id = "weekly-past",
		  .opens = "2026-11-01",
		  .due = "2026-11-20",
		  .latest = "2026-11-20",
		  .repeat = 7 },
		{ .id = "settled",
		  .opens = "2026-11-01",
		  .due = "2026-11-20",
		  .takes = 1,
		  .settled = "visa" },
		{ .id = "not-hers",
		  .opens = "2026-11-01",
		  .due = "2026-11-20",
		  .takes = 1,
		  .when = "!visa" },
	};
	struct road road;
	ROAD(&road, rows);
	road_plan(&road);
	EXPECT_ROAD(&road, "due-yesterday", "2026-11-29 2026-11-30 - moved upcoming");
	EXPECT_ROAD(&road, "due-today", "2026-11-01 2026-11-23 - natural due");
	EXPECT_ROAD(&road, "opened-too-short", "2026-11-27 2026-12-07 - moved upcoming");
	EXPECT_ROAD(&road, "opened-long-enough", "2026-11-22 2026-12-03 - natural open");
	EXPECT_ROAD(&road, "opens-today", "2026-11-23 2026-11-25 - natural open");
	EXPECT_ROAD(&road, "last-today", "2026-11-23 2026-11-23 2026-11-23 natural due");
	EXPECT_ROAD(&road, "latest-yesterday", "2026-11-01 2026-11-20 2026-11-22 too-late missed");
	EXPECT_ROAD(&road, "latest-today", "2026-11-23 2026-11-23 2026-11-23 under-way due");
	EXPECT_ROAD(&road, "event-past", "2026-11-01 2026-11-20 2026-11-20 natural done");
	EXPECT_ROAD(&road, "weekly-past", "2026-11-01 2026-11-20 2026-11-20 natural done");
	EXPECT_ROAD(&road, "settled", "2026-11-01 2026-11-20 - settled done");
	assert_null(mw_plan_find(&road.plan, "not-hers"));
	road_release(&road);
}

/* One start a week shows the order: the first on 23 November, the second on the 30th, then 7 and 14
 * December. */
static void expect_order(const char *name, const struct road_row *rows, size_t count,
			 const char *const *order)
{
	static const char *const starts[] = { "2026-11-23", "2026-11-30", "2026-12-07",
					      "2026-12-14" };
	struct road road;
	road_init(&road, rows, count);
	road.profile.reminders.pace = 1;
	road_plan(&road);
	for (size_t i = 0; order[i]; i++) {
		char label[100];
		(void)snprintf(label, sizeof label, "%s: %s", name, order[i]);
		EXPECT_DAY(label, road_find(&road, order[i])->opens.day, starts[i]);
	}
	road_release(&road);
}

#define EXPECT_ORDER(name, rows, ...)                                                              \
	expect_order(name, rows, sizeof rows / sizeof *rows,                                       \
		     (const char *const[]){ __VA_ARGS__, NULL })

static void order_of_urgency(void **state)
{
	(void)state;
	/* Latest starts: 15 February; 25 January. */
	static const struct road_row latest_start[] = {
		{ .id = "a",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-01-31",
		  .latest = "2027-03-01",
		  .takes = 14 },
		{ .id = "b",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-06-30",
		  .latest = "2027-02-01",
		  .takes = 7 },
	};
	EXPECT_ORDER("least latest start", latest_start, "b", "a");

	/* 15 March - 8 weeks = 18 January; 17 January + 4 weeks = 14 February; 19 January. */
	static const struct road_row stakes[] = {
		{ .id = "soft",
		  .strength = 's',
		  .opens = "Y-1-01-01",
		  .due = "Y-1-01-31",
		  .latest = "2027-01-31",
		  .takes = 14 },
		{ .id = "target",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-01-31",
		  .latest = "2027-02-02",
		  .takes = 14 },
		{ .id = "hard",
		  .strength = 'h',
		  .opens = "Y-1-01-01",
		  .due = "Y-1-01-31",
		  .latest = "2027-03-29",
		  .takes = 14 },
	};
	EXPECT_ORDER("by what is at stake", stakes, "hard", "target", "soft");
	static const struct road_row tight[] = {
		{ .id = "hard",
		  .strength = 'h',
		  .opens = "Y-1-01-01",
		  .due = "Y-1-01-31",
		  .latest = "2027-03-29",
		  .takes = 14 },
		{ .id = "target",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-01-31",
		  .latest = "2027-01-31",
		  .takes = 14 },
	};
	EXPECT_ORDER("a day more urgent", tight, "target", "hard"); /* 18 and 17 January */

	/* 15 February alone; but what needs it must begin by 1 February, so it ends by then: 18
	 * January. */
	static const struct road_row backward[] = {
		{ .id = "other",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-01-31",
		  .latest = "2027-02-02",
		  .takes = 14 },
		{ .id = "first",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-01-31",
		  .latest = "2027-03-01",
		  .takes = 14 },
		{ .id = "then",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-01-31",
		  .latest = "2027-03-01",
		  .takes = 28,
		  .needs = "first" },
	};
	EXPECT_ORDER("what waits for it counts", backward, "first", "other", "then");
	/* Unless what waits for it matters less: then only its urgency is handed on, 1 February + 4
	 * weeks. */
	static const struct road_row weaker[] = {
		{ .id = "first",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-01-31",
		  .latest = "2027-03-01",
		  .takes = 14 },
		{ .id = "other",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-01-31",
		  .latest = "2027-02-28",
		  .takes = 14 },
		{ .id = "then",
		  .strength = 's',
		  .opens = "Y-1-01-01",
		  .due = "Y-1-01-31",
		  .latest = "2027-03-01",
		  .takes = 28,
		  .needs = "first" },
	};
	EXPECT_ORDER("a weaker one does not press", weaker, "other", "first");

	/* What is lost, and what passes by itself, does not press. */
	static const struct road_row no_pressure[] = {
		{ .id = "first", .opens = "Y-1-01-01", .due = "Y-1-01-31", .takes = 10 },
		{ .id = "second", .opens = "Y-1-01-01", .due = "Y-1-01-31", .takes = 9 },
		{ .id = "other",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-01-31",
		  .latest = "2027-12-31",
		  .takes = 10 },
		{ .id = "lost",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-02-01",
		  .latest = "Y-1-03-01",
		  .takes = 10,
		  .needs = "first" },
		{ .id = "event",
		  .opens = "2026-12-01",
		  .due = "2026-12-01",
		  .event = true,
		  .needs = "second" },
	};
	EXPECT_ORDER("no pressure", no_pressure, "other", "first", "second");

	/* The soft one alone: 15 August. But work due on 20 January that takes 14 days waits for
	 * its 7: 30 December. */
	static const struct road_row unmoved[] = {
		{ .id = "target",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-01-31",
		  .latest = "2027-01-30",
		  .takes = 14 },
		{ .id = "soft",
		  .strength = 's',
		  .opens = "Y-1-01-01",
		  .due = "Y-1-01-31",
		  .latest = "2027-07-25",
		  .takes = 7 },
		{ .id = "waits",
		  .opens = "2027-01-01",
		  .due = "2027-01-20",
		  .latest = "2027-09-01",
		  .takes = 14,
		  .needs = "soft" },
	};
	EXPECT_ORDER("an un-moved one that waits", unmoved, "soft", "target");

	/* The urgency of what comes last is handed back through work that is not moved. */
	static const struct road_row through[] = {
		{ .id = "other",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-01-31",
		  .latest = "2027-02-28",
		  .takes = 14 },
		{ .id = "first", .opens = "Y-1-01-01", .due = "Y-1-01-31", .takes = 5 },
		{ .id = "between",
		  .strength = 's',
		  .opens = "2026-11-25",
		  .due = "2026-12-05",
		  .takes = 2,
		  .needs = "first" },
		{ .id = "last",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-01-31",
		  .latest = "2027-02-01",
		  .takes = 5,
		  .needs = "between" },
	};
	EXPECT_ORDER("through what is not moved", through, "first");

	/* All overdue: depth of needs, strength, usual due, place in the file. */
	static const struct road_row ties[] = {
		{ .id = "late-due",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-05-31",
		  .latest = "2026-12-20",
		  .takes = 30 },
		{ .id = "early-due",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-04-30",
		  .latest = "2026-12-20",
		  .takes = 30 },
		{ .id = "same-due",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-04-30",
		  .latest = "2026-12-20",
		  .takes = 30 },
		{ .id = "hard",
		  .strength = 'h',
		  .opens = "Y-1-01-01",
		  .due = "Y-1-06-30",
		  .latest = "2026-12-20",
		  .takes = 30 },
	};
	struct road road;
	ROAD(&road, ties);
	road_plan(&road);
	EXPECT_DAY("strength", road_find(&road, "hard")->opens.day, "2026-11-23");
	EXPECT_DAY("due", road_find(&road, "early-due")->opens.day, "2026-11-26");
	EXPECT_DAY("place", road_find(&road, "same-due")->opens.day, "2026-11-28");
	EXPECT_DAY("last", road_find(&road, "late-due")->opens.day, "2026-11-30");
	road_release(&road);
	static const struct road_row depth[] = {
		{ .id = "deep",
		  .strength = 'h',
		  .opens = "Y-1-01-01",
		  .due = "Y-1-01-31",
		  .latest = "2026-12-20",
		  .takes = 30,
		  .needs = "closed" },
		{ .id = "closed", .opens = "Y-1-01-01", .due = "Y-1-01-15", .settled = "visa" },
		{ .id = "plain",
		  .strength = 's',
		  .opens = "Y-1-01-01",
		  .due = "Y-1-01-31",
		  .latest = "2026-11-24",
		  .takes = 30 },
	};
	EXPECT_ORDER("depth before strength", depth, "plain", "deep");
}

/* b takes 20 days and needs a, which takes 20 and may shrink to 10. a begins on the first day. */
static void half_the_time(void **state)
{
	(void)state;
	static const struct {
		const char *latest, *a, *b, *need;
	} cases[] = {
		{ "2027-01-02", "2026-11-23 2026-12-13 - moved open",
		  "2026-12-13 2027-01-02 2027-01-02 moved upcoming", NULL },
		{ "2027-01-01", "2026-11-23 2026-12-12 - moved open",
		  "2026-12-12 2027-01-01 2027-01-01 moved upcoming", NULL },
		{ "2026-12-23", "2026-11-23 2026-12-03 - moved open",
		  "2026-12-03 2026-12-23 2026-12-23 moved upcoming", NULL },
		{ "2026-12-18", "2026-11-23 2026-12-03 - moved open",
		  "2026-12-03 2026-12-18 2026-12-18 moved upcoming", NULL },
		{ "2026-12-13", "2026-11-23 2026-12-03 - moved open",
		  "2026-12-03 2026-12-13 2026-12-13 moved upcoming", NULL },
		{ "2026-12-12", "2026-11-23 2026-12-03 - moved open",
		  "2026-12-03 2026-12-12 2026-12-12 under-way upcoming", NULL },
		{ "2026-12-03", "2026-11-23 2026-12-03 - moved open",
		  "2026-12-03 2026-12-03 2026-12-03 under-way upcoming", NULL },
		{ "2026-12-02", "2026-11-23 2026-12-03 - moved open",
		  "2026-01-01 2026-02-28 2026-12-02 too-late missed", "a" },
		{ "2026-11-23", "2026-11-23 2026-12-03 - moved open",
		  "2026-01-01 2026-02-28 2026-11-23 too-late missed", "a" },
		/* gone before the first day: nothing waits for it, and nothing is hurried for it */
		{ "2026-11-22", "2026-11-23 2026-12-13 - moved open",
		  "2026-01-01 2026-02-28 2026-11-22 too-late missed", NULL },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct road_row rows[] = {
			{ .id = "a", .opens = "Y-1-01-01", .due = "Y-1-01-31", .takes = 20 },
			{ .id = "b",
			  .opens = "Y-1-01-01",
			  .due = "Y-1-02-28",
			  .latest = cases[i].latest,
			  .takes = 20,
			  .needs = "a" },
		};
		struct road road;
		ROAD(&road, rows);
		road_plan(&road);
		EXPECT_ROAD(&road, "a", cases[i].a);
		EXPECT_ROAD(&road, "b", cases[i].b);
		EXPECT_TEXT(cases[i].latest, road_find(&road, "b")->too_late_need, cases[i].need);
		EXPECT_INT("no pace mends a chain", road.plan.pace, 3);
		road_release(&road);
	}
}

/* Work of ten days that must end by 4 December has to begin by the 29th, the last day of the first
 * week. */
static void a_higher_pace(void **state)
{
	(void)state;
	static const char *const ids[] = { "1", "2", "3", "4", "5", "6", "7" };
	static const struct {
		size_t count;
		int wish, pace;
		const char *starts[7]; /* day of November */
		size_t under_way;
	} cases[] = {
		{ 3, 3, 3, { "23", "26", "28" }, 0 },
		{ 4, 3, 4, { "23", "25", "27", "29" }, 0 },
		{ 5, 3, 5, { "23", "25", "26", "28", "29" }, 0 },
		{ 6, 3, 5, { "23", "25", "26", "28", "29", "30" }, 1 }, /* never above five */
		{ 1, 4, 4, { "23" }, 0 },                               /* nor below the wish */
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct road road;
		size_t under_way = 0;
		road_init(&road, NULL, 0);
		for (size_t k = 0; k < cases[i].count; k++)
			road_add(&road, &(struct road_row){ .id = ids[k],
							    .opens = "Y-1-01-01",
							    .due = "Y-1-01-31",
							    .latest = "2026-12-04",
							    .takes = 10 });
		road.profile.reminders.pace = cases[i].wish;
		road_plan(&road);
		EXPECT_INT("pace", road.plan.pace, cases[i].pace);
		for (size_t k = 0; k < cases[i].count; k++) {
			char want[16];
			(void)snprintf(want, sizeof want, "2026-11-%s", cases[i].starts[k]);
			EXPECT_DAY(ids[k], road_find(&road, ids[k])->opens.day, want);
			EXPECT_DAY("due", road_find(&road, ids[k])->due.day,
				   k ? "2026-12-04" : "2026-12-03");
			under_way += road_find(&road, ids[k])->fate == MW_FATE_UNDER_WAY;
		}
		EXPECT_INT("under way", under_way, cases[i].under_way);
		road_release(&road);
	}
}

/* What is due in the first week anyway leaves room for two beginnings; the third asks for a higher
 * pace. */
static void a_full_first_week(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "natural", .opens = "2026-11-24", .due = "2026-11-29", .takes = 9 },
		{ .id = "1",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-01-31",
		  .latest = "2026-12-04",
		  .takes = 10 },
		{ .id = "2",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-01-31",
		  .latest = "2026-12-04",
		  .takes = 10 },
		{ .id = "3",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-01-31",
		  .latest = "2026-12-04",
		  .takes = 10 },
	};
	struct road road;
	ROAD(&road, rows);
	road_plan(&road);
	EXPECT_INT("pace", road.plan.pace, 4);
	EXPECT_DAY("1", road_find(&road, "1")->opens.day, "2026-11-25");
	EXPECT_DAY("2", road_find(&road, "2")->opens.day, "2026-11-27");
	EXPECT_DAY("3", road_find(&road, "3")->opens.day, "2026-11-29");
	road_release(&road);
}

static void promises(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "a",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-01-31",
		  .latest = "2027-03-01",
		  .takes = 7 },
		{ .id = "b",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-02-28",
		  .latest = "2027-04-01",
		  .takes = 7 },
		{ .id = "c",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-02-28",
		  .latest = "2027-05-01",
		  .takes = 7,
		  .needs = "a" },
	};
	static const struct {
		const char *name, *first_day, *due, *start, *a, *b, *c;
	} cases[] = {
		{ "none", NULL, NULL, NULL, "2026-11-23 2026-11-30 2027-03-01 moved open",
		  "2026-11-30 2026-12-07 2027-04-01 moved upcoming",
		  "2026-12-07 2026-12-14 2027-05-01 moved upcoming" },
		/* A promise keeps its place, takes its room, and what needs it waits for it. */
		{ "kept", "2026-11-23", "2026-12-20", "2026-11-24",
		  "2026-11-24 2026-12-20 2027-03-01 moved upcoming",
		  "2026-11-30 2026-12-07 2027-04-01 moved upcoming",
		  "2026-12-20 2026-12-27 2027-05-01 moved upcoming" },
		{ "of another first day", "2026-11-20", "2026-12-20", "2026-11-24",
		  "2026-11-23 2026-11-30 2027-03-01 moved open",
		  "2026-11-30 2026-12-07 2027-04-01 moved upcoming",
		  "2026-12-07 2026-12-14 2027-05-01 moved upcoming" },
		{ "cut where the latest has come nearer", "2026-11-23", "2027-03-10", "2027-02-10",
		  "2027-02-10 2027-03-01 2027-03-01 moved upcoming",
		  "2026-11-23 2026-11-30 2027-04-01 moved open",
		  "2027-03-01 2027-03-08 2027-05-01 moved upcoming" },
		{ "begun on its last day", "2026-11-23", "2027-03-10", "2027-03-01",
		  "2027-03-01 2027-03-01 2027-03-01 under-way upcoming",
		  "2026-11-23 2026-11-30 2027-04-01 moved open",
		  "2027-03-08 2027-03-15 2027-05-01 moved upcoming" }, /* its week is full */
		{ "void where it has gone", "2026-11-23", "2027-03-20", "2027-03-02",
		  "2026-11-23 2026-11-30 2027-03-01 moved open",
		  "2026-11-30 2026-12-07 2027-04-01 moved upcoming",
		  "2026-12-07 2026-12-14 2027-05-01 moved upcoming" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct road road;
		ROAD(&road, rows);
		road.profile.reminders.pace = 1;
		if (cases[i].first_day) {
			road_entry(&road, "2026-11-23T09:00", MW_VERB_FIRST_DAY, "-",
				   cases[i].first_day, NULL);
			road_entry(&road, "2026-11-23T09:00", MW_VERB_PLANNED, "a", cases[i].due,
				   cases[i].start);
		}
		road_plan(&road);
		print_message("%s\n", cases[i].name);
		EXPECT_ROAD(&road, "a", cases[i].a);
		EXPECT_ROAD(&road, "b", cases[i].b);
		EXPECT_ROAD(&road, "c", cases[i].c);
		road_release(&road);
	}
}

/* Work that is not late itself gives way to what it needs. a ends on 13 December at the earliest.
 */
static void followers(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		char strength;
		const char *due, *latest, *want, *need;
	} cases[] = {
		{ "time enough", 't', "2026-12-13", "2027-03-01",
		  "2026-12-01 2026-12-13 2027-03-01 natural upcoming", NULL },
		{ "behind it", 't', "2026-12-12", "2027-03-01",
		  "2026-12-13 2026-12-23 2027-03-01 follows upcoming", NULL },
		{ "cut", 't', "2026-12-12", "2026-12-20",
		  "2026-12-13 2026-12-20 2026-12-20 follows upcoming", NULL },
		{ "on its last day", 't', "2026-12-12", "2026-12-13",
		  "2026-12-13 2026-12-13 2026-12-13 follows upcoming", NULL },
		{ "a hard one too", 'h', "2026-12-12", "2027-03-01",
		  "2026-12-13 2026-12-23 2027-03-01 follows upcoming", NULL },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct road_row rows[] = {
			{ .id = "a",
			  .strength = 's',
			  .opens = "Y-1-01-01",
			  .due = "Y-1-01-31",
			  .takes = 20 },
			{ .id = "b",
			  .strength = cases[i].strength,
			  .opens = "2026-12-01",
			  .due = cases[i].due,
			  .latest = cases[i].latest,
			  .takes = 10,
			  .needs = "a" },
		};
		struct road road;
		ROAD(&road, rows);
		road_own(&road, "a", "2026-12-13", NULL, false); /* a day that she set herself */
		road_plan(&road);
		print_message("%s\n", cases[i].name);
		EXPECT_ROAD(&road, "b", cases[i].want);
		EXPECT_TEXT(cases[i].name, road_find(&road, "b")->too_late_need, cases[i].need);
		road_release(&road);
	}
}

static void followers_of_moved_work(void **state)
{
	(void)state;
	/* a is hurried to half, 3 December: b's last day is the 2nd, c's the 10th, and d hangs on
	 * c. */
	static const struct road_row rows[] = {
		{ .id = "a", .opens = "Y-1-01-01", .due = "Y-1-01-31", .takes = 20 },
		{ .id = "b",
		  .opens = "2026-11-25",
		  .due = "2026-11-30",
		  .latest = "2026-12-02",
		  .takes = 2,
		  .needs = "a" },
		{ .id = "hard",
		  .strength = 'h',
		  .opens = "2026-11-25",
		  .due = "2026-11-30",
		  .latest = "2026-12-02",
		  .takes = 2,
		  .needs = "a" },
		{ .id = "c",
		  .opens = "2026-11-25",
		  .due = "2026-11-30",
		  .latest = "2026-12-10",
		  .takes = 4,
		  .needs = "a" },
		{ .id = "d",
		  .opens = "2026-12-01",
		  .due = "2026-12-05",
		  .latest = "2027-02-01",
		  .takes = 5,
		  .needs = "c b" },
		{ .id = "mine", .opens = "2026-12-01", .due = "2026-12-20", .needs = "a" },
		{ .id = "event",
		  .opens = "2026-11-30",
		  .due = "2026-12-01",
		  .event = true,
		  .needs = "a" },
	};
	struct road road;
	ROAD(&road, rows);
	road_own(&road, "mine", "2026-11-28", NULL, false);
	road_plan(&road);
	EXPECT_ROAD(&road, "a", "2026-11-23 2026-12-03 - moved open");
	EXPECT_ROAD(&road, "b", "2026-11-25 2026-11-30 2026-12-02 too-late missed");
	EXPECT_TEXT("because of a", road_find(&road, "b")->too_late_need, "a");
	/* A hard one stays in sight until its last day. */
	EXPECT_ROAD(&road, "hard", "2026-12-02 2026-12-02 2026-12-02 follows upcoming");
	EXPECT_ROAD(&road, "c", "2026-12-03 2026-12-07 2026-12-10 follows upcoming");
	EXPECT_ROAD(&road, "d",
		    "2026-12-07 2026-12-12 2027-02-01 follows upcoming"); /* not after b: that is
									     lost */
	EXPECT_ROAD(&road, "mine",
		    "2026-11-28 2026-11-28 - natural upcoming"); /* a user's day never moves */
	EXPECT_ROAD(&road, "event", "2026-11-30 2026-12-01 - natural upcoming");
	road_release(&road);
}

/* A result comes four weeks after the exam, also when the exam is moved. */
static void results(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "exam", .opens = "Y-1-01-01", .due = "2026-11-10", .takes = 20 },
		{ .id = "result",
		  .opens = "2026-11-24",
		  .due = "exam.due + 4 weeks",
		  .needs = "exam" },
		{ .id = "in-time", .opens = "2026-11-24", .due = "2027-01-10", .needs = "exam" },
		{ .id = "cut",
		  .opens = "2026-11-24",
		  .due = "exam.due + 4 weeks",
		  .latest = "2026-12-24",
		  .needs = "exam" },
		{ .id = "next",
		  .opens = "2026-11-24",
		  .due = "2026-12-20",
		  .takes = 3,
		  .needs = "result" },
	};
	struct road road;
	ROAD(&road, rows);
	road_plan(&road);
	EXPECT_ROAD(&road, "exam", "2026-11-23 2026-12-13 - moved open");
	EXPECT_ROAD(&road, "result", "2026-12-13 2027-01-10 - follows upcoming");
	EXPECT_ROAD(&road, "in-time", "2026-11-24 2027-01-10 - natural upcoming");
	EXPECT_ROAD(&road, "cut", "2026-12-13 2026-12-24 2026-12-24 follows upcoming");
	EXPECT_ROAD(&road, "next", "2027-01-10 2027-01-13 - follows upcoming");
	road_release(&road);
}

/* Late work that waits for work which is not late, and through that for late work. */
static void through_work_that_is_not_late(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "last",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-02-28",
		  .takes = 7,
		  .needs = "between" },
		{ .id = "between",
		  .opens = "2026-11-25",
		  .due = "2026-12-01",
		  .takes = 5,
		  .needs = "first" },
		{ .id = "first", .opens = "Y-1-01-01", .due = "Y-1-01-31", .takes = 14 },
	};
	struct road road;
	ROAD(&road, rows);
	road_plan(&road);
	EXPECT_ROAD(&road, "first", "2026-11-23 2026-12-07 - moved open");
	EXPECT_ROAD(&road, "between", "2026-12-07 2026-12-12 - follows upcoming");
	EXPECT_ROAD(&road, "last", "2026-12-12 2026-12-19 - moved upcoming");
	road_release(&road);
}

static void recurrences(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "work", .opens = "Y-1-01-01", .due = "Y-1-01-31", .takes = 20 },
		{ .id = "from-today", .opens = "Y-1-10-01", .due = "2027-03-01", .repeat = 7 },
		{ .id = "to-come", .opens = "2026-12-01", .due = "2027-03-01", .repeat = 1 },
		{ .id = "after-work",
		  .opens = "work.due",
		  .due = "2027-03-01",
		  .repeat = 28,
		  .needs = "work" },
		{ .id = "over-by-then",
		  .opens = "Y-1-10-01",
		  .due = "2026-12-05",
		  .repeat = 7,
		  .needs = "work" },
		{ .id = "needs-nothing-late",
		  .opens = "Y-1-10-01",
		  .due = "2027-03-01",
		  .repeat = 7,
		  .needs = "to-do" },
		{ .id = "daily",
		  .opens = "Y-1-10-01",
		  .due = "2027-03-01",
		  .takes = 5,
		  .repeat = 1 },
		{ .id = "ends-that-day",
		  .opens = "Y-1-10-01",
		  .due = "2026-12-13",
		  .repeat = 1,
		  .needs = "work" },
		{ .id = "to-do", .opens = "2026-12-10", .due = "2026-12-20", .takes = 3 },
	};
	struct road road;
	ROAD(&road, rows);
	road_plan(&road);
	EXPECT_ROAD(&road, "from-today", "2026-11-23 2027-03-01 - natural open");
	EXPECT_ROAD(&road, "to-come", "2026-12-01 2027-03-01 - natural upcoming");
	EXPECT_ROAD(&road, "after-work", "2026-12-13 2027-03-01 - natural upcoming");
	EXPECT_ROAD(&road, "over-by-then", "2026-10-01 2026-12-05 - natural open");
	EXPECT_ROAD(&road, "daily", "2026-11-23 2027-03-01 - natural open");
	EXPECT_ROAD(&road, "ends-that-day", "2026-12-13 2026-12-13 - natural upcoming");
	EXPECT_ROAD(&road, "needs-nothing-late", "2026-11-23 2027-03-01 - natural open");
	road_release(&road);
}

/* What is closed, skipped or settled before the first day takes no room and is not waited for. */
static void what_is_over(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "over",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-01-31",
		  .takes = 60,
		  .settled = "booked",
		  .needs = "need" },
		{ .id = "next",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-02-28",
		  .takes = 7,
		  .needs = "over" },
		{ .id = "need", .opens = "Y-1-01-01", .due = "Y-1-01-31", .takes = 60 },
		{ .id = "after-need",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-02-28",
		  .takes = 7,
		  .needs = "need" },
	};
	static const char *const ways[] = { "settled", "skipped in the profile", "done",
					    "skipped" };
	for (int way = 0; way < 4; way++) {
		struct road road;
		ROAD(&road, rows);
		road.profile.reminders.pace = 5;
		if (way == 0)
			road.profile.step2ck.exam = a_day("2027-05-10");
		else if (way == 1)
			road_own(&road, "over", NULL, NULL, true);
		else
			road_entry(&road, "2026-11-22T23:59",
				   way == 2 ? MW_VERB_DONE : MW_VERB_SKIPPED, "over", NULL, NULL);
		road_plan(&road);
		print_message("%s\n", ways[way]);
		EXPECT_INT("at once", road_find(&road, "next")->opens.day < a_day("2026-11-30"),
			   true);
		/* Only what a person has done implies its needs. */
		EXPECT_INT("at once",
			   road_find(&road, "after-need")->opens.day < a_day("2026-11-30"),
			   way == 2);
		EXPECT_TEXT("closed by", road_find(&road, "need")->closed_by,
			    way == 2 ? "over" : NULL);
		road_release(&road);
	}
	/* Done on the first day or later it keeps its place: no act moves the date of anything
	 * else. */
	struct road road;
	ROAD(&road, rows);
	road_plan(&road);
	char before[160];
	(void)road_line(&road, "next", before);
	road_done(&road, "2026-11-23T00:00", "over");
	road_plan(&road);
	EXPECT_ROAD(&road, "next", before);
	road_release(&road);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(applicant_a),
		cmocka_unit_test(slots_of_a_week),
		cmocka_unit_test(what_is_moved),
		cmocka_unit_test(order_of_urgency),
		cmocka_unit_test(half_the_time),
		cmocka_unit_test(a_higher_pace),
		cmocka_unit_test(a_full_first_week),
		cmocka_unit_test(promises),
		cmocka_unit_test(followers),
		cmocka_unit_test(followers_of_moved_work),
		cmocka_unit_test(results),
		cmocka_unit_test(through_work_that_is_not_late),
		cmocka_unit_test(recurrences),
		cmocka_unit_test(what_is_over),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
