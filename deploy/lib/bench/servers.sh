# Starting and stopping what is measured; sourced.
# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # url and router_url go to the rows, work comes from place.sh

server='' router='' background=()

# start_server DATABASE: the service on a free port; $url afterwards, and its process in $server.
start_server() {
    stop_server
    rm -f -- "$work/server.out"
    LIAISON_DATABASE_URL=$(database_url "$1") LIAISON_PORT=0 \
        "${service[@]}" serve >"$work/server.out" 2>"$work/server.err" </dev/null 9>&- &
    server=$!
    url=$(wait_for_address "$server" "$work/server.out") || {
        tail -n 5 "$work/server.err" >&2
        fail 69 "the service did not start"
    }
}

stop_server() {
    [[ -z $server ]] || end_process "$server" 20
    server=''
}

# start_router: Hummingbird alone; $router_url afterwards.
start_router() {
    rm -f -- "$work/router.out"
    "$reference_router" >"$work/router.out" 2>"$work/router.err" </dev/null 9>&- &
    router=$!
    router_url=$(wait_for_address "$router" "$work/router.out") || fail 69 "the reference router did not start"
}

stop_router() {
    [[ -z $router ]] || end_process "$router" 5
    router=''
}

# end_background: load that still runs.
end_background() {
    local pid
    for pid in ${background[@]+"${background[@]}"}; do end_process "$pid" 5; done
    background=()
}

# wait_for_address PID FILE: prints the URL in the line "listening on URL".
wait_for_address() {
    local since=$SECONDS found
    while ((SECONDS - since < 60)) && kill -0 "$1" 2>/dev/null; do
        found=$(sed -n 's/^listening on //p' "$2" 2>/dev/null) || :
        [[ -z $found ]] || { printf %s "$found" && return; }
        sleep 0.05
    done
    return 1
}

# resident_kib PID: the resident memory of a process.
resident_kib() { awk '/^VmRSS/ { print $2 }' "/proc/$1/status"; }
