# SPDX-License-Identifier: GPL-3.0-or-later
# What may stand next is known to the program alone: it is asked for each completion.

function __matchward_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct | string unescape)
    for line in ($words[1] complete $words[2..] "$current" 2>/dev/null)
        switch $line
            case :files
                set -l head (string match -r '^--[^=]*=' -- "$current")
                printf '%s\n' "$head"(__fish_complete_path (string replace -r '^--[^=]*=' '' -- "$current"))
            case :folders
                set -l head (string match -r '^--[^=]*=' -- "$current")
                printf '%s\n' "$head"(__fish_complete_directories (string replace -r '^--[^=]*=' '' -- "$current"))
            case '*'
                printf '%s\n' $line
        end
    end
end
complete -c matchward -k -f -a '(__matchward_complete)'
