/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The connection that libnotify will use too: GDBus gives everybody in a process the same.
 */
#include "bus.h"

#include <sys/stat.h>

#define BUS "org.freedesktop.DBus"
#define BUS_PATH "/org/freedesktop/DBus"
#define SERVER "org.freedesktop.Notifications"
#define SERVER_PATH "/org/freedesktop/Notifications"

static const unsigned retry_ms[] = { 1000, 5000, 30000 };

struct question {
	struct mw_bus *bus;        /* borrowed; waits for all questions */
	GCancellable *cancellable; /* owned */
	mw_bus_answer_fn fn;
};

void mw_bus_init(struct mw_bus *bus, GMainContext *context, mw_bus_fn fn, void *data)
{
	*bus = (struct mw_bus){ .context = context, .fn = fn, .data = data };
}

static void on_appeared(GDBusConnection *connection, const char *name, const char *owner,
			void *data)
{
	struct mw_bus *bus = data;
	(void)connection;
	(void)name;
	g_free(bus->server);
	bus->server = g_strdup(owner);
	bus->fn(bus->data, MW_BUS_HAS_SERVER, NULL);
}

static void on_vanished(GDBusConnection *connection, const char *name, void *data)
{
	struct mw_bus *bus = data;
	(void)name;
	if (!connection)
		return; /* nor is there a bus: on_closed() */
	g_clear_pointer(&bus->server, g_free);
	bus->fn(bus->data, MW_BUS_NO_SERVER, NULL);
}

static void on_closed(struct mw_bus *bus)
{
	bus->is_lost = true;
}

/* Without an address GLib would start a bus of its own, where nobody is. */
static bool has_address(void)
{
	const char *address = g_getenv("DBUS_SESSION_BUS_ADDRESS");
	if (address && *address != '\0')
		return true;
	const char *runtime = g_getenv("XDG_RUNTIME_DIR");
	if (!runtime)
		return false;
	char *path = g_build_filename(runtime, "bus", NULL);
	struct stat st;
	bool is_socket = stat(path, &st) == 0 && S_ISSOCK(st.st_mode);
	g_free(path);
	return is_socket;
}

static void stop_retry(struct mw_bus *bus)
{
	if (bus->retry)
		g_source_destroy(bus->retry);
	g_clear_pointer(&bus->retry, g_source_unref);
}

static gboolean on_retry(void *data)
{
	struct mw_bus *bus = data;
	stop_retry(bus);
	mw_bus_join(bus);
	return G_SOURCE_REMOVE;
}

static void plan_retry(struct mw_bus *bus)
{
	if (bus->retry || bus->retries == G_N_ELEMENTS(retry_ms))
		return;
	bus->retry = g_timeout_source_new(retry_ms[bus->retries++]);
	g_source_set_callback(bus->retry, on_retry, bus, NULL);
	(void)g_source_attach(bus->retry, bus->context); /* known by pointer, not by number */
}

static void fail(struct mw_bus *bus, const GError *error)
{
	/* No address is no reason to look again by ourselves, unless there was one. */
	if (error || bus->retries > 0)
		plan_retry(bus);
	bus->fn(bus->data, MW_BUS_FAILED, error ? error->message : "there is no session bus");
}

void mw_bus_join(struct mw_bus *bus)
{
	if (bus->connection)
		return;
	GError *error = NULL;
	if (has_address())
		bus->connection = g_bus_get_sync(G_BUS_TYPE_SESSION, NULL, &error);
	/* As long as anything holds on to a lost connection we are given that one again. */
	if (bus->connection && g_dbus_connection_is_closed(bus->connection))
		g_clear_object(&bus->connection);
	if (!bus->connection) {
		fail(bus, error);
		g_clear_error(&error);
		return;
	}
	/* Else GLib would end the process, by SIGTERM, when the bus goes. */
	g_dbus_connection_set_exit_on_close(bus->connection, FALSE);
	g_signal_connect_swapped(bus->connection, "closed", G_CALLBACK(on_closed), bus);
	stop_retry(bus);
	bus->retries = 0;
	bus->fn(bus->data, MW_BUS_JOINED, NULL);
	/* Before libnotify makes its own watch: they are served in this order, and of a change of
	 * servers we have to know first. */
	bus->name_watch = g_bus_watch_name_on_connection(bus->connection, SERVER,
							 G_BUS_NAME_WATCHER_FLAGS_NONE, on_appeared,
							 on_vanished, bus, NULL);
}

static void leave(struct mw_bus *bus)
{
	mw_bus_forget(bus);
	bus->is_lost = false;
	if (!bus->connection)
		return;
	g_bus_unwatch_name(bus->name_watch);
	g_signal_handlers_disconnect_by_data(bus->connection, bus);
	g_clear_pointer(&bus->server, g_free);
	g_clear_object(&bus->connection);
}

void mw_bus_settle(struct mw_bus *bus)
{
	if (!bus->is_lost)
		return;
	bus->fn(bus->data, MW_BUS_LEAVING, "the session bus has gone");
	leave(bus);
	bus->retries = 0;
	plan_retry(bus);
}

static void on_answer(GObject *source, GAsyncResult *result, void *data)
{
	struct question *question = data;
	struct mw_bus *bus = question->bus;
	GError *error = NULL;
	GVariant *answer = g_dbus_connection_call_finish(G_DBUS_CONNECTION(source), result, &error);
	if (error)
		(void)g_dbus_error_strip_remote_error(error); /* only for people to read */
	bus->questions--;
	if (question->cancellable == bus->cancellable)
		question->fn(bus->data, answer, error);
	g_object_unref(question->cancellable);
	g_free(question);
	g_clear_error(&error);
	g_clear_pointer(&answer, g_variant_unref);
}

static void ask(struct mw_bus *bus, const char *name, const char *path, const char *interface,
		const char *method, GVariant *arguments, mw_bus_answer_fn fn)
{
	mw_bus_forget(bus);
	bus->cancellable = g_cancellable_new();
	bus->questions++;
	struct question *question = g_new(struct question, 1);
	*question = (struct question){ bus, g_object_ref(bus->cancellable), fn };
	g_dbus_connection_call(bus->connection, name, path, interface, method, arguments, NULL,
			       G_DBUS_CALL_FLAGS_NO_AUTO_START, G_MAXINT, bus->cancellable,
			       on_answer, question);
}

void mw_bus_ask_server(struct mw_bus *bus, const char *method, mw_bus_answer_fn fn)
{
	/* By its unique name, so that no other answers. */
	ask(bus, bus->server, SERVER_PATH, SERVER, method, NULL, fn);
}

void mw_bus_start_server(struct mw_bus *bus, mw_bus_answer_fn fn)
{
	ask(bus, BUS, BUS_PATH, BUS, "StartServiceByName", g_variant_new("(su)", SERVER, 0), fn);
}

void mw_bus_forget(struct mw_bus *bus)
{
	if (bus->cancellable)
		g_cancellable_cancel(bus->cancellable);
	g_clear_object(&bus->cancellable);
}

void mw_bus_release(struct mw_bus *bus)
{
	stop_retry(bus);
	leave(bus);
	/* Cancelled questions still come back, and idle sources hold references to the connection.
	 */
	while (bus->questions > 0 || g_main_context_pending(bus->context))
		(void)g_main_context_iteration(bus->context, TRUE);
}
