/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pools: memory that lives and dies together.
 *
 * Everything read from one set of input files, and every plan made from them, hangs on one pool and
 * is released in one call; so parsers and planners own nothing piecemeal and no error path can
 * leak. What bounds a pool is the size cap on every input. Running out of memory aborts: all state
 * is on disk.
 */
#ifndef MW_CORE_POOL_H
#define MW_CORE_POOL_H

#include <stdarg.h>
#include <stddef.h>

struct mw_pool {
	struct mw_pool_block *blocks; /* owned, newest first */
};

#define MW_POOL_INIT                                                                               \
	{                                                                                          \
		NULL                                                                               \
	}

void mw_pool_release(struct mw_pool *pool);

/* Zeroed memory, aligned for any type. Never NULL. */
void *mw_pool_alloc(struct mw_pool *pool, size_t size);

/* A copy of text[0..len) with a final NUL. */
char *mw_pool_copy(struct mw_pool *pool, const char *text, size_t len);
char *mw_pool_string(struct mw_pool *pool, const char *text); /* NULL stays NULL */
char *mw_pool_printf(struct mw_pool *pool, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/*
 * Lists on a pool: MW_LIST(T) declares a field, MW_PUSH gives a pointer to a new, zeroed last item.
 * Pointers to items are valid until the next push.
 */
#define MW_LIST(T)                                                                                 \
	struct {                                                                                   \
		T *items;                                                                          \
		size_t count, room;                                                                \
	}

#define MW_PUSH(pool, list)                                                                        \
	((list)->items = mw_pool_grow((pool), (list)->items, (list)->count, &(list)->room,         \
				      sizeof *(list)->items),                                      \
	 &(list)->items[(list)->count++])

void *mw_pool_grow(struct mw_pool *pool, void *items, size_t count, size_t *room, size_t size);

#endif
