/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Locks between processes: flock(2) on a file that exists for nothing else and is never renamed or
 * removed, so everybody locks the same inode. The kernel frees it when the holder dies. Two takers
 * in one process exclude each other too.
 */
#ifndef MW_EDGE_LOCK_H
#define MW_EDGE_LOCK_H

struct mw_lock {
	int fd; /* owned; 0: not held */
};

#define MW_LOCK_INIT ((struct mw_lock){ 0 })

/*
 * Lock path (made 0600 if missing; its directory must exist) for this process alone. When another
 * holds it, tries again for about wait_ms milliseconds (a just killed holder may keep it for one or
 * two), then returns -EWOULDBLOCK. On an error *ret_lock is untouched.
 */
int mw_lock_take(struct mw_lock *ret_lock, const char *path, int wait_ms);
void mw_lock_release(struct mw_lock *lock); /* the file stays */

#endif
