/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * JSON by parsing it back and once byte by byte, since other programs read it; CSV byte by byte.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "matchward/format/plan_json.h"
#include "plan_fixture.h"

static struct mw_words words_of(struct fixture *f, const char *text)
{
	struct mw_words words;

	mw_text_split(&f->pool, text, &words);
	return words;
}

static void set_up(struct fixture *f)
{
	struct mw_milestone *it;

	fixture_init(f);
	f->profile.zone = &fixture_kolkata;
	fixture_set_now(f, "2026-11-23", 12 * 60);
	*MW_PUSH(&f->pool, &f->season.dates) = (struct mw_season_date){
		.key = "eras-open",
		.date = { .day = fixture_day("2027-09-01"),
			  .minute = 9 * 60,
			  .zone = &fixture_new_york,
			  .early_days = 7,
			  .provenance = MW_PROVENANCE_PREDICTED },
	};
	*MW_PUSH(&f->pool, &f->season.dates) = (struct mw_season_date){
		.key = "token",
		.date = { .day = fixture_day("2027-06-30"),
			  .minute = -1,
			  .provenance = MW_PROVENANCE_PUBLISHED },
	};
	f->study.keys[MW_KEY_EXAM_AIM] =
		mw_date_of_day(fixture_day("2027-06-01"), MW_PROVENANCE_ADVICE);
	f->study.keys[MW_KEY_SCORE_STOP] = fixture_at("2027-09-22", 21, 0, &fixture_new_york);

	it = fixture_add(f, "step2ck-exam", "[USMLE] Sit Step 2 CK", "2027-04-01", "2027-07-31");
	it->latest = mw_date_of_day(fixture_day("2027-08-25"), MW_PROVENANCE_ADVICE);
	it->natural_due = mw_date_of_day(fixture_day("2027-07-01"), MW_PROVENANCE_ADVICE);
	it->fate = MW_FATE_MOVED;
	fixture_rule(f, "step2ck-exam")->authority = MW_AUTHORITY_USMLE;
	fixture_rule(f, "step2ck-exam")->strength = MW_STRENGTH_HARD;
	fixture_rule(f, "step2ck-exam")->phase = "exam";
	fixture_rule(f, "step2ck-exam")->takes_days = 14;
	fixture_rule(f, "step2ck-exam")->rules = words_of(f, "S14 C2");

	it = fixture_add(f, "rol-deadline", "[NRMP] Lists close", "2028-02-28", "2028-03-01");
	it->due = it->natural_due = it->latest = fixture_at("2028-03-01", 21, 0, &fixture_new_york);
	fixture_rule(f, "rol-deadline")->authority = MW_AUTHORITY_NRMP;
	fixture_rule(f, "rol-deadline")->is_event = true;
	fixture_rule(f, "rol-deadline")->phase = "match";
}

static const char want_plan[] = "{\n"
				"  \"application_year\": 2027,\n"
				"  \"season\": 2028,\n"
				"  \"today\": \"2026-11-23\",\n"
				"  \"first_day\": \"2026-11-23\",\n"
				"  \"timezone\": \"Asia/Kolkata\",\n"
				"  \"dates\": [\n"
				"    {\n"
				"      \"key\": \"eras-open\",\n"
				"      \"at\": \"2027-09-01T13:00:00Z\",\n"
				"      \"date\": \"2027-09-01\",\n"
				"      \"early\": \"2027-08-25\",\n"
				"      \"provenance\": \"predicted\"\n"
				"    },\n"
				"    {\n"
				"      \"key\": \"token\",\n"
				"      \"at\": null,\n"
				"      \"date\": \"2027-06-30\",\n"
				"      \"early\": \"2027-06-30\",\n"
				"      \"provenance\": \"published\"\n"
				"    }\n"
				"  ],\n"
				"  \"keys\": {\n"
				"    \"exam-aim\": \"2027-06-01\",\n"
				"    \"score-stop\": \"2027-09-23\"\n"
				"  },\n"
				"  \"milestones\": [\n"
				"    {\n"
				"      \"id\": \"step2ck-exam\",\n"
				"      \"title\": \"[USMLE] Sit Step 2 CK\",\n"
				"      \"phase\": \"exam\",\n"
				"      \"authority\": \"USMLE\",\n"
				"      \"strength\": \"hard\",\n"
				"      \"opens\": \"2027-04-01\",\n"
				"      \"due\": \"2027-07-31\",\n"
				"      \"latest\": \"2027-08-25\",\n"
				"      \"at\": null,\n"
				"      \"repeat\": null,\n"
				"      \"status\": \"upcoming\",\n"
				"      \"provenance\": \"advice\",\n"
				"      \"rules\": [\n"
				"        \"S14\",\n"
				"        \"C2\"\n"
				"      ],\n"
				"      \"kind\": \"task\",\n"
				"      \"takes_days\": 14,\n"
				"      \"natural_due\": \"2027-07-01\",\n"
				"      \"fate\": \"moved\"\n"
				"    },\n"
				"    {\n"
				"      \"id\": \"rol-deadline\",\n"
				"      \"title\": \"[NRMP] Lists close\",\n"
				"      \"phase\": \"match\",\n"
				"      \"authority\": \"NRMP\",\n"
				"      \"strength\": \"target\",\n"
				"      \"opens\": \"2028-02-28\",\n"
				"      \"due\": \"2028-03-02\",\n"
				"      \"latest\": \"2028-03-02\",\n"
				"      \"at\": \"2028-03-02T02:00:00Z\",\n"
				"      \"repeat\": null,\n"
				"      \"status\": \"upcoming\",\n"
				"      \"provenance\": \"published\",\n"
				"      \"rules\": [],\n"
				"      \"kind\": \"event\",\n"
				"      \"takes_days\": 0,\n"
				"      \"natural_due\": \"2028-03-02\",\n"
				"      \"fate\": \"natural\"\n"
				"    }\n"
				"  ],\n"
				"  \"warnings\": [],\n"
				"  \"too_late\": []\n"
				"}\n";

static void test_plan(void **unused)
{
	mw_auto(buf) out = MW_BUF_INIT;
	struct fixture f;

	(void)unused;
	set_up(&f);
	mw_plan_json(&f.plan, NULL, &out);
	assert_string_equal(out.text, want_plan);
	fixture_release(&f);
}

static json_t *parse(const struct mw_buf *text)
{
	json_t *root = json_loadb(text->text, text->len, JSON_REJECT_DUPLICATES, NULL);

	assert_non_null(root);
	assert_int_equal(text->text[text->len - 1], '\n');
	return root;
}

static json_t *plan_of(struct fixture *f, const struct mw_findings *warnings)
{
	mw_auto(buf) out = MW_BUF_INIT;

	mw_plan_json(&f->plan, warnings, &out);
	return parse(&out);
}

static const char *string_at(json_t *root, const char *list, size_t i, const char *key)
{
	return json_string_value(
		json_object_get(json_array_get(json_object_get(root, list), i), key));
}

static void test_names(void **unused)
{
	static const struct {
		int days;
		const char *want;
	} repeats[] = { { 0, NULL },
			{ 1, "daily" },
			{ 7, "weekly" },
			{ 14, "every 2 weeks" },
			{ 28, "every 4 weeks" },
			{ 3, "every 3 days" } };
	static const char *const fates[] = { "natural",   "moved",    "follows",
					     "under-way", "too-late", "settled" };
	struct fixture f;
	json_t *root;

	(void)unused;
	set_up(&f);
	for (size_t i = 0; i < sizeof repeats / sizeof *repeats; i++) {
		fixture_rule(&f, "step2ck-exam")->repeat_days = repeats[i].days;
		root = plan_of(&f, NULL);
		if (repeats[i].want)
			assert_string_equal(string_at(root, "milestones", 0, "repeat"),
					    repeats[i].want);
		else
			assert_null(string_at(root, "milestones", 0, "repeat"));
		json_decref(root);
	}
	fixture_find(&f, "step2ck-exam")->status = MW_STATUS_DONE; /* shown whatever its fate */
	for (int i = 0; i < 6; i++) {
		fixture_find(&f, "step2ck-exam")->fate = (enum mw_fate)i;
		root = plan_of(&f, NULL);
		assert_string_equal(string_at(root, "milestones", 0, "fate"), fates[i]);
		assert_string_equal(string_at(root, "milestones", 0, "status"), "done");
		json_decref(root);
	}
	fixture_release(&f);
}

static void test_too_late(void **unused)
{
	struct mw_milestone *it;
	struct fixture f;
	json_t *root;

	(void)unused;
	set_up(&f);
	it = fixture_find(&f, "step2ck-exam");
	it->fate = MW_FATE_TOO_LATE;
	it->status = MW_STATUS_MISSED;
	it->too_late = "The score comes too late.";
	root = plan_of(&f, NULL);
	assert_int_equal(json_array_size(json_object_get(root, "milestones")), 1);
	assert_string_equal(string_at(root, "milestones", 0, "id"), "rol-deadline");
	assert_int_equal(json_array_size(json_object_get(root, "too_late")), 1);
	assert_string_equal(string_at(root, "too_late", 0, "id"), "step2ck-exam");
	assert_string_equal(string_at(root, "too_late", 0, "title"), "[USMLE] Sit Step 2 CK");
	assert_string_equal(string_at(root, "too_late", 0, "latest"), "2027-08-25");
	assert_string_equal(string_at(root, "too_late", 0, "consequence"),
			    "The score comes too late.");
	assert_null(string_at(root, "too_late", 0, "need"));
	json_decref(root);
	fixture_release(&f);
}

static void test_warnings(void **unused)
{
	struct mw_findings warnings = { { NULL, 0, 0 } };
	struct fixture f;
	json_t *root, *rules;

	(void)unused;
	set_up(&f);
	*MW_PUSH(&f.pool, &warnings.list) = (struct mw_finding){ .id = "exam-too-late",
								 .severity = "serious",
								 .text = "Too \"late\"",
								 .rules = words_of(&f, "S12 C15") };
	root = plan_of(&f, &warnings);
	assert_string_equal(string_at(root, "warnings", 0, "id"), "exam-too-late");
	assert_string_equal(string_at(root, "warnings", 0, "severity"), "serious");
	assert_string_equal(string_at(root, "warnings", 0, "text"), "Too \"late\"");
	rules = json_object_get(json_array_get(json_object_get(root, "warnings"), 0), "rules");
	assert_int_equal(json_array_size(rules), 2);
	assert_string_equal(json_string_value(json_array_get(rules, 1)), "C15");
	json_decref(root);
	fixture_release(&f);
}

static void test_next(void **unused)
{
	static const struct {
		enum mw_status status;
		int is_there;
	} cases[] = { { MW_STATUS_UPCOMING, 1 }, { MW_STATUS_OPEN, 1 },   { MW_STATUS_DUE, 1 },
		      { MW_STATUS_LATE, 1 },     { MW_STATUS_MISSED, 0 }, { MW_STATUS_DONE, 0 },
		      { MW_STATUS_SKIPPED, 0 } };
	struct fixture f;

	(void)unused;
	set_up(&f);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		mw_auto(buf) out = MW_BUF_INIT;
		json_t *root;

		fixture_find(&f, "step2ck-exam")->status = cases[i].status;
		mw_next_json(&f.plan, 1, &out);
		root = parse(&out);
		assert_string_equal(json_string_value(json_object_get(root, "today")),
				    "2026-11-23");
		assert_int_equal(json_object_size(root), 2);
		assert_int_equal(json_array_size(json_object_get(root, "milestones")), 1);
		assert_string_equal(string_at(root, "milestones", 0, "id"),
				    cases[i].is_there ? "step2ck-exam" : "rol-deadline");
		assert_int_equal(
			json_object_size(json_array_get(json_object_get(root, "milestones"), 0)),
			17);
		json_decref(root);
	}
	fixture_release(&f);
}

/* Nothing that comes from outside can break the file, or a terminal that shows it. */
static void test_hostile_text(void **unused)
{
	static const char evil[] = "a\"b\\c\x1b[2J\x01\xff\xc2\x9b\r\nd";
	struct fixture f;
	json_t *root;

	(void)unused;
	set_up(&f);
	fixture_find(&f, "step2ck-exam")->title = evil;
	fixture_rule(&f, "step2ck-exam")->phase = evil;
	root = plan_of(&f, NULL);
	assert_string_equal(string_at(root, "milestones", 0, "title"),
			    "a\"b\\c [2J \xef\xbf\xbd \nd");
	json_decref(root);
	fixture_release(&f);
}

static void test_csv(void **unused)
{
	mw_auto(buf) out = MW_BUF_INIT;
	struct fixture f;

	(void)unused;
	set_up(&f);
	fixture_add(&f, "lor-chase", "Say \"please\",\nagain", "2028-03-02", "2028-04-01");
	fixture_rule(&f, "lor-chase")->repeat_days = 14;
	fixture_add(&f, "hidden", "Hidden", "2028-03-02", "2028-04-01")->fate = MW_FATE_TOO_LATE;
	mw_plan_csv(&f.plan, &out);
	assert_string_equal(out.text,
			    "id,title,phase,authority,strength,opens,due,latest,at,repeat,status,"
			    "provenance,rules\r\n"
			    "step2ck-exam,[USMLE] Sit Step 2 "
			    "CK,exam,USMLE,hard,2027-04-01,2027-07-31,2027-08-25,,,upcoming,"
			    "advice,S14 C2\r\n"
			    "rol-deadline,[NRMP] Lists "
			    "close,match,NRMP,target,2028-02-28,2028-03-02,2028-03-02,"
			    "2028-03-02T02:00:00Z,,upcoming,published,\r\n"
			    "lor-chase,\"Say \"\"please\"\", "
			    "again\",apply,ERAS,target,2028-03-02,2028-04-01,,,every 2 weeks,"
			    "upcoming,advice,\r\n");
	fixture_release(&f);
}

static void test_formulas(void **unused)
{
	static const struct {
		const char *title, *cell;
	} cases[] = {
		{ "=1+1", "\r\nit,'=1+1,apply" },
		{ "+1", "\r\nit,'+1,apply" },
		{ "-1", "\r\nit,'-1,apply" },
		{ "@SUM(A1)", "\r\nit,'@SUM(A1),apply" },
		{ "=HYPERLINK(\"x\",\"y\")", "\r\nit,\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\",apply" },
		{ "\t=1", "\r\nit,' =1,apply" },
		{ "\r=1", "\r\nit,' =1,apply" },
		{ "1=1", "\r\nit,1=1,apply" },
		{ "", "\r\nit,,apply" },
	};

	(void)unused;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		mw_auto(buf) out = MW_BUF_INIT;
		struct fixture f;

		fixture_init(&f);
		fixture_add(&f, "it", cases[i].title, "2027-01-01", "2027-02-01");
		mw_plan_csv(&f.plan, &out);
		assert_non_null(strstr(out.text, cases[i].cell));
		fixture_release(&f);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plan),     cmocka_unit_test(test_names),
		cmocka_unit_test(test_too_late), cmocka_unit_test(test_warnings),
		cmocka_unit_test(test_next),     cmocka_unit_test(test_hostile_text),
		cmocka_unit_test(test_csv),      cmocka_unit_test(test_formulas),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
