/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Plan keys: the dates that are computed once from profile, season and first day, and that roadmap
 * expressions use by name (exam-aim, foundation-start, oet-aim ...). ROADMAP section 1.1; rules S14
 * S31 S32 S34 S36 S67 C2 C7 C14 C15 C16 C25.
 */
#ifndef MW_CORE_STUDY_H
#define MW_CORE_STUDY_H

#include "matchward/core/date.h"
#include "matchward/core/facts.h"
#include "matchward/core/season.h"

enum mw_key {
	MW_KEY_FIRST_DAY,
	MW_KEY_EXAM_OPENS,
	MW_KEY_EXAM_CLOSES,
	MW_KEY_EXAM_STOP,
	MW_KEY_EXAM_AIM,
	MW_KEY_FOUNDATION_START,
	MW_KEY_CONSOLIDATION_START,
	MW_KEY_READINESS_START,
	MW_KEY_PREP_START,
	MW_KEY_STEP1_AIM,
	MW_KEY_FIRST_EXAM,
	MW_KEY_SCORE_STOP,
	MW_KEY_DECIDE_FROM,
	MW_KEY_DECIDE_BY,
	MW_KEY_OET_AIM,
	MW_KEY_PATHWAYS_AIM,
	MW_KEY_CERT_DUE,
	MW_KEY_GRADUATION,
	MW_KEY_DIPLOMA_AIM,
	MW_KEY_DIPLOMA_LATEST,
	MW_KEY_INTERVIEWS_END,
	MW_KEY_COUNT,
};

const char *mw_key_name(enum mw_key key);
bool mw_key_find(const char *name, enum mw_key *ret_key);

struct mw_study {
	struct mw_date keys[MW_KEY_COUNT];
	struct mw_expr exprs[MW_KEY_COUNT]; /* which give them; a key is a whole day, whatever hour
					       its base has */
	enum mw_provenance literals[MW_KEY_COUNT]; /* of a day written in the expression */
	const char *reasons[MW_KEY_COUNT];         /* why this expression, one plain clause */
	/*
	 * The study total and its phases. Where less time is left than the total wants, these are
	 * the months that fit, so that a late start does not begin with the second phase.
	 */
	int months, foundation_months, consolidation_months;
	int questions_a_day;  /* from what is left and the days left; MW_NONE without a number or
				 after the exam */
	bool is_out_of_reach; /* no score, no booked exam, and the aim lies after the last useful
				 day: the season is impossible (S39 C14 C21) */
	bool is_given_up;     /* so, and the first day lies after the exam window: nothing is
				 planned again */
	bool fell_to_spring;  /* previous-summer was asked for and cannot be reached (C2) */
};

/* first_day must be a day. The expressions live on `pool`. Adds MW_FACT_BOOKED and
 * MW_FACT_LATE_SCORE to *facts. */
void mw_study_compute(const struct mw_profile *profile, const struct mw_season *season,
		      mw_day first_day, struct mw_pool *pool, struct mw_facts *facts,
		      struct mw_study *ret_study);

#endif
