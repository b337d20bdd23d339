/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * init: a first profile. Asks on a terminal, takes options in a script; every answer is checked by
 * the same reader that will read the profile, and nothing is written before all is right.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "matchward/app/command.h"
#include "matchward/core/text.h"
#include "matchward/edge/clock.h"
#include "matchward/edge/file.h"
#include "matchward/edge/paths.h"
#include "matchward/edge/zones.h"
#include "matchward/format/profile_ini.h"

struct question {
	enum mw_option option;
	const char *name; /* of the key */
	const char *text; /* why it is asked */
	bool is_required;
};

static const struct question questions[] = {
	{ MW_OPTION_ID, "id", "A short name for this plan, a-z 0-9 and -. It names your files.",
	  true },
	{ MW_OPTION_NAME, "name", "Your name, for headings only. It may stay empty.", false },
	{ MW_OPTION_TIMEZONE, "timezone",
	  "Where you live, e.g. Asia/Kolkata. Deadlines are shown in your time.", true },
	{ MW_OPTION_YEAR, "application-year",
	  "The year in which you will apply (ERAS opens in September).", true },
	{ MW_OPTION_GRADUATION, "year-of-graduation", "The year of your medical degree.", true },
	{ MW_OPTION_VISA, "visa", "The visa you need: j1, h1b, either or none.", true },
	{ MW_OPTION_STEP1, "result", "Step 1: pass, fail, or your number. Empty if not taken yet.",
	  false },
};
#define QUESTIONS (sizeof questions / sizeof *questions)

struct answers {
	char texts[QUESTIONS][200];
	char day[MW_DAY_TEXT_SIZE];
};

/* Today where the answers say the applicant lives; in UTC as long as that is not known. */
static mw_day today(const struct mw_zone_finder *zones, const char *zone_name, const char *now)
{
	const struct mw_zone *zone = *zone_name ? mw_zone_find(zones, zone_name) : NULL;
	int64_t utc = mw_clock_now_utc();
	mw_day day;
	int second;
	if (!zone)
		zone = &mw_zone_utc;
	if (now)
		(void)mw_now_parse(now, zone, &utc); /* checked when the command began */
	mw_zone_from_utc(zone, utc, &day, &second);
	return day;
}

/* The season one would plan for today: from October on, ERAS of this year is in its interviews. */
static int default_year(mw_day day)
{
	int y, m, d;
	mw_day_to_ymd(day, &y, &m, &d);
	return m >= 10 ? y + 1 : y;
}

static void write_profile(const struct answers *answers, struct mw_buf *out)
{
	mw_buf_puts(
		out,
		"; Your Matchward profile. \"matchward check\" says whether it is in order.\n"
		"; Every key with its meaning: see the sample profile that came with Matchward.\n\n"
		"[applicant]\n");
	for (size_t i = 0; i < QUESTIONS; i++) {
		bool is_step1 = questions[i].option == MW_OPTION_STEP1;
		if (is_step1)
			mw_buf_printf(
				out,
				"\n; The day on which you began. Late work is planned from here.\n"
				"first-day = %s\n\n[step1]\n",
				answers->day);
		bool is_given = *answers->texts[i];
		mw_buf_printf(out, "; %s\n%s%s =%s%s\n", questions[i].text, is_given ? "" : "; ",
			      questions[i].name, is_given ? " " : "", answers->texts[i]);
	}
	mw_buf_puts(
		out,
		"\n[step2ck]\n; The booked exam day, and later the score.\n; exam = YYYY-MM-DD\n; "
		"score = 250\n\n"
		"[study]\n; When you begin to study, and how many questions you plan to do.\n"
		"; start = YYYY-MM-DD\n; questions = 2500\n\n"
		"[practice]\n; One line for each practice exam: YYYY-MM-DD = NBME 10, 221\n\n"
		"[reminders]\n; When day reminders come, and when nothing may come.\nat = 09:00\n"
		"quiet = 22:00-07:30\n");
}

/* Reads the profile back as `check` would. */
static int check(const struct mw_buf *text, const struct mw_zone_finder *zones, const char *path,
		 struct mw_diags *diags)
{
	struct mw_pool pool = MW_POOL_INIT;
	struct mw_profile profile;
	int outcome =
		mw_profile_read(path, text->text, text->len, zones, NULL, &pool, &profile, diags);
	mw_pool_release(&pool);
	return outcome;
}

static void fill_default(struct answers *answers, size_t i, const struct mw_zone_finder *zones,
			 const char *now)
{
	char zone[MW_ZONE_NAME_SIZE];
	char *text = answers->texts[i];
	size_t size = sizeof answers->texts[i];
	switch ((int)questions[i].option) {
	case MW_OPTION_ID:
		(void)snprintf(text, size, "me");
		return;
	case MW_OPTION_TIMEZONE:
		if (!mw_zones_local_name(zone, sizeof zone) && mw_zone_find(zones, zone))
			(void)snprintf(text, size, "%s", zone);
		return;
	case MW_OPTION_YEAR:
		(void)snprintf(text, size, "%d", default_year(today(zones, "", now)));
		return;
	default:
		return;
	}
}

/* Would the profile's own reader take this answer? Says why not. */
static bool is_good(const struct answers *answers, size_t i, const struct mw_zone_finder *zones,
		    bool may_say)
{
	static const char *const others[QUESTIONS] = {
		"me", "", "UTC", "2027", "2020", "none", ""
	};
	struct answers trial = { .day = "2026-01-01" };
	struct mw_diags diags = MW_DIAGS_INIT;
	mw_auto(buf) text = MW_BUF_INIT;
	for (size_t k = 0; k < QUESTIONS; k++)
		(void)snprintf(trial.texts[k], sizeof trial.texts[k], "%s",
			       k == i ? answers->texts[i] : others[k]);
	bool is_clean = !strpbrk(trial.texts[i], "\r\n\t");
	write_profile(&trial, &text);
	bool good = is_clean && !check(&text, zones, "", &diags);
	size_t kept = diags.count < MW_DIAGS_MOST ? diags.count : MW_DIAGS_MOST;
	for (size_t k = 0; may_say && k < kept; k++)
		(void)fprintf(stderr, "  %s\n", diags.items[k].text);
	if (may_say && !is_clean)
		(void)fputs("  an answer is one line of plain text\n", stderr);
	mw_diags_release(&diags);
	return good;
}

/* People write J-1, Pass, H1B. */
static void simplify(char *text)
{
	size_t kept = 0;
	for (size_t i = 0; text[i]; i++)
		if (text[i] != '-' && text[i] != ' ')
			text[kept++] =
				text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] | 0x20) : text[i];
	text[kept] = '\0';
}

static void take(struct answers *answers, size_t i, const char *given)
{
	(void)snprintf(answers->texts[i], sizeof answers->texts[i], "%s", given);
	if (questions[i].option == MW_OPTION_VISA || questions[i].option == MW_OPTION_STEP1)
		simplify(answers->texts[i]);
}

/* One line of the terminal without its end; what is too long is cut. False at the end of input. */
static bool read_line(char *line, size_t size)
{
	size_t len = 0;
	int c = getchar();
	if (c == EOF)
		return false;
	for (; c != EOF && c != '\n'; c = getchar())
		if (len + 1 < size && c != '\r')
			line[len++] = (char)c;
	line[len] = '\0';
	return true;
}

/* Asks until the answer is good; an empty one takes the default. False at the end of input. */
static bool ask(struct answers *answers, size_t i, const struct mw_zone_finder *zones)
{
	char fallback[sizeof answers->texts[i]], line[sizeof answers->texts[i]];
	(void)snprintf(fallback, sizeof fallback, "%s", answers->texts[i]);
	(void)fprintf(stderr, "%s\n", questions[i].text);
	for (;;) {
		(void)fprintf(stderr, "  %s%s%s%s: ", questions[i].name, *fallback ? " [" : "",
			      fallback, *fallback ? "]" : "");
		if (!read_line(line, sizeof line))
			return false;
		take(answers, i, *line ? line : fallback);
		if (!*answers->texts[i] && questions[i].is_required)
			(void)fputs("  this one is needed\n", stderr);
		else if (is_good(answers, i, zones, true))
			return true;
	}
}

static bool collect(const struct mw_args *args, const struct mw_zone_finder *zones,
		    struct answers *answers)
{
	bool on_terminal = isatty(STDIN_FILENO), complete = true;
	for (size_t i = 0; i < QUESTIONS; i++) {
		const char *given = args->values[questions[i].option];
		if (given && strlen(given) >= sizeof answers->texts[i]) {
			(void)fprintf(stderr, "matchward: %s is too long\n", questions[i].name);
			complete = false;
			continue;
		}
		if (given)
			take(answers, i, given);
		else if (on_terminal || questions[i].option == MW_OPTION_YEAR)
			fill_default(answers, i, zones, args->values[MW_OPTION_NOW]);
		if (!given && on_terminal && !ask(answers, i, zones))
			return false;
		if (questions[i].is_required && !*answers->texts[i]) {
			(void)fprintf(stderr, "matchward: %s is missing; give --%s\n",
				      questions[i].name, questions[i].name);
			complete = false;
		} else if (!is_good(answers, i, zones, true)) {
			complete = false;
		}
	}
	return complete;
}

int mw_command_init(struct mw_call *call)
{
	const char *path = call->places->profile, *now = call->args->values[MW_OPTION_NOW];
	int64_t ignored;
	struct answers answers = { .day = "" };
	struct mw_diags diags = MW_DIAGS_INIT;
	mw_auto(buf) text = MW_BUF_INIT;
	mw_auto(buf) old = MW_BUF_INIT;
	if (call->args->count) {
		(void)fprintf(stderr, "matchward: init takes no \"%s\"\n", call->args->operands[0]);
		return MW_EXIT_INPUT;
	}
	if (mw_args_has(call->args, MW_OPTION_AGAIN))
		return mw_command_again(call);
	if (now && !mw_now_parse(now, &mw_zone_utc, &ignored)) {
		(void)fprintf(
			stderr,
			"--now: cannot read \"%s\"; expected YYYY-MM-DD or YYYY-MM-DDTHH:MM\n",
			now);
		return MW_EXIT_INPUT;
	}
	int error = mw_file_read(path, MW_PROFILE_SIZE_MOST, &old);
	if (error != -ENOENT && !mw_args_has(call->args, MW_OPTION_FORCE)) {
		(void)fprintf(stderr, "matchward: %s is there already; --force writes over it\n",
			      path);
		return MW_EXIT_INPUT;
	}

	struct mw_zones *zones = mw_zones_new();
	struct mw_zone_finder finder = mw_zones_finder(zones);
	int outcome = MW_EXIT_INPUT;
	if (collect(call->args, &finder, &answers)) {
		(void)mw_day_format(today(&finder, answers.texts[2], now), answers.day);
		write_profile(&answers, &text);
		outcome = check(&text, &finder, path, &diags) ? MW_EXIT_INPUT : MW_EXIT_DONE;
		mw_diags_show(&diags);
	}
	mw_diags_release(&diags);
	mw_zones_free(zones);
	if (outcome)
		return outcome;

	char *parent = mw_paths_parent(path);
	error = mw_file_make_dirs(parent, 0700);
	free(parent);
	if (!error)
		error = mw_file_replace(path, text.text, text.len, 0600);
	if (error) {
		(void)fprintf(stderr, "matchward: cannot write %s: %s\n", path, strerror(-error));
		return MW_EXIT_ENVIRONMENT;
	}
	mw_buf_printf(call->out,
		      "Profile written: %s\n"
		      "See your plan:           matchward plan\n"
		      "Switch on the reminders: systemctl --user enable --now matchward\n",
		      path);
	return MW_EXIT_DONE;
}
