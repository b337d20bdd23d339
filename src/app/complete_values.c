/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Values that can be listed: milestones, keys of the profile, what a key may be, time zones.
 */
#include <stdio.h>
#include <string.h>

#include "matchward/app/complete.h"
#include "matchward/edge/file.h"
#include "matchward/format/profile_ini.h"
#include "matchward/format/profile_lines.h"

#define ZONES "/usr/share/zoneinfo/zone.tab"
#define ZONES_SIZE_MOST (256 * 1024)

void mw_offer(struct mw_offer *offer, const char *value, const char *help)
{
	const char *begun = offer->word + offer->head;
	if (strncmp(value, begun, strlen(begun)) != 0)
		return;
	mw_buf_add(&offer->out, offer->word, offer->head);
	mw_buf_puts(&offer->out, value);
	if (help)
		mw_buf_printf(&offer->out, "\t%s", help);
	mw_buf_putc(&offer->out, '\n');
}

void mw_offer_ids(struct mw_offer *offer, const struct mw_bundle *bundle, const char *command)
{
	bool is_undo = !strcmp(command, "undo"), is_why = !strcmp(command, "why");
	for (size_t i = 0; bundle && i < bundle->plan.milestones.count; i++) {
		const struct mw_milestone *item = &bundle->plan.milestones.items[i];
		/* Of repeating work single occurrences are done, and open again. */
		bool is_wanted = is_undo ? mw_milestone_is_closed(item) || item->rule->repeat_days
					 : is_why || !mw_milestone_is_closed(item);
		if (is_wanted)
			mw_offer(offer, item->id, item->title);
	}
	for (size_t i = 0; bundle && is_why && i < bundle->plan.season->dates.count; i++)
		mw_offer(offer, bundle->plan.season->dates.items[i].key, "an official date");
	for (int i = 0; bundle && is_why && i < MW_KEY_COUNT; i++)
		mw_offer(offer, mw_key_name((enum mw_key)i), "a date of your plan");
}

/* ---- SECTION.KEY=VALUE ---- */

static void offer_section(struct mw_offer *offer, const char *name, const char *id,
			  const char *help)
{
	mw_auto(buf) word = MW_BUF_INIT;
	mw_buf_printf(&word, "%s%s%s.", name, id ? " " : "", id ? id : "");
	if (strcmp(word.text, offer->word) != 0) /* written already: its keys come next */
		mw_offer(offer, word.text, help);
}

/* The sections of this name that the profile has, and one to be added. */
static void offer_entries(struct mw_offer *offer, const struct mw_bundle *bundle, const char *name)
{
	struct mw_pool pool = MW_POOL_INIT;
	struct mw_profile_lines lines;
	const struct mw_input *input = bundle ? &bundle->inputs[MW_INPUT_PROFILE] : NULL;
	size_t len = strlen(name);
	mw_profile_lines(input ? input->bytes : "", input ? input->len : 0, &pool, &lines);
	for (size_t i = 0; i < lines.list.count; i++) {
		const struct mw_profile_line *line = &lines.list.items[i];
		if (!line->key && line->section && !strncmp(line->section, name, len) &&
		    line->section[len] == ' ')
			offer_section(offer, line->section, NULL, "in your profile");
	}
	mw_pool_release(&pool);
	offer_section(offer, name, "new", "to be added; the name is yours to choose");
}

static void offer_sections(struct mw_offer *offer, const struct mw_bundle *bundle)
{
	for (size_t i = 0; i < mw_profile_keys.section_count; i++) {
		const struct mw_ini_section *section = &mw_profile_keys.sections[i];
		if (section->form == MW_INI_PLAIN)
			offer_section(offer, section->name, NULL, NULL);
		else
			offer_entries(offer, bundle, section->name);
		/* Every milestone has one; so many only for one who has begun to write it. */
		for (size_t k = 0; section->form == MW_INI_DOTTED && bundle &&
				   offer->word[offer->head] && k < bundle->roadmap.rules.count;
		     k++)
			offer_section(offer, section->name, bundle->roadmap.rules.items[k].id,
				      bundle->roadmap.rules.items[k].title);
	}
}

/* A key that is data: the days of practice exams, the names of official dates. */
static void offer_pattern(struct mw_offer *offer, const struct mw_bundle *bundle,
			  const char *section, const struct mw_ini_row *row)
{
	mw_auto(buf) word = MW_BUF_INIT;
	char day[MW_DAY_TEXT_SIZE];
	bool is_date = !strcmp(row->key, "SEASON-KEY");
	if (!bundle || !is_date) {
		mw_buf_printf(&word, "%s.%s=", section,
			      bundle ? mw_day_format(bundle->plan.today, day) : row->key);
		mw_offer(offer, word.text, row->help);
	}
	for (size_t i = 0; bundle && is_date && i < bundle->plan.season->dates.count; i++) {
		mw_buf_clear(&word);
		mw_buf_printf(&word, "%s.%s=", section, bundle->plan.season->dates.items[i].key);
		mw_offer(offer, word.text, row->help);
	}
}

static void offer_keys_of(struct mw_offer *offer, const struct mw_bundle *bundle,
			  const char *section)
{
	for (size_t i = 0; i < mw_profile_keys.count; i++) {
		const struct mw_ini_row *row = &mw_profile_keys.rows[i];
		mw_auto(buf) word = MW_BUF_INIT;
		if (strlen(row->section) != strcspn(section, " ") ||
		    strncmp(section, row->section, strlen(row->section)) != 0)
			continue;
		mw_buf_printf(&word, "%s.%s=", section, row->key);
		if (row->is_pattern)
			offer_pattern(offer, bundle, section, row);
		else
			mw_offer(offer, word.text, row->help);
	}
}

void mw_offer_keys(struct mw_offer *offer, const struct mw_bundle *bundle)
{
	mw_auto(buf) section = MW_BUF_INIT;
	/* The last dot before the value: a milestone may have one of its own, as in TEMPLATE.ENTRY.
	 */
	const char *equals = strchr(offer->word, '='), *dot = NULL;
	for (const char *at = offer->word; *at && at != equals; at++)
		if (*at == '.')
			dot = at;
	if (!dot) {
		offer_sections(offer, bundle);
		return;
	}
	mw_buf_add(&section, offer->word, (size_t)(dot - offer->word));
	if (!equals) {
		offer_keys_of(offer, bundle, section.text);
		offer_sections(offer, bundle);
		return;
	}
	mw_auto(buf) name = MW_BUF_INIT;
	mw_buf_add(&name, dot + 1, (size_t)(equals - dot - 1));
	section.text[strcspn(section.text, " ")] = '\0';
	offer->head = (size_t)(equals + 1 - offer->word);
	mw_offer_values(offer, section.text, name.text);
}

/* ---- values ---- */

/* The third column of the zone database's own list. */
static void offer_zones(struct mw_offer *offer)
{
	mw_auto(buf) text = MW_BUF_INIT;
	if (mw_file_read(ZONES, ZONES_SIZE_MOST, &text))
		return;
	char *rest;
	for (char *line = strtok_r(text.text, "\n", &rest); line;
	     line = strtok_r(NULL, "\n", &rest)) {
		char zone[64];
		if (*line != '#' && sscanf(line, "%*s %*s %63s", zone) == 1)
			mw_offer(offer, zone, NULL);
	}
}

void mw_offer_values(struct mw_offer *offer, const char *section, const char *key)
{
	for (size_t i = 0; i < mw_profile_keys.count; i++) {
		const struct mw_ini_row *row = &mw_profile_keys.rows[i];
		if (strcmp(row->section, section) != 0 || strcmp(row->key, key) != 0)
			continue;
		if (row->type == MW_INI_ZONE)
			offer_zones(offer);
		for (size_t k = 0; row->type == MW_INI_CHOICE && row->choices[k]; k++)
			mw_offer(offer, row->choices[k], NULL);
		if (row->type == MW_INI_FLAG) {
			mw_offer(offer, "yes", NULL);
			mw_offer(offer, "no", NULL);
		}
	}
}
