/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * INI text, screened: inih splits the lines, and a bounded reader in front of it refuses what inih
 * would silently cut, join or lose. It knows nothing about which sections and keys exist (see
 * ini_table.h).
 *
 * UTF-8, with or without a byte order mark, lines ending in LF or CRLF. A line whose first visible
 * byte is
 * ";" or "#" is a comment. Everything else is [SECTION] alone on its line, KEY = VALUE, or an
 * indented line that continues the value above where the key takes that.
 */
#ifndef MW_FORMAT_INI_H
#define MW_FORMAT_INI_H

#include <stdbool.h>
#include <stddef.h>

#include "matchward/core/diag.h"

#define MW_INI_LINE_MOST                                                                           \
	199 /* bytes of a line with its end: what every packaged inih carries whole */
#define MW_INI_SECTION_MOST 49 /* bytes of a section's name: likewise */

enum mw_ini_event_kind {
	MW_INI_SECTION, /* a [section] line; section is NULL where its name cannot be read */
	MW_INI_VALUE,   /* KEY = VALUE */
	MW_INI_MORE,    /* an indented line; key is that of the value which it continues */
	MW_INI_BAD,     /* a line that was reported and seems to give this key; no value */
};

struct mw_ini_event {
	enum mw_ini_event_kind kind;
	const char *section; /* "" before the first one; lives only during the call, as key and
				value do */
	const char *key;     /* NULL with MW_INI_SECTION */
	const char *value;   /* trimmed; NULL with MW_INI_SECTION and MW_INI_BAD */
	struct mw_spot spot;
};

/*
 * Called in the order of the file. Of MW_INI_VALUE and MW_INI_BAD it answers whether indented lines
 * may continue that key; else the answer does not matter.
 */
typedef bool (*mw_ini_fn)(void *context, const struct mw_ini_event *event);

/*
 * Read text[0..len). Returns 0, or MW_INI_E_BAD after at least one of these was reported, each at
 * its line, and reading went on behind it:
 *
 *   a line longer than MW_INI_LINE_MOST; NUL; bytes that are not UTF-8; a control character other
 * than TAB; a byte order mark at the front of a line, but for the file's own; " ;" outside a
 * comment line; an indented line behind a key that takes one line; a section without "]", without a
 * name, with too long a name, or with something behind it; a line without "=" or without a key; a
 * key given twice in one section, whether that was opened again or not.
 *
 * A file in UTF-16 is one fault, and causes nothing but the event of a section that cannot be read.
 * Lines of a section whose name cannot be read are screened but cause no events. file is borrowed
 * by spots.
 */
#define MW_INI_E_BAD 1
int mw_ini_parse(const char *file, const char *text, size_t len, mw_ini_fn fn, void *context,
		 struct mw_diags *diags);

#endif
