/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Ledger and calendar on disk.
 */
#include "matchward/app/book.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "matchward/edge/file.h"
#include "matchward/edge/lock.h"
#include "matchward/edge/paths.h"
#include "matchward/format/calendar.h"
#include "matchward/format/ledger_log.h"

#define CALENDAR_SIZE_MOST (64 * 1024 * 1024)

static int make_parent(const char *path, unsigned mode)
{
	char *parent = mw_paths_parent(path);
	int error = mw_file_make_dirs(parent, mode);
	free(parent);
	return error;
}

int mw_book_make_place(const struct mw_bundle *bundle)
{
	return make_parent(bundle->lock_path, 0700);
}

int mw_book_lock(const struct mw_bundle *bundle, struct mw_lock *ret_lock)
{
	int error = mw_book_make_place(bundle);
	return error ? error : mw_lock_take(ret_lock, bundle->lock_path, bundle->lock_wait_ms);
}

/* The ledger on disk now ends with `added`; if it was as we knew it before, we still know it. */
static void follow(struct mw_bundle *bundle, const struct mw_buf *added)
{
	struct mw_input *input = &bundle->inputs[MW_INPUT_LEDGER];
	size_t whole = mw_ledger_whole(input->bytes ? input->bytes : "", input->len);
	char *bytes = mw_pool_alloc(&bundle->pool, whole + added->len + 1);
	if (whole)
		memcpy(bytes, input->bytes, whole);
	memcpy(bytes + whole, added->text, added->len);
	input->bytes = bytes;
	input->len = whole + added->len;
	input->is_there = true;
}

int mw_book_append(struct mw_bundle *bundle, const struct mw_ledger_entry *entries, size_t count)
{
	mw_auto(buf) text = MW_BUF_INIT;
	struct mw_lock lock = MW_LOCK_INIT;
	for (size_t i = 0; i < count; i++)
		mw_ledger_format(&entries[i], &text);
	int error = mw_book_lock(bundle, &lock);
	if (error)
		return error;
	error = mw_file_append(bundle->ledger_path, text.text, text.len, 0600);
	mw_lock_release(&lock);
	if (error)
		return error;
	for (size_t i = 0; i < count; i++) {
		struct mw_ledger_entry *entry = MW_PUSH(&bundle->pool, &bundle->ledger.entries);
		*entry = entries[i];
		entry->id = mw_pool_string(&bundle->pool, entries[i].id);
		entry->due = mw_pool_string(&bundle->pool, entries[i].due);
		entry->argument = mw_pool_string(&bundle->pool, entries[i].argument);
	}
	follow(bundle, &text);
	return 0;
}

/* The plan's first day and one promise for each milestone that was moved, in one write. */
static int write_beginning(struct mw_bundle *bundle, const char *argument)
{
	const struct mw_plan *plan = &bundle->plan;
	struct mw_pool pool = MW_POOL_INIT;
	char day[MW_DAY_TEXT_SIZE];
	int year = plan->profile->application_year;
	struct {
		MW_LIST(struct mw_ledger_entry) list;
	} entries = { .list = { NULL, 0, 0 } };
	*MW_PUSH(&pool, &entries.list) = (struct mw_ledger_entry){
		plan->now_utc,
		MW_VERB_FIRST_DAY,
		year,
		"-",
		mw_pool_string(&pool, mw_day_format(plan->first_day, day)),
		argument,
	};
	for (size_t i = 0; i < plan->milestones.count; i++) {
		const struct mw_milestone *milestone = &plan->milestones.items[i];
		if (milestone->fate != MW_FATE_MOVED && milestone->fate != MW_FATE_UNDER_WAY)
			continue;
		struct mw_ledger_entry *entry = MW_PUSH(&pool, &entries.list);
		*entry = (struct mw_ledger_entry){ plan->now_utc, MW_VERB_PLANNED,
						   year,          milestone->id,
						   NULL,          NULL };
		entry->due = mw_pool_string(&pool, mw_day_format(milestone->due_day, day));
		entry->argument = mw_pool_string(&pool, mw_day_format(milestone->opens.day, day));
	}
	int error = mw_book_append(bundle, entries.list.items, entries.list.count);
	mw_pool_release(&pool);
	return error;
}

int mw_book_promise(struct mw_bundle *bundle)
{
	struct mw_pool pool = MW_POOL_INIT;
	struct mw_acts acts;
	mw_acts_fold(&bundle->ledger, bundle->profile.application_year, &pool, &acts);
	int error = acts.first_day == bundle->plan.first_day ? 0 : write_beginning(bundle, "");
	mw_pool_release(&pool);
	return error;
}

int mw_book_replan(struct mw_bundle *bundle)
{
	return write_beginning(bundle, MW_REPLANNED);
}

int mw_book_compact(struct mw_bundle *bundle)
{
	struct mw_input *input = &bundle->inputs[MW_INPUT_LEDGER];
	struct mw_lock lock = MW_LOCK_INIT;
	mw_auto(buf) old = MW_BUF_INIT;
	mw_auto(buf) new = MW_BUF_INIT;
	if (input->len <= MW_LEDGER_SIZE_GOOD)
		return 0;
	int error = mw_book_lock(bundle, &lock);
	if (error)
		return error;
	error = mw_file_read(bundle->ledger_path, MW_LEDGER_SIZE_MOST, &old);
	if (!error)
		mw_ledger_compact(old.text, old.len, &new);
	if (!error && new.len < old.len - old.len / 4)
		error = mw_file_replace(bundle->ledger_path, new.text, new.len, 0600);
	else
		mw_buf_clear(&new);
	mw_lock_release(&lock);
	if (!error && new.len && old.len == input->len &&
	    !memcmp(old.text, input->bytes, old.len)) {
		/* We know what it says: our own write looks like no change. */
		input->bytes = mw_pool_copy(&bundle->pool, new.text, new.len);
		input->len = new.len;
	}
	return error;
}

/*
 * Nothing but its like may be replaced, told by how it begins: a slip in [calendar] file must not
 * cost the profile. -EEXIST for any other file that holds something.
 */
static int refuse_foreign(const char *path, const char *begin)
{
	mw_auto(buf) old = MW_BUF_INIT;
	int error = mw_file_read(path, CALENDAR_SIZE_MOST, &old);
	if (error)
		return error == -ENOENT ? 0 : error;
	return old.len && strncmp(old.text, begin, strlen(begin)) != 0 ? -EEXIST : 0;
}

/* What has to survive a crash of the machine. */
enum care { CARE_ALL, CARE_OLD /* what was there before */, CARE_NONE };

/* Writes only where the bytes differ: a reader that watches the file must not wake for nothing. */
static int replace_if_new(const char *path, const struct mw_buf *bytes, enum care care)
{
	mw_auto(buf) old = MW_BUF_INIT;
	bool is_there = !mw_file_read(path, CALENDAR_SIZE_MOST, &old);
	if (is_there && old.len == bytes->len && !memcmp(old.text, bytes->text, bytes->len))
		return 0;
	if (care != CARE_ALL)
		return mw_file_put(path, bytes->text, bytes->len, 0600,
				   care == CARE_OLD && is_there);
	int error = make_parent(path, 0700);
	return error ? error : mw_file_replace(path, bytes->text, bytes->len, 0600);
}

static int print(const struct mw_buf *bytes)
{
	if (fwrite(bytes->text, 1, bytes->len, stdout) != bytes->len || fflush(stdout))
		return -EIO;
	return 0;
}

int mw_book_page(const char *path, const struct mw_buf *bytes, const char *begin)
{
	if (!strcmp(path, "-"))
		return print(bytes);
	int error = refuse_foreign(path, begin);
	return error ? error : replace_if_new(path, bytes, CARE_ALL);
}

int mw_book_read_state(const struct mw_bundle *bundle, struct mw_pool *pool,
		       struct mw_calendar_state *ret_state, struct mw_diags *notes)
{
	const char *path = bundle->calendar_state_path;
	mw_auto(buf) known = MW_BUF_INIT;
	int error = mw_file_read(path, CALENDAR_SIZE_MOST, &known);
	if (error && error != -ENOENT)
		return error;
	/* A newer version's file: overwriting it would lose what it knows. */
	return mw_calendar_state_read(path, known.text, known.len, pool, ret_state, notes) ? -EPROTO
											   : 0;
}

static int write_state(const struct mw_bundle *bundle, const struct mw_calendar_state *state,
		       enum care care)
{
	mw_auto(buf) text = MW_BUF_INIT;
	mw_calendar_state_format(state, &text);
	return replace_if_new(bundle->calendar_state_path, &text, care);
}

int mw_book_write_state(const struct mw_bundle *bundle, const struct mw_calendar_state *state)
{
	return write_state(bundle, state, CARE_ALL);
}

/* The state goes first: after a crash in between, the next run writes the same calendar. */
static int build_and_write(const struct mw_bundle *bundle, const char *path,
			   const struct mw_calendar_options *options, bool is_one_of_many,
			   const char **ret_failed, struct mw_pool *pool, struct mw_diags *notes)
{
	struct mw_calendar_state before = MW_CALENDAR_STATE_INIT, after = MW_CALENDAR_STATE_INIT;
	mw_auto(buf) ics = MW_BUF_INIT;
	*ret_failed = bundle->calendar_state_path;
	int error = mw_book_read_state(bundle, pool, &before, notes);
	if (error)
		return error;
	*ret_failed = path;
	error = strcmp(path, "-") ? refuse_foreign(path, "BEGIN:VCALENDAR") : 0;
	if (error)
		return error;
	*ret_failed = bundle->calendar_state_path;
	mw_calendar_build(&bundle->plan, options, &before, pool, &ics, &after);
	error = write_state(bundle, &after, is_one_of_many ? CARE_OLD : CARE_ALL);
	if (error)
		return error;
	*ret_failed = path;
	return strcmp(path, "-") ? replace_if_new(path, &ics, is_one_of_many ? CARE_NONE : CARE_ALL)
				 : print(&ics);
}

struct mw_calendar_options mw_book_options(const struct mw_bundle *bundle)
{
	return (struct mw_calendar_options){ .alarms = bundle->profile.calendar.alarms,
					     .todos = bundle->profile.calendar.todos };
}

int mw_book_calendar_held(const struct mw_bundle *bundle, const char *path,
			  const struct mw_calendar_options *options, bool is_one_of_many,
			  const char **ret_failed, struct mw_diags *notes)
{
	struct mw_pool pool = MW_POOL_INIT;
	const char *failed = NULL;
	int error = build_and_write(bundle, path, options, is_one_of_many, &failed, &pool, notes);
	mw_pool_release(&pool);
	if (error && ret_failed)
		*ret_failed = failed;
	return error;
}

int mw_book_calendar(const struct mw_bundle *bundle, const char *path,
		     const struct mw_calendar_options *options, const char **ret_failed,
		     struct mw_diags *notes)
{
	struct mw_lock lock = MW_LOCK_INIT;
	int error = mw_book_lock(bundle, &lock);
	if (error) {
		if (ret_failed)
			*ret_failed = bundle->lock_path;
		return error;
	}
	error = mw_book_calendar_held(bundle, path, options, false, ret_failed, notes);
	mw_lock_release(&lock);
	return error;
}
