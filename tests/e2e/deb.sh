#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The Debian package through its whole life on a bare system: built, judged by lintian, installed, upgraded, removed
# and purged; and what lies in a home outlives all of it.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/bare.sh"
slim() { rm -rf "$T/tree" "$T/bare" "$T/b"; }
need dpkg-deb dpkg-shlibdeps file lintian systemctl

say "the package, packed with a umask that would hide it"
(cd "$MW_SOURCE_DIR" && umask 077 && "$MW_CMAKE" --preset deb -B "$T/b" && "$MW_CMAKE" --build "$T/b" --target package) \
	>"$T/build.log" 2>&1 || { tail -30 "$T/build.log" >&2; fail "the package was not built"; }
new=$(echo "$T"/b/matchward_*.deb)
version=$(dpkg-deb -f "$new" Version)
dpkg-deb -c "$new" | awk '{ print $1 }' | sort -u >"$T/modes"
printf '%s\n' -rw-r--r-- -rwxr-xr-x drwxr-xr-x | sort | diff - "$T/modes" >&2 || fail "odd modes in the package"
for library in libc6 libical3 libnotify4 libuv1 libinih1 libjansson4 libcsv3 tzdata; do
	dpkg-deb -f "$new" Depends | grep -qE "(^| )$library( |,|$)" || fail "does not depend on $library"
done
lintian --allow-root --fail-on error,warning "$new" >"$T/said" 2>&1 || { cat "$T/said" >&2; fail "lintian"; }
[ ! -s "$T/said" ] || { cat "$T/said" >&2; fail "lintian complains"; }

# What went before: a lower version whose sample was another.
dpkg-deb -R "$new" "$T/before"
sed -i 's/^Version: .*/Version: 0.0.9/' "$T/before/DEBIAN/control"
echo '; a line of version 0.0.9' >>"$T/before/etc/xdg/matchward/profile.ini"
sed -i '\|etc/xdg/matchward/profile.ini|d' "$T/before/DEBIAN/md5sums"
dpkg-deb --root-owner-group -b "$T/before" "$T/old.deb" >/dev/null
cp -a "$TREE" "$T/tree"
cp "$T/old.deb" "$T/tree/root/old.deb"
cp "$new" "$T/tree/root/new.deb"

step() { # WHAT SCRIPT
	local status=0
	say "$1"
	inside "$T/tree" "set -eu; $2" >"$T/step.log" 2>&1 &
	PIDS+=($!)
	wait $! || status=$?
	[ "$status" -eq 0 ] || { tail -40 "$T/step.log" >&2; fail "$1"; }
}
# Not switched on for everybody, neither by the package nor by a preset of the system.
nobody_asked() {
	[ -z "$(find "$T/tree/etc/systemd" -name 'matchward*')" ] || fail "switched on for everybody: $(find "$T/tree/etc/systemd" -name 'matchward*')"
}
home() { (cd "$T/tree/home/asha" && find . -type f -exec sha256sum {} + | sort -k 2); }
as_asha() { printf 'setpriv --reuid=asha --regid=asha --clear-groups env HOME=/home/asha TZ=Asia/Kolkata %s' "$*"; }

step "install" "apt-get -qq update; apt-get install -qq -y --no-install-recommends /root/old.deb"
nobody_asked
step "a person uses it" "useradd -m asha
	$(as_asha matchward --now 2026-11-23 init --id asha --timezone Asia/Kolkata --application-year 2027 \
		--year-of-graduation 2025 --visa j1 --step1 pass)
	$(as_asha matchward --now 2026-11-23T10:00 done goal-decide)
	$(as_asha matchward --now 2026-11-23 export)
	$(as_asha matchward complete plan --c)
	$(as_asha matchwardd --version)
	echo mine >>/etc/xdg/matchward/programs.csv"
has "$T/step.log" '^--csv'
home >"$T/home.before"
[ "$(wc -l <"$T/home.before")" -ge 4 ] || fail "profile, ledger, calendar and its state are not there: $(cat "$T/home.before")"

step "upgrade" "apt-get install -qq -y --no-install-recommends /root/new.deb
	[ \"\$(dpkg-query -W -f '\${Version}' matchward)\" = $version ]
	dpkg --verify matchward >/root/differs || true"
equal "$(awk '{ print $NF }' "$T/tree/root/differs")" /etc/xdg/matchward/programs.csv "files that differ from the package"
lacks "$T/tree/etc/xdg/matchward/profile.ini" 0.0.9 "the sample is still the old one"
has "$T/tree/etc/xdg/matchward/programs.csv" '^mine$' "an edited file was replaced"
nobody_asked
systemctl --root="$T/tree" --global preset matchward.service 2>/dev/null
equal "$(systemctl --root="$T/tree" --global is-enabled matchward.service || true)" disabled "after the preset"
run 0 systemctl --root="$T/tree" --global enable matchward.service
[ -L "$T/tree/etc/systemd/user/default.target.wants/matchward.service" ] || fail "the unit cannot be switched on"
run 0 systemctl --root="$T/tree" --global disable matchward.service

step "remove" "apt-get remove -qq -y matchward; ! command -v matchward; ! command -v matchwardd"
[ -e "$T/tree/etc/xdg/matchward/programs.csv" ] || fail "remove took a configuration file"
step "purge" "apt-get purge -qq -y matchward"
find "$T/tree" -xdev \( -path "$T/tree/proc" -o -path "$T/tree/home" \) -prune -o -name '*matchward*' -print >"$T/left"
[ ! -s "$T/left" ] || { cat "$T/left" >&2; fail "purge left something"; }
home | diff "$T/home.before" - >&2 || fail "the home has changed"
say "all held"
