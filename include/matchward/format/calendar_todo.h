/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * To-dos of the calendar: the tasks, beside their events, for programs that can tick them off.
 *
 * An event asks for nothing, so it is no to-do. Work that recurs is none either. A rule in a VTODO
 * is ignored by some programs, cut up into new UIDs by others, and a tick of this week's piece
 * would end them all; so recurring work stays in the event with its RRULE, and in the reminders.
 *
 * UID is MILESTONE.YEAR.PROFILE@todo.matchward: another domain than the event's, since one server
 * may hold a UID only once, and so that no milestone's name can make one look like the other.
 */
#ifndef MW_FORMAT_CALENDAR_TODO_H
#define MW_FORMAT_CALENDAR_TODO_H

#include <stdbool.h>

#include "matchward/core/plan.h"
#include "matchward/core/pool.h"
#include "matchward/format/calendar_entry.h"

#define MW_CALENDAR_TODO_DOMAIN "@todo.matchward"

/* Does this milestone have one? */
bool mw_calendar_has_todo(const struct mw_milestone *milestone);

bool mw_calendar_is_todo_uid(const char *uid);
const char *mw_calendar_todo_uid(const struct mw_plan *plan, const char *id, struct mw_pool *pool);

/*
 * Makes a to-do of the event's entry: its own UID; DUE for DTSTART, and DTSTART where it opens
 * before; since when it is done (a fact has no date of its own: then none); the to-dos that it
 * needs.
 */
void mw_calendar_make_todo(const struct mw_plan *plan, struct mw_pool *pool,
			   struct mw_calendar_entry *entry);

#endif
