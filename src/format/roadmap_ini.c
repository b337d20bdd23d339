/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading a roadmap: the table, the values with a form of their own, and the expressions at the
 * end, when the file's zone is known.
 */
#include "matchward/format/roadmap_ini.h"

#include <string.h>

#include "matchward/core/text.h"

struct roadmap_file {
	struct mw_roadmap roadmap;
	const struct mw_zone *zone;
	struct mw_spot zone_spot; /* line 0: not given */
	unsigned bands;           /* whose bands hold: of the list bands */
};

static void *open_file(struct mw_ini_job *job, const char *id, struct mw_spot spot)
{
	(void)id;
	(void)spot;
	return job->context;
}

static void *open_rule(struct mw_ini_job *job, const char *id, struct mw_spot spot)
{
	struct roadmap_file *file = job->context;
	for (size_t i = 0; i < file->roadmap.rules.count; i++)
		if (!strcmp(file->roadmap.rules.items[i].id, id))
			return &file->roadmap.rules.items[i];
	if (!mw_text_is_id(id))
		mw_diags_add(job->diags, spot,
			     "[%s] is no name for a milestone; expected are lower-case letters, "
			     "digits and \"-\", at "
			     "most 40 of them",
			     id);
	struct mw_rule *rule = MW_PUSH(job->pool, &file->roadmap.rules);
	*rule = (struct mw_rule){
		.id = id, .phase = "", .authority = MW_AUTHORITY_YOU, .spot = spot
	};
	return rule;
}

static void set_latest(struct mw_ini_job *job, const struct mw_ini_row *row, void *object,
		       const char *key, const char *value, struct mw_spot spot)
{
	struct mw_rule *rule = object;
	(void)row;
	(void)key;
	if (strcmp(value, "none") != 0)
		rule->latest = (struct mw_expr){ .text = mw_pool_string(job->pool, value),
						 .minute = -1,
						 .spot = spot };
}

static void add_fact(struct mw_ini_job *job, const char *key, const char *name, uint32_t *set,
		     struct mw_spot spot)
{
	enum mw_fact fact;
	if (mw_fact_find(name, &fact)) {
		*set |= (uint32_t)1 << fact;
		return;
	}
	const char *nearest = mw_fact_nearest(name);
	if (nearest)
		mw_diags_add(job->diags, spot,
			     "unknown fact \"%s\" in \"%s\"; did you mean \"%s\"?", name, key,
			     nearest);
	else
		mw_diags_add(job->diags, spot,
			     "unknown fact \"%s\" in \"%s\"; expected one such as score or visa",
			     name, key);
}

/* "visa, !score": all of it must hold. */
static void set_when(struct mw_ini_job *job, const struct mw_ini_row *row, void *object,
		     const char *key, const char *value, struct mw_spot spot)
{
	struct mw_rule *rule = object;
	struct mw_condition condition = { 0 };
	for (const char *p = value;; p++) {
		size_t len = strcspn(p, ",");
		const char *from = p + strspn(p, " \t");
		const char *to = p + len;
		while (to > from && strchr(" \t", to[-1]))
			to--;
		bool is_not = from < to && *from == '!';
		if (is_not)
			from += 1 + strspn(from + 1, " \t");
		const char *name =
			from < to ? mw_pool_copy(job->pool, from, (size_t)(to - from)) : "";
		if (!*name || strpbrk(name, " \t!")) {
			mw_ini_wrong(job, row, key, value, spot);
			return;
		}
		add_fact(job, key, name, is_not ? &condition.no : &condition.yes, spot);
		p += len;
		if (!*p)
			break;
	}
	if (condition.yes & condition.no)
		mw_diags_add(job->diags, spot,
			     "\"%s\" asks for a fact and for its opposite; expected a condition "
			     "that can hold",
			     key);
	rule->when = condition;
}

/* "letters-in, applied": any of it is enough. */
static void set_settled(struct mw_ini_job *job, const struct mw_ini_row *row, void *object,
			const char *key, const char *value, struct mw_spot spot)
{
	struct mw_rule *rule = object;
	struct mw_words words;
	struct mw_condition condition = { 0 };
	mw_text_split(job->pool, value, &words);
	if (!words.list.count || strchr(value, '!')) {
		mw_ini_wrong(job, row, key, value, spot);
		return;
	}
	for (size_t i = 0; i < words.list.count; i++)
		add_fact(job, key, words.list.items[i], &condition.yes, spot);
	rule->settled = condition;
}

static void set_ids(struct mw_ini_job *job, const struct mw_ini_row *row, void *object,
		    const char *key, const char *value, struct mw_spot spot)
{
	struct mw_words words;
	mw_text_split(job->pool, value, &words);
	bool is_good = words.list.count > 0;
	for (size_t i = 0; i < words.list.count; i++)
		is_good = is_good && mw_text_is_id(words.list.items[i]);
	if (is_good)
		*(struct mw_words *)(void *)((char *)object + row->at) = words;
	else
		mw_ini_wrong(job, row, key, value, spot);
}

/* S1..S78, C1..C25, D1..D12: the guide, its contradictions, the facts (DOMAIN); D2.5 is a part of
 * D2. */
static bool is_rule(struct mw_pool *pool, const char *word)
{
	long most = *word == 'S' ? 78 : *word == 'C' ? 25 : *word == 'D' ? 12 : 0;
	size_t len = *word ? strcspn(word + 1, ".") : 0;
	long n;
	if (!most || !mw_text_number(mw_pool_copy(pool, word + 1, len), most, &n) || n < 1 ||
	    word[1] == '0')
		return false;
	const char *part = word + 1 + len;
	return !*part ||
	       (*word == 'D' && mw_text_number(part + 1, 99, &n) && n >= 1 && part[1] != '0');
}

static void set_rules(struct mw_ini_job *job, const struct mw_ini_row *row, void *object,
		      const char *key, const char *value, struct mw_spot spot)
{
	struct mw_rule *rule = object;
	struct mw_words words;
	mw_text_split(job->pool, value, &words);
	for (size_t i = 0; i < words.list.count; i++)
		if (!is_rule(job->pool, words.list.items[i]))
			mw_ini_wrong(job, row, key, words.list.items[i], spot);
	if (!words.list.count)
		mw_ini_wrong(job, row, key, value, spot);
	rule->rules = words;
}

static void set_repeat(struct mw_ini_job *job, const struct mw_ini_row *row, void *object,
		       const char *key, const char *value, struct mw_spot spot)
{
	struct mw_rule *rule = object;
	struct mw_words words;
	long n = 0;
	mw_text_split(job->pool, value, &words);
	const char *const *word = words.list.items;
	rule->repeat_by_forms = !strcmp(value, "weekly by forms");
	if (!strcmp(value, "daily"))
		rule->repeat_days = 1;
	else if (!strcmp(value, "weekly") || rule->repeat_by_forms)
		rule->repeat_days = 7;
	else if (words.list.count == 3 && !strcmp(word[0], "every") &&
		 mw_text_number(word[1], 52, &n) && n >= 1 &&
		 (!strcmp(word[2], "weeks") || !strcmp(word[2], "week")))
		rule->repeat_days = (int)n * 7;
	else
		mw_ini_wrong(job, row, key, value, spot);
}

static void set_kind(struct mw_ini_job *job, const struct mw_ini_row *row, void *object,
		     const char *key, const char *value, struct mw_spot spot)
{
	struct mw_rule *rule = object;
	rule->is_event = !strcmp(value, "event");
	if (!rule->is_event && strcmp(value, "task") != 0)
		mw_ini_wrong(job, row, key, value, spot);
}

static void set_url(struct mw_ini_job *job, const struct mw_ini_row *row, void *object,
		    const char *key, const char *value, struct mw_spot spot)
{
	static const char *const schemes[] = { "https://", "http://", "mailto:" };
	struct mw_rule *rule = object;
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
		size_t len = strlen(schemes[i]);
		if (!strncmp(value, schemes[i], len) && value[len] && !strpbrk(value, " \t<>\"")) {
			rule->url = mw_pool_string(job->pool, value);
			return;
		}
	}
	mw_ini_wrong(job, row, key, value, spot);
}

/* "radiologist clinician": the least set, a kind named twice is wanted twice. */
static void set_letters(struct mw_ini_job *job, const struct mw_ini_row *row, void *object,
			const char *key, const char *value, struct mw_spot spot)
{
	static const char *const kinds[] = { "radiologist", "clinician", "research" };
	int *letters = ((struct roadmap_file *)object)->roadmap.specialty.letters;
	struct mw_words words;
	mw_text_split(job->pool, value, &words);
	memset(letters, 0, MW_LETTER_KINDS * sizeof *letters);
	bool is_good = words.list.count > 0 && words.list.count <= 4;
	for (size_t i = 0; i < words.list.count; i++) {
		int kind = 0;
		while (kind < MW_LETTER_KINDS && strcmp(kinds[kind], words.list.items[i]) != 0)
			kind++;
		is_good = is_good && kind < MW_LETTER_KINDS;
		if (is_good)
			letters[kind]++;
	}
	if (!is_good)
		mw_ini_wrong(job, row, key, value, spot);
}

/* "6 6": gold and silver. */
static void set_signals(struct mw_ini_job *job, const struct mw_ini_row *row, void *object,
			const char *key, const char *value, struct mw_spot spot)
{
	struct mw_specialty *specialty = &((struct roadmap_file *)object)->roadmap.specialty;
	struct mw_words words;
	long gold, silver;
	mw_text_split(job->pool, value, &words);
	if (words.list.count != 2 || !mw_text_number(words.list.items[0], 99, &gold) ||
	    !mw_text_number(words.list.items[1], 99, &silver)) {
		mw_ini_wrong(job, row, key, value, spot);
		return;
	}
	specialty->gold_signals = (int)gold;
	specialty->silver_signals = (int)silver;
}

/* ---- the table ---- */

static const char *const authorities[] = { "you",   "ERAS", "NRMP",    "ECFMG",
					   "USMLE", "OET",  "program", NULL };
/* In the order of enum mw_entry_kind. */
static const char *const entries[] = { "none",      "letter",  "abstract", "achievement",
				       "interview", "program", NULL };
static const char *const strengths[] = { "hard", "target", "soft", NULL };
static const char *const bands[] = { "none", "radiology", NULL };

static const struct mw_ini_section sections[] = {
	{ "", MW_INI_PLAIN, open_file },
	{ "MILESTONE-ID", MW_INI_ANY, open_rule },
};

#define FILE_AT(field) offsetof(struct roadmap_file, field)
#define AT(field) offsetof(struct mw_rule, field)
#define ROW "MILESTONE-ID"

static const struct mw_ini_row rows[] = {
	{ "", "title", MW_INI_TEXT, FILE_AT(roadmap.title), .most = MW_ROADMAP_TITLE_MOST,
	  .help = "what the roadmap is for" },
	{ "", "zone", MW_INI_ZONE, FILE_AT(zone), .spot_at = FILE_AT(zone_spot),
	  .help = "the zone of the times that name none" },
	{ "", "specialty", MW_INI_TEXT, FILE_AT(roadmap.specialty.name),
	  .most = MW_ROADMAP_PHASE_MOST,
	  .help = "what one applies in, as it stands in a sentence" },
	{ "", "bands", MW_INI_CHOICE, FILE_AT(bands), .choices = bands,
	  .help = "whether the guide's score bands and program numbers hold" },
	{ "", "letters", MW_INI_OWN, .set = set_letters,
	  .expected = "one to four of radiologist, clinician, research",
	  .help = "the least set of letters" },
	{ "", "signals", MW_INI_OWN, .set = set_signals,
	  .expected = "how many are gold and how many silver, such as 6 6",
	  .help = "the signals that one may give, if the profile does not say" },

	{ ROW, "title", MW_INI_TEXT, AT(title), .most = MW_ROADMAP_TITLE_MOST, .is_required = true,
	  .spot_at = AT(spots.title), .help = "what it is called, without the authority" },
	{ ROW, "body", MW_INI_TEXT, AT(body), .spot_at = AT(spots.body),
	  .most = MW_ROADMAP_BODY_MOST, .is_multi = true,
	  .help = "what to do; {placeholders} are filled in" },
	{ ROW, "too-late", MW_INI_TEXT, AT(too_late), .spot_at = AT(spots.too_late),
	  .most = MW_ROADMAP_BODY_MOST, .is_multi = true, .help = "what follows from missing it" },
	{ ROW, "phase", MW_INI_TEXT, AT(phase), .most = MW_ROADMAP_PHASE_MOST,
	  .help = "the part of the road" },
	{ ROW, "authority", MW_INI_CHOICE, AT(authority), .choices = authorities,
	  .help = "who rules over it" },
	{ ROW, "kind", MW_INI_OWN, .set = set_kind, .expected = "task or event",
	  .help = "an event passes by itself and asks for nothing" },
	{ ROW, "strength", MW_INI_CHOICE, AT(strength), .choices = strengths, .is_required = true,
	  .help = "what missing it costs" },
	{ ROW, "opens", MW_INI_EXPR, AT(opens), .help = "when it can start" },
	{ ROW, "due", MW_INI_EXPR, AT(due), .is_required = true, .help = "when it should be done" },
	{ ROW, "latest", MW_INI_OWN, AT(latest), .set = set_latest,
	  .expected = "a date such as eras-open.early - 2 weeks, or none",
	  .help = "when it is too late" },
	{ ROW, "takes", MW_INI_SPAN, AT(takes_days), .least = 1, .most = 730,
	  .help = "how long it takes to do" },
	{ ROW, "when", MW_INI_OWN, .spot_at = AT(spots.when), .set = set_when,
	  .expected = "facts separated by commas, such as visa, !score",
	  .help = "whom it is for: all of these facts hold" },
	{ ROW, "settled", MW_INI_OWN, .spot_at = AT(spots.settled), .set = set_settled,
	  .expected = "facts without \"!\", such as applied, booked",
	  .help = "facts that show it is done already" },
	{ ROW, "closes", MW_INI_OWN, AT(closes), .spot_at = AT(spots.closes), .set = set_ids,
	  .expected = "names of milestones", .help = "what is pointless once this is done" },
	{ ROW, "each", MW_INI_CHOICE, AT(each), .choices = entries,
	  .help = "one milestone for each entry of that kind" },
	{ ROW, "repeat", MW_INI_OWN, .set = set_repeat,
	  .expected = "daily, weekly, weekly by forms or every N weeks",
	  .help = "how often, between opens and due" },
	{ ROW, "remind", MW_INI_LEADS, AT(remind), .has_at = AT(has_remind),
	  .help = "how long before it you are told" },
	{ ROW, "overdue-every", MW_INI_SPAN, AT(overdue_days), .least = 1, .most = 365,
	  .help = "how often you are told when it is late" },
	{ ROW, "needs", MW_INI_OWN, AT(needs), .spot_at = AT(spots.needs), .set = set_ids,
	  .expected = "names of milestones", .help = "what comes first" },
	{ ROW, "url", MW_INI_OWN, .set = set_url,
	  .expected = "an address that begins with https://, http:// or mailto: and has no spaces",
	  .help = "where it is done" },
	{ ROW, "rules", MW_INI_OWN, .set = set_rules,
	  .expected = "S1 to S78, C1 to C25 or D1 to D12", .help = "where the advice comes from" },
};

const struct mw_ini_keys mw_roadmap_keys = { rows, sizeof rows / sizeof *rows, sections,
					     sizeof sections / sizeof *sections };

/* What could be read of it, also when something could not. */
static int read_all(const char *file, const char *text, size_t len,
		    const struct mw_zone_finder *zones, struct mw_pool *pool,
		    struct mw_roadmap *ret_roadmap, struct mw_diags *diags)
{
	struct roadmap_file result = { .roadmap = { .title = "",
						    .specialty.letters[MW_LETTER_CLINICIAN] = 1 } };
	struct mw_ini_job job = {
		.keys = &mw_roadmap_keys,
		.pool = pool,
		.zones = zones,
		.diags = diags,
		.context = &result,
	};
	size_t before = job.diags->count;
	const char *name = mw_pool_string(pool, file);

	mw_ini_read(&job, name, text, len);
	if (!result.zone && !result.zone_spot.line)
		result.zone = mw_ini_default_zone(&job, name);
	result.roadmap.specialty.has_bands = result.bands != 0;
	for (size_t i = 0; i < result.roadmap.rules.count; i++) {
		struct mw_rule *rule = &result.roadmap.rules.items[i];
		mw_ini_finish_expr(&job, result.zone, &rule->opens);
		mw_ini_finish_expr(&job, result.zone, &rule->due);
		mw_ini_finish_expr(&job, result.zone, &rule->latest);
	}
	*ret_roadmap = result.roadmap;
	return job.diags->count == before ? 0 : MW_ROADMAP_E_BAD;
}

int mw_roadmap_read(const char *file, const char *text, size_t len,
		    const struct mw_zone_finder *zones, struct mw_pool *pool,
		    struct mw_roadmap *ret_roadmap, struct mw_diags *diags)
{
	mw_auto(diags) own = MW_DIAGS_INIT;
	struct mw_roadmap roadmap;
	int outcome = read_all(file, text, len, zones, pool, &roadmap, diags ? diags : &own);
	if (!outcome)
		*ret_roadmap = roadmap;
	return outcome;
}

int mw_roadmap_read_checked(const char *file, const char *text, size_t len,
			    const struct mw_zone_finder *zones,
			    const struct mw_season_table *seasons, struct mw_pool *pool,
			    struct mw_roadmap *ret_roadmap, struct mw_diags *diags)
{
	struct mw_roadmap roadmap, bare;
	struct mw_profile nobody;
	size_t before = diags->count;
	int outcome = read_all(file, text, len, zones, pool, &roadmap, diags);
	if (!roadmap.rules.count && diags->count == before)
		mw_diags_add(diags, (struct mw_spot){ mw_pool_string(pool, file), 0 },
			     "no milestone in this file; expected at least one [MILESTONE-ID]");
	mw_profile_init(&nobody);
	mw_roadmap_apply(&roadmap, &nobody, pool, &bare, diags);
	if (!mw_roadmap_check(&bare, seasons, diags) && !outcome)
		(void)mw_roadmap_check_dates(&bare, seasons, pool, diags);
	if (diags->count != before)
		return MW_ROADMAP_E_BAD;
	*ret_roadmap = roadmap;
	return 0;
}
