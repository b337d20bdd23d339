/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Findings: what there is to say beyond dates, each with the rules that it comes from. Those of the
 * plan are its warnings. They are worked out anew from the plan each time and kept nowhere.
 */
#ifndef MW_CORE_FINDING_H
#define MW_CORE_FINDING_H

#include "matchward/core/plan.h"
#include "matchward/core/pool.h"
#include "matchward/core/text.h"

struct mw_finding {
	const char *id;        /* "exam-too-late": never renamed, other programs read it */
	const char *severity;  /* stop, warn, advice, info, good or ask */
	const char *text;      /* for the reader */
	struct mw_words rules; /* S12 C15 ... */
};

struct mw_findings {
	MW_LIST(struct mw_finding) list;
};

/* What the functions that look for findings share. */
struct mw_finding_work {
	const struct mw_plan *plan;
	struct mw_pool *pool;
	struct mw_findings *findings;
};

/* Adds one; `rules` is a list in one string. */
void mw_say(struct mw_finding_work *work, const char *id, const char *severity, const char *rules,
	    const char *format, ...) __attribute__((format(printf, 5, 6)));

/* The warnings of a plan, weightiest first. Texts live on `pool`. */
void mw_findings_of_plan(const struct mw_plan *plan, struct mw_pool *pool,
			 struct mw_findings *ret_findings);

#endif
