/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Time zones written out by hand, with the clock changes of 2026 to 2028, and a finder for them: no
 * zone database, so that these tests say the same on every machine.
 */
#ifndef MW_TESTS_ZONES_BY_HAND_H
#define MW_TESTS_ZONES_BY_HAND_H

#include <string.h>

#include "matchward/core/zone.h"

/* US Eastern: second Sunday of March and first Sunday of November, at 02:00 by the clock on the
 * wall. */
static const struct mw_zone_change by_hand_new_york[] = {
	{ 1772953200, -4 * 3600 }, /* 2026-03-08T07:00Z */
	{ 1793512800, -5 * 3600 }, /* 2026-11-01T06:00Z */
	{ 1805007600, -4 * 3600 }, /* 2027-03-14T07:00Z */
	{ 1825567200, -5 * 3600 }, /* 2027-11-07T06:00Z */
	{ 1836457200, -4 * 3600 }, /* 2028-03-12T07:00Z */
	{ 1857016800, -5 * 3600 }, /* 2028-11-05T06:00Z */
};
/* US Central: the same Sundays, one hour later. */
static const struct mw_zone_change by_hand_chicago[] = {
	{ 1772956800, -5 * 3600 }, { 1793516400, -6 * 3600 }, { 1805011200, -5 * 3600 },
	{ 1825570800, -6 * 3600 }, { 1836460800, -5 * 3600 }, { 1857020400, -6 * 3600 },
};

static const struct mw_zone zones_by_hand[] = {
	{ "America/New_York", -5 * 3600, by_hand_new_york, 6 },
	{ "America/Chicago", -6 * 3600, by_hand_chicago, 6 },
	{ "Asia/Kolkata", 19800, NULL, 0 },
	{ "Pacific/Honolulu", -10 * 3600, NULL, 0 },
	{ "Pacific/Kiritimati", 14 * 3600, NULL, 0 },
};

static inline const struct mw_zone *zone_by_hand(const char *name)
{
	for (size_t i = 0; i < sizeof zones_by_hand / sizeof *zones_by_hand; i++)
		if (!strcmp(zones_by_hand[i].name, name))
			return &zones_by_hand[i];
	return NULL;
}

static inline const struct mw_zone *find_by_hand(void *context, const char *name)
{
	(void)context;
	return zone_by_hand(name);
}

static const struct mw_zone_finder finder_by_hand = { find_by_hand, NULL };

#endif
