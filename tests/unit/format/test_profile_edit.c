/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One key given otherwise, at its place: what a careful person would have written. */
#include "matchward/format/profile_edit.h"

#include "expect.h"

static void expect_edit(const char *name, const char *text, const char *section, const char *key,
			const char *value, const char *want)
{
	mw_auto(buf) out = MW_BUF_INIT;
	mw_profile_edit(text, strlen(text), section, key, value, &out);
	EXPECT_TEXT(name, out.text, want);
}

static void given(void **state)
{
	(void)state;
	static const char text[] = "; mine\n[step2ck]\nexam   =  2027-06-02\nscore=250\n\n"
				   "[letter dr-lee]\nasked = 2027-01-01\n";
	expect_edit("the blanks stay", text, "step2ck", "exam", "2027-08-20",
		    "; mine\n[step2ck]\nexam   =  2027-08-20\nscore=250\n\n[letter "
		    "dr-lee]\nasked = 2027-01-01\n");
	expect_edit("in place", text, "step2ck", "score", "251",
		    "; mine\n[step2ck]\nexam   =  2027-06-02\nscore=251\n\n[letter "
		    "dr-lee]\nasked = 2027-01-01\n");
	expect_edit("of another section", text, "letter dr-lee", "asked", "2027-02-01",
		    "; mine\n[step2ck]\nexam   =  2027-06-02\nscore=250\n\n[letter "
		    "dr-lee]\nasked = 2027-02-01\n");
	expect_edit("a value with =", "[letter a]\nwriter = A = B\n", "letter a", "writer", "C = D",
		    "[letter a]\nwriter = C = D\n");
}

static void taken_away(void **state)
{
	(void)state;
	expect_edit("becomes a comment", "[step2ck]\nscore=250\n", "step2ck", "score", NULL,
		    "[step2ck]\n; score=250\n");
	expect_edit("is offered already", "[step2ck]\n; score = 250\nscore = 238\n", "step2ck",
		    "score", NULL, "[step2ck]\n; score = 250\n");
	expect_edit("was not there", "[step2ck]\n; score = 250\n", "step2ck", "score", NULL,
		    "[step2ck]\n; score = 250\n");
	/* A line holds 199 bytes with its end; with 198, "; " in front is too much. */
	mw_auto(buf) text = MW_BUF_INIT;
	mw_buf_printf(&text, "[applicant]\nname = %0190d\nvisa = j1\n", 0);
	expect_edit("too long for a comment", text.text, "applicant", "name", NULL,
		    "[applicant]\nvisa = j1\n");
}

static void new_key(void **state)
{
	(void)state;
	expect_edit("below its offer",
		    "[step2ck]\n; The day.\n; exam = YYYY-MM-DD\n; score = 250\n\n[study]\n",
		    "step2ck", "exam", "2027-06-02",
		    "[step2ck]\n; The day.\n; exam = YYYY-MM-DD\nexam = 2027-06-02\n; score = "
		    "250\n\n[study]\n");
	expect_edit("last of its section", "[step2ck]\nexam = 2027-06-02\n\n; on study\n[study]\n",
		    "step2ck", "score", "251",
		    "[step2ck]\nexam = 2027-06-02\nscore = 251\n\n; on study\n[study]\n");
	expect_edit("an empty section", "[step2ck]\n[study]\n", "step2ck", "score", "251",
		    "[step2ck]\nscore = 251\n[study]\n");
	/* The word in the middle of a sentence is no offer, nor is a longer key. */
	expect_edit("no offer", "[study]\n; the questions = all\n; questions-done = 3\n\n", "study",
		    "questions", "2500",
		    "[study]\nquestions = 2500\n; the questions = all\n; questions-done = 3\n\n");
	expect_edit("an offer of another section", "[letter a]\n; [research b]\n; title = x\n",
		    "letter a", "title", "y",
		    "[letter a]\ntitle = y\n; [research b]\n; title = x\n");
	expect_edit("an exam more", "[practice]\n2026-11-15 = NBME 10, 221\n", "practice",
		    "2026-12-15", "NBME 11, 230",
		    "[practice]\n2026-11-15 = NBME 10, 221\n2026-12-15 = NBME 11, 230\n");
	expect_edit("opened twice", "[study]\nmonths = 4\n[practice]\n[study]\n", "study",
		    "questions", "9", "[study]\nmonths = 4\n[practice]\n[study]\nquestions = 9\n");
}

/* The table of keys has applicant, step1, step2ck, study, practice ... reminders, calendar. */
static void new_section(void **state)
{
	(void)state;
	expect_edit("before the next one, and before the comment on that",
		    "[step1]\nresult = pass\n\n; on study\n[study]\n", "step2ck", "score", "251",
		    "[step1]\nresult = pass\n\n[step2ck]\nscore = 251\n\n; on study\n[study]\n");
	expect_edit("at the end", "[step1]\nresult = pass\n", "calendar", "todos", "yes",
		    "[step1]\nresult = pass\n\n[calendar]\ntodos = yes\n");
	expect_edit("behind its like", "[letter a]\nwriter = A\n\n[reminders]\nat = 09:00\n",
		    "letter b", "writer", "B",
		    "[letter a]\nwriter = A\n\n[letter b]\nwriter = B\n\n[reminders]\nat = "
		    "09:00\n");
	expect_edit("an empty file", "", "step1", "result", "pass", "[step1]\nresult = pass\n");
}

static void ends_of_lines(void **state)
{
	(void)state;
	expect_edit("CRLF", "[a]\r\n[step1]\r\nresult = fail\r\n", "step1", "result", "pass",
		    "[a]\r\n[step1]\r\nresult = pass\r\n");
	expect_edit("CRLF, a new key", "[step1]\r\nresult = pass\r\n", "step1", "attempts", "2",
		    "[step1]\r\nresult = pass\r\nattempts = 2\r\n");
	expect_edit("no end at the end", "[step1]\nresult = pass", "step1", "attempts", "2",
		    "[step1]\nresult = pass\nattempts = 2\n");
	expect_edit("a byte order mark", "\xEF\xBB\xBF[step1]\nresult = fail\n", "step1", "result",
		    "pass", "\xEF\xBB\xBF[step1]\nresult = pass\n");
}

static void bad_lines(void **state)
{
	(void)state;
	expect_edit("no =", "[study]\nstart : 2027\n", "study", "start", "2027-01-01",
		    "[study]\nstart = 2027-01-01\n");
	expect_edit("a comment behind it", "[study]\nmonths = 4 ; or = 5\n", "study", "months", "5",
		    "[study]\nmonths = 5\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(given),         cmocka_unit_test(taken_away),
		cmocka_unit_test(new_key),       cmocka_unit_test(new_section),
		cmocka_unit_test(ends_of_lines), cmocka_unit_test(bad_lines),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
