/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The roadmap: milestones as data, and the graph that they make. Reading it is format/roadmap_ini.
 */
#ifndef MW_CORE_ROADMAP_H
#define MW_CORE_ROADMAP_H

#include "matchward/core/entry.h"
#include "matchward/core/expr.h"
#include "matchward/core/facts.h"
#include "matchward/core/lead.h"
#include "matchward/core/season.h"
#include "matchward/core/text.h"

enum mw_authority {
	MW_AUTHORITY_YOU,
	MW_AUTHORITY_ERAS,
	MW_AUTHORITY_NRMP,
	MW_AUTHORITY_ECFMG,
	MW_AUTHORITY_USMLE,
	MW_AUTHORITY_OET,
	MW_AUTHORITY_PROGRAM,
};
const char *
mw_authority_name(enum mw_authority authority); /* as the roadmap file and JSON write it */

/* Missing it ends the season; costs much; costs little. In order of weight. */
enum mw_strength { MW_STRENGTH_HARD, MW_STRENGTH_TARGET, MW_STRENGTH_SOFT };
const char *mw_strength_name(enum mw_strength strength);

struct mw_rule {
	const char *id;
	const char *title;    /* without the authority; {placeholders} unfilled */
	const char *body;     /* NULL: none */
	const char *too_late; /* the consequence of missing it; NULL: none */
	const char *phase;
	enum mw_authority authority;
	bool is_event; /* over when it has passed; asks for nothing */
	enum mw_strength strength;
	struct mw_expr opens, due, latest; /* base MW_EXPR_NONE: not given; due always is */
	int takes_days;                    /* 0: nothing to start earlier */
	struct mw_condition when, settled;
	struct mw_words needs, closes, rules;
	int repeat_days;      /* 0: once; 1: daily; 7 N: every N weeks */
	bool repeat_by_forms; /* rarer when the practice exams that are left do not suffice (C18) */
	bool has_remind;
	struct mw_leads remind;
	int overdue_days; /* told again so often when late; 0: as the profile says */
	const char *url;
	enum mw_entry_kind each;      /* made for each entry of that kind */
	const struct mw_entry *entry; /* the one that this copy was made for; NULL: for none */
	struct mw_spot spot;          /* of its section */
	struct {                      /* of its lines; line 0: not given, or not from a file */
		struct mw_spot title, body, too_late, when, settled, needs, closes;
	} spots;
	bool is_own;         /* one of the applicant's own milestones */
	bool title_is_yours; /* the title comes from the profile: its braces are only text */
	bool due_is_yours;   /* the due comes from the profile: never cut, never moved */
	bool is_skipped;     /* the profile says skip = yes */
};

struct mw_roadmap {
	const char *title;
	struct mw_specialty specialty;
	MW_LIST(struct mw_rule) rules;     /* order of the file; as read also the templates */
	MW_LIST(struct mw_rule) templates; /* by mw_roadmap_apply: what the copies were made of */
	const struct mw_rule **by_id;      /* the same, sorted; made by mw_roadmap_apply */
};

/* NULL if there is none. Only for a roadmap that mw_roadmap_apply has made. */
const struct mw_rule *mw_roadmap_find(const struct mw_roadmap *roadmap, const char *id);

/*
 * The roadmap that one applicant gets: the shipped one with the profile's [milestone] sections
 * applied, a copy of each template for each entry with the id TEMPLATE.ENTRY, and her own
 * milestones added. A template that uses a date which the entry does not have makes no copy. A
 * [milestone TEMPLATE] changes all copies, [milestone TEMPLATE.ENTRY] one. *ret_roadmap shares the
 * strings of both. The profile gets the roadmap's specialty, and its signals where it has none of
 * its own.
 */
void mw_roadmap_apply(const struct mw_roadmap *shipped, struct mw_profile *profile,
		      struct mw_pool *pool, struct mw_roadmap *ret_roadmap, struct mw_diags *diags);

/* The name that was meant: a milestone's, or where roadmap is NULL a season or plan key. NULL: none
 * is near. */
const char *mw_roadmap_nearest(const struct mw_roadmap *roadmap,
			       const struct mw_season_table *seasons, const char *word);

/*
 * Check the graph: every name that an expression, `needs` or `closes` uses exists (a season key, a
 * plan key, a milestone), neither expressions nor needs run in a circle, facts and dates of an
 * entry stand only where there is one, and every `when` can hold. One diagnostic per fault, with
 * the nearest name. Returns 0 or MW_ROADMAP_E_BAD.
 */
#define MW_ROADMAP_E_BAD 1
int mw_roadmap_check(const struct mw_roadmap *roadmap, const struct mw_season_table *seasons,
		     struct mw_diags *diags);

/*
 * Check what dates alone can show, without any applicant: an expression that gives no day in some
 * application year from 2026 to 2036; a milestone that opens after its due, or is due after its
 * latest, in each of them. Dates that follow from a profile are passed over. The graph has passed
 * mw_roadmap_check. Returns 0 or MW_ROADMAP_E_BAD.
 */
int mw_roadmap_check_dates(const struct mw_roadmap *roadmap, const struct mw_season_table *seasons,
			   struct mw_pool *pool, struct mw_diags *diags);

#endif
