/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * programs: the applicant's own list, by verdict. A hundred rows say the same things again and
 * again; what holds for a whole group stands once, above it.
 */
#include <stdio.h>
#include <string.h>

#include "matchward/app/command.h"
#include "matchward/app/screen.h"
#include "matchward/app/show.h"
#include "matchward/core/verdict.h"
#include "matchward/core/words.h"
#include "matchward/format/programs_csv.h"
#include "matchward/format/programs_json.h"

static void heading(const struct mw_call *call, const char *text, size_t count)
{
	mw_buf_printf(call->out, "\n" MW_STRONG "%s (%zu)" MW_PLAIN "\n", text, count);
}

static void reason(const struct mw_finding *it, const char *before, struct mw_buf *out)
{
	mw_auto(buf) text = MW_BUF_INIT;
	mw_buf_puts(&text, it->text);
	for (size_t i = 0; i < it->rules.list.count; i++)
		mw_buf_printf(&text, "%s%s", i ? " " : " [", it->rules.list.items[i]);
	mw_buf_puts(&text, it->rules.list.count ? "]" : "");
	mw_buf_puts(out, before);
	mw_show_wrapped(text.text, out);
}

static void when(const struct mw_plan *plan, const char *what, const struct mw_date *date,
		 struct mw_buf *out)
{
	if (!mw_date_is(date))
		return;
	mw_buf_printf(out, ", %s ", what);
	mw_words_date_known(date, plan->profile->zone, out);
}

/* "Riverside University: tier 2, gold signal, applied, deadline Fri 15 Oct 2027, yours" */
static void line(const struct mw_plan *plan, const struct mw_judged *it, struct mw_buf *out)
{
	const struct mw_program *program = it->program;
	mw_auto(buf) text = MW_BUF_INIT;
	mw_buf_printf(&text, "%s: ", program->name);
	if (it->tier == MW_NONE)
		mw_buf_puts(&text, "tier unknown");
	else
		mw_buf_printf(&text, "tier %d", it->tier);
	if (program->signal != MW_SIGNAL_NONE)
		mw_buf_printf(&text, ", %s signal", mw_signal_name(program->signal));
	if (program->status != MW_PROGRAM_CONSIDERED)
		mw_buf_printf(&text, ", %s", mw_program_status_name(program->status));
	if (!it->is_out) {
		when(plan, "deadline", &it->deadline, &text);
		when(plan, "interview", &it->interview, &text);
	}
	mw_buf_printf(out, "  " MW_FOLD MW_INDENT "%s\n", text.text);
}

static void group(const struct mw_call *call, const struct mw_judged_list *judged,
		  enum mw_verdict verdict)
{
	const struct mw_judged *first = NULL;
	if (!judged->counts[verdict])
		return;
	heading(call, mw_verdict_title(verdict), judged->counts[verdict]);
	for (size_t i = 0; i < judged->list.count; i++) {
		const struct mw_judged *it = &judged->list.items[i];
		if (it->is_out || it->verdict != verdict)
			continue;
		const struct mw_findings *reasons = &it->reasons;
		for (size_t k = 0; !first && k < reasons->list.count; k++)
			if (mw_judged_all_say(judged, verdict, &reasons->list.items[k]))
				reason(&reasons->list.items[k], "  All: ", call->out);
		first = it;
		line(&call->bundle->plan, it, call->out);
		for (size_t k = 0; k < reasons->list.count; k++)
			if (!mw_judged_all_say(judged, verdict, &reasons->list.items[k]))
				reason(&reasons->list.items[k], "    - ", call->out);
	}
}

static void show(const struct mw_call *call, const struct mw_judged_list *judged,
		 const struct mw_findings *findings)
{
	const struct mw_plan *plan = &call->bundle->plan;
	mw_buf_printf(call->out, "Your programs for %s, season %d.%s\n",
		      mw_specialty_name(&plan->profile->specialty), plan->season->year + 1,
		      plan->profile->specialty.has_bands ? " Tiers are approximate." : "");
	for (int i = 0; i < MW_VERDICTS; i++)
		group(call, judged, (enum mw_verdict)i);
	if (judged->out)
		heading(call, "No longer counted", judged->out);
	for (size_t i = 0; i < judged->list.count; i++)
		if (judged->list.items[i].is_out)
			line(plan, &judged->list.items[i], call->out);
	mw_buf_printf(call->out, "\nSignals placed: gold %zu of %d, silver %zu of %d.\n",
		      judged->gold, plan->profile->gold_signals, judged->silver,
		      plan->profile->silver_signals);
	mw_show_findings(findings, call->out);
}

static void how_to_begin(const struct mw_call *call)
{
	const struct mw_profile *profile = &call->bundle->profile;
	struct mw_buf *out = call->out;
	mw_buf_puts(out, MW_FOLD);
	mw_buf_puts(
		out,
		profile->programs_file
			? "Your list of programs is empty. Add a row for each program.\n"
			: "You have no list of programs yet. Make one in a spreadsheet, save it "
			  "as CSV beside your profile, and name it there:\n\n"
			  "  [programs]\n  file = programs.csv\n");
	mw_buf_puts(out, "\nThe first row names the columns. Only name must be there:\n\n");
	for (const struct mw_programs_column *it = mw_programs_columns; it->name; it++) {
		mw_buf_printf(out, "  %-16s", it->name);
		mw_show_wrapped(it->expected, out);
	}
	mw_buf_puts(out,
		    "\n" MW_FOLD
		    "Leave a cell empty where you do not know. A column whose name begins with "
		    "note is yours alone.\n");
}

int mw_command_programs(struct mw_call *call)
{
	const struct mw_plan *plan = &call->bundle->plan;
	struct mw_judged_list judged;
	struct mw_findings findings;
	if (call->args->count) {
		(void)fprintf(stderr, "matchward: programs takes no \"%s\"\n",
			      call->args->operands[0]);
		return MW_EXIT_INPUT;
	}
	mw_programs_judge(plan, &call->bundle->pool, &judged);
	mw_findings_of_programs(plan, &judged, &call->bundle->pool, &findings);
	if (mw_args_has(call->args, MW_OPTION_JSON))
		mw_programs_json(plan, &judged, &findings, call->out);
	else if (judged.list.count)
		show(call, &judged, &findings);
	else
		how_to_begin(call);
	return MW_EXIT_DONE;
}
