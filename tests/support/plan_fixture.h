/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A small plan made by hand: what the timeline would give, without any file, clock or zone
 * database. Zones are written out with the changes of 2026 to 2028. Change what a test is about
 * after the plan is there.
 */
#ifndef MW_TESTS_PLAN_FIXTURE_H
#define MW_TESTS_PLAN_FIXTURE_H

#include <stdlib.h>
#include <string.h>

#include "matchward/core/plan.h"
#include "matchward/core/pool.h"

static const struct mw_zone_change fixture_new_york_changes[] = {
	{ 1772953200, -4 * 3600 }, /* 2026-03-08T07:00Z */
	{ 1793512800, -5 * 3600 }, /* 2026-11-01T06:00Z */
	{ 1805007600, -4 * 3600 }, /* 2027-03-14T07:00Z */
	{ 1825567200, -5 * 3600 }, /* 2027-11-07T06:00Z */
	{ 1836457200, -4 * 3600 }, /* 2028-03-12T07:00Z */
};
static const struct mw_zone_change fixture_berlin_changes[] = {
	{ 1774746000, 2 * 3600 }, /* 2026-03-29T01:00Z */
	{ 1792890000, 1 * 3600 }, /* 2026-10-25T01:00Z */
	{ 1806195600, 2 * 3600 }, /* 2027-03-28T01:00Z */
	{ 1824944400, 1 * 3600 }, /* 2027-10-31T01:00Z */
	{ 1837645200, 2 * 3600 }, /* 2028-03-26T01:00Z */
};
static const struct mw_zone fixture_new_york = { "America/New_York", -5 * 3600,
						 fixture_new_york_changes, 5 };
static const struct mw_zone fixture_berlin = { "Europe/Berlin", 3600, fixture_berlin_changes, 5 };
static const struct mw_zone fixture_kolkata = { "Asia/Kolkata", 19800, NULL, 0 };

struct fixture {
	struct mw_pool pool;
	struct mw_profile profile;
	struct mw_season season;
	struct mw_study study;
	struct mw_facts facts;
	struct mw_plan plan;
};

static inline mw_day fixture_day(const char *text)
{
	mw_day day;

	if (!mw_day_parse(text, &day))
		abort();
	return day;
}

static inline void fixture_set_now(struct fixture *f, const char *day, int minute)
{
	f->plan.today = fixture_day(day);
	f->plan.now_utc = mw_zone_to_utc(f->profile.zone, f->plan.today, minute);
}

/* Application year 2027, Berlin, at 09:00, default leads; noon of 2026-11-23; no milestones yet. */
static inline void fixture_init(struct fixture *f)
{
	memset(f, 0, sizeof *f);
	mw_profile_init(&f->profile);
	f->profile.id = "ana";
	f->profile.gold_signals = f->profile.silver_signals = 6; /* as the roadmap has it */
	f->profile.zone = &fixture_berlin;
	f->profile.application_year = 2027;
	f->profile.reminders.at_minute = 9 * 60;
	f->season.year = 2027;
	for (int i = 0; i < MW_KEY_COUNT; i++)
		f->study.keys[i] = MW_DATE_NONE;
	f->plan.profile = &f->profile;
	f->plan.season = &f->season;
	f->plan.study = &f->study;
	f->plan.facts = &f->facts;
	fixture_set_now(f, "2026-11-23", 12 * 60);
	f->plan.first_day = f->plan.today;
}

static inline void fixture_release(struct fixture *f)
{
	mw_pool_release(&f->pool);
}

static inline struct mw_date fixture_at(const char *day, int hour, int minute,
					const struct mw_zone *zone)
{
	return (struct mw_date){ .day = fixture_day(day),
				 .minute = hour * 60 + minute,
				 .zone = zone,
				 .provenance = MW_PROVENANCE_PUBLISHED };
}

/*
 * One more milestone, whole days, as advice. In the order of due: the plan is not sorted here. The
 * pointer holds until the next one is added; fixture_rule gives its rule for writing.
 */
static inline struct mw_milestone *fixture_add(struct fixture *f, const char *id, const char *title,
					       const char *opens, const char *due)
{
	struct mw_rule *rule = mw_pool_alloc(&f->pool, sizeof *rule);
	struct mw_milestone *milestone = MW_PUSH(&f->pool, &f->plan.milestones);

	rule->id = id;
	rule->title = title;
	rule->phase = "apply";
	rule->authority = MW_AUTHORITY_ERAS;
	rule->strength = MW_STRENGTH_TARGET;
	milestone->rule = rule;
	milestone->id = id;
	milestone->title = title;
	milestone->opens = mw_date_of_day(fixture_day(opens), MW_PROVENANCE_ADVICE);
	milestone->due = mw_date_of_day(fixture_day(due), MW_PROVENANCE_ADVICE);
	milestone->latest = MW_DATE_NONE;
	milestone->natural_opens = milestone->opens;
	milestone->natural_due = milestone->due;
	milestone->due_day = milestone->due.day;
	return milestone;
}

static inline struct mw_milestone *fixture_find(struct fixture *f, const char *id)
{
	for (size_t i = 0; i < f->plan.milestones.count; i++) {
		if (!strcmp(f->plan.milestones.items[i].id, id))
			return &f->plan.milestones.items[i];
	}
	abort();
}

static inline struct mw_rule *fixture_rule(struct fixture *f, const char *id)
{
	return (struct mw_rule *)fixture_find(f, id)->rule;
}

static inline void fixture_set_leads(struct fixture *f, const char *id, const char *leads)
{
	struct mw_rule *rule = fixture_rule(f, id);

	rule->has_remind = true;
	if (mw_leads_parse(leads, &rule->remind, NULL))
		abort();
}

static inline void fixture_remove(struct fixture *f, const char *id)
{
	size_t at = (size_t)(fixture_find(f, id) - f->plan.milestones.items);

	memmove(&f->plan.milestones.items[at], &f->plan.milestones.items[at + 1],
		(--f->plan.milestones.count - at) * sizeof *f->plan.milestones.items);
}

#endif
