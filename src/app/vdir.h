/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One run over some folders. Private to vdir*.c.
 */
#ifndef MW_APP_VDIR_RUN_H
#define MW_APP_VDIR_RUN_H

#include "matchward/app/vdir.h"
#include "matchward/format/vdir_merge.h"

struct vdir_run {
	struct mw_bundle *bundle;
	const struct mw_calendar_options *options;
	struct mw_pool pool;
	struct mw_vdir_folder folders[MW_VDIR_JOBS_MOST]; /* those that can be used */
	struct mw_vdir_left {
		struct mw_vdir_folder folder; /* the same, with nothing but these */
		struct mw_words names;
	} left[MW_VDIR_JOBS_MOST]; /* by a run that was killed: may hold what somebody did */
	struct mw_vdir_orders orders[MW_VDIR_JOBS_MOST];
	size_t count;
	struct mw_calendar_state state;
	struct mw_buf *out;
	int outcome;
	bool has_lost; /* somebody was quicker: an item has changed since it was read */
};

/* One line on stderr, and the outcome. */
void vdir_fail(struct vdir_run *run, const char *what, const char *path, const char *why);

/* Looks at the folder and reads what is ours in it; one that cannot be used is said and left out.
 */
void vdir_read(struct vdir_run *run, const struct mw_vdir_job *job);

/* Their acts are in the ledger. */
void vdir_drop_left(const struct vdir_run *run);

/* What persons have done, into the ledger; then the plan follows. 0 or -errno. */
int vdir_take_acts(struct vdir_run *run);

#endif
