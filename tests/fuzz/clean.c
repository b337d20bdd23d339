/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Cleaning: whatever the bytes, what comes out may be shown; what was clean stays as it was, and
 * core/text has the opinion of these tests on what that is.
 */
#include "fuzz.h"

#include "matchward/core/lead.h"
#include "matchward/core/text.h"
#include "matchward/format/clean.h"

static bool is_line(const char *text)
{
	size_t len = strlen(text);
	return mw_text_is_utf8(text, len) && !mw_text_has_control(text, len) &&
	       !strpbrk(text, "\t\n") && !strstr(text, "\xe2\x80\xa8") &&
	       !strstr(text, "\xe2\x80\xa9");
}

static void check_leads(const char *text)
{
	struct mw_leads leads, same;
	char one[MW_LEAD_TEXT_SIZE];
	mw_auto(buf) again = MW_BUF_INIT;
	if (mw_leads_parse(text, &leads, NULL))
		return;
	MUST(leads.count <= MW_LEADS_MOST);
	for (size_t i = 0; i < leads.count; i++)
		mw_buf_printf(&again, "%s%s", i ? " " : "", mw_lead_format(leads.items[i], one));
	MUST(!mw_leads_parse(leads.count ? again.text : "none", &same, NULL));
	MUST(same.count == leads.count);
	for (size_t i = 0; i < same.count; i++)
		MUST(same.items[i].days == leads.items[i].days &&
		     same.items[i].minutes == leads.items[i].minutes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	mw_auto(pool) pool = MW_POOL_INIT;
	const char *bytes = mw_pool_copy(&pool, (const char *)data, size);
	const char *line = mw_clean_line(&pool, bytes), *text = mw_clean_text(&pool, bytes);
	const char *url = mw_clean_url(&pool, bytes);
	must_be_line(line);
	must_be_text(text, strlen(text));
	MUST(is_line(line) && (is_line(bytes) == !strcmp(line, bytes)));
	MUST(!strcmp(mw_clean_line(&pool, line), line));
	MUST(!strcmp(mw_clean_text(&pool, text), text));
	for (; url && *url; url++)
		MUST(*url > ' ' && *url < 0x7F && !strchr("\"<>\\^`{|}", *url));
	for (size_t most = 0; most < 12; most++) {
		size_t cut = mw_text_cut(line, strlen(line), most);
		MUST(cut <= most && mw_text_is_utf8(line, cut));
	}
	check_leads(bytes);
	return 0;
}
