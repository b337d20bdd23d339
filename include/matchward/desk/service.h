/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The service: tells the service manager how we are, by sd_notify(3)'s protocol without libsystemd.
 */
#ifndef MW_DESK_SERVICE_H
#define MW_DESK_SERVICE_H

/*
 * Send assignments, one per line ("READY=1\nSTATUS=Waiting until ..."), to $NOTIFY_SOCKET, a path
 * or an abstract name ("@..."). Returns 0 when sent, also when there is no $NOTIFY_SOCKET;
 * -EAFNOSUPPORT for an address of another kind; other -errno when it could not be sent. Never
 * blocks.
 */
int mw_service_notify(const char *state);

#endif
