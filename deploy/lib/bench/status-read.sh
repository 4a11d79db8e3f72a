# GET /api/v1/status by distinct candidates against pgbench with the same pipelined transaction; sourced.
# shellcheck shell=bash
# shellcheck disable=SC2154,SC2317 # what the other files of the benchmark set; functions handed over by name

row_status_read() {
    local connections clients ratio slowest=(1e9 '' '')
    use_agency
    capture status "$database" liaison_candidate liaison.enter as_request "$(numbered "$candidate_prefix" 1)" /api/v1/status
    pgbench_script status "$database" \
        "$(numbered "$candidate_prefix" 1)=('$candidate_prefix' || lpad(:token::text, 12, '0'))"
    {
        say '\set token random(1, :candidates)'
        say '\startpipeline'
        cat "$work/status.statements"
        say '\endpipeline'
    } >"$work/status.sql"
    theirs() {
        refresh_sessions "$database"
        pgbench_rate liaison_candidate "$database" status "$clients" candidates="$candidates"
    }
    ours() {
        refresh_sessions "$database"
        wrk_rate status "$url" "$connections" "$candidate_prefix" "$candidates"
    }
    note status-read
    best_clients 4 8 16
    # Few connections or many: the slower figure is the one that counts.
    for connections in 16 64; do
        alternate "status-read, $connections connections" ours theirs
        ratio=$(awk "BEGIN { print ${value:-0} / ${reference:-1} }")
        if awk "BEGIN { exit !($ratio < ${slowest[0]}) }"; then slowest=("$ratio" "$value" "$reference"); fi
    done
    value=${slowest[1]} reference=${slowest[2]}
    record status-read "$value" "$reference" 'requests/s' '>=' 0.9
}
