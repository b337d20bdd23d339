/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * People in a line or two: how a case is written, and how it is compared with the plan.
 *
 * A profile is "SECTION.KEY = VALUE; ..." on top of `usual`; the value "-" takes a usual key away.
 */
#ifndef MW_TESTS_PROFILE_CASE_H
#define MW_TESTS_PROFILE_CASE_H

#include "world.h"

struct profile_case {
	const char *name, *profile;
	const char *now;     /* a day; NULL: the first day */
	const char *figures; /* target stretch tier risk backup basis programs study ready */
	/*
	 * A season key or a plan key; ID.opens ID.due ID.latest are natural dates, ID.planned the
	 * due after late work was moved, ID.day its civil day at home.
	 */
	const char *dates;
	const char *fates;        /* ID=natural moved follows under-way too-late settled */
	const char *has, *lacks;  /* milestones that apply, and that do not */
	const char *says, *quiet; /* findings of assessment and plan */
};

static const char usual[] = "applicant.id = case; applicant.timezone = Asia/Kolkata; "
			    "applicant.application-year = 2027; "
			    "applicant.year-of-graduation = 2025; applicant.visa = j1; "
			    "applicant.first-day = 2026-11-23; step1.result = pass";

/* ---- from a line to a profile ---- */

struct setting {
	char section[40], key[80], value[160];
};

struct settings {
	struct setting items[40];
	size_t count;
};

static void add_settings(struct settings *settings, const char *line)
{
	while (*line) {
		struct setting it;
		int len = 0;
		if (sscanf(line, " %39[^.].%79[^ =] = %159[^;]%n", it.section, it.key, it.value,
			   &len) != 3)
			fail_msg("cannot read the case at: %s", line);
		line += len + (line[len] == ';');
		size_t at = 0;
		while (at < settings->count && (strcmp(settings->items[at].section, it.section) ||
						strcmp(settings->items[at].key, it.key)))
			at++;
		assert_true(at < sizeof settings->items / sizeof *settings->items);
		settings->items[at] = it;
		settings->count += at == settings->count;
	}
}

/* Section by section, because a section may stand only once. */
static void write_profile(const char *line, struct mw_buf *out)
{
	struct settings settings = { .count = 0 };
	add_settings(&settings, usual);
	add_settings(&settings, line);
	for (size_t i = 0; i < settings.count; i++) {
		const char *section = settings.items[i].section;
		if (!*section)
			continue;
		mw_buf_printf(out, "[%s]\n", section);
		for (size_t k = settings.count; k-- > i;) {
			struct setting *it = &settings.items[k];
			if (strcmp(it->section, section) != 0)
				continue;
			if (strcmp(it->value, "-") != 0)
				mw_buf_printf(out, "%s = %s\n", it->key, it->value);
			if (k > i)
				it->section[0] = '\0';
		}
	}
}

/* ---- what is expected ---- */

static const char *range_text(int least, int most, char text[32])
{
	int len = least == MW_NONE ? snprintf(text, 32, "-") : snprintf(text, 32, "%d-", least);
	if (most != MW_NONE)
		(void)snprintf(text + len, 32 - (size_t)len, "%d", most);
	return text;
}

static const char *figure(const struct mw_assessment *it, const char *name, char text[32])
{
	static const char *const ready[] = { "-", "no", "yes" };
	if (!strcmp(name, "tier"))
		return mw_tier_name(it->tier);
	if (!strcmp(name, "risk"))
		return mw_risk_name(it->risk);
	if (!strcmp(name, "basis"))
		return mw_basis_name(it->backup_basis);
	if (!strcmp(name, "backup"))
		return it->backup_advised ? "yes" : "no";
	if (!strcmp(name, "ready"))
		return ready[it->ready];
	if (!strcmp(name, "programs"))
		return range_text(it->programs_min, it->programs_max, text);
	if (!strcmp(name, "study"))
		return range_text(it->study_min, it->study_max, text);
	bool is_target = !strcmp(name, "target");
	if (!is_target && strcmp(name, "stretch") != 0)
		fail_msg("the test asks for an unknown figure: %s", name);
	(void)snprintf(text, 32, "%d", is_target ? it->target : it->stretch);
	return text;
}

static const struct mw_milestone *milestone(const struct person *person, const char *id)
{
	const struct mw_milestone *it = mw_plan_find(&person->plan, id);
	if (!it)
		fail_msg("%s is not in the plan", id);
	return it;
}

static struct mw_date date_of(const struct person *person, const char *name)
{
	enum mw_key key;
	char id[80];
	const char *dot = strrchr(name, '.');
	const struct mw_season_date *date = mw_season_find(person->plan.season, name);
	if (date)
		return date->date;
	if (mw_key_find(name, &key))
		return person->plan.study->keys[key];
	if (!dot)
		fail_msg("the test asks for an unknown date: %s", name);
	(void)snprintf(id, sizeof id, "%.*s", (int)(dot - name), name);
	const struct mw_milestone *it = milestone(person, id);
	if (!strcmp(dot, ".opens"))
		return it->natural_opens;
	if (!strcmp(dot, ".due"))
		return it->natural_due;
	if (!strcmp(dot, ".latest"))
		return it->latest;
	if (!strcmp(dot, ".planned"))
		return it->due;
	assert_string_equal(dot, ".day");
	return mw_date_of_day(it->due_day, it->due.provenance);
}

static const char *fate_of(const struct mw_milestone *it)
{
	static const char *const names[] = { "natural",   "moved",    "follows",
					     "under-way", "too-late", "settled" };
	return names[it->fate];
}

static bool is_said(const struct mw_findings *findings, const char *id)
{
	for (size_t i = 0; i < findings->list.count; i++)
		if (!strcmp(findings->list.items[i].id, id))
			return true;
	return false;
}

/* Calls `check` for each word of the list; of NAME=VALUE the two apart. */
static void each_word(const struct profile_case *it, const struct person *person, const char *words,
		      void (*check)(const struct profile_case *it, const struct person *person,
				    const char *name, const char *value))
{
	char name[80], value[80];
	int len;
	for (; words && *words; words += len) {
		value[0] = '\0';
		if (sscanf(words, " %79[^= ]%n", name, &len) != 1)
			fail_msg("%s: cannot read: %s", it->name, words);
		words += len;
		len = 0;
		if (*words == '=')
			assert_int_equal(sscanf(words, "=%79s%n", value, &len), 1);
		check(it, person, name, value);
	}
}

static void expect_word(const struct profile_case *it, const char *name, const char *got,
			const char *want)
{
	char title[200];
	(void)snprintf(title, sizeof title, "%s: %s", it->name, name);
	EXPECT_TEXT(title, got, want);
}

static void check_figure(const struct profile_case *it, const struct person *person,
			 const char *name, const char *value)
{
	char text[32];
	expect_word(it, name, figure(&person->assessment, name, text), value);
}

static void check_date(const struct profile_case *it, const struct person *person, const char *name,
		       const char *value)
{
	char text[32];
	struct mw_date date = date_of(person, name);
	expect_word(it, name, expect_write(&date, text), value);
}

static void check_fate(const struct profile_case *it, const struct person *person, const char *name,
		       const char *value)
{
	expect_word(it, name, fate_of(milestone(person, name)), value);
}

static void check_has(const struct profile_case *it, const struct person *person, const char *name,
		      const char *value)
{
	(void)value;
	expect_word(it, name, mw_plan_find(&person->plan, name) ? "there" : "not there", "there");
}

static void check_lacks(const struct profile_case *it, const struct person *person,
			const char *name, const char *value)
{
	(void)value;
	if (!mw_roadmap_find(&person->roadmap, name))
		fail_msg("%s: the roadmap has no %s at all", it->name, name);
	expect_word(it, name, mw_plan_find(&person->plan, name) ? "there" : "not there",
		    "not there");
}

static bool says(const struct person *person, const char *id)
{
	return is_said(&person->findings, id) || is_said(&person->warnings, id);
}

static void check_says(const struct profile_case *it, const struct person *person, const char *name,
		       const char *value)
{
	(void)value;
	expect_word(it, name, says(person, name) ? "said" : "not said", "said");
}

static void check_quiet(const struct profile_case *it, const struct person *person,
			const char *name, const char *value)
{
	(void)value;
	expect_word(it, name, says(person, name) ? "said" : "not said", "not said");
}

static void check_case(const struct world *world, const struct profile_case *it)
{
	struct person person;
	mw_auto(buf) profile = MW_BUF_INIT;
	mw_auto(diags) diags = MW_DIAGS_INIT;
	write_profile(it->profile, &profile);
	bool is_good = person_read(&person, world, profile.text, "", &diags);
	if (is_good) {
		mw_day now = it->now ? a_day(it->now) : person.profile.first_day;
		int64_t now_utc = mw_zone_to_utc(person.profile.zone, now, 0);
		is_good = !person_plan(&person, world, now_utc, &diags);
	}
	if (!is_good) {
		world_show(it->name, &diags);
		fail_msg("%s: the profile is not good:\n%s", it->name, profile.text);
	}
	person_assess(&person);
	each_word(it, &person, it->figures, check_figure);
	each_word(it, &person, it->dates, check_date);
	each_word(it, &person, it->fates, check_fate);
	each_word(it, &person, it->has, check_has);
	each_word(it, &person, it->lacks, check_lacks);
	each_word(it, &person, it->says, check_says);
	each_word(it, &person, it->quiet, check_quiet);
	person_release(&person);
}

static void check_cases(void **state, const struct profile_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++)
		check_case(*state, &cases[i]);
}

#define CASES(state, cases) check_cases(state, cases, sizeof(cases) / sizeof *(cases))

#endif
