/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the cells of the program list mean, column by column.
 */
#include "matchward/format/programs_csv.h"

#include <stdint.h>
#include <string.h>

#include "csv_rows.h"
#include "matchward/core/text.h"

#define CELL_MOST 200 /* bytes of a cell that is read */
#define SHOWN_MOST 80 /* bytes of a wrong one */

enum column {
	NAME,
	ID,
	KIND,
	IMG_FRIENDLY,
	VISAS,
	EXPECTED_SCORE,
	DEADLINE,
	SIGNAL,
	INTERVIEW,
	STATUS,
	RESEARCH_THERE,
	SUPPORT_THERE,
	COLUMNS
};

const struct mw_programs_column mw_programs_columns[COLUMNS + 1] = {
	[NAME] = { "name", "text of at most 200 bytes" },
	[ID] = { "id", "lower-case letters, digits and \"-\", 1 to 40 of them" },
	[KIND] = { "kind", "top-academic, academic, strong-community, university-affiliated or "
			   "community" },
	[IMG_FRIENDLY] = { "img-friendly", "yes or no" },
	[VISAS] = { "visas", "j1, h1b, both of them (\"j1 h1b\", or either), or none" },
	[EXPECTED_SCORE] = { "expected-score", "a number from 1 to 300, such as 240 or 240+" },
	[DEADLINE] = { "deadline", "a date such as 2027-10-15 or 2027-10-15 at 17:00 "
				   "America/New_York" },
	[SIGNAL] = { "signal", "gold, silver or none" },
	[INTERVIEW] = { "interview", "a date such as 2027-11-09 at 10:30 America/Chicago" },
	[STATUS] = { "status", "considering, applied, interview, rejected, ranked or dropped" },
	[RESEARCH_THERE] = { "research-there", "yes or no: have you done research there?" },
	[SUPPORT_THERE] = { "support-there", "yes or no: does somebody inside support you?" },
};

struct reader {
	const char *file;
	struct mw_expr_context dates;
	struct mw_pool *pool, cells; /* cells is owned */
	struct mw_diags *diags;
	bool has_header, is_readable;
	int at[COLUMNS]; /* place of the column in a row; -1: not there */
	size_t columns;
	MW_LIST(struct mw_program) programs;
};

/* As column names and choices are compared: lower case, blanks and underscores as "-". */
static const char *plain(struct mw_pool *pool, const char *text)
{
	char *copy = mw_pool_string(pool, text);
	for (char *p = copy; *p; p++) {
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
		else if (*p == ' ' || *p == '_')
			*p = '-';
	}
	return copy;
}

static int shown(const char *text)
{
	return (int)mw_text_cut(text, strlen(text), SHOWN_MOST);
}

/* ---- the first row ---- */

static void unknown_column(struct reader *reader, const char *name, struct mw_spot spot)
{
	const char *names[COLUMNS];
	mw_auto(buf) all = MW_BUF_INIT;
	for (int i = 0; i < COLUMNS; i++) {
		names[i] = mw_programs_columns[i].name;
		mw_buf_printf(&all, "%s, ", names[i]);
	}
	const char *nearest = mw_text_nearest(plain(&reader->cells, name), names, COLUMNS);
	if (nearest)
		mw_diags_add(
			reader->diags, spot,
			"unknown column \"%.*s\"; did you mean \"%s\"? A column of your own begins "
			"with \"note\"",
			shown(name), name, nearest);
	else
		mw_diags_add(
			reader->diags, spot,
			"unknown column \"%.*s\"; expected %sor a column of your own that begins "
			"with \"note\"",
			shown(name), name, all.text);
}

static void take_column(struct reader *reader, const char *name, int place, struct mw_spot spot)
{
	const char *wanted = plain(&reader->cells, name);
	if (!*name || !strncmp(wanted, "note", 4))
		return;
	for (int i = 0; i < COLUMNS; i++) {
		if (strcmp(wanted, mw_programs_columns[i].name) != 0)
			continue;
		if (reader->at[i] >= 0)
			mw_diags_add(reader->diags, spot,
				     "the column \"%s\" is there twice; expected it once",
				     mw_programs_columns[i].name);
		else
			reader->at[i] = place;
		return;
	}
	unknown_column(reader, name, spot);
}

static void take_header(struct reader *reader, const struct mw_csv_row *row)
{
	reader->has_header = true;
	if (row->is_bad)
		return;
	reader->is_readable = true;
	reader->columns = row->count;
	for (size_t i = 0; i < row->count; i++)
		take_column(reader, row->cells[i], (int)i, row->spot);
	if (reader->at[NAME] < 0)
		mw_diags_add(
			reader->diags, row->spot,
			"there is no column \"name\"; expected a first row with the names of the "
			"columns, such as name,kind,visas,deadline");
}

/* ---- cells ---- */

static void wrong(struct reader *reader, enum column column, const char *cell, struct mw_spot spot)
{
	const struct mw_programs_column *it = &mw_programs_columns[column];
	mw_diags_add(reader->diags, spot, "\"%s\" cannot be \"%.*s%s\"; expected %s", it->name,
		     shown(cell), cell, cell[shown(cell)] ? "..." : "", it->expected);
}

/* The place of the cell among the first `count` choices, which may be NULL; reported and 0, if it
 * is none. */
static unsigned choice(struct reader *reader, enum column column, const char *cell,
		       const char *const *choices, unsigned count, struct mw_spot spot)
{
	const char *wanted = plain(&reader->cells, cell);
	for (unsigned i = 0; i < count; i++)
		if (choices[i] && !strcmp(wanted, choices[i]))
			return i;
	wrong(reader, column, cell, spot);
	return 0;
}

static enum mw_answer answer(struct reader *reader, enum column column, const char *cell,
			     struct mw_spot spot)
{
	static const char *const choices[] = { NULL, "no", "yes" };
	return (enum mw_answer)choice(reader, column, cell, choices, 3, spot);
}

static enum mw_program_kind kind(struct reader *reader, const char *cell, struct mw_spot spot)
{
	const char *names[MW_PROGRAM_COMMUNITY + 1];
	for (unsigned i = 0; i <= MW_PROGRAM_COMMUNITY; i++)
		names[i] = mw_program_kind_name((enum mw_program_kind)i);
	return (enum mw_program_kind)choice(reader, KIND, cell, names, MW_PROGRAM_COMMUNITY + 1,
					    spot);
}

static enum mw_signal signal_of(struct reader *reader, const char *cell, struct mw_spot spot)
{
	const char *names[MW_SIGNAL_GOLD + 1];
	for (unsigned i = 0; i <= MW_SIGNAL_GOLD; i++)
		names[i] = mw_signal_name((enum mw_signal)i);
	return (enum mw_signal)choice(reader, SIGNAL, cell, names, MW_SIGNAL_GOLD + 1, spot);
}

static enum mw_program_status status(struct reader *reader, const char *cell, struct mw_spot spot)
{
	const char *names[MW_PROGRAM_DROPPED + 1];
	for (unsigned i = 0; i <= MW_PROGRAM_DROPPED; i++)
		names[i] = mw_program_status_name((enum mw_program_status)i);
	return (enum mw_program_status)choice(reader, STATUS, cell, names, MW_PROGRAM_DROPPED + 1,
					      spot);
}

/* "J-1, H-1B", "j1/h1b", "either", "none" (S59 S60). Both stay unknown where the cell is wrong. */
static void visas(struct reader *reader, const char *cell, struct mw_program *program)
{
	static const char separators[] = " ,/;+&";
	bool j1 = false, h1b = false, none = false, is_good = true;
	for (const char *at = cell; *at;) {
		char word[8] = "";
		size_t len = strcspn(at, separators), used = 0;
		for (size_t i = 0; i < len && used < sizeof word - 1; i++)
			if (at[i] != '-')
				word[used++] = at[i];
		const char *it = plain(&reader->cells, word);
		bool both = !strcmp(it, "either") || !strcmp(it, "both");
		j1 = j1 || both || !strcmp(it, "j1");
		h1b = h1b || both || !strcmp(it, "h1b");
		none = none || !strcmp(it, "none");
		is_good = is_good && (!len || both || !strcmp(it, "j1") || !strcmp(it, "h1b") ||
				      !strcmp(it, "none"));
		at += len;
		at += *at != '\0';
	}
	if (!is_good || none == (j1 || h1b)) {
		wrong(reader, VISAS, cell, program->spot);
		return;
	}
	program->j1 = j1 ? MW_ANSWER_YES : MW_ANSWER_NO;
	program->h1b = h1b ? MW_ANSWER_YES : MW_ANSWER_NO;
}

/* "250", "250+" */
static void expected_score(struct reader *reader, const char *cell, struct mw_program *program)
{
	size_t len = strlen(cell);
	const char *digits = mw_pool_copy(&reader->cells, cell, len - (cell[len - 1] == '+'));
	long number;
	if (mw_text_number(digits, 300, &number) && number >= 1)
		program->expected_score = (int)number;
	else
		wrong(reader, EXPECTED_SCORE, cell, program->spot);
}

static void date(struct reader *reader, const char *cell, struct mw_spot spot,
		 struct mw_expr *ret_expr)
{
	struct mw_expr expr = *ret_expr;
	if (!mw_expr_parse(mw_pool_string(reader->pool, cell), &reader->dates, spot, &expr,
			   reader->diags))
		*ret_expr = expr;
}

static void take_cell(struct reader *reader, enum column column, const char *cell,
		      struct mw_program *program)
{
	switch (column) {
	case NAME:
		program->name = mw_pool_string(reader->pool, cell);
		return;
	case ID:
		if (mw_text_is_id(cell))
			program->id = mw_pool_string(reader->pool, cell);
		else
			wrong(reader, column, cell, program->spot);
		return;
	case KIND:
		program->kind = kind(reader, cell, program->spot);
		return;
	case IMG_FRIENDLY:
		program->img_friendly = answer(reader, column, cell, program->spot);
		return;
	case VISAS:
		visas(reader, cell, program);
		return;
	case EXPECTED_SCORE:
		expected_score(reader, cell, program);
		return;
	case DEADLINE:
		date(reader, cell, program->spot, &program->deadline);
		return;
	case SIGNAL:
		program->signal = signal_of(reader, cell, program->spot);
		return;
	case INTERVIEW:
		date(reader, cell, program->spot, &program->interview);
		return;
	case STATUS:
		program->status = status(reader, cell, program->spot);
		return;
	case RESEARCH_THERE:
		program->research_there = answer(reader, column, cell, program->spot);
		return;
	case SUPPORT_THERE:
		program->support_there = answer(reader, column, cell, program->spot);
		return;
	case COLUMNS:
		return;
	}
}

/* ---- ids ---- */

static bool is_id_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static const char *id_of(struct reader *reader, const char *name)
{
	char id[41] = "";
	size_t len = 0;
	const char *from = plain(&reader->cells, name);
	for (const char *p = from; *p && len < 40; p++) {
		if (is_id_byte(*p))
			id[len++] = *p;
		else if (len && id[len - 1] != '-')
			id[len++] = '-';
	}
	while (len && id[len - 1] == '-')
		len--;
	if (len)
		return mw_pool_copy(reader->pool, id, len);
	uint32_t hash = 2166136261u; /* FNV-1a */
	for (const char *p = name; *p; p++)
		hash = (hash ^ (unsigned char)*p) * 16777619u;
	return mw_pool_printf(reader->pool, "p-%08x", (unsigned)hash);
}

static void keep(struct reader *reader, struct mw_program *program)
{
	if (!program->id)
		program->id = id_of(reader, program->name);
	for (size_t i = 0; i < reader->programs.count; i++) {
		const struct mw_program *other = &reader->programs.items[i];
		if (strcmp(other->id, program->id) != 0)
			continue;
		mw_diags_add(
			reader->diags, program->spot,
			"\"%.*s\" has the id \"%s\", as \"%.*s\" in line %d; expected each program "
			"once, or ids of their own in a column \"id\"",
			shown(program->name), program->name, program->id, shown(other->name),
			other->name, other->spot.line);
		return;
	}
	*MW_PUSH(reader->pool, &reader->programs) = *program;
}

static void take_row(void *context, const struct mw_csv_row *row)
{
	struct reader *reader = context;
	struct mw_program program = { .expected_score = MW_NONE,
				      .deadline = { .minute = -1 },
				      .interview = { .minute = -1 },
				      .spot = row->spot };
	if (!reader->has_header) {
		take_header(reader, row);
		return;
	}
	if (!reader->is_readable || row->is_bad)
		return;
	for (int i = 0; i < COLUMNS; i++) {
		int at = reader->at[i];
		const char *cell = at >= 0 && (size_t)at < row->count ? row->cells[at] : "";
		if (strlen(cell) > CELL_MOST)
			mw_diags_add(reader->diags, row->spot,
				     "the cell \"%s\" is too long; expected at most %d bytes",
				     mw_programs_columns[i].name, CELL_MOST);
		else if (*cell)
			take_cell(reader, (enum column)i, cell, &program);
		else if (i == NAME && at >= 0)
			mw_diags_add(
				reader->diags, row->spot,
				"this program has no name; expected one in the column \"name\"");
	}
	for (size_t i = reader->columns; i < row->count; i++)
		if (*row->cells[i]) {
			mw_diags_add(
				reader->diags, row->spot,
				"this row has more cells than the first one; expected at most %zu, "
				"and quotes around a cell that holds a comma",
				reader->columns);
			break;
		}
	if (program.name)
		keep(reader, &program);
}

int mw_programs_read(const char *file, const char *text, size_t len,
		     const struct mw_zone_finder *zones, struct mw_pool *pool,
		     struct mw_profile *profile, struct mw_diags *diags)
{
	struct mw_diags own = MW_DIAGS_INIT, *said = diags ? diags : &own;
	size_t before = said->count;
	struct reader reader = {
		.file = file, .dates = { pool, profile->zone, zones }, .pool = pool, .diags = said
	};
	for (int i = 0; i < COLUMNS; i++)
		reader.at[i] = -1;
	struct mw_csv_job job = {
		file, &reader.cells, MW_PROGRAMS_MOST + 1, take_row, &reader, said
	};
	mw_csv_read(&job, text, len);
	if (!reader.has_header && said->count == before)
		mw_diags_add(
			said, (struct mw_spot){ file, 0 },
			"the file is empty; expected a first row with the names of the columns, "
			"such as name,kind,visas,deadline");
	mw_pool_release(&reader.cells);
	bool is_good = said->count == before;
	mw_diags_release(&own);
	if (!is_good)
		return MW_PROGRAMS_E_BAD;
	profile->programs.items = reader.programs.items;
	profile->programs.count = reader.programs.count;
	profile->programs.room = reader.programs.room;
	return 0;
}
