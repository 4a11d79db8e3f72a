# The databases, and who is signed in to them; sourced.
# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # the prefixes go to the rows

# use_database NAME DEMO-ARGUMENT...: made and filled where it is not there yet, as deploy/run would have filled it. What was
# exactly so much overdue when it was made is so on that day alone.
use_database() {
    local name=$1 contents since=$SECONDS
    shift
    contents="$(date -u +%F) $*"
    if [[ ! -e $home/$name.loaded || $(<"$home/$name.loaded") != "$contents" ]]; then
        note "loading $name: $contents"
        rm -f -- "$home/$name.loaded"
        quietly as_superuser postgres --command "drop database if exists $name" --command "create database $name"
        quietly in_process "$name" db migrate
        in_process "$name" demo load "$@" >&2
        as_superuser "$name" --command 'vacuum analyze'
        printf '%s' "$contents" >"$home/$name.loaded"
        note "loaded in $((SECONDS - since)) s"
    else
        quietly in_process "$name" db migrate
    fi
    sign_in "$name"
}

forget_database() {
    stop_server
    rm -f -- "$home/$1.loaded"
    as_superuser postgres --command "drop database $1"
}

# in_process DATABASE ARGUMENT...: the command line on the database itself.
in_process() { LIAISON_DATABASE_URL=$(database_url "$1") timeout --foreground 3600 "${service[@]}" "${@:2}" </dev/null; }

# sign_in DATABASE: gives every account tokens whose number stands at their end, so that wrk and pgbench can use each of them
# without looking it up: as many as there are accounts, and at least 1,000 for candidates. $candidate_prefix, $staff_prefix,
# $coordinator_prefix; $candidates is how many candidates' tokens there are.
sign_in() {
    local secret
    secret=$(random_secret)
    secret=${secret:0:31}
    candidate_prefix=lc_$secret recruiter_prefix=ls_$secret coordinator_prefix=lo_$secret
    candidates=$(as_superuser "$1" --set secret="$secret" <<'END_OF_SQL'
delete from liaison_private.sessions where label = 'benchmark';
create temporary table numbered as
select a.*, row_number() over (partition by a.role order by a.id) as place, count(*) over (partition by a.role) as total
  from liaison.accounts a where a.role in ('candidate', 'recruiter', 'coordinator') and a.disabled_at is null;
insert into liaison_private.sessions (token_hash, account_id, role, person_id, name, label, expires_at, idle_limit)
select sha256(convert_to(format('%s_%s%s', case a.role when 'candidate' then 'lc' when 'recruiter' then 'ls' else 'lo' end,
                                :'secret', lpad(n::text, 12, '0')), 'UTF8')),
       a.id, a.role, a.person_id, a.name, 'benchmark', now() + interval '2 days', interval '2 days'
  from numbered a
 cross join lateral generate_series(a.place, greatest(a.total, case a.role when 'candidate' then 1000 else 1 end), a.total) n;
analyze liaison_private.sessions;
select count(*) from liaison_private.sessions s where s.label = 'benchmark' and s.role = 'candidate';
END_OF_SQL
    ) || fail 69 "could not sign anybody in"
}

# refresh_sessions DATABASE: nobody's session is touched within the next minute, so that no run pays for another's.
refresh_sessions() {
    as_superuser "$1" --command "update liaison_private.sessions set last_seen_at = now() where label = 'benchmark'" \
        --command 'vacuum liaison_private.sessions'
}

# numbered PREFIX N: a whole token.
numbered() { printf '%s%012d' "$1" "$2"; }

# as_request TOKEN PATH CURL-ARGUMENT...: prints the answer's body, and fails unless it is 2xx.
as_request() {
    curl --silent --show-error --fail --max-time 600 --header "Authorization: Bearer $1" "${@:3}" "$url$2"
}
