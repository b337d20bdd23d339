/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The plan for other programs: JSON (DESIGN.md section 3: keys are never renamed, only added) and
 * CSV for spreadsheets. Days are civil days in the profile's zone, `at` is an instant in UTC; what
 * does not exist is null, or an empty cell. All functions append to `out`; text in it is clean
 * UTF-8.
 */
#ifndef MW_FORMAT_PLAN_JSON_H
#define MW_FORMAT_PLAN_JSON_H

#include <stddef.h>

#include "matchward/core/assess.h"
#include "matchward/core/buf.h"
#include "matchward/core/finding.h"
#include "matchward/core/plan.h"

/* The whole plan; shown milestones only, the others under "too_late". warnings may be NULL. */
void mw_plan_json(const struct mw_plan *plan, const struct mw_findings *warnings,
		  struct mw_buf *out);

/* {"today", "milestones"}: the first `most` that still can be done, as in the whole plan. */
void mw_next_json(const struct mw_plan *plan, size_t most, struct mw_buf *out);

/*
 * RFC 4180 with a header line. A cell that a spreadsheet would take for a formula (= + - @ in
 * front) begins with a single quote; several rules stand in one cell with blanks between.
 */
void mw_plan_csv(const struct mw_plan *plan, struct mw_buf *out);

/* The assessment, with what there is to say about it; every key is always there, null where nothing
 * is. */
void mw_assess_json(const struct mw_assessment *assessment, const struct mw_findings *said,
		    struct mw_buf *out);

#endif
