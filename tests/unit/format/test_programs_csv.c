/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The program list: what spreadsheets write is read, and each fault is named at its line. Line 1 is
 * the row of column names, so the n-th program of a plain file stands in line n + 1.
 */
#include "matchward/format/programs_csv.h"

#include "ini_check.h"

struct list {
	struct mw_pool pool;
	struct mw_profile profile;
	struct mw_diags diags;
};

static int read_bytes(struct list *list, const char *text, size_t len)
{
	memset(list, 0, sizeof *list);
	mw_profile_init(&list->profile);
	list->profile.zone = check_zone(NULL, "Asia/Kolkata");
	return mw_programs_read("p.csv", text, len, &check_finder, &list->pool, &list->profile,
				&list->diags);
}

static int read_text(struct list *list, const char *text)
{
	return read_bytes(list, text, strlen(text));
}

static void release(struct list *list)
{
	mw_diags_release(&list->diags);
	mw_pool_release(&list->pool);
}

static const struct mw_program *at(const struct list *list, size_t i)
{
	assert_true(i < list->profile.programs.count);
	return &list->profile.programs.items[i];
}

static void good(const char *name, struct list *list, const char *text, size_t count)
{
	int outcome = read_text(list, text);
	check_diags(name, &list->diags, "");
	assert_int_equal(outcome, 0);
	assert_int_equal(list->profile.programs.count, count);
}

static void all_columns(void **state)
{
	(void)state;
	struct list list;
	good("all", &list,
	     "name,id,kind,img-friendly,visas,expected-score,deadline,signal,interview,status,"
	     "research-there,support-there\n"
	     "Riverside,r-1,academic,yes,j1 h1b,245,2027-10-15,gold,2027-11-09 at 10:30 "
	     "America/Chicago,interview,yes,no\n"
	     "Empty One,,,,,,,,,,,\n",
	     2);
	const struct mw_program *it = at(&list, 0);
	assert_string_equal(it->name, "Riverside");
	assert_string_equal(it->id, "r-1");
	assert_int_equal(it->kind, MW_PROGRAM_ACADEMIC);
	assert_int_equal(it->img_friendly, MW_ANSWER_YES);
	assert_int_equal(it->j1, MW_ANSWER_YES);
	assert_int_equal(it->h1b, MW_ANSWER_YES);
	assert_int_equal(it->expected_score, 245);
	assert_int_equal(it->deadline.base, MW_EXPR_DATE);
	assert_int_equal(it->deadline.day, 15);
	assert_int_equal(it->deadline.minute, -1);
	assert_int_equal(it->deadline.spot.line, 2);
	assert_int_equal(it->signal, MW_SIGNAL_GOLD);
	assert_int_equal(it->interview.minute, 10 * 60 + 30);
	assert_string_equal(it->interview.zone->name, "America/Chicago");
	assert_int_equal(it->status, MW_PROGRAM_INTERVIEW);
	assert_int_equal(it->research_there, MW_ANSWER_YES);
	assert_int_equal(it->support_there, MW_ANSWER_NO);
	assert_int_equal(it->spot.line, 2);
	it = at(&list, 1);
	assert_string_equal(it->id, "empty-one");
	assert_int_equal(it->kind, MW_PROGRAM_KIND_UNKNOWN);
	assert_int_equal(it->img_friendly, MW_ANSWER_UNKNOWN);
	assert_int_equal(it->j1, MW_ANSWER_UNKNOWN);
	assert_int_equal(it->h1b, MW_ANSWER_UNKNOWN);
	assert_int_equal(it->expected_score, MW_NONE);
	assert_int_equal(it->deadline.base, MW_EXPR_NONE);
	assert_int_equal(it->interview.base, MW_EXPR_NONE);
	assert_int_equal(it->signal, MW_SIGNAL_NONE);
	assert_int_equal(it->status, MW_PROGRAM_CONSIDERED);
	assert_int_equal(it->research_there, MW_ANSWER_UNKNOWN);
	release(&list);
}

/* The same two programs as different spreadsheets save them. */
static void spreadsheets(void **state)
{
	(void)state;
	static const struct {
		const char *name, *text;
		int second_line;
	} cases[] = {
		{ "plain", "name,visas,kind\nA B,j1,community\nC,h1b,academic\n", 3 },
		{ "byte order mark",
		  "\xef\xbb\xbfname,visas,kind\nA B,j1,community\nC,h1b,academic\n", 3 },
		{ "CRLF", "name,visas,kind\r\nA B,j1,community\r\nC,h1b,academic\r\n", 3 },
		{ "CR", "name,visas,kind\rA B,j1,community\rC,h1b,academic\r", 3 },
		{ "no line end at the end", "name,visas,kind\nA B,j1,community\nC,h1b,academic",
		  3 },
		{ "all quoted",
		  "\"name\",\"visas\",\"kind\"\r\n\"A B\",\"j1\",\"community\"\r\n"
		  "\"C\",\"h1b\",\"academic\"\r\n",
		  3 },
		{ "semicolons", "name;visas;kind\nA B;j1;community\nC;h1b;academic\n", 3 },
		{ "tabs", "name\tvisas\tkind\nA B\tj1\tcommunity\nC\th1b\tacademic\n", 3 },
		{ "tabs, empty cells",
		  "note\tvisas\tname\tsignal\tkind\n\tj1\tA B\t\tcommunity\n\th1b\tC\t\tacademic\n",
		  3 },
		{ "blank rows",
		  "\n\nname,visas,kind\n\n,,\nA B,j1,community\n\"\",,\nC,h1b,academic\n\n", 8 },
		{ "blanks around cells",
		  " name , visas,kind\t\n  A  B , j1 ,community\nC,h1b,academic\n", 3 },
		{ "no-break spaces",
		  "name,visas,kind\nA\xc2\xa0"
		  "B,j1\xc2\xa0,community\nC,h1b,academic\n",
		  3 },
		{ "a cell of two lines",
		  "name,visas,kind\n\"A\r\nB\",j1,community\nC,h1b,academic\n", 4 },
		{ "cells left out at the end",
		  "kind,name,visas,deadline\ncommunity,A B,j1\n"
		  "academic,C,h1b,,,,\n",
		  3 },
		{ "a semicolon in the first line",
		  "name,visas,kind,note; mine\nA B,j1,community\n"
		  "C,h1b,academic\n",
		  3 },
		{ "columns of one's own",
		  "Notes,Name,,VISAS,note to self,Kind\n\"x, y\",A B,z,j1,,community\n"
		  ",C,,h1b,,academic\n",
		  3 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct list list;
		good(cases[i].name, &list, cases[i].text, 2);
		check_text(cases[i].name, at(&list, 0)->name, "A B");
		check_text(cases[i].name, at(&list, 1)->name, "C");
		assert_int_equal(at(&list, 0)->j1, MW_ANSWER_YES);
		assert_int_equal(at(&list, 0)->h1b, MW_ANSWER_NO);
		assert_int_equal(at(&list, 0)->kind, MW_PROGRAM_COMMUNITY);
		assert_int_equal(at(&list, 1)->h1b, MW_ANSWER_YES);
		assert_int_equal(at(&list, 1)->kind, MW_PROGRAM_ACADEMIC);
		assert_int_equal(at(&list, 1)->spot.line, cases[i].second_line);
		release(&list);
	}
}

static void quotes(void **state)
{
	(void)state;
	struct list list;
	good("quotes", &list, "name,notes\n\"St. \"\"Mary\"\", West; East\",\n", 1);
	assert_string_equal(at(&list, 0)->name, "St. \"Mary\", West; East");
	assert_string_equal(at(&list, 0)->id, "st-mary-west-east");
	release(&list);
}

static void column_names(void **state)
{
	(void)state;
	struct list list;
	good("any case, blanks and underscores", &list,
	     "NAME,IMG Friendly,Expected_Score,research there,Support_There\nA,Yes,250+,NO,yes\n",
	     1);
	assert_int_equal(at(&list, 0)->img_friendly, MW_ANSWER_YES);
	assert_int_equal(at(&list, 0)->expected_score, 250);
	assert_int_equal(at(&list, 0)->research_there, MW_ANSWER_NO);
	assert_int_equal(at(&list, 0)->support_there, MW_ANSWER_YES);
	release(&list);
}

static void visas(void **state)
{
	(void)state;
	static const struct {
		const char *cell;
		enum mw_answer j1, h1b;
	} cases[] = {
		{ "j1", MW_ANSWER_YES, MW_ANSWER_NO },
		{ "J-1", MW_ANSWER_YES, MW_ANSWER_NO },
		{ "h1b", MW_ANSWER_NO, MW_ANSWER_YES },
		{ "H1-B", MW_ANSWER_NO, MW_ANSWER_YES },
		{ "H-1B", MW_ANSWER_NO, MW_ANSWER_YES },
		{ "j1 h1b", MW_ANSWER_YES, MW_ANSWER_YES },
		{ "\"J-1, H-1B\"", MW_ANSWER_YES, MW_ANSWER_YES },
		{ "j1/h1b", MW_ANSWER_YES, MW_ANSWER_YES },
		{ "J1;H1B", MW_ANSWER_YES, MW_ANSWER_YES },
		{ "J1 + H1B", MW_ANSWER_YES, MW_ANSWER_YES },
		{ "either", MW_ANSWER_YES, MW_ANSWER_YES },
		{ "Both", MW_ANSWER_YES, MW_ANSWER_YES },
		{ "None", MW_ANSWER_NO, MW_ANSWER_NO },
		{ "", MW_ANSWER_UNKNOWN, MW_ANSWER_UNKNOWN },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct list list;
		char text[64];
		(void)snprintf(text, sizeof text, "name,visas\nA,%s\n", cases[i].cell);
		good(cases[i].cell, &list, text, 1);
		assert_int_equal(at(&list, 0)->j1, cases[i].j1);
		assert_int_equal(at(&list, 0)->h1b, cases[i].h1b);
		release(&list);
	}
}

/* The hash is FNV-1a, 32 bits, of the UTF-8 bytes, worked out apart from this program. */
static void ids(void **state)
{
	(void)state;
	static const struct {
		const char *name, *id;
	} cases[] = {
		{ "Riverside University", "riverside-university" },
		{ "  St. Mary's  (West)!", "st-mary-s-west" },
		{ "M\xc3\xbcnster 2", "m-nster-2" },
		{ "0123456789 0123456789 0123456789 0123456789",
		  "0123456789-0123456789-0123456789-0123456" },
		/* the 40th byte would be the hyphen */
		{ "012345678901234567890123456789012345678 X",
		  "012345678901234567890123456789012345678" },
		{ "\xe6\x9d\xb1\xe4\xba\xac", "p-68dea76f" },
		{ "?", "p-3a0cb08e" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct list list;
		char text[128];
		(void)snprintf(text, sizeof text, "name\n%s\n", cases[i].name);
		good(cases[i].name, &list, text, 1);
		check_text(cases[i].name, at(&list, 0)->id, cases[i].id);
		release(&list);
	}
}

#define KINDS                                                                                      \
	"expected top-academic, academic, strong-community, university-affiliated or community\n"
#define NO_NAME                                                                                    \
	"expected a first row with the names of the columns, such as name,kind,visas,deadline\n"
#define QUOTE                                                                                      \
	"a quote stands where none can stand; expected quotes around the whole cell, and each "    \
	"quote "                                                                                   \
	"inside written twice\n"

static void faults(void **state)
{
	(void)state;
	static const struct {
		const char *text, *diags;
	} cases[] = {
		{ "", "p.csv: the file is empty; " NO_NAME },
		{ "\n \n,,\n", "p.csv: the file is empty; " NO_NAME },
		{ "\nkind,visas\nacademic,j2\n", "p.csv:2: there is no column \"name\"; " NO_NAME
						 "p.csv:3: \"visas\" cannot be \"j2\"; expected "
						 "j1, h1b, both of them (\"j1 h1b\", or "
						 "either), or none\n" },
		{ "name,visa\nA,j1\n",
		  "p.csv:1: unknown column \"visa\"; did you mean \"visas\"? A "
		  "column of your own begins with \"note\"\n" },
		{ "name,city\nA,Ohio\n",
		  "p.csv:1: unknown column \"city\"; expected name, id, kind, img-friendly, visas, "
		  "expected-score, deadline, signal, interview, status, research-there, "
		  "support-there, "
		  "or a column of your own that begins with \"note\"\n" },
		{ "name,kind,Kind\nA,,\n",
		  "p.csv:1: the column \"kind\" is there twice; expected it once\n" },
		{ "name,kind\nA,academic\n,community\nC,private\n",
		  "p.csv:3: this program has no name; expected one in the column \"name\"\n"
		  "p.csv:4: \"kind\" cannot be \"private\"; " KINDS },
		{ "name,id\nA,Not An Id\n", "p.csv:2: \"id\" cannot be \"Not An Id\"; expected "
					    "lower-case letters, digits and "
					    "\"-\", 1 to 40 of them\n" },
		{ "name,img-friendly,research-there,support-there\nA,maybe,1,no one\n",
		  "p.csv:2: \"img-friendly\" cannot be \"maybe\"; expected yes or no\n"
		  "p.csv:2: \"research-there\" cannot be \"1\"; expected yes or no: have you done "
		  "research there?\n"
		  "p.csv:2: \"support-there\" cannot be \"no one\"; expected yes or no: does "
		  "somebody "
		  "inside support you?\n" },
		{ "name,visas\nA,j1 none\n",
		  "p.csv:2: \"visas\" cannot be \"j1 none\"; expected j1, h1b, both of them (\"j1 "
		  "h1b\", or either), or none\n" },
		{ "name,visas\nA,\"+,\"\n", "p.csv:2: \"visas\" cannot be \"+,\"; expected j1, "
					    "h1b, both of them (\"j1 h1b\", or "
					    "either), or none\n" },
		{ "name,expected-score\nA,0\nB,301\nC,high\nD,+\nE,250++\n",
		  "p.csv:2: \"expected-score\" cannot be \"0\"; expected a number from 1 to 300, "
		  "such "
		  "as 240 or 240+\n"
		  "p.csv:3: \"expected-score\" cannot be \"301\"; expected a number from 1 to 300, "
		  "such "
		  "as 240 or 240+\n"
		  "p.csv:4: \"expected-score\" cannot be \"high\"; expected a number from 1 to "
		  "300, "
		  "such as 240 or 240+\n"
		  "p.csv:5: \"expected-score\" cannot be \"+\"; expected a number from 1 to 300, "
		  "such "
		  "as 240 or 240+\n"
		  "p.csv:6: \"expected-score\" cannot be \"250++\"; expected a number from 1 to "
		  "300, "
		  "such as 240 or 240+\n" },
		{ "name,signal,status\nA,bronze,waiting\n",
		  "p.csv:2: \"signal\" cannot be \"bronze\"; expected gold, silver or none\n"
		  "p.csv:2: \"status\" cannot be \"waiting\"; expected considering, applied, "
		  "interview, "
		  "rejected, ranked or dropped\n" },
		{ "name\nRiverside\nLakeside\nRIVERSIDE!\n",
		  "p.csv:4: \"RIVERSIDE!\" has the id \"riverside\", as \"Riverside\" in line 2; "
		  "expected each program once, or ids of their own in a column \"id\"\n" },
		{ "name,id\nA,x\nB,x\n", "p.csv:3: \"B\" has the id \"x\", as \"A\" in line 2; "
					 "expected each program once, or "
					 "ids of their own in a column \"id\"\n" },
		{ "name,kind\nA,academic,j1\n", "p.csv:2: this row has more cells than the first "
						"one; expected at most 2, and quotes "
						"around a cell that holds a comma\n" },
		{ "name\nA\n\"B\nC\nD\n",
		  "p.csv:3: a quote opens a cell of this row and none closes "
		  "it; expected a second one\n" },
		{ "name\nA \"the\" B\nC,x\n",
		  "p.csv:2: " QUOTE
		  "p.csv:3: this row has more cells than the first one; expected at "
		  "most 1, and quotes around a cell that holds a comma\n" },
		{ "name,kind\n\"A\" B,academic\nC,private\n",
		  "p.csv:2: " QUOTE "p.csv:3: \"kind\" cannot be \"private\"; " KINDS },
		{ "name\nCaf\xe9\nB\nB\n",
		  "p.csv:2: these bytes are not UTF-8; expected a file saved as \"CSV UTF-8\"\n"
		  "p.csv:4: \"B\" has the id \"b\", as \"B\" in line 3; expected each program "
		  "once, or "
		  "ids of their own in a column \"id\"\n" },
		{ "name\n\"A\nx\033[31m\ny\"\nB,\n", "p.csv:3: an invisible character that is no "
						     "text; delete it, or type the cell again\n" },
		{ "name,kind\n\"A\nx\033\ny\",private\n",
		  "p.csv:3: an invisible character that is no text; delete it, or type the cell "
		  "again\n" },
		{ "na\033me,kind\nA,private\n", "p.csv:1: an invisible character that is no text; "
						"delete it, or type the cell again\n" },
		{ "\xff\xfen", "p.csv: the file is UTF-16; expected one saved as \"CSV UTF-8\"\n" },
		{ "PK\3\4rest",
		  "p.csv: this is a spreadsheet itself; expected it saved as \"CSV UTF-8\"\n" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct list list;
		assert_int_equal(read_text(&list, cases[i].text), MW_PROGRAMS_E_BAD);
		check_diags(cases[i].text, &list.diags, cases[i].diags);
		assert_int_equal(list.profile.programs.count, 0);
		release(&list);
	}
}

static void wrong_dates(void **state)
{
	(void)state;
	struct list list;
	assert_int_equal(read_text(&list,
				   "name,deadline,interview\nA,10/15/2027,\nB,,2027-11-09 at "
				   "25:00\nC,2027-02-30,\n"),
			 MW_PROGRAMS_E_BAD);
	struct mw_buf said = MW_BUF_INIT;
	mw_diags_print(&list.diags, &said);
	assert_int_equal(list.diags.count, 3);
	assert_non_null(strstr(said.text, "p.csv:2: "));
	assert_non_null(strstr(said.text, "10/15/2027"));
	assert_non_null(strstr(said.text, "p.csv:3: "));
	assert_non_null(strstr(said.text, "p.csv:4: "));
	mw_buf_release(&said);
	release(&list);
}

static void nul_byte(void **state)
{
	(void)state;
	static const char text[] = "name\nA\0B\nC\n";
	struct list list;
	assert_int_equal(read_bytes(&list, text, sizeof text - 1), MW_PROGRAMS_E_BAD);
	check_diags("NUL", &list.diags,
		    "p.csv:2: this is no line of text; expected a file saved as \"CSV UTF-8\"\n");
	release(&list);
}

/* 2000 programs are read, one more is not; and a row of 101 cells is too wide. */
static void bounds(void **state)
{
	(void)state;
	for (int extra = 0; extra < 2; extra++) {
		struct list list;
		struct mw_buf text = MW_BUF_INIT;
		mw_buf_puts(&text, "name\n");
		for (int i = 0; i < 2000 + extra; i++)
			mw_buf_printf(&text, "%sprogram %d", i ? "\n" : "", i);
		assert_int_equal(read_bytes(&list, text.text, text.len),
				 extra ? MW_PROGRAMS_E_BAD : 0);
		check_diags("rows", &list.diags,
			    extra ? "p.csv:2002: too many rows; expected at most 2001\n" : "");
		assert_int_equal(list.profile.programs.count, extra ? 0 : 2000);
		mw_buf_release(&text);
		release(&list);
	}
	struct list list;
	struct mw_buf text = MW_BUF_INIT;
	mw_buf_puts(&text, "name\nA");
	for (int i = 0; i < 100; i++)
		mw_buf_putc(&text, ',');
	mw_buf_puts(&text, "x\nB,,,,\n");
	assert_int_equal(read_bytes(&list, text.text, text.len), MW_PROGRAMS_E_BAD);
	check_diags("cells", &list.diags,
		    "p.csv:2: this row has more than 100 cells; expected fewer columns\n");
	mw_buf_clear(&text);
	mw_buf_printf(&text, "name,notes\n%0201d,\nB,%01000d\n", 0, 0);
	mw_diags_release(&list.diags);
	mw_pool_release(&list.pool);
	assert_int_equal(read_bytes(&list, text.text, text.len), MW_PROGRAMS_E_BAD);
	check_diags("a long name", &list.diags,
		    "p.csv:2: the cell \"name\" is too long; expected at most 200 bytes\n");
	mw_buf_release(&text);
	release(&list);
}

/* The sample that is installed has to be in order, and shows every column. */
static void sample(void **state)
{
	(void)state;
	struct list list;
	size_t len;
	char *text = check_load("etc/programs.csv", &len);
	assert_int_equal(read_bytes(&list, text, len), 0);
	assert_true(list.profile.programs.count >= 12);
	*strchr(text, '\n') = '\0';
	for (const struct mw_programs_column *it = mw_programs_columns; it->name; it++)
		if (strcmp(it->name, "id") != 0)
			assert_non_null(strstr(text, it->name));
	free(text);
	release(&list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_columns), cmocka_unit_test(spreadsheets),
		cmocka_unit_test(quotes),      cmocka_unit_test(column_names),
		cmocka_unit_test(visas),       cmocka_unit_test(ids),
		cmocka_unit_test(faults),      cmocka_unit_test(wrong_dates),
		cmocka_unit_test(nul_byte),    cmocka_unit_test(bounds),
		cmocka_unit_test(sample),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
