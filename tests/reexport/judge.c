/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The file is read as text, line by line, apart from the code that made it: what an item says is
 * all of its bytes but SEQUENCE, DTSTAMP and LAST-MODIFIED. Each item is compared with the last
 * time that it was there.
 */
#include <stdint.h>
#include <stdlib.h>

#include "walk.h"

/* Cancelled so long before the first day of the plan, an item may go, and has to. */
#define KEPT_DAYS 730

/* Far more than the seasons that are kept can hold: some 250 items of 300 bytes in each of three.
 */
#define STATE_MOST (256 * 1024)

struct item { /* of one file */
	const char *uid;
	long sequence;
	int64_t stamp;
	uint64_t said, bytes; /* hashes: without the counting lines; of all */
	const char *due;      /* DTSTART of an event, DUE of a to-do, with its parameters */
	bool is_todo, is_cancelled;
};

struct items {
	MW_LIST(struct item) list;
};

struct seen {
	char *uid; /* owned; NULL: this place is free */
	struct item item;
	uint64_t wanted; /* hash of its bytes in the file that the owner wants; 0: not in it */
	int generation;
};

static void wrong_put(struct mw_buf *wrong, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
static void wrong_put(struct mw_buf *wrong, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	mw_buf_vprintf(wrong, format, args);
	va_end(args);
	mw_buf_putc(wrong, '\n');
}

/* ---- reading ---- */

static uint64_t hash_bytes(uint64_t hash, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)bytes[i]) * UINT64_C(1099511628211);
	return hash;
}

#define HASH_START UINT64_C(14695981039346656037)

/* "20270901T130000Z" */
static int64_t instant(const char *text)
{
	int year, month, day, hour, minute, second;
	if (sscanf(text, "%4d%2d%2dT%2d%2d%2dZ", &year, &month, &day, &hour, &minute, &second) != 6)
		return INT64_MIN;
	return (int64_t)mw_day_from_ymd(year, month, day) * DAY_S + hour * 3600 + minute * 60 +
	       second;
}

static const char *after(const char *line, const char *name)
{
	size_t len = strlen(name);
	return strncmp(line, name, len) ? NULL : line + len;
}

/* One unfolded line of an item, its alarms left out. */
static void read_line(struct item *item, const char *line, struct mw_buf *wrong)
{
	const char *value;
	bool counts = true;
	item->bytes = hash_bytes(item->bytes, line, strlen(line) + 1);
	if ((value = after(line, "SEQUENCE:"))) {
		item->sequence = strtol(value, NULL, 10);
	} else if ((value = after(line, "DTSTAMP:"))) {
		item->stamp = instant(value);
	} else if ((value = after(line, "LAST-MODIFIED:"))) {
		if (instant(value) != item->stamp)
			wrong_put(wrong, "%s: LAST-MODIFIED is not DTSTAMP", item->uid);
	} else {
		counts = false;
	}
	if (counts)
		return;
	item->said = hash_bytes(item->said, line, strlen(line) + 1);
	if ((value = after(line, "UID:")))
		item->uid = value;
	else if (!strcmp(line, "STATUS:CANCELLED"))
		item->is_cancelled = true;
	else if ((value = after(line, item->is_todo ? "DUE" : "DTSTART")))
		item->due = value;
}

/* The next line, unfolded; NULL at the end. */
static const char *next_line(const char **text, struct mw_pool *pool)
{
	mw_auto(buf) line = MW_BUF_INIT;
	if (!**text)
		return NULL;
	for (;;) {
		size_t len = strcspn(*text, "\r\n");
		mw_buf_add(&line, *text, len);
		*text += len;
		*text += **text == '\r';
		*text += **text == '\n';
		if (**text != ' ')
			return mw_pool_copy(pool, line.text ? line.text : "", line.len);
		++*text;
	}
}

static void read_items(const char *text, struct mw_pool *pool, struct items *items,
		       struct mw_buf *wrong)
{
	const char *line;
	struct item *item = NULL;
	bool is_alarm = false;
	while ((line = next_line(&text, pool))) {
		bool is_todo = !strcmp(line, "BEGIN:VTODO");
		if (is_todo || !strcmp(line, "BEGIN:VEVENT")) {
			item = MW_PUSH(pool, &items->list);
			*item = (struct item){ .uid = "",
					       .sequence = -1,
					       .said = HASH_START,
					       .bytes = HASH_START,
					       .is_todo = is_todo };
		} else if (!strcmp(line, "END:VEVENT") || !strcmp(line, "END:VTODO")) {
			item = NULL;
		}
		is_alarm = is_alarm || !strcmp(line, "BEGIN:VALARM");
		if (item && !is_alarm)
			read_line(item, line, wrong);
		else if (item) /* alarms are bytes too, and no more */
			item->bytes = hash_bytes(item->bytes, line, strlen(line) + 1);
		is_alarm = is_alarm && strcmp(line, "END:VALARM") != 0;
	}
}

/* ---- what was ---- */

static struct seen *place(struct seen *table, size_t room, const char *uid)
{
	size_t at = (size_t)(hash_bytes(HASH_START, uid, strlen(uid)) % room);
	while (table[at].uid && strcmp(table[at].uid, uid) != 0)
		at = (at + 1) % room;
	return &table[at];
}

static void grow(struct judge *judge)
{
	size_t room = judge->room ? judge->room * 2 : 1024;
	struct seen *table = calloc(room, sizeof *table);
	if (!table)
		abort();
	for (size_t i = 0; i < judge->room; i++)
		if (judge->table[i].uid)
			*place(table, room, judge->table[i].uid) = judge->table[i];
	free(judge->table);
	judge->table = table;
	judge->room = room;
}

static struct seen *find(struct judge *judge, const char *uid)
{
	return judge->room ? place(judge->table, judge->room, uid) : NULL;
}

static struct seen *remember(struct judge *judge, const struct item *item)
{
	if (judge->used * 2 >= judge->room)
		grow(judge);
	struct seen *seen = find(judge, item->uid);
	if (!seen->uid) {
		seen->uid = strdup(item->uid);
		if (!seen->uid)
			abort();
		judge->used++;
	}
	seen->item = *item;
	seen->item.uid = seen->uid;
	seen->item.due = NULL;
	seen->generation = judge->generation;
	return seen;
}

void judge_release(struct judge *judge)
{
	for (size_t i = 0; i < judge->room; i++)
		free(judge->table[i].uid);
	free(judge->table);
}

/* ---- what has to hold ---- */

/* There at the last export too: counted up by one where it says something else, and only there. */
static void check_step(const struct item *old, const struct item *item, int64_t now,
		       struct mw_buf *wrong)
{
	bool has_changed = old->said != item->said;
	if (!has_changed && (item->sequence != old->sequence || item->stamp != old->stamp))
		wrong_put(wrong, "%s says the same, and went from SEQUENCE %ld to %ld", item->uid,
			  old->sequence, item->sequence);
	if (!has_changed && item->bytes != old->bytes)
		wrong_put(wrong, "%s says the same in other bytes", item->uid);
	if (has_changed && item->sequence != old->sequence + 1)
		wrong_put(wrong, "%s says something else, and went from SEQUENCE %ld to %ld",
			  item->uid, old->sequence, item->sequence);
	if (has_changed && item->stamp != now)
		wrong_put(wrong, "%s has changed without a new stamp", item->uid);
}

static void check_item(struct judge *judge, const struct item *item, int64_t now,
		       struct mw_buf *wrong)
{
	const struct seen *seen = find(judge, item->uid);
	bool is_known = seen && seen->uid;
	if (is_known && seen->generation == judge->generation)
		wrong_put(wrong, "%s is there twice", item->uid);
	else if (is_known && seen->generation == judge->generation - 1)
		check_step(&seen->item, item, now, wrong);
	else if (item->stamp != now)
		wrong_put(wrong, "%s is new and has an old stamp", item->uid);
	else if (is_known && item->sequence <= seen->item.sequence)
		wrong_put(wrong, "%s was forgotten at SEQUENCE %ld and returns with %ld", item->uid,
			  seen->item.sequence, item->sequence);
	else if (item->sequence && !judge->forgotten)
		wrong_put(wrong, "%s is new and has SEQUENCE %ld", item->uid, item->sequence);
	judge->returned += is_known && seen->generation < judge->generation - 1;
}

static bool is_over(const struct item *item, const struct mw_plan *plan)
{
	return item->is_cancelled && item->stamp < (int64_t)(plan->first_day - KEPT_DAYS) * DAY_S;
}

/* What was there and is not any more was cancelled long ago. */
static void check_gone(struct judge *judge, const struct mw_plan *plan, struct mw_buf *wrong)
{
	for (size_t i = 0; i < judge->room; i++) {
		const struct seen *seen = &judge->table[i];
		if (!seen->uid || seen->generation != judge->generation - 1)
			continue;
		judge->forgotten++;
		if (!is_over(&seen->item, plan))
			wrong_put(wrong, "%s is not there any more", seen->uid);
	}
}

static struct item *find_item(struct items *items, const char *uid)
{
	for (size_t i = 0; i < items->list.count; i++)
		if (!strcmp(items->list.items[i].uid, uid))
			return &items->list.items[i];
	return NULL;
}

/* The item of this milestone is under its name, on its day. */
static void check_own(struct items *items, const struct mw_plan *plan,
		      const struct mw_milestone *milestone, bool is_todo, struct mw_pool *pool,
		      struct mw_buf *wrong)
{
	const char *uid =
		mw_pool_printf(pool, "%s.%d.%s@%s", milestone->id, plan->profile->application_year,
			       plan->profile->id, is_todo ? "todo.matchward" : "matchward");
	struct item *item = find_item(items, uid);
	int year, month, day;
	if (!item || item->is_todo != is_todo) {
		wrong_put(wrong, "%s is not there", uid);
		return;
	}
	if (item->is_cancelled != (milestone->status == MW_STATUS_SKIPPED))
		wrong_put(wrong, "%s: cancelled, but not skipped, or the other way", uid);
	if (item->is_cancelled || milestone->rule->repeat_days ||
	    mw_date_is_timed(&milestone->due)) {
		item->uid = ""; /* accounted for */
		return;
	}
	mw_day_to_ymd(milestone->due_day, &year, &month, &day);
	const char *due = mw_pool_printf(pool, ";VALUE=DATE:%04d%02d%02d", year, month, day);
	if (!item->due || strcmp(item->due, due) != 0)
		wrong_put(wrong, "%s has the date %s, not %s", uid, item->due, due);
	item->uid = "";
}

/* Each milestone that is shown has its items; what is left over is cancelled, and not too old. */
static void check_plan(struct items *items, const struct mw_plan *plan, struct mw_pool *pool,
		       struct mw_buf *wrong)
{
	for (size_t i = 0; i < plan->milestones.count; i++) {
		const struct mw_milestone *milestone = &plan->milestones.items[i];
		if (!mw_milestone_is_shown(milestone))
			continue;
		check_own(items, plan, milestone, false, pool, wrong);
		if (!milestone->rule->is_event && !milestone->rule->repeat_days)
			check_own(items, plan, milestone, true, pool, wrong);
	}
	for (size_t i = 0; i < items->list.count; i++) {
		const struct item *item = &items->list.items[i];
		if (!*item->uid)
			continue;
		if (!item->is_cancelled)
			wrong_put(wrong, "%s is live, and in no plan", item->uid);
		if (is_over(item, plan))
			wrong_put(wrong, "%s was cancelled too long ago to be here", item->uid);
	}
}

/* The owner's file has the same items, with her alarms, and to-dos only if she wants them. */
static void check_wanted(struct judge *judge, const struct items *wanted,
			 const struct export *export, struct mw_buf *wrong)
{
	for (size_t i = 0; i < wanted->list.count; i++) {
		const struct item *item = &wanted->list.items[i];
		struct seen *seen = find(judge, item->uid);
		if (!seen->uid || seen->generation != judge->generation) {
			wrong_put(wrong, "%s is there with one set of options only", item->uid);
			continue;
		}
		if (seen->item.said != item->said || seen->item.sequence != item->sequence ||
		    seen->item.stamp != item->stamp)
			wrong_put(wrong, "%s depends on the options", item->uid);
		if (item->is_todo && !export->plan->profile->calendar.todos)
			wrong_put(wrong, "%s is there without to-dos", item->uid);
	}
}

void judge_export(struct judge *judge, const struct export *export, struct mw_buf *wrong)
{
	mw_auto(pool) pool = MW_POOL_INIT;
	struct items plain = { 0 }, wanted = { 0 };
	read_items(export->plain->text, &pool, &plain, wrong);
	read_items(export->ics->text, &pool, &wanted, wrong);
	judge->generation++;
	for (size_t i = 0; i < plain.list.count; i++) {
		check_item(judge, &plain.list.items[i], export->plan->now_utc, wrong);
		(void)remember(judge, &plain.list.items[i]);
	}
	if (judge->generation > 1)
		check_gone(judge, export->plan, wrong);
	check_wanted(judge, &wanted, export, wrong);
	check_plan(&plain, export->plan, &pool, wrong);
	if (plain.list.count > judge->most_items)
		judge->most_items = plain.list.count;
	if (export->state->len > judge->most_state)
		judge->most_state = export->state->len;
	if (export->state->len > STATE_MOST)
		wrong_put(wrong, "the state has grown to %zu bytes", export->state->len);
}
