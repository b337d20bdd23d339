/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading a season file: what it says is collected, then parsed in its zone, and only when all of
 * it is good laid over a copy of the table.
 */
#include "matchward/format/season_ini.h"

#include <string.h>

#include "matchward/core/text.h"

struct item {
	int year; /* 0: a rule */
	const char *key;
	struct mw_expr expr;
	int uncertainty_days;
};

struct season_file {
	const struct mw_zone *zone;
	struct mw_spot zone_spot; /* line 0: not given */
	int year;                 /* of the open section; 0: [predict] */
	bool is_full;             /* too many dates: reported */
	MW_LIST(struct item) items;
};

static void *open_file(struct mw_ini_job *job, const char *id, struct mw_spot spot)
{
	struct season_file *seasons = job->context;
	(void)id;
	(void)spot;
	seasons->year = 0;
	return seasons;
}

static void *open_year(struct mw_ini_job *job, const char *id, struct mw_spot spot)
{
	static const char *const predict[] = { "predict" };
	struct season_file *seasons = job->context;
	long year;
	if (strlen(id) == 4 && mw_text_number(id, MW_INI_YEAR_MOST, &year) &&
	    year >= MW_INI_YEAR_LEAST) {
		seasons->year = (int)year;
		return seasons;
	}
	if (mw_text_nearest(id, predict, 1))
		mw_diags_add(job->diags, spot, "unknown section [%s]; did you mean [predict]?", id);
	else
		mw_diags_add(job->diags, spot,
			     "unknown section [%s]; expected [predict] or an application year "
			     "from [%d] to [%d]",
			     id, MW_INI_YEAR_LEAST, MW_INI_YEAR_MOST);
	return NULL;
}

static void add(struct mw_ini_job *job, const char *key, char *text, int uncertainty_days,
		struct mw_spot spot)
{
	struct season_file *seasons = job->context;
	if (seasons->items.count == MW_SEASON_DATES_MOST) {
		if (!seasons->is_full)
			mw_diags_add(job->diags, spot, "too many dates; at most %d are allowed",
				     MW_SEASON_DATES_MOST);
		seasons->is_full = true;
		return;
	}
	*MW_PUSH(job->pool, &seasons->items) = (struct item){
		.year = seasons->year,
		.key = mw_pool_string(job->pool, key),
		.expr = { .text = text, .minute = -1, .spot = spot },
		.uncertainty_days = uncertainty_days,
	};
}

static void set_published(struct mw_ini_job *job, const struct mw_ini_row *row, void *object,
			  const char *key, const char *value, struct mw_spot spot)
{
	(void)object;
	if (strstr(value, "+/-"))
		mw_ini_wrong(job, row, key, value, spot);
	else
		add(job, key, mw_pool_string(job->pool, value), 0, spot);
}

/* "7 days", "7", "7d", "2 weeks" */
static bool read_uncertainty(struct mw_pool *pool, const char *text, int *ret_days)
{
	static const char *const units[] = { "", "d", "day", "days", "w", "week", "weeks" };
	text += strspn(text, " \t");
	size_t len = strspn(text, "0123456789");
	const char *unit = text + len + strspn(text + len, " \t");
	long n;
	if (!mw_text_number(mw_pool_copy(pool, text, len), MW_SEASON_UNCERTAINTY_MOST, &n))
		return false;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (!strcmp(unit, units[i])) {
			if (*unit == 'w')
				n *= 7;
			if (n > MW_SEASON_UNCERTAINTY_MOST)
				return false;
			*ret_days = (int)n;
			return true;
		}
	return false;
}

static void set_rule(struct mw_ini_job *job, const struct mw_ini_row *row, void *object,
		     const char *key, const char *value, struct mw_spot spot)
{
	const char *sign = strstr(value, "+/-");
	size_t len = sign ? (size_t)(sign - value) : strlen(value);
	int days = 0;
	(void)object;
	while (len && strchr(" \t", value[len - 1]))
		len--;
	if (!len || (sign && !read_uncertainty(job->pool, sign + 3, &days)))
		mw_ini_wrong(job, row, key, value, spot);
	else
		add(job, key, mw_pool_copy(job->pool, value, len), days, spot);
}

static const struct mw_ini_section sections[] = {
	{ "", MW_INI_PLAIN, open_file },
	{ "predict", MW_INI_PLAIN, open_file },
	{ "YYYY", MW_INI_ANY, open_year },
};

static const struct mw_ini_row rows[] = {
	{ "", "zone", MW_INI_ZONE, offsetof(struct season_file, zone),
	  .spot_at = offsetof(struct season_file, zone_spot),
	  .help = "the zone of the times that name none" },
	{ "predict", "SEASON-KEY", MW_INI_OWN, .set = set_rule, .is_pattern = true,
	  .expected = "a date and how many days it may be wrong, such as Y-09-01 on or after "
		      "Wednesday +/- 7 days",
	  .help = "the rule that predicts a date nobody has published yet" },
	{ "YYYY", "SEASON-KEY", MW_INI_OWN, .set = set_published, .is_pattern = true,
	  .expected = "a published date such as 2027-09-01 at 09:00",
	  .help = "a date published for that year" },
};

const struct mw_ini_keys mw_season_keys = { rows, sizeof rows / sizeof *rows, sections,
					    sizeof sections / sizeof *sections };

/* Items aside: the rows of the old table stay as they are. */
static void copy_table(struct mw_pool *pool, const struct mw_season_table *from,
		       struct mw_season_table *to)
{
	for (size_t i = 0; i < from->rules.count; i++)
		*MW_PUSH(pool, &to->rules) = from->rules.items[i];
	for (size_t i = 0; i < from->published.count; i++)
		*MW_PUSH(pool, &to->published) = from->published.items[i];
}

static void lay_rule(struct mw_pool *pool, struct mw_season_table *table, const struct item *item)
{
	struct mw_season_rule *rule = NULL;
	for (size_t i = 0; i < table->rules.count; i++)
		if (!strcmp(table->rules.items[i].key, item->key))
			rule = &table->rules.items[i];
	if (!rule)
		rule = MW_PUSH(pool, &table->rules);
	*rule = (struct mw_season_rule){ item->key, item->expr, item->uncertainty_days };
}

static void lay_published(struct mw_pool *pool, struct mw_season_table *table,
			  const struct item *item)
{
	struct mw_season_published *published = NULL;
	for (size_t i = 0; i < table->published.count; i++)
		if (table->published.items[i].year == item->year &&
		    !strcmp(table->published.items[i].key, item->key))
			published = &table->published.items[i];
	if (!published)
		published = MW_PUSH(pool, &table->published);
	*published = (struct mw_season_published){ item->year, item->key, item->expr };
}

static void check_keys(struct mw_ini_job *job, const struct mw_season_table *table)
{
	const struct season_file *seasons = job->context;
	const char **names = mw_pool_alloc(job->pool, (table->rules.count + 1) * sizeof *names);
	for (size_t i = 0; i < table->rules.count; i++)
		names[i] = table->rules.items[i].key;
	for (size_t i = 0; i < seasons->items.count; i++) {
		const struct item *item = &seasons->items.items[i];
		if (mw_season_rule_find(table, item->key))
			continue;
		const char *nearest = mw_text_nearest(item->key, names, table->rules.count);
		if (nearest)
			mw_diags_add(job->diags, item->expr.spot,
				     "unknown date \"%s\"; did you mean \"%s\"?", item->key,
				     nearest);
		else
			mw_diags_add(job->diags, item->expr.spot,
				     "unknown date \"%s\"; expected one that [predict] has a "
				     "rule for",
				     item->key);
	}
}

int mw_season_read(const char *file, const char *text, size_t len,
		   const struct mw_zone_finder *zones, bool may_define, struct mw_pool *pool,
		   struct mw_season_table *table, struct mw_diags *diags)
{
	mw_auto(diags) own = MW_DIAGS_INIT;
	struct season_file seasons = { 0 };
	struct mw_ini_job job = {
		.keys = &mw_season_keys,
		.pool = pool,
		.zones = zones,
		.diags = diags ? diags : &own,
		.context = &seasons,
	};
	size_t before = job.diags->count;
	const char *name = mw_pool_string(pool, file);

	mw_ini_read(&job, name, text, len);
	if (!seasons.zone && !seasons.zone_spot.line)
		seasons.zone = mw_ini_default_zone(&job, name);
	for (size_t i = 0; i < seasons.items.count; i++)
		mw_ini_finish_expr(&job, seasons.zone, &seasons.items.items[i].expr);

	struct mw_season_table result = { 0 };
	copy_table(pool, table, &result);
	/* The rules first: they define the keys, wherever they stand. */
	for (size_t i = 0; i < seasons.items.count; i++) {
		const struct item *item = &seasons.items.items[i];
		if (item->year == 0 && (may_define || mw_season_rule_find(&result, item->key)))
			lay_rule(pool, &result, item);
	}
	for (size_t i = 0; i < seasons.items.count; i++) {
		const struct item *item = &seasons.items.items[i];
		if (item->year != 0)
			lay_published(pool, &result, item);
	}
	check_keys(&job, &result);
	if (job.diags->count != before)
		return MW_SEASON_E_BAD;
	*table = result;
	return 0;
}
