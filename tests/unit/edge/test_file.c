/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* unshare() */
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "matchward/edge/file.h"
#include "own_mounts.h"
#include "temp_dir.h"

static struct temp_dir dir;

static int setup(void **unused)
{
	(void)unused;
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

static void make_socket(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	must(strlen(path) < sizeof address.sun_path, "too long");
	(void)strcpy(address.sun_path, path);
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	must(fd >= 0 && bind(fd, (struct sockaddr *)&address, sizeof address) == 0, path);
	(void)close(fd); /* the name stays */
}

static void test_read(void **unused)
{
	(void)unused;
	mw_auto(buf) text = MW_BUF_INIT;
	mw_buf_puts(&text, "what was there before");

	put_text(in_dir("file"), "line\n");
	assert_int_equal(mw_file_read(in_dir("file"), 100, &text), 0);
	assert_string_equal(text.text, "line\n");
	assert_int_equal(text.len, 5);

	put_bytes(in_dir("file"), "a\0b", 3);
	assert_int_equal(mw_file_read(in_dir("file"), 100, &text), 0);
	assert_int_equal(text.len, 3);
	assert_memory_equal(text.text, "a\0b", 4);

	put_text(in_dir("file"), "");
	assert_int_equal(mw_file_read(in_dir("file"), 0, &text), 0);
	assert_int_equal(text.len, 0);

	put_text(in_dir("file"), "through a link");
	must(symlink("file", in_dir("link")) == 0, "symlink");
	assert_int_equal(mw_file_read(in_dir("link"), 100, &text), 0);
	assert_string_equal(text.text, "through a link");
}

static void test_read_large(void **unused)
{
	(void)unused;
	mw_auto(buf) text = MW_BUF_INIT;
	enum { SIZE = 50000 };
	char *data = malloc(SIZE);
	must(data != NULL, "malloc");
	for (size_t i = 0; i < SIZE; i++)
		data[i] = (char)('a' + i % 23);
	put_bytes(in_dir("large"), data, SIZE);
	assert_int_equal(mw_file_read(in_dir("large"), SIZE, &text), 0);
	assert_int_equal(text.len, SIZE);
	assert_memory_equal(text.text, data, SIZE);
	free(data);
	assert_int_equal(mw_file_read(in_dir("large"), SIZE - 1, &text), -EFBIG);
	assert_int_equal(text.len, SIZE);
}

/* The kernel makes it up as it is read: its size says 0. */
static void test_read_without_size(void **unused)
{
	(void)unused;
	mw_auto(buf) text = MW_BUF_INIT;
	assert_int_equal(mw_file_read("/proc/self/status", 65536, &text), 0);
	assert_true(text.len > 100);
	assert_int_equal(mw_file_read("/proc/self/status", 100, &text), -EFBIG);
	assert_true(text.len > 100);
}

static void test_read_refused(void **unused)
{
	(void)unused;
	must(mkfifo(in_dir("fifo"), 0600) == 0, "mkfifo");
	make_socket(in_dir("socket"));
	must(symlink("loop", in_dir("loop")) == 0, "symlink");
	put_text(in_dir("six"), "123456");
	const struct {
		const char *path;
		size_t most;
		int error;
	} cases[] = {
		{ dir.path, 100, -EISDIR },         { in_dir("fifo"), 100, -EINVAL },
		{ in_dir("socket"), 100, -EINVAL }, { "/dev/null", 100, -EINVAL },
		{ in_dir("loop"), 100, -ELOOP },    { in_dir("missing"), 100, -ENOENT },
		{ in_dir("six"), 5, -EFBIG },       { in_dir("six"), 0, -EFBIG },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		mw_auto(buf) text = MW_BUF_INIT;
		mw_buf_puts(&text, "untouched");
		int r = mw_file_read(cases[i].path, cases[i].most, &text);
		if (r != cases[i].error)
			print_error("%s\n", cases[i].path);
		assert_int_equal(r, cases[i].error);
		assert_string_equal(text.text, "untouched");
	}
}

static void test_replace(void **unused)
{
	(void)unused;
	mode_t umask_before = umask(077);
	assert_int_equal(mw_file_replace(in_dir("new"), "one\n", 4, 0644), 0);
	(void)umask(umask_before);
	assert_string_equal(text_of(in_dir("new")), "one\n");
	assert_int_equal(mode_of(in_dir("new")), 0644);

	assert_int_equal(mw_file_replace(in_dir("new"), "two, longer\n", 12, 0600), 0);
	assert_string_equal(text_of(in_dir("new")), "two, longer\n");
	assert_int_equal(mode_of(in_dir("new")), 0600);

	assert_int_equal(mw_file_replace(in_dir("new"), "", 0, 0600), 0);
	assert_string_equal(text_of(in_dir("new")), "");
	assert_int_equal(count_names(dir.path), 1);
}

/* Who has the old file open keeps the old content. */
static void test_replace_is_a_rename(void **unused)
{
	(void)unused;
	put_text(in_dir("file"), "old");
	int fd = open(in_dir("file"), O_RDONLY | O_CLOEXEC);
	must(fd >= 0, "open");
	assert_int_equal(mw_file_replace(in_dir("file"), "new", 3, 0600), 0);
	char old[4] = "";
	assert_int_equal(read(fd, old, 3), 3);
	assert_string_equal(old, "old");
	(void)close(fd);
}

static void test_replace_relative(void **unused)
{
	(void)unused;
	char before[4096];
	must(getcwd(before, sizeof before) != NULL && chdir(dir.path) == 0, "chdir");
	int r = mw_file_replace("bare", "x", 1, 0600);
	must(chdir(before) == 0, "chdir");
	assert_int_equal(r, 0);
	assert_string_equal(text_of(in_dir("bare")), "x");
	assert_int_equal(count_names(dir.path), 1);
}

static void assert_link(const char *path, const char *target)
{
	char got[512];
	ssize_t len = readlink(path, got, sizeof got - 1);
	assert_true(len > 0);
	got[len] = '\0';
	assert_string_equal(got, target);
}

static void test_replace_link(void **unused)
{
	(void)unused;
	must(mkdir(in_dir("real"), 0700) == 0 && mkdir(in_dir("links"), 0700) == 0, "mkdir");
	put_text(in_dir("real/file"), "old");
	must(symlink("../real/file", in_dir("links/inner")) == 0, "symlink");
	must(symlink(in_dir("links/inner"), in_dir("outer")) == 0, "symlink");
	assert_int_equal(mw_file_replace(in_dir("outer"), "new", 3, 0600), 0);
	assert_string_equal(text_of(in_dir("real/file")), "new");
	assert_link(in_dir("links/inner"), "../real/file");
	assert_int_equal(count_names(in_dir("links")), 1);

	/* What it points to may be missing yet. */
	must(unlink(in_dir("real/file")) == 0, "unlink");
	assert_int_equal(mw_file_replace(in_dir("outer"), "again", 5, 0600), 0);
	assert_string_equal(text_of(in_dir("real/file")), "again");

	/* A file of this name in the home directory is none of its business. */
	must(symlink("~/tilde", in_dir("home")) == 0, "symlink");
	assert_int_equal(mw_file_replace(in_dir("home"), "x", 1, 0600), -ENOENT);
	must(symlink("loop", in_dir("loop")) == 0, "symlink");
	assert_int_equal(mw_file_replace(in_dir("loop"), "x", 1, 0600), -ELOOP);
}

static void test_replace_refused(void **unused)
{
	(void)unused;
	must(mkfifo(in_dir("fifo"), 0600) == 0, "mkfifo");
	put_text(in_dir("file"), "x");
	assert_int_equal(mw_file_replace(dir.path, "x", 1, 0600), -EISDIR);
	assert_int_equal(mw_file_replace(in_dir("fifo"), "x", 1, 0600), -EINVAL);
	assert_int_equal(mw_file_replace(in_dir("missing/file"), "x", 1, 0600), -ENOENT);
	assert_int_equal(mw_file_replace(in_dir("file/below"), "x", 1, 0600), -ENOTDIR);
	assert_int_equal(count_names(dir.path), 2);
}

static void test_append(void **unused)
{
	(void)unused;
	mode_t umask_before = umask(0);
	assert_int_equal(mw_file_append(in_dir("log"), "one\n", 4, 0600), 0);
	(void)umask(umask_before);
	assert_int_equal(mode_of(in_dir("log")), 0600);
	assert_int_equal(mw_file_append(in_dir("log"), "two\nthree\n", 10, 0600), 0);
	assert_int_equal(mw_file_append(in_dir("log"), "", 0, 0600), 0);
	assert_string_equal(text_of(in_dir("log")), "one\ntwo\nthree\n");

	assert_int_equal(mw_file_append(in_dir("log"), "\n", 1, 0600), 0);
	assert_string_equal(text_of(in_dir("log")), "one\ntwo\nthree\n\n");

	umask_before = umask(0777);
	assert_int_equal(mw_file_append(in_dir("strict"), "one\n", 4, 0640), 0);
	(void)umask(umask_before);
	assert_int_equal(mode_of(in_dir("strict")), 0640);
}

static void test_append_torn(void **unused)
{
	(void)unused;
	/* The tear lies before, on and behind the borders of the chunks in which the end is sought.
	 */
	static const size_t lengths[] = { 1, 2, 4095, 4096, 4097, 8191, 8192, 8193, 20000 };
	static char torn[20001];
	memset(torn, 't', sizeof torn - 1);
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		char was[20010], want[64];
		(void)snprintf(was, sizeof was, "whole\n%.*s", (int)lengths[i], torn);
		put_text(in_dir("log"), was);
		assert_int_equal(mw_file_append(in_dir("log"), "next\n", 5, 0600), 0);
		assert_string_equal(text_of(in_dir("log")), "whole\nnext\n");

		put_text(in_dir("log"), was + 6);
		(void)snprintf(want, sizeof want, "next\n");
		assert_int_equal(mw_file_append(in_dir("log"), "next\n", 5, 0600), 0);
		assert_string_equal(text_of(in_dir("log")), want);
	}
	/* What a crash of the machine may leave. */
	put_bytes(in_dir("log"), "whole\n\0\0\0\0", 10);
	assert_int_equal(mw_file_append(in_dir("log"), "next\n", 5, 0600), 0);
	assert_string_equal(text_of(in_dir("log")), "whole\nnext\n");
}

static void test_append_refused(void **unused)
{
	(void)unused;
	must(mkfifo(in_dir("fifo"), 0600) == 0, "mkfifo");
	make_socket(in_dir("socket"));
	put_text(in_dir("log"), "one\nto");
	assert_int_equal(mw_file_append(in_dir("log"), "two", 3, 0600), -EINVAL);
	assert_string_equal(text_of(in_dir("log")), "one\nto");
	assert_int_equal(mw_file_append(in_dir("fifo"), "x\n", 2, 0600), -EINVAL);
	assert_int_equal(mw_file_append(in_dir("socket"), "x\n", 2, 0600), -EINVAL);
	assert_int_equal(mw_file_append(dir.path, "x\n", 2, 0600), -EISDIR);
	assert_int_equal(mw_file_append(in_dir("missing/log"), "x\n", 2, 0600), -ENOENT);
}

/* Run fn in a process of its own, which may do as it likes; its status comes back. */
static int in_child(int (*fn)(void))
{
	pid_t pid = fork();
	must(pid >= 0, "fork");
	if (pid == 0)
		_exit(fn());
	int status;
	must(waitpid(pid, &status, 0) == pid, "waitpid");
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

enum { CHILD_OK, CHILD_WRONG_CODE, CHILD_WRONG_FILE, CHILD_LEFT_FILE, CHILD_SKIP };

/* Both ways of writing, on a disk where `data` does not fit any more. */
static int write_too_much(int error)
{
	static char data[200000];
	memset(data, 'x', sizeof data);
	data[sizeof data - 1] = '\n';
	put_text(in_dir("full/file"), "old");
	put_text(in_dir("full/log"), "one\nto");
	if (mw_file_replace(in_dir("full/file"), data, sizeof data, 0600) != error ||
	    mw_file_append(in_dir("full/log"), data, sizeof data, 0600) != error)
		return CHILD_WRONG_CODE;
	if (strcmp(text_of(in_dir("full/file")), "old") != 0 ||
	    strcmp(text_of(in_dir("full/log")), "one\n") != 0)
		return CHILD_WRONG_FILE;
	return count_names(in_dir("full")) == 2 ? CHILD_OK : CHILD_LEFT_FILE;
}

static int on_small_disk(void)
{
	if (!own_mounts() || mount("none", in_dir("full"), "tmpfs", 0, "size=64k,mode=700") != 0)
		return CHILD_SKIP;
	return write_too_much(-ENOSPC);
}

static void test_full_disk(void **unused)
{
	(void)unused;
	must(mkdir(in_dir("full"), 0700) == 0, "mkdir");
	int status = in_child(on_small_disk);
	if (status == CHILD_SKIP)
		skip();
	assert_int_equal(status, CHILD_OK);
}

static int with_size_limit(void)
{
	const struct rlimit limit = { 65536, 65536 };
	(void)signal(SIGXFSZ, SIG_IGN);
	must(setrlimit(RLIMIT_FSIZE, &limit) == 0, "setrlimit");
	return write_too_much(-EFBIG);
}

static void test_size_limit(void **unused)
{
	(void)unused;
	must(mkdir(in_dir("full"), 0700) == 0, "mkdir");
	assert_int_equal(in_child(with_size_limit), CHILD_OK);
}

static void test_make_dirs(void **unused)
{
	(void)unused;
	mode_t umask_before = umask(022);
	assert_int_equal(mw_file_make_dirs(in_dir("a/b//c/"), 0700), 0);
	(void)umask(umask_before);
	assert_int_equal(mode_of(in_dir("a")), 0700);
	assert_int_equal(mode_of(in_dir("a/b/c")), 0700);

	must(chmod(in_dir("a/b"), 0755) == 0, "chmod");
	assert_int_equal(mw_file_make_dirs(in_dir("a/b"), 0700), 0);
	assert_int_equal(mode_of(in_dir("a/b")), 0755);
	assert_int_equal(mw_file_make_dirs("/", 0700), 0);
	must(symlink("a", in_dir("link")) == 0, "symlink");
	assert_int_equal(mw_file_make_dirs(in_dir("link/d"), 0700), 0);
	assert_int_equal(mode_of(in_dir("a/d")), 0700);

	put_text(in_dir("file"), "");
	assert_int_equal(mw_file_make_dirs(in_dir("file"), 0700), -ENOTDIR);
	assert_int_equal(mw_file_make_dirs(in_dir("file/below"), 0700), -ENOTDIR);
	assert_int_equal(mw_file_make_dirs("", 0700), -ENOENT);
	assert_int_equal(mw_file_make_dirs("/proc/matchward", 0700), -ENOENT);

	char before[4096];
	must(getcwd(before, sizeof before) != NULL && chdir(dir.path) == 0, "chdir");
	int r = mw_file_make_dirs("x/y", 0700);
	must(chdir(before) == 0, "chdir");
	assert_int_equal(r, 0);
	assert_int_equal(mode_of(in_dir("x/y")), 0700);
}

#define UNIT(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT(test_read),
		UNIT(test_read_large),
		UNIT(test_read_without_size),
		UNIT(test_read_refused),
		UNIT(test_replace),
		UNIT(test_replace_is_a_rename),
		UNIT(test_replace_relative),
		UNIT(test_replace_link),
		UNIT(test_replace_refused),
		UNIT(test_append),
		UNIT(test_append_torn),
		UNIT(test_append_refused),
		UNIT(test_full_disk),
		UNIT(test_size_limit),
		UNIT(test_make_dirs),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
