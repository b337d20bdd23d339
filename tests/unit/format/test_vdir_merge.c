/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is taken from a folder, and what is written into it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "matchward/format/vdir_merge.h"
#include "plan_fixture.h"

#define UID(id) id ".2027.ana@todo.matchward"

/* A folder of to-dos in memory. */
struct world {
	struct fixture f;
	struct mw_calendar_state state;
	struct mw_vdir_folder folder;
	struct mw_vdir_files files;
	struct mw_vdir_orders orders;
};

static const char *const ids[] = { "a", "b", "c", "d", "e" };

static void set_up(struct world *w)
{
	memset(w, 0, sizeof *w);
	fixture_init(&w->f);
	for (int i = 0; i < 5; i++)
		fixture_add(&w->f, ids[i], ids[i], "2027-03-01", "2027-04-01");
	w->folder = (struct mw_vdir_folder){ .path = "/v", .todos = true, .may_add = true };
}

static struct mw_vdir_found *found_of(struct world *w, const char *uid)
{
	for (size_t i = 0; i < w->folder.found.count; i++) {
		if (!strcmp(w->folder.found.items[i].item.uid, uid))
			return &w->folder.found.items[i];
	}
	return NULL;
}

/* Decide, as a run does; nothing is written yet. */
static void decide(struct world *w)
{
	struct mw_calendar_options options = MW_CALENDAR_OPTIONS_INIT;
	struct mw_calendar_state after;

	mw_calendar_split(&w->f.plan, &options, &w->state, &w->f.pool, &w->files, &after);
	w->state = after;
	mw_vdir_decide(&w->folder, &w->files, &w->f.pool, &w->state, &w->orders);
}

static void put(struct world *w, const struct mw_vdir_write *write)
{
	struct mw_vdir_found *found = found_of(w, write->file->uid);

	if (!found)
		found = MW_PUSH(&w->f.pool, &w->folder.found);
	*found = (struct mw_vdir_found){ .name = write->name,
					 .item = { .uid = write->file->uid,
						   .is_todo = true,
						   .status = write->file->status,
						   .sequence = write->file->sequence,
						   .base = write->file->sequence },
					 .hash = mw_vdir_hash(write->text, write->len) };
}

/* A whole run; how many items it wrote. */
static size_t run(struct world *w)
{
	decide(w);
	for (size_t i = 0; i < w->orders.writes.count; i++) {
		put(w, &w->orders.writes.items[i]);
		mw_vdir_written(&w->folder, w->orders.writes.items[i].file, &w->state);
	}
	return w->orders.writes.count;
}

/* Somebody else changes it: other bytes, this status. */
static void edit(struct world *w, const char *uid, enum mw_vdir_status status)
{
	struct mw_vdir_found *found = found_of(w, uid);

	found->item.status = status;
	found->item.sequence++;
	found->hash++;
}

static void drop(struct world *w, const char *uid)
{
	struct mw_vdir_found *found = found_of(w, uid);

	assert_non_null(found);
	*found = w->folder.found.items[--w->folder.found.count];
}

static size_t news(struct world *w, const char *uid, enum mw_vdir_news want)
{
	struct mw_vdir_acts acts;

	mw_vdir_acts(&w->folder, &w->state, &w->f.pool, &acts);
	if (acts.list.count == 1) {
		assert_string_equal(acts.list.items[0].uid, uid);
		assert_int_equal(acts.list.items[0].news, want);
	}
	return acts.list.count;
}

static void close_milestone(struct world *w, const char *id, enum mw_status status)
{
	struct mw_milestone *milestone = fixture_find(&w->f, id);

	milestone->is_done = status == MW_STATUS_DONE;
	milestone->is_skipped = status == MW_STATUS_SKIPPED;
	milestone->closed_utc = w->f.plan.now_utc;
	milestone->status = status;
}

/* Everything once, then nothing; then only what has changed. */
static void test_write(void **unused)
{
	struct world w;

	(void)unused;
	set_up(&w);
	assert_int_equal(run(&w), 5);
	assert_string_equal(w.folder.found.items[0].name, UID("a") ".ics");
	assert_int_equal(run(&w), 0);
	fixture_find(&w.f, "b")->due.day++;
	assert_int_equal(run(&w), 1);
	assert_string_equal(w.orders.writes.items[0].file->uid, UID("b"));
	assert_int_equal(run(&w), 0);
	fixture_release(&w.f);
}

/* Foreign names are kept, notes of others stay until there is something new to say, and SEQUENCE
 * ends up above theirs. */
static void test_edited(void **unused)
{
	struct world w;

	(void)unused;
	set_up(&w);
	(void)run(&w);
	found_of(&w, UID("a"))->name = "0f3c.ics";
	edit(&w, UID("a"), MW_VDIR_OPEN);
	edit(&w, UID("a"), MW_VDIR_OPEN);
	assert_int_equal(news(&w, "", 0), 0);
	assert_int_equal(run(&w), 0);
	fixture_find(&w.f, "a")->due.day++;
	assert_int_equal(run(&w), 1);
	assert_string_equal(w.orders.writes.items[0].name, "0f3c.ics");
	assert_int_equal(w.orders.writes.items[0].file->sequence, 3);
	assert_true(w.orders.writes.items[0].is_there);
	fixture_release(&w.f);
}

/* Both have changed it, and vdirsyncer has kept the other side's, whatever it counts. */
static void test_behind(void **unused)
{
	struct mw_vdir_found theirs;
	struct world w;

	(void)unused;
	set_up(&w);
	(void)run(&w);
	edit(&w, UID("a"), MW_VDIR_OPEN);
	theirs = *found_of(&w, UID("a"));
	fixture_release(&w.f);
	set_up(&w);
	(void)run(&w);
	fixture_find(&w.f, "a")->due.day++;
	assert_int_equal(run(&w), 1);
	theirs.item.uid = UID("a"); /* the other plan's is gone */
	theirs.name = UID("a") ".ics";
	*found_of(&w, UID("a")) = theirs;
	assert_int_equal(run(&w), 1);
	assert_string_equal(w.orders.writes.items[0].file->uid, UID("a"));
	/* Not the same bytes as before the conflict: vdirsyncer would take that for no change. */
	assert_string_not_equal(w.orders.writes.items[0].text, w.orders.writes.items[0].file->text);
	assert_int_equal(run(&w), 0);
	/* One that does not say what it was made from is left as it is. */
	theirs.item.base = -1;
	*found_of(&w, UID("a")) = theirs;
	assert_int_equal(run(&w), 0);
	fixture_release(&w.f);
}

static void test_done(void **unused)
{
	struct world w;

	(void)unused;
	set_up(&w);
	(void)run(&w);
	edit(&w, UID("c"), MW_VDIR_DONE);
	assert_int_equal(news(&w, UID("c"), MW_VDIR_NEWS_DONE), 1);
	/* Until the ledger has it, it is news again: nothing is lost by a crash before. */
	assert_int_equal(news(&w, UID("c"), MW_VDIR_NEWS_DONE), 1);
	close_milestone(&w, "c", MW_STATUS_DONE);
	assert_int_equal(run(&w), 1);
	assert_int_equal(w.orders.writes.items[0].file->status, MW_VDIR_DONE);
	assert_int_equal(news(&w, "", 0), 0);
	assert_int_equal(run(&w), 0);

	/* Opened elsewhere: said once, never taken, and the person's item is left as it is. */
	edit(&w, UID("c"), MW_VDIR_OPEN);
	assert_int_equal(news(&w, UID("c"), MW_VDIR_NEWS_OPENED), 1);
	assert_int_equal(run(&w), 0);
	assert_int_equal(news(&w, "", 0), 0);

	/* Undone here: it is written as open. */
	close_milestone(&w, "c", MW_STATUS_OPEN);
	assert_int_equal(run(&w), 1);
	assert_int_equal(found_of(&w, UID("c"))->item.status, MW_VDIR_OPEN);
	fixture_release(&w.f);
}

/* What we ourselves have cancelled is no act when it is live again, whenever a crash comes. */
static void test_own_end(void **unused)
{
	struct mw_milestone saved;
	struct world w;

	(void)unused;
	for (int crash = 0; crash < 2; crash++) {
		set_up(&w);
		(void)run(&w);
		saved = *fixture_find(&w.f, "e");
		fixture_remove(&w.f, "e");
		if (crash) { /* the file is written, the record does not know it */
			decide(&w);
			assert_int_equal(w.orders.writes.count, 1);
			put(&w, &w.orders.writes.items[0]);
		} else {
			assert_int_equal(run(&w), 1);
		}
		assert_int_equal(found_of(&w, UID("e"))->item.status, MW_VDIR_CANCELLED);
		assert_int_equal(news(&w, "", 0), 0);
		*MW_PUSH(&w.f.pool, &w.f.plan.milestones) = saved;
		assert_int_equal(news(&w, "", 0), 0);
		assert_int_equal(run(&w), 1);
		assert_int_equal(found_of(&w, UID("e"))->item.status, MW_VDIR_OPEN);
		edit(&w, UID("e"), MW_VDIR_CANCELLED);
		assert_int_equal(news(&w, UID("e"), MW_VDIR_NEWS_CANCELLED), 1);
		fixture_release(&w.f);
	}
}

/* Killed between the promise to write and the writing: all of it is written the next time. */
static void test_killed(void **unused)
{
	struct world w;

	(void)unused;
	set_up(&w);
	decide(&w);
	assert_int_equal(w.orders.writes.count, 5);
	assert_int_equal(run(&w), 5);
	assert_int_equal(w.orders.gone, 0); /* what was never there is not gone */
	fixture_find(&w.f, "a")->due.day++;
	decide(&w);
	edit(&w, UID("a"), MW_VDIR_DONE); /* and in between somebody completes it */
	assert_int_equal(news(&w, UID("a"), MW_VDIR_NEWS_DONE), 1);
	assert_int_equal(run(&w), 1);
	fixture_release(&w.f);
}

static void test_deleted(void **unused)
{
	struct world w;

	(void)unused;
	set_up(&w);
	(void)run(&w);
	drop(&w, UID("a"));
	drop(&w, UID("b"));
	drop(&w, UID("c"));
	assert_int_equal(run(&w), 0);
	assert_int_equal(w.orders.gone, 0);
	assert_int_equal(w.orders.deleted.count, 3);
	assert_int_equal(run(&w), 0);
	assert_int_equal(w.orders.deleted.count, 0); /* said once */
	fixture_find(&w.f, "a")->due.day++;
	assert_int_equal(run(&w), 0); /* not even now */

	/* It comes back, and is what it was. */
	*MW_PUSH(&w.f.pool, &w.folder.found) = (struct mw_vdir_found){
		.name = "x.ics", .item = { .uid = UID("b"), .is_todo = true }, .hash = 7
	};
	assert_int_equal(run(&w), 0);
	edit(&w, UID("b"), MW_VDIR_DONE);
	assert_int_equal(news(&w, UID("b"), MW_VDIR_NEWS_DONE), 1);
	fixture_release(&w.f);
}

static void test_gone(void **unused)
{
	struct world w;

	(void)unused;
	set_up(&w);
	(void)run(&w);
	for (int i = 0; i < 4; i++)
		drop(&w, w.folder.found.items[0].item.uid);
	assert_int_equal(run(&w), 4);
	assert_int_equal(w.orders.gone, 4);
	assert_int_equal(w.orders.deleted.count, 0);
	assert_int_equal(run(&w), 0);

	/* What is closed may be cleared away by a person at any time ... */
	for (int i = 0; i < 4; i++)
		close_milestone(&w, ids[i], MW_STATUS_DONE);
	(void)run(&w);
	for (int i = 0; i < 4; i++)
		drop(&w, mw_pool_printf(&w.f.pool, UID("%s"), ids[i]));
	assert_int_equal(run(&w), 0);
	assert_int_equal(w.orders.gone, 0);
	assert_int_equal(w.orders.deleted.count, 0);
	fixture_release(&w.f);

	/* ... but a folder without any is a folder lost. */
	set_up(&w);
	for (int i = 0; i < 5; i++)
		close_milestone(&w, ids[i], MW_STATUS_DONE);
	(void)run(&w);
	w.folder.found.count = 0;
	assert_int_equal(run(&w), 5);
	assert_int_equal(w.orders.gone, 5);
	fixture_release(&w.f);
}

/* A bad item is left alone, is no act, and is not gone. */
static void test_bad(void **unused)
{
	struct world w;

	(void)unused;
	set_up(&w);
	(void)run(&w);
	edit(&w, UID("d"), MW_VDIR_DONE);
	found_of(&w, UID("d"))->is_bad = true;
	fixture_find(&w.f, "d")->due.day++;
	assert_int_equal(news(&w, "", 0), 0);
	assert_int_equal(run(&w), 0);
	assert_int_equal(w.orders.deleted.count, 0);
	fixture_release(&w.f);
}

/* A pull into a folder that knows nothing of us adds nothing; what has gone before is not begun. */
static void test_no_adding(void **unused)
{
	struct world w;

	(void)unused;
	set_up(&w);
	w.folder.may_add = false;
	assert_int_equal(run(&w), 0);
	assert_int_equal(w.state.vdir.count, 0);
	w.folder.may_add = true;
	close_milestone(&w, "a", MW_STATUS_SKIPPED);
	assert_int_equal(run(&w), 4);
	assert_null(found_of(&w, UID("a")));
	fixture_release(&w.f);
}

/* Through the file: the records come back as they were. */
static void test_records(void **unused)
{
	static const char bad[] = "vdir\t/v\tx@matchward\topen\t0000000000000000\t0\tnever\n"
				  "vdir\tv\tx@matchward\topen\t0000000000000000\t0\tnew\n"
				  "vdir\t/v\tx@matchward\tlost\t0000000000000000\t0\tnew\n";
	mw_auto(buf) text = MW_BUF_INIT;
	mw_auto(buf) again = MW_BUF_INIT;
	mw_auto(diags) diags = MW_DIAGS_INIT;
	struct mw_calendar_state back;
	struct world w;

	(void)unused;
	set_up(&w);
	w.folder.path = "/home/ana/my\tfolder \xc3\xbc";
	(void)run(&w);
	close_milestone(&w, "b", MW_STATUS_DONE);
	close_milestone(&w, "c", MW_STATUS_SKIPPED);
	drop(&w, UID("a"));
	(void)run(&w);
	fixture_find(&w.f, "d")->due.day++;
	decide(&w);
	mw_calendar_state_format(&w.state, &text);
	mw_buf_puts(&text, bad);
	assert_int_equal(mw_calendar_state_read("x", text.text, text.len, &w.f.pool, &back, &diags),
			 0);
	assert_int_equal(diags.count, 3);
	assert_int_equal(back.vdir.count, 5);
	mw_calendar_state_format(&back, &again);
	assert_int_equal(again.len, text.len - strlen(bad));
	assert_memory_equal(again.text, text.text, again.len);
	assert_true(mw_calendar_state_record(&back, w.folder.path, UID("a"))->is_deleted);
	assert_true(mw_calendar_state_record(&back, w.folder.path, UID("d"))->is_new);
	assert_int_equal(mw_calendar_state_record(&back, w.folder.path, UID("b"))->status,
			 MW_VDIR_DONE);
	assert_null(mw_calendar_state_record(&back, "/elsewhere", UID("b")));
	fixture_release(&w.f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_write),   cmocka_unit_test(test_edited),
		cmocka_unit_test(test_behind),  cmocka_unit_test(test_done),
		cmocka_unit_test(test_own_end), cmocka_unit_test(test_killed),
		cmocka_unit_test(test_deleted), cmocka_unit_test(test_gone),
		cmocka_unit_test(test_bad),     cmocka_unit_test(test_no_adding),
		cmocka_unit_test(test_records),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
