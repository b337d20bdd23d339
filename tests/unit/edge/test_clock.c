/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "matchward/edge/clock.h"

/* Three looks at the same clock, in this order: nobody sets it back in between. */
static void test_clock(void **unused)
{
	(void)unused;
	int64_t before = (int64_t)time(NULL);
	int64_t seconds = mw_clock_now_utc();
	int64_t ms = mw_clock_now_ms();
	int64_t after = mw_clock_now_utc();
	/* time() reads a coarser clock, which may be a tick behind. */
	assert_in_range(seconds - before, 0, 60);
	assert_in_range(ms / 1000, (uintmax_t)seconds, (uintmax_t)after);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_clock),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
