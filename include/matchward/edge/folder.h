/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Folders that others write into too: looked at without following a link, and bounded.
 */
#ifndef MW_EDGE_FOLDER_H
#define MW_EDGE_FOLDER_H

#include <stddef.h>

#include "matchward/core/buf.h"
#include "matchward/core/pool.h"
#include "matchward/core/text.h"

/*
 * Can its files be read, made and replaced? 0; -ENOENT; -ELOOP: it is a symbolic link, and what is
 * written here must not land elsewhere; -ENOTDIR; -EACCES; -EROFS.
 */
int mw_folder_check(const char *path);

/*
 * Could a file be made at path, with the folders above it that are missing? 0; -ENOTDIR: something
 * above is no folder; -EACCES; -EROFS. Nothing is made.
 */
int mw_folder_may_hold(const char *path);

/*
 * What is in it and ends so, hidden names apart, in the order of their bytes, be it files, links or
 * anything else. -E2BIG where it holds more than `most` such names.
 */
int mw_folder_list(const char *path, const char *ending, size_t most, struct mw_pool *pool,
		   struct mw_words *ret_names);

/* As mw_file_read, but a link is not followed: -ELOOP. */
int mw_folder_read(const char *path, size_t most, struct mw_buf *ret);

/* Is there anything of this path, be it a link to nowhere? */
int mw_folder_has(const char *path); /* 0: no; 1: yes; -errno */

#endif
