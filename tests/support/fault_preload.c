/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A disk that fails on order: preloaded (LD_PRELOAD) into a program, it stands in front of the
 * calls that open, read, write, flush, cut and rename, counts those below one folder, and lets one
 * of them fail, or all from there on.
 *
 *   MW_FAULT_UNDER    the folder
 *   MW_FAULT_CONTROL  a file of struct control, which the test has mapped too
 *
 * And somebody who is quicker: before the first rename to MW_FAULT_TO, the file MW_FAULT_COMES is
 * renamed to it.
 *
 * Built without sanitizers, so that it can come before theirs.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum kind { OPEN = 1, READ = 2, WRITE = 4, SYNC = 8, CUT = 16, RENAME = 32, MAKE = 64 };

struct control {
	_Atomic int32_t count;  /* calls so far, of the kinds asked for */
	int32_t kinds;          /* 0: nothing is counted */
	int32_t nth;            /* fails; 0: none */
	int32_t error;          /* its errno */
	int32_t goes_on;        /* and all after it, too */
	_Atomic int32_t failed; /* how many have */
	int32_t kind;           /* of the first that failed */
	char path[228];         /* likewise */
};

static struct control *control;
static _Atomic bool has_come;
static const char *under;

__attribute__((constructor)) static void begin(void)
{
	const char *path = getenv("MW_FAULT_CONTROL");
	under = getenv("MW_FAULT_UNDER");
	int fd = path && under ? (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0)
			       : -1;
	if (fd < 0)
		return;
	void *map = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	(void)close(fd);
	if (map != MAP_FAILED)
		control = map;
}

static bool fails(enum kind kind, const char *path)
{
	if (!control || !(control->kinds & (int)kind) || strncmp(path, under, strlen(under)) != 0)
		return false;
	int32_t number = atomic_fetch_add(&control->count, 1) + 1;
	if (!control->nth || (control->goes_on ? number < control->nth : number != control->nth))
		return false;
	if (!atomic_fetch_add(&control->failed, 1)) {
		control->kind = (int32_t)kind;
		(void)snprintf(control->path, sizeof control->path, "%s", path);
	}
	errno = control->error;
	return true;
}

static bool fd_fails(enum kind kind, int fd)
{
	char name[40], path[4096];
	int before = errno;
	if (!control || !control->kinds)
		return false;
	(void)snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
	ssize_t len = syscall(SYS_readlinkat, AT_FDCWD, name, path, sizeof path - 1);
	errno = before;
	if (len < 0)
		return false;
	path[len] = '\0';
	return fails(kind, path);
}

/* A call that looks, changes nothing: whether it makes a file is what counts. */
static enum kind kind_of(int flags)
{
	return flags & O_CREAT ? MAKE : OPEN;
}

static int open_at(int at, const char *path, int flags, mode_t mode)
{
	if (fails(kind_of(flags), path))
		return -1;
	return (int)syscall(SYS_openat, at, path, flags, mode);
}

#define MODE_OF(flags)                                                                             \
	mode_t mode = 0;                                                                           \
	if ((flags) & (O_CREAT | __O_TMPFILE)) {                                                   \
		va_list args;                                                                      \
		va_start(args, flags);                                                             \
		mode = va_arg(args, mode_t);                                                       \
		va_end(args);                                                                      \
	}

int open(const char *path, int flags, ...)
{
	MODE_OF(flags)
	return open_at(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
	MODE_OF(flags)
	return open_at(AT_FDCWD, path, flags, mode);
}

int openat(int at, const char *path, int flags, ...)
{
	MODE_OF(flags)
	return open_at(at, path, flags, mode);
}

int __open_2(const char *path, int flags);
int __open_2(const char *path, int flags)
{
	return open_at(AT_FDCWD, path, flags, 0);
}

/* The C library's own would not be caught. */
int mkostemp(char *template, int flags)
{
	static _Atomic unsigned next;
	if (fails(MAKE, template))
		return -1;
	unsigned number = atomic_fetch_add(&next, 1) * 7919U + (unsigned)getpid();
	(void)snprintf(template + strlen(template) - 6, 7, "%06u", number % 1000000);
	return (int)syscall(SYS_openat, AT_FDCWD, template, O_RDWR | O_CREAT | O_EXCL | flags,
			    0600);
}

ssize_t read(int fd, void *data, size_t len)
{
	return fd_fails(READ, fd) ? -1 : syscall(SYS_read, fd, data, len);
}

ssize_t __read_chk(int fd, void *data, size_t len, size_t room);
ssize_t __read_chk(int fd, void *data, size_t len, size_t room)
{
	(void)room;
	return read(fd, data, len);
}

ssize_t pread(int fd, void *data, size_t len, off_t at)
{
	return fd_fails(READ, fd) ? -1 : syscall(SYS_pread64, fd, data, len, at);
}

ssize_t __pread_chk(int fd, void *data, size_t len, off_t at, size_t room);
ssize_t __pread_chk(int fd, void *data, size_t len, off_t at, size_t room)
{
	(void)room;
	return pread(fd, data, len, at);
}

ssize_t write(int fd, const void *data, size_t len)
{
	return fd_fails(WRITE, fd) ? -1 : syscall(SYS_write, fd, data, len);
}

/* A full disk takes a part first. */
ssize_t pwrite(int fd, const void *data, size_t len, off_t at)
{
	if (!fd_fails(WRITE, fd))
		return syscall(SYS_pwrite64, fd, data, len, at);
	if (control->error == ENOSPC && len > 1)
		(void)!syscall(SYS_pwrite64, fd, data, len / 2, at);
	errno = control->error;
	return -1;
}

int fsync(int fd)
{
	return fd_fails(SYNC, fd) ? -1 : (int)syscall(SYS_fsync, fd);
}

int fdatasync(int fd)
{
	return fd_fails(SYNC, fd) ? -1 : (int)syscall(SYS_fdatasync, fd);
}

int ftruncate(int fd, off_t len)
{
	return fd_fails(CUT, fd) ? -1 : (int)syscall(SYS_ftruncate, fd, len);
}

static void come(const char *to)
{
	const char *from = getenv("MW_FAULT_COMES"), *where = getenv("MW_FAULT_TO");
	if (from && where && !strcmp(to, where) && !atomic_exchange(&has_come, true))
		(void)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int renameat2(int from_at, const char *from, int to_at, const char *to, unsigned flags)
{
	come(to);
	if (fails(RENAME, to))
		return -1;
	return (int)syscall(SYS_renameat2, from_at, from, to_at, to, flags);
}

int rename(const char *from, const char *to)
{
	come(to);
	return fails(RENAME, to) ? -1
				 : (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}
