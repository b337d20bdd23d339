/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Explaining: how each date of a milestone came about, step by step, down to the official date, the
 * plan key or the day that somebody wrote, with the rules and the provenance at every step.
 */
#ifndef MW_CORE_EXPLAIN_H
#define MW_CORE_EXPLAIN_H

#include "matchward/core/buf.h"
#include "matchward/core/plan.h"

/* Appends several lines of text. */
void mw_explain_milestone(const struct mw_plan *plan, const struct mw_milestone *milestone,
			  struct mw_buf *out);

/* The same for one season key or plan key; false if there is none of that name. */
bool mw_explain_key(const struct mw_plan *plan, const char *name, struct mw_buf *out);

#endif
