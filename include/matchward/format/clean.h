/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Cleaning: text of unknown origin made harmless for a format that passes bytes through (libical
 * does). What the parsers read has been checked already; this is the second lock on the same door.
 */
#ifndef MW_FORMAT_CLEAN_H
#define MW_FORMAT_CLEAN_H

#include "matchward/core/pool.h"

/*
 * A copy in well-formed UTF-8 without control characters (C0, DEL, C1, line and paragraph
 * separators): each becomes a space, each stray byte U+FFFD. NULL stays NULL. mw_clean_text keeps
 * line feeds and makes one of CR LF and of CR; mw_clean_line has none left.
 */
const char *mw_clean_line(struct mw_pool *pool, const char *text);
const char *mw_clean_text(struct mw_pool *pool, const char *text);

/*
 * The URL if it is http, https or mailto and can be written raw into a line; else NULL. Bytes
 * beyond ASCII are percent-encoded; a blank, a control character, a quote or a bracket makes it no
 * URL.
 */
const char *mw_clean_url(struct mw_pool *pool, const char *url);

#endif
