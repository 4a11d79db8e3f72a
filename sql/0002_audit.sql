-- Repeating a request and leaving a trace: idempotency answers and the audit trail (L4).
-- Effect on a running service: none, new functions and one table.

-- Idempotency ------------------------------------------------------------------------------------------------------------

create function liaison.claim_idempotency_key(new_key text, operation text, request_hash bytea)
    returns table (status integer, body bytea, is_same boolean)
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    insert into liaison_private.idempotency_keys as k (account_id, key, operation, request_hash)
    values (liaison.account_id(), new_key, claim_idempotency_key.operation, claim_idempotency_key.request_hash)
    on conflict on constraint idempotency_keys_pkey do nothing;
    if not found then
        return query
            select coalesce(k.status, 0), coalesce(k.body, ''::bytea),
                   k.operation = claim_idempotency_key.operation
                   and k.request_hash = claim_idempotency_key.request_hash and k.status is not null
              from liaison_private.idempotency_keys k
             where k.account_id = liaison.account_id() and k.key = new_key;
    end if;
end
$$;
comment on function liaison.claim_idempotency_key(text, text, bytea) is
    'no row: the key is claimed for this transaction; a row: the answer of the first request, or a key used otherwise';

create function liaison.store_idempotent_answer(used_key text, status integer, body bytea) returns void
    language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    update liaison_private.idempotency_keys k
       set status = store_idempotent_answer.status, body = store_idempotent_answer.body
     where k.account_id = liaison.account_id() and k.key = used_key;
$$;
comment on function liaison.store_idempotent_answer(text, integer, bytea) is 'keeps the answer with the effect';

-- Audit (L4) -------------------------------------------------------------------------------------------------------------

create table liaison.audit_events (
    id bigint generated always as identity,
    at timestamptz not null default pg_catalog.now(),
    account_id bigint,
    operation text not null,
    action text not null,
    table_name text not null,
    row_id bigint,
    changes jsonb not null,
    constraint audit_events_pkey primary key (id),
    constraint audit_events_action_check check (action in ('insert', 'update', 'delete', 'read'))
);
create index audit_events_account_idx on liaison.audit_events (account_id, id);
create index audit_events_row_idx on liaison.audit_events (table_name, row_id, id);
comment on table liaison.audit_events is
    'every change and every reading of raw feedback (L4): who, when, which operation, what; append-only for everybody';
comment on column liaison.audit_events.account_id is
    'who did it, without a foreign key so that no account''s end can touch the trail; null for the owner''s own work';
comment on column liaison.audit_events.changes is
    'columns with their values; personal data and free text appear by column name only, so that an erasure need not change the trail';

create function liaison_private.refuse_change() returns trigger
    language plpgsql volatile as $$
begin
    raise exception using errcode = '42501', message = tg_table_name || ' is append-only';
end
$$;
comment on function liaison_private.refuse_change() is 'append-only tables refuse update, delete and truncate, whoever asks';
create trigger append_only before update or delete on liaison.audit_events
    for each row execute function liaison_private.refuse_change();
create trigger append_only_truncate before truncate on liaison.audit_events
    for each statement execute function liaison_private.refuse_change();

create function liaison_private.record_change() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    old_row jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
    new_row jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
    changes jsonb;
begin
    select coalesce(jsonb_object_agg(
               e.key,
               case when e.key = any (tg_argv) then 'true'::jsonb
                    when tg_op = 'UPDATE' then jsonb_build_array(old_row -> e.key, e.value)
                    else e.value end), '{}')
      into changes
      from jsonb_each(coalesce(new_row, old_row)) e
     where (tg_op = 'UPDATE' and e.value is distinct from old_row -> e.key)
        or (tg_op <> 'UPDATE' and e.value <> 'null'::jsonb);
    if tg_op = 'UPDATE' and changes = '{}' then
        return null;
    end if;
    -- Whoever drops their token in mid-statement leaves no change without a name.
    if liaison.account_id() is null and not pg_has_role(session_user, 'liaison_owner', 'member') then
        raise exception using errcode = 'LA401', message = 'not-signed-in';
    end if;
    insert into liaison.audit_events (account_id, operation, action, table_name, row_id, changes)
    values (
        liaison.account_id(), coalesce(nullif(current_setting('liaison.operation', true), ''), 'owner'), lower(tg_op),
        tg_table_name, (coalesce(new_row, old_row) ->> 'id')::bigint, changes);
    return null;
end
$$;
comment on function liaison_private.record_change() is
    'writes the audit row of a change; its arguments name the columns whose values stay out of the trail';

create trigger audit after insert or update or delete on liaison.accounts
    for each row execute function liaison_private.record_change('email', 'name');
