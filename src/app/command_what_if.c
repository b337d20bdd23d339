/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * what-if: what a changed profile would change. Nothing is written.
 */
#include <stdio.h>

#include "matchward/app/suppose.h"

static int answer(struct mw_call *call, struct mw_suppositions *these)
{
	const struct mw_input *file = &call->bundle->inputs[MW_INPUT_PROFILE];
	struct mw_bundle *other = NULL;
	mw_auto(diags) notes = MW_DIAGS_INIT; /* the same as of the plan that is */
	int outcome = mw_suppose_load(call, file->bytes, file->len, &call->bundle->plan.now_utc,
				      these, &other, &notes);
	if (outcome)
		return outcome;
	if (!mw_suppose_show(call->bundle, other, these, call->out))
		(void)fputs("matchward: nothing would change: no date, no warning, no figure\n",
			    stderr);
	mw_bundle_free(other);
	return MW_EXIT_DONE;
}

int mw_command_what_if(struct mw_call *call)
{
	mw_auto(suppositions) these = MW_SUPPOSITIONS_INIT("what-if");
	int outcome = mw_suppose(call->args, &these);
	return outcome ? outcome : answer(call, &these);
}
