/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Season files as INI text (DESIGN section 2, "Seasons"): published dates by application year, and
 * the rules that predict the others.
 *
 *   zone = America/New_York     what a time means that names no zone; this one is the default
 *   [2027]                      KEY = DATE, published for that application year
 *   [predict]                   KEY = DATE +/- N days
 */
#ifndef MW_FORMAT_SEASON_INI_H
#define MW_FORMAT_SEASON_INI_H

#include "matchward/core/season.h"
#include "matchward/format/ini_table.h"

#define MW_SEASON_UNCERTAINTY_MOST 365 /* days */
#define MW_SEASON_DATES_MOST 4096      /* of one file */

extern const struct mw_ini_keys mw_season_keys;

/*
 * Read a season file on top of *table, key by key: a later file wins. may_define says whether
 * [predict] may bring new keys, as the shipped file's does; without it every key must exist
 * already. Returns 0, or MW_SEASON_E_BAD with diagnostics and *table as it was. The expressions'
 * names are checked by mw_season_compute.
 */
int mw_season_read(const char *file, const char *text, size_t len,
		   const struct mw_zone_finder *zones, bool may_define, struct mw_pool *pool,
		   struct mw_season_table *table, struct mw_diags *diags);

#endif
