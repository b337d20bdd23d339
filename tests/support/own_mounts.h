/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Mounts that only this process sees, for a child that then ends. As root at once, else by way of a
 * user namespace, which not every machine allows. Wants _GNU_SOURCE.
 */
#ifndef MW_TESTS_OWN_MOUNTS_H
#define MW_TESTS_OWN_MOUNTS_H

#include <sched.h>
#include <sys/mount.h>

#include "temp_dir.h"

static inline bool own_mounts(void)
{
	uid_t uid = getuid();
	gid_t gid = getgid();
	if (unshare(CLONE_NEWNS | (uid == 0 ? 0 : CLONE_NEWUSER)) != 0)
		return false;
	if (uid != 0) {
		char map[64];
		(void)snprintf(map, sizeof map, "0 %u 1\n", uid);
		put_text("/proc/self/uid_map", map);
		put_text("/proc/self/setgroups", "deny");
		(void)snprintf(map, sizeof map, "0 %u 1\n", gid);
		put_text("/proc/self/gid_map", map);
	}
	return mount("none", "/", "none", MS_REC | MS_PRIVATE, NULL) == 0;
}

#endif
