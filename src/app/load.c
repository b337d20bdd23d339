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

#include "loader.h"
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

const char *loader_keep(struct mw_pool *pool, char *owned)
{
	const char *kept = mw_pool_string(pool, owned);
	free(owned);
	return kept;
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

bool loader_read(struct loader *loader, int which, const char *path, size_t most,
		 bool may_be_missing, struct mw_pool *pool, struct mw_input *input)
{
	struct mw_spot spot = { path, 0 };
	mw_auto(buf) buf = MW_BUF_INIT;
	const struct mw_supposed *supposed =
		which == MW_INPUT_PROFILE ? loader->places->supposed : NULL;
	input->path = path;
	int error = supposed ? 0 : read_file(loader->places, which, path, most, &buf);
	if (supposed)
		mw_buf_add(&buf, supposed->text, supposed->len);
	switch (error) {
	case 0:
		input->is_there = true;
		input->len = buf.len;
		input->bytes = mw_pool_copy(pool, buf.text, buf.len);
		return true;
	case -ENOENT:
		if (may_be_missing)
			return false;
		loader_say_missing(loader, which, path);
		loader_fail(loader, which == MW_INPUT_ROADMAP || which == MW_INPUT_PROGRAMS
					    ? MW_EXIT_INPUT
					    : MW_EXIT_ENVIRONMENT);
		return false;
	case -EISDIR:
	case -EINVAL:
		mw_diags_add(loader->diags, spot, "this is %s; expected a file",
			     error == -EISDIR ? "a folder" : "no ordinary file");
		loader_fail(loader, MW_EXIT_INPUT);
		return false;
	case -EFBIG:
		mw_diags_add(loader->diags, spot, "the file is too large; expected at most %zu KiB",
			     most / 1024);
		loader_fail(loader, MW_EXIT_INPUT);
		return false;
	default:
		mw_diags_add(loader->diags, spot, "cannot read: %s", mw_error_text(error));
		loader_fail(loader, MW_EXIT_ENVIRONMENT);
		return false;
	}
}

/* What a load is made of, and what it makes. */
struct load {
	struct loader loader;
	struct mw_bundle *bundle;
	struct mw_zone_finder zones;
	struct mw_diags *notes;
};

static bool read_input(struct load *load, int which, const char *path, size_t most,
		       bool may_be_missing)
{
	return loader_read(&load->loader, which, path, most, may_be_missing, &load->bundle->pool,
			   &load->bundle->inputs[which]);
}

static void load_roadmap(struct load *load)
{
	struct mw_bundle *bundle = load->bundle;
	struct mw_diags *diags = load->loader.diags;
	const struct mw_common_roadmap *roadmap;
	if (bundle->common->outcome) /* every season key would look unknown */
		return;
	int outcome =
		mw_common_roadmap(bundle->common, load->loader.places, bundle->profile.roadmap,
				  bundle->profile.roadmap_spot, &roadmap, diags);
	if (outcome) {
		loader_fail(&load->loader, outcome);
		return;
	}
	/* Without her programs, what she says of them would look unknown. */
	if (load->loader.outcome && !roadmap->own.is_there)
		return;
	bundle->inputs[MW_INPUT_OWN_ROADMAP] = roadmap->own;
	bundle->inputs[MW_INPUT_ROADMAP] = roadmap->shipped;
	size_t before = diags->count;
	mw_roadmap_apply(&roadmap->roadmap, &bundle->profile, &bundle->pool, &bundle->roadmap,
			 diags);
	if (mw_roadmap_check(&bundle->roadmap, &bundle->seasons, diags) || diags->count > before)
		loader_fail(&load->loader, MW_EXIT_INPUT);
}

static void load_programs(struct load *load)
{
	struct mw_bundle *bundle = load->bundle;
	struct mw_profile *profile = &bundle->profile;
	const struct mw_input *input = &bundle->inputs[MW_INPUT_PROGRAMS];
	if (!profile->programs_file)
		return;
	const char *path = loader_keep(&bundle->pool, mw_paths_beside(load->loader.places->profile,
								      profile->programs_file));
	load->loader.named = profile->programs_spot;
	if (read_input(load, MW_INPUT_PROGRAMS, path, MW_PROGRAMS_SIZE_MOST, false) &&
	    mw_programs_read(path, input->bytes, input->len, &load->zones, &bundle->pool, profile,
			     load->loader.diags))
		loader_fail(&load->loader, MW_EXIT_INPUT);
}

static void load_ledger(struct load *load)
{
	struct mw_bundle *bundle = load->bundle;
	struct mw_input *input = &bundle->inputs[MW_INPUT_LEDGER];
	if (read_input(load, MW_INPUT_LEDGER, bundle->ledger_path, MW_LEDGER_SIZE_MOST, true))
		(void)mw_ledger_read(
			input->path, input->bytes, input->len, &bundle->pool, &bundle->ledger,
			load->notes); /* never fails: bad lines are noted and kept on disk */
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

static void set_paths(struct load *load)
{
	struct mw_bundle *bundle = load->bundle;
	struct mw_pool *pool = &bundle->pool;
	const struct mw_places *places = load->loader.places;
	const char *id = bundle->profile.id, *state = places->state;
	const char *file = bundle->profile.calendar.file;
	bundle->ledger_path =
		loader_keep(pool, mw_paths_join(state, mw_pool_printf(pool, "%s.ledger", id)));
	bundle->lock_path =
		loader_keep(pool, mw_paths_join(state, mw_pool_printf(pool, "%s.lock", id)));
	bundle->calendar_state_path =
		loader_keep(pool, mw_paths_join(state, mw_pool_printf(pool, "%s.calendar", id)));
	bundle->calendar_path =
		loader_keep(pool, file ? mw_paths_beside(places->profile, file)
				       : mw_paths_join(places->share, "matchward.ics"));
}

int mw_bundle_plan(struct mw_bundle *bundle, struct mw_diags *diags)
{
	struct mw_timeline_input input = { &bundle->profile, &bundle->seasons, &bundle->roadmap,
					   &bundle->ledger, bundle->now_utc };
	return mw_timeline_compute(&input, &bundle->pool, &bundle->plan, diags) ||
			       mw_programs_check(&bundle->plan, diags)
		       ? MW_EXIT_INPUT
		       : 0;
}

void mw_bundle_replan(struct mw_bundle *bundle)
{
	(void)mw_bundle_plan(bundle, NULL); /* it went well with the same input before */
}

static void set_now(struct load *load, const char *now)
{
	struct mw_bundle *bundle = load->bundle;
	const struct mw_supposed *supposed = load->loader.places->supposed;
	bundle->now_utc = mw_clock_now_utc();
	if (supposed && supposed->now_utc) {
		bundle->now_utc = *supposed->now_utc;
	} else if (now && !mw_now_parse(now, bundle->profile.zone, &bundle->now_utc)) {
		mw_diags_add(load->loader.diags, (struct mw_spot){ "--now", 0 },
			     "cannot read \"%s\"; expected an existing day as YYYY-MM-DD, or with "
			     "a time YYYY-MM-DDTHH:MM",
			     now);
		loader_fail(&load->loader, MW_EXIT_INPUT);
	}
}

/* False: there is no profile that could be used. */
static bool load_profile(struct load *load)
{
	struct mw_bundle *bundle = load->bundle;
	const char *path = mw_pool_string(&bundle->pool, load->loader.places->profile);
	const struct mw_input *input = &bundle->inputs[MW_INPUT_PROFILE];
	const struct mw_season_table *seasons =
		bundle->seasons.rules.count ? &bundle->seasons : NULL;
	if (!read_input(load, MW_INPUT_PROFILE, path, MW_PROFILE_SIZE_MOST, false))
		return false;
	if (mw_profile_read(path, input->bytes, input->len, &load->zones, seasons, &bundle->pool,
			    &bundle->profile, load->loader.diags)) {
		loader_fail(&load->loader, MW_EXIT_INPUT);
		return false;
	}
	return true;
}

int mw_bundle_read(struct mw_common *common, const struct mw_places *places, const char *now,
		   struct mw_bundle **ret_bundle, struct mw_diags *diags, struct mw_diags *notes)
{
	struct mw_bundle *bundle = calloc(1, sizeof *bundle);
	if (!bundle)
		abort();
	bundle->common = common;
	bundle->zones = common->zones;
	bundle->seasons = common->seasons;
	bundle->inputs[MW_INPUT_SEASONS] = common->seasons_input;
	bundle->inputs[MW_INPUT_OWN_SEASONS] = common->own_seasons_input;
	bundle->lock_wait_ms = 2000;
	struct load load = {
		.loader = { .places = places, .diags = diags, .outcome = common->outcome }
	};
	load.bundle = bundle;
	load.zones = mw_zones_finder(common->zones);
	load.notes = notes;
	if (load_profile(&load)) {
		set_paths(&load);
		load_programs(&load);
		load_roadmap(&load);
		load_ledger(&load);
	}
	if (!load.loader.outcome)
		set_now(&load, now);
	if (load.loader.outcome) {
		mw_bundle_free(bundle);
		return load.loader.outcome;
	}
	*ret_bundle = bundle;
	return 0;
}

int mw_bundle_load(const struct mw_places *places, const char *now, struct mw_bundle **ret_bundle,
		   struct mw_diags *diags, struct mw_diags *notes)
{
	struct mw_common *common = mw_common_new(places, diags);
	struct mw_bundle *bundle;
	int outcome = mw_bundle_read(common, places, now, &bundle, diags, notes);
	if (outcome) {
		mw_common_free(common);
		return outcome;
	}
	bundle->owns_common = true;
	outcome = mw_bundle_plan(bundle, diags);
	if (outcome)
		mw_bundle_free(bundle);
	else
		*ret_bundle = bundle;
	return outcome;
}

void mw_bundle_free(struct mw_bundle *bundle)
{
	if (!bundle)
		return;
	if (bundle->owns_common)
		mw_common_free(bundle->common);
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
		ret_paths[count++] = loader_keep(pool, mw_paths_join(places->data, "seasons.ini"));
		ret_paths[count++] =
			loader_keep(pool, mw_paths_join(places->config, "seasons.ini"));
		return count;
	}
	for (int i = 0; i < MW_INPUTS; i++)
		if (i != MW_INPUT_PROFILE && bundle->inputs[i].path)
			ret_paths[count++] = bundle->inputs[i].path;
	/* A profile may name its list a moment before the list is saved. */
	if (!bundle->inputs[MW_INPUT_PROGRAMS].path)
		ret_paths[count++] =
			loader_keep(pool, mw_paths_beside(places->profile, "programs.csv"));
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
