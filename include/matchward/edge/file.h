/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files: read whole and bounded, replaced whole or not at all, appended by whole lines.
 *
 * All return 0 or -errno, as the system gave it, beside the codes named here. What returns 0 from
 * replace or append is on the disk; what returns an error has left the old content in place. One
 * exception: when all is done but flushing the directory fails, a replaced file is the new one.
 */
#ifndef MW_EDGE_FILE_H
#define MW_EDGE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "matchward/core/buf.h"
#include "matchward/core/pool.h"
#include "matchward/core/text.h"

/*
 * Read a regular file of at most `most` bytes into *ret (its old content goes). -EISDIR for a
 * directory, -EINVAL for a device, FIFO or socket (never blocks on one), -EFBIG when it is larger.
 * Symbolic links are followed. On an error *ret is untouched.
 */
int mw_file_read(const char *path, size_t most, struct mw_buf *ret);

/* The permission bits of what the path names, links followed. */
int mw_file_mode(const char *path, unsigned *ret_mode);

/*
 * Make path hold exactly data[0..len), with these permission bits whatever the umask says: a
 * reader, or a crash, finds the old file or the new one. If path is a symbolic link its target is
 * replaced and the link stays. -EISDIR for a directory, -EINVAL for anything else that is no
 * regular file. The temporary file, ".NAME.mwXXXXXX" in the same directory, is gone whatever
 * happens short of a crash; one that a crash has left is removed by the next replacing of this
 * file.
 */
int mw_file_replace(const char *path, const char *data, size_t len, unsigned mode);

/*
 * The same for thousands of files of one folder, which mw_file_replace would each time search for
 * what crashes have left. The temporary file is always ".NAME.mw", so the caller holds a lock that
 * keeps others off; one that was left is written over. A link is -EINVAL. A crash of the
 * program never leaves half a file at path. One of the machine may, unless `is_flushed`; but then,
 * too, the old content may come back.
 */
int mw_file_put(const char *path, const char *data, size_t len, unsigned mode, bool is_flushed);

/* Enough to see that two paths name one file, and that a file is not what it was. */
struct mw_file_look {
	uint64_t device, inode;
	int64_t size, changed_ns; /* the time of its content */
	bool is_regular;
};

/* At what the path names, links followed. */
int mw_file_look(const char *path, struct mw_file_look *ret_look);

/*
 * Append data[0..len), whole lines each with its end, to a log that is made with `mode` if there is
 * none. A torn last line (no line end: somebody crashed) is cut away first. If not everything can
 * be written and flushed, the log is cut back to where it was. Callers hold the log's lock. -EINVAL
 * when data does not end its last line or path is no regular file.
 */
int mw_file_append(const char *path, const char *data, size_t len, unsigned mode);

/* Remove a file; what is not there is no error. */
int mw_file_remove(const char *path);

/* The names in a folder that end so, in the order of their bytes; a folder that cannot be read has
 * none. */
void mw_file_list(const char *folder, const char *ending, struct mw_pool *pool,
		  struct mw_words *ret_names);

/* mkdir -p: make path and what is missing above it; new ones get `mode`, existing ones keep theirs.
 * -ENOTDIR when something in the way is no directory. */
int mw_file_make_dirs(const char *path, unsigned mode);

#endif
