/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The clock: the one place of the program that asks what time it is. Everything else is told.
 */
#ifndef MW_EDGE_CLOCK_H
#define MW_EDGE_CLOCK_H

#include <stdint.h>

/* Wall-clock time since 1970-01-01T00:00:00Z, without leap seconds, rounded down. Both jump when
 * the clock is set. */
int64_t mw_clock_now_utc(void); /* seconds */
int64_t mw_clock_now_ms(void);  /* milliseconds */

/* Milliseconds since some moment, whatever the clock is set to: for how long something took. */
int64_t mw_clock_passed_ms(void);

#endif
