/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A child with the text on its stdin. Until it ends, the keys that interrupt are its own.
 */
#include "matchward/app/pager.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "matchward/core/pool.h"
#include "matchward/core/text.h"

extern char **environ;

static const int keys[] = { SIGINT, SIGQUIT, SIGPIPE };
#define KEYS (sizeof keys / sizeof *keys)

/* The pager's words, NULL behind the last; NULL where none is wanted. Blanks part them. */
static char **words(struct mw_pool *pool)
{
	const char *own = getenv("MATCHWARD_PAGER"), *common = getenv("PAGER");
	char *command = mw_pool_string(pool, own ? own : common ? common : "less");
	char **list = mw_pool_alloc(pool, (strlen(command) / 2 + 2) * sizeof *list), *rest;
	size_t count = 0;
	for (char *word = strtok_r(command, " \t", &rest); word;
	     word = strtok_r(NULL, " \t", &rest))
		list[count++] = word;
	return count && strcmp(list[0], "cat") != 0 ? list : NULL;
}

/* 0 and the child with a pipe to its stdin, or an errno. */
static int start(char **argv, pid_t *ret_pid, int *ret_pipe)
{
	int ends[2];
	sigset_t defaults;
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	if (pipe(ends))
		return errno;
	/* Left open in the child, this end would keep the pager from ever seeing the text's end. */
	(void)fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	(void)sigemptyset(&defaults);
	for (size_t i = 0; i < KEYS; i++)
		(void)sigaddset(&defaults, keys[i]);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
	if (ends[0] != STDIN_FILENO)
		posix_spawn_file_actions_addclose(&actions, ends[0]);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigdefault(&attributes, &defaults);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
	int error = posix_spawnp(ret_pid, argv[0], &actions, &attributes, argv, environ);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	(void)close(ends[0]);
	if (error)
		(void)close(ends[1]);
	else
		*ret_pipe = ends[1];
	return error;
}

/* An error means that the reader has seen enough. */
static void feed(int pipe_end, const struct mw_buf *text)
{
	for (size_t at = 0; at < text->len;) {
		ssize_t written = write(pipe_end, text->text + at, text->len - at);
		if (written < 0 && errno != EINTR)
			break;
		at += written > 0 ? (size_t)written : 0;
	}
	(void)close(pipe_end);
}

/* Less says how to leave it: whoever has not met it before is caught in it. */
static void instruct(size_t above)
{
	mw_auto(buf) less = MW_BUF_INIT;
	mw_buf_puts(&less, "FRX-PsSpace\\: next page, b\\: back, q\\: leave ?e(end).$");
	if (above)
		mw_buf_printf(&less, "+%zug", above + 1);
	(void)setenv("LESS", less.text, 0);
}

bool mw_pager_show(const struct mw_buf *text, size_t above)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN }, before[KEYS];
	struct mw_pool pool = MW_POOL_INIT;
	int pipe_end = -1, status, error = ENOENT;
	pid_t pid = 0;
	char **argv = words(&pool);
	for (size_t i = 0; i < KEYS; i++)
		(void)sigaction(keys[i], &ignore, &before[i]);
	if (argv) {
		instruct(above);
		error = start(argv, &pid, &pipe_end);
	}
	if (!error) {
		feed(pipe_end, text);
		while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
			;
	}
	for (size_t i = 0; i < KEYS; i++)
		(void)sigaction(keys[i], &before[i], NULL);
	mw_pool_release(&pool);
	return !error;
}
