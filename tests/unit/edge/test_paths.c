/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "matchward/core/buf.h"
#include "matchward/edge/paths.h"

static void set(const char *name, const char *value)
{
	assert_int_equal(value ? setenv(name, value, 1) : unsetenv(name), 0);
}

static void set_all(const char *home, const char *config, const char *state, const char *data,
		    const char *runtime)
{
	set("HOME", home);
	set("XDG_CONFIG_HOME", config);
	set("XDG_STATE_HOME", state);
	set("XDG_DATA_HOME", data);
	set("XDG_RUNTIME_DIR", runtime);
}

static void check(const char *config, const char *state, const char *data, const char *runtime)
{
	mw_auto(paths) paths = MW_PATHS_INIT;
	assert_int_equal(mw_paths_read(&paths), 0);
	assert_string_equal(paths.config, config);
	assert_string_equal(paths.state, state);
	assert_string_equal(paths.data, data);
	if (runtime)
		assert_string_equal(paths.runtime, runtime);
	else
		assert_null(paths.runtime);
}

static void test_read(void **unused)
{
	(void)unused;
	set_all("/home/ada", NULL, NULL, NULL, NULL);
	check("/home/ada/.config", "/home/ada/.local/state", "/home/ada/.local/share", NULL);
	set_all("/home/ada/", "/c/", "/s", "/d//", "/run/user/1000");
	check("/c", "/s", "/d", "/run/user/1000");
	/* Empty and relative values count as unset. */
	set_all("/h", "", "state", "./data", "run");
	check("/h/.config", "/h/.local/state", "/h/.local/share", NULL);
	/* Without a home they will do. */
	set_all(NULL, "/c", "/s", "/d", NULL);
	check("/c", "/s", "/d", NULL);
	set_all("/", NULL, NULL, NULL, "/");
	check("/.config", "/.local/state", "/.local/share", "/");
}

static void test_no_home(void **unused)
{
	(void)unused;
	static const char *const homes[] = { NULL, "", "relative" };
	for (size_t i = 0; i < sizeof homes / sizeof *homes; i++) {
		set_all(homes[i], "/c", "/s", NULL, NULL);
		struct mw_paths paths = { (char *)"untouched", NULL, NULL, NULL };
		assert_int_equal(mw_paths_read(&paths), -ENOENT);
		assert_string_equal(paths.config, "untouched");
		set_all(homes[i], NULL, "/s", "/d", NULL);
		assert_int_equal(mw_paths_read(&paths), -ENOENT);
		set_all(homes[i], "/c", NULL, "/d", NULL);
		assert_int_equal(mw_paths_read(&paths), -ENOENT);
	}
}

static void test_release(void **unused)
{
	(void)unused;
	struct mw_paths paths = MW_PATHS_INIT;
	mw_paths_release(&paths);
	set_all("/h", NULL, NULL, NULL, "/r");
	assert_int_equal(mw_paths_read(&paths), 0);
	mw_paths_release(&paths);
	assert_null(paths.config);
	mw_paths_release(&paths);
}

static void test_join(void **unused)
{
	(void)unused;
	static const struct {
		const char *dir, *name, *want;
	} cases[] = {
		{ "/a", "b", "/a/b" }, { "/a/", "b", "/a/b" }, { "/a//", "b/c", "/a/b/c" },
		{ "/", "b", "/b" },    { "", "b", "b" },       { "a", "", "a" },
		{ "/a/", "", "/a" },   { "//", "b", "/b" },    { "a", "b", "a/b" },
		{ "", "", "" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *got = mw_paths_join(cases[i].dir, cases[i].name);
		assert_string_equal(got, cases[i].want);
		free(got);
	}
}

static void test_parent(void **unused)
{
	(void)unused;
	static const struct {
		const char *path, *want;
	} cases[] = {
		{ "/a/b", "/a" },   { "/a", "/" },  { "/", "/" },      { "a", "." },
		{ "a/b", "a" },     { "", "." },    { "/a/b/", "/a" }, { "/a//b", "/a" },
		{ "a/b/c", "a/b" }, { "//a", "/" }, { "a/", "." },     { "//", "/" },
		{ "/a/", "/" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *got = mw_paths_parent(cases[i].path);
		assert_string_equal(got, cases[i].want);
		free(got);
	}
}

static void test_beside(void **unused)
{
	(void)unused;
	static const struct {
		const char *file, *path, *want;
	} cases[] = {
		{ "/c/profile.ini", "programs.csv", "/c/programs.csv" },
		{ "/c/profile.ini", "lists/my.csv", "/c/lists/my.csv" },
		{ "/c/profile.ini", "../my.csv", "/c/../my.csv" },
		{ "/c/profile.ini", "/abs.csv", "/abs.csv" },
		{ "profile.ini", "my.csv", "my.csv" },
		{ "/profile.ini", "my.csv", "/my.csv" },
		{ "/c/profile.ini", "~/my.csv", "/home/ada/my.csv" },
		{ "/c/profile.ini", "~ada/my.csv", "/c/~ada/my.csv" },
		{ "/c/profile.ini", "", "/c/" },
	};
	set("HOME", "/home/ada");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *got = mw_paths_beside(cases[i].file, cases[i].path);
		assert_string_equal(got, cases[i].want);
		free(got);
	}
	set("HOME", NULL);
	char *got = mw_paths_beside("/c/profile.ini", "~/my.csv");
	assert_string_equal(got, "/c/~/my.csv");
	free(got);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_read),    cmocka_unit_test(test_no_home),
		cmocka_unit_test(test_release), cmocka_unit_test(test_join),
		cmocka_unit_test(test_parent),  cmocka_unit_test(test_beside),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
