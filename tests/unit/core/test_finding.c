/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a late start has cost, what is always said, and the order of it all. */
#include "finding_by_hand.h"

static void nothing_special(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "a", .opens = "Y-01-01", .due = "Y-02-01", .latest = "Y-03-01" }
	};
	struct road road;
	ROAD(&road, rows);
	expect_ids("an early start", &road, "");
	struct mw_findings found = findings(&road);
	EXPECT_PART("all predicted", find(&found, "dates-predicted")->text,
		    "18 official dates ahead");
	EXPECT_TEXT("rules", find(&found, "dates-predicted")->rules.list.items[1], "D11");
	assert_non_null(find(&found, "guide-calendar"));
	for (size_t i = 0; i < road.seasons.rules.count; i++)
		season_published(&road.seasons, &road.pool, 2027, road.seasons.rules.items[i].key,
				 "2027-09-01");
	found = findings(&road);
	assert_null(find(&found, "dates-predicted"));
	road_release(&road);
}

static void late_starts(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "soft-gone",
		  .strength = 's',
		  .opens = "Y-1-01-01",
		  .due = "Y-1-02-01",
		  .latest = "Y-1-10-01" },
		{ .id = "target-gone",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-02-01",
		  .latest = "Y-1-10-01",
		  .title = "The target",
		  .too_late = "No letter." },
		{ .id = "hard-gone",
		  .strength = 'h',
		  .opens = "Y-1-01-01",
		  .due = "Y-1-02-01",
		  .latest = "Y-1-10-01",
		  .title = "The hard one",
		  .too_late = "No season." },
		{ .id = "slow", .opens = "Y-1-01-01", .due = "Y-1-02-01", .takes = 20 },
		{ .id = "behind",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-02-02",
		  .latest = "2026-12-01",
		  .takes = 2,
		  .needs = "slow",
		  .title = "What waits" },
		{ .id = "long",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-02-01",
		  .latest = "2026-12-24",
		  .takes = 90,
		  .title = "The long one" },
	};
	struct road road;
	ROAD(&road, rows);
	expect_ids("all of it", &road, "done-before already-too-late only-if-under-way late-start");
	struct mw_findings found = findings(&road);
	EXPECT_TEXT("lost", find(&found, "already-too-late")->text,
		    "Too late for this season:\nThe target: No letter.\n"
		    "What waits, because \"slow\" comes first: its last useful day has passed.\n1 "
		    "smaller step too.");
	EXPECT_TEXT("asked", find(&found, "done-before")->text,
		    "Is this done already: The hard one? If yes, run \"matchward done hard-gone\". "
		    "If not: No season.");
	EXPECT_TEXT("under way", find(&found, "only-if-under-way")->text,
		    "Too little time is left to begin: The long one. Finish what is under way. Do "
		    "not begin it now.");
	EXPECT_TEXT("moved", find(&found, "late-start")->text,
		    "You started late for 2 steps. They are planned again from Mon 23 Nov 2026 on; "
		    "the last is due "
		    "Thu 24 Dec 2026.");
	/* What she answers is not asked again. */
	road_done(&road, "2026-11-23T10:00", "hard-gone");
	road_done(&road, "2026-11-23T10:00", "target-gone");
	road_done(&road, "2026-11-23T10:00", "behind");
	expect_ids("answered", &road, "only-if-under-way already-too-late late-start");
	found = findings(&road);
	EXPECT_TEXT("only the soft one", find(&found, "already-too-late")->text,
		    "1 smaller step had passed before your first day. Nothing important is lost.");
	EXPECT_TEXT("and only told", find(&found, "already-too-late")->severity, "info");
	road_release(&road);
}

static void pace(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "1",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-02-01",
		  .latest = "2026-12-04",
		  .takes = 10 },
		{ .id = "2",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-02-01",
		  .latest = "2026-12-04",
		  .takes = 10 },
		{ .id = "3",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-02-01",
		  .latest = "2026-12-04",
		  .takes = 10 },
		{ .id = "4",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-02-01",
		  .latest = "2026-12-04",
		  .takes = 10 },
	};
	struct road road;
	ROAD(&road, rows);
	expect_ids("raised", &road, "pace-raised late-start");
	struct mw_findings found = findings(&road);
	EXPECT_PART("how far", find(&found, "pace-raised")->text,
		    "up to 4 starts a week; you wished for 3");
	road.profile.reminders.pace = 4;
	expect_ids("as she wished", &road, "late-start");
	road_release(&road);
}

static void the_end(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "match-day", .opens = "match-day", .due = "match-day", .event = true },
	};
	struct road road;
	ROAD(&road, rows);
	road.now = "2028-03-17T23:59";
	expect_ids("on Match Day", &road, "");
	road.now = "2028-03-18T00:00";
	expect_ids("the day after", &road, "season-over");
	EXPECT_PART("the next year", said(&road, "season-over"), "set application-year to 2028");
	road_done(&road, "2028-03-17T17:00", "match-day");
	expect_ids("she has matched", &road, "");
	road_release(&road);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_special),
		cmocka_unit_test(late_starts),
		cmocka_unit_test(pace),
		cmocka_unit_test(the_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
