/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What all profiles have in common: time zones, seasons, roadmaps. A batch reads each of them once
 * and loads thousands of profiles with it; otherwise a bundle has its own.
 */
#ifndef MW_APP_COMMON_H
#define MW_APP_COMMON_H

#include "matchward/core/roadmap.h"
#include "matchward/core/season.h"
#include "matchward/edge/zones.h"

struct mw_places;

/* One file that a bundle was made from. */
struct mw_input {
	const char *path;
	bool is_there;
	const char *bytes;
	size_t len;
};

/* A roadmap as it was read, before any profile. */
struct mw_common_roadmap {
	struct mw_common_roadmap *next;
	struct mw_pool pool; /* owns everything here */
	const char *name;
	struct mw_input own,
		shipped; /* shipped: without a path where the user's own stands for it */
	struct mw_roadmap roadmap;
};

struct mw_common {
	struct mw_pool pool;    /* owns the seasons and their inputs */
	struct mw_zones *zones; /* owned */
	struct mw_input seasons_input, own_seasons_input;
	struct mw_season_table seasons;
	struct mw_common_roadmap *roadmaps; /* owned */
	int outcome;                        /* of the seasons: 0 or an exit code */
};

/* Reads the seasons; never NULL. What is wrong goes to diags, and is the `outcome`. */
struct mw_common *mw_common_new(const struct mw_places *places, struct mw_diags *diags);
void mw_common_free(struct mw_common *common);

/*
 * The roadmap of this name, which stands at `named`; a good one is read only once. 0, with
 * *ret_roadmap as long as the common is; or an exit code with diags. Then nothing is kept, and the
 * next call reads it again.
 */
int mw_common_roadmap(struct mw_common *common, const struct mw_places *places, const char *name,
		      struct mw_spot named, const struct mw_common_roadmap **ret_roadmap,
		      struct mw_diags *diags);

#endif
