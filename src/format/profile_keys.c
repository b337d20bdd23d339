/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The keys of a profile: the one table, and the few values that have a form of their own. A key
 * more is one row here, a paragraph in the manual page, and its lines in etc/profile.ini; tests
 * compare the three.
 */
#include <string.h>

#include "matchward/core/text.h"
#include "matchward/format/profile_ini.h"

/* ---- sections ---- */

static void *open_profile(struct mw_ini_job *job, const char *id, struct mw_spot spot)
{
	(void)id;
	(void)spot;
	return job->context;
}

static void limit(struct mw_ini_job *job, size_t count, const char *what, struct mw_spot spot)
{
	if (count == MW_PROFILE_ENTRIES_MOST + 1)
		mw_diags_add(job->diags, spot, "too many %s; at most %d are allowed", what,
			     MW_PROFILE_ENTRIES_MOST);
}

/* The entry with that id, or a new one for which `init` is the initializer. */
#define OPEN(function, type, field, what, ...)                                                     \
	static void *function(struct mw_ini_job *job, const char *id, struct mw_spot spot)         \
	{                                                                                          \
		struct mw_profile *profile = job->context;                                         \
		for (size_t i = 0; i < profile->field.count; i++)                                  \
			if (!strcmp(profile->field.items[i].id, id))                               \
				return &profile->field.items[i];                                   \
		struct type *entry = MW_PUSH(job->pool, &profile->field);                          \
		*entry = (struct type){ .id = id, .spot = spot, __VA_ARGS__ };                     \
		limit(job, profile->field.count, what, spot);                                      \
		return entry;                                                                      \
	}

OPEN(open_experience, mw_experience, experience, "[experience] sections", .from = MW_DAY_NONE,
     .to = MW_DAY_NONE)
OPEN(open_letter, mw_letter, letters, "[letter] sections", .kind = MW_LETTER_RESEARCH,
     .asked = MW_DAY_NONE, .received = MW_DAY_NONE, .assigned = MW_DAY_NONE)
OPEN(open_research, mw_research, research, "[research] sections", .stage = MW_RESEARCH_IDEA)
OPEN(open_abstract, mw_abstract, abstracts, "[abstract] sections", .submitted = MW_DAY_NONE)
OPEN(open_achievement, mw_achievement, achievements, "[achievement] sections", .day = MW_DAY_NONE)
OPEN(open_interview, mw_interview, interviews, "[interview] sections", .program = NULL)
OPEN(open_milestone, mw_own_milestone, milestones, "[milestone] sections", .title = NULL)

static const struct mw_ini_section sections[] = {
	{ "applicant", MW_INI_PLAIN, open_profile },
	{ "step1", MW_INI_PLAIN, open_profile },
	{ "step2ck", MW_INI_PLAIN, open_profile },
	{ "study", MW_INI_PLAIN, open_profile },
	{ "practice", MW_INI_PLAIN, open_profile },
	{ "experience", MW_INI_ENTRY, open_experience },
	{ "letter", MW_INI_ENTRY, open_letter },
	{ "research", MW_INI_ENTRY, open_research },
	{ "abstract", MW_INI_ENTRY, open_abstract },
	{ "achievement", MW_INI_ENTRY, open_achievement },
	{ "interview", MW_INI_ENTRY, open_interview },
	{ "milestone", MW_INI_DOTTED, open_milestone },
	{ "dates", MW_INI_PLAIN, open_profile },
	{ "programs", MW_INI_PLAIN, open_profile },
	{ "reminders", MW_INI_PLAIN, open_profile },
	{ "calendar", MW_INI_PLAIN, open_profile },
};

/* ---- values with a form of their own ---- */

/* YYYY-MM as its first day. Years as far back as a graduation may lie. */
static bool month_first(const char *value, mw_day *ret_day)
{
	char day[] = "1990-00-01";
	long year;
	mw_day first;
	if (strlen(value) != 7 || value[4] != '-')
		return false;
	char text[5] = { value[0], value[1], value[2], value[3], '\0' };
	if (!mw_text_number(text, 2100, &year) || year < 1950)
		return false;
	/* mw_day_parse knows months; a year inside its range stands in. */
	memcpy(day + 4, value + 4, 3);
	if (!mw_day_parse(day, &first))
		return false;
	int unused, month;
	mw_day_to_ymd(first, &unused, &month, &unused);
	*ret_day = mw_day_from_ymd((int)year, month, 1);
	return true;
}

static void set_graduation(struct mw_ini_job *job, const struct mw_ini_row *row, void *object,
			   const char *key, const char *value, struct mw_spot spot)
{
	struct mw_profile *profile = object;
	mw_day first;
	if (month_first(value, &first))
		profile->graduation = mw_day_month_end(first);
	else
		mw_ini_wrong(job, row, key, value, spot);
}

/* A day, or a month for its first or last day. */
static void set_end(struct mw_ini_job *job, const struct mw_ini_row *row, void *object,
		    const char *key, const char *value, struct mw_spot spot)
{
	struct mw_experience *experience = object;
	bool is_from = !strcmp(key, "from");
	mw_day *end = is_from ? &experience->from : &experience->to;
	mw_day first;
	if (strlen(value) != 7)
		mw_ini_day(job, row, key, value, spot, end);
	else if (month_first(value, &first) && first >= MW_DAY_FIRST)
		*end = is_from ? first : mw_day_month_end(first);
	else
		mw_ini_wrong(job, row, key, value, spot);
}

static void set_step1_result(struct mw_ini_job *job, const struct mw_ini_row *row, void *object,
			     const char *key, const char *value, struct mw_spot spot)
{
	struct mw_profile *profile = object;
	long number;
	if (!strcmp(value, "pass")) {
		profile->step1.result = MW_STEP1_PASS;
	} else if (!strcmp(value, "fail")) {
		profile->step1.result = MW_STEP1_FAIL;
	} else if (mw_text_number(value, 300, &number) && number >= 1) {
		profile->step1.result = MW_STEP1_NUMBER;
		profile->step1.number = (int)number;
	} else {
		mw_ini_wrong(job, row, key, value, spot);
	}
}

/* "NAME, SCORE"; the name may hold commas. */
static void set_practice(struct mw_ini_job *job, const struct mw_ini_row *row, void *object,
			 const char *key, const char *value, struct mw_spot spot)
{
	struct mw_profile *profile = object;
	struct mw_practice practice = { .spot = spot };
	bool has_day = mw_day_parse(key, &practice.day);
	if (!has_day)
		mw_diags_add(job->diags, spot,
			     "\"%s\" is no existing day from 1990 to 2100; expected YYYY-MM-DD "
			     "= NAME, SCORE",
			     key);

	const char *comma = strrchr(value, ',');
	size_t len = comma ? (size_t)(comma - value) : 0;
	while (len && strchr(" \t", value[len - 1]))
		len--;
	long score;
	if (!len || !mw_text_number(comma + 1 + strspn(comma + 1, " \t"), 300, &score) ||
	    score < 1) {
		mw_ini_wrong(job, row, key, value, spot);
		return;
	}
	if (!has_day)
		return;
	practice.name = mw_pool_copy(job->pool, value, len);
	practice.score = (int)score;
	*MW_PUSH(job->pool, &profile->practice) = practice;
	limit(job, profile->practice.count, "practice exams", spot);
}

static void set_date(struct mw_ini_job *job, const struct mw_ini_row *row, void *object,
		     const char *key, const char *value, struct mw_spot spot)
{
	struct mw_profile *profile = object;
	(void)row;
	*MW_PUSH(job->pool, &profile->dates) = (struct mw_season_override){
		.key = mw_pool_string(job->pool, key),
		.date = { .text = mw_pool_string(job->pool, value), .minute = -1, .spot = spot },
	};
	limit(job, profile->dates.count, "dates", spot);
}

static void set_quiet(struct mw_ini_job *job, const struct mw_ini_row *row, void *object,
		      const char *key, const char *value, struct mw_spot spot)
{
	struct mw_profile *profile = object;
	int from = 0, to = 0;
	if (strcmp(value, "none") != 0) {
		char first[6] = "";
		if (strlen(value) == 11)
			memcpy(first, value, 5);
		if (value[strlen(first)] != '-' || !mw_ini_minute(first, &from) ||
		    !mw_ini_minute(value + 6, &to)) {
			mw_ini_wrong(job, row, key, value, spot);
			return;
		}
		if (from == to) {
			mw_diags_add(job->diags, spot,
				     "quiet hours from %s to the same hour last all day; expected "
				     "a shorter time, "
				     "or none for no quiet hours",
				     first);
			return;
		}
	}
	profile->reminders.quiet_from = from;
	profile->reminders.quiet_to = to;
}

/* ---- the table ---- */

static const char *const visas[] = { "none", "j1", "h1b", "either", NULL };
static const char *const windows[] = { "spring", "previous-summer", NULL };
static const char *const positions[] = { "both", "advanced", "categorical", NULL };
static const char *const letter_kinds[] = { "radiologist", "clinician", "research", NULL };
static const char *const experience_kinds[] = { "rotation", "observership", "research", NULL };
static const char *const stages[] = { "idea", "data", "submitted", "accepted", "presented", NULL };
static const char *const alarms[] = { "all", "one", "none", NULL };

#define AT(field) offsetof(struct mw_profile, field)
#define IN(entry, field) offsetof(struct mw_##entry, field)
#define SCORE .least = 1, .most = 300
#define ATTEMPTS .least = 0, .most = 20
#define MONTHS .most = 36

static const struct mw_ini_row rows[] = {
	{ "applicant", "id", MW_INI_ID, AT(id), .is_required = true,
	  .help = "names your ledger and your calendar entries; never change it" },
	{ "applicant", "name", MW_INI_TEXT, AT(name),
	  .help = "how reports and the calendar call you" },
	{ "applicant", "timezone", MW_INI_ZONE, AT(zone), .is_required = true,
	  .help = "where you live; all hours are shown in it" },
	{ "applicant", "application-year", MW_INI_NUMBER, AT(application_year),
	  .least = MW_INI_YEAR_LEAST, .most = MW_INI_YEAR_MOST, .is_required = true,
	  .help = "the year in which you send the ERAS application, in September" },
	{ "applicant", "year-of-graduation", MW_INI_NUMBER, AT(graduation_year), .least = 1950,
	  .most = 2100, .is_required = true, .help = "the year of your medical degree" },
	{ "applicant", "graduation", MW_INI_OWN, AT(graduation), .set = set_graduation,
	  .expected = "a month as YYYY-MM, from 1950 to 2100",
	  .help = "the month of your medical degree" },
	{ "applicant", "school-known", MW_INI_FLAG, AT(school_known),
	  .help = "do US programs know your school?" },
	{ "applicant", "visa", MW_INI_CHOICE, AT(visa), .choices = visas, .is_required = true,
	  .help = "the visa that you want to train on" },
	{ "applicant", "roadmap", MW_INI_ID, AT(roadmap), .spot_at = AT(roadmap_spot),
	  .help = "the list of milestones to follow" },
	{ "applicant", "exam-window", MW_INI_CHOICE, AT(exam_window), .choices = windows,
	  .help = "when to sit Step 2 CK" },
	{ "applicant", "position", MW_INI_CHOICE, AT(position), .choices = positions,
	  .help = "the kind of residency post" },
	{ "applicant", "first-day", MW_INI_DAY, AT(first_day),
	  .help = "the day on which you began to plan" },

	{ "step1", "result", MW_INI_OWN, AT(step1.result), .spot_at = AT(step1.result_spot),
	  .set = set_step1_result, .expected = "pass, fail or a number from 1 to 300",
	  .help = "the Step 1 result" },
	{ "step1", "attempts", MW_INI_NUMBER, AT(step1.attempts), ATTEMPTS,
	  .help = "sittings of Step 1 so far" },
	{ "step1", "date", MW_INI_DAY, AT(step1.date), .spot_at = AT(step1.date_spot),
	  .help = "the last or the booked day of Step 1" },

	{ "step2ck", "exam", MW_INI_DAY, AT(step2ck.exam), .spot_at = AT(step2ck.exam_spot),
	  .help = "the booked or past exam day" },
	{ "step2ck", "score", MW_INI_NUMBER, AT(step2ck.score), .spot_at = AT(step2ck.score_spot),
	  SCORE, .help = "the Step 2 CK score" },
	{ "step2ck", "attempts", MW_INI_NUMBER, AT(step2ck.attempts), ATTEMPTS,
	  .help = "sittings of Step 2 CK so far" },
	{ "step2ck", "target", MW_INI_NUMBER, AT(step2ck.target), SCORE,
	  .help = "your own target score" },
	{ "step2ck", "tolerance", MW_INI_NUMBER, AT(step2ck.tolerance), .most = 50,
	  .help = "points below the target that still count as ready" },

	{ "study", "start", MW_INI_DAY, AT(study.start), .help = "when you begin to study" },
	{ "study", "months", MW_INI_NUMBER, AT(study.months), .spot_at = AT(study.months_spot),
	  .least = 1, MONTHS, .help = "months of study in all" },
	{ "study", "foundation-months", MW_INI_NUMBER, AT(study.foundation_months), MONTHS,
	  .help = "months of the first, slow pass" },
	{ "study", "consolidation-months", MW_INI_NUMBER, AT(study.consolidation_months), MONTHS,
	  .help = "months of the second pass" },
	{ "study", "questions", MW_INI_NUMBER, AT(study.questions), .most = 100000,
	  .help = "questions in your question bank" },
	{ "study", "questions-done", MW_INI_NUMBER, AT(study.questions_done), .most = 100000,
	  .help = "questions done so far" },
	{ "study", "exam-forms", MW_INI_NUMBER, AT(study.exam_forms), .most = 100,
	  .help = "practice exams that you can still take" },

	{ "practice", "YYYY-MM-DD", MW_INI_OWN, .set = set_practice, .is_pattern = true,
	  .expected = "a name, a comma and a score from 1 to 300, such as NBME 10, 221",
	  .help = "one line for each practice exam" },

	{ "experience", "kind", MW_INI_CHOICE, IN(experience, kind), .choices = experience_kinds,
	  .help = "what it was" },
	{ "experience", "place", MW_INI_TEXT, IN(experience, place), .help = "where it was" },
	{ "experience", "from", MW_INI_OWN, IN(experience, from), .set = set_end,
	  .expected = "a day as YYYY-MM-DD or a month as YYYY-MM, from 1990 to 2100",
	  .help = "its first day" },
	{ "experience", "to", MW_INI_OWN, IN(experience, to), .set = set_end,
	  .expected = "a day as YYYY-MM-DD or a month as YYYY-MM, from 1990 to 2100",
	  .help = "its last day" },

	{ "letter", "writer", MW_INI_TEXT, IN(letter, writer), .help = "who writes it" },
	{ "letter", "kind", MW_INI_CHOICE, IN(letter, kind), .choices = letter_kinds,
	  .help = "what the writer knows you from" },
	{ "letter", "asked", MW_INI_DAY, IN(letter, asked), .help = "the day on which you asked" },
	{ "letter", "received", MW_INI_DAY, IN(letter, received),
	  .help = "the day on which it was in" },
	{ "letter", "assigned", MW_INI_DAY, IN(letter, assigned),
	  .help = "the day on which you assigned it to your programs" },

	{ "research", "title", MW_INI_TEXT, IN(research, title), .help = "the project" },
	{ "research", "stage", MW_INI_CHOICE, IN(research, stage), .choices = stages,
	  .help = "how far it has come" },
	{ "research", "venue", MW_INI_TEXT, IN(research, venue),
	  .help = "the journal or the meeting" },

	{ "abstract", "meeting", MW_INI_TEXT, IN(abstract, meeting), .help = "the meeting" },
	{ "abstract", "deadline", MW_INI_EXPR, IN(abstract, deadline),
	  .expected = "a date such as 2027-01-27 at 23:59 America/New_York",
	  .help = "when it closes" },
	{ "abstract", "submitted", MW_INI_DAY, IN(abstract, submitted),
	  .help = "the day on which you sent it" },

	{ "achievement", "date", MW_INI_DAY, IN(achievement, day), .help = "the day of it" },
	{ "achievement", "what", MW_INI_TEXT, IN(achievement, what),
	  .help = "what programs should hear" },

	{ "interview", "program", MW_INI_TEXT, IN(interview, program), .help = "who invited you" },
	{ "interview", "when", MW_INI_EXPR, IN(interview, when),
	  .expected = "a date such as 2027-11-03 at 14:00 America/Chicago",
	  .help = "day, hour and zone" },

	{ "milestone", "due", MW_INI_EXPR, IN(own_milestone, due),
	  .expected = "a date such as 2027-05-01 or eras-open - 3 weeks",
	  .help = "when it should be done" },
	{ "milestone", "title", MW_INI_TEXT, IN(own_milestone, title), .most = 120,
	  .help = "what it is called" },
	{ "milestone", "remind", MW_INI_LEADS, IN(own_milestone, remind),
	  .has_at = IN(own_milestone, has_remind), .help = "how long before it you are told" },
	{ "milestone", "overdue-every", MW_INI_SPAN, IN(own_milestone, overdue_days), .least = 1,
	  .most = 365, .help = "how often you are told when it is late" },
	{ "milestone", "skip", MW_INI_FLAG, IN(own_milestone, skip), .help = "leave it out?" },

	{ "dates", "SEASON-KEY", MW_INI_OWN, .set = set_date, .is_pattern = true,
	  .expected = "a date such as 2027-09-01 at 09:00 America/New_York",
	  .help = "an official date that you know better" },

	{ "programs", "file", MW_INI_TEXT, AT(programs_file), .spot_at = AT(programs_spot),
	  .help = "your list of programs, a CSV file" },
	{ "programs", "gold", MW_INI_NUMBER, AT(gold_signals), .most = 99,
	  .help = "gold signals that you may give" },
	{ "programs", "silver", MW_INI_NUMBER, AT(silver_signals), .most = 99,
	  .help = "silver signals that you may give" },

	{ "reminders", "at", MW_INI_TIME, AT(reminders.at_minute),
	  .help = "the hour at which you are told" },
	{ "reminders", "lead", MW_INI_LEADS, AT(reminders.lead), .has_at = AT(reminders.has_lead),
	  .help = "how long before a date you are told" },
	{ "reminders", "quiet", MW_INI_OWN, .set = set_quiet,
	  .expected = "two times as HH:MM-HH:MM such as 22:00-07:30, or none",
	  .help = "hours without reminders" },
	{ "reminders", "overdue-every", MW_INI_SPAN, AT(reminders.overdue_days), .least = 1,
	  .most = 365, .help = "how often you are told of what is late" },
	{ "reminders", "digest-above", MW_INI_NUMBER, AT(reminders.digest_above), .least = 1,
	  .most = 99, .help = "more reminders than this at once become one" },
	{ "reminders", "pace", MW_INI_NUMBER, AT(reminders.pace), .least = 1, .most = 5,
	  .help = "how many late things you can start in a week" },

	{ "calendar", "file", MW_INI_TEXT, AT(calendar.file),
	  .help = "where the calendar file is written" },
	{ "calendar", "alarms", MW_INI_CHOICE, AT(calendar.alarms), .choices = alarms,
	  .help = "alarms inside the calendar" },
	{ "calendar", "todos", MW_INI_FLAG, AT(calendar.todos), .help = "write to-dos as well?" },
	{ "calendar", "vdir", MW_INI_TEXT, AT(calendar.vdir),
	  .help = "a folder with one file for each event" },
	{ "calendar", "vdir-todos", MW_INI_TEXT, AT(calendar.vdir_todos),
	  .help = "a folder with one file for each to-do" },
};

const struct mw_ini_keys mw_profile_keys = { rows, sizeof rows / sizeof *rows, sections,
					     sizeof sections / sizeof *sections };
