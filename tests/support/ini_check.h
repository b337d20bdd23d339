/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the tests of INI files share: zones made by hand, a file read whole, diagnostics compared as
 * they would be printed. No zone database, so that these tests say the same on every machine.
 */
#ifndef MW_TESTS_INI_CHECK_H
#define MW_TESTS_INI_CHECK_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "matchward/core/buf.h"
#include "matchward/core/diag.h"
#include "matchward/core/pool.h"
#include "matchward/core/zone.h"

static const struct mw_zone check_zones[] = {
	{ "America/New_York", -5 * 3600, NULL, 0 },
	{ "America/Chicago", -6 * 3600, NULL, 0 },
	{ "Asia/Kolkata", 19800, NULL, 0 },
};

static inline const struct mw_zone *check_zone(void *context, const char *name)
{
	(void)context;
	for (size_t i = 0; i < sizeof check_zones / sizeof *check_zones; i++)
		if (!strcmp(check_zones[i].name, name))
			return &check_zones[i];
	return NULL;
}

static const struct mw_zone_finder check_finder = { check_zone, NULL };

static inline mw_day check_day(const char *text)
{
	mw_day day = MW_DAY_NONE;
	assert_true(mw_day_parse(text, &day));
	return day;
}

/* The whole file, NUL-terminated; free() it. path is relative to the top of the source tree. */
static inline char *check_load(const char *path, size_t *ret_len)
{
	char name[512];
	(void)snprintf(name, sizeof name, "%s/%s", MW_SOURCE_DIR, path);
	FILE *file = fopen(name, "rb");
	if (!file)
		fail_msg("cannot open %s", name);
	struct mw_buf text = MW_BUF_INIT;
	char part[4096];
	size_t n;
	while ((n = fread(part, 1, sizeof part, file)) > 0)
		mw_buf_add(&text, part, n);
	(void)fclose(file);
	*ret_len = text.len;
	return mw_buf_detach(&text);
}

/* Both texts in full, because a diff is what one wants to see. */
static inline void check_text(const char *name, const char *got, const char *expected)
{
	if (strcmp(got, expected) != 0) {
		(void)fprintf(stderr, "%s\n--- expected\n%s--- got\n%s---\n", name, expected, got);
		fail();
	}
}

static inline void check_diags(const char *name, const struct mw_diags *diags, const char *expected)
{
	struct mw_buf printed = MW_BUF_INIT;
	mw_diags_print(diags, &printed);
	check_text(name, printed.text, expected);
	mw_buf_release(&printed);
}

#endif
