/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A season table written from the rules of DOMAIN sections 1.2, 2.3, 3 and 6, without a file.
 */
#ifndef MW_TESTS_SEASON_BY_HAND_H
#define MW_TESTS_SEASON_BY_HAND_H

#include "matchward/core/season.h"

#include "expect.h"
#include "zones_by_hand.h"

static const struct {
	const char *key, *rule;
	int uncertainty;
} season_rules_by_hand[] = {
	{ "myeras-opens", "Y-06-03 on or after Wednesday at 09:00", 7 },
	{ "token", "myeras-opens + 3 weeks", 7 },
	{ "eras-open", "Y-09-01 on or after Wednesday at 09:00", 7 },
	{ "eras-review", "Y-09-23 on or after Wednesday at 09:00", 7 },
	{ "eras-closes", "Y+1-05-31 at 17:00", 0 },
	{ "signals-list", "Y-07-07", 7 },
	{ "nrmp-register", "Y-09-15 weekend forward at 12:00", 0 },
	{ "nrmp-deadline", "Y+1-01-31 weekend back at 23:59", 0 },
	{ "rank-opens", "Y+1-02-01 weekend forward at 12:00", 0 },
	{ "rol-deadline", "match-monday - 12 days at 21:00", 7 },
	{ "match-monday", "match-day - 4 days at 10:00", 0 },
	{ "soap-ends", "match-day - 1 day at 21:00", 0 },
	{ "match-day", "Y+1-03-15 on or after Friday at 12:00", 0 },
	{ "pathways-opens", "Y-08-19", 60 },
	{ "pathways-deadline", "Y+1-01-31 at 23:59", 0 },
	{ "training-starts", "Y+1-07-01", 0 },
	{ "abstract-aar", "Y-1-09-16 at 11:59 CT", 14 },
	{ "abstract-acr", "Y-01-27 at 23:59", 10 },
	{ "abstract-rsna", "Y-05-01 on or after Wednesday at 12:00 CT", 30 },
};

/* One expression as a season file would hold it: what names no zone is Eastern. */
static inline struct mw_expr season_expr(struct mw_pool *pool, const char *text, int line)
{
	struct mw_expr_context context = { pool, zone_by_hand("America/New_York"),
					   &finder_by_hand };
	struct mw_diags diags = MW_DIAGS_INIT;
	struct mw_expr expr;
	if (mw_expr_parse(text, &context, (struct mw_spot){ "seasons.ini", line }, &expr, &diags))
		fail_msg("the test wrote a bad date: %s", diags.items[0].text);
	return expr;
}

static inline void season_rule(struct mw_season_table *table, struct mw_pool *pool, const char *key,
			       const char *rule, int uncertainty)
{
	struct mw_season_rule *to = MW_PUSH(pool, &table->rules);
	*to = (struct mw_season_rule){ key, season_expr(pool, rule, 100 + (int)table->rules.count),
				       uncertainty };
}

static inline void season_published(struct mw_season_table *table, struct mw_pool *pool, int year,
				    const char *key, const char *date)
{
	struct mw_season_published *to = MW_PUSH(pool, &table->published);
	*to = (struct mw_season_published){
		year, key, season_expr(pool, date, 1 + (int)table->published.count)
	};
}

static inline void season_table_by_hand(struct mw_season_table *table, struct mw_pool *pool)
{
	memset(table, 0, sizeof *table);
	for (size_t i = 0; i < sizeof season_rules_by_hand / sizeof *season_rules_by_hand; i++)
		season_rule(table, pool, season_rules_by_hand[i].key, season_rules_by_hand[i].rule,
			    season_rules_by_hand[i].uncertainty);
}

#endif
