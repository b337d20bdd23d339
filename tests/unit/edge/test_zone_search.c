/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places, as people write them, in a small database made by hand. */
#include "matchward/edge/zone_search.h"

#include "expect.h"
#include "matchward/core/buf.h"
#include "temp_dir.h"

static struct temp_dir dir;

static void put(const char *name, const char *text)
{
	FILE *file = fopen(temp_path(&dir, name), "w");
	must(file && fputs(text, file) >= 0 && !fclose(file), name);
}

static int make(void **state)
{
	(void)state;
	temp_dir_make(&dir);
	put("iso3166.tab", "# code\tname\nGB\tBritain (UK)\nGH\tGhana\nIN\tIndia\n"
			   "KR\tKorea (South)\nMX\tMexico\nUS\tUnited States\n");
	put("zone.tab", "#code\tcoordinates\tTZ\tcomments\n"
			"GB\t+5130\tEurope/London\nGH\t+0533\tAfrica/Accra\n"
			"IN\t+2232\tAsia/Kolkata\nKR\t+3733\tAsia/Seoul\n"
			"MX\t+1924\tAmerica/Mexico_City\tCentral Mexico\n"
			"US\t+4042\tAmerica/New_York\tEastern (most areas)\n"
			"US\t+3403\tAmerica/Los_Angeles\tPacific\n"
			"XX\t+0000\tAsia/Nowhere_Else\nXX\t+0000\tAsia/Nowhere");
	return setenv("TZDIR", dir.path, 1);
}

static int unmake(void **state)
{
	(void)state;
	temp_dir_remove(&dir);
	return unsetenv("TZDIR");
}

/* want: the names, one blank between them */
static void expect(const char *text, const char *want)
{
	struct mw_pool pool = MW_POOL_INIT;
	struct mw_zone_places places;
	mw_auto(buf) got = MW_BUF_INIT;
	mw_zones_search(text, &pool, &places);
	for (size_t i = 0; i < places.list.count; i++)
		mw_buf_printf(&got, "%s%s", i ? " " : "", places.list.items[i].name);
	EXPECT_TEXT(text, got.text, want);
	mw_pool_release(&pool);
}

static void found(void **state)
{
	(void)state;
	expect("Asia/Kolkata", "Asia/Kolkata");
	expect("asia/kolkata", "Asia/Kolkata");
	expect("Kolkata", "Asia/Kolkata");
	expect("new york", "America/New_York");
	expect("NEW-YORK", "America/New_York");
	expect("India", "Asia/Kolkata");
	expect("in", "Asia/Kolkata");
	expect("United States", "America/New_York America/Los_Angeles");
	expect("USA", "America/New_York America/Los_Angeles");
	expect("uk", "Europe/London");
	expect("Britain", "Europe/London");
	expect("south korea", "Asia/Seoul");
	expect("Korea", "Asia/Seoul");
	expect("mexico", "America/Mexico_City"); /* the country, not only the city's beginning */
	expect("kolk", "Asia/Kolkata");
	expect("nowhere", "Asia/Nowhere"); /* of a country that has no name; not the beginning */
}

static void not_found(void **state)
{
	(void)state;
	expect("", "");
	expect("Atlantis", "");
	expect("kol", "");   /* three letters are no guess */
	expect("tain", "");  /* the end of a word */
	expect("Indi", "");  /* the beginning of a country */
	expect("lkata", ""); /* the middle of a city */
	put("zone.tab", "");
	expect("India", "");
	must(unlink(temp_path(&dir, "zone.tab")) == 0, "unlink");
	expect("India", "");
}

static void told(void **state)
{
	(void)state;
	struct mw_pool pool = MW_POOL_INIT;
	struct mw_zone_places places;
	mw_zones_search("new york", &pool, &places);
	EXPECT_TEXT("country", places.list.items[0].country, "United States");
	EXPECT_TEXT("note", places.list.items[0].note, "Eastern (most areas)");
	mw_zones_search("london", &pool, &places);
	EXPECT_TEXT("no note", places.list.items[0].note, "");
	mw_pool_release(&pool);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(found),
		cmocka_unit_test(told),
		cmocka_unit_test(not_found),
	};
	return cmocka_run_group_tests(tests, make, unmake);
}
