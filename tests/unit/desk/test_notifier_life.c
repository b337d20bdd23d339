/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The life of servers and of the bus, told as a user's day would tell it: whatever they do, the
 * loop turns on, and nothing of another program is overwritten. Prints the longest time between two
 * turns of a timer that asks for one every ten milliseconds; what fails the test is only a loop
 * that stood still.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "notifier_log.h"
#include "session.h"

#define TICK_MS 10
#define STANDSTILL_MS 2000 /* a blocked one would stand for 5, 25 or more seconds */

static struct session session;
static struct notifier_log log_;
static struct program second; /* another server */
static struct {
	uv_timer_t timer;
	uint64_t last_ms, longest_ms;
	int ticks, wanted;
	bool has_ticked;
} meter;

static void on_tick(uv_timer_t *timer)
{
	uint64_t now = uv_hrtime() / 1000000, gap = now - meter.last_ms;
	(void)timer;
	meter.longest_ms = gap > meter.longest_ms ? gap : meter.longest_ms;
	meter.last_ms = now;
	meter.has_ticked = ++meter.ticks >= meter.wanted;
}

/* Time in the loop; what the test does in between, such as starting programs, is not its fault. */
static void turn(int ticks)
{
	meter.last_ms = uv_hrtime() / 1000000;
	meter.ticks = 0;
	meter.wanted = ticks;
	meter.has_ticked = false;
	desk_loop_until(&log_.desk, &meter.has_ticked);
}

#define EXPECT(want)                                                                               \
	do {                                                                                       \
		meter.last_ms = uv_hrtime() / 1000000;                                             \
		expect(&log_, want);                                                               \
	} while (0)

static int setup(void **unused)
{
	(void)unused;
	session_start(&session);
	log_open(&log_);
	memset(&meter, 0, sizeof meter);
	meter.last_ms = uv_hrtime() / 1000000;
	must(uv_timer_init(&log_.desk.loop, &meter.timer) == 0, "timer");
	must(uv_timer_start(&meter.timer, on_tick, TICK_MS, TICK_MS) == 0, "timer");
	return 0;
}

static int teardown(void **unused)
{
	(void)unused;
	print_message("             longest turn: %d ms\n", (int)meter.longest_ms);
	uv_close((uv_handle_t *)&meter.timer, NULL);
	int r = log_close(&log_);
	program_stop(&second);
	session_stop(&session);
	return meter.longest_ms < STANDSTILL_MS ? r : -1;
}

static void start_server(const char *mode)
{
	session_start_server(&session, mode);
}

static void start_second(void)
{
	const char *const argv[] = { mock_path(), "ok", NULL };
	program_start(&second, argv);
	(void)program_line(&second, "own");
	program_tell(&second, "foreign");
	(void)program_line(&second, "did foreign");
}

static void test_absent(void **unused)
{
	(void)unused;
	for (uint64_t id = 1; id <= 3; id++)
		show(&log_, id, "s");
	turn(20);
	EXPECT("FAILED 1");
	EXPECT("FAILED 2");
	EXPECT("FAILED 3");
}

static void test_hung(void **unused)
{
	(void)unused;
	start_server("hang");
	show(&log_, 1, "s");
	(void)program_line(&session.server, "call GetCapabilities");
	turn(100);
	assert_int_equal(log_.count, 0);
	session_order(&session, "mode ok");
	EXPECT("UP mock 1.0 actions");
	EXPECT("SHOWN 1");
}

static void test_slow(void **unused)
{
	(void)unused;
	start_server("ok");
	EXPECT("UP mock 1.0 actions");
	session_order(&session, "mode slow");
	show(&log_, 1, "s");
	show(&log_, 2, "waits for the first");
	(void)program_line(&session.server, "call Notify");
	session_order(&session, "mode ok");
	assert_int_equal(log_.count, 1);
	EXPECT("SHOWN 1");
	EXPECT("SHOWN 2");
	/* A button on it is as good as any. */
	session_order(&session, "action 1 done");
	EXPECT("ACTION 1 done");
	EXPECT("CLOSED 1 3");
}

/* With popups up, and numbers that are another program's afterwards. */
static void test_restarted(void **unused)
{
	(void)unused;
	start_server("ok");
	EXPECT("UP mock 1.0 actions");
	show(&log_, 1, "s");
	show(&log_, 2, "s");
	EXPECT("SHOWN 1");
	EXPECT("SHOWN 2");
	program_stop(&session.server);
	EXPECT("DOWN");
	start_server("ok");
	EXPECT("UP mock 1.0 actions");
	session_order(&session, "foreign");
	session_order(&session, "foreign");
	mw_notifier_withdraw(log_.notifier, 2);
	show(&log_, 1, "once more");
	EXPECT("SHOWN 1");
	assert_non_null(strstr(program_line(&session.server, "call "), "Notify ('Matchward', 0, "));
	/* Its number 1 is none of ours. */
	session_order(&session, "action 1 done");
	session_order(&session, "close 3 2");
	EXPECT("CLOSED 1 2");
	assert_false(program_said_until(&session.server, "caps actions", "CloseNotification"));
}

static void test_replaced(void **unused)
{
	(void)unused;
	start_server("ok");
	EXPECT("UP mock 1.0 actions");
	show(&log_, 1, "s");
	EXPECT("SHOWN 1");
	start_second();
	EXPECT("DOWN");
	EXPECT("UP mock 1.0 actions");
	/* The old one is still there, and says what is of no interest any more. */
	session_order(&session, "close 1 2");
	show(&log_, 1, "s");
	EXPECT("SHOWN 1");
	assert_non_null(strstr(program_line(&second, "call Notify"), "('Matchward', 0, "));
}

/* With letters under way that know only the old one's numbers. */
static void test_replaced_while_showing(void **unused)
{
	(void)unused;
	start_server("ok");
	EXPECT("UP mock 1.0 actions");
	show(&log_, 1, "s");
	show(&log_, 2, "s");
	EXPECT("SHOWN 1");
	EXPECT("SHOWN 2");
	session_order(&session, "mode hang-notify");
	show(&log_, 3, "held");
	(void)program_line(&session.server, "'held'");
	show(&log_, 1, "changed");
	mw_notifier_withdraw(log_.notifier, 2);
	start_second();
	program_stop(&session.server);
	EXPECT("FAILED 3");
	bool is_up = false;
	while (!is_up)
		is_up = !strcmp(log_.lines[log_next(&log_)], "UP mock 1.0 actions");
	program_tell(&second, "foreign");
	show(&log_, 9, "the last");
	EXPECT("SHOWN 9");
	for (;;) {
		const char *line = program_line(&second, "call ");
		assert_null(strstr(line, "CloseNotification"));
		if (!strstr(line, "call Notify"))
			continue;
		assert_non_null(strstr(line, "('Matchward', 0, "));
		if (strstr(line, "the last"))
			break;
	}
}

static void test_bus_lost(void **unused)
{
	(void)unused;
	start_server("ok");
	EXPECT("UP mock 1.0 actions");
	show(&log_, 1, "s");
	EXPECT("SHOWN 1");
	program_stop(&session.bus);
	EXPECT("DOWN");
	program_stop(&session.server);
	show(&log_, 1, "s");
	EXPECT("FAILED 1");
	session_start_bus(&session);
	start_server("ok");
	session_order(&session, "foreign");
	EXPECT("UP mock 1.0 actions");
	show(&log_, 1, "again");
	EXPECT("SHOWN 1");
	assert_non_null(strstr(program_line(&session.server, "'again'"), "('Matchward', 0, "));
}

#define UNIT(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT(test_absent),    UNIT(test_hung),     UNIT(test_slow),
		UNIT(test_restarted), UNIT(test_replaced), UNIT(test_replaced_while_showing),
		UNIT(test_bus_lost),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
