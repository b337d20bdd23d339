/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Alarms against distances worked out by hand from a wall clock and a calendar on paper.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "matchward/format/calendar_alarm.h"
#include "plan_fixture.h"

#define H 3600
#define D 86400
#define OFFSETS_MOST MW_LEADS_MOST

struct alarm_case {
	const char *name;
	const struct mw_zone *home;
	const char *opens, *due; /* days */
	int due_minute;          /* -1: whole day */
	const struct mw_zone *due_zone;
	const char *leads;
	int repeat_days;
	int count;
	int64_t want[OFFSETS_MOST];
};

static const struct alarm_case cases[] = {
	{ .name = "whole day, the default hour: -P2DT15H is three days before at 09:00",
	  .home = &fixture_berlin,
	  .opens = "2027-05-01",
	  .due = "2027-06-10",
	  .due_minute = -1,
	  .leads = "30d 14d 7d 3d 1d 0d",
	  .count = 6,
	  .want = { 9 * H, -D + 9 * H, -(2 * D + 15 * H), -7 * D + 9 * H, -14 * D + 9 * H,
		    -30 * D + 9 * H } },
	{ .name = "what falls before it opens falls when it opens",
	  .home = &fixture_berlin,
	  .opens = "2027-06-05",
	  .due = "2027-06-10",
	  .due_minute = -1,
	  .leads = "30d 7d 3d",
	  .count = 2,
	  .want = { -3 * D + 9 * H, -5 * D + 9 * H } },
	{ .name = "hours mean nothing for a whole day",
	  .home = &fixture_berlin,
	  .opens = "2027-06-01",
	  .due = "2027-06-10",
	  .due_minute = -1,
	  .leads = "1d 3h 0m",
	  .count = 1,
	  .want = { -D + 9 * H } },
	{ .name = "none",
	  .home = &fixture_berlin,
	  .opens = "2027-06-01",
	  .due = "2027-06-10",
	  .due_minute = -1,
	  .leads = "none",
	  .count = 0 },
	/* 21:00 in New York on 1 March is 07:30 on the 2nd in India: at 09:00 it would be over. */
	{ .name = "India, the rank list: the day before speaks, once",
	  .home = &fixture_kolkata,
	  .opens = "2028-02-15",
	  .due = "2028-03-01",
	  .due_minute = 21 * 60,
	  .due_zone = &fixture_new_york,
	  .leads = "3d 1d 0d 3h",
	  .count = 3,
	  .want = { -3 * H, -(22 * H + 1800), -(2 * D + 22 * H + 1800) } },
	{ .name = "the same deadline where its zone is home",
	  .home = &fixture_new_york,
	  .opens = "2028-02-15",
	  .due = "2028-03-01",
	  .due_minute = 21 * 60,
	  .due_zone = &fixture_new_york,
	  .leads = "3d 1d 0d 3h",
	  .count = 4,
	  .want = { -3 * H, -12 * H, -36 * H, -(3 * D + 12 * H) } },
	/* Clocks go forward at 02:00 on 28 March: the night is an hour short. */
	{ .name = "spring in Berlin",
	  .home = &fixture_berlin,
	  .opens = "2027-03-01",
	  .due = "2027-03-28",
	  .due_minute = 18 * 60,
	  .due_zone = &fixture_berlin,
	  .leads = "7d 1d 0d",
	  .count = 3,
	  .want = { -9 * H, -32 * H, -(7 * D + 8 * H) } },
	{ .name = "the same day as a whole: clock time, not hours gone by",
	  .home = &fixture_berlin,
	  .opens = "2027-03-01",
	  .due = "2027-03-28",
	  .due_minute = -1,
	  .leads = "1d 0d",
	  .count = 2,
	  .want = { 9 * H, -15 * H } },
	/* Clocks go back at 02:00 on 7 November: the night is an hour long. */
	{ .name = "autumn in New York",
	  .home = &fixture_new_york,
	  .opens = "2027-10-01",
	  .due = "2027-11-07",
	  .due_minute = 20 * 60,
	  .due_zone = &fixture_new_york,
	  .leads = "1d 0d",
	  .count = 2,
	  .want = { -11 * H, -36 * H } },
	{ .name = "at the very hour the last day is too late",
	  .home = &fixture_berlin,
	  .opens = "2027-05-01",
	  .due = "2027-06-10",
	  .due_minute = 9 * 60,
	  .due_zone = &fixture_berlin,
	  .leads = "3d 0d",
	  .count = 2,
	  .want = { -D, -3 * D } },
	{ .name = "the day before is before it opens",
	  .home = &fixture_berlin,
	  .opens = "2027-06-09",
	  .due = "2027-06-10",
	  .due_minute = 7 * 60,
	  .due_zone = &fixture_berlin,
	  .leads = "3d 0d 2h",
	  .count = 2,
	  .want = { -2 * H, -22 * H } },
	{ .name = "an instant without a window is announced before",
	  .home = &fixture_kolkata,
	  .opens = "2028-03-13",
	  .due = "2028-03-13",
	  .due_minute = 10 * 60,
	  .due_zone = &fixture_new_york,
	  .leads = "1d 0d 1h",
	  .count = 3,
	  .want = { -H, -(10 * H + 1800), -(34 * H + 1800) } },
	{ .name = "daily: none",
	  .home = &fixture_berlin,
	  .opens = "2027-06-01",
	  .due = "2027-06-30",
	  .due_minute = -1,
	  .leads = "0d",
	  .repeat_days = 1,
	  .count = 0 },
	{ .name = "weekly: on the day",
	  .home = &fixture_berlin,
	  .opens = "2027-06-01",
	  .due = "2027-06-30",
	  .due_minute = -1,
	  .leads = "3d 0d",
	  .repeat_days = 7,
	  .count = 1,
	  .want = { 9 * H } },
	{ .name = "every four weeks: on the day",
	  .home = &fixture_berlin,
	  .opens = "2027-03-15",
	  .due = "2027-09-15",
	  .due_minute = -1,
	  .leads = "0d",
	  .repeat_days = 28,
	  .count = 1,
	  .want = { 9 * H } },
	{ .name = "weekly without leads: none",
	  .home = &fixture_berlin,
	  .opens = "2027-06-01",
	  .due = "2027-06-30",
	  .due_minute = -1,
	  .leads = "none",
	  .repeat_days = 7,
	  .count = 0 },
	{ .name = "weekly until an early hour",
	  .home = &fixture_berlin,
	  .opens = "2027-06-01",
	  .due = "2027-06-29",
	  .due_minute = 7 * 60 + 30,
	  .due_zone = &fixture_berlin,
	  .leads = "0d",
	  .repeat_days = 7,
	  .count = 1,
	  .want = { 7 * H + 1800 } },
};

static void set_up(struct fixture *f, const struct alarm_case *c)
{
	fixture_init(f);
	f->profile.zone = c->home;
	fixture_add(f, "it", "It", c->opens, c->due);
	fixture_set_leads(f, "it", c->leads);
	fixture_rule(f, "it")->repeat_days = c->repeat_days;
	if (c->due_minute >= 0)
		fixture_find(f, "it")->due =
			fixture_at(c->due, c->due_minute / 60, c->due_minute % 60, c->due_zone);
}

static void test_cases(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct alarm_case *c = &cases[i];
		struct mw_calendar_alarms alarms;
		struct fixture f;

		print_message("%s\n", c->name);
		set_up(&f, c);
		mw_calendar_alarms_compute(&f.plan, fixture_find(&f, "it"), MW_ALARMS_ALL, &alarms);
		assert_int_equal(alarms.count, c->count);
		for (int k = 0; k < c->count; k++)
			assert_int_equal(alarms.offsets_s[k], c->want[k]);
		fixture_release(&f);
	}
}

static void test_options(void **state)
{
	struct mw_calendar_alarms alarms;
	struct fixture f;

	(void)state;
	set_up(&f, &cases[0]);
	mw_calendar_alarms_compute(&f.plan, fixture_find(&f, "it"), MW_ALARMS_ONE, &alarms);
	assert_int_equal(alarms.count, 1);
	assert_int_equal(alarms.offsets_s[0], 9 * H); /* the nearest to the due */
	mw_calendar_alarms_compute(&f.plan, fixture_find(&f, "it"), MW_ALARMS_NONE, &alarms);
	assert_int_equal(alarms.count, 0);
	fixture_release(&f);
}

static void test_opens_at_an_hour(void **state)
{
	struct mw_calendar_alarms alarms;
	struct fixture f;

	(void)state;
	fixture_init(&f);
	f.profile.zone = &fixture_kolkata;
	fixture_add(&f, "it", "It", "2027-09-01", "2027-09-08");
	fixture_find(&f, "it")->opens = fixture_at("2027-09-01", 9, 0, &fixture_new_york);
	fixture_set_leads(&f, "it", "14d 7d 0d");
	mw_calendar_alarms_compute(&f.plan, fixture_find(&f, "it"), MW_ALARMS_ALL, &alarms);
	assert_int_equal(alarms.count, 2);
	assert_int_equal(alarms.offsets_s[0], 9 * H);
	assert_int_equal(alarms.offsets_s[1], -7 * D + 18 * H + 1800); /* 09:00 there, 18:30 here */
	fixture_release(&f);
}

/* It opens at 18:30 in India: at 09:00 of the first day there is nothing to do yet. */
static void test_weekly_from_an_hour(void **state)
{
	struct mw_calendar_alarms alarms;
	struct fixture f;

	(void)state;
	fixture_init(&f);
	f.profile.zone = &fixture_kolkata;
	fixture_add(&f, "it", "It", "2027-09-01", "2027-09-30");
	fixture_find(&f, "it")->opens = fixture_at("2027-09-01", 9, 0, &fixture_new_york);
	fixture_rule(&f, "it")->repeat_days = 7;
	mw_calendar_alarms_compute(&f.plan, fixture_find(&f, "it"), MW_ALARMS_ALL, &alarms);
	assert_int_equal(alarms.count, 1);
	assert_int_equal(alarms.offsets_s[0], 18 * H + 1800);
	fixture_release(&f);
}

/* The profile's list where nothing else is said, and its hour. */
static void test_profile(void **state)
{
	struct mw_calendar_alarms alarms;
	struct fixture f;

	(void)state;
	set_up(&f, &cases[0]);
	fixture_rule(&f, "it")->has_remind = false;
	assert_int_equal(mw_leads_parse("2d", &f.profile.reminders.lead, NULL), 0);
	f.profile.reminders.at_minute = 20 * 60 + 15;
	mw_calendar_alarms_compute(&f.plan, fixture_find(&f, "it"), MW_ALARMS_ALL, &alarms);
	assert_int_equal(alarms.count, 1);
	assert_int_equal(alarms.offsets_s[0], -2 * D + 20 * H + 900);
	fixture_release(&f);
}

static void test_closed(void **state)
{
	struct mw_calendar_alarms alarms;
	struct mw_milestone *it;
	struct fixture f;

	(void)state;
	for (int how = 0; how < 5; how++) {
		set_up(&f, &cases[0]);
		it = fixture_find(&f, "it");
		it->is_done = how == 0;
		it->is_skipped = how == 1;
		it->closed_by = how == 2 ? "other" : NULL;
		it->fate = how == 3 ? MW_FATE_SETTLED : MW_FATE_NATURAL;
		it->status = MW_STATUS_DONE;
		mw_calendar_alarms_compute(&f.plan, it, MW_ALARMS_ALL, &alarms);
		assert_int_equal(alarms.count, how < 4 ? 0 : 6); /* 4: only its time has passed */
		fixture_release(&f);
	}
}

/* Whatever the dates: inside the window, in order, each once. */
static void test_any(void **state)
{
	static const char *const leads = "30d 14d 7d 3d 1d 0d 36h 3h 45m 0m";
	static const struct mw_zone *const zones[] = { &fixture_berlin, &fixture_new_york,
						       &fixture_kolkata };

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct alarm_case c = { .home = zones[i % 3],
					.due_zone = zones[i / 3 % 3],
					.leads = leads,
					.opens = "2027-01-01",
					.due = "2027-01-01" };
		struct mw_calendar_alarms alarms;
		struct mw_milestone *it;
		struct fixture f;
		int64_t due, opens;
		int length = i % 41;

		set_up(&f, &c);
		it = fixture_find(&f, "it");
		it->due.day += i / 7 % 500;
		it->due.minute = i * 37 % 1440;
		it->opens = mw_date_of_day(mw_date_local_day(&it->due, c.home) - length,
					   MW_PROVENANCE_ADVICE);
		f.profile.reminders.at_minute = i * 101 % 1440;
		mw_calendar_alarms_compute(&f.plan, it, MW_ALARMS_ALL, &alarms);
		due = mw_date_begin_utc(&it->due, c.home);
		opens = mw_date_begin_utc(&it->opens, c.home);
		assert_true(alarms.count >= 1);
		for (size_t k = 0; k < alarms.count; k++) {
			assert_true(alarms.offsets_s[k] <= 0);
			assert_true(!length || due + alarms.offsets_s[k] >= opens);
			assert_true(!k || alarms.offsets_s[k] < alarms.offsets_s[k - 1]);
		}
		fixture_release(&f);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_options),
		cmocka_unit_test(test_profile),
		cmocka_unit_test(test_closed),
		cmocka_unit_test(test_any),
		cmocka_unit_test(test_weekly_from_an_hour),
		cmocka_unit_test(test_opens_at_an_hour),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
