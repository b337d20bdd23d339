/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folders that others write into: what is seen, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>

#include "matchward/core/buf.h"
#include "matchward/edge/folder.h"
#include "matchward/edge/limits.h"
#include "temp_dir.h"

static void make_file(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	must(fd >= 0, path);
	must(close(fd) == 0, path);
}

static void test_check(void **unused)
{
	struct temp_dir dir;
	(void)unused;
	temp_dir_make(&dir);
	assert_int_equal(mw_folder_check(dir.path), 0);
	assert_int_equal(mw_folder_check(temp_path(&dir, "none")), -ENOENT);
	make_file(temp_path(&dir, "file"));
	assert_int_equal(mw_folder_check(temp_path(&dir, "file")), -ENOTDIR);
	must(symlink(dir.path, temp_path(&dir, "link")) == 0, "symlink");
	assert_int_equal(mw_folder_check(temp_path(&dir, "link")), -ELOOP);
	assert_int_equal(mw_folder_check(temp_path(&dir, "link//")), -ELOOP);
	assert_int_equal(mw_folder_check(temp_path(&dir, "//")), 0);
	must(mkdir(temp_path(&dir, "locked"), 0500) == 0, "mkdir");
	if (geteuid() != 0) /* root may do anything */
		assert_int_equal(mw_folder_check(temp_path(&dir, "locked")), -EACCES);
	temp_dir_remove(&dir);
}

static void test_may_hold(void **unused)
{
	struct temp_dir dir;
	(void)unused;
	temp_dir_make(&dir);
	assert_int_equal(mw_folder_may_hold(temp_path(&dir, "new")), 0);
	assert_int_equal(mw_folder_may_hold(temp_path(&dir, "a/b/new")), 0);
	assert_int_equal(mw_folder_has(temp_path(&dir, "a")), 0);
	make_file(temp_path(&dir, "file"));
	assert_int_equal(mw_folder_may_hold(temp_path(&dir, "file")), 0);
	assert_int_equal(mw_folder_may_hold(temp_path(&dir, "file/new")), -ENOTDIR);
	assert_int_equal(mw_folder_may_hold(temp_path(&dir, "file/a/new")), -ENOTDIR);
	must(symlink(dir.path, temp_path(&dir, "link")) == 0, "symlink");
	assert_int_equal(mw_folder_may_hold(temp_path(&dir, "link/new")), 0);
	assert_int_equal(mw_folder_may_hold("new"), 0);
	assert_int_equal(mw_folder_may_hold("a/new"), 0);
	must(mkdir(temp_path(&dir, "locked"), 0500) == 0, "mkdir");
	if (geteuid() != 0) /* root may do anything */
		assert_int_equal(mw_folder_may_hold(temp_path(&dir, "locked/a/new")), -EACCES);
	temp_dir_remove(&dir);
}

static void test_list(void **unused)
{
	mw_auto(pool) pool = MW_POOL_INIT;
	struct temp_dir dir;
	struct mw_words names;
	(void)unused;
	temp_dir_make(&dir);
	assert_int_equal(mw_folder_list(temp_path(&dir, "none"), ".ics", 9, &pool, &names),
			 -ENOENT);
	assert_int_equal(mw_folder_list(dir.path, ".ics", 9, &pool, &names), 0);
	assert_int_equal(names.list.count, 0);
	make_file(temp_path(&dir, "b.ics"));
	make_file(temp_path(&dir, "a.ics"));
	make_file(temp_path(&dir, ".c.ics"));
	make_file(temp_path(&dir, ".ics"));
	make_file(temp_path(&dir, "d.ics.tmp"));
	must(mkdir(temp_path(&dir, "e.ics"), 0700) == 0, "mkdir");
	must(mkfifo(temp_path(&dir, "f.ics"), 0600) == 0, "mkfifo");
	must(symlink("a.ics", temp_path(&dir, "g.ics")) == 0, "symlink");
	assert_int_equal(mw_folder_list(dir.path, ".ics", 5, &pool, &names), 0);
	assert_int_equal(names.list.count, 5);
	assert_string_equal(names.list.items[0], "a.ics");
	assert_string_equal(names.list.items[1], "b.ics");
	assert_string_equal(names.list.items[4], "g.ics");
	assert_int_equal(mw_folder_list(dir.path, ".ics", 4, &pool, &names), -E2BIG);
	assert_int_equal(names.list.count, 5); /* untouched */

	mw_auto(buf) text = MW_BUF_INIT;
	assert_int_equal(mw_folder_read(temp_path(&dir, "a.ics"), 9, &text), 0);
	assert_int_equal(mw_folder_read(temp_path(&dir, "e.ics"), 9, &text), -EISDIR);
	assert_int_equal(mw_folder_read(temp_path(&dir, "f.ics"), 9, &text), -EINVAL);
	assert_int_equal(mw_folder_read(temp_path(&dir, "g.ics"), 9, &text), -ELOOP);
	assert_int_equal(mw_folder_read(temp_path(&dir, "h.ics"), 9, &text), -ENOENT);
	temp_dir_remove(&dir);
}

static void test_has(void **unused)
{
	struct temp_dir dir;
	(void)unused;
	temp_dir_make(&dir);
	assert_int_equal(mw_folder_has(temp_path(&dir, "a")), 0);
	must(symlink("nowhere", temp_path(&dir, "a")) == 0, "symlink");
	assert_int_equal(mw_folder_has(temp_path(&dir, "a")), 1);
	make_file(temp_path(&dir, "b"));
	assert_int_equal(mw_folder_has(temp_path(&dir, "b")), 1);
	assert_int_equal(mw_folder_has(temp_path(&dir, "b/c")), -ENOTDIR);
	temp_dir_remove(&dir);
}

/* In a child, since limits stay: it must end by SIGALRM, and without the memory that it asks for.
 */
static void test_limits(void **unused)
{
	int status;
	(void)unused;
	pid_t pid = fork();
	must(pid >= 0, "fork");
	if (!pid) {
		if (mw_limits_set(512, 20, 1))
			_exit(2);
#ifndef MW_IS_SANITIZED
		void *volatile much = malloc((size_t)1 << 30);
		if (much)
			_exit(3);
#endif
		for (;;)
			(void)pause();
	}
	must(waitpid(pid, &status, 0) == pid, "waitpid");
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGALRM);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_check),  cmocka_unit_test(test_may_hold),
		cmocka_unit_test(test_list),   cmocka_unit_test(test_has),
		cmocka_unit_test(test_limits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
