/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The status at each of its boundaries, near the date line too; and what follows when something is
 * done. */
#include "matchward/core/status.h"

#include "expect.h"
#include "road_by_hand.h"

/* A task, a gate, an event and a recurrence at instants (UTC) around their boundaries. */
static void boundaries(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "task",
		  .opens = "2027-01-10",
		  .due = "2027-01-20",
		  .latest = "2027-01-30" },
		{ .id = "no-latest", .opens = "2027-01-10", .due = "2027-01-20" },
		{ .id = "deadline",
		  .opens = "2027-01-10",
		  .due = "2027-01-20",
		  .latest = "2027-01-20" },
		{ .id = "one-day", .opens = "2027-01-20", .due = "2027-01-20" },
		{ .id = "timed",
		  .opens = "2027-01-10 at 09:00 ET",
		  .due = "2027-01-20 at 21:00 ET",
		  .latest = "2027-01-30 at 21:00 ET" },
		{ .id = "timed-deadline",
		  .opens = "2027-01-10",
		  .due = "2027-01-20 at 21:00 ET",
		  .latest = "2027-01-20 at 21:00 ET" },
		{ .id = "event",
		  .opens = "2027-01-10",
		  .due = "2027-01-20",
		  .latest = "2027-01-20",
		  .event = true },
		{ .id = "timed-event",
		  .opens = "2027-01-20 at 10:00 ET",
		  .due = "2027-01-20 at 10:00 ET",
		  .event = true },
		{ .id = "weekly",
		  .opens = "2027-01-10",
		  .due = "2027-01-20",
		  .latest = "2027-01-30",
		  .repeat = 7 },
	};
	/* India is 10:30 ahead of Eastern winter: 21:00 on the 20th is 07:30 on the 21st, 02:00Z.
	 */
	static const struct {
		const char *id, *zone, *now;
		enum mw_status status;
	} cases[] = {
		{ "task", "UTC", "2027-01-09T23:59", MW_STATUS_UPCOMING },
		{ "task", "UTC", "2027-01-10T00:00", MW_STATUS_OPEN },
		{ "task", "UTC", "2027-01-19T23:59", MW_STATUS_OPEN },
		{ "task", "UTC", "2027-01-20T00:00", MW_STATUS_DUE },
		{ "task", "UTC", "2027-01-20T23:59", MW_STATUS_DUE },
		{ "task", "UTC", "2027-01-21T00:00", MW_STATUS_LATE },
		{ "task", "UTC", "2027-01-30T23:59", MW_STATUS_LATE },
		{ "task", "UTC", "2027-01-31T00:00", MW_STATUS_MISSED },
		{ "no-latest", "UTC", "2029-01-01T00:00", MW_STATUS_LATE },
		{ "deadline", "UTC", "2027-01-20T23:59", MW_STATUS_DUE },
		{ "deadline", "UTC", "2027-01-21T00:00", MW_STATUS_MISSED },
		{ "one-day", "UTC", "2027-01-19T23:59", MW_STATUS_UPCOMING },
		{ "one-day", "UTC", "2027-01-20T00:00", MW_STATUS_DUE },
		/* the same day begins and ends elsewhere at other instants */
		{ "task", "Pacific/Kiritimati", "2027-01-19T09:59", MW_STATUS_OPEN },
		{ "task", "Pacific/Kiritimati", "2027-01-19T10:00", MW_STATUS_DUE },
		{ "task", "Pacific/Kiritimati", "2027-01-20T09:59", MW_STATUS_DUE },
		{ "task", "Pacific/Kiritimati", "2027-01-20T10:00", MW_STATUS_LATE },
		{ "task", "Pacific/Honolulu", "2027-01-20T09:59", MW_STATUS_OPEN },
		{ "task", "Pacific/Honolulu", "2027-01-20T10:00", MW_STATUS_DUE },
		{ "task", "Pacific/Honolulu", "2027-01-21T09:59", MW_STATUS_DUE },
		{ "task", "Pacific/Honolulu", "2027-01-31T09:59", MW_STATUS_LATE },
		{ "task", "Pacific/Honolulu", "2027-01-31T10:00", MW_STATUS_MISSED },
		/* timed: instants count, whatever the zone; the day of it is the local one */
		{ "timed", "Asia/Kolkata", "2027-01-10T13:59", MW_STATUS_UPCOMING },
		{ "timed", "Asia/Kolkata", "2027-01-10T14:00", MW_STATUS_OPEN },
		{ "timed", "Asia/Kolkata", "2027-01-20T18:29", MW_STATUS_OPEN },
		{ "timed", "Asia/Kolkata", "2027-01-20T18:30", MW_STATUS_DUE },
		{ "timed", "Asia/Kolkata", "2027-01-21T01:59", MW_STATUS_DUE },
		{ "timed", "Asia/Kolkata", "2027-01-21T02:00", MW_STATUS_LATE },
		{ "timed", "Asia/Kolkata", "2027-01-31T01:59", MW_STATUS_LATE },
		{ "timed", "Asia/Kolkata", "2027-01-31T02:00", MW_STATUS_MISSED },
		{ "timed-deadline", "Asia/Kolkata", "2027-01-21T01:59", MW_STATUS_DUE },
		{ "timed-deadline", "Asia/Kolkata", "2027-01-21T02:00", MW_STATUS_MISSED },
		{ "timed-deadline", "Pacific/Honolulu", "2027-01-20T09:59", MW_STATUS_OPEN },
		{ "timed-deadline", "Pacific/Honolulu", "2027-01-20T10:00", MW_STATUS_DUE },
		{ "timed-deadline", "Pacific/Honolulu", "2027-01-21T02:00", MW_STATUS_MISSED },
		/* events and recurrences pass by themselves */
		{ "event", "UTC", "2027-01-10T00:00", MW_STATUS_OPEN },
		{ "event", "UTC", "2027-01-20T12:00", MW_STATUS_DUE },
		{ "event", "UTC", "2027-01-21T00:00", MW_STATUS_DONE },
		{ "timed-event", "UTC", "2027-01-19T23:59", MW_STATUS_UPCOMING },
		{ "timed-event", "UTC", "2027-01-20T14:59", MW_STATUS_DUE },
		{ "timed-event", "UTC", "2027-01-20T15:00", MW_STATUS_DONE },
		{ "weekly", "UTC", "2027-01-09T23:59", MW_STATUS_UPCOMING },
		{ "weekly", "UTC", "2027-01-19T23:59", MW_STATUS_OPEN },
		{ "weekly", "UTC", "2027-01-20T23:59", MW_STATUS_DUE },
		{ "weekly", "UTC", "2027-01-21T00:00", MW_STATUS_DONE },
	};
	struct road road;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char label[100];
		ROAD(&road, rows);
		road.profile.zone = mw_zone_find(&finder_by_hand, cases[i].zone);
		road.now = cases[i].now;
		road_plan(&road);
		(void)snprintf(label, sizeof label, "%s at %s in %s", cases[i].id, cases[i].now,
			       cases[i].zone);
		EXPECT_TEXT(label, mw_status_name(road_find(&road, cases[i].id)->status),
			    mw_status_name(cases[i].status));
		/* The daemon asks again without reading anything: the same answer. */
		mw_timeline_refresh(&road.plan, an_instant("2026-11-23T00:00"));
		EXPECT_TEXT(label, mw_status_name(road_find(&road, cases[i].id)->status),
			    "upcoming");
		mw_timeline_refresh(&road.plan, an_instant(cases[i].now));
		EXPECT_TEXT(label, mw_status_name(road_find(&road, cases[i].id)->status),
			    mw_status_name(cases[i].status));
		road_release(&road);
	}
}

static const struct road_row chain[] = {
	{ .id = "first", .due = "2027-01-01" },
	{ .id = "second", .due = "2027-01-02", .needs = "first" },
	{ .id = "third", .due = "2027-01-03", .needs = "second", .closes = "moot" },
	{ .id = "fourth", .due = "2027-01-04", .needs = "third" },
	{ .id = "moot", .due = "2027-01-05", .needs = "beside" },
	{ .id = "beside", .due = "2027-01-06" },
	{ .id = "not-hers", .due = "2027-01-02", .needs = "first", .when = "!visa" },
	{ .id = "after-not-hers", .due = "2027-01-07", .needs = "not-hers" },
};

/* The statuses of first, second, third, fourth, moot, beside, by their first letters. */
static void expect_chain(const char *name, struct road *road, const char *want)
{
	static const char *const ids[] = { "first", "second", "third", "fourth", "moot", "beside" };
	char got[7] = "";
	road->now = "2026-12-20T12:00";
	road_plan(road);
	for (size_t i = 0; i < 6; i++)
		got[i] = mw_status_name(road_find(road, ids[i])->status)[0];
	EXPECT_TEXT(name, got, want);
}

static void what_follows(void **state)
{
	(void)state;
	struct road road;
	ROAD(&road, chain);
	expect_chain("nothing yet", &road, "oooooo");
	road_done(&road, "2026-11-24T10:00", "third");
	expect_chain("needs are done, what it closes too", &road, "dddodo");
	EXPECT_TEXT("because", road_find(&road, "first")->closed_by, "third");
	EXPECT_TEXT("because", road_find(&road, "moot")->closed_by, "third");
	assert_null(road_find(&road, "third")->closed_by);
	assert_true(road_find(&road, "third")->is_done && !road_find(&road, "first")->is_done);
	road_entry(&road, "2026-11-25T10:00", MW_VERB_UNDONE, "third", NULL, NULL);
	expect_chain("taken back", &road, "oooooo");
	road_entry(&road, "2026-11-26T10:00", MW_VERB_SKIPPED, "third", NULL, NULL);
	expect_chain("skipped implies nothing", &road, "oosooo");
	road_done(&road, "2026-11-27T10:00", "fourth");
	expect_chain("what is skipped stays so, needs before it are done", &road, "ddsdoo");
	road_done(&road, "2026-11-28T10:00", "third");
	expect_chain("and done at last", &road,
		     "ddddd"
		     "o");
	road_release(&road);

	ROAD(&road, chain);
	road_done(&road, "2026-11-24T10:00", "after-not-hers");
	expect_chain("through what does not apply", &road, "dooooo");
	road_release(&road);

	ROAD(&road, chain);
	road_own(&road, "second", NULL, NULL, true);
	expect_chain("skipped in the profile", &road, "osoooo");
	road_done(&road, "2026-11-24T10:00", "second");
	expect_chain("an act beats it", &road, "ddoooo");
	road_release(&road);
}

static void settled_by_a_fact(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "book",
		  .due = "2027-01-02",
		  .settled = "booked, applied",
		  .needs = "register" },
		{ .id = "register", .due = "2027-01-01" },
		{ .id = "pathway-task", .due = "2027-02-01", .settled = "pathway" },
		{ .id = "pathways-apply", .due = "2027-03-01", .settled = "pathway" },
		{ .id = "soap", .due = "2028-03-14", .when = "!matched" },
		{ .id = "match-day", .opens = "match-day", .due = "match-day", .event = true },
	};
	struct road road;
	ROAD(&road, rows);
	road.profile.step2ck.exam = a_day("2027-05-10");
	road_plan(&road);
	EXPECT_INT("done", road_find(&road, "book")->status, MW_STATUS_DONE);
	EXPECT_INT("by the booking", road_find(&road, "book")->settled_by, MW_FACT_BOOKED);
	EXPECT_INT("a fact implies no needs", road_find(&road, "register")->status,
		   MW_STATUS_UPCOMING);
	EXPECT_INT("not done", road_find(&road, "pathway-task")->status, MW_STATUS_UPCOMING);
	EXPECT_INT("to come", road_find(&road, "soap")->status, MW_STATUS_UPCOMING);
	/* Acts make facts too. */
	road_done(&road, "2026-11-24T10:00", "pathways-apply");
	road_done(&road, "2026-11-24T10:00", "match-day");
	road_plan(&road);
	EXPECT_ROAD(&road, "pathway-task", "2027-01-02 2027-02-01 - settled done");
	EXPECT_INT("itself done", road_find(&road, "pathways-apply")->is_done, true);
	assert_null(mw_plan_find(&road.plan, "soap")); /* does not apply any more */
	road_release(&road);
}

/* A ladder of needs has a million million ways down; each rung is seen once. */
static void many_ways(void **state)
{
	(void)state;
	struct road road;
	road_init(&road, NULL, 0);
	for (int i = 0; i <= 60; i++) {
		const char *needs = mw_pool_printf(&road.pool, "n%d n%d", i - 1, i - 2);
		road_add(&road, &(struct road_row){ .id = mw_pool_printf(&road.pool, "n%d", i),
						    .due = "2027-06-01",
						    .needs = i > 1 ? needs
							     : i   ? "n0"
								   : NULL,
						    .when = i % 2 ? "!visa" : NULL });
	}
	road_done(&road, "2026-11-24T10:00", "n60");
	road_plan(&road);
	EXPECT_INT("the last rung", road_find(&road, "n0")->status, MW_STATUS_DONE);
	road_release(&road);
}

static void names(void **state)
{
	(void)state;
	static const char *const want[] = { "upcoming", "open", "due",    "late",
					    "missed",   "done", "skipped" };
	for (int i = 0; i <= MW_STATUS_SKIPPED; i++)
		EXPECT_TEXT("status", mw_status_name((enum mw_status)i), want[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(boundaries),
		cmocka_unit_test(what_follows),
		cmocka_unit_test(settled_by_a_fact),
		cmocka_unit_test(many_ways),
		cmocka_unit_test(names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
