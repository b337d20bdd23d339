/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A loop for one test, that waits for events with a deadline and at the end must be empty.
 */
#ifndef MW_TESTS_DESK_LOOP_H
#define MW_TESTS_DESK_LOOP_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <uv.h>

#define LOOP_DEADLINE_MS 40000 /* only a broken test meets it */

struct desk_loop {
	uv_loop_t loop;
	uv_timer_t deadline;
};

static inline void on_deadline(uv_timer_t *timer)
{
	(void)timer;
	(void)fprintf(stderr, "what was waited for did not happen\n");
	abort();
}

static inline void desk_loop_open(struct desk_loop *desk)
{
	if (uv_loop_init(&desk->loop) != 0 || uv_timer_init(&desk->loop, &desk->deadline) != 0)
		abort();
	uv_unref((uv_handle_t *)&desk->deadline);
}

/* Run the loop until *happened; every wait has the whole deadline. */
static inline void desk_loop_until(struct desk_loop *desk, const bool *happened)
{
	if (uv_timer_start(&desk->deadline, on_deadline, LOOP_DEADLINE_MS, 0) != 0)
		abort();
	while (!*happened)
		(void)uv_run(&desk->loop, UV_RUN_ONCE);
	(void)uv_timer_stop(&desk->deadline);
}

/* Everything else has been closed: whatever is left over fails the test. */
static inline int desk_loop_close(struct desk_loop *desk)
{
	uv_close((uv_handle_t *)&desk->deadline, NULL);
	(void)uv_run(&desk->loop, UV_RUN_DEFAULT);
	return uv_loop_close(&desk->loop);
}

#endif
