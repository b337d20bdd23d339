/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The assessment as other programs read it: once byte by byte, else parsed back.
 */
#include "matchward/format/plan_json.h"

#include <jansson.h>

#include "expect.h"
#include "plan_fixture.h"

/* DESIGN section 3, in its order. */
static const char *const keys[] = {
	"step2ck_target",   "step2ck_stretch", "score",        "tier",         "risk",
	"backup_advised",   "programs_min",    "programs_max", "backup_basis", "study_months_min",
	"study_months_max", "ready",           "findings",     "cost_min",     "cost_max",
	"cost_season",      "specialty",       "bands"
};

static const struct mw_assessment nothing_known = {
	.specialty = &mw_specialty_radiology,
	.target = 245,
	.stretch = 250,
	.score = MW_NONE,
	.programs_min = MW_NONE,
	.programs_max = MW_NONE,
	.study_min = MW_NONE,
	.study_max = MW_NONE,
	.cost_min = MW_NONE,
	.cost_max = MW_NONE,
	.cost_season = MW_NONE,
};

static json_t *parse(const char *text)
{
	json_error_t error;
	json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, &error);
	if (!root)
		fail_msg("%s in line %d of\n%s", error.text, error.line, text);
	return root;
}

/* Exactly the keys, in order, each of one of its types. */
static void expect_shape(const char *name, json_t *root)
{
	size_t count = 0;
	const char *key;
	json_t *value;
	json_object_foreach(root, key, value)
	{
		assert_true(count < sizeof keys / sizeof *keys);
		EXPECT_TEXT(name, key, keys[count]);
		count++;
	}
	EXPECT_INT(name, count, sizeof keys / sizeof *keys);
	static const char *const whole[] = { "step2ck_target", "step2ck_stretch" };
	static const char *const whole_or_null[] = {
		"score",    "programs_min", "programs_max", "study_months_min", "study_months_max",
		"cost_min", "cost_max",     "cost_season"
	};
	static const char *const text[] = { "tier", "risk", "backup_basis", "specialty" };
	for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
		assert_true(json_is_integer(json_object_get(root, whole[i])));
	for (size_t i = 0; i < sizeof whole_or_null / sizeof *whole_or_null; i++) {
		value = json_object_get(root, whole_or_null[i]);
		assert_true(json_is_integer(value) || json_is_null(value));
	}
	for (size_t i = 0; i < sizeof text / sizeof *text; i++)
		assert_true(json_is_string(json_object_get(root, text[i])));
	assert_true(json_is_boolean(json_object_get(root, "backup_advised")));
	assert_true(json_is_boolean(json_object_get(root, "bands")));
	value = json_object_get(root, "ready");
	assert_true(json_is_boolean(value) || json_is_null(value));
	size_t i;
	json_array_foreach(json_object_get(root, "findings"), i, value)
	{
		static const char *const strings[] = { "id", "severity", "text" };
		for (size_t k = 0; k < sizeof strings / sizeof *strings; k++)
			assert_true(json_string_length(json_object_get(value, strings[k])) > 0);
		json_t *rules = json_object_get(value, "rules");
		assert_true(json_array_size(rules) > 0);
		for (size_t k = 0; k < json_array_size(rules); k++)
			assert_true(json_is_string(json_array_get(rules, k)));
		EXPECT_INT(name, json_object_size(value), 4);
	}
}

static void nothing(void **state)
{
	(void)state;
	static const char *const nulls[] = {
		"score", "programs_min", "programs_max", "study_months_min", "study_months_max",
		"ready", "cost_min",     "cost_max",     "cost_season"
	};
	struct mw_findings findings = { .list = { NULL, 0, 0 } };
	mw_auto(buf) out = MW_BUF_INIT;
	mw_assess_json(&nothing_known, &findings, &out);
	json_t *root = parse(out.text);
	expect_shape("nothing", root);
	for (size_t i = 0; i < sizeof nulls / sizeof *nulls; i++)
		assert_true(json_is_null(json_object_get(root, nulls[i])));
	EXPECT_TEXT("tier", json_string_value(json_object_get(root, "tier")), "unknown");
	EXPECT_TEXT("risk", json_string_value(json_object_get(root, "risk")), "unknown");
	EXPECT_TEXT("basis", json_string_value(json_object_get(root, "backup_basis")), "none");
	assert_true(json_is_false(json_object_get(root, "backup_advised")));
	assert_true(json_is_array(json_object_get(root, "findings")));
	EXPECT_INT("findings", json_array_size(json_object_get(root, "findings")), 0);
	json_decref(root);
}

static void bytes(void **state)
{
	(void)state;
	static const char want[] = "{\n"
				   "  \"step2ck_target\": 250,\n"
				   "  \"step2ck_stretch\": 251,\n"
				   "  \"score\": 238,\n"
				   "  \"tier\": \"borderline\",\n"
				   "  \"risk\": \"extreme\",\n"
				   "  \"backup_advised\": true,\n"
				   "  \"programs_min\": 60,\n"
				   "  \"programs_max\": 100,\n"
				   "  \"backup_basis\": \"score\",\n"
				   "  \"study_months_min\": 3,\n"
				   "  \"study_months_max\": null,\n"
				   "  \"ready\": null,\n"
				   "  \"findings\": [\n"
				   "    {\n"
				   "      \"id\": \"ready\",\n"
				   "      \"severity\": \"good\",\n"
				   "      \"text\": \"A \\\"b\\\" \\\\ c.\",\n"
				   "      \"rules\": [\n"
				   "        \"S36\",\n"
				   "        \"C17\"\n"
				   "      ]\n"
				   "    }\n"
				   "  ],\n"
				   "  \"cost_min\": 1230,\n"
				   "  \"cost_max\": 2430,\n"
				   "  \"cost_season\": 2026,\n"
				   "  \"specialty\": \"diagnostic radiology\",\n"
				   "  \"bands\": true\n"
				   "}\n";
	struct mw_pool pool = MW_POOL_INIT;
	struct mw_findings findings = { .list = { NULL, 0, 0 } };
	struct mw_finding *finding = MW_PUSH(&pool, &findings.list);
	*finding =
		(struct mw_finding){ .id = "ready", .severity = "good", .text = "A \"b\" \\ c." };
	mw_text_split(&pool, "S36 C17", &finding->rules);
	struct mw_assessment it = {
		.specialty = &mw_specialty_radiology,
		.target = 250,
		.stretch = 251,
		.score = 238,
		.tier = MW_TIER_BORDERLINE,
		.risk = MW_RISK_EXTREME,
		.backup_advised = true,
		.backup_basis = MW_BASIS_SCORE,
		.programs_min = 60,
		.programs_max = 100,
		.study_min = 3,
		.study_max = MW_NONE,
		.cost_min = 1230,
		.cost_max = 2430,
		.cost_season = 2026,
	};
	mw_auto(buf) out = MW_BUF_INIT;
	mw_assess_json(&it, &findings, &out);
	EXPECT_TEXT("bytes", out.text, want);
	mw_pool_release(&pool);
}

/* Every word of the contract, and the three values of `ready`. */
static void words(void **state)
{
	(void)state;
	static const char *const tiers[] = { "unknown", "very-strong", "competitive", "borderline",
					     "low" };
	static const enum mw_tier tier[] = { MW_TIER_UNKNOWN, MW_TIER_VERY_STRONG,
					     MW_TIER_COMPETITIVE, MW_TIER_BORDERLINE, MW_TIER_LOW };
	static const char *const risks[] = { "unknown", "none", "elevated", "extreme", "none" };
	static const enum mw_risk risk[] = { MW_RISK_UNKNOWN, MW_RISK_NONE, MW_RISK_ELEVATED,
					     MW_RISK_EXTREME, MW_RISK_NONE };
	static const char *const bases[] = { "none", "practice", "score", "none", "score" };
	static const enum mw_basis basis[] = { MW_BASIS_NONE, MW_BASIS_PRACTICE, MW_BASIS_SCORE,
					       MW_BASIS_NONE, MW_BASIS_SCORE };
	static const enum mw_ready ready[] = { MW_READY_UNKNOWN, MW_READY_NO, MW_READY_YES,
					       MW_READY_NO, MW_READY_YES };
	static const json_type readies[] = { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_FALSE,
					     JSON_TRUE };
	for (size_t i = 0; i < sizeof tiers / sizeof *tiers; i++) {
		struct mw_findings findings = { .list = { NULL, 0, 0 } };
		struct mw_assessment it = nothing_known;
		it.tier = tier[i];
		it.risk = risk[i];
		it.backup_basis = basis[i];
		it.ready = ready[i];
		mw_auto(buf) out = MW_BUF_INIT;
		mw_assess_json(&it, &findings, &out);
		json_t *root = parse(out.text);
		expect_shape(tiers[i], root);
		EXPECT_TEXT("tier", json_string_value(json_object_get(root, "tier")), tiers[i]);
		EXPECT_TEXT("risk", json_string_value(json_object_get(root, "risk")), risks[i]);
		EXPECT_TEXT("basis", json_string_value(json_object_get(root, "backup_basis")),
			    bases[i]);
		EXPECT_INT("ready", json_typeof(json_object_get(root, "ready")), readies[i]);
		json_decref(root);
	}
}

/* A real one: 228 and 236 for a target of 245, 17 points to go (C25). */
static void an_applicant(void **state)
{
	(void)state;
	struct fixture f;
	struct mw_acts acts = { .year = 2027, .first_day = MW_DAY_NONE };
	struct mw_assessment it;
	struct mw_findings findings;
	fixture_init(&f);
	f.profile.graduation_year = 2025;
	f.profile.visa = MW_VISA_J1;
	f.profile.step1.result = MW_STEP1_PASS;
	f.study.keys[MW_KEY_GRADUATION] =
		mw_date_of_day(fixture_day("2025-06-30"), MW_PROVENANCE_ADVICE);
	*MW_PUSH(&f.pool, &f.profile.practice) = (struct mw_practice){
		.day = fixture_day("2026-10-20"), .name = "NBME 10", .score = 228
	};
	*MW_PUSH(&f.pool, &f.profile.practice) = (struct mw_practice){
		.day = fixture_day("2026-11-10"), .name = "NBME 11", .score = 236
	};
	mw_facts_compute(&f.profile, &acts, f.plan.today, &f.facts);
	mw_assess(&f.plan, &it);
	mw_findings_of_assessment(&f.plan, &it, &f.pool, &findings);
	mw_auto(buf) out = MW_BUF_INIT;
	mw_assess_json(&it, &findings, &out);
	json_t *root = parse(out.text);
	expect_shape("an applicant", root);
	EXPECT_INT("target", json_integer_value(json_object_get(root, "step2ck_target")), 245);
	EXPECT_INT("stretch", json_integer_value(json_object_get(root, "step2ck_stretch")), 250);
	assert_true(json_is_null(json_object_get(root, "score")));
	assert_true(json_is_true(json_object_get(root, "backup_advised")));
	EXPECT_TEXT("basis", json_string_value(json_object_get(root, "backup_basis")), "practice");
	EXPECT_INT("least", json_integer_value(json_object_get(root, "study_months_min")), 3);
	assert_true(json_is_null(json_object_get(root, "study_months_max")));
	assert_true(json_is_false(json_object_get(root, "ready")));
	json_t *list = json_object_get(root, "findings");
	EXPECT_INT("all findings", json_array_size(list), findings.list.count);
	for (size_t i = 0; i < findings.list.count; i++)
		EXPECT_TEXT("in their order",
			    json_string_value(json_object_get(json_array_get(list, i), "id")),
			    findings.list.items[i].id);
	json_decref(root);
	fixture_release(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing),
		cmocka_unit_test(bytes),
		cmocka_unit_test(words),
		cmocka_unit_test(an_applicant),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
