/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Locks between processes: flock(2) on a file that exists for nothing else and that we never rename
 * or remove, so everybody locks the same inode. The kernel frees it when the holder dies. Two
 * takers in one process exclude each other too. A person may remove the file all the same: then the
 * holder of the old one excludes nobody any more, and can ask whether it still counts.
 */
#ifndef MW_EDGE_LOCK_H
#define MW_EDGE_LOCK_H

#include <stdbool.h>

#include "matchward/core/buf.h"

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

/* Is the lock held, and is its file still the one that the path names? */
bool mw_lock_is_held(const struct mw_lock *lock, const char *path);

void mw_lock_release(struct mw_lock *lock); /* the file stays */

/* Leave a word in the file of a lock that is held: who holds it. 0 or -errno. */
int mw_lock_sign(const struct mw_lock *lock, const char *text);

/*
 * Does anybody hold this lock? Makes nothing, and keeps nothing. 0 with *ret_is_held, and in
 * *ret_text the holder's word, which stays behind when it dies; -ENOENT when there is no such file,
 * or another -errno.
 */
int mw_lock_peek(const char *path, bool *ret_is_held, struct mw_buf *ret_text);

#endif
