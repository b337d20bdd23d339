# SPDX-License-Identifier: GPL-3.0-or-later
# What may stand next is known to the program alone: it is asked for each completion.

_matchward()
{
	local word line rest plain cur='' joins=1 program=$1
	local -a words=()

	# Readline cuts words at "=" and ":"; here they are put together again, and freed of quotes.
	for word in "${COMP_WORDS[@]:1:COMP_CWORD}"; do
		plain=${word//[\\\"\']/}
		if [[ $word == [=:] && ${#words[@]} -gt 0 ]]; then
			words[-1]+=$plain
			joins=0
		elif ((joins == 0)); then
			words[-1]+=$plain
			joins=1
		else
			words+=("$plain")
		fi
	done
	cur=${words[-1]-}
	word=${COMP_WORDS[COMP_CWORD]}
	plain=${word//[\\\"\']/}
	[[ $word != [=:] ]] || plain=
	rest=${cur%"$plain"} # of the candidates, what readline takes as words of their own

	COMPREPLY=()
	while IFS= read -r line; do
		line=${line%%$'\t'*}
		case $line in
		:files) compopt -o default ;;
		:folders) compopt -o dirnames ;;
		*)
			[[ $line != *[.=] ]] || compopt -o nospace
			line=${line#"$rest"}
			[[ $word == [\"\']* ]] || printf -v line %q "$line"
			COMPREPLY+=("$line")
			;;
		esac
	done < <("$program" complete "${words[@]}" 2>/dev/null)
}
complete -o nosort -F _matchward matchward
