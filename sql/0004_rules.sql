-- The rules that the database keeps by itself, whoever writes (DESIGN.md, "Who enforces what").
-- Each trigger names the rule of RULES.md; refusals carry the problem's name, never a server message.
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

-- Interviews and promises (RULES 3, T2, T7) --------------------------------------------------------------------------------

create function liaison_private.date_interview() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    client liaison.clients;
begin
    select * into client from liaison.clients c where c.id = new.client_id;
    new.held_on := liaison.local_date(new.ends_at, coalesce(client.time_zone, 'UTC'));
    new.default_due_on := coalesce(liaison.roll(client.calendar_id, new.held_on + 7), new.held_on);
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
comment on function liaison_private.date_interview() is 'D, the due date and the round of an interview (RULES 3, T2)';
create trigger date_interview before insert or update of ends_at on liaison.interviews
    for each row execute function liaison_private.date_interview();

create function liaison_private.resolve_cancelled() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    new.resolved_on := coalesce(old.resolved_on, liaison.agency_today());
    return new;
end
$$;
comment on function liaison_private.resolve_cancelled() is 'a cancelled interview waits for nothing (T3)';
create trigger resolve_cancelled before update of cancelled_at on liaison.interviews
    for each row when (old.cancelled_at is null and new.cancelled_at is not null)
    execute function liaison_private.resolve_cancelled();

create function liaison_private.redate_interviews() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    -- Setting ends_at to itself dates an interview anew; what is resolved stays as it was.
    if tg_table_name = 'calendars' then
        update liaison.interviews i set ends_at = i.ends_at
          from liaison.clients c where c.calendar_id = new.id and i.client_id = c.id and i.resolved_on is null;
    else
        update liaison.interviews i set ends_at = i.ends_at where i.client_id = new.id and i.resolved_on is null;
    end if;
    return null;
end
$$;
comment on function liaison_private.redate_interviews() is 'a client''s zone or calendar decides D and the due date of what is open (RULES 3)';
create trigger redate_interviews after update of time_zone, calendar_id on liaison.clients
    for each row when (old.time_zone <> new.time_zone or old.calendar_id <> new.calendar_id)
    execute function liaison_private.redate_interviews();
create trigger redate_interviews after update of version on liaison.calendars
    for each row execute function liaison_private.redate_interviews();

create function liaison_private.stage_interview() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    submission liaison.submissions;
begin
    select * into submission from liaison.submissions s where s.id = new.submission_id for no key update;
    if submission.sent_on is null then
        if submission.channel = 'agency' and not exists (select from liaison.consents c where c.id = submission.id) then
            perform liaison.refuse('consent-missing', 'R10', 'Record the candidate''s consent and send the submission first.');
        end if;
        perform liaison.refuse('conflict', 'R10', 'Send the submission to the client before an interview is scheduled.');
    end if;
    if submission.closed_on is not null then
        perform liaison.refuse('conflict', 'T3', 'The submission is closed; reopen it before an interview is scheduled.',
            jsonb_build_object('closed_on', submission.closed_on));
    end if;
    update liaison.submissions s
       set stage = case when s.stage in ('registered', 'sent', 'on_hold') then 'interviewing' else s.stage end,
           published_stage =
               case when s.published_stage in ('registered', 'sent', 'on_hold') then 'interviewing' else s.published_stage end,
           published_on =
               case when s.published_stage in ('registered', 'sent', 'on_hold') then liaison.agency_today() else s.published_on end
     where s.id = new.submission_id;
    return null;
end
$$;
comment on function liaison_private.stage_interview() is 'the candidate takes part in an interview, so that stage is no secret';
create trigger stage_interview after insert on liaison.interviews
    for each row execute function liaison_private.stage_interview();

create function liaison_private.check_promise() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    today date;
begin
    select liaison.local_date(liaison.now(), c.time_zone) into today from liaison.clients c where c.id = new.client_id;
    if new.given_on > today then
        perform liaison.refuse('invalid-date', 'T7', 'A promise cannot have been given in the future.',
            jsonb_build_object('today', today));
    end if;
    if new.date < new.given_on then
        perform liaison.refuse('invalid-date', 'T7', 'A promise cannot lie before the day it was given.',
            jsonb_build_object('given_on', new.given_on));
    end if;
    return new;
end
$$;
comment on function liaison_private.check_promise() is 'T7: neither given in the future nor due before it was given';
create trigger check_promise after insert on liaison.promises
    for each row execute function liaison_private.check_promise();

create function liaison_private.move_due_date() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    update liaison.interviews i
       set due_on = (select p.date from liaison.promises p where p.interview_id = new.interview_id
                      order by p.given_on desc, p.id desc limit 1)
     where i.id = new.interview_id;
    return null;
end
$$;
comment on function liaison_private.move_due_date() is 'T2, T7: feedback is due on the latest promise';
create trigger move_due_date after insert on liaison.promises
    for each row execute function liaison_private.move_due_date();

-- Feedback and release (R9) -------------------------------------------------------------------------------------------------

create function liaison_private.date_feedback() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    new.logged_on := liaison.local_date(
        liaison.now(), coalesce((select c.time_zone from liaison.clients c where c.id = new.client_id), 'UTC'));
    new.received_on := coalesce(new.received_on, new.logged_on);
    return new;
end
$$;
comment on function liaison_private.date_feedback() is 'feedback is logged on the client''s day, and received then unless said otherwise';
create trigger date_feedback before insert on liaison.feedback
    for each row execute function liaison_private.date_feedback();

create function liaison_private.check_feedback() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    interview liaison.interviews;
begin
    select * into interview from liaison.interviews i where i.id = new.interview_id for no key update;
    if interview.cancelled_at is not null then
        perform liaison.refuse('conflict', 'T3', 'The interview was cancelled; there is nothing to give feedback on.');
    end if;
    if new.received_on > new.logged_on or new.received_on < interview.held_on then
        perform liaison.refuse('invalid-date', 'T3', 'Feedback comes on the day of the interview or later, and not in the future.',
            jsonb_build_object('held_on', interview.held_on, 'today', new.logged_on));
    end if;
    if new.contact_id is not null and liaison.has_referred(new.contact_id, new.candidate_id, new.client_id) then
        perform liaison.refuse('conflict-of-interest', 'R7', 'This contact referred the candidate and cannot give feedback on them.',
            jsonb_build_object('contact_id', new.contact_id));
    end if;
    return null;
end
$$;
comment on function liaison_private.check_feedback() is 'dates and R7 of feedback';
create trigger check_feedback after insert on liaison.feedback
    for each row execute function liaison_private.check_feedback();

create function liaison_private.stage_feedback() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    update liaison.interviews i
       set answered_on = least(i.answered_on, new.received_on), resolved_on = least(i.resolved_on, new.received_on)
     where i.id = new.interview_id;
    update liaison.submissions s
       set stage = case new.decision when 'advance' then 'interviewing' when 'hold' then 'on_hold'
                                     when 'offer' then 'offered' else 'rejected' end,
           closed_on = case when new.decision = 'reject' then new.received_on end
     where s.id = new.submission_id and s.closed_on is null and s.stage <> 'placed';
    return null;
end
$$;
comment on function liaison_private.stage_feedback() is 'logged feedback moves the internal stage and stops the chase; nothing published changes (R9)';
create trigger stage_feedback after insert on liaison.feedback
    for each row execute function liaison_private.stage_feedback();

create function liaison_private.check_release() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    given liaison.feedback;
begin
    select * into given from liaison.feedback f where f.id = new.feedback_id for no key update;
    if given.withheld_at is not null then
        perform liaison.refuse('conflict', 'T17', 'This feedback was withheld.', jsonb_build_object('withheld_at', given.withheld_at));
    end if;
    return null;
end
$$;
comment on function liaison_private.check_release() is 'feedback is released or withheld; a second release meets releases_feedback_key';
create trigger check_release after insert on liaison.releases
    for each row execute function liaison_private.check_release();

create function liaison_private.publish_release() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    update liaison.feedback f set released_at = new.released_at where f.id = new.feedback_id;
    update liaison.interviews i set published_answered_on = new.released_on
     where i.id = new.interview_id and i.published_answered_on is null;
    update liaison.submissions s
       set published_stage = case new.outcome when 'advance' then 'interviewing' when 'hold' then 'on_hold'
                                              when 'offer' then 'offered' when 'reject' then 'rejected' else 'closed' end,
           published_on = new.released_on,
           published_closed_on = case when new.outcome in ('reject', 'closed') then new.released_on end
     where s.id = new.submission_id and s.published_stage <> 'withdrawn';
    return null;
end
$$;
comment on function liaison_private.publish_release() is 'R9: the published part changes by a release';
create trigger publish_release after insert on liaison.releases
    for each row execute function liaison_private.publish_release();

create function liaison_private.mark_withheld() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    given liaison.feedback;
begin
    select * into given from liaison.feedback f where f.id = new.id for no key update;
    if given.released_at is not null then
        perform liaison.refuse('conflict', 'R9', 'This feedback was released before.', jsonb_build_object('released_at', given.released_at));
    end if;
    update liaison.feedback f set withheld_at = new.withheld_at where f.id = new.id;
    return null;
end
$$;
comment on function liaison_private.mark_withheld() is 'T17: a reason to withhold takes the place of a release';
create trigger mark_withheld after insert on liaison.withholdings
    for each row execute function liaison_private.mark_withheld();

create function liaison.read_feedback(ids bigint[])
    returns table (id bigint, decision text, comments text, rating integer, strengths text, concerns text)
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    return query
        with readable as materialized (
            select f.* from liaison.feedback f
             where f.id = any (ids) and (liaison.staff_id() is not null or f.logged_by = liaison.account_id())
        ), traced as (
            insert into liaison.audit_events (account_id, operation, action, table_name, row_id, changes)
            select liaison.account_id(), coalesce(nullif(current_setting('liaison.operation', true), ''), 'owner'),
                   'read', 'feedback', r.id, '{}'
              from readable r
        )
        select r.id, r.decision, r.comments, r.rating, r.strengths, r.concerns from readable r order by r.id;
end
$$;
comment on function liaison.read_feedback(bigint[]) is
    'the words of feedback, for staff and for the client contact who wrote them; each reading leaves an audit row (L4)';

-- Enquiries (T17) -----------------------------------------------------------------------------------------------------------

create function liaison_private.date_enquiry() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    new.asked_on := liaison.agency_today();
    new.due_on := liaison.bd((select s.calendar_id from liaison.settings s), new.asked_on, 1);
    return new;
end
$$;
create function liaison_private.sign_answer() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if liaison.staff_id() is not null then
        new.answered_by := liaison.staff_id();
        new.answered_at := liaison.now();
        new.answered_on := liaison.agency_today();
    end if;
    return new;
end
$$;
comment on function liaison_private.sign_answer() is 'who answered and when is no claim of the writer';
create trigger sign_answer before update of answer on liaison.enquiries
    for each row execute function liaison_private.sign_answer();
comment on function liaison_private.date_enquiry() is 'T17: an answer is due by bd(asked, 1) on the agency''s calendar, by the owning agent';
create trigger date_enquiry before insert on liaison.enquiries
    for each row execute function liaison_private.date_enquiry();

-- Chases (T4-T9, T18, R1) -----------------------------------------------------------------------------------------------------

create function liaison.chase_opens(interview bigint, as_of date, grace integer, only_candidates boolean, except_id bigint default null)
    returns date
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    calendar bigint;
    held date;
    promised date;
    base_opening date;
    latest date;
begin
    select c.calendar_id, i.held_on into calendar, held
      from liaison.interviews i join liaison.clients c on c.id = i.client_id where i.id = interview;
    select p.date into promised from liaison.promises p
     where p.interview_id = interview and p.given_on <= as_of order by p.given_on desc, p.id desc limit 1;
    base_opening := case when promised is null then liaison.roll(calendar, held + 7)
                         else liaison.bd(calendar, promised, 1 + grace) end;
    select max(c.made_on) into latest from liaison.chases c
     where c.interview_id = interview and c.made_on <= as_of and (c.by_candidate or not only_candidates)
       and c.id is distinct from except_id;
    return greatest(base_opening, liaison.roll(calendar, latest + 3));
end
$$;
comment on function liaison.chase_opens(bigint, date, integer, boolean, bigint) is
    'the day on which the next chase opens by T4, T5 and T6, as known on a day; the second, independent enforcer of Agency.Etiquette';

create function liaison_private.number_chase() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if new.by_candidate then
        new.id := nextval('liaison.candidate_chases_id_seq');
    end if;
    return new;
end
$$;
comment on function liaison_private.number_chase() is 'candidates'' own chases are numbered apart';
create trigger number_chase before insert on liaison.chases
    for each row execute function liaison_private.number_chase();

create function liaison_private.check_chase() returns trigger
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
        perform liaison.refuse('offer-not-citable', 'T13', 'No attested offer of this candidate is on record.');
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
comment on function liaison_private.check_chase() is 'T4-T9, T18 and R1 for whoever writes a chase, a superuser''s script too';
create trigger check_chase after insert on liaison.chases
    for each row execute function liaison_private.check_chase();

-- Withheld words stay: what was said, promised, let out and asked is never rewritten.
create trigger append_only before update or delete on liaison.promises
    for each row execute function liaison_private.refuse_change();
create trigger append_only before update or delete on liaison.releases
    for each row execute function liaison_private.refuse_change();
create trigger append_only before delete on liaison.feedback
    for each row execute function liaison_private.refuse_change();
create trigger append_only before delete on liaison.chases
    for each row execute function liaison_private.refuse_change();

create trigger append_only_truncate before truncate on liaison.promises
    for each statement execute function liaison_private.refuse_change();
create trigger append_only_truncate before truncate on liaison.releases
    for each statement execute function liaison_private.refuse_change();
create trigger append_only_truncate before truncate on liaison.feedback
    for each statement execute function liaison_private.refuse_change();
create trigger append_only_truncate before truncate on liaison.chases
    for each statement execute function liaison_private.refuse_change();

create function liaison_private.confirm_nomination() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    new.confirmed_at := coalesce(old.confirmed_at, liaison.now());
    return new;
end
$$;
comment on function liaison_private.confirm_nomination() is 'a confirmation happens once and now (M2)';
create trigger confirm_nomination before update of confirmed_at on liaison.nominations
    for each row execute function liaison_private.confirm_nomination();
