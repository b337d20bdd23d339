/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The list of warnings and their order. What there is to say is in the rooms beside this one.
 */
#include "matchward/core/finding.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

#include "finding_rooms.h"

void mw_say(struct mw_finding_work *work, const char *id, const char *severity, const char *rules,
	    const char *format, ...)
{
	mw_auto(buf) text = MW_BUF_INIT;
	va_list args;
	va_start(args, format);
	mw_buf_vprintf(&text, format, args);
	va_end(args);
	struct mw_finding *finding = MW_PUSH(work->pool, &work->findings->list);
	finding->id = id;
	finding->severity = severity;
	finding->text = mw_pool_copy(work->pool, text.text, text.len);
	mw_text_split(work->pool, rules, &finding->rules);
}

const struct mw_date *mw_finding_date(const struct mw_finding_work *work, const char *key)
{
	const struct mw_season_date *found = mw_season_find(work->plan->season, key);
	assert(found); /* mw_season_compute refuses a table without it */
	return &found->date;
}

mw_day mw_finding_day(const struct mw_finding_work *work, const char *key)
{
	return mw_date_local_day(mw_finding_date(work, key), work->plan->profile->zone);
}

mw_day mw_finding_year_day(const struct mw_finding_work *work, int year, int month, int day)
{
	return mw_day_from_ymd(work->plan->season->year + year, month, day);
}

static int weight(const struct mw_finding *finding)
{
	static const char *const severities[] = { "stop", "ask", "warn", "advice", "info", "good" };
	int at = 0;
	while (strcmp(severities[at], finding->severity) != 0)
		at++;
	return at;
}

/* Insertion keeps the order of what weighs the same; the list is short. */
static void sort(struct mw_findings *findings)
{
	for (size_t i = 1; i < findings->list.count; i++) {
		struct mw_finding moving = findings->list.items[i];
		size_t at = i;
		for (; at && weight(&findings->list.items[at - 1]) > weight(&moving); at--)
			findings->list.items[at] = findings->list.items[at - 1];
		findings->list.items[at] = moving;
	}
}

void mw_findings_of_plan(const struct mw_plan *plan, struct mw_pool *pool,
			 struct mw_findings *ret_findings)
{
	struct mw_findings findings = { .list = { NULL, 0, 0 } };
	struct mw_finding_work work = { plan, pool, &findings };
	mw_finding_season(&work);
	/* Of a season that is over or out of reach one word is enough. */
	if (!plan->study->is_given_up && !mw_finding_is_over(&work)) {
		mw_finding_late(&work);
		mw_finding_exam(&work);
		mw_finding_paper(&work);
	}
	mw_finding_people(&work);
	mw_finding_dates(&work);
	sort(&findings);
	*ret_findings = findings;
}
