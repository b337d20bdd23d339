/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One profile of a batch, in a worker. Everything that it needs hangs on its bundle and goes with
 * it.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "matchward/app/batch.h"
#include "matchward/app/book.h"
#include "matchward/app/command.h"
#include "matchward/edge/error.h"
#include "matchward/edge/file.h"
#include "matchward/edge/paths.h"
#include "matchward/format/profile_ini.h"

/* One profile on its way. */
struct making {
	const struct mw_batch *batch;
	const char *path;            /* as it was named */
	const char *calendar, *made; /* where they are, on the bundle's pool */
	struct mw_bundle *bundle;
	struct mw_calendar_options options;
	struct mw_diags diags;
};

static const char *keep(struct mw_pool *pool, char *owned)
{
	const char *kept = mw_pool_string(pool, owned);
	free(owned);
	return kept;
}

static const char *from_root(const struct mw_batch *batch, const char *path, struct mw_pool *pool)
{
	if (path[0] == '/')
		return path;
	return mw_pool_printf(pool, "%s/%s", batch->here, path);
}

static enum mw_batch_fate complain(struct making *making, enum mw_batch_fate fate, const char *file,
				   int error)
{
	mw_diags_add(&making->diags, (struct mw_spot){ making->path, 0 }, "cannot write %s: %s",
		     file, mw_error_text(error));
	return fate;
}

/* Is there still a profile at this path that has this id? One that cannot be read may have it. */
static bool is_claimed(const struct making *making, const char *path)
{
	struct mw_bundle *bundle = making->bundle;
	struct mw_zone_finder zones = mw_zones_finder(bundle->zones);
	struct mw_pool pool = MW_POOL_INIT;
	struct mw_profile other;
	struct mw_diags diags = MW_DIAGS_INIT;
	mw_auto(buf) text = MW_BUF_INIT;
	int error = mw_file_read(path, MW_PROFILE_SIZE_MOST, &text);
	bool is_read = !error && !mw_profile_read(path, text.text, text.len, &zones,
						  &bundle->seasons, &pool, &other, &diags);
	bool is_claimed = is_read ? !strcmp(other.id, bundle->profile.id)
				  : error != -ENOENT && error != -ENOTDIR;
	mw_pool_release(&pool);
	mw_diags_release(&diags);
	return is_claimed;
}

static bool is_same_file(const char *path, const char *other)
{
	struct mw_file_look a, b;
	return !strcmp(path, other) || (!mw_file_look(path, &a) && !mw_file_look(other, &b) &&
					a.device == b.device && a.inode == b.inode);
}

/* Another profile has this id, and came first. */
static bool is_taken(struct making *making, const struct mw_made *before)
{
	if (is_same_file(making->path, before->profile) || !is_claimed(making, before->profile))
		return false;
	mw_diags_add(&making->diags, (struct mw_spot){ making->path, 0 },
		     "its id \"%s\" is also that of %s, whose calendar %s is; give one of them "
		     "another id",
		     making->bundle->profile.id, before->profile, making->calendar);
	return true;
}

static bool is_up_to_date(const struct making *making, const struct mw_made *before, uint64_t stamp)
{
	struct mw_file_look look;
	return !mw_args_has(making->batch->args, MW_OPTION_FORCE) && before->stamp == stamp &&
	       !mw_file_look(making->calendar, &look) && look.size == before->calendar.size &&
	       look.changed_ns == before->calendar.changed_ns;
}

static enum mw_batch_fate write_calendar(struct making *making, uint64_t stamp)
{
	struct mw_bundle *bundle = making->bundle;
	struct mw_made made = { .stamp = stamp };
	const char *failed;
	if (mw_bundle_plan(bundle, &making->diags))
		return MW_BATCH_LEFT_OUT;
	int error = mw_book_calendar_held(bundle, making->calendar, &making->options, true, &failed,
					  &making->diags);
	switch (error) {
	case 0:
		break;
	case -EEXIST:
		mw_diags_add(&making->diags, (struct mw_spot){ failed, 0 },
			     "this is no calendar, and stays as it is; the one of %s is not "
			     "written",
			     making->path);
		return MW_BATCH_LEFT_OUT;
	case -EPROTO: /* its diagnosis is there already */
		return MW_BATCH_LEFT_OUT;
	case -EISDIR:
	case -EINVAL:
	case -EFBIG:
		return complain(making, MW_BATCH_LEFT_OUT, failed, error);
	default:
		return complain(making, MW_BATCH_STUCK, failed, error);
	}
	made.profile = from_root(making->batch, making->path, &bundle->pool);
	error = mw_file_look(making->calendar, &made.calendar);
	if (!error)
		error = mw_made_write(making->made, &made);
	return error ? complain(making, MW_BATCH_STUCK, making->made, error) : MW_BATCH_MADE;
}

/* Under the lock of its id: nobody else makes this calendar now. */
static enum mw_batch_fate make(struct making *making)
{
	struct mw_bundle *bundle = making->bundle;
	uint64_t stamp = mw_made_stamp(bundle, &making->options);
	struct mw_made before;
	if (mw_made_read(making->made, &bundle->pool, &before)) {
		if (is_taken(making, &before))
			return MW_BATCH_LEFT_OUT;
		if (is_up_to_date(making, &before, stamp))
			return MW_BATCH_KEPT;
	}
	return write_calendar(making, stamp);
}

static enum mw_batch_fate lock_and_make(struct making *making)
{
	const struct mw_batch *batch = making->batch;
	struct mw_bundle *bundle = making->bundle;
	struct mw_pool *pool = &bundle->pool;
	const char *id = bundle->profile.id;
	struct mw_lock lock = MW_LOCK_INIT;
	making->options = mw_book_options(bundle);
	(void)mw_export_options(batch->args, &making->options); /* looked at before */
	making->calendar =
		keep(pool, mw_paths_join(batch->folder, mw_pool_printf(pool, "%s.ics", id)));
	making->made = keep(
		pool, mw_paths_join(batch->places->state, mw_pool_printf(pool, "%s.made", id)));
	int error = mw_lock_take(&lock, bundle->lock_path, bundle->lock_wait_ms);
	if (error)
		return complain(making, error == -EWOULDBLOCK ? MW_BATCH_LEFT_OUT : MW_BATCH_STUCK,
				bundle->lock_path, error);
	enum mw_batch_fate fate = make(making);
	mw_lock_release(&lock);
	return fate;
}

enum mw_batch_fate mw_batch_make(const struct mw_batch *batch, const char *profile,
				 struct mw_buf *ret_words)
{
	struct mw_places places = *batch->places;
	struct making making = { .batch = batch, .path = profile, .diags = MW_DIAGS_INIT };
	enum mw_batch_fate fate = MW_BATCH_LEFT_OUT;
	places.profile = (char *)profile; /* is only read */
	if (!mw_bundle_read(batch->common, &places, batch->args->values[MW_OPTION_NOW],
			    &making.bundle, &making.diags, &making.diags)) {
		fate = lock_and_make(&making);
		mw_bundle_free(making.bundle);
	}
	mw_diags_print(&making.diags, ret_words);
	mw_diags_release(&making.diags);
	return fate;
}
