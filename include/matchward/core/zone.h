/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Time zones as data: a name and the instants at which its offset changes. The tables are made once
 * per load by whoever knows a database (edge/zones) or by hand in a test; this module only
 * converts.
 *
 * A local time that a clock change skips means the first instant after the gap; a local time that
 * comes twice means its first occurrence.
 */
#ifndef MW_CORE_ZONE_H
#define MW_CORE_ZONE_H

#include <stddef.h>
#include <stdint.h>

#include "matchward/core/day.h"

struct mw_zone_change {
	int64_t at_utc;   /* seconds since 1970; from here on ... */
	int32_t offset_s; /* ... local = UTC + offset */
};

struct mw_zone {
	const char *name;                     /* IANA name, e.g. "Asia/Kolkata" */
	int32_t first_offset_s;               /* before the first change */
	const struct mw_zone_change *changes; /* ascending */
	size_t count;
};

extern const struct mw_zone mw_zone_utc;

int64_t mw_zone_to_utc(const struct mw_zone *zone, mw_day day, int minute);
void mw_zone_from_utc(const struct mw_zone *zone, int64_t utc, mw_day *ret_day, int *ret_second);

/*
 * Where names become zones. `find` answers NULL for a name it does not know; it may build the table
 * on first use and keeps it for as long as the finder lives. "ET", "CT", "MT" and "PT" are also
 * known, as the US zones that the official bodies write so; "UTC" is.
 */
struct mw_zone_finder {
	const struct mw_zone *(*find)(void *context, const char *name);
	void *context;
};

const struct mw_zone *mw_zone_find(const struct mw_zone_finder *finder, const char *name);

#endif
