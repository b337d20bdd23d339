/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The profile is a list of sections, drawn from a table of what each may hold. Values are lists of
 * choices, or the name of a way to make one. What the program refuses is put back by the walk.
 */
#include <stdlib.h>

#include "walk.h"

#define ARRAY_SIZE(a) (sizeof(a) / sizeof *(a))

struct key {
	const char *name;
	const char *values; /* "a|b|c", or "@..."; a "!" before it: never without */
	bool is_option;     /* changes nothing but alarms, to-dos and reminders */
};

struct kind {
	const char *name;
	const char *const *ids; /* NULL: there is one, without a name, and it stays */
	struct key keys[KEYS_MOST];
	bool is_of_season; /* gone in the next one */
};

static const char *const entry_ids[] = {
	"rao", "mercy", "st-marys", "e-2027", "x", "lung-ct", NULL
};
static const char *const own_ids[] = { "passport", "flat", "a-2028", "phone-2", NULL };
static const char *const changed_ids[] = { "cv-draft",        "lor-ask",     "token",
					   "oet-exam",        "rol-certify", "us-rotations",
					   "practice-weekly", "soap",        "match-day",
					   "eras-submit",     NULL };

/* No option: a step of her own opens with its first reminder. */
#define LEADS "none|0d|30d 14d 7d 3d 1d 0d|8w 4w 1d 3h|14d, 2h, 30m|1d"
#define TITLES                                                                                     \
	"!Renew it|Renew, the passport; soon\\now|100% {mine} <b>&amp;|\xe6\x97\xa5\xe6\x9c\xac "  \
	"\xe2\x9c\x93 \xf0\x9f\x93\x85|\xd9\x8a\xd9\x88\xd9\x85|Cancelled: not "                   \
	"really|BEGIN:VEVENT|"                                                                     \
	"A title so long that a line of a calendar cannot hold it, with \xc3\xbc\xc3\xb6\xc3\xa4 " \
	"just where it is cut"
#define NAMES "Prof. O'Neill, 100%|Dr. Rao \\ Dr. Roy|Riverside; main campus|\xc3\x89lodie"

static const struct kind kinds[] = {
	{ "applicant",
	  NULL,
	  { { "name",
	      "Asha|Asha, or \"A\" & <b>; 50%|\xe3\x82\xa2"
	      "\\n",
	      false },
	    { "timezone", "!Asia/Kolkata|America/New_York|Pacific/Kiritimati|Europe/Berlin|UTC",
	      false },
	    { "year-of-graduation", "!2016|2023|2024|2025|2026", false },
	    { "visa", "!j1|h1b|either|none", false },
	    { "school-known", "yes|no", false },
	    { "exam-window", "spring|previous-summer", false },
	    { "position", "advanced|categorical|both", false },
	    { "first-day", "@day", false } },
	  false },
	{ "step1",
	  NULL,
	  { { "result", "pass|fail", false },
	    { "attempts", "1|2|3", false },
	    { "date", "@day", false } },
	  false },
	{ "step2ck",
	  NULL,
	  { { "exam", "@day", false },
	    { "score", "219|236|245|251|266", false },
	    { "attempts", "1|2", false },
	    { "target", "240|250|260", false },
	    { "tolerance", "0|5|10", false } },
	  false },
	{ "study",
	  NULL,
	  { { "start", "@day", false },
	    { "months", "4|6|9", false },
	    { "questions", "2500|3600", false },
	    { "questions-done", "300|2400", false },
	    { "exam-forms", "0|4|9|20", false } },
	  false },
	{ "practice",
	  NULL,
	  { { "2026-09-05", "NBME 9, 221|UWSA, 240", false },
	    { "2026-12-12", "NBME 10, 233|NBME 10, 251", false },
	    { "2027-02-06", "NBME 11, 245|Free 120, 262", false } },
	  false },
	{ "experience",
	  entry_ids,
	  { { "kind", "rotation|observership|research", false },
	    { "place", NAMES, false },
	    { "from", "@day", false } },
	  false },
	{ "letter",
	  entry_ids,
	  { { "kind", "radiologist|clinician|research", false },
	    { "writer", NAMES, false },
	    { "asked", "@day", false },
	    { "received", "@day", false },
	    { "assigned", "@day", false } },
	  false },
	{ "research",
	  entry_ids,
	  { { "title", TITLES, false },
	    { "stage", "idea|data|submitted|accepted|presented", false },
	    { "venue", NAMES, false } },
	  false },
	{ "abstract",
	  entry_ids,
	  { { "meeting", NAMES, false },
	    { "deadline", "@moment", false },
	    { "submitted", "@day", false } },
	  true },
	{ "achievement",
	  entry_ids,
	  { { "date", "@day", false }, { "what", TITLES, false } },
	  false },
	{ "interview",
	  entry_ids,
	  { { "program", NAMES, false }, { "when", "@moment", false } },
	  true },
	{ "milestone",
	  own_ids,
	  { { "title", TITLES, false },
	    { "due", "!@moment", false },
	    { "remind", LEADS, false },
	    { "skip", "yes|no", false } },
	  true },
	{ "milestone",
	  changed_ids,
	  { { "title", TITLES, false },
	    { "due", "@moment", false },
	    { "remind", LEADS, false },
	    { "overdue-every", "3d|2w", true },
	    { "skip", "yes|no", false } },
	  true },
	{ "dates",
	  NULL,
	  { { "eras-open", "@+0-09-04", false },
	    { "match-day", "@+1-03-19", false },
	    { "token", "@+0-06-25", false },
	    { "rol-deadline", "@+1-03-03", false },
	    { "nrmp-deadline", "@+1-01-30", false },
	    { "pathways-deadline", "@+1-01-31", false },
	    { "signals-list", "@+0-07-08", false } },
	  true },
	{ "programs", NULL, { { "gold", "6|8", false }, { "silver", "4|12", false } }, false },
	{ "reminders",
	  NULL,
	  { { "at", "09:00|07:30|23:45|00:00", true },
	    { "lead", LEADS, false },
	    { "quiet", "none|22:00-07:30", true },
	    { "overdue-every", "1d|3d|2w", true },
	    { "digest-above", "1|9", true },
	    { "pace", "1|3|5", false } },
	  false },
	{ "calendar",
	  NULL,
	  { { "alarms", "all|one|none", true }, { "todos", "yes|no", true } },
	  false },
};

static size_t key_count(const struct kind *kind)
{
	size_t count = 0;
	while (count < KEYS_MOST && kind->keys[count].name)
		count++;
	return count;
}

static bool is_required(const struct key *key)
{
	return key->values[0] == '!';
}

/* ---- values ---- */

static void any_choice(struct random *random, const char *choices, struct mw_buf *out)
{
	int count = 1;
	for (const char *p = choices; *p; p++)
		count += *p == '|';
	for (int skip = random_from(random, 0, count - 1); skip; skip--)
		choices = strchr(choices, '|') + 1;
	mw_buf_add(out, choices, strcspn(choices, "|"));
}

static void any_day(const struct owner *owner, struct random *random, struct mw_buf *out)
{
	char text[MW_DAY_TEXT_SIZE];
	mw_buf_puts(out, mw_day_format(owner->today + random_from(random, -120, 400), text));
}

static void any_moment(const struct owner *owner, struct random *random, struct mw_buf *out)
{
	if (random_chance(random, 70))
		any_day(owner, random, out);
	else
		any_choice(random,
			   "eras-open - 3 weeks|Y-10-20|match-day + 2 days|Y+1-01-31 + 1 month|"
			   "goal-decide.due + 5 days",
			   out);
	if (random_chance(random, 50))
		any_choice(random,
			   " at 17:00| at 00:30 America/New_York| at 23:59 Pacific/Kiritimati",
			   out);
}

/* "+1-03-19": near that day of the season. */
static void any_official(const struct owner *owner, struct random *random, const char *near,
			 struct mw_buf *out)
{
	int years, month, day;
	char text[MW_DAY_TEXT_SIZE];
	if (sscanf(near, "%d-%d-%d", &years, &month, &day) != 3)
		abort();
	mw_buf_puts(out, mw_day_format(mw_day_from_ymd(owner->year + years, month, day) +
					       random_from(random, -12, 12),
				       text));
	if (random_chance(random, 30))
		mw_buf_puts(out, " at 12:00 America/New_York");
}

static void draw(const struct owner *owner, struct random *random, const struct key *key,
		 char value[VALUE_SIZE])
{
	mw_auto(buf) text = MW_BUF_INIT;
	const char *values = key->values + is_required(key);
	if (!strcmp(values, "@day"))
		any_day(owner, random, &text);
	else if (!strcmp(values, "@moment"))
		any_moment(owner, random, &text);
	else if (values[0] == '@')
		any_official(owner, random, values + 1, &text);
	else
		any_choice(random, values, &text);
	if (text.len >= VALUE_SIZE)
		abort();
	memcpy(value, text.text, text.len + 1);
}

/* ---- sections ---- */

static bool has(const struct owner *owner, const struct kind *kind, const char *id)
{
	for (size_t i = 0; i < owner->count; i++)
		if (owner->parts[i].kind == kind && owner->parts[i].id == id)
			return true;
	return false;
}

/* A name that no section of this kind has; NULL: none is left. */
static const char *free_id(const struct owner *owner, struct random *random,
			   const struct kind *kind)
{
	int count = 0;
	while (kind->ids[count])
		count++;
	for (int tries = 0; tries < 8; tries++) {
		const char *id = kind->ids[random_from(random, 0, count - 1)];
		if (!has(owner, kind, id))
			return id;
	}
	return NULL;
}

static void add_part(struct owner *owner, struct random *random, const struct kind *kind,
		     const char *id, int percent)
{
	struct part *part = &owner->parts[owner->count++];
	*part = (struct part){ .kind = kind, .id = id };
	for (size_t i = 0; i < key_count(kind); i++)
		if (is_required(&kind->keys[i]) || random_chance(random, percent))
			draw(owner, random, &kind->keys[i], part->values[i]);
}

static void remove_part(struct owner *owner, size_t at)
{
	owner->parts[at] = owner->parts[--owner->count];
}

void owner_begin(struct owner *owner, struct random *random, mw_day today)
{
	int year, month, day;
	mw_day_to_ymd(today, &year, &month, &day);
	*owner = (struct owner){ .year = year + 1, .true_year = year + 1, .today = today };
	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
		if (!kinds[i].ids)
			add_part(owner, random, &kinds[i], NULL, 15);
}

static struct part *named_part(struct owner *owner, struct random *random)
{
	for (int tries = 0; tries < 20; tries++) {
		struct part *part = &owner->parts[random_from(random, 0, (int)owner->count - 1)];
		if (part->id)
			return part;
	}
	return NULL;
}

static bool add(struct owner *owner, struct random *random, struct mw_buf *said)
{
	const struct kind *kind = &kinds[random_from(random, 0, (int)ARRAY_SIZE(kinds) - 1)];
	const char *id = kind->ids ? free_id(owner, random, kind) : NULL;
	if (!id || owner->count == PARTS_MOST)
		return false;
	add_part(owner, random, kind, id, 70);
	mw_buf_printf(said, "add [%s %s]", kind->name, id);
	return true;
}

static bool take_away(struct owner *owner, struct random *random, struct mw_buf *said)
{
	struct part *part = named_part(owner, random);
	if (!part)
		return false;
	mw_buf_printf(said, "remove [%s %s]", part->kind->name, part->id);
	remove_part(owner, (size_t)(part - owner->parts));
	return true;
}

static bool rename_it(struct owner *owner, struct random *random, struct mw_buf *said)
{
	struct part *part = named_part(owner, random);
	const char *id = part ? free_id(owner, random, part->kind) : NULL;
	if (!id)
		return false;
	mw_buf_printf(said, "rename [%s %s] to %s", part->kind->name, part->id, id);
	part->id = id;
	return true;
}

static enum edit change(struct owner *owner, struct random *random, struct mw_buf *said)
{
	struct part *part = &owner->parts[random_from(random, 0, (int)owner->count - 1)];
	int at = random_from(random, 0, (int)key_count(part->kind) - 1);
	const struct key *key = &part->kind->keys[at];
	if (part->values[at][0] && !is_required(key) && random_chance(random, 35))
		part->values[at][0] = '\0';
	else
		draw(owner, random, key, part->values[at]);
	mw_buf_printf(said, "[%s %s] %s = %s", part->kind->name, part->id ? part->id : "",
		      key->name, part->values[at]);
	return key->is_option ? EDIT_OPTION : EDIT_MEANING;
}

enum edit owner_edit(struct owner *owner, struct random *random, struct mw_buf *said)
{
	int draw = random_from(random, 0, 99);
	if ((draw < 14 && add(owner, random, said)) ||
	    (draw >= 14 && draw < 22 && take_away(owner, random, said)) ||
	    (draw >= 22 && draw < 32 && rename_it(owner, random, said)))
		return EDIT_MEANING;
	return change(owner, random, said);
}

void owner_next_season(struct owner *owner)
{
	owner->year = ++owner->true_year;
	for (size_t i = owner->count; i-- > 0;) {
		struct part *part = &owner->parts[i];
		if (part->kind->is_of_season && part->id) {
			remove_part(owner, i);
			continue;
		}
		if (part->kind->is_of_season)
			memset(part->values, 0, sizeof part->values);
		for (size_t k = 0; k < key_count(part->kind); k++)
			if (!strcmp(part->kind->keys[k].name, "first-day"))
				part->values[k][0] = '\0';
	}
}

/* What is dated ahead has not happened yet, and does on its day. */
mw_day owner_next_day(const struct owner *owner)
{
	mw_day next = MW_DAY_LAST, day;
	for (size_t i = 0; i < owner->count; i++) {
		const struct part *part = &owner->parts[i];
		for (size_t k = 0; k < key_count(part->kind); k++) {
			const struct key *key = &part->kind->keys[k];
			bool is_day = part->values[k][0] && (mw_day_parse(key->name, &day) ||
							     (!strcmp(key->values, "@day") &&
							      mw_day_parse(part->values[k], &day)));
			/* Today may be yesterday or tomorrow where she lives. */
			if (is_day && day >= owner->today && day - 1 < next)
				next = day - 1;
		}
	}
	return next;
}

void owner_write(const struct owner *owner, struct mw_buf *out)
{
	mw_buf_printf(out, "[applicant]\nid = walk\napplication-year = %d\n", owner->year);
	for (size_t i = 0; i < owner->count; i++) {
		const struct part *part = &owner->parts[i];
		if (part->id)
			mw_buf_printf(out, "[%s %s]\n", part->kind->name, part->id);
		else
			mw_buf_printf(out, "[%s]\n", part->kind->name);
		for (size_t k = 0; k < key_count(part->kind); k++)
			if (part->values[k][0])
				mw_buf_printf(out, "%s = %s\n", part->kind->keys[k].name,
					      part->values[k]);
	}
}
