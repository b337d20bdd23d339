/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Items as other programs write them, and as nobody should. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "matchward/core/buf.h"
#include "matchward/format/vdir_item.h"

#define UID "UID:cv.2027.ana@todo.matchward\n"
#define EVENT_UID "UID:cv.2027.ana@matchward\n"
#define WRAP(text) "BEGIN:VCALENDAR\nVERSION:2.0\n" text "END:VCALENDAR\n"
#define TASK(lines) WRAP("BEGIN:VTODO\n" UID lines "END:VTODO\n")

static int read_text(const char *text, struct mw_pool *pool, struct mw_vdir_item *item)
{
	const char *why = NULL;
	int outcome = mw_vdir_item_read(text, strlen(text), "ana", pool, item, &why);

	if (outcome == MW_VDIR_E_BAD)
		assert_non_null(why);
	else
		assert_null(why);
	return outcome;
}

static void test_status(void **unused)
{
	static const struct {
		const char *text;
		enum mw_vdir_status want;
	} cases[] = {
		{ TASK(""), MW_VDIR_OPEN },
		{ TASK("STATUS:NEEDS-ACTION\n"), MW_VDIR_OPEN },
		{ TASK("STATUS:IN-PROCESS\nPERCENT-COMPLETE:100\n"), MW_VDIR_OPEN },
		{ TASK("STATUS:COMPLETED\n"), MW_VDIR_DONE },
		{ TASK("STATUS:Completed\n"), MW_VDIR_DONE },
		{ TASK("STATUS;X-A=\"b:c;d\":COMPLETED\n"), MW_VDIR_DONE },
		{ TASK("STATUS:COMP\n LETED\n"), MW_VDIR_DONE },
		{ TASK("COMPLETED:20270101T000000Z\n"), MW_VDIR_DONE },
		{ TASK("PERCENT-COMPLETE:100\n"), MW_VDIR_DONE },
		{ TASK("PERCENT-COMPLETE:99\n"), MW_VDIR_OPEN },
		{ TASK("STATUS:NEEDS-ACTION\nCOMPLETED:20270101T000000Z\n"), MW_VDIR_OPEN },
		{ TASK("STATUS:CANCELLED\n"), MW_VDIR_CANCELLED },
		/* What is inside of it is not it. */
		{ TASK("BEGIN:VALARM\nSTATUS:COMPLETED\nUID:x\nEND:VALARM\n"), MW_VDIR_OPEN },
		{ TASK("DESCRIPTION:a\n STATUS:COMPLETED\n"), MW_VDIR_OPEN },
		{ WRAP("BEGIN:VTIMEZONE\nSTATUS:COMPLETED\nEND:VTIMEZONE\nBEGIN:VTODO\n" UID
		       "END:VTODO\n"),
		  MW_VDIR_OPEN },
	};

	(void)unused;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		mw_auto(pool) pool = MW_POOL_INIT;
		struct mw_vdir_item item;

		assert_int_equal(read_text(cases[i].text, &pool, &item), 0);
		if (item.status != cases[i].want)
			fail_msg("%d for\n%s", (int)item.status, cases[i].text);
		assert_string_equal(item.uid, "cv.2027.ana@todo.matchward");
		assert_true(item.is_todo);
	}
}

static void test_base(void **unused)
{
	static const struct {
		const char *text;
		int want;
	} cases[] = {
		{ TASK(""), -1 },
		{ TASK("SEQUENCE:7\n"), 7 },
		{ TASK("SEQUENCE:7\n" MW_VDIR_BASE ":5\n"), 5 },
		{ TASK(MW_VDIR_BASE ";VALUE=TEXT:5\n"), 5 },
		{ TASK(MW_VDIR_BASE ":none\n"), 0 },
	};

	(void)unused;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		mw_auto(pool) pool = MW_POOL_INIT;
		struct mw_vdir_item item;

		assert_int_equal(read_text(cases[i].text, &pool, &item), 0);
		assert_int_equal(item.base, cases[i].want);
	}
}

static void test_sequence(void **unused)
{
	static const struct {
		const char *text;
		int want;
	} cases[] = {
		{ TASK(""), 0 },
		{ TASK("SEQUENCE:7\n"), 7 },
		{ TASK("SEQUENCE:-7\n"), 0 },
		{ TASK("SEQUENCE:99999999999999999999\n"), 0 },
		{ TASK("SEQUENCE:7 apples\n"), 0 },
	};

	(void)unused;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		mw_auto(pool) pool = MW_POOL_INIT;
		struct mw_vdir_item item;

		assert_int_equal(read_text(cases[i].text, &pool, &item), 0);
		assert_int_equal(item.sequence, cases[i].want);
	}
}

/* Line ends of either kind, and a UID that is folded wherever. */
static void test_lines(void **unused)
{
	static const char text[] =
		"BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:cv.2027.a\r\n na@todo.m"
		"\r\n\tatchward\r\nSTATUS:COMPLETED\r\nEND:VTODO\r\nEND:VCALENDAR";
	mw_auto(pool) pool = MW_POOL_INIT;
	struct mw_vdir_item item;

	(void)unused;
	assert_int_equal(read_text(text, &pool, &item), 0);
	assert_string_equal(item.uid, "cv.2027.ana@todo.matchward");
	assert_int_equal(item.status, MW_VDIR_DONE);
}

static void test_event(void **unused)
{
	mw_auto(pool) pool = MW_POOL_INIT;
	struct mw_vdir_item item;

	(void)unused;
	/* With one occurrence changed by hand. */
	assert_int_equal(read_text(WRAP("BEGIN:VEVENT\n" EVENT_UID "STATUS:CONFIRMED\nEND:VEVENT\n"
					"BEGIN:VEVENT\n" EVENT_UID "RECURRENCE-ID:20270901\n"
					"END:VEVENT\n"),
				   &pool, &item),
			 0);
	assert_false(item.is_todo);
	assert_int_equal(item.status, MW_VDIR_OPEN);
	assert_int_equal(read_text(WRAP("BEGIN:VEVENT\n" EVENT_UID "STATUS:CANCELLED\n"
					"END:VEVENT\n"),
				   &pool, &item),
			 0);
	assert_int_equal(item.status, MW_VDIR_CANCELLED);
	assert_int_equal(read_text(WRAP("BEGIN:VEVENT\n" EVENT_UID "STATUS:COMPLETED\n"
					"END:VEVENT\n"),
				   &pool, &item),
			 0);
	assert_int_equal(item.status, MW_VDIR_OPEN); /* an event is never done */
}

static void test_foreign(void **unused)
{
	static const char *const cases[] = {
		"",
		"\n\n",
		"not a calendar",
		WRAP(""),
		"BEGIN:VTODO\n" UID "END:VTODO\n", /* in no calendar */
		WRAP("BEGIN:VTODO\nUID:x\nEND:VTODO\n"),
		WRAP("BEGIN:VTODO\nUID:cv.2027.bob@todo.matchward\nEND:VTODO\n"),
		WRAP("BEGIN:VTODO\nUID:cv.2027.joana@todo.matchward\nEND:VTODO\n"),
		WRAP("BEGIN:VTODO\nUID:ana@todo.matchward\nEND:VTODO\n"),
		WRAP("BEGIN:VTODO\nUID:cv\x0e"
		     ".2027.ana@todo.matchward\nEND:VTODO\n"),
		WRAP("BEGIN:VTODO\nUID:cv\xff.2027.ana@todo.matchward\nEND:VTODO\n"),
		WRAP("BEGIN:VTODO\nUID:cv.2027.ana@todo.matchward.example\nEND:VTODO\n"),
		WRAP("BEGIN:VTODO\nDESCRIPTION:" UID "END:VTODO\n"),
		WRAP("BEGIN:VTODO\nBEGIN:VALARM\n" UID "END:VALARM\nEND:VTODO\n"),
	};

	(void)unused;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		mw_auto(pool) pool = MW_POOL_INIT;
		struct mw_vdir_item item = { .sequence = -7 };

		if (read_text(cases[i], &pool, &item) != MW_VDIR_E_FOREIGN)
			fail_msg("ours:\n%s", cases[i]);
		assert_int_equal(item.sequence, -7); /* untouched */
	}
}

static void test_bad(void **unused)
{
	static const char *const cases[] = {
		"BEGIN:VCALENDAR\nBEGIN:VTODO\n" UID "STATUS:COMPLETED\n", /* torn */
		"BEGIN:VCALENDAR\nBEGIN:VTODO\n" UID "END:VEVENT\nEND:VCALENDAR\n",
		TASK("no colon\n"),
		TASK(":no name\n"),
		TASK("") TASK(""),
		TASK("UID:other\n"),
		WRAP("BEGIN:VTODO\n" UID "END:VTODO\nBEGIN:VTODO\n" UID "END:VTODO\n"),
		WRAP("BEGIN:VEVENT\n" UID "END:VEVENT\n"),
		WRAP("BEGIN:VTODO\n" EVENT_UID "END:VTODO\n"),
		TASK("DESCRIPTION:\xff\xfe\n"),
		TASK("BEGIN:A\nBEGIN:B\nBEGIN:C\nBEGIN:D\nBEGIN:E\nBEGIN:F\nBEGIN:G\nBEGIN:H\n"),
		TASK("BEGIN:A-NAME-OF-A-COMPONENT-THAT-IS-TOO-LONG-TO-BE-ONE\n"),
	};

	(void)unused;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		mw_auto(pool) pool = MW_POOL_INIT;
		struct mw_vdir_item item;

		if (read_text(cases[i], &pool, &item) != MW_VDIR_E_BAD)
			fail_msg("taken:\n%s", cases[i]);
		assert_true(strstr(item.uid, ".2027.ana@") != NULL);
	}
}

/* Every beginning of an item, every byte of it changed, and a line of a megabyte: no crash, no act
 * out of a torn one. */
static void test_noise(void **unused)
{
	static const char whole[] = TASK("SEQUENCE:2\nSTATUS:COMPLETED\n");
	mw_auto(buf) text = MW_BUF_INIT;
	const char *why = NULL;
	struct mw_vdir_item item;

	(void)unused;
	for (size_t len = 0; len + 2 < sizeof whole - 1; len++) {
		mw_auto(pool) pool = MW_POOL_INIT;

		assert_int_not_equal(mw_vdir_item_read(whole, len, "ana", &pool, &item, &why), 0);
	}
	for (size_t i = 0; i < sizeof whole - 1; i++) {
		for (int byte = 0; byte < 256; byte++) {
			mw_auto(pool) pool = MW_POOL_INIT;

			mw_buf_clear(&text);
			mw_buf_puts(&text, whole);
			text.text[i] = (char)byte;
			(void)mw_vdir_item_read(text.text, text.len, "ana", &pool, &item, &why);
		}
	}
	mw_auto(pool) pool = MW_POOL_INIT;
	mw_buf_clear(&text);
	mw_buf_puts(&text, "BEGIN:VCALENDAR\nBEGIN:VTODO\n" UID "DESCRIPTION:");
	for (int i = 0; i < 20000; i++)
		mw_buf_puts(&text, "\n a long text of many, many lines that are one");
	mw_buf_puts(&text, "\nSTATUS:COMPLETED\nEND:VTODO\nEND:VCALENDAR\n");
	assert_int_equal(mw_vdir_item_read(text.text, text.len, "ana", &pool, &item, &why), 0);
	assert_int_equal(item.status, MW_VDIR_DONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_status), cmocka_unit_test(test_sequence),
		cmocka_unit_test(test_base),   cmocka_unit_test(test_lines),
		cmocka_unit_test(test_event),  cmocka_unit_test(test_foreign),
		cmocka_unit_test(test_bad),    cmocka_unit_test(test_noise),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
