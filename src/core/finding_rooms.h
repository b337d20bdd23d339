/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rooms of the warnings, one topic each, and what they share. Private to core/finding*.
 */
#ifndef MW_CORE_FINDING_ROOMS_H
#define MW_CORE_FINDING_ROOMS_H

#include "matchward/core/assess.h"
#include "matchward/core/finding.h"

/* Each adds what it has to say, and nothing when there is nothing. */
void mw_finding_season(struct mw_finding_work *work); /* what cannot be reached any more */
void mw_finding_late(struct mw_finding_work *work);   /* what was lost or moved */
void mw_finding_exam(struct mw_finding_work *work);   /* the day of Step 2 CK and the study */
void mw_finding_paper(struct mw_finding_work *work);  /* OET, graduation, H-1B */
void mw_finding_people(struct mw_finding_work *work); /* letters, interviews, achievements */
void mw_finding_dates(struct mw_finding_work *work);  /* predictions, hours, the guide's months */

/* Of the assessment: research, experience, letters, the age of Step 1. */
void mw_finding_application(struct mw_finding_work *work, const struct mw_assessment *it);

/* Of the assessment: what the applications cost. */
void mw_finding_cost(struct mw_finding_work *work, const struct mw_assessment *it);

/* An official date of this season; the season has every key that core asks for. */
const struct mw_date *mw_finding_date(const struct mw_finding_work *work, const char *key);

/* Its civil day where the applicant lives. */
mw_day mw_finding_day(const struct mw_finding_work *work, const char *key);

/* A day of the application year: year is added to Y. */
mw_day mw_finding_year_day(const struct mw_finding_work *work, int year, int month, int day);

static inline bool mw_finding_has(const struct mw_finding_work *work, enum mw_fact fact)
{
	return mw_facts_has(work->plan->facts, fact);
}

/* Has Match Day passed without a match? */
bool mw_finding_is_over(const struct mw_finding_work *work);

/* The next season that can be reached: its main days and how to plan it, each line after a newline.
 */
void mw_finding_next_season(const struct mw_finding_work *work, struct mw_buf *out);

#endif
