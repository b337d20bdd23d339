/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Small questions about bytes: is it a number, is it UTF-8, which known name is nearest.
 * Locale-free on purpose: an INI file means the same under every LANG.
 */
#ifndef MW_CORE_TEXT_H
#define MW_CORE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "matchward/core/pool.h"

/* Decimal digits only, at least one, at most `most`. False leaves *ret_value untouched. */
bool mw_text_number(const char *text, long most, long *ret_value);

/* [a-z0-9-], 1..40, as milestone, profile and entry ids are. */
bool mw_text_is_id(const char *text);
bool mw_text_is_dotted_id(const char *text); /* ID or ID.ID: a milestone, also of an entry */

/* Well-formed UTF-8 (no surrogates, nothing above U+10FFFF). */
bool mw_text_is_utf8(const char *text, size_t len);

/* Holds a C0 control character (TAB and LF excepted), DEL, or a C1 control (U+0080..U+009F)? */
bool mw_text_has_control(const char *text, size_t len);

/* How many of the `len` bytes to show of a text that may be long: `most`, less what would cut a
 * character. */
size_t mw_text_cut(const char *text, size_t len, size_t most);

/* Splits at white space and commas into pool copies. */
struct mw_words {
	MW_LIST(const char *) list;
};
void mw_text_split(struct mw_pool *pool, const char *text, struct mw_words *ret_words);

/* The name of least edit distance, if it is near enough to be what was meant; else NULL. */
const char *mw_text_nearest(const char *word, const char *const *names, size_t count);

#endif
