/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Values of the JSON answers.
 */
#include "json_value.h"

#include <assert.h>

#include "matchward/core/profile.h"
#include "matchward/format/clean.h"

const char *mw_json_day_text(struct mw_pool *pool, const struct mw_date *date,
			     const struct mw_zone *home)
{
	char text[MW_DAY_TEXT_SIZE];

	if (!mw_date_is(date))
		return NULL;
	return mw_pool_string(pool, mw_day_format(mw_date_local_day(date, home), text));
}

const char *mw_json_instant_text(struct mw_pool *pool, const struct mw_date *date,
				 const struct mw_zone *home)
{
	char text[MW_DAY_TEXT_SIZE];
	mw_day day;
	int second;

	if (!mw_date_is(date) || !mw_date_is_timed(date))
		return NULL;
	mw_zone_from_utc(&mw_zone_utc, mw_date_begin_utc(date, home), &day, &second);
	return mw_pool_printf(pool, "%sT%02d:%02d:%02dZ", mw_day_format(day, text), second / 3600,
			      second / 60 % 60, second % 60);
}

json_t *mw_json_text(struct mw_pool *pool, const char *value)
{
	return value ? json_string(mw_clean_text(pool, value)) : json_null();
}

json_t *mw_json_number(int value)
{
	return value == MW_NONE ? json_null() : json_integer(value);
}

json_t *mw_json_words(struct mw_pool *pool, const struct mw_words *list)
{
	json_t *array = json_array();

	for (size_t i = 0; i < list->list.count; i++)
		json_array_append_new(array, mw_json_text(pool, list->list.items[i]));
	return array;
}

json_t *mw_json_findings(struct mw_pool *pool, const struct mw_findings *findings)
{
	json_t *array = json_array();

	for (size_t i = 0; findings && i < findings->list.count; i++) {
		const struct mw_finding *it = &findings->list.items[i];
		json_t *object = json_object();

		mw_json_set(object, "id", mw_json_text(pool, it->id));
		mw_json_set(object, "severity", mw_json_text(pool, it->severity));
		mw_json_set(object, "text", mw_json_text(pool, it->text));
		mw_json_set(object, "rules", mw_json_words(pool, &it->rules));
		json_array_append_new(array, object);
	}
	return array;
}

void mw_json_set(json_t *object, const char *key, json_t *value)
{
	int error = json_object_set_new(object, key, value);

	assert(!error); /* a value without memory or with bytes that are not text */
}

static int put(const char *data, size_t size, void *out)
{
	mw_buf_add(out, data, size);
	return 0;
}

void mw_json_write(json_t *root, struct mw_buf *out)
{
	(void)json_dump_callback(root, put, out, JSON_INDENT(2)); /* `put` cannot fail */
	mw_buf_putc(out, '\n');
	json_decref(root);
}
