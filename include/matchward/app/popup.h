/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From an action of the engine to the words and buttons of a popup.
 */
#ifndef MW_APP_POPUP_H
#define MW_APP_POPUP_H

#include "matchward/core/plan.h"
#include "matchward/core/pool.h"
#include "matchward/desk/notifier.h"
#include "matchward/engine/engine.h"

#define MW_BUTTON_DONE "done"
#define MW_BUTTON_SNOOZE "snooze"

/* Only for SHOW, DIGEST and GREETING. Without actions on the server the text names the command
 * instead. */
void mw_popup_compose(const struct mw_plan *plan, const struct mw_action *action, bool has_actions,
		      struct mw_pool *pool, struct mw_popup *ret_popup);

/* What the notifier says, as the engine understands it. Only a button and a dismissal are acts. */
struct mw_event mw_popup_event(const struct mw_notifier_event *event);

/* One line for the service manager: what waits, and what comes next. */
void mw_popup_status(const struct mw_plan *plan, const struct mw_actions *actions,
		     bool server_is_up, struct mw_buf *out);

#endif
