/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The moment at which a lead falls: the one rule that daemon and calendar share.
 *
 * A day lead falls at the profile's hour, so many civil days before the local day of the due. Where
 * that hour comes too late on the last day (a deadline of 21:00 in New York is 07:30 in India) the
 * day before speaks. An hour or minute lead counts back from a timed due. Nothing falls before the
 * window opens: such a lead falls when it opens, at the hour or at the opening's own instant. Where
 * opens and due are the same day (an event, a booked exam) leads may come before.
 */
#ifndef MW_CORE_MOMENT_H
#define MW_CORE_MOMENT_H

#include "matchward/core/lead.h"
#include "matchward/core/plan.h"

#define MW_MOMENT_NONE INT64_MIN

/* `due` is the milestone's, or one occurrence of a repeating one. MW_MOMENT_NONE: the lead means
 * nothing for it. */
int64_t mw_moment_of_lead(const struct mw_plan *plan, const struct mw_milestone *milestone,
			  const struct mw_date *due, struct mw_lead lead);

/* The profile's hour of a civil day. */
int64_t mw_moment_at_hour(const struct mw_plan *plan, mw_day day);

#endif
