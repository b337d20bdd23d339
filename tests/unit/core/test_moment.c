/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a lead falls: home is India, 5:30 ahead of UTC, and the profile's hour is 09:00, 03:30Z. */
#include "matchward/core/moment.h"

#include "expect.h"
#include "road_by_hand.h"

static const struct road_row rows[] = {
	{ .id = "task", .opens = "2027-01-10", .due = "2027-02-01" },
	{ .id = "rol-deadline",
	  .opens = "2028-01-01",
	  .due = "rol-deadline" }, /* 07:30 on 2 March there */
	{ .id = "nrmp-deadline",
	  .opens = "2028-01-01",
	  .due = "nrmp-deadline" }, /* 10:29 on 1 February there */
	{ .id = "at-nine", .opens = "2027-01-10", .due = "2027-02-01 at 09:00 Asia/Kolkata" },
	{ .id = "opens-timed",
	  .opens = "eras-open",
	  .due = "eras-open + 1 week" }, /* 18:30 there */
	{ .id = "event",
	  .opens = "match-day",
	  .due = "match-day",
	  .event = true }, /* 21:30 there */
	{ .id = "weekly", .opens = "2027-01-10", .due = "2027-02-07", .repeat = 7 },
};

static void leads(void **state)
{
	(void)state;
	static const struct {
		const char *id, *lead, *want; /* NULL: means nothing here */
	} cases[] = {
		{ "task", "0d", "2027-02-01T03:30" },
		{ "task", "1d", "2027-01-31T03:30" },
		{ "task", "2w", "2027-01-18T03:30" },
		{ "task", "22d", "2027-01-10T03:30" },
		{ "task", "30d", "2027-01-10T03:30" }, /* never before it opens */
		{ "task", "3h", NULL },                /* a whole day has no instant */
		/* The hour of the last day comes too late: the day before speaks. */
		{ "rol-deadline", "0d", "2028-03-01T03:30" },
		{ "rol-deadline", "1d", "2028-03-01T03:30" },
		{ "rol-deadline", "3d", "2028-02-28T03:30" },
		{ "rol-deadline", "3h", "2028-03-01T23:00" },
		{ "rol-deadline", "90m", "2028-03-02T00:30" },
		{ "rol-deadline", "0m", "2028-03-02T02:00" },
		{ "nrmp-deadline", "0d", "2028-02-01T03:30" },
		{ "nrmp-deadline", "3h", "2028-02-01T01:59" },
		{ "at-nine", "0d", "2027-01-31T03:30" }, /* its own minute is too late */
		{ "opens-timed", "7d", "2027-09-01T13:00" },
		{ "opens-timed", "6d", "2027-09-02T03:30" },
		/* An event speaks before its day. */
		{ "event", "1d", "2028-03-16T03:30" },
		{ "event", "0d", "2028-03-17T03:30" },
	};
	struct road road;
	ROAD(&road, rows);
	road.profile.zone = zone_by_hand("Asia/Kolkata");
	road_plan(&road);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct mw_milestone *milestone = road_find(&road, cases[i].id);
		struct mw_leads lead;
		char label[80];
		(void)snprintf(label, sizeof label, "%s %s", cases[i].id, cases[i].lead);
		assert_int_equal(mw_leads_parse(cases[i].lead, &lead, NULL), 0);
		EXPECT_INT(label,
			   mw_moment_of_lead(&road.plan, milestone, &milestone->due, lead.items[0]),
			   cases[i].want ? an_instant(cases[i].want) : MW_MOMENT_NONE);
	}
	/* One occurrence of a repeating milestone. */
	struct mw_date occurrence = mw_date_of_day(a_day("2027-01-17"), MW_PROVENANCE_ADVICE);
	EXPECT_INT("occurrence",
		   mw_moment_of_lead(&road.plan, road_find(&road, "weekly"), &occurrence,
				     (struct mw_lead){ .minutes = -1 }),
		   an_instant("2027-01-17T03:30"));
	EXPECT_INT("the hour", mw_moment_at_hour(&road.plan, a_day("2027-01-17")),
		   an_instant("2027-01-17T03:30"));
	road_release(&road);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(leads) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
