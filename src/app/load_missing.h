/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What to do where an input is not there.
 */
#ifndef MW_APP_LOAD_MISSING_H
#define MW_APP_LOAD_MISSING_H

#include "matchward/app/load.h"

/* Says that this input of the bundle is not at its path, at the line that names it if there is one.
 */
void mw_say_missing(const struct mw_places *places, struct mw_bundle *bundle, int which,
		    struct mw_diags *diags);

#endif
