/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One timer serves both waits: events are only counted while a child runs.
 */
#include "matchward/app/puller.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "matchward/app/vdir.h"
#include "matchward/edge/paths.h"

#define QUIET_MS 100
#define BURST_MS 400 /* from then on a folder that does not rest is read all the same */
#define RUN_MS 60000
#define AGAIN_MS 2000 /* and twice as long each time */
#define AGAIN_MOST 8

static void say(const char *what, const char *why)
{
	(void)fprintf(stderr, "matchwardd: %s: %s\n", what, why);
}

static void start(struct mw_puller *puller);
static void on_pipe_closed(uv_handle_t *handle);

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

/* ---- what it says ---- */

static void keep(struct mw_puller *puller, const char *text, size_t len)
{
	size_t room = MW_COMPLAINT_MOST - puller->complaint.len;
	mw_buf_add(&puller->complaint, text, len < room ? len : room);
}

static void complain(struct mw_puller *puller, const char *what, const char *why)
{
	struct mw_buf *complaint = &puller->complaint;
	if (complaint->len && complaint->text[complaint->len - 1] != '\n')
		mw_buf_putc(complaint, '\n');
	mw_buf_printf(complaint, "matchward: %s%s%s\n", what, *why ? ": " : "", why);
}

static void on_room(uv_handle_t *handle, size_t wish, uv_buf_t *ret_buf)
{
	struct mw_puller *puller = handle->data;
	(void)wish;
	*ret_buf = uv_buf_init(puller->chunk, sizeof puller->chunk);
}

static void on_read(uv_stream_t *stream, ssize_t len, const uv_buf_t *buf)
{
	if (len > 0)
		keep(stream->data, buf->base, (size_t)len);
	else if (len < 0)
		(void)uv_read_stop(stream);
}

/* It has ended: what is still in the pipe, without waiting for anybody who may hold its other end.
 */
static void drain(struct mw_puller *puller)
{
	uv_os_fd_t fd;
	ssize_t len = uv_fileno((uv_handle_t *)&puller->pipe, &fd) ? 0 : 1;
	for (size_t most = MW_COMPLAINT_MOST; len > 0 && most; most -= (size_t)len) {
		size_t room = most < sizeof puller->chunk ? most : sizeof puller->chunk;
		len = read(fd, puller->chunk, room); /* it does not block */
		if (len <= 0)
			break;
		keep(puller, puller->chunk, (size_t)len);
	}
}

/* ---- its life ---- */

static void on_process_closed(uv_handle_t *handle)
{
	struct mw_puller *puller = handle->data;
	uv_close((uv_handle_t *)&puller->pipe, on_pipe_closed);
}

static void on_pipe_closed(uv_handle_t *handle)
{
	struct mw_puller *puller = handle->data;
	puller->is_running = false;
	if (puller->is_closed)
		return;
	bool is_wanted = puller->is_wanted;
	puller->is_wanted = false;
	puller->failures = puller->has_failed ? puller->failures + 1 : 0;
	puller->fn(puller->context, puller->is_input_bad ? NULL : puller->complaint.text);
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
	/* What is wrong in the input, no second try mends. */
	puller->is_input_bad = !signal_number && status == MW_EXIT_INPUT;
	puller->has_failed = signal_number || (status && !puller->is_input_bad);
	(void)uv_timer_stop(&puller->timer);
	drain(puller);
	if (puller->is_killed || signal_number == SIGALRM)
		complain(puller, "reading the to-dos took too long; it was stopped", "");
	else if (signal_number)
		complain(puller, "reading the to-dos failed", strsignal(signal_number));
	else if (puller->has_failed && !puller->complaint.len)
		complain(puller, "reading the to-dos failed", "it did not say why");
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
	/* What it has done goes to the log; what it complains of comes to us. */
	uv_stdio_container_t stdio[3] = {
		{ .flags = UV_IGNORE },
		{ .flags = UV_INHERIT_FD, .data.fd = 2 },
		{ .flags = UV_CREATE_PIPE | UV_WRITABLE_PIPE,
		  .data.stream = (uv_stream_t *)&puller->pipe },
	};
	uv_process_options_t options = {
		.exit_cb = on_exit, .file = path, .args = args, .stdio = stdio, .stdio_count = 3
	};
	puller->is_killed = puller->has_failed = puller->is_input_bad = false;
	puller->is_running = true;
	mw_buf_clear(&puller->complaint);
	(void)uv_pipe_init(puller->timer.loop, &puller->pipe, 0); /* makes nothing yet */
	puller->pipe.data = puller;
	int error = uv_spawn(puller->timer.loop, &puller->process, &options);
	puller->process.data = puller;
	if (error) {
		puller->has_failed = true;
		complain(puller, "cannot run the command that reads the to-dos", strerror(-error));
		uv_close((uv_handle_t *)&puller->process, on_process_closed);
	} else {
		(void)uv_read_start((uv_stream_t *)&puller->pipe, on_room, on_read);
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
	*puller = (struct mw_puller){
		.places = places, .complaint = MW_BUF_INIT, .fn = fn, .context = context
	};
	int error = mw_watch_init(&puller->itself, loop, on_itself, puller);
	if (!error)
		error = uv_timer_init(loop, &puller->timer);
	if (!error)
		error = uv_fs_event_init(loop, &puller->inside);
	puller->timer.data = puller->inside.data = puller;
	return error;
}

bool mw_puller_follow(struct mw_puller *puller, const struct mw_bundle *bundle)
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
	return count > 0;
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

void mw_puller_release(struct mw_puller *puller)
{
	mw_buf_release(&puller->complaint);
}
