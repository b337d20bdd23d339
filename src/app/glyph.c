/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Glyphs by utf8proc: it knows where one ends, how wide it is, and of which kind each character is.
 */
#include "matchward/app/glyph.h"

#include <stdbool.h>
#include <string.h>

#include <utf8proc.h>

#define ZERO_WIDTH_NON_JOINER 0x200c
#define ZERO_WIDTH_JOINER 0x200d
#define EMOJI_STYLE 0xfe0f /* draws the character before it as a picture */

/* The first character; -1 for a broken byte. Returns its size. */
static size_t decode(const char *text, size_t len, utf8proc_int32_t *ret_code)
{
	utf8proc_ssize_t size =
		utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)len, ret_code);
	if (size > 0)
		return (size_t)size;
	*ret_code = -1;
	return 1;
}

static int width_of(utf8proc_int32_t code)
{
	if (code < 0)
		return 1;
	/* Vowel signs beside their letter; and what is newer than the library, likely emoji. */
	utf8proc_category_t category = utf8proc_category(code);
	int least = category == UTF8PROC_CATEGORY_MC ? 1 : category == UTF8PROC_CATEGORY_CN ? 2 : 0;
	int width = utf8proc_charwidth(code);
	return width > least ? width : least;
}

size_t mw_glyph_next(const char *text, size_t len, int *ret_width)
{
	utf8proc_int32_t code, next, state = 0;
	size_t size = decode(text, len, &code);
	int width = width_of(code);
	while (code >= 0 && size < len) {
		size_t more = decode(text + size, len - size, &next);
		if (next < 0 || utf8proc_grapheme_break_stateful(code, next, &state))
			break;
		width = next == EMOJI_STYLE && width == 1 ? 2 : width + width_of(next);
		size += more;
		code = next;
	}
	*ret_width = width;
	return size;
}

int mw_glyph_width(const char *text, size_t len)
{
	int sum = 0;
	for (size_t at = 0, size; at < len; at += size) {
		int width;
		size = mw_glyph_next(text + at, len - at, &width);
		sum += width;
	}
	return sum;
}

size_t mw_glyph_fit(const char *text, size_t len, int columns)
{
	size_t at = 0;
	while (at < len) {
		int width;
		size_t size = mw_glyph_next(text + at, len - at, &width);
		if (width > columns)
			break;
		columns -= width;
		at += size;
	}
	return at;
}

void mw_glyph_cut(const char *text, int columns, struct mw_buf *out)
{
	size_t len = strlen(text);
	if (mw_glyph_fit(text, len, columns) == len) {
		mw_buf_add(out, text, len);
		return;
	}
	size_t fits = mw_glyph_fit(text, len, columns - 1);
	while (fits && text[fits - 1] == ' ')
		fits--;
	mw_buf_add(out, text, fits);
	mw_buf_puts(out, "\xe2\x80\xa6");
}

static void clean_one(const char *text, size_t size, utf8proc_int32_t code, bool may_join,
		      struct mw_buf *out)
{
	utf8proc_category_t category = code < 0 ? UTF8PROC_CATEGORY_CC : utf8proc_category(code);
	bool joins = code == ZERO_WIDTH_JOINER || code == ZERO_WIDTH_NON_JOINER;
	if (category == UTF8PROC_CATEGORY_CF && !(joins && may_join))
		return;
	if (code == '\t' || category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
	    category == UTF8PROC_CATEGORY_ZP)
		mw_buf_putc(out, ' ');
	else if (category == UTF8PROC_CATEGORY_CC && code != '\n')
		mw_buf_puts(out, "\xef\xbf\xbd");
	else
		mw_buf_add(out, text, size);
}

void mw_glyph_clean(const char *text, size_t len, struct mw_buf *out)
{
	bool may_join = false;
	for (size_t at = 0, size; at < len; at += size) {
		utf8proc_int32_t code;
		size = decode(text + at, len - at, &code);
		clean_one(text + at, size, code, may_join, out);
		/* After a letter, a mark or a picture, never twice. */
		utf8proc_category_t category =
			code < 0 ? UTF8PROC_CATEGORY_CC : utf8proc_category(code);
		may_join = code > 0x7f && category != UTF8PROC_CATEGORY_CF &&
			   category != UTF8PROC_CATEGORY_ZS;
	}
}
