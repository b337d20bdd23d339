/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The command line: options that may stand anywhere, one command, its operands.
 */
#ifndef MW_APP_ARGS_H
#define MW_APP_ARGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a program ends with. */
enum mw_exit { MW_EXIT_DONE = 0, MW_EXIT_ENVIRONMENT = 1, MW_EXIT_INPUT = 2 };

enum mw_option {
	MW_OPTION_PROFILE,
	MW_OPTION_DATA,
	MW_OPTION_STATE,
	MW_OPTION_NOW,
	MW_OPTION_NO_COLOR,
	MW_OPTION_NO_PAGER,
	MW_OPTION_HELP,
	MW_OPTION_VERSION,
	MW_OPTION_JSON,
	MW_OPTION_CSV,
	MW_OPTION_COUNT,
	MW_OPTION_LINE,
	MW_OPTION_OUTPUT,
	MW_OPTION_ALARMS,
	MW_OPTION_TODOS,
	MW_OPTION_VDIR,
	MW_OPTION_FORCE,
	MW_OPTION_AGAIN,
	MW_OPTION_TEST,
	MW_OPTION_ID,
	MW_OPTION_NAME,
	MW_OPTION_TIMEZONE,
	MW_OPTION_YEAR,
	MW_OPTION_GRADUATION,
	MW_OPTION_VISA,
	MW_OPTION_STEP1,
	MW_OPTION_STEP2CK,
	MW_OPTION_START,
	MW_OPTION_SCHOOL,
	MW_OPTION_JOBS,
	MW_OPTION_NULL,
	MW_OPTIONS,
};

#define MW_OPTION_BIT(option) (UINT32_C(1) << (option))

struct mw_args {
	const char *values[MW_OPTIONS]; /* NULL: not given; "" for an option without a value */
	const char *const *operands;
	size_t count;
};

/*
 * Sorts argv[1..argc) into *ret_args; operands keep their order (argv is reordered). `allowed` are
 * the bits of the options that exist here. 0, or MW_EXIT_INPUT with a line on stderr.
 */
int mw_args_parse(int argc, char **argv, uint32_t allowed, struct mw_args *ret_args);

/* How an option is written. */
struct mw_option_spelling {
	const char *name; /* without its dashes */
	char letter;      /* 0: none */
	bool has_value;
};
const struct mw_option_spelling *mw_option_spelling(enum mw_option option);

/* The option that `word` is, with or without "=VALUE"; MW_OPTIONS: none. */
enum mw_option mw_option_find(const char *word);

static inline bool mw_args_has(const struct mw_args *args, enum mw_option option)
{
	return args->values[option] != NULL;
}

#endif
