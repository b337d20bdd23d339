/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One program by itself: its names, the guide's tier of it, and whether it takes this visa.
 */
#include "matchward/core/verdict.h"

const char *mw_program_kind_name(enum mw_program_kind kind)
{
	static const char *const names[] = {
		NULL,       "top-academic", "academic", "strong-community", "university-affiliated",
		"community"
	};
	return names[kind];
}

const char *mw_signal_name(enum mw_signal signal)
{
	static const char *const names[] = { "none", "silver", "gold" };
	return names[signal];
}

const char *mw_program_status_name(enum mw_program_status status)
{
	static const char *const names[] = { "considering", "applied", "interview",
					     "rejected",    "ranked",  "dropped" };
	return names[status];
}

int mw_program_tier(const struct mw_program *program)
{
	int expected = program->expected_score; /* MW_NONE is below every boundary */
	switch (program->kind) {
	case MW_PROGRAM_TOP_ACADEMIC:
		return 1; /* S55 */
	case MW_PROGRAM_ACADEMIC:
		return expected >= 250 ? 1 : 2;
	case MW_PROGRAM_STRONG_COMMUNITY:
		return 2; /* S56 */
	case MW_PROGRAM_AFFILIATED:
	case MW_PROGRAM_COMMUNITY:
		return 3; /* S57 */
	case MW_PROGRAM_KIND_UNKNOWN:
		break;
	}
	if (expected == MW_NONE)
		return MW_NONE;
	return expected >= 250 ? 1 : expected > 240 ? 2 : 3;
}

static enum mw_answer either(enum mw_answer a, enum mw_answer b)
{
	return a > b ? a : b; /* yes beats no beats unknown: one that it has is enough */
}

enum mw_answer mw_program_visa_ok(const struct mw_profile *profile,
				  const struct mw_program *program)
{
	switch (profile->visa) {
	case MW_VISA_NONE:
		return MW_ANSWER_YES;
	case MW_VISA_J1:
		return program->j1;
	case MW_VISA_H1B:
		return program->h1b;
	case MW_VISA_EITHER:
		return either(program->j1, program->h1b);
	}
	return MW_ANSWER_UNKNOWN;
}

static bool is_out(const struct mw_program *program)
{
	return program->status == MW_PROGRAM_REJECTED || program->status == MW_PROGRAM_DROPPED;
}

size_t mw_programs_usable(const struct mw_profile *profile)
{
	size_t count = 0;
	for (size_t i = 0; i < profile->programs.count; i++) {
		const struct mw_program *program = &profile->programs.items[i];
		count += !is_out(program) && mw_program_visa_ok(profile, program) != MW_ANSWER_NO;
	}
	return count;
}
