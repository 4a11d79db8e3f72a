import Agency
import Postgres

/// A candidate who was told of no end and has heard nothing for longer than a week (T17).
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
        var asOf: CivilDate

        var submission: SilentSubmission {
            get throws {
                SilentSubmission(
                    submissionId: submissionId, candidate: candidate, client: client, vacancy: vacancy, recruiter: recruiter,
                    lastHeardOn: lastHeardOn, dueOn: try lastHeardOn.adding(days: EtiquettePolicy.standard.silenceDays),
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
        let days = EtiquettePolicy.standard.silenceDays
        let narrowing = call.desk("s.recruiter_id", only: scope.recruiterId)
        let cursor = try DayCursor(scope.cursor)
        // Open is what the candidate was told (R9): one rejected but not told of it is the one who waits.
        return """
            with \(ReportDay.table(scope.asOf)),
                 page as materialized (
                select s.id, h.last_heard_on, d.as_of
                  from day d
                  join liaison.submissions s
                    on liaison.local_date(s.created_at, d.time_zone) + \(days)::integer < d.as_of
                   and (s.published_closed_on is null or s.published_closed_on > d.as_of)
                   and not (s.published_stage = 'placed' and s.published_on <= d.as_of)\(narrowing)
                 cross join lateral (select greatest(
                           liaison.local_date(s.created_at, d.time_zone),
                           (select liaison.local_date(g.given_at, d.time_zone) from liaison.consents g
                             where g.id = s.id and liaison.local_date(g.given_at, d.time_zone) <= d.as_of),
                           (select max(i.held_on) from liaison.interviews i
                             where i.submission_id = s.id and i.cancelled_at is null and i.held_on <= d.as_of),
                           (select max(l.released_on) from liaison.releases l
                             where l.candidate_id = s.candidate_id and l.submission_id = s.id and l.released_on <= d.as_of),
                           (select max(q.answered_on) from liaison.enquiries q
                             where q.candidate_id = s.candidate_id and q.submission_id = s.id
                               and q.answered_on <= d.as_of)) as last_heard_on) h
                 where h.last_heard_on + \(days)::integer < d.as_of\(cursor.after("h.last_heard_on", "s.id"))
                 order by h.last_heard_on, s.id \(Paging.end(limit)))
            select s.id as submission_id, k.name as candidate, c.name as client, v.title as vacancy, r.name as recruiter,
                   page.last_heard_on, page.as_of
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
