/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Growing text. Always room for the NUL; grows by half, so that adding is linear in all.
 */
#include "matchward/core/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char mw_buf_empty[1];

void mw_buf_release(struct mw_buf *buf)
{
	if (buf->room)
		free(buf->text);
	*buf = (struct mw_buf)MW_BUF_INIT;
}

void mw_buf_clear(struct mw_buf *buf)
{
	buf->len = 0;
	if (buf->room)
		buf->text[0] = '\0';
}

static void reserve(struct mw_buf *buf, size_t more)
{
	if (more > SIZE_MAX / 4 || buf->len > SIZE_MAX / 4)
		abort();
	size_t need = buf->len + more + 1;
	if (need <= buf->room)
		return;
	size_t room = buf->room + buf->room / 2;
	if (room < need)
		room = need < 64 ? 64 : need;
	char *text = realloc(buf->room ? buf->text : NULL, room);
	if (!text)
		abort();
	buf->text = text;
	buf->room = room;
}

void mw_buf_add(struct mw_buf *buf, const char *data, size_t len)
{
	reserve(buf, len);
	if (len)
		memcpy(buf->text + buf->len, data, len);
	buf->len += len;
	buf->text[buf->len] = '\0';
}

void mw_buf_puts(struct mw_buf *buf, const char *text)
{
	mw_buf_add(buf, text, strlen(text));
}

void mw_buf_putc(struct mw_buf *buf, char c)
{
	mw_buf_add(buf, &c, 1);
}

void mw_buf_vprintf(struct mw_buf *buf, const char *format, va_list args)
{
	va_list again;
	va_copy(again, args);
	int len = vsnprintf(NULL, 0, format, args);
	if (len < 0)
		abort();
	reserve(buf, (size_t)len);
	(void)vsnprintf(buf->text + buf->len, (size_t)len + 1, format, again); /* as measured */
	va_end(again);
	buf->len += (size_t)len;
}

void mw_buf_printf(struct mw_buf *buf, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	mw_buf_vprintf(buf, format, args);
	va_end(args);
}

char *mw_buf_detach(struct mw_buf *buf)
{
	reserve(buf, 0);
	char *text = buf->text;
	text[buf->len] = '\0';
	*buf = (struct mw_buf)MW_BUF_INIT;
	return text;
}
