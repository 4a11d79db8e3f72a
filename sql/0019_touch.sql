-- A read that notes when its session was last seen does not wait for the disk: what a crash takes back is a minute at most, and no answer.
-- Effect on a running service: none that shows; the first read of a session in each minute gets faster.

create or replace function liaison.enter(token text, claimed_role text, operation text, fixed_now text, read_only boolean)
    returns table (account_id bigint, role text, person_id bigint, name text)
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    s liaison_private.sessions;
begin
    perform set_config('liaison.token', token, true),
            set_config('liaison.operation', operation, true),
            set_config('liaison.now', coalesce(fixed_now, ''), true);
    s := liaison_private.session();
    if s.account_id is null or s.role <> claimed_role then
        raise exception using errcode = 'LA401', message = 'not-signed-in';
    end if;
    -- Reads must not write, but an idle limit needs to know when a session was last seen: at most one touch a minute.
    if s.last_seen_at < pg_catalog.now() - interval '1 minute' then
        -- Only the touch is in a read's commit, and a lost one is harmless; a write's commit stays durable.
        if read_only then
            perform set_config('synchronous_commit', 'off', true);
        end if;
        -- Somebody with two requests under way must not wait for themselves.
        update liaison_private.sessions t set last_seen_at = pg_catalog.now()
         where t.token_hash = (select u.token_hash from liaison_private.sessions u
                                where u.token_hash = s.token_hash for update skip locked);
    end if;
    if read_only then
        perform set_config('transaction_read_only', 'on', true);
    end if;
    return query select s.account_id, s.role, s.person_id, s.name;
end
$$;
