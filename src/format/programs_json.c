/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The judged program list as JSON.
 */
#include "matchward/format/programs_json.h"

#include "json_value.h"

struct work {
	struct mw_pool pool;
	const struct mw_zone *home;
};

static json_t *text(struct work *work, const char *value)
{
	return mw_json_text(&work->pool, value);
}

static json_t *number(size_t value)
{
	return json_integer((json_int_t)value);
}

static json_t *answer(enum mw_answer value)
{
	return value == MW_ANSWER_UNKNOWN ? json_null() : json_boolean(value == MW_ANSWER_YES);
}

static void set_date(struct work *work, json_t *object, const char *day, const char *at,
		     const struct mw_date *date)
{
	mw_json_set(object, day, text(work, mw_json_day_text(&work->pool, date, work->home)));
	mw_json_set(object, at, text(work, mw_json_instant_text(&work->pool, date, work->home)));
}

static json_t *program(struct work *work, const struct mw_judged *it)
{
	const struct mw_program *program = it->program;
	json_t *object = json_object();

	mw_json_set(object, "id", text(work, program->id));
	mw_json_set(object, "name", text(work, program->name));
	mw_json_set(object, "kind", text(work, mw_program_kind_name(program->kind)));
	mw_json_set(object, "tier", mw_json_number(it->tier));
	mw_json_set(object, "verdict", text(work, mw_verdict_name(it->verdict)));
	mw_json_set(object, "visa_ok", answer(it->visa_ok));
	mw_json_set(object, "expected_score", mw_json_number(program->expected_score));
	set_date(work, object, "deadline", "at", &it->deadline);
	set_date(work, object, "interview", "interview_at", &it->interview);
	mw_json_set(object, "signal", text(work, mw_signal_name(program->signal)));
	mw_json_set(object, "status", text(work, mw_program_status_name(program->status)));
	mw_json_set(object, "reasons", mw_json_findings(&work->pool, &it->reasons));
	return object;
}

/* Of what counts by verdict; "out" are the rejected and the dropped. */
static json_t *counts(const struct mw_judged_list *judged)
{
	json_t *object = json_object();

	mw_json_set(object, "total", number(judged->list.count));
	mw_json_set(object, "usable", number(judged->usable));
	mw_json_set(object, "out", number(judged->out));
	for (int i = 0; i < MW_VERDICTS; i++)
		mw_json_set(object, mw_verdict_name((enum mw_verdict)i), number(judged->counts[i]));
	return object;
}

static json_t *signals(const struct mw_profile *profile, const struct mw_judged_list *judged)
{
	json_t *object = json_object();

	mw_json_set(object, "gold_used", number(judged->gold));
	mw_json_set(object, "gold_allowed", mw_json_number(profile->gold_signals));
	mw_json_set(object, "silver_used", number(judged->silver));
	mw_json_set(object, "silver_allowed", mw_json_number(profile->silver_signals));
	return object;
}

void mw_programs_json(const struct mw_plan *plan, const struct mw_judged_list *judged,
		      const struct mw_findings *findings, struct mw_buf *out)
{
	struct work work = { MW_POOL_INIT, plan->profile->zone };
	json_t *root = json_object(), *list = json_array();

	for (size_t i = 0; i < judged->list.count; i++)
		json_array_append_new(list, program(&work, &judged->list.items[i]));
	mw_json_set(root, "programs", list);
	mw_json_set(root, "counts", counts(judged));
	mw_json_set(root, "signals", signals(plan->profile, judged));
	mw_json_set(root, "findings", mw_json_findings(&work.pool, findings));
	mw_json_write(root, out);
	mw_pool_release(&work.pool);
}
