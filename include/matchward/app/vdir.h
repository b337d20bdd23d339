/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The calendar in folders, both ways: takes what persons have done to the to-dos there into the
 * ledger, then brings the items up to date. What others wrote is read here only, by the command:
 * the daemon starts it as a child.
 */
#ifndef MW_APP_VDIR_H
#define MW_APP_VDIR_H

#include "matchward/app/load.h"
#include "matchward/format/calendar.h"

struct mw_vdir_job {
	const char *path;   /* of the folder */
	bool events, todos; /* what belongs into it */
	bool may_add;       /* false: only bring up to date what is there or was */
};

#define MW_VDIR_JOBS_MOST 2

/* What the profile asks for; 0: nothing. The paths live on `pool`. */
size_t mw_vdir_jobs(const struct mw_places *places, const struct mw_profile *profile,
		    struct mw_pool *pool, struct mw_vdir_job ret_jobs[MW_VDIR_JOBS_MOST]);

/*
 * Does the jobs, within limits of memory and time that stay with the process. What has changed goes
 * to `out`; what is wrong to stderr, each with its file, and the rest is done all the same. An exit
 * code.
 */
int mw_vdir_sync(struct mw_bundle *bundle, const struct mw_vdir_job *jobs, size_t count,
		 const struct mw_calendar_options *options, struct mw_buf *out);

#endif
