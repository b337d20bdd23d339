/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a file could not be read or written for, in words for people who run no servers.
 */
#ifndef MW_EDGE_ERROR_H
#define MW_EDGE_ERROR_H

/*
 * From what the functions of file.h, folder.h and lock.h return: the cause, and where there is one
 * the remedy, without a full stop. The system's own words for what is rare.
 */
const char *mw_error_text(int error);

#endif
