/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The system's zone database, one file per zone, read directly.
 *
 * libical reads the same files, but through recurrence rules: five milliseconds and three megabytes
 * for one zone, and from 2038 on a week off at the end of daylight time in Cairo, the Azores and
 * others.
 */
#include "matchward/edge/zones.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "matchward/core/buf.h"
#include "matchward/core/pool.h"
#include "matchward/edge/file.h"
#include "tzif.h"
#include "zone_name.h"

#define FILE_MOST 65536 /* the largest known have 4 KiB */

struct known {
	struct known *next;
	struct mw_zone zone;
};

struct mw_zones {
	struct mw_pool pool; /* holds the list too */
	struct known *known; /* borrowed from pool */
};

struct mw_zones *mw_zones_new(void)
{
	struct mw_zones *zones = calloc(1, sizeof *zones);
	if (!zones)
		abort();
	return zones;
}

void mw_zones_free(struct mw_zones *zones)
{
	if (!zones)
		return;
	mw_pool_release(&zones->pool);
	free(zones);
}

static const struct mw_zone *load(struct mw_zones *zones, const char *name)
{
	mw_auto(buf) path = MW_BUF_INIT;
	mw_auto(buf) data = MW_BUF_INIT;
	mw_zone_name_path(name, &path);
	/* Whatever is wrong with the file, to the caller there is no such zone. */
	if (mw_file_read(path.text, FILE_MOST, &data) != 0)
		return NULL;
	struct mw_zone zone;
	if (mw_tzif_read(&zones->pool, data.text, data.len, &zone) != 0)
		return NULL;
	struct known *known = mw_pool_alloc(&zones->pool, sizeof *known);
	known->zone = zone;
	known->zone.name = mw_pool_string(&zones->pool, name);
	known->next = zones->known;
	zones->known = known;
	return &known->zone;
}

static const struct mw_zone *find(void *context, const char *name)
{
	struct mw_zones *zones = context;
	if (!mw_zone_name_is(name))
		return NULL;
	for (const struct known *known = zones->known; known; known = known->next)
		if (!strcmp(known->zone.name, name))
			return &known->zone;
	return load(zones, name);
}

struct mw_zone_finder mw_zones_finder(struct mw_zones *zones)
{
	return (struct mw_zone_finder){ find, zones };
}
