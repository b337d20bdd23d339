/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The screen in front of inih. It hands inih one line for each line of the file, so that both count
 * alike: the line as it is, or, after reporting it, as much of it as tells which section or key was
 * meant. What it does not do is split keys from values or join lines; that is inih's work.
 */
#include "matchward/format/ini.h"

#include <ini.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "matchward/core/pool.h"
#include "matchward/core/text.h"

struct given {
	const char *section, *key; /* on the pool */
	int line;
};

struct screen {
	const char *at, *end; /* what is left of the text */
	struct mw_spot spot;  /* of the line at hand */
	mw_ini_fn fn;
	void *context;
	struct mw_diags *diags;
	bool has_faults;
	struct mw_pool pool;
	const char *section; /* on the pool; NULL: unreadable */
	const char *key;     /* the last one; NULL: none since the section */
	bool takes_more;     /* indented lines may follow the last key */
	bool is_lost;        /* the last key's line was bad, and what continues it goes with it */
	bool is_bad;         /* the line at hand was reported */
	bool is_more;        /* the line at hand continues the last key */
	MW_LIST(struct given) given;
};

#define SHOWN_MOST 40 /* bytes of a line that cannot be read */
#define MARK_LEN 3

static const char blank[] = " \t";

/* What a key that is worth a guess is made of. */
#define KEY_BYTES "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._"

__attribute__((format(printf, 2, 3))) static void fault(struct screen *s, const char *format, ...)
{
	struct mw_buf text = MW_BUF_INIT;
	va_list args;
	va_start(args, format);
	mw_buf_vprintf(&text, format, args);
	va_end(args);
	mw_diags_add(s->diags, s->spot, "%s", text.text);
	mw_buf_release(&text);
	s->has_faults = s->is_bad = true;
}

static void tell(struct screen *s, enum mw_ini_event_kind kind, const char *key, const char *value)
{
	struct mw_ini_event event = { kind, s->section, key, value, s->spot };
	bool answer = s->fn(s->context, &event);
	if (kind == MW_INI_VALUE)
		s->takes_more = answer;
	else if (kind == MW_INI_BAD)
		s->is_lost = answer;
}

/* A byte order mark may begin the file, and nothing else: inih would drop another one. */
static bool has_mark(const char *text, size_t len)
{
	return len >= MARK_LEN && !memcmp(text, "\xEF\xBB\xBF", MARK_LEN);
}

/* The faults of any line, comments too: inih would read on in the middle of a long one. */
static void screen_bytes(struct screen *s, const char *line, size_t len, size_t full)
{
	if (full > MW_INI_LINE_MOST)
		fault(s, "the line is %zu bytes long; at most %d are allowed, so shorten it", full,
		      MW_INI_LINE_MOST);
	if (memchr(line, '\0', len))
		fault(s, "this is no line of text; save the file as plain text in UTF-8");
	else if (!mw_text_is_utf8(line, len))
		fault(s, "the line is not UTF-8; save the file as UTF-8");
	else if (mw_text_has_control(line, len) || has_mark(line, len))
		fault(s, "the line holds an invisible character that is no text; delete it, or "
			 "type the line again");
}

/* A blank and ";" begin a comment for inih, but not everywhere and not in all versions. */
static void screen_comment(struct screen *s, const char *line)
{
	for (const char *p = line; (p = strchr(p, ';')); p++)
		if (p > line && strchr(blank, p[-1])) {
			fault(s,
			      "\" ;\" would begin a comment; write comments on lines of their own");
			return;
		}
}

/* A copy of the line that ends at its first NUL and without the blanks at its end. */
static char *copy_line(struct screen *s, const char *line, size_t len)
{
	char *copy = mw_pool_copy(&s->pool, line, len < MW_INI_LINE_MOST ? len : MW_INI_LINE_MOST);
	size_t n = strlen(copy);
	while (n && strchr(blank, copy[n - 1]))
		copy[--n] = '\0';
	return copy;
}

static bool is_name(struct screen *s, const char *name)
{
	if (!*name)
		fault(s, "the section has no name; expected [NAME]");
	else if (strlen(name) > MW_INI_SECTION_MOST)
		fault(s, "the section's name is %zu bytes long; at most %d are allowed",
		      strlen(name), MW_INI_SECTION_MOST);
	else
		return !strstr(name, " ;") && !strstr(name, "\t;"); /* which has been reported */
	return false;
}

/* `line` begins with "[". Returns what inih gets. */
static const char *read_section(struct screen *s, char *line)
{
	char *name = line + 1, *close = strchr(line, ']');
	bool is_whole = !s->is_bad;

	if (is_whole)
		screen_comment(s, line);
	if (!s->is_bad && !close)
		fault(s, "the section has no \"]\"; expected [NAME]");
	else if (!s->is_bad && close[1])
		fault(s, "\"%s\" stands behind the section; expected [NAME] alone", close + 1);
	if (close)
		*close = '\0';
	s->section = is_whole && is_name(s, name) ? mw_pool_string(&s->pool, name) : NULL;
	s->key = NULL;
	s->is_lost = false;
	tell(s, MW_INI_SECTION, NULL, NULL);
	return s->section ? mw_pool_printf(&s->pool, "[%s]", name) : "[]";
}

/* Anything else. Of a bad line inih gets the key alone, so that it still counts as given. */
static const char *read_key(struct screen *s, char *line)
{
	char *mark = line + strcspn(line, "=:");

	if (!s->is_bad)
		screen_comment(s, line);
	if (!s->is_bad) {
		if (*mark != '=')
			fault(s, "no \"=\" in \"%.*s\"; expected KEY = VALUE",
			      (int)mw_text_cut(line, strlen(line), SHOWN_MOST), line);
		else if (mark == line)
			fault(s, "no key before the \"=\"; expected KEY = VALUE");
	}
	s->is_lost = s->is_bad;
	s->takes_more = false;
	if (!s->is_bad)
		return line;
	size_t len = strspn(line, KEY_BYTES);
	if (!len || (line[len] && !strchr(" \t=:;[", line[len])))
		return ""; /* not even the key can be told */
	return mw_pool_printf(&s->pool, "%.*s =", (int)len, line);
}

/* An indented line that holds something. Returns what inih gets. */
static const char *read_indented(struct screen *s, char *line)
{
	char *text = line + strspn(line, blank);

	if (s->is_lost)
		return "";
	if (s->key && s->takes_more) {
		if (!s->is_bad)
			screen_comment(s, text);
		s->is_more = true;
		return s->is_bad ? "" : line;
	}
	if (!s->is_bad && s->key)
		fault(s,
		      "an indented line continues the one above, but \"%s\" takes one line; remove "
		      "the spaces in front",
		      s->key);
	else if (!s->is_bad)
		fault(s, "an indented line continues the one above, but no value stands there; "
			 "remove the spaces in front");
	return *text == '[' ? read_section(s, text) : read_key(s, text);
}

/* inih asks for a line. */
static char *next_line(char *out, int room, void *stream)
{
	struct screen *s = stream;
	if (s->at == s->end)
		return NULL;
	const char *begin = s->at;
	const char *newline = memchr(begin, '\n', (size_t)(s->end - begin));
	s->at = newline ? newline + 1 : s->end;
	size_t full = (size_t)(s->at - begin);
	size_t len = newline ? full - 1 : full;
	if (newline && len && begin[len - 1] == '\r')
		len--;
	s->spot.line++;
	s->is_bad = s->is_more = false;

	screen_bytes(s, begin, len, full);
	size_t skipped = has_mark(begin, len) ? MARK_LEN : 0;
	char *line = copy_line(s, begin + skipped, len - skipped);
	size_t indent = strspn(line, blank);
	const char *text;
	if (!line[indent] || line[indent] == ';' || line[indent] == '#')
		text = "";
	else if (indent)
		text = read_indented(s, line);
	else
		text = *line == '[' ? read_section(s, line) : read_key(s, line);

	size_t size = strlen(text) + 1;
	if (size > (size_t)room) {
		fault(s,
		      "the line is too long for this build of inih; at most %d bytes are allowed",
		      room - 1);
		size = 1, text = "";
	}
	memcpy(out, text, size);
	return out;
}

/* inih has split a line. */
static int take(void *user, const char *section, const char *key, const char *value)
{
	struct screen *s = user;
	(void)section; /* ours is the same, and it knows whether it could be read */
	if (!key)
		return 1; /* some builds of inih announce sections so */
	if (s->is_more) {
		if (s->section)
			tell(s, MW_INI_MORE, s->key, value);
		return 1;
	}
	s->key = mw_pool_string(&s->pool, key);
	if (!s->section) {
		s->takes_more = true;
		return 1;
	}
	*MW_PUSH(&s->pool, &s->given) = (struct given){ s->section, s->key, s->spot.line };
	tell(s, s->is_bad ? MW_INI_BAD : MW_INI_VALUE, s->key, s->is_bad ? NULL : value);
	return 1;
}

static int by_key(const void *a, const void *b)
{
	const struct given *x = a, *y = b;
	int order = strcmp(x->section, y->section);
	if (!order)
		order = strcmp(x->key, y->key);
	return order ? order : (x->line > y->line) - (x->line < y->line);
}

static void report_twice(struct screen *s)
{
	if (s->given.count)
		qsort(s->given.items, s->given.count, sizeof *s->given.items, by_key);
	const struct given *first = NULL;
	for (size_t i = 0; i < s->given.count; i++) {
		const struct given *given = &s->given.items[i];
		if (!first || strcmp(first->section, given->section) != 0 ||
		    strcmp(first->key, given->key) != 0) {
			first = given;
			continue;
		}
		s->spot.line = given->line;
		fault(s, "\"%s\" is given twice; it stands in line %d already, keep one of the two",
		      given->key, first->line);
	}
}

int mw_ini_parse(const char *file, const char *text, size_t len, mw_ini_fn fn, void *context,
		 struct mw_diags *diags)
{
	if (!len)
		text = "";
	struct screen s = { .at = text,
			    .end = text + len,
			    .spot = { file, 0 },
			    .fn = fn,
			    .context = context,
			    .diags = diags,
			    .section = "" };
	if (has_mark(text, len))
		s.at += MARK_LEN;
	if (len >= 2 && (!memcmp(text, "\xFF\xFE", 2) || !memcmp(text, "\xFE\xFF", 2))) {
		fault(&s, "the file is UTF-16; save it as UTF-8");
		s.section = NULL;
		s.at = s.end;
		tell(&s, MW_INI_SECTION, NULL, NULL); /* whatever it holds is lost */
	}
	int line = ini_parse_stream(next_line, &s, take, &s);
	if (line && !s.has_faults) {
		/* Nothing known leads here; but what inih cannot read must never pass as read. */
		s.spot.line = line > 0 ? line : 0;
		fault(&s, "the line cannot be read; expected [NAME] or KEY = VALUE");
	}
	report_twice(&s);
	mw_pool_release(&s.pool);
	return s.has_faults ? MW_INI_E_BAD : 0;
}
