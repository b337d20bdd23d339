/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * check: all that a profile stands on, or one file by itself: a roadmap or a season file that one
 * is still writing. What the file is, its first section says.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "matchward/app/command.h"
#include "matchward/edge/error.h"
#include "matchward/edge/file.h"
#include "matchward/edge/paths.h"
#include "matchward/edge/zones.h"
#include "matchward/format/roadmap_ini.h"
#include "matchward/format/season_ini.h"

static int whole(struct mw_call *call)
{
	mw_auto(diags) diags = MW_DIAGS_INIT;
	mw_auto(diags) notes = MW_DIAGS_INIT;
	int outcome = mw_bundle_load(call->places, call->args->values[MW_OPTION_NOW], &call->bundle,
				     &diags, &notes);
	mw_diags_show(&diags);
	mw_diags_show(&notes);
	if (outcome)
		return outcome;
	const struct mw_bundle *bundle = call->bundle;
	size_t shown = 0;
	mw_note_zone(bundle);
	for (size_t i = 0; i < bundle->plan.milestones.count; i++)
		shown += mw_milestone_is_shown(&bundle->plan.milestones.items[i]);
	mw_buf_printf(call->out, "%s is in order: %zu milestones for season %d.\n",
		      call->places->profile, shown, bundle->plan.season->year + 1);
	if (bundle->inputs[MW_INPUT_PROGRAMS].path)
		mw_buf_printf(call->out, "%s is in order: %zu programs.\n",
			      bundle->inputs[MW_INPUT_PROGRAMS].path,
			      bundle->profile.programs.count);
	return MW_EXIT_DONE;
}

/* ---- one file ---- */

struct work {
	const struct mw_call *call;
	struct mw_zone_finder zones;
	struct mw_pool *pool;
	struct mw_season_table seasons;
	struct mw_diags *diags;
	struct mw_buf text;
};

enum kind { ROADMAP, SEASONS, PROFILE };

static enum kind kind_of(const char *text)
{
	const char *at = *text == '[' ? text : strstr(text, "\n[");
	at = at ? at + strspn(at, "\n[") : "";
	if (!strncmp(at, "predict]", 8) || (strspn(at, "0123456789") == 4 && at[4] == ']'))
		return SEASONS;
	return !strncmp(at, "applicant]", 10) ? PROFILE : ROADMAP;
}

/* Says itself what is wrong with reading. */
static int read_text(struct work *work, const char *path, size_t most)
{
	mw_buf_clear(&work->text);
	int error = mw_file_read(path, most, &work->text);
	if (!error)
		return MW_EXIT_DONE;
	mw_diags_add(work->diags, (struct mw_spot){ path, 0 }, "cannot read: %s",
		     error == -EFBIG ? "the file is too large" : mw_error_text(error));
	return error == -ENOENT || error == -EISDIR || error == -EINVAL || error == -EFBIG
		       ? MW_EXIT_INPUT
		       : MW_EXIT_ENVIRONMENT;
}

static int read_seasons(struct work *work, const char *path, bool may_define)
{
	return mw_season_read(mw_pool_string(work->pool, path), work->text.text, work->text.len,
			      &work->zones, may_define, work->pool, &work->seasons, work->diags)
		       ? MW_EXIT_INPUT
		       : MW_EXIT_DONE;
}

/* What every file stands on: the season file that came with the program. */
static int read_ground(struct work *work)
{
	char *path = mw_paths_join(work->call->places->data, "seasons.ini");
	int outcome = read_text(work, path, MW_SEASONS_SIZE_MOST);
	if (!outcome)
		outcome = read_seasons(work, path, true);
	free(path);
	return outcome ? MW_EXIT_ENVIRONMENT : MW_EXIT_DONE;
}

static int check_roadmap(struct work *work, const char *path)
{
	struct mw_roadmap roadmap;
	if (mw_roadmap_read_checked(path, work->text.text, work->text.len, &work->zones,
				    &work->seasons, work->pool, &roadmap, work->diags))
		return MW_EXIT_INPUT;
	mw_buf_printf(work->call->out, "%s is in order: a roadmap of %zu milestones.\n", path,
		      roadmap.rules.count);
	return MW_EXIT_DONE;
}

/* A rule may break in some years only. */
static int check_seasons(struct work *work, const char *path)
{
	if (read_seasons(work, path, false))
		return MW_EXIT_INPUT;
	for (int year = MW_SEASON_YEAR_FIRST; year <= MW_SEASON_YEAR_LAST; year++) {
		struct mw_season season;
		if (mw_season_compute(&work->seasons, year, NULL, 0, work->pool, &season,
				      work->diags))
			return MW_EXIT_INPUT;
	}
	mw_buf_printf(work->call->out, "%s is in order: a season file.\n", path);
	return MW_EXIT_DONE;
}

static int one_file(struct work *work, const char *path)
{
	int outcome = read_ground(work);
	if (!outcome)
		outcome = read_text(work, path, MW_ROADMAP_SIZE_MOST);
	if (outcome)
		return outcome;
	switch (kind_of(work->text.text)) {
	case ROADMAP:
		return check_roadmap(work, path);
	case SEASONS:
		return check_seasons(work, path);
	case PROFILE:
		break;
	}
	mw_diags_add(work->diags, (struct mw_spot){ path, 0 },
		     "this is a profile; check it with \"matchward --profile %s check\"", path);
	return MW_EXIT_INPUT;
}

int mw_command_check(struct mw_call *call)
{
	if (!call->args->count)
		return whole(call);
	if (call->args->count > 1) {
		(void)fputs("matchward: check takes one file, or none for your profile\n", stderr);
		return MW_EXIT_INPUT;
	}
	mw_auto(pool) pool = MW_POOL_INIT;
	mw_auto(diags) diags = MW_DIAGS_INIT;
	struct mw_zones *zones = mw_zones_new();
	struct work work = { .call = call,
			     .zones = mw_zones_finder(zones),
			     .pool = &pool,
			     .diags = &diags,
			     .text = MW_BUF_INIT };
	int outcome = one_file(&work, call->args->operands[0]);
	mw_diags_show(&diags);
	mw_buf_release(&work.text);
	mw_zones_free(zones);
	return outcome;
}
