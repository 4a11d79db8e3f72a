# The installation under $LIAISON_HOME and its private PostgreSQL; sourced.
# shellcheck shell=bash
# shellcheck disable=SC2154 # checkout and server_user come from common.sh and cluster.sh

# make_home HOME: the directory, closed to everybody but the user who runs PostgreSQL and the service.
make_home() {
    local home=$1 file
    case $home in
        / | /root | /home | /tmp | /var | /var/tmp | /usr | /etc | /opt | /srv | "${HOME:-/}" | "$checkout")
            fail 64 "LIAISON_HOME must be a directory of its own, not $home" ;;
    esac
    mkdir -p -- "$home"
    chmod 700 -- "$home"
    give_to_server_user "$home"
    for file in role-secret superuser-password demo-accounts.csv; do
        [[ ! -f $home/$file || -L $home/$file ]] || give_to_server_user "$home/$file"
    done
    as_server_user test -x "$home" || stored_elsewhere "$home"
}

# stored_elsewhere HOME: where the unprivileged user cannot get into the home (below /root, say), the server's files
# lie under /var/lib and links in the home lead to them.
stored_elsewhere() {
    local home=$1 store name
    [[ ! -L $home/data ]] || return 0
    store=$(mktemp -d /var/lib/liaison.XXXXXXXX) || fail 69 "$server_user can enter neither $home nor /var/lib"
    mkdir -m 700 "$store/run"
    give_to_server_user "$store" "$store/run"
    for name in data run superuser-password postgresql.log; do ln -sfnT "$store/$name" "$home/$name"; done
}

# belongs_to_server_user DIRECTORY
belongs_to_server_user() { [[ -d $1 && ! -L $1 && $(stat -c %u -- "$1") == "$(as_server_user id -u)" ]]; }

# socket_directory HOME: the path of a Unix socket has 107 bytes at the most, so a home far down has its own in /tmp.
socket_directory() {
    local home=$1 directory=''
    if [[ ! -L $home/run ]]; then
        [[ -d $home/run ]] || mkdir -m 700 -- "$home/run"
        give_to_server_user "$home/run"
    fi
    if (($(printf '%s/.s.PGSQL.5432' "$home/run" | wc -c) <= 107)); then
        rm -f -- "$home/socket-directory"
        readlink -f -- "$home/run"
        return
    fi
    [[ ! -f $home/socket-directory ]] || directory=$(<"$home/socket-directory")
    if ! belongs_to_server_user "${directory:-/}"; then
        directory=$(as_server_user mktemp -d /tmp/liaison.XXXXXXXX)
        say "$directory" >"$home/socket-directory"
    fi
    say "$directory"
}

private_settings() {
    # A commit is on the disk before anybody hears of it. Statements and DETAIL lines carry people's data: not in the log.
    cat <<'END'
fsync = on
synchronous_commit = on
full_page_writes = on
shared_buffers = 128MB
max_connections = 100
jit = off
password_encryption = scram-sha-256
unix_socket_permissions = 0700
timezone = 'UTC'
log_timezone = 'UTC'
log_error_verbosity = terse
log_min_error_statement = panic
END
}

# start_private_server HOME: made at the first start, with its database. Everybody needs a password, the superuser too.
start_private_server() {
    local home=$1 data directory password
    data=$(readlink -m -- "$home/data")
    password=$(readlink -m -- "$home/superuser-password")
    directory=$(socket_directory "$home")
    if [[ ! -e $data/PG_VERSION ]]; then
        rm -f -- "$home/role-secret"
        (umask 077 && random_secret >"$password")
        give_to_server_user "$password"
        make_cluster "$data" --data-checksums --auth scram-sha-256 --pwfile "$password"
    fi
    start_cluster "$data" "$directory" "$(private_settings)"
    if [[ ! -e $home/database-made ]]; then
        PGPASSWORD=$(<"$password") "$(postgres_programs)/psql" --no-psqlrc --quiet --set ON_ERROR_STOP=1 \
            --host "$directory" --username liaison_superuser --dbname postgres >/dev/null <<'END'
select 'create database liaison' where not exists (select from pg_database where datname = 'liaison') \gexec
END
        : >"$home/database-made"
    fi
}

# stop_private_server HOME: waits until everything is on the disk.
stop_private_server() { stop_cluster "$(readlink -m -- "$1/data")"; }

# remove_private_server HOME: the stopped server with all its data, and what only makes sense with it.
remove_private_server() {
    local home=$1 store='' name
    [[ ! -L $home/data ]] || store=$(dirname -- "$(readlink -m -- "$home/data")")
    [[ ! -f $home/socket-directory ]] || rm -rf -- "$(<"$home/socket-directory")"
    for name in data data.new run socket-directory superuser-password role-secret demo-accounts.csv database-made \
        postgresql.log service.log service.log.1; do
        rm -rf -- "${home:?}/$name"
    done
    [[ $store != /var/lib/liaison.* ]] || rm -rf -- "$store"
}
