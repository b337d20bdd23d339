/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing that survives a crash: whole files by rename, logs by whole lines.
 */
#include "matchward/edge/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file_temp.h"
#include "matchward/edge/paths.h"

#define LINKS_MOST 40 /* as the kernel */

static int write_all(int fd, const char *data, size_t len, off_t at)
{
	while (len > 0) {
		ssize_t done = pwrite(fd, data, len, at);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return done < 0 ? -errno : -EIO;
		data += done;
		at += done;
		len -= (size_t)done;
	}
	return 0;
}

int mw_file_sync_parent(const char *path)
{
	char *parent = mw_paths_parent(path);
	int fd = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int r = fd < 0 || fsync(fd) != 0 ? -errno : 0;
	if (fd >= 0)
		(void)close(fd); /* was only read */
	free(parent);
	/* A directory that may be written but not read, or a file system that knows no such flush:
	 * the file itself is safe, and more cannot be asked. */
	return r == -EACCES || r == -EINVAL ? 0 : r;
}

/* What a path names once its symbolic links are followed, also where nothing is there yet. The
 * result is the caller's to free(); NULL: errno says why. */
static char *follow_links(const char *path)
{
	mw_auto(buf) at = MW_BUF_INIT;
	mw_buf_puts(&at, path);
	for (int i = 0; i < LINKS_MOST; i++) {
		char target[4096];
		ssize_t len = readlink(at.text, target, sizeof target);
		if (len < 0 && (errno == EINVAL || errno == ENOENT))
			return mw_buf_detach(&at);
		if (len < 0)
			return NULL;
		if ((size_t)len == sizeof target) {
			errno = ENAMETOOLONG;
			return NULL;
		}
		target[len] = '\0';
		const char *slash = target[0] == '/' ? NULL : strrchr(at.text, '/');
		mw_auto(buf) next = MW_BUF_INIT;
		mw_buf_add(&next, at.text, slash ? (size_t)(slash - at.text) + 1 : 0);
		mw_buf_puts(&next, target);
		mw_buf_release(&at);
		at = next;
		next = (struct mw_buf)MW_BUF_INIT;
	}
	errno = ELOOP;
	return NULL;
}

/* Only what is a file, or nothing yet, may be replaced. */
static int check_replaceable(const char *path)
{
	struct stat st;
	if (lstat(path, &st) != 0)
		return errno == ENOENT ? 0 : -errno;
	if (S_ISDIR(st.st_mode))
		return -EISDIR;
	return S_ISREG(st.st_mode) ? 0 : -EINVAL;
}

static int fill(int fd, const char *data, size_t len, unsigned mode)
{
	return fchmod(fd, (mode_t)mode) != 0 ? -errno : write_all(fd, data, len, 0);
}

int mw_file_temp_fill(int fd, const char *data, size_t len, unsigned mode)
{
	int r = fill(fd, data, len, mode);
	if (r == 0 && fsync(fd) != 0)
		r = -errno;
	return r;
}

static int replace_real(const char *path, const char *data, size_t len, unsigned mode)
{
	int r = check_replaceable(path);
	if (r != 0)
		return r;
	mw_auto(buf) temp = MW_BUF_INIT;
	int fd = mw_file_temp_make(path, &temp);
	if (fd < 0)
		return fd;
	/* The lock holds until the last descriptor goes; what close() says has to be known before.
	 */
	int held = fcntl(fd, F_DUPFD_CLOEXEC, 0);
	r = mw_file_temp_fill(fd, data, len, mode);
	if (close(fd) != 0 && r == 0)
		r = -errno;
	if (r == 0 && rename(temp.text, path) != 0)
		r = -errno;
	if (r != 0)
		(void)unlink(temp.text); /* the first error is the one to tell */
	if (held >= 0)
		(void)close(held); /* only kept the lock */
	return r != 0 ? r : mw_file_sync_parent(path);
}

int mw_file_replace(const char *path, const char *data, size_t len, unsigned mode)
{
	char *real = follow_links(path);
	if (!real)
		return -errno;
	int r = replace_real(real, data, len, mode);
	free(real);
	return r;
}

int mw_file_put(const char *path, const char *data, size_t len, unsigned mode, bool is_flushed)
{
	mw_auto(buf) temp = MW_BUF_INIT;
	const char *slash = strrchr(path, '/');
	size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
	int r = check_replaceable(path);
	if (r != 0)
		return r;
	mw_buf_printf(&temp, "%.*s.%s.mw", (int)folder, path, path + folder);
	int fd = open(temp.text, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC,
		      (mode_t)mode);
	if (fd < 0)
		return -errno;
	r = is_flushed ? mw_file_temp_fill(fd, data, len, mode) : fill(fd, data, len, mode);
	if (close(fd) != 0 && r == 0)
		r = -errno;
	if (r == 0 && rename(temp.text, path) != 0)
		r = -errno;
	if (r != 0)
		(void)unlink(temp.text); /* the first error is the one to tell */
	return r;
}

/* Open a log, or make it. */
static int open_log(const char *path, unsigned mode, int *ret_fd, bool *ret_made)
{
	const int flags = O_RDWR | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
	bool made = false;
	int fd = open(path, flags);
	if (fd < 0 && errno == ENOENT) {
		fd = open(path, flags | O_CREAT | O_EXCL, (mode_t)mode);
		made = fd >= 0;
	}
	if (fd < 0)
		return errno == ENXIO ? -EINVAL : -errno;
	struct stat st;
	int r = fstat(fd, &st) != 0 || (made && fchmod(fd, (mode_t)mode) != 0) ? -errno : 0;
	if (r == 0 && !S_ISREG(st.st_mode))
		r = -EINVAL;
	if (r != 0) {
		(void)close(fd); /* nothing was written */
		return r;
	}
	*ret_fd = fd;
	*ret_made = made;
	return 0;
}

/* Where the last whole line ends. */
static int find_end(int fd, off_t *ret_end)
{
	off_t end = lseek(fd, 0, SEEK_END);
	if (end < 0)
		return -errno;
	while (end > 0) {
		char chunk[4096];
		size_t want = end < (off_t)sizeof chunk ? (size_t)end : sizeof chunk;
		ssize_t got = pread(fd, chunk, want, end - (off_t)want);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -errno;
		if ((size_t)got != want)
			return -EIO; /* somebody cuts it while we look: the lock is not held */
		while (want > 0 && chunk[want - 1] != '\n') {
			want--;
			end--;
		}
		if (want > 0)
			break;
	}
	*ret_end = end;
	return 0;
}

static int cut(int fd, off_t end)
{
	return ftruncate(fd, end) != 0 ? -errno : 0;
}

static int append_at(int fd, off_t end, const char *data, size_t len)
{
	int r = cut(fd, end);
	if (r == 0)
		r = write_all(fd, data, len, end);
	if (r == 0 && fdatasync(fd) != 0)
		r = -errno;
	return r;
}

int mw_file_append(const char *path, const char *data, size_t len, unsigned mode)
{
	if (len == 0)
		return 0;
	if (data[len - 1] != '\n')
		return -EINVAL;
	int fd = -1;
	bool made = false;
	int r = open_log(path, mode, &fd, &made);
	if (r != 0)
		return r;
	off_t end = 0;
	r = find_end(fd, &end);
	if (r == 0) {
		r = append_at(fd, end, data, len);
		if (r == 0 && made)
			r = mw_file_sync_parent(path);
		if (r != 0)
			(void)cut(fd, end); /* the first error is the one to tell */
	}
	(void)close(fd); /* it is flushed, and that is what counts */
	return r;
}
