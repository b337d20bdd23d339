/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One sentence for each cause.
 */
#include "matchward/edge/error.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>

const char *mw_error_text(int error)
{
	static const struct {
		int error;
		const char *text;
	} known[] = {
		{ -EACCES, "your account may not do this; look with \"ls -l\" who may" },
		{ -EPERM, "your account may not do this; look with \"ls -l\" who may" },
		{ -EROFS, "the disk can only be read; choose a folder on another one" },
		{ -ENOSPC, "the disk is full; make room and try again" },
		{ -EDQUOT, "your share of the disk is full; make room and try again" },
		{ -ENOENT, "there is no such file or folder" },
		{ -ENOTDIR, "a part of this path is a file; expected folders only" },
		{ -EISDIR, "this is a folder; expected a file" },
		{ -EINVAL, "this is no ordinary file; expected one" },
		{ -EFBIG, "the file is too large" },
		{ -ELOOP, "its links lead in a circle or elsewhere; expected the real path" },
		{ -ENAMETOOLONG, "the name is too long; choose a shorter one" },
		{ -EIO,
		  "the disk reports an error; save your files elsewhere and have it checked" },
		{ -EAGAIN, "another program is writing there now; try again" },
		{ -EMFILE, "too many files are open; try again" },
		{ -ENFILE, "too many files are open; try again" },
	};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i].error == error)
			return known[i].text;
	return strerror(-error);
}
