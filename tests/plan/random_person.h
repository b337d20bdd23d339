/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Random people: for each seed the text of one valid profile, a first day, and perhaps a ledger.
 *
 * Every key of a profile takes every kind of value that it may have, likely and odd ones alike.
 * The same seed gives the same person on every machine.
 */
#ifndef MW_TESTS_RANDOM_PERSON_H
#define MW_TESTS_RANDOM_PERSON_H

#include <stdint.h>

#include "matchward/core/buf.h"
#include "matchward/core/day.h"

struct random {
	uint64_t state;
};

uint32_t random_below(struct random *random, uint32_t bound); /* 0..bound-1 */
int random_from(struct random *random, int least, int most);  /* both included */
bool random_chance(struct random *random, int percent);

struct random_person {
	struct mw_buf profile; /* owned */
	mw_day first_day;
	bool says_first_day; /* in the profile; else it is in the ledger, or nowhere */
	bool has_ledger;     /* the ledger says the first day */
	int pace;            /* what the profile says, or the default */
};

void random_person_make(struct random *random, struct random_person *ret_person);
void random_person_release(struct random_person *person);

#endif
