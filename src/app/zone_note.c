/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An applicant who travels: the plan goes on counting in the profile's zone, which is right for an
 * interview trip and wrong after a move. Only the person knows which it is, so it is said and
 * nothing more.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "matchward/app/command.h"
#include "matchward/edge/zones.h"

/* Nobody lives in Etc/UTC: a machine that was never told its zone says nothing of its owner. */
static bool was_never_set(const char *name)
{
	const char *tz = getenv("TZ");
	return !(tz && *tz) && (!strncmp(name, "Etc/", 4) || !strcmp(name, "UTC"));
}

void mw_note_zone(const struct mw_bundle *bundle)
{
	const struct mw_zone *home = bundle->profile.zone;
	struct mw_zone_finder finder = mw_zones_finder(bundle->zones);
	char name[MW_ZONE_NAME_SIZE];
	if (mw_zones_local_name(name, sizeof name) || was_never_set(name))
		return;
	const struct mw_zone *here = mw_zone_find(&finder, name);
	if (!here)
		return;
	mw_day day, home_day;
	int second, home_second;
	mw_zone_from_utc(here, bundle->plan.now_utc, &day, &second);
	mw_zone_from_utc(home, bundle->plan.now_utc, &home_day, &home_second);
	if (day == home_day && second == home_second)
		return;
	(void)fprintf(stderr,
		      "matchward: this machine is on %s time; the plan counts in %s, the timezone "
		      "of your profile. Change it there if you have moved.\n",
		      name, home->name);
}
