/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "matchward/core/pool.h"

#include <stdalign.h>

#include "expect.h"

/* Pieces of all sizes: aligned, zeroed, and none on top of another. */
static void pieces(void **state)
{
	(void)state;
	struct mw_pool pool = MW_POOL_INIT;
	unsigned char *piece[600];
	size_t size[600];
	for (size_t i = 0; i < 600; i++) {
		size[i] = i % 7 == 0 ? 5000 + i : i % 97 == 0 ? 40000 : i * 13 % 300;
		piece[i] = mw_pool_alloc(&pool, size[i]);
		assert_non_null(piece[i]);
		assert_int_equal((uintptr_t)piece[i] % alignof(max_align_t), 0);
		for (size_t k = 0; k < size[i]; k++)
			assert_int_equal(piece[i][k], 0);
		memset(piece[i], (int)(i % 251 + 1), size[i]);
	}
	for (size_t i = 0; i < 600; i++)
		for (size_t k = 0; k < size[i]; k++)
			assert_int_equal(piece[i][k], i % 251 + 1);
	mw_pool_release(&pool);
	assert_null(pool.blocks);
	mw_pool_release(&pool);
}

static void strings(void **state)
{
	(void)state;
	struct mw_pool pool = MW_POOL_INIT;
	EXPECT_TEXT("copy", mw_pool_copy(&pool, "abcdef", 3), "abc");
	EXPECT_TEXT("empty copy", mw_pool_copy(&pool, "abcdef", 0), "");
	EXPECT_TEXT("string", mw_pool_string(&pool, "whole"), "whole");
	assert_null(mw_pool_string(&pool, NULL));
	EXPECT_TEXT("printf", mw_pool_printf(&pool, "%s-%03d", "id", 7), "id-007");
	mw_pool_release(&pool);
}

static void lists(void **state)
{
	(void)state;
	struct mw_pool pool = MW_POOL_INIT;
	struct {
		MW_LIST(struct {
			int number;
			double other;
		})
		list;
	} many = { 0 };
	for (int i = 0; i < 1000; i++) {
		assert_int_equal(many.list.count, i);
		MW_PUSH(&pool, &many.list)->number = i;
		assert_true(many.list.items[i].other == 0); /* new items are zeroed */
	}
	for (int i = 0; i < 1000; i++)
		assert_int_equal(many.list.items[i].number, i);
	mw_pool_release(&pool);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces),
		cmocka_unit_test(strings),
		cmocka_unit_test(lists),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
