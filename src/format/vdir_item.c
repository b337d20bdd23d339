/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Content lines, unfolded one at a time, and a count of how deep the components are.
 */
#include "matchward/format/vdir_item.h"

#include <string.h>
#include <strings.h>

#include "matchward/core/buf.h"
#include "matchward/core/text.h"
#include "matchward/format/calendar_todo.h"

#define LINE_SIZE_MOST 4096 /* of a line that says anything here; longer ones are texts */
#define DEPTH_MOST 8

enum kind { KIND_OTHER, KIND_EVENT, KIND_TODO };

struct reader {
	const char *profile_id;
	struct mw_pool *pool;
	int depth; /* of open components: 1 is in VCALENDAR */
	char names[DEPTH_MOST][24];
	enum kind kind;         /* of the one at depth 2 */
	int events, todos;      /* how many there were */
	bool is_over;           /* VCALENDAR has ended */
	const char *uid, *ours; /* the last one; the first of ours */
	const char *why;        /* what is wrong; NULL: nothing yet */
	char status[32];
	bool has_completed;
	long percent, sequence, base;
};

static void fault(struct reader *reader, const char *why)
{
	if (!reader->why)
		reader->why = why;
}

static bool ends(const char *text, size_t len, const char *ending)
{
	size_t size = strlen(ending);

	return len > size && !memcmp(text + len - size, ending, size);
}

/* ANYTHING.PROFILE@matchward, or that of a to-do. */
static bool is_ours(const struct reader *reader, const char *uid)
{
	const char *domain = strrchr(uid, '@');
	mw_auto(buf) owner = MW_BUF_INIT;

	if (!domain || (strcmp(domain, "@matchward") != 0 && !mw_calendar_is_todo_uid(uid)))
		return false;
	if (!mw_text_is_utf8(uid, strlen(uid)) || mw_text_has_control(uid, strlen(uid)))
		return false;
	mw_buf_printf(&owner, ".%s", reader->profile_id);
	return ends(uid, (size_t)(domain - uid), owner.text);
}

static void take_uid(struct reader *reader, const char *value)
{
	if (reader->uid && strcmp(reader->uid, value) != 0)
		fault(reader, "it holds more than one item");
	reader->uid = mw_pool_string(reader->pool, value);
	if (!reader->ours && is_ours(reader, value))
		reader->ours = reader->uid;
}

static void begin(struct reader *reader, const char *name)
{
	if (reader->depth == DEPTH_MOST || strlen(name) >= sizeof reader->names[0]) {
		fault(reader, "its components are nested too deep");
		return;
	}
	if (!reader->depth && (reader->is_over || strcasecmp(name, "VCALENDAR") != 0))
		fault(reader, "it is not one VCALENDAR");
	strcpy(reader->names[reader->depth++], name);
	if (reader->depth != 2)
		return;
	reader->kind = !strcasecmp(name, "VEVENT")  ? KIND_EVENT
		       : !strcasecmp(name, "VTODO") ? KIND_TODO
						    : KIND_OTHER;
	reader->events += reader->kind == KIND_EVENT;
	reader->todos += reader->kind == KIND_TODO;
}

static void finish(struct reader *reader, const char *name)
{
	if (!reader->depth || strcasecmp(reader->names[reader->depth - 1], name) != 0) {
		fault(reader, "its components do not end where they should");
		return;
	}
	reader->is_over = --reader->depth == 0;
}

/* Of a number that is none, the least. */
static long number(const char *value, long most)
{
	long result;

	return mw_text_number(value, most, &result) ? result : 0;
}

static void take(struct reader *reader, const char *name, const char *value)
{
	if (!strcasecmp(name, "BEGIN"))
		begin(reader, value);
	else if (!strcasecmp(name, "END"))
		finish(reader, value);
	else if (reader->depth != 2 || reader->kind == KIND_OTHER)
		return;
	else if (!strcasecmp(name, "UID"))
		take_uid(reader, value);
	else if (!strcasecmp(name, "STATUS") && strlen(value) < sizeof reader->status)
		strcpy(reader->status, value);
	else if (!strcasecmp(name, "COMPLETED"))
		reader->has_completed = *value != '\0';
	else if (!strcasecmp(name, "PERCENT-COMPLETE"))
		reader->percent = number(value, 100);
	else if (!strcasecmp(name, "SEQUENCE"))
		reader->sequence = number(value, MW_CALENDAR_SEQUENCE_MOST);
	else if (!strcasecmp(name, MW_VDIR_BASE))
		reader->base = number(value, MW_CALENDAR_SEQUENCE_MOST);
}

/* NAME, parameters with colons only inside quotes, VALUE; the line is cut up. */
static void take_line(struct reader *reader, char *line)
{
	size_t name = strcspn(line, ";:");
	bool is_quoted = false;
	char *p = line + name;

	for (; *p && (is_quoted || *p != ':'); p++)
		is_quoted ^= *p == '"';
	if (!*p || !name) {
		fault(reader, "it has a line without a name or a value");
		return;
	}
	*p = '\0';
	line[name] = '\0';
	take(reader, line, p + 1);
}

/* Up to the end of the physical line; what comes after it. */
static const char *add_physical(const char *p, const char *end, struct mw_buf *line)
{
	const char *stop = memchr(p, '\n', (size_t)(end - p));
	size_t len = (size_t)((stop ? stop : end) - p);

	if (len && p[len - 1] == '\r')
		len--;
	if (line->len + len <= LINE_SIZE_MOST)
		mw_buf_add(line, p, len);
	return stop ? stop + 1 : end;
}

static void read_lines(struct reader *reader, const char *p, const char *end)
{
	mw_auto(buf) line = MW_BUF_INIT;

	while (p < end) {
		mw_buf_clear(&line);
		p = add_physical(p, end, &line);
		while (p < end && (*p == ' ' || *p == '\t'))
			p = add_physical(p + 1, end, &line);
		if (line.len)
			take_line(reader, line.text);
	}
	if (!reader->is_over || reader->depth)
		fault(reader, "it is torn");
}

static enum mw_vdir_status status_of(const struct reader *reader)
{
	if (!strcasecmp(reader->status, "CANCELLED"))
		return MW_VDIR_CANCELLED;
	if (!reader->todos)
		return MW_VDIR_OPEN;
	if (!strcasecmp(reader->status, "COMPLETED"))
		return MW_VDIR_DONE;
	if (!*reader->status && (reader->has_completed || reader->percent == 100))
		return MW_VDIR_DONE;
	return MW_VDIR_OPEN;
}

int mw_vdir_item_read(const char *text, size_t len, const char *profile_id, struct mw_pool *pool,
		      struct mw_vdir_item *ret_item, const char **ret_why)
{
	struct reader reader = {
		.profile_id = profile_id, .pool = pool, .sequence = -1, .base = -1
	};

	if (memchr(text, '\0', len) || !mw_text_is_utf8(text, len))
		fault(&reader, "it is not text in UTF-8");
	read_lines(&reader, text, text + len);
	if (!reader.ours)
		return MW_VDIR_E_FOREIGN;
	/* An event may come with changed occurrences, which have its UID too. */
	if (reader.todos > 1 || (reader.todos && reader.events))
		fault(&reader, "it holds more than one item");
	if ((reader.todos == 1) != mw_calendar_is_todo_uid(reader.ours))
		fault(&reader, "it is an event for a to-do, or a to-do for an event");
	*ret_item = (struct mw_vdir_item){
		.uid = reader.ours,
		.is_todo = reader.todos > 0,
		.status = status_of(&reader),
		.sequence = reader.sequence < 0 ? 0 : (int)reader.sequence,
		.base = (int)(reader.base < 0 ? reader.sequence : reader.base)
	};
	if (!reader.why)
		return 0;
	*ret_why = reader.why;
	return MW_VDIR_E_BAD;
}

uint64_t mw_vdir_hash(const char *text, size_t len)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325); /* FNV-1a */

	for (size_t i = 0; i < len; i++) {
		hash ^= (unsigned char)text[i];
		hash *= UINT64_C(0x100000001b3);
	}
	return hash;
}
