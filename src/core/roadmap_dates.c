/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The check of a roadmap's dates against many seasons, without any applicant.
 */
#include <string.h>

#include "matchward/core/roadmap.h"
#include "matchward/core/study.h"

#define YEAR_FIRST MW_SEASON_YEAR_FIRST
#define YEARS (MW_SEASON_YEAR_LAST - MW_SEASON_YEAR_FIRST + 1)

struct check {
	const struct mw_roadmap *roadmap;
	const struct mw_season *season;
	struct mw_diags *diags;
	const struct mw_rule *last; /* reported already */
	int outcome;
};

static int evaluate(struct check *check, const struct mw_expr *expr, struct mw_date *ret_date);

/* What only a profile can tell has no answer here. */
static int lookup(void *context, const struct mw_expr *expr, struct mw_date *ret_date)
{
	struct check *check = context;
	if (expr->base == MW_EXPR_OPENS || expr->base == MW_EXPR_DUE) {
		const struct mw_rule *other = mw_roadmap_find(check->roadmap, expr->name);
		return !other ||
		       evaluate(check, expr->base == MW_EXPR_DUE ? &other->due : &other->opens,
				ret_date);
	}
	const struct mw_season_date *found =
		expr->base == MW_EXPR_KEY ? mw_season_find(check->season, expr->name) : NULL;
	if (found)
		*ret_date = found->date;
	return !found;
}

static int evaluate(struct check *check, const struct mw_expr *expr, struct mw_date *ret_date)
{
	struct mw_expr_env env = { check->season->year, MW_PROVENANCE_ADVICE, lookup, check };
	return mw_expr_eval(expr, &env, ret_date);
}

/* False if it has no date that can be known here. */
static bool day_of(struct check *check, const struct mw_rule *rule, const struct mw_expr *expr,
		   mw_day *ret_day)
{
	struct mw_date date;
	int outcome = evaluate(check, expr, &date);
	if (outcome == MW_EXPR_E_RANGE && check->last != rule) {
		check->outcome = MW_ROADMAP_E_BAD;
		check->last = rule;
		mw_diags_add(check->diags, expr->spot,
			     "\"%s\" gives no day in application year %d; expected an existing day "
			     "from 1990 to 2100",
			     expr->text, check->season->year);
	}
	if (!outcome)
		*ret_day = date.day;
	return !outcome;
}

static void say(struct check *check, const struct mw_expr *expr, const struct mw_rule *rule,
		const char *what, mw_day first, mw_day second)
{
	char one[MW_DAY_TEXT_SIZE], two[MW_DAY_TEXT_SIZE];
	check->outcome = MW_ROADMAP_E_BAD;
	mw_diags_add(check->diags, expr->spot,
		     "\"%s\" %s in every season: %s comes after %s in application year %d",
		     rule->id, what, mw_day_format(first, one), mw_day_format(second, two),
		     YEAR_FIRST);
}

static void check_rule(struct check *check, const struct mw_season seasons[YEARS],
		       const struct mw_rule *rule)
{
	int opens_after = 0, due_after = 0;
	mw_day opens[YEARS], due[YEARS], latest[YEARS];
	for (int i = 0; i < YEARS; i++) {
		check->season = &seasons[i];
		bool has_opens = day_of(check, rule, &rule->opens, &opens[i]);
		bool has_due = day_of(check, rule, &rule->due, &due[i]);
		bool has_latest = day_of(check, rule, &rule->latest, &latest[i]);
		opens_after += has_opens && has_due && opens[i] > due[i];
		due_after += has_due && has_latest && due[i] > latest[i];
	}
	if (opens_after == YEARS)
		say(check, &rule->opens, rule, "opens after its due", opens[0], due[0]);
	if (due_after == YEARS)
		say(check, &rule->due, rule, "is due after its latest", due[0], latest[0]);
}

int mw_roadmap_check_dates(const struct mw_roadmap *roadmap, const struct mw_season_table *seasons,
			   struct mw_pool *pool, struct mw_diags *diags)
{
	struct check check = { .roadmap = roadmap, .diags = diags };
	struct mw_season years[YEARS];
	for (int i = 0; i < YEARS; i++)
		if (mw_season_compute(seasons, YEAR_FIRST + i, NULL, 0, pool, &years[i], NULL))
			return 0; /* the seasons are wrong, and that is said elsewhere */
	for (size_t i = 0; i < roadmap->rules.count; i++)
		check_rule(&check, years, &roadmap->rules.items[i]);
	for (size_t i = 0; i < roadmap->templates.count; i++)
		check_rule(&check, years, &roadmap->templates.items[i]);
	return check.outcome;
}
