-- Silence (T17): holding messages and an agent's own promises of a call; what was done on a day; cover in the audit trail.
-- Effect on a running service: writes to chases, releases, feedback, enquiries and debriefs wait while the indexes are built, some
-- seconds for each million rows; from now on both kinds of word end a silence, and the trail says for whose desk somebody covered.

-- Holding messages (T17) ---------------------------------------------------------------------------------------------------

create table liaison.holding_messages (
    id bigint generated always as identity,
    submission_id bigint not null,
    candidate_id bigint not null,
    recruiter_id bigint not null,
    message text not null,
    sent_at timestamptz not null default liaison.now(),
    sent_on date not null,
    sent_by bigint not null default coalesce(liaison.account_id(), 0),
    constraint holding_messages_pkey primary key (id),
    constraint holding_messages_submission_fkey
        foreign key (candidate_id, submission_id) references liaison.submissions (candidate_id, id) on delete restrict,
    constraint holding_messages_recruiter_fkey foreign key (recruiter_id) references liaison.recruiters (id) on delete restrict,
    constraint holding_messages_message_check check (length(message) between 1 and 20000)
);
create index holding_messages_submission_idx on liaison.holding_messages (candidate_id, submission_id, id);
create index holding_messages_recruiter_idx on liaison.holding_messages (recruiter_id, id);
create index holding_messages_sent_idx on liaison.holding_messages (sent_on, recruiter_id);
comment on table liaison.holding_messages is
    'words by which an agent let a candidate know that there is no news yet, as they were sent; they announce nothing (T17, R9)';
comment on column liaison.holding_messages.sent_on is 'the agency''s day';

create trigger a_take_from_submission before insert on liaison.holding_messages
    for each row execute function liaison_private.take_from_submission();

create function liaison_private.date_holding_message() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    new.sent_at := liaison.now();
    new.sent_on := liaison.agency_today();
    return new;
end
$$;
comment on function liaison_private.date_holding_message() is 'when it was sent is no claim of the writer';
create trigger date_holding_message before insert on liaison.holding_messages
    for each row execute function liaison_private.date_holding_message();

create function liaison_private.check_holding_message() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    submission liaison.submissions;
begin
    select * into submission from liaison.submissions s where s.id = new.submission_id for no key update;
    if submission.published_closed_on is not null or submission.published_stage = 'placed' then
        perform liaison.refuse('conflict', 'T17', 'The candidate was told how this ended; there is nothing to hold.',
            jsonb_build_object('told_on', coalesce(submission.published_closed_on, submission.published_on)));
    end if;
    return null;
end
$$;
comment on function liaison_private.check_holding_message() is 'T17: only while the candidate waits, as far as they were told (R9)';
create trigger check_holding_message after insert on liaison.holding_messages
    for each row execute function liaison_private.check_holding_message();

-- Promises of a call (R11, T17) ----------------------------------------------------------------------------------------------

create table liaison.call_promises (
    id bigint generated always as identity,
    submission_id bigint not null,
    candidate_id bigint not null,
    recruiter_id bigint not null,
    call_by date not null,
    promised_at timestamptz not null default liaison.now(),
    promised_on date not null,
    promised_by bigint not null default coalesce(liaison.account_id(), 0),
    called_at timestamptz,
    called_on date,
    called_by bigint,
    note text,
    constraint call_promises_pkey primary key (id),
    constraint call_promises_submission_fkey
        foreign key (candidate_id, submission_id) references liaison.submissions (candidate_id, id) on delete restrict,
    constraint call_promises_recruiter_fkey foreign key (recruiter_id) references liaison.recruiters (id) on delete restrict,
    constraint call_promises_called_check check ((called_at is null) = (called_on is null)),
    constraint call_promises_note_check check (note is null or (called_at is not null and length(note) between 1 and 20000))
);
-- Said twice, a day is promised once.
create unique index call_promises_open_key on liaison.call_promises (submission_id, call_by) where called_at is null;
create index call_promises_submission_idx on liaison.call_promises (candidate_id, submission_id, id);
create index call_promises_recruiter_idx on liaison.call_promises (recruiter_id, id);
create index call_promises_due_idx on liaison.call_promises (call_by, recruiter_id);
create index call_promises_open_idx on liaison.call_promises (call_by, id) where called_at is null;
create index call_promises_called_idx on liaison.call_promises (called_on, recruiter_id) where called_on is not null;
comment on table liaison.call_promises is
    'the days by which an agent told a candidate that they would call; kept by a call in time, else broken (R11, T17)';
comment on column liaison.call_promises.call_by is 'a business day of the agency';
comment on column liaison.call_promises.called_on is 'the agency''s day of the call that answers the promise, in time or not';
comment on column liaison.call_promises.note is 'what was said, for colleagues';

create trigger a_take_from_submission before insert on liaison.call_promises
    for each row execute function liaison_private.take_from_submission();

create function liaison_private.sign_call_promise() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op = 'INSERT' then
        new.promised_at := liaison.now();
        new.promised_on := liaison.agency_today();
        new.called_at := null;
        new.called_on := null;
        new.called_by := null;
        return new;
    end if;
    if old.called_at is not null then
        perform liaison.refuse('conflict', 'T17', 'This call was made before.', jsonb_build_object('called_on', old.called_on));
    end if;
    new.called_at := case when new.called_at is not null then liaison.now() end;
    new.called_on := case when new.called_at is not null then liaison.agency_today() end;
    new.called_by := case when new.called_at is not null then coalesce(liaison.account_id(), new.called_by, 0) end;
    return new;
end
$$;
comment on function liaison_private.sign_call_promise() is 'a call is promised now and made once and now; who and when is no claim of the writer';
create trigger sign_call_promise before insert or update of called_at, note on liaison.call_promises
    for each row execute function liaison_private.sign_call_promise();

create function liaison_private.check_call_promise() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    calendar bigint := (select s.calendar_id from liaison.settings s);
begin
    if new.call_by < new.promised_on or new.call_by > new.promised_on + 366 then
        perform liaison.refuse('invalid-date', 'T17', 'A call is promised for today or a later day, within a year.',
            jsonb_build_object('today', new.promised_on));
    end if;
    if not liaison.is_business_day(calendar, new.call_by) then
        perform liaison.refuse('not-a-business-day', 'T17', format('%s is no business day of the agency.', new.call_by),
            jsonb_build_object('next_business_day', liaison.roll(calendar, new.call_by)));
    end if;
    return null;
end
$$;
comment on function liaison_private.check_call_promise() is 'T17: a promised call is due on a business day of the agency, today or later';
create trigger check_call_promise after insert on liaison.call_promises
    for each row execute function liaison_private.check_call_promise();

create function liaison_private.settle_call_promises() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    update liaison.call_promises p set called_at = new.called_at, called_by = new.called_by
     where p.submission_id = new.submission_id and p.called_at is null;
    return null;
end
$$;
comment on function liaison_private.settle_call_promises() is 'one call answers every promise of a call that was open on the submission';
create trigger settle_call_promises after update of called_at on liaison.call_promises
    for each row when (old.called_at is null and new.called_at is not null)
    execute function liaison_private.settle_call_promises();

-- What is heard ends a silence (T17) --------------------------------------------------------------------------------------------

create or replace function liaison_private.keep_silence() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    submission bigint;
    zone text;
begin
    if tg_table_name in ('submissions', 'consents') then
        submission := new.id;
    else
        submission := new.submission_id;
    end if;
    select s.time_zone into zone from liaison.settings s;
    insert into liaison_private.silences as w (id, heard_on, met_on)
    select s.id,
           greatest(
               liaison.local_date(s.created_at, zone),
               (select liaison.local_date(g.given_at, zone) from liaison.consents g where g.id = s.id),
               (select max(l.released_on) from liaison.releases l where l.candidate_id = s.candidate_id and l.submission_id = s.id),
               (select max(q.answered_on) from liaison.enquiries q where q.candidate_id = s.candidate_id and q.submission_id = s.id),
               (select max(h.sent_on) from liaison.holding_messages h where h.candidate_id = s.candidate_id and h.submission_id = s.id),
               (select max(p.called_on) from liaison.call_promises p where p.candidate_id = s.candidate_id and p.submission_id = s.id)),
           (select max(i.held_on) from liaison.interviews i where i.submission_id = s.id and i.cancelled_at is null)
      from liaison.submissions s
     where s.id = submission and s.published_closed_on is null and s.published_stage <> 'placed'
    on conflict on constraint silences_pkey do update set heard_on = excluded.heard_on, met_on = excluded.met_on
     where (w.heard_on, w.met_on) is distinct from (excluded.heard_on, excluded.met_on);
    if tg_table_name = 'submissions' then
        delete from liaison_private.silences w
         where w.id = submission and (new.published_closed_on is not null or new.published_stage = 'placed');
    end if;
    return null;
end
$$;
create trigger keep_silence after insert on liaison.holding_messages
    for each row execute function liaison_private.keep_silence();
create trigger keep_silence after update of called_at on liaison.call_promises
    for each row execute function liaison_private.keep_silence();
comment on column liaison_private.silences.heard_on is
    'when they were last put forward, consented, were told an outcome or that there is none yet, had an answer or a promised call';

create or replace function liaison_private.rebuild_silences() returns void
    language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    delete from liaison_private.silences;
    insert into liaison_private.silences (id, heard_on, met_on)
    select s.id,
           greatest(
               liaison.local_date(s.created_at, a.time_zone),
               (select liaison.local_date(g.given_at, a.time_zone) from liaison.consents g where g.id = s.id),
               (select max(l.released_on) from liaison.releases l where l.candidate_id = s.candidate_id and l.submission_id = s.id),
               (select max(q.answered_on) from liaison.enquiries q where q.candidate_id = s.candidate_id and q.submission_id = s.id),
               (select max(h.sent_on) from liaison.holding_messages h where h.candidate_id = s.candidate_id and h.submission_id = s.id),
               (select max(p.called_on) from liaison.call_promises p where p.candidate_id = s.candidate_id and p.submission_id = s.id)),
           (select max(i.held_on) from liaison.interviews i where i.submission_id = s.id and i.cancelled_at is null)
      from liaison.submissions s cross join liaison.settings a
     where s.published_closed_on is null and s.published_stage <> 'placed';
$$;

create or replace function liaison_private.silent_on(as_of date, silence integer, desks bigint[], after_day date, after_id bigint, most bigint)
    returns table (id bigint, last_heard_on date)
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    zone text := (select s.time_zone from liaison.settings s);
    latest timestamptz := (as_of - silence)::timestamp at time zone zone;
    earliest timestamptz := (as_of - 122)::timestamp at time zone zone;
begin
    return query
        with open_then as (
            select s.* from liaison.submissions s
             where s.created_at >= earliest and s.created_at < latest and (s.published_closed_on is null or s.published_closed_on > as_of)
            union all
            select s.* from liaison_private.silences w join liaison.submissions s on s.id = w.id where s.created_at < earliest
            union all
            select s.* from liaison.submissions s
             where s.created_at < earliest and s.published_closed_on > as_of
               and s.published_closed_on > timezone('UTC', s.created_at)::date + 120
            union all
            select s.* from liaison.submissions s where s.created_at < earliest and s.published_stage = 'placed' and s.published_on > as_of
        )
        select s.id, h.on_day
          from open_then s
         cross join lateral (select greatest(
                   liaison.local_date(s.created_at, zone),
                   (select liaison.local_date(g.given_at, zone) from liaison.consents g
                     where g.id = s.id and liaison.local_date(g.given_at, zone) <= as_of),
                   (select max(i.held_on) from liaison.interviews i
                     where i.submission_id = s.id and i.cancelled_at is null and i.held_on <= as_of),
                   (select max(l.released_on) from liaison.releases l
                     where l.candidate_id = s.candidate_id and l.submission_id = s.id and l.released_on <= as_of),
                   (select max(q.answered_on) from liaison.enquiries q
                     where q.candidate_id = s.candidate_id and q.submission_id = s.id and q.answered_on <= as_of),
                   (select max(m.sent_on) from liaison.holding_messages m
                     where m.candidate_id = s.candidate_id and m.submission_id = s.id and m.sent_on <= as_of),
                   (select max(p.called_on) from liaison.call_promises p
                     where p.candidate_id = s.candidate_id and p.submission_id = s.id and p.called_on <= as_of)) as on_day) h
         where not (s.published_stage = 'placed' and s.published_on <= as_of) and (desks is null or s.recruiter_id = any (desks))
           and h.on_day < as_of - silence and (after_day is null or (h.on_day, s.id) > (after_day, after_id))
         order by h.on_day, s.id limit most;
end
$$;

-- What was done on a day -----------------------------------------------------------------------------------------------------------
-- An agenda shows what was done on its day; each kind is one stretch of an index.

create index chases_made_idx on liaison.chases (made_on, recruiter_id);
create index releases_released_idx on liaison.releases (released_on, recruiter_id);
create index withholdings_withheld_idx on liaison.withholdings (withheld_at, recruiter_id);
create index enquiries_answered_idx on liaison.enquiries (answered_on, recruiter_id) where answered_on is not null;
create index debriefs_debriefed_idx on liaison.debriefs (debriefed_at, recruiter_id);
create index notes_settled_idx on liaison.notes (coalesce(forwarded_at, returned_at), recruiter_id)
    where coalesce(forwarded_at, returned_at) is not null;
create index materials_settled_idx on liaison.materials (coalesce(done_at, returned_at), recruiter_id)
    where route = 'agent' and coalesce(done_at, returned_at) is not null;
create index tasks_closed_idx on liaison.tasks (closed_on, recruiter_id) where closed_on is not null;
create index reference_contacts_contacted_idx on liaison.reference_contacts (contacted_on);
-- And whose desk is lent to whom on the day.
create index desk_loans_until_idx on liaison.desk_loans (to_on, id);

-- Cover in the audit trail (L4) -------------------------------------------------------------------------------------------------------

alter table liaison.audit_events add column covering_id bigint;
comment on column liaison.audit_events.covering_id is
    'the recruiter on whose lent desk it was done, by whoever covered it; null for everything else; without a foreign key, as account_id';

create function liaison_private.lent_desks(person bigint) returns bigint[]
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    today date := liaison.agency_today();
begin
    return array(
        select l.recruiter_id from liaison.desk_loans l
         where l.to_recruiter_id = person and l.returned_at is null and l.from_on <= today and today <= l.to_on);
end
$$;
comment on function liaison_private.lent_desks(bigint) is 'the desks that are lent to a recruiter today';

create function liaison_private.desk_of(table_name text, content jsonb) returns bigint
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    return case
        -- A loan is about a desk and not on it.
        when table_name = 'desk_loans' then null
        when content ? 'recruiter_id' then (content ->> 'recruiter_id')::bigint
        when table_name in ('consents', 'withdrawals') then
            (select s.recruiter_id from liaison.submissions s where s.id = (content ->> 'id')::bigint)
        when table_name = 'interviewers' then
            (select i.recruiter_id from liaison.interviews i where i.id = (content ->> 'interview_id')::bigint)
        when table_name in ('contacts', 'contact_details') then
            (select c.recruiter_id from liaison.clients c where c.id = (content ->> 'client_id')::bigint)
        when table_name = 'reference_contacts' then
            (select r.recruiter_id from liaison.candidate_references r where r.id = (content ->> 'reference_id')::bigint)
        end;
end
$$;
comment on function liaison_private.desk_of(text, jsonb) is 'on whose desk a row stands, by the row or by what it belongs to';

create or replace function liaison_private.record_change() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    old_row jsonb;
    new_row jsonb;
    row_id bigint;
    changes jsonb;
    masked text;
    desk bigint;
    covering bigint;
    -- One look at the session for each row; a memo in a setting would be the writer's to forge.
    who liaison_private.sessions := liaison_private.session();
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
        new_row := changes;
    end if;
    -- Whoever drops their token in mid-statement leaves no change without a name.
    if who.account_id is null and not pg_has_role(session_user, 'liaison_owner', 'member') then
        raise exception using errcode = 'LA401', message = 'not-signed-in';
    end if;
    if who.role in ('recruiter', 'coordinator') then
        desk := liaison_private.desk_of(tg_table_name, new_row);
        if desk <> who.person_id and desk = any (liaison_private.lent_desks(who.person_id)) then
            covering := desk;
        end if;
    end if;
    insert into liaison.audit_events (account_id, operation, action, table_name, row_id, changes, covering_id)
    values (
        who.account_id, coalesce(nullif(current_setting('liaison.operation', true), ''), 'owner'), lower(tg_op), tg_table_name, row_id,
        changes, covering);
    return null;
end
$$;
comment on function liaison_private.record_change() is
    'writes the audit row of a change, with whose desk it covered; its arguments name the columns whose values stay out of the trail';

create or replace function liaison_private.record_new_candidates() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    who liaison_private.sessions := liaison_private.session();
    lent bigint[] := '{}';
begin
    if who.account_id is null and not pg_has_role(session_user, 'liaison_owner', 'member') then
        raise exception using errcode = 'LA401', message = 'not-signed-in';
    end if;
    if who.role in ('recruiter', 'coordinator') then
        lent := liaison_private.lent_desks(who.person_id);
    end if;
    insert into liaison.audit_events (account_id, operation, action, table_name, row_id, changes, covering_id)
    select who.account_id, coalesce(nullif(current_setting('liaison.operation', true), ''), 'owner'), 'insert', tg_table_name, n.id,
           jsonb_strip_nulls(jsonb_build_object(
               'id', n.id, 'name', true, 'email', n.email is not null or null, 'phone', n.phone is not null or null,
               'time_zone', n.time_zone, 'recruiter_id', n.recruiter_id, 'registered_on', n.registered_on,
               'duplicate_of', n.duplicate_of)),
           case when n.recruiter_id = any (lent) then n.recruiter_id end
      from new_rows n;
    return null;
end
$$;

create function liaison.desk_names(desks bigint[]) returns table (id bigint, name text)
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    if liaison.is_coordinator() or liaison.is_admin() then
        return query select r.id, r.name from liaison.recruiters r where r.id = any (desks);
    end if;
end
$$;
comment on function liaison.desk_names(bigint[]) is 'whose desks the lines of the audit trail speak of, for those who may read it';

-- Rows are kept, announced and protected ------------------------------------------------------------------------------------------------

do $$
declare
    t text;
    audited text;
begin
    foreach t in array array['holding_messages', 'call_promises'] loop
        execute format('alter table liaison.%I enable row level security', t);
        execute format('alter table liaison.%I force row level security', t);
        execute format('create policy owner on liaison.%I to liaison_owner using (true) with check (true)', t);
        execute format('comment on policy owner on liaison.%I is %L', t, 'the owner''s triggers and definer functions');
        execute format(
            'create trigger append_only_truncate before truncate on liaison.%I '
            'for each statement execute function liaison_private.refuse_change()', t);
        execute format(
            'create policy candidate_own on liaison.%I for select to liaison_candidate '
            'using (candidate_id = (select liaison.candidate_id()))', t);
        execute format('comment on policy candidate_own on liaison.%I is %L', t, 'RULES 7: one''s own');
        execute format(
            'create policy desk_insert on liaison.%I for insert to liaison_staff with check '
            '((select liaison.is_coordinator()) or recruiter_id = any ((select liaison.own_desks())::bigint[]))', t);
        execute format('comment on policy desk_insert on liaison.%I is %L', t, 'RULES 7: change own desk');
    end loop;
    foreach audited in array array['holding_messages(message)', 'call_promises(note)'] loop
        execute format(
            'create trigger audit after insert or update or delete on liaison.%I for each row '
            'execute function liaison_private.record_change(%s)',
            split_part(audited, '(', 1),
            (select string_agg(quote_literal(c), ', ')
               from unnest(string_to_array(rtrim(split_part(audited, '(', 2), ')'), ',')) c));
    end loop;
end
$$;
create trigger append_only before update or delete on liaison.holding_messages
    for each row execute function liaison_private.refuse_change();
create trigger append_only before delete on liaison.call_promises
    for each row execute function liaison_private.refuse_change();

create policy staff_read on liaison.holding_messages for select to liaison_staff using ((select liaison.staff_id()) is not null);
comment on policy staff_read on liaison.holding_messages is 'RULES 7: recruiters and coordinators read all, as with releases';
create policy staff_read on liaison.call_promises for select to liaison_staff
    using ((select liaison.is_coordinator()) or recruiter_id = any ((select liaison.own_desks())::bigint[]));
comment on policy staff_read on liaison.call_promises is 'RULES 7: own desk, a coordinator all';
create policy desk_update on liaison.call_promises for update to liaison_staff
    using ((select liaison.is_coordinator()) or recruiter_id = any ((select liaison.own_desks())::bigint[]))
    with check ((select liaison.is_coordinator()) or recruiter_id = any ((select liaison.own_desks())::bigint[]));
comment on policy desk_update on liaison.call_promises is 'RULES 7: change own desk';

grant select (id, submission_id, candidate_id, message, sent_at, sent_on) on liaison.holding_messages to liaison_candidate;
grant select, insert (submission_id, recruiter_id, message) on liaison.holding_messages to liaison_staff;
grant select (id, submission_id, candidate_id, call_by, promised_at, promised_on, called_at, called_on)
    on liaison.call_promises to liaison_candidate;
grant select, insert (submission_id, recruiter_id, call_by), update (called_at, note) on liaison.call_promises to liaison_staff;

create trigger announce after insert on liaison.holding_messages
    for each row execute function liaison_private.announce('silence.send');
create trigger announce after insert on liaison.call_promises
    for each row execute function liaison_private.announce('call.promise');
create trigger announce_called after update of called_at on liaison.call_promises
    for each row when (old.called_at is null and new.called_at is not null)
    execute function liaison_private.announce('call.keep');

revoke execute on function
    liaison_private.date_holding_message(), liaison_private.check_holding_message(), liaison_private.sign_call_promise(),
    liaison_private.check_call_promise(), liaison_private.settle_call_promises(), liaison_private.lent_desks(bigint),
    liaison_private.desk_of(text, jsonb), liaison.desk_names(bigint[])
    from public;
grant execute on function liaison.desk_names(bigint[]) to liaison_admin, liaison_staff;
