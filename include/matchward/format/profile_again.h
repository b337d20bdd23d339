/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The profile of the next season, as text: the same file in the same words and order, for the next
 * application year. Scores, attempts, practice exams, letters, research and experience stay. What
 * belonged to the old season is switched off: its lines become comments, below one that says why.
 *
 * Switched off are a start of study that is past; [interview] sections; [abstract] sections whose
 * deadline is over and that were not submitted; [dates]; `due` of a [milestone] that is a written
 * day, and the whole of one of the applicant's own whose day is past, or of one that hangs on an
 * entry that is switched off; `assigned` of letters. A `due` of her own that is still to come
 * stays: the passport runs out whatever the season.
 */
#ifndef MW_FORMAT_PROFILE_AGAIN_H
#define MW_FORMAT_PROFILE_AGAIN_H

#include "matchward/core/buf.h"
#include "matchward/core/profile.h"
#include "matchward/core/roadmap.h"

struct mw_again_line {
	int line; /* of the old text */
	const char *section;
	const char *text;   /* "[letter kim]", or "asked = 2027-01-01" */
	bool is_of_section; /* a value of a section that goes as a whole */
	const char *why;
};

struct mw_again {
	MW_LIST(struct mw_again_line) off; /* in the order of the text */
};

/*
 * Writes the new text to `out`. The profile and the roadmap are what text[0..len) gave; `today` is
 * the new first day. A line that grows too long as a comment is cut.
 */
void mw_profile_again(const char *text, size_t len, const struct mw_profile *profile,
		      const struct mw_roadmap *roadmap, mw_day today, struct mw_pool *pool,
		      struct mw_buf *out, struct mw_again *ret_again);

#endif
