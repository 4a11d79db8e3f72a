# 1,000 open signed-in connections, 50 of them active, against 50 open and active; sourced.
# shellcheck shell=bash
# shellcheck disable=SC2154,SC2317 # what the other files of the benchmark set; functions handed over by name

row_connections() {
    use_agency
    say 0 >"$work/connections.rss"
    say 0 >"$work/connections.open.rss"
    theirs() {
        refresh_sessions "$database"
        p99_of_active "$work/connections.open.rss"
    }
    ours() {
        local status=0
        refresh_sessions "$database"
        hold_connections || return 1
        p99_of_active "$work/connections.rss" || status=1
        if (($(open_connections) < 950)); then
            note "  not all connections stayed open: $(tail -n 1 "$work/held.out")"
            status=1
        fi
        end_background
        return "$status"
    }
    alternate connections ours theirs
    record connections "$value" "$reference" ms '<=' 1.5
    [[ -z $value ]] || value=$(awk '{ print $1 / 1024 }' "$work/connections.rss")
    reference=$(awk '{ print $1 / 1024 }' "$work/connections.open.rss")
    record connections-memory "$value" "$reference" MiB '<=' 200 value
}

# p99_of_active FILE: milliseconds of the slowest hundredth on 50 busy connections; the largest resident memory seen at their end
# goes to the file.
p99_of_active() {
    local line kib
    # The active ones stay open for a moment after the last answer is counted, as wrk closes them at its end.
    line=$(wrk_run status "$url" 50 "$candidate_prefix" "$candidates") || return 1
    kib=$(resident_kib "$server")
    ((kib <= $(<"$1"))) || say "$kib" >"$1"
    awk '{ printf "%.3f\n", $5 / 1000 }' <<<"$line"
}

# hold_connections: 950, each of another candidate, with a request at the beginning and then one before the service would close
# them as idle. Returns when all are open.
hold_connections() {
    local since=$SECONDS
    BENCH_LIBRARY=$library wrk --threads 1 --connections 950 --duration 300s --timeout 60s \
        --script "$library/held.lua" "$url" -- "$candidate_prefix" "$candidates" >"$work/held.out" 2>&1 </dev/null 9>&- &
    background+=("$!")
    until (($(open_connections) >= 950)); do
        ((SECONDS - since < 30)) || { note '  950 connections could not be opened' && return 1; }
        sleep 0.2
    done
    sleep 5
}

# open_connections: those established with the service, counted on its side.
open_connections() {
    local port
    printf -v port '%04X' "${url##*:}"
    awk -v local=":$port\$" '$2 ~ local && $4 == "01"' /proc/net/tcp /proc/net/tcp6 | wc -l
}
