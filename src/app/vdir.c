/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One run: read the folders; acts into the ledger; decide, under the lock of the books; remember
 * what will be written, write, remember that it is written. So a run that is killed anywhere takes
 * no act twice, and the next one writes what this one has not.
 *
 * A lock of its own keeps two runs apart; that of the books, which the daemon needs at once, is
 * held only while the state is read and written.
 */
#include "matchward/app/vdir.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "matchward/app/book.h"
#include "matchward/edge/error.h"
#include "matchward/edge/limits.h"
#include "matchward/edge/lock.h"
#include "matchward/edge/paths.h"
#include "matchward/edge/swap.h"
#include "vdir.h"

#define MEMORY_MIB 512
#define CPU_S 20
#define WALL_S 60
#define WAIT_MS 10000
#define TRIES 3

/* ---- the state ---- */

static int load_state(struct vdir_run *run)
{
	struct mw_diags notes = MW_DIAGS_INIT;
	int error = mw_book_read_state(run->bundle, &run->pool, &run->state, &notes);
	mw_diags_show(&notes);
	mw_diags_release(&notes);
	return error;
}

/* Others may have written the counts of the items since; the records of folders are ours. */
static int save_records(struct vdir_run *run)
{
	struct mw_calendar_state records = run->state;
	struct mw_lock lock = MW_LOCK_INIT;
	int error = mw_book_lock(run->bundle, &lock);
	if (error)
		return error;
	error = load_state(run);
	run->state.vdir.items = records.vdir.items;
	run->state.vdir.count = records.vdir.count;
	run->state.vdir.room = records.vdir.room;
	if (!error)
		error = mw_book_write_state(run->bundle, &run->state);
	mw_lock_release(&lock);
	return error;
}

/* Programs count SEQUENCE up too; what we say next has to be above it. */
static void look_at_sequences(struct vdir_run *run, const struct mw_vdir_folder *folder)
{
	for (size_t i = 0; i < folder->found.count; i++) {
		const struct mw_vdir_item *item = &folder->found.items[i].item;
		struct mw_vdir_record *record =
			mw_calendar_state_record(&run->state, folder->path, item->uid);
		if (record && record->sequence < item->sequence)
			record->sequence = item->sequence;
	}
}

static int decide(struct vdir_run *run)
{
	struct mw_calendar_state after = MW_CALENDAR_STATE_INIT;
	struct mw_vdir_files files;
	struct mw_lock lock = MW_LOCK_INIT;
	int error = mw_book_lock(run->bundle, &lock);
	if (error)
		return error;
	error = load_state(run);
	if (!error) {
		for (size_t i = 0; i < run->count; i++)
			look_at_sequences(run, &run->folders[i]);
		mw_calendar_split(&run->bundle->plan, run->options, &run->state, &run->pool, &files,
				  &after);
		run->state = after;
		for (size_t i = 0; i < run->count; i++)
			mw_vdir_decide(&run->folders[i], &files, &run->pool, &run->state,
				       &run->orders[i]);
		error = mw_book_write_state(run->bundle, &run->state);
	}
	mw_lock_release(&lock);
	return error;
}

/* ---- the folders ---- */

/* Is there still what was read? */
static bool is_as_read(const void *context, const char *text, size_t len)
{
	const struct mw_vdir_write *write = context;
	return mw_vdir_hash(text, len) == write->hash;
}

static bool write_item(struct vdir_run *run, const struct mw_vdir_folder *folder,
		       const struct mw_vdir_write *write)
{
	char *path = mw_paths_join(folder->path, write->name);
	int outcome = mw_swap(path, write->text, write->len, 0600, MW_VDIR_ITEM_SIZE_MOST,
			      write->is_there ? is_as_read : NULL, write);
	if (outcome == MW_SWAP_E_OTHER && write->is_there)
		run->has_lost = true;
	else if (outcome)
		vdir_fail(run, "cannot write", path,
			  outcome < 0 ? mw_error_text(outcome)
				      : "there is something else of this name");
	else
		mw_vdir_written(folder, write->file, &run->state);
	free(path);
	return !outcome;
}

static void write_folder(struct vdir_run *run, const struct mw_vdir_folder *folder,
			 const struct mw_vdir_orders *orders)
{
	size_t written = 0;
	if (orders->gone)
		(void)fprintf(stderr,
			      "matchward: %s: %zu items are gone at once; they are written again\n",
			      folder->path, orders->gone);
	for (size_t i = 0; i < orders->deleted.count; i++) {
		const struct mw_vdir_file *file = orders->deleted.items[i];
		mw_buf_printf(run->out,
			      "Deleted, and not written again; its reminders go on: %s (%s)\n",
			      file->title, file->is_todo ? "to-do" : "event");
	}
	for (size_t i = 0; i < orders->writes.count; i++)
		written += write_item(run, folder, &orders->writes.items[i]);
	if (written)
		mw_buf_printf(run->out, "Written: %zu of the items in %s\n", written, folder->path);
}

/* ---- together ---- */

static int run_once(struct vdir_run *run, const struct mw_vdir_job *jobs, size_t count)
{
	bool has_writes = false;
	for (size_t i = 0; i < count; i++)
		vdir_read(run, &jobs[i]);
	int error = load_state(run);
	if (!error)
		error = vdir_take_acts(run);
	if (!error)
		vdir_drop_left(run);
	if (!error && run->count)
		error = decide(run);
	for (size_t i = 0; !error && i < run->count; i++) {
		write_folder(run, &run->folders[i], &run->orders[i]);
		has_writes = has_writes || run->orders[i].writes.count;
	}
	return !error && has_writes ? save_records(run) : error;
}

/* The outcome of one run; has it lost a race, and is worth another? */
static bool try(struct mw_bundle *bundle, const struct mw_vdir_job *jobs, size_t count,
		const struct mw_calendar_options *options, struct mw_buf *out, int *ret_outcome)
{
	struct vdir_run run = { .bundle = bundle, .options = options, .out = out };
	int error = run_once(&run, jobs, count);
	if (error)
		vdir_fail(&run, "cannot keep the books in", bundle->calendar_state_path,
			  error == -EPROTO ? "a newer Matchward wrote this file"
					   : mw_error_text(error));
	mw_pool_release(&run.pool);
	*ret_outcome = run.outcome;
	return run.has_lost && !run.outcome;
}

int mw_vdir_sync(struct mw_bundle *bundle, const struct mw_vdir_job *jobs, size_t count,
		 const struct mw_calendar_options *options, struct mw_buf *out)
{
	struct mw_lock lock = MW_LOCK_INIT;
	const char *path = mw_pool_printf(&bundle->pool, "%s-vdir", bundle->lock_path);
	int outcome = MW_EXIT_DONE;
	int error = mw_limits_set(MEMORY_MIB, CPU_S, WALL_S);
	if (!error)
		error = mw_book_make_place(bundle);
	if (!error)
		error = mw_lock_take(&lock, path, WAIT_MS);
	if (error) {
		(void)fprintf(stderr, "matchward: cannot use %s: %s\n", path,
			      error == -EWOULDBLOCK ? "another run holds it"
						    : mw_error_text(error));
		return MW_EXIT_ENVIRONMENT;
	}
	for (int i = 0; i < TRIES && try(bundle, jobs, count, options, out, &outcome); i++)
		;
	mw_lock_release(&lock);
	return outcome;
}
