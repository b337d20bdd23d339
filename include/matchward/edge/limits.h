/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Limits: what this process may use while it reads what others wrote. They stay until it ends.
 */
#ifndef MW_EDGE_LIMITS_H
#define MW_EDGE_LIMITS_H

/*
 * At most so much memory and seconds of its own; no dump of its memory, which holds what is
 * private; and an end by SIGALRM when so many seconds have passed. Where the system already sets a
 * tighter limit, that one stays. 0 or -errno. A build with a sanitizer gets no limit of
 * memory: the shadow of one alone is terabytes.
 */
int mw_limits_set(unsigned memory_mib, unsigned cpu_s, unsigned wall_s);

#endif
