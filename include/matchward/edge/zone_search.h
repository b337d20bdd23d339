/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From a place, as people write it, to the time zones that it may mean: "Kolkata", "new york",
 * "India", "UK". The names are those of the system's database (zone.tab, iso3166.tab).
 */
#ifndef MW_EDGE_ZONE_SEARCH_H
#define MW_EDGE_ZONE_SEARCH_H

#include "matchward/core/pool.h"

struct mw_zone_place {
	const char *name;    /* Asia/Kolkata */
	const char *country; /* India; "" if the database does not say */
	const char *note;    /* which part of the country; may be "" */
};

struct mw_zone_places {
	MW_LIST(struct mw_zone_place) list; /* in the order of the database */
};

/*
 * All zones of the first of these that any zone answers to: its whole name; its city; its country,
 * by name or code; a word of its country's name, or the beginning of its city. Case, "_" and "-" do
 * not matter. Nothing where nothing fits, or where there is no database. All on the pool.
 */
void mw_zones_search(const char *text, struct mw_pool *pool, struct mw_zone_places *ret_places);

#endif
