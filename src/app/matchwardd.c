/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * matchwardd: wiring only. Inputs become a bundle, events go to the engine, its actions go to the
 * notifier, the ledger and the alarm.
 *
 * A bundle is swapped only for a good one; while there is none the daemon waits for the files to be
 * mended.
 */
#include <errno.h>
#include <inttypes.h>
#include <malloc.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

#include "matchward/app/book.h"
#include "matchward/app/daemon_args.h"
#include "matchward/app/good.h"
#include "matchward/app/load.h"
#include "matchward/app/outbox.h"
#include "matchward/app/popup.h"
#include "matchward/app/report.h"
#include "matchward/app/status_file.h"
#include "matchward/app/trial.h"
#include "matchward/desk/alarm.h"
#include "matchward/desk/notifier.h"
#include "matchward/desk/service.h"
#include "matchward/desk/watch.h"
#include "matchward/edge/clock.h"
#include "matchward/edge/file.h"
#include "matchward/edge/lock.h"
#include "matchward/edge/paths.h"
#include "matchward/engine/engine.h"

#define LOCK_WAIT_MS 20 /* the loop must not stand still; what cannot be written is tried again */

struct daemon {
	uv_loop_t loop;
	uv_signal_t signals[3];
	struct mw_alarm alarm;
	struct mw_watch watch;
	struct mw_notifier *notifier;
	struct mw_engine *engine;
	struct mw_places places;
	struct mw_bundle *bundle; /* NULL: no good input yet */
	struct mw_lock instance;
	struct mw_status_file status;
	struct mw_outbox outbox;   /* what the ledger does not have yet */
	struct mw_buf last_errors; /* what was said about bad input, so that it is said once */
	bool server_is_up, has_actions, is_stopping;
};

static void say(const char *format, ...) __attribute__((format(printf, 1, 2)));
static void say(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	(void)fputs("matchwardd: ", stderr);
	(void)vfprintf(stderr, format, args);
	(void)fputc('\n', stderr);
	va_end(args);
}

static void tell_service(const char *state)
{
	int error = mw_service_notify(state);
	if (error)
		say("cannot reach the service manager: %s", strerror(-error));
}

static bool flush(struct daemon *daemon);

/* ---- stopping ---- */

static void close_signal(uv_signal_t *signal)
{
	if (!uv_is_closing((uv_handle_t *)signal))
		uv_close((uv_handle_t *)signal, NULL);
}

static void stop(struct daemon *daemon)
{
	if (daemon->is_stopping)
		return;
	daemon->is_stopping = true;
	tell_service("STOPPING=1");
	if (daemon->bundle)
		(void)flush(daemon); /* the last chance; what fails has been said */
	for (int i = 0; i < 3; i++)
		close_signal(&daemon->signals[i]);
	mw_alarm_close(&daemon->alarm, NULL);
	mw_watch_close(&daemon->watch, NULL);
	mw_notifier_close(daemon->notifier);
}

/* ---- from the engine to the world ---- */

static void step(struct daemon *daemon, struct mw_event event);

static void plan_event(struct daemon *daemon)
{
	step(daemon, (struct mw_event){ .kind = MW_EVENT_PLAN,
					.plan = &daemon->bundle->plan,
					.ledger = &daemon->bundle->ledger });
}

static void reload(struct daemon *daemon, bool is_forced);

static void perform(struct daemon *daemon, const struct mw_actions *actions)
{
	struct mw_pool pool = MW_POOL_INIT;
	for (size_t i = 0; i < actions->list.count; i++) {
		const struct mw_action *action = &actions->list.items[i];
		struct mw_popup popup;
		switch (action->kind) {
		case MW_ACTION_SHOW:
		case MW_ACTION_DIGEST:
		case MW_ACTION_GREETING:
			mw_popup_compose(&daemon->bundle->plan, action, daemon->has_actions,
					 daemon->bundle->calendar_path, &pool, &popup);
			mw_notifier_show(daemon->notifier, &popup);
			break;
		case MW_ACTION_WITHDRAW:
			mw_notifier_withdraw(daemon->notifier, action->popup);
			break;
		case MW_ACTION_RECORD:
			mw_outbox_add(&daemon->outbox, &action->entry);
			break;
		}
	}
	mw_pool_release(&pool);
}

/* Writes what waits in the outbox; says once that it cannot. Was there an act among it? */
static bool flush(struct daemon *daemon)
{
	bool has_acted = false, was_well = !daemon->outbox.retry_s,
	     has_work = daemon->outbox.entries.count;
	int error = mw_outbox_flush(&daemon->outbox, daemon->bundle, &has_acted);
	if (error && was_well)
		mw_status_file_fail(&daemon->status, MW_TROUBLE_LEDGER, daemon->bundle->ledger_path,
				    error);
	else if (!error && has_work)
		mw_status_file_trouble(&daemon->status, MW_TROUBLE_LEDGER, NULL);
	return has_acted;
}

static void step(struct daemon *daemon, struct mw_event event)
{
	struct mw_actions actions;
	if (!daemon->bundle) {
		mw_status_file_write(&daemon->status);
		return;
	}
	event.now_utc = mw_clock_now_utc();
	mw_engine_step(daemon->engine, &event, &actions);
	perform(daemon, &actions);
	bool has_acted = flush(daemon);
	int64_t wake = actions.wake_utc, retry = event.now_utc + daemon->outbox.retry_s;
	if (daemon->outbox.retry_s && retry < wake)
		wake = retry;
	int error = wake == MW_WAKE_NEVER ? mw_alarm_clear(&daemon->alarm)
					  : mw_alarm_set(&daemon->alarm, wake);
	if (error)
		say("cannot set the alarm: %s", strerror(-error));
	if (actions.waiting && !daemon->server_is_up)
		mw_notifier_poke(daemon->notifier);
	mw_auto(buf) status = MW_BUF_INIT;
	mw_popup_status(&daemon->bundle->plan, &actions, daemon->server_is_up, &status);
	tell_service(status.text);
	mw_status_file_step(&daemon->status, daemon->bundle, &actions, wake);
	mw_status_file_write(&daemon->status);
	if (has_acted)
		reload(daemon, true);
}

/* ---- from the disk to the engine ---- */

static void watch(struct daemon *daemon)
{
	struct mw_pool pool = MW_POOL_INIT;
	const char *paths[MW_INPUTS];
	size_t count = mw_places_watch(&daemon->places, daemon->bundle, &pool, paths);
	int error = mw_watch_set(&daemon->watch, paths, count);
	if (error)
		mw_status_file_fail(&daemon->status, MW_TROUBLE_WATCH, NULL, error);
	else
		mw_status_file_trouble(&daemon->status, MW_TROUBLE_WATCH, NULL);
	mw_status_file_write(&daemon->status);
	mw_pool_release(&pool);
}

/* Bad input is said once, in the log and on the screen: with its file and line. */
static void complain(struct daemon *daemon, const struct mw_diags *diags)
{
	mw_auto(buf) text = MW_BUF_INIT;
	mw_diags_print(diags, &text);
	if (text.len == daemon->last_errors.len && !strcmp(text.text, daemon->last_errors.text))
		return;
	mw_buf_clear(&daemon->last_errors);
	mw_buf_puts(&daemon->last_errors, text.text);
	mw_status_file_trouble(&daemon->status, MW_TROUBLE_INPUT, text.text);
	(void)fputs(text.text, stderr);
	say(daemon->bundle ? "the last good plan goes on" : "waiting for a good profile");
	tell_service(daemon->bundle ? "STATUS=Bad input; the last good plan goes on"
				    : "STATUS=Waiting for a good profile");
	if (!daemon->bundle && diags->count &&
	    !strncmp(diags->items[0].text, "there is no profile", 19))
		return; /* a new user: nothing to alarm about */
	mw_auto(buf) body = MW_BUF_INIT;
	struct mw_popup popup = mw_popup_complain(diags, &body);
	mw_notifier_show(daemon->notifier, &popup);
}

static void write_calendar(struct daemon *daemon)
{
	const struct mw_bundle *bundle = daemon->bundle;
	const char *failed = bundle->calendar_path;
	struct mw_diags notes = MW_DIAGS_INIT;
	struct mw_calendar_options options = mw_book_options(bundle);
	int error = mw_book_calendar(bundle, bundle->calendar_path, &options, &failed, &notes);
	if (error)
		mw_status_file_fail(&daemon->status, MW_TROUBLE_CALENDAR, failed, error);
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
		mw_status_file_fail(&daemon->status, MW_TROUBLE_LEDGER, bundle->ledger_path, error);
	write_calendar(daemon);
	plan_event(daemon); /* from here on the engine no longer knows the old plan */
	mw_bundle_free(old);
	(void)malloc_trim(0);
}

static void reload(struct daemon *daemon, bool is_forced)
{
	struct mw_bundle *bundle;
	struct mw_diags diags = MW_DIAGS_INIT, notes = MW_DIAGS_INIT;
	if (!is_forced && daemon->bundle && !daemon->last_errors.len &&
	    mw_bundle_is_current(daemon->bundle))
		return; /* an event, but no change */
	if (mw_bundle_load(&daemon->places, NULL, &bundle, &diags, &notes)) {
		/* Started with bad input: what was good the last time is better than silence. */
		if (!daemon->bundle && (bundle = mw_good_load(&daemon->places)))
			adopt(daemon, bundle);
		complain(daemon, &diags);
	} else {
		if (daemon->last_errors.len) {
			mw_buf_clear(&daemon->last_errors);
			mw_notifier_withdraw(daemon->notifier, MW_POPUP_ERROR);
			say("the input is in order again");
		}
		mw_status_file_trouble(&daemon->status, MW_TROUBLE_INPUT, NULL);
		mw_diags_show(&notes);
		adopt(daemon, bundle);
		int error = mw_good_keep(&daemon->places, bundle);
		if (error)
			say("cannot keep a copy of the input: %s", strerror(-error));
	}
	watch(daemon);
	mw_diags_release(&diags);
	mw_diags_release(&notes);
	/* What was saved before the watch was set made no event. */
	if (!daemon->last_errors.len && !mw_bundle_is_current(daemon->bundle))
		reload(daemon, true);
}

/* ---- events ---- */

static void on_alarm(void *context, bool clock_changed)
{
	struct daemon *daemon = context;
	(void)clock_changed; /* both mean: look again */
	step(daemon, (struct mw_event){ .kind = MW_EVENT_WAKE });
}

static void on_change(void *context)
{
	struct daemon *daemon = context;
	if (!daemon->is_stopping)
		reload(daemon, false);
}

static void on_signal(uv_signal_t *handle, int number)
{
	struct daemon *daemon = handle->data;
	if (number != SIGHUP) {
		stop(daemon);
		return;
	}
	char state[64];
	(void)snprintf(state, sizeof state, "RELOADING=1\nMONOTONIC_USEC=%" PRIu64,
		       uv_hrtime() / 1000);
	tell_service(state);
	if (daemon->last_errors.len) /* who asks again is answered again */
		mw_buf_putc(&daemon->last_errors, '\n');
	reload(daemon, true);
	tell_service("READY=1");
}

static void on_notifier(void *context, const struct mw_notifier_event *event)
{
	struct daemon *daemon = context;
	if (daemon->is_stopping)
		return;
	if (event->kind == MW_NOTIFIER_NOT_OPENED) {
		struct mw_popup popup = mw_popup_not_opened(event);
		say("cannot open %s", event->text);
		mw_notifier_show(daemon->notifier, &popup);
	}
	struct mw_event next = mw_popup_event(event);
	mw_status_file_notifier(&daemon->status, event);
	if (next.kind == MW_EVENT_SERVER) {
		daemon->server_is_up = next.is_up;
		daemon->has_actions = next.is_up && event->has_actions;
	}
	step(daemon, next);
}

/* ---- starting ---- */

static int lock_instance(struct daemon *daemon)
{
	int error = mw_file_make_dirs(daemon->places.state, 0700);
	if (!error) {
		char *path = mw_paths_join(daemon->places.state, MW_INSTANCE_LOCK);
		error = mw_lock_take(&daemon->instance, path, 500);
		free(path);
	}
	if (error == -EWOULDBLOCK)
		say("another matchwardd runs on %s", daemon->places.state);
	else if (error)
		say("cannot use %s: %s", daemon->places.state, strerror(-error));
	return error;
}

static int start(struct daemon *daemon)
{
	static const int numbers[3] = { SIGTERM, SIGINT, SIGHUP };
	int error = mw_alarm_init(&daemon->alarm, &daemon->loop, on_alarm, daemon);
	if (!error)
		error = mw_watch_init(&daemon->watch, &daemon->loop, on_change, daemon);
	if (!error)
		error = mw_notifier_new(&daemon->loop, on_notifier, daemon, &daemon->notifier);
	for (int i = 0; !error && i < 3; i++) {
		error = uv_signal_init(&daemon->loop, &daemon->signals[i]);
		daemon->signals[i].data = daemon;
		if (!error)
			error = uv_signal_start(&daemon->signals[i], on_signal, numbers[i]);
	}
	if (error)
		say("cannot start: %s", strerror(-error));
	return error;
}

static int run(struct daemon *daemon)
{
	if (lock_instance(daemon))
		return MW_EXIT_ENVIRONMENT;
	mw_status_file_init(&daemon->status, &daemon->places, &daemon->instance);
	if (uv_loop_init(&daemon->loop) || start(daemon))
		return MW_EXIT_ENVIRONMENT; /* the kernel cleans up */
	daemon->engine = mw_engine_new();
	reload(daemon, true);
	tell_service("READY=1");
	(void)uv_run(&daemon->loop, UV_RUN_DEFAULT); /* ends when stop() has closed every handle */
	(void)uv_loop_close(&daemon->loop);
	mw_engine_free(daemon->engine);
	mw_bundle_free(daemon->bundle);
	mw_buf_release(&daemon->last_errors);
	mw_outbox_release(&daemon->outbox);
	mw_status_file_release(&daemon->status);
	mw_lock_release(&daemon->instance);
	return MW_EXIT_DONE;
}

int main(int argc, char **argv)
{
	struct mw_args args;
	struct daemon daemon = { .instance = MW_LOCK_INIT, .last_errors = MW_BUF_INIT };
	int outcome = mw_daemon_args(argc, argv, &args);
	if (outcome >= 0)
		return outcome;
	(void)signal(SIGPIPE, SIG_IGN);
	/* One arena: the notifier thread's own would only sit there. */
	(void)mallopt(M_ARENA_MAX, 1);
	if (mw_args_has(&args, MW_OPTION_TEST))
		return mw_trial_run();
	if (mw_places_find(&args, &daemon.places))
		return MW_EXIT_ENVIRONMENT;
	int exit_code = run(&daemon);
	mw_places_release(&daemon.places);
	return exit_code;
}
