/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "matchward/edge/workers.h"

#define LONG_MS 20000 /* never waited out: only so that a broken test ends */
#define WORDS 100000  /* more than one packet holds */

/* What the parent has heard. */
static struct {
	int over, sum, outcome;
	size_t words;
	char job[64];
	pid_t pids[64];
} heard;

/* Jobs: "N" answers N; "words" says much; "kill" and "exit" end the worker; "pid" says who it is.
 */
static int run(void *context, const char *job, struct mw_buf *ret_words)
{
	(void)context;
	if (!strcmp(job, "kill"))
		(void)raise(SIGKILL);
	if (!strcmp(job, "exit"))
		_exit(3);
	for (int i = 0; !strcmp(job, "words") && i < WORDS; i++)
		mw_buf_putc(ret_words, (char)('a' + i % 26));
	if (!strcmp(job, "pid"))
		mw_buf_printf(ret_words, "%d", (int)getpid());
	if (!strcmp(job, "stubborn"))
		return raise(SIGINT) || raise(SIGHUP) ? 1 : 2;
	return atoi(job);
}

static void over(void *context, const char *job, int outcome, const char *words)
{
	(void)context;
	if (!strcmp(job, "pid"))
		heard.pids[heard.over] = atoi(words);
	heard.over++;
	heard.outcome = outcome;
	heard.words = strlen(words);
	for (size_t i = 0; heard.words == WORDS && i < WORDS; i++)
		assert_int_equal(words[i], 'a' + i % 26);
	if (outcome > 0)
		heard.sum += outcome;
	if (outcome < 0)
		(void)snprintf(heard.job, sizeof heard.job, "%s", job);
}

static struct mw_workers *start(unsigned count)
{
	struct mw_workers *workers;
	memset(&heard, 0, sizeof heard);
	assert_int_equal(mw_workers_new(count, run, over, NULL, &workers), 0);
	return workers;
}

static void wait_for(struct mw_workers *workers, int count)
{
	sigset_t none;
	(void)sigemptyset(&none);
	while (heard.over < count) {
		bool can_read;
		assert_int_equal(mw_workers_wait(workers, -1, LONG_MS, &none, &can_read), 0);
	}
}

static void give(struct mw_workers *workers, const char *job)
{
	while (!mw_workers_have_room(workers))
		wait_for(workers, heard.over + 1);
	mw_workers_give(workers, job);
}

static void test_every_job_is_done_once(void **unused)
{
	(void)unused;
	struct mw_workers *workers = start(3);
	assert_true(mw_workers_are_idle(workers));
	for (int i = 1; i <= 200; i++) {
		char job[8];
		(void)snprintf(job, sizeof job, "%d", i);
		give(workers, job);
	}
	assert_false(mw_workers_are_idle(workers));
	wait_for(workers, 200);
	assert_int_equal(heard.over, 200);
	assert_int_equal(heard.sum, 200 * 201 / 2); /* 1 + 2 + ... + 200, each at most 255 */
	assert_true(mw_workers_are_idle(workers));
	mw_workers_free(workers);
}

static void test_words_of_any_length_arrive(void **unused)
{
	(void)unused;
	struct mw_workers *workers = start(1);
	give(workers, "words");
	wait_for(workers, 1);
	assert_int_equal(heard.words, WORDS);
	give(workers, "7");
	wait_for(workers, 2);
	assert_int_equal(heard.words, 0);
	assert_int_equal(heard.outcome, 7);
	mw_workers_free(workers);
}

static void test_one_that_dies_costs_one_job(void **unused)
{
	(void)unused;
	static const struct {
		const char *job;
		int outcome;
	} cases[] = { { "kill", -SIGKILL }, { "exit", MW_WORKER_LEFT } };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mw_workers *workers = start(1);
		give(workers, "1");
		give(workers, cases[i].job);
		give(workers, "2"); /* waits behind it */
		give(workers, "4");
		wait_for(workers, 4);
		assert_string_equal(heard.job, cases[i].job);
		assert_int_equal(heard.sum, 1 + 2 + 4);
		mw_workers_free(workers);
	}
}

static void test_both_get_work(void **unused)
{
	(void)unused;
	struct mw_workers *workers = start(2);
	for (int i = 0; i < 4; i++)
		give(workers, "pid");
	wait_for(workers, 4);
	int others = 0;
	for (int i = 0; i < 4; i++) {
		assert_int_not_equal(heard.pids[i], getpid());
		others += heard.pids[i] != heard.pids[0];
	}
	assert_int_equal(others, 2); /* two of four jobs went to the other one */
	mw_workers_free(workers);
}

static void test_the_terminals_signals_are_the_parents(void **unused)
{
	(void)unused;
	struct mw_workers *workers = start(1);
	give(workers, "stubborn");
	wait_for(workers, 1);
	assert_int_equal(heard.outcome, 2);
	mw_workers_free(workers);
}

static void test_they_end_with_their_jobs_unheard(void **unused)
{
	(void)unused;
	struct mw_workers *workers = start(2);
	give(workers, "words");
	give(workers, "1");
	mw_workers_free(workers);
	assert_int_equal(heard.over, 0);
	mw_workers_free(NULL);
}

static void test_a_descriptor_can_be_waited_for(void **unused)
{
	(void)unused;
	struct mw_workers *workers = start(1);
	sigset_t none;
	int ends[2];
	bool can_read = true;
	(void)sigemptyset(&none);
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(mw_workers_wait(workers, ends[0], 1, &none, &can_read), 0);
	assert_false(can_read);
	assert_int_equal(write(ends[1], "x", 1), 1);
	assert_int_equal(mw_workers_wait(workers, ends[0], LONG_MS, &none, &can_read), 0);
	assert_true(can_read);
	(void)close(ends[0]);
	(void)close(ends[1]);
	mw_workers_free(workers);
}

static void test_there_is_a_core(void **unused)
{
	(void)unused;
	assert_in_range(mw_workers_cores(), 1, 100000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_job_is_done_once),
		cmocka_unit_test(test_words_of_any_length_arrive),
		cmocka_unit_test(test_one_that_dies_costs_one_job),
		cmocka_unit_test(test_both_get_work),
		cmocka_unit_test(test_the_terminals_signals_are_the_parents),
		cmocka_unit_test(test_they_end_with_their_jobs_unheard),
		cmocka_unit_test(test_a_descriptor_can_be_waited_for),
		cmocka_unit_test(test_there_is_a_core),
	};
	return cmocka_run_group_tests_name("workers", tests, NULL, NULL);
}
