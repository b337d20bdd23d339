/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The daemon's status.json, as `matchward status` reads it: strings are clean, numbers bounded, and
 * the report written and read again is the same.
 */
#include "fuzz.h"

#include "matchward/format/status_json.h"

static void check_word(const struct mw_status_word *word)
{
	must_be_line(word->milestone);
	must_be_line(word->title);
	must_be_line(word->due);
	must_be_line(word->reminder);
}

static void check(const struct mw_status_report *report)
{
	const char *const lines[] = { report->version,     report->profile, report->id,
				      report->timezone,    report->plan,    report->wake_why,
				      report->waiting_for, report->server,  report->server_version,
				      report->calendar };
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		must_be_line(lines[i]);
	check_word(&report->next);
	MUST(report->pid >= 0 && report->waiting >= 0 && report->waiting <= INT32_MAX);
	MUST(report->held.count <= 64 && !report->told.count);
	for (size_t i = 0; i < report->held.count; i++) {
		MUST(report->held.items[i].milestone);
		check_word(&report->held.items[i]);
	}
	for (int i = 0; i < MW_TROUBLES; i++)
		if (report->troubles[i].text)
			must_be_text(report->troubles[i].text, strlen(report->troubles[i].text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	mw_auto(pool) pool = MW_POOL_INIT;
	mw_auto(buf) once = MW_BUF_INIT;
	mw_auto(buf) again = MW_BUF_INIT;
	struct mw_status_report report, same;
	if (mw_status_read(text, size, &pool, &report))
		return 0;
	check(&report);
	mw_status_json(&report, &once);
	must_be_text(once.text, once.len);
	MUST(!mw_status_read(once.text, once.len, &pool, &same));
	mw_status_json(&same, &again);
	must_be_same(&once, &again);
	return 0;
}
