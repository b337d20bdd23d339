/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Replacing a file that other programs replace too: only what the caller knows may go.
 *
 * To look first and to rename then leaves a moment in between. Here the files change places in one
 * step, and what came out is looked at; if it is something else it goes back. So nobody's file is
 * ever lost, whenever it comes. Where the file system cannot do that, the moment stays, and is
 * short.
 */
#ifndef MW_EDGE_SWAP_H
#define MW_EDGE_SWAP_H

#include <stdbool.h>
#include <stddef.h>

#include "matchward/core/pool.h"
#include "matchward/core/text.h"

/* Is this what may go? */
typedef bool (*mw_swap_known_fn)(const void *context, const char *text, size_t len);

/*
 * Make path hold exactly data[0..len), with these permission bits, in the place of what `is_known`
 * says; NULL: in the place of nothing. Returns 0; MW_SWAP_E_OTHER where something else is there, or
 * nothing any more: then it is still there; or -errno. A link is not followed. Of files with more
 * than `most` bytes none is known.
 */
#define MW_SWAP_E_OTHER 1
int mw_swap(const char *path, const char *data, size_t len, unsigned mode, size_t most,
	    mw_swap_known_fn is_known, const void *context);

/*
 * What crashes have left in a folder beside files that end so: a new one, or one that came out and
 * was not looked at yet. The names, at most `most` of them. 0 or -errno.
 */
int mw_swap_left(const char *folder, const char *ending, size_t most, struct mw_pool *pool,
		 struct mw_words *ret_names);

/* Removes one of them, unless its writer lives. */
void mw_swap_drop(const char *folder, const char *name);

#endif
