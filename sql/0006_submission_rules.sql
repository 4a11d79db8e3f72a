-- The rules that the database keeps by itself, whoever writes (DESIGN.md, "Who enforces what").
-- Each trigger names the rule of RULES.md; refusals carry the problem's name, never a server message.
-- Effect on a running service: none, the tables are new.

-- R7: a referrer has no hand in the decision ---------------------------------------------------------------------------

create function liaison.has_referred(contact bigint, candidate bigint, client bigint) returns boolean
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select from liaison.nominations n join liaison.referrers r on r.id = n.referrer_id
         where n.candidate_id = candidate and coalesce(n.client_id, client) = client
           and (r.contact_id = contact
                or lower(r.email) = (select lower(d.email) from liaison.contact_details d where d.id = contact)));
$$;
comment on function liaison.has_referred(bigint, bigint, bigint) is
    'whether a client contact is, by link or address, the referrer of a candidate for that client (R7)';

create function liaison_private.check_interviewer() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if liaison.has_referred(new.contact_id, new.candidate_id, new.client_id) then
        perform liaison.refuse('conflict-of-interest', 'R7', 'This contact referred the candidate and cannot be an interviewer.',
            jsonb_build_object('contact_id', new.contact_id));
    end if;
    return new;
end
$$;
comment on function liaison_private.check_interviewer() is 'R7 for interviewers';
create trigger check_interviewer after insert on liaison.interviewers
    for each row execute function liaison_private.check_interviewer();

create function liaison_private.check_decision_maker() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if new.decision_maker_id is not null and exists (
        select from liaison.submissions s
         where s.vacancy_id = new.id and s.client_id = new.client_id
           and liaison.has_referred(new.decision_maker_id, s.candidate_id, s.client_id))
    then
        perform liaison.refuse('conflict-of-interest', 'R7', 'This contact referred a candidate for this vacancy and cannot decide it.',
            jsonb_build_object('contact_id', new.decision_maker_id));
    end if;
    return new;
end
$$;
comment on function liaison_private.check_decision_maker() is 'R7 for decision makers';
create trigger check_decision_maker after insert or update of decision_maker_id on liaison.vacancies
    for each row execute function liaison_private.check_decision_maker();

create function liaison_private.check_nomination() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    referrer liaison.referrers;
    involved bigint;
begin
    if new.candidate_id is null then
        return new;
    end if;
    select * into referrer from liaison.referrers r where r.id = new.referrer_id;
    select c.id into involved
      from liaison.contacts c left join liaison.contact_details d on d.id = c.id
     where (c.id = referrer.contact_id or lower(d.email) = lower(referrer.email))
       and (exists (select from liaison.interviewers i where i.contact_id = c.id and i.candidate_id = new.candidate_id)
            or exists (select from liaison.feedback f where f.contact_id = c.id and f.candidate_id = new.candidate_id)
            or exists (select from liaison.submissions s join liaison.vacancies v on v.id = s.vacancy_id
                        where s.candidate_id = new.candidate_id and v.decision_maker_id = c.id))
     limit 1;
    if involved is not null then
        perform liaison.refuse('conflict-of-interest', 'R7', 'This referrer has a hand in the decision on this candidate.');
    end if;
    return new;
end
$$;
comment on function liaison_private.check_nomination() is 'R7 in the other order: the hand in the decision was there first';
create trigger check_nomination after insert or update of candidate_id on liaison.nominations
    for each row execute function liaison_private.check_nomination();

create function liaison_private.link_nominations() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    update liaison.nominations n set candidate_id = new.id
     where n.candidate_id is null and lower(n.candidate_email) = lower(new.email);
    return null;
end
$$;
comment on function liaison_private.link_nominations() is 'a nomination made before the candidate registered finds them by address (M2)';
create trigger link_nominations after insert on liaison.candidates
    for each row execute function liaison_private.link_nominations();

-- Submissions (R9, R10) --------------------------------------------------------------------------------------------------

create function liaison_private.begin_submission() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    new.published_stage := new.stage;
    new.published_on := liaison.agency_today();
    new.published_closed_on := null;
    return new;
end
$$;
comment on function liaison_private.begin_submission() is 'what is published at first is what the candidate did themselves';
create trigger begin_submission before insert on liaison.submissions
    for each row execute function liaison_private.begin_submission();

create function liaison_private.check_new_submission() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if new.sent_on is not null and (new.channel = 'agency' or new.nomination_id is not null) then
        perform liaison.refuse('consent-missing', 'R10', 'Record the candidate''s consent for this vacancy before it is sent.');
    end if;
    if liaison.has_referred(
        (select v.decision_maker_id from liaison.vacancies v where v.id = new.vacancy_id), new.candidate_id, new.client_id)
    then
        perform liaison.refuse('conflict-of-interest', 'R7', 'Who decides this vacancy has referred the candidate; name another decision maker first.');
    end if;
    if new.nomination_id is not null and not exists (
        select from liaison.nominations n
         where n.id = new.nomination_id and n.candidate_id = new.candidate_id and coalesce(n.client_id, new.client_id) = new.client_id)
    then
        perform liaison.refuse('conflict', 'M2', 'The nomination is about another candidate or client.');
    end if;
    return null;
end
$$;
comment on function liaison_private.check_new_submission() is 'R10, and R7 where referral and decision maker were there first';
create trigger check_new_submission after insert on liaison.submissions
    for each row execute function liaison_private.check_new_submission();

create function liaison_private.check_submission() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if old.sent_on is null and new.sent_on is not null then
        if new.channel = 'agency' and not exists (select from liaison.consents c where c.id = new.id) then
            perform liaison.refuse('consent-missing', 'R10', 'Record the candidate''s consent for this vacancy before it is sent.');
        end if;
        if new.closed_on is not null or exists (select from liaison.withdrawals w where w.id = new.id) then
            perform liaison.refuse('conflict', 'R10', 'The submission is closed or was withdrawn; it cannot be sent.');
        end if;
        if exists (select from liaison.nominations n where n.id = new.nomination_id and n.confirmed_at is null) then
            perform liaison.refuse('consent-missing', 'M2', 'The candidate must confirm the referral before anything is sent.');
        end if;
        if new.published_stage = 'registered' then
            new.published_stage := 'sent';
            new.published_on := liaison.agency_today();
        end if;
    end if;
    return new;
end
$$;
comment on function liaison_private.check_submission() is 'R10 and M2: nothing is sent without the candidate''s word';
create trigger check_submission before update of sent_on on liaison.submissions
    for each row execute function liaison_private.check_submission();

create function liaison_private.resolve_interviews() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    update liaison.interviews i
       set resolved_on = coalesce(
               least(i.answered_on, new.closed_on),
               case when new.stage = 'placed' or i.cancelled_at is not null then coalesce(i.resolved_on, liaison.agency_today()) end)
     where i.submission_id = new.id;
    return null;
end
$$;
comment on function liaison_private.resolve_interviews() is 'feedback is outstanding only while the submission is open (T3)';
create trigger resolve_interviews after update of closed_on, stage on liaison.submissions
    for each row when (old.closed_on is distinct from new.closed_on or new.stage = 'placed' and old.stage <> 'placed')
    execute function liaison_private.resolve_interviews();

create function liaison_private.keep_withdrawal() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if new.closed_on is null and exists (select from liaison.withdrawals w where w.id = new.id) then
        perform liaison.refuse('conflict', 'R10', 'The candidate withdrew this submission; only they can come back, with a new one.');
    end if;
    return new;
end
$$;
comment on function liaison_private.keep_withdrawal() is 'what a candidate took back stays taken back';
create trigger keep_withdrawal before update of closed_on, stage on liaison.submissions
    for each row execute function liaison_private.keep_withdrawal();

create function liaison_private.withdraw_submission() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    -- A submission that the client has closed meanwhile stays closed as it was; the candidate reads the same either way (R9).
    update liaison.submissions s
       set published_stage = 'withdrawn', published_on = liaison.agency_today(), published_closed_on = liaison.agency_today(),
           stage = case when s.closed_on is null then 'withdrawn' else s.stage end,
           closed_on = coalesce(s.closed_on, liaison.agency_today())
     where s.id = new.id;
    return null;
end
$$;
comment on function liaison_private.withdraw_submission() is 'a withdrawal is the candidate''s own act and published at once';
create trigger withdraw_submission after insert on liaison.withdrawals
    for each row execute function liaison_private.withdraw_submission();
