-- An agency of 200,000 candidates and a million interviews, 5,000 of them overdue, as the superuser makes it for the tests of plans.
-- The clock of these tests stands at 2026-11-20, a Friday. Ids say what a row is like, so that a test can name one:
-- the second submission of a candidate whose number is divisible by 40 waits for overdue feedback, with remainder 1 for feedback
-- that is not due yet, 2 for its interview, 3 for the release, 4 and 5 for a next step; all the rest is history.

set local session_replication_role = replica;
set local synchronous_commit = off;
set local maintenance_work_mem = '256MB';
set local work_mem = '64MB';

-- Rows first, indexes afterwards: a third of the time.
create temporary table rebuilt on commit drop as
select x.indexrelid::regclass::text as name, pg_get_indexdef(x.indexrelid) as definition
  from pg_index x join pg_class c on c.oid = x.indrelid
 where c.relnamespace = 'liaison'::regnamespace
   and not exists (select from pg_constraint k where k.conindid = x.indexrelid);
do $$
declare
    one record;
begin
    for one in select name from rebuilt loop
        execute 'drop index ' || one.name;
    end loop;
end
$$;

insert into liaison.holidays (calendar_id, day, name)
select c.id, make_date(y, 12, 25), 'Christmas Day' from liaison.calendars c cross join generate_series(2023, 2028) y;

insert into liaison.recruiters (id, name, email, phone, is_coordinator) overriding system value
select n, 'Recruiter ' || n, 'recruiter' || n || '@agency.test', '+44 20 7946 0100', n = 1 from generate_series(1, 1000) n;

insert into liaison.clients (id, name, time_zone, calendar_id, recruiter_id) overriding system value
select n, initcap(substr(md5(n::text), 1, 8)) || ' ' || n, (array['Europe/London', 'America/New_York', 'Asia/Tokyo'])[1 + n % 3],
       1 + n % 8, 2 + n % 999
  from generate_series(1, 2000) n;

insert into liaison.contracts (client_id, effective_from, kind, currency, flat_minor, payment_days, set_by)
select c.id, '2024-01-01', 'flat', 'GBP', 250000, 30, 1 from liaison.clients c;
insert into liaison.batches (kind, made_by) values ('fee', 1);

-- Contact 6 × client - 5 decides, - 4 is in HR, - 3 and - 2 interview.
insert into liaison.contacts (id, client_id, name, title, function, may_call) overriding system value
select n, 1 + (n - 1) / 6, initcap(substr(md5(n::text), 1, 6)) || ' Contact', 'Head of something',
       (array['decision_maker', 'hr', 'interviewer', 'interviewer', 'other', 'other'])[1 + (n - 1) % 6], n % 3 = 0
  from generate_series(1, 12000) n;
insert into liaison.contact_details (id, client_id, email, phone, cleared)
select c.id, c.client_id, 'contact' || c.id || '@client.test', '+1 555 0100', c.id % 5 = 0 from liaison.contacts c;

insert into liaison.vacancies (id, client_id, recruiter_id, title, decision_maker_id, opened_on, closed_on) overriding system value
select n, 1 + (n - 1) / 25, 2 + n % 999, (array['Engineer', 'Nurse', 'Analyst', 'Architect', 'Driver'])[1 + n % 5] || ' ' || n,
       (n - 1) / 25 * 6 + 1, date '2024-01-01' + n % 900, case when n % 4 > 0 then date '2026-10-01' end
  from generate_series(1, 50000) n;

insert into liaison.candidates (id, name, email, phone, recruiter_id, registered_on) overriding system value
select n, (array['Anna', 'Boris', 'Chloe', 'Dirk', 'Emma', 'Farid', 'Grace', 'Hugo'])[1 + n % 8] || ' '
          || initcap(substr(md5(n::text), 1, 7)),
       'candidate' || n || '@mail.test', '+44 7700 900100', 2 + n % 999, date '2024-01-01' + n % 900
  from generate_series(1, 200000) n;

-- A candidate's first submission had three rounds and ended; the second had two and may be going on.
create temporary table put_forward on commit drop as
select 2 * n - 1 as id, n as candidate, 1 + n * 7919::bigint % 50000 as vacancy, 2 + n % 999 as recruiter,
       date '2026-11-20' - 60 - (n * 31::bigint % 900)::integer as began_on, false as is_live, 9 as waits_for, 3 as rounds
  from generate_series(1, 200000) n
union all
select 2 * n, n, 1 + (n * 7919::bigint + 25) % 50000, 2 + n % 999,
       date '2026-11-20' - case when n % 40 <= 5 then 45 else 50 + (n * 37::bigint % 900)::integer end,
       n % 40 <= 5, case when n % 40 <= 5 then n % 40 else 9 end, 2
  from generate_series(1, 200000) n;

create temporary table met on commit drop as
select row_number() over (order by m.held_on, m.submission, m.round) as id, m.*,
       case when m.round < m.rounds or not m.is_live or m.waits_for >= 3
            then least(m.held_on + 3 + m.round + m.candidate % 4, date '2026-11-19') end as answered_on
  from (select p.id as submission, p.candidate, 1 + (p.vacancy - 1) / 25 as client, p.recruiter, r as round, p.rounds, p.is_live, p.waits_for,
               case when r < p.rounds or not p.is_live then p.began_on + 10 * r
                    when p.waits_for = 0 then date '2026-11-20' - 15 - p.candidate / 40 % 20
                    when p.waits_for = 1 then date '2026-11-20' - p.candidate / 40 % 4
                    when p.waits_for = 2 then date '2026-11-20' + 1 + p.candidate / 40 % 20
                    else date '2026-11-20' - 10 + p.candidate / 40 % 5 end as held_on
          from put_forward p cross join lateral generate_series(1, p.rounds) r) m;
analyze put_forward;
analyze met;

insert into liaison.submissions (id, candidate_id, client_id, vacancy_id, recruiter_id, channel, stage, sent_on, closed_on, created_at,
                                 published_stage, published_on, published_closed_on) overriding system value
select p.id, p.candidate, m.client, p.vacancy, p.recruiter, 
       (array['agency', 'agency', 'agency', 'direct', 'speculative', 'referral'])[1 + p.candidate % 6],
       case when p.is_live then 'interviewing' when p.id % 20 = 1 then 'placed' else 'rejected' end, p.began_on + 1,
       case when not p.is_live and p.id % 20 <> 1 then m.answered_on end, p.began_on,
       case when p.is_live then 'interviewing' when p.id % 20 = 1 then 'placed' else 'rejected' end, coalesce(m.answered_on + 1, p.began_on),
       case when not p.is_live and p.id % 20 <> 1 then m.answered_on + 1 end
  from put_forward p join met m on m.submission = p.id and m.round = p.rounds
 order by p.id;

insert into liaison.consents (id, candidate_id, wording, given_at, recorded_by)
select s.id, s.candidate_id, 'Yes, put me forward.', s.created_at, 0 from liaison.submissions s where s.channel = 'agency' order by s.id;

-- Three interviews in five have a promise, one in five of them a second one that moved it.
insert into liaison.interviews (id, submission_id, candidate_id, client_id, recruiter_id, round, starts_at, ends_at, held_on,
                                default_due_on, due_on, resolved_on, answered_on, published_answered_on) overriding system value
select m.id, m.submission, m.candidate, m.client, m.recruiter, m.round, m.held_on + time '09:00', m.held_on + time '10:00', m.held_on,
       m.held_on + 9, m.held_on + case when m.id % 5 = 0 then 10 when m.id % 5 < 3 then 6 else 9 end, m.answered_on, m.answered_on,
       case when m.waits_for <> 3 or m.round < m.rounds then m.answered_on + 1 end
  from met m order by m.id;

insert into liaison.interviewers (interview_id, contact_id, candidate_id, client_id)
select m.id, 6 * m.client - 3, m.candidate, m.client from met m order by m.id;

insert into liaison.debriefs (id, client_id, recruiter_id, further_round, decision_on, feedback_by, attendees, promised, debriefed_at,
                              debriefed_by)
select m.id, m.client, m.recruiter, false, m.held_on + 7, m.held_on + 7, 'Everybody.', 'An answer.', m.held_on + 1, 0
  from met m where m.held_on < date '2026-11-20' and m.id % 50 > 0 order by m.id;

insert into liaison.promises (interview_id, candidate_id, client_id, recruiter_id, date, given_on, contact_id, recorded_by, recorded_at)
select m.id, m.candidate, m.client, m.recruiter, m.held_on + 6, m.held_on, 6 * m.client - 5, 0, m.held_on
  from met m where m.id % 5 < 3 order by m.id;
insert into liaison.promises (interview_id, candidate_id, client_id, recruiter_id, date, given_on, contact_id, recorded_by, recorded_at)
select m.id, m.candidate, m.client, m.recruiter, m.held_on + 10, m.held_on + 5, 6 * m.client - 5, 0, m.held_on + 5
  from met m where m.id % 5 = 0 order by m.id;

insert into liaison.feedback (interview_id, submission_id, candidate_id, client_id, recruiter_id, decision, comments, rating, received_on,
                              contact_id, method, logged_at, logged_on, logged_by, released_at, withheld_at)
select m.id, m.submission, m.candidate, m.client, m.recruiter,
       case when m.round < m.rounds then 'advance' when m.is_live then 'hold' else 'reject' end, 'What they said of the candidate.', 3,
       m.answered_on, 6 * m.client - 5, 'phone', m.answered_on, m.answered_on,
       case when m.id % 20 = 0 then 2000 + 6 * m.client - 5 else 0 end,
       case when m.id % 100 <> 7 and (m.waits_for <> 3 or m.round < m.rounds) then m.answered_on + 1 end,
       case when m.id % 100 = 7 then m.answered_on + 1 end
  from met m where m.answered_on is not null order by m.answered_on, m.id;
insert into liaison.releases (feedback_id, submission_id, interview_id, candidate_id, recruiter_id, outcome, message, released_at,
                              released_on, released_by)
select f.id, f.submission_id, f.interview_id, f.candidate_id, f.recruiter_id, f.decision, 'They thank you for coming.', f.released_at,
       f.released_at::date, 0
  from liaison.feedback f where f.released_at is not null order by f.id;
insert into liaison.withholdings (id, recruiter_id, reason, withheld_at, withheld_by)
select f.id, f.recruiter_id, 'Logged twice.', f.withheld_at, 0 from liaison.feedback f where f.withheld_at is not null order by f.id;

insert into liaison.chases (interview_id, candidate_id, client_id, recruiter_id, contact_id, made_on, method, is_answered, logged_by, logged_at)
select m.id, m.candidate, m.client, m.recruiter, 6 * m.client - 4, m.held_on + 11, 'email', m.id % 3 = 0, 0, m.held_on + 11
  from met m where m.id % 5 < 2 and m.held_on + 11 <= date '2026-11-20' order by m.id;
insert into liaison.chases (id, interview_id, candidate_id, client_id, recruiter_id, contact_id, made_on, method, by_candidate, logged_by,
                            logged_at) overriding system value
select 2 * m.id, m.id, m.candidate, m.client, m.recruiter, 6 * m.client - 3, m.held_on + 12, 'email', true, 0, m.held_on + 12
  from met m where m.id % 5 = 3 and m.candidate % 6 > 2 and m.held_on + 12 <= date '2026-11-20' order by m.id;

insert into liaison.enquiries (submission_id, candidate_id, recruiter_id, question, asked_at, asked_on, due_on, answer, answered_at,
                               answered_on, answered_by)
select p.id, p.candidate, p.recruiter, 'Is there any news?', p.began_on + 5, p.began_on + 5, p.began_on + 6, 'Not yet.', p.began_on + 6,
       p.began_on + 6, p.recruiter
  from put_forward p where p.id % 4 = 1 order by p.id;
insert into liaison.enquiries (submission_id, candidate_id, recruiter_id, question, asked_at, asked_on, due_on)
select p.id, p.candidate, p.recruiter, 'Is there any news?', date '2026-11-18', date '2026-11-18', date '2026-11-19'
  from put_forward p where p.is_live and p.candidate % 20 = 0 order by p.id;

-- One submission in eight had a word that there was no news, one in eight a call in time; some calls are still to be made.
insert into liaison.holding_messages (submission_id, candidate_id, recruiter_id, message, sent_at, sent_on, sent_by)
select p.id, p.candidate, p.recruiter, 'No news yet.', p.began_on + 8, p.began_on + 8, 0 from put_forward p where p.id % 8 = 3 order by p.id;
insert into liaison.call_promises (submission_id, candidate_id, recruiter_id, call_by, promised_at, promised_on, promised_by, called_at,
                                   called_on, called_by)
select p.id, p.candidate, p.recruiter, p.began_on + 9, p.began_on + 7, p.began_on + 7, 0, p.began_on + 9, p.began_on + 9, 0
  from put_forward p where p.id % 8 = 5 order by p.id;
insert into liaison.call_promises (submission_id, candidate_id, recruiter_id, call_by, promised_at, promised_on, promised_by)
select p.id, p.candidate, p.recruiter, date '2026-11-20', date '2026-11-18', date '2026-11-18', 0
  from put_forward p where p.is_live and p.candidate % 20 = 0 order by p.id;

insert into liaison.incidents (submission_id, candidate_id, recruiter_id, kind, happened_on, description, recorded_at, recorded_by)
select p.id, p.candidate, p.recruiter, 'bypass', p.began_on + 3, 'Called the company.', p.began_on + 3, 0
  from put_forward p where p.id % 20 = 1 order by p.id;

-- One interview in ten has a note and one in ten material, each of the interview's own number; one candidate in four has a reference.
insert into liaison.notes (id, interview_id, candidate_id, client_id, recruiter_id, contact_id, route, message, written_at, written_on, is_late,
                           forwarded_at, forwarded_by) overriding system value
select m.id, m.id, m.candidate, m.client, m.recruiter, 6 * m.client - 3,
       (array['agent', 'agent', 'agent', 'hr', 'hr', 'interviewer'])[1 + m.candidate % 6], 'Thank you for the hour.', m.held_on + 1, m.held_on + 1,
       false, case when m.candidate % 6 < 3 and m.held_on < date '2026-11-15' then m.held_on + 2 end,
       case when m.candidate % 6 < 3 and m.held_on < date '2026-11-15' then 0 end
  from met m where m.id % 10 = 4 and m.held_on < date '2026-11-20' order by m.id;
insert into liaison.materials (id, interview_id, candidate_id, client_id, recruiter_id, route, is_promise, what, due_on, added_at, added_on,
                               added_by, done_at, done_on, done_by) overriding system value
select m.id, m.id, m.candidate, m.client, m.recruiter,
       (array['agent', 'agent', 'agent', 'hr', 'hr', 'interviewer'])[1 + m.candidate % 6], m.id % 20 = 7, 'A certificate.', m.held_on + 3,
       m.held_on + 1, m.held_on + 1, 0, case when m.held_on < date '2026-11-15' then m.held_on + 2 end,
       case when m.held_on < date '2026-11-15' then m.held_on + 2 end, case when m.held_on < date '2026-11-15' then 0 end
  from met m where m.id % 10 = 7 and m.held_on < date '2026-11-20' order by m.id;
insert into liaison.candidate_references (id, candidate_id, recruiter_id, name, email, added_at) overriding system value
select 4 * n, 4 * n, 2 + 4 * n % 999, 'Reference ' || n, 'reference' || n || '@mail.test', date '2025-05-05' from generate_series(1, 50000) n;
insert into liaison.reference_alerts (reference_id, candidate_id, vacancy_id, told_at, told_on)
select p.candidate, p.candidate, p.vacancy, p.began_on, p.began_on from put_forward p where p.candidate % 4 = 0 and p.rounds = 2 order by p.id;
insert into liaison.reference_contacts (reference_id, vacancy_id, contacted_on, method, outcome, logged_at, logged_by)
select p.candidate, p.vacancy, p.began_on + 12, 'phone', 'Would work with them again.', p.began_on + 12, 0
  from put_forward p where p.candidate % 8 = 0 and p.rounds = 2 order by p.id;

insert into liaison.programmes (name, sponsor_client_id, amount_minor, currency, instalments, starts_on)
select 'Programme ' || n, case when n > 2 then n end, 10000, 'GBP', '[{"share_bp": 10000, "after_days": 30}]', date '2024-01-01'
  from generate_series(1, 500) n;
insert into liaison.referrers (id, name, email, client_id, recruiter_id) overriding system value
select n, 'Referrer ' || n, 'referrer' || n || '@client.test', 1 + n % 2000, 2 + n % 999 from generate_series(1, 5000) n;
insert into liaison.nominations (programme_id, referrer_id, recruiter_id, candidate_name, candidate_email, candidate_id, client_id, made_at,
                                 made_on)
select 1 + n % 2, 1 + n % 5000, 2 + n % 999, 'Nominee ' || n, 'candidate' || 4 * n || '@mail.test', 4 * n, 1 + n % 2000, date '2025-05-05',
       date '2025-05-05'
  from generate_series(1, 30000) n;
insert into liaison.ties (client_id, person, relation, declared_at, declared_by)
select 1 + n % 2000, 'A cousin', 'cousin', date '2025-05-05', 2 from generate_series(1, 20000) n;
insert into liaison.desk_loans (recruiter_id, to_recruiter_id, from_on, to_on, lent_by)
select 2 + n % 999, 2 + (n + 1) % 999, date '2026-11-20' - 30 * (n / 999) - 5, date '2026-11-20' - 30 * (n / 999) + 5, 1
  from generate_series(0, 19999) n;

insert into liaison.audit_events (at, account_id, operation, action, table_name, row_id, changes)
select timestamptz '2024-01-01 00:00:00Z' + n * interval '90 seconds', 1001 + n % 1000,
       (array['feedback.log', 'chase.log', 'interview.schedule', 'submission.add', 'promise.set'])[1 + n % 5], 'insert',
       (array['feedback', 'chases', 'interviews', 'submissions', 'promises'])[1 + n % 5], n, '{"round": 1}'
  from generate_series(1, 1000000) n;

-- Account 1 is an admin's, 1000 + n recruiter n's, 2000 + n contact n's, 20000 + n referrer n's, 100000 + n candidate n's.
insert into liaison.accounts (id, email, role, name, person_id, created_at) overriding system value
select 1, 'admin@agency.test', 'admin', 'Admin', null::bigint, date '2024-01-01'
union all
select 1000 + r.id, r.email, case when r.is_coordinator then 'coordinator' else 'recruiter' end, r.name, r.id, date '2024-01-01' from liaison.recruiters r
union all
select 2000 + c.id, d.email, 'client', c.name, c.id, date '2024-01-01'
  from liaison.contacts c join liaison.contact_details d on d.id = c.id where c.id % 6 = 1
union all
select 20000 + r.id, r.email, 'referrer', r.name, r.id, date '2024-01-01' from liaison.referrers r
union all
select 100000 + c.id, c.email, 'candidate', c.name, c.id, date '2024-01-01' from liaison.candidates c where c.id % 2 = 0;
insert into liaison_private.sessions (token_hash, account_id, role, person_id, name, expires_at, idle_limit)
select sha256(convert_to(rpad(case a.role when 'candidate' then 'lc_' when 'recruiter' then 'ls_' when 'coordinator' then 'lo_'
                                          when 'client' then 'lk_' when 'referrer' then 'lr_' else 'la_' end
                              || a.id || '_', 46, '-'), 'UTF8')),
       a.id, a.role, a.person_id, a.name, pg_catalog.now() + interval '10 years', interval '10 years'
  from liaison.accounts a;

do $$
declare
    one record;
begin
    for one in select definition from rebuilt loop
        execute one.definition;
    end loop;
    for one in
        select a.attrelid::regclass as name from pg_attribute a join pg_class c on c.oid = a.attrelid
         where c.relnamespace = 'liaison'::regnamespace and a.attname = 'id' and a.attidentity <> ''
    loop
        execute format('select setval(pg_get_serial_sequence(%L, ''id''), (select coalesce(max(id), 1) from %s))', one.name, one.name);
    end loop;
end
$$;
select setval('liaison.chases_id_seq', 4000001);
select setval('liaison.candidate_chases_id_seq', 4000002);
select liaison_private.rebuild_silences();
