-- Calendars, desks, companies and people.
-- Effect on a running service: none, new tables only.

create table liaison.calendars (
    id bigint generated always as identity,
    name text not null,
    source text not null default 'weekends only',
    version bigint not null default 1,
    constraint calendars_pkey primary key (id),
    constraint calendars_name_key unique (name),
    constraint calendars_name_check check (name ~ '^[A-Za-z0-9_.-]{1,40}$')
);
comment on table liaison.calendars is 'holiday calendars; Saturdays and Sundays are never business days (RULES 3)';
comment on column liaison.calendars.version is 'counts changes, so that a service notices that its copy is old';

create table liaison.holidays (
    calendar_id bigint not null,
    day date not null,
    name text not null,
    constraint holidays_pkey primary key (calendar_id, day),
    constraint holidays_calendar_fkey foreign key (calendar_id) references liaison.calendars (id) on delete cascade
);
comment on table liaison.holidays is 'public holidays of a calendar';

insert into liaison.calendars (name)
values ('GB-ENG'), ('GB-SCT'), ('IE'), ('US'), ('DE-BY'), ('NG'), ('IN'), ('JP');

create table liaison.settings (
    id bigint not null default 1,
    agency_name text not null default 'The agency',
    time_zone text not null default 'Europe/London',
    calendar_id bigint not null,
    constraint settings_pkey primary key (id),
    constraint settings_single_check check (id = 1),
    constraint settings_calendar_fkey foreign key (calendar_id) references liaison.calendars (id) on delete restrict
);
create index settings_calendar_idx on liaison.settings (calendar_id);
comment on table liaison.settings is 'the one agency of this installation';
insert into liaison.settings (calendar_id) select id from liaison.calendars where name = 'GB-ENG';

create table liaison.recruiters (
    id bigint generated always as identity,
    name text not null,
    email text not null,
    phone text,
    is_coordinator boolean not null default false,
    constraint recruiters_pkey primary key (id),
    constraint recruiters_name_check check (length(name) between 1 and 200)
);
create unique index recruiters_email_key on liaison.recruiters (lower(email));
comment on table liaison.recruiters is 'the agents; each is a desk of their own';
comment on column liaison.recruiters.is_coordinator is 'coordinators run the desk of desks';

create table liaison.desk_loans (
    id bigint generated always as identity,
    recruiter_id bigint not null,
    to_recruiter_id bigint not null,
    from_on date not null,
    to_on date not null,
    returned_at timestamptz,
    lent_by bigint not null default liaison.staff_id(),
    constraint desk_loans_pkey primary key (id),
    constraint desk_loans_recruiter_fkey foreign key (recruiter_id) references liaison.recruiters (id) on delete restrict,
    constraint desk_loans_to_recruiter_fkey
        foreign key (to_recruiter_id) references liaison.recruiters (id) on delete restrict,
    constraint desk_loans_lent_by_fkey foreign key (lent_by) references liaison.recruiters (id) on delete restrict,
    constraint desk_loans_dates_check check (to_on between from_on and from_on + 366),
    constraint desk_loans_self_check check (recruiter_id <> to_recruiter_id)
);
create index desk_loans_recruiter_idx on liaison.desk_loans (recruiter_id);
create index desk_loans_to_recruiter_idx on liaison.desk_loans (to_recruiter_id, to_on);
create index desk_loans_lent_by_idx on liaison.desk_loans (lent_by);
comment on table liaison.desk_loans is 'absence cover: a desk that a coordinator lent to a colleague, with its end (RULES 7)';

create table liaison.clients (
    id bigint generated always as identity,
    name text not null,
    time_zone text not null,
    calendar_id bigint not null,
    recruiter_id bigint not null,
    constraint clients_pkey primary key (id),
    constraint clients_calendar_fkey foreign key (calendar_id) references liaison.calendars (id) on delete restrict,
    constraint clients_recruiter_fkey foreign key (recruiter_id) references liaison.recruiters (id) on delete restrict,
    constraint clients_name_check check (length(name) between 1 and 200),
    constraint clients_time_zone_check check (length(time_zone) between 1 and 64)
);
create index clients_calendar_idx on liaison.clients (calendar_id);
create index clients_recruiter_idx on liaison.clients (recruiter_id);
create index clients_name_idx on liaison.clients (lower(name), id);
comment on table liaison.clients is 'companies that hire; all dates of their interviews are local to time_zone and calendar';

create table liaison_private.time_zones (
    name text not null,
    constraint time_zones_pkey primary key (name)
);
comment on table liaison_private.time_zones is
    'names of the time zone database as of the migration; asking pg_timezone_names takes 50 ms, so it is asked only for others';
insert into liaison_private.time_zones select z.name from pg_timezone_names z;

create function liaison_private.check_time_zone() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if new.time_zone is not null
       and not exists (select from liaison_private.time_zones t where t.name = new.time_zone)
       and not exists (select from pg_timezone_names t where t.name = new.time_zone)
    then
        raise check_violation using message = 'unknown time zone', constraint = tg_table_name || '_time_zone_known_check';
    end if;
    return new;
end
$$;
comment on function liaison_private.check_time_zone() is 'only names of the time zone database; abbreviations would guess';
create trigger check_time_zone before insert or update of time_zone on liaison.clients
    for each row execute function liaison_private.check_time_zone();
create trigger check_time_zone before insert or update of time_zone on liaison.settings
    for each row execute function liaison_private.check_time_zone();

create table liaison.contacts (
    id bigint generated always as identity,
    client_id bigint not null,
    name text not null,
    title text,
    function text not null,
    may_call boolean not null default false,
    constraint contacts_pkey primary key (id),
    constraint contacts_client_key unique (client_id, id),
    constraint contacts_client_fkey foreign key (client_id) references liaison.clients (id) on delete restrict,
    constraint contacts_function_check check (function in ('decision_maker', 'hr', 'interviewer', 'other')),
    constraint contacts_name_check check (length(name) between 1 and 200)
);
comment on table liaison.contacts is 'people of a client; how to reach them stands apart in contact_details (R2)';
comment on column liaison.contacts.may_call is 'the contact said that calls are okay (T8)';

create table liaison.contact_details (
    id bigint not null,
    client_id bigint not null,
    email text,
    phone text,
    cleared boolean not null default false,
    constraint contact_details_pkey primary key (id),
    constraint contact_details_contact_fkey
        foreign key (client_id, id) references liaison.contacts (client_id, id) on delete cascade
);
create index contact_details_client_idx on liaison.contact_details (client_id, id);
create index contact_details_email_idx on liaison.contact_details (lower(email));
comment on table liaison.contact_details is
    'addresses and numbers of client people; never a candidate''s to read on the agency channel (R2)';
comment on column liaison.contact_details.id is 'the contact';
comment on column liaison.contact_details.cleared is 'the client cleared them for candidates who deal with it directly (R4)';

create table liaison.candidates (
    id bigint generated always as identity,
    name text not null,
    email text,
    phone text,
    time_zone text,
    recruiter_id bigint not null,
    registered_on date not null,
    duplicate_of bigint,
    constraint candidates_pkey primary key (id),
    constraint candidates_recruiter_fkey foreign key (recruiter_id) references liaison.recruiters (id) on delete restrict,
    constraint candidates_duplicate_of_fkey
        foreign key (duplicate_of) references liaison.candidates (id) on delete restrict,
    constraint candidates_name_check check (length(name) between 1 and 200)
);
create unique index candidates_email_key on liaison.candidates (lower(email)) where duplicate_of is null;
create index candidates_recruiter_idx on liaison.candidates (recruiter_id);
create index candidates_duplicate_of_idx on liaison.candidates (duplicate_of) where duplicate_of is not null;
create index candidates_name_idx on liaison.candidates (lower(name) text_pattern_ops, id);
comment on table liaison.candidates is 'people looking for work';
comment on column liaison.candidates.duplicate_of is 'the earlier record with the same address, where an import brought both';
create trigger check_time_zone before insert or update of time_zone on liaison.candidates
    for each row execute function liaison_private.check_time_zone();

create table liaison.vacancies (
    id bigint generated always as identity,
    client_id bigint not null,
    recruiter_id bigint not null,
    title text not null,
    decision_maker_id bigint,
    opened_on date not null,
    closed_on date,
    close_reason text,
    constraint vacancies_pkey primary key (id),
    constraint vacancies_client_key unique (client_id, id),
    constraint vacancies_client_fkey foreign key (client_id) references liaison.clients (id) on delete restrict,
    constraint vacancies_recruiter_fkey foreign key (recruiter_id) references liaison.recruiters (id) on delete restrict,
    constraint vacancies_decision_maker_fkey
        foreign key (client_id, decision_maker_id) references liaison.contacts (client_id, id) on delete restrict,
    constraint vacancies_title_check check (length(title) between 1 and 200)
);
create index vacancies_recruiter_idx on liaison.vacancies (recruiter_id);
create index vacancies_decision_maker_idx on liaison.vacancies (client_id, decision_maker_id);
comment on table liaison.vacancies is 'positions at a client';

create table liaison.ties (
    id bigint generated always as identity,
    client_id bigint not null,
    contact_id bigint,
    person text not null,
    relation text not null,
    declared_at timestamptz not null default liaison.now(),
    declared_by bigint not null default liaison.staff_id(),
    constraint ties_pkey primary key (id),
    constraint ties_client_fkey foreign key (client_id) references liaison.clients (id) on delete restrict,
    constraint ties_contact_fkey
        foreign key (client_id, contact_id) references liaison.contacts (client_id, id) on delete restrict,
    constraint ties_declared_by_fkey foreign key (declared_by) references liaison.recruiters (id) on delete restrict
);
create index ties_client_idx on liaison.ties (client_id, contact_id);
create index ties_declared_by_idx on liaison.ties (declared_by);
comment on table liaison.ties is 'declared ties between the agency and people at a client, shown beside every submission they touch (R8)';

create table liaison.referrers (
    id bigint generated always as identity,
    name text not null,
    email text not null,
    client_id bigint,
    contact_id bigint,
    recruiter_id bigint not null,
    constraint referrers_pkey primary key (id),
    constraint referrers_client_fkey foreign key (client_id) references liaison.clients (id) on delete restrict,
    constraint referrers_contact_fkey
        foreign key (client_id, contact_id) references liaison.contacts (client_id, id) on delete restrict,
    constraint referrers_recruiter_fkey foreign key (recruiter_id) references liaison.recruiters (id) on delete restrict
);
create unique index referrers_email_key on liaison.referrers (lower(email));
create index referrers_client_idx on liaison.referrers (client_id, contact_id);
create index referrers_recruiter_idx on liaison.referrers (recruiter_id);
comment on table liaison.referrers is 'people who recommended a candidate by word of mouth';
comment on column liaison.referrers.client_id is 'the company whose staff they belong to, if any (M2)';
comment on column liaison.referrers.contact_id is 'the same person as a contact there: no hand in the decision (R7)';

create table liaison.programmes (
    id bigint generated always as identity,
    name text not null,
    sponsor_client_id bigint,
    amount_minor bigint not null,
    currency text not null,
    instalments jsonb not null,
    pays_beside_fee boolean not null default false,
    starts_on date not null,
    ends_on date,
    constraint programmes_pkey primary key (id),
    constraint programmes_sponsor_fkey foreign key (sponsor_client_id) references liaison.clients (id) on delete restrict,
    constraint programmes_amount_check check (amount_minor > 0),
    constraint programmes_currency_check check (currency ~ '^[A-Z]{3}$'),
    constraint programmes_dates_check check (ends_on >= starts_on)
);
create index programmes_sponsor_idx on liaison.programmes (sponsor_client_id);
comment on table liaison.programmes is 'referral programmes of a client for its own staff, or of the agency itself (M1)';
comment on column liaison.programmes.sponsor_client_id is 'null: the agency sponsors it';
comment on column liaison.programmes.instalments is 'list of {share_bp, after_days}; shares add up to 10000';
comment on column liaison.programmes.pays_beside_fee is 'the programme pays although the client owes the agency a fee (M4)';

create table liaison.nominations (
    id bigint generated always as identity,
    programme_id bigint not null,
    referrer_id bigint not null,
    recruiter_id bigint not null,
    candidate_name text not null,
    candidate_email text not null,
    candidate_id bigint,
    client_id bigint,
    vacancy_id bigint,
    made_at timestamptz not null default liaison.now(),
    made_on date not null,
    confirmed_at timestamptz,
    constraint nominations_name_check check (length(candidate_name) between 1 and 200),
    constraint nominations_email_check check (length(candidate_email) between 3 and 254),
    constraint nominations_pkey primary key (id),
    constraint nominations_programme_fkey foreign key (programme_id) references liaison.programmes (id) on delete restrict,
    constraint nominations_referrer_fkey foreign key (referrer_id) references liaison.referrers (id) on delete restrict,
    constraint nominations_recruiter_fkey foreign key (recruiter_id) references liaison.recruiters (id) on delete restrict,
    constraint nominations_candidate_fkey foreign key (candidate_id) references liaison.candidates (id) on delete restrict,
    constraint nominations_client_fkey foreign key (client_id) references liaison.clients (id) on delete restrict,
    constraint nominations_vacancy_fkey
        foreign key (client_id, vacancy_id) references liaison.vacancies (client_id, id) on delete restrict
);
create index nominations_programme_idx on liaison.nominations (programme_id);
create index nominations_referrer_idx on liaison.nominations (referrer_id, id);
create index nominations_recruiter_idx on liaison.nominations (recruiter_id);
create index nominations_candidate_idx on liaison.nominations (candidate_id);
create index nominations_client_idx on liaison.nominations (client_id, vacancy_id);
create index nominations_unlinked_idx on liaison.nominations (lower(candidate_email));
comment on table liaison.nominations is 'a referrer''s recommendation of a candidate under a programme (M2)';
comment on column liaison.nominations.confirmed_at is 'when the candidate confirmed it; nothing is sent before (M2)';

do $$
declare
    audited text;
begin
    -- Arguments of the trigger: the columns that hold personal data or free text.
    foreach audited in array array[
        'calendars', 'settings', 'recruiters(name,email,phone)', 'desk_loans', 'clients', 'contacts(name,title)',
        'contact_details(email,phone)', 'candidates(name,email,phone)', 'vacancies(close_reason)', 'ties(person,relation)',
        'referrers(name,email)', 'programmes', 'nominations(candidate_name,candidate_email)'
    ] loop
        execute format(
            'create trigger audit after insert or update or delete on liaison.%I for each row '
            'execute function liaison_private.record_change(%s)',
            split_part(audited, '(', 1),
            (select string_agg(quote_literal(c), ', ')
               from unnest(string_to_array(rtrim(split_part(audited, '(', 2), ')'), ',')) c));
    end loop;
end
$$;

-- Business days (RULES 3) -------------------------------------------------------------------------------------------------

create function liaison.is_business_day(calendar bigint, day date) returns boolean
    language sql stable strict security definer set search_path = pg_catalog, pg_temp as $$
    select extract(isodow from day) < 6
       and not exists (select from liaison.holidays h where h.calendar_id = calendar and h.day = is_business_day.day);
$$;
comment on function liaison.is_business_day(bigint, date) is 'neither a weekend nor a public holiday of the calendar';

create function liaison.bd(calendar bigint, day date, n integer) returns date
    language plpgsql stable strict security definer set search_path = pg_catalog, pg_temp as $$
declare
    result date := day;
    remaining integer := n;
begin
    if n > 1000 then
        raise numeric_value_out_of_range using message = 'more business days than any rule counts';
    end if;
    while remaining > 0 loop
        result := result + 1;
        if liaison.is_business_day(calendar, result) then
            remaining := remaining - 1;
        end if;
    end loop;
    return result;
end
$$;
comment on function liaison.bd(bigint, date, integer) is 'bd(d, n) of RULES 3: the n-th business day after d';

create function liaison.roll(calendar bigint, day date) returns date
    language plpgsql stable strict security definer set search_path = pg_catalog, pg_temp as $$
begin
    return case when liaison.is_business_day(calendar, day) then day else liaison.bd(calendar, day, 1) end;
end
$$;
comment on function liaison.roll(bigint, date) is 'roll(d) of RULES 3: d if a business day, else the next one';

create function liaison.business_days(calendar bigint, after date, through date) returns integer
    language sql stable strict security definer set search_path = pg_catalog, pg_temp as $$
    -- Whole weeks have five weekdays; the rest of at most six days is looked at; holidays on weekdays are taken off.
    select case when through <= after then 0 else
        ((through - after) / 7) * 5
        + (select count(*) from generate_series(1, (through - after) % 7) g
            where extract(isodow from after + ((through - after) / 7) * 7 + g::integer) < 6)::integer
        - (select count(*) from liaison.holidays h
            where h.calendar_id = calendar and h.day > after and h.day <= through
              and extract(isodow from h.day) < 6)::integer
        end;
$$;
comment on function liaison.business_days(bigint, date, date) is 'business days in (after, through]';

-- Desks (RULES 7) -----------------------------------------------------------------------------------------------------------

create function liaison.agency_today() returns date
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select liaison.local_date(liaison.now(), s.time_zone) from liaison.settings s;
$$;
comment on function liaison.agency_today() is 'the day on the agency''s calendar (T17)';

create function liaison.own_desks() returns bigint[]
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    me bigint := liaison.staff_id();
    today date;
begin
    if me is null then
        return '{}';
    end if;
    today := liaison.agency_today();
    return array(
        select me
        union all
        select l.recruiter_id from liaison.desk_loans l
         where l.to_recruiter_id = me and l.returned_at is null and l.from_on <= today and today <= l.to_on);
end
$$;
comment on function liaison.own_desks() is 'the desks of the recruiter who asks: their own and those lent to them today';

create function liaison.runs_desk(desk bigint) returns boolean
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    return liaison.is_coordinator() or desk = any (liaison.own_desks());
end
$$;
comment on function liaison.runs_desk(bigint) is 'whether who asks may change what stands on a desk';

create function liaison.company_id() returns bigint
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    me bigint := liaison.contact_id();
begin
    return (select c.client_id from liaison.contacts c where c.id = me);
end
$$;
comment on function liaison.company_id() is 'the company of the client contact who asks, or null';
