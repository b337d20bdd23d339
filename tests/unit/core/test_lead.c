/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "matchward/core/lead.h"

#include "expect.h"

static void write_all(const struct mw_leads *leads, char *text)
{
	*text = '\0';
	for (size_t i = 0; i < leads->count; i++) {
		char one[MW_LEAD_TEXT_SIZE];
		(void)sprintf(text + strlen(text), "%s%s", i ? " " : "",
			      mw_lead_format(leads->items[i], one));
	}
}

static void lists(void **state)
{
	(void)state;
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ "30d 14d 7d 3d 1d 0d", "30d 14d 7d 3d 1d 0d" },
		{ "0d 3d 7d", "7d 3d 0d" },
		{ "2w", "14d" },
		{ "7d 1w 7d", "7d" },
		{ "1h 0d 30d", "30d 0d 1h" },
		{ "3h 90m 0m 180m", "3h 90m 0m" },
		{ "1d, 0d,2h", "1d 0d 2h" },
		{ "24h 0d", "0d 24h" }, /* days of the calendar before hours of the clock */
		{ "1000d", "1000d" },
		{ "140w", "980d" },
		{ "none", "" },
		{ " 1d\t0d ", "1d 0d" },
		{ "12d 11d 10d 9d 8d 7d 6d 5d 4d 3d 2d 1d",
		  "12d 11d 10d 9d 8d 7d 6d 5d 4d 3d 2d 1d" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mw_leads leads;
		char text[200];
		EXPECT_INT(cases[i].text, mw_leads_parse(cases[i].text, &leads, NULL), 0);
		write_all(&leads, text);
		EXPECT_TEXT(cases[i].text, text, cases[i].want);
	}
}

static void faults(void **state)
{
	(void)state;
	static const struct {
		const char *text, *bad; /* where reading stopped */
	} cases[] = {
		{ "", "" },
		{ "  ", "  " },
		{ "30", "30" },
		{ "d", "d" },
		{ "7d 3x 1d", "3x 1d" },
		{ "1.5d", "1.5d" },
		{ "-1d", "-1d" },
		{ "1 d", "1 d" },
		{ "1001d", "1001d" },
		{ "141w", "141w" },
		{ "99999d", "99999d" },
		{ "7d none", "none" },
		{ "7dd", "7dd" },
		{ "3d 7D", "7D" },
		{ "13d 12d 11d 10d 9d 8d 7d 6d 5d 4d 3d 2d 1d", "1d" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mw_leads leads = { .count = 99 };
		const char *bad = NULL;
		EXPECT_INT(cases[i].text, mw_leads_parse(cases[i].text, &leads, &bad),
			   MW_LEAD_E_SYNTAX);
		EXPECT_TEXT(cases[i].text, bad, cases[i].bad);
		EXPECT_INT("untouched", leads.count, 99);
		EXPECT_INT("without asking where", mw_leads_parse(cases[i].text, &leads, NULL),
			   MW_LEAD_E_SYNTAX);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists),
		cmocka_unit_test(faults),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
