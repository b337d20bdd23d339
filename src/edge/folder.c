/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Looking into a folder.
 */
#include "matchward/edge/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "matchward/edge/file.h"
#include "matchward/edge/paths.h"

/* Without the slashes at its end, behind which a link would be followed. */
static char *bare(const char *path)
{
	size_t len = strlen(path);
	while (len > 1 && path[len - 1] == '/')
		len--;
	char *copy = strndup(path, len);
	if (!copy)
		abort();
	return copy;
}

int mw_folder_check(const char *path)
{
	char *name = bare(path);
	struct stat st;
	int error = 0;
	if (lstat(name, &st) != 0)
		error = -errno;
	else if (S_ISLNK(st.st_mode))
		error = -ELOOP;
	else if (!S_ISDIR(st.st_mode))
		error = -ENOTDIR;
	else if (access(name, R_OK | W_OK | X_OK) != 0)
		error = -errno;
	free(name);
	return error;
}

int mw_folder_may_hold(const char *path)
{
	char *parent = mw_paths_parent(path);
	struct stat st;
	while (stat(parent, &st) != 0 && errno == ENOENT && strcmp(parent, ".") != 0) {
		char *above = mw_paths_parent(parent);
		free(parent);
		parent = above;
	}
	int error = 0;
	if (stat(parent, &st) != 0)
		error = -errno;
	else if (!S_ISDIR(st.st_mode))
		error = -ENOTDIR;
	else if (access(parent, W_OK | X_OK) != 0)
		error = -errno;
	free(parent);
	return error;
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int mw_folder_list(const char *path, const char *ending, size_t most, struct mw_pool *pool,
		   struct mw_words *ret_names)
{
	struct mw_words names = { .list = { NULL, 0, 0 } };
	size_t end = strlen(ending);
	DIR *dir = opendir(path);
	int error = 0;
	if (!dir)
		return -errno;
	for (struct dirent *entry; !error && (errno = 0, entry = readdir(dir));) {
		size_t len = strlen(entry->d_name);
		if (entry->d_name[0] == '.' || len <= end ||
		    strcmp(entry->d_name + len - end, ending) != 0)
			continue;
		if (names.list.count == most)
			error = -E2BIG;
		else
			*MW_PUSH(pool, &names.list) = mw_pool_string(pool, entry->d_name);
	}
	if (!error && errno)
		error = -errno;
	(void)closedir(dir); /* was only read */
	if (error)
		return error;
	if (names.list.count)
		qsort(names.list.items, names.list.count, sizeof *names.list.items, by_bytes);
	*ret_names = names;
	return 0;
}

int mw_folder_read(const char *path, size_t most, struct mw_buf *ret)
{
	struct stat st;
	if (lstat(path, &st) != 0)
		return -errno;
	return S_ISLNK(st.st_mode) ? -ELOOP : mw_file_read(path, most, ret);
}

int mw_folder_has(const char *path)
{
	struct stat st;
	if (lstat(path, &st) == 0)
		return 1;
	return errno == ENOENT ? 0 : -errno;
}
