/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When each warning of a plan is given, and when not. */
#include "matchward/core/finding.h"

#include "expect.h"
#include "road_by_hand.h"

static struct mw_findings findings(struct road *road)
{
	struct mw_findings found;
	road_plan(road);
	mw_findings_of_plan(&road->plan, &road->pool, &found);
	return found;
}

static const struct mw_finding *find(const struct mw_findings *found, const char *id)
{
	for (size_t i = 0; i < found->list.count; i++)
		if (!strcmp(found->list.items[i].id, id))
			return &found->list.items[i];
	return NULL;
}

/* The ids, in order, without those that are always there. */
static void expect_ids(const char *name, struct road *road, const char *want)
{
	struct mw_findings found = findings(road);
	mw_auto(buf) got = MW_BUF_INIT;
	for (size_t i = 0; i < found.list.count; i++) {
		const struct mw_finding *finding = &found.list.items[i];
		assert_true(strlen(finding->text) > 20 && finding->rules.list.count > 0);
		EXPECT_PART("a severity", "stop warn advice info good ask", finding->severity);
		if (strcmp(finding->id, "dates-predicted") != 0 &&
		    strcmp(finding->id, "guide-calendar") != 0)
			mw_buf_printf(&got, "%s%s", got.len ? " " : "", finding->id);
	}
	EXPECT_TEXT(name, got.text, want);
}

static void nothing_special(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "a", .opens = "Y-01-01", .due = "Y-02-01", .latest = "Y-03-01" }
	};
	struct road road;
	ROAD(&road, rows);
	expect_ids("an early start", &road, "");
	struct mw_findings found = findings(&road);
	EXPECT_PART("all predicted", find(&found, "dates-predicted")->text, "19 official dates");
	EXPECT_TEXT("rules", find(&found, "dates-predicted")->rules.list.items[1], "D11");
	assert_non_null(find(&found, "guide-calendar"));
	for (size_t i = 0; i < road.seasons.rules.count; i++)
		season_published(&road.seasons, &road.pool, 2027, road.seasons.rules.items[i].key,
				 "2027-09-01");
	found = findings(&road);
	assert_null(find(&found, "dates-predicted"));
	road_release(&road);
}

static void late_starts(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "soft-gone",
		  .strength = 's',
		  .opens = "Y-1-01-01",
		  .due = "Y-1-02-01",
		  .latest = "Y-1-10-01" },
		{ .id = "target-gone",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-02-01",
		  .latest = "Y-1-10-01",
		  .title = "The target",
		  .too_late = "No letter." },
		{ .id = "hard-gone",
		  .strength = 'h',
		  .opens = "Y-1-01-01",
		  .due = "Y-1-02-01",
		  .latest = "Y-1-10-01",
		  .title = "The hard one",
		  .too_late = "No season." },
		{ .id = "slow", .opens = "Y-1-01-01", .due = "Y-1-02-01", .takes = 20 },
		{ .id = "behind",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-02-02",
		  .latest = "2026-12-01",
		  .takes = 2,
		  .needs = "slow",
		  .title = "What waits" },
		{ .id = "long",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-02-01",
		  .latest = "2026-12-24",
		  .takes = 90,
		  .title = "The long one" },
	};
	struct road road;
	ROAD(&road, rows);
	expect_ids("all of it", &road, "already-too-late done-before only-if-under-way late-start");
	struct mw_findings found = findings(&road);
	EXPECT_TEXT("lost", find(&found, "already-too-late")->text,
		    "Too late for this season:\nThe hard one: No season.\nThe target: No letter.\n"
		    "What waits, because \"slow\" comes first: its last useful day has passed.\n1 "
		    "smaller step too.");
	EXPECT_TEXT("asked", find(&found, "done-before")->text,
		    "Is this done already: The hard one? If yes, run \"matchward done hard-gone\". "
		    "If not: No season.");
	EXPECT_TEXT("under way", find(&found, "only-if-under-way")->text,
		    "Too little time is left to begin: The long one. Finish what is under way. Do "
		    "not begin it now.");
	EXPECT_TEXT("moved", find(&found, "late-start")->text,
		    "You started late for 2 steps. They are planned again from Mon 23 Nov 2026 on; "
		    "the last is due "
		    "Thu 24 Dec 2026.");
	/* What she answers is not asked again. */
	road_done(&road, "2026-11-23T10:00", "hard-gone");
	road_done(&road, "2026-11-23T10:00", "target-gone");
	road_done(&road, "2026-11-23T10:00", "behind");
	expect_ids("answered", &road, "already-too-late only-if-under-way late-start");
	found = findings(&road);
	EXPECT_TEXT("only the soft one", find(&found, "already-too-late")->text,
		    "1 smaller step had passed before your first day. Nothing important is lost.");
	road_release(&road);
}

static void pace(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "1",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-02-01",
		  .latest = "2026-12-04",
		  .takes = 10 },
		{ .id = "2",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-02-01",
		  .latest = "2026-12-04",
		  .takes = 10 },
		{ .id = "3",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-02-01",
		  .latest = "2026-12-04",
		  .takes = 10 },
		{ .id = "4",
		  .opens = "Y-1-01-01",
		  .due = "Y-1-02-01",
		  .latest = "2026-12-04",
		  .takes = 10 },
	};
	struct road road;
	ROAD(&road, rows);
	expect_ids("raised", &road, "late-start pace-raised");
	struct mw_findings found = findings(&road);
	EXPECT_PART("how far", find(&found, "pace-raised")->text,
		    "up to 4 starts a week; you wished for 3");
	road.profile.reminders.pace = 4;
	expect_ids("as she wished", &road, "late-start");
	road_release(&road);
}

static void exams(void **state)
{
	(void)state;
	struct road road;
	road_init(&road, NULL, 0);
	road.profile.step2ck.exam = a_day("2027-08-25");
	expect_ids("the last useful day", &road, "");
	road.profile.step2ck.exam = a_day("2027-08-26");
	expect_ids("a day later", &road, "exam-too-late");
	struct mw_findings found = findings(&road);
	EXPECT_PART("both days", find(&found, "exam-too-late")->text,
		    "Step 2 CK on Thu 26 Aug 2027 comes after the last useful exam day, Wed 25 Aug "
		    "2027.");
	road.profile.step2ck.score = 250;
	expect_ids("the score is there", &road, "");
	road_release(&road);

	road_init(&road, NULL, 0);
	road.profile.exam_window = MW_WINDOW_PREVIOUS_SUMMER;
	expect_ids("too late for the early window", &road, "window-fell-to-spring");
	road.profile.first_day = a_day("2026-03-01");
	expect_ids("not too late", &road, "");
	road_release(&road);
}

static void the_end(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "match-day", .opens = "match-day", .due = "match-day", .event = true },
	};
	struct road road;
	ROAD(&road, rows);
	road.now = "2028-03-17T23:59";
	expect_ids("on Match Day", &road, "");
	road.now = "2028-03-18T00:00";
	expect_ids("the day after", &road, "season-over");
	struct mw_findings found = findings(&road);
	EXPECT_PART("the next year", find(&found, "season-over")->text, "application-year to 2028");
	road_done(&road, "2028-03-17T17:00", "match-day");
	expect_ids("she has matched", &road, "");
	road_release(&road);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_special),
		cmocka_unit_test(late_starts),
		cmocka_unit_test(pace),
		cmocka_unit_test(exams),
		cmocka_unit_test(the_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
