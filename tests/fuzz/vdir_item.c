/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An item that comes back in a vdir: what is taken from it is a UID of ours as it stands in the
 * file, and numbers within their bounds. A line more of another program's, or other line ends,
 * change nothing.
 */
#include "fuzz.h"

#include "matchward/format/calendar_todo.h"
#include "matchward/format/vdir_item.h"

static const char profile[] = "ana";

static bool is_in(const char *text, size_t len, const char *part)
{
	size_t size = strlen(part);
	for (size_t i = 0; i + size <= len; i++)
		if (!memcmp(text + i, part, size))
			return true;
	return false;
}

/* Without what folds a line, where a UID can be cut. */
static bool has_uid(const char *text, size_t len, const char *uid)
{
	mw_auto(buf) flat = MW_BUF_INIT;
	for (size_t i = 0; i < len; i++) {
		size_t end = i + (text[i] == '\r' && i + 1 < len && text[i + 1] == '\n');
		bool is_fold = text[end] == '\n' && end + 1 < len &&
			       (text[end + 1] == ' ' || text[end + 1] == '\t');
		if (is_fold)
			i = end + 1;
		else
			mw_buf_putc(&flat, text[i]);
	}
	return is_in(flat.text, flat.len, uid);
}

/* With CRLF for LF, as servers send it. */
static void with_crlf(const char *text, size_t len, struct mw_buf *out)
{
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '\n' && (!i || text[i - 1] != '\r'))
			mw_buf_putc(out, '\r');
		mw_buf_putc(out, text[i]);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data, *why = NULL, *why_again = NULL;
	mw_auto(pool) pool = MW_POOL_INIT;
	mw_auto(buf) other = MW_BUF_INIT;
	struct mw_vdir_item item = { .uid = NULL }, same = { .uid = NULL };
	int outcome = mw_vdir_item_read(text, size, profile, &pool, &item, &why);
	with_crlf(text, size, &other);
	int again = mw_vdir_item_read(other.text, other.len, profile, &pool, &same, &why_again);
	MUST(outcome == again);
	if (outcome == MW_VDIR_E_FOREIGN) {
		MUST(!item.uid && !why);
		return 0;
	}
	MUST(!strcmp(item.uid, same.uid) && item.status == same.status &&
	     item.is_todo == same.is_todo && item.sequence == same.sequence);
	MUST((outcome == MW_VDIR_E_BAD) == (why != NULL));
	MUST(item.sequence >= 0 && item.sequence <= MW_CALENDAR_SEQUENCE_MOST);
	MUST(has_uid(text, size, item.uid));
	MUST(strstr(item.uid, ".ana@"));
	if (outcome) {
		must_be_line(why);
		return 0;
	}
	must_be_line(item.uid);
	MUST(item.is_todo == mw_calendar_is_todo_uid(item.uid));
	MUST(item.is_todo || item.status != MW_VDIR_DONE);
	return 0;
}
