/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The assessment: what the scores mean for the specialty. The guide's bands are for diagnostic
 * radiology; elsewhere tier and risk are unknown, there are no program numbers, and the target is
 * only a working figure. Figures here, in the table of DESIGN.md section 3; what to say about them
 * are findings.
 *
 * Tiers are orientation, never cut-offs (S9). A *failure* is result = fail, attempts above 1, or a
 * score below the pass mark of its day, of either exam (C23).
 */
#ifndef MW_CORE_ASSESS_H
#define MW_CORE_ASSESS_H

#include <stdbool.h>

#include "matchward/core/finding.h"
#include "matchward/core/plan.h"

enum mw_tier {
	MW_TIER_UNKNOWN,
	MW_TIER_VERY_STRONG,
	MW_TIER_COMPETITIVE,
	MW_TIER_BORDERLINE,
	MW_TIER_LOW
};
enum mw_risk { MW_RISK_UNKNOWN, MW_RISK_NONE, MW_RISK_ELEVATED, MW_RISK_EXTREME };
enum mw_basis { MW_BASIS_NONE, MW_BASIS_PRACTICE, MW_BASIS_SCORE };
enum mw_ready { MW_READY_UNKNOWN, MW_READY_NO, MW_READY_YES };

const char *mw_tier_name(enum mw_tier tier);
const char *mw_risk_name(enum mw_risk risk);
const char *mw_basis_name(enum mw_basis basis);

struct mw_assessment {
	const struct mw_specialty *specialty; /* borrowed from the profile */
	int target, stretch;                  /* Step 2 CK */
	int rule_target;                      /* what the rules alone say (S27 S28 S29 S73) */
	int score;                            /* MW_NONE: not known */
	enum mw_tier tier;                    /* S5-S8 */
	enum mw_risk risk;                    /* S37 S44 S45 S46 C8 C11 C24 */
	bool is_low_step1;                    /* a numeric Step 1 below 230 (S29 S43) */
	bool is_failed;                       /* either exam */
	bool is_step1_failed;
	bool is_old; /* graduated more than five years before the application year (S46 C24) */
	bool backup_advised;
	enum mw_basis backup_basis;     /* S62 S76 */
	int programs_min, programs_max; /* MW_NONE where the guide has no number (S76 C10 C22) */
	int study_min, study_max;       /* months, likewise (S31 C25) */
	/* US dollars for the applications in the specialty, without the transcript: for the
	 * programs of the list that are usable, else for the guide's number; MW_NONE without either
	 * (D1) */
	int cost_min, cost_max;
	int cost_season;     /* whose tariff it is; MW_NONE with the others */
	int cost_transcript; /* US dollars, of the same tariff */
	enum mw_ready ready; /* S36 C17 */
	int practices[2];    /* the last two scores up to today, older first; MW_NONE */
};

/* ERAS fees for so many programs of one specialty, US dollars, by MW_COST_SEASON's tariff (D1). */
#define MW_COST_SEASON 2026
int mw_assess_cost(int programs);

void mw_assess(const struct mw_plan *plan, struct mw_assessment *ret_assessment);

/* What there is to say about it, in the order of the guide. Texts live on `pool`. */
void mw_findings_of_assessment(const struct mw_plan *plan, const struct mw_assessment *assessment,
			       struct mw_pool *pool, struct mw_findings *ret_findings);

#endif
