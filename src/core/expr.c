/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Date expressions: a reader that goes word by word, and an evaluator. Every fault is one
 * diagnostic that names the word it stumbled over.
 */
#include "matchward/core/expr.h"

#include <string.h>

#include "matchward/core/text.h"

/* The words of one expression: [at, at + len) is the current one. */
struct reader {
	const char *all;
	const char *at;
	size_t len;
	const struct mw_expr_context *context;
	struct mw_spot spot;
	struct mw_diags *diags;
};

static void advance(struct reader *r)
{
	r->at += r->len;
	r->at += strspn(r->at, " \t");
	r->len = strcspn(r->at, " \t");
}

static bool is_word(const struct reader *r, const char *word)
{
	return strlen(word) == r->len && !memcmp(r->at, word, r->len);
}

static int fail(const struct reader *r, const char *what, const char *expected)
{
	if (r->len && !strcmp(r->all, r->at) && strlen(r->at) == r->len)
		mw_diags_add(r->diags, r->spot, "%s \"%.*s\"; expected %s", what,
			     (int)mw_text_cut(r->at, r->len, 60), r->at, expected);
	else if (r->len)
		mw_diags_add(r->diags, r->spot, "%s \"%.*s\" in the date \"%s\"; expected %s", what,
			     (int)mw_text_cut(r->at, r->len, 60), r->at, r->all, expected);
	else
		mw_diags_add(r->diags, r->spot, "the date \"%s\" ends too early; expected %s",
			     r->all, expected);
	return MW_EXPR_E_SYNTAX;
}

static bool two_digits(const char *p, int *ret_value)
{
	if (p[0] < '0' || p[0] > '9' || p[1] < '0' || p[1] > '9')
		return false;
	*ret_value = (p[0] - '0') * 10 + p[1] - '0';
	return true;
}

/* "-MM-DD" */
static bool month_and_day(const char *p, int *ret_month, int *ret_day)
{
	return p[0] == '-' && two_digits(p + 1, ret_month) && p[3] == '-' &&
	       two_digits(p + 4, ret_day);
}

static int read_base(struct reader *r, struct mw_expr *expr)
{
	const char *word = mw_pool_copy(r->context->pool, r->at, r->len);
	expr->base_text = word;

	if (word[0] >= '0' && word[0] <= '9') {
		mw_day day;
		if (!mw_day_parse(word, &day))
			return fail(r, "impossible day",
				    "an existing day, YYYY-MM-DD, from 1990 to 2100");
		expr->base = MW_EXPR_DATE;
		mw_day_to_ymd(day, &expr->year, &expr->month, &expr->day);
		return 0;
	}
	if (word[0] == 'Y' && (word[1] == '-' || word[1] == '+')) {
		const char *rest = word + 1;
		if ((rest[0] == '+' || rest[0] == '-') && rest[1] == '1' && rest[2] == '-') {
			expr->year = rest[0] == '+' ? 1 : -1;
			rest += 2;
		}
		/* 2000 is a leap year: whether Y-02-29 exists shows when Y is known. */
		if (strlen(rest) != 6 || !month_and_day(rest, &expr->month, &expr->day) ||
		    !mw_day_is_ymd(2000, expr->month, expr->day))
			return fail(r, "cannot read", "Y-MM-DD, Y+1-MM-DD or Y-1-MM-DD");
		expr->base = MW_EXPR_YEAR_DATE;
		return 0;
	}

	const char *dot = strrchr(word, '.');
	expr->base = MW_EXPR_KEY;
	expr->name = word;
	if (dot) {
		if (!strcmp(dot, ".early"))
			expr->early = true;
		else if (!strcmp(dot, ".opens"))
			expr->base = MW_EXPR_OPENS;
		else if (!strcmp(dot, ".due"))
			expr->base = MW_EXPR_DUE;
		else
			return fail(r, "cannot read",
				    "KEY, KEY.early, MILESTONE.opens or MILESTONE.due");
		expr->name = mw_pool_copy(r->context->pool, word, (size_t)(dot - word));
	}
	size_t name_len = strlen(expr->name);
	if (!name_len || strspn(expr->name, "abcdefghijklmnopqrstuvwxyz0123456789-.") != name_len)
		return fail(
			r, "cannot read",
			"a day such as 2027-06-01, or a name such as eras-open or cv-draft.due");
	return 0;
}

static bool unit(const char *word, size_t len, enum mw_step_kind *ret_kind, int *ret_factor)
{
	static const struct {
		const char *name;
		enum mw_step_kind kind;
		int factor;
	} units[] = {
		{ "d", MW_STEP_DAYS, 1 },        { "day", MW_STEP_DAYS, 1 },
		{ "days", MW_STEP_DAYS, 1 },     { "w", MW_STEP_DAYS, 7 },
		{ "week", MW_STEP_DAYS, 7 },     { "weeks", MW_STEP_DAYS, 7 },
		{ "mo", MW_STEP_MONTHS, 1 },     { "month", MW_STEP_MONTHS, 1 },
		{ "months", MW_STEP_MONTHS, 1 }, { "y", MW_STEP_MONTHS, 12 },
		{ "year", MW_STEP_MONTHS, 12 },  { "years", MW_STEP_MONTHS, 12 },
	};
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (strlen(units[i].name) == len && !memcmp(units[i].name, word, len)) {
			*ret_kind = units[i].kind;
			*ret_factor = units[i].factor;
			return true;
		}
	return false;
}

/* "+ 2 weeks", "+2 weeks", "- 2w" */
static int read_distance(struct reader *r, struct mw_step *step)
{
	static const char expected[] = "a number and days, weeks, months or years";
	int sign = *r->at == '-' ? -1 : 1;
	int n = 0;

	r->at++;
	if (!--r->len)
		advance(r);
	size_t digits = strspn(r->at, "0123456789");
	if (!digits)
		return fail(r, "cannot read", expected);
	if (digits > 4)
		return fail(r, "the number is too large in", "at most four digits");
	for (; digits; digits--, r->at++, r->len--)
		n = n * 10 + *r->at - '0';
	if (!r->len)
		advance(r);
	int factor;
	if (!unit(r->at, r->len, &step->kind, &factor))
		return fail(r, "unknown unit", "days, weeks, months or years");
	step->amount = sign * n * factor;
	advance(r);
	return 0;
}

static bool weekday(const struct reader *r, int *ret_day)
{
	static const char *const names[] = { "Monday", "Tuesday",  "Wednesday", "Thursday",
					     "Friday", "Saturday", "Sunday" };
	for (int i = 0; i < 7; i++) {
		size_t full = strlen(names[i]);
		if (r->len != full && r->len != 3)
			continue;
		bool same = true;
		for (size_t k = 0; k < r->len; k++)
			same = same && (r->at[k] | 0x20) == (names[i][k] | 0x20);
		if (same) {
			*ret_day = i;
			return true;
		}
	}
	return false;
}

/* The fixed phrases. Each word must follow; the first has been seen. */
static int read_phrase(struct reader *r, struct mw_step *step)
{
	if (is_word(r, "on")) {
		advance(r);
		if (!is_word(r, "or"))
			return fail(r, "cannot read",
				    "\"on or after\" or \"on or before\" and a weekday");
		advance(r);
		if (is_word(r, "after"))
			step->kind = MW_STEP_ON_OR_AFTER;
		else if (is_word(r, "before"))
			step->kind = MW_STEP_ON_OR_BEFORE;
		else
			return fail(r, "cannot read",
				    "\"on or after\" or \"on or before\" and a weekday");
		advance(r);
		if (!weekday(r, &step->amount))
			return fail(r, "cannot read", "a weekday such as Wednesday");
	} else if (is_word(r, "weekend")) {
		advance(r);
		if (is_word(r, "forward"))
			step->kind = MW_STEP_WEEKEND_FORWARD;
		else if (is_word(r, "back"))
			step->kind = MW_STEP_WEEKEND_BACK;
		else
			return fail(r, "cannot read", "\"weekend forward\" or \"weekend back\"");
	} else {
		step->kind = is_word(r, "start") ? MW_STEP_MONTH_START : MW_STEP_MONTH_END;
		advance(r);
		if (!is_word(r, "of"))
			return fail(r, "cannot read", "\"start of month\" or \"end of month\"");
		advance(r);
		if (!is_word(r, "month"))
			return fail(r, "cannot read", "\"start of month\" or \"end of month\"");
	}
	advance(r);
	return 0;
}

static int read_step(struct reader *r, struct mw_expr *expr)
{
	if (expr->step_count == MW_EXPR_STEPS_MOST)
		return fail(r, "too many steps before", "at most eight steps");
	struct mw_step *step = &expr->steps[expr->step_count];
	const char *begin = r->at;
	int outcome;
	if (*r->at == '+' || *r->at == '-')
		outcome = read_distance(r, step);
	else if (is_word(r, "on") || is_word(r, "weekend") || is_word(r, "start") ||
		 is_word(r, "end"))
		outcome = read_phrase(r, step);
	else if (r->len == 5 && r->at[2] == ':')
		return fail(r, "cannot read", "\"at\" before a time, such as at 17:00");
	else
		return fail(
			r, "cannot read",
			"+ or - and a distance, \"on or after\" a weekday, \"start of month\", "
			"\"end of month\", \"weekend forward\", \"weekend back\" or \"at\" HH:MM");
	if (outcome)
		return outcome;
	size_t len = (size_t)(r->at - begin);
	while (len && (begin[len - 1] == ' ' || begin[len - 1] == '\t'))
		len--;
	step->text = mw_pool_copy(r->context->pool, begin, len);
	expr->step_count++;
	return 0;
}

/* "at" has been seen. */
static int read_time(struct reader *r, struct mw_expr *expr)
{
	int hour, minute;
	advance(r);
	if (r->len != 5 || !two_digits(r->at, &hour) || r->at[2] != ':' ||
	    !two_digits(r->at + 3, &minute) || hour > 23 || minute > 59)
		return fail(r, "cannot read the time", "HH:MM, 00:00 to 23:59");
	expr->minute = hour * 60 + minute;
	expr->zone = r->context->zone;
	advance(r);
	if (!r->len)
		return 0;
	const char *name = mw_pool_copy(r->context->pool, r->at, r->len);
	expr->zone = mw_zone_find(r->context->zones, name);
	if (!expr->zone)
		return fail(r, "unknown time zone",
			    "the name of a time zone such as America/New_York, or ET");
	advance(r);
	return r->len ? fail(r, "cannot read", "nothing after the time and its zone") : 0;
}

int mw_expr_parse(const char *text, const struct mw_expr_context *context, struct mw_spot spot,
		  struct mw_expr *ret_expr, struct mw_diags *diags)
{
	struct mw_expr expr = { .minute = -1, .spot = spot };
	expr.text = mw_pool_string(context->pool, text);
	struct reader r = { expr.text, expr.text, 0, context, spot, diags };
	advance(&r);
	if (!r.len)
		return fail(&r, "", "a day such as 2027-06-01");
	int outcome = read_base(&r, &expr);
	if (outcome)
		return outcome;
	advance(&r);
	while (r.len && !is_word(&r, "at")) {
		outcome = read_step(&r, &expr);
		if (outcome)
			return outcome;
	}
	if (r.len) {
		outcome = read_time(&r, &expr);
		if (outcome)
			return outcome;
	}
	*ret_expr = expr;
	return 0;
}

static mw_day apply(mw_day day, const struct mw_step *step)
{
	int weekday_now = (int)mw_day_weekday(day);
	int y, m, d;
	switch (step->kind) {
	case MW_STEP_DAYS:
		return day + step->amount;
	case MW_STEP_MONTHS:
		return mw_day_add_months(day, step->amount);
	case MW_STEP_ON_OR_AFTER:
		return day + (step->amount - weekday_now + 7) % 7;
	case MW_STEP_ON_OR_BEFORE:
		return day - (weekday_now - step->amount + 7) % 7;
	case MW_STEP_MONTH_START:
		mw_day_to_ymd(day, &y, &m, &d);
		return day - d + 1;
	case MW_STEP_MONTH_END:
		return mw_day_month_end(day);
	case MW_STEP_WEEKEND_FORWARD:
		return day + (weekday_now == MW_SATURDAY ? 2 : weekday_now == MW_SUNDAY ? 1 : 0);
	case MW_STEP_WEEKEND_BACK:
		return day - (weekday_now == MW_SATURDAY ? 1 : weekday_now == MW_SUNDAY ? 2 : 0);
	}
	return day;
}

static bool in_range(mw_day day)
{
	return day >= MW_DAY_FIRST && day <= MW_DAY_LAST;
}

static int eval_base(const struct mw_expr *expr, const struct mw_expr_env *env,
		     struct mw_date *ret_date)
{
	if (expr->base == MW_EXPR_DATE || expr->base == MW_EXPR_YEAR_DATE) {
		int year = expr->base == MW_EXPR_DATE ? expr->year : env->year + expr->year;
		if (!mw_day_is_ymd(year, expr->month, expr->day))
			return MW_EXPR_E_RANGE;
		*ret_date =
			mw_date_of_day(mw_day_from_ymd(year, expr->month, expr->day), env->literal);
		return 0;
	}
	struct mw_date date;
	if (expr->base == MW_EXPR_NONE || env->lookup(env->context, expr, &date))
		return MW_EXPR_E_UNKNOWN;
	*ret_date = expr->early ? mw_date_early(&date) : date;
	return 0;
}

int mw_expr_eval_part(const struct mw_expr *expr, const struct mw_expr_env *env, int steps,
		      struct mw_date *ret_date)
{
	struct mw_date date;
	int outcome = eval_base(expr, env, &date);
	if (outcome)
		return outcome;
	for (int i = 0; i < steps; i++) {
		struct mw_step step = expr->steps[i];
		/* A run of months counts from its anchor: clamping in between would lose days. */
		while (step.kind == MW_STEP_MONTHS && i + 1 < steps &&
		       expr->steps[i + 1].kind == MW_STEP_MONTHS)
			step.amount += expr->steps[++i].amount;
		if (!in_range(date.day))
			return MW_EXPR_E_RANGE;
		date = mw_date_of_day(apply(date.day, &step), env->literal);
	}
	/* A bare reference is not judged: a graduation may lie before 1990. */
	bool is_reference = expr->base != MW_EXPR_DATE && expr->base != MW_EXPR_YEAR_DATE && !steps;
	if (!is_reference && !in_range(date.day))
		return MW_EXPR_E_RANGE;
	*ret_date = date;
	return 0;
}

int mw_expr_eval(const struct mw_expr *expr, const struct mw_expr_env *env,
		 struct mw_date *ret_date)
{
	struct mw_date date;
	int outcome = mw_expr_eval_part(expr, env, expr->step_count, &date);
	if (outcome)
		return outcome;
	if (expr->minute >= 0) {
		date = mw_date_of_day(date.day,
				      env->literal); /* who names an hour makes a new date */
		date.minute = expr->minute;
		date.zone = expr->zone;
	}
	*ret_date = date;
	return 0;
}
