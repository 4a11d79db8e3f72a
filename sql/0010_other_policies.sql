-- Who may see and do what (RULES 7), continued: candidates, client contacts, referrers.
-- Effect on a running service: none, no login role had any grant before.

-- Candidate: their own, and only the published part (R2, R9) --------------------------------------------------------------------------

create policy candidate_own on liaison.candidates for select to liaison_candidate using (id = (select liaison.candidate_id()));
create policy candidate_own_change on liaison.candidates for update to liaison_candidate
    using (id = (select liaison.candidate_id())) with check (id = (select liaison.candidate_id()));
grant select (id, name, email, phone, time_zone, recruiter_id, registered_on), update (name, email, phone, time_zone)
    on liaison.candidates to liaison_candidate;

create policy candidate_own on liaison.submissions for select to liaison_candidate using (candidate_id = (select liaison.candidate_id()));
grant select (id, candidate_id, client_id, vacancy_id, recruiter_id, nomination_id, channel, created_at, published_stage, published_on,
              published_closed_on) on liaison.submissions to liaison_candidate;

create policy candidate_own on liaison.consents for select to liaison_candidate using (candidate_id = (select liaison.candidate_id()));
create policy candidate_own_insert on liaison.consents for insert to liaison_candidate
    with check (candidate_id = (select liaison.candidate_id()));
grant select (id, candidate_id, wording, given_at), insert (id, candidate_id, wording) on liaison.consents to liaison_candidate;

create policy candidate_own on liaison.withdrawals for select to liaison_candidate using (candidate_id = (select liaison.candidate_id()));
create policy candidate_own_insert on liaison.withdrawals for insert to liaison_candidate
    with check (candidate_id = (select liaison.candidate_id()));
grant select (id, candidate_id, reason, withdrawn_at), insert (id, candidate_id, reason) on liaison.withdrawals to liaison_candidate;

create policy candidate_own on liaison.interviews for select to liaison_candidate using (candidate_id = (select liaison.candidate_id()));
grant select (id, submission_id, candidate_id, client_id, recruiter_id, round, starts_at, ends_at, location, held_on, default_due_on,
              published_answered_on, cancelled_at) on liaison.interviews to liaison_candidate;

create policy candidate_own on liaison.interviewers for select to liaison_candidate using (candidate_id = (select liaison.candidate_id()));
grant select on liaison.interviewers to liaison_candidate;

create policy candidate_own on liaison.promises for select to liaison_candidate using (candidate_id = (select liaison.candidate_id()));
grant select (id, interview_id, candidate_id, date, given_on) on liaison.promises to liaison_candidate;

create policy candidate_own on liaison.releases for select to liaison_candidate using (candidate_id = (select liaison.candidate_id()));
grant select (id, submission_id, interview_id, candidate_id, outcome, message, released_at, released_on)
    on liaison.releases to liaison_candidate;

create policy candidate_own on liaison.enquiries for select to liaison_candidate using (candidate_id = (select liaison.candidate_id()));
create policy candidate_own_insert on liaison.enquiries for insert to liaison_candidate
    with check (candidate_id = (select liaison.candidate_id()));
grant select, insert (submission_id, candidate_id, question) on liaison.enquiries to liaison_candidate;

create policy candidate_own on liaison.chases for select to liaison_candidate
    using (by_candidate and candidate_id = (select liaison.candidate_id()));
create policy candidate_own_insert on liaison.chases for insert to liaison_candidate
    with check (by_candidate and candidate_id = (select liaison.candidate_id()));
grant select, insert (interview_id, candidate_id, client_id, recruiter_id, contact_id, made_on, method, kind, outcome, is_answered, note,
                      by_candidate) on liaison.chases to liaison_candidate;

create policy candidate_own_insert on liaison.incidents for insert to liaison_candidate
    with check (kind = 'client_contact' and candidate_id = (select liaison.candidate_id()));
grant insert (submission_id, candidate_id, recruiter_id, kind, happened_on, description) on liaison.incidents to liaison_candidate;

create policy candidate_own on liaison.nominations for select to liaison_candidate using (candidate_id = (select liaison.candidate_id()));
create policy candidate_own_change on liaison.nominations for update to liaison_candidate
    using (candidate_id = (select liaison.candidate_id())) with check (candidate_id = (select liaison.candidate_id()));
grant select (id, candidate_id, candidate_name, made_on, confirmed_at), update (confirmed_at) on liaison.nominations to liaison_candidate;

create policy candidate_own_company on liaison.clients for select to liaison_candidate
    using (id in (select s.client_id from liaison.submissions s where s.candidate_id = (select liaison.candidate_id())));
grant select (id, name, time_zone, calendar_id) on liaison.clients to liaison_candidate;

create policy candidate_own_vacancy on liaison.vacancies for select to liaison_candidate
    using (id in (select s.vacancy_id from liaison.submissions s where s.candidate_id = (select liaison.candidate_id())));
grant select (id, client_id, title) on liaison.vacancies to liaison_candidate;

create policy candidate_met on liaison.contacts for select to liaison_candidate
    using (id in (select i.contact_id from liaison.interviewers i where i.candidate_id = (select liaison.candidate_id())));
grant select (id, client_id, name, title, function) on liaison.contacts to liaison_candidate;

create policy candidate_cleared on liaison.contact_details for select to liaison_candidate
    using (cleared and id in (
        select w.contact_id from liaison.interviewers w
          join liaison.interviews i on i.id = w.interview_id
          join liaison.submissions s on s.id = i.submission_id
         where w.candidate_id = (select liaison.candidate_id()) and s.channel <> 'agency'));
comment on policy candidate_cleared on liaison.contact_details is 'R2, R4: only off the agency channel, and only what the client cleared';
grant select on liaison.contact_details to liaison_candidate;

create policy candidate_own_agent on liaison.recruiters for select to liaison_candidate
    using (id in (select s.recruiter_id from liaison.submissions s where s.candidate_id = (select liaison.candidate_id()))
           or id = (select c.recruiter_id from liaison.candidates c where c.id = (select liaison.candidate_id())));
grant select (id, name, email, phone) on liaison.recruiters to liaison_candidate;

-- Client contact: their own company, after consent ---------------------------------------------------------------------------------------

create policy client_company on liaison.clients for select to liaison_client using (id = (select liaison.company_id()));
grant select (id, name, time_zone, calendar_id, recruiter_id) on liaison.clients to liaison_client;
create policy client_company on liaison.contacts for select to liaison_client using (client_id = (select liaison.company_id()));
grant select on liaison.contacts to liaison_client;
create policy client_company on liaison.contact_details for select to liaison_client using (client_id = (select liaison.company_id()));
grant select on liaison.contact_details to liaison_client;
create policy client_company on liaison.vacancies for select to liaison_client using (client_id = (select liaison.company_id()));
grant select (id, client_id, title, decision_maker_id, opened_on, closed_on) on liaison.vacancies to liaison_client;
create policy client_company on liaison.submissions for select to liaison_client
    using (client_id = (select liaison.company_id()) and sent_on is not null);
grant select (id, candidate_id, client_id, vacancy_id, recruiter_id, channel, sent_on, created_at) on liaison.submissions to liaison_client;
create policy client_company on liaison.candidates for select to liaison_client
    using (id in (select s.candidate_id from liaison.submissions s
                   where s.client_id = (select liaison.company_id()) and s.sent_on is not null));
grant select (id, name) on liaison.candidates to liaison_client;
create policy client_company on liaison.interviews for select to liaison_client using (client_id = (select liaison.company_id()));
grant select (id, submission_id, candidate_id, client_id, recruiter_id, round, starts_at, ends_at, location, held_on, default_due_on, due_on,
              answered_on, resolved_on, cancelled_at) on liaison.interviews to liaison_client;
create policy client_company on liaison.interviewers for select to liaison_client using (client_id = (select liaison.company_id()));
grant select on liaison.interviewers to liaison_client;
create policy client_company on liaison.promises for select to liaison_client using (client_id = (select liaison.company_id()));
create policy client_company_insert on liaison.promises for insert to liaison_client
    with check (client_id = (select liaison.company_id()) and contact_id = (select liaison.contact_id()));
grant select (id, interview_id, candidate_id, client_id, date, given_on, contact_id, recorded_at),
    insert (interview_id, candidate_id, client_id, recruiter_id, date, given_on, contact_id) on liaison.promises to liaison_client;
create policy client_own on liaison.feedback for select to liaison_client using (logged_by = (select liaison.account_id()));
create policy client_company_insert on liaison.feedback for insert to liaison_client
    with check (client_id = (select liaison.company_id()) and contact_id = (select liaison.contact_id()));
grant select (id, interview_id, submission_id, candidate_id, client_id, received_on, contact_id, method, logged_at, logged_on, logged_by),
    insert (interview_id, submission_id, candidate_id, client_id, recruiter_id, decision, comments, rating, strengths, concerns,
            received_on, contact_id, method) on liaison.feedback to liaison_client;
create policy client_company on liaison.recruiters for select to liaison_client
    using (id in (select c.recruiter_id from liaison.clients c where c.id = (select liaison.company_id())));
grant select (id, name, email, phone) on liaison.recruiters to liaison_client;
create policy client_company on liaison.programmes for select to liaison_client using (sponsor_client_id = (select liaison.company_id()));
grant select on liaison.programmes to liaison_client;

-- Referrer: that a referral is registered, and nothing else (R6) ------------------------------------------------------------------------------

create policy referrer_own on liaison.referrers for select to liaison_referrer using (id = (select liaison.referrer_id()));
grant select (id, name, email, client_id) on liaison.referrers to liaison_referrer;
create policy referrer_own_employer on liaison.programmes for select to liaison_referrer
    using ((select liaison.referrer_id()) is not null
           and (sponsor_client_id is null
                or sponsor_client_id = (select r.client_id from liaison.referrers r where r.id = (select liaison.referrer_id()))));
grant select on liaison.programmes to liaison_referrer;
create policy referrer_own on liaison.nominations for select to liaison_referrer using (referrer_id = (select liaison.referrer_id()));
grant select (id, programme_id, referrer_id, candidate_name, made_at, made_on) on liaison.nominations to liaison_referrer;

create function liaison.nominate(
    programme bigint, referrer bigint, candidate_name text, candidate_email text, client bigint, vacancy bigint
) returns table (id bigint, made_at timestamptz, made_on date)
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    recommender liaison.referrers;
    chosen liaison.programmes;
    known bigint;
    target bigint := client;
    wanted bigint;
    today date := liaison.agency_today();
begin
    select * into recommender from liaison.referrers r where r.id = coalesce(liaison.referrer_id(), referrer);
    select * into chosen from liaison.programmes p where p.id = programme;
    if recommender.id is null or chosen.id is null
       or (liaison.referrer_id() is null and not liaison.runs_desk(recommender.recruiter_id))
       -- A referrer knows their own employer's programmes and the agency's, and is not told of others.
       or (liaison.referrer_id() is not null and chosen.sponsor_client_id is distinct from recommender.client_id
           and chosen.sponsor_client_id is not null) then
        perform liaison.refuse('not-found', 'P', 'There is no such programme or referrer, or it is not yours to use.');
    end if;
    if liaison.referrer_id() is not null then
        -- A referrer names the position by its id and learns nothing from whether there is one.
        target := coalesce(chosen.sponsor_client_id, (select v.client_id from liaison.vacancies v where v.id = vacancy));
    end if;
    target := coalesce(target, chosen.sponsor_client_id, (select v.client_id from liaison.vacancies v where v.id = vacancy));
    wanted := (select v.id from liaison.vacancies v where v.id = vacancy and v.client_id = target);
    if wanted is distinct from vacancy and liaison.referrer_id() is null then
        perform liaison.refuse('not-found', 'P', 'There is no such vacancy at this client.');
    end if;
    if today < chosen.starts_on or today > chosen.ends_on then
        perform liaison.refuse('conflict', 'M2', 'The programme is not active today.',
            jsonb_build_object('starts_on', chosen.starts_on, 'ends_on', chosen.ends_on));
    end if;
    if chosen.sponsor_client_id is not null and recommender.client_id is distinct from chosen.sponsor_client_id then
        perform liaison.refuse('not-permitted', 'M2', 'This programme is for the sponsor''s own staff.');
    end if;
    if lower(recommender.email) = lower(candidate_email) then
        perform liaison.refuse('self-referral', 'M2', 'Nobody can refer themselves.');
    end if;
    select c.id into known from liaison.candidates c
     where lower(c.email) = lower(candidate_email) and c.duplicate_of is null;
    -- A referrer is told neither whether nor how far somebody has applied (R6): such a nomination is registered, and its verdict is the agency's.
    if liaison.referrer_id() is null then
        if exists (select from liaison.nominations n
                    where lower(n.candidate_email) = lower(nominate.candidate_email)
                      and n.client_id is not distinct from target and n.made_on > (today - interval '6 months')::date) then
            perform liaison.refuse('already-known', 'M2', 'The candidate was nominated for this client within six months.');
        end if;
        if exists (select from liaison.submissions s
                    where s.candidate_id = known and s.client_id = target and s.closed_on is null
                      and (vacancy is null or s.vacancy_id = vacancy)) then
            perform liaison.refuse('late-nomination', 'M2', 'The candidate had already applied.');
        end if;
        if exists (select from liaison.submissions s
                    where s.candidate_id = known and s.client_id = target
                      and s.created_at > liaison.now() - interval '6 months') then
            perform liaison.refuse('already-known', 'M2', 'The candidate was known for this client by an earlier submission.');
        end if;
    end if;
    return query
        insert into liaison.nominations as n (
            programme_id, referrer_id, recruiter_id, candidate_name, candidate_email, candidate_id, client_id, vacancy_id, made_on)
        values (
            programme, recommender.id, recommender.recruiter_id, nominate.candidate_name, nominate.candidate_email, known,
            target, wanted, today)
        returning n.id, n.made_at, n.made_on;
end
$$;
comment on function liaison.nominate(bigint, bigint, text, text, bigint, bigint) is
    'registers a nomination (M2); staff get the verdict, a referrer always the same answer (R6)';
revoke execute on function liaison.nominate(bigint, bigint, text, text, bigint, bigint) from public;
grant execute on function liaison.nominate(bigint, bigint, text, text, bigint, bigint) to liaison_referrer, liaison_staff;

-- Every policy says what it is for.
do $$
declare
    p record;
begin
    for p in
        select pol.polname, pol.polrelid::regclass as tab from pg_policy pol
         where obj_description(pol.oid, 'pg_policy') is null
    loop
        execute format('comment on policy %I on %s is %L', p.polname, p.tab,
            case
                when p.polname ~ '_met$' then 'R2: names and titles of the people they meet'
                when p.polname ~ 'company_insert$' then 'RULES 7: a contact speaks for their own company'
                when p.polname ~ 'company$' then 'RULES 7: own company, after consent'
                when p.polname ~ 'own_insert$' then 'RULES 7: for oneself only'
                when p.polname ~ '^desk' then 'RULES 7: change own desk'
                when p.polname ~ '^coordinator' then 'RULES 7: a coordinator''s to change'
                else 'RULES 7: one''s own' end);
    end loop;
end
$$;
