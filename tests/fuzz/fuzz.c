/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the harnesses share.
 */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>

#include "matchward/core/roadmap.h"
#include "matchward/format/ini.h"
#include "matchward/format/roadmap_ini.h"
#include "matchward/format/season_ini.h"
#include "zones_by_hand.h"

const struct mw_zone_finder fuzz_zones = { find_by_hand, NULL };
const struct mw_zone *fuzz_new_york = &zones_by_hand[0];

void fuzz_broken(const char *file, int line, const char *claim)
{
	(void)fprintf(stderr, "%s:%d: broken: %s\n", file, line, claim);
	abort();
}

void must_be_line(const char *text)
{
	if (!text)
		return;
	MUST(!strchr(text, '\n'));
	must_be_text(text, strlen(text));
}

/* Bytes of the character at p that may be shown; 0: none may. Not asked of core/text, on purpose.
 */
static size_t char_size(const unsigned char *p, size_t left)
{
	static const unsigned least[] = { 0, 0, 0xA0, 0x800, 0x10000 };
	size_t size = *p < 0x80 ? 1 : *p < 0xC2 ? 0 : *p < 0xE0 ? 2 : *p < 0xF0 ? 3 : 4;
	unsigned point = size == 1 ? *p : *p & (0x7Fu >> size);
	if (size > left || *p > 0xF4)
		return 0;
	for (size_t i = 1; i < size; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return 0;
		point = point << 6 | (p[i] & 0x3Fu);
	}
	if (size == 1)
		return (point >= 0x20 && point != 0x7F) || point == '\t' || point == '\n';
	return point >= least[size] && point <= 0x10FFFF && point >> 11 != 0x1B ? size : 0;
}

static bool is_clean_text(const unsigned char *p, size_t left)
{
	for (size_t size; left; p += size, left -= size) {
		size = char_size(p, left);
		if (!size)
			return false;
	}
	return true;
}

void must_be_text(const char *text, size_t len)
{
	bool is_clean = is_clean_text((const unsigned char *)text, len);
	if (!is_clean)
		(void)fprintf(stderr, "---- not clean\n%.*s\n----\n", (int)len, text);
	MUST(is_clean);
}

void must_be_same(const struct mw_buf *a, const struct mw_buf *b)
{
	bool is_same = a->len == b->len && !memcmp(a->text, b->text, a->len);
	if (!is_same)
		(void)fprintf(stderr, "---- one\n%s\n---- other\n%s\n----\n", a->text, b->text);
	MUST(is_same);
}

int fuzz_lines(const char *text, size_t len)
{
	int lines = 1;
	for (size_t i = 0; i < len; i++)
		lines += text[i] == '\n' || text[i] == '\r';
	return lines;
}

void must_be_good(const struct mw_diags *diags, const char *file, const char *text, size_t len)
{
	int lines = fuzz_lines(text, len);
	for (size_t i = 0; i < diags->count && i < MW_DIAGS_MOST; i++) {
		const struct mw_diag *diag = &diags->items[i];
		MUST(!strcmp(diag->spot.file, file));
		MUST(diag->spot.line >= 0 && diag->spot.line <= lines);
		MUST(*diag->text);
		must_be_line(diag->text);
	}
}

/* ---- INI ---- */

static bool put_event(void *context, const struct mw_ini_event *event)
{
	struct mw_buf *out = context;
	switch (event->kind) {
	case MW_INI_SECTION:
		mw_buf_printf(out, "[%s]\n", event->section);
		break;
	case MW_INI_VALUE:
		mw_buf_printf(out, "%s=%s\n", event->key, event->value);
		break;
	case MW_INI_MORE:
		mw_buf_printf(out, "\t%s\n", event->value);
		break;
	case MW_INI_BAD:
		fuzz_broken(__FILE__, __LINE__, "the text has no faults");
	}
	return true;
}

void fuzz_ini_again(const char *text, size_t len, struct mw_buf *out)
{
	MUST(!mw_ini_parse("", text, len, put_event, out, NULL));
	/* A last line without its end may be longer by one byte. */
	if (out->len && text[len - 1] != '\n')
		out->text[--out->len] = '\0';
}

/* ---- comparing ---- */

void fuzz_put(struct mw_buf *out, const char *name, const char *value)
{
	mw_buf_printf(out, "%s=%s\n", name, value ? value : "(none)");
}

void fuzz_put_number(struct mw_buf *out, const char *name, long long value)
{
	mw_buf_printf(out, "%s=%lld\n", name, value);
}

void fuzz_put_expr(struct mw_buf *out, const char *name, const struct mw_expr *expr)
{
	mw_buf_printf(out, "%s=%s [%d %d-%d-%d %s %d]", name, expr->text ? expr->text : "(none)",
		      (int)expr->base, expr->year, expr->month, expr->day,
		      expr->name ? expr->name : "", expr->early);
	for (int i = 0; i < expr->step_count; i++)
		mw_buf_printf(out, " %d:%d", (int)expr->steps[i].kind, expr->steps[i].amount);
	mw_buf_printf(out, " at %d %s\n", expr->minute, expr->zone ? expr->zone->name : "");
}

/* ---- the shipped files ---- */

const char *fuzz_file(const char *path, size_t *ret_len)
{
	static char *kept[8]; /* what is kept for all runs is no leak */
	static size_t count;
	struct mw_buf name = MW_BUF_INIT, text = MW_BUF_INIT;
	char block[4096];
	size_t got;
	mw_buf_printf(&name, MW_SOURCE_DIR "/%s", path);
	FILE *file = fopen(name.text, "rb");
	if (!file) {
		perror(name.text);
		abort();
	}
	while ((got = fread(block, 1, sizeof block, file)) > 0)
		mw_buf_add(&text, block, got);
	(void)fclose(file);
	mw_buf_release(&name);
	MUST(count < sizeof kept / sizeof *kept);
	*ret_len = text.len;
	return kept[count++] = mw_buf_detach(&text);
}

static struct mw_pool kept_pool = MW_POOL_INIT;

const struct mw_season_table *fuzz_seasons(void)
{
	static struct mw_season_table seasons;
	size_t len;
	if (!seasons.rules.count) {
		const char *text = fuzz_file("share/seasons.ini", &len);
		MUST(!mw_season_read("shipped", text, len, &fuzz_zones, true, &kept_pool, &seasons,
				     NULL));
	}
	return &seasons;
}

const struct mw_roadmap *fuzz_roadmap(void)
{
	static struct mw_roadmap roadmap;
	size_t len;
	if (!roadmap.rules.count) {
		const char *text = fuzz_file("share/roadmaps/diagnostic-radiology-img.ini", &len);
		MUST(!mw_roadmap_read("shipped", text, len, &fuzz_zones, &kept_pool, &roadmap,
				      NULL));
	}
	return &roadmap;
}
