/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What holds for every plan, tried on many people made at random (random_person.h).
 *
 *   plan_test_properties [COUNT [SEED]]     COUNT people (500), beginning with SEED (1)
 *   MW_SEED=N plan_test_properties          only that one, with her plans
 *
 * A seed that breaks something is printed with the text of its profile and ledger.
 */
#include "world.h"

#include <jansson.h>
#include <libical/ical.h>
#include <stdlib.h>

#include "matchward/core/explain.h"
#include "matchward/core/words.h"
#include "matchward/format/calendar.h"
#include "matchward/format/plan_json.h"
#include "random_person.h"

#define BROKEN_MOST 10 /* seeds; then it is time to look */

static int people = 500;
static unsigned long long first_seed = 1;
static bool one_only;
static unsigned long long last_seed; /* after a crash it is the one to look at */

struct run {
	const struct world *world;
	unsigned long long seed;
	struct random random;
	struct random_person made;
	struct mw_buf ledger;
	struct person person;
	const struct mw_plan *plan; /* of the person, as last computed */
	const char *stage;
	bool is_broken, is_dateless;
};

static void broken(struct run *run, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void broken(struct run *run, const char *format, ...)
{
	mw_auto(buf) text = MW_BUF_INIT;
	va_list args;
	va_start(args, format);
	mw_buf_vprintf(&text, format, args);
	va_end(args);
	/* cmocka's own printing cuts long texts. */
	if (!run->is_broken)
		(void)fprintf(stderr, "---- MW_SEED=%llu\n%s; ledger:\n%s----\n", run->seed,
			      run->made.profile.text, run->ledger.text);
	(void)fprintf(stderr, "MW_SEED=%llu, %s: %s\n", run->seed, run->stage, text.text);
	run->is_broken = true;
}

static const char *day_text(mw_day day)
{
	static char texts[8][MW_DAY_TEXT_SIZE];
	static unsigned at;
	return day == MW_DAY_NONE ? "-" : mw_day_format(day, texts[at++ % 8]);
}

static const struct mw_zone *home_of(const struct run *run)
{
	return run->plan->profile->zone;
}

static bool same_date(const struct mw_date *a, const struct mw_date *b)
{
	return a->day == b->day && a->minute == b->minute &&
	       (a->minute < 0 || a->zone == b->zone) && a->provenance == b->provenance;
}

static bool is_task(const struct mw_milestone *it)
{
	return !it->rule->is_event && !it->rule->repeat_days;
}

static bool is_shifted(const struct mw_milestone *it)
{
	return it->fate == MW_FATE_MOVED || it->fate == MW_FATE_UNDER_WAY ||
	       it->fate == MW_FATE_FOLLOWS;
}

/* ---- dates ---- */

/* opens <= due <= latest; a due that the user set makes itself the latest. */
static void check_order(struct run *run, const struct mw_milestone *it)
{
	const struct mw_zone *home = home_of(run);
	int64_t last = mw_date_end_utc(&it->due, home) - !mw_date_is_timed(&it->due);
	if (mw_date_begin_utc(&it->opens, home) > last)
		broken(run, "%s opens %s, after its due %s", it->id, day_text(it->opens.day),
		       day_text(it->due.day));
	last = mw_date_end_utc(&it->natural_due, home) - !mw_date_is_timed(&it->natural_due);
	if (mw_date_begin_utc(&it->natural_opens, home) > last)
		broken(run, "%s naturally opens %s, after its natural due %s", it->id,
		       day_text(it->natural_opens.day), day_text(it->natural_due.day));
	if (mw_date_compare(&it->due, &it->latest, home) > 0)
		broken(run, "%s is due %s, after its latest %s", it->id, day_text(it->due.day),
		       day_text(it->latest.day));
	if (it->due_day != mw_date_local_day(&it->due, home))
		broken(run, "%s: the due day is not that of the due", it->id);
	if (it->due_is_yours && !same_date(&it->due, &it->natural_due))
		broken(run, "%s was moved, although its day is the user's", it->id);
}

/* What has been moved lies between the first day and its latest. */
static void check_moved(struct run *run, const struct mw_milestone *it)
{
	mw_day first = run->plan->first_day;
	mw_day opens = mw_date_local_day(&it->opens, home_of(run));
	bool is_moved = it->fate == MW_FATE_MOVED || it->fate == MW_FATE_UNDER_WAY;
	if (is_moved && (opens < first || it->due_day < first))
		broken(run, "%s was moved to %s..%s, before the first day %s", it->id,
		       day_text(opens), day_text(it->due_day), day_text(first));
	if (is_moved && !is_task(it))
		broken(run, "%s was moved, but passes by itself", it->id);
	if (it->fate == MW_FATE_TOO_LATE && !mw_milestone_is_closed(it) &&
	    (mw_milestone_is_shown(it) || it->status != MW_STATUS_MISSED))
		broken(run, "%s is too late and still shown, %s", it->id,
		       mw_status_name(it->status));
}

/* Seen at the first instant of the first day, nobody is behind with anything. */
static void check_first_day(struct run *run, const struct mw_milestone *it)
{
	if (run->plan->today != run->plan->first_day || it->due_is_yours ||
	    !mw_milestone_is_shown(it) || mw_milestone_is_closed(it))
		return;
	if (it->due_day < run->plan->first_day)
		broken(run, "%s is due %s, before the first day %s", it->id, day_text(it->due_day),
		       day_text(run->plan->first_day));
	if (it->status == MW_STATUS_LATE || it->status == MW_STATUS_MISSED)
		broken(run, "%s is %s on the first day", it->id, mw_status_name(it->status));
}

/* What is planned anew begins when what it needs has ended; hard ones may stay in sight. */
static void check_needs(struct run *run, const struct mw_milestone *it)
{
	const struct mw_zone *home = home_of(run);
	for (size_t i = 0; is_shifted(it) && i < it->rule->needs.list.count; i++) {
		const char *id = it->rule->needs.list.items[i];
		const struct mw_milestone *need = mw_plan_find(run->plan, id);
		if (!need || !is_shifted(need) || !is_task(need))
			continue;
		bool in_sight = it->fate == MW_FATE_FOLLOWS &&
				it->rule->strength == MW_STRENGTH_HARD &&
				it->due_day == mw_date_local_day(&it->latest, home);
		mw_day opens = mw_date_local_day(&it->opens, home);
		if (opens < need->due_day && !in_sight)
			broken(run, "%s starts %s, before %s is due, %s", it->id, day_text(opens),
			       id, day_text(need->due_day));
	}
}

/* Phases follow each other, and the aim lies in its window. */
static void check_keys(struct run *run)
{
	static const enum mw_key order[][2] = {
		{ MW_KEY_PREP_START, MW_KEY_FOUNDATION_START },
		{ MW_KEY_FIRST_DAY, MW_KEY_FOUNDATION_START },
		{ MW_KEY_FOUNDATION_START, MW_KEY_CONSOLIDATION_START },
		{ MW_KEY_CONSOLIDATION_START, MW_KEY_READINESS_START },
		{ MW_KEY_EXAM_OPENS, MW_KEY_EXAM_AIM },
		{ MW_KEY_EXAM_AIM, MW_KEY_EXAM_CLOSES },
		{ MW_KEY_DECIDE_FROM, MW_KEY_DECIDE_BY },
		{ MW_KEY_PATHWAYS_AIM, MW_KEY_CERT_DUE },
		{ MW_KEY_GRADUATION, MW_KEY_DIPLOMA_AIM },
		{ MW_KEY_DIPLOMA_AIM, MW_KEY_DIPLOMA_LATEST },
	};
	const struct mw_date *keys = run->plan->study->keys;
	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		enum mw_key a = order[i][0], b = order[i][1];
		if (keys[a].day > keys[b].day)
			broken(run, "%s %s lies after %s %s", mw_key_name(a), day_text(keys[a].day),
			       mw_key_name(b), day_text(keys[b].day));
	}
}

/* ---- why: every natural date once more, from its expression ---- */

/* References go to natural dates, of milestones that do not apply to her too. */
static int lookup(void *context, const struct mw_expr *expr, struct mw_date *ret_date);

static int evaluate(struct run *run, const struct mw_expr *expr, bool is_yours,
		    struct mw_date *ret_date)
{
	struct mw_expr_env env = { .year = run->plan->season->year,
				   .literal = is_yours ? MW_PROVENANCE_YOURS : MW_PROVENANCE_ADVICE,
				   .lookup = lookup,
				   .context = run };
	int outcome = mw_expr_eval(expr, &env, ret_date);
	if (!outcome && is_yours)
		ret_date->provenance = MW_PROVENANCE_YOURS;
	return outcome;
}

/* The exam day that she entered is hers as well. */
static bool is_booked_exam(const struct run *run, const struct mw_rule *rule)
{
	const char *due = rule->due.text;
	enum mw_key key;
	if (!mw_key_find(due, &key))
		return false;
	bool is_exam = !strcmp(due, "exam-closes") || !strcmp(due, "exam-aim") ||
		       !strcmp(due, "step1-aim") || !strcmp(due, "first-exam");
	return is_exam && run->plan->study->keys[key].provenance == MW_PROVENANCE_YOURS;
}

/* The due, cut to the latest unless it is the user's; then that is the latest. */
static int evaluate_due(struct run *run, const struct mw_rule *rule, struct mw_date *ret_due,
			struct mw_date *ret_latest)
{
	struct mw_date due, latest = MW_DATE_NONE;
	if (evaluate(run, &rule->due, rule->due_is_yours, &due))
		return 1;
	if (rule->latest.base != MW_EXPR_NONE && evaluate(run, &rule->latest, false, &latest))
		return 1;
	if (mw_date_is(&latest) && mw_date_compare(&due, &latest, home_of(run)) > 0) {
		if (rule->due_is_yours || is_booked_exam(run, rule))
			latest = due;
		else
			due = latest;
	}
	*ret_due = due;
	*ret_latest = latest;
	return 0;
}

/* Not said, it opens with the first reminder. */
static int evaluate_opens(struct run *run, const struct mw_rule *rule, struct mw_date *ret_opens)
{
	struct mw_date due, latest;
	if (rule->opens.base != MW_EXPR_NONE)
		return evaluate(run, &rule->opens, false, ret_opens);
	if (evaluate_due(run, rule, &due, &latest))
		return 1;
	const struct mw_leads *leads =
		rule->has_remind ? &rule->remind : &run->plan->profile->reminders.lead;
	int days = leads->count && leads->items[0].minutes < 0 ? leads->items[0].days : 0;
	*ret_opens = mw_date_of_day(mw_date_local_day(&due, home_of(run)) - days, due.provenance);
	return 0;
}

/* Shown, it never opens after its due. */
static int evaluate_shown_opens(struct run *run, const struct mw_rule *rule,
				struct mw_date *ret_opens)
{
	const struct mw_zone *home = home_of(run);
	struct mw_date opens, due, latest;
	if (evaluate_opens(run, rule, &opens) || evaluate_due(run, rule, &due, &latest))
		return 1;
	int64_t begin = mw_date_begin_utc(&opens, home);
	bool is_after = mw_date_is_timed(&due) ? begin > mw_date_begin_utc(&due, home)
					       : begin >= mw_date_end_utc(&due, home);
	*ret_opens = is_after ? due : opens;
	return 0;
}

static int lookup(void *context, const struct mw_expr *expr, struct mw_date *ret_date)
{
	struct run *run = context;
	enum mw_key key;
	struct mw_date latest;
	if (expr->base == MW_EXPR_KEY) {
		const struct mw_season_date *date = mw_season_find(run->plan->season, expr->name);
		bool is_plan_key = mw_key_find(expr->name, &key);
		if (!is_plan_key && !date)
			return 1;
		*ret_date = is_plan_key ? run->plan->study->keys[key] : date->date;
		return 0;
	}
	if (expr->base == MW_EXPR_ENTRY || expr->base == MW_EXPR_IN_SEASON) {
		const struct mw_season_date *review =
			mw_season_find(run->plan->season, "eras-review");
		int outcome = evaluate(run, expr->entry, true, ret_date);
		if (!outcome && expr->base == MW_EXPR_IN_SEASON &&
		    mw_date_compare(ret_date, &review->date, home_of(run)) < 0)
			*ret_date = review->date;
		return outcome;
	}
	const struct mw_rule *rule = mw_roadmap_find(&run->person.roadmap, expr->name);
	if (!rule)
		return 1;
	return expr->base == MW_EXPR_OPENS ? evaluate_opens(run, rule, ret_date)
					   : evaluate_due(run, rule, ret_date, &latest);
}

static void check_why(struct run *run, const struct mw_milestone *it)
{
	struct mw_date opens, due, latest;
	if (evaluate_shown_opens(run, it->rule, &opens) ||
	    evaluate_due(run, it->rule, &due, &latest)) {
		broken(run, "the dates of %s cannot be worked out again", it->id);
		return;
	}
	if (!same_date(&opens, &it->natural_opens))
		broken(run, "%s opens %s, worked out again %s", it->id,
		       day_text(it->natural_opens.day), day_text(opens.day));
	if (!same_date(&due, &it->natural_due))
		broken(run, "%s is due %s, worked out again %s", it->id,
		       day_text(it->natural_due.day), day_text(due.day));
	if (!same_date(&latest, &it->latest))
		broken(run, "%s has the latest %s, worked out again %s", it->id,
		       day_text(it->latest.day), day_text(latest.day));
}

/* ---- words ---- */

static void check_text(struct run *run, const char *where, const char *text, bool may_be_none)
{
	if (!text ? !may_be_none : !*text)
		broken(run, "%s: there is no text", where);
	if (text && strpbrk(text, "{}"))
		broken(run, "%s: a placeholder was not filled: %s", where, text);
}

static void check_explanation(struct run *run, const struct mw_milestone *it)
{
	mw_auto(buf) text = MW_BUF_INIT;
	mw_auto(buf) due = MW_BUF_INIT;
	mw_explain_milestone(run->plan, it, &text);
	mw_words_date(&it->due, home_of(run), &due);
	if (!due.len || !strstr(text.text, due.text))
		broken(run, "why %s does not mention its due %s:\n%s", it->id, due.text, text.text);
	if (!strstr(text.text, it->id) || !strstr(text.text, it->title))
		broken(run, "why %s does not name it:\n%s", it->id, text.text);
	check_text(run, it->id, it->title, false);
	check_text(run, it->id, it->body, true);
	check_text(run, it->id, it->too_late, true);
}

/* S14, C2, D2.4 */
static bool is_rule(const char *text)
{
	char end;
	unsigned number, part;
	char kind = *text++;
	return strchr("SCD", kind) && *text >= '0' && *text <= '9' &&
	       (sscanf(text, "%3u%c", &number, &end) == 1 ||
		sscanf(text, "%3u.%2u%c", &number, &part, &end) == 2);
}

static void check_rules(struct run *run, const char *where, const struct mw_words *rules)
{
	for (size_t i = 0; i < rules->list.count; i++)
		if (!is_rule(rules->list.items[i]))
			broken(run, "%s: \"%s\" is no rule", where, rules->list.items[i]);
}

/* What may be said several times says each time another thing. */
static void check_findings(struct run *run, const struct mw_findings *findings)
{
	static const char *const severities = "stop warn advice info good ask";
	static const char *const repeated =
		" done-before due-after-latest letter-late interview-clash night-event "
		"update-not-now program-deadline-early no-sponsor tier-reach tier-target "
		"tier-safe ";
	for (size_t i = 0; i < findings->list.count; i++) {
		const struct mw_finding *it = &findings->list.items[i];
		char id[64];
		(void)snprintf(id, sizeof id, " %s ", it->id);
		check_text(run, it->id, it->text, false);
		check_rules(run, it->id, &it->rules);
		if (!it->rules.list.count || !strstr(severities, it->severity))
			broken(run, "%s has severity %s and %zu rules", it->id, it->severity,
			       it->rules.list.count);
		for (size_t k = 0; k < i; k++) {
			const struct mw_finding *other = &findings->list.items[k];
			if (!strcmp(it->id, other->id) &&
			    (!strstr(repeated, id) || !strcmp(it->text, other->text)))
				broken(run, "%s is said twice: %s", it->id, it->text);
		}
	}
}

/* ---- what other programs get ---- */

static size_t count_shown(const struct mw_plan *plan)
{
	size_t shown = 0;
	for (size_t i = 0; i < plan->milestones.count; i++)
		shown += mw_milestone_is_shown(&plan->milestones.items[i]);
	return shown;
}

static void check_json(struct run *run)
{
	mw_auto(buf) text = MW_BUF_INIT;
	json_error_t error;
	mw_plan_json(run->plan, &run->person.warnings, &text);
	json_t *root = json_loads(text.text, JSON_REJECT_DUPLICATES, &error);
	if (!root)
		broken(run, "the plan is no JSON: line %d: %s", error.line, error.text);
	size_t shown = json_array_size(json_object_get(root, "milestones"));
	if (shown != count_shown(run->plan))
		broken(run, "JSON has %zu milestones of %zu", shown, count_shown(run->plan));
	if (json_array_size(json_object_get(root, "warnings")) != run->person.warnings.list.count)
		broken(run, "JSON has other warnings");
	json_decref(root);
	mw_buf_clear(&text);
	mw_assess_json(&run->person.assessment, &run->person.findings, &text);
	root = json_loads(text.text, JSON_REJECT_DUPLICATES, &error);
	if (!root)
		broken(run, "the assessment is no JSON: line %d: %s", error.line, error.text);
	json_decref(root);
	mw_buf_clear(&text);
	mw_plan_csv(run->plan, &text);
	if (!text.len)
		broken(run, "the plan as CSV is empty");
}

static void check_calendar(struct run *run)
{
	struct mw_pool pool = MW_POOL_INIT;
	struct mw_calendar_options options = { .alarms = run->plan->profile->calendar.alarms,
					       .todos = true };
	struct mw_calendar_state none = MW_CALENDAR_STATE_INIT, after, again;
	mw_auto(buf) ics = MW_BUF_INIT;
	mw_auto(buf) twice = MW_BUF_INIT;
	mw_calendar_build(run->plan, &options, &none, &pool, &ics, &after);
	mw_calendar_build(run->plan, &options, &after, &pool, &twice, &again);
	if (strcmp(ics.text, twice.text) != 0)
		broken(run, "the calendar changes when it is written again");
	icalcomponent *root = icalparser_parse_string(ics.text);
	int events = root ? icalcomponent_count_components(root, ICAL_VEVENT_COMPONENT) : -1;
	int shown = (int)count_shown(run->plan);
	if (events != shown || icalcomponent_count_errors(root))
		broken(run, "the calendar has %d events of %d, %d errors", events, shown,
		       root ? icalcomponent_count_errors(root) : 0);
	if (root)
		icalcomponent_free(root);
	icalmemory_free_ring();
	mw_pool_release(&pool);
}

/* ---- one person ---- */

/* What others read of it costs the most time: each person shows it at one of three instants. */
static void check_words(struct run *run)
{
	person_assess(&run->person);
	for (size_t i = 0; i < run->plan->milestones.count; i++) {
		const struct mw_milestone *it = &run->plan->milestones.items[i];
		check_explanation(run, it);
		check_rules(run, it->id, &it->rule->rules);
	}
	check_findings(run, &run->person.findings);
	check_findings(run, &run->person.warnings);
	check_json(run);
	if (run->seed % 4 == 1 || one_only)
		check_calendar(run);
}

static void check_plan(struct run *run, unsigned instant)
{
	const struct mw_plan *plan = run->plan;
	for (size_t i = 0; i < plan->milestones.count; i++) {
		const struct mw_milestone *it = &plan->milestones.items[i];
		for (size_t k = 0; k < i; k++)
			if (!strcmp(it->id, plan->milestones.items[k].id))
				broken(run, "%s is there twice", it->id);
		if (i && plan->milestones.items[i - 1].due_day > it->due_day)
			broken(run, "%s is not in the order of due", it->id);
		check_order(run, it);
		check_moved(run, it);
		check_first_day(run, it);
		check_needs(run, it);
		check_why(run, it);
	}
	check_keys(run);
	if (run->seed / 4 % 3 == instant || one_only)
		check_words(run);
}

/* Plans at this instant; a date beyond the calendar may be refused, but must be named. */
static bool plan_at(struct run *run, const char *stage, int64_t now_utc)
{
	mw_auto(diags) diags = MW_DIAGS_INIT;
	run->stage = stage;
	if (!person_plan(&run->person, run->world, now_utc, &diags)) {
		run->plan = &run->person.plan;
		return true;
	}
	mw_auto(buf) text = MW_BUF_INIT;
	mw_diags_print(&diags, &text);
	run->is_dateless = strstr(text.text, "gives no day") != NULL;
	if (!run->is_dateless)
		broken(run, "no plan: %s", text.text);
	return false;
}

/* Is the plan as it was? What applies may have changed with what has come about since. */
static void check_same_dates(struct run *run, const struct mw_plan *before)
{
	const struct mw_plan *plan = run->plan;
	for (int key = 0; key < MW_KEY_COUNT; key++)
		if (!same_date(&before->study->keys[key], &plan->study->keys[key]))
			broken(run, "%s was %s and is %s", mw_key_name((enum mw_key)key),
			       day_text(before->study->keys[key].day),
			       day_text(plan->study->keys[key].day));
	for (size_t i = 0; i < plan->milestones.count; i++) {
		const struct mw_milestone *now = &plan->milestones.items[i];
		const struct mw_milestone *was = mw_plan_find(before, now->id);
		if (was &&
		    (!same_date(&was->opens, &now->opens) || !same_date(&was->due, &now->due) ||
		     !same_date(&was->latest, &now->latest)))
			broken(run, "%s was %s..%s (%s) and is %s..%s (%s)", now->id,
			       day_text(was->opens.day), day_text(was->due.day),
			       day_text(was->latest.day), day_text(now->opens.day),
			       day_text(now->due.day), day_text(now->latest.day));
	}
}

static void check_identical(struct run *run, const struct mw_plan *before)
{
	const struct mw_plan *plan = run->plan;
	check_same_dates(run, before);
	if (plan->milestones.count != before->milestones.count || plan->pace != before->pace)
		broken(run, "another plan for the same input");
	for (size_t i = 0; i < plan->milestones.count && i < before->milestones.count; i++) {
		const struct mw_milestone *a = &before->milestones.items[i],
					  *b = &plan->milestones.items[i];
		if (strcmp(a->id, b->id) != 0 || a->fate != b->fate || a->status != b->status ||
		    strcmp(a->title, b->title) != 0)
			broken(run, "%s and %s stand in the same place", a->id, b->id);
	}
}

static void add_act(struct run *run, int64_t at_utc, enum mw_verb verb, const char *id, mw_day due,
		    mw_day start)
{
	struct mw_ledger_entry entry = { .at_utc = at_utc,
					 .verb = verb,
					 .year = run->person.profile.application_year,
					 .id = id,
					 .due = day_text(due),
					 .argument = start == MW_DAY_NONE ? "" : day_text(start) };
	mw_ledger_format(&entry, &run->ledger);
}

static void read_ledger(struct run *run)
{
	(void)mw_ledger_read("ledger", run->ledger.text, run->ledger.len, &run->person.pool,
			     &run->person.ledger, NULL); /* never fails */
}

/* Promised as the daemon does, then some work done and some left: no date may move. */
static void promise_and_act(struct run *run, const struct mw_plan *plan, int64_t begin_utc)
{
	for (size_t i = 0; run->made.has_ledger && i < plan->milestones.count; i++) {
		const struct mw_milestone *it = &plan->milestones.items[i];
		if (it->fate == MW_FATE_MOVED || it->fate == MW_FATE_UNDER_WAY)
			add_act(run, begin_utc + 60, MW_VERB_PLANNED, it->id, it->due_day,
				it->opens.day);
	}
	for (size_t i = 0; i < plan->milestones.count; i++) {
		int die = random_from(&run->random, 0, 19);
		if (die < 3 && !mw_milestone_is_closed(&plan->milestones.items[i]))
			add_act(run, begin_utc + 86400 * random_from(&run->random, 1, 60),
				die ? MW_VERB_DONE : MW_VERB_SKIPPED, plan->milestones.items[i].id,
				MW_DAY_NONE, MW_DAY_NONE);
	}
	read_ledger(run);
}

static void show(const struct run *run)
{
	print_message("%s, pace %d\n", run->stage, run->plan->pace);
	static const char *const fates[] = { "natural",   "moved",    "follows",
					     "under way", "too late", "settled" };
	for (size_t i = 0; i < run->plan->milestones.count; i++) {
		const struct mw_milestone *it = &run->plan->milestones.items[i];
		print_message("%-28s %s..%s latest %s  naturally %s..%s  %s, %s\n", it->id,
			      day_text(it->opens.day), day_text(it->due.day),
			      day_text(it->latest.day), day_text(it->natural_opens.day),
			      day_text(it->natural_due.day), fates[it->fate],
			      mw_status_name(it->status));
	}
}

/* Does it need something that was too late before and is not now? Nobody waits for what is. */
static bool waits_anew(const struct run *run, const struct mw_plan *before,
		       const struct mw_milestone *it)
{
	for (size_t i = 0; i < it->rule->needs.list.count; i++) {
		const struct mw_milestone *was =
			mw_plan_find(before, it->rule->needs.list.items[i]);
		const struct mw_milestone *now =
			mw_plan_find(run->plan, it->rule->needs.list.items[i]);
		if (was && now && was->fate == MW_FATE_TOO_LATE && now->fate != MW_FATE_TOO_LATE)
			return true;
	}
	return false;
}

/* With more room in a week, nothing may come too late that did not before. */
static void check_pace(struct run *run, const struct mw_plan *before, int64_t begin_utc)
{
	run->person.profile.reminders.pace = run->made.pace + 1;
	if (!plan_at(run, "at a higher pace", begin_utc))
		return;
	if (one_only)
		show(run);
	for (size_t i = 0; i < run->plan->milestones.count; i++) {
		const struct mw_milestone *now = &run->plan->milestones.items[i];
		const struct mw_milestone *was = mw_plan_find(before, now->id);
		if (now->fate == MW_FATE_TOO_LATE && was && was->fate != MW_FATE_TOO_LATE &&
		    !waits_anew(run, before, now))
			broken(run, "%s can be done at pace %d and not at %d", now->id,
			       run->made.pace, run->made.pace + 1);
	}
	run->person.profile.reminders.pace = run->made.pace;
}

static void live(struct run *run)
{
	mw_auto(diags) diags = MW_DIAGS_INIT;
	run->stage = "reading";
	if (!person_read(&run->person, run->world, run->made.profile.text, "", &diags)) {
		mw_auto(buf) text = MW_BUF_INIT;
		mw_diags_print(&diags, &text);
		broken(run, "a good profile was refused: %s", text.text);
		return;
	}
	int64_t begin_utc = mw_zone_to_utc(run->person.profile.zone, run->made.first_day, 0);
	if (random_chance(&run->random, 20))
		add_act(run, begin_utc - 86400, MW_VERB_DONE, "radiology-outreach", MW_DAY_NONE,
			MW_DAY_NONE);
	if (run->made.has_ledger)
		add_act(run, begin_utc, MW_VERB_FIRST_DAY, "-", run->made.first_day, MW_DAY_NONE);
	read_ledger(run);

	if (!plan_at(run, "on the first day", begin_utc))
		return;
	if (one_only)
		show(run);
	const struct mw_plan first = run->person.plan;
	if (first.first_day != run->made.first_day)
		broken(run, "the first day is %s", day_text(first.first_day));
	check_plan(run, 0);
	if (plan_at(run, "once more", begin_utc))
		check_identical(run, &first);
	check_pace(run, &first, begin_utc);

	/* Without a first day on paper, today is the first day: another plan tomorrow. */
	if (!run->made.says_first_day && !run->made.has_ledger)
		return;
	int64_t later_utc = begin_utc + random_from(&run->random, 1, 800 * 24 * 60) * (int64_t)60;
	if (plan_at(run, "later", later_utc)) {
		check_same_dates(run, &first);
		check_plan(run, 1);
	}
	promise_and_act(run, &first, begin_utc);
	if (plan_at(run, "later, with acts", later_utc)) {
		check_same_dates(run, &first);
		check_plan(run, 2);
	}
}

static void plans_are_sound(void **state)
{
	struct world world;
	int broken_count = 0, dateless = 0;
	(void)state;
	world_init(&world);
	for (int i = 0; i < people && broken_count < BROKEN_MOST; i++) {
		struct run run = { .world = &world, .seed = first_seed + (unsigned)i };
		run.random.state = last_seed = run.seed;
		run.ledger = (struct mw_buf)MW_BUF_INIT;
		random_person_make(&run.random, &run.made);
		live(&run);
		broken_count += run.is_broken;
		dateless += run.is_dateless;
		person_release(&run.person);
		random_person_release(&run.made);
		mw_buf_release(&run.ledger);
	}
	world_release(&world);
	if (broken_count)
		fail_msg("%d people with something wrong", broken_count);
	/* Few slips are so wild that there is no plan: else nothing would have been tried. */
	if (!one_only)
		assert_true(dateless * 20 <= people);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(plans_are_sound) };
	const char *seed = getenv("MW_SEED");
	if (argc > 1)
		people = atoi(argv[1]);
	if (argc > 2)
		first_seed = strtoull(argv[2], NULL, 10);
	if (seed) {
		first_seed = strtoull(seed, NULL, 10);
		people = 1;
	}
	one_only = people == 1;
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	if (failed)
		(void)fprintf(stderr, "the last one tried was MW_SEED=%llu\n", last_seed);
	return failed;
}
