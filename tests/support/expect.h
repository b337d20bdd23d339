/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Assertions that name the case and print both sides. Days are compared as text, because that is
 * how one works them out by hand; "-" is no day.
 */
#ifndef MW_TESTS_EXPECT_H
#define MW_TESTS_EXPECT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "matchward/core/date.h"
#include "matchward/core/day.h"

#define EXPECT_INT(name, got, want)                                                                \
	expect_int(name, (long long)(got), (long long)(want), __FILE__, __LINE__)
#define EXPECT_TEXT(name, got, want) expect_text(name, got, want, __FILE__, __LINE__)
#define EXPECT_PART(name, got, part) expect_part(name, got, part, true, __FILE__, __LINE__)
#define EXPECT_NO_PART(name, got, part) expect_part(name, got, part, false, __FILE__, __LINE__)
#define EXPECT_DAY(name, got, want) expect_day(name, got, want, __FILE__, __LINE__)
#define EXPECT_DATE(name, got, want) expect_date(name, got, want, __FILE__, __LINE__)

static inline void expect_int(const char *name, long long got, long long want, const char *file,
			      int line)
{
	if (got == want)
		return;
	print_error("%s: got %lld, want %lld\n", name, got, want);
	_fail(file, line);
}

static inline void expect_text(const char *name, const char *got, const char *want,
			       const char *file, int line)
{
	if (got && want ? !strcmp(got, want) : got == want)
		return;
	print_error("%s\n--- got\n%s\n--- want\n%s\n---\n", name, got ? got : "(null)",
		    want ? want : "(null)");
	_fail(file, line);
}

static inline void expect_part(const char *name, const char *got, const char *part, bool is_wanted,
			       const char *file, int line)
{
	if ((strstr(got, part) != NULL) == is_wanted)
		return;
	print_error("%s\n--- got\n%s\n--- should%s hold\n%s\n---\n", name, got,
		    is_wanted ? "" : " not", part);
	_fail(file, line);
}

static inline void expect_day(const char *name, mw_day got, const char *want, const char *file,
			      int line)
{
	char text[MW_DAY_TEXT_SIZE];
	expect_text(name, got == MW_DAY_NONE ? "-" : mw_day_format(got, text), want, file, line);
}

/* "2027-09-01" for a whole day, "2027-09-01T13:00Z" for an instant, "-" for none. */
static inline const char *expect_write(const struct mw_date *date, char text[32])
{
	char day_text[MW_DAY_TEXT_SIZE];
	mw_day day;
	int second;
	if (!mw_date_is(date))
		return strcpy(text, "-");
	if (!mw_date_is_timed(date))
		return strcpy(text, mw_day_format(date->day, day_text));
	mw_zone_from_utc(&mw_zone_utc, mw_date_begin_utc(date, &mw_zone_utc), &day, &second);
	(void)snprintf(text, 32, "%sT%02d:%02dZ", mw_day_format(day, day_text), second / 3600 % 24,
		       second / 60 % 60);
	return text;
}

static inline void expect_date(const char *name, const struct mw_date *got, const char *want,
			       const char *file, int line)
{
	char text[32];
	expect_text(name, expect_write(got, text), want, file, line);
}

/* A day that the test itself wrote. */
static inline mw_day a_day(const char *text)
{
	mw_day day = MW_DAY_NONE;
	if (!mw_day_parse(text, &day))
		fail_msg("the test wrote an impossible day: %s", text);
	return day;
}

/* "2027-09-01T13:00" in UTC, or a bare day for its midnight. */
static inline int64_t an_instant(const char *text)
{
	char day[11] = "";
	int hour = 0, minute = 0;
	memcpy(day, text, 10);
	if (text[10])
		assert_int_equal(sscanf(text + 10, "T%2d:%2d", &hour, &minute), 2);
	return (int64_t)a_day(day) * 86400 + hour * 3600 + minute * 60;
}

#endif
