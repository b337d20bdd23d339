/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A real timerfd on a real loop. The clock is never set: the kernel's word that it was is put in
 * front of the C library's read() and timerfd_settime().
 */
#define _GNU_SOURCE /* syscall() */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "desk_loop.h"
#include "matchward/desk/alarm.h"

static struct {
	bool cancels_read;   /* the next read of the timer fails with ECANCELED */
	bool is_empty;       /* it fails with EAGAIN, though the timer looked readable */
	int cancels_settime; /* so many next calls do, after the timer was armed */
	int flags;           /* of the last timerfd_settime() */
	int64_t at;          /* its instant */
	int clock, create_flags;
	int fd;
} kernel;

int timerfd_create(clockid_t clock, int flags)
{
	kernel.clock = clock;
	kernel.create_flags = flags;
	kernel.fd = (int)syscall(SYS_timerfd_create, clock, flags);
	return kernel.fd;
}

int timerfd_settime(int fd, int flags, const struct itimerspec *new, struct itimerspec *old)
{
	kernel.flags = flags;
	kernel.at = new->it_value.tv_sec;
	int r = (int)syscall(SYS_timerfd_settime, fd, flags, new, old);
	if (r == 0 && kernel.cancels_settime > 0) {
		kernel.cancels_settime--;
		errno = ECANCELED;
		return -1;
	}
	return r;
}

ssize_t read(int fd, void *data, size_t len)
{
	if (fd == kernel.fd && kernel.cancels_read) {
		kernel.cancels_read = false;
		uint64_t ticks;
		(void)syscall(SYS_read, fd, &ticks, sizeof ticks); /* there may be none */
		errno = ECANCELED;
		return -1;
	}
	if (fd == kernel.fd && kernel.is_empty) {
		kernel.is_empty = false;
		errno = EAGAIN;
		return -1;
	}
	return syscall(SYS_read, fd, data, len);
}

static struct desk_loop desk;
static struct mw_alarm alarm_;
static bool has_fired, has_changed, is_done;
static int fired;
static int64_t next; /* what the callback sets; 0: nothing */

static void on_alarm(void *context, bool clock_changed)
{
	assert_ptr_equal(context, &desk);
	has_fired = true;
	has_changed = clock_changed;
	fired++;
	if (next != 0)
		assert_int_equal(mw_alarm_set(&alarm_, next), 0);
	next = 0;
}

static void on_done(void *context)
{
	assert_ptr_equal(context, &desk);
	is_done = true;
}

static int setup(void **unused)
{
	(void)unused;
	memset(&kernel, 0, sizeof kernel);
	has_fired = has_changed = is_done = false;
	fired = 0;
	next = 0;
	desk_loop_open(&desk);
	return mw_alarm_init(&alarm_, &desk.loop, on_alarm, &desk);
}

static int teardown(void **unused)
{
	(void)unused;
	mw_alarm_close(&alarm_, on_done);
	assert_int_equal(desk_loop_close(&desk), 0);
	assert_true(is_done);
	assert_int_equal(alarm_.fd, -1);
	return 0;
}

static void until_fired(void)
{
	has_fired = false;
	desk_loop_until(&desk, &has_fired);
}

/* All that is ready is served, and a little later still nothing has come. */
static void assert_silent(void)
{
	int before = fired;
	for (int i = 0; i < 20; i++) {
		(void)uv_run(&desk.loop, UV_RUN_NOWAIT);
		struct itimerspec left;
		assert_int_equal(timerfd_gettime(kernel.fd, &left), 0);
		assert_true(left.it_value.tv_sec > 3600);
	}
	assert_int_equal(fired, before);
}

static void test_init(void **unused)
{
	(void)unused;
	assert_int_equal(kernel.clock, CLOCK_REALTIME);
	assert_int_equal(kernel.create_flags, TFD_NONBLOCK | TFD_CLOEXEC);
	/* Armed, so that a clock step wakes it, though nothing is set. */
	assert_int_equal(kernel.flags, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET);
	assert_silent();
}

static void test_past(void **unused)
{
	(void)unused;
	static const int64_t instants[] = { 1000000000, 1, 0, -5, INT64_MIN };
	for (size_t i = 0; i < sizeof instants / sizeof *instants; i++) {
		assert_int_equal(mw_alarm_set(&alarm_, instants[i]), 0);
		until_fired();
		assert_false(has_changed);
		assert_silent(); /* once, and then cleared */
	}
	assert_int_equal(fired, 5);
}

static void test_future(void **unused)
{
	(void)unused;
	assert_int_equal(mw_alarm_set(&alarm_, (int64_t)time(NULL) + 86400), 0);
	assert_silent();
	assert_int_equal(mw_alarm_set(&alarm_, INT64_MAX), 0);
	assert_silent();
	assert_int_equal(fired, 0);
}

/* One that is due but not yet served. */
static void test_replaced(void **unused)
{
	(void)unused;
	assert_int_equal(mw_alarm_set(&alarm_, 1), 0);
	assert_int_equal(mw_alarm_set(&alarm_, (int64_t)time(NULL) + 86400), 0);
	assert_silent();
	assert_int_equal(mw_alarm_set(&alarm_, 1), 0);
	assert_int_equal(mw_alarm_clear(&alarm_), 0);
	assert_silent();
	assert_int_equal(fired, 0);
}

/* Woken for nothing, as libuv allows itself. */
static void test_woken_for_nothing(void **unused)
{
	(void)unused;
	assert_int_equal(mw_alarm_set(&alarm_, 1), 0);
	kernel.is_empty = true;
	(void)uv_run(&desk.loop, UV_RUN_ONCE);
	assert_false(kernel.is_empty);
	assert_int_equal(fired, 0);
	until_fired();
	assert_false(has_changed);
	assert_int_equal(fired, 1);
}

static void test_at_its_instant(void **unused)
{
	(void)unused;
	int64_t at = (int64_t)time(NULL) + 2;
	assert_int_equal(mw_alarm_set(&alarm_, at), 0);
	until_fired();
	struct timespec now;
	assert_int_equal(clock_gettime(CLOCK_REALTIME, &now), 0);
	assert_true(now.tv_sec >= at);
	assert_false(has_changed);
}

static void test_set_from_callback(void **unused)
{
	(void)unused;
	next = 1;
	assert_int_equal(mw_alarm_set(&alarm_, 1), 0);
	until_fired();
	until_fired();
	assert_int_equal(fired, 2);
	assert_silent();
}

/* The kernel makes the timer readable and its read fail. */
static void step_clock(void)
{
	const struct itimerspec now = { .it_value = { .tv_sec = 1 } };
	assert_int_equal(syscall(SYS_timerfd_settime, kernel.fd, TFD_TIMER_ABSTIME, &now, NULL), 0);
	kernel.cancels_read = true;
}

static void test_clock_step(void **unused)
{
	(void)unused;
	int64_t at = (int64_t)time(NULL) + 86400;
	assert_int_equal(mw_alarm_set(&alarm_, at), 0);
	step_clock();
	until_fired();
	assert_true(has_changed);
	/* What was set stays set, and a second step is seen like the first. */
	assert_int_equal(kernel.at, at);
	assert_int_equal(kernel.flags, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET);
	assert_silent();
	step_clock();
	until_fired();
	assert_true(has_changed);
	assert_int_equal(fired, 2);
}

static void test_clock_step_while_cleared(void **unused)
{
	(void)unused;
	step_clock();
	until_fired();
	assert_true(has_changed);
	assert_silent();
}

/* Seen first by the arming: the kernel tells it to that call only. */
static void test_clock_step_while_setting(void **unused)
{
	(void)unused;
	int64_t at = (int64_t)time(NULL) + 86400;
	kernel.cancels_settime = 3;
	assert_int_equal(mw_alarm_set(&alarm_, at), 0);
	assert_int_equal(fired, 0);
	/* Setting anew, before the loop has run on, must not swallow it. */
	assert_int_equal(mw_alarm_set(&alarm_, at + 1), 0);
	until_fired();
	assert_true(has_changed);
	assert_int_equal(kernel.at, at + 1);
	assert_silent();
	assert_int_equal(fired, 1);
}

static void test_clock_step_while_setting_from_callback(void **unused)
{
	(void)unused;
	assert_int_equal(mw_alarm_set(&alarm_, 1), 0);
	next = (int64_t)time(NULL) + 86400;
	kernel.cancels_settime = 1;
	until_fired();
	until_fired();
	assert_true(has_changed);
	assert_int_equal(fired, 2);
}

#define UNIT(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT(test_init),
		UNIT(test_past),
		UNIT(test_future),
		UNIT(test_replaced),
		UNIT(test_woken_for_nothing),
		UNIT(test_at_its_instant),
		UNIT(test_set_from_callback),
		UNIT(test_clock_step),
		UNIT(test_clock_step_while_cleared),
		UNIT(test_clock_step_while_setting),
		UNIT(test_clock_step_while_setting_from_callback),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
