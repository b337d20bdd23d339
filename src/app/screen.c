/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From marked text to lines. A line is folded between words; a word that is too long for a line of
 * a terminal is cut between glyphs.
 */
#include "matchward/app/screen.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "matchward/app/glyph.h"
#include "matchward/app/pager.h"
#include "matchward/core/text.h"

#define WIDTH_PIPE 92
#define WIDTH_UNKNOWN 80
#define WIDTH_LEAST 20
#define WIDTH_MOST 160
#define WIDTH_PROSE 100 /* longer lines are hard to read */
#define WIDTH_ASIDE 130 /* from here on there is room beside a title */
#define TITLE_ROOM 58
#define INDENT                                                                                     \
	4 /* of folded lines without a column of their own, or with too little room there          \
	   */

static const char marks[] = MW_STRONG MW_FAINT MW_BAD MW_SOON MW_PLAIN MW_HANG MW_INDENT MW_FOLD
	MW_BREAK MW_ASIDE MW_RULE;

struct pen {
	const struct mw_screen *screen;
	struct mw_buf *out;
	int column, hang;   /* where the next glyph goes; where a folded line goes on */
	int most;           /* columns of this line */
	int blanks;         /* spaces that come before the next word, unless the line ends */
	bool is_fresh;      /* no word in this line yet */
	const char *paint;  /* of what was put last; "": none */
	const char *wanted; /* of what comes next */
};

static void put_blanks(struct pen *pen, int count)
{
	mw_buf_printf(pen->out, "%*s", count, "");
	pen->column += count;
}

static void end_paint(struct pen *pen)
{
	if (*pen->paint)
		mw_buf_puts(pen->out, "\033[0m");
	pen->paint = "";
}

/* Pagers forget the colour at the end of a line. */
static void new_line(struct pen *pen, int indent)
{
	end_paint(pen);
	mw_buf_putc(pen->out, '\n');
	pen->column = pen->blanks = 0;
	put_blanks(pen, indent);
	pen->is_fresh = true;
}

static void put_glyphs(struct pen *pen, const char *text, size_t len, int width)
{
	if (pen->paint != pen->wanted)
		mw_buf_puts(pen->out, pen->wanted);
	pen->paint = pen->wanted;
	mw_buf_add(pen->out, text, len);
	pen->column += width;
}

static void put_word(struct pen *pen, const char *word, size_t len)
{
	int width = mw_glyph_width(word, len), most = pen->most;
	if (pen->paint != pen->wanted)
		end_paint(pen);
	if (!pen->is_fresh && pen->column + pen->blanks + width > most)
		new_line(pen, pen->hang);
	put_blanks(pen, pen->blanks);
	pen->blanks = 0;
	while (pen->screen->is_terminal && pen->column + width > most) {
		size_t fits = mw_glyph_fit(word, len, most - pen->column);
		if (!fits) /* one glyph is wider than what is left; the smallest screens */
			break;
		put_glyphs(pen, word, fits, most - pen->column);
		word += fits;
		len -= fits;
		width = mw_glyph_width(word, len);
		new_line(pen, pen->hang);
	}
	put_glyphs(pen, word, len, width);
	pen->is_fresh = false;
}

static void set_paint(struct pen *pen, char mark)
{
	static const char *const paints[] = { "",           "\033[1m",    "\033[2m",
					      "\033[1;31m", "\033[1;35m", "" };
	pen->wanted = pen->screen->has_color ? paints[(int)mark] : "";
}

static void set_hang(struct pen *pen)
{
	put_blanks(pen, pen->blanks);
	pen->blanks = 0;
	pen->hang = pen->column;
	pen->is_fresh = true;
	if (pen->hang > pen->most / 2) {
		while (pen->out->len && pen->out->text[pen->out->len - 1] == ' ')
			pen->out->text[--pen->out->len] = '\0';
		pen->hang = INDENT;
		new_line(pen, pen->hang);
	}
}

static void step_aside(struct pen *pen)
{
	int stop = pen->hang + TITLE_ROOM;
	if (pen->screen->width < WIDTH_ASIDE) {
		new_line(pen, pen->hang);
		return;
	}
	pen->hang = stop;
	if (pen->column + 2 > stop)
		new_line(pen, stop);
	else
		put_blanks(pen, stop - pen->column);
	pen->is_fresh = true;
}

static void put_mark(struct pen *pen, char mark)
{
	if (mark == *MW_HANG)
		set_hang(pen);
	else if (mark == *MW_ASIDE)
		step_aside(pen);
	else if (mark == *MW_INDENT)
		pen->hang = pen->column + pen->blanks + INDENT;
	else if (mark == *MW_BREAK)
		new_line(pen, pen->hang);
	else if (mark != *MW_RULE && mark != *MW_FOLD)
		set_paint(pen, mark);
}

static void fold(struct pen *pen, const char *line, size_t len)
{
	size_t lead = 0;
	while (lead < len && line[lead] == ' ')
		lead++;
	bool has_aside = memchr(line, *MW_ASIDE, len);
	pen->most =
		!has_aside && pen->screen->width > WIDTH_PROSE ? WIDTH_PROSE : pen->screen->width;
	pen->column = 0;
	pen->hang = lead && (int)lead + INDENT < pen->most / 2 ? (int)lead + INDENT : 0;
	pen->is_fresh = true;
	for (size_t at = 0; at < len;) {
		size_t end = at;
		if (line[at] == ' ') {
			pen->blanks++;
			at++;
			continue;
		}
		if (line[at] && strchr(marks, line[at])) {
			put_mark(pen, line[at++]);
			continue;
		}
		while (end < len && line[end] != ' ' && !(line[end] && strchr(marks, line[end])))
			end++;
		put_word(pen, line + at, end - at);
		at = end;
	}
	pen->blanks = 0;
	pen->wanted = "";
	end_paint(pen);
	mw_buf_putc(pen->out, '\n');
}

/* "── Today is Wed 20 Jan 2027 ─────" */
static void rule(struct pen *pen, const char *line, size_t len)
{
	const char *dash = pen->screen->has_utf8 ? "\xe2\x94\x80" : "-";
	int left = pen->screen->width - 4 - mw_glyph_width(line, len);
	mw_buf_printf(pen->out, "%s%s%s %.*s ", pen->screen->has_color ? "\033[1m" : "", dash, dash,
		      (int)len, line);
	while (left-- > 0)
		mw_buf_puts(pen->out, dash);
	mw_buf_puts(pen->out, pen->screen->has_color ? "\033[0m\n" : "\n");
}

/* User text that reached us with a mark in it all the same paints, at worst. */
static void clean(const char *text, size_t len, struct mw_buf *out)
{
	for (size_t at = 0; at < len;) {
		size_t end = at;
		while (end < len && !(text[end] && strchr(marks, text[end])))
			end++;
		mw_glyph_clean(text + at, end - at, out);
		if (end < len)
			mw_buf_putc(out, text[end++]);
		at = end;
	}
}

static bool is_folded(const char *line, size_t len)
{
	return memchr(line, *MW_FOLD, len) || memchr(line, *MW_BREAK, len) ||
	       memchr(line, *MW_ASIDE, len);
}

void mw_screen_lay(const struct mw_screen *screen, const char *text, size_t len, struct mw_buf *out)
{
	mw_auto(buf) cleaned = MW_BUF_INIT;
	struct pen pen = { screen, out, .paint = "", .wanted = "" };
	if (screen->is_terminal) {
		clean(text, len, &cleaned);
		text = cleaned.text;
		len = cleaned.len;
	}
	if (screen->is_data) {
		mw_buf_add(out, text, len);
		return;
	}
	for (size_t at = 0; at < len;) {
		const char *line = text + at, *end = memchr(line, '\n', len - at);
		size_t size = end ? (size_t)(end - line) : len - at;
		if (size && *line == *MW_RULE)
			rule(&pen, line + 1, size - 1);
		else if (screen->is_terminal || is_folded(line, size))
			fold(&pen, line, size);
		else
			for (size_t i = 0; i <= size && at + i < len; i++)
				if (!line[i] || !strchr(marks, line[i]))
					mw_buf_putc(out, line[i]);
		at += size + 1;
	}
}

/* ---- what the screen is ---- */

static bool is_utf8_here(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
	const char *value = NULL;
	for (size_t i = 0; i < sizeof names / sizeof *names && !(value && *value); i++)
		value = getenv(names[i]);
	return value && (strstr(value, "UTF-8") || strstr(value, "utf8") || strstr(value, "UTF8") ||
			 strstr(value, "utf-8"));
}

/* COLUMNS or LINES, as every program of a terminal heeds them; else what the terminal says. */
static int size_of(const char *name, int said, int unknown)
{
	const char *value = getenv(name);
	long own;
	if (value && mw_text_number(value, 10000, &own) && own > 0)
		return (int)own;
	return said ? said : unknown;
}

struct mw_screen mw_screen_find(const struct mw_args *args, int fd)
{
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
	struct mw_screen screen = { .width = WIDTH_PIPE, .is_terminal = isatty(fd) };
	struct winsize size = { 0 };
	bool is_able = screen.is_terminal && term && *term && strcmp(term, "dumb") != 0;
	screen.is_data = mw_args_has(args, MW_OPTION_JSON) || mw_args_has(args, MW_OPTION_CSV);
	if (!screen.is_terminal)
		return screen;
	(void)ioctl(fd, TIOCGWINSZ, &size); /* else 0 by 0: not known */
	screen.width = size_of("COLUMNS", size.ws_col, WIDTH_UNKNOWN);
	screen.width = screen.width < WIDTH_LEAST  ? WIDTH_LEAST
		       : screen.width > WIDTH_MOST ? WIDTH_MOST
						   : screen.width;
	screen.height = size_of("LINES", size.ws_row, 0);
	screen.has_color =
		is_able && !mw_args_has(args, MW_OPTION_NO_COLOR) && !(no_color && *no_color);
	screen.has_utf8 = is_utf8_here();
	screen.may_page = is_able && !mw_args_has(args, MW_OPTION_NO_PAGER);
	return screen;
}

static int count_lines(const struct mw_buf *text)
{
	int lines = 0;
	for (size_t i = 0; i < text->len; i++)
		lines += text->text[i] == '\n';
	return lines;
}

/* Up to the rule, which is today's, when it is not on the upper half of the first screen: what is
 * over for long need not be leafed through. */
static int lines_to_pass(const struct mw_screen *screen, int above_rule)
{
	return above_rule > screen->height / 2 ? above_rule - screen->height / 4 : 0;
}

int mw_screen_show(const struct mw_screen *screen, const struct mw_buf *answer)
{
	mw_auto(buf) text = MW_BUF_INIT;
	const char *rule = strstr(answer->text, "\n" MW_RULE);
	size_t head = rule ? (size_t)(rule + 1 - answer->text) : 0;
	mw_screen_lay(screen, answer->text, head, &text);
	int pass = lines_to_pass(screen, count_lines(&text));
	mw_screen_lay(screen, answer->text + head, answer->len - head, &text);
	bool is_long = screen->height && count_lines(&text) >= screen->height; /* and a prompt */
	if (screen->may_page && is_long && mw_pager_show(&text, (size_t)pass))
		return 0;
	errno = 0;
	if (fwrite(text.text, 1, text.len, stdout) != text.len || fflush(stdout))
		return errno ? -errno : -EIO;
	return 0;
}
