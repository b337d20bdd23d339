/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is only predicted, where to look it up, and what official hours mean at home. */
#include "finding_by_hand.h"

static void predicted(void **state)
{
	(void)state;
	struct road road;
	road_init(&road, NULL, 0);
	expect_kind(&road, "dates-predicted", "info: C1 D11");
	/* the table by hand: ERAS 5 keys, NRMP 7, ECFMG 3, and of three meetings two are ahead,
	 * with the start of training */
	EXPECT_PART("by body", said(&road, "dates-predicted"),
		    "18 official dates ahead are predicted from past seasons: ERAS 5 (up "
		    "to 7 days off), NRMP 7 (up to 7 days off), ECFMG 3 (up to 60 days off), "
		    "meetings and training 3 (up to 30 days off).");
	for (size_t i = 1; i < road.seasons.rules.count; i++)
		season_published(&road.seasons, &road.pool, 2027, road.seasons.rules.items[i].key,
				 "2027-09-01");
	EXPECT_PART("one left", said(&road, "dates-predicted"),
		    "1 official date ahead is predicted from past seasons: ERAS 1 (up to "
		    "7 days off).");
	road.now = "2027-06-09T23:00"; /* the day on which MyERAS opens */
	assert_non_null(said(&road, "dates-predicted"));
	road.now = "2027-06-10";
	expect_silent("it has passed", &road, "dates-predicted");
	road_release(&road);
}

static void unpublished(void **state)
{
	(void)state;
	static const struct {
		const char *now, *want; /* the bodies, in order */
	} cases[] = {
		{ "2027-05-31", "" },
		{ "2027-06-01", "EN" },
		{ "2027-06-30", "EN" }, /* the predicted day of the token */
		{ "2027-07-01", "ENT" },
		{ "2027-08-19", "ENT" }, /* the predicted day of Pathways */
		{ "2027-08-20", "ENTP" },
		{ "2027-09-29", "ENTP" },
		{ "2027-09-30", "NP" }, /* review has begun */
		{ "2028-02-01", "NP" },
		{ "2028-02-02", "N" }, /* the Pathways deadline has passed */
		{ "2028-03-02", "N" },
		{ "2028-03-03", "" },
	};
	static const char *const parts[] = { "\nERAS: ", "\nNRMP: ", "ERAS support",
					     "Pathways pages" };
	static const char letters[] = "ENTP";
	struct road road;
	road_init(&road, NULL, 0);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		road.now = cases[i].now;
		struct mw_findings found = findings(&road);
		const struct mw_finding *it = find(&found, "dates-unpublished");
		char got[5] = "";
		size_t count = 0;
		for (int k = 0; k < 4; k++)
			if (it && strstr(it->text, parts[k]))
				got[count++] = letters[k];
		EXPECT_TEXT(cases[i].now, got, cases[i].want);
	}
	road.now = "2028-03-02";
	expect_kind(&road, "dates-unpublished", "advice: D11");
	EXPECT_PART("what is ahead", said(&road, "dates-unpublished"),
		    "Keys: rol-deadline, match-day");
	EXPECT_NO_PART("what is past", said(&road, "dates-unpublished"), "rank-opens");
	EXPECT_PART("where to", said(&road, "dates-unpublished"),
		    "[dates] of your profile.\nNRMP: ");
	road_release(&road);

	static const struct road_row rows[] = {
		{ .id = "token", .opens = "token", .due = "token + 1 week" },
		{ .id = "pathways-apply", .opens = "pathways-opens", .due = "Y-10-15" },
		{ .id = "eras-submit", .opens = "eras-open", .due = "eras-open + 1 week" },
	};
	ROAD(&road, rows);
	road.now = "2027-08-20";
	road_done(&road, "2027-07-01T09:00", "token");
	road_done(&road, "2027-08-20T00:00", "pathways-apply");
	EXPECT_NO_PART("bought", said(&road, "dates-unpublished"), "ERAS support");
	EXPECT_NO_PART("sent", said(&road, "dates-unpublished"), "Pathways");
	season_published(&road.seasons, &road.pool, 2027, "eras-open", "2027-09-01");
	EXPECT_NO_PART("published", said(&road, "dates-unpublished"), "\nERAS: ");
	season_published(&road.seasons, &road.pool, 2027, "rol-deadline", "2028-03-01");
	expect_silent("all of it", &road, "dates-unpublished");
	road_release(&road);

	ROAD(&road, rows);
	road.now = "2027-09-10";
	road_done(&road, "2027-09-09T09:00", "eras-submit");
	EXPECT_NO_PART("applied", said(&road, "dates-unpublished"), "ERAS support");
	EXPECT_NO_PART("applied", said(&road, "dates-unpublished"), "\nERAS: ");
	road_release(&road);
}

/* 2027: the 23rd of September is a Thursday, the 1st a Wednesday. 2028: the 23rd is a Saturday, the
 * first Wednesday is the 6th, and 6 + 21 is 27. */
static void two_days(void **state)
{
	(void)state;
	struct road road;
	road_init(&road, NULL, 0);
	expect_kind(&road, "review-two-days", "info: D1");
	EXPECT_PART("both", said(&road, "review-two-days"), "Wed 22 Sep 2027 or Wed 29 Sep 2027.");
	road.now = "2027-09-30";
	expect_silent("it has begun", &road, "review-two-days");
	road.now = "2026-11-23";
	road.profile.application_year = 2028;
	expect_silent("the rules agree", &road, "review-two-days");
	road.profile.application_year = 2027;
	season_published(&road.seasons, &road.pool, 2027, "eras-review", "2027-09-29");
	expect_silent("published", &road, "review-two-days");
	road_release(&road);
}

/* Rank lists close at 02:00 UTC on 2 March 2028. */
static void nights(void **state)
{
	(void)state;
	static const struct {
		int minutes; /* home is so far ahead of UTC */
		bool is_night;
	} cases[] = {
		{ 5 * 60, false },      /* 07:00 */
		{ 5 * 60 - 1, true },   /* 06:59 */
		{ -4 * 60, true },      /* 22:00 */
		{ -4 * 60 - 1, false }, /* 21:59 */
	};
	struct road road;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mw_zone home = { "Here", cases[i].minutes * 60, NULL, 0 };
		road_init(&road, NULL, 0);
		road.profile.zone = &home;
		struct mw_findings found = findings(&road);
		const struct mw_finding *it = find(&found, "night-event");
		EXPECT_INT("a night", it && strstr(it->text, "Rank lists close"),
			   cases[i].is_night);
		road_release(&road);
	}

	road_init(&road, NULL, 0);
	road.profile.zone = zone_by_hand("Asia/Kolkata");
	expect_kind(&road, "night-event", "info: D2.4");
	EXPECT_TEXT("only SOAP", said(&road, "night-event"),
		    "These official times fall in your night.\n[NRMP] The last SOAP round ends: "
		    "Fri 17 Mar 2028 06:30 (Thu 16 "
		    "Mar 21:00 New York)");
	road.now = "2028-03-17T01:00";
	assert_non_null(said(&road, "night-event"));
	road.now = "2028-03-17T01:01";
	expect_silent("over", &road, "night-event");
	road_release(&road);

	road_init(&road, NULL, 0);
	road.profile.zone = zone_by_hand("America/New_York");
	EXPECT_PART("deadlines", said(&road, "night-event"),
		    "in your night. Be done with a deadline the day before.\n");
	EXPECT_PART("23:59 at home", said(&road, "night-event"),
		    "Standard registration ends: Mon 31 Jan 2028 23:59\n");
	road_release(&road);
}

static void west(void **state)
{
	(void)state;
	struct road road;
	road_init(&road, NULL, 0);
	road.profile.zone = zone_by_hand("America/New_York");
	expect_silent("Eastern itself", &road, "west-of-eastern");
	road.profile.zone = zone_by_hand("Asia/Kolkata");
	expect_silent("east of it", &road, "west-of-eastern");
	road.profile.zone = zone_by_hand("America/Chicago");
	expect_kind(&road, "west-of-eastern", "warn: D2.4");
	EXPECT_PART(
		"both", said(&road, "west-of-eastern"),
		"Rank lists close Wed 1 Mar 2028 20:00 (21:00 New York); NRMP registration ends "
		"Mon 31 Jan 2028 22:59 (23:59 New York).");
	road.now = "2028-02-01T05:00";
	EXPECT_NO_PART("one is over", said(&road, "west-of-eastern"), "registration");
	road.now = "2028-03-02T02:01";
	expect_silent("both are", &road, "west-of-eastern");
	road_release(&road);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(predicted), cmocka_unit_test(unpublished),
		cmocka_unit_test(two_days),  cmocka_unit_test(nights),
		cmocka_unit_test(west),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
