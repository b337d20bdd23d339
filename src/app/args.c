/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One table of options; every command says which of them it takes.
 */
#include "matchward/app/args.h"

#include <stdio.h>
#include <string.h>

#include "matchward/core/text.h"

static const struct mw_option_spelling options[MW_OPTIONS] = {
	[MW_OPTION_PROFILE] = { "profile", 0, true },
	[MW_OPTION_DATA] = { "data", 0, true },
	[MW_OPTION_STATE] = { "state", 0, true },
	[MW_OPTION_NOW] = { "now", 0, true },
	[MW_OPTION_NO_COLOR] = { "no-color", 0, false },
	[MW_OPTION_NO_PAGER] = { "no-pager", 0, false },
	[MW_OPTION_HELP] = { "help", 'h', false },
	[MW_OPTION_VERSION] = { "version", 'V', false },
	[MW_OPTION_JSON] = { "json", 0, false },
	[MW_OPTION_CSV] = { "csv", 0, false },
	[MW_OPTION_COUNT] = { "number", 'n', true },
	[MW_OPTION_LINE] = { "line", 0, false },
	[MW_OPTION_OUTPUT] = { "output", 'o', true },
	[MW_OPTION_ALARMS] = { "alarms", 0, true },
	[MW_OPTION_TODOS] = { "todos", 0, false },
	[MW_OPTION_VDIR] = { "vdir", 0, true },
	[MW_OPTION_AGAIN] = { "again", 0, false },
	[MW_OPTION_FORCE] = { "force", 0, false },
	[MW_OPTION_TEST] = { "test", 0, false },
	[MW_OPTION_ID] = { "id", 0, true },
	[MW_OPTION_NAME] = { "name", 0, true },
	[MW_OPTION_TIMEZONE] = { "timezone", 0, true },
	[MW_OPTION_YEAR] = { "application-year", 0, true },
	[MW_OPTION_GRADUATION] = { "year-of-graduation", 0, true },
	[MW_OPTION_VISA] = { "visa", 0, true },
	[MW_OPTION_STEP1] = { "step1", 0, true },
	[MW_OPTION_STEP2CK] = { "step2ck", 0, true },
	[MW_OPTION_START] = { "study-start", 0, true },
	[MW_OPTION_SCHOOL] = { "school-known", 0, true },
	[MW_OPTION_JOBS] = { "jobs", 'j', true },
	[MW_OPTION_NULL] = { "null", '0', false },
};

static int find(const char *name, size_t len, char letter)
{
	for (int i = 0; i < MW_OPTIONS; i++)
		if (name ? strlen(options[i].name) == len && !memcmp(options[i].name, name, len)
			 : options[i].letter == letter && letter)
			return i;
	return -1;
}

const struct mw_option_spelling *mw_option_spelling(enum mw_option option)
{
	return &options[option];
}

enum mw_option mw_option_find(const char *word)
{
	int option = -1;
	if (word[0] == '-' && word[1] == '-')
		option = find(word + 2, strcspn(word + 2, "="), 0);
	else if (word[0] == '-')
		option = find(NULL, 0, word[1]);
	return option < 0 ? MW_OPTIONS : (enum mw_option)option;
}

static int unknown(const char *word, size_t len, uint32_t allowed)
{
	const char *names[MW_OPTIONS];
	char bare[64] = "";
	size_t count = 0, dashes = strspn(word, "-");
	for (int i = 0; i < MW_OPTIONS; i++)
		if (allowed & MW_OPTION_BIT(i))
			names[count++] = options[i].name;
	if (len - dashes < sizeof bare)
		memcpy(bare, word + dashes, len - dashes);
	const char *nearest = *bare ? mw_text_nearest(bare, names, count) : NULL;
	(void)fprintf(stderr, "matchward: unknown option %.*s%s%s%s\n", (int)len, word,
		      nearest ? "; did you mean --" : "; see --help", nearest ? nearest : "",
		      nearest ? "?" : "");
	return MW_EXIT_INPUT;
}

/* Takes one option word, and its value from the word or from *next. */
static int take(const char *word, char *const *next, uint32_t allowed, struct mw_args *args,
		int *ret_used)
{
	bool is_long = word[1] == '-';
	size_t len = is_long ? strcspn(word, "=") : 2;
	enum mw_option option = mw_option_find(word);
	if (option == MW_OPTIONS || !(allowed & MW_OPTION_BIT(option)))
		return unknown(word, strlen(word) < len ? strlen(word) : len, allowed);
	const char *inside =
		is_long ? (word[len] ? word + len + 1 : NULL) : (word[2] ? word + 2 : NULL);
	*ret_used = 0;
	if (!options[option].has_value) {
		if (inside)
			return unknown(word, strlen(word), allowed);
		args->values[option] = "";
		return 0;
	}
	if (!inside) {
		inside = *next;
		*ret_used = 1;
	}
	if (!inside) {
		(void)fprintf(stderr, "matchward: %s needs a value after it\n", word);
		return MW_EXIT_INPUT;
	}
	args->values[option] = inside;
	return 0;
}

int mw_args_parse(int argc, char **argv, uint32_t allowed, struct mw_args *ret_args)
{
	struct mw_args args = { .count = 0 };
	bool only_operands = false;
	int operands = 1;
	for (int i = 1; i < argc; i++) {
		char *word = argv[i];
		if (only_operands || word[0] != '-' || !word[1]) {
			argv[operands++] = word;
		} else if (!strcmp(word, "--")) {
			only_operands = true;
		} else {
			int used = 0;
			int outcome = take(word, &argv[i + 1], allowed, &args, &used);
			if (outcome)
				return outcome;
			i += used;
		}
	}
	args.operands = (const char *const *)argv + 1;
	args.count = (size_t)operands - 1;
	*ret_args = args;
	return 0;
}
