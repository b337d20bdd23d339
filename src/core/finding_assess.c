/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the assessment says, topic by topic: Step 1, Step 2 CK, risk, study, visa, programs. Never a
 * promise; every band is called approximate once, or said not to be for this specialty.
 */
#include "matchward/core/assess.h"

#include "finding_rooms.h"
#include "matchward/core/words.h"

struct work {
	struct mw_finding_work base;
	const struct mw_plan *plan;
	const struct mw_profile *profile;
	const struct mw_assessment *it;
};

#define say(work, ...) mw_say(&(work)->base, __VA_ARGS__)

static bool has(const struct work *work, enum mw_fact fact)
{
	return mw_facts_has(work->plan->facts, fact);
}

static bool has_bands(const struct work *work)
{
	return work->it->specialty->has_bands;
}

static const char *specialty(const struct work *work)
{
	return mw_specialty_name(work->it->specialty);
}

static void step1(struct work *work)
{
	const struct mw_profile *profile = work->profile;
	bool passed =
		profile->step1.result == MW_STEP1_PASS || profile->step1.result == MW_STEP1_NUMBER;
	if (passed && profile->step1.attempts == 1)
		say(work, "step1-clean", "good", "S2 C12",
		    work->it->is_low_step1
			    ? "Step 1 passed at the first attempt: at least no failure has to be "
			      "explained."
			    : "Step 1 passed at the first attempt raises no concern. Expect to be "
			      "asked about it all the same.");
	if (profile->step1.result == MW_STEP1_NUMBER)
		say(work, "step1-numeric", "info", "S1",
		    "Your Step 1 number %d stays on every transcript. Newer applicants only show a "
		    "pass.",
		    profile->step1.number);
	if (work->it->is_low_step1 && has_bands(work))
		say(work, "step1-low", "warn", "S29 S43",
		    "Step 1 with %d is low for radiology. Aim at more than 20 points above it in "
		    "Step 2 CK.",
		    profile->step1.number);
	if (profile->step1.result == MW_STEP1_NOT_TAKEN)
		say(work, "step1-missing", "warn", "D4 C21",
		    "Step 1 comes first. Without it there is no ECFMG certificate and no Match.");
	if (profile->step1.result == MW_STEP1_FAIL)
		say(work, "step1-retake-open", "stop", "S3",
		    "The next Step 1 attempt has to pass. Everything else waits for it, so sit it "
		    "only when ready.");
	if (work->it->is_step1_failed)
		say(work, "step1-failed", "warn", "S3 S28 S73",
		    "A failed Step 1 stays visible. It asks for %s in Step 2 CK, strong letters, "
		    "US "
		    "experience and a clear, honest story.",
		    has_bands(work) ? "250" : "a clearly better result");
}

static void attempts(struct work *work)
{
	const struct mw_profile *profile = work->profile;
	int first = profile->step1.attempts, second = profile->step2ck.attempts;
	int most = first > second ? first : second;
	if (most > 1)
		say(work, "attempts", "warn", "S8 C23",
		    "More than one attempt counts beside the score: programs will doubt how "
		    "reliably you pass exams.");
	if (most >= 4)
		say(work, "attempts-limit", "stop", "D4",
		    "Four attempts at one Step are all that USMLE allows in a life.");
	else if (most == 3)
		say(work, "attempts-limit", "warn", "D4",
		    "Only one attempt is left. It may come a year after the first and six months "
		    "after the last.");
}

static void target(struct work *work)
{
	const struct mw_assessment *it = work->it;
	if (!has_bands(work)) {
		say(work, "target-basis", "info", "S27 S28 C13",
		    it->target == it->rule_target
			    ? "The plan works with a Step 2 CK target of %d. The guide has it for "
			      "radiology, and names none for %s. Write your own under "
			      "[step2ck]."
			    : "The plan works with your own Step 2 CK target of %d. The guide "
			      "names "
			      "none for %s.",
		    it->target, specialty(work));
		return;
	}
	const char *why = it->target != it->rule_target ? "as you wish"
			  : it->is_step1_failed         ? "because Step 1 was failed once"
			  : !work->profile->school_known
				  ? "because your school is less known in the US"
			  : it->target > 245 ? "more than 20 points above your Step 1 number"
					     : "the guide's figure after a clean Step 1";
	say(work, "target-basis", "info", "S27 S28 S29 C12 C13",
	    "Your Step 2 CK target is %d, %s. The stretch is %d.", it->target, why, it->stretch);
	if (it->target < it->rule_target)
		say(work, "target-lowered", "warn", "S27 S28 C13",
		    "Your own target %d is below the guide's %d. It is used for readiness; "
		    "programs do not know it.",
		    it->target, it->rule_target);
	if (!work->profile->school_known)
		say(work, "school-unknown", "info", "S28 C12",
		    "For a less known school the guide asks for 250 in place of 245.");
}

static void tier(struct work *work)
{
	const struct mw_assessment *it = work->it;
	switch (it->tier) {
	case MW_TIER_VERY_STRONG:
		say(work, "tier-very-strong", "good", "S5",
		    "%d is very strong for an international graduate in radiology. The most "
		    "selective places stay open "
		    "questions.",
		    it->score);
		break;
	case MW_TIER_COMPETITIVE:
		say(work, "tier-competitive", "info", "S6 C9",
		    "%d is competitive for many community and some academic programs, if research, "
		    "radiology exposure, "
		    "letters and the program list are good.",
		    it->score);
		break;
	case MW_TIER_BORDERLINE:
		say(work, "tier-borderline", "warn", "S7 C8",
		    "%d is borderline. A match asks for everything else to be done very well, a "
		    "broad list and a backup.",
		    it->score);
		break;
	case MW_TIER_LOW:
		say(work, "tier-low", "warn", "S8 S74 C8",
		    "%d is low for radiology. The way is narrow: much US research or a degree, "
		    "people there who know "
		    "you, a very broad list and a backup.",
		    it->score);
		break;
	case MW_TIER_UNKNOWN:
		break;
	}
	if (it->score >= 240 && it->score <= 244)
		say(work, "tier-240-caveat", "warn", "S72 C9",
		    "Without research, US letters and an observership, %d counts as borderline.",
		    it->score);
	if (it->score == MW_NONE)
		return;
	if (it->score < 235)
		say(work, "score-declines", "warn", "S37 S38 S43 C8",
		    "Below 235 the chances in radiology fall steeply. Think about a year of "
		    "research first.");
	if (it->score < it->target)
		say(work, "below-target", "warn", "S27 S28",
		    "The score is %d below the target of %d. Research, letters and US experience "
		    "have to carry that.",
		    it->target - it->score, it->target);
	if (it->is_low_step1 && it->score <= work->profile->step1.number + 20)
		say(work, "growth-missing", "warn", "S29",
		    "Step 2 CK is not more than 20 points above Step 1: the rise that would speak "
		    "for you is not there.");
	if (it->is_failed && it->score >= 240 && it->score <= 249)
		say(work, "failed-in-the-240s", "warn", "C11 S28 S73",
		    "After a failure the guide asks for 250. %d is below that, but not extreme.",
		    it->score);
}

static void not_passed(struct work *work)
{
	if (work->it->score != MW_NONE && !has(work, MW_FACT_SCORE))
		say(work, "step2ck-not-passed", "stop", "D4 C21",
		    "%d is below the pass mark of its day. That is a failed attempt: the exam has "
		    "to be taken again.",
		    work->it->score);
}

static void risk(struct work *work)
{
	const struct mw_assessment *it = work->it;
	bool needs_visa = has(work, MW_FACT_VISA), known = it->score != MW_NONE;
	if (known && it->score < 230)
		say(work, "extreme-score", "stop", "S44 S74",
		    "Below 230 radiology is extremely difficult, whatever Step 1 says.");
	if (known && it->is_failed && it->score < 240)
		say(work, "extreme-failure", "stop", "S45",
		    "A failure together with a score below 240 makes radiology extremely "
		    "difficult.");
	if (known && it->is_low_step1 && it->score < 235 && needs_visa && it->is_old)
		say(work, "extreme-combined", "stop", "S46 C24",
		    "Both scores are low, you need a visa, and graduation is more than five years "
		    "back. Together that is "
		    "extremely difficult.");
	if (!known)
		say(work, "would-be-extreme", "info", "S44 S45 S46",
		    "The risk would become extreme below %d.",
		    it->is_failed                                  ? 240
		    : it->is_low_step1 && needs_visa && it->is_old ? 235
								   : 230);
	if (it->risk == MW_RISK_EXTREME)
		say(work, "alternatives", "advice", "S47 S75",
		    "Ask yourself: two or three more years of research? A small chance after much "
		    "work? Another specialty "
		    "that you would like? A less competitive specialty, or a research post or "
		    "degree first, are real roads.");
	if (it->is_low_step1 || (known && it->score < 235) || it->is_failed)
		say(work, "salvage-list", "advice", "S43 S48 S49 S50 S51",
		    "Something else has to be exceptional: imaging research with US mentors, US "
		    "rotations, observerships, "
		    "and letters from radiologists who saw you work.");
}

static void graduation(struct work *work)
{
	int year = work->profile->application_year;
	if (work->it->is_old && has_bands(work))
		say(work, "old-graduate", "info", "S46 S77 C24",
		    "Graduation is more than five years before the application. Programs notice; "
		    "alone it is not extreme.");
	mw_day day = work->plan->study->keys[MW_KEY_GRADUATION].day;
	if (day < mw_day_from_ymd(year - 2, 1, 1))
		say(work, "pathway-older-graduate", "warn", "D3",
		    "By the rule of past seasons, Pathways 3 to 5 take graduates from %d on. Check "
		    "Pathway 1 (licence), 2 (OSCE) or 6 (observed encounters); those take months.",
		    year - 2);
}

static void study(struct work *work)
{
	const struct mw_assessment *it = work->it;
	const struct mw_facts *facts = work->plan->facts;
	int least = it->target - work->profile->step2ck.tolerance;
	if (facts->baseline != MW_NONE && facts->baseline < 220)
		say(work, "baseline-low", "warn", "S30 S31",
		    "Your first practice exam, %d, is below 220. Plan four to six months, and do "
		    "not hurry.",
		    facts->baseline);
	if (facts->baseline != MW_NONE && it->target - facts->baseline > 15)
		say(work, "gap-wide", "advice", "S18 C25",
		    "From %d to the target of %d are %d points: plan at least three months.",
		    facts->baseline, it->target, it->target - facts->baseline);
	if (it->score != MW_NONE)
		return;
	if (facts->baseline == MW_NONE)
		say(work, "practice-missing", "advice", "S18",
		    "Without a practice exam the length of your study is a guess. Take one early.");
	if (it->ready == MW_READY_YES)
		say(work, "ready", "good", "S36 C17",
		    "Your last two practice exams, %d and %d, reach %d. Book the day, or keep it.",
		    it->practices[0], it->practices[1], least);
	if (it->ready == MW_READY_NO)
		say(work, "not-ready", "warn", "S16 S36 C14 C17",
		    "Of your last two practice exams, %d and %d, not both reach %d. Move the exam "
		    "while moving is cheap, at "
		    "the latest to the last useful day.",
		    it->practices[0], it->practices[1], least);
	const struct mw_practice *last = NULL;
	for (size_t i = 0; i < work->profile->practice.count; i++)
		if (work->profile->practice.items[i].day <= work->plan->today)
			last = &work->profile->practice.items[i];
	mw_day exam = work->profile->step2ck.exam;
	bool is_sat = exam != MW_DAY_NONE && exam < work->plan->today;
	if (last && !is_sat && work->plan->today - last->day > 42)
		say(work, "practice-stale", "advice", "S36",
		    "Your last practice exam is more than six weeks old. Take another before you "
		    "decide.");
}

static void visa(struct work *work)
{
	if (has(work, MW_FACT_VISA))
		say(work, "visa-needed", "info", "S59 S60 S61",
		    "A program that does not sponsor your visa is off the list, whatever the "
		    "score. Some ask more of those "
		    "who need one.");
	if (has(work, MW_FACT_H1B_ONLY))
		say(work, "h1b-narrow", "warn", "S60",
		    "Few programs sponsor H-1B. Visa \"either\" would open those with J-1 too.");
	if (has(work, MW_FACT_H1B))
		say(work, "h1b-fee", "advice", "D7",
		    "From September 2025 a large fee stood on new H-1B petitions. Ask what holds "
		    "now.");
	if (has(work, MW_FACT_J1))
		say(work, "j1-home-rule", "info", "D7",
		    "After a J-1 come two years in your home country, or a waiver.");
}

static void programs(struct work *work)
{
	const struct mw_assessment *it = work->it;
	if (!has_bands(work))
		say(work, "programs-no-number", "info", "S77 C22",
		    "For %s the guide names no number of programs.", specialty(work));
	else if (it->programs_min != MW_NONE)
		say(work, "programs-count", "info", "S76 S77 C10",
		    "For 235 to 245 the guide names %d to %d radiology programs, with a backup. "
		    "Research, US experience and "
		    "the year of graduation move the number.",
		    it->programs_min, it->programs_max);
	else if (it->score != MW_NONE && it->score < 235)
		say(work, "programs-broad", "info", "S40 C22",
		    "Apply very broadly, community and small programs included. The guide has no "
		    "number; the mean of all "
		    "radiology applicants in 2024 was 72.");
	else
		say(work, "programs-no-number", "info", "S77 C22",
		    "%s the guide names no number of programs.",
		    it->score == MW_NONE ? "Without a score" : "For this score");
	mw_finding_cost(&work->base, it);
	if (!has_bands(work))
		return;
	if (it->score != MW_NONE ? it->backup_advised : it->is_failed)
		say(work, "backup-advised", "advice", "S7 S41 S62 S63 S72 S76",
		    "Prepare a second application, in internal medicine or for a preliminary "
		    "year.");
	else if (it->backup_advised)
		say(work, "backup-provisional", "advice", "S62 S68",
		    "Keep a second specialty open until the score is known, then decide.");
	if (work->profile->position == MW_POSITION_CATEGORICAL)
		say(work, "categorical-only", "warn", "D6",
		    "Only about one radiology post in eight is categorical. The others need a "
		    "separate first year.");
	else
		say(work, "advanced-first-year", "info", "D6",
		    "Most radiology posts begin in the second year: plan two lists, two statements "
		    "and two sets of signals.");
}

void mw_findings_of_assessment(const struct mw_plan *plan, const struct mw_assessment *assessment,
			       struct mw_pool *pool, struct mw_findings *ret_findings)
{
	struct mw_findings findings = { .list = { NULL, 0, 0 } };
	struct work work = { { plan, pool, &findings }, plan, plan->profile, assessment };
	if (has_bands(&work))
		say(&work, "tiers-approximate", "info", "S9",
		    "All bands are orientation. They move from year to year, and no program "
		    "publishes its own.");
	else
		say(&work, "bands-for-radiology", "info", "S5 S6 S7 S8 S44 S76",
		    "The guide's score bands, risks and program numbers are for radiology, so "
		    "none is given for %s. The official dates and steps, the visa, the attempts "
		    "and the seven years hold in every specialty.",
		    specialty(&work));
	say(&work, "score-how-used", "info", "S10 S11 S13",
	    "Programs use scores to sort, to compare unknown schools and to judge reliability. "
	    "From international "
	    "graduates they expect more than the US mean, and many do not invite without a Step 2 "
	    "CK score.");
	step1(&work);
	attempts(&work);
	target(&work);
	if (has_bands(&work)) {
		tier(&work);
		not_passed(&work);
		risk(&work);
	} else {
		not_passed(&work);
	}
	graduation(&work);
	study(&work);
	visa(&work);
	programs(&work);
	mw_finding_application(&work.base, assessment);
	*ret_findings = findings;
}
