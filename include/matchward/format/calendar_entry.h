/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Calendar entries: what is in the calendar and what each item says, apart from how it is written
 * down. Here the meaning of an item is compared with the last export, and here it is decided what
 * is cancelled.
 */
#ifndef MW_FORMAT_CALENDAR_ENTRY_H
#define MW_FORMAT_CALENDAR_ENTRY_H

#include <stdbool.h>

#include "matchward/core/plan.h"
#include "matchward/core/pool.h"
#include "matchward/core/text.h"
#include "matchward/format/calendar_state.h"

struct mw_calendar_entry {
	struct mw_calendar_item item; /* as the next state keeps it; its texts are clean */
	/* The rest is only there while it is live; NULL where there is nothing. */
	const struct mw_milestone *milestone; /* borrowed from the plan */
	bool is_done;
	const char *rrule; /* "FREQ=WEEKLY;INTERVAL=2;UNTIL=20270901" */
	const char *description;
	const char *url;
	const char *category; /* one, without comma, semicolon and backslash */
	/* Of a to-do, in the same forms: */
	bool is_todo; /* also of a cancelled one */
	const char *begin, *completed;
	struct mw_words needs; /* UIDs */
};

struct mw_calendar_entries {
	MW_LIST(struct mw_calendar_entry) list;
	struct mw_words forgotten; /* UIDs, of what was in the last export and is in no more */
	int first_sequence;        /* for the next state */
};

/* In the order of the file (calendar.h). Borrows from plan and `before`; the rest is on `pool`. */
void mw_calendar_entries_make(const struct mw_plan *plan, const struct mw_calendar_state *before,
			      struct mw_pool *pool, struct mw_calendar_entries *ret_entries);

/* MILESTONE.YEAR.PROFILE@matchward */
const char *mw_calendar_uid(const struct mw_plan *plan, const char *id, struct mw_pool *pool);

/*
 * Words with single blanks between: no control characters, and not the three that iCalendar escapes
 * (, ; \), which libical escapes in some properties only. NULL if nothing is left.
 */
const char *mw_calendar_plain(struct mw_pool *pool, const char *text);

#endif
