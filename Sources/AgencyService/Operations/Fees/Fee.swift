import Agency
import Postgres

/// What a client owes, or owed, for a hire (M5, M6).
package struct Fee: Codable, Sendable {
    /// The placement's id.
    package var id: Int64
    package var candidate: String
    package var clientId: Int64
    package var client: String
    package var vacancy: String
    package var recruiter: String
    package var startOn: CivilDate
    package var dueOn: CivilDate
    package var amount: Money
    package var rebate: Money?
    /// What is owed still; below nothing where more was paid than was owed in the end.
    package var outstanding: Money
    package var state: FeeState
    package var invoice: String?
    package var invoicedOn: CivilDate?
}

/// Where a fee stands on a day: not asked for yet, asked for, past its due date, or nothing owed any more.
package enum FeeState: String, CaseIterable, Codable, Sendable, SchemaDescribing, PostgresBindable {
    case open, invoiced, overdue, settled
}

extension Fee {
    /// The record as of a day, its sums read from the ledger (M7).
    static func select(_ asOf: CivilDate?) -> SQL {
        """
        select f.id, k.name as candidate, f.client_id, c.name as client, v.title as vacancy, r.name as recruiter, p.start_on, f.due_on,
               jsonb_build_object('minor', x.amount, 'currency', f.currency) as amount,
               case when x.rebate <> 0 then jsonb_build_object('minor', x.rebate, 'currency', f.currency) end as rebate,
               jsonb_build_object('minor', x.outstanding, 'currency', f.currency) as outstanding, \(state) as state,
               case when f.invoiced_on <= x.day then f.invoice end as invoice, case when f.invoiced_on <= x.day then f.invoiced_on end as invoiced_on
          from \(rows(asOf))
        """
    }

    /// The fees `f` with their sums `x` as of a day.
    static func rows(_ asOf: CivilDate?) -> SQL {
        let day: SQL = asOf.map { "\($0)" } ?? "(select liaison.agency_today())"
        return """
            liaison.fees f
              join liaison.placements p on p.id = f.id
              join liaison.submissions s on s.id = p.submission_id
              join liaison.vacancies v on v.id = s.vacancy_id
              join liaison.candidates k on k.id = p.candidate_id
              join liaison.clients c on c.id = f.client_id
              join liaison.recruiters r on r.id = f.recruiter_id
             cross join lateral (
                   select coalesce(-sum(e.amount_minor) filter (where e.account = 'fee_income'), 0)::bigint as amount,
                          coalesce(sum(e.amount_minor) filter (where e.account = 'fee_rebate'), 0)::bigint as rebate,
                          coalesce(sum(e.amount_minor) filter (where e.account = 'receivable'), 0)::bigint as outstanding, \(day) as day
                     from liaison.ledger_entries e where e.placement_id = f.id and e.made_on <= \(day)) x
            """
    }

    static let state: SQL = """
        case when x.outstanding <= 0 then 'settled' when f.invoiced_on is null or f.invoiced_on > x.day then 'open'
             when f.due_on < x.day then 'overdue' else 'invoiced' end
        """
}
