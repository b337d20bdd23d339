/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The real world of a plan: the shipped seasons and roadmap and the system's zones, read once; and
 * a person, planned from the text of a profile in the order of src/app/load.c.
 */
#ifndef MW_TESTS_WORLD_H
#define MW_TESTS_WORLD_H

#include "expect.h"

#include "matchward/core/assess.h"
#include "matchward/core/finding.h"
#include "matchward/core/timeline.h"
#include "matchward/edge/file.h"
#include "matchward/edge/zones.h"
#include "matchward/format/ledger_log.h"
#include "matchward/format/profile_ini.h"
#include "matchward/format/roadmap_ini.h"
#include "matchward/format/season_ini.h"

struct world {
	struct mw_pool pool; /* owns the rest */
	struct mw_zones *zones;
	struct mw_zone_finder finder;
	struct mw_season_table seasons;
	struct mw_roadmap roadmap; /* as shipped */
};

struct person {
	struct mw_pool pool; /* owns the rest */
	struct mw_profile profile;
	struct mw_roadmap roadmap; /* with the profile applied */
	struct mw_ledger ledger;
	struct mw_plan plan;
	struct mw_assessment assessment;
	struct mw_findings findings; /* of the assessment */
	struct mw_findings warnings; /* of the plan */
};

static inline void world_read(const char *path, struct mw_buf *text)
{
	int error = mw_file_read(path, 1024 * 1024, text);
	if (error)
		fail_msg("cannot read %s: %s", path, strerror(-error));
}

static inline void world_show(const char *what, const struct mw_diags *diags)
{
	mw_auto(buf) text = MW_BUF_INIT;
	mw_diags_print(diags, &text);
	print_error("%s\n%s", what, text.text);
}

/* The name of a shipped roadmap, without .ini. */
static inline void world_init_with(struct world *world, const char *roadmap_name)
{
	static const char seasons[] = MW_SOURCE_DIR "/share/seasons.ini";
	mw_auto(buf) text = MW_BUF_INIT;
	mw_auto(diags) diags = MW_DIAGS_INIT;
	char roadmap[256];
	(void)snprintf(roadmap, sizeof roadmap, MW_SOURCE_DIR "/share/roadmaps/%s.ini",
		       roadmap_name);
	memset(world, 0, sizeof *world);
	world->zones = mw_zones_new();
	world->finder = mw_zones_finder(world->zones);
	world_read(seasons, &text);
	int outcome = mw_season_read(seasons, text.text, text.len, &world->finder, true,
				     &world->pool, &world->seasons, &diags);
	world_read(roadmap, &text);
	outcome |= mw_roadmap_read(roadmap, text.text, text.len, &world->finder, &world->pool,
				   &world->roadmap, &diags);
	if (outcome)
		world_show("the shipped files are not good", &diags);
	assert_int_equal(outcome, 0);
}

static inline void world_init(struct world *world)
{
	world_init_with(world, "diagnostic-radiology-img");
}

static inline void world_release(struct world *world)
{
	mw_zones_free(world->zones);
	mw_pool_release(&world->pool);
}

/* The plan at this now. Asked again, the old one stays on the pool. */
static inline int person_plan(struct person *person, const struct world *world, int64_t now_utc,
			      struct mw_diags *diags)
{
	struct mw_timeline_input input = { &person->profile, &world->seasons, &person->roadmap,
					   &person->ledger, now_utc };
	return mw_timeline_compute(&input, &person->pool, &person->plan, diags);
}

/* What there is to say about the plan. */
static inline void person_assess(struct person *person)
{
	mw_assess(&person->plan, &person->assessment);
	mw_findings_of_assessment(&person->plan, &person->assessment, &person->pool,
				  &person->findings);
	mw_findings_of_plan(&person->plan, &person->pool, &person->warnings);
}

/*
 * A person from her profile and ledger, still without a plan. Returns whether all was good;
 * release her in any case.
 */
static inline bool person_read(struct person *person, const struct world *world,
			       const char *profile, const char *ledger, struct mw_diags *diags)
{
	memset(person, 0, sizeof *person);
	if (mw_profile_read("profile.ini", profile, strlen(profile), &world->finder,
			    &world->seasons, &person->pool, &person->profile, diags))
		return false;
	(void)mw_ledger_read("ledger", ledger, strlen(ledger), &person->pool, &person->ledger,
			     diags); /* never fails; what is odd is in diags */
	size_t before = diags->count;
	mw_roadmap_apply(&world->roadmap, &person->profile, &person->pool, &person->roadmap, diags);
	return !mw_roadmap_check(&person->roadmap, &world->seasons, diags) &&
	       diags->count == before;
}

static inline void person_release(struct person *person)
{
	mw_pool_release(&person->pool);
}

#endif
