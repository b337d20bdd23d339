/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Seasons: the official dates of one application year, published or predicted.
 *
 * A season table holds, per key, a rule that predicts it with an uncertainty in days, and for some
 * application years the date that the body published. The keys are those that [predict] of the
 * shipped file defines; a later file wins key by key. Sources and the fit of each rule: DOMAIN
 * sections 1-3, 6, 7 (rules D1 D2 D3 D6 D7), quoted in share/seasons.ini beside each rule.
 */
#ifndef MW_CORE_SEASON_H
#define MW_CORE_SEASON_H

#include "matchward/core/date.h"
#include "matchward/core/diag.h"
#include "matchward/core/expr.h"
#include "matchward/core/pool.h"

struct mw_season_rule {
	const char *key;
	struct mw_expr rule;
	int uncertainty_days;
};

struct mw_season_published {
	int year; /* application year */
	const char *key;
	struct mw_expr date;
};

struct mw_season_table {
	MW_LIST(struct mw_season_rule) rules;          /* order of the file; unique by key */
	MW_LIST(struct mw_season_published) published; /* unique by year and key */
};

const struct mw_season_rule *mw_season_rule_find(const struct mw_season_table *table,
						 const char *key);

/* The application years that a file without an applicant is tried with. */
#define MW_SEASON_YEAR_FIRST 2026
#define MW_SEASON_YEAR_LAST 2036

/* A date that the profile's [dates] overrides. */
struct mw_season_override {
	const char *key;
	struct mw_expr date;
};

struct mw_season_date {
	const char *key;
	struct mw_date date;
	const struct mw_expr *expr; /* borrowed from table or profile: how it came about */
};

/* The keys of one application year, in the order of the table. */
struct mw_season {
	int year;
	MW_LIST(struct mw_season_date) dates;
};

/*
 * Compute the season of `year`: the override, else what is published, else what is predicted. A
 * bare day in an override or a published section keeps the time of day of the key's rule. Keys may
 * refer to each other. Returns 0, or MW_SEASON_E_BAD with a diagnostic for each cycle, unknown name
 * or impossible day, and for each key that the plan cannot do without and the table does not
 * define.
 */
#define MW_SEASON_E_BAD 1
int mw_season_compute(const struct mw_season_table *table, int year,
		      const struct mw_season_override *overrides, size_t override_count,
		      struct mw_pool *pool, struct mw_season *ret_season, struct mw_diags *diags);

/* NULL if the season has no such key. */
const struct mw_season_date *mw_season_find(const struct mw_season *season, const char *key);

#endif
