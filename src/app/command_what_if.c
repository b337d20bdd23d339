/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * what-if: the profile with some keys given otherwise goes the same way from text to plan as the
 * file does, and the two plans are compared. Nothing is written.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "matchward/app/command.h"
#include "matchward/app/show.h"
#include "matchward/core/text.h"
#include "matchward/format/profile_ini.h"
#include "matchward/format/profile_lines.h"

#define SUPPOSITIONS_MOST 64

/* One operand, taken apart; value NULL: the key is taken away. */
struct supposition {
	const char *operand;
	const char *section, *key, *value;
	int line; /* of the key, behind the end of the file; 0: nothing was added */
};

struct question {
	struct mw_pool pool;
	struct supposition items[SUPPOSITIONS_MOST];
	size_t count;
	int lines; /* of the file */
	struct mw_buf text;
};

/* ---- the operands ---- */

static int usage(const char *what, const char *operand)
{
	(void)fprintf(
		stderr,
		"matchward: %s%s%s%s; write SECTION.KEY=VALUE, for example \"matchward what-if "
		"step2ck.exam=2027-06-02\"\n",
		what, operand ? " \"" : "", operand ? operand : "", operand ? "\"" : "");
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
static int take(struct question *question, const char *operand)
{
	static const char key_bytes[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
					"0123456789-_";
	const char *equals = strchr(operand, '='), *dot = equals;
	if (!mw_text_is_utf8(operand, strlen(operand)) ||
	    mw_text_has_control(operand, strlen(operand)) || strpbrk(operand, "\t\n"))
		return usage("what-if takes plain text", NULL);
	if (!equals)
		return usage("there is no \"=\" in", operand);
	while (dot > operand && *dot != '.')
		dot--;
	if (*dot != '.') {
		const char *key = trimmed(&question->pool, operand, (size_t)(equals - operand));
		const char *section = section_of(key);
		if (!section)
			return usage("there is no section in", operand);
		(void)fprintf(stderr, "matchward: \"%s\" stands in [%s]; write \"%s.%s%s\"\n", key,
			      section, section, key, equals);
		return MW_EXIT_INPUT;
	}
	struct supposition item = {
		.operand = operand,
		.section = trimmed(&question->pool, operand, (size_t)(dot - operand)),
		.key = trimmed(&question->pool, dot + 1, (size_t)(equals - dot - 1)),
		.value = trimmed(&question->pool, equals + 1, strlen(equals + 1)),
	};
	if (!*item.section || !*item.key || item.key[strspn(item.key, key_bytes)])
		return usage("no section or no key can be read in", operand);
	for (size_t i = 0; i < question->count; i++)
		if (!strcmp(question->items[i].section, item.section) &&
		    !strcmp(question->items[i].key, item.key))
			return usage("this key is given twice:", operand);
	if (!*item.value)
		item.value = NULL;
	question->items[question->count++] = item;
	return 0;
}

/* ---- the text ---- */

static bool is_known(const struct supposition *item)
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

/* A new [letter dr-lee] is a fair question; a slip of the pen in its name should not pass. */
static void hint_section(struct question *question, const struct mw_profile_lines *lines,
			 const struct supposition *item)
{
	const char **names =
		mw_pool_alloc(&question->pool, (lines->list.count + 1) * sizeof *names);
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

static void suppose(struct question *question, const struct mw_input *file)
{
	struct mw_profile_lines lines;
	mw_profile_lines(file->bytes, file->len, &question->pool, &lines);
	question->lines = (int)lines.list.count;
	mw_buf_add(&question->text, file->bytes, file->len);
	int line = question->lines;
	for (size_t i = 0; i < question->count; i++) {
		struct supposition *item = &question->items[i];
		/* What nobody knows is handed to the reader, which says so and what is near. */
		const char *value = item->value || is_known(item) ? item->value : "-";
		mw_auto(buf) next = MW_BUF_INIT;
		bool was_given = mw_profile_set(question->text.text, question->text.len,
						item->section, item->key, value, &next);
		mw_buf_clear(&question->text);
		mw_buf_add(&question->text, next.text, next.len);
		if (value)
			item->line = line += 2;
		else if (!was_given)
			(void)fprintf(stderr, "matchward: your profile does not give %s.%s\n",
				      item->section, item->key);
		if (item->value)
			hint_section(question, &lines, item);
	}
}

/* Which operand made this line of the text; NULL: the file has it. */
static const struct supposition *maker(const struct question *question, long line)
{
	for (size_t i = 0; i < question->count; i++)
		if (question->items[i].line && line > question->lines &&
		    (line == question->items[i].line || line == question->items[i].line - 1))
			return &question->items[i];
	return NULL;
}

/* "... in line 70 ..." -> "... in the question ...", where the file has no such line. */
static void put_text(const struct question *question, const char *text, struct mw_buf *out)
{
	static const char mark[] = " in line ";
	for (const char *at; (at = strstr(text, mark)); text = at) {
		mw_buf_add(out, text, (size_t)(at - text));
		char *end;
		const struct supposition *item =
			maker(question, strtol(at + sizeof mark - 1, &end, 10));
		if (item)
			mw_buf_printf(out, " in \"%s\"", item->operand);
		else
			mw_buf_add(out, at, (size_t)(end - at));
		at = end;
	}
	mw_buf_puts(out, text);
}

/* Which operand took away what is now missing; NULL: none. */
static const struct supposition *taker(const struct question *question, const char *text)
{
	for (size_t i = 0; i < question->count; i++) {
		const struct supposition *item = &question->items[i];
		size_t len = strlen(item->key);
		if (!item->value && text[0] == '"' && !strncmp(text + 1, item->key, len) &&
		    !strncmp(text + 1 + len, "\" is missing", 12))
			return item;
	}
	return NULL;
}

/* What is wrong, at the operand instead of a line that the file does not have. */
static void show_diags(const struct question *question, const char *profile,
		       const struct mw_diags *diags)
{
	mw_auto(diags) shown = MW_DIAGS_INIT;
	size_t kept = diags->count < MW_DIAGS_MOST ? diags->count : MW_DIAGS_MOST;
	for (size_t i = 0; i < kept; i++) {
		struct mw_spot spot = diags->items[i].spot;
		const struct supposition *item =
			strcmp(spot.file, profile) != 0 ? NULL : maker(question, spot.line);
		mw_auto(buf) file = MW_BUF_INIT;
		mw_auto(buf) text = MW_BUF_INIT;
		if (!item)
			item = taker(question, diags->items[i].text);
		if (item) {
			mw_buf_printf(&file, "what-if %s", item->operand);
			spot = (struct mw_spot){ file.text, 0 };
		}
		put_text(question, diags->items[i].text, &text);
		mw_diags_add(&shown, spot, "%s", text.text);
	}
	mw_diags_show(&shown);
}

/* ---- the answer ---- */

static int answer(struct mw_call *call, struct question *question)
{
	struct mw_bundle *bundle = call->bundle, *other = NULL;
	mw_auto(diags) diags = MW_DIAGS_INIT;
	mw_auto(diags) notes = MW_DIAGS_INIT; /* the same as of the plan that is */
	struct mw_supposed supposed = { question->text.text, question->text.len,
					bundle->plan.now_utc };
	struct mw_places places = *call->places;
	places.supposed = &supposed;
	int outcome = mw_bundle_load(&places, NULL, &other, &diags, &notes);
	show_diags(question, places.profile, &diags);
	if (outcome)
		return outcome;
	struct mw_view before, after;
	struct mw_difference difference;
	mw_view_make(&bundle->plan, &question->pool, &before);
	mw_view_make(&other->plan, &question->pool, &after);
	mw_difference(&before, &after, &question->pool, &difference);
	if (difference.changes.count)
		mw_show_difference(&before, &after, &difference, call->out);
	else
		(void)fputs("matchward: nothing would change: no date, no warning, no figure\n",
			    stderr);
	mw_bundle_free(other);
	return MW_EXIT_DONE;
}

int mw_command_what_if(struct mw_call *call)
{
	struct question question = { .pool = MW_POOL_INIT, .text = MW_BUF_INIT };
	int outcome = MW_EXIT_DONE;
	if (!call->args->count)
		return usage("what if what", NULL);
	if (call->args->count > SUPPOSITIONS_MOST)
		return usage("too many at once", NULL);
	for (size_t i = 0; i < call->args->count && !outcome; i++)
		outcome = take(&question, call->args->operands[i]);
	if (!outcome) {
		suppose(&question, &call->bundle->inputs[MW_INPUT_PROFILE]);
		outcome = answer(call, &question);
	}
	mw_buf_release(&question.text);
	mw_pool_release(&question.pool);
	return outcome;
}
