/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The applicant's own list of programs. Reading it is format/programs_csv.
 *
 * An empty cell stays unknown: no score, no visa and no tier is ever guessed from it.
 */
#ifndef MW_CORE_PROGRAM_H
#define MW_CORE_PROGRAM_H

#include <stdbool.h>

#include "matchward/core/expr.h"

enum mw_program_kind {
	MW_PROGRAM_KIND_UNKNOWN,
	MW_PROGRAM_TOP_ACADEMIC,     /* highly competitive academic (S55) */
	MW_PROGRAM_ACADEMIC,         /* mid-level academic (S56) */
	MW_PROGRAM_STRONG_COMMUNITY, /* (S56) */
	MW_PROGRAM_AFFILIATED,       /* university-affiliated (S57) */
	MW_PROGRAM_COMMUNITY,        /* small community (S57) */
};

enum mw_answer { MW_ANSWER_UNKNOWN, MW_ANSWER_NO, MW_ANSWER_YES };
enum mw_signal { MW_SIGNAL_NONE, MW_SIGNAL_SILVER, MW_SIGNAL_GOLD };

enum mw_program_status {
	MW_PROGRAM_CONSIDERED,
	MW_PROGRAM_APPLIED,
	MW_PROGRAM_INTERVIEW, /* invited */
	MW_PROGRAM_REJECTED,
	MW_PROGRAM_RANKED,
	MW_PROGRAM_DROPPED, /* by the applicant herself */
};

const char *mw_program_kind_name(enum mw_program_kind kind); /* "top-academic"; NULL: unknown */
const char *mw_signal_name(enum mw_signal signal);
const char *mw_program_status_name(enum mw_program_status status);

struct mw_program {
	const char *id; /* from its column, else from the name; unique */
	const char *name;
	enum mw_program_kind kind;
	enum mw_answer img_friendly;
	enum mw_answer j1, h1b;                       /* which visas it sponsors (S59 S60) */
	enum mw_answer research_there, support_there; /* what tier 1 asks for (S55) */
	int expected_score;                           /* MW_NONE: unknown */
	struct mw_expr deadline;                      /* base MW_EXPR_NONE: unknown */
	struct mw_expr interview;                     /* likewise */
	enum mw_signal signal;
	enum mw_program_status status;
	struct mw_spot spot;
};

#endif
