/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Calendar state: what the last export said of each item, so that the next one changes SEQUENCE and
 * stamps only where the meaning has changed, and can cancel what is no longer planned.
 *
 * A text file. The first line is "matchward-calendar 1"; then one item per line, by UID, seven
 * fields separated by TAB, with \t \n \\ for TAB, line feed and backslash inside a field:
 *
 *   UID SEQUENCE STAMP HASH live|cancelled DTSTART SUMMARY
 *
 * and one line for each item in a vdir, a folder with one file per item, also of seven fields:
 *
 *   vdir FOLDER UID open|done|cancelled|deleted HASH SEQUENCE new|kept
 *
 * Cancelled items are forgotten after two years (calendar.h). The highest SEQUENCE among them is
 * kept in one line, where there is one, so that an item which returns even then counts on:
 *
 *   forgotten SEQUENCE
 *
 * Events and to-dos are told apart by their UID (calendar_todo.h). A to-do's DTSTART is its DUE.
 * Both are kept whether or not the last export had to-dos, so that no option begins a count anew.
 */
#ifndef MW_FORMAT_CALENDAR_STATE_H
#define MW_FORMAT_CALENDAR_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "matchward/core/buf.h"
#include "matchward/core/day.h"
#include "matchward/core/diag.h"
#include "matchward/core/pool.h"

#define MW_CALENDAR_SEQUENCE_MOST 1000000000

struct mw_calendar_item {
	const char *uid;
	int sequence;      /* 0..MW_CALENDAR_SEQUENCE_MOST */
	int64_t stamp_utc; /* DTSTAMP and LAST-MODIFIED: when its meaning last changed */
	uint64_t hash;     /* of its meaning when it was last live */
	bool is_cancelled;
	const char *start;   /* DTSTART as written: "20270901" or "20270901T130000Z" */
	const char *summary; /* without marks, as the milestone's title */
};

enum mw_vdir_status { MW_VDIR_OPEN, MW_VDIR_DONE, MW_VDIR_CANCELLED };

/* What is known of an item in a folder. */
struct mw_vdir_record {
	const char *folder, *uid;
	enum mw_vdir_status status; /* in which it was last seen or written */
	bool is_deleted;            /* by somebody else: it is not written again */
	uint64_t hash;              /* of the bytes that we wrote last, or are about to write */
	int sequence;               /* highest that was seen in the file */
	bool is_new; /* the writing has begun: the file may still be what it was, or not there */
};

struct mw_calendar_state {
	MW_LIST(struct mw_calendar_item) items; /* events, by UID, unique */
	MW_LIST(struct mw_calendar_item) todos; /* the same */
	MW_LIST(struct mw_vdir_record) vdir;    /* in the order of the file; (folder, uid) unique */
	int first_sequence; /* of an item that is not here: above all that was forgotten */
};

#define MW_CALENDAR_STATE_INIT ((struct mw_calendar_state){ .items.count = 0 })

/*
 * Read the file's text, which may be empty (no export yet). A line that cannot be read is skipped,
 * with a diagnostic: its item begins again at SEQUENCE 0. Of two lines with one UID the higher
 * SEQUENCE stays. Returns 0, or MW_CALENDAR_STATE_E_VERSION (with a diagnostic, *ret_state
 * untouched) for a file that another version of Matchward wrote: it must not be overwritten.
 */
#define MW_CALENDAR_STATE_E_VERSION 1
int mw_calendar_state_read(const char *file, const char *text, size_t len, struct mw_pool *pool,
			   struct mw_calendar_state *ret_state, struct mw_diags *diags);

/* Appends the file's text. Reading it back gives the same state. */
void mw_calendar_state_format(const struct mw_calendar_state *state, struct mw_buf *out);

/* An event or a to-do; NULL: never exported. */
const struct mw_calendar_item *mw_calendar_state_find(const struct mw_calendar_state *state,
						      const char *uid);

/* The record of an item in a folder; NULL: none. It may be changed. */
struct mw_vdir_record *mw_calendar_state_record(const struct mw_calendar_state *state,
						const char *folder, const char *uid);

/* The highest SEQUENCE that any folder holds of it; -1: none does. Others count it up too. */
int mw_calendar_state_seen(const struct mw_calendar_state *state, const char *uid);

/* Into the order that the state promises. */
void mw_calendar_state_sort(struct mw_calendar_state *state);

/*
 * Days and UTC instants as iCalendar writes them, the form of STAMP and DTSTART: "20270901" and
 * "20270901T130000Z". Read, a day has the second -1; false: it is neither, or does not exist.
 */
bool mw_calendar_when_parse(const char *text, mw_day *ret_day, int *ret_second);
const char *mw_calendar_day_text(struct mw_pool *pool, mw_day day);
const char *mw_calendar_instant_text(struct mw_pool *pool, int64_t utc);

#endif
