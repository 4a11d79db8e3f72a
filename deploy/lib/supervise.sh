# One installation in the foreground, from its database to its service and back; sourced by deploy/run.
# shellcheck shell=bash
# shellcheck disable=SC2154 # checkout and service come from common.sh and service.sh

child='' ended=''

# run_step ARGUMENT...: a command of liaison to its end; unlike a command in the foreground, it can be ended at any moment.
run_step() {
    local status=0
    "${service[@]}" "$@" 9>&- &
    child=$!
    wait_for_child || status=$?
    go_on_unless_ended
    [[ $status -eq 0 ]] || exit "$status"
}

wait_for_child() {
    local status
    while :; do
        status=0
        wait "$child" || status=$?
        if [[ -n $ended ]]; then
            end_process "$child" 20
            wait "$child" 2>/dev/null && status=0 || status=$?
            break
        fi
        kill -0 "$child" 2>/dev/null || break
    done
    child=''
    return "$status"
}

end_child() {
    ended=1
    [[ -z $child ]] || kill -TERM "$child" 2>/dev/null || :
}

go_on_unless_ended() { [[ -z $ended ]] || exit 2; }

# tidy_up HOME PRIVATE: the service first, then its database, whatever happened before.
tidy_up() {
    local status=$?
    trap '' INT TERM HUP
    [[ -z $child ]] || end_process "$child" 20
    [[ -z $2 ]] || stop_private_server "$1" || note "PostgreSQL did not stop; its log is $1/postgresql.log"
    rm -f -- "$1/url" "$1/service.pid" "$1/run.pid"
    exit "$status"
}

# serve_in_foreground HOME PRIVATE DEMO: until a signal, or until the service ends by itself.
serve_in_foreground() {
    local home=$1 private=$2 demo=$3 url status=0
    remember_process "$home/run.pid" "$$"
    trap end_child INT TERM HUP
    # shellcheck disable=SC2064 # home and private are those of now
    trap "tidy_up $(printf '%q %q' "$home" "$private")" EXIT
    stop_leftovers "$home"
    ! port_is_taken || fail 69 "something else listens on $LIAISON_HOST:$LIAISON_PORT; choose another LIAISON_PORT"
    if [[ -n $private ]]; then
        stop_private_server "$home"
        start_private_server "$home"
        LIAISON_DATABASE_URL=$(private_database_url "$home")
        export LIAISON_DATABASE_URL
    fi
    go_on_unless_ended
    choose_service_user
    run_step db migrate
    [[ -z $demo ]] || run_step demo load --if-empty
    "${service[@]}" serve 9>&- &
    child=$!
    remember_process "$home/service.pid" "$child"
    wait_until_ready
    if [[ -z $ended ]] && kill -0 "$child" 2>/dev/null; then
        url=http://$(reachable_host):$LIAISON_PORT
        say "$url" >"$home/url"
        greet "$home" "$url"
    fi
    wait_for_child || status=$?
    [[ -z $ended ]] || exit 0
    note "the service ended by itself"
    exit "$status"
}

port_is_taken() { (exec 3<>"/dev/tcp/$(reachable_host | tr -d '[]')/$LIAISON_PORT") 2>/dev/null; }

# wait_until_ready: or until the service is gone, or somebody ends it.
wait_until_ready() {
    local since=$SECONDS
    until [[ -n $ended || $(answers /readyz) == 200 ]]; do
        kill -0 "$child" 2>/dev/null || return 0
        ((SECONDS - since < 60)) || fail 75 "the service is not ready after a minute"
        sleep 0.05
    done
}

# greet HOME URL
greet() {
    say "Liaison is ready at $2"
    [[ ! -e $1/demo-accounts.csv ]] || say "Demo accounts:  $1/demo-accounts.csv"
    say "Command line:   $checkout/deploy/liaison --help"
}

# close_inherited: whoever called may wait for the end of a pipe or hold a lock; what stays in the background keeps only our
# own lock (9).
close_inherited() {
    local descriptor
    for descriptor in "/proc/$BASHPID/fd"/*; do
        descriptor=${descriptor##*/}
        ((descriptor < 3 || descriptor == 9)) || eval "exec $descriptor>&-"
    done
}

# start_in_background HOME ARGUMENT...: the same script again in a session of its own, which takes the lock over.
start_in_background() {
    local home=$1 pid
    shift
    [[ ! -e $home/service.log ]] || mv -f -- "$home/service.log" "$home/service.log.1"
    rm -f -- "$home/url"
    (
        close_inherited
        LIAISON_LOCK_IS_HELD=1 exec setsid "$checkout/deploy/run" "$@"
    ) >"$home/service.log" 2>&1 </dev/null &
    pid=$!
    until [[ -e $home/url ]]; do
        if ! kill -0 "$pid" 2>/dev/null; then
            tail -n 20 "$home/service.log" >&2
            fail 69 "did not start; the log is $home/service.log"
        fi
        sleep 0.05
    done
    greet "$home" "$(<"$home/url")"
    say "Stop it with:   deploy/run --stop"
}
