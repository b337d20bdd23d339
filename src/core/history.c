/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Entries in words. The ledger may have been written by hand: nothing here trusts its fields.
 */
#include "matchward/core/history.h"

#include <stdio.h>
#include <string.h>

#include "matchward/core/lead.h"
#include "matchward/core/words.h"

void mw_history_moment(int64_t utc, const struct mw_zone *home, struct mw_buf *out)
{
	mw_day day;
	int second;
	mw_zone_from_utc(home, utc, &day, &second);
	mw_words_day(day, out);
	mw_buf_printf(out, " %02d:%02d", second / 3600, second / 60 % 60);
}

/* "2027-09-01T13:00Z" */
static bool read_instant(const char *text, int64_t *ret_utc)
{
	char day_text[11] = "";
	mw_day day;
	int hour, minute, used = 0;
	if (strlen(text) != 17)
		return false;
	memcpy(day_text, text, 10);
	if (!mw_day_parse(day_text, &day) ||
	    sscanf(text + 10, "T%2d:%2dZ%n", &hour, &minute, &used) != 2 || used != 7 || hour < 0 ||
	    hour > 23 || minute < 0 || minute > 59)
		return false;
	*ret_utc = (int64_t)day * 86400 + hour * 3600 + minute * 60;
	return true;
}

void mw_history_due(const char *due, const struct mw_zone *home, struct mw_buf *out)
{
	mw_day day;
	int64_t utc;
	if (mw_day_parse(due, &day))
		mw_words_day(day, out);
	else if (read_instant(due, &utc))
		mw_history_moment(utc, home, out);
	else
		mw_buf_puts(out, due);
}

static void amount(int count, const char *unit, struct mw_buf *out)
{
	mw_buf_printf(out, "%d %s%s", count, unit, count == 1 ? "" : "s");
}

void mw_history_reminder(const char *label, const char *due, const struct mw_zone *home,
			 struct mw_buf *out)
{
	struct mw_leads leads;
	int days;
	if (!strcmp(label, "late")) {
		mw_buf_puts(out, "its last useful day has passed; it was due ");
	} else if (!strncmp(label, "again@", 6)) {
		mw_buf_puts(out, "you had put it off; due ");
	} else if (sscanf(label, "+%5dd", &days) == 1) {
		amount(days, "day", out);
		mw_buf_puts(out, " after its day, ");
	} else if (!mw_leads_parse(label, &leads, NULL) && leads.count == 1) {
		struct mw_lead lead = leads.items[0];
		if (!lead.days && lead.minutes <= 0) {
			mw_buf_puts(out, "due ");
		} else {
			if (lead.minutes < 0)
				amount(lead.days, "day", out);
			else if (lead.minutes % 60)
				amount(lead.minutes, "minute", out);
			else
				amount(lead.minutes / 60, "hour", out);
			mw_buf_puts(out, " before ");
		}
	} else {
		mw_buf_printf(out, "%s, ", label);
	}
	mw_history_due(due, home, out);
}

static const char *verb_words(const struct mw_ledger_entry *entry)
{
	switch (entry->verb) {
	case MW_VERB_FIRST_DAY:
		return strcmp(entry->argument, MW_REPLANNED) != 0 ? "first day" : "replanned";
	case MW_VERB_PLANNED:
		return "planned";
	case MW_VERB_TOLD:
		return "reminded";
	case MW_VERB_SEEN:
		return "dismissed";
	case MW_VERB_DONE:
		return "done";
	case MW_VERB_SKIPPED:
		return "skipped";
	case MW_VERB_UNDONE:
		return "open again";
	case MW_VERB_SNOOZED:
		return "put off";
	}
	return "";
}

void mw_history_entry(const struct mw_ledger_entry *entry, const char *title,
		      const struct mw_zone *home, struct mw_buf *out)
{
	mw_auto(buf) moment = MW_BUF_INIT;
	bool has_due = strcmp(entry->due, "-") != 0;
	bool is_whole = !strcmp(entry->id, "-"); /* of the plan, not of a milestone */
	mw_history_moment(entry->at_utc, home, &moment);
	mw_buf_printf(out, "%-21s  %-10s  ", moment.text, verb_words(entry));
	if (is_whole && entry->verb == MW_VERB_TOLD) {
		mw_buf_puts(out, "the first words of the plan that begins on ");
		mw_history_due(entry->due, home, out);
		return;
	}
	if (entry->verb == MW_VERB_FIRST_DAY) {
		mw_buf_puts(out, "the plan begins on ");
		mw_history_due(entry->due, home, out);
		return;
	}
	mw_buf_puts(out, title);
	if (!has_due && !*entry->argument)
		return;
	mw_buf_puts(out, ": ");
	if (entry->verb == MW_VERB_TOLD) {
		mw_history_reminder(entry->argument, entry->due, home, out);
	} else if (entry->verb == MW_VERB_PLANNED) {
		mw_buf_puts(out, "from ");
		mw_history_due(entry->argument, home, out);
		mw_buf_puts(out, ", due ");
		mw_history_due(entry->due, home, out);
	} else if (entry->verb == MW_VERB_SNOOZED) {
		mw_buf_puts(out, "until ");
		mw_history_due(entry->argument, home, out);
		mw_buf_puts(out, "; due ");
		mw_history_due(entry->due, home, out);
	} else {
		mw_buf_puts(out, entry->verb == MW_VERB_SEEN ? "due " : "for ");
		mw_history_due(entry->due, home, out);
		if (*entry->argument)
			mw_buf_printf(out, " (%s)", entry->argument);
	}
}
