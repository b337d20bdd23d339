/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * With a server that does as it should: what is sent to it, and what comes back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "notifier_log.h"
#include "session.h"

static struct session session;
static struct notifier_log log_;

static int setup(void **unused)
{
	(void)unused;
	session_start(&session);
	session_start_server(&session, "ok");
	log_open(&log_);
	expect(&log_, "UP mock 1.0 actions");
	return 0;
}

static int teardown(void **unused)
{
	(void)unused;
	int r = log_close(&log_);
	session_stop(&session);
	return r;
}

static void assert_has(const char *line, const char *part)
{
	if (!strstr(line, part))
		fail_msg("no %s in %s", part, line);
}

static const char *notify_call(void)
{
	return program_line(&session.server, "call Notify");
}

static void test_show(void **unused)
{
	(void)unused;
	const struct mw_popup popup = {
		.id = 7,
		.tag = "step2ck-exam",
		.summary = "Step 2 CK: book it",
		.body = "Seats go first.\nBook it.",
		.urgency = MW_POPUP_NORMAL,
		.buttons = { { "done", "Done" }, { "snooze", "Tomorrow" }, { "open", "Open" } },
		.button_count = 3,
	};
	mw_notifier_show(log_.notifier, &popup);
	expect(&log_, "SHOWN 7");
	const char *call = notify_call();
	/* libnotify hands over the icon as that of the program, from 0.8.4 on as a hint. */
	assert_true(strstr(call, "('Matchward', 0, 'io.github.matchward.Matchward', ") ||
		    (strstr(call, "('Matchward', 0, '', ") &&
		     strstr(call, "'image-path': <'io.github.matchward.Matchward'>")));
	assert_has(call, "'Step 2 CK: book it', "
			 "'Seats go first.\\nBook it.', "
			 "['done', 'Done', 'snooze', 'Tomorrow', 'open', 'Open'], {");
	assert_has(call, "'desktop-entry': <'io.github.matchward.Matchward'>");
	assert_has(call, "'x-canonical-private-synchronous': <'step2ck-exam'>");
	assert_has(call, "'x-dunst-stack-tag': <'step2ck-exam'>");
	assert_has(call, "'category': <'x-matchward.reminder'>");
	assert_has(call, "'urgency': <byte 0x01>");
	assert_has(call, "}, -1)");
}

static void test_urgency(void **unused)
{
	(void)unused;
	static const struct {
		enum mw_popup_urgency urgency;
		const char *hint, *timeout;
	} cases[] = {
		{ MW_POPUP_LOW, "'urgency': <byte 0x00>", "}, -1)" },
		{ MW_POPUP_NORMAL, "'urgency': <byte 0x01>", "}, -1)" },
		{ MW_POPUP_CRITICAL, "'urgency': <byte 0x02>", "}, 0)" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct mw_popup popup = { .id = 1,
						.summary = "s",
						.urgency = cases[i].urgency };
		mw_notifier_show(log_.notifier, &popup);
		expect(&log_, "SHOWN 1");
		const char *call = notify_call();
		assert_has(call, cases[i].hint);
		assert_has(call, cases[i].timeout);
		assert_null(strstr(call, "stack-tag"));
	}
}

/* As GVariant prints what arrived. */
static void assert_sent(const char *summary, const char *body, const char *want)
{
	const struct mw_popup popup = { .id = 1, .summary = summary, .body = body };
	mw_notifier_show(log_.notifier, &popup);
	expect(&log_, "SHOWN 1");
	assert_has(notify_call(), want);
}

#define FFFD "\xef\xbf\xbd"

static void test_text(void **unused)
{
	(void)unused;
	assert_sent("a < b & c", "a < b & c > d", "'a < b & c', 'a &lt; b &amp; c &gt; d'");
	assert_sent("\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85", "\xf0\x9f\x98\x80 \xc3\xbc",
		    "'\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85', '\xf0\x9f\x98\x80 \xc3\xbc'");
	/* Broken bytes, half a character, a surrogate; control characters of both kinds. */
	assert_sent("a\xff"
		    "b\xc3",
		    "\xed\xa0\x80", "'a" FFFD "b" FFFD "', '" FFFD FFFD FFFD "'");
	assert_sent("\x1b[31mred\x7f", "tab\tline\nreturn\r \xc2\x9b",
		    "'" FFFD "[31mred" FFFD "', 'tab\\tline\\nreturn" FFFD " " FFFD "'");
	assert_sent("\xc2\x80 \xc2\x9f \xc2\xa0 ~", "\x1f",
		    "'" FFFD " " FFFD " \xc2\xa0 ~', '" FFFD "'");
	assert_sent("", NULL, "'Matchward', ''");
	assert_sent(NULL, "", "'Matchward', ''");
}

static void test_server_without_markup(void **unused)
{
	(void)unused;
	session_order(&session, "caps body");
	session_order(&session, "release");
	expect(&log_, "DOWN");
	session_order(&session, "own");
	expect(&log_, "UP mock 1.0");
	assert_sent("a < b & c", "a < b & c > d", "'a < b & c', 'a < b & c > d'");
	show(&log_, 2, "without buttons");
	expect(&log_, "SHOWN 2");
	assert_has(notify_call(), "'body', [], {");
}

/* One that shows no body: the date comes into the title. */
static void test_server_without_body(void **unused)
{
	(void)unused;
	session_order(&session, "caps actions");
	session_order(&session, "release");
	expect(&log_, "DOWN");
	session_order(&session, "own");
	expect(&log_, "UP mock 1.0 actions");
	assert_sent("a & b", "due <today>\nreally", "'a & b: due <today> really', ''");
	assert_sent("a", "", "'a', ''");
}

/* One that gives a title one line: the whole of a long one is in the body too. */
static void test_server_that_cuts_titles(void **unused)
{
	(void)unused;
	session_order(&session, "name Xfce Notify Daemon");
	session_order(&session, "release");
	expect(&log_, "DOWN");
	session_order(&session, "own");
	expect(&log_, "UP Xfce Notify Daemon 1.0 actions");
	assert_sent("Send it & wait", "due", "'Send it & wait', 'due'");
	assert_sent("Send the diploma & transcript to be verified", "due",
		    "'Send the diploma & transcript to be verified', "
		    "'Send the diploma &amp; transcript to be verified\\ndue'");
}

/* libnotify refuses what is empty, and complains: which is fatal here, see main(). */
static void test_odd_buttons(void **unused)
{
	(void)unused;
	const struct mw_popup popup = {
		.id = 1,
		.summary = "s",
		.tag = "",
		.buttons = { { "", "No key" }, { "nolabel", "" }, { "bad\xff", "b\xff" } },
		.button_count = 99,
	};
	mw_notifier_show(log_.notifier, &popup);
	expect(&log_, "SHOWN 1");
	const char *call = notify_call();
	assert_has(call, "['bad" FFFD "', 'b" FFFD "'], {");
	assert_null(strstr(call, "stack-tag"));
	const struct mw_popup none = { .id = 2,
				       .summary = "s",
				       .buttons = { { NULL, "No key" }, { "nolabel", NULL } },
				       .button_count = 2 };
	mw_notifier_show(log_.notifier, &none);
	expect(&log_, "SHOWN 2");
	assert_has(notify_call(), "'', [], {");
}

static void test_action(void **unused)
{
	(void)unused;
	show(&log_, 5, "one");
	show(&log_, 6, "two");
	expect(&log_, "SHOWN 5");
	expect(&log_, "SHOWN 6");
	session_order(&session, "action 2 snooze");
	expect(&log_, "ACTION 6 snooze");
	/* The server leaves it open, so the notifier closes it. */
	(void)program_line(&session.server, "call CloseNotification (2,)");
	expect(&log_, "CLOSED 6 3");
	session_order(&session, "action 1 done");
	expect(&log_, "ACTION 5 done");
	(void)program_line(&session.server, "call CloseNotification (1,)");
	expect(&log_, "CLOSED 5 3");
}

/* Some servers close it themselves, right after the action. */
static void test_action_of_closing_server(void **unused)
{
	(void)unused;
	show(&log_, 5, "one");
	expect(&log_, "SHOWN 5");
	program_tell(&session.server, "action 1 done\nclose 1 2");
	expect(&log_, "ACTION 5 done");
	size_t i = log_next(&log_);
	/* Whoever was first; but once. */
	if (strcmp(log_.lines[i], "CLOSED 5 2") != 0)
		assert_string_equal(log_.lines[i], "CLOSED 5 3");
	show(&log_, 6, "another");
	expect(&log_, "SHOWN 6");
}

static void test_closed(void **unused)
{
	(void)unused;
	static const struct {
		const char *order, *want;
	} cases[] = {
		{ "close 1 1", "CLOSED 1 1" }, { "close 2 2", "CLOSED 2 2" },
		{ "close 3 3", "CLOSED 3 3" }, { "close 4 4", "CLOSED 4 4" },
		{ "close 5 9", "CLOSED 5 4" }, { "close 6 0", "CLOSED 6 4" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char shown[32];
		(void)snprintf(shown, sizeof shown, "SHOWN %zu", i + 1);
		show(&log_, i + 1, "s");
		expect(&log_, shown);
		session_order(&session, cases[i].order);
		expect(&log_, cases[i].want);
	}
	/* Nothing comes of a popup that is gone, or of another program's. */
	session_order(&session, "action 1 done");
	session_order(&session, "action 99 done");
	show(&log_, 7, "s");
	expect(&log_, "SHOWN 7");
}

static void test_replace(void **unused)
{
	(void)unused;
	show(&log_, 1, "first");
	expect(&log_, "SHOWN 1");
	show(&log_, 2, "other");
	expect(&log_, "SHOWN 2");
	const struct mw_popup popup = { .id = 1,
					.summary = "second",
					.urgency = MW_POPUP_CRITICAL };
	mw_notifier_show(log_.notifier, &popup);
	expect(&log_, "SHOWN 1");
	const char *call = program_line(&session.server, "'second'");
	/* In its place, and nothing of the first one is left. */
	assert_has(call, "('Matchward', 1, ");
	assert_has(call, "'', [], {");
	assert_has(call, "}, 0)");
	assert_null(strstr(call, "stack-tag"));
	session_order(&session, "close 1 2");
	expect(&log_, "CLOSED 1 2");
	/* Gone, so the next is a new one. */
	show(&log_, 1, "third");
	expect(&log_, "SHOWN 1");
	assert_has(program_line(&session.server, "'third'"), "('Matchward', 0, ");
	session_order(&session, "close 3 1");
	expect(&log_, "CLOSED 1 1");
}

static void test_withdraw(void **unused)
{
	(void)unused;
	mw_notifier_withdraw(log_.notifier, 99);
	show(&log_, 1, "s");
	expect(&log_, "SHOWN 1");
	mw_notifier_withdraw(log_.notifier, 1);
	(void)program_line(&session.server, "call CloseNotification (1,)");
	expect(&log_, "CLOSED 1 3");
	mw_notifier_withdraw(log_.notifier, 1);
	show(&log_, 2, "s");
	expect(&log_, "SHOWN 2");
	assert_false(program_said_until(&session.server, "caps actions", "CloseNotification"));
}

/* The server has lost it and will never say so. */
static void test_withdraw_refused(void **unused)
{
	(void)unused;
	show(&log_, 1, "s");
	expect(&log_, "SHOWN 1");
	session_order(&session, "mode error");
	mw_notifier_withdraw(log_.notifier, 1);
	expect(&log_, "CLOSED 1 3");
	session_order(&session, "mode ok");
	show(&log_, 1, "s");
	expect(&log_, "SHOWN 1");
}

static void test_many(void **unused)
{
	(void)unused;
	for (uint64_t id = 1; id <= 30; id++)
		show(&log_, id, "s");
	for (int id = 1; id <= 30; id++) {
		char want[32];
		(void)snprintf(want, sizeof want, "SHOWN %d", id);
		expect(&log_, want);
	}
}

/* Ending is not closing: what is on the screen is still to be read. */
static void test_end_leaves_popups(void **unused)
{
	(void)unused;
	show(&log_, 1, "s");
	expect(&log_, "SHOWN 1");
	assert_int_equal(log_close(&log_), 0);
	assert_false(program_said_until(&session.server, "caps actions", "CloseNotification"));
	log_open(&log_);
	expect(&log_, "UP mock 1.0 actions");
}

static void test_close_from_callback(void **unused)
{
	(void)unused;
	log_.closes_at_first = true;
	for (uint64_t id = 1; id <= 5; id++)
		show(&log_, id, "s");
	expect(&log_, "SHOWN 1");
	assert_int_equal(desk_loop_close(&log_.desk), 0);
	assert_int_equal(log_.count, 2);
	log_open(&log_);
	expect(&log_, "UP mock 1.0 actions");
}

/* With letters that nobody has read yet. */
static void test_close_at_once(void **unused)
{
	(void)unused;
	assert_int_equal(log_close(&log_), 0);
	for (int i = 0; i < 20; i++) {
		log_open(&log_);
		for (uint64_t id = 1; id <= 5; id++)
			show(&log_, id, "s");
		mw_notifier_close(log_.notifier);
		assert_int_equal(desk_loop_close(&log_.desk), 0);
	}
	mw_notifier_close(NULL);
	log_open(&log_);
	expect(&log_, "UP mock 1.0 actions");
}

#define UNIT(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	(void)g_log_set_always_fatal(G_LOG_LEVEL_CRITICAL |
				     G_LOG_LEVEL_ERROR); /* nothing was set */
	const struct CMUnitTest tests[] = {
		UNIT(test_show),
		UNIT(test_urgency),
		UNIT(test_text),
		UNIT(test_server_without_markup),
		UNIT(test_server_without_body),
		UNIT(test_server_that_cuts_titles),
		UNIT(test_odd_buttons),
		UNIT(test_action),
		UNIT(test_action_of_closing_server),
		UNIT(test_closed),
		UNIT(test_replace),
		UNIT(test_withdraw),
		UNIT(test_withdraw_refused),
		UNIT(test_many),
		UNIT(test_end_leaves_popups),
		UNIT(test_close_from_callback),
		UNIT(test_close_at_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
