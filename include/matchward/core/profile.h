/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The profile: what the applicant says about herself, checked and typed. Reading it is
 * format/profile_ini.
 *
 * A day that was not given is MW_DAY_NONE; a number that was not given is MW_NONE; a text NULL. All
 * strings live on the bundle's pool. What no file can say wrongly is asserted nowhere: it has been
 * checked when read.
 */
#ifndef MW_CORE_PROFILE_H
#define MW_CORE_PROFILE_H

#include <stdbool.h>

#include "matchward/core/date.h"
#include "matchward/core/expr.h"
#include "matchward/core/lead.h"
#include "matchward/core/program.h"
#include "matchward/core/season.h"

#define MW_NONE (-1)

enum mw_visa { MW_VISA_NONE, MW_VISA_J1, MW_VISA_H1B, MW_VISA_EITHER };
enum mw_position { MW_POSITION_BOTH, MW_POSITION_ADVANCED, MW_POSITION_CATEGORICAL };
enum mw_window { MW_WINDOW_SPRING, MW_WINDOW_PREVIOUS_SUMMER };
enum mw_step1_result { MW_STEP1_NOT_TAKEN, MW_STEP1_PASS, MW_STEP1_FAIL, MW_STEP1_NUMBER };
enum mw_letter_kind {
	MW_LETTER_RADIOLOGIST,
	MW_LETTER_CLINICIAN,
	MW_LETTER_RESEARCH,
	MW_LETTER_KINDS,
};

/* What the applicant applies in. Her roadmap says it (mw_roadmap_apply). */
struct mw_specialty {
	const char *name; /* "internal medicine"; NULL: the roadmap does not say */
	bool has_bands;   /* the guide's score bands, risks and program numbers are for it */
	int letters[MW_LETTER_KINDS];     /* the least set of letters, how many of each kind */
	int gold_signals, silver_signals; /* the last allowance that was published (D6) */
};

/* The guide's own: diagnostic radiology (S51 D6). */
extern const struct mw_specialty mw_specialty_radiology;

/* As it stands in a sentence: "internal medicine", else "this specialty". */
const char *mw_specialty_name(const struct mw_specialty *specialty);
enum mw_experience_kind {
	MW_EXPERIENCE_ROTATION,
	MW_EXPERIENCE_OBSERVERSHIP,
	MW_EXPERIENCE_RESEARCH
};
enum mw_research_stage {
	MW_RESEARCH_IDEA,
	MW_RESEARCH_DATA,
	MW_RESEARCH_SUBMITTED,
	MW_RESEARCH_ACCEPTED,
	MW_RESEARCH_PRESENTED,
};
enum mw_alarms { MW_ALARMS_ALL, MW_ALARMS_ONE, MW_ALARMS_NONE };

struct mw_practice { /* one practice exam; in order of day */
	mw_day day;
	const char *name;
	int score;
	struct mw_spot spot;
};

struct mw_letter {
	const char *id;
	const char *writer;
	enum mw_letter_kind kind;
	mw_day asked, received, assigned;
	struct mw_spot spot;
};

struct mw_experience {
	const char *id;
	enum mw_experience_kind kind;
	const char *place;
	mw_day from, to;
	struct mw_spot spot;
};

struct mw_research {
	const char *id;
	const char *title;
	enum mw_research_stage stage;
	const char *venue;
	struct mw_spot spot;
};

struct mw_abstract {
	const char *id;
	const char *meeting;
	struct mw_expr deadline;
	mw_day submitted;
	struct mw_spot spot;
};

struct mw_achievement {
	const char *id;
	mw_day day;
	const char *what;
	struct mw_spot spot;
};

struct mw_interview {
	const char *id;
	const char *program;
	struct mw_expr when;
	struct mw_spot spot;
};

/* [milestone ID]: a change to a shipped milestone, or one of the applicant's own (then title and
 * due). */
struct mw_own_milestone {
	const char *id;
	struct mw_expr due;
	const char *title;
	bool has_remind;
	struct mw_leads remind;
	int overdue_days; /* 0: not given */
	bool skip;
	struct mw_spot spot;
};

struct mw_profile {
	/* [applicant] */
	const char *id;
	const char *name;
	const struct mw_zone *zone;
	int application_year; /* Y: the year in which ERAS opens */
	int graduation_year;
	mw_day graduation; /* last day of the month given */
	bool school_known;
	enum mw_visa visa;
	const char *roadmap;
	struct mw_spot roadmap_spot; /* line 0: the default */
	enum mw_window exam_window;
	enum mw_position position;
	mw_day first_day;
	struct mw_specialty specialty; /* radiology, until a roadmap says it */

	struct {
		enum mw_step1_result result;
		int number;   /* with MW_STEP1_NUMBER */
		int attempts; /* sittings so far */
		mw_day date;
		struct mw_spot result_spot, date_spot;
	} step1;

	struct {
		mw_day exam;
		int score;
		int attempts; /* sittings so far */
		int target;
		int tolerance;
		struct mw_spot exam_spot, score_spot;
	} step2ck;

	struct {
		mw_day start;
		int months, foundation_months, consolidation_months;
		int questions, questions_done, exam_forms;
		struct mw_spot months_spot;
	} study;

	MW_LIST(struct mw_practice) practice;
	MW_LIST(struct mw_experience) experience;
	MW_LIST(struct mw_letter) letters;
	MW_LIST(struct mw_research) research;
	MW_LIST(struct mw_abstract) abstracts;
	MW_LIST(struct mw_achievement) achievements;
	MW_LIST(struct mw_interview) interviews;
	MW_LIST(struct mw_own_milestone) milestones;
	MW_LIST(struct mw_season_override) dates;

	const char *programs_file; /* as written; a relative path starts at the profile */
	struct mw_spot programs_spot;
	int gold_signals, silver_signals;    /* the allowance (D6); MW_NONE: not said */
	MW_LIST(struct mw_program) programs; /* what that file holds, in its order */

	struct {
		int at_minute; /* of the day */
		bool has_lead; /* written down, or the default list? */
		struct mw_leads lead;
		int quiet_from, quiet_to; /* minutes of the day; equal: no quiet hours */
		int overdue_days;
		int digest_above;
		int pace; /* starts a week when late work is re-planned */
	} reminders;

	struct {
		const char *file;
		enum mw_alarms alarms;
		bool todos;
		const char *vdir, *vdir_todos;
	} calendar;
};

/* Every default of DESIGN.md, nothing given. The default lead list needs no pool. */
void mw_profile_init(struct mw_profile *profile);

#endif
