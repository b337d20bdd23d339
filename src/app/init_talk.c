/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The conversation of `init`: asks on a terminal, takes the options of a script; every answer is
 * checked at once. Writes nothing.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "init.h"
#include "matchward/app/load.h"
#include "matchward/app/screen.h"
#include "matchward/app/show.h"
#include "matchward/core/text.h"
#include "matchward/edge/clock.h"
#include "matchward/edge/zone_search.h"

struct talk {
	const struct mw_args *args;
	struct mw_zone_finder zones;
	FILE *out; /* where the person reads; NULL: nobody is there to answer */
	struct mw_answers answers;
};

/* ---- asking ---- */

/* stdin is a terminal, and so is one of the two where a question could be read. */
static FILE *listener(void)
{
	if (!isatty(STDIN_FILENO))
		return NULL;
	return isatty(STDERR_FILENO) ? stderr : isatty(STDOUT_FILENO) ? stdout : NULL;
}

/* `head` is three columns wide; the text is folded behind it. */
static void tell_after(const struct talk *talk, const char *head, const char *text)
{
	const struct mw_screen screen = mw_screen_find(talk->args, fileno(talk->out));
	mw_auto(buf) marked = MW_BUF_INIT, lines = MW_BUF_INIT;
	mw_buf_puts(&marked, head);
	mw_show_wrapped(text, &marked);
	mw_screen_lay(&screen, marked.text, marked.len, &lines);
	(void)fputs(lines.text, talk->out);
}

static void tell(const struct talk *talk, const char *text)
{
	tell_after(talk, "   ", text);
}

static void show_faults(const struct talk *talk, const struct mw_diags *diags)
{
	size_t kept = diags->count < MW_DIAGS_MOST ? diags->count : MW_DIAGS_MOST;
	for (size_t i = 0; i < kept; i++) {
		if (talk->out)
			tell(talk, diags->items[i].text);
		else
			(void)fprintf(stderr, "matchward: %s\n", diags->items[i].text);
	}
}

/* One line of the terminal without its end and the blanks around it. False at the end of input. */
static bool read_line(const struct talk *talk, char line[MW_ANSWER_SIZE])
{
	for (;;) {
		size_t len = 0;
		int c;
		(void)fflush(talk->out);
		while ((c = getchar()) != EOF && c != '\n')
			if (c != '\r' && len++ < MW_ANSWER_SIZE - 1)
				line[len - 1] = (char)c;
		if (c == EOF)
			return false;
		if (len < MW_ANSWER_SIZE) {
			while (len && strchr(" \t", line[len - 1]))
				len--;
			line[len] = '\0';
			memmove(line, line + strspn(line, " \t"), len + 1 - strspn(line, " \t"));
			return true;
		}
		(void)fprintf(talk->out, "   That is too long; at most %d letters. Once more: ",
			      MW_ANSWER_SIZE - 1);
	}
}

/* ---- the time zone ---- */

/* Of several zones the person takes one. False at the end of input; an empty line takes none. */
static bool choose(struct talk *talk, const struct mw_zone_places *places)
{
	char line[MW_ANSWER_SIZE], *answer = talk->answers.texts[MW_ASK_ZONE];
	long number;
	for (size_t i = 0; i < places->list.count; i++)
		(void)fprintf(talk->out, "   %2zu  %-32s %s\n", i + 1, places->list.items[i].name,
			      *places->list.items[i].note ? places->list.items[i].note
							  : places->list.items[i].country);
	for (;;) {
		(void)fprintf(talk->out, "   Which of them? 1 to %zu: ", places->list.count);
		if (!read_line(talk, line))
			return false;
		*answer = '\0';
		if (!*line)
			return true;
		if (mw_text_number(line, (long)places->list.count, &number) && number > 0) {
			(void)snprintf(answer, MW_ANSWER_SIZE, "%s",
				       places->list.items[number - 1].name);
			return true;
		}
	}
}

static bool refuse_zone(struct talk *talk, const struct mw_zone_places *places)
{
	struct mw_diags diags = MW_DIAGS_INIT;
	mw_auto(buf) names = MW_BUF_INIT;
	const char *typed = talk->answers.texts[MW_ASK_ZONE];
	for (size_t i = 0; i < places->list.count; i++)
		mw_buf_printf(&names, "%s%s", i ? ", " : "", places->list.items[i].name);
	if (names.len)
		mw_diags_add(&diags, (struct mw_spot){ NULL, 0 },
			     "\"timezone\" cannot be \"%s\", which has several; expected one of %s",
			     typed, names.text);
	else
		mw_diags_add(&diags, (struct mw_spot){ NULL, 0 },
			     "no time zone is known for \"%s\"; expected a country, the largest "
			     "city near you, or a name such as Asia/Kolkata",
			     typed);
	show_faults(talk, &diags);
	mw_diags_release(&diags);
	return false;
}

/* Puts the zone's own name in place of what was typed. False: there is none, or the input ended. */
static bool find_zone(struct talk *talk, bool *ret_is_end)
{
	struct mw_pool pool = MW_POOL_INIT;
	struct mw_zone_places places;
	char *answer = talk->answers.texts[MW_ASK_ZONE];
	bool is_good = true;
	mw_zones_search(answer, &pool, &places);
	if (places.list.count == 1) {
		(void)snprintf(answer, MW_ANSWER_SIZE, "%s", places.list.items[0].name);
	} else if (places.list.count > 1 && talk->out) {
		*ret_is_end = !choose(talk, &places);
		is_good = *answer;
	} else if (places.list.count > 1 || !mw_zone_find(&talk->zones, answer)) {
		is_good = refuse_zone(talk, &places);
	}
	mw_pool_release(&pool);
	return is_good;
}

/* ---- an answer ---- */

static bool take(struct talk *talk, enum mw_question question, const char *typed, bool *ret_is_end)
{
	mw_auto(diags) diags = MW_DIAGS_INIT;
	const char *answer = talk->answers.texts[question];
	mw_answer_take(&talk->answers, question, typed);
	if (!*answer && !mw_questions[question].is_required)
		return true;
	if (!*answer) {
		if (talk->out)
			tell(talk, "This one is needed; \"?\" tells more.");
		else
			(void)fprintf(stderr, "matchward: --%s has no value\n",
				      mw_questions[question].name);
		return false;
	}
	if (question == MW_ASK_ZONE && !find_zone(talk, ret_is_end))
		return false;
	bool is_good = mw_answer_check(&talk->answers, question, &talk->zones, &diags);
	show_faults(talk, &diags);
	if (is_good && talk->out && strcmp(answer, typed) != 0)
		(void)fprintf(talk->out, "   = %s\n", *answer ? answer : "none");
	return is_good;
}

/* Asks until the answer is good; an empty one takes the default. False at the end of input. */
static bool ask(struct talk *talk, enum mw_question question, int number, const char *fallback)
{
	const struct mw_question_text *text = &mw_questions[question];
	char line[MW_ANSWER_SIZE];
	bool is_end = false;
	mw_auto(buf) head = MW_BUF_INIT;
	mw_buf_printf(&head, "\n%d. ", number);
	tell_after(talk, head.text, text->ask);
	while (!is_end) {
		if (*fallback)
			(void)fprintf(talk->out, "   [%s]: ", fallback);
		else
			(void)fputs("   : ", talk->out);
		if (!read_line(talk, line))
			return false;
		if (!strcmp(line, "?"))
			tell(talk, text->more);
		else if (take(talk, question, *line ? line : fallback, &is_end))
			return true;
	}
	return false;
}

/* ---- defaults ---- */

/* Today where the answers say the applicant lives; in UTC as long as that is not known. */
static mw_day today(const struct talk *talk)
{
	const char *name = talk->answers.texts[MW_ASK_ZONE];
	const char *now = talk->args->values[MW_OPTION_NOW];
	const struct mw_zone *zone = *name ? mw_zone_find(&talk->zones, name) : NULL;
	int64_t utc = mw_clock_now_utc();
	mw_day day;
	int second;
	if (!zone)
		zone = &mw_zone_utc;
	if (now)
		(void)mw_now_parse(now, zone, &utc); /* checked when the command began */
	mw_zone_from_utc(zone, utc, &day, &second);
	return day;
}

/* The season one would plan for today: from October on, ERAS of this year is in its interviews. */
static int default_year(mw_day day)
{
	int y, m, d;
	mw_day_to_ymd(day, &y, &m, &d);
	return m >= 10 ? y + 1 : y;
}

/* From the name of the account, as far as it can be one. */
static void default_id(struct mw_answers *scratch)
{
	const char *user = getenv("USER");
	mw_answer_take(scratch, MW_ASK_ID, user ? user : "");
	if (!mw_text_is_id(scratch->texts[MW_ASK_ID]) || !strcmp(scratch->texts[MW_ASK_ID], "root"))
		mw_answer_take(scratch, MW_ASK_ID, "me");
}

static void put_default(const struct talk *talk, enum mw_question question,
			char text[MW_ANSWER_SIZE])
{
	struct mw_answers scratch = { .today = talk->answers.today };
	char zone[MW_ZONE_NAME_SIZE];
	*text = '\0';
	switch (question) {
	case MW_ASK_ZONE:
		/* A machine that was never told its zone is in UTC; nobody lives there. */
		if (!mw_zones_local_name(zone, sizeof zone) && strchr(zone, '/') &&
		    strncmp(zone, "Etc/", 4) != 0 && mw_zone_find(&talk->zones, zone))
			(void)snprintf(text, MW_ANSWER_SIZE, "%s", zone);
		return;
	case MW_ASK_YEAR:
		(void)snprintf(text, MW_ANSWER_SIZE, "%d", default_year(talk->answers.today));
		return;
	case MW_ASK_SCHOOL:
		(void)snprintf(text, MW_ANSWER_SIZE, "yes");
		return;
	case MW_ASK_VISA:
		(void)snprintf(text, MW_ANSWER_SIZE, "j1");
		return;
	case MW_ASK_ID:
		default_id(&scratch);
		(void)snprintf(text, MW_ANSWER_SIZE, "%s", scratch.texts[MW_ASK_ID]);
		return;
	case MW_ASK_GRADUATION:
	case MW_ASK_STEP1:
	case MW_ASK_STEP2CK:
	case MW_ASK_START:
	case MW_ASK_NAME:
	case MW_QUESTIONS:
		return;
	}
}

/* What a script may leave out; the rest it has to say, because a wrong guess is not seen there. */
static bool has_default_in_script(enum mw_question question)
{
	return question == MW_ASK_YEAR || question == MW_ASK_SCHOOL;
}

static bool take_given(struct talk *talk, enum mw_question question, const char *given,
		       bool *ret_is_end)
{
	if (strlen(given) < MW_ANSWER_SIZE)
		return take(talk, question, given, ret_is_end);
	(void)fprintf(stderr, "matchward: --%s is too long; expected at most %d letters\n",
		      mw_questions[question].name, MW_ANSWER_SIZE - 1);
	return false;
}

static bool collect(struct talk *talk)
{
	bool is_complete = true, is_end = false;
	int number = 0;
	if (talk->out)
		(void)fputs("At most ten short questions. Enter takes what stands in brackets, ? "
			    "tells more.\nNothing is written before the last answer; Ctrl-C "
			    "stops.\n",
			    talk->out);
	for (enum mw_question i = 0; i < MW_QUESTIONS; i++) {
		const char *given = talk->args->values[mw_questions[i].option];
		char fallback[MW_ANSWER_SIZE];
		talk->answers.today = today(talk);
		put_default(talk, i, fallback);
		bool is_good = given && take_given(talk, i, given, &is_end);
		bool is_idle = !given && mw_answer_is_idle(&talk->answers, i);
		if (is_good || is_idle)
			continue;
		if (talk->out) {
			if (is_end || !ask(talk, i, ++number, fallback))
				return false;
		} else if (given) {
			is_complete = false;
		} else if (has_default_in_script(i)) {
			mw_answer_take(&talk->answers, i, fallback);
		} else if (mw_questions[i].is_required) {
			(void)fprintf(stderr, "matchward: --%s is missing; expected %s\n",
				      mw_questions[i].name, mw_questions[i].expected);
			is_complete = false;
		}
	}
	talk->answers.today = today(talk);
	return is_complete;
}

bool mw_init_talk(const struct mw_args *args, const struct mw_zone_finder *zones,
		  struct mw_answers *ret_answers)
{
	struct talk talk = { .args = args, .zones = *zones, .out = listener() };
	bool is_complete = collect(&talk);
	if (!is_complete && talk.out)
		(void)fputs("\nmatchward: stopped; nothing was written\n", stderr);
	if (is_complete)
		*ret_answers = talk.answers;
	return is_complete;
}
