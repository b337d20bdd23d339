/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sd_notify(3) by hand: one datagram.
 */
#include "matchward/desk/service.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int send_to(const struct sockaddr_un *address, socklen_t size, const char *state)
{
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -errno;
	int r = 0;
	while (sendto(fd, state, strlen(state), MSG_NOSIGNAL | MSG_DONTWAIT,
		      (const struct sockaddr *)address, size) < 0) {
		if (errno == EINTR)
			continue;
		r = -errno;
		break;
	}
	(void)close(fd); /* a datagram is sent, or was not */
	return r;
}

int mw_service_notify(const char *state)
{
	const char *path = getenv("NOTIFY_SOCKET");
	if (!path || *path == '\0')
		return 0;
	if (path[0] != '/' && path[0] != '@')
		return -EAFNOSUPPORT;
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	size_t len = strlen(path);
	if (len >= sizeof address.sun_path)
		return -ENAMETOOLONG;
	memcpy(address.sun_path, path, len);
	/* An abstract name begins with a NUL and ends with its last byte. */
	if (path[0] == '@')
		address.sun_path[0] = '\0';
	else
		len++;
	return send_to(&address, (socklen_t)(offsetof(struct sockaddr_un, sun_path) + len), state);
}
