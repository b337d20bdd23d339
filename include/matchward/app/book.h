/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Keeping the books: writing to the ledger, and writing the calendar with its state. Both under the
 * lock that command and daemon share.
 */
#ifndef MW_APP_BOOK_H
#define MW_APP_BOOK_H

#include "matchward/app/load.h"
#include "matchward/edge/lock.h"
#include "matchward/format/calendar.h"

/* The lock of the books, for as short as may be: the daemon waits for it. 0 or -errno. */
int mw_book_lock(const struct mw_bundle *bundle, struct mw_lock *ret_lock);
int mw_book_make_place(const struct mw_bundle *bundle); /* the state folder */

/*
 * Append entries, durably, in one write. 0 or -errno; then nothing was written. On success the
 * bundle's ledger and the bytes it remembers follow, so that our own write looks like no change.
 */
int mw_book_append(struct mw_bundle *bundle, const struct mw_ledger_entry *entries, size_t count);

/*
 * Make the re-planned dates promises: if the ledger does not hold this first day yet, append it and
 * one line for each milestone that was moved. 0 or -errno.
 */
int mw_book_promise(struct mw_bundle *bundle);

/* The same for a plan that a person has begun anew, whether or not the day was known before. */
int mw_book_replan(struct mw_bundle *bundle);

/*
 * Replace a ledger that has grown beyond this size by a shorter one that says the same, if that
 * saves a quarter of it. 0 or -errno; then the old one is in place.
 */
#define MW_LEDGER_SIZE_GOOD (1024 * 1024)
int mw_book_compact(struct mw_bundle *bundle);

/*
 * Write the calendar to `path` ("-": stdout) and its state beside the ledger, each only where its
 * bytes differ. 0 or -errno, *ret_failed (may be NULL) then names the file. Bad lines in the state
 * file go to notes.
 */
int mw_book_calendar(const struct mw_bundle *bundle, const char *path,
		     const struct mw_calendar_options *options, const char **ret_failed,
		     struct mw_diags *notes);

/*
 * The same, by who holds the lock. One of many: the places are there already, and what can be made
 * again is not flushed to the disk. A state that takes the place of another is: no count of changes
 * may ever go back.
 */
int mw_book_calendar_held(const struct mw_bundle *bundle, const char *path,
			  const struct mw_calendar_options *options, bool is_one_of_many,
			  const char **ret_failed, struct mw_diags *notes);

/* The calendar's state alone, under the lock. 0 or -errno; -EPROTO: another version's. */
int mw_book_read_state(const struct mw_bundle *bundle, struct mw_pool *pool,
		       struct mw_calendar_state *ret_state, struct mw_diags *notes);
int mw_book_write_state(const struct mw_bundle *bundle, const struct mw_calendar_state *state);

/*
 * Write a file that is ours alone and holds scores: 0600, whole or not at all; "-" is stdout.
 * -EEXIST where the path holds something that does not begin so; else 0 or -errno.
 */
int mw_book_page(const char *path, const struct mw_buf *bytes, const char *begin);

/* What the profile says of the calendar. */
struct mw_calendar_options mw_book_options(const struct mw_bundle *bundle);

#endif
