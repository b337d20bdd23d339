/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * renameat2(2).
 */
#define _GNU_SOURCE
#include "matchward/edge/swap.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file_temp.h"
#include "matchward/edge/file.h"
#include "matchward/edge/folder.h"

#define BACK_MOST 16 /* times that somebody else is quicker, one after the other */

struct swap {
	const char *path;
	const char *temp; /* beside it: ours, then what came out */
	size_t most;
	mw_swap_known_fn is_known;
	const void *context;
	bool is_held; /* temp is somebody else's, and has to go back */
};

static int change_places(const struct swap *swap, unsigned flags)
{
	return renameat2(AT_FDCWD, swap->temp, AT_FDCWD, swap->path, flags) ? -errno : 0;
}

/* Where the file system has no better. */
static int replace(const struct swap *swap)
{
	return rename(swap->temp, swap->path) ? -errno : 0;
}

static bool cannot(int error)
{
	return error == -EINVAL || error == -ENOSYS;
}

/* Is there what may go? What cannot be read is somebody else's, too. */
static int look(const struct swap *swap, const char *path)
{
	mw_auto(buf) text = MW_BUF_INIT;
	int error = mw_folder_read(path, swap->most, &text);
	if (error == -EIO || error == -EMFILE || error == -ENFILE)
		return error;
	return !error && swap->is_known(swap->context, text.text, text.len) ? 0 : MW_SWAP_E_OTHER;
}

static bool is_same(const struct stat *a, const struct stat *b)
{
	return a->st_ino == b->st_ino && a->st_dev == b->st_dev;
}

/*
 * What came out goes back. If it was not ours that came out for it, somebody has written once more,
 * and his is the newest: that goes back, and so on.
 */
static int give_back(const struct swap *swap, const struct stat *ours)
{
	struct stat placed = *ours, held, out;
	for (int i = 0; i < BACK_MOST; i++) {
		if (lstat(swap->temp, &held) != 0)
			return -errno;
		int error = change_places(swap, RENAME_EXCHANGE);
		if (error ==
		    -ENOENT) /* somebody has deleted ours: that was not for what came out */
			error = change_places(swap, RENAME_NOREPLACE);
		else if (!error && lstat(swap->temp, &out) != 0)
			error = -errno;
		else if (!error && !is_same(&out, &placed)) {
			placed = held;
			continue;
		}
		if (error != -EEXIST)
			return error;
	}
	return -EBUSY;
}

static int exchange(struct swap *swap, const struct stat *ours)
{
	int r = look(swap, swap->path);
	if (r)
		return r;
	r = change_places(swap, RENAME_EXCHANGE);
	if (cannot(r))
		return replace(swap);
	if (r)
		return r == -ENOENT ? MW_SWAP_E_OTHER : r;
	r = look(swap, swap->temp);
	int error = r ? give_back(swap, ours) : 0;
	swap->is_held = error != 0;
	return error ? error : r;
}

static int put(const struct swap *swap)
{
	int r = change_places(swap, RENAME_NOREPLACE);
	if (cannot(r)) {
		r = mw_folder_has(swap->path);
		r = r ? r : replace(swap);
	}
	return r == -EEXIST || r > 0 ? MW_SWAP_E_OTHER : r;
}

int mw_swap(const char *path, const char *data, size_t len, unsigned mode, size_t most,
	    mw_swap_known_fn is_known, const void *context)
{
	mw_auto(buf) temp = MW_BUF_INIT;
	struct stat ours;
	int fd = mw_file_temp_make(path, &temp);
	if (fd < 0)
		return fd;
	struct swap swap = { path, temp.text, most, is_known, context, false };
	int r = mw_file_temp_fill(fd, data, len, mode);
	if (r == 0 && fstat(fd, &ours) != 0)
		r = -errno;
	if (r == 0)
		r = is_known ? exchange(&swap, &ours) : put(&swap);
	if (!swap.is_held) /* else mw_swap_left tells of it */
		(void)unlink(temp.text);
	(void)close(fd); /* it is flushed; until here its inode was no other's */
	return r ? r : mw_file_sync_parent(path);
}

int mw_swap_left(const char *folder, const char *ending, size_t most, struct mw_pool *pool,
		 struct mw_words *ret_names)
{
	struct mw_words names = { .list = { NULL, 0, 0 } };
	DIR *dir = opendir(folder);
	if (!dir)
		return -errno;
	for (struct dirent *entry; names.list.count < most && (entry = readdir(dir));)
		if (mw_file_temp_is(entry->d_name, ending))
			*MW_PUSH(pool, &names.list) = mw_pool_string(pool, entry->d_name);
	(void)closedir(dir); /* was only read */
	*ret_names = names;
	return 0;
}

void mw_swap_drop(const char *folder, const char *name)
{
	int dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (dir < 0)
		return;
	mw_file_temp_drop(dir, name);
	(void)close(dir); /* was only read */
}
