/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether there is a server that answers, and what to do with letters while there is none.
 * libnotify, which would wait for a server that hangs, is called only after it has answered a
 * question of our own, asked without waiting and without a time limit: a hung server that comes
 * back answers it then.
 */
#include "courier.h"

#include <gio/gio.h>
#include <stdbool.h>
#include <sys/prctl.h>

#include "bus.h"
#include "mailbox.h"
#include "opener.h"
#include "popups.h"

#define PATIENCE_MS 25000 /* as long as libnotify would wait */

enum state {
	STATE_NO_BUS,
	STATE_LOOKING,   /* is there a server? */
	STATE_NO_SERVER, /* or none that is of use: looks again when there is something to show */
	STATE_STARTING,  /* the bus is asked to start one */
	STATE_ASKING,    /* it is there: does it answer? */
	STATE_UP,
};

struct courier {
	struct mw_mailbox *mailbox; /* borrowed */
	struct mw_popups *popups;   /* owned */
	struct mw_opener *opener;   /* owned */
	struct mw_bus bus;
	enum state state;
	GQueue waiting;    /* of struct mw_letter, owned; to be shown by a server that is up */
	GSource *patience; /* owned; runs while letters wait for an answer */
};

static void report(struct courier *courier, enum mw_notifier_kind kind, uint64_t id,
		   const char *text)
{
	mw_mailbox_report(courier->mailbox,
			  (struct mw_notifier_event){ .kind = kind, .id = id, .text = text });
}

static void stop_patience(struct courier *courier)
{
	if (courier->patience)
		g_source_destroy(courier->patience);
	g_clear_pointer(&courier->patience, g_source_unref);
}

static void fail_waiting(struct courier *courier, const char *why)
{
	struct mw_letter *letter;
	while ((letter = g_queue_pop_head(&courier->waiting))) {
		report(courier, MW_NOTIFIER_FAILED, letter->id, why);
		mw_letter_free(letter);
	}
}

static gboolean on_patience(void *data)
{
	struct courier *courier = data;
	stop_patience(courier);
	fail_waiting(courier, "the notification server does not answer");
	return G_SOURCE_REMOVE;
}

/* Nobody waits for ever; and nothing ticks when nobody waits. */
static void mind_patience(struct courier *courier)
{
	if (g_queue_is_empty(&courier->waiting)) {
		stop_patience(courier);
	} else if (!courier->patience) {
		courier->patience = g_timeout_source_new(PATIENCE_MS);
		g_source_set_callback(courier->patience, on_patience, courier, NULL);
		/* known by pointer, not by number */
		(void)g_source_attach(courier->patience, courier->bus.context);
	}
}

/* Go over to another state; an answer that the old one waits for is of no interest any more. */
static void enter(struct courier *courier, enum state state, const char *why)
{
	mw_bus_forget(&courier->bus);
	if (courier->state == STATE_UP && state != STATE_UP)
		report(courier, MW_NOTIFIER_SERVER_DOWN, 0, why);
	courier->state = state;
	if (state == STATE_NO_BUS || state == STATE_NO_SERVER)
		fail_waiting(courier, why);
}

static void meet_server(struct courier *courier)
{
	char *name = NULL, *version = NULL;
	if (!mw_popups_meet_server(courier->popups, &name, &version)) {
		enter(courier, STATE_NO_SERVER, "the notification server does not say who it is");
		return;
	}
	enter(courier, STATE_UP, NULL);
	mw_mailbox_report(courier->mailbox,
			  (struct mw_notifier_event){
				  .kind = MW_NOTIFIER_SERVER_UP,
				  .text = name,
				  .version = version,
				  .has_actions = mw_popups_has_actions(courier->popups) });
	g_free(name);
	g_free(version);
}

static void on_capabilities(void *data, GVariant *answer, const GError *error)
{
	struct courier *courier = data;
	if (error) {
		enter(courier, STATE_NO_SERVER, error->message);
	} else if (!g_variant_is_of_type(answer, G_VARIANT_TYPE("(as)"))) {
		enter(courier, STATE_NO_SERVER, "the notification server talks nonsense");
	} else {
		const char **names;
		g_variant_get(answer, "(^a&s)", &names);
		mw_popups_set_capabilities(courier->popups, names);
		g_free(names);
		meet_server(courier);
	}
}

static void ask_server(struct courier *courier, const char *why)
{
	enter(courier, STATE_ASKING, why);
	mw_bus_ask_server(&courier->bus, "GetCapabilities", on_capabilities);
}

static void on_started(void *data, GVariant *answer, const GError *error)
{
	struct courier *courier = data;
	(void)answer;
	/* Had it come, its name would have come before this answer and led on. */
	enter(courier, STATE_NO_SERVER, error ? error->message : "no notification server has come");
}

static void start_server(struct courier *courier)
{
	enter(courier, STATE_STARTING, NULL);
	mw_bus_start_server(&courier->bus, on_started);
}

static void on_bus(void *data, enum mw_bus_event event, const char *text)
{
	struct courier *courier = data;
	switch (event) {
	case MW_BUS_FAILED:
		enter(courier, STATE_NO_BUS, text);
		break;
	case MW_BUS_JOINED:
		enter(courier, STATE_LOOKING, NULL);
		break;
	case MW_BUS_HAS_SERVER:
		mw_popups_drop(courier->popups); /* of another server */
		ask_server(courier, "another notification server has come");
		break;
	case MW_BUS_NO_SERVER:
		mw_popups_drop(courier->popups);
		if (courier->state == STATE_LOOKING && !g_queue_is_empty(&courier->waiting))
			start_server(courier);
		else if (courier->state != STATE_STARTING)
			enter(courier, STATE_NO_SERVER, "the notification server has left");
		break;
	case MW_BUS_LEAVING:
		mw_opener_leave_bus(courier->opener);
		mw_popups_leave_bus(courier->popups);
		enter(courier, STATE_NO_BUS, text);
		break;
	}
}

/* There is something to show: do what can be done that there be a server. */
static void find_server(struct courier *courier)
{
	switch (courier->state) {
	case STATE_NO_BUS:
		mw_bus_join(&courier->bus);
		break;
	case STATE_NO_SERVER:
		if (courier->bus.server)
			ask_server(courier, NULL);
		else
			start_server(courier);
		break;
	case STATE_LOOKING:
	case STATE_STARTING:
	case STATE_ASKING:
	case STATE_UP:
		break;
	}
}

/* A call of libnotify has failed. Takes the error. */
static void mind_error(struct courier *courier, GError *error)
{
	if (mw_popups_is_timeout(error))
		ask_server(courier, "the notification server does not answer");
	g_error_free(error);
}

/* Takes the letter. */
static void show(struct courier *courier, struct mw_letter *letter)
{
	GError *error = NULL;
	uint64_t id = letter->id;
	if (mw_popups_show(courier->popups, letter, &error)) {
		report(courier, MW_NOTIFIER_SHOWN, id, NULL);
		return;
	}
	(void)g_dbus_error_strip_remote_error(error); /* only for people to read */
	report(courier, MW_NOTIFIER_FAILED, id, error->message);
	mind_error(courier, error);
}

/* Opening waits for nothing; showing again is done only by a server that answers. */
static void open_target(struct courier *courier, uint64_t id)
{
	GError *error = NULL;
	const char *target = mw_popups_target(courier->popups, id);
	if (target && courier->bus.connection)
		mw_opener_open(courier->opener, courier->bus.connection, id, target);
	if (courier->state == STATE_UP && !mw_popups_show_again(courier->popups, id, &error))
		mind_error(courier, error);
}

static void forget_waiting(struct courier *courier, uint64_t id)
{
	for (GList *link = courier->waiting.head; link; link = link->next) {
		struct mw_letter *letter = link->data;
		if (letter->id == id) {
			mw_letter_free(letter);
			g_queue_delete_link(&courier->waiting, link);
			return; /* there is never a second one */
		}
	}
}

/* Takes the letter. */
static void carry(struct courier *courier, struct mw_letter *letter)
{
	GError *error = NULL;
	switch (letter->kind) {
	case MW_LETTER_SHOW:
		forget_waiting(courier, letter->id);
		g_queue_push_tail(&courier->waiting, letter);
		find_server(courier);
		return;
	case MW_LETTER_WITHDRAW:
		forget_waiting(courier, letter->id);
		if (courier->state == STATE_UP &&
		    !mw_popups_withdraw(courier->popups, letter->id, &error))
			mind_error(courier, error);
		break;
	case MW_LETTER_POKE:
		find_server(courier);
		break;
	case MW_LETTER_OPEN:
		open_target(courier, letter->id);
		break;
	}
	mw_letter_free(letter);
}

/* One thing at a time: a letter, else something to show, else sleep until something happens. */
static void turn(struct courier *courier)
{
	struct mw_letter *letter = mw_mailbox_receive(courier->mailbox);
	if (letter) {
		carry(courier, letter);
		return;
	}
	if (courier->state == STATE_UP && (letter = g_queue_pop_head(&courier->waiting))) {
		show(courier, letter);
		return;
	}
	mind_patience(courier);
	(void)g_main_context_iteration(courier->bus.context, TRUE);
	mw_bus_settle(&courier->bus);
}

void mw_courier_main(void *arg)
{
	struct mw_mailbox *mailbox = arg;
	GMainContext *context = mw_mailbox_context(mailbox);
	(void)prctl(PR_SET_NAME, "notifier"); /* for who looks at threads */
	/* First of all: what libnotify and GDBus make they tie to the context of that moment. */
	g_main_context_push_thread_default(context);
	struct courier courier = { .mailbox = mailbox,
				   .popups = mw_popups_new(mailbox),
				   .opener = mw_opener_new(mailbox) };
	g_queue_init(&courier.waiting);
	mw_bus_init(&courier.bus, context, on_bus, &courier);

	mw_bus_join(&courier.bus);
	while (!mw_mailbox_is_ending(mailbox))
		turn(&courier);

	mw_opener_free(courier.opener);
	mw_popups_free(courier.popups);
	mw_bus_release(&courier.bus);
	stop_patience(&courier);
	g_queue_clear_full(&courier.waiting, (GDestroyNotify)mw_letter_free);
	g_main_context_pop_thread_default(context);
	mw_mailbox_leave(mailbox);
}
