/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rule at the end of a compiled time zone: the TZ string of POSIX with the extensions of RFC
 * 8536, e.g. "EST5EDT,M3.2.0,M11.1.0". It says how the clocks change in every year to come.
 */
#ifndef MW_EDGE_TZRULE_H
#define MW_EDGE_TZRULE_H

#include <stdbool.h>
#include <stdint.h>

struct mw_tz_table;

enum mw_tzrule_kind {
	MW_TZRULE_JULIAN, /* Jn: day 1..365, 29 February never counted */
	MW_TZRULE_DAY,    /* n: day 0..365, counted as it comes */
	MW_TZRULE_MONTH,  /* Mm.w.d: weekday d (0 = Sunday) of week w (5 = last) of month m */
};

struct mw_tzrule_date {
	enum mw_tzrule_kind kind;
	int month, week, day;
	int32_t at_s; /* from midnight, local time as it was before; may leave the day */
};

struct mw_tzrule {
	int32_t standard_s, daylight_s; /* seconds to add to UTC */
	bool has_daylight;
	struct mw_tzrule_date begin, end; /* of daylight time */
};

/* Returns 0, or -EINVAL; then *ret_rule is untouched. */
int mw_tzrule_parse(const char *text, struct mw_tzrule *ret_rule);

/* Add the changes that come after after_utc to the table, as far as it reaches. */
void mw_tzrule_expand(const struct mw_tzrule *rule, int64_t after_utc, struct mw_tz_table *table);

#endif
