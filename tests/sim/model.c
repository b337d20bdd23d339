/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The model: what is due is the last point that has passed, unless that has been told. All points
 * of a milestone are known from the start, so there is little to it.
 */
#include <stdio.h>
#include <string.h>

#include "sim.h"

void model_release(struct model *model)
{
	mw_pool_release(&model->pool);
	*model = (struct model){ .count = 0 };
}

void model_load(struct model *model, const struct mw_plan *plan, const struct mw_ledger *ledger,
		int64_t until_utc)
{
	model_release(model);
	model->plan = plan;
	model->count = plan->milestones.count;
	model->mines = mw_pool_alloc(&model->pool, (model->count + 1) * sizeof *model->mines);
	for (size_t i = 0; i < model->count; i++) {
		struct mine *mine = &model->mines[i];
		mine->milestone = &plan->milestones.items[i];
		points_lay_out(model, mine, until_utc);
	}
	for (size_t i = 0; i < ledger->entries.count; i++)
		model_note(model, &ledger->entries.items[i]);
}

struct mine *model_find(const struct model *model, const char *id)
{
	for (size_t i = 0; i < model->count; i++)
		if (!strcmp(model->mines[i].milestone->id, id))
			return &model->mines[i];
	return NULL;
}

void model_note(struct model *model, const struct mw_ledger_entry *entry)
{
	struct mine *mine = model_find(model, entry->id);
	if (entry->year != model->plan->profile->application_year)
		return;
	model->has_told = model->has_told || entry->verb == MW_VERB_TOLD;
	if (!mine)
		return;
	struct note *note = MW_PUSH(&model->pool, &mine->notes);
	char label[LABEL_SIZE];
	bool is_put_off = entry->verb == MW_VERB_SNOOZED, is_told = entry->verb == MW_VERB_TOLD;
	bool is_end = entry->verb == MW_VERB_DONE || entry->verb == MW_VERB_SKIPPED;
	*note = (struct note){ .verb = entry->verb, .at = INT64_MIN };
	(void)snprintf(note->due, sizeof note->due, "%s", entry->due);
	(void)snprintf(note->label, sizeof note->label, "%s", entry->argument);
	(void)snprintf(label, sizeof label, is_put_off ? "again@%.17s" : "%.17s", note->label);
	if (is_told || is_put_off)
		(void)point_instant(model, mine, note->due, is_put_off ? label : note->label,
				    &note->at);
	mine->is_put_off = mine->is_put_off || is_put_off;
	if ((is_end || entry->verb == MW_VERB_UNDONE) && !strcmp(note->due, "-"))
		mine->is_ended = is_end;
	for (size_t i = 0; i < mine->points.count; i++) {
		struct point *point = &mine->points.items[i];
		if (strcmp(point->due, note->due) != 0)
			continue;
		if (is_told && note->at > point->told)
			point->told = note->at;
		if (is_end || entry->verb == MW_VERB_UNDONE)
			point->is_ended = is_end;
	}
}

/* ---- what follows from points and notes ---- */

/* The last word on this due: done or skipped, and not undone? */
static bool is_ended(const struct mine *mine, const char *due)
{
	bool ended = false;
	for (size_t i = 0; i < mine->notes.count; i++) {
		const struct note *note = &mine->notes.items[i];
		bool is_end = note->verb == MW_VERB_DONE || note->verb == MW_VERB_SKIPPED;
		if ((is_end || note->verb == MW_VERB_UNDONE) && !strcmp(note->due, due))
			ended = is_end;
	}
	return ended;
}

bool model_is_open(const struct mine *mine)
{
	const struct mw_milestone *milestone = mine->milestone;
	return milestone->status != MW_STATUS_DONE && milestone->status != MW_STATUS_SKIPPED &&
	       milestone->fate != MW_FATE_TOO_LATE && !mine->is_ended;
}

bool model_was_moved(const struct mine *mine)
{
	return model_is_open(mine) && (mine->milestone->fate == MW_FATE_MOVED ||
				       mine->milestone->fate == MW_FATE_UNDER_WAY);
}

/* How far this due has been told, by the notes from `first` on. */
static int64_t told_until(const struct mine *mine, const char *due, size_t first)
{
	int64_t until = INT64_MIN;
	for (size_t i = first; i < mine->notes.count; i++) {
		const struct note *note = &mine->notes.items[i];
		if (note->verb == MW_VERB_TOLD && note->at > until && !strcmp(note->due, due))
			until = note->at;
	}
	return until;
}

/* What was put off last of this due, and has not come back yet. */
static bool find_again(const struct mine *mine, const char *due, struct point *ret_again)
{
	for (size_t i = mine->notes.count; mine->is_put_off && i-- > 0;) {
		const struct note *note = &mine->notes.items[i];
		if (note->verb != MW_VERB_SNOOZED || strcmp(note->due, due) != 0)
			continue;
		if (note->at == INT64_MIN || told_until(mine, due, i + 1) >= note->at)
			return false;
		for (size_t k = 0; mine->milestone->rule->repeat_days && k < mine->notes.count;
		     k++) {
			const struct note *other = &mine->notes.items[k];
			if (other->verb == MW_VERB_TOLD && other->at >= note->at &&
			    strcmp(other->due, due) > 0)
				return false; /* a later occurrence stands for it */
		}
		*ret_again = (struct point){ .at = note->at, .told = INT64_MIN };
		(void)snprintf(ret_again->due, sizeof ret_again->due, "%s", due);
		(void)snprintf(ret_again->label, sizeof ret_again->label, "again@%.17s",
			       note->label);
		return true;
	}
	return false;
}

/*
 * Put off until an instant that is yet to come: then this word is not said. But it is where the
 * thing itself would be lost: when the latest, else the due, lies between the two.
 */
static bool is_held(const struct mine *mine, const char *due, int64_t at, int64_t now)
{
	int64_t last = mine->latest_end != INT64_MAX ? mine->latest_end : mine->deadline;
	struct point again;
	if (!find_again(mine, due, &again) || again.at <= now || at >= again.at)
		return false;
	return !(at < last && last <= again.at);
}

/* Past the latest only the last word helps. */
static bool is_pointless(const struct mine *mine, const struct point *point)
{
	return mine->milestone->status == MW_STATUS_MISSED && strcmp(point->label, "late") != 0;
}

static bool once_is_due(const struct mine *mine, int64_t now, struct point *ret_point)
{
	const struct point *last = NULL;
	struct point again;
	for (size_t i = 0; i < mine->points.count && mine->points.items[i].at <= now; i++)
		if (!is_pointless(mine, &mine->points.items[i]))
			last = &mine->points.items[i];
	if (last && (last->told >= last->at || is_held(mine, mine->due, last->at, now)))
		last = NULL;
	bool is_again = find_again(mine, mine->due, &again) && again.at <= now;
	if (is_again && (!last || again.at >= last->at))
		*ret_point = again;
	else if (last)
		*ret_point = *last;
	return is_again || last;
}

/* Whatever has happened to one occurrence stands for what came before it. */
static bool repeating_is_due(const struct mine *mine, int64_t now, struct point *ret_point)
{
	struct point best = { .at = INT64_MIN }, again;
	int64_t stands = INT64_MIN, stands_of_others = INT64_MIN;
	bool is_again = false;
	for (size_t i = 0; i < mine->points.count && mine->points.items[i].at <= now; i++) {
		const struct point *point = &mine->points.items[i];
		if (point->is_ended || is_held(mine, point->due, point->at, now) ||
		    point->told >= point->at) {
			stands = point->at;
		} else if (point->at >= best.at) {
			best = *point;
			is_again = false;
		}
	}
	for (size_t i = 0; i < mine->points.count; i++) {
		const char *due = mine->points.items[i].due;
		if (mine->points.items[i].is_ended || !find_again(mine, due, &again) ||
		    again.at > now || again.at < best.at)
			continue;
		best = again;
		is_again = true;
	}
	for (size_t i = 0; is_again && i < mine->points.count; i++) {
		const struct point *point = &mine->points.items[i];
		if (point->at <= now && strcmp(point->due, best.due) != 0 &&
		    (point->is_ended || is_held(mine, point->due, point->at, now) ||
		     point->told >= point->at))
			stands_of_others = point->at;
	}
	*ret_point = best;
	return best.at > (is_again ? stands_of_others : stands);
}

bool model_is_due(const struct mine *mine, int64_t now, struct point *ret_point)
{
	if (!model_is_open(mine))
		return false;
	return mine->milestone->rule->repeat_days ? repeating_is_due(mine, now, ret_point)
						  : once_is_due(mine, now, ret_point);
}

int64_t model_next(const struct mine *mine, int64_t now)
{
	int64_t next = INT64_MAX;
	struct point again;
	if (!model_is_open(mine))
		return next;
	for (size_t i = 0; i < mine->points.count; i++) {
		const struct point *point = &mine->points.items[i];
		bool is_new = !i || strcmp(point[-1].due, point->due) != 0;
		if (is_new && !point->is_ended && find_again(mine, point->due, &again) &&
		    again.at > now && again.at < next)
			next = again.at;
		if (point->at > now && point->at < next && !is_pointless(mine, point) &&
		    !point->is_ended && !is_held(mine, point->due, point->at, now) &&
		    point->told < point->at)
			next = point->at;
	}
	if (!mine->points.count && find_again(mine, mine->due, &again) && again.at > now)
		next = again.at;
	return next;
}

bool model_is_current(const struct mine *mine, const char *due)
{
	return model_is_open(mine) &&
	       (mine->milestone->rule->repeat_days ? !is_ended(mine, due)
						   : !strcmp(mine->due, due));
}

bool model_may_return(const struct model *model, const struct mine *mine, const struct said *said,
		      int64_t now)
{
	int64_t at;
	return model_is_current(mine, said->due) &&
	       !(point_instant(model, mine, said->due, said->label, &at) &&
		 is_held(mine, said->due, at, now));
}

enum account model_account(const struct model *model, const char *id, const struct point *point,
			   int64_t now)
{
	const struct mine *mine = model_find(model, id);
	if (!mine || !model_is_open(mine))
		return ACCOUNT_CLOSED;
	if (is_pointless(mine, point) ||
	    (mine->milestone->rule->repeat_days && is_ended(mine, point->due)))
		return ACCOUNT_CLOSED;
	const struct point *now_point = NULL; /* as it stands after all edits */
	for (size_t i = 0; i < mine->points.count; i++)
		if (!strcmp(mine->points.items[i].due, point->due) &&
		    !strcmp(mine->points.items[i].label, point->label) &&
		    mine->points.items[i].at <= now)
			now_point = &mine->points.items[i];
	for (size_t i = 0; i < mine->notes.count; i++) {
		const struct note *note = &mine->notes.items[i];
		if (note->verb == MW_VERB_TOLD && !strcmp(note->due, point->due) &&
		    !strcmp(note->label, point->label))
			return ACCOUNT_TOLD;
	}
	if (!now_point)
		return ACCOUNT_MOVED; /* by an edit, or the clock went back */
	for (size_t i = 0; i < mine->notes.count; i++) {
		const struct note *note = &mine->notes.items[i];
		int64_t at = note->at;
		if (mine->milestone->rule->repeat_days && note->verb == MW_VERB_DONE)
			(void)point_instant(model, mine, note->due, "0d", &at);
		if ((note->verb == MW_VERB_TOLD || note->verb == MW_VERB_DONE) &&
		    at >= now_point->at)
			return ACCOUNT_OVERTAKEN;
	}
	/* What is held back for now stands for what came before it. */
	for (const struct point *later = now_point; later < mine->points.items + mine->points.count;
	     later++)
		if (later->at <= now && is_held(mine, later->due, later->at, now))
			return ACCOUNT_OVERTAKEN;
	return ACCOUNT_NONE;
}
