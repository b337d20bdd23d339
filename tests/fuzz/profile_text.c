/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of the table say where each value is and within which bounds; those without a type of
 * their own are put by hand.
 */
#include "profile_text.h"

#include <stdlib.h>

#include "matchward/core/text.h"
#include "matchward/format/profile_ini.h"

static void put_day(struct mw_buf *out, const char *name, mw_day day)
{
	MUST(day == MW_DAY_NONE || (day >= MW_DAY_FIRST && day <= MW_DAY_LAST));
	fuzz_put_number(out, name, day);
}

static void put_leads(struct mw_buf *out, const char *name, const struct mw_leads *leads)
{
	char text[MW_LEAD_TEXT_SIZE];
	MUST(leads->count <= MW_LEADS_MOST);
	for (size_t i = 0; i < leads->count; i++)
		fuzz_put(out, name, mw_lead_format(leads->items[i], text));
}

/* A number that was given lies within its bounds; else it has its default. */
static void put_number(const struct mw_ini_row *row, int number, struct mw_buf *out)
{
	MUST(number <= row->most && (number >= row->least || number <= 0));
	fuzz_put_number(out, row->key, number);
}

static void put_choice(const struct mw_ini_row *row, unsigned choice, struct mw_buf *out)
{
	for (unsigned i = 0; i < choice; i++)
		MUST(row->choices[i]);
	fuzz_put(out, row->key, row->choices[choice]);
}

static void put_row(const struct mw_ini_row *row, const void *object, struct mw_buf *out)
{
	const void *field = (const char *)object + row->at;
	const char *text;
	switch (row->type) {
	case MW_INI_TEXT:
	case MW_INI_ID:
		memcpy(&text, field, sizeof text);
		must_be_line(text);
		MUST(!text || !row->most || strlen(text) <= (size_t)row->most);
		MUST(!text || row->type == MW_INI_TEXT || mw_text_is_id(text));
		fuzz_put(out, row->key, text);
		break;
	case MW_INI_NUMBER:
	case MW_INI_SPAN:
		put_number(row, *(const int *)field, out);
		break;
	case MW_INI_FLAG:
		fuzz_put(out, row->key, *(const bool *)field ? "yes" : "no");
		break;
	case MW_INI_CHOICE:
		put_choice(row, *(const unsigned *)field, out);
		break;
	case MW_INI_DAY:
		put_day(out, row->key, *(const mw_day *)field);
		break;
	case MW_INI_TIME:
		MUST(*(const int *)field >= 0 && *(const int *)field < 24 * 60);
		fuzz_put_number(out, row->key, *(const int *)field);
		break;
	case MW_INI_LEADS:
		put_leads(out, row->key, field);
		break;
	case MW_INI_ZONE:
		fuzz_put(out, row->key, (*(const struct mw_zone *const *)field)->name);
		break;
	case MW_INI_EXPR:
		fuzz_put_expr(out, row->key, field);
		break;
	case MW_INI_OWN:
		break;
	}
}

static void put_section(const char *section, const char *id, const void *object, struct mw_buf *out)
{
	mw_buf_printf(out, "[%s %s]\n", section, id ? id : "");
	for (size_t i = 0; i < mw_profile_keys.count; i++)
		if (!strcmp(mw_profile_keys.rows[i].section, section))
			put_row(&mw_profile_keys.rows[i], object, out);
}

#define PUT_ENTRIES(name, list)                                                                    \
	MUST((list).count <= MW_PROFILE_ENTRIES_MOST);                                             \
	for (size_t i = 0; i < (list).count; i++)                                                  \
	put_section(name, (list).items[i].id, &(list).items[i], out)

static void put_lists(const struct mw_profile *profile, struct mw_buf *out)
{
	PUT_ENTRIES("experience", profile->experience);
	PUT_ENTRIES("letter", profile->letters);
	PUT_ENTRIES("research", profile->research);
	PUT_ENTRIES("abstract", profile->abstracts);
	PUT_ENTRIES("achievement", profile->achievements);
	PUT_ENTRIES("interview", profile->interviews);
	PUT_ENTRIES("milestone", profile->milestones);
	for (size_t i = 0; i < profile->experience.count; i++) {
		put_day(out, "from", profile->experience.items[i].from);
		put_day(out, "to", profile->experience.items[i].to);
	}
	for (size_t i = 0; i < profile->practice.count; i++) {
		const struct mw_practice *it = &profile->practice.items[i];
		MUST(!i || profile->practice.items[i - 1].day <= it->day);
		MUST(it->score >= 1 && it->score <= 300);
		must_be_line(it->name);
		put_day(out, it->name, it->day);
		fuzz_put_number(out, "score", it->score);
	}
	for (size_t i = 0; i < profile->dates.count; i++)
		fuzz_put_expr(out, profile->dates.items[i].key, &profile->dates.items[i].date);
}

void profile_text(const struct mw_profile *profile, struct mw_buf *out)
{
	for (size_t i = 0; i < mw_profile_keys.section_count; i++)
		if (mw_profile_keys.sections[i].form == MW_INI_PLAIN)
			put_section(mw_profile_keys.sections[i].name, NULL, profile, out);
	fuzz_put_number(out, "graduation", profile->graduation);
	fuzz_put_number(out, "result", profile->step1.result);
	fuzz_put_number(out, "number", profile->step1.number);
	fuzz_put_number(out, "from", profile->reminders.quiet_from);
	fuzz_put_number(out, "to", profile->reminders.quiet_to);
	MUST(profile->id && profile->zone);
	put_lists(profile, out);
}
