/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An input that is not there: each kind has its own remedy.
 */
#include <stdlib.h>
#include <string.h>

#include "loader.h"
#include "matchward/edge/file.h"
#include "matchward/edge/paths.h"

#define ENDING ".ini"

static void list(const char *folder, struct mw_pool *pool, struct mw_buf *out)
{
	struct mw_words found;
	char *path = mw_paths_join(folder, "roadmaps");
	mw_file_list(path, ENDING, pool, &found);
	free(path);
	for (size_t i = 0; i < found.list.count; i++) {
		const char *name = found.list.items[i];
		mw_buf_printf(out, "%s%.*s", out->len ? ", " : "",
			      (int)(strlen(name) - strlen(ENDING)), name);
	}
}

/* The user's own roadmaps, and those that came with the program. */
static void say_roadmaps(const struct loader *loader)
{
	mw_auto(buf) names = MW_BUF_INIT;
	struct mw_pool pool = MW_POOL_INIT;
	list(loader->places->config, &pool, &names);
	list(loader->places->data, &pool, &names);
	mw_pool_release(&pool);
	mw_diags_add(loader->diags, loader->named, "there is no roadmap \"%s\"; expected %s%s",
		     loader->roadmap, names.len ? "one of " : "a file of that name in the folder ",
		     names.len ? names.text : "roadmaps beside your profile");
}

void loader_say_missing(const struct loader *loader, int which, const char *path)
{
	const struct mw_spot spot = { path, 0 };
	if (which == MW_INPUT_PROFILE)
		mw_diags_add(loader->diags, spot,
			     "there is no profile; write one with \"matchward init\"");
	else if (which == MW_INPUT_PROGRAMS)
		mw_diags_add(loader->diags, loader->named,
			     "there is no file %s; expected your list of programs, saved as CSV, "
			     "or no such line",
			     path);
	else if (which == MW_INPUT_ROADMAP)
		say_roadmaps(loader);
	else
		mw_diags_add(loader->diags, spot,
			     "there is no such file, but it comes with Matchward; install it "
			     "again, or name the right folder with --data");
}
