/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every system call of a write fails once, in turn: the old content must survive, and no temporary
 * file. The calls are caught here, in front of the C library.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "matchward/edge/file.h"
#include "temp_dir.h"

static struct {
	int calls; /* so far */
	int fails; /* the number of the call that fails; 0: none */
	int error;
	bool is_slow;     /* writes a byte at a time */
	bool is_sizeless; /* files say that they have no size, as in /proc */
	bool fails_close; /* the next file that is closed is closed with an error */
	char log[512];
	char temp[256]; /* what was renamed */
} fault;

static bool is_caught(const char *name)
{
	size_t used = strlen(fault.log);
	(void)snprintf(fault.log + used, sizeof fault.log - used, "%s ", name);
	if (++fault.calls != fault.fails)
		return false;
	errno = fault.error;
	return true;
}

ssize_t pwrite(int fd, const void *data, size_t len, off_t at)
{
	if (is_caught("write"))
		return -1;
	const struct iovec part = { (void *)data, fault.is_slow && len > 1 ? 1 : len };
	return pwritev(fd, &part, 1, at);
}

ssize_t pread(int fd, void *data, size_t len, off_t at)
{
	const struct iovec part = { data, len };
	return is_caught("read") ? -1 : preadv(fd, &part, 1, at);
}

ssize_t read(int fd, void *data, size_t len)
{
	return is_caught("read") ? -1 : syscall(SYS_read, fd, data, len);
}

int fstat(int fd, struct stat *st)
{
	int r = fstatat(fd, "", st, AT_EMPTY_PATH);
	if (fault.is_sizeless)
		st->st_size = 0;
	return r;
}

int fsync(int fd)
{
	struct stat st;
	must(fstat(fd, &st) == 0, "fstat");
	if (is_caught(S_ISDIR(st.st_mode) ? "fsync-dir" : "fsync"))
		return -1;
	return (int)syscall(SYS_fsync, fd);
}

int close(int fd)
{
	struct stat st;
	bool fails = fault.fails_close && fstatat(fd, "", &st, AT_EMPTY_PATH) == 0 &&
		     S_ISREG(st.st_mode);
	int r = (int)syscall(SYS_close, fd);
	if (!fails)
		return r;
	fault.fails_close = false;
	errno = EIO;
	return -1;
}

int fdatasync(int fd)
{
	return is_caught("fdatasync") ? -1 : (int)syscall(SYS_fdatasync, fd);
}

int rename(const char *from, const char *to)
{
	(void)snprintf(fault.temp, sizeof fault.temp, "%s", from);
	return is_caught("rename") ? -1 : renameat(AT_FDCWD, from, AT_FDCWD, to);
}

int ftruncate(int fd, off_t len)
{
	return is_caught("cut") ? -1 : (int)syscall(SYS_ftruncate, fd, len);
}

int fchmod(int fd, mode_t mode)
{
	return is_caught("mode") ? -1 : (int)syscall(SYS_fchmod, fd, mode);
}

static void arm(int fails, int error)
{
	memset(&fault, 0, sizeof fault);
	fault.fails = fails;
	fault.error = error;
}

static struct temp_dir dir;

static int setup(void **unused)
{
	(void)unused;
	arm(0, 0);
	temp_dir_make(&dir);
	return 0;
}

static int teardown(void **unused)
{
	(void)unused;
	temp_dir_remove(&dir);
	return 0;
}

static const char *in_dir(const char *name)
{
	return temp_path(&dir, name);
}

/* On the disk first, and only then under its name. */
static void test_order(void **unused)
{
	(void)unused;
	assert_int_equal(mw_file_replace(in_dir("file"), "x", 1, 0600), 0);
	assert_string_equal(fault.log, "mode write fsync rename fsync-dir ");

	arm(0, 0);
	assert_int_equal(mw_file_append(in_dir("log"), "one\n", 4, 0600), 0);
	assert_string_equal(fault.log, "mode cut write fdatasync fsync-dir ");
	arm(0, 0);
	assert_int_equal(mw_file_append(in_dir("log"), "two\n", 4, 0600), 0);
	assert_string_equal(fault.log, "read cut write fdatasync ");
}

static void test_replace(void **unused)
{
	(void)unused;
	enum { CALLS = 5, LAST_BEFORE_RENAME = 4 };
	for (int i = 1; i <= CALLS; i++) {
		put_text(in_dir("file"), "old");
		arm(i, EIO);
		assert_int_equal(mw_file_replace(in_dir("file"), "new", 3, 0600), -EIO);
		assert_int_equal(fault.calls, i);
		assert_string_equal(text_of(in_dir("file")),
				    i <= LAST_BEFORE_RENAME ? "old" : "new");
		assert_int_equal(count_names(dir.path), 1);
	}
}

static void test_append(void **unused)
{
	(void)unused;
	enum { CALLS = 4 };
	for (int i = 1; i <= CALLS; i++) {
		put_text(in_dir("log"), "one\n");
		arm(i, EIO);
		assert_int_equal(mw_file_append(in_dir("log"), "two\n", 4, 0600), -EIO);
		assert_string_equal(text_of(in_dir("log")), "one\n");
	}
}

static void test_append_new(void **unused)
{
	(void)unused;
	enum { CALLS = 5 };
	for (int i = 1; i <= CALLS; i++) {
		arm(i, EIO);
		assert_int_equal(mw_file_append(in_dir("log"), "one\n", 4, 0600), -EIO);
		assert_string_equal(text_of(in_dir("log")), "");
		must(unlink(in_dir("log")) == 0, "unlink");
	}
}

static void test_interrupted(void **unused)
{
	(void)unused;
	arm(2, EINTR);
	assert_int_equal(mw_file_replace(in_dir("file"), "new", 3, 0600), 0);
	assert_string_equal(fault.log, "mode write write fsync rename fsync-dir ");
	put_text(in_dir("log"), "one\n");
	arm(1, EINTR);
	assert_int_equal(mw_file_append(in_dir("log"), "two\n", 4, 0600), 0);
	assert_string_equal(text_of(in_dir("log")), "one\ntwo\n");
}

static void test_slow(void **unused)
{
	(void)unused;
	fault.is_slow = true;
	assert_int_equal(mw_file_replace(in_dir("file"), "abc\n", 4, 0600), 0);
	assert_string_equal(text_of(in_dir("file")), "abc\n");
	assert_int_equal(mw_file_append(in_dir("file"), "def\n", 4, 0600), 0);
	assert_string_equal(text_of(in_dir("file")), "abc\ndef\n");

	/* Half of it is written, then nothing more: no half line stays. */
	arm(5, ENOSPC);
	fault.is_slow = true;
	assert_int_equal(mw_file_append(in_dir("file"), "a\nb\n", 4, 0600), -ENOSPC);
	assert_string_equal(fault.log, "read cut write write write cut ");
	assert_string_equal(text_of(in_dir("file")), "abc\ndef\n");
}

/* Hidden, beside the file, and named after it: whoever finds one after a crash knows what it was.
 */
static void test_temporary_name(void **unused)
{
	(void)unused;
	char before[4096];
	assert_int_equal(mw_file_replace(in_dir("file"), "x", 1, 0600), 0);
	assert_int_equal(strncmp(fault.temp, in_dir(".file.mw"), strlen(in_dir(".file.mw"))), 0);
	assert_int_equal(strlen(fault.temp), strlen(in_dir(".file.mwXXXXXX")));
	must(getcwd(before, sizeof before) != NULL && chdir(dir.path) == 0, "chdir");
	int r = mw_file_replace("bare", "x", 1, 0600);
	must(chdir(before) == 0, "chdir");
	assert_int_equal(r, 0);
	assert_int_equal(strncmp(fault.temp, ".bare.mw", 8), 0);
	assert_int_equal(strlen(fault.temp), 14);
}

/* What a crash has left goes with the next replacing; what a living writer holds, what belongs to
 * another file and what is no file of ours stay. */
static void test_orphans(void **unused)
{
	(void)unused;
	put_text(in_dir(".file.mwAAAAAA"), "left");
	put_text(in_dir(".file.mwBBBBBB"), "in use");
	put_text(in_dir(".file.AAAAAA"), "another program's");
	put_text(in_dir(".file.mwAAAAAAA"), "longer");
	put_text(in_dir(".file2.mwAAAAAA"), "another file's");
	must(mkdir(in_dir(".file.mwCCCCCC"), 0700) == 0, "mkdir");
	must(symlink(in_dir(".file.mwAAAAAA"), in_dir(".file.mwDDDDDD")) == 0, "symlink");
	int writer = open(in_dir(".file.mwBBBBBB"), O_RDWR | O_CLOEXEC);
	must(writer >= 0 && flock(writer, LOCK_EX) == 0, "flock");
	assert_int_equal(mw_file_replace(in_dir("file"), "x", 1, 0600), 0);
	assert_int_equal(access(in_dir(".file.mwAAAAAA"), F_OK), -1);
	assert_string_equal(text_of(in_dir(".file.mwBBBBBB")), "in use");
	assert_string_equal(text_of(in_dir("file")), "x");
	assert_int_equal(count_names(dir.path), 7);
	must(close(writer) == 0, "close");
	assert_int_equal(mw_file_replace(in_dir("file"), "x", 1, 0600), 0);
	assert_int_equal(access(in_dir(".file.mwBBBBBB"), F_OK), -1);
}

/* Many write the same file at once: each write is whole, none fails, and nothing stays. */
static void test_crowd(void **unused)
{
	(void)unused;
	enum { PROCESSES = 6, TIMES = 60 };
	pid_t pids[PROCESSES];
	for (int i = 0; i < PROCESSES; i++) {
		pids[i] = fork();
		must(pids[i] >= 0, "fork");
		for (int k = 0; pids[i] == 0 && k < TIMES; k++)
			if (mw_file_replace(in_dir("file"), "whole\n", 6, 0600) != 0)
				_exit(1);
		if (pids[i] == 0)
			_exit(0);
	}
	for (int i = 0; i < PROCESSES; i++) {
		int status = -1;
		must(waitpid(pids[i], &status, 0) == pids[i], "waitpid");
		assert_int_equal(status, 0);
	}
	assert_string_equal(text_of(in_dir("file")), "whole\n");
	assert_int_equal(count_names(dir.path), 1);
}

static void test_no_descriptor_left(void **unused)
{
	(void)unused;
	mw_auto(buf) text = MW_BUF_INIT;
	size_t before = count_names("/proc/self/fd");
	for (int i = 0; i <= 7; i++) {
		arm(i, EIO);
		(void)mw_file_replace(in_dir("file"), "x", 1, 0600);
		arm(i, EIO);
		(void)mw_file_append(in_dir("log"), "x\n", 2, 0600);
		arm(i, EIO);
		(void)mw_file_read(in_dir("log"), 100, &text);
		(void)unlink(in_dir("log"));
	}
	(void)mw_file_replace(dir.path, "x", 1, 0600);
	(void)mw_file_append("/dev/null", "x\n", 2, 0600);
	(void)mw_file_read("/dev/null", 100, &text);
	assert_int_equal(count_names("/proc/self/fd"), before);
}

/* Where a network file system tells at last that there is no room. */
static void test_close_fails(void **unused)
{
	(void)unused;
	put_text(in_dir("file"), "old");
	fault.fails_close = true;
	assert_int_equal(mw_file_replace(in_dir("file"), "new", 3, 0600), -EIO);
	assert_string_equal(text_of(in_dir("file")), "old");
	assert_int_equal(count_names(dir.path), 1);
	put_text(in_dir("log"), "one\n");
	fault.fails_close = true;
	/* It is flushed: to say that it was not written would have it written again. */
	assert_int_equal(mw_file_append(in_dir("log"), "two\n", 4, 0600), 0);
	assert_string_equal(text_of(in_dir("log")), "one\ntwo\n");
}

/* Some file systems cannot flush a directory; the file is safe all the same. */
static void test_no_flush_of_directories(void **unused)
{
	(void)unused;
	arm(5, EINVAL);
	assert_int_equal(mw_file_replace(in_dir("file"), "x", 1, 0600), 0);
	assert_int_equal(fault.calls, 5);
}

static void test_read(void **unused)
{
	(void)unused;
	mw_auto(buf) text = MW_BUF_INIT;
	put_text(in_dir("file"), "abc");
	arm(1, EIO);
	assert_int_equal(mw_file_read(in_dir("file"), 100, &text), -EIO);
	assert_int_equal(text.len, 0);
	arm(1, EINTR);
	assert_int_equal(mw_file_read(in_dir("file"), 100, &text), 0);
	assert_string_equal(fault.log, "read read read ");
	assert_string_equal(text.text, "abc");
}

/* The limit holds for what is read, whatever was said before. */
static void test_read_more_than_was_said(void **unused)
{
	(void)unused;
	static char data[40000];
	mw_auto(buf) text = MW_BUF_INIT;
	memset(data, 'x', sizeof data);
	put_bytes(in_dir("file"), data, sizeof data);
	fault.is_sizeless = true;
	assert_int_equal(mw_file_read(in_dir("file"), sizeof data, &text), 0);
	assert_int_equal(text.len, sizeof data);
	assert_int_equal(mw_file_read(in_dir("file"), sizeof data - 1, &text), -EFBIG);
	assert_int_equal(mw_file_read(in_dir("file"), 20000, &text), -EFBIG);
	assert_int_equal(mw_file_read(in_dir("file"), 1, &text), -EFBIG);
	assert_int_equal(text.len, sizeof data);
}

#define UNIT(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT(test_order),          UNIT(test_replace),
		UNIT(test_append),         UNIT(test_append_new),
		UNIT(test_interrupted),    UNIT(test_slow),
		UNIT(test_temporary_name), UNIT(test_no_descriptor_left),
		UNIT(test_close_fails),    UNIT(test_no_flush_of_directories),
		UNIT(test_read),           UNIT(test_read_more_than_was_said),
		UNIT(test_orphans),        UNIT(test_crowd),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
