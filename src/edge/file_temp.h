/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The temporary file beside a file that is replaced: ".NAME.mwXXXXXX", locked while its writer
 * lives. One that is not locked was left by a crash; whoever makes the next one removes it.
 */
#ifndef MW_EDGE_FILE_TEMP_H
#define MW_EDGE_FILE_TEMP_H

#include <stdbool.h>
#include <stddef.h>

#include "matchward/core/buf.h"

/* Make one for `path`; its name goes to *name. Returns the descriptor, the caller's to close, or
 * -errno. */
int mw_file_temp_make(const char *path, struct mw_buf *name);

/* Is this the name of one, of a file that ends so? */
bool mw_file_temp_is(const char *name, const char *ending);

/* Remove one of the folder `dir`, unless its writer lives. */
void mw_file_temp_drop(int dir, const char *name);

/* Give it its content and permission bits, on the disk. 0 or -errno. */
int mw_file_temp_fill(int fd, const char *data, size_t len, unsigned mode);

/* Make the names in the directory of path durable. 0 or -errno. */
int mw_file_sync_parent(const char *path);

#endif
