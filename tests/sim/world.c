/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The machine and the daemon on it: what src/app does with the engine's actions, on a disk, a clock
 * and a notification server that are only numbers here.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "matchward/format/ledger_log.h"
#include "sim.h"

static void write_utc(int64_t utc, struct mw_buf *out)
{
	char day[MW_DAY_TEXT_SIZE];
	int64_t days = utc / DAY_S, second = utc % DAY_S;
	mw_buf_printf(out, "%s %02d:%02d:%02d", mw_day_format((mw_day)days, day),
		      (int)(second / 3600), (int)(second / 60 % 60), (int)(second % 60));
}

void world_log(struct world *world, const char *format, ...)
{
	va_list args;
	size_t start = world->log.len;
	write_utc(world->now, &world->log);
	mw_buf_puts(&world->log, "  ");
	va_start(args, format);
	mw_buf_vprintf(&world->log, format, args);
	va_end(args);
	mw_buf_putc(&world->log, '\n');
	if (world->is_verbose)
		(void)fputs(world->log.text + start, stdout);
}

void world_fail(struct world *world, const char *format, ...)
{
	mw_auto(buf) text = MW_BUF_INIT;
	va_list args;
	if (world->is_failed)
		return;
	va_start(args, format);
	mw_buf_vprintf(&text, format, args);
	va_end(args);
	world_log(world, "FAILED: %s", text.text);
	world->is_failed = true;
}

/* ---- the ledger ---- */

static void keep(struct mw_pool *pool, struct mw_ledger_entry *to,
		 const struct mw_ledger_entry *from)
{
	*to = *from;
	to->id = mw_pool_string(pool, from->id);
	to->due = mw_pool_string(pool, from->due);
	to->argument = mw_pool_string(pool, from->argument);
}

static void mark_recorded(struct world *world, const struct mw_ledger_entry *entry)
{
	for (size_t i = 0; entry->verb == MW_VERB_TOLD && i < world->displays.count; i++) {
		struct display *display = &world->displays.items[i];
		if (!strcmp(display->said.id, entry->id) &&
		    !strcmp(display->said.due, entry->due) &&
		    !strcmp(display->said.label, entry->argument))
			display->is_recorded = true;
	}
}

/* Put off twice until the same instant, it comes back twice. */
static void forget_agains(struct world *world, const char *id, const char *due)
{
	for (size_t i = world->displays.count; i-- > 0;) {
		struct display *display = &world->displays.items[i];
		if (!strncmp(display->said.label, "again@", 6) && !strcmp(display->said.id, id) &&
		    !strcmp(display->said.due, due))
			*display = world->displays.items[--world->displays.count];
	}
}

/* All or nothing, as the file on disk is appended to. Returns whether an act was among it. */
static bool flush(struct world *world)
{
	bool has_acted = false;
	if (world->is_disk_full || !world->outbox.count)
		return false;
	for (size_t i = 0; i < world->outbox.count; i++) {
		const struct mw_ledger_entry *entry = &world->outbox.items[i];
		mw_ledger_format(entry, &world->file);
		keep(&world->bundle->pool,
		     MW_PUSH(&world->bundle->pool, &world->bundle->ledger.entries), entry);
		has_acted = has_acted || entry->verb == MW_VERB_DONE;
		mark_recorded(world, entry);
	}
	mw_pool_release(&world->outbox_pool);
	world->outbox.items = NULL;
	world->outbox.count = world->outbox.room = 0;
	return has_acted;
}

void world_flush(struct world *world)
{
	if (flush(world))
		world_reload(world);
}

void world_write(struct world *world, enum mw_verb verb, const char *id, const char *due,
		 const char *argument)
{
	struct mw_ledger_entry entry = { world->now, verb, 2027, id, due, argument };
	mw_ledger_format(&entry, &world->file);
	world_log(world, "command writes %s %s %s %s", mw_verb_name(verb), id, due, argument);
	if (verb == MW_VERB_SNOOZED)
		forget_agains(world, id, due);
	world->counts.acts++;
	world->is_behind = true;
}

/* A first day, and what was planned again from it, is a promise. */
static void promise(struct world *world)
{
	const struct mw_plan *plan = &world->bundle->plan;
	char due[MW_DAY_TEXT_SIZE], start[MW_DAY_TEXT_SIZE];
	for (size_t i = 0; i < world->bundle->ledger.entries.count; i++)
		if (world->bundle->ledger.entries.items[i].verb == MW_VERB_FIRST_DAY)
			return;
	struct mw_ledger_entry first = {
		world->now, MW_VERB_FIRST_DAY, 2027, "-", mw_day_format(plan->first_day, due), ""
	};
	mw_ledger_format(&first, &world->file);
	for (size_t i = 0; i < plan->milestones.count; i++) {
		const struct mw_milestone *milestone = &plan->milestones.items[i];
		if (milestone->fate != MW_FATE_MOVED && milestone->fate != MW_FATE_UNDER_WAY)
			continue;
		struct mw_ledger_entry entry = { world->now,
						 MW_VERB_PLANNED,
						 2027,
						 milestone->id,
						 mw_day_format(milestone->due_day, due),
						 mw_day_format(milestone->opens.day, start) };
		mw_ledger_format(&entry, &world->file);
	}
}

/* ---- the daemon ---- */

static void note_records(struct world *world, const struct mw_actions *actions)
{
	for (size_t i = 0; i < actions->list.count; i++) {
		const struct mw_action *action = &actions->list.items[i];
		struct popup *popup = screen_find(world, action->popup);
		if (action->kind == MW_ACTION_WITHDRAW && popup) {
			screen_cancel(world, action->popup);
			screen_drop(world, popup);
		} else if (action->kind == MW_ACTION_RECORD) {
			model_note(&world->model, &action->entry);
			if (action->entry.verb == MW_VERB_SNOOZED)
				forget_agains(world, action->entry.id, action->entry.due);
			world_log(world, "  records %s %s %s %s", mw_verb_name(action->entry.verb),
				  action->entry.id, action->entry.due, action->entry.argument);
		}
	}
}

/* False: the daemon has died in between. */
static bool perform(struct world *world, const struct mw_actions *actions)
{
	for (size_t i = 0; i < actions->list.count; i++) {
		const struct mw_action *action = &actions->list.items[i];
		if (chance_below(&world->chance, 400) == 0)
			return false;
		switch (action->kind) {
		case MW_ACTION_SHOW:
		case MW_ACTION_DIGEST:
		case MW_ACTION_GREETING:
			screen_show(world, action);
			break;
		case MW_ACTION_RECORD:
			keep(&world->outbox_pool, MW_PUSH(&world->outbox_pool, &world->outbox),
			     &action->entry);
			break;
		case MW_ACTION_WITHDRAW:
			break;
		}
	}
	return true;
}

/* The popup that the event is about, as the test knows it. */
static void note_event(struct world *world, const struct mw_event *event)
{
	struct popup *popup = screen_find(world, event->popup);
	switch (event->kind) {
	case MW_EVENT_SHOWN:
		if (popup)
			popup->is_shown = true;
		for (size_t i = 0; popup && i < world->displays.count; i++)
			for (size_t k = 0; k < popup->count; k++)
				if (!memcmp(&world->displays.items[i].said, &popup->items[k],
					    sizeof(struct said)))
					world->displays.items[i].is_acked = true;
		return;
	case MW_EVENT_FAILED:
		world->retry_until = world->mono + 1800;
		if (popup && popup->kind == MW_ACTION_GREETING)
			world->has_greeted = false;
		/* fall through */
	case MW_EVENT_DONE:
	case MW_EVENT_SNOOZE:
	case MW_EVENT_SEEN:
		if (popup)
			screen_drop(world, popup);
		return;
	case MW_EVENT_CLOSED:
		/* On its way again, it is the old one that has closed. */
		if (popup && popup->is_shown)
			screen_drop(world, popup);
		return;
	case MW_EVENT_SERVER:
		for (size_t i = 0; i < world->popups.count; i++) {
			popup = &world->popups.items[i];
			if (popup->kind == MW_ACTION_GREETING && !popup->is_shown)
				world->has_greeted = false;
			for (size_t k = 0; popup->is_shown && k < popup->count; k++)
				if (*popup->items[k].label)
					*MW_PUSH(&world->pool, &world->lost) = popup->items[k];
		}
		while (world->popups.count)
			screen_drop(world, &world->popups.items[0]);
		world->retry_until = 0;
		world->server_is_up = event->is_up;
		return;
	case MW_EVENT_PLAN:
	case MW_EVENT_WAKE:
		return;
	}
}

static const char *event_name(enum mw_event_kind kind)
{
	static const char *const names[] = { "plan", "wake",     "server", "shown", "failed",
					     "done", "tomorrow", "seen",   "closed" };
	return names[kind];
}

void world_step(struct world *world, struct mw_event event)
{
	struct mw_actions actions;
	if (world->is_failed)
		return;
	event.now_utc = world->now;
	world->counts.steps++;
	world_log(world, "%s %d", event_name(event.kind),
		  event.kind == MW_EVENT_SERVER ? event.is_up : (int)event.popup);
	note_event(world, &event);
	mw_engine_step(world->engine, &event, &actions);
	if (event.kind == MW_EVENT_PLAN)
		model_load(&world->model, event.plan, event.ledger, world->end + 120 * DAY_S);
	note_records(world, &actions);
	judge_words(world, &actions);
	world->wake = actions.wake_utc;
	world->waiting = actions.waiting;
	if (!perform(world, &actions)) {
		world_crash(world);
		return;
	}
	judge_rest(world);
	world_flush(world);
}

void world_reload(struct world *world)
{
	struct bundle *old = world->bundle;
	world->bundle = bundle_make(world->shipped, &world->settings, &world->file, world->now);
	if (world->file.len == 0) {
		promise(world);
		bundle_free(world->bundle);
		world->bundle =
			bundle_make(world->shipped, &world->settings, &world->file, world->now);
	}
	for (size_t i = 0; i < world->outbox.count; i++)
		keep(&world->bundle->pool,
		     MW_PUSH(&world->bundle->pool, &world->bundle->ledger.entries),
		     &world->outbox.items[i]);
	world->counts.loads++;
	world->is_behind = false;
	world_step(world, (struct mw_event){ .kind = MW_EVENT_PLAN,
					     .plan = &world->bundle->plan,
					     .ledger = &world->bundle->ledger });
	bundle_free(old);
}

void world_server(struct world *world, enum server server)
{
	enum server old = world->server;
	world->server = server;
	if (server == SERVER_UP) {
		world_step(world, (struct mw_event){ .kind = MW_EVENT_SERVER, .is_up = true });
	} else if (server == SERVER_AWAY && old != SERVER_AWAY) {
		world_step(world, (struct mw_event){ .kind = MW_EVENT_SERVER, .is_up = false });
	}
}

/* What was not on disk is gone; a new daemon knows plan and ledger only. */
void world_crash(struct world *world)
{
	if (world->is_failed)
		return;
	world_log(world, "crash");
	world->counts.crashes++;
	world->life++;
	mw_pool_release(&world->outbox_pool);
	world->outbox.items = NULL;
	world->outbox.count = world->outbox.room = 0;
	screen_forget(world);
	mw_engine_free(world->engine);
	world->engine = mw_engine_new();
	world->server_is_up = false;
	world->retry_until = 0;
	world->has_greeted = false;
	world_reload(world);
	if (world->server == SERVER_UP)
		world_server(world, SERVER_UP);
}

void world_begin(struct world *world, const struct shipped *shipped, uint64_t seed, int days,
		 const uint8_t *bytes, size_t size)
{
	*world = (struct world){ .seed = seed,
				 .chance = { seed * 0x2545f4914f6cdd1du + 88172645463325252u, bytes,
					     size },
				 .shipped = shipped,
				 .log = MW_BUF_INIT,
				 .file = MW_BUF_INIT };
	settings_draw(&world->settings, &world->chance, seed, days, shipped, &world->now);
	world->days = days;
	world->mono = 1000000;
	world->end = world->now + days * (int64_t)DAY_S;
	world->looked_until = world->now;
	world->engine = mw_engine_new();
}

void world_release(struct world *world)
{
	screen_forget(world);
	mw_engine_free(world->engine);
	bundle_free(world->bundle);
	model_release(&world->model);
	mw_pool_release(&world->pool);
	mw_pool_release(&world->outbox_pool);
	mw_buf_release(&world->log);
	mw_buf_release(&world->file);
}
