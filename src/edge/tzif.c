/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * TZif: a first block with 32-bit times for old readers, which is skipped; the same again with
 * 64-bit times; then a line with the rule that goes on after the last change. Nothing in it is
 * trusted.
 */
#include "tzif.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

#include "tzrule.h"

#define HEADER_SIZE 44
#define TYPE_SIZE 6
#define OFFSET_MOST (26 * 3600) /* RFC 8536, 3.2: -25:59:59..+25:59:59 */

struct reader {
	const unsigned char *at;
	size_t left;
};

/* The next `size` bytes, or NULL when there are not so many. */
static const unsigned char *take(struct reader *reader, uint64_t size)
{
	if (size > reader->left)
		return NULL;
	const unsigned char *bytes = reader->at;
	reader->at += size;
	reader->left -= (size_t)size;
	return bytes;
}

static uint64_t big_endian(const unsigned char *bytes, int size)
{
	uint64_t value = 0;
	for (int i = 0; i < size; i++)
		value = value << 8 | bytes[i];
	return value;
}

struct header {
	unsigned version;
	uint64_t utc_count, std_count, leap_count, time_count, type_count, char_count;
};

static bool take_header(struct reader *reader, struct header *ret_header)
{
	const unsigned char *bytes = take(reader, HEADER_SIZE);
	if (!bytes || memcmp(bytes, "TZif", 4) != 0)
		return false;
	*ret_header = (struct header){
		.version = bytes[4],
		.utc_count = big_endian(bytes + 20, 4),
		.std_count = big_endian(bytes + 24, 4),
		.leap_count = big_endian(bytes + 28, 4),
		.time_count = big_endian(bytes + 32, 4),
		.type_count = big_endian(bytes + 36, 4),
		.char_count = big_endian(bytes + 40, 4),
	};
	return true;
}

/* All that follows the types in a block. */
static uint64_t tail_size(const struct header *header, uint64_t time_size)
{
	return header->char_count + header->leap_count * (time_size + 4) + header->std_count +
	       header->utc_count;
}

/* The offsets of a block's local time types; false if one is impossible. */
static bool read_offset(const unsigned char *types, uint64_t type_count, unsigned index,
			int32_t *ret_offset_s)
{
	if (index >= type_count)
		return false;
	int64_t offset = (int32_t)(uint32_t)big_endian(types + (size_t)index * TYPE_SIZE, 4);
	if (offset <= -OFFSET_MOST || offset >= OFFSET_MOST)
		return false;
	*ret_offset_s = (int32_t)offset;
	return true;
}

/* The 64-bit block: its changes go to the table, the last one's time to *ret_last_utc. */
static bool read_block(struct reader *reader, const struct header *header,
		       struct mw_tz_table *table, int64_t *ret_last_utc)
{
	const unsigned char *times = take(reader, header->time_count * 8);
	const unsigned char *indices = take(reader, header->time_count);
	const unsigned char *types = take(reader, header->type_count * TYPE_SIZE);
	if (!times || !indices || !types || !take(reader, tail_size(header, 8)))
		return false;
	/* Before the first change the first type holds. */
	if (!read_offset(types, header->type_count, 0, &table->first_offset_s))
		return false;
	int64_t last = INT64_MIN;
	for (size_t i = 0; i < header->time_count; i++) {
		int64_t at = (int64_t)big_endian(times + i * 8, 8);
		int32_t offset;
		if ((i > 0 && at <= last) ||
		    !read_offset(types, header->type_count, indices[i], &offset))
			return false;
		mw_tz_table_add(table, at, offset);
		last = at;
	}
	*ret_last_utc = last;
	return true;
}

/* The last line: "\nRULE\n"; an empty rule goes on with what was last. */
static bool read_footer(struct reader *reader, struct mw_tz_table *table, int64_t last_utc)
{
	const unsigned char *text = reader->at;
	if (reader->left < 2 || text[0] != '\n')
		return false;
	const unsigned char *end = memchr(text + 1, '\n', reader->left - 1);
	if (!end || memchr(text + 1, '\0', (size_t)(end - text) - 1))
		return false;
	if (end == text + 1)
		return true;
	struct mw_tzrule rule;
	char *copy = mw_pool_copy(table->pool, (const char *)text + 1, (size_t)(end - text) - 1);
	if (mw_tzrule_parse(copy, &rule) != 0)
		return false;
	mw_tzrule_expand(&rule, last_utc, table);
	return true;
}

void mw_tz_table_add(struct mw_tz_table *table, int64_t at_utc, int32_t offset_s)
{
	const struct mw_zone_change *items = table->changes.items;
	if (at_utc <= MW_TZ_FROM_UTC) {
		table->first_offset_s = offset_s;
		return;
	}
	if (table->changes.count > 0 && at_utc < items[table->changes.count - 1].at_utc)
		return;
	/* All-year daylight time is written as ending when it begins again. */
	if (table->changes.count > 0 && at_utc == items[table->changes.count - 1].at_utc)
		table->changes.count--;
	size_t count = table->changes.count;
	int32_t before = count > 0 ? items[count - 1].offset_s : table->first_offset_s;
	if (offset_s != before && at_utc < MW_TZ_TO_UTC)
		*MW_PUSH(table->pool, &table->changes) =
			(struct mw_zone_change){ at_utc, offset_s };
}

int mw_tzif_read(struct mw_pool *pool, const void *data, size_t len, struct mw_zone *ret_zone)
{
	struct reader reader = { data, len };
	struct header header;
	if (!take_header(&reader, &header) || header.version < '2')
		return -EINVAL;
	if (!take(&reader,
		  header.time_count * 5 + header.type_count * TYPE_SIZE + tail_size(&header, 4)))
		return -EINVAL;

	struct mw_tz_table table = { .pool = pool };
	int64_t last_utc;
	/* With leap seconds ("right/...") times do not count as the system's clock does. */
	if (!take_header(&reader, &header) || header.version < '2' || header.leap_count > 0)
		return -EINVAL;
	if (!read_block(&reader, &header, &table, &last_utc))
		return -EINVAL;
	if (!read_footer(&reader, &table, last_utc))
		return -EINVAL;
	*ret_zone = (struct mw_zone){
		.first_offset_s = table.first_offset_s,
		.changes = table.changes.items,
		.count = table.changes.count,
	};
	return 0;
}
