/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The seasons against the published calendars of DOMAIN sections 1 and 2. */
#include "matchward/core/season.h"

#include "expect.h"
#include "season_by_hand.h"

struct test {
	struct mw_pool pool;
	struct mw_diags diags;
	struct mw_season_table table;
};

static int setup(void **state)
{
	static struct test test;
	test = (struct test){ .pool = MW_POOL_INIT, .diags = MW_DIAGS_INIT };
	season_table_by_hand(&test.table, &test.pool);
	*state = &test;
	return 0;
}

static int teardown(void **state)
{
	struct test *test = *state;
	mw_diags_release(&test->diags);
	mw_pool_release(&test->pool);
	return 0;
}

static struct mw_season compute(struct test *test, int year,
				const struct mw_season_override *overrides, size_t count)
{
	struct mw_season season;
	int outcome = mw_season_compute(&test->table, year, overrides, count, &test->pool, &season,
					&test->diags);
	if (outcome)
		fail_msg("season %d: %s", year, test->diags.items[0].text);
	return season;
}

static void expect_key(const struct mw_season *season, const char *key, const char *want,
		       enum mw_provenance provenance, const char *early)
{
	const struct mw_season_date *date = mw_season_find(season, key);
	assert_non_null(date);
	struct mw_date end = mw_date_early(&date->date);
	EXPECT_DATE(key, &date->date, want);
	EXPECT_INT(key, date->date.provenance, provenance);
	EXPECT_DATE(key, &end, early);
}

/* What issue 2 and DOMAIN 1.2 and 2.3 say of the season that is planned first. */
static void season_2028(void **state)
{
	struct test *test = *state;
	struct mw_season season = compute(test, 2027, NULL, 0);
	static const struct {
		const char *key, *date, *early;
	} cases[] = {
		{ "myeras-opens", "2027-06-09T13:00Z", "2027-06-02T13:00Z" },
		{ "token", "2027-06-30", "2027-06-23" },
		{ "eras-open", "2027-09-01T13:00Z", "2027-08-25T13:00Z" },
		{ "eras-review", "2027-09-29T13:00Z", "2027-09-22T13:00Z" },
		{ "eras-closes", "2028-05-31T21:00Z", "2028-05-31T21:00Z" },
		{ "nrmp-register", "2027-09-15T16:00Z", "2027-09-15T16:00Z" },
		{ "nrmp-deadline", "2028-02-01T04:59Z", "2028-02-01T04:59Z" },
		{ "rank-opens", "2028-02-01T17:00Z", "2028-02-01T17:00Z" },
		{ "rol-deadline", "2028-03-02T02:00Z", "2028-02-24T02:00Z" },
		{ "match-monday", "2028-03-13T14:00Z", "2028-03-13T14:00Z" },
		{ "soap-ends", "2028-03-17T01:00Z", "2028-03-17T01:00Z" },
		{ "match-day", "2028-03-17T16:00Z", "2028-03-17T16:00Z" },
		{ "pathways-deadline", "2028-02-01T04:59Z", "2028-02-01T04:59Z" },
		{ "training-starts", "2028-07-01", "2028-07-01" },
		{ "abstract-aar", "2026-09-16T16:59Z", "2026-09-02T16:59Z" },
		{ "abstract-acr", "2027-01-28T04:59Z", "2027-01-18T04:59Z" },
		{ "abstract-rsna", "2027-05-05T17:00Z", "2027-04-05T17:00Z" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		expect_key(&season, cases[i].key, cases[i].date, MW_PROVENANCE_PREDICTED,
			   cases[i].early);
	EXPECT_INT("one date for each rule", season.dates.count, test->table.rules.count);
	EXPECT_TEXT("in the order of the table", season.dates.items[3].key, "eras-review");
	EXPECT_TEXT("with its expression", season.dates.items[3].expr->text,
		    "Y-09-23 on or after Wednesday at 09:00");
	assert_null(mw_season_find(&season, "mspe"));
}

/* The rules give back every season that was published, and what DOMAIN foretells to 2032. */
static void rules_against_history(void **state)
{
	static const char *const keys[] = { "myeras-opens",  "eras-open",     "eras-review",
					    "nrmp-register", "nrmp-deadline", "rank-opens",
					    "rol-deadline",  "match-monday",  "match-day" };
	static const struct {
		int year;
		const char *days[9]; /* in US Eastern time; NULL: not printed for that season */
	} cases[] = {
		{ 2021,
		  { "2021-06-09", "2021-09-01", "2021-09-29", "2021-09-15", "2022-01-31",
		    "2022-02-01", "2022-03-02", "2022-03-14", "2022-03-18" } },
		{ 2022,
		  { "2022-06-08", "2022-09-07", "2022-09-28", "2022-09-15", "2023-01-31",
		    "2023-02-01", "2023-03-01", "2023-03-13", "2023-03-17" } },
		{ 2023,
		  { "2023-06-07", "2023-09-06", "2023-09-27", "2023-09-15", "2024-01-31",
		    "2024-02-01", "2024-02-28", "2024-03-11", "2024-03-15" } },
		{ 2024,
		  { "2024-06-05", "2024-09-04", "2024-09-25", "2024-09-16", "2025-01-31",
		    "2025-02-03", "2025-03-05", "2025-03-17", "2025-03-21" } },
		{ 2025,
		  { "2025-06-04", "2025-09-03", "2025-09-24", "2025-09-15", "2026-01-30",
		    "2026-02-02", "2026-03-04", "2026-03-16", "2026-03-20" } },
		{ 2026,
		  { "2026-06-03", "2026-09-02", "2026-09-23", "2026-09-15", "2027-01-29",
		    "2027-02-01", "2027-03-03", "2027-03-15", "2027-03-19" } },
		{ 2028,
		  { "2028-06-07", "2028-09-06", "2028-09-27", "2028-09-15", "2029-01-31",
		    "2029-02-01", "2029-02-28", "2029-03-12", "2029-03-16" } },
		{ 2029, { "2029-06-06", "2029-09-05", "2029-09-26", NULL } },
		{ 2030, { "2030-06-05", "2030-09-04", "2030-09-25", NULL } },
		{ 2031, { "2031-06-04", "2031-09-03", "2031-09-24", NULL } },
	};
	struct test *test = *state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mw_season season = compute(test, cases[i].year, NULL, 0);
		for (size_t k = 0; k < 9 && cases[i].days[k]; k++)
			EXPECT_DAY(keys[k], mw_season_find(&season, keys[k])->date.day,
				   cases[i].days[k]);
	}
}

static void published_beats_predicted(void **state)
{
	struct test *test = *state;
	season_published(&test->table, &test->pool, 2027, "eras-review", "2027-09-22 at 10:00");
	season_published(&test->table, &test->pool, 2026, "eras-open", "2026-09-02");
	season_published(&test->table, &test->pool, 2027, "match-day", "2028-03-24");
	season_published(&test->table, &test->pool, 2027, "token", "2027-06-24");
	struct mw_season season = compute(test, 2027, NULL, 0);
	expect_key(&season, "eras-review", "2027-09-22T14:00Z", MW_PROVENANCE_PUBLISHED,
		   "2027-09-22T14:00Z");
	expect_key(&season, "eras-open", "2027-09-01T13:00Z", MW_PROVENANCE_PREDICTED,
		   "2027-08-25T13:00Z");
	/* A bare day has the hour of its rule, or none; what hangs on it moves along and stays a
	 * prediction. */
	expect_key(&season, "match-day", "2028-03-24T16:00Z", MW_PROVENANCE_PUBLISHED,
		   "2028-03-24T16:00Z");
	expect_key(&season, "token", "2027-06-24", MW_PROVENANCE_PUBLISHED, "2027-06-24");
	expect_key(&season, "match-monday", "2028-03-20T14:00Z", MW_PROVENANCE_PREDICTED,
		   "2028-03-20T14:00Z");
	expect_key(&season, "rol-deadline", "2028-03-09T02:00Z", MW_PROVENANCE_PREDICTED,
		   "2028-03-02T02:00Z");
	season = compute(test, 2026, NULL, 0);
	expect_key(&season, "eras-open", "2026-09-02T13:00Z", MW_PROVENANCE_PUBLISHED,
		   "2026-09-02T13:00Z");
}

static void yours_beats_both(void **state)
{
	struct test *test = *state;
	season_published(&test->table, &test->pool, 2027, "abstract-acr", "2027-02-04 at 17:00");
	season_published(&test->table, &test->pool, 2027, "nrmp-register", "2027-09-16");
	season_published(&test->table, &test->pool, 2027, "abstract-rsna", "2027-05-12 at 00:00");
	const struct mw_season_override overrides[] = {
		{ "abstract-acr", season_expr(&test->pool, "2027-02-05", 1) },
		{ "nrmp-register", season_expr(&test->pool, "2027-09-17", 2) },
		{ "eras-open", season_expr(&test->pool, "2027-09-08", 3) },
		{ "eras-review", season_expr(&test->pool, "2027-09-28 at 08:30 CT", 4) },
		{ "training-starts", season_expr(&test->pool, "2028-06-24", 5) },
		{ "nrmp-deadline", season_expr(&test->pool, "rank-opens", 6) },
		{ "signals-list", season_expr(&test->pool, "eras-open - 8 weeks", 7) },
		{ "abstract-rsna", season_expr(&test->pool, "2027-05-13", 8) },
	};
	struct mw_season season = compute(test, 2027, overrides, 8);
	/* The hour of what it replaces: the published one, or where that has none the rule's. */
	expect_key(&season, "abstract-acr", "2027-02-05T22:00Z", MW_PROVENANCE_YOURS,
		   "2027-02-05T22:00Z");
	expect_key(&season, "nrmp-register", "2027-09-17T16:00Z", MW_PROVENANCE_YOURS,
		   "2027-09-17T16:00Z");
	expect_key(&season, "eras-open", "2027-09-08T13:00Z", MW_PROVENANCE_YOURS,
		   "2027-09-08T13:00Z");
	expect_key(&season, "eras-review", "2027-09-28T13:30Z", MW_PROVENANCE_YOURS,
		   "2027-09-28T13:30Z");
	expect_key(&season, "training-starts", "2028-06-24", MW_PROVENANCE_YOURS, "2028-06-24");
	/* A reference brings its own hour. */
	expect_key(&season, "nrmp-deadline", "2028-02-01T17:00Z", MW_PROVENANCE_YOURS,
		   "2028-02-01T17:00Z");
	expect_key(&season, "signals-list", "2027-07-14", MW_PROVENANCE_YOURS, "2027-07-14");
	/* Midnight is an hour too. */
	expect_key(&season, "abstract-rsna", "2027-05-13T04:00Z", MW_PROVENANCE_YOURS,
		   "2027-05-13T04:00Z");
}

static void faults(void **state)
{
	static const struct {
		const char *name, *key, *rule, *want;
	} cases[] = {
		{ "itself", "eras-open", "eras-open + 1 day",
		  "the date of \"eras-open\" runs in a circle" },
		{ "a circle of three", "match-day", "rol-deadline + 16 days", "runs in a circle" },
		{ "no such key", "token", "myeras-open + 3 weeks",
		  "\"myeras-open\" is no official date" },
		{ "a plan key", "token", "exam-aim + 3 weeks", "\"exam-aim\" is no official date" },
		{ "a milestone", "token", "token.due", "\"token.due\" is no official date" },
		{ "no such day", "token", "Y-02-29", "gives no day in application year 2027" },
		{ "too far", "token", "2100-12-31 + 1 day",
		  "gives no day in application year 2027" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		(void)teardown(state);
		(void)setup(state);
		struct test *test = *state;
		const struct mw_season_override override = {
			cases[i].key, season_expr(&test->pool, cases[i].rule, 9)
		};
		struct mw_season season = { .year = 1 };
		EXPECT_INT(cases[i].name,
			   mw_season_compute(&test->table, 2027, &override, 1, &test->pool, &season,
					     &test->diags),
			   MW_SEASON_E_BAD);
		EXPECT_INT("one fault, one diagnostic", test->diags.count, 1);
		EXPECT_PART(cases[i].name, test->diags.items[0].text, cases[i].want);
		EXPECT_PART(cases[i].name, test->diags.items[0].text, "; ");
		EXPECT_INT("untouched", season.year, 1);
		EXPECT_INT("nobody listens",
			   mw_season_compute(&test->table, 2027, &override, 1, &test->pool, &season,
					     NULL),
			   MW_SEASON_E_BAD);
	}
}

static void missing_keys(void **state)
{
	struct test *test = *state;
	struct mw_season_table less = { 0 };
	for (size_t i = 0; i < test->table.rules.count; i++) {
		const char *key = test->table.rules.items[i].key;
		if (strcmp(key, "match-day") != 0 && strcmp(key, "eras-review") != 0)
			*MW_PUSH(&test->pool, &less.rules) = test->table.rules.items[i];
	}
	struct mw_season season;
	EXPECT_INT("bad",
		   mw_season_compute(&less, 2027, NULL, 0, &test->pool, &season, &test->diags),
		   MW_SEASON_E_BAD);
	mw_auto(buf) text = MW_BUF_INIT;
	mw_diags_print(&test->diags, &text);
	EXPECT_PART("a missing key", text.text,
		    "seasons.ini: [predict] has no rule for \"eras-review\"");
	EXPECT_PART("another", text.text, "seasons.ini: [predict] has no rule for \"match-day\"");
	EXPECT_NO_PART("no other", text.text, "\"token\"");
	/* Each of the sixteen is needed, also where no other key hangs on it. */
	for (size_t missing = 0; missing < 16; missing++) {
		struct mw_season_table but_one = { 0 };
		for (size_t i = 0; i < 16; i++)
			if (i != missing)
				*MW_PUSH(&test->pool, &but_one.rules) = test->table.rules.items[i];
		EXPECT_INT(test->table.rules.items[missing].key,
			   mw_season_compute(&but_one, 2027, NULL, 0, &test->pool, &season, NULL),
			   MW_SEASON_E_BAD);
	}
	/* A bad rule is bad wherever it stands. */
	for (size_t bad = 0; bad < 2; bad++) {
		struct mw_season_table with = { 0 };
		if (!bad)
			season_rule(&with, &test->pool, "abstract-x", "Y-02-29", 0);
		for (size_t i = 0; i < 16; i++)
			*MW_PUSH(&test->pool, &with.rules) = test->table.rules.items[i];
		if (bad)
			season_rule(&with, &test->pool, "abstract-x", "Y-02-29", 0);
		EXPECT_INT("bad rule",
			   mw_season_compute(&with, 2027, NULL, 0, &test->pool, &season, NULL),
			   MW_SEASON_E_BAD);
	}
	/* Where there is not one rule, there is not even a file to name. */
	struct mw_season_table none = { 0 };
	EXPECT_INT("no rules",
		   mw_season_compute(&none, 2027, NULL, 0, &test->pool, &season, &test->diags),
		   MW_SEASON_E_BAD);
	/* Abstract deadlines are not needed by everybody. */
	struct mw_season_table plain = { 0 };
	for (size_t i = 0; i < 16; i++)
		*MW_PUSH(&test->pool, &plain.rules) = test->table.rules.items[i];
	EXPECT_INT("enough",
		   mw_season_compute(&plain, 2027, NULL, 0, &test->pool, &season, &test->diags), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(season_2028, setup, teardown),
		cmocka_unit_test_setup_teardown(rules_against_history, setup, teardown),
		cmocka_unit_test_setup_teardown(published_beats_predicted, setup, teardown),
		cmocka_unit_test_setup_teardown(yours_beats_both, setup, teardown),
		cmocka_unit_test_setup_teardown(faults, setup, teardown),
		cmocka_unit_test_setup_teardown(missing_keys, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
