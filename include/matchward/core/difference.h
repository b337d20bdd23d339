/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The difference between two plans of one applicant: what an edit of the profile would change.
 *
 * Milestones are matched by id, findings by id and text, dates by key. Each milestone is told once,
 * by what weighs most: it comes or goes, it is lost or won back, it is settled or open again, it
 * moves. What is closed in both plans does not move. Plans may live in different zones: days are
 * compared as each of them shows them.
 */
#ifndef MW_CORE_DIFFERENCE_H
#define MW_CORE_DIFFERENCE_H

#include "matchward/core/assess.h"
#include "matchward/core/finding.h"
#include "matchward/core/plan.h"

/* One side: a plan with all that there is to say about it. */
struct mw_view {
	const struct mw_plan *plan;
	struct mw_assessment assessment;
	struct mw_findings findings; /* of the plan, then of the assessment; each once */
};

void mw_view_make(const struct mw_plan *plan, struct mw_pool *pool, struct mw_view *ret_view);

/* In the order in which a reader wants them. */
enum mw_change_kind {
	MW_CHANGE_FIGURE,
	MW_CHANGE_WARNING_GAINED,
	MW_CHANGE_WARNING_REWORDED, /* the same warning says something else now */
	MW_CHANGE_WARNING_LOST,
	MW_CHANGE_TOO_LATE, /* it applies, but cannot be done in time */
	MW_CHANGE_IN_TIME,  /* that was so, and is no longer */
	MW_CHANGE_SETTLED,  /* done by a fact or an act, or skipped */
	MW_CHANGE_REOPENED,
	MW_CHANGE_MOVED, /* opens, due or latest */
	MW_CHANGE_APPEARED,
	MW_CHANGE_VANISHED,
	MW_CHANGE_DATE, /* a season date or a plan key */
	MW_CHANGE_KINDS
};

struct mw_change {
	enum mw_change_kind kind;
	const char *name;          /* of the figure or the key; the milestone's or finding's id */
	const char *was, *becomes; /* of a figure, in words */
	const struct mw_finding *finding;          /* gained, lost, or as it reads now */
	const struct mw_date *old_date, *new_date; /* of a key */
	const struct mw_milestone *before, *after; /* NULL: not in that plan */
};

struct mw_difference {
	/* By kind; milestones by due, then id; the rest in the order of the plan. */
	MW_LIST(struct mw_change) changes;
};

/* Borrows from both views; nothing is kept of a difference that is not there. */
void mw_difference(const struct mw_view *before, const struct mw_view *after, struct mw_pool *pool,
		   struct mw_difference *ret_difference);

/* Do two dates mean the same, each for somebody who lives in its home? */
bool mw_difference_same_date(const struct mw_date *a, const struct mw_zone *a_home,
			     const struct mw_date *b, const struct mw_zone *b_home);

#endif
