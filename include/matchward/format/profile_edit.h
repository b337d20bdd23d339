/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One key of a profile given otherwise, at its place: what a careful person would do in an editor.
 * Comments, order and everything else stay as they are.
 */
#ifndef MW_FORMAT_PROFILE_EDIT_H
#define MW_FORMAT_PROFILE_EDIT_H

#include <stddef.h>

#include "matchward/core/buf.h"

/*
 * Writes text[0..len) to `out` with [section] key = value.
 *
 * Where the key is given, its line gets the new value. Else it becomes a line of its section: below
 * the comment that offers it ("; exam = YYYY-MM-DD"), or last. A section that is not there goes
 * between its neighbours in the order of the table of keys. With value NULL the line becomes a
 * comment; where a comment offers the key already, it goes.
 */
void mw_profile_edit(const char *text, size_t len, const char *section, const char *key,
		     const char *value, struct mw_buf *out);

#endif
