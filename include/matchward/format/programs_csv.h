/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The applicant's list of programs as CSV: a spreadsheet, saved.
 *
 * The first row names the columns, in any order and any case, blanks and underscores as good as
 * "-". Only `name` must be there. A column without a name, or whose name begins with "note", is the
 * applicant's own and is not read. Empty cells stay unknown; nothing is guessed.
 */
#ifndef MW_FORMAT_PROGRAMS_CSV_H
#define MW_FORMAT_PROGRAMS_CSV_H

#include "matchward/core/profile.h"

#define MW_PROGRAMS_SIZE_MOST (1024 * 1024)
#define MW_PROGRAMS_MOST 2000

/* The columns and what a cell of each may hold, for help and documents; ends with a NULL name. */
struct mw_programs_column {
	const char *name, *expected;
};
extern const struct mw_programs_column mw_programs_columns[];

/*
 * Read the list into profile->programs; dates are in the profile's zone where they name none.
 * Returns 0, or MW_PROGRAMS_E_BAD with one diagnostic per fault, at the line on which its row
 * begins (bytes that are no text: at their own line), and profile->programs untouched.
 *
 * An id that was not given is made from the name: lower-case ASCII letters and digits, anything
 * else between them one "-", at most 40 bytes. A name without any gives "p-" and a hash of it.
 */
#define MW_PROGRAMS_E_BAD 1
int mw_programs_read(const char *file, const char *text, size_t len,
		     const struct mw_zone_finder *zones, struct mw_pool *pool,
		     struct mw_profile *profile, struct mw_diags *diags);

#endif
