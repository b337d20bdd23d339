/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What has been told, put off or closed, per milestone and due: the ledger as the engine needs it.
 */
#ifndef MW_ENGINE_TOLD_H
#define MW_ENGINE_TOLD_H

#include "matchward/core/ledger.h"
#include "matchward/core/pool.h"

struct mw_told_note {
	const char *id;
	const char *due;   /* "-": of the milestone as a whole */
	enum mw_verb verb; /* told, snoozed, undone, or done: this due is closed */
	const char *label; /* which reminder was told; until when it was put off */
};

struct mw_told {
	struct mw_pool pool;                /* owns everything */
	MW_LIST(struct mw_told_note) notes; /* by id and due; of one due the newest first */
	bool anything;                      /* has anything been told this year at all? */
};

#define MW_TOLD_INIT                                                                               \
	{                                                                                          \
		.anything = false                                                                  \
	}

void mw_told_release(struct mw_told *told);

/* Forget all and fold one application year of the ledger anew. */
void mw_told_fold(struct mw_told *told, const struct mw_ledger *ledger, int year);

/* Note what has just been written as well: entries newer than all before. */
void mw_told_add(struct mw_told *told, const struct mw_ledger *ledger, int year);

/* All notes on one milestone, whatever the due, likewise. */
const struct mw_told_note *mw_told_of(const struct mw_told *told, const char *id,
				      size_t *ret_count);

/* The notes on one due, *ret_count of them; NULL: none. Valid until the next change. */
const struct mw_told_note *mw_told_find(const struct mw_told *told, const char *id, const char *due,
					size_t *ret_count);

/* Done or skipped, and not undone since? The due "-" asks for the milestone as a whole: an act that
 * no plan knows of yet. */
bool mw_told_is_closed(const struct mw_told *told, const char *id, const char *due);

#endif
