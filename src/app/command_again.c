/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * init --again: the profile of the next season from that of this one. Asks nothing. The old file is
 * kept beside the new one, and neither is touched before the new one has passed as `check` would.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "matchward/app/command.h"
#include "matchward/app/show.h"
#include "matchward/core/words.h"
#include "matchward/edge/error.h"
#include "matchward/edge/file.h"
#include "matchward/format/profile_again.h"

/* "profile.ini" -> "profile-2027.ini"; the result is the caller's to free(). */
static char *kept_path(const char *path, int year)
{
	mw_auto(buf) kept = MW_BUF_INIT;
	const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');
	size_t stem =
		dot && dot != (slash ? slash + 1 : path) ? (size_t)(dot - path) : strlen(path);
	mw_buf_add(&kept, path, stem);
	mw_buf_printf(&kept, "-%d%s", year, path + stem);
	return mw_buf_detach(&kept);
}

static int cannot_write(const char *path, int error)
{
	(void)fprintf(stderr, "matchward: cannot write %s: %s\n", path, mw_error_text(error));
	return MW_EXIT_ENVIRONMENT;
}

/* The old bytes under their new name. What lies there already is never written over. */
static int keep_old(const struct mw_input *old, const char *path)
{
	mw_auto(buf) there = MW_BUF_INIT;
	int error = mw_file_read(path, MW_PROFILE_SIZE_MOST, &there);
	if (!error && there.len == old->len && !memcmp(there.text, old->bytes, old->len))
		return 0;
	if (error != -ENOENT) {
		(void)fprintf(stderr,
			      "matchward: %s is there already and holds something else; move it "
			      "away first\n",
			      path);
		return MW_EXIT_INPUT;
	}
	error = mw_file_replace(path, old->bytes, old->len, 0600);
	return error ? cannot_write(path, error) : 0;
}

static void count(struct mw_buf *out, size_t number, const char *what)
{
	if (number)
		mw_buf_printf(out, "%s%zu %s%s", out->len ? ", " : "", number, what,
			      number == 1 ? "" : "s");
}

static void carried(const struct mw_bundle *bundle, struct mw_buf *out)
{
	const struct mw_profile *profile = &bundle->profile;
	mw_auto(buf) text = MW_BUF_INIT;
	if (profile->step1.result != MW_STEP1_NOT_TAKEN)
		mw_buf_puts(&text, "Step 1");
	if (profile->step2ck.score != MW_NONE)
		mw_buf_printf(&text, "%sStep 2 CK %d", text.len ? ", " : "",
			      profile->step2ck.score);
	count(&text, profile->practice.count, "practice exam");
	count(&text, profile->letters.count, "letter");
	count(&text, profile->research.count, "research project");
	count(&text, profile->experience.count, "experience");
	count(&text, profile->achievements.count, "achievement");
	count(&text, profile->abstracts.count, "abstract");
	if (!text.len)
		mw_buf_puts(&text, "all that is said about you");
	mw_buf_puts(out, "Carried over: ");
	mw_show_wrapped(text.text, out);
}

static void switched_off(const struct mw_again *again, struct mw_buf *out)
{
	if (!again->off.count)
		return;
	mw_buf_puts(out, "\nSwitched off; the lines are comments now, with the reason:\n");
	for (size_t i = 0; i < again->off.count; i++) {
		const struct mw_again_line *line = &again->off.items[i];
		mw_auto(buf) text = MW_BUF_INIT;
		if (line->is_of_section)
			continue;
		if (*line->text != '[')
			mw_buf_printf(&text, "[%s] ", line->section);
		mw_buf_printf(&text, "%s (%s)", line->text, line->why);
		mw_buf_puts(out, "  * ");
		mw_show_wrapped(text.text, out);
	}
}

/* The list of programs is a file of its own, and what stands there of last season would count. */
static void program_list(const struct mw_bundle *next, struct mw_buf *out)
{
	const struct mw_profile *profile = &next->profile;
	size_t old = 0;
	for (size_t i = 0; i < profile->programs.count; i++)
		old += profile->programs.items[i].status != MW_PROGRAM_CONSIDERED ||
		       profile->programs.items[i].interview.base != MW_EXPR_NONE;
	if (!old)
		return;
	mw_buf_printf(out,
		      "\nYour program list, %s, still says of %zu program%s what became of "
		      "%s last season.\n"
		      "Clear status and interview there, or they count for the new season.\n",
		      profile->programs_file, old, old == 1 ? "" : "s", old == 1 ? "it" : "them");
}

/*
 * What the ledger says belongs to a season. A certificate outlives it, but whether this one does
 * only the person can say.
 */
static void done_before(const struct mw_bundle *bundle, const struct mw_bundle *next,
			struct mw_buf *out)
{
	mw_auto(buf) ids = MW_BUF_INIT;
	for (size_t i = 0; i < bundle->plan.milestones.count; i++) {
		const struct mw_milestone *old = &bundle->plan.milestones.items[i];
		const struct mw_milestone *new = mw_plan_find(&next->plan, old->id);
		enum mw_authority authority = old->rule->authority;
		bool may_last = authority == MW_AUTHORITY_ECFMG || authority == MW_AUTHORITY_OET ||
				authority == MW_AUTHORITY_USMLE;
		if (old->is_done && may_last && new && !mw_milestone_is_closed(new))
			mw_buf_printf(&ids, " %s", old->id);
	}
	if (!ids.len)
		return;
	mw_buf_printf(out,
		      "\nMarked as done last season. Where it still holds, say so again:\n"
		      "  matchward done%s\n",
		      ids.text);
}

static void official_dates(const struct mw_bundle *next, struct mw_buf *out)
{
	const struct mw_season *season = next->plan.season;
	size_t predicted = 0;
	for (size_t i = 0; i < season->dates.count; i++)
		predicted += season->dates.items[i].date.provenance == MW_PROVENANCE_PREDICTED;
	if (!predicted)
		return;
	const struct mw_season_date *open = mw_season_find(season, "eras-open");
	char day[MW_DAY_TEXT_SIZE];
	mw_buf_printf(
		out,
		"\n%zu of %zu official dates of this season are predicted. When ERAS, NRMP or "
		"ECFMG publish one\nthat differs, write it into your profile, for example:\n"
		"  [dates]\n  eras-open = %s\n",
		predicted, season->dates.count, mw_day_format(open->date.day, day));
}

static void report(const struct mw_call *call, const struct mw_bundle *next, const char *kept,
		   const struct mw_again *again)
{
	struct mw_buf *out = call->out;
	int year = next->profile.application_year;
	mw_buf_printf(out, "Profile for season %d written: %s\n", year + 1, call->places->profile);
	mw_buf_printf(out, "The one for season %d is kept: %s\n", year, kept);
	mw_buf_printf(out, "You apply in September %d. Your new first day is ", year);
	mw_words_day(next->plan.first_day, out);
	mw_buf_puts(out, ".\n\n");
	carried(next, out);
	switched_off(again, out);
	done_before(call->bundle, next, out);
	program_list(next, out);
	official_dates(next, out);
	mw_buf_puts(out, "\nSee your plan: matchward plan\n");
}

static int write_both(const struct mw_call *call, const struct mw_buf *text, const char *kept)
{
	const char *path = call->places->profile;
	int outcome = keep_old(&call->bundle->inputs[MW_INPUT_PROFILE], kept);
	if (outcome)
		return outcome;
	int error = mw_file_replace(path, text->text, text->len, 0600);
	return error ? cannot_write(path, error) : 0;
}

static int go_on(struct mw_call *call)
{
	struct mw_bundle *bundle = call->bundle, *next = NULL;
	const struct mw_input *file = &bundle->inputs[MW_INPUT_PROFILE];
	mw_auto(diags) diags = MW_DIAGS_INIT;
	mw_auto(diags) notes = MW_DIAGS_INIT; /* told of the old profile already */
	mw_auto(buf) text = MW_BUF_INIT;
	struct mw_again again;
	mw_profile_again(file->bytes, file->len, &bundle->profile, &bundle->roadmap,
			 bundle->plan.today, &bundle->pool, &text, &again);
	struct mw_supposed supposed = { text.text, text.len, &bundle->plan.now_utc };
	struct mw_places places = *call->places;
	places.supposed = &supposed;
	int outcome = mw_bundle_load(&places, NULL, &next, &diags, &notes);
	if (outcome) {
		(void)fputs("matchward: the profile of the next season would not be in order, so "
			    "nothing was written; the lines are those of the new one\n",
			    stderr);
		mw_diags_show(&diags);
		return outcome;
	}
	char *kept = kept_path(places.profile, bundle->profile.application_year);
	outcome = write_both(call, &text, kept);
	if (!outcome)
		report(call, next, kept, &again);
	free(kept);
	mw_bundle_free(next);
	return outcome;
}

int mw_command_again(struct mw_call *call)
{
	mw_auto(diags) diags = MW_DIAGS_INIT;
	mw_auto(diags) notes = MW_DIAGS_INIT;
	for (int i = MW_OPTION_FORCE; i < MW_OPTIONS; i++)
		if (i != MW_OPTION_AGAIN && call->args->values[i]) {
			(void)fputs("matchward: init --again takes everything from your profile; "
				    "edit it afterwards\n",
				    stderr);
			return MW_EXIT_INPUT;
		}
	int outcome = mw_bundle_load(call->places, call->args->values[MW_OPTION_NOW], &call->bundle,
				     &diags, &notes);
	mw_diags_show(&diags);
	mw_diags_show(&notes);
	return outcome ? outcome : go_on(call);
}
