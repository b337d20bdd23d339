/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding: the last word counts, per application year, and what a plan may take as given. */
#include "matchward/core/ledger.h"

#include "expect.h"
#include "zones_by_hand.h"

/* Entries as the file has them: TIME VERB YEAR/ID DUE ARGUMENT. */
struct line {
	const char *at;
	enum mw_verb verb;
	int year;
	const char *id, *due, *argument;
};

static struct mw_acts fold(struct mw_pool *pool, const struct line *lines, size_t count, int year)
{
	struct mw_ledger ledger = { 0 };
	struct mw_acts acts;
	for (size_t i = 0; i < count; i++)
		*MW_PUSH(pool, &ledger.entries) = (struct mw_ledger_entry){
			an_instant(lines[i].at),
			lines[i].verb,
			lines[i].year,
			lines[i].id,
			lines[i].due ? lines[i].due : "-",
			lines[i].argument ? lines[i].argument : "",
		};
	mw_acts_fold(&ledger, year, pool, &acts);
	return acts;
}

#define FOLD(pool, lines, year) fold(pool, lines, sizeof lines / sizeof *lines, year)

static void verbs(void **state)
{
	(void)state;
	static const char *const names[] = { "first-day", "planned", "told",   "seen",
					     "done",      "skipped", "undone", "snoozed" };
	assert_int_equal(MW_VERB_COUNT, 8);
	for (int i = 0; i < MW_VERB_COUNT; i++) {
		enum mw_verb verb;
		EXPECT_TEXT("name", mw_verb_name((enum mw_verb)i), names[i]);
		assert_true(mw_verb_find(names[i], &verb) && verb == (enum mw_verb)i);
	}
	enum mw_verb verb = MW_VERB_SEEN;
	assert_false(mw_verb_find("Done", &verb));
	assert_false(mw_verb_find("", &verb));
	assert_int_equal(verb, MW_VERB_SEEN);
}

static void last_word_counts(void **state)
{
	(void)state;
	static const struct line lines[] = {
		{ "2026-12-01T10:00", MW_VERB_DONE, 2027, "a", 0, 0 },
		{ "2026-12-02T10:00", MW_VERB_UNDONE, 2027, "a", 0, 0 },
		{ "2026-12-01T10:00", MW_VERB_SKIPPED, 2027, "b", 0, 0 },
		{ "2026-12-03T10:00", MW_VERB_DONE, 2027, "b", 0, 0 },
		{ "2026-12-04T10:00", MW_VERB_DONE, 2027, "c", 0, 0 },
		{ "2026-12-03T09:00", MW_VERB_SKIPPED, 2027, "c", 0,
		  0 }, /* file order, whatever the clock said */
		{ "2026-12-05T10:00", MW_VERB_DONE, 2026, "d", 0, 0 },
		{ "2026-12-05T10:00", MW_VERB_DONE, 2027, "weekly", "2026-12-08", 0 },
		{ "2026-12-05T10:00", MW_VERB_TOLD, 2027, "e", "2027-01-01", "14d" },
		{ "2026-12-05T10:00", MW_VERB_SEEN, 2027, "e", "2027-01-01", 0 },
		{ "2026-12-05T10:00", MW_VERB_SNOOZED, 2027, "e", "2027-01-01",
		  "2026-12-09T09:00Z" },
		{ "2026-12-06T10:00", MW_VERB_DONE, 2027, "f", 0, 0 },
		{ "2026-12-07T10:00", MW_VERB_DONE, 2027, "f", 0, 0 },
	};
	static const struct {
		const char *id;
		bool is_done, is_skipped;
	} cases[] = { { "a", false, false }, { "b", true, false },       { "c", false, true },
		      { "d", false, false }, { "weekly", false, false }, { "e", false, false },
		      { "f", true, false },  { "nobody", false, false } };
	struct mw_pool pool = MW_POOL_INIT;
	struct mw_acts acts = FOLD(&pool, lines, 2027);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct mw_act *act = mw_acts_find(&acts, cases[i].id);
		EXPECT_INT(cases[i].id, mw_acts_is_done(&acts, cases[i].id), cases[i].is_done);
		EXPECT_INT(cases[i].id, act && act->is_skipped, cases[i].is_skipped);
	}
	EXPECT_INT("since when", mw_acts_find(&acts, "f")->closed_utc,
		   an_instant("2026-12-06T10:00"));
	assert_null(mw_acts_find(&acts, "nobody"));
	EXPECT_INT("the year", acts.year, 2027);
	EXPECT_DAY("no first day", acts.first_day, "-");
	for (size_t i = 1; i < acts.items.count; i++)
		assert_true(strcmp(acts.items.items[i - 1].id, acts.items.items[i].id) < 0);
	acts = FOLD(&pool, lines, 2026);
	EXPECT_INT("another season", mw_acts_is_done(&acts, "d"), true);
	EXPECT_INT("another season", acts.items.count, 1);
	mw_pool_release(&pool);
}

static void promises(void **state)
{
	(void)state;
	static const struct line lines[] = {
		{ "2026-11-23T09:00", MW_VERB_FIRST_DAY, 2027, "-", "2026-11-23", 0 },
		{ "2026-11-23T09:00", MW_VERB_PLANNED, 2027, "a", "2026-12-10", "2026-11-26" },
		{ "2026-11-23T09:00", MW_VERB_PLANNED, 2027, "b", "2027-01-07", "2026-12-10" },
		{ "2026-11-24T09:00", MW_VERB_PLANNED, 2027, "b", "2027-01-14", "2026-12-17" },
		{ "2026-11-24T09:00", MW_VERB_PLANNED, 2027, "c", "2027-01-14", "some day" },
		{ "2026-11-24T09:00", MW_VERB_PLANNED, 2027, "d", "2027-02-30", "2026-12-17" },
		{ "2026-11-24T09:00", MW_VERB_PLANNED, 2026, "e", "2027-01-14", "2026-12-17" },
		{ "2026-11-25T09:00", MW_VERB_FIRST_DAY, 2027, "-", "nonsense", 0 },
		/* from here on the second half of the test */
		{ "2027-02-01T09:00", MW_VERB_FIRST_DAY, 2027, "-", "2027-02-01", 0 },
		{ "2027-02-01T09:00", MW_VERB_PLANNED, 2027, "b", "2027-03-01", "2027-02-10" },
	};
	struct mw_pool pool = MW_POOL_INIT;
	struct mw_acts acts = fold(&pool, lines, 8, 2027);
	EXPECT_DAY("first day", acts.first_day, "2026-11-23");
	EXPECT_INT("written", acts.first_day_utc, an_instant("2026-11-23T09:00"));
	EXPECT_DAY("a", mw_acts_find(&acts, "a")->planned_start, "2026-11-26");
	EXPECT_DAY("a", mw_acts_find(&acts, "a")->planned_due, "2026-12-10");
	EXPECT_DAY("b, said again", mw_acts_find(&acts, "b")->planned_due, "2027-01-14");
	assert_null(mw_acts_find(&acts, "c"));
	assert_null(mw_acts_find(&acts, "d"));
	assert_null(mw_acts_find(&acts, "e"));
	acts = FOLD(&pool, lines, 2027);
	EXPECT_DAY("a new first day", acts.first_day, "2027-02-01");
	EXPECT_DAY("old promises are void", mw_acts_find(&acts, "a")->planned_due, "-");
	EXPECT_DAY("old promises are void", mw_acts_find(&acts, "a")->planned_start, "-");
	EXPECT_DAY("new ones hold", mw_acts_find(&acts, "b")->planned_due, "2027-03-01");
	EXPECT_DAY("nobody asked for it", acts.replanned_day, "-");
	mw_pool_release(&pool);
}

/* A replan is remembered apart from the first days that are written without being asked for. */
static void a_replan(void **state)
{
	(void)state;
	static const struct line lines[] = {
		{ "2026-11-23T09:00", MW_VERB_FIRST_DAY, 2027, "-", "2026-11-23", 0 },
		{ "2026-11-23T09:00", MW_VERB_PLANNED, 2027, "a", "2026-12-10", "2026-11-26" },
		{ "2027-02-01T09:00", MW_VERB_FIRST_DAY, 2027, "-", "2027-02-01", "replan" },
		{ "2027-02-02T09:00", MW_VERB_FIRST_DAY, 2026, "-", "2027-02-02", "replan" },
		{ "2027-02-03T09:00", MW_VERB_FIRST_DAY, 2027, "-", "nonsense", "replan" },
		{ "2027-02-04T09:00", MW_VERB_FIRST_DAY, 2027, "-", "2027-02-04", "replanned" },
		{ "2027-03-01T09:00", MW_VERB_FIRST_DAY, 2027, "-", "2027-03-01", "replan" },
	};
	struct mw_pool pool = MW_POOL_INIT;
	struct mw_acts acts = fold(&pool, lines, 2, 2027);
	EXPECT_DAY("none", acts.replanned_day, "-");
	acts = fold(&pool, lines, 3, 2027);
	EXPECT_DAY("replanned", acts.replanned_day, "2027-02-01");
	EXPECT_DAY("is a first day too", acts.first_day, "2027-02-01");
	EXPECT_DAY("and voids promises", mw_acts_find(&acts, "a")->planned_due, "-");
	acts = fold(&pool, lines, 6, 2027);
	EXPECT_DAY("another year, no day, no replan", acts.replanned_day, "2027-02-01");
	EXPECT_DAY("but a first day", acts.first_day, "2027-02-04");
	acts = FOLD(&pool, lines, 2027);
	EXPECT_DAY("the last one", acts.replanned_day, "2027-03-01");
	mw_pool_release(&pool);
}

/* India is 5:30 ahead: its 1 February begins on 31 January at 18:30Z. */
static void what_is_given(void **state)
{
	(void)state;
	static const struct line lines[] = {
		{ "2027-01-31T18:29", MW_VERB_DONE, 2027, "before", 0, 0 },
		{ "2027-01-31T18:29", MW_VERB_SKIPPED, 2027, "skipped-before", 0, 0 },
		{ "2027-01-31T18:30", MW_VERB_DONE, 2027, "same-morning", 0, 0 },
		{ "2027-01-20T12:00", MW_VERB_DONE, 2027, "taken-back", 0, 0 },
		{ "2027-01-20T12:00", MW_VERB_DONE, 2027, "done-twice", 0, 0 },
		{ "2027-02-01T09:00", MW_VERB_FIRST_DAY, 2027, "-", "2027-02-01", 0 },
		{ "2027-02-01T09:01", MW_VERB_DONE, 2027, "same-day-after", 0, 0 },
		{ "2027-02-05T09:00", MW_VERB_DONE, 2027, "later", 0, 0 },
		{ "2027-02-05T09:00", MW_VERB_UNDONE, 2027, "taken-back", 0, 0 },
		{ "2027-02-06T09:00", MW_VERB_DONE, 2027, "taken-back", 0, 0 },
		{ "2027-02-05T09:00", MW_VERB_DONE, 2027, "done-twice", 0, 0 },
		{ "2027-02-06T09:00", MW_VERB_DONE, 2027, "same-morning", 0, 0 },
		{ "2027-01-20T12:00", MW_VERB_DONE, 2027, "then-skipped", 0, 0 },
		{ "2027-02-07T09:00", MW_VERB_SKIPPED, 2027, "then-skipped", 0, 0 },
	};
	static const struct {
		const char *id;
		bool by_ledger,
			by_profile; /* the same first day, written down or not; and another one */
	} cases[] = {
		{ "before", true, true },          { "same-morning", true, true },
		{ "same-day-after", false, true }, { "later", false, false },
		{ "taken-back", false, false },    { "done-twice", true, true },
		{ "then-skipped", true, true },
	};
	struct mw_pool pool = MW_POOL_INIT;
	const struct mw_zone *home = zone_by_hand("Asia/Kolkata");
	struct mw_acts acts = FOLD(&pool, lines, 2027), by_ledger, by_profile, unwritten;
	mw_acts_given(&acts, a_day("2027-02-01"), home, &pool, &by_ledger);
	mw_acts_given(&acts, a_day("2027-02-05"), home, &pool, &by_profile);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		EXPECT_INT(cases[i].id, mw_acts_is_done(&by_ledger, cases[i].id),
			   cases[i].by_ledger);
		EXPECT_INT(cases[i].id, mw_acts_is_done(&by_profile, cases[i].id),
			   cases[i].by_profile);
	}
	EXPECT_INT("skipped", mw_acts_find(&by_ledger, "skipped-before")->is_skipped, true);
	EXPECT_INT("the acts themselves stay", mw_acts_is_done(&acts, "later"), true);

	/* A first day that was written down later than itself: what was done meanwhile keeps its
	 * place. */
	struct line late[sizeof lines / sizeof *lines];
	memcpy(late, lines, sizeof lines);
	late[5].at = "2027-02-03T09:00";
	acts = FOLD(&pool, late, 2027);
	mw_acts_given(&acts, a_day("2027-02-01"), home, &pool, &unwritten);
	EXPECT_INT("before", mw_acts_is_done(&unwritten, "before"), true);
	EXPECT_INT("that morning", mw_acts_is_done(&unwritten, "same-morning"), false);
	mw_pool_release(&pool);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(verbs),         cmocka_unit_test(last_word_counts),
		cmocka_unit_test(promises),      cmocka_unit_test(a_replan),
		cmocka_unit_test(what_is_given),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
