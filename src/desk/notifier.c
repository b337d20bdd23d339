/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The loop's side of the notifier: posts letters, hands out reports.
 */
#include "matchward/desk/notifier.h"

#include <glib.h>
#include <pthread.h>
#include <signal.h>

#include "courier.h"
#include "mailbox.h"

#define STACK_SIZE 262144
#define END_MS 1500

struct mw_notifier {
	uv_async_t bell;
	struct mw_mailbox *mailbox; /* the thread's too; NULL once closed */
	uv_thread_t thread;
	mw_notifier_fn fn;
	void *context;
};

static void on_bell(uv_async_t *bell)
{
	struct mw_notifier *notifier = bell->data;
	/* Rings may have melted into one, so all; and the callback may close the notifier. */
	while (notifier->mailbox) {
		struct mw_report *report = mw_mailbox_collect(notifier->mailbox);
		if (!report)
			return;
		notifier->fn(notifier->context, &report->event);
		mw_report_free(report);
	}
}

/* Signals are for the loop: one that comes to this thread, or to those that GLib starts from it,
 * would be handled there or interrupt a call. */
static int start_thread(uv_thread_t *thread, struct mw_mailbox *mailbox)
{
	const uv_thread_options_t options = { .flags = UV_THREAD_HAS_STACK_SIZE,
					      .stack_size = STACK_SIZE };
	sigset_t all, before;
	(void)sigfillset(&all); /* cannot fail */
	int r = pthread_sigmask(SIG_SETMASK, &all, &before);
	if (r != 0)
		return -r;
	r = uv_thread_create_ex(thread, &options, mw_courier_main, mailbox);
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL); /* it was valid before */
	return r;
}

static void on_closed(uv_handle_t *handle)
{
	g_free(handle->data);
}

int mw_notifier_new(uv_loop_t *loop, mw_notifier_fn fn, void *context,
		    struct mw_notifier **ret_notifier)
{
	struct mw_notifier *notifier = g_new0(struct mw_notifier, 1);
	notifier->fn = fn;
	notifier->context = context;
	int r = uv_async_init(loop, &notifier->bell, on_bell);
	if (r != 0) {
		g_free(notifier);
		return r;
	}
	notifier->bell.data = notifier;
	notifier->mailbox = mw_mailbox_new(&notifier->bell);
	r = start_thread(&notifier->thread, notifier->mailbox);
	if (r != 0) {
		mw_mailbox_free(notifier->mailbox);
		notifier->mailbox = NULL;
		uv_close((uv_handle_t *)&notifier->bell, on_closed);
		return r;
	}
	*ret_notifier = notifier;
	return 0;
}

/* Takes the letter. After the end there is nobody to read it. */
static void post(struct mw_notifier *notifier, struct mw_letter *letter)
{
	if (notifier->mailbox)
		mw_mailbox_send(notifier->mailbox, letter);
	else
		mw_letter_free(letter);
}

void mw_notifier_show(struct mw_notifier *notifier, const struct mw_popup *popup)
{
	post(notifier, mw_letter_of(popup));
}

void mw_notifier_withdraw(struct mw_notifier *notifier, uint64_t id)
{
	post(notifier, mw_letter_new(MW_LETTER_WITHDRAW, id));
}

void mw_notifier_poke(struct mw_notifier *notifier)
{
	post(notifier, mw_letter_new(MW_LETTER_POKE, 0));
}

void mw_notifier_close(struct mw_notifier *notifier)
{
	if (!notifier || !notifier->mailbox)
		return;
	if (mw_mailbox_hang_up(notifier->mailbox, END_MS)) {
		(void)uv_thread_join(&notifier->thread); /* it has left already */
		mw_mailbox_free(notifier->mailbox);
	} else {
		(void)pthread_detach(notifier->thread); /* it hangs: the mailbox is its own now */
	}
	notifier->mailbox = NULL;
	uv_close((uv_handle_t *)&notifier->bell, on_closed);
}
