/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The status in words: first whether reminders come at all, then what comes, then what is wrong.
 */
#include "matchward/app/show_status.h"

#include <string.h>

#include "matchward/app/screen.h"
#include "matchward/core/history.h"
#include "matchward/core/words.h"
#include "matchward-version.h"

struct view {
	const struct mw_status_report *report;
	const struct mw_zone *home;
	int64_t now_utc;
	struct mw_buf *out;
};

static void label(const struct view *view, const char *name)
{
	mw_buf_printf(view->out, MW_STRONG "%-10s " MW_PLAIN MW_HANG, name);
}

static void moment(const struct view *view, int64_t utc)
{
	mw_history_moment(utc, view->home, view->out);
}

/* " (in 3 days)" */
static void distance(const struct view *view, int64_t utc)
{
	mw_day today, day;
	int second;
	mw_zone_from_utc(view->home, view->now_utc, &today, &second);
	mw_zone_from_utc(view->home, utc, &day, &second);
	mw_buf_puts(view->out, " (");
	mw_words_distance(today, day, view->out);
	mw_buf_putc(view->out, ')');
}

static void show_running(const struct view *view, const char *own_profile)
{
	const struct mw_status_report *report = view->report;
	struct mw_buf *out = view->out;
	if (!report->is_running) {
		mw_buf_puts(out, "The service does not run: nothing reminds you.\n");
		if (report->is_stale)
			mw_buf_puts(out, "It ended without a word: it was killed, or the machine "
					 "stopped.\n");
		mw_buf_puts(out, "Start it, now and at every login:\n"
				 "  systemctl --user enable --now matchward\n");
		return;
	}
	if (report->since_utc == MW_STATUS_NEVER) {
		mw_buf_puts(out, "The service runs");
		if (report->pid)
			mw_buf_printf(out, " (process %lld)", (long long)report->pid);
		mw_buf_puts(out, ", but has not said yet how it is.\n");
		return;
	}
	mw_buf_puts(out, "The service runs since ");
	moment(view, report->since_utc);
	mw_buf_printf(out, " (process %lld, version %s).\n", (long long)report->pid,
		      report->version ? report->version : "unknown");
	if (report->version && strcmp(report->version, MW_VERSION) != 0)
		mw_buf_puts(out, "This command is version " MW_VERSION
				 "; restart the service: systemctl --user restart matchward\n");
	if (!report->plan)
		mw_buf_puts(out, "It has no plan yet: it waits for a good profile.\n");
	else if (!strcmp(report->plan, "last-good"))
		mw_buf_puts(out, "Your files have an error, so it goes on with the last good plan. "
				 "See below.\n");
	if (own_profile)
		mw_buf_printf(out, "It reads another profile than this command, which reads %s.\n",
			      own_profile);
}

static void show_word(const struct view *view, const struct mw_status_word *word)
{
	struct mw_buf *out = view->out;
	mw_buf_puts(out, word->title ? word->title : word->milestone);
	if (word->reminder && *word->reminder && word->due) {
		mw_buf_puts(out, ": ");
		mw_history_reminder(word->reminder, word->due, view->home, out);
	}
	mw_buf_putc(out, '\n');
}

static void show_next(const struct view *view)
{
	const struct mw_status_report *report = view->report;
	struct mw_buf *out = view->out;
	if (!report->next.milestone) {
		if (report->id) {
			label(view, "Next");
			mw_buf_puts(out, "no reminder is left\n");
		}
	} else {
		label(view, "Next");
		moment(view, report->next.at_utc);
		distance(view, report->next.at_utc);
		mw_buf_puts(out, "\n           " MW_HANG);
		show_word(view, &report->next);
	}
	if (report->wake_utc != MW_STATUS_NEVER && report->wake_utc != report->next.at_utc) {
		label(view, "");
		mw_buf_puts(out, "it looks again ");
		moment(view, report->wake_utc);
		mw_buf_puts(out, report->wake_why && !strcmp(report->wake_why, "quiet-hours")
					 ? ", when your quiet hours end\n"
					 : ", to try once more\n");
	}
}

static void show_waiting(const struct view *view)
{
	const struct mw_status_report *report = view->report;
	const char *why = report->waiting_for ? report->waiting_for : "";
	if (!report->waiting)
		return;
	label(view, "Waiting");
	mw_buf_printf(view->out, "%lld %s\n", (long long)report->waiting,
		      !strcmp(why, "server")        ? "for a notification server"
		      : !strcmp(why, "quiet-hours") ? "for the end of your quiet hours"
		      : !strcmp(why, "service")     ? "for the service to run"
						    : "for the notification server, which refused");
	for (size_t i = 0; i < report->held.count; i++) {
		mw_buf_puts(view->out, "           " MW_HANG);
		show_word(view, &report->held.items[i]);
	}
	if (report->waiting > (int64_t)report->held.count)
		mw_buf_puts(view->out,
			    report->told.count
				    ? "           what was on the screen of a server that "
				      "has gone\n"
				    : "           the first words of the plan\n");
}

static void show_told(const struct view *view)
{
	const struct mw_status_report *report = view->report;
	for (size_t i = 0; i < report->told.count; i++) {
		const struct mw_status_word *word = &report->told.items[i];
		label(view, i ? "" : "Told last");
		moment(view, word->at_utc);
		mw_buf_puts(view->out, "  ");
		if (!strcmp(word->milestone, "-"))
			mw_buf_puts(view->out, "the first words of the plan\n");
		else
			show_word(view, word);
	}
}

static void show_places(const struct view *view)
{
	const struct mw_status_report *report = view->report;
	struct mw_buf *out = view->out;
	if (report->is_running && report->since_utc != MW_STATUS_NEVER) {
		label(view, "Popups");
		if (report->server)
			mw_buf_printf(out, "shown by %s %s\n", report->server,
				      report->server_version ? report->server_version : "");
		else
			mw_buf_puts(out, "no notification server is there; what comes due waits "
					 "for one\n");
	}
	label(view, "Profile");
	mw_buf_printf(out, "%s\n", report->profile);
	if (!report->calendar)
		return;
	label(view, "Calendar");
	mw_buf_puts(out, report->calendar);
	if (report->calendar_utc == MW_STATUS_NEVER) {
		mw_buf_puts(out, ", not written yet\n");
		return;
	}
	mw_buf_puts(out, ", written ");
	moment(view, report->calendar_utc);
	mw_buf_putc(out, '\n');
}

static void show_troubles(const struct view *view)
{
	static const char *const names[MW_TROUBLES] = {
		"Your files have an error",          "A notification was refused",
		"The ledger could not be written",   "The calendar could not be written",
		"Changes of files may go unnoticed", "The calendar folders need a look"
	};
	struct mw_buf *out = view->out;
	for (int i = 0; i < MW_TROUBLES; i++) {
		const char *text = view->report->troubles[i].text;
		int64_t ended = view->report->troubles[i].ended_utc;
		if (!text)
			continue;
		mw_buf_printf(out, "\n" MW_STRONG "%s" MW_PLAIN, names[i]);
		if (view->report->troubles[i].at_utc != MW_STATUS_NEVER) {
			mw_buf_puts(out, ended == MW_STATUS_NEVER ? ", since " : ", ");
			moment(view, view->report->troubles[i].at_utc);
		}
		if (ended != MW_STATUS_NEVER) {
			mw_buf_puts(out, "; in order again since ");
			moment(view, ended);
		}
		mw_buf_puts(out, "\n");
		for (const char *line = text; *line;) {
			size_t len = strcspn(line, "\n");
			mw_buf_printf(out, "  %.*s\n", (int)len, line);
			line += len + (line[len] == '\n');
		}
	}
}

void mw_show_status(const struct mw_status_report *report, const struct mw_zone *home,
		    const char *own_profile, int64_t now_utc, struct mw_buf *out)
{
	struct view view = { report, home, now_utc, out };
	show_running(&view, own_profile);
	mw_buf_putc(out, '\n');
	show_next(&view);
	show_waiting(&view);
	show_told(&view);
	show_places(&view);
	show_troubles(&view);
}
