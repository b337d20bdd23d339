/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The names of the plan keys, as roadmaps and JSON write them.
 */
#include <string.h>

#include "matchward/core/study.h"

static const char *const names[MW_KEY_COUNT] = {
	[MW_KEY_FIRST_DAY] = "first-day",
	[MW_KEY_EXAM_OPENS] = "exam-opens",
	[MW_KEY_EXAM_CLOSES] = "exam-closes",
	[MW_KEY_EXAM_STOP] = "exam-stop",
	[MW_KEY_EXAM_AIM] = "exam-aim",
	[MW_KEY_FOUNDATION_START] = "foundation-start",
	[MW_KEY_CONSOLIDATION_START] = "consolidation-start",
	[MW_KEY_READINESS_START] = "readiness-start",
	[MW_KEY_PREP_START] = "prep-start",
	[MW_KEY_STEP1_AIM] = "step1-aim",
	[MW_KEY_FIRST_EXAM] = "first-exam",
	[MW_KEY_SCORE_STOP] = "score-stop",
	[MW_KEY_DECIDE_FROM] = "decide-from",
	[MW_KEY_DECIDE_BY] = "decide-by",
	[MW_KEY_OET_AIM] = "oet-aim",
	[MW_KEY_PATHWAYS_AIM] = "pathways-aim",
	[MW_KEY_CERT_DUE] = "cert-due",
	[MW_KEY_GRADUATION] = "graduation",
	[MW_KEY_DIPLOMA_AIM] = "diploma-aim",
	[MW_KEY_DIPLOMA_LATEST] = "diploma-latest",
	[MW_KEY_INTERVIEWS_END] = "interviews-end",
};

const char *mw_key_name(enum mw_key key)
{
	return names[key];
}

bool mw_key_find(const char *name, enum mw_key *ret_key)
{
	for (int i = 0; i < MW_KEY_COUNT; i++)
		if (!strcmp(name, names[i])) {
			*ret_key = (enum mw_key)i;
			return true;
		}
	return false;
}
