-- Who may see and do what (RULES 7), enforced by grants and row-level security; for every table policy first, then grant.
-- An identity function is always called as (select ...), so that it runs once a statement and not once a row.
-- Effect on a running service: none, no login role had any grant before.

do $$
declare
    t regclass;
begin
    -- Every table is protected, also from its owner; functions of the owner pass by the one policy named owner.
    for t in
        select c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname in ('liaison', 'liaison_private') and c.relkind = 'r' and c.relname <> 'schema_migrations'
    loop
        execute format('alter table %s enable row level security', t);
        execute format('alter table %s force row level security', t);
        execute format('create policy owner on %s to liaison_owner using (true) with check (true)', t);
        execute format('comment on policy owner on %s is %L', t, 'the owner''s triggers and definer functions');
    end loop;
    alter table liaison.schema_migrations enable row level security;
    alter table liaison.schema_migrations force row level security;
    create policy owner on liaison.schema_migrations using (current_user in ('liaison_owner') or pg_has_role(current_user, 'liaison_owner', 'member'));
    comment on policy owner on liaison.schema_migrations is 'migrations are the owner''s business';
end
$$;

revoke all on schema liaison, liaison_private from public;
revoke all on liaison.schema_migrations from public;
grant usage on schema liaison to
    liaison_candidate, liaison_staff, liaison_client, liaison_referrer, liaison_admin, liaison_auth;
revoke execute on all functions in schema liaison, liaison_private from public;
alter default privileges in schema liaison revoke execute on functions from public;
alter default privileges in schema liaison_private revoke execute on functions from public;

-- Functions ---------------------------------------------------------------------------------------------------------------

grant execute on function
    liaison.now(), liaison.local_date(timestamptz, text), liaison.enter(text, text, text, text, boolean),
    liaison.account_id(), liaison.claim_idempotency_key(text, text, bytea),
    liaison.store_idempotent_answer(text, integer, bytea), liaison.create_token(bytea, text, interval),
    liaison.tokens(), liaison.end_session(bigint), liaison.agency_today()
    to liaison_candidate, liaison_staff, liaison_client, liaison_referrer, liaison_admin;
grant execute on function
    liaison.is_business_day(bigint, date), liaison.bd(bigint, date, integer), liaison.roll(bigint, date),
    liaison.business_days(bigint, date, date), liaison.refuse(text, text, text, jsonb)
    to liaison_candidate, liaison_staff, liaison_client;
grant execute on function liaison.candidate_id() to liaison_candidate;
grant execute on function
    liaison.staff_id(), liaison.is_coordinator(), liaison.own_desks(), liaison.runs_desk(bigint),
    liaison.read_feedback(bigint[])
    to liaison_staff;
grant execute on function liaison.contact_id(), liaison.company_id(), liaison.read_feedback(bigint[]) to liaison_client;
grant execute on function liaison.referrer_id() to liaison_referrer;
grant execute on function liaison.is_admin(), liaison.invite(bigint, bytea, interval) to liaison_admin;
grant execute on function
    liaison.credentials_for(text, text), liaison.record_failed_sign_in(text, text),
    liaison.open_session(bigint, bytea, text, interval, interval), liaison.accept_invitation(bytea, text)
    to liaison_auth;

create function liaison.schema_version() returns integer
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select max(m.number)::integer from liaison.schema_migrations m;
$$;
comment on function liaison.schema_version() is 'the newest migration, for readiness';
revoke execute on function liaison.schema_version() from public;
grant execute on function liaison.schema_version() to liaison_auth;

-- Everybody who is signed in ----------------------------------------------------------------------------------------------

create policy signed_in on liaison.settings for select to
    liaison_candidate, liaison_staff, liaison_client, liaison_referrer, liaison_admin
    using ((select liaison.account_id()) is not null);
comment on policy signed_in on liaison.settings is 'name, zone and calendar of the agency';
grant select on liaison.settings to liaison_candidate, liaison_staff, liaison_client, liaison_referrer, liaison_admin;

create policy signed_in on liaison.calendars for select to liaison_candidate, liaison_staff, liaison_client
    using ((select liaison.account_id()) is not null);
comment on policy signed_in on liaison.calendars is 'business days decide what is due';
grant select on liaison.calendars to liaison_candidate, liaison_staff, liaison_client;

create policy signed_in on liaison.holidays for select to liaison_candidate, liaison_staff, liaison_client
    using ((select liaison.account_id()) is not null);
comment on policy signed_in on liaison.holidays is 'business days decide what is due';
grant select on liaison.holidays to liaison_candidate, liaison_staff, liaison_client;

create policy own on liaison.accounts for select to liaison_candidate, liaison_staff, liaison_client, liaison_referrer
    using (id = (select liaison.account_id()));
comment on policy own on liaison.accounts is 'one''s own account';
grant select on liaison.accounts to liaison_candidate, liaison_staff, liaison_client, liaison_referrer;

-- Admin ------------------------------------------------------------------------------------------------------------------------

create policy admin on liaison.accounts for select to liaison_admin using ((select liaison.is_admin()));
create policy admin_insert on liaison.accounts for insert to liaison_admin with check ((select liaison.is_admin()));
create policy admin_update on liaison.accounts for update to liaison_admin
    using ((select liaison.is_admin())) with check ((select liaison.is_admin()));
grant select, insert (email, role, name, person_id), update (email, name, disabled_at) on liaison.accounts to liaison_admin;

create policy admin on liaison.audit_events for select to liaison_admin using ((select liaison.is_admin()));
comment on policy admin on liaison.audit_events is 'L4: read, never written';
grant select on liaison.audit_events to liaison_admin;
create policy coordinator on liaison.audit_events for select to liaison_staff using ((select liaison.is_coordinator()));
comment on policy coordinator on liaison.audit_events is 'RULES 7: coordinators read the trail';
grant select on liaison.audit_events to liaison_staff;

create function liaison.create_person(person_role text, person_name text, person_email text) returns bigint
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    made bigint;
begin
    if not liaison.is_admin() then
        raise insufficient_privilege using message = 'only an admin creates people for accounts';
    end if;
    if person_role in ('recruiter', 'coordinator') then
        insert into liaison.recruiters (name, email, is_coordinator)
        values (person_name, person_email, person_role = 'coordinator') returning id into made;
    end if;
    return made;
end
$$;
comment on function liaison.create_person(text, text, text) is
    'a new desk for an account that an admin makes; other people exist before their account';
revoke execute on function liaison.create_person(text, text, text) from public;
grant execute on function liaison.create_person(text, text, text) to liaison_admin;

create function liaison.person_exists(person_role text, person bigint) returns boolean
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    return liaison.is_admin() and case person_role
        when 'candidate' then exists (select from liaison.candidates c where c.id = person)
        when 'client' then exists (select from liaison.contacts c where c.id = person)
        when 'referrer' then exists (select from liaison.referrers r where r.id = person)
        when 'recruiter' then exists (select from liaison.recruiters r where r.id = person and not r.is_coordinator)
        when 'coordinator' then exists (select from liaison.recruiters r where r.id = person and r.is_coordinator)
        else false end;
end
$$;
comment on function liaison.person_exists(text, bigint) is 'whether an account can belong to that person';
revoke execute on function liaison.person_exists(text, bigint) from public;
grant execute on function liaison.person_exists(text, bigint) to liaison_admin;

create function liaison.account_name(account bigint) returns text
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    return case when liaison.is_coordinator() or liaison.is_admin()
                then (select a.name from liaison.accounts a where a.id = account) end;
end
$$;
comment on function liaison.account_name(bigint) is 'who stands behind a line of the audit trail, for those who may read it';
revoke execute on function liaison.account_name(bigint) from public;
grant execute on function liaison.account_name(bigint) to liaison_admin, liaison_staff;

-- Staff: read all, change their own desk (a coordinator: every desk) -------------------------------------------------------------

do $$
declare
    t text;
begin
    foreach t in array array[
        'recruiters', 'desk_loans', 'clients', 'contacts', 'contact_details', 'candidates', 'vacancies', 'ties', 'referrers',
        'programmes', 'submissions', 'consents', 'withdrawals', 'interviews', 'interviewers', 'debriefs', 'promises',
        'feedback', 'releases', 'withholdings', 'chases', 'incidents', 'import_keys'
    ] loop
        execute format(
            'create policy staff_read on liaison.%I for select to liaison_staff using ((select liaison.staff_id()) is not null)', t);
        execute format('comment on policy staff_read on liaison.%I is %L', t, 'RULES 7: recruiters and coordinators read all');
        if t <> 'feedback' then
            execute format('grant select on liaison.%I to liaison_staff', t);
        end if;
    end loop;
    -- RULES 7: enquiries and referrals only on one's own desk.
    foreach t in array array['enquiries', 'nominations'] loop
        execute format(
            'create policy staff_read on liaison.%I for select to liaison_staff using '
            '((select liaison.is_coordinator()) or recruiter_id = any ((select liaison.own_desks())::bigint[]))', t);
        execute format('comment on policy staff_read on liaison.%I is %L', t, 'RULES 7: own desk, a coordinator all');
        execute format('grant select on liaison.%I to liaison_staff', t);
    end loop;
    foreach t in array array[
        'clients', 'candidates', 'vacancies', 'referrers', 'submissions', 'interviews', 'debriefs', 'promises', 'feedback',
        'releases', 'withholdings', 'chases', 'incidents'
    ] loop
        execute format(
            'create policy desk_insert on liaison.%I for insert to liaison_staff with check '
            '((select liaison.is_coordinator()) or recruiter_id = any ((select liaison.own_desks())::bigint[]))', t);
        execute format('comment on policy desk_insert on liaison.%I is %L', t, 'RULES 7: change own desk');
    end loop;
    foreach t in array array[
        'clients', 'candidates', 'vacancies', 'referrers', 'submissions', 'interviews', 'debriefs', 'enquiries', 'nominations'
    ] loop
        execute format(
            'create policy desk_update on liaison.%I for update to liaison_staff using '
            '((select liaison.is_coordinator()) or recruiter_id = any ((select liaison.own_desks())::bigint[])) with check '
            '((select liaison.is_coordinator()) or recruiter_id = any ((select liaison.own_desks())::bigint[]))', t);
        execute format('comment on policy desk_update on liaison.%I is %L', t, 'RULES 7: change own desk');
    end loop;
end
$$;

create function liaison.runs_client(client bigint) returns boolean
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    return liaison.runs_desk((select c.recruiter_id from liaison.clients c where c.id = client));
end
$$;
comment on function liaison.runs_client(bigint) is 'whether who asks may change what belongs to a client';
create function liaison.runs_submission(submission bigint) returns boolean
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    return liaison.runs_desk((select s.recruiter_id from liaison.submissions s where s.id = submission));
end
$$;
comment on function liaison.runs_submission(bigint) is 'whether who asks may change what belongs to a submission';
create function liaison.runs_interview(interview bigint) returns boolean
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    return liaison.runs_desk((select i.recruiter_id from liaison.interviews i where i.id = interview));
end
$$;
comment on function liaison.runs_interview(bigint) is 'whether who asks may change what belongs to an interview';
revoke execute on function liaison.runs_client(bigint), liaison.runs_submission(bigint), liaison.runs_interview(bigint) from public;
grant execute on function liaison.runs_client(bigint), liaison.runs_submission(bigint), liaison.runs_interview(bigint) to liaison_staff;

create policy desk_insert on liaison.contacts for insert to liaison_staff with check (liaison.runs_client(client_id));
create policy desk_update on liaison.contacts for update to liaison_staff
    using (liaison.runs_client(client_id)) with check (liaison.runs_client(client_id));
create policy desk_insert on liaison.contact_details for insert to liaison_staff with check (liaison.runs_client(client_id));
create policy desk_update on liaison.contact_details for update to liaison_staff
    using (liaison.runs_client(client_id)) with check (liaison.runs_client(client_id));
create policy desk_insert on liaison.ties for insert to liaison_staff
    with check ((select liaison.staff_id()) is not null and declared_by = (select liaison.staff_id()));
create policy desk_insert on liaison.consents for insert to liaison_staff with check (liaison.runs_submission(id));
create policy desk_insert on liaison.withdrawals for insert to liaison_staff with check (liaison.runs_submission(id));
create policy desk_insert on liaison.interviewers for insert to liaison_staff with check (liaison.runs_interview(interview_id));
create policy coordinator_insert on liaison.desk_loans for insert to liaison_staff
    with check ((select liaison.is_coordinator()) and lent_by = (select liaison.staff_id()));
create policy coordinator_update on liaison.desk_loans for update to liaison_staff
    using ((select liaison.is_coordinator())) with check ((select liaison.is_coordinator()));
create policy coordinator_insert on liaison.programmes for insert to liaison_staff with check ((select liaison.is_coordinator()));
create policy coordinator_update on liaison.programmes for update to liaison_staff
    using ((select liaison.is_coordinator())) with check ((select liaison.is_coordinator()));
create policy coordinator_insert on liaison.calendars for insert to liaison_staff with check ((select liaison.is_coordinator()));
create policy coordinator_update on liaison.calendars for update to liaison_staff
    using ((select liaison.is_coordinator())) with check ((select liaison.is_coordinator()));
create policy coordinator_insert on liaison.holidays for insert to liaison_staff with check ((select liaison.is_coordinator()));
create policy coordinator_insert on liaison.import_keys for insert to liaison_staff with check ((select liaison.is_coordinator()));

grant insert (name, time_zone, calendar_id, recruiter_id), update (name, time_zone, calendar_id, recruiter_id)
    on liaison.clients to liaison_staff;
grant insert (client_id, name, title, function, may_call), update (name, title, function, may_call)
    on liaison.contacts to liaison_staff;
grant insert (id, client_id, email, phone, cleared), update (email, phone, cleared) on liaison.contact_details to liaison_staff;
grant insert (name, email, phone, time_zone, recruiter_id, registered_on, duplicate_of),
    update (name, email, phone, time_zone, recruiter_id) on liaison.candidates to liaison_staff;
grant insert (client_id, recruiter_id, title, decision_maker_id, opened_on),
    update (title, decision_maker_id, recruiter_id, closed_on, close_reason) on liaison.vacancies to liaison_staff;
grant insert (client_id, contact_id, person, relation) on liaison.ties to liaison_staff;
grant insert (name, email, client_id, contact_id, recruiter_id), update (name, contact_id) on liaison.referrers to liaison_staff;
grant insert (name, sponsor_client_id, amount_minor, currency, instalments, pays_beside_fee, starts_on, ends_on), update (ends_on)
    on liaison.programmes to liaison_staff;
grant update (confirmed_at) on liaison.nominations to liaison_staff;
grant insert (recruiter_id, to_recruiter_id, from_on, to_on), update (returned_at) on liaison.desk_loans to liaison_staff;
grant insert (name, source), update (source, version) on liaison.calendars to liaison_staff;
grant insert on liaison.holidays to liaison_staff;
grant insert (candidate_id, client_id, vacancy_id, recruiter_id, nomination_id, channel, stage, sent_on, closed_on, close_reason),
    update (recruiter_id, stage, sent_on, closed_on, close_reason) on liaison.submissions to liaison_staff;
grant insert (id, candidate_id, wording) on liaison.consents to liaison_staff;
grant insert (id, candidate_id, reason) on liaison.withdrawals to liaison_staff;
grant insert (submission_id, candidate_id, client_id, recruiter_id, round, starts_at, ends_at, location),
    update (starts_at, ends_at, location, recruiter_id, cancelled_at, cancel_reason) on liaison.interviews to liaison_staff;
grant insert on liaison.interviewers to liaison_staff;
grant insert (id, client_id, recruiter_id, further_round, further_round_on, decision_on, feedback_by, attendees, promised, would_not_say),
    update (further_round, further_round_on, decision_on, feedback_by, attendees, promised, would_not_say, debriefed_at)
    on liaison.debriefs to liaison_staff;
grant insert (interview_id, candidate_id, client_id, recruiter_id, date, given_on, contact_id) on liaison.promises to liaison_staff;
grant select (id, interview_id, submission_id, candidate_id, client_id, recruiter_id, received_on, contact_id, method, logged_at,
              logged_on, logged_by, released_at, withheld_at),
    insert (interview_id, submission_id, candidate_id, client_id, recruiter_id, decision, comments, rating, strengths, concerns,
            received_on, contact_id, method) on liaison.feedback to liaison_staff;
grant insert (feedback_id, submission_id, interview_id, candidate_id, recruiter_id, outcome, message) on liaison.releases to liaison_staff;
grant insert (id, recruiter_id, reason) on liaison.withholdings to liaison_staff;
grant update (answer, answered_at, answered_on, answered_by) on liaison.enquiries to liaison_staff;
grant insert (call_id, interview_id, candidate_id, client_id, recruiter_id, contact_id, made_on, method, kind, outcome, is_answered, note)
    on liaison.chases to liaison_staff;
grant insert (submission_id, candidate_id, recruiter_id, kind, happened_on, description) on liaison.incidents to liaison_staff;
grant insert (source, kind, external_id, entity_id) on liaison.import_keys to liaison_staff;
