/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Re-planning a late start forward from the first day.
 *
 * A backward pass over `needs` gives each piece of work its latest finish, so that what waits for
 * it can still be done; then the work whose time has come or gone is laid out one by one, least
 * latest start first (serial schedule generation), so many starts a week (`pace`). Nothing is due
 * before the first day, nothing after its latest, nothing before what it needs. Other work gives
 * way only where something that it needs now ends after its due. A day that the user set never
 * moves. A date that the ledger promises for the same first day is kept as it is. ROADMAP section
 * 3; C5.
 */
#ifndef MW_CORE_FORWARD_H
#define MW_CORE_FORWARD_H

#include "matchward/core/plan.h"

/* One milestone and its neighbours, by index into the same array. */
struct mw_forward_node {
	struct mw_milestone
		*milestone; /* natural dates set; fate, opens and due are written here */
	const size_t *needs, *dependents;
	size_t need_count, dependent_count;
	bool is_fixed; /* closed before the first day, or never wanted: it neither moves nor is
			  waited for */
	bool is_lost;  /* cannot be done in this season any more, whatever its dates say */
	mw_day promised_start, promised_due; /* MW_DAY_NONE: no promise */
};

/* The needs must be free of circles. Returns the pace that was used. */
int mw_forward_plan(struct mw_forward_node *nodes, size_t count, const struct mw_profile *profile,
		    mw_day first_day, struct mw_pool *pool);

#endif
