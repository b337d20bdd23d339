/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two who replace one file: whatever the other does between our steps, what he wrote last is what
 * stays, and ours is written only in the place of what we know. The call that swaps is caught here,
 * and the other acts before it.
 */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <sys/file.h>
#include <sys/syscall.h>

#include "matchward/core/buf.h"
#include "matchward/core/pool.h"
#include "matchward/edge/swap.h"
#include "temp_dir.h"

#define MOST 64

static struct temp_dir dir;

/* What the other does before the first, second ... swap: writes this; "-": deletes; "": nothing. */
static struct {
	const char *before[6];
	int calls;
	int error; /* of every swap: this file system cannot */
} other;

static const char *path(void)
{
	return temp_path(&dir, "a.ics");
}

static void write_as_other(const char *text)
{
	char new[4096];
	(void)snprintf(new, sizeof new, "%s", temp_path(&dir, "other"));
	put_text(new, text);
	must(rename(new, path()) == 0, "rename");
}

int renameat2(int from_at, const char *from, int to_at, const char *to, unsigned flags)
{
	const char *act = other.calls < 6 ? other.before[other.calls] : NULL;
	char kept[4096];
	other.calls++;
	(void)snprintf(kept, sizeof kept, "%s", to); /* temp_path() is one buffer */
	if (act && !strcmp(act, "-"))
		must(unlink(path()) == 0, "unlink");
	else if (act && *act)
		write_as_other(act);
	if (other.error) {
		errno = other.error;
		return -1;
	}
	return (int)syscall(SYS_renameat2, from_at, from, to_at, kept, flags);
}

static bool is_old(const void *context, const char *text, size_t len)
{
	return len == strlen(context) && !memcmp(context, text, len);
}

/* A swap of "old" for "new", while the other acts. */
static int swap(const char *a, const char *b, const char *c, const char *d)
{
	char to[4096];
	memset(&other, 0, sizeof other);
	other.before[0] = a;
	other.before[1] = b;
	other.before[2] = c;
	other.before[3] = d;
	put_text(path(), "old");
	(void)snprintf(to, sizeof to, "%s", path());
	return mw_swap(to, "new", 3, 0600, MOST, is_old, "old");
}

static void expect_only(const char *text)
{
	if (text)
		assert_string_equal(text_of(path()), text);
	assert_int_equal(count_names(dir.path), text ? 1 : 0);
}

static void test_alone(void **unused)
{
	struct stat st;
	(void)unused;
	assert_int_equal(swap(NULL, NULL, NULL, NULL), 0);
	expect_only("new");
	must(stat(path(), &st) == 0, "stat");
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(other.calls, 1);
}

static void test_other(void **unused)
{
	(void)unused;
	/* Before we look: nothing is swapped. */
	put_text(path(), "his");
	memset(&other, 0, sizeof other);
	assert_int_equal(mw_swap(path(), "new", 3, 0600, MOST, is_old, "old"), MW_SWAP_E_OTHER);
	assert_int_equal(other.calls, 0);
	expect_only("his");
	/* After we have looked: it goes back. */
	assert_int_equal(swap("his", NULL, NULL, NULL), MW_SWAP_E_OTHER);
	assert_int_equal(other.calls, 2);
	expect_only("his");
	/* And once more, over ours: his second is the one that stays. */
	assert_int_equal(swap("his", "his second", NULL, NULL), MW_SWAP_E_OTHER);
	expect_only("his second");
	assert_int_equal(swap("his", "his second", "his third", NULL), MW_SWAP_E_OTHER);
	expect_only("his third");
	assert_int_equal(swap("his", "his second", "his third", "his fourth"), MW_SWAP_E_OTHER);
	expect_only("his fourth");
	/* The same bytes again are no change. */
	assert_int_equal(swap("old", NULL, NULL, NULL), 0);
	expect_only("new");
}

static void test_deleted(void **unused)
{
	(void)unused;
	assert_int_equal(swap("-", NULL, NULL, NULL), MW_SWAP_E_OTHER);
	expect_only(NULL);
	/* What he wrote is kept, though ours is deleted meanwhile. */
	assert_int_equal(swap("his", "-", NULL, NULL), MW_SWAP_E_OTHER);
	expect_only("his");
	assert_int_equal(swap("his", "-", "his second", NULL), MW_SWAP_E_OTHER);
	expect_only("his second");
}

static void test_new(void **unused)
{
	(void)unused;
	memset(&other, 0, sizeof other);
	assert_int_equal(mw_swap(path(), "new", 3, 0600, MOST, NULL, NULL), 0);
	expect_only("new");
	must(unlink(path()) == 0, "unlink");
	other.calls = 0;
	other.before[0] = "his";
	assert_int_equal(mw_swap(path(), "new", 3, 0600, MOST, NULL, NULL), MW_SWAP_E_OTHER);
	expect_only("his");
}

/* Larger than anything that is known, a link, a folder: all somebody else's. */
static void test_odd(void **unused)
{
	char much[MOST + 2];
	(void)unused;
	memset(much, 'x', sizeof much - 1);
	much[sizeof much - 1] = '\0';
	assert_int_equal(swap(much, NULL, NULL, NULL), MW_SWAP_E_OTHER);
	expect_only(much);
	must(unlink(path()) == 0 && symlink("nowhere", path()) == 0, "symlink");
	assert_int_equal(mw_swap(path(), "new", 3, 0600, MOST, is_old, "old"), MW_SWAP_E_OTHER);
	assert_int_equal(mw_swap(path(), "new", 3, 0600, MOST, NULL, NULL), MW_SWAP_E_OTHER);
	must(unlink(path()) == 0 && mkdir(path(), 0700) == 0, "mkdir");
	assert_int_equal(mw_swap(path(), "new", 3, 0600, MOST, is_old, "old"), MW_SWAP_E_OTHER);
	assert_int_equal(count_names(dir.path), 1);
	must(rmdir(path()) == 0, "rmdir");
}

/* A file system that can only rename. */
static void test_plain(void **unused)
{
	(void)unused;
	memset(&other, 0, sizeof other);
	other.error = EINVAL;
	put_text(path(), "old");
	assert_int_equal(mw_swap(path(), "new", 3, 0600, MOST, is_old, "old"), 0);
	expect_only("new");
	assert_int_equal(mw_swap(path(), "newer", 5, 0600, MOST, is_old, "old"), MW_SWAP_E_OTHER);
	assert_int_equal(mw_swap(path(), "newer", 5, 0600, MOST, NULL, NULL), MW_SWAP_E_OTHER);
	expect_only("new");
	must(unlink(path()) == 0, "unlink");
	assert_int_equal(mw_swap(path(), "newer", 5, 0600, MOST, NULL, NULL), 0);
	expect_only("newer");
	other.error = EROFS;
	assert_int_equal(mw_swap(path(), "late", 4, 0600, MOST, is_old, "newer"), -EROFS);
	expect_only("newer");
}

/* Only such names, and not while somebody writes there. */
static void test_left(void **unused)
{
	mw_auto(pool) pool = MW_POOL_INIT;
	struct mw_words names;
	(void)unused;
	(void)unlink(path());
	put_text(temp_path(&dir, ".a.ics.mw123456"), "his");
	put_text(temp_path(&dir, ".a.txt.mw123456"), "");
	put_text(temp_path(&dir, ".a.ics.mx123456"), "");
	put_text(temp_path(&dir, "a.ics.mw123456"), "");
	put_text(temp_path(&dir, ".mw123456"), "");
	assert_int_equal(mw_swap_left(dir.path, ".ics", 9, &pool, &names), 0);
	assert_int_equal(names.list.count, 1);
	assert_string_equal(names.list.items[0], ".a.ics.mw123456");
	int fd = open(temp_path(&dir, ".a.ics.mw123456"), O_RDONLY | O_CLOEXEC);
	must(fd >= 0 && flock(fd, LOCK_EX) == 0, "flock");
	mw_swap_drop(dir.path, ".a.ics.mw123456");
	assert_int_equal(count_names(dir.path), 5);
	must(close(fd) == 0, "close");
	mw_swap_drop(dir.path, ".a.ics.mw123456");
	assert_int_equal(count_names(dir.path), 4);
	assert_int_equal(mw_swap_left(dir.path, ".ics", 9, &pool, &names), 0);
	assert_int_equal(names.list.count, 0);
	assert_int_equal(mw_swap_left(temp_path(&dir, "none"), ".ics", 9, &pool, &names), -ENOENT);
}

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

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_alone), CASE(test_other), CASE(test_deleted), CASE(test_new),
		CASE(test_odd),   CASE(test_plain), CASE(test_left),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
