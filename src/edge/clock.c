/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The only clock_gettime() of the program.
 */
#include "matchward/edge/clock.h"

#include <stdlib.h>
#include <time.h>

static struct timespec now(void)
{
	struct timespec time;
	if (clock_gettime(CLOCK_REALTIME, &time) != 0)
		abort(); /* cannot fail for this clock */
	return time;
}

int64_t mw_clock_now_utc(void)
{
	return now().tv_sec;
}

int64_t mw_clock_now_ms(void)
{
	struct timespec time = now();
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}
