/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The backward pass: how late may each piece of work finish, over its needs, and in which order
 * does it deserve a place.
 */
#include "forward_work.h"

#include <stdlib.h>

static bool is_candidate(const struct work *work, size_t i)
{
	const struct job *job = &work->jobs[i];
	if (is_out(work, i) || job->passes || work->nodes[i].milestone->due_is_yours)
		return false;
	int left = job->natural_due - work->first_day;
	return left < 0 ||
	       (job->natural_opens < work->first_day && left < rule_of(work, i)->takes_days);
}

/* Depth first over needs; the graph has been checked for circles. */
static void sort_topologically(struct work *work, size_t i, size_t *filled)
{
	int depth = 1;
	if (work->jobs[i].depth)
		return;
	for (size_t k = 0; k < work->nodes[i].need_count; k++) {
		size_t need = work->nodes[i].needs[k];
		sort_topologically(work, need, filled);
		depth = mw_day_later(depth, work->jobs[need].depth + 1);
	}
	work->jobs[i].depth = depth;
	work->topological[(*filled)++] = i;
}

static void latest_finish(struct work *work, size_t i)
{
	struct job *job = &work->jobs[i];
	job->latest_finish = job->latest;
	for (size_t k = 0; k < work->nodes[i].dependent_count; k++) {
		size_t d = work->nodes[i].dependents[k];
		if (is_out(work, d) || rule_of(work, d)->strength > rule_of(work, i)->strength)
			continue;
		job->latest_finish =
			mw_day_earlier(job->latest_finish,
				       work->jobs[d].latest_finish - rule_of(work, d)->takes_days);
	}
}

/* Never later than the urgency of what needs it, so that the order of urgency keeps needs first. */
static void urgency(struct work *work, size_t i)
{
	struct job *job = &work->jobs[i];
	const struct mw_rule *rule = rule_of(work, i);
	int stake = rule->strength == MW_STRENGTH_HARD   ? -8 * 7
		    : rule->strength == MW_STRENGTH_SOFT ? 4 * 7
							 : 0;
	/* What is not moved has no urgency of its own, but hands on that of the work behind it. */
	job->urgency =
		job->is_candidate ? job->latest_finish - rule->takes_days + stake : INT32_MAX;
	for (size_t k = 0; k < work->nodes[i].dependent_count; k++) {
		size_t d = work->nodes[i].dependents[k];
		const struct job *other = &work->jobs[d];
		if (is_out(work, d))
			continue;
		mw_day bound = other->urgency;
		if (job->is_candidate && !other->is_candidate && !other->passes &&
		    rule_of(work, d)->strength != MW_STRENGTH_SOFT) {
			mw_day start = other->natural_due - rule_of(work, d)->takes_days;
			bound = mw_day_earlier(bound, start - rule->takes_days);
		}
		job->urgency = mw_day_earlier(job->urgency, bound);
	}
	/* Everything already overdue counts as today. */
	job->urgency = mw_day_later(job->urgency, work->first_day);
}

/* What decides on the order of one piece of work; its number last, so that no two are equal. */
struct place {
	mw_day urgency;
	int depth;
	enum mw_strength strength;
	mw_day natural_due;
	size_t at;
};

static int by_urgency(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	if (x->urgency != y->urgency)
		return x->urgency < y->urgency ? -1 : 1;
	if (x->depth != y->depth)
		return x->depth < y->depth ? -1 : 1;
	if (x->strength != y->strength)
		return x->strength < y->strength ? -1 : 1;
	if (x->natural_due != y->natural_due)
		return x->natural_due < y->natural_due ? -1 : 1;
	return x->at < y->at ? -1 : 1;
}

static void sort_by_urgency(struct work *work, struct mw_pool *pool)
{
	struct place *places = mw_pool_alloc(pool, (work->count + 1) * sizeof *places);
	for (size_t i = 0; i < work->count; i++) {
		const struct job *job = &work->jobs[i];
		places[i] = (struct place){ job->urgency, job->depth, rule_of(work, i)->strength,
					    job->natural_due, i };
	}
	qsort(places, work->count, sizeof *places, by_urgency);
	for (size_t i = 0; i < work->count; i++)
		work->order[i] = places[i].at;
}

void mw_forward_prepare(struct work *work, struct mw_pool *pool)
{
	const struct mw_zone *home = work->profile->zone;
	size_t filled = 0;
	for (size_t i = 0; i < work->count; i++) {
		const struct mw_milestone *milestone = work->nodes[i].milestone;
		struct job *job = &work->jobs[i];
		job->latest = MW_DAY_LAST;
		if (mw_date_is(&milestone->latest))
			job->latest = mw_date_local_day(&milestone->latest, home);
		job->natural_opens = mw_date_local_day(&milestone->natural_opens, home);
		job->natural_due = mw_date_local_day(&milestone->natural_due, home);
		job->passes = milestone->rule->is_event || milestone->rule->repeat_days > 0;
		job->is_candidate = is_candidate(work, i);
		job->finish = MW_DAY_NONE;
		sort_topologically(work, i, &filled);
	}
	for (size_t k = work->count; k-- > 0;)
		latest_finish(work, work->topological[k]);
	for (size_t k = work->count; k-- > 0;)
		urgency(work, work->topological[k]);
	sort_by_urgency(work, pool);
}
