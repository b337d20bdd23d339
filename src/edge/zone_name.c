/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Zone names, and the name of the machine's own zone.
 */
#include "zone_name.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "matchward/core/pool.h"
#include "matchward/edge/file.h"
#include "matchward/edge/zones.h"

bool mw_zone_name_is(const char *name)
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				      "0123456789_+-/";
	size_t len = strlen(name);
	if (len == 0 || len >= MW_ZONE_NAME_SIZE || strspn(name, allowed) != len)
		return false;
	return name[0] != '/' && name[len - 1] != '/' && !strstr(name, "//");
}

void mw_zone_name_path(const char *name, struct mw_buf *path)
{
	const char *dir = getenv("TZDIR");
	mw_buf_printf(path, "%s/%s", dir && *dir == '/' ? dir : "/usr/share/zoneinfo", name);
}

static bool is_known(const char *name)
{
	mw_auto(buf) path = MW_BUF_INIT;
	if (!mw_zone_name_is(name))
		return false;
	mw_zone_name_path(name, &path);
	return access(path.text, R_OK) == 0;
}

/* ".../zoneinfo/posix/Europe/Berlin" -> "Europe/Berlin"; what is no such path is a name already. */
static const char *name_in_path(const char *path)
{
	static const char dir[] = "zoneinfo/";
	const char *found = strstr(path, dir);
	if (!found)
		return path;
	found += sizeof dir - 1;
	static const char *const flavours[] = { "posix/", "right/" };
	for (size_t i = 0; i < sizeof flavours / sizeof *flavours; i++)
		if (!strncmp(found, flavours[i], strlen(flavours[i])))
			return found + strlen(flavours[i]);
	return found;
}

static int give(const char *name, char *buf, size_t size)
{
	size_t len = strlen(name);
	if (len >= size)
		return -ENAMETOOLONG;
	memcpy(buf, name, len + 1);
	return 0;
}

int mw_zones_local_name(char *buf, size_t size)
{
	const char *tz = getenv("TZ");
	if (tz && *tz == ':')
		tz++;
	if (tz && is_known(name_in_path(tz)))
		return give(name_in_path(tz), buf, size);

	char target[4096];
	ssize_t len = readlink("/etc/localtime", target, sizeof target - 1);
	if (len > 0) {
		target[len] = '\0';
		if (mw_zone_name_is(name_in_path(target)))
			return give(name_in_path(target), buf, size);
	}

	mw_auto(buf) line = MW_BUF_INIT;
	if (mw_file_read("/etc/timezone", MW_ZONE_NAME_SIZE * 2, &line) == 0) {
		line.text[strcspn(line.text, " \t\r\n")] = '\0';
		if (mw_zone_name_is(line.text))
			return give(line.text, buf, size);
	}
	return -ENOENT;
}
