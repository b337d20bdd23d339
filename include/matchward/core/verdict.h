/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Verdicts: what each program of the applicant's list means for her scores and visa, and why
 * (S55-S60 S76 S78). An empty cell is never guessed at: without a score or a tier the verdict
 * waits.
 */
#ifndef MW_CORE_VERDICT_H
#define MW_CORE_VERDICT_H

#include <stdbool.h>

#include "matchward/core/finding.h"
#include "matchward/core/plan.h"
#include "matchward/core/program.h"

enum mw_verdict {
	MW_VERDICT_TARGET,     /* tier 2 and 245 or more (S56) */
	MW_VERDICT_SAFE,       /* tier 3 and 230 or more (S57) */
	MW_VERDICT_POSSIBLE,   /* near what it asks for, or tier 1 with both feet inside (S55) */
	MW_VERDICT_REACH,      /* tier 1 without that, or clearly below what it asks for */
	MW_VERDICT_UNKNOWN,    /* waits for the score or for the kind of program */
	MW_VERDICT_CHECK_VISA, /* a visa is needed, and nothing is known of its visas */
	MW_VERDICT_OFF_LIST,   /* does not sponsor the visa that is needed (S59 S60) */
};
#define MW_VERDICTS (MW_VERDICT_OFF_LIST + 1)
const char *mw_verdict_name(enum mw_verdict verdict);  /* "check-visa" */
const char *mw_verdict_title(enum mw_verdict verdict); /* "Ask about the visa first" */

struct mw_judged { /* one program */
	const struct mw_program *program;
	int tier; /* 1, 2 or 3, approximate (S9); MW_NONE: neither kind nor score is known */
	enum mw_verdict verdict;
	enum mw_answer visa_ok;             /* yes, too, where no visa is needed */
	bool is_out;                        /* rejected or dropped: shown, but counted nowhere */
	struct mw_date deadline, interview; /* MW_DATE_NONE where not given */
	struct mw_findings reasons;
};

struct mw_judged_list {
	MW_LIST(struct mw_judged) list;  /* in the order of the file */
	size_t counts[MW_VERDICTS], out; /* of those that count; of the others */
	size_t usable;                   /* those that count and are not off the list */
	size_t gold, silver;             /* signals placed; a dropped program gives its one back */
};

/* 1, 2 or 3 from kind and expected score; MW_NONE where neither is known. */
int mw_program_tier(const struct mw_program *program);

enum mw_answer mw_program_visa_ok(const struct mw_profile *profile,
				  const struct mw_program *program);

/* How many programs of the list count and sponsor the visa, or may. */
size_t mw_programs_usable(const struct mw_profile *profile);

/* All of the list. Texts live on `pool`. */
void mw_programs_judge(const struct mw_plan *plan, struct mw_pool *pool,
		       struct mw_judged_list *ret_judged);

/* What there is to say about the list as a whole: how many, signals. Nothing about no list. */
void mw_findings_of_programs(const struct mw_plan *plan, const struct mw_judged_list *judged,
			     struct mw_pool *pool, struct mw_findings *ret_findings);

/* Do all that count under this verdict give this reason? A group of one keeps its reasons. */
bool mw_judged_all_say(const struct mw_judged_list *judged, enum mw_verdict verdict,
		       const struct mw_finding *said);

/* Do the dates of the list refer to what there is? 0, or MW_VERDICT_E_BAD with a diagnostic each.
 */
#define MW_VERDICT_E_BAD 1
int mw_programs_check(const struct mw_plan *plan, struct mw_diags *diags);

#endif
