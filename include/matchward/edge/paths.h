/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Paths: the user's base directories by the XDG rules, and joining of names. Looks at the
 * environment only; nothing is made or checked on the disk.
 */
#ifndef MW_EDGE_PATHS_H
#define MW_EDGE_PATHS_H

#include <stddef.h>

struct mw_paths {
	char *config;  /* owned; $XDG_CONFIG_HOME, else ~/.config */
	char *state;   /* owned; $XDG_STATE_HOME, else ~/.local/state */
	char *data;    /* owned; $XDG_DATA_HOME, else ~/.local/share */
	char *runtime; /* owned; $XDG_RUNTIME_DIR, or NULL: there is none */
};

#define MW_PATHS_INIT ((struct mw_paths){ NULL, NULL, NULL, NULL })

/*
 * Base directories, absolute, without "matchward". An XDG variable that is empty or relative counts
 * as unset, as the specification demands. -ENOENT when one is unset and $HOME is not an absolute
 * path either; then *ret_paths is untouched.
 */
int mw_paths_read(struct mw_paths *ret_paths);
void mw_paths_release(struct mw_paths *paths);

/* The results of these are the caller's to free(). */

/* "dir/name", one slash between them; an empty dir gives name. */
char *mw_paths_join(const char *dir, const char *name);

/* A path as it stands in a file: absolute ones stay, "~/" is $HOME, relative ones start at the
 * file's directory. */
char *mw_paths_beside(const char *file, const char *path);

/* The directory part: "a/b" -> "a", "b" -> ".", "/b" -> "/". */
char *mw_paths_parent(const char *path);

/* The path from the root, with no link in it; NULL: errno says why. */
char *mw_paths_absolute(const char *path);

#endif
