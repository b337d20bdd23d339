/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Completion: what may stand next on a command line. The scripts in share/completions ask
 * `matchward complete WORD...` and hold no list of their own, so that nothing in them goes stale.
 *
 * What an operand or an option's value is, is read off the usage line of the command: ID,
 * SECTION.KEY=VALUE, FILE, DIR, or choices in small letters as in all|one|none. Any other word
 * there stands for something that has no list.
 */
#ifndef MW_APP_COMPLETE_H
#define MW_APP_COMPLETE_H

#include "matchward/app/command.h"

/* Lines that are no candidate: the shell is to offer files, or folders. */
#define MW_COMPLETE_FILES ":files"
#define MW_COMPLETE_FOLDERS ":folders"

/*
 * The words are those after the program's name; the last one is being written and may be empty.
 * Prints the candidates that begin with it, one a line, each with a TAB and a few words where there
 * are any. Never a word on stderr: an answer that cannot be given is empty. Returns MW_EXIT_DONE.
 */
int mw_complete(const struct mw_command *commands, size_t count, uint32_t common, int argc,
		char **argv);

/* ---- lists of values, for complete.c ---- */

struct mw_offer {
	const char *word;  /* being written: what does not begin with it is left out */
	size_t head;       /* bytes of it that stand before the value, as in --alarms=o */
	struct mw_buf out; /* owned */
};

/* Adds WORD's head and the value, if that begins with WORD. help may be NULL. */
void mw_offer(struct mw_offer *offer, const char *value, const char *help);

/* Milestones of the plan as `command` wants them: open ones to close, closed ones for undo, all and
 * the keys for why. bundle NULL: none. */
void mw_offer_ids(struct mw_offer *offer, const struct mw_bundle *bundle, const char *command);

/* SECTION.KEY=VALUE in steps: the sections, the keys of one, the values of one key. */
void mw_offer_keys(struct mw_offer *offer, const struct mw_bundle *bundle);

/* The values of one key of the profile, as far as they can be listed. */
void mw_offer_values(struct mw_offer *offer, const char *section, const char *key);

#endif
