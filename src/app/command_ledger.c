/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * snooze and log: reminders put off, and what happened.
 */
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "matchward/app/book.h"
#include "matchward/app/command.h"
#include "matchward/app/screen.h"
#include "matchward/core/history.h"
#include "matchward/core/text.h"
#include "matchward/core/until.h"
#include "matchward/core/words.h"
#include "matchward/edge/error.h"
#include "matchward/engine/reminder.h"
#include "matchward/format/ledger_log.h"

/* ---- snooze ---- */

/* Nothing will be said of it any more, and why; NULL where something will. */
static const char *why_silent(const struct mw_milestone *milestone)
{
	int every = milestone->rule->repeat_days;
	if (every && every < 7 && !mw_milestone_is_closed(milestone))
		return "it stands in the calendar only, and no reminder speaks of it";
	switch (milestone->status) {
	case MW_STATUS_DONE:
		if (milestone->is_done)
			return "it is done";
		if (milestone->fate == MW_FATE_SETTLED || milestone->closed_by)
			return "it is done already; \"matchward why\" says by what";
		return "it has passed";
	case MW_STATUS_SKIPPED:
		return "it is skipped; \"matchward undo\" opens it again";
	case MW_STATUS_MISSED:
		return "its last useful day has passed; a reminder could not bring it back";
	case MW_STATUS_UPCOMING:
	case MW_STATUS_OPEN:
	case MW_STATUS_DUE:
	case MW_STATUS_LATE:
		return NULL;
	}
	return NULL;
}

/* The milestone to put off, or NULL with a line on stderr. */
static const struct mw_milestone *find_open(const struct mw_bundle *bundle, const char *id)
{
	const struct mw_milestone *milestone = mw_plan_find(&bundle->plan, id);
	const char *silent = milestone ? why_silent(milestone) : NULL;
	if (!milestone && mw_roadmap_find(&bundle->roadmap, id))
		(void)fprintf(stderr, "matchward: %s does not apply to you now\n", id);
	else if (!milestone)
		(void)mw_command_unknown_id(bundle, id, false);
	else if (silent)
		(void)fprintf(stderr, "matchward: %s cannot be put off: %s\n", id, silent);
	return silent ? NULL : milestone;
}

static int refuse_until(const char *text, int outcome)
{
	switch (outcome) {
	case MW_UNTIL_E_PAST:
		(void)fprintf(stderr, "matchward: \"%s\" is no time to come; give a later one\n",
			      text);
		break;
	case MW_UNTIL_E_RANGE:
		(void)fprintf(stderr, "matchward: \"%s\" is no existing day or time up to 2100\n",
			      text);
		break;
	default: /* MW_UNTIL_E_SYNTAX */
		(void)fprintf(stderr,
			      "matchward: cannot read \"%s\"; expected 5h, 3d, 2w, YYYY-MM-DD or "
			      "YYYY-MM-DDTHH:MM\n",
			      text);
		break;
	}
	return MW_EXIT_INPUT;
}

/* The last moment at which a word still helps; no later one where there is none. */
static int64_t last_moment(const struct mw_bundle *bundle, const struct mw_milestone *milestone)
{
	return mw_date_is(&milestone->latest)
		       ? mw_date_end_utc(&milestone->latest, bundle->profile.zone)
		       : INT64_MAX;
}

/* `speaks` is after quiet hours; until what was asked for. */
static int refuse_late(const struct mw_bundle *bundle, const struct mw_milestone *milestone,
		       int64_t until, int64_t speaks)
{
	mw_auto(buf) latest = MW_BUF_INIT;
	int64_t last = last_moment(bundle, milestone);
	if (speaks > bundle->plan.now_utc && speaks < last)
		return 0;
	if (speaks <= bundle->plan.now_utc) {
		(void)fprintf(stderr,
			      "matchward: %s cannot be put off until then: your quiet hours hold "
			      "then, and end after its date\n",
			      milestone->id);
		return MW_EXIT_INPUT;
	}
	mw_words_date(&milestone->latest, bundle->profile.zone, &latest);
	(void)fprintf(stderr,
		      "matchward: %s cannot be put off so far: its last useful %s is %s%s. Putting "
		      "off moves no date.\n",
		      milestone->id, mw_date_is_timed(&milestone->latest) ? "moment" : "day",
		      latest.text, until < last ? ", and your quiet hours end after it" : "");
	return MW_EXIT_INPUT;
}

static void report_snooze(const struct mw_bundle *bundle, const struct mw_milestone *milestone,
			  const char *due, int64_t until, int64_t speaks, struct mw_buf *out)
{
	const struct mw_zone *home = bundle->profile.zone;
	mw_day day;
	int second;
	mw_zone_from_utc(home, speaks, &day, &second);
	mw_buf_puts(out, "Put off until ");
	mw_history_moment(speaks, home, out);
	mw_buf_puts(out, " (");
	mw_words_distance(bundle->plan.today, day, out);
	mw_buf_printf(out, "): %s\n", milestone->title);
	if (speaks > until)
		mw_buf_puts(out, "Your quiet hours end then.\n");
	else if (speaks < until)
		mw_buf_puts(out, "That is just before your quiet hours; its date comes before they "
				 "end.\n");
	if (milestone->rule->repeat_days) {
		mw_buf_puts(out, "This is about ");
		mw_history_due(due, home, out);
		mw_buf_puts(out, "; the next one comes in its turn.\n");
		return;
	}
	int64_t end = mw_date_end_utc(&milestone->due, home);
	mw_buf_puts(out, end <= bundle->plan.now_utc ? "It was due " : "It stays due ");
	mw_words_date(&milestone->due, home, out);
	if (speaks < end) {
		mw_buf_puts(out, ".\n");
	} else if (mw_date_is(&milestone->latest)) {
		mw_buf_puts(out, end <= bundle->plan.now_utc
					 ? "; the last useful day is "
					 : ", before that; the last useful day is ");
		mw_words_date(&milestone->latest, home, out);
		mw_buf_puts(out, ".\n");
	} else if (end > bundle->plan.now_utc) {
		mw_buf_puts(out, ", before that: the reminders up to its date still come.\n");
	} else {
		mw_buf_puts(out, ".\n");
	}
}

int mw_command_snooze(struct mw_call *call)
{
	struct mw_bundle *bundle = call->bundle;
	if (call->args->count != 2) {
		(void)fputs("matchward: snooze takes a milestone and until when, e.g. \"matchward "
			    "snooze cv-draft 3d\"\n",
			    stderr);
		return MW_EXIT_INPUT;
	}
	const char *id = call->args->operands[0], *text = call->args->operands[1];
	const struct mw_milestone *milestone = find_open(bundle, id);
	if (!milestone)
		return MW_EXIT_INPUT;
	int64_t until;
	int outcome = mw_until_parse(text, &bundle->plan, &until);
	if (outcome)
		return refuse_until(text, outcome);

	const struct mw_zone *home = bundle->profile.zone;
	char due[MW_DUE_TEXT_SIZE], argument[MW_DUE_TEXT_SIZE], label[MW_LABEL_SIZE];
	struct mw_date moment = { .zone = &mw_zone_utc, .minute = (int)(until % 86400 / 60) };
	moment.day = (mw_day)(until / 86400);
	(void)mw_reminder_due(&moment, home, argument);
	struct mw_date of =
		milestone->rule->repeat_days
			? mw_date_of_day(mw_milestone_occurrence(&bundle->plan, milestone),
					 milestone->due.provenance)
			: milestone->due;
	(void)mw_reminder_due(&of, home, due);
	(void)snprintf(label, sizeof label, "again@%.17s", argument);
	int64_t speaks = mw_reminder_instant(&bundle->plan, milestone, due, label);
	outcome = refuse_late(bundle, milestone, until, speaks);
	if (outcome)
		return outcome;

	/* As with every act, re-planned dates become promises first. */
	int error = mw_book_promise(bundle);
	struct mw_ledger_entry entry = { .at_utc = bundle->plan.now_utc,
					 .verb = MW_VERB_SNOOZED,
					 .year = bundle->profile.application_year,
					 .id = id,
					 .due = due,
					 .argument = argument };
	if (!error)
		error = mw_book_append(bundle, &entry, 1);
	if (error) {
		(void)fprintf(stderr, "matchward: cannot write %s: %s\n", bundle->ledger_path,
			      mw_error_text(error));
		return MW_EXIT_ENVIRONMENT;
	}
	report_snooze(bundle, milestone, due, until, speaks, call->out);
	return MW_EXIT_DONE;
}

/* ---- log ---- */

static const char *title_of(const struct mw_bundle *bundle, const struct mw_ledger_entry *entry,
			    struct mw_buf *scratch)
{
	const struct mw_milestone *milestone = mw_plan_find(&bundle->plan, entry->id);
	const struct mw_rule *rule = mw_roadmap_find(&bundle->roadmap, entry->id);
	mw_buf_clear(scratch);
	if (milestone)
		mw_buf_puts(scratch, milestone->title);
	else if (rule)
		mw_words_fill(rule->title, &bundle->plan, rule->entry ? rule->entry->name : NULL,
			      scratch);
	else
		mw_buf_puts(scratch, entry->id);
	if (entry->year != bundle->profile.application_year)
		mw_buf_printf(scratch, " (application year %d)", entry->year);
	return scratch->text;
}

static void log_line(const struct mw_bundle *bundle, const char *line, size_t len, size_t number,
		     struct mw_buf *out)
{
	struct mw_pool pool = MW_POOL_INIT;
	struct mw_ledger_entry entry;
	mw_auto(buf) title = MW_BUF_INIT;
	const char *why;
	mw_buf_puts(out, MW_INDENT);
	if (mw_ledger_line(line, len, &pool, &entry, &why))
		mw_buf_printf(out, "? line %zu cannot be read and does not count: %s", number, why);
	else
		mw_history_entry(&entry, title_of(bundle, &entry, &title), bundle->profile.zone,
				 out);
	mw_buf_putc(out, '\n');
	mw_pool_release(&pool);
}

int mw_command_log(struct mw_call *call)
{
	const struct mw_bundle *bundle = call->bundle;
	const struct mw_input *input = &bundle->inputs[MW_INPUT_LEDGER];
	const char *number = call->args->values[MW_OPTION_COUNT];
	long most = LONG_MAX;
	if (call->args->count) {
		(void)fprintf(stderr, "matchward: log takes no \"%s\"\n", call->args->operands[0]);
		return MW_EXIT_INPUT;
	}
	if (number && (!mw_text_number(number, LONG_MAX, &most) || most < 1)) {
		(void)fprintf(stderr, "matchward: -n takes a number from 1 on, not \"%s\"\n",
			      number);
		return MW_EXIT_INPUT;
	}
	const char *text = input->is_there ? input->bytes : "";
	size_t len = input->is_there ? input->len : 0, whole = mw_ledger_whole(text, len);
	size_t lines = 0, at = 0;
	for (size_t i = 0; i < whole; i++)
		lines += text[i] == '\n';
	if (!lines)
		mw_buf_puts(call->out, "Nothing has happened yet.\n");
	for (size_t begin = 0; begin < whole; at++) {
		const char *end = memchr(text + begin, '\n', whole - begin);
		size_t line = (size_t)(end - text) - begin;
		if (lines - at <= (size_t)most)
			log_line(bundle, text + begin, line, at + 1, call->out);
		begin += line + 1;
	}
	if (whole < len)
		mw_buf_puts(call->out, "? the last line was cut off while it was written, and does "
				       "not count\n");
	return MW_EXIT_DONE;
}
