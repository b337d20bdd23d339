/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What holds for every plan, tried on many people made at random (random_person.h).
 *
 *   plan_test_properties [COUNT [SEED]]     COUNT people (500), beginning with SEED (1)
 *   MW_SEED=N plan_test_properties          only that one, with her plans
 *
 * A seed that breaks something is printed with the text of its profile and ledger.
 */
#include "sound.h"

#include <stdlib.h>

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

static void on_broken(void *context, const char *what)
{
	broken(context, "%s", what);
}

/* ---- one person ---- */

/* What others read of it costs the most time: each person shows it at one of three instants. */
static void check_plan(struct run *run, unsigned instant)
{
	struct sound sound = { &run->person, run->plan, on_broken, run, false };
	sound_check_dates(&sound);
	if (run->seed / 4 % 3 != instant && !one_only)
		return;
	person_assess(&run->person);
	sound_check_words(&sound);
	if (run->seed % 4 == 1 || one_only)
		sound_check_calendar(&sound);
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
		if (!sound_same_date(&before->study->keys[key], &plan->study->keys[key]))
			broken(run, "%s was %s and is %s", mw_key_name((enum mw_key)key),
			       sound_day(before->study->keys[key].day),
			       sound_day(plan->study->keys[key].day));
	for (size_t i = 0; i < plan->milestones.count; i++) {
		const struct mw_milestone *now = &plan->milestones.items[i];
		const struct mw_milestone *was = mw_plan_find(before, now->id);
		if (was && (!sound_same_date(&was->opens, &now->opens) ||
			    !sound_same_date(&was->due, &now->due) ||
			    !sound_same_date(&was->latest, &now->latest)))
			broken(run, "%s was %s..%s (%s) and is %s..%s (%s)", now->id,
			       sound_day(was->opens.day), sound_day(was->due.day),
			       sound_day(was->latest.day), sound_day(now->opens.day),
			       sound_day(now->due.day), sound_day(now->latest.day));
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
					 .due = sound_day(due),
					 .argument = start == MW_DAY_NONE ? "" : sound_day(start) };
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
			      sound_day(it->opens.day), sound_day(it->due.day),
			      sound_day(it->latest.day), sound_day(it->natural_opens.day),
			      sound_day(it->natural_due.day), fates[it->fate],
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
		broken(run, "the first day is %s", sound_day(first.first_day));
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

static void try_roadmap(const char *name)
{
	struct world world;
	int broken_count = 0, dateless = 0;
	world_init_with(&world, name);
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
		fail_msg("%s: %d people with something wrong", name, broken_count);
	/* Few slips are so wild that there is no plan: else nothing would have been tried. */
	if (!one_only)
		assert_true(dateless * 20 <= people);
}

static void plans_are_sound(void **state)
{
	(void)state;
	try_roadmap("diagnostic-radiology-img");
	try_roadmap("internal-medicine-img");
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
