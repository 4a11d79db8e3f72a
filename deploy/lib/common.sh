# What the scripts in deploy/ share; sourced, never run.
# shellcheck shell=bash

checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)

say() { printf '%s\n' "$*"; }
note() { printf '%s\n' "$*" >&2; }

# fail CODE MESSAGE: one line on standard error; the codes are those of the command line (sysexits).
fail() {
    printf '%s: %s\n' "${0##*/}" "$2" >&2
    exit "$1"
}

is_root() { [[ $EUID -eq 0 ]]; }

# percent TEXT: as it stands in a URL's query.
percent() {
    local LC_ALL=C text=$1 out='' character index code
    for ((index = 0; index < ${#text}; index++)); do
        character=${text:index:1}
        case $character in
            [a-zA-Z0-9/._~-]) out+=$character ;;
            *)
                printf -v code %d "'$character"
                printf -v character '%%%02X' $((code & 255))
                out+=$character
                ;;
        esac
    done
    printf '%s' "$out"
}

# random_secret: 256 bits, as hexadecimal digits.
random_secret() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n'; }

# process_started PID: when the process began, in clock ticks since boot, so that a number used again is another process.
process_started() {
    local stat
    { stat=$(<"/proc/$1/stat"); } 2>/dev/null || return 1
    stat=${stat##*) }
    # shellcheck disable=SC2086 # the fields are meant to be split
    set -- $stat
    printf '%s' "${20}"
}

# home_directory: $LIAISON_HOME, absolute.
home_directory() {
    local home=${LIAISON_HOME:-$checkout/.liaison}
    [[ $home == /* ]] || home=$PWD/$home
    while [[ $home == ?*/ ]]; do home=${home%/}; done
    printf '%s' "$home"
}

# private_database_url HOME: the private server's database, as its superuser. The password stays out of every argument list.
private_database_url() {
    local home=$1 socket_directory=$1/run
    [[ -f $home/socket-directory ]] && socket_directory=$(<"$home/socket-directory")
    printf 'postgresql:///liaison?host=%s&user=liaison_superuser&password=%s' \
        "$(percent "$socket_directory")" "$(<"$home/superuser-password")"
}
