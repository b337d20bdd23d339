/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The backward pass: from roadmap, season and plan keys to a plan.
 *
 * Every expression is resolved to its natural date, each once, along the graph; a due later than
 * its latest is cut to it, unless the user set the day. Then late work is re-planned (core/forward)
 * and each milestone gets its status. An impossible day is a diagnostic at the expression's line.
 *
 * The dates depend on profile, seasons, roadmap, first day and promises only: neither `now` nor
 * what has been done since the first day moves any.
 */
#ifndef MW_CORE_TIMELINE_H
#define MW_CORE_TIMELINE_H

#include "matchward/core/plan.h"

struct mw_timeline_input {
	const struct mw_profile *profile;
	const struct mw_season_table *seasons;
	const struct mw_roadmap
		*roadmap; /* with the profile applied, and checked (mw_roadmap_check) */
	const struct mw_ledger *ledger;
	int64_t now_utc;
};

/* 0, or MW_TIMELINE_E_BAD with diagnostics. The plan borrows from the input and lives on `pool`. */
#define MW_TIMELINE_E_BAD 1
int mw_timeline_compute(const struct mw_timeline_input *input, struct mw_pool *pool,
			struct mw_plan *ret_plan, struct mw_diags *diags);

/* Only the statuses, at a later now: what the daemon asks between two loads. */
void mw_timeline_refresh(struct mw_plan *plan, int64_t now_utc);

#endif
