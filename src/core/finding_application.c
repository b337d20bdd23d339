/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rest of the application, for the assessment: research, US experience, letters, and how long
 * Step 1 counts.
 */
#include "finding_rooms.h"
#include "matchward/core/words.h"

static bool has_come(mw_day day, mw_day today)
{
	return day != MW_DAY_NONE && day <= today;
}

/* What the set still lacks; who is only named so far does not count. */
static void letters_set(struct mw_finding_work *work)
{
	static const char *const names[] = { "radiologist", "clinician", "research mentor" };
	const struct mw_profile *profile = work->plan->profile;
	mw_auto(buf) lacks = MW_BUF_INIT;
	for (int kind = 0; kind < MW_LETTER_KINDS; kind++) {
		int missing = profile->specialty.letters[kind];
		for (size_t i = 0; i < profile->letters.count; i++) {
			const struct mw_letter *letter = &profile->letters.items[i];
			missing -= (int)letter->kind == kind &&
				   (has_come(letter->asked, work->plan->today) ||
				    has_come(letter->received, work->plan->today));
		}
		if (missing > 1)
			mw_buf_printf(&lacks, "%s%d %ss", lacks.len ? " and " : "", missing,
				      names[kind]);
		else if (missing == 1)
			mw_buf_printf(&lacks, "%sa %s", lacks.len ? " and " : "", names[kind]);
	}
	if (lacks.len)
		mw_say(work, "letters-set", "advice", "S51", "The set of letters lacks %s.%s",
		       lacks.text,
		       profile->specialty.has_bands
			       ? " One or two radiologists and one clinician are what "
				 "programs look for."
			       : "");
}

void mw_finding_application(struct mw_finding_work *work, const struct mw_assessment *it)
{
	const struct mw_profile *profile = work->plan->profile;
	bool research = false, us_experience = false;
	size_t assigned = 0;
	for (size_t i = 0; i < profile->research.count; i++)
		research = research || profile->research.items[i].stage >= MW_RESEARCH_DATA;
	for (size_t i = 0; i < profile->letters.count; i++) {
		const struct mw_letter *letter = &profile->letters.items[i];
		assigned += letter->assigned != MW_DAY_NONE;
	}
	for (size_t i = 0; i < profile->experience.count; i++)
		us_experience = us_experience ||
				profile->experience.items[i].kind != MW_EXPERIENCE_RESEARCH;
	if (!research && profile->specialty.has_bands &&
	    ((it->score != MW_NONE && it->score < 250) || it->is_failed))
		mw_say(work, "research-thin", "advice", "S6 S8 S48 S72",
		       "Research is the part that can still change: no project has reached data "
		       "yet.");
	if (!us_experience)
		mw_say(work, "experience-missing", "advice", "S49 S50 S72",
		       "The profile names no US rotation or observership. If you have one, add it; "
		       "%s.",
		       it->score >= 250 || !profile->specialty.has_bands
			       ? "programs look for it at any score"
			       : "without one even 240 is borderline");
	letters_set(work);
	if (assigned > 4)
		mw_say(work, "letters-too-many", "warn", "D5",
		       "%zu letters are assigned, but ERAS sends at most four to one program. "
		       "Choose "
		       "four for each.",
		       assigned);
	bool passed =
		profile->step1.result == MW_STEP1_PASS || profile->step1.result == MW_STEP1_NUMBER;
	if (!passed || profile->step1.date == MW_DAY_NONE ||
	    mw_finding_has(work, MW_FACT_CERTIFIED))
		return;
	mw_day last = mw_day_add_months(profile->step1.date, 84);
	mw_auto(buf) day = MW_BUF_INIT;
	mw_words_day(last, &day);
	if (last < work->plan->study->keys[MW_KEY_CERT_DUE].day)
		mw_say(work, "seven-year", "warn", "D3",
		       "For the certificate Step 1 counts seven years, until %s, and nobody "
		       "reminds "
		       "you. The certificate would come later than that.",
		       day.text);
}
