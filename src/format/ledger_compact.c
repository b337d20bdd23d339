/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A shorter ledger that says the same. Lines are kept as they are or dropped whole; what cannot be
 * read, a later version's verb for one, is kept.
 */
#include <stdlib.h>
#include <string.h>

#include "matchward/format/ledger_log.h"

struct line {
	const char *text;
	size_t len; /* with its newline */
	bool is_read, is_dropped;
	struct mw_ledger_entry entry;
};

struct lines {
	MW_LIST(struct line) list;
};

static void split(const char *text, size_t len, struct mw_pool *pool, struct lines *lines)
{
	const char *end = len ? text + mw_ledger_whole(text, len) : text;
	while (text < end) {
		const char *newline = memchr(text, '\n', (size_t)(end - text));
		const char *why;
		struct line *line = MW_PUSH(pool, &lines->list);
		line->text = text;
		line->len = (size_t)(newline + 1 - text);
		line->is_read = !mw_ledger_line(text, line->len - 1, pool, &line->entry, &why);
		text = newline + 1;
	}
}

/* By what is said, then by place in the file. */
static int by_meaning(const void *a, const void *b)
{
	const struct line *const *x = a, *const *y = b;
	const struct mw_ledger_entry *p = &(*x)->entry, *q = &(*y)->entry;
	int order = p->verb != q->verb ? (int)p->verb - (int)q->verb : p->year - q->year;
	if (!order)
		order = strcmp(p->id, q->id);
	if (!order)
		order = strcmp(p->due, q->due);
	if (!order)
		order = strcmp(p->argument, q->argument);
	return order ? order : (*x > *y) - (*x < *y);
}

/* Told or seen is told or seen: the first time is enough. */
static void drop_repetitions(struct lines *lines, struct mw_pool *pool)
{
	size_t count = 0;
	struct line **sorted = mw_pool_alloc(pool, (lines->list.count + 1) * sizeof *sorted);
	for (size_t i = 0; i < lines->list.count; i++) {
		struct line *line = &lines->list.items[i];
		if (line->is_read &&
		    (line->entry.verb == MW_VERB_TOLD || line->entry.verb == MW_VERB_SEEN))
			sorted[count++] = line;
	}
	qsort(sorted, count, sizeof *sorted, by_meaning);
	for (size_t i = 1; i < count; i++) {
		const struct mw_ledger_entry *a = &sorted[i - 1]->entry, *b = &sorted[i]->entry;
		sorted[i]->is_dropped = a->verb == b->verb && a->year == b->year &&
					!strcmp(a->id, b->id) && !strcmp(a->due, b->due) &&
					!strcmp(a->argument, b->argument);
	}
}

/* One without a day, which an instant is not, begins nothing (core/ledger). */
static bool is_beginning(const struct line *line)
{
	mw_day day;
	return line->is_read && line->entry.verb == MW_VERB_FIRST_DAY &&
	       mw_day_parse(line->entry.due, &day);
}

/* A year's last beginning ends all promises before it. A person's own wish to begin anew stays. */
static void drop_beginnings(struct lines *lines)
{
	for (size_t i = lines->list.count; i-- > 0;) {
		const struct line *last = &lines->list.items[i];
		if (last->is_dropped || !is_beginning(last))
			continue;
		for (size_t k = 0; k < i; k++) {
			struct line *line = &lines->list.items[k];
			if (line->is_read && line->entry.year == last->entry.year &&
			    (line->entry.verb == MW_VERB_PLANNED ||
			     (line->entry.verb == MW_VERB_FIRST_DAY && !*line->entry.argument)))
				line->is_dropped = true;
		}
	}
}

/* Of seasons that are over two years, only what was done is worth keeping. */
static void drop_old_seasons(struct lines *lines)
{
	int newest = 0;
	for (size_t i = 0; i < lines->list.count; i++)
		if (lines->list.items[i].is_read && lines->list.items[i].entry.year > newest)
			newest = lines->list.items[i].entry.year;
	for (size_t i = 0; i < lines->list.count; i++) {
		struct line *line = &lines->list.items[i];
		enum mw_verb verb = line->entry.verb;
		if (line->is_read && line->entry.year < newest - 1 &&
		    (verb == MW_VERB_TOLD || verb == MW_VERB_SEEN || verb == MW_VERB_PLANNED ||
		     verb == MW_VERB_SNOOZED))
			line->is_dropped = true;
	}
}

void mw_ledger_compact(const char *text, size_t len, struct mw_buf *out)
{
	struct mw_pool pool = MW_POOL_INIT;
	struct lines lines = { .list = { NULL, 0, 0 } };
	split(text, len, &pool, &lines);
	drop_repetitions(&lines, &pool);
	drop_beginnings(&lines);
	drop_old_seasons(&lines);
	for (size_t i = 0; i < lines.list.count; i++)
		if (!lines.list.items[i].is_dropped)
			mw_buf_add(out, lines.list.items[i].text, lines.list.items[i].len);
	mw_pool_release(&pool);
}
