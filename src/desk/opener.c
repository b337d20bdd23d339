/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The portal's OpenURI and OpenFile, else StartTransientUnit. A portal answers twice: to the call,
 * and later, by a signal on an object that is named beforehand, with what has come of it.
 */
#include "opener.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixfdlist.h>
#include <stdbool.h>

#define PORTAL "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define PORTAL_OPEN "org.freedesktop.portal.OpenURI"
#define PORTAL_REQUEST "org.freedesktop.portal.Request"
#define MANAGER "org.freedesktop.systemd1"
#define MANAGER_PATH "/org/freedesktop/systemd1"
#define PORTAL_MS 5000 /* somebody waits in front of the screen */
#define MANAGER_MS 25000

enum response { RESPONSE_OPENED, RESPONSE_CANCELLED, RESPONSE_FAILED, RESPONSE_NONE };

struct mw_opener {
	struct mw_mailbox *mailbox; /* borrowed */
	GQueue requests;            /* of struct request, owned */
	GCancellable *cancellable;  /* owned; of all calls on this bus */
	unsigned last;
};

struct request {
	struct mw_opener *opener;    /* borrowed; waits for all requests */
	GDBusConnection *connection; /* owned */
	uint64_t id;
	char *target; /* owned */
	unsigned subscription;
	bool is_calling; /* its callback will come, whatever happens */
	enum response response;
};

struct mw_opener *mw_opener_new(struct mw_mailbox *mailbox)
{
	struct mw_opener *opener = g_new0(struct mw_opener, 1);
	opener->mailbox = mailbox;
	g_queue_init(&opener->requests);
	opener->cancellable = g_cancellable_new();
	return opener;
}

static void unsubscribe(struct request *request)
{
	if (request->subscription)
		g_dbus_connection_signal_unsubscribe(request->connection, request->subscription);
	request->subscription = 0;
}

static void request_free(struct request *request)
{
	(void)g_queue_remove(&request->opener->requests, request);
	unsubscribe(request);
	g_object_unref(request->connection);
	g_free(request->target);
	g_free(request);
}

/* Ends the request. */
static void give_up(struct request *request, const char *why)
{
	char *target = g_utf8_make_valid(request->target, -1);
	char *text = g_strdup_printf("%s: %s", target, why);
	g_free(target);
	mw_mailbox_report(request->opener->mailbox,
			  (struct mw_notifier_event){ .kind = MW_NOTIFIER_NOT_OPENED,
						      .id = request->id,
						      .text = text });
	g_free(text);
	request_free(request);
}

/* ---- a unit of the service manager ---- */

static void on_unit(GObject *source, GAsyncResult *result, void *data)
{
	struct request *request = data;
	GError *error = NULL;
	GVariant *answer = g_dbus_connection_call_finish(G_DBUS_CONNECTION(source), result, &error);
	request->is_calling = false;
	if (answer || g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
		request_free(request);
	} else {
		(void)g_dbus_error_strip_remote_error(error); /* only for people to read */
		give_up(request, error->message);
	}
	g_clear_error(&error);
	g_clear_pointer(&answer, g_variant_unref);
}

static void add_string(GVariantBuilder *properties, const char *key, const char *value)
{
	g_variant_builder_add(properties, "(sv)", key, g_variant_new_string(value));
}

static GVariant *unit_of(const struct request *request, const char *program)
{
	const char *const argv[] = { "xdg-open", request->target, NULL };
	GVariantBuilder properties, commands;
	g_variant_builder_init(&properties, G_VARIANT_TYPE("a(sv)"));
	add_string(&properties, "Description", "What a reminder of Matchward opens");
	add_string(&properties, "Slice", "app.slice");
	/* xdg-open ends when the browser has begun: the unit must not end with it. */
	add_string(&properties, "ExitType", "cgroup");
	add_string(&properties, "CollectMode", "inactive-or-failed");
	g_variant_builder_init(&commands, G_VARIANT_TYPE("a(sasb)"));
	g_variant_builder_add(&commands, "(s^asb)", program, argv, FALSE);
	g_variant_builder_add(&properties, "(sv)", "ExecStart", g_variant_builder_end(&commands));
	char *name =
		g_strdup_printf("matchward-open-%08x%08x.service", g_random_int(), g_random_int());
	GVariant *arguments = g_variant_new("(ssa(sv)a(sa(sv)))", name, "fail", &properties, NULL);
	g_free(name);
	return arguments;
}

static void start_unit(struct request *request)
{
	/* The manager would only say so in its journal. */
	char *program = g_find_program_in_path("xdg-open");
	if (!program) {
		give_up(request, "there is no portal, and xdg-open is not installed");
		return;
	}
	request->is_calling = true;
	g_dbus_connection_call(request->connection, MANAGER, MANAGER_PATH, MANAGER ".Manager",
			       "StartTransientUnit", unit_of(request, program), NULL,
			       G_DBUS_CALL_FLAGS_NONE, MANAGER_MS, request->opener->cancellable,
			       on_unit, request);
	g_free(program);
}

/* ---- the portal ---- */

/* Both its answers may be the first. */
static void mind_response(struct request *request)
{
	if (request->is_calling || request->response == RESPONSE_NONE)
		return;
	unsubscribe(request);
	if (request->response == RESPONSE_FAILED)
		start_unit(request);
	else
		request_free(request);
}

static void on_response(GDBusConnection *connection, const char *sender, const char *path,
			const char *interface, const char *signal, GVariant *arguments, void *data)
{
	(void)connection, (void)sender, (void)path, (void)interface, (void)signal;
	struct request *request = data;
	guint32 code = RESPONSE_FAILED;
	if (g_variant_is_of_type(arguments, G_VARIANT_TYPE("(ua{sv})")))
		g_variant_get_child(arguments, 0, "u", &code);
	request->response = code < RESPONSE_FAILED ? (enum response)code : RESPONSE_FAILED;
	mind_response(request);
}

static void on_portal(GObject *source, GAsyncResult *result, void *data)
{
	struct request *request = data;
	GError *error = NULL;
	GVariant *answer = g_dbus_connection_call_with_unix_fd_list_finish(
		G_DBUS_CONNECTION(source), NULL, result, &error);
	request->is_calling = false;
	if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
		request_free(request);
	} else {
		if (error)
			request->response = RESPONSE_FAILED;
		mind_response(request);
	}
	g_clear_error(&error);
	g_clear_pointer(&answer, g_variant_unref);
}

/* "/org/freedesktop/portal/desktop/request/1_42/TOKEN" for ":1.42" */
static char *request_path(GDBusConnection *connection, const char *token)
{
	char *sender = g_strdup(g_dbus_connection_get_unique_name(connection) + 1);
	char *path = g_strdup_printf(PORTAL_PATH "/request/%s/%s", g_strdelimit(sender, ".", '_'),
				     token);
	g_free(sender);
	return path;
}

static void call_portal(struct request *request, const char *method, GVariant *arguments,
			GUnixFDList *fds)
{
	request->is_calling = true;
	g_dbus_connection_call_with_unix_fd_list(
		request->connection, PORTAL, PORTAL_PATH, PORTAL_OPEN, method, arguments,
		G_VARIANT_TYPE("(o)"), G_DBUS_CALL_FLAGS_NONE, PORTAL_MS, fds,
		request->opener->cancellable, on_portal, request);
}

/* fd: of a file; -1: it is an address. Takes the fd. */
static void ask_portal(struct request *request, int fd)
{
	char *token = g_strdup_printf("matchward%u", ++request->opener->last);
	char *path = request_path(request->connection, token);
	request->subscription = g_dbus_connection_signal_subscribe(
		request->connection, PORTAL, PORTAL_REQUEST, "Response", path, NULL,
		G_DBUS_SIGNAL_FLAGS_NONE, on_response, request, NULL);
	GVariantBuilder options;
	g_variant_builder_init(&options, G_VARIANT_TYPE("a{sv}"));
	g_variant_builder_add(&options, "{sv}", "handle_token", g_variant_new_string(token));
	if (fd < 0) {
		call_portal(request, "OpenURI",
			    g_variant_new("(ssa{sv})", "", request->target, &options), NULL);
	} else {
		GUnixFDList *fds = g_unix_fd_list_new_from_array(&fd, 1); /* takes it */
		call_portal(request, "OpenFile", g_variant_new("(sha{sv})", "", 0, &options), fds);
		g_object_unref(fds);
	}
	g_free(path);
	g_free(token);
}

/* ---- from outside ---- */

/* What else there is could run a program. */
static bool is_address(const char *scheme)
{
	static const char *const schemes[] = { "http", "https", "mailto" };
	for (size_t i = 0; i < G_N_ELEMENTS(schemes); i++)
		if (!g_ascii_strcasecmp(scheme, schemes[i]))
			return true;
	return false;
}

/* Ends the request, or asks. */
static void begin(struct request *request, const char *target)
{
	char *scheme = g_uri_parse_scheme(target);
	request->target = scheme ? g_strdup(target) : g_canonicalize_filename(target, NULL);
	int fd = -1;
	if (scheme && !is_address(scheme))
		give_up(request, "only http, https and mailto addresses are opened");
	else if (!g_utf8_validate(request->target, -1, NULL))
		give_up(request, "it is not UTF-8"); /* the bus takes nothing else */
	else if (!scheme && (fd = open(request->target, O_RDONLY | O_CLOEXEC | O_NONBLOCK)) < 0)
		give_up(request, g_strerror(errno)); /* the portal wants to see that we may read */
	else
		ask_portal(request, fd);
	g_free(scheme);
}

void mw_opener_open(struct mw_opener *opener, GDBusConnection *connection, uint64_t id,
		    const char *target)
{
	struct request *request = g_new0(struct request, 1);
	request->opener = opener;
	request->connection = g_object_ref(connection);
	request->id = id;
	request->response = RESPONSE_NONE;
	g_queue_push_tail(&opener->requests, request);
	begin(request, target);
}

void mw_opener_leave_bus(struct mw_opener *opener)
{
	g_cancellable_cancel(opener->cancellable);
	g_object_unref(opener->cancellable);
	opener->cancellable = g_cancellable_new();
	for (GList *link = opener->requests.head, *next; link; link = next) {
		struct request *request = link->data;
		next = link->next;
		if (!request->is_calling)
			request_free(request); /* else its callback does */
	}
}

void mw_opener_free(struct mw_opener *opener)
{
	mw_opener_leave_bus(opener);
	while (!g_queue_is_empty(&opener->requests))
		(void)g_main_context_iteration(mw_mailbox_context(opener->mailbox), TRUE);
	g_object_unref(opener->cancellable);
	g_free(opener);
}
