/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report as JSON, and back; what is not ours is refused whole. */
#include "matchward/format/status_json.h"

#include "expect.h"

static struct mw_pool pool;

static int teardown(void **state)
{
	(void)state;
	mw_pool_release(&pool);
	return 0;
}

static const struct mw_status_word kettle = { 1795401000, "kettle", "Take the kettle off",
					      "2026-11-24", "0m" };

static struct mw_status_report full(void)
{
	struct mw_status_report report;
	mw_status_init(&report);
	report.is_running = true;
	report.pid = 4711;
	report.since_utc = 1795392000; /* 2026-11-23T00:00:00Z: day 20780 * 86400 */
	report.version = "0.1.0";
	report.profile = "/home/a/profile.ini";
	report.id = "ana";
	report.timezone = "Asia/Kolkata";
	report.plan = "last-good";
	report.wake_utc = 1795401000; /* 9000 s later: 02:30 */
	report.wake_why = "reminder";
	report.next = kettle;
	report.waiting = 2;
	report.waiting_for = "server";
	*MW_PUSH(&pool, &report.held) = kettle;
	report.server = "dunst";
	report.server_version = "1.9.0";
	report.calendar = "/home/a/matchward.ics";
	report.troubles[MW_TROUBLE_INPUT].text = "a.ini:3: one\na.ini:4: two";
	report.troubles[MW_TROUBLE_INPUT].at_utc = 1795392001;
	report.troubles[MW_TROUBLE_POPUP].text = "refused";
	report.troubles[MW_TROUBLE_POPUP].at_utc = 1795392002;
	report.troubles[MW_TROUBLE_POPUP].ended_utc = 1795392003;
	report.troubles[MW_TROUBLE_PULL].text = "left alone: a.ics: it is torn";
	report.troubles[MW_TROUBLE_PULL].at_utc = 1795392004;
	return report;
}

static void every_key_is_there(void **state)
{
	(void)state;
	struct mw_status_report report;
	mw_auto(buf) text = MW_BUF_INIT;
	mw_status_init(&report);
	mw_status_json(&report, &text);
	EXPECT_TEXT(
		"nothing known", text.text,
		"{\n  \"running\": false,\n  \"stale\": false,\n  \"pid\": null,\n"
		"  \"since\": null,\n  \"version\": null,\n  \"profile\": null,\n  \"id\": null,\n"
		"  \"timezone\": null,\n  \"plan\": null,\n  \"wake\": null,\n  \"next\": null,\n"
		"  \"waiting\": {\n    \"count\": 0,\n    \"for\": null,\n    \"milestones\": []\n "
		" },\n"
		"  \"server\": null,\n  \"calendar\": null,\n  \"last_told\": [],\n"
		"  \"errors\": []\n}\n");
}

static void there_and_back(void **state)
{
	(void)state;
	struct mw_status_report report = full(), back;
	mw_auto(buf) text = MW_BUF_INIT;
	mw_auto(buf) again = MW_BUF_INIT;
	mw_status_json(&report, &text);
	EXPECT_PART("since", text.text, "\"since\": \"2026-11-23T00:00:00Z\"");
	EXPECT_PART("wake", text.text, "\"at\": \"2026-11-23T02:30:00Z\"");
	EXPECT_PART("ended", text.text, "\"ended\": \"2026-11-23T00:00:03Z\"");
	EXPECT_PART("server", text.text, "\"name\": \"dunst\"");
	EXPECT_PART("pull", text.text,
		    "\"kind\": \"pull\",\n      \"at\": \"2026-11-23T00:00:04Z\"");
	assert_int_equal(mw_status_read(text.text, text.len, &pool, &back), 0);
	mw_status_json(&back, &again);
	EXPECT_TEXT("the same", again.text, text.text);
	EXPECT_INT("running", back.is_running, true);
	EXPECT_INT("held", back.held.count, 1);
	EXPECT_TEXT("lines stay", back.troubles[MW_TROUBLE_INPUT].text,
		    "a.ini:3: one\na.ini:4: two");
	EXPECT_INT("goes on", back.troubles[MW_TROUBLE_INPUT].ended_utc, MW_STATUS_NEVER);
}

static void what_is_not_ours_is_refused(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"",
		"{",
		"[]",
		"null",
		"\"text\"",
		"{\"pid\": \"4711\"}",
		"{\"pid\": -1}",
		"{\"pid\": 4294967296}",
		"{\"pid\": 1e3}",
		"{\"pid\": 1, \"pid\": 2}",
		"{\"running\": 1}",
		"{\"since\": \"yesterday\"}",
		"{\"since\": \"2026-02-30T00:00:00Z\"}",
		"{\"since\": \"2026-02-28T24:00:00Z\"}",
		"{\"since\": \"2026-02-28T00:00:00+\"}",
		"{\"since\": 1795392000}",
		"{\"next\": []}",
		"{\"next\": {\"milestone\": {}}}",
		"{\"waiting\": {\"count\": true}}",
		"{\"waiting\": {\"milestones\": [1]}}",
		"{\"waiting\": {\"milestones\": [{\"at\": null}]}}",
		"{\"server\": \"dunst\"}",
		"{\"errors\": {}}",
		"{\"errors\": [{\"kind\": \"input\", \"text\": 3}]}",
		"{\"errors\": [{\"kind\": \"input\", \"text\": \"x\", \"at\": \"soon\"}]}",
		"{\"version\": \"\xff\"}",
		"{} {}",
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct mw_status_report report = { .pid = 7 };
		EXPECT_INT(bad[i], mw_status_read(bad[i], strlen(bad[i]), &pool, &report),
			   MW_STATUS_E_BAD);
		EXPECT_INT(bad[i], report.pid, 7);
	}
}

static void what_is_new_or_missing_is_no_fault(void **state)
{
	(void)state;
	static const char text[] =
		"{\"colour\": {\"of\": [\"the\", 1]}, \"version\": \"9\\u001b[31m\\nx\", "
		"\"errors\": [{\"kind\": \"of-the-future\", \"text\": \"x\"}, "
		"{\"kind\": \"ledger\", \"text\": \"a\\u001bb\\u0085c\\nd\"}, 3]}";
	struct mw_status_report report;
	assert_int_equal(mw_status_read(text, sizeof text - 1, &pool, &report), 0);
	EXPECT_TEXT("no control characters", report.version, "9 [31m x");
	EXPECT_TEXT("nor here", report.troubles[MW_TROUBLE_LEDGER].text, "a b c\nd");
	EXPECT_INT("missing", report.since_utc, MW_STATUS_NEVER);
	EXPECT_INT("missing", report.pid, 0);
	EXPECT_TEXT("missing", report.next.milestone, NULL);
	EXPECT_INT("missing", report.is_running, false);
}

static void too_large_is_refused(void **state)
{
	(void)state;
	mw_auto(buf) text = MW_BUF_INIT;
	struct mw_status_report report;
	mw_buf_puts(&text, "{\"version\": \"");
	while (text.len <= MW_STATUS_SIZE_MOST)
		mw_buf_puts(&text, "xxxxxxxxxxxxxxxx");
	mw_buf_puts(&text, "\"}");
	assert_int_equal(mw_status_read(text.text, text.len, &pool, &report), MW_STATUS_E_BAD);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_key_is_there),
		cmocka_unit_test(there_and_back),
		cmocka_unit_test(what_is_not_ours_is_refused),
		cmocka_unit_test(what_is_new_or_missing_is_no_fault),
		cmocka_unit_test(too_large_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, teardown);
}
