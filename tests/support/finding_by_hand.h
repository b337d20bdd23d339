/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The warnings of a road made by hand, and what tests ask of them.
 */
#ifndef MW_TESTS_FINDING_BY_HAND_H
#define MW_TESTS_FINDING_BY_HAND_H

#include "matchward/core/finding.h"

#include "road_by_hand.h"

static inline struct mw_findings findings(struct road *road)
{
	struct mw_findings found;
	road_plan(road);
	mw_findings_of_plan(&road->plan, &road->pool, &found);
	return found;
}

/* NULL: not said. */
static inline const struct mw_finding *find(const struct mw_findings *found, const char *id)
{
	for (size_t i = 0; i < found->list.count; i++)
		if (!strcmp(found->list.items[i].id, id))
			return &found->list.items[i];
	return NULL;
}

/* The text of a warning that has to be there. */
static inline const char *said(struct road *road, const char *id)
{
	struct mw_findings found = findings(road);
	if (!find(&found, id))
		fail_msg("%s is not said", id);
	return find(&found, id)->text;
}

static inline void expect_silent(const char *name, struct road *road, const char *id)
{
	struct mw_findings found = findings(road);
	if (find(&found, id))
		fail_msg("%s: %s is said: %s", name, id, find(&found, id)->text);
}

/* Is it there, with this severity and these rules ("warn: D3 D7")? */
static inline void expect_kind(struct road *road, const char *id, const char *want)
{
	struct mw_findings found = findings(road);
	const struct mw_finding *finding = find(&found, id);
	mw_auto(buf) got = MW_BUF_INIT;
	if (!finding)
		fail_msg("%s is not said", id);
	mw_buf_printf(&got, "%s:", finding->severity);
	for (size_t i = 0; i < finding->rules.list.count; i++)
		mw_buf_printf(&got, " %s", finding->rules.list.items[i]);
	EXPECT_TEXT(id, got.text, want);
}

/* The ids, in order, without those that every road of 2027 has in UTC. */
static inline void expect_ids(const char *name, struct road *road, const char *want)
{
	static const char *const always[] = { "dates-predicted", "guide-calendar",
					      "review-two-days", "night-event" };
	struct mw_findings found = findings(road);
	mw_auto(buf) got = MW_BUF_INIT;
	for (size_t i = 0; i < found.list.count; i++) {
		const struct mw_finding *finding = &found.list.items[i];
		bool is_always = false;
		assert_true(strlen(finding->text) > 20 && finding->rules.list.count > 0);
		EXPECT_PART("a severity", "stop warn advice info good ask", finding->severity);
		for (size_t k = 0; k < sizeof always / sizeof *always; k++)
			is_always = is_always || !strcmp(finding->id, always[k]);
		if (!is_always)
			mw_buf_printf(&got, "%s%s", got.len ? " " : "", finding->id);
	}
	EXPECT_TEXT(name, got.text, want);
}

#endif
