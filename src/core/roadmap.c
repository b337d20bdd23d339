/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The roadmap of one applicant.
 */
#include "matchward/core/roadmap.h"

#include <stdlib.h>
#include <string.h>

const char *mw_authority_name(enum mw_authority authority)
{
	static const char *const names[] = { "you",   "ERAS", "NRMP",   "ECFMG",
					     "USMLE", "OET",  "program" };
	return names[authority];
}

const char *mw_strength_name(enum mw_strength strength)
{
	static const char *const names[] = { "hard", "target", "soft" };
	return names[strength];
}

static int by_id(const void *a, const void *b)
{
	const struct mw_rule *const *x = a, *const *y = b;
	return strcmp((*x)->id, (*y)->id);
}

static int id_of(const void *id, const void *rule)
{
	return strcmp(id, (*(const struct mw_rule *const *)rule)->id);
}

const struct mw_rule *mw_roadmap_find(const struct mw_roadmap *roadmap, const char *id)
{
	const struct mw_rule **found =
		bsearch(id, roadmap->by_id, roadmap->rules.count, sizeof *roadmap->by_id, id_of);
	return found ? *found : NULL;
}

/* Anew after each change of the rules: pushing may have moved them. */
static void sort_by_id(struct mw_roadmap *roadmap, struct mw_pool *pool)
{
	size_t count = roadmap->rules.count;
	roadmap->by_id = mw_pool_alloc(pool, (count + 1) * sizeof *roadmap->by_id);
	for (size_t i = 0; i < count; i++)
		roadmap->by_id[i] = &roadmap->rules.items[i];
	qsort(roadmap->by_id, count, sizeof *roadmap->by_id, by_id);
}

static void change(struct mw_rule *rule, const struct mw_own_milestone *own)
{
	if (own->due.base != MW_EXPR_NONE) {
		rule->due = own->due;
		rule->due_is_yours = true;
	}
	if (own->title) {
		rule->title = own->title;
		rule->title_is_yours = true;
	}
	if (own->has_remind) {
		rule->has_remind = true;
		rule->remind = own->remind;
	}
	if (own->overdue_days)
		rule->overdue_days = own->overdue_days;
	rule->is_skipped = rule->is_skipped || own->skip;
}

/* The entry's date where the template says so; false if the entry has none. */
static bool bind(struct mw_expr *expr, const struct mw_entry *entry)
{
	bool is_date = expr->base == MW_EXPR_KEY && !strcmp(expr->name, MW_ENTRY_DATE);
	bool is_in_season = expr->base == MW_EXPR_KEY && !strcmp(expr->name, MW_ENTRY_IN_SEASON);
	if (!is_date && !is_in_season)
		return true;
	expr->base = is_date ? MW_EXPR_ENTRY : MW_EXPR_IN_SEASON;
	expr->entry = &entry->date;
	return entry->date.base != MW_EXPR_NONE;
}

/* A copy of the template for each entry. Its bare date is the applicant's own. */
static void expand(struct mw_roadmap *roadmap, const struct mw_rule *template,
		   const struct mw_profile *profile, struct mw_pool *pool)
{
	struct mw_entries entries;
	mw_entries_of(profile, template->each, pool, &entries);
	for (size_t i = 0; i < entries.list.count; i++) {
		const struct mw_entry *entry = &entries.list.items[i];
		struct mw_rule copy = *template;
		copy.entry = entry;
		copy.id = mw_pool_printf(pool, "%s.%s", template->id, entry->id);
		if (!bind(&copy.opens, entry) || !bind(&copy.due, entry) ||
		    !bind(&copy.latest, entry))
			continue;
		copy.due_is_yours |= copy.due.base == MW_EXPR_ENTRY && !copy.due.step_count;
		*MW_PUSH(pool, &roadmap->rules) = copy;
	}
}

static bool is_template(const struct mw_roadmap *roadmap, const char *id)
{
	for (size_t i = 0; i < roadmap->templates.count; i++)
		if (!strcmp(roadmap->templates.items[i].id, id))
			return true;
	return false;
}

static void take_shipped(const struct mw_roadmap *shipped, const struct mw_profile *profile,
			 struct mw_pool *pool, struct mw_roadmap *roadmap)
{
	for (size_t i = 0; i < shipped->rules.count; i++) {
		struct mw_rule rule = shipped->rules.items[i];
		if (!rule.each) {
			*MW_PUSH(pool, &roadmap->rules) = rule;
			continue;
		}
		for (size_t k = 0; k < profile->milestones.count; k++)
			if (!strcmp(profile->milestones.items[k].id, rule.id))
				change(&rule, &profile->milestones.items[k]);
		*MW_PUSH(pool, &roadmap->templates) = rule;
		expand(roadmap, &rule, profile, pool);
	}
}

/* One of her own, which has no counterpart in the roadmap; NULL with a diagnostic. */
static struct mw_rule *add_own(struct mw_roadmap *roadmap, const struct mw_own_milestone *own,
			       struct mw_pool *pool, struct mw_diags *diags)
{
	if (strchr(own->id, '.')) {
		mw_diags_add(diags, own->spot,
			     "[milestone %s] belongs to no entry of yours; expected the name of a "
			     "milestone that \"matchward plan\" shows",
			     own->id);
		return NULL;
	}
	if (!own->title || own->due.base == MW_EXPR_NONE) {
		const char *near = mw_roadmap_nearest(roadmap, NULL, own->id);
		mw_diags_add(diags, own->spot,
			     "[milestone %s] is not in the roadmap; %s%s%sa milestone of your own "
			     "needs a title and a due",
			     own->id, near ? "did you mean [milestone " : "", near ? near : "",
			     near ? "]? Else " : "");
		return NULL;
	}
	struct mw_rule *rule = MW_PUSH(pool, &roadmap->rules);
	*rule = (struct mw_rule){ .id = own->id,
				  .phase = "yours",
				  .authority = MW_AUTHORITY_YOU,
				  .strength = MW_STRENGTH_TARGET,
				  .spot = own->spot,
				  .is_own = true };
	rule->opens.minute = rule->latest.minute = -1;
	return rule;
}

static void follow(struct mw_profile *profile, const struct mw_specialty *specialty)
{
	profile->specialty = *specialty;
	if (profile->gold_signals == MW_NONE)
		profile->gold_signals = specialty->gold_signals;
	if (profile->silver_signals == MW_NONE)
		profile->silver_signals = specialty->silver_signals;
}

void mw_roadmap_apply(const struct mw_roadmap *shipped, struct mw_profile *profile,
		      struct mw_pool *pool, struct mw_roadmap *ret_roadmap, struct mw_diags *diags)
{
	struct mw_roadmap roadmap = { .title = shipped->title, .specialty = shipped->specialty };
	struct {
		MW_LIST(const struct mw_own_milestone *) list;
	} added = { .list = { NULL, 0, 0 } };
	follow(profile, &shipped->specialty);
	take_shipped(shipped, profile, pool, &roadmap);
	sort_by_id(&roadmap, pool);
	for (size_t i = 0; i < profile->milestones.count; i++) {
		const struct mw_own_milestone *own = &profile->milestones.items[i];
		const struct mw_rule *rule = mw_roadmap_find(&roadmap, own->id);
		if (is_template(&roadmap, own->id))
			continue; /* its copies have it already */
		if (rule)
			change(&roadmap.rules.items[rule - roadmap.rules.items], own);
		else
			*MW_PUSH(pool, &added.list) = own;
	}
	for (size_t i = 0; i < added.list.count; i++) {
		struct mw_rule *rule = add_own(&roadmap, added.list.items[i], pool, diags);
		if (rule)
			change(rule, added.list.items[i]);
	}
	sort_by_id(&roadmap, pool);
	*ret_roadmap = roadmap;
}
