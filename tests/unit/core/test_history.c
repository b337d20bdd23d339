/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ledger in words, in India, 5:30 ahead of UTC. Fields may be anybody's writing. */
#include "matchward/core/history.h"

#include "expect.h"
#include "road_by_hand.h"

static void entries(void **state)
{
	(void)state;
	static const struct {
		enum mw_verb verb;
		const char *id, *due, *argument, *want;
	} cases[] = {
		{ MW_VERB_FIRST_DAY, "-", "2026-11-23", "",
		  "first day   the plan begins on Mon 23 Nov 2026" },
		{ MW_VERB_FIRST_DAY, "-", "2026-11-23", "replan",
		  "replanned   the plan begins on Mon 23 Nov 2026" },
		{ MW_VERB_PLANNED, "a", "2026-12-10", "2026-11-26",
		  "planned     Title: from Thu 26 Nov 2026, due Thu 10 Dec 2026" },
		{ MW_VERB_TOLD, "-", "2026-11-23", "digest",
		  "reminded    the first words of the plan that begins on Mon 23 Nov 2026" },
		{ MW_VERB_TOLD, "a", "2026-12-10", "14d",
		  "reminded    Title: 14 days before Thu 10 Dec 2026" },
		{ MW_VERB_TOLD, "a", "2026-12-10", "1d",
		  "reminded    Title: 1 day before Thu 10 Dec 2026" },
		{ MW_VERB_TOLD, "a", "2026-12-10", "0d", "reminded    Title: due Thu 10 Dec 2026" },
		{ MW_VERB_TOLD, "a", "2026-12-10T13:00Z", "3h",
		  "reminded    Title: 3 hours before Thu 10 Dec 2026 18:30" },
		{ MW_VERB_TOLD, "a", "2026-12-10T13:00Z", "90m",
		  "reminded    Title: 90 minutes before Thu 10 Dec 2026 18:30" },
		{ MW_VERB_TOLD, "a", "2026-12-10T13:00Z", "0m",
		  "reminded    Title: due Thu 10 Dec 2026 18:30" },
		{ MW_VERB_TOLD, "a", "2026-12-10", "+7d",
		  "reminded    Title: 7 days after its day, Thu 10 Dec 2026" },
		{ MW_VERB_TOLD, "a", "2026-12-10", "late",
		  "reminded    Title: its last useful day has passed; it was due Thu 10 Dec 2026" },
		{ MW_VERB_TOLD, "a", "2026-12-10", "again@2026-12-05T03:30Z",
		  "reminded    Title: you had put it off; due Thu 10 Dec 2026" },
		{ MW_VERB_TOLD, "a", "2026-12-10", "what?",
		  "reminded    Title: what?, Thu 10 Dec 2026" },
		{ MW_VERB_SEEN, "a", "2026-12-10", "", "dismissed   Title: due Thu 10 Dec 2026" },
		{ MW_VERB_DONE, "a", "-", "", "done        Title" },
		{ MW_VERB_DONE, "a", "2026-12-10", "", "done        Title: for Thu 10 Dec 2026" },
		{ MW_VERB_SKIPPED, "a", "-", "", "skipped     Title" },
		{ MW_VERB_UNDONE, "a", "-", "", "open again  Title" },
		{ MW_VERB_SNOOZED, "a", "2026-12-10", "2026-12-05T03:30Z",
		  "put off     Title: until Sat 5 Dec 2026 09:00; due Thu 10 Dec 2026" },
		{ MW_VERB_DONE, "a", "2026-12-10", "by phone",
		  "done        Title: for Thu 10 Dec 2026 (by phone)" },
		{ MW_VERB_SNOOZED, "a", "2026-12-10", "soon",
		  "put off     Title: until soon; due Thu 10 Dec 2026" },
		{ MW_VERB_SNOOZED, "a", "2026-12-10", "2026-12-05T24:00Z",
		  "put off     Title: until 2026-12-05T24:00Z; due Thu 10 Dec 2026" },
		{ MW_VERB_SNOOZED, "a", "2026-12-10", "2026-12-05T23:60Z",
		  "put off     Title: until 2026-12-05T23:60Z; due Thu 10 Dec 2026" },
		{ MW_VERB_SNOOZED, "a", "2026-12-10", "2026-12-05T-1:30Z",
		  "put off     Title: until 2026-12-05T-1:30Z; due Thu 10 Dec 2026" },
		{ MW_VERB_SNOOZED, "a", "2026-12-10", "2026-12-05T23:-1Z",
		  "put off     Title: until 2026-12-05T23:-1Z; due Thu 10 Dec 2026" },
		{ MW_VERB_SNOOZED, "a", "2026-12-10", "2026-12-05 03:30Z",
		  "put off     Title: until 2026-12-05 03:30Z; due Thu 10 Dec 2026" },
		{ MW_VERB_SNOOZED, "a", "2026-12-10", "2026-99-05T03:30Z",
		  "put off     Title: until 2026-99-05T03:30Z; due Thu 10 Dec 2026" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mw_ledger_entry entry = { an_instant("2026-11-23T10:00"),
						 cases[i].verb,
						 2027,
						 cases[i].id,
						 cases[i].due,
						 cases[i].argument };
		mw_auto(buf) text = MW_BUF_INIT;
		mw_history_entry(&entry, "Title", zone_by_hand("Asia/Kolkata"), &text);
		char want[200];
		(void)snprintf(want, sizeof want, "Mon 23 Nov 2026 15:30  %s", cases[i].want);
		EXPECT_TEXT(cases[i].argument, text.text, want);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(entries) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
