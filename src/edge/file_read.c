/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading whole files, and making directories.
 */
#include "matchward/edge/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK 16384

static int read_regular(int fd, size_t most, struct mw_buf *text)
{
	struct stat st;
	if (fstat(fd, &st) != 0)
		return -errno;
	if (S_ISDIR(st.st_mode))
		return -EISDIR;
	if (!S_ISREG(st.st_mode))
		return -EINVAL;
	if (st.st_size > 0 && (uintmax_t)st.st_size > most)
		return -EFBIG;
	for (;;) {
		char chunk[CHUNK];
		ssize_t got = read(fd, chunk, sizeof chunk);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -errno;
		if (got == 0)
			return 0;
		/* Asked again: the size is only what it was, and 0 for what the kernel makes up. */
		if ((size_t)got > most - text->len)
			return -EFBIG;
		mw_buf_add(text, chunk, (size_t)got);
	}
}

int mw_file_read(const char *path, size_t most, struct mw_buf *ret)
{
	/* O_NONBLOCK: the opening of a FIFO must not wait for somebody to write. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd < 0)
		return errno == ENXIO ? -EINVAL : -errno; /* a socket, or a device without driver */
	mw_auto(buf) text = MW_BUF_INIT;
	int r = read_regular(fd, most, &text);
	(void)close(fd); /* nothing was written */
	if (r != 0)
		return r;
	mw_buf_release(ret);
	*ret = text;
	text = (struct mw_buf)MW_BUF_INIT;
	return 0;
}

int mw_file_mode(const char *path, unsigned *ret_mode)
{
	struct stat st;
	if (stat(path, &st) != 0)
		return -errno;
	*ret_mode = (unsigned)st.st_mode & 0777;
	return 0;
}

int mw_file_look(const char *path, struct mw_file_look *ret_look)
{
	struct stat st;
	if (stat(path, &st) != 0)
		return -errno;
	*ret_look = (struct mw_file_look){
		.device = st.st_dev,
		.inode = st.st_ino,
		.size = st.st_size,
		.changed_ns = (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec,
		.is_regular = S_ISREG(st.st_mode),
	};
	return 0;
}

static int make_dir(const char *path, unsigned mode)
{
	if (mkdir(path, (mode_t)mode) == 0)
		return 0;
	int error = errno;
	struct stat st;
	/* Whatever mkdir() says of it (EEXIST, EROFS, EACCES): what is there need not be made. */
	if (stat(path, &st) != 0)
		return -error;
	return S_ISDIR(st.st_mode) ? 0 : -ENOTDIR;
}

int mw_file_make_dirs(const char *path, unsigned mode)
{
	mw_auto(buf) head = MW_BUF_INIT;
	for (const char *end = path; *end != '\0';) {
		end += strspn(end, "/");
		end += strcspn(end, "/");
		mw_buf_clear(&head);
		mw_buf_add(&head, path, (size_t)(end - path));
		int r = make_dir(head.text, mode);
		if (r != 0)
			return r;
	}
	return *path == '\0' ? -ENOENT : 0;
}
