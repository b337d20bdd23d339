/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The calendar for a vdir: one file per item, for CalDAV by way of vdirsyncer.
 *
 * Each is a VCALENDAR of its own, without METHOD, which a server must not store. What the plan has
 * no more is there as CANCELLED, as in the calendar file, and not gone: several servers keep what
 * was deleted in a bin and then refuse its UID, so that a milestone which returns could never be
 * sent again.
 */
#ifndef MW_FORMAT_CALENDAR_VDIR_H
#define MW_FORMAT_CALENDAR_VDIR_H

#include "matchward/format/calendar.h"

struct mw_vdir_file {
	const char *uid;
	const char *id; /* of its milestone; NULL: it is in the plan no more */
	const char *title;
	const char *name; /* for the folder, made of the UID: no separator, no leading dot */
	bool is_todo;
	enum mw_vdir_status status; /* of an event: open, or cancelled */
	int sequence;
	const char *text;
	size_t len;
	uint64_t hash; /* of text: mw_vdir_hash */
};

struct mw_vdir_files {
	MW_LIST(struct mw_vdir_file) list;
};

/* As mw_calendar_build; both kinds, whatever options->todos says. */
void mw_calendar_split(const struct mw_plan *plan, const struct mw_calendar_options *options,
		       const struct mw_calendar_state *before, struct mw_pool *pool,
		       struct mw_vdir_files *ret_files, struct mw_calendar_state *ret_after);

/* The milestone of a to-do's UID, if it is of this profile and year; else NULL. */
const char *mw_calendar_todo_id(const struct mw_plan *plan, const char *uid, struct mw_pool *pool);

#endif
