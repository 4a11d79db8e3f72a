-- Roles belong to the whole cluster, so they are made here, once and repeatably, and never in a migration.
-- liaison_owner owns every object and never signs in; one login role serves each kind of person (DESIGN.md, "Who enforces what").
-- None of them is superuser, owner of data, or exempt from row-level security: see Tests/AgencyServiceTests/Security.

do $$
declare
    wanted text;
begin
    if not exists (select from pg_roles where rolname = 'liaison_owner') then
        create role liaison_owner nologin nosuperuser nocreatedb nocreaterole noinherit nobypassrls;
    end if;
    foreach wanted in array array[
        'liaison_candidate', 'liaison_staff', 'liaison_client', 'liaison_referrer', 'liaison_admin', 'liaison_auth'
    ] loop
        if not exists (select from pg_roles where rolname = wanted) then
            execute format(
                'create role %I login nosuperuser nocreatedb nocreaterole noinherit nobypassrls connection limit -1', wanted);
        end if;
        execute format('alter role %I set search_path = liaison, pg_catalog', wanted);
        execute format('alter role %I set idle_in_transaction_session_timeout = %L', wanted, '60s');
        execute format('alter role %I set lock_timeout = %L', wanted, '10s');
        execute format('alter role %I set jit = off', wanted);
        execute format('comment on role %I is %L', wanted, 'login role of the coordination service; sees nothing without a live token');
    end loop;
    comment on role liaison_owner is 'owner of the schema of the coordination service; used by migrations only';
    if not pg_has_role(current_user, 'liaison_owner', 'member') then
        execute format('grant liaison_owner to %I', current_user);
    end if;
    execute format('grant create, connect, temporary on database %I to liaison_owner', current_database());
    -- A temporary table of a login role could stand in for a name that a careless function looks up.
    execute format('revoke temporary on database %I from public', current_database());
end
$$;
