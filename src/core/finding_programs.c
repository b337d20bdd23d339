/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the program list says as a whole: how many there are against the guide's number, and where
 * the signals go; and, for the assessment, what so many applications cost.
 */
#include "finding_rooms.h"
#include "matchward/core/verdict.h"
#include "matchward/core/words.h"

struct work {
	struct mw_finding_work base;
	const struct mw_plan *plan;
	const struct mw_judged_list *all;
	struct mw_assessment it;
};

#define say(work, ...) mw_say(&(work)->base, __VA_ARGS__)

static void how_many(struct work *work)
{
	size_t usable = work->all->usable;
	const char *s = usable == 1 ? "" : "s";
	const struct mw_assessment *it = &work->it;
	if (!it->specialty->has_bands) {
		say(work, "programs-no-number", "info", "S77 C22",
		    "%zu usable program%s. For %s the guide names no number.", usable, s,
		    mw_specialty_name(it->specialty));
		return;
	}
	if (it->programs_min != MW_NONE) {
		bool is_few = usable < (size_t)it->programs_min;
		bool is_many = usable > (size_t)it->programs_max;
		say(work, "programs-count", is_few || is_many ? "advice" : "info", "S76 S77 C10",
		    "%zu usable program%s. For 235 to 245 the guide names %d to %d radiology "
		    "programs, with a backup%s.",
		    usable, s, it->programs_min, it->programs_max,
		    is_few    ? "; yours are fewer"
		    : is_many ? "; yours are more, at $30 for each"
			      : "");
	} else if (it->score != MW_NONE && it->score < 235) {
		say(work, "programs-broad", "info", "S40 C22",
		    "%zu usable program%s. Apply very broadly, community and small programs "
		    "included. The guide has no number; the mean of all radiology applicants in "
		    "2024 was 72.",
		    usable, s);
	} else {
		say(work, "programs-no-number", "info", "S77 C22",
		    "%zu usable program%s. %s the guide names no number; the mean of all radiology "
		    "applicants in 2024 was 72.",
		    usable, s, it->score == MW_NONE ? "Without a score" : "For this score");
	}
}

/* "A, B and 3 more": those with a signal of which `is_one` holds. */
static size_t names(const struct work *work, bool (*is_one)(const struct mw_judged *),
		    struct mw_buf *out)
{
	size_t count = 0;
	for (size_t i = 0; i < work->all->list.count; i++) {
		const struct mw_judged *it = &work->all->list.items[i];
		if (it->is_out || it->program->signal == MW_SIGNAL_NONE || !is_one(it))
			continue;
		if (count++ < 5)
			mw_buf_printf(out, "%s%s", count > 1 ? ", " : "", it->program->name);
	}
	if (count > 5)
		mw_buf_printf(out, " and %zu more", count - 5);
	return count;
}

static bool is_off(const struct mw_judged *it)
{
	return it->verdict == MW_VERDICT_OFF_LIST;
}

static bool is_outside_tier_1(const struct mw_judged *it)
{
	const struct mw_program *program = it->program;
	return it->tier == 1 && it->verdict != MW_VERDICT_OFF_LIST &&
	       (program->research_there != MW_ANSWER_YES ||
		program->support_there != MW_ANSWER_YES);
}

static void over(struct work *work, const char *color, size_t used, int allowed)
{
	if (used > (size_t)allowed)
		say(work, "signals-over", "warn", "D6",
		    "%zu %s signals are placed, but only %d allowed. Take %zu back, or correct %s "
		    "in "
		    "[programs].",
		    used, color, allowed, used - (size_t)allowed, color);
}

/* Signals are sent with the application: from then on they are what they are (D6). */
static void unused(struct work *work)
{
	const struct mw_profile *profile = work->plan->profile;
	const struct mw_season_date *open = mw_season_find(work->plan->season, "eras-open");
	size_t gold = (size_t)profile->gold_signals, silver = (size_t)profile->silver_signals;
	gold -= work->all->gold < gold ? work->all->gold : gold;
	silver -= work->all->silver < silver ? work->all->silver : silver;
	if ((!gold && !silver) || !open || mw_facts_has(work->plan->facts, MW_FACT_APPLIED))
		return;
	mw_day opens = mw_date_early(&open->date).day;
	bool is_near = work->plan->today >= opens - 14;
	mw_auto(buf) day = MW_BUF_INIT;
	mw_words_day(opens, &day);
	say(work, "signals-unused", is_near ? "warn" : "info", "D6",
	    "%zu gold and %zu silver signal%s not placed yet. %sThey go with the application, from "
	    "%s on.",
	    gold, silver, gold + silver == 1 ? " is" : "s are",
	    work->it.specialty->has_bands
		    ? "In two past seasons a signal made an invitation about seven times as "
		      "likely; nearly everybody used all. "
		    : "",
	    day.text);
}

static void signals(struct work *work)
{
	const struct mw_profile *profile = work->plan->profile;
	mw_auto(buf) off = MW_BUF_INIT;
	mw_auto(buf) outside = MW_BUF_INIT;
	over(work, "gold", work->all->gold, profile->gold_signals);
	over(work, "silver", work->all->silver, profile->silver_signals);
	if (names(work, is_off, &off))
		say(work, "signal-off-list", "warn", "S59 D6",
		    "A signal goes to a program that does not sponsor your visa: %s.", off.text);
	if (names(work, is_outside_tier_1, &outside))
		say(work, "signal-tier-1", "advice", "S55 D6",
		    "A signal goes to a tier 1 program without both research there and support "
		    "inside: %s. It counts more with a target.",
		    outside.text);
	unused(work);
}

void mw_finding_cost(struct mw_finding_work *work, const struct mw_assessment *it)
{
	size_t listed = mw_programs_usable(work->plan->profile);
	mw_auto(buf) text = MW_BUF_INIT;
	if (it->cost_season == MW_NONE)
		return;
	if (listed)
		mw_buf_printf(&text, "The %zu usable program%s of your list", listed,
			      listed == 1 ? "" : "s");
	else
		mw_buf_printf(&text, "%d to %d programs", it->programs_min, it->programs_max);
	mw_buf_printf(&text, listed == 1 ? " costs $%d" : " cost $%d", it->cost_min);
	if (it->cost_max != it->cost_min)
		mw_buf_printf(&text, " to $%d", it->cost_max);
	mw_say(work, "application-cost", "info", "D1",
	       "%s in ERAS fees, and $%d for the USMLE transcript. That is the tariff of season "
	       "%d: "
	       "$11 for each of the first 30 programs of a specialty, $30 for each further one. A "
	       "backup specialty begins again at $11. Look up the fees of your season.",
	       text.text, it->cost_transcript, it->cost_season);
}

void mw_findings_of_programs(const struct mw_plan *plan, const struct mw_judged_list *judged,
			     struct mw_pool *pool, struct mw_findings *ret_findings)
{
	struct mw_findings findings = { .list = { NULL, 0, 0 } };
	struct work work = { { plan, pool, &findings }, plan, judged, { 0 } };
	if (judged->list.count) {
		mw_assess(plan, &work.it);
		say(&work, "tiers-approximate", "info", "S9",
		    "Tiers and verdicts are orientation. They follow from what you wrote down, "
		    "move "
		    "from year to year, and no program publishes its own.");
		how_many(&work);
		signals(&work);
	}
	*ret_findings = findings;
}
