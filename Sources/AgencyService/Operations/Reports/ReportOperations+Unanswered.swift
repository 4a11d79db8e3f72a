import Agency
import Postgres

/// A candidate's question without an answer (T17).
package struct UnansweredEnquiry: Codable, Sendable {
    package var enquiryId: Int64
    package var submissionId: Int64
    package var candidate: String
    package var recruiter: String
    package var askedOn: CivilDate
    package var dueOn: CivilDate
    /// Business days on the agency's calendar; 0 until it is overdue.
    package var businessDaysOverdue: Int
}

extension ReportOperations {
    struct UnansweredRow: Decodable, Sendable {
        var enquiryId: Int64
        var submissionId: Int64
        var candidate: String
        var client: String
        var recruiter: String
        var recruiterId: Int64
        var askedOn: CivilDate
        var dueOn: CivilDate
        var asOf: CivilDate
        var calendarId: Int64
        var calendarVersion: Int64
        var policyVersion: Int64

        var source: EtiquetteSource {
            EtiquetteSource(
                calendarId: calendarId, calendarVersion: calendarVersion, policyVersion: policyVersion, clientId: nil)
        }

        func enquiry(_ etiquettes: Etiquettes) throws -> UnansweredEnquiry {
            UnansweredEnquiry(
                enquiryId: enquiryId, submissionId: submissionId, candidate: candidate, recruiter: recruiter,
                askedOn: askedOn, dueOn: dueOn,
                businessDaysOverdue: try etiquettes[source].calendar.businessDays(after: dueOn, through: asOf))
        }
    }

    static let unanswered = Operation<Scope, Page<UnansweredEnquiry>>(
        "report.unanswered", "Enquiries without an answer", route: .get("/reports/unanswered"), roles: .staff,
        rules: ["T17"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let rows: [UnansweredRow] = try await call.all(unanswered(input, limit: limit + 1, call))
        let etiquettes = try await call.etiquettes(rows.map(\.source))
        let items = try rows.map { try $0.enquiry(etiquettes) }
        return Page(items, limit: limit) { DayCursor.text($0.dueOn, $0.enquiryId) }
    }
    .exported { input, call in
        let etiquettes = try await call.allEtiquettes()
        return Export(try unanswered(input, limit: try input.limit.map(Paging.limit), call)) { row in
            try row.decode(UnansweredRow.self).enquiry(etiquettes)
        }
    }

    /// What waited for its answer on a past day: of the four weeks before it, and older ones that wait still or waited long.
    private static func past(_ narrowing: SQL) -> SQL {
        let day: SQL = "(select d.as_of from day d)"
        let parts: [SQL] = [
            "q.asked_on between \(day) - 28 and \(day) and (q.answered_on is null or q.answered_on > \(day))",
            "q.asked_on < \(day) - 28 and q.answered_at is null",
            "q.asked_on < \(day) - 28 and q.answered_on > \(day) and q.answered_on - q.asked_on > 28",
        ]
        return parts.map { part -> SQL in
            """
            select q.id, q.due_on from liaison.enquiries q where not (select d.is_current from day d) and \(part)\(narrowing)
            """
        }.joined(by: " union all ")
    }

    static func unanswered(_ scope: Scope, limit: Int64?, _ call: Call) throws -> SQL {
        let narrowing: SQL = """
            \(call.desk("q.recruiter_id", only: scope.recruiterId))\(try DayCursor(scope.cursor).after("q.due_on", "q.id"))
            """
        return """
            with \(ReportDay.table(scope.asOf)),
                 page as materialized (
                (select q.id from liaison.enquiries q
                  where (select d.is_current from day d) and q.answered_at is null\(narrowing)
                  order by q.due_on, q.id \(Paging.end(limit)))
                union all
                (select q.id from (\(past(narrowing))) q order by q.due_on, q.id \(Paging.end(limit))))
            select q.id as enquiry_id, q.submission_id, k.name as candidate, c.name as client, r.name as recruiter, q.recruiter_id,
                   q.asked_on, q.due_on,
                   d.as_of, b.id as calendar_id, b.version as calendar_version, a.policy_version
              from page
             cross join day d
             cross join liaison.settings a
              join liaison.calendars b on b.id = a.calendar_id
              join liaison.enquiries q on q.id = page.id
              join liaison.submissions s on s.id = q.submission_id
              join liaison.clients c on c.id = s.client_id
              join liaison.candidates k on k.id = q.candidate_id
              join liaison.recruiters r on r.id = q.recruiter_id
             order by q.due_on, q.id
            """
    }
}

extension UnansweredEnquiry: TableRow {
    package static let columns = [
        "enquiry_id", "submission_id", "candidate", "recruiter", "asked_on", "due_on", "business_days_overdue",
    ]

    package func write(to lines: inout CSVLines) {
        lines.cell(enquiryId)
        lines.cell(submissionId)
        lines.cell(candidate)
        lines.cell(recruiter)
        lines.cell(askedOn)
        lines.cell(dueOn)
        lines.cell(businessDaysOverdue)
    }
}
