/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The defaults of DESIGN section 2. */
#include "matchward/core/profile.h"

#include "expect.h"

static void defaults(void **state)
{
	(void)state;
	static const int days[] = { 30, 14, 7, 3, 1, 0 };
	struct mw_profile profile;
	memset(&profile, 0x5a, sizeof profile);
	mw_profile_init(&profile);
	assert_true(profile.school_known);
	assert_int_equal(profile.step1.attempts, 1);
	assert_int_equal(profile.step2ck.attempts, 1);
	assert_int_equal(profile.step2ck.tolerance, 5);
	assert_int_equal(profile.study.questions_done, 0);
	EXPECT_TEXT("roadmap", profile.roadmap, "diagnostic-radiology-img");
	assert_int_equal(profile.exam_window, MW_WINDOW_SPRING);
	assert_int_equal(profile.position, MW_POSITION_BOTH);
	assert_int_equal(profile.reminders.at_minute, 540);
	assert_int_equal(profile.reminders.quiet_from, profile.reminders.quiet_to);
	assert_int_equal(profile.reminders.lead.count, 6);
	for (size_t i = 0; i < 6; i++)
		assert_true(profile.reminders.lead.items[i].days == days[i] &&
			    profile.reminders.lead.items[i].minutes < 0);
	assert_false(profile.reminders.has_lead);
	assert_int_equal(profile.reminders.overdue_days, 7);
	assert_int_equal(profile.reminders.digest_above, 3);
	assert_int_equal(profile.reminders.pace, 3);
	assert_int_equal(profile.calendar.alarms, MW_ALARMS_ALL);
	assert_false(profile.calendar.todos);

	/* Nothing is given. */
	assert_null(profile.id);
	assert_null(profile.zone);
	assert_null(profile.programs_file);
	assert_int_equal(profile.step1.result, MW_STEP1_NOT_TAKEN);
	const mw_day none[] = { profile.graduation, profile.first_day, profile.step1.date,
				profile.step2ck.exam, profile.study.start };
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		EXPECT_DAY("no day", none[i], "-");
	const int numbers[] = { profile.application_year, profile.graduation_year,
				profile.step1.number,     profile.step2ck.score,
				profile.step2ck.target,   profile.study.months,
				profile.study.questions,  profile.study.foundation_months,
				profile.study.exam_forms, profile.study.consolidation_months };
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		assert_int_equal(numbers[i], MW_NONE);
	assert_int_equal(profile.practice.count + profile.letters.count + profile.milestones.count +
				 profile.dates.count + profile.interviews.count +
				 profile.abstracts.count + profile.research.count,
			 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(defaults) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
