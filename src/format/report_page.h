/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the parts of the report share: the page under way, text that is made safe on its way into
 * it, and the words and signs of a milestone.
 */
#ifndef MW_FORMAT_REPORT_PAGE_H
#define MW_FORMAT_REPORT_PAGE_H

#include "matchward/format/report_html.h"

struct mw_page {
	const struct mw_report *report;
	const struct mw_plan *plan;
	const struct mw_zone *home;
	struct mw_pool pool;
	struct mw_buf *out;
};

extern const char mw_report_css[]; /* report.css, made into a string by the build */

/* Markup as it is; never text of a user. */
void mw_page_puts(struct mw_page *page, const char *markup);
void mw_page_printf(struct mw_page *page, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

void mw_page_text(struct mw_page *page, const char *text);  /* one line, escaped */
void mw_page_bdi(struct mw_page *page, const char *text);   /* the same, in its own direction */
void mw_page_lines(struct mw_page *page, const char *text); /* paragraphs and line breaks */
void mw_page_link(struct mw_page *page, const char *url);   /* nothing for a URL of another kind */

/* <time>: a day; a date with the official zone beside it. NONE gives `without` as text. */
void mw_page_day(struct mw_page *page, mw_day day, const char *without);
void mw_page_date(struct mw_page *page, const struct mw_date *date);
/* "predicted", with how far it may be wrong, in a frame of its own kind. */
void mw_page_known(struct mw_page *page, const struct mw_date *date);

/* Of a milestone: "due today", its shape, its title without "[ERAS] ", its names for the styles. */
const char *mw_page_status(const struct mw_milestone *milestone);
const char *mw_page_shape(const struct mw_milestone *milestone);
const char *mw_page_title(const struct mw_milestone *milestone);
void mw_page_icon(struct mw_page *page, const char *shape);

/* Settled by a fact, or gone by before the first day: shown apart from the plan. */
bool mw_page_is_behind(const struct mw_page *page, const struct mw_milestone *milestone);

/* Does it have days left to put it off? Then how many, at least 0. */
bool mw_page_slack(const struct mw_page *page, const struct mw_milestone *milestone, int *ret_days);

/* What a season key is called; an unknown one by its own words. */
const char *mw_page_key(struct mw_page *page, const char *key);

/* "stop" and "ask" come before anything else. */
bool mw_page_is_urgent(const struct mw_finding *finding);
void mw_page_findings(struct mw_page *page, const struct mw_findings *findings, bool is_urgent);

/* The sections. */
bool mw_page_has_chart(struct mw_page *page); /* is there any step to draw? */
void mw_page_chart(struct mw_page *page);
void mw_page_months(struct mw_page *page);
void mw_page_behind(struct mw_page *page);
void mw_page_assessment(struct mw_page *page);
void mw_page_letters(struct mw_page *page);
void mw_page_programs(struct mw_page *page);
void mw_page_official(struct mw_page *page);

#endif
