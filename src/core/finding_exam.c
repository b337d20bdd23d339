/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The day of Step 2 CK against the season, and the study that leads to it. All of it is over with
 * the score.
 */
#include "finding_rooms.h"
#include "matchward/core/words.h"

#define SCORE_WAIT (8 * 7) /* days: the longest usual wait for a score (C15) */

struct exam {
	mw_day day; /* booked, else aimed at */
	bool is_booked, is_sat;
};

static struct exam exam_of(const struct mw_finding_work *work)
{
	struct exam exam = { .day = work->plan->study->keys[MW_KEY_EXAM_AIM].day };
	exam.is_booked = mw_finding_has(work, MW_FACT_BOOKED);
	exam.is_sat = exam.is_booked && exam.day < work->plan->today;
	return exam;
}

static void too_late(struct mw_finding_work *work, const struct exam *exam)
{
	mw_day stop = mw_date_early(mw_finding_date(work, "eras-review")).day - 4 * 7;
	if (exam->day <= stop || work->plan->study->is_out_of_reach)
		return; /* season-impossible says it */
	mw_auto(buf) text = MW_BUF_INIT;
	mw_buf_puts(&text, "Step 2 CK on ");
	mw_words_day(exam->day, &text);
	mw_buf_puts(&text, " comes after the last useful exam day, ");
	mw_words_day(stop, &text);
	mw_buf_puts(&text, ". Programs begin to read before the score is there, and many invite "
			   "only with a score.");
	if (!exam->is_sat)
		mw_finding_next_season(work, &text);
	mw_say(work, "exam-too-late", "warn", "S12 S13 C14 C15", "%s", text.text);
}

/* Too late even for the rank lists; an exam of the new year is reported too late as a rule. */
static bool after_rol(struct mw_finding_work *work, const struct exam *exam)
{
	mw_day rol = mw_finding_date(work, "rol-deadline")->day;
	bool is_late =
		exam->day + SCORE_WAIT > rol || exam->day > mw_finding_year_day(work, 0, 12, 31);
	if (!is_late || work->plan->study->is_out_of_reach)
		return false;
	mw_auto(buf) text = MW_BUF_INIT;
	mw_buf_puts(&text, "The score of Step 2 CK on ");
	mw_words_day(exam->day, &text);
	mw_buf_puts(&text, " may not be reported before rank lists close, ");
	mw_words_date(mw_finding_date(work, "rol-deadline"), work->plan->profile->zone, &text);
	mw_buf_puts(&text, ". NRMP then withdraws you and your list is not used.");
	mw_say(work, "exam-after-rol", "stop", "C14 C21", "%s", text.text);
	return true;
}

static void after_open(struct mw_finding_work *work, const struct exam *exam)
{
	if (exam->day + SCORE_WAIT <= mw_finding_date(work, "eras-open")->day ||
	    work->plan->study->is_out_of_reach)
		return;
	mw_auto(buf) text = MW_BUF_INIT;
	mw_buf_puts(&text, "The score of Step 2 CK on ");
	mw_words_day(exam->day, &text);
	mw_buf_puts(&text, " can take until ");
	mw_words_day(exam->day + SCORE_WAIT, &text);
	mw_buf_puts(&text, ". ERAS opens on ");
	mw_words_day(mw_finding_day(work, "eras-open"), &text);
	mw_buf_puts(&text, ". If you have applied when it comes, send it again in MyERAS: ERAS "
			   "does not do that by itself.");
	mw_say(work, "exam-after-open", "advice", "S12 S16 C14 C15", "%s", text.text);
}

static bool is_in_summer(const struct mw_finding_work *work, mw_day day, int year)
{
	return day >= mw_finding_year_day(work, year, 6, 20) &&
	       day <= mw_finding_year_day(work, year, 8, 10);
}

static void summer_delay(struct mw_finding_work *work, const struct exam *exam)
{
	bool is_this_year = is_in_summer(work, exam->day, 0);
	if (!is_this_year && !is_in_summer(work, exam->day, -1))
		return;
	mw_auto(buf) text = MW_BUF_INIT;
	mw_buf_printf(&text, "Your exam %s, ", exam->is_booked ? "day" : "aim");
	mw_words_day(exam->day, &text);
	mw_buf_puts(&text, ", lies between 20 June and 10 August. In several years the scores of "
			   "those weeks came late, some in the middle of September.");
	if (!is_this_year)
		mw_buf_puts(&text, " You still have a year until ERAS opens.");
	else if (!exam->is_sat)
		mw_buf_puts(&text, " A day before 20 June is safer, if you are ready by then.");
	mw_say(work, "exam-summer-delay", "warn", "C15 D4", "%s", text.text);
}

static void fell_to_spring(struct mw_finding_work *work)
{
	if (!work->plan->study->fell_to_spring)
		return;
	mw_auto(buf) text = MW_BUF_INIT;
	mw_buf_puts(&text, "The early exam window, July to September of the year before ERAS "
			   "opens, cannot be reached any more. The spring window is used.");
	mw_say(work, "window-fell-to-spring", "advice", "C2 S14 S67", "%s", text.text);
}

/* From the day on which study begins or began; only a booked day can be too early. */
static void study_too_short(struct mw_finding_work *work, const struct exam *exam)
{
	const struct mw_profile *profile = work->plan->profile;
	int least = work->plan->facts->least_study;
	mw_day from =
		profile->study.start != MW_DAY_NONE ? profile->study.start : work->plan->first_day;
	mw_day fits = mw_day_add_months(from, least);
	if (!exam->is_booked || exam->is_sat || exam->day >= fits)
		return;
	int missing = fits - exam->day;
	mw_auto(buf) text = MW_BUF_INIT;
	mw_buf_printf(&text, "%s the least study is %d months. From ",
		      work->plan->facts->baseline == MW_NONE ? "Without a practice exam"
							     : "After your first practice exam",
		      least);
	mw_words_day(from, &text);
	mw_buf_puts(&text, " to the exam on ");
	mw_words_day(exam->day, &text);
	if (missing < 45)
		mw_buf_printf(&text, " you are %d day%s short", missing, missing == 1 ? "" : "s");
	else
		mw_buf_printf(&text, " you are about %d months short", (missing + 15) / 30);
	mw_buf_puts(&text, ". It would fit from ");
	mw_words_day(fits, &text);
	mw_buf_puts(&text, " on.");
	mw_say(work, "study-too-short", "warn", "S31 S32 C7 C25", "%s", text.text);
}

static void quota_steep(struct mw_finding_work *work)
{
	int a_day = work->plan->study->questions_a_day;
	if (a_day <= 80) /* MW_NONE too */
		return;
	mw_say(work, "quota-steep", "advice", "S23",
	       "%d questions a day are more than anybody reviews well. Plan fewer questions, or a "
	       "later exam day.",
	       a_day);
}

/* One practice exam a week, from the second phase to a week before the exam. */
static void forms_few(struct mw_finding_work *work, const struct exam *exam)
{
	int forms = work->plan->profile->study.exam_forms;
	mw_day from = work->plan->study->keys[MW_KEY_CONSOLIDATION_START].day;
	mw_day last = exam->day - 7;
	if (work->plan->today > from)
		from = work->plan->today;
	if (forms == MW_NONE || last < from)
		return;
	int weeks = (last - from) / 7 + 1;
	if (forms >= weeks)
		return;
	mw_auto(buf) text = MW_BUF_INIT;
	mw_buf_printf(&text, "A practice exam each week before the exam asks for %d form%s, and ",
		      weeks, weeks == 1 ? "" : "s");
	if (!forms)
		mw_buf_puts(&text, "you have none. Timed, mixed blocks of the question bank can "
				   "stand in.");
	else if (forms == 1)
		mw_buf_puts(&text, "you have one. Keep it for about two weeks before the exam.");
	else if (forms * 2 >= weeks)
		mw_buf_printf(&text, "you have %d. Take one every second week.", forms);
	else
		mw_buf_printf(&text, "you have %d. Take one every %d weeks.", forms,
			      (weeks + forms - 1) / forms);
	mw_say(work, "forms-few", "advice", "S35 C18", "%s", text.text);
}

void mw_finding_exam(struct mw_finding_work *work)
{
	struct exam exam = exam_of(work);
	fell_to_spring(work);
	if (mw_finding_has(work, MW_FACT_SCORE))
		return;
	too_late(work, &exam);
	if (!after_rol(work, &exam))
		after_open(work, &exam);
	summer_delay(work, &exam);
	study_too_short(work, &exam);
	quota_steep(work);
	forms_few(work, &exam);
}
