/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The profile as lines of text: which line gives which key, and the same text with one key given
 * otherwise. Everything else stays as the person wrote it.
 *
 * Of a text that mw_profile_read has not found good they know only what can be read.
 */
#ifndef MW_FORMAT_PROFILE_LINES_H
#define MW_FORMAT_PROFILE_LINES_H

#include <stdbool.h>

#include "matchward/core/buf.h"
#include "matchward/core/pool.h"

struct mw_profile_line {
	const char *bytes;   /* borrowed from the text, without a byte order mark */
	size_t len;          /* with the line's end; only the last line may have none */
	const char *section; /* of a header and of a value: its section; else NULL */
	const char *key;     /* of a value; NULL: this is none */
	const char *value;   /* NULL too where the line is bad, but its key can be told */
};

struct mw_profile_lines {
	MW_LIST(struct mw_profile_line) list; /* items[i] is line i + 1 */
};

void mw_profile_lines(const char *text, size_t len, struct mw_pool *pool,
		      struct mw_profile_lines *ret_lines);

/*
 * Writes to `out` text[0..len) with [section] key = value at its end, in a section opened again, on
 * two lines of their own; where the key stood the line is empty, so that no line changes its
 * number. value NULL takes the key away and adds nothing. Returns whether the text gave the key.
 */
bool mw_profile_set(const char *text, size_t len, const char *section, const char *key,
		    const char *value, struct mw_buf *out);

#endif
