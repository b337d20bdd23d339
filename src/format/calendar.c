/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The calendar around the items; they are made in calendar_component.
 */
#include "matchward/format/calendar.h"

#include <assert.h>
#include <string.h>

#include <libical/ical.h>

#include "calendar_component.h"
#include "matchward/format/calendar_entry.h"

#define COLOR "steelblue"
#define COLOR_RGB "#4682B4"
#define REFRESH "P1D"

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

	icalcomponent_add_property(calendar, icalproperty_new_prodid(MW_CALENDAR_PRODID));
	icalcomponent_add_property(calendar, icalproperty_new_version("2.0"));
	icalcomponent_add_property(calendar, icalproperty_new_calscale("GREGORIAN"));
	icalcomponent_add_property(calendar, icalproperty_new_method(ICAL_METHOD_PUBLISH));
	icalcomponent_add_property(calendar, icalproperty_new_name(name));
	add_x(calendar, "X-WR-CALNAME", name);
	add_x(calendar, "X-WR-TIMEZONE", plan->profile->zone->name);
	mw_component_add_line(calendar, pool, "REFRESH-INTERVAL;VALUE=DURATION", REFRESH);
	add_x(calendar, "X-PUBLISHED-TTL", REFRESH);
	icalcomponent_add_property(calendar, icalproperty_new_color(COLOR));
	add_x(calendar, "X-APPLE-CALENDAR-COLOR", COLOR_RGB);
	return calendar;
}

static bool is_forgotten(const struct mw_calendar_entries *entries, const char *uid)
{
	for (size_t i = 0; i < entries->forgotten.list.count; i++)
		if (!strcmp(entries->forgotten.list.items[i], uid))
			return true;
	return false;
}

/* What is known of the folders, without what is forgotten. */
static void keep_records(const struct mw_calendar_state *before,
			 const struct mw_calendar_entries *entries, struct mw_pool *pool,
			 struct mw_calendar_state *after)
{
	for (size_t i = 0; i < before->vdir.count; i++)
		if (!is_forgotten(entries, before->vdir.items[i].uid))
			*MW_PUSH(pool, &after->vdir) = before->vdir.items[i];
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

		*(entry->is_todo ? MW_PUSH(pool, &after.todos) : MW_PUSH(pool, &after.items)) =
			entry->item;
		if (!entry->is_todo || options->todos)
			icalcomponent_add_component(
				calendar, mw_component_new(plan, entry, options->alarms, pool));
	}
	mw_calendar_state_sort(&after);
	keep_records(before, &entries, pool, &after);
	after.first_sequence = entries.first_sequence;
	text = icalcomponent_as_ical_string_r(calendar);
	assert(text);
	mw_buf_puts(ret_ics, text);
	icalmemory_free_buffer(text);
	icalcomponent_free(calendar);
	*ret_after = after;
}
