/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * History: what the ledger says, in the words of a person.
 */
#ifndef MW_CORE_HISTORY_H
#define MW_CORE_HISTORY_H

#include "matchward/core/buf.h"
#include "matchward/core/ledger.h"

/* "Thu 3 Dec 2026 09:00" in this zone. */
void mw_history_moment(int64_t utc, const struct mw_zone *home, struct mw_buf *out);

/* A due of the ledger: a day, or an instant as local time; what is neither stays as it is. */
void mw_history_due(const char *due, const struct mw_zone *home, struct mw_buf *out);

/* A reminder's label with the due it speaks of: "14 days before Thu 10 Dec 2026", "7 days after its
 * day, ...", "you had put it off; due ...". */
void mw_history_reminder(const char *label, const char *due, const struct mw_zone *home,
			 struct mw_buf *out);

/*
 * One entry as one line without its newline: "Mon 23 Nov 2026 15:30  reminded   TITLE: 14 days
 * before ...". `title` is the milestone's, or its id where there is none.
 */
void mw_history_entry(const struct mw_ledger_entry *entry, const char *title,
		      const struct mw_zone *home, struct mw_buf *out);

#endif
