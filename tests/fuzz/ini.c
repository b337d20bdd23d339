/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * INI text, before anybody knows what its sections and keys mean: a text without faults, written
 * anew, gives the same events; faults and events have lines of the text, in its order.
 */
#include <string.h>

#include "fuzz.h"

#include "matchward/format/ini.h"

struct work {
	struct mw_buf events;
	int line, lines;
};

/* Some keys take more lines than one. */
static bool note(void *context, const struct mw_ini_event *event)
{
	struct work *work = context;
	MUST(event->spot.line >= work->line && event->spot.line <= work->lines);
	MUST(!strcmp(event->spot.file, "in"));
	MUST(event->section || event->kind == MW_INI_SECTION);
	MUST(!event->key == (event->kind == MW_INI_SECTION));
	MUST(!event->value == (event->kind == MW_INI_SECTION || event->kind == MW_INI_BAD));
	MUST(!event->section || strlen(event->section) <= MW_INI_SECTION_MOST);
	MUST(!event->value || strlen(event->value) < MW_INI_LINE_MOST);
	must_be_line(event->section);
	must_be_line(event->key);
	must_be_line(event->value);
	work->line = event->spot.line;
	mw_buf_printf(&work->events, "%d|%s|%s|%s\n", (int)event->kind,
		      event->section ? event->section : "-", event->key ? event->key : "-",
		      event->value ? event->value : "-");
	return event->key && *event->key == 'b';
}

static int read_ini(const char *text, size_t len, struct work *work)
{
	mw_auto(diags) diags = MW_DIAGS_INIT;
	*work = (struct work){ .events = MW_BUF_INIT, .lines = fuzz_lines(text, len) };
	int outcome = mw_ini_parse("in", text, len, note, work, &diags);
	MUST(!outcome == !diags.count);
	must_be_good(&diags, "in", text, len);
	/* Only what is wrong with the whole file, its encoding, has no line. */
	bool is_utf16 = len >= 2 && (!memcmp(text, "\xff\xfe", 2) || !memcmp(text, "\xfe\xff", 2));
	for (size_t i = 0; i < diags.count && i < MW_DIAGS_MOST; i++)
		MUST(is_utf16 ? diags.count == 1 : diags.items[i].spot.line > 0);
	return outcome;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	struct work once, again;
	if (!read_ini(text, size, &once)) {
		mw_auto(buf) written = MW_BUF_INIT;
		fuzz_ini_again(text, size, &written);
		MUST(!read_ini(written.text, written.len, &again));
		must_be_same(&once.events, &again.events);
		mw_buf_release(&again.events);
	}
	mw_buf_release(&once.events);
	return 0;
}
