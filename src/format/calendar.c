/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The only file that writes with libical. Values that we form ourselves are given to it as text and
 * parsed, which keeps its by-value structs (gone in libical 4) out of here; texts of users go
 * through its typed constructors, which escape, after cleaning, which they do not do.
 */
#include "matchward/format/calendar.h"

#include <assert.h>
#include <inttypes.h>
#include <stdbool.h>
#include <libical/ical.h>

#include "matchward/format/calendar_alarm.h"
#include "matchward/format/calendar_entry.h"
#include "matchward/format/clean.h"

#define PRODID "-//Matchward//Matchward//EN"
#define COLOR "steelblue"
#define COLOR_RGB "#4682B4"
#define REFRESH "P1D"

/*
 * How long a timed item lasts. It stands for an instant, but calcurse 4.7.1 refuses an end that is
 * not after the start, khal makes an hour of it with a warning, and Google's API answers 400 "time
 * range is empty".
 */
#define TIMED_S (15 * 60)

static void add_line(icalcomponent *component, struct mw_pool *pool, const char *name,
		     const char *value)
{
	icalproperty *property =
		icalproperty_new_from_string(mw_pool_printf(pool, "%s:%s", name, value));

	assert(property && icalproperty_isa(property) != ICAL_XLICERROR_PROPERTY);
	icalcomponent_add_property(component, property);
}

/* libical 3.0.16 escapes nothing in an X- property, later ones do: give it nothing to escape. */
static void add_x(icalcomponent *component, const char *name, const char *value)
{
	icalproperty *property = icalproperty_new_x(value);

	icalproperty_set_x_name(property, name);
	icalcomponent_add_property(component, property);
}

/* The name that an importer offers for the calendar; one per person where an office has many. */
static const char *calendar_name(const struct mw_plan *plan, struct mw_pool *pool)
{
	const char *person = mw_calendar_plain(pool, plan->profile->name);
	int season = plan->profile->application_year + 1;

	if (!person)
		return mw_pool_printf(pool, "Match %d", season);
	return mw_pool_printf(pool, "Match %d - %s", season, person);
}

static icalcomponent *new_calendar(const struct mw_plan *plan, struct mw_pool *pool)
{
	icalcomponent *calendar = icalcomponent_new_vcalendar();
	const char *name = calendar_name(plan, pool);

	icalcomponent_add_property(calendar, icalproperty_new_prodid(PRODID));
	icalcomponent_add_property(calendar, icalproperty_new_version("2.0"));
	icalcomponent_add_property(calendar, icalproperty_new_calscale("GREGORIAN"));
	icalcomponent_add_property(calendar, icalproperty_new_method(ICAL_METHOD_PUBLISH));
	icalcomponent_add_property(calendar, icalproperty_new_name(name));
	add_x(calendar, "X-WR-CALNAME", name);
	add_x(calendar, "X-WR-TIMEZONE", plan->profile->zone->name);
	add_line(calendar, pool, "REFRESH-INTERVAL;VALUE=DURATION", REFRESH);
	add_x(calendar, "X-PUBLISHED-TTL", REFRESH);
	icalcomponent_add_property(calendar, icalproperty_new_color(COLOR));
	add_x(calendar, "X-APPLE-CALENDAR-COLOR", COLOR_RGB);
	return calendar;
}

static void add_dates(icalcomponent *event, struct mw_pool *pool, const char *start)
{
	mw_day day;
	int second;
	bool is_known = mw_calendar_when_parse(start, &day, &second);

	assert(is_known);
	if (second < 0) {
		add_line(event, pool, "DTSTART;VALUE=DATE", start);
		add_line(event, pool, "DTEND;VALUE=DATE", mw_calendar_day_text(pool, day + 1));
	} else {
		int64_t utc = (int64_t)day * 86400 + second;

		add_line(event, pool, "DTSTART", start);
		add_line(event, pool, "DTEND", mw_calendar_instant_text(pool, utc + TIMED_S));
	}
}

/* libical writes it in its shortest form: "-P2DT15H", days apart from the hours. */
static const char *duration_text(struct mw_pool *pool, int64_t seconds)
{
	int days = (int)(imaxabs(seconds) / 86400), rest = (int)(imaxabs(seconds) % 86400);

	return mw_pool_printf(pool, "%sP%dDT%dH%dM%dS", seconds < 0 ? "-" : "", days, rest / 3600,
			      rest / 60 % 60, rest % 60);
}

static void add_alarms(icalcomponent *event, const struct mw_plan *plan,
		       const struct mw_calendar_entry *entry, enum mw_alarms which,
		       struct mw_pool *pool)
{
	struct mw_calendar_alarms alarms;

	mw_calendar_alarms_compute(plan, entry->milestone, which, &alarms);
	for (size_t i = 0; i < alarms.count; i++) {
		icalcomponent *alarm = icalcomponent_new_valarm();

		icalcomponent_add_property(alarm, icalproperty_new_action(ICAL_ACTION_DISPLAY));
		add_line(alarm, pool, "TRIGGER", duration_text(pool, alarms.offsets_s[i]));
		icalcomponent_add_property(alarm,
					   icalproperty_new_description(entry->item.summary));
		icalcomponent_add_component(event, alarm);
	}
}

static const char *summary_of(const struct mw_calendar_entry *entry, struct mw_pool *pool)
{
	const char *mark = entry->item.is_cancelled ? MW_CALENDAR_CANCELLED_MARK
			   : entry->is_done         ? MW_CALENDAR_DONE_MARK
						    : "";

	return mw_pool_printf(pool, "%s%s", mark, mw_clean_line(pool, entry->item.summary));
}

static icalcomponent *new_event(const struct mw_plan *plan, const struct mw_calendar_entry *entry,
				enum mw_alarms alarms, struct mw_pool *pool)
{
	const struct mw_calendar_item *item = &entry->item;
	icalcomponent *event = icalcomponent_new_vevent();
	const char *stamp = mw_calendar_instant_text(pool, item->stamp_utc);

	icalcomponent_add_property(event, icalproperty_new_uid(item->uid));
	icalcomponent_add_property(event, icalproperty_new_sequence(item->sequence));
	add_line(event, pool, "DTSTAMP", stamp);
	add_line(event, pool, "LAST-MODIFIED", stamp);
	add_dates(event, pool, item->start);
	if (entry->rrule)
		add_line(event, pool, "RRULE", entry->rrule);
	icalcomponent_add_property(event, icalproperty_new_summary(summary_of(entry, pool)));
	if (entry->description)
		icalcomponent_add_property(event, icalproperty_new_description(entry->description));
	if (entry->category)
		icalcomponent_add_property(event, icalproperty_new_categories(entry->category));
	if (entry->url)
		icalcomponent_add_property(event, icalproperty_new_url(entry->url));
	icalcomponent_add_property(event, icalproperty_new_class(ICAL_CLASS_PRIVATE));
	icalcomponent_add_property(event, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
	icalcomponent_add_property(event, icalproperty_new_status(item->is_cancelled
									  ? ICAL_STATUS_CANCELLED
									  : ICAL_STATUS_CONFIRMED));
	if (entry->milestone)
		add_alarms(event, plan, entry, alarms, pool);
	return event;
}

void mw_calendar_build(const struct mw_plan *plan, const struct mw_calendar_options *options,
		       const struct mw_calendar_state *before, struct mw_pool *pool,
		       struct mw_buf *ret_ics, struct mw_calendar_state *ret_after)
{
	struct mw_calendar_state after = MW_CALENDAR_STATE_INIT;
	icalcomponent *calendar = new_calendar(plan, pool);
	struct mw_calendar_entries entries;
	char *text;

	mw_calendar_entries_make(plan, before, pool, &entries);
	for (size_t i = 0; i < entries.list.count; i++) {
		const struct mw_calendar_entry *entry = &entries.list.items[i];

		icalcomponent_add_component(calendar,
					    new_event(plan, entry, options->alarms, pool));
		*MW_PUSH(pool, &after.items) = entry->item;
	}
	mw_calendar_state_sort(&after);
	text = icalcomponent_as_ical_string_r(calendar);
	assert(text);
	mw_buf_puts(ret_ics, text);
	icalmemory_free_buffer(text);
	icalcomponent_free(calendar);
	*ret_after = after;
}
