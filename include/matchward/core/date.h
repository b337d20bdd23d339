/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Dates: a civil day, or a day with a time in a zone, and where the knowledge of it comes from.
 */
#ifndef MW_CORE_DATE_H
#define MW_CORE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "matchward/core/day.h"
#include "matchward/core/zone.h"

/* Printed beside every date, everywhere. */
enum mw_provenance {
	MW_PROVENANCE_PUBLISHED, /* the body has said it */
	MW_PROVENANCE_PREDICTED, /* a rule of past seasons says it; look it up */
	MW_PROVENANCE_ADVICE,    /* a buffer or a guide's window */
	MW_PROVENANCE_YOURS,     /* the profile says it */
};
const char *mw_provenance_name(enum mw_provenance provenance);

struct mw_date {
	mw_day day;                 /* in `zone`; MW_DAY_NONE: no date at all */
	int minute;                 /* of the day in `zone`; -1: the whole day */
	const struct mw_zone *zone; /* borrowed; NULL for a whole day */
	int early_days;             /* a prediction may be wrong by so many days; else 0 */
	enum mw_provenance provenance;
};

#define MW_DATE_NONE ((struct mw_date){ .day = MW_DAY_NONE, .minute = -1 })

static inline bool mw_date_is(const struct mw_date *date)
{
	return date->day != MW_DAY_NONE;
}

static inline bool mw_date_is_timed(const struct mw_date *date)
{
	return date->minute >= 0;
}

/* A whole day. */
struct mw_date mw_date_of_day(mw_day day, enum mw_provenance provenance);

/* The civil day on which the date falls for somebody who lives in `home`. */
mw_day mw_date_local_day(const struct mw_date *date, const struct mw_zone *home);

/* First and last instant of the date: equal for a timed one; for a whole day its bounds in `home`,
 * the end exclusive. */
int64_t mw_date_begin_utc(const struct mw_date *date, const struct mw_zone *home);
int64_t mw_date_end_utc(const struct mw_date *date, const struct mw_zone *home);

/* Negative, 0, positive as a ends before, with or after b. MW_DATE_NONE is after everything. */
int mw_date_compare(const struct mw_date *a, const struct mw_date *b, const struct mw_zone *home);

/* The early end: the date less its uncertainty, at the same time of day. */
struct mw_date mw_date_early(const struct mw_date *date);

#endif
