/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words: the sentences that a user reads about dates and milestones, in one place and one voice.
 * Plain and short: many readers are not native speakers. Local time first, the official zone beside
 * it. Every function appends to `out`.
 */
#ifndef MW_CORE_WORDS_H
#define MW_CORE_WORDS_H

#include "matchward/core/buf.h"
#include "matchward/core/plan.h"

/* "Wed 1 Sep 2027" */
void mw_words_day(mw_day day, struct mw_buf *out);

/* "Thu 2 Mar 2028 07:30 (Wed 1 Mar 21:00 New York)": local, then official where the zones differ.
 */
void mw_words_date(const struct mw_date *date, const struct mw_zone *home, struct mw_buf *out);

/* The time of a timed date alone: "07:30 (Wed 1 Mar 21:00 New York)". */
void mw_words_time(const struct mw_date *date, const struct mw_zone *home, struct mw_buf *out);

/* A date with its provenance: "..., predicted, may be 7 days earlier or later". */
void mw_words_date_known(const struct mw_date *date, const struct mw_zone *home,
			 struct mw_buf *out);

/* "today", "tomorrow", "in 3 days", "yesterday", "12 days ago" */
void mw_words_distance(mw_day today, mw_day day, struct mw_buf *out);

/* "every 4 weeks" */
void mw_words_rhythm(const struct mw_rule *rule, struct mw_buf *out);

/* The text of a milestone that does not change from day to day (calendar description, `why`): body,
 * window, latest with its consequence, provenance, rules. */
void mw_words_about(const struct mw_plan *plan, const struct mw_milestone *milestone,
		    struct mw_buf *out);

/*
 * Is a milestone there only for who needs a visa, or only because of how exams went? Then its name
 * on a locked screen would tell, and so would its consequence or its id: a popup shows a date and a
 * neutral title. A title that the applicant wrote herself is shown: it is her choice of words.
 */
bool mw_words_is_private(const struct mw_rule *rule);

/* The title of a milestone as a popup shows it. */
const char *mw_words_popup_title(const struct mw_milestone *milestone);

/* The body of a popup: when, what if not. Holds no score and no visa status. */
void mw_words_popup(const struct mw_plan *plan, const struct mw_milestone *milestone,
		    struct mw_buf *out);

/*
 * Replaces {placeholders}: any season key or plan key as a date, and step2ck.target,
 * step2ck.stretch, step2ck.ready (target less tolerance), study.months, study.per-day,
 * study.questions; and {entry} where `entry` is given. What is none of these stays as it is;
 * mw_words_check says so while the roadmap is checked, and returns whether all are known (text may
 * be NULL).
 */
void mw_words_fill(const char *text, const struct mw_plan *plan, const char *entry,
		   struct mw_buf *out);
bool mw_words_check(const char *text, const struct mw_season_table *seasons, bool has_entry,
		    struct mw_spot spot, struct mw_diags *diags);

#endif
