/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The last good inputs: copies, in the state folder, of the files that the daemon last accepted.
 * Started with a broken profile it plans from them, and says so. The ledger is not among them.
 */
#ifndef MW_APP_GOOD_H
#define MW_APP_GOOD_H

#include "matchward/app/load.h"

/* Keeps the bundle's inputs in STATE/ID.good/ (0700), writing only what differs; the profile goes
 * last, and its path says whose they are. 0 or -errno. */
int mw_good_keep(const struct mw_places *places, const struct mw_bundle *bundle);

/* A bundle from the last good inputs of this profile's path, the caller's to free; NULL: there are
 * none. Its paths are those of the inputs proper. */
struct mw_bundle *mw_good_load(const struct mw_places *places);

#endif
