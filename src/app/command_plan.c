/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * plan, next, why, assess: what is to be read.
 */
#include <stdio.h>
#include <string.h>

#include "matchward/app/command.h"
#include "matchward/app/show.h"
#include "matchward/core/explain.h"
#include "matchward/core/finding.h"
#include "matchward/core/text.h"
#include "matchward/core/words.h"
#include "matchward/format/plan_json.h"

/* A part of an id may stand for several. */
static void list_similar(const char *kind, const char *id, const char *const *names, size_t count)
{
	size_t found = 0;
	(void)fprintf(stderr, "matchward: unknown %s \"%s\"; ", kind, id);
	for (size_t i = 0; *id && i < count; i++)
		if (strstr(names[i], id))
			(void)fprintf(stderr, "%s%s",
				      found++ ? ", " : "perhaps one of: ", names[i]);
	(void)fputs(found ? "\n" : "\"matchward plan\" shows each ID in brackets\n", stderr);
}

int mw_command_unknown_id(const struct mw_bundle *bundle, const char *id, bool with_keys)
{
	const struct mw_roadmap *roadmap = &bundle->roadmap;
	struct mw_pool pool = MW_POOL_INIT;
	const struct mw_season *season = bundle->plan.season;
	size_t count = 0, keys = with_keys ? season->dates.count + MW_KEY_COUNT : 0;
	const char **names =
		mw_pool_alloc(&pool, (roadmap->rules.count + keys + 1) * sizeof *names);
	for (size_t i = 0; i < roadmap->rules.count; i++)
		names[count++] = roadmap->rules.items[i].id;
	for (size_t i = 0; with_keys && i < season->dates.count; i++)
		names[count++] = season->dates.items[i].key;
	for (int i = 0; with_keys && i < MW_KEY_COUNT; i++)
		names[count++] = mw_key_name((enum mw_key)i);
	const char *nearest = mw_text_nearest(id, names, count);
	const char *kind = with_keys ? "milestone or key" : "milestone";
	if (nearest)
		(void)fprintf(stderr, "matchward: unknown %s \"%s\"; did you mean \"%s\"?\n", kind,
			      id, nearest);
	else
		list_similar(kind, id, names, count);
	mw_pool_release(&pool);
	return MW_EXIT_INPUT;
}

static int no_operands(const struct mw_call *call, const char *name)
{
	if (!call->args->count)
		return 0;
	(void)fprintf(stderr, "matchward: %s takes no \"%s\"\n", name, call->args->operands[0]);
	return MW_EXIT_INPUT;
}

int mw_command_plan(struct mw_call *call)
{
	const struct mw_plan *plan = &call->bundle->plan;
	struct mw_findings findings;
	if (no_operands(call, "plan"))
		return MW_EXIT_INPUT;
	if (mw_args_has(call->args, MW_OPTION_JSON) && mw_args_has(call->args, MW_OPTION_CSV)) {
		(void)fputs("matchward: --json or --csv, not both\n", stderr);
		return MW_EXIT_INPUT;
	}
	mw_note_zone(call->bundle);
	mw_findings_of_plan(plan, &call->bundle->pool, &findings);
	if (mw_args_has(call->args, MW_OPTION_JSON))
		mw_plan_json(plan, &findings, call->out);
	else if (mw_args_has(call->args, MW_OPTION_CSV))
		mw_plan_csv(plan, call->out);
	else
		mw_show_plan(plan, &findings, call->out);
	return MW_EXIT_DONE;
}

int mw_command_assess(struct mw_call *call)
{
	const struct mw_plan *plan = &call->bundle->plan;
	struct mw_assessment assessment;
	struct mw_findings findings;
	if (no_operands(call, "assess"))
		return MW_EXIT_INPUT;
	mw_assess(plan, &assessment);
	mw_findings_of_assessment(plan, &assessment, &call->bundle->pool, &findings);
	if (mw_args_has(call->args, MW_OPTION_JSON))
		mw_assess_json(&assessment, &findings, call->out);
	else
		mw_show_assessment(plan, &assessment, &findings, call->out);
	return MW_EXIT_DONE;
}

int mw_command_next(struct mw_call *call)
{
	const struct mw_plan *plan = &call->bundle->plan;
	const char *number = call->args->values[MW_OPTION_COUNT];
	bool in_lines = mw_args_has(call->args, MW_OPTION_LINE);
	long most = in_lines ? 1 : 5, shown = 0;
	if (no_operands(call, "next"))
		return MW_EXIT_INPUT;
	if (number && (!mw_text_number(number, 10000, &most) || most < 1)) {
		(void)fprintf(stderr, "matchward: -n takes a number from 1 to 10000, not \"%s\"\n",
			      number);
		return MW_EXIT_INPUT;
	}
	if (in_lines && mw_args_has(call->args, MW_OPTION_JSON)) {
		(void)fputs("matchward: --json or --line, not both\n", stderr);
		return MW_EXIT_INPUT;
	}
	if (!in_lines) /* a note at every prompt would be noise */
		mw_note_zone(call->bundle);
	if (mw_args_has(call->args, MW_OPTION_JSON)) {
		mw_next_json(plan, (size_t)most, call->out);
		return MW_EXIT_DONE;
	}
	for (size_t i = 0; i < plan->milestones.count && shown < most; i++) {
		const struct mw_milestone *milestone = &plan->milestones.items[i];
		if (!mw_milestone_is_next(milestone))
			continue;
		if (in_lines)
			mw_show_line(plan, milestone, call->out);
		else
			mw_show_entry(plan, milestone, true, call->out);
		shown++;
	}
	if (!shown && !in_lines)
		mw_buf_puts(call->out, "Nothing is left to do in this season.\n");
	return MW_EXIT_DONE;
}

static const char *why_not(const struct mw_bundle *bundle, const struct mw_rule *rule,
			   struct mw_buf *reason)
{
	mw_buf_clear(reason);
	for (int i = 0; i < MW_FACT_COUNT; i++) {
		uint32_t bit = UINT32_C(1) << i;
		bool holds = bundle->plan.facts->set & bit;
		if ((rule->when.yes & bit && !holds) || (rule->when.no & bit && holds))
			mw_buf_printf(reason, "%sit asks for %s\"%s\"", reason->len ? " and " : "",
				      rule->when.no & bit ? "not " : "",
				      mw_fact_name((enum mw_fact)i));
	}
	return reason->text;
}

int mw_command_why(struct mw_call *call)
{
	const struct mw_bundle *bundle = call->bundle;
	mw_auto(buf) reason = MW_BUF_INIT;
	if (call->args->count != 1) {
		(void)fputs("matchward: why takes one milestone or key, e.g. \"matchward why "
			    "step2ck-exam\"\n",
			    stderr);
		return MW_EXIT_INPUT;
	}
	const char *id = call->args->operands[0];
	const struct mw_milestone *milestone = mw_plan_find(&bundle->plan, id);
	const struct mw_rule *rule = mw_roadmap_find(&bundle->roadmap, id);
	if (milestone)
		mw_explain_milestone(&bundle->plan, milestone, call->out);
	else if (rule)
		mw_buf_printf(call->out, "%s does not apply to you: %s.\n", id,
			      why_not(bundle, rule, &reason));
	else if (!mw_explain_key(&bundle->plan, id, call->out))
		return mw_command_unknown_id(bundle, id, true);
	return MW_EXIT_DONE;
}
