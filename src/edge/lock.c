/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * flock(2), asked again and again for a short while: it cannot wait with a limit by itself.
 */
#include "matchward/edge/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "matchward/edge/file.h"

#define PAUSE_MS 2
#define WORD_SIZE_MOST 8192
#define TRIES_MOST 16

static int lock_waiting(int fd, int wait_ms)
{
	for (;;) {
		if (flock(fd, LOCK_EX | LOCK_NB) == 0)
			return 0;
		if (errno == EINTR)
			continue;
		if (errno != EWOULDBLOCK || wait_ms <= 0)
			return -errno;
		const struct timespec pause = { 0, PAUSE_MS * 1000000L };
		(void)nanosleep(&pause, NULL); /* cut short by a signal: only looks earlier */
		wait_ms -= PAUSE_MS;
	}
}

static int open_lock(const char *path)
{
	const int flags = O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
	int fd = open(path, O_RDWR | O_CREAT | flags, 0600);
	if (fd < 0 && errno == EROFS)
		fd = open(path, O_RDONLY | flags); /* for a lock that is enough */
	if (fd == 0) { /* stdin is closed, and 0 would mean that it is not held */
		fd = fcntl(0, F_DUPFD_CLOEXEC, 1);
		(void)close(0); /* as it was */
	}
	return fd < 0 ? -errno : fd;
}

static bool is_named(int fd, const char *path)
{
	struct stat ours, theirs;
	return fstat(fd, &ours) == 0 && stat(path, &theirs) == 0 && ours.st_ino == theirs.st_ino &&
	       ours.st_dev == theirs.st_dev;
}

int mw_lock_take(struct mw_lock *ret_lock, const char *path, int wait_ms)
{
	for (int i = 0; i < TRIES_MOST; i++) {
		int fd = open_lock(path);
		if (fd < 0)
			return fd;
		int r = lock_waiting(fd, wait_ms);
		if (r == 0 && is_named(fd, path)) {
			ret_lock->fd = fd;
			return 0;
		}
		(void)close(fd); /* nothing was written */
		if (r != 0)
			return r;
		/* Somebody has put another file in its place meanwhile: that one counts. */
	}
	return -EWOULDBLOCK;
}

bool mw_lock_is_held(const struct mw_lock *lock, const char *path)
{
	return lock->fd > 0 && is_named(lock->fd, path);
}

void mw_lock_release(struct mw_lock *lock)
{
	if (lock->fd > 0)
		(void)close(lock->fd); /* which unlocks */
	lock->fd = 0;
}

int mw_lock_sign(const struct mw_lock *lock, const char *text)
{
	size_t len = strlen(text);
	if (ftruncate(lock->fd, 0) != 0)
		return -errno;
	ssize_t written = pwrite(lock->fd, text, len, 0);
	return written < 0 ? -errno : (size_t)written == len ? 0 : -ENOSPC;
}

int mw_lock_peek(const char *path, bool *ret_is_held, struct mw_buf *ret_text)
{
	mw_auto(buf) text = MW_BUF_INIT;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd < 0)
		return -errno;
	/* Shared: two who ask at once do not see each other. A taker that comes now tries again. */
	int r = flock(fd, LOCK_SH | LOCK_NB) == 0 ? 0 : -errno;
	(void)close(fd); /* which unlocks */
	if (r != 0 && r != -EWOULDBLOCK)
		return r;
	int error = mw_file_read(path, WORD_SIZE_MOST, &text);
	if (error)
		return error;
	mw_buf_clear(ret_text);
	mw_buf_add(ret_text, text.text, text.len);
	*ret_is_held = r == -EWOULDBLOCK;
	return 0;
}
