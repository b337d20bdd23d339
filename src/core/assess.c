/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The figures of the assessment. Every boundary stands here once.
 */
#include "matchward/core/assess.h"

#include "matchward/core/verdict.h"

const char *mw_tier_name(enum mw_tier tier)
{
	static const char *const names[] = { "unknown", "very-strong", "competitive", "borderline",
					     "low" };
	return names[tier];
}

const char *mw_risk_name(enum mw_risk risk)
{
	static const char *const names[] = { "unknown", "none", "elevated", "extreme" };
	return names[risk];
}

const char *mw_basis_name(enum mw_basis basis)
{
	static const char *const names[] = { "none", "practice", "score" };
	return names[basis];
}

static enum mw_tier tier_of(int score)
{
	if (score == MW_NONE)
		return MW_TIER_UNKNOWN;
	return score >= 250   ? MW_TIER_VERY_STRONG
	       : score >= 240 ? MW_TIER_COMPETITIVE
	       : score >= 230 ? MW_TIER_BORDERLINE
			      : MW_TIER_LOW;
}

static enum mw_risk risk_of(const struct mw_assessment *it, bool needs_visa)
{
	bool known = it->score != MW_NONE;
	if (known && (it->score < 230 ||                                                  /* S44 */
		      (it->is_failed && it->score < 240) ||                               /* S45 */
		      (it->is_low_step1 && it->score < 235 && needs_visa && it->is_old))) /* S46 */
		return MW_RISK_EXTREME;
	if ((known && it->score < 240) || it->is_failed || it->is_low_step1) /* S7 S37 C8 */
		return MW_RISK_ELEVATED;
	return known ? MW_RISK_NONE : MW_RISK_UNKNOWN;
}

/* The last two practice exams up to today. */
static void last_practices(const struct mw_plan *plan, struct mw_assessment *it)
{
	const struct mw_profile *profile = plan->profile;
	it->practices[0] = it->practices[1] = MW_NONE;
	for (size_t i = 0;
	     i < profile->practice.count && profile->practice.items[i].day <= plan->today; i++) {
		it->practices[0] = it->practices[1];
		it->practices[1] = profile->practice.items[i].score;
	}
}

static enum mw_ready ready_of(const struct mw_plan *plan, const struct mw_assessment *it)
{
	int least = it->target - plan->profile->step2ck.tolerance;
	if (it->score != MW_NONE || it->practices[0] == MW_NONE)
		return MW_READY_UNKNOWN;
	return it->practices[0] >= least && it->practices[1] >= least ? MW_READY_YES : MW_READY_NO;
}

/* The tariff of MW_COST_SEASON, the last one that ERAS published (D1). */
#define COST_FIRST 11 /* each of the first COST_STEP */
#define COST_FURTHER 30
#define COST_STEP 30
#define COST_TRANSCRIPT 80

int mw_assess_cost(int programs)
{
	return programs <= COST_STEP
		       ? programs * COST_FIRST
		       : COST_STEP * COST_FIRST + (programs - COST_STEP) * COST_FURTHER;
}

static void cost(const struct mw_plan *plan, struct mw_assessment *it)
{
	int listed = (int)mw_programs_usable(plan->profile);
	int least = listed ? listed : it->programs_min, most = listed ? listed : it->programs_max;
	it->cost_min = it->cost_max = it->cost_season = MW_NONE;
	it->cost_transcript = COST_TRANSCRIPT;
	if (least == MW_NONE)
		return;
	it->cost_min = mw_assess_cost(least);
	it->cost_max = mw_assess_cost(most);
	it->cost_season = MW_COST_SEASON;
}

void mw_assess(const struct mw_plan *plan, struct mw_assessment *ret_assessment)
{
	const struct mw_profile *profile = plan->profile;
	const struct mw_facts *facts = plan->facts;
	const enum mw_step1_result step1 = profile->step1.result;
	struct mw_assessment it = { .specialty = &profile->specialty,
				    .target = facts->target,
				    .stretch = facts->stretch,
				    .rule_target = mw_facts_rule_target(profile),
				    .score = profile->step2ck.score,
				    .programs_min = MW_NONE,
				    .programs_max = MW_NONE,
				    .study_min = facts->study_min,
				    .study_max = facts->study_max };
	const bool has_bands = profile->specialty.has_bands;
	it.tier = has_bands ? tier_of(it.score) : MW_TIER_UNKNOWN;
	it.is_low_step1 = step1 == MW_STEP1_NUMBER && profile->step1.number < 230;
	it.is_failed = mw_facts_has(facts, MW_FACT_FAILED);
	it.is_step1_failed = mw_facts_failed_step1(profile);
	it.is_old = profile->application_year - profile->graduation_year > 5;
	it.risk = has_bands ? risk_of(&it, mw_facts_has(facts, MW_FACT_VISA)) : MW_RISK_UNKNOWN;
	it.backup_advised = mw_facts_has(facts, MW_FACT_BACKUP);
	if (has_bands && it.score >= 235 && it.score <= 245) { /* S76 C10; MW_NONE is below */
		it.programs_min = 60;
		it.programs_max = 100;
	}
	cost(plan, &it);
	last_practices(plan, &it);
	it.backup_basis = !has_bands                   ? MW_BASIS_NONE
			  : it.score != MW_NONE        ? MW_BASIS_SCORE
			  : it.practices[1] != MW_NONE ? MW_BASIS_PRACTICE
						       : MW_BASIS_NONE;
	it.ready = ready_of(plan, &it);
	*ret_assessment = it;
}
