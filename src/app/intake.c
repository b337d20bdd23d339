/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From the disk to the engine: a bundle is swapped only for a good one, and what was written with
 * it is tried again where the system refused.
 */
#include <errno.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>

#include "daemon.h"
#include "matchward/app/book.h"
#include "matchward/app/good.h"
#include "matchward/app/popup.h"
#include "matchward/edge/clock.h"
#include "matchward/edge/error.h"

#define ROUNDS_MOST 4   /* a file that never rests makes events */
#define LOCK_WAIT_MS 20 /* the loop must not stand still; what cannot be written is tried again */

static void watch(struct daemon *daemon)
{
	struct mw_pool pool = MW_POOL_INIT;
	const char *paths[MW_INPUTS + 1];
	size_t count = mw_places_watch(&daemon->places, daemon->bundle, &pool, paths);
	paths[count++] = daemon->instance.path; /* when it goes, so does our right to act */
	int error = mw_watch_set(&daemon->watch, paths, count);
	if (error)
		mw_status_file_fail(&daemon->status, MW_TROUBLE_WATCH, NULL, error);
	else
		mw_status_file_trouble(&daemon->status, MW_TROUBLE_WATCH, NULL);
	mw_status_file_write(&daemon->status);
	mw_pool_release(&pool);
}

static bool has_line(const char *lines, const char *wanted, size_t len)
{
	for (; *lines; lines += strcspn(lines, "\n"), lines += *lines == '\n')
		if (strcspn(lines, "\n") == len && !memcmp(lines, wanted, len))
			return true;
	return false;
}

bool daemon_say_news(const char *text, const char *said)
{
	bool is_new = false;
	for (size_t len; *text; text += len) {
		len = strcspn(text, "\n");
		bool is_known = has_line(said, text, len);
		len += text[len] == '\n';
		if (!is_known)
			(void)fprintf(stderr, "%.*s", (int)len, text);
		is_new = is_new || !is_known;
	}
	return is_new;
}

/* Bad input is said once, in the log and on the screen: with its file and line. */
static void complain(struct daemon *daemon, const struct mw_diags *diags)
{
	mw_auto(buf) text = MW_BUF_INIT;
	mw_diags_print(diags, &text);
	if (text.len == daemon->last_errors.len && !strcmp(text.text, daemon->last_errors.text))
		return;
	bool is_new = daemon_say_news(text.text, daemon->last_errors.text);
	mw_buf_clear(&daemon->last_errors);
	mw_buf_puts(&daemon->last_errors, text.text);
	mw_status_file_trouble(&daemon->status, MW_TROUBLE_INPUT, text.text);
	if (!is_new)
		return;
	daemon_say(daemon->bundle ? "the last good plan goes on" : "waiting for a good profile");
	daemon_tell_service(daemon->bundle ? "STATUS=Bad input; the last good plan goes on"
					   : "STATUS=Waiting for a good profile");
	if (!daemon->bundle && diags->count &&
	    !strncmp(diags->items[0].text, "there is no profile", 19))
		return; /* a new user: nothing to alarm about */
	mw_auto(buf) body = MW_BUF_INIT;
	struct mw_popup popup = mw_popup_complain(diags, &body);
	mw_notifier_show(daemon->notifier, &popup);
}

static void could_not(struct daemon *daemon, enum mw_trouble trouble, const char *path, int error)
{
	mw_status_file_fail(&daemon->status, trouble, path, error);
	mw_retry_want(&daemon->retry, error);
}

static void write_calendar(struct daemon *daemon)
{
	const struct mw_bundle *bundle = daemon->bundle;
	const char *failed = bundle->calendar_path;
	struct mw_diags notes = MW_DIAGS_INIT;
	struct mw_calendar_options options = mw_book_options(bundle);
	int error = mw_book_calendar(bundle, bundle->calendar_path, &options, &failed, &notes);
	if (error)
		could_not(daemon, MW_TROUBLE_CALENDAR, failed, error);
	else
		mw_status_file_trouble(&daemon->status, MW_TROUBLE_CALENDAR, NULL);
	mw_diags_show(&notes);
	mw_diags_release(&notes);
}

static void adopt(struct daemon *daemon, struct mw_bundle *bundle)
{
	struct mw_bundle *old = daemon->bundle;
	daemon->bundle = bundle;
	bundle->lock_wait_ms = LOCK_WAIT_MS;
	mw_outbox_tell(&daemon->outbox, bundle);
	int error = mw_book_promise(bundle);
	if (!error)
		error = mw_book_compact(bundle);
	if (error)
		could_not(daemon, MW_TROUBLE_LEDGER, bundle->ledger_path, error);
	else if (!daemon->outbox.entries.count)
		mw_status_file_trouble(&daemon->status, MW_TROUBLE_LEDGER, NULL);
	write_calendar(daemon);
	daemon_plan(daemon); /* from here on the engine no longer knows the old plan */
	mw_bundle_free(old);
	(void)malloc_trim(0);
}

static void keep_copies(struct daemon *daemon)
{
	int error = mw_good_keep(&daemon->places, daemon->bundle);
	if (error && error != daemon->copy_error)
		daemon_say("cannot keep a copy of the input: %s", mw_error_text(error));
	if (error)
		mw_retry_want(&daemon->retry, error);
	daemon->copy_error = error;
}

/* Is something there that could not be read? Then it may be readable later, and no event says so.
 */
static bool is_unreadable(const struct mw_diags *diags)
{
	for (size_t i = 0; i < diags->count; i++)
		if (!strncmp(diags->items[i].text, "cannot read: ", 13))
			return true;
	return false;
}

static void load(struct daemon *daemon)
{
	struct mw_bundle *bundle;
	struct mw_diags diags = MW_DIAGS_INIT, notes = MW_DIAGS_INIT;
	if (mw_bundle_load(&daemon->places, NULL, &bundle, &diags, &notes)) {
		/* Started with bad input: what was good the last time is better than silence. */
		if (!daemon->bundle && (bundle = mw_good_load(&daemon->places)))
			adopt(daemon, bundle);
		complain(daemon, &diags);
		if (is_unreadable(&diags))
			mw_retry_want(&daemon->retry, -EIO);
	} else {
		if (daemon->last_errors.len) {
			mw_buf_clear(&daemon->last_errors);
			mw_notifier_withdraw(daemon->notifier, MW_POPUP_ERROR);
			daemon_say("the input is in order again");
		}
		mw_status_file_trouble(&daemon->status, MW_TROUBLE_INPUT, NULL);
		mw_diags_show(&notes);
		adopt(daemon, bundle);
		keep_copies(daemon);
		if (!mw_puller_follow(&daemon->puller, bundle))
			mw_status_file_trouble(&daemon->status, MW_TROUBLE_PULL, NULL);
	}
	mw_diags_release(&diags);
	mw_diags_release(&notes);
}

void daemon_reload(struct daemon *daemon, bool is_forced)
{
	if (!is_forced && daemon->bundle && !daemon->last_errors.len &&
	    mw_bundle_is_current(daemon->bundle))
		return; /* an event, but no change */
	daemon->is_loading = daemon->is_stale = true;
	for (int i = 0; daemon->is_stale && i < ROUNDS_MOST; i++) {
		daemon->is_stale = false;
		load(daemon);
		mw_retry_settle(&daemon->retry, mw_clock_now_utc());
		watch(daemon);
		/* What was saved before the watch was set made no event. */
		if (!daemon->last_errors.len && !mw_bundle_is_current(daemon->bundle))
			daemon->is_stale = true;
	}
	daemon->is_loading = false;
	daemon_arm(daemon);
}
