/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What to take from a vdir, and what to write into it. The rules (share/doc/CALENDARS.md):
 *
 * - A person's act in the folder counts when the item is not as it was last seen or written: a
 * to-do completed or cancelled. Opening one again is no act. Acts are taken before anything is
 * written.
 * - An item is written when there is something new to say of it, or when an older version of it has
 *   come in the place of ours. What other programs have added to it stays until then, and a file
 * that says already what it should is left alone.
 * - An item that is gone was deleted by somebody: that is no act, and it is not written again. More
 *   than MW_VDIR_GONE_MOST at once that were still to be done, or a folder with none left, is no
 *   deletion but a fault, and all are written again.
 *
 * Pure: bytes and records in, decisions out.
 */
#ifndef MW_FORMAT_VDIR_MERGE_H
#define MW_FORMAT_VDIR_MERGE_H

#include "matchward/format/calendar_vdir.h"
#include "matchward/format/vdir_item.h"

#define MW_VDIR_GONE_MOST 3

/* A file of ours in the folder. */
struct mw_vdir_found {
	const char *name;
	struct mw_vdir_item item;
	bool is_bad; /* its UID is ours, the rest cannot be used: it is left alone */
	uint64_t hash;
};

struct mw_vdir_folder {
	const char *path;   /* as the records have it */
	bool events, todos; /* what belongs into it */
	bool may_add;       /* also what was never in it? */
	MW_LIST(struct mw_vdir_found) found;
};

enum mw_vdir_news {
	MW_VDIR_NEWS_DONE,      /* an act */
	MW_VDIR_NEWS_CANCELLED, /* an act */
	MW_VDIR_NEWS_OPENED,    /* it was closed; no act */
};

struct mw_vdir_act {
	enum mw_vdir_news news;
	const char *uid; /* borrowed from the folder */
};

struct mw_vdir_acts {
	MW_LIST(struct mw_vdir_act) list;
};

/* What persons have done to to-dos in this folder since it was last seen. */
void mw_vdir_acts(const struct mw_vdir_folder *folder, const struct mw_calendar_state *state,
		  struct mw_pool *pool, struct mw_vdir_acts *ret_acts);

struct mw_vdir_write {
	const struct mw_vdir_file *file;
	const char *text; /* what to write */
	size_t len;
	const char *name; /* the one it has in the folder, or a new one */
	uint64_t hash;    /* of what is there now */
	bool is_there;    /* is there anything? */
};

struct mw_vdir_orders {
	MW_LIST(struct mw_vdir_write) writes;
	MW_LIST(const struct mw_vdir_file *)
	deleted;     /* by others, since the folder was last seen */
	size_t gone; /* so many at once that they are written again; else 0 */
};

/*
 * Decides, and brings the records of this folder up to date: those of `writes` are new until
 * mw_vdir_written. `state->vdir` is a list on `pool`.
 */
void mw_vdir_decide(const struct mw_vdir_folder *folder, const struct mw_vdir_files *files,
		    struct mw_pool *pool, struct mw_calendar_state *state,
		    struct mw_vdir_orders *ret_orders);

void mw_vdir_written(const struct mw_vdir_folder *folder, const struct mw_vdir_file *file,
		     struct mw_calendar_state *state);

#endif
