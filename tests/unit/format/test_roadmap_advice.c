/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the shipped roadmap advises: the guide's figures and lists in its texts, its months, what
 * comes before what. tests/trace/rules.txt names the rules that each case shows. A phrase is what
 * the advice cannot do without; the wording around it is free.
 */
#include "ini_check.h"

#include "matchward/format/roadmap_ini.h"

static struct mw_pool pool;
static struct mw_roadmap roadmap;

static int setup(void **state)
{
	size_t len;
	char *text = check_load("share/roadmaps/diagnostic-radiology-img.ini", &len);
	struct mw_diags diags = MW_DIAGS_INIT;
	(void)state;
	int outcome = mw_roadmap_read("r.ini", text, len, &check_finder, &pool, &roadmap, &diags);
	check_diags("shipped", &diags, "");
	free(text);
	return outcome;
}

static int teardown(void **state)
{
	(void)state;
	mw_pool_release(&pool);
	return 0;
}

static const struct mw_rule *rule_of(const char *id)
{
	for (size_t i = 0; i < roadmap.rules.count; i++)
		if (!strcmp(roadmap.rules.items[i].id, id))
			return &roadmap.rules.items[i];
	fail_msg("no milestone %s", id);
	return NULL;
}

/* Every phrase is in the title, the body or the consequence. */
static void says(const char *id, const char *const *phrases, size_t count)
{
	const struct mw_rule *rule = rule_of(id);
	for (size_t i = 0; i < count; i++)
		if (!strstr(rule->title, phrases[i]) && !strstr(rule->body, phrases[i]) &&
		    !(rule->too_late && strstr(rule->too_late, phrases[i])))
			fail_msg("%s does not say \"%s\": %s", id, phrases[i], rule->body);
}

#define SAYS(id, ...)                                                                              \
	do {                                                                                       \
		static const char *const said[] = { __VA_ARGS__ };                                 \
		says(id, said, sizeof said / sizeof *said);                                        \
	} while (0)

static void falls(const char *id, const char *opens, const char *due)
{
	const struct mw_rule *rule = rule_of(id);
	if (opens)
		assert_string_equal(rule->opens.text, opens);
	if (due)
		assert_string_equal(rule->due.text, due);
}

static void comes_after(const char *id, const char *need)
{
	const struct mw_rule *rule = rule_of(id);
	for (size_t i = 0; i < rule->needs.list.count; i++)
		if (!strcmp(rule->needs.list.items[i], need))
			return;
	fail_msg("%s does not need %s", id, need);
}

/* January to March of the year before, and so on, a quarter each; then March to June and September.
 */
static void months_of_the_guide(void **state)
{
	(void)state;
	falls("goal-decide", "Y-1-01-01", "Y-1-03-31");
	falls("radiology-outreach", "Y-1-01-01", "Y-1-03-31");
	falls("step2ck-study-start", "Y-1-01-01", "prep-start");
	falls("nbme-baseline", NULL, "Y-1-06-30");
	falls("us-rotations", "Y-1-04-01", "Y-1-06-30");
	falls("research-start", "Y-1-04-01", "Y-1-06-30");
	falls("observership", "Y-1-07-01", "Y-1-09-30");
	falls("cv-draft", "Y-1-07-01", "Y-1-09-30");
	falls("lor-ask", "Y-1-10-01", "Y-1-12-31");
	falls("abstract-submit", "Y-1-10-01", "Y-1-12-31");
	falls("step-narrative", "Y-03-01", "Y-05-15");
	falls("visa-filter", "Y-03-01", "Y-04-30");
	falls("program-list", "Y-03-01", "Y-06-30");
	falls("personal-statement", "Y-03-01", "Y-06-30");
	falls("eras-submit", "eras-open", "eras-open + 1 week");
	falls("inbox-daily", "eras-review", "Y+1-01-31");
	falls("rank-opens", NULL, "rank-opens");
	falls("match-day", NULL, "match-day");
	SAYS("goal-decide", "12 or 18 months", "more than two years");
}

/* The guide is silent in January and February and in July and August of the year; officials are
 * not. */
static void months_without_the_guide(void **state)
{
	(void)state;
	falls("abstract-acr", NULL, "abstract-acr"); /* late January */
	falls("pathway-choose", "Y-01-01", "Y-02-28");
	falls("credentials-verify", NULL, "diploma-aim"); /* 28 February */
	falls("pgy1-list", NULL, "Y-07-15");
	falls("token", "token", "token + 1 week");
	falls("lor-links", "token", "token + 2 weeks");
	falls("myeras-fill", "token", "eras-open.early - 4 weeks");
	falls("signals", NULL, "eras-open.early - 1 week");
	falls("final-qa", NULL, "eras-open.early - 1 day");
}

/* Register and book early on a working date; the two practice exams decide whether it stays. */
static void gate_of_two_exams(void **state)
{
	(void)state;
	falls("step2ck-go-nogo", "exam-aim - 46 days", "exam-aim - 14 days");
	falls("step2ck-score", "exam-aim + 2 weeks", "step2ck-exam.due + 4 weeks");
	comes_after("step2ck-book", "step2ck-register");
	comes_after("step2ck-go-nogo", "step2ck-book");
	SAYS("step2ck-register", "two practice exams in a row", "{step2ck.ready}",
	     "permit and seat take months");
	SAYS("step2ck-book", "two practice exams", "{step2ck.ready}", "more than 45 days");
	SAYS("step2ck-go-nogo", "last two practice exams", "{step2ck.ready}", "{step2ck.target}",
	     "two in a row are a level", "a later score helps more than a low one", "{exam-stop}",
	     "below about 220");
	SAYS("step2ck-exam", "April to July", "{exam-stop}", "NRMP withdraws you");
	SAYS("step2ck-score", "Two weeks", "four weeks", "eight", "whom to invite", "rank nobody");
}

static void study(void **state)
{
	(void)state;
	SAYS("step2ck-study-start", "years since the wards", "another way of teaching",
	     "English as a later language", "few good hospitals");
	SAYS("nbme-baseline", "{step2ck.target}", "more than 15 points", "at least three months",
	     "below about 220", "four to six");
	SAYS("study-foundation", "one question bank", "UWorld", "one book or one video course",
	     "at most one other", "two to three months", "four to six months");
	SAYS("study-consolidation", "one to two months", "every week", "every second week",
	     "which imaging", "chest film", "CT of the head", "contrast");
	SAYS("study-readiness", "leave over");
	SAYS("questions-daily", "{study.per-day}", "2,000 to 3,000", "mix all subjects", "timed",
	     "did not know", "trap", "misread");
	SAYS("mistake-journal", "did not know", "trap", "misread");
	SAYS("practice-weekly", "every week", "every second week", "NBME", "UWSA", "Two in a row");
	assert_int_equal(rule_of("questions-daily")->repeat_days, 1);
	assert_int_equal(rule_of("anki-daily")->repeat_days, 1);
	falls("anki-daily", "foundation-start", NULL);
	assert_int_equal(rule_of("mistake-journal")->repeat_days, 7);
	assert_int_equal(rule_of("practice-weekly")->repeat_days, 7);
	assert_true(rule_of("practice-weekly")->repeat_by_forms);
}

static void research_and_experience(void **state)
{
	(void)state;
	SAYS("radiology-outreach", "research work", "observership", "People who know you");
	SAYS("research-start", "case report", "series", "look back", "US mentor", "weak");
	SAYS("abstract-submit", "RSNA", "ARRS", "at least one abstract");
	SAYS("us-rotations", "Internal medicine, surgery and neurology");
	SAYS("observership", "even if you may only watch", "ask one radiologist", "low 240s");
	comes_after("observership", "radiology-outreach");
	comes_after("research-start", "radiology-outreach");
}

static void letters(void **state)
{
	(void)state;
	SAYS("lor-ask", "at most four", "one or two from radiologists", "physician or surgeon",
	     "research mentor", "command of medicine", "how hard and reliably you work", "setbacks",
	     "you grew");
	comes_after("lor-links", "lor-ask");
	comes_after("lor-links", "myeras-register");
	SAYS("lor-assigned", "four letters for one program");
}

/* What happened, its background, what changed, what got better, what she sees now. */
static void exam_story(void **state)
{
	(void)state;
	SAYS("step-narrative", "five parts", "plainly what happened", "without excuses",
	     "what you changed", "Prove it", "do differently today", "insight", "steady rise",
	     "present skill", "After a failed Step 1");
	SAYS("personal-statement", "exam story", "you grew and can be relied on");
	SAYS("interview-prep", "Step 1", "what your background adds", "insight", "chest film",
	     "contrast");
	SAYS("interview", "Step 1");
	SAYS("step1-exam", "A clean pass at the first try", "has to pass", "clearly better");
}

static void decisions(void **state)
{
	(void)state;
	SAYS("goal-decide", "two or three more years", "small chance", "another specialty",
	     "research degree");
	SAYS("cycle-decide", "three questions", "Below 235", "Below 230", "several US publications",
	     "A year in research, in observerships or in a US degree");
	SAYS("reapply-decide", "more research", "observerships", "a US degree", "easier to enter");
	falls("cycle-decide", "decide-from", "decide-by");
	falls("breadth-decide", "decide-from", "decide-by");
	falls("backup-decide", "decide-from", "decide-by");
}

static void programs(void **state)
{
	(void)state;
	SAYS("breadth-decide", "From 235 to 245", "60 to 100", "Below 235, apply very broadly",
	     "community and small academic", "72 on average", "Research, US experience",
	     "years since graduation");
	SAYS("program-list", "FREIDA", "who trains there now", "graduates of your school",
	     "250 and more", "strong research there", "someone inside", "245 to 255", "230 to 240",
	     "on a visa", "Mix regions and types", "matchward programs");
	SAYS("visa-filter", "no sponsorship", "J-1 only, fewer the H-1B", "higher bar",
	     "whether you will stay");
	comes_after("program-list", "visa-filter");
}

static void second_specialty(void **state)
{
	(void)state;
	SAYS("backup-decide", "245 or less", "after any failed exam", "Internal medicine",
	     "preliminary year in medicine or surgery", "240 is only borderline");
	SAYS("personal-statement-backup", "separate text");
	SAYS("personal-statement-pgy1", "Do not send the radiology text");
	SAYS("backup-submit", "in the same days as radiology");
}

static void the_season(void **state)
{
	(void)state;
	SAYS("eras-submit", "reach programs as of the same moment");
	SAYS("eras-review", "use scores to sort first", "more strictly");
	SAYS("update-letter", "No list of small things");
	SAYS("inbox-daily", "only when something significant");
	SAYS("nrmp-register", "ERAS does not do this for you");
	SAYS("ecfmg-status-check", "removes you from Match and SOAP");
	SAYS("final-qa", "before you certify");
}

/* Who publishes when, where to look, and how to write it down. */
static void dates_to_confirm(void **state)
{
	(void)state;
	SAYS("dates-confirm", "April or May", "between March and May",
	     "students-residents.aamc.org", "nrmp.org", "ecfmg.org", "[dates]",
	     "eras-open = 2027-09-01", "change from year to year");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(months_of_the_guide),
		cmocka_unit_test(months_without_the_guide),
		cmocka_unit_test(gate_of_two_exams),
		cmocka_unit_test(study),
		cmocka_unit_test(letters),
		cmocka_unit_test(research_and_experience),
		cmocka_unit_test(exam_story),
		cmocka_unit_test(decisions),
		cmocka_unit_test(programs),
		cmocka_unit_test(second_specialty),
		cmocka_unit_test(the_season),
		cmocka_unit_test(dates_to_confirm),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
