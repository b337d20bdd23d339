/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Civil days as integers. The year is taken to begin on 1 March, so that the leap day comes last
 * and a month's offset is linear; 400 years are 146097 days.
 */
#include "matchward/core/day.h"

#include <stdio.h>
#include <string.h>

static int month_length(int year, int month)
{
	static const int length[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return length[month - 1] + (month == 2 && leap);
}

bool mw_day_is_ymd(int year, int month, int day)
{
	return month >= 1 && month <= 12 && day >= 1 && day <= month_length(year, month);
}

/* Division that rounds down, for days before 1970. */
static int floor_div(int a, int b)
{
	return a / b - (a % b < 0);
}

mw_day mw_day_from_ymd(int year, int month, int day)
{
	int y = month > 2 ? year : year - 1;
	int era = floor_div(y, 400);
	int of_era = y - era * 400;
	int of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void mw_day_to_ymd(mw_day day, int *ret_year, int *ret_month, int *ret_day)
{
	int z = day + 719468;
	int era = floor_div(z, 146097);
	int of_era = z - era * 146097;
	int y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int of_year = of_era - (365 * y + y / 4 - y / 100);
	int m = (5 * of_year + 2) / 153;
	*ret_day = of_year - (153 * m + 2) / 5 + 1;
	*ret_month = m < 10 ? m + 3 : m - 9;
	*ret_year = y + era * 400 + (*ret_month <= 2);
}

enum mw_weekday mw_day_weekday(mw_day day)
{
	int n = (day + 3) % 7; /* day 0 was a Thursday */
	return (enum mw_weekday)(n < 0 ? n + 7 : n);
}

mw_day mw_day_add_months(mw_day day, int months)
{
	int y, m, d;
	mw_day_to_ymd(day, &y, &m, &d);
	int index = y * 12 + m - 1 + months;
	y = floor_div(index, 12);
	m = index - y * 12 + 1;
	int last = month_length(y, m);
	return mw_day_from_ymd(y, m, d < last ? d : last);
}

mw_day mw_day_month_end(mw_day day)
{
	int y, m, d;
	mw_day_to_ymd(day, &y, &m, &d);
	return mw_day_from_ymd(y, m, month_length(y, m));
}

bool mw_day_parse(const char *text, mw_day *ret_day)
{
	if (strlen(text) != 10)
		return false;
	for (int i = 0; i < 10; i++) {
		bool dash = i == 4 || i == 7;
		if (dash ? text[i] != '-' : text[i] < '0' || text[i] > '9')
			return false;
	}
	int year = (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + text[3] -
		   '0';
	int month = (text[5] - '0') * 10 + text[6] - '0';
	int dom = (text[8] - '0') * 10 + text[9] - '0';
	if (!mw_day_is_ymd(year, month, dom))
		return false;
	mw_day day = mw_day_from_ymd(year, month, dom);
	if (day < MW_DAY_FIRST || day > MW_DAY_LAST)
		return false;
	*ret_day = day;
	return true;
}

const char *mw_day_format(mw_day day, char buf[MW_DAY_TEXT_SIZE])
{
	int y, m, d;
	mw_day_to_ymd(day, &y, &m, &d);
	(void)snprintf(buf, MW_DAY_TEXT_SIZE, "%04d-%02d-%02d", y, m,
		       d); /* fits every day we accept */
	return buf;
}
