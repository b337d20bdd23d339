/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Folding the ledger: the last word wins. Items are kept sorted by id, so that asking is cheap.
 */
#include "matchward/core/ledger.h"

#include <string.h>

static const char *const verbs[MW_VERB_COUNT] = { "first-day", "planned", "told",   "seen",
						  "done",      "skipped", "undone", "snoozed" };

const char *mw_verb_name(enum mw_verb verb)
{
	return verbs[verb];
}

bool mw_verb_find(const char *name, enum mw_verb *ret_verb)
{
	for (int i = 0; i < MW_VERB_COUNT; i++)
		if (!strcmp(name, verbs[i])) {
			*ret_verb = (enum mw_verb)i;
			return true;
		}
	return false;
}

/* Where id is, or where it belongs. */
static size_t position(const struct mw_acts *acts, const char *id)
{
	size_t low = 0, high = acts->items.count;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (strcmp(acts->items.items[mid].id, id) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

const struct mw_act *mw_acts_find(const struct mw_acts *acts, const char *id)
{
	size_t at = position(acts, id);
	return at < acts->items.count && !strcmp(acts->items.items[at].id, id)
		       ? &acts->items.items[at]
		       : NULL;
}

bool mw_acts_is_done(const struct mw_acts *acts, const char *id)
{
	const struct mw_act *act = mw_acts_find(acts, id);
	return act && act->is_done;
}

static struct mw_act *obtain(struct mw_acts *acts, struct mw_pool *pool, const char *id)
{
	size_t at = position(acts, id);
	/* Below count there are items. NOLINTNEXTLINE(clang-analyzer-core.NullDereference) */
	if (at == acts->items.count || strcmp(acts->items.items[at].id, id) != 0) {
		(void)MW_PUSH(pool, &acts->items);
		struct mw_act *items = acts->items.items;
		memmove(&items[at + 1], &items[at], (acts->items.count - 1 - at) * sizeof *items);
		items[at] = (struct mw_act){ .id = id,
					     .planned_start = MW_DAY_NONE,
					     .planned_due = MW_DAY_NONE };
	}
	return &acts->items.items[at];
}

static void apply(struct mw_acts *acts, struct mw_pool *pool, const struct mw_ledger_entry *entry)
{
	mw_day due, start;
	struct mw_act *act;
	switch (entry->verb) {
	case MW_VERB_FIRST_DAY:
		if (!mw_day_parse(entry->due, &due))
			return;
		/* A new beginning: promises made for another first day no longer hold. */
		acts->first_day = due;
		if (!strcmp(entry->argument, MW_REPLANNED))
			acts->replanned_day = due;
		acts->first_day_utc = entry->at_utc;
		for (size_t i = 0; i < acts->items.count; i++) {
			act = &acts->items.items[i];
			act->planned_start = act->planned_due = MW_DAY_NONE;
			act->is_given = act->is_done || act->is_skipped;
		}
		return;
	case MW_VERB_PLANNED:
		if (!mw_day_parse(entry->due, &due) || !mw_day_parse(entry->argument, &start))
			return;
		act = obtain(acts, pool, entry->id);
		act->planned_due = due;
		act->planned_start = start;
		return;
	case MW_VERB_DONE:
	case MW_VERB_SKIPPED:
	case MW_VERB_UNDONE:
		if (strcmp(entry->due, "-") != 0)
			return; /* one occurrence only: the engine's affair */
		act = obtain(acts, pool, entry->id);
		if (!act->is_done && !act->is_skipped) {
			act->closed_utc = entry->at_utc;
			act->began_done = entry->verb == MW_VERB_DONE;
		}
		act->changed_utc = entry->at_utc;
		act->is_done = entry->verb == MW_VERB_DONE;
		act->is_skipped = entry->verb == MW_VERB_SKIPPED;
		act->is_given = act->is_given && entry->verb != MW_VERB_UNDONE;
		return;
	case MW_VERB_TOLD:
	case MW_VERB_SEEN:
	case MW_VERB_SNOOZED:
		return;
	}
}

void mw_acts_fold(const struct mw_ledger *ledger, int year, struct mw_pool *pool,
		  struct mw_acts *ret_acts)
{
	struct mw_acts acts = { .year = year,
				.first_day = MW_DAY_NONE,
				.replanned_day = MW_DAY_NONE };
	for (size_t i = 0; i < ledger->entries.count; i++)
		if (ledger->entries.items[i].year == year)
			apply(&acts, pool, &ledger->entries.items[i]);
	*ret_acts = acts;
}

void mw_acts_given(const struct mw_acts *acts, mw_day first_day, const struct mw_zone *home,
		   struct mw_pool *pool, struct mw_acts *ret_given)
{
	struct mw_acts given = *acts;
	int64_t first_utc = mw_zone_to_utc(home, first_day, 0);
	mw_day written;
	int second;
	mw_zone_from_utc(home, acts->first_day_utc, &written, &second);
	bool is_that_day = acts->first_day == first_day && written == first_day;

	given.items.items = NULL;
	given.items.count = given.items.room = 0;
	for (size_t i = 0; i < acts->items.count; i++) {
		struct mw_act *act = MW_PUSH(pool, &given.items);
		*act = acts->items.items[i];
		if (!act->is_done && !act->is_skipped)
			continue;
		bool is_closed = act->closed_utc < first_utc || (act->is_given && is_that_day);
		if (is_closed && act->changed_utc < first_utc)
			continue;
		/* What was said since does not count: done is not skipped by it. */
		act->is_done = is_closed && act->began_done;
		act->is_skipped = is_closed && !act->began_done;
	}
	*ret_given = given;
}
