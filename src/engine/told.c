/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A sorted list of notes; asked far more often than changed. What is new is sorted and merged in.
 */
#include "matchward/engine/told.h"

#include <stdlib.h>
#include <string.h>

void mw_told_release(struct mw_told *told)
{
	mw_pool_release(&told->pool);
	*told = (struct mw_told)MW_TOLD_INIT;
}

static int compare(const struct mw_told_note *note, const char *id, const char *due)
{
	int ids = strcmp(note->id, id);
	return ids ? ids : strcmp(note->due, due);
}

/* The first note that does not come before (id, due). */
static size_t position(const struct mw_told *told, const char *id, const char *due)
{
	size_t low = 0, high = told->notes.count;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (compare(&told->notes.items[mid], id, due) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* C knows no place in an empty list. */
static const struct mw_told_note *part(const struct mw_told *told, size_t first, size_t end,
				       size_t *ret_count)
{
	*ret_count = end - first;
	return end > first ? told->notes.items + first : NULL;
}

const struct mw_told_note *mw_told_find(const struct mw_told *told, const char *id, const char *due,
					size_t *ret_count)
{
	size_t first = position(told, id, due), end = first;
	while (end < told->notes.count && !compare(&told->notes.items[end], id, due))
		end++;
	return part(told, first, end, ret_count);
}

const struct mw_told_note *mw_told_of(const struct mw_told *told, const char *id, size_t *ret_count)
{
	size_t first = position(told, id, ""), end = first;
	while (end < told->notes.count && !strcmp(told->notes.items[end].id, id))
		end++;
	return part(told, first, end, ret_count);
}

bool mw_told_is_closed(const struct mw_told *told, const char *id, const char *due)
{
	size_t count;
	const struct mw_told_note *notes = mw_told_find(told, id, due, &count);
	for (size_t i = 0; i < count; i++)
		if (notes[i].verb == MW_VERB_DONE || notes[i].verb == MW_VERB_UNDONE)
			return notes[i].verb == MW_VERB_DONE;
	return false;
}

/* Does this entry matter to reminders, and as what? */
static bool classify(const struct mw_ledger_entry *entry, enum mw_verb *ret_verb)
{
	switch (entry->verb) {
	case MW_VERB_TOLD:
	case MW_VERB_SNOOZED:
	case MW_VERB_DONE:
	case MW_VERB_UNDONE:
		*ret_verb = entry->verb;
		return true;
	case MW_VERB_SKIPPED:
		*ret_verb = MW_VERB_DONE;
		return true;
	case MW_VERB_FIRST_DAY:
	case MW_VERB_PLANNED:
	case MW_VERB_SEEN:
		return false;
	}
	return false;
}

/* An entry that is to become a note, and where it stands in the ledger. */
struct fresh {
	struct mw_told_note note; /* borrowed from the ledger */
	size_t at;
};

struct batch {
	MW_LIST(struct fresh) list;
};

static int in_order(const void *a, const void *b)
{
	const struct fresh *x = a, *y = b;
	int order = compare(&x->note, y->note.id, y->note.due);
	return order ? order : x->at < y->at ? 1 : -1; /* the newest first */
}

/* From behind, so that each note moves once; of one due the fresh ones come first. */
static void merge(struct mw_told *told, const struct batch *batch)
{
	size_t old = told->notes.count, left = batch->list.count;
	for (size_t i = 0; i < batch->list.count; i++)
		(void)MW_PUSH(&told->pool, &told->notes);
	for (size_t end = told->notes.count; left; end--) {
		struct mw_told_note note = batch->list.items[left - 1].note;
		if (old && compare(&told->notes.items[old - 1], note.id, note.due) >= 0) {
			told->notes.items[end - 1] = told->notes.items[--old];
			continue;
		}
		note.id = mw_pool_string(&told->pool, note.id);
		note.due = mw_pool_string(&told->pool, note.due);
		note.label = mw_pool_string(&told->pool, note.label);
		told->notes.items[end - 1] = note;
		left--;
	}
}

void mw_told_add(struct mw_told *told, const struct mw_ledger *ledger, int year)
{
	struct mw_pool pool = MW_POOL_INIT;
	struct batch batch = { .list = { NULL, 0, 0 } };
	for (size_t i = 0; i < ledger->entries.count; i++) {
		const struct mw_ledger_entry *entry = &ledger->entries.items[i];
		enum mw_verb verb;
		if (entry->year != year || !classify(entry, &verb))
			continue;
		*MW_PUSH(&pool, &batch.list) =
			(struct fresh){ { entry->id, entry->due, verb, entry->argument }, i };
		told->anything = told->anything || verb == MW_VERB_TOLD;
	}
	if (batch.list.count)
		qsort(batch.list.items, batch.list.count, sizeof *batch.list.items, in_order);
	merge(told, &batch);
	mw_pool_release(&pool);
}

void mw_told_fold(struct mw_told *told, const struct mw_ledger *ledger, int year)
{
	mw_told_release(told);
	mw_told_add(told, ledger, year);
}
