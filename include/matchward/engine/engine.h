/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The engine: what to say now, and when to wake next. (state, event) -> (state, actions); it never
 * acts and never asks for the time: `now` is in the event.
 *
 * What is due is worked out anew from plan and ledger at each step, so nothing can be forgotten in
 * a queue. A reminder counts as told when its popup is on the screen and the entry is in the
 * ledger; so a crash in between shows it again rather than never. What a person puts off is silent
 * until then, unless its deadline comes first. Of several reminders of one milestone only the
 * nearest is told; more than `digest-above` in one step become one digest, and a
 * late first start one greeting.
 *
 * An act counts from when it is recorded, also while the ledger cannot be written and the plan does
 * not know of it. One milestone has one popup on its way at a time.
 */
#ifndef MW_ENGINE_ENGINE_H
#define MW_ENGINE_ENGINE_H

#include "matchward/core/ledger.h"
#include "matchward/core/plan.h"
#include "matchward/engine/reminder.h"

enum mw_event_kind {
	MW_EVENT_PLAN,   /* plan and ledger, new or read again; both stay alive until the next such
			    event */
	MW_EVENT_WAKE,   /* the alarm, or the clock was set */
	MW_EVENT_SERVER, /* is_up: a notification server is there; or it has gone with all its
			    popups */
	MW_EVENT_SHOWN,  /* popup */
	MW_EVENT_FAILED, /* popup; it will be tried again later */
	MW_EVENT_DONE,   /* popup: a person pressed Done */
	MW_EVENT_SNOOZE, /* popup: a person pressed Tomorrow */
	MW_EVENT_SEEN,   /* popup: a person dismissed it */
	MW_EVENT_CLOSED, /* popup: it went for any other reason */
};

struct mw_event {
	enum mw_event_kind kind;
	int64_t now_utc;
	struct mw_plan *plan; /* its statuses are refreshed at each step */
	const struct mw_ledger *ledger;
	bool is_up;
	uint64_t popup;
};

/* Strings of an action live until the next step; milestones as long as the plan. */
struct mw_telling {
	const struct mw_milestone *milestone;
	const char *label; /* of the reminder; "" where a greeting only names it */
	const char *due;   /* of the occurrence, as the ledger writes it */
};

enum mw_action_kind {
	MW_ACTION_SHOW,     /* tellings[0] alone */
	MW_ACTION_DIGEST,   /* several, most urgent first */
	MW_ACTION_GREETING, /* a first start: the first few that come now; `more` are counted only
			     */
	MW_ACTION_WITHDRAW, /* popup */
	MW_ACTION_RECORD,   /* entry: append it to the ledger, durably */
};

enum mw_urgency { MW_URGENCY_LOW, MW_URGENCY_NORMAL, MW_URGENCY_CRITICAL };

struct mw_action {
	enum mw_action_kind kind;
	uint64_t popup;
	const struct mw_telling *tellings;
	size_t count;
	size_t more;
	enum mw_urgency urgency;
	struct mw_ledger_entry entry;
};

#define MW_WAKE_NEVER INT64_MAX

/* Why something that is due is not said now. */
enum mw_wait { MW_WAIT_NOTHING, MW_WAIT_QUIET, MW_WAIT_SERVER, MW_WAIT_RETRY };

struct mw_actions {
	MW_LIST(struct mw_action) list;
	int64_t wake_utc; /* later than now; MW_WAKE_NEVER: only an event can change anything */
	const struct mw_milestone *wake_for; /* what it will be for; NULL: quiet hours or a retry */
	int64_t next_utc;                    /* the next reminder to come; MW_WAKE_NEVER: none */
	struct mw_telling next;              /* which */
	size_t waiting;                /* due now, but no server is there or the hours are quiet */
	enum mw_wait wait;             /* for what */
	const struct mw_telling *held; /* those of the waiting that have a name; held_count */
	size_t held_count;
};

struct mw_engine;

struct mw_engine *mw_engine_new(void);
void mw_engine_free(struct mw_engine *engine);

/* The first event must be MW_EVENT_PLAN. *ret_actions borrows from the engine until the next step.
 */
void mw_engine_step(struct mw_engine *engine, const struct mw_event *event,
		    struct mw_actions *ret_actions);

enum mw_urgency mw_engine_urgency(const struct mw_plan *plan, const struct mw_milestone *milestone);

#endif
