/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A season file, as the shipped one and as a user's on top of it: what is accepted is within its
 * bounds and the same when written anew; and the seasons worked out from it have all their dates
 * within the calendar, or say why not.
 */
#include "fuzz.h"

#include "matchward/format/season_ini.h"

static void put_table(const struct mw_season_table *table, struct mw_buf *out)
{
	MUST(table->rules.count <= MW_SEASON_DATES_MOST);
	for (size_t i = 0; i < table->rules.count; i++) {
		const struct mw_season_rule *rule = &table->rules.items[i];
		MUST(rule->uncertainty_days >= 0 &&
		     rule->uncertainty_days <= MW_SEASON_UNCERTAINTY_MOST);
		must_be_line(rule->key);
		MUST(mw_season_rule_find(table, rule->key) == rule);
		fuzz_put_expr(out, rule->key, &rule->rule);
		fuzz_put_number(out, "+/-", rule->uncertainty_days);
	}
	for (size_t i = 0; i < table->published.count; i++) {
		const struct mw_season_published *it = &table->published.items[i];
		MUST(it->year >= MW_INI_YEAR_LEAST && it->year <= MW_INI_YEAR_MOST);
		MUST(mw_season_rule_find(table, it->key));
		fuzz_put_number(out, "year", it->year);
		fuzz_put_expr(out, it->key, &it->date);
	}
}

static void check_season(const struct mw_season_table *table, int year, struct mw_pool *pool)
{
	struct mw_season season;
	mw_auto(diags) diags = MW_DIAGS_INIT;
	int outcome = mw_season_compute(table, year, NULL, 0, pool, &season, &diags);
	MUST(!outcome == !diags.count);
	for (size_t i = 0; i < diags.count && i < MW_DIAGS_MOST; i++)
		must_be_line(diags.items[i].text);
	if (outcome)
		return;
	MUST(season.dates.count == table->rules.count);
	for (size_t i = 0; i < season.dates.count; i++) {
		const struct mw_date *date = &season.dates.items[i].date;
		struct mw_date early = mw_date_early(date);
		MUST(date->day >= MW_DAY_FIRST && date->day <= MW_DAY_LAST);
		MUST(early.day == date->day - date->early_days);
		MUST(!mw_date_is_timed(date) || date->zone);
	}
}

static int read_seasons(const char *text, size_t len, bool is_own, struct mw_pool *pool,
			struct mw_season_table *table)
{
	mw_auto(diags) diags = MW_DIAGS_INIT;
	*table = is_own ? *fuzz_seasons() : (struct mw_season_table){ .rules = { NULL, 0, 0 } };
	int outcome = mw_season_read("in", text, len, &fuzz_zones, !is_own, pool, table, &diags);
	MUST(!outcome == !diags.count);
	must_be_good(&diags, "in", text, len);
	return outcome;
}

/* Returns whether the text was accepted. */
static bool check(const char *text, size_t len, const struct mw_buf *written, bool is_own,
		  struct mw_pool *pool)
{
	mw_auto(buf) once = MW_BUF_INIT;
	mw_auto(buf) again = MW_BUF_INIT;
	struct mw_season_table table, same;
	if (read_seasons(text, len, is_own, pool, &table))
		return false;
	if (written) {
		put_table(&table, &once);
		MUST(!read_seasons(written->text, written->len, is_own, pool, &same));
		put_table(&same, &again);
		must_be_same(&once, &again);
	}
	check_season(&table, 2027, pool);
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	mw_auto(pool) pool = MW_POOL_INIT;
	mw_auto(buf) written = MW_BUF_INIT;
	struct mw_season_table alone;
	if (read_seasons(text, size, false, &pool, &alone))
		return 0;
	fuzz_ini_again(text, size, &written);
	MUST(check(text, size, &written, false, &pool));
	(void)check(text, size, NULL, true, &pool);
	return 0;
}
