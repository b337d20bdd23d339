/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Broken roadmaps, each with what has to be said of it: every fault in one run, at its line, with
 * the nearest name where there is one. The lines of LEAST are 2 to 4 of a file that begins with its
 * header, so what follows is line 5.
 */
#include "ini_check.h"

#include "matchward/format/roadmap_ini.h"
#include "matchward/format/season_ini.h"

static struct mw_pool pool;
static struct mw_season_table seasons;

#define LEAST "title = T\nstrength = soft\ndue = Y-01-01\n"
#define A "[a]\n" LEAST

struct broken {
	const char *name, *text;
	const char *want[5]; /* "LINE: words of it", one for each diagnostic */
};

static void check_broken(const struct broken *it)
{
	struct mw_diags diags = MW_DIAGS_INIT;
	struct mw_roadmap roadmap = { .title = "untouched" };
	size_t count = 0;
	int outcome = mw_roadmap_read_checked("r.ini", it->text, strlen(it->text), &check_finder,
					      &seasons, &pool, &roadmap, &diags);
	mw_auto(buf) all = MW_BUF_INIT;
	mw_diags_print(&diags, &all);
	for (; count < 5 && it->want[count]; count++) {
		const char *words = strchr(it->want[count], ':') + 2;
		mw_auto(buf) spot = MW_BUF_INIT;
		int line = atoi(it->want[count]);
		mw_buf_printf(&spot, line ? "r.ini:%d: " : "r.ini: ", line);
		const char *at = all.text;
		size_t len = 0;
		bool is_said = false;
		for (; at && *at && !is_said; at += len + (at[len] == '\n')) {
			len = strcspn(at, "\n");
			const char *found = strstr(at, words);
			is_said = !strncmp(at, spot.text, spot.len) && found && found < at + len;
		}
		if (!is_said)
			fail_msg("%s: \"%s\" is not among\n%s", it->name, it->want[count],
				 all.text);
	}
	if (diags.count != count)
		fail_msg("%s: %zu faults are said, not %zu:\n%s", it->name, diags.count, count,
			 all.text);
	assert_int_equal(outcome, count ? MW_ROADMAP_E_BAD : 0);
	if (count)
		assert_string_equal(roadmap.title, "untouched");
	mw_diags_release(&diags);
}

static void check_all(const struct broken *cases, size_t count)
{
	for (size_t i = 0; i < count; i++)
		check_broken(&cases[i]);
}

#define CHECK(cases) check_all(cases, sizeof(cases) / sizeof *(cases))

static void file_and_keys(void **state)
{
	static const struct broken cases[] = {
		{ "good", A, { NULL } },
		{ "empty", "", { "0: no milestone in this file" } },
		{ "only a head", "title = T\nspecialty = neurology\n", { "0: no milestone" } },
		{ "an unknown key",
		  A "opnes = Y-01-01\n",
		  { "5: unknown key \"opnes\" in [a]; did you mean \"opens\"?" } },
		{ "an unknown key of the head",
		  "speciality = neurology\n" A,
		  { "1: did you mean \"specialty\"?" } },
		{ "nothing but a title",
		  "[a]\ntitle = T\n",
		  { "1: \"strength\" is missing in [a]", "1: \"due\" is missing in [a]" } },
		{ "no title",
		  "[a]\nstrength = soft\ndue = Y-01-01\n",
		  { "1: \"title\" is missing in [a]" } },
		{ "one section twice", A A, { "6: \"title\"", "7: \"strength\"", "8: \"due\"" } },
		{ "a key twice", A "due = Y-02-01\n", { "5: \"due\"" } },
		{ "a bad name", "[Goal Decide]\n" LEAST, { "1: no name for a milestone" } },
		{ "a name of 41 letters",
		  "[aaaaaaaaaabbbbbbbbbbccccccccccddddddddddx]\n" LEAST,
		  { "1: no name for a milestone" } },
		{ "an empty value", A "url =\n", { "5: \"url\" has no value" } },
		{ "a zone", "zone = America/New_Yrok\n" A, { "1: \"zone\" cannot be" } },
		{ "an indented key",
		  A "body = Text\n  opens = Y-01-01\n",
		  { "6: \"opens\" is indented" } },
	};
	(void)state;
	CHECK(cases);
}

static void values(void **state)
{
	static const struct broken cases[] = {
		{ "strength",
		  "[a]\ntitle = T\nstrength = strong\ndue = Y-01-01\n",
		  { "3: \"strength\" cannot be \"strong\"" } },
		{ "kind", A "kind = tasks\n", { "5: expected task or event" } },
		{ "authority", A "authority = nrmp\n", { "5: \"authority\" cannot be \"nrmp\"" } },
		{ "a long phase",
		  A "phase = abcdefghijabcdefghijabcdefghijabcdefghijx\n",
		  { "5: \"phase\" cannot be" } },
		{ "bands", "bands = surgery\n" A, { "1: \"bands\" cannot be \"surgery\"" } },
		{ "letters", "letters = surgeon\n" A, { "1: \"letters\" cannot be \"surgeon\"" } },
		{ "five letters",
		  "letters = clinician clinician clinician clinician clinician\n" A,
		  { "1: \"letters\" cannot be" } },
		{ "signals", "signals = 6\n" A, { "1: \"signals\" cannot be \"6\"" } },
		{ "takes", A "takes = 2 weeks\n", { "5: \"takes\" cannot be" } },
		{ "takes nothing", A "takes = 0d\n", { "5: \"takes\" cannot be" } },
		{ "leads", A "remind = 7d soon\n", { "5: \"remind\" cannot be" } },
		{ "leads below zero", A "remind = -3d\n", { "5: \"remind\" cannot be" } },
		{ "overdue", A "overdue-every = never\n", { "5: \"overdue-every\" cannot be" } },
		{ "repeat", A "repeat = monthly\n", { "5: \"repeat\" cannot be \"monthly\"" } },
		{ "repeat no weeks", A "repeat = every 0 weeks\n", { "5: \"repeat\" cannot be" } },
		{ "each", A "each = exam\n", { "5: \"each\" cannot be \"exam\"" } },
		{ "an address", A "url = ftp://a.org\n", { "5: begins with https://" } },
		{ "an address alone", A "url = www.nrmp.org\n", { "5: begins with https://" } },
		{ "a rule", A "rules = S79\n", { "5: \"rules\" cannot be \"S79\"" } },
		{ "two rules",
		  A "rules = C26 X1\n",
		  { "5: \"rules\" cannot be \"C26\"", "5: \"rules\" cannot be \"X1\"" } },
		{ "a date", "[a]\ntitle = T\nstrength = soft\ndue = next week\n", { "4: " } },
		{ "a step", A "opens = Y-01-01 - 2 fortnights\n", { "5: " } },
	};
	(void)state;
	CHECK(cases);
}

static void names(void **state)
{
	static const struct broken cases[] = {
		{ "needs, at its line",
		  A "needs = aa\n",
		  { "5: unknown milestone in needs: \"aa\"" } },
		{ "needs, the nearest",
		  A "[letters]\n" LEAST "needs = leters\n",
		  { "9: did you mean \"letters\"?" } },
		{ "closes, at its line",
		  A "closes = nothing-such\n",
		  { "5: unknown milestone in closes: \"nothing-such\"" } },
		{ "closes itself", A "closes = a\n", { "5: \"a\" closes itself" } },
		{ "needs itself", A "needs = a\n", { "5: the needs of \"a\" run in a circle" } },
		{ "needs in a circle",
		  A "needs = b\n[b]\n" LEAST "needs = a\n",
		  { "5: run in a circle" } },
		{ "dates in a circle",
		  "[a]\ntitle = T\nstrength = soft\ndue = b.due\n"
		  "[b]\ntitle = T\nstrength = soft\ndue = a.due\n",
		  { "4: the dates of \"a\" run in a circle" } },
		{ "a season key", A "opens = eras-opn\n", { "5: did you mean \"eras-open\"?" } },
		{ "a plan key", A "opens = exam-ame\n", { "5: did you mean \"exam-aim\"?" } },
		{ "a milestone's date", A "opens = aa.due\n", { "5: unknown milestone \"aa\"" } },
		{ "one that is many",
		  A "needs = l\n[l]\n" LEAST "each = letter\n",
		  { "5: \"l\" is made once for each entry" } },
		{ "a date of one that is many",
		  A "opens = l.due\n[l]\n" LEAST "each = letter\n",
		  { "5: \"l\" is made once for each entry" } },
		{ "a placeholder",
		  A "body = Line one.\n    By {rol-deadlin}.\n",
		  { "5: {rol-deadlin}; did you mean {rol-deadline}?" } },
		{ "a placeholder of numbers",
		  A "too-late = {study.month}\n",
		  { "5: did you mean {study.months}?" } },
		{ "a placeholder of an entry, without one",
		  A "body = Ask {entry}.\n",
		  { "5: unknown placeholder {entry}" } },
		{ "in a template",
		  A "each = letter\nneeds = b\nbody = {entrey}\n",
		  { "6: unknown milestone in needs: \"b\"", "7: {entrey}" } },
	};
	(void)state;
	CHECK(cases);
}

static void facts(void **state)
{
	static const struct broken cases[] = {
		{ "unknown", A "when = vsa\n", { "5: unknown fact \"vsa\"" } },
		{ "the nearest", A "settled = aplied\n", { "5: did you mean \"applied\"?" } },
		{ "no fact", A "when = visa,,score\n", { "5: \"when\" cannot be" } },
		{ "not, where it cannot be",
		  A "settled = !score\n",
		  { "5: \"settled\" cannot be" } },
		{ "both ways", A "when = visa, !visa\n", { "5: and for its opposite" } },
		{ "of a letter, without each",
		  A "when = asked\n",
		  { "5: \"asked\" in \"when\" is a fact of an entry; expected \"each = "
		    "letter\"" } },
		{ "of a letter, for interviews",
		  A "each = interview\nsettled = received\n",
		  { "6: \"received\" in \"settled\" is a fact of an entry" } },
		{ "of an achievement, for letters",
		  A "each = letter\nwhen = !in-season\n",
		  { "6: expected \"each = achievement\"" } },
		{ "where each fits", A "each = program\nsettled = sent\n", { NULL } },
		{ "j1 without a visa",
		  A "when = j1, !visa\n",
		  { "5: j1, !visa, which nobody is" } },
		{ "failed and safe", A "when = failed, !at-risk\n", { "5: failed, !at-risk" } },
		{ "H-1B only, and J-1", A "when = h1b-only, j1\n", { "5: h1b-only, j1" } },
		{ "a visa, of no kind", A "when = visa, !j1, !h1b\n", { "5: which nobody is" } },
		{ "J-1 only", A "when = j1, !h1b\n", { NULL } },
	};
	(void)state;
	CHECK(cases);
}

/* 2026: eras-open is 2 September, the first Wednesday on or after the 1st; published. */
static void dates(void **state)
{
	static const struct broken cases[] = {
		{ "the entry's, without each",
		  A "opens = entry - 1 week\n",
		  { "5: \"entry\" is the date of an entry; expected \"each\"" } },
		{ "29 February",
		  "[a]\ntitle = T\nstrength = soft\ndue = Y-02-29\n",
		  { "4: \"Y-02-29\" gives no day in application year 2026" } },
		{ "30 February",
		  "[a]\ntitle = T\nstrength = soft\ndue = 2027-02-30\n",
		  { "4: 2027-02-30" } },
		{ "opens after its due",
		  A "opens = Y-01-02\n",
		  { "5: \"a\" opens after its due in every season: 2026-01-02 comes after "
		    "2026-01-01" } },
		{ "on the day of its due", A "opens = Y-01-01\n", { NULL } },
		{ "due after its latest",
		  "[a]\ntitle = T\nstrength = soft\ndue = eras-open + 1 day\nlatest = eras-open\n",
		  { "4: \"a\" is due after its latest in every season: 2026-09-03 comes after "
		    "2026-09-02" } },
		/* eras-open is 2 September in 2026, but the 1st itself in 2027. */
		{ "after its due in some seasons only",
		  "[a]\ntitle = T\nstrength = soft\nopens = eras-open\ndue = Y-09-01\n",
		  { NULL } },
		{ "through another",
		  A "[b]\ntitle = T\nstrength = soft\nopens = a.due + 1 week\ndue = a.due\n",
		  { "8: \"b\" opens after its due" } },
		{ "a profile's day is not judged",
		  "[a]\ntitle = T\nstrength = soft\nopens = exam-aim + 1 week\ndue = exam-aim\n",
		  { NULL } },
	};
	(void)state;
	CHECK(cases);
}

static void all_at_once(void **state)
{
	static const struct broken cases[] = {
		{ "values and names",
		  "specialty = neurology\n[a]\ntitle = T {nmae}\nstrength = strong\ndue = Y-01-01\n"
		  "needs = bb\nwhen = asked\nrules = S0\n",
		  { "3: {nmae}", "4: strong", "6: \"bb\"", "7: \"asked\"", "8: \"S0\"" } },
		{ "values in one milestone, names in another",
		  A "url = nowhere\n[b]\n" LEAST "opens = a.deu\ncloses = c\n",
		  { "5: \"url\"", "10: a.deu", "11: \"c\"" } },
	};
	(void)state;
	CHECK(cases);
}

static void the_shipped_ones(void **state)
{
	static const char *const paths[] = { "share/roadmaps/diagnostic-radiology-img.ini",
					     "share/roadmaps/internal-medicine-img.ini" };
	(void)state;
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		size_t len;
		char *text = check_load(paths[i], &len);
		struct broken shipped = { paths[i], text, { NULL } };
		check_broken(&shipped);
		free(text);
	}
}

static int setup(void **state)
{
	size_t len;
	char *text = check_load("share/seasons.ini", &len);
	struct mw_diags diags = MW_DIAGS_INIT;
	(void)state;
	int outcome = mw_season_read("seasons.ini", text, len, &check_finder, true, &pool, &seasons,
				     &diags);
	check_diags("seasons", &diags, "");
	free(text);
	return outcome;
}

static int teardown(void **state)
{
	(void)state;
	mw_pool_release(&pool);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(file_and_keys),
		cmocka_unit_test(values),
		cmocka_unit_test(names),
		cmocka_unit_test(facts),
		cmocka_unit_test(dates),
		cmocka_unit_test(all_at_once),
		cmocka_unit_test(the_shipped_ones),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
