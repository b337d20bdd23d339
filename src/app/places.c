/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where everything is: as the options say, else where the system wants it.
 */
#include <stdio.h>
#include <stdlib.h>

#include "matchward/app/load.h"
#include "matchward/edge/paths.h"
#include "matchward-version.h"

static char *copy(const char *text)
{
	struct mw_buf buf = MW_BUF_INIT;
	mw_buf_puts(&buf, text);
	return mw_buf_detach(&buf);
}

int mw_places_find(const struct mw_args *args, struct mw_places *ret_places)
{
	struct mw_paths paths = MW_PATHS_INIT;
	const char *profile = args->values[MW_OPTION_PROFILE], *data = args->values[MW_OPTION_DATA];
	const char *state = args->values[MW_OPTION_STATE];
	if (mw_paths_read(&paths)) {
		(void)fputs("matchward: neither HOME nor the XDG folders are set; set HOME\n",
			    stderr);
		return MW_EXIT_ENVIRONMENT;
	}
	struct mw_places places = { .config = mw_paths_join(paths.config, "matchward") };
	places.profile = profile ? copy(profile) : mw_paths_join(places.config, "profile.ini");
	places.data = copy(data ? data : MW_DATA_DIR);
	places.state = state ? copy(state) : mw_paths_join(paths.state, "matchward");
	places.share = mw_paths_join(paths.data, "matchward");
	mw_paths_release(&paths);
	*ret_places = places;
	return 0;
}

void mw_places_release(struct mw_places *places)
{
	free(places->profile);
	free(places->data);
	free(places->state);
	free(places->config);
	free(places->share);
	free(places->good);
	*places = (struct mw_places){ .profile = NULL };
}
