/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The frame of the report: what is first to be seen, and the order of the rest.
 */
#include "matchward/format/report_html.h"

#include "matchward/core/words.h"
#include "report_page.h"

/*
 * The shapes of the statuses, each its own without any colour: a ring, a half-filled ring, a
 * diamond, a triangle, a cross, a tick, a bar, and a flag for an event.
 */
static const char shapes[] =
	"<svg class=\"shared\" aria-hidden=\"true\"><defs>\n"
	"<symbol id=\"shape-upcoming\" viewBox=\"0 0 12 12\"><circle class=\"line\" cx=\"6\" "
	"cy=\"6\" "
	"r=\"3.6\"/></symbol>\n"
	"<symbol id=\"shape-open\" viewBox=\"0 0 12 12\"><circle class=\"line\" cx=\"6\" cy=\"6\" "
	"r=\"4.2\"/><path class=\"full\" d=\"M6 1.8a4.2 4.2 0 0 0 0 8.4z\"/></symbol>\n"
	"<symbol id=\"shape-due\" viewBox=\"0 0 12 12\"><path class=\"full\" d=\"M6 .6 11.4 6 6 "
	"11.4 .6 "
	"6z\"/></symbol>\n"
	"<symbol id=\"shape-late\" viewBox=\"0 0 12 12\"><path class=\"full\" d=\"M6 .8 11.6 "
	"11H.4z\"/>"
	"<path class=\"cut\" d=\"M6 4.4v3.2M6 8.6v1.2\"/></symbol>\n"
	"<symbol id=\"shape-missed\" viewBox=\"0 0 12 12\"><path class=\"bold\" d=\"M2 2l8 8M10 "
	"2l-8 "
	"8\"/></symbol>\n"
	"<symbol id=\"shape-done\" viewBox=\"0 0 12 12\"><path class=\"bold\" d=\"M1.6 6.6l3 3 "
	"6-7\"/></symbol>\n"
	"<symbol id=\"shape-skipped\" viewBox=\"0 0 12 12\"><path class=\"bold\" d=\"M2 "
	"6h8\"/></symbol>\n"
	"<symbol id=\"shape-event\" viewBox=\"0 0 12 12\"><path class=\"bold\" d=\"M3 11.4V1\"/>"
	"<path class=\"full\" d=\"M3 1h7.4L8 3.7l2.4 2.7H3z\"/></symbol>\n"
	"</defs></svg>\n";

/* So many days to go, for one official date. */
static void put_countdown(struct mw_page *page, const char *key, const char *text)
{
	const struct mw_season_date *it = mw_season_find(page->plan->season, key);
	if (!it)
		return;
	int days = mw_date_local_day(&it->date, page->home) - page->plan->today;
	mw_page_puts(page, "<li>");
	if (days > 0)
		mw_page_printf(page, "<b>%d</b> day%s to %s", days, days == 1 ? "" : "s", text);
	else
		mw_page_printf(page, "<b>%s</b> %s", days ? "past" : "today", text);
	mw_page_puts(page, "<small>");
	mw_page_date(page, &it->date);
	mw_page_puts(page, " ");
	mw_page_known(page, &it->date);
	mw_page_puts(page, "</small></li>\n");
}

static void put_progress(struct mw_page *page)
{
	const struct mw_plan *plan = page->plan;
	int done = 0, all = 0;
	for (size_t i = 0; i < plan->milestones.count; i++) {
		const struct mw_milestone *it = &plan->milestones.items[i];
		if (it->rule->is_event || it->rule->repeat_days || !mw_milestone_is_shown(it) ||
		    it->status == MW_STATUS_SKIPPED)
			continue;
		all++;
		done += it->status == MW_STATUS_DONE;
	}
	mw_page_printf(page,
		       "<li><b>%d</b> of %d steps done<small>fixed days and what repeats are not "
		       "counted</small></li>\n",
		       done, all);
}

static void put_header(struct mw_page *page)
{
	const struct mw_plan *plan = page->plan;
	mw_page_printf(page, "<header>\n<p class=\"season\">Residency season %d</p>\n<h1>",
		       plan->season->year + 1);
	if (plan->profile->name) {
		mw_page_bdi(page, plan->profile->name);
		mw_page_puts(page, "<span>: the way to Match Day</span>");
	} else {
		mw_page_puts(page, "The way to Match Day");
	}
	mw_page_puts(page, "</h1>\n<p class=\"today\">Today is ");
	mw_page_day(page, plan->today, "");
	mw_page_puts(page, ". All times are those of ");
	mw_page_text(page, page->home->name);
	mw_page_puts(page, ", with the official time beside them.</p>\n<ul class=\"numbers\">\n");
	put_countdown(page, "eras-open", "the opening of ERAS");
	put_countdown(page, "match-day", "Match Day");
	put_progress(page);
	mw_page_puts(page, "</ul>\n</header>\n");
}

static void put_contents(struct mw_page *page)
{
	static const char *const parts[][2] = {
		{ "next", "Next" },
		{ "warnings", "Warnings" },
		{ "timeline", "Timeline" },
		{ "assessment", "Where you stand" },
		{ "letters", "Letters" },
		{ "programs", "Programs" },
		{ "months", "Month by month" },
		{ "official", "Official dates" },
	};
	mw_page_puts(page, "<nav aria-label=\"Parts of this page\"><ul>\n");
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (parts[i][0][0] != 'p' || page->report->programs->list.count)
			mw_page_printf(page, "<li><a href=\"#%s\">%s</a></li>\n", parts[i][0],
				       parts[i][1]);
	mw_page_puts(page, "</ul></nav>\n");
}

static void put_card(struct mw_page *page, const struct mw_milestone *it)
{
	mw_auto(buf) distance = MW_BUF_INIT;
	mw_words_distance(page->plan->today, it->due_day, &distance);
	mw_page_printf(page, "<li class=\"%s\"><p class=\"distance\">", mw_status_name(it->status));
	mw_page_icon(page, mw_page_shape(it));
	mw_page_printf(page, " %s, %s %s</p>\n<p class=\"title\"><a href=\"#step-",
		       mw_page_status(it), it->rule->repeat_days ? "ends" : "due", distance.text);
	mw_page_text(page, it->id);
	mw_page_puts(page, "\">");
	mw_page_bdi(page, it->title);
	mw_page_puts(page, "</a></p>\n<p class=\"facts\">");
	mw_page_date(page, &it->due);
	mw_page_puts(page, " ");
	mw_page_known(page, &it->due);
	mw_page_puts(page, "</p>\n");
	if (it->status == MW_STATUS_LATE && mw_date_is(&it->latest)) {
		mw_page_puts(page, "<p class=\"facts\">last useful day ");
		mw_page_date(page, &it->latest);
		mw_page_puts(page, "</p>\n");
	}
	mw_page_puts(page, "</li>\n");
}

static void put_next(struct mw_page *page)
{
	const struct mw_plan *plan = page->plan;
	int shown = 0;
	mw_page_puts(page, "<section aria-labelledby=\"next\">\n<h2 id=\"next\">Next</h2>\n"
			   "<ol class=\"cards\">\n");
	for (size_t i = 0; i < plan->milestones.count && shown < 3; i++) {
		if (!mw_milestone_is_next(&plan->milestones.items[i]))
			continue;
		put_card(page, &plan->milestones.items[i]);
		shown++;
	}
	mw_page_puts(page, "</ol>\n");
	if (!shown)
		mw_page_puts(page, "<p>Nothing is left to do in this season.</p>\n");
	mw_page_puts(page, "</section>\n");
}

static void put_urgent(struct mw_page *page)
{
	const struct mw_findings *warnings = page->report->warnings;
	/* The weightiest come first. */
	if (!warnings->list.count || !mw_page_is_urgent(&warnings->list.items[0]))
		return;
	mw_page_puts(page, "<section aria-labelledby=\"first\">\n"
			   "<h2 id=\"first\">First of all</h2>\n");
	mw_page_findings(page, warnings, true);
	mw_page_puts(page, "</section>\n");
}

static void put_legend(struct mw_page *page)
{
	static const char *const names[] = { "upcoming", "open", "due",     "late",
					     "missed",   "done", "skipped", "event" };
	static const char *const words[] = { "not open yet", "open", "due today", "late",
					     "missed",       "done", "skipped",   "a fixed day" };
	mw_page_puts(page, "<ul class=\"legend\" aria-label=\"Signs\">\n");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		mw_page_puts(page, "<li>");
		mw_page_icon(page, names[i]);
		mw_page_printf(page, " %s</li>\n", words[i]);
	}
	mw_page_puts(
		page,
		"<li><svg class=\"sample\" viewBox=\"0 0 44 12\" aria-hidden=\"true\"><rect "
		"class=\"bar open\" x=\"1\" y=\"2\" width=\"24\" height=\"8\" rx=\"1.5\"/><path "
		"class=\"slack\" d=\"M25 6H42\"/><path class=\"stop\" d=\"M42 0V12\"/></svg> from "
		"opening "
		"to due, then to the last useful day; <b>90 d</b>: days left to begin</li>\n"
		"<li><svg class=\"sample\" viewBox=\"0 0 44 12\" aria-hidden=\"true\"><path "
		"class=\"repeat\" "
		"d=\"M1 6H43\"/></svg> comes again and again</li>\n"
		"<li><svg class=\"sample\" viewBox=\"0 0 44 12\" aria-hidden=\"true\"><path "
		"class=\"mark\" "
		"d=\"M10 0V12\"/><rect class=\"bar upcoming\" x=\"18\" y=\"2\" width=\"25\" "
		"height=\"8\" "
		"rx=\"1.5\"/></svg> published, or set by you or by advice</li>\n"
		"<li><svg class=\"sample\" viewBox=\"0 0 44 12\" aria-hidden=\"true\"><path "
		"class=\"mark "
		"predicted\" d=\"M10 0V12\"/><rect class=\"bar predicted\" x=\"18\" y=\"2\" "
		"width=\"25\" "
		"height=\"8\" rx=\"1.5\"/></svg> broken, hatched or hollow: predicted</li>\n"
		"</ul>\n");
}

static void put_timeline(struct mw_page *page)
{
	mw_page_puts(page, "<section class=\"timeline\" aria-labelledby=\"timeline\">\n"
			   "<h2 id=\"timeline\">Timeline</h2>\n");
	if (mw_page_has_chart(page)) {
		put_legend(page);
		mw_page_chart(page);
	} else {
		mw_page_puts(page, "<p>No step of this season lies ahead.</p>\n");
	}
	mw_page_puts(page, "</section>\n");
}

static void put_warnings(struct mw_page *page)
{
	mw_page_puts(page, "<section aria-labelledby=\"warnings\">\n"
			   "<h2 id=\"warnings\">Warnings and what to know</h2>\n");
	mw_page_findings(page, page->report->warnings, false);
	mw_page_puts(page, "</section>\n");
}

static void put_head(struct mw_page *page)
{
	/* Nothing is loaded and nothing runs, whatever a text may say. */
	mw_page_puts(page, MW_REPORT_HTML_BEGIN
		     "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
		     "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
		     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		     "<meta name=\"color-scheme\" content=\"light dark\">\n"
		     "<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
	mw_page_printf(page, "Season %d: the way to Match Day", page->plan->season->year + 1);
	mw_page_puts(page, "</title>\n<style>\n");
	mw_page_puts(page, mw_report_css);
	mw_page_puts(page, "</style>\n</head>\n<body>\n"
			   "<a class=\"skip\" href=\"#main\">Skip to what comes next</a>\n");
}

void mw_report_html(const struct mw_report *report, struct mw_buf *out)
{
	struct mw_page page = { report, report->plan, report->plan->profile->zone, MW_POOL_INIT,
				out };
	put_head(&page);
	mw_page_puts(&page, shapes);
	put_header(&page);
	put_contents(&page);
	mw_page_puts(&page, "<main id=\"main\" tabindex=\"-1\">\n");
	put_urgent(&page);
	put_next(&page);
	put_warnings(&page);
	put_timeline(&page);
	mw_page_assessment(&page);
	mw_page_letters(&page);
	mw_page_programs(&page);
	mw_page_puts(&page, "<section aria-labelledby=\"months\">\n"
			    "<h2 id=\"months\">Month by month</h2>\n");
	mw_page_months(&page);
	mw_page_puts(&page, "</section>\n");
	mw_page_behind(&page);
	mw_page_official(&page);
	mw_page_puts(
		&page,
		"</main>\n<footer>\n<p>Matchward wrote this page from your profile. It is advice "
		"and a reminder. The official pages of ERAS, NRMP, ECFMG and USMLE have the last "
		"word: look up every date there.</p>\n<p>It may show scores and visa status. "
		"Think before you share it.</p>\n</footer>\n</body>\n</html>\n");
	mw_pool_release(&page.pool);
}
