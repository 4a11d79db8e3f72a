# GET /healthz against a Hummingbird router alone; sourced.
# shellcheck shell=bash
# shellcheck disable=SC2154,SC2317 # what the other files of the benchmark set; functions handed over by name

row_bare_http() {
    use_agency
    start_router
    [[ $(curl --silent "$url/healthz") == "$(curl --silent "$router_url/healthz")" ]] ||
        fail 69 "the reference router answers other bytes than the service"
    ours() { wrk_rate probe "$url" 32; }
    theirs() { wrk_rate probe "$router_url" 32; }
    alternate bare-http ours theirs
    record bare-http "$value" "$reference" 'requests/s' '>=' 0.9
    stop_router
}
