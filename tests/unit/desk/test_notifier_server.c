/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Servers that are not there, come, go, die and refuse.
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

static int setup(void **unused)
{
	(void)unused;
	session_start(&session);
	log_open(&log_);
	return 0;
}

static int teardown(void **unused)
{
	(void)unused;
	int r = log_close(&log_);
	session_stop(&session);
	return r;
}

static void start_server(const char *mode)
{
	session_start_server(&session, mode);
}

static void test_no_server(void **unused)
{
	(void)unused;
	show(&log_, 1, "s");
	expect(&log_, "FAILED 1");
	assert_true(strlen(log_.texts[0]) > 0);
	mw_notifier_poke(log_.notifier);
	show(&log_, 2, "s");
	show(&log_, 3, "s");
	expect(&log_, "FAILED 2");
	expect(&log_, "FAILED 3");
}

static void test_server_comes_later(void **unused)
{
	(void)unused;
	show(&log_, 1, "s");
	expect(&log_, "FAILED 1");
	start_server("ok");
	expect(&log_, "UP mock 1.0 actions");
	show(&log_, 1, "s");
	expect(&log_, "SHOWN 1");
}

/* The numbers of the new one begin at 1 too: the old 1 must never be replaced or closed on it. */
static void test_restart(void **unused)
{
	(void)unused;
	start_server("ok");
	expect(&log_, "UP mock 1.0 actions");
	show(&log_, 1, "mine");
	expect(&log_, "SHOWN 1");
	session_order(&session, "release");
	expect(&log_, "DOWN");
	show(&log_, 2, "meanwhile");
	expect(&log_, "FAILED 2");
	mw_notifier_withdraw(log_.notifier, 1);
	session_order(&session, "own");
	expect(&log_, "UP mock 1.0 actions");
	mw_notifier_withdraw(log_.notifier, 1);
	show(&log_, 1, "again");
	expect(&log_, "SHOWN 1");
	assert_non_null(strstr(program_line(&session.server, "'again'"), "('Matchward', 0, "));
	assert_false(program_said_until(&session.server, "caps actions", "CloseNotification"));
}

static void test_killed(void **unused)
{
	(void)unused;
	for (int i = 0; i < 3; i++) {
		start_server("ok");
		expect(&log_, "UP mock 1.0 actions");
		show(&log_, 1, "s");
		expect(&log_, "SHOWN 1");
		program_stop(&session.server);
		expect(&log_, "DOWN");
	}
}

/* With our call in its hands. */
static void test_dies(void **unused)
{
	(void)unused;
	start_server("die");
	expect(&log_, "UP mock 1.0 actions");
	show(&log_, 1, "s");
	expect(&log_, "FAILED 1");
	expect(&log_, "DOWN");
	program_stop(&session.server);
	start_server("ok");
	expect(&log_, "UP mock 1.0 actions");
	show(&log_, 1, "s");
	expect(&log_, "SHOWN 1");
}

/* A popup that is on its way when the server goes. */
static void test_gone_while_showing(void **unused)
{
	(void)unused;
	start_server("hang-notify");
	expect(&log_, "UP mock 1.0 actions");
	show(&log_, 1, "s");
	(void)program_line(&session.server, "call Notify");
	show(&log_, 2, "s");
	program_stop(&session.server);
	expect(&log_, "FAILED 1");
	/* The second one may still be tried on the dead server, and fails like the first. */
	size_t failed = 0, down = 0;
	while (failed + down < 2) {
		size_t i = log_next(&log_);
		failed += !strcmp(log_.lines[i], "FAILED 2");
		down += !strcmp(log_.lines[i], "DOWN");
	}
	assert_int_equal(failed, 1);
	assert_int_equal(down, 1);
}

static void test_refuses_one(void **unused)
{
	(void)unused;
	start_server("ok");
	expect(&log_, "UP mock 1.0 actions");
	session_order(&session, "mode error");
	show(&log_, 1, "s");
	expect(&log_, "FAILED 1");
	assert_string_equal(log_.texts[1], "the mock refuses");
	session_order(&session, "mode ok");
	show(&log_, 1, "s");
	expect(&log_, "SHOWN 1");
	/* What is on the screen stays there when its replacement is refused. */
	session_order(&session, "mode error");
	show(&log_, 1, "s");
	expect(&log_, "FAILED 1");
	session_order(&session, "mode ok");
	session_order(&session, "close 1 2");
	expect(&log_, "CLOSED 1 2");
}

static void test_refuses_all(void **unused)
{
	(void)unused;
	start_server("error");
	show(&log_, 1, "s");
	expect(&log_, "FAILED 1");
	session_order(&session, "mode ok");
	mw_notifier_poke(log_.notifier);
	expect(&log_, "UP mock 1.0 actions");
	show(&log_, 1, "s");
	expect(&log_, "SHOWN 1");
}

static void test_refuses_until_shown_again(void **unused)
{
	(void)unused;
	start_server("error");
	show(&log_, 1, "s");
	expect(&log_, "FAILED 1");
	session_order(&session, "mode ok");
	show(&log_, 1, "s");
	expect(&log_, "UP mock 1.0 actions");
	expect(&log_, "SHOWN 1");
}

/* The bus is told how to start a server. It lives until the bus goes, which closes its connection.
 */
static void make_startable(const char *command)
{
	char text[1024];
	(void)snprintf(text, sizeof text, "#!/bin/sh\nexec %s 0<>%s/fifo\n", command,
		       session.dir.path);
	must(mkfifo(temp_path(&session.dir, "fifo"), 0600) == 0, "mkfifo");
	put_text(temp_path(&session.dir, "server.sh"), text);
	must(chmod(temp_path(&session.dir, "server.sh"), 0700) == 0, "chmod");
	(void)snprintf(text, sizeof text,
		       "[D-BUS Service]\nName=org.freedesktop.Notifications\nExec=%s/server.sh\n",
		       session.dir.path);
	put_text(temp_path(&session.dir, "services/server.service"), text);
}

static void test_started_for_us(void **unused)
{
	(void)unused;
	make_startable(mock_path());
	show(&log_, 1, "s");
	show(&log_, 2, "s");
	expect(&log_, "UP mock 1.0 actions");
	expect(&log_, "SHOWN 1");
	expect(&log_, "SHOWN 2");
}

static void test_started_by_poke(void **unused)
{
	(void)unused;
	make_startable(mock_path());
	mw_notifier_poke(log_.notifier);
	/* The first poke may come before it is known that there is no server. */
	mw_notifier_poke(log_.notifier);
	show(&log_, 1, "s");
	expect(&log_, "UP mock 1.0 actions");
	expect(&log_, "SHOWN 1");
}

static void test_cannot_be_started(void **unused)
{
	(void)unused;
	make_startable("false");
	show(&log_, 1, "s");
	expect(&log_, "FAILED 1");
	/* Another comes by itself. */
	start_server("ok");
	expect(&log_, "UP mock 1.0 actions");
}

/* Withdrawn before it could be shown: not a word. */
static void test_withdrawn_early(void **unused)
{
	(void)unused;
	start_server("ok");
	expect(&log_, "UP mock 1.0 actions");
	session_order(&session, "mode hang-notify");
	show(&log_, 1, "held");
	(void)program_line(&session.server, "call Notify");
	show(&log_, 2, "withdrawn");
	show(&log_, 3, "replaced");
	mw_notifier_withdraw(log_.notifier, 2);
	show(&log_, 3, "replacement");
	session_order(&session, "mode ok");
	expect(&log_, "SHOWN 1");
	expect(&log_, "SHOWN 3");
	assert_non_null(program_line(&session.server, "'replacement'"));
	session_order(&session, "close 2 2");
	expect(&log_, "CLOSED 3 2");
}

#define UNIT(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT(test_no_server),
		UNIT(test_server_comes_later),
		UNIT(test_restart),
		UNIT(test_killed),
		UNIT(test_dies),
		UNIT(test_gone_while_showing),
		UNIT(test_refuses_one),
		UNIT(test_refuses_all),
		UNIT(test_refuses_until_shown_again),
		UNIT(test_started_for_us),
		UNIT(test_started_by_poke),
		UNIT(test_cannot_be_started),
		UNIT(test_withdrawn_early),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
