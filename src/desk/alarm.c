/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One timerfd on one uv_poll.
 */
#include "matchward/desk/alarm.h"

#include <assert.h>
#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

/* Armed, but for nothing: 2200-01-01, or 2038 where a time_t holds no more. */
#define FAR_UTC (sizeof(time_t) > 4 ? INT64_C(7258118400) : INT64_C(0x7fffffff))

static int arm(struct mw_alarm *alarm, int64_t at_utc)
{
	/* The instant 0 would disarm; whatever has passed already fires at once. */
	if (at_utc < 1)
		at_utc = 1;
	if (at_utc > FAR_UTC)
		at_utc = FAR_UTC;
	const struct itimerspec spec = { .it_value = { .tv_sec = (time_t)at_utc } };
	const int flags = TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET;
	if (timerfd_settime(alarm->fd, flags, &spec, NULL) == 0)
		return 0;
	if (errno != ECANCELED)
		return -errno;
	/* The clock was set since the last read. The timer is armed all the same, but that was the
	 * only word of it: fire at once and pass it on. */
	alarm->clock_changed = true;
	const struct itimerspec at_once = { .it_value = { .tv_sec = 1 } };
	while (timerfd_settime(alarm->fd, flags, &at_once, NULL) != 0)
		if (errno != ECANCELED)
			return -errno;
	return 0;
}

static void on_readable(uv_poll_t *poll, int status, int events)
{
	struct mw_alarm *alarm = poll->data;
	(void)status; /* an error of epoll shows in the read */
	(void)events;
	uint64_t ticks;
	ssize_t got = read(alarm->fd, &ticks, sizeof ticks);
	/* A clock step makes the read fail with ECANCELED: that is the event we asked for. Anything
	 * else is a wake-up for nothing, as libuv allows; or a tick that was set anew meanwhile. */
	bool canceled = got < 0 && errno == ECANCELED;
	if (!canceled && got != (ssize_t)sizeof ticks)
		return;
	bool clock_changed = canceled || alarm->clock_changed;
	alarm->clock_changed = false;
	if (!clock_changed)
		alarm->at_utc = FAR_UTC;
	/* Armed again before the callback, which may set it otherwise. Fails for no valid timerfd.
	 */
	int r = arm(alarm, alarm->at_utc);
	assert(r == 0);
	alarm->fn(alarm->context, clock_changed);
}

int mw_alarm_init(struct mw_alarm *alarm, uv_loop_t *loop, mw_alarm_fn fn, void *context)
{
	int fd = timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
	if (fd < 0)
		return -errno;
	*alarm = (struct mw_alarm){ .fd = fd, .at_utc = FAR_UTC, .fn = fn, .context = context };
	int r = arm(alarm, alarm->at_utc);
	if (r == 0)
		r = uv_poll_init(loop, &alarm->poll, fd);
	if (r != 0) {
		(void)close(fd); /* nothing was written */
		return r;
	}
	alarm->poll.data = alarm;
	r = uv_poll_start(&alarm->poll, UV_READABLE, on_readable);
	assert(r == 0); /* fails for closing handles only */
	return 0;
}

int mw_alarm_set(struct mw_alarm *alarm, int64_t at_utc)
{
	alarm->at_utc = at_utc;
	/* A clock step that is still to be told has to come first; it arms anew by itself. */
	return alarm->clock_changed ? 0 : arm(alarm, at_utc);
}

int mw_alarm_clear(struct mw_alarm *alarm)
{
	return mw_alarm_set(alarm, FAR_UTC);
}

static void on_closed(uv_handle_t *handle)
{
	struct mw_alarm *alarm = handle->data;
	(void)close(alarm->fd); /* nothing was written */
	alarm->fd = -1;
	if (alarm->done)
		alarm->done(alarm->context);
}

void mw_alarm_close(struct mw_alarm *alarm, void (*done)(void *context))
{
	alarm->done = done;
	uv_close((uv_handle_t *)&alarm->poll, on_closed);
}
