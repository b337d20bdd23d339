/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The profile as INI text (DESIGN section 2, "Profile"): read, checked, typed.
 *
 * Besides each value by itself it refuses what no applicant can mean: a numeric Step 1 result of
 * the time of pass/fail (D4), an exam day on which no exam is given (D4), study phases longer than
 * the whole (C7), an end before its beginning, quiet hours without an end. Whether a date is wise
 * is not its business.
 */
#ifndef MW_FORMAT_PROFILE_INI_H
#define MW_FORMAT_PROFILE_INI_H

#include "matchward/core/profile.h"
#include "matchward/core/season.h"
#include "matchward/format/ini_table.h"

#define MW_PROFILE_ENTRIES_MOST 512 /* letters, practice exams, ...: of each kind */

/* Every section and key of a profile. Objects: struct mw_profile, or the entry's struct. */
extern const struct mw_ini_keys mw_profile_keys;

/*
 * Read a profile. seasons, if not NULL, says which keys [dates] may have. Returns 0, or
 * MW_PROFILE_E_BAD with one diagnostic per fault and *ret_profile untouched. What was not given has
 * the default of mw_profile_init; strings and lists are on the pool; practice exams are in order of
 * day. A letter without `kind` counts as MW_LETTER_RESEARCH, because that settles nothing.
 */
#define MW_PROFILE_E_BAD 1
int mw_profile_read(const char *file, const char *text, size_t len,
		    const struct mw_zone_finder *zones, const struct mw_season_table *seasons,
		    struct mw_pool *pool, struct mw_profile *ret_profile, struct mw_diags *diags);

#endif
