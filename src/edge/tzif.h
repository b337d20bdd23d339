/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Compiled time zones (TZif, RFC 8536), as the system keeps them, made into core tables. Bytes in,
 * table out: no file is opened here.
 */
#ifndef MW_EDGE_TZIF_H
#define MW_EDGE_TZIF_H

#include <stddef.h>
#include <stdint.h>

#include "matchward/core/pool.h"
#include "matchward/core/zone.h"

/* What a table covers, UTC: the days that a user can write, and one year for leads and neighbours.
 */
#define MW_TZ_FROM_UTC INT64_C(631152000) /* 1990-01-01 */
#define MW_TZ_TO_UTC INT64_C(4165516800)  /* 2102-01-01 */

/* The changes of one zone while they are collected. */
struct mw_tz_table {
	struct mw_pool *pool;
	int32_t first_offset_s;
	MW_LIST(struct mw_zone_change) changes;
};

/* Add a change. One before the covered time only moves first_offset_s; one to the offset that is in
 * force already is no change; one at the time of the last replaces it, an earlier one is dropped.
 */
void mw_tz_table_add(struct mw_tz_table *table, int64_t at_utc, int32_t offset_s);

/* Version 2 and later, without leap seconds. Returns 0, or -EINVAL for anything else; then
 * *ret_zone is untouched. `name` stays NULL for the caller to fill in. */
int mw_tzif_read(struct mw_pool *pool, const void *data, size_t len, struct mw_zone *ret_zone);

#endif
