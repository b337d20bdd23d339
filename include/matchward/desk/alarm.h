/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The alarm: wakes the loop at one instant of wall-clock time, and whenever that clock is set or
 * the machine resumes from sleep. Nothing ticks in between.
 *
 * An uv_timer would not do: it counts a clock that stands still in suspend. This is one absolute
 * CLOCK_REALTIME timerfd that the kernel cancels when the clock is set; it stays armed even when
 * nothing waits, for the sake of that. The alarm never asks what time it is.
 */
#ifndef MW_DESK_ALARM_H
#define MW_DESK_ALARM_H

#include <stdbool.h>
#include <stdint.h>
#include <uv.h>

/* Called from the loop, never from inside mw_alarm_set(). clock_changed: the clock was set or the
 * machine slept, and what is due has to be worked out anew; an alarm that was set stays set.
 * Otherwise the instant has come and the alarm is cleared. */
typedef void (*mw_alarm_fn)(void *context, bool clock_changed);

struct mw_alarm {
	uv_poll_t poll;
	int fd;             /* owned */
	int64_t at_utc;     /* what it is set to; far away when cleared */
	bool clock_changed; /* noticed while setting; the callback is still owed */
	mw_alarm_fn fn;
	void (*done)(void *context);
	void *context;
};

/* The alarm must stay where it is until closed. On an error there is nothing to close. */
int mw_alarm_init(struct mw_alarm *alarm, uv_loop_t *loop, mw_alarm_fn fn, void *context);

/* Wake at this second; one that has passed already, however early, wakes in the next turn of the
 * loop. Replaces what was set before. */
int mw_alarm_set(struct mw_alarm *alarm, int64_t at_utc);
int mw_alarm_clear(struct mw_alarm *alarm);

/* `done` (may be NULL) is called with the alarm's context once its memory may be reused. */
void mw_alarm_close(struct mw_alarm *alarm, void (*done)(void *context));

#endif
