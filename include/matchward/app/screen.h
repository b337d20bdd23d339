/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The screen: where the answer of a command becomes lines of a terminal, or of a file.
 *
 * Commands write text with marks in it: bytes that no user text can hold, because every parser
 * refuses control characters. What the marks mean is decided here and nowhere else: colour, where a
 * folded line goes on, what moves beside a title when there is room. So no command asks how wide
 * the terminal is or whether it has colours. In a pipe the same text is plain and has one width.
 *
 * On a terminal, all text passes mw_glyph_clean, no line is wider than the screen, and an answer
 * longer than the screen goes to a pager.
 */
#ifndef MW_APP_SCREEN_H
#define MW_APP_SCREEN_H

#include <stdbool.h>

#include "matchward/app/args.h"
#include "matchward/core/buf.h"

/* Paint reaches to MW_PLAIN; one does not hold another. Colour only repeats what a word says. */
#define MW_STRONG "\001"
#define MW_FAINT "\002"
#define MW_BAD "\003"
#define MW_SOON "\004"
#define MW_PLAIN "\005"

/*
 * Where a folded line goes on: below this place, or four columns deeper. Without either it is as
 * deep as the line's begin, and four columns deeper if that is not the edge.
 */
#define MW_HANG "\006"
#define MW_INDENT "\016"

#define MW_FOLD "\017"  /* the line is folded in a pipe too */
#define MW_BREAK "\020" /* inside a folded line: break it here */

/* After MW_HANG: what follows is said beside the title on a wide screen, else below it. */
#define MW_ASIDE "\021"

/* At the begin of a line: a rule across the screen, with the text of the line in it. */
#define MW_RULE "\022"

struct mw_screen {
	int width, height; /* height 0: not known */
	bool is_terminal;
	bool has_color;
	bool has_utf8; /* for our own rules; user text is UTF-8 in any case */
	bool is_data;  /* JSON, CSV: never folded */
	bool may_page;
};

/* What is behind this descriptor, by the options, the environment and the terminal itself. */
struct mw_screen mw_screen_find(const struct mw_args *args, int fd);

/* Appends the answer as the screen shows it. */
void mw_screen_lay(const struct mw_screen *screen, const char *text, size_t len,
		   struct mw_buf *out);

/* Lays the answer out and writes it to stdout, or to the pager. 0 or -errno. */
int mw_screen_show(const struct mw_screen *screen, const struct mw_buf *answer);

#endif
