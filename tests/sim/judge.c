/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What must hold at each step, whatever happens: the engine says what the model says, no more and
 * no less, at the same moment; it wakes in time and for a reason; and nothing is lost.
 */
#include <stdlib.h>
#include <string.h>

#include "matchward/format/ledger_log.h"
#include "sim.h"

#define HOLD_S 1800 /* so long it may wait before it tries again */

static bool is_on_its_way(const struct world *world, const char *id)
{
	for (size_t i = 0; i < world->popups.count; i++)
		for (size_t k = 0; k < world->popups.items[i].count; k++)
			if (!world->popups.items[i].is_shown &&
			    !strcmp(world->popups.items[i].items[k].id, id))
				return true;
	return false;
}

static struct said *find_expected(struct world *world, const char *id)
{
	for (size_t i = 0; i < world->expected.count; i++)
		if (!strcmp(world->expected.items[i].id, id))
			return &world->expected.items[i];
	return NULL;
}

static void expect(struct world *world, const char *id, const char *due, const char *label)
{
	struct said *said = MW_PUSH(&world->pool, &world->expected);
	*said = (struct said){ .id = "" };
	(void)strncpy(said->id, id, sizeof said->id - 1);
	(void)strncpy(said->due, due, sizeof said->due - 1);
	(void)strncpy(said->label, label, sizeof said->label - 1);
}

/* What ought to be said now; then what a vanished server took with it. */
static void work_out(struct world *world)
{
	struct point point;
	world->expected.count = 0;
	for (size_t i = 0; i < world->model.count; i++) {
		const struct mine *mine = &world->model.mines[i];
		if (!is_on_its_way(world, mine->milestone->id) &&
		    model_is_due(mine, world->now, &point))
			expect(world, mine->milestone->id, point.due, point.label);
	}
	world->expected_dues = world->expected.count;
	for (size_t i = 0; i < world->lost.count; i++) {
		const struct said *lost = &world->lost.items[i];
		const struct mine *mine = model_find(&world->model, lost->id);
		if (mine && !find_expected(world, lost->id) && !is_on_its_way(world, lost->id) &&
		    model_may_return(&world->model, mine, lost, world->now))
			expect(world, lost->id, lost->due, lost->label);
	}
}

/* So many are to be named by a greeting; 0: there is none to give. */
static size_t count_greeting(struct world *world)
{
	size_t moved = 0, more = 0;
	for (size_t i = 0; i < world->model.count && !world->has_greeted; i++) {
		const struct mine *mine = &world->model.mines[i];
		if (!model_was_moved(mine))
			continue;
		struct said *said = find_expected(world, mine->milestone->id);
		moved++;
		more += !said || said >= world->expected.items + world->expected_dues;
	}
	return moved ? more + world->expected_dues : 0;
}

static size_t count_words(const struct mw_actions *actions, enum mw_action_kind kind)
{
	size_t count = 0;
	for (size_t i = 0; i < actions->list.count; i++)
		count += actions->list.items[i].kind == kind;
	return count;
}

static void check_telling(struct world *world, const struct mw_action *action, size_t i)
{
	const struct mw_telling *telling = &action->tellings[i];
	struct said *said = find_expected(world, telling->milestone->id);
	if (!said && action->kind == MW_ACTION_GREETING && !*telling->label)
		return; /* only named: moved by the late start */
	if (!said)
		world_fail(world, "says %s %s, which is not due", telling->milestone->id,
			   telling->label);
	else if (said < world->expected.items + world->expected_dues &&
		 strcmp(said->label, telling->label) != 0)
		world_fail(world, "says %s %s, but %s is due", said->id, telling->label,
			   said->label);
}

static void compare(struct world *world, const struct mw_actions *actions, size_t greeting)
{
	size_t singles = count_words(actions, MW_ACTION_SHOW),
	       digests = count_words(actions, MW_ACTION_DIGEST),
	       greetings = count_words(actions, MW_ACTION_GREETING), told = 0;
	size_t above = (size_t)world->bundle->profile.reminders.digest_above;
	if (singles > above)
		world_fail(world, "%zu popups at once, %zu are allowed", singles, above);
	if (digests + greetings > 1 || (digests + greetings && singles))
		world_fail(world, "a digest and something beside it");
	for (size_t i = 0; i < actions->list.count; i++) {
		const struct mw_action *action = &actions->list.items[i];
		if (action->kind == MW_ACTION_RECORD || action->kind == MW_ACTION_WITHDRAW)
			continue;
		told += action->count + action->more;
		for (size_t k = 0; k < action->count; k++)
			check_telling(world, action, k);
	}
	size_t expected = greeting ? greeting : world->expected.count;
	if (told != expected || (greeting != 0) != (greetings != 0))
		world_fail(world, "says %zu things, and %zu are due, the first is %s %s", told,
			   expected, world->expected.count ? world->expected.items[0].id : "none",
			   world->expected.count ? world->expected.items[0].label : "");
	if (!greetings && digests != (expected > above))
		world_fail(world, "%zu things and %zu digests", expected, digests);
}

void judge_words(struct world *world, const struct mw_actions *actions)
{
	int64_t quiet_end;
	bool is_quiet = model_is_quiet(&world->bundle->plan, world->now, &quiet_end);
	size_t words = count_words(actions, MW_ACTION_SHOW) +
		       count_words(actions, MW_ACTION_DIGEST) +
		       count_words(actions, MW_ACTION_GREETING);
	world->has_greeted = world->has_greeted || world->model.has_told;
	work_out(world);
	if (words && is_quiet)
		world_fail(world, "speaks in quiet hours");
	if (words && !world->server_is_up)
		world_fail(world, "speaks without a server");
	if (is_quiet || !world->server_is_up || (!words && world->mono < world->retry_until))
		return;
	size_t greeting = count_greeting(world);
	compare(world, actions, greeting);
	if (greeting || world->expected.count)
		world->has_greeted = true;
	if (!greeting)
		world->lost.count = 0;
}

bool judge_is_settled(const struct world *world)
{
	int64_t quiet_end;
	for (size_t i = 0; i < world->popups.count; i++)
		if (!world->popups.items[i].is_shown)
			return false;
	return world->server_is_up && world->mono >= world->retry_until && !world->lost.count &&
	       !model_is_quiet(&world->bundle->plan, world->now, &quiet_end);
}

static void check_wake(struct world *world)
{
	int64_t next = INT64_MAX, quiet_end, wake = world->wake;
	const char *next_id = "";
	work_out(world);
	bool is_waiting = world->expected.count || world->lost.count || count_greeting(world);
	for (size_t i = 0; i < world->model.count; i++) {
		int64_t at = model_next(&world->model.mines[i], world->now);
		if (at < next) {
			next = at;
			next_id = world->model.mines[i].milestone->id;
		}
	}
	if (wake <= world->now)
		world_fail(world, "wakes in the past");
	if (wake > next)
		world_fail(world, "wakes %lld s too late for %s", (long long)(wake - next),
			   next_id);
	if (is_waiting && model_is_quiet(&world->bundle->plan, world->now, &quiet_end)) {
		if (wake > quiet_end)
			world_fail(world, "sleeps past the end of quiet hours");
	} else if (is_waiting && world->expected.count) {
		if (wake > world->now + HOLD_S)
			world_fail(world, "something waits, and it sleeps on");
		world->counts.waits++;
	} else if (!is_waiting && wake != next) {
		world_fail(world, "wakes %lld s before %s for nothing", (long long)(next - wake),
			   next_id);
	}
}

static void note_obligations(struct world *world)
{
	for (size_t i = 0; i < world->model.count; i++) {
		const struct mine *mine = &world->model.mines[i];
		for (size_t k = 0; model_is_open(mine) && k < mine->points.count; k++) {
			const struct point *point = &mine->points.items[k];
			if (point->at > world->now)
				break;
			if (point->at <= world->looked_until)
				continue;
			struct obligation *obligation = MW_PUSH(&world->pool, &world->obligations);
			*obligation = (struct obligation){ .at = point->at };
			(void)strncpy(obligation->said.id, mine->milestone->id,
				      sizeof obligation->said.id - 1);
			memcpy(obligation->said.due, point->due, sizeof point->due);
			memcpy(obligation->said.label, point->label, sizeof point->label);
		}
	}
	world->looked_until = world->now;
}

static void account(struct world *world)
{
	for (size_t i = 0; i < world->obligations.count; i++) {
		const struct obligation *obligation = &world->obligations.items[i];
		struct point point = { .at = obligation->at };
		memcpy(point.due, obligation->said.due, sizeof point.due);
		memcpy(point.label, obligation->said.label, sizeof point.label);
		switch (model_account(&world->model, obligation->said.id, &point, world->now)) {
		case ACCOUNT_NONE:
			world_fail(world, "%s %s %s is lost", obligation->said.id,
				   obligation->said.due, obligation->said.label);
			return;
		case ACCOUNT_TOLD:
			world->counts.told++;
			break;
		case ACCOUNT_OVERTAKEN:
			world->counts.overtaken++;
			break;
		case ACCOUNT_CLOSED:
			world->counts.closed++;
			break;
		case ACCOUNT_MOVED:
			world->counts.moved++;
			break;
		}
	}
	world->obligations.count = 0;
}

/* A daemon that has only the ledger must know what this one knows. */
static void check_replay(struct world *world)
{
	struct mw_actions actions;
	struct mw_engine *engine = mw_engine_new();
	struct bundle *bundle =
		bundle_make(world->shipped, &world->settings, &world->file, world->now);
	for (size_t i = 0; i < world->outbox.count; i++)
		*MW_PUSH(&bundle->pool, &bundle->ledger.entries) = world->outbox.items[i];
	mw_engine_step(engine,
		       &(struct mw_event){ .kind = MW_EVENT_PLAN,
					   .now_utc = world->now,
					   .plan = &bundle->plan,
					   .ledger = &bundle->ledger },
		       &actions);
	mw_engine_step(
		engine,
		&(struct mw_event){ .kind = MW_EVENT_SERVER, .now_utc = world->now, .is_up = true },
		&actions);
	if (actions.list.count && actions.list.items[0].tellings)
		world_fail(world, "from the ledger alone it says again: %s",
			   actions.list.items[0].tellings[0].milestone->id);
	if (actions.wake_utc != world->wake)
		world_fail(world, "from the ledger alone it wakes %lld s later",
			   (long long)(actions.wake_utc - world->wake));
	mw_engine_free(engine);
	bundle_free(bundle);
	world->counts.replays++;
}

void judge_rest(struct world *world)
{
	if (world->is_failed)
		return;
	check_wake(world);
	note_obligations(world);
	if (world->is_failed || !judge_is_settled(world))
		return;
	account(world);
	if (!world->is_behind && chance_below(&world->chance, 60) == 0)
		check_replay(world);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The file holds each reminder once, and each line of it reads back as it was written. */
void judge_end(struct world *world)
{
	struct mw_pool pool = MW_POOL_INIT;
	struct mw_ledger ledger = { .entries = { NULL, 0, 0 } };
	struct mw_diags diags = MW_DIAGS_INIT;
	mw_auto(buf) again = MW_BUF_INIT;
	struct {
		MW_LIST(const char *) list;
	} told = { .list = { NULL, 0, 0 } };
	if (world->obligations.count)
		world_fail(world, "%zu reminders are not accounted for", world->obligations.count);
	(void)mw_ledger_read("ledger", world->file.text, world->file.len, &pool, &ledger, &diags);
	for (size_t i = 0; i < ledger.entries.count; i++) {
		const struct mw_ledger_entry *entry = &ledger.entries.items[i];
		mw_ledger_format(entry, &again);
		bool is_again = !strncmp(entry->argument, "again@", 6);
		if (entry->verb == MW_VERB_TOLD && !is_again) /* to put off twice is no fault */
			*MW_PUSH(&pool, &told.list) = mw_pool_printf(&pool, "%s %s %s", entry->id,
								     entry->due, entry->argument);
		world->counts.again += is_again;
	}
	if (diags.count || again.len != world->file.len ||
	    memcmp(again.text, world->file.text, again.len) != 0)
		world_fail(world, "the ledger does not read back");
	if (told.list.count)
		qsort(told.list.items, told.list.count, sizeof *told.list.items, by_text);
	for (size_t i = 1; i < told.list.count; i++)
		if (!strcmp(told.list.items[i - 1], told.list.items[i]))
			world_fail(world, "told twice: %s", told.list.items[i]);
	mw_diags_release(&diags);
	mw_pool_release(&pool);
}
