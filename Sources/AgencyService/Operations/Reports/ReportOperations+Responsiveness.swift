import Agency
import Postgres

extension ReportOperations {
    struct ResponsivenessScope: Codable, Sendable {
        /// By client if it is not given.
        var by: ResponsivenessGrouping?
        /// The first of the promised days; a year before `to` if it is not given.
        var from: CivilDate?
        /// The last of them; `as_of` if it is not given.
        var to: CivilDate?
        /// The day as of which answers are known; the agency's today if it is not given.
        var asOf: CivilDate?
        var clientId: Int64?
        /// Only the interviews of this desk.
        var recruiterId: Int64?
        var limit: Int64?
        var cursor: String?
    }

    static let responsiveness = Operation<ResponsivenessScope, Page<Responsiveness>>(
        "report.responsiveness", "How clients keep the dates by which they said they would answer",
        route: .get("/reports/responsiveness"), roles: [.recruiter, .coordinator, .client], rules: ["T2", "T7"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let rows: [Responsiveness] = try await call.all(try responsiveness(input, limit: limit + 1, call))
        return Page(rows, limit: limit) { Paging.cursor(String($0.key)) }
    }
    .exported { input, call in
        Export(try responsiveness(input, limit: try input.limit.map(Paging.limit), call)) { row in
            try row.decode(Responsiveness.self)
        }
    }

    /// In the order of the ids: each is summed up by itself, so that a page looks at what it shows.
    private static func responsiveness(_ scope: ResponsivenessScope, limit: Int64?, _ call: Call) throws -> SQL {
        let grouping = scope.by ?? .client
        if call.role == .client {
            if grouping == .recruiter { throw Problem.invalid(["by": "recruiter is for the agency"]) }
            if scope.recruiterId != nil { throw Problem.invalid(["recruiter_id": "is for the agency"]) }
        }
        if let from = scope.from, let to = scope.to ?? scope.asOf, from > to {
            throw Problem.invalid(["from": "lies after \(scope.to == nil ? "as_of" : "to")"])
        }
        let rows = call.desk("p.recruiter_id", only: scope.recruiterId)
        let isOfDesks = call.role == .recruiter || scope.recruiterId != nil
        let after = SQL.and("k.id", above: try Paging.id(scope.cursor))
        let keys: SQL
        let condition: SQL
        switch grouping {
        case .client:
            keys = """
                select k.id, k.name, k.name as client, k.id as client_id from liaison.clients k
                 where \(isOfDesks ? dealtWith("client_id", rows) : "true")\(after)\(SQL.and("k.id", scope.clientId))
                """
            condition = "p.client_id = k.id\(rows)"
        case .contact:
            keys = """
                select k.id, k.name, c.name as client, k.client_id from liaison.contacts k join liaison.clients c on c.id = k.client_id
                 where \(isOfDesks ? dealtWith("contact_id", rows) : "true")\(after)\(SQL.and("k.client_id", scope.clientId))
                """
            condition = "p.client_id = k.client_id and p.contact_id = k.id\(rows)"
        case .recruiter:
            keys = """
                select k.id, k.name, null::text as client, null::bigint as client_id from liaison.recruiters k
                 where true\(after)\(call.desk("k.id", only: scope.recruiterId))
                """
            condition = "p.recruiter_id = k.id\(SQL.and("p.client_id", scope.clientId))"
        }
        return """
            with \(PromiseLedger.period(scope.from, scope.to, asOf: scope.asOf))
            select k.id as key, k.name, k.client, x.promises, x.kept, x.slips, x.days_late_median, x.answered_within_median
              from (\(keys)) k cross join period d cross join lateral (\(PromiseLedger.sums(condition))) x
             order by k.id \(Paging.end(limit))
            """
    }

    /// Those who named a date of the period to some desks: few, and found by the desks' own index.
    private static func dealtWith(_ column: StaticString, _ rows: SQL) -> SQL {
        """
        k.id = any (array(select p.\(raw: "\(column)") from liaison.promises p cross join period d
                           where p.date between d.from_on and d.to_on\(rows)))
        """
    }
}
