-- References (T12): whom a candidate names, who was told of which position, and what they said.
-- Effect on a running service: none, new tables; one trigger of candidates is added, which waits for writes to candidates under way.

create table liaison.candidate_references (
    id bigint generated always as identity,
    candidate_id bigint not null,
    recruiter_id bigint not null,
    name text not null,
    relation text,
    company text,
    email text,
    phone text,
    added_at timestamptz not null default liaison.now(),
    constraint candidate_references_pkey primary key (id),
    constraint candidate_references_candidate_key unique (candidate_id, id),
    constraint candidate_references_candidate_fkey foreign key (candidate_id) references liaison.candidates (id) on delete restrict,
    constraint candidate_references_recruiter_fkey foreign key (recruiter_id) references liaison.recruiters (id) on delete restrict,
    constraint candidate_references_name_check check (length(name) between 1 and 200),
    constraint candidate_references_reach_check check (email is not null or phone is not null)
);
create index candidate_references_recruiter_idx on liaison.candidate_references (recruiter_id, id);
comment on table liaison.candidate_references is
    'people who speak for a candidate; how to reach them is for the candidate and their agent and never for a client (T12)';
comment on column liaison.candidate_references.recruiter_id is 'the desk of the candidate, whom it follows';

create table liaison.reference_alerts (
    id bigint generated always as identity,
    reference_id bigint not null,
    candidate_id bigint not null,
    vacancy_id bigint not null,
    told_at timestamptz not null default liaison.now(),
    told_on date not null,
    constraint reference_alerts_pkey primary key (id),
    constraint reference_alerts_vacancy_key unique (reference_id, vacancy_id),
    constraint reference_alerts_reference_fkey
        foreign key (candidate_id, reference_id) references liaison.candidate_references (candidate_id, id) on delete restrict,
    constraint reference_alerts_vacancy_fkey foreign key (vacancy_id) references liaison.vacancies (id) on delete restrict
);
create index reference_alerts_candidate_idx on liaison.reference_alerts (candidate_id, reference_id);
create index reference_alerts_vacancy_idx on liaison.reference_alerts (vacancy_id);
comment on table liaison.reference_alerts is
    'the candidate told a reference that they may be asked about a position; none may be contacted before (T12)';
comment on column liaison.reference_alerts.told_on is 'the agency''s day on which the candidate said so';

create table liaison.reference_contacts (
    id bigint generated always as identity,
    reference_id bigint not null,
    vacancy_id bigint not null,
    contacted_on date not null,
    method text not null,
    outcome text not null,
    logged_at timestamptz not null default liaison.now(),
    logged_by bigint not null default coalesce(liaison.account_id(), 0),
    constraint reference_contacts_pkey primary key (id),
    constraint reference_contacts_reference_fkey foreign key (reference_id) references liaison.candidate_references (id) on delete restrict,
    constraint reference_contacts_alert_fkey
        foreign key (reference_id, vacancy_id) references liaison.reference_alerts (reference_id, vacancy_id) on delete restrict,
    constraint reference_contacts_method_check check (method in ('phone', 'email', 'meeting')),
    constraint reference_contacts_outcome_check check (length(outcome) between 1 and 20000)
);
create index reference_contacts_reference_idx on liaison.reference_contacts (reference_id, vacancy_id);
comment on table liaison.reference_contacts is 'what a reference said to the agency about a candidate and when; staff only (T12)';

create trigger a_take_from_candidate before insert on liaison.candidate_references
    for each row execute function liaison_private.take_from_candidate();

create function liaison_private.take_from_reference() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    new.candidate_id := coalesce((select r.candidate_id from liaison.candidate_references r where r.id = new.reference_id), 0);
    new.told_on := liaison.agency_today();
    return new;
end
$$;
comment on function liaison_private.take_from_reference() is 'an alert is the candidate''s whose reference it is, and of today';
create trigger a_take_from_reference before insert on liaison.reference_alerts
    for each row execute function liaison_private.take_from_reference();

create function liaison_private.move_references() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    update liaison.candidate_references r set recruiter_id = new.recruiter_id where r.candidate_id = new.id;
    return null;
end
$$;
comment on function liaison_private.move_references() is 'references follow their candidate to another desk';
create trigger move_references after update of recruiter_id on liaison.candidates
    for each row when (old.recruiter_id <> new.recruiter_id) execute function liaison_private.move_references();

create function liaison_private.check_alert() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not exists (select from liaison.submissions s where s.candidate_id = new.candidate_id and s.vacancy_id = new.vacancy_id) then
        perform liaison.refuse('not-found', 'T12', 'There is no such vacancy among the candidate''s submissions.');
    end if;
    return null;
end
$$;
comment on function liaison_private.check_alert() is 'T12: a reference is told of a position for which the candidate was put forward';
create trigger check_alert after insert on liaison.reference_alerts for each row execute function liaison_private.check_alert();

create function liaison_private.check_reference_contact() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    told date := (select a.told_on from liaison.reference_alerts a
                   where a.reference_id = new.reference_id and a.vacancy_id = new.vacancy_id);
begin
    if told is null or new.contacted_on < told then
        perform liaison.refuse('reference-not-alerted', 'T12', 'The candidate had not told this reference of this position yet.',
            jsonb_build_object('reference_id', new.reference_id, 'vacancy_id', new.vacancy_id, 'told_on', told));
    end if;
    if new.contacted_on > liaison.agency_today() then
        perform liaison.refuse('invalid-date', 'T12', 'A contact cannot be logged for the future.',
            jsonb_build_object('today', liaison.agency_today()));
    end if;
    return null;
end
$$;
comment on function liaison_private.check_reference_contact() is 'T12: no reference is contacted before it was told';
create trigger check_reference_contact after insert on liaison.reference_contacts
    for each row execute function liaison_private.check_reference_contact();

do $$
declare
    t text;
    audited text;
begin
    foreach t in array array['candidate_references', 'reference_alerts', 'reference_contacts'] loop
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
    foreach audited in array array[
        'candidate_references(name,relation,company,email,phone)', 'reference_alerts', 'reference_contacts(outcome)'
    ] loop
        execute format(
            'create trigger audit after insert or update or delete on liaison.%I for each row '
            'execute function liaison_private.record_change(%s)',
            split_part(audited, '(', 1),
            (select string_agg(quote_literal(c), ', ')
               from unnest(string_to_array(rtrim(split_part(audited, '(', 2), ')'), ',')) c));
    end loop;
    foreach t in array array['candidate_references', 'reference_alerts'] loop
        execute format(
            'create policy candidate_own on liaison.%I for select to liaison_candidate '
            'using (candidate_id = (select liaison.candidate_id()))', t);
        execute format('comment on policy candidate_own on liaison.%I is %L', t, 'RULES 7: one''s own');
        execute format(
            'create policy candidate_own_insert on liaison.%I for insert to liaison_candidate '
            'with check (candidate_id = (select liaison.candidate_id()))', t);
        execute format('comment on policy candidate_own_insert on liaison.%I is %L', t, 'RULES 7: for oneself only');
    end loop;
end
$$;

create policy staff_read on liaison.candidate_references for select to liaison_staff
    using ((select liaison.is_coordinator()) or recruiter_id = any ((select liaison.own_desks())::bigint[]));
comment on policy staff_read on liaison.candidate_references is 'RULES 7: own desk, a coordinator all';
grant select on liaison.candidate_references to liaison_staff;
grant select (id, candidate_id, name, relation, company, email, phone, added_at),
    insert (candidate_id, name, relation, company, email, phone) on liaison.candidate_references to liaison_candidate;

create policy staff_read on liaison.reference_alerts for select to liaison_staff
    using (exists (select from liaison.candidate_references r where r.id = reference_id));
comment on policy staff_read on liaison.reference_alerts is 'T12: of the references that they see';
grant select on liaison.reference_alerts to liaison_staff;
grant select (id, reference_id, candidate_id, vacancy_id, told_at, told_on), insert (reference_id, candidate_id, vacancy_id)
    on liaison.reference_alerts to liaison_candidate;

create policy staff_read on liaison.reference_contacts for select to liaison_staff
    using (exists (select from liaison.candidate_references r where r.id = reference_id));
comment on policy staff_read on liaison.reference_contacts is 'T12: of the references that they see';
create policy desk_insert on liaison.reference_contacts for insert to liaison_staff
    with check (exists (select from liaison.candidate_references r where r.id = reference_id));
comment on policy desk_insert on liaison.reference_contacts is 'T12: on the desk of the candidate';
grant select, insert (reference_id, vacancy_id, contacted_on, method, outcome) on liaison.reference_contacts to liaison_staff;

revoke execute on function
    liaison_private.take_from_reference(), liaison_private.move_references(), liaison_private.check_alert(),
    liaison_private.check_reference_contact()
    from public;
