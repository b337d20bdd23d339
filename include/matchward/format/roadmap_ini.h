/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Roadmap files as INI text (DESIGN section 2, "Roadmap"): one section per milestone, in the order
 * of the road.
 *
 * Values are checked one by one here; the graph that they make (unknown names, circles), the
 * {placeholders} of the texts and the dates of many seasons by core.
 */
#ifndef MW_FORMAT_ROADMAP_INI_H
#define MW_FORMAT_ROADMAP_INI_H

#include "matchward/core/roadmap.h"
#include "matchward/format/ini_table.h"

/* Bytes. A title must fit into one line of a popup, a body into one event of a phone's calendar. */
#define MW_ROADMAP_TITLE_MOST 120
#define MW_ROADMAP_PHASE_MOST 40
#define MW_ROADMAP_BODY_MOST 4000

extern const struct mw_ini_keys mw_roadmap_keys;

/*
 * Read a roadmap. Returns 0, or MW_ROADMAP_E_BAD with one diagnostic per fault and *ret_roadmap
 * untouched. A title or phase that was not given is "". All strings are on the pool.
 */
int mw_roadmap_read(const char *file, const char *text, size_t len,
		    const struct mw_zone_finder *zones, struct mw_pool *pool,
		    struct mw_roadmap *ret_roadmap, struct mw_diags *diags);

/*
 * The same, and all that can be said of it without an applicant: the graph, the texts, the dates of
 * many seasons. Every fault is reported in one run. diags is not NULL.
 */
int mw_roadmap_read_checked(const char *file, const char *text, size_t len,
			    const struct mw_zone_finder *zones,
			    const struct mw_season_table *seasons, struct mw_pool *pool,
			    struct mw_roadmap *ret_roadmap, struct mw_diags *diags);

#endif
