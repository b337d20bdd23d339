/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Dates: what day and instants they mean for somebody who lives elsewhere.
 */
#include "matchward/core/date.h"

const char *mw_provenance_name(enum mw_provenance provenance)
{
	static const char *const names[] = { "published", "predicted", "advice", "yours" };
	return names[provenance];
}

struct mw_date mw_date_of_day(mw_day day, enum mw_provenance provenance)
{
	return (struct mw_date){ .day = day, .minute = -1, .provenance = provenance };
}

mw_day mw_date_local_day(const struct mw_date *date, const struct mw_zone *home)
{
	if (!mw_date_is_timed(date))
		return date->day;
	mw_day day;
	int second;
	mw_zone_from_utc(home, mw_zone_to_utc(date->zone, date->day, date->minute), &day, &second);
	return day;
}

int64_t mw_date_begin_utc(const struct mw_date *date, const struct mw_zone *home)
{
	return mw_date_is_timed(date) ? mw_zone_to_utc(date->zone, date->day, date->minute)
				      : mw_zone_to_utc(home, date->day, 0);
}

int64_t mw_date_end_utc(const struct mw_date *date, const struct mw_zone *home)
{
	return mw_date_is_timed(date) ? mw_zone_to_utc(date->zone, date->day, date->minute)
				      : mw_zone_to_utc(home, date->day + 1, 0);
}

int mw_date_compare(const struct mw_date *a, const struct mw_date *b, const struct mw_zone *home)
{
	if (!mw_date_is(a) || !mw_date_is(b))
		return mw_date_is(b) - mw_date_is(a);
	if (!mw_date_is_timed(a) && !mw_date_is_timed(b))
		return (a->day > b->day) - (a->day < b->day);
	int64_t x = mw_date_end_utc(a, home), y = mw_date_end_utc(b, home);
	return (x > y) - (x < y);
}

struct mw_date mw_date_early(const struct mw_date *date)
{
	struct mw_date early = *date;
	early.day -= date->early_days;
	early.early_days = 0;
	return early;
}
