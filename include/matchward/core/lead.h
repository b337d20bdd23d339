/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Leads: how long before a date something is said. Weeks and days count civil days and fall at the
 * profile's hour; hours and minutes belong to timed milestones and count back from the instant.
 */
#ifndef MW_CORE_LEAD_H
#define MW_CORE_LEAD_H

#include <stdbool.h>
#include <stddef.h>

struct mw_lead {
	int days;    /* when minutes < 0 */
	int minutes; /* >= 0: count back from the instant; then days is 0 */
};

#define MW_LEADS_MOST 12

struct mw_leads { /* longest first, without repetition; count 0 = none */
	struct mw_lead items[MW_LEADS_MOST];
	size_t count;
};

/* "30d 14d 2w 0d 3h 0m" or "none". 0, or MW_LEAD_E_SYNTAX and *ret_bad (may be NULL) at the bad
 * word. */
#define MW_LEAD_E_SYNTAX 1
int mw_leads_parse(const char *text, struct mw_leads *ret_leads, const char **ret_bad);

#define MW_LEAD_TEXT_SIZE 16
const char *mw_lead_format(struct mw_lead lead,
			   char buf[MW_LEAD_TEXT_SIZE]); /* "14d", "3h", "90m" */

#endif
