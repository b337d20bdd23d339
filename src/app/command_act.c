/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * done, skip, undo: what changes the books.
 */
#include <stdio.h>
#include <string.h>

#include "matchward/app/book.h"
#include "matchward/app/command.h"
#include "matchward/edge/error.h"

/*
 * A repeating milestone is done one occurrence at a time, as its button says; skip ends it all.
 * Undo of one that is not closed as a whole opens the current occurrence.
 */
static const char *due_of(struct mw_bundle *bundle, const char *id, enum mw_verb verb)
{
	char day[MW_DAY_TEXT_SIZE];
	const struct mw_milestone *milestone = mw_plan_find(&bundle->plan, id);
	bool of_occurrence = milestone && milestone->rule->repeat_days && verb != MW_VERB_SKIPPED &&
			     !milestone->is_done && !milestone->is_skipped;
	if (!of_occurrence)
		return "-";
	mw_day occurrence = mw_milestone_occurrence(&bundle->plan, milestone);
	return mw_pool_string(&bundle->pool, mw_day_format(occurrence, day));
}

/* What has become of it; `due` is what was written. */
static void report(const struct mw_bundle *bundle, const char *id, enum mw_verb verb,
		   const char *due, struct mw_buf *out)
{
	const struct mw_milestone *milestone = mw_plan_find(&bundle->plan, id);
	const char *title = milestone ? milestone->title : id;
	if (!milestone)
		mw_buf_printf(out, "Noted, but it does not apply to you now: %s\n", title);
	else if (strcmp(due, "-") != 0)
		mw_buf_printf(out, "%s for %s: %s\n", verb == MW_VERB_DONE ? "Done" : "Open again",
			      due, title);
	else if (verb == MW_VERB_DONE)
		mw_buf_printf(out, "Done: %s\n", title);
	else if (verb == MW_VERB_SKIPPED)
		mw_buf_printf(out, "Skipped: %s\n", title);
	else if (milestone->is_skipped)
		mw_buf_printf(out, "Still skipped, by \"skip = yes\" in your profile: %s\n", title);
	else if (milestone->closed_by)
		mw_buf_printf(out, "Still done, because \"%s\" is done: %s\n", milestone->closed_by,
			      title);
	else if (milestone->fate == MW_FATE_SETTLED)
		mw_buf_printf(out, "Still done, because %s: %s\n",
			      mw_fact_reason(milestone->settled_by), title);
	else
		mw_buf_printf(out, "Open again: %s\n", title);
	if (verb == MW_VERB_DONE && !strcmp(id, "match-day"))
		mw_buf_puts(out, "This says that you have matched; the steps for another season "
				 "leave the plan.\n"
				 "Not so? Run: matchward undo match-day\n");
}

static int act(struct mw_call *call, enum mw_verb verb, const char *name)
{
	struct mw_bundle *bundle = call->bundle;
	const struct mw_args *args = call->args;
	int outcome = MW_EXIT_DONE;
	if (!args->count) {
		(void)fprintf(stderr,
			      "matchward: which milestone? For example \"matchward %s "
			      "step2ck-register\"\n",
			      name);
		return MW_EXIT_INPUT;
	}
	for (size_t i = 0; i < args->count; i++)
		if (!mw_roadmap_find(&bundle->roadmap, args->operands[i]))
			outcome = mw_command_unknown_id(bundle, args->operands[i], false);
	if (outcome)
		return outcome; /* all or nothing */

	/* Before the first act the re-planned dates become promises, so that no act can move them.
	 */
	int error = mw_book_promise(bundle);
	struct mw_ledger_entry *entries =
		mw_pool_alloc(&bundle->pool, args->count * sizeof *entries);
	for (size_t i = 0; i < args->count; i++)
		entries[i] =
			(struct mw_ledger_entry){ .at_utc = bundle->plan.now_utc,
						  .verb = verb,
						  .year = bundle->profile.application_year,
						  .id = args->operands[i],
						  .due = due_of(bundle, args->operands[i], verb),
						  .argument = "" };
	if (!error)
		error = mw_book_append(bundle, entries, args->count);
	if (error) {
		(void)fprintf(stderr, "matchward: cannot write %s: %s\n", bundle->ledger_path,
			      mw_error_text(error));
		return MW_EXIT_ENVIRONMENT;
	}
	mw_bundle_replan(bundle);
	for (size_t i = 0; i < args->count; i++)
		report(bundle, entries[i].id, verb, entries[i].due, call->out);
	return MW_EXIT_DONE;
}

int mw_command_done(struct mw_call *call)
{
	return act(call, MW_VERB_DONE, "done");
}

int mw_command_skip(struct mw_call *call)
{
	return act(call, MW_VERB_SKIPPED, "skip");
}

int mw_command_undo(struct mw_call *call)
{
	return act(call, MW_VERB_UNDONE, "undo");
}
