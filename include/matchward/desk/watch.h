/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The watch: a hint that some of a set of files may have changed, appeared or gone.
 *
 * Files are watched through their directories, because an editor's save is a rename and a watch on
 * the file itself would die with the old one. A path whose directory does not exist is watched
 * through the nearest one that does; a symbolic link is watched where it stands and where it
 * points. Events of other names are ignored. One save makes many events: the hint comes when they
 * have been quiet for a moment and at the latest two thirds of a second after the first. No timer
 * runs when nothing happens. Whether anything has really changed is for the caller to find out, by
 * reading.
 */
#ifndef MW_DESK_WATCH_H
#define MW_DESK_WATCH_H

#include <stddef.h>
#include <stdint.h>
#include <uv.h>

#include "matchward/core/pool.h"

typedef void (*mw_watch_fn)(void *context);

struct mw_watch_dir; /* private: one watched directory and the names that matter in it */

struct mw_watch {
	uv_timer_t timer;          /* runs from the first event to the hint */
	uint64_t first_ms;         /* loop time of the first event of the burst */
	struct mw_watch_dir *dirs; /* owned */
	struct mw_pool pool;       /* of the paths */
	const char **paths;        /* borrowed from pool, count of them */
	size_t count;
	size_t open; /* handles that libuv still knows, retired ones included */
	mw_watch_fn fn;
	mw_watch_fn done;
	void *context;
};

/* Watches nothing yet. The watch must stay where it is until closed. */
int mw_watch_init(struct mw_watch *watch, uv_loop_t *loop, mw_watch_fn fn, void *context);

/*
 * Watch these paths instead of the former ones (copied; NULL entries are skipped). May be
 * called at any time, also from the hint. A hint that was on its way still comes. Returns 0, or the
 * first error (-ENOSPC: no inotify watches left, -EACCES, ...) after doing what could be done. What
 * changes between this call's return and the caller's reading of the files is never missed.
 */
int mw_watch_set(struct mw_watch *watch, const char *const *paths, size_t count);

/* No more hints; `done` (may be NULL) is called with the watch's context once its memory may be
 * reused. */
void mw_watch_close(struct mw_watch *watch, mw_watch_fn done);

#endif
