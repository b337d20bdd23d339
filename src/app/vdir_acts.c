/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From to-dos that came back to the ledger. Nothing is ever un-done here: an act only closes, and
 * what is done is not cancelled any more.
 */
#include <stdio.h>
#include <string.h>

#include "matchward/app/book.h"
#include "vdir.h"

static const char *title_of(const struct mw_bundle *bundle, const char *id)
{
	const struct mw_milestone *milestone = mw_plan_find(&bundle->plan, id);
	return milestone ? milestone->title : id;
}

/* It is said, and not done: the person is asked. */
static void say_not_taken(struct vdir_run *run, const char *id, enum mw_vdir_news news)
{
	const char *title = title_of(run->bundle, id);
	if (news == MW_VDIR_NEWS_OPENED)
		mw_buf_printf(run->out,
			      "Stays closed, though its to-do is open again: %s\n"
			      "To open it: matchward undo %s\n",
			      title, id);
	else
		mw_buf_printf(run->out,
			      "Stays done, though its to-do is cancelled: %s\n"
			      "To skip it: matchward skip %s\n",
			      title, id);
}

/* Is there an act to write down? */
static bool is_act(struct vdir_run *run, const struct mw_acts *acts, const char *id,
		   enum mw_vdir_news news)
{
	const struct mw_milestone *milestone = mw_plan_find(&run->bundle->plan, id);
	const struct mw_act *act = mw_acts_find(acts, id);
	bool is_done = (act && act->is_done) || (milestone && milestone->status == MW_STATUS_DONE);
	bool is_skipped = act && act->is_skipped;
	switch (news) {
	case MW_VDIR_NEWS_DONE:
		return !(act && act->is_done);
	case MW_VDIR_NEWS_CANCELLED:
		if (is_done)
			say_not_taken(run, id, news);
		return !is_done && !is_skipped;
	case MW_VDIR_NEWS_OPENED:
		if (is_done || is_skipped)
			say_not_taken(run, id, news);
		return false;
	}
	return false;
}

struct taken {
	MW_LIST(struct mw_ledger_entry) list;
};

/* What a killed run has left, and the item itself, may tell of the same act. */
static bool is_taken(const struct taken *taken, const char *id)
{
	for (size_t i = 0; i < taken->list.count; i++)
		if (!strcmp(taken->list.items[i].id, id))
			return true;
	return false;
}

static void take_from(struct vdir_run *run, const struct mw_vdir_folder *folder,
		      const struct mw_acts *known, struct taken *taken)
{
	struct mw_bundle *bundle = run->bundle;
	struct mw_vdir_acts acts;
	mw_vdir_acts(folder, &run->state, &run->pool, &acts);
	for (size_t i = 0; i < acts.list.count; i++) {
		const struct mw_vdir_act *act = &acts.list.items[i];
		const char *id = mw_calendar_todo_id(&bundle->plan, act->uid, &run->pool);
		/* Of another season, or of a milestone that nobody knows any more. */
		if (!id || !mw_roadmap_find(&bundle->roadmap, id) || is_taken(taken, id) ||
		    !is_act(run, known, id, act->news))
			continue;
		*MW_PUSH(&run->pool, &taken->list) = (struct mw_ledger_entry){
			.at_utc = bundle->plan.now_utc,
			.verb = act->news == MW_VDIR_NEWS_DONE ? MW_VERB_DONE : MW_VERB_SKIPPED,
			.year = bundle->profile.application_year,
			.id = id,
			.due = "-",
			.argument = "",
		};
	}
}

int vdir_take_acts(struct vdir_run *run)
{
	struct mw_bundle *bundle = run->bundle;
	struct taken taken = { .list = { NULL, 0, 0 } };
	struct mw_acts known;
	mw_acts_fold(&bundle->ledger, bundle->profile.application_year, &run->pool, &known);
	for (size_t i = 0; i < run->count; i++) {
		take_from(run, &run->left[i].folder, &known, &taken);
		take_from(run, &run->folders[i], &known, &taken);
	}
	if (!taken.list.count)
		return 0;
	/* Before the first act the re-planned dates become promises, so that no act can move them.
	 */
	int error = mw_book_promise(bundle);
	if (!error)
		error = mw_book_append(bundle, taken.list.items, taken.list.count);
	if (error)
		return error;
	mw_bundle_replan(bundle);
	for (size_t i = 0; i < taken.list.count; i++) {
		const struct mw_ledger_entry *entry = &taken.list.items[i];
		mw_buf_printf(run->out, "%s, says its to-do: %s\n",
			      entry->verb == MW_VERB_DONE ? "Done" : "Skipped",
			      title_of(bundle, entry->id));
	}
	return 0;
}
