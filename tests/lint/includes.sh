#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The include fence: which floor may see what. Prints FILE:LINE: what is wrong; status 1 if anything is.
# usage: includes.sh ROOT
set -eu -o pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$1"

# Our own floors that a floor may include, itself apart.
declare -A sees=([core]='' [format]='core' [engine]='core' [edge]='core' [desk]='core'
	[app]='core format engine edge desk')
# The homes of outside headers. The first pattern that fits a header decides.
homes=(
	'ini.h:format'
	'jansson.h:format'
	'csv.h:format'
	'libical/*:format edge'
	'ical.h:format edge'
	'uv.h:desk app'
	'utf8proc.h:app'
	'libnotify/*:desk'
	'glib.h:desk' 'glib/*:desk' 'glib-*:desk' 'gio/*:desk' 'gobject/*:desk' 'gdk-pixbuf/*:desk'
	'sys/timerfd.h:desk'
)
# All that the pure floors, core and engine, need of the C library. No clock, no files, no locale.
pure='assert.h errno.h inttypes.h limits.h stdalign.h stdarg.h stdbool.h stddef.h stdint.h stdio.h stdlib.h string.h'
# Calls that betray a floor: stdio.h and stdlib.h are there for snprintf and memory only.
impure='fopen|freopen|fdopen|fclose|fread|fwrite|fgets|fputs|fputc|puts|putchar|printf|fprintf|dprintf|vprintf|vfprintf|perror'
impure+='|scanf|fscanf|open|openat|read|write|close|unlink|rename|stat|fstat|getenv|secure_getenv|setenv|unsetenv|putenv'
impure+='|setlocale|newlocale|localtime|localtime_r|gmtime|gmtime_r|mktime|tzset|strftime|rand|srand|random|system|popen'
# format turns bytes into structs and back: it opens nothing and prints nothing.
format_impure='fopen|freopen|fdopen|open|openat|unlink|rename|getenv|setenv|printf|fprintf|dprintf|vprintf|vfprintf|perror'
format_impure+='|puts|ini_parse|ini_parse_file|json_load_file|json_dump_file|localtime|localtime_r|setlocale|system|popen'
clock='clock_gettime|gettimeofday|time|clock|timespec_get'

is_in() { case " $2 " in *" $1 "*) return 0 ;; *) return 1 ;; esac; }
found=0
wrong() {
	printf '%s\n' "$*"
	found=1
}

check_header() { # FLOOR FILE:LINE QUOTED HEADER
	local floor=$1 where=$2 quoted=$3 header=$4 home other
	case $header in
	*..*) wrong "$where: $header climbs out of its folder"; return ;;
	matchward/*)
		other=${header#matchward/}
		other=${other%%/*}
		[ "$other" = "$floor" ] || is_in "$other" "${sees[$floor]}" || wrong "$where: $floor must not see $other ($header)"
		return ;;
	matchward-version.h)
		[ "$floor" = app ] || wrong "$where: only app knows the version"
		return ;;
	esac
	if [ "$quoted" = '"' ]; then
		[ -f "src/$floor/$header" ] || wrong "$where: \"$header\" is not a private header of $floor"
		return
	fi
	for home in "${homes[@]}"; do
		# shellcheck disable=SC2254 # a pattern on purpose
		case $header in ${home%%:*})
			is_in "$floor" "${home#*:}" || wrong "$where: <$header> belongs in ${home#*:}, not in $floor"
			return ;;
		esac
	done
	case $floor in core | engine) is_in "$header" "$pure" || wrong "$where: <$header> in $floor, which is pure" ;; esac
}

for floor in core format engine edge desk app; do
	files=$(find "src/$floor" "include/matchward/$floor" -name '*.[ch]' 2>/dev/null | sort)
	[ -n "$files" ] || continue
	# shellcheck disable=SC2086 # file names of ours have no spaces
	code=$(awk -f "$here/strip.awk" $files)
	while IFS= read -r line; do
		[[ $line =~ ^([^:]*:[0-9]+):.*include[[:space:]]*([\"<])([^\">]*) ]] || continue
		check_header "$floor" "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" "${BASH_REMATCH[3]}"
	done < <(grep -E '^[^:]*:[0-9]+:[[:space:]]*#[[:space:]]*include' <<<"$code" || true)
	case $floor in
	core | engine) calls=$impure ;;
	format) calls=$format_impure ;;
	*) calls= ;;
	esac
	calls=$calls${calls:+|}$clock
	while IFS= read -r line; do
		wrong "$line   <- a call that $floor must not make"
	done < <(grep -E "(^|[^A-Za-z0-9_.>])($calls)[ \t]*\(" <<<"$code" | grep -v '^src/edge/clock\.c:' || true)
done
exit $found
