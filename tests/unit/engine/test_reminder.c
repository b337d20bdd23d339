/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * When something is said of one milestone. Kolkata is five and a half hours ahead of UTC all year:
 * 09:00 there is 03:30Z; 21:00 in New York on 1 March 2028 is 02:00Z and 07:30 in Kolkata on the
 * 2nd.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "matchward/core/timeline.h"
#include "matchward/engine/reminder.h"
#include "plan_fixture.h"

static int setup(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);
	if (!f)
		abort();
	fixture_init(f);
	f->profile.zone = &fixture_kolkata;
	fixture_set_now(f, "2027-06-01", 12 * 60);
	f->plan.first_day = fixture_day("2027-01-01");
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	fixture_release(*state);
	free(*state);
	return 0;
}

static int64_t at(const char *day, int hour, int minute)
{
	return (int64_t)fixture_day(day) * 86400 + hour * 3600 + minute * 60;
}

static size_t ask(struct fixture *f, struct mw_reminder reminders[MW_REMINDERS_MOST])
{
	mw_timeline_refresh(&f->plan, f->plan.now_utc);
	return mw_reminders_of(&f->plan, &f->plan.milestones.items[0], f->plan.now_utc, reminders);
}

struct expected {
	const char *label;
	const char *day;
	int hour, minute; /* UTC */
};

static void check(struct fixture *f, const struct expected *expected, size_t count)
{
	struct mw_reminder reminders[MW_REMINDERS_MOST];
	assert_int_equal(ask(f, reminders), count);
	for (size_t i = 0; i < count; i++) {
		assert_string_equal(reminders[i].label, expected[i].label);
		assert_int_equal(reminders[i].at_utc,
				 at(expected[i].day, expected[i].hour, expected[i].minute));
	}
}
#define CHECK(f, ...)                                                                              \
	check((f), (const struct expected[]){ __VA_ARGS__ },                                       \
	      sizeof((const struct expected[]){ __VA_ARGS__ }) / sizeof(struct expected))

/* A day's leads fall at 09:00 in Kolkata; after the due comes one word every seven days. */
static void day_leads_fall_at_the_hour(void **state)
{
	struct fixture *f = *state;
	fixture_add(f, "list", "List", "2027-03-01", "2027-06-30");
	fixture_set_leads(f, "list", "14d 0d");
	CHECK(f, { "14d", "2027-06-16", 3, 30 }, { "0d", "2027-06-30", 3, 30 },
	      { "+7d", "2027-07-07", 3, 30 });
}

/* DESIGN: never before opens. The thirty-day lead falls when the window opens instead. */
static void no_lead_falls_before_the_opening(void **state)
{
	struct fixture *f = *state;
	struct mw_milestone *submit =
		fixture_add(f, "submit", "Submit", "2027-09-01", "2027-09-08");
	submit->opens = fixture_at("2027-09-01", 9, 0, &fixture_new_york); /* 13:00Z */
	submit->latest = submit->due;
	submit->rule = fixture_rule(f, "submit");
	((struct mw_rule *)submit->rule)->strength = MW_STRENGTH_SOFT;
	fixture_set_leads(f, "submit", "30d 3d");
	CHECK(f, { "30d", "2027-09-01", 13, 0 }, { "3d", "2027-09-05", 3, 30 });
}

/* A booked exam opens and is due on the same day: its leads must come before. */
static void a_day_of_its_own_is_announced_before(void **state)
{
	struct fixture *f = *state;
	struct mw_milestone *exam = fixture_add(f, "exam", "Exam", "2027-06-15", "2027-06-15");
	exam->latest = exam->due;
	((struct mw_rule *)exam->rule)->strength = MW_STRENGTH_SOFT;
	fixture_set_leads(f, "exam", "7d 0d");
	CHECK(f, { "7d", "2027-06-08", 3, 30 }, { "0d", "2027-06-15", 3, 30 });
}

/* DESIGN section 4: 21:00 ET is 07:30 next morning in India, before the hour: the day before
 * speaks. */
static void the_day_before_speaks_for_an_early_deadline(void **state)
{
	struct fixture *f = *state;
	fixture_set_now(f, "2028-02-20", 12 * 60);
	struct mw_milestone *list = fixture_add(f, "rol", "Rank list", "2028-02-01", "2028-03-02");
	list->due = fixture_at("2028-03-01", 21, 0, &fixture_new_york);
	list->latest = list->due;
	((struct mw_rule *)list->rule)->is_event = true;
	fixture_set_leads(f, "rol", "3d 0d 3h");
	CHECK(f, { "3d", "2028-02-28", 3, 30 }, { "0d", "2028-03-01", 3, 30 },
	      { "3h", "2028-03-01", 23, 0 });
}

/* Quiet from 22:00 to 07:30 (16:30Z to 02:00Z): what falls inside waits for the end. */
static void quiet_hours_put_off(void **state)
{
	struct fixture *f = *state;
	f->profile.reminders.quiet_from = 22 * 60;
	f->profile.reminders.quiet_to = 7 * 60 + 30;
	struct mw_milestone *call = fixture_add(f, "call", "Call", "2027-06-20", "2027-06-21");
	call->due = fixture_at("2027-06-21", 3, 0, &mw_zone_utc); /* 08:30 in Kolkata */
	((struct mw_rule *)call->rule)->is_event = true;
	fixture_set_leads(f, "call", "3h 0m");
	/* At its instant an event is over, so the lead of no time comes a minute before. */
	CHECK(f, { "3h", "2027-06-21", 2, 0 }, { "0m", "2027-06-21", 2, 59 });
	/* Work can still be done late, unless that instant is its latest as well. */
	((struct mw_rule *)call->rule)->is_event = false;
	f->profile.reminders.overdue_days = 30;
	CHECK(f, { "3h", "2027-06-21", 2, 0 }, { "0m", "2027-06-21", 3, 0 },
	      { "+30d", "2027-07-21", 3, 30 });
	call->latest = call->due;
	CHECK(f, { "3h", "2027-06-21", 2, 0 }, { "0m", "2027-06-21", 2, 59 },
	      { "late", "2027-06-21", 3, 30 });
}

/* The deadline itself lies inside the quiet hours: told a minute before they begin. */
static void before_quiet_hours_when_the_deadline_comes_first(void **state)
{
	struct fixture *f = *state;
	f->profile.reminders.quiet_from = 22 * 60;
	f->profile.reminders.quiet_to = 7 * 60 + 30;
	struct mw_milestone *call = fixture_add(f, "call", "Call", "2027-06-20", "2027-06-21");
	call->due =
		fixture_at("2027-06-20", 20, 0, &mw_zone_utc); /* 01:30 in Kolkata on the 21st */
	((struct mw_rule *)call->rule)->is_event = true;
	fixture_set_leads(f, "call", "1h");
	CHECK(f, { "1h", "2027-06-20", 16, 29 });
}

/* Weekly work speaks on the day of the current and the next occurrence; daily work is silent. */
static void repeating_work_speaks_on_its_day(void **state)
{
	struct fixture *f = *state;
	fixture_add(f, "journal", "Journal", "2027-05-27",
		    "2027-07-31"); /* a Thursday; now is 1 June */
	fixture_rule(f, "journal")->repeat_days = 7;
	struct mw_reminder reminders[MW_REMINDERS_MOST];
	assert_int_equal(ask(f, reminders), 2);
	assert_string_equal(reminders[0].due, "2027-05-27");
	assert_string_equal(reminders[1].due, "2027-06-03");
	assert_int_equal(reminders[1].at_utc, at("2027-06-03", 3, 30));
	fixture_rule(f, "journal")->repeat_days = 28; /* 27 May, 24 June */
	fixture_set_now(f, "2027-07-25", 0);
	assert_int_equal(ask(f, reminders), 2);
	assert_string_equal(reminders[0].due, "2027-06-24");
	assert_string_equal(reminders[1].due, "2027-07-22"); /* the next would be after the end */
	fixture_rule(f, "journal")->repeat_days = 1;
	assert_int_equal(ask(f, reminders), 0);
}

/* Late work is named every seven days until its latest, and once after it; soft work has no last
 * word. */
static void late_work_is_named_again(void **state)
{
	struct fixture *f = *state;
	fixture_set_now(f, "2027-06-17", 12 * 60);
	struct mw_milestone *task = fixture_add(f, "task", "Task", "2027-05-01", "2027-06-01");
	task->latest = mw_date_of_day(fixture_day("2027-06-20"), MW_PROVENANCE_ADVICE);
	fixture_set_leads(f, "task", "0d");
	CHECK(f, { "0d", "2027-06-01", 3, 30 }, { "+7d", "2027-06-08", 3, 30 },
	      { "+14d", "2027-06-15", 3, 30 }, { "late", "2027-06-21", 3, 30 });
	fixture_rule(f, "task")->strength = MW_STRENGTH_SOFT;
	struct mw_reminder reminders[MW_REMINDERS_MOST];
	assert_int_equal(ask(f, reminders), 3);
}

static void nothing_from_before_the_first_day(void **state)
{
	struct fixture *f = *state;
	f->plan.first_day = fixture_day("2027-06-20");
	fixture_add(f, "list", "List", "2027-03-01", "2027-06-30");
	fixture_rule(f, "list")->is_event = true;
	fixture_set_leads(f, "list", "14d 0d");
	CHECK(f, { "0d", "2027-06-30", 3, 30 });
	/* It begins at midnight, not a minute earlier. */
	fixture_set_leads(f, "list", "11d 10d");
	f->profile.reminders.at_minute = 23 * 60 + 59;
	CHECK(f, { "10d", "2027-06-20", 18, 29 });
	f->profile.reminders.at_minute = 0;
	CHECK(f, { "10d", "2027-06-19", 18, 30 });
}

static void closed_work_is_silent(void **state)
{
	struct fixture *f = *state;
	struct mw_reminder reminders[MW_REMINDERS_MOST];
	fixture_add(f, "list", "List", "2027-03-01", "2027-06-30")->is_done = true;
	assert_int_equal(ask(f, reminders), 0);
}

/* A label in the ledger stands for the instant at which it was to be told. */
static void a_label_gives_its_instant_back(void **state)
{
	struct fixture *f = *state;
	const struct mw_milestone *task =
		fixture_add(f, "task", "Task", "2027-05-01", "2027-06-30");
	assert_int_equal(mw_reminder_instant(&f->plan, task, "2027-06-30", "14d"),
			 at("2027-06-16", 3, 30));
	assert_int_equal(mw_reminder_instant(&f->plan, task, "2027-06-30", "+7d"),
			 at("2027-07-07", 3, 30));
	assert_int_equal(
		mw_reminder_instant(&f->plan, task, "2027-06-30", "again@2027-06-20T03:30Z"),
		at("2027-06-20", 3, 30));
	/* from the first minute of a day to its last, in UTC */
	assert_int_equal(
		mw_reminder_instant(&f->plan, task, "2027-06-30", "again@2027-06-20T00:00Z"),
		at("2027-06-20", 0, 0));
	assert_int_equal(
		mw_reminder_instant(&f->plan, task, "2027-06-30", "again@2027-06-20T23:59Z"),
		at("2027-06-20", 23, 59));
	assert_int_equal(mw_reminder_instant(&f->plan, task, "2027-06-30", "nonsense"),
			 MW_MOMENT_NONE);
	static const char *const no_dues[] = { "never",
					       "tomorrow-or-so",
					       "2027-06-31",
					       "2027-06-30 at nine",
					       "2027-06-30T24:00Z",
					       "2027-06-30T23:60Z",
					       "2027-06-30T-1:00Z",
					       "2027-06-30T01:-1Z" };
	for (size_t i = 0; i < sizeof no_dues / sizeof *no_dues; i++)
		assert_int_equal(mw_reminder_instant(&f->plan, task, no_dues[i], "14d"),
				 MW_MOMENT_NONE);
	/* two leads are no label of one reminder */
	assert_int_equal(mw_reminder_instant(&f->plan, task, "2027-06-30", "14d 7d"),
			 MW_MOMENT_NONE);
}

static void quiet_hours_over_midnight_and_not(void **state)
{
	struct fixture *f = *state;
	int64_t end = 0;
	f->profile.reminders.quiet_from = 22 * 60;
	f->profile.reminders.quiet_to = 7 * 60 + 30;
	assert_false(mw_reminder_is_quiet(&f->profile, at("2027-06-01", 16, 29), &end)); /* 21:59 */
	assert_true(mw_reminder_is_quiet(&f->profile, at("2027-06-01", 16, 30), &end));  /* 22:00 */
	assert_int_equal(end, at("2027-06-02", 2, 0));
	assert_true(mw_reminder_is_quiet(&f->profile, at("2027-06-02", 1, 59), &end)); /* 07:29 */
	assert_int_equal(end, at("2027-06-02", 2, 0));
	assert_false(mw_reminder_is_quiet(&f->profile, at("2027-06-02", 2, 0), &end)); /* 07:30 */
	f->profile.reminders.quiet_from = 13 * 60;
	f->profile.reminders.quiet_to = 14 * 60;
	assert_false(mw_reminder_is_quiet(&f->profile, at("2027-06-01", 7, 29), &end)); /* 12:59 */
	assert_true(mw_reminder_is_quiet(&f->profile, at("2027-06-01", 7, 30), &end));  /* 13:00 */
	assert_int_equal(end, at("2027-06-01", 8, 30));
	assert_false(mw_reminder_is_quiet(&f->profile, at("2027-06-01", 8, 30), &end));
	f->profile.reminders.quiet_to = 13 * 60;
	assert_false(mw_reminder_is_quiet(&f->profile, at("2027-06-01", 7, 30), &end));
}

/* Quiet until 07:30 in Kolkata (02:00Z), and the deadline is that very instant: to wait would be
 * too late. */
static void before_quiet_hours_that_end_with_the_deadline(void **state)
{
	struct fixture *f = *state;
	f->profile.reminders.quiet_from = 22 * 60;
	f->profile.reminders.quiet_to = 7 * 60 + 30;
	struct mw_milestone *call = fixture_add(f, "call", "Call", "2027-06-20", "2027-06-21");
	call->due = fixture_at("2027-06-21", 2, 0, &mw_zone_utc);
	((struct mw_rule *)call->rule)->is_event = true;
	fixture_set_leads(f, "call", "1h");
	CHECK(f, { "1h", "2027-06-20", 16, 29 });
}

/* Late, a milestone is told at its own rhythm, else at the profile's: two days after 30 June, not
 * thirty. At the hour of the profile, 09:00 in Kolkata. */
static void a_rhythm_of_its_own_when_late(void **state)
{
	struct fixture *f = *state;
	f->profile.reminders.overdue_days = 30;
	fixture_set_now(f, "2027-07-03", 12 * 60);
	struct mw_milestone *list = fixture_add(f, "list", "List", "2027-03-01", "2027-06-30");
	fixture_set_leads(f, "list", "0d");
	((struct mw_rule *)list->rule)->overdue_days = 2;
	CHECK(f, { "0d", "2027-06-30", 3, 30 }, { "+2d", "2027-07-02", 3, 30 },
	      { "+4d", "2027-07-04", 3, 30 });
	((struct mw_rule *)list->rule)->overdue_days = 0;
	CHECK(f, { "0d", "2027-06-30", 3, 30 }, { "+30d", "2027-07-30", 3, 30 });
}

/* The first word after a due of 30 June falls at the first instant of July (18:30Z), inside quiet
 * hours from 23:00 to 00:30. Nothing presses any more: it waits until 19:00Z. */
static void a_word_after_the_due_waits_for_the_end(void **state)
{
	struct fixture *f = *state;
	fixture_set_now(f, "2027-06-30", 12 * 60);
	f->profile.reminders.at_minute = 0;
	f->profile.reminders.overdue_days = 1;
	f->profile.reminders.quiet_from = 23 * 60;
	f->profile.reminders.quiet_to = 30;
	fixture_add(f, "list", "List", "2027-03-01", "2027-06-30");
	fixture_set_leads(f, "list", "1d");
	CHECK(f, { "1d", "2027-06-28", 19, 0 }, { "+1d", "2027-06-30", 19, 0 });
}

/* New York, 7 November 2027: 01:00-02:00 comes twice, first as EDT (05:00Z), then as EST (06:00Z).
 */
static void quiet_hours_in_the_hour_that_comes_twice(void **state)
{
	struct fixture *f = *state;
	int64_t end = 0;
	f->profile.zone = &fixture_new_york;
	f->profile.reminders.quiet_from = 60 + 30; /* begin at the first 01:30, end at 07:00 EST */
	f->profile.reminders.quiet_to = 7 * 60;
	assert_false(mw_reminder_is_quiet(&f->profile, at("2027-11-07", 5, 29), &end));
	assert_true(mw_reminder_is_quiet(&f->profile, at("2027-11-07", 5, 30), &end));
	assert_true(mw_reminder_is_quiet(&f->profile, at("2027-11-07", 6, 10), &end)); /* again */
	assert_int_equal(end, at("2027-11-07", 12, 0));
	f->profile.reminders.quiet_from = 22 * 60; /* end at the first 01:30, and stay ended */
	f->profile.reminders.quiet_to = 60 + 30;
	assert_true(mw_reminder_is_quiet(&f->profile, at("2027-11-07", 5, 29), &end));
	assert_int_equal(end, at("2027-11-07", 5, 30));
	assert_false(mw_reminder_is_quiet(&f->profile, at("2027-11-07", 6, 10), &end));
}

/* New York: 02:30 of 14 March 2027 does not exist, the clock goes to 03:00 EDT (07:00Z). 01:30 of
 * 7 November comes twice, and the first counts (EDT, 05:30Z). A week before the change is EST. */
static void the_hour_that_is_skipped_or_comes_twice(void **state)
{
	struct fixture *f = *state;
	f->profile.zone = &fixture_new_york;
	fixture_set_now(f, "2027-03-01", 0);
	f->profile.reminders.at_minute = 2 * 60 + 30;
	struct mw_milestone *day = fixture_add(f, "day", "Day", "2027-01-01", "2027-03-14");
	((struct mw_rule *)day->rule)->is_event = true;
	fixture_set_leads(f, "day", "7d 0d");
	CHECK(f, { "7d", "2027-03-07", 7, 30 }, { "0d", "2027-03-14", 7, 0 });
	f->profile.reminders.at_minute = 60 + 30;
	day->due = mw_date_of_day(fixture_day("2027-11-07"), MW_PROVENANCE_ADVICE);
	day->due_day = day->due.day;
	CHECK(f, { "7d", "2027-10-31", 5, 30 }, { "0d", "2027-11-07", 5, 30 });
}

/* 2028 has a 29 February; the hour here is midnight, 18:30Z of the day before. */
static void leap_day_and_midnight(void **state)
{
	struct fixture *f = *state;
	fixture_set_now(f, "2028-02-20", 12 * 60);
	f->profile.reminders.at_minute = 0;
	fixture_add(f, "list", "List", "2027-06-01", "2028-02-29");
	fixture_set_leads(f, "list", "1d 0d");
	CHECK(f, { "1d", "2028-02-27", 18, 30 }, { "0d", "2028-02-28", 18, 30 },
	      { "+7d", "2028-03-06", 18, 30 });
	f->plan.milestones.items[0].due =
		mw_date_of_day(fixture_day("2028-03-01"), MW_PROVENANCE_ADVICE);
	f->plan.milestones.items[0].due_day = fixture_day("2028-03-01");
	CHECK(f, { "1d", "2028-02-28", 18, 30 }, { "0d", "2028-02-29", 18, 30 },
	      { "+7d", "2028-03-07", 18, 30 });
}

/* Days are counted, not months: a day before 1 March is 28 February, and 30 days before 31 May are
 * 1 May. */
static void month_ends_are_days_like_others(void **state)
{
	struct fixture *f = *state;
	fixture_set_now(f, "2027-02-01", 12 * 60);
	struct mw_milestone *day = fixture_add(f, "day", "Day", "2026-12-01", "2027-03-01");
	((struct mw_rule *)day->rule)->is_event = true;
	fixture_set_leads(f, "day", "1d");
	CHECK(f, { "1d", "2027-02-28", 3, 30 });
	day->due = mw_date_of_day(fixture_day("2027-05-31"), MW_PROVENANCE_ADVICE);
	day->due_day = day->due.day;
	fixture_set_leads(f, "day", "30d 1d");
	CHECK(f, { "30d", "2027-05-01", 3, 30 }, { "1d", "2027-05-30", 3, 30 });
}

/* Past its latest there is nothing but the last word; of soft work not even that. */
static void missed_work_has_one_word_left(void **state)
{
	struct fixture *f = *state;
	fixture_set_now(f, "2027-06-22", 12 * 60);
	struct mw_milestone *task = fixture_add(f, "task", "Task", "2027-05-01", "2027-06-15");
	task->latest = mw_date_of_day(fixture_day("2027-06-20"), MW_PROVENANCE_ADVICE);
	fixture_set_leads(f, "task", "0d");
	CHECK(f, { "late", "2027-06-21", 3, 30 });
	fixture_rule(f, "task")->strength = MW_STRENGTH_SOFT;
	struct mw_reminder reminders[MW_REMINDERS_MOST];
	assert_int_equal(ask(f, reminders), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(day_leads_fall_at_the_hour),
		TEST(no_lead_falls_before_the_opening),
		TEST(a_day_of_its_own_is_announced_before),
		TEST(the_day_before_speaks_for_an_early_deadline),
		TEST(quiet_hours_put_off),
		TEST(before_quiet_hours_when_the_deadline_comes_first),
		TEST(repeating_work_speaks_on_its_day),
		TEST(late_work_is_named_again),
		TEST(nothing_from_before_the_first_day),
		TEST(closed_work_is_silent),
		TEST(a_label_gives_its_instant_back),
		TEST(quiet_hours_over_midnight_and_not),
		TEST(before_quiet_hours_that_end_with_the_deadline),
		TEST(a_rhythm_of_its_own_when_late),
		TEST(a_word_after_the_due_waits_for_the_end),
		TEST(quiet_hours_in_the_hour_that_comes_twice),
		TEST(the_hour_that_is_skipped_or_comes_twice),
		TEST(leap_day_and_midnight),
		TEST(month_ends_are_days_like_others),
		TEST(missed_work_has_one_word_left),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
