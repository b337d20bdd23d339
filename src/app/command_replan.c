/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * replan: what is left, planned again from today on, and what that moves.
 */
#include <stdio.h>
#include <string.h>

#include "matchward/app/book.h"
#include "matchward/app/command.h"
#include "matchward/core/words.h"
#include "matchward/edge/error.h"

/* What a new beginning makes of one milestone. */
enum change { STAYS, MOVES, BEGINS_ELSEWHERE, IS_LOST, IS_NEW, NO_MATTER };

static enum change change_of(const struct mw_milestone *old, const struct mw_milestone *now)
{
	if (mw_milestone_is_closed(now))
		return NO_MATTER;
	if (!old)
		return now->fate == MW_FATE_TOO_LATE ? NO_MATTER : IS_NEW;
	if (now->fate == MW_FATE_TOO_LATE)
		return old->fate == MW_FATE_TOO_LATE ? NO_MATTER : IS_LOST;
	if (old->due_day != now->due_day || old->fate == MW_FATE_TOO_LATE)
		return MOVES;
	return old->opens.day != now->opens.day || old->fate != now->fate ? BEGINS_ELSEWHERE
									  : STAYS;
}

static void from_to(mw_day from, mw_day to, struct mw_buf *out)
{
	mw_auto(buf) day = MW_BUF_INIT;
	mw_words_day(from, &day);
	mw_buf_printf(out, "  %-15s -> ", day.text);
	mw_buf_clear(&day);
	mw_words_day(to, &day);
	mw_buf_printf(out, "%-15s  ", day.text);
}

/* Lists every milestone with this change, under a heading; returns how many. */
static size_t list(const struct mw_plan *before, const struct mw_plan *after, enum change which,
		   const char *heading, struct mw_buf *out)
{
	size_t count = 0;
	for (size_t i = 0; i < after->milestones.count; i++) {
		const struct mw_milestone *now = &after->milestones.items[i];
		const struct mw_milestone *old = mw_plan_find(before, now->id);
		if (change_of(old, now) != which)
			continue;
		if (!count++ && heading)
			mw_buf_printf(out, "\n%s\n", heading);
		if (!heading)
			continue;
		if (which == IS_LOST) {
			mw_buf_printf(out, "  %s", now->title);
			if (now->too_late)
				mw_buf_printf(out, " (%s)", now->too_late);
		} else {
			from_to(old ? old->due_day : now->due_day, now->due_day, out);
			mw_buf_puts(out, now->title);
			if (now->fate == MW_FATE_UNDER_WAY)
				mw_buf_puts(out, " (only if under way)");
		}
		mw_buf_putc(out, '\n');
	}
	return count;
}

static bool report_replan(const struct mw_plan *before, const struct mw_plan *after,
			  struct mw_buf *out)
{
	mw_auto(buf) text = MW_BUF_INIT;
	const struct mw_date *old_aim = &before->study->keys[MW_KEY_EXAM_AIM];
	const struct mw_date *aim = &after->study->keys[MW_KEY_EXAM_AIM];
	size_t changes = 0;
	if (!mw_facts_has(after->facts, MW_FACT_SCORE) && mw_date_is(old_aim) && mw_date_is(aim) &&
	    old_aim->day != aim->day) {
		mw_buf_puts(&text, "\nAim for Step 2 CK\n");
		from_to(old_aim->day, aim->day, &text);
		while (text.text[text.len - 1] == ' ')
			text.text[--text.len] = '\0';
		mw_buf_putc(&text, '\n');
		changes++;
	}
	changes += list(before, after, MOVES, "Moved", &text);
	changes += list(before, after, IS_NEW, "New", &text);
	changes += list(before, after, IS_LOST, "Too late now", &text);
	size_t elsewhere = list(before, after, BEGINS_ELSEWHERE, NULL, &text);
	size_t stay = list(before, after, STAYS, NULL, &text);
	if (!changes && !elsewhere)
		return false;
	mw_buf_puts(out, "The plan begins again on ");
	mw_words_day(after->first_day, out);
	mw_buf_puts(out, ".\n");
	mw_buf_puts(out, text.text);
	mw_buf_putc(out, '\n');
	if (elsewhere)
		mw_buf_printf(out, "%zu keep%s the date and begin%s on another day. ", elsewhere,
			      elsewhere == 1 ? "s" : "", elsewhere == 1 ? "s" : "");
	mw_buf_printf(out, "%zu stay%s as %s.\n", stay, stay == 1 ? "s" : "",
		      stay == 1 ? "it is" : "they are");
	return true;
}

int mw_command_replan(struct mw_call *call)
{
	struct mw_bundle *bundle = call->bundle;
	char day[MW_DAY_TEXT_SIZE];
	if (call->args->count) {
		(void)fprintf(stderr, "matchward: replan takes no \"%s\"\n",
			      call->args->operands[0]);
		return MW_EXIT_INPUT;
	}
	/* What would be if it were written. */
	const struct mw_plan before = bundle->plan;
	*MW_PUSH(&bundle->pool, &bundle->ledger.entries) = (struct mw_ledger_entry){
		before.now_utc,
		MW_VERB_FIRST_DAY,
		bundle->profile.application_year,
		"-",
		mw_pool_string(&bundle->pool, mw_day_format(before.today, day)),
		MW_REPLANNED,
	};
	mw_bundle_replan(bundle);
	bundle->ledger.entries.count--;
	if (before.today < bundle->plan.first_day) {
		mw_buf_puts(call->out, "Nothing to plan again: your plan begins on ");
		mw_words_day(bundle->plan.first_day, call->out);
		mw_buf_puts(call->out, ". Nothing was written.\n");
		return MW_EXIT_DONE;
	}
	if (!report_replan(&before, &bundle->plan, call->out)) {
		mw_buf_puts(call->out, "Nothing moves: every date that is left can stay. Nothing "
				       "was written.\n");
		return MW_EXIT_DONE;
	}
	int error = mw_book_replan(bundle);
	if (error) {
		mw_buf_clear(call->out);
		(void)fprintf(stderr, "matchward: cannot write %s: %s\n", bundle->ledger_path,
			      mw_error_text(error));
		return MW_EXIT_ENVIRONMENT;
	}
	return MW_EXIT_DONE;
}
