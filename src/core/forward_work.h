/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the two movements of re-planning share: the backward pass gives each piece of work its
 * latest finish and its urgency, the forward one its place.
 */
#ifndef MW_CORE_FORWARD_WORK_H
#define MW_CORE_FORWARD_WORK_H

#include "matchward/core/forward.h"

struct job {
	bool is_candidate; /* its time had come before the first day, and it still matters */
	bool passes;       /* an event or a recurrence: passes by itself, nothing waits for it */
	int depth;         /* of needs, from 1; 0: not looked at yet */
	mw_day natural_opens, natural_due;
	mw_day latest;        /* MW_DAY_LAST where there is none */
	mw_day latest_finish; /* so that what needs it can still be done */
	mw_day urgency;
	/* The outcome. */
	enum mw_fate fate;
	mw_day start, due;
	mw_day finish;    /* for what waits for it; MW_DAY_NONE: nothing to wait for */
	const char *need; /* what makes it too late, or NULL */
};

struct work {
	struct mw_forward_node *nodes;
	struct job *jobs;
	size_t count;
	size_t *topological; /* needs before what needs them */
	size_t *order;       /* the same by urgency */
	const struct mw_profile *profile;
	mw_day first_day;
	int *load, *natural_load; /* half starts by week from the first day */
	bool keeps_promises;      /* not yet while the pace is chosen */
};

static inline const struct mw_rule *rule_of(const struct work *work, size_t i)
{
	return work->nodes[i].milestone->rule;
}

/* Is it of no concern to what it needs: closed, or too late from the start? */
static inline bool is_out(const struct work *work, size_t i)
{
	return work->nodes[i].is_fixed || work->nodes[i].is_lost ||
	       work->jobs[i].latest < work->first_day;
}

/* Fills the jobs from the milestones, up to their urgency, and both orders. */
void mw_forward_prepare(struct work *work, struct mw_pool *pool);

#endif
