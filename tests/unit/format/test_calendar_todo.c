/* SPDX-License-Identifier: GPL-3.0-or-later */
/* To-dos in the calendar, read back line by line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libical/ical.h>

#include "matchward/format/calendar.h"
#include "matchward/format/calendar_todo.h"
#include "plan_fixture.h"

#define UID(id) id ".2027.ana@todo.matchward"

struct export
{
	struct mw_buf ics; /* unfolded, lines end with LF */
	struct mw_calendar_state after;
};

/* Every component in it holds against libical's table of what the RFC allows. */
static void check(const char *ics)
{
	icalcomponent *root = icalparser_parse_string(ics);
	icalproperty *method;

	assert_non_null(root);
	method = icalcomponent_get_first_property(root, ICAL_METHOD_PROPERTY);
	icalcomponent_remove_property(root, method); /* for PUBLISH it wants an ORGANIZER */
	icalproperty_free(method);
	assert_int_equal(icalcomponent_count_errors(root), 0);
	assert_true(icalrestriction_check(root));
	assert_int_equal(icalcomponent_count_errors(root), 0);
	icalcomponent_free(root);
}

static struct export export_with(struct fixture *f, const struct mw_calendar_state *before,
				 bool todos)
{
	const struct mw_calendar_state nothing = MW_CALENDAR_STATE_INIT;
	struct mw_calendar_options options = { .alarms = MW_ALARMS_ALL, .todos = todos };
	struct export e = { .ics = MW_BUF_INIT };
	mw_auto(buf) folded = MW_BUF_INIT;

	mw_calendar_build(&f->plan, &options, before ? before : &nothing, &f->pool, &folded,
			  &e.after);
	check(folded.text);
	for (const char *p = folded.text; *p; p++) {
		if (!strncmp(p, "\r\n ", 3))
			p += 2;
		else if (*p != '\r')
			mw_buf_putc(&e.ics, *p);
	}
	return e;
}

static void end(struct export *e)
{
	mw_buf_release(&e->ics);
}

/* The lines of one component, from BEGIN to END; NULL: it is not there. Yours to free. */
static char *item(const struct export *e, const char *kind, const char *uid)
{
	char begin[32], finish[32], line[120];

	snprintf(begin, sizeof begin, "BEGIN:%s\n", kind);
	snprintf(finish, sizeof finish, "END:%s\n", kind);
	snprintf(line, sizeof line, "\nUID:%s\n", uid);
	for (const char *p = strstr(e->ics.text, begin); p; p = strstr(p + 1, begin)) {
		const char *stop = strstr(p, finish);
		char *text = strndup(p, (size_t)(stop - p));

		if (strstr(text, line))
			return text;
		free(text);
	}
	return NULL;
}

/* The to-do has this line, "" for none that begins so. */
static void expect(const struct export *e, const char *uid, const char *line)
{
	char *text = item(e, "VTODO", uid), want[200];

	assert_non_null(text);
	snprintf(want, sizeof want, "\n%s\n", line);
	if (!strstr(text, want))
		fail_msg("no %s in\n%s", line, text);
	free(text);
}

static void expect_none(const struct export *e, const char *uid, const char *name)
{
	char *text = item(e, "VTODO", uid);

	assert_non_null(text);
	assert_null(strstr(text, name));
	free(text);
}

static void expect_no_todo(const struct export *e, const char *uid)
{
	char *text = item(e, "VTODO", uid);

	assert_null(text);
}

/* A task of whole days that needs another, one with an hour, an event, and two recurrences. */
static void set_up(struct fixture *f)
{
	struct mw_milestone *rol;
	struct mw_rule *submit;

	fixture_init(f);
	fixture_add(f, "journal", "Journal", "2027-07-01", "2027-09-01");
	fixture_rule(f, "journal")->repeat_days = 7;
	fixture_add(f, "letter.kim", "Ask Dr. Kim", "2027-03-01", "2027-06-01");
	fixture_add(f, "eras-submit", "Certify, pay; apply", "2027-09-01", "2027-09-08");
	submit = fixture_rule(f, "eras-submit");
	*MW_PUSH(&f->pool, &submit->needs.list) = "letter.kim";
	*MW_PUSH(&f->pool, &submit->needs.list) = "journal";
	*MW_PUSH(&f->pool, &submit->needs.list) = "not-in-the-plan";
	rol = fixture_add(f, "rol", "Send the list", "2028-02-15", "2028-03-01");
	rol->due = fixture_at("2028-03-01", 21, 0, &fixture_new_york);
	fixture_add(f, "match-day", "Match Day", "2028-03-17", "2028-03-17");
	fixture_rule(f, "match-day")->is_event = true;
}

static void test_uid(void **unused)
{
	struct fixture f;

	(void)unused;
	fixture_init(&f);
	assert_string_equal(mw_calendar_todo_uid(&f.plan, "letter.kim", &f.pool),
			    "letter.kim.2027.ana@todo.matchward");
	assert_true(mw_calendar_is_todo_uid("a.2027.ana@todo.matchward"));
	assert_false(mw_calendar_is_todo_uid("a.2027.ana@matchward"));
	assert_false(mw_calendar_is_todo_uid("todo.matchward"));
	assert_false(mw_calendar_is_todo_uid("a@todo.matchward.example"));
	fixture_release(&f);
}

static void test_which(void **unused)
{
	struct fixture f;
	struct export e;
	const char *begin, *second;

	(void)unused;
	set_up(&f);
	e = export_with(&f, NULL, true);
	assert_int_equal(e.after.items.count, 5);
	assert_int_equal(e.after.todos.count, 3);
	expect_no_todo(&e, UID("journal"));
	expect_no_todo(&e, UID("match-day"));
	/* Each right behind its event. */
	begin = strstr(e.ics.text, "\nUID:eras-submit.2027.ana@matchward\n");
	second = strstr(e.ics.text, "\nUID:" UID("eras-submit") "\n");
	assert_true(begin && second && begin < second);
	assert_true(strstr(begin, "\nUID:rol.") > second);
	end(&e);
	fixture_release(&f);
}

static void test_lines(void **unused)
{
	struct fixture f;
	struct export e;

	(void)unused;
	set_up(&f);
	e = export_with(&f, NULL, true);
	expect(&e, UID("eras-submit"), "DTSTART;VALUE=DATE:20270901");
	expect(&e, UID("eras-submit"), "DUE;VALUE=DATE:20270908");
	expect(&e, UID("eras-submit"), "SUMMARY:Certify\\, pay\\; apply");
	expect(&e, UID("eras-submit"), "STATUS:NEEDS-ACTION");
	expect(&e, UID("eras-submit"), "PERCENT-COMPLETE:0");
	expect(&e, UID("eras-submit"), "SEQUENCE:0");
	expect(&e, UID("eras-submit"), "DTSTAMP:20261123T110000Z");
	expect(&e, UID("eras-submit"), "CLASS:PRIVATE");
	expect(&e, UID("eras-submit"), "CATEGORIES:apply");
	expect(&e, UID("eras-submit"), "RELATED-TO;RELTYPE=DEPENDS-ON:" UID("letter.kim"));
	expect_none(&e, UID("eras-submit"), "ana@todo.matchward\nRELATED-TO"); /* only the one */
	expect_none(&e, UID("eras-submit"), "journal");
	expect_none(&e, UID("eras-submit"), "not-in-the-plan");
	expect_none(&e, UID("eras-submit"), "VALARM");
	expect_none(&e, UID("eras-submit"), "COMPLETED:");
	expect_none(&e, UID("eras-submit"), "TRANSP");
	/* 15 February begins in Berlin (UTC+1) at 23:00Z of the day before; 21:00 in New York
	 * (UTC-5) is 02:00Z of the next day. */
	expect(&e, UID("rol"), "DTSTART:20280214T230000Z");
	expect(&e, UID("rol"), "DUE:20280302T020000Z");
	end(&e);

	/* It opens on its day, or with its hour: no start. */
	fixture_find(&f, "eras-submit")->opens = fixture_find(&f, "eras-submit")->due;
	fixture_find(&f, "rol")->opens = fixture_find(&f, "rol")->due;
	fixture_find(&f, "letter.kim")->opens = MW_DATE_NONE;
	e = export_with(&f, NULL, true);
	expect_none(&e, UID("eras-submit"), "DTSTART");
	expect_none(&e, UID("rol"), "DTSTART");
	expect_none(&e, UID("letter.kim"), "DTSTART");
	end(&e);
	fixture_release(&f);
}

/* The option changes nothing of the events, and nothing of what is remembered. */
static void test_option(void **unused)
{
	struct fixture f;
	struct export with, without, back;
	mw_auto(buf) first = MW_BUF_INIT;
	mw_auto(buf) second = MW_BUF_INIT;
	char *event, *same;

	(void)unused;
	set_up(&f);
	with = export_with(&f, NULL, true);
	fixture_set_now(&f, "2027-01-01", 0);
	without = export_with(&f, &with.after, false);
	assert_null(strstr(without.ics.text, "VTODO"));
	event = item(&with, "VEVENT", "eras-submit.2027.ana@matchward");
	same = item(&without, "VEVENT", "eras-submit.2027.ana@matchward");
	assert_string_equal(event, same);
	back = export_with(&f, &without.after, true);
	assert_string_equal(with.ics.text, back.ics.text);
	mw_calendar_state_format(&with.after, &first);
	mw_calendar_state_format(&back.after, &second);
	assert_string_equal(first.text, second.text);
	free(event);
	free(same);
	end(&back);
	end(&without);
	end(&with);
	fixture_release(&f);
}

/* The state goes through its file between the exports. */
static void test_change(void **unused)
{
	struct fixture f;
	struct export e, later;
	struct mw_calendar_state read;
	mw_auto(buf) file = MW_BUF_INIT;

	(void)unused;
	set_up(&f);
	e = export_with(&f, NULL, true);
	mw_calendar_state_format(&e.after, &file);
	assert_int_equal(mw_calendar_state_read("x", file.text, file.len, &f.pool, &read, NULL), 0);
	assert_int_equal(read.todos.count, 3);
	fixture_find(&f, "eras-submit")->due.day++;
	fixture_set_now(&f, "2027-07-01", 12 * 60);
	later = export_with(&f, &read, true);
	expect(&later, UID("eras-submit"), "SEQUENCE:1");
	expect(&later, UID("eras-submit"), "DTSTAMP:20270701T100000Z");
	expect(&later, UID("eras-submit"), "DUE;VALUE=DATE:20270909");
	expect(&later, UID("rol"), "SEQUENCE:0");
	end(&later);
	fixture_find(&f, "eras-submit")->due.day--;

	/* A start that moves, and what must come first, are meaning of the to-do. */
	fixture_find(&f, "eras-submit")->opens.day--;
	later = export_with(&f, &read, true);
	expect(&later, UID("eras-submit"), "SEQUENCE:1");
	end(&later);
	fixture_find(&f, "eras-submit")->opens.day++;
	fixture_rule(&f, "eras-submit")->needs.list.count = 0;
	later = export_with(&f, &read, true);
	expect(&later, UID("eras-submit"), "SEQUENCE:1");
	expect_none(&later, UID("eras-submit"), "RELATED-TO");
	end(&later);

	/* What is too late from the start has no to-do to wait for. */
	fixture_rule(&f, "eras-submit")->needs.list.count = 1;
	fixture_find(&f, "letter.kim")->fate = MW_FATE_TOO_LATE;
	fixture_find(&f, "letter.kim")->status = MW_STATUS_MISSED;
	later = export_with(&f, NULL, true);
	expect_none(&later, UID("eras-submit"), "RELATED-TO");
	expect_no_todo(&later, UID("letter.kim"));
	end(&later);
	end(&e);
	fixture_release(&f);
}

static void test_done(void **unused)
{
	struct fixture f;
	struct export e, again;
	struct mw_milestone *submit, *kim;

	(void)unused;
	set_up(&f);
	submit = fixture_find(&f, "eras-submit");
	kim = fixture_find(&f, "letter.kim");
	submit->is_done = true;
	submit->closed_utc = 1798761600; /* 2027-01-01T00:00:00Z: 20819 days of 86400 s */
	submit->status = MW_STATUS_DONE;
	kim->closed_by = "eras-submit";
	kim->status = MW_STATUS_DONE;
	fixture_find(&f, "rol")->fate = MW_FATE_SETTLED;
	fixture_find(&f, "rol")->status = MW_STATUS_DONE;
	fixture_set_now(&f, "2027-07-01", 12 * 60);
	e = export_with(&f, NULL, true);
	expect(&e, UID("eras-submit"), "STATUS:COMPLETED");
	expect(&e, UID("eras-submit"), "PERCENT-COMPLETE:100");
	expect(&e, UID("eras-submit"), "COMPLETED:20270101T000000Z");
	expect(&e, UID("eras-submit"), "SUMMARY:Certify\\, pay\\; apply");
	expect(&e, UID("letter.kim"), "STATUS:COMPLETED");
	expect(&e, UID("letter.kim"), "COMPLETED:20270101T000000Z");
	expect(&e, UID("rol"), "STATUS:COMPLETED");
	expect_none(&e, UID("rol"), "\nCOMPLETED:"); /* a fact knows no day */
	fixture_set_now(&f, "2027-07-02", 12 * 60);
	again = export_with(&f, &e.after, true);
	assert_string_equal(e.ics.text, again.ics.text);
	end(&again);

	/* Done by a person, and by another's end later: the person's act has the date. */
	kim->is_done = true;
	kim->closed_utc = 1798761600 - 86400;
	again = export_with(&f, &e.after, true);
	expect(&again, UID("letter.kim"), "COMPLETED:20261231T000000Z");
	kim->is_done = false;
	end(&again);

	/* Opened again: the next number, and nothing left of the end. */
	submit->is_done = false;
	submit->status = MW_STATUS_UPCOMING;
	kim->closed_by = NULL;
	kim->status = MW_STATUS_UPCOMING;
	again = export_with(&f, &e.after, true);
	expect(&again, UID("eras-submit"), "STATUS:NEEDS-ACTION");
	expect(&again, UID("eras-submit"), "SEQUENCE:1");
	expect_none(&again, UID("eras-submit"), "COMPLETED:");
	end(&again);
	end(&e);
	fixture_release(&f);
}

static void test_cancelled(void **unused)
{
	struct fixture f;
	struct export e, after;

	(void)unused;
	set_up(&f);
	e = export_with(&f, NULL, true);
	fixture_find(&f, "eras-submit")->is_skipped = true;
	fixture_find(&f, "eras-submit")->status = MW_STATUS_SKIPPED;
	fixture_remove(&f, "rol");
	after = export_with(&f, &e.after, true);
	expect(&after, UID("eras-submit"), "STATUS:CANCELLED");
	expect(&after, UID("eras-submit"), "SEQUENCE:1");
	expect(&after, UID("eras-submit"), "DUE;VALUE=DATE:20270908");
	expect(&after, UID("eras-submit"), "SUMMARY:Certify\\, pay\\; apply");
	expect_none(&after, UID("eras-submit"), "PERCENT");
	expect(&after, UID("rol"), "STATUS:CANCELLED");
	expect(&after, UID("rol"), "DUE:20280302T020000Z");
	assert_int_equal(after.after.todos.count, 3);
	end(&after);

	/* A task that has become an event. */
	fixture_rule(&f, "letter.kim")->is_event = true;
	after = export_with(&f, &e.after, true);
	expect(&after, UID("letter.kim"), "STATUS:CANCELLED");
	end(&after);
	end(&e);
	fixture_release(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_uid),       cmocka_unit_test(test_which),
		cmocka_unit_test(test_lines),     cmocka_unit_test(test_option),
		cmocka_unit_test(test_change),    cmocka_unit_test(test_done),
		cmocka_unit_test(test_cancelled),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
