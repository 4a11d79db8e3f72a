# The overdue report, first page and all pages, at two sizes with the same number of overdue interviews, against psql with the bare
# query; sourced.
# shellcheck shell=bash
# shellcheck disable=SC2154,SC2317 # what the other files of the benchmark set; functions handed over by name

row_overdue_report() {
    local small large
    measure_report "$scale" ''
    small=$value
    measure_report "$large_scale" -10m
    large=$value
    [[ -n $keep ]] || forget_database "scale_$large_scale"
    record overdue-report-growth "$large" "$small" ms '<=' 1.2
}

# measure_report SCALE SUFFIX: the rows overdue-report-first (a page as a coordinator gets it who asks for no size) and
# overdue-report-all (pages of the largest size) with that suffix; leaves the time for all pages in $value.
measure_report() {
    local suffix=$2 repeats=20 token part
    use_agency "$1"
    token=$(numbered "$coordinator_prefix" 1)
    address /api/v1/reports/overdue-feedback >"$work/report.one"
    find_pages >"$work/report.all"
    for part in one all; do
        capture "report.$part" "$database" liaison_staff liaison.enter request_pages "$work/report.$part"
        # A line that ends in a semicolon alone ends a transaction, of the entrance and the query.
        captured "report.$part" "$database" >"$work/report.$part.sql" <<'END_OF_SQL'
select pg_temp.rendered(c.sql, c.parameters) || case when strpos(c.sql, 'liaison.enter') > 0 then ' \;' else ';' end
  from captured c order by c.n;
END_OF_SQL
    done
    for ((; repeats > 0; repeats--)); do
        cat "$work/report.one" >>"$work/report.first"
        cat "$work/report.one.sql" >>"$work/report.first.sql"
    done
    report_row first "$suffix" 20
    report_row all "$suffix" 1
    rm "$work/report.first" "$work/report.first.sql"
}

# report_row PART SUFFIX DIVISOR
report_row() {
    local part=$1 divisor=$3
    ours() { request_pages "$work/report.$part" | awk -v d="$divisor" '{ s += $1 } END { printf "%.3f\n", s * 1000 / d }'; }
    theirs() {
        # The first time a session meets the query it reads the catalogue; the service's sessions have done so.
        { say '\o /dev/null'; cat "$work/report.one.sql"; say '\timing on'; cat "$work/report.$part.sql"; } |
            as_login liaison_staff "$database" timeout --foreground 600 "$(postgres_programs)/psql" --no-psqlrc --quiet --set ON_ERROR_STOP=1 |
            awk -v d="$divisor" '/^Time:/ { s += $2 } END { printf "%.3f\n", s / d }'
    }
    alternate "overdue-report-$part$2" ours theirs
    record "overdue-report-$part$2" "$value" "$reference" ms '<=' 1.3
}

# address PATH: as curl reads it from a file.
address() { printf 'url = "%s"\noutput = "/dev/null"\n' "$url$1"; }

# find_pages: the addresses of all pages of the largest size.
find_pages() {
    local path='/api/v1/reports/overdue-feedback?limit=500' next body pages=0
    while :; do
        address "$path"
        body=$(as_request "$token" "$path")
        ((++pages < 1000)) || fail 70 'the report has no last page'
        next=$(sed -n 's/.*"next": *"\([^"]*\)".*/\1/p' <<<"$body")
        [[ -n $next ]] || break
        path="/api/v1/reports/overdue-feedback?limit=500&cursor=$(percent "$next")"
    done
    note "the report has $pages pages"
}

# request_pages FILE: every page over one connection; the seconds of each, or nothing where one failed.
request_pages() {
    curl --silent --show-error --fail --max-time 600 --header "Authorization: Bearer $token" --write-out '%{time_total}\n' \
        --config "$1" >"$work/report.seconds" || return 1
    cat "$work/report.seconds"
}
