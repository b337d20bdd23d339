/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Re-exports in virtual time: one person edits the profile, marks steps, replans, applies again,
 * and exports the calendar after each of these, each time from the state file of the time before.
 *
 *   owner    the profile as its owner edits it: sections that come, go, change and get other names
 *   walk     time, the ledger, the plan and the export; what happens next, by seed
 *   judge    reads the file that was written and compares it with those before
 *
 * Nothing here reads a clock; the same seed gives the same walk.
 */
#ifndef MW_TESTS_REEXPORT_WALK_H
#define MW_TESTS_REEXPORT_WALK_H

#include "world.h"

#include "matchward/format/calendar.h"
#include "random_person.h"

#define DAY_S 86400

/* ---- owner ---- */

#define KEYS_MOST 14
#define PARTS_MOST 40
#define VALUE_SIZE 128

struct part { /* one section of the profile */
	const struct kind *kind;
	const char *id;                     /* NULL: a section without a name */
	char values[KEYS_MOST][VALUE_SIZE]; /* "": the key is not there */
};

struct owner {
	struct part parts[PARTS_MOST];
	size_t count;
	int year, true_year; /* they differ after a slip */
	mw_day today;        /* her days are chosen around it */
};

/* What an edit may change in the calendar: nothing but alarms and to-dos, or all of it. */
enum edit { EDIT_OPTION, EDIT_MEANING };

void owner_begin(struct owner *owner, struct random *random, mw_day today);
/* One edit; says in `said` which. */
enum edit owner_edit(struct owner *owner, struct random *random, struct mw_buf *said);
/* What is of last season goes, as `init --again` has it. */
void owner_next_season(struct owner *owner);
/* The first day on which something that is dated ahead may come true. */
mw_day owner_next_day(const struct owner *owner);
void owner_write(const struct owner *owner, struct mw_buf *out);

/* ---- judge ---- */

struct seen;

struct judge {
	struct seen *table; /* all items that ever were, by UID; open addressing */
	size_t room, used;
	int generation; /* the number of exports */
	size_t forgotten, returned, most_items, most_state;
};

struct export
{
	const struct mw_plan *plan;
	const struct mw_buf *plain; /* the calendar with to-dos and without alarms */
	const struct mw_buf *ics;   /* as the owner wants it */
	const struct mw_buf *state; /* the file, after it */
};

/* Appends to `wrong` what does not hold, one line each. */
void judge_export(struct judge *judge, const struct export *export, struct mw_buf *wrong);
void judge_release(struct judge *judge);

/* ---- walk ---- */

struct counts {
	long exports, edits, options, acts, replans, seasons, slips, corrected, refused;
	long quiet, later_days, clock_steps, compacted, forgotten, returned;
};

struct walk {
	const struct world *world;
	unsigned long long seed;
	bool is_verbose;
	struct random random;
	struct owner owner;
	struct judge judge;
	struct counts counts;
	struct mw_buf ledger, state; /* as on disk */
	int64_t now;
	bool is_failed;
};

void walk_run(struct walk *walk, int exports);

#endif
