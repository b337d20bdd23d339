#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# kill -9 at random moments costs nothing: see torture.py. usage: torture.sh [KILLS [SEED]]
. "$(dirname "$0")/lib.sh"
need dbus-daemon busctl "$PYTHON"
slim() { find "$T" -name 'daemon-*.log' | sort -V | head -n -20 | xargs -r rm -f; }

start_bus
export T STATE PROFILE CALENDAR
"$PYTHON" "$MW_SOURCE_DIR/tests/e2e/torture.py" "${1:-20}" "${2:-$RANDOM}"
say "all held"
