/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The ledger as text (DESIGN section 5): one event per line,
 *
 *   TIME VERB YEAR/ID [DUE] [ARGUMENT]
 *   2026-11-23T03:30:00Z told 2027/nbme-baseline 2026-12-21 14d
 *
 * single spaces between the fields; DUE is "-" where there is none but an argument follows; the
 * argument is the rest of the line. The ledger is appended to by two programs and may have been cut
 * by a crash, so a line that cannot be read is never fatal.
 */
#ifndef MW_FORMAT_LEDGER_LOG_H
#define MW_FORMAT_LEDGER_LOG_H

#include "matchward/core/buf.h"
#include "matchward/core/diag.h"
#include "matchward/core/ledger.h"
#include "matchward/core/pool.h"

/*
 * Read a ledger. Always returns 0 and fills *ret_ledger. A line that cannot be read, or has an
 * unknown verb, is a diagnostic (a warning, to the caller) and left out; it stays in the file, as
 * whoever compacts it must see to (mw_ledger_line). A last line without its newline is torn, and
 * ignored without a word.
 */
int mw_ledger_read(const char *file, const char *text, size_t len, struct mw_pool *pool,
		   struct mw_ledger *ret_ledger, struct mw_diags *diags);

/* How much of the text is whole lines; what is behind is torn, and cut before appending. */
size_t mw_ledger_whole(const char *text, size_t len);

/*
 * Read one line, without its newline. Returns 0, or MW_LEDGER_E_SYNTAX with *ret_entry untouched
 * and what is wrong and expected in *ret_why (on the pool).
 */
#define MW_LEDGER_E_SYNTAX 1
int mw_ledger_line(const char *line, size_t len, struct mw_pool *pool,
		   struct mw_ledger_entry *ret_entry, const char **ret_why);

/*
 * Append the entry as one line with its newline. Control characters of the argument become spaces:
 * one entry is one line, whatever it says. mw_ledger_line reads the same entry back.
 */
void mw_ledger_format(const struct mw_ledger_entry *entry, struct mw_buf *out);

/*
 * Append the shortest ledger that says the same: repetitions of what was told, promises before the
 * year's last beginning, and the reminders of seasons before the newest two are left out. Lines
 * that cannot be read stay. A torn last line goes.
 */
void mw_ledger_compact(const char *text, size_t len, struct mw_buf *out);

#endif
