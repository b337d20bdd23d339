/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One flat object and its findings.
 */
#include "matchward/format/assess_json.h"

#include <jansson.h>

/* Takes the value. Our own texts are UTF-8, so nothing here fails but for want of memory, which
 * aborts. */
static void set(json_t *object, const char *key, json_t *value)
{
	(void)json_object_set_new(object, key, value);
}

static json_t *number(int value)
{
	return value == MW_NONE ? json_null() : json_integer(value);
}

static json_t *finding(const struct mw_finding *it)
{
	json_t *object = json_object(), *rules = json_array();
	for (size_t i = 0; i < it->rules.list.count; i++)
		(void)json_array_append_new(rules, json_string(it->rules.list.items[i]));
	set(object, "id", json_string(it->id));
	set(object, "severity", json_string(it->severity));
	set(object, "text", json_string(it->text));
	set(object, "rules", rules);
	return object;
}

static int put(const char *data, size_t size, void *out)
{
	mw_buf_add(out, data, size);
	return 0;
}

void mw_assess_json(const struct mw_assessment *assessment, const struct mw_findings *findings,
		    struct mw_buf *out)
{
	json_t *root = json_object(), *list = json_array();
	for (size_t i = 0; i < findings->list.count; i++)
		(void)json_array_append_new(list, finding(&findings->list.items[i]));
	set(root, "step2ck_target", number(assessment->target));
	set(root, "step2ck_stretch", number(assessment->stretch));
	set(root, "score", number(assessment->score));
	set(root, "tier", json_string(mw_tier_name(assessment->tier)));
	set(root, "risk", json_string(mw_risk_name(assessment->risk)));
	set(root, "backup_advised", json_boolean(assessment->backup_advised));
	set(root, "programs_min", number(assessment->programs_min));
	set(root, "programs_max", number(assessment->programs_max));
	set(root, "backup_basis", json_string(mw_basis_name(assessment->backup_basis)));
	set(root, "study_months_min", number(assessment->study_min));
	set(root, "study_months_max", number(assessment->study_max));
	set(root, "ready",
	    assessment->ready == MW_READY_UNKNOWN
		    ? json_null()
		    : json_boolean(assessment->ready == MW_READY_YES));
	set(root, "findings", list);
	(void)json_dump_callback(root, put, out, JSON_INDENT(2)); /* `put` cannot fail */
	mw_buf_putc(out, '\n');
	json_decref(root);
}
