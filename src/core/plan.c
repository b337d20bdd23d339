/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Questions that one asks of a finished plan.
 */
#include "matchward/core/plan.h"

#include <stdlib.h>
#include <string.h>

const char *mw_status_name(enum mw_status status)
{
	static const char *const names[] = { "upcoming", "open", "due",    "late",
					     "missed",   "done", "skipped" };
	return names[status];
}

static int id_of(const void *id, const void *milestone)
{
	return strcmp(id, (*(const struct mw_milestone *const *)milestone)->id);
}

const struct mw_milestone *mw_plan_find(const struct mw_plan *plan, const char *id)
{
	if (plan->by_id) {
		const struct mw_milestone **found = bsearch(id, plan->by_id, plan->milestones.count,
							    sizeof *plan->by_id, id_of);
		return found ? *found : NULL;
	}
	for (size_t i = 0; i < plan->milestones.count; i++)
		if (!strcmp(plan->milestones.items[i].id, id))
			return &plan->milestones.items[i];
	return NULL;
}

const struct mw_leads *mw_plan_leads(const struct mw_plan *plan,
				     const struct mw_milestone *milestone)
{
	return milestone->rule->has_remind ? &milestone->rule->remind
					   : &plan->profile->reminders.lead;
}

int mw_plan_overdue_days(const struct mw_plan *plan, const struct mw_milestone *milestone)
{
	int own = milestone->rule->overdue_days;
	return own ? own : plan->profile->reminders.overdue_days;
}

int mw_milestone_slack(const struct mw_plan *plan, const struct mw_milestone *milestone)
{
	mw_day latest = mw_date_is(&milestone->latest)
				? mw_date_local_day(&milestone->latest, plan->profile->zone)
				: milestone->due_day;
	return latest - milestone->rule->takes_days - plan->today;
}

mw_day mw_milestone_occurrence(const struct mw_plan *plan, const struct mw_milestone *milestone)
{
	int every = milestone->rule->repeat_days;
	mw_day first = mw_date_local_day(&milestone->opens, plan->profile->zone);
	mw_day last = plan->today < milestone->due_day ? plan->today : milestone->due_day;
	return last > first ? first + (last - first) / every * every : first;
}
