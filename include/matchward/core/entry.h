/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Entries: the letters, abstracts, achievements and interviews of the profile and the programs of
 * the list, each of which gets milestones of its own from the templates of the roadmap (`each =`).
 *
 * A template may use the entry's date, `entry` (the day of asking, the deadline, the day of the
 * achievement, the interview), and `entry-in-season`, the later of it and the day on which
 * programs may review (S70). Its texts may use {entry}: the applicant's own word for it. Rules S48
 * S51 S58 S70 C20 D5 D8.
 */
#ifndef MW_CORE_ENTRY_H
#define MW_CORE_ENTRY_H

#include "matchward/core/ledger.h"
#include "matchward/core/profile.h"

enum mw_entry_kind {
	MW_ENTRY_NONE,
	MW_ENTRY_LETTER,
	MW_ENTRY_ABSTRACT,
	MW_ENTRY_ACHIEVEMENT,
	MW_ENTRY_INTERVIEW,
	MW_ENTRY_PROGRAM,
};

#define MW_ENTRY_DATE "entry"
#define MW_ENTRY_IN_SEASON "entry-in-season"

struct mw_entry {
	enum mw_entry_kind kind;
	const char *id;                   /* unique among its kind */
	const char *name;                 /* in the applicant's words; never NULL */
	struct mw_expr date;              /* base MW_EXPR_NONE: not known */
	mw_day asked, received, assigned; /* of a letter */
	bool is_sent;                     /* an abstract submitted, a program applied to */
	mw_day sent;                      /* the day of it; MW_DAY_NONE: not dated */
};

struct mw_entries {
	MW_LIST(struct mw_entry) list;
};

/*
 * The entries of one kind, in the order of the profile and then of the program list; what is off
 * the list, refused or dropped is left out. Strings are shared with the profile.
 */
void mw_entries_of(const struct mw_profile *profile, enum mw_entry_kind kind, struct mw_pool *pool,
		   struct mw_entries *ret_entries);

/* The day of the first interview in the profile's zone; MW_DAY_NONE: there is none, or none that
 * is written as a day of its own. */
mw_day mw_entries_first_interview(const struct mw_profile *profile, int year, struct mw_pool *pool);

/*
 * The facts of one entry, as bits of enum mw_fact: asked, received, assigned, sent, and in-season
 * (an achievement after the application was sent and at least two weeks before lists close: only
 * then is it worth an update letter). `season_from` and `season_to` bound the last one.
 */
uint32_t mw_entry_facts(const struct mw_entry *entry, mw_day today, mw_day season_from,
			mw_day season_to);

#endif
