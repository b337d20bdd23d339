/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Leads: reading, ordering, writing.
 */
#include "matchward/core/lead.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Longest first: by civil days, then by minutes; all day leads before all minute leads. */
static int longer_first(const void *a, const void *b)
{
	const struct mw_lead *x = a, *y = b;
	if ((x->minutes < 0) != (y->minutes < 0))
		return x->minutes < 0 ? -1 : 1;
	return x->minutes < 0 ? (x->days < y->days) - (x->days > y->days)
			      : (x->minutes < y->minutes) - (x->minutes > y->minutes);
}

static bool parse_one(const char *word, size_t len, struct mw_lead *ret_lead)
{
	int n = 0;
	size_t digits = 0;
	for (; digits < len && word[digits] >= '0' && word[digits] <= '9'; digits++)
		n = digits < 4 ? n * 10 + word[digits] - '0' : 10000;
	if (!digits || digits + 1 != len || n > 1000)
		return false;
	switch (word[digits]) {
	case 'w':
		*ret_lead = (struct mw_lead){ .days = n * 7, .minutes = -1 };
		return n <= 140;
	case 'd':
		*ret_lead = (struct mw_lead){ .days = n, .minutes = -1 };
		return true;
	case 'h':
		*ret_lead = (struct mw_lead){ .minutes = n * 60 };
		return true;
	case 'm':
		*ret_lead = (struct mw_lead){ .minutes = n };
		return true;
	default: /* a character, not an enum */
		return false;
	}
}

int mw_leads_parse(const char *text, struct mw_leads *ret_leads, const char **ret_bad)
{
	struct mw_leads leads = { .count = 0 };
	const char *p = text + strspn(text, " \t,");
	if (!strcmp(p, "none")) {
		*ret_leads = leads;
		return 0;
	}
	while (*p) {
		size_t len = strcspn(p, " \t,");
		if (leads.count == MW_LEADS_MOST || !parse_one(p, len, &leads.items[leads.count])) {
			if (ret_bad)
				*ret_bad = p;
			return MW_LEAD_E_SYNTAX;
		}
		leads.count++;
		p += len;
		p += strspn(p, " \t,");
	}
	if (!leads.count) {
		if (ret_bad)
			*ret_bad = text;
		return MW_LEAD_E_SYNTAX;
	}
	qsort(leads.items, leads.count, sizeof *leads.items, longer_first);
	size_t kept = 1;
	for (size_t i = 1; i < leads.count; i++)
		if (longer_first(&leads.items[kept - 1], &leads.items[i]))
			leads.items[kept++] = leads.items[i];
	leads.count = kept;
	*ret_leads = leads;
	return 0;
}

const char *mw_lead_format(struct mw_lead lead, char buf[MW_LEAD_TEXT_SIZE])
{
	if (lead.minutes < 0)
		(void)snprintf(buf, MW_LEAD_TEXT_SIZE, "%dd", lead.days); /* at most 4 digits */
	else if (lead.minutes && lead.minutes % 60 == 0)
		(void)snprintf(buf, MW_LEAD_TEXT_SIZE, "%dh", lead.minutes / 60);
	else
		(void)snprintf(buf, MW_LEAD_TEXT_SIZE, "%dm", lead.minutes);
	return buf;
}
