/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A plan on a terminal or on paper: months as headings, one line a milestone, status by sign and by
 * word.
 */
#ifndef MW_APP_SHOW_H
#define MW_APP_SHOW_H

#include "matchward/core/assess.h"
#include "matchward/core/buf.h"
#include "matchward/core/difference.h"
#include "matchward/core/finding.h"
#include "matchward/core/plan.h"

void mw_show_plan(const struct mw_plan *plan, const struct mw_findings *findings, bool in_color,
		  struct mw_buf *out);

/* One line: "Thu 26 Nov 2026  o  Decide ...  (in 3 days, advice)". */
void mw_show_line(const struct mw_plan *plan, const struct mw_milestone *milestone, bool in_color,
		  struct mw_buf *out);

/* The assessment: its figures, then what there is to say. */
void mw_show_assessment(const struct mw_plan *plan, const struct mw_assessment *assessment,
			const struct mw_findings *findings, struct mw_buf *out);

/* What an edit would change, in groups; nothing where there is no change. */
void mw_show_difference(const struct mw_view *before, const struct mw_view *after,
			const struct mw_difference *difference, struct mw_buf *out);

/*
 * Appends text and a line end, breaking at spaces so that lines stay within the width. The first
 * line goes on at `column`; further ones are indented.
 */
void mw_show_wrapped(const char *text, size_t column, size_t indent, struct mw_buf *out);

/* Findings under a heading, each with its rules; nothing where there are none. */
void mw_show_findings(const struct mw_findings *findings, struct mw_buf *out);

#endif
