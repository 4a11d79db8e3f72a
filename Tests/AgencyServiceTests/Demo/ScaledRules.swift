import Postgres
import TestSupport
import Testing

@testable import AgencyService

/// What the triggers would have said of generated rows: each query counts the rows that break a rule.
struct ScaledRules {
    var today: String

    /// Rows whose people and desk are not their parents' (RULES 7).
    var belonging: [(String, SQL)] {
        [
            (
                "a submission is on its candidate's desk, at its vacancy's client",
                """
                select count(*) from liaison.submissions s join liaison.candidates c on c.id = s.candidate_id
                  join liaison.vacancies v on v.id = s.vacancy_id where s.recruiter_id <> c.recruiter_id or s.client_id <> v.client_id
                """
            ),
            (
                "an interview belongs to its submission's people",
                """
                select count(*) from liaison.interviews i join liaison.submissions s on s.id = i.submission_id
                 where (i.candidate_id, i.client_id, i.recruiter_id) <> (s.candidate_id, s.client_id, s.recruiter_id)
                """
            ),
            (
                "what belongs to an interview belongs to its people",
                """
                select (select count(*) from liaison.promises x join liaison.interviews i on i.id = x.interview_id
                         where (x.candidate_id, x.client_id, x.recruiter_id) <> (i.candidate_id, i.client_id, i.recruiter_id))
                     + (select count(*) from liaison.chases x join liaison.interviews i on i.id = x.interview_id
                         where (x.candidate_id, x.client_id, x.recruiter_id) <> (i.candidate_id, i.client_id, i.recruiter_id))
                     + (select count(*) from liaison.debriefs x join liaison.interviews i on i.id = x.id
                         where (x.client_id, x.recruiter_id) <> (i.client_id, i.recruiter_id))
                     + (select count(*) from liaison.interviewers x join liaison.interviews i on i.id = x.interview_id
                         where (x.candidate_id, x.client_id) <> (i.candidate_id, i.client_id))
                     + (select count(*) from liaison.feedback x join liaison.interviews i on i.id = x.interview_id
                         where (x.submission_id, x.candidate_id, x.client_id, x.recruiter_id)
                               <> (i.submission_id, i.candidate_id, i.client_id, i.recruiter_id))
                """
            ),
            (
                "what belongs to a submission belongs to its people",
                """
                select (select count(*) from liaison.enquiries x join liaison.submissions s on s.id = x.submission_id
                         where (x.candidate_id, x.recruiter_id) <> (s.candidate_id, s.recruiter_id))
                     + (select count(*) from liaison.incidents x join liaison.submissions s on s.id = x.submission_id
                         where (x.candidate_id, x.recruiter_id) <> (s.candidate_id, s.recruiter_id))
                     + (select count(*) from liaison.releases x join liaison.submissions s on s.id = x.submission_id
                         where (x.candidate_id, x.recruiter_id) <> (s.candidate_id, s.recruiter_id))
                     + (select count(*) from liaison.releases x join liaison.feedback f on f.id = x.feedback_id
                         where (x.submission_id, x.interview_id, x.outcome) is distinct from (f.submission_id, f.interview_id, f.decision))
                """
            ),
            (
                "accounts belong to people of their name",
                """
                select count(*) from liaison.accounts a
                 where a.name <> coalesce(case a.role
                         when 'candidate' then (select p.name from liaison.candidates p where p.id = a.person_id)
                         when 'client' then (select p.name from liaison.contacts p where p.id = a.person_id)
                         when 'referrer' then (select p.name from liaison.referrers p where p.id = a.person_id)
                         when 'admin' then a.name
                         else (select p.name from liaison.recruiters p
                                where p.id = a.person_id and p.is_coordinator = (a.role = 'coordinator')) end, '')
                """
            ),
        ]
    }

    /// Dates of interviews, promises and answers (T1 to T3, T7, T17).
    var dates: [(String, SQL)] {
        [
            (
                "D and the due dates are the database's own",
                """
                select count(*) from liaison.interviews i join liaison.clients c on c.id = i.client_id
                 where i.held_on <> liaison.local_date(i.ends_at, c.time_zone) or i.default_due_on <> liaison.roll(c.calendar_id, i.held_on + 7)
                    or i.due_on <> coalesce((select p.date from liaison.promises p where p.interview_id = i.id
                                              order by p.given_on desc, p.id desc limit 1), i.default_due_on)
                """
            ),
            (
                "rounds count from one",
                """
                select count(*) from (select i.round, row_number() over (partition by i.submission_id order by i.starts_at, i.id) as n
                                        from liaison.interviews i) r where r.round <> r.n
                """
            ),
            (
                "an interview is answered by its first feedback and resolved by answer, closing or cancellation",
                """
                select count(*) from liaison.interviews i join liaison.submissions s on s.id = i.submission_id
                  join liaison.clients c on c.id = i.client_id
                 where i.answered_on is distinct from (select min(f.received_on) from liaison.feedback f where f.interview_id = i.id)
                    or i.resolved_on is distinct from coalesce(least(i.answered_on, s.closed_on), liaison.local_date(i.cancelled_at, 'Europe/London'))
                    or i.published_answered_on is distinct from (select min(r.released_on) from liaison.releases r where r.interview_id = i.id)
                """
            ),
            (
                "promises are given by today, after the interview and before their date",
                """
                select count(*) from liaison.promises p join liaison.interviews i on i.id = p.interview_id
                  join liaison.clients c on c.id = i.client_id
                 where p.given_on >= \(today)::date or p.date < p.given_on or p.given_on < i.held_on
                    or p.given_on <> liaison.local_date(p.recorded_at, c.time_zone) or i.cancelled_at is not null
                """
            ),
            (
                "feedback is dated on the client's day, by then received, and not of a cancelled interview",
                """
                select count(*) from liaison.feedback f join liaison.interviews i on i.id = f.interview_id
                  join liaison.clients c on c.id = i.client_id
                 where f.logged_on <> liaison.local_date(f.logged_at, c.time_zone) or f.received_on > f.logged_on or f.received_on < i.held_on
                    or f.logged_on >= \(today)::date or i.cancelled_at is not null or f.logged_at < i.ends_at
                """
            ),
            (
                "a release is dated on the agency's day and marks its feedback",
                """
                select count(*) from liaison.releases r left join liaison.feedback f on f.id = r.feedback_id
                 where r.released_on <> liaison.local_date(r.released_at, 'Europe/London') or r.released_on >= \(today)::date
                    or f.released_at is distinct from (case when f.id is not null then r.released_at end)
                    or f.withheld_at is not null or r.released_at < f.logged_at
                """
            ),
            (
                "feedback says released or withheld only with the record of it",
                """
                select count(*) from liaison.feedback f
                 where f.released_at is not null and not exists (select from liaison.releases r where r.feedback_id = f.id)
                    or f.withheld_at is distinct from (select w.withheld_at from liaison.withholdings w where w.id = f.id)
                """
            ),
            (
                "an enquiry is due by bd(asked, 1) of the agency, and answered by its own agent",
                """
                select count(*) from liaison.enquiries q cross join liaison.settings s
                 where q.asked_on <> liaison.local_date(q.asked_at, s.time_zone) or q.due_on <> liaison.bd(s.calendar_id, q.asked_on, 1)
                    or q.answered_on is distinct from liaison.local_date(q.answered_at, s.time_zone) or q.answered_at < q.asked_at
                    or q.answered_on >= \(today)::date or (q.answered_by is null) <> (q.answered_at is null)
                """
            ),
            (
                "debriefs come after their interviews and leave no fact open",
                """
                select count(*) from liaison.debriefs d join liaison.interviews i on i.id = d.id
                 where d.debriefed_at < i.ends_at or (d.feedback_by is null) <> ('feedback_by' = any (d.would_not_say))
                    or (d.decision_on is null) <> ('decision_on' = any (d.would_not_say))
                    or (d.further_round is null) <> ('further_round' = any (d.would_not_say))
                """
            ),
        ]
    }
}
