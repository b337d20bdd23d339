/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A batch: one calendar for each of many profiles, written to FOLDER/ID.ics.
 *
 * The state of each calendar is in FOLDER/.state, a state folder like any other, and beside it what
 * the calendar was made from: ID.made. A profile whose calendar would come out the same is passed
 * over. What counts is content, not the time of files: copies, backups and version control set
 * those as they like. The day counts too, since a plan may change when a day has come; then the
 * calendar is made again, and its file is written only if it differs.
 *
 * The id names the calendar, its items and its state, so two profiles must not have the same one.
 * The first that came keeps it, as long as it is there and says so.
 */
#ifndef MW_APP_BATCH_H
#define MW_APP_BATCH_H

#include "matchward/app/load.h"
#include "matchward/app/screen.h"
#include "matchward/edge/file.h"
#include "matchward/format/calendar.h"

struct mw_batch {
	const struct mw_args *args;
	const struct mw_places *places; /* with the state folder of the batch */
	struct mw_common *common;
	const char *here;   /* what relative names begin at */
	const char *folder; /* of the calendars; it is there, as the state folder is */
};

/* What has become of a profile. */
enum mw_batch_fate {
	MW_BATCH_MADE,
	MW_BATCH_KEPT,     /* it would come out the same */
	MW_BATCH_LEFT_OUT, /* something is wrong with it */
	MW_BATCH_STUCK,    /* nothing can be written: the next ones will fare no better */
};

/* Makes the calendar of one profile. What there is to say goes to *ret_words, whole lines. */
enum mw_batch_fate mw_batch_make(const struct mw_batch *batch, const char *profile,
				 struct mw_buf *ret_words);

/* ---- what a calendar was made from ---- */

struct mw_made {
	uint64_t stamp; /* of all that it was made from */
	struct mw_file_look calendar;
	const char *profile; /* its path from the root */
};

/* The stamp of a bundle, on its day and with these options. */
uint64_t mw_made_stamp(const struct mw_bundle *bundle, const struct mw_calendar_options *options);

/* False: it is not there, or cannot be understood. */
bool mw_made_read(const char *path, struct mw_pool *pool, struct mw_made *ret_made);
int mw_made_write(const char *path, const struct mw_made *made); /* 0 or -errno */

/* ---- the names of profiles ---- */

struct mw_names {
	struct mw_pool pool;
	const char *folder; /* NULL: they are read from stdin */
	struct mw_words list;
	size_t at, total; /* total 0: not known */
	char separator;
	bool is_ended;
	struct mw_buf read;
};

/* Every *.ini of a folder, in the order of their bytes, hidden ones apart; "-": stdin. 0 or -errno.
 */
int mw_names_open(struct mw_names *names, const char *folder, bool is_null_separated);
void mw_names_release(struct mw_names *names);

/* Reads on in stdin: when it is known that there is something. 0 or -errno. */
int mw_names_read(struct mw_names *names);

/* The next name: 0; MW_NAMES_E_END; MW_NAMES_E_READ: mw_names_read first; MW_NAMES_E_LONG: a name
 * that is too long to be one; *ret_name has its begin. */
#define MW_NAMES_E_END 1
#define MW_NAMES_E_READ 2
#define MW_NAMES_E_LONG 3
int mw_names_next(struct mw_names *names, struct mw_buf *ret_name);

/* ---- how far it is ---- */

struct mw_progress {
	struct mw_screen screen; /* of stderr; nothing is shown elsewhere */
	int64_t began_ms, shown_ms;
	size_t done, total; /* total 0: not known */
};

void mw_progress_begin(struct mw_progress *progress, const struct mw_args *args);
void mw_progress_show(struct mw_progress *progress); /* not more than ten times a second */
void mw_progress_hide(struct mw_progress *progress); /* until it is shown again */

#endif
