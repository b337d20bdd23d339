/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a late start has cost, what it has moved, and what hangs by a thread.
 */
#include <string.h>

#include "finding_rooms.h"
#include "matchward/core/words.h"

static bool is_open(const struct mw_milestone *milestone)
{
	return !mw_milestone_is_closed(milestone);
}

/* The last day whose losses need no word: who has matched is past all that came before, and of who
 * begins after review day it is only asked whether she has applied (applied-unknown). */
static mw_day silent_until(const struct mw_finding_work *work)
{
	mw_day review = mw_finding_day(work, "eras-review");
	if (mw_finding_has(work, MW_FACT_MATCHED))
		return mw_finding_day(work, "match-day");
	return work->plan->first_day > review ? review : MW_DAY_NONE;
}

/* Was it lost before she began? */
static bool is_lost(const struct mw_finding_work *work, const struct mw_milestone *milestone)
{
	const struct mw_date *last =
		mw_date_is(&milestone->latest) ? &milestone->latest : &milestone->due;
	return milestone->fate == MW_FATE_TOO_LATE && is_open(milestone) &&
	       mw_date_local_day(last, work->plan->profile->zone) > silent_until(work);
}

/* Of what ends the season she is asked whether it is done, not told that it is lost. */
static bool is_asked(const struct mw_milestone *milestone)
{
	return milestone->rule->strength == MW_STRENGTH_HARD && !milestone->too_late_need;
}

static void already_too_late(struct mw_finding_work *work)
{
	size_t soft = 0;
	mw_auto(buf) text = MW_BUF_INIT;
	for (size_t i = 0; i < work->plan->milestones.count; i++) {
		const struct mw_milestone *milestone = &work->plan->milestones.items[i];
		if (!is_lost(work, milestone) || is_asked(milestone))
			continue;
		if (milestone->rule->strength == MW_STRENGTH_SOFT) {
			soft++;
			continue;
		}
		mw_buf_printf(&text, "%s%s", text.len ? "\n" : "Too late for this season:\n",
			      milestone->title);
		if (milestone->too_late_need)
			mw_buf_printf(&text, ", because \"%s\" comes first",
				      milestone->too_late_need);
		mw_buf_printf(&text, ": %s",
			      milestone->too_late ? milestone->too_late
						  : "its last useful day has passed.");
	}
	if (!soft && !text.len)
		return;
	const char *severity = text.len ? "warn" : "info";
	if (text.len && soft)
		mw_buf_printf(&text, "\n%zu smaller step%s too.", soft, soft == 1 ? "" : "s");
	else if (soft)
		mw_buf_printf(&text,
			      "%zu smaller step%s passed before your first day. Nothing important "
			      "is lost.",
			      soft, soft == 1 ? " had" : "s had");
	mw_say(work, "already-too-late", severity, "C2 C4 C5", "%s", text.text);
}

static void done_before(struct mw_finding_work *work)
{
	for (size_t i = 0; i < work->plan->milestones.count; i++) {
		const struct mw_milestone *milestone = &work->plan->milestones.items[i];
		if (!is_lost(work, milestone) || !is_asked(milestone))
			continue;
		mw_auto(buf) text = MW_BUF_INIT;
		mw_buf_printf(
			&text,
			"Is this done already: %s? If yes, run \"matchward done %s\". If not: %s",
			milestone->title, milestone->id,
			milestone->too_late ? milestone->too_late
					    : "it is too late for this season.");
		mw_say(work, "done-before", "ask", "C21", "%s", text.text);
	}
}

/* A slip of the year in [milestone] must not silence a hard deadline. For OET there is oet-late. */
static void due_after_latest(struct mw_finding_work *work)
{
	for (size_t i = 0; i < work->plan->milestones.count; i++) {
		const struct mw_milestone *milestone = &work->plan->milestones.items[i];
		if (!milestone->rule->due_is_yours || !mw_date_is(&milestone->asked_latest) ||
		    !is_open(milestone) || !strcmp(milestone->id, "oet-exam"))
			continue;
		mw_auto(buf) text = MW_BUF_INIT;
		mw_buf_printf(&text, "You set %s (%s) to ", milestone->title, milestone->id);
		mw_words_date(&milestone->due, work->plan->profile->zone, &text);
		mw_buf_puts(&text, ", but its last useful day is ");
		mw_words_date(&milestone->asked_latest, work->plan->profile->zone, &text);
		mw_buf_printf(&text, ". Is that meant? After that day: %s",
			      milestone->too_late ? milestone->too_late
						  : "it no longer helps this season.");
		mw_say(work, "due-after-latest", "warn", "C14", "%s", text.text);
	}
}

static void only_if_under_way(struct mw_finding_work *work)
{
	mw_auto(buf) text = MW_BUF_INIT;
	for (size_t i = 0; i < work->plan->milestones.count; i++) {
		const struct mw_milestone *milestone = &work->plan->milestones.items[i];
		if (milestone->fate == MW_FATE_UNDER_WAY && is_open(milestone))
			mw_buf_printf(&text, "%s%s",
				      text.len ? ", " : "Too little time is left to begin: ",
				      milestone->title);
	}
	if (!text.len)
		return;
	mw_buf_puts(&text, ". Finish what is under way. Do not begin it now.");
	mw_say(work, "only-if-under-way", "advice", "C5", "%s", text.text);
}

static void late_start(struct mw_finding_work *work)
{
	size_t moved = 0;
	mw_day last = MW_DAY_NONE;
	for (size_t i = 0; i < work->plan->milestones.count; i++) {
		const struct mw_milestone *milestone = &work->plan->milestones.items[i];
		if (milestone->fate != MW_FATE_MOVED && milestone->fate != MW_FATE_UNDER_WAY)
			continue;
		moved++;
		last = milestone->due_day > last ? milestone->due_day : last;
	}
	if (!moved)
		return;
	mw_auto(buf) text = MW_BUF_INIT;
	mw_buf_printf(&text, "You started late for %zu step%s. %s planned again from ", moved,
		      moved == 1 ? "" : "s", moved == 1 ? "It is" : "They are");
	mw_words_day(work->plan->first_day, &text);
	mw_buf_printf(&text, " on; %s is due ", moved == 1 ? "it" : "the last");
	mw_words_day(last, &text);
	mw_buf_putc(&text, '.');
	mw_say(work, "late-start", "info", "C5", "%s", text.text);
	if (work->plan->pace <= work->plan->profile->reminders.pace)
		return;
	mw_buf_clear(&text);
	mw_buf_printf(&text, "The season asks for up to %d starts a week; you wished for %d.",
		      work->plan->pace, work->plan->profile->reminders.pace);
	mw_say(work, "pace-raised", "warn", "C5", "%s", text.text);
}

void mw_finding_late(struct mw_finding_work *work)
{
	already_too_late(work);
	done_before(work);
	due_after_latest(work);
	only_if_under_way(work);
	late_start(work);
}
