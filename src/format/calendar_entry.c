/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The hash covers what a person would call a change. Alarms, colours, marks and the way of writing
 * are not in it: another option or a newer version of this program must not look like a change of
 * plan.
 */
#include "matchward/format/calendar_entry.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "matchward/core/buf.h"
#include "matchward/core/words.h"
#include "matchward/format/calendar.h"
#include "matchward/format/calendar_alarm.h"
#include "matchward/format/calendar_todo.h"
#include "matchward/format/clean.h"

const char *mw_calendar_uid(const struct mw_plan *plan, const char *id, struct mw_pool *pool)
{
	return mw_clean_line(pool,
			     mw_pool_printf(pool, "%s.%d.%s@matchward", id,
					    plan->profile->application_year, plan->profile->id));
}

const char *mw_calendar_plain(struct mw_pool *pool, const char *text)
{
	static const char *const gaps = " ,;\\";
	mw_auto(buf) plain = MW_BUF_INIT;
	const char *word = text ? mw_clean_line(pool, text) : "";

	for (word += strspn(word, gaps); *word; word += strspn(word, gaps)) {
		size_t len = strcspn(word, gaps);

		if (plain.len)
			mw_buf_putc(&plain, ' ');
		mw_buf_add(&plain, word, len);
		word += len;
	}
	return plain.len ? mw_pool_copy(pool, plain.text, plain.len) : NULL;
}

static const char *rrule_text(struct mw_pool *pool, int repeat_days, mw_day until)
{
	bool is_weekly = repeat_days % 7 == 0;
	int interval = is_weekly ? repeat_days / 7 : repeat_days;
	const char *frequency = is_weekly ? "WEEKLY" : "DAILY";

	return mw_pool_printf(pool, "FREQ=%s;INTERVAL=%d;UNTIL=%s", frequency, interval,
			      mw_calendar_day_text(pool, until));
}

static void set_dates(struct mw_calendar_entry *entry, const struct mw_plan *plan,
		      const struct mw_milestone *milestone, struct mw_pool *pool)
{
	const struct mw_zone *home = plan->profile->zone;
	int repeat_days = milestone->rule->repeat_days;
	mw_day due = mw_date_local_day(&milestone->due, home), first = due;

	if (repeat_days) {
		if (mw_date_is(&milestone->opens))
			first = mw_date_local_day(&milestone->opens, home);
		entry->item.start = mw_calendar_day_text(pool, first < due ? first : due);
		entry->rrule = rrule_text(pool, repeat_days, due);
	} else if (mw_date_is_timed(&milestone->due)) {
		entry->item.start =
			mw_calendar_instant_text(pool, mw_date_begin_utc(&milestone->due, home));
	} else {
		entry->item.start = mw_calendar_day_text(pool, due);
	}
}

static const char *about(const struct mw_plan *plan, const struct mw_milestone *milestone,
			 struct mw_pool *pool)
{
	mw_auto(buf) text = MW_BUF_INIT;

	mw_words_about(plan, milestone, &text);
	while (text.len && strchr(" \n", text.text[text.len - 1]))
		text.text[--text.len] = '\0';
	return text.len ? mw_clean_text(pool, text.text) : NULL;
}

/* Never blank: libical drops a property without a value when it reads it back. */
static const char *title_of(const struct mw_milestone *milestone, struct mw_pool *pool)
{
	const char *title = mw_clean_line(pool, milestone->title);

	return title[strspn(title, " ")] ? title : mw_clean_line(pool, milestone->id);
}

/* FNV-1a, 64 bits, over each text with its final NUL. */
static uint64_t add_hash(uint64_t hash, const char *text)
{
	if (!text)
		text = "";
	do {
		hash ^= (unsigned char)*text;
		hash *= UINT64_C(0x100000001b3);
	} while (*text++);
	return hash;
}

static uint64_t hash_of(const struct mw_calendar_entry *entry)
{
	const char *const more[] = { entry->begin, entry->completed };
	const char *const texts[] = {
		entry->item.start,
		entry->rrule,
		entry->item.summary,
		entry->description,
		entry->url,
		entry->category,
		entry->is_done ? "done" : "live",
	};
	uint64_t hash = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		hash = add_hash(hash, texts[i]);
	if (!entry->is_todo)
		return hash;
	for (size_t i = 0; i < sizeof more / sizeof *more; i++)
		hash = add_hash(hash, more[i]);
	for (size_t i = 0; i < entry->needs.list.count; i++)
		hash = add_hash(hash, entry->needs.list.items[i]);
	return hash;
}

/* The event as it would be if it had never been exported; without its hash. */
static struct mw_calendar_entry fresh(const struct mw_plan *plan,
				      const struct mw_milestone *milestone, struct mw_pool *pool)
{
	struct mw_calendar_entry entry = {
		.item.uid = mw_calendar_uid(plan, milestone->id, pool),
		.item.stamp_utc = plan->now_utc,
		.item.summary = title_of(milestone, pool),
		.milestone = milestone,
		.is_done = mw_calendar_is_closed(milestone),
		.description = about(plan, milestone, pool),
		.url = mw_clean_url(pool, milestone->rule->url),
		.category = mw_calendar_plain(pool, milestone->rule->phase),
	};

	set_dates(&entry, plan, milestone, pool);
	return entry;
}

static void bump(struct mw_calendar_item *item, int sequence, int64_t now_utc)
{
	item->sequence = sequence < MW_CALENDAR_SEQUENCE_MOST ? sequence + 1 : sequence;
	item->stamp_utc = now_utc;
}

/* Above what importers know, and above what programs have made of it in a folder. */
static void bump_over(struct mw_calendar_item *item, const struct mw_calendar_item *old,
		      const struct mw_calendar_state *before, int64_t now_utc)
{
	int seen = mw_calendar_state_seen(before, old->uid);

	bump(item, seen > old->sequence ? seen : old->sequence, now_utc);
}

/* Of what the state does not know: the state may have been lost, and a folder not. */
static int first_sequence(const struct mw_calendar_state *before, const char *uid)
{
	int first = mw_calendar_state_seen(before, uid) + 1;

	if (first > MW_CALENDAR_SEQUENCE_MOST)
		return MW_CALENDAR_SEQUENCE_MOST;
	return first > before->first_sequence ? first : before->first_sequence;
}

static struct mw_calendar_entry live(struct mw_calendar_entry entry,
				     const struct mw_calendar_item *old,
				     const struct mw_calendar_state *before)
{
	if (!old)
		return entry;
	if (!old->is_cancelled && old->hash == entry.item.hash) {
		entry.item.stamp_utc = old->stamp_utc;
	} else {
		bump_over(&entry.item, old, before, entry.item.stamp_utc);
	}
	return entry;
}

/* It says what importers know of it, not what it would say today; `new` if they know nothing. */
static struct mw_calendar_entry tombstone(const struct mw_calendar_item *old,
					  const struct mw_calendar_item *new,
					  const struct mw_calendar_state *before, int64_t now_utc)
{
	struct mw_calendar_entry entry = { .item = old ? *old : *new };

	if (old && !old->is_cancelled)
		bump_over(&entry.item, old, before, now_utc);
	entry.item.is_cancelled = true;
	entry.is_todo = mw_calendar_is_todo_uid(entry.item.uid);
	return entry;
}

/* One more, as it is now; against what importers know of it. */
static void add(struct mw_calendar_entries *entries, struct mw_calendar_entry entry,
		const struct mw_calendar_state *before, int64_t now_utc, struct mw_pool *pool)
{
	const struct mw_calendar_item *old = mw_calendar_state_find(before, entry.item.uid);

	entry.item.hash = hash_of(&entry);
	entry.item.sequence = old ? old->sequence : first_sequence(before, entry.item.uid);
	if (entry.milestone->status != MW_STATUS_SKIPPED)
		entry = live(entry, old, before);
	else
		entry = tombstone(old, &entry.item, before, now_utc);
	*MW_PUSH(pool, &entries->list) = entry;
}

static int compare_uids(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Of what the plan has, sorted. */
struct uids {
	const char **items;
	size_t count;
};

static struct uids uids_of(const struct mw_calendar_entries *entries, struct mw_pool *pool)
{
	struct uids uids = { .count = entries->list.count };

	uids.items = mw_pool_alloc(pool, (uids.count + 1) * sizeof *uids.items);
	for (size_t i = 0; i < uids.count; i++)
		uids.items[i] = entries->list.items[i].item.uid;
	qsort(uids.items, uids.count, sizeof *uids.items, compare_uids);
	return uids;
}

static bool is_over(const struct mw_calendar_item *item, const struct mw_plan *plan)
{
	return item->is_cancelled &&
	       item->stamp_utc < (int64_t)(plan->first_day - MW_CALENDAR_KEPT_DAYS) * 86400;
}

static void forget(struct mw_calendar_entries *entries, const struct mw_calendar_item *item,
		   const struct mw_calendar_state *before, struct mw_pool *pool)
{
	int first = first_sequence(before, item->uid);

	if (first <= item->sequence && item->sequence < MW_CALENDAR_SEQUENCE_MOST)
		first = item->sequence + 1;
	if (first > entries->first_sequence)
		entries->first_sequence = first;
	*MW_PUSH(pool, &entries->forgotten.list) = item->uid;
}

static void bury(struct mw_calendar_entries *entries, const struct uids *uids,
		 const struct mw_calendar_item *items, size_t count, const struct mw_plan *plan,
		 const struct mw_calendar_state *before, struct mw_pool *pool)
{
	for (size_t i = 0; i < count; i++) {
		if (bsearch(&items[i].uid, uids->items, uids->count, sizeof *uids->items,
			    compare_uids))
			continue;
		if (is_over(&items[i], plan))
			forget(entries, &items[i], before, pool);
		else
			*MW_PUSH(pool, &entries->list) =
				tombstone(&items[i], NULL, before, plan->now_utc);
	}
}

void mw_calendar_entries_make(const struct mw_plan *plan, const struct mw_calendar_state *before,
			      struct mw_pool *pool, struct mw_calendar_entries *ret_entries)
{
	struct mw_calendar_entries entries = { .first_sequence = before->first_sequence };

	for (size_t i = 0; i < plan->milestones.count; i++) {
		const struct mw_milestone *milestone = &plan->milestones.items[i];

		if (!mw_milestone_is_shown(milestone))
			continue;
		struct mw_calendar_entry entry = fresh(plan, milestone, pool);

		add(&entries, entry, before, plan->now_utc, pool);
		if (!mw_calendar_has_todo(milestone))
			continue;
		mw_calendar_make_todo(plan, pool, &entry);
		add(&entries, entry, before, plan->now_utc, pool);
	}
	struct uids uids = uids_of(&entries, pool);

	bury(&entries, &uids, before->items.items, before->items.count, plan, before, pool);
	bury(&entries, &uids, before->todos.items, before->todos.count, plan, before, pool);
	*ret_entries = entries;
}
