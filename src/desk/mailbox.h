/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The mailbox between the loop and the notifier's thread: letters one way, reports the other, and
 * all that the two share. It lives until both have let go of it, so a thread that hangs in a call
 * when the loop has long gone comes back to a mailbox where nobody listens, and not to freed
 * memory.
 */
#ifndef MW_DESK_MAILBOX_H
#define MW_DESK_MAILBOX_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <uv.h>

#include "matchward/desk/notifier.h"

enum mw_letter_kind {
	MW_LETTER_SHOW,
	MW_LETTER_WITHDRAW,
	MW_LETTER_POKE,
	MW_LETTER_OPEN, /* from the thread to itself: somebody has pressed MW_POPUP_OPEN */
};

/* What is to be done. */
struct mw_letter {
	struct mw_letter *next; /* in a queue; owned by it */
	enum mw_letter_kind kind;
	uint64_t id;
	/* For MW_LETTER_SHOW; as in struct mw_popup, but owned and never NULL, tag and open
	 * excepted.
	 */
	char *tag, *summary, *body, *open;
	enum mw_popup_urgency urgency;
	struct {
		char *key, *label;
	} buttons[MW_POPUP_BUTTONS_MOST];
	size_t button_count;
};

struct mw_letter *mw_letter_new(enum mw_letter_kind kind, uint64_t id);
struct mw_letter *mw_letter_of(const struct mw_popup *popup);
void mw_letter_free(struct mw_letter *letter);

/* What the thread has to say. */
struct mw_report {
	struct mw_report *next;         /* in a queue; owned by it */
	struct mw_notifier_event event; /* its strings are owned */
};

void mw_report_free(struct mw_report *report);

struct mw_mailbox;

/* With a main context for the thread to sleep in. `bell` is rung for every report. */
struct mw_mailbox *mw_mailbox_new(uv_async_t *bell);
void mw_mailbox_free(struct mw_mailbox *mailbox);

/* The loop's side. */

void mw_mailbox_send(struct mw_mailbox *mailbox, struct mw_letter *letter); /* takes the letter */
struct mw_report *mw_mailbox_collect(struct mw_mailbox *mailbox);           /* NULL: no more */

/*
 * The bell is never rung again, and the thread is asked to end. True if it has left within wait_ms:
 * then the caller joins it and frees the mailbox. Else the mailbox is the thread's.
 */
bool mw_mailbox_hang_up(struct mw_mailbox *mailbox, uint64_t wait_ms);

/* The thread's side. */

GMainContext *mw_mailbox_context(struct mw_mailbox *mailbox);
bool mw_mailbox_is_ending(struct mw_mailbox *mailbox);
struct mw_letter *mw_mailbox_receive(struct mw_mailbox *mailbox); /* NULL: no more */

/* Copies the strings; where they are NULL the loop sees "". */
void mw_mailbox_report(struct mw_mailbox *mailbox, struct mw_notifier_event event);
void mw_mailbox_leave(struct mw_mailbox *mailbox); /* touch it no more */

#endif
