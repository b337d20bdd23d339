/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A pair of sockets to each worker keeps the borders of messages. Down go jobs; up come packets of
 * words, and one byte when a job is over. A worker has a second job waiting, so that it need not
 * rest until the parent gets its turn.
 */
#define _GNU_SOURCE /* ppoll(), sched_getaffinity() */
#include "matchward/edge/workers.h"

#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define JOBS_MOST 2
#define PACKET_MOST 16384
#define OVER 1 /* the size of the packet that ends a job; words begin with a byte more */

struct worker {
	pid_t pid;
	int fd;                /* ours of the pair, owned */
	char *jobs[JOBS_MOST]; /* owned; the first one is in hand */
	size_t count;
	struct mw_buf words; /* of the job in hand */
};

struct mw_workers {
	mw_job_fn run;
	mw_job_over_fn over;
	void *context;
	unsigned count;
	struct worker items[];
};

unsigned mw_workers_cores(void)
{
	cpu_set_t set;
	if (sched_getaffinity(0, sizeof set, &set) != 0) /* more than a cpu_set_t has */
		return (unsigned)sysconf(_SC_NPROCESSORS_ONLN);
	return (unsigned)CPU_COUNT(&set);
}

/* ---- in the worker ---- */

static void tell(int fd, const char *data, size_t len)
{
	while (send(fd, data, len, MSG_NOSIGNAL) < 0)
		if (errno != EINTR)
			_exit(0); /* nobody listens any more */
}

static void tell_words(int fd, const struct mw_buf *words)
{
	char packet[PACKET_MOST];
	for (size_t at = 0; at < words->len; at += sizeof packet - 1) {
		size_t part = words->len - at;
		if (part > sizeof packet - 1)
			part = sizeof packet - 1;
		packet[0] = 0;
		memcpy(packet + 1, words->text + at, part);
		tell(fd, packet, part + 1);
	}
}

_Noreturn static void work(const struct mw_workers *workers, int fd)
{
	char job[MW_JOB_SIZE_MOST + 1];
	mw_auto(buf) words = MW_BUF_INIT;
	for (;;) {
		ssize_t len = recv(fd, job, sizeof job - 1, 0);
		if (len < 0 && errno == EINTR)
			continue;
		if (len <= 0)
			_exit(0);
		job[len] = '\0';
		mw_buf_clear(&words);
		const char outcome = (char)workers->run(workers->context, job, &words);
		tell_words(fd, &words);
		tell(fd, &outcome, OVER);
	}
}

/* ---- in the parent ---- */

/* The signals of a worker: none is blocked, and those of the terminal are ignored. */
static void set_signals(void)
{
	sigset_t none;
	(void)signal(SIGINT, SIG_IGN); /* none of these fails with such arguments */
	(void)signal(SIGHUP, SIG_IGN);
	(void)signal(SIGTERM, SIG_DFL);
	(void)sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
}

static int start(struct mw_workers *workers, struct worker *worker)
{
	int pair[2];
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
		return -errno;
	pid_t pid = fork();
	if (pid < 0) {
		int error = -errno;
		(void)close(pair[0]); /* nothing was written */
		(void)close(pair[1]);
		return error;
	}
	if (pid == 0) {
		set_signals();
		/* Or one would hold the others' sockets open when the parent is gone. */
		for (unsigned i = 0; i < workers->count; i++)
			if (workers->items[i].fd >= 0)
				(void)close(workers->items[i].fd);
		(void)close(pair[0]);
		work(workers, pair[1]);
	}
	(void)close(pair[1]); /* it is the worker's */
	worker->pid = pid;
	worker->fd = pair[0];
	return 0;
}

/* What it ended with, as the outcome of a job. */
static int end(struct worker *worker)
{
	int status = 0;
	if (worker->fd >= 0)
		(void)close(worker->fd); /* which ends it, if it has not ended yet */
	worker->fd = -1;
	while (worker->pid > 0 && waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
		;
	worker->pid = 0;
	return WIFSIGNALED(status) ? -WTERMSIG(status) : MW_WORKER_LEFT;
}

int mw_workers_new(unsigned count, mw_job_fn run, mw_job_over_fn over, void *context,
		   struct mw_workers **ret_workers)
{
	struct mw_workers *workers = calloc(1, sizeof *workers + count * sizeof(struct worker));
	int error = 0;
	if (!workers)
		abort();
	*workers = (struct mw_workers){ run, over, context, count };
	for (unsigned i = 0; i < count; i++)
		workers->items[i] = (struct worker){ .fd = -1, .words = MW_BUF_INIT };
	for (unsigned i = 0; !error && i < count; i++)
		error = start(workers, &workers->items[i]);
	if (error)
		mw_workers_free(workers);
	else
		*ret_workers = workers;
	return error;
}

void mw_workers_free(struct mw_workers *workers)
{
	if (!workers)
		return;
	for (unsigned i = 0; i < workers->count; i++) {
		struct worker *worker = &workers->items[i];
		(void)end(worker); /* by our closing of its socket */
		for (size_t k = 0; k < worker->count; k++)
			free(worker->jobs[k]);
		mw_buf_release(&worker->words);
	}
	free(workers);
}

/* The one with the least to do. */
static struct worker *idlest(const struct mw_workers *workers)
{
	const struct worker *best = &workers->items[0];
	for (unsigned i = 1; i < workers->count; i++)
		if (workers->items[i].count < best->count)
			best = &workers->items[i];
	return (struct worker *)best;
}

bool mw_workers_have_room(const struct mw_workers *workers)
{
	return idlest(workers)->count < JOBS_MOST;
}

bool mw_workers_are_idle(const struct mw_workers *workers)
{
	for (unsigned i = 0; i < workers->count; i++)
		if (workers->items[i].count)
			return false;
	return true;
}

/* One that has died gets it too: whoever takes its place is handed its jobs. */
static void hand(const struct worker *worker, const char *job)
{
	while (send(worker->fd, job, strlen(job), MSG_NOSIGNAL) < 0 && errno == EINTR)
		;
}

void mw_workers_give(struct mw_workers *workers, const char *job)
{
	struct worker *worker = idlest(workers);
	assert(worker->count < JOBS_MOST && *job && strlen(job) <= MW_JOB_SIZE_MOST);
	char *copy = strdup(job);
	if (!copy)
		abort();
	worker->jobs[worker->count++] = copy;
	hand(worker, copy);
}

/* The job in hand is over. */
static void drop(const struct mw_workers *workers, struct worker *worker, int outcome)
{
	char *job = worker->jobs[0];
	memmove(worker->jobs, worker->jobs + 1, --worker->count * sizeof *worker->jobs);
	workers->over(workers->context, job, outcome, worker->words.text);
	mw_buf_clear(&worker->words);
	free(job);
}

static int replace(struct mw_workers *workers, struct worker *worker)
{
	int outcome = end(worker);
	if (worker->count)
		drop(workers, worker, outcome);
	int error = start(workers, worker);
	for (size_t i = 0; !error && i < worker->count; i++)
		hand(worker, worker->jobs[i]);
	return error;
}

/* Everything that it has said. */
static int hear(struct mw_workers *workers, struct worker *worker)
{
	for (;;) {
		char packet[PACKET_MOST];
		ssize_t len = recv(worker->fd, packet, sizeof packet, MSG_DONTWAIT);
		if (len < 0 && errno == EINTR)
			continue;
		if (len < 0 && errno == EAGAIN)
			return 0;
		if (len <= 0)
			return replace(workers, worker);
		if (len > OVER)
			mw_buf_add(&worker->words, packet + 1, (size_t)len - 1);
		else if (worker->count)
			drop(workers, worker, (unsigned char)packet[0]);
	}
}

int mw_workers_wait(struct mw_workers *workers, int fd, int most_ms, const sigset_t *during,
		    bool *ret_can_read)
{
	const struct timespec most = { most_ms / 1000, most_ms % 1000 * 1000000L };
	struct pollfd *polls = calloc(workers->count + 1, sizeof *polls);
	int error = 0;
	if (!polls)
		abort();
	for (unsigned i = 0; i < workers->count; i++)
		polls[i] = (struct pollfd){ .fd = workers->items[i].fd, .events = POLLIN };
	polls[workers->count] = (struct pollfd){ .fd = fd, .events = POLLIN };
	if (ppoll(polls, workers->count + 1, &most, during) < 0)
		error = -errno;
	for (unsigned i = 0; !error && i < workers->count; i++)
		if (polls[i].revents)
			error = hear(workers, &workers->items[i]);
	if (!error)
		*ret_can_read = polls[workers->count].revents != 0;
	free(polls);
	return error;
}
