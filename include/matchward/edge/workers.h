/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Workers: processes of this program that do jobs side by side. A job is a few bytes that name
 * something to do; what comes of it is a small number and some words.
 *
 * Each worker has a copy of everything that its parent had when it was made, so whatever all jobs
 * need is to be read before. One that dies costs the job that it had in hand and no other: its
 * place is taken by a new one. When the parent dies they finish their job and end. They do not hear
 * SIGINT and SIGHUP, which a terminal sends to all of us: the parent decides.
 */
#ifndef MW_EDGE_WORKERS_H
#define MW_EDGE_WORKERS_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

#include "matchward/core/buf.h"

struct mw_workers;

#define MW_JOB_SIZE_MOST 8192

/* Does a job, in a worker. 0..255; words may be left in *ret_words. */
typedef int (*mw_job_fn)(void *context, const char *job, struct mw_buf *ret_words);

/* Hears of a job that is over, in the parent. The outcome is what mw_job_fn returned; -SIGNAL where
 * a signal ended its worker, and MW_WORKER_LEFT where that ended in another way. */
typedef void (*mw_job_over_fn)(void *context, const char *job, int outcome, const char *words);
#define MW_WORKER_LEFT (-1000)

/* How many processors this process may use; at least 1. */
unsigned mw_workers_cores(void);

/* Starts `count` of them. `context` is for both functions. 0 or -errno. */
int mw_workers_new(unsigned count, mw_job_fn run, mw_job_over_fn over, void *context,
		   struct mw_workers **ret_workers);

/* Ends them and waits for it; what they have in hand is done, and nobody hears of it. */
void mw_workers_free(struct mw_workers *workers);

bool mw_workers_have_room(const struct mw_workers *workers);
bool mw_workers_are_idle(const struct mw_workers *workers);

/* Hands a job over; there is room. It is copied, and has 1 to MW_JOB_SIZE_MOST bytes. */
void mw_workers_give(struct mw_workers *workers, const char *job);

/*
 * Waits until something happens, or so many milliseconds have passed: a job is over, `fd` (-1:
 * none) can be read, or a signal comes that `during` lets through. 0, with *ret_can_read; -EINTR;
 * or another -errno: there can be no new worker, and no job is done any more.
 */
int mw_workers_wait(struct mw_workers *workers, int fd, int most_ms, const sigset_t *during,
		    bool *ret_can_read);

#endif
