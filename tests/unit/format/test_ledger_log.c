/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The ledger's text: what reads, what is left out and why, what is torn; and that entries come back
 * as they were written, whatever they say.
 */
#include "ini_check.h"

#include "matchward/format/ledger_log.h"

static struct mw_pool pool;

static int teardown(void **state)
{
	(void)state;
	mw_pool_release(&pool);
	return 0;
}

static void same(const struct mw_ledger_entry *a, const struct mw_ledger_entry *b)
{
	assert_int_equal(a->at_utc, b->at_utc);
	assert_int_equal(a->verb, b->verb);
	assert_int_equal(a->year, b->year);
	assert_string_equal(a->id, b->id);
	assert_string_equal(a->due, b->due);
	assert_string_equal(a->argument, b->argument);
}

/* 2026-11-23T03:30:00Z: 20780 days and 12600 seconds. */
#define AT (INT64_C(20780) * 86400 + 12600)

static void test_lines(void **state)
{
	static const struct {
		const char *line;
		struct mw_ledger_entry entry;
	} cases[] = {
		{ "2026-11-23T03:30:00Z first-day 2027/- 2026-11-23\n",
		  { AT, MW_VERB_FIRST_DAY, 2027, "-", "2026-11-23", "" } },
		{ "2026-11-23T03:30:01Z planned 2027/nbme-baseline 2026-12-21 2026-12-14\n",
		  { AT + 1, MW_VERB_PLANNED, 2027, "nbme-baseline", "2026-12-21", "2026-12-14" } },
		{ "2026-11-23T03:30:00Z told 2027/eras-open 2027-09-01T13:00Z 14d\n",
		  { AT, MW_VERB_TOLD, 2027, "eras-open", "2027-09-01T13:00Z", "14d" } },
		{ "2026-11-23T03:30:00Z seen 2027/a 2027-09-01\n",
		  { AT, MW_VERB_SEEN, 2027, "a", "2027-09-01", "" } },
		{ "2026-11-23T03:30:00Z done 2027/lor-sent.letter-1\n",
		  { AT, MW_VERB_DONE, 2027, "lor-sent.letter-1", "-", "" } },
		{ "2026-11-23T03:30:00Z skipped 2027/a\n",
		  { AT, MW_VERB_SKIPPED, 2027, "a", "-", "" } },
		{ "2026-11-23T03:30:00Z undone 2027/a\n",
		  { AT, MW_VERB_UNDONE, 2027, "a", "-", "" } },
		{ "2026-11-23T03:30:00Z snoozed 2027/a - 2026-11-25T03:30Z\n",
		  { AT, MW_VERB_SNOOZED, 2027, "a", "-", "2026-11-25T03:30Z" } },
		{ "2026-11-23T03:30:00Z done 2027/a -  by phone, r\xC3\xA9sum\xC3\xA9 sent \n",
		  { AT, MW_VERB_DONE, 2027, "a", "-", " by phone, r\xC3\xA9sum\xC3\xA9 sent " } },
		{ "1990-01-01T00:00:00Z done 1990/a\n",
		  { INT64_C(7305) * 86400, MW_VERB_DONE, 1990, "a", "-", "" } },
		{ "2100-12-31T23:59:59Z done 9999/a\n",
		  { INT64_C(47846) * 86400 + 86399, MW_VERB_DONE, 9999, "a", "-", "" } },
	};
	struct mw_buf text = MW_BUF_INIT, written = MW_BUF_INIT;
	struct mw_diags diags = MW_DIAGS_INIT;
	struct mw_ledger ledger;
	size_t count = sizeof cases / sizeof *cases;
	(void)state;
	for (size_t i = 0; i < count; i++)
		mw_buf_puts(&text, cases[i].line);
	assert_int_equal(mw_ledger_read("x.ledger", text.text, text.len, &pool, &ledger, &diags),
			 0);
	check_diags("lines", &diags, "");
	assert_int_equal(ledger.entries.count, count);
	for (size_t i = 0; i < count; i++) {
		same(&ledger.entries.items[i], &cases[i].entry);
		mw_ledger_format(&ledger.entries.items[i], &written);
	}
	check_text("written", written.text, text.text);
	mw_buf_release(&text);
	mw_buf_release(&written);
}

static void test_faults(void **state)
{
	static const struct {
		const char *line, *why;
	} cases[] = {
		{ "", "\"\" is no time; expected YYYY-MM-DDTHH:MM:SSZ" },
		{ "aaaaaaaaaaaaaaaaaaaaaaaaaaaaa\xE2\x82\xAC z",
		  "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaa\" is no time; expected "
		  "YYYY-MM-DDTHH:MM:SSZ" },
		{ "hello", "\"hello\" is no time; expected YYYY-MM-DDTHH:MM:SSZ" },
		{ "2026-11-23 03:30:00 done 2027/a",
		  "\"2026-11-23\" is no time; expected YYYY-MM-DDTHH:MM:SSZ" },
		{ "2026-02-30T03:30:00Z done 2027/a",
		  "\"2026-02-30T03:30:00Z\" is no time; expected YYYY-MM-DDTHH:MM:SSZ" },
		{ "2026-11-23T24:00:00Z done 2027/a",
		  "\"2026-11-23T24:00:00Z\" is no time; expected YYYY-MM-DDTHH:MM:SSZ" },
		{ "2026-11-23T03:60:00Z done 2027/a",
		  "\"2026-11-23T03:60:00Z\" is no time; expected YYYY-MM-DDTHH:MM:SSZ" },
		{ "2026-11-23T03:30:60Z done 2027/a",
		  "\"2026-11-23T03:30:60Z\" is no time; expected YYYY-MM-DDTHH:MM:SSZ" },
		{ "2026-11-23T0x:30:00Z done 2027/a",
		  "\"2026-11-23T0x:30:00Z\" is no time; expected YYYY-MM-DDTHH:MM:SSZ" },
		{ "2026-11-23T03:30:0/Z done 2027/a",
		  "\"2026-11-23T03:30:0/Z\" is no time; expected YYYY-MM-DDTHH:MM:SSZ" },
		{ "2026-11-23x03:30:00Z done 2027/a",
		  "\"2026-11-23x03:30:00Z\" is no time; expected YYYY-MM-DDTHH:MM:SSZ" },
		{ "2026-11-23T03:30:00 done 2027/a",
		  "\"2026-11-23T03:30:00\" is no time; expected YYYY-MM-DDTHH:MM:SSZ" },
		{ "2026-11-23T03:30:00Z",
		  "unknown verb \"\"; expected one such as done or snoozed" },
		{ "2026-11-23T03:30:00Z frobbed 2027/a",
		  "unknown verb \"frobbed\"; expected one such as done or snoozed" },
		{ "2026-11-23T03:30:00Z  done 2027/a",
		  "unknown verb \"\"; expected one such as done or snoozed" },
		{ "2026-11-23T03:30:00Z done", "no milestone behind the verb; expected YEAR/ID" },
		{ "2026-11-23T03:30:00Z done 2027",
		  "no milestone behind the verb; expected YEAR/ID" },
		{ "2026-11-23T03:30:00Z done 2027/",
		  "no milestone behind the verb; expected YEAR/ID" },
		{ "2026-11-23T03:30:00Z done 27/a",
		  "no milestone behind the verb; expected YEAR/ID" },
		{ "2026-11-23T03:30:00Z done 0027/a",
		  "no milestone behind the verb; expected YEAR/ID" },
		{ "2026-11-23T03:30:00Z done 2027/A",
		  "no milestone behind the verb; expected YEAR/ID" },
		{ "2026-11-23T03:30:00Z done 2027/a/b",
		  "no milestone behind the verb; expected YEAR/ID" },
		{ "2026-11-23T03:30:00Z done 2027/a soon",
		  "\"soon\" is no date; expected YYYY-MM-DD, YYYY-MM-DDTHH:MMZ or \"-\"" },
		{ "2026-11-23T03:30:00Z done 2027/a 2027-02-30",
		  "\"2027-02-30\" is no date; expected YYYY-MM-DD, YYYY-MM-DDTHH:MMZ or \"-\"" },
		{ "2026-11-23T03:30:00Z done 2027/a 2027-02-03T13:00",
		  "\"2027-02-03T13:00\" is no date; expected YYYY-MM-DD, YYYY-MM-DDTHH:MMZ or "
		  "\"-\"" },
		{ "2026-11-23T03:30:00Z done 2027/a 2027-02-03T13:00X",
		  "\"2027-02-03T13:00X\" is no date; expected YYYY-MM-DD, YYYY-MM-DDTHH:MMZ or "
		  "\"-\"" },
		{ "2026-11-23T03:30:00Z done 2027/a 2027-02-03Z",
		  "\"2027-02-03Z\" is no date; expected YYYY-MM-DD, YYYY-MM-DDTHH:MMZ or "
		  "\"-\"" },
		{ "2026-11-23T03:30:00Z done 2027/a 2027-02-03T25:00Z",
		  "\"2027-02-03T25:00Z\" is no date; expected YYYY-MM-DD, YYYY-MM-DDTHH:MMZ or "
		  "\"-\"" },
		{ "2026-11-23T03:30:00Z done 2027/a 2027-02-03T13:00Zx",
		  "\"2027-02-03T13:00Zx\" is no date; expected YYYY-MM-DD, YYYY-MM-DDTHH:MMZ or "
		  "\"-\"" },
		{ "2026-11-23T03:30:00Z done 2027/a ",
		  "\"\" is no date; expected YYYY-MM-DD, YYYY-MM-DDTHH:MMZ or \"-\"" },
		{ "2026-11-23T03:30:00Z done 2027/a\r",
		  "the line is not clean text; expected UTF-8 without control characters" },
		{ "2026-11-23T03:30:00Z done 2027/a - \x1B[2J",
		  "the line is not clean text; expected UTF-8 without control characters" },
		{ "2026-11-23T03:30:00Z done 2027/a - a\tb",
		  "the line is not clean text; expected UTF-8 without control characters" },
		{ "2026-11-23T03:30:00Z done 2027/a - \xFF",
		  "the line is not clean text; expected UTF-8 without control characters" },
	};
	static const char whole[] = "2026-11-23T03:30:00Z done 2027/kept\n";
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mw_buf text = MW_BUF_INIT, expected = MW_BUF_INIT;
		struct mw_diags diags = MW_DIAGS_INIT;
		struct mw_ledger ledger;
		mw_buf_printf(&text, "%s%s\n%s", whole, cases[i].line, whole);
		mw_buf_printf(&expected, "x.ledger:2: %s; the line is left out\n", cases[i].why);
		assert_int_equal(
			mw_ledger_read("x.ledger", text.text, text.len, &pool, &ledger, &diags), 0);
		check_diags(cases[i].line, &diags, expected.text);
		assert_int_equal(ledger.entries.count, 2);
		assert_string_equal(ledger.entries.items[1].id, "kept");
		mw_buf_release(&text);
		mw_buf_release(&expected);
		mw_diags_release(&diags);
	}
}

/* Cut anywhere, the ledger gives the lines before the cut and no complaint. */
static void test_torn(void **state)
{
	static const char text[] =
		"2026-11-23T03:30:00Z done 2027/a\n2026-11-23T03:30:00Z snoozed 2027/b - until\n";
	size_t first = (size_t)(strchr(text, '\n') - text) + 1;
	(void)state;
	for (size_t len = 0; len < sizeof text; len++) {
		struct mw_diags diags = MW_DIAGS_INIT;
		struct mw_ledger ledger;
		char *cut = malloc(len + 1); /* its own size: reading beyond is seen */
		assert_non_null(cut);
		memcpy(cut, text, len);
		size_t whole = len < first ? 0 : len < sizeof text - 1 ? first : len;
		assert_int_equal(mw_ledger_whole(cut, len), whole);
		assert_int_equal(mw_ledger_read("x.ledger", cut, len, &pool, &ledger, &diags), 0);
		assert_int_equal(ledger.entries.count, len < first             ? 0
						       : len < sizeof text - 1 ? 1
									       : 2);
		assert_int_equal(diags.count, 0);
		free(cut);
	}
	struct mw_ledger ledger;
	assert_int_equal(mw_ledger_read("x.ledger", NULL, 0, &pool, &ledger, NULL), 0);
	assert_int_equal(ledger.entries.count, 0);
}

static void test_nul(void **state)
{
	static const char text[] =
		"2026-11-23T03:30:00Z done 2027/a\0b\n2026-11-23T03:30:00Z done 2027/c\n";
	struct mw_diags diags = MW_DIAGS_INIT;
	struct mw_ledger ledger;
	(void)state;
	assert_int_equal(mw_ledger_read("x.ledger", text, sizeof text - 1, &pool, &ledger, &diags),
			 0);
	check_diags("NUL", &diags,
		    "x.ledger:1: the line is not clean text; expected UTF-8 without control "
		    "characters; the line is "
		    "left out\n");
	assert_int_equal(ledger.entries.count, 1);
	mw_diags_release(&diags);
}

static void test_argument(void **state)
{
	static const struct {
		const char *argument, *expected;
	} cases[] = {
		{ "a\nb\r\tc", "a b  c" },    { "\x01\x7F", "  " },
		{ "x\xC2\x9By", "x y" },      { "\xC2\xA0", "\xC2\xA0" },
		{ "\xC2\x80\xC2\x9F", "  " }, { "\xC3\xA9", "\xC3\xA9" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mw_buf line = MW_BUF_INIT;
		struct mw_ledger_entry
			entry = { AT, MW_VERB_DONE, 2027, "a", "-", cases[i].argument },
			back;
		const char *why;
		mw_ledger_format(&entry, &line);
		assert_int_equal(line.text[line.len - 1], '\n');
		assert_int_equal(mw_ledger_line(line.text, line.len - 1, &pool, &back, &why), 0);
		entry.argument = cases[i].expected;
		same(&back, &entry);
		mw_buf_release(&line);
	}
}

/* Every verb with every shape of due and argument comes back. */
static void test_round_trip(void **state)
{
	static const char *const dues[] = { "-", "2027-09-01", "2027-09-01T13:00Z" };
	static const char *const arguments[] = { "", "14d", "-", " two words ", "2027-09-01" };
	(void)state;
	for (int verb = 0; verb < MW_VERB_COUNT; verb++)
		for (size_t d = 0; d < 3; d++)
			for (size_t a = 0; a < 5; a++) {
				struct mw_buf line = MW_BUF_INIT;
				struct mw_ledger_entry entry = { AT + verb, (enum mw_verb)verb,
								 2027,      "a-1",
								 dues[d],   arguments[a] };
				struct mw_ledger_entry back;
				const char *why;
				mw_ledger_format(&entry, &line);
				assert_int_equal(
					mw_ledger_line(line.text, line.len - 1, &pool, &back, &why),
					0);
				same(&back, &entry);
				mw_buf_release(&line);
			}
}

static void test_untouched(void **state)
{
	struct mw_ledger_entry entry = { .year = 4711 };
	const char *why = NULL;
	(void)state;
	assert_int_equal(mw_ledger_line("x", 1, &pool, &entry, &why), MW_LEDGER_E_SYNTAX);
	assert_int_equal(entry.year, 4711);
	assert_non_null(why);
}

/* What is kept is what still counts; the rest of each line is as it was. */
static void test_compact(void **state)
{
	static const char before[] =
		"2024-01-01T00:00:00Z told 2024/a 2024-02-01 7d\n" /* an old season */
		"2024-01-02T00:00:00Z done 2024/a\n"
		"2026-11-01T00:00:00Z first-day 2027/- 2026-11-01\n" /* begun anew below */
		"2026-11-01T00:00:00Z planned 2027/a 2026-12-01 2026-11-20\n"
		"2026-11-02T00:00:00Z told 2027/a 2026-12-01 7d\n"
		"2026-11-03T00:00:00Z first-day 2027/- 2026-11-03 replan\n"
		"2026-11-03T00:00:00Z planned 2027/a 2026-12-03 2026-11-22\n"
		"2026-11-04T00:00:00Z first-day 2027/- 2026-11-04\n"
		"2026-11-04T00:00:00Z planned 2027/a 2026-12-05 2026-11-24\n"
		"a line of a later version\n"
		"2026-11-05T00:00:00Z told 2027/a 2026-12-01 7d\n" /* again */
		"2026-11-05T00:00:00Z told 2027/a 2026-12-05 7d\n"
		"2026-11-06T00:00:00Z done 2027/a\n"
		"2026-11-07T00:00:00Z undone 2027/a\n"
		"2026-11-08T00:00:00Z done 2027/a\n"
		"2025-11-08T00:00:00Z told 2026/b 2026-12-05 7d\n" /* the season before */
		"2026-11-09T00:00:00Z do";
	static const char after[] = "2024-01-02T00:00:00Z done 2024/a\n"
				    "2026-11-02T00:00:00Z told 2027/a 2026-12-01 7d\n"
				    "2026-11-03T00:00:00Z first-day 2027/- 2026-11-03 replan\n"
				    "2026-11-04T00:00:00Z first-day 2027/- 2026-11-04\n"
				    "2026-11-04T00:00:00Z planned 2027/a 2026-12-05 2026-11-24\n"
				    "a line of a later version\n"
				    "2026-11-05T00:00:00Z told 2027/a 2026-12-05 7d\n"
				    "2026-11-06T00:00:00Z done 2027/a\n"
				    "2026-11-07T00:00:00Z undone 2027/a\n"
				    "2026-11-08T00:00:00Z done 2027/a\n"
				    "2025-11-08T00:00:00Z told 2026/b 2026-12-05 7d\n";
	(void)state;
	mw_auto(buf) once = MW_BUF_INIT;
	mw_auto(buf) twice = MW_BUF_INIT;
	mw_ledger_compact(before, sizeof before - 1, &once);
	assert_string_equal(once.text, after);
	mw_ledger_compact(once.text, once.len, &twice);
	assert_string_equal(twice.text, after);
	mw_buf_clear(&once);
	mw_ledger_compact("", 0, &once);
	assert_int_equal(once.len, 0);
}

/* A first day that is no day begins nothing, and so ends no promise. */
static void test_compact_keeps_promises(void **state)
{
	static const char text[] = "2026-11-01T00:00:00Z first-day 2027/- 2026-11-01\n"
				   "2026-11-01T00:00:00Z planned 2027/a 2026-12-01 2026-11-20\n"
				   "2026-11-03T00:00:00Z first-day 2027/- 2026-11-03T09:00Z\n"
				   "2026-11-03T00:00:00Z first-day 2027/-\n";
	(void)state;
	mw_auto(buf) compact = MW_BUF_INIT;
	mw_ledger_compact(text, sizeof text - 1, &compact);
	assert_string_equal(compact.text, text);
}

/* Cut at every byte, compacted or not, it says the same. */
static void test_compact_says_the_same(void **state)
{
	static const char *const verbs[] = { "first-day 2027/- 2026-11-0%d",
					     "first-day 2027/- 2026-11-0%d replan",
					     "planned 2027/m%d 2026-12-01 2026-11-20",
					     "planned 2027/m%d 2026-12-02 2026-11-21",
					     "told 2027/m%d 2026-12-01 7d",
					     "done 2027/m%d",
					     "skipped 2027/m%d",
					     "undone 2027/m%d" };
	uint32_t seed = 7;
	(void)state;
	for (int round = 0; round < 200; round++) {
		mw_auto(buf) text = MW_BUF_INIT;
		for (int i = 0; i < 30; i++) {
			seed = seed * 1664525u + 1013904223u;
			mw_buf_printf(&text, "2026-11-%02dT00:00:00Z ", i % 28 + 1);
			const char *form = verbs[seed >> 24 & 7];
			mw_buf_add(&text, form, strcspn(form, "%"));
			mw_buf_printf(&text, "%d", (int)(seed >> 16 & 3) + 1);
			mw_buf_puts(&text, strchr(form, '%') + 2);
			mw_buf_putc(&text, '\n');
		}
		for (size_t len = text.len - 40; len <= text.len; len++) {
			mw_auto(buf) shorter = MW_BUF_INIT;
			struct mw_ledger a, b;
			struct mw_acts x, y;
			mw_ledger_compact(text.text, len, &shorter);
			(void)mw_ledger_read("a", text.text, len, &pool, &a, NULL);
			(void)mw_ledger_read("b", shorter.text, shorter.len, &pool, &b, NULL);
			mw_acts_fold(&a, 2027, &pool, &x);
			mw_acts_fold(&b, 2027, &pool, &y);
			assert_int_equal(x.first_day, y.first_day);
			assert_int_equal(x.replanned_day, y.replanned_day);
			assert_int_equal(x.first_day_utc, y.first_day_utc);
			for (size_t i = 0; i < x.items.count; i++) {
				const struct mw_act *p = &x.items.items[i],
						    *q = mw_acts_find(&y, p->id);
				if (!q) { /* only a promise that no longer held */
					assert_false(p->is_done || p->is_skipped || p->is_given);
					assert_int_equal(p->planned_due, MW_DAY_NONE);
					continue;
				}
				assert_int_equal(p->is_done, q->is_done);
				assert_int_equal(p->is_skipped, q->is_skipped);
				assert_int_equal(p->is_given, q->is_given);
				assert_int_equal(p->closed_utc, q->closed_utc);
				assert_int_equal(p->planned_due, q->planned_due);
				assert_int_equal(p->planned_start, q->planned_start);
			}
		}
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_compact),
		cmocka_unit_test(test_compact_keeps_promises),
		cmocka_unit_test(test_compact_says_the_same),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_torn),
		cmocka_unit_test(test_nul),
		cmocka_unit_test(test_argument),
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_untouched),
	};
	return cmocka_run_group_tests(tests, NULL, teardown);
}
