/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How the work grows: planning and exporting 100, 1 000 and 10 000 milestones, and a step of the
 * engine with 1 000, 10 000 and 100 000 reminders. The files have caps far below that, so the
 * milestones are made here, from the shipped ones and from own ones of a profile.
 *
 * usage: growth DATA [LARGEST]; a line for each: WHAT <tab> SIZE <tab> MILLISECONDS of the
 * processor. It ends with 1 where an answer is not what it must be.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "matchward/core/buf.h"
#include "matchward/core/timeline.h"
#include "matchward/edge/file.h"
#include "matchward/edge/zones.h"
#include "matchward/engine/engine.h"
#include "matchward/format/calendar.h"
#include "matchward/format/profile_ini.h"
#include "matchward/format/roadmap_ini.h"
#include "matchward/format/season_ini.h"

#define PATTERNS 97 /* own milestones that are read; the others are copies of them */
#define LEADS "30d 14d 7d 6d 5d 4d 3d 2d 1d 0d"
#define LEAD_COUNT 10

static void must(bool holds, const char *what)
{
	if (holds)
		return;
	(void)fprintf(stderr, "growth: %s\n", what);
	exit(1);
}

static void must_be_good(int outcome, const struct mw_diags *diags)
{
	mw_auto(buf) text = MW_BUF_INIT;
	if (!outcome && !diags->count)
		return;
	mw_diags_print(diags, &text);
	must(false, text.text);
}

/* Of the processor, for this work alone: what else the machine does must not bend the law. */
static double now_ms(void)
{
	struct timespec now;
	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void say(const char *what, size_t size, double ms)
{
	(void)printf("%s\t%zu\t%.3f\n", what, size, ms);
	(void)fflush(stdout);
}

struct ground {
	struct mw_pool pool; /* owns the rest */
	struct mw_zones *zones;
	struct mw_zone_finder finder;
	struct mw_season_table seasons;
	struct mw_roadmap shipped;
	struct mw_profile profile; /* with PATTERNS own milestones */
};

static void ground_init(struct ground *ground, const char *data)
{
	mw_auto(buf) seasons = MW_BUF_INIT;
	mw_auto(buf) roadmap = MW_BUF_INIT;
	mw_auto(buf) profile = MW_BUF_INIT;
	struct mw_diags diags = MW_DIAGS_INIT;
	memset(ground, 0, sizeof *ground);
	ground->zones = mw_zones_new();
	ground->finder = mw_zones_finder(ground->zones);
	const char *path = mw_pool_printf(&ground->pool, "%s/seasons.ini", data);
	must(!mw_file_read(path, 1 << 20, &seasons), "cannot read seasons.ini");
	must_be_good(mw_season_read(path, seasons.text, seasons.len, &ground->finder, true,
				    &ground->pool, &ground->seasons, &diags),
		     &diags);
	path = mw_pool_printf(&ground->pool, "%s/roadmaps/diagnostic-radiology-img.ini", data);
	must(!mw_file_read(path, 1 << 20, &roadmap), "cannot read the roadmap");
	must_be_good(mw_roadmap_read(path, roadmap.text, roadmap.len, &ground->finder,
				     &ground->pool, &ground->shipped, &diags),
		     &diags);
	mw_buf_puts(&profile,
		    "[applicant]\nid = growth\ntimezone = Asia/Kolkata\napplication-year = 2027\n"
		    "year-of-graduation = 2025\nvisa = j1\nfirst-day = 2026-11-23\n"
		    "[step1]\nresult = pass\n");
	for (int i = 0; i < PATTERNS; i++)
		mw_buf_printf(&profile,
			      "[milestone own-%d]\ntitle = Own %d\ndue = 2027-%02d-%02d\n"
			      "remind = " LEADS "\n",
			      i, i, i % 12 + 1, i * 7 % 28 + 1);
	must_be_good(mw_profile_read("profile.ini", profile.text, profile.len, &ground->finder,
				     &ground->seasons, &ground->pool, &ground->profile, &diags),
		     &diags);
	must(ground->profile.milestones.count == PATTERNS, "own milestones that were read");
	mw_diags_release(&diags);
}

static void ground_release(struct ground *ground)
{
	mw_pool_release(&ground->pool);
	mw_zones_free(ground->zones);
}

struct season {
	struct mw_pool pool; /* owns the rest */
	struct mw_profile profile;
	struct mw_roadmap shipped, roadmap;
	struct mw_ledger ledger;
	struct mw_plan plan;
};

/* What the copy of a set of shipped milestones needs and closes are those of the same set. */
static void rename_words(struct mw_words *words, size_t set, struct mw_pool *pool)
{
	struct mw_words renamed = { .list = { NULL, 0, 0 } };
	for (size_t i = 0; i < words->list.count; i++)
		*MW_PUSH(pool, &renamed.list) =
			mw_pool_printf(pool, "%s-%zu", words->list.items[i], set);
	*words = renamed;
}

static bool is_template(const struct mw_roadmap *shipped, const struct mw_words *words)
{
	for (size_t i = 0; i < words->list.count; i++)
		for (size_t k = 0; k < shipped->rules.count; k++)
			if (shipped->rules.items[k].each &&
			    !strcmp(shipped->rules.items[k].id, words->list.items[i]))
				return true;
	return false;
}

/* `shipped` milestones of the roadmap, copied set by set, and `own` ones of hers. */
static void season_init(struct season *season, const struct ground *ground, size_t shipped,
			size_t own)
{
	memset(season, 0, sizeof *season);
	season->profile = ground->profile;
	memset(&season->profile.milestones, 0, sizeof season->profile.milestones);
	for (size_t i = 0; i < own; i++) {
		struct mw_own_milestone copy = ground->profile.milestones.items[i % PATTERNS];
		/* Not in the order of the alphabet: nothing may live on its input being sorted. */
		copy.id = mw_pool_printf(&season->pool, "own-%zu-%zu", i * 7919 % 10007, i);
		*MW_PUSH(&season->pool, &season->profile.milestones) = copy;
	}
	season->shipped.title = ground->shipped.title;
	for (size_t i = 0; i < ground->shipped.rules.count; i++)
		*MW_PUSH(&season->pool, &season->shipped.rules) = ground->shipped.rules.items[i];
	for (size_t set = 1; season->shipped.rules.count < shipped; set++) {
		for (size_t i = 0; i < ground->shipped.rules.count; i++) {
			struct mw_rule copy = ground->shipped.rules.items[i];
			if (copy.each || is_template(&ground->shipped, &copy.needs))
				continue;
			copy.id = mw_pool_printf(&season->pool, "%s-%zu", copy.id, set);
			rename_words(&copy.needs, set, &season->pool);
			memset(&copy.closes, 0, sizeof copy.closes);
			*MW_PUSH(&season->pool, &season->shipped.rules) = copy;
		}
	}
}

static void season_plan(struct season *season, const struct ground *ground, int64_t now_utc)
{
	struct mw_diags diags = MW_DIAGS_INIT;
	mw_roadmap_apply(&season->shipped, &season->profile, &season->pool, &season->roadmap,
			 &diags);
	must_be_good(mw_roadmap_check(&season->roadmap, &ground->seasons, &diags), &diags);
	struct mw_timeline_input input = { &season->profile, &ground->seasons, &season->roadmap,
					   &season->ledger, now_utc };
	must_be_good(mw_timeline_compute(&input, &season->pool, &season->plan, &diags), &diags);
	mw_diags_release(&diags);
}

static int64_t day_utc(int year, int month, int day)
{
	char text[16];
	mw_day found = 0;
	(void)snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
	must(mw_day_parse(text, &found), "a day");
	return mw_zone_to_utc(&mw_zone_utc, found, 6 * 60);
}

/* Half of them shipped, half of them her own. */
static void grow_plan(const struct ground *ground, size_t size)
{
	int64_t now = day_utc(2026, 11, 23);
	double plan_ms = 0, build_ms = 0, again_ms = 0;
	for (int round = 0; round < 3; round++) {
		struct season season;
		struct mw_calendar_options options = MW_CALENDAR_OPTIONS_INIT;
		struct mw_calendar_state none = MW_CALENDAR_STATE_INIT, first, second;
		mw_auto(buf) ics = MW_BUF_INIT;
		mw_auto(buf) same = MW_BUF_INIT;
		season_init(&season, ground, size / 2, size / 2);
		double begin = now_ms();
		season_plan(&season, ground, now);
		double planned = now_ms();
		mw_calendar_build(&season.plan, &options, &none, &season.pool, &ics, &first);
		double built = now_ms();
		mw_calendar_build(&season.plan, &options, &first, &season.pool, &same, &second);
		double again = now_ms();
		must(season.plan.milestones.count >= size / 2 + size / 4, "milestones are missing");
		must(ics.len == same.len && !memcmp(ics.text, same.text, ics.len),
		     "the same plan was exported differently");
		plan_ms = !round || planned - begin < plan_ms ? planned - begin : plan_ms;
		build_ms = !round || built - planned < build_ms ? built - planned : build_ms;
		again_ms = !round || again - built < again_ms ? again - built : again_ms;
		mw_pool_release(&season.pool);
	}
	say("plan", size, plan_ms);
	say("export", size, build_ms);
	say("export again", size, again_ms);
}

/* One step; what it wants recorded goes to the ledger, as the daemon does it. */
static double step(struct mw_engine *engine, struct season *season, struct mw_event event,
		   struct mw_actions *ret_actions)
{
	event.plan = &season->plan;
	event.ledger = &season->ledger;
	double begin = now_ms();
	mw_engine_step(engine, &event, ret_actions);
	double took = now_ms() - begin;
	for (size_t i = 0; i < ret_actions->list.count; i++) {
		struct mw_ledger_entry entry = ret_actions->list.items[i].entry;
		if (ret_actions->list.items[i].kind != MW_ACTION_RECORD)
			continue;
		entry.id = mw_pool_string(&season->pool, entry.id);
		entry.due = mw_pool_string(&season->pool, entry.due);
		entry.argument = mw_pool_string(&season->pool, entry.argument);
		*MW_PUSH(&season->pool, &season->ledger.entries) = entry;
	}
	return took;
}

/* A whole year passes, day by day, with one popup or digest each; then the daemon starts anew. */
static void grow_engine(const struct ground *ground, size_t reminders)
{
	struct season season;
	struct mw_actions actions;
	struct mw_engine *engine = mw_engine_new();
	size_t told = 0, steps = 0, most = 0;
	double wakes_ms = 0, shown_ms = 0, start_ms = 0, digest_ms = 0;
	season_init(&season, ground, 0, reminders / LEAD_COUNT);
	*MW_PUSH(&season.pool, &season.ledger.entries) =
		(struct mw_ledger_entry){ day_utc(2026, 11, 23), MW_VERB_TOLD, 2027, "-",
					  "2026-11-23",          "digest" };
	int64_t now = day_utc(2026, 11, 23);
	season_plan(&season, ground, now);
	(void)step(engine, &season, (struct mw_event){ .kind = MW_EVENT_PLAN, .now_utc = now },
		   &actions);
	(void)step(engine, &season,
		   (struct mw_event){ .kind = MW_EVENT_SERVER, .now_utc = now, .is_up = true },
		   &actions);
	for (int64_t end = day_utc(2028, 1, 20); now < end; now += 4 * 86400) {
		double took =
			step(engine, &season,
			     (struct mw_event){ .kind = MW_EVENT_WAKE, .now_utc = now }, &actions);
		steps++;
		wakes_ms += took;
		uint64_t popups[8];
		size_t count = 0, items = 0;
		for (size_t i = 0; i < actions.list.count; i++) {
			const struct mw_action *action = &actions.list.items[i];
			if (action->kind != MW_ACTION_SHOW && action->kind != MW_ACTION_DIGEST)
				continue;
			must(count < 8, "more popups at once than the profile allows");
			popups[count++] = action->popup;
			items += action->count;
		}
		if (items > most) {
			most = items;
			digest_ms = took;
		}
		told += items;
		for (size_t i = 0; i < count; i++)
			shown_ms += step(engine, &season,
					 (struct mw_event){ .kind = MW_EVENT_SHOWN,
							    .now_utc = now,
							    .popup = popups[i] },
					 &actions);
	}
	now += 40 * 86400; /* all of it is overdue */
	(void)step(engine, &season,
		   (struct mw_event){ .kind = MW_EVENT_SERVER, .now_utc = now, .is_up = false },
		   &actions);
	double again_ms =
		step(engine, &season,
		     (struct mw_event){ .kind = MW_EVENT_SERVER, .now_utc = now, .is_up = true },
		     &actions);
	size_t again = 0;
	for (size_t i = 0; i < actions.list.count; i++)
		again += actions.list.items[i].count;
	must(again >= reminders / LEAD_COUNT, "a new server was not told everything");
	mw_engine_free(engine);
	must(told >= reminders / LEAD_COUNT * 5, "too few reminders were told");
	must(season.ledger.entries.count > told / 2, "what was told is not in the ledger");
	engine = mw_engine_new();
	start_ms = step(engine, &season, (struct mw_event){ .kind = MW_EVENT_PLAN, .now_utc = now },
			&actions);
	mw_engine_free(engine);
	say("step, on average", reminders, wakes_ms / (double)steps);
	say("step with the largest digest", reminders, digest_ms);
	say("what was shown, a year of it", reminders, shown_ms);
	say("all of it again, to a new server", reminders, again_ms);
	say("first step with a year's ledger", reminders, start_ms);
	mw_pool_release(&season.pool);
}

int main(int argc, char **argv)
{
	static const size_t sizes[] = { 100, 1000, 10000 };
	size_t count = sizeof sizes / sizeof *sizes;
	struct ground ground;
	if (argc < 2) {
		(void)fputs("usage: growth DATA [LARGEST]\n", stderr);
		return 2;
	}
	size_t largest = argc > 2 ? strtoul(argv[2], NULL, 10) : sizes[count - 1];
	ground_init(&ground, argv[1]);
	for (size_t i = 0; i < count && sizes[i] <= largest; i++)
		grow_plan(&ground, sizes[i]);
	for (size_t i = 0; i < count && sizes[i] <= largest; i++)
		grow_engine(&ground, sizes[i] * LEAD_COUNT);
	ground_release(&ground);
	return 0;
}
