/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading an item of a vdir: a file that anybody may have written.
 *
 * Only what a person's act can be told from is read: UID, kind, status, SEQUENCE, and which of our
 * versions it was made from (MW_VDIR_BASE, else its SEQUENCE). That takes a reader of lines, not a
 * library that makes a tree of everything; its work is linear in the size, and nothing of the file
 * outlives it but the UID.
 */
#ifndef MW_FORMAT_VDIR_ITEM_H
#define MW_FORMAT_VDIR_ITEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "matchward/core/pool.h"
#include "matchward/format/calendar_state.h"

#define MW_VDIR_ITEM_SIZE_MOST (256 * 1024)

/* What other programs keep, and do not count up. */
#define MW_VDIR_BASE "X-MATCHWARD-SEQUENCE"

struct mw_vdir_item {
	const char *uid;
	bool is_todo;
	enum mw_vdir_status status; /* of an event: open, or cancelled */
	int sequence;               /* 0 where there is none */
	int base; /* the SEQUENCE of ours that it was made from; -1: it does not say */
};

/*
 * Read text[0..len). Returns 0; MW_VDIR_E_FOREIGN where no item has a UID of ours, that is of this
 * profile; MW_VDIR_E_BAD where one has, but the file is torn, or holds more than the one item; then
 * *ret_why says what is wrong, and ret_item->uid which it is.
 *
 * Without a STATUS a to-do is done when it has COMPLETED or 100 per cent: some programs write no
 * more.
 */
#define MW_VDIR_E_FOREIGN 1
#define MW_VDIR_E_BAD 2
int mw_vdir_item_read(const char *text, size_t len, const char *profile_id, struct mw_pool *pool,
		      struct mw_vdir_item *ret_item, const char **ret_why);

/* Of the bytes of a file, to tell ours from what others have made of them. */
uint64_t mw_vdir_hash(const char *text, size_t len);

#endif
