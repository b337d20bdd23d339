/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pager: a program that shows long text page by page. Started without a shell.
 */
#ifndef MW_APP_PAGER_H
#define MW_APP_PAGER_H

#include <stdbool.h>

#include "matchward/core/buf.h"

/*
 * Shows the text in $MATCHWARD_PAGER, else $PAGER, else less, and waits for its end. False: there
 * is no pager (the variable is empty or "cat"), or it cannot be started; nothing was shown. A
 * reader who leaves early makes no error. Less begins after `above` lines, unless LESS is set.
 */
bool mw_pager_show(const struct mw_buf *text, size_t above);

#endif
