import Agency
import Postgres

/// Logged feedback that no candidate was told of, and that was not withheld with a reason (T17).
package struct UnreleasedFeedback: Codable, Sendable {
    package var feedbackId: Int64
    package var interviewId: Int64
    package var candidate: String
    package var client: String
    package var vacancy: String
    package var recruiter: String
    package var loggedOn: CivilDate
    package var dueOn: CivilDate
    /// Business days on the agency's calendar; 0 until it is overdue.
    package var businessDaysOverdue: Int
}

extension ReportOperations {
    struct UnreleasedRow: Decodable, Sendable {
        var feedbackId: Int64
        var interviewId: Int64
        var submissionId: Int64
        var candidate: String
        var client: String
        var vacancy: String
        var recruiter: String
        var recruiterId: Int64
        var loggedOn: CivilDate
        var asOf: CivilDate
        var calendarId: Int64
        var calendarVersion: Int64
        var policyVersion: Int64

        var source: EtiquetteSource {
            EtiquetteSource(
                calendarId: calendarId, calendarVersion: calendarVersion, policyVersion: policyVersion, clientId: nil)
        }

        func unreleased(_ etiquettes: Etiquettes) throws -> UnreleasedFeedback {
            let etiquette = try etiquettes[source].on(loggedOn)
            let due = try etiquette.releaseDue(logged: loggedOn)
            return UnreleasedFeedback(
                feedbackId: feedbackId, interviewId: interviewId, candidate: candidate, client: client, vacancy: vacancy,
                recruiter: recruiter, loggedOn: loggedOn, dueOn: due,
                businessDaysOverdue: etiquette.calendar.businessDays(after: due, through: asOf))
        }
    }

    static let unreleased = Operation<Scope, Page<UnreleasedFeedback>>(
        "report.unreleased", "Logged feedback that no candidate was told of", route: .get("/reports/unreleased"),
        roles: .staff, rules: ["T17"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let rows: [UnreleasedRow] = try await call.all(unreleased(input, limit: limit + 1, call))
        let etiquettes = try await call.etiquettes(rows.map(\.source))
        let items = try rows.map { try $0.unreleased(etiquettes) }
        return Page(items, limit: limit) { DayCursor.text($0.loggedOn, $0.feedbackId) }
    }
    .exported { input, call in
        let etiquettes = try await call.allEtiquettes()
        return Export(try unreleased(input, limit: try input.limit.map(Paging.limit), call)) { row in
            try row.decode(UnreleasedRow.self).unreleased(etiquettes)
        }
    }

    /// What waited for its release on a past day: of the four weeks before it, and older ones that wait still or waited long.
    private static func past(_ narrowing: SQL) -> SQL {
        let day: SQL = "(select d.as_of from day d)"
        let zone: SQL = "(select d.time_zone from day d)"
        let parts: [SQL] = [
            "f.logged_on between \(day) - 28 and \(day)",
            "f.logged_on < \(day) - 28 and f.released_at is null and f.withheld_at is null",
            "f.logged_on < \(day) - 28 and coalesce(f.released_at, f.withheld_at) > timezone('UTC', f.logged_on + interval '28 days')",
        ]
        return parts.map { part -> SQL in
            """
            select f.id, f.logged_on from liaison.feedback f
             where not (select d.is_current from day d) and \(part)
               and (f.released_at is null or liaison.local_date(f.released_at, \(zone)) > \(day))
               and (f.withheld_at is null or liaison.local_date(f.withheld_at, \(zone)) > \(day))\(narrowing)
            """
        }.joined(by: " union all ")
    }

    /// As in the overdue report, today's half reads the partial index alone and the half of a past day looks at what came since.
    static func unreleased(_ scope: Scope, limit: Int64?, _ call: Call) throws -> SQL {
        let narrowing: SQL = """
            \(call.desk("f.recruiter_id", only: scope.recruiterId))\(try DayCursor(scope.cursor).after("f.logged_on", "f.id"))
            """
        return """
            with \(ReportDay.table(scope.asOf)),
                 page as materialized (
                (select f.id, f.logged_on from liaison.feedback f
                  where (select d.is_current from day d) and f.released_at is null and f.withheld_at is null\(narrowing)
                  order by f.logged_on, f.id \(Paging.end(limit)))
                union all
                (select f.id, f.logged_on from (\(past(narrowing))) f order by f.logged_on, f.id \(Paging.end(limit))))
            select f.id as feedback_id, f.interview_id, f.submission_id, k.name as candidate, c.name as client, v.title as vacancy,
                   r.name as recruiter, f.recruiter_id, f.logged_on, d.as_of, b.id as calendar_id, b.version as calendar_version,
                   a.policy_version
              from page
             cross join day d
             cross join liaison.settings a
              join liaison.calendars b on b.id = a.calendar_id
              join liaison.feedback f on f.id = page.id
              join liaison.submissions s on s.id = f.submission_id
              join liaison.vacancies v on v.id = s.vacancy_id
              join liaison.candidates k on k.id = f.candidate_id
              join liaison.clients c on c.id = f.client_id
              join liaison.recruiters r on r.id = f.recruiter_id
             order by f.logged_on, f.id
            """
    }
}

extension UnreleasedFeedback: TableRow {
    package static let columns = [
        "feedback_id", "interview_id", "candidate", "client", "vacancy", "recruiter", "logged_on", "due_on",
        "business_days_overdue",
    ]

    package func write(to lines: inout CSVLines) {
        lines.cell(feedbackId)
        lines.cell(interviewId)
        lines.cell(candidate)
        lines.cell(client)
        lines.cell(vacancy)
        lines.cell(recruiter)
        lines.cell(loggedOn)
        lines.cell(dueOn)
        lines.cell(businessDaysOverdue)
    }
}
