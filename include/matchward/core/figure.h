/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The figures of an assessment as a reader meets them: a name and a value in words, the same
 * wherever they are shown.
 */
#ifndef MW_CORE_FIGURE_H
#define MW_CORE_FIGURE_H

#include "matchward/core/assess.h"
#include "matchward/core/buf.h"

enum mw_figure {
	MW_FIGURE_TARGET,
	MW_FIGURE_SCORE,
	MW_FIGURE_TIER,
	MW_FIGURE_RISK,
	MW_FIGURE_BACKUP,
	MW_FIGURE_PROGRAMS,
	MW_FIGURE_STUDY,
	MW_FIGURE_READY,
	MW_FIGURE_COUNT,
};

const char *mw_figure_name(enum mw_figure figure); /* "Step 2 CK target" */

/* Appends "245 (stretch 250)", "60 to 100", "not known yet". */
void mw_figure_value(const struct mw_assessment *it, enum mw_figure figure, struct mw_buf *out);

#endif
