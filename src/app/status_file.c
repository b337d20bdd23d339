/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Collects, compares, writes.
 */
#include "matchward/app/status_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "matchward/app/report.h"
#include "matchward/edge/clock.h"
#include "matchward/edge/error.h"
#include "matchward/edge/file.h"
#include "matchward/edge/paths.h"
#include "matchward-version.h"

#define COMPLAINTS_MOST 4096 /* bytes of them in the status; the log has more */

void mw_status_file_init(struct mw_status_file *file, const struct mw_places *places,
			 const struct mw_lock *instance)
{
	*file = (struct mw_status_file){ .places = places,
					 .instance = instance,
					 .server = MW_BUF_INIT,
					 .server_version = MW_BUF_INIT,
					 .written = MW_BUF_INIT };
	for (int i = 0; i < MW_TROUBLES; i++)
		file->troubles[i] = (struct mw_buf)MW_BUF_INIT;
	mw_status_init(&file->report);
	file->report.is_running = true;
	file->report.pid = getpid();
	file->report.since_utc = mw_clock_now_utc();
	file->report.version = MW_VERSION;
	file->report.profile = places->profile;
}

static void leave(struct mw_status_file *file)
{
	if (file->path)
		(void)unlink(file->path); /* what stays is recognised by the lock */
	free(file->path);
	file->path = NULL;
	mw_buf_clear(&file->written);
}

void mw_status_file_release(struct mw_status_file *file)
{
	leave(file);
	(void)mw_lock_sign(file->instance, ""); /* the lock itself says that nobody runs */
	mw_pool_release(&file->pool);
	mw_buf_release(&file->server);
	mw_buf_release(&file->server_version);
	mw_buf_release(&file->written);
	for (int i = 0; i < MW_TROUBLES; i++)
		mw_buf_release(&file->troubles[i]);
}

static bool is_on(const struct mw_status_file *file, enum mw_trouble trouble)
{
	return file->report.troubles[trouble].text &&
	       file->report.troubles[trouble].ended_utc == MW_STATUS_NEVER;
}

void mw_status_file_trouble(struct mw_status_file *file, enum mw_trouble trouble, const char *text)
{
	struct mw_buf *kept = &file->troubles[trouble];
	if (!text) {
		if (is_on(file, trouble))
			file->report.troubles[trouble].ended_utc = mw_clock_now_utc();
		return;
	}
	if (is_on(file, trouble) && !strcmp(kept->text, text))
		return;
	mw_buf_clear(kept);
	mw_buf_puts(kept, text);
	while (kept->len && kept->text[kept->len - 1] == '\n')
		kept->text[--kept->len] = '\0';
	file->report.troubles[trouble].text = kept->text;
	file->report.troubles[trouble].at_utc = mw_clock_now_utc();
	file->report.troubles[trouble].ended_utc = MW_STATUS_NEVER;
}

void mw_status_file_fail(struct mw_status_file *file, enum mw_trouble trouble, const char *path,
			 int error)
{
	mw_auto(buf) text = MW_BUF_INIT;
	if (trouble == MW_TROUBLE_WATCH)
		mw_buf_puts(&text, "cannot watch every file (send SIGHUP after a change)");
	else
		mw_buf_printf(&text, "cannot write %s", path);
	mw_buf_printf(&text, ": %s",
		      trouble == MW_TROUBLE_WATCH && error == -ENOSPC
			      ? "too many files are watched on this machine"
			      : mw_error_text(error));
	if (is_on(file, trouble) && !strcmp(file->troubles[trouble].text, text.text))
		return; /* tried again, and no better */
	(void)fprintf(stderr, "matchwardd: %s\n", text.text);
	mw_status_file_trouble(file, trouble, text.text);
}

void mw_status_file_pull(struct mw_status_file *file, const char *complaint)
{
	static const char name[] = "matchward: ";
	mw_auto(buf) text = MW_BUF_INIT;
	bool has_more = false;
	for (const char *line = complaint; *line;) {
		size_t len = strcspn(line, "\n");
		bool is_one = !strncmp(line, name, sizeof name - 1);
		if (is_one && text.len + len > COMPLAINTS_MOST)
			has_more = true;
		else if (is_one)
			mw_buf_printf(&text, "%.*s\n", (int)(len - (sizeof name - 1)),
				      line + sizeof name - 1);
		line += len + (line[len] == '\n');
	}
	if (has_more)
		mw_buf_puts(&text, "and more, which the log has\n");
	mw_status_file_trouble(file, MW_TROUBLE_PULL, text.len ? text.text : NULL);
}

void mw_status_file_notifier(struct mw_status_file *file, const struct mw_notifier_event *event)
{
	switch (event->kind) {
	case MW_NOTIFIER_SERVER_UP:
		mw_buf_clear(&file->server);
		mw_buf_puts(&file->server, event->text);
		mw_buf_clear(&file->server_version);
		mw_buf_puts(&file->server_version, event->version);
		file->report.server = file->server.text;
		file->report.server_version = file->server_version.text;
		break;
	case MW_NOTIFIER_SERVER_DOWN:
		file->report.server = file->report.server_version = NULL;
		break;
	case MW_NOTIFIER_SHOWN:
		mw_status_file_trouble(file, MW_TROUBLE_POPUP, NULL);
		break;
	case MW_NOTIFIER_FAILED:
		if (file->report.server) /* else it is not there, which is said anyway */
			mw_status_file_trouble(file, MW_TROUBLE_POPUP, event->text);
		break;
	case MW_NOTIFIER_ACTION:
	case MW_NOTIFIER_CLOSED:
	case MW_NOTIFIER_NOT_OPENED:
		break;
	}
}

void mw_status_file_step(struct mw_status_file *file, const struct mw_bundle *bundle,
			 const struct mw_actions *actions, int64_t wake_utc)
{
	struct mw_status_report *report = &file->report, fresh;
	mw_status_init(&fresh);
	mw_pool_release(&file->pool);
	report->id = report->timezone = report->calendar = report->wake_why = report->waiting_for =
		report->plan = NULL;
	report->profile = file->places->profile;
	report->wake_utc = MW_STATUS_NEVER;
	report->next = fresh.next;
	report->waiting = 0;
	report->held.items = NULL;
	report->held.count = report->held.room = 0;
	if (bundle)
		mw_report_plan(bundle, actions, wake_utc, &file->pool, report);
}

/* Where it belongs now. */
static char *path_of(const struct mw_status_file *file)
{
	mw_auto(paths) paths = MW_PATHS_INIT;
	mw_auto(buf) name = MW_BUF_INIT;
	if (file->report.id)
		mw_buf_printf(&name, "%s.", file->report.id);
	mw_buf_puts(&name, "status.json");
	if (mw_paths_read(&paths) || !paths.runtime)
		return mw_paths_join(file->places->state, name.text);
	char *dir = mw_paths_join(paths.runtime, "matchward");
	char *path =
		mw_paths_join(mw_file_make_dirs(dir, 0700) ? file->places->state : dir, name.text);
	free(dir);
	return path;
}

/* The lock says who holds it and where his status is. */
static int sign(struct mw_status_file *file)
{
	mw_auto(buf) word = MW_BUF_INIT;
	mw_buf_printf(&word, "%d\n%s\n", (int)getpid(), file->path ? file->path : "");
	return mw_lock_sign(file->instance, word.text);
}

void mw_status_file_again(struct mw_status_file *file)
{
	mw_buf_clear(&file->written);
	if (file->path)
		(void)sign(file); /* as good as it goes: the lock itself says that somebody runs */
}

void mw_status_file_leave_to_other(struct mw_status_file *file)
{
	free(file->path);
	file->path = NULL;
}

void mw_status_file_write(struct mw_status_file *file)
{
	mw_auto(buf) text = MW_BUF_INIT;
	file->report.plan = !file->report.id                ? NULL
			    : is_on(file, MW_TROUBLE_INPUT) ? "last-good"
							    : "current";
	mw_status_json(&file->report, &text);
	if (file->path && text.len == file->written.len &&
	    !memcmp(text.text, file->written.text, text.len))
		return;
	char *path = path_of(file);
	int error = 0;
	if (!file->path || strcmp(path, file->path) != 0) {
		leave(file);
		file->path = path;
		error = sign(file);
	} else {
		free(path);
	}
	if (!error)
		error = mw_file_replace(file->path, text.text, text.len, 0600);
	mw_buf_clear(&file->written);
	if (!error)
		mw_buf_add(&file->written, text.text, text.len);
	if (error && !file->has_told)
		(void)fprintf(stderr, "matchwardd: cannot write %s: %s\n", file->path,
			      mw_error_text(error));
	file->has_told = error != 0;
}
