/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The screen in front of inih: what passes, what is refused at which line, and that what follows a
 * fault is still read. The traps are those measured of the packaged inih: long lines, indented
 * lines, inline comments, NUL, long section names.
 */
#include "ini_check.h"

#include "matchward/format/ini.h"

/* Writes each event as a line; keys that begin with "body" take indented lines. */
static bool record(void *context, const struct mw_ini_event *event)
{
	static const char *const kinds[] = { "section", "value", "more", "bad" };
	struct mw_buf *log = context;
	mw_buf_printf(log, "%d %s [%s]", event->spot.line, kinds[event->kind],
		      event->section ? event->section : "?");
	if (event->key)
		mw_buf_printf(log, " %s", event->key);
	if (event->value)
		mw_buf_printf(log, " = %s", event->value);
	mw_buf_putc(log, '\n');
	return event->key && !strncmp(event->key, "body", 4);
}

/* Events, then diagnostics. */
static void run(const char *name, const char *text, size_t len, const char *expected)
{
	struct mw_buf log = MW_BUF_INIT;
	struct mw_diags diags = MW_DIAGS_INIT;
	int outcome = mw_ini_parse("f.ini", text, len, record, &log, &diags);
	if (outcome != (diags.count ? MW_INI_E_BAD : 0))
		fail_msg("%s: outcome %d with %zu diagnostics", name, outcome, diags.count);
	mw_diags_print(&diags, &log);
	check_text(name, log.text, expected);
	mw_buf_release(&log);
	mw_diags_release(&diags);
}

struct text_case {
	const char *name;
	const char *text;
	const char *expected;
};

static void run_all(const struct text_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++)
		run(cases[i].name, cases[i].text, strlen(cases[i].text), cases[i].expected);
}

#define RUN_ALL(cases) run_all(cases, sizeof(cases) / sizeof *(cases))

static void test_good(void **state)
{
	static const struct text_case cases[] = {
		{ "nothing", "", "" },
		{ "only a mark", "\xEF\xBB\xBF", "" },
		{ "key before any section", "a = 1\n", "1 value [] a = 1\n" },
		{ "sections", "[a]\nx = 1\n[b c]\ny=2\n",
		  "1 section [a]\n2 value [a] x = 1\n3 section [b c]\n4 value [b c] y = 2\n" },
		{ "empty section is seen", "[a]\n[b]\n", "1 section [a]\n2 section [b]\n" },
		{ "section opened again", "[a]\nx = 1\n[b]\n[a]\ny = 2\n",
		  "1 section [a]\n2 value [a] x = 1\n3 section [b]\n4 section [a]\n5 value [a] y = "
		  "2\n" },
		{ "same key in two sections", "[a]\nx = 1\n[b]\nx = 1\n",
		  "1 section [a]\n2 value [a] x = 1\n3 section [b]\n4 value [b] x = 1\n" },
		{ "mark and CRLF", "\xEF\xBB\xBF[a]\r\nx = 1\r\n\r\n",
		  "1 section [a]\n2 value [a] x = 1\n" },
		{ "no newline at the end", "[a]\nx = 1", "1 section [a]\n2 value [a] x = 1\n" },
		{ "comments count as lines", "; one\n# two\n\n  ; three\n\t# four\nx = 1\n",
		  "6 value [] x = 1\n" },
		{ "empty value", "x =\n", "1 value [] x = \n" },
		{ "blanks around", "x \t =\t 1 \t\n", "1 value [] x = 1\n" },
		{ "later signs belong to the value", "x = a=b:c\n", "1 value [] x = a=b:c\n" },
		{ "semicolon and hash inside", "x = a;b #c\n", "1 value [] x = a;b #c\n" },
		{ "quotes are text", "x = \"a\"\n", "1 value [] x = \"a\"\n" },
		{ "UTF-8", "x = r\xC3\xA9sum\xC3\xA9 \xE2\x82\xAC\n",
		  "1 value [] x = r\xC3\xA9sum\xC3\xA9 \xE2\x82\xAC\n" },
		{ "indented lines", "[a]\nbody = one\n  two\n\tthree [3]\nx = 1\n",
		  "1 section [a]\n2 value [a] body = one\n3 more [a] body = two\n4 more [a] body = "
		  "three [3]\n"
		  "5 value [a] x = 1\n" },
		{ "indented with signs in it", "body = one\n  k = v: w\n",
		  "1 value [] body = one\n2 more [] body = k = v: w\n" },
		{ "comment and empty line between", "body = one\n; no\n\n  two\n",
		  "1 value [] body = one\n4 more [] body = two\n" },
		{ "indented line behind a long key",
		  "body-that-is-longer-than-the-fifty-bytes-which-inih-keeps = one\n  two\n",
		  "1 value [] body-that-is-longer-than-the-fifty-bytes-which-inih-keeps = one\n"
		  "2 more [] body-that-is-longer-than-the-fifty-bytes-which-inih-keeps = two\n" },
		{ "blank line of spaces", "x = 1\n   \ny = 2\n",
		  "1 value [] x = 1\n3 value [] y = 2\n" },
	};
	(void)state;
	RUN_ALL(cases);
}

static void test_bad_lines(void **state)
{
	static const struct text_case cases[] = {
		{ "no =", "a b\nx = 1\n",
		  "1 bad [] a\n2 value [] x = 1\n"
		  "f.ini:1: no \"=\" in \"a b\"; expected KEY = VALUE\n" },
		{ "colon for =", "a: 1\n",
		  "1 bad [] a\nf.ini:1: no \"=\" in \"a: 1\"; expected KEY = VALUE\n" },
		{ "colon before =", "a: b = 1\n",
		  "1 bad [] a\nf.ini:1: no \"=\" in \"a: b = 1\"; expected KEY = VALUE\n" },
		{ "no key", "= 1\nx = 1\n",
		  "2 value [] x = 1\nf.ini:1: no key before the \"=\"; expected KEY = VALUE\n" },
		{ "inline comment", "x = 1 ; one\ny = 2\t;two\nz = ; three\n",
		  "1 bad [] x\n2 bad [] y\n3 bad [] z\n"
		  "f.ini:1: \" ;\" would begin a comment; write comments on lines of their own\n"
		  "f.ini:2: \" ;\" would begin a comment; write comments on lines of their own\n"
		  "f.ini:3: \" ;\" would begin a comment; write comments on lines of their own\n" },
		{ "inline comment in quotes", "x = \"quoted ; not\"\n",
		  "1 bad [] x\nf.ini:1: \" ;\" would begin a comment; write comments on lines of "
		  "their own\n" },
		{ "inline comment before the =", "x ; y = 1\n",
		  "1 bad [] x\nf.ini:1: \" ;\" would begin a comment; write comments on lines of "
		  "their own\n" },
		{ "inline comment in an indented line", "body = a\n  b ; c\n  d\n",
		  "1 value [] body = a\n3 more [] body = d\n"
		  "f.ini:2: \" ;\" would begin a comment; write comments on lines of their own\n" },
		{ "bad UTF-8", "x = \xFF\xFE\ny = \xC3\n",
		  "1 bad [] x\n2 bad [] y\n"
		  "f.ini:1: the line is not UTF-8; save the file as UTF-8\n"
		  "f.ini:2: the line is not UTF-8; save the file as UTF-8\n" },
		{ "bad UTF-8 in a comment", "; caf\xE9\n",
		  "f.ini:1: the line is not UTF-8; save the file as UTF-8\n" },
		{ "control character", "x = a\x1B[2J\ny = \x7F\nz = \xC2\x9B\n",
		  "1 bad [] x\n2 bad [] y\n3 bad [] z\n"
		  "f.ini:1: the line holds an invisible character that is no text; delete it, or "
		  "type the line again\n"
		  "f.ini:2: the line holds an invisible character that is no text; delete it, or "
		  "type the line again\n"
		  "f.ini:3: the line holds an invisible character that is no text; delete it, or "
		  "type the line again\n" },
		{ "lone CR", "x = a\rb = c\n",
		  "1 bad [] x\nf.ini:1: the line holds an invisible character that is no text; "
		  "delete it, or type the line again\n" },
		{ "vertical tab for a blank", "x = 1\n\vy = 2\n",
		  "1 value [] x = 1\n"
		  "f.ini:2: the line holds an invisible character that is no text; delete it, or "
		  "type the line again\n" },
		{ "two marks, and one between two files",
		  "\xEF\xBB\xBF\xEF\xBB\xBFx = 1\n\xEF\xBB\xBF[a]\ny = 2\n",
		  "1 bad [] x\n2 section [?]\n"
		  "f.ini:1: the line holds an invisible character that is no text; delete it, or "
		  "type the line again\n"
		  "f.ini:2: the line holds an invisible character that is no text; delete it, or "
		  "type the line again\n" },
		{ "a bad key, twice", "a\xFFz = 1\na\xFFz = 1\n",
		  "f.ini:1: the line is not UTF-8; save the file as UTF-8\n"
		  "f.ini:2: the line is not UTF-8; save the file as UTF-8\n" },
		{ "key twice", "[a]\nx = 1\ny = 2\nx = 3\n",
		  "1 section [a]\n2 value [a] x = 1\n3 value [a] y = 2\n4 value [a] x = 3\n"
		  "f.ini:4: \"x\" is given twice; it stands in line 2 already, keep one of the "
		  "two\n" },
		{ "key twice across an opened section, thrice in all",
		  "[a]\nx = 1\n[b]\n[a]\nx = 2\nx = 2\n",
		  "1 section [a]\n2 value [a] x = 1\n3 section [b]\n4 section [a]\n5 value [a] x = "
		  "2\n6 value [a] x = 2\n"
		  "f.ini:5: \"x\" is given twice; it stands in line 2 already, keep one of the "
		  "two\n"
		  "f.ini:6: \"x\" is given twice; it stands in line 2 already, keep one of the "
		  "two\n" },
		{ "key twice, once badly", "x = 1 ; 2\nx = 1\n",
		  "1 bad [] x\n2 value [] x = 1\n"
		  "f.ini:1: \" ;\" would begin a comment; write comments on lines of their own\n"
		  "f.ini:2: \"x\" is given twice; it stands in line 1 already, keep one of the "
		  "two\n" },
		{ "several at once", "\x01\n[a\nno sign\n  x = 1\nx = 2 ;\n",
		  "2 section [a]\n3 bad [a] no\n4 bad [a] x\n5 bad [a] x\n"
		  "f.ini:1: the line holds an invisible character that is no text; delete it, or "
		  "type the line again\n"
		  "f.ini:2: the section has no \"]\"; expected [NAME]\n"
		  "f.ini:3: no \"=\" in \"no sign\"; expected KEY = VALUE\n"
		  "f.ini:4: an indented line continues the one above, but \"no\" takes one line; "
		  "remove the spaces "
		  "in front\n"
		  "f.ini:5: \" ;\" would begin a comment; write comments on lines of their own\n"
		  "f.ini:5: \"x\" is given twice; it stands in line 4 already, keep one of the "
		  "two\n" },
	};
	(void)state;
	RUN_ALL(cases);
}

static void test_indented(void **state)
{
	static const struct text_case cases[] = {
		{ "behind a key of one line", "[a]\nx = 1\n  other = 2\ny = 3\n",
		  "1 section [a]\n2 value [a] x = 1\n3 bad [a] other\n4 value [a] y = 3\n"
		  "f.ini:3: an indented line continues the one above, but \"x\" takes one line; "
		  "remove the spaces "
		  "in front\n" },
		{ "behind a section", "[a]\n\tx = 1\n",
		  "1 section [a]\n2 bad [a] x\n"
		  "f.ini:2: an indented line continues the one above, but no value stands there; "
		  "remove the spaces "
		  "in front\n" },
		{ "first of all", " x = 1\n",
		  "1 bad [] x\n"
		  "f.ini:1: an indented line continues the one above, but no value stands there; "
		  "remove the spaces "
		  "in front\n" },
		{ "indented section", "x = 1\n [a]\ny = 2\n",
		  "1 value [] x = 1\n2 section [?]\n"
		  "f.ini:2: an indented line continues the one above, but \"x\" takes one line; "
		  "remove the spaces "
		  "in front\n" },
		{ "behind a bad body", "body = a ; b\n  c\nx = 1\n",
		  "1 bad [] body\n3 value [] x = 1\n"
		  "f.ini:1: \" ;\" would begin a comment; write comments on lines of their own\n" },
		{ "behind a bad key of one line", "x 1\n  y = 2\n",
		  "1 bad [] x\n2 bad [] y\n"
		  "f.ini:1: no \"=\" in \"x 1\"; expected KEY = VALUE\n"
		  "f.ini:2: an indented line continues the one above, but \"x\" takes one line; "
		  "remove the spaces "
		  "in front\n" },
		{ "behind no key", "= 1\n  y = 2\nz = 3\n",
		  "3 value [] z = 3\nf.ini:1: no key before the \"=\"; expected KEY = VALUE\n" },
	};
	(void)state;
	RUN_ALL(cases);
}

static void test_sections(void **state)
{
	static const struct text_case cases[] = {
		{ "no ]", "[a\nx = 1\n",
		  "1 section [a]\n2 value [a] x = 1\nf.ini:1: the section has no \"]\"; expected "
		  "[NAME]\n" },
		{ "nothing inside", "[]\nx = 1\n[b]\ny = 2\n",
		  "1 section [?]\n3 section [b]\n4 value [b] y = 2\n"
		  "f.ini:1: the section has no name; expected [NAME]\n" },
		{ "something behind", "[a] x = 1\ny = 2\n",
		  "1 section [a]\n2 value [a] y = 2\n"
		  "f.ini:1: \" x = 1\" stands behind the section; expected [NAME] alone\n" },
		{ "comment behind", "[a] ; mine\ny = 2\n",
		  "1 section [a]\n2 value [a] y = 2\n"
		  "f.ini:1: \" ;\" would begin a comment; write comments on lines of their own\n" },
		{ "comment inside", "[a ; b]\ny = 2\n  z\n",
		  "1 section [?]\n"
		  "f.ini:1: \" ;\" would begin a comment; write comments on lines of their own\n" },
		{ "49 bytes", "[aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeee]\nx = 1\n",
		  "1 section [aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeee]\n"
		  "2 value [aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeee] x = 1\n" },
		{ "50 bytes",
		  "[aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeee]\nx = 1\nx = 1\n no "
		  "sign\n[b]\ny = 2\n",
		  "1 section [?]\n5 section [b]\n6 value [b] y = 2\n"
		  "f.ini:1: the section's name is 50 bytes long; at most 49 are allowed\n" },
		{ "bad bytes", "[a\xFF]\nx = 1 ; 2\n[b]\n",
		  "1 section [?]\n3 section [b]\n"
		  "f.ini:1: the line is not UTF-8; save the file as UTF-8\n"
		  "f.ini:2: \" ;\" would begin a comment; write comments on lines of their own\n" },
	};
	(void)state;
	RUN_ALL(cases);
}

static void test_nul(void **state)
{
	static const char text[] = "x = a\0b\n; c\0d\n[e\0]\ny = 1\n";
	(void)state;
	run("NUL", text, sizeof text - 1,
	    "1 bad [] x\n3 section [?]\n"
	    "f.ini:1: this is no line of text; save the file as plain text in UTF-8\n"
	    "f.ini:2: this is no line of text; save the file as plain text in UTF-8\n"
	    "f.ini:3: this is no line of text; save the file as plain text in UTF-8\n");
}

/* A line of `full` bytes with its end: FRONT, then letters. */
static void long_line(struct mw_buf *text, const char *front, size_t full, const char *end)
{
	size_t from = text->len;
	mw_buf_puts(text, front);
	while (text->len - from + strlen(end) < full)
		mw_buf_putc(text, 'v');
	mw_buf_puts(text, end);
}

static void test_line_length(void **state)
{
	static const struct {
		const char *name, *front;
		size_t full;
		const char *end;
		bool is_good;
	} cases[] = {
		{ "199 with LF", "x = ", 199, "\n", true },
		{ "200 with LF", "x = ", 200, "\n", false },
		{ "199 with CRLF", "x = ", 199, "\r\n", true },
		{ "200 with CRLF", "x = ", 200, "\r\n", false },
		{ "199 without an end", "x = ", 199, "", true },
		{ "200 without an end", "x = ", 200, "", false },
		{ "far too long", "x = ", 5000, "\n", false },
		{ "two-byte letters up to 199", "x = \xC3\xA9", 199, "\n", true },
		{ "comment of 199", "; ", 199, "\n", true },
		{ "comment of 200", "; ", 200, "\n", false },
		{ "section of 200", "[", 200, "]\n", false },
		{ "indented 200", "  ", 200, "\n", false },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mw_buf text = MW_BUF_INIT, log = MW_BUF_INIT, expected = MW_BUF_INIT;
		struct mw_diags diags = MW_DIAGS_INIT;
		mw_buf_puts(&text, "body = 1\n");
		long_line(&text, cases[i].front, cases[i].full, cases[i].end);
		if (*cases[i].end)
			mw_buf_puts(&text, "evil = 1\n");
		(void)mw_ini_parse("f.ini", text.text, text.len, record, &log, &diags);
		if (!cases[i].is_good)
			mw_buf_printf(&expected,
				      "f.ini:2: the line is %zu bytes long; at most 199 are "
				      "allowed, so shorten it\n",
				      cases[i].full);
		check_diags(cases[i].name, &diags, expected.text);
		/* The tail became no line of its own, and the next line was read. */
		assert_null(strstr(log.text, "] v"));
		if (*cases[i].end && *cases[i].front != '[')
			assert_non_null(strstr(log.text, "3 value [] evil = 1\n"));
		if (*cases[i].front == 'x')
			assert_non_null(strstr(log.text, cases[i].is_good ? "2 value [] x = "
									  : "2 bad [] x\n"));
		mw_buf_release(&text);
		mw_buf_release(&log);
		mw_buf_release(&expected);
		mw_diags_release(&diags);
	}
}

/* All 198 bytes of a line arrive, to the last one. */
static void test_whole_value(void **state)
{
	struct mw_buf text = MW_BUF_INIT, expected = MW_BUF_INIT;
	(void)state;
	long_line(&text, "x = ", 198, "w\n");
	mw_buf_puts(&expected, "1 value [] ");
	mw_buf_puts(&expected, text.text);
	run("whole value", text.text, text.len, expected.text);
	mw_buf_release(&text);
	mw_buf_release(&expected);
}

static void test_no_diags(void **state)
{
	struct mw_buf log = MW_BUF_INIT;
	(void)state;
	assert_int_equal(mw_ini_parse("f.ini", "x\n", 2, record, &log, NULL), MW_INI_E_BAD);
	assert_int_equal(mw_ini_parse("f.ini", NULL, 0, record, &log, NULL), 0);
	mw_buf_release(&log);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good),        cmocka_unit_test(test_bad_lines),
		cmocka_unit_test(test_indented),    cmocka_unit_test(test_sections),
		cmocka_unit_test(test_nul),         cmocka_unit_test(test_line_length),
		cmocka_unit_test(test_whole_value), cmocka_unit_test(test_no_diags),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
