/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Buffers: text that grows. `text` is never NULL and always ends with a NUL beyond `len`.
 *
 * mw_auto(S) declares a local struct mw_S that is released when it leaves its scope.
 */
#ifndef MW_CORE_BUF_H
#define MW_CORE_BUF_H

#include <stdarg.h>
#include <stddef.h>

struct mw_buf {
	char *text; /* owned, unless it is the shared empty string */
	size_t len;
	size_t room;
};

extern char mw_buf_empty[1];
#define MW_BUF_INIT                                                                                \
	{                                                                                          \
		mw_buf_empty, 0, 0                                                                 \
	}

#define mw_auto(S) __attribute__((cleanup(mw_##S##_release))) struct mw_##S

void mw_buf_release(struct mw_buf *buf);
void mw_buf_clear(struct mw_buf *buf); /* keeps the memory */
void mw_buf_add(struct mw_buf *buf, const char *data, size_t len);
void mw_buf_puts(struct mw_buf *buf, const char *text);
void mw_buf_putc(struct mw_buf *buf, char c);
void mw_buf_printf(struct mw_buf *buf, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

void mw_buf_vprintf(struct mw_buf *buf, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));

/* The text, now the caller's to free(); the buffer is empty again. */
char *mw_buf_detach(struct mw_buf *buf);

#endif
