/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Line by line: each is kept, put anew, or switched off for a reason.
 */
#include "matchward/format/profile_again.h"

#include <string.h>

#include "matchward/core/entry.h"
#include "matchward/core/text.h"
#include "matchward/format/ini.h"
#include "matchward/format/profile_lines.h"

struct work {
	const struct mw_profile *profile;
	const struct mw_roadmap *roadmap;
	mw_day today;
	struct mw_pool *pool;
	struct mw_buf *out;
	struct mw_again again;
	const char *why, *section; /* of the line above, as far as only blanks and comments lie
				      between; NULL: it was kept */
};

/* "interview riverside" is of the kind "interview": its id; else NULL. */
static const char *id_of(const char *section, const char *kind)
{
	size_t len = strlen(kind);
	return !strncmp(section, kind, len) && section[len] == ' ' ? section + len + 1 : NULL;
}

/* A written day that is over. What is counted from Y or from another date moves by itself. */
static bool is_past(const struct work *work, const struct mw_expr *expr)
{
	struct mw_expr_env env = { .year = work->profile->application_year,
				   .literal = MW_PROVENANCE_YOURS };
	struct mw_date date;
	return expr->base == MW_EXPR_DATE && !mw_expr_eval(expr, &env, &date) &&
	       mw_date_local_day(&date, work->profile->zone) < work->today;
}

static bool is_abstract_over(const struct work *work, const char *id)
{
	for (size_t i = 0; i < work->profile->abstracts.count; i++) {
		const struct mw_abstract *it = &work->profile->abstracts.items[i];
		if (!strcmp(it->id, id))
			return it->submitted == MW_DAY_NONE && is_past(work, &it->deadline);
	}
	return false;
}

static bool hangs_on_nothing(const struct work *work, const struct mw_rule *rule)
{
	if (!rule->entry)
		return false;
	return rule->entry->kind == MW_ENTRY_INTERVIEW ||
	       (rule->entry->kind == MW_ENTRY_ABSTRACT && is_abstract_over(work, rule->entry->id));
}

static const char *judge_milestone(const struct work *work, const char *id, const char *key)
{
	const struct mw_rule *rule = mw_roadmap_find(work->roadmap, id);
	if (!rule)
		return NULL;
	if (hangs_on_nothing(work, rule))
		return "what it belongs to is of last season";
	if (rule->is_own)
		return is_past(work, &rule->due) ? "a step of your own whose day is past" : NULL;
	if (key && !strcmp(key, "due") && rule->due.base == MW_EXPR_DATE)
		return "a day that you chose for last season";
	return NULL;
}

/* Why this line has no place in the next season; NULL: it has. */
static const char *judge(const struct work *work, const struct mw_profile_line *line)
{
	const char *id, *section = line->section, *key = line->key;
	if (!section)
		return NULL;
	if (id_of(section, "interview"))
		return "an interview of last season";
	id = id_of(section, "abstract");
	if (id)
		return is_abstract_over(work, id) ? "its deadline is over" : NULL;
	id = id_of(section, "milestone");
	if (id)
		return judge_milestone(work, id, key);
	if (!key)
		return NULL;
	if (!strcmp(section, "dates"))
		return "an official date of last season";
	if (!strcmp(section, "study") && !strcmp(key, "start") &&
	    work->profile->study.start < work->today)
		return "that day is past; write the new one when you know it";
	if (id_of(section, "letter") && !strcmp(key, "assigned"))
		return "ERAS wants letters assigned anew each season";
	return NULL;
}

/* Does the section go with all its lines, its header among them? */
static bool is_whole(const struct work *work, const char *section)
{
	const struct mw_profile_line header = { .section = section };
	return judge(work, &header);
}

static size_t end_length(const struct mw_profile_line *line)
{
	size_t len = line->len, kept = len;
	if (kept && line->bytes[kept - 1] == '\n')
		kept--;
	if (kept < len && kept && line->bytes[kept - 1] == '\r')
		kept--;
	return len - kept;
}

static void put_end(struct work *work, const struct mw_profile_line *line)
{
	size_t end = end_length(line);
	if (end)
		mw_buf_add(work->out, line->bytes + line->len - end, end);
	else
		mw_buf_putc(work->out, '\n');
}

static void switch_off(struct work *work, const struct mw_profile_line *line, int number,
		       const char *why)
{
	size_t end = end_length(line), len = line->len - end;
	size_t most = MW_INI_LINE_MOST - strlen("; ") - (end ? end : 1);
	/* One reason stands above all lines of a section that go for it. */
	if (!work->why || strcmp(work->why, why) != 0 ||
	    strcmp(work->section, line->section) != 0) {
		mw_buf_printf(work->out, "; Not carried over to season %d: %s.",
			      work->profile->application_year + 2, why);
		put_end(work, line);
	}
	mw_buf_puts(work->out, "; ");
	mw_buf_add(work->out, line->bytes, mw_text_cut(line->bytes, len, most));
	put_end(work, line);
	work->why = why;
	work->section = line->section;
	*MW_PUSH(work->pool, &work->again.off) = (struct mw_again_line){
		.line = number,
		.section = line->section,
		.is_of_section = line->key && is_whole(work, line->section),
		.text = line->key ? mw_pool_printf(work->pool, "%s = %s", line->key, line->value)
				  : mw_pool_printf(work->pool, "[%s]", line->section),
		.why = why,
	};
}

/* The line with another value, its key and the blanks around it as they were. */
static void put_anew(struct work *work, const struct mw_profile_line *line, const char *value)
{
	size_t at = 0;
	while (line->bytes[at] != '=')
		at++;
	at++;
	while (at < line->len && strchr(" \t", line->bytes[at]))
		at++;
	mw_buf_add(work->out, line->bytes, at);
	mw_buf_puts(work->out, value);
	put_end(work, line);
}

static void put_line(struct work *work, const struct mw_profile_line *line, int number)
{
	bool is_applicant = line->key && !strcmp(line->section, "applicant");
	char day[MW_DAY_TEXT_SIZE];
	const char *why = judge(work, line);
	if (why) {
		switch_off(work, line, number, why);
		return;
	}
	if (line->section)
		work->why = NULL;
	if (is_applicant && !strcmp(line->key, "first-day")) {
		put_anew(work, line, mw_day_format(work->today, day));
		return;
	}
	if (!is_applicant || strcmp(line->key, "application-year") != 0) {
		mw_buf_add(work->out, line->bytes, line->len);
		return;
	}
	put_anew(work, line, mw_pool_printf(work->pool, "%d", work->profile->application_year + 1));
	if (work->profile->first_day == MW_DAY_NONE) {
		mw_buf_printf(work->out, "first-day = %s", mw_day_format(work->today, day));
		put_end(work, line);
	}
}

void mw_profile_again(const char *text, size_t len, const struct mw_profile *profile,
		      const struct mw_roadmap *roadmap, mw_day today, struct mw_pool *pool,
		      struct mw_buf *out, struct mw_again *ret_again)
{
	struct work work = {
		.profile = profile, .roadmap = roadmap, .today = today, .pool = pool, .out = out
	};
	struct mw_profile_lines lines;
	mw_profile_lines(text, len, pool, &lines);
	if (lines.list.count)
		mw_buf_add(out, text, (size_t)(lines.list.items[0].bytes - text));
	for (size_t i = 0; i < lines.list.count; i++)
		put_line(&work, &lines.list.items[i], (int)i + 1);
	*ret_again = work.again;
}
