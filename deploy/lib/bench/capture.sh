# What the service says to PostgreSQL for one request, so that the reference runs exactly that; sourced.
# shellcheck shell=bash
# shellcheck disable=SC2154 # work and library are set by deploy/bench

# capture NAME DATABASE LOGIN FROM COMMAND...: runs the command while every statement is logged, and keeps those of the login
# role from the one that holds the text FROM on. The command is run once before, so that nothing is prepared for the first time.
capture() {
    local name=$1 database=$2 login=$3 from=$4 since
    shift 4
    "$@" >/dev/null || fail 69 "a request for $name failed"
    as_superuser "$database" <<<"alter system set log_statement = 'all'; select pg_reload_conf();" >/dev/null
    sleep 0.5
    since=$(as_superuser "$database" <<<"select size from pg_stat_file(pg_current_logfile('jsonlog'))")
    "$@" >/dev/null || fail 69 "a request for $name failed"
    sleep 0.5
    as_superuser "$database" <<<"alter system reset log_statement; select pg_reload_conf();" >/dev/null
    printf '%s\n' "login=$login" "since=$since" "from=$from" >"$work/$name.capture"
    sleep 0.5
}

# captured NAME DATABASE: psql on what was captured, in the temporary table captured (n, sql, parameters); reads SQL from
# standard input, with :'NAME' of every further argument NAME=VALUE.
captured() {
    local name=$1 database=$2 variables=() line
    shift 2
    while IFS= read -r line; do variables+=(--set "$line"); done <"$work/$name.capture"
    for line in "$@"; do variables+=(--set "$line"); done
    as_superuser "$database" "${variables[@]}" --file "$library/capture.sql" --file -
}

# pgbench_script NAME DATABASE LITERAL=EXPRESSION...: writes $work/NAME.statements, one line for each statement, with a variable
# for each parameter, and their values to NAME.variables. A parameter of the text LITERAL becomes EXPRESSION instead.
pgbench_script() {
    local name=$1 database=$2 pair rules=''
    shift 2
    for pair in "$@"; do rules+="(\$\$${pair%%=*}\$\$, \$\$${pair#*=}\$\$), "; done
    captured "$name" "$database" >"$work/$name.rendered" <<END_OF_SQL || fail 69 "the statements of $name were not found"
create temporary table rules as select * from (values $rules (null, null)) r (literal, expression);
create temporary table used as
select c.n, p.place, p.literal, r.expression,
       format('c%s_%s', c.n, p.place) as variable, replace(substr(p.literal, 2, length(p.literal) - 2), '''''', '''') as value
  from captured c, unnest(c.parameters) with ordinality p (literal, place)
  left join rules r on p.literal = quote_literal(r.literal);
select 'S' || pg_temp.for_pgbench(pg_temp.rendered(c.sql, array(
           select coalesce(u.expression, case when u.literal = 'NULL' then 'null' else ':' || u.variable end)
             from used u where u.n = c.n order by u.place))) || ';'
  from captured c order by c.n;
select 'V' || variable || '=' || value from used where expression is null and literal <> 'NULL';
END_OF_SQL
    sed -n 's/^S//p' "$work/$name.rendered" >"$work/$name.statements"
    sed -n 's/^V//p' "$work/$name.rendered" >"$work/$name.variables"
    [[ -s $work/$name.statements ]] || fail 69 "the statements of $name were not found in the log"
}

# literal_statement NAME DATABASE N: the statement as psql takes it, its values in place.
literal_statement() {
    captured "$1" "$2" nth="$3" <<<"select pg_temp.rendered(c.sql, c.parameters) from captured c where c.n = :nth"
}
