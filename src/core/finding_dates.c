/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How sure the official dates are, where to look them up, and what their hours mean at home.
 */
#include <string.h>

#include "finding_rooms.h"
#include "matchward/core/words.h"

/* ---- predictions ---- */

enum body { ERAS, NRMP, ECFMG, OTHER, BODIES };

static enum body body_of(const char *key)
{
	static const struct {
		const char *prefix;
		enum body body;
	} bodies[] = { { "eras-", ERAS },     { "myeras-", ERAS }, { "signals-", ERAS },
		       { "nrmp-", NRMP },     { "rank-", NRMP },   { "rol-", NRMP },
		       { "match-", NRMP },    { "soap-", NRMP },   { "token", ECFMG },
		       { "pathways-", ECFMG } };
	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
		if (!strncmp(key, bodies[i].prefix, strlen(bodies[i].prefix)))
			return bodies[i].body;
	return OTHER;
}

static void dates_predicted(struct mw_finding_work *work)
{
	static const char *const names[BODIES] = { "ERAS", "NRMP", "ECFMG",
						   "meetings and training" };
	size_t predicted = 0, by_body[BODIES] = { 0 };
	int widest[BODIES] = { 0 };
	for (size_t i = 0; i < work->plan->season->dates.count; i++) {
		const struct mw_season_date *it = &work->plan->season->dates.items[i];
		enum body body = body_of(it->key);
		if (it->date.provenance != MW_PROVENANCE_PREDICTED ||
		    mw_date_local_day(&it->date, work->plan->profile->zone) < work->plan->today)
			continue;
		predicted++;
		by_body[body]++;
		if (it->date.early_days > widest[body])
			widest[body] = it->date.early_days;
	}
	if (!predicted)
		return;
	mw_auto(buf) text = MW_BUF_INIT;
	for (int i = 0; i < BODIES; i++) {
		if (!by_body[i])
			continue;
		mw_buf_printf(&text, "%s%s %zu", text.len ? ", " : "", names[i], by_body[i]);
		if (widest[i])
			mw_buf_printf(&text, " (up to %d days off)", widest[i]);
	}
	mw_say(work, "dates-predicted", "info", "C1 D11",
	       "%zu official date%s ahead %s predicted from past seasons: %s. Look them up when "
	       "these bodies publish, and write what differs into [dates].",
	       predicted, predicted == 1 ? "" : "s", predicted == 1 ? "is" : "are", text.text);
}

static bool is_predicted(const struct mw_finding_work *work, const char *key)
{
	return mw_finding_date(work, key)->provenance == MW_PROVENANCE_PREDICTED;
}

static bool is_closed(const struct mw_finding_work *work, const char *id)
{
	const struct mw_milestone *milestone = mw_plan_find(work->plan, id);
	return milestone && mw_milestone_is_closed(milestone);
}

/* One line: where to look, and which keys are still only predicted. The first is why it is said,
 * the others are named while they are ahead. */
static void look_up(const struct mw_finding_work *work, const char *where, const char *const *keys,
		    struct mw_buf *out)
{
	mw_buf_printf(out, "\n%s. Keys: %s", where, keys[0]);
	for (size_t i = 1; keys[i]; i++)
		if (is_predicted(work, keys[i]) &&
		    work->plan->today <= mw_finding_day(work, keys[i]))
			mw_buf_printf(out, ", %s", keys[i]);
}

/* What its body has normally published by now, and what is still of use. */
static void dates_unpublished(struct mw_finding_work *work)
{
	static const char *const eras[] = { "eras-open", "eras-review", NULL };
	static const char *const nrmp[] = { "rol-deadline", "nrmp-register", "nrmp-deadline",
					    "rank-opens",   "match-day",     NULL };
	static const char *const token[] = { "token", NULL };
	static const char *const pathways[] = { "pathways-deadline", NULL };
	mw_day today = work->plan->today;
	bool is_after_may = today > mw_finding_year_day(work, 0, 5, 31);
	bool may_apply = today <= mw_finding_day(work, "eras-review") &&
			 !mw_finding_has(work, MW_FACT_APPLIED);
	mw_auto(buf) text = MW_BUF_INIT;
	if (is_after_may && may_apply && is_predicted(work, "eras-open"))
		look_up(work, "ERAS: the residency timeline at aamc.org", eras, &text);
	if (is_after_may && is_predicted(work, "rol-deadline") &&
	    today <= mw_finding_day(work, "rol-deadline"))
		look_up(work, "NRMP: the Main Residency Match calendar at nrmp.org", nrmp, &text);
	if (may_apply && is_predicted(work, "token") && today > mw_finding_day(work, "token") &&
	    !is_closed(work, "token"))
		look_up(work, "ECFMG: the page on ERAS support at ecfmg.org", token, &text);
	if (is_predicted(work, "pathways-deadline") &&
	    today > mw_finding_day(work, "pathways-opens") &&
	    today <= mw_finding_day(work, "pathways-deadline") &&
	    !mw_finding_has(work, MW_FACT_PATHWAY) && !mw_finding_has(work, MW_FACT_CERTIFIED))
		look_up(work, "ECFMG: the Pathways pages at ecfmg.org", pathways, &text);
	if (text.len)
		mw_say(work, "dates-unpublished", "advice", "D11",
		       "By now these dates are normally published. Look them up and write them "
		       "into "
		       "[dates] of your profile.%s",
		       text.text);
}

static mw_day wednesday_from(mw_day day)
{
	return day + (MW_WEDNESDAY - (int)mw_day_weekday(day) + 7) % 7;
}

static void review_two_days(struct mw_finding_work *work)
{
	mw_day by_date = wednesday_from(mw_finding_year_day(work, 0, 9, 23));
	mw_day by_weeks = wednesday_from(mw_finding_year_day(work, 0, 9, 1)) + 3 * 7;
	if (by_date == by_weeks || !is_predicted(work, "eras-review") ||
	    work->plan->today > mw_finding_day(work, "eras-review"))
		return;
	mw_auto(buf) text = MW_BUF_INIT;
	mw_buf_puts(&text, "Past seasons allow two days on which programs may begin to read: ");
	mw_words_day(by_weeks < by_date ? by_weeks : by_date, &text);
	mw_buf_puts(&text, " or ");
	mw_words_day(by_weeks < by_date ? by_date : by_weeks, &text);
	mw_buf_puts(&text, ". The plan makes everything ready for the earlier day.");
	mw_say(work, "review-two-days", "info", "D1", "%s", text.text);
}

static void guide_calendar(struct mw_finding_work *work)
{
	if (!work->plan->profile->specialty.has_bands)
		return; /* another road has its own months */
	mw_auto(buf) text = MW_BUF_INIT;
	mw_buf_puts(&text, "The guide's months are kept, but not its labels such as \"6-9 months "
			   "before\": they do not fit its own months. The plan shows the real "
			   "distance to the day on which ERAS opens.");
	mw_say(work, "guide-calendar", "info", "C1 C3 C5 C6 S71", "%s", text.text);
}

/* ---- hours ---- */

static bool is_over(const struct mw_finding_work *work, const struct mw_date *date)
{
	return mw_date_begin_utc(date, work->plan->profile->zone) < work->plan->now_utc;
}

/* The official instants at which something must be done or is told. */
static const struct {
	const char *key, *what;
	bool is_deadline;
} instants[] = {
	{ "nrmp-deadline", "[NRMP] Standard registration ends", true },
	{ "pathways-deadline", "[ECFMG] Pathways deadline", true },
	{ "rol-deadline", "[NRMP] Rank lists close", true },
	{ "match-monday", "[NRMP] Matched or not", false },
	{ "soap-ends", "[NRMP] The last SOAP round ends", false },
	{ "match-day", "[NRMP] Match Day", false },
};

static void night_event(struct mw_finding_work *work)
{
	const struct mw_zone *home = work->plan->profile->zone;
	mw_auto(buf) text = MW_BUF_INIT;
	bool has_deadline = false;
	for (size_t i = 0; i < sizeof instants / sizeof *instants; i++) {
		const struct mw_date *date = mw_finding_date(work, instants[i].key);
		mw_day day;
		int second;
		if (!mw_date_is_timed(date) || is_over(work, date))
			continue;
		mw_zone_from_utc(home, mw_date_begin_utc(date, home), &day, &second);
		if (second >= 7 * 3600 && second < 22 * 3600)
			continue;
		has_deadline = has_deadline || instants[i].is_deadline;
		mw_buf_printf(&text, "\n%s: ", instants[i].what);
		mw_words_date(date, home, &text);
	}
	if (text.len)
		mw_say(work, "night-event", "info", "D2.4",
		       "These official times fall in your night.%s%s",
		       has_deadline ? " Be done with a deadline the day before." : "", text.text);
}

static void west_of_eastern(struct mw_finding_work *work)
{
	const struct mw_zone *home = work->plan->profile->zone;
	const struct mw_date *rol = mw_finding_date(work, "rol-deadline");
	const struct mw_date *nrmp = mw_finding_date(work, "nrmp-deadline");
	if (!mw_date_is_timed(rol) || is_over(work, rol))
		return;
	mw_day day;
	int second;
	mw_zone_from_utc(home, mw_date_begin_utc(rol, home), &day, &second);
	if ((int64_t)day * 86400 + second >= (int64_t)rol->day * 86400 + rol->minute * 60)
		return;
	mw_auto(buf) text = MW_BUF_INIT;
	mw_buf_puts(&text, "You live behind US Eastern time, so a deadline comes before the end of "
			   "your day. Rank lists close ");
	mw_words_date(rol, home, &text);
	if (!is_over(work, nrmp)) {
		mw_buf_puts(&text, "; NRMP registration ends ");
		mw_words_date(nrmp, home, &text);
	}
	mw_buf_putc(&text, '.');
	mw_say(work, "west-of-eastern", "warn", "D2.4", "%s", text.text);
}

void mw_finding_dates(struct mw_finding_work *work)
{
	dates_unpublished(work);
	dates_predicted(work);
	guide_calendar(work);
	if (work->plan->study->is_given_up)
		return;
	review_two_days(work);
	night_event(work);
	west_of_eastern(work);
}
