/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One daemon for each state folder: it holds a lock on daemon.lock there. A person may wipe the
 * folder under a running daemon; then the daemon takes the new lock, or stops when another one was
 * quicker.
 */
#ifndef MW_APP_INSTANCE_H
#define MW_APP_INSTANCE_H

#include "matchward/edge/lock.h"

struct mw_instance {
	struct mw_lock lock;
	char *state, *path; /* owned: the folder, and the lock's file */
};

#define MW_INSTANCE_INIT ((struct mw_instance){ .lock = MW_LOCK_INIT })

/* Take the lock of this state folder, which is made if missing. -EWOULDBLOCK: another daemon has
 * it. To be released in any case. */
int mw_instance_take(struct mw_instance *instance, const char *state);

/* Asked before each thing that the daemon does: 0 as long as it is the one. MW_INSTANCE_E_RENEWED:
 * the lock's file was gone, and it is the one again, with a new file. -EWOULDBLOCK: another is.
 * -errno: nobody can tell now. */
#define MW_INSTANCE_E_RENEWED 1
int mw_instance_keep(struct mw_instance *instance);

void mw_instance_release(struct mw_instance *instance);

#endif
