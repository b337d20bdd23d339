/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the profile lists, in one shape.
 */
#include "matchward/core/entry.h"

#include <string.h>

#include "matchward/core/facts.h"
#include "matchward/core/verdict.h"

static struct mw_expr day_expr(struct mw_pool *pool, mw_day day, struct mw_spot spot)
{
	struct mw_expr expr = { .minute = -1, .spot = spot };
	char text[MW_DAY_TEXT_SIZE];
	if (day == MW_DAY_NONE)
		return expr;
	expr.base = MW_EXPR_DATE;
	mw_day_to_ymd(day, &expr.year, &expr.month, &expr.day);
	expr.text = expr.base_text = mw_pool_string(pool, mw_day_format(day, text));
	return expr;
}

static struct mw_entry *push(struct mw_pool *pool, struct mw_entries *entries,
			     enum mw_entry_kind kind, const char *id, const char *name)
{
	struct mw_entry *entry = MW_PUSH(pool, &entries->list);
	*entry = (struct mw_entry){ .kind = kind,
				    .id = id,
				    .name = name && *name ? name : id,
				    .asked = MW_DAY_NONE,
				    .received = MW_DAY_NONE,
				    .assigned = MW_DAY_NONE,
				    .sent = MW_DAY_NONE };
	entry->date.minute = -1;
	return entry;
}

static void letters(const struct mw_profile *profile, struct mw_pool *pool,
		    struct mw_entries *entries)
{
	for (size_t i = 0; i < profile->letters.count; i++) {
		const struct mw_letter *letter = &profile->letters.items[i];
		struct mw_entry *entry =
			push(pool, entries, MW_ENTRY_LETTER, letter->id, letter->writer);
		entry->date = day_expr(pool, letter->asked, letter->spot);
		entry->asked = letter->asked;
		entry->received = letter->received;
		entry->assigned = letter->assigned;
	}
}

static void abstracts(const struct mw_profile *profile, struct mw_pool *pool,
		      struct mw_entries *entries)
{
	for (size_t i = 0; i < profile->abstracts.count; i++) {
		const struct mw_abstract *abstract = &profile->abstracts.items[i];
		struct mw_entry *entry =
			push(pool, entries, MW_ENTRY_ABSTRACT, abstract->id, abstract->meeting);
		entry->date = abstract->deadline;
		entry->sent = abstract->submitted;
		entry->is_sent = abstract->submitted != MW_DAY_NONE;
	}
}

static void achievements(const struct mw_profile *profile, struct mw_pool *pool,
			 struct mw_entries *entries)
{
	for (size_t i = 0; i < profile->achievements.count; i++) {
		const struct mw_achievement *it = &profile->achievements.items[i];
		struct mw_entry *entry =
			push(pool, entries, MW_ENTRY_ACHIEVEMENT, it->id, it->what);
		entry->date = day_expr(pool, it->day, it->spot);
		entry->sent = it->day;
	}
}

/* An interview may stand in the profile and in the list: once is enough. */
static void interviews(const struct mw_profile *profile, struct mw_pool *pool,
		       struct mw_entries *entries)
{
	for (size_t i = 0; i < profile->interviews.count; i++) {
		const struct mw_interview *it = &profile->interviews.items[i];
		push(pool, entries, MW_ENTRY_INTERVIEW, it->id, it->program)->date = it->when;
	}
	size_t own = entries->list.count;
	for (size_t i = 0; i < profile->programs.count; i++) {
		const struct mw_program *program = &profile->programs.items[i];
		bool is_there = false;
		for (size_t k = 0; k < own && !is_there; k++)
			is_there = !strcmp(entries->list.items[k].id, program->id);
		if (!is_there && program->interview.base != MW_EXPR_NONE &&
		    program->status != MW_PROGRAM_DROPPED)
			push(pool, entries, MW_ENTRY_INTERVIEW, program->id, program->name)->date =
				program->interview;
	}
}

static void programs(const struct mw_profile *profile, struct mw_pool *pool,
		     struct mw_entries *entries)
{
	for (size_t i = 0; i < profile->programs.count; i++) {
		const struct mw_program *program = &profile->programs.items[i];
		if (program->status == MW_PROGRAM_DROPPED ||
		    program->status == MW_PROGRAM_REJECTED ||
		    mw_program_visa_ok(profile, program) == MW_ANSWER_NO)
			continue;
		struct mw_entry *entry =
			push(pool, entries, MW_ENTRY_PROGRAM, program->id, program->name);
		entry->date = program->deadline;
		entry->is_sent = program->status != MW_PROGRAM_CONSIDERED;
	}
}

void mw_entries_of(const struct mw_profile *profile, enum mw_entry_kind kind, struct mw_pool *pool,
		   struct mw_entries *ret_entries)
{
	static void (*const collect[])(const struct mw_profile *, struct mw_pool *,
				       struct mw_entries *) = {
		[MW_ENTRY_LETTER] = letters,           [MW_ENTRY_ABSTRACT] = abstracts,
		[MW_ENTRY_ACHIEVEMENT] = achievements, [MW_ENTRY_INTERVIEW] = interviews,
		[MW_ENTRY_PROGRAM] = programs,
	};
	struct mw_entries entries = { .list = { NULL, 0, 0 } };
	collect[kind](profile, pool, &entries);
	*ret_entries = entries;
}

mw_day mw_entries_first_interview(const struct mw_profile *profile, int year, struct mw_pool *pool)
{
	struct mw_expr_env env = { .year = year, .literal = MW_PROVENANCE_YOURS };
	struct mw_entries entries;
	mw_day first = MW_DAY_NONE;
	mw_entries_of(profile, MW_ENTRY_INTERVIEW, pool, &entries);
	for (size_t i = 0; i < entries.list.count; i++) {
		struct mw_date when;
		const struct mw_expr *expr = &entries.list.items[i].date;
		if (expr->base > MW_EXPR_YEAR_DATE || mw_expr_eval(expr, &env, &when))
			continue; /* what hangs on a key cannot bound a key */
		mw_day day = mw_date_local_day(&when, profile->zone);
		first = first == MW_DAY_NONE ? day : mw_day_earlier(first, day);
	}
	return first;
}

static bool has_come(mw_day day, mw_day today)
{
	return day != MW_DAY_NONE && day <= today;
}

uint32_t mw_entry_facts(const struct mw_entry *entry, mw_day today, mw_day season_from,
			mw_day season_to)
{
	bool is_news = entry->kind == MW_ENTRY_ACHIEVEMENT && entry->sent != MW_DAY_NONE &&
		       entry->sent >= season_from && entry->sent <= season_to;
	bool is_sent =
		entry->is_sent && (entry->sent == MW_DAY_NONE || has_come(entry->sent, today));
	bool is_received = has_come(entry->received, today);
	uint32_t set = 0;
	set |= (uint32_t)(is_received || has_come(entry->asked, today)) << MW_FACT_ENTRY_ASKED;
	set |= (uint32_t)is_received << MW_FACT_ENTRY_RECEIVED;
	set |= (uint32_t)has_come(entry->assigned, today) << MW_FACT_ENTRY_ASSIGNED;
	set |= (uint32_t)is_sent << MW_FACT_ENTRY_SENT;
	set |= (uint32_t)is_news << MW_FACT_ENTRY_IN_SEASON;
	return set;
}
