/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Commands of `matchward`: each gets the arguments and, unless it works without a profile, a loaded
 * bundle, and returns an exit code. What it answers goes to `out`, with the marks of app/screen,
 * and the caller shows it; what went wrong goes to stderr.
 */
#ifndef MW_APP_COMMAND_H
#define MW_APP_COMMAND_H

#include "matchward/app/args.h"
#include "matchward/app/load.h"
#include "matchward/format/calendar.h"

struct mw_call {
	const struct mw_args *args; /* operands without the command's name */
	const struct mw_places *places;
	struct mw_bundle *bundle; /* NULL for init, and for check, edit and status until they have
				     loaded one */
	struct mw_buf *out;
};

/* One row of the table of commands. */
struct mw_command {
	const char *name;
	int (*run)(struct mw_call *call);
	uint32_t options; /* beside those of every command */
	bool needs_profile;
	const char *usage; /* completions are made from it, too: see complete.h */
	const char *help;
};

int mw_command_init(struct mw_call *call);
int mw_command_again(struct mw_call *call); /* init --again */
int mw_command_edit(struct mw_call *call);
int mw_command_check(struct mw_call *call);
int mw_command_plan(struct mw_call *call);
int mw_command_assess(struct mw_call *call);
int mw_command_what_if(struct mw_call *call);
int mw_command_next(struct mw_call *call);
int mw_command_why(struct mw_call *call);
int mw_command_programs(struct mw_call *call);
int mw_command_export(struct mw_call *call);
int mw_command_pull(struct mw_call *call);
int mw_command_batch(struct mw_call *call);
int mw_command_done(struct mw_call *call);
int mw_command_skip(struct mw_call *call);
int mw_command_undo(struct mw_call *call);
int mw_command_snooze(struct mw_call *call);
int mw_command_replan(struct mw_call *call);
int mw_command_log(struct mw_call *call);
int mw_command_status(struct mw_call *call);
int mw_command_report(struct mw_call *call);

/* Lays --alarms and --todos over what the profile says. 0, or an exit code with a line on stderr.
 */
int mw_export_options(const struct mw_args *args, struct mw_calendar_options *options);

/* "unknown milestone", with the nearest id, on stderr. Returns MW_EXIT_INPUT. */
int mw_command_unknown_id(const struct mw_bundle *bundle, const char *id, bool with_keys);

/* One line on stderr where the machine's clock and the profile's differ now; see zone_note.c. */
void mw_note_zone(const struct mw_bundle *bundle);

#endif
