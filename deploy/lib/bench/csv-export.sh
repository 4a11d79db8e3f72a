# The overdue report of a million interviews as CSV over HTTP against psql \copy of the same query; sourced.
# shellcheck shell=bash
# shellcheck disable=SC2154,SC2317 # what the other files of the benchmark set; functions handed over by name

row_csv_export() {
    local token path=/api/v1/reports/overdue-feedback resident lines
    database=export_$export_rows
    use_database "$database" --scale "$export_scale" --overdue "$export_rows" --seed 1
    start_server "$database"
    token=$(numbered "$coordinator_prefix" 1)
    lines=$(request_export | wc -l)
    ((lines == export_rows + 1)) || fail 70 "the export has $lines lines instead of a header and $export_rows rows"
    capture export "$database" liaison_staff liaison.enter request_export
    # The service reads a cursor; its settings go for both.
    {
        say 'begin;'
        captured export "$database" <<'END_OF_SQL'
select pg_temp.rendered(c.sql, c.parameters) || ';'
  from captured c where strpos(c.sql, 'liaison.enter') > 0 or strpos(c.sql, 'work_mem') > 0 order by c.n;
select '\timing on';
select format('\copy (%s) to ''/dev/null'' with (format csv)',
              regexp_replace(replace(pg_temp.rendered(c.sql, c.parameters), 'declare export no scroll cursor without hold for', ''),
                             '\s+', ' ', 'g'))
  from captured c where strpos(c.sql, 'declare export') = 1 order by c.n limit 1;
END_OF_SQL
        say 'commit;'
    } >"$work/export.sql"
    # A fresh process, whose memory has seen a page and no export.
    start_server "$database"
    as_request "$token" "$path" >/dev/null
    resident=$(resident_kib "$server")
    say "$resident" >"$work/export.rss"
    theirs() {
        as_login liaison_staff "$database" timeout --foreground 900 "$(postgres_programs)/psql" --no-psqlrc \
            --set ON_ERROR_STOP=1 --file "$work/export.sql" |
            awk -v rows="$export_rows" '
                /^COPY/ && $2 != rows { print "psql copied " $2 " rows" > "/dev/stderr" }
                /^COPY/ && $2 == rows { copied = 1 }
                /^Time:/ && copied { printf "%.1f\n", rows * 1000 / $2; exit }'
    }
    ours() {
        local spent peak
        spent=$(request_export --output /dev/null --write-out '%{time_total}') || return 1
        peak=$(awk '/^VmHWM/ { print $2 }' "/proc/$server/status")
        ((peak <= $(<"$work/export.rss"))) || say "$peak" >"$work/export.rss"
        awk -v rows="$export_rows" -v s="$spent" 'BEGIN { printf "%.1f\n", rows / s }'
    }
    alternate csv-export ours theirs
    record csv-export "$value" "$reference" 'rows/s' '>=' 0.8
    [[ -z $value ]] || value=$(awk -v before="$resident" '{ print ($1 - before) / 1024 }' "$work/export.rss")
    record csv-export-memory "$value" '' MiB '<=' 32 value
    [[ -n $keep ]] || forget_database "$database"
}

# request_export CURL-ARGUMENT...
request_export() { as_request "$token" "$path" --header 'Accept: text/csv' "$@"; }
