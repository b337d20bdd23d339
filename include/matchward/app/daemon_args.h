/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The command line of matchwardd: its options, its help.
 */
#ifndef MW_APP_DAEMON_ARGS_H
#define MW_APP_DAEMON_ARGS_H

#include "matchward/app/args.h"

/* -1: go on with *ret_args. Else what to end with: all that was asked for has been said. */
int mw_daemon_args(int argc, char **argv, struct mw_args *ret_args);

#endif
