/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The report: the whole plan as one HTML page, to look at and to print. It loads nothing, runs
 * nothing and holds all it needs; text in it is clean, escaped UTF-8, and the same plan gives the
 * same bytes. It shows scores and visa status: keep the file to its owner.
 */
#ifndef MW_FORMAT_REPORT_HTML_H
#define MW_FORMAT_REPORT_HTML_H

#include "matchward/core/assess.h"
#include "matchward/core/verdict.h"

/* What every page begins with, and nothing else does: so an old page is told from another file. */
#define MW_REPORT_HTML_BEGIN                                                                       \
	"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"                  \
	"<meta name=\"generator\" content=\"Matchward\">\n"

struct mw_report { /* all borrowed */
	const struct mw_plan *plan;
	const struct mw_findings *warnings; /* of the plan */
	const struct mw_assessment *assessment;
	const struct mw_findings *assessed;      /* what there is to say about it */
	const struct mw_judged_list *programs;   /* an empty one: there is no list */
	const struct mw_findings *program_notes; /* of the list as a whole */
};

/* Appends the page. */
void mw_report_html(const struct mw_report *report, struct mw_buf *out);

#endif
