/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The outbox: ledger entries of the daemon that still have to be written. What cannot be written
 * now (a held lock, a full disk) is kept, in order, and tried again; so a button that was pressed
 * is never forgotten.
 */
#ifndef MW_APP_OUTBOX_H
#define MW_APP_OUTBOX_H

#include "matchward/app/load.h"

struct mw_outbox {
	struct mw_pool pool; /* owns the entries */
	MW_LIST(struct mw_ledger_entry) entries;
	int retry_s; /* pause before the next try; 0: the last one went well */
};

void mw_outbox_release(struct mw_outbox *outbox);
void mw_outbox_add(struct mw_outbox *outbox, const struct mw_ledger_entry *entry); /* copied */

/*
 * Write all, in one go. 0: the outbox is empty, and *ret_acted says whether an act was among them,
 * after which the plan has to be made anew. -errno: all are kept, and retry_s has grown.
 */
int mw_outbox_flush(struct mw_outbox *outbox, struct mw_bundle *bundle, bool *ret_acted);

/* A new bundle has read a ledger that lacks what is still here: let it know. */
void mw_outbox_tell(const struct mw_outbox *outbox, struct mw_bundle *bundle);

#endif
