/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The popups on the screen, by libnotify. Lives on the notifier's thread; every call here may block
 * for as long as the server pleases, so it is made only while one is known to answer.
 *
 * What happens to popups later goes into the mailbox: ACTION and CLOSED as reports, and for what an
 * action asks of ourselves a letter.
 */
#ifndef MW_DESK_POPUPS_H
#define MW_DESK_POPUPS_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "mailbox.h"

struct mw_popups;

struct mw_popups *mw_popups_new(struct mw_mailbox *mailbox);

/* Forgets all popups without closing one, and lets go of the bus. */
void mw_popups_free(struct mw_popups *popups);

/* Make libnotify's connection to a server that is there. Until this has succeeded nothing else may
 * be called: libnotify would try by itself, and block, even when an object is freed. */
bool mw_popups_meet_server(struct mw_popups *popups, char **ret_name, char **ret_version);
void mw_popups_set_capabilities(struct mw_popups *popups, const char *const *names);
bool mw_popups_has_actions(const struct mw_popups *popups);

/* Takes the letter. One with the same id is replaced, and else one with the same tag. */
bool mw_popups_show(struct mw_popups *popups, struct mw_letter *letter, GError **error);

/* What its button opens; NULL: it is gone, or has none. */
const char *mw_popups_target(struct mw_popups *popups, uint64_t id);

/*
 * Take it off the screen and show it once more, as a new one. Some servers close a popup when one
 * of its buttons is pressed, some leave it: like this it is there with all of them, and what the
 * server says of the old one is nobody's act. On an error it counts as shown: with the next server
 * it is.
 */
bool mw_popups_show_again(struct mw_popups *popups, uint64_t id, GError **error);

/* False with an error only if the server did not answer: then it may still be on the screen. */
bool mw_popups_withdraw(struct mw_popups *popups, uint64_t id, GError **error);

/* Forget them: their server has gone, and its numbers with it. */
void mw_popups_drop(struct mw_popups *popups);

/* The bus has gone. Let go of it, so that a new connection can be made. */
void mw_popups_leave_bus(struct mw_popups *popups);

/* Is this the error of a server that is there and does not answer? (NoReply is of one that died.)
 */
bool mw_popups_is_timeout(const GError *error);

#endif
