/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One milestone: day, sign and title, and what else there is to know beside or below it, with the
 * name that every command wants at the end. Nothing stands behind the title on its line but on a
 * wide screen, so that no title can shift a column.
 */
#include "matchward/app/show.h"

#include <string.h>

#include "matchward/app/glyph.h"
#include "matchward/app/screen.h"
#include "matchward/core/words.h"

#define LINE_WIDTH 60

static const char *sign(enum mw_status status)
{
	static const char *const signs[] = { " ", "o", "!", "!!", "x", "+", "-" };
	return signs[status];
}

static const char *paint(enum mw_status status)
{
	switch (status) {
	case MW_STATUS_LATE:
	case MW_STATUS_MISSED:
		return MW_BAD;
	case MW_STATUS_DUE:
		return MW_SOON;
	case MW_STATUS_UPCOMING:
	case MW_STATUS_OPEN:
	case MW_STATUS_DONE:
	case MW_STATUS_SKIPPED:
		return "";
	}
	return "";
}

mw_day mw_show_day(const struct mw_plan *plan, const struct mw_milestone *milestone)
{
	return milestone->rule->repeat_days
		       ? mw_date_local_day(&milestone->opens, plan->profile->zone)
		       : milestone->due_day;
}

void mw_show_provenance(const struct mw_date *date, struct mw_buf *out)
{
	mw_buf_printf(out, "%s%s", date->provenance == MW_PROVENANCE_PREDICTED ? "~" : "",
		      mw_provenance_name(date->provenance));
}

/* "every 4 weeks" */
static void every(int days, struct mw_buf *out)
{
	if (days == 1)
		mw_buf_puts(out, "every day");
	else if (days == 7)
		mw_buf_puts(out, "every week");
	else
		mw_buf_printf(out, "every %d weeks", days / 7);
}

/* "in 8 days", "19 days late", "every week since then", "done" */
static void standing(const struct mw_plan *plan, const struct mw_milestone *milestone,
		     struct mw_buf *out)
{
	int days = plan->today - milestone->due_day;
	switch (milestone->status) {
	case MW_STATUS_MISSED:
	case MW_STATUS_DONE:
	case MW_STATUS_SKIPPED:
		mw_buf_puts(out, mw_status_name(milestone->status));
		return;
	case MW_STATUS_LATE:
		if (days > 0)
			mw_buf_printf(out, "%d day%s ", days, days == 1 ? "" : "s");
		mw_buf_puts(out, "late");
		return;
	case MW_STATUS_UPCOMING:
	case MW_STATUS_OPEN:
	case MW_STATUS_DUE:
		break;
	}
	if (milestone->rule->repeat_days) {
		every(milestone->rule->repeat_days, out);
		if (milestone->status == MW_STATUS_DUE)
			mw_buf_puts(out, ", due today");
		return;
	}
	if (milestone->status == MW_STATUS_DUE)
		mw_buf_puts(out, "due ");
	mw_words_distance(plan->today, milestone->due_day, out);
}

/* A day that is not far needs no year. */
static void near_day(mw_day today, mw_day day, struct mw_buf *out)
{
	mw_words_day(day, out);
	if (day > today - 180 && day < today + 330)
		out->text[out->len -= strlen(" 2027")] = '\0';
}

static void last_useful_day(const struct mw_plan *plan, const struct mw_milestone *milestone,
			    struct mw_buf *out)
{
	const struct mw_zone *home = plan->profile->zone;
	if (milestone->rule->is_event || milestone->rule->repeat_days ||
	    !mw_date_is(&milestone->latest) ||
	    mw_date_compare(&milestone->due, &milestone->latest, home) >= 0)
		return;
	mw_buf_puts(out, ", last useful day ");
	near_day(plan->today, mw_date_local_day(&milestone->latest, home), out);
}

/* What follows the standing. */
static void remarks(const struct mw_plan *plan, const struct mw_milestone *milestone,
		    struct mw_buf *out)
{
	const struct mw_zone *home = plan->profile->zone;
	bool repeats = milestone->rule->repeat_days, is_closed = mw_milestone_is_closed(milestone);
	mw_day opens = mw_date_local_day(&milestone->opens, home);
	if (!repeats && !is_closed && mw_date_is_timed(&milestone->due)) {
		mw_buf_puts(out, ", at ");
		mw_words_time(&milestone->due, home, out);
	}
	if (milestone->status == MW_STATUS_OPEN)
		mw_buf_puts(out, repeats ? " since then" : ", open now");
	else if (milestone->status == MW_STATUS_UPCOMING && repeats)
		mw_buf_puts(out, " from then on");
	else if (milestone->status == MW_STATUS_UPCOMING && !milestone->rule->is_event &&
		 opens < milestone->due_day) {
		mw_buf_puts(out, ", opens ");
		near_day(plan->today, opens, out);
	}
	mw_buf_puts(out, ", ");
	mw_show_provenance(&milestone->due, out);
	if (milestone->rule->strength == MW_STRENGTH_HARD)
		mw_buf_puts(out, ", hard");
	if (is_closed)
		return;
	last_useful_day(plan, milestone, out);
	if (milestone->fate == MW_FATE_MOVED || milestone->fate == MW_FATE_FOLLOWS)
		mw_buf_puts(out, ", moved to fit");
	if (milestone->fate == MW_FATE_UNDER_WAY)
		mw_buf_puts(out, ", only if under way");
}

/* "Tue  1 Dec": in a month's list without the month; without the year, which the distance tells. */
static void day_column(mw_day day, bool with_month, struct mw_buf *out)
{
	mw_auto(buf) text = MW_BUF_INIT;
	int y, m, d;
	mw_day_to_ymd(day, &y, &m, &d);
	mw_words_day(day, &text); /* "Tue 1 Dec 2026" */
	mw_buf_printf(out, "  %.3s %2d", text.text, d);
	if (with_month)
		mw_buf_printf(out, " %.3s", text.text + text.len - 8);
}

void mw_show_entry(const struct mw_plan *plan, const struct mw_milestone *milestone,
		   bool with_month, struct mw_buf *out)
{
	bool is_closed = mw_milestone_is_closed(milestone);
	const char *color = paint(milestone->status);
	if (is_closed)
		mw_buf_puts(out, MW_FAINT);
	day_column(mw_show_day(plan, milestone), with_month, out);
	mw_buf_printf(out, " %s%2s%s " MW_HANG, color, sign(milestone->status),
		      *color ? MW_PLAIN : "");
	bool is_strong = !is_closed && milestone->rule->strength == MW_STRENGTH_HARD;
	mw_buf_printf(out, "%s%s%s" MW_ASIDE "%s", is_strong ? MW_STRONG : "", milestone->title,
		      is_strong ? MW_PLAIN : "", color);
	standing(plan, milestone, out);
	if (!is_closed)
		mw_buf_puts(out, MW_FAINT);
	remarks(plan, milestone, out);
	mw_buf_printf(out, " (%s)" MW_PLAIN "\n", milestone->id);
}

/* A bar is read over one's shoulder: the title is the one that a popup shows. */
void mw_show_line(const struct mw_plan *plan, const struct mw_milestone *milestone,
		  struct mw_buf *out)
{
	mw_auto(buf) text = MW_BUF_INIT;
	mw_auto(buf) clean = MW_BUF_INIT;
	standing(plan, milestone, &text);
	if (milestone->status == MW_STATUS_DUE && mw_date_is_timed(&milestone->due)) {
		mw_buf_putc(&text, ' ');
		mw_words_time(&milestone->due, plan->profile->zone, &text);
	}
	mw_buf_printf(&text, ": %s", mw_words_popup_title(milestone));
	mw_glyph_clean(text.text, text.len, &clean);
	mw_glyph_cut(clean.text, LINE_WIDTH, out);
	mw_buf_putc(out, '\n');
}
