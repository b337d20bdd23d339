/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Papers with a day of their own: OET, the diploma, the chain that H-1B asks for.
 */
#include "finding_rooms.h"
#include "matchward/core/words.h"

/* The day of OET is known only when she has entered it. */
static void oet(struct mw_finding_work *work)
{
	const struct mw_milestone *milestone = mw_plan_find(work->plan, "oet-exam");
	if (!milestone || !milestone->rule->due_is_yours || mw_finding_has(work, MW_FACT_PATHWAY) ||
	    mw_finding_has(work, MW_FACT_CERTIFIED))
		return;
	mw_day oldest = mw_finding_year_day(work, -1, 1, 1);
	mw_day last = mw_finding_year_day(work, 0, 12, 15);
	mw_auto(buf) text = MW_BUF_INIT;
	mw_buf_puts(&text, "OET on ");
	mw_words_day(milestone->due_day, &text);
	if (milestone->due_day < oldest) {
		mw_buf_puts(&text, " is too old for this season: by the rule of past seasons it "
				   "must be dated ");
		mw_words_day(oldest, &text);
		mw_buf_puts(&text, " or later. Plan to sit it again, and check with ECFMG.");
		mw_say(work, "oet-too-old", "warn", "D3", "%s", text.text);
	} else if (milestone->due_day > last && !mw_milestone_is_closed(milestone)) {
		mw_buf_puts(&text, " is late: the result may miss the Pathways deadline, ");
		mw_words_date(mw_finding_date(work, "pathways-deadline"), work->plan->profile->zone,
			      &text);
		mw_buf_puts(&text, ". Take a day up to ");
		mw_words_day(last, &text);
		mw_buf_putc(&text, '.');
		mw_say(work, "oet-late", "warn", "D3", "%s", text.text);
	}
}

static void graduation(struct mw_finding_work *work)
{
	const struct mw_plan *plan = work->plan;
	mw_day day = plan->study->keys[MW_KEY_GRADUATION].day;
	mw_day last = mw_finding_year_day(work, 1, 1, 31);
	if (day <= last)
		return;
	mw_auto(buf) text = MW_BUF_INIT;
	mw_buf_puts(&text, "Graduation on ");
	mw_words_day(day, &text);
	mw_buf_puts(&text, " comes late for a start in July: ECFMG verifies the diploma "
			   "afterwards, which can take 90 days, and the visa papers begin in "
			   "April.");
	if (plan->profile->graduation == MW_DAY_NONE)
		mw_buf_puts(&text, " The day is a guess from the year: write graduation = YYYY-MM "
				   "if you know the month.");
	mw_say(work, "graduation-late", "warn", "D3 D7", "%s", text.text);
}

static void h1b_chain(struct mw_finding_work *work)
{
	static const struct {
		const char *id, *what;
	} links[] = { { "ecfmg-certificate", "certificate" },
		      { "step3-register", "Step 3 application" },
		      { "step3-exam", "Step 3" } };
	const struct mw_milestone *last = mw_plan_find(work->plan, "step3-exam");
	if (!mw_finding_has(work, MW_FACT_H1B_ONLY) || (last && mw_milestone_is_closed(last)))
		return;
	mw_auto(buf) dates = MW_BUF_INIT;
	for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
		const struct mw_milestone *milestone = mw_plan_find(work->plan, links[i].id);
		if (!milestone || mw_milestone_is_closed(milestone))
			continue;
		mw_buf_printf(&dates, "%s%s by ",
			      dates.len ? ", " : " In your plan: ", links[i].what);
		mw_words_day(milestone->due_day, &dates);
	}
	mw_say(work, "h1b-chain", "warn", "D4 D7",
	       "H-1B needs Step 3, and Step 3 needs the ECFMG certificate.%s%s Sit Step 3 by 31 "
	       "December %d: later scores may come after rank lists close.",
	       dates.len ? dates.text : "", dates.len ? "." : "", work->plan->season->year);
}

void mw_finding_paper(struct mw_finding_work *work)
{
	oet(work);
	graduation(work);
	h1b_chain(work);
}
