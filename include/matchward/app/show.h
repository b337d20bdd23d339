/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A plan on a terminal or on paper: months as headings, status by sign and by word. All
 * text has the marks of app/screen in it.
 */
#ifndef MW_APP_SHOW_H
#define MW_APP_SHOW_H

#include "matchward/core/assess.h"
#include "matchward/core/buf.h"
#include "matchward/core/difference.h"
#include "matchward/core/finding.h"
#include "matchward/core/plan.h"

void mw_show_plan(const struct mw_plan *plan, const struct mw_findings *findings,
		  struct mw_buf *out);

/*
 * One milestone:
 *
 *     Fri  1 Jan !! [USMLE] Apply for Step 2 CK
 *                   19 days late, advice, hard, last useful day Wed 30 Jun 2027
 */
void mw_show_entry(const struct mw_plan *plan, const struct mw_milestone *milestone,
		   bool with_month, struct mw_buf *out);

/* The day that it stands at: its due; where it begins, if it repeats, as one reads a plan forward.
 */
mw_day mw_show_day(const struct mw_plan *plan, const struct mw_milestone *milestone);

/* "advice", "~predicted": the sign stands out where dates are skimmed. */
void mw_show_provenance(const struct mw_date *date, struct mw_buf *out);

/* One short line for a shell's prompt or a status bar: "19 days late: [USMLE] Apply for ..." */
void mw_show_line(const struct mw_plan *plan, const struct mw_milestone *milestone,
		  struct mw_buf *out);

/* The assessment: its figures, then what there is to say. */
void mw_show_assessment(const struct mw_plan *plan, const struct mw_assessment *assessment,
			const struct mw_findings *findings, struct mw_buf *out);

/* What an edit would change, in groups; nothing where there is no change. */
void mw_show_difference(const struct mw_view *before, const struct mw_view *after,
			const struct mw_difference *difference, struct mw_buf *out);

/* Appends text that is folded at this place, and a line end. */
void mw_show_wrapped(const char *text, struct mw_buf *out);

/* What stops the season, or asks for an answer: how many of the findings that are. */
size_t mw_show_first(const struct mw_findings *findings, struct mw_buf *out);

/* Findings under a heading, each with its rules; nothing where there are none. */
void mw_show_findings(const struct mw_findings *findings, struct mw_buf *out);

#endif
