/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The planner whole: the text of a profile, with what is shipped, to a plan, its words and its
 * calendar. What holds for every plan (tests/plan/sound.h) holds for this one; or its profile is
 * refused, at a line of its own.
 */
#include <stdio.h>

#include "../plan/sound.h"
#include "fuzz.h"
#include "matchward/format/report_html.h"

static const struct world *shipped_world(void)
{
	static struct world world;
	world.finder = fuzz_zones;
	world.seasons = *fuzz_seasons();
	world.roadmap = *fuzz_roadmap();
	return &world;
}

static void on_broken(void *context, const char *what)
{
	(void)fprintf(stderr, "---- profile\n%s\n----\n%s\n", (const char *)context, what);
	fuzz_broken(__FILE__, __LINE__, "the plan is sound");
}

static void must_be_said(const struct mw_diags *diags, const char *text)
{
	int lines = fuzz_lines(text, strlen(text));
	MUST(diags->count);
	for (size_t i = 0; i < diags->count && i < MW_DIAGS_MOST; i++) {
		const struct mw_diag *diag = &diags->items[i];
		MUST(*diag->spot.file && diag->spot.line >= 0);
		MUST(strcmp(diag->spot.file, "profile.ini") != 0 || diag->spot.line <= lines);
		must_be_line(diag->text);
	}
}

/* The page is its own tags and nothing of the profile's: each that opens is closed, in order. */
static void check_page(const char *page)
{
	static const char nested[] =
		" html head title style body main header footer nav section article "
		"h1 h2 h3 h4 p ul ol li dl dt dd table caption thead tbody tr th "
		"td a span strong em b i small time details summary div code abbr "
		"colgroup svg g text ";
	char names[64][16];
	int depth = 0;
	for (const char *at = page; (at = strchr(at, '<')); at++) {
		bool is_end = at[1] == '/';
		char name[16] = "", word[20];
		(void)sscanf(at + 1 + is_end, "%15[a-z0-9]", name);
		(void)snprintf(word, sizeof word, " %s ", name);
		if (!strstr(nested, word))
			continue;
		if (!is_end && depth < 64)
			memcpy(names[depth++], name, sizeof name);
		else if (!is_end || !depth || strcmp(names[--depth], name) != 0)
			fuzz_broken(at, 0, "each tag is closed in its turn");
	}
	MUST(!depth && !strstr(page, "<script"));
}

static void check_report(const struct person *person)
{
	mw_auto(buf) page = MW_BUF_INIT;
	struct mw_judged_list programs = { 0 };
	struct mw_findings notes = { 0 };
	struct mw_report report = { &person->plan,     &person->warnings, &person->assessment,
				    &person->findings, &programs,         &notes };
	mw_report_html(&report, &page);
	must_be_text(page.text, page.len);
	MUST(!strncmp(page.text, MW_REPORT_HTML_BEGIN, strlen(MW_REPORT_HTML_BEGIN)));
	check_page(page.text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	mw_auto(pool) pool = MW_POOL_INIT;
	mw_auto(diags) diags = MW_DIAGS_INIT;
	const char *text = mw_pool_copy(&pool, (const char *)data, size);
	const struct world *world = shipped_world();
	struct person person;
	bool is_good = person_read(&person, world, text, "", &diags);
	if (is_good) {
		bool has_day = person.profile.first_day != MW_DAY_NONE;
		mw_day today = has_day ? person.profile.first_day : a_day("2026-11-23");
		is_good = !person_plan(&person, world,
				       mw_zone_to_utc(person.profile.zone, today, 0), &diags);
	}
	if (is_good) {
		struct sound sound = { &person, &person.plan, on_broken, (char *)text,
				       strpbrk(text, "{}") != NULL };
		sound_check_dates(&sound);
		person_assess(&person);
		sound_check_words(&sound);
		sound_check_calendar(&sound);
		check_report(&person);
	} else {
		must_be_said(&diags, text);
	}
	person_release(&person);
	return 0;
}
