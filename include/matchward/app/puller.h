/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The puller: runs `matchward pull` as a short-lived child, so that what others wrote is never read
 * inside of the daemon. It runs when it is wanted, and when anything changes in the folder of
 * to-dos; one at a time, and once more where something has happened meanwhile. The child limits
 * itself (edge/limits); one that still does not end is killed. One that fails, on a full disk or
 * for a folder that is not there, is tried again a few times with growing pauses, then not before
 * something happens. No timer runs when nothing does. What a child complains of is kept, up to
 * MW_COMPLAINT_MOST bytes; whatever it writes beyond is dropped.
 */
#ifndef MW_APP_PULLER_H
#define MW_APP_PULLER_H

#include <stdbool.h>
#include <stdint.h>
#include <uv.h>

#include "matchward/app/load.h"
#include "matchward/core/buf.h"
#include "matchward/desk/watch.h"

#define MW_COMPLAINT_MOST 16384

/*
 * A child has ended; what it wrote is on the disk. `complaint` is all that it said of what is
 * wrong, in lines, and of why it failed; "" when all is well. NULL: it could do nothing, since the
 * profile is bad, and that is not for it to tell.
 */
typedef void (*mw_puller_fn)(void *context, const char *complaint);

struct mw_puller {
	uv_timer_t timer; /* until the folder is quiet; while a child runs, until it is killed */
	uv_fs_event_t inside;   /* what happens in the folder */
	struct mw_watch itself; /* the folder comes, goes, or is another one */
	uv_process_t process;
	uv_pipe_t pipe; /* its stderr */
	char chunk[4096];
	struct mw_buf complaint;
	const struct mw_places *places; /* borrowed */
	char *folder;                   /* owned; NULL: none to look at */
	uint64_t first_ms;              /* loop time of the first event of a burst; 0: none */
	int failures;                   /* in a row */
	bool is_running, is_wanted, is_killed, has_failed, is_input_bad, is_closed;
	mw_puller_fn fn;
	void *context;
};

int mw_puller_init(struct mw_puller *puller, uv_loop_t *loop, const struct mw_places *places,
		   mw_puller_fn fn, void *context);

/* A plan was accepted: watch the folder that it names for to-dos, and run where it names any. False
 * where it names none. */
bool mw_puller_follow(struct mw_puller *puller, const struct mw_bundle *bundle);

/* A running child is killed: the next one goes on where it was. May be called twice. */
void mw_puller_close(struct mw_puller *puller);

/* After the loop has ended. */
void mw_puller_release(struct mw_puller *puller);

#endif
