/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Date expressions, one grammar for profile, seasons and roadmap:
 *
 *   expr = base { step } [ "at" HH:MM [ ZONE ] ]
 *   base = YYYY-MM-DD | Y-MM-DD | Y+1-MM-DD | Y-1-MM-DD | KEY [".early"] | MILESTONE.opens |
 * MILESTONE.due step = ("+"|"-") N ("days"|"weeks"|"months"|"years", singular, d w mo y) | "on or
 * after" WEEKDAY | "on or before" WEEKDAY | "start of month" | "end of month" | "weekend forward" |
 * "weekend back"
 *
 * Y is the application year, the year in which ERAS opens. KEY is a season key or a plan key. A
 * step moves the day in the date's own zone and drops the time; "at" gives one. There is no
 * "today": a date may not drift. Consecutive month steps are added before they are applied, so that
 * each clamps from the anchor.
 */
#ifndef MW_CORE_EXPR_H
#define MW_CORE_EXPR_H

#include "matchward/core/date.h"
#include "matchward/core/diag.h"
#include "matchward/core/pool.h"

enum mw_expr_base {
	MW_EXPR_NONE,      /* not given */
	MW_EXPR_DATE,      /* YYYY-MM-DD */
	MW_EXPR_YEAR_DATE, /* Y-MM-DD: year is 0, +1 or -1 */
	MW_EXPR_KEY,       /* season or plan key */
	MW_EXPR_OPENS,     /* MILESTONE.opens */
	MW_EXPR_DUE,       /* MILESTONE.due */
	MW_EXPR_ENTRY,     /* the date of the entry that a milestone is for (core/entry) */
	MW_EXPR_IN_SEASON, /* the later of that and the day on which programs may review */
};

enum mw_step_kind {
	MW_STEP_DAYS,
	MW_STEP_MONTHS,
	MW_STEP_ON_OR_AFTER,
	MW_STEP_ON_OR_BEFORE,
	MW_STEP_MONTH_START,
	MW_STEP_MONTH_END,
	MW_STEP_WEEKEND_FORWARD,
	MW_STEP_WEEKEND_BACK,
};

struct mw_step {
	enum mw_step_kind kind;
	int amount;       /* days or months, signed; or an enum mw_weekday */
	const char *text; /* as written */
};

#define MW_EXPR_STEPS_MOST 8

struct mw_expr {
	enum mw_expr_base base;
	int year, month, day;
	const char *name;            /* KEY or MILESTONE */
	const struct mw_expr *entry; /* with MW_EXPR_ENTRY and MW_EXPR_IN_SEASON; borrowed */
	bool early;
	struct mw_step steps[MW_EXPR_STEPS_MOST];
	int step_count;
	int minute;                 /* of "at"; -1: none */
	const struct mw_zone *zone; /* of "at"; never NULL when minute >= 0 */
	const char *text;           /* as written */
	const char *base_text;      /* the base as written */
	struct mw_spot spot;
};

/* What an expression may refer to while it is read: the zone meant where none is written, and the
 * zones. */
struct mw_expr_context {
	struct mw_pool *pool;
	const struct mw_zone *zone; /* the file's or the profile's */
	const struct mw_zone_finder *zones;
};

/* 0, or MW_EXPR_E_SYNTAX with a diagnostic at `spot`. Names are not looked up here. */
#define MW_EXPR_E_SYNTAX 1
int mw_expr_parse(const char *text, const struct mw_expr_context *context, struct mw_spot spot,
		  struct mw_expr *ret_expr, struct mw_diags *diags);

/*
 * Evaluation. `lookup` answers for KEY, MILESTONE.opens and MILESTONE.due (expr->base says which);
 * it returns 0, or positive when there is no such date (it has said why). `literal` is the
 * provenance of a written day and of any date that a step has moved or "at" has given an hour:
 * advice in a roadmap, yours in a profile. A bare reference keeps its own provenance and its own
 * uncertainty, and its day is not judged.
 */
struct mw_expr_env {
	int year; /* Y */
	enum mw_provenance literal;
	int (*lookup)(void *context, const struct mw_expr *expr, struct mw_date *ret_date);
	void *context;
};

#define MW_EXPR_E_UNKNOWN 2 /* lookup had no answer, or the expression is not given */
#define MW_EXPR_E_RANGE 3   /* outside 1990..2100, or a day that does not exist (29 February) */
int mw_expr_eval(const struct mw_expr *expr, const struct mw_expr_env *env,
		 struct mw_date *ret_date);

/* The same with only the first `steps` steps and without "at": the way to show how a date came
 * about. */
int mw_expr_eval_part(const struct mw_expr *expr, const struct mw_expr_env *env, int steps,
		      struct mw_date *ret_date);

#endif
