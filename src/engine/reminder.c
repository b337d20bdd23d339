/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The instants of one milestone. All local times are of the profile's zone.
 */
#include "matchward/engine/reminder.h"

#include <stdio.h>
#include <string.h>

#include "matchward/core/moment.h"

/* One occurrence of a milestone and what bounds its reminders. */
struct occurrence {
	const struct mw_plan *plan;
	const struct mw_milestone *milestone;
	struct mw_date due;
	mw_day due_day;       /* local */
	int64_t deadline_utc; /* of a timed due its instant, else the end of its day */
};

/* Quiet hours are a stretch of time from one hour on the wall to the next other one: an hour that
 * comes twice neither interrupts them nor brings them back. */
static bool find_quiet(const struct mw_profile *profile, int64_t utc, int64_t *ret_begin,
		       int64_t *ret_end)
{
	int from = profile->reminders.quiet_from, to = profile->reminders.quiet_to;
	mw_day today;
	int second;
	mw_zone_from_utc(profile->zone, utc, &today, &second);
	for (mw_day day = today - 1; from != to && day <= today; day++) {
		int64_t begin = mw_zone_to_utc(profile->zone, day, from);
		int64_t end = mw_zone_to_utc(profile->zone, from > to ? day + 1 : day, to);
		if (utc < begin || utc >= end)
			continue;
		*ret_begin = begin;
		*ret_end = end;
		return true;
	}
	return false;
}

bool mw_reminder_is_quiet(const struct mw_profile *profile, int64_t utc, int64_t *ret_end)
{
	int64_t begin;
	return find_quiet(profile, utc, &begin, ret_end);
}

static int64_t heed_quiet(const struct occurrence *occurrence, int64_t utc)
{
	int64_t begin, end;
	if (!find_quiet(occurrence->plan->profile, utc, &begin, &end))
		return utc;
	bool is_pressing = utc <= occurrence->deadline_utc && end >= occurrence->deadline_utc;
	return is_pressing ? begin - 60 : end;
}

/* After the deadline nothing presses any more: what is said then waits. */
static int64_t after_quiet(const struct occurrence *occurrence, int64_t utc)
{
	int64_t end;
	return mw_reminder_is_quiet(occurrence->plan->profile, utc, &end) ? end : utc;
}

static struct occurrence occurrence_of(const struct mw_plan *plan,
				       const struct mw_milestone *milestone,
				       const struct mw_date *due)
{
	const struct mw_zone *home = plan->profile->zone;
	return (struct occurrence){ plan, milestone, *due, mw_date_local_day(due, home),
				    mw_date_end_utc(due, home) };
}

/* From when on nothing is said of it any more, or only that it is too late. */
static int64_t over_utc(const struct occurrence *occurrence)
{
	const struct mw_date *latest = &occurrence->milestone->latest;
	if (occurrence->milestone->rule->is_event)
		return occurrence->deadline_utc;
	return mw_date_is(latest) ? mw_date_end_utc(latest, occurrence->plan->profile->zone)
				  : INT64_MAX;
}

static int64_t lead_instant(const struct occurrence *occurrence, struct mw_lead lead)
{
	int64_t at =
		mw_moment_of_lead(occurrence->plan, occurrence->milestone, &occurrence->due, lead);
	if (at == MW_MOMENT_NONE)
		return at;
	/* Where all is over when the instant comes, it would come too late. */
	if (at >= over_utc(occurrence))
		at = over_utc(occurrence) - 60;
	return heed_quiet(occurrence, at);
}

/* The k-th word after the due, k from 1; MW_MOMENT_NONE when the latest comes before it. */
static int64_t overdue_instant(const struct occurrence *occurrence, int days)
{
	const struct mw_plan *plan = occurrence->plan;
	const struct mw_date *latest = &occurrence->milestone->latest;
	int64_t at = after_quiet(occurrence, mw_moment_at_hour(plan, occurrence->due_day + days));
	bool is_too_late = mw_date_is(latest) && at >= mw_date_end_utc(latest, plan->profile->zone);
	return is_too_late ? MW_MOMENT_NONE : at;
}

/* When the latest has passed: the morning after. */
static int64_t late_instant(const struct occurrence *occurrence)
{
	const struct mw_plan *plan = occurrence->plan;
	const struct mw_date *latest = &occurrence->milestone->latest;
	if (!mw_date_is(latest) || occurrence->milestone->rule->strength == MW_STRENGTH_SOFT)
		return MW_MOMENT_NONE;
	mw_day day = mw_date_local_day(latest, plan->profile->zone);
	int64_t at = mw_moment_at_hour(plan, day);
	if (at < mw_date_end_utc(latest, plan->profile->zone))
		at = mw_moment_at_hour(plan, day + 1);
	return after_quiet(occurrence, at);
}

const char *mw_reminder_due(const struct mw_date *due, const struct mw_zone *home,
			    char buf[MW_DUE_TEXT_SIZE])
{
	char day_text[MW_DAY_TEXT_SIZE];
	if (!mw_date_is_timed(due)) {
		(void)snprintf(buf, MW_DUE_TEXT_SIZE, "%s", mw_day_format(due->day, day_text));
		return buf;
	}
	mw_day day;
	int second;
	mw_zone_from_utc(&mw_zone_utc, mw_date_begin_utc(due, home), &day, &second);
	(void)snprintf(buf, MW_DUE_TEXT_SIZE, "%sT%02d:%02dZ", mw_day_format(day, day_text),
		       second / 3600 % 24, second / 60 % 60);
	return buf;
}

struct sink {
	const struct occurrence *occurrence;
	char due[MW_DUE_TEXT_SIZE]; /* of the occurrence */
	struct mw_reminder *items;
	size_t count;
};

static void add(struct sink *sink, int64_t at, const char *label)
{
	const struct mw_plan *plan = sink->occurrence->plan;
	/* The first digest speaks for all that lies before the first day. */
	if (at < mw_zone_to_utc(plan->profile->zone, plan->first_day, 0) ||
	    sink->count == MW_REMINDERS_MOST)
		return;
	struct mw_reminder reminder = { .at_utc = at };
	memcpy(reminder.due, sink->due, sizeof reminder.due);
	(void)snprintf(reminder.label, sizeof reminder.label, "%s", label);
	size_t i = sink->count++;
	for (; i > 0 && sink->items[i - 1].at_utc > at; i--)
		sink->items[i] = sink->items[i - 1];
	sink->items[i] = reminder;
}

static void set_occurrence(struct sink *sink, const struct occurrence *occurrence)
{
	sink->occurrence = occurrence;
	(void)mw_reminder_due(&occurrence->due, occurrence->plan->profile->zone, sink->due);
}

static void add_overdue(struct sink *sink, int days)
{
	char label[MW_LABEL_SIZE];
	int64_t at = days > 0 ? overdue_instant(sink->occurrence, days) : MW_MOMENT_NONE;
	if (at == MW_MOMENT_NONE)
		return;
	(void)snprintf(label, sizeof label, "+%dd", days);
	add(sink, at, label);
}

static void add_late(struct sink *sink)
{
	int64_t late = late_instant(sink->occurrence);
	if (late != MW_MOMENT_NONE)
		add(sink, late, "late");
}

static void add_after_due(struct sink *sink, int64_t now_utc)
{
	const struct occurrence *occurrence = sink->occurrence;
	int every = mw_plan_overdue_days(occurrence->plan, occurrence->milestone);
	mw_day today;
	int second;
	mw_zone_from_utc(occurrence->plan->profile->zone, now_utc, &today, &second);
	int last = today > occurrence->due_day ? (today - occurrence->due_day) / every * every : 0;
	/* Yesterday's may have been put off by quiet hours, so the one before the last matters too.
	 */
	for (int days = last - every; days <= last + every; days += every)
		add_overdue(sink, days);
	add_late(sink);
}

/* The occurrence of a repeating milestone that is current then, and its neighbours. */
static void add_repeating(const struct mw_plan *plan, const struct mw_milestone *milestone,
			  int64_t now_utc, struct sink *sink)
{
	int every = milestone->rule->repeat_days;
	if (every < 7 || !mw_plan_leads(plan, milestone)->count)
		return;
	mw_day first = mw_date_local_day(&milestone->opens, plan->profile->zone);
	mw_day last;
	int second;
	mw_zone_from_utc(plan->profile->zone, now_utc, &last, &second);
	last = last < milestone->due_day ? last : milestone->due_day;
	mw_day current = last > first ? first + (last - first) / every * every : first;
	for (mw_day day = current - every; day <= current + every; day += every) {
		if (day < first || day > milestone->due_day)
			continue;
		struct mw_date due = mw_date_of_day(day, milestone->due.provenance);
		struct occurrence occurrence = occurrence_of(plan, milestone, &due);
		set_occurrence(sink, &occurrence);
		add(sink, lead_instant(&occurrence, (struct mw_lead){ .minutes = -1 }), "0d");
	}
}

size_t mw_reminders_of(const struct mw_plan *plan, const struct mw_milestone *milestone,
		       int64_t now_utc, struct mw_reminder reminders[MW_REMINDERS_MOST])
{
	struct sink sink = { .items = reminders };
	if (mw_milestone_is_closed(milestone) || milestone->fate == MW_FATE_TOO_LATE)
		return 0;
	if (milestone->rule->repeat_days) {
		add_repeating(plan, milestone, now_utc, &sink);
		return sink.count;
	}
	const struct mw_leads *leads = mw_plan_leads(plan, milestone);
	struct occurrence occurrence = occurrence_of(plan, milestone, &milestone->due);
	set_occurrence(&sink, &occurrence);
	if (milestone->status == MW_STATUS_MISSED) {
		add_late(&sink); /* all before is pointless now */
		return sink.count;
	}
	for (size_t i = 0; i < leads->count; i++) {
		char label[MW_LEAD_TEXT_SIZE];
		int64_t at = lead_instant(&occurrence, leads->items[i]);
		if (at != MW_MOMENT_NONE)
			add(&sink, at, mw_lead_format(leads->items[i], label));
	}
	if (!milestone->rule->is_event)
		add_after_due(&sink, now_utc);
	return sink.count;
}

static bool parse_due(const char *text, struct mw_date *ret_due)
{
	char day_text[11] = "";
	int hour, minute;
	mw_day day;
	if (strlen(text) < 10)
		return false;
	memcpy(day_text, text, 10);
	if (!mw_day_parse(day_text, &day))
		return false;
	*ret_due = mw_date_of_day(day, MW_PROVENANCE_ADVICE);
	if (!text[10])
		return true;
	if (sscanf(text + 10, "T%2d:%2dZ", &hour, &minute) != 2 || hour < 0 || hour > 23 ||
	    minute < 0 || minute > 59)
		return false;
	ret_due->minute = hour * 60 + minute;
	ret_due->zone = &mw_zone_utc;
	return true;
}

int64_t mw_reminder_instant(const struct mw_plan *plan, const struct mw_milestone *milestone,
			    const char *due, const char *label)
{
	struct mw_date date, again;
	struct mw_leads leads;
	int days;
	if (!parse_due(due, &date))
		return MW_MOMENT_NONE;
	struct occurrence occurrence = occurrence_of(plan, milestone, &date);
	if (!strcmp(label, "late"))
		return late_instant(&occurrence);
	if (!strncmp(label, "again@", 6))
		return parse_due(label + 6, &again)
			       ? heed_quiet(&occurrence,
					    mw_date_begin_utc(&again, plan->profile->zone))
			       : MW_MOMENT_NONE;
	if (sscanf(label, "+%4dd", &days) == 1)
		return overdue_instant(&occurrence, days);
	if (!mw_leads_parse(label, &leads, NULL) && leads.count == 1)
		return lead_instant(&occurrence, leads.items[0]);
	return MW_MOMENT_NONE;
}
