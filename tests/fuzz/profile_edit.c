/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Changes to the text of a profile. The input is SECTION, KEY and VALUE, a line each, and behind
 * them the profile. With the key given otherwise, at the end or at its place, or for the next
 * season, every other line is as it was, and the result is a profile.
 */
#include "profile_text.h"

#include "matchward/core/text.h"
#include "matchward/format/ini.h"
#include "matchward/format/profile_again.h"
#include "matchward/format/profile_edit.h"
#include "matchward/format/profile_ini.h"
#include "matchward/format/profile_lines.h"

/* Cuts off the first line; NULL: there is none, or what the command does not take. */
static const char *take_line(const char **text, size_t *len, struct mw_pool *pool)
{
	const char *newline = memchr(*text, '\n', *len);
	size_t size = newline ? (size_t)(newline - *text) : 0;
	if (!newline || memchr(*text, '\0', size) || memchr(*text, '\t', size) ||
	    !mw_text_is_utf8(*text, size) || mw_text_has_control(*text, size))
		return NULL;
	const char *line = mw_pool_copy(pool, *text, size);
	*text += size + 1;
	*len -= size + 1;
	return line;
}

static bool is_of(const struct mw_profile_line *line, const char *section, const char *key)
{
	return line->key && !strcmp(line->section, section) && !strcmp(line->key, key);
}

static void check_set(const char *text, size_t len, const char *section, const char *key,
		      const char *value, struct mw_pool *pool)
{
	mw_auto(buf) out = MW_BUF_INIT;
	mw_auto(diags) diags = MW_DIAGS_INIT;
	struct mw_profile_lines before, after;
	struct mw_profile profile;
	bool was_given = mw_profile_set(text, len, section, key, value, &out);
	mw_profile_lines(text, len, pool, &before);
	mw_profile_lines(out.text, out.len, pool, &after);
	size_t count = before.list.count, found = 0;
	MUST(after.list.count == count + (value ? 2 : 0));
	for (size_t i = 0; i < count; i++) {
		const struct mw_profile_line *a = &before.list.items[i], *b = &after.list.items[i];
		bool is_it = is_of(a, section, key);
		found += is_it;
		size_t size = a->bytes[a->len - 1] == '\n' ? a->len : a->len + 1;
		MUST(is_it ? b->len == 1 : b->len == size && !memcmp(a->bytes, b->bytes, a->len));
	}
	MUST(was_given == (found > 0) && found <= 1);
	/* What is wrong now is wrong in what was given, or missing, or in a line that depends on
	 * it. */
	(void)mw_profile_read("in", out.text, out.len, &fuzz_zones, fuzz_seasons(), pool, &profile,
			      &diags);
	must_be_good(&diags, "in", out.text, out.len);
}

/* Every other line is there still, in its order. */
static void check_kept(const char *text, size_t len, const struct mw_buf *edited,
		       const char *section, const char *key, struct mw_pool *pool)
{
	struct mw_profile_lines before, after;
	size_t at = 0;
	mw_profile_lines(text, len, pool, &before);
	mw_profile_lines(edited->text, edited->len, pool, &after);
	for (size_t i = 0; i < before.list.count; i++) {
		const struct mw_profile_line *a = &before.list.items[i], *b = after.list.items;
		size_t size = a->len - (a->bytes[a->len - 1] == '\n');
		if (is_of(a, section, key))
			continue;
		while (at < after.list.count &&
		       (b[at].len < size || memcmp(b[at].bytes, a->bytes, size) != 0))
			at++;
		MUST(at < after.list.count);
		at++;
	}
}

/* What is good with the key at the end is good with it at its place, and says the same. */
static void check_edit(const char *text, size_t len, const char *section, const char *key,
		       const char *value, struct mw_pool *pool)
{
	mw_auto(buf) at_end = MW_BUF_INIT;
	mw_auto(buf) edited = MW_BUF_INIT;
	mw_auto(buf) once = MW_BUF_INIT;
	mw_auto(buf) again = MW_BUF_INIT;
	struct mw_profile supposed, profile;
	(void)mw_profile_set(text, len, section, key, value, &at_end);
	mw_profile_edit(text, len, section, key, value, &edited);
	check_kept(text, len, &edited, section, key, pool);
	if (mw_profile_read("in", at_end.text, at_end.len, &fuzz_zones, fuzz_seasons(), pool,
			    &supposed, NULL))
		return;
	MUST(!mw_profile_read("in", edited.text, edited.len, &fuzz_zones, fuzz_seasons(), pool,
			      &profile, NULL));
	if (strchr(section, ' ') || !strcmp(section, "practice") || !strcmp(section, "dates"))
		return; /* these have an order of their own */
	profile_text(&supposed, &once);
	profile_text(&profile, &again);
	must_be_same(&once, &again);
}

static void check_again(const char *text, size_t len, struct mw_profile *profile,
			struct mw_pool *pool)
{
	mw_auto(buf) out = MW_BUF_INIT;
	mw_auto(diags) diags = MW_DIAGS_INIT;
	struct mw_roadmap roadmap;
	struct mw_profile next;
	struct mw_again again;
	mw_roadmap_apply(fuzz_roadmap(), profile, pool, &roadmap, &diags);
	if (diags.count || mw_roadmap_check(&roadmap, fuzz_seasons(), &diags))
		return;
	mw_day today = mw_day_from_ymd(profile->application_year + 1, 4, 10);
	mw_profile_again(text, len, profile, &roadmap, today, pool, &out, &again);
	int lines = fuzz_lines(text, len);
	for (size_t i = 0; i < again.off.count; i++) {
		const struct mw_again_line *off = &again.off.items[i];
		MUST(off->line >= 1 && off->line <= lines);
		MUST(!i || again.off.items[i - 1].line < off->line);
		must_be_line(off->text);
		must_be_line(off->why);
	}
	int outcome = mw_profile_read("in", out.text, out.len, &fuzz_zones, fuzz_seasons(), pool,
				      &next, &diags);
	if (profile->application_year == MW_INI_YEAR_MOST)
		return; /* there is no next season */
	if (outcome) {
		mw_auto(buf) said = MW_BUF_INIT;
		mw_diags_print(&diags, &said);
		fuzz_broken(out.text, 0, said.text);
	}
	MUST(next.application_year == profile->application_year + 1);
	MUST(next.first_day == today && !next.interviews.count && !next.dates.count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	mw_auto(pool) pool = MW_POOL_INIT;
	struct mw_profile profile;
	const char *section = take_line(&text, &size, &pool);
	const char *key = section ? take_line(&text, &size, &pool) : NULL;
	const char *value = key ? take_line(&text, &size, &pool) : NULL;
	if (!value || !*section || !*key ||
	    key[strspn(key, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")])
		return 0;
	if (mw_profile_read("in", text, size, &fuzz_zones, fuzz_seasons(), &pool, &profile, NULL))
		return 0;
	check_set(text, size, section, key, *value ? value : NULL, &pool);
	check_edit(text, size, section, key, *value ? value : NULL, &pool);
	check_again(text, size, &profile, &pool);
	return 0;
}
