-- Thank-you notes (T10), promised material and later thoughts (T11).
-- Effect on a running service: none, new tables and functions.

create function liaison_private.route(channel text) returns text
    language sql immutable
    return case channel when 'agency' then 'agent' when 'referral' then 'interviewer' else 'hr' end;
comment on function liaison_private.route(text) is 'which way words of a candidate go to the company (T10, R1, R4, R5)';

-- Thank-you notes (T10) ----------------------------------------------------------------------------------------------------

create table liaison.notes (
    id bigint generated always as identity,
    interview_id bigint not null,
    candidate_id bigint not null,
    client_id bigint not null,
    recruiter_id bigint not null,
    contact_id bigint not null,
    route text not null,
    message text not null,
    written_at timestamptz not null default liaison.now(),
    written_on date not null,
    is_late boolean not null,
    forwarded_at timestamptz,
    forwarded_by bigint,
    return_reason text,
    returned_at timestamptz,
    returned_by bigint,
    constraint notes_pkey primary key (id),
    constraint notes_interview_fkey foreign key (client_id, interview_id) references liaison.interviews (client_id, id) on delete restrict,
    constraint notes_candidate_fkey foreign key (candidate_id, interview_id) references liaison.interviews (candidate_id, id) on delete restrict,
    constraint notes_interviewer_fkey
        foreign key (interview_id, contact_id) references liaison.interviewers (interview_id, contact_id) on delete restrict,
    constraint notes_recruiter_fkey foreign key (recruiter_id) references liaison.recruiters (id) on delete restrict,
    constraint notes_route_check check (route in ('agent', 'hr', 'interviewer')),
    constraint notes_message_check check (length(message) between 1 and 20000),
    constraint notes_settled_check check (forwarded_at is null or returned_at is null),
    constraint notes_agent_check check (route = 'agent' or (forwarded_at is null and returned_at is null)),
    constraint notes_return_check check ((returned_at is null) = (return_reason is null))
);
-- One to each interviewer; a returned one makes room for the next wording and is kept.
create unique index notes_reader_key on liaison.notes (interview_id, contact_id) where returned_at is null;
create index notes_interview_idx on liaison.notes (interview_id, contact_id);
create index notes_candidate_idx on liaison.notes (candidate_id, interview_id);
create index notes_client_idx on liaison.notes (client_id, interview_id);
create index notes_forwarded_idx on liaison.notes (client_id, id) where forwarded_at is not null;
create index notes_recruiter_idx on liaison.notes (recruiter_id, id);
-- The agenda of a past day looks at the notes of four weeks, at those that wait still and at those that waited longer than that.
create index notes_written_idx on liaison.notes (written_on, id) where route = 'agent';
create index notes_slow_idx on liaison.notes (written_on)
    where coalesce(forwarded_at, returned_at) > timezone('UTC', written_on + interval '28 days');
create index notes_queued_idx on liaison.notes (id) where route = 'agent' and forwarded_at is null and returned_at is null;
comment on table liaison.notes is
    'candidates'' thank-you notes, one to each interviewer; on the agency channel the agent forwards or returns them (T10)';
comment on column liaison.notes.contact_id is 'the interviewer for whom it is worded';
comment on column liaison.notes.route is
    'agent: queued for the agent (R1); hr: to HR with the interviewer in copy (R4); interviewer: to them alone (R5). The candidate sends the last two';
comment on column liaison.notes.written_on is 'the client''s day';
comment on column liaison.notes.is_late is 'written after bd(D, 2), and taken all the same (T10)';
comment on column liaison.notes.forwarded_at is 'since when the company reads it';
comment on column liaison.notes.return_reason is 'why the agent gave it back to the candidate, who may write it anew';

-- Material and later thoughts (T11) ------------------------------------------------------------------------------------------

create table liaison.materials (
    id bigint generated always as identity,
    interview_id bigint not null,
    candidate_id bigint not null,
    client_id bigint not null,
    recruiter_id bigint not null,
    contact_id bigint,
    kind text not null default 'material',
    route text not null,
    is_promise boolean not null default false,
    promise_id bigint,
    what text not null,
    due_on date,
    added_at timestamptz not null default liaison.now(),
    added_on date not null,
    added_by bigint not null default coalesce(liaison.account_id(), 0),
    done_at timestamptz,
    done_on date,
    done_by bigint,
    return_reason text,
    returned_at timestamptz,
    returned_by bigint,
    constraint materials_pkey primary key (id),
    constraint materials_interview_key unique (interview_id, id),
    constraint materials_interview_fkey foreign key (client_id, interview_id) references liaison.interviews (client_id, id) on delete restrict,
    constraint materials_candidate_fkey foreign key (candidate_id, interview_id) references liaison.interviews (candidate_id, id) on delete restrict,
    constraint materials_interviewer_fkey
        foreign key (interview_id, contact_id) references liaison.interviewers (interview_id, contact_id) on delete restrict,
    constraint materials_promise_fkey foreign key (interview_id, promise_id) references liaison.materials (interview_id, id) on delete restrict,
    constraint materials_recruiter_fkey foreign key (recruiter_id) references liaison.recruiters (id) on delete restrict,
    constraint materials_kind_check check (kind in ('material', 'later_thought')),
    constraint materials_route_check check (route in ('agent', 'hr', 'interviewer')),
    constraint materials_what_check check (length(what) between 1 and 20000),
    constraint materials_thought_check check (kind = 'material' or (not is_promise and promise_id is null and due_on is null)),
    constraint materials_fulfilment_check check (not is_promise or promise_id is null),
    constraint materials_done_check check ((done_at is null) = (done_on is null)),
    constraint materials_settled_check check (done_at is null or returned_at is null),
    constraint materials_return_check check ((returned_at is null) = (return_reason is null)),
    constraint materials_returnable_check check (returned_at is null or (route = 'agent' and not is_promise))
);
create index materials_interviewer_idx on liaison.materials (interview_id, contact_id);
create index materials_promise_idx on liaison.materials (interview_id, promise_id);
create index materials_candidate_idx on liaison.materials (candidate_id, interview_id);
create index materials_client_idx on liaison.materials (client_id, interview_id);
create index materials_passed_idx on liaison.materials (client_id, id) where route = 'agent' and done_at is not null;
create index materials_recruiter_idx on liaison.materials (recruiter_id, id);
create index materials_added_idx on liaison.materials (added_on, id) where route = 'agent';
create index materials_slow_idx on liaison.materials (added_on)
    where coalesce(done_at, returned_at) > timezone('UTC', added_on + interval '28 days');
create index materials_open_idx on liaison.materials (id) where done_at is null and returned_at is null;
comment on table liaison.materials is
    'what a candidate promised at an interview or thought of later, and how far it got; it goes the way of a thank-you note (T11)';
comment on column liaison.materials.contact_id is 'the interviewer for whom it is; null for the company';
comment on column liaison.materials.is_promise is 'only promised so far; what staff records always is';
comment on column liaison.materials.promise_id is 'the promised material that this is';
comment on column liaison.materials.due_on is 'by bd(D, 2) unless another date was given; null for a later thought, which has none (T11)';
comment on column liaison.materials.done_on is 'the client''s day on which the agent passed it on, or the candidate sent it where they may (R4, R5)';

-- Belonging, days and checks ----------------------------------------------------------------------------------------------------

create trigger a_take_from_interview before insert on liaison.notes for each row execute function liaison_private.take_from_interview();
create trigger a_take_from_interview before insert on liaison.materials for each row execute function liaison_private.take_from_interview();

create function liaison_private.date_courtesy() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    held date;
    calendar bigint;
    today date;
begin
    select liaison_private.route(s.channel), i.held_on, c.calendar_id, liaison.local_date(liaison.now(), c.time_zone)
      into new.route, held, calendar, today
      from liaison.interviews i
      join liaison.submissions s on s.id = i.submission_id
      join liaison.clients c on c.id = i.client_id
     where i.id = new.interview_id;
    if tg_table_name = 'notes' then
        new.written_on := today;
        new.is_late := today > liaison.bd(calendar, held, 2);
        return new;
    end if;
    new.added_on := today;
    -- What an agent enters is what the candidate promised; the thing itself comes from the candidate.
    new.is_promise := new.is_promise or liaison.staff_id() is not null;
    if new.kind = 'material' then
        new.due_on := coalesce(new.due_on, liaison.bd(calendar, held, 2));
    end if;
    -- Off the agency channel a candidate records what they send.
    if new.route <> 'agent' and not new.is_promise then
        new.done_at := liaison.now();
        new.done_on := today;
        new.done_by := new.added_by;
    end if;
    return new;
end
$$;
comment on function liaison_private.date_courtesy() is
    'the way and the days of a note or of material (T10, T11); never refuses, as it runs before row-level security';
create trigger date_courtesy before insert on liaison.notes for each row execute function liaison_private.date_courtesy();
create trigger date_courtesy before insert on liaison.materials for each row execute function liaison_private.date_courtesy();

create function liaison_private.folded_note(message text, names text[]) returns text
    language plpgsql immutable security definer set search_path = pg_catalog, pg_temp as $$
declare
    name_words text[] := array(
        select w.word from unnest(names) n(name),
               regexp_split_to_table(lower(normalize(n.name) collate "und-x-icu"), '[^[:alnum:]]+') w(word));
begin
    return (
        select coalesce(string_agg(w.word, '' order by w.place), '')
          from regexp_split_to_table(lower(normalize(message) collate "und-x-icu"), '[^[:alnum:]]+') with ordinality w(word, place)
         where w.word <> all (name_words));
end
$$;
comment on function liaison_private.folded_note(text, text[]) is
    'a note without case, space, punctuation and the words of names (T10); the second, independent folding beside Agency.Tailoring';

create function liaison_private.check_courtesy() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    interview liaison.interviews;
    rule text := case tg_table_name when 'notes' then 'T10' else 'T11' end;
begin
    -- The row lock makes two notes that are written at once take turns.
    select * into interview from liaison.interviews i where i.id = new.interview_id for no key update;
    if interview.cancelled_at is not null then
        perform liaison.refuse('conflict', rule, 'The interview was cancelled; there is nothing to write about.');
    end if;
    if interview.ends_at > liaison.now() then
        perform liaison.refuse('invalid-date', rule, 'The interview has not been held yet.',
            jsonb_build_object('opens_on', interview.held_on));
    end if;
    if tg_table_name = 'materials' then
        if new.due_on < interview.held_on then
            perform liaison.refuse('invalid-date', 'T11', 'Promised material cannot be due before the interview.',
                jsonb_build_object('held_on', interview.held_on));
        end if;
        if new.promise_id is not null and not exists (
            select from liaison.materials m where m.id = new.promise_id and m.is_promise and m.done_at is null)
        then
            perform liaison.refuse('conflict', 'T11', 'That is no promised material that is still open.');
        end if;
    end if;
    return null;
end
$$;
comment on function liaison_private.check_courtesy() is 'T10, T11: only after the interview was held, and about what is still open';
create trigger check_courtesy after insert on liaison.notes for each row execute function liaison_private.check_courtesy();
create trigger check_courtesy after insert on liaison.materials for each row execute function liaison_private.check_courtesy();

create function liaison_private.check_tailoring() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    names text[] := array(
        select n.name from liaison.interviewers w join liaison.contacts n on n.id = w.contact_id where w.interview_id = new.interview_id
        union all select k.name from liaison.candidates k where k.id = new.candidate_id);
    folded text := liaison_private.folded_note(new.message, names);
    other record;
begin
    select o.id, n.name into other
      from liaison.notes o join liaison.contacts n on n.id = o.contact_id
     where o.interview_id = new.interview_id and o.id <> new.id and o.returned_at is null
       and liaison_private.folded_note(o.message, names) = folded
     order by o.id limit 1;
    if found then
        perform liaison.refuse('not-tailored', 'T10', 'Word each note for its reader; this one says the same as another.',
            jsonb_build_object('note_id', other.id, 'contact', other.name));
    end if;
    return null;
end
$$;
comment on function liaison_private.check_tailoring() is 'T10: no note is identical to another to the same company for the same interview';
create trigger check_tailoring after insert on liaison.notes for each row execute function liaison_private.check_tailoring();

create function liaison_private.sign_settlement() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    is_staff boolean := liaison.staff_id() is not null;
    rule text := case tg_table_name when 'notes' then 'T10' else 'T11' end;
    is_passed boolean;
begin
    if not is_staff and liaison.candidate_id() is null then
        return new;
    end if;
    if is_staff and new.route <> 'agent' then
        perform liaison.refuse('conflict', 'R4', 'On this channel the candidate sends it themselves.');
    elsif not is_staff and new.route = 'agent' then
        perform liaison.refuse('route-through-agent', 'R1', 'Your agent passes it on for you.');
    end if;
    if old.returned_at is not null then
        perform liaison.refuse('conflict', rule, 'It was returned to the candidate before.',
            jsonb_build_object('returned_at', old.returned_at));
    end if;
    if tg_table_name = 'notes' then
        if old.forwarded_at is not null then
            perform liaison.refuse('conflict', 'T10', 'It was forwarded before.', jsonb_build_object('forwarded_at', old.forwarded_at));
        end if;
        is_passed := new.forwarded_at is not null and new.return_reason is null;
        new.forwarded_at := case when is_passed then liaison.now() end;
        new.forwarded_by := case when is_passed then liaison.account_id() end;
    else
        if old.done_at is not null then
            perform liaison.refuse('conflict', 'T11', 'It was passed on before.', jsonb_build_object('done_on', old.done_on));
        end if;
        is_passed := new.done_at is not null and new.return_reason is null;
        new.done_at := case when is_passed then liaison.now() end;
        new.done_on := case when is_passed then
            (select liaison.local_date(liaison.now(), c.time_zone) from liaison.clients c where c.id = new.client_id) end;
        new.done_by := case when is_passed then liaison.account_id() end;
    end if;
    new.returned_at := case when new.return_reason is not null then liaison.now() end;
    new.returned_by := case when new.return_reason is not null then liaison.account_id() end;
    return new;
end
$$;
comment on function liaison_private.sign_settlement() is
    'who passed something on or gave it back, and when, is no claim of the writer; it happens once, and by whose it is (R1, R4)';
create trigger sign_settlement before update of forwarded_at, return_reason, returned_by on liaison.notes
    for each row execute function liaison_private.sign_settlement();
create trigger sign_settlement before update of done_at, done_by, return_reason, returned_by on liaison.materials
    for each row execute function liaison_private.sign_settlement();

create function liaison_private.fulfil_promise() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    update liaison.materials m set done_at = new.done_at, done_on = new.done_on, done_by = new.done_by
     where m.id = new.promise_id and m.done_at is null;
    return null;
end
$$;
comment on function liaison_private.fulfil_promise() is 'promised material is done when what it stood for is';
create trigger fulfil_promise after insert or update of done_at on liaison.materials
    for each row when (new.promise_id is not null and new.done_at is not null)
    execute function liaison_private.fulfil_promise();

-- Whom a candidate writes to (R4, R5) ----------------------------------------------------------------------------------------------

create function liaison.whom_to_thank(interview bigint, reader bigint)
    returns table (name text, title text, email text, is_copy boolean)
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    me bigint := liaison.candidate_id();
begin
    return query
        select n.name, n.title, d.email, n.id = reader and n.function <> 'hr' and liaison_private.route(s.channel) = 'hr'
          from liaison.interviews i
          join liaison.submissions s on s.id = i.submission_id and s.channel <> 'agency'
          join liaison.contacts n on n.client_id = i.client_id
          left join liaison.contact_details d on d.id = n.id and d.cleared
         where i.id = interview and i.candidate_id = me
           and (n.id = reader and exists (select from liaison.interviewers w where w.interview_id = i.id and w.contact_id = n.id)
                or n.id <> reader and n.function = 'hr' and d.email is not null and liaison_private.route(s.channel) = 'hr')
           and not liaison.has_referred(n.id, i.candidate_id, i.client_id)
         order by 4, n.id;
end
$$;
comment on function liaison.whom_to_thank(bigint, bigint) is
    'for a candidate off the agency channel: the reader and, where the note goes to HR, who of HR was cleared for it; cleared addresses only (R4)';

-- Rows are kept ----------------------------------------------------------------------------------------------------------------------

do $$
declare
    t text;
    audited text;
begin
    foreach t in array array['notes', 'materials'] loop
        execute format('alter table liaison.%I enable row level security', t);
        execute format('alter table liaison.%I force row level security', t);
        execute format('create policy owner on liaison.%I to liaison_owner using (true) with check (true)', t);
        execute format('comment on policy owner on liaison.%I is %L', t, 'the owner''s triggers and definer functions');
        execute format(
            'create trigger append_only before delete on liaison.%I for each row execute function liaison_private.refuse_change()', t);
        execute format(
            'create trigger append_only_truncate before truncate on liaison.%I '
            'for each statement execute function liaison_private.refuse_change()', t);
    end loop;
    foreach audited in array array['notes(message,return_reason)', 'materials(what,return_reason)'] loop
        execute format(
            'create trigger audit after insert or update or delete on liaison.%I for each row '
            'execute function liaison_private.record_change(%s)',
            split_part(audited, '(', 1),
            (select string_agg(quote_literal(c), ', ')
               from unnest(string_to_array(rtrim(split_part(audited, '(', 2), ')'), ',')) c));
    end loop;
end
$$;

create trigger announce after insert on liaison.notes for each row execute function liaison_private.announce('note.write');
create trigger announce_forwarded after update of forwarded_at on liaison.notes
    for each row when (old.forwarded_at is null and new.forwarded_at is not null)
    execute function liaison_private.announce('note.forward');
create trigger announce_returned after update of returned_at, return_reason on liaison.notes
    for each row when (old.returned_at is null and new.returned_at is not null)
    execute function liaison_private.announce('note.return');
create trigger announce after insert on liaison.materials for each row execute function liaison_private.announce('material.add');
create trigger announce_done after update of done_at on liaison.materials for each row when (old.done_at is null and new.done_at is not null)
    execute function liaison_private.announce('material.done');
create trigger announce_returned after update of returned_at, return_reason on liaison.materials
    for each row when (old.returned_at is null and new.returned_at is not null)
    execute function liaison_private.announce('material.return');

-- Who may see and do what (RULES 7) ----------------------------------------------------------------------------------------------------

do $$
declare
    t text;
    desk text := '((select liaison.is_coordinator()) or recruiter_id = any ((select liaison.own_desks())::bigint[]))';
    own text := '(candidate_id = (select liaison.candidate_id()))';
begin
    foreach t in array array['notes', 'materials'] loop
        execute format('create policy candidate_own on liaison.%I for select to liaison_candidate using %s', t, own);
        execute format('comment on policy candidate_own on liaison.%I is %L', t, 'RULES 7: one''s own');
        execute format('create policy candidate_own_insert on liaison.%I for insert to liaison_candidate with check %s', t, own);
        execute format('comment on policy candidate_own_insert on liaison.%I is %L', t, 'RULES 7: for oneself only');
        execute format('create policy staff_read on liaison.%I for select to liaison_staff using %s', t, desk);
        execute format('comment on policy staff_read on liaison.%I is %L', t, 'RULES 7: own desk, a coordinator all');
        execute format('grant select on liaison.%I to liaison_staff', t);
        execute format('create policy desk_update on liaison.%I for update to liaison_staff using %s with check %2$s', t, desk);
        execute format('comment on policy desk_update on liaison.%I is %L', t, 'RULES 7: change own desk');
    end loop;
end
$$;

grant select (id, interview_id, candidate_id, client_id, contact_id, route, message, written_at, written_on, is_late, forwarded_at,
              returned_at, return_reason),
    insert (interview_id, candidate_id, contact_id, message) on liaison.notes to liaison_candidate;
grant update (forwarded_at, return_reason, returned_by) on liaison.notes to liaison_staff;
create policy client_forwarded on liaison.notes for select to liaison_client
    using (client_id = (select liaison.company_id()) and forwarded_at is not null);
comment on policy client_forwarded on liaison.notes is 'R2, T10: what the agent let across to the company';
grant select (id, interview_id, candidate_id, client_id, contact_id, message, written_on, forwarded_at) on liaison.notes to liaison_client;

create policy candidate_own_change on liaison.materials for update to liaison_candidate
    using (candidate_id = (select liaison.candidate_id())) with check (candidate_id = (select liaison.candidate_id()));
comment on policy candidate_own_change on liaison.materials is 'R4, R5: what they sent themselves; the trigger keeps it off the agency channel';
grant select (id, interview_id, candidate_id, client_id, contact_id, kind, route, is_promise, promise_id, what, due_on, added_at, added_on,
              done_at, done_on, returned_at, return_reason),
    insert (interview_id, candidate_id, contact_id, kind, is_promise, promise_id, what, due_on),
    update (done_at, done_by) on liaison.materials to liaison_candidate;
create policy desk_insert on liaison.materials for insert to liaison_staff
    with check ((select liaison.is_coordinator()) or recruiter_id = any ((select liaison.own_desks())::bigint[]));
comment on policy desk_insert on liaison.materials is 'RULES 7: change own desk';
grant insert (interview_id, recruiter_id, contact_id, what, due_on), update (done_at, return_reason, returned_by)
    on liaison.materials to liaison_staff;
create policy client_passed on liaison.materials for select to liaison_client
    using (client_id = (select liaison.company_id()) and route = 'agent' and done_at is not null);
comment on policy client_passed on liaison.materials is 'R2, T11: what the agent let across to the company';
grant select (id, interview_id, candidate_id, client_id, contact_id, kind, what, done_at, done_on) on liaison.materials to liaison_client;

revoke execute on function
    liaison_private.route(text), liaison_private.date_courtesy(), liaison_private.folded_note(text, text[]),
    liaison_private.check_courtesy(), liaison_private.check_tailoring(), liaison_private.sign_settlement(),
    liaison_private.fulfil_promise(), liaison.whom_to_thank(bigint, bigint)
    from public;
grant execute on function liaison.whom_to_thank(bigint, bigint) to liaison_candidate;
