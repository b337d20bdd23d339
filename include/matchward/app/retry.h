/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * When to try again what the system has refused (a full disk, a held lock, a read error): after
 * growing pauses, until a try goes well.
 */
#ifndef MW_APP_RETRY_H
#define MW_APP_RETRY_H

#include <stdbool.h>
#include <stdint.h>

struct mw_retry {
	bool is_wanted; /* by the try that is under way */
	int pause_s;
	int64_t at_utc; /* of the next try; 0: none is needed */
};

/* In this try something failed with this -errno. What only a person can mend, a folder in the place
 * of a file for one, is no reason to try again: an event will tell. */
void mw_retry_want(struct mw_retry *retry, int error);

/* The try is over: names the next. */
void mw_retry_settle(struct mw_retry *retry, int64_t now_utc);

#endif
