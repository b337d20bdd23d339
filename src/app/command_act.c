/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * done, skip, undo, export: what changes the books.
 */
#include <stdio.h>
#include <string.h>

#include "matchward/app/book.h"
#include "matchward/app/command.h"

static int act(struct mw_call *call, enum mw_verb verb, const char *past)
{
	struct mw_bundle *bundle = call->bundle;
	const struct mw_args *args = call->args;
	int outcome = MW_EXIT_DONE;
	if (!args->count) {
		(void)fprintf(stderr,
			      "matchward: which milestone? For example \"matchward %s "
			      "step2ck-register\"\n",
			      verb == MW_VERB_DONE      ? "done"
			      : verb == MW_VERB_SKIPPED ? "skip"
							: "undo");
		return MW_EXIT_INPUT;
	}
	for (size_t i = 0; i < args->count; i++)
		if (!mw_roadmap_find(&bundle->roadmap, args->operands[i]))
			outcome = mw_command_unknown_id(bundle, args->operands[i]);
	if (outcome)
		return outcome; /* all or nothing */

	/* Before the first act the re-planned dates become promises, so that no act can move them.
	 */
	int error = mw_book_promise(bundle);
	struct mw_ledger_entry *entries =
		mw_pool_alloc(&bundle->pool, args->count * sizeof *entries);
	for (size_t i = 0; i < args->count; i++)
		entries[i] = (struct mw_ledger_entry){
			bundle->plan.now_utc, verb, bundle->profile.application_year,
			args->operands[i],    "-",  ""
		};
	if (!error)
		error = mw_book_append(bundle, entries, args->count);
	if (error) {
		(void)fprintf(stderr, "matchward: cannot write %s: %s\n", bundle->ledger_path,
			      strerror(-error));
		return MW_EXIT_ENVIRONMENT;
	}
	for (size_t i = 0; i < args->count; i++) {
		const struct mw_milestone *milestone =
			mw_plan_find(&bundle->plan, args->operands[i]);
		mw_buf_printf(call->out, "%s: %s\n", past,
			      milestone ? milestone->title : args->operands[i]);
	}
	return MW_EXIT_DONE;
}

int mw_command_done(struct mw_call *call)
{
	return act(call, MW_VERB_DONE, "Done");
}

int mw_command_skip(struct mw_call *call)
{
	return act(call, MW_VERB_SKIPPED, "Skipped");
}

int mw_command_undo(struct mw_call *call)
{
	return act(call, MW_VERB_UNDONE, "Open again");
}

int mw_command_export(struct mw_call *call)
{
	static const char *const names[] = { "all", "one", "none" };
	const struct mw_bundle *bundle = call->bundle;
	const char *path = call->args->values[MW_OPTION_OUTPUT],
		   *word = call->args->values[MW_OPTION_ALARMS];
	enum mw_alarms alarms = bundle->profile.calendar.alarms;
	const char *failed = NULL;
	if (call->args->count) {
		(void)fprintf(stderr, "matchward: export takes no \"%s\"; write -o FILE\n",
			      call->args->operands[0]);
		return MW_EXIT_INPUT;
	}
	if (word) {
		int i = 0;
		while (i < 3 && strcmp(word, names[i]) != 0)
			i++;
		if (i == 3) {
			(void)fprintf(stderr,
				      "matchward: --alarms takes all, one or none, not \"%s\"\n",
				      word);
			return MW_EXIT_INPUT;
		}
		alarms = (enum mw_alarms)i;
	}
	if (!path)
		path = bundle->calendar_path;
	struct mw_diags notes = MW_DIAGS_INIT;
	int error = mw_book_calendar(bundle, path, alarms, &failed, &notes);
	mw_diags_show(&notes);
	mw_diags_release(&notes);
	if (error) {
		(void)fprintf(stderr, "matchward: cannot write %s: %s\n", failed, strerror(-error));
		return MW_EXIT_ENVIRONMENT;
	}
	if (strcmp(path, "-") != 0)
		mw_buf_printf(call->out, "Calendar written: %s\n", path);
	return MW_EXIT_DONE;
}
