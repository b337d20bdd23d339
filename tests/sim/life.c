/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What happens in a life, by seed: sleep, clocks, moves, second thoughts, crashes.
 */
#include <stdio.h>
#include <string.h>

#include "sim.h"

static void wake_up(struct world *world)
{
	world_step(world, (struct mw_event){ .kind = MW_EVENT_WAKE });
}

static void pass(struct world *world, int64_t seconds)
{
	world->mono += seconds;
	world->now += seconds;
}

static void sleep_long(struct world *world)
{
	int64_t seconds = chance_percent(&world->chance, 70)
				  ? chance_from(&world->chance, 1800, 2 * DAY_S)
				  : chance_from(&world->chance, 2 * DAY_S, 21 * DAY_S);
	world_log(world, "asleep for %d h", (int)(seconds / 3600));
	world->counts.suspends++;
	pass(world, seconds);
	wake_up(world); /* the alarm is there at once */
}

static void set_clock(struct world *world)
{
	static const int spans[] = { 60, 3600, 6 * 3600, DAY_S, 9 * DAY_S };
	int span = spans[chance_below(&world->chance, 5)];
	int64_t by = chance_from(&world->chance, -span, span);
	world_log(world, "clock set by %lld s", (long long)by);
	world->counts.clock_steps++;
	world->now += by;
	wake_up(world);
	if (chance_percent(&world->chance, 60)) { /* and put right again */
		int64_t later = chance_from(&world->chance, 10, 3 * 3600);
		if (world->wake > world->now + later) {
			pass(world, later);
			world_log(world, "clock set back by %lld s", (long long)-by);
			world->now -= by;
			wake_up(world);
		}
	}
}

/* Any milestone of the plan, open ones first. */
static const struct mine *any_mine(struct world *world, bool is_open)
{
	for (int i = 0; i < 30; i++) {
		const struct mine *mine =
			&world->model.mines[chance_below(&world->chance, (int)world->model.count)];
		int days = mine->milestone->due_day - world->bundle->plan.today;
		if ((!is_open || model_is_open(mine)) && days > -30 && days < 60)
			return mine;
	}
	return &world->model.mines[chance_below(&world->chance, (int)world->model.count)];
}

/* What has been done or skipped by the command, somewhere in the ledger. */
static const struct mine *any_closed(struct world *world)
{
	const struct mine *found = NULL;
	int seen = 0;
	for (size_t i = 0; i < world->model.count; i++) {
		const struct mine *mine = &world->model.mines[i];
		for (size_t k = 0; k < mine->notes.count; k++)
			if ((mine->notes.items[k].verb == MW_VERB_DONE ||
			     mine->notes.items[k].verb == MW_VERB_SKIPPED) &&
			    chance_below(&world->chance, ++seen) == 0)
				found = mine;
	}
	return found;
}

/* The due that the command writes: of repeating work the current occurrence. */
static const char *due_of(struct world *world, const struct mine *mine)
{
	const char *due = mine->due;
	for (size_t i = 0; mine->milestone->rule->repeat_days && i < mine->points.count; i++)
		if (!i || mine->points.items[i].at <= world->now)
			due = mine->points.items[i].due;
	return due;
}

static void put_off(struct world *world, const struct mine *mine)
{
	char until[MW_DUE_TEXT_SIZE], day[MW_DAY_TEXT_SIZE];
	if (mine->milestone->rule->repeat_days == 1)
		return; /* lives in the calendar only */
	int64_t minutes = world->now / 60 + chance_from(&world->chance, 10, 10 * 1440);
	(void)snprintf(until, sizeof until, "%sT%02d:%02dZ",
		       mw_day_format((mw_day)(minutes / 1440), day), (int)(minutes % 1440 / 60),
		       (int)(minutes % 60));
	world_write(world, MW_VERB_SNOOZED, mine->milestone->id, due_of(world, mine), until);
}

static void use_command(struct world *world)
{
	const struct mine *mine = any_mine(world, true);
	const char *due = mine->milestone->rule->repeat_days ? due_of(world, mine) : "-";
	switch (chance_below(&world->chance, 8)) {
	case 0:
	case 1:
		world_write(world, MW_VERB_DONE, mine->milestone->id, due, "");
		break;
	case 2:
		world_write(world, MW_VERB_SKIPPED, mine->milestone->id, "-", "");
		break;
	case 3:
	case 4:
		mine = any_closed(world);
		if (!mine)
			return;
		due = mine->milestone->rule->repeat_days && chance_percent(&world->chance, 50)
			      ? due_of(world, mine)
			      : "-";
		world_write(world, MW_VERB_UNDONE, mine->milestone->id, due, "");
		break;
	default: /* a number, not an enum */
		put_off(world, mine);
		break;
	}
	if (chance_percent(&world->chance, 20)) {
		pass(world, 1);
		wake_up(world); /* before the change has been noticed */
	}
	world_reload(world);
}

static struct change *change_of(struct world *world, const char *id)
{
	struct settings *settings = &world->settings;
	for (size_t i = 0; i < settings->change_count; i++)
		if (!strcmp(settings->changes[i].id, id))
			return &settings->changes[i];
	if (settings->change_count == CHANGES_MOST || strlen(id) >= sizeof settings->changes[0].id)
		return NULL;
	struct change *change = &settings->changes[settings->change_count++];
	*change = (struct change){ .due = MW_DAY_NONE };
	(void)snprintf(change->id, sizeof change->id, "%s", id);
	return change;
}

static void change_shipped(struct world *world)
{
	const struct mine *mine = any_mine(world, false);
	struct change *change;
	if (mine->milestone->rule->is_own || mine->milestone->rule->repeat_days ||
	    !(change = change_of(world, mine->milestone->id)))
		return;
	switch (chance_below(&world->chance, 3)) {
	case 0:
		change->due = world->bundle->plan.today + chance_from(&world->chance, -3, 60);
		break;
	case 1:
		change->remind = settings_any_remind(&world->chance);
		break;
	default: /* a number, not an enum */
		change->is_skipped = !change->is_skipped;
		break;
	}
	world_log(world, "profile: %s changes", change->id);
}

static void change_own(struct world *world)
{
	struct settings *settings = &world->settings;
	struct chance *chance = &world->chance;
	struct own *own = &settings->own[chance_below(chance, (int)settings->own_count)];
	mw_day today = world->bundle->plan.today;
	bool has_season = today > 21093; /* October 2027 */
	if (has_season && settings->own_count < OWN_MOST && chance_percent(chance, 60)) {
		own = &settings->own[settings->own_count++];
		*own = (struct own){ .due = today + chance_from(chance, 2, 30),
				     .minute = chance_from(chance, 8 * 60, 20 * 60),
				     .zone = settings_any_zone(chance),
				     .remind = "7d 1d 0d 3h 30m",
				     .is_interview = true };
	} else if (chance_percent(chance, 60)) {
		own->due = today + chance_from(chance, -2, 40);
	} else if (chance_percent(chance, 50)) {
		own->remind = settings_any_remind(chance);
	} else {
		own->is_skipped = !own->is_skipped;
	}
	world_log(world, "profile: own-%d changes", (int)(own - settings->own));
}

static void edit(struct world *world)
{
	struct settings *settings = &world->settings;
	struct chance *chance = &world->chance;
	world->counts.edits++;
	switch (chance_below(chance, 8)) {
	case 0:
		settings->zone = settings_any_zone(chance);
		world_log(world, "profile: moves to %s", settings->zone);
		break;
	case 1:
		settings->quiet = settings_any_quiet(chance);
		world_log(world, "profile: quiet %s", settings->quiet);
		break;
	case 2:
		settings->at_minute = chance_below(chance, 1440);
		settings->digest_above = chance_from(chance, 1, 9);
		settings->overdue_days = chance_from(chance, 1, 14);
		world_log(world, "profile: other reminders");
		break;
	case 3:
	case 4:
		change_own(world);
		break;
	case 5:
		world_log(world, "profile: written again, or another zone of the machine");
		break;
	default: /* a number, not an enum */
		change_shipped(world);
		break;
	}
	world_reload(world);
}

static void trouble_server(struct world *world)
{
	switch (world->server) {
	case SERVER_UP:
		if (chance_percent(&world->chance, 40)) {
			world_log(world, "the server hangs");
			world->counts.hung++;
			world->server = SERVER_HUNG;
		} else if (chance_percent(&world->chance, 40)) {
			world->counts.server_losses++;
			world_server(world, SERVER_UP); /* another one has come at once */
		} else {
			world->counts.server_losses++;
			world_server(world, SERVER_AWAY);
		}
		return;
	case SERVER_AWAY:
	case SERVER_HUNG:
		world_server(world, SERVER_UP);
		return;
	}
}

static void happen(struct world *world)
{
	int what = chance_below(&world->chance, 100);
	if (world->is_disk_full && chance_percent(&world->chance, 50)) {
		world_log(world, "the disk has room again");
		world->is_disk_full = false;
		world_flush(world);
	} else if (world->server != SERVER_UP && chance_percent(&world->chance, 50)) {
		trouble_server(world);
	} else if (what < 12) {
		sleep_long(world);
	} else if (what < 22) {
		set_clock(world);
	} else if (what < 38) {
		edit(world);
	} else if (what < 60) {
		use_command(world);
	} else if (what < 68) {
		world_crash(world);
	} else if (what < 80) {
		trouble_server(world);
	} else if (what < 84) {
		world_log(world, "the disk is full");
		world->counts.disk_failures++;
		world->is_disk_full = true;
	} else {
		wake_up(world); /* an alarm that was set for what is gone */
	}
}

/* The first answer of the desktop that has come by now. */
static bool deliver(struct world *world)
{
	size_t first = world->replies.count;
	for (size_t i = 0; i < world->replies.count; i++)
		if (first == world->replies.count ||
		    world->replies.items[i].at < world->replies.items[first].at)
			first = i;
	if (first == world->replies.count || world->replies.items[first].at > world->mono)
		return false;
	struct reply reply = world->replies.items[first];
	memmove(&world->replies.items[first], &world->replies.items[first + 1],
		(--world->replies.count - first) * sizeof reply);
	if (reply.life != world->life)
		return true;
	if (reply.kind == MW_EVENT_FAILED)
		world->counts.failed++;
	world_step(world, (struct mw_event){ .kind = reply.kind, .popup = reply.popup });
	if (reply.kind == MW_EVENT_FAILED && world->server == SERVER_HUNG)
		world_server(world, SERVER_AWAY);
	return true;
}

static int64_t next_reply(const struct world *world)
{
	int64_t next = INT64_MAX;
	for (size_t i = 0; i < world->replies.count; i++)
		if (world->replies.items[i].at < next)
			next = world->replies.items[i].at;
	return next;
}

/* To the next alarm, answer or happening, whichever is first. */
static void advance(struct world *world, int64_t *happening)
{
	int64_t until_reply = next_reply(world);
	int64_t until = *happening < until_reply ? *happening : until_reply;
	int64_t alarm =
		world->wake == MW_WAKE_NEVER ? INT64_MAX : world->mono + (world->wake - world->now);
	if (alarm <= until) {
		pass(world, alarm > world->mono ? alarm - world->mono : 0);
		wake_up(world);
	} else if (until_reply <= *happening) {
		pass(world, until > world->mono ? until - world->mono : 0);
		(void)deliver(world);
	} else {
		pass(world, until > world->mono ? until - world->mono : 0);
		happen(world);
		bool is_well = world->server == SERVER_UP && !world->is_disk_full;
		int most = is_well || chance_percent(&world->chance, 15) ? 5 * DAY_S : DAY_S / 4;
		*happening = world->mono + chance_from(&world->chance, 60, most);
	}
}

/* The last days are calm, so that what is still to be said can be. */
static void calm_down(struct world *world)
{
	int64_t never = INT64_MAX, end;
	world->is_disk_full = false;
	world->settings.quiet = "none";
	world_reload(world);
	world_server(world, SERVER_UP);
	end = world->mono + 2 * DAY_S;
	for (int i = 0; i < 4000 && !world->is_failed; i++) {
		bool is_quiet = !world->obligations.count && !world->replies.count &&
				judge_is_settled(world);
		if ((world->mono > end && is_quiet) ||
		    (world->wake == MW_WAKE_NEVER && !world->replies.count))
			break;
		advance(world, &never);
	}
	if (!world->is_failed && world->obligations.count) {
		pass(world, 3600); /* nothing will come: only the pause after a failure is left */
		wake_up(world);
	}
}

void life_run(struct world *world)
{
	int64_t happening = world->mono + chance_below(&world->chance, DAY_S);
	int64_t end = world->mono + world->days * (int64_t)DAY_S;
	bool is_given = world->chance.bytes;
	world_reload(world);
	world_server(world, SERVER_UP);
	while (!world->is_failed && world->mono < end && (!is_given || world->chance.left))
		advance(world, &happening);
	if (!world->is_failed)
		calm_down(world);
	if (!world->is_failed)
		judge_end(world);
}
