/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where a lead falls is the daemon's rule too and lives in core/moment; here its instant becomes a
 * distance.
 */
#include "matchward/format/calendar_alarm.h"

#include "matchward/core/moment.h"

/* An instant as its distance from DTSTART. */
static int64_t offset_s(const struct mw_plan *plan, const struct mw_date *due, int64_t utc)
{
	const struct mw_zone *home = plan->profile->zone;
	mw_day day;
	int second;

	if (mw_date_is_timed(due))
		return utc - mw_date_begin_utc(due, home);
	mw_zone_from_utc(home, utc, &day, &second);
	return (int64_t)(day - due->day) * 86400 + second;
}

/* Latest first; what is there already is not added again. */
static void insert(struct mw_calendar_alarms *alarms, int64_t offset)
{
	size_t at = 0, i;

	while (at < alarms->count && alarms->offsets_s[at] > offset)
		at++;
	if (at < alarms->count && alarms->offsets_s[at] == offset)
		return;
	for (i = alarms->count++; i > at; i--)
		alarms->offsets_s[i] = alarms->offsets_s[i - 1];
	alarms->offsets_s[at] = offset;
}

/* The local second of the day on which a timed date falls. */
static int local_second(const struct mw_date *date, const struct mw_zone *home)
{
	mw_day day;
	int second;

	mw_zone_from_utc(home, mw_date_begin_utc(date, home), &day, &second);
	return second;
}

/* One trigger serves all occurrences, so it has to fit the first and the last one too. */
static int64_t occurrence_offset_s(const struct mw_plan *plan, const struct mw_milestone *milestone)
{
	const struct mw_zone *home = plan->profile->zone;
	int second = plan->profile->reminders.at_minute * 60;

	if (mw_date_is(&milestone->opens) && mw_date_is_timed(&milestone->opens)) {
		int opens = local_second(&milestone->opens, home);
		second = opens > second ? opens : second;
	}
	if (mw_date_is_timed(&milestone->due)) {
		int due = local_second(&milestone->due, home);
		second = due < second ? due : second;
	}
	return second;
}

void mw_calendar_alarms_compute(const struct mw_plan *plan, const struct mw_milestone *milestone,
				enum mw_alarms alarms, struct mw_calendar_alarms *ret_alarms)
{
	const struct mw_leads *leads = mw_plan_leads(plan, milestone);
	const struct mw_date *due = &milestone->due;
	int repeat_days = milestone->rule->repeat_days;

	*ret_alarms = (struct mw_calendar_alarms){ .count = 0 };
	if (alarms == MW_ALARMS_NONE || mw_calendar_is_closed(milestone) || !leads->count)
		return;
	if (repeat_days) {
		if (repeat_days >= 7)
			insert(ret_alarms, occurrence_offset_s(plan, milestone));
		return;
	}
	for (size_t i = 0; i < leads->count; i++) {
		int64_t utc = mw_moment_of_lead(plan, milestone, due, leads->items[i]);

		if (utc != MW_MOMENT_NONE)
			insert(ret_alarms, offset_s(plan, due, utc));
	}
	if (alarms == MW_ALARMS_ONE && ret_alarms->count > 1)
		ret_alarms->count = 1;
}
