/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands beside the timeline: the assessment, letters, programs and official dates.
 */
#include "report_page.h"

#include <string.h>

#include "matchward/core/figure.h"
#include "matchward/core/words.h"

void mw_page_assessment(struct mw_page *page)
{
	const struct mw_report *report = page->report;
	mw_page_puts(page, "<section aria-labelledby=\"assessment\">\n"
			   "<h2 id=\"assessment\">Where you stand</h2>\n<dl class=\"figures\">\n");
	for (int i = 0; i < MW_FIGURE_COUNT; i++) {
		mw_auto(buf) value = MW_BUF_INIT;
		mw_figure_value(report->assessment, (enum mw_figure)i, &value);
		mw_page_printf(page, "<div><dt>%s</dt><dd>", mw_figure_name((enum mw_figure)i));
		mw_page_text(page, value.text);
		if (i == MW_FIGURE_TIER)
			mw_page_puts(page, " <small>(approximate)</small>");
		mw_page_puts(page, "</dd></div>\n");
	}
	mw_page_puts(page, "</dl>\n");
	mw_page_findings(page, report->assessed, true);
	mw_page_findings(page, report->assessed, false);
	mw_page_puts(page, "</section>\n");
}

/* ---- letters ---- */

static const char *letter_kind(enum mw_letter_kind kind)
{
	static const char *const names[] = { "radiologist", "clinician", "research" };
	return names[kind];
}

static void put_head(struct mw_page *page, const char *caption, const char *const *names)
{
	mw_page_printf(
		page, "<table class=\"data\">\n<caption class=\"unseen\">%s</caption>\n<thead><tr>",
		caption);
	for (; *names; names++)
		mw_page_printf(page, "<th scope=\"col\">%s</th>", *names);
	mw_page_puts(page, "</tr></thead>\n");
}

/* A cell names its column, for narrow screens, where cells stand one below the other. */
static void begin_cell(struct mw_page *page, const char *name)
{
	mw_page_printf(page, "<td data-name=\"%s\">", name);
}

void mw_page_letters(struct mw_page *page)
{
	static const char *const names[] = {
		"Writer", "Kind", "Asked", "Received", "Assigned", NULL
	};
	const struct mw_profile *profile = page->plan->profile;
	mw_page_puts(page, "<section aria-labelledby=\"letters\">\n"
			   "<h2 id=\"letters\">Letters</h2>\n");
	if (!profile->letters.count) {
		mw_page_puts(page, "<p>Your profile names no letter yet.</p>\n</section>\n");
		return;
	}
	put_head(page, "Letters of recommendation", names);
	mw_page_puts(page, "<tbody>\n");
	for (size_t i = 0; i < profile->letters.count; i++) {
		const struct mw_letter *it = &profile->letters.items[i];
		const mw_day days[] = { it->asked, it->received, it->assigned };
		mw_page_puts(page, "<tr><th scope=\"row\">");
		mw_page_bdi(page, it->writer ? it->writer : it->id);
		mw_page_puts(page, "</th>");
		begin_cell(page, names[1]);
		mw_page_printf(page, "%s</td>", letter_kind(it->kind));
		for (int k = 0; k < 3; k++) {
			begin_cell(page, names[k + 2]);
			mw_page_day(page, days[k], "not yet");
			mw_page_puts(page, "</td>");
		}
		mw_page_puts(page, "</tr>\n");
	}
	mw_page_puts(page, "</tbody>\n</table>\n</section>\n");
}

/* ---- programs ---- */

static const char *const program_names[] = { "Program", "Tier",     "Verdict", "Why",
					     "Dates",   "Standing", NULL };

static void put_reason(struct mw_page *page, const struct mw_finding *it)
{
	mw_page_text(page, it->text);
	mw_page_puts(page, " <span class=\"rules\">");
	for (size_t i = 0; i < it->rules.list.count; i++) {
		mw_page_puts(page, i ? " " : "");
		mw_page_text(page, it->rules.list.items[i]);
	}
	mw_page_puts(page, "</span>");
}

static void put_dated(struct mw_page *page, const char *what, const struct mw_date *date)
{
	if (!mw_date_is(date))
		return;
	mw_page_printf(page, "<p>%s ", what);
	mw_page_date(page, date);
	mw_page_puts(page, " ");
	mw_page_known(page, date);
	mw_page_puts(page, "</p>");
}

/* The reasons of its own; what holds for the whole group stands above it. */
static void put_reasons(struct mw_page *page, const struct mw_judged *it)
{
	for (size_t i = 0; i < it->reasons.list.count; i++) {
		const struct mw_finding *said = &it->reasons.list.items[i];
		if (!it->is_out && mw_judged_all_say(page->report->programs, it->verdict, said))
			continue;
		mw_page_puts(page, "<p>");
		put_reason(page, said);
		mw_page_puts(page, "</p>");
	}
}

static void put_program(struct mw_page *page, const struct mw_judged *it)
{
	const struct mw_program *program = it->program;
	mw_page_puts(page, "<tr><th scope=\"row\">");
	mw_page_bdi(page, program->name);
	mw_page_puts(page, "</th>");
	begin_cell(page, program_names[1]);
	if (it->tier == MW_NONE)
		mw_page_puts(page, "unknown</td>");
	else
		mw_page_printf(page, "%d</td>", it->tier);
	begin_cell(page, program_names[2]);
	mw_page_printf(page, "%s</td>", mw_verdict_name(it->verdict));
	begin_cell(page, program_names[3]);
	put_reasons(page, it);
	mw_page_puts(page, "</td>");
	begin_cell(page, program_names[4]);
	put_dated(page, "deadline", &it->deadline);
	put_dated(page, "interview", &it->interview);
	mw_page_puts(page, "</td>");
	begin_cell(page, program_names[5]);
	mw_page_puts(page, mw_program_status_name(program->status));
	if (program->signal != MW_SIGNAL_NONE)
		mw_page_printf(page, ", %s signal", mw_signal_name(program->signal));
	mw_page_puts(page, "</td></tr>\n");
}

/* The heading of a group, with what all of it have in common. */
static void put_group_head(struct mw_page *page, const char *title, size_t count,
			   const struct mw_judged *first)
{
	mw_page_printf(page,
		       "<tbody>\n<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"6\">%s (%zu)",
		       title, count);
	for (size_t i = 0; first && i < first->reasons.list.count; i++) {
		const struct mw_finding *said = &first->reasons.list.items[i];
		if (!mw_judged_all_say(page->report->programs, first->verdict, said))
			continue;
		mw_page_puts(page, "<p>All: ");
		put_reason(page, said);
		mw_page_puts(page, "</p>");
	}
	mw_page_puts(page, "</th></tr>\n");
}

static void put_group(struct mw_page *page, bool is_out, enum mw_verdict verdict)
{
	const struct mw_judged_list *judged = page->report->programs;
	const struct mw_judged *first = NULL;
	for (size_t i = 0; i < judged->list.count; i++) {
		const struct mw_judged *it = &judged->list.items[i];
		if (it->is_out != is_out || (!is_out && it->verdict != verdict))
			continue;
		if (!first && is_out)
			put_group_head(page, "No longer counted", judged->out, NULL);
		else if (!first)
			put_group_head(page, mw_verdict_title(verdict), judged->counts[verdict],
				       it);
		first = it;
		put_program(page, it);
	}
	mw_page_puts(page, first ? "</tbody>\n" : "");
}

void mw_page_programs(struct mw_page *page)
{
	const struct mw_judged_list *judged = page->report->programs;
	const struct mw_profile *profile = page->plan->profile;
	if (!judged->list.count)
		return;
	mw_page_printf(page,
		       "<section class=\"programs\" aria-labelledby=\"programs\">\n<h2 "
		       "id=\"programs\">Programs</h2>\n"
		       "<p>%zu on your list, %zu of them usable. Signals placed: gold %zu of %d, "
		       "silver %zu of %d. Tiers are approximate.</p>\n",
		       judged->list.count, judged->usable, judged->gold, profile->gold_signals,
		       judged->silver, profile->silver_signals);
	mw_page_findings(page, page->report->program_notes, true);
	mw_page_findings(page, page->report->program_notes, false);
	put_head(page, "Programs by verdict", program_names);
	for (int i = 0; i < MW_VERDICTS; i++)
		put_group(page, false, (enum mw_verdict)i);
	put_group(page, true, MW_VERDICT_UNKNOWN);
	mw_page_puts(page, "</table>\n</section>\n");
}

/* ---- official dates ---- */

void mw_page_official(struct mw_page *page)
{
	static const char *const names[] = { "What", "When", "How it is known", NULL };
	const struct mw_season *season = page->plan->season;
	mw_page_puts(page, "<section aria-labelledby=\"official\">\n"
			   "<h2 id=\"official\">Official dates</h2>\n");
	put_head(page, "Official dates of the season", names);
	mw_page_puts(page, "<tbody>\n");
	for (size_t i = 0; i < season->dates.count; i++) {
		const struct mw_season_date *it = &season->dates.items[i];
		mw_page_puts(page, "<tr><th scope=\"row\">");
		mw_page_text(page, mw_page_key(page, it->key));
		mw_page_puts(page, "</th>");
		begin_cell(page, names[1]);
		mw_page_date(page, &it->date);
		mw_page_puts(page, "</td>");
		begin_cell(page, names[2]);
		mw_page_known(page, &it->date);
		mw_page_puts(page, "</td></tr>\n");
	}
	mw_page_puts(page, "</tbody>\n</table>\n</section>\n");
}
