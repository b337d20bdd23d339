/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text for people. Colour only repeats what a word says already.
 */
#include "matchward/app/show.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "matchward/app/screen.h"
#include "matchward/core/figure.h"
#include "matchward/core/words.h"

void mw_show_wrapped(const char *text, struct mw_buf *out)
{
	mw_buf_puts(out, MW_FOLD MW_HANG);
	for (const char *p = text; *p; p++)
		if (*p == '\n')
			mw_buf_puts(out, MW_BREAK);
		else
			mw_buf_putc(out, *p);
	mw_buf_putc(out, '\n');
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

static void month_heading(const struct mw_plan *plan, int month, struct mw_buf *out)
{
	static const char *const names[] = { "January",   "February", "March",    "April",
					     "May",       "June",     "July",     "August",
					     "September", "October",  "November", "December" };
	const struct mw_season_date *open = mw_season_find(plan->season, "eras-open");
	int distance = month_index(open->date.day) - month;
	mw_buf_printf(out, "\n" MW_STRONG "%s %d" MW_PLAIN, names[month % 12], month / 12);
	if (distance > 0)
		mw_buf_printf(out, "  (%d month%s before ERAS opens)", distance,
			      distance == 1 ? "" : "s");
	else if (!distance)
		mw_buf_puts(out, "  (ERAS opens)");
	mw_buf_putc(out, '\n');
}

/* How far predictions may be off is one of the findings. */
static void known(const struct mw_date *date, const struct mw_zone *home, struct mw_buf *out)
{
	mw_words_date(date, home, out);
	mw_buf_puts(out, ", ");
	mw_show_provenance(date, out);
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
		mw_buf_printf(out, "  %-28s  " MW_HANG, keys[i][1]);
		known(&date->date, home, out);
	}
	if (!mw_facts_has(plan->facts, MW_FACT_SCORE) && !plan->study->is_out_of_reach) {
		mw_buf_printf(out, "  %-28s  " MW_HANG, "Aim for Step 2 CK on");
		known(&plan->study->keys[MW_KEY_EXAM_AIM], home, out);
	}
}

struct entry {
	mw_day day;
	const struct mw_milestone *milestone;
};

static int by_day(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;
	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	return (a->milestone > b->milestone) - (a->milestone < b->milestone); /* by due, then id */
}

/* Goes on to the month of this day, with its heading if it is another one. */
static void enter_month(const struct mw_plan *plan, mw_day day, int *month, struct mw_buf *out)
{
	if (month_index(day) == *month)
		return;
	*month = month_index(day);
	month_heading(plan, *month, out);
}

static void today_line(const struct mw_plan *plan, int *month, struct mw_buf *out)
{
	enter_month(plan, plan->today, month, out);
	mw_buf_puts(out, MW_RULE "Today, ");
	mw_words_day(plan->today, out);
	mw_buf_putc(out, '\n');
}

static void months(const struct mw_plan *plan, struct mw_buf *out)
{
	struct mw_pool pool = MW_POOL_INIT;
	struct entry *entries = mw_pool_alloc(&pool, plan->milestones.count * sizeof *entries + 1);
	size_t count = 0, at = 0;
	int month = -1;
	for (size_t i = 0; i < plan->milestones.count; i++) {
		const struct mw_milestone *milestone = &plan->milestones.items[i];
		if (is_listed(plan, milestone))
			entries[count++] =
				(struct entry){ mw_show_day(plan, milestone), milestone };
	}
	qsort(entries, count, sizeof *entries, by_day);
	for (int half = 0; half < 2; half++) {
		for (; at < count && (half || entries[at].day < plan->today); at++) {
			enter_month(plan, entries[at].day, &month, out);
			mw_show_entry(plan, entries[at].milestone, false, out);
		}
		if (!half)
			today_line(plan, &month, out);
	}
	mw_pool_release(&pool);
}

static void settled(const struct mw_plan *plan, struct mw_buf *out)
{
	bool any = false;
	for (size_t i = 0; i < plan->milestones.count; i++) {
		const struct mw_milestone *milestone = &plan->milestones.items[i];
		if (milestone->fate != MW_FATE_SETTLED)
			continue;
		if (!any)
			mw_buf_puts(out, "\n" MW_STRONG "Done already" MW_PLAIN "\n");
		any = true;
		mw_buf_printf(out, "  + " MW_HANG "%s (%s)\n", milestone->title,
			      mw_fact_reason(milestone->settled_by));
	}
}

static void show_findings(const struct mw_findings *findings, size_t from, size_t to,
			  const char *title, struct mw_buf *out)
{
	if (from < to)
		mw_buf_printf(out, "\n" MW_STRONG "%s" MW_PLAIN "\n", title);
	for (size_t i = from; i < to; i++) {
		const struct mw_finding *finding = &findings->list.items[i];
		mw_auto(buf) text = MW_BUF_INIT;
		mw_buf_puts(&text, finding->text);
		for (size_t k = 0; k < finding->rules.list.count; k++)
			mw_buf_printf(&text, "%s%s", k ? " " : " [", finding->rules.list.items[k]);
		mw_buf_puts(&text, finding->rules.list.count ? "]" : "");
		mw_buf_puts(out, "  * ");
		mw_show_wrapped(text.text, out);
	}
}

void mw_show_findings(const struct mw_findings *findings, struct mw_buf *out)
{
	show_findings(findings, 0, findings->list.count, "To know", out);
}

/* The weightiest come first. */
size_t mw_show_first(const struct mw_findings *findings, struct mw_buf *out)
{
	size_t first = 0, count = findings->list.count;
	while (first < count && (!strcmp(findings->list.items[first].severity, "stop") ||
				 !strcmp(findings->list.items[first].severity, "ask")))
		first++;
	show_findings(findings, 0, first, "First of all", out);
	return first;
}

void mw_show_plan(const struct mw_plan *plan, const struct mw_findings *findings,
		  struct mw_buf *out)
{
	heading(plan, out);
	size_t first = mw_show_first(findings, out), count = findings->list.count;
	months(plan, out);
	settled(plan, out);
	show_findings(findings, first, count, "To know", out);
	mw_buf_puts(
		out,
		"\n" MW_FOLD
		"Signs: o open now, ! due today, !! late, x missed, + done, - skipped.\n" MW_FOLD
		"\"Moved to fit\": the usual day was over, so the step has a later one.\n" MW_FOLD
		"In brackets at the end is the ID of a step: say \"matchward done ID\" when it is "
		"behind you, and ask \"matchward why ID\" about its dates.\n");
}

void mw_show_assessment(const struct mw_plan *plan, const struct mw_assessment *assessment,
			const struct mw_findings *findings, struct mw_buf *out)
{
	const struct mw_specialty *specialty = &plan->profile->specialty;
	const char *name = mw_specialty_name(specialty);
	mw_buf_printf(out, "%c%s, season %d.%s\n\n", toupper((unsigned char)*name), name + 1,
		      plan->season->year + 1,
		      specialty->has_bands ? " The bands are approximate." : "");
	for (int i = 0; i < MW_FIGURE_COUNT; i++) {
		mw_buf_printf(out, "  %-20s " MW_HANG, mw_figure_name((enum mw_figure)i));
		mw_figure_value(assessment, (enum mw_figure)i, out);
		mw_buf_putc(out, '\n');
	}
	mw_show_findings(findings, out);
}
