/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The engine step by step: what it shows, records and waits for. Kolkata; 09:00 there is 03:30Z.
 *
 * The little world here does what the daemon does: it keeps the ledger, and answers a popup when
 * told to.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "matchward/engine/engine.h"
#include "plan_fixture.h"

struct world {
	struct fixture f;
	struct mw_ledger ledger;
	struct mw_engine *engine;
	struct mw_actions actions; /* of the last step */
	int64_t now;
};

static int64_t at(const char *day, int hour, int minute)
{
	return (int64_t)fixture_day(day) * 86400 + hour * 3600 + minute * 60;
}

static int setup(void **state)
{
	struct world *w = calloc(1, sizeof *w);
	if (!w)
		abort();
	fixture_init(&w->f);
	w->f.profile.zone = &fixture_kolkata;
	w->f.plan.first_day = fixture_day("2027-01-01");
	w->engine = mw_engine_new();
	w->now = at("2027-06-01", 4, 0);
	*state = w;
	return 0;
}

static int teardown(void **state)
{
	struct world *w = *state;
	mw_engine_free(w->engine);
	fixture_release(&w->f);
	free(w);
	return 0;
}

static void step(struct world *w, struct mw_event event)
{
	event.now_utc = w->now;
	event.plan = &w->f.plan;
	event.ledger = &w->ledger;
	mw_engine_step(w->engine, &event, &w->actions);
	for (size_t i = 0; i < w->actions.list.count; i++) {
		const struct mw_action *action = &w->actions.list.items[i];
		if (action->kind != MW_ACTION_RECORD)
			continue;
		struct mw_ledger_entry *entry = MW_PUSH(&w->f.pool, &w->ledger.entries);
		*entry = action->entry;
		entry->id = mw_pool_string(&w->f.pool, entry->id);
		entry->due = mw_pool_string(&w->f.pool, entry->due);
		entry->argument = mw_pool_string(&w->f.pool, entry->argument);
	}
	assert_true(w->actions.wake_utc > w->now);
}

static void simple(struct world *w, enum mw_event_kind kind)
{
	step(w, (struct mw_event){ .kind = kind });
}

static void server(struct world *w, bool is_up)
{
	step(w, (struct mw_event){ .kind = MW_EVENT_SERVER, .is_up = is_up });
}

static void answer(struct world *w, enum mw_event_kind kind, uint64_t popup)
{
	step(w, (struct mw_event){ .kind = kind, .popup = popup });
}

/* The only action of this kind; fails if there is not exactly one. */
static const struct mw_action *only(const struct world *w, enum mw_action_kind kind)
{
	const struct mw_action *found = NULL;
	for (size_t i = 0; i < w->actions.list.count; i++)
		if (w->actions.list.items[i].kind == kind) {
			assert_null(found);
			found = &w->actions.list.items[i];
		}
	assert_non_null(found);
	return found;
}

static size_t count(const struct world *w, enum mw_action_kind kind)
{
	size_t n = 0;
	for (size_t i = 0; i < w->actions.list.count; i++)
		n += w->actions.list.items[i].kind == kind;
	return n;
}

/* A milestone due on this day with one lead on the day, at 09:00 in Kolkata. */
static void task(struct world *w, const char *id, const char *due)
{
	fixture_add(&w->f, id, id, "2027-03-01", due);
	fixture_set_leads(&w->f, id, "0d");
}

/* Plan and server are there; the clock stands at 09:30 in Kolkata on 1 June. */
static void begin(struct world *w)
{
	simple(w, MW_EVENT_PLAN);
	server(w, true);
}

static void what_is_due_is_shown_and_recorded_once(void **state)
{
	struct world *w = *state;
	task(w, "list", "2027-06-01");
	begin(w);
	const struct mw_action *show = only(w, MW_ACTION_SHOW);
	assert_string_equal(show->tellings[0].milestone->id, "list");
	assert_string_equal(show->tellings[0].label, "0d");
	uint64_t popup = show->popup;
	simple(w, MW_EVENT_WAKE); /* it is on its way: not again */
	assert_int_equal(w->actions.list.count, 0);
	answer(w, MW_EVENT_SHOWN, popup);
	const struct mw_action *record = only(w, MW_ACTION_RECORD);
	assert_int_equal(record->entry.verb, MW_VERB_TOLD);
	assert_int_equal(record->entry.year, 2027);
	assert_string_equal(record->entry.id, "list");
	assert_string_equal(record->entry.due, "2027-06-01");
	assert_string_equal(record->entry.argument, "0d");
	simple(w, MW_EVENT_WAKE);
	assert_int_equal(w->actions.list.count, 0);
	simple(w, MW_EVENT_PLAN);
	assert_int_equal(w->actions.list.count, 0);
	assert_int_equal(w->actions.wake_utc,
			 at("2027-06-08", 3, 30)); /* overdue after seven days */
}

/* A new process knows only the ledger: what was recorded is not told again, what was not is. */
static void a_crash_before_the_record_tells_again(void **state)
{
	struct world *w = *state;
	task(w, "list", "2027-06-01");
	begin(w);
	uint64_t popup = only(w, MW_ACTION_SHOW)->popup;
	mw_engine_free(w->engine);
	w->engine = mw_engine_new();
	begin(w);
	popup = only(w, MW_ACTION_SHOW)->popup;
	answer(w, MW_EVENT_SHOWN, popup);
	mw_engine_free(w->engine);
	w->engine = mw_engine_new();
	begin(w);
	assert_int_equal(w->actions.list.count, 0);
}

static void without_a_server_it_waits(void **state)
{
	struct world *w = *state;
	task(w, "list", "2027-06-01");
	simple(w, MW_EVENT_PLAN);
	assert_int_equal(w->actions.list.count, 0);
	assert_int_equal(w->actions.waiting, 1);
	assert_int_equal(w->actions.wake_utc,
			 w->now + 30); /* one that is there but refused does not call */
	w->now += 3600;
	simple(w, MW_EVENT_WAKE);
	assert_int_equal(w->actions.waiting, 1);
	server(w, true);
	only(w, MW_ACTION_SHOW);
	assert_int_equal(w->actions.waiting, 0);
}

/* Three leads of one milestone in one backlog: only the nearest is told, and the others never. */
static void of_several_leads_the_nearest(void **state)
{
	struct world *w = *state;
	task(w, "list", "2027-06-03");
	fixture_set_leads(&w->f, "list", "30d 14d 3d 1d");
	begin(w);
	const struct mw_action *show = only(w, MW_ACTION_SHOW);
	assert_string_equal(show->tellings[0].label, "3d");
	answer(w, MW_EVENT_SHOWN, show->popup);
	assert_int_equal(w->actions.wake_utc, at("2027-06-02", 3, 30));
	w->now = at("2027-06-02", 3, 30);
	simple(w, MW_EVENT_WAKE);
	assert_string_equal(only(w, MW_ACTION_SHOW)->tellings[0].label, "1d");
}

/* Three at once are three popups; four are one digest, most urgent first, and all are recorded. */
static void more_than_three_become_one_digest(void **state)
{
	struct world *w = *state;
	task(w, "a", "2027-06-01");
	task(w, "b", "2027-06-01");
	task(w, "c", "2027-05-31");
	begin(w);
	assert_int_equal(count(w, MW_ACTION_SHOW), 3);
	mw_engine_free(w->engine);
	w->engine = mw_engine_new();
	task(w, "d", "2027-06-01");
	fixture_rule(&w->f, "d")->strength = MW_STRENGTH_HARD;
	begin(w);
	const struct mw_action *digest = only(w, MW_ACTION_DIGEST);
	assert_int_equal(w->actions.list.count, 1);
	assert_int_equal(digest->count, 4);
	assert_string_equal(digest->tellings[0].milestone->id,
			    "d"); /* hard and due today: critical */
	assert_string_equal(digest->tellings[1].milestone->id, "c");
	assert_int_equal(digest->urgency, MW_URGENCY_CRITICAL);
	answer(w, MW_EVENT_SHOWN, digest->popup);
	assert_int_equal(count(w, MW_ACTION_RECORD), 4);
	simple(w, MW_EVENT_WAKE);
	assert_int_equal(w->actions.list.count, 0);
}

/* A first start late in the season says one thing: three names, the rest counted. */
static void a_late_first_start_greets_once(void **state)
{
	static const char *const ids[] = { "a", "b", "c", "d", "e" };
	struct world *w = *state;
	w->f.plan.first_day = fixture_day("2027-06-01");
	for (int i = 0; i < 5; i++) {
		task(w, ids[i], "2027-06-20");
		fixture_find(&w->f, ids[i])->fate = MW_FATE_MOVED;
		fixture_find(&w->f, ids[i])->opens =
			mw_date_of_day(fixture_day("2027-06-10") - i, MW_PROVENANCE_ADVICE);
	}
	task(w, "today", "2027-06-01");
	begin(w);
	const struct mw_action *greeting = only(w, MW_ACTION_GREETING);
	assert_int_equal(w->actions.list.count, 1);
	assert_int_equal(greeting->count, 3);
	assert_int_equal(greeting->more, 3);
	assert_string_equal(greeting->tellings[0].milestone->id, "e"); /* starts first */
	answer(w, MW_EVENT_SHOWN, greeting->popup);
	/* The greeting itself, and the one reminder that was due with it. */
	assert_int_equal(count(w, MW_ACTION_RECORD), 2);
	assert_string_equal(w->ledger.entries.items[0].id, "-");
	assert_string_equal(w->ledger.entries.items[1].id, "today");
	mw_engine_free(w->engine);
	w->engine = mw_engine_new();
	begin(w);
	assert_int_equal(w->actions.list.count, 0);
}

static void quiet_hours_hold_everything_back(void **state)
{
	struct world *w = *state;
	w->f.profile.reminders.quiet_from = 9 * 60 + 15;
	/* after the word of 09:00 */ /* 09:00-11:00; now is 09:30 */
	w->f.profile.reminders.quiet_to = 11 * 60;
	task(w, "list", "2027-05-31");
	fixture_set_leads(&w->f, "list", "1d");
	begin(w);
	assert_int_equal(w->actions.list.count, 0);
	assert_int_equal(w->actions.waiting, 1);
	assert_int_equal(w->actions.wake_utc, at("2027-06-01", 5, 30));
	w->now = at("2027-06-01", 5, 30);
	simple(w, MW_EVENT_WAKE);
	only(w, MW_ACTION_SHOW);
}

static void done_is_recorded_and_closes_the_popup(void **state)
{
	struct world *w = *state;
	task(w, "list", "2027-06-01");
	begin(w);
	uint64_t popup = only(w, MW_ACTION_SHOW)->popup;
	answer(w, MW_EVENT_SHOWN, popup);
	answer(w, MW_EVENT_DONE, popup);
	assert_int_equal(only(w, MW_ACTION_RECORD)->entry.verb, MW_VERB_DONE);
	assert_string_equal(only(w, MW_ACTION_RECORD)->entry.due, "-");
	assert_int_equal(only(w, MW_ACTION_WITHDRAW)->popup, popup);
	answer(w, MW_EVENT_CLOSED, popup); /* the server's answer to the withdrawal: nothing more */
	assert_int_equal(w->actions.list.count, 0);
}

/* Done on a weekly popup closes this week only. */
static void done_of_a_repetition_is_of_its_day(void **state)
{
	struct world *w = *state;
	fixture_add(&w->f, "journal", "Journal", "2027-06-01", "2027-07-31");
	fixture_rule(&w->f, "journal")->repeat_days = 7;
	begin(w);
	uint64_t popup = only(w, MW_ACTION_SHOW)->popup;
	answer(w, MW_EVENT_SHOWN, popup);
	answer(w, MW_EVENT_DONE, popup);
	assert_string_equal(only(w, MW_ACTION_RECORD)->entry.due, "2027-06-01");
	assert_int_equal(w->actions.wake_utc, at("2027-06-08", 3, 30));
}

static void tomorrow_means_tomorrow_at_the_hour(void **state)
{
	struct world *w = *state;
	task(w, "list", "2027-06-01");
	begin(w);
	uint64_t popup = only(w, MW_ACTION_SHOW)->popup;
	answer(w, MW_EVENT_SHOWN, popup);
	answer(w, MW_EVENT_SNOOZE, popup);
	assert_int_equal(only(w, MW_ACTION_RECORD)->entry.verb, MW_VERB_SNOOZED);
	assert_string_equal(only(w, MW_ACTION_RECORD)->entry.argument, "2027-06-02T03:30Z");
	assert_int_equal(w->actions.wake_utc, at("2027-06-02", 3, 30));
	w->now = at("2027-06-02", 3, 30);
	simple(w, MW_EVENT_PLAN); /* also after a restart: the ledger has it */
	const struct mw_action *show = only(w, MW_ACTION_SHOW);
	assert_string_equal(show->tellings[0].label, "again@2027-06-02T03:30Z");
	answer(w, MW_EVENT_SHOWN, show->popup);
	simple(w, MW_EVENT_PLAN);
	assert_int_equal(w->actions.list.count, 0);
}

/* As the command writes it: the ledger is read again. */
static void put_off(struct world *w, const char *id, const char *due, const char *until)
{
	*MW_PUSH(&w->f.pool, &w->ledger.entries) =
		(struct mw_ledger_entry){ w->now, MW_VERB_SNOOZED, 2027, id, due, until };
	simple(w, MW_EVENT_PLAN);
}

/* Due on 10 June with words on 3, 7 and 9 June, and one a week after the due. Put off on 3 June
 * until 15 June, 12:00 in India: its popup goes, the words of 7 and 9 June are not said. */
static void what_is_put_off_is_silent(void **state)
{
	struct world *w = *state;
	task(w, "list", "2027-06-10");
	fixture_set_leads(&w->f, "list", "7d 3d 1d");
	w->now = at("2027-06-03", 4, 0);
	begin(w);
	uint64_t popup = only(w, MW_ACTION_SHOW)->popup;
	answer(w, MW_EVENT_SHOWN, popup);
	/* Without a latest the due is the deadline; with one it may be passed. */
	fixture_find(&w->f, "list")->latest =
		mw_date_of_day(fixture_day("2027-06-30"), MW_PROVENANCE_ADVICE);
	put_off(w, "list", "2027-06-10", "2027-06-15T06:30Z");
	assert_int_equal(only(w, MW_ACTION_WITHDRAW)->popup, popup);
	assert_int_equal(w->actions.wake_utc, at("2027-06-15", 6, 30));
	assert_string_equal(w->actions.next.label, "again@2027-06-15T06:30Z");
	w->now = at("2027-06-09", 4, 0);
	simple(w, MW_EVENT_WAKE);
	assert_int_equal(w->actions.list.count, 0);

	/* The last word counts, in both directions. */
	put_off(w, "list", "2027-06-10", "2027-06-20T03:30Z");
	assert_int_equal(w->actions.wake_utc, at("2027-06-20", 3, 30));
	put_off(w, "list", "2027-06-10", "2027-06-12T03:30Z");
	assert_int_equal(w->actions.wake_utc, at("2027-06-12", 3, 30));
	w->now = at("2027-06-12", 3, 30);
	simple(w, MW_EVENT_WAKE);
	const struct mw_action *show = only(w, MW_ACTION_SHOW);
	assert_string_equal(show->tellings[0].label, "again@2027-06-12T03:30Z");
	answer(w, MW_EVENT_SHOWN, show->popup);
	assert_int_equal(w->actions.wake_utc, at("2027-06-17", 3, 30)); /* a week after the due */
}

/* Due at 18:00 in India (12:30Z) with a word three hours before it and nothing after it: Tomorrow
 * on that morning must not swallow that word. */
static void a_deadline_is_not_slept_through(void **state)
{
	struct world *w = *state;
	task(w, "call", "2027-06-01");
	fixture_find(&w->f, "call")->due = fixture_at("2027-06-01", 18, 0, &fixture_kolkata);
	fixture_set_leads(&w->f, "call", "0d 3h");
	begin(w);
	uint64_t popup = only(w, MW_ACTION_SHOW)->popup;
	answer(w, MW_EVENT_SHOWN, popup);
	answer(w, MW_EVENT_SNOOZE, popup);
	assert_int_equal(w->actions.wake_utc, at("2027-06-01", 9, 30));
}

/* What waits has a name, and its reason. */
static void what_waits_is_named(void **state)
{
	struct world *w = *state;
	task(w, "list", "2027-06-01");
	task(w, "later", "2027-06-05");
	simple(w, MW_EVENT_PLAN);
	assert_int_equal(w->actions.waiting, 1);
	assert_int_equal(w->actions.wait, MW_WAIT_SERVER);
	assert_int_equal(w->actions.held_count, 1);
	assert_string_equal(w->actions.held[0].milestone->id, "list");
	/* A retry comes before the next reminder, but is none. */
	assert_true(w->actions.wake_utc < at("2027-06-05", 3, 30));
	assert_int_equal(w->actions.next_utc, at("2027-06-05", 3, 30));
	assert_string_equal(w->actions.next.milestone->id, "later");
	assert_string_equal(w->actions.next.label, "0d");
	w->f.profile.reminders.quiet_from = 9 * 60 + 15; /* after the word of 09:00 */
	w->f.profile.reminders.quiet_to = 10 * 60;
	simple(w, MW_EVENT_PLAN);
	assert_int_equal(w->actions.wait, MW_WAIT_QUIET);
	w->f.profile.reminders.quiet_to = 9 * 60 + 15;
	server(w, true);
	assert_int_equal(w->actions.wait, MW_WAIT_NOTHING);
	answer(w, MW_EVENT_FAILED, only(w, MW_ACTION_SHOW)->popup);
	assert_int_equal(w->actions.wait, MW_WAIT_RETRY);
}

/* Dismissed means seen, not done; expiry means nothing at all. */
static void seen_is_not_done(void **state)
{
	struct world *w = *state;
	task(w, "list", "2027-06-01");
	begin(w);
	uint64_t popup = only(w, MW_ACTION_SHOW)->popup;
	answer(w, MW_EVENT_SHOWN, popup);
	answer(w, MW_EVENT_SEEN, popup);
	assert_int_equal(only(w, MW_ACTION_RECORD)->entry.verb, MW_VERB_SEEN);
	assert_int_equal(w->actions.wake_utc, at("2027-06-08", 3, 30)); /* still open */
}

/* A server takes its popups with it: what nobody answered is shown once more, without a second
 * record. */
static void a_lost_popup_is_shown_again(void **state)
{
	struct world *w = *state;
	task(w, "list", "2027-06-01");
	task(w, "other", "2027-06-01");
	begin(w);
	uint64_t first = w->actions.list.items[0].popup, second = w->actions.list.items[1].popup;
	answer(w, MW_EVENT_SHOWN, first);
	answer(w, MW_EVENT_SHOWN, second);
	answer(w, MW_EVENT_SEEN, second);
	server(w, false);
	assert_int_equal(w->actions.list.count, 0);
	server(w, true);
	const struct mw_action *show = only(w, MW_ACTION_SHOW);
	assert_string_equal(show->tellings[0].milestone->id, "list");
	answer(w, MW_EVENT_SHOWN, show->popup);
	assert_int_equal(count(w, MW_ACTION_RECORD), 0);
}

static void a_failure_is_tried_again_later(void **state)
{
	struct world *w = *state;
	task(w, "list", "2027-06-01");
	begin(w);
	answer(w, MW_EVENT_FAILED, only(w, MW_ACTION_SHOW)->popup);
	assert_int_equal(count(w, MW_ACTION_SHOW), 0);
	assert_int_equal(w->actions.wake_utc, w->now + 30);
	w->now += 30;
	simple(w, MW_EVENT_WAKE);
	answer(w, MW_EVENT_FAILED, only(w, MW_ACTION_SHOW)->popup);
	assert_int_equal(w->actions.wake_utc, w->now + 60); /* and more and more rarely */
}

/* Not seen yet, the first words are said when they can be; the moved plan is not told in pieces. */
static void a_greeting_that_got_lost_comes_again(void **state)
{
	struct world *w = *state;
	w->f.plan.first_day = fixture_day("2027-06-01");
	task(w, "a", "2027-06-20");
	fixture_find(&w->f, "a")->fate = MW_FATE_MOVED;
	begin(w);
	answer(w, MW_EVENT_FAILED, only(w, MW_ACTION_GREETING)->popup);
	assert_int_equal(w->actions.list.count, 0);
	w->now += 30;
	simple(w, MW_EVENT_WAKE);
	only(w, MW_ACTION_GREETING);
	server(w, false); /* gone before it answered */
	server(w, true);
	const struct mw_action *greeting = only(w, MW_ACTION_GREETING);
	answer(w, MW_EVENT_SHOWN, greeting->popup);
	assert_string_equal(only(w, MW_ACTION_RECORD)->entry.id, "-");
	mw_engine_free(NULL);
	server(w, false); /* shown and recorded: not again */
	server(w, true);
	assert_int_equal(count(w, MW_ACTION_GREETING), 0);
}

/* The user moved the due: the old popup goes, the new due is told anew. */
static void a_moved_due_is_told_anew(void **state)
{
	struct world *w = *state;
	task(w, "list", "2027-06-01");
	begin(w);
	uint64_t popup = only(w, MW_ACTION_SHOW)->popup;
	answer(w, MW_EVENT_SHOWN, popup);
	struct mw_milestone *list = fixture_find(&w->f, "list");
	list->due = mw_date_of_day(fixture_day("2027-06-05"), MW_PROVENANCE_YOURS);
	list->due_day = list->due.day;
	simple(w, MW_EVENT_PLAN);
	assert_int_equal(only(w, MW_ACTION_WITHDRAW)->popup, popup);
	assert_int_equal(w->actions.wake_utc, at("2027-06-05", 3, 30));
}

/* Closed by the command while its popup is up. */
static void what_is_closed_elsewhere_is_withdrawn(void **state)
{
	struct world *w = *state;
	task(w, "list", "2027-06-01");
	begin(w);
	uint64_t popup = only(w, MW_ACTION_SHOW)->popup;
	answer(w, MW_EVENT_SHOWN, popup);
	fixture_find(&w->f, "list")->is_done = true;
	simple(w, MW_EVENT_PLAN);
	assert_int_equal(only(w, MW_ACTION_WITHDRAW)->popup, popup);
	assert_int_equal(w->actions.wake_utc, MW_WAKE_NEVER);
}

/* A nearer lead takes the place of the popup that still stands there. */
static void a_nearer_lead_replaces_the_popup(void **state)
{
	struct world *w = *state;
	task(w, "list", "2027-06-02");
	fixture_set_leads(&w->f, "list", "1d 0d");
	begin(w);
	uint64_t popup = only(w, MW_ACTION_SHOW)->popup;
	answer(w, MW_EVENT_SHOWN, popup);
	w->now = at("2027-06-02", 3, 30);
	simple(w, MW_EVENT_WAKE);
	assert_int_equal(only(w, MW_ACTION_SHOW)->popup, popup);
	assert_string_equal(only(w, MW_ACTION_SHOW)->tellings[0].label, "0d");
}

/* The clock goes back a day: nothing repeats, and the wake lies ahead of the new now. */
static void a_clock_set_back_repeats_nothing(void **state)
{
	struct world *w = *state;
	task(w, "list", "2027-06-01");
	begin(w);
	answer(w, MW_EVENT_SHOWN, only(w, MW_ACTION_SHOW)->popup);
	w->now -= 86400;
	simple(w, MW_EVENT_WAKE);
	assert_int_equal(count(w, MW_ACTION_SHOW), 0);
}

/* Low: soft, or far from too late; critical: hard and within three days, by its due or by its
 * slack. */
static void urgency_follows_slack(void **state)
{
	static const struct {
		enum mw_strength strength;
		const char *due, *latest;
		enum mw_urgency expected;
	} cases[] = {
		/* today is 1 June; it takes ten days */
		{ MW_STRENGTH_HARD, "2027-06-04", "2027-12-31",
		  MW_URGENCY_CRITICAL }, /* three days */
		{ MW_STRENGTH_HARD, "2027-06-05", "2027-12-31", MW_URGENCY_NORMAL },
		{ MW_STRENGTH_HARD, "2027-06-10", "2027-06-14",
		  MW_URGENCY_CRITICAL }, /* slack three */
		{ MW_STRENGTH_HARD, "2027-06-10", "2027-06-15", MW_URGENCY_NORMAL },
		{ MW_STRENGTH_TARGET, "2027-06-01", "2027-06-14", MW_URGENCY_NORMAL },
		{ MW_STRENGTH_TARGET, "2027-06-05", "2027-08-10",
		  MW_URGENCY_NORMAL }, /* slack sixty */
		{ MW_STRENGTH_TARGET, "2027-06-05", "2027-08-11", MW_URGENCY_LOW },
		{ MW_STRENGTH_SOFT, "2027-06-01", "2027-06-02", MW_URGENCY_LOW },
	};
	struct world *w = *state;
	fixture_set_now(&w->f, "2027-06-01", 600);
	task(w, "list", "2027-06-01");
	struct mw_milestone *list = fixture_find(&w->f, "list");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		fixture_rule(&w->f, "list")->strength = cases[i].strength;
		fixture_rule(&w->f, "list")->takes_days = 10;
		list->due_day = fixture_day(cases[i].due);
		list->latest = mw_date_of_day(fixture_day(cases[i].latest), MW_PROVENANCE_ADVICE);
		assert_int_equal(mw_engine_urgency(&w->f.plan, list), cases[i].expected);
	}
}

/* Of equals in a digest the stronger comes first, then the id decides. */
static void a_digest_is_ordered(void **state)
{
	static const char *const expected[] = { "b", "d", "a", "c" };
	struct world *w = *state;
	task(w, "d", "2027-06-01");
	task(w, "c", "2027-06-01");
	task(w, "a", "2027-06-01");
	task(w, "b", "2027-05-30");
	fixture_rule(&w->f, "a")->strength = MW_STRENGTH_SOFT;
	fixture_rule(&w->f, "c")->strength = MW_STRENGTH_SOFT;
	begin(w);
	const struct mw_action *digest = only(w, MW_ACTION_DIGEST);
	for (int i = 0; i < 4; i++)
		assert_string_equal(digest->tellings[i].milestone->id, expected[i]);
}

/* While the old server was away a nearer lead came: one popup, and it is recorded. */
static void what_was_lost_and_is_due_again_is_one(void **state)
{
	struct world *w = *state;
	task(w, "list", "2027-06-02");
	fixture_set_leads(&w->f, "list", "1d 0d");
	task(w, "gone", "2027-06-01");
	begin(w);
	uint64_t first = w->actions.list.items[0].popup, second = w->actions.list.items[1].popup;
	answer(w, MW_EVENT_SHOWN, first);
	answer(w, MW_EVENT_SHOWN, second);
	server(w, false);
	fixture_find(&w->f, "gone")->is_done = true;
	w->now = at("2027-06-02", 3, 30);
	simple(w, MW_EVENT_PLAN);
	server(w, true);
	const struct mw_action *show = only(w, MW_ACTION_SHOW);
	assert_string_equal(show->tellings[0].label, "0d");
	answer(w, MW_EVENT_SHOWN, show->popup);
	assert_string_equal(only(w, MW_ACTION_RECORD)->entry.argument, "0d");
}

/* An occurrence that was closed and opened again by the command speaks again. */
static void an_undone_occurrence_speaks_again(void **state)
{
	struct world *w = *state;
	fixture_add(&w->f, "journal", "Journal", "2027-05-25", "2027-07-31");
	fixture_rule(&w->f, "journal")->repeat_days = 7; /* 25 May, 1 June, ... */
	struct mw_ledger_entry *entry = MW_PUSH(&w->f.pool, &w->ledger.entries);
	*entry = (struct mw_ledger_entry){ 0, MW_VERB_DONE, 2027, "journal", "2027-06-01", "" };
	begin(w);
	/* The week before was never told, but this week is closed and stands for both. */
	assert_int_equal(w->actions.list.count, 0);
	entry = MW_PUSH(&w->f.pool, &w->ledger.entries);
	*entry = (struct mw_ledger_entry){ 0, MW_VERB_UNDONE, 2027, "journal", "2027-06-01", "" };
	mw_engine_free(w->engine);
	w->engine = mw_engine_new();
	begin(w);
	const struct mw_action *show = only(w, MW_ACTION_SHOW);
	answer(w, MW_EVENT_SHOWN, show->popup);
	assert_string_equal(only(w, MW_ACTION_RECORD)->entry.due, "2027-06-01");
}

/* "Tomorrow" on this week's journal: the same week's word comes back tomorrow. */
static void tomorrow_of_a_repetition_comes_back(void **state)
{
	struct world *w = *state;
	fixture_add(&w->f, "journal", "Journal", "2027-06-01", "2027-07-31");
	fixture_rule(&w->f, "journal")->repeat_days = 7;
	begin(w);
	uint64_t popup = only(w, MW_ACTION_SHOW)->popup;
	answer(w, MW_EVENT_SHOWN, popup);
	answer(w, MW_EVENT_SNOOZE, popup);
	assert_int_equal(w->actions.wake_utc, at("2027-06-02", 3, 30));
	w->now = at("2027-06-02", 3, 30);
	simple(w, MW_EVENT_PLAN);
	const struct mw_action *show = only(w, MW_ACTION_SHOW);
	assert_string_equal(show->tellings[0].label, "again@2027-06-02T03:30Z");
	answer(w, MW_EVENT_SHOWN, show->popup);
	assert_string_equal(only(w, MW_ACTION_RECORD)->entry.due, "2027-06-01");
	assert_int_equal(w->actions.wake_utc, at("2027-06-08", 3, 30));
}

/* A hard deadline of tomorrow is named before everything that was only planned again. */
static void a_greeting_names_the_critical_first(void **state)
{
	static const char *const ids[] = { "a", "b", "c", "d" };
	struct world *w = *state;
	w->f.plan.first_day = fixture_day("2027-06-01");
	for (int i = 0; i < 4; i++) {
		task(w, ids[i], "2027-06-20");
		fixture_find(&w->f, ids[i])->fate = MW_FATE_MOVED;
	}
	task(w, "deadline", "2027-06-02");
	fixture_rule(&w->f, "deadline")->strength = MW_STRENGTH_HARD;
	fixture_set_leads(&w->f, "deadline", "1d");
	begin(w);
	const struct mw_action *greeting = only(w, MW_ACTION_GREETING);
	assert_string_equal(greeting->tellings[0].milestone->id, "deadline");
	assert_int_equal(greeting->urgency, MW_URGENCY_CRITICAL);
}

/* The ledger cannot be written for a while, so no plan knows of it: done is done all the same. */
static void done_counts_before_the_plan_knows(void **state)
{
	struct world *w = *state;
	task(w, "list", "2027-06-03");
	fixture_set_leads(&w->f, "list", "3d 0d");
	begin(w);
	uint64_t popup = only(w, MW_ACTION_SHOW)->popup;
	answer(w, MW_EVENT_SHOWN, popup);
	answer(w, MW_EVENT_DONE, popup);
	assert_int_equal(w->actions.wake_utc, MW_WAKE_NEVER);
	w->now = at("2027-06-03", 3, 30);
	simple(w, MW_EVENT_PLAN); /* whose milestone is still open */
	assert_int_equal(count(w, MW_ACTION_SHOW), 0);
	struct mw_ledger_entry *entry = MW_PUSH(&w->f.pool, &w->ledger.entries);
	*entry = (struct mw_ledger_entry){ 0, MW_VERB_UNDONE, 2027, "list", "-", "" };
	simple(w, MW_EVENT_PLAN);
	assert_string_equal(only(w, MW_ACTION_SHOW)->tellings[0].label, "0d");
}

/* A server hangs over the hour of the next lead: it is not sent behind the first, because one
 * answer could not be told from the other. */
static void a_nearer_lead_waits_for_the_answer(void **state)
{
	struct world *w = *state;
	task(w, "list", "2027-06-02");
	fixture_set_leads(&w->f, "list", "1d 0d");
	begin(w);
	uint64_t popup = only(w, MW_ACTION_SHOW)->popup;
	w->now = at("2027-06-02", 3, 30);
	simple(w, MW_EVENT_WAKE);
	assert_int_equal(count(w, MW_ACTION_SHOW), 0);
	answer(w, MW_EVENT_SHOWN, popup);
	assert_string_equal(only(w, MW_ACTION_RECORD)->entry.argument, "1d");
	assert_string_equal(only(w, MW_ACTION_SHOW)->tellings[0].label, "0d");
}

/* Shows the 1d lead, then sends the 0d lead after it; returns the popup, which is on its way again.
 */
static uint64_t sent_again(struct world *w)
{
	task(w, "list", "2027-06-02");
	fixture_set_leads(&w->f, "list", "1d 0d");
	begin(w);
	uint64_t popup = only(w, MW_ACTION_SHOW)->popup;
	answer(w, MW_EVENT_SHOWN, popup);
	w->now = at("2027-06-02", 3, 30);
	simple(w, MW_EVENT_WAKE);
	assert_int_equal(only(w, MW_ACTION_SHOW)->popup, popup);
	return popup;
}

/* The old face expires while the new one is on its way: there is one popup, and one record. */
static void an_old_face_expires(void **state)
{
	struct world *w = *state;
	uint64_t popup = sent_again(w);
	answer(w, MW_EVENT_CLOSED, popup);
	assert_int_equal(w->actions.list.count, 0);
	answer(w, MW_EVENT_SHOWN, popup);
	assert_string_equal(only(w, MW_ACTION_RECORD)->entry.argument, "0d");
}

/* The old face is dismissed: the new one has perhaps gone with it, so it is taken back and sent
 * anew. */
static void an_old_face_is_dismissed(void **state)
{
	struct world *w = *state;
	uint64_t popup = sent_again(w);
	answer(w, MW_EVENT_SEEN, popup);
	assert_int_equal(only(w, MW_ACTION_RECORD)->entry.verb, MW_VERB_SEEN);
	assert_int_equal(only(w, MW_ACTION_WITHDRAW)->popup, popup);
	assert_string_equal(only(w, MW_ACTION_SHOW)->tellings[0].label, "0d");
	assert_int_not_equal(only(w, MW_ACTION_SHOW)->popup, popup);
}

/* The new face fails: the old one is still there, can be answered, and is replaced by the retry. */
static void a_failed_face_keeps_its_number(void **state)
{
	struct world *w = *state;
	uint64_t popup = sent_again(w);
	answer(w, MW_EVENT_FAILED, popup);
	w->now += 30;
	simple(w, MW_EVENT_WAKE);
	assert_int_equal(only(w, MW_ACTION_SHOW)->popup, popup);
	answer(w, MW_EVENT_FAILED, popup);
	answer(w, MW_EVENT_DONE, popup);
	assert_int_equal(only(w, MW_ACTION_RECORD)->entry.verb, MW_VERB_DONE);
}

/* Three popups that fail in one breath are one failure: again after 30 seconds, not after 120. */
static void what_fails_together_is_one_failure(void **state)
{
	struct world *w = *state;
	uint64_t popups[3];
	task(w, "a", "2027-06-01");
	task(w, "b", "2027-06-01");
	task(w, "c", "2027-06-01");
	begin(w);
	for (int i = 0; i < 3; i++)
		popups[i] = w->actions.list.items[i].popup;
	for (int i = 0; i < 3; i++)
		answer(w, MW_EVENT_FAILED, popups[i]);
	assert_int_equal(w->actions.wake_utc, w->now + 30);
}

/* While a retry waits, the clock goes back ten days: the retry must not. */
static void a_retry_follows_the_clock_back(void **state)
{
	struct world *w = *state;
	task(w, "list", "2027-06-01");
	fixture_set_leads(&w->f, "list", "30d 0d");
	begin(w);
	answer(w, MW_EVENT_FAILED, only(w, MW_ACTION_SHOW)->popup);
	w->now -= 10 * 86400;
	simple(w, MW_EVENT_WAKE);
	assert_int_equal(w->actions.wake_utc, w->now + 30);
	w->now += 30;
	simple(w, MW_EVENT_WAKE);
	assert_string_equal(only(w, MW_ACTION_SHOW)->tellings[0].label, "30d");
}

/* The clock ran three weeks ahead: +7d, +14d and +21d stand as told when it is put right. The next
 * word is +28d of 29 June, and the alarm knows it. */
static void a_clock_set_back_forgets_no_alarm(void **state)
{
	struct world *w = *state;
	task(w, "list", "2027-06-01");
	w->now = at("2027-06-22", 4, 0);
	begin(w);
	assert_string_equal(only(w, MW_ACTION_SHOW)->tellings[0].label, "+21d");
	answer(w, MW_EVENT_SHOWN, only(w, MW_ACTION_SHOW)->popup);
	w->now = at("2027-06-02", 4, 0);
	simple(w, MW_EVENT_WAKE);
	assert_int_equal(w->actions.list.count, 0);
	assert_int_equal(w->actions.wake_utc, at("2027-06-29", 3, 30));
}

/* Likewise of a repetition: 22 June is told, the clock goes back to 2 June, the next is 29 June. */
static void a_clock_set_back_forgets_no_occurrence(void **state)
{
	struct world *w = *state;
	fixture_add(&w->f, "journal", "Journal", "2027-06-01", "2027-07-31");
	fixture_rule(&w->f, "journal")->repeat_days = 7;
	w->now = at("2027-06-22", 4, 0);
	begin(w);
	answer(w, MW_EVENT_SHOWN, only(w, MW_ACTION_SHOW)->popup);
	w->now = at("2027-06-02", 4, 0);
	simple(w, MW_EVENT_WAKE);
	answer(w, MW_EVENT_SHOWN, only(w, MW_ACTION_SHOW)->popup); /* 1 June was never told */
	for (int i = 0; i < 5 && w->actions.wake_utc < at("2027-06-29", 3, 30); i++) {
		w->now = w->actions.wake_utc;
		simple(w, MW_EVENT_WAKE);
		if (count(w, MW_ACTION_SHOW))
			answer(w, MW_EVENT_SHOWN, only(w, MW_ACTION_SHOW)->popup);
	}
	assert_int_equal(w->actions.wake_utc, at("2027-06-29", 3, 30));
}

/* The clock ran ahead when +21d was told, so its instant lies in the future; Tomorrow, pressed
 * after the clock was put right, means tomorrow all the same. */
static void tomorrow_after_the_clock_was_put_right(void **state)
{
	struct world *w = *state;
	task(w, "list", "2027-06-01");
	w->now = at("2027-06-22", 4, 0);
	begin(w);
	uint64_t popup = only(w, MW_ACTION_SHOW)->popup;
	answer(w, MW_EVENT_SHOWN, popup);
	w->now = at("2027-06-02", 4, 0);
	answer(w, MW_EVENT_SNOOZE, popup);
	assert_int_equal(w->actions.wake_utc, at("2027-06-03", 3, 30));
	w->now = at("2027-06-03", 3, 30);
	simple(w, MW_EVENT_WAKE);
	const struct mw_action *show = only(w, MW_ACTION_SHOW);
	assert_string_equal(show->tellings[0].label, "again@2027-06-03T03:30Z");
	answer(w, MW_EVENT_SHOWN, show->popup);
	assert_string_equal(only(w, MW_ACTION_RECORD)->entry.argument, "again@2027-06-03T03:30Z");
	assert_int_equal(count(w, MW_ACTION_SHOW), 0);
}

/* The same, but the machine is off from 2 to 9 June: +7d of 8 June, which stands as told, lies
 * between the hour that was asked for and now, and does not stand for it. */
static void tomorrow_comes_back_after_what_was_told(void **state)
{
	struct world *w = *state;
	task(w, "list", "2027-06-01");
	w->now = at("2027-06-22", 4, 0);
	begin(w);
	uint64_t popup = only(w, MW_ACTION_SHOW)->popup;
	answer(w, MW_EVENT_SHOWN, popup);
	w->now = at("2027-06-02", 4, 0);
	answer(w, MW_EVENT_SNOOZE, popup);
	w->now = at("2027-06-09", 4, 0);
	simple(w, MW_EVENT_WAKE);
	assert_string_equal(only(w, MW_ACTION_SHOW)->tellings[0].label, "again@2027-06-03T03:30Z");
}

/* Two weeks of the journal are put off until the same hour: it comes back once, as the newer. */
static void two_put_off_until_one_hour_are_one(void **state)
{
	static const char *const dues[] = { "2027-06-01", "2027-06-08" };
	struct world *w = *state;
	fixture_add(&w->f, "journal", "Journal", "2027-06-01", "2027-07-31");
	fixture_rule(&w->f, "journal")->repeat_days = 7;
	for (int i = 0; i < 2; i++)
		*MW_PUSH(&w->f.pool, &w->ledger.entries) =
			(struct mw_ledger_entry){ 0,         MW_VERB_SNOOZED, 2027,
						  "journal", dues[i],         "2027-06-10T03:30Z" };
	w->now = at("2027-06-10", 3, 30);
	begin(w);
	answer(w, MW_EVENT_SHOWN, only(w, MW_ACTION_SHOW)->popup);
	assert_string_equal(only(w, MW_ACTION_RECORD)->entry.due, "2027-06-08");
	assert_int_equal(count(w, MW_ACTION_SHOW), 0);
	assert_int_equal(w->actions.wake_utc, at("2027-06-15", 3, 30));
}

/* Thirty mornings of Tomorrow: the thirtieth brings it back like the first. */
static void tomorrow_and_tomorrow_and_tomorrow(void **state)
{
	struct world *w = *state;
	task(w, "list", "2027-06-01");
	begin(w);
	for (int i = 0; i < 30; i++) {
		uint64_t popup = only(w, MW_ACTION_SHOW)->popup;
		answer(w, MW_EVENT_SHOWN, popup);
		answer(w, MW_EVENT_SNOOZE, popup);
		assert_int_equal(w->actions.wake_utc, at("2027-06-02", 3, 30) + i * 86400);
		w->now = w->actions.wake_utc;
		simple(w, MW_EVENT_WAKE);
	}
}

/* Put off, and then planned again so that it is too late: nothing more is said. */
static void what_is_too_late_does_not_come_back(void **state)
{
	struct world *w = *state;
	task(w, "list", "2027-06-01");
	begin(w);
	uint64_t popup = only(w, MW_ACTION_SHOW)->popup;
	answer(w, MW_EVENT_SHOWN, popup);
	answer(w, MW_EVENT_SNOOZE, popup);
	fixture_find(&w->f, "list")->fate = MW_FATE_TOO_LATE;
	simple(w, MW_EVENT_PLAN);
	assert_int_equal(w->actions.wake_utc, MW_WAKE_NEVER);
}

/* This week's journal is done by the command while its popup is up, or lost with its server. */
static void a_done_occurrence_takes_its_popup_along(void **state)
{
	struct world *w = *state;
	fixture_add(&w->f, "journal", "Journal", "2027-06-01", "2027-07-31");
	fixture_rule(&w->f, "journal")->repeat_days = 7;
	begin(w);
	uint64_t popup = only(w, MW_ACTION_SHOW)->popup;
	answer(w, MW_EVENT_SHOWN, popup);
	struct mw_ledger_entry *entry = MW_PUSH(&w->f.pool, &w->ledger.entries);
	*entry = (struct mw_ledger_entry){ 0, MW_VERB_DONE, 2027, "journal", "2027-06-01", "" };
	simple(w, MW_EVENT_PLAN);
	assert_int_equal(only(w, MW_ACTION_WITHDRAW)->popup, popup);

	w->now = at("2027-06-08", 3, 30);
	simple(w, MW_EVENT_WAKE);
	answer(w, MW_EVENT_SHOWN, only(w, MW_ACTION_SHOW)->popup);
	server(w, false);
	entry = MW_PUSH(&w->f.pool, &w->ledger.entries);
	*entry = (struct mw_ledger_entry){ 0, MW_VERB_DONE, 2027, "journal", "2027-06-08", "" };
	simple(w, MW_EVENT_PLAN);
	server(w, true);
	assert_int_equal(w->actions.list.count, 0);
}

/* The due was moved while the server was away: what spoke of the old one does not return. */
static void a_lost_popup_of_an_old_due_stays_lost(void **state)
{
	struct world *w = *state;
	task(w, "list", "2027-06-01");
	begin(w);
	answer(w, MW_EVENT_SHOWN, only(w, MW_ACTION_SHOW)->popup);
	server(w, false);
	struct mw_milestone *list = fixture_find(&w->f, "list");
	list->due = mw_date_of_day(fixture_day("2027-06-05"), MW_PROVENANCE_YOURS);
	list->due_day = list->due.day;
	simple(w, MW_EVENT_PLAN);
	server(w, true);
	assert_int_equal(w->actions.list.count, 0);
}

/* Asleep from 1 to 22 June: of each milestone the nearest word only, all in one digest; the one
 * that was due and gone meanwhile says how long ago. */
static void three_weeks_asleep_are_one_digest(void **state)
{
	static const char *const expected[][2] = {
		{ "b", "+14d" }, { "c", "0d" }, { "d", "3d" }, { "e", "7d" }
	};
	struct world *w = *state;
	fixture_add(&w->f, "b", "B", "2027-03-01", "2027-06-08");
	fixture_add(&w->f, "c", "C", "2027-03-01", "2027-06-22");
	fixture_add(&w->f, "d", "D", "2027-03-01", "2027-06-25");
	fixture_add(&w->f, "e", "E", "2027-03-01", "2027-06-29");
	simple(w, MW_EVENT_PLAN);
	w->now = at("2027-06-22", 4, 0);
	server(w, true);
	const struct mw_action *digest = only(w, MW_ACTION_DIGEST);
	assert_int_equal(digest->count, 4);
	for (int i = 0; i < 4; i++) {
		assert_string_equal(digest->tellings[i].milestone->id, expected[i][0]);
		assert_string_equal(digest->tellings[i].label, expected[i][1]);
	}
}

/* The clock jumps two days ahead over a lead: told once, and not again when its true hour comes. */
static void a_clock_set_forward_tells_once(void **state)
{
	struct world *w = *state;
	task(w, "list", "2027-06-03");
	fixture_set_leads(&w->f, "list", "1d");
	begin(w);
	w->now += 2 * 86400;
	simple(w, MW_EVENT_WAKE);
	answer(w, MW_EVENT_SHOWN, only(w, MW_ACTION_SHOW)->popup);
	assert_int_equal(count(w, MW_ACTION_SHOW), 0);
	w->now -= 2 * 86400;
	simple(w, MW_EVENT_WAKE);
	w->now = at("2027-06-02", 3, 30);
	simple(w, MW_EVENT_WAKE);
	assert_int_equal(w->actions.list.count, 0);
}

/* Told in Kolkata at 09:00 (03:30Z); then the profile says New York, where that hour is 13:00Z.
 * What was told stays told, and the next lead falls at the new hour. */
static void another_zone_repeats_nothing(void **state)
{
	struct world *w = *state;
	task(w, "list", "2027-06-02");
	fixture_set_leads(&w->f, "list", "1d 0d");
	begin(w);
	answer(w, MW_EVENT_SHOWN, only(w, MW_ACTION_SHOW)->popup);
	assert_int_equal(count(w, MW_ACTION_SHOW), 0);
	w->f.profile.zone = &fixture_new_york;
	simple(w, MW_EVENT_PLAN);
	assert_int_equal(w->actions.list.count, 0);
	w->now = at("2027-06-01", 13, 0); /* its 1d, by the new clock */
	simple(w, MW_EVENT_WAKE);
	assert_int_equal(w->actions.list.count, 0);
	assert_int_equal(w->actions.wake_utc, at("2027-06-02", 13, 0));
}

/* The machine travels to New York and back again; the profile stays in Kolkata, and so does 09:00.
 */
static void the_zone_of_the_machine_means_nothing(void **state)
{
	struct world *w = *state;
	task(w, "list", "2027-06-02");
	begin(w);
	assert_int_equal(setenv("TZ", "America/New_York", 1), 0);
	tzset();
	simple(w, MW_EVENT_WAKE);
	assert_int_equal(w->actions.list.count, 0);
	assert_int_equal(w->actions.wake_utc, at("2027-06-02", 3, 30));
	w->now = at("2027-06-02", 3, 30);
	simple(w, MW_EVENT_WAKE);
	(void)only(w, MW_ACTION_SHOW);
	assert_int_equal(setenv("TZ", "UTC", 1), 0);
	tzset();
}

/* A call at 01:30 in Kolkata (20:00Z), quiet from 22:00 to 07:30 (16:30Z to 02:00Z): its hour would
 * have been 16:29Z, but the machine was off until 17:00Z. Quiet hours are quiet even then, and
 * afterwards the call is over. */
static void quiet_hours_are_kept_at_any_price(void **state)
{
	struct world *w = *state;
	w->f.profile.reminders.quiet_from = 22 * 60;
	w->f.profile.reminders.quiet_to = 7 * 60 + 30;
	struct mw_milestone *call = fixture_add(&w->f, "call", "Call", "2027-06-01", "2027-06-02");
	call->due = fixture_at("2027-06-01", 20, 0, &mw_zone_utc);
	fixture_rule(&w->f, "call")->is_event = true;
	fixture_set_leads(&w->f, "call", "1h");
	w->now = at("2027-06-01", 17, 0);
	begin(w);
	assert_int_equal(w->actions.list.count, 0);
	assert_int_equal(w->actions.waiting, 1);
	assert_int_equal(w->actions.wait, MW_WAIT_QUIET);
	assert_int_equal(w->actions.wake_utc, at("2027-06-02", 2, 0));
	w->now = w->actions.wake_utc;
	simple(w, MW_EVENT_WAKE);
	assert_int_equal(w->actions.list.count, 0);
	assert_int_equal(w->actions.waiting, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_due_is_shown_and_recorded_once),
		TEST(a_crash_before_the_record_tells_again),
		TEST(without_a_server_it_waits),
		TEST(of_several_leads_the_nearest),
		TEST(more_than_three_become_one_digest),
		TEST(a_late_first_start_greets_once),
		TEST(a_greeting_that_got_lost_comes_again),
		TEST(quiet_hours_hold_everything_back),
		TEST(done_is_recorded_and_closes_the_popup),
		TEST(done_of_a_repetition_is_of_its_day),
		TEST(tomorrow_means_tomorrow_at_the_hour),
		TEST(what_is_put_off_is_silent),
		TEST(a_deadline_is_not_slept_through),
		TEST(what_waits_is_named),
		TEST(seen_is_not_done),
		TEST(a_lost_popup_is_shown_again),
		TEST(a_failure_is_tried_again_later),
		TEST(a_moved_due_is_told_anew),
		TEST(what_is_closed_elsewhere_is_withdrawn),
		TEST(a_nearer_lead_replaces_the_popup),
		TEST(a_clock_set_back_repeats_nothing),
		TEST(urgency_follows_slack),
		TEST(a_digest_is_ordered),
		TEST(what_was_lost_and_is_due_again_is_one),
		TEST(an_undone_occurrence_speaks_again),
		TEST(tomorrow_of_a_repetition_comes_back),
		TEST(a_greeting_names_the_critical_first),
		TEST(done_counts_before_the_plan_knows),
		TEST(a_nearer_lead_waits_for_the_answer),
		TEST(an_old_face_expires),
		TEST(an_old_face_is_dismissed),
		TEST(a_failed_face_keeps_its_number),
		TEST(what_fails_together_is_one_failure),
		TEST(a_retry_follows_the_clock_back),
		TEST(a_clock_set_back_forgets_no_alarm),
		TEST(a_clock_set_back_forgets_no_occurrence),
		TEST(tomorrow_after_the_clock_was_put_right),
		TEST(tomorrow_comes_back_after_what_was_told),
		TEST(two_put_off_until_one_hour_are_one),
		TEST(tomorrow_and_tomorrow_and_tomorrow),
		TEST(what_is_too_late_does_not_come_back),
		TEST(a_done_occurrence_takes_its_popup_along),
		TEST(a_lost_popup_of_an_old_due_stays_lost),
		TEST(three_weeks_asleep_are_one_digest),
		TEST(a_clock_set_forward_tells_once),
		TEST(another_zone_repeats_nothing),
		TEST(the_zone_of_the_machine_means_nothing),
		TEST(quiet_hours_are_kept_at_any_price),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
