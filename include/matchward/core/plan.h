/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The plan: every milestone of one applicant with its dates, what became of them, and its status
 * today.
 *
 * Made by core/timeline in three passes: natural dates from the expressions; what late work is
 * moved forward from the first day (core/forward); status at `now`. Nothing here depends on the day
 * it is computed except `status`, `now_utc` and what derives from them.
 */
#ifndef MW_CORE_PLAN_H
#define MW_CORE_PLAN_H

#include "matchward/core/facts.h"
#include "matchward/core/ledger.h"
#include "matchward/core/roadmap.h"
#include "matchward/core/season.h"
#include "matchward/core/study.h"

enum mw_status {
	MW_STATUS_UPCOMING, /* opens after now */
	MW_STATUS_OPEN,
	MW_STATUS_DUE,  /* today */
	MW_STATUS_LATE, /* past due, not past latest */
	MW_STATUS_MISSED,
	MW_STATUS_DONE,
	MW_STATUS_SKIPPED,
};
const char *mw_status_name(enum mw_status status);

/* What became of the natural dates. */
enum mw_fate {
	MW_FATE_NATURAL,   /* as the roadmap says */
	MW_FATE_MOVED,     /* its time had come before the first day: re-planned forward */
	MW_FATE_FOLLOWS,   /* moved behind something that it needs */
	MW_FATE_UNDER_WAY, /* not enough time is left to begin it: worth finishing only if it has
			      begun */
	MW_FATE_TOO_LATE,  /* latest lies before the first day, before its need can be done, or
			      before any week with room for it */
	MW_FATE_SETTLED,   /* done already, by a fact; settled later, it keeps the dates it had */
};

struct mw_milestone {
	const struct mw_rule *rule; /* borrowed */
	const char *id;             /* rule->id */
	const char *title; /* as shown everywhere: "[ERAS] Certify ...", placeholders filled */
	const char *body, *too_late; /* filled; NULL where the rule has none */
	struct mw_date natural_opens, natural_due;
	struct mw_date
		asked_latest; /* the roadmap's, where the user's own due lies after it; else none */
	bool is_cut;          /* natural due lay after latest and was cut to it */
	bool due_is_yours;    /* the user has set this day: never cut, never moved */
	struct mw_date opens, due, latest; /* latest may be MW_DATE_NONE */
	enum mw_fate fate;
	enum mw_fact settled_by;   /* with MW_FATE_SETTLED */
	const char *too_late_need; /* with MW_FATE_TOO_LATE: the id that cannot be done in time, or
				      NULL */
	mw_day due_day;            /* the due's civil day in the profile's zone */
	bool is_done, is_skipped;  /* by an act, or by the profile's skip = yes */
	int64_t closed_utc;        /* with is_done: since when */
	const char *closed_by; /* done or pointless because of this other milestone; NULL: not so */
	enum mw_status status;
};

struct mw_plan {
	const struct mw_profile *profile;
	const struct mw_season *season;
	const struct mw_season_table *seasons; /* for another year's dates */
	const struct mw_study *study;
	const struct mw_facts *facts;
	int64_t now_utc;
	mw_day today, first_day;   /* in the profile's zone */
	mw_day news_from, news_to; /* an achievement of these days is worth a letter */
	int pace;                  /* starts a week that the re-planning needed */
	MW_LIST(struct mw_milestone) milestones; /* all that apply, by due, then id */
	const struct mw_milestone **by_id;       /* the same, sorted; NULL: not made yet */
};

const struct mw_milestone *mw_plan_find(const struct mw_plan *plan, const char *id);

/* Is it part of the timeline as shown: not too late from the start? (Settled ones are, as done.) */
static inline bool mw_milestone_is_shown(const struct mw_milestone *milestone)
{
	return milestone->fate != MW_FATE_TOO_LATE || milestone->status == MW_STATUS_DONE ||
	       milestone->status == MW_STATUS_SKIPPED;
}

static inline bool mw_milestone_is_closed(const struct mw_milestone *milestone)
{
	return milestone->status == MW_STATUS_DONE || milestone->status == MW_STATUS_SKIPPED;
}

/* The day of the current occurrence of a repeating milestone: the last one up to today, else the
 * first. */
mw_day mw_milestone_occurrence(const struct mw_plan *plan, const struct mw_milestone *milestone);

/* Is it still to be done: what `next` lists? */
static inline bool mw_milestone_is_next(const struct mw_milestone *milestone)
{
	return !mw_milestone_is_closed(milestone) && milestone->status != MW_STATUS_MISSED;
}

/* The leads that hold for it: its own `remind`, else the roadmap's, else the profile's list. */
const struct mw_leads *mw_plan_leads(const struct mw_plan *plan,
				     const struct mw_milestone *milestone);

/* How many days lie between two reminders of it when it is late. */
int mw_plan_overdue_days(const struct mw_plan *plan, const struct mw_milestone *milestone);

/* Days from today until it must be begun: latest (where there is none, the due) - takes - today. */
int mw_milestone_slack(const struct mw_plan *plan, const struct mw_milestone *milestone);

#endif
