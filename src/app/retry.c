/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pauses that double.
 */
#include "matchward/app/retry.h"

#include <errno.h>

#define PAUSE_FIRST_S 2
#define PAUSE_MOST_S 300

void mw_retry_want(struct mw_retry *retry, int error)
{
	switch (-error) {
	case EEXIST: /* a foreign file in the calendar's place */
	case EPROTO: /* a state file of a newer version */
	case EISDIR:
	case ENOTDIR:
	case EINVAL:
	case ELOOP:
		return;
	default:
		retry->is_wanted = true;
	}
}

void mw_retry_settle(struct mw_retry *retry, int64_t now_utc)
{
	if (!retry->is_wanted)
		retry->pause_s = 0;
	else if (!retry->pause_s)
		retry->pause_s = PAUSE_FIRST_S;
	else if (retry->pause_s < PAUSE_MOST_S / 2)
		retry->pause_s *= 2;
	else
		retry->pause_s = PAUSE_MOST_S;
	retry->at_utc = retry->pause_s ? now_utc + retry->pause_s : 0;
	retry->is_wanted = false;
}
