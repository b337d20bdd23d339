/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The simulation: the real engine through a year and a half of somebody's life, in virtual time.
 *
 *   inputs   what a plan is made from: the shipped seasons and roadmap, and a profile made by seed
 *   model    what ought to be said when, worked out apart from the engine
 *   points   the instants of one milestone, for the model
 *   world    the machine with its clock and disk; it does what the daemon does
 *   screen   the notification server, and the person in front of it
 *   judge    what must hold after each step
 *   life     what happens to them, by seed
 *
 * Nothing here reads a clock; the same seed gives the same life, to the byte.
 */
#ifndef MW_TESTS_SIM_H
#define MW_TESTS_SIM_H

#include <stdbool.h>
#include <stdint.h>

#include "matchward/core/buf.h"
#include "matchward/core/plan.h"
#include "matchward/edge/zones.h"
#include "matchward/engine/engine.h"

#define DAY_S 86400
#define LABEL_SIZE 24

/* ---- chance (splitmix64, or bytes that are given, as long as there are any) ---- */

struct chance {
	uint64_t state;
	const uint8_t *bytes; /* borrowed */
	size_t left;
};

uint64_t chance_draw(struct chance *chance);
int chance_below(struct chance *chance, int limit);        /* 0 .. limit-1 */
int chance_from(struct chance *chance, int low, int high); /* both included */
bool chance_percent(struct chance *chance, int percent);

/* ---- inputs ---- */

struct shipped { /* read once for all seeds */
	struct mw_pool pool;
	struct mw_zones *zones;
	struct mw_zone_finder finder;
	struct mw_season_table seasons;
	struct mw_roadmap roadmap;
};

void shipped_read(struct shipped *shipped);
void shipped_release(struct shipped *shipped);

#define OWN_MOST 12
#define CHANGES_MOST 12

struct own { /* a milestone of the applicant's own; interviews too */
	mw_day due;
	int minute;       /* -1: the whole day */
	const char *zone; /* of a timed one */
	const char *remind;
	bool is_interview, is_skipped;
};

struct change { /* of a shipped milestone */
	char id[48];
	mw_day due; /* MW_DAY_NONE: as shipped */
	const char *remind;
	bool is_skipped;
};

struct settings {
	const char *zone, *quiet, *lead, *score;
	int at_minute, overdue_days, digest_above, pace;
	mw_day first_day;
	struct own own[OWN_MOST];
	size_t own_count;
	struct change changes[CHANGES_MOST];
	size_t change_count;
};

#define LIFE_DAYS 548 /* a year and a half */

/* The life of this seed begins at *ret_start_utc with these settings; a shorter one somewhere in
 * the time of the whole one. */
void settings_draw(struct settings *settings, struct chance *chance, uint64_t seed, int days,
		   const struct shipped *shipped, int64_t *ret_start_utc);
void settings_write(const struct settings *settings, struct mw_buf *out);
const char *settings_any_zone(struct chance *chance);
const char *settings_any_quiet(struct chance *chance);
const char *settings_any_remind(struct chance *chance);

/* What the daemon keeps between two loads. */
struct bundle {
	struct mw_pool pool;
	struct mw_profile profile;
	struct mw_roadmap roadmap;
	struct mw_ledger ledger;
	struct mw_plan plan;
};

/* Aborts with the diagnostics: every profile made here is in order. */
struct bundle *bundle_make(const struct shipped *shipped, const struct settings *settings,
			   const struct mw_buf *ledger_text, int64_t now_utc);
void bundle_free(struct bundle *bundle);

/* ---- model ---- */

struct said { /* to a person: one reminder */
	char id[96];
	char due[MW_DUE_TEXT_SIZE];
	char label[LABEL_SIZE];
};

struct point { /* something is to be said of one due at one instant */
	char due[MW_DUE_TEXT_SIZE];
	char label[LABEL_SIZE];
	int64_t at;
	int64_t told;  /* how far its due has been told; INT64_MIN: not at all */
	bool is_ended; /* its due has been done or skipped, and not undone */
};

struct note {
	enum mw_verb verb;
	char due[MW_DUE_TEXT_SIZE];
	char label[LABEL_SIZE];
	int64_t at; /* of what it tells or puts off; INT64_MIN: of nothing */
};

struct mine {
	const struct mw_milestone *milestone;
	MW_LIST(struct point) points; /* by instant; of equals the nearest to the due is last */
	MW_LIST(struct note) notes;   /* in the order in which they were written */
	char due[MW_DUE_TEXT_SIZE];
	int64_t deadline, latest_end; /* INT64_MAX: none */
	bool is_ended, is_put_off;    /* closed by an act; has ever been put off */
};

struct model {
	struct mw_pool pool;
	const struct mw_plan *plan;
	struct mine *mines;
	size_t count;
	bool has_told;
};

/* points.c: due, deadline and points of one milestone; the instant of any label, also of one that
 * is in no list any more. */
void points_lay_out(struct model *model, struct mine *mine, int64_t until);
bool point_instant(const struct model *model, const struct mine *mine, const char *due,
		   const char *label, int64_t *ret_at);

void model_load(struct model *model, const struct mw_plan *plan, const struct mw_ledger *ledger,
		int64_t until_utc);
void model_release(struct model *model);
void model_note(struct model *model, const struct mw_ledger_entry *entry);
struct mine *model_find(const struct model *model, const char *id);

bool model_is_open(const struct mine *mine);
bool model_was_moved(const struct mine *mine); /* by the late start: a greeting names it */
/* What ought to be said of it by now and has not been. */
bool model_is_due(const struct mine *mine, int64_t now, struct point *ret_point);
/* The next instant at which something will be to say; INT64_MAX: none. */
int64_t model_next(const struct mine *mine, int64_t now);
bool model_is_quiet(const struct mw_plan *plan, int64_t utc, int64_t *ret_end);
/* Does a popup of this due still mean anything, and may it be shown again at `now`? */
bool model_is_current(const struct mine *mine, const char *due);
bool model_may_return(const struct model *model, const struct mine *mine, const struct said *said,
		      int64_t now);
/* Has the point been told, or something of the same milestone that stands for it? */
enum account { ACCOUNT_NONE, ACCOUNT_TOLD, ACCOUNT_OVERTAKEN, ACCOUNT_CLOSED, ACCOUNT_MOVED };
enum account model_account(const struct model *model, const char *id, const struct point *point,
			   int64_t now);

/* ---- world ---- */

struct popup {
	uint64_t id;
	enum mw_action_kind kind;
	struct said *items; /* owned; without a label: only named */
	size_t count;
	bool is_shown; /* the engine knows that it is on the screen */
};

struct reply {         /* comes back from the desktop later */
	int64_t at;    /* monotonic */
	uint64_t life; /* of the daemon it is for */
	enum mw_event_kind kind;
	uint64_t popup;
};

struct obligation {
	struct said said;
	int64_t at;
};

struct display { /* what a server has taken */
	struct said said;
	uint64_t life;
	bool is_acked; /* the daemon of that life knows */
	bool is_recorded;
};

struct counts {
	long steps, loads, singles, digests, greetings, told, overtaken, closed, moved, again, acts;
	long suspends, clock_steps, edits, crashes, disk_failures, failed, hung, server_losses;
	long crash_repeats, server_repeats, lost_repeats, replays, waits, crossings;
};

enum server { SERVER_AWAY, SERVER_UP, SERVER_HUNG };

struct world {
	uint64_t seed;
	bool is_verbose, is_failed;
	struct chance chance;
	const struct shipped *shipped;
	struct settings settings;
	struct mw_buf log;
	struct counts counts;
	/* the machine */
	int64_t mono, now, end; /* the end by the clock as it was set at first */
	int days;               /* to live */
	enum server server;
	bool is_disk_full;
	struct mw_buf file; /* the ledger on disk */
	/* the daemon; lost in a crash */
	uint64_t life;
	struct mw_engine *engine;
	struct bundle *bundle;
	bool server_is_up;
	struct mw_pool outbox_pool;
	MW_LIST(struct mw_ledger_entry) outbox;
	int64_t wake;
	int64_t retry_until; /* monotonic: so long it may hold back after a failure */
	bool has_greeted;
	bool is_behind; /* the ledger has lines that it has not read yet */
	size_t waiting;
	/* what the test knows */
	struct model model;
	int64_t looked_until; /* obligations have been noted up to here */
	struct mw_pool pool;  /* of this life: all lists below */
	MW_LIST(struct popup) popups;
	MW_LIST(struct said) lost;
	MW_LIST(struct reply) replies;
	MW_LIST(struct obligation) obligations;
	MW_LIST(struct display) displays;
	MW_LIST(struct said) expected; /* of this step, what was lost included */
	size_t expected_dues;          /* so many of them are not from what was lost */
};

/* A life by seed; with `bytes` it is these that happen, and it ends with the last one. */
void world_begin(struct world *world, const struct shipped *shipped, uint64_t seed, int days,
		 const uint8_t *bytes, size_t size);
void world_release(struct world *world);
void world_log(struct world *world, const char *format, ...) __attribute__((format(printf, 2, 3)));
void world_fail(struct world *world, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* screen.c */
struct popup *screen_find(struct world *world, uint64_t id);
void screen_show(struct world *world, const struct mw_action *action);
void screen_drop(struct world *world, struct popup *popup);
void screen_forget(struct world *world);
void screen_cancel(struct world *world, uint64_t popup); /* what was to come of it does not */

void world_step(struct world *world, struct mw_event event);
void world_reload(struct world *world); /* profile or ledger has changed */
void world_server(struct world *world, enum server server);
void world_write(struct world *world, enum mw_verb verb, const char *id, const char *due,
		 const char *argument); /* the command appends */
void world_crash(struct world *world);
void world_flush(struct world *world);

/*
 * Each fails the life where something is wrong. Between what a step records and what it shows: does
 * it say what it should? After it: is the wake right, is anything lost? At the end: the ledger.
 */
void judge_words(struct world *world, const struct mw_actions *actions);
void judge_rest(struct world *world);
void judge_end(struct world *world);
/* Nothing on its way, nothing held back: all that is due has been said. */
bool judge_is_settled(const struct world *world);

/* ---- life ---- */

void life_run(struct world *world);

#endif
