/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading a profile: the table fills a profile aside; then the expressions, which need the zone
 * that may stand anywhere in the file; then what no single value shows.
 */
#include "matchward/format/profile_ini.h"

#include <stdlib.h>
#include <string.h>

#include "matchward/core/text.h"

static void finish_exprs(struct mw_ini_job *job, struct mw_profile *profile)
{
	const struct mw_zone *zone = profile->zone;
	for (size_t i = 0; i < profile->abstracts.count; i++)
		mw_ini_finish_expr(job, zone, &profile->abstracts.items[i].deadline);
	for (size_t i = 0; i < profile->interviews.count; i++)
		mw_ini_finish_expr(job, zone, &profile->interviews.items[i].when);
	for (size_t i = 0; i < profile->milestones.count; i++)
		mw_ini_finish_expr(job, zone, &profile->milestones.items[i].due);
	for (size_t i = 0; i < profile->dates.count; i++)
		mw_ini_finish_expr(job, zone, &profile->dates.items[i].date);
}

static void check_date_keys(struct mw_ini_job *job, const struct mw_profile *profile,
			    const struct mw_season_table *seasons)
{
	const char **names = mw_pool_alloc(job->pool, (seasons->rules.count + 1) * sizeof *names);
	for (size_t i = 0; i < seasons->rules.count; i++)
		names[i] = seasons->rules.items[i].key;
	for (size_t i = 0; i < profile->dates.count; i++) {
		const struct mw_season_override *override = &profile->dates.items[i];
		if (mw_season_rule_find(seasons, override->key))
			continue;
		const char *nearest = mw_text_nearest(override->key, names, seasons->rules.count);
		if (nearest)
			mw_diags_add(job->diags, override->date.spot,
				     "unknown key \"%s\" in [dates]; did you mean \"%s\"?",
				     override->key, nearest);
		else
			mw_diags_add(job->diags, override->date.spot,
				     "unknown key \"%s\" in [dates]; expected an official date "
				     "such as eras-open",
				     override->key);
	}
}

/* D4: test centres close for the first two weeks of the year. */
static void check_exam_day(struct mw_ini_job *job, const char *key, mw_day day, struct mw_spot spot)
{
	if (day == MW_DAY_NONE)
		return;
	int year, month, of_month;
	mw_day_to_ymd(day, &year, &month, &of_month);
	if (month == 1 && of_month <= 14)
		mw_diags_add(job->diags, spot,
			     "\"%s\" cannot be %04d-01-%02d; no Step exams are given from 1 to 14 "
			     "January",
			     key, year, of_month);
}

static void check_exams(struct mw_ini_job *job, const struct mw_profile *profile)
{
	check_exam_day(job, "date", profile->step1.date, profile->step1.date_spot);
	check_exam_day(job, "exam", profile->step2ck.exam, profile->step2ck.exam_spot);
	/* D4: Step 1 is reported as pass or fail since that day. */
	mw_day pass_fail = mw_day_from_ymd(2022, 1, 26);
	if (profile->step1.result == MW_STEP1_NUMBER && profile->step1.date != MW_DAY_NONE &&
	    profile->step1.date >= pass_fail)
		mw_diags_add(job->diags, profile->step1.result_spot,
			     "Step 1 has no number since 2022-01-26, and \"date\" in line %d is "
			     "later; expected "
			     "pass or fail",
			     profile->step1.date_spot.line);
}

/* C7: both phases must fit in the total; what is left over is the readiness phase. */
static void check_study(struct mw_ini_job *job, const struct mw_profile *profile)
{
	int foundation = profile->study.foundation_months,
	    consolidation = profile->study.consolidation_months;
	int phases = (foundation > 0 ? foundation : 0) + (consolidation > 0 ? consolidation : 0);
	if (profile->study.months != MW_NONE && phases > profile->study.months)
		mw_diags_add(job->diags, profile->study.months_spot,
			     "%d months of foundation and consolidation do not fit in %d months of "
			     "study; expected "
			     "a total of at least %d",
			     phases, profile->study.months, phases);
}

static void check_order(struct mw_ini_job *job, const char *section, const char *id,
			const char *first_key, mw_day first, const char *then_key, mw_day then)
{
	char first_text[MW_DAY_TEXT_SIZE], then_text[MW_DAY_TEXT_SIZE];
	if (first == MW_DAY_NONE || then == MW_DAY_NONE || first <= then)
		return;
	mw_diags_add(job->diags, mw_ini_spot(job, section, id, then_key),
		     "\"%s\" is %s, before \"%s\" on %s; expected that day or a later one",
		     then_key, mw_day_format(then, then_text), first_key,
		     mw_day_format(first, first_text));
}

static void check_entries(struct mw_ini_job *job, const struct mw_profile *profile)
{
	for (size_t i = 0; i < profile->experience.count; i++) {
		const struct mw_experience *e = &profile->experience.items[i];
		check_order(job, "experience", e->id, "from", e->from, "to", e->to);
	}
	for (size_t i = 0; i < profile->letters.count; i++) {
		const struct mw_letter *letter = &profile->letters.items[i];
		check_order(job, "letter", letter->id, "asked", letter->asked, "received",
			    letter->received);
	}
}

static int by_day(const void *a, const void *b)
{
	const struct mw_practice *x = a, *y = b;
	return (x->day > y->day) - (x->day < y->day);
}

int mw_profile_read(const char *file, const char *text, size_t len,
		    const struct mw_zone_finder *zones, const struct mw_season_table *seasons,
		    struct mw_pool *pool, struct mw_profile *ret_profile, struct mw_diags *diags)
{
	mw_auto(diags) own = MW_DIAGS_INIT;
	struct mw_profile profile;
	mw_profile_init(&profile);
	struct mw_ini_job job = {
		.keys = &mw_profile_keys,
		.pool = pool,
		.zones = zones,
		.diags = diags ? diags : &own,
		.context = &profile,
	};
	size_t before = job.diags->count;

	mw_ini_read(&job, mw_pool_string(pool, file), text, len);
	finish_exprs(&job, &profile);
	if (seasons)
		check_date_keys(&job, &profile, seasons);
	check_exams(&job, &profile);
	check_study(&job, &profile);
	check_entries(&job, &profile);
	if (job.diags->count != before)
		return MW_PROFILE_E_BAD;
	if (profile.practice.count)
		qsort(profile.practice.items, profile.practice.count,
		      sizeof *profile.practice.items, by_day);
	*ret_profile = profile;
	return 0;
}
