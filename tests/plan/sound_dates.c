/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Dates of a plan: their order, and where they come from.
 */
#include "sound.h"

#include <stdio.h>

void sound_broken(struct sound *sound, const char *format, ...)
{
	mw_auto(buf) text = MW_BUF_INIT;
	va_list args;
	va_start(args, format);
	mw_buf_vprintf(&text, format, args);
	va_end(args);
	sound->broken(sound->context, text.text);
}

const char *sound_day(mw_day day)
{
	static char texts[8][MW_DAY_TEXT_SIZE];
	static unsigned at;
	return day == MW_DAY_NONE ? "-" : mw_day_format(day, texts[at++ % 8]);
}

bool sound_same_date(const struct mw_date *a, const struct mw_date *b)
{
	return a->day == b->day && a->minute == b->minute &&
	       (a->minute < 0 || a->zone == b->zone) && a->provenance == b->provenance;
}

static const struct mw_zone *home_of(const struct sound *sound)
{
	return sound->plan->profile->zone;
}

static bool is_task(const struct mw_milestone *it)
{
	return !it->rule->is_event && !it->rule->repeat_days;
}

static bool is_shifted(const struct mw_milestone *it)
{
	return it->fate == MW_FATE_MOVED || it->fate == MW_FATE_UNDER_WAY ||
	       it->fate == MW_FATE_FOLLOWS;
}

/* ---- dates ---- */

/* opens <= due <= latest; a due that the user set makes itself the latest. */
static void check_order(struct sound *sound, const struct mw_milestone *it)
{
	const struct mw_zone *home = home_of(sound);
	int64_t last = mw_date_end_utc(&it->due, home) - !mw_date_is_timed(&it->due);
	if (mw_date_begin_utc(&it->opens, home) > last)
		sound_broken(sound, "%s opens %s, after its due %s", it->id,
			     sound_day(it->opens.day), sound_day(it->due.day));
	last = mw_date_end_utc(&it->natural_due, home) - !mw_date_is_timed(&it->natural_due);
	if (mw_date_begin_utc(&it->natural_opens, home) > last)
		sound_broken(sound, "%s naturally opens %s, after its natural due %s", it->id,
			     sound_day(it->natural_opens.day), sound_day(it->natural_due.day));
	if (mw_date_compare(&it->due, &it->latest, home) > 0)
		sound_broken(sound, "%s is due %s, after its latest %s", it->id,
			     sound_day(it->due.day), sound_day(it->latest.day));
	if (it->due_day != mw_date_local_day(&it->due, home))
		sound_broken(sound, "%s: the due day is not that of the due", it->id);
	if (it->due_is_yours && !sound_same_date(&it->due, &it->natural_due))
		sound_broken(sound, "%s was moved, although its day is the user's", it->id);
}

/* What has been moved lies between the first day and its latest. */
static void check_moved(struct sound *sound, const struct mw_milestone *it)
{
	mw_day first = sound->plan->first_day;
	mw_day opens = mw_date_local_day(&it->opens, home_of(sound));
	bool is_moved = it->fate == MW_FATE_MOVED || it->fate == MW_FATE_UNDER_WAY;
	if (is_moved && (opens < first || it->due_day < first))
		sound_broken(sound, "%s was moved to %s..%s, before the first day %s", it->id,
			     sound_day(opens), sound_day(it->due_day), sound_day(first));
	if (is_moved && !is_task(it))
		sound_broken(sound, "%s was moved, but passes by itself", it->id);
	if (it->fate == MW_FATE_TOO_LATE && !mw_milestone_is_closed(it) &&
	    (mw_milestone_is_shown(it) || it->status != MW_STATUS_MISSED))
		sound_broken(sound, "%s is too late and still shown, %s", it->id,
			     mw_status_name(it->status));
}

/* Seen at the first instant of the first day, nobody is behind with anything. */
static void check_first_day(struct sound *sound, const struct mw_milestone *it)
{
	if (sound->plan->today != sound->plan->first_day || it->due_is_yours ||
	    !mw_milestone_is_shown(it) || mw_milestone_is_closed(it))
		return;
	if (it->due_day < sound->plan->first_day)
		sound_broken(sound, "%s is due %s, before the first day %s", it->id,
			     sound_day(it->due_day), sound_day(sound->plan->first_day));
	if (it->status == MW_STATUS_LATE || it->status == MW_STATUS_MISSED)
		sound_broken(sound, "%s is %s on the first day", it->id,
			     mw_status_name(it->status));
}

/* What is planned anew begins when what it needs has ended; hard ones may stay in sight. */
static void check_needs(struct sound *sound, const struct mw_milestone *it)
{
	const struct mw_zone *home = home_of(sound);
	for (size_t i = 0; is_shifted(it) && i < it->rule->needs.list.count; i++) {
		const char *id = it->rule->needs.list.items[i];
		const struct mw_milestone *need = mw_plan_find(sound->plan, id);
		if (!need || !is_shifted(need) || !is_task(need))
			continue;
		bool in_sight = it->fate == MW_FATE_FOLLOWS &&
				it->rule->strength == MW_STRENGTH_HARD &&
				it->due_day == mw_date_local_day(&it->latest, home);
		mw_day opens = mw_date_local_day(&it->opens, home);
		if (opens < need->due_day && !in_sight)
			sound_broken(sound, "%s starts %s, before %s is due, %s", it->id,
				     sound_day(opens), id, sound_day(need->due_day));
	}
}

/* Phases follow each other, and the aim lies in its window. */
static void check_keys(struct sound *sound)
{
	static const enum mw_key order[][2] = {
		{ MW_KEY_PREP_START, MW_KEY_FOUNDATION_START },
		{ MW_KEY_FIRST_DAY, MW_KEY_FOUNDATION_START },
		{ MW_KEY_FOUNDATION_START, MW_KEY_CONSOLIDATION_START },
		{ MW_KEY_CONSOLIDATION_START, MW_KEY_READINESS_START },
		{ MW_KEY_EXAM_OPENS, MW_KEY_EXAM_AIM },
		{ MW_KEY_EXAM_AIM, MW_KEY_EXAM_CLOSES },
		{ MW_KEY_DECIDE_FROM, MW_KEY_DECIDE_BY },
		{ MW_KEY_PATHWAYS_AIM, MW_KEY_CERT_DUE },
		{ MW_KEY_GRADUATION, MW_KEY_DIPLOMA_AIM },
		{ MW_KEY_DIPLOMA_AIM, MW_KEY_DIPLOMA_LATEST },
	};
	const struct mw_date *keys = sound->plan->study->keys;
	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		enum mw_key a = order[i][0], b = order[i][1];
		if (keys[a].day > keys[b].day)
			sound_broken(sound, "%s %s lies after %s %s", mw_key_name(a),
				     sound_day(keys[a].day), mw_key_name(b),
				     sound_day(keys[b].day));
	}
}

/* ---- why: every natural date once more, from its expression ---- */

/* References go to natural dates, of milestones that do not apply to her too. */
static int lookup(void *context, const struct mw_expr *expr, struct mw_date *ret_date);

static int evaluate(struct sound *sound, const struct mw_expr *expr, bool is_yours,
		    struct mw_date *ret_date)
{
	struct mw_expr_env env = { .year = sound->plan->season->year,
				   .literal = is_yours ? MW_PROVENANCE_YOURS : MW_PROVENANCE_ADVICE,
				   .lookup = lookup,
				   .context = sound };
	int outcome = mw_expr_eval(expr, &env, ret_date);
	if (!outcome && is_yours)
		ret_date->provenance = MW_PROVENANCE_YOURS;
	return outcome;
}

/* The exam day that she entered is hers as well. */
static bool is_booked_exam(const struct sound *sound, const struct mw_rule *rule)
{
	const char *due = rule->due.text;
	enum mw_key key;
	if (!mw_key_find(due, &key))
		return false;
	bool is_exam = !strcmp(due, "exam-closes") || !strcmp(due, "exam-aim") ||
		       !strcmp(due, "step1-aim") || !strcmp(due, "first-exam");
	return is_exam && sound->plan->study->keys[key].provenance == MW_PROVENANCE_YOURS;
}

/* The due, cut to the latest unless it is the user's; then that is the latest. */
static int evaluate_due(struct sound *sound, const struct mw_rule *rule, struct mw_date *ret_due,
			struct mw_date *ret_latest)
{
	struct mw_date due, latest = MW_DATE_NONE;
	if (evaluate(sound, &rule->due, rule->due_is_yours, &due))
		return 1;
	if (rule->latest.base != MW_EXPR_NONE && evaluate(sound, &rule->latest, false, &latest))
		return 1;
	if (mw_date_is(&latest) && mw_date_compare(&due, &latest, home_of(sound)) > 0) {
		if (rule->due_is_yours || is_booked_exam(sound, rule))
			latest = due;
		else
			due = latest;
	}
	*ret_due = due;
	*ret_latest = latest;
	return 0;
}

/* Not said, it opens with the first reminder. */
static int evaluate_opens(struct sound *sound, const struct mw_rule *rule,
			  struct mw_date *ret_opens)
{
	struct mw_date due, latest;
	if (rule->opens.base != MW_EXPR_NONE)
		return evaluate(sound, &rule->opens, false, ret_opens);
	if (evaluate_due(sound, rule, &due, &latest))
		return 1;
	const struct mw_leads *leads =
		rule->has_remind ? &rule->remind : &sound->plan->profile->reminders.lead;
	int days = leads->count && leads->items[0].minutes < 0 ? leads->items[0].days : 0;
	*ret_opens = mw_date_of_day(mw_date_local_day(&due, home_of(sound)) - days, due.provenance);
	return 0;
}

/* Shown, it never opens after its due. */
static int evaluate_shown_opens(struct sound *sound, const struct mw_rule *rule,
				struct mw_date *ret_opens)
{
	const struct mw_zone *home = home_of(sound);
	struct mw_date opens, due, latest;
	if (evaluate_opens(sound, rule, &opens) || evaluate_due(sound, rule, &due, &latest))
		return 1;
	int64_t begin = mw_date_begin_utc(&opens, home);
	bool is_after = mw_date_is_timed(&due) ? begin > mw_date_begin_utc(&due, home)
					       : begin >= mw_date_end_utc(&due, home);
	*ret_opens = is_after ? due : opens;
	return 0;
}

static int lookup(void *context, const struct mw_expr *expr, struct mw_date *ret_date)
{
	struct sound *sound = context;
	enum mw_key key;
	struct mw_date latest;
	if (expr->base == MW_EXPR_KEY) {
		const struct mw_season_date *date = mw_season_find(sound->plan->season, expr->name);
		bool is_plan_key = mw_key_find(expr->name, &key);
		if (!is_plan_key && !date)
			return 1;
		*ret_date = is_plan_key ? sound->plan->study->keys[key] : date->date;
		return 0;
	}
	if (expr->base == MW_EXPR_ENTRY || expr->base == MW_EXPR_IN_SEASON) {
		const struct mw_season_date *review =
			mw_season_find(sound->plan->season, "eras-review");
		int outcome = evaluate(sound, expr->entry, true, ret_date);
		if (!outcome && expr->base == MW_EXPR_IN_SEASON &&
		    mw_date_compare(ret_date, &review->date, home_of(sound)) < 0)
			*ret_date = review->date;
		return outcome;
	}
	const struct mw_rule *rule = mw_roadmap_find(&sound->person->roadmap, expr->name);
	if (!rule)
		return 1;
	return expr->base == MW_EXPR_OPENS ? evaluate_opens(sound, rule, ret_date)
					   : evaluate_due(sound, rule, ret_date, &latest);
}

static void check_why(struct sound *sound, const struct mw_milestone *it)
{
	struct mw_date opens, due, latest;
	if (evaluate_shown_opens(sound, it->rule, &opens) ||
	    evaluate_due(sound, it->rule, &due, &latest)) {
		sound_broken(sound, "the dates of %s cannot be worked out again", it->id);
		return;
	}
	if (!sound_same_date(&opens, &it->natural_opens))
		sound_broken(sound, "%s opens %s, worked out again %s", it->id,
			     sound_day(it->natural_opens.day), sound_day(opens.day));
	if (!sound_same_date(&due, &it->natural_due))
		sound_broken(sound, "%s is due %s, worked out again %s", it->id,
			     sound_day(it->natural_due.day), sound_day(due.day));
	if (!sound_same_date(&latest, &it->latest))
		sound_broken(sound, "%s has the latest %s, worked out again %s", it->id,
			     sound_day(it->latest.day), sound_day(latest.day));
}

void sound_check_dates(struct sound *sound)
{
	const struct mw_plan *plan = sound->plan;
	for (size_t i = 0; i < plan->milestones.count; i++) {
		const struct mw_milestone *it = &plan->milestones.items[i];
		for (size_t k = 0; k < i; k++)
			if (!strcmp(it->id, plan->milestones.items[k].id))
				sound_broken(sound, "%s is there twice", it->id);
		if (i && plan->milestones.items[i - 1].due_day > it->due_day)
			sound_broken(sound, "%s is not in the order of due", it->id);
		check_order(sound, it);
		check_moved(sound, it);
		check_first_day(sound, it);
		check_needs(sound, it);
		check_why(sound, it);
	}
	check_keys(sound);
}
