-- Imports write many rows at once: what was done once a row for a new candidate is done once a statement, with the same result.
-- Effect on a running service: none that shows; two triggers of candidates are replaced, which waits for writes to candidates under way.

create or replace function liaison_private.record_change() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    old_row jsonb;
    new_row jsonb;
    row_id bigint;
    changes jsonb;
    masked text;
    -- One look at the session for each row; a memo in a setting would be the writer's to forge.
    who bigint := liaison.account_id();
begin
    if tg_op = 'UPDATE' then
        if old is not distinct from new then
            return null;
        end if;
        old_row := to_jsonb(old);
        new_row := to_jsonb(new);
        row_id := (new_row ->> 'id')::bigint;
        select coalesce(jsonb_object_agg(
                   e.key, case when e.key = any (tg_argv) then 'true'::jsonb else jsonb_build_array(old_row -> e.key, e.value) end), '{}')
          into changes
          from jsonb_each(new_row) e
         where e.value is distinct from old_row -> e.key;
        if changes = '{}' then
            return null;
        end if;
    else
        changes := jsonb_strip_nulls(case tg_op when 'INSERT' then to_jsonb(new) else to_jsonb(old) end);
        row_id := (changes ->> 'id')::bigint;
        foreach masked in array coalesce(tg_argv, '{}') loop
            if changes ? masked then
                changes := changes || jsonb_build_object(masked, true);
            end if;
        end loop;
    end if;
    -- Whoever drops their token in mid-statement leaves no change without a name.
    if who is null and not pg_has_role(session_user, 'liaison_owner', 'member') then
        raise exception using errcode = 'LA401', message = 'not-signed-in';
    end if;
    insert into liaison.audit_events (account_id, operation, action, table_name, row_id, changes)
    values (
        who, coalesce(nullif(current_setting('liaison.operation', true), ''), 'owner'), lower(tg_op), tg_table_name, row_id, changes);
    return null;
end
$$;

create function liaison_private.record_new_candidates() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    who bigint := liaison.account_id();
begin
    if who is null and not pg_has_role(session_user, 'liaison_owner', 'member') then
        raise exception using errcode = 'LA401', message = 'not-signed-in';
    end if;
    insert into liaison.audit_events (account_id, operation, action, table_name, row_id, changes)
    select who, coalesce(nullif(current_setting('liaison.operation', true), ''), 'owner'), 'insert', tg_table_name, n.id,
           jsonb_strip_nulls(jsonb_build_object(
               'id', n.id, 'name', true, 'email', n.email is not null or null, 'phone', n.phone is not null or null,
               'time_zone', n.time_zone, 'recruiter_id', n.recruiter_id, 'registered_on', n.registered_on,
               'duplicate_of', n.duplicate_of))
      from new_rows n;
    return null;
end
$$;
comment on function liaison_private.record_new_candidates() is
    'the audit rows of new candidates as record_change writes them, at a third of its price: names every column, as a test sees to';
drop trigger audit on liaison.candidates;
create trigger audit after update or delete on liaison.candidates
    for each row execute function liaison_private.record_change('name', 'email', 'phone');
create trigger audit_insert after insert on liaison.candidates
    referencing new table as new_rows
    for each statement execute function liaison_private.record_new_candidates();

create or replace function liaison_private.link_nominations() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    -- Planned anew for many, so that the plan for one is never used for a million nor the other way round.
    if exists (select from new_rows offset 1) then
        execute 'update liaison.nominations n set candidate_id = c.id from new_rows c '
                'where n.candidate_id is null and lower(n.candidate_email) = lower(c.email)';
    else
        update liaison.nominations n set candidate_id = c.id from new_rows c
         where n.candidate_id is null and lower(n.candidate_email) = lower(c.email);
    end if;
    return null;
end
$$;
drop trigger link_nominations on liaison.candidates;
create trigger link_nominations after insert on liaison.candidates
    referencing new table as new_rows
    for each statement execute function liaison_private.link_nominations();

drop trigger check_time_zone on liaison.candidates;
create trigger check_time_zone before insert or update of time_zone on liaison.candidates
    for each row when (new.time_zone is not null) execute function liaison_private.check_time_zone();

revoke execute on function liaison_private.record_new_candidates() from public;
