/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report: the plan as one page, in a file of its own. Where it went is said on stderr.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "matchward/app/book.h"
#include "matchward/app/command.h"
#include "matchward/edge/error.h"
#include "matchward/edge/paths.h"
#include "matchward/format/report_html.h"

static void build(struct mw_bundle *bundle, struct mw_buf *out)
{
	const struct mw_plan *plan = &bundle->plan;
	struct mw_findings warnings, assessed, notes;
	struct mw_assessment assessment;
	struct mw_judged_list programs;
	mw_findings_of_plan(plan, &bundle->pool, &warnings);
	mw_assess(plan, &assessment);
	mw_findings_of_assessment(plan, &assessment, &bundle->pool, &assessed);
	mw_programs_judge(plan, &bundle->pool, &programs);
	mw_findings_of_programs(plan, &programs, &bundle->pool, &notes);
	mw_report_html(
		&(struct mw_report){ plan, &warnings, &assessment, &assessed, &programs, &notes },
		out);
}

static int write_page(const char *path, const struct mw_buf *html)
{
	int error = mw_book_page(path, html, MW_REPORT_HTML_BEGIN);
	if (error == -EEXIST) {
		(void)fprintf(
			stderr,
			"matchward: %s holds something that is no report; choose another file\n",
			path);
		return MW_EXIT_INPUT;
	}
	if (error) {
		(void)fprintf(stderr, "matchward: cannot write %s: %s\n", path,
			      mw_error_text(error));
		return MW_EXIT_ENVIRONMENT;
	}
	if (strcmp(path, "-") != 0)
		(void)fprintf(stderr, "Report written: %s\n", path);
	return MW_EXIT_DONE;
}

int mw_command_report(struct mw_call *call)
{
	const char *asked = call->args->values[MW_OPTION_OUTPUT];
	mw_auto(buf) html = MW_BUF_INIT;
	if (call->args->count) {
		(void)fprintf(stderr, "matchward: report takes no \"%s\"; write -o FILE\n",
			      call->args->operands[0]);
		return MW_EXIT_INPUT;
	}
	build(call->bundle, &html);
	char *usual = asked ? NULL : mw_paths_join(call->places->share, "report.html");
	int outcome = write_page(asked ? asked : usual, &html);
	free(usual);
	return outcome;
}
