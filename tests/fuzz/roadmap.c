/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A roadmap: what is accepted is within its bounds and the same when written anew. Applied to a
 * person and checked, it gives a plan whose milestones open before they are due, or what is wrong
 * with it is said.
 */
#include "fuzz.h"

#include "matchward/core/timeline.h"
#include "matchward/format/roadmap_ini.h"

static void put_words(struct mw_buf *out, const char *name, const struct mw_words *words)
{
	for (size_t i = 0; i < words->list.count; i++) {
		must_be_line(words->list.items[i]);
		fuzz_put(out, name, words->list.items[i]);
	}
}

static void put_rule(const struct mw_rule *rule, struct mw_buf *out)
{
	char lead[MW_LEAD_TEXT_SIZE];
	MUST(mw_text_is_id(rule->id) && strlen(rule->title) <= MW_ROADMAP_TITLE_MOST);
	MUST(!rule->body || strlen(rule->body) <= MW_ROADMAP_BODY_MOST);
	MUST(strlen(rule->phase) <= MW_ROADMAP_PHASE_MOST && rule->due.base != MW_EXPR_NONE);
	MUST(rule->takes_days >= 0 && rule->takes_days <= 730);
	MUST(rule->repeat_days >= 0 && rule->repeat_days <= 364);
	MUST(rule->overdue_days >= 0 && rule->overdue_days <= 365);
	MUST(!(rule->when.yes & rule->when.no));
	must_be_line(rule->title);
	must_be_line(rule->body);
	must_be_line(rule->url);
	mw_buf_printf(out, "[%s]\n", rule->id);
	fuzz_put(out, "title", rule->title);
	fuzz_put(out, "body", rule->body);
	fuzz_put(out, "too-late", rule->too_late);
	fuzz_put(out, "phase", rule->phase);
	fuzz_put(out, "url", rule->url);
	fuzz_put(out, "authority", mw_authority_name(rule->authority));
	fuzz_put(out, "strength", mw_strength_name(rule->strength));
	fuzz_put_expr(out, "opens", &rule->opens);
	fuzz_put_expr(out, "due", &rule->due);
	fuzz_put_expr(out, "latest", &rule->latest);
	mw_buf_printf(out, "%d %d %d %d %d %d %x %x %x\n", rule->is_event, rule->takes_days,
		      rule->repeat_days, rule->repeat_by_forms, rule->overdue_days, (int)rule->each,
		      rule->when.yes, rule->when.no, rule->settled.yes);
	put_words(out, "needs", &rule->needs);
	put_words(out, "closes", &rule->closes);
	put_words(out, "rules", &rule->rules);
	for (size_t i = 0; i < rule->remind.count; i++)
		fuzz_put(out, "remind", mw_lead_format(rule->remind.items[i], lead));
}

static int read_roadmap(const char *text, size_t len, struct mw_pool *pool,
			struct mw_roadmap *ret_roadmap)
{
	mw_auto(diags) diags = MW_DIAGS_INIT;
	int outcome = mw_roadmap_read("in", text, len, &fuzz_zones, pool, ret_roadmap, &diags);
	MUST(!outcome == !diags.count);
	must_be_good(&diags, "in", text, len);
	return outcome;
}

static void put_roadmap(const struct mw_roadmap *roadmap, struct mw_buf *out)
{
	fuzz_put(out, "title", roadmap->title);
	for (size_t i = 0; i < roadmap->rules.count; i++)
		put_rule(&roadmap->rules.items[i], out);
}

static void make_person(struct mw_profile *profile)
{
	static struct mw_letter letter = { .id = "kim",
					   .writer = "Dr Kim",
					   .asked = 20700,
					   .received = MW_DAY_NONE,
					   .assigned = MW_DAY_NONE };
	mw_profile_init(profile);
	profile->id = "ana";
	profile->zone = fuzz_new_york;
	profile->application_year = 2027;
	profile->graduation_year = 2025;
	profile->letters.items = &letter;
	profile->letters.count = 1;
}

static void check_plan(const struct mw_roadmap *shipped, const char *text, size_t len,
		       struct mw_pool *pool)
{
	mw_auto(diags) diags = MW_DIAGS_INIT;
	struct mw_profile profile;
	struct mw_roadmap roadmap;
	struct mw_ledger ledger = { .entries = { NULL, 0, 0 } };
	struct mw_plan plan;
	make_person(&profile);
	mw_roadmap_apply(shipped, &profile, pool, &roadmap, &diags);
	int outcome = mw_roadmap_check(&roadmap, fuzz_seasons(), &diags);
	MUST(!outcome == !diags.count);
	struct mw_timeline_input input = { &profile, fuzz_seasons(), &roadmap, &ledger,
					   1795431600 };
	if (!outcome)
		outcome = mw_timeline_compute(&input, pool, &plan, &diags);
	MUST(!outcome == !diags.count);
	must_be_good(&diags, "in", text, len);
	for (size_t i = 0; !outcome && i < plan.milestones.count; i++) {
		const struct mw_milestone *it = &plan.milestones.items[i];
		int64_t end = mw_date_end_utc(&it->due, profile.zone);
		MUST(mw_date_begin_utc(&it->opens, profile.zone) <= end);
		MUST(mw_date_compare(&it->due, &it->latest, profile.zone) <= 0);
		MUST(mw_plan_find(&plan, it->id) == it);
		must_be_line(it->title);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	mw_auto(pool) pool = MW_POOL_INIT;
	mw_auto(buf) written = MW_BUF_INIT;
	mw_auto(buf) once = MW_BUF_INIT;
	mw_auto(buf) again = MW_BUF_INIT;
	struct mw_roadmap roadmap, same;
	if (read_roadmap(text, size, &pool, &roadmap))
		return 0;
	put_roadmap(&roadmap, &once);
	fuzz_ini_again(text, size, &written);
	MUST(!read_roadmap(written.text, written.len, &pool, &same));
	put_roadmap(&same, &again);
	must_be_same(&once, &again);
	check_plan(&roadmap, text, size, &pool);
	return 0;
}
