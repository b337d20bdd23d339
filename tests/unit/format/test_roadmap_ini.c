/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Roadmaps: every key into its field, lines that continue a body and those that must not, every
 * fault at its line, and the shipped roadmap.
 */
#include "ini_check.h"

#include "matchward/core/words.h"
#include "matchward/format/roadmap_ini.h"

static struct mw_pool pool;

static int teardown(void **state)
{
	(void)state;
	mw_pool_release(&pool);
	return 0;
}

static int read_roadmap(const char *text, struct mw_roadmap *ret_roadmap, struct mw_diags *diags)
{
	return mw_roadmap_read("r.ini", text, strlen(text), &check_finder, &pool, ret_roadmap,
			       diags);
}

static struct mw_roadmap good(const char *text)
{
	struct mw_roadmap roadmap;
	struct mw_diags diags = MW_DIAGS_INIT;
	int outcome = read_roadmap(text, &roadmap, &diags);
	check_diags(text, &diags, "");
	assert_int_equal(outcome, 0);
	return roadmap;
}

#define LEAST "title = T\nstrength = soft\ndue = Y-01-01\n"

static void test_every_field(void **state)
{
	struct mw_roadmap roadmap = good(
		"title = Radiology\nzone = America/Chicago\n"
		"[oet-exam]\ntitle = Sit OET\nbody = One.\n    Two {exam-aim}.\n\tThree = 3 [see]\n"
		"too-late = Gone.\n  Wait.\nphase = paperwork\nauthority = OET\nkind = "
		"event\nstrength = target\n"
		"opens = Y-1-01-01\ndue = oet-aim at 09:00\nlatest = Y-12-15 at 09:00 "
		"Asia/Kolkata\ntakes = 8w\n"
		"when = visa, ! score,step1-open\nsettled = oet, pathway applied\ncloses = a "
		"b\nrepeat = every 4 weeks\n"
		"remind = 14d 3h\nneeds = oet-book, pathway-choose\nurl = https://oet.com\nrules = "
		"S14 C25, D12 D2.5\n"
		"[least]\n" LEAST "latest = none\n[oet-exam]\n");
	const struct mw_rule *rule = &roadmap.rules.items[0];
	(void)state;
	assert_string_equal(roadmap.title, "Radiology");
	assert_int_equal(roadmap.rules.count, 2);
	assert_string_equal(rule->id, "oet-exam");
	assert_int_equal(rule->spot.line, 3);
	assert_string_equal(rule->spot.file, "r.ini");
	assert_string_equal(rule->title, "Sit OET");
	assert_string_equal(rule->body, "One. Two {exam-aim}. Three = 3 [see]");
	assert_string_equal(rule->too_late, "Gone. Wait.");
	assert_string_equal(rule->phase, "paperwork");
	assert_int_equal(rule->authority, MW_AUTHORITY_OET);
	assert_true(rule->is_event);
	assert_int_equal(rule->strength, MW_STRENGTH_TARGET);
	assert_int_equal(rule->opens.base, MW_EXPR_YEAR_DATE);
	assert_string_equal(rule->due.name, "oet-aim");
	assert_string_equal(rule->due.zone->name, "America/Chicago");
	assert_int_equal(rule->due.spot.line, 15);
	assert_string_equal(rule->latest.zone->name, "Asia/Kolkata");
	assert_int_equal(rule->takes_days, 56);
	assert_int_equal(rule->when.yes, 1u << MW_FACT_VISA | 1u << MW_FACT_STEP1_OPEN);
	assert_int_equal(rule->when.no, 1u << MW_FACT_SCORE);
	assert_int_equal(rule->settled.yes,
			 1u << MW_FACT_OET | 1u << MW_FACT_PATHWAY | 1u << MW_FACT_APPLIED);
	assert_int_equal(rule->settled.no, 0);
	assert_int_equal(rule->closes.list.count, 2);
	assert_int_equal(rule->repeat_days, 28);
	assert_true(rule->has_remind);
	assert_int_equal(rule->remind.count, 2);
	assert_int_equal(rule->needs.list.count, 2);
	assert_string_equal(rule->needs.list.items[1], "pathway-choose");
	assert_string_equal(rule->url, "https://oet.com");
	assert_int_equal(rule->rules.list.count, 4);
	assert_string_equal(rule->rules.list.items[3], "D2.5");
	assert_false(rule->is_own);

	rule = &roadmap.rules.items[1];
	assert_null(rule->body);
	assert_null(rule->too_late);
	assert_string_equal(rule->phase, "");
	assert_int_equal(rule->authority, MW_AUTHORITY_YOU);
	assert_false(rule->is_event);
	assert_int_equal(rule->opens.base, MW_EXPR_NONE);
	assert_int_equal(rule->latest.base, MW_EXPR_NONE);
	assert_int_equal(rule->takes_days, 0);
	assert_int_equal(rule->repeat_days, 0);
	assert_false(rule->has_remind);
	assert_null(rule->url);

	roadmap = good("[a]\n" LEAST "latest = Y-01-02 at 09:00\n");
	assert_string_equal(roadmap.rules.items[0].latest.zone->name, "America/New_York");
}

static void test_choices(void **state)
{
	static const struct {
		const char *line;
		int authority, repeat;
	} cases[] = {
		{ "authority = you", MW_AUTHORITY_YOU, 0 },
		{ "authority = ERAS", MW_AUTHORITY_ERAS, 0 },
		{ "authority = NRMP", MW_AUTHORITY_NRMP, 0 },
		{ "authority = ECFMG", MW_AUTHORITY_ECFMG, 0 },
		{ "authority = USMLE", MW_AUTHORITY_USMLE, 0 },
		{ "authority = program", MW_AUTHORITY_PROGRAM, 0 },
		{ "repeat = daily", MW_AUTHORITY_YOU, 1 },
		{ "repeat = weekly", MW_AUTHORITY_YOU, 7 },
		{ "repeat = every 1 week", MW_AUTHORITY_YOU, 7 },
		{ "repeat = every 52 weeks", MW_AUTHORITY_YOU, 364 },
		{ "kind = task", MW_AUTHORITY_YOU, 0 },
		{ "url = http://a.org", MW_AUTHORITY_YOU, 0 },
		{ "url = mailto:a@b.org", MW_AUTHORITY_YOU, 0 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mw_buf text = MW_BUF_INIT;
		mw_buf_printf(&text, "[a]\n" LEAST "%s\n", cases[i].line);
		struct mw_roadmap roadmap = good(text.text);
		assert_int_equal(roadmap.rules.items[0].authority, cases[i].authority);
		assert_int_equal(roadmap.rules.items[0].repeat_days, cases[i].repeat);
		/* The names are those that JSON writes. */
		if (!strncmp(cases[i].line, "authority", 9))
			assert_string_equal(cases[i].line + 12,
					    mw_authority_name(roadmap.rules.items[0].authority));
		mw_buf_release(&text);
	}
	assert_int_equal(
		good("[a]\ntitle = T\ndue = Y-01-01\nstrength = hard\n").rules.items[0].strength,
		MW_STRENGTH_HARD);
}

static void test_faults(void **state)
{
	static const struct {
		const char *text;
		const char *expected;
	} cases[] = {
		{ "[a]\n[b]\n" LEAST "[c]\ndue = Y-13-01\ntitel = T\n",
		  "r.ini:1: \"title\" is missing in [a]; expected text of at most 120 bytes\n"
		  "r.ini:1: \"strength\" is missing in [a]; expected hard, target or soft\n"
		  "r.ini:1: \"due\" is missing in [a]; expected a date such as 2027-09-01 or "
		  "eras-open + 2 weeks\n"
		  "r.ini:6: \"strength\" is missing in [c]; expected hard, target or soft\n"
		  "r.ini:7: cannot read \"Y-13-01\"; expected Y-MM-DD, Y+1-MM-DD or Y-1-MM-DD\n"
		  "r.ini:8: unknown key \"titel\" in [c]; did you mean \"title\"?\n" },
		{ "[Bad Name]\n" LEAST, "r.ini:1: [Bad Name] is no name for a milestone; expected "
					"are lower-case letters, digits and \"-\", at most "
					"40 of them\n" },
		{ "[aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa]\n" LEAST,
		  "r.ini:1: [aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa] is no name for a "
		  "milestone; expected are lower-case "
		  "letters, digits and \"-\", at most 40 of them\n" },
		{ "[a]\n" LEAST "[b]\n" LEAST "[a]\ntitle = again\n",
		  "r.ini:10: \"title\" is given twice; it stands in line 2 already, keep one of "
		  "the two\n" },
		{ "[a]\n" LEAST "when = visas\nsettled = bookd zzz\n",
		  "r.ini:5: unknown fact \"visas\" in \"when\"; did you mean \"visa\"?\n"
		  "r.ini:6: unknown fact \"bookd\" in \"settled\"; did you mean \"booked\"?\n"
		  "r.ini:6: unknown fact \"zzz\" in \"settled\"; expected one such as score or "
		  "visa\n" },
		{ "[a]\n" LEAST "when = visa score\nsettled = !score\n",
		  "r.ini:5: \"when\" cannot be \"visa score\"; expected facts separated by "
		  "commas, such as visa, !score\n"
		  "r.ini:6: \"settled\" cannot be \"!score\"; expected facts without \"!\", "
		  "such as applied, booked\n" },
		{ "[a]\n" LEAST "when = visa,,score\nsettled = ,\n",
		  "r.ini:5: \"when\" cannot be \"visa,,score\"; expected facts separated by "
		  "commas, such as visa, !score\n"
		  "r.ini:6: \"settled\" cannot be \",\"; expected facts without \"!\", such as "
		  "applied, booked\n" },
		{ "[a]\n" LEAST "when = visa, !visa\n",
		  "r.ini:5: \"when\" asks for a fact and for its opposite; expected a condition "
		  "that can hold\n" },
		{ "[a]\n" LEAST "rules = S79 S0 C26 D13 X1 S S01 D2. S2.1 D2.05 S78\n",
		  "r.ini:5: \"rules\" cannot be \"S79\"; expected S1 to S78, C1 to C25 or D1 to "
		  "D12\n"
		  "r.ini:5: \"rules\" cannot be \"S0\"; expected S1 to S78, C1 to C25 or D1 to "
		  "D12\n"
		  "r.ini:5: \"rules\" cannot be \"C26\"; expected S1 to S78, C1 to C25 or D1 to "
		  "D12\n"
		  "r.ini:5: \"rules\" cannot be \"D13\"; expected S1 to S78, C1 to C25 or D1 to "
		  "D12\n"
		  "r.ini:5: \"rules\" cannot be \"X1\"; expected S1 to S78, C1 to C25 or D1 to "
		  "D12\n"
		  "r.ini:5: \"rules\" cannot be \"S\"; expected S1 to S78, C1 to C25 or D1 to "
		  "D12\n"
		  "r.ini:5: \"rules\" cannot be \"S01\"; expected S1 to S78, C1 to C25 or D1 to "
		  "D12\n"
		  "r.ini:5: \"rules\" cannot be \"D2.\"; expected S1 to S78, C1 to C25 or D1 to "
		  "D12\n"
		  "r.ini:5: \"rules\" cannot be \"S2.1\"; expected S1 to S78, C1 to C25 or D1 "
		  "to D12\n"
		  "r.ini:5: \"rules\" cannot be \"D2.05\"; expected S1 to S78, C1 to C25 or D1 "
		  "to D12\n" },
		{ "[a]\n" LEAST "url = ftp://a.org\n",
		  "r.ini:5: \"url\" cannot be \"ftp://a.org\"; expected an address that begins "
		  "with https://, http:// or "
		  "mailto: and has no spaces\n" },
		{ "[a]\n" LEAST "url = https://\n[b]\n" LEAST "url = https://a b\n[c]\n" LEAST
		  "url = javascript:x\n",
		  "r.ini:5: \"url\" cannot be \"https://\"; expected an address that begins "
		  "with https://, http:// or "
		  "mailto: and has no spaces\n"
		  "r.ini:10: \"url\" cannot be \"https://a b\"; expected an address that begins "
		  "with https://, http:// or "
		  "mailto: and has no spaces\n"
		  "r.ini:15: \"url\" cannot be \"javascript:x\"; expected an address that "
		  "begins with https://, http:// or "
		  "mailto: and has no spaces\n" },
		{ "[a]\n" LEAST "authority = eras\nkind = job\nrepeat = every 0 weeks\ntakes = "
		  "0d\nremind = soon\n",
		  "r.ini:5: \"authority\" cannot be \"eras\"; expected you, ERAS, NRMP, ECFMG, "
		  "USMLE, OET or program\n"
		  "r.ini:6: \"kind\" cannot be \"job\"; expected task or event\n"
		  "r.ini:7: \"repeat\" cannot be \"every 0 weeks\"; expected daily, weekly, weekly "
		  "by forms or "
		  "every N weeks\n"
		  "r.ini:8: \"takes\" cannot be \"0d\"; expected days or weeks such as 14d or "
		  "2w, from 1d to 730d\n"
		  "r.ini:9: \"remind\" cannot be \"soon\"; expected up to 12 times ahead such "
		  "as 14d 2w 0d 3h, or none\n" },
		{ "[a]\n" LEAST "repeat = every 53 weeks\nneeds = A\ncloses = ,\nlatest = never\n",
		  "r.ini:5: \"repeat\" cannot be \"every 53 weeks\"; expected daily, weekly, "
		  "weekly by forms or "
		  "every N weeks\n"
		  "r.ini:6: \"needs\" cannot be \"A\"; expected names of milestones\n"
		  "r.ini:7: \"closes\" cannot be \",\"; expected names of milestones\n" },
		{ "[a]\n" LEAST "repeat = monthly\nlatest = Never\n",
		  "r.ini:5: \"repeat\" cannot be \"monthly\"; expected daily, weekly, weekly by "
		  "forms or every N "
		  "weeks\n"
		  "r.ini:6: cannot read \"Never\"; expected a day such as 2027-06-01, or a name "
		  "such as eras-open or cv-draft.due\n" },
		{ "[a]\n" LEAST "colour = red\n",
		  "r.ini:5: unknown key \"colour\" in [a]; expected one of title, body, too-late, "
		  "phase, authority, kind, "
		  "strength, opens, due, latest, takes, when, settled, closes, each, repeat, "
		  "remind, "
		  "overdue-every, needs, url, rules\n" },
		{ "[a]\n" LEAST "each = friend\n",
		  "r.ini:5: \"each\" cannot be \"friend\"; expected none, letter, abstract, "
		  "achievement, interview or program\n" },
		/* The measured trap: an indented key would silently become a part of the text
		   above. */
		{ "[a]\ntitle = T\nstrength = soft\nbody = One.\n  due = Y-01-01\n  Two.\n",
		  "r.ini:5: \"due\" is indented, which makes it a part of \"body\"; remove the "
		  "spaces in front\n" },
		{ "[a]\n" LEAST "phase = x\n  y\n",
		  "r.ini:6: an indented line continues the one above, but \"phase\" takes one "
		  "line; remove the spaces in "
		  "front\n" },
		{ "[a]\n" LEAST "body = One. ; two\n  Three.\n",
		  "r.ini:5: \" ;\" would begin a comment; write comments on lines of their own\n" },
		{ "title = T\ntitle = U\nzone = X\n[a]\n" LEAST "opens = Y-01-01 at 09:00\n",
		  "r.ini:2: \"title\" is given twice; it stands in line 1 already, keep one of the "
		  "two\n"
		  "r.ini:3: \"zone\" cannot be \"X\"; expected the name of a time zone such as "
		  "Asia/Kolkata\n" },
		{ "[a]\nstrength = soft\ndue = Y-01-01\n"
		  "title = "
		  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		  "aaaaaaaaaaaaaaaaaaaaaa"
		  "aaaaaaaaaaaaaaaaaaaaa\n",
		  "r.ini:4: \"title\" cannot be "
		  "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		  "aa...\"; expected text of "
		  "at most 120 bytes\n" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mw_roadmap roadmap = { .title = "untouched" };
		struct mw_diags diags = MW_DIAGS_INIT;
		int outcome = read_roadmap(cases[i].text, &roadmap, &diags);
		check_diags(cases[i].text, &diags, cases[i].expected);
		assert_int_equal(outcome, MW_ROADMAP_E_BAD);
		assert_string_equal(roadmap.title, "untouched");
		mw_diags_release(&diags);
	}
}

/* 4000 bytes of body are the most, and more is said once, however many lines follow. */
static void test_long_body(void **state)
{
	(void)state;
	for (int lines = 37; lines <= 60; lines++) {
		struct mw_buf text = MW_BUF_INIT;
		struct mw_diags diags = MW_DIAGS_INIT;
		struct mw_roadmap roadmap;
		mw_buf_printf(&text, "[a]\n" LEAST "body = %0100d\n", 0);
		for (int i = 0; i < lines; i++)
			mw_buf_printf(&text, "  %099d\n", i);
		int outcome = read_roadmap(text.text, &roadmap, &diags);
		bool is_good = 100 + 100 * lines <= MW_ROADMAP_BODY_MOST;
		assert_int_equal(outcome, is_good ? 0 : MW_ROADMAP_E_BAD);
		assert_int_equal(diags.count, is_good ? 0 : 1);
		if (is_good)
			assert_int_equal(strlen(roadmap.rules.items[0].body), 100 + 100 * lines);
		else
			assert_int_equal(diags.items[0].spot.line, 5 + 40);
		mw_buf_release(&text);
		mw_diags_release(&diags);
	}
}

static void test_too_many(void **state)
{
	struct mw_buf text = MW_BUF_INIT;
	struct mw_diags diags = MW_DIAGS_INIT;
	struct mw_roadmap roadmap;
	(void)state;
	for (int i = 0; i < MW_INI_ENTRIES_MOST + 100; i++)
		mw_buf_printf(&text, "[m%d]\n" LEAST, i);
	assert_int_equal(read_roadmap(text.text, &roadmap, &diags), MW_ROADMAP_E_BAD);
	/* What stands before the first section is one of the 4096. */
	check_diags("too many", &diags,
		    "r.ini:16381: too many sections; at most 4096 are allowed\n");
	mw_buf_release(&text);
	mw_diags_release(&diags);
}

/* What popups show of it: nothing of a visa, unless its name is kept back. */
static void check_is_discreet(const struct mw_rule *rule)
{
	static const char *const words[] = { "visa",      "Visa",     "J-1",    "H-1B",
					     "consulate", "petition", "ponsor", "{step2ck" };
	for (size_t i = 0; !mw_words_is_private(rule) && i < sizeof words / sizeof *words; i++)
		if (strstr(rule->title, words[i]) ||
		    (rule->too_late && strstr(rule->too_late, words[i])))
			fail_msg("[%s] would show \"%s\"", rule->id, words[i]);
}

static void check_shipped(const char *path)
{
	size_t len;
	char *text = check_load(path, &len);
	struct mw_roadmap roadmap = good(text);
	assert_true(roadmap.rules.count > 80);
	assert_true(strlen(roadmap.title) > 0);
	for (size_t i = 0; i < roadmap.rules.count; i++) {
		const struct mw_rule *rule = &roadmap.rules.items[i];
		assert_int_not_equal(rule->due.base, MW_EXPR_NONE);
		assert_true(rule->rules.list.count > 0);
		assert_non_null(rule->body);
		assert_true(*rule->phase);
		check_is_discreet(rule);
	}
	free(text);
}

static void test_shipped(void **state)
{
	(void)state;
	check_shipped("share/roadmaps/diagnostic-radiology-img.ini");
	check_shipped("share/roadmaps/internal-medicine-img.ini");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_field), cmocka_unit_test(test_choices),
		cmocka_unit_test(test_faults),      cmocka_unit_test(test_long_body),
		cmocka_unit_test(test_too_many),    cmocka_unit_test(test_shipped),
	};
	return cmocka_run_group_tests(tests, NULL, teardown);
}
