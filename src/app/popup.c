/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Popups in words. No score and no visa status: screens are locked with popups on them.
 */
#include "matchward/app/popup.h"

#include <inttypes.h>
#include <string.h>

#include "matchward/core/words.h"
#include "matchward/format/clean.h"

#define LINES_MOST 6
#define ERRORS_MOST 3

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

static void add_button(struct mw_popup *popup, const char *key, const char *label)
{
	popup->buttons[popup->button_count++] = (struct mw_popup_button){ key, label };
}

/* The tag of a private step: the same in every life of ours, but servers log it. */
static const char *disguise(const char *id, struct mw_pool *pool)
{
	uint32_t hash = 2166136261; /* FNV-1a */
	for (; *id; id++)
		hash = (hash ^ (unsigned char)*id) * 16777619;
	return mw_pool_printf(pool, "private/%08" PRIx32, hash);
}

/* An event passes by itself: it can be opened, but not done. */
static void single(const struct mw_plan *plan, const struct mw_action *action, bool has_actions,
		   struct mw_pool *pool, struct mw_buf *body, struct mw_popup *popup)
{
	const struct mw_milestone *milestone = action->tellings[0].milestone;
	bool is_private = mw_words_is_private(milestone->rule);
	popup->tag = is_private ? disguise(milestone->id, pool) : milestone->id;
	popup->summary = mw_words_popup_title(milestone);
	popup->open = mw_clean_url(pool, milestone->rule->url);
	mw_words_popup(plan, milestone, body);
	if (!milestone->rule->is_event) {
		add_button(popup, MW_BUTTON_DONE, "Done");
		if (milestone->status != MW_STATUS_MISSED)
			add_button(popup, MW_BUTTON_SNOOZE, "Tomorrow");
	}
	if (popup->open)
		add_button(popup, MW_POPUP_OPEN, "Open");
	if (is_private) {
		mw_buf_puts(body, "\nWhat it is stays off the screen. Run: matchward plan");
		return; /* the id and the address would tell as well */
	}
	if (!has_actions && popup->open)
		mw_buf_printf(body, "\nSee %s", popup->open);
	if (!has_actions && !milestone->rule->is_event)
		mw_buf_printf(body, "\nDone? Run: matchward done %s", milestone->id);
}

static void list(const struct mw_plan *plan, const struct mw_action *action, bool has_actions,
		 const char *calendar, struct mw_buf *body, struct mw_popup *popup)
{
	size_t shown = action->count < LINES_MOST ? action->count : LINES_MOST;
	for (size_t i = 0; i < shown; i++) {
		const struct mw_milestone *milestone = action->tellings[i].milestone;
		mw_buf_printf(body, "%s%s: ", i ? "\n" : "", mw_words_popup_title(milestone));
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
	else if (!has_actions)
		mw_buf_puts(body, "\nRun: matchward plan");
	popup->tag = "matchward/digest";
	popup->open = calendar;
	add_button(popup, MW_POPUP_OPEN, "Open");
}

void mw_popup_compose(const struct mw_plan *plan, const struct mw_action *action, bool has_actions,
		      const char *calendar, struct mw_pool *pool, struct mw_popup *ret_popup)
{
	struct mw_popup popup = { .id = action->popup, .urgency = urgency_of(action->urgency) };
	mw_auto(buf) body = MW_BUF_INIT;
	switch (action->kind) {
	case MW_ACTION_SHOW:
		single(plan, action, has_actions, pool, &body, &popup);
		break;
	case MW_ACTION_DIGEST:
		popup.summary =
			mw_pool_printf(pool, "%zu things are due", action->count + action->more);
		list(plan, action, has_actions, calendar, &body, &popup);
		break;
	case MW_ACTION_GREETING:
		popup.summary = "Your first steps";
		list(plan, action, has_actions, calendar, &body, &popup);
		break;
	case MW_ACTION_WITHDRAW:
	case MW_ACTION_RECORD:
		break;
	}
	popup.body = mw_pool_copy(pool, body.text, body.len);
	*ret_popup = popup;
}

struct mw_popup mw_popup_complain(const struct mw_diags *diags, struct mw_buf *body)
{
	size_t shown = diags->count < ERRORS_MOST ? diags->count : ERRORS_MOST;
	for (size_t i = 0; i < shown; i++) {
		const struct mw_spot *spot = &diags->items[i].spot;
		mw_buf_puts(body, spot->file ? spot->file : "a file");
		if (spot->line)
			mw_buf_printf(body, ":%d", spot->line);
		mw_buf_putc(body, '\n');
	}
	if (diags->count > shown)
		mw_buf_printf(body, "and %zu more.\n", diags->count - shown);
	mw_buf_puts(body, "To read what is wrong, run: matchward check");
	return (struct mw_popup){ .id = MW_POPUP_ERROR,
				  .tag = "matchward/error",
				  .summary = "Your Matchward files have an error",
				  .body = body->text,
				  .urgency = MW_POPUP_NORMAL };
}

struct mw_popup mw_popup_not_opened(const struct mw_notifier_event *event)
{
	return (struct mw_popup){ .id = MW_POPUP_NOT_OPENED,
				  .tag = "matchward/open",
				  .summary = "This could not be opened",
				  .body = event->text,
				  .urgency = MW_POPUP_NORMAL };
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
	case MW_NOTIFIER_NOT_OPENED:
		next.kind = MW_EVENT_WAKE; /* nothing for the engine */
		break;
	}
	return next;
}
