-- Chases, and records that are never rewritten.
-- Effect on a running service: none, the tables are new.

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
