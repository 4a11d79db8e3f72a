# A million candidates by liaison import csv against psql \copy into a table with the same keys; sourced.
# shellcheck shell=bash
# shellcheck disable=SC2154,SC2317 # what the other files of the benchmark set; functions handed over by name

row_import() {
    local token recruiter email
    database=import_empty
    use_database "$database"
    token=$(numbered "$coordinator_prefix" 1)
    IFS='|' read -r recruiter email < <(as_superuser "$database" \
        --command "select r.id, r.email from liaison.accounts a join liaison.recruiters r on r.id = a.person_id
                    where a.role = 'coordinator' order by a.id limit 1")
    write_candidates "$email" "$recruiter"
    ours() {
        local status=0
        quietly as_superuser postgres --command 'drop database if exists import_ours' \
            --command "create database import_ours template $database" --command checkpoint
        LIAISON_TOKEN=$token rows_each_second in_process import_ours import csv candidates "$work/candidates.csv" || status=1
        [[ $(as_superuser import_ours --command 'select count(*) from liaison.candidates') -ge $import_rows ]] || status=1
        as_superuser postgres --command 'drop database import_ours'
        return "$status"
    }
    theirs() {
        local status=0
        quietly as_superuser postgres --command 'drop database if exists import_theirs' \
            --command "create database import_theirs template $database" --command checkpoint
        as_superuser import_theirs <<'END_OF_SQL'
create table public.candidates (like liaison.candidates including all);
alter table public.candidates
    add foreign key (recruiter_id) references liaison.recruiters (id) on delete restrict,
    add foreign key (duplicate_of) references public.candidates (id) on delete restrict;
END_OF_SQL
        rows_each_second as_superuser import_theirs --command "\\copy public.candidates
            (name, email, phone, recruiter_id, registered_on) from '$work/rows.csv' with (format csv, header)" || status=1
        as_superuser postgres --command 'drop database import_theirs'
        return "$status"
    }
    alternate import ours theirs
    record import "$value" "$reference" 'rows/s' '>=' 0.5
}

# write_candidates EMAIL ID: the file of the import and that of \copy, with the same people of that recruiter.
write_candidates() {
    awk -v rows="$import_rows" -v email="$1" -v id="$2" -v import="$work/candidates.csv" -v copy="$work/rows.csv" 'BEGIN {
        split("Ana Ben Carla Dmitri Elif Femi Grace Henrik Ines Jonas Kwame Leila Mateo Nora Omar Priya", first, " ")
        split("Adler Brandt Costa Dietz Evans Fischer Garcia Haddad Ivanov Jansen Kim Larsen Moreau Novak Okafor Petrov", last, " ")
        print "name,email,phone,recruiter" > import
        print "name,email,phone,recruiter_id,registered_on" > copy
        for (n = 1; n <= rows; n++) {
            person = first[n % 16 + 1] " " last[int(n / 16) % 16 + 1]
            phone = sprintf("+4420%08d", n)
            printf "%s,candidate%d@mail.example,%s,%s\n", person, n, phone, email > import
            printf "%s,candidate%d@mail.example,%s,%d,2026-01-05\n", person, n, phone, id > copy
        }
    }'
    give_to_server_user "$work/candidates.csv" "$work/rows.csv"
}

# rows_each_second COMMAND...: how many rows of the file a second it takes in.
rows_each_second() {
    local began=${EPOCHREALTIME/./}
    "$@" >"$work/import.out" 2>&1 || {
        note "$(tail -n 3 "$work/import.out")"
        return 1
    }
    awk -v us=$((${EPOCHREALTIME/./} - began)) -v rows="$import_rows" 'BEGIN { printf "%.1f\n", rows * 1e6 / us }'
}
