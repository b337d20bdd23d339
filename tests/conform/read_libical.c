/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Calendar files as libical reads them, in the neutral form that neutral.py describes.
 * usage: read_libical FILE...
 */
#include <jansson.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libical/ical.h>

/* No calendar here recurs so often; a rule without an end stops here. */
#define OCCURRENCES_MOST 5000

static void fault(json_t *errors, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void fault(json_t *errors, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	json_array_append_new(errors, json_vsprintf(format, args));
	va_end(args);
}

static json_t *when(struct icaltimetype time)
{
	if (time.is_date)
		return json_sprintf("%04d-%02d-%02d", time.year, time.month, time.day);
	return json_sprintf("%04d-%02d-%02dT%02d:%02d:%02d%s", time.year, time.month, time.day,
			    time.hour, time.minute, time.second, icaltime_is_utc(time) ? "Z" : "");
}

static json_t *related(icalproperty *property)
{
	const char *kind = icalproperty_get_parameter_as_string(property, "RELTYPE");

	return json_sprintf("%s %s", kind ? kind : "", icalproperty_get_relatedto(property));
}

static json_t *trigger(struct icaltriggertype it)
{
	if (!icaltime_is_null_time(it.time))
		return when(it.time);
	return json_integer(icaldurationtype_as_int(it.duration));
}

/* Whatever the kind of value has for a form of its own; all else as text, unescaped. */
static json_t *value_of(icalproperty *property)
{
	icalvalue *value = icalproperty_get_value(property);

	if (icalproperty_isa(property) == ICAL_RELATEDTO_PROPERTY)
		return related(property);
	switch ((int)icalvalue_isa(value)) {
	case ICAL_DATE_VALUE:
		return when(icalvalue_get_date(value));
	case ICAL_DATETIME_VALUE:
		return when(icalvalue_get_datetime(value));
	case ICAL_INTEGER_VALUE:
		return json_integer(icalvalue_get_integer(value));
	case ICAL_DURATION_VALUE:
		return json_integer(icaldurationtype_as_int(icalvalue_get_duration(value)));
	case ICAL_TRIGGER_VALUE:
		return trigger(icalvalue_get_trigger(value));
	case ICAL_TEXT_VALUE:
		return json_string(icalvalue_get_text(value));
	case ICAL_URI_VALUE:
		return json_string(icalvalue_get_uri(value));
	case ICAL_X_VALUE:
		return json_string(icalvalue_get_x(value));
	default:
		return json_string(icalproperty_get_value_as_string(property));
	}
}

static int is_excepted(icalcomponent *component, struct icaltimetype time)
{
	icalproperty *it;

	for (it = icalcomponent_get_first_property(component, ICAL_EXDATE_PROPERTY); it;
	     it = icalcomponent_get_next_property(component, ICAL_EXDATE_PROPERTY)) {
		if (!icaltime_compare(icalproperty_get_exdate(it), time))
			return 1;
	}
	return 0;
}

static json_t *occurrences(icalcomponent *component, icalproperty *rule)
{
	json_t *list = json_array();
	icalrecur_iterator *walk = icalrecur_iterator_new(icalproperty_get_rrule(rule),
							  icalcomponent_get_dtstart(component));

	for (int i = 0; walk && i < OCCURRENCES_MOST; i++) {
		struct icaltimetype next = icalrecur_iterator_next(walk);

		if (icaltime_is_null_time(next))
			break;
		if (!is_excepted(component, next))
			json_array_append_new(list, when(next));
	}
	if (walk)
		icalrecur_iterator_free(walk);
	return list;
}

static json_t *properties_of(icalcomponent *component, json_t *errors)
{
	json_t *all = json_object();
	icalproperty *it;

	for (it = icalcomponent_get_first_property(component, ICAL_ANY_PROPERTY); it;
	     it = icalcomponent_get_next_property(component, ICAL_ANY_PROPERTY)) {
		const char *name = icalproperty_get_property_name(it);
		json_t *values = json_object_get(all, name), *value;

		if (icalproperty_isa(it) == ICAL_XLICERROR_PROPERTY)
			fault(errors, "libical: %s", icalproperty_get_xlicerror(it));
		if (icalproperty_isa(it) == ICAL_RRULE_PROPERTY ||
		    icalproperty_isa(it) == ICAL_EXDATE_PROPERTY)
			continue;
		if (!values) {
			values = json_array();
			json_object_set_new(all, name, values);
		}
		value = value_of(it);
		if (value)
			json_array_append_new(values, value);
		else
			fault(errors, "libical: the value of %s is no text", name);
	}
	return all;
}

static json_t *component_of(icalcomponent *component, json_t *errors)
{
	json_t *object = json_object(), *parts = json_array(), *repeats = json_null();
	icalproperty *rule = icalcomponent_get_first_property(component, ICAL_RRULE_PROPERTY);
	icalcomponent *it;

	for (it = icalcomponent_get_first_component(component, ICAL_ANY_COMPONENT); it;
	     it = icalcomponent_get_next_component(component, ICAL_ANY_COMPONENT))
		json_array_append_new(parts, component_of(it, errors));
	if (rule)
		repeats = occurrences(component, rule);
	json_object_set_new(
		object, "name",
		json_string(icalcomponent_kind_to_string(icalcomponent_isa(component))));
	json_object_set_new(object, "properties", properties_of(component, errors));
	json_object_set_new(object, "occurrences", repeats);
	json_object_set_new(object, "parts", parts);
	return object;
}

/*
 * With METHOD, iTIP (RFC 5546) would ask for an ORGANIZER, whom a plan does not have: what is left
 * are the rules of RFC 5545.
 */
static void check_restrictions(icalcomponent *root, json_t *errors)
{
	icalproperty *method = icalcomponent_get_first_property(root, ICAL_METHOD_PROPERTY);

	if (method) {
		icalcomponent_remove_property(root, method);
		icalproperty_free(method);
	}
	if (!icalrestriction_check(root))
		fault(errors, "libical: a component breaks the rules of RFC 5545");
	if (icalcomponent_count_errors(root))
		fault(errors, "libical: %d errors", icalcomponent_count_errors(root));
}

static json_t *file_of(const char *text)
{
	json_t *file = json_object(), *errors = json_array(), *calendar = json_null();
	icalcomponent *root;

	icalerror_clear_errno();
	root = icalparser_parse_string(text);
	if (icalerrno != ICAL_NO_ERROR)
		fault(errors, "libical: %s", icalerror_strerror(icalerrno));
	if (root) {
		calendar = component_of(root, errors);
		check_restrictions(root, errors);
		icalcomponent_free(root);
	} else {
		fault(errors, "libical: no calendar");
	}
	json_object_set_new(file, "errors", errors);
	json_object_set_new(file, "calendar", calendar);
	return file;
}

static char *read_all(const char *path)
{
	FILE *file = fopen(path, "rb");
	char *text = NULL;
	size_t len = 0, room = 0;

	if (!file) {
		perror(path);
		exit(1);
	}
	do {
		if (room - len < 2) {
			room = room ? room * 2 : 65536;
			text = realloc(text, room);
			if (!text)
				abort();
		}
		len += fread(text + len, 1, room - len - 1, file);
	} while (!feof(file) && !ferror(file));
	fclose(file);
	text[len] = '\0';
	return text;
}

int main(int argc, char **argv)
{
	json_t *files = json_object();

	icalerror_set_errors_are_fatal(0);
	for (int i = 1; i < argc; i++) {
		char *text = read_all(argv[i]);

		json_object_set_new(files, argv[i], file_of(text));
		free(text);
	}
	int status = json_dumpf(files, stdout, JSON_COMPACT);

	json_decref(files);
	return status ? 1 : 0;
}
