-- Interviews, promises, feedback, releases, enquiries: dates, due dates, and what may be said when.
-- Effect on a running service: none, the tables are new.

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
           published_stage = case when s.published_stage in ('interviewing', 'offered', 'placed') then s.published_stage
                                  else 'interviewing' end,
           published_on = case when s.published_stage in ('interviewing', 'offered', 'placed') then s.published_on
                               else liaison.agency_today() end,
           published_closed_on = null
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
     where s.id = new.submission_id and s.published_stage <> 'withdrawn'
       -- An older round that is released late does not undo what a later one announced.
       and not exists (select from liaison.releases r where r.submission_id = new.submission_id and r.feedback_id > new.feedback_id);
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
