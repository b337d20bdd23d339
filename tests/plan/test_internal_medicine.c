/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The roadmap of internal medicine: people whose plans are worked out by hand, and what it must not
 * say. The usual person and the season's dates are those of test_profiles.c; moreover
 *
 *   eras-review.early 2027-09-22; less 12 weeks 06-30, less 8 weeks 07-28, less 6 weeks 08-11
 *   eras-open.early 2027-08-25; less 1 week 08-18, less 2 weeks 08-11
 */
#include "profile_case.h"

#include "matchward/core/verdict.h"

static void road(void **state)
{
	static const struct profile_case cases[] = {
		/* Nothing of the guide's bands: no tier, no risk, no backup, no number of programs.
		 */
		{ .name = "a usual person",
		  .profile = "",
		  .figures = "target=245 tier=unknown risk=unknown backup=no basis=none programs=-",
		  .dates = "us-rotations.opens=2026-01-01 us-rotations.due=2026-03-31 "
			   "us-rotations.latest=2027-06-30 us-clinical.due=2026-10-31 "
			   "us-clinical.latest=2027-08-11 us-clinical-again.opens=2027-02-01 "
			   "us-clinical-again.due=2027-05-31 lor-ask.due=2026-12-15 "
			   "lor-ask.latest=2027-07-28 program-list.due=2027-06-30 "
			   "program-list.latest=2027-08-11 personal-statement.latest=2027-08-18 "
			   "eras-submit.due=2027-09-08 rol-certify.due=2028-02-23",
		  .fates = "us-rotations=moved us-clinical=moved us-clinical-again=natural",
		  .has = "eras-submit nrmp-register rol-deadline match-day statement-of-need",
		  .lacks = "cycle-decide step-narrative step3-exam pathways-early",
		  .says = "bands-for-radiology programs-no-number target-basis visa-needed "
			  "letters-set step1-clean",
		  .quiet = "tiers-approximate would-be-extreme backup-provisional guide-calendar "
			   "advanced-first-year categorical-only" },
		/* From 2026-01-01 on nothing is late: every day is the natural one. */
		{ .name = "in good time",
		  .profile = "applicant.first-day = 2025-12-01",
		  .fates = "us-rotations=natural us-clinical=natural lor-ask=natural" },
		/* A rotation in the profile is the place: it need not be looked for. */
		{ .name = "a place is found",
		  .profile = "experience ward.kind = rotation; experience ward.from = 2027-01-11",
		  .fates = "us-rotations=settled us-clinical=moved",
		  .quiet = "experience-missing" },
	};
	CASES(state, cases);
}

/* A score says nothing here, whatever the guide says of it in radiology; a failure still does. */
static void scores(void **state)
{
	static const struct profile_case cases[] = {
		{ .name = "225",
		  .profile = "step2ck.score = 225",
		  .figures = "tier=unknown risk=unknown backup=no programs=-",
		  .lacks = "step2ck-exam cycle-decide step-narrative",
		  .says = "bands-for-radiology programs-no-number",
		  .quiet = "tier-low extreme-score score-declines below-target programs-broad "
			   "alternatives salvage-list backup-advised research-thin" },
		{ .name = "240",
		  .profile = "step2ck.score = 240",
		  .figures = "tier=unknown programs=-",
		  .quiet = "tier-competitive tier-240-caveat programs-count backup-advised" },
		{ .name = "a low Step 1 number",
		  .profile = "step1.result = 215",
		  .figures = "risk=unknown",
		  .lacks = "step-narrative",
		  .says = "step1-numeric",
		  .quiet = "step1-low salvage-list growth-missing" },
		/* D4: the pass mark is official. */
		{ .name = "no pass",
		  .profile = "step2ck.score = 217",
		  .figures = "tier=unknown risk=unknown",
		  .has = "step2ck-exam cycle-decide step-narrative",
		  .says = "step2ck-not-passed" },
		{ .name = "Step 1 at the second attempt",
		  .profile = "step1.attempts = 2",
		  .has = "cycle-decide step-narrative",
		  .says = "step1-failed attempts",
		  .quiet = "salvage-list backup-advised" },
	};
	CASES(state, cases);
}

/* The set is two internists: a radiologist does not complete it, and a third is not asked for. */
static void letters(void **state)
{
	static const struct profile_case cases[] = {
		{ .name = "one of each kind",
		  .profile = "letter a.kind = clinician; letter a.asked = 2026-11-01; "
			     "letter b.kind = radiologist; letter b.asked = 2026-11-01",
		  .fates = "lor-ask=natural",
		  .says = "letters-set" },
		{ .name = "two clinicians",
		  .profile = "letter a.kind = clinician; letter a.asked = 2026-11-01; "
			     "letter b.kind = clinician; letter b.asked = 2026-11-01",
		  .fates = "lor-ask=settled",
		  .quiet = "letters-set" },
	};
	CASES(state, cases);
}

static const char *text_of(const struct mw_expr *expr)
{
	return expr->text ? expr->text : "";
}

/* What a body of the outside rules over has the same dates in both files, but for what each file
 * asks of its own. */
static void official_steps_agree(void **state)
{
	const struct world *world = *state;
	struct world other;
	size_t same = 0;
	world_init(&other);
	for (size_t i = 0; i < world->roadmap.rules.count; i++) {
		const struct mw_rule *rule = &world->roadmap.rules.items[i], *twin = NULL;
		for (size_t k = 0; k < other.roadmap.rules.count; k++)
			if (!strcmp(other.roadmap.rules.items[k].id, rule->id))
				twin = &other.roadmap.rules.items[k];
		if (rule->authority == MW_AUTHORITY_YOU || rule->authority == MW_AUTHORITY_PROGRAM)
			continue;
		if (!twin)
			fail_msg("%s is no step of the other roadmap", rule->id);
		EXPECT_TEXT(rule->id, text_of(&rule->opens), text_of(&twin->opens));
		EXPECT_TEXT(rule->id, text_of(&rule->due), text_of(&twin->due));
		EXPECT_TEXT(rule->id, text_of(&rule->latest), text_of(&twin->latest));
		EXPECT_INT(rule->id, rule->strength, twin->strength);
		EXPECT_INT(rule->id, rule->when.yes, twin->when.yes);
		EXPECT_INT(rule->id, rule->when.no, twin->when.no);
		same++;
	}
	assert_true(same > 40);
	world_release(&other);
}

static void nothing_of_radiology(void **state)
{
	static const char *const words[] = { "radiolog", "Radiolog", "imaging", "advanced", "PGY" };
	const struct world *world = *state;
	for (size_t i = 0; i < world->roadmap.rules.count; i++) {
		const struct mw_rule *rule = &world->roadmap.rules.items[i];
		const char *const texts[] = { rule->title, rule->body, rule->too_late };
		for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
			for (size_t w = 0; w < sizeof words / sizeof *words; w++)
				if (texts[k] && strstr(texts[k], words[w]))
					fail_msg("%s says %s: %s", rule->id, words[w], texts[k]);
	}
}

/* In the findings the word stands only where it is said that the figures are not for here. */
static void findings_name_the_specialty(void **state)
{
	const struct world *world = *state;
	struct person person;
	mw_auto(buf) profile = MW_BUF_INIT;
	mw_auto(diags) diags = MW_DIAGS_INIT;
	write_profile("step2ck.score = 228; step1.attempts = 2", &profile);
	assert_true(person_read(&person, world, profile.text, "", &diags));
	assert_int_equal(person_plan(&person, world, an_instant("2026-11-23T12:00"), &diags), 0);
	person_assess(&person);
	EXPECT_INT("gold", person.profile.gold_signals, 3); /* D6 */
	EXPECT_INT("silver", person.profile.silver_signals, 12);
	for (size_t i = 0; i < person.findings.list.count; i++) {
		const struct mw_finding *it = &person.findings.list.items[i];
		bool may =
			!strcmp(it->id, "bands-for-radiology") || !strcmp(it->id, "target-basis");
		if (may)
			EXPECT_PART(it->id, it->text, "internal medicine");
		else if (strstr(it->text, "radiolog"))
			fail_msg("%s speaks of radiology: %s", it->id, it->text);
	}
	person_release(&person);
}

/* No tier here: a program is judged by its visa and by what it is itself said to expect, 5 points
 * below that being near. The kind says nothing. */
static void programs_by_what_they_expect(void **state)
{
	static const struct {
		struct mw_program program;
		enum mw_verdict verdict;
		const char *reason; /* the first */
	} cases[] = {
		{ { .expected_score = 238, .j1 = MW_ANSWER_YES },
		  MW_VERDICT_TARGET,
		  "score-reached" },
		{ { .expected_score = 243, .j1 = MW_ANSWER_YES },
		  MW_VERDICT_POSSIBLE,
		  "score-near" },
		{ { .expected_score = 244, .j1 = MW_ANSWER_YES }, MW_VERDICT_REACH, "score-below" },
		{ { .kind = MW_PROGRAM_TOP_ACADEMIC,
		    .expected_score = MW_NONE,
		    .j1 = MW_ANSWER_YES },
		  MW_VERDICT_UNKNOWN,
		  "tier-unknown" },
		{ { .expected_score = 230 }, MW_VERDICT_CHECK_VISA, "visa-unknown" },
		{ { .expected_score = 230, .j1 = MW_ANSWER_NO },
		  MW_VERDICT_OFF_LIST,
		  "no-sponsor" },
	};
	const struct world *world = *state;
	struct person person;
	struct mw_judged_list judged;
	mw_auto(buf) profile = MW_BUF_INIT;
	mw_auto(diags) diags = MW_DIAGS_INIT;
	write_profile("step2ck.score = 238", &profile);
	assert_true(person_read(&person, world, profile.text, "", &diags));
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mw_program *program = MW_PUSH(&person.pool, &person.profile.programs);
		*program = cases[i].program;
		program->name = cases[i].reason;
		program->deadline.minute = program->interview.minute = -1;
	}
	assert_int_equal(person_plan(&person, world, an_instant("2026-11-23T12:00"), &diags), 0);
	mw_programs_judge(&person.plan, &person.pool, &judged);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct mw_judged *it = &judged.list.items[i];
		EXPECT_TEXT(cases[i].reason, mw_verdict_name(it->verdict),
			    mw_verdict_name(cases[i].verdict));
		EXPECT_TEXT(cases[i].reason, it->reasons.list.items[0].id, cases[i].reason);
		EXPECT_INT(cases[i].reason, it->tier, MW_NONE);
	}
	person_release(&person);
}

static int setup(void **state)
{
	static struct world world;
	world_init_with(&world, "internal-medicine-img");
	*state = &world;
	return 0;
}

static int teardown(void **state)
{
	world_release(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(road),
		cmocka_unit_test(scores),
		cmocka_unit_test(letters),
		cmocka_unit_test(official_steps_agree),
		cmocka_unit_test(nothing_of_radiology),
		cmocka_unit_test(findings_name_the_specialty),
		cmocka_unit_test(programs_by_what_they_expect),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
