/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One line on a terminal, written over again and again: a bar, how many, how fast, how long still.
 *
 *     [##########----------] 12345 of 50000, 820/s, 0:46 left
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "matchward/app/batch.h"
#include "matchward/edge/clock.h"

#define PAUSE_MS 100
#define BAR 20

void mw_progress_begin(struct mw_progress *progress, const struct mw_args *args)
{
	*progress = (struct mw_progress){ .screen = mw_screen_find(args, STDERR_FILENO) };
	progress->began_ms = progress->shown_ms = mw_clock_passed_ms();
}

static void put_bar(const struct mw_progress *progress, struct mw_buf *line)
{
	size_t full = BAR * progress->done / progress->total;
	mw_buf_putc(line, '[');
	for (size_t i = 0; i < BAR; i++)
		mw_buf_putc(line, i < full ? '#' : '-');
	mw_buf_puts(line, "] ");
}

static void put_left(const struct mw_progress *progress, int64_t passed_ms, struct mw_buf *line)
{
	size_t done = progress->done, more = progress->total - progress->done;
	int64_t left_s = passed_ms * (int64_t)more / (int64_t)done / 1000;
	mw_buf_printf(line, ", %" PRId64 ":%02d left", left_s / 60, (int)(left_s % 60));
}

/* In place of what stands there; blanks to the edge need no code that a terminal may not know. */
static void put_line(const struct mw_progress *progress, const char *text)
{
	int room = progress->screen.width - 1;
	(void)fprintf(stderr, "\r%-*.*s\r", room, room, text);
	(void)fflush(stderr); /* nowhere is left to say that it failed */
}

void mw_progress_show(struct mw_progress *progress)
{
	mw_auto(buf) line = MW_BUF_INIT;
	int64_t now_ms = mw_clock_passed_ms(), passed_ms = now_ms - progress->began_ms;
	size_t done = progress->done;
	if (!progress->screen.is_terminal || now_ms - progress->shown_ms < PAUSE_MS)
		return;
	progress->shown_ms = now_ms;
	if (progress->total)
		put_bar(progress, &line);
	mw_buf_printf(&line, "%zu", done);
	if (progress->total)
		mw_buf_printf(&line, " of %zu", progress->total);
	mw_buf_printf(&line, ", %" PRId64 "/s", (int64_t)done * 1000 / passed_ms);
	if (done && progress->total)
		put_left(progress, passed_ms, &line);
	put_line(progress, line.text);
}

void mw_progress_hide(struct mw_progress *progress)
{
	if (progress->screen.is_terminal)
		put_line(progress, "");
	progress->shown_ms = 0;
}
