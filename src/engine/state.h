/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The engine's own memory, and the parts that it is made of: what is due (due.c), which popups are
 * up (popups.c), and what to do about an event (engine.c).
 *
 * It is small on purpose: the popups on the screen, what a vanished server took with it, and the
 * folded ledger. All else follows from plan and time.
 */
#ifndef MW_ENGINE_STATE_H
#define MW_ENGINE_STATE_H

#include "matchward/engine/engine.h"
#include "matchward/engine/told.h"

/* One thing said in a popup; survives a new plan, so it owns its strings. */
struct item {
	char id[96];
	char due[MW_DUE_TEXT_SIZE];
	char label[MW_LABEL_SIZE]; /* "" in a greeting that only names it */
};

enum popup_state {
	POPUP_SENT, /* on its way; an older face of it may be on the screen */
	POPUP_SHOWN,
	POPUP_FAILED, /* tried again later under the same number: the older face is still there */
};

struct popup {
	uint64_t id;
	enum mw_action_kind kind;
	enum popup_state state;
	struct item *items; /* owned */
	size_t count;
};

struct mw_engine {
	struct mw_plan *plan;
	struct mw_told told;
	struct popup *popups; /* owned */
	size_t popup_count, popup_room;
	struct item *lost; /* owned: were on the screen of a server that has gone */
	size_t lost_count, lost_room;
	uint64_t last_id;
	bool server_is_up, greeted;
	int64_t retry_utc;
	int retry_s;
	struct mw_pool scratch; /* this step's actions */
	struct mw_actions actions;
	struct mw_ledger recorded; /* what of them goes to the ledger */
	int64_t now;
};

/* A reminder that is due now. */
struct due {
	const struct mw_milestone *milestone;
	char due[MW_DUE_TEXT_SIZE];
	char label[MW_LABEL_SIZE];
	int rank, day, then; /* its place among others; equal ones by id */
};

struct dues {
	MW_LIST(struct due) list;
};

/* popups.c: all that changes the list of popups, and all actions. */
struct popup *engine_popup_find(struct mw_engine *engine, uint64_t id);
void engine_popup_drop(struct mw_engine *engine, struct popup *popup);
void engine_popup_lose(struct mw_engine *engine, const struct popup *popup);
void engine_show(struct mw_engine *engine, enum mw_action_kind kind, const struct due *dues,
		 size_t count, size_t named);
void engine_withdraw(struct mw_engine *engine, uint64_t popup);
void engine_record(struct mw_engine *engine, enum mw_verb verb, const char *id, const char *due,
		   const char *argument);

/* due.c: fills dues with what is due and untold, and names the next wake in engine->actions. */
void engine_collect(struct mw_engine *engine, struct dues *dues);
void engine_collect_lost(struct mw_engine *engine, struct dues *dues);
bool engine_is_put_off(const struct mw_engine *engine, const struct mw_milestone *milestone,
		       const char *due, const char *label);
/* Ranks by urgency: what is critical, then by due day, then by strength. */
void engine_rank(const struct mw_plan *plan, struct dues *dues);
void engine_sort(struct dues *dues);
/* For each milestone of the plan: is it among these? Lives as long as the step. */
bool *engine_mark(struct mw_engine *engine, const struct dues *dues);
/* Has this reminder been told, or one that stands for it? */
bool engine_is_told(const struct mw_engine *engine, const struct mw_milestone *milestone,
		    const char *due, const char *label);
/* Does a popup of this due still mean anything? The milestone may be NULL: it has left the plan. */
bool engine_is_current(const struct mw_engine *engine, const struct mw_milestone *milestone,
		       const char *due);
#endif
