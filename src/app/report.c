/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From actions to a report.
 */
#include "matchward/app/report.h"

static const char *wait_name(enum mw_wait wait)
{
	switch (wait) {
	case MW_WAIT_NOTHING:
		return NULL;
	case MW_WAIT_QUIET:
		return "quiet-hours";
	case MW_WAIT_SERVER:
		return "server";
	case MW_WAIT_RETRY:
		return "retry";
	}
	return NULL;
}

static struct mw_status_word word(struct mw_pool *pool, int64_t at_utc,
				  const struct mw_telling *telling)
{
	return (struct mw_status_word){ at_utc, mw_pool_string(pool, telling->milestone->id),
					mw_pool_string(pool, telling->milestone->title),
					mw_pool_string(pool, telling->due),
					mw_pool_string(pool, telling->label) };
}

void mw_report_plan(const struct mw_bundle *bundle, const struct mw_actions *actions,
		    int64_t wake_utc, struct mw_pool *pool, struct mw_status_report *report)
{
	report->profile = mw_pool_string(pool, bundle->inputs[MW_INPUT_PROFILE].path);
	report->id = mw_pool_string(pool, bundle->profile.id);
	report->timezone = mw_pool_string(pool, bundle->profile.zone->name);
	report->calendar = mw_pool_string(pool, bundle->calendar_path);
	if (wake_utc != MW_WAKE_NEVER) {
		report->wake_utc = wake_utc;
		report->wake_why = wake_utc == actions->next_utc    ? "reminder"
				   : wake_utc < actions->wake_utc   ? "retry"
				   : actions->wait == MW_WAIT_QUIET ? "quiet-hours"
								    : "retry";
	}
	if (actions->next.milestone)
		report->next = word(pool, actions->next_utc, &actions->next);
	report->waiting = (int64_t)actions->waiting;
	report->waiting_for = wait_name(actions->wait);
	for (size_t i = 0; i < actions->held_count; i++)
		*MW_PUSH(pool, &report->held) = word(pool, MW_STATUS_NEVER, &actions->held[i]);
}
