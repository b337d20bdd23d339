/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A notification server for tests: orders on stdin, one line on stdout for everything that happens.
 *
 * usage: mock_notifyd [MODE]
 *
 *   mode ok           answer every call; first of all those that were held back
 *   mode hang         answer none, hold them back
 *   mode hang-notify  hold back Notify only
 *   mode slow         answer every call after five seconds
 *   mode error        refuse every call
 *   mode die          exit when the next Notify comes, without an answer
 *   caps A,B,...      what GetCapabilities answers from now on
 *   name NAME         who GetServerInformation says it is
 *   action ID KEY     somebody presses a button; the popup stays, as on dunst and mako
 *   press ID KEY      the same, but the popup closes as if it had been dismissed, as on GTK servers
 *   close ID REASON   it closes: 1 expired, 2 dismissed
 *   foreign           another program shows a popup
 *   times on|off      a line "at MICROSECONDS" before each call: when it came, since the epoch
 *   release, own      give up the bus name; take it again, as a new server whose numbers begin at 1
 *
 * Another one that is started takes the name away from it.
 *
 *   exit
 *
 * Lines: "own" when the name is ours, "call METHOD ARGUMENTS", "id NUMBER" for a popup that is
 * shown, "did ORDER".
 */
#include <gio/gio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NAME "org.freedesktop.Notifications"
#define PATH "/org/freedesktop/Notifications"

static const char interface_xml[] = "<node><interface name='" NAME "'>"
				    "<method name='Notify'>"
				    "<arg type='s' direction='in' name='app_name'/>"
				    "<arg type='u' direction='in' name='replaces_id'/>"
				    "<arg type='s' direction='in' name='app_icon'/>"
				    "<arg type='s' direction='in' name='summary'/>"
				    "<arg type='s' direction='in' name='body'/>"
				    "<arg type='as' direction='in' name='actions'/>"
				    "<arg type='a{sv}' direction='in' name='hints'/>"
				    "<arg type='i' direction='in' name='expire_timeout'/>"
				    "<arg type='u' direction='out' name='id'/>"
				    "</method>"
				    "<method name='CloseNotification'>"
				    "<arg type='u' direction='in' name='id'/>"
				    "</method>"
				    "<method name='GetCapabilities'>"
				    "<arg type='as' direction='out' name='capabilities'/>"
				    "</method>"
				    "<method name='GetServerInformation'>"
				    "<arg type='s' direction='out' name='name'/>"
				    "<arg type='s' direction='out' name='vendor'/>"
				    "<arg type='s' direction='out' name='version'/>"
				    "<arg type='s' direction='out' name='spec_version'/>"
				    "</method>"
				    "<signal name='NotificationClosed'>"
				    "<arg type='u' name='id'/><arg type='u' name='reason'/>"
				    "</signal>"
				    "<signal name='ActionInvoked'>"
				    "<arg type='u' name='id'/><arg type='s' name='action_key'/>"
				    "</signal>"
				    "</interface></node>";

#define SLOW_S 5

enum mode { MODE_OK, MODE_HANG, MODE_HANG_NOTIFY, MODE_SLOW, MODE_ERROR, MODE_DIE };
static const char *const mode_names[] = { "ok", "hang", "hang-notify", "slow", "error", "die" };

static struct {
	GDBusConnection *bus;
	GMainLoop *loop;
	guint ownership;
	enum mode mode;
	gboolean says_times;
	char *caps, *name;
	guint last_id;
	GHashTable *open; /* numbers of popups on the screen */
	GQueue held;      /* of GDBusMethodInvocation */
} mock;

static gboolean set_mode(const char *name)
{
	for (size_t i = 0; i < G_N_ELEMENTS(mode_names); i++) {
		if (!strcmp(mode_names[i], name)) {
			mock.mode = (enum mode)i;
			return TRUE;
		}
	}
	return FALSE;
}

static void emit(const char *signal, GVariant *arguments)
{
	g_dbus_connection_emit_signal(mock.bus, NULL, PATH, NAME, signal, arguments, NULL);
}

static void close_popup(guint id, guint reason)
{
	if (g_hash_table_remove(mock.open, GUINT_TO_POINTER(id)))
		emit("NotificationClosed", g_variant_new("(uu)", id, reason));
}

static void answer_notify(GDBusMethodInvocation *call)
{
	guint id;
	g_variant_get_child(g_dbus_method_invocation_get_parameters(call), 1, "u", &id);
	if (id == 0)
		id = ++mock.last_id;
	g_hash_table_add(mock.open, GUINT_TO_POINTER(id));
	printf("id %u\n", id);
	g_dbus_method_invocation_return_value(call, g_variant_new("(u)", id));
}

static void answer_close(GDBusMethodInvocation *call)
{
	guint id;
	g_variant_get(g_dbus_method_invocation_get_parameters(call), "(u)", &id);
	if (!g_hash_table_contains(mock.open, GUINT_TO_POINTER(id))) {
		g_dbus_method_invocation_return_dbus_error(call, NAME ".Error", "no such popup");
		return;
	}
	g_dbus_method_invocation_return_value(call, NULL);
	close_popup(id, 3);
}

static void answer(GDBusMethodInvocation *call)
{
	const char *method = g_dbus_method_invocation_get_method_name(call);
	if (!strcmp(method, "Notify")) {
		answer_notify(call);
	} else if (!strcmp(method, "CloseNotification")) {
		answer_close(call);
	} else if (!strcmp(method, "GetCapabilities")) {
		char **caps = g_strsplit(mock.caps, ",", -1);
		g_dbus_method_invocation_return_value(call, g_variant_new("(^as)", caps));
		g_strfreev(caps);
	} else {
		g_dbus_method_invocation_return_value(
			call, g_variant_new("(ssss)", mock.name, "matchward", "1.0", "1.2"));
	}
}

static gboolean on_late(void *call)
{
	answer(call);
	return G_SOURCE_REMOVE;
}

static void on_call(GDBusConnection *bus, const char *sender, const char *path,
		    const char *interface, const char *method, GVariant *arguments,
		    GDBusMethodInvocation *call, void *data)
{
	(void)bus, (void)sender, (void)path, (void)interface, (void)data;
	gint64 came = g_get_real_time();
	char *text = g_variant_print(arguments, FALSE);
	if (mock.says_times)
		printf("at %" G_GINT64_FORMAT "\n", came);
	printf("call %s %s\n", method, text);
	g_free(text);

	gboolean is_notify = !strcmp(method, "Notify");
	switch (mock.mode) {
	case MODE_HANG:
		g_queue_push_tail(&mock.held, call);
		return;
	case MODE_HANG_NOTIFY:
		if (is_notify) {
			g_queue_push_tail(&mock.held, call);
			return;
		}
		break;
	case MODE_SLOW:
		g_timeout_add_seconds(SLOW_S, on_late, call);
		return;
	case MODE_ERROR:
		g_dbus_method_invocation_return_dbus_error(
			call, "org.freedesktop.DBus.Error.LimitsExceeded", "the mock refuses");
		return;
	case MODE_DIE:
		if (is_notify)
			_exit(9); /* with the call in flight */
		break;
	case MODE_OK:
		break;
	}
	answer(call);
}

static void on_acquired(GDBusConnection *bus, const char *name, void *data)
{
	(void)bus, (void)name, (void)data;
	printf("own\n");
}

static void own(void)
{
	mock.last_id = 0;
	g_hash_table_remove_all(mock.open);
	mock.ownership = g_bus_own_name_on_connection(mock.bus, NAME,
						      G_BUS_NAME_OWNER_FLAGS_ALLOW_REPLACEMENT |
							      G_BUS_NAME_OWNER_FLAGS_REPLACE,
						      on_acquired, NULL, NULL, NULL);
}

static gboolean obey(char **words, guint count)
{
	if (count == 2 && !strcmp(words[0], "mode")) {
		if (!set_mode(words[1]))
			return FALSE;
		GDBusMethodInvocation *call;
		while (mock.mode == MODE_OK && (call = g_queue_pop_head(&mock.held)))
			answer(call);
	} else if (count == 2 && !strcmp(words[0], "caps")) {
		g_free(mock.caps);
		mock.caps = g_strdup(words[1]);
	} else if (count > 1 && !strcmp(words[0], "name")) {
		g_free(mock.name);
		mock.name = g_strjoinv(" ", words + 1);
	} else if (count == 2 && !strcmp(words[0], "times")) {
		mock.says_times = !strcmp(words[1], "on");
	} else if (count == 3 && !strcmp(words[0], "action")) {
		emit("ActionInvoked", g_variant_new("(us)", (guint)atoi(words[1]), words[2]));
	} else if (count == 3 && !strcmp(words[0], "press")) {
		emit("ActionInvoked", g_variant_new("(us)", (guint)atoi(words[1]), words[2]));
		close_popup((guint)atoi(words[1]), 2);
	} else if (count == 3 && !strcmp(words[0], "close")) {
		close_popup((guint)atoi(words[1]), (guint)atoi(words[2]));
	} else if (count == 1 && !strcmp(words[0], "foreign")) {
		g_hash_table_add(mock.open, GUINT_TO_POINTER(++mock.last_id));
	} else if (count == 1 && !strcmp(words[0], "release")) {
		g_bus_unown_name(mock.ownership);
	} else if (count == 1 && !strcmp(words[0], "own")) {
		own();
	} else if (count == 1 && !strcmp(words[0], "exit")) {
		g_main_loop_quit(mock.loop);
	} else {
		return FALSE;
	}
	return TRUE;
}

static gboolean on_order(GIOChannel *input, GIOCondition condition, void *data)
{
	(void)condition, (void)data;
	char *line = NULL;
	if (g_io_channel_read_line(input, &line, NULL, NULL, NULL) != G_IO_STATUS_NORMAL) {
		g_main_loop_quit(mock.loop);
		return G_SOURCE_REMOVE;
	}
	char **words = g_strsplit(g_strchomp(line), " ", 3);
	printf("%s %s\n", obey(words, g_strv_length(words)) ? "did" : "what?", line);
	g_strfreev(words);
	g_free(line);
	return G_SOURCE_CONTINUE;
}

int main(int argc, char **argv)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (argc > 1 && !set_mode(argv[1])) {
		fprintf(stderr, "mock_notifyd: no mode %s\n", argv[1]);
		return 2;
	}
	GError *error = NULL;
	mock.bus = g_bus_get_sync(G_BUS_TYPE_SESSION, NULL, &error);
	if (!mock.bus) {
		fprintf(stderr, "mock_notifyd: %s\n", error->message);
		return 1;
	}
	mock.name = g_strdup("mock");
	mock.caps = g_strdup("actions,body,body-markup,persistence");
	mock.open = g_hash_table_new(NULL, NULL);
	g_queue_init(&mock.held);
	mock.loop = g_main_loop_new(NULL, FALSE);

	static const GDBusInterfaceVTable table = { .method_call = on_call };
	GDBusNodeInfo *node = g_dbus_node_info_new_for_xml(interface_xml, NULL);
	g_dbus_connection_register_object(mock.bus, PATH, node->interfaces[0], &table, NULL, NULL,
					  NULL);
	own();
	GIOChannel *input = g_io_channel_unix_new(STDIN_FILENO);
	g_io_add_watch(input, G_IO_IN | G_IO_HUP, on_order, NULL);
	g_main_loop_run(mock.loop);
	return 0;
}
