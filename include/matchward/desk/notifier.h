/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The notifier: popups on the desktop, through libnotify, without ever making the loop wait.
 *
 * libnotify blocks for 25 seconds when a notification server hangs, so all of it, and GDBus, live
 * on one thread behind a queue. The calls here only leave a message for that thread and return at
 * once; what becomes of it comes back through the callback, on the loop.
 *
 * Whether there is a server is followed by events of the bus and never polled. A popup belongs to
 * the server that showed it: when that goes (SERVER_DOWN) all popups are forgotten, so that a
 * number is never used on a server that did not give it, and nobody is told that they closed: a
 * server's exit is not an act. After the next SERVER_UP the caller shows again what still needs to
 * be seen. Only one that hung and came back has kept them; what is shown again under the same id or
 * tag replaces them. A lost
 * bus is tried again after 1, 5 and 30 seconds and then only when there is something to show, or on
 * a poke.
 */
#ifndef MW_DESK_NOTIFIER_H
#define MW_DESK_NOTIFIER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uv.h>

enum mw_popup_urgency {
	MW_POPUP_LOW,
	MW_POPUP_NORMAL,
	MW_POPUP_CRITICAL, /* stays until somebody closes it */
};

#define MW_POPUP_BUTTONS_MOST 3
#define MW_POPUP_OPEN "open" /* key of the button that opens mw_popup.open */

struct mw_popup_button {
	const char *key; /* comes back in MW_NOTIFIER_ACTION; "default" is a click on the popup */
	const char *label;
};

/* Text is plain UTF-8; markup is escaped where the server would read it, broken bytes and control
 * characters are replaced. Everything is copied. */
struct mw_popup {
	/* The caller's; showing the same id again replaces what is on the screen. */
	uint64_t id;
	/* What it is about (a milestone), NULL or "": an older popup of this tag is replaced (its
	 * id is CLOSED, UNDEFINED), and by some servers also one of our former life. */
	const char *tag;
	const char *summary;
	const char *body; /* may be NULL */
	enum mw_popup_urgency urgency;
	struct mw_popup_button buttons[MW_POPUP_BUTTONS_MOST]; /* shown if the server has actions */
	size_t button_count;
	/*
	 * What MW_POPUP_OPEN opens: an http, https or mailto address, or without a scheme a
	 * file's path; NULL: that button is like any other. The session opens it, never a child of
	 * ours: its portal, or a unit of the service manager that runs xdg-open. That is no act: no
	 * event comes of it, and the popup is shown again, for some servers close it.
	 */
	const char *open;
};

enum mw_notifier_kind {
	MW_NOTIFIER_SERVER_UP,   /* text is its name; version; has_actions */
	MW_NOTIFIER_SERVER_DOWN, /* it left, restarted or hangs, or the bus is gone: text says */
	MW_NOTIFIER_SHOWN,       /* id: the server has taken it */
	MW_NOTIFIER_FAILED,      /* id; text says why. It may be shown again later */
	MW_NOTIFIER_ACTION,      /* id; text is the button's key. The notifier closes the popup */
	MW_NOTIFIER_CLOSED,      /* id; reason */
	MW_NOTIFIER_NOT_OPENED,  /* id; text says what and why */
};

/* As the specification numbers them. */
enum mw_notifier_reason {
	MW_NOTIFIER_EXPIRED = 1,
	MW_NOTIFIER_DISMISSED = 2, /* by a person */
	MW_NOTIFIER_WITHDRAWN = 3, /* by us */
	MW_NOTIFIER_UNDEFINED = 4,
};

struct mw_notifier_event {
	enum mw_notifier_kind kind;
	uint64_t id;
	const char *text;    /* borrowed for the call; never NULL */
	const char *version; /* likewise */
	bool has_actions;
	enum mw_notifier_reason reason;
};

/* Called from the loop, never from inside a call to the notifier. */
typedef void (*mw_notifier_fn)(void *context, const struct mw_notifier_event *event);

struct mw_notifier;

/* Starts the thread and looks for the bus. Sets no environment and no signal handler. */
int mw_notifier_new(uv_loop_t *loop, mw_notifier_fn fn, void *context,
		    struct mw_notifier **ret_notifier);

/*
 * Show a popup. Answered by exactly one of SHOWN and FAILED, unless it is withdrawn, shown again or
 * the notifier closed first: at once where there is no bus or no server, after some 25 seconds
 * where one hangs. ACTION and CLOSED may come later, CLOSED at most once per SHOWN.
 */
void mw_notifier_show(struct mw_notifier *notifier, const struct mw_popup *popup);

/* Take it off the screen (CLOSED follows, WITHDRAWN) or out of the queue (nothing follows). An id
 * that is not there is ignored. */
void mw_notifier_withdraw(struct mw_notifier *notifier, uint64_t id);

/* Something may have changed, or there will soon be something to show: look for bus and server
 * again. */
void mw_notifier_poke(struct mw_notifier *notifier);

/*
 * End. Popups on the screen stay there; no more events. Waits for the thread, but at most a second
 * and a half: one that hangs in a call is left behind, with its memory, and harms nobody. The
 * notifier frees itself once the loop has run on; until then calls to it do nothing. NULL is
 * ignored.
 */
void mw_notifier_close(struct mw_notifier *notifier);

#endif
