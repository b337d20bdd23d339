/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The judged program list for other programs. Keys are never renamed, only added, and always all
 * there, null where there is nothing. Days are civil days in the profile's zone, `at` and
 * `interview_at` instants in UTC.
 */
#ifndef MW_FORMAT_PROGRAMS_JSON_H
#define MW_FORMAT_PROGRAMS_JSON_H

#include "matchward/core/verdict.h"

/* Appends one object with a line end. */
void mw_programs_json(const struct mw_plan *plan, const struct mw_judged_list *judged,
		      const struct mw_findings *findings, struct mw_buf *out);

#endif
