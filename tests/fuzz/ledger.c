/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The ledger: entries written and read again are the same; and the compacted ledger says of each
 * year what the whole one says. It is shorter, and compacting it again changes nothing.
 */
#include "fuzz.h"

#include "matchward/core/history.h"
#include "matchward/format/ledger_log.h"

static void put_acts(const struct mw_acts *acts, struct mw_buf *out)
{
	fuzz_put_number(out, "first-day", acts->first_day);
	fuzz_put_number(out, "replanned", acts->replanned_day);
	fuzz_put_number(out, "written", acts->first_day_utc);
	for (size_t i = 0; i < acts->items.count; i++) {
		const struct mw_act *act = &acts->items.items[i];
		MUST(!act->is_done || !act->is_skipped);
		MUST(!i || strcmp(acts->items.items[i - 1].id, act->id) < 0);
		mw_buf_printf(out, "%s %d %d %lld %d %lld %d %d %d\n", act->id, act->is_done,
			      act->is_skipped, (long long)act->closed_utc, act->began_done,
			      (long long)act->changed_utc, act->is_given, act->planned_start,
			      act->planned_due);
	}
}

/* What is known after it: the acts of a year. What says nothing of an act may be left out. */
static void fold(const struct mw_ledger *ledger, int year, struct mw_pool *pool, struct mw_buf *out)
{
	struct mw_acts acts, known;
	mw_acts_fold(ledger, year, pool, &acts);
	known = acts;
	known.items.count = 0;
	known.items.items = mw_pool_alloc(pool, (acts.items.count + 1) * sizeof *known.items.items);
	for (size_t i = 0; i < acts.items.count; i++) {
		const struct mw_act *act = &acts.items.items[i];
		if (act->is_done || act->is_skipped || act->closed_utc || act->changed_utc ||
		    act->planned_due != MW_DAY_NONE)
			known.items.items[known.items.count++] = *act;
	}
	put_acts(&known, out);
	mw_acts_given(&acts, acts.first_day == MW_DAY_NONE ? 20000 : acts.first_day, fuzz_new_york,
		      pool, &known);
}

static void check_entries(const struct mw_ledger *ledger, struct mw_pool *pool)
{
	mw_auto(buf) written = MW_BUF_INIT;
	mw_auto(buf) again = MW_BUF_INIT;
	mw_auto(buf) words = MW_BUF_INIT;
	struct mw_ledger same;
	for (size_t i = 0; i < ledger->entries.count; i++) {
		const struct mw_ledger_entry *entry = &ledger->entries.items[i];
		MUST(entry->verb < MW_VERB_COUNT && entry->year >= 1990 && entry->year <= 9999);
		must_be_line(entry->argument);
		mw_ledger_format(entry, &written);
		mw_history_entry(entry, "A \"title\"", fuzz_new_york, &words);
	}
	must_be_text(words.text, words.len);
	(void)mw_ledger_read("ledger", written.text, written.len, pool, &same, NULL);
	MUST(same.entries.count == ledger->entries.count);
	for (size_t i = 0; i < same.entries.count; i++)
		mw_ledger_format(&same.entries.items[i], &again);
	must_be_same(&written, &again);
}

/* Each thing that was told or seen in the newest two seasons, once and in order of its place. */
static void put_told(const struct mw_ledger *ledger, int newest, struct mw_buf *out)
{
	for (size_t i = 0; i < ledger->entries.count; i++) {
		const struct mw_ledger_entry *a = &ledger->entries.items[i];
		bool is_first = a->year >= newest - 1 &&
				(a->verb == MW_VERB_TOLD || a->verb == MW_VERB_SEEN);
		for (size_t k = 0; is_first && k < i; k++) {
			const struct mw_ledger_entry *b = &ledger->entries.items[k];
			is_first = a->verb != b->verb || a->year != b->year ||
				   strcmp(a->id, b->id) != 0 || strcmp(a->due, b->due) != 0 ||
				   strcmp(a->argument, b->argument) != 0;
		}
		if (is_first || (a->verb == MW_VERB_SNOOZED && a->year >= newest - 1))
			mw_ledger_format(a, out);
	}
}

static void put_meaning(const struct mw_ledger *ledger, struct mw_pool *pool, struct mw_buf *out)
{
	int newest = 0;
	for (size_t i = 0; i < ledger->entries.count; i++)
		if (ledger->entries.items[i].year > newest)
			newest = ledger->entries.items[i].year;
	for (int year = newest; year && year > newest - 2; year--)
		fold(ledger, year, pool, out);
	put_told(ledger, newest, out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	mw_auto(pool) pool = MW_POOL_INIT;
	mw_auto(diags) diags = MW_DIAGS_INIT;
	mw_auto(diags) of_short = MW_DIAGS_INIT;
	mw_auto(buf) compact = MW_BUF_INIT;
	mw_auto(buf) twice = MW_BUF_INIT;
	mw_auto(buf) once = MW_BUF_INIT;
	mw_auto(buf) again = MW_BUF_INIT;
	struct mw_ledger whole, less;
	MUST(!mw_ledger_read("ledger", text, size, &pool, &whole, &diags));
	must_be_good(&diags, "ledger", text, size);
	MUST(mw_ledger_whole(text, size) <= size);
	check_entries(&whole, &pool);

	mw_ledger_compact(text, size, &compact);
	MUST(compact.len <= size);
	mw_ledger_compact(compact.text, compact.len, &twice);
	must_be_same(&compact, &twice);
	MUST(!mw_ledger_read("ledger", compact.text, compact.len, &pool, &less, &of_short));
	MUST(diags.count == of_short.count); /* what cannot be read stays */
	put_meaning(&whole, &pool, &once);
	put_meaning(&less, &pool, &again);
	must_be_same(&once, &again);
	return 0;
}
