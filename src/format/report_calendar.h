/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The calendar of the chart: from a day to a place on it, the official days that it marks, and what
 * is drawn behind and above the rows.
 *
 * Lengths are in tenths of a unit, as integers: what a locale does to decimal points does not
 * matter here.
 */
#ifndef MW_FORMAT_REPORT_CALENDAR_H
#define MW_FORMAT_REPORT_CALENDAR_H

#include "report_page.h"

#define MW_CHART_WIDTH 800 /* of a row, in units of its drawing */
#define MW_CHART_ROW 20
#define MW_CHART_LABELS_MOST 12

struct mw_chart_label {
	const char *class; /* today, anchor or mark */
	mw_day day;
	bool is_predicted;
	const char *text;
	int begin, end; /* where the text lies, in tenths */
	int lane;
};

struct mw_chart {
	struct mw_page *page;
	mw_day begin, end; /* first day, and the day after the last */
	struct mw_chart_label labels[MW_CHART_LABELS_MOST]; /* by day */
	size_t label_count;
	int lanes;
};

/* From the month of the first day, or of today, to the month in which training starts. */
void mw_chart_init(struct mw_chart *chart, struct mw_page *page);

bool mw_chart_has(const struct mw_chart *chart, mw_day day);
int mw_chart_at(const struct mw_chart *chart, mw_day day); /* a day outside: at the edge */

void mw_chart_number(const struct mw_chart *chart, int tenths); /* 12.5 */
/* x="12.5" */
void mw_chart_attribute(const struct mw_chart *chart, const char *name, int tenths);

/* What lies behind every row, once; a row refers to it by #grid, and to the pattern #hatch. */
void mw_chart_grid(const struct mw_chart *chart);

/* The head of the table: the calendar with its labels. */
void mw_chart_head(const struct mw_chart *chart);

#endif
