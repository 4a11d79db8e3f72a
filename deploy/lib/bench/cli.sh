# liaison status and liaison whoami in process against psql with the same query; sourced.
# shellcheck shell=bash
# shellcheck disable=SC2154,SC2317 # what the other files of the benchmark set; functions handed over by name

row_cli() {
    local token
    use_agency
    token=$(numbered "$candidate_prefix" 1)
    cli_row status 'from liaison.submissions'
    cli_row whoami 'from liaison.accounts'
}

# cli_row VERB TEXT: as row cli-VERB; the statement that holds the text is the query of the operation.
cli_row() {
    local verb=$1 text=$2 line
    command_line() { LIAISON_TOKEN=$token in_process "$database" "$verb"; }
    capture "cli-$verb" "$database" liaison_candidate liaison.enter command_line
    line=$(captured "cli-$verb" "$database" text="$text" <<<"select n from captured c where strpos(c.sql, :'text') > 0 limit 1")
    {
        literal_statement "cli-$verb" "$database" 1
        say ';'
        literal_statement "cli-$verb" "$database" "${line:-2}"
    } >"$work/cli-$verb.sql"
    # One string with both statements is one transaction and one round trip, as it is for the command line.
    query=$(<"$work/cli-$verb.sql")
    export LIAISON_DATABASE_URL
    LIAISON_DATABASE_URL=$(database_url "$database")
    export LIAISON_TOKEN=$token
    ours() { milliseconds_each "${service[@]}" "$verb"; }
    theirs() {
        as_login liaison_candidate "$database" milliseconds_each "${service[@]::${#service[@]}-1}" \
            "$(postgres_programs)/psql" --no-psqlrc --no-align --tuples-only --command "$query"
    }
    alternate "cli-$verb" ours theirs
    unset LIAISON_DATABASE_URL LIAISON_TOKEN
    record "cli-$verb" "$value" "$reference" ms '<=' 1.5
}

# milliseconds_each COMMAND...: milliseconds that one run takes, from as many as fill the time of a run.
milliseconds_each() {
    local began=${EPOCHREALTIME/./} now count=0
    while :; do
        "$@" >"$work/cli.out" 2>&1 </dev/null || {
            note "$(tail -n 3 "$work/cli.out")"
            return 1
        }
        ((++count))
        now=${EPOCHREALTIME/./}
        ((now - began < seconds * 1000000)) || break
    done
    awk -v us=$((now - began)) -v count="$count" 'BEGIN { printf "%.3f\n", us / count / 1000 }'
}
