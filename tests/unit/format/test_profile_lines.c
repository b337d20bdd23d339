/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One key given otherwise: at the end, without a line changing its number. */
#include "matchward/format/profile_lines.h"

#include "expect.h"

static void expect_set(const char *name, const char *text, const char *section, const char *key,
		       const char *value, bool was_given, const char *want)
{
	mw_auto(buf) out = MW_BUF_INIT;
	EXPECT_INT(name, mw_profile_set(text, strlen(text), section, key, value, &out), was_given);
	EXPECT_TEXT(name, out.text, want);
}

static void set(void **state)
{
	(void)state;
	static const char text[] = "; mine\n[step2ck]\nexam = 2027-06-02\nscore=250\n\n"
				   "[letter dr-lee]\nasked = 2027-01-01\n";
	expect_set("in place of a line", text, "step2ck", "exam", "2027-08-20", true,
		   "; mine\n[step2ck]\n\nscore=250\n\n[letter dr-lee]\nasked = 2027-01-01\n"
		   "[step2ck]\nexam = 2027-08-20\n");
	expect_set("taken away", text, "step2ck", "score", NULL, true,
		   "; mine\n[step2ck]\nexam = 2027-06-02\n\n\n[letter dr-lee]\nasked = "
		   "2027-01-01\n");
	expect_set("an entry", text, "letter dr-lee", "asked", "2027-02-01", true,
		   "; mine\n[step2ck]\nexam = 2027-06-02\nscore=250\n\n[letter dr-lee]\n\n"
		   "[letter dr-lee]\nasked = 2027-02-01\n");
	expect_set("the same key of another section", text, "letter dr-lee", "exam", NULL, false,
		   text);
	expect_set("a new section", "[a]\nk = 1\n", "practice", "2027-01-10", "NBME 11, 238", false,
		   "[a]\nk = 1\n[practice]\n2027-01-10 = NBME 11, 238\n");
}

static void ends_of_lines(void **state)
{
	(void)state;
	expect_set("no end at the end", "[a]\nk = 1", "a", "j", "2", false,
		   "[a]\nk = 1\n[a]\nj = 2\n");
	expect_set("the last line itself", "[a]\nk = 1", "a", "k", "2", true,
		   "[a]\n\n[a]\nk = 2\n");
	expect_set("CRLF", "[a]\r\nk = 1\r\nj = 1\r\n", "a", "k", "2", true,
		   "[a]\r\n\nj = 1\r\n[a]\nk = 2\n");
	expect_set("a byte order mark", "\xEF\xBB\xBF[a]\nk = 1\n", "a", "k", NULL, true,
		   "\xEF\xBB\xBF[a]\n\n");
	expect_set("an empty file", "", "a", "k", "1", false, "[a]\nk = 1\n");
	expect_set("opened twice", "[a]\nk = 1\n[b]\n[a]\nj = 1\n", "a", "j", NULL, true,
		   "[a]\nk = 1\n[b]\n[a]\n\n");
}

static void lines(void **state)
{
	(void)state;
	static const char text[] =
		"\xEF\xBB\xBF; x\n[letter dr-lee]\nasked = 2027-01-01 \nlast = 1";
	struct mw_pool pool = MW_POOL_INIT;
	struct mw_profile_lines found;
	mw_profile_lines(text, strlen(text), &pool, &found);
	EXPECT_INT("lines", found.list.count, 4);
	const struct mw_profile_line *items = found.list.items;
	assert_null(items[0].section);
	EXPECT_INT("the mark is no part", items[0].len, 4);
	EXPECT_TEXT("header", items[1].section, "letter dr-lee");
	assert_null(items[1].key);
	EXPECT_TEXT("its key", items[2].key, "asked");
	EXPECT_TEXT("section of a key", items[2].section, "letter dr-lee");
	EXPECT_TEXT("value, trimmed", items[2].value, "2027-01-01");
	EXPECT_INT("no end", items[3].len, 8);
	mw_pool_release(&pool);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(set), cmocka_unit_test(ends_of_lines),
					    cmocka_unit_test(lines) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
