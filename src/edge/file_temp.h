/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The temporary file beside a file that is replaced: ".NAME.mwXXXXXX", locked while its writer
 * lives. One that is not locked was left by a crash; whoever makes the next one removes it.
 */
#ifndef MW_EDGE_FILE_TEMP_H
#define MW_EDGE_FILE_TEMP_H

#include "matchward/core/buf.h"

/* Make one for `path`; its name goes to *name. Returns the descriptor, the caller's to close, or
 * -errno. */
int mw_file_temp_make(const char *path, struct mw_buf *name);

#endif
