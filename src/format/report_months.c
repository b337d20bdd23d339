/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The plan as a list, month by month: all that the chart shows, in words. Repeating work stands
 * where it begins, as one reads a plan forward.
 */
#include "report_page.h"

#include <string.h>

#include "matchward/core/words.h"

static mw_day shown_day(const struct mw_page *page, const struct mw_milestone *it)
{
	return it->rule->repeat_days ? mw_date_local_day(&it->opens, page->home) : it->due_day;
}

static int month_index(mw_day day)
{
	int y, m, d;
	mw_day_to_ymd(day, &y, &m, &d);
	return y * 12 + m - 1;
}

static bool is_listed(const struct mw_page *page, const struct mw_milestone *it)
{
	return mw_milestone_is_shown(it) && !mw_page_is_behind(page, it);
}

static void put_heading(struct mw_page *page, int month)
{
	static const char *const names[] = { "January",   "February", "March",    "April",
					     "May",       "June",     "July",     "August",
					     "September", "October",  "November", "December" };
	const struct mw_season_date *open = mw_season_find(page->plan->season, "eras-open");
	int distance = open ? month_index(open->date.day) - month : -1;
	mw_page_printf(page, "<h3 id=\"month-%04d-%02d\">%s %d", month / 12, month % 12 + 1,
		       names[month % 12], month / 12);
	if (distance > 0)
		mw_page_printf(page, " <small>%d month%s before ERAS opens</small>", distance,
			       distance == 1 ? "" : "s");
	else if (!distance)
		mw_page_puts(page, " <small>ERAS opens</small>");
	if (month == month_index(page->plan->today))
		mw_page_puts(page, " <small class=\"now\">now</small>");
	mw_page_puts(page, "</h3>\n");
}

static void between(struct mw_page *page)
{
	mw_page_puts(page, " <span class=\"dot\" aria-hidden=\"true\">·</span> ");
}

/* When it can be done: the window of a task, the rhythm of what repeats, the instant of an event.
 */
static void put_window(struct mw_page *page, const struct mw_milestone *it)
{
	mw_auto(buf) words = MW_BUF_INIT;
	if (!mw_milestone_is_closed(it)) {
		mw_words_distance(page->plan->today, shown_day(page, it), &words);
		mw_page_text(page, words.text);
		between(page);
	}
	if (it->rule->repeat_days) {
		mw_page_puts(page, "again ");
		mw_words_rhythm(it->rule, page->out);
		mw_page_puts(page, " until ");
		mw_page_date(page, &it->due);
	} else if (mw_date_is_timed(&it->due)) {
		mw_page_date(page, &it->due);
	}
	if (it->rule->repeat_days || mw_date_is_timed(&it->due))
		between(page);
	if (!it->rule->repeat_days && mw_date_compare(&it->opens, &it->due, page->home) != 0) {
		mw_page_puts(page, it->status == MW_STATUS_UPCOMING ? "opens " : "open since ");
		mw_page_date(page, &it->opens);
		between(page);
	}
}

static void put_facts(struct mw_page *page, const struct mw_milestone *it)
{
	int days;
	put_window(page, it);
	if (mw_date_is(&it->latest) && !it->rule->is_event) {
		bool is_last = !mw_date_compare(&it->due, &it->latest, page->home);
		mw_page_puts(page, is_last ? "no later than that" : "last useful day ");
		if (!is_last)
			mw_page_date(page, &it->latest);
		between(page);
	}
	if (mw_page_slack(page, it, &days)) {
		if (days)
			mw_page_printf(page, "%d day%s left to begin", days, days == 1 ? "" : "s");
		else
			mw_page_puts(page, "begin at once");
		between(page);
	}
	if (it->fate == MW_FATE_MOVED || it->fate == MW_FATE_FOLLOWS) {
		mw_page_puts(page, "moved to fit");
		between(page);
	} else if (it->fate == MW_FATE_UNDER_WAY) {
		mw_page_puts(page, "only if under way");
		between(page);
	}
	mw_page_known(page, &it->due);
}

static void put_more(struct mw_page *page, const struct mw_milestone *it)
{
	mw_auto(buf) about = MW_BUF_INIT;
	mw_words_about(page->plan, it, &about);
	mw_page_puts(page, "<details><summary>More<span class=\"unseen\"> on: ");
	mw_page_text(page, it->title);
	mw_page_puts(page, "</span></summary>\n");
	mw_page_lines(page, about.text);
	mw_page_puts(page, "</details>\n");
}

static void put_name(struct mw_page *page, const struct mw_milestone *it)
{
	const char *title = mw_page_title(it);
	mw_page_puts(page, "<p class=\"name\">");
	mw_page_icon(page, mw_page_shape(it));
	mw_page_printf(page, " <b class=\"word\">%s</b> <span class=\"title\">",
		       mw_page_status(it));
	mw_page_bdi(page, title);
	mw_page_puts(page, "</span>");
	if (title != it->title)
		mw_page_printf(page, " <span class=\"body\">%s</span>",
			       mw_authority_name(it->rule->authority));
	if (it->rule->strength == MW_STRENGTH_HARD)
		mw_page_puts(page, " <b class=\"body must\">hard deadline</b>");
	mw_page_puts(page, "</p>\n");
}

static void put_step(struct mw_page *page, const struct mw_milestone *it)
{
	mw_page_printf(page, "<li class=\"step %s\" id=\"step-", mw_status_name(it->status));
	mw_page_text(page, it->id);
	mw_page_puts(page, "\">\n<p class=\"when\">");
	mw_page_day(page, shown_day(page, it), "");
	mw_page_puts(page, "</p>\n<div class=\"what\">\n");
	put_name(page, it);
	mw_page_puts(page, "<p class=\"facts\">");
	put_facts(page, it);
	if (it->rule->url && mw_milestone_is_next(it)) {
		between(page);
		mw_page_link(page, it->rule->url);
	}
	mw_page_puts(page, "</p>\n");
	put_more(page, it);
	mw_page_puts(page, "</div>\n</li>\n");
}

static void put_month(struct mw_page *page, int month)
{
	const struct mw_plan *plan = page->plan;
	bool has_heading = false;
	for (int turn = 1; turn <= 31; turn++)
		for (size_t i = 0; i < plan->milestones.count; i++) {
			const struct mw_milestone *it = &plan->milestones.items[i];
			int y, m, d;
			mw_day_to_ymd(shown_day(page, it), &y, &m, &d);
			if (!is_listed(page, it) || y * 12 + m - 1 != month || d != turn)
				continue;
			if (!has_heading) {
				mw_page_puts(page, "<section class=\"month\">\n");
				put_heading(page, month);
				mw_page_puts(page, "<ol class=\"steps\">\n");
			}
			has_heading = true;
			put_step(page, it);
		}
	if (has_heading)
		mw_page_puts(page, "</ol>\n</section>\n");
}

void mw_page_months(struct mw_page *page)
{
	const struct mw_plan *plan = page->plan;
	int first = 0, last = -1;
	for (size_t i = 0; i < plan->milestones.count; i++) {
		const struct mw_milestone *it = &plan->milestones.items[i];
		if (!is_listed(page, it))
			continue;
		int month = month_index(shown_day(page, it));
		first = last < 0 || month < first ? month : first;
		last = month > last ? month : last;
	}
	for (int month = first; month <= last; month++)
		put_month(page, month);
	if (last < 0)
		mw_page_puts(page, "<p>There is nothing in this season's plan.</p>\n");
}

/* ---- what is behind, and what is too late ---- */

static void put_settled(struct mw_page *page)
{
	const struct mw_plan *plan = page->plan;
	bool any = false;
	for (size_t i = 0; i < plan->milestones.count; i++) {
		const struct mw_milestone *it = &plan->milestones.items[i];
		if (!mw_milestone_is_shown(it) || !mw_page_is_behind(page, it))
			continue;
		if (!any)
			mw_page_puts(page, "<section aria-labelledby=\"behind\">\n"
					   "<h2 id=\"behind\">Already behind you</h2>\n"
					   "<ul class=\"plain\">\n");
		any = true;
		mw_page_puts(page, "<li id=\"step-");
		mw_page_text(page, it->id);
		mw_page_puts(page, "\">");
		mw_page_icon(page, it->fate == MW_FATE_SETTLED ? "done" : "skipped");
		mw_page_puts(page, " ");
		mw_page_bdi(page, it->title);
		mw_page_printf(page, " <span class=\"facts\">%s",
			       it->fate == MW_FATE_SETTLED ? "done, because " : "passed ");
		if (it->fate == MW_FATE_SETTLED) {
			mw_page_text(page, mw_fact_reason(it->settled_by));
			mw_page_puts(page, "; its time was ");
		}
		mw_page_date(page, &it->opens);
		mw_page_puts(page, " to ");
		mw_page_date(page, &it->due);
		if (mw_date_is(&it->latest)) {
			mw_page_puts(page, ", at the latest ");
			mw_page_date(page, &it->latest);
		}
		mw_page_puts(page, ". ");
		mw_page_known(page, &it->due);
		mw_page_puts(page, "</span></li>\n");
	}
	mw_page_puts(page, any ? "</ul>\n</section>\n" : "");
}

static void put_too_late(struct mw_page *page)
{
	const struct mw_plan *plan = page->plan;
	bool any = false;
	for (size_t i = 0; i < plan->milestones.count; i++) {
		const struct mw_milestone *it = &plan->milestones.items[i];
		if (mw_milestone_is_shown(it))
			continue;
		if (!any)
			mw_page_puts(page, "<section aria-labelledby=\"late\">\n"
					   "<h2 id=\"late\">Too late for this season</h2>\n"
					   "<ul class=\"plain\">\n");
		any = true;
		mw_page_puts(page, "<li id=\"late-");
		mw_page_text(page, it->id);
		mw_page_puts(page, "\">");
		mw_page_icon(page, "missed");
		mw_page_puts(page, " ");
		mw_page_bdi(page, it->title);
		mw_page_puts(page, " <span class=\"facts\">");
		if (mw_date_is(&it->latest)) {
			mw_page_puts(page, "last useful day ");
			mw_page_date(page, &it->latest);
			mw_page_puts(page, ". ");
		}
		if (it->too_late)
			mw_page_text(page, it->too_late);
		mw_page_puts(page, "</span></li>\n");
	}
	mw_page_puts(page, any ? "</ul>\n</section>\n" : "");
}

void mw_page_behind(struct mw_page *page)
{
	put_too_late(page);
	put_settled(page);
}
