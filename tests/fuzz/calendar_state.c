/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The calendar's state file: what was read of it is written and read again as the same.
 */
#include "fuzz.h"

#include "matchward/format/calendar_state.h"
#include "matchward/format/calendar_todo.h"

static void check_items(const struct mw_calendar_state *state, bool is_todo)
{
	const struct mw_calendar_item *items = is_todo ? state->todos.items : state->items.items;
	size_t count = is_todo ? state->todos.count : state->items.count;
	for (size_t i = 0; i < count; i++) {
		const struct mw_calendar_item *item = &items[i];
		mw_day day;
		int second;
		MUST(*item->uid && mw_calendar_is_todo_uid(item->uid) == is_todo);
		must_be_line(item->uid);
		MUST(item->sequence >= 0 && item->sequence <= MW_CALENDAR_SEQUENCE_MOST);
		MUST(mw_calendar_when_parse(item->start, &day, &second));
		MUST(!i || strcmp(items[i - 1].uid, item->uid) < 0);
		MUST(mw_calendar_state_find(state, item->uid) == item);
	}
}

static void check_records(const struct mw_calendar_state *state)
{
	for (size_t i = 0; i < state->vdir.count; i++) {
		struct mw_vdir_record *record = &state->vdir.items[i];
		MUST(*record->folder == '/' && *record->uid);
		MUST(record->status <= MW_VDIR_CANCELLED);
		MUST(mw_calendar_state_record(state, record->folder, record->uid) == record);
		MUST(mw_calendar_state_seen(state, record->uid) >= record->sequence);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	mw_auto(pool) pool = MW_POOL_INIT;
	mw_auto(diags) diags = MW_DIAGS_INIT;
	mw_auto(diags) none = MW_DIAGS_INIT;
	mw_auto(buf) once = MW_BUF_INIT;
	mw_auto(buf) again = MW_BUF_INIT;
	struct mw_calendar_state state = MW_CALENDAR_STATE_INIT, same;
	int outcome = mw_calendar_state_read("state", text, size, &pool, &state, &diags);
	must_be_good(&diags, "state", text, size);
	if (outcome) {
		MUST(outcome == MW_CALENDAR_STATE_E_VERSION && diags.count == 1);
		return 0;
	}
	check_items(&state, false);
	check_items(&state, true);
	check_records(&state);
	mw_calendar_state_format(&state, &once);
	MUST(!mw_calendar_state_read("state", once.text, once.len, &pool, &same, &none));
	MUST(!none.count);
	mw_calendar_state_format(&same, &again);
	must_be_same(&once, &again);
	return 0;
}
