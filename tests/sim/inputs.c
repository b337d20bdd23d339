/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The inputs of a life: what is shipped, and a profile made by seed, as the text that a person
 * would write.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "matchward/core/timeline.h"
#include "matchward/format/ledger_log.h"
#include "matchward/format/profile_ini.h"
#include "matchward/format/roadmap_ini.h"
#include "matchward/format/season_ini.h"
#include "sim.h"

uint64_t chance_draw(struct chance *chance)
{
	uint64_t x = chance->state += 0x9e3779b97f4a7c15u;
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return x ^ (x >> 31);
}

int chance_below(struct chance *chance, int limit)
{
	uint64_t value = 0;
	if (!chance->left)
		return (int)(chance_draw(chance) % (uint64_t)limit);
	for (int64_t room = 1; room < limit && chance->left; room *= 256, chance->left--)
		value = value << 8 | *chance->bytes++;
	return (int)(value % (uint64_t)limit);
}

int chance_from(struct chance *chance, int low, int high)
{
	return low + chance_below(chance, high - low + 1);
}

bool chance_percent(struct chance *chance, int percent)
{
	return chance_below(chance, 100) < percent;
}

static void must(int outcome, const struct mw_diags *diags, const char *what)
{
	if (!outcome)
		return;
	mw_auto(buf) text = MW_BUF_INIT;
	mw_diags_print(diags, &text);
	(void)fprintf(stderr, "simulate: bad input:\n%s%s\n", text.text, what);
	exit(2);
}

static void read_file(const char *path, struct mw_buf *buf)
{
	char block[4096];
	size_t got;
	FILE *file = fopen(path, "rb");
	if (!file) {
		perror(path);
		exit(2);
	}
	while ((got = fread(block, 1, sizeof block, file)) > 0)
		mw_buf_add(buf, block, got);
	(void)fclose(file);
}

void shipped_read(struct shipped *shipped)
{
	static const char seasons_path[] = MW_SOURCE_DIR "/share/seasons.ini";
	static const char roadmap_path[] =
		MW_SOURCE_DIR "/share/roadmaps/diagnostic-radiology-img.ini";
	mw_auto(buf) seasons = MW_BUF_INIT;
	mw_auto(buf) roadmap = MW_BUF_INIT;
	struct mw_diags diags = MW_DIAGS_INIT;
	*shipped = (struct shipped){ .zones = mw_zones_new() };
	shipped->finder = mw_zones_finder(shipped->zones);
	read_file(seasons_path, &seasons);
	read_file(roadmap_path, &roadmap);
	must(mw_season_read(seasons_path, seasons.text, seasons.len, &shipped->finder, true,
			    &shipped->pool, &shipped->seasons, &diags),
	     &diags, "");
	must(mw_roadmap_read(roadmap_path, roadmap.text, roadmap.len, &shipped->finder,
			     &shipped->pool, &shipped->roadmap, &diags),
	     &diags, "");
	mw_diags_release(&diags);
}

void shipped_release(struct shipped *shipped)
{
	mw_pool_release(&shipped->pool);
	mw_zones_free(shipped->zones);
}

/* ---- settings ---- */

#define ANY(chance, list) (list)[chance_below((chance), (int)(sizeof(list) / sizeof *(list)))]

const char *settings_any_zone(struct chance *chance)
{
	static const char *const zones[] = { "Asia/Kolkata",        "America/New_York",
					     "America/Los_Angeles", "Pacific/Kiritimati",
					     "Australia/Lord_Howe", "Africa/Cairo",
					     "Europe/London",       "Pacific/Chatham" };
	return ANY(chance, zones);
}

const char *settings_any_quiet(struct chance *chance)
{
	static const char *const quiets[] = { "none",        "22:00-07:30", "00:15-08:59",
					      "13:00-14:00", "02:00-03:00", "21:00-09:30",
					      "01:30-07:00", "07:00-01:30", "23:59-00:01" };
	return ANY(chance, quiets);
}

const char *settings_any_remind(struct chance *chance)
{
	static const char *const reminds[] = { "30d 14d 7d 3d 1d 0d",
					       "1d 0d 3h 30m",
					       "0d",
					       "14d 3d 0d",
					       "2w 1d 12h 1h",
					       "7d 6d 5d 4d 3d 2d 1d 0d 3h 1h 10m 0m",
					       "none",
					       "21d" };
	return ANY(chance, reminds);
}

static int any_hour(struct chance *chance)
{
	static const int minutes[] = { 9 * 60,       8 * 60 + 30, 2 * 60 + 30, 1 * 60 + 45,
				       23 * 60 + 30, 7 * 60,      0,           18 * 60 };
	return ANY(chance, minutes);
}

/* Ways to live: zone, quiet hours, hour, digest-above, overdue-every, when it all begins. */
static const struct way {
	const char *zone, *quiet;
	int at_minute, digest_above, overdue_days;
	const char *start;
} ways[] = {
	{ "Asia/Kolkata", "22:00-07:30", 9 * 60, 3, 7, "2026-11-23" },
	{ "America/New_York", "none", 9 * 60, 1, 7, "2026-05-01" },
	{ "America/Los_Angeles", "21:00-09:30", 8 * 60, 9, 3, "2026-12-15" },
	{ "Pacific/Kiritimati", "13:00-14:00", 13 * 60 + 30, 5, 14, "2026-08-01" },
	{ "Australia/Lord_Howe", "01:30-07:00", 2 * 60 + 15, 2, 7, "2026-10-01" },
	{ "Africa/Cairo", "23:00-00:30", 0, 4, 1, "2026-02-10" },
	{ "Europe/London", "02:00-03:00", 1 * 60 + 30, 3, 7, "2027-01-20" },
	{ "Asia/Kolkata", "none", 23 * 60 + 30, 7, 30, "2027-02-28" },
	{ "America/New_York", "22:00-07:30", 2 * 60 + 30, 3, 7, "2026-11-01" },
	{ "Pacific/Chatham", "00:15-08:59", 9 * 60, 6, 5, "2026-06-30" },
};

static void draw_own(struct own *own, struct chance *chance, mw_day first, int days)
{
	*own = (struct own){ .due = first + chance_from(chance, 5, days), .minute = -1 };
	own->remind = settings_any_remind(chance);
	if (chance_percent(chance, 60)) {
		own->minute = chance_below(chance, 1440);
		own->zone = settings_any_zone(chance);
	}
}

void settings_draw(struct settings *settings, struct chance *chance, uint64_t seed, int days,
		   const struct shipped *shipped, int64_t *ret_start_utc)
{
	static const char *const leads[] = { "30d 14d 7d 3d 1d 0d", "7d 1d 0d", "0d",
					     "60d 30d 2w 1w 5d 4d 3d 2d 1d 0d 6h 1h" };
	const struct way *way = &ways[seed % (sizeof ways / sizeof *ways)];
	bool is_pure = seed < sizeof ways / sizeof *ways;
	mw_day start;
	if (!mw_day_parse(way->start, &start))
		abort();
	*settings = (struct settings){ .zone = way->zone,
				       .quiet = way->quiet,
				       .lead = is_pure ? leads[0] : ANY(chance, leads),
				       .at_minute = way->at_minute,
				       .overdue_days = way->overdue_days,
				       .digest_above = way->digest_above,
				       .pace = 3,
				       .first_day = MW_DAY_NONE };
	if (!is_pure) {
		start += chance_from(chance, -60, 60);
		if (chance_percent(chance, 40))
			settings->quiet = settings_any_quiet(chance);
		if (chance_percent(chance, 40))
			settings->at_minute = any_hour(chance);
		settings->digest_above = chance_from(chance, 1, 9);
		settings->pace = chance_from(chance, 1, 5);
	}
	start += days < LIFE_DAYS ? chance_below(chance, LIFE_DAYS - days) : 0;
	settings->own_count = (size_t)chance_from(chance, 3, 7);
	for (size_t i = 0; i < settings->own_count; i++)
		draw_own(&settings->own[i], chance, start, days);
	const struct mw_zone *zone = mw_zone_find(&shipped->finder, settings->zone);
	*ret_start_utc = mw_zone_to_utc(zone, start, chance_below(chance, 1440));
}

static void write_own(const struct own *own, size_t i, struct mw_buf *out)
{
	char day[MW_DAY_TEXT_SIZE];
	mw_buf_printf(out, "[milestone own-%zu]\ntitle = Own %zu\ndue = %s", i, i,
		      mw_day_format(own->due, day));
	if (own->minute >= 0)
		mw_buf_printf(out, " at %02d:%02d %s", own->minute / 60, own->minute % 60,
			      own->zone);
	mw_buf_printf(out, "\nremind = %s\n", own->remind);
	if (own->is_skipped)
		mw_buf_puts(out, "skip = yes\n");
	if (own->is_interview)
		mw_buf_printf(out,
			      "[interview visit-%zu]\nprogram = Somewhere %zu\nwhen = %s at "
			      "%02d:%02d %s\n",
			      i, i, day, own->minute / 60, own->minute % 60, own->zone);
}

void settings_write(const struct settings *s, struct mw_buf *out)
{
	char day[MW_DAY_TEXT_SIZE];
	mw_buf_printf(out,
		      "[applicant]\nid = sim\ntimezone = %s\napplication-year = 2027\n"
		      "year-of-graduation = 2025\nvisa = j1\n",
		      s->zone);
	if (s->first_day != MW_DAY_NONE)
		mw_buf_printf(out, "first-day = %s\n", mw_day_format(s->first_day, day));
	mw_buf_puts(out, "[step1]\nresult = pass\n");
	if (s->score)
		mw_buf_printf(out, "[step2ck]\nscore = %s\n", s->score);
	mw_buf_printf(out,
		      "[reminders]\nat = %02d:%02d\nlead = %s\nquiet = %s\noverdue-every = "
		      "%dd\ndigest-above = %d\npace = %d\n",
		      s->at_minute / 60, s->at_minute % 60, s->lead, s->quiet, s->overdue_days,
		      s->digest_above, s->pace);
	for (size_t i = 0; i < s->own_count; i++)
		write_own(&s->own[i], i, out);
	for (size_t i = 0; i < s->change_count; i++) {
		const struct change *change = &s->changes[i];
		mw_buf_printf(out, "[milestone %s]\n", change->id);
		if (change->due != MW_DAY_NONE)
			mw_buf_printf(out, "due = %s\n", mw_day_format(change->due, day));
		if (change->remind)
			mw_buf_printf(out, "remind = %s\n", change->remind);
		mw_buf_printf(out, "skip = %s\n", change->is_skipped ? "yes" : "no");
	}
}

/* ---- the bundle ---- */

struct bundle *bundle_make(const struct shipped *shipped, const struct settings *settings,
			   const struct mw_buf *ledger_text, int64_t now_utc)
{
	struct bundle *bundle = calloc(1, sizeof *bundle);
	mw_auto(buf) text = MW_BUF_INIT;
	struct mw_diags diags = MW_DIAGS_INIT;
	if (!bundle)
		abort();
	settings_write(settings, &text);
	const char *profile = mw_pool_copy(&bundle->pool, text.text, text.len);
	must(mw_profile_read("profile.ini", profile, text.len, &shipped->finder, &shipped->seasons,
			     &bundle->pool, &bundle->profile, &diags),
	     &diags, text.text);
	mw_roadmap_apply(&shipped->roadmap, &bundle->profile, &bundle->pool, &bundle->roadmap,
			 &diags);
	must(mw_roadmap_check(&bundle->roadmap, &shipped->seasons, &diags), &diags, text.text);
	must(mw_ledger_read("ledger", ledger_text->text, ledger_text->len, &bundle->pool,
			    &bundle->ledger, &diags),
	     &diags, ledger_text->text);
	must(diags.count != 0, &diags, text.text);
	struct mw_timeline_input input = { &bundle->profile, &shipped->seasons, &bundle->roadmap,
					   &bundle->ledger, now_utc };
	must(mw_timeline_compute(&input, &bundle->pool, &bundle->plan, &diags), &diags, text.text);
	mw_diags_release(&diags);
	return bundle;
}

void bundle_free(struct bundle *bundle)
{
	if (!bundle)
		return;
	mw_pool_release(&bundle->pool);
	free(bundle);
}
