/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The list of programs: what is accepted, written out in full as a spreadsheet would and read
 * again, is the same list.
 */
#include "fuzz.h"

#include "matchward/core/text.h"
#include "matchward/format/programs_csv.h"

static void put_cell(const char *text, struct mw_buf *out)
{
	mw_buf_putc(out, '"');
	for (; text && *text; text++) {
		if (*text == '"')
			mw_buf_putc(out, '"');
		mw_buf_putc(out, *text);
	}
	mw_buf_puts(out, "\",");
}

static const char *answer(enum mw_answer answer)
{
	static const char *const names[] = { "", "no", "yes" };
	return names[answer];
}

static const char *visas(const struct mw_program *it)
{
	static const char *const names[] = { "none", "j1", "h1b", "j1 h1b" };
	MUST((it->j1 == MW_ANSWER_UNKNOWN) == (it->h1b == MW_ANSWER_UNKNOWN));
	if (it->j1 == MW_ANSWER_UNKNOWN)
		return "";
	return names[(it->j1 == MW_ANSWER_YES) + 2 * (it->h1b == MW_ANSWER_YES)];
}

static void check(const struct mw_profile *profile, int lines)
{
	MUST(profile->programs.count <= MW_PROGRAMS_MOST);
	for (size_t i = 0; i < profile->programs.count; i++) {
		const struct mw_program *it = &profile->programs.items[i];
		MUST(mw_text_is_id(it->id) && *it->name && strlen(it->name) <= 200);
		must_be_line(it->name);
		MUST(it->spot.line >= 1 && it->spot.line <= lines);
		MUST(it->expected_score == MW_NONE ||
		     (it->expected_score >= 1 && it->expected_score <= 300));
		for (size_t k = 0; k < i; k++)
			MUST(strcmp(profile->programs.items[k].id, it->id) != 0);
	}
}

static void write_list(const struct mw_profile *profile, struct mw_buf *out)
{
	mw_buf_puts(out, "id,name,kind,img-friendly,visas,expected-score,deadline,interview,signal,"
			 "status,research-there,support-there,notes\n");
	for (size_t i = 0; i < profile->programs.count; i++) {
		const struct mw_program *it = &profile->programs.items[i];
		put_cell(it->id, out);
		put_cell(it->name, out);
		put_cell(mw_program_kind_name(it->kind), out);
		put_cell(answer(it->img_friendly), out);
		put_cell(visas(it), out);
		if (it->expected_score != MW_NONE)
			mw_buf_printf(out, "%d", it->expected_score);
		mw_buf_putc(out, ',');
		put_cell(it->deadline.text, out);
		put_cell(it->interview.text, out);
		put_cell(mw_signal_name(it->signal), out);
		put_cell(mw_program_status_name(it->status), out);
		put_cell(answer(it->research_there), out);
		put_cell(answer(it->support_there), out);
		mw_buf_putc(out, '\n');
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	mw_auto(pool) pool = MW_POOL_INIT;
	mw_auto(diags) diags = MW_DIAGS_INIT;
	mw_auto(diags) none = MW_DIAGS_INIT;
	mw_auto(buf) once = MW_BUF_INIT;
	mw_auto(buf) again = MW_BUF_INIT;
	struct mw_profile profile;
	mw_profile_init(&profile);
	profile.zone = fuzz_new_york;
	struct mw_profile same = profile;
	int outcome = mw_programs_read("list", text, size, &fuzz_zones, &pool, &profile, &diags);
	MUST(!outcome == !diags.count);
	must_be_good(&diags, "list", text, size);
	if (outcome) {
		MUST(!profile.programs.count);
		return 0;
	}
	check(&profile, fuzz_lines(text, size));
	write_list(&profile, &once);
	MUST(!mw_programs_read("list", once.text, once.len, &fuzz_zones, &pool, &same, &none));
	write_list(&same, &again);
	must_be_same(&once, &again);
	return 0;
}
