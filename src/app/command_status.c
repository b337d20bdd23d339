/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * status: how the service is. Whether it runs is asked of its lock, never of a file that it may
 * have left behind; what it does is read from the file that the lock's holder names.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "matchward/app/command.h"
#include "matchward/app/good.h"
#include "matchward/app/report.h"
#include "matchward/app/show_status.h"
#include "matchward/core/text.h"
#include "matchward/edge/clock.h"
#include "matchward/edge/error.h"
#include "matchward/edge/file.h"
#include "matchward/edge/lock.h"
#include "matchward/edge/paths.h"
#include "matchward/format/ledger_log.h"

#define TOLD_MOST 3

struct status {
	struct mw_call *call;
	struct mw_pool pool;
	struct mw_diags diags; /* of the profile as it is now */
	int loaded;            /* what loading it gave */
	int64_t now_utc;
	struct mw_status_report report;
};

/* The holder's word: "PID\nPATH\n". False: it has said nothing. */
static bool read_word(struct status *status, const char *text, int64_t *ret_pid,
		      const char **ret_path)
{
	char *word = mw_pool_string(&status->pool, text), *path = strchr(word, '\n');
	long pid;
	if (!path)
		return false;
	*path++ = '\0';
	path[strcspn(path, "\n")] = '\0';
	if (!mw_text_number(word, INT32_MAX, &pid) || !pid || *path != '/')
		return false;
	*ret_pid = pid;
	*ret_path = path;
	return true;
}

/* Asks the lock, and reads what its holder has written; or what a dead one has left. */
static int ask_daemon(struct status *status)
{
	char *lock = mw_paths_join(status->call->places->state, MW_INSTANCE_LOCK);
	mw_auto(buf) word = MW_BUF_INIT;
	mw_auto(buf) text = MW_BUF_INIT;
	struct mw_status_report found;
	bool is_held = false;
	int64_t pid;
	const char *path;
	int error = mw_lock_peek(lock, &is_held, &word);
	if (error && error != -ENOENT)
		(void)fprintf(stderr, "matchward: cannot read %s: %s\n", lock,
			      mw_error_text(error));
	free(lock);
	if (error)
		return error == -ENOENT ? 0 : error;
	status->report.is_running = is_held;
	if (!read_word(status, word.text, &pid, &path))
		return 0;
	if (is_held)
		status->report.pid = pid;
	if (mw_file_read(path, MW_STATUS_SIZE_MOST, &text) ||
	    mw_status_read(text.text, text.len, &status->pool, &found) || found.pid != pid)
		return 0; /* it has not written yet, or somebody else has */
	if (is_held) {
		status->report = found;
		status->report.is_running = true;
	} else {
		status->report.is_stale = true;
		memcpy(status->report.troubles, found.troubles, sizeof found.troubles);
	}
	return 0;
}

/* What would come next, by the same engine. Nobody is there to show it. */
static void ask_engine(struct status *status)
{
	struct mw_bundle *bundle = status->call->bundle;
	struct mw_engine *engine = mw_engine_new();
	struct mw_event event = { .kind = MW_EVENT_PLAN,
				  .now_utc = bundle->plan.now_utc,
				  .plan = &bundle->plan,
				  .ledger = &bundle->ledger };
	struct mw_actions actions;
	mw_engine_step(engine, &event, &actions);
	mw_report_plan(bundle, &actions, MW_WAKE_NEVER, &status->pool, &status->report);
	if (status->report.waiting)
		status->report.waiting_for = "service";
	mw_engine_free(engine);
}

/* The last reminders told, oldest first. Without a good profile the daemon's id finds the ledger.
 */
static void read_told(struct status *status)
{
	const struct mw_bundle *bundle = status->call->bundle;
	const char *id = status->report.id;
	struct mw_ledger ledger = { 0 };
	if (bundle) {
		ledger = bundle->ledger;
	} else if (id && mw_text_is_id(id)) {
		mw_auto(buf) text = MW_BUF_INIT;
		const char *name = mw_pool_printf(&status->pool, "%s.ledger", id);
		char *path = mw_paths_join(status->call->places->state, name);
		if (!mw_file_read(path, MW_LEDGER_SIZE_MOST, &text))
			(void)mw_ledger_read(name, text.text, text.len, &status->pool, &ledger,
					     NULL);
		free(path);
	}
	size_t first = ledger.entries.count, found = 0;
	while (first > 0 && found < TOLD_MOST)
		found += ledger.entries.items[--first].verb == MW_VERB_TOLD;
	for (size_t i = first; i < ledger.entries.count; i++) {
		const struct mw_ledger_entry *entry = &ledger.entries.items[i];
		if (entry->verb != MW_VERB_TOLD)
			continue;
		const struct mw_milestone *milestone =
			bundle ? mw_plan_find(&bundle->plan, entry->id) : NULL;
		*MW_PUSH(&status->pool, &status->report.told) = (struct mw_status_word){
			entry->at_utc,
			mw_pool_string(&status->pool, entry->id),
			milestone ? mw_pool_string(&status->pool, milestone->title) : NULL,
			mw_pool_string(&status->pool, entry->due),
			mw_pool_string(&status->pool, entry->argument),
		};
	}
}

/* The profile as it is on disk now beats what the daemon last saw of it. */
static void judge_profile(struct status *status)
{
	struct mw_status_report *report = &status->report;
	mw_auto(buf) text = MW_BUF_INIT;
	if (!report->is_running)
		report->plan = !status->call->bundle ? NULL
			       : status->loaded      ? "last-good"
						     : "current";
	bool is_known = report->troubles[MW_TROUBLE_INPUT].text &&
			report->troubles[MW_TROUBLE_INPUT].ended_utc == MW_STATUS_NEVER;
	if (!status->loaded)
		return;
	mw_diags_print(&status->diags, &text);
	while (text.len && text.text[text.len - 1] == '\n')
		text.text[--text.len] = '\0';
	report->troubles[MW_TROUBLE_INPUT].text = mw_pool_string(&status->pool, text.text);
	report->troubles[MW_TROUBLE_INPUT].ended_utc = MW_STATUS_NEVER;
	if (!is_known)
		report->troubles[MW_TROUBLE_INPUT].at_utc =
			MW_STATUS_NEVER; /* since when is not known */
}

static void collect(struct status *status)
{
	struct mw_status_report *report = &status->report;
	struct stat info;
	if (!report->is_running && status->call->bundle)
		ask_engine(status);
	if (!report->profile)
		report->profile = status->call->places->profile;
	judge_profile(status);
	read_told(status);
	if (report->calendar && !stat(report->calendar, &info) && S_ISREG(info.st_mode))
		report->calendar_utc = info.st_mtim.tv_sec;
}

/* The profile that this command reads, if the daemon reads another one; else NULL. */
static const char *other_profile(const struct status *status)
{
	const char *own = status->call->places->profile, *its = status->report.profile;
	struct stat a, b;
	if (!its || !strcmp(own, its) ||
	    (!stat(own, &a) && !stat(its, &b) && a.st_dev == b.st_dev && a.st_ino == b.st_ino))
		return NULL;
	return own;
}

int mw_command_status(struct mw_call *call)
{
	struct status status = { .call = call, .diags = MW_DIAGS_INIT };
	struct mw_diags notes = MW_DIAGS_INIT;
	if (call->args->count) {
		(void)fprintf(stderr, "matchward: status takes no \"%s\"\n",
			      call->args->operands[0]);
		return MW_EXIT_INPUT;
	}
	mw_status_init(&status.report);
	status.loaded = mw_bundle_load(call->places, call->args->values[MW_OPTION_NOW],
				       &call->bundle, &status.diags, &notes);
	if (!call->bundle) /* what the daemon would do, too */
		call->bundle = mw_good_load(call->places);
	status.now_utc = call->bundle ? call->bundle->plan.now_utc : mw_clock_now_utc();
	int error = ask_daemon(&status);
	if (!error) {
		collect(&status);
		struct mw_zones *zones = mw_zones_new();
		struct mw_zone_finder finder = mw_zones_finder(zones);
		const struct mw_zone *home = call->bundle ? call->bundle->profile.zone : NULL;
		if (!home && status.report.timezone)
			home = mw_zone_find(&finder, status.report.timezone);
		if (mw_args_has(call->args, MW_OPTION_JSON))
			mw_status_json(&status.report, call->out);
		else
			mw_show_status(&status.report, home ? home : &mw_zone_utc,
				       other_profile(&status), status.now_utc, call->out);
		mw_zones_free(zones);
	}
	mw_diags_release(&status.diags);
	mw_diags_release(&notes);
	mw_pool_release(&status.pool);
	return error ? MW_EXIT_ENVIRONMENT : MW_EXIT_DONE;
}
