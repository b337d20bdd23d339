/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the list as a whole says: its length against the guide's 60 to 100 for 235..245 (S76 C10),
 * and the signals against 6 gold and 6 silver (D6). ERAS opens 2027-09-01, a week early at most, so
 * two weeks before that is 2027-08-11.
 */
#include "matchward/core/verdict.h"

#include "expect.h"
#include "road_by_hand.h"

static void begin(struct road *road, int programs, int score)
{
	static const struct road_row rows[] = {
		{ .id = "a", .opens = "Y-01-01", .due = "Y-02-01" }
	};
	ROAD(road, rows);
	if (score)
		road->profile.step2ck.score = score;
	for (int i = 0; i < programs; i++)
		*MW_PUSH(&road->pool, &road->profile.programs) = (struct mw_program){
			.id = "p",
			.name = mw_pool_printf(&road->pool, "Program %d", i + 1),
			.kind = MW_PROGRAM_COMMUNITY,
			.expected_score = MW_NONE,
			.j1 = MW_ANSWER_YES,
		};
}

static struct mw_findings look(struct road *road)
{
	struct mw_judged_list judged;
	struct mw_findings found;
	road_plan(road);
	mw_programs_judge(&road->plan, &road->pool, &judged);
	mw_findings_of_programs(&road->plan, &judged, &road->pool, &found);
	return found;
}

/* "id severity, ..." without those of `without`. */
static void expect_found(const char *name, const struct mw_findings *found, const char *without,
			 const char *want)
{
	mw_auto(buf) got = MW_BUF_INIT;
	for (size_t i = 0; i < found->list.count; i++) {
		const struct mw_finding *it = &found->list.items[i];
		assert_true(strlen(it->text) > 20 && it->rules.list.count > 0);
		if (!strstr(without, it->id))
			mw_buf_printf(&got, "%s%s %s", got.len ? ", " : "", it->id, it->severity);
	}
	EXPECT_TEXT(name, got.text, want);
}

static const struct mw_finding *find(const struct mw_findings *found, const char *id)
{
	for (size_t i = 0; i < found->list.count; i++)
		if (!strcmp(found->list.items[i].id, id))
			return &found->list.items[i];
	fail_msg("no %s", id);
	return NULL;
}

static void no_list(void **state)
{
	(void)state;
	struct road road;
	begin(&road, 0, 240);
	struct mw_findings found = look(&road);
	EXPECT_INT("nothing about nothing", found.list.count, 0);
	road_release(&road);
}

static void how_many(void **state)
{
	(void)state;
	static const struct {
		int programs, score;
		const char *want, *says;
	} cases[] = {
		{ 59, 235, "programs-count advice", "yours are fewer" },
		{ 60, 235, "programs-count info", "60 usable programs" },
		{ 100, 245, "programs-count info", "60 to 100" },
		{ 101, 245, "programs-count advice", "yours are more" },
		{ 1, 234, "programs-broad info", "1 usable program." },
		{ 90, 246, "programs-no-number info", "For this score" },
		{ 90, 0, "programs-no-number info", "Without a score" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct road road;
		begin(&road, cases[i].programs, cases[i].score);
		struct mw_findings found = look(&road);
		expect_found(cases[i].want, &found, "tiers-approximate signals-unused",
			     cases[i].want);
		EXPECT_PART(cases[i].want, found.list.items[1].text, cases[i].says);
		EXPECT_TEXT("first of all", found.list.items[0].id, "tiers-approximate");
		road_release(&road);
	}
}

/* The guide's numbers are for radiology; elsewhere there is none, whatever the score. */
static void another_specialty(void **state)
{
	(void)state;
	struct road road;
	begin(&road, 90, 240);
	road.shipped.specialty = (struct mw_specialty){ .name = "internal medicine" };
	struct mw_findings found = look(&road);
	EXPECT_TEXT("how many", find(&found, "programs-no-number")->text,
		    "90 usable programs. For internal medicine the guide names no number.");
	road_release(&road);
}

static void place(struct road *road, int gold, int silver)
{
	for (int i = 0; i < gold + silver; i++)
		road->profile.programs.items[i].signal =
			i < gold ? MW_SIGNAL_GOLD : MW_SIGNAL_SILVER;
}

static void signals(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		int gold, silver;
		const char *now, *want;
	} cases[] = {
		{ "all placed", 6, 6, NULL, "" },
		{ "none", 0, 0, NULL, "signals-unused info" },
		{ "one short", 6, 5, "2027-08-10T23:59", "signals-unused info" },
		{ "two weeks before the early day", 5, 6, "2027-08-11T00:00",
		  "signals-unused warn" },
		{ "too many gold", 7, 6, NULL, "signals-over warn" },
		{ "too many silver, gold left", 5, 7, NULL,
		  "signals-over warn, signals-unused info" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct road road;
		begin(&road, 20, 250);
		place(&road, cases[i].gold, cases[i].silver);
		road.now = cases[i].now ? cases[i].now : road.now;
		struct mw_findings found = look(&road);
		expect_found(cases[i].name, &found, "tiers-approximate programs-no-number",
			     cases[i].want);
		road_release(&road);
	}
}

/* Sent with the application, they cannot be placed any more. */
static void signals_after_applying(void **state)
{
	(void)state;
	struct road road;
	begin(&road, 20, 250);
	road.now = "2027-09-20T12:00";
	road_done(&road, "2027-09-08T12:00", "eras-submit");
	struct mw_findings found = look(&road);
	expect_found("applied", &found, "tiers-approximate programs-no-number", "");
	road_release(&road);
}

static void wasted_signals(void **state)
{
	(void)state;
	struct road road;
	begin(&road, 20, 250);
	place(&road, 6, 6);
	struct mw_program *programs = road.profile.programs.items;
	programs[0].j1 = MW_ANSWER_NO;
	programs[1].kind = MW_PROGRAM_TOP_ACADEMIC;
	programs[1].research_there = MW_ANSWER_YES;
	programs[2].kind = MW_PROGRAM_TOP_ACADEMIC;
	programs[2].research_there = programs[2].support_there = MW_ANSWER_YES;
	programs[3].kind = MW_PROGRAM_TOP_ACADEMIC;
	programs[3].status = MW_PROGRAM_REJECTED;
	programs[15].kind = MW_PROGRAM_TOP_ACADEMIC; /* has no signal */
	struct mw_findings found = look(&road);
	expect_found("wasted", &found, "tiers-approximate programs-no-number",
		     "signal-off-list warn, signal-tier-1 advice");
	EXPECT_PART("which", find(&found, "signal-off-list")->text, "visa: Program 1.");
	EXPECT_PART("which", find(&found, "signal-tier-1")->text, "inside: Program 2.");
	road_release(&road);
}

/* Five are named, the others counted. */
static void many_wasted_signals(void **state)
{
	(void)state;
	static const struct {
		int count;
		const char *want;
	} cases[] = {
		{ 2, "visa: Program 1, Program 2." },
		{ 5, "visa: Program 1, Program 2, Program 3, Program 4, Program 5." },
		{ 8, "visa: Program 1, Program 2, Program 3, Program 4, Program 5 and 3 more." },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct road road;
		begin(&road, 20, 250);
		place(&road, 6, 6);
		for (int k = 0; k < cases[i].count; k++)
			road.profile.programs.items[k].j1 = MW_ANSWER_NO;
		struct mw_findings found = look(&road);
		EXPECT_PART("which", find(&found, "signal-off-list")->text, cases[i].want);
		road_release(&road);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_list),           cmocka_unit_test(how_many),
		cmocka_unit_test(signals),           cmocka_unit_test(signals_after_applying),
		cmocka_unit_test(wasted_signals),    cmocka_unit_test(many_wasted_signals),
		cmocka_unit_test(another_specialty),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
