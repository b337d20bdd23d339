/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What `init` asks, how the answers are taken, and the profile that they make.
 */
#ifndef MW_APP_INIT_H
#define MW_APP_INIT_H

#include <stdbool.h>

#include "matchward/app/args.h"
#include "matchward/core/buf.h"
#include "matchward/core/day.h"
#include "matchward/core/diag.h"
#include "matchward/core/zone.h"

/* In the order in which they are asked. */
enum mw_question {
	MW_ASK_ZONE,
	MW_ASK_YEAR,
	MW_ASK_GRADUATION,
	MW_ASK_SCHOOL,
	MW_ASK_VISA,
	MW_ASK_STEP1,
	MW_ASK_STEP2CK,
	MW_ASK_START,
	MW_ASK_NAME,
	MW_ASK_ID,
	MW_QUESTIONS,
};

struct mw_question_text {
	enum mw_option option;
	const char *name;     /* of the option */
	const char *ask;      /* what and why, in a line or two */
	const char *more;     /* what "?" is told */
	const char *expected; /* of a script */
	bool is_required;
};

extern const struct mw_question_text mw_questions[MW_QUESTIONS];

#define MW_ANSWER_SIZE 160

struct mw_answers {
	char texts[MW_QUESTIONS][MW_ANSWER_SIZE]; /* "": none */
	mw_day today;
};

/* Takes what was typed in the form that a profile has: "J-1" is j1, "2027/6/2" is 2027-06-02. What
 * has no such form stays as it is, for mw_answer_check to refuse. */
void mw_answer_take(struct mw_answers *answers, enum mw_question question, const char *typed);

/* What is wrong with this answer, by the reader of profiles and by sense. False: something is. */
bool mw_answer_check(const struct mw_answers *answers, enum mw_question question,
		     const struct mw_zone_finder *zones, struct mw_diags *diags);

/* Is the question idle, after the answers before it? */
bool mw_answer_is_idle(const struct mw_answers *answers, enum mw_question question);

void mw_answers_profile(const struct mw_answers *answers, struct mw_buf *out);

/* All answers: from the options and, where a person sits in front, by asking. False: some is
 * missing or wrong, and stderr says so. */
bool mw_init_talk(const struct mw_args *args, const struct mw_zone_finder *zones,
		  struct mw_answers *ret_answers);

#endif
