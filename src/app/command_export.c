/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * export and pull: the calendar as a file, and in folders that come back.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "matchward/app/book.h"
#include "matchward/app/command.h"
#include "matchward/app/vdir.h"
#include "matchward/edge/error.h"

int mw_export_options(const struct mw_args *args, struct mw_calendar_options *options)
{
	static const char *const names[] = { "all", "one", "none" };
	const char *word = args->values[MW_OPTION_ALARMS];
	int i = 0;
	while (word && i < 3 && strcmp(word, names[i]) != 0)
		i++;
	if (i == 3) {
		(void)fprintf(stderr, "matchward: --alarms takes all, one or none, not \"%s\"\n",
			      word);
		return MW_EXIT_INPUT;
	}
	if (mw_args_has(args, MW_OPTION_TODOS))
		options->todos = true;
	if (word)
		options->alarms = (enum mw_alarms)i;
	return 0;
}

static int write_file(struct mw_call *call, const char *path,
		      const struct mw_calendar_options *options)
{
	struct mw_diags notes = MW_DIAGS_INIT;
	const char *failed = NULL;
	int error = mw_book_calendar(call->bundle, path, options, &failed, &notes);
	mw_diags_show(&notes);
	mw_diags_release(&notes);
	if (error == -EEXIST) {
		(void)fprintf(
			stderr,
			"matchward: %s holds something that is no calendar; choose another file\n",
			failed);
		return MW_EXIT_INPUT;
	}
	if (error) {
		(void)fprintf(stderr, "matchward: cannot write %s: %s\n", failed,
			      mw_error_text(error));
		return MW_EXIT_ENVIRONMENT;
	}
	if (strcmp(path, "-") != 0)
		mw_buf_printf(call->out, "Calendar written: %s\n", path);
	return MW_EXIT_DONE;
}

/* What was asked for on the command line, and nothing else; else all that the profile names. */
int mw_command_export(struct mw_call *call)
{
	const char *path = call->args->values[MW_OPTION_OUTPUT];
	const char *folder = call->args->values[MW_OPTION_VDIR];
	struct mw_bundle *bundle = call->bundle;
	struct mw_vdir_job jobs[MW_VDIR_JOBS_MOST];
	struct mw_calendar_options options = mw_book_options(bundle);
	size_t count = 0;
	if (call->args->count) {
		(void)fprintf(stderr, "matchward: export takes no \"%s\"; write -o FILE\n",
			      call->args->operands[0]);
		return MW_EXIT_INPUT;
	}
	int outcome = mw_export_options(call->args, &options);
	if (!outcome && (path || !folder))
		outcome = write_file(call, path ? path : bundle->calendar_path, &options);
	if (folder)
		jobs[count++] = (struct mw_vdir_job){
			.path = folder, .events = true, .todos = options.todos, .may_add = true
		};
	else if (!path)
		count = mw_vdir_jobs(call->places, &bundle->profile, &bundle->pool, jobs);
	if (outcome || !count)
		return outcome;
	return mw_vdir_sync(bundle, jobs, count, &options, call->out);
}

int mw_command_pull(struct mw_call *call)
{
	const char *folder = call->args->values[MW_OPTION_VDIR];
	struct mw_bundle *bundle = call->bundle;
	struct mw_calendar_options options = mw_book_options(bundle);
	struct mw_vdir_job jobs[MW_VDIR_JOBS_MOST];
	size_t count = mw_vdir_jobs(call->places, &bundle->profile, &bundle->pool, jobs);
	if (folder && !call->args->count) {
		/* Only what is there already: this is no export. */
		jobs[0] = (struct mw_vdir_job){ .path = folder, .events = true, .todos = true };
		count = 1;
	}
	if (!count || call->args->count) {
		(void)fputs("matchward: which folder? Write --vdir DIR, or set vdir-todos under "
			    "[calendar] in your profile\n",
			    stderr);
		return MW_EXIT_INPUT;
	}
	return mw_vdir_sync(bundle, jobs, count, &options, call->out);
}
