/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The judged list as other programs read it: every key is there, in order, null where nothing is.
 */
#include "matchward/format/programs_json.h"

#include <jansson.h>

#include "expect.h"
#include "plan_fixture.h"

static json_t *written(struct fixture *f, const struct mw_judged_list *judged)
{
	struct mw_findings findings = { .list = { NULL, 0, 0 } };
	struct mw_finding_work work = { &f->plan, &f->pool, &findings };
	mw_auto(buf) out = MW_BUF_INIT;
	json_error_t error;
	if (judged->list.count)
		mw_say(&work, "tiers-approximate", "info", "S9", "Only orientation.");
	mw_programs_json(&f->plan, judged, &findings, &out);
	json_t *root = json_loads(out.text, JSON_REJECT_DUPLICATES, &error);
	if (!root)
		fail_msg("%s in line %d of\n%s", error.text, error.line, out.text);
	return root;
}

static void expect_keys(const char *name, json_t *object, const char *want)
{
	mw_auto(buf) got = MW_BUF_INIT;
	const char *key;
	json_t *value;
	json_object_foreach(object, key, value)
		mw_buf_printf(&got, "%s%s", got.len ? " " : "", key);
	EXPECT_TEXT(name, got.text, want);
}

static void expect_json(const char *name, json_t *object, const char *want)
{
	char *got = json_dumps(object, JSON_COMPACT | JSON_ENCODE_ANY);
	EXPECT_TEXT(name, got, want);
	free(got);
}

static void no_list(void **state)
{
	(void)state;
	struct fixture f;
	fixture_init(&f);
	struct mw_judged_list judged = { .usable = 0 };
	json_t *root = written(&f, &judged);
	expect_json("whole", root,
		    "{\"programs\":[],\"counts\":{\"total\":0,\"usable\":0,\"out\":0,\"target\":0,"
		    "\"safe\":0,\"possible\":0,\"reach\":0,\"unknown\":0,\"check-visa\":0,"
		    "\"off-list\":0},\"signals\":{\"gold_used\":0,\"gold_allowed\":6,"
		    "\"silver_used\":0,\"silver_allowed\":6},\"findings\":[]}");
	json_decref(root);
	fixture_release(&f);
}

static void programs(void **state)
{
	(void)state;
	static const char keys[] = "id name kind tier verdict visa_ok expected_score deadline at "
				   "interview interview_at signal status reasons";
	struct fixture f;
	fixture_init(&f);
	struct mw_program all = { .id = "all",
				  .name = "\xc3\x89toile \"1\"",
				  .kind = MW_PROGRAM_TOP_ACADEMIC,
				  .expected_score = 255,
				  .signal = MW_SIGNAL_GOLD,
				  .status = MW_PROGRAM_INTERVIEW };
	struct mw_program none = { .id = "none", .name = "N", .expected_score = MW_NONE };
	struct mw_judged_list judged = { .gold = 1, .silver = 2, .usable = 1, .out = 1 };
	judged.counts[MW_VERDICT_POSSIBLE] = 1;
	struct mw_judged *it = MW_PUSH(&f.pool, &judged.list);
	*it = (struct mw_judged){ .program = &all,
				  .tier = 1,
				  .verdict = MW_VERDICT_POSSIBLE,
				  .visa_ok = MW_ANSWER_YES,
				  .deadline = mw_date_of_day(fixture_day("2027-10-15"),
							     MW_PROVENANCE_YOURS),
				  /* 20:00 in New York (EST) is 01:00Z, and 02:00 in Berlin */
				  .interview = fixture_at("2027-11-09", 20, 0, &fixture_new_york) };
	struct mw_finding_work work = { &f.plan, &f.pool, &it->reasons };
	mw_say(&work, "tier-inside", "good", "S55", "You are inside.");
	it = MW_PUSH(&f.pool, &judged.list);
	*it = (struct mw_judged){ .program = &none,
				  .tier = MW_NONE,
				  .verdict = MW_VERDICT_CHECK_VISA,
				  .visa_ok = MW_ANSWER_UNKNOWN,
				  .deadline = MW_DATE_NONE,
				  .interview = MW_DATE_NONE };
	json_t *root = written(&f, &judged), *list = json_object_get(root, "programs");
	expect_keys("root", root, "programs counts signals findings");
	expect_keys("a program", json_array_get(list, 0), keys);
	expect_keys("one of which nothing is known", json_array_get(list, 1), keys);
	expect_json(
		"all", json_array_get(list, 0),
		"{\"id\":\"all\",\"name\":\"\xc3\x89toile \\\"1\\\"\",\"kind\":\"top-academic\","
		"\"tier\":1,\"verdict\":\"possible\",\"visa_ok\":true,\"expected_score\":255,"
		"\"deadline\":\"2027-10-15\",\"at\":null,\"interview\":\"2027-11-10\","
		"\"interview_at\":\"2027-11-10T01:00:00Z\",\"signal\":\"gold\","
		"\"status\":\"interview\",\"reasons\":[{\"id\":\"tier-inside\","
		"\"severity\":\"good\",\"text\":\"You are inside.\",\"rules\":[\"S55\"]}]}");
	expect_json("none", json_array_get(list, 1),
		    "{\"id\":\"none\",\"name\":\"N\",\"kind\":null,\"tier\":null,"
		    "\"verdict\":\"check-visa\",\"visa_ok\":null,\"expected_score\":null,"
		    "\"deadline\":null,\"at\":null,\"interview\":null,\"interview_at\":null,"
		    "\"signal\":\"none\",\"status\":\"considering\",\"reasons\":[]}");
	expect_json("signals", json_object_get(root, "signals"),
		    "{\"gold_used\":1,\"gold_allowed\":6,\"silver_used\":2,\"silver_allowed\":6}");
	EXPECT_INT("findings", json_array_size(json_object_get(root, "findings")), 1);
	json_decref(root);
	fixture_release(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_list),
		cmocka_unit_test(programs),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
