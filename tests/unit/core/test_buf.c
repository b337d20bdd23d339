/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "matchward/core/buf.h"

#include <stdlib.h>

#include "expect.h"

/* What must hold after every call. */
static void assert_sane(const struct mw_buf *buf)
{
	assert_non_null(buf->text);
	assert_int_equal(buf->text[buf->len], '\0');
	assert_true(buf->room ? buf->len < buf->room : buf->len == 0);
	assert_int_equal(mw_buf_empty[0], '\0');
}

static void grows(void **state)
{
	(void)state;
	mw_auto(buf) buf = MW_BUF_INIT;
	assert_sane(&buf);
	for (int i = 0; i < 5000; i++) {
		mw_buf_putc(&buf, (char)('a' + i % 26));
		assert_sane(&buf);
	}
	assert_int_equal(buf.len, 5000);
	for (size_t i = 0; i < buf.len; i++)
		assert_int_equal(buf.text[i], 'a' + i % 26);
	mw_buf_clear(&buf);
	assert_sane(&buf);
	EXPECT_TEXT("cleared", buf.text, "");
	mw_buf_add(&buf, "x\0y", 3);
	assert_int_equal(buf.len, 3);
	assert_memory_equal(buf.text, "x\0y", 4);
	mw_buf_add(&buf, NULL, 0);
	assert_int_equal(buf.len, 3);
}

static void prints(void **state)
{
	(void)state;
	mw_auto(buf) buf = MW_BUF_INIT;
	mw_buf_puts(&buf, "a");
	mw_buf_printf(&buf, "[%d|%s|%300s]", 7, "seven", "far");
	assert_sane(&buf);
	assert_int_equal(buf.len, 1 + 10 + 300);
	assert_memory_equal(buf.text, "a[7|seven|", 10);
	EXPECT_TEXT("end", buf.text + buf.len - 5, " far]");
	mw_buf_printf(&buf, "%s", "");
	assert_int_equal(buf.len, 311);
}

static void gives_away(void **state)
{
	(void)state;
	struct mw_buf buf = MW_BUF_INIT;
	char *empty = mw_buf_detach(&buf);
	EXPECT_TEXT("empty", empty, "");
	free(empty);
	mw_buf_puts(&buf, "kept");
	char *text = mw_buf_detach(&buf);
	EXPECT_TEXT("text", text, "kept");
	free(text);
	assert_int_equal(buf.len, 0);
	assert_sane(&buf);
	mw_buf_release(&buf);
	mw_buf_puts(&buf, "again");
	mw_buf_release(&buf);
	mw_buf_release(&buf);
	assert_sane(&buf);
	struct mw_buf zeroed = { NULL, 0, 0 };
	mw_buf_release(&zeroed);
	assert_sane(&zeroed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(grows),
		cmocka_unit_test(prints),
		cmocka_unit_test(gives_away),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
