/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The graph of a roadmap: what refers to what, where it breaks, and what the applicant may change.
 */
#include "matchward/core/roadmap.h"

#include "expect.h"
#include "road_by_hand.h"

static void expect_diags(const char *name, struct road *road, int outcome, const char *want)
{
	mw_auto(buf) text = MW_BUF_INIT;
	mw_diags_print(&road->diags, &text);
	EXPECT_TEXT(name, text.text, want);
	EXPECT_INT(name, outcome, *want ? MW_ROADMAP_E_BAD : 0);
}

static void a_good_graph(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "goal", .opens = "Y-1-01-01", .due = "Y-1-03-31", .latest = "Y-04-30" },
		{ .id = "outreach",
		  .opens = "goal.opens",
		  .due = "goal.due + 2 weeks",
		  .latest = "eras-review.early - 9 weeks",
		  .needs = "goal" },
		{ .id = "study",
		  .due = "exam-aim - 1 week",
		  .needs = "goal, outreach",
		  .closes = "goal" },
		{ .id = "from-its-start",
		  .opens = "Y-05-01",
		  .due = "from-its-start.opens + 3 weeks" },
		{ .id = "from-its-end",
		  .opens = "from-its-end.due - 3 weeks",
		  .due = "Y-06-01",
		  .latest = "from-its-start.due",
		  .body = "Aim at {exam-aim}, {step2ck.target}; {rol-deadline}." },
		{ .id = "lor-sent.smith", .due = "token + 2 weeks" },
		{ .id = "after-smith",
		  .due = "lor-sent.smith.due + 1 day",
		  .needs = "lor-sent.smith" },
	};
	struct road road;
	ROAD(&road, rows);
	expect_diags("good", &road, road_check(&road), "");
	EXPECT_TEXT("find", mw_roadmap_find(&road.roadmap, "study")->id, "study");
	assert_null(mw_roadmap_find(&road.roadmap, "stud"));
	assert_null(mw_roadmap_find(&road.roadmap, ""));
	EXPECT_INT("nobody listens", mw_roadmap_check(&road.roadmap, &road.seasons, NULL), 0);
	for (size_t i = 0; i < road.roadmap.rules.count; i++)
		EXPECT_TEXT("order of the file", road.roadmap.rules.items[i].id, rows[i].id);
	road_release(&road);
}

struct fault {
	const char *name;
	struct road_row rows[3];
	const char *want;
};

static void faults(void **state)
{
	(void)state;
	static const struct fault cases[] = {
		{ "a key",
		  { { .id = "a", .due = "eras-opne + 1 day" } },
		  "road.ini:12: unknown key \"eras-opne\"; did you mean \"eras-open\"?\n" },
		{ "a plan key",
		  { { .id = "a", .due = "Y-01-01", .latest = "exam-ami" } },
		  "road.ini:13: unknown key \"exam-ami\"; did you mean \"exam-aim\"?\n" },
		{ "the first season key",
		  { { .id = "a", .due = "myeras-open" } },
		  "road.ini:12: unknown key \"myeras-open\"; did you mean \"myeras-opens\"?\n" },
		{ "the first plan key",
		  { { .id = "a", .due = "first-days + 1 day" } },
		  "road.ini:12: unknown key \"first-days\"; did you mean \"first-day\"?\n" },
		{ "its own opening",
		  { { .id = "a", .opens = "a.opens - 1 day", .due = "Y-01-01" } },
		  "road.ini:11: the dates of \"a\" run in a circle; expected dates that do not "
		  "come back to "
		  "themselves\n" },
		{ "nothing near",
		  { { .id = "a", .due = "today" } },
		  "road.ini:12: \"today\" is no date; expected a day such as 2027-06-01, or the "
		  "name of one such as eras-open\n" },
		{ "a milestone without .due",
		  { { .id = "a", .due = "Y-01-01" }, { .id = "b", .due = "a + 1 week" } },
		  "road.ini:22: unknown key \"a\"; did you mean \"a.due\"?\n" },
		{ "a milestone",
		  { { .id = "goal-decide", .due = "Y-01-01" },
		    { .id = "b", .opens = "goal-decied.opens", .due = "goal-decide.due + 1 day" } },
		  "road.ini:21: unknown milestone \"goal-decied\"; did you mean "
		  "\"goal-decide\"?\n" },
		{ "needs",
		  { { .id = "goal-decide", .due = "Y-01-01" },
		    { .id = "b", .due = "Y-01-01", .needs = "goal-decid" } },
		  "road.ini:20: unknown milestone in needs: \"goal-decid\"; did you mean "
		  "\"goal-decide\"?\n" },
		{ "closes",
		  { { .id = "goal-decide", .due = "Y-01-01" },
		    { .id = "b", .due = "Y-01-01", .closes = "x" } },
		  "road.ini:20: unknown milestone in closes: \"x\"; expected the name of a "
		  "milestone of this roadmap\n" },
		{ "its own due",
		  { { .id = "a", .due = "a.due + 1 day" } },
		  "road.ini:12: the dates of \"a\" run in a circle; expected dates that do not "
		  "come back to "
		  "themselves\n" },
		{ "two openings",
		  { { .id = "a", .opens = "b.opens", .due = "Y-01-01" },
		    { .id = "b", .opens = "a.opens", .due = "Y-01-01" } },
		  "road.ini:11: the dates of \"a\" run in a circle; expected dates that do not "
		  "come back to "
		  "themselves\n" },
		{ "closes of a template, without any entry",
		  { { .id = "goal-decide", .due = "Y-01-01" },
		    { .id = "b",
		      .due = "Y-01-01",
		      .closes = "goal-decid",
		      .each = MW_ENTRY_LETTER } },
		  "road.ini:20: unknown milestone in closes: \"goal-decid\"; did you mean "
		  "\"goal-decide\"?\n" },
		{ "two dues",
		  { { .id = "a", .due = "b.due + 1 day" }, { .id = "b", .due = "a.due - 1 day" } },
		  "road.ini:12: the dates of \"a\" run in a circle; expected dates that do not "
		  "come back to "
		  "themselves\n" },
		{ "three, through an opening",
		  { { .id = "a", .due = "b.opens" },
		    { .id = "b", .opens = "c.due", .due = "Y-01-01" },
		    { .id = "c", .due = "a.due" } },
		  "road.ini:12: the dates of \"a\" run in a circle; expected dates that do not "
		  "come back to "
		  "themselves\n" },
		{ "an opening that is counted back from its due",
		  { { .id = "a", .due = "a.opens + 1 week" } },
		  "road.ini:12: the dates of \"a\" run in a circle; expected dates that do not "
		  "come back to "
		  "themselves\n" },
		{ "a latest, because it may cut the due",
		  { { .id = "a", .due = "Y-01-01", .latest = "a.due + 4 weeks" } },
		  "road.ini:12: the dates of \"a\" run in a circle; expected dates that do not "
		  "come back to "
		  "themselves\n" },
		{ "needs of two",
		  { { .id = "a", .due = "Y-01-01", .needs = "b" },
		    { .id = "b", .due = "Y-01-01", .needs = "a" } },
		  "road.ini:10: the needs of \"a\" run in a circle; expected an order\n" },
		{ "needs itself",
		  { { .id = "a", .due = "Y-01-01", .needs = "a" } },
		  "road.ini:10: the needs of \"a\" run in a circle; expected an order\n" },
		{ "a placeholder in each text",
		  { { .id = "a",
		      .due = "Y-01-01",
		      .title = "{step2ck.goal}",
		      .body = "{exam-aim} {nobody}",
		      .too_late = "{exam-aims}" } },
		  "road.ini:10: unknown placeholder {step2ck.goal}; did you mean {step2ck.ready}?\n"
		  "road.ini:10: unknown placeholder {nobody}; expected a key or one of "
		  "step2ck.target, step2ck.stretch, step2ck.ready, study.months, study.per-day, "
		  "study.questions\n"
		  "road.ini:10: unknown placeholder {exam-aims}; did you mean {exam-aim}?\n" },
		{ "all at once, each once",
		  { { .id = "a", .due = "b.due", .needs = "zzzzzz" },
		    { .id = "b", .due = "none.due" },
		    { .id = "c", .due = "b.due", .latest = "b.due" } },
		  "road.ini:10: unknown milestone in needs: \"zzzzzz\"; expected the name of a "
		  "milestone of this roadmap\n"
		  "road.ini:22: unknown milestone \"none\"; expected the name of a milestone of "
		  "this roadmap\n" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct road road;
		size_t count = 0;
		while (count < 3 && cases[i].rows[count].id)
			count++;
		road_init(&road, cases[i].rows, count);
		expect_diags(cases[i].name, &road, road_check(&road), cases[i].want);
		EXPECT_INT(cases[i].name, mw_roadmap_check(&road.roadmap, &road.seasons, NULL),
			   MW_ROADMAP_E_BAD);
		road_release(&road);
	}
}

static void what_she_changes(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "a",
		  .due = "Y-01-01",
		  .latest = "Y-02-01",
		  .title = "shipped a",
		  .remind = "7d" },
		{ .id = "b", .due = "a.due + 1 week", .title = "shipped b" },
		{ .id = "c", .due = "Y-03-01" },
	};
	struct road road;
	ROAD(&road, rows);
	road_own(&road, "a", "Y-01-15", NULL, false);
	road_own(&road, "b", NULL, "my {own} title", false);
	road_own(&road, "c", NULL, NULL, true);
	road_own(&road, "visa-photo", "token - 2 weeks", "Have a {photo} taken", false);
	road.profile.milestones.items[0].overdue_days = 3;
	road.profile.milestones.items[1].has_remind = true;
	assert_int_equal(mw_leads_parse("3d", &road.profile.milestones.items[1].remind, NULL), 0);
	expect_diags("good", &road, road_check(&road), "");

	const struct mw_rule *rule = mw_roadmap_find(&road.roadmap, "a");
	EXPECT_TEXT("due", rule->due.text, "Y-01-15");
	EXPECT_INT("how often when overdue", rule->overdue_days, 3);
	EXPECT_INT("of the others nothing is said",
		   mw_roadmap_find(&road.roadmap, "b")->overdue_days, 0);
	assert_true(rule->due_is_yours && !rule->is_own && !rule->title_is_yours &&
		    !rule->is_skipped);
	EXPECT_TEXT("title stays", rule->title, "shipped a");
	EXPECT_INT("remind stays", rule->remind.items[0].days, 7);
	EXPECT_TEXT("latest stays", rule->latest.text, "Y-02-01");

	rule = mw_roadmap_find(&road.roadmap, "b");
	EXPECT_TEXT("title", rule->title, "my {own} title");
	assert_true(rule->title_is_yours && !rule->due_is_yours && rule->has_remind);
	EXPECT_INT("remind", rule->remind.items[0].days, 3);
	EXPECT_TEXT("due stays", rule->due.text, "a.due + 1 week");

	assert_true(mw_roadmap_find(&road.roadmap, "c")->is_skipped);

	rule = mw_roadmap_find(&road.roadmap, "visa-photo");
	assert_true(rule->is_own && rule->due_is_yours && rule->title_is_yours && !rule->is_event);
	EXPECT_INT("it has no latest", rule->latest.base, MW_EXPR_NONE);
	EXPECT_TEXT("phase", rule->phase, "yours");
	EXPECT_INT("last in the order", rule - road.roadmap.rules.items, 3);

	/* The shipped one is as it was. */
	EXPECT_INT("rules", road.shipped.rules.count, 3);
	EXPECT_TEXT("due", road.shipped.rules.items[0].due.text, "Y-01-01");
	road_release(&road);
}

static void what_she_breaks(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "b", .due = "z.due + 1 week" },
		{ .id = "c", .due = "b.due + 1 week" },
		{ .id = "z", .due = "Y-01-01" },
	};
	struct road road;
	ROAD(&road, rows);
	road_own(&road, "no-title", "Y-01-01", NULL, false);
	road_own(&road, "no-due", NULL, "No due", false);
	road_own(&road, "neither", NULL, NULL, true);
	(void)road_check(&road);
	expect_diags("an own one wants both", &road, MW_ROADMAP_E_BAD,
		     "profile.ini:1: [milestone no-title] is not in the roadmap; a milestone of "
		     "your own needs a title "
		     "and a due\n"
		     "profile.ini:2: [milestone no-due] is not in the roadmap; a milestone of your "
		     "own needs a title "
		     "and a due\n"
		     "profile.ini:3: [milestone neither] is not in the roadmap; a milestone of "
		     "your own needs a title "
		     "and a due\n");
	road_release(&road);

	/* Her line is named, not the roadmap's, wherever the circle is met first. */
	ROAD(&road, rows);
	road_own(&road, "z", "c.due - 5 weeks", NULL, false);
	expect_diags("her circle", &road, road_check(&road),
		     "profile.ini:1: the dates of \"z\" run in a circle; expected dates that do "
		     "not come back to "
		     "themselves\n");
	road_release(&road);
	ROAD(&road, rows);
	road_own(&road, "c", "no-key", NULL, false);
	expect_diags("her name", &road, road_check(&road),
		     "profile.ini:1: \"no-key\" is no date; expected a day such as 2027-06-01, or "
		     "the name of one such as eras-open\n");
	road_release(&road);
}

/* Without rules there are no seasons to compare with; that is said where the seasons are read. */
static void seasons_that_are_wrong(void **state)
{
	(void)state;
	static const struct road_row rows[] = {
		{ .id = "a", .opens = "Y-02-01", .due = "Y-01-01" }
	};
	struct road road;
	struct mw_season_table none = { 0 };
	ROAD(&road, rows);
	(void)road_check(&road);
	EXPECT_INT("nothing to compare",
		   mw_roadmap_check_dates(&road.roadmap, &none, &road.pool, &road.diags), 0);
	expect_diags("nothing said", &road, 0, "");
	expect_diags("with seasons", &road,
		     mw_roadmap_check_dates(&road.roadmap, &road.seasons, &road.pool, &road.diags),
		     "road.ini:11: \"a\" opens after its due in every season: 2026-02-01 comes "
		     "after 2026-01-01 in application year 2026\n");
	road_release(&road);
}

static void names(void **state)
{
	(void)state;
	static const char *const authorities[] = { "you",   "ERAS", "NRMP",   "ECFMG",
						   "USMLE", "OET",  "program" };
	static const char *const strengths[] = { "hard", "target", "soft" };
	for (int i = 0; i <= MW_AUTHORITY_PROGRAM; i++)
		EXPECT_TEXT("authority", mw_authority_name((enum mw_authority)i), authorities[i]);
	for (int i = 0; i <= MW_STRENGTH_SOFT; i++)
		EXPECT_TEXT("strength", mw_strength_name((enum mw_strength)i), strengths[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_good_graph),           cmocka_unit_test(faults),
		cmocka_unit_test(what_she_changes),       cmocka_unit_test(what_she_breaks),
		cmocka_unit_test(seasons_that_are_wrong), cmocka_unit_test(names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
