/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From operands to a profile that nobody has written: it goes the same way from text to plan as the
 * file does, and the two plans are compared.
 */
#include "matchward/app/suppose.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "matchward/app/show.h"
#include "matchward/core/text.h"
#include "matchward/format/profile_ini.h"
#include "matchward/format/profile_lines.h"

/* ---- the operands ---- */

static int usage(const struct mw_suppositions *these, const char *what, const char *operand)
{
	(void)fprintf(stderr,
		      "matchward: %s%s%s%s; write SECTION.KEY=VALUE, for example \"matchward %s "
		      "step2ck.exam=2027-06-02\"\n",
		      what, operand ? " \"" : "", operand ? operand : "", operand ? "\"" : "",
		      these->command);
	return MW_EXIT_INPUT;
}

static const char *trimmed(struct mw_pool *pool, const char *text, size_t len)
{
	while (len && strchr(" \t", *text)) {
		text++;
		len--;
	}
	while (len && strchr(" \t", text[len - 1]))
		len--;
	return mw_pool_copy(pool, text, len);
}

/* The plain section that has this key, for one who wrote the key alone; NULL: none. */
static const char *section_of(const char *key)
{
	for (size_t i = 0; i < mw_profile_keys.count; i++) {
		const struct mw_ini_row *row = &mw_profile_keys.rows[i];
		for (size_t k = 0; k < mw_profile_keys.section_count; k++)
			if (!row->is_pattern && !strcmp(row->key, key) &&
			    mw_profile_keys.sections[k].form == MW_INI_PLAIN &&
			    !strcmp(mw_profile_keys.sections[k].name, row->section))
				return row->section;
	}
	return NULL;
}

/* A section may hold a blank and an ID with a dot: the key is what follows the last one. */
static int take(struct mw_suppositions *these, const char *operand)
{
	static const char key_bytes[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
					"0123456789-_";
	const char *equals = strchr(operand, '='), *dot = equals;
	if (!mw_text_is_utf8(operand, strlen(operand)) ||
	    mw_text_has_control(operand, strlen(operand)) || strpbrk(operand, "\t\n"))
		return usage(these, "this takes one line of plain text", NULL);
	if (!equals)
		return usage(these, "there is no \"=\" in", operand);
	while (dot > operand && *dot != '.')
		dot--;
	if (*dot != '.') {
		const char *key = trimmed(&these->pool, operand, (size_t)(equals - operand));
		const char *section = section_of(key);
		if (!section)
			return usage(these, "there is no section in", operand);
		(void)fprintf(stderr, "matchward: \"%s\" stands in [%s]; write \"%s.%s%s\"\n", key,
			      section, section, key, equals);
		return MW_EXIT_INPUT;
	}
	struct mw_supposition item = {
		.operand = operand,
		.section = trimmed(&these->pool, operand, (size_t)(dot - operand)),
		.key = trimmed(&these->pool, dot + 1, (size_t)(equals - dot - 1)),
		.value = trimmed(&these->pool, equals + 1, strlen(equals + 1)),
	};
	if (!*item.section || !*item.key || item.key[strspn(item.key, key_bytes)])
		return usage(these, "no section or no key can be read in", operand);
	for (size_t i = 0; i < these->count; i++)
		if (!strcmp(these->items[i].section, item.section) &&
		    !strcmp(these->items[i].key, item.key))
			return usage(these, "this key is given twice:", operand);
	if (!*item.value)
		item.value = NULL;
	these->items[these->count++] = item;
	return 0;
}

/* ---- the text ---- */

static bool is_known(const struct mw_supposition *item)
{
	size_t len = strcspn(item->section, " ");
	for (size_t i = 0; i < mw_profile_keys.count; i++) {
		const struct mw_ini_row *row = &mw_profile_keys.rows[i];
		if (strlen(row->section) == len && !memcmp(row->section, item->section, len) &&
		    (row->is_pattern || !strcmp(row->key, item->key)))
			return true;
	}
	return false;
}

/* A new [letter dr-lee] is a fair these; a slip of the pen in its name should not pass. */
static void hint_section(struct mw_suppositions *these, const struct mw_profile_lines *lines,
			 const struct mw_supposition *item)
{
	const char **names = mw_pool_alloc(&these->pool, (lines->list.count + 1) * sizeof *names);
	size_t count = 0;
	for (size_t i = 0; i < lines->list.count; i++) {
		const struct mw_profile_line *line = &lines->list.items[i];
		if (!line->section || line->key || !strchr(line->section, ' '))
			continue;
		if (!strcmp(line->section, item->section))
			return;
		names[count++] = line->section;
	}
	const char *nearest =
		strchr(item->section, ' ') ? mw_text_nearest(item->section, names, count) : NULL;
	if (nearest)
		(void)fprintf(stderr,
			      "matchward: your profile has no [%s], so this adds one; did you mean "
			      "[%s]?\n",
			      item->section, nearest);
}

static void lay(struct mw_suppositions *these, const char *text, size_t len)
{
	struct mw_profile_lines lines;
	mw_profile_lines(text, len, &these->pool, &lines);
	these->lines = (int)lines.list.count;
	mw_buf_add(&these->text, text, len);
	int line = these->lines;
	for (size_t i = 0; i < these->count; i++) {
		struct mw_supposition *item = &these->items[i];
		/* What nobody knows is handed to the reader, which says so and what is near. */
		const char *value = item->value || is_known(item) ? item->value : "-";
		mw_auto(buf) next = MW_BUF_INIT;
		bool was_given = mw_profile_set(these->text.text, these->text.len, item->section,
						item->key, value, &next);
		mw_buf_clear(&these->text);
		mw_buf_add(&these->text, next.text, next.len);
		if (value)
			item->line = line += 2;
		else if (!was_given)
			(void)fprintf(stderr, "matchward: your profile does not give %s.%s\n",
				      item->section, item->key);
		if (item->value)
			hint_section(these, &lines, item);
	}
}

/* Which operand made this line of the text; NULL: the file has it. */
static const struct mw_supposition *maker(const struct mw_suppositions *these, long line)
{
	for (size_t i = 0; i < these->count; i++)
		if (these->items[i].line && line > these->lines &&
		    (line == these->items[i].line || line == these->items[i].line - 1))
			return &these->items[i];
	return NULL;
}

/* "... in line 70 ..." -> "... in the these ...", where the file has no such line. */
static void put_text(const struct mw_suppositions *these, const char *text, struct mw_buf *out)
{
	static const char mark[] = " in line ";
	for (const char *at; (at = strstr(text, mark)); text = at) {
		mw_buf_add(out, text, (size_t)(at - text));
		char *end;
		const struct mw_supposition *item =
			maker(these, strtol(at + sizeof mark - 1, &end, 10));
		if (item)
			mw_buf_printf(out, " in \"%s\"", item->operand);
		else
			mw_buf_add(out, at, (size_t)(end - at));
		at = end;
	}
	mw_buf_puts(out, text);
}

/* Which operand took away what is now missing; NULL: none. */
static const struct mw_supposition *taker(const struct mw_suppositions *these, const char *text)
{
	for (size_t i = 0; i < these->count; i++) {
		const struct mw_supposition *item = &these->items[i];
		size_t len = strlen(item->key);
		if (!item->value && text[0] == '"' && !strncmp(text + 1, item->key, len) &&
		    !strncmp(text + 1 + len, "\" is missing", 12))
			return item;
	}
	return NULL;
}

/* What is wrong, at the operand instead of a line that the file does not have. */
static void show_diags(const struct mw_suppositions *these, const char *profile,
		       const struct mw_diags *diags)
{
	mw_auto(diags) shown = MW_DIAGS_INIT;
	size_t kept = diags->count < MW_DIAGS_MOST ? diags->count : MW_DIAGS_MOST;
	for (size_t i = 0; i < kept; i++) {
		struct mw_spot spot = diags->items[i].spot;
		const struct mw_supposition *item =
			strcmp(spot.file, profile) != 0 ? NULL : maker(these, spot.line);
		mw_auto(buf) file = MW_BUF_INIT;
		mw_auto(buf) text = MW_BUF_INIT;
		if (!item)
			item = taker(these, diags->items[i].text);
		if (item) {
			mw_buf_printf(&file, "%s %s", these->command, item->operand);
			spot = (struct mw_spot){ file.text, 0 };
		}
		put_text(these, diags->items[i].text, &text);
		mw_diags_add(&shown, spot, "%s", text.text);
	}
	mw_diags_show(&shown);
}

/* ---- from outside ---- */

void mw_suppositions_release(struct mw_suppositions *these)
{
	mw_buf_release(&these->text);
	mw_pool_release(&these->pool);
}

int mw_suppose(const struct mw_args *args, struct mw_suppositions *these)
{
	int outcome = MW_EXIT_DONE;
	if (!args->count)
		return usage(these, "no key is given", NULL);
	if (args->count > MW_SUPPOSED_MOST)
		return usage(these, "too many at once", NULL);
	for (size_t i = 0; i < args->count && !outcome; i++)
		outcome = take(these, args->operands[i]);
	return outcome;
}

int mw_suppose_load(const struct mw_call *call, const char *text, size_t len,
		    const int64_t *now_utc, struct mw_suppositions *these,
		    struct mw_bundle **ret_bundle, struct mw_diags *notes)
{
	mw_auto(diags) diags = MW_DIAGS_INIT;
	lay(these, text, len);
	struct mw_supposed supposed = { these->text.text, these->text.len, now_utc };
	struct mw_places places = *call->places;
	places.supposed = &supposed;
	int outcome = mw_bundle_load(&places, call->args->values[MW_OPTION_NOW], ret_bundle, &diags,
				     notes);
	show_diags(these, places.profile, &diags);
	return outcome;
}

bool mw_suppose_show(const struct mw_bundle *before, const struct mw_bundle *after,
		     struct mw_suppositions *these, struct mw_buf *out)
{
	struct mw_view old, new;
	struct mw_difference difference;
	mw_view_make(&before->plan, &these->pool, &old);
	mw_view_make(&after->plan, &these->pool, &new);
	mw_difference(&old, &new, &these->pool, &difference);
	mw_show_difference(&old, &new, &difference, out);
	return difference.changes.count > 0;
}
