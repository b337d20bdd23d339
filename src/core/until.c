/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Durations and dates as one types them.
 */
#include "matchward/core/until.h"

#include <string.h>

#include "matchward/core/moment.h"
#include "matchward/core/text.h"

#define COUNT_MOST 100000 /* far beyond 2100 in days; in hours eleven years */

/* "3d", "2w", "5h" */
static bool read_duration(const char *text, long *ret_count, char *ret_unit)
{
	char digits[8] = "";
	size_t len = strlen(text);
	if (len < 2 || len > sizeof digits || !strchr("hdw", text[len - 1]))
		return false;
	memcpy(digits, text, len - 1);
	if (!mw_text_number(digits, COUNT_MOST, ret_count))
		return false;
	*ret_unit = text[len - 1];
	return true;
}

/* Does it look like "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM", whatever the figures say? */
static bool is_shaped_as_date(const char *text)
{
	static const char shape[] = "0000-00-00T00:00";
	size_t len = strlen(text);
	if (len != 10 && len != sizeof shape - 1)
		return false;
	for (size_t i = 0; i < len; i++)
		if (shape[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != shape[i])
			return false;
	return true;
}

static int read_date(const char *text, const struct mw_plan *plan, int64_t *ret_utc)
{
	char day_text[11] = "";
	mw_day day;
	memcpy(day_text, text, 10);
	if (!mw_day_parse(day_text, &day))
		return MW_UNTIL_E_RANGE;
	if (!text[10]) {
		*ret_utc = mw_moment_at_hour(plan, day);
		return 0;
	}
	int hour = (text[11] - '0') * 10 + text[12] - '0';
	int minute = (text[14] - '0') * 10 + text[15] - '0';
	if (hour > 23 || minute > 59)
		return MW_UNTIL_E_RANGE;
	*ret_utc = mw_zone_to_utc(plan->profile->zone, day, hour * 60 + minute);
	return 0;
}

int mw_until_parse(const char *text, const struct mw_plan *plan, int64_t *ret_utc)
{
	int64_t until;
	long count;
	char unit;
	if (read_duration(text, &count, &unit)) {
		if (unit == 'h') {
			until = plan->now_utc + count * 3600;
			until -= until % 60;
			if (until / 86400 > MW_DAY_LAST)
				return MW_UNTIL_E_RANGE;
		} else {
			int64_t day = plan->today + (int64_t)count * (unit == 'w' ? 7 : 1);
			if (day > MW_DAY_LAST)
				return MW_UNTIL_E_RANGE;
			until = mw_moment_at_hour(plan, (mw_day)day);
		}
	} else if (is_shaped_as_date(text)) {
		int outcome = read_date(text, plan, &until);
		if (outcome)
			return outcome;
	} else {
		return MW_UNTIL_E_SYNTAX;
	}
	if (until <= plan->now_utc)
		return MW_UNTIL_E_PAST;
	*ret_utc = until;
	return 0;
}
