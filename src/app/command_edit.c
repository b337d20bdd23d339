/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * edit: single values of the profile, from the command line. Nothing is written before the whole
 * profile has passed with them; a profile that is not in order can be mended so.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "matchward/app/suppose.h"
#include "matchward/edge/error.h"
#include "matchward/edge/file.h"
#include "matchward/format/profile_edit.h"

static int refuse(const char *path, const char *why)
{
	(void)fprintf(stderr, "matchward: cannot write %s: %s\n", path, why);
	return MW_EXIT_ENVIRONMENT;
}

static void edited(const struct mw_suppositions *these, const struct mw_buf *old,
		   struct mw_buf *out)
{
	mw_buf_add(out, old->text, old->len);
	for (size_t i = 0; i < these->count; i++) {
		const struct mw_supposition *item = &these->items[i];
		mw_auto(buf) next = MW_BUF_INIT;
		mw_profile_edit(out->text, out->len, item->section, item->key, item->value, &next);
		mw_buf_clear(out);
		mw_buf_add(out, next.text, next.len);
	}
}

/* The lines stand elsewhere than they were checked, so all of it is checked once more. */
static int check(const struct mw_call *call, const struct mw_buf *text)
{
	mw_auto(diags) diags = MW_DIAGS_INIT;
	mw_auto(diags) notes = MW_DIAGS_INIT;
	struct mw_supposed supposed = { text->text, text->len, NULL };
	struct mw_places places = *call->places;
	struct mw_bundle *bundle = NULL;
	places.supposed = &supposed;
	int outcome =
		mw_bundle_load(&places, call->args->values[MW_OPTION_NOW], &bundle, &diags, &notes);
	mw_diags_show(&diags);
	mw_bundle_free(bundle);
	return outcome;
}

static int write_text(const char *path, const struct mw_buf *text)
{
	unsigned mode;
	int error = mw_file_mode(path, &mode);
	if (!error && !(mode & 0200))
		return refuse(path, "it is write-protected; \"chmod u+w\" lifts that");
	if (!error)
		error = mw_file_replace(path, text->text, text->len, mode);
	return error ? refuse(path, mw_error_text(error)) : MW_EXIT_DONE;
}

static void report(const struct mw_call *call, const struct mw_bundle *after,
		   struct mw_suppositions *these)
{
	const struct mw_bundle *before = call->bundle;
	mw_buf_printf(call->out, "Changed: %s\n", call->places->profile);
	if (!before) {
		mw_buf_puts(call->out, "Your profile is in order now.\n");
		return;
	}
	if (strcmp(before->profile.id, after->profile.id) != 0)
		(void)fprintf(stderr,
			      "matchward: what you marked as done stays under the old id, \"%s\"; "
			      "with the new one all of it is open again\n",
			      before->profile.id);
	mw_auto(buf) difference = MW_BUF_INIT;
	if (mw_suppose_show(before, after, these, &difference))
		mw_buf_printf(call->out, "\n%s", difference.text);
	else
		mw_buf_puts(call->out, "No date, no warning and no figure moves with it.\n");
}

static int change(struct mw_call *call, const struct mw_buf *old, struct mw_suppositions *these)
{
	struct mw_bundle *after = NULL;
	mw_auto(diags) notes = MW_DIAGS_INIT;
	mw_auto(buf) text = MW_BUF_INIT;
	int outcome = mw_suppose_load(call, old->text, old->len,
				      call->bundle ? &call->bundle->plan.now_utc : NULL, these,
				      &after, &notes);
	mw_diags_show(&notes);
	if (!outcome) {
		edited(these, old, &text);
		outcome = check(call, &text);
	}
	if (outcome) {
		(void)fputs("matchward: nothing was written\n", stderr);
	} else if (text.len == old->len && !memcmp(text.text, old->text, old->len)) {
		mw_buf_printf(call->out, "It is so already: %s\n", call->places->profile);
	} else {
		outcome = write_text(call->places->profile, &text);
		if (!outcome)
			report(call, after, these);
	}
	mw_bundle_free(after);
	return outcome;
}

int mw_command_edit(struct mw_call *call)
{
	const char *path = call->places->profile;
	mw_auto(suppositions) these = MW_SUPPOSITIONS_INIT("edit");
	mw_auto(diags) diags = MW_DIAGS_INIT;
	mw_auto(diags) notes = MW_DIAGS_INIT;
	mw_auto(buf) old = MW_BUF_INIT;
	int outcome = mw_suppose(call->args, &these);
	if (!call->args->count)
		(void)fprintf(stderr,
			      "matchward: to change more at once, open %s in a text editor; "
			      "\"matchward check\" then names every mistake\n",
			      path);
	if (outcome)
		return outcome;
	outcome = mw_bundle_load(call->places, call->args->values[MW_OPTION_NOW], &call->bundle,
				 &diags, &notes);
	/* Where only the profile is wrong it can be mended: what is wrong then is said below. */
	if (outcome == MW_EXIT_ENVIRONMENT ||
	    (outcome && mw_file_read(path, MW_PROFILE_SIZE_MOST, &old))) {
		mw_diags_show(&diags);
		return outcome;
	}
	if (call->bundle) {
		const struct mw_input *file = &call->bundle->inputs[MW_INPUT_PROFILE];
		mw_buf_add(&old, file->bytes, file->len);
	}
	return change(call, &old, &these);
}
