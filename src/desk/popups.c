/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * libnotify, and how its text has to look.
 */
#include "popups.h"

#include <gio/gio.h>
#include <libnotify/notify.h>
#include <string.h>

#define APP_NAME "Matchward"
#define DESKTOP_ENTRY "io.github.matchward.Matchward" /* and the icon has the same name */
#define CATEGORY "x-matchward.reminder"
#define TITLE_MOST 36 /* characters that every server shows in one line */

struct mw_popups {
	struct mw_mailbox *mailbox; /* borrowed */
	GHashTable *shown;          /* id -> struct shown, owned */
	bool has_actions, has_body, has_markup, cuts_titles;
};

struct shown {
	uint64_t id;
	NotifyNotification *object; /* owned; lives as long as its signals are wanted */
	struct mw_popups *popups;   /* borrowed */
	struct mw_letter *letter;   /* owned; what it says */
	bool is_leaving;            /* to be shown again: what becomes of this one is no news */
};

static void drop_object(struct shown *shown)
{
	g_signal_handlers_disconnect_by_data(shown->object, shown);
	g_object_unref(shown->object);
}

static void shown_free(void *data)
{
	struct shown *shown = data;
	drop_object(shown);
	mw_letter_free(shown->letter);
	g_free(shown);
}

struct mw_popups *mw_popups_new(struct mw_mailbox *mailbox)
{
	struct mw_popups *popups = g_new0(struct mw_popups, 1);
	popups->mailbox = mailbox;
	popups->shown = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, shown_free);
	return popups;
}

void mw_popups_free(struct mw_popups *popups)
{
	mw_popups_leave_bus(popups);
	g_hash_table_unref(popups->shown);
	g_free(popups);
}

void mw_popups_drop(struct mw_popups *popups)
{
	g_hash_table_remove_all(popups->shown);
}

void mw_popups_leave_bus(struct mw_popups *popups)
{
	/* In this order: what notify_uninit() still finds it would close on the screen. */
	mw_popups_drop(popups);
	notify_uninit();
}

bool mw_popups_meet_server(struct mw_popups *popups, char **ret_name, char **ret_version)
{
	/* There is no capability for it: they give a title one line. */
	static const char *const cutters[] = { "Xfce Notify Daemon", "gnome-shell", NULL };
	if (!notify_init(APP_NAME) || !notify_get_server_info(ret_name, NULL, ret_version, NULL))
		return false;
	popups->cuts_titles = g_strv_contains(cutters, *ret_name);
	return true;
}

void mw_popups_set_capabilities(struct mw_popups *popups, const char *const *names)
{
	popups->has_actions = g_strv_contains(names, "actions");
	popups->has_markup = g_strv_contains(names, "body-markup");
	popups->has_body = popups->has_markup || g_strv_contains(names, "body");
}

bool mw_popups_has_actions(const struct mw_popups *popups)
{
	return popups->has_actions;
}

bool mw_popups_is_timeout(const GError *error)
{
	return g_error_matches(error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) ||
	       g_error_matches(error, G_DBUS_ERROR, G_DBUS_ERROR_TIMEOUT) ||
	       g_error_matches(error, G_DBUS_ERROR, G_DBUS_ERROR_TIMED_OUT);
}

/* Text that may be sent: one broken byte would abort the call, one control character confuse a
 * server. */
static char *clean(const char *text, bool is_markup)
{
	char *valid = g_utf8_make_valid(text, -1);
	GString *out = g_string_new(NULL);
	for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);
		if (is_markup && c == '&')
			g_string_append(out, "&amp;");
		else if (is_markup && c == '<')
			g_string_append(out, "&lt;");
		else if (is_markup && c == '>')
			g_string_append(out, "&gt;");
		else if ((c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0))
			g_string_append_unichar(out, 0xfffd);
		else
			g_string_append_unichar(out, c);
	}
	g_free(valid);
	return g_string_free(out, FALSE);
}

static void report_closed(const struct shown *shown, enum mw_notifier_reason reason)
{
	mw_mailbox_report(shown->popups->mailbox,
			  (struct mw_notifier_event){
				  .kind = MW_NOTIFIER_CLOSED, .id = shown->id, .reason = reason });
}

static void on_closed(NotifyNotification *object, struct shown *shown)
{
	int reason = notify_notification_get_closed_reason(object);
	bool is_known = reason >= MW_NOTIFIER_EXPIRED && reason <= MW_NOTIFIER_WITHDRAWN;
	if (shown->is_leaving)
		return;
	report_closed(shown, is_known ? (enum mw_notifier_reason)reason : MW_NOTIFIER_UNDEFINED);
	g_hash_table_remove(shown->popups->shown, &shown->id);
}

/* Not here and now: we are inside of a signal that may be followed by the server's own closing. */
static void on_action(NotifyNotification *object, char *key, void *data)
{
	(void)object; /* is shown->object */
	struct shown *shown = data;
	enum mw_letter_kind next = MW_LETTER_WITHDRAW; /* some servers leave it open */
	if (!strcmp(key, MW_POPUP_OPEN) && shown->letter->open) {
		next = MW_LETTER_OPEN;
		shown->is_leaving = true;
	} else {
		mw_mailbox_report(shown->popups->mailbox,
				  (struct mw_notifier_event){ .kind = MW_NOTIFIER_ACTION,
							      .id = shown->id,
							      .text = key });
	}
	mw_mailbox_send(shown->popups->mailbox, mw_letter_new(next, shown->id));
}

static void set_hint(NotifyNotification *object, const char *key, const char *value)
{
	notify_notification_set_hint(object, key, g_variant_new_string(value));
}

static NotifyUrgency urgency_of(enum mw_popup_urgency urgency)
{
	switch (urgency) {
	case MW_POPUP_LOW:
		return NOTIFY_URGENCY_LOW;
	case MW_POPUP_NORMAL:
		return NOTIFY_URGENCY_NORMAL;
	case MW_POPUP_CRITICAL:
		return NOTIFY_URGENCY_CRITICAL;
	}
	return NOTIFY_URGENCY_NORMAL;
}

static void set_buttons(struct shown *shown)
{
	const struct mw_letter *letter = shown->letter;
	notify_notification_clear_actions(shown->object);
	for (size_t i = 0; shown->popups->has_actions && i < letter->button_count; i++) {
		/* libnotify refuses what is empty. */
		if (!letter->buttons[i].key || *letter->buttons[i].key == '\0' ||
		    !letter->buttons[i].label || *letter->buttons[i].label == '\0')
			continue;
		char *key = clean(letter->buttons[i].key, false);
		char *label = clean(letter->buttons[i].label, false);
		notify_notification_add_action(shown->object, key, label, on_action, shown, NULL);
		g_free(key);
		g_free(label);
	}
}

static void set_text(struct shown *shown)
{
	const struct mw_letter *letter = shown->letter;
	char *summary = clean(*letter->summary != '\0' ? letter->summary : APP_NAME, false);
	char *body = clean(letter->body, shown->popups->has_markup);
	if (shown->popups->cuts_titles && g_utf8_strlen(summary, -1) > TITLE_MOST) {
		char *whole = clean(summary, shown->popups->has_markup), *old = body;
		body = g_strconcat(whole, "\n", old, NULL);
		g_free(whole);
		g_free(old);
	}
	if (!shown->popups->has_body && *body != '\0') {
		/* It would be thrown away, and with it the date. */
		char *both = g_strdup_printf("%s: %s", summary, g_strdelimit(body, "\n", ' '));
		notify_notification_update(shown->object, both, NULL, DESKTOP_ENTRY);
		g_free(both);
	} else {
		notify_notification_update(shown->object, summary, body, DESKTOP_ENTRY);
	}
	g_free(summary);
	g_free(body);
}

static void dress(struct shown *shown)
{
	const struct mw_letter *letter = shown->letter;
	notify_notification_clear_hints(shown->object);
	set_text(shown); /* from libnotify 0.8.4 on its icon is a hint */
	set_hint(shown->object, "desktop-entry", DESKTOP_ENTRY);
	if (letter->tag && *letter->tag != '\0') {
		char *tag = clean(letter->tag, false);
		set_hint(shown->object, "x-canonical-private-synchronous", tag);
		set_hint(shown->object, "x-dunst-stack-tag", tag);
		g_free(tag);
	}
	notify_notification_set_category(shown->object, CATEGORY);
	notify_notification_set_urgency(shown->object, urgency_of(letter->urgency));
	notify_notification_set_timeout(shown->object, letter->urgency == MW_POPUP_CRITICAL
							       ? NOTIFY_EXPIRES_NEVER
							       : NOTIFY_EXPIRES_DEFAULT);
	set_buttons(shown);
}

static void make_object(struct shown *shown)
{
	shown->object = notify_notification_new(APP_NAME, NULL, NULL);
	g_signal_connect(shown->object, "closed", G_CALLBACK(on_closed), shown);
}

/* The popup of this id, or else an older one of the same tag, which then gets the id: after a
 * server that hung the caller shows anew what is still there. */
static struct shown *find(struct mw_popups *popups, const struct mw_letter *letter)
{
	struct shown *shown = g_hash_table_lookup(popups->shown, &letter->id);
	if (shown || !letter->tag || *letter->tag == '\0')
		return shown;
	GHashTableIter iter;
	void *value;
	g_hash_table_iter_init(&iter, popups->shown);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		shown = value;
		if (g_strcmp0(shown->letter->tag, letter->tag) != 0)
			continue;
		report_closed(shown, MW_NOTIFIER_UNDEFINED);
		g_hash_table_iter_steal(&iter);
		shown->id = letter->id;
		g_hash_table_insert(popups->shown, &shown->id, shown);
		return shown;
	}
	return NULL;
}

bool mw_popups_show(struct mw_popups *popups, struct mw_letter *letter, GError **error)
{
	struct shown *shown = find(popups, letter);
	struct mw_letter *before = shown ? shown->letter : NULL;
	if (!shown) {
		shown = g_new0(struct shown, 1);
		shown->id = letter->id;
		shown->popups = popups;
		make_object(shown);
		g_hash_table_insert(popups->shown, &shown->id, shown);
	}
	shown->letter = letter;
	dress(shown);
	if (notify_notification_show(shown->object, error)) {
		mw_letter_free(before);
		return true;
	}
	/* One that was there before stays there, as it was. */
	if (before) {
		shown->letter = before;
		mw_letter_free(letter);
	} else {
		g_hash_table_remove(popups->shown, &shown->id);
	}
	return false;
}

/* Only an answer that does not come is an error: a server that refuses has it no more. */
static bool close_object(const struct shown *shown, GError **error)
{
	GError *trouble = NULL;
	if (notify_notification_close(shown->object, &trouble))
		return true;
	if (mw_popups_is_timeout(trouble)) {
		g_propagate_error(error, trouble);
		return false;
	}
	g_error_free(trouble);
	return true;
}

bool mw_popups_withdraw(struct mw_popups *popups, uint64_t id, GError **error)
{
	struct shown *shown = g_hash_table_lookup(popups->shown, &id);
	if (!shown)
		return true;
	if (!close_object(shown, error))
		return false;
	/* The server says so too, but maybe when its number is in use again. */
	report_closed(shown, MW_NOTIFIER_WITHDRAWN);
	g_hash_table_remove(popups->shown, &id);
	return true;
}

const char *mw_popups_target(struct mw_popups *popups, uint64_t id)
{
	const struct shown *shown = g_hash_table_lookup(popups->shown, &id);
	return shown ? shown->letter->open : NULL;
}

bool mw_popups_show_again(struct mw_popups *popups, uint64_t id, GError **error)
{
	struct shown *shown = g_hash_table_lookup(popups->shown, &id);
	if (!shown)
		return true;
	if (!close_object(shown, error))
		return false;
	drop_object(shown);
	make_object(shown);
	shown->is_leaving = false;
	dress(shown);
	return notify_notification_show(shown->object, error);
}
