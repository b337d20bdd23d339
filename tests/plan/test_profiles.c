/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * People, and what their plans must say. Every expectation is worked out by hand from the rules (S
 * the guide, C its contradictions settled, D the official facts), never taken from the program.
 *
 * Unless said otherwise: Kolkata, application year 2027, J-1, graduated in 2025, Step 1 passed at
 * the first attempt, first day 2026-11-23, which is also today. The season's dates are
 *
 *   eras-open 2027-09-01, early 08-25; eras-review 09-29, early 09-22; token 06-30, early 06-23
 */
#include "profile_case.h"

static void step1(void **state)
{
	static const struct profile_case cases[] = {
		/*
		 * S27: a clean pass asks for 245, stretch 250 (C13). No score and nothing adverse:
		 * risk unknown; the backup stays open (S62). Without study start the aim is
		 * Y-06-01; without baseline 6 months: 3 + 2 + 1, laid back from it. Stop: 09-22
		 * less 28 days.
		 */
		{ .name = "passed at once",
		  .profile = "",
		  .figures = "target=245 stretch=250 tier=unknown risk=unknown backup=yes "
			     "basis=none programs=- study=- ready=-",
		  .dates = "exam-opens=2027-04-01 exam-closes=2027-07-31 exam-aim=2027-06-01 "
			   "exam-stop=2027-08-25 foundation-start=2026-12-01 "
			   "consolidation-start=2027-03-01 readiness-start=2027-05-01 "
			   "prep-start=2026-03-31 score-stop=2027-09-22",
		  .fates = "ecfmg-application=settled",
		  .has = "study-foundation step2ck-exam backup-decide pgy1-list visa-filter",
		  .lacks = "step1-register step1-exam cycle-decide step-narrative score-resend",
		  .says = "step1-clean target-basis tiers-approximate would-be-extreme "
			  "practice-missing backup-provisional visa-needed programs-no-number",
		  .quiet = "step1-failed attempts backup-advised salvage-list old-graduate" },
		/*
		 * S28 S73: 250 after a failure; elevated before any score. The retake is aimed at 7
		 * months before 2027-06-01; that has gone by, so it is moved. Sat once: the ECFMG
		 * application must have been approved.
		 */
		{ .name = "failed, retake open",
		  .profile = "step1.result = fail",
		  .figures = "target=250 stretch=250 risk=elevated backup=yes",
		  .dates = "step1-aim=2026-11-01 first-exam=2026-11-01 "
			   "step1-register.due=2026-08-01 step1-exam.due=2026-11-01 "
			   "step1-exam.opens=2026-09-06 step1-score.due=2026-11-29",
		  .fates = "step1-register=moved step1-exam=moved ecfmg-application=settled",
		  .has = "step1-score cycle-decide step-narrative",
		  .says = "step1-retake-open step1-failed backup-advised salvage-list",
		  .quiet = "step1-clean attempts backup-provisional step1-missing" },
		/* C23: failed first, passed later is pass with two attempts. */
		{ .name = "passed at the second attempt",
		  .profile = "step1.attempts = 2",
		  .figures = "target=250 risk=elevated backup=yes",
		  .has = "cycle-decide step-narrative",
		  .lacks = "step1-exam",
		  .says = "step1-failed attempts backup-advised",
		  .quiet = "step1-clean step1-retake-open attempts-limit" },
		{ .name = "three sittings: one is left (D4)",
		  .profile = "step1.attempts = 3",
		  .says = "attempts attempts-limit" },
		/* S29: more than 20 above 229 is 250. A low number alone is elevated, and a story.
		 */
		{ .name = "number 229",
		  .profile = "step1.result = 229",
		  .figures = "target=250 risk=elevated",
		  .has = "step-narrative",
		  .lacks = "cycle-decide",
		  .says = "step1-clean step1-numeric step1-low salvage-list",
		  .quiet = "step1-failed" },
		{ .name = "number 230 is not low",
		  .profile = "step1.result = 230",
		  .figures = "target=245 risk=unknown",
		  .lacks = "step-narrative",
		  .says = "step1-numeric",
		  .quiet = "step1-low salvage-list" },
		{ .name = "number 225: 225 + 21 = 246", /* S29 */
		  .profile = "step1.result = 225",
		  .figures = "target=246 stretch=250" },
		{ .name = "number 224: 224 + 21 = 245, as S27 asks",
		  .profile = "step1.result = 224",
		  .figures = "target=245" },
		/* Nothing was sat: 4 months before 2026-11-01 the ECFMG application was due. */
		{ .name = "not taken",
		  .profile = "step1.result = -",
		  .figures = "target=245 risk=unknown",
		  .dates = "step1-aim=2026-11-01 ecfmg-application.opens=2025-11-01 "
			   "ecfmg-application.due=2026-07-01 ecfmg-application.latest=2027-04-30",
		  .fates = "ecfmg-application=moved",
		  .has = "step1-register step1-exam step1-score",
		  .lacks = "cycle-decide step-narrative",
		  .says = "step1-missing",
		  .quiet = "step1-clean step1-failed" },
		/* A booked day is hers: 3 months, 8 weeks before, 4 weeks after. */
		{ .name = "not taken, booked",
		  .profile = "step1.result = -; step1.date = 2027-02-10",
		  .dates = "step1-aim=2027-02-10 first-exam=2027-02-10 "
			   "step1-register.due=2026-11-10 step1-exam.opens=2026-12-16 "
			   "step1-exam.due=2027-02-10 step1-score.due=2027-03-10 "
			   "step1-score.latest=2027-05-26",
		  .fates = "step1-exam=natural" },
	};
	CASES(state, cases);
}

/* Tiers S5-S8, risk S37 S44, programs S76 C10 C22, backup S76; every boundary on both sides. */
static void scores(void **state)
{
	static const struct profile_case cases[] = {
		/* D4: 218 since 2025-07-01; below it the exam is failed and comes back. */
		{ .name = "217 is no pass",
		  .profile = "step2ck.score = 217",
		  .figures = "target=245 tier=low risk=extreme backup=yes basis=score programs=-",
		  .has = "study-foundation step2ck-exam cycle-decide",
		  .says = "step2ck-not-passed extreme-score extreme-failure backup-advised" },
		{ .name = "218 is",
		  .profile = "step2ck.score = 218",
		  .figures = "tier=low risk=extreme backup=yes basis=score programs=-",
		  .lacks = "study-foundation step2ck-exam step2ck-book nbme-baseline anki-daily",
		  .says = "extreme-score alternatives",
		  .quiet = "step2ck-not-passed extreme-failure would-be-extreme" },
		{ .name = "214 was a pass until 2025-06-30",
		  .profile = "step2ck.score = 214; step2ck.exam = 2025-06-30",
		  .lacks = "step2ck-exam",
		  .quiet = "step2ck-not-passed" },
		{ .name = "213 never was",
		  .profile = "step2ck.score = 213; step2ck.exam = 2025-06-30",
		  .has = "step2ck-exam",
		  .says = "step2ck-not-passed" },
		{ .name = "214 on the first day of the new mark",
		  .profile = "step2ck.score = 214; step2ck.exam = 2025-07-01",
		  .says = "step2ck-not-passed" },
		{ .name = "229",
		  .profile = "step2ck.score = 229",
		  .figures = "tier=low risk=extreme backup=yes programs=-",
		  .dates = "decide-from=2027-03-01 decide-by=2027-04-30",
		  .has = "cycle-decide step-narrative backup-decide",
		  .says = "tier-low extreme-score score-declines below-target programs-broad "
			  "alternatives salvage-list",
		  .quiet = "tier-borderline programs-count practice-missing" },
		{ .name = "230",
		  .profile = "step2ck.score = 230",
		  .figures = "tier=borderline risk=elevated backup=yes programs=-",
		  .has = "cycle-decide step-narrative",
		  .says = "tier-borderline score-declines programs-broad",
		  .quiet = "tier-low extreme-score alternatives" },
		{ .name = "234",
		  .profile = "step2ck.score = 234",
		  .figures = "tier=borderline risk=elevated programs=-",
		  .has = "cycle-decide",
		  .says = "score-declines programs-broad salvage-list" },
		{ .name = "235",
		  .profile = "step2ck.score = 235",
		  .figures = "tier=borderline risk=elevated backup=yes programs=60-100",
		  .has = "backup-decide",
		  .lacks = "cycle-decide step-narrative",
		  .says = "programs-count",
		  .quiet = "score-declines programs-broad salvage-list" },
		{ .name = "239",
		  .profile = "step2ck.score = 239",
		  .figures = "tier=borderline risk=elevated programs=60-100",
		  .quiet = "tier-240-caveat" },
		{ .name = "240",
		  .profile = "step2ck.score = 240",
		  .figures = "tier=competitive risk=none backup=yes programs=60-100",
		  .says = "tier-competitive tier-240-caveat below-target research-thin" },
		{ .name = "244",
		  .profile = "step2ck.score = 244",
		  .says = "tier-240-caveat below-target" },
		{ .name = "245",
		  .profile = "step2ck.score = 245",
		  .figures = "tier=competitive risk=none backup=yes programs=60-100",
		  .has = "backup-decide personal-statement-backup backup-submit",
		  .says = "backup-advised programs-count",
		  .quiet = "tier-240-caveat below-target" },
		{ .name = "246",
		  .profile = "step2ck.score = 246",
		  .figures = "tier=competitive risk=none backup=no basis=score programs=-",
		  .lacks = "backup-decide personal-statement-backup backup-submit",
		  .says = "programs-no-number",
		  .quiet = "backup-advised backup-provisional programs-count" },
		{ .name = "249",
		  .profile = "step2ck.score = 249",
		  .figures = "tier=competitive risk=none",
		  .says = "tier-competitive research-thin" },
		{ .name = "250",
		  .profile = "step2ck.score = 250",
		  .figures = "tier=very-strong risk=none backup=no",
		  .says = "tier-very-strong",
		  .quiet = "research-thin below-target" },
	};
	CASES(state, cases);
}

/* S45 C11: a failure raises the bar to 240; 250 is asked after one of Step 1 (S28 S73). */
static void failures(void **state)
{
	static const struct profile_case cases[] = {
		{ .name = "failed, 239",
		  .profile = "step1.attempts = 2; step2ck.score = 239",
		  .figures = "target=250 tier=borderline risk=extreme backup=yes programs=60-100",
		  .says = "extreme-failure alternatives",
		  .quiet = "extreme-score failed-in-the-240s" },
		{ .name = "failed, 240",
		  .profile = "step1.attempts = 2; step2ck.score = 240",
		  .figures = "tier=competitive risk=elevated",
		  .has = "cycle-decide",
		  .says = "failed-in-the-240s below-target",
		  .quiet = "extreme-failure alternatives" },
		{ .name = "failed, 249: the backup goes with any failure",
		  .profile = "step1.attempts = 2; step2ck.score = 249",
		  .figures = "tier=competitive risk=elevated backup=yes programs=-",
		  .says = "failed-in-the-240s below-target backup-advised" },
		{ .name = "failed, 250",
		  .profile = "step1.attempts = 2; step2ck.score = 250",
		  .figures = "tier=very-strong risk=elevated backup=yes",
		  .has = "backup-decide cycle-decide",
		  .says = "backup-advised research-thin salvage-list",
		  .quiet = "failed-in-the-240s below-target" },
		/* 250 is asked after a Step 1 failure only; S45 is about any failure. */
		{ .name = "Step 2 CK at the second attempt, 245",
		  .profile = "step2ck.attempts = 2; step2ck.score = 245",
		  .figures = "target=245 risk=elevated",
		  .says = "attempts failed-in-the-240s step1-clean",
		  .quiet = "step1-failed below-target" },
		{ .name = "Step 2 CK at the second attempt, 239",
		  .profile = "step2ck.attempts = 2; step2ck.score = 239",
		  .figures = "target=245 risk=extreme",
		  .says = "extreme-failure" },
		/* S29: 234 is 5 above 229. S37: 234 is elevated; visa J-1, graduated 2025. */
		{ .name = "both low, young",
		  .profile = "step1.result = 229; step2ck.score = 234",
		  .figures = "target=250 risk=elevated",
		  .says = "growth-missing",
		  .quiet = "extreme-combined" },
		{ .name = "21 points above",
		  .profile = "step1.result = 215; step2ck.score = 236",
		  .quiet = "growth-missing" },
		{ .name = "20 points above",
		  .profile = "step1.result = 215; step2ck.score = 235",
		  .says = "growth-missing" },
	};
	CASES(state, cases);
}

/* S46 C24: more than five years before 2027 is 2021 or earlier. */
static void years_since_graduation(void **state)
{
	static const struct profile_case cases[] = {
		{ .name = "both low, six years, visa",
		  .profile = "step1.result = 229; step2ck.score = 234; "
			     "applicant.year-of-graduation = 2021",
		  .figures = "risk=extreme",
		  .says = "extreme-combined old-graduate alternatives" },
		{ .name = "five years",
		  .profile = "step1.result = 229; step2ck.score = 234; "
			     "applicant.year-of-graduation = 2022",
		  .figures = "risk=elevated",
		  .quiet = "extreme-combined old-graduate" },
		{ .name = "no visa needed",
		  .profile = "step1.result = 229; step2ck.score = 234; applicant.visa = none; "
			     "applicant.year-of-graduation = 2021",
		  .figures = "risk=elevated",
		  .quiet = "extreme-combined" },
		{ .name = "235",
		  .profile = "step1.result = 229; step2ck.score = 235; "
			     "applicant.year-of-graduation = 2021",
		  .figures = "risk=elevated",
		  .quiet = "extreme-combined" },
		{ .name = "Step 1 of 230",
		  .profile = "step1.result = 230; step2ck.score = 234; "
			     "applicant.year-of-graduation = 2021",
		  .figures = "risk=elevated",
		  .quiet = "extreme-combined" },
		{ .name = "old alone is a note",
		  .profile = "applicant.year-of-graduation = 2021",
		  .figures = "risk=unknown",
		  .says = "old-graduate pathway-older-graduate" },
		/* D3: Pathways 3-5 ask for a graduation since 1 January of N-3; N is 2028. */
		{ .name = "December 2024",
		  .profile = "applicant.year-of-graduation = 2024; applicant.graduation = 2024-12",
		  .says = "pathway-older-graduate",
		  .quiet = "old-graduate" },
		{ .name = "January 2025",
		  .profile = "applicant.graduation = 2025-01",
		  .quiet = "pathway-older-graduate" },
	};
	CASES(state, cases);
}

static void practice(void **state)
{
	static const struct profile_case cases[] = {
		/* S31: below 220 four to six months. C25: 245 - 219 is more than 15. */
		{ .name = "baseline 219",
		  .profile = "practice.2026-11-15 = NBME 10, 219",
		  .figures = "study=4-6 ready=- basis=practice backup=yes",
		  .fates = "nbme-baseline=settled",
		  .says = "baseline-low gap-wide",
		  .quiet = "practice-missing" },
		{ .name = "baseline 220",
		  .profile = "practice.2026-11-15 = NBME 10, 220",
		  .figures = "study=3-",
		  .says = "gap-wide",
		  .quiet = "baseline-low" },
		/* C25: 16 points ask for three months; six are planned. */
		{ .name = "gap 16",
		  .profile = "practice.2026-11-15 = NBME 10, 229",
		  .figures = "study=3-",
		  .dates = "foundation-start=2026-12-01",
		  .says = "gap-wide" },
		/* 15 do not; four months: 2 + 1 + 1. */
		{ .name = "gap 15",
		  .profile = "practice.2026-11-15 = NBME 10, 230",
		  .figures = "study=-",
		  .dates = "exam-aim=2027-06-01 foundation-start=2027-02-01 "
			   "consolidation-start=2027-04-01 readiness-start=2027-05-01",
		  .quiet = "gap-wide baseline-low" },
		/* S36 C17: the last two reach 245 - 5. S62: 240 does not close the backup. */
		{ .name = "ready",
		  .profile = "practice.2026-10-20 = NBME 10, 240; practice.2026-11-10 = UWSA, 240",
		  .figures = "ready=yes backup=yes basis=practice",
		  .says = "ready backup-provisional",
		  .quiet = "not-ready practice-stale" },
		{ .name = "the last one is a point short",
		  .profile = "practice.2026-10-20 = NBME 10, 240; practice.2026-11-10 = UWSA, 239",
		  .figures = "ready=no",
		  .says = "not-ready" },
		{ .name = "the one before is a point short",
		  .profile = "practice.2026-10-20 = NBME 10, 239; practice.2026-11-10 = UWSA, 250",
		  .figures = "ready=no" },
		{ .name = "only the last two count",
		  .profile = "practice.2026-09-01 = NBME 9, 221; "
			     "practice.2026-10-20 = NBME 10, 241; practice.2026-11-10 = UWSA, 247",
		  .figures = "ready=yes study=3-" },
		{ .name = "one is not enough",
		  .profile = "practice.2026-11-10 = UWSA, 262",
		  .figures = "ready=-",
		  .quiet = "ready not-ready" },
		{ .name = "tolerance 10",
		  .profile = "step2ck.tolerance = 10; practice.2026-10-20 = NBME 10, 235; "
			     "practice.2026-11-10 = UWSA, 235",
		  .figures = "ready=yes" },
		{ .name = "once the score is known nothing is to be ready for",
		  .profile = "step2ck.score = 251; practice.2026-10-20 = NBME 10, 240; "
			     "practice.2026-11-10 = UWSA, 240",
		  .figures = "ready=- basis=score backup=no",
		  .quiet = "ready not-ready" },
		/* S62: 246 in the last practice exam. */
		{ .name = "practice 246",
		  .profile = "practice.2026-11-10 = UWSA, 246",
		  .figures = "backup=no basis=practice",
		  .lacks = "backup-decide backup-submit",
		  .quiet = "backup-provisional" },
		{ .name = "practice 245",
		  .profile = "practice.2026-11-10 = UWSA, 245",
		  .figures = "backup=yes basis=practice",
		  .has = "backup-decide",
		  .says = "backup-provisional" },
		{ .name = "246 after a failure does not close it",
		  .profile = "step1.attempts = 2; practice.2026-11-10 = UWSA, 250",
		  .figures = "backup=yes",
		  .says = "backup-advised" },
		/* 10-12 is 42 days before 11-23. */
		{ .name = "42 days old",
		  .profile = "practice.2026-10-12 = NBME 10, 238",
		  .quiet = "practice-stale" },
		{ .name = "43 days old",
		  .profile = "practice.2026-10-11 = NBME 10, 238",
		  .says = "practice-stale" },
	};
	CASES(state, cases);
}

static void targets(void **state)
{
	static const struct profile_case cases[] = {
		{ .name = "school not known (S28 C12)",
		  .profile = "applicant.school-known = no",
		  .figures = "target=250 stretch=250 risk=unknown",
		  .says = "school-unknown" },
		{ .name = "school known",
		  .profile = "applicant.school-known = yes",
		  .figures = "target=245",
		  .quiet = "school-unknown" },
		{ .name = "own target below the rule's",
		  .profile = "step2ck.target = 240; practice.2026-11-10 = UWSA, 225",
		  .figures = "target=240 stretch=250 study=-", /* 240 - 225 is 15 */
		  .says = "target-lowered",
		  .quiet = "gap-wide" },
		{ .name = "own target above the stretch",
		  .profile = "step2ck.target = 255",
		  .figures = "target=255 stretch=255",
		  .quiet = "target-lowered" },
	};
	CASES(state, cases);
}

/* The aim is study start + months, from exam-opens to Y-06-19, never before the least study. */
static void study(void **state)
{
	static const struct profile_case cases[] = {
		{ .name = "six months from 1 December",
		  .profile = "study.start = 2026-12-01",
		  .dates =
			  "exam-aim=2027-06-01 foundation-start=2026-12-01 prep-start=2026-12-01" },
		{ .name = "from 1 January: kept before the weeks of delayed scores (C15)",
		  .profile = "study.start = 2027-01-01",
		  .dates = "exam-aim=2027-06-19 foundation-start=2027-01-01" },
		{ .name = "begun in August: not before the window opens",
		  .profile = "study.start = 2026-08-01",
		  .dates = "exam-aim=2027-04-01 exam-opens=2027-04-01" },
		/* No baseline: three months at least (C25), to 1 August; the window follows. */
		{ .name = "from 1 May",
		  .profile = "study.start = 2027-05-01",
		  .dates = "exam-aim=2027-08-01 exam-closes=2027-08-01 exam-stop=2027-08-25",
		  .quiet = "exam-too-late" },
		/* D4 C14: not booked, and no day left that helps; no exam to move. */
		{ .name = "from 1 June: 1 September is after 25 August",
		  .profile = "study.start = 2027-06-01",
		  .dates = "exam-aim=2027-09-01 exam-stop=2027-08-25",
		  .says = "season-impossible" },
		/* C7: 10 = 3 + 2 + 5; 7 and 5 months before 31 May. */
		{ .name = "ten months from the last of July",
		  .profile = "applicant.first-day = 2026-07-01; study.start = 2026-07-31; "
			     "study.months = 10",
		  .dates = "exam-aim=2027-05-31 foundation-start=2026-07-31 "
			   "consolidation-start=2026-10-31 readiness-start=2026-12-31" },
		{ .name = "ten months, phases given: 4 + 3 + 3",
		  .profile = "applicant.first-day = 2026-07-01; study.months = 10; "
			     "study.foundation-months = 4; study.consolidation-months = 3",
		  .dates = "exam-aim=2027-06-01 foundation-start=2026-08-01 "
			   "consolidation-start=2026-12-01 readiness-start=2027-03-01" },
		/* Three months before 31 May; 3 = 2 + 1, and a month before it is 30 April. */
		{ .name = "month ends clamp",
		  .profile = "step2ck.exam = 2027-05-31; study.months = 3",
		  .dates = "exam-aim=2027-05-31 foundation-start=2027-02-28 "
			   "consolidation-start=2027-04-30" },
		{ .name = "in a leap year to the 29th",
		  .profile = "applicant.application-year = 2028; "
			     "applicant.first-day = 2027-11-23; step2ck.exam = 2028-05-31; "
			     "study.months = 3",
		  .dates = "foundation-start=2028-02-29 consolidation-start=2028-04-30" },
	};
	CASES(state, cases);
}

static void exam_days(void **state)
{
	static const struct profile_case cases[] = {
		/* go/no-go 46 and 14 days before (C16), score after 4 weeks, decide after 2 and 9
		 */
		{ .name = "booked on 26 May",
		  .profile = "step2ck.exam = 2027-05-26",
		  .dates = "exam-opens=2027-05-26 exam-closes=2027-05-26 exam-aim=2027-05-26 "
			   "exam-stop=2027-08-25 score-stop=2027-09-22 "
			   "step2ck-go-nogo.opens=2027-04-10 step2ck-go-nogo.due=2027-05-12 "
			   "step2ck-exam.due=2027-05-26 step2ck-score.due=2027-06-23 "
			   "decide-from=2027-06-09 decide-by=2027-07-28 oet-aim=2027-07-14",
		  .fates = "step2ck-register=settled step2ck-book=settled",
		  .quiet = "exam-too-late" },
		/* 8 weeks after 7 July is 1 September, when ERAS opens; a day later is after it. */
		{ .name = "booked on 7 July",
		  .profile = "step2ck.exam = 2027-07-07",
		  .lacks = "score-resend" },
		{ .name = "booked on 8 July",
		  .profile = "step2ck.exam = 2027-07-08",
		  .dates = "score-resend.opens=2027-07-29 score-resend.due=2027-09-02",
		  .has = "score-resend" },
		/* C2 C14: 25 August is four weeks before 22 September. */
		{ .name = "booked on the last useful day",
		  .profile = "step2ck.exam = 2027-08-25",
		  .dates = "exam-stop=2027-08-25 score-stop=2027-09-22",
		  .quiet = "exam-too-late" },
		{ .name = "booked a day later",
		  .profile = "step2ck.exam = 2027-08-26",
		  .dates = "exam-stop=2027-08-26 score-stop=2027-10-21 "
			   "step2ck-exam.due=2027-08-26",
		  .says = "exam-too-late" },
		/* The result: 4 weeks after 2 November. */
		{ .name = "sat, the score is still to come",
		  .profile = "step2ck.exam = 2026-11-02",
		  .figures = "tier=unknown",
		  .dates = "exam-aim=2026-11-02 step2ck-score.due=2026-11-30",
		  .fates = "step2ck-book=settled" },
		{ .name = "sat, and the score is known",
		  .profile = "step2ck.exam = 2026-10-05; step2ck.score = 252",
		  .dates = "exam-aim=2026-10-05 decide-from=2027-03-01",
		  .lacks = "step2ck-exam step2ck-score study-foundation score-resend" },
		/* 46 days before 29 February, 4 and 7 and 9 weeks after it */
		{ .name = "booked on a leap day",
		  .profile = "applicant.application-year = 2028; "
			     "applicant.first-day = 2027-11-23; step2ck.exam = 2028-02-29",
		  .dates = "exam-aim=2028-02-29 step2ck-go-nogo.opens=2028-01-14 "
			   "step2ck-score.due=2028-03-28 oet-aim=2028-04-18 "
			   "decide-by=2028-05-02" },
	};
	CASES(state, cases);
}

/* S67 C2: July to September of Y-1, if the least study (three months, no baseline) fits. */
static void windows(void **state)
{
	static const struct profile_case cases[] = {
		/* Aim 31 August; 6 months back is 28 February, 3 is 31 May, 1 is 31 July. */
		{ .name = "previous summer, in time",
		  .profile = "applicant.exam-window = previous-summer; "
			     "applicant.first-day = 2026-01-15",
		  .dates = "exam-opens=2026-07-01 exam-closes=2026-09-30 exam-aim=2026-08-31 "
			   "foundation-start=2026-02-28 consolidation-start=2026-05-31 "
			   "readiness-start=2026-07-31 prep-start=2026-02-28",
		  .quiet = "window-fell-to-spring" },
		{ .name = "previous summer, from a study start",
		  .profile = "applicant.exam-window = previous-summer; "
			     "applicant.first-day = 2026-01-10; study.start = 2026-01-31",
		  .dates = "exam-aim=2026-07-31" },
		/* Three months from 30 June end on 30 September; 3 = 2 + 1 */
		{ .name = "previous summer, just in time",
		  .profile = "applicant.exam-window = previous-summer; "
			     "applicant.first-day = 2026-06-30",
		  .dates = "exam-aim=2026-09-30 foundation-start=2026-06-30 "
			   "consolidation-start=2026-08-30",
		  .quiet = "window-fell-to-spring" },
		{ .name = "previous summer, a day too late",
		  .profile = "applicant.exam-window = previous-summer; "
			     "applicant.first-day = 2026-07-01",
		  .dates = "exam-opens=2027-04-01 exam-closes=2027-07-31 exam-aim=2027-06-01",
		  .says = "window-fell-to-spring" },
		{ .name = "spring is never said to be a fall",
		  .profile = "applicant.exam-window = spring",
		  .quiet = "window-fell-to-spring" },
	};
	CASES(state, cases);
}

/* S59 S60 S61, D4 D7: H-1B hurries, because the certificate comes before Step 3. */
static void visas(void **state)
{
	static const struct profile_case cases[] = {
		{ .name = "J-1",
		  .profile = "applicant.visa = j1",
		  .dates = "oet-aim=2027-07-20 pathways-aim=2027-10-15 cert-due=2028-01-10",
		  .has = "visa-filter statement-of-need visa-documents visa-interview",
		  .lacks = "pathways-early step3-register step3-exam h1b-petition",
		  .says = "visa-needed j1-home-rule",
		  .quiet = "h1b-narrow h1b-fee" },
		{ .name = "H-1B",
		  .profile = "applicant.visa = h1b",
		  .dates = "oet-aim=2027-03-31 pathways-aim=2027-09-05 cert-due=2027-10-15 "
			   "step3-exam.due=2027-12-05 step3-exam.latest=2027-12-31 "
			   "pathways-early.latest=2027-05-31",
		  .has = "pathways-early step3-register step3-exam h1b-petition visa-interview",
		  .lacks = "statement-of-need visa-documents",
		  .says = "visa-needed h1b-narrow h1b-fee",
		  .quiet = "j1-home-rule" },
		{ .name = "either",
		  .profile = "applicant.visa = either",
		  .dates = "oet-aim=2027-03-31 cert-due=2027-10-15",
		  .has = "pathways-early statement-of-need visa-documents h1b-petition",
		  .lacks = "step3-register step3-exam",
		  .says = "visa-needed h1b-fee j1-home-rule",
		  .quiet = "h1b-narrow" },
		{ .name = "none",
		  .profile = "applicant.visa = none",
		  .dates = "oet-aim=2027-07-20 pathways-aim=2027-10-15 cert-due=2028-01-10",
		  .lacks = "visa-filter statement-of-need visa-documents h1b-petition "
			   "visa-interview entry-rules-check",
		  .quiet = "visa-needed j1-home-rule h1b-fee" },
	};
	CASES(state, cases);
}

/* D6: an advanced post needs a first year elsewhere. */
static void positions(void **state)
{
	static const struct profile_case cases[] = {
		{ .name = "advanced",
		  .profile = "applicant.position = advanced",
		  .has = "pgy1-list personal-statement-pgy1 pgy1-submit rank-supplemental",
		  .says = "advanced-first-year",
		  .quiet = "categorical-only" },
		{ .name = "categorical",
		  .profile = "applicant.position = categorical",
		  .lacks = "pgy1-list personal-statement-pgy1 pgy1-submit rank-supplemental",
		  .says = "categorical-only",
		  .quiet = "advanced-first-year" },
		{ .name = "both",
		  .profile = "applicant.position = both",
		  .has = "pgy1-list rank-supplemental",
		  .says = "advanced-first-year" },
	};
	CASES(state, cases);
}

static void application(void **state)
{
	static const struct profile_case cases[] = {
		/* S51: one radiologist and one clinician at the least */
		{ .name = "the writers are asked",
		  .profile = "letter a.kind = radiologist; letter a.asked = 2026-10-20; "
			     "letter b.kind = clinician; letter b.asked = 2026-11-23",
		  .fates = "lor-ask=settled",
		  .quiet = "letters-set" },
		{ .name = "one will be asked tomorrow",
		  .profile = "letter a.kind = radiologist; letter a.asked = 2026-10-20; "
			     "letter b.kind = clinician; letter b.asked = 2026-11-24",
		  .fates = "lor-ask=natural",
		  .says = "letters-set" },
		{ .name = "two radiologists, no clinician",
		  .profile = "letter a.kind = radiologist; letter a.asked = 2026-10-20; "
			     "letter b.kind = radiologist; letter b.asked = 2026-10-21",
		  .fates = "lor-ask=natural",
		  .says = "letters-set" },
		{ .name = "both letters are in",
		  .profile = "letter a.kind = radiologist; letter a.received = 2026-11-01; "
			     "letter b.kind = clinician; letter b.received = 2026-11-02",
		  .fates = "lor-ask=settled lor-uploaded=settled",
		  .quiet = "letters-set" },
		/* S48 S72: a project settles the start; only data counts as research. */
		{ .name = "an idea for research",
		  .profile = "step2ck.score = 243; research a.stage = idea",
		  .fates = "research-start=settled",
		  .says = "research-thin" },
		{ .name = "research with data",
		  .profile = "step2ck.score = 243; research a.stage = data",
		  .fates = "research-start=settled abstract-submit=moved",
		  .quiet = "research-thin" },
		{ .name = "research submitted is an abstract sent",
		  .profile = "research a.stage = submitted",
		  .fates = "abstract-submit=settled" },
		{ .name = "an abstract sent",
		  .profile = "abstract a.submitted = 2026-09-10",
		  .fates = "abstract-submit=settled research-start=moved" },
		{ .name = "an observership",
		  .profile = "experience a.kind = observership",
		  .quiet = "experience-missing" },
		{ .name = "research abroad is no US experience",
		  .profile = "experience a.kind = research",
		  .says = "experience-missing" },
		/*
		 * An interview means applied. 10:30 in Chicago in winter is 22:00 in Kolkata, the
		 * same day; 15:00 in Los Angeles in summer is 03:30 of the next.
		 */
		{ .name = "invited",
		  .profile = "applicant.first-day = 2027-10-01; interview a.program = Riverside; "
			     "interview a.when = 2027-11-09 at 10:30 America/Chicago",
		  .dates = "interviews-end=2027-11-08",
		  .fates = "eras-submit=settled token=settled lor-ask=settled" },
		{ .name = "two interviews: the first one bounds",
		  .profile = "applicant.first-day = 2027-10-01; "
			     "interview a.when = 2027-11-09 at 10:30 America/Chicago; "
			     "interview b.when = 2027-11-05 at 15:00 America/Los_Angeles",
		  .dates = "interviews-end=2027-11-05" },
		{ .name = "an interview without a day bounds nothing",
		  .profile = "applicant.first-day = 2027-10-01; interview a.program = Riverside",
		  .dates = "interviews-end=2028-01-31",
		  .fates = "eras-submit=settled" },
		/* D3: with H-1B the certificate is due on 2027-10-15; seven years before it. */
		{ .name = "Step 1 expires a day too early",
		  .profile = "applicant.visa = h1b; step1.date = 2020-10-14",
		  .says = "seven-year" },
		{ .name = "Step 1 lasts to the very day",
		  .profile = "applicant.visa = h1b; step1.date = 2020-10-15",
		  .quiet = "seven-year" },
		/* Not said when it opens: with its first reminder, 30 days before. */
		{ .name = "a milestone of one's own",
		  .profile = "milestone passport.title = Renew the passport; "
			     "milestone passport.due = 2027-02-15",
		  .dates = "passport.opens=2027-01-16 passport.due=2027-02-15 passport.latest=-" },
	};
	CASES(state, cases);
}

/* Four weeks after graduation, or the end of February; 30 June is the guess without a month. */
static void graduations(void **state)
{
	static const struct profile_case cases[] = {
		{ .name = "year only",
		  .profile = "applicant.year-of-graduation = 2026",
		  .dates = "graduation=2026-06-30 credentials-verify.opens=2026-06-30 "
			   "diploma-aim=2027-02-28 diploma-latest=2028-01-31" },
		{ .name = "month given",
		  .profile = "applicant.year-of-graduation = 2026; applicant.graduation = 2026-03",
		  .dates = "graduation=2026-03-31 diploma-aim=2027-02-28" },
		{ .name = "still to come",
		  .profile = "applicant.year-of-graduation = 2027; applicant.graduation = 2027-05",
		  .dates = "graduation=2027-05-31 diploma-aim=2027-06-28 "
			   "diploma-latest=2028-01-31" },
		{ .name = "very late: 28 days after the last of January",
		  .profile = "applicant.year-of-graduation = 2028; applicant.graduation = 2028-01",
		  .dates = "diploma-aim=2028-02-28 diploma-latest=2028-02-28" },
		{ .name = "in a leap February",
		  .profile = "applicant.application-year = 2028; "
			     "applicant.first-day = 2027-11-23; "
			     "applicant.year-of-graduation = 2028; applicant.graduation = 2028-02",
		  .dates = "graduation=2028-02-29 credentials-verify.opens=2028-02-29 "
			   "diploma-aim=2028-03-28 diploma-latest=2029-01-31" },
	};
	CASES(state, cases);
}

/*
 * D1-D3: first Wednesdays on or after 3 June, 1 and 23 September at 09:00 ET; 15 September and 1
 * February roll forward from a weekend, 31 January (23:59) back; Match Day is the third Friday of
 * March at noon, the Monday four days and the list twelve days before that (21:00). Summer is
 * UTC-4.
 */
static void seasons(void **state)
{
	static const struct profile_case cases[] = {
		/* Published: nothing to allow for. 06-24 + 7; 09-23 less 3 weeks, 4 weeks, 3 days
		 */
		{ .name = "2026",
		  .profile = "applicant.application-year = 2026; applicant.first-day = 2025-11-23",
		  .dates =
			  "eras-open=2026-09-02T13:00Z eras-review=2026-09-23T13:00Z "
			  "nrmp-deadline=2027-01-30T04:59Z rol-deadline=2027-03-04T02:00Z "
			  "match-day=2027-03-19T16:00Z pathways-deadline=2027-02-01T04:59Z "
			  "exam-stop=2026-08-26 exam-aim=2026-06-01 token.opens=2026-06-24 "
			  "token.due=2026-07-01 token.latest=2026-09-02 myeras-fill.due=2026-08-05 "
			  "eras-submit.due=2026-09-09 eras-submit.latest=2026-09-20" },
		/* Buffers count from the early end: 08-25, 09-22, and 2028-02-23 for the list. */
		{ .name = "2027",
		  .profile = "",
		  .dates = "myeras-opens=2027-06-09T13:00Z eras-open=2027-09-01T13:00Z "
			   "eras-review=2027-09-29T13:00Z token=2027-06-30 token.due=2027-07-07 "
			   "token.latest=2027-09-01 myeras-register.due=2027-07-10 "
			   "lor-links.latest=2027-08-11 myeras-fill.due=2027-07-28 "
			   "myeras-fill.latest=2027-09-12 lor-chase.due=2027-09-08 "
			   "signals.due=2027-08-18 final-qa.due=2027-08-24 "
			   "eras-submit.due=2027-09-08 eras-submit.latest=2027-09-19 "
			   "nrmp-register.due=2027-09-29 rol-deadline=2028-03-02T02:00Z "
			   "rol-certify.due=2028-02-23 soap-prepare.due=2028-03-10 "
			   "match-day=2028-03-17T16:00Z",
		  .says = "dates-predicted guide-calendar" },
		{ .name = "2028",
		  .profile = "applicant.application-year = 2028; applicant.first-day = 2027-11-23",
		  .dates = "myeras-opens=2028-06-07T13:00Z token=2028-06-28 "
			   "eras-open=2028-09-06T13:00Z eras-review=2028-09-27T13:00Z "
			   "nrmp-register=2028-09-15T16:00Z nrmp-deadline=2029-02-01T04:59Z "
			   "rank-opens=2029-02-01T17:00Z rol-deadline=2029-03-01T02:00Z "
			   "match-monday=2029-03-12T14:00Z match-day=2029-03-16T16:00Z "
			   "exam-stop=2028-08-23 pathway-choose.due=2028-02-28" },
		/* 15 September 2029 is a Saturday */
		{ .name = "2029",
		  .profile = "applicant.application-year = 2029; applicant.first-day = 2028-11-23",
		  .dates = "myeras-opens=2029-06-06T13:00Z eras-open=2029-09-05T13:00Z "
			   "eras-review=2029-09-26T13:00Z nrmp-register=2029-09-17T16:00Z "
			   "nrmp-deadline=2030-02-01T04:59Z rol-deadline=2030-02-28T02:00Z "
			   "match-day=2030-03-15T16:00Z" },
		/* 15 September 2030 is a Sunday, 1 February 2031 a Saturday */
		{ .name = "2030",
		  .profile = "applicant.application-year = 2030; applicant.first-day = 2029-11-23",
		  .dates = "myeras-opens=2030-06-05T13:00Z eras-open=2030-09-04T13:00Z "
			   "eras-review=2030-09-25T13:00Z nrmp-register=2030-09-16T16:00Z "
			   "nrmp-deadline=2031-02-01T04:59Z rank-opens=2031-02-03T17:00Z "
			   "match-day=2031-03-21T16:00Z" },
		/* 31 January 2032 is a Saturday, 1 February a Sunday */
		{ .name = "2031",
		  .profile = "applicant.application-year = 2031; applicant.first-day = 2030-11-23",
		  .dates = "myeras-opens=2031-06-04T13:00Z eras-open=2031-09-03T13:00Z "
			   "eras-review=2031-09-24T13:00Z nrmp-register=2031-09-15T16:00Z "
			   "nrmp-deadline=2032-01-31T04:59Z rank-opens=2032-02-02T17:00Z "
			   "rol-deadline=2032-03-04T02:00Z match-day=2032-03-19T16:00Z" },
		/* The weekdays of 2027 again: review on the 29th */
		{ .name = "2032",
		  .profile = "applicant.application-year = 2032; applicant.first-day = 2031-11-23",
		  .dates = "myeras-opens=2032-06-09T13:00Z eras-open=2032-09-01T13:00Z "
			   "eras-review=2032-09-29T13:00Z exam-stop=2032-08-25 "
			   "nrmp-deadline=2033-02-01T04:59Z rol-deadline=2033-03-03T02:00Z "
			   "match-day=2033-03-18T16:00Z" },
		/* Hers is certain: no early end; the hour stays. */
		{ .name = "an official date of one's own",
		  .profile = "dates.eras-open = 2027-09-08",
		  .dates = "eras-open=2027-09-08T13:00Z eras-submit.due=2027-09-15 "
			   "final-qa.due=2027-09-07 myeras-fill.due=2027-08-11" },
		{ .name = "on Match Day",
		  .profile = "",
		  .now = "2028-03-17",
		  .quiet = "season-over" },
		{ .name = "after Match Day",
		  .profile = "",
		  .now = "2028-03-18",
		  .says = "season-over" },
	};
	CASES(state, cases);
}

/*
 * D2.4, the civil day at home of: list 2028-03-02 02:00Z, Match Day 03-17 16:00Z, NRMP 02-01
 * 04:59Z, Monday 03-13 14:00Z. Offsets then: India +5:30, Nepal +5:45, Kiritimati +14, New York -5
 * (-4 from 12 March), Los Angeles -8 (-7).
 */
static void zones(void **state)
{
	static const struct profile_case cases[] = {
		{ .name = "Kolkata",
		  .profile = "applicant.timezone = Asia/Kolkata",
		  .dates = "rol-deadline.day=2028-03-02 match-day.day=2028-03-17 "
			   "nrmp-deadline.day=2028-02-01 match-monday.day=2028-03-13" },
		{ .name = "New York",
		  .profile = "applicant.timezone = America/New_York",
		  .dates = "rol-deadline.day=2028-03-01 match-day.day=2028-03-17 "
			   "nrmp-deadline.day=2028-01-31 rank-opens.day=2028-02-01" },
		{ .name = "Los Angeles",
		  .profile = "applicant.timezone = America/Los_Angeles",
		  .dates = "rol-deadline.day=2028-03-01 match-day.day=2028-03-17 "
			   "nrmp-deadline.day=2028-01-31" },
		{ .name = "Kathmandu",
		  .profile = "applicant.timezone = Asia/Kathmandu",
		  .dates = "rol-deadline.day=2028-03-02 nrmp-deadline.day=2028-02-01 "
			   "rank-opens.day=2028-02-01" },
		{ .name = "Kiritimati",
		  .profile = "applicant.timezone = Pacific/Kiritimati",
		  .dates = "rol-deadline.day=2028-03-02 match-day.day=2028-03-18 "
			   "match-monday.day=2028-03-14 rank-opens.day=2028-02-02 "
			   "eras-submit.due=2027-09-08 eras-review.day=2027-09-30" },
	};
	CASES(state, cases);
}

/* C5, ROADMAP sections 3 and 4 */
static void late_starts(void **state)
{
	static const struct profile_case cases[] = {
		{ .name = "early enough",
		  .profile = "applicant.first-day = 2026-01-05",
		  .fates = "goal-decide=natural radiology-outreach=natural us-rotations=natural "
			   "research-start=natural abstract-aar=natural abstract-sir=natural",
		  .quiet = "late-start already-too-late pace-raised" },
		/*
		 * ROADMAP's applicant A: goal (3 days) -> outreach (14) -> research (28) ->
		 * abstract (84), and outreach -> observership (84); rotations 56; AAR and SIR are
		 * over.
		 */
		{ .name = "applicant A",
		  .profile = "study.start = 2026-12-01; practice.2026-11-15 = NBME 10, 221; "
			     "letter radiology-1.kind = radiologist; "
			     "letter radiology-1.asked = 2026-10-20",
		  .figures = "target=245 tier=unknown risk=unknown study=3- ready=-",
		  .dates = "exam-aim=2027-06-01 goal-decide.planned=2026-11-26 "
			   "radiology-outreach.planned=2026-12-10 cv-draft.planned=2026-12-07 "
			   "us-rotations.planned=2027-01-22 research-start.planned=2027-01-07 "
			   "observership.planned=2027-03-04 abstract-submit.planned=2027-04-01 "
			   "lor-ask.planned=2026-12-31 step2ck-register.planned=2027-01-01",
		  .fates = "goal-decide=moved radiology-outreach=moved cv-draft=moved "
			   "us-rotations=moved observership=moved research-start=moved "
			   "abstract-submit=moved lor-ask=natural abstract-acr=natural "
			   "abstract-aar=too-late abstract-sir=too-late nbme-baseline=settled",
		  .says = "late-start gap-wide letters-set experience-missing already-too-late",
		  .quiet = "pace-raised" },
		/* Research had to begin by 30 April, and its abstract by 5 May, less 28 days. */
		{ .name = "from May of Y",
		  .profile = "applicant.first-day = 2027-05-10",
		  .fates = "research-start=too-late abstract-submit=too-late "
			   "abstract-rsna=too-late goal-decide=too-late",
		  .says = "late-start already-too-late" },
	};
	CASES(state, cases);
}

/* One set of milestones for each entry; days of Kolkata, where an hour of its own says otherwise.
 */
static void entries(void **state)
{
	static const struct profile_case cases[] = {
		/* C20 D5: the link 14 days after the token; the letter 3 weeks after the asking. */
		{ .name = "a letter asked for",
		  .profile = "letter a.kind = radiologist; letter a.asked = 2026-10-20",
		  .dates = "lor-sent.a.opens=2027-06-30 lor-sent.a.due=2027-07-14 "
			   "lor-sent.a.latest=2027-08-11 lor-wait.a.opens=2026-11-10 "
			   "lor-wait.a.due=2027-09-01 lor-wait.a.latest=2027-09-19",
		  .lacks = "lor-assigned.a" },
		/* D5: in, so it wants to be assigned: ERAS opens + 10 days; of use until January.
		 */
		{ .name = "a letter that is in",
		  .profile = "applicant.first-day = 2027-08-20; letter a.kind = clinician; "
			     "letter a.asked = 2027-03-01; letter a.received = 2027-08-01",
		  .dates = "lor-assigned.a.opens=2027-09-01T13:00Z lor-assigned.a.due=2027-09-11 "
			   "lor-assigned.a.latest=2028-01-31",
		  .lacks = "lor-sent.a lor-wait.a" },
		{ .name = "a letter that is assigned",
		  .profile = "applicant.first-day = 2027-09-20; letter a.kind = clinician; "
			     "letter a.asked = 2027-03-01; letter a.received = 2027-08-01; "
			     "letter a.assigned = 2027-09-05",
		  .lacks = "lor-sent.a lor-wait.a lor-assigned.a" },
		/* 23:59 in New York in winter is 04:59Z, in India the next morning. */
		{ .name = "an abstract",
		  .profile = "abstract acr.deadline = 2027-01-27 at 23:59 America/New_York",
		  .dates = "abstract.acr.opens=2026-12-16 abstract.acr.due=2027-01-28T04:59Z "
			   "abstract.acr.day=2027-01-28" },
		{ .name = "an abstract sent, with its deadline",
		  .profile = "abstract acr.deadline = 2027-01-27; "
			     "abstract acr.submitted = 2026-11-20",
		  .fates = "abstract.acr=settled abstract-submit=settled" },
		{ .name = "an abstract without a deadline has no milestone",
		  .profile = "abstract acr.meeting = ACR",
		  .fates = "abstract-submit=moved" },
		/* S4 S70: 10:30 in Chicago in November is 16:30Z. */
		{ .name = "an interview",
		  .profile = "applicant.first-day = 2027-10-01; "
			     "interview r.when = 2027-11-09 at 10:30 America/Chicago",
		  .dates = "interview.r.opens=2027-11-02 interview.r.due=2027-11-09T16:30Z "
			   "interview-notes.r.due=2027-11-10 interview-notes.r.latest=2027-11-12" },
		/* S70: news of the season goes out within a week; up to 2028-02-16. */
		{ .name = "news after the review",
		  .profile = "achievement p.date = 2027-10-12; achievement p.what = A paper",
		  .dates = "update-letter.p.opens=2027-10-12 update-letter.p.due=2027-10-19 "
			   "update-letter.p.latest=2028-02-16",
		  .quiet = "update-not-now" },
		{ .name = "news between application and review waits for the review",
		  .profile = "achievement p.date = 2027-09-10; achievement p.what = A paper",
		  .dates = "update-letter.p.opens=2027-09-29T13:00Z "
			   "update-letter.p.due=2027-10-06" },
		{ .name = "news before the application belongs into it",
		  .profile = "achievement p.date = 2027-08-01; achievement p.what = A paper",
		  .lacks = "update-letter.p",
		  .says = "update-not-now" },
		{ .name = "news a week before lists close",
		  .profile = "achievement p.date = 2028-02-23; achievement p.what = A paper",
		  .lacks = "update-letter.p",
		  .says = "update-not-now" },
		{ .name = "undated news is nothing yet",
		  .profile = "achievement p.what = A paper",
		  .quiet = "update-not-now" },
	};
	CASES(state, cases);
}

/* ROADMAP section 2, each condition on both sides. */
static void warnings(void **state)
{
	static const struct profile_case cases[] = {
		/* C15: 20 June to 10 August */
		{ .name = "exam on 19 June",
		  .profile = "step2ck.exam = 2027-06-19",
		  .quiet = "exam-summer-delay exam-after-open" },
		{ .name = "exam on 20 June",
		  .profile = "step2ck.exam = 2027-06-20",
		  .says = "exam-summer-delay" },
		{ .name = "exam on 10 August, 8 weeks before 5 October",
		  .profile = "step2ck.exam = 2027-08-10",
		  .says = "exam-summer-delay exam-after-open" },
		{ .name = "exam on 11 August",
		  .profile = "step2ck.exam = 2027-08-11",
		  .says = "exam-after-open",
		  .quiet = "exam-summer-delay" },
		/* 8 weeks after 7 July is the day on which ERAS opens */
		{ .name = "exam on 7 July",
		  .profile = "step2ck.exam = 2027-07-07",
		  .quiet = "exam-after-open" },
		{ .name = "exam on 8 July",
		  .profile = "step2ck.exam = 2027-07-08",
		  .says = "exam-after-open" },
		/* C14 C21: 8 weeks after 31 December are 25 February, before 1 March */
		{ .name = "exam on New Year's Eve",
		  .profile = "step2ck.exam = 2027-12-31",
		  .says = "exam-too-late",
		  .quiet = "exam-after-rol" },
		{ .name = "exam in January",
		  .profile = "step2ck.exam = 2028-01-15",
		  .says = "exam-too-late exam-after-rol" },
		/* No baseline: three months from 23 November are 23 February. */
		{ .name = "three months of study",
		  .profile = "step2ck.exam = 2027-02-23",
		  .quiet = "study-too-short" },
		{ .name = "a day less",
		  .profile = "step2ck.exam = 2027-02-22",
		  .says = "study-too-short" },
		/* S23: 1 December to 25 May are 176 days; 80 a day are 14,080. */
		{ .name = "80 questions a day",
		  .profile = "study.questions = 14080",
		  .quiet = "quota-steep" },
		{ .name = "81 questions a day",
		  .profile = "study.questions = 14081",
		  .says = "quota-steep" },
		/* C18: 1 March to 25 May have 13 weekly exams. */
		{ .name = "13 forms", .profile = "study.exam-forms = 13", .quiet = "forms-few" },
		{ .name = "12 forms", .profile = "study.exam-forms = 12", .says = "forms-few" },
		/* D1: the rules part in 2027 and 2032, agree in 2028, and 2026 is published. */
		{ .name = "review in 2027", .profile = "", .says = "review-two-days" },
		{ .name = "review in 2028",
		  .profile = "applicant.application-year = 2028; applicant.first-day = 2027-11-23",
		  .quiet = "review-two-days" },
		{ .name = "review in 2026",
		  .profile = "applicant.application-year = 2026; applicant.first-day = 2025-11-23",
		  .quiet = "review-two-days" },
		{ .name = "review in 2032",
		  .profile = "applicant.application-year = 2032; applicant.first-day = 2031-11-23",
		  .says = "review-two-days" },
		/* D2.4: Los Angeles sees 20:59, 18:00, 07:00, 18:00, 09:00; New York sees 23:59. */
		{ .name = "nights in Los Angeles",
		  .profile = "applicant.timezone = America/Los_Angeles",
		  .says = "west-of-eastern",
		  .quiet = "night-event" },
		{ .name = "nights in New York",
		  .profile = "applicant.timezone = America/New_York",
		  .says = "night-event",
		  .quiet = "west-of-eastern" },
		/* the last SOAP round ends at 06:30 */
		{ .name = "nights in Kolkata",
		  .profile = "",
		  .says = "night-event",
		  .quiet = "west-of-eastern" },
		{ .name = "graduated on 31 January of the Match year",
		  .profile = "applicant.year-of-graduation = 2028; applicant.graduation = 2028-01",
		  .quiet = "graduation-late" },
		{ .name = "graduated in February",
		  .profile = "applicant.year-of-graduation = 2028; applicant.graduation = 2028-02",
		  .says = "graduation-late" },
		{ .name = "OET of 31 December 2025",
		  .profile = "milestone oet-exam.due = 2025-12-31",
		  .says = "oet-too-old" },
		{ .name = "OET of 1 January 2026",
		  .profile = "milestone oet-exam.due = 2026-01-01",
		  .quiet = "oet-too-old oet-late" },
		{ .name = "OET on 15 December",
		  .profile = "milestone oet-exam.due = 2027-12-15",
		  .quiet = "oet-late due-after-latest" },
		{ .name = "OET on 16 December",
		  .profile = "milestone oet-exam.due = 2027-12-16",
		  .says = "oet-late",
		  .quiet = "due-after-latest" }, /* once is enough */
		/* The last useful day of goal-decide is 30 April, of the exam 25 August. */
		{ .name = "decided on the last useful day",
		  .profile = "milestone goal-decide.due = 2027-04-30",
		  .quiet = "due-after-latest" },
		{ .name = "decided a day later",
		  .profile = "milestone goal-decide.due = 2027-05-01",
		  .says = "due-after-latest" },
		{ .name = "an exam that is booked too late",
		  .profile = "step2ck.exam = 2027-08-26",
		  .says = "exam-too-late",
		  .quiet = "due-after-latest" }, /* once is enough */
		{ .name = "the chain of H-1B",
		  .profile = "applicant.visa = h1b",
		  .says = "h1b-chain" },
		{ .name = "J-1 has no chain", .profile = "", .quiet = "h1b-chain" },
		/* 10:30 and 13:29 in Chicago; New York is an hour ahead: 14:31 is 13:31 there. */
		{ .name = "interviews two hours and 59 minutes apart",
		  .profile = "applicant.first-day = 2027-10-01; "
			     "interview a.when = 2027-11-09 at 10:30 America/Chicago; "
			     "interview b.when = 2027-11-09 at 13:29 America/Chicago",
		  .says = "interview-clash" },
		{ .name = "interviews three hours and a minute apart",
		  .profile = "applicant.first-day = 2027-10-01; "
			     "interview a.when = 2027-11-09 at 10:30 America/Chicago; "
			     "interview b.when = 2027-11-09 at 14:31 America/New_York",
		  .quiet = "interview-clash" },
		{ .name = "begun on the day of the review",
		  .profile = "applicant.first-day = 2027-09-29; step2ck.score = 250",
		  .quiet = "applied-unknown season-impossible" },
		{ .name = "begun a day later",
		  .profile = "applicant.first-day = 2027-09-30; step2ck.score = 250",
		  .says = "applied-unknown" },
		/* Three months from 25 May end on 25 August, the last useful day. */
		{ .name = "begun on 25 May without a score",
		  .profile = "applicant.first-day = 2027-05-25",
		  .dates = "exam-aim=2027-08-25",
		  .quiet = "season-impossible" },
		{ .name = "begun on 26 May",
		  .profile = "applicant.first-day = 2027-05-26",
		  .dates = "exam-aim=2027-08-26",
		  .says = "season-impossible" },
	};
	CASES(state, cases);
}

static int setup(void **state)
{
	static struct world world;
	world_init(&world);
	*state = &world;
	return 0;
}

static int teardown(void **state)
{
	world_release(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(step1),       cmocka_unit_test(scores),
		cmocka_unit_test(failures),    cmocka_unit_test(years_since_graduation),
		cmocka_unit_test(practice),    cmocka_unit_test(targets),
		cmocka_unit_test(study),       cmocka_unit_test(exam_days),
		cmocka_unit_test(windows),     cmocka_unit_test(visas),
		cmocka_unit_test(positions),   cmocka_unit_test(application),
		cmocka_unit_test(graduations), cmocka_unit_test(seasons),
		cmocka_unit_test(zones),       cmocka_unit_test(late_starts),
		cmocka_unit_test(entries),     cmocka_unit_test(warnings),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
