/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * batch: hands profiles to workers, counts what becomes of them, and says what is wrong.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "matchward/app/batch.h"
#include "matchward/app/command.h"
#include "matchward/app/glyph.h"
#include "matchward/core/profile.h"
#include "matchward/core/text.h"
#include "matchward/edge/error.h"
#include "matchward/edge/file.h"
#include "matchward/edge/lock.h"
#include "matchward/edge/paths.h"
#include "matchward/edge/workers.h"

#define JOBS_MOST 256
#define TICK_MS 200
#define LOCK_WAIT_MS 5000 /* the workers of one that was killed end their job first */

struct run {
	struct mw_batch batch;
	struct mw_places places; /* as the call's, with the state folder of the batch */
	char *state, *here;      /* owned */
	struct mw_lock lock;
	struct mw_names names;
	struct mw_workers *workers;
	struct mw_progress progress;
	size_t counts[MW_BATCH_STUCK + 1];
	int outcome; /* of what stops everything */
};

static volatile sig_atomic_t caught;

static void on_signal(int number)
{
	caught = number;
}

static int fail(const char *what, int error)
{
	(void)fprintf(stderr, "matchward: %s: %s\n", what, mw_error_text(error));
	return MW_EXIT_ENVIRONMENT;
}

/* ---- what goes on while it runs ---- */

static void show(struct run *run, const char *words)
{
	mw_auto(buf) clean = MW_BUF_INIT;
	if (!*words)
		return;
	mw_progress_hide(&run->progress);
	if (run->progress.screen.is_terminal)
		mw_glyph_clean(words, strlen(words), &clean);
	(void)fputs(clean.len ? clean.text : words, stderr); /* there is nowhere else to say it */
}

static void leave_out(struct run *run, const char *name, const char *why)
{
	mw_auto(buf) line = MW_BUF_INIT;
	mw_buf_printf(&line, "%s: %s\n", name, why);
	show(run, line.text);
	run->counts[MW_BATCH_LEFT_OUT]++;
	run->progress.done++;
}

/* In a worker. */
static int make(void *context, const char *profile, struct mw_buf *ret_words)
{
	const struct run *run = context;
	return (int)mw_batch_make(&run->batch, profile, ret_words);
}

static void on_over(void *context, const char *profile, int outcome, const char *words)
{
	struct run *run = context;
	show(run, words);
	if (outcome < 0) {
		mw_auto(buf) why = MW_BUF_INIT;
		mw_buf_puts(&why, "left out: the process that made its calendar ");
		if (outcome == MW_WORKER_LEFT)
			mw_buf_puts(&why, "ended");
		else
			mw_buf_printf(&why, "was ended by signal %d", -outcome);
		leave_out(run, profile, why.text);
		return;
	}
	run->counts[outcome]++;
	run->progress.done++;
}

/* Hands out names as long as there is room for them. False: there are no more. */
static bool hand_out(struct run *run, bool *ret_wants_more)
{
	mw_auto(buf) name = MW_BUF_INIT;
	*ret_wants_more = false;
	while (mw_workers_have_room(run->workers)) {
		switch (mw_names_next(&run->names, &name)) {
		case 0:
			mw_workers_give(run->workers, name.text);
			break;
		case MW_NAMES_E_END:
			return false;
		case MW_NAMES_E_LONG:
			leave_out(run, name.text,
				  "this is no name of a file; one name a line, or "
				  "each ended by NUL with --null");
			break;
		default:
			*ret_wants_more = true;
			return true;
		}
	}
	return true;
}

static bool is_stopped(const struct run *run)
{
	return caught || run->outcome || run->counts[MW_BATCH_STUCK];
}

static void go(struct run *run, const sigset_t *during)
{
	bool has_more = true, wants_more = false, can_read;
	for (;;) {
		if (has_more && !is_stopped(run))
			has_more = hand_out(run, &wants_more);
		if ((!has_more || is_stopped(run)) && mw_workers_are_idle(run->workers))
			return;
		mw_progress_show(&run->progress);
		can_read = false;
		int fd = wants_more && !is_stopped(run) ? STDIN_FILENO : -1;
		int error = mw_workers_wait(run->workers, fd, TICK_MS, during, &can_read);
		if (error && error != -EINTR) {
			run->outcome = fail("cannot start a process", error);
			return;
		}
		error = can_read ? mw_names_read(&run->names) : 0;
		if (error)
			run->outcome = fail("standard input", error);
	}
}

/* ---- before and after ---- */

static int usage(const char *what)
{
	(void)fprintf(
		stderr,
		"matchward: %s; write batch -o DIR FOLDER, or - for names on standard input\n",
		what);
	return MW_EXIT_INPUT;
}

/* The number of workers; 0: it was no number. */
static unsigned read_jobs(const struct mw_args *args)
{
	const char *word = args->values[MW_OPTION_JOBS];
	long jobs;
	if (!word)
		return mw_workers_cores();
	if (mw_text_number(word, JOBS_MOST, &jobs) && jobs > 0)
		return (unsigned)jobs;
	(void)fprintf(stderr, "matchward: --jobs takes a number from 1 to %d, not \"%s\"\n",
		      JOBS_MOST, word);
	return 0;
}

/* The folders, and the lock that keeps a second batch out of them. */
static int take_folders(struct run *run, const struct mw_args *args)
{
	const char *folder = args->values[MW_OPTION_OUTPUT];
	char *lock_path;
	int error = mw_file_make_dirs(folder, 0700);
	if (error)
		return fail(folder, error);
	run->here = mw_paths_absolute(".");
	if (!run->here)
		return fail(".", -errno);
	if (!args->values[MW_OPTION_STATE])
		run->places.state = run->state = mw_paths_join(folder, ".state");
	error = mw_file_make_dirs(run->places.state, 0700);
	if (error)
		return fail(run->places.state, error);
	lock_path = mw_paths_join(run->places.state, ".lock"); /* no id is empty */
	error = mw_lock_take(&run->lock, lock_path, LOCK_WAIT_MS);
	free(lock_path);
	if (error != -EWOULDBLOCK)
		return error ? fail(run->places.state, error) : 0;
	(void)fprintf(stderr, "matchward: another batch is at work in %s; wait until it is done\n",
		      folder);
	return MW_EXIT_ENVIRONMENT;
}

/* All that profiles have in common is read here, and the workers inherit it. */
static int read_common(struct run *run)
{
	struct mw_diags diags = MW_DIAGS_INIT;
	const struct mw_common_roadmap *roadmap;
	struct mw_profile usual;
	mw_profile_init(&usual);
	run->batch.common = mw_common_new(&run->places, &diags);
	int outcome = run->batch.common->outcome;
	if (!outcome)
		outcome = mw_common_roadmap(run->batch.common, &run->places, usual.roadmap,
					    usual.roadmap_spot, &roadmap, &diags);
	mw_diags_show(&diags);
	mw_diags_release(&diags);
	return outcome;
}

static int start(struct run *run, const struct mw_args *args, unsigned jobs)
{
	int outcome = take_folders(run, args);
	if (!outcome)
		outcome = read_common(run);
	if (outcome)
		return outcome;
	run->batch.here = run->here;
	run->batch.folder = args->values[MW_OPTION_OUTPUT];
	/* Before the names are read: the workers need not carry them. */
	int error = mw_workers_new(jobs, make, on_over, run, &run->workers);
	if (error)
		return fail("cannot start a process", error);
	error = mw_names_open(&run->names, args->operands[0], mw_args_has(args, MW_OPTION_NULL));
	run->progress.total = run->names.total;
	return error ? fail(args->operands[0], error) : 0;
}

static void sum_up(const struct run *run, struct mw_buf *out)
{
	const size_t *counts = run->counts;
	size_t left_out = counts[MW_BATCH_LEFT_OUT] + counts[MW_BATCH_STUCK];
	mw_buf_printf(out, "%zu calendar%s made, %zu up to date, %zu profile%s left out\n",
		      counts[MW_BATCH_MADE], counts[MW_BATCH_MADE] == 1 ? "" : "s",
		      counts[MW_BATCH_KEPT], left_out, left_out == 1 ? "" : "s");
}

/* With signals held back but where it waits. */
static int run_all(struct run *run, const struct mw_args *args, unsigned jobs, struct mw_buf *out)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
	struct sigaction action = { .sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND };
	sigset_t held, before;
	(void)sigemptyset(&held); /* none of these fails with such arguments */
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		(void)sigaddset(&held, signals[i]);
		(void)sigaction(signals[i], &action, NULL);
	}
	(void)sigprocmask(SIG_BLOCK, &held, &before);
	int outcome = start(run, args, jobs);
	if (!outcome) {
		go(run, &before);
		outcome = run->outcome;
		mw_progress_hide(&run->progress);
		sum_up(run, out);
	}
	mw_workers_free(run->workers);
	(void)sigprocmask(SIG_SETMASK, &before, NULL);
	return outcome;
}

/* As whoever sent the signal expects: the shell is to see that we were stopped. */
static void end_by(int number, const struct mw_buf *out)
{
	(void)fputs(out->text, stdout);
	(void)fflush(stdout);
	(void)fputs("matchward: stopped; the same command goes on from here\n", stderr);
	(void)signal(number, SIG_DFL);
	(void)raise(number);
}

int mw_command_batch(struct mw_call *call)
{
	const struct mw_args *args = call->args;
	struct mw_calendar_options options = MW_CALENDAR_OPTIONS_INIT;
	struct run run = { .places = *call->places, .lock = MW_LOCK_INIT };
	if (!args->values[MW_OPTION_OUTPUT])
		return usage("where should the calendars go?");
	if (args->count != 1)
		return usage("which profiles?");
	if (mw_export_options(args, &options))
		return MW_EXIT_INPUT;
	unsigned jobs = read_jobs(args);
	if (!jobs)
		return MW_EXIT_INPUT;
	run.batch = (struct mw_batch){ .args = args, .places = &run.places };
	mw_progress_begin(&run.progress, args);
	int outcome = run_all(&run, args, jobs, call->out);
	mw_names_release(&run.names);
	mw_common_free(run.batch.common);
	mw_lock_release(&run.lock);
	free(run.state);
	free(run.here);
	if (caught)
		end_by(caught, call->out);
	if (outcome)
		return outcome;
	return run.counts[MW_BATCH_LEFT_OUT] || run.counts[MW_BATCH_STUCK] ? MW_EXIT_ENVIRONMENT
									   : MW_EXIT_DONE;
}
