-- Reads the statements of one login role out of the server's log, exactly as they were executed; see capture.sh.
-- Variables: login, since (bytes of the log to leave out), from (the first statement holds this text).

create temporary table captured as
select row_number() over (order by line.n) as n,
       regexp_replace(line.j ->> 'message', '^(execute [^:]*|statement): ', '') as sql,
       array(select found[2]
               from regexp_matches(line.j ->> 'detail', '\$(\d+) = (NULL|''(?:[^'']|'''')*'')', 'g') found
              order by found[1]::integer) as parameters
  from (select t.n, t.line::jsonb as j
          from regexp_split_to_table(
                   pg_read_file(pg_current_logfile('jsonlog'), :since, 100000000), '\n') with ordinality t (line, n)
         where t.line <> '') line
 where line.j ->> 'user' = :'login' and line.j ->> 'message' ~ '^(execute [^:]*|statement): ';
delete from captured where n < coalesce((select min(c.n) from captured c where strpos(c.sql, :'from') > 0), 0);
update captured c set n = o.place from (select n, row_number() over (order by n) as place from captured) o where o.n = c.n;

-- Every $n becomes what the array has for it.
create function pg_temp.rendered(sql text, parameters text[]) returns text
    language plpgsql as $$
begin
    for n in reverse coalesce(array_length(parameters, 1), 0) .. 1 loop
        sql := regexp_replace(sql, '\$' || n || '(?!\d)', replace(parameters[n], '\', '\\'), 'g');
    end loop;
    return sql;
end
$$;

-- As pgbench wants a statement on one line: a colon within a literal would be a variable to it.
create function pg_temp.for_pgbench(sql text) returns text
    language sql as $$
    select regexp_replace(regexp_replace(sql, '''([^'':]*):(\w[^'':]*)''', 'U&''\1\\003A\2''', 'g'), '\s+', ' ', 'g')
$$;
