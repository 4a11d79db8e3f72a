# A PostgreSQL server of our own on a Unix socket, run by an unprivileged user; sourced.
# shellcheck shell=bash

# PostgreSQL refuses to run as root; Debian's package brings this user.
server_user=postgres

# Put before a command, it runs unprivileged and in a directory that everybody may read.
unprivileged=(env -C /)
! is_root || unprivileged=(
    setpriv --reuid "$server_user" --regid "$server_user" --init-groups --no-new-privs env -C / HOME=/
)

as_server_user() { "${unprivileged[@]}" "$@"; }

# give_to_server_user PATH...
give_to_server_user() { ! is_root || chown "$server_user:" "$@"; }

# setting NAME VALUE: one line of postgresql.conf.
setting() {
    local value=${2//\\/\\\\}
    printf "%s = '%s'\n" "$1" "${value//\'/\'\'}"
}

# make_cluster DATA INITDB-OPTION...: as a whole or not at all.
make_cluster() {
    local data=$1 output
    shift
    rm -rf -- "$data.new"
    # UTF-8 with the order of code points: the same on every machine and after every update of the C library.
    output=$(as_server_user "$(postgres_programs)/initdb" --pgdata "$data.new" --username liaison_superuser \
        --encoding UTF8 --locale C.UTF-8 --no-instructions "$@" 2>&1 </dev/null) || {
        printf '%s\n' "$output" >&2
        fail 69 "could not make the database directory $data"
    }
    as_server_user mv -T "$data.new" "$data"
}

# cluster_runs DATA: whether a server runs on exactly this directory. A number in an old postmaster.pid may be anybody's.
cluster_runs() {
    local pid
    { read -r pid <"$1/postmaster.pid"; } 2>/dev/null || return 1
    [[ $pid =~ ^[0-9]+$ && $(readlink "/proc/$pid/cwd") == "$(readlink -f "$1")" ]]
}

# control DATA PG_CTL-ARGUMENT...: pg_ctl pastes its arguments into a shell command, so it sees no path of ours. The server
# must hold neither the descriptor of our lock (9) nor the terminal.
control() {
    local data=$1
    shift
    as_server_user env -C "$(dirname "$data")" PGDATA="$data" "$(postgres_programs)/pg_ctl" "$@" \
        --wait --timeout 60 --silent </dev/null >/dev/null 9>&-
}

# start_cluster DATA SOCKET-DIRECTORY SETTINGS: returns when it answers. SETTINGS are lines for postgresql.conf; the log is
# postgresql.log beside the data.
start_cluster() {
    local data=$1 socket_directory=$2 settings=$3 log
    log=$(dirname "$data")/postgresql.log
    if ! cluster_runs "$data"; then
        rm -f -- "$data/postmaster.pid" "$socket_directory"/.s.PGSQL.5432*
    fi
    {
        setting listen_addresses ''
        setting unix_socket_directories "\"${socket_directory//\"/\"\"}\""
        setting port 5432
        printf '%s\n' "$settings"
    } | as_server_user tee "$data/liaison.conf" >/dev/null
    grep -qF liaison.conf "$data/postgresql.conf" ||
        say "include 'liaison.conf'" | as_server_user tee -a "$data/postgresql.conf" >/dev/null
    if ! control "$data" start --log postgresql.log; then
        tail -n 20 "$log" >&2 || :
        fail 69 "PostgreSQL did not start; its log is $log"
    fi
}

# stop_cluster DATA [MODE]: returns when it is gone; nothing to do is fine.
stop_cluster() {
    cluster_runs "$1" || return 0
    control "$1" stop --mode "${2:-fast}"
}
