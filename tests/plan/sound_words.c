/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What persons read of a plan, and what other programs get.
 */
#include "sound.h"

#include <jansson.h>
#include <libical/ical.h>
#include <stdio.h>

#include "matchward/core/explain.h"
#include "matchward/core/words.h"
#include "matchward/format/calendar.h"
#include "matchward/format/plan_json.h"

static void check_text(struct sound *sound, const char *where, const char *text, bool may_be_none)
{
	if (!text ? !may_be_none : !*text)
		sound_broken(sound, "%s: there is no text", where);
	if (text && !sound->has_own_braces && strpbrk(text, "{}"))
		sound_broken(sound, "%s: a placeholder was not filled: %s", where, text);
}

static void check_explanation(struct sound *sound, const struct mw_milestone *it)
{
	mw_auto(buf) text = MW_BUF_INIT;
	mw_auto(buf) due = MW_BUF_INIT;
	mw_explain_milestone(sound->plan, it, &text);
	mw_words_date(&it->due, sound->plan->profile->zone, &due);
	if (!due.len || !strstr(text.text, due.text))
		sound_broken(sound, "why %s does not mention its due %s:\n%s", it->id, due.text,
			     text.text);
	if (!strstr(text.text, it->id) || !strstr(text.text, it->title))
		sound_broken(sound, "why %s does not name it:\n%s", it->id, text.text);
	check_text(sound, it->id, it->title, false);
	check_text(sound, it->id, it->body, true);
	check_text(sound, it->id, it->too_late, true);
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

static void check_rules(struct sound *sound, const char *where, const struct mw_words *rules)
{
	for (size_t i = 0; i < rules->list.count; i++)
		if (!is_rule(rules->list.items[i]))
			sound_broken(sound, "%s: \"%s\" is no rule", where, rules->list.items[i]);
}

/* What may be said several times says each time another thing. */
static void check_findings(struct sound *sound, const struct mw_findings *findings)
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
		check_text(sound, it->id, it->text, false);
		check_rules(sound, it->id, &it->rules);
		if (!it->rules.list.count || !strstr(severities, it->severity))
			sound_broken(sound, "%s has severity %s and %zu rules", it->id,
				     it->severity, it->rules.list.count);
		for (size_t k = 0; k < i; k++) {
			const struct mw_finding *other = &findings->list.items[k];
			if (!strcmp(it->id, other->id) &&
			    (!strstr(repeated, id) || !strcmp(it->text, other->text)))
				sound_broken(sound, "%s is said twice: %s", it->id, it->text);
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

static void check_json(struct sound *sound)
{
	mw_auto(buf) text = MW_BUF_INIT;
	json_error_t error;
	mw_plan_json(sound->plan, &sound->person->warnings, &text);
	json_t *root = json_loads(text.text, JSON_REJECT_DUPLICATES, &error);
	if (!root)
		sound_broken(sound, "the plan is no JSON: line %d: %s", error.line, error.text);
	size_t shown = json_array_size(json_object_get(root, "milestones"));
	if (shown != count_shown(sound->plan))
		sound_broken(sound, "JSON has %zu milestones of %zu", shown,
			     count_shown(sound->plan));
	if (json_array_size(json_object_get(root, "warnings")) !=
	    sound->person->warnings.list.count)
		sound_broken(sound, "JSON has other warnings");
	json_decref(root);
	mw_buf_clear(&text);
	mw_assess_json(&sound->person->assessment, &sound->person->findings, &text);
	root = json_loads(text.text, JSON_REJECT_DUPLICATES, &error);
	if (!root)
		sound_broken(sound, "the assessment is no JSON: line %d: %s", error.line,
			     error.text);
	json_decref(root);
	mw_buf_clear(&text);
	mw_plan_csv(sound->plan, &text);
	if (!text.len)
		sound_broken(sound, "the plan as CSV is empty");
}

void sound_check_calendar(struct sound *sound)
{
	struct mw_pool pool = MW_POOL_INIT;
	struct mw_calendar_options options = { .alarms = sound->plan->profile->calendar.alarms,
					       .todos = true };
	struct mw_calendar_state none = MW_CALENDAR_STATE_INIT, after, again;
	mw_auto(buf) ics = MW_BUF_INIT;
	mw_auto(buf) twice = MW_BUF_INIT;
	mw_calendar_build(sound->plan, &options, &none, &pool, &ics, &after);
	mw_calendar_build(sound->plan, &options, &after, &pool, &twice, &again);
	if (strcmp(ics.text, twice.text) != 0)
		sound_broken(sound, "the calendar changes when it is written again");
	icalcomponent *root = icalparser_parse_string(ics.text);
	int events = root ? icalcomponent_count_components(root, ICAL_VEVENT_COMPONENT) : -1;
	int shown = (int)count_shown(sound->plan);
	if (events != shown || icalcomponent_count_errors(root))
		sound_broken(sound, "the calendar has %d events of %d, %d errors", events, shown,
			     root ? icalcomponent_count_errors(root) : 0);
	if (root)
		icalcomponent_free(root);
	icalmemory_free_ring();
	mw_pool_release(&pool);
}

void sound_check_words(struct sound *sound)
{
	for (size_t i = 0; i < sound->plan->milestones.count; i++) {
		const struct mw_milestone *it = &sound->plan->milestones.items[i];
		check_explanation(sound, it);
		check_rules(sound, it->id, &it->rule->rules);
	}
	check_findings(sound, &sound->person->findings);
	check_findings(sound, &sound->person->warnings);
	check_json(sound);
}
