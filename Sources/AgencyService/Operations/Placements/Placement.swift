import Agency
import Postgres

/// A hire: since when somebody is employed at a client, until when, and what the client owes for it (M3, M5).
package struct Placement: Codable, Sendable {
    package var id: Int64
    package var submissionId: Int64
    package var candidateId: Int64
    package var candidate: String
    package var clientId: Int64
    package var client: String
    package var vacancy: String
    package var channel: Channel
    package var recruiter: String
    package var startOn: CivilDate
    package var salary: Money?
    /// When the agency had last introduced them to the client, where that brings a fee (M6).
    package var introducedOn: CivilDate?
    package var placedOn: CivilDate
    package var leftOn: CivilDate?
    /// Null where the hire brings none.
    package var fee: Money?
    package var feeDueOn: CivilDate?
    /// What came back of the fee.
    package var rebate: Money?

    /// The record; sums are read from the ledger (M7).
    static let select: SQL = """
        select p.id, p.submission_id, p.candidate_id, k.name as candidate, p.client_id, c.name as client, v.title as vacancy, s.channel,
               r.name as recruiter, p.start_on,
               case when p.salary_minor is not null then jsonb_build_object('minor', p.salary_minor, 'currency', p.salary_currency) end as salary,
               p.introduced_on, p.placed_on, p.left_on,
               case when f.id is not null then jsonb_build_object('minor', x.fee, 'currency', f.currency) end as fee, f.due_on as fee_due_on,
               case when x.rebate <> 0 then jsonb_build_object('minor', x.rebate, 'currency', f.currency) end as rebate
          from liaison.placements p
          join liaison.submissions s on s.id = p.submission_id
          join liaison.vacancies v on v.id = s.vacancy_id
          join liaison.candidates k on k.id = p.candidate_id
          join liaison.clients c on c.id = p.client_id
          join liaison.recruiters r on r.id = p.recruiter_id
          left join liaison.fees f on f.id = p.id
         cross join lateral (\(sums)) x
        """

    /// Fee and rebate of the placement `p`.
    private static let sums: SQL = """
        select coalesce(-sum(e.amount_minor) filter (where e.account = 'fee_income'), 0)::bigint as fee,
               coalesce(sum(e.amount_minor) filter (where e.account = 'fee_rebate'), 0)::bigint as rebate
          from liaison.ledger_entries e where e.placement_id = p.id and e.account in ('fee_income', 'fee_rebate')
        """
}
