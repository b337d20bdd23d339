/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From dates and acts to one word.
 */
#include "matchward/core/status.h"

struct closing {
	const struct mw_roadmap *roadmap;
	const char **closed_by;
	bool *is_walked; /* its needs have been seen to: a graph has many ways to the same rule */
};

static size_t close_one(struct closing *closing, const char *id, const char *because)
{
	const struct mw_rule *rule = mw_roadmap_find(closing->roadmap, id);
	size_t at = (size_t)(rule - closing->roadmap->rules.items);
	if (!closing->closed_by[at])
		closing->closed_by[at] = because;
	return at;
}

static void close_needs(struct closing *closing, size_t at, const char *because)
{
	const struct mw_words *needs = &closing->roadmap->rules.items[at].needs;
	if (closing->is_walked[at])
		return;
	closing->is_walked[at] = true;
	for (size_t i = 0; i < needs->list.count; i++)
		close_needs(closing, close_one(closing, needs->list.items[i], because), because);
}

const char **mw_status_closings(const struct mw_roadmap *roadmap, const struct mw_acts *acts,
				struct mw_pool *pool)
{
	size_t count = roadmap->rules.count;
	struct closing closing = { .roadmap = roadmap };
	closing.closed_by = mw_pool_alloc(pool, (count + 1) * sizeof *closing.closed_by);
	closing.is_walked = mw_pool_alloc(pool, count + 1);
	for (size_t i = 0; i < count; i++) {
		const struct mw_rule *rule = &roadmap->rules.items[i];
		if (!mw_acts_is_done(acts, rule->id))
			continue;
		close_needs(&closing, i, rule->id);
		for (size_t k = 0; k < rule->closes.list.count; k++)
			(void)close_one(&closing, rule->closes.list.items[k], rule->id);
	}
	return closing.closed_by;
}

enum mw_status mw_status_of(const struct mw_milestone *milestone, const struct mw_plan *plan)
{
	const struct mw_zone *home = plan->profile->zone;
	const struct mw_rule *rule = milestone->rule;
	int64_t now = plan->now_utc;
	bool due_is_over = now >= mw_date_end_utc(&milestone->due, home);

	if (milestone->is_done)
		return MW_STATUS_DONE;
	if (milestone->is_skipped)
		return MW_STATUS_SKIPPED;
	if (milestone->fate == MW_FATE_SETTLED || milestone->closed_by)
		return MW_STATUS_DONE;
	if (milestone->fate == MW_FATE_TOO_LATE)
		return MW_STATUS_MISSED;
	if (rule->is_event || rule->repeat_days) {
		if (due_is_over)
			return MW_STATUS_DONE;
	} else if (mw_date_is(&milestone->latest) &&
		   now >= mw_date_end_utc(&milestone->latest, home)) {
		return MW_STATUS_MISSED;
	} else if (due_is_over) {
		return MW_STATUS_LATE;
	}
	if (mw_date_local_day(&milestone->due, home) == plan->today)
		return MW_STATUS_DUE;
	return now >= mw_date_begin_utc(&milestone->opens, home) ? MW_STATUS_OPEN
								 : MW_STATUS_UPCOMING;
}
