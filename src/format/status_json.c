/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The report of the service, both ways. All strings are cleaned on both: what cannot be read as
 * UTF-8 would be dropped by jansson, and what is read may end on a terminal.
 */
#include "matchward/format/status_json.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "matchward/core/zone.h"
#include "matchward/format/clean.h"

#define LIST_MOST 64

static const char *const trouble_names[MW_TROUBLES] = { "input",    "notification", "ledger",
							"calendar", "watch",        "pull" };

void mw_status_init(struct mw_status_report *report)
{
	*report = (struct mw_status_report){ .since_utc = MW_STATUS_NEVER,
					     .wake_utc = MW_STATUS_NEVER,
					     .calendar_utc = MW_STATUS_NEVER };
	report->next.at_utc = MW_STATUS_NEVER;
	for (int i = 0; i < MW_TROUBLES; i++)
		report->troubles[i].at_utc = report->troubles[i].ended_utc = MW_STATUS_NEVER;
}

const char *mw_trouble_name(enum mw_trouble trouble)
{
	return trouble_names[trouble];
}

/* ---- writing ---- */

static void set(json_t *object, const char *key, json_t *value)
{
	int error = json_object_set_new(object, key, value);
	assert(!error); /* out of memory, or a key of ours that is not UTF-8 */
	(void)error;
}

static json_t *string(struct mw_pool *pool, const char *text)
{
	return text ? json_string(mw_clean_text(pool, text)) : json_null();
}

static json_t *instant(struct mw_pool *pool, int64_t utc)
{
	char text[MW_DAY_TEXT_SIZE];
	mw_day day;
	int second;
	if (utc == MW_STATUS_NEVER)
		return json_null();
	mw_zone_from_utc(&mw_zone_utc, utc, &day, &second);
	return json_string(mw_pool_printf(pool, "%sT%02d:%02d:%02dZ", mw_day_format(day, text),
					  second / 3600, second / 60 % 60, second % 60));
}

static json_t *word(struct mw_pool *pool, const struct mw_status_word *word)
{
	if (!word->milestone)
		return json_null();
	json_t *object = json_object();
	set(object, "at", instant(pool, word->at_utc));
	set(object, "milestone", string(pool, word->milestone));
	set(object, "title", string(pool, word->title));
	set(object, "due", string(pool, word->due));
	set(object, "reminder", string(pool, word->reminder));
	return object;
}

static json_t *words(struct mw_pool *pool, const struct mw_status_word *items, size_t count)
{
	json_t *array = json_array();
	for (size_t i = 0; i < count && i < LIST_MOST; i++)
		(void)json_array_append_new(array, word(pool, &items[i]));
	return array;
}

static json_t *troubles(struct mw_pool *pool, const struct mw_status_report *report)
{
	json_t *array = json_array();
	for (int i = 0; i < MW_TROUBLES; i++) {
		if (!report->troubles[i].text)
			continue;
		json_t *object = json_object();
		set(object, "kind", json_string(trouble_names[i]));
		set(object, "at", instant(pool, report->troubles[i].at_utc));
		set(object, "ended", instant(pool, report->troubles[i].ended_utc));
		set(object, "text", string(pool, report->troubles[i].text));
		(void)json_array_append_new(array, object);
	}
	return array;
}

void mw_status_json(const struct mw_status_report *report, struct mw_buf *out)
{
	struct mw_pool pool = MW_POOL_INIT;
	json_t *root = json_object(), *wake = json_null(), *server = json_null(),
	       *calendar = json_null(), *waiting = json_object();
	if (report->wake_utc != MW_STATUS_NEVER) {
		wake = json_object();
		set(wake, "at", instant(&pool, report->wake_utc));
		set(wake, "why", string(&pool, report->wake_why));
	}
	if (report->server) {
		server = json_object();
		set(server, "name", string(&pool, report->server));
		set(server, "version", string(&pool, report->server_version));
	}
	if (report->calendar) {
		calendar = json_object();
		set(calendar, "path", string(&pool, report->calendar));
		set(calendar, "written", instant(&pool, report->calendar_utc));
	}
	set(waiting, "count", json_integer(report->waiting));
	set(waiting, "for", string(&pool, report->waiting_for));
	set(waiting, "milestones", words(&pool, report->held.items, report->held.count));

	set(root, "running", json_boolean(report->is_running));
	set(root, "stale", json_boolean(report->is_stale));
	set(root, "pid", report->pid ? json_integer(report->pid) : json_null());
	set(root, "since", instant(&pool, report->since_utc));
	set(root, "version", string(&pool, report->version));
	set(root, "profile", string(&pool, report->profile));
	set(root, "id", string(&pool, report->id));
	set(root, "timezone", string(&pool, report->timezone));
	set(root, "plan", string(&pool, report->plan));
	set(root, "wake", wake);
	set(root, "next", word(&pool, &report->next));
	set(root, "waiting", waiting);
	set(root, "server", server);
	set(root, "calendar", calendar);
	set(root, "last_told", words(&pool, report->told.items, report->told.count));
	set(root, "errors", troubles(&pool, report));
	char *text = json_dumps(root, JSON_INDENT(2));
	assert(text);
	mw_buf_puts(out, text);
	mw_buf_putc(out, '\n');
	free(text);
	json_decref(root);
	mw_pool_release(&pool);
}

/* ---- reading ---- */

/* Any key of the wrong kind makes the whole file bad. */
struct reader {
	struct mw_pool *pool;
	bool is_bad;
};

static const json_t *get(struct reader *reader, const json_t *object, const char *key,
			 json_type type)
{
	const json_t *value = object ? json_object_get(object, key) : NULL;
	if (!value || json_is_null(value))
		return NULL;
	if (json_typeof(value) == type || (type == JSON_TRUE && json_is_boolean(value)))
		return value;
	reader->is_bad = true;
	return NULL;
}

static const char *get_string(struct reader *reader, const json_t *object, const char *key)
{
	const json_t *value = get(reader, object, key, JSON_STRING);
	return value ? mw_clean_line(reader->pool, json_string_value(value)) : NULL;
}

static int64_t get_number(struct reader *reader, const json_t *object, const char *key)
{
	const json_t *value = get(reader, object, key, JSON_INTEGER);
	int64_t number = value ? json_integer_value(value) : 0;
	reader->is_bad = reader->is_bad || number < 0 || number > INT32_MAX;
	return number;
}

static bool two_digits(const char *text, int most, int *ret_value)
{
	if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
		return false;
	*ret_value = (text[0] - '0') * 10 + text[1] - '0';
	return *ret_value <= most;
}

static int64_t get_instant(struct reader *reader, const json_t *object, const char *key)
{
	const char *text = get_string(reader, object, key);
	char day_text[11] = "";
	mw_day day;
	int hour, minute, second;
	if (!text)
		return MW_STATUS_NEVER;
	if (strlen(text) == 20) {
		memcpy(day_text, text, 10);
		if (mw_day_parse(day_text, &day) && text[10] == 'T' && text[13] == ':' &&
		    text[16] == ':' && text[19] == 'Z' && two_digits(text + 11, 23, &hour) &&
		    two_digits(text + 14, 59, &minute) && two_digits(text + 17, 59, &second))
			return (int64_t)day * 86400 + hour * 3600 + minute * 60 + second;
	}
	reader->is_bad = true;
	return MW_STATUS_NEVER;
}

static struct mw_status_word get_word(struct reader *reader, const json_t *object)
{
	return (struct mw_status_word){ get_instant(reader, object, "at"),
					get_string(reader, object, "milestone"),
					get_string(reader, object, "title"),
					get_string(reader, object, "due"),
					get_string(reader, object, "reminder") };
}

static void get_held(struct reader *reader, const json_t *waiting, struct mw_status_report *report)
{
	const json_t *array = get(reader, waiting, "milestones", JSON_ARRAY);
	for (size_t i = 0; i < json_array_size(array) && i < LIST_MOST; i++) {
		const json_t *item = json_array_get(array, i);
		struct mw_status_word one = get_word(reader, item);
		if (json_is_object(item) && one.milestone)
			*MW_PUSH(reader->pool, &report->held) = one;
		else
			reader->is_bad = true;
	}
}

static void get_troubles(struct reader *reader, const json_t *root, struct mw_status_report *report)
{
	const json_t *array = get(reader, root, "errors", JSON_ARRAY);
	for (size_t i = 0; i < json_array_size(array) && i < LIST_MOST; i++) {
		const json_t *item = json_array_get(array, i);
		const char *kind = get_string(reader, item, "kind");
		const json_t *text = get(reader, item, "text", JSON_STRING);
		for (int k = 0; kind && text && k < MW_TROUBLES; k++)
			if (!strcmp(kind, trouble_names[k])) {
				report->troubles[k].text =
					mw_clean_text(reader->pool, json_string_value(text));
				report->troubles[k].at_utc = get_instant(reader, item, "at");
				report->troubles[k].ended_utc = get_instant(reader, item, "ended");
			}
	}
}

static void get_all(struct reader *reader, const json_t *root, struct mw_status_report *report)
{
	report->is_running = json_is_true(get(reader, root, "running", JSON_TRUE));
	report->pid = get_number(reader, root, "pid");
	report->since_utc = get_instant(reader, root, "since");
	report->version = get_string(reader, root, "version");
	report->profile = get_string(reader, root, "profile");
	report->id = get_string(reader, root, "id");
	report->timezone = get_string(reader, root, "timezone");
	report->plan = get_string(reader, root, "plan");
	const json_t *wake = get(reader, root, "wake", JSON_OBJECT);
	report->wake_utc = get_instant(reader, wake, "at");
	report->wake_why = get_string(reader, wake, "why");
	report->next = get_word(reader, get(reader, root, "next", JSON_OBJECT));
	const json_t *waiting = get(reader, root, "waiting", JSON_OBJECT);
	report->waiting = get_number(reader, waiting, "count");
	report->waiting_for = get_string(reader, waiting, "for");
	get_held(reader, waiting, report);
	const json_t *server = get(reader, root, "server", JSON_OBJECT);
	report->server = get_string(reader, server, "name");
	report->server_version = get_string(reader, server, "version");
	report->calendar = get_string(reader, get(reader, root, "calendar", JSON_OBJECT), "path");
	get_troubles(reader, root, report);
}

int mw_status_read(const char *text, size_t len, struct mw_pool *pool,
		   struct mw_status_report *ret_report)
{
	struct mw_status_report report;
	struct reader reader = { pool, false };
	if (len > MW_STATUS_SIZE_MOST)
		return MW_STATUS_E_BAD;
	json_t *root = json_loadb(text, len, JSON_REJECT_DUPLICATES, NULL);
	if (!json_is_object(root)) {
		json_decref(root);
		return MW_STATUS_E_BAD;
	}
	mw_status_init(&report);
	get_all(&reader, root, &report);
	json_decref(root);
	if (reader.is_bad)
		return MW_STATUS_E_BAD;
	*ret_report = report;
	return 0;
}
