/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * setrlimit() and alarm().
 */
#include "matchward/edge/limits.h"

#include <errno.h>
#include <sys/resource.h>
#include <unistd.h>

static int lower(int which, rlim_t most)
{
	struct rlimit limit;
	if (getrlimit(which, &limit) != 0)
		return -errno;
	if (limit.rlim_max == RLIM_INFINITY || limit.rlim_max > most)
		limit.rlim_max = most;
	if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > limit.rlim_max)
		limit.rlim_cur = limit.rlim_max;
	return setrlimit(which, &limit) != 0 ? -errno : 0;
}

int mw_limits_set(unsigned memory_mib, unsigned cpu_s, unsigned wall_s)
{
	int error = lower(RLIMIT_CPU, cpu_s);
	if (!error)
		error = lower(RLIMIT_CORE, 0);
#ifndef MW_IS_SANITIZED
	if (!error)
		error = lower(RLIMIT_AS, (rlim_t)memory_mib << 20);
#else
	(void)memory_mib;
#endif
	(void)alarm(wall_s); /* none was set before */
	return error;
}
