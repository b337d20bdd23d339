/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "matchward/core/text.h"

#include <limits.h>

#include "expect.h"

static void numbers(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		long most, want; /* -1: refused */
	} cases[] = {
		{ "0", 10, 0 },
		{ "10", 10, 10 },
		{ "11", 10, -1 },
		{ "007", 10, 7 },
		{ "", 10, -1 },
		{ "-1", 10, -1 },
		{ "+1", 10, -1 },
		{ " 1", 10, -1 },
		{ "1 ", 10, -1 },
		{ "1x", 10, -1 },
		{ "5", 5, 5 },
		{ "6", 5, -1 },
		{ "9", 5, -1 },
		{ "1", 0, -1 },
		{ "0", 0, 0 },
		{ "300", 300, 300 },
		{ "301", 300, -1 },
		{ "309", 300, -1 },
		{ "1000", 300, -1 },
		{ "2147483647", LONG_MAX, 2147483647 },
		{ "99999999999999999999999", LONG_MAX, -1 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		long value = -1;
		bool read = mw_text_number(cases[i].text, cases[i].most, &value);
		EXPECT_INT(cases[i].text, value, cases[i].want);
		EXPECT_INT(cases[i].text, read, cases[i].want >= 0);
	}
	/* Every number up to every small bound. */
	for (long most = 0; most < 150; most++)
		for (long n = 0; n < 200; n++) {
			char text[24];
			long value;
			(void)snprintf(text, sizeof text, "%ld", n);
			assert_int_equal(mw_text_number(text, most, &value), n <= most);
		}
}

static void ids(void **state)
{
	(void)state;
	static const char *const good[] = { "a", "demo-7f3a", "0", "-",
					    "1234567890123456789012345678901234567890" };
	static const char *const bad[] = { "",
					   "A",
					   "a b",
					   "a_b",
					   "a.b",
					   "\xc3\xa9",
					   "12345678901234567890123456789012345678901" };
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		EXPECT_INT(good[i], mw_text_is_id(good[i]), true);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		EXPECT_INT(bad[i], mw_text_is_id(bad[i]), false);
}

static void utf8(void **state)
{
	(void)state;
	static const struct {
		const char *name, *text;
		bool good;
	} cases[] = {
		{ "nothing", "", true },
		{ "ASCII", "plain", true },
		{ "two bytes", "\xc2\x80\xdf\xbf", true },
		{ "three bytes", "\xe0\xa0\x80\xef\xbf\xbf", true },
		{ "below the surrogates", "\xed\x9f\xbf", true },
		{ "above the surrogates", "\xee\x80\x80", true },
		{ "four bytes", "\xf0\x90\x80\x80\xf4\x8f\xbf\xbf", true },
		{ "a tail alone", "\x80", false },
		{ "overlong slash", "\xc0\xaf", false },
		{ "overlong two", "\xc1\xbf", false },
		{ "overlong three", "\xe0\x9f\xbf", false },
		{ "overlong four", "\xf0\x8f\xbf\xbf", false },
		{ "surrogate", "\xed\xa0\x80", false },
		{ "last surrogate", "\xed\xbf\xbf", false },
		{ "above U+10FFFF", "\xf4\x90\x80\x80", false },
		{ "five bytes", "\xf8\x88\x80\x80\x80", false },
		{ "0xFF", "\xff", false },
		{ "cut two", "a\xc3", false },
		{ "cut three", "\xe2\x82", false },
		{ "cut four", "\xf0\x9f\x98", false },
		{ "no tail", "\xc3(", false },
		{ "wrong third", "\xe2\x82(", false },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		EXPECT_INT(cases[i].name, mw_text_is_utf8(cases[i].text, strlen(cases[i].text)),
			   cases[i].good);
	/* The length counts, not the NUL: here the tail lies beyond it. */
	assert_false(mw_text_is_utf8("\xc3\xa9", 1));
	assert_true(mw_text_is_utf8("a\0b", 3));
}

static void controls(void **state)
{
	(void)state;
	for (int c = 1; c < 256; c++) {
		char text[2] = { (char)c, 'x' };
		bool is_control = (c < 0x20 && c != '\t' && c != '\n') || c == 0x7f;
		assert_int_equal(mw_text_has_control(text, 2), is_control);
	}
	assert_true(mw_text_has_control("a\0", 2));
	for (int c = 0x80; c < 0xc0; c++) {
		char text[3] = { 'a', (char)0xc2, (char)c };
		assert_int_equal(mw_text_has_control(text, 3), c <= 0x9f);
		assert_false(mw_text_has_control(text, 2));
	}
	assert_false(
		mw_text_has_control("\xc3\x85", 2)); /* a letter that ends as a control would */
}

static void split(void **state)
{
	(void)state;
	struct mw_pool pool = MW_POOL_INIT;
	struct mw_words words;
	mw_text_split(&pool, " S14,C2\tS12 ,\n D4", &words);
	EXPECT_INT("count", words.list.count, 4);
	EXPECT_TEXT("1", words.list.items[0], "S14");
	EXPECT_TEXT("2", words.list.items[1], "C2");
	EXPECT_TEXT("3", words.list.items[2], "S12");
	EXPECT_TEXT("4", words.list.items[3], "D4");
	mw_text_split(&pool, " , ", &words);
	EXPECT_INT("none", words.list.count, 0);
	mw_pool_release(&pool);
}

static void nearest(void **state)
{
	(void)state;
	static const char *const names[] = { "eras-open",    "eras-review", "token",
					     "rol-deadline", "id",          "at" };
	static const struct {
		const char *word, *want;
	} cases[] = {
		{ "eras-open", "eras-open" },
		{ "eras-opne", "eras-open" },
		{ "erasopen", "eras-open" },
		{ "eras-reviews", "eras-review" },
		{ "tokne", "token" },
		{ "tken", "token" },
		{ "rol-dedline", "rol-deadline" },
		{ "match-day", NULL },
		{ "x", NULL },
		{ "", NULL },
		{ "ia", "id" },
		{ "bt", "at" },
		{ "zzzzz", NULL },
		{ "a-word-that-is-far-too-long-to-be-any-name-in-here-at-all", NULL },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		EXPECT_TEXT(cases[i].word, mw_text_nearest(cases[i].word, names, 6), cases[i].want);
	assert_null(mw_text_nearest("token", names, 0));
}

/* One slip is allowed in three letters, two in four: so each kind of slip must count as one. */
static void slips(void **state)
{
	(void)state;
	static const struct {
		const char *word, *name;
		bool near;
	} cases[] = {
		{ "abc", "abd", true },         { "abc", "bac", true },
		{ "abc", "acb", true },         { "abc", "ab", true },
		{ "abc", "abcd", true },        { "abc", "xabc", true },
		{ "abc", "bc", true },          { "abc", "cba", false },
		{ "abc", "abde", false },       { "abc", "a", false },
		{ "abc", "bca", false },        { "abcd", "badc", true },
		{ "abcd", "ab", true },         { "abcd", "abcdef", true },
		{ "abcd", "xbcy", true },       { "abcd", "xbcyz", false },
		{ "abcd", "bcda", true },       { "abcdef", "abc", false },
		{ "abcdefg", "abcd", true },    { "abcdefg", "abc", false },
		{ "abcdef", "fbcdea", true },   { "abcdef", "badcfe", false },
		{ "abcdefg", "badcfeg", true },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char label[40];
		(void)snprintf(label, sizeof label, "%s for %s", cases[i].word, cases[i].name);
		EXPECT_TEXT(label, mw_text_nearest(cases[i].word, &cases[i].name, 1),
			    cases[i].near ? cases[i].name : NULL);
	}
	static const char *const equal[] = { "abd", "abe", "abc" };
	EXPECT_TEXT("the first of equals", mw_text_nearest("abx", equal, 3), "abd");
	EXPECT_TEXT("the nearest of all", mw_text_nearest("abc", equal, 3), "abc");
}

static void cut(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		size_t most, want;
	} cases[] = {
		{ "", 5, 0 },
		{ "abc", 5, 3 },
		{ "abcde", 5, 5 },
		{ "abcdef", 5, 5 },
		{ "abcd\xc3\xa9", 5, 4 },
		{ "abc\xc3\xa9x", 5, 5 },
		{ "ab\xe2\x82\xacx", 4, 2 },
		{ "\xf0\x9f\x98\x80x", 3, 0 },
		{ "abc", 0, 0 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		EXPECT_INT(cases[i].text,
			   mw_text_cut(cases[i].text, strlen(cases[i].text), cases[i].most),
			   cases[i].want);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers),  cmocka_unit_test(ids),   cmocka_unit_test(utf8),
		cmocka_unit_test(controls), cmocka_unit_test(split), cmocka_unit_test(nearest),
		cmocka_unit_test(slips),    cmocka_unit_test(cut),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
