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

/* Popups of our own; the engine counts from 1. */
#define MW_POPUP_ERROR UINT64_MAX
#define MW_POPUP_NOT_OPENED (UINT64_MAX - 1)

/*
 * Only for SHOW, DIGEST and GREETING. Without actions on the server the text names command and
 * address instead. Open leads to the milestone's address; that of a digest to the calendar file,
 * which has all that it names: no one of the addresses would. Both strings live in the pool.
 */
void mw_popup_compose(const struct mw_plan *plan, const struct mw_action *action, bool has_actions,
		      const char *calendar, struct mw_pool *pool, struct mw_popup *ret_popup);

/* Bad input, by file and line only: what stands there may be a score or the visa. Anything else
 * goes into `body`, which has to outlive the popup. */
struct mw_popup mw_popup_complain(const struct mw_diags *diags, struct mw_buf *body);

/* What the button Open could not open, with the reason. */
struct mw_popup mw_popup_not_opened(const struct mw_notifier_event *event);

/* What the notifier says, as the engine understands it. Only a button and a dismissal are acts. */
struct mw_event mw_popup_event(const struct mw_notifier_event *event);

/* One line for the service manager: what waits, and what comes next. */
void mw_popup_status(const struct mw_plan *plan, const struct mw_actions *actions,
		     bool server_is_up, struct mw_buf *out);

#endif
