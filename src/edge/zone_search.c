/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two tables of the zone database: one line a zone with its country's code, and one line a country.
 */
#include "matchward/edge/zone_search.h"

#include <stdbool.h>
#include <string.h>

#include "matchward/edge/file.h"
#include "zone_name.h"

#define TABLE_MOST (256 * 1024)
#define PREFIX_LEAST 4 /* letters that are worth a guess */

/* What the database calls otherwise, by the codes that it has. */
static const char *const also[][2] = {
	{ "usa", "US" },         { "america", "US" },     { "england", "GB" },
	{ "scotland", "GB" },    { "wales", "GB" },       { "great britain", "GB" },
	{ "uae", "AE" },         { "south korea", "KR" }, { "north korea", "KP" },
	{ "ivory coast", "CI" }, { "turkiye", "TR" },     { "czechia", "CZ" },
	{ "holland", "NL" },     { "viet nam", "VN" },    { "burma", "MM" },
	{ "ksa", "SA" },         { "drc", "CD" },
};

enum match { WHOLE, CITY, COUNTRY, PART, MATCHES };

/* Lower case, and one blank for each "_", "-" and blank. */
static const char *plain(struct mw_pool *pool, const char *text)
{
	char *copy = mw_pool_string(pool, text);
	for (char *p = copy; *p; p++) {
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p | 0x20);
		else if (*p == '_' || *p == '-')
			*p = ' ';
	}
	return copy;
}

/* The words of `part` stand in `whole`, one after the other. */
static bool has_words(const char *whole, const char *part)
{
	static const char ends[] = " ()&,.";
	size_t len = strlen(part);
	for (const char *at = whole; (at = strstr(at, part)); at++)
		if ((at == whole || strchr(ends, at[-1])) && strchr(ends, at[len]))
			return true;
	return false;
}

static const char *city_of(const char *name)
{
	const char *slash = strrchr(name, '/');
	return slash ? slash + 1 : name;
}

static enum match judge(struct mw_pool *pool, const struct mw_zone_place *place, const char *code,
			const char *wanted)
{
	const char *city = plain(pool, city_of(place->name));
	const char *country = plain(pool, place->country);
	if (!strcmp(plain(pool, place->name), wanted))
		return WHOLE;
	if (!strcmp(city, wanted))
		return CITY;
	if (!strcmp(country, wanted) || !strcmp(plain(pool, code), wanted))
		return COUNTRY;
	if (has_words(country, wanted) ||
	    (strlen(wanted) >= PREFIX_LEAST && !strncmp(city, wanted, strlen(wanted))))
		return PART;
	return MATCHES;
}

/* Cuts the next line off, and its fields, which TABs part. False at the end. */
static bool next_line(char **at, char *fields[4])
{
	for (char *line = *at; *line; line = *at) {
		size_t len = strcspn(line, "\n");
		*at = line + len + (line[len] == '\n');
		line[len] = '\0';
		if (*line == '#' || !*line)
			continue;
		for (int i = 0; i < 4; i++) {
			size_t width = strcspn(line, "\t");
			fields[i] = line;
			line += width;
			if (*line)
				*line++ = '\0';
		}
		return true;
	}
	return false;
}

static char *read_table(struct mw_pool *pool, const char *name)
{
	mw_auto(buf) path = MW_BUF_INIT;
	mw_auto(buf) text = MW_BUF_INIT;
	mw_zone_name_path(name, &path);
	(void)mw_file_read(path.text, TABLE_MOST, &text); /* none: nothing is found in it */
	return mw_pool_copy(pool, text.text, text.len);
}

struct country {
	const char *code, *name;
};

struct countries {
	MW_LIST(struct country) list;
};

static const char *country_of(const struct countries *countries, const char *code)
{
	for (size_t i = 0; i < countries->list.count; i++)
		if (!strcmp(countries->list.items[i].code, code))
			return countries->list.items[i].name;
	return "";
}

void mw_zones_search(const char *text, struct mw_pool *pool, struct mw_zone_places *ret_places)
{
	struct mw_zone_places found[MATCHES + 1] = { 0 };
	struct countries countries = { 0 };
	char *fields[4], *at = read_table(pool, "iso3166.tab");
	const char *wanted = plain(pool, text);
	for (size_t i = 0; i < sizeof also / sizeof *also; i++)
		if (!strcmp(wanted, also[i][0]))
			wanted = plain(pool, also[i][1]);
	while (next_line(&at, fields))
		*MW_PUSH(pool, &countries.list) = (struct country){ fields[0], fields[1] };
	for (at = read_table(pool, "zone.tab"); *wanted && next_line(&at, fields);) {
		struct mw_zone_place place = { fields[2], country_of(&countries, fields[0]),
					       fields[3] };
		enum match match = judge(pool, &place, fields[0], wanted);
		*MW_PUSH(pool, &found[match].list) = place;
	}
	enum match best = WHOLE;
	while (best < PART && !found[best].list.count)
		best++;
	*ret_places = found[best];
}
