/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading is forgiving line by line, since a lost line costs one item its count and a refused file
 * would cost all of them; writing is one way only.
 */
#include "matchward/format/calendar_state.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "matchward/core/text.h"
#include "matchward/core/zone.h"
#include "matchward/format/calendar_todo.h"

#define MAGIC "matchward-calendar "
#define VERSION "1"

/* Far outside of what a plan can hold, and so that a day more still has four digits. */
#define YEAR_FIRST 1900
#define YEAR_LAST 2200

enum field { UID, SEQUENCE, STAMP, HASH, STATE, START, SUMMARY, FIELD_COUNT };

#define VDIR "vdir" /* in place of a UID, which has an @ */
#define FORGOTTEN "forgotten\t"
enum vdir_field { V_VDIR, V_FOLDER, V_UID, V_STATUS, V_HASH, V_SEQUENCE, V_PHASE };

/* The last one is deleted, which is no status of an item. */
static const char *const statuses[] = { "open", "done", "cancelled", "deleted" };

/* Exactly `count` digits. */
static bool digits(const char *text, int count, int *ret_value)
{
	int value = 0;

	for (int i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		value = value * 10 + (text[i] - '0');
	}
	*ret_value = value;
	return true;
}

bool mw_calendar_when_parse(const char *text, mw_day *ret_day, int *ret_second)
{
	size_t len = strlen(text);
	int year, month, day, hour, minute, second;

	if ((len != 8 && len != 16) || !digits(text, 4, &year) || !digits(text + 4, 2, &month) ||
	    !digits(text + 6, 2, &day) || !mw_day_is_ymd(year, month, day) || year < YEAR_FIRST ||
	    year > YEAR_LAST)
		return false;
	if (len == 16) {
		if (text[8] != 'T' || text[15] != 'Z' || !digits(text + 9, 2, &hour) ||
		    !digits(text + 11, 2, &minute) || !digits(text + 13, 2, &second) || hour > 23 ||
		    minute > 59 || second > 59)
			return false;
		*ret_second = hour * 3600 + minute * 60 + second;
	} else {
		*ret_second = -1;
	}
	*ret_day = mw_day_from_ymd(year, month, day);
	return true;
}

const char *mw_calendar_day_text(struct mw_pool *pool, mw_day day)
{
	int year, month, day_of_month;

	mw_day_to_ymd(day, &year, &month, &day_of_month);
	return mw_pool_printf(pool, "%04d%02d%02d", year, month, day_of_month);
}

const char *mw_calendar_instant_text(struct mw_pool *pool, int64_t utc)
{
	mw_day day;
	int second;

	mw_zone_from_utc(&mw_zone_utc, utc, &day, &second);
	return mw_pool_printf(pool, "%sT%02d%02d%02dZ", mw_calendar_day_text(pool, day),
			      second / 3600, second / 60 % 60, second % 60);
}

static bool parse_hash(const char *text, uint64_t *ret_hash)
{
	uint64_t hash = 0;

	if (strlen(text) != 16)
		return false;
	for (; *text; text++) {
		const char *digit = strchr("0123456789abcdef", *text);

		if (!digit)
			return false;
		hash = hash << 4 | (uint64_t)(digit - "0123456789abcdef");
	}
	*ret_hash = hash;
	return true;
}

/* The field at *text up to a TAB or the end, without its escapes. False: an unknown escape. */
static bool take_field(struct mw_pool *pool, const char **text, const char *end,
		       const char **ret_field)
{
	mw_auto(buf) field = MW_BUF_INIT;
	const char *p = *text;

	for (; p < end && *p != '\t'; p++) {
		if (*p != '\\') {
			mw_buf_putc(&field, *p);
			continue;
		}
		if (++p == end || !strchr("tn\\", *p))
			return false;
		mw_buf_putc(&field, *p == 't' ? '\t' : *p == 'n' ? '\n' : '\\');
	}
	*text = p < end ? p + 1 : NULL;
	*ret_field = mw_pool_copy(pool, field.text, field.len);
	return true;
}

static bool is_uid(const char *text)
{
	return *text && !strpbrk(text, "\t\n") && !mw_text_has_control(text, strlen(text));
}

/* Exactly so many fields, clean and in UTF-8. */
static bool split(struct mw_pool *pool, const char *line, size_t len, const char **ret_fields)
{
	const char *end = line + len;

	if (memchr(line, '\0', len) || !mw_text_is_utf8(line, len))
		return false;
	for (int i = 0; i < FIELD_COUNT; i++) {
		if (!line || !take_field(pool, &line, end, &ret_fields[i]))
			return false;
	}
	return !line;
}

static bool parse_item(const char *const *fields, struct mw_calendar_item *ret_item)
{
	struct mw_calendar_item item = { 0 };
	mw_day stamp_day, day;
	int stamp_second, second;
	long sequence;

	if (!is_uid(fields[UID]) ||
	    !mw_text_number(fields[SEQUENCE], MW_CALENDAR_SEQUENCE_MOST, &sequence) ||
	    !mw_calendar_when_parse(fields[STAMP], &stamp_day, &stamp_second) || stamp_second < 0 ||
	    !parse_hash(fields[HASH], &item.hash) ||
	    !mw_calendar_when_parse(fields[START], &day, &second))
		return false;
	item.stamp_utc = (int64_t)stamp_day * 86400 + stamp_second;
	item.is_cancelled = !strcmp(fields[STATE], "cancelled");
	if (!item.is_cancelled && strcmp(fields[STATE], "live") != 0)
		return false;
	item.uid = fields[UID];
	item.sequence = (int)sequence;
	item.start = fields[START];
	item.summary = fields[SUMMARY];
	*ret_item = item;
	return true;
}

static bool parse_record(const char *const *fields, struct mw_vdir_record *ret_record)
{
	struct mw_vdir_record record = { .folder = fields[V_FOLDER], .uid = fields[V_UID] };
	int status = 0;
	long sequence;

	while (status < 4 && strcmp(statuses[status], fields[V_STATUS]) != 0)
		status++;
	if (status == 4 || record.folder[0] != '/' || !is_uid(record.uid) ||
	    !parse_hash(fields[V_HASH], &record.hash) ||
	    !mw_text_number(fields[V_SEQUENCE], MW_CALENDAR_SEQUENCE_MOST, &sequence))
		return false;
	record.is_new = !strcmp(fields[V_PHASE], "new");
	if (!record.is_new && strcmp(fields[V_PHASE], "kept") != 0)
		return false;
	record.is_deleted = status == 3;
	record.status = record.is_deleted ? MW_VDIR_OPEN : (enum mw_vdir_status)status;
	record.sequence = (int)sequence;
	*ret_record = record;
	return true;
}

static bool parse_forgotten(struct mw_pool *pool, const char *line, size_t len,
			    struct mw_calendar_state *state)
{
	size_t name = strlen(FORGOTTEN);
	long sequence;

	if (len < name || memcmp(line, FORGOTTEN, name) != 0 ||
	    !mw_text_number(mw_pool_copy(pool, line + name, len - name),
			    MW_CALENDAR_SEQUENCE_MOST - 1, &sequence))
		return false;
	state->first_sequence = (int)sequence + 1;
	return true;
}

/* One line into the state; the later of two records of one item is the one that holds. */
static bool parse_line(struct mw_pool *pool, const char *line, size_t len,
		       struct mw_calendar_state *state)
{
	const char *fields[FIELD_COUNT];
	struct mw_calendar_item item;
	struct mw_vdir_record record, *old;

	if (parse_forgotten(pool, line, len, state))
		return true;
	if (!split(pool, line, len, fields))
		return false;
	if (!strcmp(fields[V_VDIR], VDIR)) {
		if (!parse_record(fields, &record))
			return false;
		old = mw_calendar_state_record(state, record.folder, record.uid);
		*(old ? old : MW_PUSH(pool, &state->vdir)) = record;
		return true;
	}
	if (!parse_item(fields, &item))
		return false;
	*(mw_calendar_is_todo_uid(item.uid) ? MW_PUSH(pool, &state->todos)
					    : MW_PUSH(pool, &state->items)) = item;
	return true;
}

static int compare(const void *va, const void *vb)
{
	const struct mw_calendar_item *a = va, *b = vb;
	int by_uid = strcmp(a->uid, b->uid);

	return by_uid ? by_uid : (b->sequence > a->sequence) - (b->sequence < a->sequence);
}

static void sort_items(struct mw_calendar_item *items, size_t count)
{
	if (count > 1)
		qsort(items, count, sizeof *items, compare);
}

void mw_calendar_state_sort(struct mw_calendar_state *state)
{
	sort_items(state->items.items, state->items.count);
	sort_items(state->todos.items, state->todos.count);
}

/* Sorted, the first of several lines with one UID is the one with the highest SEQUENCE. */
static size_t drop_repeated(struct mw_calendar_item *items, size_t count, const char *file,
			    struct mw_diags *diags)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		if (!kept || strcmp(items[kept - 1].uid, items[i].uid) != 0)
			items[kept++] = items[i];
		else
			mw_diags_add(diags, (struct mw_spot){ file, 0 },
				     "%s is there twice; the higher sequence number is kept",
				     items[i].uid);
	}
	return kept;
}

/* Is it the first line of a state file, and of which version? NULL: it is not. */
static const char *version_of(struct mw_pool *pool, const char *line, size_t len)
{
	size_t magic = strlen(MAGIC);

	if (len < magic || memcmp(line, MAGIC, magic) != 0)
		return NULL;
	return mw_pool_copy(pool, line + magic, len - magic);
}

int mw_calendar_state_read(const char *file, const char *text, size_t len, struct mw_pool *pool,
			   struct mw_calendar_state *ret_state, struct mw_diags *diags)
{
	struct mw_calendar_state state = MW_CALENDAR_STATE_INIT;
	const char *end = len ? text + len : text;

	for (int number = 1; text < end; number++) {
		const char *stop = memchr(text, '\n', (size_t)(end - text));
		size_t size = (size_t)((stop ? stop : end) - text);
		struct mw_spot spot = { file, number };
		const char *version = number == 1 ? version_of(pool, text, size) : NULL;

		if (version && strcmp(version, VERSION) != 0) {
			mw_diags_add(diags, spot,
				     "another version wrote this file; expected \"%s\"",
				     MAGIC VERSION);
			return MW_CALENDAR_STATE_E_VERSION;
		}
		if (!version && number == 1)
			mw_diags_add(diags, spot, "this is no calendar state; expected \"%s\"",
				     MAGIC VERSION);
		else if (!version && !parse_line(pool, text, size, &state))
			mw_diags_add(diags, spot,
				     "unreadable line; its item is counted from 0 again");
		text = stop ? stop + 1 : end;
	}
	mw_calendar_state_sort(&state);
	state.items.count = drop_repeated(state.items.items, state.items.count, file, diags);
	state.todos.count = drop_repeated(state.todos.items, state.todos.count, file, diags);
	*ret_state = state;
	return 0;
}

static void put_field(const char *text, struct mw_buf *out)
{
	for (; *text; text++) {
		if (*text == '\t')
			mw_buf_puts(out, "\\t");
		else if (*text == '\n')
			mw_buf_puts(out, "\\n");
		else if (*text == '\\')
			mw_buf_puts(out, "\\\\");
		else
			mw_buf_putc(out, *text);
	}
}

static void put_item(const struct mw_calendar_item *item, struct mw_pool *pool, struct mw_buf *out)
{
	put_field(item->uid, out);
	mw_buf_printf(out, "\t%d\t%s\t%016" PRIx64 "\t%s\t", item->sequence,
		      mw_calendar_instant_text(pool, item->stamp_utc), item->hash,
		      item->is_cancelled ? "cancelled" : "live");
	put_field(item->start, out);
	mw_buf_putc(out, '\t');
	put_field(item->summary, out);
	mw_buf_putc(out, '\n');
}

static void put_record(const struct mw_vdir_record *record, struct mw_buf *out)
{
	mw_buf_puts(out, VDIR "\t");
	put_field(record->folder, out);
	mw_buf_putc(out, '\t');
	put_field(record->uid, out);
	mw_buf_printf(out, "\t%s\t%016" PRIx64 "\t%d\t%s\n",
		      statuses[record->is_deleted ? 3 : (int)record->status], record->hash,
		      record->sequence, record->is_new ? "new" : "kept");
}

void mw_calendar_state_format(const struct mw_calendar_state *state, struct mw_buf *out)
{
	mw_auto(pool) pool = MW_POOL_INIT;

	mw_buf_puts(out, MAGIC VERSION "\n");
	for (size_t i = 0; i < state->items.count; i++)
		put_item(&state->items.items[i], &pool, out);
	for (size_t i = 0; i < state->todos.count; i++)
		put_item(&state->todos.items[i], &pool, out);
	for (size_t i = 0; i < state->vdir.count; i++)
		put_record(&state->vdir.items[i], out);
	if (state->first_sequence)
		mw_buf_printf(out, FORGOTTEN "%d\n", state->first_sequence - 1);
}

struct mw_vdir_record *mw_calendar_state_record(const struct mw_calendar_state *state,
						const char *folder, const char *uid)
{
	for (size_t i = 0; i < state->vdir.count; i++) {
		struct mw_vdir_record *record = &state->vdir.items[i];

		if (!strcmp(record->uid, uid) && !strcmp(record->folder, folder))
			return record;
	}
	return NULL;
}

int mw_calendar_state_seen(const struct mw_calendar_state *state, const char *uid)
{
	int seen = -1;

	for (size_t i = 0; i < state->vdir.count; i++) {
		const struct mw_vdir_record *record = &state->vdir.items[i];

		if (record->sequence > seen && !strcmp(record->uid, uid))
			seen = record->sequence;
	}
	return seen;
}

const struct mw_calendar_item *mw_calendar_state_find(const struct mw_calendar_state *state,
						      const char *uid)
{
	bool is_todo = mw_calendar_is_todo_uid(uid);
	const struct mw_calendar_item *items = is_todo ? state->todos.items : state->items.items;
	size_t low = 0, high = is_todo ? state->todos.count : state->items.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int by_uid = strcmp(items[middle].uid, uid);

		if (!by_uid)
			return &items[middle];
		if (by_uid < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}
