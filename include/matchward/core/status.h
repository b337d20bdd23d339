/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Status: what a milestone is at an instant, and what else is over when something has been done.
 */
#ifndef MW_CORE_STATUS_H
#define MW_CORE_STATUS_H

#include "matchward/core/plan.h"

/*
 * What each rule of the roadmap is closed by, by its index; NULL where by nothing. What is done
 * implies that its needs are done, and theirs; what it `closes` is pointless from then on. What a
 * fact settles implies nothing: letters can be in before anybody has registered.
 */
const char **mw_status_closings(const struct mw_roadmap *roadmap, const struct mw_acts *acts,
				struct mw_pool *pool);

/*
 * The status at plan->now_utc. Instants count for timed dates, civil days of the profile's zone for
 * whole ones: on its day a milestone is due, after it late, after its latest missed. Events and
 * repeating ones are over with their due and ask for nothing.
 */
enum mw_status mw_status_of(const struct mw_milestone *milestone, const struct mw_plan *plan);

#endif
