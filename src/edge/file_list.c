/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is in a folder, and what goes out of it.
 */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "matchward/edge/file.h"

int mw_file_remove(const char *path)
{
	return unlink(path) && errno != ENOENT ? -errno : 0;
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void mw_file_list(const char *folder, const char *ending, struct mw_pool *pool,
		  struct mw_words *ret_names)
{
	struct mw_words names = { .list = { NULL, 0, 0 } };
	size_t end = strlen(ending);
	DIR *dir = opendir(folder);
	for (struct dirent *entry; dir && (entry = readdir(dir));) {
		size_t len = strlen(entry->d_name);
		if (len > end && !strcmp(entry->d_name + len - end, ending))
			*MW_PUSH(pool, &names.list) = mw_pool_string(pool, entry->d_name);
	}
	if (dir)
		(void)closedir(dir); /* was only read */
	if (names.list.count)
		qsort(names.list.items, names.list.count, sizeof *names.list.items, by_bytes);
	*ret_names = names;
}
