/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * libcsv is fed byte by byte, so that the line on which a row begins is known.
 */
#include "csv_rows.h"

#include <stdlib.h>
#include <string.h>

#include <csv.h>

#include "matchward/core/text.h"

struct reader {
	const struct mw_csv_job *job;
	struct csv_parser parser; /* its buffer is owned */
	MW_LIST(const char *) cells;
	bool has_more; /* text beyond MW_CSV_CELLS_MOST */
	bool is_in_row, is_bad_row, is_bad_line;
	int line, row_line;
	size_t rows;
};

static void complain(const struct reader *reader, int line, const char *what)
{
	mw_diags_add(reader->job->diags, (struct mw_spot){ reader->job->file, line }, "%s", what);
}

/* What spreadsheets and web pages leave around a text: also the no-break space. */
static size_t space_size(const char *text, size_t left)
{
	if (*text == ' ' || *text == '\t' || *text == '\n' || *text == '\r')
		return 1;
	return left > 1 && !memcmp(text, "\xc2\xa0", 2) ? 2 : 0;
}

static const char *tidy(struct mw_pool *pool, const char *text, size_t len)
{
	mw_auto(buf) out = MW_BUF_INIT;
	bool is_gap = false;
	for (size_t i = 0, space; i < len; i += space ? space : 1) {
		space = space_size(text + i, len - i);
		if (space) {
			is_gap = out.len > 0;
			continue;
		}
		if (is_gap)
			mw_buf_putc(&out, ' ');
		is_gap = false;
		mw_buf_putc(&out, text[i]);
	}
	return out.len ? mw_pool_copy(pool, out.text, out.len) : "";
}

static void end_cell(void *text, size_t len, void *context)
{
	struct reader *reader = context;
	const char *cell = len ? tidy(reader->job->pool, text, len) : ""; /* text may be NULL */
	if (reader->cells.count < MW_CSV_CELLS_MOST)
		*MW_PUSH(reader->job->pool, &reader->cells) = cell;
	else if (*cell)
		reader->has_more = true;
}

static void begin_row(struct reader *reader)
{
	reader->cells.count = 0;
	reader->has_more = reader->is_in_row = false;
}

static void end_row(int last, void *context)
{
	(void)last; /* how the row ended does not matter */
	struct reader *reader = context;
	const struct mw_csv_job *job = reader->job;
	struct mw_csv_row row = { { job->file, reader->row_line },
				  reader->cells.items,
				  reader->cells.count,
				  reader->is_bad_row };
	bool is_blank = !reader->has_more;
	for (size_t i = 0; i < row.count; i++)
		is_blank = is_blank && !*row.cells[i];
	if (reader->has_more)
		mw_diags_add(job->diags, row.spot,
			     "this row has more than %d cells; expected fewer columns",
			     MW_CSV_CELLS_MOST);
	begin_row(reader);
	if (!is_blank && reader->rows++ < job->rows_most)
		job->take(job->context, &row);
}

static void open_parser(struct reader *reader, unsigned char delimiter)
{
	if (csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI))
		abort();
	csv_set_delim(&reader->parser, delimiter);
	csv_set_blk_size(&reader->parser, 4096);
}

/* One byte; false after a misplaced quote, when nothing of the line is worth looking at. */
static bool feed(struct reader *reader, char c)
{
	if (csv_parse(&reader->parser, &c, 1, end_cell, end_row, reader) == 1)
		return true;
	if (csv_error(&reader->parser) != CSV_EPARSE)
		abort(); /* out of memory */
	complain(reader, reader->row_line,
		 "a quote stands where none can stand; expected quotes around the whole cell, and "
		 "each "
		 "quote inside written twice");
	unsigned char delimiter = csv_get_delim(&reader->parser);
	csv_free(&reader->parser);
	open_parser(reader, delimiter);
	begin_row(reader);
	return false;
}

static size_t line_length(const char *text, size_t len)
{
	size_t n = 0;
	while (n < len && text[n] != '\n' && text[n] != '\r')
		n++;
	return n;
}

/* A new line of the file, without its end. */
static void screen(struct reader *reader, const char *line, size_t len)
{
	const char *what = NULL;
	if (memchr(line, '\0', len))
		what = "this is no line of text; expected a file saved as \"CSV UTF-8\"";
	else if (!mw_text_is_utf8(line, len))
		what = "these bytes are not UTF-8; expected a file saved as \"CSV UTF-8\"";
	else if (mw_text_has_control(line, len))
		what = "an invisible character that is no text; delete it, or type the cell again";
	reader->line++;
	reader->is_bad_line = what != NULL;
	reader->is_bad_row = reader->is_bad_line || (reader->is_in_row && reader->is_bad_row);
	if (what)
		complain(reader, reader->line, what);
}

static void read_bytes(struct reader *reader, const char *text, size_t len)
{
	bool is_new_line = true, is_lost = false;
	for (size_t i = 0; i < len && reader->rows <= reader->job->rows_most; i++) {
		char c = text[i];
		if (is_new_line)
			screen(reader, text + i, line_length(text + i, len - i));
		is_new_line = c == '\n' || (c == '\r' && (i + 1 == len || text[i + 1] != '\n'));
		if (!is_lost && !reader->is_in_row && !space_size(&c, 1)) {
			reader->is_in_row = true;
			reader->is_bad_row = reader->is_bad_line;
			reader->row_line = reader->line;
		}
		if (!is_lost)
			is_lost = !feed(reader, c);
		if (is_new_line)
			is_lost = false;
	}
	if (reader->rows <= reader->job->rows_most &&
	    csv_fini(&reader->parser, end_cell, end_row, reader))
		complain(reader, reader->row_line,
			 "a quote opens a cell of this row and none closes it; expected a second "
			 "one");
	if (reader->rows > reader->job->rows_most)
		mw_diags_add(reader->job->diags,
			     (struct mw_spot){ reader->job->file, reader->row_line },
			     "too many rows; expected at most %zu", reader->job->rows_most);
}

/* Spreadsheets of countries with a decimal comma part cells by semicolons; what is copied out of
 * one, by tabs. */
static unsigned char delimiter_of(const char *text, size_t len)
{
	while (len && space_size(text, 1)) {
		text++;
		len--;
	}
	size_t first = line_length(text, len);
	if (memchr(text, ',', first))
		return ',';
	return memchr(text, ';', first) ? ';' : memchr(text, '\t', first) ? '\t' : ',';
}

/* Files that are saved under the name of a CSV but are something else. */
static bool is_other_kind(struct reader *reader, const char *text, size_t len)
{
	const char *what = NULL;
	if (len >= 2 && (!memcmp(text, "\xff\xfe", 2) || !memcmp(text, "\xfe\xff", 2)))
		what = "the file is UTF-16; expected one saved as \"CSV UTF-8\"";
	else if (len >= 4 && !memcmp(text, "PK\3\4", 4))
		what = "this is a spreadsheet itself; expected it saved as \"CSV UTF-8\"";
	if (what)
		complain(reader, 0, what);
	return what != NULL;
}

void mw_csv_read(const struct mw_csv_job *job, const char *text, size_t len)
{
	struct reader reader = { .job = job, .row_line = 1 };
	if (is_other_kind(&reader, text, len))
		return;
	if (len >= 3 && !memcmp(text, "\xef\xbb\xbf", 3)) {
		text += 3;
		len -= 3;
	}
	open_parser(&reader, delimiter_of(text, len));
	read_bytes(&reader, text, len);
	csv_free(&reader.parser);
}
