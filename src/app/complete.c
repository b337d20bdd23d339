/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which kind of thing stands at the end of the line: a command, an option, its value or an operand.
 */
#include "matchward/app/complete.h"

#include <stdio.h>
#include <string.h>

struct line {
	const struct mw_command *command; /* NULL: not written yet */
	uint32_t options;                 /* that may stand here */
	struct mw_args args;              /* of the words before the last one */
	struct mw_offer offer;
};

/* ---- what a usage line says ---- */

/* The next word of it, without the brackets around it; an empty one at its end. */
static const char *usage_word(const char **at, size_t *ret_len)
{
	*at += strspn(*at, " []()");
	const char *word = *at;
	*ret_len = strcspn(word, " []()");
	*at += *ret_len;
	return word;
}

static bool is_word(const char *word, size_t len, const char *name)
{
	return strlen(name) == len && !memcmp(word, name, len);
}

/* What follows an option in the usage line; "" if nothing does. */
static const char *option_sign(const struct mw_command *command, enum mw_option option,
			       size_t *ret_len)
{
	const struct mw_option_spelling *spelling = mw_option_spelling(option);
	const char *at = command ? command->usage : "";
	size_t len;
	for (const char *word = usage_word(&at, &len); len; word = usage_word(&at, &len)) {
		bool is_long = len > 2 && is_word(word + 2, len - 2, spelling->name);
		bool is_short = spelling->letter && len == 2 && word[1] == spelling->letter;
		if (*word == '-' && (is_long || is_short))
			return usage_word(&at, ret_len);
	}
	*ret_len = 0;
	return "";
}

/* The sign of operand `number`, from 0. The last one stands for all further ones if it ends in
 * "...". */
static const char *operand_sign(const struct mw_command *command, size_t number, size_t *ret_len)
{
	const char *at = command->usage, *sign = "";
	size_t len, seen = 0;
	*ret_len = 0;
	(void)usage_word(&at, &len); /* the command */
	for (const char *word = usage_word(&at, &len); len; word = usage_word(&at, &len)) {
		if (*word == '-') {
			char name[64];
			(void)snprintf(name, sizeof name, "%.*s", (int)len, word);
			enum mw_option option = mw_option_find(name);
			if (option != MW_OPTIONS && mw_option_spelling(option)->has_value)
				(void)usage_word(&at, &len);
			continue;
		}
		bool is_many = len > 3 && is_word(word + len - 3, 3, "...");
		sign = word;
		*ret_len = is_many ? len - 3 : len;
		if (is_many || seen++ == number)
			return sign;
	}
	*ret_len = 0;
	return "";
}

/* ---- what such a sign offers ---- */

static struct mw_bundle *load(const struct mw_args *args)
{
	struct mw_places places;
	struct mw_bundle *bundle = NULL;
	struct mw_diags diags = MW_DIAGS_INIT, notes = MW_DIAGS_INIT;
	if (mw_places_find(args, &places))
		return NULL;
	if (mw_bundle_load(&places, args->values[MW_OPTION_NOW], &bundle, &diags, &notes))
		bundle = NULL;
	mw_diags_release(&diags);
	mw_diags_release(&notes);
	mw_places_release(&places);
	return bundle;
}

/* ID, SECTION.KEY=VALUE, or a choice: FILE|-, all|one|none. */
static void offer_sign(struct line *line, const char *sign, size_t len)
{
	bool is_key = is_word(sign, len, "SECTION.KEY=VALUE"), is_id = is_word(sign, len, "ID");
	if (is_key || is_id) {
		struct mw_bundle *bundle = load(&line->args);
		if (is_key)
			mw_offer_keys(&line->offer, bundle);
		else
			mw_offer_ids(&line->offer, bundle, line->command->name);
		mw_bundle_free(bundle);
		return;
	}
	for (size_t part; len; sign += part, len -= part) {
		char value[64];
		part = strcspn(sign, "|");
		part = part < len ? part : len;
		if (is_word(sign, part, "FILE"))
			mw_buf_puts(&line->offer.out, MW_COMPLETE_FILES "\n");
		else if (is_word(sign, part, "DIR"))
			mw_buf_puts(&line->offer.out, MW_COMPLETE_FOLDERS "\n");
		else if (part < sizeof value && *sign >= 'a' && *sign <= 'z') {
			memcpy(value, sign, part);
			value[part] = '\0';
			mw_offer(&line->offer, value, NULL);
		}
		part += part < len; /* the stroke */
	}
}

static void offer_value(struct line *line, enum mw_option option)
{
	size_t len;
	const char *sign = option_sign(line->command, option, &len);
	if (option == MW_OPTION_PROFILE)
		mw_buf_puts(&line->offer.out, MW_COMPLETE_FILES "\n");
	else if (option == MW_OPTION_DATA || option == MW_OPTION_STATE)
		mw_buf_puts(&line->offer.out, MW_COMPLETE_FOLDERS "\n");
	else if (option == MW_OPTION_STEP1)
		mw_offer_values(&line->offer, "step1", "result");
	else
		offer_sign(line, sign, len);
	if (line->command && !strcmp(line->command->name, "init"))
		mw_offer_values(&line->offer, "applicant", mw_option_spelling(option)->name);
}

static void offer_options(struct line *line)
{
	for (enum mw_option i = 0; i < MW_OPTIONS; i++) {
		char word[64];
		if (!(line->options & MW_OPTION_BIT(i)) || mw_args_has(&line->args, i))
			continue;
		(void)snprintf(word, sizeof word, "--%s", mw_option_spelling(i)->name);
		mw_offer(&line->offer, word, NULL);
	}
}

static bool is_given(const struct mw_args *args, const char *operand, size_t len)
{
	for (size_t i = 1; i < args->count; i++)
		if (is_word(operand, len, args->operands[i]))
			return true;
	return false;
}

/* What was offered, without what the line has already. */
static void print(const struct line *line)
{
	for (const char *at = line->offer.out.text; *at; at += strcspn(at, "\n") + 1)
		if (!is_given(&line->args, at, strcspn(at, "\t\n")))
			(void)printf("%.*s\n", (int)strcspn(at, "\n"), at);
}

static const struct mw_command *find_command(const struct mw_command *commands, size_t count,
					     const struct mw_args *args)
{
	for (size_t i = 0; args->count && i < count; i++)
		if (!strcmp(commands[i].name, args->operands[0]))
			return &commands[i];
	return NULL;
}

int mw_complete(const struct mw_command *commands, size_t count, uint32_t common, int argc,
		char **argv)
{
	char empty[] = "", *none[] = { empty };
	char **words = argc ? argv : none, *last = argc ? argv[argc - 1] : empty;
	struct line line = { .options = common, .offer = { last, 0, MW_BUF_INIT } };
	size_t before = argc ? (size_t)argc - 1 : 0, len;

	/* An option that waits for its value is not yet one of the words before it. */
	enum mw_option waits = before ? mw_option_find(words[before - 1]) : MW_OPTIONS;
	if (waits != MW_OPTIONS &&
	    (!mw_option_spelling(waits)->has_value || strchr(words[before - 1], '=')))
		waits = MW_OPTIONS;
	before -= waits != MW_OPTIONS;

	/* What is wrong with the line is said when it is run. */
	if (!freopen("/dev/null", "w", stderr))
		return MW_EXIT_DONE;
	uint32_t all = common;
	for (size_t i = 0; i < count; i++)
		all |= commands[i].options;
	/* argv[-1] is there: the word "complete". It plays the part of the program's name. */
	if (mw_args_parse((int)before + 1, argv - 1, all, &line.args))
		return MW_EXIT_DONE;
	line.command = find_command(commands, count, &line.args);
	if (line.command)
		line.options |= line.command->options;

	if (waits == MW_OPTIONS && *last == '-' && strchr(last, '=')) {
		waits = mw_option_find(last);
		line.offer.head = strcspn(last, "=") + 1;
	}
	if (waits != MW_OPTIONS) {
		offer_value(&line, waits);
	} else if (*last == '-') {
		offer_options(&line);
	} else if (line.command) {
		const char *sign = operand_sign(line.command, line.args.count - 1, &len);
		offer_sign(&line, sign, len);
	} else if (!line.args.count) {
		for (size_t i = 0; i < count; i++)
			mw_offer(&line.offer, commands[i].name, commands[i].help);
	}
	print(&line);
	mw_buf_release(&line.offer.out);
	return fflush(stdout) ? MW_EXIT_ENVIRONMENT : MW_EXIT_DONE;
}
