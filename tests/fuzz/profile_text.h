/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A profile as text, value by value along the table of keys, for comparing what two texts were read
 * as; and what must hold of each value.
 */
#ifndef MW_TESTS_FUZZ_PROFILE_TEXT_H
#define MW_TESTS_FUZZ_PROFILE_TEXT_H

#include "fuzz.h"

#include "matchward/core/profile.h"

void profile_text(const struct mw_profile *profile, struct mw_buf *out);

#endif
