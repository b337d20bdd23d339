# SPDX-License-Identifier: GPL-3.0-or-later
# Makes a C string of a text file. usage: cmake -DFROM=FILE -DTO=FILE.c -DNAME=NAME -P embed.cmake
file(READ ${FROM} text)
string(REGEX REPLACE "^/\\*[^*]*\\*/\n" "" text "${text}") # the licence line is no part of what is embedded
string(REPLACE "\\" "\\\\" text "${text}")
string(REPLACE "\"" "\\\"" text "${text}")
string(REPLACE "\n" "\\n\"\n\t\"" text "${text}")
file(WRITE ${TO} "extern const char ${NAME}[];\nconst char ${NAME}[] =\n\t\"${text}\";\n")
