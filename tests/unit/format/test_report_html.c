/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The report, piece by piece, on a plan made by hand. Whether the whole is good HTML is asked by
 * tests/e2e/check_page.py, and by a browser.
 *
 * The fixture's season has no day on which training starts, so the chart is the month of today:
 * November 2026, 30 days on a width of 800. Day d of the month lies at (d - 1) * 800 / 30.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "matchward/format/report_html.h"
#include "plan_fixture.h"

struct test {
	struct fixture f;
	struct mw_findings warnings, assessed, notes;
	struct mw_assessment assessment;
	struct mw_judged_list programs;
	struct mw_buf html;
};

static void set_up(struct test *t)
{
	memset(t, 0, sizeof *t);
	t->html = (struct mw_buf)MW_BUF_INIT;
	t->assessment = (struct mw_assessment){ .specialty = &mw_specialty_radiology,
						.target = 245,
						.stretch = 250,
						.score = 247,
						.tier = MW_TIER_COMPETITIVE,
						.programs_min = MW_NONE,
						.programs_max = MW_NONE,
						.study_min = MW_NONE,
						.study_max = MW_NONE };
	fixture_init(&t->f);
}

static const char *page_of(struct test *t)
{
	struct mw_report report = { &t->f.plan,   &t->warnings, &t->assessment,
				    &t->assessed, &t->programs, &t->notes };
	mw_buf_clear(&t->html);
	mw_report_html(&report, &t->html);
	return t->html.text;
}

static void tear_down(struct test *t)
{
	mw_buf_release(&t->html);
	fixture_release(&t->f);
}

static void has(struct test *t, const char *part)
{
	if (!strstr(t->html.text, part))
		fail_msg("not on the page: %s", part);
}

static void lacks(struct test *t, const char *part)
{
	if (strstr(t->html.text, part))
		fail_msg("on the page: %s", part);
}

/* The drawing of one row of the chart, whose link leads to this step. */
static const char *row_of(struct test *t, const char *id)
{
	const char *link =
		mw_pool_printf(&t->f.pool, "<th scope=\"row\"><div><a href=\"#step-%s\">", id);
	const char *begin = strstr(t->html.text, link);
	if (!begin)
		return NULL;
	return mw_pool_copy(&t->f.pool, begin, (size_t)(strstr(begin, "</tr>") - begin));
}

static void test_frame(void **unused)
{
	struct test t;
	(void)unused;
	set_up(&t);
	fixture_add(&t.f, "cv", "Draft the CV", "2026-11-04", "2026-11-19");
	char *first = mw_pool_string(&t.f.pool, page_of(&t));
	assert_int_equal(strncmp(first, MW_REPORT_HTML_BEGIN, strlen(MW_REPORT_HTML_BEGIN)), 0);
	assert_string_equal(first + strlen(first) - strlen("</html>\n"), "</html>\n");
	has(&t, "Residency season 2028");
	has(&t, "<h1>The way to Match Day</h1>");
	has(&t, "default-src 'none'");
	has(&t, "Your profile names no letter yet.");
	lacks(&t, "id=\"programs\"");
	lacks(&t, "<script");
	assert_string_equal(page_of(&t), first); /* same plan, same bytes */
	t.f.profile.name = "Asha";
	page_of(&t);
	has(&t, "<h1><bdi>Asha</bdi><span>: the way to Match Day</span></h1>");
	tear_down(&t);
}

/* What a user wrote is text, wherever it stands: in a name, a title, a link, a letter. */
static void test_text(void **unused)
{
	struct test t;
	(void)unused;
	set_up(&t);
	t.f.profile.name = "<b>\"A\" & 'B'</b>\x1b\xff";
	fixture_add(&t.f, "own", "</title><script>alert(1)</script>", "2026-11-04", "2026-11-19");
	fixture_rule(&t.f, "own")->url = "javascript:alert(2)";
	fixture_rule(&t.f, "own")->phase = "<phase>";
	fixture_find(&t.f, "own")->body = "one & two\n\nthree\nfour";
	*MW_PUSH(&t.f.pool, &t.f.profile.letters) =
		(struct mw_letter){ .id = "a",
				    .writer = "<i>Dr. Ho",
				    .asked = fixture_day("2026-11-02"),
				    .received = MW_DAY_NONE,
				    .assigned = MW_DAY_NONE };
	page_of(&t);
	/* ESC becomes a blank, a stray byte the sign for it. */
	has(&t, "<bdi>&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt; \xef\xbf\xbd</bdi>");
	has(&t, "&lt;/title&gt;&lt;script&gt;alert(1)");
	has(&t, "&lt;i&gt;Dr. Ho");
	has(&t, "&lt;phase&gt;");
	has(&t, "<p>one &amp; two</p>\n<p>three<br>four</p>");
	lacks(&t, "<script");
	lacks(&t, "javascript:");
	lacks(&t, "<i>");
	fixture_rule(&t.f, "own")->url = "https://example.org/a?b=1&c=2";
	page_of(&t);
	has(&t, "<a href=\"https://example.org/a?b=1&amp;c=2\" rel=\"noreferrer\">");
	tear_down(&t);
}

/* 4 November lies at 80.0, the 19th at 480.0, the 28th at 720.0, and today, the 23rd, at 586.6. */
static void test_row(void **unused)
{
	struct test t;
	(void)unused;
	set_up(&t);
	struct mw_milestone *it =
		fixture_add(&t.f, "cv", "[ERAS] Draft the CV", "2026-11-04", "2026-11-19");
	it->latest = mw_date_of_day(fixture_day("2026-11-28"), MW_PROVENANCE_ADVICE);
	it->status = MW_STATUS_LATE;
	fixture_rule(&t.f, "cv")->takes_days = 2;
	fixture_rule(&t.f, "cv")->strength = MW_STRENGTH_HARD;
	page_of(&t);
	has(&t, "<path class=\"today\" d=\"M586.6 0V20\"/>");
	const char *row = row_of(&t, "cv");
	assert_non_null(row);
	assert_non_null(strstr(row, "<bdi>Draft the CV</bdi></a><b class=\"word\">late</b>"));
	assert_non_null(strstr(row, "<rect class=\"bar late\" x=\"80.0\" width=\"400.0\""));
	assert_non_null(strstr(row, "<path class=\"slack\" d=\"M480.0 10H720.0\"/>"));
	assert_non_null(strstr(row, "<path class=\"stop\" d=\"M720.0 4V16\"/>"));
	assert_non_null(strstr(row, "href=\"#shape-late\" x=\"474.0\""));
	/* 28 less 2 days of work less 23 */
	assert_non_null(strstr(row, ">3 d</text>"));
	assert_non_null(
		strstr(row, "<title>late: Wed 4 Nov 2026 to Thu 19 Nov 2026, advice; last useful "
			    "day Sat 28 Nov 2026; 3 days left to begin</title>"));
	has(&t, "<span class=\"body\">ERAS</span>");
	has(&t, "<b class=\"body must\">hard deadline</b>");
	tear_down(&t);
}

/* What lies outside of the calendar is cut at its edge, and has no sign there. */
static void test_edges(void **unused)
{
	struct test t;
	(void)unused;
	set_up(&t);
	fixture_add(&t.f, "long", "Long", "2026-01-01", "2027-05-01")->latest =
		mw_date_of_day(fixture_day("2027-06-01"), MW_PROVENANCE_ADVICE);
	fixture_add(&t.f, "later", "Later", "2026-12-01", "2026-12-02");
	page_of(&t);
	const char *row = row_of(&t, "long");
	assert_non_null(strstr(row, "x=\"0.0\" width=\"800.0\""));
	assert_null(strstr(row, "class=\"stop\""));
	assert_null(strstr(row, "#shape-"));
	assert_null(row_of(&t, "later"));
	has(&t, "id=\"step-later\""); /* the list has it all the same */
	tear_down(&t);
}

static void test_provenance(void **unused)
{
	struct test t;
	(void)unused;
	set_up(&t);
	struct mw_milestone *it =
		fixture_add(&t.f, "review", "Review opens", "2026-11-25", "2026-11-25");
	fixture_rule(&t.f, "review")->is_event = true;
	it->due.provenance = MW_PROVENANCE_PREDICTED;
	it->due.early_days = 7;
	*MW_PUSH(&t.f.pool, &t.f.season.dates) = (struct mw_season_date){
		.key = "eras-open",
		.date = { .day = fixture_day("2026-11-16"),
			  .minute = 9 * 60,
			  .zone = &fixture_new_york,
			  .early_days = 7,
			  .provenance = MW_PROVENANCE_PREDICTED },
	};
	*MW_PUSH(&t.f.pool, &t.f.season.dates) = (struct mw_season_date){
		.key = "token",
		.date = mw_date_of_day(fixture_day("2026-11-10"), MW_PROVENANCE_PUBLISHED),
	};
	page_of(&t);
	assert_non_null(strstr(row_of(&t, "review"),
			       "class=\"sign event predicted\" href=\"#shape-event\""));
	has(&t, "<span class=\"known predicted\">predicted, may be 7 days earlier or later</span>");
	/* Day 10 of the month at 240.0, day 16 at 400.0; Berlin is six hours ahead of New York. */
	has(&t, "<path class=\"mark\" d=\"M240.0 0V20\"/>");
	has(&t, "<path class=\"anchor predicted\" d=\"M400.0 0V20\"/>");
	has(&t, "<time datetime=\"2026-11-16\">Mon 16 Nov 2026 15:00 (09:00 New York)</time>");
	has(&t, "ERAS opens Mon 16 Nov, predicted. ");
	has(&t, "<span class=\"known published\">published</span>");
	tear_down(&t);
}

static void test_status(void **unused)
{
	static const char *const words[] = { "upcoming", "open", "due today", "late",
					     "missed",   "done", "skipped" };
	static const char *const shapes[] = { "upcoming", "open", "due",    "late",
					      "missed",   "done", "skipped" };
	struct test t;
	(void)unused;
	set_up(&t);
	struct mw_milestone *it =
		fixture_add(&t.f, "cv", "Draft the CV", "2026-11-23", "2026-11-24");
	for (int i = 0; i < 7; i++) {
		mw_auto(buf) want = MW_BUF_INIT;
		it->status = (enum mw_status)i;
		page_of(&t);
		mw_buf_printf(&want, "<use href=\"#shape-%s\"/></svg> <b class=\"word\">%s</b>",
			      shapes[i], words[i]);
		has(&t, want.text);
	}
	/* A fixed day has a flag until it has passed. */
	fixture_rule(&t.f, "cv")->is_event = true;
	it->status = MW_STATUS_UPCOMING;
	page_of(&t);
	has(&t, "<use href=\"#shape-event\"/></svg> <b class=\"word\">upcoming</b>");
	it->status = MW_STATUS_DONE;
	page_of(&t);
	has(&t, "<use href=\"#shape-done\"/></svg> <b class=\"word\">done</b>");
	tear_down(&t);
}

/* Done by a fact, gone by before the first day, too late: none of them stands in the months. */
static void test_apart(void **unused)
{
	struct test t;
	(void)unused;
	set_up(&t);
	struct mw_milestone *it = fixture_add(&t.f, "base", "Baseline", "2026-11-04", "2026-11-19");
	it->fate = MW_FATE_SETTLED;
	it->settled_by = MW_FACT_PRACTISED;
	it->status = MW_STATUS_DONE;
	fixture_add(&t.f, "past", "Past", "2026-11-20", "2026-11-20");
	fixture_rule(&t.f, "past")->is_event = true;
	fixture_find(&t.f, "past")->status = MW_STATUS_DONE;
	it = fixture_add(&t.f, "gone", "Gone", "2026-01-01", "2026-02-01");
	it->fate = MW_FATE_TOO_LATE;
	it->status = MW_STATUS_MISSED;
	it->too_late = "It costs a year.";
	page_of(&t);
	has(&t, "Already behind you");
	has(&t, mw_fact_reason(MW_FACT_PRACTISED));
	has(&t, "id=\"step-base\"");
	has(&t, "id=\"step-past\"");
	has(&t, "id=\"late-gone\"");
	has(&t, "It costs a year.");
	assert_null(row_of(&t, "base"));
	assert_null(row_of(&t, "past"));
	assert_null(row_of(&t, "gone"));
	has(&t, "There is nothing in this season's plan.");
	has(&t, "Nothing is left to do in this season.");
	tear_down(&t);
}

/* Repeating work stands where it begins. */
static void test_repeating(void **unused)
{
	struct test t;
	(void)unused;
	set_up(&t);
	fixture_add(&t.f, "cards", "Cards", "2026-11-10", "2026-11-25");
	fixture_rule(&t.f, "cards")->repeat_days = 14;
	page_of(&t);
	/* 9 * 800 / 30 and 24 * 800 / 30 */
	assert_non_null(
		strstr(row_of(&t, "cards"), "<path class=\"repeat\" d=\"M240.0 10H640.0\"/>"));
	has(&t, "<p class=\"when\"><time datetime=\"2026-11-10\">");
	has(&t, "again every 2 weeks until <time datetime=\"2026-11-25\">");
	tear_down(&t);
}

static void test_findings(void **unused)
{
	struct test t;
	(void)unused;
	set_up(&t);
	*MW_PUSH(&t.f.pool, &t.warnings.list) =
		(struct mw_finding){ .id = "a", .severity = "stop", .text = "Too late <now>" };
	*MW_PUSH(&t.f.pool, &t.warnings.list) =
		(struct mw_finding){ .id = "b", .severity = "info", .text = "By the way" };
	mw_text_split(&t.f.pool, "S12 C15", &t.warnings.list.items[1].rules);
	const char *html = page_of(&t);
	const char *first = strstr(html, "<b>Stop</b> <div><p>Too late &lt;now&gt;</p>");
	const char *second = strstr(html, "<b>Good to know</b> <div><p>By the way</p>");
	assert_non_null(first);
	assert_non_null(second);
	assert_true(first < strstr(html, "id=\"next\">") && strstr(html, "id=\"next\">") < second);
	has(&t, "<p class=\"rules\">Rules S12 C15</p>");
	has(&t, "<dt>Tier</dt><dd>competitive <small>(approximate)</small></dd>");
	tear_down(&t);
}

static void test_programs(void **unused)
{
	static const struct mw_program lake = { .name = "Lake & Sons", .signal = MW_SIGNAL_GOLD },
				       hill = { .name = "Hill" };
	static const struct mw_finding same = { .id = "x",
						.severity = "info",
						.text = "Near enough." },
				       own = { .id = "y",
					       .severity = "info",
					       .text = "Only here." };
	struct test t;
	(void)unused;
	set_up(&t);
	for (int i = 0; i < 2; i++) {
		struct mw_judged *it = MW_PUSH(&t.f.pool, &t.programs.list);
		*it = (struct mw_judged){ .program = i ? &hill : &lake,
					  .tier = i ? MW_NONE : 2,
					  .verdict = MW_VERDICT_TARGET,
					  .deadline = MW_DATE_NONE,
					  .interview = MW_DATE_NONE };
		*MW_PUSH(&t.f.pool, &it->reasons.list) = same;
		if (i)
			*MW_PUSH(&t.f.pool, &it->reasons.list) = own;
	}
	t.programs.counts[MW_VERDICT_TARGET] = t.programs.usable = 2;
	const char *html = page_of(&t);
	has(&t, "Targets (2)<p>All: Near enough. ");
	assert_null(strstr(strstr(html, "Near enough.") + 1, "Near enough.")); /* once for both */
	has(&t, "<bdi>Lake &amp; Sons</bdi></th><td data-name=\"Tier\">2</td>");
	has(&t, "<bdi>Hill</bdi></th><td data-name=\"Tier\">unknown</td>");
	has(&t, "<p>Only here. ");
	has(&t, "considering, gold signal");
	tear_down(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_frame),      cmocka_unit_test(test_text),
		cmocka_unit_test(test_row),        cmocka_unit_test(test_edges),
		cmocka_unit_test(test_provenance), cmocka_unit_test(test_status),
		cmocka_unit_test(test_apart),      cmocka_unit_test(test_repeating),
		cmocka_unit_test(test_findings),   cmocka_unit_test(test_programs),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
