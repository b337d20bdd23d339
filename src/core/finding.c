/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The warnings of a plan: what was moved and what is lost, what is only predicted, what the guide's
 * labels mean. One function a topic; each adds nothing when there is nothing to say.
 */
#include "matchward/core/finding.h"

#include <stdarg.h>

#include "matchward/core/words.h"

void mw_say(struct mw_finding_work *work, const char *id, const char *severity, const char *rules,
	    const char *format, ...)
{
	mw_auto(buf) text = MW_BUF_INIT;
	va_list args;
	va_start(args, format);
	mw_buf_vprintf(&text, format, args);
	va_end(args);
	struct mw_finding *finding = MW_PUSH(work->pool, &work->findings->list);
	finding->id = id;
	finding->severity = severity;
	finding->text = mw_pool_copy(work->pool, text.text, text.len);
	mw_text_split(work->pool, rules, &finding->rules);
}

static bool is_open(const struct mw_milestone *milestone)
{
	return !mw_milestone_is_closed(milestone);
}

static void season_over(struct mw_finding_work *work)
{
	const struct mw_season_date *match = mw_season_find(work->plan->season, "match-day");
	if (!match ||
	    work->plan->today <= mw_date_local_day(&match->date, work->plan->profile->zone) ||
	    mw_facts_has(work->plan->facts, MW_FACT_MATCHED))
		return;
	mw_auto(buf) text = MW_BUF_INIT;
	mw_buf_printf(&text,
		      "Match Day of this season has passed. Set application-year to %d or later to "
		      "plan the "
		      "next one.",
		      work->plan->season->year + 1);
	mw_say(work, "season-over", "stop", "C6", "%s", text.text);
}

static void exam_too_late(struct mw_finding_work *work)
{
	const struct mw_study *study = work->plan->study;
	const struct mw_season_date *review = mw_season_find(work->plan->season, "eras-review");
	if (!review || mw_facts_has(work->plan->facts, MW_FACT_SCORE))
		return;
	mw_day stop = mw_date_early(&review->date).day - 4 * 7;
	if (study->keys[MW_KEY_EXAM_AIM].day <= stop)
		return;
	mw_auto(buf) text = MW_BUF_INIT;
	mw_buf_puts(&text, "Step 2 CK on ");
	mw_words_day(study->keys[MW_KEY_EXAM_AIM].day, &text);
	mw_buf_puts(&text, " comes after the last useful exam day, ");
	mw_words_day(stop, &text);
	mw_buf_puts(
		&text,
		". Programs begin to look before the score is there. Consider the next season.");
	mw_say(work, "exam-too-late", "warn", "S12 S13 C14 C15", "%s", text.text);
}

static void already_too_late(struct mw_finding_work *work)
{
	size_t soft = 0;
	mw_auto(buf) text = MW_BUF_INIT;
	for (size_t i = 0; i < work->plan->milestones.count; i++) {
		const struct mw_milestone *milestone = &work->plan->milestones.items[i];
		if (milestone->fate != MW_FATE_TOO_LATE || !is_open(milestone))
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
	if (soft && text.len)
		mw_buf_printf(&text, "\n%zu smaller step%s too.", soft, soft == 1 ? "" : "s");
	else if (soft)
		mw_buf_printf(&text,
			      "%zu smaller step%s passed before your first day. Nothing important "
			      "is lost.",
			      soft, soft == 1 ? " had" : "s had");
	if (text.len)
		mw_say(work, "already-too-late", "warn", "C2 C4 C5", "%s", text.text);
}

static void done_before(struct mw_finding_work *work)
{
	for (size_t i = 0; i < work->plan->milestones.count; i++) {
		const struct mw_milestone *milestone = &work->plan->milestones.items[i];
		if (milestone->fate != MW_FATE_TOO_LATE || milestone->too_late_need ||
		    !is_open(milestone) || milestone->rule->strength != MW_STRENGTH_HARD)
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

/* A slip of the year in [milestone] must not silence a hard deadline. */
static void due_after_latest(struct mw_finding_work *work)
{
	for (size_t i = 0; i < work->plan->milestones.count; i++) {
		const struct mw_milestone *milestone = &work->plan->milestones.items[i];
		if (!milestone->rule->due_is_yours || !mw_date_is(&milestone->asked_latest) ||
		    !is_open(milestone))
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
	mw_buf_puts(&text, " on; the last is due ");
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

static void fell_to_spring(struct mw_finding_work *work)
{
	if (!work->plan->study->fell_to_spring)
		return;
	mw_auto(buf) text = MW_BUF_INIT;
	mw_buf_puts(&text, "The early exam window, July to September of the year before ERAS "
			   "opens, cannot be reached "
			   "any more. The spring window is used.");
	mw_say(work, "window-fell-to-spring", "advice", "C2 S14 S67", "%s", text.text);
}

static void dates_predicted(struct mw_finding_work *work)
{
	size_t predicted = 0;
	for (size_t i = 0; i < work->plan->season->dates.count; i++)
		predicted += work->plan->season->dates.items[i].date.provenance ==
			     MW_PROVENANCE_PREDICTED;
	if (!predicted)
		return;
	mw_auto(buf) text = MW_BUF_INIT;
	mw_buf_printf(
		&text,
		"%zu official dates of this season are predicted from past seasons. Look them up "
		"with "
		"ERAS, NRMP and ECFMG when they publish, and write what differs into [dates].",
		predicted);
	mw_say(work, "dates-predicted", "info", "C1 D11", "%s", text.text);
}

static void guide_calendar(struct mw_finding_work *work)
{
	mw_auto(buf) text = MW_BUF_INIT;
	mw_buf_puts(&text, "The guide's months are kept, but not its labels such as \"6-9 months "
			   "before\": they do not "
			   "fit its own months. The plan shows the real distance to the day on "
			   "which ERAS opens.");
	mw_say(work, "guide-calendar", "info", "C1 C3 C5 C6 S71", "%s", text.text);
}

void mw_findings_of_plan(const struct mw_plan *plan, struct mw_pool *pool,
			 struct mw_findings *ret_findings)
{
	struct mw_findings findings = { .list = { NULL, 0, 0 } };
	struct mw_finding_work work = { plan, pool, &findings };
	season_over(&work);
	exam_too_late(&work);
	already_too_late(&work);
	done_before(&work);
	due_after_latest(&work);
	only_if_under_way(&work);
	late_start(&work);
	fell_to_spring(&work);
	dates_predicted(&work);
	guide_calendar(&work);
	*ret_findings = findings;
}
