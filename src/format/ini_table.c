/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From events of the INI reader to rows of a table: which section is open, which row a key means,
 * what is unknown, what is missing. Values are ini_value.c's.
 */
#include "matchward/format/ini_table.h"

#include <string.h>

#include "matchward/core/text.h"

#define EXCUSED (-1) /* in entry lines: not given, but what stands there has been reported */

static const struct mw_ini_section *section_find(const struct mw_ini_keys *keys,
						 enum mw_ini_form form, const char *word)
{
	for (size_t i = 0; i < keys->section_count; i++) {
		const struct mw_ini_section *section = &keys->sections[i];
		if (section->form == form && (form == MW_INI_ANY || !strcmp(section->name, word)))
			return section;
	}
	return NULL;
}

static const struct mw_ini_section *section_nearest(const struct mw_ini_keys *keys,
						    const char *word)
{
	const char *names[32];
	size_t count = 0;
	for (size_t i = 0; i < keys->section_count && count < 32; i++)
		if (keys->sections[i].form != MW_INI_ANY && *keys->sections[i].name)
			names[count++] = keys->sections[i].name;
	const char *name = mw_text_nearest(word, names, count);
	for (size_t i = 0; name && i < keys->section_count; i++)
		if (!strcmp(keys->sections[i].name, name))
			return &keys->sections[i];
	return NULL;
}

static bool has_id(const struct mw_ini_section *section)
{
	return section->form == MW_INI_ENTRY || section->form == MW_INI_DOTTED;
}

static void sections_list(const struct mw_ini_keys *keys, struct mw_buf *out)
{
	for (size_t i = 0; i < keys->section_count; i++)
		if (*keys->sections[i].name)
			mw_buf_printf(out, "%s[%s%s]", out->len ? ", " : "", keys->sections[i].name,
				      has_id(&keys->sections[i]) ? " ID" : "");
}

static void enter(struct mw_ini_job *job, const struct mw_ini_section *section, const char *id,
		  struct mw_spot spot)
{
	job->section = NULL;
	size_t i = 0;
	while (i < job->entries.count && (job->entries.items[i].section != section ||
					  (id && strcmp(job->entries.items[i].id, id) != 0)))
		i++;
	if (i == job->entries.count) {
		if (i == MW_INI_ENTRIES_MOST) {
			mw_diags_add(job->diags, spot, "too many sections; at most %d are allowed",
				     MW_INI_ENTRIES_MOST);
			job->is_full = true;
			return;
		}
		int *lines = mw_pool_alloc(job->pool, job->keys->count * sizeof *lines);
		*MW_PUSH(job->pool, &job->entries) =
			(struct mw_ini_entry){ section, id, spot, lines };
	}
	job->object = section->open(job, id, spot);
	if (job->object) {
		job->section = section;
		job->entry = i;
	}
}

static void open_section(struct mw_ini_job *job, const char *name, struct mw_spot spot)
{
	const struct mw_ini_section *section = section_find(job->keys, MW_INI_PLAIN, name);
	if (section) {
		enter(job, section, NULL, spot);
		return;
	}
	size_t len = strcspn(name, " \t");
	const char *word = mw_pool_copy(job->pool, name, len);
	const char *id = name[len] ? name + len + 1 : "";
	section = section_find(job->keys, MW_INI_ENTRY, word);
	if (!section)
		section = section_find(job->keys, MW_INI_DOTTED, word);
	if (!section) {
		section = section_find(job->keys, MW_INI_ANY, name);
		if (section) {
			enter(job, section, mw_pool_string(job->pool, name), spot);
			return;
		}
		section = section_nearest(job->keys, word);
		job->section = NULL;
		if (!section) {
			mw_auto(buf) all = MW_BUF_INIT;
			sections_list(job->keys, &all);
			mw_diags_add(job->diags, spot, "unknown section [%s]; expected one of %s",
				     name, all.text);
			return;
		}
		const char *gap = section->form == MW_INI_PLAIN ? "" : " ";
		mw_diags_add(job->diags, spot, "unknown section [%s]; did you mean [%s%s%s]?", name,
			     section->name, gap, *gap ? *id ? id : "ID" : "");
	} else if (section->form == MW_INI_DOTTED ? !mw_text_is_dotted_id(id)
						  : !mw_text_is_id(id)) {
		mw_diags_add(job->diags, spot,
			     "[%s] has no proper ID; expected [%s ID], the ID in lower-case "
			     "letters, digits and "
			     "\"-\", at most 40 of them",
			     name, word);
	}
	enter(job, section, section->form == MW_INI_PLAIN ? NULL : mw_pool_string(job->pool, id),
	      spot);
}

static bool is_of(const struct mw_ini_row *row, const struct mw_ini_section *section)
{
	return !strcmp(row->section, section->name);
}

static const struct mw_ini_row *row_find(const struct mw_ini_job *job, const char *key)
{
	const struct mw_ini_keys *keys = job->keys;
	for (size_t i = 0; i < keys->count; i++)
		if (is_of(&keys->rows[i], job->section) &&
		    (keys->rows[i].is_pattern || !strcmp(keys->rows[i].key, key)))
			return &keys->rows[i];
	return NULL;
}

static const struct mw_ini_row *row_nearest(const struct mw_ini_job *job, const char *key)
{
	const char *names[32];
	size_t count = 0;
	for (size_t i = 0; i < job->keys->count && count < 32; i++)
		if (is_of(&job->keys->rows[i], job->section))
			names[count++] = job->keys->rows[i].key;
	const char *name = mw_text_nearest(key, names, count);
	return name ? row_find(job, name) : NULL;
}

/* The key by its exact name, in whatever section; it was given there, so to say. */
static const struct mw_ini_row *row_elsewhere(struct mw_ini_job *job, const char *key)
{
	const struct mw_ini_row *found = NULL;
	for (size_t i = 0; i < job->keys->count; i++)
		if (!job->keys->rows[i].is_pattern && !strcmp(job->keys->rows[i].key, key)) {
			job->excused[i] = true;
			if (!found)
				found = &job->keys->rows[i];
		}
	return found;
}

static int *line_of(struct mw_ini_job *job, const struct mw_ini_row *row)
{
	return &job->entries.items[job->entry].lines[row - job->keys->rows];
}

/* Something else stands where this key was meant, and has been reported. */
static void excuse(struct mw_ini_job *job, const struct mw_ini_row *row)
{
	if (row && !*line_of(job, row))
		*line_of(job, row) = EXCUSED;
}

static void report_unknown(struct mw_ini_job *job, const struct mw_ini_event *event)
{
	mw_auto(buf) where = MW_BUF_INIT;
	if (*event->section)
		mw_buf_printf(&where, "in [%s]", event->section);
	else
		mw_buf_puts(&where, "before the first section");
	const struct mw_ini_row *row = row_nearest(job, event->key);
	if (row) {
		excuse(job, row);
		mw_diags_add(job->diags, event->spot, "unknown key \"%s\" %s; did you mean \"%s\"?",
			     event->key, where.text, row->key);
		return;
	}
	row = row_elsewhere(job, event->key);
	if (row && *row->section) {
		mw_diags_add(job->diags, event->spot, "unknown key \"%s\" %s; it belongs in [%s]",
			     event->key, where.text, row->section);
		return;
	}
	mw_auto(buf) keys = MW_BUF_INIT;
	for (size_t i = 0; i < job->keys->count; i++)
		if (is_of(&job->keys->rows[i], job->section))
			mw_buf_printf(&keys, "%s%s", keys.len ? ", " : "", job->keys->rows[i].key);
	mw_diags_add(job->diags, event->spot, "unknown key \"%s\" %s; expected one of %s",
		     event->key, where.text, keys.text);
}

static bool on_key(struct mw_ini_job *job, const struct mw_ini_event *event)
{
	if (!job->section) {
		/* No section of this kind stands before the first header: said once, it is one
		 * slip. */
		if (!*event->section) {
			if (!job->has_stray && event->kind == MW_INI_VALUE)
				mw_diags_add(job->diags, event->spot,
					     "\"%s\" stands before the first section; expected "
					     "a [section] line above it",
					     event->key);
			job->has_stray = true;
			(void)row_elsewhere(job, event->key); /* only to excuse it */
		}
		return true;
	}
	const struct mw_ini_row *row = row_find(job, event->key);
	if (!row) {
		if (event->kind == MW_INI_VALUE)
			report_unknown(job, event);
		else
			excuse(job, row_nearest(job, event->key));
		return true;
	}
	if (*line_of(job, row) <= 0)
		*line_of(job, row) = event->spot.line;
	if (event->kind == MW_INI_VALUE) {
		job->text = mw_pool_string(job->pool, event->value);
		mw_ini_take(job, row, job->object, event->key, job->text, event->spot);
	}
	return row->is_multi;
}

static void on_more(struct mw_ini_job *job, const struct mw_ini_event *event)
{
	const struct mw_ini_row *row = job->section ? row_find(job, event->key) : NULL;
	if (!row || (row->most && strlen(job->text) > (size_t)row->most))
		return;
	/* `  due = ...` under a body would quietly become a part of it. */
	size_t len = strcspn(event->value, " \t=");
	const char *behind = event->value + len + strspn(event->value + len, " \t");
	const char *word = mw_pool_copy(job->pool, event->value, len);
	if (*behind == '=' && row_find(job, word)) {
		*line_of(job, row_find(job, word)) = event->spot.line;
		mw_diags_add(job->diags, event->spot,
			     "\"%s\" is indented, which makes it a part of \"%s\"; remove the "
			     "spaces in front",
			     word, event->key);
		return;
	}
	job->text = mw_pool_printf(job->pool, "%s %s", job->text, event->value);
	mw_ini_take(job, row, job->object, event->key, job->text, event->spot);
}

static bool on_event(void *context, const struct mw_ini_event *event)
{
	struct mw_ini_job *job = context;
	switch (event->kind) {
	case MW_INI_SECTION:
		job->has_lost = job->has_lost || !event->section;
		job->section = NULL;
		if (event->section && !job->is_full)
			open_section(job, event->section, event->spot);
		return true;
	case MW_INI_VALUE:
	case MW_INI_BAD:
		return on_key(job, event);
	case MW_INI_MORE:
		on_more(job, event);
		return true;
	}
	return true;
}

static void report_missing(struct mw_ini_job *job, const struct mw_ini_row *row, const char *id,
			   struct mw_spot spot)
{
	mw_auto(buf) expected = MW_BUF_INIT;
	mw_ini_expected(row, &expected);
	mw_diags_add(job->diags, spot, "\"%s\" is missing in [%s]; expected %s", row->key,
		     id ? id : row->section, expected.text);
}

static void check_required(struct mw_ini_job *job, const char *file)
{
	for (size_t i = 0; i < job->keys->count; i++) {
		const struct mw_ini_row *row = &job->keys->rows[i];
		if (!row->is_required || job->excused[i])
			continue;
		bool is_open = false;
		for (size_t k = 0; k < job->entries.count; k++) {
			const struct mw_ini_entry *entry = &job->entries.items[k];
			if (!is_of(row, entry->section))
				continue;
			is_open = true;
			if (!entry->lines[i])
				report_missing(job, row, entry->id, entry->spot);
		}
		if (!is_open && !job->has_lost &&
		    section_find(job->keys, MW_INI_PLAIN, row->section))
			report_missing(job, row, NULL, (struct mw_spot){ file, 0 });
	}
}

void mw_ini_read(struct mw_ini_job *job, const char *file, const char *text, size_t len)
{
	job->excused = mw_pool_alloc(job->pool, job->keys->count * sizeof *job->excused);
	const struct mw_ini_section *leading = section_find(job->keys, MW_INI_PLAIN, "");
	if (leading)
		enter(job, leading, NULL, (struct mw_spot){ file, 0 });
	(void)mw_ini_parse(file, text, len, on_event, job,
			   job->diags); /* each fault has been reported */
	check_required(job, file);
}

struct mw_spot mw_ini_spot(const struct mw_ini_job *job, const char *section, const char *id,
			   const char *key)
{
	struct mw_spot spot = { NULL, 0 };
	for (size_t k = 0; k < job->entries.count; k++) {
		const struct mw_ini_entry *entry = &job->entries.items[k];
		if (strcmp(entry->section->name, section) != 0 ||
		    (id && strcmp(entry->id, id) != 0))
			continue;
		spot = entry->spot;
		for (size_t i = 0; i < job->keys->count; i++)
			if (is_of(&job->keys->rows[i], entry->section) &&
			    !strcmp(job->keys->rows[i].key, key) && entry->lines[i] > 0)
				spot.line = entry->lines[i];
	}
	return spot;
}
