/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Natural dates: what the expressions of the roadmap say, each resolved once along the graph,
 * before anything is planned again. References resolve to natural dates, so that moving one
 * milestone shifts no other.
 */
#ifndef MW_CORE_NATURAL_H
#define MW_CORE_NATURAL_H

#include "matchward/core/roadmap.h"
#include "matchward/core/study.h"

struct mw_natural {
	struct mw_date opens, due;   /* never opens after due */
	struct mw_date latest;       /* MW_DATE_NONE: never too late */
	struct mw_date asked_latest; /* the roadmap's, where the user's own due lies after it */
	bool is_cut;                 /* the due lay after the latest */
	bool due_is_yours;           /* the user has set this day: never cut, never moved */
};

struct mw_natural_input {
	const struct mw_profile *profile;
	const struct mw_roadmap *roadmap; /* checked: every name exists, and there are no circles */
	const struct mw_season *season;
	const struct mw_study *study;
};

/* One item per rule, on `pool`; or MW_NATURAL_E_BAD, with a diagnostic at the line of each
 * expression that gives no day of the calendar. */
#define MW_NATURAL_E_BAD 1
int mw_natural_compute(const struct mw_natural_input *input, struct mw_pool *pool,
		       struct mw_natural **ret_naturals, struct mw_diags *diags);

#endif
