/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Date expressions: parsed, and worked out for several years. Whatever is accepted reads again from
 * its own text; a date lies between 1990 and 2100, or there is none; the steps one by one end where
 * all of them do.
 */
#include "fuzz.h"

#include "matchward/core/expr.h"

/* Each name is a date of its own, some of them beyond the calendar. */
static int lookup(void *context, const struct mw_expr *expr, struct mw_date *ret_date)
{
	const struct mw_pool *unused = context;
	(void)unused;
	size_t len = strlen(expr->name);
	MUST(len && expr->name[len - 1] != ' ');
	if (len % 7 == 0)
		return 1;
	*ret_date =
		mw_date_of_day(MW_DAY_FIRST - 400 + (mw_day)(len * 2111), MW_PROVENANCE_PREDICTED);
	if (len % 3 == 0) {
		ret_date->minute = 9 * 60;
		ret_date->zone = fuzz_new_york;
	}
	ret_date->early_days = len % 5 == 0 ? 7 : 0;
	return 0;
}

static void check_date(const struct mw_expr *expr, const struct mw_date *date)
{
	bool is_bare =
		!expr->step_count && expr->base != MW_EXPR_DATE && expr->base != MW_EXPR_YEAR_DATE;
	MUST(mw_date_is(date));
	MUST(is_bare || (date->day >= MW_DAY_FIRST && date->day <= MW_DAY_LAST));
	MUST(date->minute >= -1 && date->minute < 24 * 60);
	MUST(!mw_date_is_timed(date) || date->zone);
	MUST(expr->minute < 0 || (date->minute == expr->minute && date->zone == expr->zone));
	if (is_bare)
		return;
	for (int i = 0; i < 2; i++) {
		const struct mw_zone *home = i ? fuzz_new_york : &mw_zone_utc;
		int64_t begin = mw_date_begin_utc(date, home), end = mw_date_end_utc(date, home);
		MUST(mw_date_is_timed(date) ? begin == end : begin < end);
		MUST(end - begin <= 25 * 3600);
		mw_day local = mw_date_local_day(date, home);
		MUST(local >= date->day - 2 && local <= date->day + 2);
	}
}

static void evaluate(const struct mw_expr *expr, int year)
{
	struct mw_expr_env env = { year, MW_PROVENANCE_ADVICE, lookup, NULL };
	struct mw_date date = MW_DATE_NONE, part = MW_DATE_NONE;
	int outcome = mw_expr_eval(expr, &env, &date);
	int of_part = mw_expr_eval_part(expr, &env, expr->step_count, &part);
	MUST(outcome == of_part);
	if (outcome) {
		MUST(outcome == MW_EXPR_E_UNKNOWN || outcome == MW_EXPR_E_RANGE);
		MUST(!mw_date_is(&date));
		return;
	}
	MUST(date.day == part.day);
	check_date(expr, &date);
	/* Each part of a walk that arrives arrives too, but for a run of months. */
	for (int i = 0; i < expr->step_count; i++)
		MUST(mw_expr_eval_part(expr, &env, i, &part) != MW_EXPR_E_UNKNOWN);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	mw_auto(pool) pool = MW_POOL_INIT;
	mw_auto(diags) diags = MW_DIAGS_INIT;
	mw_auto(buf) once = MW_BUF_INIT;
	mw_auto(buf) again = MW_BUF_INIT;
	struct mw_expr_context context = { &pool, fuzz_new_york, &fuzz_zones };
	struct mw_expr expr, same;
	/* Whoever calls has screened the bytes of a line. */
	const char *text = mw_pool_copy(&pool, (const char *)data, size);
	int outcome = mw_expr_parse(text, &context, (struct mw_spot){ "in", 1 }, &expr, &diags);
	MUST(diags.count == (outcome ? 1 : 0));
	for (size_t i = 0; i < diags.count; i++)
		MUST(diags.items[i].spot.line == 1 && *diags.items[i].text);
	if (outcome)
		return 0;
	MUST(expr.base == MW_EXPR_DATE || expr.base == MW_EXPR_YEAR_DATE || *expr.name);
	MUST(expr.step_count <= MW_EXPR_STEPS_MOST);
	MUST(expr.minute < 0 || expr.zone);
	for (int i = 0; i < expr.step_count; i++)
		MUST(*expr.steps[i].text);
	for (int year = 2000; year <= 2090; year += 30)
		evaluate(&expr, year);

	MUST(!mw_expr_parse(expr.text, &context, expr.spot, &same, NULL));
	fuzz_put_expr(&once, "", &expr);
	fuzz_put_expr(&again, "", &same);
	must_be_same(&once, &again);
	return 0;
}
