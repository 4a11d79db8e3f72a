import Agency
import Postgres

enum ExplanationOperations {
    static let all = [AnyOperation(interview), AnyOperation(submission)]

    struct Input: Codable, Sendable {
        var id: Int64
        var asOf: CivilDate?
    }

    private static let rules = RuleName.allCases.map(\.rawValue)
    private static let roles: Set<Role> = [.candidate, .recruiter, .coordinator, .client]

    static let interview = Operation<Input, Explanation>(
        "explain.interview", "Explain every rule that bears on an interview, from which facts, and what would change it",
        route: .get("/interviews/{id}/explanation"), roles: roles, rules: rules
    ) { input, call in
        try await explain(.interview(input.id), noun: "interview", asOf: input.asOf, call)
    }

    static let submission = Operation<Input, Explanation>(
        "explain.submission", "Explain every rule that bears on a submission and its latest interview",
        route: .get("/submissions/{id}/explanation"), roles: roles, rules: rules
    ) { input, call in
        try await explain(.submission(input.id), noun: "submission", asOf: input.asOf, call)
    }

    /// One round trip, in which each role reads only what its database role may read.
    private static func explain(
        _ subject: ExplainedSubject, noun: String, asOf: CivilDate?, _ call: Call
    ) async throws -> Explanation {
        var statements = [ExplainedRow.query(subject, asOf: asOf, for: call.role), policies(of: subject)]
        if call.role != .client { statements.append(ChaseFacts.query(of: subject.interview, for: call.role)) }
        if call.role == .candidate { statements.append(StatusOperations.query) }
        let results = try await call.pipeline(statements)
        guard let row = try results[0].decode(ExplainedRow.self).first else { throw Problem.notFound(noun) }
        let facts = try call.role == .client ? nil : results[2].decode(ChaseFacts.self).first
        let all = try call.role == .candidate ? results[3].rows.map(StatusFacts.init) : []
        let told = all.first { $0.id == row.submissionId }
        let (client, agency) = try await policies(results[1], row, call)
        return Explanation(
            submissionId: row.submissionId, interviewId: row.interviewId, candidate: row.candidate, client: row.client,
            vacancy: row.vacancy, asOf: row.day,
            items: try row.explained(for: call.role, client: client, agency: agency, facts, told).rules())
    }

    private static func policies(of subject: ExplainedSubject) -> SQL {
        """
        select p.id, p.client_id, p.effective_from, p.changes
          from liaison.policy_versions(array(select s.client_id from liaison.submissions s where s.id = \(subject.submission))) p
         order by p.id
        """
    }

    /// What the client's dates and the agency's own go by; RULES 7 shows their numbers to staff alone.
    private static func policies(
        _ result: QueryResult, _ row: ExplainedRow, _ call: Call
    ) async throws -> (client: ExplainedPolicy, agency: ExplainedPolicy) {
        let versions = Dictionary(grouping: try result.decode(LoadedPolicies.Row.self), by: \.clientId)
            .mapValues { rows in rows.map { PolicyVersion(effectiveFrom: $0.effectiveFrom, changes: $0.changes) } }
        let isShown = call.role == .recruiter || call.role == .coordinator
        let own = versions[nil] ?? []
        return (
            ExplainedPolicy(
                calendar: try await call.calendar(row.calendarId, version: row.calendarVersion), agency: own,
                client: versions[row.clientId] ?? [], isShown: isShown),
            ExplainedPolicy(
                calendar: try await call.calendar(row.agencyCalendarId, version: row.agencyCalendarVersion), agency: own,
                isShown: isShown)
        )
    }
}

/// Every rule that bears on a submission or an interview on a day, for one reader.
package struct Explanation: Codable, Sendable {
    package var submissionId: Int64
    /// The interview that is explained; null where there is none yet.
    package var interviewId: Int64?
    package var candidate: String
    package var client: String
    package var vacancy: String
    package var asOf: CivilDate
    package var items: [ExplainedRule]
    /// Always null: an explanation is one page.
    package var next: String?
}
