/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Plan keys, in the order in which they rest on each other. Each is a date expression over the
 * season and the keys before it, chosen here with one clause that says why; so `why` can show its
 * steps like any other.
 */
#include "matchward/core/study.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

#include "matchward/core/entry.h"

struct work {
	const struct mw_profile *profile;
	const struct mw_season *season;
	const struct mw_facts *facts;
	struct mw_study *study;
	struct mw_pool *pool;
	mw_day first_day;
	mw_day exam; /* of Step 2 CK, sat or booked; MW_DAY_NONE: none that counts */
};

/* One possible definition of a key. */
struct choice {
	struct mw_expr expr;
	enum mw_provenance literal;
	const char *reason;
	struct mw_date date; /* what it gives */
};

static int lookup(void *context, const struct mw_expr *expr, struct mw_date *ret_date)
{
	const struct work *work = context;
	enum mw_key key;
	if (mw_key_find(expr->name, &key)) {
		*ret_date = work->study->keys[key];
		return 0;
	}
	const struct mw_season_date *found = mw_season_find(work->season, expr->name);
	assert(found); /* mw_season_compute refuses a table without it */
	*ret_date = found->date;
	return 0;
}

/* Keys are whole days. What would lie outside the calendar stays at its edge. */
static struct choice choice(struct work *work, enum mw_provenance literal, const char *reason,
			    const char *format, ...) __attribute__((format(printf, 4, 5)));
static struct choice choice(struct work *work, enum mw_provenance literal, const char *reason,
			    const char *format, ...)
{
	struct choice made = { .literal = literal, .reason = reason };
	struct mw_expr_context context = { .pool = work->pool, .zone = work->profile->zone };
	struct mw_expr_env env = { work->season->year, literal, lookup, work };
	mw_auto(buf) text = MW_BUF_INIT;
	va_list args;
	va_start(args, format);
	mw_buf_vprintf(&text, format, args);
	va_end(args);
	int outcome = mw_expr_parse(text.text, &context, (struct mw_spot){ 0 }, &made.expr, NULL);
	assert(!outcome); /* our own text */
	struct mw_date base;
	if (mw_expr_eval(&made.expr, &env, &made.date)) {
		bool is_before = strstr(text.text, " - ") ||
				 (!mw_expr_eval_part(&made.expr, &env, 0, &base) &&
				  base.day < MW_DAY_FIRST); /* a graduation long ago */
		made.date = mw_date_of_day(is_before ? MW_DAY_FIRST : MW_DAY_LAST, literal);
	}
	made.date = mw_date_of_day(made.date.day, made.date.provenance);
	return made;
}

/* A day that the profile has; one from before the calendar has no expression. */
static struct choice day_choice(struct work *work, enum mw_provenance literal, const char *reason,
				mw_day day)
{
	char text[MW_DAY_TEXT_SIZE];
	if (day >= MW_DAY_FIRST && day <= MW_DAY_LAST)
		return choice(work, literal, reason, "%s", mw_day_format(day, text));
	return (struct choice){ .literal = literal,
				.reason = reason,
				.date = mw_date_of_day(day, literal) };
}

static void set(struct work *work, enum mw_key key, struct choice chosen)
{
	work->study->keys[key] = chosen.date;
	work->study->reasons[key] = chosen.reason;
	work->study->exprs[key] = chosen.expr;
	work->study->literals[key] = chosen.literal;
}

static mw_day get(const struct work *work, enum mw_key key)
{
	return work->study->keys[key].day;
}

static struct choice later(struct choice a, struct choice b)
{
	return a.date.day >= b.date.day ? a : b;
}

static struct choice earlier(struct choice a, struct choice b)
{
	return a.date.day <= b.date.day ? a : b;
}

static struct choice advice(struct work *work, const char *reason, const char *expr)
{
	return choice(work, MW_PROVENANCE_ADVICE, reason, "%s", expr);
}

static struct choice entered_exam(struct work *work)
{
	return day_choice(work, MW_PROVENANCE_YOURS, "the exam day you entered", work->exam);
}

/* The window of Step 2 CK (S14 S67 C2). Returns whether it is the early one, in the previous
 * summer. */
static bool exam_window(struct work *work)
{
	static const char *const early =
		"the early window: July to September of the year before ERAS opens";
	static const char *const spring =
		"the guide's window: April to July of the year in which ERAS opens";
	bool asked = work->profile->exam_window == MW_WINDOW_PREVIOUS_SUMMER;
	bool is_early = asked && mw_day_add_months(work->first_day, work->facts->least_study) <=
					 advice(work, early, "Y-1-09-30").date.day;
	work->study->fell_to_spring = asked && !is_early;
	bool entered = work->exam != MW_DAY_NONE;
	const char *reason = is_early ? early : spring;
	set(work, MW_KEY_EXAM_OPENS,
	    entered ? entered_exam(work)
		    : advice(work, reason, is_early ? "Y-1-07-01" : "Y-04-01"));
	set(work, MW_KEY_EXAM_CLOSES,
	    entered ? entered_exam(work)
		    : advice(work, reason, is_early ? "Y-1-09-30" : "Y-07-31"));
	return is_early;
}

/* Nobody studies before the first day, or before the start that she entered. */
static struct choice study_floor(struct work *work)
{
	struct choice first = advice(work, "your first day", "first-day");
	mw_day start = work->profile->study.start;
	return start == MW_DAY_NONE ? first
				    : later(day_choice(work, MW_PROVENANCE_YOURS,
						       "the study start you entered", start),
					    first);
}

/* Months of study in all (S31 C7 C25). */
static int wanted_months(const struct work *work)
{
	if (work->profile->study.months != MW_NONE)
		return work->profile->study.months;
	return work->facts->baseline == MW_NONE || work->facts->study_min != MW_NONE ? 6 : 4;
}

static struct choice aim_from_start(struct work *work, bool is_early, int months)
{
	char start[MW_DAY_TEXT_SIZE];
	struct choice aim =
		choice(work, MW_PROVENANCE_ADVICE, "your study start plus the study months",
		       "%s + %d months", mw_day_format(work->profile->study.start, start), months);
	struct choice last =
		is_early ? advice(work, "the last day of the early window", "exam-closes")
			 : advice(work,
				  "before 20 June: scores of later weeks were sometimes delayed",
				  "Y-06-19");
	return earlier(
		later(aim,
		      advice(work,
			     "the first day of the exam window; your study would be over earlier",
			     "exam-opens")),
		last);
}

static void exam_aim(struct work *work, bool is_early, int months)
{
	if (work->exam != MW_DAY_NONE) {
		set(work, MW_KEY_EXAM_AIM, entered_exam(work));
		return;
	}
	struct choice aim =
		work->profile->study.start != MW_DAY_NONE
			? aim_from_start(work, is_early, months)
			: advice(work,
				 "the middle of the window, before the weeks of delayed scores",
				 is_early ? "Y-1-08-31" : "Y-06-01");
	struct choice floor = study_floor(work);
	struct choice least = choice(work, MW_PROVENANCE_ADVICE,
				     "the day on which you can begin plus the least study",
				     "%s + %d months", floor.expr.text, work->facts->least_study);
	set(work, MW_KEY_EXAM_AIM, later(aim, least));
	if (get(work, MW_KEY_EXAM_AIM) > get(work, MW_KEY_EXAM_CLOSES))
		set(work, MW_KEY_EXAM_CLOSES,
		    advice(work, "the exam aim, which lies after the guide's window", "exam-aim"));
}

static void exam_stops(struct work *work)
{
	struct choice stop =
		advice(work, "four weeks before the earliest day on which programs may review",
		       "eras-review.early - 4 weeks");
	if (work->exam != MW_DAY_NONE && work->exam > stop.date.day) {
		set(work, MW_KEY_EXAM_STOP, entered_exam(work));
		set(work, MW_KEY_SCORE_STOP,
		    advice(work, "your late exam day plus the longest usual wait",
			   "exam-aim + 8 weeks"));
	} else {
		set(work, MW_KEY_EXAM_STOP, stop);
		set(work, MW_KEY_SCORE_STOP,
		    advice(work, "the earliest day on which programs may review",
			   "eras-review.early"));
	}
	work->study->is_out_of_reach = !mw_facts_has(work->facts, MW_FACT_SCORE) &&
				       work->exam == MW_DAY_NONE &&
				       get(work, MW_KEY_EXAM_AIM) > stop.date.day;
	work->study->is_given_up = work->study->is_out_of_reach &&
				   work->first_day > mw_day_from_ymd(work->season->year, 7, 31);
}

/* How many whole months lie between two days. */
static int months_between(mw_day from, mw_day to)
{
	int months = 0;
	while (mw_day_add_months(to, -(months + 1)) >= from)
		months++;
	return months;
}

/* Phases in months (S32 S34 C7). What is left over of the total becomes the readiness phase. */
static void phases(struct work *work, int total)
{
	int foundation = work->profile->study.foundation_months;
	int consolidation = work->profile->study.consolidation_months;
	bool has_foundation = foundation != MW_NONE, has_consolidation = consolidation != MW_NONE;
	if (!has_foundation)
		foundation = total >= 5 ? 3 : total >= 3 ? 2 : 1;
	if (!has_consolidation)
		consolidation = total >= 5 ? 2 : total >= 2 ? 1 : 0;
	int sum = foundation + consolidation;
	if (sum > total && has_foundation && has_consolidation)
		foundation = (foundation * total + sum / 2) / sum; /* both give way */
	else if (sum > total && has_consolidation)
		foundation = total > consolidation ? total - consolidation : 0;
	if (foundation > total)
		foundation = total;
	if (foundation + consolidation > total)
		consolidation = total - foundation;
	work->study->months = total;
	work->study->foundation_months = foundation;
	work->study->consolidation_months = consolidation;
}

static void study_phases(struct work *work, int wanted)
{
	const struct mw_profile *profile = work->profile;
	struct mw_study *study = work->study;
	struct choice floor = study_floor(work);
	int fit = months_between(floor.date.day - 15, get(work, MW_KEY_EXAM_AIM)); /* rounded */
	phases(work, fit >= wanted ? wanted : fit > 0 ? fit : 1);

	set(work, MW_KEY_FOUNDATION_START,
	    later(choice(work, MW_PROVENANCE_ADVICE, "the exam aim less all study months",
			 "exam-aim - %d months", wanted),
		  floor));
	/* Where no month is left over, the last week is still for rest and a second look. */
	int rest = study->months - study->foundation_months - study->consolidation_months;
	struct choice readiness =
		choice(work, MW_PROVENANCE_ADVICE,
		       rest ? "after the consolidation months, counted back from the exam aim"
			    : "the last week before the exam aim",
		       rest ? "exam-aim - %d months" : "exam-aim - %d week", rest ? rest : 1);
	struct choice consolidation =
		choice(work, MW_PROVENANCE_ADVICE,
		       "after the foundation months, counted back from the exam aim",
		       "exam-aim - %d months", study->months - study->foundation_months);
	set(work, MW_KEY_READINESS_START, later(readiness, floor));
	set(work, MW_KEY_CONSOLIDATION_START, later(earlier(consolidation, readiness), floor));

	struct choice prep =
		profile->study.start != MW_DAY_NONE
			? day_choice(work, MW_PROVENANCE_YOURS, "the study start you entered",
				     profile->study.start)
			: advice(work,
				 "light study by the end of March of the year before ERAS opens",
				 "Y-1-03-31");
	set(work, MW_KEY_PREP_START,
	    earlier(prep, advice(work, "the foundation phase begins then", "foundation-start")));

	int left =
		(profile->study.questions != MW_NONE ? profile->study.questions : 2500) - /* S23 */
		profile->study.questions_done;
	int days = get(work, MW_KEY_EXAM_AIM) - 7 - get(work, MW_KEY_FOUNDATION_START) + 1;
	study->questions_a_day = left > 0 && days > 0 ? (left + days - 1) / days : MW_NONE;
}

static void exams_and_decisions(struct work *work)
{
	const struct mw_profile *profile = work->profile;
	bool open = mw_facts_has(work->facts, MW_FACT_STEP1_OPEN);
	bool entered = open && profile->step1.date != MW_DAY_NONE &&
		       profile->step1.date >= work->first_day;
	set(work, MW_KEY_STEP1_AIM,
	    entered ? day_choice(work, MW_PROVENANCE_YOURS, "the Step 1 day you entered",
				 profile->step1.date)
		    : advice(work, "seven months before the Step 2 CK aim", "exam-aim - 7 months"));
	set(work, MW_KEY_FIRST_EXAM,
	    open ? advice(work, "Step 1 comes first", "step1-aim")
		 : advice(work, "Step 2 CK is the next exam", "exam-aim"));

	bool score = mw_facts_has(work->facts, MW_FACT_SCORE);
	set(work, MW_KEY_DECIDE_FROM,
	    score ? advice(work, "the score is known: decide in spring", "Y-03-01")
		  : advice(work, "two weeks after the exam aim", "exam-aim + 2 weeks"));
	set(work, MW_KEY_DECIDE_BY,
	    score ? advice(work, "the score is known: decide in spring", "Y-04-30")
		  : advice(work, "nine weeks after the exam aim, when the score should be in",
			   "exam-aim + 9 weeks"));
}

static void interviews_end(struct work *work)
{
	mw_day first = mw_entries_first_interview(work->profile, work->season->year, work->pool);
	set(work, MW_KEY_INTERVIEWS_END,
	    first == MW_DAY_NONE
		    ? advice(work, "most interviews are over by the end of January", "Y+1-01-31")
		    : day_choice(work, MW_PROVENANCE_YOURS, "the day before your first interview",
				 first - 1));
}

static void paperwork(struct work *work)
{
	static const char *const hurry =
		"early, because H-1B needs the certificate and Step 3 first";
	const struct mw_profile *profile = work->profile;
	bool h1b = mw_facts_has(work->facts, MW_FACT_H1B);
	set(work, MW_KEY_OET_AIM,
	    h1b ? advice(work, hurry, "Y-03-31")
		: earlier(advice(work, "seven weeks after the exam aim", "exam-aim + 7 weeks"),
			  advice(work, "not after 15 September, so that a second try fits",
				 "Y-09-15")));
	set(work, MW_KEY_PATHWAYS_AIM,
	    h1b ? advice(work, hurry, "Y-09-05")
		: advice(work, "well before the Pathways deadline, so that a reply can be mended",
			 "Y-10-15"));
	set(work, MW_KEY_CERT_DUE,
	    h1b ? advice(work, "early, because Step 3 waits for the certificate", "Y-10-15")
		: advice(work, "weeks before rank lists close, so that NRMP sees it", "Y+1-01-10"));

	bool given = profile->graduation != MW_DAY_NONE;
	set(work, MW_KEY_GRADUATION,
	    given ? day_choice(work, MW_PROVENANCE_YOURS, "the graduation you entered",
			       profile->graduation)
		  : day_choice(work, MW_PROVENANCE_ADVICE,
			       "a guess: 30 June of your year of graduation",
			       mw_day_from_ymd(profile->graduation_year, 6, 30)));
	struct choice after = advice(work, "four weeks after graduation", "graduation + 4 weeks");
	set(work, MW_KEY_DIPLOMA_AIM,
	    later(after,
		  advice(work, "the end of February: verification can take 90 days", "Y-02-28")));
	set(work, MW_KEY_DIPLOMA_LATEST,
	    later(after,
		  advice(work, "verification can take 90 days and the visa papers start in April",
			 "Y+1-01-31")));
	interviews_end(work);
}

void mw_study_compute(const struct mw_profile *profile, const struct mw_season *season,
		      mw_day first_day, struct mw_pool *pool, struct mw_facts *facts,
		      struct mw_study *ret_study)
{
	struct mw_study study = { .questions_a_day = MW_NONE };
	struct work work = {
		profile, season, facts, &study, pool, first_day, profile->step2ck.exam
	};
	/* A failed score uses up the day that it was sat on; a later day is the retake. */
	bool has_failed_score =
		profile->step2ck.score != MW_NONE && !mw_facts_has(facts, MW_FACT_SCORE);
	if (has_failed_score && work.exam < first_day)
		work.exam = MW_DAY_NONE;
	bool given = profile->first_day != MW_DAY_NONE;
	set(&work, MW_KEY_FIRST_DAY,
	    day_choice(&work, given ? MW_PROVENANCE_YOURS : MW_PROVENANCE_ADVICE,
		       given ? "the first day in your profile" : "the day on which you began",
		       first_day));
	int months = wanted_months(&work);
	bool is_early = exam_window(&work);
	exam_aim(&work, is_early, months);
	exam_stops(&work);
	study_phases(&work, months);
	exams_and_decisions(&work);
	paperwork(&work);

	if (work.exam != MW_DAY_NONE)
		facts->set |= (uint32_t)1 << MW_FACT_BOOKED;
	/* Eight weeks is the longest usual wait for a score (C15). */
	const struct mw_season_date *open = mw_season_find(season, "eras-open");
	assert(open);
	bool is_sat_or_to_come = work.exam != MW_DAY_NONE || !mw_facts_has(facts, MW_FACT_SCORE);
	if (is_sat_or_to_come && get(&work, MW_KEY_EXAM_AIM) + 8 * 7 > open->date.day)
		facts->set |= (uint32_t)1 << MW_FACT_LATE_SCORE;
	*ret_study = study;
}
