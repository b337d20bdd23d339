/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * init: a first profile from a few answers, what comes next, and how to switch the reminders on.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "init.h"
#include "matchward/app/command.h"
#include "matchward/app/show.h"
#include "matchward/core/finding.h"
#include "matchward/edge/error.h"
#include "matchward/edge/file.h"
#include "matchward/edge/folder.h"
#include "matchward/edge/paths.h"

static int refuse(const char *path, int error)
{
	(void)fprintf(stderr, "matchward: cannot write %s: %s\n", path, mw_error_text(error));
	return MW_EXIT_ENVIRONMENT;
}

/* May a profile be written there? Asked before the person is: 0, or an exit code. */
static int check_place(const struct mw_call *call)
{
	const char *path = call->places->profile;
	mw_auto(buf) old = MW_BUF_INIT;
	int error = mw_file_read(path, MW_PROFILE_SIZE_MOST, &old);
	bool is_there = !error || error == -EFBIG;
	if (is_there && !mw_args_has(call->args, MW_OPTION_FORCE)) {
		(void)fprintf(
			stderr,
			"matchward: %s is there already; \"matchward edit\" changes it, "
			"\"init --again\" goes on to the next season, and --force writes over "
			"it\n",
			path);
		return MW_EXIT_INPUT;
	}
	if (is_there || error == -ENOENT)
		error = mw_folder_may_hold(path);
	return error ? refuse(path, error) : MW_EXIT_DONE;
}

static int write_profile(const char *path, const struct mw_buf *text)
{
	char *parent = mw_paths_parent(path);
	int error = mw_file_make_dirs(parent, 0700);
	free(parent);
	if (!error)
		error = mw_file_replace(path, text->text, text->len, 0600);
	return error ? refuse(path, error) : MW_EXIT_DONE;
}

/* All that `check` reads, with this profile; *ret_bundle stays NULL where the data that came with
 * the program cannot be read: that is not the profile's fault. */
static int check(const struct mw_call *call, const struct mw_buf *text,
		 struct mw_bundle **ret_bundle)
{
	mw_auto(diags) diags = MW_DIAGS_INIT;
	mw_auto(diags) notes = MW_DIAGS_INIT;
	struct mw_supposed supposed = { text->text, text->len, NULL };
	struct mw_places places = *call->places;
	places.supposed = &supposed;
	int outcome = mw_bundle_load(&places, call->args->values[MW_OPTION_NOW], ret_bundle, &diags,
				     &notes);
	mw_diags_show(&diags);
	return outcome == MW_EXIT_INPUT ? outcome : MW_EXIT_DONE;
}

static bool has_user_manager(void)
{
	struct mw_paths paths = MW_PATHS_INIT;
	bool is_there = false;
	if (!mw_paths_read(&paths) && paths.runtime) {
		char *socket = mw_paths_join(paths.runtime, "systemd/private");
		is_there = mw_folder_has(socket) == 1;
		free(socket);
	}
	mw_paths_release(&paths);
	return is_there;
}

static void next(struct mw_call *call)
{
	struct mw_args args = { .values = { [MW_OPTION_COUNT] = "3" } };
	struct mw_call inner = *call;
	inner.args = &args;
	struct mw_findings findings;
	mw_findings_of_plan(&call->bundle->plan, &call->bundle->pool, &findings);
	(void)mw_show_first(&findings, call->out);
	mw_buf_puts(call->out, "\nWhat comes next:\n\n");
	(void)mw_command_next(&inner); /* the number is one, and nothing else can be wrong */
}

static void farewell(struct mw_call *call)
{
	mw_buf_printf(call->out, "Profile written: %s\n", call->places->profile);
	if (call->bundle)
		next(call);
	mw_buf_puts(call->out, "\nSee all of it:           matchward plan\n"
			       "Change an answer:        matchward edit step2ck.exam=2027-06-02\n");
	if (has_user_manager())
		mw_buf_puts(call->out,
			    "Switch on the reminders: systemctl --user enable --now matchward\n");
	else
		mw_buf_puts(
			call->out,
			"Switch on the reminders: matchwardd &\n"
			"  From the next login on your desktop starts them; if it does not, add "
			"\"matchwardd\" to its\n  startup applications. (This session has no "
			"systemd.)\n");
	if (call->bundle)
		mw_buf_printf(call->out,
			      "Your calendar file:      %s\n"
			      "  The reminders keep it up to date; \"matchward export\" writes it "
			      "now.\n",
			      call->bundle->calendar_path);
}

static int begin(struct mw_call *call)
{
	mw_auto(buf) text = MW_BUF_INIT;
	struct mw_answers answers;
	struct mw_zones *zones = mw_zones_new();
	struct mw_zone_finder finder = mw_zones_finder(zones);
	bool is_complete = mw_init_talk(call->args, &finder, &answers);
	mw_zones_free(zones);
	if (!is_complete)
		return MW_EXIT_INPUT;
	mw_answers_profile(&answers, &text);
	int outcome = check(call, &text, &call->bundle);
	if (!outcome)
		outcome = write_profile(call->places->profile, &text);
	if (!outcome)
		farewell(call);
	return outcome;
}

int mw_command_init(struct mw_call *call)
{
	const char *now = call->args->values[MW_OPTION_NOW];
	int64_t ignored;
	if (call->args->count) {
		(void)fprintf(stderr, "matchward: init takes no \"%s\"\n", call->args->operands[0]);
		return MW_EXIT_INPUT;
	}
	if (mw_args_has(call->args, MW_OPTION_AGAIN))
		return mw_command_again(call);
	if (now && !mw_now_parse(now, &mw_zone_utc, &ignored)) {
		(void)fprintf(stderr,
			      "--now: cannot read \"%s\"; expected an existing day as YYYY-MM-DD, "
			      "or with a time YYYY-MM-DDTHH:MM\n",
			      now);
		return MW_EXIT_INPUT;
	}
	int outcome = check_place(call);
	return outcome ? outcome : begin(call);
}
