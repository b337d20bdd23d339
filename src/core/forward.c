/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Three movements: how late may each piece of work finish (backward over needs), in which order
 * does it deserve a place (urgency), and where is the first free place (forward, week by week).
 *
 * Days here are civil days in the profile's zone. Load is counted in half starts, so that small
 * work (up to three days) is one and everything else two. Laying out writes jobs only, because it
 * is tried at several paces; the milestones get their dates at the end.
 */
#include "forward_work.h"

#include <string.h>

#define PACE_MOST 5 /* past five starts a week nothing more is squeezed in */
#define WEEKS_MOST 600

static int weight(const struct mw_rule *rule)
{
	return rule->takes_days > 3 ? 2 : rule->takes_days > 0;
}

static bool has_promise(const struct work *work, size_t i)
{
	const struct mw_forward_node *node = &work->nodes[i];
	return work->keeps_promises && node->promised_due != MW_DAY_NONE &&
	       node->promised_start <= work->jobs[i].latest;
}

/* What the weeks hold before anything is moved: natural dues, and what has been promised. */
static void reserve(struct work *work)
{
	memset(work->natural_load, 0, WEEKS_MOST * sizeof *work->natural_load);
	for (size_t i = 0; i < work->count; i++) {
		const struct job *job = &work->jobs[i];
		if (is_out(work, i) || job->passes || (job->is_candidate && !has_promise(work, i)))
			continue;
		mw_day day = job->is_candidate ? work->nodes[i].promised_start : job->natural_due;
		if (day < work->first_day)
			continue;
		int week = (day - work->first_day) / 7;
		if (week < WEEKS_MOST)
			work->natural_load[week] += weight(rule_of(work, i));
	}
}

/* ---- forward ---- */

/* Begun later, it would have less than half of its time. */
static mw_day comfortable_start(const struct work *work, size_t i)
{
	return work->jobs[i].latest - rule_of(work, i)->takes_days / 2;
}

/*
 * The first day on or after `ready` in a week that still has room, spread evenly over the week, but
 * never so far that spreading alone squeezes it. Beyond the latest no room is taken: it will not be
 * begun.
 */
static mw_day free_slot(struct work *work, size_t i, mw_day ready, int pace)
{
	int room = 2 * pace, half_starts = weight(rule_of(work, i));
	if (!half_starts)
		return ready; /* nothing to begin: it needs no room */
	for (int week = (ready - work->first_day) / 7; week < WEEKS_MOST; week++) {
		int load = work->load[week];
		if (load + half_starts > room)
			continue;
		mw_day begin = work->first_day + 7 * week;
		mw_day spread = mw_day_earlier(begin + (load * 7 + room - 1) / room, begin + 6);
		mw_day start = mw_day_later(mw_day_later(begin, ready),
					    mw_day_earlier(spread, comfortable_start(work, i)));
		if (start <= work->jobs[i].latest)
			work->load[week] += half_starts;
		return start;
	}
	return ready;
}

/* Not where its natural date would have been: then what needs it may have to give way. */
static bool is_shifted(const struct work *work, size_t i)
{
	return work->jobs[i].fate != MW_FATE_NATURAL || work->nodes[i].milestone->due_is_yours;
}

/* The need that is finished last, among all or among the shifted; its finish, or `floor`. */
static mw_day after_needs(const struct work *work, size_t i, bool shifted_only, mw_day floor,
			  size_t *ret_need)
{
	for (size_t k = 0; k < work->nodes[i].need_count; k++) {
		size_t need = work->nodes[i].needs[k];
		if (work->jobs[need].finish <= floor || (shifted_only && !is_shifted(work, need)))
			continue;
		floor = work->jobs[need].finish;
		*ret_need = need;
	}
	return floor;
}

/* What takes no work of hers, a result for one, comes as long after its need as it usually does. */
static int duration(const struct work *work, size_t i, size_t need)
{
	int takes = rule_of(work, i)->takes_days;
	int usual =
		need < work->count ? work->jobs[i].natural_due - work->jobs[need].natural_due : 0;
	return takes ? takes : usual > 0 ? usual : 0;
}

static void give_up(const struct work *work, struct job *job, size_t need)
{
	job->fate = MW_FATE_TOO_LATE;
	job->finish = MW_DAY_NONE;
	job->need = need < work->count ? work->nodes[need].milestone->id : NULL;
}

static void place(struct work *work, size_t i, int pace)
{
	const struct mw_forward_node *node = &work->nodes[i];
	struct job *job = &work->jobs[i];
	int takes = rule_of(work, i)->takes_days;
	if (has_promise(work, i)) {
		job->start = node->promised_start;
		job->due = node->promised_due;
	} else {
		size_t need = work->count;
		mw_day ready = after_needs(work, i, false, work->first_day, &need);
		job->start = free_slot(work, i, ready, pace);
		if (job->start > job->latest) {
			give_up(work, job, ready > job->latest ? need : work->count);
			return;
		}
		/* What others wait for may be done in half its time before it makes them too late.
		 */
		mw_day shortest = job->start + (takes + 1) / 2;
		job->due = mw_day_earlier(job->start + duration(work, i, need),
					  mw_day_later(job->latest_finish, shortest));
		job->due = mw_day_later(job->due, work->first_day + 1);
	}
	bool half_gone = 2 * (job->latest - job->start) < takes;
	job->fate = half_gone ? MW_FATE_UNDER_WAY : MW_FATE_MOVED;
	job->due = job->finish = half_gone ? job->latest : mw_day_earlier(job->due, job->latest);
}

/* A small recurrence over work that is too late itself has nothing to go over. */
static bool is_idle(const struct work *work, size_t i, size_t *ret_need)
{
	const struct mw_forward_node *node = &work->nodes[i];
	const struct mw_rule *rule = rule_of(work, i);
	for (size_t k = 0; k < node->need_count; k++)
		if (rule->repeat_days && rule->strength == MW_STRENGTH_SOFT &&
		    !work->nodes[node->needs[k]].is_fixed &&
		    work->jobs[node->needs[k]].fate == MW_FATE_TOO_LATE) {
			*ret_need = node->needs[k];
			return true;
		}
	return false;
}

/* What is not moved itself may still have to wait for something that was. */
static void follow(struct work *work, size_t i)
{
	struct job *job = &work->jobs[i];
	const struct mw_rule *rule = rule_of(work, i);
	size_t need = work->count;
	job->fate = MW_FATE_NATURAL;
	job->start = job->natural_opens;
	job->due = job->finish = job->natural_due;
	if (is_idle(work, i, &need)) {
		give_up(work, job, need);
		return;
	}
	if (job->passes) {
		job->finish = MW_DAY_NONE;
		mw_day begin = after_needs(work, i, true, work->first_day, &need);
		if (rule->repeat_days && begin > job->start && begin <= job->due)
			job->start = begin;
		return;
	}
	if (job->latest < work->first_day) {
		give_up(work, job, work->count);
		return;
	}
	mw_day ready = after_needs(work, i, true, job->natural_due, &need);
	if (need == work->count || work->nodes[i].milestone->due_is_yours)
		return;
	/* A hard one stays in sight until its last day, whatever is in its way. */
	if (ready > job->latest && rule->strength != MW_STRENGTH_HARD) {
		give_up(work, job, need);
		return;
	}
	job->fate = MW_FATE_FOLLOWS;
	job->due = job->finish = mw_day_earlier(ready + duration(work, i, need), job->latest);
	job->start = mw_day_earlier(ready, job->due);
}

/* Lay everything out at this pace. How bad is it: one for each piece that has lost more than half
 * of its time, two for each that has lost all. */
static size_t lay_out(struct work *work, int pace)
{
	size_t late = 0;
	memcpy(work->load, work->natural_load, WEEKS_MOST * sizeof *work->load);
	for (size_t k = 0; k < work->count; k++) {
		size_t i = work->order[k];
		struct job *job = &work->jobs[i];
		if (work->nodes[i].is_fixed)
			continue;
		if (work->nodes[i].is_lost) {
			give_up(work, job, work->count);
		} else if (job->is_candidate) {
			place(work, i, pace);
			late += job->start > comfortable_start(work, i);
			late += job->fate == MW_FATE_TOO_LATE;
		} else {
			follow(work, i);
		}
	}
	return late;
}

/*
 * The pace at which the fewest pieces are squeezed, her own if it can be: else more starts a week,
 * and then fewer, because to begin something else earlier may take the place of what is pressing.
 * Promises do not matter yet: what was too late when they were made would else find a place once
 * they are kept.
 */
static int choose_pace(struct work *work)
{
	reserve(work);
	int wish = work->profile->reminders.pace, best = wish;
	size_t least = lay_out(work, wish);
	for (int i = 1; least && i < PACE_MOST; i++) {
		int pace = wish + i <= PACE_MOST ? wish + i : PACE_MOST - i;
		size_t late = lay_out(work, pace);
		if (late < least) {
			least = late;
			best = pace;
		}
	}
	return best;
}

/* The due as a date: the latest itself where the day reaches it, because that may carry an hour. */
static struct mw_date due_date(const struct work *work, size_t i)
{
	struct mw_date date = mw_date_of_day(work->jobs[i].due, MW_PROVENANCE_ADVICE);
	const struct mw_date *latest = &work->nodes[i].milestone->latest;
	return mw_date_compare(&date, latest, work->profile->zone) > 0 ? *latest : date;
}

static void write_back(const struct work *work, size_t i)
{
	struct mw_milestone *milestone = work->nodes[i].milestone;
	const struct job *job = &work->jobs[i];
	milestone->fate = job->fate;
	if (job->fate == MW_FATE_TOO_LATE) {
		milestone->too_late_need = job->need;
		return;
	}
	if (job->start != job->natural_opens || job->fate != MW_FATE_NATURAL)
		milestone->opens = mw_date_of_day(job->start, MW_PROVENANCE_ADVICE);
	if (job->fate != MW_FATE_NATURAL)
		milestone->due = due_date(work, i);
}

int mw_forward_plan(struct mw_forward_node *nodes, size_t count, const struct mw_profile *profile,
		    mw_day first_day, struct mw_pool *pool)
{
	struct work work = { .nodes = nodes, .count = count, .profile = profile };
	work.first_day = first_day;
	work.jobs = mw_pool_alloc(pool, (count + 1) * sizeof *work.jobs);
	work.topological = mw_pool_alloc(pool, (count + 1) * sizeof *work.topological);
	work.order = mw_pool_alloc(pool, (count + 1) * sizeof *work.order);
	work.load = mw_pool_alloc(pool, WEEKS_MOST * sizeof *work.load);
	work.natural_load = mw_pool_alloc(pool, WEEKS_MOST * sizeof *work.natural_load);
	mw_forward_prepare(&work, pool);
	int pace = choose_pace(&work);
	work.keeps_promises = true;
	reserve(&work);
	(void)lay_out(&work, pace); /* how many are squeezed is known */
	for (size_t i = 0; i < count; i++)
		if (!nodes[i].is_fixed)
			write_back(&work, i);
	return pace;
}
