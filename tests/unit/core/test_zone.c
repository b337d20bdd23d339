/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "matchward/core/zone.h"

#include "expect.h"
#include "zones_by_hand.h"

static int64_t to_utc(const char *zone, const char *day, int hour, int minute)
{
	return mw_zone_to_utc(zone_by_hand(zone), a_day(day), hour * 60 + minute);
}

static void local_to_utc(void **state)
{
	(void)state;
	static const struct {
		const char *name, *zone, *day;
		int hour, minute;
		const char *utc;
	} cases[] = {
		{ "before the first change", "America/New_York", "1990-07-01", 9, 0,
		  "1990-07-01T14:00" },
		{ "winter", "America/New_York", "2028-01-31", 23, 59, "2028-02-01T04:59" },
		{ "summer", "America/New_York", "2027-09-01", 9, 0, "2027-09-01T13:00" },
		{ "the day after the change", "America/New_York", "2028-03-13", 10, 0,
		  "2028-03-13T14:00" },
		{ "last minute before the gap", "America/New_York", "2027-03-14", 1, 59,
		  "2027-03-14T06:59" },
		{ "the gap begins", "America/New_York", "2027-03-14", 2, 0, "2027-03-14T07:00" },
		{ "in the gap: its end", "America/New_York", "2027-03-14", 2, 30,
		  "2027-03-14T07:00" },
		{ "the gap ends", "America/New_York", "2027-03-14", 3, 0, "2027-03-14T07:00" },
		{ "after the gap", "America/New_York", "2027-03-14", 3, 1, "2027-03-14T07:01" },
		{ "before the overlap", "America/New_York", "2027-11-07", 0, 59,
		  "2027-11-07T04:59" },
		{ "overlap: the first time", "America/New_York", "2027-11-07", 1, 0,
		  "2027-11-07T05:00" },
		{ "overlap: the first time", "America/New_York", "2027-11-07", 1, 59,
		  "2027-11-07T05:59" },
		{ "after the overlap", "America/New_York", "2027-11-07", 2, 0, "2027-11-07T07:00" },
		{ "after the last change", "America/New_York", "2040-07-01", 9, 0,
		  "2040-07-01T14:00" },
		{ "half hours", "Asia/Kolkata", "2028-03-02", 7, 30, "2028-03-02T02:00" },
		{ "midnight east is yesterday", "Asia/Kolkata", "2026-11-23", 0, 0,
		  "2026-11-22T18:30" },
		{ "far west", "Pacific/Honolulu", "2028-01-31", 18, 59, "2028-02-01T04:59" },
		{ "far east", "Pacific/Kiritimati", "2028-01-01", 0, 0, "2027-12-31T10:00" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		EXPECT_INT(cases[i].name,
			   to_utc(cases[i].zone, cases[i].day, cases[i].hour, cases[i].minute),
			   an_instant(cases[i].utc));
}

static void utc_to_local(void **state)
{
	(void)state;
	static const struct {
		const char *zone, *utc, *day;
		int hour, minute;
	} cases[] = {
		{ "America/New_York", "2027-03-14T06:59", "2027-03-14", 1, 59 },
		{ "America/New_York", "2027-03-14T07:00", "2027-03-14", 3, 0 },
		{ "America/New_York", "2027-11-07T05:59", "2027-11-07", 1, 59 },
		{ "America/New_York", "2027-11-07T06:00", "2027-11-07", 1, 0 },
		{ "Asia/Kolkata", "2028-02-01T04:59", "2028-02-01", 10, 29 },
		{ "Asia/Kolkata", "2027-12-31T18:30", "2028-01-01", 0, 0 },
		{ "Pacific/Honolulu", "2028-03-02T02:00", "2028-03-01", 16, 0 },
		{ "Pacific/Honolulu", "1990-01-01T09:59", "1989-12-31", 23, 59 },
		{ "Pacific/Kiritimati", "2028-03-02T10:00", "2028-03-03", 0, 0 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		mw_day day;
		int second;
		mw_zone_from_utc(zone_by_hand(cases[i].zone), an_instant(cases[i].utc), &day,
				 &second);
		EXPECT_DAY(cases[i].utc, day, cases[i].day);
		EXPECT_INT(cases[i].utc, second, cases[i].hour * 3600 + cases[i].minute * 60);
	}
	mw_day day;
	int second;
	mw_zone_from_utc(&mw_zone_utc, -1, &day, &second);
	assert_true(day == -1 && second == 86399);
}

/* A local time that exists comes back; one in a gap comes back as the end of the gap. */
static void there_and_back(void **state)
{
	(void)state;
	for (size_t z = 0; z < sizeof zones_by_hand / sizeof *zones_by_hand; z++) {
		const struct mw_zone *zone = &zones_by_hand[z];
		int64_t last = INT64_MIN;
		for (mw_day day = a_day("2026-01-01"); day < a_day("2029-01-01"); day++)
			for (int minute = 0; minute < 1440; minute += 15) {
				int64_t utc = mw_zone_to_utc(zone, day, minute);
				mw_day back;
				int second;
				mw_zone_from_utc(zone, utc, &back, &second);
				assert_true(utc >= last);
				last = utc;
				if (back != day || second != minute * 60) {
					assert_true(minute >= 120 &&
						    minute < 180); /* only in a gap */
					assert_true(back == day && second == 180 * 60);
				}
			}
	}
}

/* 25 hours ahead, and from 2027-01-01T00:00Z on 25:50: local times may be more than a day from UTC.
 */
static void far_ahead(void **state)
{
	(void)state;
	const struct mw_zone_change change = { an_instant("2027-01-01"), 93000 };
	const struct mw_zone far = { "Far/Away", 90000, &change, 1 };
	/* The change is at 01:00 of the 2nd; half an hour earlier it is 00:30, later 02:20. */
	EXPECT_INT("before", mw_zone_to_utc(&far, a_day("2027-01-02"), 30),
		   an_instant("2026-12-31T23:30"));
	EXPECT_INT("in the gap", mw_zone_to_utc(&far, a_day("2027-01-02"), 90),
		   an_instant("2027-01-01"));
	EXPECT_INT("after", mw_zone_to_utc(&far, a_day("2027-01-02"), 140),
		   an_instant("2027-01-01T00:30"));
}

static void names(void **state)
{
	(void)state;
	assert_ptr_equal(mw_zone_find(&finder_by_hand, "ET"), zone_by_hand("America/New_York"));
	assert_ptr_equal(mw_zone_find(&finder_by_hand, "CT"), zone_by_hand("America/Chicago"));
	assert_ptr_equal(mw_zone_find(&finder_by_hand, "Asia/Kolkata"),
			 zone_by_hand("Asia/Kolkata"));
	assert_ptr_equal(mw_zone_find(&finder_by_hand, "UTC"), &mw_zone_utc);
	assert_null(mw_zone_find(&finder_by_hand, "Asia/Nowhere"));
	assert_null(
		mw_zone_find(&finder_by_hand, "PT")); /* a US zone that this finder does not have */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(local_to_utc),   cmocka_unit_test(utc_to_local),
		cmocka_unit_test(there_and_back), cmocka_unit_test(far_ahead),
		cmocka_unit_test(names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
