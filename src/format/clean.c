/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Cleaning, one character at a time. What is one character is asked of core/text, so that there is
 * one opinion on UTF-8 and on control characters.
 */
#include "matchward/format/clean.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "matchward/core/buf.h"
#include "matchward/core/text.h"

#define REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */

/* Bytes of the character that begins at text; 0 where none does. */
static size_t char_size(const char *text, size_t left)
{
	unsigned char lead = (unsigned char)*text;
	size_t size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;

	return size <= left && mw_text_is_utf8(text, size) ? size : 0;
}

/* Some readers break lines at U+2028 and U+2029: text could pose as a line of the file. */
static bool is_separator(const char *text, size_t size)
{
	return size == 3 && (!memcmp(text, "\xe2\x80\xa8", 3) || !memcmp(text, "\xe2\x80\xa9", 3));
}

/* How many bytes there are before anything that is not plain ASCII: nearly all, nearly always. */
static size_t plain_size(const char *text)
{
	size_t size = 0;

	while (text[size] >= ' ' && text[size] < 0x7f)
		size++;
	return size;
}

static const char *clean(struct mw_pool *pool, const char *text, bool keeps_lines)
{
	mw_auto(buf) out = MW_BUF_INIT;

	if (!text)
		return NULL;
	for (size_t left = strlen(text), size; left; text += size, left -= size) {
		size = plain_size(text);
		if (size) {
			mw_buf_add(&out, text, size);
			continue;
		}
		size = char_size(text, left);
		if (!size) {
			mw_buf_puts(&out, REPLACEMENT);
			size = 1;
		} else if (*text == '\n' || *text == '\r') {
			if (*text == '\r' && text[1] == '\n')
				size = 2;
			mw_buf_putc(&out, keeps_lines ? '\n' : ' ');
		} else if (*text == '\t' || mw_text_has_control(text, size) ||
			   is_separator(text, size)) {
			mw_buf_putc(&out, ' ');
		} else {
			mw_buf_add(&out, text, size);
		}
	}
	return mw_pool_copy(pool, out.text, out.len);
}

const char *mw_clean_line(struct mw_pool *pool, const char *text)
{
	return clean(pool, text, false);
}

const char *mw_clean_text(struct mw_pool *pool, const char *text)
{
	return clean(pool, text, true);
}

static bool has_known_scheme(const char *url)
{
	static const char *const schemes[] = { "http://", "https://", "mailto:" };

	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
		size_t len = strlen(schemes[i]);

		if (!strncasecmp(url, schemes[i], len) && url[len])
			return true;
	}
	return false;
}

const char *mw_clean_url(struct mw_pool *pool, const char *url)
{
	mw_auto(buf) out = MW_BUF_INIT;

	if (!url || !has_known_scheme(url) || !mw_text_is_utf8(url, strlen(url)))
		return NULL;
	for (; *url; url++) {
		unsigned char c = (unsigned char)*url;

		if (c <= ' ' || c == 0x7f || strchr("\"<>\\^`{|}", c))
			return NULL;
		if (c >= 0x80)
			mw_buf_printf(&out, "%%%02X", c);
		else
			mw_buf_putc(&out, *url);
	}
	return mw_pool_copy(pool, out.text, out.len);
}
