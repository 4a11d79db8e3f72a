import Agency
import Postgres

/// What became of the dates that clients named: kept, moved, or late and by how much.
///
/// A date is settled once it has passed, or an answer came by then; a submission that closed before the date settles nothing.
enum PromiseLedger {
    /// A common table `period` of one row: from which day and through which the dates lie, and the day as of which all is known.
    static func period(_ from: CivilDate?, _ to: CivilDate?, asOf: CivilDate?) -> SQL {
        """
        period as materialized (
            select coalesce(\(from)::date, t.to_on - 364) as from_on, t.to_on, t.as_of
              from (select coalesce(\(asOf)::date, s.today) as as_of, coalesce(\(to)::date, \(asOf)::date, s.today) as to_on
                      from (select liaison.local_date(liaison.now(), a.time_zone) as today from liaison.settings a) s) t)
        """
    }

    /// One row that sums up the settled dates `p` of the period `d`; none where there are none.
    ///
    /// - Parameter condition: which of the dates, by an index of theirs.
    static func sums(_ condition: SQL) -> SQL {
        """
        select count(*) as promises, count(*) filter (where f.is_kept) as kept, count(*) filter (where f.next_date > f.date) as slips,
               percentile_disc(0.5) within group (order by f.days_late) filter (where not f.is_kept) as days_late_median,
               percentile_disc(0.5) within group (order by f.answered_within)
                   filter (where f.next_date is null and f.answered_within is not null) as answered_within_median
          from (select p.date, l.date as next_date, coalesce(e.answered_on <= p.date, false) as is_kept,
                       coalesce(e.answered_on, e.ended_on, d.as_of) - p.date as days_late, e.answered_on - i.held_on as answered_within
                  from liaison.promises p
                  join liaison.interviews i on i.id = p.interview_id
                 cross join lateral (
                       select case when i.answered_on <= d.as_of then i.answered_on end as answered_on,
                              case when i.resolved_on <= d.as_of then i.resolved_on end as ended_on) e
                  left join lateral (
                       select q.date from liaison.promises q
                        where q.interview_id = p.interview_id and (q.given_on, q.id) > (p.given_on, p.id) and q.given_on <= d.as_of
                        order by q.given_on, q.id limit 1) l on true
                 where \(condition) and p.date between d.from_on and d.to_on and p.given_on <= d.as_of and i.cancelled_at is null
                   and (p.date < d.as_of or e.answered_on <= p.date)
                   and (e.answered_on is not null or e.ended_on is null or e.ended_on > p.date)) f
        having count(*) > 0
        """
    }
}

extension Call {
    /// What to expect of a new date for an interview: by the dates of whoever named it, else by those of the company, in the last year.
    ///
    /// - Returns: nil with too few cases, and for everybody but staff.
    func promiseHint(interview: Int64, contact: Int64?) async throws -> String? {
        struct Record: Decodable {
            var name: String
            var promises: Int
            var kept: Int
            var daysLateMedian: Int?
        }
        guard role == .recruiter || role == .coordinator else { return nil }
        let period = PromiseLedger.period(nil, nil, asOf: nil)
        var statements: [SQL] = []
        if let contact {
            statements.append(
                """
                with \(period)
                select n.name, x.promises, x.kept, x.days_late_median from period d join liaison.contacts n on n.id = \(contact)
                 cross join lateral (\(PromiseLedger.sums("p.client_id = n.client_id and p.contact_id = n.id"))) x
                """)
        }
        statements.append(
            """
            with \(period)
            select c.name, x.promises, x.kept, x.days_late_median
              from period d join liaison.interviews j on j.id = \(interview) join liaison.clients c on c.id = j.client_id
             cross join lateral (\(PromiseLedger.sums("p.client_id = c.id"))) x
            """)
        for result in try await pipeline(statements) {
            guard let found = try result.decode(Record.self).first else { continue }
            let record = PromiseRecord(promises: found.promises, kept: found.kept, daysLateMedian: found.daysLateMedian)
            if let hint = record.hint(of: found.name) { return hint }
        }
        return nil
    }
}
