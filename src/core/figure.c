/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Figures in words.
 */
#include "matchward/core/figure.h"

const char *mw_figure_name(enum mw_figure figure)
{
	static const char *const names[MW_FIGURE_COUNT] = {
		"Step 2 CK target", "Step 2 CK score", "Tier", "Risk", "Backup specialty",
		"Programs",         "Months of study", "Ready"
	};
	return names[figure];
}

/* "60 to 100", "3 or more", or what to say without a number. */
static void range(int least, int most, const char *without, struct mw_buf *out)
{
	if (least == MW_NONE)
		mw_buf_puts(out, without);
	else if (most == MW_NONE)
		mw_buf_printf(out, "%d or more", least);
	else
		mw_buf_printf(out, "%d to %d", least, most);
}

static void backup(const struct mw_assessment *it, struct mw_buf *out)
{
	if (!it->specialty->has_bands) {
		mw_buf_puts(out, "the guide's advice is for radiology");
		return;
	}
	mw_buf_printf(out, "%s (by %s)", it->backup_advised ? "advised" : "not needed by the guide",
		      it->backup_basis == MW_BASIS_NONE ? "caution: no score, no practice exam"
							: mw_basis_name(it->backup_basis));
}

void mw_figure_value(const struct mw_assessment *it, enum mw_figure figure, struct mw_buf *out)
{
	static const char *const ready[] = { "cannot be said yet", "no", "yes" };
	static const char *const no_bands = "the guide's bands are for radiology";
	switch (figure) {
	case MW_FIGURE_TARGET:
		if (it->specialty->has_bands)
			mw_buf_printf(out, "%d (stretch %d)", it->target, it->stretch);
		else
			mw_buf_printf(out, "%d (%s)", it->target,
				      it->target != it->rule_target
					      ? "yours"
					      : "the guide's for radiology, to plan with");
		return;
	case MW_FIGURE_SCORE:
		if (it->score == MW_NONE)
			mw_buf_puts(out, "not known yet");
		else
			mw_buf_printf(out, "%d", it->score);
		return;
	case MW_FIGURE_TIER:
		mw_buf_puts(out, it->specialty->has_bands ? mw_tier_name(it->tier) : no_bands);
		return;
	case MW_FIGURE_RISK:
		mw_buf_puts(out, it->specialty->has_bands ? mw_risk_name(it->risk) : no_bands);
		return;
	case MW_FIGURE_BACKUP:
		backup(it, out);
		return;
	case MW_FIGURE_PROGRAMS:
		range(it->programs_min, it->programs_max,
		      it->specialty->has_bands && it->score != MW_NONE && it->score < 235
			      ? "very broadly; the guide has no number"
			      : "the guide has no number",
		      out);
		return;
	case MW_FIGURE_STUDY:
		range(it->study_min, it->study_max, "the guide has no number", out);
		return;
	case MW_FIGURE_READY:
		mw_buf_puts(out, ready[it->ready]);
		return;
	case MW_FIGURE_COUNT:
		return;
	}
}
