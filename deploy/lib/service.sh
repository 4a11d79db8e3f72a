# Building, starting and stopping the service; sourced by deploy/run.
# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # checkout comes from common.sh, service goes to supervise.sh

binary=$checkout/.build/release/liaison

# build_release PRODUCT: left out when no source is newer than the beginning of the last build.
build_release() {
    local product=$1 stamp=$checkout/.build/release-built-$1
    if [[ -x $checkout/.build/release/$product && -e $stamp && -z $(
        find "$checkout/Sources" "$checkout/Package.swift" -newer "$stamp" -print -quit
    ) ]]; then return; fi
    mkdir -p "$checkout/.build"
    touch "$stamp.new"
    (umask 022 && cd "$checkout" && swift build -c release --product "$product" --static-swift-stdlib 9>&-) </dev/null >&2 ||
        fail 69 "the build failed"
    mv "$stamp.new" "$stamp"
}

# lock_home HOME: held through descriptor 9 by whoever runs the installation, and free as soon as that process is gone,
# however it went.
lock_home() {
    [[ -z ${LIAISON_LOCK_IS_HELD-} ]] || return 0
    exec 9>>"$1/lock"
    flock --wait 1 9 && remember_process "$1/run.pid" "$$"
}

# is_locked HOME
is_locked() { [[ -e $1/lock ]] && ! flock --nonblock --shared "$1/lock" true; }

running_url() { cat "$1/url" 2>/dev/null || printf 'an address that it has not opened yet'; }

# remember_process FILE PID, remembered_process FILE: a number alone could by now be somebody else's.
remember_process() { say "$2 $(process_started "$2")" >"$1"; }
remembered_process() {
    local pid started
    { read -r pid started <"$1"; } 2>/dev/null || return 1
    [[ -n $started && $(process_started "$pid") == "$started" ]] && printf '%s' "$pid"
}

# end_process PID SECONDS: asks, waits, and at last does not ask.
end_process() {
    local pid=$1 tenths=$(($2 * 10)) started
    started=$(process_started "$pid") || return 0
    kill -TERM "$pid" 2>/dev/null || return 0
    while ((tenths-- > 0)); do
        [[ $(process_started "$pid") == "$started" ]] || return 0
        [[ $(process_state "$pid") != Z ]] || return 0
        sleep 0.1
    done
    kill -KILL "$pid" 2>/dev/null || :
}

process_state() {
    local stat
    { stat=$(<"/proc/$1/stat"); } 2>/dev/null || return 1
    stat=${stat##*) }
    printf '%s' "${stat%% *}"
}

# stop_everything HOME: also what a start that crashed has left behind.
stop_everything() {
    local home=$1 pid
    [[ -d $home ]] || return 0
    if is_locked "$home" && pid=$(remembered_process "$home/run.pid"); then
        kill -TERM "$pid" 2>/dev/null || :
        flock --wait 90 "$home/lock" true || fail 75 "process $pid does not end; try again, or kill it"
    fi
    stop_leftovers "$home"
    if [[ -L $home/data || -d $home/data ]]; then stop_private_server "$home"; fi
}

stop_leftovers() {
    local pid
    if pid=$(remembered_process "$1/service.pid"); then end_process "$pid" 20; fi
    rm -f -- "$1/service.pid" "$1/url"
}

# reachable_host: where to knock for a service that listens on $LIAISON_HOST.
reachable_host() {
    case $LIAISON_HOST in
        0.0.0.0) printf 127.0.0.1 ;;
        :: | '[::]') printf '[::1]' ;;
        *:* ) printf '[%s]' "${LIAISON_HOST//[\[\]]/}" ;;
        *) printf '%s' "$LIAISON_HOST" ;;
    esac
}

# answers PATH: the HTTP status, or nothing.
answers() {
    local host line='' connection
    host=$(reachable_host)
    { exec {connection}<>"/dev/tcp/${host//[\[\]]/}/$LIAISON_PORT"; } 2>/dev/null || return 1
    {
        printf 'GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n' "$1" "$host" >&"$connection"
        read -r -t 5 line <&"$connection" && timeout 5 cat <&"$connection" >/dev/null
    } 2>/dev/null || :
    exec {connection}>&-
    [[ $line =~ ^HTTP/1\.[01]\ ([0-9]{3}) ]] && printf '%s' "${BASH_REMATCH[1]}"
}

# choose_service_user: nothing that the service does needs root, so it does not get it, wherever the unprivileged user can
# read the checkout and the home. Put "${service[@]}" before arguments of liaison.
choose_service_user() {
    service=("$binary")
    is_root || return 0
    if as_server_user test -x "$binary" -a -r "$LIAISON_SQL_DIR/roles.sql" -a -x "$LIAISON_HOME"; then
        service=("${unprivileged[@]}" "$binary")
    else
        note "the service runs as root: $server_user cannot read both $checkout and $LIAISON_HOME"
    fi
}
