/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * No bus, a bus that comes later, one that is killed and comes back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "notifier_log.h"
#include "session.h"

static struct session session;
static struct notifier_log log_;

/* The bus runs; each test opens its notifier when the environment is as it wants. */
static int setup(void **unused)
{
	(void)unused;
	session_start(&session);
	return 0;
}

static int teardown(void **unused)
{
	(void)unused;
	int r = log_close(&log_);
	session_stop(&session);
	return r;
}

static void start_server(void)
{
	session_start_server(&session, "ok");
}

/* No address: GDBus is not even asked, or it would try to start a bus. */
static void test_no_address(void **unused)
{
	(void)unused;
	must(unsetenv("DBUS_SESSION_BUS_ADDRESS") == 0, "unsetenv");
	log_open(&log_);
	show(&log_, 1, "s");
	expect(&log_, "FAILED 1");
	assert_string_equal(log_.texts[0], "there is no session bus");
	mw_notifier_poke(log_.notifier);
	show(&log_, 2, "s");
	expect(&log_, "FAILED 2");
	assert_int_equal(log_close(&log_), 0);

	/* Nor of a runtime directory without a bus, or with something else of that name. */
	must(setenv("XDG_RUNTIME_DIR", session.services, 1) == 0, "setenv");
	must(setenv("DBUS_SESSION_BUS_ADDRESS", "", 1) == 0, "setenv");
	put_text(temp_path(&session.dir, "services/bus"), "");
	log_open(&log_);
	show(&log_, 1, "s");
	expect(&log_, "FAILED 1");
	assert_string_equal(log_.texts[0], "there is no session bus");
}

/* Where systemd puts it; one test, for GLib looks up the runtime directory only once in a process.
 */
static void test_runtime_dir(void **unused)
{
	(void)unused;
	start_server();
	must(unsetenv("DBUS_SESSION_BUS_ADDRESS") == 0, "unsetenv");
	must(setenv("XDG_RUNTIME_DIR", session.services, 1) == 0, "setenv");
	const char *bus = temp_path(&session.dir, "services/bus");
	/* It appears, and is found when there is something to show ... */
	log_open(&log_);
	show(&log_, 1, "s");
	expect(&log_, "FAILED 1");
	must(symlink("../bus", bus) == 0, "symlink");
	show(&log_, 2, "s");
	expect(&log_, "UP mock 1.0 actions");
	expect(&log_, "SHOWN 2");
	assert_int_equal(log_close(&log_), 0);
	/* ... or may soon be. */
	must(unlink(bus) == 0, "unlink");
	log_open(&log_);
	show(&log_, 1, "s");
	expect(&log_, "FAILED 1");
	must(symlink("../bus", bus) == 0, "symlink");
	mw_notifier_poke(log_.notifier);
	expect(&log_, "UP mock 1.0 actions");
}

/* An address where nobody listens yet is tried again by itself. */
static void test_bus_comes_later(void **unused)
{
	(void)unused;
	program_stop(&session.bus);
	log_open(&log_);
	show(&log_, 1, "s");
	expect(&log_, "FAILED 1");
	session_start_bus(&session);
	start_server();
	expect(&log_, "UP mock 1.0 actions");
	show(&log_, 1, "s");
	expect(&log_, "SHOWN 1");
}

static void test_bus_killed(void **unused)
{
	(void)unused;
	start_server();
	log_open(&log_);
	expect(&log_, "UP mock 1.0 actions");
	show(&log_, 1, "s");
	expect(&log_, "SHOWN 1");
	for (int i = 0; i < 2; i++) {
		/* GLib would end the process here. */
		program_stop(&session.bus);
		expect(&log_, "DOWN");
		program_stop(&session.server);
		show(&log_, 1, "s");
		expect(&log_, "FAILED 1");
		session_start_bus(&session);
		start_server();
		expect(&log_, "UP mock 1.0 actions");
		show(&log_, 1, "again");
		expect(&log_, "SHOWN 1");
		assert_non_null(
			strstr(program_line(&session.server, "'again'"), "('Matchward', 0, "));
		session_order(&session, "action 1 done");
		expect(&log_, "ACTION 1 done");
		expect(&log_, "CLOSED 1 3");
		show(&log_, 1, "and again");
		expect(&log_, "SHOWN 1");
	}
}

/* However often somebody asks in the meantime: that uses up no attempt. */
static void test_asked_while_bus_is_gone(void **unused)
{
	(void)unused;
	start_server();
	log_open(&log_);
	expect(&log_, "UP mock 1.0 actions");
	program_stop(&session.bus);
	program_stop(&session.server);
	expect(&log_, "DOWN");
	for (int i = 0; i < 10; i++) {
		mw_notifier_poke(log_.notifier);
		show(&log_, 1, "s");
		expect(&log_, "FAILED 1");
	}
	session_start_bus(&session);
	start_server();
	expect(&log_, "UP mock 1.0 actions");
}

/* With a call under way, and one waiting. */
static void test_bus_killed_while_showing(void **unused)
{
	(void)unused;
	start_server();
	log_open(&log_);
	expect(&log_, "UP mock 1.0 actions");
	session_order(&session, "mode hang-notify");
	show(&log_, 1, "s");
	(void)program_line(&session.server, "call Notify");
	show(&log_, 2, "s");
	program_stop(&session.bus);
	program_stop(&session.server);
	expect(&log_, "FAILED 1");
	size_t failed = 0, down = 0;
	while (failed + down < 2) {
		size_t i = log_next(&log_);
		failed += !strcmp(log_.lines[i], "FAILED 2");
		down += !strcmp(log_.lines[i], "DOWN");
	}
	assert_int_equal(failed, 1);
	assert_int_equal(down, 1);
	session_start_bus(&session);
	start_server();
	expect(&log_, "UP mock 1.0 actions");
}

static void test_close_while_bus_is_gone(void **unused)
{
	(void)unused;
	start_server();
	log_open(&log_);
	expect(&log_, "UP mock 1.0 actions");
	show(&log_, 1, "s");
	expect(&log_, "SHOWN 1");
	program_stop(&session.bus);
	expect(&log_, "DOWN");
	/* closed in teardown(), with an attempt planned */
}

#define UNIT(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT(test_no_address),
		UNIT(test_runtime_dir),
		UNIT(test_bus_comes_later),
		UNIT(test_bus_killed),
		UNIT(test_asked_while_bus_is_gone),
		UNIT(test_bus_killed_while_showing),
		UNIT(test_close_while_bus_is_gone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
