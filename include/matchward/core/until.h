/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Until: the moment to which a person puts something off.
 *
 * "3d" and "2w" count civil days from today and fall at the profile's hour; "5h" counts from now;
 * "2026-12-24" falls at the profile's hour, "2026-12-24T18:30" says its own. Local times are of the
 * profile's zone. Seconds are dropped: the ledger has none.
 */
#ifndef MW_CORE_UNTIL_H
#define MW_CORE_UNTIL_H

#include "matchward/core/plan.h"

#define MW_UNTIL_E_SYNTAX 1 /* it is neither a duration nor a date */
#define MW_UNTIL_E_RANGE 2  /* no such day or time, or after 2100 */
#define MW_UNTIL_E_PAST 3   /* not later than now */

/* 0 or one of the above; then *ret_utc is untouched. */
int mw_until_parse(const char *text, const struct mw_plan *plan, int64_t *ret_utc);

#endif
