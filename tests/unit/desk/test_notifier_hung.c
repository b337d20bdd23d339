/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A server that is there and does not answer: the loop goes on, nothing is lost, and the end can
 * come.
 */
#include <dirent.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "notifier_log.h"
#include "session.h"

static struct session session;
static struct notifier_log log_;

static int setup(void **unused)
{
	(void)unused;
	session_start(&session);
	return 0;
}

static int teardown(void **unused)
{
	(void)unused;
	session_stop(&session);
	return 0;
}

/* The loop turns as often as it likes while a call hangs. */
static void on_tick(uv_timer_t *timer)
{
	int *ticks = timer->data;
	if (++*ticks == 50)
		uv_stop(timer->loop);
}

static void assert_loop_turns(void)
{
	int ticks = 0;
	uv_timer_t timer;
	assert_int_equal(uv_timer_init(&log_.desk.loop, &timer), 0);
	timer.data = &ticks;
	assert_int_equal(uv_timer_start(&timer, on_tick, 0, 1), 0);
	(void)uv_run(&log_.desk.loop, UV_RUN_DEFAULT);
	assert_int_equal(ticks, 50);
	uv_close((uv_handle_t *)&timer, NULL);
	(void)uv_run(&log_.desk.loop, UV_RUN_NOWAIT);
}

static void test_call_hangs(void **unused)
{
	(void)unused;
	session_start_server(&session, "hang-notify");
	log_open(&log_);
	expect(&log_, "UP mock 1.0 actions");
	show(&log_, 1, "s");
	(void)program_line(&session.server, "call Notify");
	assert_loop_turns();
	show(&log_, 2, "s");
	mw_notifier_poke(log_.notifier);
	assert_loop_turns();
	assert_int_equal(log_.count, 1);
	session_order(&session, "mode ok");
	expect(&log_, "SHOWN 1");
	expect(&log_, "SHOWN 2");
	assert_int_equal(log_close(&log_), 0);
}

/* From its first call on. Stopped, as by a debugger: not a byte is read. */
static void test_stopped(void **unused)
{
	(void)unused;
	session_start_server(&session, "ok");
	program_signal(&session.server, SIGSTOP);
	log_open(&log_);
	show(&log_, 1, "s");
	assert_loop_turns();
	assert_int_equal(log_.count, 0);
	program_signal(&session.server, SIGCONT);
	expect(&log_, "UP mock 1.0 actions");
	expect(&log_, "SHOWN 1");
	assert_int_equal(log_close(&log_), 0);
}

/* Is the notifier's thread still there? */
static bool has_thread(void)
{
	bool found = false;
	DIR *tasks = opendir("/proc/self/task");
	must(tasks != NULL, "/proc/self/task");
	struct dirent *entry;
	while ((entry = readdir(tasks))) {
		char path[300];
		(void)snprintf(path, sizeof path, "/proc/self/task/%s/comm", entry->d_name);
		const char *name = text_of(path);
		found = found || (name && !strcmp(name, "notifier\n"));
	}
	(void)closedir(tasks); /* was only read */
	return found;
}

/* The end does not wait for the server; and when it answers at last, nobody is harmed by that. */
static void test_close_while_call_hangs(void **unused)
{
	(void)unused;
	session_start_server(&session, "hang-notify");
	log_open(&log_);
	expect(&log_, "UP mock 1.0 actions");
	show(&log_, 1, "s");
	(void)program_line(&session.server, "call Notify");
	assert_int_equal(log_close(&log_), 0);
	assert_true(has_thread());
	session_order(&session, "mode ok");
	while (has_thread())
		(void)sched_yield(); /* ctest has a deadline */
	assert_int_equal(log_.count, 1);
}

static void test_close_while_asking(void **unused)
{
	(void)unused;
	session_start_server(&session, "hang");
	log_open(&log_);
	show(&log_, 1, "s");
	(void)program_line(&session.server, "call GetCapabilities");
	assert_int_equal(log_close(&log_), 0);
	assert_false(has_thread());
	assert_int_equal(log_.count, 0);
}

#define UNIT(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT(test_call_hangs),
		UNIT(test_stopped),
		UNIT(test_close_while_call_hangs),
		UNIT(test_close_while_asking),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
