/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One section after the other. Days lie around the season that the person applies in; a few lie
 * far off, because people make such slips and the plan has to stay sound.
 */
#include "random_person.h"

#include <stddef.h>

#define OF(list) (list)[random_below(random, sizeof(list) / sizeof *(list))]

struct writer {
	struct random *random;
	struct mw_buf *out;
	int year; /* Y */
	mw_day first_day;
};

/* splitmix64 */
static uint64_t next(struct random *random)
{
	uint64_t z = random->state += 0x9e3779b97f4a7c15u;
	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

uint32_t random_below(struct random *random, uint32_t bound)
{
	return (uint32_t)((next(random) >> 32) * bound >> 32);
}

int random_from(struct random *random, int least, int most)
{
	return least + (int)random_below(random, (uint32_t)(most - least + 1));
}

bool random_chance(struct random *random, int percent)
{
	return (int)random_below(random, 100) < percent;
}

static bool chance(struct writer *w, int percent)
{
	return random_chance(w->random, percent);
}

static int from(struct writer *w, int least, int most)
{
	return random_from(w->random, least, most);
}

static void put_day(struct writer *w, const char *key, mw_day day)
{
	char text[MW_DAY_TEXT_SIZE];
	mw_buf_printf(w->out, "%s = %s\n", key, mw_day_format(day, text));
}

static void put_number(struct writer *w, const char *key, int least, int most)
{
	mw_buf_printf(w->out, "%s = %d\n", key, from(w, least, most));
}

/* From three years before Match Day to a year after it; near the first day as often as not. */
static mw_day some_day(struct writer *w)
{
	mw_day match = mw_day_from_ymd(w->year + 1, 3, 20);
	if (chance(w, 2))
		return from(w, MW_DAY_FIRST, MW_DAY_LAST);
	return chance(w, 50) ? w->first_day + from(w, -300, 300)
			     : from(w, match - 3 * 365, match + 365);
}

/* No Step is given in the first two weeks of a year. */
static mw_day exam_day(struct writer *w)
{
	int year, month, day;
	mw_day chosen = some_day(w);
	mw_day_to_ymd(chosen, &year, &month, &day);
	return month == 1 && day <= 14 ? chosen + 14 : chosen;
}

static int score(struct writer *w)
{
	static const int edges[] = { 213, 214, 217, 218, 219, 220, 229, 230, 234, 235,
				     239, 240, 244, 245, 246, 249, 250, 251, 266, 300 };
	struct random *random = w->random;
	return chance(w, 40) ? OF(edges) : chance(w, 5) ? from(w, 1, 300) : from(w, 195, 275);
}

static void applicant(struct writer *w, struct random_person *person)
{
	static const char *const zones[] = {
		"Asia/Kolkata",        "America/New_York",   "America/Los_Angeles",
		"Asia/Kathmandu",      "Pacific/Kiritimati", "Europe/Berlin",
		"Africa/Cairo",        "America/Sao_Paulo",  "Pacific/Pago_Pago",
		"Australia/Lord_Howe", "Asia/Tehran",        "UTC",
	};
	static const char *const visas[] = { "j1", "h1b", "either", "none" };
	static const char *const positions[] = { "advanced", "categorical", "both" };
	struct random *random = w->random;
	mw_buf_printf(w->out, "[applicant]\nid = p-%d\ntimezone = %s\napplication-year = %d\n",
		      from(w, 0, 9999), OF(zones), w->year);
	int graduated = w->year + (chance(w, 10) ? from(w, -40, 3) : from(w, -9, 1));
	mw_buf_printf(w->out, "year-of-graduation = %d\nvisa = %s\n", graduated, OF(visas));
	if (chance(w, 40))
		mw_buf_printf(w->out, "graduation = %04d-%02d\n", graduated, from(w, 1, 12));
	if (chance(w, 30))
		mw_buf_puts(w->out, "name = Asha, or \"A\" & <b>; 50%\n");
	if (chance(w, 30))
		mw_buf_printf(w->out, "school-known = %s\n", chance(w, 50) ? "no" : "yes");
	if (chance(w, 40))
		mw_buf_printf(w->out, "exam-window = %s\n",
			      chance(w, 70) ? "previous-summer" : "spring");
	if (chance(w, 60))
		mw_buf_printf(w->out, "position = %s\n", OF(positions));
	if (chance(w, 5))
		mw_buf_puts(w->out, "roadmap = diagnostic-radiology-img\n");
	person->says_first_day = chance(w, 60);
	person->has_ledger = !person->says_first_day && chance(w, 60);
	if (person->says_first_day)
		put_day(w, "first-day", w->first_day);
}

static void step1(struct writer *w)
{
	mw_buf_puts(w->out, "[step1]\n");
	int kind = from(w, 0, 9);
	if (kind < 4)
		mw_buf_puts(w->out, "result = pass\n");
	else if (kind < 6)
		mw_buf_puts(w->out, "result = fail\n");
	else if (kind < 8)
		put_number(w, "result", 190, 262);
	if (chance(w, 30))
		put_number(w, "attempts", 0, 4);
	if (kind >= 6 && kind < 8) {
		if (chance(w, 70)) /* numbers ended on 2022-01-26 */
			put_day(w, "date", mw_day_from_ymd(from(w, 2014, 2021), from(w, 2, 12), 9));
	} else if (chance(w, 60)) {
		put_day(w, "date", exam_day(w));
	}
}

static void step2ck(struct writer *w)
{
	mw_buf_puts(w->out, "[step2ck]\n");
	bool has_score = chance(w, 35);
	if (chance(w, has_score ? 60 : 35))
		put_day(w, "exam", exam_day(w));
	if (has_score)
		mw_buf_printf(w->out, "score = %d\n", score(w));
	if (chance(w, 20))
		put_number(w, "attempts", 0, 4);
	if (chance(w, 15))
		mw_buf_printf(w->out, "target = %d\n", score(w));
	if (chance(w, 15))
		put_number(w, "tolerance", 0, 50);
}

static void study(struct writer *w)
{
	int foundation = from(w, 0, 5), consolidation = from(w, 0, 5);
	mw_buf_puts(w->out, "[study]\n");
	if (chance(w, 45))
		put_day(w, "start", some_day(w));
	if (chance(w, 25))
		mw_buf_printf(w->out, "foundation-months = %d\n", foundation);
	if (chance(w, 25))
		mw_buf_printf(w->out, "consolidation-months = %d\n", consolidation);
	if (chance(w, 30)) {
		int least = foundation + consolidation;
		put_number(w, "months", least ? least : 1, chance(w, 5) ? 36 : least + 10);
	}
	if (chance(w, 30))
		put_number(w, "questions", 0, 5000);
	if (chance(w, 30))
		put_number(w, "questions-done", 0, 4000);
	if (chance(w, 30))
		put_number(w, "exam-forms", 0, 20);
}

static void practice(struct writer *w)
{
	char text[MW_DAY_TEXT_SIZE];
	mw_day used[6];
	int count = chance(w, 40) ? 0 : from(w, 1, 5);
	mw_buf_puts(w->out, "[practice]\n");
	for (int i = 0; i < count; i++) {
		mw_day day = some_day(w);
		for (int k = 0; k < i; k++)
			if (day == used[k]) { /* a key may stand only once */
				day = MW_DAY_FIRST + i;
				k = -1;
			}
		used[i] = day;
		mw_buf_printf(w->out, "%s = NBME %d, form B, %d\n", mw_day_format(day, text), i,
			      score(w));
	}
}

/* The first lines of an entry; returns false when there are no more of its kind. */
static bool entry(struct writer *w, const char *kind, int i, int percent)
{
	if (i == 4 || !chance(w, percent))
		return false;
	mw_buf_printf(w->out, "[%s e%d-%s]\n", kind, i, kind);
	return true;
}

static void letters(struct writer *w)
{
	static const char *const kinds[] = { "radiologist", "clinician", "research" };
	struct random *random = w->random;
	for (int i = 0; entry(w, "letter", i, 45); i++) {
		mw_day asked = some_day(w);
		if (chance(w, 90))
			mw_buf_printf(w->out, "kind = %s\n", OF(kinds));
		if (chance(w, 60))
			mw_buf_puts(w->out, "writer = Prof. O'Neill, 100% <radiology>\n");
		if (chance(w, 80))
			put_day(w, "asked", asked);
		mw_day received = asked + from(w, 0, 400);
		if (chance(w, 40) && received <= MW_DAY_LAST)
			put_day(w, "received", received);
		if (chance(w, 20))
			put_day(w, "assigned", some_day(w));
	}
}

static void experience_and_research(struct writer *w)
{
	static const char *const kinds[] = { "rotation", "observership", "research" };
	static const char *const stages[] = { "idea", "data", "submitted", "accepted",
					      "presented" };
	struct random *random = w->random;
	for (int i = 0; entry(w, "experience", i, 35); i++) {
		mw_day begin = some_day(w);
		if (chance(w, 90))
			mw_buf_printf(w->out, "kind = %s\n", OF(kinds));
		if (chance(w, 50))
			mw_buf_puts(w->out, "place = St Mary's\n");
		if (chance(w, 60))
			put_day(w, "from", begin);
		if (chance(w, 50) && begin + 120 <= MW_DAY_LAST)
			put_day(w, "to", begin + from(w, 0, 120));
	}
	for (int i = 0; entry(w, "research", i, 35); i++) {
		if (chance(w, 90))
			mw_buf_printf(w->out, "stage = %s\n", OF(stages));
		if (chance(w, 50))
			mw_buf_puts(w->out, "title = Chest CT\nvenue = a journal\n");
	}
}

/* A day with or without an hour and a zone, written out or counted from Y. */
static void put_moment(struct writer *w, const char *key, mw_day day)
{
	static const char *const zones[] = { "", " America/Chicago", " America/New_York",
					     " Pacific/Kiritimati", " America/Los_Angeles" };
	char text[MW_DAY_TEXT_SIZE];
	struct random *random = w->random;
	if (chance(w, 80))
		mw_buf_printf(w->out, "%s = %s", key, mw_day_format(day, text));
	else
		mw_buf_printf(w->out, "%s = Y-%02d-%02d + %d weeks", key, from(w, 1, 12),
			      from(w, 1, 28), from(w, 0, 20));
	if (chance(w, 70))
		mw_buf_printf(w->out, " at %02d:%02d%s", from(w, 0, 23), from(w, 0, 59), OF(zones));
	mw_buf_putc(w->out, '\n');
}

static void events(struct writer *w)
{
	mw_day open = mw_day_from_ymd(w->year, 9, 3);
	for (int i = 0; entry(w, "abstract", i, 30); i++) {
		if (chance(w, 70))
			mw_buf_puts(w->out, "meeting = ACR annual meeting\n");
		if (chance(w, 80))
			put_moment(w, "deadline", some_day(w));
		if (chance(w, 40))
			put_day(w, "submitted", some_day(w));
	}
	for (int i = 0; entry(w, "achievement", i, 25); i++) {
		if (chance(w, 85))
			put_day(w, "date", chance(w, 50) ? open + from(w, -60, 200) : some_day(w));
		if (chance(w, 80))
			mw_buf_puts(w->out, "what = Chest CT paper accepted\n");
	}
	bool invited = w->first_day > open || chance(w, 12);
	for (int i = 0; invited && entry(w, "interview", i, 50); i++) {
		if (chance(w, 80))
			mw_buf_puts(w->out, "program = Riverside University; main campus\n");
		if (chance(w, 85))
			put_moment(w, "when",
				   chance(w, 80) ? open + from(w, 20, 170) : some_day(w));
	}
}

static void put_leads(struct writer *w, const char *key)
{
	static const char *const leads[] = { "none",        "0d",           "30d 14d 7d 3d 1d 0d",
					     "8w 4w 1d 3h", "14d, 2h, 30m", "1d" };
	struct random *random = w->random;
	mw_buf_printf(w->out, "%s = %s\n", key, OF(leads));
}

static void milestones(struct writer *w)
{
	/* research-start and step2ck-exam are what shipped dates refer to; the others only give. */
	static const char *const changed[] = { "program-list", "step2ck-exam",   "cv-draft",
					       "lor-ask",      "token",          "eras-submit",
					       "us-rotations", "oet-exam",       "soap",
					       "rol-certify",  "practice-weekly" };
	static const char *const bases[] = { "eras-open",          "token.early",
					     "exam-aim",           "goal-decide.due",
					     "program-list.opens", "match-day",
					     "myeras-fill.due",    "oet-aim" };
	struct random *random = w->random;
	bool used[sizeof changed / sizeof *changed] = { false };
	for (int i = chance(w, 35) ? from(w, 1, 4) : 0; i > 0; i--) {
		uint32_t which = random_below(random, sizeof changed / sizeof *changed);
		if (used[which])
			continue;
		used[which] = true;
		mw_buf_printf(w->out, "[milestone %s]\n", changed[which]);
		if (chance(w, 40))
			put_moment(w, "due", some_day(w));
		else if (chance(w, 40))
			mw_buf_printf(w->out, "due = %s - %d days\n", OF(bases), from(w, 0, 90));
		if (chance(w, 20))
			put_leads(w, "remind");
		if (chance(w, 20))
			mw_buf_puts(w->out, "title = My own words, 100% mine\n");
		if (chance(w, 25))
			mw_buf_puts(w->out, "skip = yes\n");
	}
	for (int i = 0; entry(w, "milestone", i, 30); i++) {
		mw_buf_puts(w->out, "title = Renew the passport\n");
		if (chance(w, 60))
			put_moment(w, "due", some_day(w));
		else
			mw_buf_printf(w->out, "due = %s + %d weeks end of month at 08:30\n",
				      OF(bases), from(w, 0, 30));
		if (chance(w, 40))
			put_leads(w, "remind");
		if (chance(w, 10))
			mw_buf_puts(w->out, "skip = yes\n");
	}
}

static void dates(struct writer *w)
{
	static const struct {
		const char *key;
		int month, day, years;
	} keys[] = {
		{ "myeras-opens", 6, 5, 0 },       { "token", 6, 25, 0 },
		{ "eras-open", 9, 4, 0 },          { "eras-review", 9, 25, 0 },
		{ "nrmp-register", 9, 15, 0 },     { "nrmp-deadline", 1, 30, 1 },
		{ "rank-opens", 2, 2, 1 },         { "rol-deadline", 3, 3, 1 },
		{ "match-day", 3, 19, 1 },         { "pathways-opens", 7, 20, 0 },
		{ "pathways-deadline", 1, 31, 1 }, { "training-starts", 7, 1, 1 },
		{ "abstract-aar", 9, 12, -1 },     { "abstract-rsna", 4, 20, 0 },
		{ "signals-list", 7, 8, 0 },
	};
	mw_buf_puts(w->out, "[dates]\n");
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		if (!chance(w, 6))
			continue;
		int wide = chance(w, 10) ? 400 : 20;
		char text[MW_DAY_TEXT_SIZE];
		mw_day day = mw_day_from_ymd(w->year + keys[i].years, keys[i].month, keys[i].day) +
			     from(w, -wide, wide);
		mw_buf_printf(w->out, "%s = %s%s\n", keys[i].key, mw_day_format(day, text),
			      chance(w, 30) ? " at 17:00 America/New_York" : "");
	}
	if (chance(w, 5))
		mw_buf_puts(w->out, "eras-closes = eras-open + 8 months end of month\n");
}

static void settings(struct writer *w, struct random_person *person)
{
	static const char *const alarms[] = { "all", "one", "none" };
	struct random *random = w->random;
	mw_buf_puts(w->out, "[reminders]\n");
	if (chance(w, 30))
		mw_buf_printf(w->out, "at = %02d:%02d\n", from(w, 0, 23), from(w, 0, 59));
	if (chance(w, 25))
		put_leads(w, "lead");
	if (chance(w, 25))
		mw_buf_puts(w->out, chance(w, 50) ? "quiet = 22:00-07:30\n" : "quiet = none\n");
	if (chance(w, 20))
		mw_buf_printf(w->out, "overdue-every = %d%s\n", from(w, 1, 9),
			      chance(w, 50) ? "d" : "w");
	if (chance(w, 20))
		put_number(w, "digest-above", 1, 99);
	person->pace = 3;
	if (chance(w, 50)) {
		person->pace = from(w, 1, 5);
		mw_buf_printf(w->out, "pace = %d\n", person->pace);
	}
	mw_buf_puts(w->out, "[calendar]\n");
	if (chance(w, 30))
		mw_buf_printf(w->out, "alarms = %s\n", OF(alarms));
	if (chance(w, 20))
		mw_buf_printf(w->out, "todos = %s\n", chance(w, 50) ? "yes" : "no");
	if (chance(w, 10))
		mw_buf_puts(w->out, "file = mine.ics\nvdir = v/events\nvdir-todos = v/todos\n");
	if (chance(w, 20))
		mw_buf_puts(w->out, "[programs]\ngold = 6\nsilver = 4\n");
}

void random_person_make(struct random *random, struct random_person *ret_person)
{
	*ret_person = (struct random_person){ .profile = MW_BUF_INIT };
	struct writer w = { .random = random, .out = &ret_person->profile };
	w.year = chance(&w, 60) ? from(&w, 2026, 2028) : from(&w, 2024, 2034);
	mw_day match = mw_day_from_ymd(w.year + 1, 3, 20);
	w.first_day = from(&w, match - 3 * 365, match);
	ret_person->first_day = w.first_day;
	applicant(&w, ret_person);
	step1(&w);
	step2ck(&w);
	study(&w);
	practice(&w);
	letters(&w);
	experience_and_research(&w);
	events(&w);
	milestones(&w);
	dates(&w);
	settings(&w, ret_person);
}

void random_person_release(struct random_person *person)
{
	mw_buf_release(&person->profile);
}
