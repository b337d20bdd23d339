/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "matchward/core/plan.h"

#include "expect.h"
#include "road_by_hand.h"

static const struct road_row rows[] = {
	{ .id = "a",
	  .opens = "2027-01-01",
	  .due = "2027-02-01",
	  .latest = "2027-03-01",
	  .takes = 14,
	  .remind = "7d 1d" },
	{ .id = "no-latest", .opens = "2027-01-01", .due = "2027-02-01", .takes = 14 },
	{ .id = "timed",
	  .opens = "2028-01-01",
	  .due = "rol-deadline",
	  .latest = "rol-deadline",
	  .takes = 3 },
	{ .id = "quiet", .opens = "2027-01-01", .due = "2027-02-01", .remind = "none" },
	{ .id = "gone", .opens = "2026-01-01", .due = "2026-02-01", .latest = "2026-03-01" },
};

static void slack(void **state)
{
	(void)state;
	struct road road;
	ROAD(&road, rows);
	road.profile.zone = zone_by_hand("Asia/Kolkata");
	road.now = "2027-02-01T12:00";
	road_plan(&road);
	EXPECT_INT("28 days less 14", mw_milestone_slack(&road.plan, road_find(&road, "a")), 14);
	mw_timeline_refresh(&road.plan, an_instant("2027-02-20T12:00"));
	EXPECT_INT("too late to begin", mw_milestone_slack(&road.plan, road_find(&road, "a")), -5);
	EXPECT_INT("no latest: 19 days past its due, less 14",
		   mw_milestone_slack(&road.plan, road_find(&road, "no-latest")), -33);
	mw_timeline_refresh(&road.plan, an_instant("2028-02-21T12:00"));
	EXPECT_INT("by the local day, 2 March",
		   mw_milestone_slack(&road.plan, road_find(&road, "timed")), 10 - 3);
	road_release(&road);
}

static void leads(void **state)
{
	(void)state;
	struct road road;
	ROAD(&road, rows);
	road_plan(&road);
	EXPECT_INT("its own", mw_plan_leads(&road.plan, road_find(&road, "a"))->items[0].days, 7);
	EXPECT_INT("none of its own is its own",
		   mw_plan_leads(&road.plan, road_find(&road, "quiet"))->count, 0);
	EXPECT_INT("the profile's",
		   mw_plan_leads(&road.plan, road_find(&road, "timed"))->items[0].days, 30);
	road_release(&road);
}

static void shown_and_closed(void **state)
{
	(void)state;
	struct road road;
	ROAD(&road, rows);
	road_plan(&road);
	EXPECT_INT("shown", mw_milestone_is_shown(road_find(&road, "a")), true);
	EXPECT_INT("too late is not", mw_milestone_is_shown(road_find(&road, "gone")), false);
	EXPECT_INT("not closed", mw_milestone_is_closed(road_find(&road, "gone")), false);
	road_done(&road, "2026-11-24T10:00", "gone");
	road_plan(&road);
	EXPECT_INT("done all the same", mw_milestone_is_shown(road_find(&road, "gone")), true);
	EXPECT_INT("closed", mw_milestone_is_closed(road_find(&road, "gone")), true);
	road_entry(&road, "2026-11-25T10:00", MW_VERB_SKIPPED, "gone", NULL, NULL);
	road_plan(&road);
	EXPECT_INT("skipped", mw_milestone_is_shown(road_find(&road, "gone")), true);
	EXPECT_INT("closed", mw_milestone_is_closed(road_find(&road, "gone")), true);
	assert_null(mw_plan_find(&road.plan, "nobody"));
	road_release(&road);
}

/* Every Monday from 4 January to 1 February 2027: what "done" of a day stands for. */
static void occurrence(void **state)
{
	(void)state;
	static const struct road_row weekly[] = {
		{ .id = "w", .opens = "2027-01-04", .due = "2027-02-01", .repeat = 7 },
		{ .id = "off", .opens = "2027-01-04", .due = "2027-01-30", .repeat = 7 },
	};
	static const struct {
		const char *now, *id, *want;
	} cases[] = {
		{ "2026-12-24T12:00", "w", "2027-01-04" },
		{ "2027-01-04T12:00", "w", "2027-01-04" },
		{ "2027-01-10T12:00", "w", "2027-01-04" },
		{ "2027-01-11T12:00", "w", "2027-01-11" },
		{ "2027-01-31T12:00", "w", "2027-01-25" },
		{ "2027-03-20T12:00", "w", "2027-02-01" },
		{ "2027-03-20T12:00", "off", "2027-01-25" }, /* its due is no Monday */
	};
	struct road road;
	ROAD(&road, weekly);
	road_plan(&road);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		mw_timeline_refresh(&road.plan, an_instant(cases[i].now));
		EXPECT_INT(cases[i].now,
			   mw_milestone_occurrence(&road.plan, road_find(&road, cases[i].id)),
			   a_day(cases[i].want));
	}
	road_release(&road);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(slack),
		cmocka_unit_test(leads),
		cmocka_unit_test(shown_and_closed),
		cmocka_unit_test(occurrence),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
