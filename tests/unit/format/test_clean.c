/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "matchward/core/buf.h"
#include "matchward/core/text.h"
#include "matchward/format/clean.h"

#define FFFD "\xef\xbf\xbd"

static void test_text(void **unused)
{
	static const struct {
		const char *from, *line, *text;
	} cases[] = {
		{ "plain \xc3\xbc \xf0\x9f\x98\x80", "plain \xc3\xbc \xf0\x9f\x98\x80",
		  "plain \xc3\xbc \xf0\x9f\x98\x80" },
		{ "a\r\nb\nc\rd", "a b c d", "a\nb\nc\nd" },
		{ "a\tb\x01"
		  "c\x1b[31m\x7f",
		  "a b c [31m ", "a b c [31m " },
		{ "c1 \xc2\x85 \xc2\x9b x \xc2\xa0", "c1     x \xc2\xa0", "c1     x \xc2\xa0" },
		{ "\xe2\x80\xa8\xe2\x80\xa9\xe2\x80\xaa", "  \xe2\x80\xaa", "  \xe2\x80\xaa" },
		{ "\xff\xc3", FFFD FFFD, FFFD FFFD },
		{ "\xc3(\xed\xa0\x80", FFFD "(" FFFD FFFD FFFD, FFFD "(" FFFD FFFD FFFD },
		{ "\xf0\x9f\x98", FFFD FFFD FFFD, FFFD FFFD FFFD },
		{ "", "", "" },
	};
	mw_auto(pool) pool = MW_POOL_INIT;

	(void)unused;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_string_equal(mw_clean_line(&pool, cases[i].from), cases[i].line);
		assert_string_equal(mw_clean_text(&pool, cases[i].from), cases[i].text);
	}
	assert_null(mw_clean_line(&pool, NULL));
	assert_null(mw_clean_text(&pool, NULL));
}

/* Whatever three bytes come, the copy is text. */
static void test_any(void **unused)
{
	(void)unused;
	for (unsigned a = 1; a < 256; a++) {
		mw_auto(pool) pool = MW_POOL_INIT;

		for (unsigned b = 1; b < 256; b++)
			for (unsigned c = 1; c < 256; c += 7) {
				char bytes[] = { (char)a, (char)b, (char)c, 0 };
				const char *clean = mw_clean_line(&pool, bytes);

				assert_true(mw_text_is_utf8(clean, strlen(clean)));
				assert_false(mw_text_has_control(clean, strlen(clean)));
				assert_null(strpbrk(clean, "\n\t"));
			}
	}
}

static void test_url(void **unused)
{
	static const struct {
		const char *from, *to;
	} cases[] = {
		{ "https://www.nrmp.org/a?b=1,2;c#d", "https://www.nrmp.org/a?b=1,2;c#d" },
		{ "HTTP://x", "HTTP://x" },
		{ "mailto:a@b.org", "mailto:a@b.org" },
		{ "https://x/\xc3\xbc", "https://x/%C3%BC" },
		{ "https://", NULL },
		{ "mailto:", NULL },
		{ "javascript:alert(1)", NULL },
		{ "file:///etc/passwd", NULL },
		{ " https://x", NULL },
		{ "https://x/\r\nX-EVIL:1", NULL },
		{ "https://x/\nX-EVIL:1", NULL },
		{ "https://x/a b", NULL },
		{ "https://x/\"a", NULL },
		{ "https://x/\x7f", NULL },
		{ "https://x/\xff", NULL },
		{ "", NULL },
	};
	mw_auto(pool) pool = MW_POOL_INIT;

	(void)unused;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *got = mw_clean_url(&pool, cases[i].from);

		if (cases[i].to)
			assert_string_equal(got, cases[i].to);
		else
			assert_null(got);
	}
	assert_null(mw_clean_url(&pool, NULL));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_any),
		cmocka_unit_test(test_url),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
