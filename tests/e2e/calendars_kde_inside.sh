#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The inner part of calendars_kde.sh, on a bus of its own: what konsolekalendar says of the calendar file plan.ics
# goes to first.csv; then plan.ics is replaced, and second.csv is what it says when it knows the new date.
set -eu -o pipefail
cd "$1"
bus() { timeout 20 gdbus call --session "$@"; }

# soon WHAT COMMAND...: within a minute the command succeeds.
soon() {
	local what=$1 deadline=$((SECONDS + 60))
	shift
	until "$@" >/dev/null 2>&1; do
		[ $SECONDS -lt $deadline ] || { echo "not within a minute: $what"; exit 1; }
		sleep 0.2
	done
}
runs() { timeout 5 akonadictl status 2>&1 | grep -q 'Server.*running'; }
offers() { bus -d "$1" -o / -m org.freedesktop.DBus.Introspectable.Introspect; }
calendar() { timeout 20 konsolekalendar --list-calendars 2>/dev/null | sed -n 's/^ *\([0-9]*\) .*plan\.ics.*/\1/p' | grep .; }
shows() { # shows FILE TEXT: the list, which has this text now
	timeout 30 konsolekalendar --view --all --calendar "$(calendar)" --export-type csv >"$1" 2>/dev/null
	grep -q "$2" "$1"
}

timeout 60 akonadictl start >start.log 2>&1 || true
soon "Akonadi" runs
manager="-d org.freedesktop.Akonadi.Control -o /AgentManager -m org.freedesktop.Akonadi.AgentManager"
# shellcheck disable=SC2086
agent=$(bus $manager.createAgentInstance akonadi_ical_resource | tr -dc 'a-z_0-9')
soon "the agent" offers "org.freedesktop.Akonadi.Resource.$agent"
settings="-d org.freedesktop.Akonadi.Resource.$agent -o /Settings -m org.kde.Akonadi.ICal.Settings"
# shellcheck disable=SC2086
{
	bus $settings.setPath "$PWD/plan.ics"
	bus $settings.setReadOnly true
	bus $settings.save
}
bus -d "org.freedesktop.Akonadi.Agent.$agent" -o / -m org.freedesktop.Akonadi.Agent.Control.reconfigure
# shellcheck disable=SC2086
bus $manager.agentInstanceSynchronize "$agent"
soon "the calendar" calendar
soon "the first date" shows first.csv '^"2027-05-10".*passport'
cp second.ics plan.new
mv plan.new plan.ics
soon "the new date" shows second.csv '^"2027-06-21".*passport'
timeout 20 akonadictl stop >/dev/null 2>&1 || true
