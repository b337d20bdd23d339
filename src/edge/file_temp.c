/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * flock(2) tells a living writer from a dead one: the kernel frees it when the holder dies.
 */
#define _GNU_SOURCE /* mkostemp() */
#include "file_temp.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define MARK ".mw"
#define RANDOM "XXXXXX"
#define TRIES_MOST 16

void mw_file_temp_drop(int dir, const char *name)
{
	int fd = openat(dir, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd < 0)
		return;
	if (flock(fd, LOCK_EX | LOCK_NB) == 0)
		(void)unlinkat(dir, name, 0); /* it takes room, and does no other harm */
	(void)close(fd);
}

/* `head` is what such names begin with. */
static void remove_orphans(const char *folder, const char *head)
{
	size_t len = strlen(head);
	DIR *dir = opendir(folder);
	for (struct dirent *entry; dir && (entry = readdir(dir));)
		if (!strncmp(entry->d_name, head, len) &&
		    strlen(entry->d_name) == len + strlen(RANDOM))
			mw_file_temp_drop(dirfd(dir), entry->d_name);
	if (dir)
		(void)closedir(dir); /* was only read */
}

/* Locked, and still under its name? Somebody may have taken it for an orphan before. */
static bool lock(int fd)
{
	struct stat st;
	while (flock(fd, LOCK_EX) != 0)
		if (errno != EINTR)
			return true; /* this file system has no locks, so nobody removes it either
				      */
	return fstat(fd, &st) != 0 || st.st_nlink > 0;
}

bool mw_file_temp_is(const char *name, const char *ending)
{
	size_t len = strlen(name), end = strlen(ending), tail = strlen(MARK RANDOM);
	if (name[0] != '.' || len <= end + tail)
		return false;
	const char *mark = name + len - tail;
	return !memcmp(mark, MARK, strlen(MARK)) && !memcmp(mark - end, ending, end);
}

int mw_file_temp_make(const char *path, struct mw_buf *name)
{
	mw_auto(buf) folder = MW_BUF_INIT;
	mw_auto(buf) head = MW_BUF_INIT;
	const char *slash = strrchr(path, '/');
	mw_buf_add(&folder, path, slash ? (size_t)(slash - path) + 1 : 0);
	mw_buf_printf(&head, ".%s" MARK, slash ? slash + 1 : path);
	remove_orphans(folder.len ? folder.text : ".", head.text);
	for (int i = 0; i < TRIES_MOST; i++) {
		mw_buf_clear(name);
		mw_buf_printf(name, "%s%s" RANDOM, folder.text, head.text);
		int fd = mkostemp(name->text, O_CLOEXEC);
		if (fd < 0)
			return -errno;
		if (lock(fd))
			return fd;
		(void)close(fd); /* nothing was written */
	}
	return -EAGAIN;
}
