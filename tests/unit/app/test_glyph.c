/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Widths by Unicode's own words (East Asian Width, general category), counted by hand per glyph.
 */
#include "matchward/app/glyph.h"

#include "expect.h"

static const struct {
	const char *name, *text;
	int width;
	size_t glyphs;
} cases[] = {
	{ "ASCII", "abc", 3, 3 },
	{ "one letter, composed", "\u00e9", 1, 1 },
	{ "a letter and its accent", "e\u0301", 1, 1 },
	{ "two wide ones (W)", "\u5927\u962a", 4, 2 },
	{ "Hangul (W)", "\ud55c", 2, 1 },
	{ "full width (F)", "\uff21", 2, 1 },
	{ "halfwidth kana (H)", "\uff76", 1, 1 },
	{ "a picture (W)", "\U0001f3e5", 2, 1 },
	/* Drawn as one of 2 columns, or as its parts side by side: 2 + 0 + 2. */
	{ "a joined picture", "\U0001f9d1\u200d\U0001f9d1", 4, 1 },
	{ "a skin colour", "\U0001f44d\U0001f3fd", 4, 1 },
	{ "two letters of a flag", "\U0001f1ee\U0001f1f3", 2, 1 },
	/* U+2764 is narrow as text, and wide as the picture that U+FE0F asks for. */
	{ "a sign as text", "\u2764", 1, 1 },
	{ "the sign as a picture", "\u2764\ufe0f", 2, 1 },
	/* KA is 1; the vowel sign II is a spacing mark (Mc): some give it a column, some do not. */
	{ "a vowel sign beside its letter", "\u0915\u0940", 2, 1 },
	{ "a mark below its letter (Mn)", "\u0915\u0941", 1, 1 },
	{ "broken bytes", "a\xff\xc3", 3, 3 },
	{ "nothing", "", 0, 0 },
};

static void test_widths(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		size_t len = strlen(cases[i].text), glyphs = 0;
		int width;
		for (size_t at = 0; at < len; glyphs++)
			at += mw_glyph_next(cases[i].text + at, len - at, &width);
		if (mw_glyph_width(cases[i].text, len) != cases[i].width ||
		    glyphs != cases[i].glyphs)
			fail_msg("%s: width %d, %zu glyphs", cases[i].name,
				 mw_glyph_width(cases[i].text, len), glyphs);
	}
}

/* Every character that there is has a width of 0 to 2, and U+0300 is never parted from it. */
static void test_any_character(void **state)
{
	(void)state;
	for (unsigned code = 1; code < 0x110000; code++) {
		char text[8];
		size_t len = 0;
		int width;
		if (code >= 0xd800 && code < 0xe000)
			continue;
		if (code < 0x80) {
			text[len++] = (char)code;
		} else if (code < 0x800) {
			text[len++] = (char)(0xc0 | code >> 6);
		} else if (code < 0x10000) {
			text[len++] = (char)(0xe0 | code >> 12);
			text[len++] = (char)(0x80 | (code >> 6 & 0x3f));
		} else {
			text[len++] = (char)(0xf0 | code >> 18);
			text[len++] = (char)(0x80 | (code >> 12 & 0x3f));
			text[len++] = (char)(0x80 | (code >> 6 & 0x3f));
		}
		if (code >= 0x80)
			text[len++] = (char)(0x80 | (code & 0x3f));
		if (mw_glyph_next(text, len, &width) != len || width < 0 || width > 2)
			fail_msg("U+%04X: width %d", code, width);
	}
}

static void expect_cut(const char *text, int columns, const char *want)
{
	mw_auto(buf) out = MW_BUF_INIT;
	mw_glyph_cut(text, columns, &out);
	assert_string_equal(out.text, want);
	assert_true(mw_glyph_width(out.text, out.len) <= columns);
}

static void test_cut(void **state)
{
	(void)state;
	expect_cut("Sit the exam", 12, "Sit the exam");
	expect_cut("Sit the exam", 11, "Sit the ex\u2026");
	expect_cut("Sit the exam", 9, "Sit the\u2026"); /* no space before the sign */
	/* 5 columns: two wide ones are 4, the sign 1. With 4 only one fits before it. */
	expect_cut("\u5927\u962a\u5e02", 5, "\u5927\u962a\u2026");
	expect_cut("\u5927\u962a\u5e02", 4, "\u5927\u2026");
	expect_cut("ae\u0301xy", 3, "ae\u0301\u2026"); /* an accent stays with its letter */
	expect_cut("", 3, "");
}

static void expect_clean(const char *text, size_t len, const char *want)
{
	mw_auto(buf) out = MW_BUF_INIT, again = MW_BUF_INIT;
	mw_glyph_clean(text, len, &out);
	assert_string_equal(out.text, want);
	mw_glyph_clean(out.text, out.len, &again);
	assert_string_equal(again.text, want); /* what is clean stays so */
}

static void test_clean(void **state)
{
	(void)state;
	static const struct {
		const char *text, *want;
	} rows[] = {
		{ "plain, \u5927\u962a", "plain, \u5927\u962a" },
		{ "two\nlines", "two\nlines" },
		{ "a\u202eb\u202c\u202ac\u202b\u202d", "abc" }, /* embeddings, overrides */
		{ "a\u2066b\u2067c\u2068d\u2069", "abcd" },     /* isolates */
		{ "a\u200eb\u200fc\u061cd", "abcd" },           /* marks of direction */
		{ "a\u200bb\ufeffc\u2060d\u00ade", "abcde" },   /* no width, no shape */
		{ "x\U000e0067\U000e007f", "x" },               /* tags */
		{ "a\u2028b\u2029c\u00a0d\u3000e\tf", "a b c d e f" },
		{ "a\033[31mb\x07\x7f", "a\uFFFD[31mb\uFFFD\uFFFD" },
		{ "a\xc2\x85\xc2\x9b"
		  "b",
		  "a\uFFFD\uFFFDb" }, /* C1: NEL and CSI */
		{ "a\xff\xc3", "a\uFFFD\uFFFD" },
		/* Joiners: needed between letters of these scripts, without sense after a space. */
		{ "\u0646\u0645\u06cc\u200c\u062e", "\u0646\u0645\u06cc\u200c\u062e" },
		{ "\u0915\u094d\u200d\u0937", "\u0915\u094d\u200d\u0937" },
		{ "\U0001f9d1\u200d\U0001f9d1", "\U0001f9d1\u200d\U0001f9d1" },
		{ "\u200da \u200cb\u200dc", "a bc" },
		{ "\u0915\u200d\u200d\u200c\u0937", "\u0915\u200d\u0937" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		expect_clean(rows[i].text, strlen(rows[i].text), rows[i].want);
	expect_clean("a\0b", 3, "a\uFFFDb");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_widths),
		cmocka_unit_test(test_any_character),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_clean),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
