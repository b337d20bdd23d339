/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Values of the JSON answers; null where there is nothing. All strings pass through mw_json_text,
 * because jansson refuses what is not UTF-8 and would drop the key. Texts live on the pool only.
 */
#ifndef MW_FORMAT_JSON_VALUE_H
#define MW_FORMAT_JSON_VALUE_H

#include <jansson.h>

#include "matchward/core/finding.h"

/* The values as text; NULL where there is nothing. CSV writes them too. */
const char *mw_json_day_text(struct mw_pool *pool, const struct mw_date *date,
			     const struct mw_zone *home); /* the civil day in `home` */
const char *mw_json_instant_text(struct mw_pool *pool, const struct mw_date *date,
				 const struct mw_zone *home); /* in UTC, of a timed date */

json_t *mw_json_text(struct mw_pool *pool, const char *value);
json_t *mw_json_number(int value); /* null for MW_NONE */
json_t *mw_json_words(struct mw_pool *pool, const struct mw_words *list);
json_t *mw_json_findings(struct mw_pool *pool, const struct mw_findings *findings);

/* Asserts that the value could be made. The value is taken over. */
void mw_json_set(json_t *object, const char *key, json_t *value);

/* Appends the whole with a line end, and releases it. */
void mw_json_write(json_t *root, struct mw_buf *out);

#endif
