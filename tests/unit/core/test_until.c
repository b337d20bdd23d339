/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Durations and dates: home is India, 5:30 ahead of UTC, and the profile's hour is 09:00, 03:30Z.
 */
#include "matchward/core/until.h"

#include "expect.h"
#include "road_by_hand.h"

static const struct road_row rows[] = {
	{ .id = "task", .opens = "2027-01-10", .due = "2027-02-01" }
};

/* Now is 12:34:56 in India on 1 February 2027. */
static void forms(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int outcome;
		const char *want;
	} cases[] = {
		{ "1d", 0, "2027-02-02T03:30" },
		{ "3d", 0, "2027-02-04T03:30" },
		{ "2w", 0, "2027-02-15T03:30" },
		{ "5h", 0, "2027-02-01T12:04" }, /* 17:34 there; the seconds are dropped */
		{ "24h", 0, "2027-02-02T07:04" },
		{ "2027-02-02", 0, "2027-02-02T03:30" },
		{ "2027-02-01T12:35", 0, "2027-02-01T07:05" },
		{ "2027-02-01T18:00", 0, "2027-02-01T12:30" },
		{ "2027-02-01", MW_UNTIL_E_PAST, NULL }, /* 09:00 has passed */
		{ "2027-02-01T12:34", MW_UNTIL_E_PAST, NULL },
		{ "2027-01-31", MW_UNTIL_E_PAST, NULL },
		{ "0d", MW_UNTIL_E_PAST, NULL },
		{ "0h", MW_UNTIL_E_PAST, NULL },
		{ "2027-02-30", MW_UNTIL_E_RANGE, NULL },
		{ "2027-02-03T24:00", MW_UNTIL_E_RANGE, NULL },
		{ "2027-02-03T23:60", MW_UNTIL_E_RANGE, NULL },
		{ "2101-01-01", MW_UNTIL_E_RANGE, NULL },
		{ "99999d", MW_UNTIL_E_RANGE, NULL }, /* 273 years */
		{ "99999w", MW_UNTIL_E_RANGE, NULL },
		{ "", MW_UNTIL_E_SYNTAX, NULL },
		{ "d", MW_UNTIL_E_SYNTAX, NULL },
		{ "3", MW_UNTIL_E_SYNTAX, NULL },
		{ "-3d", MW_UNTIL_E_SYNTAX, NULL },
		{ "+3d", MW_UNTIL_E_SYNTAX, NULL },
		{ "3 d", MW_UNTIL_E_SYNTAX, NULL },
		{ "3m", MW_UNTIL_E_SYNTAX, NULL },
		{ "3days", MW_UNTIL_E_SYNTAX, NULL },
		{ "1000001d", MW_UNTIL_E_SYNTAX, NULL },
		{ "99999999999999999999d", MW_UNTIL_E_SYNTAX, NULL },
		{ "2027-2-3", MW_UNTIL_E_SYNTAX, NULL },
		{ "2027-02-03 12:00", MW_UNTIL_E_SYNTAX, NULL },
		{ "2027-02-03T12", MW_UNTIL_E_SYNTAX, NULL },
		{ "2027-02-03T12:00Z", MW_UNTIL_E_SYNTAX, NULL },
		{ "tomorrow", MW_UNTIL_E_SYNTAX, NULL },
	};
	struct road road;
	ROAD(&road, rows);
	road.now = "2027-02-01T07:04";
	road.profile.zone = zone_by_hand("Asia/Kolkata");
	road_plan(&road);
	road.plan.now_utc += 56;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int64_t until = 7;
		EXPECT_INT(cases[i].text, mw_until_parse(cases[i].text, &road.plan, &until),
			   cases[i].outcome);
		EXPECT_INT(cases[i].text, until, cases[i].want ? an_instant(cases[i].want) : 7);
	}
	/* Days end with the year 2100. */
	int64_t until = 7;
	road.plan.now_utc = an_instant("2100-12-31T12:00");
	EXPECT_INT("the last hours", mw_until_parse("11h", &road.plan, &until), 0);
	EXPECT_INT("the last hours", until, an_instant("2100-12-31T23:00"));
	EXPECT_INT("no more", mw_until_parse("12h", &road.plan, &until), MW_UNTIL_E_RANGE);
	road_release(&road);
}

/* Eastern clocks go forward on 14 March 2027: at 09:00 it is 13:00Z after it, 14:00Z before. */
static void over_a_clock_change(void **state)
{
	(void)state;
	struct road road;
	int64_t until;
	ROAD(&road, rows);
	road.now = "2027-03-13T15:00";
	road.profile.zone = zone_by_hand("America/New_York");
	road_plan(&road);
	assert_int_equal(mw_until_parse("1d", &road.plan, &until), 0);
	EXPECT_INT("civil days", until, an_instant("2027-03-14T13:00"));
	assert_int_equal(mw_until_parse("24h", &road.plan, &until), 0);
	EXPECT_INT("hours are hours", until, an_instant("2027-03-14T15:00"));
	road_release(&road);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forms),
		cmocka_unit_test(over_a_clock_change),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
