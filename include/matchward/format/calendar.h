/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The calendar: the plan as one VCALENDAR (RFC 5545, RFC 7986), written by libical.
 *
 * One VEVENT per shown milestone, in the plan's order, with its VTODO behind it where it has one
 * and to-dos are asked for (calendar_todo.h); then the cancelled ones that the plan has no more, by
 * UID. UID is MILESTONE.YEAR.PROFILE@matchward and never changes; a to-do has its own. Nothing
 * depends on the day of writing: the same plan and state give the same bytes. What an item means is
 * its dates, title, text, state (live, done, cancelled), recurrence, URL and category; when that
 * changes, and only then, SEQUENCE rises and DTSTAMP and LAST-MODIFIED become plan->now_utc.
 * Options such as alarms and to-dos change bytes, never the meaning.
 *
 * Skipped milestones, and those of the last export that are gone, are there as STATUS:CANCELLED,
 * raised once and then stable; one that returns is live again with the next SEQUENCE. What left the
 * plan more than MW_CALENDAR_KEPT_DAYS before the plan's first day is left out at last. That is a
 * day which only a new season or a replan moves, so no calendar changes overnight. Done ones stay,
 * marked, without alarms. All titles and texts are data: control characters never reach the
 * file.
 *
 * libical is not safe from two threads: call from one only.
 */
#ifndef MW_FORMAT_CALENDAR_H
#define MW_FORMAT_CALENDAR_H

#include <stdbool.h>

#include "matchward/core/buf.h"
#include "matchward/core/plan.h"
#include "matchward/core/pool.h"
#include "matchward/format/calendar_state.h"

struct mw_calendar_options {
	enum mw_alarms alarms;
	bool todos;
};

#define MW_CALENDAR_OPTIONS_INIT ((struct mw_calendar_options){ .alarms = MW_ALARMS_ALL })

#define MW_CALENDAR_KEPT_DAYS (2 * 365)

#define MW_CALENDAR_PRODID "-//Matchward//Matchward//EN"

/* What stands before the title of a done and of a cancelled item. */
#define MW_CALENDAR_DONE_MARK "\xe2\x9c\x93 "
#define MW_CALENDAR_CANCELLED_MARK "Cancelled: "

/*
 * Appends the file to *ret_ics and sets *ret_after, which lives on `pool` and may borrow from
 * `before`. `before` is what the last export returned; empty for the first. ret_after may not be
 * `before`.
 */
void mw_calendar_build(const struct mw_plan *plan, const struct mw_calendar_options *options,
		       const struct mw_calendar_state *before, struct mw_pool *pool,
		       struct mw_buf *ret_ics, struct mw_calendar_state *ret_after);

#endif
