-- Who may come in: accounts, sessions, the identity functions that every policy asks, and the audit trail.
-- Effect on a running service: none, this is the first migration.

create schema liaison_private;
comment on schema liaison is 'tables that people work with; every one has forced row-level security';
comment on schema liaison_private is 'secrets and machinery; no login role has any grant on its tables';

-- Time ---------------------------------------------------------------------------------------------------------------

create table liaison_private.clock (
    id bigint not null default 1,
    may_be_fixed boolean not null default false,
    constraint clock_pkey primary key (id),
    constraint clock_single_check check (id = 1)
);
comment on table liaison_private.clock is
    'whether this is a demonstration or test whose clock may stand still; only the owner can say so';
insert into liaison_private.clock default values;

create function liaison.now() returns timestamptz
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    wanted text := nullif(current_setting('liaison.now', true), '');
begin
    if wanted is null or not (select c.may_be_fixed from liaison_private.clock c) then
        return pg_catalog.now();
    end if;
    return wanted::timestamptz;
end
$$;
comment on function liaison.now() is
    'the moment of the transaction; a setting of liaison.now counts only where the owner allowed a fixed clock';

create function liaison.local_date(at timestamptz, zone text) returns date
    language sql stable parallel safe
    return (at at time zone zone)::date;
comment on function liaison.local_date(timestamptz, text) is 'the calendar day of a moment in a time zone (RULES 3)';

-- Refusals -----------------------------------------------------------------------------------------------------------

create function liaison.refuse(problem text, rule text, detail text, facts jsonb default '{}') returns void
    language plpgsql immutable as $$
begin
    raise exception using errcode = 'LA409', message = problem,
        detail = (jsonb_build_object('rule', rule, 'detail', detail) || facts)::text;
end
$$;
comment on function liaison.refuse(text, text, text, jsonb) is
    'raises a named problem: the message is its name, the detail its facts as JSON made here and nowhere else';

-- Accounts -----------------------------------------------------------------------------------------------------------

create table liaison.accounts (
    id bigint generated always as identity,
    email text not null,
    role text not null,
    name text not null,
    person_id bigint,
    disabled_at timestamptz,
    created_at timestamptz not null default liaison.now(),
    constraint accounts_pkey primary key (id),
    constraint accounts_role_check
        check (role in ('candidate', 'recruiter', 'coordinator', 'client', 'referrer', 'admin')),
    constraint accounts_person_check check ((role = 'admin') = (person_id is null)),
    constraint accounts_email_check check (length(email) between 3 and 254),
    constraint accounts_name_check check (length(name) between 1 and 200)
);
create unique index accounts_email_key on liaison.accounts (lower(email));
create unique index accounts_person_key on liaison.accounts (role, person_id) where person_id is not null;
comment on table liaison.accounts is 'a person who may sign in, with one role';
comment on column liaison.accounts.person_id is
    'the candidate, recruiter (also for coordinators), contact or referrer that the account belongs to';
comment on column liaison.accounts.disabled_at is 'since when the account cannot be used; its sessions end with it';

create table liaison_private.credentials (
    account_id bigint not null,
    password_hash text not null,
    changed_at timestamptz not null default pg_catalog.now(),
    constraint credentials_pkey primary key (account_id),
    constraint credentials_account_fkey foreign key (account_id) references liaison.accounts (id) on delete cascade
);
comment on table liaison_private.credentials is 'scrypt hashes in PHC form, apart from the accounts that people may list';

create table liaison_private.invitations (
    token_hash bytea not null,
    account_id bigint not null,
    expires_at timestamptz not null,
    accepted_at timestamptz,
    constraint invitations_pkey primary key (token_hash),
    constraint invitations_account_fkey foreign key (account_id) references liaison.accounts (id) on delete cascade
);
create index invitations_account_idx on liaison_private.invitations (account_id);
comment on table liaison_private.invitations is 'single-use rights to set a password, stored hashed';

create table liaison_private.sessions (
    id bigint generated always as identity,
    token_hash bytea not null,
    account_id bigint not null,
    role text not null,
    person_id bigint,
    name text not null,
    label text,
    created_at timestamptz not null default pg_catalog.now(),
    last_seen_at timestamptz not null default pg_catalog.now(),
    expires_at timestamptz not null,
    idle_limit interval not null,
    ended_at timestamptz,
    constraint sessions_pkey primary key (token_hash),
    constraint sessions_id_key unique (id),
    constraint sessions_account_fkey foreign key (account_id) references liaison.accounts (id) on delete cascade
);
create index sessions_account_idx on liaison_private.sessions (account_id);
comment on table liaison_private.sessions is
    'live tokens by the SHA-256 of their text, with who they stand for, so that one look-up answers who is asking';
comment on column liaison_private.sessions.label is 'the name that its owner gave to a token for programs; null for a sign-in';

create table liaison_private.sign_in_attempts (
    id bigint generated always as identity,
    email_hash bytea not null,
    source text not null,
    at timestamptz not null default pg_catalog.now(),
    constraint sign_in_attempts_pkey primary key (id)
);
create index sign_in_attempts_email_idx on liaison_private.sign_in_attempts (email_hash, at);
create index sign_in_attempts_source_idx on liaison_private.sign_in_attempts (source, at);
comment on table liaison_private.sign_in_attempts is 'failed sign-ins of the last hour, for throttling across instances';

create table liaison_private.idempotency_keys (
    account_id bigint not null,
    key text not null,
    operation text not null,
    request_hash bytea not null,
    status integer,
    body bytea,
    created_at timestamptz not null default pg_catalog.now(),
    constraint idempotency_keys_pkey primary key (account_id, key),
    constraint idempotency_keys_account_fkey foreign key (account_id) references liaison.accounts (id) on delete cascade,
    constraint idempotency_keys_key_check check (length(key) between 1 and 255)
);
create index idempotency_keys_created_idx on liaison_private.idempotency_keys (created_at);
comment on table liaison_private.idempotency_keys is
    'the answer to each keyed request, in the transaction of its effect; a request under way holds the row lock';

-- Who is asking --------------------------------------------------------------------------------------------------------

create function liaison_private.session() returns liaison_private.sessions
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    found_session liaison_private.sessions;
    nobody liaison_private.sessions;
begin
    select s.* into found_session
      from liaison_private.sessions s
     where s.token_hash = sha256(convert_to(current_setting('liaison.token', true), 'UTF8'))
       and s.ended_at is null
       and s.expires_at > pg_catalog.now()
       and s.last_seen_at > pg_catalog.now() - s.idle_limit;
    -- A token counts only on the connection of its own kind of account, so that no login role lends its grants to another's token.
    if (session_user = case found_session.role
            when 'candidate' then 'liaison_candidate' when 'recruiter' then 'liaison_staff' when 'coordinator' then 'liaison_staff'
            when 'client' then 'liaison_client' when 'referrer' then 'liaison_referrer' when 'admin' then 'liaison_admin' end
        or pg_has_role(session_user, 'liaison_owner', 'member'))
    then
        return found_session;
    end if;
    return nobody;
end
$$;
comment on function liaison_private.session() is 'the live session of the token in liaison.token, or a row of nulls';

create function liaison.candidate_id() returns bigint
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    s liaison_private.sessions := liaison_private.session();
begin
    return case when s.role = 'candidate' then s.person_id end;
end
$$;
comment on function liaison.candidate_id() is 'the candidate who asks, or null';

create function liaison.staff_id() returns bigint
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    s liaison_private.sessions := liaison_private.session();
begin
    return case when s.role in ('recruiter', 'coordinator') then s.person_id end;
end
$$;
comment on function liaison.staff_id() is 'the recruiter or coordinator who asks, or null';

create function liaison.is_coordinator() returns boolean
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    s liaison_private.sessions := liaison_private.session();
begin
    return coalesce(s.role = 'coordinator', false);
end
$$;
comment on function liaison.is_coordinator() is 'whether a coordinator asks';

create function liaison.is_admin() returns boolean
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    s liaison_private.sessions := liaison_private.session();
begin
    return coalesce(s.role = 'admin', false);
end
$$;
comment on function liaison.is_admin() is 'whether an admin asks';

create function liaison.contact_id() returns bigint
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    s liaison_private.sessions := liaison_private.session();
begin
    return case when s.role = 'client' then s.person_id end;
end
$$;
comment on function liaison.contact_id() is 'the client contact who asks, or null';

create function liaison.referrer_id() returns bigint
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    s liaison_private.sessions := liaison_private.session();
begin
    return case when s.role = 'referrer' then s.person_id end;
end
$$;
comment on function liaison.referrer_id() is 'the referrer who asks, or null';

create function liaison.account_id() returns bigint
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    s liaison_private.sessions := liaison_private.session();
begin
    return s.account_id;
end
$$;
comment on function liaison.account_id() is 'the account that asks, or null';

create function liaison.enter(token text, claimed_role text, operation text, fixed_now text, read_only boolean)
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
comment on function liaison.enter(text, text, text, text, boolean) is
    'presents a token for the rest of the transaction and says who it stands for; LA401 without a live one';

-- Signing in (role liaison_auth only) ---------------------------------------------------------------------------------

create function liaison.credentials_for(sign_in_email text, source text)
    returns table (account_id bigint, role text, name text, password_hash text, is_disabled boolean, retry_after integer)
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    hashed bytea := sha256(convert_to(lower(sign_in_email), 'UTF8'));
    by_email integer;
    by_source integer;
begin
    delete from liaison_private.sign_in_attempts a where a.at < pg_catalog.now() - interval '1 hour';
    select count(*) into by_email from liaison_private.sign_in_attempts a
     where a.email_hash = hashed and a.at > pg_catalog.now() - interval '15 minutes';
    select count(*) into by_source from liaison_private.sign_in_attempts a
     where a.source = credentials_for.source and a.at > pg_catalog.now() - interval '15 minutes';
    if by_email >= 10 or by_source >= 100 then
        return query select null::bigint, null::text, null::text, null::text, true, 900;
        return;
    end if;
    return query
        select a.id, a.role, a.name, c.password_hash, a.disabled_at is not null, 0
          from liaison.accounts a left join liaison_private.credentials c on c.account_id = a.id
         where lower(a.email) = lower(sign_in_email);
end
$$;
comment on function liaison.credentials_for(text, text) is
    'what signing in needs; at most 10 failures for an address and 100 for a source in 15 minutes';

create function liaison.record_failed_sign_in(sign_in_email text, source text) returns void
    language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    insert into liaison_private.sign_in_attempts (email_hash, source)
    values (sha256(convert_to(lower(sign_in_email), 'UTF8')), source);
$$;
comment on function liaison.record_failed_sign_in(text, text) is 'counts a failed sign-in, known address or not';

create function liaison.open_session(
    for_account bigint, new_token_hash bytea, label text, lifetime interval, idle_limit interval
) returns table (id bigint, expires_at timestamptz)
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    return query
        insert into liaison_private.sessions as s (token_hash, account_id, role, person_id, name, label, expires_at, idle_limit)
        select new_token_hash, a.id, a.role, a.person_id, a.name, open_session.label,
               pg_catalog.now() + lifetime, open_session.idle_limit
          from liaison.accounts a
         where a.id = for_account and a.disabled_at is null
        returning s.id, s.expires_at;
end
$$;
comment on function liaison.open_session(bigint, bytea, text, interval, interval) is 'stores a token that the service made, hashed';

create function liaison.accept_invitation(invitation_hash bytea, new_password_hash text)
    returns table (account_id bigint, email text, role text)
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    invited bigint;
begin
    update liaison_private.invitations i set accepted_at = pg_catalog.now()
     where i.token_hash = invitation_hash and i.accepted_at is null and i.expires_at > pg_catalog.now()
    returning i.account_id into invited;
    if invited is null then
        perform liaison.refuse('not-found', 'P', 'This invitation was used, has expired, or never was. Ask an admin for a new one.');
    end if;
    insert into liaison_private.credentials as c (account_id, password_hash) values (invited, new_password_hash)
    on conflict on constraint credentials_pkey
        do update set password_hash = excluded.password_hash, changed_at = pg_catalog.now();
    update liaison_private.sessions s set ended_at = pg_catalog.now() where s.account_id = invited and s.ended_at is null;
    return query select a.id, a.email, a.role from liaison.accounts a where a.id = invited;
end
$$;
comment on function liaison.accept_invitation(bytea, text) is 'sets the password of an invitation, once, and ends older sessions';

-- One's own tokens, the admin's invitations ----------------------------------------------------------------------------

create function liaison.create_token(new_token_hash bytea, label text, lifetime interval)
    returns table (id bigint, expires_at timestamptz)
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    return query select o.id, o.expires_at
      from liaison.open_session(
          liaison.account_id(), new_token_hash, label, least(lifetime, interval '366 days'), least(lifetime, interval '366 days')) o;
end
$$;
comment on function liaison.create_token(bytea, text, interval) is 'a further token for whoever asks';

create function liaison.tokens()
    returns table (id bigint, name text, created_at timestamptz, last_used_at timestamptz, expires_at timestamptz)
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select s.id, coalesce(s.label, 'sign-in'), s.created_at, s.last_seen_at, s.expires_at
      from liaison_private.sessions s
     where s.account_id = liaison.account_id() and s.ended_at is null and s.expires_at > pg_catalog.now()
     order by s.id;
$$;
comment on function liaison.tokens() is 'the live tokens of whoever asks';

create function liaison.end_session(which bigint) returns boolean
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    touched integer;
begin
    update liaison_private.sessions s set ended_at = pg_catalog.now()
     where s.account_id = liaison.account_id() and s.ended_at is null
       and s.id = coalesce(which, (liaison_private.session()).id);
    get diagnostics touched = row_count;
    return touched > 0;
end
$$;
comment on function liaison.end_session(bigint) is 'ends one token of whoever asks; null for the one in use';

create function liaison.invite(for_account bigint, invitation_hash bytea, lifetime interval) returns timestamptz
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    until timestamptz := pg_catalog.now() + lifetime;
begin
    if not liaison.is_admin() then
        raise insufficient_privilege using message = 'only an admin invites';
    end if;
    update liaison_private.invitations i set expires_at = pg_catalog.now()
     where i.account_id = for_account and i.accepted_at is null and i.expires_at > pg_catalog.now();
    insert into liaison_private.invitations (token_hash, account_id, expires_at) values (invitation_hash, for_account, until);
    return until;
end
$$;
comment on function liaison.invite(bigint, bytea, interval) is 'a new invitation for an account; earlier ones lapse';

create function liaison_private.end_sessions() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if new.disabled_at is not null or new.role <> old.role or new.person_id is distinct from old.person_id then
        update liaison_private.sessions s set ended_at = pg_catalog.now() where s.account_id = new.id and s.ended_at is null;
    end if;
    return null;
end
$$;
comment on function liaison_private.end_sessions() is 'a disabled or changed account is signed out everywhere, at once';
create trigger end_sessions after update of disabled_at, role, person_id on liaison.accounts
    for each row execute function liaison_private.end_sessions();
