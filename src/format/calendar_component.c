/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From entries to components. Values that we form ourselves are given to libical as text and
 * parsed, which keeps its by-value structs (gone in libical 4) out of here; texts of users go
 * through its typed constructors, which escape, after cleaning, which they do not do.
 */
#include "calendar_component.h"

#include <assert.h>
#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

#include "matchward/format/calendar.h"
#include "matchward/format/calendar_alarm.h"
#include "matchward/format/clean.h"

/*
 * How long a timed item lasts. It stands for an instant, but calcurse 4.7.1 refuses an end that is
 * not after the start, khal makes an hour of it with a warning, and Google's API answers 400 "time
 * range is empty".
 */
#define TIMED_S (15 * 60)

void mw_component_add_line(icalcomponent *component, struct mw_pool *pool, const char *name,
			   const char *value)
{
	icalproperty *property =
		icalproperty_new_from_string(mw_pool_printf(pool, "%s:%s", name, value));

	assert(property && icalproperty_isa(property) != ICAL_XLICERROR_PROPERTY);
	icalcomponent_add_property(component, property);
}

/* The same for what there are hundreds of: no line is made and taken apart again. */
static void add_value(icalcomponent *component, icalproperty_kind kind, icalvalue_kind type,
		      const char *text)
{
	icalproperty *property = icalproperty_new(kind);
	icalvalue *value = icalvalue_new_from_string(type, text);

	assert(property && value);
	icalproperty_set_value(property, value);
	icalcomponent_add_property(component, property);
}

static void add_dates(icalcomponent *event, struct mw_pool *pool, const char *start)
{
	mw_day day;
	int second;
	bool is_known = mw_calendar_when_parse(start, &day, &second);

	assert(is_known);
	if (second < 0) {
		mw_component_add_line(event, pool, "DTSTART;VALUE=DATE", start);
		mw_component_add_line(event, pool, "DTEND;VALUE=DATE",
				      mw_calendar_day_text(pool, day + 1));
	} else {
		int64_t utc = (int64_t)day * 86400 + second;

		mw_component_add_line(event, pool, "DTSTART", start);
		mw_component_add_line(event, pool, "DTEND",
				      mw_calendar_instant_text(pool, utc + TIMED_S));
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
		add_value(alarm, ICAL_TRIGGER_PROPERTY, ICAL_TRIGGER_VALUE,
			  duration_text(pool, alarms.offsets_s[i]));
		icalcomponent_add_property(alarm,
					   icalproperty_new_description(entry->item.summary));
		icalcomponent_add_component(event, alarm);
	}
}

/* A to-do has a status that every program shows; an event has only its title. */
static const char *summary_of(const struct mw_calendar_entry *entry, struct mw_pool *pool)
{
	const char *mark = entry->is_todo             ? ""
			   : entry->item.is_cancelled ? MW_CALENDAR_CANCELLED_MARK
			   : entry->is_done           ? MW_CALENDAR_DONE_MARK
						      : "";

	return mw_pool_printf(pool, "%s%s", mark, mw_clean_line(pool, entry->item.summary));
}

/* What events and to-dos have in common. */
static void add_common(icalcomponent *component, const struct mw_calendar_entry *entry,
		       struct mw_pool *pool)
{
	const struct mw_calendar_item *item = &entry->item;
	const char *stamp = mw_calendar_instant_text(pool, item->stamp_utc);

	icalcomponent_add_property(component, icalproperty_new_uid(item->uid));
	icalcomponent_add_property(component, icalproperty_new_sequence(item->sequence));
	add_value(component, ICAL_DTSTAMP_PROPERTY, ICAL_DATETIME_VALUE, stamp);
	add_value(component, ICAL_LASTMODIFIED_PROPERTY, ICAL_DATETIME_VALUE, stamp);
	icalcomponent_add_property(component, icalproperty_new_summary(summary_of(entry, pool)));
	if (entry->description)
		icalcomponent_add_property(component,
					   icalproperty_new_description(entry->description));
	if (entry->category)
		icalcomponent_add_property(component, icalproperty_new_categories(entry->category));
	if (entry->url)
		icalcomponent_add_property(component, icalproperty_new_url(entry->url));
	icalcomponent_add_property(component, icalproperty_new_class(ICAL_CLASS_PRIVATE));
}

static icalcomponent *new_event(const struct mw_plan *plan, const struct mw_calendar_entry *entry,
				enum mw_alarms alarms, struct mw_pool *pool)
{
	const struct mw_calendar_item *item = &entry->item;
	icalcomponent *event = icalcomponent_new_vevent();

	add_common(event, entry, pool);
	add_dates(event, pool, item->start);
	if (entry->rrule)
		mw_component_add_line(event, pool, "RRULE", entry->rrule);
	icalcomponent_add_property(event, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
	icalcomponent_add_property(event, icalproperty_new_status(item->is_cancelled
									  ? ICAL_STATUS_CANCELLED
									  : ICAL_STATUS_CONFIRMED));
	if (entry->milestone)
		add_alarms(event, plan, entry, alarms, pool);
	return event;
}

static void add_when(icalcomponent *todo, struct mw_pool *pool, const char *name, const char *when)
{
	bool is_day = strlen(when) == 8;

	mw_component_add_line(todo, pool,
			      is_day ? mw_pool_printf(pool, "%s;VALUE=DATE", name) : name, when);
}

/*
 * The kind of relation is RFC 9253's. A relation of no kind, or of a kind that a program knows, is
 * that to a parent, and programs would draw what must come first as the whole that this is a part
 * of. No alarms: the event rings already.
 */
static icalcomponent *new_todo(const struct mw_calendar_entry *entry, struct mw_pool *pool)
{
	const struct mw_calendar_item *item = &entry->item;
	icalcomponent *todo = icalcomponent_new_vtodo();
	enum icalproperty_status status = item->is_cancelled ? ICAL_STATUS_CANCELLED
					  : entry->is_done   ? ICAL_STATUS_COMPLETED
							     : ICAL_STATUS_NEEDSACTION;

	add_common(todo, entry, pool);
	if (entry->begin)
		add_when(todo, pool, "DTSTART", entry->begin);
	add_when(todo, pool, "DUE", item->start);
	icalcomponent_add_property(todo, icalproperty_new_status(status));
	if (!item->is_cancelled)
		icalcomponent_add_property(
			todo, icalproperty_new_percentcomplete(entry->is_done ? 100 : 0));
	if (!item->is_cancelled && entry->completed)
		mw_component_add_line(todo, pool, "COMPLETED", entry->completed);
	for (size_t i = 0; i < entry->needs.list.count; i++)
		mw_component_add_line(todo, pool, "RELATED-TO;RELTYPE=DEPENDS-ON",
				      entry->needs.list.items[i]);
	return todo;
}

icalcomponent *mw_component_new(const struct mw_plan *plan, const struct mw_calendar_entry *entry,
				enum mw_alarms alarms, struct mw_pool *pool)
{
	return entry->is_todo ? new_todo(entry, pool) : new_event(plan, entry, alarms, pool);
}
