import Agency
import Postgres

/// A hire of a candidate whom the agency had introduced, of which the fee was not invoiced yet (M6).
package struct IntroducedHire: Codable, Sendable {
    package var placementId: Int64
    package var candidate: String
    package var client: String
    package var vacancy: String
    package var channel: Channel
    package var recruiter: String
    package var introducedOn: CivilDate
    package var startOn: CivilDate
    /// Null where no contract said what is owed when the hire was recorded.
    package var feeDueOn: CivilDate?
    package var feeMinor: Int64?
    package var currency: String?
}

extension ReportOperations {
    static let introducedHires = Operation<Scope, Page<IntroducedHire>>(
        "report.introduced-hires", "Hires of introduced candidates whose fee was not invoiced, whatever the vacancy and channel",
        route: .get("/reports/introduced-hires"), roles: .staff, rules: ["M6"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let rows: [IntroducedHire] = try await call.all(try introduced(input, limit: limit + 1, call))
        return Page(rows, limit: limit) { Paging.cursor(String($0.placementId)) }
    }
    .exported { input, call in
        Export(try introduced(input, limit: try input.limit.map(Paging.limit), call)) { row in
            try row.decode(IntroducedHire.self)
        }
    }

    /// By what was owed and what was asked for by then; of who left at once nothing is owed.
    private static func introduced(_ scope: Scope, limit: Int64?, _ call: Call) throws -> SQL {
        """
        with \(ReportDay.table(scope.asOf))
        select p.id as placement_id, k.name as candidate, c.name as client, v.title as vacancy, s.channel, r.name as recruiter,
               p.introduced_on, p.start_on, f.due_on as fee_due_on,
               case when f.id is not null then x.owed end as fee_minor, f.currency
          from liaison.placements p
         cross join day d
          join liaison.submissions s on s.id = p.submission_id
          join liaison.vacancies v on v.id = s.vacancy_id
          join liaison.candidates k on k.id = p.candidate_id
          join liaison.clients c on c.id = p.client_id
          join liaison.recruiters r on r.id = p.recruiter_id
          left join liaison.fees f on f.id = p.id
         cross join lateral (
               select coalesce(sum(e.amount_minor), 0)::bigint as owed from liaison.ledger_entries e
                where e.placement_id = p.id and e.account = 'receivable' and e.made_on <= d.as_of) x
         where p.introduced_on is not null and p.placed_on <= d.as_of and (f.invoiced_on is null or f.invoiced_on > d.as_of)
           and (f.id is null or x.owed > 0)
               \(SQL.and("p.id", above: try Paging.id(scope.cursor)))\(call.desk("p.recruiter_id", only: scope.recruiterId))
         order by p.id \(Paging.end(limit))
        """
    }
}

extension IntroducedHire: TableRow {
    package static let columns = [
        "placement_id", "candidate", "client", "vacancy", "channel", "recruiter", "introduced_on", "start_on", "fee_due_on", "fee_minor",
        "currency",
    ]

    package func write(to lines: inout CSVLines) {
        lines.cell(placementId)
        lines.cell(candidate)
        lines.cell(client)
        lines.cell(vacancy)
        lines.cell(channel.rawValue)
        lines.cell(recruiter)
        lines.cell(introducedOn)
        lines.cell(startOn)
        lines.cell(feeDueOn)
        lines.cell(feeMinor)
        lines.cell(currency)
    }
}
