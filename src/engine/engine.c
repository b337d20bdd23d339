/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One step: take in the event, drop popups that have lost their point, work out what is due, say it
 * if the hour and the server allow, and name the next instant.
 */
#include "state.h"

#include <stdlib.h>
#include <string.h>

#include "matchward/core/timeline.h"

#define RETRY_FIRST_S 30
#define RETRY_MOST_S 1800
#define GREETING_NAMES 3

struct mw_engine *mw_engine_new(void)
{
	struct mw_engine *engine = calloc(1, sizeof *engine);
	if (!engine)
		abort();
	return engine;
}

void mw_engine_free(struct mw_engine *engine)
{
	if (!engine)
		return;
	for (size_t i = 0; i < engine->popup_count; i++)
		free(engine->popups[i].items);
	free(engine->popups);
	free(engine->lost);
	mw_told_release(&engine->told);
	mw_pool_release(&engine->scratch);
	free(engine);
}

/* ---- saying it ---- */

static bool was_moved(const struct mw_engine *engine, const struct mw_milestone *milestone)
{
	return (milestone->fate == MW_FATE_MOVED || milestone->fate == MW_FATE_UNDER_WAY) &&
	       !mw_milestone_is_closed(milestone) &&
	       !mw_told_is_closed(&engine->told, milestone->id, "-");
}

/* Critical things by urgency, then what was moved by its new start, then whatever else is due. */
static void greet_with(struct mw_engine *engine, struct dues *all, const struct due *due)
{
	struct due *added = MW_PUSH(&engine->scratch, &all->list);
	bool has_moved = was_moved(engine, due->milestone);
	*added = *due;
	added->rank = mw_engine_urgency(engine->plan, due->milestone) == MW_URGENCY_CRITICAL ? 0
		      : has_moved                                                            ? 1
											     : 2;
	added->day = added->rank == 1 ? due->milestone->opens.day : due->milestone->due_day;
	added->then = due->milestone->due_day;
}

/*
 * The first word to somebody who starts late: what is critical, what was moved, and whatever is due
 * as well. False when nothing was moved: then there is nothing special to say.
 */
static bool greet(struct mw_engine *engine, const struct dues *dues)
{
	const struct mw_plan *plan = engine->plan;
	struct dues all = { .list = { NULL, 0, 0 } };
	const bool *is_due = engine_mark(engine, dues);
	bool has_moved = false;
	for (size_t i = 0; i < plan->milestones.count; i++) {
		struct due due = { .milestone = &plan->milestones.items[i] };
		if (!was_moved(engine, due.milestone))
			continue;
		has_moved = true;
		if (!is_due[i])
			greet_with(engine, &all, &due);
	}
	for (size_t i = 0; i < dues->list.count; i++)
		greet_with(engine, &all, &dues->list.items[i]);
	engine_sort(&all);
	if (has_moved)
		engine_show(engine, MW_ACTION_GREETING, all.list.items, all.list.count,
			    GREETING_NAMES);
	return has_moved;
}

static void say(struct mw_engine *engine, struct dues *dues)
{
	if (!engine->greeted) {
		engine->greeted = true;
		if (greet(engine, dues))
			return;
	}
	engine_collect_lost(engine, dues);
	engine->lost_count = 0;
	engine_rank(engine->plan, dues);
	engine_sort(dues);
	size_t count = dues->list.count;
	if (count > (size_t)engine->plan->profile->reminders.digest_above)
		engine_show(engine, MW_ACTION_DIGEST, dues->list.items, count, count);
	else
		for (size_t i = 0; i < count; i++)
			engine_show(engine, MW_ACTION_SHOW, &dues->list.items[i], 1, 1);
}

static void wake_by(struct mw_engine *engine, int64_t at)
{
	if (at > engine->now && at < engine->actions.wake_utc) {
		engine->actions.wake_utc = at;
		engine->actions.wake_for = NULL;
	}
}

static void retry_later(struct mw_engine *engine)
{
	engine->retry_s = engine->retry_s ? engine->retry_s * 2 : RETRY_FIRST_S;
	if (engine->retry_s > RETRY_MOST_S)
		engine->retry_s = RETRY_MOST_S;
	engine->retry_utc = engine->now + engine->retry_s;
}

/* What is due and cannot be said now, with its name. */
static void hold(struct mw_engine *engine, const struct dues *dues, size_t waiting,
		 enum mw_wait wait)
{
	struct mw_telling *held =
		mw_pool_alloc(&engine->scratch, (dues->list.count + 1) * sizeof *held);
	for (size_t i = 0; i < dues->list.count; i++) {
		held[i].milestone = dues->list.items[i].milestone;
		held[i].label = mw_pool_string(&engine->scratch, dues->list.items[i].label);
		held[i].due = mw_pool_string(&engine->scratch, dues->list.items[i].due);
	}
	engine->actions.waiting = waiting;
	engine->actions.wait = wait;
	engine->actions.held = held;
	engine->actions.held_count = dues->list.count;
}

/* The clock may have been set back since. */
static bool is_retry_ahead(struct mw_engine *engine)
{
	int64_t most = engine->now + (engine->retry_s ? engine->retry_s : RETRY_FIRST_S);
	if (engine->retry_utc > most)
		engine->retry_utc = most;
	return engine->retry_utc > engine->now;
}

static void decide(struct mw_engine *engine)
{
	struct dues dues = { .list = { NULL, 0, 0 } };
	const struct mw_plan *plan = engine->plan;
	int64_t quiet_end;
	engine_collect(engine, &dues);
	bool has_moved = false;
	for (size_t i = 0; !engine->greeted && i < plan->milestones.count; i++)
		has_moved = has_moved || was_moved(engine, &plan->milestones.items[i]);
	size_t waiting = dues.list.count + engine->lost_count + has_moved;
	if (!waiting)
		return;
	if (mw_reminder_is_quiet(plan->profile, engine->now, &quiet_end)) {
		hold(engine, &dues, waiting, MW_WAIT_QUIET);
		wake_by(engine, quiet_end);
	} else if (engine->server_is_up && !is_retry_ahead(engine)) {
		say(engine, &dues);
	} else {
		/* A server that appears says so; but one that is there and refuses does not call.
		 */
		if (!is_retry_ahead(engine))
			retry_later(engine);
		hold(engine, &dues, waiting, engine->server_is_up ? MW_WAIT_RETRY : MW_WAIT_SERVER);
		wake_by(engine, engine->retry_utc);
	}
}

/* ---- events ---- */

static void on_shown(struct mw_engine *engine, struct popup *popup)
{
	char day[MW_DAY_TEXT_SIZE];
	engine->retry_s = 0;
	popup->state = POPUP_SHOWN;
	if (popup->kind == MW_ACTION_GREETING)
		engine_record(engine, MW_VERB_TOLD, "-",
			      mw_day_format(engine->plan->first_day, day), "digest");
	for (size_t i = 0; i < popup->count; i++) {
		const struct item *item = &popup->items[i];
		const struct mw_milestone *milestone = mw_plan_find(engine->plan, item->id);
		if (!*item->label || !milestone)
			continue;
		/* Shown again for a new server, it has been recorded already. */
		if (!engine_is_told(engine, milestone, item->due, item->label))
			engine_record(engine, MW_VERB_TOLD, item->id, item->due, item->label);
	}
}

static void on_failed(struct mw_engine *engine, struct popup *popup)
{
	if (popup->kind == MW_ACTION_GREETING)
		engine->greeted = false;
	/* Several that fail together are one failure. */
	if (!is_retry_ahead(engine))
		retry_later(engine);
	if (popup->kind == MW_ACTION_SHOW)
		popup->state = POPUP_FAILED;
	else
		engine_popup_drop(engine, popup);
}

static void on_server(struct mw_engine *engine, bool is_up)
{
	engine->server_is_up = is_up;
	engine->retry_utc = INT64_MIN;
	engine->retry_s = 0;
	while (engine->popup_count) {
		struct popup *popup = &engine->popups[0];
		if (popup->kind == MW_ACTION_GREETING && popup->state == POPUP_SENT)
			engine->greeted = false;
		if (popup->state == POPUP_SHOWN)
			engine_popup_lose(engine, popup);
		engine_popup_drop(engine, popup);
	}
}

/* A person's answer, on a popup that speaks of one thing. */
static void on_answer(struct mw_engine *engine, struct popup *popup, enum mw_event_kind answer)
{
	const struct mw_plan *plan = engine->plan;
	for (size_t i = 0; i < popup->count; i++) {
		const struct item *item = &popup->items[i];
		const struct mw_milestone *milestone = mw_plan_find(plan, item->id);
		if (!milestone || !*item->label)
			continue;
		if (answer == MW_EVENT_DONE) {
			engine_record(engine, MW_VERB_DONE, item->id,
				      milestone->rule->repeat_days ? item->due : "-", "");
		} else if (answer == MW_EVENT_SNOOZE) {
			char until[MW_DUE_TEXT_SIZE];
			struct mw_date date = mw_date_of_day(plan->today + 1, MW_PROVENANCE_YOURS);
			date.minute = plan->profile->reminders.at_minute;
			date.zone = plan->profile->zone;
			engine_record(engine, MW_VERB_SNOOZED, item->id, item->due,
				      mw_reminder_due(&date, plan->profile->zone, until));
		} else {
			engine_record(engine, MW_VERB_SEEN, item->id, item->due, "");
		}
	}
	/* Of one that was on its way again it was the older face; the new one must not stay alone.
	 */
	if (answer != MW_EVENT_SEEN || popup->state == POPUP_SENT)
		engine_withdraw(engine, popup->id);
	engine_popup_drop(engine, popup);
}

static void on_popup(struct mw_engine *engine, const struct mw_event *event)
{
	struct popup *popup = engine_popup_find(engine, event->popup);
	if (!popup)
		return; /* gone already, with its server or by another answer */
	switch (event->kind) {
	case MW_EVENT_SHOWN:
		on_shown(engine, popup);
		return;
	case MW_EVENT_FAILED:
		on_failed(engine, popup);
		return;
	case MW_EVENT_DONE:
	case MW_EVENT_SNOOZE:
	case MW_EVENT_SEEN:
		on_answer(engine, popup, event->kind);
		return;
	case MW_EVENT_CLOSED:
		/* On its way again, it was the older face that went. */
		if (popup->state != POPUP_SENT)
			engine_popup_drop(engine, popup);
		return;
	case MW_EVENT_PLAN:
	case MW_EVENT_WAKE:
	case MW_EVENT_SERVER:
		return;
	}
}

/* A popup has lost its point when its milestone or occurrence is closed or gone, has another due
 * now, or has been put off by the command. */
static void withdraw_pointless(struct mw_engine *engine)
{
	for (size_t i = engine->popup_count; i-- > 0;) {
		struct popup *popup = &engine->popups[i];
		if (popup->kind != MW_ACTION_SHOW)
			continue;
		const struct item *item = &popup->items[0];
		const struct mw_milestone *milestone = mw_plan_find(engine->plan, item->id);
		if (engine_is_current(engine, milestone, item->due) &&
		    !engine_is_put_off(engine, milestone, item->due, item->label))
			continue;
		engine_withdraw(engine, popup->id);
		engine_popup_drop(engine, popup);
	}
}

void mw_engine_step(struct mw_engine *engine, const struct mw_event *event,
		    struct mw_actions *ret_actions)
{
	mw_pool_release(&engine->scratch);
	engine->actions =
		(struct mw_actions){ .wake_utc = MW_WAKE_NEVER, .next_utc = MW_WAKE_NEVER };
	engine->recorded = (struct mw_ledger){ .entries = { NULL, 0, 0 } };
	engine->now = event->now_utc;
	if (engine->retry_utc <= engine->now)
		engine->retry_utc = INT64_MIN; /* also when the clock is set back now */
	if (event->kind == MW_EVENT_PLAN) {
		engine->plan = event->plan;
		mw_told_fold(&engine->told, event->ledger, event->plan->profile->application_year);
		engine->greeted = engine->greeted || engine->told.anything;
	}
	mw_timeline_refresh(engine->plan, engine->now);
	if (event->kind == MW_EVENT_SERVER)
		on_server(engine, event->is_up);
	else
		on_popup(engine, event);
	mw_told_add(&engine->told, &engine->recorded, engine->plan->profile->application_year);
	withdraw_pointless(engine);
	decide(engine);
	*ret_actions = engine->actions;
}
