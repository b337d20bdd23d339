/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From files to a plan. The order is fixed by what refers to what: seasons before the profile (its
 * [dates] name season keys), the profile before the roadmap (it names which), all before the plan.
 */
#include "matchward/app/load.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "load_missing.h"
#include "matchward/app/glyph.h"
#include "matchward/core/timeline.h"
#include "matchward/core/verdict.h"
#include "matchward/edge/clock.h"
#include "matchward/edge/error.h"
#include "matchward/edge/file.h"
#include "matchward/edge/paths.h"
#include "matchward/format/ledger_log.h"
#include "matchward/format/profile_ini.h"
#include "matchward/format/programs_csv.h"
#include "matchward/format/roadmap_ini.h"
#include "matchward/format/season_ini.h"
#include "matchward-version.h"

static char *copy(const char *text)
{
	struct mw_buf buf = MW_BUF_INIT;
	mw_buf_puts(&buf, text);
	return mw_buf_detach(&buf);
}

int mw_places_find(const struct mw_args *args, struct mw_places *ret_places)
{
	struct mw_paths paths = MW_PATHS_INIT;
	const char *profile = args->values[MW_OPTION_PROFILE], *data = args->values[MW_OPTION_DATA];
	const char *state = args->values[MW_OPTION_STATE];
	if (mw_paths_read(&paths)) {
		(void)fputs("matchward: neither HOME nor the XDG folders are set; set HOME\n",
			    stderr);
		return MW_EXIT_ENVIRONMENT;
	}
	struct mw_places places = { .config = mw_paths_join(paths.config, "matchward") };
	places.profile = profile ? copy(profile) : mw_paths_join(places.config, "profile.ini");
	places.data = copy(data ? data : MW_DATA_DIR);
	places.state = state ? copy(state) : mw_paths_join(paths.state, "matchward");
	places.share = mw_paths_join(paths.data, "matchward");
	mw_paths_release(&paths);
	*ret_places = places;
	return 0;
}

void mw_places_release(struct mw_places *places)
{
	free(places->profile);
	free(places->data);
	free(places->state);
	free(places->config);
	free(places->share);
	free(places->good);
	*places = (struct mw_places){ .profile = NULL };
}

static const char *keep(struct mw_pool *pool, char *owned)
{
	const char *kept = mw_pool_string(pool, owned);
	free(owned);
	return kept;
}

/* What a loader needs at every turn. */
struct loader {
	const struct mw_places *places;
	struct mw_bundle *bundle;
	struct mw_diags *diags, *notes;
	int outcome; /* the worst so far */
};

static void fail(struct loader *loader, int outcome)
{
	/* Unreadable beats wrong: what cannot be read cannot be judged. */
	if (!loader->outcome || outcome == MW_EXIT_ENVIRONMENT)
		loader->outcome = outcome;
}

const char *mw_input_name(int which)
{
	static const char *const names[MW_INPUTS] = {
		[MW_INPUT_PROFILE] = "profile.ini",         [MW_INPUT_SEASONS] = "seasons.ini",
		[MW_INPUT_OWN_SEASONS] = "own-seasons.ini", [MW_INPUT_ROADMAP] = "roadmap.ini",
		[MW_INPUT_OWN_ROADMAP] = "own-roadmap.ini", [MW_INPUT_PROGRAMS] = "programs.csv",
	};
	return names[which];
}

/* From its place, or from where the last good ones are kept. */
static int read_file(const struct mw_places *places, int which, const char *path, size_t most,
		     struct mw_buf *buf)
{
	const char *name = mw_input_name(which);
	if (!places->good || !name)
		return mw_file_read(path, most, buf);
	char *copy_path = mw_paths_join(places->good, name);
	int error = mw_file_read(copy_path, most, buf);
	free(copy_path);
	return error;
}

/* Reads one input; false if it is not there or not readable. */
static bool read_input(struct loader *loader, int which, const char *path, size_t most,
		       bool may_be_missing)
{
	struct mw_bundle *bundle = loader->bundle;
	struct mw_input *input = &bundle->inputs[which];
	struct mw_spot spot = { path, 0 };
	mw_auto(buf) buf = MW_BUF_INIT;
	input->path = path;
	const struct mw_supposed *supposed =
		which == MW_INPUT_PROFILE ? loader->places->supposed : NULL;
	int error = supposed ? 0 : read_file(loader->places, which, path, most, &buf);
	if (supposed)
		mw_buf_add(&buf, supposed->text, supposed->len);
	switch (error) {
	case 0:
		input->is_there = true;
		input->len = buf.len;
		input->bytes = mw_pool_copy(&bundle->pool, buf.text, buf.len);
		return true;
	case -ENOENT:
		if (may_be_missing)
			return false;
		mw_say_missing(loader->places, bundle, which, loader->diags);
		fail(loader, which == MW_INPUT_ROADMAP || which == MW_INPUT_PROGRAMS
				     ? MW_EXIT_INPUT
				     : MW_EXIT_ENVIRONMENT);
		return false;
	case -EISDIR:
	case -EINVAL:
		mw_diags_add(loader->diags, spot, "this is %s; expected a file",
			     error == -EISDIR ? "a folder" : "no ordinary file");
		fail(loader, MW_EXIT_INPUT);
		return false;
	case -EFBIG:
		mw_diags_add(loader->diags, spot, "the file is too large; expected at most %zu KiB",
			     most / 1024);
		fail(loader, MW_EXIT_INPUT);
		return false;
	default:
		mw_diags_add(loader->diags, spot, "cannot read: %s", mw_error_text(error));
		fail(loader, MW_EXIT_ENVIRONMENT);
		return false;
	}
}

static void load_seasons(struct loader *loader, const struct mw_zone_finder *zones)
{
	struct mw_bundle *bundle = loader->bundle;
	const struct mw_input *inputs = bundle->inputs;
	const char *path = keep(&bundle->pool, mw_paths_join(loader->places->data, "seasons.ini"));
	const char *own = keep(&bundle->pool, mw_paths_join(loader->places->config, "seasons.ini"));
	if (read_input(loader, MW_INPUT_SEASONS, path, MW_SEASONS_SIZE_MOST, false) &&
	    mw_season_read(path, inputs[MW_INPUT_SEASONS].bytes, inputs[MW_INPUT_SEASONS].len,
			   zones, true, &bundle->pool, &bundle->seasons, loader->diags))
		fail(loader, MW_EXIT_INPUT);
	if (read_input(loader, MW_INPUT_OWN_SEASONS, own, MW_SEASONS_SIZE_MOST, true) &&
	    bundle->seasons.rules.count &&
	    mw_season_read(own, inputs[MW_INPUT_OWN_SEASONS].bytes,
			   inputs[MW_INPUT_OWN_SEASONS].len, zones, false, &bundle->pool,
			   &bundle->seasons, loader->diags))
		fail(loader, MW_EXIT_INPUT);
}

static void load_roadmap(struct loader *loader, const struct mw_zone_finder *zones)
{
	struct mw_bundle *bundle = loader->bundle;
	const char *name =
		mw_pool_printf(&bundle->pool, "roadmaps/%s.ini", bundle->profile.roadmap);
	const char *own = keep(&bundle->pool, mw_paths_join(loader->places->config, name));
	const char *shipped = keep(&bundle->pool, mw_paths_join(loader->places->data, name));
	const struct mw_input *input = &bundle->inputs[MW_INPUT_OWN_ROADMAP];
	struct mw_roadmap roadmap;
	if (!read_input(loader, MW_INPUT_OWN_ROADMAP, own, MW_ROADMAP_SIZE_MOST, true)) {
		if (loader->outcome ||
		    !read_input(loader, MW_INPUT_ROADMAP, shipped, MW_ROADMAP_SIZE_MOST, false))
			return;
		input = &bundle->inputs[MW_INPUT_ROADMAP];
	}
	if (mw_roadmap_read_checked(input->path, input->bytes, input->len, zones, &bundle->seasons,
				    &bundle->pool, &roadmap, loader->diags)) {
		fail(loader, MW_EXIT_INPUT);
		return;
	}
	size_t before = loader->diags->count;
	mw_roadmap_apply(&roadmap, &bundle->profile, &bundle->pool, &bundle->roadmap,
			 loader->diags);
	if (mw_roadmap_check(&bundle->roadmap, &bundle->seasons, loader->diags) ||
	    loader->diags->count > before)
		fail(loader, MW_EXIT_INPUT);
}

static void load_programs(struct loader *loader, const struct mw_zone_finder *zones)
{
	struct mw_bundle *bundle = loader->bundle;
	struct mw_profile *profile = &bundle->profile;
	const struct mw_input *input = &bundle->inputs[MW_INPUT_PROGRAMS];
	if (!profile->programs_file)
		return;
	const char *path = keep(&bundle->pool,
				mw_paths_beside(loader->places->profile, profile->programs_file));
	if (read_input(loader, MW_INPUT_PROGRAMS, path, MW_PROGRAMS_SIZE_MOST, false) &&
	    mw_programs_read(path, input->bytes, input->len, zones, &bundle->pool, profile,
			     loader->diags))
		fail(loader, MW_EXIT_INPUT);
}

static void load_ledger(struct loader *loader)
{
	struct mw_bundle *bundle = loader->bundle;
	struct mw_input *input = &bundle->inputs[MW_INPUT_LEDGER];
	if (read_input(loader, MW_INPUT_LEDGER, bundle->ledger_path, MW_LEDGER_SIZE_MOST, true))
		(void)mw_ledger_read(
			input->path, input->bytes, input->len, &bundle->pool, &bundle->ledger,
			loader->notes); /* never fails: bad lines are noted and kept on disk */
}

bool mw_now_parse(const char *text, const struct mw_zone *zone, int64_t *ret_utc)
{
	char day_text[11] = "";
	mw_day day;
	int hour = 0, minute = 0;
	if (strlen(text) < 10)
		return false;
	memcpy(day_text, text, 10);
	if (!mw_day_parse(day_text, &day))
		return false;
	const char *time = text + 10;
	if (*time) {
		bool is_shaped = strlen(time) == 6 && time[0] == 'T' && time[3] == ':';
		for (int i = 1; is_shaped && i < 6; i++)
			is_shaped = i == 3 || (time[i] >= '0' && time[i] <= '9');
		if (!is_shaped)
			return false;
		hour = (time[1] - '0') * 10 + time[2] - '0';
		minute = (time[4] - '0') * 10 + time[5] - '0';
	}
	if (hour > 23 || minute > 59)
		return false;
	*ret_utc = mw_zone_to_utc(zone, day, hour * 60 + minute);
	return true;
}

static void set_paths(struct loader *loader)
{
	struct mw_bundle *bundle = loader->bundle;
	struct mw_pool *pool = &bundle->pool;
	const char *id = bundle->profile.id, *state = loader->places->state;
	const char *file = bundle->profile.calendar.file;
	bundle->ledger_path =
		keep(pool, mw_paths_join(state, mw_pool_printf(pool, "%s.ledger", id)));
	bundle->lock_path = keep(pool, mw_paths_join(state, mw_pool_printf(pool, "%s.lock", id)));
	bundle->calendar_state_path =
		keep(pool, mw_paths_join(state, mw_pool_printf(pool, "%s.calendar", id)));
	bundle->calendar_path =
		keep(pool, file ? mw_paths_beside(loader->places->profile, file)
				: mw_paths_join(loader->places->share, "matchward.ics"));
}

static int compute(struct mw_bundle *bundle, int64_t now_utc, struct mw_diags *diags)
{
	struct mw_timeline_input input = { &bundle->profile, &bundle->seasons, &bundle->roadmap,
					   &bundle->ledger, now_utc };
	return mw_timeline_compute(&input, &bundle->pool, &bundle->plan, diags);
}

void mw_bundle_replan(struct mw_bundle *bundle)
{
	(void)compute(bundle, bundle->plan.now_utc,
		      NULL); /* it went well with the same input before */
}

static void load_plan(struct loader *loader, const char *now)
{
	struct mw_bundle *bundle = loader->bundle;
	const struct mw_supposed *supposed = loader->places->supposed;
	int64_t now_utc = mw_clock_now_utc();
	if (supposed && supposed->now_utc) {
		now_utc = *supposed->now_utc;
	} else if (now && !mw_now_parse(now, bundle->profile.zone, &now_utc)) {
		mw_diags_add(loader->diags, (struct mw_spot){ "--now", 0 },
			     "cannot read \"%s\"; expected an existing day as YYYY-MM-DD, or with "
			     "a time YYYY-MM-DDTHH:MM",
			     now);
		fail(loader, MW_EXIT_INPUT);
		return;
	}
	if (compute(bundle, now_utc, loader->diags) ||
	    mw_programs_check(&bundle->plan, loader->diags))
		fail(loader, MW_EXIT_INPUT);
}

int mw_bundle_load(const struct mw_places *places, const char *now, struct mw_bundle **ret_bundle,
		   struct mw_diags *diags, struct mw_diags *notes)
{
	struct mw_bundle *bundle = calloc(1, sizeof *bundle);
	if (!bundle)
		abort();
	bundle->zones = mw_zones_new();
	bundle->lock_wait_ms = 2000;
	struct mw_zone_finder zones = mw_zones_finder(bundle->zones);
	struct loader loader = { places, bundle, diags, notes, 0 };

	load_seasons(&loader, &zones);
	const char *path = mw_pool_string(&bundle->pool, places->profile);
	const struct mw_input *input = &bundle->inputs[MW_INPUT_PROFILE];
	bool has_profile = false;
	if (read_input(&loader, MW_INPUT_PROFILE, path, MW_PROFILE_SIZE_MOST, false)) {
		const struct mw_season_table *seasons =
			bundle->seasons.rules.count ? &bundle->seasons : NULL;
		has_profile = !mw_profile_read(path, input->bytes, input->len, &zones, seasons,
					       &bundle->pool, &bundle->profile, diags);
		if (!has_profile)
			fail(&loader, MW_EXIT_INPUT);
	}
	if (has_profile) {
		set_paths(&loader);
		load_programs(&loader, &zones);
		load_roadmap(&loader, &zones);
		load_ledger(&loader);
	}
	if (!loader.outcome)
		load_plan(&loader, now);
	if (loader.outcome) {
		mw_bundle_free(bundle);
		return loader.outcome;
	}
	*ret_bundle = bundle;
	return 0;
}

void mw_bundle_free(struct mw_bundle *bundle)
{
	if (!bundle)
		return;
	mw_zones_free(bundle->zones);
	mw_pool_release(&bundle->pool);
	free(bundle);
}

bool mw_bundle_is_current(const struct mw_bundle *bundle)
{
	for (int i = 0; i < MW_INPUTS; i++) {
		const struct mw_input *input = &bundle->inputs[i];
		if (!input->path)
			continue;
		mw_auto(buf) buf = MW_BUF_INIT;
		size_t most = i == MW_INPUT_LEDGER     ? MW_LEDGER_SIZE_MOST
			      : i == MW_INPUT_PROGRAMS ? MW_PROGRAMS_SIZE_MOST
						       : MW_ROADMAP_SIZE_MOST;
		bool is_there = !mw_file_read(input->path, most, &buf);
		if (is_there != input->is_there ||
		    (is_there &&
		     (buf.len != input->len || memcmp(buf.text, input->bytes, buf.len) != 0)))
			return false;
	}
	return true;
}

size_t mw_places_watch(const struct mw_places *places, const struct mw_bundle *bundle,
		       struct mw_pool *pool, const char *ret_paths[MW_INPUTS])
{
	size_t count = 0;
	ret_paths[count++] = places->profile;
	if (!bundle) {
		ret_paths[count++] = keep(pool, mw_paths_join(places->data, "seasons.ini"));
		ret_paths[count++] = keep(pool, mw_paths_join(places->config, "seasons.ini"));
		return count;
	}
	for (int i = 0; i < MW_INPUTS; i++)
		if (i != MW_INPUT_PROFILE && bundle->inputs[i].path)
			ret_paths[count++] = bundle->inputs[i].path;
	/* A profile may name its list a moment before the list is saved. */
	if (!bundle->inputs[MW_INPUT_PROGRAMS].path)
		ret_paths[count++] = keep(pool, mw_paths_beside(places->profile, "programs.csv"));
	return count;
}

void mw_diags_show(const struct mw_diags *diags)
{
	mw_auto(buf) text = MW_BUF_INIT, clean = MW_BUF_INIT;
	mw_diags_print(diags, &text);
	if (isatty(STDERR_FILENO))
		mw_glyph_clean(text.text, text.len, &clean);
	/* There is nowhere left to report that stderr failed. */
	(void)fputs(clean.len ? clean.text : text.text, stderr);
}
