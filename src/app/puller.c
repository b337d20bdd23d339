/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One timer serves both waits: events are only counted while a child runs.
 */
#include "matchward/app/puller.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "matchward/app/vdir.h"
#include "matchward/edge/paths.h"

#define QUIET_MS 100
#define BURST_MS 400 /* from then on a folder that does not rest is read all the same */
#define RUN_MS 60000
#define AGAIN_MS 2000 /* and twice as long each time */
#define AGAIN_MOST 8

static void say(const char *what, const char *why)
{
	(void)fprintf(stderr, "matchwardd: %s%s%s\n", what, *why ? ": " : "", why);
}

static void start(struct mw_puller *puller);

static void on_timer(uv_timer_t *timer)
{
	struct mw_puller *puller = timer->data;
	if (puller->is_running) {
		puller->is_killed = true;
		(void)uv_process_kill(&puller->process, SIGKILL); /* or it has just ended */
		return;
	}
	puller->first_ms = 0;
	start(puller);
}

/* Soon, when nothing more comes. */
static void want(struct mw_puller *puller)
{
	if (puller->is_closed)
		return;
	if (puller->is_running) {
		puller->is_wanted = true;
		return;
	}
	uint64_t now = uv_now(puller->timer.loop);
	if (!puller->first_ms)
		puller->first_ms = now;
	else if (now - puller->first_ms > BURST_MS)
		return;
	(void)uv_timer_start(&puller->timer, on_timer, QUIET_MS, 0); /* fails only when closing */
}

static void on_process_closed(uv_handle_t *handle)
{
	struct mw_puller *puller = handle->data;
	puller->is_running = false;
	if (puller->is_closed)
		return;
	bool is_wanted = puller->is_wanted;
	puller->is_wanted = false;
	puller->failures = puller->has_failed ? puller->failures + 1 : 0;
	puller->fn(puller->context);
	if (is_wanted)
		want(puller);
	else if (!puller->is_closed && puller->failures && puller->failures <= AGAIN_MOST &&
		 !uv_is_active((uv_handle_t *)&puller->timer))
		(void)uv_timer_start(&puller->timer, on_timer,
				     (uint64_t)AGAIN_MS << (puller->failures - 1), 0);
}

static void on_exit(uv_process_t *process, int64_t status, int signal_number)
{
	struct mw_puller *puller = process->data;
	/* It has said itself what was wrong. What is wrong in the input, no second try mends. */
	puller->has_failed = signal_number || (status && status != MW_EXIT_INPUT);
	(void)uv_timer_stop(&puller->timer);
	if (puller->is_killed)
		say("reading the to-dos took too long; it was stopped", "");
	else if (signal_number && !puller->is_closed)
		say("reading the to-dos failed", strsignal(signal_number));
	uv_close((uv_handle_t *)process, on_process_closed);
}

/* The command that was installed with this daemon; the caller's to free. */
static char *command_path(void)
{
	char self[4096];
	size_t size = sizeof self;
	if (uv_exepath(self, &size))
		return mw_paths_join("", "matchward");
	char *folder = mw_paths_parent(self);
	char *path = mw_paths_join(folder, "matchward");
	free(folder);
	return path;
}

static void start(struct mw_puller *puller)
{
	char *path = command_path();
	const struct mw_places *places = puller->places;
	char *args[] = { path,         (char *)"--profile", places->profile, (char *)"--data",
			 places->data, (char *)"--state",   places->state,   (char *)"pull",
			 NULL };
	/* What it says goes to the log. */
	uv_stdio_container_t stdio[3] = {
		{ .flags = UV_IGNORE },
		{ .flags = UV_INHERIT_FD, .data.fd = 2 },
		{ .flags = UV_INHERIT_FD, .data.fd = 2 },
	};
	uv_process_options_t options = {
		.exit_cb = on_exit, .file = path, .args = args, .stdio = stdio, .stdio_count = 3
	};
	puller->is_killed = puller->has_failed = false;
	puller->is_running = true;
	int error = uv_spawn(puller->timer.loop, &puller->process, &options);
	puller->process.data = puller;
	if (error) {
		say("cannot run the command that reads the to-dos", strerror(-error));
		uv_close((uv_handle_t *)&puller->process, on_process_closed);
	} else {
		(void)uv_timer_start(&puller->timer, on_timer, RUN_MS, 0);
	}
	free(path);
}

static void on_inside(uv_fs_event_t *event, const char *name, int events, int status)
{
	size_t len = name ? strlen(name) : 0;
	(void)events;
	/* What is still being written has a hidden name; to wake for our own that could not be
	 * finished would be a circle. */
	bool is_item = len > 4 && name[0] != '.' && !strcmp(name + len - 4, ".ics");
	if (is_item || !name || status)
		want(event->data);
}

/* The folder, as it is now: it may have come, or be another one of the same name. */
static void look(struct mw_puller *puller)
{
	(void)uv_fs_event_stop(&puller->inside);
	if (puller->folder) /* where it fails, the other watch tells of its coming */
		(void)uv_fs_event_start(&puller->inside, on_inside, puller->folder, 0);
}

static void on_itself(void *context)
{
	struct mw_puller *puller = context;
	if (puller->is_closed)
		return;
	look(puller);
	want(puller);
}

int mw_puller_init(struct mw_puller *puller, uv_loop_t *loop, const struct mw_places *places,
		   mw_puller_fn fn, void *context)
{
	*puller = (struct mw_puller){ .places = places, .fn = fn, .context = context };
	int error = mw_watch_init(&puller->itself, loop, on_itself, puller);
	if (!error)
		error = uv_timer_init(loop, &puller->timer);
	if (!error)
		error = uv_fs_event_init(loop, &puller->inside);
	puller->timer.data = puller->inside.data = puller;
	return error;
}

void mw_puller_follow(struct mw_puller *puller, const struct mw_bundle *bundle)
{
	struct mw_vdir_job jobs[MW_VDIR_JOBS_MOST];
	struct mw_pool pool = MW_POOL_INIT;
	size_t count = mw_vdir_jobs(puller->places, &bundle->profile, &pool, jobs);
	const char *folder = NULL;
	for (size_t i = 0; i < count; i++)
		folder = jobs[i].todos ? jobs[i].path : folder;
	bool is_same = folder && puller->folder && !strcmp(folder, puller->folder);
	if (!is_same && (folder || puller->folder)) {
		free(puller->folder);
		puller->folder = folder ? strdup(folder) : NULL;
		const char *paths[] = { folder };
		int error = mw_watch_set(&puller->itself, paths, 1);
		if (error)
			say("cannot watch the folder of to-dos", strerror(-error));
		look(puller);
	}
	puller->failures = 0;
	if (count)
		want(puller);
	mw_pool_release(&pool);
}

void mw_puller_close(struct mw_puller *puller)
{
	if (puller->is_closed)
		return;
	puller->is_closed = true;
	if (puller->is_running)
		(void)uv_process_kill(&puller->process, SIGKILL); /* or it has just ended */
	mw_watch_close(&puller->itself, NULL);
	uv_close((uv_handle_t *)&puller->inside, NULL);
	uv_close((uv_handle_t *)&puller->timer, NULL);
	free(puller->folder);
	puller->folder = NULL;
}
