/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One file for each input, under a name of its own: user and shipped roadmaps have the same.
 */
#include "matchward/app/good.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "matchward/edge/file.h"
#include "matchward/edge/paths.h"

#define OWNER "profile-path"
#define PATH_SIZE_MOST 4096

/* Makes the file hold these bytes; what holds them already is not written. */
static int keep(const char *folder, const char *name, const char *bytes, size_t len)
{
	char *path = mw_paths_join(folder, name);
	mw_auto(buf) old = MW_BUF_INIT;
	int error = mw_file_read(path, len, &old);
	if (error || old.len != len || memcmp(old.text, bytes, len) != 0)
		error = mw_file_replace(path, bytes, len, 0600);
	free(path);
	return error;
}

static int drop(const char *folder, const char *name)
{
	char *path = mw_paths_join(folder, name);
	int error = mw_file_remove(path);
	free(path);
	return error;
}

int mw_good_keep(const struct mw_places *places, const struct mw_bundle *bundle)
{
	mw_auto(buf) name = MW_BUF_INIT;
	mw_buf_printf(&name, "%s.good", bundle->profile.id);
	char *folder = mw_paths_join(places->state, name.text);
	char *owner = mw_paths_absolute(places->profile);
	int error = owner ? mw_file_make_dirs(folder, 0700) : -errno;
	for (int i = MW_INPUTS - 1; !error && i >= 0; i--) {
		const struct mw_input *input = &bundle->inputs[i];
		const char *file = mw_input_name(i);
		if (!file)
			continue;
		error = input->is_there ? keep(folder, file, input->bytes, input->len)
					: drop(folder, file);
	}
	if (!error)
		error = keep(folder, OWNER, owner, strlen(owner));
	free(owner);
	free(folder);
	return error;
}

/* The folder with the copies for this profile's path; NULL: there is none. */
static char *find_folder(const struct mw_places *places)
{
	struct mw_pool pool = MW_POOL_INIT;
	struct mw_words folders;
	char *owner = mw_paths_absolute(places->profile), *found = NULL;
	mw_file_list(places->state, ".good", &pool, &folders);
	for (size_t i = 0; owner && !found && i < folders.list.count; i++) {
		char *folder = mw_paths_join(places->state, folders.list.items[i]);
		char *path = mw_paths_join(folder, OWNER);
		mw_auto(buf) whose = MW_BUF_INIT;
		if (!mw_file_read(path, PATH_SIZE_MOST, &whose) && !strcmp(whose.text, owner))
			found = folder;
		else
			free(folder);
		free(path);
	}
	free(owner);
	mw_pool_release(&pool);
	return found;
}

struct mw_bundle *mw_good_load(const struct mw_places *places)
{
	struct mw_bundle *bundle = NULL;
	struct mw_diags unused = MW_DIAGS_INIT;
	struct mw_places good = *places;
	good.good = find_folder(places);
	if (good.good && mw_bundle_load(&good, NULL, &bundle, &unused, &unused))
		bundle = NULL;
	mw_diags_release(&unused);
	free(good.good);
	return bundle;
}
