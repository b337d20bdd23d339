/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pools as chains of blocks. A large request gets a block of its own behind the current one, so
 * that the rest of the current block is not wasted.
 */
#include "matchward/core/pool.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE (size_t)16384

struct mw_pool_block {
	struct mw_pool_block *next;
	size_t used, size;
	_Alignas(max_align_t) char data[];
};

static struct mw_pool_block *block_new(size_t size)
{
	struct mw_pool_block *block = calloc(1, sizeof *block + size);
	if (!block)
		abort();
	block->size = size;
	return block;
}

void mw_pool_release(struct mw_pool *pool)
{
	while (pool->blocks) {
		struct mw_pool_block *block = pool->blocks;
		pool->blocks = block->next;
		free(block);
	}
}

void *mw_pool_alloc(struct mw_pool *pool, size_t size)
{
	const size_t align = _Alignof(max_align_t);
	if (size > SIZE_MAX / 2)
		abort();
	size = (size + align - 1) / align * align;

	struct mw_pool_block *block = pool->blocks;
	if (block && block->size - block->used >= size) {
		void *at = block->data + block->used;
		block->used += size;
		return at;
	}
	if (block && size > BLOCK_SIZE / 4) {
		struct mw_pool_block *own = block_new(size);
		own->used = size;
		own->next = block->next;
		block->next = own;
		return own->data;
	}
	struct mw_pool_block *fresh = block_new(size > BLOCK_SIZE ? size : BLOCK_SIZE);
	fresh->used = size;
	fresh->next = block;
	pool->blocks = fresh;
	return fresh->data;
}

char *mw_pool_copy(struct mw_pool *pool, const char *text, size_t len)
{
	char *copy = mw_pool_alloc(pool, len + 1);
	if (len)
		memcpy(copy, text, len);
	return copy;
}

char *mw_pool_string(struct mw_pool *pool, const char *text)
{
	return text ? mw_pool_copy(pool, text, strlen(text)) : NULL;
}

char *mw_pool_printf(struct mw_pool *pool, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len < 0)
		abort();
	char *text = mw_pool_alloc(pool, (size_t)len + 1);
	(void)vsnprintf(text, (size_t)len + 1, format, again); /* same length as measured */
	va_end(again);
	return text;
}

void *mw_pool_grow(struct mw_pool *pool, void *items, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return items;
	size_t more = *room ? *room * 2 : 8;
	if (more > SIZE_MAX / 2 / size)
		abort();
	void *grown = mw_pool_alloc(pool, more * size);
	if (count)
		memcpy(grown, items, count * size);
	*room = more;
	return grown;
}
