/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Suppositions: SECTION.KEY=VALUE as people write it on the command line, and the profile as it
 * would be with them. what-if asks what would change; edit changes it.
 *
 * The supposed text keeps every line of the file at its number, so that what is wrong elsewhere is
 * shown with the line of the file, and what is wrong with a supposition at its operand.
 */
#ifndef MW_APP_SUPPOSE_H
#define MW_APP_SUPPOSE_H

#include "matchward/app/command.h"

#define MW_SUPPOSED_MOST 64

/* One operand, taken apart; value NULL: the key is taken away. */
struct mw_supposition {
	const char *operand; /* borrowed from the arguments */
	const char *section, *key, *value;
	int line; /* of the key, behind the end of the file; 0: nothing was added */
};

struct mw_suppositions {
	const char *command; /* whose operands they are */
	struct mw_pool pool;
	struct mw_supposition items[MW_SUPPOSED_MOST];
	size_t count;
	int lines; /* of the file */
	struct mw_buf text;
};

#define MW_SUPPOSITIONS_INIT(name)                                                                 \
	{                                                                                          \
		.command = (name), .pool = MW_POOL_INIT, .text = MW_BUF_INIT                       \
	}

void mw_suppositions_release(struct mw_suppositions *these);

/* Takes the operands of the call apart. 0, or MW_EXIT_INPUT with one line on
 * stderr. */
int mw_suppose(const struct mw_args *args, struct mw_suppositions *these);

/*
 * Lays them over the profile text[0..len) and loads all with it, at that instant (NULL: as the call
 * says). 0 with *ret_bundle the caller's to free, or an exit code with everything that is wrong on
 * stderr. `notes` as with mw_bundle_load.
 */
int mw_suppose_load(const struct mw_call *call, const char *text, size_t len,
		    const int64_t *now_utc, struct mw_suppositions *these,
		    struct mw_bundle **ret_bundle, struct mw_diags *notes);

/* Shows what the second plan has otherwise than the first. False: nothing, and nothing is shown. */
bool mw_suppose_show(const struct mw_bundle *before, const struct mw_bundle *after,
		     struct mw_suppositions *these, struct mw_buf *out);

#endif
