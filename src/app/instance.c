/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who owns the state folder.
 */
#include "matchward/app/instance.h"

#include <stdlib.h>

#include "matchward/app/report.h"
#include "matchward/core/buf.h"
#include "matchward/edge/file.h"
#include "matchward/edge/paths.h"

#define WAIT_MS 500 /* a daemon that was just killed may hold it for a moment */

static int take(struct mw_instance *instance, int wait_ms)
{
	struct mw_lock lock = MW_LOCK_INIT;
	int error = mw_file_make_dirs(instance->state, 0700);
	if (!error)
		error = mw_lock_take(&lock, instance->path, wait_ms);
	if (error)
		return error;
	mw_lock_release(&instance->lock);
	instance->lock = lock;
	return 0;
}

int mw_instance_take(struct mw_instance *instance, const char *state)
{
	struct mw_buf copy = MW_BUF_INIT;
	mw_buf_puts(&copy, state);
	instance->state = mw_buf_detach(&copy);
	instance->path = mw_paths_join(state, MW_INSTANCE_LOCK);
	return take(instance, WAIT_MS);
}

int mw_instance_keep(struct mw_instance *instance)
{
	if (mw_lock_is_held(&instance->lock, instance->path))
		return 0;
	int error = take(instance, 0);
	return error ? error : MW_INSTANCE_E_RENEWED;
}

void mw_instance_release(struct mw_instance *instance)
{
	mw_lock_release(&instance->lock);
	free(instance->state);
	free(instance->path);
	*instance = MW_INSTANCE_INIT;
}
