/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Zone files made by hand: the rules that the system's zones use now or may use tomorrow, and
 * broken ones.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "matchward/core/buf.h"
#include "matchward/core/day.h"
#include "matchward/edge/zones.h"
#include "temp_dir.h"

static struct temp_dir dir;

static int setup(void **unused)
{
	(void)unused;
	temp_dir_make(&dir);
	return setenv("TZDIR", dir.path, 1);
}

static int teardown(void **unused)
{
	(void)unused;
	temp_dir_remove(&dir);
	return unsetenv("TZDIR");
}

static void put_number(struct mw_buf *out, uint64_t value, int size)
{
	for (int shift = (size - 1) * 8; shift >= 0; shift -= 8)
		mw_buf_putc(out, (char)(value >> shift & 0xff));
}

struct change {
	int64_t at_utc;
	int type;
};

/* A zone of up to three types. */
struct file {
	char version;
	int32_t offsets[3];
	int type_count;
	const struct change *changes;
	int change_count;
	int leap_count;
	int old_leap_count; /* in the block for old readers */
	const char *footer; /* NULL: not even its line ends */
};

static void put_block(struct mw_buf *out, const struct file *file, int time_size)
{
	int leap_count = time_size == 4 ? file->old_leap_count : file->leap_count;
	mw_buf_puts(out, "TZif");
	mw_buf_putc(out, file->version);
	for (int i = 0; i < 15; i++)
		mw_buf_putc(out, '\0');
	put_number(out, 0, 4);
	put_number(out, (uint64_t)file->type_count, 4); /* standard or wall: read over */
	put_number(out, (uint64_t)leap_count, 4);
	put_number(out, (uint64_t)file->change_count, 4);
	put_number(out, (uint64_t)file->type_count, 4);
	put_number(out, 4, 4);
	for (int i = 0; i < file->change_count; i++)
		put_number(out, (uint64_t)file->changes[i].at_utc, time_size);
	for (int i = 0; i < file->change_count; i++)
		mw_buf_putc(out, (char)file->changes[i].type);
	for (int i = 0; i < file->type_count; i++) {
		put_number(out, (uint32_t)file->offsets[i], 4);
		put_number(out, 0, 2);
	}
	mw_buf_add(out, "\0\0\0", 4); /* abbreviations */
	for (int i = 0; i < leap_count * (time_size + 4) + file->type_count; i++)
		mw_buf_putc(out, '\0');
}

static void put_file(const struct file *file, struct mw_buf *out)
{
	put_block(out, file, 4);
	put_block(out, file, 8);
	if (file->footer)
		mw_buf_printf(out, "\n%s\n", file->footer);
}

/* The zone in these bytes, or NULL; lives until the next call. */
static const struct mw_zone *zone_of(const char *data, size_t len)
{
	static struct mw_zones *zones;
	mw_zones_free(zones);
	zones = NULL;
	if (!data)
		return NULL;
	put_bytes(temp_path(&dir, "Zone"), data, len);
	zones = mw_zones_new();
	struct mw_zone_finder finder = mw_zones_finder(zones);
	return finder.find(finder.context, "Zone");
}

static const struct mw_zone *zone_of_file(const struct file *file)
{
	mw_auto(buf) data = MW_BUF_INIT;
	put_file(file, &data);
	return zone_of(data.text, data.len);
}

static const struct mw_zone *zone_of_rule(const char *rule)
{
	struct file file = { .version = '2', .type_count = 1, .footer = rule };
	return zone_of_file(&file);
}

static void assert_local(const struct mw_zone *zone, const char *day, int minute, int64_t utc)
{
	mw_day want, got;
	int second;
	assert_true(mw_day_parse(day, &want));
	mw_zone_from_utc(zone, utc, &got, &second);
	assert_int_equal(got, want);
	assert_int_equal(second, minute * 60);
}

static int64_t utc(const char *day, int hour, int minute)
{
	mw_day number;
	assert_true(mw_day_parse(day, &number));
	return mw_zone_to_utc(&mw_zone_utc, number, hour * 60 + minute);
}

/* Each rule with its changes in one year, in the order of time. */
static void test_rules(void **unused)
{
	(void)unused;
	static const struct {
		const char *rule;
		int year;
		struct {
			const char *day;
			int hour, minute, offset_minutes;
		} begin, end;
	} cases[] = {
		{ "EST5EDT,M3.2.0,M11.1.0",
		  2027,
		  { "2027-03-14", 7, 0, -240 },
		  { "2027-11-07", 6, 0, -300 } },
		/* no time given is 02:00 */
		{ "CET-1CEST,M3.5.0,M10.5.0/3",
		  2027,
		  { "2027-03-28", 1, 0, 120 },
		  { "2027-10-31", 1, 0, 60 } },
		/* south of the equator, by half an hour */
		{ "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
		  2027,
		  { "2027-04-03", 15, 0, 630 },
		  { "2027-10-02", 15, 30, 660 } },
		/* negative: summer is the standard */
		{ "IST-1GMT0,M10.5.0,M3.5.0/1",
		  2027,
		  { "2027-03-28", 1, 0, 60 },
		  { "2027-10-31", 1, 0, 0 } },
		/* the end of Thursday, in a month whose last day it is */
		{ "EET-2EEST,M4.5.5/0,M10.5.4/24",
		  2041,
		  { "2041-04-25", 22, 0, 180 },
		  { "2041-10-31", 21, 0, 120 } },
		/* before and after the day itself */
		{ "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
		  2027,
		  { "2027-03-28", 1, 0, -60 },
		  { "2027-10-31", 1, 0, -120 } },
		{ "EET-2EEST,M3.4.4/50,M10.4.4/50",
		  2027,
		  { "2027-03-27", 0, 0, 180 },
		  { "2027-10-29", 23, 0, 120 } },
		/* days of the year, with and without 29 February */
		{ "AAA0BBB,J59/0,J60/0",
		  2028,
		  { "2028-02-28", 0, 0, 60 },
		  { "2028-02-29", 23, 0, 0 } },
		{ "AAA0BBB,58/0,59/0",
		  2028,
		  { "2028-02-28", 0, 0, 60 },
		  { "2028-02-28", 23, 0, 0 } },
		{ "AAA0BBB,J60/0,J365/0",
		  2027,
		  { "2027-03-01", 0, 0, 60 },
		  { "2027-12-30", 23, 0, 0 } },
		/* the first of all days and months */
		{ "AAA0BBB,J1/0,M1.5.0/0",
		  2027,
		  { "2027-01-01", 0, 0, 60 },
		  { "2027-01-30", 23, 0, 0 } },
		/* minutes and seconds, and an offset of daylight time of its own */
		{ "AAA+1:30:00BBB-0:15,M6.1.1/3:30:00,M7.1.1/+4",
		  2027,
		  { "2027-06-07", 5, 0, 15 },
		  { "2027-07-05", 3, 45, -90 } },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct mw_zone *zone = zone_of_rule(cases[i].rule);
		if (!zone)
			fail_msg("%s is refused", cases[i].rule);
		char first[16], last[16];
		(void)snprintf(first, sizeof first, "%d-01-01", cases[i].year);
		(void)snprintf(last, sizeof last, "%d-12-31", cases[i].year);
		const struct mw_zone_change *seen[3];
		int count = 0;
		for (size_t j = 0; j < zone->count; j++)
			if (zone->changes[j].at_utc >= utc(first, 0, 0) &&
			    zone->changes[j].at_utc < utc(last, 0, 0) && count < 3)
				seen[count++] = &zone->changes[j];
		if (count != 2)
			fail_msg("%s: %d changes", cases[i].rule, count);
		int64_t begin = utc(cases[i].begin.day, cases[i].begin.hour, cases[i].begin.minute);
		int64_t end = utc(cases[i].end.day, cases[i].end.hour, cases[i].end.minute);
		if (seen[0]->at_utc != begin || seen[1]->at_utc != end)
			fail_msg("%s: %lld and %lld", cases[i].rule, (long long)seen[0]->at_utc,
				 (long long)seen[1]->at_utc);
		assert_int_equal(seen[0]->offset_s, cases[i].begin.offset_minutes * 60);
		assert_int_equal(seen[1]->offset_s, cases[i].end.offset_minutes * 60);
	}
}

static void test_rules_without_change(void **unused)
{
	(void)unused;
	static const struct {
		const char *rule;
		int32_t offset_s;
	} cases[] = {
		{ "UTC0", 0 },
		{ "IST-5:30", 19800 },
		{ "<-03>3", -10800 },
		{ "AAA-14", 14 * 3600 },
		/* daylight time all year: it ends when it begins */
		{ "QQQ3EDT4,0/0,J365/23", -4 * 3600 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct mw_zone *zone = zone_of_rule(cases[i].rule);
		if (!zone)
			fail_msg("%s is refused", cases[i].rule);
		assert_int_equal(zone->first_offset_s, cases[i].offset_s);
		if (zone->count != 0)
			fail_msg("%s changes", cases[i].rule);
	}
}

static void test_broken_rules(void **unused)
{
	(void)unused;
	static const char *const rules[] = {
		"EST",
		"5",
		"ES5",
		"EST5EDT",
		"EST5EDT,M3.2.0",
		"EST5EDT,M3.2.0,",
		"EST5EDT,M3.2.0,M11.1.0,",
		"EST5EDT,M3.2.0,M11.1.0 ",
		"EST5ED,M3.2.0,M11.1.0",
		"EST25EDT,M3.2.0,M11.1.0",
		"EST5:60EDT,M3.2.0,M11.1.0",
		"EST5:0:60EDT,M3.2.0,M11.1.0",
		"EST5EDT,M0.2.0,M11.1.0",
		"EST5EDT,M13.2.0,M11.1.0",
		"EST5EDT,M3.0.0,M11.1.0",
		"EST5EDT,M3.6.0,M11.1.0",
		"EST5EDT,M3.2.7,M11.1.0",
		"EST5EDT,M3.2,M11.1.0",
		"EST5EDT,J0,M11.1.0",
		"EST5EDT,J366,M11.1.0",
		"EST5EDT,366,M11.1.0",
		"EST5EDT,M3.2.0/168,M11.1.0",
		"EST5EDT,M3.2.0/,M11.1.0",
		"EST5EDT,M3.2.0/2:,M11.1.0",
		"<+03-3",
		"<+3>-3",
		"<+0?>-3",
		"EST99999999999999999999",
		"EST5EDT,M99999999999999999999.2.0,M11.1.0",
	};
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (zone_of_rule(rules[i]))
			fail_msg("%s is taken", rules[i]);
}

static void test_changes(void **unused)
{
	(void)unused;
	/* Before, at the edges of and behind what a table covers; changes that change nothing. */
	const struct change changes[] = {
		{ -2000000000000, 1 },
		{ utc("1990-01-01", 0, 0) - 1, 2 },
		{ utc("2000-01-01", 0, 0), 2 },
		{ utc("2010-01-01", 0, 0), 0 },
		{ utc("2010-01-01", 0, 0) + 1, 0 },
		{ utc("2020-06-01", 12, 0), 1 },
		{ 4165516800, 2 },
	};
	struct file file = { .version = '2',
			     .offsets = { 0, 3600, -7200 },
			     .type_count = 3,
			     .changes = changes,
			     .change_count = 7,
			     .footer = "AAA2" };
	const struct mw_zone *zone = zone_of_file(&file);
	assert_non_null(zone);
	assert_int_equal(zone->first_offset_s, -7200);
	assert_int_equal(zone->count, 2);
	assert_int_equal(zone->changes[0].at_utc, utc("2010-01-01", 0, 0));
	assert_int_equal(zone->changes[0].offset_s, 0);
	assert_int_equal(zone->changes[1].at_utc, utc("2020-06-01", 12, 0));
	assert_int_equal(zone->changes[1].offset_s, 3600);
	assert_local(zone, "2020-06-01", 13 * 60, utc("2020-06-01", 12, 0));

	/* Without a rule the last offset stays. */
	file.footer = "";
	file.change_count = 6;
	zone = zone_of_file(&file);
	assert_non_null(zone);
	assert_int_equal(zone->count, 2);
	/* With one it takes over after the last change, and not before. */
	file.footer = "AAA-1BBB,M3.5.0,M10.5.0/3";
	zone = zone_of_file(&file);
	assert_non_null(zone);
	assert_true(zone->count > 150);
	assert_int_equal(zone->changes[2].at_utc, utc("2021-03-28", 1, 0));

	/* Without changes the first type holds. */
	file = (struct file){
		.version = '4', .offsets = { 19800 }, .type_count = 1, .footer = "IST-5:30"
	};
	zone = zone_of_file(&file);
	assert_non_null(zone);
	assert_int_equal(zone->first_offset_s, 19800);
	file.footer = "";
	zone = zone_of_file(&file);
	assert_non_null(zone);
	assert_int_equal(zone->first_offset_s, 19800);
}

static void test_broken_files(void **unused)
{
	(void)unused;
	const struct change good[] = { { 1000000000, 0 }, { 1100000000, 1 } };
	const struct change descending[] = { { 1100000000, 0 }, { 1000000000, 1 } };
	const struct change twice[] = { { 1100000000, 0 }, { 1100000000, 1 } };
	const struct change no_type[] = { { 1000000000, 0 }, { 1100000000, 2 } };
	const struct file fine = { .version = '2',
				   .offsets = { 0, 3600 },
				   .type_count = 2,
				   .changes = good,
				   .change_count = 2,
				   .footer = "AAA-1" };
	assert_non_null(zone_of_file(&fine));

	struct file file = fine;
	file.version = '\0';
	assert_null(zone_of_file(&file));
	file = fine;
	file.leap_count = 1;
	assert_null(zone_of_file(&file));
	file = fine;
	file.old_leap_count = 3; /* is skipped with the rest */
	assert_non_null(zone_of_file(&file));
	file.old_leap_count = 300;
	assert_non_null(zone_of_file(&file));
	file = fine;
	file.changes = descending;
	assert_null(zone_of_file(&file));
	file.changes = twice;
	assert_null(zone_of_file(&file));
	file.changes = no_type;
	assert_null(zone_of_file(&file));
	file = fine;
	file.type_count = 0;
	file.change_count = 0;
	assert_null(zone_of_file(&file));
	file = fine;
	file.offsets[1] = 26 * 3600;
	assert_null(zone_of_file(&file));
	file.offsets[1] = -26 * 3600;
	assert_null(zone_of_file(&file));
	file.offsets[1] = INT32_MIN;
	assert_null(zone_of_file(&file));
	file = fine;
	file.footer = NULL;
	assert_null(zone_of_file(&file));
	assert_null(zone_of("", 0));
	assert_null(zone_of("not a zone at all, though long enough to have a header", 54));
}

/* A rule is text. */
static void test_nul_in_rule(void **unused)
{
	(void)unused;
	static const char *const rules[] = { "X-1", "AAAX-1", "AAA-1X" };
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		mw_auto(buf) data = MW_BUF_INIT;
		const struct file file = { .version = '2', .type_count = 1, .footer = rules[i] };
		put_file(&file, &data);
		char *x = memchr(data.text, 'X', data.len);
		assert_non_null(x);
		*x = '\0';
		assert_null(zone_of(data.text, data.len));
	}
	(void)zone_of(NULL, 0);
}

/* A change in the very first second that a table covers is before it. */
static void test_first_second(void **unused)
{
	(void)unused;
	const struct change changes[] = { { utc("1990-01-01", 0, 0), 1 },
					  { utc("1990-01-01", 0, 0) + 1, 0 },
					  { 4165516799, 1 } };
	const struct file file = { .version = '2',
				   .offsets = { 0, 3600 },
				   .type_count = 2,
				   .changes = changes,
				   .change_count = 3,
				   .footer = "" };
	const struct mw_zone *zone = zone_of_file(&file);
	assert_non_null(zone);
	assert_int_equal(zone->first_offset_s, 3600);
	assert_int_equal(zone->count, 2);
	(void)zone_of(NULL, 0);
}

/* Nothing but the whole file will do, and nothing in it can make the reader leave it (sanitizers
 * watch). */
static void test_cut_and_bent(void **unused)
{
	(void)unused;
	const struct change changes[] = { { 1000000000, 0 }, { 1100000000, 1 } };
	const struct file fine = { .version = '2',
				   .offsets = { 0, 3600 },
				   .type_count = 2,
				   .changes = changes,
				   .change_count = 2,
				   .footer = "EST5EDT,M3.2.0,M11.1.0" };
	mw_auto(buf) data = MW_BUF_INIT;
	put_file(&fine, &data);
	for (size_t len = 0; len < data.len; len++)
		assert_null(zone_of(data.text, len));
	static const unsigned char values[] = { 0x00, 0x01, 0x7f, 0x80, 0xff };
	int taken = 0;
	for (size_t i = 0; i < data.len; i++) {
		char was = data.text[i];
		for (size_t j = 0; j < sizeof values; j++) {
			data.text[i] = (char)values[j];
			taken += zone_of(data.text, data.len) != NULL;
		}
		data.text[i] = was;
	}
	assert_in_range(taken, 1, data.len * sizeof values - 1);
	(void)zone_of(NULL, 0);
}

static void test_other_files(void **unused)
{
	(void)unused;
	struct mw_zones *zones = mw_zones_new();
	struct mw_zone_finder finder = mw_zones_finder(zones);
	must(mkdir(temp_path(&dir, "Directory"), 0700) == 0, "mkdir");
	must(mkfifo(temp_path(&dir, "Fifo"), 0600) == 0, "mkfifo");
	assert_null(finder.find(finder.context, "Directory"));
	assert_null(finder.find(finder.context, "Fifo"));
	assert_null(finder.find(finder.context, "Missing"));
	static const char large[70000] = "TZif2";
	put_bytes(temp_path(&dir, "Large"), large, sizeof large);
	assert_null(finder.find(finder.context, "Large"));
	mw_zones_free(zones);
}

#define UNIT(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT(test_rules),        UNIT(test_rules_without_change), UNIT(test_broken_rules),
		UNIT(test_changes),      UNIT(test_broken_files),         UNIT(test_nul_in_rule),
		UNIT(test_first_second), UNIT(test_cut_and_bent),         UNIT(test_other_files),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
