/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Civil days against a calendar that counts month lengths one by one. */
#include "matchward/core/day.h"

#include "expect.h"

static int naive_length(int year, int month)
{
	if (month == 2)
		return year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) ? 29 : 28;
	return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

static void every_day_of_three_centuries(void **state)
{
	(void)state;
	mw_day day =
		-25567; /* 70 years of 365 days and the leap days of 1904 to 1968 before 1970 */
	int weekday = MW_MONDAY; /* 1900-01-01 */
	for (int year = 1900; year < 2200; year++)
		for (int month = 1; month <= 12; month++)
			for (int dom = 1; dom <= naive_length(year, month); dom++) {
				int y, m, d;
				assert_int_equal(mw_day_from_ymd(year, month, dom), day);
				mw_day_to_ymd(day, &y, &m, &d);
				assert_true(y == year && m == month && d == dom);
				assert_true(mw_day_is_ymd(year, month, dom));
				assert_int_equal(mw_day_weekday(day), weekday);
				assert_int_equal(mw_day_month_end(day),
						 day + naive_length(year, month) - dom);
				day++;
				weekday = (weekday + 1) % 7;
			}
}

static void known_weekdays(void **state)
{
	(void)state;
	static const struct {
		const char *day;
		enum mw_weekday weekday;
	} cases[] = {
		{ "1990-01-01", MW_MONDAY },    { "2000-02-29", MW_TUESDAY },
		{ "2021-06-09", MW_WEDNESDAY }, { "2025-01-31", MW_FRIDAY },
		{ "2026-01-31", MW_SATURDAY },  { "2027-01-31", MW_SUNDAY },
		{ "2028-03-13", MW_MONDAY },    { "2100-12-31", MW_FRIDAY },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		EXPECT_INT(cases[i].day, mw_day_weekday(a_day(cases[i].day)), cases[i].weekday);
}

static void days_that_do_not_exist(void **state)
{
	(void)state;
	static const int cases[][3] = { { 2027, 2, 29 }, { 2100, 2, 29 }, { 2027, 4, 31 },
					{ 2027, 0, 1 },  { 2027, 13, 1 }, { 2027, 1, 0 },
					{ 2027, 1, 32 }, { 2027, -1, 5 } };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_false(mw_day_is_ymd(cases[i][0], cases[i][1], cases[i][2]));
	assert_true(mw_day_is_ymd(2000, 2, 29));
	assert_true(mw_day_is_ymd(2028, 2, 29));
}

/* Every day of a leap cycle, forty months both ways. */
static void months_clamp_from_the_anchor(void **state)
{
	(void)state;
	for (mw_day day = a_day("2027-01-01"); day <= a_day("2030-12-31"); day++)
		for (int months = -40; months <= 40; months++) {
			int y, m, d;
			mw_day_to_ymd(day, &y, &m, &d);
			for (int i = 0; i < months; i++)
				if (++m == 13)
					m = 1, y++;
			for (int i = 0; i > months; i--)
				if (--m == 0)
					m = 12, y--;
			int last = naive_length(y, m);
			assert_int_equal(mw_day_add_months(day, months),
					 mw_day_from_ymd(y, m, d < last ? d : last));
		}
	EXPECT_DAY("31 March less a month", mw_day_add_months(a_day("2027-03-31"), -1),
		   "2027-02-28");
	EXPECT_DAY("in a leap year", mw_day_add_months(a_day("2028-03-31"), -1), "2028-02-29");
	EXPECT_DAY("29 February and a year", mw_day_add_months(a_day("2028-02-29"), 12),
		   "2029-02-28");
}

static void text(void **state)
{
	(void)state;
	static const char *const good[] = { "1990-01-01", "2100-12-31", "2028-02-29",
					    "2027-09-01" };
	static const char *const bad[] = {
		"",           "2027-9-1",    "2027-09-1",   "2027-09-011",   "2027/09/01",
		"27-09-2001", "2027-02-29",  "2027-13-01",  "2027-00-10",    "2027-06-00",
		"2027-06-31", " 2027-06-01", "2027-06-01 ", "+027-06-01",    "2027-06- 1",
		"1989-12-31", "2101-01-01",  "2027-06-0a",  "\xd9\xa1-06-01"
	};
	char buf[MW_DAY_TEXT_SIZE];
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		mw_day day = MW_DAY_NONE;
		assert_true(mw_day_parse(good[i], &day));
		EXPECT_TEXT(good[i], mw_day_format(day, buf), good[i]);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		mw_day day = 77;
		if (mw_day_parse(bad[i], &day) || day != 77)
			fail_msg("accepted or touched: \"%s\"", bad[i]);
	}
	EXPECT_DAY("first", MW_DAY_FIRST, "1990-01-01");
	EXPECT_DAY("last", MW_DAY_LAST, "2100-12-31");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_of_three_centuries),
		cmocka_unit_test(known_weekdays),
		cmocka_unit_test(days_that_do_not_exist),
		cmocka_unit_test(months_clamp_from_the_anchor),
		cmocka_unit_test(text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
