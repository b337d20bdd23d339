/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One function per kind of object; jansson keeps the order in which keys are set. All strings pass
 * through `text`, because jansson refuses what is not UTF-8 and would drop the key.
 */
#include "matchward/format/plan_json.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "matchward/core/text.h"
#include "matchward/format/clean.h"

struct work {
	const struct mw_plan *plan;
	const struct mw_zone *home;
	struct mw_pool pool;
};

static const char *fate_name(enum mw_fate fate)
{
	switch (fate) {
	case MW_FATE_NATURAL:
		return "natural";
	case MW_FATE_MOVED:
		return "moved";
	case MW_FATE_FOLLOWS:
		return "follows";
	case MW_FATE_UNDER_WAY:
		return "under-way";
	case MW_FATE_TOO_LATE:
		return "too-late";
	case MW_FATE_SETTLED:
		return "settled";
	}
	abort();
}

/* Values as text; NULL where there is nothing. CSV writes them too. */

static const char *day_text(struct work *work, const struct mw_date *date)
{
	char text[MW_DAY_TEXT_SIZE];

	if (!mw_date_is(date))
		return NULL;
	return mw_pool_string(&work->pool,
			      mw_day_format(mw_date_local_day(date, work->home), text));
}

static const char *instant_text(struct work *work, const struct mw_date *date)
{
	char text[MW_DAY_TEXT_SIZE];
	mw_day day;
	int second;

	if (!mw_date_is(date) || !mw_date_is_timed(date))
		return NULL;
	mw_zone_from_utc(&mw_zone_utc, mw_date_begin_utc(date, work->home), &day, &second);
	return mw_pool_printf(&work->pool, "%sT%02d:%02d:%02dZ", mw_day_format(day, text),
			      second / 3600, second / 60 % 60, second % 60);
}

static const char *repeat_text(struct work *work, int days)
{
	if (!days)
		return NULL;
	if (days == 1)
		return "daily";
	if (days == 7)
		return "weekly";
	return mw_pool_printf(&work->pool, "every %d %s", days % 7 ? days : days / 7,
			      days % 7 ? "days" : "weeks");
}

static const char *words_text(struct work *work, const struct mw_words *words)
{
	mw_auto(buf) text = MW_BUF_INIT;

	for (size_t i = 0; i < words->list.count; i++)
		mw_buf_printf(&text, "%s%s", i ? " " : "", words->list.items[i]);
	return mw_pool_copy(&work->pool, text.text, text.len);
}

/* JSON. */

static json_t *text(struct work *work, const char *value)
{
	return value ? json_string(mw_clean_text(&work->pool, value)) : json_null();
}

static json_t *whole(int value)
{
	return json_integer(value);
}

static json_t *number(int value)
{
	return value == MW_NONE ? json_null() : whole(value);
}

static json_t *day(struct work *work, const struct mw_date *date)
{
	return text(work, day_text(work, date));
}

static json_t *civil_day(struct work *work, mw_day value)
{
	struct mw_date date = mw_date_of_day(value, MW_PROVENANCE_YOURS);

	return day(work, &date);
}

static json_t *words(struct work *work, const struct mw_words *list)
{
	json_t *array = json_array();

	for (size_t i = 0; i < list->list.count; i++)
		json_array_append_new(array, text(work, list->list.items[i]));
	return array;
}

static void set(json_t *object, const char *key, json_t *value)
{
	int error = json_object_set_new(object, key, value);

	assert(!error); /* a value without memory or with bytes that are not text */
}

static json_t *season_date(struct work *work, const struct mw_season_date *date)
{
	struct mw_date early = mw_date_early(&date->date);
	json_t *object = json_object();

	set(object, "key", text(work, date->key));
	set(object, "at", text(work, instant_text(work, &date->date)));
	set(object, "date", day(work, &date->date));
	set(object, "early", day(work, &early));
	set(object, "provenance", text(work, mw_provenance_name(date->date.provenance)));
	return object;
}

static json_t *milestone(struct work *work, const struct mw_milestone *it)
{
	const struct mw_rule *rule = it->rule;
	json_t *object = json_object();

	set(object, "id", text(work, it->id));
	set(object, "title", text(work, it->title));
	set(object, "phase", text(work, rule->phase));
	set(object, "authority", text(work, mw_authority_name(rule->authority)));
	set(object, "strength", text(work, mw_strength_name(rule->strength)));
	set(object, "opens", day(work, &it->opens));
	set(object, "due", day(work, &it->due));
	set(object, "latest", day(work, &it->latest));
	set(object, "at", text(work, instant_text(work, &it->due)));
	set(object, "repeat", text(work, repeat_text(work, rule->repeat_days)));
	set(object, "status", text(work, mw_status_name(it->status)));
	set(object, "provenance", text(work, mw_provenance_name(it->due.provenance)));
	set(object, "rules", words(work, &rule->rules));
	set(object, "kind", text(work, rule->is_event ? "event" : "task"));
	set(object, "takes_days", whole(rule->takes_days));
	set(object, "natural_due", day(work, &it->natural_due));
	set(object, "fate", text(work, fate_name(it->fate)));
	return object;
}

static json_t *too_late(struct work *work, const struct mw_milestone *it)
{
	json_t *object = json_object();

	set(object, "id", text(work, it->id));
	set(object, "title", text(work, it->title));
	set(object, "latest", day(work, &it->latest));
	set(object, "consequence", text(work, it->too_late));
	set(object, "need", text(work, it->too_late_need));
	return object;
}

static json_t *finding(struct work *work, const struct mw_finding *it)
{
	json_t *object = json_object();

	set(object, "id", text(work, it->id));
	set(object, "severity", text(work, it->severity));
	set(object, "text", text(work, it->text));
	set(object, "rules", words(work, &it->rules));
	return object;
}

static json_t *season_dates(struct work *work)
{
	json_t *array = json_array();

	for (size_t i = 0; i < work->plan->season->dates.count; i++)
		json_array_append_new(array,
				      season_date(work, &work->plan->season->dates.items[i]));
	return array;
}

static json_t *keys(struct work *work)
{
	json_t *object = json_object();

	for (int i = 0; i < MW_KEY_COUNT; i++) {
		const struct mw_date *date = &work->plan->study->keys[i];

		if (mw_date_is(date))
			set(object, mw_key_name((enum mw_key)i), day(work, date));
	}
	return object;
}

static json_t *findings(struct work *work, const struct mw_findings *warnings)
{
	json_t *array = json_array();

	for (size_t i = 0; warnings && i < warnings->list.count; i++)
		json_array_append_new(array, finding(work, &warnings->list.items[i]));
	return array;
}

static int put(const char *data, size_t size, void *out)
{
	mw_buf_add(out, data, size);
	return 0;
}

static void finish(struct work *work, json_t *root, struct mw_buf *out)
{
	(void)json_dump_callback(root, put, out, JSON_INDENT(2)); /* `put` cannot fail */
	mw_buf_putc(out, '\n');
	json_decref(root);
	mw_pool_release(&work->pool);
}

static struct work begin(const struct mw_plan *plan)
{
	return (struct work){ plan, plan->profile->zone, MW_POOL_INIT };
}

void mw_plan_json(const struct mw_plan *plan, const struct mw_findings *warnings,
		  struct mw_buf *out)
{
	struct work work = begin(plan);
	json_t *root = json_object(), *shown = json_array(), *hidden = json_array();

	for (size_t i = 0; i < plan->milestones.count; i++) {
		const struct mw_milestone *it = &plan->milestones.items[i];

		if (mw_milestone_is_shown(it))
			json_array_append_new(shown, milestone(&work, it));
		else
			json_array_append_new(hidden, too_late(&work, it));
	}
	set(root, "application_year", whole(plan->profile->application_year));
	set(root, "season", whole(plan->profile->application_year + 1));
	set(root, "today", civil_day(&work, plan->today));
	set(root, "first_day", civil_day(&work, plan->first_day));
	set(root, "timezone", text(&work, work.home->name));
	set(root, "dates", season_dates(&work));
	set(root, "keys", keys(&work));
	set(root, "milestones", shown);
	set(root, "warnings", findings(&work, warnings));
	set(root, "too_late", hidden);
	finish(&work, root, out);
}

void mw_assess_json(const struct mw_assessment *assessment, const struct mw_findings *said,
		    struct mw_buf *out)
{
	struct work work = { NULL, NULL, MW_POOL_INIT };
	json_t *root = json_object();

	set(root, "step2ck_target", number(assessment->target));
	set(root, "step2ck_stretch", number(assessment->stretch));
	set(root, "score", number(assessment->score));
	set(root, "tier", text(&work, mw_tier_name(assessment->tier)));
	set(root, "risk", text(&work, mw_risk_name(assessment->risk)));
	set(root, "backup_advised", json_boolean(assessment->backup_advised));
	set(root, "programs_min", number(assessment->programs_min));
	set(root, "programs_max", number(assessment->programs_max));
	set(root, "backup_basis", text(&work, mw_basis_name(assessment->backup_basis)));
	set(root, "study_months_min", number(assessment->study_min));
	set(root, "study_months_max", number(assessment->study_max));
	set(root, "ready",
	    assessment->ready == MW_READY_UNKNOWN
		    ? json_null()
		    : json_boolean(assessment->ready == MW_READY_YES));
	set(root, "findings", findings(&work, said));
	finish(&work, root, out);
}

void mw_next_json(const struct mw_plan *plan, size_t most, struct mw_buf *out)
{
	struct work work = begin(plan);
	json_t *root = json_object(), *next = json_array();

	for (size_t i = 0; i < plan->milestones.count && json_array_size(next) < most; i++) {
		if (mw_milestone_is_next(&plan->milestones.items[i]))
			json_array_append_new(next, milestone(&work, &plan->milestones.items[i]));
	}
	set(root, "today", civil_day(&work, plan->today));
	set(root, "milestones", next);
	finish(&work, root, out);
}

/* CSV. */

/* Also after blanks: spreadsheets strip them before they look for a formula. */
static bool is_formula(const char *value)
{
	value += strspn(value, " ");
	return *value && strchr("=+-@", *value);
}

static void put_cell(struct work *work, const char *value, struct mw_buf *out)
{
	const char *clean = value ? mw_clean_line(&work->pool, value) : "";
	bool is_quoted = strpbrk(clean, ",\"") != NULL;

	if (is_quoted)
		mw_buf_putc(out, '"');
	if (is_formula(clean))
		mw_buf_putc(out, '\'');
	for (; *clean; clean++) {
		if (*clean == '"')
			mw_buf_putc(out, '"');
		mw_buf_putc(out, *clean);
	}
	if (is_quoted)
		mw_buf_putc(out, '"');
}

static void put_row(struct work *work, const struct mw_milestone *it, struct mw_buf *out)
{
	const struct mw_rule *rule = it->rule;
	const char *const cells[] = {
		it->id,
		it->title,
		rule->phase,
		mw_authority_name(rule->authority),
		mw_strength_name(rule->strength),
		day_text(work, &it->opens),
		day_text(work, &it->due),
		day_text(work, &it->latest),
		instant_text(work, &it->due),
		repeat_text(work, rule->repeat_days),
		mw_status_name(it->status),
		mw_provenance_name(it->due.provenance),
		words_text(work, &rule->rules),
	};

	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		if (i)
			mw_buf_putc(out, ',');
		put_cell(work, cells[i], out);
	}
	mw_buf_puts(out, "\r\n");
}

void mw_plan_csv(const struct mw_plan *plan, struct mw_buf *out)
{
	struct work work = begin(plan);

	mw_buf_puts(
		out,
		"id,title,phase,authority,strength,opens,due,latest,at,repeat,status,provenance,"
		"rules\r\n");
	for (size_t i = 0; i < plan->milestones.count; i++) {
		if (mw_milestone_is_shown(&plan->milestones.items[i]))
			put_row(&work, &plan->milestones.items[i], out);
	}
	mw_pool_release(&work.pool);
}
