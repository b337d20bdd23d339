/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures in words, of the guide's own specialty and of another, for which it has no bands. */
#include "matchward/core/figure.h"

#include "expect.h"

static void values(void **state)
{
	(void)state;
	static const struct mw_specialty other = { .name = "internal medicine" };
	const struct mw_assessment ours = {
		.specialty = &mw_specialty_radiology,
		.target = 245,
		.stretch = 250,
		.rule_target = 245,
		.score = 240,
		.tier = MW_TIER_COMPETITIVE,
		.risk = MW_RISK_NONE,
		.backup_advised = true,
		.backup_basis = MW_BASIS_SCORE,
		.programs_min = 60,
		.programs_max = 100,
		.study_min = 3,
		.study_max = MW_NONE,
		.ready = MW_READY_UNKNOWN,
	};
	struct mw_assessment low = ours, early = ours, elsewhere = ours, chosen;
	low.score = 234; /* below 235: "very broadly" (C22), without a number */
	low.programs_min = low.programs_max = MW_NONE;
	early.score = early.programs_min = early.programs_max = MW_NONE;
	early.backup_basis = MW_BASIS_NONE;
	elsewhere.specialty = &other;
	elsewhere.score = 234;
	elsewhere.programs_min = elsewhere.programs_max = MW_NONE;
	chosen = elsewhere;
	chosen.target = 230;
	const struct {
		const struct mw_assessment *it;
		enum mw_figure figure;
		const char *want;
	} cases[] = {
		{ &ours, MW_FIGURE_TARGET, "245 (stretch 250)" },
		{ &ours, MW_FIGURE_SCORE, "240" },
		{ &ours, MW_FIGURE_TIER, "competitive" },
		{ &ours, MW_FIGURE_RISK, "none" },
		{ &ours, MW_FIGURE_BACKUP, "advised (by score)" },
		{ &ours, MW_FIGURE_PROGRAMS, "60 to 100" },
		{ &ours, MW_FIGURE_STUDY, "3 or more" },
		{ &ours, MW_FIGURE_READY, "cannot be said yet" },
		{ &low, MW_FIGURE_PROGRAMS, "very broadly; the guide has no number" },
		{ &early, MW_FIGURE_SCORE, "not known yet" },
		{ &early, MW_FIGURE_PROGRAMS, "the guide has no number" },
		{ &early, MW_FIGURE_BACKUP, "advised (by caution: no score, no practice exam)" },
		{ &elsewhere, MW_FIGURE_TARGET, "245 (the guide's for radiology, to plan with)" },
		{ &chosen, MW_FIGURE_TARGET, "230 (yours)" },
		{ &elsewhere, MW_FIGURE_TIER, "the guide's bands are for radiology" },
		{ &elsewhere, MW_FIGURE_RISK, "the guide's bands are for radiology" },
		{ &elsewhere, MW_FIGURE_BACKUP, "the guide's advice is for radiology" },
		{ &elsewhere, MW_FIGURE_PROGRAMS, "the guide has no number" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		mw_auto(buf) text = MW_BUF_INIT;
		mw_figure_value(cases[i].it, cases[i].figure, &text);
		EXPECT_TEXT(mw_figure_name(cases[i].figure), text.text, cases[i].want);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(values) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
