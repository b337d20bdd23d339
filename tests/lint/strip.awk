# SPDX-License-Identifier: GPL-3.0-or-later
# C without comments and without the insides of literals, line for line. #include lines keep their names.
FNR == 1 { in_comment = 0 }
{
	out = ""
	n = length($0)
	is_include = !in_comment && $0 ~ /^[ \t]*#[ \t]*include/
	for (i = 1; i <= n; i++) {
		c = substr($0, i, 1)
		two = substr($0, i, 2)
		if (in_comment) {
			if (two == "*/") { in_comment = 0; i++ }
		} else if (two == "/*") {
			in_comment = 1
			i++
		} else if (two == "//" && !is_include) {
			break
		} else if ((c == "\"" || c == "'") && !is_include) {
			for (i++; i <= n && substr($0, i, 1) != c; i++)
				if (substr($0, i, 1) == "\\")
					i++
			out = out c c
		} else {
			out = out c
		}
	}
	print FILENAME ":" FNR ":" out
}
