/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Popups that are on the screen or on their way, and the actions that put them there.
 */
#include "state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *grow(void *items, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return items;
	*room = *room ? *room * 2 : 8;
	items = realloc(items, *room * size);
	if (!items)
		abort();
	return items;
}

static struct mw_action *act(struct mw_engine *engine, enum mw_action_kind kind, uint64_t popup)
{
	struct mw_action *action = MW_PUSH(&engine->scratch, &engine->actions.list);
	action->kind = kind;
	action->popup = popup;
	return action;
}

void engine_record(struct mw_engine *engine, enum mw_verb verb, const char *id, const char *due,
		   const char *argument)
{
	struct mw_action *action = act(engine, MW_ACTION_RECORD, 0);
	action->entry = (struct mw_ledger_entry){ engine->now,
						  verb,
						  engine->plan->profile->application_year,
						  mw_pool_string(&engine->scratch, id),
						  mw_pool_string(&engine->scratch, due),
						  mw_pool_string(&engine->scratch, argument) };
	*MW_PUSH(&engine->scratch, &engine->recorded.entries) = action->entry;
}

void engine_withdraw(struct mw_engine *engine, uint64_t popup)
{
	act(engine, MW_ACTION_WITHDRAW, popup);
}

struct popup *engine_popup_find(struct mw_engine *engine, uint64_t id)
{
	for (size_t i = 0; i < engine->popup_count; i++)
		if (engine->popups[i].id == id)
			return &engine->popups[i];
	return NULL;
}

void engine_popup_drop(struct mw_engine *engine, struct popup *popup)
{
	free(popup->items);
	*popup = engine->popups[--engine->popup_count];
}

/* The popup on the screen that speaks of this milestone alone. */
static struct popup *single_popup(struct mw_engine *engine, const char *id)
{
	for (size_t i = 0; i < engine->popup_count; i++)
		if (engine->popups[i].kind == MW_ACTION_SHOW &&
		    !strcmp(engine->popups[i].items[0].id, id))
			return &engine->popups[i];
	return NULL;
}

static struct item item_of(const struct due *due)
{
	struct item item = { .id = "" };
	(void)snprintf(item.id, sizeof item.id, "%s", due->milestone->id);
	memcpy(item.due, due->due, sizeof item.due);
	memcpy(item.label, due->label, sizeof item.label);
	return item;
}

void engine_show(struct mw_engine *engine, enum mw_action_kind kind, const struct due *dues,
		 size_t count, size_t named)
{
	struct popup *popup =
		kind == MW_ACTION_SHOW ? single_popup(engine, dues[0].milestone->id) : NULL;
	if (!popup) {
		engine->popups = grow(engine->popups, engine->popup_count, &engine->popup_room,
				      sizeof *engine->popups);
		popup = &engine->popups[engine->popup_count++];
		*popup = (struct popup){ .id = ++engine->last_id, .kind = kind, .count = count };
		popup->items = calloc(count, sizeof *popup->items);
		if (!popup->items)
			abort();
	}
	popup->state = POPUP_SENT;
	struct mw_telling *tellings = mw_pool_alloc(&engine->scratch, count * sizeof *tellings);
	enum mw_urgency urgency = MW_URGENCY_LOW;
	for (size_t i = 0; i < count; i++) {
		popup->items[i] = item_of(&dues[i]);
		tellings[i].milestone = dues[i].milestone;
		tellings[i].label = mw_pool_string(&engine->scratch, dues[i].label);
		tellings[i].due = mw_pool_string(&engine->scratch, dues[i].due);
		enum mw_urgency own = mw_engine_urgency(engine->plan, dues[i].milestone);
		urgency = own > urgency ? own : urgency;
	}
	struct mw_action *action = act(engine, kind, popup->id);
	action->tellings = tellings;
	action->count = named < count ? named : count;
	action->more = count - action->count;
	action->urgency = kind == MW_ACTION_GREETING && urgency < MW_URGENCY_NORMAL
				  ? MW_URGENCY_NORMAL
				  : urgency;
}

void engine_popup_lose(struct mw_engine *engine, const struct popup *popup)
{
	for (size_t i = 0; i < popup->count; i++) {
		if (!*popup->items[i].label)
			continue;
		engine->lost = grow(engine->lost, engine->lost_count, &engine->lost_room,
				    sizeof *engine->lost);
		engine->lost[engine->lost_count++] = popup->items[i];
	}
}
