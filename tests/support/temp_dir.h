/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A directory of the test's own, and files in it. Everything aborts when it fails: that is the
 * machine's fault and no result.
 */
#ifndef MW_TESTS_TEMP_DIR_H
#define MW_TESTS_TEMP_DIR_H

#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct temp_dir {
	char path[64];
};

static inline void must(bool holds, const char *what)
{
	if (!holds) {
		perror(what);
		abort();
	}
}

static inline void temp_dir_make(struct temp_dir *dir)
{
	(void)strcpy(dir->path, "/tmp/mw-test-XXXXXX");
	must(mkdtemp(dir->path) != NULL, "mkdtemp");
}

/* "DIR/name", in one of a few buffers that are used in turn. */
static inline const char *temp_path(const struct temp_dir *dir, const char *name)
{
	static char paths[8][512];
	static unsigned next;
	char *path = paths[next++ % 8];
	must(snprintf(path, sizeof paths[0], "%s/%s", dir->path, name) < (int)sizeof paths[0],
	     name);
	return path;
}

static inline void remove_tree(int at, const char *name)
{
	int fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *stream = fd >= 0 ? fdopendir(fd) : NULL;
	must(stream != NULL, name);
	struct dirent *entry;
	while ((entry = readdir(stream))) {
		struct stat st;
		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
			continue;
		must(fstatat(fd, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0, entry->d_name);
		if (S_ISDIR(st.st_mode))
			remove_tree(fd, entry->d_name);
		else
			must(unlinkat(fd, entry->d_name, 0) == 0, entry->d_name);
	}
	(void)closedir(stream); /* was only read */
	must(unlinkat(at, name, AT_REMOVEDIR) == 0, name);
}

static inline void temp_dir_remove(struct temp_dir *dir)
{
	remove_tree(AT_FDCWD, dir->path);
}

/* How many names there are in it. */
static inline size_t count_names(const char *path)
{
	DIR *stream = opendir(path);
	must(stream != NULL, path);
	size_t count = 0;
	while (readdir(stream))
		count++;
	(void)closedir(stream); /* was only read */
	return count - 2;
}

static inline void put_bytes(const char *path, const void *data, size_t len)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	must(fd >= 0, path);
	must(write(fd, data, len) == (ssize_t)len, path);
	must(close(fd) == 0, path);
}

static inline void put_text(const char *path, const char *text)
{
	put_bytes(path, text, strlen(text));
}

/* The whole file, in a buffer that the next call uses again; NULL if there is none. */
static inline const char *text_of(const char *path)
{
	static char text[65536];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return NULL;
	ssize_t len = read(fd, text, sizeof text - 1);
	must(len >= 0, path);
	text[len] = '\0';
	(void)close(fd); /* was only read */
	return text;
}

static inline unsigned mode_of(const char *path)
{
	struct stat st;
	must(lstat(path, &st) == 0, path);
	return st.st_mode & 07777;
}

#endif
