/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A list that empties whole or not at all.
 */
#include "matchward/app/outbox.h"

#include "matchward/app/book.h"

#define RETRY_FIRST_S 2
#define RETRY_MOST_S 300

void mw_outbox_release(struct mw_outbox *outbox)
{
	mw_pool_release(&outbox->pool);
	*outbox = (struct mw_outbox){ .retry_s = 0 };
}

static void copy(struct mw_pool *pool, struct mw_ledger_entry *to,
		 const struct mw_ledger_entry *from)
{
	*to = *from;
	to->id = mw_pool_string(pool, from->id);
	to->due = mw_pool_string(pool, from->due);
	to->argument = mw_pool_string(pool, from->argument);
}

void mw_outbox_add(struct mw_outbox *outbox, const struct mw_ledger_entry *entry)
{
	copy(&outbox->pool, MW_PUSH(&outbox->pool, &outbox->entries), entry);
}

int mw_outbox_flush(struct mw_outbox *outbox, struct mw_bundle *bundle, bool *ret_acted)
{
	bool has_acted = false;
	for (size_t i = 0; i < outbox->entries.count; i++)
		has_acted = has_acted || outbox->entries.items[i].verb == MW_VERB_DONE;
	if (outbox->entries.count) {
		int error = mw_book_append(bundle, outbox->entries.items, outbox->entries.count);
		if (error) {
			outbox->retry_s = outbox->retry_s ? outbox->retry_s * 2 : RETRY_FIRST_S;
			if (outbox->retry_s > RETRY_MOST_S)
				outbox->retry_s = RETRY_MOST_S;
			return error;
		}
		mw_outbox_release(outbox);
	}
	*ret_acted = has_acted;
	return 0;
}

void mw_outbox_tell(const struct mw_outbox *outbox, struct mw_bundle *bundle)
{
	for (size_t i = 0; i < outbox->entries.count; i++)
		copy(&bundle->pool, MW_PUSH(&bundle->pool, &bundle->ledger.entries),
		     &outbox->entries.items[i]);
}
