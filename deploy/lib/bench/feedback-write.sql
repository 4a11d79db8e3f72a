-- Held interviews whose feedback is yet to be logged, with ids in one row after the other, and a session for each desk that they
-- are on: wrk and pgbench then know the interview, its desk and the desk's token from a counter alone.
-- Variables: secret, wanted (interviews). Prints "FIRST-ID DESKS".

set session_replication_role = replica;

create temporary table desk as
select d.recruiter_id, d.submissions, row_number() over (order by d.submissions desc, d.recruiter_id) as place
  from (select s.recruiter_id, count(*) as submissions from liaison.submissions s
         where s.sent_on is not null and s.closed_on is null and s.stage <> 'placed' group by 1) d
 order by place limit 200;

insert into liaison.accounts (email, role, name, person_id)
select format('desk-%s@benchmark.example', r.id), 'recruiter', r.name, r.id
  from desk d join liaison.recruiters r on r.id = d.recruiter_id
 where not exists (select from liaison.accounts a where a.person_id = r.id and a.role in ('recruiter', 'coordinator'));
delete from liaison_private.sessions where label = 'benchmark' and role in ('recruiter', 'coordinator');
insert into liaison_private.sessions (token_hash, account_id, role, person_id, name, label, expires_at, idle_limit)
select sha256(convert_to('ls_' || :'secret' || lpad(d.place::text, 12, '0'), 'UTF8')), a.id, 'recruiter', a.person_id, a.name,
       'benchmark', now() + interval '2 days', interval '2 days'
  from desk d join liaison.accounts a on a.person_id = d.recruiter_id and a.role in ('recruiter', 'coordinator');

create temporary table meeting as
select s.*, d.place, d.submissions, row_number() over (partition by d.place order by s.id) - 1 as turn
  from desk d join liaison.submissions s on s.recruiter_id = d.recruiter_id
 where s.sent_on is not null and s.closed_on is null and s.stage <> 'placed';
create index on meeting (place, turn);
analyze meeting;

create temporary table first as select coalesce(max(i.id), 0) + 1 as id, (select count(*) from desk) as desks from liaison.interviews i;
insert into liaison.interviews (id, submission_id, candidate_id, client_id, recruiter_id, round, starts_at, ends_at, held_on,
                                default_due_on, due_on)
overriding system value
select f.id + n, m.id, m.candidate_id, m.client_id, m.recruiter_id, 1, now() - interval '49 hours', now() - interval '48 hours',
       current_date - 2, current_date + 5, current_date + 5
  from first f, generate_series(0, :wanted - 1) n
  join meeting m on m.place = n % (select d.desks from first d) + 1
                and m.turn = n / (select d.desks from first d) % m.submissions;
vacuum analyze liaison.interviews;
vacuum analyze liaison_private.sessions;
select id, desks from first;
