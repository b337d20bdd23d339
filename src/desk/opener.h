/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Opens a page or a file in the user's session. First its portal is asked, then the service manager
 * for a unit of its own that runs xdg-open. Never as our child: that would inherit the system-call
 * filter and the address families of a hardened service, and a browser does not work with them.
 *
 * Lives on the notifier's thread, with that thread's default main context, and waits for nothing.
 */
#ifndef MW_DESK_OPENER_H
#define MW_DESK_OPENER_H

#include <gio/gio.h>
#include <stdint.h>

#include "mailbox.h"

struct mw_opener;

struct mw_opener *mw_opener_new(struct mw_mailbox *mailbox);

/* Gives up what is under way; may run the context. */
void mw_opener_free(struct mw_opener *opener);

/* What cannot be opened is reported as MW_NOTIFIER_NOT_OPENED with this id. */
void mw_opener_open(struct mw_opener *opener, GDBusConnection *connection, uint64_t id,
		    const char *target);

/* The bus has gone, and every answer with it. */
void mw_opener_leave_bus(struct mw_opener *opener);

#endif
