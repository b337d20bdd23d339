/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Components: entries as libical's VEVENT and VTODO. Private to the calendar.
 */
#ifndef MW_FORMAT_CALENDAR_COMPONENT_H
#define MW_FORMAT_CALENDAR_COMPONENT_H

#include <libical/ical.h>

#include "matchward/format/calendar_entry.h"

/* "NAME:VALUE", parsed: only for values that we have formed. */
void mw_component_add_line(icalcomponent *component, struct mw_pool *pool, const char *name,
			   const char *value);

/* The caller's to add or free. */
icalcomponent *mw_component_new(const struct mw_plan *plan, const struct mw_calendar_entry *entry,
				enum mw_alarms alarms, struct mw_pool *pool);

#endif
