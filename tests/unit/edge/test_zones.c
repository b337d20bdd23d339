/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Against the system's own database: known dates by hand, and every zone against the C library.
 */
#define _GNU_SOURCE /* unshare(), tm_gmtoff */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/wait.h>
#include <time.h>

#include <cmocka.h>

#include "matchward/core/day.h"
#include "matchward/edge/zones.h"
#include "own_mounts.h"
#include "temp_dir.h"

static struct mw_zones *zones;
static struct mw_zone_finder finder;

static int setup(void **unused)
{
	(void)unused;
	zones = mw_zones_new();
	finder = mw_zones_finder(zones);
	return 0;
}

static int teardown(void **unused)
{
	(void)unused;
	mw_zones_free(zones);
	return 0;
}

static int64_t utc_of(const char *zone, const char *day, int hour, int minute)
{
	mw_day number;
	assert_true(mw_day_parse(day, &number));
	const struct mw_zone *found = mw_zone_find(&finder, zone);
	assert_non_null(found);
	return mw_zone_to_utc(found, number, hour * 60 + minute);
}

static void test_offsets(void **unused)
{
	(void)unused;
	static const struct {
		const char *zone, *day;
		int hour, minute;
		const char *utc_day;
		int utc_hour, utc_minute;
	} cases[] = {
		{ "America/New_York", "2027-09-01", 9, 0, "2027-09-01", 13, 0 },
		{ "America/New_York", "2027-03-13", 12, 0, "2027-03-13", 17, 0 },
		{ "America/New_York", "2027-03-14", 12, 0, "2027-03-14", 16, 0 },
		{ "America/New_York", "2027-11-06", 12, 0, "2027-11-06", 16, 0 },
		{ "America/New_York", "2027-11-07", 12, 0, "2027-11-07", 17, 0 },
		{ "America/New_York", "2028-03-11", 21, 0, "2028-03-12", 2, 0 },
		{ "America/New_York", "2028-03-12", 21, 0, "2028-03-13", 1, 0 },
		{ "ET", "2028-03-01", 21, 0, "2028-03-02", 2, 0 },
		{ "Asia/Kolkata", "2027-09-01", 18, 30, "2027-09-01", 13, 0 },
		{ "Asia/Kolkata", "2100-12-31", 0, 0, "2100-12-30", 18, 30 },
		/* Winter time, one hour back, while it is Ramadan. */
		{ "Africa/Casablanca", "2025-02-15", 12, 0, "2025-02-15", 11, 0 },
		{ "Africa/Casablanca", "2025-03-15", 12, 0, "2025-03-15", 12, 0 },
		{ "Africa/Casablanca", "2025-04-19", 12, 0, "2025-04-19", 11, 0 },
		{ "America/Bogota", "1992-07-01", 12, 0, "1992-07-01", 16, 0 },
		{ "America/Bogota", "2027-07-01", 12, 0, "2027-07-01", 17, 0 },
		{ "Europe/Berlin", "2027-03-28", 12, 0, "2027-03-28", 10, 0 },
		{ "Europe/Berlin", "2027-10-31", 12, 0, "2027-10-31", 11, 0 },
		{ "Europe/Berlin", "2099-07-01", 12, 0, "2099-07-01", 10, 0 },
		{ "Africa/Cairo", "2027-04-29", 12, 0, "2027-04-29", 10, 0 },
		{ "Africa/Cairo", "2027-04-30", 12, 0, "2027-04-30", 9, 0 },
		{ "Africa/Cairo", "2027-10-28", 12, 0, "2027-10-28", 9, 0 },
		{ "Africa/Cairo", "2027-10-29", 12, 0, "2027-10-29", 10, 0 },
		/* The last Thursday is the 31st, and the change at its end. */
		{ "Africa/Cairo", "2041-10-31", 12, 0, "2041-10-31", 9, 0 },
		{ "Africa/Cairo", "2041-11-01", 12, 0, "2041-11-01", 10, 0 },
		{ "Asia/Kathmandu", "2027-01-01", 5, 45, "2027-01-01", 0, 0 },
		{ "Australia/Lord_Howe", "2027-01-01", 11, 0, "2027-01-01", 0, 0 },
		{ "Australia/Lord_Howe", "2027-07-01", 10, 30, "2027-07-01", 0, 0 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int64_t got = utc_of(cases[i].zone, cases[i].day, cases[i].hour, cases[i].minute);
		int64_t want =
			utc_of("UTC", cases[i].utc_day, cases[i].utc_hour, cases[i].utc_minute);
		if (got != want)
			print_error("%s %s\n", cases[i].zone, cases[i].day);
		assert_int_equal(got, want);
	}
}

/* What the clocks skip means the end of the gap, what they show twice the first time. */
static void test_gap_and_overlap(void **unused)
{
	(void)unused;
	static const struct {
		const char *zone, *day;
		int hour, minute, utc_hour, utc_minute;
	} cases[] = {
		{ "America/New_York", "2027-03-14", 1, 59, 6, 59 },
		{ "America/New_York", "2027-03-14", 2, 0, 7, 0 },
		{ "America/New_York", "2027-03-14", 2, 30, 7, 0 },
		{ "America/New_York", "2027-03-14", 3, 0, 7, 0 },
		{ "America/New_York", "2027-03-14", 3, 1, 7, 1 },
		{ "America/New_York", "2027-11-07", 0, 59, 4, 59 },
		{ "America/New_York", "2027-11-07", 1, 0, 5, 0 },
		{ "America/New_York", "2027-11-07", 1, 59, 5, 59 },
		{ "America/New_York", "2027-11-07", 2, 0, 7, 0 },
		{ "Europe/Berlin", "2027-03-28", 2, 30, 1, 0 },
		{ "Europe/Berlin", "2027-10-31", 2, 30, 0, 30 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(
			utc_of(cases[i].zone, cases[i].day, cases[i].hour, cases[i].minute),
			utc_of("UTC", cases[i].day, cases[i].utc_hour, cases[i].utc_minute));
}

static void test_find(void **unused)
{
	(void)unused;
	const struct mw_zone *berlin = finder.find(finder.context, "Europe/Berlin");
	assert_non_null(berlin);
	assert_string_equal(berlin->name, "Europe/Berlin");
	assert_ptr_equal(finder.find(finder.context, "Europe/Berlin"), berlin);

	const struct mw_zone *old = finder.find(finder.context, "Asia/Calcutta");
	assert_non_null(old);
	assert_string_equal(old->name, "Asia/Calcutta");
	assert_int_equal(old->first_offset_s, 19800);
	assert_int_equal(old->count, 0);
	assert_non_null(finder.find(finder.context, "US/Eastern"));
	assert_non_null(finder.find(finder.context, "America/Argentina/Buenos_Aires"));
	assert_non_null(finder.find(finder.context, "Etc/GMT+5"));
	assert_non_null(finder.find(finder.context, "Etc/UTC"));
	/* Still where it was, whatever was found since. */
	assert_ptr_equal(finder.find(finder.context, "Europe/Berlin"), berlin);
}

static void test_unknown(void **unused)
{
	(void)unused;
	static const char *const names[] = {
		"",
		"Nonexistent/Zone",
		"Europe",
		"europe/berlin\n",
		"Europe/Berlin ",
		"Europe//Berlin",
		"Europe/Berlin/",
		"/usr/share/zoneinfo/Europe/Berlin",
		"/Europe/Berlin",
		"../zoneinfo/Europe/Berlin",
		"Europe/../Europe/Berlin",
		"./Europe/Berlin",
		"zone.tab",
		"tzdata.zi",
		"leapseconds",
		"right/Europe/Berlin",
		"CET-1CEST,M3.5.0,M10.5.0/3",
		"Europe\\Berlin",
		"E\xc3\xbcrope/Berlin",
		"%s",
		"Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (finder.find(finder.context, names[i]))
			fail_msg("found \"%s\"", names[i]);
}

static void test_free_nothing(void **unused)
{
	(void)unused;
	mw_zones_free(NULL);
	mw_zones_free(mw_zones_new());
}

static void assert_as_system(const struct mw_zone *zone, int64_t utc)
{
	time_t at = (time_t)utc;
	struct tm want;
	if (at != utc)
		return; /* of 32 bits: the C library cannot say */
	assert_non_null(localtime_r(&at, &want));
	mw_day day;
	int second;
	mw_zone_from_utc(zone, utc, &day, &second);
	int64_t offset = (int64_t)day * 86400 + second - utc;
	if (offset != want.tm_gmtoff)
		fail_msg("%s at %lld: %lld, the C library says %ld", zone->name, (long long)utc,
			 (long long)offset, want.tm_gmtoff);
}

static void compare_with_system(const char *name)
{
	const int64_t from = 631152000, to = 4165516800; /* 1990 to 2101 */
	const struct mw_zone *zone = finder.find(finder.context, name);
	if (!zone)
		fail_msg("%s is missing", name);
	assert_int_equal(setenv("TZ", name, 1), 0);
	tzset();
	for (size_t i = 0; i < zone->count; i++) {
		assert_in_range(zone->changes[i].at_utc, from + 1, to - 1);
		if (i > 0)
			assert_true(zone->changes[i].at_utc > zone->changes[i - 1].at_utc);
		assert_as_system(zone, zone->changes[i].at_utc - 1);
		assert_as_system(zone, zone->changes[i].at_utc);
	}
	for (int64_t utc = from; utc < to; utc += 30 * 86400)
		assert_as_system(zone, utc);
	assert_as_system(zone, to - 1);
}

static void test_all_zones(void **unused)
{
	(void)unused;
	FILE *list = fopen("/usr/share/zoneinfo/zone.tab", "re");
	assert_non_null(list);
	char line[256], name[64];
	int count = 0;
	while (fgets(line, sizeof line, list)) {
		if (line[0] == '#' || sscanf(line, "%*s %*s %63s", name) != 1)
			continue;
		compare_with_system(name);
		count++;
	}
	(void)fclose(list);
	compare_with_system("Etc/UTC");
	compare_with_system("EST5EDT");
	assert_int_equal(setenv("TZ", "UTC", 1), 0);
	tzset();
	assert_true(count > 300);
}

static void assert_local_name(const char *tz, const char *want)
{
	char name[MW_ZONE_NAME_SIZE] = "untouched";
	assert_int_equal(tz ? setenv("TZ", tz, 1) : unsetenv("TZ"), 0);
	int r = mw_zones_local_name(name, sizeof name);
	assert_int_equal(r, want ? 0 : -ENOENT);
	assert_string_equal(name, want ? want : "untouched");
}

static void test_local_name_of_tz(void **unused)
{
	(void)unused;
	assert_local_name("Asia/Kolkata", "Asia/Kolkata");
	assert_local_name(":Asia/Kolkata", "Asia/Kolkata");
	assert_local_name("/usr/share/zoneinfo/Asia/Kolkata", "Asia/Kolkata");
	assert_local_name(":/usr/share/zoneinfo/right/Asia/Kolkata", "Asia/Kolkata");
	assert_local_name("UTC", "UTC");

	char small[4] = "abc";
	assert_int_equal(setenv("TZ", "Asia/Kolkata", 1), 0);
	assert_int_equal(mw_zones_local_name(small, sizeof small), -ENAMETOOLONG);
	assert_string_equal(small, "abc");
	assert_int_equal(setenv("TZ", "UTC", 1), 0);
	assert_int_equal(mw_zones_local_name(small, 3), -ENAMETOOLONG);
	assert_int_equal(mw_zones_local_name(small, 4), 0);
	assert_string_equal(small, "UTC");
}

static void link_localtime(const char *target)
{
	(void)unlink("/etc/localtime"); /* may not be there */
	must(symlink(target, "/etc/localtime") == 0, "symlink");
}

static void check_files(void)
{
	assert_local_name(NULL, NULL);
	put_text("/etc/timezone", "America/Bogota\n");
	assert_local_name(NULL, "America/Bogota");
	put_text("/etc/timezone", "../../etc/passwd\n");
	assert_local_name(NULL, NULL);
	put_text("/etc/timezone", "America/Bogota");
	/* A copy instead of a link says nothing. */
	put_text("/etc/localtime", "TZif");
	assert_local_name(NULL, "America/Bogota");

	link_localtime("/usr/share/zoneinfo/Africa/Cairo");
	assert_local_name(NULL, "Africa/Cairo");
	assert_local_name("", "Africa/Cairo");
	assert_local_name("CET-1CEST,M3.5.0,M10.5.0/3", "Africa/Cairo");
	assert_local_name("No/Such", "Africa/Cairo");
	assert_local_name("Asia/Kolkata", "Asia/Kolkata");
	link_localtime("../usr/share/zoneinfo/posix/Africa/Casablanca");
	assert_local_name(NULL, "Africa/Casablanca");
	link_localtime("/somewhere/else");
	assert_local_name(NULL, "America/Bogota");
}

static void test_local_name_of_files(void **unused)
{
	(void)unused;
	enum { CANNOT = 77 };
	pid_t pid = fork();
	must(pid >= 0, "fork");
	if (pid == 0) {
		if (!own_mounts() || mount("none", "/etc", "tmpfs", 0, NULL) != 0)
			_exit(CANNOT);
		check_files(); /* a failed assertion goes on in main(), and ends with another status
				*/
		_exit(0);
	}
	int status;
	must(waitpid(pid, &status, 0) == pid, "waitpid");
	if (WIFEXITED(status) && WEXITSTATUS(status) == CANNOT)
		skip();
	assert_int_equal(status, 0);
}

#define UNIT(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT(test_local_name_of_files),
		UNIT(test_local_name_of_tz),
		UNIT(test_offsets),
		UNIT(test_gap_and_overlap),
		UNIT(test_find),
		UNIT(test_unknown),
		UNIT(test_free_nothing),
		UNIT(test_all_zones),
	};
	pid_t parent = getpid();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	/* A child whose assertion failed comes here. */
	return getpid() == parent ? failed : 1;
}
