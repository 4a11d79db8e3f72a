-- Competing offers (T13), and what a desk does after a rejection (T15).
-- Effect on a running service: offer notices are taken from now on; writes to chases wait while the new column is checked, and a
-- rejection that was logged before gets no tasks.

-- Offers (T13) ---------------------------------------------------------------------------------------------------------------

create table liaison.offers (
    id bigint generated always as identity,
    candidate_id bigint not null,
    recruiter_id bigint not null,
    company text not null,
    position text not null,
    reply_by date not null,
    evidence text,
    declared_at timestamptz not null default liaison.now(),
    declared_on date not null default liaison.agency_today(),
    recorded_by bigint not null default coalesce(liaison.account_id(), 0),
    attestation text,
    attested_at timestamptz,
    attested_on date,
    attested_by bigint,
    cited_on date,
    untrue_reason text,
    untrue_at timestamptz,
    untrue_on date,
    untrue_by bigint,
    cleared_at timestamptz,
    cleared_on date,
    cleared_by bigint,
    constraint offers_pkey primary key (id),
    constraint offers_candidate_key unique (candidate_id, id),
    constraint offers_candidate_fkey foreign key (candidate_id) references liaison.candidates (id) on delete restrict,
    constraint offers_recruiter_fkey foreign key (recruiter_id) references liaison.recruiters (id) on delete restrict,
    constraint offers_company_check check (length(company) between 1 and 200),
    constraint offers_position_check check (length(position) between 1 and 200),
    constraint offers_evidence_check check (length(evidence) between 1 and 20000),
    constraint offers_attested_check check ((attestation is null) = (attested_at is null)),
    constraint offers_untrue_check check ((untrue_reason is null) = (untrue_at is null)),
    constraint offers_cleared_check check (cleared_at is null or untrue_at is not null)
);
create index offers_recruiter_idx on liaison.offers (recruiter_id, id);
-- The agenda looks for what may be cited still.
create index offers_reply_idx on liaison.offers (reply_by, id) where attested_at is not null and untrue_at is null;
comment on table liaison.offers is 'competing offers that candidates declare; only an attested one may be cited to a client, once (T13)';
comment on column liaison.offers.recruiter_id is 'the candidate''s desk when it was declared';
comment on column liaison.offers.reply_by is 'the day by which the candidate must answer the company';
comment on column liaison.offers.recorded_by is 'the account: the candidate''s own, or the agent''s who was told';
comment on column liaison.offers.attestation is 'the words in which the candidate said that it is true; null while they have not';
comment on column liaison.offers.cited_on is 'the day on which it was cited to a client; kept up by the citing chase';
comment on column liaison.offers.untrue_reason is 'why the agency holds it to be untrue; never the candidate''s to read';
comment on column liaison.offers.cleared_at is
    'when a coordinator cleared it: it stays untrue, the candidate''s later offers may be cited again';

create function liaison_private.take_from_candidate() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    new.recruiter_id := coalesce((select c.recruiter_id from liaison.candidates c where c.id = new.candidate_id), 0);
    return new;
end
$$;
comment on function liaison_private.take_from_candidate() is 'what is about a candidate is on their desk';
create trigger a_take_from_candidate before insert on liaison.offers
    for each row execute function liaison_private.take_from_candidate();

create function liaison_private.sign_offer() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    was_attested boolean := tg_op = 'UPDATE' and old.attestation is not null;
    was_untrue boolean := tg_op = 'UPDATE' and old.untrue_at is not null;
begin
    if tg_op = 'INSERT' or new.attestation is distinct from old.attestation then
        if was_attested then
            perform liaison.refuse('conflict', 'T13', 'This offer is attested already.', jsonb_build_object('attested_at', old.attested_at));
        end if;
        new.attested_at := case when new.attestation is not null then liaison.now() end;
        new.attested_on := case when new.attestation is not null then liaison.agency_today() end;
        new.attested_by := case when new.attestation is not null then coalesce(liaison.account_id(), new.attested_by, 0) end;
    end if;
    if tg_op = 'INSERT' or new.untrue_reason is distinct from old.untrue_reason then
        if was_untrue then
            perform liaison.refuse('conflict', 'T13', 'This offer was found untrue before.', jsonb_build_object('untrue_at', old.untrue_at));
        end if;
        new.untrue_at := case when new.untrue_reason is not null then liaison.now() end;
        new.untrue_on := case when new.untrue_reason is not null then liaison.agency_today() end;
        new.untrue_by := case when new.untrue_reason is not null then coalesce(liaison.account_id(), new.untrue_by, 0) end;
    end if;
    if tg_op = 'INSERT' or new.cleared_at is distinct from old.cleared_at then
        if new.cleared_at is not null and not liaison.is_coordinator() and not pg_has_role(session_user, 'liaison_owner', 'member') then
            raise insufficient_privilege using message = 'only a coordinator clears an untrue offer';
        end if;
        if not was_untrue and new.cleared_at is not null then
            perform liaison.refuse('conflict', 'T13', 'This offer was not found untrue; there is nothing to clear.');
        end if;
        if tg_op = 'UPDATE' and old.cleared_at is not null then
            perform liaison.refuse('conflict', 'T13', 'This offer was cleared before.', jsonb_build_object('cleared_at', old.cleared_at));
        end if;
        new.cleared_at := case when new.cleared_at is not null then liaison.now() end;
        new.cleared_on := case when new.cleared_at is not null then liaison.agency_today() end;
        new.cleared_by := case when new.cleared_at is not null then coalesce(liaison.account_id(), new.cleared_by, 0) end;
    end if;
    return new;
end
$$;
comment on function liaison_private.sign_offer() is
    'T13: attested, found untrue and cleared once each, the last by a coordinator; who and when is no claim of the writer';
create trigger sign_offer before insert or update of attestation, untrue_reason, cleared_at on liaison.offers
    for each row execute function liaison_private.sign_offer();
create trigger announce after insert on liaison.offers
    for each row execute function liaison_private.announce('offer.declare');
create trigger announce_untrue after update of untrue_reason on liaison.offers
    for each row when (old.untrue_at is null and new.untrue_at is not null)
    execute function liaison_private.announce('offer.untrue');

-- Citing an offer (T13) --------------------------------------------------------------------------------------------------------

alter table liaison.chases
    add column offer_id bigint,
    add constraint chases_offer_fkey
        foreign key (candidate_id, offer_id) references liaison.offers (candidate_id, id) on delete restrict,
    add constraint chases_offer_check check ((kind = 'offer_notice') = (offer_id is not null));
-- Once per offer, whoever cites it.
create unique index chases_offer_key on liaison.chases (candidate_id, offer_id) where offer_id is not null;
comment on column liaison.chases.offer_id is 'the offer that an offer notice cites (T13)';

create function liaison_private.check_offer_notice(notice liaison.chases, opens date) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    offer liaison.offers;
    why text;
begin
    -- Locked in their order, so that none of them is found untrue in the same moment.
    perform from liaison.offers o
      where o.candidate_id = notice.candidate_id and o.id <= notice.offer_id order by o.id for no key update;
    select * into offer from liaison.offers o where o.id = notice.offer_id;
    why := case
        when offer.attested_at is null then 'not_attested'
        when offer.untrue_at is not null then 'untrue'
        when exists (select from liaison.offers o
                      where o.candidate_id = offer.candidate_id and o.id < offer.id and o.untrue_at is not null and o.cleared_at is null)
            then 'earlier_untrue'
        when notice.made_on < opens then 'too_early'
        when notice.made_on > offer.reply_by then 'reply_by_passed' end;
    if why is not null then
        perform liaison.refuse(
            'offer-not-citable', 'T13',
            case why
                when 'not_attested' then 'The candidate has not attested that this offer is true.'
                when 'untrue' then 'This offer was found untrue.'
                when 'earlier_untrue' then 'An earlier offer of this candidate was found untrue, and no coordinator has cleared that.'
                when 'too_early' then format('An offer may be cited from %s on.', opens)
                else format('The offer was to be answered by %s.', offer.reply_by) end,
            jsonb_build_object('why', why, 'opens_on', opens, 'reply_by', offer.reply_by, 'offer_id', offer.id));
    end if;
end
$$;
comment on function liaison_private.check_offer_notice(liaison.chases, date) is
    'T13: which offer may be cited, from the day it opens through its reply-by date; that it is cited once is chases_offer_key''s';

create function liaison_private.cite_offer() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    update liaison.offers o set cited_on = new.made_on where o.id = new.offer_id;
    return null;
end
$$;
comment on function liaison_private.cite_offer() is 'an offer says when it was cited, also to a candidate who may not see the chase';
create trigger cite_offer after insert on liaison.chases
    for each row when (new.offer_id is not null) execute function liaison_private.cite_offer();

create or replace function liaison_private.check_chase() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    interview liaison.interviews;
    submission liaison.submissions;
    calendar bigint;
    today date;
    opens date;
    other record;
    first_entry liaison.chases;
begin
    select * into interview from liaison.interviews i where i.id = new.interview_id for no key update;
    select * into submission from liaison.submissions s where s.id = interview.submission_id;
    select c.calendar_id, liaison.local_date(liaison.now(), c.time_zone) into calendar, today
      from liaison.clients c where c.id = interview.client_id;
    if new.by_candidate and submission.channel = 'agency' then
        perform liaison.refuse('route-through-agent', 'R1', 'Your agent speaks to the company for you; ask them.');
    end if;
    if interview.cancelled_at is not null then
        perform liaison.refuse('conflict', 'T9', 'The interview was cancelled; there is nothing to ask for.');
    end if;
    if new.made_on < interview.held_on then
        perform liaison.refuse('invalid-date', 'T9', 'A contact about an interview cannot lie before it.',
            jsonb_build_object('held_on', interview.held_on));
    end if;
    if new.by_candidate and coalesce(interview.published_answered_on, submission.published_closed_on) is not null then
        perform liaison.refuse('conflict', 'T9', 'There is an answer already; nothing is left to ask for.');
    elsif not new.by_candidate and interview.resolved_on is not null then
        perform liaison.refuse('conflict', 'T9', 'Feedback was logged or the submission closed; the chase has stopped.',
            jsonb_build_object('stopped_on', interview.resolved_on));
    end if;
    if new.kind = 'courtesy' then
        if exists (select from liaison.promises p where p.interview_id = interview.id and p.given_on <= new.made_on)
           or exists (select from liaison.chases c where c.interview_id = interview.id and c.made_on <= new.made_on and c.id <> new.id
                        and (c.by_candidate or not new.by_candidate))
           or new.made_on > liaison.bd(calendar, interview.held_on, 3) then
            opens := liaison.chase_opens(
                interview.id, new.made_on, case when new.by_candidate then 2 else 0 end, new.by_candidate, new.id);
            perform liaison.refuse('chase-too-early', 'T5',
                'A courtesy call is for the second and third business day after an interview without a promise and without a word since.',
                jsonb_build_object('opens_on', opens));
        end if;
        opens := liaison.bd(calendar, interview.held_on, 2);
    elsif new.kind = 'chase' then
        opens := liaison.chase_opens(
            interview.id, new.made_on, case when new.by_candidate then 2 else 0 end, new.by_candidate, new.id);
    else
        perform liaison_private.check_offer_notice(new, liaison.bd(calendar, interview.held_on, 1));
    end if;
    if new.made_on < opens then
        perform liaison.refuse('chase-too-early', case new.kind when 'courtesy' then 'T5' else 'T9' end,
            format('Too early: this opens on %s.', opens), jsonb_build_object('opens_on', opens));
    end if;
    if new.made_on > today then
        perform liaison.refuse('invalid-date', 'T9', 'A contact cannot be logged for the future.', jsonb_build_object('today', today));
    end if;
    if not liaison.is_business_day(calendar, new.made_on) then
        perform liaison.refuse('not-a-business-day', 'T9', format('%s is no business day for this client.', new.made_on),
            jsonb_build_object('next_business_day', liaison.roll(calendar, new.made_on)));
    end if;
    if new.method = 'phone' and not exists (select from liaison.contacts c where c.id = new.contact_id and c.may_call) then
        perform liaison.refuse('contact-declines-calls', 'T8', 'This contact has not said that calls are okay; write, or speak to another.',
            jsonb_build_object('contact_id', new.contact_id));
    end if;
    -- T6 and T18 for entries made out of order, and T18 across interviews: the row lock on the contact makes two who press at once take turns.
    perform from liaison.contacts c where c.id = new.contact_id for no key update;
    -- One call may cover several interviews (T18): the same colleague, person, day and method, and nothing else.
    if new.call_id is not null then
        select * into first_entry from liaison.chases c where c.id = new.call_id;
        if first_entry.id is null or first_entry.call_id is not null or first_entry.logged_by <> new.logged_by
           or first_entry.contact_id <> new.contact_id or first_entry.made_on <> new.made_on or first_entry.method <> new.method then
            perform liaison.refuse('conflict', 'T18', 'This is not part of that call.');
        end if;
    end if;
    -- An offer will not wait: its notice counts for T18 and is never refused by it (T13).
    if new.kind = 'offer_notice' then
        return null;
    end if;
    select c.made_on, coalesce(a.name, r.name) as colleague into other
      from liaison.chases c
      left join liaison.accounts a on a.id = c.logged_by
      left join liaison.recruiters r on r.id = c.recruiter_id
     where c.client_id = interview.client_id and c.id <> new.id
       and (c.contact_id = new.contact_id
            or c.interview_id = new.interview_id and c.made_on > new.made_on and (c.by_candidate or not new.by_candidate))
       and c.made_on between new.made_on - 2 and new.made_on + 2
       and (new.call_id is null or coalesce(c.call_id, c.id) <> new.call_id or c.interview_id = new.interview_id)
     order by c.made_on desc limit 1;
    if found then
        perform liaison.refuse('chase-too-early', 'T18',
            format('This contact was spoken to on %s; the next contact opens on %s.', other.made_on, liaison.roll(calendar, other.made_on + 3)),
            jsonb_build_object('opens_on', liaison.roll(calendar, other.made_on + 3), 'contacted_on', other.made_on)
            || case when new.by_candidate then '{}'::jsonb else jsonb_build_object('colleague', other.colleague) end);
    end if;
    return null;
end
$$;
comment on function liaison_private.check_chase() is 'T4-T9, T13, T18 and R1 for whoever writes a chase, a superuser''s script too';

-- After a rejection (T15) ------------------------------------------------------------------------------------------------------

create table liaison.tasks (
    id bigint generated always as identity,
    kind text not null,
    feedback_id bigint not null,
    submission_id bigint not null,
    candidate_id bigint not null,
    client_id bigint not null,
    recruiter_id bigint not null,
    opened_on date not null,
    due_on date not null,
    state text not null default 'open',
    reason text,
    note text,
    closed_at timestamptz,
    closed_on date,
    closed_by bigint,
    constraint tasks_pkey primary key (id),
    constraint tasks_submission_key unique (candidate_id, submission_id, kind),
    constraint tasks_feedback_fkey foreign key (feedback_id) references liaison.feedback (id) on delete restrict,
    constraint tasks_submission_fkey
        foreign key (candidate_id, submission_id) references liaison.submissions (candidate_id, id) on delete restrict,
    constraint tasks_client_fkey foreign key (client_id) references liaison.clients (id) on delete restrict,
    constraint tasks_recruiter_fkey foreign key (recruiter_id) references liaison.recruiters (id) on delete restrict,
    constraint tasks_kind_check check (kind in ('thank_client', 'ask_impression', 'offer_interest', 'ask_leads')),
    constraint tasks_state_check check (state in ('open', 'done', 'not_applicable')),
    constraint tasks_reason_check check ((reason is not null) = (state = 'not_applicable')),
    constraint tasks_closed_check check ((closed_at is null) = (state = 'open'))
);
create index tasks_feedback_idx on liaison.tasks (feedback_id);
create index tasks_client_idx on liaison.tasks (client_id);
create index tasks_recruiter_idx on liaison.tasks (recruiter_id, id);
create index tasks_open_idx on liaison.tasks (recruiter_id, due_on, id) where state = 'open';
comment on table liaison.tasks is 'what a desk does after a rejection (T15), each once for a submission; agency-internal (R9)';
comment on column liaison.tasks.due_on is 'bd(logged, 2) on the client''s calendar: the rule names no date, and thanks are as good as a thank-you note (T10)';
comment on column liaison.tasks.reason is 'why it does not apply here';
comment on column liaison.tasks.note is 'what came of it, for colleagues';

create function liaison_private.open_tasks() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    -- What an import brings happened long ago; only a coordinator imports, so nobody else keeps a rejection quiet.
    if starts_with(current_setting('liaison.operation', true), 'import.') and liaison.is_coordinator() then
        return null;
    end if;
    insert into liaison.tasks (kind, feedback_id, submission_id, candidate_id, client_id, recruiter_id, opened_on, due_on)
    select k.kind, new.id, new.submission_id, new.candidate_id, new.client_id, new.recruiter_id, new.logged_on,
           liaison.bd(c.calendar_id, new.logged_on, 2)
      from liaison.clients c
     cross join (values (1, 'thank_client'), (2, 'ask_impression'), (3, 'offer_interest'), (4, 'ask_leads')) k (place, kind)
     where c.id = new.client_id
     order by k.place
    on conflict on constraint tasks_submission_key do nothing;
    return null;
end
$$;
comment on function liaison_private.open_tasks() is 'T15: four tasks for the desk when a rejection is logged, by whoever and by whatever method';
create trigger open_tasks after insert on liaison.feedback
    for each row when (new.decision = 'reject') execute function liaison_private.open_tasks();

create function liaison_private.close_task() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if old.state <> 'open' then
        perform liaison.refuse('conflict', 'T15', 'This was settled before; it is done once.',
            jsonb_build_object('state', old.state, 'closed_on', old.closed_on));
    end if;
    new.closed_at := liaison.now();
    new.closed_on := liaison.agency_today();
    new.closed_by := coalesce(liaison.account_id(), new.closed_by, 0);
    return new;
end
$$;
comment on function liaison_private.close_task() is 'T15: a task is done, or set aside with a reason, once; who and when is no claim of the writer';
create trigger close_task before update of state on liaison.tasks
    for each row when (old.state <> 'open' or new.state <> 'open') execute function liaison_private.close_task();

create table liaison.interests (
    id bigint generated always as identity,
    candidate_id bigint not null,
    client_id bigint not null,
    recruiter_id bigint not null,
    noted_on date not null default liaison.agency_today(),
    note text,
    recorded_by bigint not null default coalesce(liaison.account_id(), 0),
    ended_on date,
    end_reason text,
    constraint interests_pkey primary key (id),
    constraint interests_candidate_fkey foreign key (candidate_id) references liaison.candidates (id) on delete restrict,
    constraint interests_client_fkey foreign key (client_id) references liaison.clients (id) on delete restrict,
    constraint interests_recruiter_fkey foreign key (recruiter_id) references liaison.recruiters (id) on delete restrict,
    constraint interests_note_check check (length(note) between 1 and 20000),
    constraint interests_ended_check check (end_reason is null or ended_on is not null)
);
create unique index interests_live_key on liaison.interests (candidate_id, client_id) where ended_on is null;
create index interests_candidate_idx on liaison.interests (candidate_id, id);
create index interests_client_idx on liaison.interests (client_id, id);
create index interests_recruiter_idx on liaison.interests (recruiter_id, id);
comment on table liaison.interests is 'candidates whom a client keeps in mind (T15); hides nobody from any other vacancy (T16)';
create trigger a_take_from_candidate before insert on liaison.interests
    for each row execute function liaison_private.take_from_candidate();

create function liaison_private.end_interest() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if old.ended_on is not null then
        perform liaison.refuse('conflict', 'T15', 'This interest ended before.', jsonb_build_object('ended_on', old.ended_on));
    end if;
    new.ended_on := liaison.agency_today();
    return new;
end
$$;
comment on function liaison_private.end_interest() is 'an interest ends once and today';
create trigger end_interest before update of ended_on on liaison.interests
    for each row when (old.ended_on is not null or new.ended_on is not null) execute function liaison_private.end_interest();

create table liaison.leads (
    id bigint generated always as identity,
    client_id bigint not null,
    contact_id bigint,
    recruiter_id bigint not null default liaison.staff_id(),
    company text not null,
    note text,
    named_on date not null default liaison.agency_today(),
    recorded_by bigint not null default coalesce(liaison.account_id(), 0),
    made_client_id bigint,
    converted_on date,
    constraint leads_pkey primary key (id),
    constraint leads_client_fkey foreign key (client_id) references liaison.clients (id) on delete restrict,
    constraint leads_contact_fkey
        foreign key (client_id, contact_id) references liaison.contacts (client_id, id) on delete restrict,
    constraint leads_made_client_fkey foreign key (made_client_id) references liaison.clients (id) on delete restrict,
    constraint leads_recruiter_fkey foreign key (recruiter_id) references liaison.recruiters (id) on delete restrict,
    constraint leads_company_check check (length(company) between 1 and 200),
    constraint leads_note_check check (length(note) between 1 and 20000),
    constraint leads_converted_check check ((made_client_id is null) = (converted_on is null))
);
create index leads_client_idx on liaison.leads (client_id, contact_id);
create index leads_made_client_idx on liaison.leads (made_client_id);
create index leads_recruiter_idx on liaison.leads (recruiter_id, id);
comment on table liaison.leads is 'companies of which a client said that they hire too (T15)';
comment on column liaison.leads.client_id is 'the client who named it';
comment on column liaison.leads.made_client_id is 'the client that it became; null while it is only a name';

create function liaison_private.convert_lead() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if old.made_client_id is not null then
        perform liaison.refuse('conflict', 'T15', 'This lead became a client before.',
            jsonb_build_object('client_id', old.made_client_id, 'converted_on', old.converted_on));
    end if;
    new.converted_on := liaison.agency_today();
    return new;
end
$$;
comment on function liaison_private.convert_lead() is 'a lead becomes a client once and today';
create trigger convert_lead before update of made_client_id on liaison.leads
    for each row when (old.made_client_id is not null or new.made_client_id is not null)
    execute function liaison_private.convert_lead();

-- Who may see and do what (RULES 7) --------------------------------------------------------------------------------------------

do $$
declare
    t text;
    audited text;
begin
    foreach t in array array['offers', 'tasks', 'interests', 'leads'] loop
        execute format('alter table liaison.%I enable row level security', t);
        execute format('alter table liaison.%I force row level security', t);
        execute format('create policy owner on liaison.%I to liaison_owner using (true) with check (true)', t);
        execute format('comment on policy owner on liaison.%I is %L', t, 'the owner''s triggers and definer functions');
    end loop;
    foreach audited in array array[
        'offers(company,position,evidence,attestation,untrue_reason)', 'tasks(reason,note)', 'interests(note,end_reason)',
        'leads(company,note)'
    ] loop
        execute format(
            'create trigger audit after insert or update or delete on liaison.%I for each row '
            'execute function liaison_private.record_change(%s)',
            split_part(audited, '(', 1),
            (select string_agg(quote_literal(c), ', ')
               from unnest(string_to_array(rtrim(split_part(audited, '(', 2), ')'), ',')) c));
    end loop;
    foreach t in array array['offers', 'tasks', 'interests', 'leads'] loop
        execute format(
            'create policy staff_read on liaison.%I for select to liaison_staff using '
            '((select liaison.is_coordinator()) or recruiter_id = any ((select liaison.own_desks())::bigint[]))', t);
        execute format('comment on policy staff_read on liaison.%I is %L', t, 'RULES 7: own desk, a coordinator all');
        execute format(
            'create policy desk_update on liaison.%I for update to liaison_staff using '
            '((select liaison.is_coordinator()) or recruiter_id = any ((select liaison.own_desks())::bigint[])) with check '
            '((select liaison.is_coordinator()) or recruiter_id = any ((select liaison.own_desks())::bigint[]))', t);
        execute format('comment on policy desk_update on liaison.%I is %L', t, 'RULES 7: change own desk');
    end loop;
    foreach t in array array['offers', 'interests', 'leads'] loop
        execute format(
            'create policy desk_insert on liaison.%I for insert to liaison_staff with check '
            '((select liaison.is_coordinator()) or recruiter_id = any ((select liaison.own_desks())::bigint[]))', t);
        execute format('comment on policy desk_insert on liaison.%I is %L', t, 'RULES 7: change own desk');
    end loop;
end
$$;

create policy candidate_own on liaison.offers for select to liaison_candidate using (candidate_id = (select liaison.candidate_id()));
comment on policy candidate_own on liaison.offers is 'RULES 7: one''s own';
create policy candidate_own_insert on liaison.offers for insert to liaison_candidate
    with check (candidate_id = (select liaison.candidate_id()));
comment on policy candidate_own_insert on liaison.offers is 'RULES 7: for oneself only';
create policy candidate_own_change on liaison.offers for update to liaison_candidate
    using (candidate_id = (select liaison.candidate_id())) with check (candidate_id = (select liaison.candidate_id()));
comment on policy candidate_own_change on liaison.offers is 'RULES 7: one''s own';
grant select (id, candidate_id, company, position, reply_by, evidence, declared_at, declared_on, attestation, attested_at, attested_on, cited_on,
              untrue_at, untrue_on, cleared_at, cleared_on),
    insert (candidate_id, company, position, reply_by, evidence, attestation), update (attestation) on liaison.offers to liaison_candidate;
grant select, insert (candidate_id, recruiter_id, company, position, reply_by, evidence, attestation),
    update (attestation, untrue_reason, cleared_at) on liaison.offers to liaison_staff;
grant insert (offer_id) on liaison.chases to liaison_candidate, liaison_staff;

grant select, update (state, reason, note) on liaison.tasks to liaison_staff;
grant select, insert (candidate_id, client_id, recruiter_id, note), update (ended_on, end_reason) on liaison.interests to liaison_staff;
grant select, insert (client_id, contact_id, recruiter_id, company, note), update (made_client_id) on liaison.leads to liaison_staff;

revoke execute on function
    liaison_private.take_from_candidate(), liaison_private.sign_offer(), liaison_private.check_offer_notice(liaison.chases, date),
    liaison_private.cite_offer(), liaison_private.open_tasks(), liaison_private.close_task(), liaison_private.end_interest(),
    liaison_private.convert_lead() from public;
