/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is due: worked out anew at each step, from the reminders of each milestone and what was told
 * of it.
 */
#include "state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum mw_urgency mw_engine_urgency(const struct mw_plan *plan, const struct mw_milestone *milestone)
{
	bool is_hard = milestone->rule->strength == MW_STRENGTH_HARD;
	int days = milestone->due_day - plan->today, slack = mw_milestone_slack(plan, milestone);
	if (is_hard && (days <= 3 || slack <= 3))
		return MW_URGENCY_CRITICAL;
	if (milestone->rule->strength == MW_STRENGTH_SOFT || (!is_hard && slack > 60))
		return MW_URGENCY_LOW;
	return MW_URGENCY_NORMAL;
}

/* Is it closed, by the plan or by an act that the plan does not know of yet, or out of reach? */
static bool is_over(const struct mw_engine *engine, const struct mw_milestone *milestone)
{
	return mw_milestone_is_closed(milestone) || milestone->fate == MW_FATE_TOO_LATE ||
	       mw_told_is_closed(&engine->told, milestone->id, "-");
}

bool engine_is_current(const struct mw_engine *engine, const struct mw_milestone *milestone,
		       const char *due)
{
	char now_due[MW_DUE_TEXT_SIZE];
	if (!milestone || is_over(engine, milestone))
		return false;
	if (milestone->rule->repeat_days)
		return !mw_told_is_closed(&engine->told, milestone->id, due);
	return !strcmp(mw_reminder_due(&milestone->due, engine->plan->profile->zone, now_due), due);
}

/* The last instant of which these notes tell. */
static int64_t latest_of(const struct mw_engine *engine, const struct mw_milestone *milestone,
			 const struct mw_told_note *notes, size_t count)
{
	int64_t until = INT64_MIN;
	for (size_t i = 0; i < count; i++) {
		if (notes[i].verb != MW_VERB_TOLD)
			continue;
		int64_t at =
			mw_reminder_instant(engine->plan, milestone, notes[i].due, notes[i].label);
		until = at > until ? at : until;
	}
	return until;
}

/* The last instant of which something was told, over all notes on this due. */
static int64_t told_until(const struct mw_engine *engine, const struct mw_milestone *milestone,
			  const char *due)
{
	size_t count;
	const struct mw_told_note *notes = mw_told_find(&engine->told, milestone->id, due, &count);
	return latest_of(engine, milestone, notes, count);
}

/* For each milestone of the plan: is a popup that names it on its way? */
static bool *mark_on_its_way(struct mw_engine *engine)
{
	const struct mw_plan *plan = engine->plan;
	bool *marks = mw_pool_alloc(&engine->scratch, plan->milestones.count * sizeof *marks);
	for (size_t i = 0; i < engine->popup_count; i++) {
		const struct popup *popup = &engine->popups[i];
		for (size_t k = 0; popup->state == POPUP_SENT && k < popup->count; k++) {
			const struct mw_milestone *found = mw_plan_find(plan, popup->items[k].id);
			if (found)
				marks[found - plan->milestones.items] = true;
		}
	}
	return marks;
}

/* How far the occurrences after one have been told: `notes` is where theirs begin. */
static int64_t later_told_until(const struct mw_engine *engine,
				const struct mw_milestone *milestone,
				const struct mw_told_note *notes)
{
	size_t count;
	const struct mw_told_note *all = mw_told_of(&engine->told, milestone->id, &count);
	return latest_of(engine, milestone, notes, (size_t)(all + count - notes));
}

/*
 * What was put off last of one due, if it has not come back yet, as one more reminder. Only what
 * was told after it was put off counts: the clock may have run ahead before.
 */
static bool find_put_off(const struct mw_engine *engine, const struct mw_milestone *milestone,
			 const char *due, struct mw_reminder *ret_reminder)
{
	size_t count, i = 0;
	const struct mw_told_note *notes = mw_told_find(&engine->told, milestone->id, due, &count);
	while (i < count && notes[i].verb != MW_VERB_SNOOZED)
		i++;
	if (i == count || mw_told_is_closed(&engine->told, milestone->id, due))
		return false;
	struct mw_reminder reminder = { .at_utc = 0 };
	(void)snprintf(reminder.due, sizeof reminder.due, "%s", due);
	(void)snprintf(reminder.label, sizeof reminder.label, "again@%.17s", notes[i].label);
	reminder.at_utc =
		mw_reminder_instant(engine->plan, milestone, reminder.due, reminder.label);
	if (reminder.at_utc == MW_MOMENT_NONE ||
	    latest_of(engine, milestone, notes, i) >= reminder.at_utc ||
	    (milestone->rule->repeat_days &&
	     later_told_until(engine, milestone, notes + count) >= reminder.at_utc))
		return false;
	*ret_reminder = reminder;
	return true;
}

bool engine_is_told(const struct mw_engine *engine, const struct mw_milestone *milestone,
		    const char *due, const char *label)
{
	struct mw_reminder again;
	if (!strncmp(label, "again@", 6))
		return !find_put_off(engine, milestone, due, &again) ||
		       strcmp(again.label, label) != 0;
	return told_until(engine, milestone, due) >=
	       mw_reminder_instant(engine->plan, milestone, due, label);
}

/* The instant after which it is too late: its latest, else its due. */
static int64_t deadline_of(const struct mw_engine *engine, const struct mw_milestone *milestone)
{
	const struct mw_date *latest = &milestone->latest;
	return mw_date_end_utc(mw_date_is(latest) ? latest : &milestone->due,
			       engine->plan->profile->zone);
}

/*
 * What was put off is silent until then. But where the deadline lies between a reminder and that
 * instant the reminder speaks: putting off must not cost the thing itself.
 */
static bool is_silenced(const struct mw_engine *engine, const struct mw_milestone *milestone,
			const struct mw_reminder *again, int64_t at)
{
	int64_t deadline = deadline_of(engine, milestone);
	return engine->now < again->at_utc && at < again->at_utc &&
	       (at >= deadline || again->at_utc < deadline);
}

bool engine_is_put_off(const struct mw_engine *engine, const struct mw_milestone *milestone,
		       const char *due, const char *label)
{
	struct mw_reminder again;
	return find_put_off(engine, milestone, due, &again) &&
	       is_silenced(engine, milestone, &again,
			   mw_reminder_instant(engine->plan, milestone, due, label));
}

/* Of a repeating milestone each occurrence may have been put off by itself; the newest come first.
 */
static size_t add_put_off(const struct mw_engine *engine, const struct mw_milestone *milestone,
			  struct mw_reminder *reminders, size_t count, size_t room)
{
	char due[MW_DUE_TEXT_SIZE];
	size_t notes_count;
	if (!milestone->rule->repeat_days) {
		(void)mw_reminder_due(&milestone->due, engine->plan->profile->zone, due);
		return count + find_put_off(engine, milestone, due, &reminders[count]);
	}
	const struct mw_told_note *notes = mw_told_of(&engine->told, milestone->id, &notes_count);
	for (size_t i = notes_count; i-- > 0 && count < room;)
		if (!i || strcmp(notes[i].due, notes[i - 1].due) != 0)
			count += find_put_off(engine, milestone, notes[i].due, &reminders[count]);
	return count;
}

/* The reminders of one milestone and what is known of each. */
#define LISTED_MOST (2 * MW_REMINDERS_MOST + 8)
struct listed {
	struct mw_reminder reminders[LISTED_MOST];
	bool is_settled[LISTED_MOST]; /* told, closed or put off */
	size_t count, again;          /* from `again` on: what was put off comes back */
};

/* How far anything has been told or closed. Ahead of now only when the clock has been set back. */
static int64_t settled_until(const struct mw_engine *engine, const struct mw_milestone *milestone)
{
	size_t count;
	const struct mw_told_note *notes = mw_told_of(&engine->told, milestone->id, &count);
	int64_t until = latest_of(engine, milestone, notes, count);
	for (size_t i = 0; milestone->rule->repeat_days && i < count; i++) {
		if (notes[i].verb != MW_VERB_DONE ||
		    !mw_told_is_closed(&engine->told, milestone->id, notes[i].due))
			continue;
		int64_t at = mw_reminder_instant(engine->plan, milestone, notes[i].due, "0d");
		until = at > until ? at : until;
	}
	return until;
}

static void list_reminders(const struct mw_engine *engine, const struct mw_milestone *milestone,
			   struct listed *list)
{
	int64_t until = settled_until(engine, milestone);
	list->again = mw_reminders_of(engine->plan, milestone, engine->now, list->reminders);
	if (until > engine->now) /* what comes after that is the next to be said */
		list->again += mw_reminders_of(engine->plan, milestone, until,
					       list->reminders + list->again);
	list->count = add_put_off(engine, milestone, list->reminders, list->again, LISTED_MOST);
	struct mw_reminder again;
	bool has_again = false;
	for (size_t i = 0; i < list->again; i++) {
		const struct mw_reminder *reminder = &list->reminders[i];
		if (!i || strcmp(reminder->due, reminder[-1].due) != 0) {
			has_again = find_put_off(engine, milestone, reminder->due, &again);
			until = mw_told_is_closed(&engine->told, milestone->id, reminder->due)
					? INT64_MAX
					: told_until(engine, milestone, reminder->due);
		}
		list->is_settled[i] =
			reminder->at_utc <= until ||
			(has_again && is_silenced(engine, milestone, &again, reminder->at_utc));
	}
	memset(list->is_settled + list->again, 0, list->count - list->again);
}

/*
 * What is settled stands for all before it, earlier occurrences included; but what was put off
 * comes back whatever else of its own due had been told by then.
 */
static bool is_overtaken(const struct mw_engine *engine, const struct listed *list, size_t which)
{
	const struct mw_reminder *reminder = &list->reminders[which];
	for (size_t i = 0; i < list->count; i++)
		if (list->is_settled[i] && list->reminders[i].at_utc <= engine->now &&
		    list->reminders[i].at_utc >= reminder->at_utc &&
		    (which < list->again || strcmp(list->reminders[i].due, reminder->due) != 0))
			return true;
	return false;
}

static void set_next(struct mw_engine *engine, const struct mw_milestone *milestone,
		     const struct mw_reminder *reminder)
{
	struct mw_actions *actions = &engine->actions;
	actions->wake_utc = actions->next_utc = reminder->at_utc;
	actions->wake_for = actions->next.milestone = milestone;
	actions->next.label = mw_pool_string(&engine->scratch, reminder->label);
	actions->next.due = mw_pool_string(&engine->scratch, reminder->due);
}

/* The nearest reminder that is due and untold goes to dues; the next untold one of the future to
 * wake. */
static void consider(struct mw_engine *engine, const struct mw_milestone *milestone,
		     bool is_on_its_way, struct dues *dues)
{
	struct listed list;
	size_t nearest = SIZE_MAX;
	if (is_over(engine, milestone))
		return;
	list_reminders(engine, milestone, &list);
	for (size_t i = 0; i < list.count; i++) {
		int64_t at = list.reminders[i].at_utc;
		if (list.is_settled[i])
			continue;
		if (at <= engine->now) {
			/* Of what was put off until the same instant the newest occurrence is
			 * first.
			 */
			if (nearest == SIZE_MAX || at > list.reminders[nearest].at_utc ||
			    (at == list.reminders[nearest].at_utc && nearest < list.again))
				nearest = i;
		} else if (at < engine->actions.wake_utc) {
			set_next(engine, milestone, &list.reminders[i]);
		}
	}
	/* One popup at a time: a nearer reminder waits until it is known what became of the last.
	 */
	if (nearest == SIZE_MAX || is_overtaken(engine, &list, nearest) || is_on_its_way)
		return;
	struct due *due = MW_PUSH(&engine->scratch, &dues->list);
	due->milestone = milestone;
	memcpy(due->due, list.reminders[nearest].due, sizeof due->due);
	memcpy(due->label, list.reminders[nearest].label, sizeof due->label);
}

bool *engine_mark(struct mw_engine *engine, const struct dues *dues)
{
	const struct mw_plan *plan = engine->plan;
	bool *marks = mw_pool_alloc(&engine->scratch, plan->milestones.count * sizeof *marks);
	for (size_t i = 0; i < dues->list.count; i++)
		marks[dues->list.items[i].milestone - plan->milestones.items] = true;
	return marks;
}

/* What a vanished server took with it and nobody has answered is shown once more. */
void engine_collect_lost(struct mw_engine *engine, struct dues *dues)
{
	bool *is_listed = engine_mark(engine, dues);
	for (size_t i = 0; i < engine->lost_count; i++) {
		const struct item *lost = &engine->lost[i];
		const struct mw_milestone *milestone = mw_plan_find(engine->plan, lost->id);
		if (!milestone || is_listed[milestone - engine->plan->milestones.items] ||
		    !engine_is_current(engine, milestone, lost->due) ||
		    engine_is_put_off(engine, milestone, lost->due, lost->label))
			continue;
		is_listed[milestone - engine->plan->milestones.items] = true;
		struct due *due = MW_PUSH(&engine->scratch, &dues->list);
		due->milestone = milestone;
		memcpy(due->due, lost->due, sizeof due->due);
		memcpy(due->label, lost->label, sizeof due->label);
	}
}

void engine_rank(const struct mw_plan *plan, struct dues *dues)
{
	for (size_t i = 0; i < dues->list.count; i++) {
		struct due *due = &dues->list.items[i];
		due->rank = mw_engine_urgency(plan, due->milestone) != MW_URGENCY_CRITICAL;
		due->day = due->milestone->due_day;
		due->then = (int)due->milestone->rule->strength;
	}
}

static int by_rank(const void *a, const void *b)
{
	const struct due *x = a, *y = b; /* their numbers are small: no difference overflows */
	if (x->rank != y->rank)
		return x->rank - y->rank;
	if (x->day != y->day)
		return x->day - y->day;
	if (x->then != y->then)
		return x->then - y->then;
	return strcmp(x->milestone->id, y->milestone->id);
}

void engine_sort(struct dues *dues)
{
	if (dues->list.count)
		qsort(dues->list.items, dues->list.count, sizeof *dues->list.items, by_rank);
}

void engine_collect(struct mw_engine *engine, struct dues *dues)
{
	const bool *is_on_its_way = mark_on_its_way(engine);
	for (size_t i = 0; i < engine->plan->milestones.count; i++)
		consider(engine, &engine->plan->milestones.items[i], is_on_its_way[i], dues);
}
