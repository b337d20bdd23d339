/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two queues under one mutex. They are not of GLib's making, so that a thread sanitizer sees into
 * them.
 */
#include "mailbox.h"

#include <stdlib.h>

struct mw_mailbox {
	GMainContext *context; /* owned; the thread sleeps in it */
	uv_mutex_t mutex;      /* guards all that follows */
	uv_cond_t has_left;    /* the thread has */
	struct mw_letter *letters, **letters_end;
	struct mw_report *reports, **reports_end;
	uv_async_t *bell;  /* borrowed; NULL once the loop has hung up */
	bool has_thread;   /* it has not left yet */
	bool is_abandoned; /* the loop will not come back: the thread frees */
};

struct mw_letter *mw_letter_new(enum mw_letter_kind kind, uint64_t id)
{
	struct mw_letter *letter = g_new0(struct mw_letter, 1);
	letter->kind = kind;
	letter->id = id;
	return letter;
}

struct mw_letter *mw_letter_of(const struct mw_popup *popup)
{
	struct mw_letter *letter = mw_letter_new(MW_LETTER_SHOW, popup->id);
	letter->tag = g_strdup(popup->tag);
	letter->summary = g_strdup(popup->summary ? popup->summary : "");
	letter->body = g_strdup(popup->body ? popup->body : "");
	letter->open = g_strdup(popup->open);
	letter->urgency = popup->urgency;
	letter->button_count = MIN(popup->button_count, MW_POPUP_BUTTONS_MOST);
	for (size_t i = 0; i < letter->button_count; i++) {
		letter->buttons[i].key = g_strdup(popup->buttons[i].key);
		letter->buttons[i].label = g_strdup(popup->buttons[i].label);
	}
	return letter;
}

void mw_letter_free(struct mw_letter *letter)
{
	if (!letter)
		return;
	g_free(letter->tag);
	g_free(letter->summary);
	g_free(letter->body);
	g_free(letter->open);
	for (size_t i = 0; i < letter->button_count; i++) {
		g_free(letter->buttons[i].key);
		g_free(letter->buttons[i].label);
	}
	g_free(letter);
}

void mw_report_free(struct mw_report *report)
{
	if (!report)
		return;
	g_free((char *)report->event.text);
	g_free((char *)report->event.version);
	g_free(report);
}

struct mw_mailbox *mw_mailbox_new(uv_async_t *bell)
{
	struct mw_mailbox *mailbox = g_new0(struct mw_mailbox, 1);
	if (uv_mutex_init(&mailbox->mutex) != 0 || uv_cond_init(&mailbox->has_left) != 0)
		abort(); /* out of memory */
	mailbox->letters_end = &mailbox->letters;
	mailbox->reports_end = &mailbox->reports;
	mailbox->context = g_main_context_new();
	mailbox->bell = bell;
	mailbox->has_thread = true;
	return mailbox;
}

/* Both without the lock. */
static struct mw_letter *pop_letter(struct mw_mailbox *mailbox)
{
	struct mw_letter *letter = mailbox->letters;
	if (!letter)
		return NULL;
	mailbox->letters = letter->next;
	if (!letter->next)
		mailbox->letters_end = &mailbox->letters;
	letter->next = NULL;
	return letter;
}

static struct mw_report *pop_report(struct mw_mailbox *mailbox)
{
	struct mw_report *report = mailbox->reports;
	if (!report)
		return NULL;
	mailbox->reports = report->next;
	if (!report->next)
		mailbox->reports_end = &mailbox->reports;
	report->next = NULL;
	return report;
}

void mw_mailbox_free(struct mw_mailbox *mailbox)
{
	struct mw_letter *letter;
	while ((letter = pop_letter(mailbox)))
		mw_letter_free(letter);
	struct mw_report *report;
	while ((report = pop_report(mailbox)))
		mw_report_free(report);
	g_main_context_unref(mailbox->context);
	uv_cond_destroy(&mailbox->has_left);
	uv_mutex_destroy(&mailbox->mutex);
	g_free(mailbox);
}

void mw_mailbox_send(struct mw_mailbox *mailbox, struct mw_letter *letter)
{
	uv_mutex_lock(&mailbox->mutex);
	*mailbox->letters_end = letter;
	mailbox->letters_end = &letter->next;
	uv_mutex_unlock(&mailbox->mutex);
	g_main_context_wakeup(mailbox->context);
}

struct mw_report *mw_mailbox_collect(struct mw_mailbox *mailbox)
{
	uv_mutex_lock(&mailbox->mutex);
	struct mw_report *report = pop_report(mailbox);
	uv_mutex_unlock(&mailbox->mutex);
	return report;
}

bool mw_mailbox_hang_up(struct mw_mailbox *mailbox, uint64_t wait_ms)
{
	uv_mutex_lock(&mailbox->mutex);
	mailbox->bell = NULL;
	g_main_context_wakeup(mailbox->context);
	int r = 0;
	/* Woken without reason it waits anew: that only makes a hanging thread's time a little
	 * longer. */
	while (mailbox->has_thread && r == 0)
		r = uv_cond_timedwait(&mailbox->has_left, &mailbox->mutex, wait_ms * 1000000);
	bool has_left = !mailbox->has_thread;
	mailbox->is_abandoned = !has_left;
	uv_mutex_unlock(&mailbox->mutex);
	return has_left;
}

GMainContext *mw_mailbox_context(struct mw_mailbox *mailbox)
{
	return mailbox->context;
}

bool mw_mailbox_is_ending(struct mw_mailbox *mailbox)
{
	uv_mutex_lock(&mailbox->mutex);
	bool is_ending = !mailbox->bell;
	uv_mutex_unlock(&mailbox->mutex);
	return is_ending;
}

struct mw_letter *mw_mailbox_receive(struct mw_mailbox *mailbox)
{
	uv_mutex_lock(&mailbox->mutex);
	struct mw_letter *letter = pop_letter(mailbox);
	uv_mutex_unlock(&mailbox->mutex);
	return letter;
}

void mw_mailbox_report(struct mw_mailbox *mailbox, struct mw_notifier_event event)
{
	struct mw_report *report = g_new0(struct mw_report, 1);
	report->event = event;
	report->event.text = g_strdup(event.text ? event.text : "");
	report->event.version = g_strdup(event.version ? event.version : "");
	uv_mutex_lock(&mailbox->mutex);
	*mailbox->reports_end = report;
	mailbox->reports_end = &report->next;
	if (mailbox->bell)
		(void)uv_async_send(mailbox->bell); /* fails for no handle that is open */
	uv_mutex_unlock(&mailbox->mutex);
}

void mw_mailbox_leave(struct mw_mailbox *mailbox)
{
	uv_mutex_lock(&mailbox->mutex);
	mailbox->has_thread = false;
	bool is_abandoned = mailbox->is_abandoned;
	uv_cond_signal(&mailbox->has_left);
	uv_mutex_unlock(&mailbox->mutex);
	if (is_abandoned)
		mw_mailbox_free(mailbox);
}
