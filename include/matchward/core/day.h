/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Civil days of the proleptic Gregorian calendar as plain integers: 0 is 1970-01-01. No clock, no
 * zone.
 *
 * Months are added from the day given and clamp to the end of the month (31 March - 1 month = 28 or
 * 29 February); so a chain of months must always start from its anchor, never from the last result.
 */
#ifndef MW_CORE_DAY_H
#define MW_CORE_DAY_H

#include <stdbool.h>
#include <stdint.h>

typedef int32_t mw_day;

#define MW_DAY_NONE INT32_MIN
#define MW_DAY_FIRST ((mw_day)7305) /* 1990-01-01: nothing that a user writes may lie before */
#define MW_DAY_LAST ((mw_day)47846) /* 2100-12-31: or after */

enum mw_weekday {
	MW_MONDAY,
	MW_TUESDAY,
	MW_WEDNESDAY,
	MW_THURSDAY,
	MW_FRIDAY,
	MW_SATURDAY,
	MW_SUNDAY
};

static inline mw_day mw_day_earlier(mw_day a, mw_day b)
{
	return a < b ? a : b;
}

static inline mw_day mw_day_later(mw_day a, mw_day b)
{
	return a > b ? a : b;
}

bool mw_day_is_ymd(int year, int month, int day); /* does this day exist? */
mw_day mw_day_from_ymd(int year, int month, int day);
void mw_day_to_ymd(mw_day day, int *ret_year, int *ret_month, int *ret_day);
enum mw_weekday mw_day_weekday(mw_day day);
mw_day mw_day_add_months(mw_day day, int months);
mw_day mw_day_month_end(mw_day day);

/* Exactly "YYYY-MM-DD" and inside MW_DAY_FIRST..MW_DAY_LAST. False leaves *ret_day untouched. */
bool mw_day_parse(const char *text, mw_day *ret_day);

#define MW_DAY_TEXT_SIZE 16
const char *mw_day_format(mw_day day, char buf[MW_DAY_TEXT_SIZE]); /* "2027-09-01"; returns buf */

#endif
