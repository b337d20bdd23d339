/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Time zones of the system's database as core tables, made on first use and kept until freed.
 *
 * A table covers 1990-01-01..2101-12-31 UTC; before its first change holds the offset of 1990,
 * after its last one the last offset. Neither TZ nor the C library's idea of the local zone is read
 * or changed. Not thread-safe: one thread makes and asks. To see a new database (tzdata was
 * upgraded) make a new one.
 */
#ifndef MW_EDGE_ZONES_H
#define MW_EDGE_ZONES_H

#include <stddef.h>

#include "matchward/core/zone.h"

struct mw_zones;

struct mw_zones *mw_zones_new(void);        /* never NULL; reads nothing yet */
void mw_zones_free(struct mw_zones *zones); /* and every zone found through it */

/*
 * The finder answers NULL for a name the database does not have, and without looking for what is
 * no zone name at all: a "..", an empty part, a leading "/", a byte outside [A-Za-z0-9_+-/], more
 * than 63 bytes. Old names ("Asia/Calcutta", "US/Eastern") are found too; `name` of the zone is
 * the one asked for.
 */
struct mw_zone_finder mw_zones_finder(struct mw_zones *zones);

#define MW_ZONE_NAME_SIZE 64

/*
 * The IANA name of the machine's zone: $TZ if it is a name (a leading ":" is skipped), else what
 * /etc/localtime points to, else the line in /etc/timezone, else -ENOENT. Written to buf, which
 * wants MW_ZONE_NAME_SIZE bytes (-ENAMETOOLONG if it is too small). The name may still be unknown
 * to a finder.
 */
int mw_zones_local_name(char *buf, size_t size);

#endif
