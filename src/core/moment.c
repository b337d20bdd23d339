/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Leads as instants, in the profile's zone.
 */
#include "matchward/core/moment.h"

int64_t mw_moment_at_hour(const struct mw_plan *plan, mw_day day)
{
	return mw_zone_to_utc(plan->profile->zone, day, plan->profile->reminders.at_minute);
}

/* Nothing is said before this. */
static int64_t opening(const struct mw_plan *plan, const struct mw_milestone *milestone,
		       mw_day due_day)
{
	const struct mw_zone *home = plan->profile->zone;
	mw_day opens_day = mw_date_local_day(&milestone->opens, home);
	if (milestone->rule->repeat_days || opens_day >= due_day)
		return MW_MOMENT_NONE;
	return mw_date_is_timed(&milestone->opens) ? mw_date_begin_utc(&milestone->opens, home)
						   : mw_moment_at_hour(plan, opens_day);
}

int64_t mw_moment_of_lead(const struct mw_plan *plan, const struct mw_milestone *milestone,
			  const struct mw_date *due, struct mw_lead lead)
{
	const struct mw_zone *home = plan->profile->zone;
	mw_day due_day = mw_date_local_day(due, home);
	int64_t at;
	if (lead.minutes >= 0) {
		if (!mw_date_is_timed(due))
			return MW_MOMENT_NONE;
		at = mw_date_begin_utc(due, home) - (int64_t)lead.minutes * 60;
	} else {
		at = mw_moment_at_hour(plan, due_day - lead.days);
		if (mw_date_is_timed(due) && at >= mw_date_begin_utc(due, home)) /* only of 0d */
			at = mw_moment_at_hour(plan, due_day - 1);
	}
	int64_t opens = opening(plan, milestone, due_day);
	return at < opens ? opens : at;
}
