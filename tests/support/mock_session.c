/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The session's portal and its service manager for tests: orders on stdin, one line on stdout for
 * everything that happens. Only OpenURI, OpenFile and StartTransientUnit, and nothing is opened.
 *
 * usage: mock_session [portal] [manager]
 *
 *   mode opened       the portal answers, then says that it has opened it
 *   mode early        the same in the other order
 *   mode cancelled    it says that the user does not want it
 *   mode failed       it says that it could not
 *   mode refuse       it refuses the call
 *   mode hang         it never answers
 *   mode silent       it answers, and says nothing more
 *
 * Lines: "own NAME", "call METHOD ARGUMENTS", "did ORDER"; of a file "file PATH".
 */
#include <gio/gio.h>
#include <gio/gunixfdlist.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PORTAL "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define MANAGER "org.freedesktop.systemd1"
#define MANAGER_PATH "/org/freedesktop/systemd1"

static const char xml[] =
	"<node><interface name='org.freedesktop.portal.OpenURI'>"
	"<method name='OpenURI'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
	"<arg type='a{sv}' direction='in'/><arg type='o' direction='out'/></method>"
	"<method name='OpenFile'><arg type='s' direction='in'/><arg type='h' direction='in'/>"
	"<arg type='a{sv}' direction='in'/><arg type='o' direction='out'/></method>"
	"</interface><interface name='org.freedesktop.systemd1.Manager'>"
	"<method name='StartTransientUnit'><arg type='s' direction='in'/>"
	"<arg type='s' direction='in'/><arg type='a(sv)' direction='in'/>"
	"<arg type='a(sa(sv))' direction='in'/><arg type='o' direction='out'/></method>"
	"</interface></node>";

static GDBusConnection *bus;
static GMainLoop *loop;
static char mode[16] = "opened";

static void respond(const char *sender, const char *path, guint code)
{
	g_dbus_connection_emit_signal(bus, sender, path, "org.freedesktop.portal.Request",
				      "Response", g_variant_new("(ua{sv})", code, NULL), NULL);
}

static void print_file(GDBusMethodInvocation *call)
{
	GDBusMessage *message = g_dbus_method_invocation_get_message(call);
	GUnixFDList *fds = g_dbus_message_get_unix_fd_list(message);
	int fd = fds ? g_unix_fd_list_get(fds, 0, NULL) : -1;
	char link[64], path[4096];
	(void)snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	ssize_t len = readlink(link, path, sizeof path - 1);
	path[len > 0 ? len : 0] = '\0';
	printf("file %s\n", path);
	if (fd >= 0)
		(void)close(fd);
}

static void answer_portal(const char *sender, GVariant *arguments, GDBusMethodInvocation *call)
{
	const char *token = "none";
	GVariant *options = g_variant_get_child_value(arguments, 2);
	(void)g_variant_lookup(options, "handle_token", "&s", &token);
	char *name = g_strdelimit(g_strdup(sender + 1), ".", '_');
	char *path = g_strdup_printf(PORTAL_PATH "/request/%s/%s", name, token);
	if (!strcmp(mode, "refuse")) {
		g_dbus_method_invocation_return_dbus_error(
			call, "org.freedesktop.portal.Error.NotAllowed", "the mock refuses");
	} else if (!strcmp(mode, "hang")) {
		(void)g_object_ref(call); /* for ever */
	} else {
		if (!strcmp(mode, "early"))
			respond(sender, path, 0);
		g_dbus_method_invocation_return_value(call, g_variant_new("(o)", path));
		if (!strcmp(mode, "opened"))
			respond(sender, path, 0);
		else if (!strcmp(mode, "cancelled"))
			respond(sender, path, 1);
		else if (!strcmp(mode, "failed"))
			respond(sender, path, 2);
	}
	g_free(path);
	g_free(name);
	g_variant_unref(options);
}

static void on_call(GDBusConnection *connection, const char *sender, const char *path,
		    const char *interface, const char *method, GVariant *arguments,
		    GDBusMethodInvocation *call, void *data)
{
	(void)connection, (void)path, (void)interface, (void)data;
	char *text = g_variant_print(arguments, FALSE);
	printf("call %s %s\n", method, text);
	g_free(text);
	if (!strcmp(method, "OpenFile"))
		print_file(call);
	if (strcmp(method, "StartTransientUnit") != 0)
		answer_portal(sender, arguments, call);
	else if (!strcmp(mode, "refuse"))
		g_dbus_method_invocation_return_dbus_error(call, "org.freedesktop.systemd1.Error",
							   "the mock refuses too");
	else
		g_dbus_method_invocation_return_value(call,
						      g_variant_new("(o)", MANAGER_PATH "/job/1"));
}

static void on_acquired(GDBusConnection *connection, const char *name, void *data)
{
	(void)connection, (void)data;
	printf("own %s\n", name);
}

static gboolean on_order(GIOChannel *input, GIOCondition condition, void *data)
{
	(void)condition, (void)data;
	char *line = NULL;
	if (g_io_channel_read_line(input, &line, NULL, NULL, NULL) != G_IO_STATUS_NORMAL) {
		g_main_loop_quit(loop);
		return G_SOURCE_REMOVE;
	}
	(void)g_strchomp(line);
	if (g_str_has_prefix(line, "mode "))
		(void)g_strlcpy(mode, line + 5, sizeof mode);
	printf("did %s\n", line);
	g_free(line);
	return G_SOURCE_CONTINUE;
}

int main(int argc, char **argv)
{
	static const GDBusInterfaceVTable table = { .method_call = on_call };
	(void)setvbuf(stdout, NULL, _IOLBF, 0);
	bus = g_bus_get_sync(G_BUS_TYPE_SESSION, NULL, NULL);
	if (!bus)
		return 1;
	GDBusNodeInfo *node = g_dbus_node_info_new_for_xml(xml, NULL);
	g_dbus_connection_register_object(bus, PORTAL_PATH, node->interfaces[0], &table, NULL, NULL,
					  NULL);
	g_dbus_connection_register_object(bus, MANAGER_PATH, node->interfaces[1], &table, NULL,
					  NULL, NULL);
	for (int i = 1; i < argc; i++)
		g_bus_own_name_on_connection(bus, !strcmp(argv[i], "portal") ? PORTAL : MANAGER,
					     G_BUS_NAME_OWNER_FLAGS_NONE, on_acquired, NULL, NULL,
					     NULL);
	g_io_add_watch(g_io_channel_unix_new(STDIN_FILENO), G_IO_IN | G_IO_HUP, on_order, NULL);
	loop = g_main_loop_new(NULL, FALSE);
	g_main_loop_run(loop);
	return 0;
}
