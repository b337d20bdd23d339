/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reminder engine: the life of tests/sim, where the bytes of the input are what happens and
 * when. Its judge says after each step whether the engine did what it should. The road is short, so
 * that many lives are tried.
 */
#include <stdio.h>
#include <stdlib.h>

#include "../sim/sim.h"
#include "fuzz.h"
#include "matchward/format/roadmap_ini.h"

#define LED_DAYS 90 /* many lives end earlier, with their bytes */

/* One of each kind: hard and timed, late from the start, needed, repeating, passing by itself. */
static const char road[] =
	"[apply]\ntitle = Apply\nstrength = hard\nopens = eras-open - 3 weeks\n"
	"due = eras-open.early - 1 day\nlatest = eras-open\nneeds = letters\n"
	"[letters]\ntitle = Letters\nstrength = target\ndue = Y-06-01\n"
	"takes = 4w\nlatest = apply.due\ncloses = ask\n"
	"[ask]\ntitle = Ask\nstrength = soft\nopens = Y-1-10-01\ndue = Y-02-01\n"
	"[certify]\ntitle = Certify\nstrength = hard\ndue = rol-deadline\n"
	"latest = rol-deadline\nremind = 14d 1d 0d 6h 1h\n"
	"[read]\ntitle = Read\nstrength = soft\nrepeat = every 2 weeks\n"
	"opens = Y-1-11-01\ndue = Y-12-01\n"
	"[drill]\ntitle = Drill\nstrength = soft\nrepeat = daily\n"
	"opens = Y-02-01\ndue = Y-03-01\n"
	"[match]\ntitle = Match\nkind = event\nstrength = hard\ndue = match-day\n"
	"[visa]\ntitle = Visa\nstrength = target\ndue = Y-01-15\nwhen = visa\n"
	"overdue-every = 3d\n";

static const struct shipped *small_world(void)
{
	static struct shipped shipped;
	if (shipped.zones)
		return &shipped;
	shipped.zones = mw_zones_new();
	shipped.finder = mw_zones_finder(shipped.zones);
	shipped.seasons = *fuzz_seasons();
	MUST(!mw_roadmap_read("road", road, sizeof road - 1, &shipped.finder, &shipped.pool,
			      &shipped.roadmap, NULL));
	return &shipped;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct world world;
	if (size < 8)
		return 0;
	world_begin(&world, small_world(), data[0], LED_DAYS, data + 1, size - 1);
	life_run(&world);
	if (world.is_failed) {
		(void)fputs(world.log.text, stderr);
		fuzz_broken(__FILE__, __LINE__, "the life is in order");
	}
	world_release(&world);
	return 0;
}
