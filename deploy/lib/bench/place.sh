# Where the benchmark lives: a private PostgreSQL that keeps every promise of a real one, and nothing left behind; sourced.
# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # what the files of the benchmark share

# private_settings: in place of those of home.sh. fsync and synchronous_commit as in service; no checkpoint by the clock
# and no vacuum falls into one of two runs that are compared, and the log can be read as JSON.
private_settings() {
    local megabytes
    megabytes=$(awk '/^MemTotal/ { print int($2 / 1024) }' /proc/meminfo)
    cat <<END_OF_SETTINGS
fsync = on
synchronous_commit = on
full_page_writes = on
shared_buffers = $((megabytes / 4))MB
effective_cache_size = $((megabytes / 2))MB
maintenance_work_mem = $((megabytes / 16))MB
max_wal_size = 4GB
checkpoint_timeout = 1h
autovacuum = off
max_connections = 150
jit = off
password_encryption = scram-sha-256
unix_socket_permissions = 0700
timezone = 'UTC'
log_timezone = 'UTC'
logging_collector = on
log_destination = 'jsonlog'
log_directory = 'log'
END_OF_SETTINGS
}

# make_place KEEP: $home with its PostgreSQL running, $work for files of this run. Held through descriptor 9 while it is used.
make_place() {
    local left
    keep=$1
    if [[ -n $keep ]]; then
        home=${LIAISON_BENCH_HOME:-$checkout/.liaison/bench}
        [[ $home == /* ]] || home=$PWD/$home
        mkdir -p -- "$(dirname -- "$home")"
    else
        for left in /var/tmp/liaison-bench.*; do
            [[ ! -O $left/lock ]] || is_locked "$left" || remove_place "$left"
        done
        home=$(mktemp -d /var/tmp/liaison-bench.XXXXXX)
    fi
    trap 'leave_place' EXIT
    trap 'exit 2' INT TERM HUP
    make_home "$home"
    lock_home "$home" || fail 75 "another benchmark uses $home"
    work=$home/work
    rm -rf -- "$work"
    mkdir -m 700 -- "$work"
    give_to_server_user "$work"
    export LIAISON_HOME=$home LIAISON_SQL_DIR=${LIAISON_SQL_DIR:-$checkout/sql} LIAISON_HOST=127.0.0.1
    export XDG_CONFIG_HOME=$work PSQLRC=/dev/null
    stop_private_server "$home"
    start_private_server "$home"
    socket=$(socket_directory "$home")
    choose_service_user
}

# leave_place: whatever was started ends, also after Ctrl-C.
leave_place() {
    local status=$?
    trap '' INT TERM HUP
    stop_server
    stop_router
    end_background
    if [[ -n $keep ]]; then
        rm -rf -- "$home/work"
        stop_private_server "$home"
    else
        remove_place "$home"
    fi
    exit "$status"
}

remove_place() {
    local data
    data=$(readlink -m -- "$1/data")
    stop_cluster "$data" immediate || :
    remove_private_server "$1"
    rm -rf -- "$1"
}

# database_url DATABASE: as the superuser, for the service and the command line in process.
database_url() {
    printf 'postgresql:///%s?host=%s&user=liaison_superuser&password=%s' \
        "$1" "$(percent "$socket")" "$(<"$home/superuser-password")"
}

# as_superuser DATABASE PSQL-ARGUMENT...
as_superuser() {
    PGHOST=$socket PGUSER=liaison_superuser PGPASSWORD=$(<"$home/superuser-password") PGDATABASE=$1 \
        "$(postgres_programs)/psql" --no-psqlrc --quiet --no-align --tuples-only --set ON_ERROR_STOP=1 "${@:2}"
}

# as_login ROLE DATABASE COMMAND...: with the password that the service itself has for that login role.
as_login() {
    PGHOST=$socket PGUSER=$1 PGPASSWORD=$(login_password "$1") PGDATABASE=$2 "${@:3}"
}

# login_password ROLE: HMAC-SHA-256 of the role's name under the installation's secret (RFC 2104).
login_password() {
    local secret inner='' outer='' index byte digest
    secret=$(<"$home/role-secret")
    for ((index = 0; index < 64; index++)); do
        byte=0
        ((index >= ${#secret})) || printf -v byte %d "'${secret:index:1}"
        printf -v inner '%s\\x%02x' "$inner" $((byte ^ 0x36))
        printf -v outer '%s\\x%02x' "$outer" $((byte ^ 0x5c))
    done
    # shellcheck disable=SC2059 # the formats are bytes
    digest=$({ printf "$inner"; printf %s "$1"; } | sha256sum | cut -d ' ' -f 1 | sed 's/../\\x&/g')
    # shellcheck disable=SC2059
    { printf "$outer"; printf "$digest"; } | sha256sum | cut -d ' ' -f 1
}
