/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One pass over what was found, one over what should be there.
 */
#include "matchward/format/vdir_merge.h"

#include <inttypes.h>
#include <string.h>

static const struct mw_vdir_found *find(const struct mw_vdir_folder *folder, const char *uid)
{
	for (size_t i = 0; i < folder->found.count; i++) {
		if (!strcmp(folder->found.items[i].item.uid, uid))
			return &folder->found.items[i];
	}
	return NULL;
}

void mw_vdir_acts(const struct mw_vdir_folder *folder, const struct mw_calendar_state *state,
		  struct mw_pool *pool, struct mw_vdir_acts *ret_acts)
{
	struct mw_vdir_acts acts = { 0 };

	for (size_t i = 0; i < folder->found.count; i++) {
		const struct mw_vdir_found *found = &folder->found.items[i];
		const struct mw_vdir_record *record =
			mw_calendar_state_record(state, folder->path, found->item.uid);
		enum mw_vdir_status known = record ? record->status : MW_VDIR_OPEN;

		/* Bytes of ours are no act, even where a crash has kept the record from knowing. */
		if (found->is_bad || !found->item.is_todo || found->item.status == known ||
		    (record && record->hash == found->hash))
			continue;
		*MW_PUSH(pool, &acts.list) = (struct mw_vdir_act){
			.news = found->item.status == MW_VDIR_DONE        ? MW_VDIR_NEWS_DONE
				: found->item.status == MW_VDIR_CANCELLED ? MW_VDIR_NEWS_CANCELLED
									  : MW_VDIR_NEWS_OPENED,
			.uid = found->item.uid,
		};
	}
	*ret_acts = acts;
}

static bool belongs(const struct mw_vdir_folder *folder, const struct mw_vdir_file *file)
{
	return file->is_todo ? folder->todos : folder->events;
}

/* Was it there, and is not any more, and nobody has been told? */
static bool is_gone(const struct mw_vdir_folder *folder, const struct mw_vdir_file *file,
		    const struct mw_calendar_state *state)
{
	const struct mw_vdir_record *record =
		mw_calendar_state_record(state, folder->path, file->uid);

	return record && !record->is_new && !record->is_deleted && !find(folder, file->uid);
}

/* So many at once that it is a fault; 0: none, or so few that somebody has deleted them. */
static size_t count_gone(const struct mw_vdir_folder *folder, const struct mw_vdir_files *files,
			 const struct mw_calendar_state *state)
{
	size_t gone = 0, gone_open = 0;

	for (size_t i = 0; i < files->list.count; i++) {
		const struct mw_vdir_file *file = &files->list.items[i];

		if (!belongs(folder, file) || !is_gone(folder, file, state))
			continue;
		gone++;
		gone_open += file->status == MW_VDIR_OPEN;
	}
	if (gone_open > MW_VDIR_GONE_MOST || (gone > MW_VDIR_GONE_MOST && !folder->found.count))
		return gone;
	return 0;
}

/*
 * vdirsyncer forgets that it has put another version into the place of ours, and takes the same
 * bytes again for no change. So they say what they are written over.
 */
static const char *text_over(const struct mw_vdir_file *file, const struct mw_vdir_found *found,
			     struct mw_pool *pool)
{
	const char *base = strstr(file->text, "\n" MW_VDIR_BASE ":");

	if (!base)
		return file->text;
	return mw_pool_printf(pool, "%.*sX-MATCHWARD-OVER:%016" PRIx64 "\r\n%s",
			      (int)(base + 1 - file->text), file->text, found->hash, base + 1);
}

static bool is_behind(const struct mw_vdir_found *found, const struct mw_vdir_file *file)
{
	return found->item.base >= 0 && found->item.base < file->sequence;
}

static void order(const struct mw_vdir_folder *folder, const struct mw_vdir_file *file,
		  const struct mw_vdir_found *found, struct mw_vdir_record *record,
		  struct mw_pool *pool, struct mw_calendar_state *state,
		  struct mw_vdir_orders *orders)
{
	if (!record) {
		record = MW_PUSH(pool, &state->vdir);
		*record = (struct mw_vdir_record){ .folder = folder->path, .uid = file->uid };
	}
	/* Written, or nearly, and then an older one came. */
	bool is_again = found && record->hash == file->hash && is_behind(found, file);
	const char *text = is_again ? text_over(file, found, pool) : file->text;

	record->is_deleted = false;
	record->is_new = true;
	record->hash = file->hash;
	if (found) {
		record->status = found->item.status;
		record->sequence = found->item.sequence;
	}
	*MW_PUSH(pool, &orders->writes) =
		(struct mw_vdir_write){ .file = file,
					.text = text,
					.len = strlen(text),
					.name = found ? found->name : file->name,
					.hash = found ? found->hash : 0,
					.is_there = found != NULL };
}

static void decide_found(const struct mw_vdir_folder *folder, const struct mw_vdir_file *file,
			 const struct mw_vdir_found *found, struct mw_vdir_record *record,
			 struct mw_pool *pool, struct mw_calendar_state *state,
			 struct mw_vdir_orders *orders)
{
	if (found->is_bad)
		return;
	/* Behind: a conflict, and the other side has won. */
	if (found->hash != file->hash &&
	    (!record || record->is_new || record->hash != file->hash || is_behind(found, file))) {
		order(folder, file, found, record, pool, state, orders);
		return;
	}
	if (!record) {
		record = MW_PUSH(pool, &state->vdir);
		*record = (struct mw_vdir_record){ .folder = folder->path, .uid = file->uid };
	}
	record->hash = file->hash;
	record->status = found->item.status;
	record->sequence = found->item.sequence;
	record->is_deleted = record->is_new = false;
}

static void decide_missing(const struct mw_vdir_folder *folder, const struct mw_vdir_file *file,
			   struct mw_vdir_record *record, struct mw_pool *pool,
			   struct mw_calendar_state *state, struct mw_vdir_orders *orders)
{
	if (!record && (!folder->may_add || file->status == MW_VDIR_CANCELLED))
		return; /* who has never seen it needs no word of its end */
	if (!record || record->is_new || (orders->gone && !record->is_deleted)) {
		order(folder, file, NULL, record, pool, state, orders);
	} else if (!record->is_deleted) {
		record->is_deleted = true;
		record->status = MW_VDIR_OPEN; /* whatever comes back is judged anew */
		if (file->status == MW_VDIR_OPEN)
			*MW_PUSH(pool, &orders->deleted) = file;
	}
}

void mw_vdir_decide(const struct mw_vdir_folder *folder, const struct mw_vdir_files *files,
		    struct mw_pool *pool, struct mw_calendar_state *state,
		    struct mw_vdir_orders *ret_orders)
{
	struct mw_vdir_orders orders = { .gone = count_gone(folder, files, state) };

	for (size_t i = 0; i < files->list.count; i++) {
		const struct mw_vdir_file *file = &files->list.items[i];
		const struct mw_vdir_found *found = find(folder, file->uid);
		struct mw_vdir_record *record =
			mw_calendar_state_record(state, folder->path, file->uid);

		if (!belongs(folder, file))
			continue;
		if (found)
			decide_found(folder, file, found, record, pool, state, &orders);
		else
			decide_missing(folder, file, record, pool, state, &orders);
	}
	*ret_orders = orders;
}

void mw_vdir_written(const struct mw_vdir_folder *folder, const struct mw_vdir_file *file,
		     struct mw_calendar_state *state)
{
	struct mw_vdir_record *record = mw_calendar_state_record(state, folder->path, file->uid);

	if (!record)
		return;
	record->status = file->status;
	record->sequence = file->sequence;
	record->is_new = false;
}
