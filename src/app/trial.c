/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One popup and its answer; no profile, no ledger.
 */
#include "matchward/app/trial.h"

#include <stdbool.h>
#include <stdio.h>
#include <uv.h>

#include "matchward/app/args.h"
#include "matchward/desk/notifier.h"

#define WAIT_MS 40000 /* libnotify itself gives a hung server up after 25 s */
#define ABSENT_MS 3000

struct trial {
	uv_timer_t timer;
	struct mw_notifier *notifier;
	char server[200];
	int exit_code;
};

static void end(struct trial *trial, int exit_code)
{
	if (uv_is_closing((uv_handle_t *)&trial->timer))
		return;
	trial->exit_code = exit_code;
	uv_close((uv_handle_t *)&trial->timer, NULL);
	mw_notifier_close(trial->notifier);
}

static void on_timeout(uv_timer_t *timer)
{
	(void)fputs("matchwardd: no notification server has answered\n", stderr);
	end(timer->data, MW_EXIT_ENVIRONMENT);
}

static void on_event(void *context, const struct mw_notifier_event *event)
{
	static const struct mw_popup popup = {
		.id = 1,
		.tag = "test",
		.summary = "Matchward can reach you",
		.body = "This is what a reminder looks like. You can close it.",
		.urgency = MW_POPUP_NORMAL
	};
	struct trial *trial = context;
	switch (event->kind) {
	case MW_NOTIFIER_SERVER_UP:
		(void)snprintf(trial->server, sizeof trial->server, "%s %s", event->text,
			       event->version);
		(void)uv_timer_start(&trial->timer, on_timeout, WAIT_MS, 0);
		mw_notifier_show(trial->notifier, &popup);
		return;
	case MW_NOTIFIER_SHOWN:
		(void)printf("The notification server took it: %s\n", trial->server);
		end(trial, MW_EXIT_DONE);
		return;
	case MW_NOTIFIER_FAILED:
	case MW_NOTIFIER_SERVER_DOWN:
		(void)fprintf(stderr, "matchwardd: no notification server took it: %s\n",
			      event->text);
		end(trial, MW_EXIT_ENVIRONMENT);
		return;
	case MW_NOTIFIER_ACTION:
	case MW_NOTIFIER_CLOSED:
	case MW_NOTIFIER_NOT_OPENED:
		return;
	}
}

int mw_trial_run(void)
{
	uv_loop_t loop;
	struct trial trial = { .exit_code = MW_EXIT_ENVIRONMENT };
	if (uv_loop_init(&loop))
		return MW_EXIT_ENVIRONMENT;
	trial.timer.data = &trial;
	if (!uv_timer_init(&loop, &trial.timer) &&
	    !mw_notifier_new(&loop, on_event, &trial, &trial.notifier)) {
		(void)uv_timer_start(&trial.timer, on_timeout, ABSENT_MS,
				     0); /* asked for, and cannot fail */
		mw_notifier_poke(trial.notifier);
		(void)uv_run(&loop, UV_RUN_DEFAULT); /* until end() has closed all */
	}
	(void)uv_loop_close(&loop);
	return trial.exit_code;
}
