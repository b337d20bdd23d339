/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What holds for every plan, whoever it is for. What does not is said in words to `broken`.
 */
#ifndef MW_TESTS_SOUND_H
#define MW_TESTS_SOUND_H

#include "world.h"

struct sound {
	const struct person *person;
	const struct mw_plan *plan; /* hers, as last computed */
	void (*broken)(void *context, const char *what);
	void *context;
	bool has_own_braces; /* her profile has some, which are no placeholders */
};

void sound_broken(struct sound *sound, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
const char *sound_day(mw_day day); /* "2027-09-01"; a few of them live at a time */
bool sound_same_date(const struct mw_date *a, const struct mw_date *b);

/* The order of dates and of milestones, and each natural date once more from its expression. */
void sound_check_dates(struct sound *sound);
/* What persons and other programs read of it; after person_assess. */
void sound_check_words(struct sound *sound);
void sound_check_calendar(struct sound *sound);

#endif
