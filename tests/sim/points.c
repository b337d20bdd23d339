/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The points of a milestone: all instants at which something is to be said of it, laid out at once
 * from DESIGN section 4, apart from the engine.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim.h"

static mw_day local_day(const struct mw_plan *plan, int64_t utc)
{
	mw_day day;
	int second;
	mw_zone_from_utc(plan->profile->zone, utc, &day, &second);
	return day;
}

static int64_t local(const struct mw_plan *plan, mw_day day, int minute)
{
	return mw_zone_to_utc(plan->profile->zone, day, minute);
}

static int64_t at_hour(const struct mw_plan *plan, mw_day day)
{
	return local(plan, day, plan->profile->reminders.at_minute);
}

/* ---- quiet hours: a stretch of time from one hour of the wall clock to the next other one ---- */

static bool quiet_span(const struct mw_plan *plan, int64_t utc, int64_t *ret_begin,
		       int64_t *ret_end)
{
	int from = plan->profile->reminders.quiet_from, to = plan->profile->reminders.quiet_to;
	mw_day today = local_day(plan, utc);
	for (mw_day day = today - 1; from != to && day <= today; day++) {
		int64_t begin = local(plan, day, from);
		int64_t end = local(plan, from < to ? day : day + 1, to);
		if (begin <= utc && utc < end) {
			*ret_begin = begin;
			*ret_end = end;
			return true;
		}
	}
	return false;
}

bool model_is_quiet(const struct mw_plan *plan, int64_t utc, int64_t *ret_end)
{
	int64_t begin;
	return quiet_span(plan, utc, &begin, ret_end);
}

/* Inside quiet hours it waits; unless the deadline comes first, then it is said just before. */
static int64_t polite(const struct mw_plan *plan, int64_t at, int64_t deadline)
{
	int64_t begin, end;
	if (!quiet_span(plan, at, &begin, &end))
		return at;
	return at <= deadline && deadline <= end ? begin - 60 : end;
}

/* After the deadline nothing presses. */
static int64_t patient(const struct mw_plan *plan, int64_t at)
{
	int64_t begin, end;
	return quiet_span(plan, at, &begin, &end) ? end : at;
}

/* ---- the points of one milestone ---- */

/* One thing that happens on a day, or at an instant. */
struct target {
	mw_day day; /* local */
	bool is_timed;
	int64_t instant;  /* of a timed one */
	int64_t deadline; /* the instant, or the end of the day */
};

static struct target target_of(const struct mw_plan *plan, const struct mw_date *date)
{
	struct target target = { .day = date->day, .is_timed = date->minute >= 0 };
	if (target.is_timed) {
		target.instant = mw_zone_to_utc(date->zone, date->day, date->minute);
		target.day = local_day(plan, target.instant);
	}
	target.deadline = target.is_timed ? target.instant : local(plan, target.day + 1, 0);
	return target;
}

static bool target_parse(const struct mw_plan *plan, const char *text, struct target *ret_target)
{
	char day_text[11];
	int hour, minute;
	mw_day day;
	if (strlen(text) != 10 && strlen(text) != 17)
		return false;
	(void)snprintf(day_text, sizeof day_text, "%.10s", text);
	if (!mw_day_parse(day_text, &day))
		return false;
	*ret_target = (struct target){ .day = day, .deadline = local(plan, day + 1, 0) };
	if (text[10] && sscanf(text + 10, "T%2d:%2dZ", &hour, &minute) == 2) {
		ret_target->is_timed = true;
		ret_target->instant = (int64_t)day * DAY_S + hour * 3600 + minute * 60;
		ret_target->day = local_day(plan, ret_target->instant);
		ret_target->deadline = ret_target->instant;
	}
	return true;
}

/* "3d", "2h", "45m" before the target. */
static bool lead_instant(const struct mw_plan *plan, const struct mw_milestone *milestone,
			 const struct target *target, const char *label, int64_t *ret_at)
{
	char unit = label[strlen(label) - 1];
	int count = atoi(label);
	int64_t at;
	if (unit == 'd') {
		at = at_hour(plan, target->day - count);
		if (target->is_timed && at >= target->instant)
			at = at_hour(plan, target->day - count - 1);
	} else {
		if (!target->is_timed)
			return false;
		at = target->instant - (int64_t)count * (unit == 'h' ? 3600 : 60);
	}
	struct target opens = target_of(plan, &milestone->opens);
	if (!milestone->rule->repeat_days && opens.day < target->day) {
		int64_t opening = opens.is_timed ? opens.instant : at_hour(plan, opens.day);
		at = at < opening ? opening : at;
	}
	int64_t over = milestone->rule->is_event ? target->deadline : INT64_MAX;
	if (!milestone->rule->is_event && milestone->latest.day != MW_DAY_NONE)
		over = target_of(plan, &milestone->latest).deadline;
	if (at >= over)
		at = over - 60; /* at that instant it would be of no use */
	*ret_at = polite(plan, at, target->deadline);
	return true;
}

static bool overdue_instant(const struct mw_plan *plan, const struct mw_milestone *milestone,
			    const struct target *target, int days, int64_t *ret_at)
{
	int64_t at = patient(plan, at_hour(plan, target->day + days));
	if (milestone->latest.day != MW_DAY_NONE &&
	    at >= target_of(plan, &milestone->latest).deadline)
		return false;
	*ret_at = at;
	return true;
}

static bool late_instant(const struct mw_plan *plan, const struct mw_milestone *milestone,
			 int64_t *ret_at)
{
	if (milestone->latest.day == MW_DAY_NONE || milestone->rule->strength == MW_STRENGTH_SOFT)
		return false;
	struct target latest = target_of(plan, &milestone->latest);
	int64_t at = at_hour(plan, latest.day);
	if (at < latest.deadline)
		at = at_hour(plan, latest.day + 1);
	*ret_at = patient(plan, at);
	return true;
}

/* The instant of any label, also of one that is in no list any more. */
bool point_instant(const struct model *model, const struct mine *mine, const char *due,
		   const char *label, int64_t *ret_at)
{
	struct target target, until;
	if (!*label || !target_parse(model->plan, due, &target))
		return false;
	if (!strcmp(label, "late"))
		return late_instant(model->plan, mine->milestone, ret_at);
	if (!strncmp(label, "again@", 6)) {
		if (!target_parse(model->plan, label + 6, &until) || !until.is_timed)
			return false;
		*ret_at = polite(model->plan, until.instant, target.deadline);
		return true;
	}
	if (label[0] == '+')
		return overdue_instant(model->plan, mine->milestone, &target, atoi(label + 1),
				       ret_at);
	return lead_instant(model->plan, mine->milestone, &target, label, ret_at);
}

static void add_point(struct model *model, struct mine *mine, const char *due, const char *label,
		      int64_t at)
{
	struct point point = { .at = at, .told = INT64_MIN };
	if (at < local(model->plan, model->plan->first_day, 0))
		return;
	(void)snprintf(point.due, sizeof point.due, "%s", due);
	(void)snprintf(point.label, sizeof point.label, "%s", label);
	(void)MW_PUSH(&model->pool, &mine->points);
	size_t i = mine->points.count - 1;
	for (; i > 0 && mine->points.items[i - 1].at > at; i--)
		mine->points.items[i] = mine->points.items[i - 1];
	mine->points.items[i] = point;
}

static void lay_out_repeating(struct model *model, struct mine *mine, const struct mw_leads *leads)
{
	const struct mw_milestone *milestone = mine->milestone;
	int every = milestone->rule->repeat_days;
	char due[MW_DAY_TEXT_SIZE];
	int64_t at;
	if (every < 7 || !leads->count)
		return; /* daily work lives in the calendar only */
	mw_day last = target_of(model->plan, &milestone->due).day;
	for (mw_day day = target_of(model->plan, &milestone->opens).day; day <= last;
	     day += every) {
		struct target target = { .day = day, .deadline = local(model->plan, day + 1, 0) };
		if (lead_instant(model->plan, milestone, &target, "0d", &at))
			add_point(model, mine, mw_day_format(day, due), "0d", at);
	}
}

static void lay_out(struct model *model, struct mine *mine, int64_t until)
{
	const struct mw_plan *plan = model->plan;
	const struct mw_milestone *milestone = mine->milestone;
	const struct mw_leads *leads = milestone->rule->has_remind ? &milestone->rule->remind
								   : &plan->profile->reminders.lead;
	struct target target = target_of(plan, &milestone->due);
	char label[LABEL_SIZE];
	int64_t at;
	if (milestone->rule->repeat_days) {
		lay_out_repeating(model, mine, leads);
		return;
	}
	for (size_t i = 0; i < leads->count; i++) {
		struct mw_lead lead = leads->items[i];
		if (lead.minutes < 0)
			(void)snprintf(label, sizeof label, "%dd", lead.days);
		else if (lead.minutes > 0 && lead.minutes % 60 == 0)
			(void)snprintf(label, sizeof label, "%dh", lead.minutes / 60);
		else
			(void)snprintf(label, sizeof label, "%dm", lead.minutes);
		if (lead_instant(plan, milestone, &target, label, &at))
			add_point(model, mine, mine->due, label, at);
	}
	if (milestone->rule->is_event)
		return;
	int own = milestone->rule->overdue_days;
	int every = own ? own : plan->profile->reminders.overdue_days;
	for (int days = every; at_hour(plan, target.day + days) < until; days += every) {
		(void)snprintf(label, sizeof label, "+%dd", days);
		if (!overdue_instant(plan, milestone, &target, days, &at))
			break;
		add_point(model, mine, mine->due, label, at);
	}
	if (late_instant(plan, milestone, &at))
		add_point(model, mine, mine->due, "late", at);
}

static void write_due(const struct target *target, char due[MW_DUE_TEXT_SIZE])
{
	char day[MW_DAY_TEXT_SIZE];
	if (!target->is_timed) {
		(void)snprintf(due, MW_DUE_TEXT_SIZE, "%s", mw_day_format(target->day, day));
		return;
	}
	int64_t minutes = target->instant / 60;
	(void)snprintf(due, MW_DUE_TEXT_SIZE, "%sT%02d:%02dZ",
		       mw_day_format((mw_day)(minutes / 1440), day), (int)(minutes % 1440 / 60),
		       (int)(minutes % 60));
}

void points_lay_out(struct model *model, struct mine *mine, int64_t until)
{
	const struct mw_plan *plan = model->plan;
	const struct mw_date *latest = &mine->milestone->latest;
	struct target target = target_of(plan, &mine->milestone->due);
	write_due(&target, mine->due);
	mine->deadline = target.deadline;
	mine->latest_end =
		latest->day == MW_DAY_NONE ? INT64_MAX : target_of(plan, latest).deadline;
	lay_out(model, mine, until);
}
