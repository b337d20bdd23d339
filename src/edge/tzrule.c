/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading and unrolling TZ rules.
 */
#include "tzrule.h"

#include <errno.h>
#include <string.h>

#include "matchward/core/day.h"
#include "tzif.h"

#define YEAR_FROM 1989 /* a change of New Year's Eve may belong to the year before */
#define YEAR_TO 2102

/* A decimal number of at most `most`; *at moves behind it. */
static bool number(const char **at, int most, int *ret_value)
{
	int value = 0;
	const char *p = *at;
	for (; *p >= '0' && *p <= '9'; p++) {
		value = value * 10 + (*p - '0');
		if (value > most)
			return false;
	}
	if (p == *at)
		return false;
	*at = p;
	*ret_value = value;
	return true;
}

static bool skip(const char **at, char c)
{
	if (**at != c)
		return false;
	++*at;
	return true;
}

/* [+-]hh[:mm[:ss]] in seconds */
static bool clock_time(const char **at, int hours_most, int32_t *ret_s)
{
	int sign = skip(at, '-') ? -1 : 1;
	if (sign > 0)
		(void)skip(at, '+'); /* may stand there */
	int hours, minutes = 0, seconds = 0;
	if (!number(at, hours_most, &hours))
		return false;
	if (skip(at, ':') && !number(at, 59, &minutes))
		return false;
	if (skip(at, ':') && !number(at, 59, &seconds))
		return false;
	*ret_s = sign * (hours * 3600 + minutes * 60 + seconds);
	return true;
}

/* "EST" or "<+0330>": of no interest here. */
static bool zone_name(const char **at)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
	static const char quoted[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-";
	bool is_quoted = skip(at, '<');
	size_t len = strspn(*at, is_quoted ? quoted : letters);
	*at += len;
	return len >= 3 && (!is_quoted || skip(at, '>'));
}

/* POSIX counts westwards. */
static bool offset(const char **at, int32_t *ret_s)
{
	int32_t west;
	if (!clock_time(at, 24, &west))
		return false;
	*ret_s = -west;
	return true;
}

static bool change_date(const char **at, struct mw_tzrule_date *date)
{
	date->at_s = 2 * 3600;
	if (skip(at, 'M')) {
		date->kind = MW_TZRULE_MONTH;
		if (!number(at, 12, &date->month) || date->month < 1 || !skip(at, '.') ||
		    !number(at, 5, &date->week) || date->week < 1 || !skip(at, '.') ||
		    !number(at, 6, &date->day))
			return false;
	} else if (skip(at, 'J')) {
		date->kind = MW_TZRULE_JULIAN;
		if (!number(at, 365, &date->day) || date->day < 1)
			return false;
	} else {
		date->kind = MW_TZRULE_DAY;
		if (!number(at, 365, &date->day))
			return false;
	}
	return !skip(at, '/') || clock_time(at, 167, &date->at_s);
}

int mw_tzrule_parse(const char *text, struct mw_tzrule *ret_rule)
{
	struct mw_tzrule rule = { .has_daylight = false };
	const char *at = text;
	if (!zone_name(&at) || !offset(&at, &rule.standard_s))
		return -EINVAL;
	if (*at != '\0') {
		rule.has_daylight = true;
		rule.daylight_s = rule.standard_s + 3600;
		if (!zone_name(&at) || (*at != ',' && !offset(&at, &rule.daylight_s)) ||
		    !skip(&at, ',') || !change_date(&at, &rule.begin) || !skip(&at, ',') ||
		    !change_date(&at, &rule.end) || *at != '\0')
			return -EINVAL;
	}
	*ret_rule = rule;
	return 0;
}

static mw_day day_in(const struct mw_tzrule_date *date, int year)
{
	mw_day first = mw_day_from_ymd(year, 1, 1);
	switch (date->kind) {
	case MW_TZRULE_JULIAN:
		return first + date->day - 1 + (date->day >= 60 && mw_day_is_ymd(year, 2, 29));
	case MW_TZRULE_DAY:
		return first + date->day;
	case MW_TZRULE_MONTH:
		break;
	}
	first = mw_day_from_ymd(year, date->month, 1);
	int sunday_based = ((int)mw_day_weekday(first) + 1) % 7;
	mw_day day = first + (date->day - sunday_based + 7) % 7 + (date->week - 1) * 7;
	return day > mw_day_month_end(first) ? day - 7 : day;
}

static int64_t change_utc(const struct mw_tzrule_date *date, int year, int32_t offset_before_s)
{
	return (int64_t)day_in(date, year) * 86400 + date->at_s - offset_before_s;
}

void mw_tzrule_expand(const struct mw_tzrule *rule, int64_t after_utc, struct mw_tz_table *table)
{
	if (!rule->has_daylight) {
		/* Says again what the last change said; or all, where there is none. */
		if (after_utc == INT64_MIN)
			mw_tz_table_add(table, after_utc, rule->standard_s);
		return;
	}
	for (int year = YEAR_FROM; year <= YEAR_TO; year++) {
		int64_t begin = change_utc(&rule->begin, year, rule->standard_s);
		int64_t end = change_utc(&rule->end, year, rule->daylight_s);
		bool begins_first = begin < end;
		for (int i = 0; i < 2; i++) {
			bool is_begin = (i == 0) == begins_first;
			int64_t at = is_begin ? begin : end;
			if (at > after_utc)
				mw_tz_table_add(table, at,
						is_begin ? rule->daylight_s : rule->standard_s);
		}
	}
}
