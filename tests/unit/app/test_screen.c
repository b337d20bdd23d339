/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Marked text as lines. What is wanted is folded by hand, column by column.
 */
#include "matchward/app/screen.h"

#include "expect.h"
#include "matchward/app/glyph.h"

static void expect(const struct mw_screen *screen, const char *text, const char *want)
{
	mw_auto(buf) out = MW_BUF_INIT;
	mw_screen_lay(screen, text, strlen(text), &out);
	assert_string_equal(out.text, want);
}

static struct mw_screen terminal(int width)
{
	return (struct mw_screen){ .width = width, .height = 24, .is_terminal = true };
}

static const struct mw_screen in_pipe = { .width = 92 };

static void test_fold(void **state)
{
	(void)state;
	const struct mw_screen screen = terminal(20);
	/*                      12345678901234567890 */
	expect(&screen, "one two three four\n", "one two three four\n");
	expect(&screen, "one two three four 20\n", "one two three four\n20\n");
	expect(&screen, "one two three  four5\n", "one two three  four5\n");
	expect(&screen, "  one two three four20\n", "  one two three\n      four20\n");
	expect(&screen, "ab  " MW_HANG "one two three four\n", "ab  one two three\n    four\n");
	expect(&screen, "ab " MW_INDENT "one two three four five\n",
	       "ab one two three\n       four five\n");
	expect(&screen, MW_HANG "one" MW_BREAK "two\n", "one\ntwo\n");
	expect(&screen, "\nno end", "\nno end\n");
	/* A column that begins beyond the middle gives way. */
	expect(&screen, "  eleven more  " MW_HANG "one two three\n",
	       "  eleven more\n    one two three\n");
}

static void test_long_word(void **state)
{
	(void)state;
	const struct mw_screen screen = terminal(20);
	expect(&screen, "a " MW_HANG "12345678901234567890123\n",
	       "a 123456789012345678\n  90123\n");
	/* Nine wide glyphs are 18 columns; the tenth would end in column 21. */
	expect(&screen,
	       "a" MW_HANG "\u5927\u5927\u5927\u5927\u5927\u5927\u5927\u5927\u5927\u962a\n",
	       "a\u5927\u5927\u5927\u5927\u5927\u5927\u5927\u5927\u5927\n \u962a\n");
	/* In a pipe it stays whole, for who copies it. */
	mw_auto(buf) word = MW_BUF_INIT;
	for (int i = 0; i < 30; i++)
		mw_buf_puts(&word, "word");
	mw_auto(buf) text = MW_BUF_INIT, want = MW_BUF_INIT;
	mw_buf_printf(&text, MW_FOLD MW_HANG "a %s b\n", word.text);
	mw_buf_printf(&want, "a\n%s\nb\n", word.text);
	expect(&in_pipe, text.text, want.text);
}

static void test_paint(void **state)
{
	(void)state;
	struct mw_screen screen = terminal(20);
	const char *text = "a " MW_BAD "late" MW_PLAIN ", " MW_FAINT "one two three four\n";
	expect(&screen, text, "a late, one two\nthree four\n");
	screen.has_color = true;
	/* A painted line ends plain and the next one begins painted: pagers forget. */
	expect(&screen, text,
	       "a \033[1;31mlate\033[0m, \033[2mone two\033[0m\n\033[2mthree four\033[0m\n");
	expect(&in_pipe, text, "a late, one two three four\n");
}

static void test_aside(void **state)
{
	(void)state;
	const char *text = "day " MW_HANG "title" MW_ASIDE "in 3 days\n";
	const struct mw_screen narrow = terminal(129), wide = terminal(130);
	mw_auto(buf) want = MW_BUF_INIT, title = MW_BUF_INIT;
	expect(&narrow, text, "day title\n    in 3 days\n");
	expect(&in_pipe, text, "day title\n    in 3 days\n");
	/* Column 4 and 58 columns for the title. */
	mw_buf_printf(&want, "day %-58sin 3 days\n", "title");
	expect(&wide, text, want.text);
	mw_buf_clear(&want);
	mw_buf_printf(&want, "day \u5927\u962a%54sin 3 days\n", "");
	expect(&wide, "day " MW_HANG "\u5927\u962a" MW_ASIDE "in 3 days\n", want.text);
	/* 57 columns leave less than two between: a line of its own. */
	for (int i = 0; i < 57; i++)
		mw_buf_putc(&title, 'x');
	mw_auto(buf) marked = MW_BUF_INIT;
	mw_buf_printf(&marked, "day " MW_HANG "%s" MW_ASIDE "in 3 days\n", title.text);
	mw_buf_clear(&want);
	mw_buf_printf(&want, "day %s\n%62sin 3 days\n", title.text, "");
	expect(&wide, marked.text, want.text);
}

static void test_rule(void **state)
{
	(void)state;
	struct mw_screen screen = terminal(20);
	/* 3 + 5 + 1 columns, and 11 to the edge. */
	expect(&screen, MW_RULE "Today\n", "-- Today -----------\n");
	screen.has_utf8 = true;
	expect(&screen, MW_RULE "Heute ist Mittwoch\n",
	       "\u2500\u2500 Heute ist Mittwoch \n"); /* longer than the edge: never cut */
}

static void test_pipe(void **state)
{
	(void)state;
	/* A pipe gets what was written, but for the marks: nothing folded, nothing cleaned. */
	mw_auto(buf) text = MW_BUF_INIT, want = MW_BUF_INIT;
	for (int i = 0; i < 40; i++)
		mw_buf_puts(&want, "word \u202e");
	mw_buf_printf(&text, "  " MW_HANG MW_STRONG "%s" MW_PLAIN "\n", want.text);
	mw_auto(buf) line = MW_BUF_INIT;
	mw_buf_printf(&line, "  %s\n", want.text);
	expect(&in_pipe, text.text, line.text);
	const struct mw_screen data = { .width = 92, .is_data = true };
	expect(&data, "{ \"a\": 1 }\n", "{ \"a\": 1 }\n");
}

static void test_user_text(void **state)
{
	(void)state;
	struct mw_screen screen = terminal(40);
	screen.has_color = true;
	expect(&screen, "a\u202eb\033[31mc\n", "ab\uFFFD[31mc\n");
	screen.is_data = true;
	expect(&screen, "\"a\u202eb\"\n", "\"ab\"\n");
}

/* No line is wider than the screen, whatever it holds and however narrow the screen is. */
static void test_any_width(void **state)
{
	(void)state;
	const char *text =
		"  Fri  1 !! " MW_HANG "Visit \u5927\u962a\u306e\u653e\u5c04\u7dda"
		"\u79d1\u3092\u898b\u5b66\u3059\u308b \U0001f3e5 and write a word-of-"
		"remarkable-length-without-a-space" MW_ASIDE MW_BAD "19 days late" MW_PLAIN
		", " MW_FAINT "advice, last useful day Wed 30 Jun 2027\n"
		"some prose that has no marks at all and goes on for a while\n";
	for (int width = 20; width <= 160; width++) {
		const struct mw_screen screen = terminal(width);
		mw_auto(buf) out = MW_BUF_INIT;
		mw_screen_lay(&screen, text, strlen(text), &out);
		for (const char *line = out.text; *line;) {
			size_t len = strcspn(line, "\n");
			if (mw_glyph_width(line, len) > width)
				fail_msg("%d: %.*s", width, (int)len, line);
			line += len + 1;
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fold),      cmocka_unit_test(test_long_word),
		cmocka_unit_test(test_paint),     cmocka_unit_test(test_aside),
		cmocka_unit_test(test_rule),      cmocka_unit_test(test_pipe),
		cmocka_unit_test(test_user_text), cmocka_unit_test(test_any_width),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
