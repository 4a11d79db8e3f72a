import Agency
import Postgres

/// A candidate who was told of no end and has heard nothing for longer than the policy's days (T17).
package struct SilentSubmission: Codable, Sendable {
    package var submissionId: Int64
    package var candidate: String
    package var client: String
    package var vacancy: String
    package var recruiter: String
    package var lastHeardOn: CivilDate
    package var dueOn: CivilDate
    package var daysSilent: Int
}

extension ReportOperations {
    private struct SilentRow: Decodable, Sendable {
        var submissionId: Int64
        var candidate: String
        var client: String
        var vacancy: String
        var recruiter: String
        var lastHeardOn: CivilDate
        var silenceDays: Int
        var asOf: CivilDate

        var submission: SilentSubmission {
            get throws {
                SilentSubmission(
                    submissionId: submissionId, candidate: candidate, client: client, vacancy: vacancy, recruiter: recruiter,
                    lastHeardOn: lastHeardOn, dueOn: try lastHeardOn.adding(days: silenceDays),
                    daysSilent: asOf.days(since: lastHeardOn))
            }
        }
    }

    static let silent = Operation<Scope, Page<SilentSubmission>>(
        "report.silent", "Candidates with an open submission who have heard nothing for a week",
        route: .get("/reports/silent"), roles: .staff, rules: ["T17"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let rows: [SilentRow] = try await call.all(try silent(input, limit: limit + 1, call))
        return Page(try rows.map { try $0.submission }, limit: limit) { DayCursor.text($0.lastHeardOn, $0.submissionId) }
    }
    .exported { input, call in
        Export(try silent(input, limit: try input.limit.map(Paging.limit), call)) { row in
            try row.decode(SilentRow.self).submission
        }
    }

    private static func silent(_ scope: Scope, limit: Int64?, _ call: Call) throws -> SQL {
        let cursor = try DayCursor(scope.cursor)
        // Open is what the candidate was told (R9): one rejected but not told of it is the one who waits.
        return """
            with \(ReportDay.table(scope.asOf)),
                 page as materialized (
                select w.id, w.last_heard_on, d.as_of, d.silence_days
                  from (select y.as_of, liaison.policy_number(null, y.as_of, 'silence_days') as silence_days from day y offset 0) d
                 cross join lateral liaison.silent_submissions(
                           d.as_of, d.silence_days, \(scope.recruiterId), \(cursor?.day), \(cursor?.id), \(limit)) w)
            select s.id as submission_id, k.name as candidate, c.name as client, v.title as vacancy, r.name as recruiter,
                   page.last_heard_on, page.silence_days, page.as_of
              from page
              join liaison.submissions s on s.id = page.id
              join liaison.vacancies v on v.id = s.vacancy_id
              join liaison.candidates k on k.id = s.candidate_id
              join liaison.clients c on c.id = s.client_id
              join liaison.recruiters r on r.id = s.recruiter_id
             order by page.last_heard_on, s.id
            """
    }
}

extension SilentSubmission: TableRow {
    package static let columns = [
        "submission_id", "candidate", "client", "vacancy", "recruiter", "last_heard_on", "due_on", "days_silent",
    ]

    package func write(to lines: inout CSVLines) {
        lines.cell(submissionId)
        lines.cell(candidate)
        lines.cell(client)
        lines.cell(vacancy)
        lines.cell(recruiter)
        lines.cell(lastHeardOn)
        lines.cell(dueOn)
        lines.cell(daysSilent)
    }
}
