/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The questions of `init`, the forms in which people answer them, and the profile they make.
 */
#include "init.h"

#include <stdio.h>
#include <string.h>

#include "matchward/core/text.h"
#include "matchward/format/profile_ini.h"

const struct mw_question_text mw_questions[MW_QUESTIONS] = {
	[MW_ASK_ZONE] = { MW_OPTION_TIMEZONE, "timezone",
			  "Where do you live? A city or a country. You will see every deadline in "
			  "your own time.",
			  "US deadlines are at hours of the US; at home that is often the next "
			  "day. "
			  "Write a large city (Kolkata), a country (India), or the name of the "
			  "time "
			  "zone (Asia/Kolkata).",
			  "a city, a country or a name such as Asia/Kolkata", true },
	[MW_ASK_YEAR] = { MW_OPTION_YEAR, "application-year",
			  "In which year will you apply? All dates are counted back from that "
			  "September.",
			  "You send the application through ERAS in September of this year, match "
			  "in March of the next one, and start in July. If you are not sure, take "
			  "the year that is offered; it can be changed.",
			  "a year such as 2027", true },
	[MW_ASK_GRADUATION] = { MW_OPTION_GRADUATION, "year-of-graduation",
				"In which year did you get your medical degree, or will you? "
				"Programs look at the years since.",
				"The year on the diploma, such as 2025. Your documents go to ECFMG "
				"after it.",
				"a year such as 2025", true },
	[MW_ASK_SCHOOL] = { MW_OPTION_SCHOOL, "school-known",
			    "Do programs in the US know your school? If not, you will want a "
			    "higher score.",
			    "Yes, if former students of it train in the US. With no, the target of "
			    "Step 2 CK is 250 instead of 245. If you are not sure, answer yes.",
			    "yes or no", true },
	[MW_ASK_VISA] = { MW_OPTION_VISA, "visa",
			  "Which visa do you need to train: j1, h1b, either or none? It decides "
			  "which programs can take you, and which papers.",
			  "j1 is the usual one. h1b needs Step 3 before the Match, and fewer "
			  "programs offer it. either, if you would take both. none, if you are a "
			  "US citizen or may work there already.",
			  "j1, h1b, either or none", true },
	[MW_ASK_STEP1] = { MW_OPTION_STEP1, "step1",
			   "Step 1: pass, fail, or the number if you have one. Empty: not taken "
			   "yet.",
			   "fail, if the retake is still to come. Failed first and passed later: "
			   "answer pass, and afterwards run: matchward edit step1.attempts=2. Only "
			   "exams before 26 January 2022 have a number.",
			   "", false },
	[MW_ASK_STEP2CK] = { MW_OPTION_STEP2CK, "step2ck",
			     "Step 2 CK: your score, or the exam day that you have booked "
			     "(YYYY-MM-DD). Empty: neither yet.",
			     "The score decides much: how many programs, and whether a second "
			     "specialty is wise. Without a booked day the plan proposes one.",
			     "", false },
	[MW_ASK_START] = { MW_OPTION_START, "study-start",
			   "On which day will you begin to study for Step 2 CK (YYYY-MM-DD)? "
			   "Empty: you do not know yet.",
			   "The study phases and the exam day to aim at are counted from it. If "
			   "you "
			   "have begun already, give that day.",
			   "", false },
	[MW_ASK_NAME] = { MW_OPTION_NAME, "name",
			  "Your name, as headings shall call you. Empty: none.",
			  "It is shown above your plan, and names your calendar.", "", false },
	[MW_ASK_ID] = { MW_OPTION_ID, "id",
			"A short name for this plan, from a-z, 0-9 and \"-\". It names your files.",
			"What you mark as done is kept under it, so choose it once. If you make "
			"profiles for others too, each wants its own.",
			"a short name from a-z, 0-9 and \"-\"", true },
};

/* ---- the forms of an answer ---- */

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* Lower case, without blanks and "-": people write J-1, Pass, "H-1B or J-1". */
static void simplify(const char *text, char *out)
{
	for (; *text; text++)
		if (!strchr("- ./,", *text))
			*out++ = lower(*text);
	*out = '\0';
}

static bool is_one_of(const char *word, const char *const *words)
{
	while (*words && strcmp(*words, word) != 0)
		words++;
	return *words != NULL;
}

static const char *const noes[] = { "no", "n", "none", "notyet", "nottaken", NULL };

static void take_visa(const char *simple, char *out)
{
	static const char *const nones[] = { "no",        "n",         "citizen", "uscitizen",
					     "greencard", "permanent", NULL };
	bool j1 = strstr(simple, "j1"), h1b = strstr(simple, "h1b");
	bool both = (j1 && h1b) || !strcmp(simple, "both") || !strcmp(simple, "any");
	bool none = is_one_of(simple, nones);
	(void)strcpy(out, both ? "either" : none ? "none" : simple);
}

static void take_result(const char *simple, char *out)
{
	bool pass = !strcmp(simple, "passed") || !strcmp(simple, "p");
	bool fail = !strcmp(simple, "failed") || !strcmp(simple, "f");
	bool none = is_one_of(simple, noes);
	(void)strcpy(out, pass ? "pass" : fail ? "fail" : none ? "" : simple);
}

/* "2027/6/2" -> "2027-06-02"; anything else stays. */
static void take_day(const char *typed, char *out)
{
	int year, month, day, used = 0;
	if (sscanf(typed, "%4d%*1[-/.]%2d%*1[-/.]%2d%n", &year, &month, &day, &used) == 3 &&
	    used > 0 && !typed[used] && year > 999 && month >= 0 && day >= 0)
		(void)snprintf(out, MW_ANSWER_SIZE, "%04d-%02d-%02d", year, month, day);
}

static void take_id(char *text)
{
	for (; *text; text++)
		*text = *text == ' ' || *text == '_' || *text == '.' ? '-' : lower(*text);
}

void mw_answer_take(struct mw_answers *answers, enum mw_question question, const char *typed)
{
	char simple[MW_ANSWER_SIZE], *text = answers->texts[question];
	typed += strspn(typed, " \t");
	(void)snprintf(text, MW_ANSWER_SIZE, "%s", typed);
	for (size_t len = strlen(text); len && strchr(" \t", text[len - 1]); len--)
		text[len - 1] = '\0';
	simplify(text, simple);
	switch (question) {
	case MW_ASK_SCHOOL:
		if (!strcmp(simple, "y") || !strcmp(simple, "n"))
			(void)strcpy(simple, *simple == 'y' ? "yes" : "no");
		(void)strcpy(text, simple);
		return;
	case MW_ASK_VISA:
		take_visa(simple, text);
		return;
	case MW_ASK_STEP1:
		take_result(simple, text);
		return;
	case MW_ASK_STEP2CK:
	case MW_ASK_START:
		if (is_one_of(simple, noes))
			*text = '\0';
		take_day(text, text);
		return;
	case MW_ASK_ID:
		take_id(text);
		return;
	case MW_ASK_ZONE:
	case MW_ASK_YEAR:
	case MW_ASK_GRADUATION:
	case MW_ASK_NAME:
	case MW_QUESTIONS:
		return;
	}
}

/* ---- the profile ---- */

static bool is_score(const char *text)
{
	return *text && !text[strspn(text, "0123456789")];
}

bool mw_answer_is_idle(const struct mw_answers *answers, enum mw_question question)
{
	return question == MW_ASK_START && is_score(answers->texts[MW_ASK_STEP2CK]);
}

/* A key with its reason above it; as an offer where there is no answer. */
static void put(struct mw_buf *out, const char *why, const char *key, const char *value,
		const char *offer)
{
	mw_buf_printf(out, "; %s\n%s%s = %s\n", why, *value ? "" : "; ", key,
		      *value ? value : offer);
}

void mw_answers_profile(const struct mw_answers *answers, struct mw_buf *out)
{
	const char(*texts)[MW_ANSWER_SIZE] = answers->texts;
	const char *step2ck = texts[MW_ASK_STEP2CK];
	char day[MW_DAY_TEXT_SIZE];
	mw_buf_puts(out, "; Your Matchward profile. A line that begins with \";\" is a comment.\n"
			 "; Change it here, or with: matchward edit step2ck.score=250\n"
			 "; \"matchward check\" says whether it is in order; \"man "
			 "matchward-profile\" explains every key.\n\n[applicant]\n");
	put(out, "Names your files. Keep it, or what you marked as done is open again.", "id",
	    texts[MW_ASK_ID], "me");
	put(out, "How headings call you.", "name", texts[MW_ASK_NAME], "Asha");
	put(out, "Where you live. All hours are shown in this time.", "timezone",
	    texts[MW_ASK_ZONE], "Asia/Kolkata");
	put(out, "The year in which you apply, in September.", "application-year",
	    texts[MW_ASK_YEAR], "2027");
	put(out, "The year of your medical degree.", "year-of-graduation", texts[MW_ASK_GRADUATION],
	    "2025");
	put(out, "Do programs in the US know your school? With no, the target score is higher.",
	    "school-known", texts[MW_ASK_SCHOOL], "no");
	put(out, "The visa that you want to train on: j1, h1b, either or none.", "visa",
	    texts[MW_ASK_VISA], "j1");
	put(out, "The day on which you began. Late work is planned again from here.", "first-day",
	    mw_day_format(answers->today, day), "");
	mw_buf_puts(out, "\n[step1]\n");
	put(out, "pass, fail, or the number of an exam before 26 January 2022.", "result",
	    texts[MW_ASK_STEP1], "pass");
	mw_buf_puts(out, "\n[step2ck]\n");
	put(out, "The exam day, booked or past.", "exam", is_score(step2ck) ? "" : step2ck,
	    "YYYY-MM-DD");
	put(out, "Your score, once you have it.", "score", is_score(step2ck) ? step2ck : "", "250");
	mw_buf_puts(out, "\n[study]\n");
	put(out, "The day on which you begin to study for Step 2 CK.", "start", texts[MW_ASK_START],
	    "YYYY-MM-DD");
	put(out, "How many questions you plan to do.", "questions", "", "2500");
	mw_buf_puts(out, "\n[practice]\n; One line for each practice exam: YYYY-MM-DD = NBME 10, "
			 "221\n\n[reminders]\n");
	put(out, "The hour at which you are reminded, in your time.", "at", "09:00", "");
	put(out, "Hours in which nothing is shown.", "quiet", "22:00-07:30", "");
}

/* ---- is it good? ---- */

/* What the profile could hold, but nobody means. */
static bool is_sense(const struct mw_answers *answers, enum mw_question question,
		     struct mw_diags *diags)
{
	const char *text = answers->texts[question];
	const struct mw_spot nowhere = { NULL, 0 };
	int year, month, day;
	long number;
	mw_day_to_ymd(answers->today, &year, &month, &day);
	if (question == MW_ASK_YEAR && mw_text_number(text, 9999, &number) && number < year) {
		mw_diags_add(diags, nowhere,
			     "\"application-year\" cannot be %ld, which is over; expected %d or a "
			     "later year",
			     number, year);
		return false;
	}
	if (question == MW_ASK_STEP2CK && *text && !is_score(text) &&
	    (text[0] < '0' || text[0] > '9')) {
		mw_diags_add(diags, nowhere,
			     "\"step2ck\" cannot be \"%s\"; expected a score from 1 to 300, or the "
			     "exam day as YYYY-MM-DD",
			     text);
		return false;
	}
	return true;
}

bool mw_answer_check(const struct mw_answers *answers, enum mw_question question,
		     const struct mw_zone_finder *zones, struct mw_diags *diags)
{
	static const char *const others[MW_QUESTIONS] = {
		[MW_ASK_ZONE] = "UTC",   [MW_ASK_YEAR] = "2027", [MW_ASK_GRADUATION] = "2020",
		[MW_ASK_SCHOOL] = "yes", [MW_ASK_VISA] = "none", [MW_ASK_STEP1] = "",
		[MW_ASK_STEP2CK] = "",   [MW_ASK_START] = "",    [MW_ASK_NAME] = "",
		[MW_ASK_ID] = "me",
	};
	struct mw_answers trial = { .today = answers->today };
	struct mw_pool pool = MW_POOL_INIT;
	struct mw_profile profile;
	mw_auto(buf) text = MW_BUF_INIT;
	const char *answer = answers->texts[question];
	if (strpbrk(answer, "\r\n\t")) {
		mw_diags_add(diags, (struct mw_spot){ NULL, 0 },
			     "\"%s\" is one line of plain text, without TAB",
			     mw_questions[question].name);
		return false;
	}
	if (!is_sense(answers, question, diags))
		return false;
	for (int i = 0; i < MW_QUESTIONS; i++)
		(void)snprintf(trial.texts[i], sizeof trial.texts[i], "%s",
			       i == (int)question ? answer : others[i]);
	mw_answers_profile(&trial, &text);
	bool is_good =
		!mw_profile_read("", text.text, text.len, zones, NULL, &pool, &profile, diags);
	mw_pool_release(&pool);
	return is_good;
}
