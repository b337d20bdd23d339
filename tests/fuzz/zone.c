/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A compiled zone, whoever compiled it: its changes come in order, each to another offset; and with
 * it every local time means an instant, that time or, in a gap, the first one after it.
 */
#include "fuzz.h"

#include "../../src/edge/tzif.h"

#define OFFSET_MOST (26 * 3600)

static void check_table(const struct mw_zone *zone)
{
	int32_t offset = zone->first_offset_s;
	MUST(offset > -OFFSET_MOST && offset < OFFSET_MOST);
	for (size_t i = 0; i < zone->count; i++) {
		const struct mw_zone_change *it = &zone->changes[i];
		MUST(it->at_utc > MW_TZ_FROM_UTC && it->at_utc < MW_TZ_TO_UTC);
		MUST(it->offset_s > -OFFSET_MOST && it->offset_s < OFFSET_MOST);
		MUST(!i || zone->changes[i - 1].at_utc < it->at_utc);
		MUST(it->offset_s != offset);
		offset = it->offset_s;
	}
}

static int64_t local_time(const struct mw_zone *zone, int64_t utc)
{
	mw_day day;
	int second;
	mw_zone_from_utc(zone, utc, &day, &second);
	MUST(second >= 0 && second < 86400);
	return (int64_t)day * 86400 + second;
}

/* An earlier instant has an earlier time, unless it is of the hour that comes twice. */
static void check_instant(const struct mw_zone *zone, int64_t local)
{
	mw_day day = (mw_day)(local / 86400);
	int64_t utc = mw_zone_to_utc(zone, day, (int)(local % 86400 / 60));
	int64_t got = local_time(zone, utc);
	MUST(got >= local);
	if (got > local)
		MUST(local_time(zone, utc - 1) < local);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	mw_auto(pool) pool = MW_POOL_INIT;
	struct mw_zone zone = { .name = "in" };
	if (mw_tzif_read(&pool, data, size, &zone))
		return 0;
	check_table(&zone);
	for (size_t i = 0; i < zone.count && i < 8; i++)
		for (int minutes = -28 * 60; minutes <= 28 * 60; minutes += 53) {
			int64_t local = zone.changes[i].at_utc + minutes * INT64_C(60);
			check_instant(&zone, local - local % 60);
		}
	check_instant(&zone, MW_DAY_FIRST * INT64_C(86400));
	check_instant(&zone, MW_DAY_LAST * INT64_C(86400));
	return 0;
}
