/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a loader needs at every turn, and its reading of one input. Private to load.c and common.c.
 */
#ifndef MW_APP_LOADER_H
#define MW_APP_LOADER_H

#include "matchward/app/load.h"

struct loader {
	const struct mw_places *places;
	struct mw_diags *diags;
	int outcome;          /* the worst so far */
	const char *roadmap;  /* that is looked for */
	struct mw_spot named; /* where the profile names what is being read */
};

static inline void loader_fail(struct loader *loader, int outcome)
{
	/* Unreadable beats wrong: what cannot be read cannot be judged. */
	if (!loader->outcome || outcome == MW_EXIT_ENVIRONMENT)
		loader->outcome = outcome;
}

/* Reads one input onto `pool`, as `path` is; false if it is not there or not readable. */
bool loader_read(struct loader *loader, int which, const char *path, size_t most,
		 bool may_be_missing, struct mw_pool *pool, struct mw_input *input);

/* Says what to do where an input is not there. */
void loader_say_missing(const struct loader *loader, int which, const char *path);

/* A copy on the pool of what is freed. */
const char *loader_keep(struct mw_pool *pool, char *owned);

#endif
