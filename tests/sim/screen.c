/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The screen: a notification server and the person in front of it, who answer some time later.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim.h"

struct popup *screen_find(struct world *world, uint64_t id)
{
	for (size_t i = 0; i < world->popups.count; i++)
		if (world->popups.items[i].id == id)
			return &world->popups.items[i];
	return NULL;
}

void screen_drop(struct world *world, struct popup *popup)
{
	free(popup->items);
	*popup = world->popups.items[--world->popups.count];
}

void screen_forget(struct world *world)
{
	while (world->popups.count)
		screen_drop(world, &world->popups.items[0]);
	world->lost.count = 0;
}

static void answer_later(struct world *world, enum mw_event_kind kind, uint64_t popup,
			 int64_t seconds)
{
	*MW_PUSH(&world->pool, &world->replies) =
		(struct reply){ world->mono + seconds, world->life, kind, popup };
}

/* What the person at the screen will do about it, some time. */
static void expect_person(struct world *world, const struct popup *popup, int64_t seconds)
{
	struct chance *chance = &world->chance;
	const struct mine *mine =
		popup->count ? model_find(&world->model, popup->items[0].id) : NULL;
	bool has_buttons =
		popup->kind == MW_ACTION_SHOW && mine && !mine->milestone->rule->is_event;
	int64_t later =
		seconds + 1 + chance_below(chance, chance_percent(chance, 30) ? 2 * DAY_S : 600);
	switch (chance_below(chance, 8)) {
	case 0:
		answer_later(world, has_buttons ? MW_EVENT_DONE : MW_EVENT_SEEN, popup->id, later);
		return;
	case 1:
	case 2:
		if (has_buttons && mine->milestone->status != MW_STATUS_MISSED) {
			answer_later(world, MW_EVENT_SNOOZE, popup->id, later);
			return;
		}
		/* fall through */
	case 3:
	case 4:
		answer_later(world, MW_EVENT_SEEN, popup->id, later);
		return;
	case 5:
		return; /* it stays for ever */
	default:        /* a number, not an enum */
		answer_later(world, MW_EVENT_CLOSED, popup->id,
			     seconds + 1 + chance_below(chance, 30));
		return;
	}
}

/* May a person see this again? */
static void note_display(struct world *world, const struct said *said)
{
	bool is_lost = false;
	for (size_t i = world->expected_dues; i < world->expected.count; i++)
		is_lost = is_lost || !strcmp(world->expected.items[i].id, said->id);
	for (size_t i = 0; i < world->displays.count; i++) {
		struct display *display = &world->displays.items[i];
		if (memcmp(&display->said, said, sizeof *said) != 0)
			continue;
		if (is_lost)
			world->counts.lost_repeats++;
		else if (display->is_recorded ||
			 (display->is_acked && display->life == world->life))
			world_fail(world, "%s %s is shown twice", said->id, said->label);
		else if (display->life != world->life)
			world->counts.crash_repeats++;
		else
			world->counts.server_repeats++;
		display->life = world->life;
		display->is_acked = false;
		return;
	}
	*MW_PUSH(&world->pool, &world->displays) =
		(struct display){ .said = *said, .life = world->life };
}

/* The server's answer to a popup. */
static void expect_server(struct world *world, const struct popup *popup)
{
	struct chance *chance = &world->chance;
	int64_t seconds = chance_percent(chance, 70) ? 0 : chance_below(chance, 20);
	if (world->server == SERVER_HUNG || world->server == SERVER_AWAY) {
		answer_later(world, MW_EVENT_FAILED, popup->id, 25);
	} else if (chance_percent(chance, 3)) {
		answer_later(world, MW_EVENT_FAILED, popup->id, seconds);
	} else {
		for (size_t i = 0; i < popup->count; i++)
			if (*popup->items[i].label)
				note_display(world, &popup->items[i]);
		answer_later(world, MW_EVENT_SHOWN, popup->id, seconds);
		expect_person(world, popup, seconds);
	}
}

void screen_cancel(struct world *world, uint64_t popup)
{
	for (size_t i = world->replies.count; i-- > 0;)
		if (world->replies.items[i].popup == popup)
			world->replies.items[i] = world->replies.items[--world->replies.count];
}

/* A new face for a popup whose old one somebody is just clicking away. */
static void cross(struct world *world, uint64_t popup)
{
	static const enum mw_event_kind kinds[] = { MW_EVENT_CLOSED, MW_EVENT_SEEN, MW_EVENT_DONE };
	enum mw_event_kind kind = kinds[chance_below(&world->chance, 3)];
	if (!chance_percent(&world->chance, 30))
		return;
	world->counts.crossings++;
	for (size_t i = 0; i < world->replies.count; i++)
		if (world->replies.items[i].popup == popup)
			world->replies.items[i].at += 2;
	/* The popup goes with the button, and with it perhaps the new face that still waits. */
	if (kind == MW_EVENT_SEEN && chance_percent(&world->chance, 50))
		screen_cancel(world, popup);
	answer_later(world, kind, popup, 0);
}

/* What is named on its way is not told beside it, until the server has answered. */
static void name_moved(struct world *world, struct popup *popup)
{
	size_t dues = popup->count;
	for (size_t i = 0; i < world->model.count; i++) {
		const struct mine *mine = &world->model.mines[i];
		bool is_elsewhere = !model_was_moved(mine);
		for (size_t k = 0; k < dues; k++)
			is_elsewhere =
				is_elsewhere || !strcmp(popup->items[k].id, mine->milestone->id);
		if (!is_elsewhere)
			(void)snprintf(popup->items[popup->count++].id, sizeof popup->items->id,
				       "%s", mine->milestone->id);
	}
}

void screen_show(struct world *world, const struct mw_action *action)
{
	struct popup *popup = screen_find(world, action->popup);
	bool was_there = popup;
	size_t count = action->kind == MW_ACTION_GREETING ? world->expected_dues : action->count;
	if (popup && !popup->is_shown)
		world_fail(world, "popup %d is shown again before it was answered",
			   (int)action->popup);
	if (popup)
		free(popup->items);
	else
		popup = MW_PUSH(&world->pool, &world->popups);
	screen_cancel(world, action->popup);
	*popup = (struct popup){ .id = action->popup, .kind = action->kind, .count = count };
	popup->items = calloc(count + world->model.count + 1, sizeof *popup->items);
	if (!popup->items)
		abort();
	for (size_t i = 0; i < count; i++) {
		struct said *said = &popup->items[i];
		*said = world->expected.items[i];
		for (size_t k = 0; action->kind != MW_ACTION_GREETING && k < world->expected.count;
		     k++)
			if (!strcmp(world->expected.items[k].id, action->tellings[i].milestone->id))
				*said = world->expected.items[k];
		world_log(world, "  popup %d %s %s %s %s", (int)action->popup,
			  action->kind == MW_ACTION_SHOW ? "alone" : "among others", said->id,
			  said->due, said->label);
	}
	if (action->kind == MW_ACTION_GREETING)
		name_moved(world, popup);
	expect_server(world, popup);
	if (was_there)
		cross(world, action->popup);
	switch (action->kind) {
	case MW_ACTION_SHOW:
		world->counts.singles++;
		break;
	case MW_ACTION_DIGEST:
		world->counts.digests++;
		break;
	case MW_ACTION_GREETING:
		world->counts.greetings++;
		break;
	case MW_ACTION_WITHDRAW:
	case MW_ACTION_RECORD:
		break;
	}
}
