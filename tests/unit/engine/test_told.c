/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What has been told: a ledger folded at once says the same as its entries noted one by one, and
 * what is taken back is taken back for the older acts only.
 */
#include "expect.h"

#include <stdint.h>
#include <stdio.h>

#include "matchward/engine/told.h"

static struct mw_ledger_entry entry(enum mw_verb verb, const char *id, const char *due,
				    const char *argument)
{
	return (struct mw_ledger_entry){ 0, verb, 2027, id, due, argument };
}

static void same(const struct mw_told *a, const struct mw_told *b)
{
	assert_int_equal(a->notes.count, b->notes.count);
	assert_int_equal(a->anything, b->anything);
	for (size_t i = 0; i < a->notes.count; i++) {
		const struct mw_told_note *x = &a->notes.items[i], *y = &b->notes.items[i];
		assert_string_equal(x->id, y->id);
		assert_string_equal(x->due, y->due);
		assert_string_equal(x->label, y->label);
		assert_int_equal(x->verb, y->verb);
	}
}

/* Told twice, done, taken back, done again: closed by the last word, the newest note first. */
static void test_last_word_wins(void **state)
{
	(void)state;
	struct mw_ledger_entry entries[] = {
		entry(MW_VERB_TOLD, "b", "2027-03-01", "7d"),
		entry(MW_VERB_DONE, "b", "-", ""),
		entry(MW_VERB_UNDONE, "b", "-", ""),
		entry(MW_VERB_TOLD, "a", "2027-02-01", "1d"),
		entry(MW_VERB_TOLD, "b", "2027-03-01", "3d"),
		entry(MW_VERB_SEEN, "b", "2027-03-01", ""),
	};
	struct mw_ledger ledger = { .entries = { entries, 6, 6 } };
	struct mw_told told = MW_TOLD_INIT;
	size_t count;
	mw_told_fold(&told, &ledger, 2027);
	assert_true(told.anything);
	assert_int_equal(told.notes.count, 5); /* a dismissal is no note */
	assert_false(mw_told_is_closed(&told, "b", "-"));
	const struct mw_told_note *notes = mw_told_find(&told, "b", "2027-03-01", &count);
	assert_int_equal(count, 2);
	assert_string_equal(notes[0].label, "3d");
	assert_string_equal(notes[1].label, "7d");

	entries[5] = entry(MW_VERB_SKIPPED, "b", "-", "");
	mw_told_fold(&told, &ledger, 2027);
	assert_true(mw_told_is_closed(&told, "b", "-"));
	mw_told_fold(&told, &ledger, 2026); /* another year */
	assert_int_equal(told.notes.count, 0);
	assert_null(mw_told_find(&told, "b", "-", &count));
	assert_int_equal(count, 0);
	assert_false(told.anything);
	mw_told_release(&told);
}

/* Random ledgers of few ids, dues and all verbs, so that all orders of acts on one due occur. */
static void test_folded_as_noted(void **state)
{
	(void)state;
	static const char *const ids[] = { "a", "ab", "b" };
	static const char *const dues[] = { "-", "2027-03-01", "2027-03-08" };
	uint64_t seed = 1;
	for (int round = 0; round < 500; round++) {
		struct mw_ledger_entry entries[40];
		char labels[40][24];
		struct mw_told folded = MW_TOLD_INIT, noted = MW_TOLD_INIT;
		struct mw_ledger ledger = { .entries = { entries, (size_t)round % 41, 40 } };
		for (size_t i = 0; i < ledger.entries.count; i++) {
			seed = seed * 6364136223846793005u + 1442695040888963407u;
			unsigned draw = (unsigned)(seed >> 33);
			(void)snprintf(labels[i], sizeof labels[i], "%zud", i);
			entries[i] = entry((enum mw_verb)(draw % MW_VERB_COUNT), ids[draw / 8 % 3],
					   dues[draw / 24 % 3], labels[i]);
		}
		/* Written in portions of one to four entries. */
		for (size_t i = 0, next; i < ledger.entries.count; i = next) {
			next = i + 1 + (seed >> 33) % 4;
			seed = seed * 6364136223846793005u + 1442695040888963407u;
			next = next < ledger.entries.count ? next : ledger.entries.count;
			struct mw_ledger portion = { .entries = { entries + i, next - i, 0 } };
			mw_told_add(&noted, &portion, 2027);
		}
		mw_told_fold(&folded, &ledger, 2027);
		same(&folded, &noted);
		mw_told_release(&folded);
		mw_told_release(&noted);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_last_word_wins),
		cmocka_unit_test(test_folded_as_noted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
