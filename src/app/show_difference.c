/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A difference for people: groups with a heading and a count, most important first. Both sides of
 * a change are read as they were shown: each day in the zone of its own plan.
 */
#include "matchward/app/show.h"

#include <stdlib.h>
#include <string.h>

#include "matchward/app/screen.h"
#include "matchward/core/words.h"

static const char *const headings[MW_CHANGE_KINDS] = {
	[MW_CHANGE_FIGURE] = "Figures",
	[MW_CHANGE_WARNING_GAINED] = "Warnings gained",
	[MW_CHANGE_WARNING_REWORDED] = "Warnings that read otherwise",
	[MW_CHANGE_WARNING_LOST] = "Warnings lost",
	[MW_CHANGE_TOO_LATE] = "Too late then",
	[MW_CHANGE_IN_TIME] = "In time again",
	[MW_CHANGE_SETTLED] = "Settled",
	[MW_CHANGE_REOPENED] = "Open again",
	[MW_CHANGE_MOVED] = "Moved",
	[MW_CHANGE_APPEARED] = "New in the plan",
	[MW_CHANGE_VANISHED] = "No longer in the plan",
	[MW_CHANGE_DATE] = "Dates that the plan counts from",
};

/* What the lines below say about dates. */
struct homes {
	const struct mw_zone *before, *after;
};

static void days_apart(int days, struct mw_buf *out)
{
	mw_buf_printf(out, ", %d day%s %s", abs(days), abs(days) == 1 ? "" : "s",
		      days < 0 ? "earlier" : "later");
}

/* "Wed 2 Jun 2027 -> Wed 18 Aug 2027, 77 days later"; hours where only they differ. */
static void from_to(const struct homes *homes, const struct mw_date *old, const struct mw_date *new,
		    struct mw_buf *out)
{
	if (!mw_date_is(old) || !mw_date_is(new)) {
		if (mw_date_is(old))
			mw_words_date(old, homes->before, out);
		else
			mw_buf_puts(out, "none");
		mw_buf_puts(out, " -> ");
		if (mw_date_is(new))
			mw_words_date(new, homes->after, out);
		else
			mw_buf_puts(out, "none");
		return;
	}
	mw_day from = mw_date_local_day(old, homes->before);
	mw_day to = mw_date_local_day(new, homes->after);
	if (from != to) {
		mw_words_day(from, out);
		mw_buf_puts(out, " -> ");
		mw_words_day(to, out);
		days_apart(to - from, out);
	} else {
		mw_words_date(old, homes->before, out);
		mw_buf_puts(out, " -> ");
		mw_words_date(new, homes->after, out);
	}
}

static void moved(const struct homes *homes, const struct mw_milestone *old,
		  const struct mw_milestone *new, struct mw_buf *out)
{
	bool repeats = new->rule->repeat_days;
	bool same_opens =
		mw_difference_same_date(&old->opens, homes->before, &new->opens, homes->after);
	bool same_due = mw_difference_same_date(&old->due, homes->before, &new->due, homes->after);
	if (repeats && !same_opens) {
		mw_buf_puts(out, "begins ");
		from_to(homes, &old->opens, &new->opens, out);
	}
	if (!same_due && repeats)
		mw_buf_puts(out, same_opens ? "ends " : "; ends ");
	if (!same_due)
		from_to(homes, &old->due, &new->due, out);
	if (!repeats && same_due && !same_opens) {
		mw_buf_puts(out, "opens ");
		from_to(homes, &old->opens, &new->opens, out);
	}
	if (same_due && same_opens) {
		mw_buf_puts(out, "last useful day ");
		from_to(homes, &old->latest, &new->latest, out);
	}
	mw_buf_printf(out, ": %s (%s", new->title, mw_provenance_name(new->due.provenance));
	if (new->rule->strength == MW_STRENGTH_HARD)
		mw_buf_puts(out, ", hard");
	if (new->fate == MW_FATE_UNDER_WAY && old->fate != MW_FATE_UNDER_WAY)
		mw_buf_puts(out, ", only if under way");
	if (new->status == MW_STATUS_LATE && old->status != MW_STATUS_LATE)
		mw_buf_puts(out, ", late");
	mw_buf_putc(out, ')');
}

static void put_due(const struct mw_zone *home, const struct mw_milestone *milestone,
		    struct mw_buf *out)
{
	const struct mw_date *date =
		milestone->rule->repeat_days ? &milestone->opens : &milestone->due;
	if (milestone->rule->repeat_days)
		mw_buf_puts(out, "from ");
	mw_words_day(mw_date_local_day(date, home), out);
	mw_buf_printf(out, ": %s (%s", milestone->title,
		      mw_provenance_name(milestone->due.provenance));
	if (milestone->rule->strength == MW_STRENGTH_HARD)
		mw_buf_puts(out, ", hard");
	mw_buf_putc(out, ')');
}

static void settled(const struct mw_milestone *milestone, struct mw_buf *out)
{
	mw_buf_printf(out, "%s (", milestone->title);
	if (milestone->is_skipped)
		mw_buf_puts(out, "skipped)");
	else if (milestone->fate == MW_FATE_SETTLED && !milestone->is_done)
		mw_buf_printf(out, "%s)", mw_fact_reason(milestone->settled_by));
	else
		mw_buf_puts(out, "done)");
}

static void key_date(const struct homes *homes, const struct mw_change *change, struct mw_buf *out)
{
	mw_buf_printf(out, "%s: ", change->name);
	if (mw_difference_same_date(change->old_date, homes->before, change->new_date,
				    homes->after)) {
		mw_words_date_known(change->old_date, homes->before, out);
		mw_buf_puts(out, " -> ");
		mw_words_date_known(change->new_date, homes->after, out);
		return;
	}
	from_to(homes, change->old_date, change->new_date, out);
	if (mw_date_is(change->new_date))
		mw_buf_printf(out, " (%s)", mw_provenance_name(change->new_date->provenance));
}

static void one(const struct homes *homes, const struct mw_change *change, struct mw_buf *out)
{
	switch (change->kind) {
	case MW_CHANGE_FIGURE:
		mw_buf_printf(out, "%s: %s -> %s", change->name, change->was, change->becomes);
		return;
	case MW_CHANGE_WARNING_GAINED:
	case MW_CHANGE_WARNING_REWORDED:
	case MW_CHANGE_WARNING_LOST:
		mw_buf_puts(out, change->finding->text);
		return;
	case MW_CHANGE_TOO_LATE:
		mw_buf_printf(out, "%s: %s", change->after->title,
			      change->after->too_late ? change->after->too_late
						      : "its last useful day has passed.");
		return;
	case MW_CHANGE_SETTLED:
		settled(change->after, out);
		return;
	case MW_CHANGE_MOVED:
		moved(homes, change->before, change->after, out);
		return;
	case MW_CHANGE_IN_TIME:
	case MW_CHANGE_REOPENED:
	case MW_CHANGE_APPEARED:
		put_due(homes->after, change->after, out);
		return;
	case MW_CHANGE_VANISHED:
		mw_buf_printf(out, "%s: ", change->before->title);
		mw_buf_puts(out,
			    mw_milestone_is_closed(change->before) ? "it was done" : "it was due ");
		if (!mw_milestone_is_closed(change->before))
			mw_words_day(change->before->due_day, out);
		return;
	case MW_CHANGE_DATE:
		key_date(homes, change, out);
		return;
	case MW_CHANGE_KINDS:
		return;
	}
}

void mw_show_difference(const struct mw_view *before, const struct mw_view *after,
			const struct mw_difference *difference, struct mw_buf *out)
{
	const struct homes homes = { before->plan->profile->zone, after->plan->profile->zone };
	const struct mw_change *items = difference->changes.items;
	for (size_t i = 0; i < difference->changes.count; i++) {
		if (!i || items[i].kind != items[i - 1].kind) {
			size_t end = i;
			while (end < difference->changes.count && items[end].kind == items[i].kind)
				end++;
			mw_buf_printf(out, "%s" MW_STRONG "%s (%zu)" MW_PLAIN "\n", i ? "\n" : "",
				      headings[items[i].kind], end - i);
		}
		mw_auto(buf) text = MW_BUF_INIT;
		one(&homes, &items[i], &text);
		mw_buf_puts(out, "  * ");
		mw_show_wrapped(text.text, out);
	}
}
