/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Seasons are read at once, as no profile can be understood without; roadmaps when one is named.
 */
#include "matchward/app/common.h"

#include <stdlib.h>
#include <string.h>

#include "loader.h"
#include "matchward/edge/paths.h"
#include "matchward/format/roadmap_ini.h"
#include "matchward/format/season_ini.h"

static void read_seasons(struct mw_common *common, struct loader *loader)
{
	struct mw_zone_finder zones = mw_zones_finder(common->zones);
	struct mw_pool *pool = &common->pool;
	struct mw_input *shipped = &common->seasons_input, *own = &common->own_seasons_input;
	const char *path = loader_keep(pool, mw_paths_join(loader->places->data, "seasons.ini"));
	const char *own_path =
		loader_keep(pool, mw_paths_join(loader->places->config, "seasons.ini"));
	if (loader_read(loader, MW_INPUT_SEASONS, path, MW_SEASONS_SIZE_MOST, false, pool,
			shipped) &&
	    mw_season_read(path, shipped->bytes, shipped->len, &zones, true, pool, &common->seasons,
			   loader->diags))
		loader_fail(loader, MW_EXIT_INPUT);
	if (loader_read(loader, MW_INPUT_OWN_SEASONS, own_path, MW_SEASONS_SIZE_MOST, true, pool,
			own) &&
	    common->seasons.rules.count &&
	    mw_season_read(own_path, own->bytes, own->len, &zones, false, pool, &common->seasons,
			   loader->diags))
		loader_fail(loader, MW_EXIT_INPUT);
}

struct mw_common *mw_common_new(const struct mw_places *places, struct mw_diags *diags)
{
	struct mw_common *common = calloc(1, sizeof *common);
	if (!common)
		abort();
	struct loader loader = { .places = places, .diags = diags };
	common->zones = mw_zones_new();
	read_seasons(common, &loader);
	common->outcome = loader.outcome;
	return common;
}

static void free_roadmap(struct mw_common_roadmap *roadmap)
{
	mw_pool_release(&roadmap->pool);
	free(roadmap);
}

void mw_common_free(struct mw_common *common)
{
	if (!common)
		return;
	while (common->roadmaps) {
		struct mw_common_roadmap *roadmap = common->roadmaps;
		common->roadmaps = roadmap->next;
		free_roadmap(roadmap);
	}
	mw_zones_free(common->zones);
	mw_pool_release(&common->pool);
	free(common);
}

/* The user's own one stands for the shipped one. */
static void read_roadmap(struct mw_common_roadmap *roadmap, struct loader *loader,
			 const struct mw_zone_finder *zones, const struct mw_season_table *seasons)
{
	struct mw_pool *pool = &roadmap->pool;
	const char *file = mw_pool_printf(pool, "roadmaps/%s.ini", roadmap->name);
	const char *own = loader_keep(pool, mw_paths_join(loader->places->config, file));
	const char *shipped = loader_keep(pool, mw_paths_join(loader->places->data, file));
	const struct mw_input *input = &roadmap->own;
	if (!loader_read(loader, MW_INPUT_OWN_ROADMAP, own, MW_ROADMAP_SIZE_MOST, true, pool,
			 &roadmap->own)) {
		if (loader->outcome ||
		    !loader_read(loader, MW_INPUT_ROADMAP, shipped, MW_ROADMAP_SIZE_MOST, false,
				 pool, &roadmap->shipped))
			return;
		input = &roadmap->shipped;
	}
	if (mw_roadmap_read_checked(input->path, input->bytes, input->len, zones, seasons, pool,
				    &roadmap->roadmap, loader->diags))
		loader_fail(loader, MW_EXIT_INPUT);
}

int mw_common_roadmap(struct mw_common *common, const struct mw_places *places, const char *name,
		      struct mw_spot named, const struct mw_common_roadmap **ret_roadmap,
		      struct mw_diags *diags)
{
	struct mw_zone_finder zones = mw_zones_finder(common->zones);
	struct loader loader = { places, diags, 0, name, named };
	struct mw_common_roadmap *roadmap = common->roadmaps;
	while (roadmap && strcmp(roadmap->name, name) != 0)
		roadmap = roadmap->next;
	if (!roadmap) {
		roadmap = calloc(1, sizeof *roadmap);
		if (!roadmap)
			abort();
		roadmap->name = mw_pool_string(&roadmap->pool, name);
		read_roadmap(roadmap, &loader, &zones, &common->seasons);
		if (loader.outcome) {
			free_roadmap(roadmap);
			return loader.outcome;
		}
		roadmap->next = common->roadmaps;
		common->roadmaps = roadmap;
	}
	*ret_roadmap = roadmap;
	return 0;
}
