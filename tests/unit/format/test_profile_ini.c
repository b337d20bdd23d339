/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Profiles: the sample and everything in it, the fields that each key fills, every fault at its
 * line and only there, and that the table and the sample know the same keys.
 */
#include "ini_check.h"

#include "matchward/format/profile_ini.h"
#include "matchward/format/season_ini.h"

static struct mw_pool pool;
static struct mw_season_table seasons;

static int setup(void **state)
{
	static const char text[] = "[predict]\neras-open = Y-09-01\neras-review = Y-09-23\n";
	(void)state;
	return mw_season_read("seasons.ini", text, sizeof text - 1, &check_finder, true, &pool,
			      &seasons, NULL);
}

static int teardown(void **state)
{
	(void)state;
	mw_pool_release(&pool);
	return 0;
}

static int read_profile(const char *text, struct mw_profile *ret_profile, struct mw_diags *diags)
{
	return mw_profile_read("p.ini", text, strlen(text), &check_finder, &seasons, &pool,
			       ret_profile, diags);
}

/* Lines 1 to 6 of most cases. */
#define HEAD                                                                                       \
	"[applicant]\nid = a\ntimezone = Asia/Kolkata\napplication-year = 2027\n"                  \
	"year-of-graduation = 2025\nvisa = j1\n"

static struct mw_profile good(const char *text)
{
	struct mw_profile profile;
	struct mw_diags diags = MW_DIAGS_INIT;
	int outcome = read_profile(text, &profile, &diags);
	check_diags(text, &diags, "");
	assert_int_equal(outcome, 0);
	return profile;
}

struct fault_case {
	const char *text;
	const char *expected;
};

static void faults(const struct fault_case *cases, size_t count, const char *head)
{
	for (size_t i = 0; i < count; i++) {
		struct mw_profile profile = { .application_year = 4711 };
		struct mw_diags diags = MW_DIAGS_INIT;
		struct mw_buf text = MW_BUF_INIT;
		mw_buf_printf(&text, "%s%s", head, cases[i].text);
		int outcome = read_profile(text.text, &profile, &diags);
		check_diags(cases[i].text, &diags, cases[i].expected);
		assert_int_equal(outcome, MW_PROFILE_E_BAD);
		assert_int_equal(profile.application_year, 4711); /* untouched */
		mw_buf_release(&text);
		mw_diags_release(&diags);
	}
}

#define FAULTS(cases, head) faults(cases, sizeof(cases) / sizeof *(cases), head)

static void test_defaults(void **state)
{
	struct mw_profile profile = good(HEAD);
	(void)state;
	assert_string_equal(profile.id, "a");
	assert_null(profile.name);
	assert_string_equal(profile.zone->name, "Asia/Kolkata");
	assert_int_equal(profile.application_year, 2027);
	assert_int_equal(profile.graduation_year, 2025);
	assert_int_equal(profile.graduation, MW_DAY_NONE);
	assert_true(profile.school_known);
	assert_int_equal(profile.visa, MW_VISA_J1);
	assert_string_equal(profile.roadmap, "diagnostic-radiology-img");
	assert_int_equal(profile.step1.result, MW_STEP1_NOT_TAKEN);
	assert_int_equal(profile.step2ck.tolerance, 5);
	assert_int_equal(profile.reminders.at_minute, 540);
	assert_int_equal(profile.reminders.quiet_from, profile.reminders.quiet_to);
	assert_false(profile.reminders.has_lead);
	assert_int_equal(profile.reminders.overdue_days, 7);
	assert_false(profile.calendar.todos);
}

static void test_every_field(void **state)
{
	struct mw_profile p = good(
		"[applicant]\nid = x-1\nname = Asha R\xC3\xA1o\ntimezone = "
		"America/New_York\napplication-year = 2030\n"
		"year-of-graduation = 1999\ngraduation = 2024-02\nschool-known = no\nvisa = "
		"either\nroadmap = r\n"
		"exam-window = previous-summer\nposition = categorical\nfirst-day = 2026-11-23\n"
		"[step1]\nresult = 231\nattempts = 2\ndate = 2022-01-25\n"
		"[step2ck]\nexam = 2027-01-15\nscore = 300\nattempts = 0\ntarget = 1\ntolerance = "
		"0\n"
		"[study]\nstart = 2026-12-01\nmonths = 5\nfoundation-months = "
		"3\nconsolidation-months = 2\n"
		"questions = 2500\nquestions-done = 10\nexam-forms = 9\n"
		"[reminders]\nat = 07:30\nlead = 1w 3h 30d\nquiet = 22:00-07:30\noverdue-every = "
		"2w\n"
		"digest-above = 99\npace = 5\n"
		"[calendar]\nfile = a.ics\nalarms = one\ntodos = yes\nvdir = v\nvdir-todos = w\n"
		"[programs]\nfile = my programs.csv\n");
	(void)state;
	assert_string_equal(p.name, "Asha R\xC3\xA1o");
	assert_int_equal(p.graduation, check_day("2024-02-29"));
	assert_false(p.school_known);
	assert_int_equal(p.visa, MW_VISA_EITHER);
	assert_string_equal(p.roadmap, "r");
	assert_int_equal(p.exam_window, MW_WINDOW_PREVIOUS_SUMMER);
	assert_int_equal(p.position, MW_POSITION_CATEGORICAL);
	assert_int_equal(p.first_day, check_day("2026-11-23"));
	assert_int_equal(p.step1.result, MW_STEP1_NUMBER);
	assert_int_equal(p.step1.number, 231);
	assert_int_equal(p.step1.attempts, 2);
	assert_int_equal(p.step1.date, check_day("2022-01-25"));
	assert_int_equal(p.step1.result_spot.line, 15);
	assert_string_equal(p.step1.result_spot.file, "p.ini");
	assert_int_equal(p.step1.date_spot.line, 17);
	assert_int_equal(p.step2ck.exam, check_day("2027-01-15"));
	assert_int_equal(p.step2ck.exam_spot.line, 19);
	assert_int_equal(p.step2ck.score, 300);
	assert_int_equal(p.step2ck.score_spot.line, 20);
	assert_int_equal(p.step2ck.attempts, 0);
	assert_int_equal(p.step2ck.target, 1);
	assert_int_equal(p.step2ck.tolerance, 0);
	assert_int_equal(p.study.start, check_day("2026-12-01"));
	assert_int_equal(p.study.months, 5);
	assert_int_equal(p.study.months_spot.line, 26);
	assert_int_equal(p.study.foundation_months, 3);
	assert_int_equal(p.study.consolidation_months, 2);
	assert_int_equal(p.study.questions, 2500);
	assert_int_equal(p.study.questions_done, 10);
	assert_int_equal(p.study.exam_forms, 9);
	assert_int_equal(p.reminders.at_minute, 450);
	assert_true(p.reminders.has_lead);
	assert_int_equal(p.reminders.lead.count, 3);
	assert_int_equal(p.reminders.lead.items[0].days, 30);
	assert_int_equal(p.reminders.lead.items[2].minutes, 180);
	assert_int_equal(p.reminders.quiet_from, 22 * 60);
	assert_int_equal(p.reminders.quiet_to, 7 * 60 + 30);
	assert_int_equal(p.reminders.overdue_days, 14);
	assert_int_equal(p.reminders.digest_above, 99);
	assert_int_equal(p.reminders.pace, 5);
	assert_string_equal(p.calendar.file, "a.ics");
	assert_int_equal(p.calendar.alarms, MW_ALARMS_ONE);
	assert_true(p.calendar.todos);
	assert_string_equal(p.calendar.vdir, "v");
	assert_string_equal(p.calendar.vdir_todos, "w");
	assert_string_equal(p.programs_file, "my programs.csv");
}

static void test_entries(void **state)
{
	struct mw_profile p = good(
		"[interview b]\nprogram = B\nwhen = 2027-11-09 at 10:30 America/Chicago\n"
		"[abstract a]\nmeeting = ACR\ndeadline = eras-open + 2 weeks at 23:59\nsubmitted = "
		"2027-01-20\n"
		"[practice]\n2027-01-02 = CCSSA form 4, timed, 240\n2026-11-15 = NBME 10, 221\n"
		"[experience e]\nkind = observership\nplace = here\nfrom = 2026-02\nto = 2028-02\n"
		"[experience f]\nfrom = 2026-02-03\nto = 2026-02-03\n"
		"[letter one]\nwriter = W\n[letter two]\nkind = radiologist\nasked = 2026-10-20\n"
		"[letter one]\nkind = clinician\nreceived = 2026-11-01\nassigned = 2027-09-02\n"
		"[letter three]\n"
		"[research r]\ntitle = T\nstage = accepted\nvenue = V\n"
		"[achievement h]\ndate = 2027-10-12\nwhat = paper\n"
		"[milestone cv-draft]\ndue = eras-open - 6 weeks\nremind = none\nskip = yes\n"
		"[milestone passport]\ntitle = Renew\ndue = Y-02-15\n"
		"[dates]\neras-open = 2027-09-01\n" HEAD);
	(void)state;
	/* The zone stands at the end of the file, and is meant where none is written. */
	assert_string_equal(p.interviews.items[0].when.zone->name, "America/Chicago");
	assert_string_equal(p.interviews.items[0].program, "B");
	assert_int_equal(p.interviews.items[0].when.spot.line, 3);
	assert_string_equal(p.abstracts.items[0].deadline.zone->name, "Asia/Kolkata");
	assert_int_equal(p.abstracts.items[0].deadline.minute, 23 * 60 + 59);
	assert_int_equal(p.abstracts.items[0].submitted, check_day("2027-01-20"));
	assert_int_equal(p.practice.count, 2);
	assert_int_equal(p.practice.items[0].day, check_day("2026-11-15")); /* in order of day */
	assert_string_equal(p.practice.items[0].name, "NBME 10");
	assert_string_equal(p.practice.items[1].name, "CCSSA form 4, timed");
	assert_int_equal(p.practice.items[1].score, 240);
	assert_int_equal(p.practice.items[1].spot.line, 9);
	assert_int_equal(p.experience.count, 2);
	assert_int_equal(p.experience.items[0].kind, MW_EXPERIENCE_OBSERVERSHIP);
	assert_int_equal(p.experience.items[0].from, check_day("2026-02-01"));
	assert_int_equal(p.experience.items[0].to, check_day("2028-02-29"));
	assert_int_equal(p.experience.items[1].to, check_day("2026-02-03"));
	assert_int_equal(p.letters.count, 3);
	assert_string_equal(p.letters.items[0].id, "one");
	assert_string_equal(p.letters.items[0].writer, "W");
	assert_int_equal(p.letters.items[0].kind, MW_LETTER_CLINICIAN);
	assert_int_equal(p.letters.items[0].asked, MW_DAY_NONE);
	assert_int_equal(p.letters.items[0].received, check_day("2026-11-01"));
	assert_int_equal(p.letters.items[0].assigned, check_day("2027-09-02"));
	assert_int_equal(p.letters.items[1].kind, MW_LETTER_RADIOLOGIST);
	assert_int_equal(p.letters.items[2].kind,
			 MW_LETTER_RESEARCH); /* not said: settles nothing */
	assert_int_equal(p.letters.items[2].spot.line, 28);
	assert_int_equal(p.research.items[0].stage, MW_RESEARCH_ACCEPTED);
	assert_string_equal(p.research.items[0].title, "T");
	assert_string_equal(p.research.items[0].venue, "V");
	assert_int_equal(p.achievements.items[0].day, check_day("2027-10-12"));
	assert_string_equal(p.achievements.items[0].what, "paper");
	assert_int_equal(p.milestones.count, 2);
	assert_true(p.milestones.items[0].skip);
	assert_true(p.milestones.items[0].has_remind);
	assert_int_equal(p.milestones.items[0].remind.count, 0);
	assert_int_equal(p.milestones.items[0].due.base, MW_EXPR_KEY);
	assert_string_equal(p.milestones.items[1].title, "Renew");
	assert_int_equal(p.milestones.items[1].due.base, MW_EXPR_YEAR_DATE);
	assert_int_equal(p.dates.count, 1);
	assert_string_equal(p.dates.items[0].key, "eras-open");
	assert_int_equal(p.dates.items[0].date.base, MW_EXPR_DATE);
	assert_int_equal(p.dates.items[0].date.minute, -1);
}

static void test_step1(void **state)
{
	(void)state;
	assert_int_equal(good(HEAD "[step1]\nresult = pass\n").step1.result, MW_STEP1_PASS);
	assert_int_equal(good(HEAD "[step1]\nresult = fail\n").step1.result, MW_STEP1_FAIL);
	assert_int_equal(good(HEAD "[step1]\nresult = 1\n").step1.number, 1);
}

static void test_missing(void **state)
{
	static const struct fault_case cases[] = {
		{ "", "p.ini: \"id\" is missing in [applicant]; expected lower-case letters, "
		      "digits and \"-\", 1 to 40 "
		      "of them\n"
		      "p.ini: \"timezone\" is missing in [applicant]; expected the name of a time "
		      "zone such as Asia/Kolkata\n"
		      "p.ini: \"application-year\" is missing in [applicant]; expected a number "
		      "from 2000 to 2090\n"
		      "p.ini: \"year-of-graduation\" is missing in [applicant]; expected a "
		      "number from 1950 to 2100\n"
		      "p.ini: \"visa\" is missing in [applicant]; expected none, j1, h1b or "
		      "either\n" },
		{ "; me\n[applicant]\nid = a\n[step1]\nvisa = j1\n[applicant]\nyear-of-graduation "
		  "= 2025\n"
		  "application-year = 2027\n",
		  "p.ini:2: \"timezone\" is missing in [applicant]; expected the name of a time "
		  "zone such as Asia/Kolkata\n"
		  "p.ini:5: unknown key \"visa\" in [step1]; it belongs in [applicant]\n" },
		/* What was given wrongly is not missing as well. */
		{ "[applicant]\nid = A B\ntimzone = UTC\napplication-year 2027\nyear-of-graduation "
		  "= x\nvisa = j1 ; J\n",
		  "p.ini:2: \"id\" cannot be \"A B\"; expected lower-case letters, digits and "
		  "\"-\", 1 to 40 of them\n"
		  "p.ini:3: unknown key \"timzone\" in [applicant]; did you mean \"timezone\"?\n"
		  "p.ini:4: no \"=\" in \"application-year 2027\"; expected KEY = VALUE\n"
		  "p.ini:5: \"year-of-graduation\" cannot be \"x\"; expected a number from 1950 "
		  "to 2100\n"
		  "p.ini:6: \" ;\" would begin a comment; write comments on lines of their own\n" },
		/* A misspelt section is read as what was meant: the slip in it is found too. */
		{ "[aplicant]\nid = a\ntimezone = Asia/Kolkatta\napplication-year = "
		  "2027\nyear-of-graduation = 2025\n"
		  "visa = j1\n",
		  "p.ini:1: unknown section [aplicant]; did you mean [applicant]?\n"
		  "p.ini:3: \"timezone\" cannot be \"Asia/Kolkatta\"; expected the name of a time "
		  "zone such as Asia/Kolkata\n" },
		{ "[applicant\nid = a\ntimezone = UTC\napplication-year = 2027\nyear-of-graduation "
		  "= 2025\nvisa = j1\n",
		  "p.ini:1: the section has no \"]\"; expected [NAME]\n" },
		{ "[applic\x01nt]\nid = a\n", "p.ini:1: the line holds an invisible character that "
					      "is no text; delete it, or type the line again\n" },
		/* No header at all is one slip. */
		{ "id = a\n  b\ntimezone = UTC\napplication-year = 2027\nyear-of-graduation = "
		  "2025\nvisa = j1\n[study]\n",
		  "p.ini:1: \"id\" stands before the first section; expected a [section] line "
		  "above it\n" },
	};
	(void)state;
	FAULTS(cases, "");
}

static void test_unknown(void **state)
{
	static const struct fault_case cases[] = {
		{ "timzone = UTC\n",
		  "p.ini:7: unknown key \"timzone\" in [applicant]; did you mean \"timezone\"?\n" },
		/* What continues an unknown key goes with it, as does a stray one. */
		{ "wish = one\n  two\n",
		  "p.ini:7: unknown key \"wish\" in [applicant]; did you mean \"visa\"?\n" },
		{ "[step1]\nscore = 230\n",
		  "p.ini:8: unknown key \"score\" in [step1]; it belongs in [step2ck]\n" },
		{ "[programs]\nzzz = 1\n", "p.ini:8: unknown key \"zzz\" in [programs]; expected "
					   "one of file, gold, silver\n" },
		{ "[letter a]\nasker = 1\n",
		  "p.ini:8: unknown key \"asker\" in [letter a]; did you mean \"asked\"?\n" },
		{ "[leter x]\nasked = 2026-02-30\n",
		  "p.ini:7: unknown section [leter x]; did you mean [letter x]?\n"
		  "p.ini:8: \"asked\" cannot be \"2026-02-30\", a day that does not exist; "
		  "expected a day from 01 to 28 in this month\n" },
		{ "[applicant x]\n",
		  "p.ini:7: unknown section [applicant x]; did you mean [applicant]?\n" },
		{ "[zzzzzzzz]\nany = 1\nthing = 2\n",
		  "p.ini:7: unknown section [zzzzzzzz]; expected one of [applicant], [step1], "
		  "[step2ck], [study], "
		  "[practice], [experience ID], [letter ID], [research ID], [abstract ID], "
		  "[achievement ID], "
		  "[interview ID], [milestone ID], [dates], [programs], [reminders], "
		  "[calendar]\n" },
		{ "[letter]\n", "p.ini:7: [letter] has no proper ID; expected [letter ID], the "
				"ID in lower-case letters, digits and "
				"\"-\", at most 40 of them\n" },
		{ "[letter Dr Rao]\nkind = boss\n",
		  "p.ini:7: [letter Dr Rao] has no proper ID; expected [letter ID], the ID in "
		  "lower-case letters, digits "
		  "and \"-\", at most 40 of them\n"
		  "p.ini:8: \"kind\" cannot be \"boss\"; expected radiologist, clinician or "
		  "research\n" },
		{ "[dates]\neras-opens = 2027-09-01\nmy-birthday = 2027-09-02\n",
		  "p.ini:8: unknown key \"eras-opens\" in [dates]; did you mean \"eras-open\"?\n"
		  "p.ini:9: unknown key \"my-birthday\" in [dates]; expected an official date "
		  "such as eras-open\n" },
		{ "visa = h1b\n", "p.ini:7: \"visa\" is given twice; it stands in line 6 already, "
				  "keep one of the two\n" },
		{ "[practice]\n2026-11-15 = A, 200\n2026-11-15 = B, 210\n",
		  "p.ini:9: \"2026-11-15\" is given twice; it stands in line 8 already, keep one "
		  "of the two\n" },
		{ "name = Asha\n  visa = h1b\n",
		  "p.ini:8: an indented line continues the one above, but \"name\" takes one line; "
		  "remove the spaces in "
		  "front\n"
		  "p.ini:8: \"visa\" is given twice; it stands in line 6 already, keep one of the "
		  "two\n" },
	};
	(void)state;
	FAULTS(cases, HEAD);
}

static void test_values(void **state)
{
	static const struct fault_case cases[] = {
		{ "name =\n",
		  "p.ini:7: \"name\" has no value; expected text, or no such line at all\n" },
		{ "graduation = 2025-13\n", "p.ini:7: \"graduation\" cannot be \"2025-13\"; "
					    "expected a month as YYYY-MM, from 1950 to 2100\n" },
		{ "graduation = 2025\n", "p.ini:7: \"graduation\" cannot be \"2025\"; expected "
					 "a month as YYYY-MM, from 1950 to 2100\n" },
		{ "graduation = 1949-12\n", "p.ini:7: \"graduation\" cannot be \"1949-12\"; "
					    "expected a month as YYYY-MM, from 1950 to 2100\n" },
		{ "school-known = maybe\n",
		  "p.ini:7: \"school-known\" cannot be \"maybe\"; expected yes or no\n" },
		{ "exam-window = Spring\n", "p.ini:7: \"exam-window\" cannot be \"Spring\"; "
					    "expected spring or previous-summer\n" },
		{ "roadmap = ../x\n", "p.ini:7: \"roadmap\" cannot be \"../x\"; expected "
				      "lower-case letters, digits and \"-\", 1 to 40 of "
				      "them\n" },
		{ "first-day = 2027-02-30\n",
		  "p.ini:7: \"first-day\" cannot be \"2027-02-30\", a day that does not exist; "
		  "expected a day from 01 to 28 in this month\n" },
		{ "first-day = 2101-01-01\n",
		  "p.ini:7: \"first-day\" cannot be \"2101-01-01\"; expected a day as "
		  "YYYY-MM-DD, from 1990 to 2100\n" },
		{ "first-day = 1989-12-31\n",
		  "p.ini:7: \"first-day\" cannot be \"1989-12-31\"; expected a day as "
		  "YYYY-MM-DD, from 1990 to 2100\n" },
		{ "first-day = 23.11.2026\n",
		  "p.ini:7: \"first-day\" cannot be \"23.11.2026\"; expected a day as "
		  "YYYY-MM-DD, from 1990 to 2100\n" },
		{ "[step2ck]\nscore = 0\n",
		  "p.ini:8: \"score\" cannot be \"0\"; expected a number from 1 to 300\n" },
		{ "[step2ck]\nscore = 301\n",
		  "p.ini:8: \"score\" cannot be \"301\"; expected a number from 1 to 300\n" },
		{ "[step2ck]\nscore = 24O\n",
		  "p.ini:8: \"score\" cannot be \"24O\"; expected a number from 1 to 300\n" },
		{ "[step2ck]\nscore = -5\n",
		  "p.ini:8: \"score\" cannot be \"-5\"; expected a number from 1 to 300\n" },
		{ "[step2ck]\nscore = 99999999999999999999\n",
		  "p.ini:8: \"score\" cannot be \"99999999999999999999\"; expected a number "
		  "from 1 to 300\n" },
		{ "[step2ck]\nattempts = 21\n",
		  "p.ini:8: \"attempts\" cannot be \"21\"; expected a number from 0 to 20\n" },
		{ "[step1]\nresult = passed\n",
		  "p.ini:8: \"result\" cannot be \"passed\"; expected pass, fail or a number "
		  "from 1 to 300\n" },
		{ "[step1]\nresult = 301\n", "p.ini:8: \"result\" cannot be \"301\"; expected "
					     "pass, fail or a number from 1 to 300\n" },
		{ "[practice]\n2026-11-15 = NBME 10\n2026-11-16 = , 221\n2026-11-17 = A, "
		  "301\n2026-11-18 = A, \n",
		  "p.ini:8: \"2026-11-15\" cannot be \"NBME 10\"; expected a name, a comma and a "
		  "score from 1 to 300, such as NBME 10, 221\n"
		  "p.ini:9: \"2026-11-16\" cannot be \", 221\"; expected a name, a comma and a "
		  "score from 1 to 300, such as NBME 10, 221\n"
		  "p.ini:10: \"2026-11-17\" cannot be \"A, 301\"; expected a name, a comma and a "
		  "score from 1 to 300, such as NBME 10, 221\n"
		  "p.ini:11: \"2026-11-18\" cannot be \"A,\"; expected a name, a comma and a score "
		  "from 1 to 300, such as NBME 10, 221\n" },
		{ "[practice]\nNBME 10 = 2026-11-15, 221\n2026-11-31 = A, 221\n2026-11-32 = A\n",
		  "p.ini:8: \"NBME 10\" is no existing day from 1990 to 2100; expected "
		  "YYYY-MM-DD = NAME, SCORE\n"
		  "p.ini:9: \"2026-11-31\" is no existing day from 1990 to 2100; expected "
		  "YYYY-MM-DD = NAME, SCORE\n"
		  "p.ini:10: \"2026-11-32\" is no existing day from 1990 to 2100; expected "
		  "YYYY-MM-DD = NAME, SCORE\n"
		  "p.ini:10: \"2026-11-32\" cannot be \"A\"; expected a name, a comma and a score "
		  "from 1 to 300, such as NBME 10, 221\n" },
		{ "[experience a]\nfrom = 2026\nto = 2026-2-03\n",
		  "p.ini:8: \"from\" cannot be \"2026\"; expected a day as YYYY-MM-DD or a "
		  "month as YYYY-MM, from 1990 to "
		  "2100\n"
		  "p.ini:9: \"to\" cannot be \"2026-2-03\"; expected a day as YYYY-MM-DD or a "
		  "month as YYYY-MM, from 1990 to "
		  "2100\n" },
		{ "[practice]\n2026-11-15 = A, 0\n",
		  "p.ini:8: \"2026-11-15\" cannot be \"A, 0\"; expected a name, a comma and a "
		  "score from 1 to 300, such as NBME 10, 221\n" },
		{ "[reminders]\noverdue-every = 366d\n",
		  "p.ini:8: \"overdue-every\" cannot be \"366d\"; expected days or weeks such "
		  "as 14d or 2w, from 1d to 365d\n" },
		{ "[experience a]\nfrom = 1989-12\n",
		  "p.ini:8: \"from\" cannot be \"1989-12\"; expected a day as YYYY-MM-DD or a "
		  "month as YYYY-MM, from 1990 to "
		  "2100\n" },
		{ "[reminders]\nat = 9:00\n", "p.ini:8: \"at\" cannot be \"9:00\"; expected a time "
					      "such as 09:00, from 00:00 to 23:59\n" },
		{ "[reminders]\nat = 24:00\n", "p.ini:8: \"at\" cannot be \"24:00\"; expected a "
					       "time such as 09:00, from 00:00 to 23:59\n" },
		{ "[reminders]\nat = 23:60\n", "p.ini:8: \"at\" cannot be \"23:60\"; expected a "
					       "time such as 09:00, from 00:00 to 23:59\n" },
		{ "[reminders]\nlead = 3x\n", "p.ini:8: \"lead\" cannot be \"3x\"; expected up "
					      "to 12 times ahead such as 14d 2w 0d 3h, or none\n" },
		{ "[reminders]\nquiet = 22-7\n",
		  "p.ini:8: \"quiet\" cannot be \"22-7\"; expected two times as HH:MM-HH:MM "
		  "such as 22:00-07:30, or none\n" },
		{ "[reminders]\nquiet = 22:00-24:00\n",
		  "p.ini:8: \"quiet\" cannot be \"22:00-24:00\"; expected two times as "
		  "HH:MM-HH:MM such as 22:00-07:30, or "
		  "none\n" },
		{ "[reminders]\nquiet = 08:00-08:00\n",
		  "p.ini:8: quiet hours from 08:00 to the same hour last all day; expected a "
		  "shorter time, or none for no "
		  "quiet hours\n" },
		{ "[reminders]\noverdue-every = 0d\n",
		  "p.ini:8: \"overdue-every\" cannot be \"0d\"; expected days or weeks such as "
		  "14d or 2w, from 1d to 365d\n" },
		{ "[reminders]\noverdue-every = 7\n",
		  "p.ini:8: \"overdue-every\" cannot be \"7\"; expected days or weeks such as "
		  "14d or 2w, from 1d to 365d\n" },
		{ "[reminders]\ndigest-above = 100\n",
		  "p.ini:8: \"digest-above\" cannot be \"100\"; expected a number from 1 to "
		  "99\n" },
		{ "[reminders]\npace = 6\n",
		  "p.ini:8: \"pace\" cannot be \"6\"; expected a number from 1 to 5\n" },
		{ "[abstract a]\ndeadline = soon\n[interview b]\nwhen = 2027-02-30\n[milestone "
		  "c]\ndue = Y-13-01\n"
		  "[dates]\neras-open = today + 1x\n",
		  "p.ini:10: impossible day \"2027-02-30\"; expected an existing day, YYYY-MM-DD, "
		  "from 1990 to 2100\n"
		  "p.ini:12: cannot read \"Y-13-01\"; expected Y-MM-DD, Y+1-MM-DD or Y-1-MM-DD\n"
		  "p.ini:14: unknown unit \"x\" in the date \"today + 1x\"; expected days, weeks, "
		  "months or years\n" },
		{ "[interview b]\nwhen = 2027-11-09 at 10:30 Mars/Base\n",
		  "p.ini:8: unknown time zone \"Mars/Base\" in the date \"2027-11-09 at 10:30 "
		  "Mars/Base\"; expected the name of a time zone such as America/New_York, or "
		  "ET\n" },
		{ "name = "
		  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		  "aaaaaaaaaaaaaaaaaaaaa\n"
		  "roadmap = "
		  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		  "\xE2\x82\xAC\xE2\x82\xAC\n",
		  "p.ini:8: \"roadmap\" cannot be "
		  "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		  "a...\"; expected "
		  "lower-case letters, digits and \"-\", 1 to 40 of them\n" },
	};
	(void)state;
	FAULTS(cases, HEAD);
}

/* The limits of each number, and nothing beyond. */
static void test_limits(void **state)
{
	static const struct {
		const char *section, *key;
		int least, most;
	} cases[] = {
		{ "step1", "attempts", 0, 20 },          { "step2ck", "score", 1, 300 },
		{ "step2ck", "attempts", 0, 20 },        { "step2ck", "target", 1, 300 },
		{ "step2ck", "tolerance", 0, 50 },       { "study", "months", 1, 36 },
		{ "study", "foundation-months", 0, 36 }, { "study", "consolidation-months", 0, 36 },
		{ "study", "questions", 0, 100000 },     { "study", "questions-done", 0, 100000 },
		{ "study", "exam-forms", 0, 100 },       { "reminders", "digest-above", 1, 99 },
		{ "reminders", "pace", 1, 5 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		for (int beyond = 0; beyond <= 1; beyond++)
			for (int high = 0; high <= 1; high++) {
				int n = high ? cases[i].most + beyond : cases[i].least - beyond;
				struct mw_buf text = MW_BUF_INIT;
				struct mw_profile profile;
				mw_buf_printf(&text, HEAD "[%s]\n%s = %d\n", cases[i].section,
					      cases[i].key, n);
				int outcome = read_profile(text.text, &profile, NULL);
				if ((outcome != 0) != beyond)
					fail_msg("[%s] %s = %d", cases[i].section, cases[i].key, n);
				mw_buf_release(&text);
			}
}

/* The same for the keys that every profile has. */
static void test_required_limits(void **state)
{
	static const struct {
		const char *years;
		bool is_good;
	} cases[] = {
		{ "application-year = 2000\nyear-of-graduation = 1950\n", true },
		{ "application-year = 2090\nyear-of-graduation = 2100\n", true },
		{ "application-year = 1999\nyear-of-graduation = 1950\n", false },
		{ "application-year = 2091\nyear-of-graduation = 1950\n", false },
		{ "application-year = 2027\nyear-of-graduation = 1949\n", false },
		{ "application-year = 2027\nyear-of-graduation = 2101\n", false },
		{ "application-year = 2027\nyear-of-graduation = 2025\ngraduation = 1950-01\n",
		  true },
		{ "application-year = 2027\nyear-of-graduation = 2025\ngraduation = 2100-12\n",
		  true },
		{ "application-year = 2027\nyear-of-graduation = 2025\ngraduation = 2101-01\n",
		  false },
		{ "application-year = 2027\nyear-of-graduation = 2025\ngraduation = 2025/06\n",
		  false },
		{ "application-year = 2027\nyear-of-graduation = 2025\ngraduation = 2025-6x\n",
		  false },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mw_buf text = MW_BUF_INIT;
		struct mw_profile profile;
		mw_buf_printf(&text, "[applicant]\nid = a\ntimezone = UTC\nvisa = none\n%s",
			      cases[i].years);
		if ((read_profile(text.text, &profile, NULL) == 0) != cases[i].is_good)
			fail_msg("%s", cases[i].years);
		mw_buf_release(&text);
	}
}

static void test_small_values(void **state)
{
	static const struct {
		const char *text;
		int minute, days; /* -1: refused */
	} cases[] = {
		{ "00:00", 0, -1 },  { "23:59", 1439, -1 }, { "24:00", -1, -1 },
		{ "23:60", -1, -1 }, { "1:00", -1, -1 },    { "01-00", -1, -1 },
		{ "0a:00", -1, -1 }, { "00:0a", -1, -1 },   { "00:000", -1, -1 },
		{ "", -1, -1 },      { "0d", -1, 0 },       { "1d", -1, 1 },
		{ "2w", -1, 14 },    { "3660d", -1, 3660 }, { "3661d", -1, -1 },
		{ "9999w", -1, -1 }, { "d", -1, -1 },       { "1", -1, -1 },
		{ "1h", -1, -1 },    { "x1d", -1, -1 },     { "/1d", -1, -1 },
		{ ":1d", -1, -1 },   { "00001d", -1, -1 },  { "1 d", -1, -1 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int minute = -1, days = -1;
		bool is_minute = mw_ini_minute(cases[i].text, &minute),
		     is_span = mw_ini_span(cases[i].text, &days);
		if (is_minute != (cases[i].minute >= 0) || minute != cases[i].minute ||
		    is_span != (cases[i].days >= 0) || days != cases[i].days)
			fail_msg("%s: %d, %d", cases[i].text, minute, days);
	}
}

static void test_together(void **state)
{
	static const struct fault_case cases[] = {
		{ "[step1]\nresult = 240\ndate = 2022-01-26\n",
		  "p.ini:8: Step 1 has no number since 2022-01-26, and \"date\" in line 9 is "
		  "later; expected pass or "
		  "fail\n" },
		{ "[step1]\ndate = 2026-01-14\n[step2ck]\nexam = 2027-01-01\n",
		  "p.ini:8: \"date\" cannot be 2026-01-14; no Step exams are given from 1 to 14 "
		  "January\n"
		  "p.ini:10: \"exam\" cannot be 2027-01-01; no Step exams are given from 1 to 14 "
		  "January\n" },
		{ "[study]\nfoundation-months = 3\nmonths = 4\nconsolidation-months = 2\n",
		  "p.ini:9: 5 months of foundation and consolidation do not fit in 4 months of "
		  "study; expected a total of "
		  "at least 5\n" },
		{ "[experience a]\nto = 2026-02-02\nfrom = 2026-02-03\n[experience b]\nfrom = "
		  "2026-03\nto = 2026-02\n",
		  "p.ini:8: \"to\" is 2026-02-02, before \"from\" on 2026-02-03; expected that "
		  "day or a later one\n"
		  "p.ini:12: \"to\" is 2026-02-28, before \"from\" on 2026-03-01; expected that "
		  "day or a later one\n" },
		{ "[letter b]\nasked = 2026-10-20\n[letter a]\nasked = 2026-10-20\nreceived = "
		  "2026-10-19\n",
		  "p.ini:11: \"received\" is 2026-10-19, before \"asked\" on 2026-10-20; expected "
		  "that day or a later one\n" },
	};
	(void)state;
	FAULTS(cases, HEAD);
	(void)good(HEAD "[step1]\nresult = 240\ndate = 2022-01-25\n[step2ck]\nexam = 2027-01-15\n"
			"[study]\nmonths = 5\nfoundation-months = 3\nconsolidation-months = 2\n");
	(void)good(HEAD "[step2ck]\nexam = 2026-12-31\n[reminders]\nquiet = none\n");
	(void)good(HEAD "[experience e]\nfrom = 1990-01\n[reminders]\noverdue-every = 365d\n");
	(void)good(HEAD "[practice]\n2090-01-01 = in the future, 300\n");
}

static void test_too_many(void **state)
{
	static const struct {
		const char *line, *expected;
	} kinds[] = {
		{ "[letter l%d]\n",
		  "p.ini:519: too many [letter] sections; at most 512 are allowed\n" },
		{ "[milestone m%d]\n",
		  "p.ini:519: too many [milestone] sections; at most 512 are allowed\n" },
	};
	(void)state;
	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
		for (int count = 512; count <= 520; count += 8) {
			struct mw_buf text = MW_BUF_INIT;
			struct mw_diags diags = MW_DIAGS_INIT;
			struct mw_profile profile;
			mw_buf_puts(&text, HEAD);
			for (int i = 0; i < count; i++) {
				const char *mark = strchr(kinds[k].line, '%');
				mw_buf_add(&text, kinds[k].line, (size_t)(mark - kinds[k].line));
				mw_buf_printf(&text, "%d%s", i, mark + 2);
			}
			int outcome = read_profile(text.text, &profile, &diags);
			check_diags("too many", &diags, count == 512 ? "" : kinds[k].expected);
			assert_int_equal(outcome, count == 512 ? 0 : MW_PROFILE_E_BAD);
			mw_buf_release(&text);
			mw_diags_release(&diags);
		}
}

static void test_without_seasons(void **state)
{
	static const char text[] = HEAD "[dates]\nwhatever = 2027-09-01\n";
	struct mw_profile profile;
	(void)state;
	assert_int_equal(mw_profile_read("p.ini", text, sizeof text - 1, &check_finder, NULL, &pool,
					 &profile, NULL),
			 0);
	assert_int_equal(
		mw_profile_read("p.ini", "x", 1, &check_finder, NULL, &pool, &profile, NULL),
		MW_PROFILE_E_BAD);
}

/* Is it "; key = value" or "; [section]", that is, a line of the profile that is switched off? */
static bool is_switched_off(const char *line, size_t len)
{
	if (len < 4 || memcmp(line, "; ", 2) != 0)
		return false;
	line += 2;
	len -= 2;
	if (*line == '[')
		return line[len - 1] == ']';
	size_t word = strspn(line, "abcdefghijklmnopqrstuvwxyz0123456789-");
	return word && word + 3 < len && !memcmp(line + word, " = ", 3);
}

static void switch_on(const char *text, struct mw_buf *out)
{
	while (*text) {
		size_t len = strcspn(text, "\n");
		if (is_switched_off(text, len))
			mw_buf_add(out, text + 2, len - 2);
		else
			mw_buf_add(out, text, len);
		mw_buf_putc(out, '\n');
		text += len + (text[len] == '\n');
	}
}

/* Which rows does this profile give? */
static bool note_keys(void *context, const struct mw_ini_event *event)
{
	bool *is_given = context;
	if (event->kind != MW_INI_VALUE)
		return true;
	size_t len = strcspn(event->section, " ");
	for (size_t i = 0; i < mw_profile_keys.count; i++) {
		const struct mw_ini_row *row = &mw_profile_keys.rows[i];
		if (strlen(row->section) == len && !memcmp(row->section, event->section, len) &&
		    (row->is_pattern || !strcmp(row->key, event->key)))
			is_given[i] = true;
	}
	return true;
}

static void test_sample(void **state)
{
	size_t len;
	char *text = check_load("etc/profile.ini", &len);
	struct mw_buf full = MW_BUF_INIT;
	(void)state;

	struct mw_profile p = good(text);
	assert_string_equal(p.id, "demo-7f3a");
	assert_int_equal(p.first_day, check_day("2026-11-23"));
	assert_int_equal(p.practice.count, 1);
	assert_int_equal(p.letters.count, 1);
	assert_int_equal(p.reminders.lead.count, 6);
	assert_int_equal(p.experience.count + p.research.count + p.abstracts.count +
				 p.achievements.count + p.interviews.count + p.milestones.count +
				 p.dates.count,
			 0);

	switch_on(text, &full);
	p = good(full.text);
	assert_int_equal(p.milestones.count, 2);
	assert_int_equal(p.dates.count, 1);
	assert_int_equal(p.step2ck.score, 247);

	bool *is_given = calloc(mw_profile_keys.count, sizeof *is_given);
	assert_non_null(is_given);
	assert_int_equal(mw_ini_parse("full", full.text, full.len, note_keys, is_given, NULL), 0);
	for (size_t i = 0; i < mw_profile_keys.count; i++)
		if (!is_given[i])
			fail_msg("the sample does not show %s in [%s]", mw_profile_keys.rows[i].key,
				 mw_profile_keys.rows[i].section);
	free(is_given);
	mw_buf_release(&full);
	free(text);
}

/* Each row has its line of help, and belongs to a section of the table. */
static void test_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < mw_profile_keys.count; i++) {
		const struct mw_ini_row *row = &mw_profile_keys.rows[i];
		bool is_known = false;
		for (size_t k = 0; k < mw_profile_keys.section_count; k++)
			is_known =
				is_known || !strcmp(mw_profile_keys.sections[k].name, row->section);
		assert_true(is_known);
		assert_non_null(row->help);
		assert_true(row->type != MW_INI_OWN || (row->set && row->expected));
		assert_true(row->type != MW_INI_CHOICE || row->choices);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_defaults),        cmocka_unit_test(test_every_field),
		cmocka_unit_test(test_entries),         cmocka_unit_test(test_step1),
		cmocka_unit_test(test_missing),         cmocka_unit_test(test_unknown),
		cmocka_unit_test(test_values),          cmocka_unit_test(test_limits),
		cmocka_unit_test(test_required_limits), cmocka_unit_test(test_small_values),
		cmocka_unit_test(test_together),        cmocka_unit_test(test_too_many),
		cmocka_unit_test(test_without_seasons), cmocka_unit_test(test_sample),
		cmocka_unit_test(test_table),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
