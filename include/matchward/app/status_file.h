/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The status file: how the daemon is, for `matchward status` and whoever else wants to know.
 *
 * $XDG_RUNTIME_DIR/matchward/ID.status.json, else the same name in the state folder; without a
 * profile there is no ID in the name. Replaced whole, and only when its bytes differ; no timer
 * writes it. Who runs is proved by the instance lock, in which the daemon leaves its process id and
 * the path of this file.
 */
#ifndef MW_APP_STATUS_FILE_H
#define MW_APP_STATUS_FILE_H

#include "matchward/app/load.h"
#include "matchward/desk/notifier.h"
#include "matchward/edge/lock.h"
#include "matchward/engine/engine.h"
#include "matchward/format/status_json.h"

struct mw_status_file {
	const struct mw_places *places; /* borrowed */
	const struct mw_lock *instance; /* borrowed */
	struct mw_pool pool;            /* of what the last step gave */
	struct mw_status_report report;
	struct mw_buf server, server_version, troubles[MW_TROUBLES];
	struct mw_buf written;
	char *path;    /* owned; NULL: nothing written yet */
	bool has_told; /* that it cannot be written */
};

/* The instance lock is held. */
void mw_status_file_init(struct mw_status_file *file, const struct mw_places *places,
			 const struct mw_lock *instance);

/* Takes the file away, and our word in the lock. */
void mw_status_file_release(struct mw_status_file *file);

/* What is wrong now; NULL: it is right again. */
void mw_status_file_trouble(struct mw_status_file *file, enum mw_trouble trouble, const char *text);

/* Something could not be done with the file at `path` (of MW_TROUBLE_WATCH: NULL): keep it, and say
 * it on stderr; once, until it is right again. */
void mw_status_file_fail(struct mw_status_file *file, enum mw_trouble trouble, const char *path,
			 int error);

/* What a pull complained of, with everything else that it wrote; nothing of it: all is well. */
void mw_status_file_pull(struct mw_status_file *file, const char *complaint);

/* Which server there is, and whether it takes popups. */
void mw_status_file_notifier(struct mw_status_file *file, const struct mw_notifier_event *event);

/* What the last step has found; bundle and actions are NULL while there is no plan. wake_utc is
 * what the alarm is set to. */
void mw_status_file_step(struct mw_status_file *file, const struct mw_bundle *bundle,
			 const struct mw_actions *actions, int64_t wake_utc);

/* The lock and perhaps the file were removed; the lock is held again: leave our word in it, and
 * write the file at the next occasion. */
void mw_status_file_again(struct mw_status_file *file);

/* Another daemon has taken over, and the file is its own now. */
void mw_status_file_leave_to_other(struct mw_status_file *file);

/* Write it, if anything has changed. */
void mw_status_file_write(struct mw_status_file *file);

#endif
