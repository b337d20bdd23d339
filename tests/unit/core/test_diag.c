/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "matchward/core/diag.h"

#include "expect.h"

static void printed_in_order(void **state)
{
	(void)state;
	char file[] = "b.ini";
	struct mw_diags diags = MW_DIAGS_INIT;
	mw_diags_add(&diags, (struct mw_spot){ file, 12 }, "twelve");
	mw_diags_add(&diags, (struct mw_spot){ file, 2 }, "two, found first");
	mw_diags_add(&diags, (struct mw_spot){ "a.ini", 30 }, "%s has %d", "a", 30);
	mw_diags_add(&diags, (struct mw_spot){ file, 2 }, "two, found second");
	mw_diags_add(&diags, (struct mw_spot){ file, 0 }, "no line");
	mw_diags_add(&diags, (struct mw_spot){ NULL, 0 }, "no file");
	memset(file, 'x', sizeof file - 1); /* diagnostics outlive what they speak of */
	mw_auto(buf) out = MW_BUF_INIT;
	mw_diags_print(&diags, &out);
	EXPECT_TEXT("sorted by file, line, order found", out.text,
		    "no file\na.ini:30: a has 30\nb.ini: no line\nb.ini:2: two, found first\n"
		    "b.ini:2: two, found second\nb.ini:12: twelve\n");
	EXPECT_INT("count", diags.count, 6);
	mw_diags_release(&diags);
	mw_diags_release(&diags);
	mw_buf_clear(&out);
	mw_diags_print(&diags, &out);
	EXPECT_TEXT("nothing", out.text, "");
}

static void said_once(void **state)
{
	(void)state;
	struct mw_diags diags = MW_DIAGS_INIT;
	for (int i = 0; i < 3; i++)
		mw_diags_add(&diags, (struct mw_spot){ "f", 7 }, "fault");
	EXPECT_INT("the same at the same place", diags.count, 1);
	mw_diags_add(&diags, (struct mw_spot){ "f", 8 }, "fault");
	mw_diags_add(&diags, (struct mw_spot){ "g", 7 }, "fault");
	mw_diags_add(&diags, (struct mw_spot){ "f", 7 }, "another fault");
	EXPECT_INT("what differs in line, file or words", diags.count, 4);
	mw_diags_release(&diags);
}

static void bounded(void **state)
{
	(void)state;
	struct mw_diags diags = MW_DIAGS_INIT;
	for (int i = 1; i <= MW_DIAGS_MOST + 5; i++)
		mw_diags_add(&diags, (struct mw_spot){ "f", i }, "fault");
	EXPECT_INT("all counted", diags.count, MW_DIAGS_MOST + 5);
	mw_auto(buf) out = MW_BUF_INIT;
	mw_diags_print(&diags, &out);
	EXPECT_PART("the last kept", out.text, "f:100: fault\nand 5 more\n");
	EXPECT_NO_PART("no other", out.text, "f:101");
	mw_diags_release(&diags);
	mw_diags_add(NULL, (struct mw_spot){ "f", 1 }, "nobody listens");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(printed_in_order),
		cmocka_unit_test(said_once),
		cmocka_unit_test(bounded),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
