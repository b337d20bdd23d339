/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The timeline as a chart: a row for each step, grouped by phase, on one calendar. Each row is a
 * small drawing that shares the calendar behind it, so that a printer may break the page between
 * any two rows and repeats the calendar on top.
 */
#include <string.h>

#include "matchward/core/words.h"
#include "report_calendar.h"

#define SIGN 12 /* width of a shape */

static bool is_charted(const struct mw_chart *chart, const struct mw_milestone *it)
{
	mw_day opens = mw_date_local_day(&it->opens, chart->page->home);
	return mw_milestone_is_shown(it) && !mw_page_is_behind(chart->page, it) &&
	       it->due_day >= chart->begin && opens < chart->end;
}

static void put_bar(const struct mw_chart *chart, const char *class, int from, int to)
{
	struct mw_page *page = chart->page;
	mw_page_printf(page, "<rect class=\"bar %s\"", class);
	mw_chart_attribute(chart, "x", from);
	mw_chart_attribute(chart, "width", to > from + 20 ? to - from : 20);
	mw_page_puts(page, " y=\"6\" height=\"8\" rx=\"1.5\"/>");
}

/* How long it may be put off: a thin line to the last useful day, which has a stop. */
static void put_slack(const struct mw_chart *chart, const struct mw_milestone *it, int due)
{
	struct mw_page *page = chart->page;
	mw_day latest = mw_date_local_day(&it->latest, page->home);
	int x = mw_chart_at(chart, latest), days;
	mw_page_puts(page, "<path class=\"slack\" d=\"M");
	mw_chart_number(chart, due);
	mw_page_puts(page, " 10H");
	mw_chart_number(chart, x);
	mw_page_puts(page, "\"/>");
	if (mw_chart_has(chart, latest)) {
		mw_page_puts(page, "<path class=\"stop\" d=\"M");
		mw_chart_number(chart, x);
		mw_page_puts(page, " 4V16\"/>");
	}
	if (!mw_page_slack(page, it, &days))
		return;
	bool fits = x + 380 <= MW_CHART_WIDTH * 10;
	int gap = x == due ? SIGN * 7 : 40; /* beside the sign */
	mw_page_printf(page, "<text class=\"slack-days%s\"", fits ? "" : " before");
	mw_chart_attribute(chart, "x", fits ? x + gap : x - gap);
	mw_page_printf(page, " y=\"13.5\">%d d</text>", days);
}

/* The drawing in words: what a pointer that rests on it shows, and a screen reader says. */
static void put_row_title(const struct mw_chart *chart, const struct mw_milestone *it)
{
	const struct mw_zone *home = chart->page->home;
	mw_auto(buf) text = MW_BUF_INIT;
	int days;
	mw_buf_printf(&text, "%s: ", mw_page_status(it));
	if (!it->rule->is_event) {
		mw_words_date(&it->opens, home, &text);
		mw_buf_puts(&text, " to ");
	}
	mw_words_date_known(&it->due, home, &text);
	if (!it->rule->is_event && !it->rule->repeat_days && mw_date_is(&it->latest)) {
		mw_buf_puts(&text, "; last useful day ");
		mw_words_date(&it->latest, home, &text);
	}
	if (mw_page_slack(chart->page, it, &days))
		mw_buf_printf(&text, "; %d days left to begin", days);
	mw_page_puts(chart->page, "<title>");
	mw_page_text(chart->page, text.text);
	mw_page_puts(chart->page, "</title>");
}

static void put_drawing(const struct mw_chart *chart, const struct mw_milestone *it)
{
	struct mw_page *page = chart->page;
	int opens = mw_chart_at(chart, mw_date_local_day(&it->opens, page->home));
	int due = mw_chart_at(chart, it->due_day);
	bool is_predicted = it->due.provenance == MW_PROVENANCE_PREDICTED;
	mw_page_printf(page, "<svg viewBox=\"0 0 %d %d\" role=\"img\">", MW_CHART_WIDTH,
		       MW_CHART_ROW);
	put_row_title(chart, it);
	mw_page_puts(page, "<use href=\"#grid\"/>");
	if (it->rule->repeat_days) {
		mw_page_puts(page, "<path class=\"repeat\" d=\"M");
		mw_chart_number(chart, opens);
		mw_page_puts(page, " 10H");
		mw_chart_number(chart, due > opens + 20 ? due : opens + 20);
		mw_page_puts(page, "\"/>");
	} else {
		if (!it->rule->is_event && mw_date_is(&it->latest) && !mw_milestone_is_closed(it))
			put_slack(chart, it, due);
		if (!it->rule->is_event || opens < due)
			put_bar(chart, is_predicted ? "predicted" : mw_status_name(it->status),
				opens, due);
	}
	if (mw_chart_has(chart, it->due_day)) {
		mw_page_printf(page, "<use class=\"sign %s%s\" href=\"#shape-%s\"",
			       mw_page_shape(it), is_predicted ? " predicted" : "",
			       mw_page_shape(it));
		mw_chart_attribute(chart, "x", due - SIGN * 5);
		mw_page_printf(page, " y=\"%d\" width=\"%d\" height=\"%d\"/>",
			       (MW_CHART_ROW - SIGN) / 2, SIGN, SIGN);
	}
	mw_page_puts(page, "</svg>");
}

static void put_row(const struct mw_chart *chart, const struct mw_milestone *it)
{
	struct mw_page *page = chart->page;
	bool has_word = it->status != MW_STATUS_UPCOMING;
	mw_page_printf(page, "<tr class=\"%s%s\"><th scope=\"row\"><div><a href=\"#step-",
		       mw_status_name(it->status),
		       it->rule->strength == MW_STRENGTH_HARD ? " hard" : "");
	mw_page_text(page, it->id);
	mw_page_puts(page, "\">");
	mw_page_bdi(page, mw_page_title(it));
	mw_page_puts(page, "</a>");
	if (has_word)
		mw_page_printf(page, "<b class=\"word\">%s</b>", mw_page_status(it));
	mw_page_puts(page, "</div></th><td>");
	put_drawing(chart, it);
	mw_page_puts(page, "</td></tr>\n");
}

static bool is_of(const struct mw_milestone *it, const char *phase)
{
	return !strcmp(it->rule->phase, phase);
}

/* The rows of one phase under its name. */
static void put_phase(const struct mw_chart *chart, const char *phase)
{
	struct mw_page *page = chart->page;
	const struct mw_plan *plan = page->plan;
	char *name = mw_pool_string(&page->pool, *phase ? phase : "more steps");
	if (name[0] >= 'a' && name[0] <= 'z')
		name[0] = (char)(name[0] - 'a' + 'A');
	mw_page_puts(page, "<tbody>\n<tr class=\"phase\"><th scope=\"rowgroup\"><div>");
	mw_page_text(page, name);
	mw_page_printf(page,
		       "</div></th><td><svg viewBox=\"0 0 %d %d\" aria-hidden=\"true\">"
		       "<use href=\"#grid\"/></svg></td></tr>\n",
		       MW_CHART_WIDTH, MW_CHART_ROW);
	for (size_t i = 0; i < plan->milestones.count; i++) {
		const struct mw_milestone *it = &plan->milestones.items[i];
		if (is_charted(chart, it) && is_of(it, phase))
			put_row(chart, it);
	}
	mw_page_puts(page, "</tbody>\n");
}

/* Phases in the order of their first due. */
static void put_phases(const struct mw_chart *chart)
{
	const struct mw_plan *plan = chart->page->plan;
	for (size_t i = 0; i < plan->milestones.count; i++) {
		const struct mw_milestone *it = &plan->milestones.items[i];
		bool is_first = is_charted(chart, it);
		for (size_t k = 0; is_first && k < i; k++) {
			const struct mw_milestone *other = &plan->milestones.items[k];
			is_first = !is_charted(chart, other) || !is_of(other, it->rule->phase);
		}
		if (is_first)
			put_phase(chart, it->rule->phase);
	}
}

bool mw_page_has_chart(struct mw_page *page)
{
	const struct mw_plan *plan = page->plan;
	struct mw_chart chart;
	mw_chart_init(&chart, page);
	for (size_t i = 0; i < plan->milestones.count; i++)
		if (is_charted(&chart, &plan->milestones.items[i]))
			return true;
	return false;
}

void mw_page_chart(struct mw_page *page)
{
	struct mw_chart chart;
	mw_chart_init(&chart, page);
	mw_chart_grid(&chart);
	mw_page_puts(page,
		     "<div class=\"scroll\" role=\"region\" aria-label=\"Chart of all steps\" "
		     "tabindex=\"0\">\n<table class=\"chart\">\n");
	mw_chart_head(&chart);
	put_phases(&chart);
	mw_page_puts(page, "</table>\n</div>\n");
}
