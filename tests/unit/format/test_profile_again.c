/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The next season's profile: which lines go, which stay, and that the rest is as it was written. */
#include "matchward/format/profile_again.h"

#include "expect.h"
#include "zones_by_hand.h"

#include "matchward/format/profile_ini.h"

#define HEAD                                                                                       \
	"[applicant]\nid = a\ntimezone = America/New_York\nyear-of-graduation = 2025\nvisa = j1\n"
#define NEW_HEAD HEAD "application-year = 2028\nfirst-day = 2028-03-25\n"

/* The roadmap has one shipped step, `cv`, an interview's step, and what the profile adds. */
static void shipped(struct mw_roadmap *roadmap, struct mw_pool *pool)
{
	memset(roadmap, 0, sizeof *roadmap);
	struct mw_rule *rule = MW_PUSH(pool, &roadmap->rules);
	*rule = (struct mw_rule){ .id = "cv", .title = "cv", .due = { .minute = -1 } };
	rule = MW_PUSH(pool, &roadmap->rules);
	*rule = (struct mw_rule){ .id = "interview",
				  .title = "interview",
				  .each = MW_ENTRY_INTERVIEW,
				  .due = { .minute = -1 } };
}

/* text behind HEAD with application-year 2027, read and turned on 2028-03-25. */
static void expect_again(const char *name, const char *body, const char *want, size_t off)
{
	struct mw_pool pool = MW_POOL_INIT;
	struct mw_profile profile;
	struct mw_roadmap rules, roadmap;
	struct mw_again again;
	mw_auto(buf) out = MW_BUF_INIT;
	const char *text = mw_pool_printf(
		&pool, HEAD "application-year = 2027\nfirst-day = 2026-11-23\n%s", body);
	EXPECT_INT(name,
		   mw_profile_read("p.ini", text, strlen(text), &finder_by_hand, NULL, &pool,
				   &profile, NULL),
		   0);
	shipped(&rules, &pool);
	mw_roadmap_apply(&rules, &profile, &pool, &roadmap, NULL);
	mw_profile_again(text, strlen(text), &profile, &roadmap, a_day("2028-03-25"), &pool, &out,
			 &again);
	EXPECT_TEXT(name, out.text, mw_pool_printf(&pool, NEW_HEAD "%s", want));
	EXPECT_INT(name, again.off.count, off);
	/* The result must be read as well. */
	EXPECT_INT(name,
		   mw_profile_read("p.ini", out.text, out.len, &finder_by_hand, NULL, &pool,
				   &profile, NULL),
		   0);
	mw_pool_release(&pool);
}

#define OFF "; Not carried over to season 2029: "

static void facts_stay(void **state)
{
	(void)state;
	static const char text[] =
		"; mine\n[step1]\nresult = pass\nattempts = 2\n[step2ck]\nexam = 2027-06-02\n"
		"score = 239\n[practice]\n2026-11-15 = NBME 10, 221\n[letter a]\nasked = "
		"2026-10-20\n"
		"received = 2027-07-20\n[research r]\nstage = data\n[experience e]\nfrom = "
		"2026-08\n"
		"[achievement x]\ndate = 2027-10-12\n[abstract s]\ndeadline = 2027-01-27\n"
		"submitted = 2027-01-20\n[abstract later]\ndeadline = 2028-05-03\n"
		"[abstract moves]\ndeadline = Y-01-27\n[study]\nquestions = 2500\nstart = "
		"2028-03-25\n";
	expect_again("nothing of it is of last season", text, text, 0);
}

static void goes(void **state)
{
	(void)state;
	expect_again("a start that is past", "[study]\nstart = 2028-03-24\nmonths = 6\n",
		     "[study]\n" OFF "that day is past; write the new one when you know it.\n"
		     "; start = 2028-03-24\nmonths = 6\n",
		     1);
	expect_again("an interview, with what stands between its lines",
		     "[interview a]\nprogram = P\n; nervous\n\nwhen = 2027-11-09\n[step1]\n",
		     OFF "an interview of last season.\n; [interview a]\n; program = P\n; "
			 "nervous\n\n; when = 2027-11-09\n[step1]\n",
		     3);
	expect_again("an interview in two places",
		     "[interview a]\n[step1]\nresult = pass\n[interview a]\nprogram = P\n",
		     OFF "an interview of last season.\n; [interview a]\n[step1]\nresult = "
			 "pass\n" OFF "an interview of last season.\n; [interview a]\n; program "
			 "= P\n",
		     3);
	expect_again("an abstract that was not sent", "[abstract a]\ndeadline = 2028-03-24\n",
		     OFF "its deadline is over.\n; [abstract a]\n; deadline = 2028-03-24\n", 2);
	expect_again("the section of official dates stays, empty",
		     "[dates]\neras-open = 2027-09-01\nmatch-day = 2028-03-17\n",
		     "[dates]\n" OFF "an official date of last season.\n; eras-open = "
		     "2027-09-01\n; match-day = 2028-03-17\n",
		     2);
	expect_again("assigned",
		     "[letter a]\nassigned = 2027-09-02\n[letter b]\nassigned = 2027-09-02\n",
		     "[letter a]\n" OFF "ERAS wants letters assigned anew each season.\n; assigned "
		     "= 2027-09-02\n[letter b]\n" OFF
		     "ERAS wants letters assigned anew each season.\n; assigned = 2027-09-02\n",
		     2);
}

static void milestones(void **state)
{
	(void)state;
	expect_again("a written day goes, what is counted stays",
		     "[milestone cv]\ndue = 2028-05-01\nremind = 1d\n",
		     "[milestone cv]\n" OFF "a day that you chose for last season.\n; due = "
		     "2028-05-01\nremind = 1d\n",
		     1);
	expect_again("a due that is counted", "[milestone cv]\ndue = Y-05-01\n",
		     "[milestone cv]\ndue = Y-05-01\n", 0);
	expect_again("your own, past", "[milestone own]\ntitle = T\ndue = 2028-03-24\n",
		     OFF "a step of your own whose day is past.\n; [milestone own]\n; title = "
			 "T\n; due = 2028-03-24\n",
		     3);
	expect_again("your own, still to come", "[milestone own]\ntitle = T\ndue = 2028-03-25\n",
		     "[milestone own]\ntitle = T\ndue = 2028-03-25\n", 0);
	expect_again("of an interview",
		     "[interview a]\nwhen = 2027-11-09\n[milestone interview.a]\nremind = 1d\n",
		     OFF "an interview of last season.\n; [interview a]\n; when = 2027-11-09\n" OFF
			 "what it belongs to is of last season.\n; [milestone interview.a]\n; "
			 "remind = 1d\n",
		     4);
}

/* 199 bytes with the end are the most: of 198 before it, "; " and the end leave 196. */
static void long_lines(void **state)
{
	(void)state;
	char place[181], text[256], want[512];
	memset(place, 'x', sizeof place - 1);
	place[sizeof place - 1] = '\0';
	(void)snprintf(text, sizeof text, "[interview a]\nprogram         = %s\n", place);
	EXPECT_INT("as long as may be", strlen(strchr(text, '\n') + 1), 199);
	(void)snprintf(want, sizeof want,
		       OFF "an interview of last season.\n; [interview a]\n; program         = "
			   "%.178s\n",
		       place);
	expect_again("cut", text, want, 2);
}

static void as_written(void **state)
{
	(void)state;
	struct mw_pool pool = MW_POOL_INIT;
	struct mw_profile profile;
	struct mw_roadmap rules, roadmap;
	struct mw_again again;
	mw_auto(buf) out = MW_BUF_INIT;
	static const char text[] =
		"\xEF\xBB\xBF[applicant]\r\nid = a\r\ntimezone = UTC\r\napplication-year=2027\r\n"
		"year-of-graduation = 2025\r\nvisa = j1\r\n[dates]\r\neras-open = 2027-09-01";
	EXPECT_INT("read",
		   mw_profile_read("p.ini", text, strlen(text), &finder_by_hand, NULL, &pool,
				   &profile, NULL),
		   0);
	shipped(&rules, &pool);
	mw_roadmap_apply(&rules, &profile, &pool, &roadmap, NULL);
	mw_profile_again(text, strlen(text), &profile, &roadmap, a_day("2028-03-25"), &pool, &out,
			 &again);
	EXPECT_TEXT("mark, ends of lines, a first day where there was none", out.text,
		    "\xEF\xBB\xBF[applicant]\r\nid = a\r\ntimezone = UTC\r\n"
		    "application-year=2028\r\nfirst-day = 2028-03-25\r\n"
		    "year-of-graduation = 2025\r\nvisa = j1\r\n[dates]\r\n" OFF
		    "an official date of last season.\n; eras-open = 2027-09-01\n");
	EXPECT_INT("the line of the old text", again.off.items[0].line, 8);
	EXPECT_TEXT("its section", again.off.items[0].section, "dates");
	EXPECT_TEXT("its text", again.off.items[0].text, "eras-open = 2027-09-01");
	assert_false(again.off.items[0].is_of_section);
	mw_pool_release(&pool);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(facts_stay), cmocka_unit_test(goes),
		cmocka_unit_test(milestones), cmocka_unit_test(long_lines),
		cmocka_unit_test(as_written),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
