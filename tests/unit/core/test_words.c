/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentences: local time first, the official zone beside it, and nothing on a popup that is
 * nobody's business. */
#include "matchward/core/words.h"

#include "expect.h"
#include "road_by_hand.h"

static struct mw_date at(const char *day, int hour, int minute, const char *zone,
			 enum mw_provenance provenance, int early_days)
{
	return (struct mw_date){ a_day(day), hour * 60 + minute,
				 mw_zone_find(&finder_by_hand, zone), early_days, provenance };
}

static void days_and_distances(void **state)
{
	(void)state;
	static const struct {
		const char *day, *words, *distance; /* from 2027-02-28 */
	} cases[] = {
		{ "2027-02-28", "Sun 28 Feb 2027", "today" },
		{ "2027-03-01", "Mon 1 Mar 2027", "tomorrow" },
		{ "2027-03-02", "Tue 2 Mar 2027", "in 2 days" },
		{ "2027-02-27", "Sat 27 Feb 2027", "yesterday" },
		{ "2027-02-26", "Fri 26 Feb 2027", "2 days ago" },
		{ "2027-09-01", "Wed 1 Sep 2027", "in 185 days" },
		{ "2026-12-31", "Thu 31 Dec 2026", "59 days ago" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		mw_auto(buf) text = MW_BUF_INIT;
		mw_words_day(a_day(cases[i].day), &text);
		EXPECT_TEXT("day", text.text, cases[i].words);
		mw_buf_clear(&text);
		mw_words_distance(a_day("2027-02-28"), a_day(cases[i].day), &text);
		EXPECT_TEXT("distance", text.text, cases[i].distance);
	}
}

static void local_then_official(void **state)
{
	(void)state;
	const struct mw_date rol = at("2028-03-01", 21, 0, "ET", MW_PROVENANCE_PREDICTED, 7);
	const struct mw_date noon = at("2027-05-05", 12, 0, "CT", MW_PROVENANCE_PUBLISHED, 0);
	const struct mw_date mine = at("2027-11-03", 14, 5, "Asia/Kolkata", MW_PROVENANCE_YOURS, 0);
	const struct mw_date utc = at("2027-11-03", 9, 0, "UTC", MW_PROVENANCE_ADVICE, 0);
	const struct mw_date a_day_off = at("2027-12-31", 23, 59, "ET", MW_PROVENANCE_PREDICTED, 1);
	const struct mw_date whole = mw_date_of_day(a_day("2027-06-30"), MW_PROVENANCE_PREDICTED);
	const struct {
		const struct mw_date *date;
		const char *home, *words, *known;
	} cases[] = {
		{ &rol, "Asia/Kolkata", "Thu 2 Mar 2028 07:30 (Wed 1 Mar 21:00 New York)",
		  ", predicted, may be 7 days earlier or later" },
		{ &rol, "America/New_York", "Wed 1 Mar 2028 21:00",
		  ", predicted, may be 7 days earlier or later" },
		{ &rol, "Pacific/Honolulu", "Wed 1 Mar 2028 16:00 (21:00 New York)",
		  ", predicted, may be 7 days earlier or later" },
		{ &noon, "Asia/Kolkata", "Wed 5 May 2027 22:30 (12:00 Chicago)", ", published" },
		{ &mine, "Asia/Kolkata", "Wed 3 Nov 2027 14:05", ", yours" },
		{ &utc, "Pacific/Kiritimati", "Wed 3 Nov 2027 23:00 (09:00 UTC)", ", advice" },
		{ &a_day_off, "Asia/Kolkata", "Sat 1 Jan 2028 10:29 (Fri 31 Dec 23:59 New York)",
		  ", predicted, may be 1 day earlier or later" },
		{ &whole, "Pacific/Honolulu", "Wed 30 Jun 2027", ", predicted" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		mw_auto(buf) text = MW_BUF_INIT;
		char known[200];
		const struct mw_zone *home = zone_by_hand(cases[i].home);
		mw_words_date(cases[i].date, home, &text);
		EXPECT_TEXT(cases[i].home, text.text, cases[i].words);
		mw_buf_clear(&text);
		mw_words_date_known(cases[i].date, home, &text);
		(void)snprintf(known, sizeof known, "%s%s", cases[i].words, cases[i].known);
		EXPECT_TEXT(cases[i].home, text.text, known);
	}
}

static const struct road_row rows[] = {
	{ .id = "moved",
	  .opens = "Y-1-01-01",
	  .due = "Y-1-03-31",
	  .latest = "Y-04-30",
	  .takes = 20,
	  .body = "Reach {step2ck.target}.",
	  .too_late = "It is gone." },
	{ .id = "follows",
	  .opens = "2026-12-01",
	  .due = "2026-12-05",
	  .takes = 5,
	  .needs = "moved" },
	{ .id = "under-way",
	  .opens = "Y-1-01-01",
	  .due = "Y-1-03-31",
	  .latest = "2026-11-30",
	  .takes = 40 },
	{ .id = "rol-deadline",
	  .opens = "rol-deadline - 2 days",
	  .due = "rol-deadline",
	  .latest = "rol-deadline",
	  .event = true,
	  .body = "Lists close." },
	{ .id = "published", .opens = "eras-open", .due = "eras-open", .latest = "eras-review" },
	{ .id = "weekly",
	  .opens = "2026-12-01",
	  .due = "2027-05-25",
	  .latest = "2027-08-25",
	  .repeat = 7 },
	{ .id = "daily", .opens = "2026-12-01", .due = "2027-05-25", .repeat = 1 },
	{ .id = "monthly", .opens = "2026-12-01", .due = "2027-05-25", .repeat = 28 },
	{ .id = "tenth", .opens = "2026-12-01", .due = "2027-05-25", .repeat = 10 },
	{ .id = "deadline",
	  .opens = "2026-12-01",
	  .due = "Y+1-02-01",
	  .latest = "nrmp-deadline",
	  .too_late = "A fee." },
	{ .id = "today", .opens = "2026-11-01", .due = "2026-11-23", .latest = "2026-12-24" },
	{ .id = "mine", .due = "2027-01-01" },
};

static void plan(struct road *road)
{
	ROAD(road, rows);
	road->profile.zone = zone_by_hand("Asia/Kolkata");
	road->shipped.rules.items[3].authority = MW_AUTHORITY_NRMP;
	road->shipped.rules.items[4].authority = MW_AUTHORITY_ERAS;
	mw_text_split(&road->pool, "C6 D2.5", &road->shipped.rules.items[3].rules);
	season_published(&road->seasons, &road->pool, 2027, "eras-open", "2027-09-01");
	road_own(road, "mine", "2027-01-08", NULL, false);
	road_plan(road);
}

static void about(void **state)
{
	(void)state;
	static const struct {
		const char *id, *want;
	} cases[] = {
		{ "moved", "Reach 245.\n\nOpens: Mon 23 Nov 2026\nDue: Sun 13 Dec 2026\nLast "
			   "useful day: Fri 30 Apr 2027\n"
			   "If it is missed: It is gone.\n"
			   "Planned again because its usual time had come before you began; it was "
			   "due Tue 31 Mar 2026.\n"
			   "This date is advice, not an official deadline.\n" },
		{ "follows", "Opens: Sun 13 Dec 2026\nDue: Fri 18 Dec 2026\n"
			     "Moved behind work that must come first; it was due Sat 5 Dec 2026.\n"
			     "This date is advice, not an official deadline.\n" },
		{ "under-way",
		  "Opens: Mon 23 Nov 2026\nDue: Mon 30 Nov 2026\nLast useful day: Mon 30 Nov 2026\n"
		  "Too little time is left to begin this now. Finish it if it is under way.\n"
		  "This date is advice, not an official deadline.\n" },
		{ "rol-deadline",
		  "Lists close.\n\nWhen: Thu 2 Mar 2028 07:30 (Wed 1 Mar 21:00 New York)\n"
		  "This date is predicted from past seasons and may be 7 days earlier or later. "
		  "Confirm it with NRMP.\nRules: C6 D2.5\n" },
		{ "published", "Opens: Wed 1 Sep 2027 18:30 (09:00 New York)\nDue: Wed 1 Sep 2027 "
			       "18:30 (09:00 New York)\n"
			       "Last useful day: Wed 29 Sep 2027 18:30 (09:00 New York)\n"
			       "This date is published by ERAS.\n" },
		{ "weekly", "From Tue 1 Dec 2026 until Tue 25 May 2027, every week\n"
			    "This date is advice, not an official deadline.\n" },
		{ "daily", "From Tue 1 Dec 2026 until Tue 25 May 2027, every day\n"
			   "This date is advice, not an official deadline.\n" },
		{ "monthly", "From Tue 1 Dec 2026 until Tue 25 May 2027, every 4 weeks\n"
			     "This date is advice, not an official deadline.\n" },
		{ "tenth", "From Tue 1 Dec 2026 until Tue 25 May 2027, every 10 days\n"
			   "This date is advice, not an official deadline.\n" },
		{ "mine", "Opens: Wed 9 Dec 2026\nDue: Fri 8 Jan 2027\nThis date is yours, from "
			  "the profile.\n" },
	};
	struct road road;
	plan(&road);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		mw_auto(buf) text = MW_BUF_INIT;
		mw_words_about(&road.plan, road_find(&road, cases[i].id), &text);
		EXPECT_TEXT(cases[i].id, text.text, cases[i].want);
	}
	/* It goes into a calendar: on another day it must say the same. */
	mw_auto(buf) before = MW_BUF_INIT;
	mw_auto(buf) after = MW_BUF_INIT;
	for (size_t i = 0; i < road.plan.milestones.count; i++)
		mw_words_about(&road.plan, &road.plan.milestones.items[i], &before);
	mw_timeline_refresh(&road.plan, an_instant("2028-06-01T12:00"));
	for (size_t i = 0; i < road.plan.milestones.count; i++)
		mw_words_about(&road.plan, &road.plan.milestones.items[i], &after);
	EXPECT_TEXT("later", after.text, before.text);
	road_release(&road);
}

static void popups(void **state)
{
	(void)state;
	static const struct {
		const char *id, *now, *want;
	} cases[] = {
		{ "moved", "2026-12-10T06:00",
		  "Due Sun 13 Dec 2026 - in 3 days (advice).\nIf missed: It is gone." },
		{ "moved", "2026-12-16T06:00",
		  "Was due Sun 13 Dec 2026 - 3 days ago (advice).\nIf missed: It is gone." },
		{ "today", "2026-11-23T06:00",
		  "Due Mon 23 Nov 2026 - today (advice).\nLast useful day: Thu 24 Dec 2026." },
		{ "deadline", "2028-01-31T06:00",
		  "Deadline Tue 1 Feb 2028 10:29 (Mon 31 Jan 23:59 New York) - tomorrow "
		  "(predicted).\nIf missed: A fee." },
		{ "rol-deadline", "2028-03-01T12:00",
		  "Thu 2 Mar 2028 07:30 (Wed 1 Mar 21:00 New York) - tomorrow (predicted)." },
		{ "rol-deadline", "2028-03-02T01:59",
		  "Thu 2 Mar 2028 07:30 (Wed 1 Mar 21:00 New York) - today (predicted)." },
		{ "rol-deadline", "2028-03-02T02:00",
		  "Now: Thu 2 Mar 2028 07:30 (Wed 1 Mar 21:00 New York) (predicted)." },
		{ "rol-deadline", "2028-03-02T02:01",
		  "Thu 2 Mar 2028 07:30 (Wed 1 Mar 21:00 New York) - today (predicted)." },
		{ "deadline", "2028-02-02T06:00",
		  "Too late: the last useful day was Tue 1 Feb 2028 10:29 (Mon 31 Jan 23:59 New "
		  "York) "
		  "(predicted). A fee." },
		{ "weekly", "2026-12-08T06:00", "Again every week until Tue 25 May 2027." },
		{ "mine", "2027-01-07T06:00", "Due Fri 8 Jan 2027 - tomorrow (yours)." },
	};
	struct road road;
	plan(&road);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		mw_auto(buf) text = MW_BUF_INIT;
		mw_timeline_refresh(&road.plan, an_instant(cases[i].now));
		mw_words_popup(&road.plan, road_find(&road, cases[i].id), &text);
		EXPECT_TEXT(cases[i].id, text.text, cases[i].want);
	}
	/* Screens get locked with popups on them: no body, so no score in it. */
	for (size_t i = 0; i < road.plan.milestones.count; i++) {
		mw_auto(buf) text = MW_BUF_INIT;
		mw_words_popup(&road.plan, &road.plan.milestones.items[i], &text);
		EXPECT_NO_PART("the target", text.text, "245");
		EXPECT_NO_PART("the visa", text.text, "J-1");
	}
	road_release(&road);
}

/* What exists only because of a visa or of exam results is not named where others can read it. */
static void private_steps(void **state)
{
	(void)state;
	static const struct road_row steps[] = {
		{ .id = "interview",
		  .due = "2026-12-01",
		  .latest = "2026-12-20",
		  .when = "visa",
		  .title = "Go to the consulate",
		  .too_late = "No entry." },
		{ .id = "early", .due = "2026-12-01", .when = "j1", .title = "Early" },
		{ .id = "step", .due = "2026-12-01", .when = "!h1b-only", .title = "Step" },
		{ .id = "explain", .due = "2026-12-01", .when = "narrative", .title = "Exams" },
		{ .id = "aim", .due = "2026-12-01", .title = "Reach {step2ck.target}" },
		{ .id = "miss", .due = "2026-12-01", .too_late = "No {step2ck.target} then." },
		{ .id = "advanced",
		  .due = "2026-12-01",
		  .when = "advanced",
		  .title = "First year" },
		{ .id = "hers", .due = "2026-12-01", .when = "visa", .too_late = "No entry." },
	};
	static const char *const titles[] = {
		"A private step of your plan",
		"A private step of your plan",
		"A private step of your plan",
		"A private step of your plan",
		"A private step of your plan",
		"miss",
		"First year",
		"My own words",
	};
	struct road road;
	ROAD(&road, steps);
	road.profile.visa = MW_VISA_J1;
	road.profile.step2ck.attempts =
		2; /* a failure: the target and the story follow (S28 S53) */
	road.shipped.rules.items[7].title = "My own words";
	road.shipped.rules.items[7].title_is_yours = true;
	road_plan(&road);
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		mw_auto(buf) text = MW_BUF_INIT;
		const struct mw_milestone *milestone = road_find(&road, steps[i].id);
		EXPECT_PART(steps[i].id, mw_words_popup_title(milestone), titles[i]);
		mw_words_popup(&road.plan, milestone, &text);
		EXPECT_PART(steps[i].id, text.text, "Due Tue 1 Dec 2026 - in 8 days");
		EXPECT_NO_PART(steps[i].id, text.text, "entry");
		EXPECT_NO_PART(steps[i].id, text.text, "then");
	}
	/* Nor when it is too late. */
	mw_auto(buf) text = MW_BUF_INIT;
	mw_timeline_refresh(&road.plan, an_instant("2026-12-21T12:00"));
	mw_words_popup(&road.plan, road_find(&road, "interview"), &text);
	EXPECT_TEXT("missed", text.text,
		    "Too late: the last useful day was Sun 20 Dec 2026 (advice).");
	road_release(&road);
}

static void placeholders(void **state)
{
	(void)state;
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ "", "" },
		{ "plain { text } with braces {}", "plain { text } with braces {}" },
		{ "{step2ck.target} {step2ck.stretch} {step2ck.ready}", "245 250 240" },
		{ "{study.months}/{study.questions}/{study.per-day}", "6/2500/15" },
		{ "on {exam-aim}.", "on Tue 1 Jun 2027." },
		{ "{rol-deadline}", "Thu 2 Mar 2028 07:30 (Wed 1 Mar 21:00 New York)" },
		{ "{token}{token}", "Wed 30 Jun 2027Wed 30 Jun 2027" },
		{ "{nobody} {Exam-Aim} {exam-aim", "{nobody} {Exam-Aim} {exam-aim" },
		{ "{{exam-aim}}", "{Tue 1 Jun 2027}" },
		{ "{a-name-that-is-longer-than-any-name-can-be-in-here-12}",
		  "{a-name-that-is-longer-than-any-name-can-be-in-here-12}" },
	};
	struct road road;
	ROAD(&road, rows);
	road.profile.zone = zone_by_hand("Asia/Kolkata");
	road.profile.study.start = a_day("2026-12-01");
	road_plan(&road);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		mw_auto(buf) text = MW_BUF_INIT;
		mw_words_fill(cases[i].text, &road.plan, NULL, &text);
		EXPECT_TEXT(cases[i].text, text.text, cases[i].want);
	}
	road.profile.study.questions = 0;
	road_plan(&road);
	mw_auto(buf) text = MW_BUF_INIT;
	mw_words_fill("{study.per-day} a day", &road.plan, NULL, &text);
	EXPECT_TEXT("no number", text.text, "some a day");

	static const struct mw_spot spot = { "r.ini", 5 };
	assert_true(mw_words_check(NULL, &road.seasons, false, spot, &road.diags));
	assert_true(mw_words_check("{exam-aim} {token} {study.months} {x", &road.seasons, false,
				   spot, &road.diags));
	assert_int_equal(road.diags.count, 0);
	assert_false(
		mw_words_check("{exam-aim} {tokens} {x}", &road.seasons, false, spot, &road.diags));
	assert_int_equal(road.diags.count, 2);
	EXPECT_PART("named", road.diags.items[0].text,
		    "unknown placeholder {tokens}; did you mean {token}?");
	EXPECT_PART("named", road.diags.items[1].text, "unknown placeholder {x}; expected a key");
	EXPECT_INT("line", road.diags.items[1].spot.line, 5);
	assert_false(mw_words_check("{x}", &road.seasons, false, spot, NULL));
	road_release(&road);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_and_distances),
		cmocka_unit_test(local_then_official),
		cmocka_unit_test(about),
		cmocka_unit_test(popups),
		cmocka_unit_test(private_steps),
		cmocka_unit_test(placeholders),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
