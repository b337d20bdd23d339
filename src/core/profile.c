/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a profile means before anything is said.
 */
#include "matchward/core/profile.h"

#include <assert.h>

const struct mw_specialty mw_specialty_radiology = {
	.name = "diagnostic radiology",
	.has_bands = true,
	.letters = { [MW_LETTER_RADIOLOGIST] = 1, [MW_LETTER_CLINICIAN] = 1 },
	.gold_signals = 6,
	.silver_signals = 6,
};

const char *mw_specialty_name(const struct mw_specialty *specialty)
{
	return specialty->name ? specialty->name : "this specialty";
}

void mw_profile_init(struct mw_profile *profile)
{
	*profile = (struct mw_profile){
		.application_year = MW_NONE,
		.graduation_year = MW_NONE,
		.graduation = MW_DAY_NONE,
		.school_known = true,
		.roadmap = "diagnostic-radiology-img",
		.exam_window = MW_WINDOW_SPRING,
		.position = MW_POSITION_BOTH,
		.first_day = MW_DAY_NONE,
		.step1 = { .result = MW_STEP1_NOT_TAKEN,
			   .number = MW_NONE,
			   .attempts = 1,
			   .date = MW_DAY_NONE },
		.step2ck = { .exam = MW_DAY_NONE,
			     .score = MW_NONE,
			     .attempts = 1,
			     .target = MW_NONE,
			     .tolerance = 5 },
		.study = { .start = MW_DAY_NONE,
			   .months = MW_NONE,
			   .foundation_months = MW_NONE,
			   .consolidation_months = MW_NONE,
			   .questions = MW_NONE,
			   .questions_done = 0,
			   .exam_forms = MW_NONE },
		.specialty = mw_specialty_radiology,
		.gold_signals = MW_NONE,
		.silver_signals = MW_NONE,
		.reminders = { .at_minute = 9 * 60,
			       .overdue_days = 7,
			       .digest_above = 3,
			       .pace = 3 },
		.calendar = { .alarms = MW_ALARMS_ALL },
	};
	int outcome = mw_leads_parse("30d 14d 7d 3d 1d 0d", &profile->reminders.lead, NULL);
	assert(!outcome);
	(void)outcome; /* the list above is well formed */
}
