/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The session bus, and who serves notifications on it, followed by the bus's own signals. Lives on
 * the notifier's thread, with that thread's default main context.
 *
 * A bus that was there and goes is tried again after 1, 5 and 30 seconds; otherwise it is looked
 * for only when somebody calls mw_bus_join(). One question at a time can be asked, without waiting
 * for the answer.
 */
#ifndef MW_DESK_BUS_H
#define MW_DESK_BUS_H

#include <gio/gio.h>
#include <stdbool.h>

enum mw_bus_event {
	MW_BUS_FAILED,     /* there is none; text says why */
	MW_BUS_JOINED,     /* there is one; HAS_SERVER or NO_SERVER follows */
	MW_BUS_HAS_SERVER, /* bus->server is new, or another */
	MW_BUS_NO_SERVER,  /* or no more */
	MW_BUS_LEAVING,    /* it is lost: let go of all that uses it, before it is */
};

/* Called by mw_bus_join() and from the main context. */
typedef void (*mw_bus_fn)(void *context, enum mw_bus_event event, const char *text);

/* Exactly one of answer and error is there; both are borrowed for the call. */
typedef void (*mw_bus_answer_fn)(void *context, GVariant *answer, const GError *error);

struct mw_bus {
	GMainContext *context;       /* borrowed */
	GDBusConnection *connection; /* owned; NULL: no bus */
	char *server;                /* owned; unique name of the server, NULL: none */
	unsigned name_watch;
	bool is_lost;   /* the signal has come */
	GSource *retry; /* owned; NULL: none is planned */
	size_t retries;
	GCancellable *cancellable; /* owned; of the question that is open */
	unsigned questions;        /* not come back yet, forgotten ones included */
	mw_bus_fn fn;
	void *data;
};

void mw_bus_init(struct mw_bus *bus, GMainContext *context, mw_bus_fn fn, void *data);
void mw_bus_release(struct mw_bus *bus); /* tells nothing any more; may run the context */

/* Look for the bus, if there is none. */
void mw_bus_join(struct mw_bus *bus);

/* After each turn of the context: acts on a loss. */
void mw_bus_settle(struct mw_bus *bus);

/* An answer that comes after another question, mw_bus_forget() or the loss of the bus is dropped.
 * There is no time limit. */
void mw_bus_ask_server(struct mw_bus *bus, const char *method, mw_bus_answer_fn fn);
void mw_bus_start_server(struct mw_bus *bus, mw_bus_answer_fn fn);
void mw_bus_forget(struct mw_bus *bus);

#endif
