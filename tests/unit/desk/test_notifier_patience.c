/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A server that hangs for longer than anybody waits. Takes as long as libnotify does: 25 seconds.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "notifier_log.h"
#include "session.h"

/* Two notifiers would share the bus connection and its thread: each has a process of its own. */
static void in_child(int (*fn)(void), pid_t *ret_pid)
{
	*ret_pid = fork();
	must(*ret_pid >= 0, "fork");
	if (*ret_pid == 0)
		exit(fn());
}

static struct session session;
static struct notifier_log log_;

static bool is_next(const char *want)
{
	size_t i = log_next(&log_);
	if (!strcmp(log_.lines[i], want))
		return true;
	(void)fprintf(stderr, "%s instead of %s\n", log_.lines[i], want);
	return false;
}

/* It hangs from the beginning: nothing of libnotify is called at all. */
static int asking(void)
{
	session_start(&session);
	session_start_server(&session, "hang");
	log_open(&log_);
	show(&log_, 1, "s");
	bool holds = is_next("FAILED 1");
	holds = holds && !program_said_until(&session.server, "caps actions", "call GetServerInfo");
	session_order(&session, "mode ok");
	holds = holds && is_next("UP mock 1.0 actions");
	show(&log_, 1, "s");
	holds = holds && is_next("SHOWN 1") && log_close(&log_) == 0;
	session_stop(&session);
	return holds ? 0 : 1;
}

/* It hangs with a popup on the screen, and comes back: the same popup is replaced. */
static int showing(void)
{
	session_start(&session);
	session_start_server(&session, "ok");
	log_open(&log_);
	bool holds = is_next("UP mock 1.0 actions");
	show(&log_, 1, "s");
	holds = holds && is_next("SHOWN 1");
	session_order(&session, "mode hang");
	show(&log_, 2, "s");
	show(&log_, 3, "withdrawn");
	mw_notifier_withdraw(log_.notifier, 3);
	holds = holds && is_next("FAILED 2") && is_next("DOWN");
	/* Known to hang, it is not called again; this one waits for it. */
	show(&log_, 1, "again");
	session_order(&session, "mode ok");
	holds = holds && is_next("UP mock 1.0 actions") && is_next("SHOWN 1");
	holds = holds && strstr(program_line(&session.server, "'again'"), "('Matchward', 1, ");
	/* Also under another id, if it is about the same: the server has it still. */
	const struct mw_popup popup = { .id = 7, .tag = "tag-1", .summary = "third" };
	mw_notifier_show(log_.notifier, &popup);
	holds = holds && is_next("CLOSED 1 4") && is_next("SHOWN 7");
	holds = holds && strstr(program_line(&session.server, "'third'"), "('Matchward', 1, ");
	session_order(&session, "close 1 2");
	holds = holds && is_next("CLOSED 7 2") && log_close(&log_) == 0;
	session_stop(&session);
	return holds ? 0 : 1;
}

/* It hangs when a popup is to be taken off the screen. */
static int withdrawing(void)
{
	session_start(&session);
	session_start_server(&session, "ok");
	log_open(&log_);
	bool holds = is_next("UP mock 1.0 actions");
	show(&log_, 1, "s");
	holds = holds && is_next("SHOWN 1");
	session_order(&session, "mode hang");
	mw_notifier_withdraw(log_.notifier, 1);
	holds = holds && is_next("DOWN");
	/* Late, but the server has heard. */
	session_order(&session, "mode ok");
	holds = holds && is_next("CLOSED 1 3") && is_next("UP mock 1.0 actions");
	holds = holds && log_close(&log_) == 0;
	session_stop(&session);
	return holds ? 0 : 1;
}

static void test_patience(void **unused)
{
	(void)unused;
	pid_t pids[3];
	int status;
	in_child(asking, &pids[0]);
	in_child(showing, &pids[1]);
	in_child(withdrawing, &pids[2]);
	for (int i = 0; i < 3; i++) {
		must(waitpid(pids[i], &status, 0) == pids[i], "waitpid");
		assert_int_equal(status, 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_patience),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
