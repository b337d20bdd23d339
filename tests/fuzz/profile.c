/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The profile: what is accepted lies within the bounds of the table of keys, and the same values
 * written anew give the same profile.
 */
#include "profile_text.h"

#include "matchward/core/entry.h"
#include "matchward/format/profile_ini.h"

static int read_profile(const char *text, size_t len, struct mw_pool *pool,
			struct mw_profile *ret_profile)
{
	mw_auto(diags) diags = MW_DIAGS_INIT;
	int outcome = mw_profile_read("in", text, len, &fuzz_zones, fuzz_seasons(), pool,
				      ret_profile, &diags);
	MUST(!outcome == !diags.count);
	must_be_good(&diags, "in", text, len);
	return outcome;
}

static void check_entries(const struct mw_profile *profile, struct mw_pool *pool)
{
	struct mw_entries entries;
	for (int kind = MW_ENTRY_LETTER; kind <= MW_ENTRY_PROGRAM; kind++) {
		mw_entries_of(profile, (enum mw_entry_kind)kind, pool, &entries);
		for (size_t i = 0; i < entries.list.count; i++)
			MUST(entries.list.items[i].name && entries.list.items[i].id);
	}
	(void)mw_entries_first_interview(profile, profile->application_year, pool);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	mw_auto(pool) pool = MW_POOL_INIT;
	mw_auto(buf) written = MW_BUF_INIT;
	mw_auto(buf) once = MW_BUF_INIT;
	mw_auto(buf) again = MW_BUF_INIT;
	struct mw_profile profile, same;
	if (read_profile(text, size, &pool, &profile))
		return 0;
	profile_text(&profile, &once);
	check_entries(&profile, &pool);
	fuzz_ini_again(text, size, &written);
	MUST(!read_profile(written.text, written.len, &pool, &same));
	profile_text(&same, &again);
	must_be_same(&once, &again);
	return 0;
}
