#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# clang-format decides how C looks. Another version than 14 decides otherwise, so only that one is asked.
# usage: format.sh ROOT
set -eu -o pipefail
cd "$1"
skip() {
	echo "skipped: $*"
	[ "${CI:-}" != true ] || exit 1
	exit 77
}
tool=$(command -v clang-format-14 || command -v clang-format) || skip "clang-format is not installed"
"$tool" --version | grep -q 'version 14\.' || skip "$tool is not version 14"
find src include tests -name '*.[ch]' -print0 | xargs -0 -r "$tool" --dry-run -Werror --style=file
