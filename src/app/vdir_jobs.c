/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which folders the profile names. Apart from the reading of them, which the daemon must not have.
 */
#include <stdlib.h>
#include <string.h>

#include "matchward/app/vdir.h"
#include "matchward/edge/paths.h"

size_t mw_vdir_jobs(const struct mw_places *places, const struct mw_profile *profile,
		    struct mw_pool *pool, struct mw_vdir_job ret_jobs[MW_VDIR_JOBS_MOST])
{
	const char *names[MW_VDIR_JOBS_MOST] = { profile->calendar.vdir,
						 profile->calendar.vdir_todos };
	size_t count = 0;
	for (int i = 0; i < MW_VDIR_JOBS_MOST; i++) {
		if (!names[i])
			continue;
		char *path = mw_paths_beside(places->profile, names[i]);
		ret_jobs[count++] = (struct mw_vdir_job){ .path = mw_pool_string(pool, path),
							  .events = i == 0,
							  .todos = i == 1,
							  .may_add = true };
		free(path);
	}
	if (count == 1 && ret_jobs[0].events)
		ret_jobs[0].todos = profile->calendar.todos;
	if (count == 2 && !strcmp(ret_jobs[0].path, ret_jobs[1].path)) {
		ret_jobs[0].todos = true;
		count = 1;
	}
	return count;
}
