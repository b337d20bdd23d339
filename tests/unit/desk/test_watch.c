/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Real files. That nothing comes is shown by a second file whose hint must come alone: no time is
 * measured.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "desk_loop.h"
#include "matchward/desk/watch.h"
#include "temp_dir.h"

static struct temp_dir dir;
static struct desk_loop desk;
static struct mw_watch watch;
static bool has_hint;
static int hints, dones;

static void on_hint(void *context)
{
	assert_ptr_equal(context, &desk);
	has_hint = true;
	hints++;
}

static void on_done(void *context)
{
	assert_ptr_equal(context, &desk);
	assert_int_equal(watch.open, 0);
	dones++;
}

static int setup(void **unused)
{
	(void)unused;
	temp_dir_make(&dir);
	desk_loop_open(&desk);
	has_hint = false;
	hints = dones = 0;
	return mw_watch_init(&watch, &desk.loop, on_hint, &desk);
}

static int teardown(void **unused)
{
	(void)unused;
	mw_watch_close(&watch, on_done);
	assert_int_equal(desk_loop_close(&desk), 0);
	assert_int_equal(dones, 1);
	temp_dir_remove(&dir);
	return 0;
}

static const char *in_dir(const char *name)
{
	return temp_path(&dir, name);
}

static void watch_two(const char *one, const char *two)
{
	const char *const paths[] = { one, two };
	assert_int_equal(mw_watch_set(&watch, paths, two ? 2 : 1), 0);
}

static void until_hint(void)
{
	has_hint = false;
	desk_loop_until(&desk, &has_hint);
}

/* Events that are there already are read, and start no timer: nothing will come of them. */
static void assert_no_hint(void)
{
	for (int i = 0; i < 5; i++)
		(void)uv_run(&desk.loop, UV_RUN_NOWAIT);
	assert_false(uv_is_active((uv_handle_t *)&watch.timer));
}

static void replace(const char *path, const char *text)
{
	char temp[600];
	(void)snprintf(temp, sizeof temp, "%s.new", path);
	put_text(temp, text);
	must(rename(temp, path) == 0, "rename");
}

static void test_file(void **unused)
{
	(void)unused;
	put_text(in_dir("profile.ini"), "1");
	watch_two(in_dir("profile.ini"), NULL);
	assert_no_hint();

	put_text(in_dir("profile.ini"), "2"); /* in place */
	until_hint();
	for (int i = 0; i < 3; i++) { /* by renames: the file is another each time */
		replace(in_dir("profile.ini"), "3");
		until_hint();
	}
	must(unlink(in_dir("profile.ini")) == 0, "unlink");
	until_hint();
	put_text(in_dir("profile.ini"), "4");
	until_hint();
	assert_no_hint();
}

static void test_other_names(void **unused)
{
	(void)unused;
	put_text(in_dir("profile.ini"), "1");
	watch_two(in_dir("profile.ini"), in_dir("programs.csv"));
	put_text(in_dir("profile.ini~"), "1");
	put_text(in_dir(".profile.ini.swp"), "1");
	put_text(in_dir("profile"), "1");
	must(mkdir(in_dir("sub"), 0700) == 0, "mkdir");
	put_text(in_dir("sub/profile.ini"), "1");
	assert_no_hint();
	put_text(in_dir("programs.csv"), "1");
	until_hint();
}

static void test_burst(void **unused)
{
	(void)unused;
	put_text(in_dir("profile.ini"), "1");
	watch_two(in_dir("profile.ini"), NULL);
	for (int i = 0; i < 50; i++)
		put_text(in_dir("profile.ini"), "2");
	until_hint();
	assert_int_equal(hints, 1);
	assert_no_hint();
}

static void scribble(uv_timer_t *timer)
{
	(void)timer;
	put_text(in_dir("profile.ini"), "and on");
}

static void test_never_quiet(void **unused)
{
	(void)unused;
	put_text(in_dir("profile.ini"), "1");
	watch_two(in_dir("profile.ini"), NULL);
	uv_timer_t pen;
	assert_int_equal(uv_timer_init(&desk.loop, &pen), 0);
	assert_int_equal(uv_timer_start(&pen, scribble, 0, 20), 0);
	until_hint();
	until_hint();
	uv_close((uv_handle_t *)&pen, NULL);
	(void)uv_run(&desk.loop, UV_RUN_NOWAIT);
}

static void test_missing_directories(void **unused)
{
	(void)unused;
	watch_two(in_dir("a/b/profile.ini"), in_dir("a/c/programs.csv"));
	put_text(in_dir("other"), "");
	assert_no_hint();
	must(mkdir(in_dir("a"), 0700) == 0, "mkdir");
	until_hint();
	put_text(in_dir("a/other"), "");
	assert_no_hint();
	/* All at once: the file is there before its directory is watched. */
	must(mkdir(in_dir("a/b"), 0700) == 0, "mkdir");
	put_text(in_dir("a/b/profile.ini"), "1");
	until_hint();
	assert_no_hint();
	replace(in_dir("a/b/profile.ini"), "2");
	until_hint();
	must(mkdir(in_dir("a/c"), 0700) == 0, "mkdir");
	until_hint();
	put_text(in_dir("a/c/programs.csv"), "1");
	until_hint();
}

static void test_directory_goes_and_comes(void **unused)
{
	(void)unused;
	must(mkdir(in_dir("a"), 0700) == 0, "mkdir");
	put_text(in_dir("a/profile.ini"), "1");
	watch_two(in_dir("a/profile.ini"), NULL);
	must(unlink(in_dir("a/profile.ini")) == 0 && rmdir(in_dir("a")) == 0, "rmdir");
	until_hint();
	assert_no_hint();
	must(mkdir(in_dir("a"), 0700) == 0, "mkdir");
	until_hint();
	put_text(in_dir("a/profile.ini"), "2");
	until_hint();

	/* Moved away: what is written there is none of ours any more. */
	must(rename(in_dir("a"), in_dir("b")) == 0, "rename");
	until_hint();
	put_text(in_dir("b/profile.ini"), "3");
	assert_no_hint();
	must(rename(in_dir("b"), in_dir("a")) == 0, "rename");
	until_hint();
	put_text(in_dir("a/profile.ini"), "4");
	until_hint();
}

static void test_file_link(void **unused)
{
	(void)unused;
	must(mkdir(in_dir("dots"), 0700) == 0 && mkdir(in_dir("config"), 0700) == 0, "mkdir");
	put_text(in_dir("dots/one"), "1");
	put_text(in_dir("dots/two"), "1");
	must(symlink("../dots/one", in_dir("config/profile.ini")) == 0, "symlink");
	watch_two(in_dir("config/profile.ini"), NULL);
	put_text(in_dir("dots/two"), "2");
	assert_no_hint();
	replace(in_dir("dots/one"), "2"); /* where it points */
	until_hint();

	/* Pointed elsewhere, as timedatectl does with /etc/localtime. */
	must(symlink(in_dir("dots/two"), in_dir("config/new")) == 0, "symlink");
	must(rename(in_dir("config/new"), in_dir("config/profile.ini")) == 0, "rename");
	until_hint();
	put_text(in_dir("dots/one"), "3");
	assert_no_hint();
	put_text(in_dir("dots/two"), "3");
	until_hint();
}

static void test_directory_link(void **unused)
{
	(void)unused;
	must(mkdir(in_dir("one"), 0700) == 0 && mkdir(in_dir("two"), 0700) == 0, "mkdir");
	/* At first it points to nothing. */
	must(symlink("three", in_dir("config")) == 0, "symlink");
	watch_two(in_dir("config/profile.ini"), NULL);
	must(mkdir(in_dir("three"), 0700) == 0, "mkdir");
	until_hint();
	put_text(in_dir("three/profile.ini"), "1");
	until_hint();
	must(symlink("one", in_dir("new")) == 0 && rename(in_dir("new"), in_dir("config")) == 0,
	     "symlink");
	until_hint();
	put_text(in_dir("three/profile.ini"), "2");
	put_text(in_dir("two/profile.ini"), "2");
	assert_no_hint();
	put_text(in_dir("one/profile.ini"), "2");
	until_hint();
}

static void test_link_loop(void **unused)
{
	(void)unused;
	must(symlink("loop", in_dir("loop")) == 0, "symlink");
	const char *const paths[] = { in_dir("loop"), in_dir("profile.ini") };
	assert_int_equal(mw_watch_set(&watch, paths, 2), -ELOOP);
	/* The other path is watched all the same. */
	put_text(in_dir("profile.ini"), "1");
	until_hint();
	must(unlink(in_dir("loop")) == 0, "unlink");
	until_hint();
}

static void test_set_again(void **unused)
{
	(void)unused;
	watch_two(in_dir("one"), in_dir("two"));
	watch_two(in_dir("two"), in_dir("three"));
	put_text(in_dir("one"), "1");
	assert_no_hint();
	put_text(in_dir("three"), "1");
	until_hint();
	put_text(in_dir("two"), "1");
	until_hint();
	assert_int_equal(mw_watch_set(&watch, NULL, 0), 0);
	put_text(in_dir("two"), "2");
	assert_no_hint();
	const char *const paths[] = { NULL, in_dir("one"), NULL };
	assert_int_equal(mw_watch_set(&watch, paths, 3), 0);
	put_text(in_dir("one"), "2");
	until_hint();
}

/* The same paths again, as after every reload, also from inside of the hint. */
static void set_from_hint(void *context)
{
	on_hint(context);
	watch_two(in_dir("one"), in_dir("two"));
}

static void test_set_from_hint(void **unused)
{
	(void)unused;
	watch.fn = set_from_hint;
	watch_two(in_dir("one"), in_dir("two"));
	for (int i = 0; i < 3; i++) {
		put_text(in_dir("one"), "1");
		until_hint();
	}
	watch.fn = on_hint;
}

static void test_close_with_hint_on_its_way(void **unused)
{
	(void)unused;
	watch_two(in_dir("one"), NULL);
	put_text(in_dir("one"), "1");
	while (!uv_is_active((uv_handle_t *)&watch.timer))
		(void)uv_run(&desk.loop, UV_RUN_NOWAIT);
	/* closed in teardown() */
}

static void test_directory_in_place_of_file(void **unused)
{
	(void)unused;
	must(mkdir(in_dir("profile.ini"), 0700) == 0, "mkdir");
	watch_two(in_dir("profile.ini"), NULL);
	put_text(in_dir("profile.ini/inside"), "1");
	assert_no_hint();
	must(unlink(in_dir("profile.ini/inside")) == 0 && rmdir(in_dir("profile.ini")) == 0,
	     "rmdir");
	until_hint();
	put_text(in_dir("profile.ini"), "1");
	until_hint();
}

static void test_relative(void **unused)
{
	(void)unused;
	char before[4096];
	must(getcwd(before, sizeof before) != NULL && chdir(dir.path) == 0, "chdir");
	watch_two("profile.ini", "sub/programs.csv");
	must(mkdir("sub", 0700) == 0, "mkdir");
	until_hint();
	put_text("profile.ini", "1");
	until_hint();
	put_text("sub/programs.csv", "1");
	until_hint();
	put_text("sub/other", "1");
	assert_no_hint();
	must(chdir(before) == 0, "chdir");
}

static void test_no_such_root(void **unused)
{
	(void)unused;
	watch_two("/matchward-is-not-here/profile.ini", NULL);
	watch_two("/", NULL);
}

#define UNIT(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT(test_file),
		UNIT(test_other_names),
		UNIT(test_burst),
		UNIT(test_never_quiet),
		UNIT(test_missing_directories),
		UNIT(test_directory_goes_and_comes),
		UNIT(test_file_link),
		UNIT(test_directory_link),
		UNIT(test_link_loop),
		UNIT(test_set_again),
		UNIT(test_set_from_hint),
		UNIT(test_close_with_hint_on_its_way),
		UNIT(test_directory_in_place_of_file),
		UNIT(test_relative),
		UNIT(test_no_such_root),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
