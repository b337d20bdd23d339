/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every threshold of DESIGN section 3 that decides what applies, on both of its sides. */
#include "matchward/core/facts.h"

#include "expect.h"

struct person {
	const char *name;
	enum mw_step1_result step1;
	int number, step1_attempts; /* 0: as by default */
	int score;                  /* 0: none */
	const char *exam;
	int attempts; /* of Step 2 CK; 0: as by default */
	int practice[4];
	int target;
	bool school_unknown;
	const char *facts; /* of those asked for, the ones that hold */
};

static const char *const practice_days[] = { "2026-10-01", "2026-11-15", "2026-12-01",
					     "2026-12-24" };

static void fill(const struct person *person, struct mw_profile *profile, struct mw_pool *pool)
{
	mw_profile_init(profile);
	profile->step1.result = person->step1;
	if (person->number)
		profile->step1.number = person->number;
	if (person->step1_attempts)
		profile->step1.attempts = person->step1_attempts;
	if (person->score)
		profile->step2ck.score = person->score;
	if (person->exam)
		profile->step2ck.exam = a_day(person->exam);
	if (person->attempts)
		profile->step2ck.attempts = person->attempts;
	if (person->target)
		profile->step2ck.target = person->target;
	profile->school_known = !person->school_unknown;
	for (size_t i = 0; i < 4 && person->practice[i]; i++)
		*MW_PUSH(pool, &profile->practice) = (struct mw_practice){
			.day = a_day(practice_days[i]), .name = "NBME", .score = person->practice[i]
		};
}

static struct mw_facts compute(const struct person *person)
{
	struct mw_pool pool = MW_POOL_INIT;
	struct mw_profile profile;
	struct mw_acts acts = { .year = 2027, .first_day = MW_DAY_NONE };
	struct mw_facts facts;
	fill(person, &profile, &pool);
	mw_facts_compute(&profile, &acts, a_day("2026-12-01"), &facts);
	mw_pool_release(&pool);
	return facts;
}

static void list(const struct mw_facts *facts, const char *const *asked, char *text)
{
	*text = '\0';
	for (; *asked; asked++) {
		enum mw_fact fact;
		assert_true(mw_fact_find(*asked, &fact));
		if (mw_facts_has(facts, fact))
			(void)sprintf(text + strlen(text), "%s%s", *text ? " " : "", *asked);
	}
}

static void exams(void **state)
{
	(void)state;
	static const char *const asked[] = { "score",  "step1-open", "step1-taken",
					     "failed", "at-risk",    "narrative",
					     "backup", "practised",  NULL };
	static const struct person people[] = {
		{ .name = "nothing yet", .facts = "step1-open backup" },
		{ .name = "Step 1 passed", .step1 = MW_STEP1_PASS, .facts = "step1-taken backup" },
		{ .name = "failed, retake open",
		  .step1 = MW_STEP1_FAIL,
		  .facts = "step1-open step1-taken failed at-risk narrative backup" },
		{ .name = "failed, then passed",
		  .step1 = MW_STEP1_PASS,
		  .step1_attempts = 2,
		  .facts = "step1-taken failed at-risk narrative backup" },
		{ .name = "sat twice, no result yet",
		  .step1 = MW_STEP1_NOT_TAKEN,
		  .step1_attempts = 2,
		  .facts = "step1-open step1-taken failed at-risk narrative backup" },
		{ .name = "number 229",
		  .step1 = MW_STEP1_NUMBER,
		  .number = 229,
		  .facts = "step1-taken narrative backup" },
		{ .name = "number 230",
		  .step1 = MW_STEP1_NUMBER,
		  .number = 230,
		  .facts = "step1-taken backup" },
		/* the score: pass mark, 235, 245 */
		{ .name = "217",
		  .step1 = MW_STEP1_PASS,
		  .score = 217,
		  .facts = "step1-taken failed at-risk narrative backup" },
		{ .name = "218",
		  .step1 = MW_STEP1_PASS,
		  .score = 218,
		  .facts = "score step1-taken at-risk narrative backup" },
		{ .name = "234",
		  .step1 = MW_STEP1_PASS,
		  .score = 234,
		  .facts = "score step1-taken at-risk narrative backup" },
		{ .name = "235",
		  .step1 = MW_STEP1_PASS,
		  .score = 235,
		  .facts = "score step1-taken backup" },
		{ .name = "245",
		  .step1 = MW_STEP1_PASS,
		  .score = 245,
		  .facts = "score step1-taken backup" },
		{ .name = "246",
		  .step1 = MW_STEP1_PASS,
		  .score = 246,
		  .facts = "score step1-taken" },
		{ .name = "260 at the second try",
		  .step1 = MW_STEP1_PASS,
		  .score = 260,
		  .attempts = 2,
		  .facts = "score step1-taken failed at-risk narrative backup" },
		{ .name = "260 after a failed Step 1",
		  .step1 = MW_STEP1_PASS,
		  .step1_attempts = 2,
		  .score = 260,
		  .facts = "score step1-taken failed at-risk narrative backup" },
		{ .name = "failed Step 2 CK, no score given",
		  .step1 = MW_STEP1_PASS,
		  .attempts = 2,
		  .facts = "step1-taken failed at-risk narrative backup" },
		/* the pass mark was 214 until the end of June 2025 */
		{ .name = "213 in June 2025",
		  .step1 = MW_STEP1_PASS,
		  .score = 213,
		  .exam = "2025-06-30",
		  .facts = "step1-taken failed at-risk narrative backup" },
		{ .name = "214 in June 2025",
		  .step1 = MW_STEP1_PASS,
		  .score = 214,
		  .exam = "2025-06-30",
		  .facts = "score step1-taken at-risk narrative backup" },
		{ .name = "217 in July 2025",
		  .step1 = MW_STEP1_PASS,
		  .score = 217,
		  .exam = "2025-07-01",
		  .facts = "step1-taken failed at-risk narrative backup" },
		{ .name = "218 in July 2025",
		  .step1 = MW_STEP1_PASS,
		  .score = 218,
		  .exam = "2025-07-01",
		  .facts = "score step1-taken at-risk narrative backup" },
		/* practice speaks only while there is no score; only exams up to today (1 December)
		   count */
		{ .name = "practice 245",
		  .step1 = MW_STEP1_PASS,
		  .practice = { 245 },
		  .facts = "step1-taken backup practised" },
		{ .name = "practice 246",
		  .step1 = MW_STEP1_PASS,
		  .practice = { 246 },
		  .facts = "step1-taken practised" },
		{ .name = "the last one counts",
		  .step1 = MW_STEP1_PASS,
		  .practice = { 250, 240 },
		  .facts = "step1-taken backup practised" },
		{ .name = "not the one to come",
		  .step1 = MW_STEP1_PASS,
		  .practice = { 230, 246, 247, 230 },
		  .facts = "step1-taken practised" },
		{ .name = "score 240 over practice 250",
		  .step1 = MW_STEP1_PASS,
		  .score = 240,
		  .practice = { 250 },
		  .facts = "score step1-taken backup practised" },
	};
	struct mw_profile later;
	struct mw_practice tomorrow = { .day = a_day("2026-12-02"), .name = "NBME", .score = 250 };
	struct mw_acts acts = { .year = 2027 };
	struct mw_facts facts_today;
	mw_profile_init(&later);
	later.practice.items = &tomorrow;
	later.practice.count = 1;
	mw_facts_compute(&later, &acts, a_day("2026-12-01"), &facts_today);
	EXPECT_INT("not practised before it is", mw_facts_has(&facts_today, MW_FACT_PRACTISED),
		   false);
	for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
		struct mw_facts facts = compute(&people[i]);
		char text[200];
		list(&facts, asked, text);
		EXPECT_TEXT(people[i].name, text, people[i].facts);
	}
}

static void targets(void **state)
{
	(void)state;
	static const struct {
		struct person person;
		int target, stretch;
	} cases[] = {
		{ { .name = "passed at once", .step1 = MW_STEP1_PASS }, 245, 250 },
		{ { .name = "not taken", .step1 = MW_STEP1_NOT_TAKEN }, 245, 250 },
		{ { .name = "school not known", .step1 = MW_STEP1_PASS, .school_unknown = true },
		  250,
		  250 },
		{ { .name = "failed", .step1 = MW_STEP1_FAIL }, 250, 250 },
		{ { .name = "failed once", .step1 = MW_STEP1_PASS, .step1_attempts = 2 },
		  250,
		  250 },
		{ { .name = "number 224", .step1 = MW_STEP1_NUMBER, .number = 224 }, 245, 250 },
		{ { .name = "number 225", .step1 = MW_STEP1_NUMBER, .number = 225 }, 246, 250 },
		{ { .name = "number 229", .step1 = MW_STEP1_NUMBER, .number = 229 }, 250, 250 },
		{ { .name = "number 230", .step1 = MW_STEP1_NUMBER, .number = 230 }, 245, 250 },
		{ { .name = "number 190", .step1 = MW_STEP1_NUMBER, .number = 190 }, 245, 250 },
		{ { .name = "number 225 and failed",
		    .step1 = MW_STEP1_NUMBER,
		    .number = 225,
		    .step1_attempts = 2 },
		  250,
		  250 },
		{ { .name = "Step 2 CK failed", .step1 = MW_STEP1_PASS, .attempts = 2 }, 245, 250 },
		{ { .name = "own target", .step1 = MW_STEP1_FAIL, .target = 238 }, 238, 250 },
		{ { .name = "high own target", .step1 = MW_STEP1_PASS, .target = 251 }, 251, 251 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mw_facts facts = compute(&cases[i].person);
		EXPECT_INT(cases[i].person.name, facts.target, cases[i].target);
		EXPECT_INT(cases[i].person.name, facts.stretch, cases[i].stretch);
	}
}

static void study_length(void **state)
{
	(void)state;
	static const struct {
		struct person person;
		int baseline, last, least, most, aim_leaves;
	} cases[] = {
		{ { .name = "no baseline" }, MW_NONE, MW_NONE, MW_NONE, MW_NONE, 3 },
		{ { .name = "219", .practice = { 219 } }, 219, 219, 4, 6, 4 },
		{ { .name = "220, gap 25", .practice = { 220 } }, 220, 220, 3, MW_NONE, 3 },
		{ { .name = "229, gap 16", .practice = { 229 } }, 229, 229, 3, MW_NONE, 3 },
		{ { .name = "230, gap 15", .practice = { 230 } }, 230, 230, MW_NONE, MW_NONE, 0 },
		{ { .name = "the earliest is the baseline", .practice = { 219, 240 } },
		  219,
		  240,
		  4,
		  6,
		  4 },
		{ { .name = "one to come", .practice = { 221, 225, 228, 244 } },
		  221,
		  228,
		  3,
		  MW_NONE,
		  3 },
		{ { .name = "234, target 250", .practice = { 234 }, .school_unknown = true },
		  234,
		  234,
		  3,
		  MW_NONE,
		  3 },
		{ { .name = "235, target 250", .practice = { 235 }, .school_unknown = true },
		  235,
		  235,
		  MW_NONE,
		  MW_NONE,
		  0 },
		{ { .name = "score known", .score = 250, .practice = { 219 } }, 219, 219, 4, 6, 0 },
		{ { .name = "score known, no baseline", .score = 250 },
		  MW_NONE,
		  MW_NONE,
		  MW_NONE,
		  MW_NONE,
		  0 },
		{ { .name = "failed score", .score = 210, .practice = { 219 } },
		  219,
		  219,
		  4,
		  6,
		  4 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mw_facts facts = compute(&cases[i].person);
		const char *name = cases[i].person.name;
		EXPECT_INT(name, facts.baseline, cases[i].baseline);
		EXPECT_INT(name, facts.last_practice, cases[i].last);
		EXPECT_INT(name, facts.study_min, cases[i].least);
		EXPECT_INT(name, facts.study_max, cases[i].most);
		EXPECT_INT(name, facts.least_study, cases[i].aim_leaves);
	}
}

static void visa_and_position(void **state)
{
	(void)state;
	static const char *const asked[] = { "visa", "j1", "h1b", "h1b-only", "advanced", NULL };
	static const struct {
		enum mw_visa visa;
		enum mw_position position;
		const char *facts;
	} cases[] = {
		{ MW_VISA_NONE, MW_POSITION_CATEGORICAL, "" },
		{ MW_VISA_J1, MW_POSITION_BOTH, "visa j1 advanced" },
		{ MW_VISA_H1B, MW_POSITION_ADVANCED, "visa h1b h1b-only advanced" },
		{ MW_VISA_EITHER, MW_POSITION_CATEGORICAL, "visa j1 h1b" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mw_profile profile;
		struct mw_acts acts = { .year = 2027 };
		struct mw_facts facts;
		char text[100];
		mw_profile_init(&profile);
		profile.visa = cases[i].visa;
		profile.position = cases[i].position;
		mw_facts_compute(&profile, &acts, a_day("2026-12-01"), &facts);
		list(&facts, asked, text);
		EXPECT_TEXT(cases[i].facts, text, cases[i].facts);
	}
}

/* S51: a radiologist and a clinician at the least. */
static void letters(void **state)
{
	(void)state;
	static const char *const asked[] = { "letters-asked", "letters-in", NULL };
	static const struct {
		const char *letters; /* kind R C or M(entor); then a(sked), r(eceived) or nothing */
		const char *facts;
	} cases[] = {
		{ "", "" },
		{ "Ra", "" },
		{ "Ra Ca", "letters-asked" },
		{ "Ca Ma", "" },
		{ "Ra Ma Ca", "letters-asked" },
		{ "Ra C-", "" },
		{ "Rr Ca", "letters-asked" },
		{ "Rr Cr", "letters-asked letters-in" },
		{ "Rr Mr", "" },
		{ "Ra Rr Cr", "letters-asked letters-in" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mw_pool pool = MW_POOL_INIT;
		struct mw_profile profile;
		struct mw_acts acts = { .year = 2027 };
		struct mw_facts facts;
		char text[100];
		mw_profile_init(&profile);
		for (const char *p = cases[i].letters; *p; p += p[2] ? 3 : 2)
			*MW_PUSH(&pool, &profile.letters) = (struct mw_letter){
				.kind = *p == 'R'   ? MW_LETTER_RADIOLOGIST
					: *p == 'C' ? MW_LETTER_CLINICIAN
						    : MW_LETTER_RESEARCH,
				.asked = p[1] == 'a' ? a_day("2026-10-20") : MW_DAY_NONE,
				.received = p[1] == 'r' ? a_day("2026-11-20") : MW_DAY_NONE,
				.assigned = MW_DAY_NONE,
			};
		mw_facts_compute(&profile, &acts, a_day("2026-12-01"), &facts);
		list(&facts, asked, text);
		EXPECT_TEXT(cases[i].letters, text, cases[i].facts);
		/* Before they were asked nobody was. */
		mw_facts_compute(&profile, &acts, a_day("2026-10-19"), &facts);
		list(&facts, asked, text);
		EXPECT_TEXT(cases[i].letters, text, "");
		mw_facts_compute(&profile, &acts, a_day("2026-11-19"), &facts);
		assert_false(mw_facts_has(&facts, MW_FACT_LETTERS_IN));
		mw_pool_release(&pool);
	}
}

/* A rotation counts when its place is found, an observership when it is over (S49 S50). */
static void experience_in_the_profile(void **state)
{
	(void)state;
	static const char *const asked[] = { "rotation", "observed", NULL };
	static const struct {
		enum mw_experience_kind kind;
		const char *from, *to, *facts;
	} cases[] = {
		{ MW_EXPERIENCE_ROTATION, "2027-03-01", "2027-03-31", "rotation" },
		{ MW_EXPERIENCE_ROTATION, NULL, NULL, "rotation" },
		{ MW_EXPERIENCE_OBSERVERSHIP, "2026-10-01", "2026-12-01", "observed" },
		{ MW_EXPERIENCE_OBSERVERSHIP, "2026-10-01", "2026-12-02", "" },
		{ MW_EXPERIENCE_OBSERVERSHIP, "2026-10-01", NULL, "observed" },
		{ MW_EXPERIENCE_OBSERVERSHIP, "2026-12-02", NULL, "" },
		{ MW_EXPERIENCE_OBSERVERSHIP, NULL, NULL, "" },
		{ MW_EXPERIENCE_RESEARCH, "2026-01-01", "2026-02-01", "" },
	};
	struct mw_acts acts = { .year = 2027 };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mw_pool pool = MW_POOL_INIT;
		struct mw_profile profile;
		struct mw_facts facts;
		char text[100];
		mw_profile_init(&profile);
		*MW_PUSH(&pool, &profile.experience) = (struct mw_experience){
			.kind = cases[i].kind,
			.from = cases[i].from ? a_day(cases[i].from) : MW_DAY_NONE,
			.to = cases[i].to ? a_day(cases[i].to) : MW_DAY_NONE,
		};
		mw_facts_compute(&profile, &acts, a_day("2026-12-01"), &facts);
		list(&facts, asked, text);
		EXPECT_TEXT("experience", text, cases[i].facts);
		mw_pool_release(&pool);
	}
}

static void work_in_the_profile(void **state)
{
	(void)state;
	static const char *const asked[] = { "research", "abstract", "applied", NULL };
	struct mw_pool pool = MW_POOL_INIT;
	struct mw_acts acts = { .year = 2027 };
	struct mw_facts facts;
	char text[100];
	static const struct {
		enum mw_research_stage stage;
		const char *facts;
	} stages[] = {
		{ MW_RESEARCH_IDEA, "research" },
		{ MW_RESEARCH_DATA, "research" },
		{ MW_RESEARCH_SUBMITTED, "research abstract" },
		{ MW_RESEARCH_ACCEPTED, "research abstract" },
		{ MW_RESEARCH_PRESENTED, "research abstract" },
	};
	for (size_t i = 0; i < sizeof stages / sizeof *stages; i++) {
		struct mw_profile profile;
		mw_profile_init(&profile);
		*MW_PUSH(&pool, &profile.research) =
			(struct mw_research){ .stage = stages[i].stage };
		mw_facts_compute(&profile, &acts, a_day("2026-12-01"), &facts);
		list(&facts, asked, text);
		EXPECT_TEXT("stage", text, stages[i].facts);
	}
	struct mw_profile profile;
	mw_profile_init(&profile);
	*MW_PUSH(&pool, &profile.abstracts) = (struct mw_abstract){ .submitted = MW_DAY_NONE };
	mw_facts_compute(&profile, &acts, a_day("2026-12-01"), &facts);
	list(&facts, asked, text);
	EXPECT_TEXT("an abstract in hand is not sent", text, "");
	profile.abstracts.items[0].submitted = a_day("2026-11-20");
	*MW_PUSH(&pool, &profile.interviews) = (struct mw_interview){ .program = "A" };
	mw_facts_compute(&profile, &acts, a_day("2026-12-01"), &facts);
	list(&facts, asked, text);
	EXPECT_TEXT("sent; and an interview", text, "abstract applied");
	mw_facts_compute(&profile, &acts, a_day("2026-11-20"), &facts);
	list(&facts, asked, text);
	EXPECT_TEXT("that day", text, "abstract applied");
	mw_facts_compute(&profile, &acts, a_day("2026-11-19"), &facts);
	list(&facts, asked, text);
	EXPECT_TEXT("a day before", text, "applied");
	mw_pool_release(&pool);
}

static void what_has_been_done(void **state)
{
	(void)state;
	static const char *const asked[] = { "applied", "pathway", "oet", "certified",
					     "nrmp",    "matched", NULL };
	static const struct {
		const char *id, *facts;
	} cases[] = {
		{ "eras-submit", "applied" },         { "pathways-apply", "pathway" },
		{ "pathways-early", "pathway" },      { "oet-exam", "oet" },
		{ "ecfmg-certificate", "certified" }, { "nrmp-register", "nrmp" },
		{ "match-day", "matched" },           { "oet-book", "" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mw_profile profile;
		struct mw_act act = { .id = cases[i].id, .is_done = true };
		struct mw_acts acts = { .year = 2027, .items = { &act, 1, 1 } };
		struct mw_facts facts;
		char text[100];
		mw_profile_init(&profile);
		mw_facts_compute(&profile, &acts, a_day("2026-12-01"), &facts);
		list(&facts, asked, text);
		EXPECT_TEXT(cases[i].id, text, cases[i].facts);
		act.is_done = false;
		act.is_skipped = true;
		mw_facts_compute(&profile, &acts, a_day("2026-12-01"), &facts);
		list(&facts, asked, text);
		EXPECT_TEXT("skipped is not done", text, "");
	}
}

static void names_and_conditions(void **state)
{
	(void)state;
	for (int i = 0; i < MW_FACT_COUNT; i++) {
		enum mw_fact fact = MW_FACT_COUNT;
		assert_true(mw_fact_find(mw_fact_name((enum mw_fact)i), &fact));
		assert_int_equal(fact, i);
		assert_true(strlen(mw_fact_reason((enum mw_fact)i)) > 5);
		for (int k = 0; k < i; k++)
			assert_string_not_equal(mw_fact_name((enum mw_fact)k),
						mw_fact_name((enum mw_fact)i));
	}
	enum mw_fact which = MW_FACT_COUNT;
	assert_false(mw_fact_find("scored", &which));
	EXPECT_TEXT("nearest", mw_fact_nearest("letter-asked"), "letters-asked");

	const uint32_t score = 1u << MW_FACT_SCORE, visa = 1u << MW_FACT_VISA,
		       j1 = 1u << MW_FACT_J1;
	struct mw_facts facts = { .set = visa | j1 };
	assert_true(mw_facts_hold(&facts, (struct mw_condition){ 0, 0 }));
	assert_true(mw_facts_hold(&facts, (struct mw_condition){ visa | j1, score }));
	assert_false(mw_facts_hold(&facts, (struct mw_condition){ visa | score, 0 }));
	assert_false(mw_facts_hold(&facts, (struct mw_condition){ visa, j1 }));
	assert_false(mw_facts_any(&facts, (struct mw_condition){ 0, 0 }, &which));
	assert_false(mw_facts_any(&facts, (struct mw_condition){ score, 0 }, &which));
	assert_int_equal(which, MW_FACT_COUNT);
	assert_true(mw_facts_any(&facts, (struct mw_condition){ score | j1, 0 }, &which));
	assert_int_equal(which, MW_FACT_J1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(exams),
		cmocka_unit_test(targets),
		cmocka_unit_test(study_length),
		cmocka_unit_test(visa_and_position),
		cmocka_unit_test(letters),
		cmocka_unit_test(experience_in_the_profile),
		cmocka_unit_test(work_in_the_profile),
		cmocka_unit_test(what_has_been_done),
		cmocka_unit_test(names_and_conditions),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
