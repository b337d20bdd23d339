/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Popups in words. No score and no visa status: screens are locked with popups on them.
 */
#include "matchward/app/popup.h"

#include <string.h>

#include "matchward/core/words.h"

#define LINES_MOST 6

static enum mw_popup_urgency urgency_of(enum mw_urgency urgency)
{
	switch (urgency) {
	case MW_URGENCY_LOW:
		return MW_POPUP_LOW;
	case MW_URGENCY_NORMAL:
		return MW_POPUP_NORMAL;
	case MW_URGENCY_CRITICAL:
		return MW_POPUP_CRITICAL;
	}
	return MW_POPUP_NORMAL;
}

static void single(const struct mw_plan *plan, const struct mw_action *action, bool has_actions,
		   struct mw_buf *body, struct mw_popup *popup)
{
	const struct mw_milestone *milestone = action->tellings[0].milestone;
	popup->tag = milestone->id;
	popup->summary = milestone->title;
	mw_words_popup(plan, milestone, body);
	if (milestone->rule->is_event)
		return; /* it passes by itself and asks for nothing */
	popup->buttons[popup->button_count++] = (struct mw_popup_button){ MW_BUTTON_DONE, "Done" };
	if (milestone->status != MW_STATUS_MISSED)
		popup->buttons[popup->button_count++] =
			(struct mw_popup_button){ MW_BUTTON_SNOOZE, "Tomorrow" };
	if (!has_actions)
		mw_buf_printf(body, "\nDone? Run: matchward done %s", milestone->id);
}

static void list(const struct mw_plan *plan, const struct mw_action *action, struct mw_buf *body)
{
	size_t shown = action->count < LINES_MOST ? action->count : LINES_MOST;
	for (size_t i = 0; i < shown; i++) {
		const struct mw_milestone *milestone = action->tellings[i].milestone;
		mw_buf_printf(body, "%s%s: ", i ? "\n" : "", milestone->title);
		if (milestone->rule->repeat_days) {
			mw_buf_puts(body, "its day has come again");
			continue;
		}
		mw_buf_puts(body, milestone->status == MW_STATUS_LATE     ? "was due "
				  : milestone->status == MW_STATUS_MISSED ? "missed, was due "
									  : "due ");
		mw_words_date(&milestone->due, plan->profile->zone, body);
	}
	size_t more = action->more + action->count - shown;
	if (more)
		mw_buf_printf(body, "\nand %zu more. Run: matchward plan", more);
}

void mw_popup_compose(const struct mw_plan *plan, const struct mw_action *action, bool has_actions,
		      struct mw_pool *pool, struct mw_popup *ret_popup)
{
	struct mw_popup popup = { .id = action->popup, .urgency = urgency_of(action->urgency) };
	mw_auto(buf) body = MW_BUF_INIT;
	switch (action->kind) {
	case MW_ACTION_SHOW:
		single(plan, action, has_actions, &body, &popup);
		break;
	case MW_ACTION_DIGEST:
		popup.tag = "matchward/digest";
		popup.summary =
			mw_pool_printf(pool, "%zu things are due", action->count + action->more);
		list(plan, action, &body);
		break;
	case MW_ACTION_GREETING:
		popup.tag = "matchward/digest";
		popup.summary = "Your first steps";
		list(plan, action, &body);
		break;
	case MW_ACTION_WITHDRAW:
	case MW_ACTION_RECORD:
		break;
	}
	popup.body = mw_pool_copy(pool, body.text, body.len);
	*ret_popup = popup;
}

void mw_popup_status(const struct mw_plan *plan, const struct mw_actions *actions,
		     bool server_is_up, struct mw_buf *out)
{
	mw_buf_puts(out, "STATUS=");
	if (actions->waiting)
		mw_buf_printf(out, "%zu waiting%s; ", actions->waiting,
			      server_is_up ? "" : " for a notification server");
	if (actions->wake_utc == MW_WAKE_NEVER) {
		mw_buf_puts(out, "nothing more to say");
		return;
	}
	mw_day day;
	int second;
	mw_zone_from_utc(plan->profile->zone, actions->wake_utc, &day, &second);
	mw_buf_puts(out, "next ");
	mw_words_day(day, out);
	mw_buf_printf(out, " %02d:%02d%s%s", second / 3600, second / 60 % 60,
		      actions->wake_for ? ": " : "",
		      actions->wake_for ? actions->wake_for->id : "");
}

struct mw_event mw_popup_event(const struct mw_notifier_event *event)
{
	struct mw_event next = { .popup = event->id };
	switch (event->kind) {
	case MW_NOTIFIER_SERVER_UP:
	case MW_NOTIFIER_SERVER_DOWN:
		next.kind = MW_EVENT_SERVER;
		next.is_up = event->kind == MW_NOTIFIER_SERVER_UP;
		break;
	case MW_NOTIFIER_SHOWN:
		next.kind = MW_EVENT_SHOWN;
		break;
	case MW_NOTIFIER_FAILED:
		next.kind = MW_EVENT_FAILED;
		break;
	case MW_NOTIFIER_ACTION:
		next.kind = !strcmp(event->text, MW_BUTTON_DONE)     ? MW_EVENT_DONE
			    : !strcmp(event->text, MW_BUTTON_SNOOZE) ? MW_EVENT_SNOOZE
								     : MW_EVENT_SEEN;
		break;
	case MW_NOTIFIER_CLOSED:
		next.kind =
			event->reason == MW_NOTIFIER_DISMISSED ? MW_EVENT_SEEN : MW_EVENT_CLOSED;
		break;
	}
	return next;
}
