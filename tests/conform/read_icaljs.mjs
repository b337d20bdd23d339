// SPDX-License-Identifier: GPL-3.0-or-later
// Calendar files as ical.js reads them, in the form of neutral.py. usage: node read_icaljs.mjs ICAL.JS FILE...
import { readFileSync, writeSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { default: ICAL } = await import(pathToFileURL(process.argv[2]).href);
const OCCURRENCES_MOST = 5000;

function when(time) {
	return time.toString();
}

function valueOf(name, property, value) {
	if (name === "RELATED-TO")
		return `${property.getParameter("reltype") ?? ""} ${value}`;
	if (value instanceof ICAL.Duration)
		return value.toSeconds();
	return value instanceof ICAL.Time ? when(value) : value;
}

function occurrences(component) {
	if (!component.hasProperty("rrule"))
		return null;
	const days = [];
	const walk = new ICAL.RecurExpansion({ component, dtstart: component.getFirstPropertyValue("dtstart") });
	for (let next; days.length < OCCURRENCES_MOST && (next = walk.next()); )
		days.push(when(next));
	return days;
}

function componentOf(component) {
	const properties = {};
	for (const property of component.getAllProperties()) {
		const name = property.name.toUpperCase();
		if (name === "RRULE" || name === "EXDATE")
			continue;
		(properties[name] ??= []).push(...property.getValues().map((value) => valueOf(name, property, value)));
	}
	return {
		name: component.name.toUpperCase(),
		properties,
		occurrences: occurrences(component),
		parts: component.getAllSubcomponents().map(componentOf),
	};
}

const files = {};
for (const path of process.argv.slice(3)) {
	try {
		// A text that is not UTF-8 throws here and is not mended in silence.
		const text = new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
		files[path] = { errors: [], calendar: componentOf(new ICAL.Component(ICAL.parse(text))) };
	} catch (error) {
		files[path] = { errors: [`ical.js: ${error.message}`], calendar: null };
	}
}
process.stdout.write(JSON.stringify(files));
