/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Loading: the one way from disk to a checked bundle. Command and daemon both take it.
 *
 * A bundle is made whole or not at all; the daemon keeps the old one until the new one is good. It
 * remembers the bytes it was made from, so that a change on disk can be told from a mere event.
 */
#ifndef MW_APP_LOAD_H
#define MW_APP_LOAD_H

#include "matchward/app/args.h"
#include "matchward/app/common.h"
#include "matchward/core/diag.h"
#include "matchward/core/ledger.h"
#include "matchward/core/plan.h"
#include "matchward/core/pool.h"
#include "matchward/edge/zones.h"

#define MW_PROFILE_SIZE_MOST (64 * 1024)
#define MW_ROADMAP_SIZE_MOST (256 * 1024)
#define MW_SEASONS_SIZE_MOST (256 * 1024)
#define MW_LEDGER_SIZE_MOST (16 * 1024 * 1024)

/* A profile to plan with as if it stood in the file. */
struct mw_supposed {
	const char *text; /* borrowed, as the places borrow this */
	size_t len;
	const int64_t *now_utc; /* the instant to plan at; NULL: as always. Borrowed */
};

/* Where things are: the options, else the defaults of DESIGN.md. */
struct mw_places {
	char *profile; /* owned, as all here */
	char *data;    /* folder with seasons.ini and roadmaps/ */
	char *state;   /* folder with the ledger */
	char *config;  /* folder with the user's seasons.ini and roadmaps/ */
	char *share;   /* folder of the calendar */
	char *good; /* NULL: the inputs but the ledger are read from here, not from their places */
	const struct mw_supposed *supposed; /* NULL: the profile is read from its file */
};

/* What a copy of an input is called; NULL: it is not copied (the ledger). */
const char *mw_input_name(int which);

int mw_places_find(const struct mw_args *args,
		   struct mw_places *ret_places); /* 0 or an exit code */
void mw_places_release(struct mw_places *places);

enum {
	MW_INPUT_PROFILE,
	MW_INPUT_SEASONS,
	MW_INPUT_OWN_SEASONS,
	MW_INPUT_ROADMAP, /* without a path where the user's own one stands for it */
	MW_INPUT_OWN_ROADMAP,
	MW_INPUT_LEDGER,
	MW_INPUT_PROGRAMS, /* without a path where the profile names none */
	MW_INPUTS
};

struct mw_bundle {
	struct mw_pool pool;      /* owns everything below but what is common */
	struct mw_common *common; /* owned or borrowed */
	bool owns_common;
	struct mw_zones *zones; /* borrowed from common */
	struct mw_input inputs[MW_INPUTS];
	struct mw_profile profile;
	struct mw_season_table seasons;
	struct mw_roadmap roadmap; /* with the profile applied */
	struct mw_ledger ledger;
	int64_t now_utc;
	struct mw_plan plan;
	int lock_wait_ms; /* how long a writer waits for the ledger's lock */
	const char *ledger_path, *lock_path, *calendar_state_path, *calendar_path;
};

/*
 * Reads, checks and plans. `now` is "YYYY-MM-DD[THH:MM]" in the profile's zone, or NULL for the
 * clock. On success *ret_bundle is the caller's to free. Otherwise an exit code: MW_EXIT_INPUT with
 * what is wrong in diags, MW_EXIT_ENVIRONMENT with what could not be read. `notes` gets what is odd
 * but did no harm.
 */
int mw_bundle_load(const struct mw_places *places, const char *now, struct mw_bundle **ret_bundle,
		   struct mw_diags *diags, struct mw_diags *notes);
void mw_bundle_free(struct mw_bundle *bundle);

/*
 * The same in two steps, with what was read before, which has to outlive the bundle: read and check
 * all that the plan is made from; make it. An exit code. The second leaves the bundle to be freed.
 */
int mw_bundle_read(struct mw_common *common, const struct mw_places *places, const char *now,
		   struct mw_bundle **ret_bundle, struct mw_diags *diags, struct mw_diags *notes);
int mw_bundle_plan(struct mw_bundle *bundle, struct mw_diags *diags);

/* "YYYY-MM-DD" (then 00:00) or "YYYY-MM-DDTHH:MM" in this zone. */
bool mw_now_parse(const char *text, const struct mw_zone *zone, int64_t *ret_utc);

/* The plan anew from the bundle as it is now: after entries were added to its ledger. */
void mw_bundle_replan(struct mw_bundle *bundle);

/* Do the files still hold the bytes that the bundle was made from? */
bool mw_bundle_is_current(const struct mw_bundle *bundle);

/* The paths to watch: every input, also of a bundle that could not be made (then only what is
 * known). */
size_t mw_places_watch(const struct mw_places *places, const struct mw_bundle *bundle,
		       struct mw_pool *pool, const char *ret_paths[MW_INPUTS]);

/* Print diagnostics on stderr, all of them. */
void mw_diags_show(const struct mw_diags *diags);

#endif
