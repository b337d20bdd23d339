/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The XDG base directories (specification 0.8) and path arithmetic on text.
 */
#define _XOPEN_SOURCE 700 /* realpath() */
#include "matchward/edge/paths.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "matchward/core/buf.h"

/* The variable's value, if it is an absolute path. */
static const char *absolute(const char *variable)
{
	const char *value = getenv(variable);
	return value && *value == '/' ? value : NULL;
}

/* The variable, or the default under the home directory; NULL if there is neither. */
static char *base_dir(const char *variable, const char *beneath_home)
{
	const char *value = absolute(variable);
	if (value)
		return mw_paths_join(value, "");
	const char *home = absolute("HOME");
	return home ? mw_paths_join(home, beneath_home) : NULL;
}

int mw_paths_read(struct mw_paths *ret_paths)
{
	mw_auto(paths) paths = {
		.config = base_dir("XDG_CONFIG_HOME", ".config"),
		.state = base_dir("XDG_STATE_HOME", ".local/state"),
		.data = base_dir("XDG_DATA_HOME", ".local/share"),
	};
	if (!paths.config || !paths.state || !paths.data)
		return -ENOENT;
	const char *runtime = absolute("XDG_RUNTIME_DIR");
	if (runtime)
		paths.runtime = mw_paths_join(runtime, "");
	*ret_paths = paths;
	paths = MW_PATHS_INIT;
	return 0;
}

void mw_paths_release(struct mw_paths *paths)
{
	free(paths->config);
	free(paths->state);
	free(paths->data);
	free(paths->runtime);
	*paths = MW_PATHS_INIT;
}

char *mw_paths_join(const char *dir, const char *name)
{
	size_t len = strlen(dir);
	while (len > 1 && dir[len - 1] == '/')
		len--;
	mw_auto(buf) path = MW_BUF_INIT;
	mw_buf_add(&path, dir, len);
	if (len > 0 && *name != '\0' && dir[len - 1] != '/')
		mw_buf_putc(&path, '/');
	mw_buf_puts(&path, name);
	return mw_buf_detach(&path);
}

char *mw_paths_parent(const char *path)
{
	size_t len = strlen(path);
	while (len > 1 && path[len - 1] == '/')
		len--;
	while (len > 0 && path[len - 1] != '/')
		len--;
	while (len > 1 && path[len - 1] == '/')
		len--;
	mw_auto(buf) parent = MW_BUF_INIT;
	if (len > 0)
		mw_buf_add(&parent, path, len);
	else
		mw_buf_putc(&parent, '.');
	return mw_buf_detach(&parent);
}

char *mw_paths_beside(const char *file, const char *path)
{
	const char *home = absolute("HOME");
	if (home && path[0] == '~' && path[1] == '/')
		return mw_paths_join(home, path + 2);
	const char *slash = strrchr(file, '/');
	mw_auto(buf) whole = MW_BUF_INIT;
	if (*path != '/' && slash)
		mw_buf_add(&whole, file, (size_t)(slash - file) + 1);
	mw_buf_puts(&whole, path);
	return mw_buf_detach(&whole);
}

char *mw_paths_absolute(const char *path)
{
	return realpath(path, NULL);
}
