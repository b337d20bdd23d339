/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where a key stands, or should stand, among the lines of a profile.
 */
#include "matchward/format/profile_edit.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "matchward/format/ini.h"
#include "matchward/format/profile_ini.h"
#include "matchward/format/profile_lines.h"

#define NOWHERE SIZE_MAX

struct place {
	size_t given;   /* the line of the key */
	size_t offered; /* the last comment of the section that has it */
	size_t last;    /* the last header or key of the section */
	size_t opens;   /* where a section that is not there would begin */
};

/* "; key = ..." */
static bool offers(const struct mw_profile_line *line, const char *key)
{
	static const char blank[] = " \t";
	const char *at = line->bytes, *end = at + line->len;
	size_t len = strlen(key);
	while (at < end && strchr(blank, *at))
		at++;
	if (at == end || (*at != ';' && *at != '#'))
		return false;
	for (at++; at < end && strchr(blank, *at);)
		at++;
	if ((size_t)(end - at) <= len || memcmp(at, key, len) != 0)
		return false;
	for (at += len; at < end && strchr(blank, *at);)
		at++;
	return at < end && *at == '=';
}

/* "; [section]": the comments below are of another one. */
static bool offers_section(const struct mw_profile_line *line)
{
	size_t at = 0;
	while (at < line->len && strchr("; \t", line->bytes[at]))
		at++;
	return at && at < line->len && line->bytes[at] == '[';
}

static bool is_comment(const struct mw_profile_line *line)
{
	return !line->section && (*line->bytes == ';' || *line->bytes == '#');
}

static bool is_blank(const struct mw_profile_line *line)
{
	for (size_t i = 0; i < line->len; i++)
		if (!strchr(" \t\r\n", line->bytes[i]))
			return false;
	return true;
}

static size_t rank(const char *section)
{
	size_t len = strcspn(section, " \t"), i = 0;
	while (i < mw_profile_keys.section_count &&
	       (strlen(mw_profile_keys.sections[i].name) != len ||
		memcmp(mw_profile_keys.sections[i].name, section, len) != 0))
		i++;
	return i;
}

static struct place find(const struct mw_profile_lines *lines, const char *section, const char *key)
{
	struct place place = { NOWHERE, NOWHERE, NOWHERE, NOWHERE };
	bool is_in = false;
	for (size_t i = 0; i < lines->list.count; i++) {
		const struct mw_profile_line *line = &lines->list.items[i];
		/* Below count there is one. NOLINTNEXTLINE(clang-analyzer-core.NullDereference) */
		if (line->section) {
			is_in = !strcmp(line->section, section);
			if (is_in)
				place.last = i;
			if (is_in && line->key && !strcmp(line->key, key) && place.given == NOWHERE)
				place.given = i;
			if (!line->key && place.opens == NOWHERE &&
			    rank(line->section) > rank(section))
				place.opens = i;
		} else if (offers_section(line)) {
			is_in = false;
		} else if (is_in && offers(line, key)) {
			place.offered = i;
		}
	}
	if (place.opens == NOWHERE)
		place.opens = lines->list.count;
	else /* the comments right above a header are its own */
		while (place.opens && is_comment(&lines->list.items[place.opens - 1]))
			place.opens--;
	return place;
}

/* ---- writing ---- */

struct pen {
	const struct mw_profile_lines *lines;
	const char *end; /* of a line, as this file has it */
	const char *section, *key, *value;
	struct mw_buf *out;
};

static void put_value(const struct pen *pen)
{
	mw_buf_printf(pen->out, "%s = %s%s", pen->key, pen->value, pen->end);
}

/* A line as it is, but with an end. */
static void put_line(const struct pen *pen, size_t i)
{
	const struct mw_profile_line *line = &pen->lines->list.items[i];
	mw_buf_add(pen->out, line->bytes, line->len);
	if (line->bytes[line->len - 1] != '\n')
		mw_buf_puts(pen->out, pen->end);
}

/* In place of the line with the key; what stands before the value stays where there is a value. */
static void put_anew(const struct pen *pen, const struct place *place)
{
	const struct mw_profile_line *line = &pen->lines->list.items[place->given];
	if (!pen->value) {
		bool fits = strlen("; ") + line->len + strlen(pen->end) <= MW_INI_LINE_MOST;
		if (place->offered == NOWHERE && fits) {
			mw_buf_puts(pen->out, "; ");
			put_line(pen, place->given);
		}
		return;
	}
	const char *equals = memchr(line->bytes, '=', line->len);
	if (!line->value || !equals) {
		put_value(pen);
		return;
	}
	size_t at = (size_t)(equals - line->bytes) + 1;
	while (at < line->len && strchr(" \t", line->bytes[at]))
		at++;
	mw_buf_add(pen->out, line->bytes, at);
	mw_buf_printf(pen->out, "%s%s", pen->value, pen->end);
}

static void put_section(const struct pen *pen, size_t at)
{
	const struct mw_profile_line *items = pen->lines->list.items;
	if (at && !is_blank(&items[at - 1]))
		mw_buf_puts(pen->out, pen->end);
	mw_buf_printf(pen->out, "[%s]%s", pen->section, pen->end);
	put_value(pen);
	if (at < pen->lines->list.count && !is_blank(&items[at]))
		mw_buf_puts(pen->out, pen->end);
}

void mw_profile_edit(const char *text, size_t len, const char *section, const char *key,
		     const char *value, struct mw_buf *out)
{
	struct mw_pool pool = MW_POOL_INIT;
	struct mw_profile_lines lines;
	mw_profile_lines(text, len, &pool, &lines);
	size_t count = lines.list.count;
	const struct mw_profile_line *first = count ? &lines.list.items[0] : NULL;
	bool is_crlf = first && first->len > 1 && first->bytes[first->len - 2] == '\r';
	struct pen pen = { &lines, is_crlf ? "\r\n" : "\n", section, key, value, out };
	struct place place = find(&lines, section, key);
	size_t below = place.offered != NOWHERE ? place.offered : place.last;
	bool is_new = value && place.given == NOWHERE;

	if (first)
		mw_buf_add(out, text, (size_t)(first->bytes - text));
	for (size_t i = 0; i < count; i++) {
		if (is_new && below == NOWHERE && i == place.opens)
			put_section(&pen, i);
		if (i == place.given)
			put_anew(&pen, &place);
		else
			put_line(&pen, i);
		if (is_new && i == below)
			put_value(&pen);
	}
	if (is_new && below == NOWHERE && place.opens == count)
		put_section(&pen, count);
	mw_pool_release(&pool);
}
