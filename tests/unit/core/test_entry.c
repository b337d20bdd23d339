/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Milestones of letters, abstracts, achievements, interviews and programs. */
#include "matchward/core/entry.h"

#include "expect.h"
#include "matchward/core/explain.h"
#include "road_by_hand.h"

static const struct road_row rows[] = {
	{ .id = "eras-submit", .due = "eras-open + 1 week" },
	{ .id = "ask",
	  .opens = "entry + 3 weeks",
	  .due = "Y-09-01",
	  .each = MW_ENTRY_LETTER,
	  .when = "asked, !received",
	  .title = "Ask {entry}",
	  .body = "until {token}" },
	{ .id = "assign",
	  .opens = "eras-open",
	  .due = "Y-09-11",
	  .each = MW_ENTRY_LETTER,
	  .when = "received, !assigned" },
	{ .id = "send",
	  .due = "entry",
	  .latest = "entry",
	  .each = MW_ENTRY_ABSTRACT,
	  .settled = "sent" },
	{ .id = "update",
	  .opens = "entry-in-season",
	  .due = "entry-in-season + 7 days",
	  .latest = "rol-deadline - 2 weeks",
	  .each = MW_ENTRY_ACHIEVEMENT,
	  .when = "in-season" },
	{ .id = "talk",
	  .opens = "entry - 7 days",
	  .due = "entry",
	  .each = MW_ENTRY_INTERVIEW,
	  .event = true },
	{ .id = "before",
	  .due = "entry",
	  .latest = "entry",
	  .each = MW_ENTRY_PROGRAM,
	  .settled = "sent" },
};

static void add_letter(struct road *road, const char *id, const char *asked, const char *received,
		       const char *assigned)
{
	*MW_PUSH(&road->pool, &road->profile.letters) = (struct mw_letter){
		.id = id,
		.writer = "Dr {token}",
		.asked = asked ? a_day(asked) : MW_DAY_NONE,
		.received = received ? a_day(received) : MW_DAY_NONE,
		.assigned = assigned ? a_day(assigned) : MW_DAY_NONE,
	};
}

static struct mw_program *add_program(struct road *road, const char *id, const char *deadline)
{
	struct mw_program *program = MW_PUSH(&road->pool, &road->profile.programs);
	program->id = program->name = id;
	program->deadline = road_expr(road, deadline, "programs.csv", 2);
	program->interview.minute = -1;
	return program;
}

static void expect_absent(const struct road *road, const char *id)
{
	if (mw_plan_find(&road->plan, id))
		fail_msg("%s is in the plan", id);
}

static void letters(void **state)
{
	(void)state;
	struct road road;
	ROAD(&road, rows);
	add_letter(&road, "silent", "2026-10-20", NULL, NULL);
	add_letter(&road, "in", "2026-10-20", "2026-11-23", NULL);
	add_letter(&road, "all", "2026-10-20", "2026-11-01", "2026-11-02");
	add_letter(&road, "not-yet", "2026-11-24", NULL, NULL);
	add_letter(&road, "unasked", NULL, NULL, NULL);
	add_letter(&road, "came-by-itself", NULL, "2026-11-20", NULL);
	road_plan(&road);
	EXPECT_ROAD(&road, "ask.silent", "2026-11-10 2027-09-01 - natural open");
	EXPECT_TEXT("her words stay words", road_find(&road, "ask.silent")->title,
		    "Ask Dr {token}");
	EXPECT_TEXT("ours are filled", road_find(&road, "ask.silent")->body,
		    "until Wed 30 Jun 2027");
	EXPECT_ROAD(&road, "assign.in", "2027-09-01T13:00Z 2027-09-11 - natural upcoming");
	EXPECT_ROAD(&road, "assign.came-by-itself",
		    "2027-09-01T13:00Z 2027-09-11 - natural upcoming");
	expect_absent(&road, "ask");
	expect_absent(&road, "ask.in");
	expect_absent(&road, "ask.all");
	expect_absent(&road, "ask.not-yet"); /* tomorrow she has asked */
	expect_absent(&road, "ask.unasked");
	expect_absent(&road, "assign.silent");
	expect_absent(&road, "assign.all");
	road_release(&road);
}

/* Only what came after the application, 8 September, and two weeks before lists close, 1 March in
 * New York and 2 March in UTC: 17 February. */
static void achievements(void **state)
{
	(void)state;
	static const struct {
		const char *id, *day, *want;
	} cases[] = {
		{ "before", "2027-09-07", NULL },
		/* Applied, but nobody reads before 29 September. */
		{ "applied", "2027-09-08",
		  "2027-09-29T13:00Z 2027-10-06 2028-02-16 natural upcoming" },
		{ "in-time", "2027-10-12", "2027-10-12 2027-10-19 2028-02-16 natural upcoming" },
		{ "last", "2028-02-17", "2028-02-16 2028-02-16 2028-02-16 natural upcoming" },
		{ "after", "2028-02-18", NULL },
	};
	struct road road;
	ROAD(&road, rows);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		*MW_PUSH(&road.pool, &road.profile.achievements) = (struct mw_achievement){
			.id = cases[i].id, .day = a_day(cases[i].day), .what = "news"
		};
	road_plan(&road);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *id = mw_pool_printf(&road.pool, "update.%s", cases[i].id);
		if (cases[i].want)
			EXPECT_ROAD(&road, id, cases[i].want);
		else
			expect_absent(&road, id);
	}
	/* Sent earlier than planned: then that day counts. */
	road_done(&road, "2027-09-02T12:00", "eras-submit");
	road.now = "2027-09-09T12:00";
	assert_int_equal(road_compute(&road), 0);
	(void)road_find(&road, "update.before");
	road_release(&road);
}

static void abstracts_and_interviews(void **state)
{
	(void)state;
	struct road road;
	ROAD(&road, rows);
	*MW_PUSH(&road.pool, &road.profile.abstracts) =
		(struct mw_abstract){ .id = "acr",
				      .deadline =
					      road_expr(&road, "2027-01-27 at 23:59", "p.ini", 9),
				      .submitted = MW_DAY_NONE };
	*MW_PUSH(&road.pool, &road.profile.abstracts) =
		(struct mw_abstract){ .id = "sent",
				      .deadline = road_expr(&road, "abstract-rsna", "p.ini", 10),
				      .submitted = a_day("2026-11-20") };
	*MW_PUSH(&road.pool, &road.profile.abstracts) = (struct mw_abstract){
		.id = "undated", .deadline = { .minute = -1 }, .submitted = MW_DAY_NONE
	};
	*MW_PUSH(&road.pool, &road.profile.interviews) = (struct mw_interview){
		.id = "riverside", .when = road_expr(&road, "2027-11-09 at 10:30", "p.ini", 11)
	};
	road_plan(&road);
	/* 23:59 in New York is 04:59 UTC; not said when it opens: 30 days before, by her leads. */
	EXPECT_ROAD(&road, "send.acr",
		    "2026-12-29 2027-01-28T04:59Z 2027-01-28T04:59Z natural upcoming");
	EXPECT_INT("yours", road_find(&road, "send.acr")->due.provenance, MW_PROVENANCE_YOURS);
	EXPECT_INT("sent", road_find(&road, "send.sent")->status, MW_STATUS_DONE);
	expect_absent(&road, "send.undated");
	EXPECT_ROAD(&road, "talk.riverside", "2027-11-02 2027-11-09T15:30Z - natural upcoming");
	EXPECT_DAY("interviews end", road.plan.study->keys[MW_KEY_INTERVIEWS_END].day,
		   "2027-11-08");
	mw_auto(buf) text = MW_BUF_INIT;
	mw_explain_milestone(&road.plan, road_find(&road, "send.acr"), &text);
	assert_non_null(strstr(text.text,
			       "entry = Thu 28 Jan 2027 04:59 (Wed 27 Jan 23:59 New York), "
			       "yours: \"2027-01-27 at 23:59\" in your files"));
	road_release(&road);
}

static void programs(void **state)
{
	(void)state;
	struct road road;
	ROAD(&road, rows);
	(void)add_program(&road, "plain", "2027-10-15");
	(void)add_program(&road, "undated", NULL);
	add_program(&road, "no-j1", "2027-10-15")->j1 = MW_ANSWER_NO;
	add_program(&road, "dropped", "2027-10-15")->status = MW_PROGRAM_DROPPED;
	road_plan(&road);
	EXPECT_ROAD(&road, "before.plain", "2027-09-15 2027-10-15 2027-10-15 natural upcoming");
	expect_absent(&road, "before.undated");
	expect_absent(&road, "before.no-j1");
	expect_absent(&road, "before.dropped");
	assert_false(mw_facts_has(road.plan.facts, MW_FACT_APPLIED));

	road.profile.programs.items[0].status = MW_PROGRAM_APPLIED;
	road_plan(&road);
	EXPECT_INT("applied to", road_find(&road, "before.plain")->status, MW_STATUS_DONE);
	assert_true(mw_facts_has(road.plan.facts, MW_FACT_APPLIED));

	/* An interview in the list; the same one in the profile counts once. */
	road.profile.programs.items[1].interview =
		road_expr(&road, "2027-12-01", "programs.csv", 3);
	road.profile.programs.items[0].interview =
		road_expr(&road, "2027-12-02", "programs.csv", 2);
	*MW_PUSH(&road.pool, &road.profile.interviews) =
		(struct mw_interview){ .id = "plain",
				       .when = road_expr(&road, "2027-12-03", "p.ini", 11) };
	road_plan(&road);
	EXPECT_DAY("list", road_find(&road, "talk.undated")->due.day, "2027-12-01");
	EXPECT_DAY("profile", road_find(&road, "talk.plain")->due.day, "2027-12-03");
	EXPECT_INT("once", road.plan.milestones.count,
		   4); /* eras-submit, one deadline, two talks */
	road_release(&road);
}

/* A change to the template changes all copies, a change to one copy that one. */
static void changes(void **state)
{
	(void)state;
	struct road road;
	ROAD(&road, rows);
	add_letter(&road, "a", "2026-10-20", NULL, NULL);
	add_letter(&road, "b", "2026-10-20", NULL, NULL);
	road_own(&road, "ask", "entry + 30 days", NULL, false);
	road_own(&road, "ask.b", NULL, "Only b", true);
	road_plan(&road);
	/* 20 October + 30 days; the user's own day is never moved. */
	EXPECT_ROAD(&road, "ask.a", "2026-11-10 2026-11-19 - natural late");
	EXPECT_INT("b", road_find(&road, "ask.b")->status, MW_STATUS_SKIPPED);
	EXPECT_TEXT("title", road_find(&road, "ask.b")->title, "Only b");
	road_release(&road);

	ROAD(&road, rows);
	road_own(&road, "ask.nobody", "2027-01-01", "There is none", false);
	(void)road_check(&road);
	EXPECT_TEXT("no such entry", road.diags.count == 1 ? road.diags.items[0].text : "",
		    "[milestone ask.nobody] belongs to no entry of yours; expected the name of a "
		    "milestone that \"matchward plan\" shows");
	road_release(&road);
}

/* What is wrong in a template shows although nobody has an entry; the entry's date is no key of
 * others. */
static void faults(void **state)
{
	(void)state;
	static const struct road_row bad[] = {
		{ .id = "template",
		  .opens = "tokn",
		  .due = "entry",
		  .each = MW_ENTRY_ABSTRACT,
		  .needs = "nothing",
		  .title = "{entry} {nix}" },
		{ .id = "plain", .due = "entry", .title = "{entry}" },
	};
	struct road road;
	ROAD(&road, bad);
	assert_int_equal(road_check(&road), MW_ROADMAP_E_BAD);
	EXPECT_INT("faults", road.diags.count, 5);
	road_release(&road);
}

/* Weekly from 1 March to 25 May are 13 exams (the demo). */
static void forms(void **state)
{
	(void)state;
	static const struct road_row weekly[] = {
		{ .id = "exam",
		  .opens = "Y-03-01",
		  .due = "Y-05-25",
		  .repeat = 7,
		  .by_forms = true },
	};
	static const struct {
		int forms, days;
		const char *opens;
	} cases[] = {
		{ MW_NONE, 7, "2027-03-01" }, { 13, 7, "2027-03-01" },
		{ 12, 14, "2027-03-01" }, /* every second week: seven */
		{ 7, 14, "2027-03-01" },      { 6, 14, "2027-03-16" }, /* 25 May - 70 days */
		{ 1, 14, "2027-05-25" },      { 0, 14, "2027-03-01" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct road road;
		ROAD(&road, weekly);
		road.profile.study.exam_forms = cases[i].forms;
		road_plan(&road);
		const struct mw_milestone *exam = road_find(&road, "exam");
		EXPECT_INT("every so many days", exam->rule->repeat_days, cases[i].days);
		EXPECT_DAY("from", exam->opens.day, cases[i].opens);
		EXPECT_DAY("until", exam->due.day, "2027-05-25");
		road_release(&road);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters),
		cmocka_unit_test(achievements),
		cmocka_unit_test(abstracts_and_interviews),
		cmocka_unit_test(programs),
		cmocka_unit_test(changes),
		cmocka_unit_test(faults),
		cmocka_unit_test(forms),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
