/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Season files: the shipped one, a user's on top of it, every fault at its line, and a table that
 * stays as it was where anything is wrong.
 */
#include "ini_check.h"

#include "matchward/format/season_ini.h"

static struct mw_pool pool;

static int teardown(void **state)
{
	(void)state;
	mw_pool_release(&pool);
	return 0;
}

static const char base[] = "[2026]\neras-open = 2026-09-02 at 09:00\n"
			   "[predict]\n"
			   "eras-open = Y-09-01 on or after Wednesday at 09:00 +/- 7 days\n"
			   "token = eras-open - 10 weeks +/- 2 weeks\n"
			   "soap-ends = Y+1-03-16 at 21:00 America/Chicago\n";

static int read_seasons(const char *text, bool may_define, struct mw_season_table *table,
			struct mw_diags *diags)
{
	return mw_season_read("s.ini", text, strlen(text), &check_finder, may_define, &pool, table,
			      diags);
}

static struct mw_season_table read_base(void)
{
	struct mw_season_table table = { 0 };
	struct mw_diags diags = MW_DIAGS_INIT;
	int outcome = read_seasons(base, true, &table, &diags);
	check_diags("base", &diags, "");
	assert_int_equal(outcome, 0);
	return table;
}

static void test_rules(void **state)
{
	struct mw_season_table table = read_base();
	(void)state;
	assert_int_equal(table.rules.count, 3);
	assert_string_equal(table.rules.items[0].key, "eras-open");
	assert_string_equal(table.rules.items[0].rule.text,
			    "Y-09-01 on or after Wednesday at 09:00");
	assert_string_equal(table.rules.items[0].rule.zone->name,
			    "America/New_York"); /* the default */
	assert_int_equal(table.rules.items[0].rule.minute, 540);
	assert_int_equal(table.rules.items[0].rule.spot.line, 4);
	assert_string_equal(table.rules.items[0].rule.spot.file, "s.ini");
	assert_int_equal(table.rules.items[0].uncertainty_days, 7);
	assert_int_equal(table.rules.items[1].uncertainty_days, 14);
	assert_int_equal(table.rules.items[2].uncertainty_days, 0);
	assert_string_equal(table.rules.items[2].rule.zone->name, "America/Chicago");
	assert_int_equal(table.published.count, 1);
	assert_int_equal(table.published.items[0].year, 2026);
	assert_string_equal(table.published.items[0].key, "eras-open");
	assert_int_equal(table.published.items[0].date.base, MW_EXPR_DATE);
}

static void test_uncertainty(void **state)
{
	static const struct {
		const char *text;
		int days; /* -1: refused */
	} cases[] = {
		{ "+/- 7 days", 7 },    { "+/- 7", 7 },
		{ "+/- 7d", 7 },        { "+/-7 d", 7 },
		{ "+/- 1 day", 1 },     { "+/- 0 days", 0 },
		{ "+/- 2 weeks", 14 },  { "+/- 1 week", 7 },
		{ "+/- 3w", 21 },       { "", 0 },
		{ "+/- 365", 365 },     { "+/- 366", -1 },
		{ "+/- 53 weeks", -1 }, { "+/-", -1 },
		{ "+/- days", -1 },     { "+/- 7 months", -1 },
		{ "+/- -7", -1 },       { "+/- 7 days x", -1 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mw_season_table table = { 0 };
		struct mw_diags diags = MW_DIAGS_INIT;
		struct mw_buf text = MW_BUF_INIT, expected = MW_BUF_INIT;
		mw_buf_printf(&text, "[predict]\ntoken = Y-06-24 %s\n", cases[i].text);
		int outcome = read_seasons(text.text, true, &table, &diags);
		if (cases[i].days < 0)
			mw_buf_printf(&expected,
				      "s.ini:2: \"token\" cannot be \"Y-06-24 %s\"; expected a "
				      "date and how many days "
				      "it may be wrong, such as Y-09-01 on or after Wednesday +/- "
				      "7 days\n",
				      cases[i].text);
		check_diags(cases[i].text, &diags, expected.text);
		assert_int_equal(outcome, cases[i].days < 0 ? MW_SEASON_E_BAD : 0);
		if (cases[i].days >= 0)
			assert_int_equal(table.rules.items[0].uncertainty_days, cases[i].days);
		mw_buf_release(&text);
		mw_buf_release(&expected);
		mw_diags_release(&diags);
	}
}

/* A user's file: key by key, and nothing new. */
static void test_on_top(void **state)
{
	struct mw_season_table table = read_base(), before = table;
	(void)state;
	assert_int_equal(
		read_seasons("zone = Asia/Kolkata\n[2026]\neras-open = 2026-09-03 at 10:00\n"
			     "[2027]\ntoken = 2027-06-23\n[predict]\ntoken = Y-06-20 +/- 3 days\n",
			     false, &table, NULL),
		0);
	assert_int_equal(table.rules.count, 3);
	assert_string_equal(table.rules.items[1].key, "token"); /* in its old place */
	assert_int_equal(table.rules.items[1].uncertainty_days, 3);
	assert_int_equal(table.published.count, 2);
	assert_string_equal(table.published.items[0].date.text, "2026-09-03 at 10:00");
	assert_string_equal(table.published.items[0].date.zone->name, "Asia/Kolkata");
	assert_int_equal(table.published.items[1].year, 2027);
	/* What the first table pointed at has not changed under it. */
	assert_int_equal(before.rules.items[1].uncertainty_days, 14);
	assert_string_equal(before.published.items[0].date.text, "2026-09-02 at 09:00");
}

static void test_faults(void **state)
{
	static const struct {
		const char *text;
		bool may_define;
		const char *expected;
	} cases[] = {
		{ "[predict]\neras-opens = Y-09-01\nmy-day = Y-01-01\n", false,
		  "s.ini:2: unknown date \"eras-opens\"; did you mean \"eras-open\"?\n"
		  "s.ini:3: unknown date \"my-day\"; expected one that [predict] has a rule "
		  "for\n" },
		{ "[2027]\ntokens = 2027-06-23\n[predict]\nmy-day = Y-01-01\n", true,
		  "s.ini:2: unknown date \"tokens\"; did you mean \"token\"?\n" },
		{ "[2027]\ntoken = 2027-02-30\n", false,
		  "s.ini:2: impossible day \"2027-02-30\"; expected an existing day, YYYY-MM-DD, "
		  "from 1990 to 2100\n" },
		{ "[2027]\ntoken = 2027-06-23 +/- 3 days\n", false,
		  "s.ini:2: \"token\" cannot be \"2027-06-23 +/- 3 days\"; expected a published "
		  "date such as "
		  "2027-09-01 at 09:00\n" },
		{ "[2027]\ntoken = 2027-06-23\n[2027]\ntoken = 2027-06-24\n", false,
		  "s.ini:4: \"token\" is given twice; it stands in line 2 already, keep one of the "
		  "two\n" },
		{ "[predict]\ntoken = +/- 3 days\n", false,
		  "s.ini:2: \"token\" cannot be \"+/- 3 days\"; expected a date and how many "
		  "days it may be wrong, such "
		  "as Y-09-01 on or after Wednesday +/- 7 days\n" },
		{ "[predicts]\ntoken = x\n", false,
		  "s.ini:1: unknown section [predicts]; did you mean [predict]?\n" },
		{ "[27]\n[1999]\n[2091]\n[20277]\n[02027]\n", false,
		  "s.ini:1: unknown section [27]; expected [predict] or an application year "
		  "from [2000] to [2090]\n"
		  "s.ini:2: unknown section [1999]; expected [predict] or an application year "
		  "from [2000] to [2090]\n"
		  "s.ini:3: unknown section [2091]; expected [predict] or an application year "
		  "from [2000] to [2090]\n"
		  "s.ini:4: unknown section [20277]; expected [predict] or an application year "
		  "from [2000] to [2090]\n"
		  "s.ini:5: unknown section [02027]; expected [predict] or an application year "
		  "from [2000] to "
		  "[2090]\n" },
		{ "zone = Mars/Base\n[2027]\ntoken = 2027-06-23 at 09:00\n", false,
		  "s.ini:1: \"zone\" cannot be \"Mars/Base\"; expected the name of a time zone "
		  "such as "
		  "Asia/Kolkata\n" },
		{ "zones = Asia/Kolkata\ntoken = 1\n", false,
		  "s.ini:1: unknown key \"zones\" before the first section; did you mean "
		  "\"zone\"?\n"
		  "s.ini:2: unknown key \"token\" before the first section; expected one of "
		  "zone\n" },
		{ "[2027]\ntoken = 2027-06-23\n  at 09:00\n", false,
		  "s.ini:3: an indented line continues the one above, but \"token\" takes one "
		  "line; remove the spaces in "
		  "front\n" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mw_season_table table = read_base();
		struct mw_season_table before = table;
		struct mw_diags diags = MW_DIAGS_INIT;
		int outcome = read_seasons(cases[i].text, cases[i].may_define, &table, &diags);
		check_diags(cases[i].text, &diags, cases[i].expected);
		assert_int_equal(outcome, MW_SEASON_E_BAD);
		assert_memory_equal(&table, &before, sizeof table);
		assert_string_equal(table.rules.items[1].rule.text, "eras-open - 10 weeks");
		mw_diags_release(&diags);
	}
}

/* A machine without zones must hear of it instead of getting dates in UTC. */
static const struct mw_zone *no_zone(void *context, const char *name)
{
	(void)context;
	(void)name;
	return NULL;
}

static void test_no_zones(void **state)
{
	const struct mw_zone_finder finder = { no_zone, NULL };
	struct mw_season_table table = { 0 };
	struct mw_diags diags = MW_DIAGS_INIT;
	(void)state;
	assert_int_equal(mw_season_read("s.ini", "", 0, &finder, true, &pool, &table, &diags),
			 MW_SEASON_E_BAD);
	check_diags("no zones", &diags,
		    "s.ini: there is no time zone America/New_York; install the time zone database "
		    "(tzdata)\n");
	mw_diags_release(&diags);
}

static void test_too_many(void **state)
{
	struct mw_buf text = MW_BUF_INIT;
	(void)state;
	mw_buf_puts(&text, "[predict]\n");
	for (int i = 0; i < MW_SEASON_DATES_MOST + 9; i++) {
		struct mw_season_table table = { 0 };
		mw_buf_printf(&text, "k%d = Y-01-01\n", i);
		if (i == MW_SEASON_DATES_MOST - 1)
			assert_int_equal(read_seasons(text.text, true, &table, NULL), 0);
	}
	struct mw_season_table table = { 0 };
	struct mw_diags diags = MW_DIAGS_INIT;
	assert_int_equal(read_seasons(text.text, true, &table, &diags), MW_SEASON_E_BAD);
	check_diags("too many", &diags, "s.ini:4098: too many dates; at most 4096 are allowed\n");
	mw_buf_release(&text);
	mw_diags_release(&diags);
}

/* The shipped file reads, and gives every season of it without a complaint. */
static void test_shipped(void **state)
{
	static const char *const keys[] = {
		"myeras-opens", "token",          "eras-open",         "eras-review",
		"eras-closes",  "signals-list",   "nrmp-register",     "nrmp-deadline",
		"rank-opens",   "rol-deadline",   "match-monday",      "soap-ends",
		"match-day",    "pathways-opens", "pathways-deadline", "training-starts",
		"abstract-aar", "abstract-sir",   "abstract-acr",      "abstract-rsna"
	};
	size_t len;
	char *text = check_load("share/seasons.ini", &len);
	struct mw_season_table table = { 0 };
	struct mw_diags diags = MW_DIAGS_INIT;
	(void)state;
	int outcome = mw_season_read("seasons.ini", text, len, &check_finder, true, &pool, &table,
				     &diags);
	check_diags("shipped", &diags, "");
	assert_int_equal(outcome, 0);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (!mw_season_rule_find(&table, keys[i]))
			fail_msg("no rule for %s", keys[i]);
	for (int year = 2021; year <= 2040; year++) {
		struct mw_season season;
		outcome = mw_season_compute(&table, year, NULL, 0, &pool, &season, &diags);
		check_diags("a season of the shipped file", &diags, "");
		assert_int_equal(outcome, 0);
	}
	free(text);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rules),    cmocka_unit_test(test_uncertainty),
		cmocka_unit_test(test_on_top),   cmocka_unit_test(test_faults),
		cmocka_unit_test(test_no_zones), cmocka_unit_test(test_too_many),
		cmocka_unit_test(test_shipped),
	};
	return cmocka_run_group_tests(tests, NULL, teardown);
}
