/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Names of time zones, and where the system keeps the file of one: $TZDIR if that is absolute, as
 * the C library does, else /usr/share/zoneinfo.
 */
#ifndef MW_EDGE_ZONE_NAME_H
#define MW_EDGE_ZONE_NAME_H

#include <stdbool.h>

#include "matchward/core/buf.h"

/* Can this be a zone's name? See mw_zones_finder(). */
bool mw_zone_name_is(const char *name);

/* Add the path of the zone's file. */
void mw_zone_name_path(const char *name, struct mw_buf *path);

#endif
