/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From a folder to what is ours in it.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "matchward/core/text.h"
#include "matchward/edge/error.h"
#include "matchward/edge/folder.h"
#include "matchward/edge/paths.h"
#include "matchward/edge/swap.h"
#include "matchward/format/calendar_todo.h"
#include "matchward/format/clean.h"
#include "vdir.h"

#define ENDING ".ics"
#define FILES_MOST 10000
#define LEFT_MOST 100
#define BYTES_MOST (64 * 1024 * 1024) /* of all items of a folder */

void vdir_fail(struct vdir_run *run, const char *what, const char *path, const char *why)
{
	(void)fprintf(stderr, "matchward: %s %s: %s\n", what, mw_clean_line(&run->pool, path), why);
	run->outcome = MW_EXIT_ENVIRONMENT;
}

static const char *reason(int error)
{
	switch (error) {
	case -ENOENT:
		return "there is no such folder; make it first";
	case -ELOOP:
		return "this is a link; name the folder itself";
	case -ENOTDIR:
		return "this is no folder";
	case -EILSEQ:
		return "its path is not plain text in UTF-8";
	case -E2BIG:
		return "it holds too many files; give Matchward a folder of its own";
	default:
		return mw_error_text(error);
	}
}

/* The UID that a file of this name has if we made it; NULL: it is none of ours. */
static const char *uid_of(struct vdir_run *run, const char *name)
{
	size_t len = strlen(name) - strlen(ENDING);
	char *uid = mw_pool_copy(&run->pool, name, len);
	char *domain = strrchr(uid, '@');
	const char *owner = mw_pool_printf(&run->pool, ".%s", run->bundle->profile.id);
	size_t size = strlen(owner);
	if (!domain || (strcmp(domain, "@matchward") != 0 && !mw_calendar_is_todo_uid(uid)))
		return NULL;
	bool is_ours = (size_t)(domain - uid) > size && !memcmp(domain - size, owner, size);
	return is_ours ? uid : NULL;
}

/* A bad item is named, and left alone. */
static void add_bad(struct vdir_run *run, struct mw_vdir_folder *folder, const char *name,
		    const char *uid, const char *why)
{
	char *path = mw_paths_join(folder->path, name);
	/* Others gave it its name. */
	(void)fprintf(stderr, "matchward: left alone: %s: %s\n", mw_clean_line(&run->pool, path),
		      why);
	free(path);
	if (uid)
		*MW_PUSH(&run->pool, &folder->found) =
			(struct mw_vdir_found){ .name = name, .item.uid = uid, .is_bad = true };
}

static bool is_known(const struct mw_vdir_folder *folder, const char *uid)
{
	for (size_t i = 0; i < folder->found.count; i++)
		if (!strcmp(folder->found.items[i].item.uid, uid))
			return true;
	return false;
}

static void add(struct vdir_run *run, struct mw_vdir_folder *folder, const char *name,
		const struct mw_buf *text)
{
	struct mw_vdir_found found = { .name = name, .hash = mw_vdir_hash(text->text, text->len) };
	const char *why = "";
	int outcome = mw_vdir_item_read(text->text, text->len, run->bundle->profile.id, &run->pool,
					&found.item, &why);
	const char *uid = outcome == MW_VDIR_E_FOREIGN ? uid_of(run, name) : found.item.uid;
	if (outcome == MW_VDIR_E_FOREIGN && uid)
		add_bad(run, folder, name, uid, "it does not hold the item that its name says");
	else if (outcome == MW_VDIR_E_BAD)
		add_bad(run, folder, name, uid, why);
	else if (!outcome && is_known(folder, uid))
		add_bad(run, folder, name, NULL, "another file holds the same item");
	else if (!outcome)
		*MW_PUSH(&run->pool, &folder->found) = found;
}

/* What is too large or cannot be read matters only where its name says that it is ours. */
static void read_item(struct vdir_run *run, struct mw_vdir_folder *folder, const char *name,
		      size_t *left)
{
	mw_auto(buf) text = MW_BUF_INIT;
	size_t most = *left < MW_VDIR_ITEM_SIZE_MOST ? *left : MW_VDIR_ITEM_SIZE_MOST;
	char *path = mw_paths_join(folder->path, name);
	int error = mw_folder_read(path, most, &text);
	free(path);
	if (error == -ENOENT)
		return; /* gone since */
	*left -= error ? 0 : text.len;
	if (!error)
		add(run, folder, name, &text);
	else if (uid_of(run, name))
		add_bad(run, folder, name, uid_of(run, name),
			error == -EFBIG    ? "it is too large"
			: error == -ELOOP  ? "it is a link"
			: error == -EISDIR ? "it is a folder"
			: error == -EINVAL ? "it is no file"
					   : mw_error_text(error));
}

/* One that came out of its place for ours, and was not looked at before the crash. Ours says
 * nothing that is not known. */
static void read_left(struct vdir_run *run, struct mw_vdir_left *left, const char *name)
{
	mw_auto(buf) text = MW_BUF_INIT;
	struct mw_vdir_found found = { .name = name };
	const char *why;
	char *path = mw_paths_join(left->folder.path, name);
	int error = mw_folder_read(path, MW_VDIR_ITEM_SIZE_MOST, &text);
	free(path);
	if (error || mw_vdir_item_read(text.text, text.len, run->bundle->profile.id, &run->pool,
				       &found.item, &why))
		return;
	found.hash = mw_vdir_hash(text.text, text.len);
	*MW_PUSH(&run->pool, &left->folder.found) = found;
}

static void read_all_left(struct vdir_run *run, const char *path)
{
	struct mw_vdir_left *left = &run->left[run->count];
	*left = (struct mw_vdir_left){ .folder.path = path };
	if (mw_swap_left(path, ENDING, LEFT_MOST, &run->pool, &left->names))
		return; /* what is wrong with the folder has been said */
	for (size_t i = 0; i < left->names.list.count; i++)
		read_left(run, left, left->names.list.items[i]);
}

void vdir_drop_left(const struct vdir_run *run)
{
	for (size_t i = 0; i < run->count; i++)
		for (size_t k = 0; k < run->left[i].names.list.count; k++)
			mw_swap_drop(run->left[i].folder.path, run->left[i].names.list.items[k]);
}

void vdir_read(struct vdir_run *run, const struct mw_vdir_job *job)
{
	struct mw_vdir_folder folder = { .events = job->events,
					 .todos = job->todos,
					 .may_add = job->may_add };
	struct mw_words names;
	size_t left = BYTES_MOST;
	int error = mw_folder_check(job->path);
	char *absolute = error ? NULL : mw_paths_absolute(job->path);
	if (!error && !absolute)
		error = -errno;
	/* The records name the folder, in a text file. */
	if (absolute && (!mw_text_is_utf8(absolute, strlen(absolute)) ||
			 mw_text_has_control(absolute, strlen(absolute))))
		error = -EILSEQ;
	if (!error) {
		folder.path = mw_pool_string(&run->pool, absolute);
		error = mw_folder_list(folder.path, ENDING, FILES_MOST, &run->pool, &names);
	}
	free(absolute);
	if (error) {
		vdir_fail(run, "cannot use", job->path, reason(error));
		return;
	}
	for (size_t i = 0; i < names.list.count; i++)
		read_item(run, &folder, names.list.items[i], &left);
	read_all_left(run, folder.path);
	run->folders[run->count++] = folder;
}
