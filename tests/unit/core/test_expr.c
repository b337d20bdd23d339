/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole grammar of dates, good and bad. The year is 2027; the zone that is not written is
 * Eastern. */
#include "matchward/core/expr.h"

#include "expect.h"
#include "zones_by_hand.h"

struct test {
	struct mw_pool pool;
	struct mw_diags diags;
	int asked; /* how often something was looked up */
};

static int setup(void **state)
{
	static struct test test;
	test = (struct test){ .pool = MW_POOL_INIT, .diags = MW_DIAGS_INIT };
	*state = &test;
	return 0;
}

static int teardown(void **state)
{
	struct test *test = *state;
	mw_diags_release(&test->diags);
	mw_pool_release(&test->pool);
	return 0;
}

static int parse(struct test *test, const char *text, struct mw_expr *expr)
{
	struct mw_expr_context context = { &test->pool, zone_by_hand("America/New_York"),
					   &finder_by_hand };
	return mw_expr_parse(text, &context, (struct mw_spot){ "f.ini", 7 }, expr, &test->diags);
}

/* eras-open, predicted; token, a whole day that is certain; a graduation long ago; two milestones.
 */
static int lookup(void *context, const struct mw_expr *expr, struct mw_date *ret_date)
{
	struct test *test = context;
	test->asked++;
	if (expr->base == MW_EXPR_KEY && !strcmp(expr->name, "eras-open")) {
		*ret_date = (struct mw_date){ a_day("2027-09-01"), 9 * 60,
					      zone_by_hand("America/New_York"), 7,
					      MW_PROVENANCE_PREDICTED };
		return 0;
	}
	if (expr->base == MW_EXPR_KEY && !strcmp(expr->name, "token")) {
		*ret_date = mw_date_of_day(a_day("2027-06-30"), MW_PROVENANCE_PUBLISHED);
		return 0;
	}
	if (expr->base == MW_EXPR_KEY && !strcmp(expr->name, "graduation")) {
		*ret_date = mw_date_of_day(mw_day_from_ymd(1985, 6, 30), MW_PROVENANCE_YOURS);
		return 0;
	}
	if (expr->base == MW_EXPR_OPENS && !strcmp(expr->name, "step2ck-exam")) {
		*ret_date = mw_date_of_day(a_day("2027-04-01"), MW_PROVENANCE_ADVICE);
		return 0;
	}
	if (expr->base == MW_EXPR_DUE && !strcmp(expr->name, "abstract.rsna")) {
		*ret_date = (struct mw_date){ a_day("2027-05-05"), 12 * 60,
					      zone_by_hand("America/Chicago"), 30,
					      MW_PROVENANCE_PREDICTED };
		return 0;
	}
	return 1;
}

static void good(void **state)
{
	static const struct {
		const char *text, *want;
		enum mw_provenance provenance;
		int early_days;
	} cases[] = {
		/* bases */
		{ "2027-06-01", "2027-06-01", MW_PROVENANCE_ADVICE, 0 },
		{ "1990-01-01", "1990-01-01", MW_PROVENANCE_ADVICE, 0 },
		{ "2100-12-31", "2100-12-31", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-06-01", "2027-06-01", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-12-31", "2027-12-31", MW_PROVENANCE_ADVICE, 0 },
		{ "Y+1-03-15", "2028-03-15", MW_PROVENANCE_ADVICE, 0 },
		{ "Y+1-02-29", "2028-02-29", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-1-10-01", "2026-10-01", MW_PROVENANCE_ADVICE, 0 },
		{ "eras-open", "2027-09-01T13:00Z", MW_PROVENANCE_PREDICTED, 7 },
		{ "eras-open.early", "2027-08-25T13:00Z", MW_PROVENANCE_PREDICTED, 0 },
		{ "token", "2027-06-30", MW_PROVENANCE_PUBLISHED, 0 },
		{ "token.early", "2027-06-30", MW_PROVENANCE_PUBLISHED, 0 },
		{ "graduation", "1985-06-30", MW_PROVENANCE_YOURS, 0 },
		{ "step2ck-exam.opens", "2027-04-01", MW_PROVENANCE_ADVICE, 0 },
		{ "abstract.rsna.due", "2027-05-05T17:00Z", MW_PROVENANCE_PREDICTED, 30 },
		/* distances, in every unit and spelling */
		{ "Y-06-01 + 1 day", "2027-06-02", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-06-01 + 2 days", "2027-06-03", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-06-01 + 3 d", "2027-06-04", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-06-01 + 4d", "2027-06-05", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-06-01 +5d", "2027-06-06", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-06-01 -1d", "2027-05-31", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-06-01 - 1 week", "2027-05-25", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-06-01 - 2 weeks", "2027-05-18", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-06-01 - 2w", "2027-05-18", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-06-01 + 1 month", "2027-07-01", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-06-01 + 2 months", "2027-08-01", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-06-01 - 7mo", "2026-11-01", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-06-01 + 1 year", "2028-06-01", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-06-01 - 2 years", "2025-06-01", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-06-01 + 1y", "2028-06-01", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-06-01 + 0 days", "2027-06-01", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-06-01 + 1y - 2w + 3d", "2028-05-21", MW_PROVENANCE_ADVICE, 0 },
		/* months clamp, and a run of them counts from its anchor */
		{ "2027-01-31 + 1 month", "2027-02-28", MW_PROVENANCE_ADVICE, 0 },
		{ "2028-01-31 + 1 month", "2028-02-29", MW_PROVENANCE_ADVICE, 0 },
		{ "2027-01-31 + 1 month + 1 month", "2027-03-31", MW_PROVENANCE_ADVICE, 0 },
		{ "2027-03-31 - 1 month + 2 months", "2027-04-30", MW_PROVENANCE_ADVICE, 0 },
		{ "2028-02-29 + 1 year + 3 years", "2032-02-29", MW_PROVENANCE_ADVICE, 0 },
		{ "2027-01-31 + 1 month + 0 days + 1 month", "2027-03-28", MW_PROVENANCE_ADVICE,
		  0 },
		/* weekdays, in any case, whole or three letters; the day itself counts */
		{ "Y-09-01 on or after Wednesday", "2027-09-01", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-09-02 on or after wednesday", "2027-09-08", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-09-02 on or after WED", "2027-09-08", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-09-02 on or before Wed", "2027-09-01", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-09-01 on or before Wednesday", "2027-09-01", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-09-01 on or before Thursday", "2027-08-26", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-09-01 on or after Monday", "2027-09-06", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-09-01 on or after tue", "2027-09-07", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-09-01 on or after Fri", "2027-09-03", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-09-01 on or after saturday", "2027-09-04", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-09-01 on or after SuNdAy", "2027-09-05", MW_PROVENANCE_ADVICE, 0 },
		/* months and weekends */
		{ "Y-09-17 start of month", "2027-09-01", MW_PROVENANCE_ADVICE, 0 },
		{ "Y+1-02-03 end of month", "2028-02-29", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-09-01 start of month", "2027-09-01", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-09-04 weekend forward", "2027-09-06", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-09-05 weekend forward", "2027-09-06", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-09-06 weekend forward", "2027-09-06", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-09-04 weekend back", "2027-09-03", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-09-05 weekend back", "2027-09-03", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-09-03 weekend back", "2027-09-03", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-09-03 weekend forward", "2027-09-03", MW_PROVENANCE_ADVICE, 0 },
		/* a step drops the hour, and what it makes is advice */
		{ "eras-open + 1 week", "2027-09-08", MW_PROVENANCE_ADVICE, 0 },
		{ "eras-open + 0 days", "2027-09-01", MW_PROVENANCE_ADVICE, 0 },
		{ "eras-open.early - 4 weeks", "2027-07-28", MW_PROVENANCE_ADVICE, 0 },
		/* hours */
		{ "Y-09-01 at 09:00", "2027-09-01T13:00Z", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-09-01 at 00:00", "2027-09-01T04:00Z", MW_PROVENANCE_ADVICE, 0 },
		{ "Y+1-01-31 weekend back at 23:59 ET", "2028-02-01T04:59Z", MW_PROVENANCE_ADVICE,
		  0 },
		{ "Y-05-05 at 12:00 CT", "2027-05-05T17:00Z", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-05-05 at 12:00 Asia/Kolkata", "2027-05-05T06:30Z", MW_PROVENANCE_ADVICE, 0 },
		{ "Y-05-05 at 12:00 UTC", "2027-05-05T12:00Z", MW_PROVENANCE_ADVICE, 0 },
		{ "eras-open at 10:30", "2027-09-01T14:30Z", MW_PROVENANCE_ADVICE, 0 },
		/* spaces are as one likes */
		{ "  Y-09-01\t+  1   week   at 09:00   CT ", "2027-09-08T14:00Z",
		  MW_PROVENANCE_ADVICE, 0 },
		/* as many steps as there may be */
		{ "Y-01-01 +1d +1d +1d +1d +1d +1d +1d +1d", "2027-01-09", MW_PROVENANCE_ADVICE,
		  0 },
	};
	struct test *test = *state;
	struct mw_expr_env env = { 2027, MW_PROVENANCE_ADVICE, lookup, test };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mw_expr expr;
		struct mw_date date;
		EXPECT_INT(cases[i].text, parse(test, cases[i].text, &expr), 0);
		EXPECT_INT(cases[i].text, mw_expr_eval(&expr, &env, &date), 0);
		EXPECT_DATE(cases[i].text, &date, cases[i].want);
		EXPECT_INT(cases[i].text, date.provenance, cases[i].provenance);
		EXPECT_INT(cases[i].text, date.early_days, cases[i].early_days);
		EXPECT_TEXT("as written", expr.text, cases[i].text);
		assert_true(expr.spot.line == 7 && !strcmp(expr.spot.file, "f.ini"));
	}
	EXPECT_INT("nothing to complain of", test->diags.count, 0);
}

static void bad(void **state)
{
	static const struct {
		const char *text, *wrong; /* the word it stumbled over, and what it wanted */
		const char *expected;
	} cases[] = {
		{ "", "ends too early", "a day such as 2027-06-01" },
		{ "   ", "ends too early", "a day such as 2027-06-01" },
		{ "2027-02-29", "impossible day \"2027-02-29\"", "YYYY-MM-DD" },
		{ "2027-6-1", "impossible day \"2027-6-1\"", "YYYY-MM-DD" },
		{ "1989-12-31", "impossible day \"1989-12-31\"", "from 1990 to 2100" },
		{ "2101-01-01", "impossible day \"2101-01-01\"", "from 1990 to 2100" },
		{ "20270601", "impossible day", "YYYY-MM-DD" },
		{ "Y-02-30", "cannot read \"Y-02-30\"", "Y-MM-DD" },
		{ "Y-13-01", "cannot read \"Y-13-01\"", "Y-MM-DD" },
		{ "Y-6-1", "cannot read \"Y-6-1\"", "Y-MM-DD" },
		{ "Y+2-06-01", "cannot read \"Y+2-06-01\"", "Y+1-MM-DD" },
		{ "Y-2-06-01", "cannot read \"Y-2-06-01\"", "Y-1-MM-DD" },
		{ "Y-06-01x", "cannot read \"Y-06-01x\"", "Y-MM-DD" },
		{ "Y +1-06-01", "cannot read \"Y\"", "cv-draft.due" },
		{ "y-06-01.", "cannot read \"y-06-01.\"", "KEY.early" },
		{ "Eras-open", "cannot read \"Eras-open\"", "a name such as eras-open" },
		{ "eras_open", "cannot read \"eras_open\"", "a name such as eras-open" },
		{ "eras-open.late", "cannot read \"eras-open.late\"", "KEY.early" },
		{ ".due", "cannot read \".due\"", "a name such as eras-open" },
		{ "eras-open.", "cannot read \"eras-open.\"", "KEY.early" },
		{ "+ 2 weeks", "cannot read \"+\"", "a name such as eras-open" },
		{ "Y-06-01 17:00", "cannot read \"17:00\"",
		  "\"at\" before a time, such as at 17:00" },
		{ "Y-x1-01", "cannot read \"Y-x1-01\"", "Y-MM-DD" },
		{ "Y-06-0x", "cannot read \"Y-06-0x\"", "Y-MM-DD" },
		{ "Y-06:01", "cannot read \"Y-06:01\"", "Y-MM-DD" },
		{ "Y-06-01 2 weeks", "cannot read \"2\"", "+ or - and a distance" },
		{ "Y-06-01 +", "ends too early", "a number and days" },
		{ "Y-06-01 + weeks", "cannot read \"weeks\"", "a number and days" },
		{ "Y-06-01 + 2", "ends too early", "days, weeks, months or years" },
		{ "Y-06-01 + 2 fortnights", "unknown unit \"fortnights\"",
		  "days, weeks, months or years" },
		{ "Y-06-01 + 2 m", "unknown unit \"m\"", "days, weeks, months or years" },
		{ "Y-06-01 + 2weekz", "unknown unit \"weekz\"", "days, weeks, months or years" },
		{ "Y-06-01 + 2 Weeks", "unknown unit \"Weeks\"", "days, weeks, months or years" },
		{ "Y-06-01 + 12345 days", "the number is too large", "at most four digits" },
		{ "Y-06-01 + 99999999999999999999 days", "the number is too large",
		  "at most four digits" },
		{ "Y-06-01 +-2 days", "cannot read \"-2\"", "a number and days" },
		{ "Y-06-01 on", "ends too early", "\"on or after\"" },
		{ "Y-06-01 on and after Monday", "cannot read \"and\"", "\"on or after\"" },
		{ "Y-06-01 on or around Monday", "cannot read \"around\"", "\"on or after\"" },
		{ "Y-06-01 on or after", "ends too early", "a weekday such as Wednesday" },
		{ "Y-06-01 on or after Wednesda", "cannot read \"Wednesda\"",
		  "a weekday such as Wednesday" },
		{ "Y-06-01 on or after 3rd", "cannot read \"3rd\"", "a weekday such as Wednesday" },
		{ "Y-06-01 on or after W\x05"
		  "D",
		  "cannot read", "a weekday such as Wednesday" },
		{ "Y-06-01 weekend", "ends too early", "\"weekend forward\"" },
		{ "Y-06-01 weekend away", "cannot read \"away\"", "\"weekend back\"" },
		{ "Y-06-01 start", "ends too early", "\"start of month\"" },
		{ "Y-06-01 start in month", "cannot read \"in\"", "\"start of month\"" },
		{ "Y-06-01 end of year", "cannot read \"year\"", "\"end of month\"" },
		{ "Y-06-01 sideways", "cannot read \"sideways\"", "\"at\" HH:MM" },
		{ "Y-06-01 +1d +1d +1d +1d +1d +1d +1d +1d +1d", "too many steps",
		  "at most eight" },
		{ "Y-06-01 at", "ends too early", "HH:MM" },
		{ "Y-06-01 at 9:00", "cannot read the time \"9:00\"", "HH:MM" },
		{ "Y-06-01 at 24:00", "cannot read the time \"24:00\"", "00:00 to 23:59" },
		{ "Y-06-01 at 23:60", "cannot read the time \"23:60\"", "00:00 to 23:59" },
		{ "Y-06-01 at 0900", "cannot read the time \"0900\"", "HH:MM" },
		{ "Y-06-01 at 09-00", "cannot read the time \"09-00\"", "HH:MM" },
		{ "Y-06-01 at noon", "cannot read the time \"noon\"", "HH:MM" },
		{ "Y-06-01 at 09:00 XT", "unknown time zone \"XT\"", "America/New_York" },
		{ "Y-06-01 at 09:00 et", "unknown time zone \"et\"", "America/New_York" },
		{ "Y-06-01 at 09:00 ET sharp", "cannot read \"sharp\"", "nothing after" },
		{ "Y-06-01 at 09:00 + 1 day", "unknown time zone \"+\"", "America/New_York" },
		{ "today", NULL, NULL }, /* a key like any other here: nothing is looked up yet */
	};
	struct test *test = *state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mw_expr expr = { .minute = 1234 };
		struct mw_diags *diags = &test->diags;
		size_t before = diags->count;
		int outcome = parse(test, cases[i].text, &expr);
		EXPECT_INT(cases[i].text, outcome, cases[i].wrong ? MW_EXPR_E_SYNTAX : 0);
		EXPECT_INT(cases[i].text, diags->count - before, cases[i].wrong ? 1 : 0);
		if (!cases[i].wrong)
			continue;
		EXPECT_INT("untouched", expr.minute, 1234);
		EXPECT_PART(cases[i].text, diags->items[before].text, cases[i].wrong);
		EXPECT_PART(cases[i].text, strstr(diags->items[before].text, "; expected "),
			    cases[i].expected);
		EXPECT_INT("line", diags->items[before].spot.line, 7);
	}
}

static void values_out_of_range(void **state)
{
	static const struct {
		const char *text;
		int year, outcome;
	} cases[] = {
		{ "Y-02-29", 2027, MW_EXPR_E_RANGE },
		{ "Y-02-29", 2028, 0 },
		{ "Y+1-02-29", 2027, 0 },
		{ "1990-01-01 - 1 day", 2027, MW_EXPR_E_RANGE },
		{ "2100-12-31 + 1 day", 2027, MW_EXPR_E_RANGE },
		{ "2100-12-31 + 1 day - 1 day", 2027, MW_EXPR_E_RANGE }, /* also on the way */
		{ "Y-01-01 + 9999 years", 2027, MW_EXPR_E_RANGE },
		{ "Y-01-01 - 9999 weeks", 2027, MW_EXPR_E_RANGE },
		{ "Y+1-06-01", 2100, MW_EXPR_E_RANGE },
		{ "Y-1-06-01", 1990, MW_EXPR_E_RANGE },
		{ "graduation + 1 month", 2027, MW_EXPR_E_RANGE },
		{ "no-such-key", 2027, MW_EXPR_E_UNKNOWN },
		{ "step2ck-exam.due", 2027, MW_EXPR_E_UNKNOWN },
		{ "no-such-key + 1 day", 2027, MW_EXPR_E_UNKNOWN },
	};
	struct test *test = *state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mw_expr_env env = { cases[i].year, MW_PROVENANCE_ADVICE, lookup, test };
		struct mw_expr expr;
		struct mw_date date = { .day = 77 };
		EXPECT_INT(cases[i].text, parse(test, cases[i].text, &expr), 0);
		EXPECT_INT(cases[i].text, mw_expr_eval(&expr, &env, &date), cases[i].outcome);
		if (cases[i].outcome)
			EXPECT_INT("untouched", date.day, 77);
	}
	/* One that was never given asks for nothing, also of nobody. */
	struct mw_expr none = { .base = MW_EXPR_NONE, .minute = -1 };
	struct mw_expr_env alone = { 2027, MW_PROVENANCE_YOURS, NULL, NULL };
	struct mw_date date;
	EXPECT_INT("not given", mw_expr_eval(&none, &alone, &date), MW_EXPR_E_UNKNOWN);
}

static void provenance_of_the_profile(void **state)
{
	struct test *test = *state;
	struct mw_expr_env env = { 2027, MW_PROVENANCE_YOURS, lookup, test };
	struct mw_expr expr;
	struct mw_date date;
	EXPECT_INT("written", parse(test, "2027-05-01", &expr), 0);
	EXPECT_INT("written", mw_expr_eval(&expr, &env, &date), 0);
	EXPECT_INT("a written day", date.provenance, MW_PROVENANCE_YOURS);
	EXPECT_INT("moved", parse(test, "eras-open + 1 day", &expr), 0);
	EXPECT_INT("moved", mw_expr_eval(&expr, &env, &date), 0);
	EXPECT_INT("a moved day", date.provenance, MW_PROVENANCE_YOURS);
	EXPECT_INT("bare", parse(test, "eras-open", &expr), 0);
	EXPECT_INT("bare", mw_expr_eval(&expr, &env, &date), 0);
	EXPECT_INT("a bare key keeps its own", date.provenance, MW_PROVENANCE_PREDICTED);
}

static void step_by_step(void **state)
{
	struct test *test = *state;
	struct mw_expr_env env = { 2027, MW_PROVENANCE_ADVICE, lookup, test };
	struct mw_expr expr;
	struct mw_date date;
	EXPECT_INT("parse",
		   parse(test, "eras-open.early - 2 weeks on or before Monday at 17:00 CT", &expr),
		   0);
	EXPECT_TEXT("base", expr.base_text, "eras-open.early");
	EXPECT_INT("steps", expr.step_count, 2);
	EXPECT_TEXT("first step", expr.steps[0].text, "- 2 weeks");
	EXPECT_TEXT("second step", expr.steps[1].text, "on or before Monday");
	static const char *const want[] = { "2027-08-25T13:00Z", "2027-08-11", "2027-08-09" };
	for (int steps = 0; steps <= 2; steps++) {
		EXPECT_INT("part", mw_expr_eval_part(&expr, &env, steps, &date), 0);
		EXPECT_DATE("part", &date, want[steps]);
	}
	EXPECT_INT("all", mw_expr_eval(&expr, &env, &date), 0);
	EXPECT_DATE("all", &date, "2027-08-09T22:00Z");
	test->asked = 0;
	EXPECT_INT("a day asks nobody", parse(test, "Y-06-01 + 1 day", &expr), 0);
	EXPECT_INT("a day asks nobody", mw_expr_eval(&expr, &env, &date), 0);
	EXPECT_INT("a day asks nobody", test->asked, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(good, setup, teardown),
		cmocka_unit_test_setup_teardown(bad, setup, teardown),
		cmocka_unit_test_setup_teardown(values_out_of_range, setup, teardown),
		cmocka_unit_test_setup_teardown(provenance_of_the_profile, setup, teardown),
		cmocka_unit_test_setup_teardown(step_by_step, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
