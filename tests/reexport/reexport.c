/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reexport [--seeds A-B] [--exports N] [--verbose]: one walk of so many exports per seed. A seed
 * that fails says so and how to take it again; status 1.
 */
#include <stdio.h>
#include <string.h>

#include "walk.h"

static void add(struct counts *sum, const struct counts *counts)
{
	long *to = (long *)sum;
	const long *from = (const long *)counts;
	for (size_t i = 0; i < sizeof *sum / sizeof *to; i++)
		to[i] += from[i];
}

/* Many walks in which something never happens prove nothing about it. */
static bool is_rich(const struct counts *counts)
{
	const long *all = (const long *)counts;
	for (size_t i = 0; i < sizeof *counts / sizeof *all; i++)
		if (!all[i] && counts->exports >= 10000) {
			(void)printf("count %zu is nought: not all of it has happened\n", i);
			return false;
		}
	return true;
}

static bool take(const struct world *world, unsigned long long seed, int exports, bool is_verbose,
		 struct counts *sum)
{
	struct walk walk = { .world = world, .seed = seed, .is_verbose = is_verbose };
	walk.ledger = walk.state = (struct mw_buf)MW_BUF_INIT;
	walk_run(&walk, exports);
	if (walk.is_failed)
		(void)printf("again: reexport --seeds %llu-%llu --exports %d --verbose\n", seed,
			     seed, exports);
	if (exports > 1000 || is_verbose)
		(void)printf(
			"seed %llu: at most %zu items and %zu bytes of state; %zu at the end\n",
			seed, walk.judge.most_items, walk.judge.most_state, walk.state.len);
	add(sum, &walk.counts);
	judge_release(&walk.judge);
	mw_buf_release(&walk.ledger);
	mw_buf_release(&walk.state);
	return !walk.is_failed;
}

int main(int argc, char **argv)
{
	unsigned long long first = 1, last = 1;
	int exports = 100;
	bool is_verbose = false, is_good = true;
	struct world world;
	struct counts c = { 0 };
	for (int i = 1; i < argc; i++) {
		if (!strcmp(argv[i], "--verbose")) {
			is_verbose = true;
		} else if (!strcmp(argv[i], "--seeds") && i + 1 < argc &&
			   sscanf(argv[i + 1], "%llu-%llu", &first, &last) == 2 && first <= last) {
			i++;
		} else if (!strcmp(argv[i], "--exports") && i + 1 < argc &&
			   sscanf(argv[i + 1], "%d", &exports) == 1 && exports > 0) {
			i++;
		} else {
			(void)fputs("usage: reexport [--seeds A-B] [--exports N] [--verbose]\n",
				    stderr);
			return 2;
		}
	}
	world_init(&world);
	for (unsigned long long seed = first; seed <= last && is_good; seed++)
		is_good = take(&world, seed, exports, is_verbose, &c);
	world_release(&world);
	(void)printf("%ld exports, %ld edits (%ld of options, %ld more refused), %ld acts, %ld "
		     "replans, %ld new seasons, %ld slips of the year, %ld put right\n",
		     c.exports, c.edits, c.options, c.refused, c.acts, c.replans, c.seasons,
		     c.slips, c.corrected);
	(void)printf("%ld exports after which only options had changed, %ld days gone by without "
		     "any change\n",
		     c.quiet, c.later_days);
	(void)printf("%ld clock steps back, ledger compacted %ld times, %ld items forgotten, %ld "
		     "returned after that\n",
		     c.clock_steps, c.compacted, c.forgotten, c.returned);
	return is_good && is_rich(&c) ? 0 : 1;
}
