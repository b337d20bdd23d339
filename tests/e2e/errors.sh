#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Every kind of mistake once, and what is said of it.
. "$(dirname "$0")/lib.sh"

export T PROFILE
"$PYTHON" "$MW_SOURCE_DIR/tests/e2e/errors.py"
say "all held"
