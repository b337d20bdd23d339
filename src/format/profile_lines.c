/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lines of a profile, told apart by the reader that reads it for good.
 */
#include "matchward/format/profile_lines.h"

#include <string.h>

#include "matchward/format/ini.h"

struct work {
	struct mw_profile_lines *lines;
	struct mw_pool *pool;
};

static bool note(void *context, const struct mw_ini_event *event)
{
	struct work *work = context;
	struct mw_profile_line *line = &work->lines->list.items[event->spot.line - 1];
	line->section = mw_pool_string(work->pool, event->section);
	if (event->kind == MW_INI_VALUE || event->kind == MW_INI_BAD) {
		line->key = mw_pool_string(work->pool, event->key);
		line->value = mw_pool_string(work->pool, event->value);
	}
	return false;
}

static size_t mark_length(const char *text, size_t len)
{
	return len >= 3 && !memcmp(text, "\xEF\xBB\xBF", 3) ? 3 : 0;
}

void mw_profile_lines(const char *text, size_t len, struct mw_pool *pool,
		      struct mw_profile_lines *ret_lines)
{
	struct mw_profile_lines lines = { .list = { NULL, 0, 0 } };
	const char *end = text + len;
	for (const char *at = text + mark_length(text, len); at < end;) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		size_t full = newline ? (size_t)(newline - at) + 1 : (size_t)(end - at);
		*MW_PUSH(pool, &lines.list) = (struct mw_profile_line){ .bytes = at, .len = full };
		at += full;
	}
	struct work work = { &lines, pool };
	(void)mw_ini_parse("", text, len, note, &work, NULL); /* what is bad was reported before */
	*ret_lines = lines;
}

bool mw_profile_set(const char *text, size_t len, const char *section, const char *key,
		    const char *value, struct mw_buf *out)
{
	struct mw_pool pool = MW_POOL_INIT;
	struct mw_profile_lines lines;
	bool was_given = false;
	mw_profile_lines(text, len, &pool, &lines);
	mw_buf_add(out, text, mark_length(text, len));
	for (size_t i = 0; i < lines.list.count; i++) {
		const struct mw_profile_line *line = &lines.list.items[i];
		bool is_it =
			line->key && !strcmp(line->section, section) && !strcmp(line->key, key);
		was_given = was_given || is_it;
		if (!is_it)
			mw_buf_add(out, line->bytes, line->len);
		if (is_it || line->bytes[line->len - 1] != '\n')
			mw_buf_putc(out, '\n');
	}
	if (value)
		mw_buf_printf(out, "[%s]\n%s = %s\n", section, key, value);
	mw_pool_release(&pool);
	return was_given;
}
