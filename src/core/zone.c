/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Conversion over a table of offset changes.
 */
#include "matchward/core/zone.h"

#include <string.h>

#define OFFSET_MOST (26 * 3600) /* RFC 8536, 3.2: what a compiled zone may say */

const struct mw_zone mw_zone_utc = { "UTC", 0, NULL, 0 };

/* Index of the first change after utc. */
static size_t changes_until(const struct mw_zone *zone, int64_t utc)
{
	size_t low = 0, high = zone->count;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (zone->changes[mid].at_utc <= utc)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static int32_t offset_in(const struct mw_zone *zone, size_t period)
{
	return period ? zone->changes[period - 1].offset_s : zone->first_offset_s;
}

int64_t mw_zone_to_utc(const struct mw_zone *zone, mw_day day, int minute)
{
	int64_t local = (int64_t)day * 86400 + (int64_t)minute * 60;
	/* No offset is larger, so this period cannot come after the one looked for. */
	size_t period = changes_until(zone, local - OFFSET_MOST);
	for (;; period++) {
		int64_t utc = local - offset_in(zone, period);
		if (period == zone->count || utc < zone->changes[period].at_utc) {
			/* In a gap the local time is over before this period begins: its first
			 * instant then. */
			int64_t begin = period ? zone->changes[period - 1].at_utc : utc;
			return utc < begin ? begin : utc;
		}
	}
}

void mw_zone_from_utc(const struct mw_zone *zone, int64_t utc, mw_day *ret_day, int *ret_second)
{
	int64_t local = utc + offset_in(zone, changes_until(zone, utc));
	int64_t day = local / 86400 - (local % 86400 < 0);
	*ret_day = (mw_day)day;
	*ret_second = (int)(local - day * 86400);
}

const struct mw_zone *mw_zone_find(const struct mw_zone_finder *finder, const char *name)
{
	static const char *const short_names[][2] = {
		{ "ET", "America/New_York" },
		{ "CT", "America/Chicago" },
		{ "MT", "America/Denver" },
		{ "PT", "America/Los_Angeles" },
	};
	if (!strcmp(name, "UTC"))
		return &mw_zone_utc;
	for (size_t i = 0; i < sizeof short_names / sizeof *short_names; i++)
		if (!strcmp(name, short_names[i][0]))
			name = short_names[i][1];
	return finder->find(finder->context, name);
}
