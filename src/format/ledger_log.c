/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lines and entries. Reading is strict: a line that says anything which an entry cannot keep is
 * somebody else's line, and left alone.
 */
#include "matchward/format/ledger_log.h"

#include <string.h>

#include "matchward/core/text.h"
#include "matchward/core/zone.h"

#define YEAR_LEAST 1990
#define SHOWN_MOST 30 /* bytes of a field that is wrong */
#define ID_MOST 96    /* TEMPLATE.ENTRY: two ids and a dot */

static bool digits(const char *text, size_t count, int *ret_value)
{
	int value = 0;
	for (size_t i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		value = value * 10 + text[i] - '0';
	}
	*ret_value = value;
	return true;
}

/* "2026-11-23T03:30" */
static bool read_minute(const char *text, mw_day *ret_day, int *ret_minute)
{
	char day[11] = "";
	int hour, minute;
	if (strlen(text) < 16)
		return false;
	memcpy(day, text, 10);
	if (!mw_day_parse(day, ret_day) || text[10] != 'T' || !digits(text + 11, 2, &hour) ||
	    text[13] != ':' || !digits(text + 14, 2, &minute) || hour > 23 || minute > 59)
		return false;
	*ret_minute = hour * 60 + minute;
	return true;
}

static bool read_time(const char *text, int64_t *ret_utc)
{
	mw_day day;
	int minute, second;
	if (strlen(text) != 20 || !read_minute(text, &day, &minute) || text[16] != ':' ||
	    !digits(text + 17, 2, &second) || second > 59 || text[19] != 'Z')
		return false;
	*ret_utc = (int64_t)day * 86400 + minute * 60 + second;
	return true;
}

/* "-", "2027-09-01", "2027-09-01T13:00Z" */
static bool is_due(const char *text)
{
	mw_day day;
	int minute;
	return !strcmp(text, "-") || mw_day_parse(text, &day) ||
	       (strlen(text) == 17 && read_minute(text, &day, &minute) && text[16] == 'Z');
}

static bool is_id(const char *text)
{
	size_t len = strlen(text);
	return len >= 1 && len <= ID_MOST &&
	       strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-.") == len;
}

static bool is_clean(const char *text, size_t len)
{
	return !memchr(text, '\0', len) && mw_text_is_utf8(text, len) &&
	       !mw_text_has_control(text, len) && !memchr(text, '\t', len) &&
	       !memchr(text, '\n', len);
}

/* Cuts the field off at its space and moves on behind it; at the end of the line there is nothing
 * more. */
static char *next_field(char **rest)
{
	char *field = *rest, *space = field ? strchr(field, ' ') : NULL;
	if (space)
		*space++ = '\0';
	*rest = space;
	return field;
}

/* How much of a wrong field is shown: not too much, and no part of a character. */
static int shown(const char *text)
{
	return (int)mw_text_cut(text, strlen(text), SHOWN_MOST);
}

int mw_ledger_line(const char *line, size_t len, struct mw_pool *pool,
		   struct mw_ledger_entry *ret_entry, const char **ret_why)
{
	struct mw_ledger_entry entry = { .due = "-", .argument = "" };
	if (!is_clean(line, len)) {
		*ret_why = "the line is not clean text; expected UTF-8 without control characters";
		return MW_LEDGER_E_SYNTAX;
	}
	char *rest = mw_pool_copy(pool, line, len);
	const char *time = next_field(&rest), *verb = next_field(&rest);
	verb = verb ? verb : "";
	char *of = next_field(&rest);
	const char *due = next_field(&rest);
	char *id = of ? strchr(of, '/') : NULL;
	if (id)
		*id++ = '\0';
	if (!read_time(time, &entry.at_utc)) {
		*ret_why =
			mw_pool_printf(pool, "\"%.*s\" is no time; expected YYYY-MM-DDTHH:MM:SSZ",
				       shown(time), time);
	} else if (!mw_verb_find(verb, &entry.verb)) {
		*ret_why = mw_pool_printf(
			pool, "unknown verb \"%.*s\"; expected one such as done or snoozed",
			shown(verb), verb);
	} else if (!id || strlen(of) != 4 || !digits(of, 4, &entry.year) ||
		   entry.year < YEAR_LEAST || !is_id(id)) {
		*ret_why = "no milestone behind the verb; expected YEAR/ID";
	} else if (due && !is_due(due)) {
		*ret_why = mw_pool_printf(
			pool,
			"\"%.*s\" is no date; expected YYYY-MM-DD, YYYY-MM-DDTHH:MMZ or \"-\"",
			shown(due), due);
	} else {
		entry.id = id;
		if (due)
			entry.due = due;
		if (rest)
			entry.argument = rest;
		*ret_entry = entry;
		return 0;
	}
	return MW_LEDGER_E_SYNTAX;
}

size_t mw_ledger_whole(const char *text, size_t len)
{
	while (len && text[len - 1] != '\n')
		len--;
	return len;
}

int mw_ledger_read(const char *file, const char *text, size_t len, struct mw_pool *pool,
		   struct mw_ledger *ret_ledger, struct mw_diags *diags)
{
	struct mw_ledger ledger = { 0 };
	struct mw_spot spot = { file, 0 };
	const char *end = len ? text + mw_ledger_whole(text, len) : text;
	while (text < end) {
		const char *newline = memchr(text, '\n', (size_t)(end - text));
		struct mw_ledger_entry entry;
		const char *why;
		spot.line++;
		if (mw_ledger_line(text, (size_t)(newline - text), pool, &entry, &why))
			mw_diags_add(diags, spot, "%s; the line is left out", why);
		else
			*MW_PUSH(pool, &ledger.entries) = entry;
		text = newline + 1;
	}
	*ret_ledger = ledger;
	return 0;
}

static void format_argument(const char *argument, struct mw_buf *out)
{
	size_t len = strlen(argument);
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)argument[i];
		/* C1 controls are two bytes, C2 80 to C2 9F. */
		bool is_c1 = c == 0xC2 && (unsigned char)argument[i + 1] >= 0x80 &&
			     (unsigned char)argument[i + 1] <= 0x9F;
		mw_buf_putc(out, c < 0x20 || c == 0x7F || is_c1 ? ' ' : argument[i]);
		i += is_c1;
	}
}

void mw_ledger_format(const struct mw_ledger_entry *entry, struct mw_buf *out)
{
	mw_day day;
	int second, year, month, of_month;
	mw_zone_from_utc(&mw_zone_utc, entry->at_utc, &day, &second);
	mw_day_to_ymd(day, &year, &month, &of_month);
	mw_buf_printf(out, "%04d-%02d-%02dT%02d:%02d:%02dZ %s %d/%s", year, month, of_month,
		      second / 3600, second / 60 % 60, second % 60, mw_verb_name(entry->verb),
		      entry->year, entry->id);
	if (*entry->argument || strcmp(entry->due, "-") != 0)
		mw_buf_printf(out, " %s", entry->due);
	if (*entry->argument) {
		mw_buf_putc(out, ' ');
		format_argument(entry->argument, out);
	}
	mw_buf_putc(out, '\n');
}
