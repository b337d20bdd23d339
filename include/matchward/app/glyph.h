/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Glyphs: what a reader sees as one character, and how many columns of a terminal it takes.
 *
 * Terminals do not agree on joined emoji and on vowel signs. The width here is the greatest that
 * any of them draws, so that a line never grows too long; where one draws less, a gap stays at the
 * right.
 */
#ifndef MW_APP_GLYPH_H
#define MW_APP_GLYPH_H

#include <stddef.h>

#include "matchward/core/buf.h"

/* The bytes of the first glyph of text[0..len), len > 0; broken bytes count one by one. */
size_t mw_glyph_next(const char *text, size_t len, int *ret_width);

int mw_glyph_width(const char *text, size_t len);

/* How many bytes of the text fit into so many columns. */
size_t mw_glyph_fit(const char *text, size_t len, int columns);

/* Appends the text; one that is wider than `columns` ends with "…". */
void mw_glyph_cut(const char *text, int columns, struct mw_buf *out);

/*
 * The one rule for what may reach a screen. What turns, hides or joins text without a shape of its
 * own is left out (the format characters of Unicode: directions, zero width space, byte order
 * mark), but for the joiners that Persian, Indian languages and emoji are written with, after what
 * they can join. Control characters and broken bytes become U+FFFD, other blanks a space. LF stays.
 */
void mw_glyph_clean(const char *text, size_t len, struct mw_buf *out);

#endif
