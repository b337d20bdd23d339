/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The exam day against the season, and the study before it. Application year 2027: ERAS opens on
 * 2027-09-01, eight weeks after 2027-07-07; the last useful exam day is 2027-08-25.
 */
#include "finding_by_hand.h"

static void exam_days(void **state)
{
	(void)state;
	static const struct {
		const char *exam, *want;
	} cases[] = {
		{ "2027-06-19", "" },
		{ "2027-06-20", "exam-summer-delay" },
		{ "2027-07-07", "exam-summer-delay" },
		{ "2027-07-08", "exam-summer-delay exam-after-open" },
		{ "2027-08-10", "exam-summer-delay exam-after-open" },
		{ "2027-08-11", "exam-after-open" },
		{ "2027-08-25", "exam-after-open" },
		{ "2027-08-26", "exam-too-late exam-after-open" },
		{ "2027-12-31", "exam-too-late exam-after-open" },
		/* a stop; there is nothing left to send again */
		{ "2028-01-01", "exam-after-rol exam-too-late" },
	};
	struct road road;
	road_init(&road, NULL, 0);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		road.profile.step2ck.exam = a_day(cases[i].exam);
		expect_ids(cases[i].exam, &road, cases[i].want);
	}
	expect_kind(&road, "exam-after-rol", "stop: C14 C21");
	EXPECT_PART("when lists close", said(&road, "exam-after-rol"),
		    "Sat 1 Jan 2028 may not be reported before rank lists close, Thu 2 Mar 2028 "
		    "02:00 (Wed 1 Mar 21:00 New York). NRMP then withdraws you");
	road.profile.step2ck.score = 250;
	expect_ids("the score is there", &road, "");
	road_release(&road);
}

static void exam_texts(void **state)
{
	(void)state;
	struct road road;
	road_init(&road, NULL, 0);
	road.profile.step2ck.exam = a_day("2027-08-26");
	expect_kind(&road, "exam-too-late", "warn: S12 S13 C14 C15");
	EXPECT_PART("both days", said(&road, "exam-too-late"),
		    "Step 2 CK on Thu 26 Aug 2027 comes after the last useful exam day, Wed 25 Aug "
		    "2027.");
	EXPECT_PART("beside the next season", said(&road, "exam-too-late"),
		    "\nAim for Step 2 CK: Thu 1 Jun 2028, advice\n");
	expect_kind(&road, "exam-after-open", "advice: S12 S16 C14 C15");
	EXPECT_PART("eight weeks later", said(&road, "exam-after-open"),
		    "can take until Thu 21 Oct 2027. ERAS opens on Wed 1 Sep 2027.");
	road.now = "2027-08-27";
	EXPECT_NO_PART("sat: no other day helps", said(&road, "exam-too-late"), "Aim for");

	road.now = "2026-11-23";
	road.profile.step2ck.exam = a_day("2027-07-01");
	expect_kind(&road, "exam-summer-delay", "warn: C15 D4");
	EXPECT_PART("booked", said(&road, "exam-summer-delay"),
		    "Your exam day, Thu 1 Jul 2027, lies between 20 June and 10 August.");
	EXPECT_PART("what is safer", said(&road, "exam-summer-delay"), "before 20 June is safer");
	road.now = "2027-07-02";
	EXPECT_NO_PART("sat", said(&road, "exam-summer-delay"), "is safer");
	road_release(&road);

	/* Not booked: three months from 10 April. */
	road_init(&road, NULL, 0);
	road.profile.first_day = a_day("2027-04-10");
	road.now = "2027-04-10";
	expect_ids("an aim", &road, "exam-summer-delay exam-after-open");
	EXPECT_PART("an aim", said(&road, "exam-summer-delay"), "Your exam aim, Sat 10 Jul 2027,");
	road_release(&road);
}

static void rank_lists_close_early(void **state)
{
	(void)state;
	struct road road;
	road_init(&road, NULL, 0);
	*MW_PUSH(&road.pool, &road.profile.dates) = (struct mw_season_override){
		"rol-deadline", road_expr(&road, "2028-02-20", "profile.ini", 3)
	}; /* eight weeks after 26 December */
	road.profile.step2ck.exam = a_day("2027-12-26");
	expect_silent("in time", &road, "exam-after-rol");
	road.profile.step2ck.exam = a_day("2027-12-27");
	assert_non_null(said(&road, "exam-after-rol"));
	road_release(&road);
}

static void previous_summer(void **state)
{
	(void)state;
	static const struct {
		const char *exam, *want;
	} cases[] = {
		{ "2026-06-19", "" },
		{ "2026-06-20", "exam-summer-delay" },
		{ "2026-08-10", "exam-summer-delay" },
		{ "2026-08-11", "" },
	};
	struct road road;
	road_init(&road, NULL, 0);
	road.profile.first_day = a_day("2026-01-10");
	road.now = "2026-01-10";
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		road.profile.step2ck.exam = a_day(cases[i].exam);
		expect_ids(cases[i].exam, &road, cases[i].want);
	}
	road.profile.step2ck.exam = a_day("2026-07-01");
	EXPECT_PART("no harm", said(&road, "exam-summer-delay"), "still have a year");
	road_release(&road);

	road_init(&road, NULL, 0);
	road.profile.exam_window = MW_WINDOW_PREVIOUS_SUMMER;
	expect_ids("too late for the early window", &road, "window-fell-to-spring");
	road.profile.first_day = a_day("2026-03-01");
	expect_ids("not too late", &road, "");
	road_release(&road);
}

static void practised(struct road *road, int score)
{
	*MW_PUSH(&road->pool, &road->profile.practice) =
		(struct mw_practice){ .day = a_day("2026-11-15"), .name = "NBME", .score = score };
}

static void too_short(void **state)
{
	(void)state;
	struct road road;
	road_init(&road, NULL, 0); /* the first day is 2026-11-23; three months without practice */
	road.profile.step2ck.exam = a_day("2027-02-23");
	expect_ids("three months", &road, "");
	road.profile.step2ck.exam = a_day("2027-02-22");
	expect_ids("a day less", &road, "study-too-short");
	expect_kind(&road, "study-too-short", "warn: S31 S32 C7 C25");
	EXPECT_TEXT("how much", said(&road, "study-too-short"),
		    "Without a practice exam the least study is 3 months. From Mon 23 Nov 2026 to "
		    "the exam on Mon 22 Feb 2027 you are 1 day short. It would fit from Tue 23 Feb "
		    "2027 on.");
	road.profile.study.start = a_day("2026-11-22");
	expect_ids("she began earlier", &road, "");
	road.profile.study.start = a_day("2027-01-10");
	road.profile.step2ck.exam = a_day("2027-04-10");
	expect_ids("she begins later", &road, "");
	road.profile.step2ck.exam = a_day("2027-04-09");
	expect_ids("she begins later: a day less", &road, "study-too-short");
	road_release(&road);

	road_init(&road, NULL, 0);
	practised(&road, 219); /* S31: four months */
	road.profile.step2ck.exam = a_day("2027-03-23");
	expect_ids("four months", &road, "");
	road.profile.step2ck.exam = a_day("2027-03-22");
	expect_ids("four months less a day", &road, "study-too-short");
	road.profile.step2ck.exam = a_day("2027-01-20"); /* 62 days before 23 March */
	EXPECT_PART("how much", said(&road, "study-too-short"),
		    "After your first practice exam the least study is 4 months. From Mon 23 Nov "
		    "2026 to the exam on Wed 20 Jan 2027 you are about 2 months short.");
	road.now = "2027-01-21";
	expect_silent("sat", &road, "study-too-short");
	road_release(&road);

	road_init(&road, NULL, 0);
	practised(&road, 240); /* 5 to go: the guide has no least time */
	road.profile.step2ck.exam = a_day("2026-12-10");
	expect_silent("a small gap", &road, "study-too-short");
	road_release(&road);
}

/* Six months before 2027-06-01 until a week before it: 176 days, and 80 times 176 is 14,080. */
static void quota(void **state)
{
	(void)state;
	struct road road;
	road_init(&road, NULL, 0);
	road.profile.step2ck.exam = a_day("2027-06-01");
	road.profile.study.questions = 14080;
	expect_ids("eighty", &road, "");
	road.profile.study.questions = 14081;
	expect_ids("eighty-one", &road, "quota-steep");
	expect_kind(&road, "quota-steep", "advice: S23");
	EXPECT_PART("how many", said(&road, "quota-steep"), "81 questions a day");
	road.profile.step2ck.score = 250;
	expect_ids("the score is there", &road, "");
	road_release(&road);
}

/* Consolidation begins on 2027-03-01; from there to 2027-05-25 are 85 days: 13 weekly exams. */
static void forms(void **state)
{
	(void)state;
	static const struct {
		int forms;
		const char *part;
	} cases[] = {
		{ 12, "asks for 13 forms, and you have 12. Take one every second week." },
		{ 7, "you have 7. Take one every second week." },
		{ 6, "you have 6. Take one every 3 weeks." }, /* 13 / 6, rounded up */
		{ 1, "you have one. Keep it for about two weeks before the exam." },
		{ 0, "asks for 13 forms, and you have none." },
	};
	struct road road;
	road_init(&road, NULL, 0);
	road.profile.step2ck.exam = a_day("2027-06-01");
	expect_ids("not said how many", &road, "");
	road.profile.study.exam_forms = 13;
	expect_ids("enough", &road, "");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		road.profile.study.exam_forms = cases[i].forms;
		EXPECT_PART("too few", said(&road, "forms-few"), cases[i].part);
	}
	expect_kind(&road, "forms-few", "advice: S35 C18");
	road.profile.study.exam_forms = 2;
	road.now = "2027-05-11"; /* the 11th, the 18th and the 25th */
	assert_non_null(said(&road, "forms-few"));
	road.now = "2027-05-12";
	expect_silent("two weeks left", &road, "forms-few");
	road.profile.study.exam_forms = 0;
	road.now = "2027-05-25";
	EXPECT_PART("the last", said(&road, "forms-few"), "asks for 1 form,");
	road.now = "2027-05-26";
	expect_silent("the last week is for rest", &road, "forms-few");
	road_release(&road);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(exam_days),
		cmocka_unit_test(exam_texts),
		cmocka_unit_test(rank_lists_close_early),
		cmocka_unit_test(previous_summer),
		cmocka_unit_test(too_short),
		cmocka_unit_test(quota),
		cmocka_unit_test(forms),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
