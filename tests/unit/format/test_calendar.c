/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The calendar, parsed back by libical and, where that is lenient, looked at byte by byte.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <libical/ical.h>

#include "matchward/core/text.h"
#include "matchward/format/calendar.h"
#include "plan_fixture.h"

#define UID(id) id ".2027.ana@matchward"

struct export
{
	struct mw_buf ics;
	struct mw_calendar_state after;
	icalcomponent *root;
};

/* What every file has to be: lines, characters, nesting, what libical and the RFC ask of each
 * component. */

static void check_lines(const struct mw_buf *ics)
{
	const char *line = ics->text, *end = ics->text + ics->len;

	assert_true(mw_text_is_utf8(ics->text, ics->len));
	assert_int_equal(strlen(ics->text), ics->len);
	while (line < end) {
		const char *stop = strstr(line, "\r\n");
		size_t len;

		assert_non_null(stop);
		len = (size_t)(stop - line);
		assert_in_range(len, 1, 75);
		assert_true(mw_text_is_utf8(line, len));
		assert_null(memchr(line, '\n', len));
		assert_null(memchr(line, '\r', len));
		assert_null(memchr(line, '\t', len));
		assert_false(mw_text_has_control(line, len));
		line = stop + 2;
	}
}

static int count(icalcomponent *component, icalproperty_kind kind)
{
	return icalcomponent_count_properties(component, kind);
}

static void check_event(icalcomponent *event)
{
	static const icalproperty_kind once[] = {
		ICAL_UID_PROPERTY,          ICAL_SEQUENCE_PROPERTY, ICAL_DTSTAMP_PROPERTY,
		ICAL_LASTMODIFIED_PROPERTY, ICAL_DTSTART_PROPERTY,  ICAL_DTEND_PROPERTY,
		ICAL_SUMMARY_PROPERTY,      ICAL_TRANSP_PROPERTY,   ICAL_STATUS_PROPERTY,
		ICAL_CLASS_PROPERTY,
	};
	icalcomponent *alarm;

	assert_int_equal(icalcomponent_isa(event), ICAL_VEVENT_COMPONENT);
	for (size_t i = 0; i < sizeof once / sizeof *once; i++)
		assert_int_equal(count(event, once[i]), 1);
	assert_int_equal(icalproperty_get_transp(
				 icalcomponent_get_first_property(event, ICAL_TRANSP_PROPERTY)),
			 ICAL_TRANSP_TRANSPARENT);
	assert_int_equal(
		icaltime_compare(icalproperty_get_dtstamp(icalcomponent_get_first_property(
					 event, ICAL_DTSTAMP_PROPERTY)),
				 icalproperty_get_lastmodified(icalcomponent_get_first_property(
					 event, ICAL_LASTMODIFIED_PROPERTY))),
		0);
	assert_int_equal(count(event, ICAL_X_PROPERTY), 0);
	for (alarm = icalcomponent_get_first_component(event, ICAL_ANY_COMPONENT); alarm;
	     alarm = icalcomponent_get_next_component(event, ICAL_ANY_COMPONENT)) {
		assert_int_equal(icalcomponent_isa(alarm), ICAL_VALARM_COMPONENT);
		assert_int_equal(count(alarm, ICAL_ANY_PROPERTY), 3);
		assert_int_equal(count(alarm, ICAL_ACTION_PROPERTY), 1);
		assert_int_equal(count(alarm, ICAL_TRIGGER_PROPERTY), 1);
		assert_int_equal(count(alarm, ICAL_DESCRIPTION_PROPERTY), 1);
	}
}

/*
 * iTIP (RFC 5546) wants an ORGANIZER with METHOD:PUBLISH. An importer would make a meeting of
 * somebody else's of it, so there is none; the rules of RFC 5545 alone are those for a file without
 * METHOD.
 */
static void check_restrictions(icalcomponent *root)
{
	icalcomponent *copy = icalcomponent_new_clone(root);
	icalproperty *method = icalcomponent_get_first_property(copy, ICAL_METHOD_PROPERTY);

	icalcomponent_remove_property(copy, method);
	icalproperty_free(method);
	assert_true(icalrestriction_check(copy));
	assert_int_equal(icalcomponent_count_errors(copy), 0);
	icalcomponent_free(copy);
}

static void check_file(struct export *e)
{
	icalcomponent *event;

	check_lines(&e->ics);
	assert_int_equal(icalcomponent_isa(e->root), ICAL_VCALENDAR_COMPONENT);
	assert_int_equal(icalcomponent_count_errors(e->root), 0);
	check_restrictions(e->root);
	assert_int_equal(icalcomponent_count_components(e->root, ICAL_ANY_COMPONENT),
			 e->after.items.count);
	for (event = icalcomponent_get_first_component(e->root, ICAL_ANY_COMPONENT); event;
	     event = icalcomponent_get_next_component(e->root, ICAL_ANY_COMPONENT))
		check_event(event);
}

static struct export export_with(struct fixture *f, const struct mw_calendar_state *before,
				 enum mw_alarms alarms)
{
	const struct mw_calendar_state nothing = MW_CALENDAR_STATE_INIT;
	struct mw_calendar_options options = MW_CALENDAR_OPTIONS_INIT;
	struct export e = { .ics = MW_BUF_INIT };

	options.alarms = alarms;
	mw_calendar_build(&f->plan, &options, before ? before : &nothing, &f->pool, &e.ics,
			  &e.after);
	e.root = icalparser_parse_string(e.ics.text);
	assert_non_null(e.root);
	check_file(&e);
	return e;
}

static struct export export_after(struct fixture *f, const struct export *before)
{
	return export_with(f, before ? &before->after : NULL, MW_ALARMS_ALL);
}

static void end(struct export *e)
{
	mw_buf_release(&e->ics);
	icalcomponent_free(e->root);
}

static icalcomponent *event_of(const struct export *e, const char *uid)
{
	icalcomponent *event;

	for (event = icalcomponent_get_first_component(e->root, ICAL_VEVENT_COMPONENT); event;
	     event = icalcomponent_get_next_component(e->root, ICAL_VEVENT_COMPONENT)) {
		if (!strcmp(icalcomponent_get_uid(event), uid))
			return event;
	}
	return NULL;
}

/* The property as it is written, unfolded: "SEQUENCE:0"; NULL where there is none. */
static const char *line_of(icalcomponent *component, icalproperty_kind kind)
{
	static char text[20000];
	icalproperty *property = icalcomponent_get_first_property(component, kind);
	char *out = text;

	if (!property)
		return NULL;
	for (const char *in = icalproperty_as_ical_string(property); *in; in++) {
		if (!strncmp(in, "\r\n ", 3))
			in += 2;
		else if (*in != '\r' && *in != '\n')
			*out++ = *in;
	}
	*out = '\0';
	return text;
}

static void expect_line(const struct export *e, const char *uid, icalproperty_kind kind,
			const char *want)
{
	const char *got = line_of(event_of(e, uid), kind);

	if (want)
		assert_string_equal(got, want);
	else
		assert_null(got);
}

/* SEQUENCE, stamp and status in one. */
static void expect_state(const struct export *e, const char *uid, int sequence, const char *stamp,
			 const char *status)
{
	char want[40];

	assert_non_null(event_of(e, uid));
	snprintf(want, sizeof want, "SEQUENCE:%d", sequence);
	expect_line(e, uid, ICAL_SEQUENCE_PROPERTY, want);
	snprintf(want, sizeof want, "DTSTAMP:%s", stamp);
	expect_line(e, uid, ICAL_DTSTAMP_PROPERTY, want);
	snprintf(want, sizeof want, "STATUS:%s", status);
	expect_line(e, uid, ICAL_STATUS_PROPERTY, want);
}

static void expect_triggers(const struct export *e, const char *uid, const char *const *want)
{
	icalcomponent *event = event_of(e, uid), *alarm;

	for (alarm = icalcomponent_get_first_component(event, ICAL_VALARM_COMPONENT); alarm;
	     alarm = icalcomponent_get_next_component(event, ICAL_VALARM_COMPONENT)) {
		assert_non_null(*want);
		assert_string_equal(line_of(alarm, ICAL_TRIGGER_PROPERTY), *want++);
	}
	assert_null(*want);
}

/* The fixture's clock: 12:00 in Berlin is 11:00 UTC in winter, 10:00 in summer. */
#define STAMP "20261123T110000Z"

static void set_up(struct fixture *f)
{
	struct mw_milestone *rol;

	fixture_init(f);
	fixture_add(f, "lor-chase", "[you] Remind the writers", "2027-07-05", "2027-09-08");
	fixture_rule(f, "lor-chase")->repeat_days = 14;
	fixture_set_leads(f, "lor-chase", "0d");
	fixture_add(f, "eras-submit", "[ERAS] Certify, pay; apply", "2027-09-01", "2027-09-08");
	fixture_find(f, "eras-submit")->body = "Certify.\nThen pay, and apply; look twice \\ once.";
	fixture_rule(f, "eras-submit")->url = "https://www.aamc.org/eras?a=1,2;b";
	fixture_set_leads(f, "eras-submit", "14d 3d 0d");
	rol = fixture_add(f, "rol-deadline", "[NRMP] Lists close", "2028-02-15", "2028-03-01");
	rol->due = fixture_at("2028-03-01", 21, 0, &fixture_new_york);
	fixture_set_leads(f, "rol-deadline", "1d 0d 3h");
}

static void test_calendar(void **unused)
{
	struct fixture f;
	struct export e;

	(void)unused;
	set_up(&f);
	e = export_after(&f, NULL);
	assert_string_equal(line_of(e.root, ICAL_VERSION_PROPERTY), "VERSION:2.0");
	assert_string_equal(line_of(e.root, ICAL_PRODID_PROPERTY),
			    "PRODID:-//Matchward//Matchward//EN");
	assert_string_equal(line_of(e.root, ICAL_CALSCALE_PROPERTY), "CALSCALE:GREGORIAN");
	assert_string_equal(line_of(e.root, ICAL_METHOD_PROPERTY), "METHOD:PUBLISH");
	assert_string_equal(line_of(e.root, ICAL_NAME_PROPERTY), "NAME:Match 2028");
	assert_string_equal(line_of(e.root, ICAL_COLOR_PROPERTY), "COLOR:steelblue");
	assert_string_equal(line_of(e.root, ICAL_REFRESHINTERVAL_PROPERTY),
			    "REFRESH-INTERVAL;VALUE=DURATION:P1D");
	assert_non_null(strstr(e.ics.text, "\r\nX-WR-CALNAME:Match 2028\r\n"));
	assert_non_null(strstr(e.ics.text, "\r\nX-WR-TIMEZONE:Europe/Berlin\r\n"));
	assert_non_null(strstr(e.ics.text, "\r\nX-PUBLISHED-TTL:P1D\r\n"));
	assert_non_null(strstr(e.ics.text, "\r\nX-APPLE-CALENDAR-COLOR:#4682B4\r\n"));
	assert_int_equal(e.after.items.count, 3);
	end(&e);
	fixture_release(&f);
}

static void test_whole_day(void **unused)
{
	struct fixture f;
	struct export e;

	(void)unused;
	set_up(&f);
	e = export_after(&f, NULL);
	expect_state(&e, UID("eras-submit"), 0, STAMP, "CONFIRMED");
	expect_line(&e, UID("eras-submit"), ICAL_DTSTART_PROPERTY, "DTSTART;VALUE=DATE:20270908");
	expect_line(&e, UID("eras-submit"), ICAL_DTEND_PROPERTY, "DTEND;VALUE=DATE:20270909");
	expect_line(&e, UID("eras-submit"), ICAL_SUMMARY_PROPERTY,
		    "SUMMARY:[ERAS] Certify\\, pay\\; apply");
	expect_line(&e, UID("eras-submit"), ICAL_CATEGORIES_PROPERTY, "CATEGORIES:apply");
	expect_line(&e, UID("eras-submit"), ICAL_URL_PROPERTY,
		    "URL:https://www.aamc.org/eras?a=1,2;b");
	expect_line(&e, UID("eras-submit"), ICAL_CLASS_PROPERTY, "CLASS:PRIVATE");
	expect_line(&e, UID("eras-submit"), ICAL_RRULE_PROPERTY, NULL);
	assert_non_null(strstr(line_of(event_of(&e, UID("eras-submit")), ICAL_DESCRIPTION_PROPERTY),
			       "Certify.\\nThen pay\\, and apply\\; look twice \\\\ once."));
	expect_triggers(&e, UID("eras-submit"),
			(const char *const[]){ "TRIGGER:PT9H", "TRIGGER:-P2DT15H",
					       "TRIGGER:-P6DT15H", NULL });
	fixture_find(&f, "eras-submit")->opens.day -= 30;
	end(&e);
	e = export_after(&f, NULL);
	expect_triggers(&e, UID("eras-submit"),
			(const char *const[]){ "TRIGGER:PT9H", "TRIGGER:-P2DT15H",
					       "TRIGGER:-P13DT15H", NULL });
	assert_string_equal(
		line_of(icalcomponent_get_first_component(event_of(&e, UID("eras-submit")),
							  ICAL_VALARM_COMPONENT),
			ICAL_DESCRIPTION_PROPERTY),
		"DESCRIPTION:[ERAS] Certify\\, pay\\; apply");
	end(&e);
	fixture_release(&f);
}

static void test_timed(void **unused)
{
	struct fixture f;
	struct export e;

	(void)unused;
	set_up(&f);
	f.profile.zone = &fixture_kolkata;
	e = export_after(&f, NULL);
	expect_line(&e, UID("rol-deadline"), ICAL_DTSTART_PROPERTY, "DTSTART:20280302T020000Z");
	expect_line(&e, UID("rol-deadline"), ICAL_DTEND_PROPERTY, "DTEND:20280302T021500Z");
	expect_triggers(&e, UID("rol-deadline"),
			(const char *const[]){ "TRIGGER:-PT3H", "TRIGGER:-PT22H30M", NULL });
	assert_non_null(strstr(
		line_of(event_of(&e, UID("rol-deadline")), ICAL_DESCRIPTION_PROPERTY), "07:30"));
	end(&e);
	fixture_release(&f);
}

/* How distances are written: whole days without a T, the instant itself as nothing. */
static void test_durations(void **unused)
{
	struct fixture f;
	struct export e;

	(void)unused;
	set_up(&f);
	fixture_find(&f, "eras-submit")->due = fixture_at("2027-09-08", 9, 0, &fixture_berlin);
	fixture_set_leads(&f, "eras-submit", "7d 0d 90m 0m");
	e = export_after(&f, NULL);
	expect_triggers(&e, UID("eras-submit"),
			(const char *const[]){ "TRIGGER:PT0S", "TRIGGER:-PT1H30M", "TRIGGER:-P1D",
					       "TRIGGER:-P7D", NULL });
	assert_non_null(strstr(e.ics.text, "\r\nTRIGGER:-P1D\r\n"));
	end(&e);
	fixture_release(&f);
}

static void expect_occurrences(const struct export *e, const char *uid, const char *const *want)
{
	icalcomponent *event = event_of(e, uid);
	icalproperty *rrule = icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY);
	icalrecur_iterator *iterator = icalrecur_iterator_new(icalproperty_get_rrule(rrule),
							      icalcomponent_get_dtstart(event));

	for (struct icaltimetype at = icalrecur_iterator_next(iterator); !icaltime_is_null_time(at);
	     at = icalrecur_iterator_next(iterator)) {
		assert_non_null(*want);
		assert_string_equal(icaltime_as_ical_string(at), *want++);
	}
	assert_null(*want);
	icalrecur_iterator_free(iterator);
}

static void test_repeating(void **unused)
{
	struct fixture f;
	struct export e;
	const char *uid = UID("lor-chase");

	(void)unused;
	set_up(&f);
	e = export_after(&f, NULL);
	expect_line(&e, uid, ICAL_DTSTART_PROPERTY, "DTSTART;VALUE=DATE:20270705");
	expect_line(&e, uid, ICAL_DTEND_PROPERTY, "DTEND;VALUE=DATE:20270706");
	expect_occurrences(&e, uid,
			   (const char *const[]){ "20270705", "20270719", "20270802", "20270816",
						  "20270830", NULL });
	expect_triggers(&e, uid, (const char *const[]){ "TRIGGER:PT9H", NULL });
	end(&e);

	fixture_rule(&f, "lor-chase")->repeat_days = 1;
	fixture_find(&f, "lor-chase")->due.day = fixture_day("2027-07-07");
	e = export_after(&f, NULL);
	expect_occurrences(&e, uid,
			   (const char *const[]){ "20270705", "20270706", "20270707", NULL });
	expect_triggers(&e, uid, (const char *const[]){ NULL });
	end(&e);

	/* Moved so far that one day is left, and with an hour: still a recurrence of whole days. */
	fixture_rule(&f, "lor-chase")->repeat_days = 7;
	fixture_find(&f, "lor-chase")->due = fixture_at("2027-07-05", 18, 0, &fixture_berlin);
	e = export_after(&f, NULL);
	expect_line(&e, uid, ICAL_DTSTART_PROPERTY, "DTSTART;VALUE=DATE:20270705");
	expect_occurrences(&e, uid, (const char *const[]){ "20270705", NULL });
	end(&e);
	fixture_release(&f);
}

static void expect_same(const struct export *a, const struct export *b)
{
	mw_auto(buf) before = MW_BUF_INIT;
	mw_auto(buf) after = MW_BUF_INIT;

	assert_string_equal(a->ics.text, b->ics.text);
	mw_calendar_state_format(&a->after, &before);
	mw_calendar_state_format(&b->after, &after);
	assert_string_equal(before.text, after.text);
}

/* A year later everything is open, late, missed or has passed by itself: not a byte may differ. */
static void test_no_day_in_it(void **unused)
{
	struct fixture f;
	struct export e, later;

	(void)unused;
	set_up(&f);
	e = export_after(&f, NULL);
	for (int status = MW_STATUS_UPCOMING; status <= MW_STATUS_DONE; status++) {
		fixture_set_now(&f, "2028-05-01", 600 + status);
		for (size_t i = 0; i < f.plan.milestones.count; i++)
			f.plan.milestones.items[i].status = (enum mw_status)status;
		later = export_after(&f, &e);
		expect_same(&e, &later);
		end(&later);
	}
	end(&e);
	fixture_release(&f);
}

/* The same by way of the file. */
static void test_through_the_file(void **unused)
{
	mw_auto(buf) text = MW_BUF_INIT;
	mw_auto(diags) diags = MW_DIAGS_INIT;
	struct export e, again;
	struct fixture f;

	(void)unused;
	set_up(&f);
	fixture_find(&f, "eras-submit")->title = "tab\there \\ \xc3\xbc\nline";
	e = export_after(&f, NULL);
	mw_calendar_state_format(&e.after, &text);
	again.after = MW_CALENDAR_STATE_INIT;
	assert_int_equal(
		mw_calendar_state_read("f", text.text, text.len, &f.pool, &again.after, &diags), 0);
	assert_int_equal(diags.count, 0);
	fixture_set_now(&f, "2027-01-01", 0);
	again = export_after(&f, &again);
	expect_same(&e, &again);
	end(&again);
	end(&e);
	fixture_release(&f);
}

/* One change each, and what it is: SEQUENCE and stamp move for that item, for no other. */
enum change { TITLE, BODY, DUE, TIME, OPENS, URL, PHASE, REPEAT, DONE, CHANGES };

static void change(struct fixture *f, enum change what)
{
	struct mw_milestone *it = fixture_find(f, "eras-submit");
	struct mw_rule *rule = fixture_rule(f, "eras-submit");

	switch (what) {
	case TITLE:
		it->title = "[ERAS] Certify";
		break;
	case BODY:
		it->body = "Certify";
		break;
	case DUE:
		it->due.day++;
		break;
	case TIME:
		it->due = fixture_at("2027-09-08", 0, 0, &fixture_berlin);
		break;
	case OPENS:
		it->opens.day++; /* the text names the window */
		break;
	case URL:
		rule->url = NULL;
		break;
	case PHASE:
		rule->phase = "write";
		break;
	case REPEAT:
		rule->repeat_days = 7;
		it->opens = it->due;
		break;
	case DONE:
		it->is_done = true;
		it->status = MW_STATUS_DONE;
		break;
	case CHANGES:
		break;
	}
}

static void test_changes(void **unused)
{
	(void)unused;
	for (int what = 0; what < CHANGES; what++) {
		struct fixture f;
		struct export e, changed, after;

		set_up(&f);
		e = export_after(&f, NULL);
		change(&f, (enum change)what);
		fixture_set_now(&f, "2027-07-01", 12 * 60);
		changed = export_after(&f, &e);
		expect_state(&changed, UID("eras-submit"), 1, "20270701T100000Z", "CONFIRMED");
		expect_state(&changed, UID("rol-deadline"), 0, STAMP, "CONFIRMED");
		expect_state(&changed, UID("lor-chase"), 0, STAMP, "CONFIRMED");
		fixture_set_now(&f, "2027-07-02", 12 * 60);
		after = export_after(&f, &changed);
		expect_same(&changed, &after);
		end(&after);
		end(&changed);
		end(&e);
		fixture_release(&f);
	}
}

/* Options, and what the daemon alone uses, are no meaning. */
static void test_options(void **unused)
{
	struct fixture f;
	struct export all, one, none, back;

	(void)unused;
	set_up(&f);
	all = export_after(&f, NULL);
	fixture_set_now(&f, "2027-07-01", 0);
	one = export_with(&f, &all.after, MW_ALARMS_ONE);
	none = export_with(&f, &one.after, MW_ALARMS_NONE);
	back = export_with(&f, &none.after, MW_ALARMS_ALL);
	for (const struct export *e = &one; e; e = e == &one ? &none : NULL) {
		expect_state(e, UID("eras-submit"), 0, STAMP, "CONFIRMED");
		expect_state(e, UID("rol-deadline"), 0, STAMP, "CONFIRMED");
		expect_state(e, UID("lor-chase"), 0, STAMP, "CONFIRMED");
	}
	expect_triggers(&one, UID("rol-deadline"), (const char *const[]){ "TRIGGER:-PT3H", NULL });
	expect_triggers(&none, UID("rol-deadline"), (const char *const[]){ NULL });
	assert_null(strstr(none.ics.text, "VALARM"));
	expect_same(&all, &back);
	end(&back);
	f.profile.reminders.at_minute = 8 * 60;
	fixture_set_leads(&f, "eras-submit", "1d");
	back = export_with(&f, &all.after, MW_ALARMS_ALL);
	expect_state(&back, UID("eras-submit"), 0, STAMP, "CONFIRMED");
	end(&back);
	end(&none);
	end(&one);
	end(&all);
	fixture_release(&f);
}

static void test_tombstones(void **unused)
{
	struct mw_milestone saved;
	struct export e[6];
	struct fixture f;
	const char *uid = UID("rol-deadline");

	(void)unused;
	set_up(&f);
	saved = *fixture_find(&f, "rol-deadline");
	e[0] = export_after(&f, NULL);
	fixture_remove(&f, "rol-deadline");
	fixture_set_now(&f, "2027-07-01", 12 * 60);
	e[1] = export_after(&f, &e[0]);
	expect_state(&e[1], uid, 1, "20270701T100000Z", "CANCELLED");
	expect_line(&e[1], uid, ICAL_DTSTART_PROPERTY, "DTSTART:20280302T020000Z");
	expect_line(&e[1], uid, ICAL_DTEND_PROPERTY, "DTEND:20280302T021500Z");
	expect_line(&e[1], uid, ICAL_SUMMARY_PROPERTY, "SUMMARY:Cancelled: [NRMP] Lists close");
	expect_line(&e[1], uid, ICAL_DESCRIPTION_PROPERTY, NULL);
	expect_triggers(&e[1], uid, (const char *const[]){ NULL });
	expect_state(&e[1], UID("eras-submit"), 0, STAMP, "CONFIRMED");

	/* Stable from then on. */
	fixture_set_now(&f, "2027-07-02", 12 * 60);
	e[2] = export_after(&f, &e[1]);
	expect_same(&e[1], &e[2]);

	/* It returns as it was: importers have it as cancelled, so the sequence goes on. */
	*MW_PUSH(&f.pool, &f.plan.milestones) = saved;
	fixture_set_now(&f, "2027-07-03", 12 * 60);
	e[3] = export_after(&f, &e[2]);
	expect_state(&e[3], uid, 2, "20270703T100000Z", "CONFIRMED");
	expect_line(&e[3], uid, ICAL_SUMMARY_PROPERTY, "SUMMARY:[NRMP] Lists close");
	fixture_set_now(&f, "2027-07-04", 12 * 60);
	e[4] = export_after(&f, &e[3]);
	expect_same(&e[3], &e[4]);

	/* Another season: all of the last one is cancelled, by UID, behind the new ones. */
	f.profile.application_year = 2028;
	e[5] = export_after(&f, &e[4]);
	assert_int_equal(e[5].after.items.count, 6);
	expect_state(&e[5], uid, 3, "20270704T100000Z", "CANCELLED");
	expect_state(&e[5], "rol-deadline.2028.ana@matchward", 0, "20270704T100000Z", "CONFIRMED");
	for (int i = 0; i < 6; i++)
		end(&e[i]);
	fixture_release(&f);
}

/* Cancelled on 2027-07-01, it is there until a plan begins 731 days later, on 2029-07-01. */
static void test_forgotten(void **unused)
{
	struct mw_milestone saved;
	struct export e[6];
	struct fixture f;
	const char *uid = UID("eras-submit");

	(void)unused;
	set_up(&f);
	saved = *fixture_find(&f, "eras-submit");
	e[0] = export_after(&f, NULL);
	fixture_remove(&f, "eras-submit");
	fixture_set_now(&f, "2027-07-01", 12 * 60);
	e[1] = export_after(&f, &e[0]);
	*MW_PUSH(&f.pool, &e[1].after.vdir) =
		(struct mw_vdir_record){ .folder = "/v", .uid = uid, .sequence = 4 };
	*MW_PUSH(&f.pool, &e[1].after.vdir) =
		(struct mw_vdir_record){ .folder = "/v", .uid = UID("lor-chase") };

	/* However late it is: a calendar does not change overnight. */
	fixture_set_now(&f, "2035-07-01", 12 * 60);
	assert_true(mw_day_parse("2029-06-30", &f.plan.first_day));
	e[2] = export_after(&f, &e[1]);
	expect_same(&e[1], &e[2]);

	assert_true(mw_day_parse("2029-07-01", &f.plan.first_day));
	e[3] = export_after(&f, &e[2]);
	assert_null(event_of(&e[3], uid));
	assert_null(mw_calendar_state_find(&e[3].after, uid));
	assert_int_equal(e[3].after.vdir.count, 1);
	assert_string_equal(e[3].after.vdir.items[0].uid, UID("lor-chase"));
	e[4] = export_after(&f, &e[3]);
	expect_same(&e[3], &e[4]);

	/* It returns above the 1 of the calendar, and the 4 that a folder has seen. */
	*MW_PUSH(&f.pool, &f.plan.milestones) = saved;
	e[5] = export_after(&f, &e[4]);
	expect_state(&e[5], uid, 5, "20350701T100000Z", "CONFIRMED");
	expect_state(&e[5], UID("rol-deadline"), 0, STAMP, "CONFIRMED");
	for (int i = 0; i < 6; i++)
		end(&e[i]);
	fixture_release(&f);
}

static void test_skipped(void **unused)
{
	struct mw_milestone *it;
	struct export e[5];
	struct fixture f;
	const char *uid = UID("eras-submit");

	(void)unused;
	set_up(&f);
	e[0] = export_after(&f, NULL);
	it = fixture_find(&f, "eras-submit");
	it->is_skipped = true;
	it->status = MW_STATUS_SKIPPED;
	fixture_set_now(&f, "2027-07-01", 12 * 60);
	e[1] = export_after(&f, &e[0]);
	expect_state(&e[1], uid, 1, "20270701T100000Z", "CANCELLED");
	expect_triggers(&e[1], uid, (const char *const[]){ NULL });
	it->due.day += 7; /* what nobody is asked to do may move without a word */
	fixture_set_now(&f, "2027-07-02", 12 * 60);
	e[2] = export_after(&f, &e[1]);
	expect_same(&e[1], &e[2]);
	it->is_skipped = false;
	it->status = MW_STATUS_UPCOMING;
	e[3] = export_after(&f, &e[2]);
	expect_state(&e[3], uid, 2, "20270702T100000Z", "CONFIRMED");
	expect_line(&e[3], uid, ICAL_DTSTART_PROPERTY, "DTSTART;VALUE=DATE:20270915");

	/* Skipped before the first export. */
	it->is_skipped = true;
	it->status = MW_STATUS_SKIPPED;
	e[4] = export_after(&f, NULL);
	expect_state(&e[4], uid, 0, "20270702T100000Z", "CANCELLED");
	for (int i = 0; i < 5; i++)
		end(&e[i]);
	fixture_release(&f);
}

static void test_too_late(void **unused)
{
	struct export e, after;
	struct fixture f;

	(void)unused;
	set_up(&f);
	fixture_find(&f, "eras-submit")->fate = MW_FATE_TOO_LATE;
	fixture_find(&f, "eras-submit")->status = MW_STATUS_MISSED;
	e = export_after(&f, NULL);
	assert_null(event_of(&e, UID("eras-submit"))); /* never there: nothing to cancel */
	fixture_find(&f, "rol-deadline")->fate = MW_FATE_TOO_LATE;
	fixture_find(&f, "rol-deadline")->status = MW_STATUS_MISSED;
	after = export_after(&f, &e);
	expect_state(&after, UID("rol-deadline"), 1, STAMP, "CANCELLED");
	end(&after);
	end(&e);
	fixture_release(&f);
}

static void test_done(void **unused)
{
	struct mw_milestone *it;
	struct fixture f;
	struct export e;

	(void)unused;
	for (int how = 0; how < 3; how++) {
		set_up(&f);
		it = fixture_find(&f, "eras-submit");
		it->is_done = how == 0;
		it->closed_by = how == 1 ? "rol-deadline" : NULL;
		it->fate = how == 2 ? MW_FATE_SETTLED : MW_FATE_NATURAL;
		it->status = MW_STATUS_DONE;
		e = export_after(&f, NULL);
		expect_line(&e, UID("eras-submit"), ICAL_SUMMARY_PROPERTY,
			    "SUMMARY:\xe2\x9c\x93 [ERAS] Certify\\, pay\\; apply");
		expect_line(&e, UID("eras-submit"), ICAL_STATUS_PROPERTY, "STATUS:CONFIRMED");
		expect_triggers(&e, UID("eras-submit"), (const char *const[]){ NULL });
		end(&e);
		fixture_release(&f);
	}
}

static void test_order(void **unused)
{
	static const char *const want[] = { UID("lor-chase"), UID("eras-submit"),
					    UID("rol-deadline"), UID("a-gone"), UID("z-gone") };
	struct export e, after;
	struct fixture f;
	icalcomponent *event;

	(void)unused;
	set_up(&f);
	fixture_add(&f, "z-gone", "Z", "2028-05-01", "2028-05-02");
	fixture_add(&f, "a-gone", "A", "2028-05-01", "2028-05-03");
	e = export_after(&f, NULL);
	fixture_remove(&f, "a-gone");
	fixture_remove(&f, "z-gone");
	after = export_after(&f, &e);
	event = icalcomponent_get_first_component(after.root, ICAL_VEVENT_COMPONENT);
	for (int i = 0; i < 5; i++) {
		assert_string_equal(icalcomponent_get_uid(event), want[i]);
		event = icalcomponent_get_next_component(after.root, ICAL_VEVENT_COMPONENT);
	}
	end(&after);
	end(&e);
	fixture_release(&f);
}

/* Text is text: whatever it holds, the components and properties stay the same ones. */
static void test_injection(void **unused)
{
	static const char *const evil[] = {
		"x\r\nX-EVIL:1",
		"x\nATTENDEE:mailto:evil@example.org",
		"x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil",
		"x\r\rX-EVIL:1",
		"x\xe2\x80\xa8X-EVIL:1\xc2\x85X-EVIL:1",
		"\x1b[2J\x07\x7f\x01",
		"\xff\xfe\xc3",
		"\\n\\,\\;,;:\"\\",
		"\\",
		";VALUE=DATE:20270101",
		"\n\n\n",
		"",
	};

	(void)unused;
	for (size_t i = 0; i < sizeof evil / sizeof *evil; i++) {
		struct mw_milestone *it;
		struct export e, gone;
		struct fixture f;

		set_up(&f);
		f.profile.name = evil[i];
		it = fixture_find(&f, "eras-submit");
		it->title = it->body = it->too_late = evil[i];
		fixture_rule(&f, "eras-submit")->phase = evil[i];
		fixture_rule(&f, "eras-submit")->url =
			mw_pool_printf(&f.pool, "https://x/%s", evil[i]);
		e = export_after(&f, NULL);
		assert_int_equal(e.after.items.count, 3);
		assert_null(strstr(e.ics.text, "\nX-EVIL"));
		assert_null(strstr(e.ics.text, "\nATTENDEE"));
		assert_in_range(count(event_of(&e, UID("eras-submit")), ICAL_ANY_PROPERTY), 11, 13);
		assert_in_range(count(event_of(&e, UID("eras-submit")), ICAL_CATEGORIES_PROPERTY),
				0, 1);
		assert_int_equal(count(e.root, ICAL_ANY_PROPERTY), 11);
		fixture_remove(&f, "eras-submit");
		gone = export_after(&f, &e);
		assert_int_equal(gone.after.items.count, 3);
		assert_null(strstr(gone.ics.text, "\nX-EVIL"));
		end(&gone);
		end(&e);
		fixture_release(&f);
	}
}

static void test_person(void **unused)
{
	struct fixture f;
	struct export e;

	(void)unused;
	set_up(&f);
	f.profile.name = "Ana Garc\xc3\xad"
			 "a, MD; PhD";
	e = export_after(&f, NULL);
	assert_string_equal(line_of(e.root, ICAL_NAME_PROPERTY),
			    "NAME:Match 2028 - Ana Garc\xc3\xad"
			    "a MD PhD");
	end(&e);
	fixture_release(&f);
}

/* Every way in which a fold can fall into a character of two, three and four bytes. */
static void test_folding(void **unused)
{
	(void)unused;
	for (int shift = 0; shift < 150; shift++) {
		mw_auto(buf) text = MW_BUF_INIT;
		struct fixture f;
		struct export e;

		for (int i = 0; i < shift; i++)
			mw_buf_putc(&text, 'x');
		for (int i = 0; i < 80; i++)
			mw_buf_puts(&text, i % 3 == 0   ? "\xc3\xbc"
					   : i % 3 == 1 ? "\xe2\x82\xac"
							: "\xf0\x9f\x98\x80");
		set_up(&f);
		fixture_find(&f, "eras-submit")->title = text.text;
		fixture_find(&f, "eras-submit")->body = text.text;
		e = export_after(&f, NULL);
		assert_string_equal(icalcomponent_get_summary(event_of(&e, UID("eras-submit"))),
				    text.text);
		assert_non_null(
			strstr(icalcomponent_get_description(event_of(&e, UID("eras-submit"))),
			       text.text));
		end(&e);
		fixture_release(&f);
	}
}

static void test_sequence_ends(void **unused)
{
	struct export e, after;
	struct fixture f;

	(void)unused;
	set_up(&f);
	e = export_after(&f, NULL);
	for (size_t i = 0; i < e.after.items.count; i++)
		e.after.items.items[i].sequence = MW_CALENDAR_SEQUENCE_MOST;
	fixture_find(&f, "eras-submit")->title = "New";
	after = export_after(&f, &e);
	expect_line(&after, UID("eras-submit"), ICAL_SEQUENCE_PROPERTY, "SEQUENCE:1000000000");
	end(&after);
	end(&e);
	fixture_release(&f);
}

static void test_nothing(void **unused)
{
	struct fixture f;
	struct export e;

	(void)unused;
	fixture_init(&f);
	e = export_after(&f, NULL);
	assert_int_equal(e.after.items.count, 0);
	end(&e);
	fixture_release(&f);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_calendar),
		cmocka_unit_test(test_whole_day),
		cmocka_unit_test(test_timed),
		cmocka_unit_test(test_durations),
		cmocka_unit_test(test_repeating),
		cmocka_unit_test(test_no_day_in_it),
		cmocka_unit_test(test_through_the_file),
		cmocka_unit_test(test_changes),
		cmocka_unit_test(test_options),
		cmocka_unit_test(test_tombstones),
		cmocka_unit_test(test_forgotten),
		cmocka_unit_test(test_skipped),
		cmocka_unit_test(test_too_late),
		cmocka_unit_test(test_done),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_injection),
		cmocka_unit_test(test_person),
		cmocka_unit_test(test_folding),
		cmocka_unit_test(test_sequence_ends),
		cmocka_unit_test(test_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
