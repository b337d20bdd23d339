/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "matchward/core/date.h"

#include "expect.h"
#include "zones_by_hand.h"

static struct mw_date at(const char *day, int hour, int minute, const char *zone)
{
	return (struct mw_date){ .day = a_day(day),
				 .minute = hour * 60 + minute,
				 .zone = zone_by_hand(zone) };
}

static struct mw_date whole(const char *day)
{
	return mw_date_of_day(a_day(day), MW_PROVENANCE_ADVICE);
}

static void local_days(void **state)
{
	(void)state;
	struct mw_date rol = at("2028-03-01", 21, 0, "America/New_York");
	EXPECT_DAY("in India", mw_date_local_day(&rol, zone_by_hand("Asia/Kolkata")), "2028-03-02");
	EXPECT_DAY("at home", mw_date_local_day(&rol, zone_by_hand("America/New_York")),
		   "2028-03-01");
	EXPECT_DAY("on Hawaii", mw_date_local_day(&rol, zone_by_hand("Pacific/Honolulu")),
		   "2028-03-01");
	struct mw_date morning = at("2028-03-02", 3, 0, "Asia/Kolkata");
	EXPECT_DAY("west of it", mw_date_local_day(&morning, zone_by_hand("Pacific/Honolulu")),
		   "2028-03-01");
	struct mw_date day = whole("2028-03-01");
	EXPECT_DAY("a whole day is itself",
		   mw_date_local_day(&day, zone_by_hand("Pacific/Kiritimati")), "2028-03-01");
}

static void instants(void **state)
{
	(void)state;
	struct mw_date rol = at("2028-03-01", 21, 0, "America/New_York"), day = whole("2028-03-02");
	const struct mw_zone *home = zone_by_hand("Asia/Kolkata");
	EXPECT_INT("timed begin", mw_date_begin_utc(&rol, home), an_instant("2028-03-02T02:00"));
	EXPECT_INT("timed end", mw_date_end_utc(&rol, home), an_instant("2028-03-02T02:00"));
	EXPECT_INT("whole begin", mw_date_begin_utc(&day, home), an_instant("2028-03-01T18:30"));
	EXPECT_INT("whole end", mw_date_end_utc(&day, home), an_instant("2028-03-02T18:30"));
	struct mw_date spring = whole("2027-03-14");
	const struct mw_zone *york = zone_by_hand("America/New_York");
	EXPECT_INT("a day of 23 hours",
		   mw_date_end_utc(&spring, york) - mw_date_begin_utc(&spring, york), 23 * 3600);
}

static void order(void **state)
{
	(void)state;
	const struct mw_zone *home = zone_by_hand("Asia/Kolkata");
	struct mw_date none = MW_DATE_NONE;
	struct mw_date rol =
		at("2028-03-01", 21, 0, "America/New_York"); /* 2 March 07:30 in India */
	struct mw_date same = at("2028-03-02", 7, 30, "Asia/Kolkata");
	struct mw_date one = whole("2028-03-01"), two = whole("2028-03-02");
	const struct {
		const char *name;
		const struct mw_date *a, *b;
		int order;
	} cases[] = {
		{ "days", &one, &two, -1 },
		{ "the same day", &two, &two, 0 },
		{ "the day before ends first", &one, &rol, -1 },
		{ "its own day ends later", &two, &rol, 1 },
		{ "one instant in two zones", &rol, &same, 0 },
		{ "none is after all", &two, &none, -1 },
		{ "none and none", &none, &none, 0 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int order = mw_date_compare(cases[i].a, cases[i].b, home);
		EXPECT_INT(cases[i].name, (order > 0) - (order < 0), cases[i].order);
		order = mw_date_compare(cases[i].b, cases[i].a, home);
		EXPECT_INT(cases[i].name, (order > 0) - (order < 0), -cases[i].order);
	}
	assert_false(mw_date_is(&none));
	assert_false(mw_date_is_timed(&none));
	assert_true(mw_date_is(&one));
	assert_true(mw_date_is_timed(&rol));
}

static void early(void **state)
{
	(void)state;
	struct mw_date review = at("2027-09-29", 9, 0, "America/New_York");
	review.early_days = 7;
	review.provenance = MW_PROVENANCE_PREDICTED;
	struct mw_date end = mw_date_early(&review);
	EXPECT_DATE("a week before, same hour", &end, "2027-09-22T13:00Z");
	EXPECT_INT("and certain", end.early_days, 0);
	struct mw_date again = mw_date_early(&end);
	EXPECT_DATE("of any other date the date itself", &again, "2027-09-22T13:00Z");
	/* The clock changed in between: the hour on the wall stays. */
	struct mw_date march = at("2028-03-17", 12, 0, "America/New_York");
	march.early_days = 7;
	end = mw_date_early(&march);
	EXPECT_DATE("noon before the change", &end, "2028-03-10T17:00Z");
}

static void provenance_names(void **state)
{
	(void)state;
	EXPECT_TEXT("published", mw_provenance_name(MW_PROVENANCE_PUBLISHED), "published");
	EXPECT_TEXT("predicted", mw_provenance_name(MW_PROVENANCE_PREDICTED), "predicted");
	EXPECT_TEXT("advice", mw_provenance_name(MW_PROVENANCE_ADVICE), "advice");
	EXPECT_TEXT("yours", mw_provenance_name(MW_PROVENANCE_YOURS), "yours");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(local_days),
		cmocka_unit_test(instants),
		cmocka_unit_test(order),
		cmocka_unit_test(early),
		cmocka_unit_test(provenance_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
