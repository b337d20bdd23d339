/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the command does between two exports, without its files: promise, replan, act, compact.
 */
#include "walk.h"

#include "matchward/core/timeline.h"

/* ---- the log ---- */

static void say(struct walk *walk, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void say(struct walk *walk, const char *format, ...)
{
	mw_auto(buf) text = MW_BUF_INIT;
	char day[MW_DAY_TEXT_SIZE];
	va_list args;
	if (!walk->is_verbose)
		return;
	va_start(args, format);
	mw_buf_vprintf(&text, format, args);
	va_end(args);
	(void)printf("%ld %s %05d  %s\n", walk->counts.exports,
		     mw_day_format((mw_day)(walk->now / DAY_S), day), (int)(walk->now % DAY_S),
		     text.text);
}

static void failed(struct walk *walk, const char *what)
{
	(void)printf("seed %llu, export %ld:\n%s", walk->seed, walk->counts.exports, what);
	walk->is_failed = true;
}

/* ---- the ledger ---- */

static void record(struct walk *walk, enum mw_verb verb, const char *id, const char *due,
		   const char *argument)
{
	struct mw_ledger_entry entry = { walk->now, verb, walk->owner.year, id, due, argument };
	mw_ledger_format(&entry, &walk->ledger);
}

/* The first day, and what was planned from it. */
static void begin(struct walk *walk, const struct mw_plan *plan, const char *argument)
{
	char due[MW_DAY_TEXT_SIZE], start[MW_DAY_TEXT_SIZE];
	record(walk, MW_VERB_FIRST_DAY, "-", mw_day_format(plan->first_day, due), argument);
	for (size_t i = 0; i < plan->milestones.count; i++) {
		const struct mw_milestone *it = &plan->milestones.items[i];
		if (it->fate == MW_FATE_MOVED || it->fate == MW_FATE_UNDER_WAY)
			record(walk, MW_VERB_PLANNED, it->id, mw_day_format(it->due_day, due),
			       mw_day_format(it->opens.day, start));
	}
}

static void compact(struct walk *walk)
{
	struct mw_buf shorter = MW_BUF_INIT;
	if (walk->ledger.len < 8 * 1024)
		return;
	mw_ledger_compact(walk->ledger.text, walk->ledger.len, &shorter);
	mw_buf_release(&walk->ledger);
	walk->ledger = shorter;
	walk->counts.compacted++;
}

/* ---- the plan ---- */

/* False: the profile is refused. Release the person in any case. */
static bool plan_at(const struct walk *walk, const struct owner *owner, int64_t now,
		    struct person *person)
{
	mw_auto(buf) profile = MW_BUF_INIT;
	mw_auto(diags) diags = MW_DIAGS_INIT;
	owner_write(owner, &profile);
	bool is_good = person_read(person, walk->world, profile.text,
				   walk->ledger.text ? walk->ledger.text : "", &diags) &&
		       !person_plan(person, walk->world, now, &diags);
	if (!is_good && walk->is_verbose)
		world_show("refused", &diags);
	return is_good;
}

/* The plan of now, with its first day on paper. */
static bool plan_now(struct walk *walk, struct person *person)
{
	struct mw_acts acts;
	if (!plan_at(walk, &walk->owner, walk->now, person))
		return false;
	mw_acts_fold(&person->ledger, walk->owner.year, &person->pool, &acts);
	if (acts.first_day == person->plan.first_day)
		return true;
	begin(walk, &person->plan, "");
	person_release(person);
	return plan_at(walk, &walk->owner, walk->now, person);
}

/* ---- the export ---- */

struct file {
	struct mw_buf ics, state;
};

/* From the bytes of the state to a calendar and the bytes of the next. */
static void build(struct walk *walk, const struct mw_plan *plan,
		  const struct mw_calendar_options *options, const struct mw_buf *before,
		  struct file *file)
{
	mw_auto(pool) pool = MW_POOL_INIT;
	mw_auto(diags) diags = MW_DIAGS_INIT;
	struct mw_calendar_state state, next;
	if (mw_calendar_state_read("walk.calendar", before->text, before->len, &pool, &state,
				   &diags) ||
	    diags.count) {
		world_show("the state cannot be read", &diags);
		failed(walk, "state\n");
	}
	*file = (struct file){ MW_BUF_INIT, MW_BUF_INIT };
	mw_calendar_build(plan, options, &state, &pool, &file->ics, &next);
	mw_calendar_state_format(&next, &file->state);
}

static void file_release(struct file *file)
{
	mw_buf_release(&file->ics);
	mw_buf_release(&file->state);
}

static bool same(const struct mw_buf *a, const struct mw_buf *b)
{
	return a->len == b->len && !memcmp(a->text, b->text, a->len);
}

/* The first line that differs, as it is in each. */
static void put_difference(const struct mw_buf *a, const struct mw_buf *b, struct mw_buf *out)
{
	size_t at = 0, line = 0;
	if (same(a, b))
		return;
	for (; at < a->len && at < b->len && a->text[at] == b->text[at]; at++)
		if (a->text[at] == '\n')
			line = at + 1;
	mw_buf_printf(out, "  %.*s\n  %.*s\n", (int)strcspn(a->text + line, "\r\n"), a->text + line,
		      (int)strcspn(b->text + line, "\r\n"), b->text + line);
}

/* Nothing has happened but that time went on. */
static void check_later(struct walk *walk, const struct mw_calendar_options *options,
			const struct file *file)
{
	struct person person;
	struct file later;
	int days = random_from(&walk->random, 0, 800);
	int most = owner_next_day(&walk->owner) - walk->owner.today - 1;
	int64_t now;
	days = days < most ? days : most;
	now = walk->now + (days > 0 ? days : 0) * (int64_t)DAY_S;
	walk->counts.later_days += days > 0 ? days : 0;
	if (plan_at(walk, &walk->owner, now, &person)) {
		build(walk, &person.plan, options, &file->state, &later);
		if (!same(&later.ics, &file->ics) || !same(&later.state, &file->state)) {
			mw_auto(buf) text = MW_BUF_INIT;
			mw_buf_printf(&text, "the same inputs give another file %d days later:\n",
				      (int)((now - walk->now) / DAY_S));
			put_difference(&file->ics, &later.ics, &text);
			put_difference(&file->state, &later.state, &text);
			failed(walk, text.text);
		}
		file_release(&later);
	}
	person_release(&person);
}

static void export_once(struct walk *walk, const struct mw_plan *plan, bool is_option)
{
	static const struct mw_calendar_options plainly = { MW_ALARMS_NONE, true };
	struct mw_calendar_options options = { plan->profile->calendar.alarms,
					       plan->profile->calendar.todos };
	mw_auto(buf) wrong = MW_BUF_INIT;
	struct file plain, file;
	build(walk, plan, &plainly, &walk->state, &plain);
	build(walk, plan, &options, &walk->state, &file);
	if (!same(&plain.state, &file.state))
		mw_buf_puts(&wrong, "the state depends on the options\n");
	walk->counts.quiet += is_option;
	if (is_option && !same(&file.state, &walk->state)) {
		mw_buf_puts(&wrong, "only options have changed, and so has the state:\n");
		put_difference(&walk->state, &file.state, &wrong);
	}
	struct export export = { plan, &plain.ics, &file.ics, &file.state };
	judge_export(&walk->judge, &export, &wrong);
	if (wrong.len)
		failed(walk, wrong.text);
	check_later(walk, &options, &file);
	mw_buf_release(&walk->state);
	walk->state = file.state;
	file.state = (struct mw_buf)MW_BUF_INIT;
	file_release(&file);
	file_release(&plain);
	walk->counts.exports++;
}

/* ---- what happens ---- */

static void act(struct walk *walk, const struct mw_plan *plan)
{
	static const enum mw_verb verbs[] = { MW_VERB_DONE, MW_VERB_DONE,    MW_VERB_DONE,
					      MW_VERB_DONE, MW_VERB_SKIPPED, MW_VERB_UNDONE };
	struct random *random = &walk->random;
	const struct mw_milestone *it =
		&plan->milestones.items[random_from(random, 0, (int)plan->milestones.count - 1)];
	enum mw_verb verb = verbs[random_from(random, 0, 5)];
	char due[MW_DAY_TEXT_SIZE];
	bool is_one = it->rule->repeat_days && random_chance(random, 60);
	record(walk, verb, it->id,
	       is_one ? mw_day_format(mw_milestone_occurrence(plan, it), due) : "-", "");
	say(walk, "%s %s%s", mw_verb_name(verb), it->id, is_one ? ", once" : "");
	walk->counts.acts++;
}

/* Seen, told, put off: nothing that a calendar says. */
static void tell(struct walk *walk, const struct mw_plan *plan)
{
	struct random *random = &walk->random;
	const struct mw_milestone *it =
		&plan->milestones.items[random_from(random, 0, (int)plan->milestones.count - 1)];
	char due[MW_DAY_TEXT_SIZE];
	record(walk, random_chance(random, 50) ? MW_VERB_TOLD : MW_VERB_SEEN, it->id,
	       mw_day_format(it->due_day, due), "14d");
}

static void replan(struct walk *walk, struct person *person)
{
	struct person next;
	char day[MW_DAY_TEXT_SIZE];
	mw_day today = person->plan.today;
	if (person->profile.first_day != MW_DAY_NONE)
		return; /* what the profile says wins */
	record(walk, MW_VERB_FIRST_DAY, "-", mw_day_format(today, day), MW_REPLANNED);
	if (plan_at(walk, &walk->owner, walk->now, &next))
		begin(walk, &next.plan, MW_REPLANNED);
	person_release(&next);
	say(walk, "replan");
	walk->counts.replans++;
}

/* A season that is over gives way to the next; sometimes a year is mistyped, and soon put right. */
static void turn_years(struct walk *walk)
{
	struct random *random = &walk->random;
	struct owner *owner = &walk->owner;
	mw_day match = mw_day_from_ymd(owner->true_year + 1, 3, 20);
	if (owner->year != owner->true_year) {
		if (!random_chance(random, 40))
			return;
		owner->year = owner->true_year;
		walk->counts.corrected++;
	} else if (owner->today > match + 280 ||
		   (owner->today > match && random_chance(random, 5))) {
		owner_next_season(owner);
		walk->counts.seasons++;
	} else if (random_chance(random, 1)) {
		owner->year += random_chance(random, 50) ? 1 : random_from(random, -5, 5);
		walk->counts.slips++;
	} else {
		return;
	}
	say(walk, "season %d", owner->year + 1);
}

static void go_on(struct walk *walk)
{
	static const int strides[] = { 40, 4, 12 }; /* days at a time */
	struct random *random = &walk->random;
	int64_t seconds = 0;
	if (random_chance(random, 60))
		seconds = random_from(random, 1, strides[walk->seed % 3] * DAY_S);
	else if (random_chance(random, 30))
		seconds = random_from(random, 1, 600);
	else if (random_chance(random, 3)) {
		seconds = -random_from(random, 1, 2 * DAY_S);
		walk->counts.clock_steps++;
	}
	walk->now += seconds;
	walk->owner.today = (mw_day)(walk->now / DAY_S);
}

/* One edit, if the program takes it. */
static enum edit edit(struct walk *walk)
{
	mw_auto(buf) said = MW_BUF_INIT;
	struct owner before = walk->owner;
	struct person person;
	enum edit kind = owner_edit(&walk->owner, &walk->random, &said);
	bool is_good = plan_at(walk, &walk->owner, walk->now, &person);
	person_release(&person);
	say(walk, "%s%s", said.text, is_good ? "" : " (refused)");
	if (!is_good) {
		walk->owner = before;
		walk->counts.refused++;
		return EDIT_OPTION;
	}
	walk->counts.edits++;
	walk->counts.options += kind == EDIT_OPTION;
	return kind;
}

/* Between two exports; true if it was nothing that a calendar speaks of. */
static bool live(struct walk *walk, struct person *person)
{
	struct random *random = &walk->random;
	struct owner before = walk->owner;
	long changes = walk->counts.acts + walk->counts.replans;
	mw_day next_day = owner_next_day(&walk->owner);
	bool is_option = true;
	go_on(walk);
	turn_years(walk);
	for (int i = random_from(random, 0, 2); i; i--)
		if (edit(walk) == EDIT_MEANING)
			is_option = false;
	if (random_chance(random, 30))
		act(walk, &person->plan);
	if (random_chance(random, 10))
		tell(walk, &person->plan);
	if (random_chance(random, 2))
		replan(walk, person);
	compact(walk);
	return is_option && before.year == walk->owner.year && walk->owner.today < next_day &&
	       changes == walk->counts.acts + walk->counts.replans;
}

void walk_run(struct walk *walk, int exports)
{
	struct person person;
	bool is_option = false;
	walk->random.state = walk->seed;
	walk->now = (int64_t)mw_day_from_ymd(2026, 11, 23) * DAY_S +
		    random_from(&walk->random, -200, 400) * (int64_t)DAY_S;
	do { /* until she has a profile that is in order */
		owner_begin(&walk->owner, &walk->random, (mw_day)(walk->now / DAY_S));
	} while (!plan_at(walk, &walk->owner, walk->now, &person) &&
		 (person_release(&person), true));
	person_release(&person);
	for (int i = 0; i < exports && !walk->is_failed; i++) {
		if (!plan_now(walk, &person)) {
			failed(walk, "no plan\n");
		} else {
			export_once(walk, &person.plan, is_option);
			is_option = live(walk, &person);
		}
		person_release(&person);
	}
	walk->counts.forgotten = (long)walk->judge.forgotten;
	walk->counts.returned = (long)walk->judge.returned;
}
