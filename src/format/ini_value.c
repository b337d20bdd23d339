/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From the text of a value to the field that a row names; and, from the same row, the words for
 * what was expected. Nothing is guessed: a value is wholly of its type or it is a diagnostic.
 */
#include "matchward/format/ini_table.h"

#include <string.h>

#include "matchward/core/lead.h"
#include "matchward/core/text.h"

#define SHOWN_MOST 80 /* bytes of a wrong value */

static void expected_choice(const struct mw_ini_row *row, struct mw_buf *out)
{
	for (size_t i = 0; row->choices[i]; i++)
		mw_buf_printf(out, "%s%s",
			      !i                    ? ""
			      : row->choices[i + 1] ? ", "
						    : " or ",
			      row->choices[i]);
}

void mw_ini_expected(const struct mw_ini_row *row, struct mw_buf *out)
{
	if (row->expected) {
		mw_buf_puts(out, row->expected);
		return;
	}
	switch (row->type) {
	case MW_INI_TEXT:
		mw_buf_puts(out, "text");
		if (row->most)
			mw_buf_printf(out, " of at most %ld bytes", row->most);
		break;
	case MW_INI_ID:
		mw_buf_puts(out, "lower-case letters, digits and \"-\", 1 to 40 of them");
		break;
	case MW_INI_NUMBER:
		mw_buf_printf(out, "a number from %ld to %ld", row->least, row->most);
		break;
	case MW_INI_FLAG:
		mw_buf_puts(out, "yes or no");
		break;
	case MW_INI_CHOICE:
		expected_choice(row, out);
		break;
	case MW_INI_DAY:
		mw_buf_puts(out, "a day as YYYY-MM-DD, from 1990 to 2100");
		break;
	case MW_INI_TIME:
		mw_buf_puts(out, "a time such as 09:00, from 00:00 to 23:59");
		break;
	case MW_INI_SPAN:
		mw_buf_printf(out, "days or weeks such as 14d or 2w, from %ldd to %ldd", row->least,
			      row->most);
		break;
	case MW_INI_LEADS:
		mw_buf_printf(out, "up to %d times ahead such as 14d 2w 0d 3h, or none",
			      MW_LEADS_MOST);
		break;
	case MW_INI_ZONE:
		mw_buf_puts(out, "the name of a time zone such as Asia/Kolkata");
		break;
	case MW_INI_EXPR:
	case MW_INI_OWN:
		mw_buf_puts(out, "a date such as 2027-09-01 or eras-open + 2 weeks");
		break;
	}
}

void mw_ini_wrong(struct mw_ini_job *job, const struct mw_ini_row *row, const char *key,
		  const char *value, struct mw_spot spot)
{
	mw_auto(buf) expected = MW_BUF_INIT;
	mw_ini_expected(row, &expected);
	size_t shown = mw_text_cut(value, strlen(value), SHOWN_MOST);
	mw_diags_add(job->diags, spot, "\"%s\" cannot be \"%.*s%s\"; expected %s", key, (int)shown,
		     value, value[shown] ? "..." : "", expected.text);
}

static bool digits(const char *text, size_t count, int *ret_value)
{
	int value = 0;
	for (size_t i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		value = value * 10 + text[i] - '0';
	}
	*ret_value = value;
	return true;
}

void mw_ini_day(struct mw_ini_job *job, const struct mw_ini_row *row, const char *key,
		const char *value, struct mw_spot spot, mw_day *ret_day)
{
	int year, month, day;
	if (mw_day_parse(value, ret_day))
		return;
	bool is_formed = strlen(value) == 10 && digits(value, 4, &year) && value[4] == '-' &&
			 digits(value + 5, 2, &month) && value[7] == '-' &&
			 digits(value + 8, 2, &day);
	if (is_formed && month >= 1 && month <= 12 && !mw_day_is_ymd(year, month, day)) {
		char last[MW_DAY_TEXT_SIZE];
		mw_day first = mw_day_from_ymd(year < 1990 ? 1990 : year, month, 1);
		(void)mw_day_format(mw_day_month_end(first), last);
		mw_diags_add(job->diags, spot,
			     "\"%s\" cannot be \"%s\", a day that does not exist; expected a day "
			     "from 01 to %s in this month",
			     key, value, last + strlen("YYYY-MM-"));
	} else if (is_formed && !mw_day_is_ymd(year, month, day))
		mw_diags_add(job->diags, spot,
			     "\"%s\" cannot be \"%s\", a day that does not exist; expected a month "
			     "from 01 to 12",
			     key, value);
	else
		mw_ini_wrong(job, row, key, value, spot);
}

bool mw_ini_minute(const char *text, int *ret_minute)
{
	int hour, minute;
	if (strlen(text) != 5 || !digits(text, 2, &hour) || text[2] != ':' ||
	    !digits(text + 3, 2, &minute) || hour > 23 || minute > 59)
		return false;
	*ret_minute = hour * 60 + minute;
	return true;
}

bool mw_ini_span(const char *text, int *ret_days)
{
	size_t len = strlen(text);
	int n;
	if (len < 2 || len > 5 || !digits(text, len - 1, &n) ||
	    (text[len - 1] != 'd' && text[len - 1] != 'w'))
		return false;
	int days = text[len - 1] == 'w' ? n * 7 : n;
	if (days > 3660)
		return false;
	*ret_days = days;
	return true;
}

/* Where the row's field begins. */
static void *field(const struct mw_ini_row *row, void *object)
{
	return (char *)object + row->at;
}

static bool take_number(const struct mw_ini_row *row, void *object, const char *value)
{
	long number;
	if (!mw_text_number(value, row->most, &number) || number < row->least)
		return false;
	*(int *)field(row, object) = (int)number;
	return true;
}

static bool take_choice(const struct mw_ini_row *row, void *object, const char *value)
{
	for (unsigned i = 0; row->choices[i]; i++)
		if (!strcmp(row->choices[i], value)) {
			*(unsigned *)field(row, object) = i; /* an enum without negative values */
			return true;
		}
	return false;
}

static bool take_flag(const struct mw_ini_row *row, void *object, const char *value)
{
	bool is_yes = !strcmp(value, "yes");
	if (!is_yes && strcmp(value, "no") != 0)
		return false;
	*(bool *)field(row, object) = is_yes;
	return true;
}

static bool take_span(const struct mw_ini_row *row, void *object, const char *value)
{
	int days;
	if (!mw_ini_span(value, &days) || days < row->least || days > row->most)
		return false;
	*(int *)field(row, object) = days;
	return true;
}

static bool take_leads(const struct mw_ini_row *row, void *object, const char *value)
{
	if (mw_leads_parse(value, field(row, object), NULL))
		return false;
	if (row->has_at)
		*(bool *)((char *)object + row->has_at) = true;
	return true;
}

static bool take_zone(const struct mw_ini_job *job, const struct mw_ini_row *row, void *object,
		      const char *value)
{
	const struct mw_zone *zone = mw_zone_find(job->zones, value);
	if (!zone)
		return false;
	*(const struct mw_zone **)field(row, object) = zone;
	return true;
}

static bool take_text(const struct mw_ini_job *job, const struct mw_ini_row *row, void *object,
		      const char *value)
{
	if (row->type == MW_INI_ID ? !mw_text_is_id(value)
				   : row->most && strlen(value) > (size_t)row->most)
		return false;
	*(const char **)field(row, object) = mw_pool_string(job->pool, value);
	return true;
}

void mw_ini_take(struct mw_ini_job *job, const struct mw_ini_row *row, void *object,
		 const char *key, const char *value, struct mw_spot spot)
{
	bool is_good = true;
	struct mw_spot *kept = (void *)((char *)object + row->spot_at);
	if (row->spot_at && (!row->is_multi || !kept->line)) /* a text is where it begins */
		*kept = spot;
	if (!*value) {
		mw_auto(buf) expected = MW_BUF_INIT;
		mw_ini_expected(row, &expected);
		mw_diags_add(job->diags, spot, "\"%s\" has no value; expected %s%s", key,
			     expected.text, row->is_required ? "" : ", or no such line at all");
		return;
	}
	switch (row->type) {
	case MW_INI_TEXT:
	case MW_INI_ID:
		is_good = take_text(job, row, object, value);
		break;
	case MW_INI_NUMBER:
		is_good = take_number(row, object, value);
		break;
	case MW_INI_FLAG:
		is_good = take_flag(row, object, value);
		break;
	case MW_INI_CHOICE:
		is_good = take_choice(row, object, value);
		break;
	case MW_INI_DAY:
		mw_ini_day(job, row, key, value, spot, field(row, object));
		break;
	case MW_INI_TIME:
		is_good = mw_ini_minute(value, field(row, object));
		break;
	case MW_INI_SPAN:
		is_good = take_span(row, object, value);
		break;
	case MW_INI_LEADS:
		is_good = take_leads(row, object, value);
		break;
	case MW_INI_ZONE:
		is_good = take_zone(job, row, object, value);
		break;
	case MW_INI_EXPR:
		*(struct mw_expr *)field(row, object) = (struct mw_expr){
			.text = mw_pool_string(job->pool, value), .minute = -1, .spot = spot
		};
		break;
	case MW_INI_OWN:
		row->set(job, row, object, key, value, spot);
		break;
	}
	if (!is_good)
		mw_ini_wrong(job, row, key, value, spot);
}

void mw_ini_finish_expr(struct mw_ini_job *job, const struct mw_zone *zone, struct mw_expr *expr)
{
	if (!expr->text)
		return;
	struct mw_expr_context context = { job->pool, zone ? zone : &mw_zone_utc, job->zones };
	(void)mw_expr_parse(expr->text, &context, expr->spot, expr,
			    job->diags); /* has said what is wrong */
}

const struct mw_zone *mw_ini_default_zone(struct mw_ini_job *job, const char *file)
{
	const struct mw_zone *zone = mw_zone_find(job->zones, "America/New_York");
	if (!zone)
		mw_diags_add(job->diags, (struct mw_spot){ file, 0 },
			     "there is no time zone America/New_York; install the time zone "
			     "database (tzdata)");
	return zone;
}
