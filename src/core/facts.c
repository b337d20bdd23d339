/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Facts from profile and acts. Every threshold stands here once, with its rule.
 */
#include "matchward/core/facts.h"

#include <string.h>

#include "matchward/core/text.h"

static const struct {
	const char *name;
	const char *reason;
} facts_table[MW_FACT_COUNT] = {
	[MW_FACT_SCORE] = { "score", "your Step 2 CK score is known" },
	[MW_FACT_STEP1_OPEN] = { "step1-open", "Step 1 is not passed yet" },
	[MW_FACT_STEP1_TAKEN] = { "step1-taken", "you have sat Step 1" },
	[MW_FACT_FAILED] = { "failed", "an exam was failed once" },
	[MW_FACT_AT_RISK] = { "at-risk", "the score is low or an exam was failed" },
	[MW_FACT_NARRATIVE] = { "narrative", "there is an exam story to tell" },
	[MW_FACT_BACKUP] = { "backup", "a second specialty is advised" },
	[MW_FACT_VISA] = { "visa", "you need a visa" },
	[MW_FACT_J1] = { "j1", "J-1 is possible for you" },
	[MW_FACT_H1B] = { "h1b", "H-1B is possible for you" },
	[MW_FACT_H1B_ONLY] = { "h1b-only", "you want H-1B only" },
	[MW_FACT_ADVANCED] = { "advanced", "you apply to advanced positions" },
	[MW_FACT_LATE_SCORE] = { "late-score", "the score may come after you apply" },
	[MW_FACT_PRACTISED] = { "practised", "a practice exam is in your profile" },
	[MW_FACT_BOOKED] = { "booked", "your exam day is booked" },
	[MW_FACT_RESEARCH] = { "research", "a research project is in your profile" },
	[MW_FACT_ROTATION] = { "rotation", "a US rotation is in your profile" },
	[MW_FACT_OBSERVED] = { "observed", "you have finished an observership" },
	[MW_FACT_ABSTRACT] = { "abstract", "a submitted abstract is in your profile" },
	[MW_FACT_LETTERS_ASKED] = { "letters-asked", "the letter writers have been asked" },
	[MW_FACT_LETTERS_IN] = { "letters-in", "the letters have been received" },
	[MW_FACT_APPLIED] = { "applied", "you have applied" },
	[MW_FACT_PATHWAY] = { "pathway", "your Pathways application is done" },
	[MW_FACT_OET] = { "oet", "OET is done" },
	[MW_FACT_CERTIFIED] = { "certified", "you hold the ECFMG certificate" },
	[MW_FACT_NRMP] = { "nrmp", "you are registered with NRMP" },
	[MW_FACT_MATCHED] = { "matched", "you have matched" },
	[MW_FACT_ENTRY_ASKED] = { "asked", "the writer has been asked" },
	[MW_FACT_ENTRY_RECEIVED] = { "received", "the letter is in" },
	[MW_FACT_ENTRY_ASSIGNED] = { "assigned", "the letter is assigned" },
	[MW_FACT_ENTRY_SENT] = { "sent", "it has been sent" },
	[MW_FACT_ENTRY_IN_SEASON] = { "in-season", "it came after you applied" },
};

const char *mw_fact_name(enum mw_fact fact)
{
	return facts_table[fact].name;
}

const char *mw_fact_reason(enum mw_fact fact)
{
	return facts_table[fact].reason;
}

bool mw_fact_find(const char *name, enum mw_fact *ret_fact)
{
	for (int i = 0; i < MW_FACT_COUNT; i++)
		if (!strcmp(name, facts_table[i].name)) {
			*ret_fact = (enum mw_fact)i;
			return true;
		}
	return false;
}

const char *mw_fact_nearest(const char *name)
{
	const char *names[MW_FACT_COUNT];
	for (int i = 0; i < MW_FACT_COUNT; i++)
		names[i] = facts_table[i].name;
	return mw_text_nearest(name, names, MW_FACT_COUNT);
}

bool mw_facts_hold(const struct mw_facts *facts, struct mw_condition condition)
{
	return (facts->set & condition.yes) == condition.yes && !(facts->set & condition.no);
}

bool mw_facts_any(const struct mw_facts *facts, struct mw_condition condition,
		  enum mw_fact *ret_which)
{
	for (int i = 0; i < MW_FACT_COUNT; i++)
		if (facts->set & condition.yes & (uint32_t)1 << i) {
			*ret_which = (enum mw_fact)i;
			return true;
		}
	return false;
}

/* The pass mark rose on 2025-07-01 (D4); below it a score is a failed attempt. */
static int pass_mark(mw_day exam)
{
	return exam != MW_DAY_NONE && exam < mw_day_from_ymd(2025, 7, 1) ? 214 : 218;
}

static bool has_come(mw_day day, mw_day today)
{
	return day != MW_DAY_NONE && day <= today;
}

/* The least set of the specialty (S51); `received`: in hand, else asked or in hand. */
static bool letters_complete(const struct mw_profile *profile, bool received, mw_day today)
{
	int counts[MW_LETTER_KINDS] = { 0 };
	for (size_t i = 0; i < profile->letters.count; i++) {
		const struct mw_letter *letter = &profile->letters.items[i];
		bool is_asked = !received && has_come(letter->asked, today);
		counts[letter->kind] += is_asked || has_come(letter->received, today);
	}
	for (int kind = 0; kind < MW_LETTER_KINDS; kind++)
		if (counts[kind] < profile->specialty.letters[kind])
			return false;
	return true;
}

bool mw_facts_failed_step1(const struct mw_profile *profile)
{
	return profile->step1.result == MW_STEP1_FAIL || profile->step1.attempts > 1;
}

int mw_facts_rule_target(const struct mw_profile *profile)
{
	/* S27 S28 S73 */
	int target = mw_facts_failed_step1(profile) || !profile->school_known ? 250 : 245;
	if (profile->step1.result == MW_STEP1_NUMBER && profile->step1.number < 230 &&
	    target < profile->step1.number + 21)
		target = profile->step1.number + 21; /* S29 */
	return target;
}

static void study_length(struct mw_facts *facts, bool passed_ck)
{
	facts->study_min = facts->study_max = MW_NONE;
	if (facts->baseline == MW_NONE) {
		facts->least_study = 3;
	} else if (facts->baseline < 220) { /* S31 */
		facts->study_min = 4;
		facts->study_max = 6;
	} else if (facts->target - facts->baseline > 15) { /* C25 */
		facts->study_min = 3;
	}
	if (facts->study_min != MW_NONE)
		facts->least_study = facts->study_min;
	if (passed_ck)
		facts->least_study = 0; /* nothing is left to study for */
}

static bool has_rotation(const struct mw_profile *profile)
{
	for (size_t i = 0; i < profile->experience.count; i++)
		if (profile->experience.items[i].kind == MW_EXPERIENCE_ROTATION)
			return true;
	return false;
}

static bool has_observed(const struct mw_profile *profile, mw_day today)
{
	for (size_t i = 0; i < profile->experience.count; i++) {
		const struct mw_experience *it = &profile->experience.items[i];
		mw_day end = it->to != MW_DAY_NONE ? it->to : it->from;
		if (it->kind == MW_EXPERIENCE_OBSERVERSHIP && has_come(end, today))
			return true;
	}
	return false;
}

/* An interview, a program that she has applied to, or her word. */
static bool has_applied(const struct mw_profile *profile, const struct mw_acts *acts)
{
	for (size_t i = 0; i < profile->programs.count; i++) {
		const struct mw_program *program = &profile->programs.items[i];
		if (program->interview.base != MW_EXPR_NONE ||
		    (program->status != MW_PROGRAM_CONSIDERED &&
		     program->status != MW_PROGRAM_DROPPED))
			return true;
	}
	return profile->interviews.count > 0 || mw_acts_is_done(acts, "eras-submit");
}

void mw_facts_compute(const struct mw_profile *profile, const struct mw_acts *acts, mw_day today,
		      struct mw_facts *ret_facts)
{
	struct mw_facts facts = { .baseline = MW_NONE, .last_practice = MW_NONE };
	const enum mw_step1_result step1 = profile->step1.result;
	const int score = profile->step2ck.score;
	bool passed_ck = score != MW_NONE && score >= pass_mark(profile->step2ck.exam);
	bool step1_failed = mw_facts_failed_step1(profile);
	bool ck_failed = profile->step2ck.attempts > 1 || (score != MW_NONE && !passed_ck);
	bool failed = step1_failed || ck_failed;
	/* Score bands are the guide's; without them only a failure counts. */
	bool has_bands = profile->specialty.has_bands;
	bool at_risk = (has_bands && score != MW_NONE && score < 235) || failed;
	bool low_step1 = has_bands && step1 == MW_STEP1_NUMBER && profile->step1.number < 230;

	if (profile->practice.count) {
		facts.baseline = profile->practice.items[0].score;
		for (size_t i = 0;
		     i < profile->practice.count && profile->practice.items[i].day <= today; i++)
			facts.last_practice = profile->practice.items[i].score;
	}
	facts.target = profile->step2ck.target != MW_NONE ? profile->step2ck.target
							  : mw_facts_rule_target(profile);
	facts.stretch = facts.target > 250 ? facts.target : 250;
	study_length(&facts, passed_ck);

	/* Without a score the backup stays open until a practice exam speaks clearly against it
	 * (S62). */
	bool backup = has_bands &&
		      (failed || (score != MW_NONE ? score <= 245 : facts.last_practice < 246));
	bool abstract = false;
	for (size_t i = 0; i < profile->abstracts.count; i++)
		abstract = abstract || has_come(profile->abstracts.items[i].submitted, today);
	for (size_t i = 0; i < profile->research.count; i++)
		abstract = abstract || profile->research.items[i].stage >= MW_RESEARCH_SUBMITTED;

	const bool holds[MW_FACT_COUNT] = {
		[MW_FACT_SCORE] = passed_ck,
		[MW_FACT_STEP1_OPEN] = step1 == MW_STEP1_NOT_TAKEN || step1 == MW_STEP1_FAIL,
		[MW_FACT_STEP1_TAKEN] = step1 != MW_STEP1_NOT_TAKEN || step1_failed,
		[MW_FACT_FAILED] = failed,
		[MW_FACT_AT_RISK] = at_risk,
		[MW_FACT_NARRATIVE] = at_risk || low_step1,
		[MW_FACT_BACKUP] = backup,
		[MW_FACT_VISA] = profile->visa != MW_VISA_NONE,
		[MW_FACT_J1] = profile->visa == MW_VISA_J1 || profile->visa == MW_VISA_EITHER,
		[MW_FACT_H1B] = profile->visa == MW_VISA_H1B || profile->visa == MW_VISA_EITHER,
		[MW_FACT_H1B_ONLY] = profile->visa == MW_VISA_H1B,
		[MW_FACT_ADVANCED] = profile->position != MW_POSITION_CATEGORICAL,
		[MW_FACT_PRACTISED] = facts.last_practice != MW_NONE,
		[MW_FACT_RESEARCH] = profile->research.count > 0,
		[MW_FACT_ROTATION] = has_rotation(profile),
		[MW_FACT_OBSERVED] = has_observed(profile, today),
		[MW_FACT_ABSTRACT] = abstract,
		[MW_FACT_LETTERS_ASKED] = letters_complete(profile, false, today),
		[MW_FACT_LETTERS_IN] = letters_complete(profile, true, today),
		[MW_FACT_APPLIED] = has_applied(profile, acts),
		[MW_FACT_PATHWAY] = mw_acts_is_done(acts, "pathways-apply") ||
				    mw_acts_is_done(acts, "pathways-early"),
		[MW_FACT_OET] = mw_acts_is_done(acts, "oet-exam"),
		[MW_FACT_CERTIFIED] = mw_acts_is_done(acts, "ecfmg-certificate"),
		[MW_FACT_NRMP] = mw_acts_is_done(acts, "nrmp-register"),
		[MW_FACT_MATCHED] = mw_acts_is_done(acts, "match-day"),
	};
	for (int i = 0; i < MW_FACT_COUNT; i++)
		facts.set |= (uint32_t)holds[i] << i;
	*ret_facts = facts;
}
