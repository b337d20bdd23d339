/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Watching files through directories.
 *
 * A path is walked part by part. Watched is, each in the directory it stands in: the file itself,
 * every symbolic link on the way, and the first part that is missing. Every hint walks anew, so a
 * watch follows what is made, removed and pointed elsewhere. New watches are set before old ones
 * are taken away; nothing can slip between.
 */
#include "matchward/desk/watch.h"

#include <assert.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "matchward/core/buf.h"

#define QUIET_MS 150
#define BURST_MS 500 /* from then on even a busy file is reported */
#define LINKS_MOST 40

struct mw_watch_dir {
	uv_fs_event_t event;
	struct mw_watch *watch; /* borrowed; outlives this */
	struct mw_watch_dir *next;
	struct mw_pool pool; /* of the strings */
	const char *path;
	MW_LIST(const char *) names; /* the directory's own first: so libuv calls its removal */
};

static void on_timer(uv_timer_t *timer);

static void on_event(uv_fs_event_t *event, const char *name, int events, int status)
{
	struct mw_watch_dir *dir = event->data;
	struct mw_watch *watch = dir->watch;
	(void)events;
	/* Without a name, or with an error, anything may have happened. */
	bool is_ours = !name || status != 0;
	for (size_t i = 0; !is_ours && i < dir->names.count; i++)
		is_ours = !strcmp(dir->names.items[i], name);
	if (!is_ours)
		return;
	uint64_t now = uv_now(event->loop);
	if (!uv_is_active((uv_handle_t *)&watch->timer))
		watch->first_ms = now;
	else if (now - watch->first_ms > BURST_MS)
		return; /* let it run out */
	int r = uv_timer_start(&watch->timer, on_timer, QUIET_MS, 0);
	assert(r == 0); /* fails for closing handles only */
}

static void check_done(struct mw_watch *watch)
{
	if (watch->open > 0)
		return;
	mw_pool_release(&watch->pool);
	if (watch->done)
		watch->done(watch->context);
}

static void on_dir_closed(uv_handle_t *handle)
{
	struct mw_watch_dir *dir = handle->data;
	struct mw_watch *watch = dir->watch;
	mw_pool_release(&dir->pool);
	free(dir);
	watch->open--;
	check_done(watch);
}

static void retire(struct mw_watch_dir *dirs)
{
	while (dirs) {
		struct mw_watch_dir *dir = dirs;
		dirs = dir->next;
		uv_close((uv_handle_t *)&dir->event, on_dir_closed);
	}
}

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

static int dir_new(struct mw_watch *watch, const char *path, struct mw_watch_dir **ret_dir)
{
	struct mw_watch_dir *dir = calloc(1, sizeof *dir);
	if (!dir)
		abort();
	int r = uv_fs_event_init(watch->timer.loop, &dir->event);
	assert(r == 0); /* never fails */
	dir->event.data = dir;
	dir->watch = watch;
	dir->path = mw_pool_string(&dir->pool, path);
	*MW_PUSH(&dir->pool, &dir->names) = last_part(dir->path);
	watch->open++;
	r = uv_fs_event_start(&dir->event, on_event, path, 0);
	if (r != 0) {
		retire(dir);
		return r;
	}
	dir->next = watch->dirs;
	watch->dirs = dir;
	*ret_dir = dir;
	return 0;
}

/* Watch for a name in a directory. */
static int watch_name(struct mw_watch *watch, const char *path, const char *name)
{
	struct mw_watch_dir *dir = watch->dirs;
	while (dir && strcmp(dir->path, path) != 0)
		dir = dir->next;
	if (!dir) {
		int r = dir_new(watch, path, &dir);
		if (r != 0)
			return r;
	}
	for (size_t i = 1; i < dir->names.count; i++)
		if (!strcmp(dir->names.items[i], name))
			return 0;
	*MW_PUSH(&dir->pool, &dir->names) = mw_pool_string(&dir->pool, name);
	return 0;
}

enum part { PART_DIR, PART_LINK, PART_OTHER, PART_MISSING };

static enum part look(const char *path)
{
	struct stat st;
	if (lstat(path, &st) != 0)
		return PART_MISSING; /* or out of our reach, which is the same here */
	if (S_ISLNK(st.st_mode))
		return PART_LINK;
	return S_ISDIR(st.st_mode) ? PART_DIR : PART_OTHER;
}

/* Put the target of the link head in the place of head in path; tail is what came after it. */
static int redirect(struct mw_buf *path, const char *head, const char *tail)
{
	char target[4096];
	ssize_t len = readlink(head, target, sizeof target - 1);
	if (len < 0)
		return -errno;
	target[len] = '\0';
	mw_auto(buf) next = MW_BUF_INIT;
	if (target[0] != '/')
		mw_buf_add(&next, head, (size_t)(last_part(head) - head));
	mw_buf_puts(&next, target);
	mw_buf_puts(&next, tail);
	mw_buf_clear(path);
	mw_buf_add(path, next.text, next.len);
	return 0;
}

/*
 * Walk one path until it ends, misses a part (0), or goes on behind a link (1, and *path is where).
 */
static int walk(struct mw_watch *watch, struct mw_buf *path)
{
	mw_auto(buf) dir = MW_BUF_INIT;
	mw_auto(buf) head = MW_BUF_INIT;
	mw_buf_puts(&dir, path->text[0] == '/' ? "" : ".");
	for (const char *at = path->text;;) {
		at += strspn(at, "/");
		size_t len = strcspn(at, "/");
		const char *tail = at + len;
		if (len == 0)
			return 0;
		mw_buf_clear(&head);
		mw_buf_printf(&head, "%s/%.*s", dir.text, (int)len, at);
		bool is_last = tail[strspn(tail, "/")] == '\0';
		enum part part = look(head.text);
		if (is_last || part != PART_DIR) {
			int r = watch_name(watch, dir.len > 0 ? dir.text : "/",
					   last_part(head.text));
			if (r != 0)
				return r;
			part = look(head.text); /* what came before the watch made no event */
		}
		if (part == PART_LINK) {
			int r = redirect(path, head.text, tail);
			return r == 0 ? 1 : r;
		}
		if (is_last || part != PART_DIR)
			return 0;
		mw_buf_clear(&dir);
		mw_buf_add(&dir, head.text, head.len);
		at = tail;
	}
}

static int watch_path(struct mw_watch *watch, const char *text)
{
	mw_auto(buf) path = MW_BUF_INIT;
	mw_buf_puts(&path, text);
	for (int i = 0; i < LINKS_MOST; i++) {
		int r = walk(watch, &path);
		if (r <= 0)
			return r;
	}
	return -ELOOP;
}

static int watch_all(struct mw_watch *watch)
{
	struct mw_watch_dir *old = watch->dirs;
	watch->dirs = NULL;
	int error = 0;
	for (size_t i = 0; i < watch->count; i++) {
		int r = watch_path(watch, watch->paths[i]);
		if (error == 0)
			error = r;
	}
	retire(old);
	return error;
}

static void on_timer(uv_timer_t *timer)
{
	struct mw_watch *watch = timer->data;
	/* An error comes back from mw_watch_set(), which the hint's reader will call. */
	(void)watch_all(watch);
	watch->fn(watch->context);
}

int mw_watch_init(struct mw_watch *watch, uv_loop_t *loop, mw_watch_fn fn, void *context)
{
	*watch = (struct mw_watch){ .fn = fn, .context = context };
	int r = uv_timer_init(loop, &watch->timer);
	if (r != 0)
		return r;
	watch->timer.data = watch;
	watch->open = 1;
	return 0;
}

int mw_watch_set(struct mw_watch *watch, const char *const *paths, size_t count)
{
	struct mw_pool pool = MW_POOL_INIT;
	MW_LIST(const char *) list = { NULL, 0, 0 };
	for (size_t i = 0; i < count; i++)
		if (paths[i])
			*MW_PUSH(&pool, &list) = mw_pool_string(&pool, paths[i]);
	mw_pool_release(&watch->pool); /* only now: the new paths may be the old ones */
	watch->pool = pool;
	watch->paths = list.items;
	watch->count = list.count;
	return watch_all(watch);
}

static void on_timer_closed(uv_handle_t *handle)
{
	struct mw_watch *watch = handle->data;
	watch->open--;
	check_done(watch);
}

void mw_watch_close(struct mw_watch *watch, mw_watch_fn done)
{
	watch->done = done;
	retire(watch->dirs);
	watch->dirs = NULL;
	uv_close((uv_handle_t *)&watch->timer, on_timer_closed);
}
