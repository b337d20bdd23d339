/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Facts: what is true of this applicant, by the names that `when` and `settled` of a roadmap use.
 *
 * Most come from the profile; five (and `applied` partly) from what has been done. Thresholds and
 * their rules: S8 S23 S31 S37 S43 S45 S62 S76 C8 C12 C23 C25 and DESIGN.md section 3.
 */
#ifndef MW_CORE_FACTS_H
#define MW_CORE_FACTS_H

#include <stdbool.h>
#include <stdint.h>

#include "matchward/core/ledger.h"
#include "matchward/core/profile.h"

enum mw_fact {
	MW_FACT_SCORE, /* a passing Step 2 CK score is known; one below the pass mark is a failure
			*/
	MW_FACT_STEP1_OPEN,  /* no pass yet */
	MW_FACT_STEP1_TAKEN, /* sat at least once */
	MW_FACT_FAILED,      /* result = fail or attempts above 1, of either exam */
	MW_FACT_AT_RISK,     /* score below 235 where the guide's bands hold (S37 S43), or failed */
	MW_FACT_NARRATIVE,   /* at-risk, or with bands a numeric Step 1 below 230 (S43 S53) */
	MW_FACT_BACKUP,      /* a second specialty is advised (S7 S8 S62 S76); only with bands */
	MW_FACT_VISA,
	MW_FACT_J1,  /* j1 or either */
	MW_FACT_H1B, /* h1b or either */
	MW_FACT_H1B_ONLY,
	MW_FACT_ADVANCED,   /* advanced or both */
	MW_FACT_LATE_SCORE, /* exam aim + 8 weeks lies after eras-open */
	MW_FACT_PRACTISED,
	MW_FACT_BOOKED, /* a Step 2 CK day is entered, and no failed score belongs to it */
	MW_FACT_RESEARCH,
	MW_FACT_ROTATION, /* a US rotation is in the profile: the place is found (S49) */
	MW_FACT_OBSERVED, /* an observership that is over, or of unknown end and begun (S50) */
	MW_FACT_ABSTRACT,
	MW_FACT_LETTERS_ASKED, /* the least set of the specialty (S51) */
	MW_FACT_LETTERS_IN,    /* the same, received */
	MW_FACT_APPLIED,       /* an interview, or eras-submit done */
	MW_FACT_PATHWAY,       /* from done: pathways-apply or pathways-early */
	MW_FACT_OET,           /* from done: oet-exam */
	MW_FACT_CERTIFIED,     /* from done: ecfmg-certificate */
	MW_FACT_NRMP,          /* from done: nrmp-register */
	MW_FACT_MATCHED,       /* from done: match-day, said by the person */
	/* Of one entry, true only for the milestones that were made for it (core/entry). */
	MW_FACT_ENTRY_ASKED,
	MW_FACT_ENTRY_RECEIVED,
	MW_FACT_ENTRY_ASSIGNED,
	MW_FACT_ENTRY_SENT,
	MW_FACT_ENTRY_IN_SEASON,
	MW_FACT_COUNT,
};

const char *mw_fact_name(enum mw_fact fact); /* "step1-open" */
const char *
mw_fact_reason(enum mw_fact fact); /* why something is settled by it, one plain clause */
bool mw_fact_find(const char *name, enum mw_fact *ret_fact);
const char *mw_fact_nearest(const char *name);

/* A condition: every `yes` true and every `no` false (mw_facts_hold); or any `yes` true
 * (mw_facts_any). */
struct mw_condition {
	uint32_t yes, no;
};

struct mw_facts {
	uint32_t set;             /* bit 1 << enum mw_fact */
	int target, stretch;      /* Step 2 CK (S27 S28 S29 S73 C12 C13) */
	int baseline;             /* score of the earliest practice exam, or MW_NONE (S18) */
	int last_practice;        /* of the latest one up to today */
	int study_min, study_max; /* months, MW_NONE where the guide has no number (S31 C25) */
	int least_study; /* months that the exam aim must leave: study_min, 3 without a baseline,
			  * else 0; 0 when the score is known */
};

static inline bool mw_facts_has(const struct mw_facts *facts, enum mw_fact fact)
{
	return facts->set & (uint32_t)1 << fact;
}
bool mw_facts_hold(const struct mw_facts *facts, struct mw_condition condition);
bool mw_facts_any(const struct mw_facts *facts, struct mw_condition condition,
		  enum mw_fact *ret_which);

/* Step 1 was failed once, passed since or not (S3 C23). */
bool mw_facts_failed_step1(const struct mw_profile *profile);

/* The Step 2 CK target that the rules give, whatever the profile wishes (S27 S28 S29 S73). */
int mw_facts_rule_target(const struct mw_profile *profile);

/*
 * What the profile dates after today has not happened yet. All but MW_FACT_BOOKED and
 * MW_FACT_LATE_SCORE, which mw_study_compute adds: they need the first day.
 */
void mw_facts_compute(const struct mw_profile *profile, const struct mw_acts *acts, mw_day today,
		      struct mw_facts *ret_facts);

#endif
