/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * simulate [--seeds A-B] [--days N] [--verbose]: one life of so many days per seed. A seed that
 * fails says so, prints its log and how to run it again; status 1.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim.h"

static uint64_t hash(const struct mw_buf *buf, uint64_t value)
{
	for (size_t i = 0; i < buf->len; i++)
		value = (value ^ (unsigned char)buf->text[i]) * 1099511628211u;
	return value;
}

static void add(struct counts *sum, const struct counts *counts)
{
	long *to = (long *)sum;
	const long *from = (const long *)counts;
	for (size_t i = 0; i < sizeof *sum / sizeof *to; i++)
		to[i] += from[i];
}

/* Returns the fingerprint of the life; *ret_failed says whether it was in order. */
static uint64_t live(const struct shipped *shipped, uint64_t seed, int days, bool is_verbose,
		     struct counts *sum, bool *ret_failed)
{
	struct world world;
	world_begin(&world, shipped, seed, days, NULL, 0);
	world.is_verbose = is_verbose;
	life_run(&world);
	uint64_t print = hash(&world.file, hash(&world.log, 14695981039346656037u));
	if (world.is_failed && !is_verbose)
		(void)fputs(world.log.text, stdout);
	if (world.is_failed)
		(void)printf("seed %llu failed; run again: simulate --seeds %llu-%llu --days %d "
			     "--verbose\n",
			     (unsigned long long)seed, (unsigned long long)seed,
			     (unsigned long long)seed, days);
	*ret_failed = world.is_failed;
	add(sum, &world.counts);
	world_release(&world);
	return print;
}

static void report(const struct counts *c, unsigned long long seeds)
{
	(void)printf("%llu lives, %ld steps, %ld loads: %ld popups alone, %ld digests, %ld "
		     "greetings\n",
		     seeds, c->steps, c->loads, c->singles, c->digests, c->greetings);
	(void)printf("reminders: %ld told, %ld overtaken, %ld closed before, %ld moved away; %ld "
		     "came again after a snooze\n",
		     c->told, c->overtaken, c->closed, c->moved, c->again);
	(void)printf("%ld suspends, %ld clock steps, %ld edits, %ld acts, %ld crashes, %ld full "
		     "disks, %ld failures, %ld hung servers, %ld lost servers, %ld crossings\n",
		     c->suspends, c->clock_steps, c->edits, c->acts, c->crashes, c->disk_failures,
		     c->failed, c->hung, c->server_losses, c->crossings);
	(void)printf("shown again: %ld after a crash, %ld unanswered by a server, %ld lost with "
		     "one; %ld replays of the ledger, %ld waits\n",
		     c->crash_repeats, c->server_repeats, c->lost_repeats, c->replays, c->waits);
}

/* A simulation in which something never happens proves nothing about it. */
static bool is_rich(const struct counts *counts)
{
	const long *all = (const long *)counts;
	for (size_t i = 0; i < sizeof *counts / sizeof *all; i++)
		if (!all[i]) {
			(void)printf("count %zu is nought: not all of it has happened\n", i);
			return false;
		}
	return true;
}

int main(int argc, char **argv)
{
	unsigned long long first = 0, last = 49;
	int days = LIFE_DAYS;
	bool is_verbose = false, failed, has_failed = false;
	struct shipped shipped;
	struct counts sum = { 0 }, none = { 0 };
	for (int i = 1; i < argc; i++) {
		if (!strcmp(argv[i], "--verbose")) {
			is_verbose = true;
		} else if (!strcmp(argv[i], "--seeds") && i + 1 < argc &&
			   sscanf(argv[i + 1], "%llu-%llu", &first, &last) == 2 && first <= last) {
			i++;
		} else if (!strcmp(argv[i], "--days") && i + 1 < argc &&
			   sscanf(argv[i + 1], "%d", &days) == 1 && days >= 30 &&
			   days <= LIFE_DAYS) {
			i++;
		} else {
			(void)fputs("usage: simulate [--seeds A-B] [--days N] [--verbose]\n",
				    stderr);
			return 2;
		}
	}
	shipped_read(&shipped);
	for (unsigned long long seed = first; seed <= last; seed++) {
		uint64_t print = live(&shipped, seed, days, is_verbose, &sum, &failed);
		has_failed = has_failed || failed;
		if (seed == first && live(&shipped, seed, days, false, &none, &failed) != print) {
			(void)printf("seed %llu does not replay\n", seed);
			has_failed = true;
		}
	}
	report(&sum, last - first + 1);
	if (last - first >= 24 && !is_rich(&sum))
		has_failed = true;
	shipped_release(&shipped);
	return has_failed;
}
