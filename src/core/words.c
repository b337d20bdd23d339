/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sentences about dates and milestones.
 */
#include "matchward/core/words.h"

#include <stdlib.h>
#include <string.h>

/* "Wed 1 Sep"; returns the year. */
static int day_and_month(mw_day day, struct mw_buf *out)
{
	static const char *const weekdays[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
					      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	int y, m, d;
	mw_day_to_ymd(day, &y, &m, &d);
	mw_buf_printf(out, "%s %d %s", weekdays[mw_day_weekday(day)], d, months[m - 1]);
	return y;
}

void mw_words_day(mw_day day, struct mw_buf *out)
{
	int year = day_and_month(day, out);
	mw_buf_printf(out, " %d", year);
}

/* "America/New_York" -> "New York" */
static void place(const struct mw_zone *zone, struct mw_buf *out)
{
	const char *slash = strrchr(zone->name, '/');
	for (const char *p = slash ? slash + 1 : zone->name; *p; p++)
		mw_buf_putc(out, *p == '_' ? ' ' : *p);
}

void mw_words_date(const struct mw_date *date, const struct mw_zone *home, struct mw_buf *out)
{
	mw_words_day(mw_date_local_day(date, home), out);
	if (!mw_date_is_timed(date))
		return;
	mw_buf_putc(out, ' ');
	mw_words_time(date, home, out);
}

void mw_words_time(const struct mw_date *date, const struct mw_zone *home, struct mw_buf *out)
{
	mw_day day;
	int second;
	mw_zone_from_utc(home, mw_date_begin_utc(date, home), &day, &second);
	mw_buf_printf(out, "%02d:%02d", second / 3600, second / 60 % 60);
	if (day == date->day && second == date->minute * 60)
		return; /* the same on both clocks */
	mw_buf_puts(out, " (");
	if (day != date->day) {
		(void)day_and_month(date->day, out); /* a day apart: the year is clear */
		mw_buf_putc(out, ' ');
	}
	mw_buf_printf(out, "%02d:%02d ", date->minute / 60, date->minute % 60);
	place(date->zone, out);
	mw_buf_putc(out, ')');
}

/* How far a prediction may be wrong; nothing where that is not known. */
static void uncertainty(const struct mw_date *date, const char *before, struct mw_buf *out)
{
	if (date->provenance == MW_PROVENANCE_PREDICTED && date->early_days > 0)
		mw_buf_printf(out, "%smay be %d day%s earlier or later", before, date->early_days,
			      date->early_days == 1 ? "" : "s");
}

void mw_words_date_known(const struct mw_date *date, const struct mw_zone *home, struct mw_buf *out)
{
	mw_words_date(date, home, out);
	mw_buf_printf(out, ", %s", mw_provenance_name(date->provenance));
	uncertainty(date, ", ", out);
}

void mw_words_distance(mw_day today, mw_day day, struct mw_buf *out)
{
	int days = day - today;
	if (days == 0)
		mw_buf_puts(out, "today");
	else if (days == 1)
		mw_buf_puts(out, "tomorrow");
	else if (days == -1)
		mw_buf_puts(out, "yesterday");
	else if (days > 0)
		mw_buf_printf(out, "in %d days", days);
	else
		mw_buf_printf(out, "%d days ago", -days);
}

static void source(const struct mw_milestone *milestone, struct mw_buf *out)
{
	const char *body = mw_authority_name(milestone->rule->authority);
	bool official = milestone->rule->authority != MW_AUTHORITY_YOU &&
			milestone->rule->authority != MW_AUTHORITY_PROGRAM;
	switch (milestone->due.provenance) {
	case MW_PROVENANCE_PUBLISHED:
		mw_buf_printf(out, "This date is published%s%s.", official ? " by " : "",
			      official ? body : "");
		return;
	case MW_PROVENANCE_PREDICTED:
		mw_buf_puts(out, "This date is predicted from past seasons");
		uncertainty(&milestone->due, " and ", out);
		mw_buf_printf(out, ". Confirm it%s%s.", official ? " with " : "",
			      official ? body : "");
		return;
	case MW_PROVENANCE_ADVICE:
		mw_buf_puts(out, "This date is advice, not an official deadline.");
		return;
	case MW_PROVENANCE_YOURS:
		mw_buf_puts(out, "This date is yours, from the profile.");
		return;
	}
}

static void moved(const struct mw_plan *plan, const struct mw_milestone *milestone,
		  struct mw_buf *out)
{
	switch (milestone->fate) {
	case MW_FATE_MOVED:
		mw_buf_puts(out, "Planned again because its usual time had come before you began; "
				 "it was due ");
		mw_words_date(&milestone->natural_due, plan->profile->zone, out);
		mw_buf_puts(out, ".\n");
		return;
	case MW_FATE_FOLLOWS:
		mw_buf_puts(out, "Moved behind work that must come first; it was due ");
		mw_words_date(&milestone->natural_due, plan->profile->zone, out);
		mw_buf_puts(out, ".\n");
		return;
	case MW_FATE_UNDER_WAY:
		mw_buf_puts(out, "Too little time is left to begin this now. Finish it if it is "
				 "under way.\n");
		return;
	case MW_FATE_NATURAL:
	case MW_FATE_TOO_LATE:
	case MW_FATE_SETTLED:
		return;
	}
}

void mw_words_rhythm(const struct mw_rule *rule, struct mw_buf *out)
{
	int days = rule->repeat_days, weeks = days / 7;
	if (days % 7)
		mw_buf_printf(out, days == 1 ? "every day" : "every %d days", days);
	else
		mw_buf_printf(out, weeks == 1 ? "every week" : "every %d weeks", weeks);
}

void mw_words_about(const struct mw_plan *plan, const struct mw_milestone *milestone,
		    struct mw_buf *out)
{
	const struct mw_zone *home = plan->profile->zone;
	const struct mw_rule *rule = milestone->rule;
	if (milestone->body)
		mw_buf_printf(out, "%s\n\n", milestone->body);
	if (rule->is_event) {
		mw_buf_puts(out, "When: ");
		mw_words_date(&milestone->due, home, out);
	} else if (rule->repeat_days) {
		mw_buf_puts(out, "From ");
		mw_words_date(&milestone->opens, home, out);
		mw_buf_puts(out, " until ");
		mw_words_date(&milestone->due, home, out);
		mw_buf_puts(out, ", ");
		mw_words_rhythm(rule, out);
	} else {
		mw_buf_puts(out, "Opens: ");
		mw_words_date(&milestone->opens, home, out);
		mw_buf_puts(out, "\nDue: ");
		mw_words_date(&milestone->due, home, out);
	}
	mw_buf_puts(out, "\n");
	if (mw_date_is(&milestone->latest) && !rule->is_event && !rule->repeat_days) {
		mw_buf_puts(out, "Last useful day: ");
		mw_words_date(&milestone->latest, home, out);
		mw_buf_puts(out, "\n");
	}
	if (milestone->too_late)
		mw_buf_printf(out, "If it is missed: %s\n", milestone->too_late);
	moved(plan, milestone, out);
	source(milestone, out);
	if (rule->rules.list.count) {
		mw_buf_puts(out, "\nRules:");
		for (size_t i = 0; i < rule->rules.list.count; i++)
			mw_buf_printf(out, " %s", rule->rules.list.items[i]);
	}
	mw_buf_putc(out, '\n');
}

/* Numbers about the exam: the target follows from the results. */
static bool has_numbers(const char *text)
{
	return text && strstr(text, "{step2ck.");
}

#define FACT(name) ((uint32_t)1 << MW_FACT_##name)

bool mw_words_is_private(const struct mw_rule *rule)
{
	const uint32_t private = FACT(VISA) | FACT(J1) | FACT(H1B) | FACT(H1B_ONLY) | FACT(FAILED) |
				 FACT(AT_RISK) | FACT(NARRATIVE) | FACT(BACKUP);
	return ((rule->when.yes | rule->when.no) & private) ||
	       (!rule->title_is_yours && has_numbers(rule->title));
}

const char *mw_words_popup_title(const struct mw_milestone *milestone)
{
	return mw_words_is_private(milestone->rule) && !milestone->rule->title_is_yours
		       ? "A private step of your plan"
		       : milestone->title;
}

static const char *popup_consequence(const struct mw_milestone *milestone)
{
	return mw_words_is_private(milestone->rule) || has_numbers(milestone->rule->too_late)
		       ? NULL
		       : milestone->too_late;
}

void mw_words_popup(const struct mw_plan *plan, const struct mw_milestone *milestone,
		    struct mw_buf *out)
{
	const struct mw_zone *home = plan->profile->zone;
	if (milestone->rule->repeat_days) {
		mw_buf_puts(out, "Again ");
		mw_words_rhythm(milestone->rule, out);
		mw_buf_puts(out, " until ");
		mw_words_date(&milestone->due, home, out);
		mw_buf_putc(out, '.');
		return;
	}
	const char *consequence = popup_consequence(milestone);
	bool deadline = mw_date_is(&milestone->latest) && !milestone->rule->is_event &&
			!mw_date_compare(&milestone->due, &milestone->latest, home);
	if (milestone->status == MW_STATUS_MISSED) {
		mw_buf_puts(out, "Too late: the last useful day was ");
		mw_words_date(&milestone->latest, home, out);
		mw_buf_printf(out, " (%s).%s%s", mw_provenance_name(milestone->latest.provenance),
			      consequence ? " " : "", consequence ? consequence : "");
		return;
	}
	bool is_over = milestone->status == MW_STATUS_LATE;
	int64_t since = plan->now_utc - mw_date_begin_utc(&milestone->due, home);
	bool is_now = mw_date_is_timed(&milestone->due) && since >= 0 && since < 60;
	mw_buf_puts(out, is_now                      ? "Now: "
			 : milestone->rule->is_event ? ""
			 : is_over                   ? "Was due "
			 : deadline                  ? "Deadline "
						     : "Due ");
	mw_words_date(&milestone->due, home, out);
	if (!is_now) {
		mw_buf_puts(out, " - ");
		mw_words_distance(plan->today, milestone->due_day, out);
	}
	mw_buf_printf(out, " (%s).", mw_provenance_name(milestone->due.provenance));
	if (!deadline && !milestone->rule->is_event && mw_date_is(&milestone->latest) &&
	    milestone->latest.day - milestone->due.day < 60) {
		mw_buf_puts(out, "\nLast useful day: ");
		mw_words_date(&milestone->latest, home, out);
		mw_buf_putc(out, '.');
	}
	if (consequence)
		mw_buf_printf(out, "\nIf missed: %s", consequence);
}

/* ---- placeholders ---- */

enum number { TARGET, STRETCH, READY, MONTHS, PER_DAY, QUESTIONS, NUMBERS };
static const char *const numbers[NUMBERS] = {
	"step2ck.target", "step2ck.stretch", "step2ck.ready",
	"study.months",   "study.per-day",   "study.questions"
};

static bool find_number(const char *name, enum number *ret_number)
{
	for (int i = 0; i < NUMBERS; i++)
		if (!strcmp(name, numbers[i])) {
			*ret_number = (enum number)i;
			return true;
		}
	return false;
}

static int number_value(const struct mw_plan *plan, enum number number)
{
	const struct mw_profile *profile = plan->profile;
	switch (number) {
	case TARGET:
		return plan->facts->target;
	case STRETCH:
		return plan->facts->stretch;
	case READY:
		return plan->facts->target - profile->step2ck.tolerance;
	case MONTHS:
		return plan->study->months;
	case PER_DAY:
		return plan->study->questions_a_day;
	case QUESTIONS:
		return profile->study.questions != MW_NONE ? profile->study.questions
							   : 2500; /* S23: 2,000-3,000 */
	case NUMBERS:
		break;
	}
	return MW_NONE;
}

#define NAME_MOST 48

/* The next {name} at or after text; false at the end. A brace without its partner is only text. */
static bool next_placeholder(const char *text, const char **ret_begin, const char **ret_end,
			     char name[NAME_MOST])
{
	for (const char *open = strchr(text, '{'); open; open = strchr(open + 1, '{')) {
		size_t len = strspn(open + 1, "abcdefghijklmnopqrstuvwxyz0123456789.-");
		if (!len || len >= NAME_MOST || open[1 + len] != '}')
			continue;
		memcpy(name, open + 1, len);
		name[len] = '\0';
		*ret_begin = open;
		*ret_end = open + len + 2;
		return true;
	}
	return false;
}

static bool fill_one(const char *name, const struct mw_plan *plan, const char *entry,
		     struct mw_buf *out)
{
	enum number number;
	enum mw_key key;
	const struct mw_season_date *found;
	if (entry && !strcmp(name, MW_ENTRY_DATE)) {
		mw_buf_puts(out, entry);
	} else if (find_number(name, &number)) {
		int value = number_value(plan, number);
		if (value == MW_NONE)
			mw_buf_puts(out, "some");
		else
			mw_buf_printf(out, "%d", value);
	} else if (mw_key_find(name, &key)) {
		mw_words_day(plan->study->keys[key].day, out);
	} else if ((found = mw_season_find(plan->season, name))) {
		mw_words_date(&found->date, plan->profile->zone, out);
	} else {
		return false;
	}
	return true;
}

void mw_words_fill(const char *text, const struct mw_plan *plan, const char *entry,
		   struct mw_buf *out)
{
	const char *begin, *end;
	char name[NAME_MOST];
	while (next_placeholder(text, &begin, &end, name)) {
		mw_buf_add(out, text, (size_t)(begin - text));
		if (!fill_one(name, plan, entry, out))
			mw_buf_add(out, begin, (size_t)(end - begin));
		text = end;
	}
	mw_buf_puts(out, text);
}

static const char *nearest_placeholder(const char *name, const struct mw_season_table *seasons)
{
	const char *near = mw_text_nearest(name, numbers, NUMBERS);
	return near ? near : mw_roadmap_nearest(NULL, seasons, name);
}

bool mw_words_check(const char *text, const struct mw_season_table *seasons, bool has_entry,
		    struct mw_spot spot, struct mw_diags *diags)
{
	const char *begin, *end;
	char name[NAME_MOST];
	enum number number;
	enum mw_key key;
	bool is_good = true;
	for (; text && next_placeholder(text, &begin, &end, name); text = end) {
		if (find_number(name, &number) || mw_key_find(name, &key) ||
		    mw_season_rule_find(seasons, name) ||
		    (has_entry && !strcmp(name, MW_ENTRY_DATE)))
			continue;
		is_good = false;
		const char *near = nearest_placeholder(name, seasons);
		if (near) {
			mw_diags_add(diags, spot, "unknown placeholder {%s}; did you mean {%s}?",
				     name, near);
			continue;
		}
		mw_diags_add(diags, spot,
			     "unknown placeholder {%s}; expected a key or one of step2ck.target, "
			     "step2ck.stretch, step2ck.ready, study.months, study.per-day, "
			     "study.questions",
			     name);
	}
	return is_good;
}
