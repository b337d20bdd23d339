/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Names of profiles: of a folder, all at once, since they are sorted; from stdin, as they come, and
 * never more than one read of them.
 */
#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "matchward/app/batch.h"
#include "matchward/edge/file.h"
#include "matchward/edge/folder.h"
#include "matchward/edge/paths.h"

#define READ_SIZE 65536

int mw_names_open(struct mw_names *names, const char *folder, bool is_null_separated)
{
	*names = (struct mw_names){ .pool = MW_POOL_INIT, .read = MW_BUF_INIT };
	names->separator = is_null_separated ? '\0' : '\n';
	if (!strcmp(folder, "-"))
		return 0;
	int error = mw_folder_list(folder, ".ini", SIZE_MAX, &names->pool, &names->list);
	names->folder = folder;
	names->total = names->list.list.count;
	return error;
}

void mw_names_release(struct mw_names *names)
{
	mw_pool_release(&names->pool);
	mw_buf_release(&names->read);
}

int mw_names_read(struct mw_names *names)
{
	char chunk[READ_SIZE];
	ssize_t got = read(STDIN_FILENO, chunk, sizeof chunk);
	if (got < 0)
		return errno == EINTR || errno == EAGAIN ? 0 : -errno;
	if (got == 0)
		names->is_ended = true;
	/* What was taken goes; the begin of a name may be left. */
	size_t left = names->read.len - names->at;
	memmove(names->read.text, names->read.text + names->at, left);
	names->read.len = left;
	names->at = 0;
	mw_buf_add(&names->read, chunk, (size_t)got);
	return 0;
}

/* Only files; a folder that is called so, or a device, is nobody's profile. */
static int next_of_folder(struct mw_names *names, struct mw_buf *ret_name)
{
	while (names->at < names->total) {
		struct mw_file_look look;
		char *path = mw_paths_join(names->folder, names->list.list.items[names->at++]);
		mw_buf_clear(ret_name);
		mw_buf_puts(ret_name, path);
		free(path);
		if (mw_file_look(ret_name->text, &look) || look.is_regular)
			return 0;
	}
	return MW_NAMES_E_END;
}

int mw_names_next(struct mw_names *names, struct mw_buf *ret_name)
{
	if (names->folder)
		return next_of_folder(names, ret_name);
	for (;;) {
		const char *begin = names->read.text + names->at;
		size_t left = names->read.len - names->at;
		const char *end = left ? memchr(begin, names->separator, left) : NULL;
		size_t len = end ? (size_t)(end - begin) : left;
		if (!end && !names->is_ended && left < READ_SIZE)
			return MW_NAMES_E_READ;
		if (!left)
			return MW_NAMES_E_END;
		names->at += len + (end != NULL);
		if (!len)
			continue;
		mw_buf_clear(ret_name);
		mw_buf_add(ret_name, begin, len < PATH_MAX ? len : 64);
		/* A newline among names that end with NUL is part of one, NUL among lines is not.
		 */
		return len < PATH_MAX && !memchr(begin, '\0', len) ? 0 : MW_NAMES_E_LONG;
	}
}
