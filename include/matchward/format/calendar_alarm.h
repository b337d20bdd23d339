/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Alarms of a calendar item: where the leads of a milestone fall, as distances from its DTSTART.
 *
 * The leads fall where core/moment says, as the daemon's do: none after the deadline, none before
 * it opens, each instant once. Repeating: weekly or rarer one at the hour of each day, daily none.
 * What is done or skipped has none.
 */
#ifndef MW_FORMAT_CALENDAR_ALARM_H
#define MW_FORMAT_CALENDAR_ALARM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "matchward/core/lead.h"
#include "matchward/core/plan.h"

/*
 * Done or skipped by somebody or by a fact. An event or a recurrence whose time has passed has the
 * status done too, but that comes with the day, and nothing in a calendar may.
 */
static inline bool mw_calendar_is_closed(const struct mw_milestone *milestone)
{
	return milestone->is_done || milestone->is_skipped || milestone->closed_by ||
	       milestone->fate == MW_FATE_SETTLED;
}

struct mw_calendar_alarms {
	/*
	 * Seconds from DTSTART, negative before it; nearest to the due first, since some importers
	 * keep only the first. Of a whole day they are clock time from midnight, of a timed due
	 * true seconds.
	 */
	int64_t offsets_s[MW_LEADS_MOST];
	size_t count;
};

void mw_calendar_alarms_compute(const struct mw_plan *plan, const struct mw_milestone *milestone,
				enum mw_alarms alarms, struct mw_calendar_alarms *ret_alarms);

#endif
