/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Each entry in a calendar of its own.
 */
#include "matchward/format/calendar_vdir.h"

#include <assert.h>
#include <string.h>
#include <libical/ical.h>

#include "calendar_component.h"
#include "matchward/format/calendar_todo.h"
#include "matchward/format/vdir_item.h"

static const char *text_of(const struct mw_plan *plan, const struct mw_calendar_entry *entry,
			   enum mw_alarms alarms, struct mw_pool *pool)
{
	icalcomponent *calendar = icalcomponent_new_vcalendar();
	char *text;

	icalcomponent_add_property(calendar, icalproperty_new_prodid(MW_CALENDAR_PRODID));
	icalcomponent_add_property(calendar, icalproperty_new_version("2.0"));
	icalcomponent *item = mw_component_new(plan, entry, alarms, pool);
	icalproperty *base = icalproperty_new_x(mw_pool_printf(pool, "%d", entry->item.sequence));
	icalproperty_set_x_name(base, MW_VDIR_BASE);
	icalcomponent_add_property(item, base);
	icalcomponent_add_component(calendar, item);
	text = icalcomponent_as_ical_string_r(calendar);
	assert(text);
	const char *kept = mw_pool_string(pool, text);
	icalmemory_free_buffer(text);
	icalcomponent_free(calendar);
	return kept;
}

/* Ids are of letters, digits, dashes and dots; anything else would be a surprise, and harmless. */
static const char *name_of(const char *uid, struct mw_pool *pool)
{
	static const char safe[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				   "0123456789-_.@";
	char *name = mw_pool_printf(pool, "%s.ics", uid);

	if (name[0] == '.')
		name[0] = '_';
	for (char *p = name; *p; p++) {
		if (!strchr(safe, *p))
			*p = '_';
	}
	return name;
}

static enum mw_vdir_status status_of(const struct mw_calendar_entry *entry)
{
	if (entry->item.is_cancelled)
		return MW_VDIR_CANCELLED;
	return entry->is_todo && entry->is_done ? MW_VDIR_DONE : MW_VDIR_OPEN;
}

void mw_calendar_split(const struct mw_plan *plan, const struct mw_calendar_options *options,
		       const struct mw_calendar_state *before, struct mw_pool *pool,
		       struct mw_vdir_files *ret_files, struct mw_calendar_state *ret_after)
{
	struct mw_calendar_entries entries;
	struct mw_vdir_files files = { 0 };
	mw_auto(buf) unused = MW_BUF_INIT;

	mw_calendar_entries_make(plan, before, pool, &entries);
	for (size_t i = 0; i < entries.list.count; i++) {
		const struct mw_calendar_entry *entry = &entries.list.items[i];
		struct mw_vdir_file *file = MW_PUSH(pool, &files.list);

		*file = (struct mw_vdir_file){
			.uid = entry->item.uid,
			.id = entry->milestone ? entry->milestone->id : NULL,
			.title = entry->item.summary,
			.name = name_of(entry->item.uid, pool),
			.is_todo = entry->is_todo,
			.status = status_of(entry),
			.sequence = entry->item.sequence,
			.text = text_of(plan, entry, options->alarms, pool),
		};
		file->len = strlen(file->text);
		file->hash = mw_vdir_hash(file->text, file->len);
	}
	mw_calendar_build(plan, options, before, pool, &unused, ret_after);
	*ret_files = files;
}

const char *mw_calendar_todo_id(const struct mw_plan *plan, const char *uid, struct mw_pool *pool)
{
	const char *tail = mw_calendar_todo_uid(plan, "", pool);
	size_t len = strlen(uid), size = strlen(tail);

	if (len <= size || strcmp(uid + len - size, tail) != 0)
		return NULL;
	return mw_pool_copy(pool, uid, len - size);
}
