/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "matchward/format/calendar_state.h"

#define FIRST "matchward-calendar 1\n"
#define LINE                                                                                       \
	"a.2027.ana@matchward\t3\t20261123T110000Z\t00000000deadbeef\tlive\t20270901\tCertify\n"

static int read_text(const char *text, struct mw_pool *pool, struct mw_calendar_state *state,
		     struct mw_diags *diags)
{
	return mw_calendar_state_read("ana.calendar", text, strlen(text), pool, state, diags);
}

static void test_read(void **unused)
{
	mw_auto(pool) pool = MW_POOL_INIT;
	mw_auto(diags) diags = MW_DIAGS_INIT;
	struct mw_calendar_state state;
	const struct mw_calendar_item *item;

	(void)unused;
	assert_int_equal(read_text(FIRST LINE, &pool, &state, &diags), 0);
	assert_int_equal(diags.count, 0);
	assert_int_equal(state.items.count, 1);
	item = mw_calendar_state_find(&state, "a.2027.ana@matchward");
	assert_non_null(item);
	assert_int_equal(item->sequence, 3);
	assert_int_equal(item->stamp_utc, 1795431600); /* date -u -d 2026-11-23T11:00Z +%s */
	assert_true(item->hash == 0xdeadbeef);
	assert_false(item->is_cancelled);
	assert_string_equal(item->start, "20270901");
	assert_string_equal(item->summary, "Certify");
	assert_null(mw_calendar_state_find(&state, "b"));
}

static void test_nothing(void **unused)
{
	mw_auto(pool) pool = MW_POOL_INIT;
	mw_auto(diags) diags = MW_DIAGS_INIT;
	struct mw_calendar_state state;

	(void)unused;
	assert_int_equal(mw_calendar_state_read("x", NULL, 0, &pool, &state, &diags), 0);
	assert_int_equal(state.items.count, 0);
	assert_int_equal(read_text(FIRST, &pool, &state, &diags), 0);
	assert_int_equal(state.items.count, 0);
	assert_int_equal(read_text("matchward-calendar 1", &pool, &state, &diags), 0);
	assert_int_equal(diags.count, 0);
	assert_null(mw_calendar_state_find(&state, "a"));
}

static void test_forgotten(void **unused)
{
	mw_auto(pool) pool = MW_POOL_INIT;
	mw_auto(diags) diags = MW_DIAGS_INIT;
	mw_auto(buf) text = MW_BUF_INIT;
	struct mw_calendar_state state;

	(void)unused;
	assert_int_equal(read_text(FIRST LINE "forgotten\t7\n", &pool, &state, &diags), 0);
	assert_int_equal(diags.count, 0);
	assert_int_equal(state.items.count, 1);
	assert_int_equal(state.first_sequence, 8);
	mw_calendar_state_format(&state, &text);
	assert_string_equal(text.text, FIRST LINE "forgotten\t7\n");
}

/* What is written is read back, in order of UID, whatever is in it. */
static void test_round_trip(void **unused)
{
	mw_auto(pool) pool = MW_POOL_INIT;
	mw_auto(diags) diags = MW_DIAGS_INIT;
	mw_auto(buf) text = MW_BUF_INIT;
	mw_auto(buf) again = MW_BUF_INIT;
	struct mw_calendar_state state = MW_CALENDAR_STATE_INIT, back;
	static const char *const summaries[] = { "tab\there", "line\nfeed", "back\\slash \\t \\n",
						 "", "\xc3\xbc\xe2\x9c\x93" };
	char uid[] = "e.2027.ana@matchward";

	(void)unused;
	for (int i = 0; i < 5; i++, uid[0]--)
		*MW_PUSH(&pool, &state.items) = (struct mw_calendar_item){
			.uid = mw_pool_string(&pool, uid),
			.sequence = i * 250000000,
			.stamp_utc = INT64_C(1795431600) + i,
			.hash = UINT64_MAX - (uint64_t)i,
			.is_cancelled = i % 2,
			.start = i % 2 ? "20270901T130000Z" : "20280229",
			.summary = summaries[i],
		};
	mw_calendar_state_sort(&state);
	mw_calendar_state_format(&state, &text);
	assert_int_equal(read_text(text.text, &pool, &back, &diags), 0);
	assert_int_equal(diags.count, 0);
	assert_int_equal(back.items.count, 5);
	for (size_t i = 0; i < 5; i++) {
		const struct mw_calendar_item *a = &state.items.items[i], *b = &back.items.items[i];

		assert_int_equal(b->uid[0], 'a' + (char)i);
		assert_string_equal(a->uid, b->uid);
		assert_int_equal(a->sequence, b->sequence);
		assert_int_equal(a->stamp_utc, b->stamp_utc);
		assert_true(a->hash == b->hash);
		assert_int_equal(a->is_cancelled, b->is_cancelled);
		assert_string_equal(a->start, b->start);
		assert_string_equal(a->summary, b->summary);
	}
	mw_calendar_state_format(&back, &again);
	assert_string_equal(text.text, again.text);
}

/* A bad line costs its item, not the others, and is named by its number. */
static void test_bad_lines(void **unused)
{
	static const char *const bad[] = {
		"",
		"nothing",
		"forgotten",
		"forgotten\t",
		"forgotten\t-1",
		"forgotten\t7\t8",
		"forgotten\t1000000000",
		"\t3\t20261123T110000Z\t00000000deadbeef\tlive\t20270901\tno uid",
		"b\t-1\t20261123T110000Z\t00000000deadbeef\tlive\t20270901\tbelow",
		"b\t1000000001\t20261123T110000Z\t00000000deadbeef\tlive\t20270901\tabove",
		"b\t99999999999999999999\t20261123T110000Z\t00000000deadbeef\tlive\t20270901\thuge",
		"b\t3x\t20261123T110000Z\t00000000deadbeef\tlive\t20270901\tno number",
		"b\t3\t20261123\t00000000deadbeef\tlive\t20270901\tday",
		"b\t3\t20261323T110000Z\t00000000deadbeef\tlive\t20270901\tno such month",
		"b\t3\t20261123T240000Z\t00000000deadbeef\tlive\t20270901\tno such hour",
		"b\t3\t20261123T110000Z\tdeadbeef\tlive\t20270901\tshort hash",
		"b\t3\t20261123T110000Z\t00000000DEADBEEF\tlive\t20270901\tcapitals",
		"b\t3\t20261123T110000Z\t00000000deadbeef\tdead\t20270901\tno such state",
		"b\t3\t20261123T110000Z\t00000000deadbeef\tlive\t20270229\tno such day",
		"b\t3\t20261123T110000Z\t00000000deadbeef\tlive\t99991231\tfar",
		"b\t3\t20261123T110000Z\t00000000deadbeef\tlive\t2027-09-01\tnot its form",
		"b\t3\t20261123T110000Z\t00000000deadbeef\tlive\t20270901",
		"b\t3\t20261123T110000Z\t00000000deadbeef\tlive\t20270901\tone\tmore",
		"b\t3\t20261123T110000Z\t00000000deadbeef\tlive\t20270901\tno \\x",
		"b\t3\t20261123T110000Z\t00000000deadbeef\tlive\t20270901\tend \\",
		"b\t3\t20261123T110000Z\t00000000deadbeef\tlive\t20270901\tnot UTF-8 \xff",
		"b\r\t3\t20261123T110000Z\t00000000deadbeef\tlive\t20270901\tUID",
		"b\\n\t3\t20261123T110000Z\t00000000deadbeef\tlive\t20270901\tUID",
	};

	(void)unused;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		mw_auto(pool) pool = MW_POOL_INIT;
		mw_auto(diags) diags = MW_DIAGS_INIT;
		mw_auto(buf) text = MW_BUF_INIT;
		struct mw_calendar_state state;

		mw_buf_printf(&text, FIRST "%s\n" LINE, bad[i]);
		assert_int_equal(read_text(text.text, &pool, &state, &diags), 0);
		if (diags.count != 1 || state.items.count != 1)
			fail_msg("%s", bad[i]);
		assert_int_equal(diags.items[0].spot.line, 2);
		assert_string_equal(diags.items[0].spot.file, "ana.calendar");
		assert_string_equal(state.items.items[0].uid, "a.2027.ana@matchward");
	}
}

static void test_nul(void **unused)
{
	static const char text[] =
		FIRST "a\t3\t20261123T110000Z\t00000000deadbeef\tlive\t20270901\tC\0\n" LINE;
	mw_auto(pool) pool = MW_POOL_INIT;
	mw_auto(diags) diags = MW_DIAGS_INIT;
	struct mw_calendar_state state;

	(void)unused;
	assert_int_equal(mw_calendar_state_read("x", text, sizeof text - 1, &pool, &state, &diags),
			 0);
	assert_int_equal(diags.count, 1);
	assert_int_equal(state.items.count, 1);
}

static void test_first_line(void **unused)
{
	mw_auto(pool) pool = MW_POOL_INIT;
	mw_auto(diags) diags = MW_DIAGS_INIT;
	struct mw_calendar_state state = MW_CALENDAR_STATE_INIT;

	(void)unused;
	assert_int_equal(read_text("matchward-calendar 2\n" LINE, &pool, &state, &diags),
			 MW_CALENDAR_STATE_E_VERSION);
	assert_int_equal(state.items.count, 0);
	assert_int_equal(diags.count, 1);
	/* A torn head is only a bad line: refusing the file would lose all counts. */
	assert_int_equal(read_text("watchward-calendar 1\n" LINE, &pool, &state, &diags), 0);
	assert_int_equal(state.items.count, 1);
	assert_int_equal(diags.count, 2);
}

static void test_repeated(void **unused)
{
	mw_auto(pool) pool = MW_POOL_INIT;
	mw_auto(diags) diags = MW_DIAGS_INIT;
	struct mw_calendar_state state;

	(void)unused;
	assert_int_equal(
		read_text(FIRST "a\t1\t20261123T110000Z\t0000000000000001\tlive\t20270901\tone\n"
				"a\t5\t20261123T110000Z\t0000000000000002\tlive\t20270901\tfive\n"
				"a\t3\t20261123T110000Z\t0000000000000003\tlive\t20270901\tthree\n",
			  &pool, &state, &diags),
		0);
	assert_int_equal(state.items.count, 1);
	assert_int_equal(state.items.items[0].sequence, 5);
	assert_int_equal(diags.count, 1); /* the same of both, said once */
}

static void test_when(void **unused)
{
	mw_auto(pool) pool = MW_POOL_INIT;
	mw_day day = 0;
	int second = 0;

	(void)unused;
	assert_string_equal(mw_calendar_day_text(&pool, mw_day_from_ymd(2028, 2, 29)), "20280229");
	assert_string_equal(mw_calendar_instant_text(&pool, 1835575200), "20280302T020000Z");
	assert_true(mw_calendar_when_parse("20280302T020001Z", &day, &second));
	assert_int_equal(day, mw_day_from_ymd(2028, 3, 2));
	assert_int_equal(second, 7201);
	assert_true(mw_calendar_when_parse("20280229", &day, &second));
	assert_int_equal(second, -1);
	assert_false(mw_calendar_when_parse("20280302T020001", &day, &second));
	assert_false(mw_calendar_when_parse("20280302 020001Z", &day, &second));
	assert_false(mw_calendar_when_parse("", &day, &second));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_read),       cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_forgotten),  cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_bad_lines),  cmocka_unit_test(test_nul),
		cmocka_unit_test(test_first_line), cmocka_unit_test(test_repeated),
		cmocka_unit_test(test_when),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
