/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How the service is, as JSON: what the daemon leaves in its status.json, and what `matchward
 * status
 * --json` answers. Keys are never renamed, only added; every key is always there, null where there
 * is nothing. Instants are in UTC.
 *
 * Who reads it back trusts nothing: the file is another process's, and may be of another version.
 */
#ifndef MW_FORMAT_STATUS_JSON_H
#define MW_FORMAT_STATUS_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "matchward/core/buf.h"
#include "matchward/core/pool.h"

#define MW_STATUS_SIZE_MOST (256 * 1024)
#define MW_STATUS_NEVER INT64_MIN /* an instant that does not exist */

/* One reminder: told, waiting or to come. */
struct mw_status_word {
	int64_t at_utc;
	const char *milestone, *title, *due, *reminder; /* reminder: its label in the ledger */
};

enum mw_trouble {
	MW_TROUBLE_INPUT,
	MW_TROUBLE_POPUP,
	MW_TROUBLE_LEDGER,
	MW_TROUBLE_CALENDAR,
	MW_TROUBLE_WATCH,
	MW_TROUBLE_PULL /* of the calendar folders; it may have done its work all the same */
};
#define MW_TROUBLES (MW_TROUBLE_PULL + 1)

/* Strings are NULL where there is nothing. */
struct mw_status_report {
	bool is_running;
	bool is_stale; /* a daemon that has died left its status behind */
	int64_t pid;   /* 0: none */
	int64_t since_utc;
	const char *version;
	const char *profile, *id, *timezone;
	const char *plan;     /* "current"; "last-good": the profile is bad now; NULL: none yet */
	int64_t wake_utc;     /* when it looks again by itself */
	const char *wake_why; /* "reminder", "quiet-hours", "retry" */
	struct mw_status_word next; /* without a milestone: none */
	int64_t waiting;
	const char *waiting_for; /* "server", "quiet-hours", "retry", "service" */
	MW_LIST(struct mw_status_word) held;
	const char *server, *server_version;
	const char *calendar;
	int64_t calendar_utc;                /* written; not in the daemon's file */
	MW_LIST(struct mw_status_word) told; /* the last ones; not in the daemon's file */
	struct {
		const char *text; /* lines; NULL: there was none */
		int64_t at_utc, ended_utc;
	} troubles[MW_TROUBLES];
};

/* Nothing known. */
void mw_status_init(struct mw_status_report *report);

const char *mw_trouble_name(enum mw_trouble trouble); /* "input", "notification", ... */

void mw_status_json(const struct mw_status_report *report, struct mw_buf *out);

/*
 * Read one back; strings are on the pool and free of control characters (line feeds in the text of
 * a trouble apart). MW_STATUS_E_BAD when it is no JSON, too large, or a key is not of its kind;
 * then *ret_report is untouched. Unknown keys are ignored, missing ones are null.
 */
#define MW_STATUS_E_BAD 1
int mw_status_read(const char *text, size_t len, struct mw_pool *pool,
		   struct mw_status_report *ret_report);

#endif
