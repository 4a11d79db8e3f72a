import Agency
import Postgres

/// How an agent kept the days by which they had told candidates that they would call (T17).
package struct KeptCalls: Codable, Sendable {
    package var recruiterId: Int64
    package var recruiter: String
    package var promised: Int64
    /// Made in time.
    package var kept: Int64
    /// Made too late, or not made by a day that has passed.
    package var broken: Int64
    /// Not made yet, by a day that has not passed.
    package var open: Int64
}

extension ReportOperations {
    struct CallsScope: Codable, Sendable {
        /// The first of the promised days; two years before `to` if it is not given.
        var from: CivilDate?
        /// The last of them; a year after `as_of` if it is not given, so that nothing open is left out.
        var to: CivilDate?
        /// The day as of which calls are known; the agency's today if it is not given.
        var asOf: CivilDate?
        /// Only this desk.
        var recruiterId: Int64?
        var limit: Int64?
        var cursor: String?
    }

    static let calls = Operation<CallsScope, Page<KeptCalls>>(
        "report.calls", "How agents keep the days by which they said they would call a candidate", route: .get("/reports/calls"),
        roles: .staff, rules: ["R11", "T17"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let rows: [KeptCalls] = try await call.all(try calls(input, limit: limit + 1, call))
        return Page(rows, limit: limit) { Paging.cursor(String($0.recruiterId)) }
    }
    .exported { input, call in
        Export(try calls(input, limit: try input.limit.map(Paging.limit), call)) { row in try row.decode(KeptCalls.self) }
    }

    private static func calls(_ scope: CallsScope, limit: Int64?, _ call: Call) throws -> SQL {
        if let from = scope.from, let to = scope.to, from > to { throw Problem.invalid(["from": "lies after to"]) }
        return """
            with \(ReportDay.table(scope.asOf)),
                 period as materialized (
                select coalesce(\(scope.from)::date, t.to_on - 2 * 366) as from_on, t.to_on, t.as_of
                  from (select coalesce(\(scope.to)::date, d.as_of + 366) as to_on, d.as_of from day d) t)
            select r.id as recruiter_id, r.name as recruiter, x.promised, x.kept, x.promised - x.kept - x.open as broken, x.open
              from (select p.recruiter_id, count(*) as promised, count(*) filter (where p.called_on <= least(p.call_by, d.as_of)) as kept,
                           count(*) filter (where p.call_by >= d.as_of and (p.called_on is null or p.called_on > d.as_of)) as open
                      from period d
                      join liaison.call_promises p
                        on p.call_by between d.from_on and d.to_on and p.promised_on <= d.as_of\(call.desk("p.recruiter_id", only: scope.recruiterId))
                     group by p.recruiter_id) x
              join liaison.recruiters r on r.id = x.recruiter_id
             where true\(SQL.and("r.id", above: try Paging.id(scope.cursor)))
             order by r.id \(Paging.end(limit))
            """
    }
}

extension KeptCalls: TableRow {
    package static let columns = ["recruiter_id", "recruiter", "promised", "kept", "broken", "open"]

    package func write(to lines: inout CSVLines) {
        lines.cell(recruiterId)
        lines.cell(recruiter)
        lines.cell(promised)
        lines.cell(kept)
        lines.cell(broken)
        lines.cell(open)
    }
}
