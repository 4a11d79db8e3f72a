-- The numbers of the rules as policies with a history, of the agency and of each client; indexes of the promise ledger.
-- Effect on a running service: none before somebody sets a policy. Two indexes of promises are built anew, which keeps
-- promises from being recorded for some seconds for each million of them.

-- The numbers that can be set (RULES 3) -------------------------------------------------------------------------------------

create table liaison_private.policy_settings (
    name text not null,
    rule text not null,
    standard integer not null,
    least integer not null,
    most integer not null,
    not_below text,
    is_agencys boolean not null,
    constraint policy_settings_pkey primary key (name),
    constraint policy_settings_not_below_fkey
        foreign key (not_below) references liaison_private.policy_settings (name) on delete restrict,
    constraint policy_settings_bounds_check check (standard between least and most)
);
create index policy_settings_not_below_idx on liaison_private.policy_settings (not_below);
comment on table liaison_private.policy_settings is 'every number of the etiquette: its rule, the rulebook''s value and what it may be set to';
comment on column liaison_private.policy_settings.not_below is 'the number where the span opens that this one closes';
comment on column liaison_private.policy_settings.is_agencys is
    'a duty of the agency to its candidates (T17), the same whoever the client is';
alter table liaison_private.policy_settings enable row level security;
alter table liaison_private.policy_settings force row level security;
create policy owner on liaison_private.policy_settings to liaison_owner using (true) with check (true);
comment on policy owner on liaison_private.policy_settings is 'the owner''s triggers and definer functions';

insert into liaison_private.policy_settings (name, rule, standard, least, most, not_below, is_agencys) values
    ('debrief_business_days', 'T1', 1, 0, 90, null, false),
    ('answer_days', 'T2', 7, 0, 90, null, false),
    ('agent_grace_business_days', 'T4', 0, 0, 90, null, false),
    ('candidate_grace_business_days', 'T4', 2, 0, 90, null, false),
    ('promise_opens_business_days', 'T4', 1, 0, 90, null, false),
    ('promise_closes_business_days', 'T4', 2, 0, 90, 'promise_opens_business_days', false),
    ('courtesy_opens_business_days', 'T5', 2, 0, 90, null, false),
    ('courtesy_closes_business_days', 'T5', 3, 0, 90, 'courtesy_opens_business_days', false),
    ('chase_opens_days', 'T5', 7, 0, 90, null, false),
    ('chase_closes_days', 'T5', 10, 0, 90, 'chase_opens_days', false),
    ('spacing_opens_days', 'T6', 3, 0, 90, null, false),
    ('spacing_closes_days', 'T6', 4, 0, 90, 'spacing_opens_days', false),
    ('unanswered_before_decision_maker', 'T8', 2, 0, 90, null, false),
    ('thank_you_recommended_business_days', 'T10', 1, 0, 90, null, false),
    ('thank_you_deadline_business_days', 'T10', 2, 0, 90, 'thank_you_recommended_business_days', false),
    ('similar_note_percent', 'T10', 80, 1, 100, null, false),
    ('materials_business_days', 'T11', 2, 0, 90, null, false),
    ('offer_citable_business_days', 'T13', 1, 0, 90, null, false),
    ('enquiry_business_days', 'T17', 1, 0, 90, null, true),
    ('release_business_days', 'T17', 1, 0, 90, null, true),
    ('silence_days', 'T17', 7, 1, 90, null, true),
    ('person_spacing_days', 'T18', 3, 0, 90, null, false),
    ('unanswered_before_escalation', 'T19', 4, 1, 90, null, false);

-- Their versions -------------------------------------------------------------------------------------------------------------

create table liaison.policies (
    id bigint generated always as identity,
    client_id bigint,
    effective_from date not null,
    changes jsonb not null,
    note text,
    set_by bigint not null default liaison.staff_id(),
    set_at timestamptz not null default liaison.now(),
    constraint policies_pkey primary key (id),
    constraint policies_client_fkey foreign key (client_id) references liaison.clients (id) on delete restrict,
    constraint policies_set_by_fkey foreign key (set_by) references liaison.recruiters (id) on delete restrict,
    constraint policies_changes_check check (jsonb_typeof(changes) = 'object'),
    constraint policies_note_check check (length(note) between 1 and 20000)
);
create index policies_client_idx on liaison.policies (client_id, effective_from, id);
create index policies_set_by_idx on liaison.policies (set_by);
comment on table liaison.policies is
    'which numbers of the etiquette differ from the rulebook, and from which day on; a new version replaces the whole of the one before';
comment on column liaison.policies.client_id is 'the client whose own policy it is, over that of the agency; null for the agency''s';
comment on column liaison.policies.effective_from is 'a day on the client''s calendar, or the agency''s; never a past one';
comment on column liaison.policies.changes is 'numbers by their names; what is not named is as the agency has it, or the rulebook';

alter table liaison.policies enable row level security;
alter table liaison.policies force row level security;
create policy owner on liaison.policies to liaison_owner using (true) with check (true);
comment on policy owner on liaison.policies is 'the owner''s triggers and definer functions';
create policy staff_read on liaison.policies for select to liaison_staff using ((select liaison.staff_id()) is not null);
comment on policy staff_read on liaison.policies is 'RULES 7: recruiters and coordinators read all';
create policy coordinator_insert on liaison.policies for insert to liaison_staff
    with check ((select liaison.is_coordinator()) and set_by = (select liaison.staff_id()));
comment on policy coordinator_insert on liaison.policies is 'RULES 7: a coordinator''s to change';
grant select, insert (client_id, effective_from, changes, note) on liaison.policies to liaison_staff;

create trigger audit after insert or update or delete on liaison.policies
    for each row execute function liaison_private.record_change('note');
create trigger append_only before update or delete on liaison.policies
    for each row execute function liaison_private.refuse_change();
create trigger append_only_truncate before truncate on liaison.policies
    for each statement execute function liaison_private.refuse_change();

-- Read with every answer anyway, so that nobody asks for policies that are known to be the same.
alter table liaison.settings add column policy_version bigint not null default 0;
comment on column liaison.settings.policy_version is 'counts the policies that were set, so that a service notices that its copy is old';

create function liaison.policy_number(client bigint, day date, setting text) returns integer
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    number integer;
begin
    -- Mostly there are no policies at all.
    if exists (select from liaison.policies) then
        number := coalesce(
            (select (v.changes ->> setting)::integer
               from (select p.changes from liaison.policies p where p.client_id = client and p.effective_from <= day
                      order by p.effective_from desc, p.id desc limit 1) v),
            (select (v.changes ->> setting)::integer
               from (select p.changes from liaison.policies p where p.client_id is null and p.effective_from <= day
                      order by p.effective_from desc, p.id desc limit 1) v));
    end if;
    if number is null then
        select s.standard into strict number from liaison_private.policy_settings s where s.name = setting;
    end if;
    return number;
end
$$;
comment on function liaison.policy_number(bigint, date, text) is
    'a number of the etiquette as it was, is or will be on a day: the client''s latest version by then, else the agency''s, else the rulebook''s';
revoke execute on function liaison.policy_number(bigint, date, text) from public;
grant execute on function liaison.policy_number(bigint, date, text) to liaison_staff;

create function liaison.policy_versions(clients bigint[])
    returns table (id bigint, client_id bigint, effective_from date, changes jsonb)
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    is_staff boolean := liaison.staff_id() is not null;
    candidate bigint;
    own bigint[];
begin
    if not is_staff then
        candidate := liaison.candidate_id();
        own := array(select s.client_id from liaison.submissions s where s.candidate_id = candidate union all select liaison.company_id());
        if candidate is null and liaison.company_id() is null then
            return;
        end if;
    end if;
    return query
        select p.id, p.client_id, p.effective_from, p.changes from liaison.policies p
         where p.client_id is null
            or (clients is null or p.client_id = any (clients)) and (is_staff or p.client_id = any (own))
         order by p.id;
end
$$;
comment on function liaison.policy_versions(bigint[]) is
    'the agency''s policies and those of some clients, null for all: to others than staff only of the clients they deal with, whose dates they are';
revoke execute on function liaison.policy_versions(bigint[]) from public;
grant execute on function liaison.policy_versions(bigint[]) to liaison_candidate, liaison_staff, liaison_client;

create function liaison_private.check_policy() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    today date;
    fault record;
begin
    -- Two that fit each by itself need not fit together: they take turns.
    perform from liaison.settings s for no key update;
    today := case when new.client_id is null then liaison.agency_today()
                  else (select liaison.local_date(liaison.now(), c.time_zone) from liaison.clients c where c.id = new.client_id) end;
    if new.effective_from < today then
        perform liaison.refuse('invalid-date', 'P', 'A policy takes effect today or later; what was done by the old one stays done.',
            jsonb_build_object('today', today));
    end if;
    select e.key as name, coalesce(s.rule, 'P') as rule,
           case when s.name is null then 'is no number of the policy'
                when new.client_id is not null and s.is_agencys then 'is the agency''s own, the same for every client'
                else format('must be a whole number from %s to %s', s.least, s.most) end as reason
      into fault
      from jsonb_each(new.changes) e left join liaison_private.policy_settings s on s.name = e.key
     where s.name is null or new.client_id is not null and s.is_agencys
        or case when e.value::text ~ '^[0-9]{1,4}$' then e.value::text::integer not between s.least and s.most else true end
     order by e.key limit 1;
    if found then
        perform liaison.refuse('invalid', fault.rule, format('%s %s.', fault.name, fault.reason),
            jsonb_build_object('fields', jsonb_build_object('changes.' || fault.name, fault.reason)));
    end if;
    -- Whoever's it is, from its day on and together with every version that is set for later.
    select c.client_id, d.day, s.name, s.not_below, s.rule into fault
      from (select new.client_id union select p.client_id from liaison.policies p where new.client_id is null) c (client_id)
     cross join lateral (
           select new.effective_from
            union
           select p.effective_from from liaison.policies p
            where p.effective_from > new.effective_from and (p.client_id is null or p.client_id = c.client_id)) d (day)
      join liaison_private.policy_settings s on s.not_below is not null
     where liaison.policy_number(c.client_id, d.day, s.name) < liaison.policy_number(c.client_id, d.day, s.not_below)
     order by d.day, c.client_id nulls first, s.name limit 1;
    if found then
        perform liaison.refuse('invalid', fault.rule,
            format('From %s on %s would be less than %s%s.', fault.day, fault.name, fault.not_below,
                   case when fault.client_id is distinct from new.client_id then format(' for client %s', fault.client_id) else '' end),
            jsonb_build_object('fields', jsonb_build_object('changes.' || fault.name, 'must not be less than ' || fault.not_below)));
    end if;
    return null;
end
$$;
comment on function liaison_private.check_policy() is 'a policy has known numbers within their bounds and in their order, and no effect on the past';
revoke execute on function liaison_private.check_policy() from public;
create trigger check_policy after insert on liaison.policies
    for each row execute function liaison_private.check_policy();

create function liaison_private.take_effect() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    update liaison.settings s set policy_version = s.policy_version + 1;
    -- T2: what is due goes by the policy of D. Setting ends_at to itself dates an interview anew; whether there is feedback already
    -- makes no difference, as the candidate reads the date (R9).
    if exists (select from liaison.policies p where p.changes ? 'answer_days') then
        update liaison.interviews i set ends_at = i.ends_at
          from liaison.clients c
         where i.held_on >= new.effective_from and (new.client_id is null or i.client_id = new.client_id) and c.id = i.client_id
           and i.default_due_on <> liaison.roll(c.calendar_id, i.held_on + liaison.policy_number(c.id, i.held_on, 'answer_days'));
    end if;
    return null;
end
$$;
comment on function liaison_private.take_effect() is 'the interviews from the policy''s day on are due by it, and every service learns of it';
revoke execute on function liaison_private.take_effect() from public;
create trigger take_effect after insert on liaison.policies
    for each row execute function liaison_private.take_effect();

-- What goes by them ------------------------------------------------------------------------------------------------------------
-- What falls due because of something that happened goes by the policy of the day on which it happened (T2, T10, T11, T17), so that a day once
-- named stays. What may be done goes by the policy of the day on which it is done (T4 to T6, T13, T18).

create or replace function liaison_private.date_interview() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    client liaison.clients;
begin
    select * into client from liaison.clients c where c.id = new.client_id;
    new.held_on := liaison.local_date(new.ends_at, coalesce(client.time_zone, 'UTC'));
    new.default_due_on := coalesce(
        liaison.roll(client.calendar_id, new.held_on + liaison.policy_number(client.id, new.held_on, 'answer_days')), new.held_on);
    new.due_on := coalesce(
        (select p.date from liaison.promises p where p.interview_id = new.id order by p.given_on desc, p.id desc limit 1),
        new.default_due_on);
    if tg_op = 'INSERT' then
        new.round := coalesce(
            new.round, (select max(i.round) + 1 from liaison.interviews i where i.submission_id = new.submission_id), 1);
    end if;
    return new;
end
$$;
comment on column liaison.interviews.default_due_on is 'roll(D + answer_days): when feedback is due if nothing was promised (T2)';

create or replace function liaison_private.date_courtesy() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    client bigint;
    held date;
    calendar bigint;
    today date;
begin
    select liaison_private.route(s.channel), i.held_on, c.id, c.calendar_id, liaison.local_date(liaison.now(), c.time_zone)
      into new.route, held, client, calendar, today
      from liaison.interviews i
      join liaison.submissions s on s.id = i.submission_id
      join liaison.clients c on c.id = i.client_id
     where i.id = new.interview_id;
    if tg_table_name = 'notes' then
        new.written_on := today;
        new.is_late := today > liaison.bd(calendar, held, liaison.policy_number(client, held, 'thank_you_deadline_business_days'));
        return new;
    end if;
    new.added_on := today;
    -- What an agent enters is what the candidate promised; the thing itself comes from the candidate.
    new.is_promise := new.is_promise or liaison.staff_id() is not null;
    if new.kind = 'material' then
        new.due_on := coalesce(
            new.due_on, liaison.bd(calendar, held, liaison.policy_number(client, held, 'materials_business_days')));
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

create or replace function liaison_private.date_enquiry() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    new.asked_on := liaison.agency_today();
    new.due_on := liaison.bd(
        (select s.calendar_id from liaison.settings s), new.asked_on, liaison.policy_number(null, new.asked_on, 'enquiry_business_days'));
    return new;
end
$$;

create or replace function liaison.chase_opens(
    interview bigint, as_of date, grace integer, only_candidates boolean, except_id bigint default null
) returns date
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    client bigint;
    calendar bigint;
    held date;
    promised date;
    base_opening date;
    latest date;
begin
    select c.id, c.calendar_id, i.held_on into client, calendar, held
      from liaison.interviews i join liaison.clients c on c.id = i.client_id where i.id = interview;
    select p.date into promised from liaison.promises p
     where p.interview_id = interview and p.given_on <= as_of order by p.given_on desc, p.id desc limit 1;
    base_opening := case
        when promised is null then liaison.roll(calendar, held + liaison.policy_number(client, as_of, 'chase_opens_days'))
        else liaison.bd(calendar, promised, grace + liaison.policy_number(client, as_of, 'promise_opens_business_days')) end;
    select max(c.made_on) into latest from liaison.chases c
     where c.interview_id = interview and c.made_on <= as_of and (c.by_candidate or not only_candidates)
       and c.id is distinct from except_id;
    if latest is null then
        return base_opening;
    end if;
    return greatest(base_opening, liaison.roll(calendar, latest + liaison.policy_number(client, as_of, 'spacing_opens_days')));
end
$$;

create or replace function liaison_private.check_chase() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    interview liaison.interviews;
    submission liaison.submissions;
    calendar bigint;
    grace integer;
    spacing integer;
    person_spacing integer;
    courtesy_opens date;
    courtesy_closes date;
    today date;
    opens date;
    other record;
    first_entry liaison.chases;
begin
    select * into interview from liaison.interviews i where i.id = new.interview_id for no key update;
    select * into submission from liaison.submissions s where s.id = interview.submission_id;
    select c.calendar_id, liaison.local_date(liaison.now(), c.time_zone) into calendar, today
      from liaison.clients c where c.id = interview.client_id;
    grace := liaison.policy_number(interview.client_id, new.made_on,
        case when new.by_candidate then 'candidate_grace_business_days' else 'agent_grace_business_days' end);
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
        courtesy_opens := liaison.bd(
            calendar, interview.held_on, liaison.policy_number(interview.client_id, new.made_on, 'courtesy_opens_business_days'));
        courtesy_closes := liaison.bd(
            calendar, interview.held_on, liaison.policy_number(interview.client_id, new.made_on, 'courtesy_closes_business_days'));
        if exists (select from liaison.promises p where p.interview_id = interview.id and p.given_on <= new.made_on)
           or exists (select from liaison.chases c where c.interview_id = interview.id and c.made_on <= new.made_on and c.id <> new.id
                        and (c.by_candidate or not new.by_candidate))
           or new.made_on > courtesy_closes then
            opens := liaison.chase_opens(interview.id, new.made_on, grace, new.by_candidate, new.id);
            perform liaison.refuse('chase-too-early', 'T5',
                format('A courtesy call is for %s through %s, without a promise and without a word since.', courtesy_opens, courtesy_closes),
                jsonb_build_object('opens_on', opens));
        end if;
        opens := courtesy_opens;
    elsif new.kind = 'chase' then
        opens := liaison.chase_opens(interview.id, new.made_on, grace, new.by_candidate, new.id);
    else
        perform liaison_private.check_offer_notice(new, liaison.bd(
            calendar, interview.held_on, liaison.policy_number(interview.client_id, new.made_on, 'offer_citable_business_days')));
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
    spacing := liaison.policy_number(interview.client_id, new.made_on, 'spacing_opens_days');
    person_spacing := liaison.policy_number(interview.client_id, new.made_on, 'person_spacing_days');
    select c.made_on, coalesce(a.name, r.name) as colleague, liaison.roll(calendar, c.made_on + d.days) as opens_on into other
      from liaison.chases c
      left join liaison.accounts a on a.id = c.logged_by
      left join liaison.recruiters r on r.id = c.recruiter_id
     cross join lateral (select case when c.contact_id = new.contact_id then person_spacing else spacing end as days) d
     where c.client_id = interview.client_id and c.id <> new.id
       and (c.contact_id = new.contact_id
            or c.interview_id = new.interview_id and c.made_on > new.made_on and (c.by_candidate or not new.by_candidate))
       and c.made_on between new.made_on - greatest(spacing, person_spacing) and new.made_on + greatest(spacing, person_spacing)
       and abs(c.made_on - new.made_on) < d.days
       and (new.call_id is null or coalesce(c.call_id, c.id) <> new.call_id or c.interview_id = new.interview_id)
     order by c.made_on desc limit 1;
    if found then
        perform liaison.refuse('chase-too-early', 'T18',
            format('This contact was spoken to on %s; the next contact opens on %s.', other.made_on, other.opens_on),
            jsonb_build_object('opens_on', other.opens_on, 'contacted_on', other.made_on)
            || case when new.by_candidate then '{}'::jsonb else jsonb_build_object('colleague', other.colleague) end);
    end if;
    return null;
end
$$;

-- The promise ledger -------------------------------------------------------------------------------------------------------------
-- What a contact, a client or a desk was promised for some days is one stretch of an index.

drop index liaison.promises_contact_idx;
create index promises_contact_idx on liaison.promises (client_id, contact_id, date);
drop index liaison.promises_recruiter_idx;
create index promises_recruiter_idx on liaison.promises (recruiter_id, date);
