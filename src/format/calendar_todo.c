/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a to-do says that an event does not.
 */
#include "matchward/format/calendar_todo.h"

#include <string.h>

#include "matchward/format/calendar_alarm.h"
#include "matchward/format/clean.h"

bool mw_calendar_has_todo(const struct mw_milestone *milestone)
{
	return !milestone->rule->is_event && !milestone->rule->repeat_days;
}

bool mw_calendar_is_todo_uid(const char *uid)
{
	const char *domain = strrchr(uid, '@');

	return domain && !strcmp(domain, MW_CALENDAR_TODO_DOMAIN);
}

const char *mw_calendar_todo_uid(const struct mw_plan *plan, const char *id, struct mw_pool *pool)
{
	return mw_clean_line(pool,
			     mw_pool_printf(pool, "%s.%d.%s" MW_CALENDAR_TODO_DOMAIN, id,
					    plan->profile->application_year, plan->profile->id));
}

/*
 * Of the same kind as DUE, as RFC 5545 demands, and before it: programs drop a start that is not.
 */
static const char *begin_of(const struct mw_plan *plan, const struct mw_milestone *milestone,
			    struct mw_pool *pool)
{
	const struct mw_zone *home = plan->profile->zone;
	const struct mw_date *opens = &milestone->opens, *due = &milestone->due;

	if (!mw_date_is(opens))
		return NULL;
	if (mw_date_is_timed(due)) {
		int64_t begin = mw_date_begin_utc(opens, home);

		return begin < mw_date_begin_utc(due, home) ? mw_calendar_instant_text(pool, begin)
							    : NULL;
	}
	mw_day begin = mw_date_local_day(opens, home);

	return begin < due->day ? mw_calendar_day_text(pool, begin) : NULL;
}

/* What another milestone has closed has been done since that one was. */
static const char *completed_of(const struct mw_plan *plan, const struct mw_milestone *milestone,
				struct mw_pool *pool)
{
	const struct mw_milestone *closer = milestone;

	if (!milestone->is_done && milestone->closed_by)
		closer = mw_plan_find(plan, milestone->closed_by);
	return closer && closer->is_done ? mw_calendar_instant_text(pool, closer->closed_utc)
					 : NULL;
}

void mw_calendar_make_todo(const struct mw_plan *plan, struct mw_pool *pool,
			   struct mw_calendar_entry *entry)
{
	const struct mw_milestone *milestone = entry->milestone;
	const struct mw_words *needs = &milestone->rule->needs;

	entry->is_todo = true;
	entry->item.uid = mw_calendar_todo_uid(plan, milestone->id, pool);
	entry->begin = begin_of(plan, milestone, pool);
	entry->completed = completed_of(plan, milestone, pool);
	for (size_t i = 0; i < needs->list.count; i++) {
		const struct mw_milestone *need = mw_plan_find(plan, needs->list.items[i]);

		if (need && mw_milestone_is_shown(need) && mw_calendar_has_todo(need))
			*MW_PUSH(pool, &entry->needs.list) =
				mw_calendar_todo_uid(plan, need->id, pool);
	}
}
