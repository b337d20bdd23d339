/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * matchwardd --test: one notification now, so that a person can see whether reminders would reach
 * her.
 */
#ifndef MW_APP_TRIAL_H
#define MW_APP_TRIAL_H

/* Shows it, says on stdout which server took it, and returns an exit code. */
int mw_trial_run(void);

#endif
