/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The ledger: what happened, one event per line, and what follows from it.
 *
 * Entries are in file order, which is the order in which they count. An act is folded per
 * application year: the last of done/skipped/undone wins. An act with a `due` closes that
 * occurrence of a repeating milestone only.
 */
#ifndef MW_CORE_LEDGER_H
#define MW_CORE_LEDGER_H

#include <stdbool.h>
#include <stdint.h>

#include "matchward/core/day.h"
#include "matchward/core/pool.h"
#include "matchward/core/zone.h"

enum mw_verb {
	MW_VERB_FIRST_DAY, /* id "-": the day from which late work was re-planned; due = that day;
			      argument MW_REPLANNED where a person asked for it */
	MW_VERB_PLANNED,   /* a promise: due, argument = the start (YYYY-MM-DD) */
	MW_VERB_TOLD,      /* argument = which reminder ("14d", "+7d", "late", "digest") */
	MW_VERB_SEEN,      /* dismissed by a person; not done */
	MW_VERB_DONE,
	MW_VERB_SKIPPED,
	MW_VERB_UNDONE,
	MW_VERB_SNOOZED, /* argument = until (instant) */
};
#define MW_VERB_COUNT (MW_VERB_SNOOZED + 1)

#define MW_REPLANNED "replan"

const char *mw_verb_name(enum mw_verb verb);
bool mw_verb_find(const char *name, enum mw_verb *ret_verb);

/* A due as the ledger writes it: a day "2027-09-01" or an instant "2027-09-01T13:00Z"; "-" where
 * none. */
#define MW_DUE_TEXT_SIZE 24

struct mw_ledger_entry {
	int64_t at_utc;
	enum mw_verb verb;
	int year;             /* application year */
	const char *id;       /* milestone, or "-" */
	const char *due;      /* "-" where the verb has none */
	const char *argument; /* "" where none */
};

struct mw_ledger {
	MW_LIST(struct mw_ledger_entry) entries;
};

/* What the ledger says of one milestone in one application year. */
struct mw_act {
	const char *id;
	bool is_done, is_skipped;          /* at most one */
	int64_t closed_utc;                /* since when it has been closed without a break */
	bool began_done;                   /* that began with done, not with skipped */
	int64_t changed_utc;               /* the last word on it */
	bool is_given;                     /* closed already when the first day was written down */
	mw_day planned_start, planned_due; /* MW_DAY_NONE: no promise */
};

struct mw_acts {
	int year;
	mw_day first_day;             /* MW_DAY_NONE: none recorded */
	mw_day replanned_day;         /* of the last replan; MW_DAY_NONE: there was none */
	int64_t first_day_utc;        /* when it was written down */
	MW_LIST(struct mw_act) items; /* by id */
};

void mw_acts_fold(const struct mw_ledger *ledger, int year, struct mw_pool *pool,
		  struct mw_acts *ret_acts);
const struct mw_act *mw_acts_find(const struct mw_acts *acts,
				  const char *id); /* NULL: nothing known */
bool mw_acts_is_done(const struct mw_acts *acts, const char *id);

/*
 * The acts that a plan from first_day on takes as given, because they are older than it: closed
 * before that day begins in `home`, or closed when that very day was written down (mark what is
 * done, then replan). Whatever is closed later keeps its place in the plan, so that no act moves
 * the date of anything else.
 */
void mw_acts_given(const struct mw_acts *acts, mw_day first_day, const struct mw_zone *home,
		   struct mw_pool *pool, struct mw_acts *ret_given);

#endif
