/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A bounded list of what is wrong. Sorted only when printed: the order of finding is of no
 * interest.
 */
#include "matchward/core/diag.h"

#include <stdlib.h>
#include <string.h>

void mw_diags_release(struct mw_diags *diags)
{
	size_t kept = diags->count < MW_DIAGS_MOST ? diags->count : MW_DIAGS_MOST;
	for (size_t i = 0; i < kept; i++) {
		free((char *)diags->items[i].spot.file);
		free(diags->items[i].text);
	}
	free(diags->items);
	*diags = (struct mw_diags)MW_DIAGS_INIT;
}

static bool is_same(const struct mw_diag *diag, const struct mw_spot *spot, const char *file,
		    const char *text)
{
	/* It is never NULL. NOLINTNEXTLINE(clang-analyzer-core.NonNullParamChecker) */
	return diag->spot.line == spot->line && !strcmp(diag->spot.file, file) &&
	       !strcmp(diag->text, text);
}

void mw_diags_add(struct mw_diags *diags, struct mw_spot spot, const char *format, ...)
{
	if (!diags)
		return;
	if (diags->count >= MW_DIAGS_MOST) {
		diags->count++;
		return;
	}
	if (!diags->items) {
		diags->items = calloc(MW_DIAGS_MOST, sizeof *diags->items);
		if (!diags->items)
			abort();
	}
	struct mw_buf file = MW_BUF_INIT, text = MW_BUF_INIT;
	va_list args;
	va_start(args, format);
	mw_buf_vprintf(&text, format, args);
	va_end(args);
	mw_buf_puts(&file, spot.file ? spot.file : "");
	for (size_t i = 0; i < diags->count; i++)
		if (is_same(&diags->items[i], &spot, file.text, text.text)) {
			mw_buf_release(&file);
			mw_buf_release(&text);
			return;
		}
	struct mw_diag *diag = &diags->items[diags->count++];
	diag->spot = (struct mw_spot){ mw_buf_detach(&file), spot.line };
	diag->text = mw_buf_detach(&text);
}

struct ordered {
	const struct mw_diag *diag;
	size_t found;
};

static int by_spot(const void *a, const void *b)
{
	const struct ordered *x = a, *y = b;
	int files = strcmp(x->diag->spot.file, y->diag->spot.file);
	if (files)
		return files;
	if (x->diag->spot.line != y->diag->spot.line)
		return x->diag->spot.line < y->diag->spot.line ? -1 : 1;
	return x->found < y->found ? -1 : 1;
}

void mw_diags_print(const struct mw_diags *diags, struct mw_buf *out)
{
	struct ordered order[MW_DIAGS_MOST];
	size_t kept = diags->count < MW_DIAGS_MOST ? diags->count : MW_DIAGS_MOST;
	for (size_t i = 0; i < kept; i++)
		order[i] = (struct ordered){ &diags->items[i], i };
	qsort(order, kept, sizeof *order, by_spot);
	for (size_t i = 0; i < kept; i++) {
		const struct mw_diag *diag = order[i].diag;
		if (diag->spot.line > 0)
			mw_buf_printf(out, "%s:%d: %s\n", diag->spot.file, diag->spot.line,
				      diag->text);
		else if (*diag->spot.file)
			mw_buf_printf(out, "%s: %s\n", diag->spot.file, diag->text);
		else
			mw_buf_printf(out, "%s\n", diag->text);
	}
	if (diags->count > kept)
		mw_buf_printf(out, "and %zu more\n", diags->count - kept);
}
