/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * matchward: one command, one answer.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "matchward/app/command.h"
#include "matchward/app/complete.h"
#include "matchward/app/screen.h"
#include "matchward/core/text.h"
#include "matchward-version.h"

#define BIT(name) MW_OPTION_BIT(MW_OPTION_##name)
#define COMMON                                                                                     \
	(BIT(PROFILE) | BIT(DATA) | BIT(STATE) | BIT(NOW) | BIT(NO_COLOR) | BIT(NO_PAGER) |        \
	 BIT(HELP) | BIT(VERSION))

static const struct mw_command commands[] = {
	{ "init", mw_command_init,
	  BIT(FORCE) | BIT(AGAIN) | BIT(ID) | BIT(NAME) | BIT(TIMEZONE) | BIT(YEAR) |
		  BIT(GRADUATION) | BIT(VISA) | BIT(STEP1) | BIT(STEP2CK) | BIT(START) |
		  BIT(SCHOOL),
	  false,
	  "init [--force|--again] [--id ID --timezone ZONE --application-year YEAR "
	  "--year-of-graduation "
	  "YEAR --visa VISA ...]",
	  "write a first profile; asks on a terminal. --again: go on to the next season" },
	{ "check", mw_command_check, 0, false, "check [FILE]",
	  "read everything and name every error with file and line; FILE: a roadmap by itself" },
	{ "plan", mw_command_plan, BIT(JSON) | BIT(CSV), true, "plan [--json|--csv]",
	  "the timeline, month by month" },
	{ "next", mw_command_next, BIT(COUNT) | BIT(JSON) | BIT(LINE), true,
	  "next [-n N] [--json|--line]", "what is due soon; --line: for a prompt or a bar" },
	{ "why", mw_command_why, 0, true, "why ID", "how each date of a milestone came about" },
	{ "assess", mw_command_assess, BIT(JSON), true, "assess [--json]",
	  "score tier, target, risk and what they mean" },
	{ "what-if", mw_command_what_if, 0, true, "what-if SECTION.KEY=VALUE...",
	  "what a changed profile would change; nothing is written" },
	{ "edit", mw_command_edit, 0, false, "edit SECTION.KEY=VALUE...",
	  "change your profile, if it is in order then, and say what moves" },
	{ "programs", mw_command_programs, BIT(JSON), true, "programs [--json]",
	  "your list of programs, tiered and explained" },
	{ "export", mw_command_export, BIT(OUTPUT) | BIT(VDIR) | BIT(ALARMS) | BIT(TODOS), true,
	  "export [-o FILE|-] [--vdir DIR] [--todos] [--alarms all|one|none]",
	  "write the calendar file, or a folder of items" },
	{ "pull", mw_command_pull, BIT(VDIR), true, "pull [--vdir DIR]",
	  "take to-dos that were ticked off elsewhere, and bring the folder up to date" },
	{ "batch", mw_command_batch,
	  BIT(OUTPUT) | BIT(ALARMS) | BIT(TODOS) | BIT(FORCE) | BIT(JOBS) | BIT(NULL), false,
	  "batch -o DIR [--todos] [--alarms all|one|none] [--force] [--jobs N] [--null] (DIR|-)",
	  "one calendar for each profile of a folder, or of names on standard input" },
	{ "report", mw_command_report, BIT(OUTPUT), true, "report [-o FILE|-]",
	  "the plan as one page to look at and to print" },
	{ "done", mw_command_done, 0, true, "done ID...", "this is done" },
	{ "skip", mw_command_skip, 0, true, "skip ID...", "this is not for you" },
	{ "undo", mw_command_undo, 0, true, "undo ID...", "open it again" },
	{ "snooze", mw_command_snooze, 0, true, "snooze ID DURATION|DATE",
	  "no word about it until then: 5h, 3d, 2w, 2026-12-24 or 2026-12-24T18:00" },
	{ "replan", mw_command_replan, 0, true, "replan",
	  "plan what is left again, from today on, and say what moves" },
	{ "log", mw_command_log, BIT(COUNT), true, "log [-n N]",
	  "what happened: told, done, put off; the newest last" },
	{ "status", mw_command_status, BIT(JSON), false, "status [--json]",
	  "the service: does it run, what comes next, what waits, what is wrong" },
};
#define COMMANDS (sizeof commands / sizeof *commands)

static void help(struct mw_buf *out)
{
	mw_buf_puts(out, "matchward [OPTIONS] COMMAND\n\n"
			 "Plans a residency application from today to Match Day.\n\nCommands:\n");
	for (size_t i = 0; i < COMMANDS; i++)
		mw_buf_printf(out, "  %s\n      %s\n", commands[i].usage, commands[i].help);
	mw_buf_puts(out,
		    "\nOptions:\n"
		    "  --profile FILE   the profile, else ~/.config/matchward/profile.ini\n"
		    "  --data DIR       the folder of seasons.ini and roadmaps/\n"
		    "  --state DIR      the folder of the ledger, else ~/.local/state/matchward\n"
		    "  --now TIME       YYYY-MM-DD or YYYY-MM-DDTHH:MM in your time zone, instead "
		    "of the clock\n"
		    "  --no-color       no colour (NO_COLOR is heeded too)\n"
		    "  --no-pager       no pager for long answers\n"
		    "  --help, --version\n\n"
		    "Exit: 0 done; 1 a file cannot be read or written; 2 the input or the usage is "
		    "wrong.\n");
}

/* The first word that is no option and no option's value; NULL if there is none. */
static const struct mw_command *find_command(const struct mw_args *args)
{
	const char *names[COMMANDS];
	if (!args->count) {
		(void)fputs("matchward: which command? \"matchward init\" is the first one;\n"
			    "  \"matchward --help\" lists all\n",
			    stderr);
		return NULL;
	}
	for (size_t i = 0; i < COMMANDS; i++) {
		if (!strcmp(args->operands[0], commands[i].name))
			return &commands[i];
		names[i] = commands[i].name;
	}
	const char *nearest = mw_text_nearest(args->operands[0], names, COMMANDS);
	(void)fprintf(stderr, "matchward: unknown command \"%s\"%s%s%s; see matchward --help\n",
		      args->operands[0], nearest ? "; did you mean \"" : "", nearest ? nearest : "",
		      nearest ? "\"?" : "");
	return NULL;
}

static int run(const struct mw_command *command, const struct mw_args *args, struct mw_buf *out)
{
	struct mw_places places;
	struct mw_call call = { args, &places, NULL, out };
	struct mw_diags diags = MW_DIAGS_INIT, notes = MW_DIAGS_INIT;
	int outcome = mw_places_find(args, &places);
	if (outcome)
		return outcome;
	if (command->needs_profile)
		outcome = mw_bundle_load(&places, args->values[MW_OPTION_NOW], &call.bundle, &diags,
					 &notes);
	mw_diags_show(&diags);
	mw_diags_show(&notes);
	if (!outcome)
		outcome = command->run(&call);
	mw_diags_release(&diags);
	mw_diags_release(&notes);
	mw_bundle_free(call.bundle);
	mw_places_release(&places);
	return outcome;
}

static int show(const struct mw_args *args, const struct mw_buf *out, int outcome)
{
	const struct mw_screen screen = mw_screen_find(args, STDOUT_FILENO);
	if (!mw_screen_show(&screen, out))
		return outcome;
	(void)fputs("matchward: cannot write the answer\n", stderr);
	return MW_EXIT_ENVIRONMENT;
}

int main(int argc, char **argv)
{
	struct mw_args args;
	uint32_t all = COMMON;
	if (argc > 1 && !strcmp(argv[1], "complete"))
		return mw_complete(commands, COMMANDS, COMMON, argc - 2, argv + 2);
	for (size_t i = 0; i < COMMANDS; i++)
		all |= commands[i].options;
	if (mw_args_parse(argc, argv, all, &args))
		return MW_EXIT_INPUT;
	mw_auto(buf) out = MW_BUF_INIT;
	bool asks_help = mw_args_has(&args, MW_OPTION_HELP) ||
			 (args.count == 1 && !strcmp(args.operands[0], "help"));
	if (asks_help || mw_args_has(&args, MW_OPTION_VERSION)) {
		if (asks_help)
			help(&out);
		else
			mw_buf_puts(&out, "matchward " MW_VERSION "\n");
		return show(&args, &out, MW_EXIT_DONE);
	}
	const struct mw_command *command = find_command(&args);
	if (!command)
		return MW_EXIT_INPUT;
	for (int i = 0; i < MW_OPTIONS; i++)
		if (args.values[i] && !((COMMON | command->options) & MW_OPTION_BIT(i))) {
			(void)fprintf(stderr,
				      "matchward: --%s does not belong to \"%s\"; usage: "
				      "matchward %s\n",
				      mw_option_spelling((enum mw_option)i)->name, command->name,
				      command->usage);
			return MW_EXIT_INPUT;
		}
	args.operands++;
	args.count--;

	int outcome = run(command, &args, &out);
	return show(&args, &out, outcome);
}
