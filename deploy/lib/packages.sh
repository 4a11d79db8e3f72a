# What the machine must have, and how it gets it; sourced.
# shellcheck shell=bash
# shellcheck disable=SC2030,SC2031 # install_packages is a subshell on purpose: its trap ends with it

# postgres_programs: the directory of the newest PostgreSQL server programs, 15 or later.
postgres_programs() {
    local directory version
    while read -r version directory; do
        [[ $version =~ ^[0-9]+$ && $version -ge 15 ]] && printf '%s' "$directory" && return
    done < <(
        for directory in /usr/lib/postgresql/*/bin; do
            [[ -x $directory/initdb ]] && version=${directory%/bin} && say "${version##*/} $directory"
        done | sort -rn
        if command -v initdb >/dev/null; then
            version=$(initdb --version)
            version=${version##* }
            say "${version%%.*} $(dirname "$(readlink -f "$(command -v initdb)")")"
        fi
    )
    return 1
}

# What a script needs beside that, as PROGRAM=PACKAGE.
further_programs=()

missing_packages() {
    local missing=() further
    command -v pkg-config >/dev/null || missing+=(pkg-config)
    pkg-config --exists libpq 2>/dev/null || missing+=(libpq-dev)
    postgres_programs >/dev/null || missing+=(postgresql)
    for further in ${further_programs[@]+"${further_programs[@]}"}; do
        command -v "${further%%=*}" >/dev/null || missing+=("${further#*=}")
    done
    say "${missing[*]}"
}

# install_packages NAME...: with apt, without letting Debian make or start a database server of its own.
install_packages() (
    policy=/usr/sbin/policy-rc.d
    settings=/etc/postgresql-common/createcluster.d
    trap restore_machine EXIT
    trap 'exit 2' INT TERM HUP
    if [[ ! -e $policy ]]; then
        made_policy=1
        printf '#!/bin/sh\nexit 101\n' >"$policy"
        chmod 755 "$policy"
    fi
    [[ -d $settings ]] || { mkdir -p "$settings" && made_settings=1; }
    say 'create_main_cluster = false' >"$settings/liaison.conf"
    export DEBIAN_FRONTEND=noninteractive
    quietly apt-get -o DPkg::Lock::Timeout=300 update
    quietly apt-get -o DPkg::Lock::Timeout=300 install --yes --no-install-recommends "$@"
)

# restore_machine: takes back what install_packages changed beside the packages.
restore_machine() {
    [[ -z ${made_policy-} ]] || rm -f "$policy"
    rm -f "$settings/liaison.conf"
    [[ -z ${made_settings-} ]] || rmdir --ignore-fail-on-non-empty "$settings" 2>/dev/null || :
}

# quietly COMMAND...: shows the output only of a failure.
quietly() {
    local output status=0
    output=$("$@" 2>&1 </dev/null) || status=$?
    [[ $status -eq 0 ]] || printf '%s\n' "$output" >&2
    return "$status"
}

# install_missing: afterwards everything is there, or the script has ended with one line that says what is not.
install_missing() {
    local missing
    missing=$(missing_packages)
    if [[ -n $missing ]]; then
        is_root || fail 69 "not installed: $missing; install them with: sudo apt-get install $missing"
        command -v apt-get >/dev/null || fail 69 "not installed, and there is no apt-get to do it: $missing"
        note "installing $missing"
        # shellcheck disable=SC2086 # a list of words
        install_packages $missing || fail 69 "could not install $missing"
        missing=$(missing_packages)
        [[ -z $missing ]] || fail 69 "still missing after installing: $missing"
    fi
    command -v swift >/dev/null || fail 69 "Swift 6.2 or later is not on the PATH; see https://www.swift.org/install"
}
