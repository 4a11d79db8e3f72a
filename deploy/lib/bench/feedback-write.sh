# POST feedback with an idempotency key, its audit and outbox rows and a durable commit, against pgbench with the same
# statements; sourced.
# shellcheck shell=bash
# shellcheck disable=SC2154,SC2317 # what the other files of the benchmark set; functions handed over by name

row_feedback_write() {
    local agency desks first connections=32 clients wanted=$((3000 * seconds * (2 * runs + 6)))
    use_agency
    stop_server
    agency=$database database=feedback_write
    quietly as_superuser postgres --command "drop database if exists $database" \
        --command "create database $database template $agency strategy file_copy"
    read -r first desks < <(as_superuser "$database" --field-separator ' ' --set secret="${recruiter_prefix#ls_}" \
        --set wanted="$wanted" --file "$library/feedback-write.sql")
    start_server "$database"
    say 0 >"$work/feedback.calls"
    capture feedback "$database" liaison_staff begin log_feedback
    pgbench_script feedback "$database" \
        "$(numbered "$recruiter_prefix" 2)=('$recruiter_prefix' || lpad(:desk::text, 12, '0'))" \
        "$((first + 1))=:interview" "benchmark-$((first + 1))=('benchmark-' || :interview::text)"
    {
        say '\set turn :turn + 1'
        say '\set interview :next + (:turn - 1) * :clients + :client_id'
        say '\set desk 1 + (:interview - :first) % :desks'
        in_round_trips <"$work/feedback.statements"
    } >"$work/feedback.sql"
    theirs() {
        refresh_sessions "$database"
        pgbench_rate liaison_staff "$database" feedback "$clients" turn=0 clients="$clients" first="$first" desks="$desks" \
            next="$(next_interview)"
    }
    ours() {
        refresh_sessions "$database"
        wrk_rate feedback-write "$url" "$connections" "$recruiter_prefix" "$first" "$desks" "$(next_interview)"
    }
    note feedback-write
    best_clients 4 8 16
    alternate feedback-write ours theirs
    record feedback-write "$value" "$reference" 'requests/s' '>=' 0.9
    stop_server
    as_superuser postgres --command "drop database $database"
}

# log_feedback: by hand, the first time on the first interview and the second on the second, so that what differs is known.
log_feedback() {
    local place
    place=$(<"$work/feedback.calls")
    say $((place + 1)) >"$work/feedback.calls"
    as_request "$(numbered "$recruiter_prefix" $((place + 1)))" "/api/v1/interviews/$((first + place))/feedback" \
        --header "Idempotency-Key: benchmark-$((first + place))" --header 'Content-Type: application/json' \
        --data '{"decision":"advance","rating":4,"comments":"Clear answers. They want to see them again next week."}'
}

# next_interview: one that has no feedback, nor has any after it.
next_interview() {
    as_superuser "$database" <<<"select greatest($((first + 2)), max(f.interview_id) + 100)
        from liaison.feedback f where f.interview_id >= $first"
}

# in_round_trips: the statements grouped as the service sends them: the entrance and the claim of the key with BEGIN, the stored
# answer with COMMIT, and each of the others by itself.
in_round_trips() {
    awk '
        { line[NR] = $0 }
        END {
            for (n = 1; n <= NR; n++) {
                if (n == 1 || n == NR - 1) print "\\startpipeline"
                print line[n]
                if (line[n] ~ /claim_idempotency_key/ || n == NR) print "\\endpipeline"
            }
        }'
}
