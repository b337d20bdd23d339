/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Diagnostics: what is wrong with an input, where, and what was expected. All of a run are
 * collected and shown at once; nothing here prints.
 *
 * The text reads "what is wrong; what is expected" without file and line, which are apart. At most
 * MW_DIAGS_MOST are kept; `count` goes on counting.
 */
#ifndef MW_CORE_DIAG_H
#define MW_CORE_DIAG_H

#include <stdbool.h>
#include <stddef.h>

#include "matchward/core/buf.h"

#define MW_DIAGS_MOST 100

/* A place in an input. `file` is borrowed and lives as long as the bundle; line 0 = the whole file.
 */
struct mw_spot {
	const char *file;
	int line;
};

struct mw_diag {
	struct mw_spot spot; /* file is owned here: diagnostics outlive a failed load */
	char *text;          /* owned */
};

struct mw_diags {
	struct mw_diag *items; /* owned */
	size_t count;          /* all that were added; items[0..min(count, MW_DIAGS_MOST)) exist */
};

#define MW_DIAGS_INIT                                                                              \
	{                                                                                          \
		NULL, 0                                                                            \
	}

void mw_diags_release(struct mw_diags *diags);

/* diags may be NULL: then nothing is kept. What was said already is not said again. */
void mw_diags_add(struct mw_diags *diags, struct mw_spot spot, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* "FILE:LINE: text\n" for each, in order of file and line; "FILE: text" where there is no line. */
void mw_diags_print(const struct mw_diags *diags, struct mw_buf *out);

#endif
