/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The button Open: whom it asks, what when that one is not there or cannot, and that it is no act.
 * The real service manager is in e2e/open.sh.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "notifier_log.h"
#include "session.h"

#define PAGE "https://example.org/a?b=c&d"
#define OPEN_URI "call OpenURI ('', '" PAGE "', {'handle_token': <'matchward"
#define UNIT_COMMAND "/xdg-open', ['xdg-open', '" PAGE "'], false)]"

static struct session session;
static struct notifier_log log_;
static struct program other; /* portal, service manager */

static int setup(void **unused)
{
	(void)unused;
	session_start(&session);
	session_start_server(&session, "ok");
	/* Only looked for: nothing here runs it. */
	put_text(temp_path(&session.dir, "services/xdg-open"), "");
	must(chmod(temp_path(&session.dir, "services/xdg-open"), 0700) == 0, "chmod");
	char path[4096];
	(void)snprintf(path, sizeof path, "%s:%s", session.services, getenv("PATH"));
	must(setenv("PATH", path, 1) == 0, "setenv");
	log_open(&log_);
	expect(&log_, "UP mock 1.0 actions");
	return 0;
}

static int teardown(void **unused)
{
	(void)unused;
	int r = log_close(&log_);
	program_stop(&other);
	session_stop(&session);
	return r;
}

static void start_others(const char *one, const char *two)
{
	const char *const argv[] = { mock_of("mock_session"), one, two, NULL };
	program_start(&other, argv);
	(void)program_line(&other, "own");
	if (two)
		(void)program_line(&other, "own");
}

static void order_others(const char *order)
{
	char done[64];
	(void)snprintf(done, sizeof done, "did %s", order);
	program_tell(&other, order);
	(void)program_line(&other, done);
}

static void show_with(const char *target)
{
	const struct mw_popup popup = {
		.id = 1,
		.tag = "tag",
		.summary = "s",
		.buttons = { { "done", "Done" }, { MW_POPUP_OPEN, "Open" } },
		.button_count = 2,
		.open = target,
	};
	mw_notifier_show(log_.notifier, &popup);
	expect(&log_, "SHOWN 1");
	(void)program_line(&session.server, "call Notify");
}

/* The popup with this number of the server is pressed, taken away and shown again as the next. */
static void press_open(int number)
{
	char text[64];
	(void)snprintf(text, sizeof text, "action %d open", number);
	program_tell(&session.server, text);
	(void)snprintf(text, sizeof text, "call CloseNotification (%d,)", number);
	(void)program_line(&session.server, text);
	(void)program_line(&session.server, "call Notify ('Matchward', 0, ");
}

static void assert_has(const char *line, const char *part)
{
	if (!strstr(line, part))
		fail_msg("no %s in %s", part, line);
}

static void test_portal(void **unused)
{
	(void)unused;
	start_others("portal", "manager");
	show_with(PAGE);
	press_open(1);
	(void)program_line(&other, OPEN_URI);
	order_others("mode early");
	press_open(2);
	(void)program_line(&other, OPEN_URI);
	/* What the user does not want to have opened is not opened in another way. */
	order_others("mode cancelled");
	press_open(3);
	(void)program_line(&other, OPEN_URI);
	/* The popup is the same to us: its other buttons are acts. */
	session_order(&session, "action 4 done");
	expect(&log_, "ACTION 1 done");
	expect(&log_, "CLOSED 1 3");
	assert_false(program_said_until(&other, "mode opened", "StartTransientUnit"));
}

static void test_no_portal(void **unused)
{
	(void)unused;
	start_others("manager", NULL);
	show_with(PAGE);
	press_open(1);
	const char *call = program_line(&other, "call StartTransientUnit ('matchward-open-");
	assert_has(call, ".service', 'fail', [");
	assert_has(call, "('ExitType', <'cgroup'>)");
	assert_has(call, UNIT_COMMAND);
}

static void test_portal_that_cannot(void **unused)
{
	(void)unused;
	static const char *const modes[] = { "mode refuse", "mode failed", "mode hang" };
	start_others("portal", "manager");
	show_with(PAGE);
	for (int i = 0; i < 3; i++) {
		order_others(modes[i]);
		press_open(i + 1);
		(void)program_line(&other, OPEN_URI);
		assert_has(program_line(&other, "call StartTransientUnit"), UNIT_COMMAND);
		if (i == 0)
			expect(&log_, "NOT OPENED 1"); /* in that mode the manager refuses too */
	}
	assert_string_equal(log_.texts[log_.seen - 1], PAGE ": the mock refuses too");
}

static void test_nobody(void **unused)
{
	(void)unused;
	show_with("mailto:someone@example.org");
	press_open(1);
	expect(&log_, "NOT OPENED 1");
	assert_non_null(strstr(log_.texts[log_.seen - 1], "mailto:someone@example.org: "));
	/* Nor a program to run. */
	must(setenv("PATH", session.dir.path, 1) == 0, "setenv");
	press_open(2);
	expect(&log_, "NOT OPENED 1");
	assert_non_null(strstr(log_.texts[log_.seen - 1], "xdg-open is not installed"));
	must(setenv("PATH", "/usr/bin:/bin", 1) == 0, "setenv");
}

static void test_file(void **unused)
{
	(void)unused;
	char want[256];
	start_others("portal", "manager");
	put_text(temp_path(&session.dir, "a b.ics"), "BEGIN");
	show_with(temp_path(&session.dir, "a b.ics"));
	press_open(1);
	(void)program_line(&other, "call OpenFile ('', ");
	(void)snprintf(want, sizeof want, "file %s", temp_path(&session.dir, "a b.ics"));
	assert_string_equal(program_line(&other, "file "), want);
	order_others("mode failed");
	press_open(2);
	(void)snprintf(want, sizeof want, "['xdg-open', '%s']", temp_path(&session.dir, "a b.ics"));
	assert_has(program_line(&other, "call StartTransientUnit"), want);
	must(unlink(temp_path(&session.dir, "a b.ics")) == 0, "unlink");
	press_open(3);
	expect(&log_, "NOT OPENED 1");
	assert_non_null(strstr(log_.texts[log_.seen - 1], "No such file"));
}

static void test_refused_targets(void **unused)
{
	(void)unused;
	static const char *const targets[] = { "javascript:alert(1)", "file:///etc/passwd",
					       "ftp://example.org", "https://example.org/\xff",
					       "no such file" };
	start_others("portal", "manager");
	for (int i = 0; i < 5; i++) {
		show_with(targets[i]);
		press_open(i + 1);
		expect(&log_, "NOT OPENED 1");
		session_order(&session, "action 99 done"); /* all of the round has been read */
	}
	assert_false(program_said_until(&other, "mode opened", "call"));
}

/* Some servers close a popup when its button is pressed, as if the user had dismissed it. */
static void test_closing_server(void **unused)
{
	(void)unused;
	start_others("portal", NULL);
	show_with(PAGE);
	/* Often, for the two signals may be read in one turn or in two. */
	for (int i = 1; i <= 30; i++) {
		char order[32];
		(void)snprintf(order, sizeof order, "press %d open", i);
		program_tell(&session.server, order);
		(void)program_line(&session.server, "call Notify ('Matchward', 0, ");
		(void)program_line(&other, OPEN_URI);
	}
	/* Only this one is the user's. */
	session_order(&session, "close 31 2");
	expect(&log_, "CLOSED 1 2");
}

/* Without a target the key is like any other. */
static void test_no_target(void **unused)
{
	(void)unused;
	show_with(NULL);
	session_order(&session, "action 1 open");
	expect(&log_, "ACTION 1 open");
	expect(&log_, "CLOSED 1 3");
}

/* A bus that goes takes everything with it. */
static void test_bus_goes(void **unused)
{
	(void)unused;
	start_others("portal", NULL);
	show_with(PAGE);
	order_others("mode hang");
	press_open(1);
	(void)program_line(&other, OPEN_URI);
	program_stop(&session.bus);
	size_t i = log_next(&log_);
	/* The call may fail before the loss is known. */
	if (!strcmp(log_.lines[i], "NOT OPENED 1"))
		i = log_next(&log_);
	assert_string_equal(log_.lines[i], "DOWN");
	/* And holds on to nothing of it: or the new one would not be found. */
	program_stop(&session.server);
	session_start_bus(&session);
	session_start_server(&session, "ok");
	expect(&log_, "UP mock 1.0 actions");
}

/* The end does not wait for a portal, whether it has not answered or has not said what came of it.
 */
static void test_end(void **unused)
{
	(void)unused;
	start_others("portal", NULL);
	show_with(PAGE);
	order_others("mode silent");
	press_open(1);
	(void)program_line(&other, OPEN_URI);
	order_others("mode hang");
	press_open(2);
	(void)program_line(&other, OPEN_URI);
	/* closed in teardown() */
}

#define UNIT(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT(test_portal),
		UNIT(test_no_portal),
		UNIT(test_portal_that_cannot),
		UNIT(test_nobody),
		UNIT(test_file),
		UNIT(test_refused_targets),
		UNIT(test_closing_server),
		UNIT(test_no_target),
		UNIT(test_bus_goes),
		UNIT(test_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
