/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The status on a terminal.
 */
#ifndef MW_APP_SHOW_STATUS_H
#define MW_APP_SHOW_STATUS_H

#include "matchward/core/zone.h"
#include "matchward/format/status_json.h"

/* `own_profile` is what this command reads, if the daemon reads another file, else NULL; `now_utc`
 * is its clock. */
void mw_show_status(const struct mw_status_report *report, const struct mw_zone *home,
		    const char *own_profile, int64_t now_utc, struct mw_buf *out);

#endif
