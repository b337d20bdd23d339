/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Harnesses: bytes in, promises checked. Each NAME.c has one LLVMFuzzerTestOneInput, which
 * libFuzzer feeds with what it makes up, and replay.c with the files of corpus/NAME. A promise that
 * is not kept ends the program, so that both see it.
 */
#ifndef MW_TESTS_FUZZ_H
#define MW_TESTS_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "matchward/core/buf.h"
#include "matchward/core/diag.h"
#include "matchward/core/pool.h"
#include "matchward/core/roadmap.h"
#include "matchward/core/season.h"
#include "matchward/core/zone.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MUST(claim) ((claim) ? (void)0 : fuzz_broken(__FILE__, __LINE__, #claim))
_Noreturn void fuzz_broken(const char *file, int line, const char *claim);

/* NULL, or text as a person may see it: UTF-8, and no control character but TAB. */
void must_be_line(const char *text);
/* The same, where line feeds are allowed. */
void must_be_text(const char *text, size_t len);
/* The same bytes; shows both if they are not. */
void must_be_same(const struct mw_buf *a, const struct mw_buf *b);

/* How many lines a text of this size can have, whatever ends them. */
int fuzz_lines(const char *text, size_t len);

/* What is wrong is said in clean words, of this file and of a line within it (0: the whole). */
void must_be_good(const struct mw_diags *diags, const char *file, const char *text, size_t len);

/* Zones by hand: no database, so that each run of an input is the same everywhere. */
extern const struct mw_zone_finder fuzz_zones;
extern const struct mw_zone *fuzz_new_york;

/*
 * An INI text that has no faults, written anew: sections, keys and values as they are, nothing
 * else. Read again it says the same.
 */
void fuzz_ini_again(const char *text, size_t len, struct mw_buf *out);

/* Appends NAME=VALUE, for comparing what two texts were read as. */
void fuzz_put(struct mw_buf *out, const char *name, const char *value);
void fuzz_put_number(struct mw_buf *out, const char *name, long long value);
void fuzz_put_expr(struct mw_buf *out, const char *name, const struct mw_expr *expr);

/* The shipped files, read at the first call. */
const char *fuzz_file(const char *path, size_t *ret_len); /* below the top of the source tree */
const struct mw_season_table *fuzz_seasons(void);
const struct mw_roadmap *fuzz_roadmap(void);

#endif
