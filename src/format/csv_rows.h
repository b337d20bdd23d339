/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * CSV text as rows of tidy cells. libcsv splits; a screen in front of it finds what is no text. It
 * knows nothing of columns (see programs_csv.c).
 *
 * UTF-8, with or without a byte order mark; lines end in LF, CRLF or CR; cells are parted by
 * commas, or, where the first line has none, by semicolons, or by tabs where it has neither. Quotes
 * are taken strictly.
 */
#ifndef MW_FORMAT_CSV_ROWS_H
#define MW_FORMAT_CSV_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "matchward/core/diag.h"
#include "matchward/core/pool.h"

#define MW_CSV_CELLS_MOST 100 /* of one row */

struct mw_csv_row {
	struct mw_spot spot; /* the line on which it begins */
	const char *const
		*cells; /* on the pool; white space at the ends cut, inside made one space */
	size_t count;   /* at least 1 */
	bool is_bad;    /* holds bytes that are no text: reported, not to be looked into */
};

struct mw_csv_job {
	const char *file;     /* borrowed by spots */
	struct mw_pool *pool; /* of the cells */
	size_t rows_most;     /* more are an error, and not read */
	void (*take)(void *context, const struct mw_csv_row *row);
	void *context;
	struct mw_diags *diags;
};

/*
 * Calls `take` for each row that is not blank, in the order of the file. What cannot be read is
 * reported at its line (a quote without its end: where the row begins), and reading goes on behind
 * it.
 */
void mw_csv_read(const struct mw_csv_job *job, const char *text, size_t len);

#endif
