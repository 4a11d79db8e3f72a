import Agency
import Postgres

/// Bonuses that are promised and not paid, by programme and the month in which they fall due (M3, M7).
package struct BonusLiability: Codable, Sendable {
    package var programmeId: Int64
    package var programme: String
    /// Who pays; null where the agency does.
    package var sponsorClientId: Int64?
    /// The first day of the month.
    package var month: CivilDate
    package var currency: String
    package var instalments: Int64
    package var amountMinor: Int64
    /// The part of the amount that is payable on the day of the report.
    package var payableMinor: Int64
}

extension ReportOperations {
    static let bonusLiability = Operation<Scope, Page<BonusLiability>>(
        "report.bonus-liability", "Referral bonuses that are promised and not paid, by programme and month",
        route: .get("/reports/bonus-liability"), roles: .staff, rules: ["M3", "M7"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let rows: [BonusLiability] = try await call.all(try liability(input, limit: limit + 1, call))
        return Page(rows, limit: limit) {
            Paging.cursor($0.month.description, String($0.programmeId), $0.currency)
        }
    }
    .exported { input, call in
        Export(try liability(input, limit: try input.limit.map(Paging.limit), call)) { row in try row.decode(BonusLiability.self) }
    }

    /// What the ledger had by the end of the day: a payment, forfeiture or reversal counts from its own day on.
    private static func liability(_ scope: Scope, limit: Int64?, _ call: Call) throws -> SQL {
        var after: SQL = "true"
        if let keys = try Paging.keys(scope.cursor, count: 3) {
            guard let month = CivilDate(iso: keys[0]), let programme = Int64(keys[1]) else {
                throw Problem.invalid(["cursor": "is not a cursor of this list"])
            }
            after = "(x.month, x.programme_id, x.currency) > (\(month), \(programme), \(keys[2])::text)"
        }
        return """
            with \(ReportDay.table(scope.asOf))
            select x.programme_id, x.programme, x.sponsor_client_id, x.month, x.currency, x.instalments, x.amount_minor, x.payable_minor
              from (select b.programme_id, p.name as programme, b.sponsor_client_id, date_trunc('month', b.due_on)::date as month, b.currency,
                           count(*) as instalments, sum(o.owed)::bigint as amount_minor,
                           coalesce(sum(o.owed) filter (where b.due_on <= d.as_of), 0)::bigint as payable_minor
                      from day d
                     cross join lateral (
                           select e.bonus_id, -sum(e.amount_minor) as owed from liaison.ledger_entries e
                            where e.account = 'bonus_liability' and e.made_on <= d.as_of group by e.bonus_id) o
                      join liaison.bonuses b on b.id = o.bonus_id
                      join liaison.programmes p on p.id = b.programme_id
                     where o.owed <> 0\(call.desk("b.recruiter_id", only: scope.recruiterId))
                     group by b.programme_id, p.name, b.sponsor_client_id, date_trunc('month', b.due_on)::date, b.currency) x
             where \(after)
             order by x.month, x.programme_id, x.currency \(Paging.end(limit))
            """
    }
}

extension BonusLiability: TableRow {
    package static let columns = [
        "programme_id", "programme", "sponsor_client_id", "month", "currency", "instalments", "amount_minor", "payable_minor",
    ]

    package func write(to lines: inout CSVLines) {
        lines.cell(programmeId)
        lines.cell(programme)
        lines.cell(sponsorClientId)
        lines.cell(month)
        lines.cell(currency)
        lines.cell(instalments)
        lines.cell(amountMinor)
        lines.cell(payableMinor)
    }
}
