-- A row's candidate, company and desk, whoever writes it.
-- Effect on a running service: none, the tables are new.

-- What belongs to a submission belongs to its people and its desk -----------------------------------------------------------
-- Row-level security judges candidate, company and desk of a row, so a writer must not choose them: they are taken from the parent.
-- These triggers never refuse: they run before row-level security, and a refusal would tell of rows that the writer may not see.

create function liaison_private.take_from_vacancy() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    new.client_id := coalesce((select v.client_id from liaison.vacancies v where v.id = new.vacancy_id), 0);
    new.recruiter_id := coalesce((select c.recruiter_id from liaison.candidates c where c.id = new.candidate_id), 0);
    return new;
end
$$;
comment on function liaison_private.take_from_vacancy() is 'a submission is on the desk of its candidate and at the client of its vacancy';
create trigger a_take_from_vacancy before insert on liaison.submissions
    for each row execute function liaison_private.take_from_vacancy();

create function liaison_private.take_from_submission() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    parent liaison.submissions;
begin
    if tg_table_name in ('consents', 'withdrawals') then
        select * into parent from liaison.submissions s where s.id = new.id;
    else
        select * into parent from liaison.submissions s where s.id = new.submission_id;
        new.recruiter_id := coalesce(parent.recruiter_id, 0);
    end if;
    new.candidate_id := coalesce(parent.candidate_id, 0);
    if tg_table_name = 'interviews' then
        new.client_id := coalesce(parent.client_id, 0);
    end if;
    return new;
end
$$;
comment on function liaison_private.take_from_submission() is 'candidate, company and desk come from the submission';
create trigger a_take_from_submission before insert on liaison.interviews
    for each row execute function liaison_private.take_from_submission();
create trigger a_take_from_submission before insert on liaison.enquiries
    for each row execute function liaison_private.take_from_submission();
create trigger a_take_from_submission before insert on liaison.incidents
    for each row execute function liaison_private.take_from_submission();
create trigger a_take_from_submission before insert on liaison.consents
    for each row execute function liaison_private.take_from_submission();
create trigger a_take_from_submission before insert on liaison.withdrawals
    for each row execute function liaison_private.take_from_submission();

create function liaison_private.take_from_interview() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    parent liaison.interviews;
begin
    if tg_table_name = 'debriefs' then
        select * into parent from liaison.interviews i where i.id = new.id;
    else
        select * into parent from liaison.interviews i where i.id = new.interview_id;
        new.candidate_id := coalesce(parent.candidate_id, 0);
    end if;
    new.client_id := coalesce(parent.client_id, 0);
    if tg_table_name <> 'interviewers' then
        new.recruiter_id := coalesce(parent.recruiter_id, 0);
    end if;
    if tg_table_name = 'feedback' then
        new.submission_id := coalesce(parent.submission_id, 0);
    end if;
    return new;
end
$$;
comment on function liaison_private.take_from_interview() is 'candidate, company and desk come from the interview';
create trigger a_take_from_interview before insert on liaison.interviewers
    for each row execute function liaison_private.take_from_interview();
create trigger a_take_from_interview before insert on liaison.debriefs
    for each row execute function liaison_private.take_from_interview();
create trigger a_take_from_interview before insert on liaison.promises
    for each row execute function liaison_private.take_from_interview();
create trigger a_take_from_interview before insert on liaison.feedback
    for each row execute function liaison_private.take_from_interview();
create trigger a_take_from_interview before insert on liaison.chases
    for each row execute function liaison_private.take_from_interview();

create function liaison_private.take_from_feedback() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    given liaison.feedback;
    parent liaison.submissions;
begin
    if tg_table_name = 'withholdings' then
        select * into given from liaison.feedback f where f.id = new.id;
        new.recruiter_id := coalesce(given.recruiter_id, 0);
        return new;
    end if;
    new.released_on := liaison.agency_today();
    if new.feedback_id is not null then
        select * into given from liaison.feedback f where f.id = new.feedback_id;
        new.submission_id := coalesce(given.submission_id, 0);
        new.interview_id := given.interview_id;
    else
        new.interview_id := null;
    end if;
    select * into parent from liaison.submissions s where s.id = new.submission_id;
    new.candidate_id := coalesce(parent.candidate_id, 0);
    new.recruiter_id := coalesce(parent.recruiter_id, 0);
    return new;
end
$$;
comment on function liaison_private.take_from_feedback() is 'a release or withholding is about the feedback''s own submission and on its desk';
create trigger a_take_from_feedback before insert on liaison.releases
    for each row execute function liaison_private.take_from_feedback();
create trigger a_take_from_feedback before insert on liaison.withholdings
    for each row execute function liaison_private.take_from_feedback();
