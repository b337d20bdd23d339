/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tables of keys: what sections and keys a kind of INI file has, of which type, and into which
 * field they go. One table per kind is the only list of its keys: it drives the parser, and the
 * tests of the manual page, of the sample and of the completions walk it.
 *
 * Every fault is reported once, where it is, with what is expected. A misspelt section is read as
 * the one that was meant, so that faults inside it are found in the same run; a key that was given
 * wrongly is not reported as missing too. What does not follow from single values is the file
 * kind's own work.
 */
#ifndef MW_FORMAT_INI_TABLE_H
#define MW_FORMAT_INI_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "matchward/core/buf.h"
#include "matchward/core/diag.h"
#include "matchward/core/expr.h"
#include "matchward/core/pool.h"
#include "matchward/format/ini.h"

struct mw_ini_job;

enum mw_ini_type {
	MW_INI_TEXT,   /* const char *: at most `most` bytes; 0: as many as a line holds */
	MW_INI_ID,     /* const char *: [a-z0-9-], 1..40 */
	MW_INI_NUMBER, /* int: least..most */
	MW_INI_FLAG,   /* bool: yes, no */
	MW_INI_CHOICE, /* an enum: the index into `choices` */
	MW_INI_DAY,    /* mw_day: YYYY-MM-DD */
	MW_INI_TIME,   /* int, minutes of the day: HH:MM */
	MW_INI_SPAN,   /* int, days: 14d, 8w; least..most days */
	MW_INI_LEADS,  /* struct mw_leads: 30d 7d 3h, none; the bool at has_at becomes true */
	MW_INI_ZONE,   /* const struct mw_zone * */
	MW_INI_EXPR,   /* struct mw_expr: only text and spot, until mw_ini_finish_expr */
	MW_INI_OWN,    /* whatever `set` makes of it */
};

struct mw_ini_row {
	const char *section; /* name of one of the table's sections */
	const char *key;     /* where is_pattern, what such a key looks like: "YYYY-MM-DD" */
	enum mw_ini_type type;
	size_t at;      /* offset of the field in what the section's `open` returned */
	size_t has_at;  /* MW_INI_LEADS: offset of a bool; 0: none */
	size_t spot_at; /* offset of a struct mw_spot that keeps the line; 0: none */
	long least, most;
	const char *const *choices; /* ends with NULL */
	void (*set)(struct mw_ini_job *job, const struct mw_ini_row *row, void *object,
		    const char *key, const char *value, struct mw_spot spot);
	bool is_required;
	bool is_multi;        /* indented lines continue it */
	bool is_pattern;      /* any key goes: the key is data */
	const char *expected; /* what a value looks like; NULL: its type says it */
	const char *help;     /* one line for people */
};

enum mw_ini_form {
	MW_INI_PLAIN,  /* [name]; "" is what stands before the first section */
	MW_INI_ENTRY,  /* [name ID], any number of them */
	MW_INI_DOTTED, /* the same, where the ID may also be ID.ID */
	MW_INI_ANY,    /* [ID]: every header that is no other section */
};

struct mw_ini_section {
	const char *name; /* of MW_INI_ANY what it looks like: "YYYY" */
	enum mw_ini_form form;
	/* The object that the fields belong to, valid until the next `open`; called again when a
	 * section is opened again. id is on the pool; NULL with MW_INI_PLAIN. NULL: the ID was
	 * refused and reported. */
	void *(*open)(struct mw_ini_job *job, const char *id, struct mw_spot spot);
};

struct mw_ini_keys {
	const struct mw_ini_row *rows; /* those of a section stand together */
	size_t count;
	const struct mw_ini_section *sections;
	size_t section_count;
};

/* One reading of one file. The caller fills the first part; zeroed otherwise. */
struct mw_ini_job {
	const struct mw_ini_keys *keys;
	struct mw_pool *pool;
	const struct mw_zone_finder *zones;
	struct mw_diags *diags; /* not NULL */
	void *context;          /* the file kind's own */

	MW_LIST(struct mw_ini_entry) entries; /* each section that was opened, once */
	const struct mw_ini_section *section; /* open; NULL: unknown, its lines are passed over */
	size_t entry;                         /* of entries */
	void *object;
	char *text;     /* the value being continued */
	bool *excused;  /* per row: reported already in another way, so not missing */
	bool has_lost;  /* a header could not be read */
	bool is_full;   /* of entries: what follows is passed over */
	bool has_stray; /* a key before the first section was reported */
};

struct mw_ini_entry {
	const struct mw_ini_section *section;
	const char *id;
	struct mw_spot spot; /* of its first header; line 0: what stands before any */
	int *lines;          /* per row of the table: where the key was given, 0: nowhere */
};

#define MW_INI_ENTRIES_MOST 4096 /* sections of one file */
#define MW_INI_YEAR_LEAST 2000   /* application years */
#define MW_INI_YEAR_MOST 2090

/*
 * Read all of text[0..len), filling the objects. Adds one diagnostic per fault, missing required
 * keys included. file must live as long as the pool (spots borrow it).
 */
void mw_ini_read(struct mw_ini_job *job, const char *file, const char *text, size_t len);

/* Set one value by its row; reports what is wrong. mw_ini_read does this for each of them. */
void mw_ini_take(struct mw_ini_job *job, const struct mw_ini_row *row, void *object,
		 const char *key, const char *value, struct mw_spot spot);

/* `"KEY" cannot be "VALUE"; expected ...` */
void mw_ini_wrong(struct mw_ini_job *job, const struct mw_ini_row *row, const char *key,
		  const char *value, struct mw_spot spot);

/* Appends what a value of the row looks like: "a number from 1 to 300", "yes or no". */
void mw_ini_expected(const struct mw_ini_row *row, struct mw_buf *out);

/* A day as YYYY-MM-DD into *ret_day; or untouched and a diagnostic, which says whether such a day
 * exists. */
void mw_ini_day(struct mw_ini_job *job, const struct mw_ini_row *row, const char *key,
		const char *value, struct mw_spot spot, mw_day *ret_day);

bool mw_ini_minute(const char *text, int *ret_minute); /* HH:MM, 00:00..23:59 */
bool mw_ini_span(const char *text, int *ret_days);     /* 14d, 8w; at most 3660 days */

/* Where a key was given: its line, else the header's. section and id as when it was opened; id may
 * be NULL. */
struct mw_spot mw_ini_spot(const struct mw_ini_job *job, const char *section, const char *id,
			   const char *key);

/* Parse an expression that was only kept so far; nothing happens where none was given. zone: see
 * expr.h; where it is NULL (it was wrong, and that has been reported) UTC stands in. */
void mw_ini_finish_expr(struct mw_ini_job *job, const struct mw_zone *zone, struct mw_expr *expr);

/* Zone of "America/New_York", reported at the file as a whole if there is none: what files without
 * `zone` mean. */
const struct mw_zone *mw_ini_default_zone(struct mw_ini_job *job, const char *file);

#endif
