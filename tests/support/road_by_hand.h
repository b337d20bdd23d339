/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Small roadmaps written as tables, and the plan that follows from them: application year 2027,
 * predicted seasons, home in UTC unless the test says otherwise. A row's `line` in diagnostics is
 * 10 times its place, from 10; its expressions stand on the lines behind it: opens, due, latest.
 */
#ifndef MW_TESTS_ROAD_BY_HAND_H
#define MW_TESTS_ROAD_BY_HAND_H

#include "matchward/core/timeline.h"

#include "expect.h"
#include "season_by_hand.h"

struct road_row {
	const char *id;
	char strength;                    /* h t s; 0: t */
	const char *opens, *due, *latest; /* NULL: not given */
	int takes;
	const char *needs, *when, *settled, *closes, *remind; /* NULL: none */
	int repeat;
	bool event;
	enum mw_entry_kind each;
	bool by_forms;
	const char *title, *body, *too_late; /* NULL: the id; none; none */
};

struct road {
	struct mw_pool pool;
	struct mw_diags diags;
	struct mw_profile profile;
	struct mw_season_table seasons;
	struct mw_roadmap shipped, roadmap;
	struct mw_ledger ledger;
	struct mw_plan plan;
	const char *now; /* UTC */
};

static inline struct mw_expr road_expr(struct road *road, const char *text, const char *file,
				       int line)
{
	struct mw_expr_context context = { &road->pool, zone_by_hand("America/New_York"),
					   &finder_by_hand };
	struct mw_expr expr = { .minute = -1 };
	if (text &&
	    mw_expr_parse(text, &context, (struct mw_spot){ file, line }, &expr, &road->diags))
		fail_msg("the test wrote a bad date: %s", text);
	return expr;
}

static inline struct mw_condition road_condition(struct road *road, const char *text)
{
	struct mw_condition condition = { 0, 0 };
	struct mw_words words = { 0 };
	if (text)
		mw_text_split(&road->pool, text, &words);
	for (size_t i = 0; i < words.list.count; i++) {
		const char *name = words.list.items[i];
		enum mw_fact fact;
		if (!mw_fact_find(name + (*name == '!'), &fact))
			fail_msg("the test wrote a bad fact: %s", name);
		*(*name == '!' ? &condition.no : &condition.yes) |= (uint32_t)1 << fact;
	}
	return condition;
}

static inline void road_add(struct road *road, const struct road_row *row)
{
	int line = 10 * (int)(road->shipped.rules.count + 1);
	struct mw_rule *rule = MW_PUSH(&road->pool, &road->shipped.rules);
	*rule = (struct mw_rule){
		.id = row->id,
		.title = row->title ? row->title : row->id,
		.body = row->body,
		.too_late = row->too_late,
		.phase = "build",
		.authority = MW_AUTHORITY_YOU,
		.is_event = row->event,
		.strength = row->strength == 'h'   ? MW_STRENGTH_HARD
			    : row->strength == 's' ? MW_STRENGTH_SOFT
						   : MW_STRENGTH_TARGET,
		.opens = road_expr(road, row->opens, "road.ini", line + 1),
		.due = road_expr(road, row->due, "road.ini", line + 2),
		.latest = road_expr(road, row->latest, "road.ini", line + 3),
		.takes_days = row->takes,
		.when = road_condition(road, row->when),
		.settled = road_condition(road, row->settled),
		.repeat_days = row->repeat,
		.has_remind = row->remind != NULL,
		.each = row->each,
		.repeat_by_forms = row->by_forms,
		.spot = { "road.ini", line },
	};
	mw_text_split(&road->pool, row->needs ? row->needs : "", &rule->needs);
	mw_text_split(&road->pool, row->closes ? row->closes : "", &rule->closes);
	if (row->remind)
		assert_int_equal(mw_leads_parse(row->remind, &rule->remind, NULL), 0);
}

/* An empty road; first day 2026-11-23, now its noon. */
static inline void road_init(struct road *road, const struct road_row *rows, size_t count)
{
	memset(road, 0, sizeof *road);
	season_table_by_hand(&road->seasons, &road->pool);
	road->shipped.specialty = mw_specialty_radiology;
	mw_profile_init(&road->profile);
	road->profile.id = "demo";
	road->profile.zone = &mw_zone_utc;
	road->profile.application_year = 2027;
	road->profile.graduation_year = 2025;
	road->profile.step1.result = MW_STEP1_PASS;
	road->profile.visa = MW_VISA_J1;
	road->profile.first_day = a_day("2026-11-23");
	road->now = "2026-11-23T12:00";
	for (size_t i = 0; i < count; i++)
		road_add(road, &rows[i]);
}

#define ROAD(road, rows) road_init(road, rows, sizeof rows / sizeof *rows)

static inline void road_release(struct road *road)
{
	mw_diags_release(&road->diags);
	mw_pool_release(&road->pool);
}

/* [milestone ID] of the profile; NULL: not given. */
static inline void road_own(struct road *road, const char *id, const char *due, const char *title,
			    bool skip)
{
	struct mw_own_milestone *own = MW_PUSH(&road->pool, &road->profile.milestones);
	int line = (int)road->profile.milestones.count;
	*own = (struct mw_own_milestone){ .id = id,
					  .due = road_expr(road, due, "profile.ini", line),
					  .title = title,
					  .skip = skip,
					  .spot = { "profile.ini", line } };
}

static inline void road_entry(struct road *road, const char *at, enum mw_verb verb, const char *id,
			      const char *due, const char *argument)
{
	*MW_PUSH(&road->pool, &road->ledger.entries) =
		(struct mw_ledger_entry){ an_instant(at),          verb, 2027, id, due ? due : "-",
					  argument ? argument : "" };
}

static inline void road_done(struct road *road, const char *at, const char *id)
{
	road_entry(road, at, MW_VERB_DONE, id, NULL, NULL);
}

/* Profile and roadmap put together and checked; 0 or MW_ROADMAP_E_BAD. */
static inline int road_check(struct road *road)
{
	mw_roadmap_apply(&road->shipped, &road->profile, &road->pool, &road->roadmap, &road->diags);
	return mw_roadmap_check(&road->roadmap, &road->seasons, &road->diags);
}

static inline int road_compute(struct road *road)
{
	struct mw_timeline_input input = { &road->profile, &road->seasons, &road->roadmap,
					   &road->ledger, an_instant(road->now) };
	return mw_timeline_compute(&input, &road->pool, &road->plan, &road->diags);
}

static inline void road_plan(struct road *road)
{
	if (road_check(road) || road_compute(road) || road->diags.count)
		fail_msg("no plan: %s",
			 road->diags.count ? road->diags.items[0].text : "and nobody says why");
}

static inline const struct mw_milestone *road_find(const struct road *road, const char *id)
{
	const struct mw_milestone *milestone = mw_plan_find(&road->plan, id);
	if (!milestone)
		fail_msg("%s is not in the plan", id);
	return milestone;
}

/* One line of what became of a milestone: "OPENS DUE LATEST fate status". */
static inline const char *road_line(const struct road *road, const char *id, char line[160])
{
	static const char *const fates[] = { "natural",   "moved",    "follows",
					     "under-way", "too-late", "settled" };
	const struct mw_milestone *milestone = road_find(road, id);
	char opens[32], due[32], latest[32];
	(void)snprintf(line, 160, "%s %s %s %s %s", expect_write(&milestone->opens, opens),
		       expect_write(&milestone->due, due), expect_write(&milestone->latest, latest),
		       fates[milestone->fate], mw_status_name(milestone->status));
	return line;
}

#define EXPECT_ROAD(road, id, want)                                                                \
	do {                                                                                       \
		char expect_road_line[160];                                                        \
		expect_text(id, road_line(road, id, expect_road_line), want, __FILE__, __LINE__);  \
	} while (0)

#endif
