/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The daemon's parts: events and actions (matchwardd.c), and what comes from the disk (intake.c).
 */
#ifndef MW_APP_DAEMON_H
#define MW_APP_DAEMON_H

#include <stdbool.h>
#include <uv.h>

#include "matchward/app/instance.h"
#include "matchward/app/load.h"
#include "matchward/app/outbox.h"
#include "matchward/app/puller.h"
#include "matchward/app/retry.h"
#include "matchward/app/status_file.h"
#include "matchward/desk/alarm.h"
#include "matchward/desk/notifier.h"
#include "matchward/desk/watch.h"
#include "matchward/engine/engine.h"

struct daemon {
	uv_loop_t loop;
	uv_signal_t signals[3];
	struct mw_alarm alarm;
	struct mw_watch watch;
	struct mw_puller puller;
	struct mw_notifier *notifier;
	struct mw_engine *engine;
	struct mw_places places;
	struct mw_bundle *bundle; /* NULL: no good input yet */
	struct mw_instance instance;
	struct mw_status_file status;
	struct mw_outbox outbox;      /* what the ledger does not have yet */
	struct mw_buf last_errors;    /* what was said about bad input, so that it is said once */
	struct mw_buf last_complaint; /* likewise, about the calendar folders */
	struct mw_retry retry;        /* of the last load and what is written with it */
	int64_t wake_utc;             /* for engine and outbox */
	int copy_error;               /* of the last good inputs: what was said */
	bool server_is_up, has_actions, has_planned, is_stopping;
	bool is_loading, is_stale; /* is_stale: what is being loaded lacks an act */
};

/* A line in the log. */
void daemon_say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Puts the lines that are not among those of `said` on stderr; false if there are none. */
bool daemon_say_news(const char *text, const char *said);

/* A line for the service manager. */
void daemon_tell_service(const char *state);

/* A new plan for the engine, and what follows from it. */
void daemon_plan(struct daemon *daemon);

/* Sets the alarm for the next thing to do, whoever wants it. */
void daemon_arm(struct daemon *daemon);

/* Reads everything again if anything has changed, or in any case. */
void daemon_reload(struct daemon *daemon, bool is_forced);

#endif
