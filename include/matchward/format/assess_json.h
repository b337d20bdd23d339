/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The assessment as JSON, by the contract of DESIGN.md section 3: keys are never renamed, only
 * added; every key is always there, null where there is nothing to say.
 */
#ifndef MW_FORMAT_ASSESS_JSON_H
#define MW_FORMAT_ASSESS_JSON_H

#include "matchward/core/assess.h"
#include "matchward/core/buf.h"

void mw_assess_json(const struct mw_assessment *assessment, const struct mw_findings *findings,
		    struct mw_buf *out);

#endif
