/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reminders: at which instants something is to be said of one milestone.
 *
 * - A lead falls where core/moment says.
 * - Work past its due is named again every `overdue-every` days until its latest, and once when
 * that has passed. Events and repeating milestones pass by themselves.
 * - A repeating milestone speaks on the day of each occurrence, if it repeats weekly or more
 * rarely.
 * - What would fall into quiet hours waits for their end; if the due comes first, or with it, it is
 * said a minute before they begin.
 * - A lead at the very instant at which an event is over, or the latest has passed, is said a
 * minute before. Past the latest there is only the last word.
 * - Nothing from before the first day is caught up with.
 */
#ifndef MW_ENGINE_REMINDER_H
#define MW_ENGINE_REMINDER_H

#include "matchward/core/ledger.h"
#include "matchward/core/moment.h"
#include "matchward/core/plan.h"

#define MW_LABEL_SIZE 24

struct mw_reminder {
	int64_t at_utc;             /* after quiet hours have been heeded */
	char due[MW_DUE_TEXT_SIZE]; /* of the occurrence, as the ledger writes it */
	char label[MW_LABEL_SIZE];  /* "14d", "3h", "+7d" (overdue), "late", "again@INSTANT" */
};

/* Every lead, the last and the next overdue word, the last word. */
#define MW_REMINDERS_MOST (MW_LEADS_MOST + 4)

/*
 * The reminders of one milestone that matter at `now`, ascending by instant, at most
 * MW_REMINDERS_MOST: all leads of the occurrence that is current and of the next one, and the
 * neighbours of now among the overdue ones. Those of a closed milestone are none. Returns how many.
 */
size_t mw_reminders_of(const struct mw_plan *plan, const struct mw_milestone *milestone,
		       int64_t now_utc, struct mw_reminder reminders[MW_REMINDERS_MOST]);

/* The instant that a label of an occurrence stands for; MW_MOMENT_NONE if it stands for none any
 * more. */
int64_t mw_reminder_instant(const struct mw_plan *plan, const struct mw_milestone *milestone,
			    const char *due, const char *label);

/* Is this instant inside the profile's quiet hours? Then *ret_end is their end. */
bool mw_reminder_is_quiet(const struct mw_profile *profile, int64_t utc, int64_t *ret_end);

/* The due of a date as the ledger writes it. */
const char *mw_reminder_due(const struct mw_date *due, const struct mw_zone *home,
			    char buf[MW_DUE_TEXT_SIZE]);

#endif
