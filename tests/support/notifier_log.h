/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A notifier on a loop, whose events are written down as lines and expected one by one, so that an
 * event too many, too few or out of turn fails the test:
 *
 *   "UP mock 1.0 actions"  "UP mock 1.0"  "DOWN"  "SHOWN 1"  "FAILED 1"  "ACTION 1 done"  "CLOSED 1
 * 2"  "NOT OPENED 1"
 */
#ifndef MW_TESTS_NOTIFIER_LOG_H
#define MW_TESTS_NOTIFIER_LOG_H

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "desk_loop.h"
#include "matchward/desk/notifier.h"

#define LOG_MOST 64

struct notifier_log {
	struct desk_loop desk;
	struct mw_notifier *notifier;
	char lines[LOG_MOST][256];
	char texts[LOG_MOST][256]; /* of FAILED, DOWN and NOT OPENED: why */
	size_t count, seen;
	bool has_more;
	bool closes_at_first; /* closes the notifier in its first event */
};

static inline void write_line(struct notifier_log *log, const struct mw_notifier_event *event)
{
	if (log->count == LOG_MOST)
		abort();
	char *line = log->lines[log->count];
	const size_t size = sizeof log->lines[0];
	(void)snprintf(log->texts[log->count], sizeof log->texts[0], "%s", event->text);
	switch (event->kind) {
	case MW_NOTIFIER_SERVER_UP:
		(void)snprintf(line, size, "UP %s %s%s", event->text, event->version,
			       event->has_actions ? " actions" : "");
		break;
	case MW_NOTIFIER_SERVER_DOWN:
		(void)snprintf(line, size, "DOWN");
		break;
	case MW_NOTIFIER_SHOWN:
		(void)snprintf(line, size, "SHOWN %" PRIu64, event->id);
		break;
	case MW_NOTIFIER_FAILED:
		(void)snprintf(line, size, "FAILED %" PRIu64, event->id);
		break;
	case MW_NOTIFIER_ACTION:
		(void)snprintf(line, size, "ACTION %" PRIu64 " %s", event->id, event->text);
		break;
	case MW_NOTIFIER_CLOSED:
		(void)snprintf(line, size, "CLOSED %" PRIu64 " %d", event->id, event->reason);
		break;
	case MW_NOTIFIER_NOT_OPENED:
		(void)snprintf(line, size, "NOT OPENED %" PRIu64, event->id);
		break;
	}
	log->count++;
}

static inline void on_notifier_event(void *context, const struct mw_notifier_event *event)
{
	struct notifier_log *log = context;
	write_line(log, event);
	log->has_more = true;
	if (!log->closes_at_first)
		return;
	mw_notifier_close(log->notifier);
	/* Harmless until the loop has run on. */
	mw_notifier_show(log->notifier, &(struct mw_popup){ .id = 1 });
	mw_notifier_withdraw(log->notifier, 1);
	mw_notifier_poke(log->notifier);
	mw_notifier_close(log->notifier);
}

static inline void log_open(struct notifier_log *log)
{
	memset(log, 0, sizeof *log);
	desk_loop_open(&log->desk);
	if (mw_notifier_new(&log->desk.loop, on_notifier_event, log, &log->notifier) != 0)
		abort();
}

/* 0 if nothing is left over and no event came that was not expected. */
static inline int log_close(struct notifier_log *log)
{
	mw_notifier_close(log->notifier);
	int r = desk_loop_close(&log->desk);
	for (; log->seen < log->count; log->seen++) {
		(void)fprintf(stderr, "not expected: %s\n", log->lines[log->seen]);
		r = -1;
	}
	return r;
}

/* The next event; its index for texts[]. */
static inline size_t log_next(struct notifier_log *log)
{
	if (log->seen == log->count) {
		log->has_more = false;
		desk_loop_until(&log->desk, &log->has_more);
	}
	return log->seen++;
}

/* A macro, so that a failure names the line of the test. */
#define expect(log, want) assert_string_equal((log)->lines[log_next(log)], want)

static inline void show(struct notifier_log *log, uint64_t id, const char *summary)
{
	char tag[32];
	(void)snprintf(tag, sizeof tag, "tag-%" PRIu64, id);
	const struct mw_popup popup = {
		.id = id,
		.tag = tag,
		.summary = summary,
		.body = "body",
		.urgency = MW_POPUP_NORMAL,
		.buttons = { { "done", "Done" }, { "snooze", "Tomorrow" } },
		.button_count = 2,
	};
	mw_notifier_show(log->notifier, &popup);
}

#endif
