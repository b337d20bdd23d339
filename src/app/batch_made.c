/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ID.made: a stamp, the size and time of the calendar, and the path of its profile, which may hold
 * any byte and therefore ends the file.
 *
 *     matchward-made 1 STAMP SIZE TIME
 *     PATH
 *
 * A lost or torn one costs the making of one calendar, which then comes out as it is.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "matchward/app/batch.h"
#include "matchward/edge/file.h"
#include "matchward-version.h"

#define MADE_SIZE_MOST 16384

/* FNV-1a by words: of a roadmap it is a matter of microseconds. Against accident, not malice. */
static uint64_t add(uint64_t stamp, const void *data, size_t len)
{
	const char *at = data;
	uint64_t word = len;
	for (;;) {
		stamp = (stamp ^ word) * UINT64_C(0x100000001b3);
		stamp ^= stamp >> 32;
		if (!len)
			return stamp;
		size_t part = len < sizeof word ? len : sizeof word;
		word = 0;
		memcpy(&word, at, part);
		at += part;
		len -= part;
	}
}

uint64_t mw_made_stamp(const struct mw_bundle *bundle, const struct mw_calendar_options *options)
{
	const int choices[] = { (int)options->alarms, options->todos };
	uint64_t stamp = add(UINT64_C(0xcbf29ce484222325), MW_VERSION, strlen(MW_VERSION));
	mw_day today;
	int second;
	mw_zone_from_utc(bundle->profile.zone, bundle->now_utc, &today, &second);
	stamp = add(stamp, &today, sizeof today);
	stamp = add(stamp, choices, sizeof choices);
	for (int i = 0; i < MW_INPUTS; i++) {
		const struct mw_input *input = &bundle->inputs[i];
		if (input->is_there)
			stamp = add(add(stamp, &i, sizeof i), input->bytes, input->len);
	}
	return stamp;
}

bool mw_made_read(const char *path, struct mw_pool *pool, struct mw_made *ret_made)
{
	mw_auto(buf) text = MW_BUF_INIT;
	struct mw_made made = { .stamp = 0 };
	int used = 0;
	if (mw_file_read(path, MADE_SIZE_MOST, &text) ||
	    sscanf(text.text, "matchward-made 1 %16" SCNx64 " %" SCNd64 " %" SCNd64 "%n",
		   &made.stamp, &made.calendar.size, &made.calendar.changed_ns, &used) != 3 ||
	    text.text[used] != '\n' || text.text[used + 1] != '/')
		return false;
	made.profile = mw_pool_string(pool, text.text + used + 1);
	*ret_made = made;
	return true;
}

int mw_made_write(const char *path, const struct mw_made *made)
{
	mw_auto(buf) text = MW_BUF_INIT;
	mw_buf_printf(&text, "matchward-made 1 %016" PRIx64 " %" PRId64 " %" PRId64 "\n%s",
		      made->stamp, made->calendar.size, made->calendar.changed_ns, made->profile);
	return mw_file_put(path, text.text, text.len, 0600, false);
}
