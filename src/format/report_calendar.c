/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The calendar behind and above the rows.
 */
#include "report_calendar.h"

#include <string.h>

#include "matchward/core/words.h"

#define LANE 14 /* height of a line of labels above the calendar */

int mw_chart_at(const struct mw_chart *chart, mw_day day)
{
	day = mw_day_earlier(mw_day_later(day, chart->begin), chart->end);
	return (int)((int64_t)(day - chart->begin) * MW_CHART_WIDTH * 10 /
		     (chart->end - chart->begin));
}

bool mw_chart_has(const struct mw_chart *chart, mw_day day)
{
	return day >= chart->begin && day < chart->end;
}

void mw_chart_number(const struct mw_chart *chart, int tenths)
{
	mw_page_printf(chart->page, "%d.%d", tenths / 10, tenths % 10);
}

void mw_chart_attribute(const struct mw_chart *chart, const char *name, int tenths)
{
	mw_page_printf(chart->page, " %s=\"", name);
	mw_chart_number(chart, tenths);
	mw_page_puts(chart->page, "\"");
}

/* The official days that the calendar marks. */
static const char *const marked[] = { "token",         "eras-open",     "eras-review",
				      "nrmp-register", "nrmp-deadline", "rol-deadline",
				      "match-monday",  "match-day",     "training-starts" };

static mw_day month_of(mw_day day)
{
	int y, m, d;
	mw_day_to_ymd(day, &y, &m, &d);
	return mw_day_from_ymd(y, m, 1);
}

static void find_bounds(struct mw_chart *chart)
{
	const struct mw_plan *plan = chart->page->plan;
	const struct mw_season_date *last = mw_season_find(plan->season, "training-starts");
	mw_day end = last ? last->date.day : plan->first_day;
	chart->begin = month_of(mw_day_earlier(plan->first_day, plan->today));
	if (chart->begin > end)
		end = chart->begin;
	chart->end = mw_day_month_end(end) + 1;
}

static bool is_free(const struct mw_chart *chart, const struct mw_chart_label *label, int lane)
{
	for (const struct mw_chart_label *it = chart->labels; it < label; it++)
		if (it->lane == lane && label->begin < it->end && it->begin < label->end)
			return false;
	return true;
}

/* A label stands to the right of its line while there is room, in the first lane that is free. */
static void place_labels(struct mw_chart *chart)
{
	for (size_t i = 0; i < chart->label_count; i++) {
		struct mw_chart_label *label = &chart->labels[i];
		int x = mw_chart_at(chart, label->day), wide = (int)strlen(label->text) * 54 + 60;
		bool fits = x + wide <= MW_CHART_WIDTH * 10;
		label->begin = fits ? x : x - wide;
		label->end = fits ? x + wide : x;
		while (!is_free(chart, label, label->lane))
			label->lane++;
		if (label->lane >= chart->lanes)
			chart->lanes = label->lane + 1;
	}
}

/* By day: then a line begins below the labels of the days before it, and crosses none. */
static void add_label(struct mw_chart *chart, const char *class, const char *name, mw_day day,
		      bool is_predicted)
{
	mw_auto(buf) text = MW_BUF_INIT;
	struct mw_chart_label *label = &chart->labels[chart->label_count];
	if (!mw_chart_has(chart, day))
		return;
	mw_buf_printf(&text, "%s ", name);
	mw_words_day(day, &text);
	text.text[text.len - strlen(" 2027")] = '\0'; /* the calendar below has the year */
	for (; label > chart->labels && label[-1].day > day; label--)
		label[0] = label[-1];
	*label =
		(struct mw_chart_label){ .class = class, .day = day, .is_predicted = is_predicted };
	label->text = mw_pool_string(&chart->page->pool, text.text);
	chart->label_count++;
}

static void find_labels(struct mw_chart *chart)
{
	const struct mw_plan *plan = chart->page->plan;
	for (size_t i = 0; i < sizeof marked / sizeof *marked; i++) {
		const struct mw_season_date *it = mw_season_find(plan->season, marked[i]);
		if (it)
			add_label(chart, strcmp(it->key, "eras-open") ? "mark" : "anchor",
				  mw_page_key(chart->page, it->key),
				  mw_date_local_day(&it->date, chart->page->home),
				  it->date.provenance == MW_PROVENANCE_PREDICTED);
	}
	add_label(chart, "today", "Today", plan->today, false);
	place_labels(chart);
}

/* The upright lines, from their labels down. */
static void put_lines(const struct mw_chart *chart, int height, bool from_label)
{
	struct mw_page *page = chart->page;
	for (size_t i = 0; i < chart->label_count; i++) {
		const struct mw_chart_label *it = &chart->labels[i];
		mw_page_printf(page, "<path class=\"%s%s\" d=\"M", it->class,
			       it->is_predicted ? " predicted" : "");
		mw_chart_number(chart, mw_chart_at(chart, it->day));
		mw_page_printf(page, " %dV%d\"/>\n", from_label ? it->lane * LANE + 2 : 0, height);
	}
}

/* Every other month is shaded. */
static void put_months(const struct mw_chart *chart, int top, int bottom)
{
	struct mw_page *page = chart->page;
	for (mw_day day = chart->begin; day < chart->end; day = mw_day_month_end(day) + 1) {
		int y, m, d, x = mw_chart_at(chart, day),
			     next = mw_chart_at(chart, mw_day_month_end(day) + 1);
		mw_day_to_ymd(day, &y, &m, &d);
		if (m % 2 == 0)
			continue;
		mw_page_puts(page, "<rect class=\"odd\"");
		mw_chart_attribute(chart, "x", x);
		mw_chart_attribute(chart, "width", next - x);
		mw_page_printf(page, " y=\"%d\" height=\"%d\"/>\n", top, bottom - top);
	}
}

static void put_month_names(const struct mw_chart *chart, int bottom)
{
	static const char names[][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
					 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	struct mw_page *page = chart->page;
	int letters = (chart->end - chart->begin) / 30 <= 30 ? 3 : 1;
	for (mw_day day = chart->begin; day < chart->end; day = mw_day_month_end(day) + 1) {
		int y, m, d, x = mw_chart_at(chart, day),
			     next = mw_chart_at(chart, mw_day_month_end(day) + 1);
		mw_day_to_ymd(day, &y, &m, &d);
		mw_page_puts(page, "<text class=\"month\"");
		mw_chart_attribute(chart, "x", (x + next) / 2);
		mw_page_printf(page, " y=\"%d\">%.*s</text>\n", bottom - 5, letters, names[m - 1]);
		if (m != 1 && day != chart->begin)
			continue;
		mw_page_puts(page, "<text class=\"year\"");
		mw_chart_attribute(chart, "x", x + 30);
		mw_page_printf(page, " y=\"%d\">%d</text>\n", bottom - 19, y);
	}
}

void mw_chart_grid(const struct mw_chart *chart)
{
	struct mw_page *page = chart->page;
	mw_page_puts(
		page,
		"<svg class=\"shared\" aria-hidden=\"true\"><defs>\n"
		"<pattern id=\"hatch\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\" "
		"patternTransform=\"rotate(45)\"><rect width=\"2\" height=\"4\" "
		"class=\"stroke\"/></pattern>\n<g id=\"grid\">\n");
	put_months(chart, 0, MW_CHART_ROW);
	mw_page_printf(page, "<path class=\"rule\" d=\"M0 %dH%d\"/>\n", MW_CHART_ROW,
		       MW_CHART_WIDTH);
	put_lines(chart, MW_CHART_ROW, false);
	mw_page_puts(page, "</g>\n</defs></svg>\n");
}

void mw_chart_head(const struct mw_chart *chart)
{
	struct mw_page *page = chart->page;
	int lanes = chart->lanes * LANE + 2, height = lanes + 34;
	mw_auto(buf) text = MW_BUF_INIT;
	mw_page_printf(page,
		       "<thead><tr><th scope=\"col\">Step</th><th scope=\"col\">"
		       "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"chart-name\" "
		       "aria-describedby=\"chart-text\"><title id=\"chart-name\">Calendar from ",
		       MW_CHART_WIDTH, height);
	mw_words_day(chart->begin, &text);
	mw_buf_puts(&text, " to ");
	mw_words_day(chart->end - 1, &text);
	mw_page_text(page, text.text);
	mw_page_puts(page, "</title>\n<desc id=\"chart-text\">");
	for (size_t i = 0; i < chart->label_count; i++) {
		mw_page_text(page, chart->labels[i].text);
		mw_page_puts(page, chart->labels[i].is_predicted ? ", predicted. " : ". ");
	}
	mw_page_puts(page, "The list month by month says the same in words.</desc>\n");
	put_months(chart, lanes, height);
	put_lines(chart, height, true);
	put_month_names(chart, height);
	for (size_t i = 0; i < chart->label_count; i++) {
		const struct mw_chart_label *it = &chart->labels[i];
		bool fits = it->begin == mw_chart_at(chart, it->day);
		mw_page_printf(page, "<text class=\"label %s%s\"", it->class,
			       fits ? "" : " before");
		mw_chart_attribute(chart, "x", mw_chart_at(chart, it->day) + (fits ? 40 : -40));
		mw_page_printf(page, " y=\"%d\">", it->lane * LANE + 12);
		mw_page_text(page, it->text);
		mw_page_puts(page, "</text>\n");
	}
	mw_page_puts(page, "</svg></th></tr></thead>\n");
}

void mw_chart_init(struct mw_chart *chart, struct mw_page *page)
{
	*chart = (struct mw_chart){ .page = page };
	find_bounds(chart);
	find_labels(chart);
}
