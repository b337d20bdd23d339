/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The report of a status from plan and engine: what the daemon writes, and what the command says
 * without one.
 */
#ifndef MW_APP_REPORT_H
#define MW_APP_REPORT_H

#include "matchward/app/load.h"
#include "matchward/engine/engine.h"
#include "matchward/format/status_json.h"

#define MW_INSTANCE_LOCK "daemon.lock" /* in the state folder; whoever holds it is the daemon */

/* Fills in what follows from the bundle and the engine's last actions; strings go to the pool.
 * wake_utc is what the alarm is set to. */
void mw_report_plan(const struct mw_bundle *bundle, const struct mw_actions *actions,
		    int64_t wake_utc, struct mw_pool *pool, struct mw_status_report *report);

#endif
