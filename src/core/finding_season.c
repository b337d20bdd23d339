/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Can this season still be reached, and if not, which one can?
 */
#include "finding_rooms.h"
#include "matchward/core/words.h"

/* ---- the next season ---- */

struct next {
	struct mw_profile profile;
	struct mw_season season;
	struct mw_facts facts;
	struct mw_study study;
};

static mw_day begin_of(const struct mw_plan *plan)
{
	return plan->today > plan->first_day ? plan->today : plan->first_day;
}

/* The same applicant in another year, from now on, without a booked day and without [dates]. */
static bool plan_year(const struct mw_finding_work *work, int year, struct next *next)
{
	const struct mw_plan *plan = work->plan;
	mw_day from = begin_of(plan);
	next->profile = *plan->profile;
	next->facts = *plan->facts;
	next->profile.application_year = year;
	if (next->profile.step2ck.exam >= from)
		next->profile.step2ck.exam = MW_DAY_NONE;
	if (mw_season_compute(plan->seasons, year, NULL, 0, work->pool, &next->season, NULL))
		return false;
	mw_study_compute(&next->profile, &next->season, from, work->pool, &next->facts,
			 &next->study);
	return true;
}

static bool is_reachable(const struct mw_finding_work *work, const struct next *next)
{
	const struct mw_season_date *review = mw_season_find(&next->season, "eras-review");
	return !next->study.is_out_of_reach &&
	       mw_date_early(&review->date).day > begin_of(work->plan);
}

static void line(const struct next *next, const char *key, const char *what, struct mw_buf *out)
{
	mw_buf_printf(out, "\n%s: ", what);
	mw_words_date_known(&mw_season_find(&next->season, key)->date, next->profile.zone, out);
}

#define YEARS_MOST 10 /* an application year that was mistyped may lie far back */

void mw_finding_next_season(const struct mw_finding_work *work, struct mw_buf *out)
{
	struct next next;
	int year = work->plan->season->year + 1, last = year + YEARS_MOST;
	bool is_known = plan_year(work, year, &next);
	while (is_known && !is_reachable(work, &next) && year < last)
		is_known = plan_year(work, ++year, &next);
	if (!is_known || !is_reachable(work, &next))
		return;
	mw_buf_printf(out, "\nThe %s season applies in September %d and matches in March %d.",
		      year == work->plan->season->year + 1 ? "next" : "next open", year, year + 1);
	mw_day aim = next.study.keys[MW_KEY_EXAM_AIM].day;
	if (!mw_facts_has(&next.facts, MW_FACT_SCORE) && aim > work->plan->today) {
		mw_buf_puts(out, "\nAim for Step 2 CK: ");
		mw_words_date_known(&next.study.keys[MW_KEY_EXAM_AIM], next.profile.zone, out);
	}
	line(&next, "eras-open", "ERAS opens", out);
	line(&next, "eras-review", "Programs begin to read", out);
	line(&next, "match-day", "Match Day", out);
	mw_buf_printf(out,
		      "\nTo plan it, set application-year to %d. To compare first: matchward "
		      "what-if applicant.application-year=%d",
		      year, year);
}

/* ---- what is over ---- */

bool mw_finding_is_over(const struct mw_finding_work *work)
{
	return work->plan->today > mw_finding_day(work, "match-day") &&
	       !mw_finding_has(work, MW_FACT_MATCHED);
}

static void season_over(struct mw_finding_work *work)
{
	if (!mw_finding_is_over(work))
		return;
	mw_auto(buf) text = MW_BUF_INIT;
	mw_buf_puts(&text, "Match Day of this season has passed: set a later application-year.");
	mw_finding_next_season(work, &text);
	mw_say(work, "season-over", "stop", "C6", "%s", text.text);
}

static void exam_out_of_reach(const struct mw_finding_work *work, struct mw_buf *text)
{
	const struct mw_plan *plan = work->plan;
	mw_day stop = mw_date_early(mw_finding_date(work, "eras-review")).day - 4 * 7;
	mw_buf_puts(text, "The last useful day for Step 2 CK, ");
	mw_words_day(stop, text);
	if (plan->first_day > stop) {
		mw_buf_puts(text, ", has passed, and no score and no booked day is known. If you "
				  "have sat the exam, enter its day in the profile.");
		return;
	}
	mw_buf_puts(text, ", comes too early: ");
	if (plan->facts->least_study)
		mw_buf_printf(text, "%d months of study, the least for you, end on ",
			      plan->facts->least_study);
	else
		mw_buf_puts(text, "with the start that you entered you would be ready on ");
	mw_words_day(plan->study->keys[MW_KEY_EXAM_AIM].day, text);
	mw_buf_puts(text, ". If you have sat the exam or booked a day, enter it in the profile.");
}

static void add_passed(const struct mw_finding_work *work, const char *key, const char *what,
		       const char *id, struct mw_buf *text)
{
	mw_buf_printf(text, "%s%s, ", text->len ? "\n" : "", what);
	mw_words_date(mw_finding_date(work, key), work->plan->profile->zone, text);
	mw_buf_printf(text, ", has passed, and \"%s\" is not marked as done.", id);
}

static void season_impossible(struct mw_finding_work *work)
{
	mw_day first = work->plan->first_day;
	mw_auto(buf) text = MW_BUF_INIT;
	if (mw_finding_is_over(work) || mw_finding_has(work, MW_FACT_MATCHED))
		return; /* season-over says it */
	if (work->plan->study->is_out_of_reach)
		exam_out_of_reach(work, &text);
	if (first > mw_finding_day(work, "pathways-deadline") &&
	    !mw_finding_has(work, MW_FACT_PATHWAY) && !mw_finding_has(work, MW_FACT_CERTIFIED))
		add_passed(work, "pathways-deadline", "The Pathways deadline of ECFMG",
			   "pathways-apply", &text);
	if (first > mw_finding_day(work, "rol-deadline") && !mw_finding_has(work, MW_FACT_NRMP))
		add_passed(work, "rol-deadline", "The last moment to register with NRMP",
			   "nrmp-register", &text);
	if (!text.len)
		return;
	mw_auto(buf) whole = MW_BUF_INIT;
	mw_buf_printf(&whole, "This season cannot be reached any more.\n%s", text.text);
	mw_finding_next_season(work, &whole);
	mw_say(work, "season-impossible", "stop", "S39 C14 C21", "%s", whole.text);
}

static void applied_unknown(struct mw_finding_work *work)
{
	if (work->plan->first_day <= mw_finding_day(work, "eras-review") ||
	    mw_finding_is_over(work) || mw_finding_has(work, MW_FACT_MATCHED) ||
	    mw_finding_has(work, MW_FACT_APPLIED))
		return;
	mw_auto(buf) text = MW_BUF_INIT;
	mw_buf_puts(&text, "Programs have been reading applications since ");
	mw_words_day(mw_finding_day(work, "eras-review"), &text);
	mw_buf_printf(&text,
		      ". Have you applied? If yes, run \"matchward done eras-submit\". If not, "
		      "this season is over: set application-year to %d.",
		      work->plan->season->year + 1);
	mw_say(work, "applied-unknown", "ask", "S70", "%s", text.text);
}

void mw_finding_season(struct mw_finding_work *work)
{
	season_over(work);
	season_impossible(work);
	applied_unknown(work);
}
