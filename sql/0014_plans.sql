-- Every read finds its rows by an index, also at a million interviews and under each role's policies.
-- Effect on a running service: writes wait while the indexes are built, about a minute for each million interviews; answers stay the
-- same, save that a service of the version before cannot list the audit trail any more.

-- Policies -----------------------------------------------------------------------------------------------------------------
-- An array is made once and is a condition of an index; "in (select …)" was a filter over the whole table.

alter policy candidate_own_company on liaison.clients using (id = any (array(
    select s.client_id from liaison.submissions s)));
alter policy candidate_own_vacancy on liaison.vacancies using (id = any (array(
    select s.vacancy_id from liaison.submissions s)));
alter policy candidate_met on liaison.contacts using (id = any (array(
    select i.contact_id from liaison.interviewers i)));
alter policy candidate_cleared on liaison.contact_details using (cleared and id = any (array(
    select w.contact_id from liaison.interviewers w
      join liaison.interviews i on i.id = w.interview_id
      join liaison.submissions s on s.id = i.submission_id
     where w.candidate_id = (select liaison.candidate_id()) and s.channel <> 'agency')));
alter policy candidate_own_agent on liaison.recruiters using (id = any (array(
    select s.recruiter_id from liaison.submissions s union all select c.recruiter_id from liaison.candidates c)));
-- A company is put many people, and a page shows some of them, so here each is asked for.
alter policy client_company on liaison.candidates using (exists (
    select from liaison.submissions s
     where s.candidate_id = candidates.id and s.client_id = (select liaison.company_id()) and s.sent_on is not null));
alter policy client_company on liaison.recruiters using (id = any (array(
    select c.recruiter_id from liaison.clients c where c.id = (select liaison.company_id()))));

-- Indexes ------------------------------------------------------------------------------------------------------------------

create index submissions_client_idx on liaison.submissions (client_id, id);
create index submissions_stage_idx on liaison.submissions (stage, id);
create index submissions_created_idx on liaison.submissions (created_at);

-- A past day's report looks at the four weeks before the day, at what waits still and at what waited longer than that.
create index interviews_held_idx on liaison.interviews (held_on, id);
create index interviews_open_held_idx on liaison.interviews (held_on, id) where resolved_on is null;
create index interviews_slow_idx on liaison.interviews (resolved_on) where resolved_on - held_on > 28;
drop index liaison.interviews_resolved_idx;
-- A client's agenda reads what waits at the one company; the foreign key has interviews_client_key.
create index interviews_client_open_idx on liaison.interviews (client_id, id) where resolved_on is null;
drop index liaison.interviews_client_idx;

create index feedback_logged_idx on liaison.feedback (logged_on, id);
create index feedback_slow_idx on liaison.feedback (logged_on)
    where coalesce(released_at, withheld_at) > timezone('UTC', logged_on + interval '28 days');
create index feedback_withheld_idx on liaison.feedback (id) where withheld_at is not null;
-- A client contact reads what they wrote, which is what the policy compares.
create index feedback_logged_by_idx on liaison.feedback (logged_by, id);

create index enquiries_asked_idx on liaison.enquiries (asked_on, id);
create index enquiries_slow_idx on liaison.enquiries (answered_on) where answered_on - asked_on > 28;

create index accounts_role_idx on liaison.accounts (role, id);
create index audit_events_operation_idx on liaison.audit_events (operation, id);

drop index liaison.candidates_recruiter_idx;
create index candidates_recruiter_idx on liaison.candidates (recruiter_id, id);
drop index liaison.nominations_recruiter_idx;
create index nominations_recruiter_idx on liaison.nominations (recruiter_id, id);

-- Searching ----------------------------------------------------------------------------------------------------------------
-- Row-level security lets no pattern near an index, as a pattern could leak what it is compared with. So these functions ask
-- who searches and look ids up past the policies; the caller's own query reads the rows by id, under the policies.

create extension if not exists pg_trgm with schema public;
drop index liaison.candidates_name_idx;
create index candidates_name_idx on liaison.candidates using gin (lower(name) public.gin_trgm_ops);
create index candidates_email_idx on liaison.candidates (lower(email) text_pattern_ops);
create index vacancies_title_idx on liaison.vacancies using gin (lower(title) public.gin_trgm_ops);

create function liaison_private.newest(rows_of text, matching text, narrowing text, parameters text[], ids bigint[], most bigint)
    returns setof bigint
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    found_ids bigint[];
    are_all boolean;
begin
    -- What is common is found among the newest rows, and what is rare by the index: neither way ever looks at much.
    execute format(
        'with newest as materialized (select t.* from %s t where true %s order by t.id desc limit 5000) '
        'select array(select t.id from newest t where %s order by t.id desc limit $3), (select count(*) from newest) < 5000',
        rows_of, narrowing, matching) into found_ids, are_all using parameters, ids, most;
    if cardinality(found_ids) < most and not are_all then
        execute format(
            'with t as materialized (select t.* from %s t where %s) select array(select t.id from t where true %s order by t.id desc limit $3)',
            rows_of, matching, narrowing) into found_ids using parameters, ids, most;
    end if;
    return query select unnest(found_ids);
end
$$;
comment on function liaison_private.newest(text, text, text, text[], bigint[], bigint) is
    'the newest rows t of a table that match; its texts come from the functions below alone, values as $1 (patterns), $2 (ids), $3 (how many)';
revoke execute on function liaison_private.newest(text, text, text, text[], bigint[], bigint) from public;

create function liaison.search_candidates(beginning text, later_word text, desk bigint, before bigint, most bigint)
    returns setof bigint
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    if liaison.staff_id() is null then
        return;
    end if;
    return query select * from liaison_private.newest(
        'liaison.candidates', '(lower(t.name) like ($1)[1] or lower(t.name) like ($1)[2] or lower(t.email) like ($1)[1])',
        case when desk is null then '' else 'and t.recruiter_id = ($2)[1] ' end || case when before is null then '' else 'and t.id < ($2)[2]' end,
        array[lower(beginning), lower(later_word)], array[desk, before], most);
end
$$;
comment on function liaison.search_candidates(text, text, bigint, bigint, bigint) is
    'for staff: the newest candidates with a word of the name, or an address, that fits a pattern; before and most cut out a page';
revoke execute on function liaison.search_candidates(text, text, bigint, bigint, bigint) from public;
grant execute on function liaison.search_candidates(text, text, bigint, bigint, bigint) to liaison_staff;

create function liaison.search_vacancies(
    beginning text, later_word text, client bigint, is_open boolean, before bigint, most bigint
) returns setof bigint
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    if liaison.staff_id() is null then
        return;
    end if;
    return query select * from liaison_private.newest(
        'liaison.vacancies', '(lower(t.title) like ($1)[1] or lower(t.title) like ($1)[2])',
        case when client is null then '' else 'and t.client_id = ($2)[1] ' end
        || case when is_open then 'and t.closed_on is null ' when not is_open then 'and t.closed_on is not null ' else '' end
        || case when before is null then '' else 'and t.id < ($2)[2]' end,
        array[lower(beginning), lower(later_word)], array[client, before], most);
end
$$;
comment on function liaison.search_vacancies(text, text, bigint, boolean, bigint, bigint) is
    'for staff: the newest vacancies with a word of the title that fits a pattern; before and most cut out a page';
revoke execute on function liaison.search_vacancies(text, text, bigint, boolean, bigint, bigint) from public;
grant execute on function liaison.search_vacancies(text, text, bigint, boolean, bigint, bigint) to liaison_staff;

create function liaison.account_names(accounts bigint[]) returns table (id bigint, name text)
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    if liaison.is_coordinator() or liaison.is_admin() then
        return query select a.id, a.name from liaison.accounts a where a.id = any (accounts);
    end if;
end
$$;
comment on function liaison.account_names(bigint[]) is 'who stands behind the lines of the audit trail, for those who may read it';
revoke execute on function liaison.account_names(bigint[]) from public;
grant execute on function liaison.account_names(bigint[]) to liaison_admin, liaison_staff;
drop function liaison.account_name(bigint);

-- Who asks is the same for every row.
create or replace function liaison.read_feedback(ids bigint[])
    returns table (id bigint, decision text, comments text, rating integer, strengths text, concerns text)
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    me bigint := liaison.account_id();
    is_staff boolean := liaison.staff_id() is not null;
    current_operation text := coalesce(nullif(current_setting('liaison.operation', true), ''), 'owner');
begin
    return query
        with readable as materialized (
            select f.* from liaison.feedback f where f.id = any (ids) and (is_staff or f.logged_by = me)
        ), traced as (
            insert into liaison.audit_events (account_id, operation, action, table_name, row_id, changes)
            select me, current_operation, 'read', 'feedback', r.id, '{}' from readable r
        )
        select r.id, r.decision, r.comments, r.rating, r.strengths, r.concerns from readable r order by r.id;
end
$$;

-- Silence (T17) --------------------------------------------------------------------------------------------------------------
-- Which day somebody last heard something is kept up for every submission whose end they were not told of.

create table liaison_private.silences (
    id bigint not null,
    heard_on date not null,
    met_on date,
    last_heard_on date not null generated always as (greatest(heard_on, met_on)) stored,
    constraint silences_pkey primary key (id)
);
create index silences_last_heard_idx on liaison_private.silences (last_heard_on, id);
comment on table liaison_private.silences is
    'submissions that are open as far as the candidate was told, and when they last heard something (T17, R9); derived, never written by hand';
comment on column liaison_private.silences.id is 'the submission; without a foreign key, as the row follows it by triggers';
comment on column liaison_private.silences.heard_on is 'when they were last put forward, consented, were told an outcome or had an answer';
comment on column liaison_private.silences.met_on is 'the day of the last interview that was not cancelled; it may lie ahead';
alter table liaison_private.silences enable row level security;
alter table liaison_private.silences force row level security;
create policy owner on liaison_private.silences to liaison_owner using (true) with check (true);
comment on policy owner on liaison_private.silences is 'the owner''s triggers and definer functions';

create function liaison_private.keep_silence() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    submission bigint;
    zone text;
begin
    if tg_table_name in ('submissions', 'consents') then
        submission := new.id;
    else
        submission := new.submission_id;
    end if;
    select s.time_zone into zone from liaison.settings s;
    insert into liaison_private.silences as w (id, heard_on, met_on)
    select s.id,
           greatest(
               liaison.local_date(s.created_at, zone),
               (select liaison.local_date(g.given_at, zone) from liaison.consents g where g.id = s.id),
               (select max(l.released_on) from liaison.releases l where l.candidate_id = s.candidate_id and l.submission_id = s.id),
               (select max(q.answered_on) from liaison.enquiries q where q.candidate_id = s.candidate_id and q.submission_id = s.id)),
           (select max(i.held_on) from liaison.interviews i where i.submission_id = s.id and i.cancelled_at is null)
      from liaison.submissions s
     where s.id = submission and s.published_closed_on is null and s.published_stage <> 'placed'
    on conflict on constraint silences_pkey do update set heard_on = excluded.heard_on, met_on = excluded.met_on
     where (w.heard_on, w.met_on) is distinct from (excluded.heard_on, excluded.met_on);
    if tg_table_name = 'submissions' then
        delete from liaison_private.silences w
         where w.id = submission and (new.published_closed_on is not null or new.published_stage = 'placed');
    end if;
    return null;
end
$$;
comment on function liaison_private.keep_silence() is 'T17: what a candidate hears ends a silence, and an announced end closes the account of it';
revoke execute on function liaison_private.keep_silence() from public;
create trigger keep_silence after insert or update of published_closed_on, published_stage on liaison.submissions
    for each row execute function liaison_private.keep_silence();
create trigger keep_silence after insert on liaison.consents
    for each row execute function liaison_private.keep_silence();
create trigger keep_silence after insert or update of ends_at, cancelled_at on liaison.interviews
    for each row execute function liaison_private.keep_silence();
create trigger keep_silence after insert on liaison.releases
    for each row execute function liaison_private.keep_silence();
create trigger keep_silence after update of answer on liaison.enquiries
    for each row execute function liaison_private.keep_silence();

create function liaison_private.rebuild_silences() returns void
    language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    delete from liaison_private.silences;
    insert into liaison_private.silences (id, heard_on, met_on)
    select s.id,
           greatest(
               liaison.local_date(s.created_at, a.time_zone),
               (select liaison.local_date(g.given_at, a.time_zone) from liaison.consents g where g.id = s.id),
               (select max(l.released_on) from liaison.releases l where l.candidate_id = s.candidate_id and l.submission_id = s.id),
               (select max(q.answered_on) from liaison.enquiries q where q.candidate_id = s.candidate_id and q.submission_id = s.id)),
           (select max(i.held_on) from liaison.interviews i where i.submission_id = s.id and i.cancelled_at is null)
      from liaison.submissions s cross join liaison.settings a
     where s.published_closed_on is null and s.published_stage <> 'placed';
$$;
comment on function liaison_private.rebuild_silences() is 'finds every silence again, for whoever brought rows past the triggers';
revoke execute on function liaison_private.rebuild_silences() from public;
select liaison_private.rebuild_silences();

-- A past day's silences are found again from what was heard by then. Most submissions end within four months; of the older ones
-- those that are open still, those that took longer and those that led to a place have an index each.
create index submissions_slow_idx on liaison.submissions (published_closed_on)
    where published_closed_on > timezone('UTC', created_at)::date + 120;
create index submissions_placed_idx on liaison.submissions (published_on) where published_stage = 'placed';

create function liaison_private.silent_on(as_of date, silence integer, desks bigint[], after_day date, after_id bigint, most bigint)
    returns table (id bigint, last_heard_on date)
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    zone text := (select s.time_zone from liaison.settings s);
    latest timestamptz := (as_of - silence)::timestamp at time zone zone;
    earliest timestamptz := (as_of - 122)::timestamp at time zone zone;
begin
    return query
        with open_then as (
            select s.* from liaison.submissions s
             where s.created_at >= earliest and s.created_at < latest and (s.published_closed_on is null or s.published_closed_on > as_of)
            union all
            select s.* from liaison_private.silences w join liaison.submissions s on s.id = w.id where s.created_at < earliest
            union all
            select s.* from liaison.submissions s
             where s.created_at < earliest and s.published_closed_on > as_of
               and s.published_closed_on > timezone('UTC', s.created_at)::date + 120
            union all
            select s.* from liaison.submissions s where s.created_at < earliest and s.published_stage = 'placed' and s.published_on > as_of
        )
        select s.id, h.on_day
          from open_then s
         cross join lateral (select greatest(
                   liaison.local_date(s.created_at, zone),
                   (select liaison.local_date(g.given_at, zone) from liaison.consents g
                     where g.id = s.id and liaison.local_date(g.given_at, zone) <= as_of),
                   (select max(i.held_on) from liaison.interviews i
                     where i.submission_id = s.id and i.cancelled_at is null and i.held_on <= as_of),
                   (select max(l.released_on) from liaison.releases l
                     where l.candidate_id = s.candidate_id and l.submission_id = s.id and l.released_on <= as_of),
                   (select max(q.answered_on) from liaison.enquiries q
                     where q.candidate_id = s.candidate_id and q.submission_id = s.id and q.answered_on <= as_of)) as on_day) h
         where not (s.published_stage = 'placed' and s.published_on <= as_of) and (desks is null or s.recruiter_id = any (desks))
           and h.on_day < as_of - silence and (after_day is null or (h.on_day, s.id) > (after_day, after_id))
         order by h.on_day, s.id limit most;
end
$$;
comment on function liaison_private.silent_on(date, integer, bigint[], date, bigint, bigint) is 'silent submissions of a past day, as known on it';
revoke execute on function liaison_private.silent_on(date, integer, bigint[], date, bigint, bigint) from public;

create function liaison.silent_submissions(as_of date, silence integer, desk bigint, after_day date, after_id bigint, most bigint)
    returns table (id bigint, last_heard_on date)
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    -- RULES 7: a recruiter's reports are about their own desk.
    desks bigint[] := case when not liaison.is_coordinator() then liaison.own_desks() end;
    own text := '';
begin
    if liaison.staff_id() is null or desk <> all (desks) then
        return;
    end if;
    if desk is not null then
        desks := array[desk];
    end if;
    if desks is not null then
        own := ' and w.id = any (array('
            'select s.id from liaison.submissions s where s.recruiter_id = any ($3) and s.published_closed_on is null))';
    end if;
    if as_of < liaison.agency_today() then
        return query select * from liaison_private.silent_on(as_of, silence, desks, after_day, after_id, most);
        return;
    end if;
    -- Who has an interview ahead counts by what came before it; the others stand in the index in their order.
    return query execute
        'select x.id, x.last_heard_on from ('
        '(select w.id, w.last_heard_on from liaison_private.silences w where w.last_heard_on < $1 - $2' || own
        || case when after_day is null then '' else ' and (w.last_heard_on, w.id) > ($4, $5)' end
        || ' order by w.last_heard_on, w.id limit $6)'
        ' union all '
        '(select w.id, h.on_day from liaison_private.silences w'
        ' cross join lateral (select greatest(w.heard_on, (select max(i.held_on) from liaison.interviews i'
        ' where i.submission_id = w.id and i.cancelled_at is null and i.held_on <= $1)) as on_day) h'
        ' where w.last_heard_on > $1 and w.heard_on < $1 - $2 and h.on_day < $1 - $2' || own
        || case when after_day is null then '' else ' and (h.on_day, w.id) > ($4, $5)' end
        || ' order by 2, 1 limit $6)) x order by 2, 1 limit $6'
        using as_of, silence, desks, after_day, after_id, most;
end
$$;
comment on function liaison.silent_submissions(date, integer, bigint, date, bigint, bigint) is
    'for staff: open submissions whose candidate has heard nothing for longer than so many days, the longest silence first (T17)';
revoke execute on function liaison.silent_submissions(date, integer, bigint, date, bigint, bigint) from public;
grant execute on function liaison.silent_submissions(date, integer, bigint, date, bigint, bigint) to liaison_staff;
