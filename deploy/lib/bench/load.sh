# Load by wrk and pgbench; sourced.
# shellcheck shell=bash
# shellcheck disable=SC2154 # seconds, work and library are set by deploy/bench

threads=2

# wrk_run SCRIPT URL CONNECTIONS ARGUMENT...: prints "REQUESTS MICROSECONDS FAILED P50 P99"; every answer must be 2xx.
wrk_run() {
    local script=$1 address=$2 connections=$3 output line
    shift 3
    output=$(BENCH_LIBRARY=$library timeout --foreground $((seconds + 60)) wrk --threads "$threads" --connections "$connections" \
        --duration "${seconds}s" --timeout 20s --script "$library/$script.lua" "$address" -- "$@" 2>&1) || {
        note "$output"
        return 1
    }
    line=$(sed -n 's/^RESULT //p' <<<"$output")
    [[ $(cut -d ' ' -f 3 <<<"$line") == 0 ]] || {
        note "  answers that failed: $output"
        return 1
    }
    printf '%s\n' "$line"
}

# wrk_rate ...: as wrk_run; prints requests a second.
wrk_rate() {
    local line
    line=$(wrk_run "$@") || return 1
    awk '{ printf "%.1f\n", $1 * 1e6 / $2 }' <<<"$line"
}

# pgbench_rate ROLE DATABASE NAME CLIENTS [VARIABLE=VALUE...]: transactions a second of $work/NAME.sql; NAME.variables holds
# its constants.
pgbench_rate() {
    local role=$1 database=$2 script=$work/$3 clients=$4 output line defines=()
    shift 4
    for line in "$@"; do defines+=(--define "$line"); done
    while IFS= read -r line; do defines+=(--define "$line"); done <"$script.variables"
    output=$(as_login "$role" "$database" timeout --foreground $((seconds + 60)) "$(postgres_programs)/pgbench" --no-vacuum \
        --protocol prepared --client "$clients" --jobs "$threads" --time "$seconds" --file "$script.sql" \
        ${defines[@]+"${defines[@]}"} 2>&1) || output+=$'\n'failed
    if grep -qE '^failed$|number of failed transactions: [1-9]' <<<"$output"; then
        note "$output"
        return 1
    fi
    sed -n 's/^tps = \([0-9]*\.[0-9]\).*/\1/p' <<<"$output"
}

# best_clients N...: the number of connections with which the function theirs is fastest, in $clients.
best_clients() {
    local number rate best=0 fastest=$1
    for number in "$@"; do
        clients=$number
        rate=$(take "pgbench, $number clients" theirs) || continue
        if awk "BEGIN { exit !($rate > $best) }"; then best=$rate fastest=$number; fi
    done
    clients=$fastest
}
