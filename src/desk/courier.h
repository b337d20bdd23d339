/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The courier: the notifier's thread. Follows the bus and the notification server by their signals,
 * keeps what cannot be shown yet, and carries letters to the popups.
 */
#ifndef MW_DESK_COURIER_H
#define MW_DESK_COURIER_H

/* The whole thread. The argument is its mailbox, which it leaves at the end. */
void mw_courier_main(void *arg);

#endif
