/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one way of text into the page, and the words and signs of a milestone.
 */
#include "report_page.h"

#include <stdio.h>
#include <string.h>

#include "matchward/core/words.h"
#include "matchward/format/clean.h"

void mw_page_puts(struct mw_page *page, const char *markup)
{
	mw_buf_puts(page->out, markup);
}

void mw_page_printf(struct mw_page *page, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	mw_buf_vprintf(page->out, format, args);
	va_end(args);
}

static void put_escaped(struct mw_buf *out, const char *text, const char *line_end)
{
	for (; *text; text++) {
		switch (*text) {
		case '&':
			mw_buf_puts(out, "&amp;");
			break;
		case '<':
			mw_buf_puts(out, "&lt;");
			break;
		case '>':
			mw_buf_puts(out, "&gt;");
			break;
		case '"':
			mw_buf_puts(out, "&quot;");
			break;
		case '\'':
			mw_buf_puts(out, "&#39;");
			break;
		case '\n':
			mw_buf_puts(out, line_end);
			break;
		default:
			mw_buf_putc(out, *text);
		}
	}
}

void mw_page_text(struct mw_page *page, const char *text)
{
	put_escaped(page->out, mw_clean_line(&page->pool, text), " ");
}

void mw_page_bdi(struct mw_page *page, const char *text)
{
	mw_page_puts(page, "<bdi>");
	mw_page_text(page, text);
	mw_page_puts(page, "</bdi>");
}

void mw_page_lines(struct mw_page *page, const char *text)
{
	const char *clean = mw_clean_text(&page->pool, text);
	while (*clean) {
		const char *end = strstr(clean, "\n\n");
		size_t len = end ? (size_t)(end - clean) : strlen(clean);
		while (len && clean[len - 1] == '\n')
			len--;
		mw_page_puts(page, "<p>");
		put_escaped(page->out, mw_pool_copy(&page->pool, clean, len), "<br>");
		mw_page_puts(page, "</p>\n");
		clean = end ? end + strspn(end, "\n") : "";
	}
}

void mw_page_link(struct mw_page *page, const char *url)
{
	const char *clean = mw_clean_url(&page->pool, url);
	if (!clean)
		return;
	const char *host = strstr(clean, "://");
	mw_page_puts(page, "<a href=\"");
	mw_page_text(page, clean);
	mw_page_puts(page, "\" rel=\"noreferrer\">");
	mw_page_text(page, host ? host + 3 : clean);
	mw_page_puts(page, "</a>");
}

static void put_time(struct mw_page *page, mw_day day, const char *text)
{
	char value[MW_DAY_TEXT_SIZE];
	mw_page_printf(page, "<time datetime=\"%s\">", mw_day_format(day, value));
	mw_page_text(page, text);
	mw_page_puts(page, "</time>");
}

void mw_page_day(struct mw_page *page, mw_day day, const char *without)
{
	mw_auto(buf) text = MW_BUF_INIT;
	if (day == MW_DAY_NONE) {
		mw_page_text(page, without);
		return;
	}
	mw_words_day(day, &text);
	put_time(page, day, text.text);
}

void mw_page_date(struct mw_page *page, const struct mw_date *date)
{
	mw_auto(buf) text = MW_BUF_INIT;
	mw_words_date(date, page->home, &text);
	put_time(page, mw_date_local_day(date, page->home), text.text);
}

void mw_page_known(struct mw_page *page, const struct mw_date *date)
{
	mw_auto(buf) bare = MW_BUF_INIT;
	mw_auto(buf) known = MW_BUF_INIT;
	mw_words_date(date, page->home, &bare);
	mw_words_date_known(date, page->home, &known);
	mw_page_printf(page, "<span class=\"known %s\">", mw_provenance_name(date->provenance));
	mw_page_text(page, known.text + bare.len + strlen(", "));
	mw_page_puts(page, "</span>");
}

const char *mw_page_status(const struct mw_milestone *milestone)
{
	return milestone->status == MW_STATUS_DUE ? "due today" : mw_status_name(milestone->status);
}

/* A day on which something happens has a flag for a shape, as long as it lies ahead. */
const char *mw_page_shape(const struct mw_milestone *milestone)
{
	bool is_ahead =
		milestone->status == MW_STATUS_UPCOMING || milestone->status == MW_STATUS_OPEN;
	if (milestone->rule->is_event && is_ahead)
		return "event";
	return mw_status_name(milestone->status);
}

const char *mw_page_title(const struct mw_milestone *milestone)
{
	const char *title = milestone->title;
	const char *name = mw_authority_name(milestone->rule->authority);
	size_t len = strlen(name);
	bool has_name = title[0] == '[' && !strncmp(title + 1, name, len) &&
			!strncmp(title + 1 + len, "] ", 2);
	return has_name ? title + len + 3 : title;
}

void mw_page_icon(struct mw_page *page, const char *shape)
{
	mw_page_printf(page,
		       "<svg class=\"icon %s\" viewBox=\"0 0 12 12\" aria-hidden=\"true\">"
		       "<use href=\"#shape-%s\"/></svg>",
		       shape, shape);
}

bool mw_page_is_behind(const struct mw_page *page, const struct mw_milestone *milestone)
{
	bool passes = milestone->rule->is_event || milestone->rule->repeat_days;
	bool went_by = milestone->due_day < page->plan->first_day && !milestone->is_done;
	return milestone->fate == MW_FATE_SETTLED || (passes && went_by);
}

bool mw_page_slack(const struct mw_page *page, const struct mw_milestone *milestone, int *ret_days)
{
	if (!mw_milestone_is_next(milestone) || milestone->rule->is_event ||
	    milestone->rule->repeat_days || !mw_date_is(&milestone->latest))
		return false;
	int days = mw_milestone_slack(page->plan, milestone);
	*ret_days = days > 0 ? days : 0;
	return true;
}

const char *mw_page_key(struct mw_page *page, const char *key)
{
	static const char *const names[][2] = {
		{ "myeras-opens", "MyERAS opens" },
		{ "token", "ERAS tokens on sale" },
		{ "eras-open", "ERAS opens" },
		{ "eras-review", "Programs may review" },
		{ "eras-closes", "ERAS season closes" },
		{ "signals-list", "Signals list" },
		{ "nrmp-register", "NRMP registration opens" },
		{ "nrmp-deadline", "NRMP registration deadline" },
		{ "rank-opens", "Ranking opens" },
		{ "rol-deadline", "Rank list deadline" },
		{ "match-monday", "Match Week opens" },
		{ "soap-ends", "SOAP ends" },
		{ "match-day", "Match Day" },
		{ "pathways-opens", "Pathways open" },
		{ "pathways-deadline", "Pathways deadline" },
		{ "training-starts", "Training starts" },
		{ "abstract-aar", "AAR abstracts close" },
		{ "abstract-sir", "SIR abstracts close" },
		{ "abstract-acr", "ACR abstracts close" },
		{ "abstract-rsna", "RSNA abstracts close" },
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!strcmp(key, names[i][0]))
			return names[i][1];
	char *words = mw_pool_string(&page->pool, key);
	for (char *dash = words; (dash = strchr(dash, '-'));)
		*dash = ' ';
	return words;
}

bool mw_page_is_urgent(const struct mw_finding *finding)
{
	return !strcmp(finding->severity, "stop") || !strcmp(finding->severity, "ask");
}

/* A severity as a word, since a colour alone says nothing. */
static const char *severity(const char *name)
{
	static const char *const words[][2] = {
		{ "stop", "Stop" },     { "ask", "Please check" },  { "warn", "Warning" },
		{ "advice", "Advice" }, { "info", "Good to know" }, { "good", "Good" },
	};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcmp(name, words[i][0]))
			return words[i][1];
	return "To know";
}

void mw_page_findings(struct mw_page *page, const struct mw_findings *findings, bool is_urgent)
{
	mw_page_puts(page, "<ul class=\"findings\">\n");
	for (size_t i = 0; i < findings->list.count; i++) {
		const struct mw_finding *it = &findings->list.items[i];
		if (mw_page_is_urgent(it) != is_urgent)
			continue;
		mw_page_puts(page, "<li class=\"");
		mw_page_text(page, it->severity);
		mw_page_printf(page, "\"><b>%s</b> <div>", severity(it->severity));
		mw_page_lines(page, it->text);
		if (it->rules.list.count)
			mw_page_puts(page, "<p class=\"rules\">Rules");
		for (size_t k = 0; k < it->rules.list.count; k++) {
			mw_page_puts(page, " ");
			mw_page_text(page, it->rules.list.items[k]);
		}
		mw_page_puts(page, it->rules.list.count ? "</p></div></li>\n" : "</div></li>\n");
	}
	mw_page_puts(page, "</ul>\n");
}
