/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One season from the table: each key once, along its references, with a mark against circles.
 */
#include "matchward/core/season.h"

#include <string.h>

/* Without these nothing can be planned for anybody. */
static const char *const needed[] = {
	"myeras-opens", "token",          "eras-open",         "eras-review",
	"eras-closes",  "signals-list",   "nrmp-register",     "nrmp-deadline",
	"rank-opens",   "rol-deadline",   "match-monday",      "soap-ends",
	"match-day",    "pathways-opens", "pathways-deadline", "training-starts",
};

const struct mw_season_rule *mw_season_rule_find(const struct mw_season_table *table,
						 const char *key)
{
	for (size_t i = 0; i < table->rules.count; i++)
		if (!strcmp(table->rules.items[i].key, key))
			return &table->rules.items[i];
	return NULL;
}

enum mark { UNKNOWN, UNDER_WAY, KNOWN, BAD };

struct work {
	const struct mw_season_table *table;
	const struct mw_season_override *overrides;
	size_t override_count;
	struct mw_season *season; /* one entry per rule, in the same order */
	enum mark *marks;
	struct mw_diags *diags;
};

static int compute(struct work *work, size_t index);

static int lookup(void *context, const struct mw_expr *expr, struct mw_date *ret_date)
{
	struct work *work = context;
	if (expr->base == MW_EXPR_KEY)
		for (size_t i = 0; i < work->season->dates.count; i++) {
			if (strcmp(work->season->dates.items[i].key, expr->name) != 0)
				continue;
			if (work->marks[i] == UNDER_WAY) {
				mw_diags_add(work->diags, expr->spot,
					     "the date of \"%s\" runs in a circle; expected a date "
					     "that does not "
					     "come back to itself",
					     expr->name);
				return 1;
			}
			int outcome = compute(work, i);
			if (!outcome)
				*ret_date = work->season->dates.items[i].date;
			return outcome;
		}
	mw_diags_add(work->diags, expr->spot,
		     "\"%s\" is no official date; expected a day, or another official date such as "
		     "eras-open",
		     expr->base_text);
	return 1;
}

/* Who has spoken of a key: each NULL where nobody did, but for the rule. */
struct sources {
	const struct mw_expr *yours, *published, *rule;
};

static struct sources sources_of(const struct work *work, const struct mw_season_rule *rule)
{
	struct sources sources = { NULL, NULL, &rule->rule };
	for (size_t i = 0; i < work->override_count; i++)
		if (!strcmp(work->overrides[i].key, rule->key))
			sources.yours = &work->overrides[i].date;
	for (size_t i = 0; i < work->table->published.count; i++) {
		const struct mw_season_published *published = &work->table->published.items[i];
		if (published->year == work->season->year && !strcmp(published->key, rule->key))
			sources.published = &published->date;
	}
	return sources;
}

/* A bare day keeps the hour of what it replaces; a rule without an hour has none to give. */
static void inherit_hour(const struct sources *sources, struct mw_date *date)
{
	const struct mw_expr *replaced = sources->rule;
	if (sources->yours && sources->published && sources->published->minute >= 0)
		replaced = sources->published;
	if (mw_date_is_timed(date) || replaced->minute < 0)
		return;
	date->minute = replaced->minute;
	date->zone = replaced->zone;
}

static int compute(struct work *work, size_t index)
{
	if (work->marks[index] == KNOWN)
		return 0;
	if (work->marks[index] == BAD)
		return 1;
	work->marks[index] = UNDER_WAY;

	const struct mw_season_rule *rule = &work->table->rules.items[index];
	struct sources sources = sources_of(work, rule);
	const struct mw_expr *expr = sources.yours       ? sources.yours
				     : sources.published ? sources.published
							 : sources.rule;
	enum mw_provenance provenance = sources.yours       ? MW_PROVENANCE_YOURS
					: sources.published ? MW_PROVENANCE_PUBLISHED
							    : MW_PROVENANCE_PREDICTED;
	struct mw_expr_env env = { work->season->year, provenance, lookup, work };
	struct mw_date date;
	int outcome = mw_expr_eval(expr, &env, &date);
	if (outcome) {
		if (outcome == MW_EXPR_E_RANGE)
			mw_diags_add(work->diags, expr->spot,
				     "\"%s\" gives no day in application year %d; expected an "
				     "existing day from "
				     "1990 to 2100",
				     expr->text, work->season->year);
		work->marks[index] = BAD;
		return 1;
	}
	inherit_hour(&sources, &date);
	date.provenance = provenance;
	date.early_days = provenance == MW_PROVENANCE_PREDICTED ? rule->uncertainty_days : 0;
	work->season->dates.items[index].date = date;
	work->season->dates.items[index].expr = expr;
	work->marks[index] = KNOWN;
	return 0;
}

int mw_season_compute(const struct mw_season_table *table, int year,
		      const struct mw_season_override *overrides, size_t override_count,
		      struct mw_pool *pool, struct mw_season *ret_season, struct mw_diags *diags)
{
	struct mw_season season = { .year = year };
	size_t count = table->rules.count;
	int outcome = 0;
	for (size_t i = 0; i < count; i++)
		MW_PUSH(pool, &season.dates)->key = table->rules.items[i].key;
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
		if (!mw_season_rule_find(table, needed[i])) {
			struct mw_spot spot =
				count ? table->rules.items[0].rule.spot : (struct mw_spot){ 0 };
			mw_diags_add(diags, (struct mw_spot){ spot.file, 0 },
				     "[predict] has no rule for \"%s\"; the plan needs one",
				     needed[i]);
			outcome = MW_SEASON_E_BAD;
		}
	enum mark *marks = mw_pool_alloc(pool, (count + 1) * sizeof *marks);
	struct work work = { table, overrides, override_count, &season, marks, diags };
	for (size_t i = 0; i < count; i++)
		if (compute(&work, i))
			outcome = MW_SEASON_E_BAD;
	if (!outcome)
		*ret_season = season;
	return outcome;
}

const struct mw_season_date *mw_season_find(const struct mw_season *season, const char *key)
{
	for (size_t i = 0; i < season->dates.count; i++)
		if (!strcmp(season->dates.items[i].key, key))
			return &season->dates.items[i];
	return NULL;
}
