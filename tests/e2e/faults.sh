#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A disk that fails at every call in turn costs no reminder: see faults.py. usage: faults.sh [quick|whole]
. "$(dirname "$0")/lib.sh"
need dbus-daemon "$PYTHON"
: "${MW_FAULTS:?}"

start_bus
export T STATE PROFILE CALENDAR
"$PYTHON" "$MW_SOURCE_DIR/tests/e2e/faults.py" "${1:-quick}"
say "all held"
