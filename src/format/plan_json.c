/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One function per kind of object; jansson keeps the order in which keys are set.
 */
#include "matchward/format/plan_json.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "json_value.h"
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
	return mw_json_text(&work->pool, value);
}

static json_t *day(struct work *work, const struct mw_date *date)
{
	return text(work, mw_json_day_text(&work->pool, date, work->home));
}

static json_t *civil_day(struct work *work, mw_day value)
{
	struct mw_date date = mw_date_of_day(value, MW_PROVENANCE_YOURS);

	return day(work, &date);
}

static json_t *season_date(struct work *work, const struct mw_season_date *date)
{
	struct mw_date early = mw_date_early(&date->date);
	json_t *object = json_object();

	mw_json_set(object, "key", text(work, date->key));
	mw_json_set(object, "at",
		    text(work, mw_json_instant_text(&work->pool, &date->date, work->home)));
	mw_json_set(object, "date", day(work, &date->date));
	mw_json_set(object, "early", day(work, &early));
	mw_json_set(object, "provenance", text(work, mw_provenance_name(date->date.provenance)));
	return object;
}

static json_t *milestone(struct work *work, const struct mw_milestone *it)
{
	const struct mw_rule *rule = it->rule;
	json_t *object = json_object();

	mw_json_set(object, "id", text(work, it->id));
	mw_json_set(object, "title", text(work, it->title));
	mw_json_set(object, "phase", text(work, rule->phase));
	mw_json_set(object, "authority", text(work, mw_authority_name(rule->authority)));
	mw_json_set(object, "strength", text(work, mw_strength_name(rule->strength)));
	mw_json_set(object, "opens", day(work, &it->opens));
	mw_json_set(object, "due", day(work, &it->due));
	mw_json_set(object, "latest", day(work, &it->latest));
	mw_json_set(object, "at",
		    text(work, mw_json_instant_text(&work->pool, &it->due, work->home)));
	mw_json_set(object, "repeat", text(work, repeat_text(work, rule->repeat_days)));
	mw_json_set(object, "status", text(work, mw_status_name(it->status)));
	mw_json_set(object, "provenance", text(work, mw_provenance_name(it->due.provenance)));
	mw_json_set(object, "rules", mw_json_words(&work->pool, &rule->rules));
	mw_json_set(object, "kind", text(work, rule->is_event ? "event" : "task"));
	mw_json_set(object, "takes_days", json_integer(rule->takes_days));
	mw_json_set(object, "natural_due", day(work, &it->natural_due));
	mw_json_set(object, "fate", text(work, fate_name(it->fate)));
	return object;
}

static json_t *too_late(struct work *work, const struct mw_milestone *it)
{
	json_t *object = json_object();

	mw_json_set(object, "id", text(work, it->id));
	mw_json_set(object, "title", text(work, it->title));
	mw_json_set(object, "latest", day(work, &it->latest));
	mw_json_set(object, "consequence", text(work, it->too_late));
	mw_json_set(object, "need", text(work, it->too_late_need));
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
			mw_json_set(object, mw_key_name((enum mw_key)i), day(work, date));
	}
	return object;
}

static void finish(struct work *work, json_t *root, struct mw_buf *out)
{
	mw_json_write(root, out);
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
	mw_json_set(root, "application_year", json_integer(plan->profile->application_year));
	mw_json_set(root, "season", json_integer(plan->profile->application_year + 1));
	mw_json_set(root, "today", civil_day(&work, plan->today));
	mw_json_set(root, "first_day", civil_day(&work, plan->first_day));
	mw_json_set(root, "timezone", text(&work, work.home->name));
	mw_json_set(root, "dates", season_dates(&work));
	mw_json_set(root, "keys", keys(&work));
	mw_json_set(root, "milestones", shown);
	mw_json_set(root, "warnings", mw_json_findings(&work.pool, warnings));
	mw_json_set(root, "too_late", hidden);
	finish(&work, root, out);
}

void mw_assess_json(const struct mw_assessment *assessment, const struct mw_findings *said,
		    struct mw_buf *out)
{
	struct work work = { NULL, NULL, MW_POOL_INIT };
	json_t *root = json_object();

	mw_json_set(root, "step2ck_target", mw_json_number(assessment->target));
	mw_json_set(root, "step2ck_stretch", mw_json_number(assessment->stretch));
	mw_json_set(root, "score", mw_json_number(assessment->score));
	mw_json_set(root, "tier", text(&work, mw_tier_name(assessment->tier)));
	mw_json_set(root, "risk", text(&work, mw_risk_name(assessment->risk)));
	mw_json_set(root, "backup_advised", json_boolean(assessment->backup_advised));
	mw_json_set(root, "programs_min", mw_json_number(assessment->programs_min));
	mw_json_set(root, "programs_max", mw_json_number(assessment->programs_max));
	mw_json_set(root, "backup_basis", text(&work, mw_basis_name(assessment->backup_basis)));
	mw_json_set(root, "study_months_min", mw_json_number(assessment->study_min));
	mw_json_set(root, "study_months_max", mw_json_number(assessment->study_max));
	mw_json_set(root, "ready",
		    assessment->ready == MW_READY_UNKNOWN
			    ? json_null()
			    : json_boolean(assessment->ready == MW_READY_YES));
	mw_json_set(root, "findings", mw_json_findings(&work.pool, said));
	mw_json_set(root, "cost_min", mw_json_number(assessment->cost_min));
	mw_json_set(root, "cost_max", mw_json_number(assessment->cost_max));
	mw_json_set(root, "cost_season", mw_json_number(assessment->cost_season));
	mw_json_set(root, "specialty", text(&work, assessment->specialty->name));
	mw_json_set(root, "bands", json_boolean(assessment->specialty->has_bands));
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
	mw_json_set(root, "today", civil_day(&work, plan->today));
	mw_json_set(root, "milestones", next);
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
		mw_json_day_text(&work->pool, &it->opens, work->home),
		mw_json_day_text(&work->pool, &it->due, work->home),
		mw_json_day_text(&work->pool, &it->latest, work->home),
		mw_json_instant_text(&work->pool, &it->due, work->home),
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
