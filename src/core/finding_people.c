/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Other people: writers who are late, interviews that meet, news that programs need not have.
 */
#include "finding_rooms.h"
#include "matchward/core/words.h"

/* ---- letters ---- */

static bool has_come(const struct mw_finding_work *work, mw_day day)
{
	return day != MW_DAY_NONE && day <= work->plan->today;
}

static const char *writer_of(const struct mw_letter *letter)
{
	return letter->writer ? letter->writer : letter->id;
}

/* Three weeks without an answer once links can be sent (C20), or any silence close to review. */
static bool is_late(const struct mw_finding_work *work, const struct mw_letter *letter)
{
	mw_day today = work->plan->today;
	mw_day close = mw_date_early(mw_finding_date(work, "eras-review")).day - 2 * 7;
	if (!has_come(work, letter->asked) || has_come(work, letter->received))
		return false;
	return today >= close ||
	       (today >= mw_finding_day(work, "token") && today - letter->asked >= 3 * 7);
}

/* A writer who is named but has not been asked. */
static const struct mw_letter *reserve(const struct mw_finding_work *work)
{
	const struct mw_profile *profile = work->plan->profile;
	for (size_t i = 0; i < profile->letters.count; i++) {
		const struct mw_letter *letter = &profile->letters.items[i];
		if (!has_come(work, letter->asked) && !has_come(work, letter->received))
			return letter;
	}
	return NULL;
}

static void letter_late(struct mw_finding_work *work)
{
	const struct mw_profile *profile = work->plan->profile;
	mw_auto(buf) names = MW_BUF_INIT;
	if (work->plan->today > mw_finding_day(work, "rol-deadline"))
		return;
	for (size_t i = 0; i < profile->letters.count; i++) {
		const struct mw_letter *letter = &profile->letters.items[i];
		if (!is_late(work, letter))
			continue;
		mw_buf_printf(&names, "%s%s, asked ", names.len ? "; " : "", writer_of(letter));
		mw_words_distance(work->plan->today, letter->asked, &names);
	}
	if (!names.len)
		return;
	const struct mw_letter *other = reserve(work);
	mw_say(work, "letter-late", "warn", "C20 D5",
	       "No letter yet from: %s. Remind politely and check that the link from MyERAS has "
	       "arrived. If nothing comes within a week, ask %s.",
	       names.text, other ? writer_of(other) : "another writer");
}

/* ---- interviews ---- */

static int lookup(void *context, const struct mw_expr *expr, struct mw_date *ret_date)
{
	const struct mw_plan *plan = context;
	enum mw_key key;
	if (expr->base == MW_EXPR_KEY && mw_key_find(expr->name, &key)) {
		*ret_date = plan->study->keys[key];
		return 0;
	}
	if (expr->base == MW_EXPR_KEY) {
		const struct mw_season_date *found = mw_season_find(plan->season, expr->name);
		if (found)
			*ret_date = found->date;
		return !found;
	}
	const struct mw_milestone *other = mw_plan_find(plan, expr->name);
	if (other)
		*ret_date = expr->base == MW_EXPR_OPENS ? other->natural_opens : other->natural_due;
	return !other;
}

/* An hour is needed to compare; what is over cannot be moved. */
static bool instant_of(const struct mw_plan *plan, const struct mw_interview *interview,
		       struct mw_date *ret_when, int64_t *ret_utc)
{
	struct mw_expr_env env = { plan->season->year, MW_PROVENANCE_YOURS, lookup, (void *)plan };
	if (mw_expr_eval(&interview->when, &env, ret_when) || !mw_date_is_timed(ret_when))
		return false;
	*ret_utc = mw_date_begin_utc(ret_when, plan->profile->zone);
	return *ret_utc >= plan->now_utc;
}

static void one_interview(const struct mw_finding_work *work, const struct mw_interview *interview,
			  const struct mw_date *when, struct mw_buf *out)
{
	mw_buf_printf(out, "%s on ", interview->program ? interview->program : interview->id);
	mw_words_date(when, work->plan->profile->zone, out);
}

static void interview_clash(struct mw_finding_work *work)
{
	const struct mw_profile *profile = work->plan->profile;
	mw_auto(buf) text = MW_BUF_INIT;
	for (size_t i = 0; i < profile->interviews.count; i++) {
		const struct mw_interview *one = &profile->interviews.items[i];
		struct mw_date when, other_when;
		int64_t utc, other_utc;
		if (!instant_of(work->plan, one, &when, &utc))
			continue;
		for (size_t k = i + 1; k < profile->interviews.count; k++) {
			const struct mw_interview *other = &profile->interviews.items[k];
			if (!instant_of(work->plan, other, &other_when, &other_utc))
				continue;
			int64_t apart = utc < other_utc ? other_utc - utc : utc - other_utc;
			if (apart >= 3 * 3600)
				continue;
			mw_buf_puts(&text, text.len ? "\n" : "");
			one_interview(work, one, &when, &text);
			mw_buf_puts(&text, " and ");
			one_interview(work, other, &other_when, &text);
			mw_buf_puts(&text, " are less than three hours apart.");
		}
	}
	if (text.len)
		mw_say(work, "interview-clash", "warn", "S70",
		       "%s\nAsk one program for another time today.", text.text);
}

/* ---- achievements ---- */

static void add_name(const struct mw_achievement *achievement, struct mw_buf *out)
{
	mw_buf_printf(out, "%s%s", out->len ? "; " : "",
		      achievement->what ? achievement->what : achievement->id);
}

static void update_not_now(struct mw_finding_work *work)
{
	const struct mw_profile *profile = work->plan->profile;
	const struct mw_milestone *submit = mw_plan_find(work->plan, "eras-submit");
	mw_day last = mw_finding_date(work, "rol-deadline")->day - 2 * 7;
	mw_auto(buf) before = MW_BUF_INIT;
	mw_auto(buf) after = MW_BUF_INIT;
	for (size_t i = 0; i < profile->achievements.count; i++) {
		const struct mw_achievement *achievement = &profile->achievements.items[i];
		if (achievement->day == MW_DAY_NONE)
			continue;
		if (submit && !mw_milestone_is_closed(submit) && achievement->day < submit->due_day)
			add_name(achievement, &before);
		if (achievement->day > last)
			add_name(achievement, &after);
	}
	mw_auto(buf) text = MW_BUF_INIT;
	if (before.len)
		mw_buf_printf(
			&text,
			"No update letter for this: it belongs in the application itself: %s.",
			before.text);
	if (after.len)
		mw_buf_printf(&text,
			      "%sToo late to move a rank list; keep this for the next application: "
			      "%s.",
			      text.len ? "\n" : "", after.text);
	if (text.len)
		mw_say(work, "update-not-now", "info", "S70", "%s", text.text);
}

void mw_finding_people(struct mw_finding_work *work)
{
	letter_late(work);
	interview_clash(work);
	update_not_now(work);
}
