/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an edit changes, of each kind, and that nothing is told of an edit that changes nothing. */
#include "matchward/core/difference.h"

#include "expect.h"
#include "road_by_hand.h"

static const struct road_row rows[] = {
	{ .id = "exam",
	  .strength = 'h',
	  .opens = "Y-04-01",
	  .due = "Y-07-31",
	  .latest = "Y-08-25" },
	{ .id = "letters", .opens = "Y-02-01", .due = "Y-05-01", .latest = "eras-open" },
	{ .id = "sponsor", .opens = "Y-02-01", .due = "Y-03-01", .when = "visa" },
	{ .id = "bygone",
	  .opens = "Y-1-01-01",
	  .due = "Y-1-02-01",
	  .latest = "Y-1-10-01",
	  .when = "visa" },
	{ .id = "resident", .opens = "Y-02-01", .due = "Y-03-15", .when = "!visa" },
	{ .id = "baseline", .opens = "Y-01-01", .due = "Y-02-01", .settled = "practised" },
	{ .id = "early",
	  .opens = "Y-1-10-01",
	  .due = "Y-1-11-24",
	  .latest = "eras-open - 40 weeks" },
	{ .id = "journal", .opens = "Y-01-01", .due = "exam.due - 7 days", .repeat = 7 },
};

struct pair {
	struct road before, after;
	struct mw_view old, new;
	struct mw_difference difference;
};

static void pair_init(struct pair *pair)
{
	ROAD(&pair->before, rows);
	ROAD(&pair->after, rows);
}

static void pair_compare(struct pair *pair)
{
	road_plan(&pair->before);
	road_plan(&pair->after);
	mw_view_make(&pair->before.plan, &pair->before.pool, &pair->old);
	mw_view_make(&pair->after.plan, &pair->after.pool, &pair->new);
	mw_difference(&pair->old, &pair->new, &pair->after.pool, &pair->difference);
}

static void pair_release(struct pair *pair)
{
	road_release(&pair->before);
	road_release(&pair->after);
}

/* "KIND NAME [OLD NEW]" of the kinds from first to last, one line each. */
static void expect_changes(const char *name, const struct pair *pair, enum mw_change_kind first,
			   enum mw_change_kind last, const char *want)
{
	static const char *const kinds[MW_CHANGE_KINDS] = { "figure",   "gained",   "reworded",
							    "lost",     "too-late", "in-time",
							    "settled",  "reopened", "moved",
							    "appeared", "vanished", "date" };
	mw_auto(buf) got = MW_BUF_INIT;
	for (size_t i = 0; i < pair->difference.changes.count; i++) {
		const struct mw_change *change = &pair->difference.changes.items[i];
		char old[32], new[32];
		if (change->kind < first || change->kind > last)
			continue;
		mw_buf_printf(&got, "%s %s", kinds[change->kind], change->name);
		if (change->kind == MW_CHANGE_FIGURE)
			mw_buf_printf(&got, " %s -> %s", change->was, change->becomes);
		if (change->kind == MW_CHANGE_MOVED)
			mw_buf_printf(&got, " %s %s", expect_write(&change->before->due, old),
				      expect_write(&change->after->due, new));
		if (change->kind == MW_CHANGE_DATE)
			mw_buf_printf(&got, " %s %s", expect_write(change->old_date, old),
				      expect_write(change->new_date, new));
		mw_buf_putc(&got, '\n');
	}
	EXPECT_TEXT(name, got.text, want);
}

static void expect_milestones(const char *name, const struct pair *pair, const char *want)
{
	expect_changes(name, pair, MW_CHANGE_TOO_LATE, MW_CHANGE_VANISHED, want);
}

static void nothing(void **state)
{
	(void)state;
	struct pair pair;
	pair_init(&pair);
	pair_compare(&pair);
	EXPECT_INT("the same plan", pair.difference.changes.count, 0);
	/* Done by an act on both sides: its dates concern nobody, so they move nothing. */
	road_done(&pair.before, "2026-11-22T10:00", "letters");
	road_done(&pair.after, "2026-11-22T10:00", "letters");
	road_own(&pair.after, "letters", "2027-04-01", NULL, false);
	pair_compare(&pair);
	expect_milestones("done on both sides", &pair, "");
	pair_release(&pair);
}

/*
 * The user sets the exam's due to 2027-08-20: it moves, and what hangs on its natural due moves
 * with it. exam.due is 2027-07-31 before: the journal ends 7 days earlier, 2027-07-24; then
 * 2027-08-13.
 */
static void moves(void **state)
{
	(void)state;
	struct pair pair;
	pair_init(&pair);
	road_own(&pair.after, "exam", "2027-08-20", NULL, false);
	pair_compare(&pair);
	expect_milestones(
		"by new due", &pair,
		"moved journal 2027-07-24 2027-08-13\nmoved exam 2027-07-31 2027-08-20\n");
	pair_release(&pair);
}

/* Only `latest` of the letters hangs on eras-open: 2027-09-01 predicted, 2027-09-08 by the user.
 * 40 weeks before are 2026-11-25 and 2026-12-02: `early` has time until then. */
static void latest_and_dates(void **state)
{
	(void)state;
	struct pair pair;
	pair_init(&pair);
	*MW_PUSH(&pair.after.pool, &pair.after.profile.dates) =
		(struct mw_season_override){ "eras-open", road_expr(&pair.after, "2027-09-08",
								    "profile.ini", 1) };
	pair_compare(&pair);
	bool has_letters = false, has_open = false;
	for (size_t i = 0; i < pair.difference.changes.count; i++) {
		const struct mw_change *change = &pair.difference.changes.items[i];
		if (change->kind == MW_CHANGE_MOVED && !strcmp(change->name, "letters")) {
			has_letters = true;
			EXPECT_DAY("latest before",
				   mw_date_local_day(&change->before->latest, &mw_zone_utc),
				   "2027-09-01");
			EXPECT_DAY("latest after",
				   mw_date_local_day(&change->after->latest, &mw_zone_utc),
				   "2027-09-08");
		}
		if (change->kind == MW_CHANGE_DATE && !strcmp(change->name, "eras-open")) {
			has_open = true;
			EXPECT_INT("who says so", change->new_date->provenance,
				   MW_PROVENANCE_YOURS);
		}
	}
	assert_true(has_letters);
	assert_true(has_open);
	pair_release(&pair);

	/*
	 * The predicted day itself, as the user's own: no milestone moves, but it is sure now. The
	 * hour stays that of the key, noon in New York, 16:00 in UTC after the change to summer
	 * time on 12 March 2028.
	 */
	pair_init(&pair);
	*MW_PUSH(&pair.after.pool, &pair.after.profile.dates) =
		(struct mw_season_override){ "match-day", road_expr(&pair.after, "2028-03-17",
								    "profile.ini", 1) };
	pair_compare(&pair);
	expect_milestones("the same day", &pair, "");
	expect_changes("but surely", &pair, MW_CHANGE_DATE, MW_CHANGE_DATE,
		       "date match-day 2028-03-17T16:00Z 2028-03-17T16:00Z\n");
	pair_release(&pair);
}

/* eras-open a week earlier, 2027-08-25: 40 weeks before it, 2026-11-18, is before the first day. */
static void too_late(void **state)
{
	(void)state;
	struct pair pair;
	pair_init(&pair);
	*MW_PUSH(&pair.after.pool, &pair.after.profile.dates) =
		(struct mw_season_override){ "eras-open", road_expr(&pair.after, "2027-08-25",
								    "profile.ini", 1) };
	pair_compare(&pair);
	expect_changes("one is lost", &pair, MW_CHANGE_TOO_LATE, MW_CHANGE_IN_TIME,
		       "too-late early\n");
	struct mw_difference back;
	mw_difference(&pair.new, &pair.old, &pair.after.pool, &back);
	pair.difference = back;
	expect_changes("and the other way", &pair, MW_CHANGE_TOO_LATE, MW_CHANGE_IN_TIME,
		       "in-time early\n");
	pair_release(&pair);
}

/* The bygone step was too late already: nobody misses it. */
static void comes_and_goes(void **state)
{
	(void)state;
	struct pair pair;
	pair_init(&pair);
	pair.after.profile.visa = MW_VISA_NONE;
	pair_compare(&pair);
	expect_milestones("no visa", &pair, "appeared resident\nvanished sponsor\n");
	pair_release(&pair);
}

static void settles(void **state)
{
	(void)state;
	struct pair pair;
	pair_init(&pair);
	*MW_PUSH(&pair.after.pool, &pair.after.profile.practice) =
		(struct mw_practice){ a_day("2026-11-15"), "NBME 10", 221, { "profile.ini", 1 } };
	road_own(&pair.after, "letters", NULL, NULL, true);
	pair_compare(&pair);
	expect_changes("practised, and skipped", &pair, MW_CHANGE_SETTLED, MW_CHANGE_REOPENED,
		       "settled baseline\nsettled letters\n");
	struct mw_difference back;
	mw_difference(&pair.new, &pair.old, &pair.after.pool, &back);
	pair.difference = back;
	expect_changes("the other way", &pair, MW_CHANGE_SETTLED, MW_CHANGE_REOPENED,
		       "reopened baseline\nreopened letters\n");
	pair_release(&pair);
}

/*
 * 238 (DESIGN section 3): borderline (230-239), elevated (below 240), backup by the score (up to
 * 245), 60 to 100 programs (235..245). The target stays 245. A study that is over has no numbers.
 */
static void figures(void **state)
{
	(void)state;
	struct pair pair;
	pair_init(&pair);
	pair.after.profile.step2ck.score = 238;
	pair.after.profile.step2ck.exam = a_day("2026-10-20");
	pair_compare(&pair);
	expect_changes("with a score", &pair, MW_CHANGE_FIGURE, MW_CHANGE_FIGURE,
		       "figure Step 2 CK score not known yet -> 238\n"
		       "figure Tier unknown -> borderline\n"
		       "figure Risk unknown -> elevated\n"
		       "figure Backup specialty advised (by caution: no score, no practice exam) "
		       "-> advised (by score)\n"
		       "figure Programs the guide has no number -> 60 to 100\n");
	for (size_t i = 0; i < pair.difference.changes.count; i++)
		assert_string_not_equal(pair.difference.changes.items[i].name, "exam-aim");
	pair_release(&pair);

	/* A season is named by its Match, in the year after the application. */
	pair_init(&pair);
	pair.after.profile.application_year = 2028;
	pair_compare(&pair);
	EXPECT_TEXT("first of all", pair.difference.changes.items[0].name, "Season");
	EXPECT_TEXT("was", pair.difference.changes.items[0].was, "2028");
	EXPECT_TEXT("becomes", pair.difference.changes.items[0].becomes, "2029");
	pair_release(&pair);
}

static struct mw_finding finding(const char *id, const char *text)
{
	return (struct mw_finding){ .id = id, .severity = "warn", .text = text };
}

/* By hand: the same one twice, one with other words, one that goes, one that comes. */
static void warnings(void **state)
{
	(void)state;
	struct pair pair;
	pair_init(&pair);
	pair_compare(&pair);
	struct mw_finding old[] = { finding("a", "same"), finding("done-before", "one"),
				    finding("done-before", "two"), finding("gone", "x"),
				    finding("count", "19 dates") };
	struct mw_finding new[] = { finding("count", "18 dates"), finding("a", "same"),
				    finding("done-before", "two"), finding("come", "y") };
	pair.old.findings.list.items = old;
	pair.old.findings.list.count = 5;
	pair.new.findings.list.items = new;
	pair.new.findings.list.count = 4;
	mw_difference(&pair.old, &pair.new, &pair.after.pool, &pair.difference);
	expect_changes("by hand", &pair, MW_CHANGE_FIGURE, MW_CHANGE_DATE,
		       "gained come\nreworded count\nlost done-before\nlost gone\n");
	EXPECT_TEXT("as it reads now", pair.difference.changes.items[1].finding->text, "18 dates");
	EXPECT_TEXT("the one that goes", pair.difference.changes.items[2].finding->text, "one");
	pair_release(&pair);
}

/* 21:00 in New York on 1 March 2028 is the next day in India: the day shown moves, not the
 * instant. */
static void homes(void **state)
{
	(void)state;
	const struct mw_zone *new_york = zone_by_hand("America/New_York"),
			     *kolkata = zone_by_hand("Asia/Kolkata");
	struct mw_date timed = { .day = a_day("2028-03-01"), .minute = 21 * 60, .zone = new_york };
	struct mw_date day = mw_date_of_day(a_day("2028-03-01"), MW_PROVENANCE_ADVICE);
	struct mw_date later = timed, none = MW_DATE_NONE;
	later.minute++;
	assert_true(mw_difference_same_date(&timed, kolkata, &timed, kolkata));
	assert_false(mw_difference_same_date(&timed, new_york, &timed, kolkata));
	assert_false(mw_difference_same_date(&timed, kolkata, &later, kolkata));
	assert_true(mw_difference_same_date(&day, new_york, &day, kolkata));
	assert_false(mw_difference_same_date(&day, new_york, &timed, new_york));
	assert_false(mw_difference_same_date(&day, new_york, &none, new_york));
	assert_true(mw_difference_same_date(&none, new_york, &none, kolkata));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing),
		cmocka_unit_test(moves),
		cmocka_unit_test(latest_and_dates),
		cmocka_unit_test(too_late),
		cmocka_unit_test(comes_and_goes),
		cmocka_unit_test(settles),
		cmocka_unit_test(figures),
		cmocka_unit_test(warnings),
		cmocka_unit_test(homes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
