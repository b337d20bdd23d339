#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Evolution's data server, which GNOME Calendar shows, takes the file and then the file of an edited profile.
# What its bus starts outlives the bus; so all of it lives in a namespace of processes, which ends as a whole.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/two_versions.sh"
[ "$(id -u)" -eq 0 ] || skip "a namespace of processes wants root"
need dbus-run-session unshare "$PYTHON"
"$PYTHON" -c 'import gi; gi.require_version("ECal", "2.0")' 2>/dev/null || skip "gir1.2-ecal-2.0 is not installed"
versions
start eds.log unshare --pid --fork --kill-child --mount-proc env GSETTINGS_BACKEND=memory \
	dbus-run-session -- "$PYTHON" "$(dirname "$0")/calendars_eds.py" "$T/first.ics" "$T/second.ics" "$T/live.ics"
await 100 "the data server" gone "$STARTED"
status=0
wait "$STARTED" || status=$?
grep -v dbus-daemon "$T/eds.log" || true
equal "$status" 0 "exit status of calendars_eds.py"
has "$T/eds.log" '^the file as a calendar: .*20270621' "it has not come to its end"
say "all held"
