/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text for people. Colour only repeats what a word says already.
 */
#include "matchward/app/show.h"

#include <string.h>

#include "matchward/core/figure.h"
#include "matchward/core/words.h"

#define TEXT_WIDTH 92

static const char *sign(enum mw_status status)
{
	static const char *const signs[] = { " ", "o", "!", "!!", "x", "+", "-" };
	return signs[status];
}

static const char *color(const struct mw_milestone *milestone)
{
	switch (milestone->status) {
	case MW_STATUS_LATE:
	case MW_STATUS_MISSED:
		return "\033[31m";
	case MW_STATUS_DUE:
		return "\033[33m";
	case MW_STATUS_DONE:
	case MW_STATUS_SKIPPED:
		return "\033[2m";
	case MW_STATUS_UPCOMING:
	case MW_STATUS_OPEN:
		return milestone->rule->strength == MW_STRENGTH_HARD ? "\033[1m" : "";
	}
	return "";
}

static const char *repeat(int days, struct mw_buf *buf)
{
	mw_buf_clear(buf);
	if (days == 1)
		mw_buf_puts(buf, "every day");
	else if (days == 7)
		mw_buf_puts(buf, "every week");
	else
		mw_buf_printf(buf, "every %d weeks", days / 7);
	return buf->text;
}

/* What stands in brackets behind the title: status, distance, provenance, latest. */
static void remarks(const struct mw_plan *plan, const struct mw_milestone *milestone,
		    struct mw_buf *out)
{
	const struct mw_zone *home = plan->profile->zone;
	mw_auto(buf) scratch = MW_BUF_INIT;
	mw_buf_putc(out, '(');
	if (milestone->status == MW_STATUS_LATE || milestone->status == MW_STATUS_MISSED ||
	    milestone->status == MW_STATUS_SKIPPED || milestone->status == MW_STATUS_DONE) {
		mw_buf_puts(out, mw_status_name(milestone->status));
	} else if (milestone->rule->repeat_days) {
		mw_buf_printf(out, "%s from ", repeat(milestone->rule->repeat_days, &scratch));
		mw_words_day(mw_date_local_day(&milestone->opens, home), out);
	} else {
		mw_words_distance(plan->today, milestone->due_day, out);
		if (milestone->status == MW_STATUS_OPEN)
			mw_buf_puts(out, ", open now");
	}
	mw_buf_printf(out, ", %s", mw_provenance_name(milestone->due.provenance));
	if (milestone->rule->strength == MW_STRENGTH_HARD)
		mw_buf_puts(out, ", hard");
	if (!mw_milestone_is_closed(milestone) && !milestone->rule->is_event &&
	    !milestone->rule->repeat_days && mw_date_is(&milestone->latest) &&
	    mw_date_compare(&milestone->due, &milestone->latest, home) < 0) {
		mw_buf_puts(out, ", last useful day ");
		mw_words_day(mw_date_local_day(&milestone->latest, home), out);
	}
	if (milestone->fate == MW_FATE_MOVED || milestone->fate == MW_FATE_FOLLOWS)
		mw_buf_puts(out, ", planned again");
	if (milestone->fate == MW_FATE_UNDER_WAY)
		mw_buf_puts(out, ", only if under way");
	mw_buf_putc(out, ')');
}

void mw_show_wrapped(const char *text, size_t column, size_t indent, struct mw_buf *out)
{
	size_t begin = column;
	for (const char *word = text; *word;) {
		size_t len = strcspn(word, " \n");
		bool is_break = word > text && word[-1] == '\n';
		if (is_break || (column > begin && column + 1 + len > TEXT_WIDTH)) {
			mw_buf_printf(out, "\n%*s", (int)indent, "");
			column = begin = indent;
		} else if (column > begin) {
			mw_buf_putc(out, ' ');
			column++;
		}
		mw_buf_add(out, word, len);
		column += len;
		word += len;
		word += *word != '\0';
	}
	mw_buf_putc(out, '\n');
}

void mw_show_line(const struct mw_plan *plan, const struct mw_milestone *milestone, bool in_color,
		  struct mw_buf *out)
{
	const char *paint = in_color ? color(milestone) : "";
	mw_auto(buf) text = MW_BUF_INIT;
	mw_auto(buf) date = MW_BUF_INIT;
	/* Repeating work stands where it begins, as one reads a plan forward. */
	mw_words_day(milestone->rule->repeat_days
			     ? mw_date_local_day(&milestone->opens, plan->profile->zone)
			     : milestone->due_day,
		     &date);
	date.text[date.len - 5] = '\0'; /* the heading has the year */
	mw_buf_printf(out, "%s  %-10s %2s  ", paint, date.text, sign(milestone->status));
	mw_buf_puts(&text, milestone->title);
	if (mw_date_is_timed(&milestone->due)) {
		mw_buf_puts(&text, ": ");
		mw_words_date(&milestone->due, plan->profile->zone, &text);
	}
	mw_buf_putc(&text, ' ');
	remarks(plan, milestone, &text);
	mw_show_wrapped(text.text, 17, 17, out);
	if (*paint) {
		out->text[--out->len] = '\0';
		mw_buf_puts(out, "\033[0m\n");
	}
}

static mw_day shown_day(const struct mw_plan *plan, const struct mw_milestone *milestone)
{
	return milestone->rule->repeat_days
		       ? mw_date_local_day(&milestone->opens, plan->profile->zone)
		       : milestone->due_day;
}

/* Part of the months: not settled by a fact, and not gone by before anything began. */
static bool is_listed(const struct mw_plan *plan, const struct mw_milestone *milestone)
{
	bool went_by = milestone->due_day < plan->first_day && !milestone->is_done;
	bool passes = milestone->rule->is_event || milestone->rule->repeat_days;
	return mw_milestone_is_shown(milestone) && milestone->fate != MW_FATE_SETTLED &&
	       !(passes && went_by);
}

static int month_index(mw_day day)
{
	int y, m, d;
	mw_day_to_ymd(day, &y, &m, &d);
	return y * 12 + m - 1;
}

static void month_heading(const struct mw_plan *plan, int month, bool in_color, struct mw_buf *out)
{
	static const char *const names[] = { "January",   "February", "March",    "April",
					     "May",       "June",     "July",     "August",
					     "September", "October",  "November", "December" };
	const struct mw_season_date *open = mw_season_find(plan->season, "eras-open");
	int distance = month_index(open->date.day) - month;
	mw_buf_printf(out, "\n%s%s %d%s", in_color ? "\033[1m" : "", names[month % 12], month / 12,
		      in_color ? "\033[0m" : "");
	if (distance > 0)
		mw_buf_printf(out, "  (%d month%s before ERAS opens)", distance,
			      distance == 1 ? "" : "s");
	else if (!distance)
		mw_buf_puts(out, "  (ERAS opens)");
	if (month == month_index(plan->today))
		mw_buf_puts(out, "  <- now");
	mw_buf_putc(out, '\n');
}

static void heading(const struct mw_plan *plan, struct mw_buf *out)
{
	static const char *const keys[][2] = { { "eras-open", "ERAS opens for applications" },
					       { "eras-review", "Programs may begin to review" },
					       { "rol-deadline", "Rank list deadline" },
					       { "match-day", "Match Day" } };
	const struct mw_zone *home = plan->profile->zone;
	if (plan->profile->name)
		mw_buf_printf(out, "%s. ", plan->profile->name);
	mw_buf_printf(out,
		      "Season %d: apply in September %d, match in March %d, start in July %d.\n",
		      plan->season->year + 1, plan->season->year, plan->season->year + 1,
		      plan->season->year + 1);
	mw_buf_puts(out, "Today is ");
	mw_words_day(plan->today, out);
	mw_buf_printf(out, " in %s; all times are local there.\n\n", home->name);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		const struct mw_season_date *date = mw_season_find(plan->season, keys[i][0]);
		mw_buf_printf(out, "  %-28s  ", keys[i][1]);
		mw_words_date_known(&date->date, home, out);
		mw_buf_putc(out, '\n');
	}
	if (!mw_facts_has(plan->facts, MW_FACT_SCORE) && !plan->study->is_out_of_reach) {
		mw_buf_printf(out, "  %-28s  ", "Aim for Step 2 CK on");
		mw_words_date_known(&plan->study->keys[MW_KEY_EXAM_AIM], home, out);
		mw_buf_putc(out, '\n');
	}
}

static void months(const struct mw_plan *plan, bool in_color, struct mw_buf *out)
{
	/* Milestones stand by due, but repeating ones are shown where they begin: month by month,
	 * then. */
	int first = 0, last = 0;
	bool any = false;
	for (size_t i = 0; i < plan->milestones.count; i++) {
		if (!is_listed(plan, &plan->milestones.items[i]))
			continue;
		int month = month_index(shown_day(plan, &plan->milestones.items[i]));
		first = !any || month < first ? month : first;
		last = !any || month > last ? month : last;
		any = true;
	}
	for (int month = first; any && month <= last; month++) {
		bool has_heading = false;
		for (mw_day day = 0; day < 31; day++)
			for (size_t i = 0; i < plan->milestones.count; i++) {
				const struct mw_milestone *milestone = &plan->milestones.items[i];
				mw_day shown = shown_day(plan, milestone);
				int y, m, d;
				mw_day_to_ymd(shown, &y, &m, &d);
				if (!mw_milestone_is_shown(milestone) ||
				    milestone->fate == MW_FATE_SETTLED || y * 12 + m - 1 != month ||
				    d != day + 1)
					continue;
				if (!has_heading)
					month_heading(plan, month, in_color, out);
				has_heading = true;
				mw_show_line(plan, milestone, in_color, out);
			}
	}
}

static void settled(const struct mw_plan *plan, struct mw_buf *out)
{
	bool any = false;
	for (size_t i = 0; i < plan->milestones.count; i++) {
		const struct mw_milestone *milestone = &plan->milestones.items[i];
		if (milestone->fate != MW_FATE_SETTLED)
			continue;
		if (!any)
			mw_buf_puts(out, "\nDone already\n");
		any = true;
		mw_buf_printf(out, "  + %s (%s)\n", milestone->title,
			      mw_fact_reason(milestone->settled_by));
	}
}

static void show_findings(const struct mw_findings *findings, size_t from, size_t to,
			  const char *title, struct mw_buf *out)
{
	if (from < to)
		mw_buf_printf(out, "\n%s\n", title);
	for (size_t i = from; i < to; i++) {
		const struct mw_finding *finding = &findings->list.items[i];
		mw_auto(buf) text = MW_BUF_INIT;
		mw_buf_puts(&text, finding->text);
		for (size_t k = 0; k < finding->rules.list.count; k++)
			mw_buf_printf(&text, "%s%s", k ? " " : " [", finding->rules.list.items[k]);
		mw_buf_puts(&text, finding->rules.list.count ? "]" : "");
		mw_buf_puts(out, "  * ");
		mw_show_wrapped(text.text, 4, 4, out);
	}
}

void mw_show_findings(const struct mw_findings *findings, struct mw_buf *out)
{
	show_findings(findings, 0, findings->list.count, "To know", out);
}

/* What stops the season, or asks for an answer, stands before the months: the weightiest come
 * first. */
void mw_show_plan(const struct mw_plan *plan, const struct mw_findings *findings, bool in_color,
		  struct mw_buf *out)
{
	size_t first = 0, count = findings->list.count;
	while (first < count && (!strcmp(findings->list.items[first].severity, "stop") ||
				 !strcmp(findings->list.items[first].severity, "ask")))
		first++;
	heading(plan, out);
	show_findings(findings, 0, first, "First of all", out);
	months(plan, in_color, out);
	settled(plan, out);
	show_findings(findings, first, count, "To know", out);
	mw_buf_puts(out, "\nSigns: o open now, ! due today, !! late, x missed, + done, - skipped. "
			 "Ask \"matchward why ID\" for any date.\n");
}

void mw_show_assessment(const struct mw_plan *plan, const struct mw_assessment *assessment,
			const struct mw_findings *findings, struct mw_buf *out)
{
	mw_buf_printf(out, "Diagnostic radiology, season %d. The bands are approximate.\n\n",
		      plan->season->year + 1);
	for (int i = 0; i < MW_FIGURE_COUNT; i++) {
		mw_buf_printf(out, "  %-20s ", mw_figure_name((enum mw_figure)i));
		mw_figure_value(assessment, (enum mw_figure)i, out);
		mw_buf_putc(out, '\n');
	}
	mw_show_findings(findings, out);
}
