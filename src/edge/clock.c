/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The only clock_gettime() of the program.
 */
#include "matchward/edge/clock.h"

#include <stdlib.h>
#include <time.h>

static struct timespec read_clock(clockid_t clock)
{
	struct timespec time;
	if (clock_gettime(clock, &time) != 0)
		abort(); /* cannot fail for these clocks */
	return time;
}

static int64_t read_ms(clockid_t clock)
{
	struct timespec time = read_clock(clock);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

int64_t mw_clock_now_utc(void)
{
	return read_clock(CLOCK_REALTIME).tv_sec;
}

int64_t mw_clock_now_ms(void)
{
	return read_ms(CLOCK_REALTIME);
}

int64_t mw_clock_passed_ms(void)
{
	return read_ms(CLOCK_MONOTONIC);
}
