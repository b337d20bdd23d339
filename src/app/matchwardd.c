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

#include "daemon.h"
#include "matchward/app/daemon_args.h"
#include "matchward/app/popup.h"
#include "matchward/app/trial.h"
#include "matchward/desk/service.h"
#include "matchward/edge/error.h"
#include "matchward/edge/clock.h"

void daemon_say(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	(void)fputs("matchwardd: ", stderr);
	(void)vfprintf(stderr, format, args);
	(void)fputc('\n', stderr);
	va_end(args);
}

void daemon_tell_service(const char *state)
{
	int error = mw_service_notify(state);
	if (error)
		daemon_say("cannot reach the service manager: %s", strerror(-error));
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
	daemon_tell_service("STOPPING=1");
	if (daemon->bundle)
		(void)flush(daemon); /* the last chance; what fails has been said */
	for (int i = 0; i < 3; i++)
		close_signal(&daemon->signals[i]);
	mw_alarm_close(&daemon->alarm, NULL);
	mw_watch_close(&daemon->watch, NULL);
	mw_puller_close(&daemon->puller);
	mw_notifier_close(daemon->notifier);
}

/* ---- from the engine to the world ---- */

static void step(struct daemon *daemon, struct mw_event event);

void daemon_plan(struct daemon *daemon)
{
	bool is_first = !daemon->has_planned;
	daemon->has_planned = true;
	step(daemon, (struct mw_event){ .kind = MW_EVENT_PLAN,
					.plan = &daemon->bundle->plan,
					.ledger = &daemon->bundle->ledger });
	/* Without a plan the engine could not hear that a server came. */
	if (is_first && daemon->server_is_up)
		step(daemon, (struct mw_event){ .kind = MW_EVENT_SERVER, .is_up = true });
}

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

void daemon_arm(struct daemon *daemon)
{
	int64_t wake = daemon->wake_utc, again = daemon->retry.at_utc;
	if (again && again < wake)
		wake = again;
	int error = wake == MW_WAKE_NEVER ? mw_alarm_clear(&daemon->alarm)
					  : mw_alarm_set(&daemon->alarm, wake);
	if (error)
		daemon_say("cannot set the alarm: %s", strerror(-error));
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
	daemon->wake_utc = wake;
	daemon_arm(daemon);
	if (actions.waiting && !daemon->server_is_up)
		mw_notifier_poke(daemon->notifier);
	mw_auto(buf) status = MW_BUF_INIT;
	mw_popup_status(&daemon->bundle->plan, &actions, daemon->server_is_up, &status);
	daemon_tell_service(status.text);
	mw_status_file_step(&daemon->status, daemon->bundle, &actions, wake);
	mw_status_file_write(&daemon->status);
	if (has_acted && daemon->is_loading)
		daemon->is_stale = true;
	else if (has_acted)
		daemon_reload(daemon, true);
}

/* ---- events ---- */

/* Asked before anything is done: are we still the one daemon of this state folder? */
static bool is_in_charge(struct daemon *daemon)
{
	if (daemon->is_stopping)
		return false;
	int outcome = mw_instance_keep(&daemon->instance);
	if (outcome == MW_INSTANCE_E_RENEWED)
		mw_status_file_again(&daemon->status);
	if (outcome != -EWOULDBLOCK)
		return true; /* where nobody can tell, reminding goes before order */
	daemon_say("another matchwardd has taken over %s; this one ends", daemon->places.state);
	mw_status_file_leave_to_other(&daemon->status);
	stop(daemon);
	return false;
}

static void on_alarm(void *context, bool clock_changed)
{
	struct daemon *daemon = context;
	(void)clock_changed; /* both mean: look again */
	int64_t again = daemon->retry.at_utc;
	if (!is_in_charge(daemon))
		return;
	if (again && again <= mw_clock_now_utc())
		daemon_reload(daemon, true);
	else
		step(daemon, (struct mw_event){ .kind = MW_EVENT_WAKE });
}

static void on_change(void *context)
{
	struct daemon *daemon = context;
	if (is_in_charge(daemon))
		daemon_reload(daemon, false);
}

/* What the calendar folders have is said once, and stands in the status until it is mended. Other
 * notes of the command are in the log by our own loading. */
static void on_pulled(void *context, const char *complaint)
{
	struct daemon *daemon = context;
	if (!is_in_charge(daemon))
		return;
	if (complaint) {
		(void)daemon_say_news(complaint, daemon->last_complaint.text);
		mw_buf_clear(&daemon->last_complaint);
		mw_buf_puts(&daemon->last_complaint, complaint);
		mw_status_file_pull(&daemon->status, complaint);
	}
	daemon_reload(daemon, false);
	mw_status_file_write(&daemon->status);
}

static void on_signal(uv_signal_t *handle, int number)
{
	struct daemon *daemon = handle->data;
	if (number != SIGHUP) {
		stop(daemon);
		return;
	}
	if (!is_in_charge(daemon))
		return;
	char state[64];
	(void)snprintf(state, sizeof state, "RELOADING=1\nMONOTONIC_USEC=%" PRIu64,
		       uv_hrtime() / 1000);
	daemon_tell_service(state);
	if (daemon->last_errors.len) { /* who asks again is answered again */
		mw_buf_clear(&daemon->last_errors);
		mw_buf_putc(&daemon->last_errors, '\n');
	}
	daemon_reload(daemon, true);
	daemon_tell_service("READY=1");
}

static void on_notifier(void *context, const struct mw_notifier_event *event)
{
	struct daemon *daemon = context;
	if (!is_in_charge(daemon))
		return;
	if (event->kind == MW_NOTIFIER_NOT_OPENED) {
		struct mw_popup popup = mw_popup_not_opened(event);
		daemon_say("cannot open %s", event->text);
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
	int error = mw_instance_take(&daemon->instance, daemon->places.state);
	if (error == -EWOULDBLOCK)
		daemon_say("another matchwardd runs on %s", daemon->places.state);
	else if (error)
		daemon_say("cannot use %s: %s", daemon->places.state, mw_error_text(error));
	return error;
}

static int start(struct daemon *daemon)
{
	static const int numbers[3] = { SIGTERM, SIGINT, SIGHUP };
	int error = mw_alarm_init(&daemon->alarm, &daemon->loop, on_alarm, daemon);
	if (!error)
		error = mw_watch_init(&daemon->watch, &daemon->loop, on_change, daemon);
	if (!error)
		error = mw_puller_init(&daemon->puller, &daemon->loop, &daemon->places, on_pulled,
				       daemon);
	if (!error)
		error = mw_notifier_new(&daemon->loop, on_notifier, daemon, &daemon->notifier);
	for (int i = 0; !error && i < 3; i++) {
		error = uv_signal_init(&daemon->loop, &daemon->signals[i]);
		daemon->signals[i].data = daemon;
		if (!error)
			error = uv_signal_start(&daemon->signals[i], on_signal, numbers[i]);
	}
	if (error)
		daemon_say("cannot start: %s", strerror(-error));
	return error;
}

static int run(struct daemon *daemon)
{
	if (lock_instance(daemon))
		return MW_EXIT_ENVIRONMENT;
	mw_status_file_init(&daemon->status, &daemon->places, &daemon->instance.lock);
	if (uv_loop_init(&daemon->loop) || start(daemon))
		return MW_EXIT_ENVIRONMENT; /* the kernel cleans up */
	daemon->engine = mw_engine_new();
	daemon_reload(daemon, true);
	daemon_tell_service("READY=1");
	(void)uv_run(&daemon->loop, UV_RUN_DEFAULT); /* ends when stop() has closed every handle */
	(void)uv_loop_close(&daemon->loop);
	mw_engine_free(daemon->engine);
	mw_bundle_free(daemon->bundle);
	mw_buf_release(&daemon->last_errors);
	mw_buf_release(&daemon->last_complaint);
	mw_puller_release(&daemon->puller);
	mw_outbox_release(&daemon->outbox);
	mw_status_file_release(&daemon->status);
	mw_instance_release(&daemon->instance);
	return MW_EXIT_DONE;
}

int main(int argc, char **argv)
{
	struct mw_args args;
	struct daemon daemon = { .instance = MW_INSTANCE_INIT,
				 .wake_utc = MW_WAKE_NEVER,
				 .last_errors = MW_BUF_INIT,
				 .last_complaint = MW_BUF_INIT };
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
