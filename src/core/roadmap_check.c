/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The check of a roadmap's graph: what refers to what, and where it breaks.
 */
#include <stdlib.h>
#include <string.h>

#include "matchward/core/roadmap.h"
#include "matchward/core/study.h"
#include "matchward/core/words.h"

const char *mw_roadmap_nearest(const struct mw_roadmap *roadmap,
			       const struct mw_season_table *seasons, const char *word)
{
	size_t most = roadmap ? roadmap->rules.count : seasons->rules.count + MW_KEY_COUNT;
	size_t count = 0;
	const char **names = calloc(most + 1, sizeof *names);
	if (!names)
		abort();
	for (size_t i = 0; roadmap && i < roadmap->rules.count; i++)
		names[count++] = roadmap->rules.items[i].id;
	for (size_t i = 0; !roadmap && i < seasons->rules.count; i++)
		names[count++] = seasons->rules.items[i].key;
	for (int i = 0; !roadmap && i < MW_KEY_COUNT; i++)
		names[count++] = mw_key_name((enum mw_key)i);
	const char *found = mw_text_nearest(word, names, count);
	free(names);
	return found;
}

enum mark { NEW, UNDER_WAY, CHECKED };

/* What a milestone can refer to, and so run in a circle through. */
enum field { OPENS, DUE, LATEST, NEEDS, FIELDS };

struct check {
	const struct mw_roadmap *roadmap;
	const struct mw_season_table *seasons;
	struct mw_diags *diags;
	unsigned char (*marks)[FIELDS];
	int outcome;
};

static void unknown(struct check *check, struct mw_spot spot, const char *kind, const char *name,
		    const char *nearest)
{
	check->outcome = MW_ROADMAP_E_BAD;
	if (nearest)
		mw_diags_add(check->diags, spot, "unknown %s \"%s\"; did you mean \"%s\"?", kind,
			     name, nearest);
	else if (!strcmp(kind, "key"))
		mw_diags_add(check->diags, spot,
			     "\"%s\" is no date; expected a day such as 2027-06-01, or the name of "
			     "one such as eras-open",
			     name);
	else
		mw_diags_add(check->diags, spot,
			     "unknown %s \"%s\"; expected the name of a milestone of this roadmap",
			     kind, name);
}

/* The line itself, where it is known. */
static struct mw_spot spot_or(struct mw_spot line, const struct mw_rule *rule)
{
	return line.line ? line : rule->spot;
}

/* Is it a milestone that is made for each entry, and so none by this name? */
static bool is_template(struct check *check, const char *id, struct mw_spot spot)
{
	for (size_t i = 0; i < check->roadmap->templates.count; i++) {
		if (strcmp(check->roadmap->templates.items[i].id, id) != 0)
			continue;
		check->outcome = MW_ROADMAP_E_BAD;
		mw_diags_add(check->diags, spot,
			     "\"%s\" is made once for each entry; expected a milestone that there "
			     "is one of",
			     id);
		return true;
	}
	return false;
}

static const struct mw_rule *known_id(struct check *check, struct mw_spot spot, const char *kind,
				      const char *id)
{
	const struct mw_rule *found = mw_roadmap_find(check->roadmap, id);
	if (!found && !is_template(check, id, spot))
		unknown(check, spot, kind, id, mw_roadmap_nearest(check->roadmap, NULL, id));
	return found;
}

static void check_closes(struct check *check, const struct mw_rule *rule)
{
	struct mw_spot spot = spot_or(rule->spots.closes, rule);
	for (size_t i = 0; i < rule->closes.list.count; i++) {
		const char *id = rule->closes.list.items[i];
		if (strcmp(id, rule->id) != 0) {
			(void)known_id(check, spot, "milestone in closes:", id);
			continue;
		}
		check->outcome = MW_ROADMAP_E_BAD;
		mw_diags_add(check->diags, spot, "\"%s\" closes itself; expected other milestones",
			     id);
	}
}

static void visit(struct check *check, const struct mw_rule *rule, enum field field);

/* Where a circle is reported: the line that one would mend. */
static struct mw_spot spot_of(const struct mw_rule *rule, enum field field)
{
	switch (field) {
	case OPENS:
		return rule->opens.base == MW_EXPR_NONE ? rule->due.spot : rule->opens.spot;
	case DUE:
		return rule->due.spot;
	case LATEST:
		return rule->latest.spot;
	case NEEDS:
		return spot_or(rule->spots.needs, rule);
	case FIELDS:
		break;
	}
	return rule->spot;
}

static void visit_expr(struct check *check, const struct mw_expr *expr)
{
	enum mw_key key;
	const struct mw_rule *other;
	switch (expr->base) {
	case MW_EXPR_NONE:
	case MW_EXPR_DATE:
	case MW_EXPR_YEAR_DATE:
		return;
	case MW_EXPR_KEY:
		if (mw_key_find(expr->name, &key) ||
		    mw_season_rule_find(check->seasons, expr->name))
			return;
		if (!strcmp(expr->name, MW_ENTRY_DATE) || !strcmp(expr->name, MW_ENTRY_IN_SEASON)) {
			check->outcome = MW_ROADMAP_E_BAD;
			mw_diags_add(check->diags, expr->spot,
				     "\"%s\" is the date of an entry; expected \"each\" in this "
				     "section, or another date",
				     expr->name);
		} else if (mw_roadmap_find(check->roadmap, expr->name)) {
			mw_auto(buf) due = MW_BUF_INIT;
			mw_buf_printf(&due, "%s.due", expr->name);
			unknown(check, expr->spot, "key", expr->name, due.text);
		} else {
			unknown(check, expr->spot, "key", expr->name,
				mw_roadmap_nearest(NULL, check->seasons, expr->name));
		}
		return;
	case MW_EXPR_ENTRY:
	case MW_EXPR_IN_SEASON:
		visit_expr(check, expr->entry);
		return;
	case MW_EXPR_OPENS:
	case MW_EXPR_DUE:
		other = mw_roadmap_find(check->roadmap, expr->name);
		if (!other && !is_template(check, expr->name, expr->spot))
			unknown(check, expr->spot, "milestone", expr->name,
				mw_roadmap_nearest(check->roadmap, NULL, expr->name));
		if (other)
			visit(check, other, expr->base == MW_EXPR_OPENS ? OPENS : DUE);
		return;
	}
}

static void visit(struct check *check, const struct mw_rule *rule, enum field field)
{
	unsigned char *mark = &check->marks[rule - check->roadmap->rules.items][field];
	if (*mark == CHECKED)
		return;
	if (*mark == UNDER_WAY) {
		check->outcome = MW_ROADMAP_E_BAD;
		mw_diags_add(check->diags, spot_of(rule, field),
			     field == NEEDS
				     ? "the needs of \"%s\" run in a circle; expected an order"
				     : "the dates of \"%s\" run in a circle; expected dates that "
				       "do not come "
				       "back to themselves",
			     rule->id);
		return;
	}
	*mark = UNDER_WAY;
	switch (field) {
	case OPENS:
		visit_expr(check, &rule->opens);
		if (rule->opens.base == MW_EXPR_NONE)
			visit(check, rule, DUE); /* counted back from the due */
		break;
	case DUE: /* may be cut to the latest */
		visit_expr(check, &rule->due);
		visit(check, rule, LATEST);
		break;
	case LATEST:
		visit_expr(check, &rule->latest);
		break;
	case NEEDS:
		for (size_t i = 0; i < rule->needs.list.count; i++) {
			const struct mw_rule *need =
				known_id(check, spot_of(rule, NEEDS),
					 "milestone in needs:", rule->needs.list.items[i]);
			if (need)
				visit(check, need, NEEDS);
		}
		break;
	case FIELDS:
		break;
	}
	*mark = CHECKED;
}

static void check_texts(struct check *check, const struct mw_rule *rule)
{
	const struct {
		const char *text;
		struct mw_spot spot;
	} texts[] = { { rule->title_is_yours ? NULL : rule->title, rule->spots.title },
		      { rule->body, rule->spots.body },
		      { rule->too_late, rule->spots.too_late } };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (!mw_words_check(texts[i].text, check->seasons, rule->each,
				    spot_or(texts[i].spot, rule), check->diags))
			check->outcome = MW_ROADMAP_E_BAD;
}

/* ---- facts ---- */

#define BIT(name) ((uint32_t)1 << MW_FACT_##name)

/* What an entry of that kind can be asked. */
static uint32_t facts_of(enum mw_entry_kind each)
{
	switch (each) {
	case MW_ENTRY_LETTER:
		return BIT(ENTRY_ASKED) | BIT(ENTRY_RECEIVED) | BIT(ENTRY_ASSIGNED);
	case MW_ENTRY_ABSTRACT:
	case MW_ENTRY_PROGRAM:
		return BIT(ENTRY_SENT);
	case MW_ENTRY_ACHIEVEMENT:
		return BIT(ENTRY_IN_SEASON);
	case MW_ENTRY_NONE:
	case MW_ENTRY_INTERVIEW:
		break;
	}
	return 0;
}

static void check_entry_facts(struct check *check, const struct mw_rule *rule,
			      struct mw_condition condition, struct mw_spot spot, const char *key)
{
	static const char *const expected[] = { "letter", "letter", "letter", "abstract or program",
						"achievement" };
	uint32_t known = facts_of(rule->each);
	for (int i = MW_FACT_ENTRY_ASKED; i < MW_FACT_COUNT; i++) {
		uint32_t bit = (uint32_t)1 << i;
		if (!((condition.yes | condition.no) & bit) || (known & bit))
			continue;
		check->outcome = MW_ROADMAP_E_BAD;
		mw_diags_add(check->diags, spot_or(spot, rule),
			     "\"%s\" in \"%s\" is a fact of an entry; expected \"each = %s\" in "
			     "this section",
			     mw_fact_name((enum mw_fact)i), key, expected[i - MW_FACT_ENTRY_ASKED]);
	}
}

/* What holds wherever the first holds (facts.c). */
static const struct {
	enum mw_fact first;
	uint32_t then;
} implied[] = {
	{ MW_FACT_H1B_ONLY, BIT(H1B) | BIT(VISA) },
	{ MW_FACT_H1B, BIT(VISA) },
	{ MW_FACT_J1, BIT(VISA) },
	{ MW_FACT_FAILED, BIT(AT_RISK) | BIT(NARRATIVE) },
	{ MW_FACT_AT_RISK, BIT(NARRATIVE) },
	{ MW_FACT_LETTERS_IN, BIT(LETTERS_ASKED) },
};

static void check_when(struct check *check, const struct mw_rule *rule)
{
	uint32_t yes = rule->when.yes, no = rule->when.no;
	const char *clash = NULL, *with = NULL;
	for (size_t i = 0; i < sizeof implied / sizeof *implied && !clash; i++)
		for (int k = 0; k < MW_FACT_COUNT && !clash; k++)
			if ((yes & (uint32_t)1 << implied[i].first) &&
			    (no & implied[i].then & (uint32_t)1 << k)) {
				clash = mw_fact_name(implied[i].first);
				with = mw_fact_name((enum mw_fact)k);
			}
	const char *not = "!";
	if (!clash && (yes & BIT(H1B_ONLY)) && (yes & BIT(J1))) {
		clash = "h1b-only";
		with = "j1";
		not = "";
	} else if (!clash && (yes & BIT(VISA)) && (no & BIT(J1)) && (no & BIT(H1B))) {
		clash = "visa, !j1";
		with = "h1b";
	}
	if (!clash)
		return;
	check->outcome = MW_ROADMAP_E_BAD;
	mw_diags_add(check->diags, spot_or(rule->spots.when, rule),
		     "\"when\" asks for %s, %s%s, which nobody is; expected a condition that can "
		     "hold",
		     clash, not, with);
}

static void check_facts(struct check *check, const struct mw_rule *rule)
{
	check_entry_facts(check, rule, rule->when, rule->spots.when, "when");
	check_entry_facts(check, rule, rule->settled, rule->spots.settled, "settled");
	check_when(check, rule);
}

static bool is_entry_date(const struct mw_expr *expr)
{
	return expr->base == MW_EXPR_KEY &&
	       (!strcmp(expr->name, MW_ENTRY_DATE) || !strcmp(expr->name, MW_ENTRY_IN_SEASON));
}

/* A fault of a template shows also where no entry makes a copy of it. */
static void check_template(struct check *check, const struct mw_rule *template)
{
	const struct mw_expr *const exprs[] = { &template->opens, &template->due,
						&template->latest };
	for (size_t i = 0; i < template->needs.list.count; i++)
		known_id(check, spot_of(template, NEEDS),
			 "milestone in needs:", template->needs.list.items[i]);
	check_closes(check, template);
	for (size_t i = 0; i < sizeof exprs / sizeof *exprs; i++)
		if (!is_entry_date(exprs[i]))
			visit_expr(check, exprs[i]);
	check_texts(check, template);
	check_facts(check, template);
}

int mw_roadmap_check(const struct mw_roadmap *roadmap, const struct mw_season_table *seasons,
		     struct mw_diags *diags)
{
	size_t count = roadmap->rules.count;
	struct check check = { roadmap, seasons, diags, calloc(count + 1, sizeof *check.marks), 0 };
	if (!check.marks)
		abort();
	/* What the applicant changed goes first, so that a circle it makes is reported at her line.
	 */
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < count; i++)
			if (roadmap->rules.items[i].due_is_yours == !pass)
				visit(&check, &roadmap->rules.items[i], DUE);
	for (size_t i = 0; i < count; i++) {
		const struct mw_rule *rule = &roadmap->rules.items[i];
		for (int field = 0; field < FIELDS; field++)
			visit(&check, rule, (enum field)field);
		if (rule->entry)
			continue; /* its template speaks for it */
		check_texts(&check, rule);
		check_facts(&check, rule);
		check_closes(&check, rule);
	}
	for (size_t i = 0; i < roadmap->templates.count; i++)
		check_template(&check, &roadmap->templates.items[i]);
	free(check.marks);
	return check.outcome;
}
