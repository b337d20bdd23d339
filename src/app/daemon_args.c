/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * matchwardd takes options only.
 */
#include "matchward/app/daemon_args.h"

#include <stdio.h>

#include "matchward-version.h"

#define BIT(name) MW_OPTION_BIT(MW_OPTION_##name)

static void help(void)
{
	(void)fputs("matchwardd [--profile FILE] [--data DIR] [--state DIR] [--test]\n\n"
		    "Reminds on the desktop and keeps the calendar file. Runs in the foreground, "
		    "usually as the\n"
		    "user service \"matchward\": systemctl --user enable --now matchward\n"
		    "\"matchward status\" says how it is.\n\n"
		    "  --test   show one notification now, say which server took it, and exit\n",
		    stdout);
}

int mw_daemon_args(int argc, char **argv, struct mw_args *ret_args)
{
	struct mw_args args;
	if (mw_args_parse(argc, argv,
			  BIT(PROFILE) | BIT(DATA) | BIT(STATE) | BIT(TEST) | BIT(HELP) |
				  BIT(VERSION),
			  &args))
		return MW_EXIT_INPUT;
	if (mw_args_has(&args, MW_OPTION_HELP)) {
		help();
		return MW_EXIT_DONE;
	}
	if (mw_args_has(&args, MW_OPTION_VERSION)) {
		(void)puts("matchwardd " MW_VERSION);
		return MW_EXIT_DONE;
	}
	if (args.count) {
		(void)fprintf(stderr, "matchwardd: takes no \"%s\"; see --help\n",
			      args.operands[0]);
		return MW_EXIT_INPUT;
	}
	*ret_args = args;
	return -1;
}
