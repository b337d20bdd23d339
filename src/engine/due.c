/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is due: worked out anew at each step, from the reminders of each milestone and what was told
 * of it.
 */
#include "state.h"

#include <stdio.h>
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

/* The last instant of which something was told, over all notes on this due. */
int64_t engine_told_until(const struct mw_engine *engine, const struct mw_milestone *milestone,
			  const char *due)
{
	size_t count;
	const struct mw_told_note *notes = mw_told_find(&engine->told, milestone->id, due, &count);
	int64_t until = INT64_MIN;
	for (size_t i = 0; i < count; i++) {
		if (notes[i].verb == MW_VERB_DONE)
			return INT64_MAX;
		if (notes[i].verb != MW_VERB_TOLD)
			continue;
		int64_t at = mw_reminder_instant(engine->plan, milestone, due, notes[i].label);
		until = at > until ? at : until;
	}
	return until;
}

static bool is_on_its_way(const struct mw_engine *engine, const char *id,
			  const struct mw_reminder *reminder)
{
	for (size_t i = 0; i < engine->popup_count; i++) {
		const struct popup *popup = &engine->popups[i];
		for (size_t k = 0; !popup->is_shown && k < popup->count; k++)
			if (!strcmp(popup->items[k].id, id) &&
			    !strcmp(popup->items[k].due, reminder->due) &&
			    !strcmp(popup->items[k].label, reminder->label))
				return true;
	}
	return false;
}

/* Until when this due was put off: the last word counts. NULL: it was not. */
static const struct mw_told_note *put_off(const struct mw_engine *engine, const char *id,
					  const char *due)
{
	size_t count;
	const struct mw_told_note *notes = mw_told_find(&engine->told, id, due, &count);
	for (size_t i = 0; i < count; i++) /* the newest is the first */
		if (notes[i].verb == MW_VERB_SNOOZED)
			return &notes[i];
	return NULL;
}

/* The instant after which it is too late: its latest, else its due. */
static int64_t deadline(const struct mw_engine *engine, const struct mw_milestone *milestone)
{
	const struct mw_date *latest = &milestone->latest;
	return mw_date_end_utc(mw_date_is(latest) ? latest : &milestone->due,
			       engine->plan->profile->zone);
}

/*
 * What was put off is silent until then: this reminder of it is not told. But where the deadline
 * lies between the two, the reminder speaks: putting off must not cost the thing itself.
 */
bool engine_is_put_off(const struct mw_engine *engine, const struct mw_milestone *milestone,
		       const char *due, const char *label)
{
	char again[MW_LABEL_SIZE];
	const struct mw_told_note *note = put_off(engine, milestone->id, due);
	if (!note)
		return false;
	(void)snprintf(again, sizeof again, "again@%.17s", note->label);
	int64_t until = mw_reminder_instant(engine->plan, milestone, due, again);
	int64_t at = mw_reminder_instant(engine->plan, milestone, due, label);
	int64_t last = deadline(engine, milestone);
	return at < until && !(at < last && last <= until);
}

/*
 * What was put off comes back as one more reminder of the same due; of a repeating milestone each
 * occurrence has its own.
 */
static size_t add_snoozed(const struct mw_engine *engine, const struct mw_milestone *milestone,
			  struct mw_reminder *reminders, size_t count, size_t room)
{
	char due[MW_DUE_TEXT_SIZE];
	size_t notes_count;
	if (mw_milestone_is_closed(milestone))
		return count;
	(void)mw_reminder_due(&milestone->due, engine->plan->profile->zone, due);
	const struct mw_told_note *notes = mw_told_of(&engine->told, milestone->id, &notes_count);
	for (size_t i = notes_count; i-- > 0 && count < room;) {
		struct mw_reminder *reminder = &reminders[count];
		if (notes[i].verb != MW_VERB_SNOOZED ||
		    &notes[i] != put_off(engine, milestone->id, notes[i].due) ||
		    (!milestone->rule->repeat_days && strcmp(notes[i].due, due) != 0))
			continue;
		(void)snprintf(reminder->due, sizeof reminder->due, "%s", notes[i].due);
		(void)snprintf(reminder->label, sizeof reminder->label, "again@%.17s",
			       notes[i].label);
		reminder->at_utc = mw_reminder_instant(engine->plan, milestone, reminder->due,
						       reminder->label);
		count += reminder->at_utc != INT64_MIN;
	}
	return count;
}

/* The nearest reminder that is due and untold goes to dues; the next untold one of the future to
 * wake. What is told or closed stands for all before it, earlier occurrences included. */
static void consider(struct mw_engine *engine, const struct mw_milestone *milestone,
		     struct dues *dues)
{
	struct mw_reminder reminders[MW_REMINDERS_MOST + 8];
	size_t count = mw_reminders_of(engine->plan, milestone, engine->now, reminders);
	count = add_snoozed(engine, milestone, reminders, count,
			    sizeof reminders / sizeof *reminders);
	const struct mw_reminder *nearest = NULL;
	int64_t stands_until = INT64_MIN;
	for (size_t i = 0; i < count; i++) {
		const struct mw_reminder *reminder = &reminders[i];
		bool is_past = reminder->at_utc <= engine->now;
		if (engine_is_put_off(engine, milestone, reminder->due, reminder->label))
			continue;
		if (reminder->at_utc <= engine_told_until(engine, milestone, reminder->due)) {
			if (is_past && reminder->at_utc > stands_until)
				stands_until = reminder->at_utc;
		} else if (is_past) {
			if (!nearest || reminder->at_utc >= nearest->at_utc)
				nearest = reminder;
		} else if (reminder->at_utc < engine->actions.wake_utc) {
			engine->actions.wake_utc = engine->actions.next_utc = reminder->at_utc;
			engine->actions.wake_for = engine->actions.next.milestone = milestone;
			engine->actions.next.label =
				mw_pool_string(&engine->scratch, reminder->label);
			engine->actions.next.due = mw_pool_string(&engine->scratch, reminder->due);
		}
	}
	if (!nearest || nearest->at_utc <= stands_until ||
	    is_on_its_way(engine, milestone->id, nearest))
		return;
	struct due *due = MW_PUSH(&engine->scratch, &dues->list);
	due->milestone = milestone;
	memcpy(due->due, nearest->due, sizeof due->due);
	memcpy(due->label, nearest->label, sizeof due->label);
}

static bool is_listed(const struct dues *dues, const char *id)
{
	for (size_t i = 0; i < dues->list.count; i++)
		if (!strcmp(dues->list.items[i].milestone->id, id))
			return true;
	return false;
}

/* What a vanished server took with it and nobody has answered is shown once more. */
void engine_collect_lost(struct mw_engine *engine, struct dues *dues)
{
	for (size_t i = 0; i < engine->lost_count; i++) {
		const struct item *lost = &engine->lost[i];
		const struct mw_milestone *milestone = mw_plan_find(engine->plan, lost->id);
		if (!milestone || mw_milestone_is_closed(milestone) || is_listed(dues, lost->id) ||
		    engine_is_put_off(engine, milestone, lost->due, lost->label))
			continue;
		struct due *due = MW_PUSH(&engine->scratch, &dues->list);
		due->milestone = milestone;
		memcpy(due->due, lost->due, sizeof due->due);
		memcpy(due->label, lost->label, sizeof due->label);
	}
}

/* Most urgent first: what is critical, then by due day, then by strength. */
static bool is_more_urgent(const struct mw_plan *plan, const struct mw_milestone *a,
			   const struct mw_milestone *b)
{
	bool x = mw_engine_urgency(plan, a) == MW_URGENCY_CRITICAL;
	bool y = mw_engine_urgency(plan, b) == MW_URGENCY_CRITICAL;
	if (x != y)
		return x;
	if (a->due_day != b->due_day)
		return a->due_day < b->due_day;
	if (a->rule->strength != b->rule->strength)
		return a->rule->strength < b->rule->strength;
	return strcmp(a->id, b->id) < 0;
}

void engine_sort(const struct mw_plan *plan, struct dues *dues)
{
	for (size_t i = 1; i < dues->list.count; i++) {
		struct due due = dues->list.items[i];
		size_t at = i;
		for (; at > 0 &&
		       is_more_urgent(plan, due.milestone, dues->list.items[at - 1].milestone);
		     at--)
			dues->list.items[at] = dues->list.items[at - 1];
		dues->list.items[at] = due;
	}
}

void engine_collect(struct mw_engine *engine, struct dues *dues)
{
	for (size_t i = 0; i < engine->plan->milestones.count; i++)
		consider(engine, &engine->plan->milestones.items[i], dues);
}
